"""Cloze numbers: each item of a list keeps the number under which Anki knows its card."""

from __future__ import annotations

import difflib
from collections.abc import Sequence

from quizgen.bank.lock import Entry


def numbered(items: Sequence[str], entry: Entry) -> list[int]:
    """Return the cloze number of each of ``items``: those that Anki knows keep theirs, new ones take the next.

    An item is known if it stands there word for word, wherever; then if it is like one that is gone, the most alike
    first. A number that was ever used is used for nothing else.
    """
    known = dict(entry.clozes)
    taken: dict[int, int] = {}
    for i, item in enumerate(items):
        same = [n for n, old in known.items() if old == item and n not in taken.values()]
        if same:
            taken[i] = same[0]
    left = [(n, old) for n, old in known.items() if n not in taken.values()]
    alike = sorted(
        ((_likeness(old, item), n, i) for n, old in left for i, item in enumerate(items) if i not in taken),
        key=lambda found: (-found[0], found[1], found[2]),
    )
    for likeness, n, i in alike:
        if likeness >= 0.5 and i not in taken and n not in taken.values():
            taken[i] = n
    free = max((entry.next_cloze, *(n + 1 for n in known)))
    for i in range(len(items)):
        if i not in taken:
            taken[i] = free
            free += 1
    return [taken[i] for i in range(len(items))]


def _likeness(old: str, new: str) -> float:
    if min(len(old), len(new)) > 1 and (old in new or new in old):
        return 1.0
    return difflib.SequenceMatcher(None, old, new, autojunk=False).ratio()
