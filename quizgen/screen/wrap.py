"""Styled text on lines of a given width. Chinese takes two cells a character and breaks anywhere but before a stop."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeAlias

from rich.cells import cell_len

from quizgen.text import CLOSING, OPENING

Piece: TypeAlias = tuple[str, str]
"""(text, style)."""

_WIDE = (
    "\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6"
    "\U0001f000-\U0003ffff"
)
# What stays together: blanks; a wide character with the signs that open before and close behind it; a word.
_UNIT = re.compile(rf"[ \t\xa0]+|[{OPENING}{{]*[{_WIDE}][{CLOSING}}}]*|[^\s{_WIDE}]+|\s")


def wrap(pieces: Iterable[Piece], width: int, indent: str = "") -> list[list[Piece]]:
    """Return ``pieces`` as lines of at most ``width`` cells; a line that goes on begins with ``indent``."""
    lines: list[list[Piece]] = []
    for paragraph in _paragraphs(pieces):
        lines += _filled(paragraph, max(width, len(indent) + 2), indent)
    return lines


def _paragraphs(pieces: Iterable[Piece]) -> Iterator[list[Piece]]:
    line: list[Piece] = []
    for text, style in pieces:
        first, *rest = text.split("\n")
        line.append((first, style))
        for part in rest:
            yield line
            line = [(part, style)]
    yield line


def _filled(pieces: Sequence[Piece], width: int, indent: str) -> Iterator[list[Piece]]:
    text = "".join(words for words, _ in pieces)
    styles = [(style, len(words)) for words, style in pieces]
    starts = [0]
    at, used = 0, 0
    for found in _UNIT.finditer(text):
        unit = found[0]
        size = cell_len(unit)
        if used + size > width and not unit.isspace():
            if used > (len(indent) if len(starts) > 1 else 0):
                starts.append(found.start())
                used = len(indent)
            for i, c in enumerate(unit):  # a word longer than the line
                if used + cell_len(c) > width:
                    starts.append(found.start() + i)
                    used = len(indent)
                used += cell_len(c)
        else:
            used += size
        at = found.end()
    ends = [*starts[1:], at]
    for n, (start, end) in enumerate(zip(starts, ends, strict=True)):
        line = _cut(text, styles, start, end)
        yield [(indent, ""), *line] if n and indent else line


def _cut(text: str, styles: Sequence[tuple[str, int]], start: int, end: int) -> list[Piece]:
    """Return the styled pieces of ``text[start:end]``, without the blanks at its end."""
    end = start + len(text[start:end].rstrip())
    made = []
    at = 0
    for style, length in styles:
        a, b = max(start, at), min(end, at + length)
        if a < b:
            made.append((text[a:b], style))
        at += length
    return made
