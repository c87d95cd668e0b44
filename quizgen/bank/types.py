"""The question types and the bank itself. A type is one dataclass here plus its templates; all else derives from it.

The loader, the checks, the writer and the documentation read the fields off these classes: the annotation says what a
value may be, the metadata what it is for. Fields stand in the order in which they are written into a bank.
"""

from __future__ import annotations

import dataclasses
import functools
import typing
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

Texts = tuple[str, ...]
"""A list of texts in the bank."""

TextOrTexts = typing.Annotated[tuple[str, ...], "one or several"]
"""One text or a list of texts in the bank; always a tuple here."""

Pairs = tuple[tuple[str, str], ...]
"""A mapping left: right in the bank, in its order."""


def _field(doc: str, default: Any = dataclasses.MISSING, **more: Any) -> Any:
    return field(default=default, metadata={"doc": doc, **more})


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What every question may say, whatever its type."""

    id: str | None = _field("what Anki knows the question by: never change it", None)
    explanation: str | None = _field("shown with the answer, set apart", None)
    tags: Texts = _field("tags, '::' makes a hierarchy", ())
    difficulty: int | None = _field("1 (easy) to 5 (hard)", None, minimum=1, maximum=5)
    points: float | None = _field("points on paper", None, minimum=0)
    enabled: bool = _field("false leaves it out of decks and quizzes", True)
    source: TextOrTexts = _field("where in the notes it stands: path:line, relative to the bank", ())
    places: Mapping[str, tuple[int, int]] = field(default_factory=dict, compare=False, repr=False)
    """(line, column) of each value that stands in the bank, by field name; 'type' is where the question begins."""

    @property
    def line(self) -> int:
        """The line of the bank on which the question begins, 0 for one that stands in no bank yet."""
        return self.places.get("type", (0, 0))[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Definition(Question):
    """A term and what it means."""

    term: str = _field("what is asked for", asks=True)
    aliases: Texts = _field("other names of the term", ())
    definition: str = _field("what it means")
    reverse: bool | None = _field("also ask for the term (default: as the bank says)", None)
    distractors: Texts = _field("wrong definitions, for a choice question", ())


@dataclass(frozen=True, slots=True, kw_only=True)
class List(Question):
    """The parts, kinds or steps of something."""

    term: str | None = _field("what the items belong to (or question)", None, asks=True)
    question: str | None = _field("how to ask for the items (or term)", None, asks=True)
    items: Texts = _field("the items")
    ordered: bool = _field("their order matters", False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cloze(Question):
    """A text with blanks."""

    text: str = _field("with Anki's own blanks: {{c1::answer::hint}}", asks=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Open(Question):
    """A question with a free answer."""

    question: str = _field("the question", asks=True)
    answer: str = _field("the answer")
    type_in: bool = _field("the answer is typed", False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice(Question):
    """A question with options, one or several of them right."""

    question: str = _field("the question", asks=True)
    answer: TextOrTexts = _field("the right option, or a list of them")
    distractors: Texts = _field("the wrong options")
    shuffle: bool = _field("false puts the options in the order of the alphabet and of numbers", True)


@dataclass(frozen=True, slots=True, kw_only=True)
class TrueFalse(Question):
    """A statement that is true or false."""

    statement: str = _field("the statement", asks=True)
    answer: bool = _field("true or false")
    correction: str | None = _field("what would be right", None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Matching(Question):
    """Things on the left that each belong to one on the right."""

    question: str | None = _field("what to do (default: a fixed phrase)", None, asks=True)
    pairs: Pairs = _field("left: right")


TYPES: dict[str, type[Question]] = {
    "definition": Definition,
    "list": List,
    "cloze": Cloze,
    "open": Open,
    "choice": Choice,
    "true_false": TrueFalse,
    "matching": Matching,
}
"""Every question type by the name it has in banks."""

NAMES: dict[type[Question], str] = {cls: name for name, cls in TYPES.items()}


def type_name(question: Question) -> str:
    """Return the name that ``question``'s type has in banks."""
    return NAMES[type(question)]


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a question type or of the bank: its name, what its value may be, and what it is for.

    ``kind`` is one of text, texts, text-or-texts, pairs, boolean, integer, number, extract, questions.
    """

    name: str
    kind: str
    required: bool
    doc: str
    minimum: float | None = None
    maximum: float | None = None
    asks: bool = False
    """It says what is asked for, and so which question it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Extract:
    """The ``extract`` header: what ``quizgen update`` repeats."""

    notes: Texts = _field("files and folders, relative to the bank")
    exclude: Texts = _field("patterns of paths to leave out", ())
    min_confidence: float = _field("leave out what is less certain", 0.5, minimum=0, maximum=1)
    types: Texts = _field("only these types of question (default: all)", ())
    max: int | None = _field("at most so many questions, most salient first", None, minimum=1)
    max_per_note: int | None = _field("at most so many questions from one note", None, minimum=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bank:
    """A question bank as it stands in one YAML file."""

    format: int = _field("the version of this format: 1", minimum=1, maximum=1)
    id: str = _field("what Anki knows the bank by: never change it")
    title: str = _field("the title of the deck and the quiz")
    language: str = _field("of the questions: zh-Hans, zh-Hant, en, ...")
    deck: str | None = _field("Anki deck, '::' makes subdecks (default: the title)", None)
    tags: Texts = _field("tags of every question", ())
    extract: Extract | None = _field("what `quizgen update` repeats", None)
    source_link: str | None = _field("link from a card to its note: https://.../{path}#{anchor}", None)
    reverse: bool = _field("definitions also ask for the term", False)
    authors: Texts = _field("who wrote it", ())
    license: str | None = _field("under which licence it may be used", None)
    include: Texts = _field("other banks, beside or below this one, whose questions are taken with it", ())
    questions: tuple[Question, ...] = _field("the questions, [] if all are included")
    path: str = field(default="", compare=False)
    """The file it was loaded from, as the user named it."""
    included: bool = field(default=False, compare=False)
    """It was loaded because another bank includes it, not because the user named it."""
    places: Mapping[str, tuple[int, int]] = field(default_factory=dict, compare=False, repr=False)
    """(line, column) of each value of the header, by field name; of each included bank, as ``include[0]``, too."""


def fields_of(cls: type) -> tuple[Field, ...]:
    """Return the fields of ``cls`` in the order in which they are written: its own before those every type has."""
    return _fields_of(cls)


@functools.cache
def _fields_of(cls: type) -> tuple[Field, ...]:
    hints = typing.get_type_hints(cls, include_extras=True)
    own = [f for f in dataclasses.fields(cls) if "doc" in f.metadata]
    shared = {f.name for f in dataclasses.fields(Question)} if issubclass(cls, Question) else set()
    made = [
        Field(
            f.name,
            _kind(hints[f.name]),
            f.default is dataclasses.MISSING,
            f.metadata["doc"],
            f.metadata.get("minimum"),
            f.metadata.get("maximum"),
            f.metadata.get("asks", False),
        )
        for f in own
    ]
    return tuple(sorted(made, key=lambda f: (f.name in shared,)))


_NAMES_AND_PLACES = frozenset({"id", "tags", "source"})


def texts_of(question: Question) -> Iterator[tuple[str, str]]:
    """Yield (field, text) for every text of ``question`` that is shown to a learner, pairs in their order."""
    cls: Any = type(question)
    for name, kind in _texts_of(cls):
        value = getattr(question, name)
        if not value:
            continue
        if kind == "text":
            yield name, value
        elif kind == "pairs":
            yield from ((name, side) for pair in value for side in pair)
        else:
            yield from ((name, text) for text in value)


@functools.cache
def _texts_of(cls: type) -> tuple[tuple[str, str], ...]:
    kinds = ("text", "texts", "text-or-texts", "pairs")
    return tuple((f.name, f.kind) for f in fields_of(cls) if f.kind in kinds and f.name not in _NAMES_AND_PLACES)


_KINDS: dict[Any, str] = {
    str: "text",
    Texts: "texts",
    TextOrTexts: "text-or-texts",
    Pairs: "pairs",
    bool: "boolean",
    int: "integer",
    float: "number",
    Extract: "extract",
    tuple[Question, ...]: "questions",
}


def _kind(hint: Any) -> str:
    options = (
        [a for a in typing.get_args(hint) if a is not type(None)] if type(None) in typing.get_args(hint) else [hint]
    )
    return _KINDS[options[0]]
