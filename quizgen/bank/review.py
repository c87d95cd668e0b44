"""Reviewing a bank: which questions are to be looked at, in which order, what was decided, and how it is taken back.

Pure. Decisions stand in the lock, in ``Entry.reviewed``: ``kept``; ``drop`` and a hash of the question while that still
stands in the bank; ``dropped`` once it is out. The hash keeps a question that was edited after the decision.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from quizgen.bank.edit import Remove, Written
from quizgen.bank.evidence import asked, path_of
from quizgen.bank.lock import Entry, Lock, digest
from quizgen.bank.types import Question, type_name
from quizgen.bank.write import dump_question

KEPT = "kept"
DROPPED = "dropped"
UNSEEN = ""


def drop(question: Question) -> str:
    """Return the decision to take ``question`` out of the bank; where it stands in the notes does not matter."""
    return f"drop {digest(dump_question(replace(question, source=())))}"


def is_to_drop(question: Question, entry: Entry) -> bool:
    """Return whether it was decided to take ``question`` out, though it still stands in the bank."""
    return entry.reviewed.startswith("drop ") and entry.reviewed == drop(question)


def is_undecided(question: Question, entry: Entry) -> bool:
    """Return whether nobody decided about ``question``. One that was put back by hand is undecided again."""
    return entry.reviewed != KEPT and not is_to_drop(question, entry)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which questions are reviewed, and in which order."""

    order: str = "doubtful"
    """doubtful: passage gone, then least certain first; notes: as the bank has them."""
    types: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    min_confidence: float = 0
    max_confidence: float = 1
    everything: bool = False
    """Also what was written by hand, and what was kept before."""

    def holds(self, question: Question, entry: Entry) -> bool:
        """Return whether ``question``, which the lock remembers as ``entry``, is one of those to look at."""
        if question.id is None or not (self.everything or is_extracted(question, entry)):
            return False
        return (
            (not self.types or type_name(question) in self.types)
            and (not self.tags or not set(self.tags).isdisjoint(question.tags))
            and self.min_confidence <= (1 if entry.confidence is None else entry.confidence) <= self.max_confidence
        )


def is_extracted(question: Question, entry: Entry) -> bool:
    """Return whether ``question`` comes from notes, as the lock or its own source tells."""
    return bool(entry.made or question.source)


def remembered(lock: Lock, decisions: Mapping[str, str]) -> Lock:
    """Return ``lock`` with ``decisions`` by question id."""
    entries = dict(lock.entries)
    for name, decision in decisions.items():
        entries[name] = replace(entries.get(name, Entry()), reviewed=decision)
    return Lock(entries)


def settled(written: Written, lock: Lock) -> tuple[list[Remove], Lock]:
    """Return what is to be taken out of the bank now, and the lock for the bank without it."""
    entries = dict(lock.entries)
    changes = []
    here = {question.id: at for at, question in enumerate(written.bank.questions)}
    for name, entry in lock.entries.items():
        if not entry.reviewed.startswith("drop "):
            continue
        at = here.get(name)
        if at is None:
            entries[name] = replace(entry, reviewed=DROPPED, deleted=True)
        elif is_to_drop(question := written.bank.questions[at], entry):
            changes.append(Remove(at))
            entries[name] = _deleted(question, entry)
        else:  # edited since: a person wants it
            entries[name] = replace(entry, reviewed=UNSEEN)
    return changes, Lock(entries)


def _deleted(question: Question, entry: Entry) -> Entry:
    """Return what to remember of a question that leaves the bank, so that no update brings it back."""
    if not entry.made and question.source:  # its lock was lost; what it asked still tells it
        made = digest(dump_question(question))
        entry = replace(entry, made=made, asked=asked(question), source=question.source)
    return replace(entry, reviewed=DROPPED, deleted=True)


# --- The walk --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Step:
    """One decision, with what it takes to undo it."""

    what: str
    """kept, dropped, later, edited or type."""
    places: tuple[tuple[int, str], ...]
    """(place in the queue, question id) of those that left it."""
    before: Mapping[str, str]
    """What had been decided about them."""
    text: str = ""
    """How the question was written before an edit or a change of type."""
    question: Question | None = None
    """The question before that."""


class Walk:
    """The questions that wait, the first of which is looked at, and the steps taken, to go back one by one."""

    def __init__(self, questions: Sequence[Question], lock: Lock, wanted: Wanted) -> None:
        self._wanted = wanted
        self.steps: list[Step] = []
        self.questions: dict[str, Question] = {}
        self.entries: Mapping[str, Entry] = {}
        self.decided: dict[str, str] = {}
        """By question id, of all that this walk is about; empty for those that wait."""
        self.waiting: list[str] = []
        self._before: dict[str, str] = {}
        self._left = 0
        """So many were dropped in earlier walks."""
        self.renew(questions, lock)

    def renew(self, questions: Sequence[Question], lock: Lock) -> None:
        """Go on with the bank as it stands now: what is gone leaves the queue, what is new comes last."""
        first = not self.questions
        self.entries = lock.entries
        self.questions = {q.id: q for q in questions if q.id is not None}
        left = (name for name, entry in lock.entries.items() if entry.reviewed == DROPPED)
        self._left = sum(name not in self.questions for name in left)
        entries = {name: lock.entries.get(name, Entry()) for name in self.questions}
        scope = [name for name, q in self.questions.items() if self._wanted.holds(q, entries[name])]
        new = [name for name in scope if name not in self.decided]
        self.decided = {name: d for name, d in self.decided.items() if name in self.questions}
        for name in new:
            waits = is_undecided(self.questions[name], entries[name]) or (self._wanted.everything and first)
            self.decided[name] = UNSEEN if waits else entries[name].reviewed
            self._before[name] = entries[name].reviewed
        self.waiting = [name for name in self.waiting if name in self.questions]
        self.waiting += [name for name in self._ordered(new) if not self.decided[name]]

    def _ordered(self, names: Iterable[str]) -> list[str]:
        if self._wanted.order == "notes":
            return list(names)
        return sorted(names, key=lambda name: self._doubt(self.entries.get(name, Entry())))

    @staticmethod
    def _doubt(entry: Entry) -> tuple[bool, float]:
        return not entry.gone, 1 if entry.confidence is None else entry.confidence

    @property
    def current(self) -> Question | None:
        """The question that is looked at, None when all are done."""
        return self.questions[self.waiting[0]] if self.waiting else None

    @property
    def entry(self) -> Entry:
        """What the lock remembers of it."""
        return self.entries.get(self.waiting[0], Entry()) if self.waiting else Entry()

    def count(self) -> tuple[int, int, int]:
        """Return how many are kept, dropped, and waiting."""
        kept = sum(decision == KEPT for decision in self.decided.values())
        return kept, len(self.decided) - kept - len(self.waiting) + self._left, len(self.waiting)

    def rest_of_note(self) -> list[str]:
        """Return the questions of the same note that wait, the current one first."""
        path = self.note_of(self.waiting[0]) if self.waiting else ""
        return [name for name in self.waiting if self.note_of(name) == path]

    def note_of(self, name: str) -> str:
        """Return the file that the question comes from, empty for one of no file."""
        source = self.questions[name].source
        return path_of(source[0]) if source else ""

    def keep(self, names: Sequence[str] = ()) -> dict[str, str]:
        """Keep the current question, or all of ``names``; return what is to be remembered."""
        return self._decide(KEPT, dict.fromkeys(names or self.waiting[:1], KEPT))

    def drop(self, names: Sequence[str] = ()) -> dict[str, str]:
        """Drop the current question, or all of ``names``; return what is to be remembered."""
        return self._decide(DROPPED, {name: drop(self.questions[name]) for name in names or self.waiting[:1]})

    def _decide(self, what: str, decisions: dict[str, str]) -> dict[str, str]:
        if decisions:
            places = tuple((at, name) for at, name in enumerate(self.waiting) if name in decisions)
            self.steps.append(Step(what, places, {name: self._before[name] for name in decisions}))
            self.decided |= decisions
            self.waiting = [name for name in self.waiting if name not in decisions]
        return decisions

    def later(self) -> None:
        """Put the current question behind all others."""
        if self.waiting:
            self.steps.append(Step("later", ((0, self.waiting[0]),), {}))
            self.waiting.append(self.waiting.pop(0))

    def rewrite(self, question: Question, text: str, what: str = "edited") -> None:
        """Put ``question`` in the place of the current one, which was written as ``text``."""
        name = self.waiting[0]
        self.steps.append(Step(what, ((0, name),), {}, text, self.questions[name]))
        self.questions[name] = question

    def undo(self) -> Step | None:
        """Take the last step back and return it, None if there is none; its question is the current one then.

        The decisions of its ``before``, or the text of its ``text``, are to be written again.
        """
        if not self.steps:
            return None
        step = self.steps.pop()
        back = {name for _, name in step.places}
        self.waiting = [name for name in self.waiting if name not in back]
        for at, name in step.places:
            if name in self.questions:
                self.waiting.insert(at, name)
                if step.question is not None:
                    self.questions[name] = step.question
        self.decided |= {name: UNSEEN for name in step.before if name in self.questions}
        return step
