"""The lock beside a bank: what machines must remember about its questions, one JSON line an id.

Written by machines, committed with the bank. Every entry stands alone, so that git merges locks line by line and a
damaged line costs no more than itself. Without a lock everything works; some things then cannot be known.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TypeVar

K = TypeVar("K")
V = TypeVar("V")


def _nothing() -> Mapping[str, Sent]:
    return MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Sent:
    """What Anki last got of one question: ``content`` is its hash, ``mod`` the note's modification time in seconds."""

    content: str
    mod: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What is remembered of one question."""

    made: str = ""
    """Hash of the question's text in the bank as it was generated; empty for one written by hand."""
    before: str | None = None
    """While a write is under way: hash of the text that stood there before, empty when none did."""
    passage: str = ""
    """Hash of the passage of the notes on which it rests."""
    source: tuple[str, ...] = ()
    """The ``source`` that was generated, to tell a line that moved from one a person wrote."""
    pattern: str = ""
    confidence: float | None = None
    heading: str = ""
    """The headings above the passage, outermost first, joined by `` > ``: cards show it instead of the line."""
    deleted: bool = False
    """Deleted by hand: it stays deleted."""
    reviewed: str = ""
    """What `quizgen review` decided; empty when it did not see the question."""
    anki: Mapping[str, Sent] = field(default_factory=_nothing)
    """What Anki last got, by note type."""
    clozes: tuple[tuple[int, str], ...] = ()
    """(cloze number, text) of each list item or blank as Anki last got it."""
    next_cloze: int = 1
    """The next cloze number that was never used."""


@dataclass(frozen=True, slots=True)
class Lock:
    """All entries by question id."""

    entries: Mapping[str, Entry] = field(default_factory=dict)
