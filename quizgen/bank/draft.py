"""Banks -> a test: questions chosen, asked in other forms where wished, and written out in full for a person to edit.

A definition becomes a choice between terms or definitions of its siblings, a statement to be judged, or a pair of a
matching question; a list becomes a matching of places and items, or "name any three"; a cloze is a fill-in as it is.
"""

from __future__ import annotations

import dataclasses
import functools
import hashlib
import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from quizgen.bank import siblings
from quizgen.bank.siblings import Concept
from quizgen.bank.types import Choice, Definition, List, Matching, Open, Question, TrueFalse, type_name

FORMS = ("choice", "true_false", "cloze", "matching", "definition", "list", "open")
"""What a question of a test can be, in the order in which a test is written."""

_SHARES = {"choice": 8, "true_false": 4, "cloze": 4, "matching": 1, "definition": 2, "list": 1, "open": 1}
"""How a test is made up if nobody says."""

_WORTH = {"choice": 2, "true_false": 1, "cloze": 2, "matching": 4, "definition": 4, "list": 4, "open": 6}
"""How many points the forms are worth beside each other."""


@dataclass(frozen=True, slots=True)
class Phrases:
    """What a question asks when it takes another form."""

    which_term: str
    which_definition: str
    means: str
    any_of: str
    order_of: str
    place: str


_PHRASES = {
    "zh-Hans": Phrases(
        which_term="下列哪个术语的含义是“{definition}”？",
        which_definition="下列哪一项是“{term}”的含义？",
        means="“{term}”的含义是：{definition}。",
        any_of="写出“{term}”中的任意 {n} 项。",
        order_of="“{term}”的先后次序是怎样的？",
        place="第 {n} 位",
    ),
    "zh-Hant": Phrases(
        which_term="下列哪個術語的含義是「{definition}」？",
        which_definition="下列哪一項是「{term}」的含義？",
        means="「{term}」的含義是：{definition}。",
        any_of="寫出「{term}」中的任意 {n} 項。",
        order_of="「{term}」的先後次序是怎樣的？",
        place="第 {n} 位",
    ),
    "en": Phrases(
        which_term="Which term means “{definition}”?",
        which_definition="What does “{term}” mean?",
        means="“{term}” means: {definition}.",
        any_of="Name any {n} of “{term}”.",
        order_of="In which order do they come: {term}?",
        place="No. {n}",
    ),
}


@dataclass(frozen=True, slots=True)
class Source:
    """A question of a bank that a test may use."""

    question: Question
    section: str
    language: str
    usable: bool = True
    """False for what only lends its words as a distractor."""

    @property
    def name(self) -> str:
        """What it is known by."""
        return self.question.id or repr(self.question)


@dataclass(frozen=True, slots=True)
class Shortage:
    """Too few questions: (form, wanted, how many there are)."""

    rows: tuple[tuple[str, int, int], ...]


def demand(count: int, forms: Sequence[str], supply: Mapping[str, int]) -> dict[str, int]:
    """Return how many questions of each of ``forms`` a test of ``count`` has: by their shares, as far as there are any.

    What cannot be had goes to the others; if all of them are used up, the sum is smaller than ``count``.
    """
    wanted = dict.fromkeys(forms, 0)
    while (left := count - sum(wanted.values())) > 0:
        free = [form for form in forms if wanted[form] < supply.get(form, 0)]
        if not free:
            break
        # The form that is furthest behind its share takes the next one.
        total = sum(_SHARES[form] for form in free)
        for _ in range(left):
            form = min(free, key=lambda form: ((wanted[form] + 1) * total / _SHARES[form], forms.index(form)))
            wanted[form] += 1
            if wanted[form] == supply.get(form, 0):
                break
    return wanted


def draft(sources: Sequence[Source], wanted: Mapping[str, int], seed: str) -> tuple[Question, ...] | Shortage:
    """Return the questions of a test with as many of each form as ``wanted`` says, or what is missing.

    Each source is used once. ``seed`` decides which; the same sources give the same test.
    """
    makers = _makers(sources, seed)
    own = sum("matching" in made for made in makers)
    grouped = _groups(sources, max(0, wanted.get("matching", 0) - own), seed)
    used = {source for _, members in grouped for source in members}
    slots = [
        (form, n) for form in FORMS for n in range(wanted.get(form, 0) - (len(grouped) if form == "matching" else 0))
    ]
    order = sorted(set(range(len(sources))) - used, key=lambda i: _place(seed, sources[i].name))
    can = {form: [i for i in order if form in makers[i]] for form in FORMS}
    taken: dict[int, tuple[str, int]] = {}
    for slot in sorted(slots, key=lambda slot: len(can[slot[0]])):  # scarce forms first
        _assign(slot, can, taken, set())
    reached = Counter(form for form, _ in taken.values())
    reached["matching"] += len(grouped)
    if any(reached[form] < n for form, n in wanted.items()):
        return Shortage(tuple((form, n, reached[form]) for form, n in wanted.items()))
    made = [makers[i][form](n) for i, (form, n) in sorted(taken.items())] + [question for question, _ in grouped]
    return tuple(sorted(made, key=lambda question: FORMS.index(type_name(question))))


def at_most_per_section(sources: Sequence[Source], most: int, seed: str) -> list[Source]:
    """Return ``sources`` with at most ``most`` usable ones of each section."""
    left = Counter({source.section: most for source in sources})
    chosen = set()
    for i in sorted(range(len(sources)), key=lambda i: _place(seed, "section", sources[i].name)):
        if sources[i].usable and left[sources[i].section]:
            left[sources[i].section] -= 1
            chosen.add(i)
    return [dataclasses.replace(source, usable=i in chosen) for i, source in enumerate(sources)]


def supply(sources: Sequence[Source], seed: str) -> dict[str, int]:
    """Return how many questions of each form ``sources`` can make, each form for itself."""
    found = Counter(form for made in _makers(sources, seed) for form in made)
    found["matching"] += len(_groups(sources, len(sources), seed))
    return dict(found)


def with_points(questions: Sequence[Question], total: int) -> tuple[Question, ...] | None:
    """Return ``questions`` with points that add up to ``total``, the same for all of one form where that is possible.

    None if there are more questions than points.
    """
    if total < len(questions):
        return None
    counts = Counter(map(type_name, questions))
    scale = total / sum(_WORTH[form] * n for form, n in counts.items())
    # Sum so far -> (how far from the ideal, points of each form): all sums that whole points can reach.
    reach: dict[int, tuple[float, dict[str, int]]] = {0: (0.0, {})}
    for form, n in counts.items():
        ideal = _WORTH[form] * scale
        further: dict[int, tuple[float, dict[str, int]]] = {}
        for so_far, (far, chosen) in reach.items():
            for each in range(max(1, int(ideal / 2)), int(ideal * 2) + 2):
                best = (far + n * abs(each - ideal), {**chosen, form: each})
                if so_far + n * each <= total and best[0] < further.get(so_far + n * each, (math.inf, {}))[0]:
                    further[so_far + n * each] = best
        reach = further
    nearest = max(reach)
    points = [reach[nearest][1][type_name(question)] for question in questions]
    for i in range(total - nearest):  # what whole points cannot share out goes to the last ones, the most work
        points[-1 - i % len(points)] += 1
    return tuple(dataclasses.replace(q, points=float(p)) for q, p in zip(questions, points, strict=True))


# --- one question in another form

Maker = Callable[[int], Question]
"""How a source becomes the n-th question of a form: every other statement is true."""


def _makers(sources: Sequence[Source], seed: str) -> list[dict[str, Maker]]:
    """Return for each source the forms it can take."""
    concepts = {i: Concept(s.question, s.section) for i, s in enumerate(sources) if isinstance(s.question, Definition)}
    among = siblings.index(concepts.values())
    found: list[dict[str, Maker]] = []
    for i, source in enumerate(sources):
        question, words = source.question, _words(source.language)
        if not source.usable:
            found.append({})
            continue
        forms: dict[str, Maker] = {type_name(question): functools.partial(_as_it_is, question)}
        if isinstance(question, Definition):
            forms |= _forms_of_definition(concepts[i], among, words, seed)
        elif isinstance(question, List):
            forms |= _forms_of_list(question, words)
        found.append(forms)
    return found


_LONGEST_STEM = 200
"""A longer definition is no stem."""


def _as_it_is(question: Question, _n: int) -> Question:
    return dataclasses.replace(question, points=None)


def _forms_of_definition(concept: Concept, among: siblings.Index, words: Phrases, seed: str) -> dict[str, Maker]:
    q = concept.question
    forms: dict[str, Maker] = {}
    by_definition = siblings.akin_by_definition(concept, among, seed) if siblings.is_option(concept) else []
    if q.distractors:
        others: Sequence[str] = q.distractors
    else:
        others = [other.question.definition for other in by_definition]
    no_stem = siblings.mentions(concept, concept) or "\n" in q.definition or len(q.definition) > _LONGEST_STEM
    by_term = [] if no_stem or q.distractors else siblings.akin_by_term(concept, among, seed)
    if by_term:
        terms = [other.question.term for other in by_term]
        stem = words.which_term.format(definition=_bare(q.definition))
        forms["choice"] = lambda n: Choice(question=stem, answer=(q.term,), distractors=tuple(terms), **_kept(q))
    elif others:
        stem = words.which_definition.format(term=q.term)
        texts = tuple(map(_bare, others))
        forms["choice"] = lambda n: Choice(question=stem, answer=(_bare(q.definition),), distractors=texts, **_kept(q))
    if others:
        right = words.means.format(term=q.term, definition=_bare(q.definition))
        wrong = words.means.format(term=q.term, definition=_bare(others[0]))
        forms["true_false"] = lambda n: (
            TrueFalse(statement=wrong, answer=False, correction=right, **_kept(q))
            if n % 2
            else TrueFalse(statement=right, answer=True, **_kept(q))
        )
    return forms


def _forms_of_list(q: List, words: Phrases) -> dict[str, Maker]:
    forms: dict[str, Maker] = {}
    what = q.term or _bare(q.question or "")
    if q.ordered and 3 <= len(set(q.items)) == len(q.items) <= 8:
        pairs = tuple((words.place.format(n=n), item) for n, item in enumerate(q.items, start=1))
        forms["matching"] = lambda n: Matching(question=words.order_of.format(term=what), pairs=pairs, **_kept(q))
    elif not q.ordered and q.term and len(q.items) > 3:
        answer = "\n".join(f"- {item}" for item in q.items)
        stem = words.any_of.format(term=q.term, n=3)
        forms["open"] = lambda n: Open(question=stem, answer=answer, **_kept(q))
    return forms


_FEWEST, _MOST, _SHORT = 4, 6, 60
"""Pairs of a matching question, and how long its definitions may be."""


def _groups(sources: Sequence[Source], count: int, seed: str) -> list[tuple[Matching, list[int]]]:
    """Return up to ``count`` matching questions, each from definitions of one section, and the sources they use."""
    by_section: dict[tuple[str, str], list[int]] = defaultdict(list)
    for i in sorted(range(len(sources)), key=lambda i: _place(seed, "group", sources[i].name)):
        if sources[i].usable and isinstance(sources[i].question, Definition):
            by_section[sources[i].language, sources[i].section].append(i)
    found: list[tuple[Matching, list[int]]] = []
    for section, members in sorted(by_section.items(), key=lambda item: _place(seed, *item[0])):
        chosen: list[tuple[int, Concept]] = []
        for i in members:
            concept = Concept(_definition(sources[i]), section[1])
            fits = len(concept.question.definition) <= _SHORT and siblings.is_option(concept)
            if fits and len(chosen) < _MOST and not any(_clash(concept, other) for _, other in chosen):
                chosen.append((i, concept))
        if len(chosen) >= _FEWEST and len(found) < count:
            questions = [concept.question for _, concept in chosen]
            made = Matching(
                id=_joined(q.id or q.term for q in questions),
                pairs=tuple((q.term, _bare(q.definition)) for q in questions),
                source=tuple(dict.fromkeys(place for q in questions for place in q.source)),
                tags=tuple(dict.fromkeys(tag for q in questions for tag in q.tags)),
            )
            found.append((made, [i for i, _ in chosen]))
    return found


def _clash(one: Concept, other: Concept) -> bool:
    return siblings.may_be_right(one, other) or siblings.mentions(other, one)


def _definition(source: Source) -> Definition:
    assert isinstance(source.question, Definition)
    return source.question


def _joined(names: Iterable[str]) -> str:
    whole = "+".join(names)
    return whole if len(whole) <= 100 else f"{whole[:90]}-{hashlib.sha256(whole.encode()).hexdigest()[:8]}"


def _kept(q: Question) -> dict[str, Any]:
    """Return what a question keeps in whatever form."""
    return {name: getattr(q, name) for name in ("id", "tags", "source", "difficulty", "explanation")}


def _bare(text: str) -> str:
    return text.strip().rstrip("。.；;？?")


def _words(language: str) -> Phrases:
    first, *rest = language.lower().split("-")
    if first == "zh":
        return _PHRASES["zh-Hant" if {"hant", "tw", "hk", "mo"} & set(rest) else "zh-Hans"]
    return _PHRASES["en"]


def _assign(
    slot: tuple[str, int], can: Mapping[str, list[int]], taken: dict[int, tuple[str, int]], seen: set[int]
) -> bool:
    """Give ``slot`` a source, moving other slots to other sources if need be (Kuhn's augmenting paths)."""
    for i in can[slot[0]]:
        if i not in seen:
            seen.add(i)
            if i not in taken or _assign(taken[i], can, taken, seen):
                taken[i] = slot
                return True
    return False


def _place(*key: str) -> bytes:
    return hashlib.sha256("\0".join(key).encode("utf-8", "surrogatepass")).digest()
