"""Pieces of a scanned text, and how they are joined."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from quizgen.notes.model import Mark, MarkKind
from quizgen.notes.readers.wide import is_wide

SOFT, FIRM = "\n", "\r"  # pieces: a line break between words; one inside code or a formula, which is always a space

Span = tuple[int, int, MarkKind]
"""A mark over pieces: the first, the one behind the last, its kind."""


def join(pieces: Sequence[str], spans: Iterable[Span]) -> tuple[str, tuple[Mark, ...], tuple[int, ...]]:
    """Return ``pieces`` as one text, its marks (of ``spans``), and for each source line the offset where it begins.

    White space stands once; a line break is a space or, between Chinese, nothing.
    """
    out: list[str] = []
    places: list[int] = []  # where each piece begins
    starts = [0]
    size = breaks = 0
    space = firm = False
    for piece in pieces:
        places.append(size)
        if piece in (SOFT, FIRM):
            breaks += 1
            firm = firm or piece == FIRM
            continue
        text = piece.strip(" ")
        if not text:
            space = space or bool(piece)
            continue
        if breaks:
            if out and (firm or not _are_glued(out[-1], text)):
                out.append(" ")
                size += 1
            starts += [size] * breaks
            breaks, firm = 0, False
        elif (space or piece[0] == " ") and out:
            out.append(" ")
            size += 1
        places[-1] = size
        out.append(text)
        size += len(text)
        space = piece[-1] == " "
    starts += [size] * breaks
    places.append(size)
    text = "".join(out)
    marks = []
    for first, last, kind in spans:
        start, end = places[first], places[last]
        start += text.startswith(" ", start)
        end -= end > start and text[end - 1] == " "
        if end > start or kind == "image":
            marks.append(Mark(start, max(start, end), kind))
    return text, tuple(_outermost(marks)), tuple(starts)


def _outermost(marks: list[Mark]) -> Iterator[Mark]:
    """Yield the marks, sorted, without those inside of another of their kind."""
    reach: dict[MarkKind, int] = {}
    for mark in sorted(marks, key=lambda m: (m.start, -m.end, m.kind)):
        if mark.end > reach.get(mark.kind, -1):
            reach[mark.kind] = mark.end
            yield mark


def _are_glued(before: str, after: str) -> bool:
    """Say whether nothing stands between the end of a line and the next: between Chinese, after a hyphen."""
    if before[-1] == "-":
        return before[-2:-1].isalpha() and after[0].islower()
    return all(is_wide(char) or char in "“”‘’…—" for char in (before[-1], after[0]))
