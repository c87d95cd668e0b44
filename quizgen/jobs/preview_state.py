"""What a preview shows: a bank that is followed, as its cards and pages stand after the last save."""

from __future__ import annotations

import bisect
import concurrent.futures
import functools
import hashlib
import os
import re
import threading
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any, TypeVar

from quizgen.bank.cloze import replaced
from quizgen.bank.evidence import ask_of
from quizgen.bank.ids import new_id
from quizgen.bank.lock import Entry, Lock
from quizgen.bank.types import Bank, Cloze, Question, fields_of, type_name
from quizgen.files import read_text
from quizgen.jobs.anki import picture as picture_into
from quizgen.jobs.check import problems_of
from quizgen.jobs.locks import read_lock
from quizgen.jobs.pictures import data_uri
from quizgen.problems import Level, Problem, Refused, errors
from quizgen.render import anki, pages, quiz
from quizgen.render.anki_fields import Picture
from quizgen.render.preview import Look, Page, Side, card_page, quiz_page
from quizgen.text import plain

T = TypeVar("T")

ALIVE = 15
"""Seconds after which one who waits for news is told that there are none."""
ROLES: Mapping[str, pages.Role] = {"student": "student", "key": "key", "teacher": "teacher"}


@dataclass(frozen=True, slots=True)
class Drawn:
    """What was made of one question: its note (none if it cannot be made), and what cannot be shown of it."""

    note: anki.Note | None
    said: tuple[tuple[str, Level, str], ...] = ()
    """(message, level, field in which it stands)."""


@dataclass(frozen=True, slots=True)
class Shown:
    """One question with its note; no note if it cannot be made."""

    key: str
    bank: Bank
    question: Question
    note: anki.Note | None
    mark: str
    """Another one where another card is seen."""


@dataclass(frozen=True, slots=True)
class State:
    """The bank as it stands, or as it last stood without an error."""

    version: int = 0
    banks: tuple[Bank, ...] = ()
    shown: tuple[Shown, ...] = ()
    media: Mapping[str, bytes] = field(default_factory=dict, repr=False)
    css: str = ""
    problems: tuple[Problem, ...] = ()
    stale: bool = False
    """The file has an error now: what is shown is older."""

    def told(self, bank: str) -> dict[str, Any]:
        """Return what the page is told of it; ``bank`` is the file the user named."""
        key = self._keys()
        names = _names([bank, *(one.path for one in self.banks), *(p.path for p in self.problems)])
        return {
            "version": self.version,
            "file": names[bank],
            "title": next((plain(one.title) for one in self.banks), ""),
            "language": next((one.language for one in self.banks), ""),
            "stale": self.stale,
            "problems": [{**asdict(p), "path": names[p.path], "key": key(p)} for p in self.problems],
            "questions": [
                {
                    "key": one.key,
                    "file": names[one.bank.path],
                    "line": one.question.line,
                    "type": type_name(one.question),
                    "id": one.question.id or "",
                    "asks": _asks(one.question),
                    "enabled": one.question.enabled,
                    "cards": len(one.note.cards) if one.note else 0,
                    "mark": one.mark,
                }
                for one in self.shown
            ],
        }

    def _keys(self) -> Callable[[Problem], str | None]:
        """Return what tells the key of the question in which a problem stands."""
        starts: dict[str, list[tuple[int, str]]] = {}
        for one in self.shown:
            starts.setdefault(one.bank.path, []).append((one.question.line, one.key))

        def key(problem: Problem) -> str | None:
            found = starts.get(problem.path, [])
            at = bisect.bisect_right(found, (problem.line, "\U0010ffff"))
            return found[at - 1][1] if at and not self.stale else None

        return key


def _names(paths: Sequence[str]) -> dict[str, str]:
    """Return each of ``paths`` as it is shown: from the folder they are in on."""
    try:
        base = os.path.commonpath([Path(path).parent.resolve() for path in paths])
        return {path: os.path.relpath(Path(path).resolve(), base).replace(os.sep, "/") for path in paths}
    except ValueError:  # two drives of Windows
        return {path: path for path in paths}


@functools.lru_cache(maxsize=50_000)
def _asks(question: Question) -> str:
    """Return what ``question`` asks in a few words, blanks filled."""
    asked = ask_of(question)
    if isinstance(question, Cloze):
        asked = replaced(asked, lambda blank: blank.answer)
    return plain(asked)[:120]


class Drawer:
    """Makes the notes of banks, and only those that are not known already."""

    def __init__(self) -> None:
        self._known: dict[Hashable, Drawn] = {}

    def state(self, bank: str, css: str, before: State, seen: Seen) -> State:
        """Return the state of the bank file ``bank``, whose files are noted in ``seen``."""
        try:
            banks, problems = problems_of([bank])
        except Refused as e:  # it went away while it was read
            banks, problems = [], list(e.problems)
        for one in banks:
            seen.bank(one)
        sound = {one.path for one in banks}
        if not banks or any(p.path not in sound for p in errors(problems)):
            return replace(before, problems=tuple(problems), stale=bool(before.banks), css=css)
        media: dict[str, bytes] = {}
        known, self._known = self._known, {}
        shown: list[Shown] = []
        for one in banks:
            made, found = self._bank(one, known, seen.picture(picture_into(media)), css)
            shown += made
            problems += found
        return State(0, tuple(banks), tuple(shown), media, css, tuple(dict.fromkeys(problems)))

    def _bank(
        self, bank: Bank, known: Mapping[Hashable, Drawn], picture: Picture, css: str
    ) -> tuple[list[Shown], list[Problem]]:
        """Return the questions of ``bank`` with their notes, and what cannot be shown."""
        try:
            lock = read_lock(bank.path)[0] or Lock()
        except Refused:  # check tells
            lock = Lock()
        used = {q.id.casefold() for q in bank.questions if q.id}
        named = [q if q.id else replace(q, id=new_id(q, used)) for q in bank.questions]
        header = replace(bank, questions=(), title="", extract=None)
        # As if Anki had nothing yet but the numbers of blanks: what it got when is of no interest here.
        entries = {
            name: Entry(heading=e.heading, clozes=e.clozes, next_cloze=e.next_cloze) for name, e in lock.entries.items()
        }
        names: list[Hashable] = [(header, bank.path, q, _numbers(entries.get(q.id or ""))) for q in named]
        new = [q for q, name in zip(named, names, strict=True) if name not in known]
        fresh = _drawn(bank, new, entries, picture) if new else {}
        shown, problems = [], []
        for question, twin, name in zip(bank.questions, named, names, strict=True):
            drawn = known[name] if name in known else fresh[twin.id or ""]
            if not _has_picture(question):  # one may be saved anew, and its question is as it was
                self._known[name] = drawn
            mark = _mark(drawn.note.fields, drawn.note.cards, css) if drawn.note else ""
            shown.append(Shown(f"{bank.path}/{twin.id}", bank, question, drawn.note, mark))
            start = question.places.get("type", (0, 0))
            problems += [
                Problem(bank.path, *question.places.get(where, start), message, level)
                for message, level, where in drawn.said
            ]
        return shown, problems


def _drawn(
    bank: Bank, questions: Sequence[Question], entries: Mapping[str, Entry], picture: Picture
) -> dict[str, Drawn]:
    """Return what becomes of ``questions`` of ``bank`` by id: in Anki, and what the printed page says of it."""
    made = anki.make(bank, questions, Lock(entries), now=0, picture=picture)
    notes = {note.guid: note for note in made.deck.notes}
    some = replace(bank, questions=tuple(replace(q, enabled=True) for q in questions))
    # Of pictures the checks tell already.
    sheet, found = quiz.sheet([some], quiz.Style(), lambda *_: "")
    _, more = quiz.answered(sheet, [some], lambda *_: "")
    faults = [p for p in (*made.problems, *found, *more) if not p.message.startswith("the picture")]
    owners = {(q.line, 1): (q.id or "", "type") for q in questions}
    owners |= {there: (q.id or "", name) for q in questions for name, there in q.places.items()}
    said: dict[str, dict[tuple[str, Level, str], None]] = {}
    for problem in faults:
        owner, where = owners[problem.line, problem.column]
        said.setdefault(owner, {})[problem.message, problem.level, where] = None
    guids = {q.id or "": anki.guid(bank.id, q.id or "", type_name(q)) for q in questions}
    return {name: Drawn(notes.get(guid), tuple(said.get(name, ()))) for name, guid in guids.items()}


def _numbers(entry: Entry | None) -> Hashable:
    return entry and (entry.heading, entry.clozes, entry.next_cloze)


def _has_picture(question: Question) -> bool:
    return any("![" in str(getattr(question, f.name)) for f in fields_of(type(question)))


def _mark(*of: object) -> str:
    return hashlib.sha256(repr(of).encode("utf-8", "surrogatepass")).hexdigest()[:12]


_ELSEWHERE = re.compile("[A-Za-z][A-Za-z0-9+.-]*:|/|~")


class Seen:
    """The files that a state was made from, and when they were last changed."""

    def __init__(self, *paths: str) -> None:
        self.paths = dict.fromkeys(map(Path, paths))

    def bank(self, bank: Bank) -> None:
        """Note ``bank`` and those it names, be they there or not."""
        self.paths[Path(bank.path)] = None
        for name in bank.include:
            self._named(bank, name)

    def picture(self, read: Picture) -> Picture:
        """Return ``read`` so that each picture it is asked for is noted, be it there or not."""

        def noted(bank: Bank, src: str) -> str:
            self._named(bank, src)
            return read(bank, src)

        return noted

    def _named(self, bank: Bank, name: str) -> None:
        name = name.replace("\\", "/")
        if not _ELSEWHERE.match(name):  # to look at //server/file would be to ask another machine
            self.paths[Path(bank.path).parent / name] = None

    def changes(self) -> tuple[object, ...]:
        """Return what is different once one of the files was saved."""
        return tuple(map(_change, self.paths))


def _change(path: Path) -> object:
    try:
        found = path.stat()
    except (OSError, ValueError):
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino


class Preview:
    """The state of a bank that is followed, and all who wait for the next one.

    All states and pages are made in one thread: the engine that sets formulas lives in the thread that made it.
    """

    def __init__(self, bank: str, style: str | None) -> None:
        self.path, self.style = bank, style
        self.state = State()
        self.ended = False
        self._seen = Seen()
        self._drawer = Drawer()
        self._changes: tuple[object, ...] | None = None
        self._news = threading.Condition()
        self._workshop = concurrent.futures.ThreadPoolExecutor(1)

    def follow(self) -> None:
        """Look whether a file was saved; make the new state if so."""
        if self._seen.changes() != self._changes:
            self.make(self._follow)

    @property
    def watched(self) -> tuple[Path, ...]:
        """The files that are looked at."""
        return tuple(self._seen.paths)

    def make(self, work: Callable[[], T]) -> T:
        """Return what ``work`` makes, done in the one thread that makes things."""
        return self._workshop.submit(work).result()

    def _follow(self) -> None:
        seen = Seen(self.path, *([self.style] if self.style else []))
        before = self.state
        changes = {path: _change(path) for path in (*seen.paths, *self._seen.paths)}
        css = before.css
        faults: tuple[Problem, ...] = ()
        try:
            css = read_text(Path(self.style)) if self.style else ""
        except Refused as e:
            faults = e.problems
        state = self._drawer.state(self.path, css, before, seen)
        state = replace(state, problems=(*faults, *state.problems))
        if state.stale or not state.banks:
            seen.paths |= self._seen.paths  # what a broken bank needs is not known
        # What was first seen now counts as it is now, all else as it was before it was read.
        self._seen, self._changes = seen, tuple(changes.get(path, _change(path)) for path in seen.paths)
        self._publish(state)

    def _publish(self, state: State) -> None:
        with self._news:
            self.state = replace(state, version=self.state.version + 1)
            self._news.notify_all()

    def newer_than(self, version: int) -> int | None:
        """Wait for a state newer than ``version`` and return its version; None once the preview has ended."""
        with self._news:
            self._news.wait_for(lambda: self.ended or self.state.version > version, timeout=ALIVE)
            return None if self.ended else self.state.version

    def end(self) -> None:
        """Let go of all who wait."""
        with self._news:
            self.ended = True
            self._news.notify_all()
        self._workshop.shutdown(wait=False, cancel_futures=True)

    def card(self, asked: Mapping[str, str]) -> Page | None:
        """Return the page with the side of a card that is ``asked`` for."""
        state = self.state
        one = next((one for one in state.shown if one.key == asked.get("key")), None)
        place = int(number) if (number := asked.get("card", "0")).isdecimal() and len(number) < 6 else 0
        if one is None or one.note is None or place >= len(one.note.cards):
            return None
        which: Side = "back" if asked.get("side") == "back" else "front"
        look = _look(asked, state.css)
        return card_page(one.note, one.note.cards[place], which, state.media, look)

    def quiz(self, asked: Mapping[str, str]) -> Page | None:
        """Return the printed page that is ``asked`` for."""
        state, role = self.state, ROLES.get(asked.get("role", ""))
        if role is None or not any(q.enabled for bank in state.banks for q in bank.questions):
            return None
        sheet, _ = quiz.sheet(state.banks, quiz.Style(), data_uri)
        mark = quiz.mark(sheet)
        if role != "student":
            sheet, _ = quiz.answered(sheet, state.banks, data_uri)
        return quiz_page(pages.page(sheet, role, mark), "A4", _look(asked))


def _look(asked: Mapping[str, str], css: str = "") -> Look:
    return Look(css=css, night="night" in asked, phone="phone" in asked)
