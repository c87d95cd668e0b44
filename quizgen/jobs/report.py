"""Report: what a command did, for the summary on the terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Protocol, TypeVar

from quizgen.problems import Problem

T = TypeVar("T")


class Progress(Protocol):
    """What a job wraps around its loop so that a person can see how far it is."""

    def __call__(self, items: Iterable[T], length: int) -> Iterator[T]:
        """Yield ``items``, of which there are ``length``."""
        ...


def unwatched(items: Iterable[T], length: int) -> Iterator[T]:
    """Yield ``items`` and show nothing."""
    yield from items


@dataclass(frozen=True, slots=True)
class Report:
    """What happened, what was left out, and what to do next; ``text`` is the result itself where it goes to stdout."""

    lines: tuple[str, ...] = ()
    next: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    text: str = field(default="", repr=False)


def counted(number: int, noun: str) -> str:
    """Return ``number noun`` with an s where there are several: counted(2, "question") == "2 questions"."""
    plural = noun[:-1] + "ies" if noun.endswith("y") else noun + "s"
    return f"{number:,} {noun if number == 1 else plural}"


def beyond(pictures: int) -> list[str]:
    """Return the line that says how many pictures of notes a bank cannot show."""
    lie = "lies" if pictures == 1 else "lie"
    return [f"{counted(pictures, 'picture')} {lie} outside the folder of the bank: left out"] if pictures else []


def tally(names: Iterable[str]) -> str:
    """Return how often each name comes, most frequent first: "3 definition, 1 list"."""
    return ", ".join(f"{n:,} {name}" for name, n in sorted(Counter(names).items(), key=lambda c: (-c[1], c[0])))
