"""Which definitions are alike enough to stand beside each other as options, and unlike enough for one to be right.

A bad distractor is worse than none: one that is right as well, one that names its own term, one that anybody sees is of
another kind or length.
"""

from __future__ import annotations

import difflib
import hashlib
import itertools
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from quizgen.bank.types import Definition

_HAN = re.compile("[\u3400-\u9fff]")
# What kind of thing a definition says the term is: 一种…的方法, "a method that ...".
_GENUS = re.compile(
    "(?:一种|一类|一个|一项)[^，。；,;]{0,30}?([\u3400-\u9fff]{2})(?=[，。；,;]|$)"
    r"|^(?:is )?(?:an?|the) (?:[\w-]+ ){0,4}?([\w-]+)(?= (?:that|which|who|of|for|in|to|where|with)\b|[,.;]|$)",
    re.IGNORECASE,
)
_LONGEST = 120
"""A longer definition is no option."""
_ALIKE = 0.6
"""Definitions more alike than this may both be right (difflib's ratio)."""

Index = Mapping[str, "list[Concept]"]
"""What concepts have in common -> those that have it."""


@dataclass(frozen=True, slots=True)
class Concept:
    """A definition as the choice of distractors sees it."""

    question: Definition
    section: str
    """Where in the notes it comes from: concepts of one section are akin."""


def index(concepts: Iterable[Concept]) -> Index:
    """Return ``concepts`` by what they have in common."""
    found: dict[str, list[Concept]] = defaultdict(list)
    for concept in concepts:
        for kin in _kin(concept):
            found[kin].append(concept)
    return found


def akin_by_term(of: Concept, among: Index, key: str, count: int = 3) -> list[Concept]:
    """Return ``count`` concepts whose terms can stand beside that of ``of``, or none; ``key`` decides on equals."""
    return _enough(_akin(of, among, key, lambda c: c.question.term), count)


def akin_by_definition(of: Concept, among: Index, key: str, count: int = 3) -> list[Concept]:
    """Return ``count`` concepts whose definitions can stand beside that of ``of``, or none."""
    found = _akin(of, among, key, lambda c: c.question.definition)
    return _enough((c for c in found if is_option(c) and not mentions(c, of)), count)


def _enough(found: Iterable[Concept], count: int) -> list[Concept]:
    first = list(itertools.islice(found, count))
    return first if len(first) == count else []


def is_option(concept: Concept) -> bool:
    """Return whether its definition can be an option: short, on one line, and silent about its own term."""
    definition = concept.question.definition
    return len(definition) <= _LONGEST and "\n" not in definition and not mentions(concept, concept)


def mentions(concept: Concept, other: Concept) -> bool:
    """Return whether the definition of ``concept`` names ``other``."""
    text = concept.question.definition.casefold()
    return any(_names_in(text, name) for name in _names(other))


def _names_in(text: str, name: str) -> bool:
    if _HAN.search(name):
        return name in text
    return re.search(rf"(?<![a-z0-9]){re.escape(name)}(?![a-z0-9])", text) is not None


def _akin(of: Concept, among: Index, key: str, shown: Callable[[Concept], str]) -> Iterator[Concept]:
    """Yield what can stand beside ``of`` where ``shown`` is printed, the most akin first."""
    score: dict[str, int] = defaultdict(int)
    known: dict[str, Concept] = {}
    for kin in _kin(of):
        for concept in among.get(kin, ()):
            score[concept.question.term] += _WORTH[kin[0]]
            known[concept.question.term] = concept

    def rank(term: str) -> tuple[int, bytes]:
        place = "\0".join((key, of.question.term, term))
        return -score[term], hashlib.sha256(place.encode("utf-8", "surrogatepass")).digest()

    texts = {shown(of).casefold()}
    for term in sorted(known, key=rank):
        text = shown(known[term])
        if text.casefold() not in texts and _alike(shown(of), text) and not may_be_right(of, known[term]):
            texts.add(text.casefold())
            yield known[term]


_WORTH = {"s": 2, "e": 3, "g": 3}
"""How much it counts: the same section, the same end of the term, the same kind of thing."""


def _kin(concept: Concept) -> list[str]:
    question = concept.question
    term = question.term.strip().casefold()
    end = term[-2:] if _HAN.search(term[-2:]) else term.rpartition(" ")[2] if " " in term else ""
    genus = _GENUS.search(question.definition)
    kind = (genus[1] or genus[2] or "").casefold() if genus else ""
    return [f"s{concept.section}", *([f"e{end}"] if end and end != term else []), *([f"g{kind}"] if kind else [])]


def _alike(one: str, other: str) -> bool:
    """Return whether two options are of one script, formulas or none, and of similar length."""
    if bool(_HAN.search(one)) != bool(_HAN.search(other)) or ("$" in one) != ("$" in other):
        return False
    short, long = sorted((len(one), len(other)))
    return long <= 2.5 * short + 4


def may_be_right(of: Concept, other: Concept) -> bool:
    """Return whether ``other`` might be a right answer, too: another name, a wider or narrower term, the same words."""
    ours, theirs = _names(of), _names(other)
    if any(a in b or b in a for a in ours for b in theirs) or mentions(of, other):
        return True
    pair = (of.question.definition, other.question.definition)
    matcher = difflib.SequenceMatcher(None, *pair, autojunk=False)
    return matcher.real_quick_ratio() > _ALIKE and matcher.quick_ratio() > _ALIKE and matcher.ratio() > _ALIKE


def _names(concept: Concept) -> tuple[str, ...]:
    return tuple(n for n in (x.strip().casefold() for x in (concept.question.term, *concept.question.aliases)) if n)
