"""Banks -> Anki decks. Pure: what time it is and what Anki got before are told, pictures are asked for.

A note is known by its guid, which comes from the ids of bank and question and from the note type, never from wording.
It is taken over by Anki if its modification time is later than that of the note there: so a note that did not change
keeps the time that the lock remembers, and what was edited on it in Anki stays.
"""

from __future__ import annotations

import base64
import functools
import hashlib
import html as html_
import re
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from quizgen import __version__, text
from quizgen.bank.lock import Entry, Lock, Sent
from quizgen.bank.types import Bank, Question, type_name
from quizgen.problems import Problem, errors
from quizgen.render.anki_fields import CONTENTS, Picture, Setting
from quizgen.render.anki_html import TAG, finished
from quizgen.render.anki_source import source_of
from quizgen.render.note_types import NOTE_TYPES, SHARED, type_title


@dataclass(frozen=True, slots=True)
class Note:
    """One note as it goes to Anki; ``cards`` are the places of its card templates, or its cloze numbers less one."""

    kind: str
    guid: str
    fields: tuple[str, ...]
    tags: tuple[str, ...]
    cards: tuple[int, ...]
    mod: int


@dataclass(frozen=True, slots=True)
class Deck:
    """A deck of one bank, its notes in the order of the bank."""

    name: str
    description: str
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class Made:
    """A deck, the lock as it is once Anki has got the deck, and what could not be done."""

    deck: Deck
    lock: Lock
    problems: tuple[Problem, ...]


def make(  # noqa: PLR0913 - what the edge knows and this room must not find out
    bank: Bank,
    questions: Iterable[Question],
    lock: Lock,
    *,
    now: int,
    picture: Picture,
    deck: str | None = None,
    tags: Sequence[str] = (),
) -> Made:
    """Return ``questions`` of ``bank`` as a deck. ``deck`` takes the place of the bank's own, ``tags`` are added.

    Problems are errors if a question has no id, if a picture leaves the folder of the bank, or if the lock speaks of
    the future.
    """
    problems: list[Problem] = []
    entries = dict(lock.entries)
    notes = []
    for question in questions:
        fault = _unusable(bank, question, entries, now)
        if fault:
            problems.append(fault)
            continue
        assert question.id is not None  # or it would be unusable
        entry = entries.get(question.id) or Entry()
        found: list[Problem] = []
        note, entry = _note(Setting(bank, question, entry, picture, found), tags, now)
        problems += found
        if not errors(found):
            entries[question.id] = entry
            notes.append(note)
    made = Deck(_deck_name(deck or bank.deck or bank.title.replace("::", ":")), _description(bank), tuple(notes))
    told = sorted(dict.fromkeys(problems), key=lambda problem: (problem.line, problem.column))
    return Made(made, replace(lock, entries=entries), tuple(told))


def remembered(bank: Bank, lock: Lock, notes: Iterable[Note]) -> Lock:
    """Return ``lock`` as it would be if Anki had got ``notes``, those of an earlier package, and nothing else."""
    entries = {name: replace(entry, anki={}, clozes=(), next_cloze=1) for name, entry in lock.entries.items()}
    for note in notes:
        names = NOTE_TYPES[note.kind].all_fields
        told = dict(zip(names, note.fields, strict=False))
        owner, _, question = html_.unescape(TAG.sub("", told.get("ID", ""))).partition("/")
        if owner != bank.id or len(names) != len(note.fields):
            continue
        entry = entries.get(question, Entry())
        sent = Sent(content_hash(note.fields, note.tags, bank.source_link or ""), note.mod)
        items = [(int(n), item) for n, item in _ITEM.findall(told.get("Items", ""))]
        items += [(int(n), left) for left, n in _PAIR.findall(told.get("Pairs", ""))]
        clozes = tuple(sorted((n, html_.unescape(TAG.sub("", item))) for n, item in items))
        entries[question] = replace(
            entry,
            anki={**entry.anki, note.kind: sent},
            clozes=clozes or entry.clozes,
            next_cloze=max((n + 1 for n, _ in clozes), default=entry.next_cloze),
        )
    return Lock(entries)


_ITEM = re.compile(r"<li>\{\{c(\d+)::(.*?)\}\}</li>", re.DOTALL)
_PAIR = re.compile(r"<th>(.*?)</th><td>\{\{c(\d+)::", re.DOTALL)


def sent_kinds(entry: Entry) -> tuple[str, ...]:
    """Return the note types under which Anki got the question that ``entry`` remembers."""
    return tuple(kind for kind in entry.anki if kind in NOTE_TYPES)


def search(bank: str, left: Iterable[tuple[str, str | None]]) -> str:
    """Return what finds, in Anki, the notes of the bank with the id ``bank`` that are (question id, note type) here.

    Without a note type all notes of the question are found.
    """
    asked = []
    for question, kind in left:
        by_id = f'"ID:{_searched(_id_field(bank, question))}"'
        asked.append(f'({by_id} "note:{_searched(type_title(kind))}")' if kind else by_id)
    return " OR ".join(asked)


def _searched(value: str) -> str:
    return re.sub(r'([\\"*_:])', r"\\\1", value)


def _id_field(bank: str, question: str) -> str:
    """Return what the ID field of a question's notes holds."""
    return finished(html_.escape(text.clean(f"{bank}/{question}"), quote=False))


def _unusable(bank: Bank, question: Question, entries: Mapping[str, Entry], now: int) -> Problem | None:
    if question.id is None:
        way_out = f"`quizgen check --fix {bank.path}` adds one"
        return Problem(bank.path, question.line, 1, f"this question has no id, by which Anki would know it: {way_out}")
    sent = entries[question.id].anki if question.id in entries else {}
    if sent and (last := max(one.mod for one in sent.values())) > now + 3600:
        day = time.strftime("%Y-%m-%d %H:%M", time.localtime(last))
        words = f"the lock says that Anki got this question on {day}, which is yet to come: is the clock right?"
        return Problem(bank.path, question.line, 1, words)
    return None


def _note(s: Setting, tags: Sequence[str], now: int) -> tuple[Note, Entry]:
    kind = type_name(s.question)
    content = CONTENTS[type(s.question)](s.question, s)
    q = s.question
    explanation = s.html("explanation", q.explanation) if q.explanation else ""
    name, language = _id_field(s.bank.id, s.id), text.lang(s.bank.language)
    fields = (
        *content.fields,
        explanation,
        source_of(q.source, s.entry.heading, s.bank.source_link or ""),
        language,
        " ".join(content.layout),
        name,
        *_SPARE,
    )
    all_tags = _tags((*s.bank.tags, *q.tags, *tags))
    written = content_hash(fields, all_tags, s.bank.source_link or "")
    last = s.entry.anki.get(kind)
    is_new = last is None or last.content != written
    if last is None or is_new:
        # Never the same second as before, or Anki would take it for the same note.
        last = Sent(written, max(now, last.mod + 1) if last else now)
    note = Note(kind, guid(s.bank.id, s.id, kind), fields, all_tags, content.cards, last.mod)
    if not is_new and s.entry.clozes == content.clozes:
        return note, s.entry
    free = max((s.entry.next_cloze, *(n + 1 for n, _ in content.clozes)))
    return note, replace(s.entry, anki={**s.entry.anki, kind: last}, clozes=content.clozes, next_cloze=free)


_SPARE = ("",) * sum(name.startswith("Spare") for name in SHARED)
_SOURCE = SHARED.index("Source") - len(SHARED)
_LAYOUT = SHARED.index("Layout") - len(SHARED)
_SIZE = re.compile("(?:first|second)-(?:word|line|text)")
_FOR_THE_LOOK = re.compile(
    r"""<span\ class="(?:blank|formula|tied)">(?:\{\{c\d+::<!--\ -->\}\})* | </span>
      | \ class="(?:within|tied)" | tied\ (?=(?:left|center|right)">)""",
    re.VERBOSE,
)


def guid(bank: str, question: str, kind: str) -> str:
    """Return what Anki knows the note by, for ever."""
    made = hashlib.sha256("\0".join((bank, question, kind)).encode("utf-8", "surrogatepass")).digest()
    return base64.urlsafe_b64encode(made[:15]).decode("ascii")


def content_hash(fields: Sequence[str], tags: Sequence[str], link: str) -> str:
    """Return the hash of all that makes a note worth sending again: what the bank says.

    Not its source, whose lines and files move, nor what is there for the look alone: a later version may set a text
    in another size, and edits made in Anki stay.
    """
    said = [_FOR_THE_LOOK.sub("", field) for field in fields]
    said[_LAYOUT] = " ".join(name for name in fields[_LAYOUT].split() if not _SIZE.fullmatch(name))
    del said[_SOURCE]
    told = "\x1f".join((*said, link, *tags))
    return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:16]


@functools.lru_cache(maxsize=1024)
def _tags(given: tuple[str, ...]) -> tuple[str, ...]:
    """Return ``given`` as Anki's tags: no space in them, each once whatever its case."""
    made: dict[str, str] = {}
    for tag in given:
        parts = ["_".join(part.split()) for part in text.clean(tag).split("::")]
        joined = "::".join(part for part in parts if part)
        if joined:
            made.setdefault(joined.lower(), joined)
    return tuple(sorted(made.values()))


def _deck_name(name: str) -> str:
    parts = [" ".join(part.replace('"', "").split()) for part in text.clean(name).split("::")]
    return "::".join(part for part in parts if part) or "quizgen"


def _description(bank: Bank) -> str:
    said = [text.plain(bank.title), ", ".join(map(text.plain, bank.authors)), text.plain(bank.license or "")]
    return "<br>".join(html_.escape(part) for part in (*said, f"quizgen {__version__}") if part)
