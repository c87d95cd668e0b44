"""What ties a question to the notes: what it asks, and the passage it rests on."""

from __future__ import annotations

from dataclasses import replace
from typing import Protocol

from quizgen.bank.alike import plain
from quizgen.bank.lock import Entry, digest
from quizgen.bank.types import Question, fields_of, type_name
from quizgen.bank.write import dump_question


class Sighting(Protocol):
    """A question that the notes answer, with the passage it rests on; the first source says where that stands."""

    @property
    def question(self) -> Question:
        """The question as it would be written, with a wish for its id."""

    @property
    def passage(self) -> str:
        """The words of the notes."""

    @property
    def pattern(self) -> str:
        """What found it."""

    @property
    def confidence(self) -> float:
        """How reliable that is."""

    @property
    def heading(self) -> str:
        """The headings above it."""


def entry_of(sighting: Sighting, question: Question, known: Entry = Entry()) -> Entry:  # noqa: B008 - frozen
    """Return what the lock remembers of ``question``, which ``sighting`` gave and which is written as it is.

    What cards and reviews left in ``known`` stays.
    """
    return replace(
        known,
        made=digest(dump_question(question)),
        asked=asked(sighting.question),
        passage=sighting.passage,
        pictures=pictures_of(sighting),
        source=question.source,
        pattern=sighting.pattern,
        confidence=sighting.confidence,
        heading=sighting.heading,
        gone=False,
        deleted=False,
        before=None,
        due=False,
        staged="",
        behind=False,
    )


def pictures_of(sighting: Sighting) -> str:
    """Return the pictures that ``sighting`` shows: nothing else of the notes goes into an explanation."""
    return sighting.question.explanation or ""


def path_of(source: str) -> str:
    """Return the file that a ``source`` names: path or path:line."""
    path, colon, line = source.rpartition(":")
    return path if colon and line.isdigit() else source


def asked(question: Question) -> str:
    """Return what ``question`` asks: its type, and a hash of its term or question whatever their case and spacing."""
    return f"{type_name(question)} {digest(plain(ask_of(question)).casefold())}"


def ask_of(question: Question) -> str:
    """Return the words that say what ``question`` asks for."""
    return " ".join(getattr(question, f.name) or "" for f in fields_of(type(question)) if f.asks)


def answer_of(question: Question) -> str:
    """Return the words that answer ``question``: its required fields but for those that ask; a cloze is its text."""
    values = [getattr(question, f.name) for f in fields_of(type(question)) if f.required and not f.asks]
    return " ".join(map(_words, values)) or ask_of(question)


def _words(value: object) -> str:
    return " ".join(map(_words, value)) if isinstance(value, tuple) else str(value)
