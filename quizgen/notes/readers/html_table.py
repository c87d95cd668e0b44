"""The rows of a table written in HTML. Shared by the readers."""

from __future__ import annotations

import re

_TAG = re.compile(r"<(/?)(tr|td|th)(?=[\s/>])([^<>]*)>", re.IGNORECASE)
_SPAN = re.compile(r"(col|row)span\s*=\s*[\"']?(\d{1,2})", re.IGNORECASE)
_WIDEST_SPAN = 30

Cell = tuple[str, int]
"""A cell: its source, and the line where that begins."""


def rows(source: str, line: int) -> list[list[Cell]]:
    """Return the rows of the table ``source``, which begins on ``line``; a cell that spans several stands in each."""
    found: list[list[Cell]] = []
    hanging: dict[int, tuple[int, Cell]] = {}  # of each column: in how many more rows its cell stands
    at = 0
    tags = list(_TAG.finditer(source))
    for n, tag in enumerate(tags):
        line += source.count("\n", at, tag.end())
        at = tag.end()
        if tag[2].lower() == "tr":
            if tag[1] and found:
                _fill(found[-1], hanging)
            elif not tag[1]:
                found.append([])
        elif not tag[1]:
            end = tags[n + 1].start() if n + 1 < len(tags) else len(source)
            if not found:
                found.append([])
            _add(found[-1], hanging, (source[at:end], line), tag[3])
    return [row for row in found if row]


def _add(row: list[Cell], hanging: dict[int, tuple[int, Cell]], cell: Cell, attributes: str) -> None:
    spans = {kind.lower(): min(max(1, int(n)), _WIDEST_SPAN) for kind, n in _SPAN.findall(attributes)}
    for _ in range(spans.get("col", 1)):
        _fill(row, hanging)
        if spans.get("row", 1) > 1:
            hanging[len(row)] = spans["row"] - 1, cell
        row.append(cell)


def _fill(row: list[Cell], hanging: dict[int, tuple[int, Cell]]) -> None:
    while len(row) in hanging:
        left, cell = hanging.pop(len(row))
        if left > 1:
            hanging[len(row)] = left - 1, cell
        row.append(cell)
