"""How alike two texts are, and texts that are nearly the same, found among very many without comparing each with each.

Two texts are alike by the pairs of characters in them. Where very many are compared, two are as alike as their runs of
four characters overlap: how many both have, of all that either has (Jaccard). Texts that share so much share one of
their rarest runs too, so only those are compared (the prefix and position filters of Xiao et al., "Efficient similarity
joins for near-duplicate detection", 2008). Texts with other numbers in them are different: day 11 is not day 111.
"""

from __future__ import annotations

import re
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeAlias

LEAST = 0.8
"""How alike texts are that say nearly the same."""

_LONGEST = 4000
"""Characters of a text that are looked at."""
_MOST_LOOKS, _MOST_COMPARED = 1000, 20
"""Texts that are looked at, and compared in full, for one text: those first that share its rarest runs. Reached only
where thousands of texts are made of the same few runs, such as sequences of DNA."""
_SLOTS = 1_048_573
"""Counters of runs; runs that fall into one slot by chance only change what counts as rare."""

_NUMBER = re.compile(r"\d+")

Pairs: TypeAlias = frozenset[tuple[str, int]]
Run: TypeAlias = tuple[int, ...]
_Holders: TypeAlias = dict[Run, list[tuple[int, int, int]]]
"""run -> who has it among its rarest: (number of the text, how many runs stand behind it there, of how many)"""


def plain(text: str) -> str:
    """Return ``text`` without any blank: notes are wrapped and indented anew without saying anything else."""
    return "".join(text.split())


def alike(one: str, other: str) -> float:
    """Return how alike two texts are (0-1): the share of pairs of characters that both have (Dice's coefficient)."""
    return shared(pairs(one), pairs(other))


def shared(one: Pairs, other: Pairs) -> float:
    """Return what ``alike`` returns for two texts with these pairs."""
    return 2 * len(one & other) / (len(one) + len(other))


def held(part: str, whole: str) -> float:
    """Return how much of ``part`` stands in ``whole`` (0-1), by pairs of characters."""
    a = pairs(part)
    return len(a & pairs(whole)) / len(a)


def pairs(text: str) -> Pairs:
    """Return the pairs of characters in ``text``, whatever its case and spacing.

    Each comes with a number: how often it was there before.
    """
    folded = plain(text).casefold()
    often: dict[str, int] = defaultdict(int)
    found = []
    for at in range(max(1, len(folded) - 1)):
        pair = folded[at : at + 2]
        found.append((pair, often[pair]))
        often[pair] += 1
    return frozenset(found)


def overlap(one: str, other: str) -> float:
    """Return how much of all runs of four characters in two texts is in both (0-1), whatever their case and spacing."""
    return _overlap(_runs(_folded(one)), _runs(_folded(other)))


def earlier_alike(texts: Iterable[tuple[str, str]]) -> Iterator[tuple[int, int]]:
    """Yield (number of a text, number of an earlier one that is nearly the same): at most one for each of ``texts``.

    Each text comes with a word before it that must be the same in both. A text that has a twin is none for those behind
    it: without the texts that are named, all are different.
    """
    words, folded = [], []
    for word, text in texts:
        words.append(word)
        folded.append(_folded(text))
    often = array("I", bytes(4 * _SLOTS))
    first: dict[tuple[str, str], int] = {}
    for number, text in enumerate(folded):
        if first.setdefault((words[number], text), number) == number:
            for run in _runs(text):
                often[hash(run) % _SLOTS] += 1
    holders: dict[tuple[str, ...], _Holders] = defaultdict(dict)  # by what must be the same
    for number, text in enumerate(folded):
        if (same := first[words[number], text]) != number:
            yield number, same
            continue
        runs = _runs(text)
        size = len(runs)
        ordered = sorted(runs)  # runs that are equally rare stand in one order in all texts
        ordered.sort(key=lambda run: often[hash(run) % _SLOTS])
        rarest = ordered[: size - _needed(size) + 1]
        among = holders[(words[number], *_NUMBER.findall(text))]
        twin = _twin(rarest, runs, among, folded)
        if twin is not None:
            yield number, twin
            continue
        for place, run in enumerate(rarest, start=1):
            among.setdefault(run, []).append((number, size - place, size))


def _twin(rarest: Sequence[Run], runs: set[Run], holders: _Holders, folded: Sequence[str]) -> int | None:
    size = len(runs)
    compared: set[int] = set()
    looks = 0
    for place, run in enumerate(rarest, start=1):
        for number, left, other in holders.get(run, ()):
            # If it is the first run that both have, they have at most the shorter rest behind it in common, too.
            common = 1 + min(size - place, left)
            if common >= LEAST * (size + other - common) and number not in compared:
                compared.add(number)
                if _overlap(runs, _runs(folded[number])) >= LEAST:
                    return number
            looks += 1
            if looks == _MOST_LOOKS or len(compared) == _MOST_COMPARED:
                return None
    return None


def _needed(size: int) -> int:
    """Return how many of ``size`` runs a text must have that is alike: LEAST of them, rounded up."""
    return -(-size * 4 // 5)


def _overlap(one: set[Run], other: set[Run]) -> float:
    both = len(one & other)
    return both / (len(one) + len(other) - both)


def _folded(text: str) -> str:
    return " ".join(text[:_LONGEST].casefold().split())


def _runs(text: str) -> set[Run]:
    codes = list(map(ord, text))  # numbers: the hash of a text is another one in each process
    return set(zip(codes, codes[1:], codes[2:], codes[3:], strict=False)) if len(codes) > 3 else {tuple(codes)}
