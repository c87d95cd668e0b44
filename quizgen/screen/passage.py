"""What is shown of a note: the passage of a question, marked, with the answer in it and its surroundings."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from typing import TypeAlias

from quizgen.bank.cloze import blanks
from quizgen.bank.lock import Entry
from quizgen.bank.passage import Page
from quizgen.bank.types import Cloze, Question, fields_of
from quizgen.screen.pane import Lines, wrapped
from quizgen.screen.wrap import Piece, wrap

_AROUND = 1200
"""Characters of the note that are shown before and behind the passage."""
_LINES_ABOVE = 3


def passage(question: Question, entry: Entry, page: Page | None) -> tuple[str, Lines]:
    """Return where the passage of ``question`` stands now, and what to show of its note."""
    source = question.source[0]
    path, _, number = source.rpartition(":")
    written = int(number) if number.isdigit() and path else 0
    path = path if written else source
    if page is None:
        told = wrapped([("This note cannot be read. The passage was:\n\n", "aside"), (entry.passage, "passage")])
        return source, told
    found = page.find(entry.passage, written or 1)
    if found:
        at = page.line_at(found[0])
        answers = [place for answer in _answers(question) if (place := page.find(answer, at))]
        marks = [(found, "passage"), *((place, "answer") for place in answers if place[1] <= found[1])]
        return f"{path}:{at}", lambda width: _surroundings(page, marks, width)
    around = page.line(written) or (0, 0)
    if not entry.passage:
        return source, lambda width: _surroundings(page, [(around, "passage")], width)
    gone: list[Piece] = [("No longer in the note. The passage was:\n", "doubt"), (entry.passage, "passage"), ("\n", "")]
    return source, lambda width: (wrap(gone, width) + _surroundings(page, [(around, "")], width)[0], 0)


def _answers(question: Question) -> Iterator[str]:
    """Yield the texts that answer ``question``."""
    if isinstance(question, Cloze):
        yield from (blank.answer for blank in blanks(question.text))
        return
    for field in fields_of(type(question)):
        if field.required and not field.asks:
            value = getattr(question, field.name)
            yield from (part for part in (value if isinstance(value, tuple) else (value,)) if isinstance(part, str))


_Mark: TypeAlias = "tuple[tuple[int, int], str]"
"""(from where to where, in what style)."""


def _surroundings(page: Page, marks: Sequence[_Mark], width: int) -> tuple[list[list[Piece]], int]:
    """Return the lines of ``page`` about the first of ``marks``, and the number of the one to begin with.

    Where it begins is always the same number of lines below that.
    """
    start, end = marks[0][0]
    first, last = page.line_at(max(0, start - _AROUND)), page.line_at(min(len(page.text), end + _AROUND))
    gutter = len(str(last))
    lines: list[list[Piece]] = [[] for _ in range(_LINES_ABOVE)]
    begin = len(lines)
    for number in range(first, last + 1):
        a, b = page.line(number) or (0, 0)
        cut, to = max(a, start - _AROUND), min(b, end + _AROUND)
        inside = [
            ("…" if cut > a else "", "aside"),
            *_marked(page.text, cut, to, marks),
            ("…" if to < b else "", "aside"),
        ]
        for n, row in enumerate(wrap(inside, width - gutter - 3)):
            marked = any(style in ("passage", "answer") for _, style in row)
            if marked and begin == _LINES_ABOVE:
                begin = len(lines)
            name = str(number) if n == 0 else ""
            lines.append([(f"{name:>{gutter}} {'▌' if marked else ' '} ", "passage" if marked else "gutter"), *row])
    return lines, begin - _LINES_ABOVE


def _marked(text: str, start: int, end: int, marks: Sequence[_Mark]) -> list[Piece]:
    """Return ``text[start:end]`` in pieces, each in the style of the last of ``marks`` that holds it."""
    edges = sorted({start, end} | {min(max(edge, start), end) for place, _ in marks for edge in place})
    return [
        (text[a:b].replace("\r", ""), next((style for (x, y), style in reversed(marks) if x <= a and b <= y), ""))
        for a, b in itertools.pairwise(edges)
    ]
