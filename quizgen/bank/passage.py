"""Where a passage stands in a note, whatever became of its lines and marks. Pure: gets the text of the note."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from functools import cached_property

_ENDS = 10
"""Letters by which the beginning and the end of a passage are told when something stands between them in the note."""


class Page:
    """The text of a note, to find passages in it by their letters alone: marks and blanks are not looked at."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def _places(self) -> array[int]:
        return array("L", (i for i, c in enumerate(self.text) if c.isalnum()))

    @cached_property
    def _letters(self) -> str:
        return "".join(filter(str.isalnum, self.text))

    @cached_property
    def _lines(self) -> list[int]:
        """Where each line begins."""
        return [0, *(i + 1 for i, c in enumerate(self.text) if c == "\n")]

    def line_at(self, place: int) -> int:
        """Return the number of the line, from 1, on which the character number ``place`` stands."""
        return bisect_left(self._lines, place + 1)

    def line(self, number: int) -> tuple[int, int] | None:
        """Return where the line ``number`` begins and ends, None if there is none."""
        if not 1 <= number <= len(self._lines):
            return None
        start = self._lines[number - 1]
        end = self._lines[number] - 1 if number < len(self._lines) else len(self.text)
        return start, max(start, end)

    def find(self, passage: str, line: int = 1) -> tuple[int, int] | None:
        """Return where ``passage`` begins and ends: on ``line`` or the next place behind it, else the first before."""
        letters = "".join(filter(str.isalnum, passage))
        if not letters:
            return None
        here = self.line(line) or (0, 0)
        near = bisect_left(self._places, here[0])
        for start in (near, 0):
            at = self._letters.find(letters, start)
            if at >= 0:
                return self._places[at], self._places[at + len(letters) - 1] + 1
        return self._loosely(letters, near)

    def _loosely(self, letters: str, near: int) -> tuple[int, int] | None:
        """Find a passage in which the note has something more: the address of a link, a footnote."""
        if len(letters) < 2 * _ENDS:
            return None
        head, tail = letters[:_ENDS], letters[-_ENDS:]
        for start in (near, 0):
            at = self._letters.find(head, start)
            end = self._letters.find(tail, at + _ENDS, at + 3 * len(letters)) if at >= 0 else -1
            if end >= 0:
                return self._places[at], self._places[end + _ENDS - 1] + 1
        return None
