"""Notes -> the pages that a preview shows: cards as Anki fills its templates, quizzes as sheets of paper. Pure.

The templates and the stylesheet are those of the deck itself. Banks come from strangers: a page says which scripts may
run, those of the templates, and that nothing may be fetched.
"""

from __future__ import annotations

import base64
import functools
import hashlib
import html as html_
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from quizgen.assets import folder
from quizgen.bank.cloze import Blank, replaced
from quizgen.render import math
from quizgen.render.anki import Note
from quizgen.render.note_types import NOTE_TYPES, model
from quizgen.render.quiz import PAPERS

Side = Literal["front", "back"]


@dataclass(frozen=True, slots=True)
class Page:
    """An HTML page and the policy that the browser holds it to (Content-Security-Policy)."""

    html: str
    policy: str


_FIELD = re.compile(r"\{\{(?:(cloze|type):)?([^{}#/^]+)\}\}")
_SECTION = re.compile(r"\{\{#([^{}]+)\}\}(.*?)\{\{/\1\}\}", re.DOTALL)
_EMPTY = re.compile(r"(?:\s|</?(?:br|div) ?/?>)*")
_FORMULA = re.compile(r"\\\((.*?)\\\)|\\\[(.*?)\\\]", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")


def side(note: Note, card: int, which: Side) -> str:
    """Return one side of ``note``'s card at the place ``card`` as Anki fills its template."""
    kind = NOTE_TYPES[note.kind]
    fields = dict(zip(kind.all_fields, note.fields, strict=True))
    template = model(note.kind).templates[0 if kind.cloze else card]["qfmt" if which == "front" else "afmt"]

    def section(found: re.Match[str]) -> str:
        return "" if _EMPTY.fullmatch(fields[found[1]]) else found[2]

    def field(found: re.Match[str]) -> str:
        value = fields[found[2]]
        if found[1] == "cloze":
            return _blanked(value, card + 1, which)
        return _typed(value, which) if found[1] == "type" else value

    return _FIELD.sub(field, _SECTION.sub(section, template))


def _blanked(value: str, number: int, which: Side) -> str:
    """Return the field ``value`` with the blank ``number`` asked for, or answered on the back, the others shown."""

    def shown(blank: Blank) -> str:
        if blank.number != number:
            return f'<span class="cloze-inactive" data-ordinal="{blank.number}">{blank.answer}</span>'
        if which == "back":
            return f'<span class="cloze" data-ordinal="{number}">{blank.answer}</span>'
        told = html_.escape(blank.answer).replace("\\", "&#92;")  # no formula in a tag
        return f'<span class="cloze" data-cloze="{told}" data-ordinal="{number}">[{blank.hint or "..."}]</span>'

    # In a formula a blank has no colour.
    return _FORMULA.sub(lambda found: _TAG.sub("", found[0]), replaced(value, shown))


def _typed(value: str, which: Side) -> str:
    """Return the field to type in, or on the back what Anki shows if nothing was typed."""
    return (
        '<center><input type="text" id="typeans"></center>' if which == "front" else f"<code id=typeans>{value}</code>"
    )


@dataclass(frozen=True, slots=True)
class Look:
    """How a card is looked at."""

    night: bool = False
    phone: bool = False
    css: str = ""
    """The user's own stylesheet."""


def card_page(note: Note, card: int, which: Side, media: Mapping[str, bytes], look: Look) -> Page:
    """Return the page that shows one side of a card, with its pictures from ``media`` and its formulas set.

    The page tells the one around it how high it is.
    """
    made = side(note, card, which)
    scripts = [_file("frame.js"), *_SCRIPT.findall(made)]
    body = _PICTURE.sub(lambda found: f'src="{_data(found[1], media)}"', made)
    body = _FORMULA.sub(_formula, body)
    night = " nightMode night_mode" if look.night else ""
    html = "\n".join(
        [
            f'<!DOCTYPE html>\n<html class="{"night-mode" if look.night else ""}">',
            '<meta charset="utf-8">\n<base target="_blank">',
            f"<style>\n{_file('anki.css')}{math.style(body)}</style>",
            f"<script>{_file('frame.js')}</script>",
            f"<style>\n{_shown(model(note.kind, look.css).css, look)}</style>",
            f'<body class="card card{card + 1}{night}"><div id="qa">{body}</div>',
        ]
    )
    hashes = " ".join(dict.fromkeys(map(_hash, scripts)))
    return Page(
        html, f"default-src 'none'; img-src data:; font-src data:; style-src 'unsafe-inline'; script-src {hashes}"
    )


_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)
_PICTURE = re.compile(r'src="(quizgen-[0-9a-f]+\.\w+)"')
_HEIGHT = re.compile(r"(?<![\w.-])(\d*\.?\d+)[dls]?vh\b")


def _shown(css: str, look: Look) -> str:
    """Return ``css`` for a frame as high as its card: parts of the height are those of a usual window or phone."""
    css = _HEIGHT.sub(r"calc(\1 * var(--vh))", css).replace("</", "<\\/")
    return f":root {{ --vh: {6.6 if look.phone else 6}px; }}\n{css}"


def _formula(found: re.Match[str]) -> str:
    tex = html_.unescape(found[1] if found[1] is not None else found[2])
    try:
        return math.mathml(tex, found[1] is None)
    except math.BadFormula:
        return f"<code>{html_.escape(tex)}</code>"


def _data(name: str, media: Mapping[str, bytes]) -> str:
    suffix = name.rpartition(".")[2]
    kind = {"jpg": "jpeg", "svg": "svg+xml"}.get(suffix, suffix)
    return f"data:image/{kind};base64,{base64.b64encode(media.get(name, b'')).decode('ascii')}"


def _hash(script: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode('ascii')}'"


def quiz_page(page: str, paper: str, look: Look) -> Page:
    """Return the printed ``page`` as a sheet of ``paper`` on a screen, with the lines as they break on it."""
    width, margin = _SHEETS[paper]
    css = _file("sheet.css") + f":root {{ --sheet: {width}mm; --margin: {margin}mm; }}\n"
    night = ' class="night"' if look.night else ""
    html = page.replace("<html", f"<html{night}", 1)
    html = html.replace("</head>", f'<base target="_blank"><style>\n{css}</style></head>', 1)
    return Page(html, "default-src 'none'; img-src data:; font-src data:; style-src 'unsafe-inline'")


_SHEETS = {"A4": (210, 18), "Letter": (215.9, 18)}
assert set(_SHEETS) <= set(PAPERS)


@functools.cache
def _file(name: str) -> str:
    return (folder("preview") / name).read_text(encoding="utf-8")
