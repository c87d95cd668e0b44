"""The lock beside a bank: what machines must remember about its questions, one JSON line an id.

Written by machines, committed with the bank. Every entry stands alone, with a blank line around it, so that git merges
what two branches changed side by side, and a damaged line costs no more than itself. Without a lock everything works;
some things then cannot be known.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any

from quizgen.problems import Problem

FORMAT = 1

_LINE_END = re.compile("\r\n?")


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
    """Another text that counts as generated too: what stood there before a write that may not have been finished
    (empty: nothing did), or the other side of a merge."""
    due: bool = False
    """``before`` is the other side of a merge: what stands so is made anew, for the rest of the entry speaks of
    ``made``."""
    staged: str = ""
    """The mark of the file that became the bank in the write of which ``before`` speaks: as long as that file is there,
    it did not."""
    behind: bool = False
    """Its passage changed while a person's words stood there: once they are taken back, it is made anew."""
    asked: str = ""
    """The type, and a hash of the term or question, as they were generated: which question it is, whatever became of
    it."""
    passage: str = ""
    """The passage of the notes on which it rests, to find it again and to see whether it changed."""
    pictures: str = ""
    """The pictures beside that, as they were generated: another one changes the question too."""
    source: tuple[str, ...] = ()
    """The ``source`` that was generated, to tell a line that moved from one a person wrote."""
    pattern: str = ""
    confidence: float | None = None
    heading: str = ""
    """The headings above the passage, outermost first, joined by `` > ``: cards show it instead of the line."""
    gone: bool = False
    """Its passage was no longer in the notes when they were last read."""
    deleted: bool = False
    """Deleted by hand: it stays deleted."""
    reviewed: str = ""
    """What `quizgen review` decided; empty when it did not see the question."""
    anki: Mapping[str, Sent] = field(default_factory=dict)
    """What Anki last got, by note type."""
    clozes: tuple[tuple[int, str], ...] = ()
    """(cloze number, text) of each list item or blank as Anki last got it."""
    next_cloze: int = 1
    """The next cloze number that was never used."""


@dataclass(frozen=True, slots=True)
class Lock:
    """All entries by question id."""

    entries: Mapping[str, Entry] = field(default_factory=dict)


def digest(text: str) -> str:
    """Return a short hash of ``text`` that does not depend on its line ends."""
    return hashlib.sha256(_LINE_END.sub("\n", text).encode()).hexdigest()[:16]


def speaks_of(entry: Entry, block: str) -> bool:
    """Return whether the question whose text is ``block`` stands there as it was generated: nobody edited it."""
    return bool(entry.made) and digest(block) in (entry.made, entry.before)


def load_lock(path: str, text: str) -> tuple[Lock, list[Problem]]:
    """Return what can be read of the lock ``text``, and warnings on what cannot.

    A line that is damaged or a mark of a merge conflict is passed over; two entries for one id, which merges leave
    behind, are joined so that nothing deleted comes back and no cloze number is used twice. The only error is a lock of
    a newer format: writing it anew would lose what it says.
    """
    problems = []
    entries: dict[str, Entry] = {}
    for number, line in enumerate(_LINE_END.sub("\n", text.removeprefix("\ufeff")).split("\n"), start=1):
        if not line.strip():
            continue
        try:
            read = json.loads(line)
            if "format" in read and "id" not in read:
                if read["format"] != FORMAT:
                    words = f"is of format {read['format']}, which a newer quizgen wrote: update quizgen"
                    return Lock(), [Problem(path, number, 1, words)]
                continue
            name, entry = _entry(read)
        except (ValueError, TypeError, KeyError, RecursionError):
            words = "this line of the lock cannot be read; what it remembered of its question is lost"
            if line[:7] in ("<<<<<<<", "=======", ">>>>>>>", "|||||||"):
                words = f"the mark of a merge conflict ({line[:7]}): both sides are read"
            problems.append(Problem(path, number, 1, words, "warning"))
            continue
        entries[name] = _joined(entries[name], entry) if name in entries else entry
    return Lock(entries), problems


Lines = dict[str, tuple[Entry, str]]
"""Entries by id, each with its line."""


def dump_lock(lock: Lock, known: Lines | None = None) -> str:
    """Return ``lock`` as text: a line with the format, then the entries sorted by id.

    ``known`` keeps the lines from one call to the next: only what changed is made anew.
    """
    known = {} if known is None else known
    lines = [_json({"format": FORMAT})]
    for name, entry in sorted(lock.entries.items()):
        if name in known and known[name][0] is entry:
            lines.append(known[name][1])
            continue
        line: dict[str, Any] = {"id": name}
        for key, empty in _DEFAULTS.items():
            value = getattr(entry, key)
            if value != empty:
                line[key] = {t: [s.content, s.mod] for t, s in sorted(value.items())} if key == "anki" else value
        lines.append(_json(line))
        known[name] = entry, lines[-1]
    return "\n\n".join(lines) + "\n"


_DEFAULTS: dict[str, Any] = {f.name: getattr(Entry(), f.name) for f in fields(Entry)}


_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def _entry(read: dict[str, Any]) -> tuple[str, Entry]:
    """Return the id and the entry that a line holds; TypeError, ValueError or KeyError for one that holds none."""
    name = _a(str, read.pop("id"))
    known = {key: _FROM[key](value) for key, value in read.items() if key in _FROM}
    return name, Entry(**known)


def _a(kind: type, value: Any) -> Any:
    if type(value) is not kind:
        raise TypeError
    return value


_FROM: dict[str, Any] = {
    "made": lambda v: _a(str, v),
    "before": lambda v: _a(str, v),
    "due": lambda v: _a(bool, v),
    "staged": lambda v: _a(str, v),
    "behind": lambda v: _a(bool, v),
    "asked": lambda v: _a(str, v),
    "passage": lambda v: _a(str, v),
    "pictures": lambda v: _a(str, v),
    "source": lambda v: tuple(_a(str, s) for s in _a(list, v)),
    "pattern": lambda v: _a(str, v),
    "confidence": float,
    "heading": lambda v: _a(str, v),
    "gone": lambda v: _a(bool, v),
    "deleted": lambda v: _a(bool, v),
    "reviewed": lambda v: _a(str, v),
    "anki": lambda v: {t: Sent(_a(str, c), _a(int, m)) for t, (c, m) in _a(dict, v).items()},
    "clozes": lambda v: tuple((_a(int, n), _a(str, t)) for n, t in _a(list, v)),
    "next_cloze": lambda v: _a(int, v),
}


def _joined(one: Entry, other: Entry) -> Entry:
    """Return one entry for two of the same id, as a merge of two branches leaves them."""
    if one == other:
        return one
    sent = dict(one.anki)
    for kind, last in other.anki.items():
        # Two contents: no note can be known to be current, so the next package sends it again, later than either.
        known = sent.get(kind, last)
        sent[kind] = Sent(last.content if last.content == known.content else "", max(known.mod, last.mod))
    numbers = dict((*one.clozes, *other.clozes))
    return replace(
        other,
        asked=other.asked or one.asked,
        before=one.made if one.made != other.made else other.before,
        due=one.made != other.made or other.due,
        behind=one.behind or other.behind,
        deleted=one.deleted or other.deleted,
        reviewed=other.reviewed or one.reviewed,
        anki=sent,
        clozes=tuple(sorted(numbers.items())),
        next_cloze=max(one.next_cloze, other.next_cloze),
    )
