"""From documents to questions: the whole way, pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from quizgen.bank.evidence import answer_of
from quizgen.bank.types import Definition, Question, type_name
from quizgen.notes.concepts import key, overlap, salience, settle
from quizgen.notes.model import Document, Extracted, Extraction
from quizgen.notes.outline import Outline
from quizgen.notes.patterns import sightings
from quizgen.notes.pictures import beside, by_block
from quizgen.notes.questions import named, question_of

MIN_CONFIDENCE = 0.5
"""By default what is more likely right than not is kept."""


def extract(document: Document, *, only: str = "") -> Extraction:
    """Return the questions that ``document`` answers, in its order, and what was left out and why.

    All are returned, however uncertain; their ids are unique within the document. ``merge`` selects. ``only`` names the
    one pattern to be used.
    """
    outline = Outline(document)
    kept, rejected = settle(sightings(outline, only))
    pictures = by_block(document)
    id_of = _numbered()
    taken = tuple(
        Extracted(
            question_of(c, document, id_of),
            c.confidence,
            salience(c, outline),
            c.pattern,
            c.passage,
            heading=" > ".join(document.blocks[i].text for i in document.blocks[c.block].headings),
            pictures=beside(c, document, pictures),
        )
        for c in kept
    )
    return Extraction(document, taken, tuple(rejected))


def merge(
    extractions: Iterable[Extraction],
    *,
    min_confidence: float = MIN_CONFIDENCE,
    at_most: int | None = None,
    per_note: int | None = None,
    types: Sequence[str] = (),
) -> list[Extracted]:
    """Return the questions of all ``extractions`` in the order of the notes, one for each thing said, ids unique.

    Kept is what is at least ``min_confidence`` sure and of one of ``types`` (all, if none is named); of each note
    the most salient ``per_note``, of all notes the most salient ``at_most``. What two notes say in nearly the same
    words of the same term becomes one question with both sources.
    """
    found: list[Extracted] = []
    for extraction in extractions:
        fit = [
            e
            for e in extraction.taken
            if e.confidence >= min_confidence and (not types or type_name(e.question) in types)
        ]
        found += most_salient(fit, per_note)
    return _with_ids(most_salient(_joined(found), at_most))


def most_salient(questions: list[Extracted], number: int | None) -> list[Extracted]:
    """Return the ``number`` of ``questions`` that their notes make most of, in their order; all if that is None."""
    if number is None or len(questions) <= number:
        return questions
    ranked = sorted(range(len(questions)), key=lambda n: (-questions[n].salience * questions[n].confidence, n))
    chosen = set(ranked[:number])
    return [e for n, e in enumerate(questions) if n in chosen]


def _joined(questions: list[Extracted]) -> list[Extracted]:
    """Return ``questions`` with those that ask and answer nearly the same joined into the first, sources together."""
    out: list[Extracted] = []
    first: dict[str, list[int]] = {}
    again: dict[int, list[Question]] = {}
    for e in questions:
        asked, answer = key(named(e.question)), answer_of(e.question)
        for n in first.get(asked, ()):
            other = out[n].question
            if type(other) is type(e.question) and _say_the_same(answer_of(other), answer):
                again.setdefault(n, []).append(e.question)
                break
        else:
            first.setdefault(asked, []).append(len(out))
            out.append(e)
    for n, others in again.items():
        out[n] = replace(out[n], question=_with_others(out[n].question, others))
    return out


def _say_the_same(answer: str, other: str) -> bool:
    return answer == other or overlap(answer, other) >= 0.8


def _with_others(question: Question, others: list[Question]) -> Question:
    """Return ``question`` with the sources of ``others`` that say the same, and with the other names they give."""
    sources = dict.fromkeys(source for q in (question, *others) for source in q.source)
    question = replace(question, source=tuple(sources))
    if isinstance(question, Definition):
        names = (q.aliases for q in (question, *others) if isinstance(q, Definition))
        question = replace(question, aliases=tuple(dict.fromkeys(name for more in names for name in more)))
    return question


def _with_ids(found: list[Extracted]) -> list[Extracted]:
    id_of = _numbered()
    named_anew = ((e, id_of(named(e.question))) for e in found)
    return [e if e.question.id == name else replace(e, question=replace(e.question, id=name)) for e, name in named_anew]


def _numbered() -> Callable[[str], str]:
    """Return what gives each question an id: what it asks for, numbered where several ask for the same."""
    used: set[str] = set()
    numbers: dict[str, int] = {}

    def id_of(wish: str) -> str:
        name, n = wish, numbers.get(wish, 2)
        while name.casefold() in used:
            name, n = f"{wish[: 39 - len(str(n))].rstrip()} {n}", n + 1
        used.add(name.casefold())
        numbers[wish] = n
        return name

    return id_of
