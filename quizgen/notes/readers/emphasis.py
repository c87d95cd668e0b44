"""Emphasis: runs of delimiters (``**``, ``_``, ``~~``, ``==``), and which of them pair."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from quizgen.notes.model import MarkKind
from quizgen.notes.readers.pieces import Span
from quizgen.notes.readers.wide import is_wide

_PUNCTUATION = re.compile(r"[^\w\s]|_")
_DELIMITED: dict[str, tuple[MarkKind, MarkKind]] = {  # by one delimiter, by two
    "*": ("emphasis", "strong"),
    "_": ("emphasis", "strong"),
    "~": ("strike", "strike"),
    "=": ("highlight", "highlight"),
}


@dataclass(slots=True)
class Run:
    """A run of one delimiter character: the piece it is, how many are left, what it can do."""

    piece: int
    char: str
    length: int
    opens: bool
    closes: bool
    left: int


def run_at(source: str, at: int, piece: int) -> Run:
    """Return the run of delimiters that begins at ``at`` in ``source``, as the piece with number ``piece``."""
    char, end = source[at], at + 1
    while end < len(source) and source[end] == char:
        end += 1
    before = source[at - 1] if at else " "
    after = source[end] if end < len(source) else " "
    space_before, space_after = before.isspace(), after.isspace()
    mark_before, mark_after = bool(_PUNCTUATION.match(before)), bool(_PUNCTUATION.match(after))
    # Chinese beside the run counts as punctuation, so that **信息（MI）**是 is strong:
    # https://github.com/tats-u/markdown-cjk-friendly/blob/main/specification.md
    left = not space_after and (not mark_after or space_before or mark_before or is_wide(before))
    right = not space_before and (not mark_before or space_after or mark_after or is_wide(after))
    if char == "_":
        left, right = left and (not right or mark_before), right and (not left or mark_after)
    return Run(piece, char, end - at, left, right, end - at)


def pair(runs: Sequence[Run]) -> list[Span]:
    """Return the marks that ``runs`` make, and take from each run the delimiters that are used.

    As https://spec.commonmark.org/0.31.2/#phase-2-inline-structure does it.
    """
    spans: list[Span] = []
    stack: list[Run] = []
    floor: dict[tuple[str, bool, int], int] = {}  # up to this height the stack has no opener for such closers
    for closer in runs:
        key = (closer.char, closer.opens, closer.length % 3)
        while closer.closes and closer.left:
            height = len(stack)
            lowest = min(floor.get(key, 0), height)
            while height > lowest and not _may_pair(stack[height - 1], closer):
                height -= 1
            if height == lowest:
                floor[key] = len(stack)
                break
            opener = stack[height - 1]
            used = 2 if closer.char in "=~" or (opener.left >= 2 and closer.left >= 2) else 1
            span = (opener.piece + 1, closer.piece, _DELIMITED[closer.char][used - 1])
            if spans[-1:] != [span]:
                spans.append(span)
            opener.left -= used
            closer.left -= used
            del stack[height if opener.left else height - 1 :]
            for k, low in floor.items():
                floor[k] = min(low, len(stack))
        if closer.opens and closer.left:
            stack.append(closer)
    return spans


def _may_pair(opener: Run, closer: Run) -> bool:
    if opener.char != closer.char:
        return False
    if closer.char in "=~":
        return opener.left >= 2 and closer.left >= 2
    if (opener.closes or closer.opens) and (opener.length + closer.length) % 3 == 0:
        return opener.length % 3 == 0 and closer.length % 3 == 0
    return True
