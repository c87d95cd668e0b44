"""Everything that can be wrong in a bank, each a record: its code, its level, what it means, and how to find it.

``load`` reports the records without a finder itself; those with one look at whole questions.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from quizgen.bank import cloze
from quizgen.bank.types import Choice, Cloze, Definition, List, Matching, Question
from quizgen.problems import Level

Found = Iterator[tuple[str, str]]
"""(field, message) for each fault; the message begins in the middle of a sentence that names the field."""


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that can be wrong. ``find`` looks at questions of the type ``of``."""

    code: str
    level: Level
    doc: str
    of: type[Question] = Question
    find: Callable[[Any], Found] | None = None


def _id(q: Question) -> Found:
    if q.id is not None and (fault := bad_id(q.id)):
        yield "id", fault


def _sides(q: List) -> Found:
    if q.term is None and q.question is None:
        yield "type", "a list needs a term ('parts of a cell') or a question ('Which parts has a cell?')"
    elif q.term is not None and q.question is not None:
        yield "question", "a list has either a term or a question: leave one out"


def _blanks(q: Cloze) -> Found:
    for fault in cloze.faults(q.text):
        yield "text", fault


def _distractors(q: Definition | Choice) -> Found:
    right = {_spaced(a) for a in (q.answer if isinstance(q, Choice) else (q.definition,))}
    seen: set[str] = set()
    for distractor in q.distractors:
        spaced = _spaced(distractor)
        if spaced in right:
            yield "distractors", f"the distractor {_short(distractor)} is the right answer"
        elif spaced in seen:
            yield "distractors", f"the distractor {_short(distractor)} stands here twice"
        seen.add(spaced)


def _options(q: Choice) -> Found:
    if len({_spaced(a) for a in q.answer}) < len(q.answer):
        yield "answer", "the same right answer stands here twice"


def _pairs(q: Matching) -> Found:
    if len(q.pairs) < 2:
        yield "pairs", "matching needs at least two pairs"


CHECKS: tuple[Check, ...] = (
    Check("unreadable", "error", "The file is no text, or holds characters that YAML does not allow."),
    Check("conflict", "error", "A merge left its marks: decide between the two sides and delete the marks."),
    Check("syntax", "error", "The file is no YAML. The message says what is usually meant by it."),
    Check("shape", "error", "The file is YAML but no bank: a bank is a mapping with a list of questions."),
    Check("unknown-field", "error", "A field that this type of question, or a bank, does not have."),
    Check("duplicate-field", "error", "A field stands twice in one question; YAML would silently take the last."),
    Check("missing-field", "error", "A field without which the question, or the bank, cannot be used."),
    Check("empty", "error", "A text or list with nothing in it."),
    Check("wrong-value", "error", "A value of another kind than the field takes."),
    Check("escape", "error", "In double quotes \\a or \\t is a control character; LaTeX belongs in single quotes."),
    Check("unknown-type", "error", "A type of question that does not exist."),
    Check("duplicate-id", "error", "Two questions of one bank have the same id: Anki would take them for one."),
    Check("duplicate-bank", "error", "Two banks have the same id: Anki would mix their cards."),
    Check("include", "error", "An included bank is not there, lies elsewhere, or includes the one that includes it."),
    Check("too-many", "error", "So many problems that the rest is not shown."),
    Check("bad-id", "error", "An id is one line of at most 200 characters without space around it.", find=_id),
    Check("list-prompt", "error", "A list is asked for by a term or by a question, not both.", List, _sides),
    Check("blanks", "error", "A cloze text has blanks {{c1::answer::hint}}, closed and not nested.", Cloze, _blanks),
    Check("distractors", "error", "A distractor is a wrong answer, and each stands once.", Choice, _distractors),
    Check("distractors", "error", "A distractor is a wrong answer, and each stands once.", Definition, _distractors),
    Check("same-answer", "error", "Each right answer of a choice stands once.", Choice, _options),
    Check("pairs", "error", "Matching needs two pairs or more.", Matching, _pairs),
)

LEVELS: dict[str, Level] = {check.code: check.level for check in CHECKS}


def faults(question: Question) -> Iterator[tuple[Check, str, str]]:
    """Yield (check, field, message) for all that the checks find in ``question``."""
    for check in _of(type(question)):
        assert check.find is not None
        for field, message in check.find(question):
            yield check, field, message


_by_type: dict[type[Question], tuple[Check, ...]] = {}


def _of(cls: type[Question]) -> tuple[Check, ...]:
    if cls not in _by_type:
        _by_type[cls] = tuple(c for c in CHECKS if c.find is not None and issubclass(cls, c.of))
    return _by_type[cls]


def bad_id(value: str) -> str | None:
    """Return what is wrong with ``value`` as the id of a question or bank, or None."""
    if value != value.strip() or len(value) > 200 or not value.isprintable():
        return "an id is one line of at most 200 characters without space before or behind"
    return None


def _spaced(text: str) -> str:
    """Return ``text`` without differences of spacing. Case counts: Aa and aa are two genotypes."""
    return re.sub(r"\s+", " ", text).strip()


def _short(text: str) -> str:
    return repr(text) if len(text) <= 40 else repr(text[:40])[:-1] + "…'"
