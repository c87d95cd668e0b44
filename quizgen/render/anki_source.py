"""Where a question comes from, as its card shows it: file and headings, linked if the bank says how."""

from __future__ import annotations

import functools
import html as html_
import re
from collections.abc import Iterable
from pathlib import PurePosixPath
from urllib.parse import quote

from quizgen import text
from quizgen.render.anki_html import finished

LINK_SCHEMES = ("https", "http", "obsidian")
"""Where ``source_link`` may lead."""

_LINE = re.compile(r":\d+(?:-\d+)?$")


def source_of(places: Iterable[str], heading: str, pattern: str) -> str:
    """Return where a question comes from (``file.md:12``), file and headings, never the line.

    ``heading`` names the headings above it in the first file. Linked if ``pattern``, the bank's ``source_link``, says
    how.
    """
    paths = dict.fromkeys(_LINE.sub("", place) for place in places)
    headings = (heading, *("" for _ in paths))
    return "<br>".join(_place(pattern, path, above) for path, above in zip(paths, headings, strict=False))


@functools.lru_cache(maxsize=1024)
def _place(pattern: str, path: str, heading: str) -> str:
    path, headings = text.clean(path), [part for part in heading.split(" > ") if part]
    words = " › ".join((PurePosixPath(path).name, *map(text.plain, headings)))
    shown = finished(html_.escape(words, quote=False))
    href = _link(pattern, path, headings[-1] if headings else "")
    return f'<a href="{html_.escape(href)}">{shown}</a>' if href else shown


def _link(pattern: str, path: str, heading: str) -> str:
    if pattern.partition(":")[0].lower() not in LINK_SCHEMES:
        return ""
    made = text.clean(pattern).replace("{path}", quote(path)).replace("{heading}", quote(heading, safe=""))
    made = made.replace("{anchor}", quote(_slug(heading), safe=""))
    return re.sub(r"[\s\"'<>]", "", made.removesuffix("#"))


def _slug(heading: str) -> str:
    """Return the anchor that GitHub and most others give a heading."""
    return re.sub(r"[^\w\- ]", "", text.plain(heading).lower()).replace(" ", "-")
