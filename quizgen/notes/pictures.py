"""Which pictures of a note belong to what a candidate says."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence

from quizgen.notes.model import Candidate, Document, Picture

_HOLD = ("paragraph", "item", "definition")
"""Of a table's row nobody knows to which cell a picture belongs, and a heading alone says nothing."""


def by_block(document: Document) -> dict[int, list[Picture]]:
    """Return the pictures of ``document`` by the block in which they stand, or below which, with nothing between."""
    found: dict[int, list[Picture]] = defaultdict(list)
    for picture in document.pictures:
        block = _at(document, picture.line)
        if block >= 0 and document.blocks[block].kind in _HOLD:
            found[block].append(picture)
    return found


def beside(c: Candidate, document: Document, pictures: Mapping[int, Sequence[Picture]]) -> tuple[Picture, ...]:
    """Return those of ``pictures``, as ``by_block`` gives them, that belong to the passage of ``c``."""
    if not pictures:
        return ()
    blocks = {c.block, _at(document, c.line)}
    rest = c.passage.split("\n")[1:]  # the items of a list, an answer below its question
    last = min(len(document.blocks), c.block + 1 + 2 * len(rest))
    blocks |= {i for i in range(c.block + 1, last) if document.blocks[i].text in rest}
    return tuple(dict.fromkeys(picture for i in sorted(blocks) for picture in pictures.get(i, ())))


def _at(document: Document, line: int) -> int:
    """Return the number of the last block that begins on ``line`` or before; -1 if there is none."""
    return bisect_right(document.blocks, line, key=lambda block: block.line) - 1
