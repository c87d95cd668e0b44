"""Banks -> a test: questions chosen, asked in other forms where wished, and written out in full for a person to edit.

A definition becomes a choice between terms or definitions of its siblings, a statement to be judged, or a pair of a
matching question; a list becomes a matching of places and items, or "name any three"; a cloze is a fill-in as it is.
"""

from __future__ import annotations

import dataclasses
import functools
import hashlib
import itertools
import math
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from quizgen.bank import siblings
from quizgen.bank.parts import parts
from quizgen.bank.siblings import Concept
from quizgen.bank.types import Choice, Definition, List, Matching, Open, Question, TrueFalse, type_name

FORMS = ("choice", "true_false", "cloze", "matching", "definition", "list", "open")
"""What a question of a test can be, in the order in which a test is written."""

_SHARES = {"choice": 8, "true_false": 4, "cloze": 4, "matching": 1, "definition": 2, "list": 1, "open": 1}
"""How a test is made up if nobody says."""

_WORTH = {
    "choice": 2,
    "choices": 3,
    "true_false": 1,
    "cloze": 1,
    "matching": 1,
    "definition": 3,
    "list": 1,
    "word": 2,
    "any": 3,
    "open": 6,
}
"""How many points they are worth beside each other: of a cloze, a matching, a list each blank, pair, item."""


@dataclass(frozen=True, slots=True)
class Phrases:
    """What a question asks when it takes another form."""

    which_term: str
    which_definition: str
    means: str
    any_of: str
    order_of: str
    """Of a term ..."""
    in_order: str
    """... and after a question."""
    place: str
    colon: str
    inside: str
    """Quotation marks inside others."""


_PHRASES = {
    "zh-Hans": Phrases(
        which_term="“{definition}”描述的是下列哪一项？",
        which_definition="下列对“{term}”的描述，正确的是",
        means="“{definition}”描述的是“{term}”。",
        any_of="写出“{term}”中的任意 {n} 项。",
        order_of="“{term}”的先后次序是怎样的？",
        in_order="请排出先后次序。",
        place="第 {n} 位",
        colon="：",
        inside="‘’",
    ),
    "zh-Hant": Phrases(
        which_term="「{definition}」描述的是下列哪一項？",
        which_definition="下列對「{term}」的描述，正確的是",
        means="「{definition}」描述的是「{term}」。",
        any_of="寫出「{term}」中的任意 {n} 項。",
        order_of="「{term}」的先後次序是怎樣的？",
        in_order="請排出先後次序。",
        place="第 {n} 位",
        colon="：",
        inside="『』",
    ),
    "en": Phrases(
        which_term="Which term does “{definition}” describe?",
        which_definition="Which of these describes “{term}”?",
        means="The words “{definition}” describe “{term}”.",
        any_of="Name any {n} of “{term}”.",
        order_of="In which order do they come: {term}?",
        in_order=" Put them in their order.",
        place="No. {n}",
        colon=":",
        inside="‘’",
    ),
}


@dataclass(frozen=True, slots=True)
class Source:
    """A question of a bank that a test may use."""

    question: Question
    section: str
    """The note it comes from ..."""
    language: str
    line: int = 0
    """... and its line there."""
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
    while sum(wanted.values()) < count:
        free = [form for form in forms if wanted[form] < supply.get(form, 0)]
        if not free:
            break
        wanted[_next(free, wanted)] += 1
    return wanted


def draft(sources: Sequence[Source], wanted: Mapping[str, int], seed: str) -> tuple[Question, ...] | Shortage:
    """Return the questions of a test with as many of each form as ``wanted`` says, or what is missing.

    Each source is used once. ``seed`` decides which; the same sources give the same test.
    """
    plan = _plan(sources, wanted.get("matching", 0), seed)
    for form in sorted(wanted, key=lambda form: (len(plan.can[form]), FORMS.index(form))):  # scarce forms first
        while plan.made[form] < wanted[form] and plan.add(form):
            pass
    if any(plan.made[form] < n for form, n in wanted.items()):
        return Shortage(tuple((form, n, plan.made[form]) for form, n in wanted.items()))
    return plan.written()


def draft_by_shares(sources: Sequence[Source], count: int, forms: Sequence[str], seed: str) -> tuple[Question, ...]:
    """Return the questions of a test of ``count``, shared out among ``forms``; fewer if there are not so many."""
    plan = _plan(sources, demand(count, forms, supply(sources, seed)).get("matching", 0), seed)
    free = list(forms)
    while free and sum(plan.made.values()) < count:
        form = _next(free, plan.made)
        if not plan.add(form):
            free.remove(form)
    return plan.written()


def _next(forms: Sequence[str], made: Mapping[str, int]) -> str:
    """Return that of ``forms`` which is furthest behind its share."""
    return min(forms, key=lambda form: ((made[form] + 0.5) / _SHARES[form], forms.index(form)))


@dataclass(slots=True)
class _Plan:
    """Which source takes which form in a test."""

    sources: Sequence[Source]
    makers: Sequence[Mapping[str, Maker]]
    grouped: Sequence[tuple[Matching, list[int]]]
    """Matching questions made of several sources."""
    can: Mapping[str, list[int]]
    """The other sources that can take a form, in the order of choice."""
    taken: dict[int, tuple[str, int]]
    made: Counter[str]
    """How many there are of each form."""

    def add(self, form: str) -> bool:
        """Find a source for one more of ``form``, moving others if need be."""
        found = _assign((form, self.made[form]), lambda slot: self.can[slot[0]], self.taken, set())
        self.made[form] += found
        return found

    def written(self) -> tuple[Question, ...]:
        """Return the questions, forms together."""
        lies = self._lies()
        made = [self.makers[i][form](lies.get(i)) for i, (form, _) in sorted(self.taken.items())]
        made += [question for question, _ in self.grouped]
        return tuple(sorted(made, key=lambda question: FORMS.index(type_name(question))))

    def _lies(self) -> dict[int, str]:
        """Return the wrong words of every other statement, by its source, each for one statement.

        First those that no question asks for; never those that one shows as right: the statement is true instead.
        """
        used = {*self.taken, *(i for _, members in self.grouped for i in members)}
        asked = {i: q.definition for i in used if isinstance(q := self.sources[i].question, Definition)}
        false: dict[int, Sequence[str]] = {}
        for i, (form, n) in sorted(self.taken.items()):
            maker = self.makers[i][form]
            if isinstance(maker, Statement) and n % 2:
                false[i] = sorted(maker.wrong, key=set(asked.values()).__contains__)
        while True:
            right = {words for i, words in asked.items() if i not in false}
            free = {i: [words for words in wrong if words not in right] for i, wrong in false.items()}
            told: dict[str, int] = {}
            true = [i for i in free if not _assign(i, free.__getitem__, told, set())]
            if not true:
                return {i: words for words, i in told.items()}
            del false[true[0]]


def _plan(sources: Sequence[Source], matchings: int, seed: str) -> _Plan:
    """Return a plan that has only those of so many ``matchings`` that must be made of several sources."""
    makers = _makers(tuple(sources), seed)
    own = sum("matching" in made for made in makers)
    grouped = _groups(sources, max(0, matchings - own), seed)
    used = {i for _, members in grouped for i in members}
    order = sorted(set(range(len(sources))) - used, key=lambda i: _place(seed, sources[i].name))
    can = {form: [i for i in order if form in makers[i]] for form in FORMS}
    return _Plan(sources, makers, grouped, can, {}, Counter(matching=len(grouped)))


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
    found = Counter(form for made in _makers(tuple(sources), seed) for form in made)
    found["matching"] += len(_groups(sources, len(sources), seed))
    return dict(found)


def with_points(questions: Sequence[Question], total: int) -> tuple[Question, ...] | None:
    """Return ``questions`` with points that add up to ``total``, the same for all of one form where that is possible.

    A question with several blanks, items or pairs has as many for each of them. None if there are more questions than
    points.
    """
    if total < len(questions):
        return None
    counted = [parts(question) for question in questions]
    if total < sum(counted):  # not even one point for each blank
        counted = [1] * len(questions)
    kinds = list(map(_kind, questions))
    counts = Counter(dict.fromkeys(kinds, 0))
    for kind, n in zip(kinds, counted, strict=True):
        counts[kind] += n
    scale = total / sum(_WORTH[kind] * n for kind, n in counts.items())
    # Sum so far -> (how far from the ideal, points of each kind): all sums that whole points can reach.
    reach: dict[int, tuple[float, dict[str, int]]] = {0: (0.0, {})}
    for kind, n in sorted(counts.items(), key=lambda item: item[0] == "choices"):  # after choice: worth no less
        ideal = _WORTH[kind] * scale
        further: dict[int, tuple[float, dict[str, int]]] = {}
        for so_far, (far, chosen) in reach.items():
            least = chosen.get("choice", 1) if kind == "choices" else 1
            for each in range(least, int(ideal * 2) + 2):
                best = (far + n * abs(each - ideal), {**chosen, kind: each})
                if so_far + n * each <= total and best[0] < further.get(so_far + n * each, (math.inf, {}))[0]:
                    further[so_far + n * each] = best
        reach = further
    nearest = max(reach)
    points = [n * reach[nearest][1][kind] for kind, n in zip(kinds, counted, strict=True)]
    for i in range(total - nearest):  # what whole points cannot share out goes to the last ones, the most work
        points[-1 - i % len(points)] += 1
    return tuple(dataclasses.replace(q, points=float(p)) for q, p in zip(questions, points, strict=True))


def _kind(question: Question) -> str:
    """Return what ``question`` is called where its worth is told."""
    if isinstance(question, Choice) and len(question.answer) > 1:
        return "choices"
    if isinstance(question, Open) and (question.type_in or _is_short(question.answer)):
        return "word"
    if isinstance(question, Open) and all(line.startswith("- ") for line in question.answer.split("\n")):
        return "any"  # three things to name, a point for each
    return type_name(question)


def _is_short(answer: str) -> bool:
    """Return whether ``answer`` is a few words."""
    return "\n" not in answer and siblings.width(answer) <= _FEW


_FEW = 12


# --- one question in another form

Maker = Callable[[str | None], Question]
"""How a source becomes a question of a form, a statement with the wrong words that are given, if any."""


@dataclass(frozen=True, slots=True)
class Statement:
    """How a definition becomes a statement to be judged."""

    question: Definition
    wrong: Sequence[str]
    """Words that would make it false."""
    words: Phrases

    def __call__(self, lie: str | None) -> TrueFalse:
        """Return the statement: false with the words ``lie``, true without."""
        q = self.question
        truth, said = (
            self.words.means.format(term=q.term, definition=_inside(text, self.words))
            for text in (q.definition, lie or q.definition)
        )
        return TrueFalse(statement=said, answer=lie is None, correction=None if lie is None else truth, **_kept(q))


@functools.lru_cache(maxsize=1)
def _makers(sources: tuple[Source, ...], seed: str) -> list[dict[str, Maker]]:
    """Return for each source the forms it can take."""
    concepts = {
        i: Concept(s.question, s.section, s.line) for i, s in enumerate(sources) if isinstance(s.question, Definition)
    }
    among = siblings.index(concepts.values())
    found: list[dict[str, Maker]] = []
    again = _again(sources, seed)
    for i, source in enumerate(sources):
        question, words = source.question, _words(source.language)
        if not source.usable or i in again:
            found.append({})
            continue
        forms: dict[str, Maker] = {type_name(question): functools.partial(_as_it_is, question)}
        if isinstance(question, Definition):
            forms |= _forms_of_definition(concepts[i], among, words, seed)
        elif isinstance(question, List):
            forms |= _forms_of_list(question, words)
        found.append(forms)
    return found


def _again(sources: Sequence[Source], seed: str) -> set[int]:
    """Return which of ``sources`` define a term once more: a test asks for each but once."""
    seen: set[tuple[str, str]] = set()
    found = set()
    for i in sorted(range(len(sources)), key=lambda i: _place(seed, "again", sources[i].name)):
        question = sources[i].question
        if isinstance(question, Definition) and sources[i].usable:
            term = (sources[i].language, question.term.strip().casefold())
            found |= {i} if term in seen else set()
            seen.add(term)
    return found


_LONGEST_STEM = 200
"""A longer definition is no stem."""


def _as_it_is(question: Question, _lie: str | None) -> Question:
    return dataclasses.replace(question, points=None)


def _forms_of_definition(concept: Concept, among: siblings.Index, words: Phrases, seed: str) -> dict[str, Maker]:
    q = concept.question
    forms: dict[str, Maker] = {}
    others = q.distractors or [c.question.definition for c in siblings.akin_by_definition(concept, among, seed)]
    no_stem = q.distractors or len(q.definition) > _LONGEST_STEM
    by_term = [] if no_stem else siblings.akin_by_term(concept, among, seed)
    if by_term:
        terms = tuple(other.question.term for other in by_term)
        stem = words.which_term.format(definition=_inside(q.definition, words))
        forms["choice"] = lambda _: Choice(question=stem, answer=(q.term,), distractors=terms, **_kept(q))
    elif others:
        stem = words.which_definition.format(term=q.term)
        answer, texts = _bare(q.definition), tuple(map(_bare, others))
        forms["choice"] = lambda _: Choice(question=stem, answer=(answer,), distractors=texts, **_kept(q))
    kin = siblings.wrong_for(concept, among, seed) if siblings.is_term(concept) else ()
    wrong = q.distractors or [c.question.definition for c in itertools.islice(kin, _AMONG)]
    if wrong:
        forms["true_false"] = Statement(q, wrong, words)
    return forms


_AMONG = 12
"""From so many definitions the wrong one of a false statement is chosen."""


_CONTEXT = re.compile(r"^\[[^\]]*\]")
"""Where a question stands in the notes: [RLHF] ..."""
_ENDS = re.compile(r"[。？！.?!：:]\s*$")
# A list may be numbered though its order means nothing: its question tells.
_NO_ORDER = re.compile("哪些|哪几|哪幾|[什甚][么麼]|\\b(?:which|what)\\b", re.IGNORECASE)
_ORDER = re.compile(
    "步|阶段|階段|顺序|順序|次序|先后|先後|过程|過程|流程|\\b(?:steps?|stages?|phases?|orders?|sequences?|process)\\b",
    re.IGNORECASE,
)


def _forms_of_list(q: List, words: Phrases) -> dict[str, Maker]:
    forms: dict[str, Maker] = {}
    what = q.term or q.question or ""
    in_order = q.ordered and (q.term or _ORDER.search(_CONTEXT.sub("", what))) and not _NO_ORDER.search(q.term or "")
    if in_order and 3 <= len(set(q.items)) == len(q.items) <= 8:
        asked = what.strip() if _ENDS.search(what) else what.strip() + words.colon
        stem = words.order_of.format(term=q.term) if q.term else asked + words.in_order
        pairs = tuple((words.place.format(n=n), item) for n, item in enumerate(q.items, start=1))
        forms["matching"] = lambda _: Matching(question=stem, pairs=pairs, **_kept(q))
    elif not q.ordered and q.term and len(q.items) > 3:
        answer = "\n".join(f"- {item}" for item in q.items)
        stem = words.any_of.format(term=q.term, n=3)
        forms["open"] = lambda _: Open(question=stem, answer=answer, **_kept(q))
    return forms


_FEWEST, _MOST, _SHORT = 4, 6, 60
"""Pairs of a matching question, and how long its definitions may be."""


def _groups(sources: Sequence[Source], count: int, seed: str) -> list[tuple[Matching, list[int]]]:
    """Return up to ``count`` matching questions, each from definitions of one section, and the sources they use."""
    by_section: dict[tuple[str, str], list[int]] = defaultdict(list)
    again = _again(sources, seed)
    for i in sorted(range(len(sources)), key=lambda i: _place(seed, "group", sources[i].name)):
        if sources[i].usable and i not in again and isinstance(sources[i].question, Definition):
            by_section[sources[i].language, sources[i].section].append(i)
    found: list[tuple[Matching, list[int]]] = []
    for section, members in sorted(by_section.items(), key=lambda item: _place(seed, *item[0])):
        chosen: list[tuple[int, Concept]] = []
        for i in members:
            concept = Concept(_definition(sources[i]), section[1], sources[i].line)
            short = len(concept.question.definition) <= _SHORT
            fits = short and siblings.is_term(concept) and siblings.is_option(concept)
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


_COPULA = re.compile("(?:是指|指的是|就是|是(?![否非]))\\s*(?=[\u3400-\u9fff])")


def _bare(text: str) -> str:
    """Return the definition ``text`` as it stands inside a sentence: without a verb before or a full stop behind it."""
    words = text.strip().rstrip("。.；;？?")
    return words[found.end() :] if (found := _COPULA.match(words)) else words


_QUOTED = re.compile("[“「]([^“”「」]*)[”」]")


def _inside(text: str, words: Phrases) -> str:
    """Return the definition ``text`` as it stands inside quotation marks."""
    return _QUOTED.sub(lambda found: found[1].join(words.inside), _bare(text))


def _words(language: str) -> Phrases:
    first, *rest = language.lower().split("-")
    if first == "zh":
        return _PHRASES["zh-Hant" if {"hant", "tw", "hk", "mo"} & set(rest) else "zh-Hans"]
    return _PHRASES["en"]


_Slot = TypeVar("_Slot")
_Thing = TypeVar("_Thing")


def _assign(
    slot: _Slot, can: Callable[[_Slot], Iterable[_Thing]], taken: dict[_Thing, _Slot], seen: set[_Thing]
) -> bool:
    """Give ``slot`` one of what it ``can`` have, moving other slots if need be (Kuhn's augmenting paths)."""
    for i in can(slot):
        if i not in seen:
            seen.add(i)
            if i not in taken or _assign(taken[i], can, taken, seen):
                taken[i] = slot
                return True
    return False


def _place(*key: str) -> bytes:
    return hashlib.sha256("\0".join(key).encode("utf-8", "surrogatepass")).digest()
