"""Targets of links and images: where they end, and the path they name."""

from __future__ import annotations

import html
import re
from urllib.parse import unquote

from quizgen.notes.model import Picture
from quizgen.notes.readers.special import ESCAPED

LINK_TARGET = re.compile(
    r"\(\s*(?:<[^<>\n]*>|[^\s()]*(?:\([^\s()]*\)[^\s()]*){0,8})(?:\s+(?:\"[^\"]*\"|'[^']*'|\([^()]*\)))?\s*\)"
)
IMAGE_TARGET = re.compile(  # often with raw spaces
    r"\(\n?[^()\n]{0,1000}(?:\([^()\n]{0,1000}\)[^()\n]{0,1000}){0,8}\n?\)"
)
_TITLE = re.compile(r"\s+(?:\"[^\"]*\"|'[^']*'|\([^()]*\)|=\d*x\d*)$")  # behind an image's path; or its size
_ELSEWHERE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|[/\\~]")  # an address, an absolute path


def target_path(target: str) -> str:
    """Return the path in ``target``, what stands in the brackets behind an image: without title, escapes decoded."""
    inner = target.strip()
    inner = inner[1:].partition(">")[0] if inner.startswith("<") else _TITLE.sub("", inner)
    return unquote(ESCAPED.sub(lambda found: found.group()[1], html.unescape(inner)))


def picture(path: str, alt: str, *, by_name: bool = False) -> Picture | None:
    """Return the picture ``path``, on line 0; None if it is on the network or no path from here."""
    path = path.strip().replace("\\", "/")  # as written on Windows
    return Picture(0, path, " ".join(alt.split()), by_name) if path and not _ELSEWHERE.match(path) else None
