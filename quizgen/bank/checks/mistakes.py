"""Errors in single questions whose fields are all there: what would make a card or a quiz wrong."""

from __future__ import annotations

import re

from quizgen.bank import cloze
from quizgen.bank.checks.check import Check, Found
from quizgen.bank.types import Choice, Cloze, Definition, List, Matching, Question


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


MISTAKES: tuple[Check, ...] = (
    Check(
        "bad-id",
        "error",
        "An id is one line of at most 200 characters without space around it.",
        "- type: open\n  id: 'ribosomes '\n  question: What do ribosomes make?\n  answer: proteins\n",
        "- type: open\n  id: ribosomes\n  question: What do ribosomes make?\n  answer: proteins\n",
        find=_id,
    ),
    Check(
        "list-prompt",
        "error",
        "A list is asked for by a term or by a question: one of the two.",
        "- type: list\n  items: [prophase, metaphase]\n",
        "- type: list\n  term: first phases of mitosis\n  items: [prophase, metaphase]\n",
        (List,),
        _sides,
    ),
    Check(
        "blanks",
        "error",
        "A cloze has blanks `{{c1::answer}}` or `{{c1::answer::hint}}`: at least one, each closed, none in another, "
        "and no `}}` of a formula in it, because Anki would end the blank there.",
        "- type: cloze\n  text: 'It is {{c1::$\\frac{1}{\\sqrt{x}}$}}.'\n",
        "- type: cloze\n  text: 'It is {{c1::$\\frac{1}{\\sqrt{x} }$}}.'\n",
        (Cloze,),
        _blanks,
    ),
    Check(
        "distractors",
        "error",
        "A distractor is a wrong answer, and each stands once.",
        "- type: choice\n  question: What do ribosomes make?\n  answer: proteins\n  distractors: [fats, proteins]\n",
        "- type: choice\n  question: What do ribosomes make?\n  answer: proteins\n  distractors: [fats, sugars]\n",
        (Choice, Definition),
        _distractors,
    ),
    Check(
        "same-answer",
        "error",
        "Each right answer of a choice stands once.",
        "- type: choice\n  question: What is a purine?\n  answer: [adenine, adenine]\n  distractors: [uracil]\n",
        "- type: choice\n  question: What is a purine?\n  answer: [adenine, guanine]\n  distractors: [uracil]\n",
        (Choice,),
        _options,
    ),
    Check(
        "pairs",
        "error",
        "Matching needs two pairs or more.",
        "- type: matching\n  pairs: {ribosome: makes proteins}\n",
        "- type: matching\n  pairs: {ribosome: makes proteins, lysosome: breaks down waste}\n",
        (Matching,),
        _pairs,
    ),
)
