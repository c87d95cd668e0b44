"""From a document to questions: the whole way, pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from quizgen.notes.concepts import settle
from quizgen.notes.model import Candidate, Document, Extracted, Extraction
from quizgen.notes.outline import Outline
from quizgen.notes.patterns import sightings
from quizgen.notes.questions import question_of, wish_of

MIN_CONFIDENCE = 0.5
"""By default what is more likely right than not is kept."""


def extract(document: Document) -> Extraction:
    """Return the questions that ``document`` answers, in its order, and what was left out and why."""
    outline = Outline(document)
    kept, rejected = settle(sightings(outline))
    taken = tuple(
        Extracted(
            question=question_of(c, document.path),
            confidence=c.confidence,
            salience=_salience(c, outline),
            pattern=c.pattern,
            passage=c.passage,
        )
        for c in kept
    )
    return Extraction(document, _with_ids(taken, kept), tuple(rejected))


def _salience(candidate: Candidate, outline: Outline) -> float:
    return 0.5


def _with_ids(taken: tuple[Extracted, ...], kept: list[Candidate]) -> tuple[Extracted, ...]:
    used: set[str] = set()
    out = []
    for e, c in zip(taken, kept, strict=True):
        wish = wish_of(c)
        name, n = wish, 2
        while name.casefold() in used:
            name, n = f"{wish} {n}", n + 1
        used.add(name.casefold())
        out.append(replace(e, question=replace(e.question, id=name)))
    return tuple(out)


def merge(extractions: Iterable[Extraction], *, min_confidence: float = MIN_CONFIDENCE) -> list[Extracted]:
    """Return the questions of all ``extractions`` in the order of the notes."""
    return [e for x in extractions for e in x.taken if e.confidence >= min_confidence]
