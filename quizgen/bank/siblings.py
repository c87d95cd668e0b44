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
# What kind of thing a definition says the term is: 一种…的方法, …的现象, "a method that ...".
_GENUS = re.compile(
    "(?:一种|一类|一个|一项)[^，。；,;]{0,30}?([\u3400-\u9fff]{2})(?=[，。；,;]|$)"
    "|的[\u3400-\u9fff]{0,2}?([\u3400-\u9fff]{2})[。.]?$"
    r"|^(?:is )?(?:an?|the) (?:[\w-]+ ){0,4}?([\w-]+)(?= (?:that|which|who|of|for|in|to|where|with)\b|[,.;]|$)",
    re.IGNORECASE,
)
_LONGEST, _SHORTEST = 120, 6
"""A definition longer (in characters) or shorter (in em) is no option."""
_LONGEST_TERM, _MOST_WORDS = 12, 5
"""What is wider (in em), or has more words, is no term but a clause."""
_ALIKE = 0.6
"""Definitions more alike than this may both be right (difflib's ratio)."""
_NEAR, _IN_REACH = 10, 30
"""Lines of a note in which concepts are of one kind, and of one topic."""

# What reads "X is ..." of something said before, gives an example or a purpose only, or breaks off.
_LEANS = re.compile(
    r"""[如其它他她该該此这這那也又但而且则則（(<>=|*:：;；,，.。、]
      | 像(?!素) | 就(?![业業近地]) | 才(?!能) | [并並](?![行发發联聯列集])
      | 例如 | 比如 | 譬如 | 前者 | 后者 | 後者 | 以上 | 上述 | 因此 | 所以 | 作用是 | 目的是
      | (?:eg|e\.g|it|its|they|this|these|those|such|for\ example|like)\b""",
    re.VERBOSE | re.IGNORECASE,
)
_BREAKS_OFF = re.compile(
    r"(?:(?<![相对對平不均])等|一个|一個|一种|一種|时|時|以及|例如|[如和或是为為：:,，、])$|[?？]|\s\|\s"
)
# A heading or a clause that was taken for a term: 细胞学说的意义, "X and Y differ in".
_NO_TERM = re.compile(
    r"""[，。；：、？！,;:?!（）()\[\]|`\n]
      | [的是] | 分[为為] | 包[含括] | 在[于於] | 如何 | 怎[样樣么麼] | [什甚][么麼] | 哪些 | [区區][别別]
      | [不需][必要能] | 可以 | 可能 | 能[够夠] | 必[须須] | [应應][当當该該] | 效率[高低]
      | (?:意[义義]|[内內]容|步[骤驟]|流程|出[发發][点點]|[细細][节節]|特[点點]|[优優][点點势勢]|缺[点點]|劣[势勢])$
      | (?:目的|原因|背景|[对對]比|比[较較]|[为為]例)$
      | \s\d{3,}$
      | \b(?:is|are|was|were|has|have|how|why|what)\b""",
    re.VERBOSE | re.IGNORECASE,
)
_PAIRS = (("（", "）"), ("(", ")"), ("“", "”"), ("「", "」"), ("《", "》"), ("[", "]"), ("【", "】"))

Index = Mapping[str, "list[Concept]"]
"""What concepts have in common -> those that have it."""


@dataclass(frozen=True, slots=True)
class Concept:
    """A definition as the choice of distractors sees it."""

    question: Definition
    section: str
    """The note it comes from."""
    line: int = 0
    """Its line there: what stands close together is akin."""


def index(concepts: Iterable[Concept]) -> Index:
    """Return ``concepts`` by what they have in common."""
    found: dict[str, list[Concept]] = defaultdict(list)
    for concept in concepts:
        for kin in (*_kin(concept), _stretch(concept)):
            found[kin].append(concept)
    return found


def akin_by_term(of: Concept, among: Index, key: str, count: int = 3) -> list[Concept]:
    """Return ``count`` concepts whose terms can stand beside that of ``of``, or none; ``key`` decides on equals."""
    if not (is_term(of) and is_option(of)):
        return []
    found = (c for c in _akin(of, among, key, _alike_terms, _AKIN) if is_term(c))
    chosen = _enough(_different(found, of, lambda c: c.question.term), count)
    return [] if _gives_away(of, of.question.definition, [c.question.term for c in chosen]) else chosen


def akin_by_definition(of: Concept, among: Index, key: str, count: int = 3) -> list[Concept]:
    """Return ``count`` concepts whose definitions can stand beside that of ``of``, or none.

    None, too, if there are no more: two questions with the same wrong options would answer each other.
    """
    chosen = _enough(wrong_for(of, among, key), count + 1)[:count] if is_term(of) else []
    return [] if _gives_away(of, of.question.definition, [c.question.definition for c in chosen]) else chosen


def wrong_for(of: Concept, among: Index, key: str) -> Iterator[Concept]:
    """Yield close kin whose definitions are wrong for the term of ``of`` but not absurd."""
    if is_option(of):
        found = (c for c in _akin(of, among, key, _alike_definitions, _CLOSE) if is_option(c) and not mentions(c, of))
        yield from _different(found, of, lambda c: c.question.definition)


def _enough(found: Iterable[Concept], count: int) -> list[Concept]:
    first = list(itertools.islice(found, count))
    return first if len(first) == count else []


def _different(found: Iterable[Concept], of: Concept, shown: Callable[[Concept], str]) -> Iterator[Concept]:
    """Yield those of ``found`` of which ``shown`` is another text than that of all before, and of ``of``."""
    texts = {shown(of).casefold()}
    for concept in found:
        text = shown(concept).casefold()
        if text not in texts:
            texts.add(text)
            yield concept


def is_option(concept: Concept) -> bool:
    """Return whether its definition can stand alone: short, on one line, whole, and silent about its own term."""
    definition = concept.question.definition.strip()
    return (
        len(definition) <= _LONGEST
        and width(definition) >= _SHORTEST
        and "\n" not in definition
        and not _LEANS.match(definition)
        and not _BREAKS_OFF.search(definition)
        and all(definition.count(a) == definition.count(b) for a, b in _PAIRS)
        and not mentions(concept, concept)
    )


def is_term(concept: Concept) -> bool:
    """Return whether its term is one, not a heading or a clause."""
    term = concept.question.term.strip()
    if _NO_TERM.search(term):
        return False
    return 1 < width(term) <= _LONGEST_TERM if _HAN.search(term) else len(term.split()) <= _MOST_WORDS


def mentions(concept: Concept, other: Concept) -> bool:
    """Return whether the definition of ``concept`` names ``other``."""
    text = concept.question.definition.casefold()
    return any(_names_in(text, name) for name in _names(other))


def _names_in(text: str, name: str) -> bool:
    if _HAN.search(name):
        return name in text
    return re.search(rf"(?<![a-z0-9]){re.escape(name)}(?![a-z0-9])", text) is not None


_Alike = Callable[[Concept, Concept], bool]


def _akin(of: Concept, among: Index, key: str, alike: _Alike, least: int) -> Iterator[Concept]:
    """Yield what is ``alike`` and akin to ``of`` to the degree ``least``, the most akin first."""
    score: dict[str, int] = defaultdict(int)
    known: dict[str, Concept] = {}
    for kin in _kin(of):
        for concept in among.get(kin, ()):
            score[concept.question.term] += _WORTH[kin[0]]
            known[concept.question.term] = concept
    for stretch in _stretches(of):
        for concept in among.get(stretch, ()):
            apart = abs(concept.line - of.line)
            if apart <= _IN_REACH:
                score[concept.question.term] += 2 if apart <= _NEAR else 1
                known[concept.question.term] = concept
    for term, concept in known.items():
        score[term] += concept.section == of.section

    def rank(term: str) -> tuple[int, bytes]:
        place = "\0".join((key, of.question.term, term))
        return -score[term], hashlib.sha256(place.encode("utf-8", "surrogatepass")).digest()

    for term in sorted((term for term in known if score[term] >= least), key=rank):
        if alike(of, known[term]) and not may_be_right(of, known[term]):
            yield known[term]


_AKIN, _CLOSE = 2, 3
"""So much makes kin whose terms, and whose definitions, can stand beside each other."""
_WORTH = {"e": 2, "g": 1, "c": 1}
"""How much it counts: the same end of the term, the same kind of thing, the same last character."""


def _kin(concept: Concept) -> list[str]:
    question = concept.question
    term = question.term.strip().casefold()
    han = bool(_HAN.search(term[-1:]))
    end = term[-2:] if han else term.rpartition(" ")[2] if " " in term else ""
    genus = _GENUS.search(question.definition.strip())
    kind = next(filter(None, genus.groups()), "").casefold() if genus else ""
    return [
        *([f"e{end}"] if end and end != term else []),
        *([f"c{term[-1]}"] if han and len(term) > 1 else []),
        *([f"g{kind}"] if kind else []),
    ]


def _stretch(concept: Concept, further: int = 0) -> str:
    return f"s{concept.section}\0{concept.line // _IN_REACH + further}"


def _stretches(concept: Concept) -> list[str]:
    return [_stretch(concept, further) for further in (-1, 0, 1)]


def width(text: str) -> float:
    """Return about how wide ``text`` is, in Chinese characters."""
    return sum(0.5 if ord(c) < 0x2E80 else 1.0 for c in text)


def _same_script(one: str, other: str) -> bool:
    return bool(_HAN.search(one)) == bool(_HAN.search(other)) and ("$" in one) == ("$" in other)


def _alike_terms(of: Concept, other: Concept) -> bool:
    """Return whether two terms look alike: of one script, both capitalised or not, of similar length."""
    one, two = of.question.term, other.question.term
    short, long = sorted((len(one), len(two)))
    capitals = bool(_HAN.search(one)) or (one.lower() == one) == (two.lower() == two)
    return _same_script(one, two) and capitals and long <= 2 * short + 3


def _alike_definitions(of: Concept, other: Concept) -> bool:
    """Return whether neither of two definitions stands out by its script or its length."""
    one, two = of.question.definition, other.question.definition
    short, long = sorted((width(one), width(two)))
    return _same_script(one, two) and long <= 1.6 * short + 4


def _gives_away(of: Concept, definition: str, others: list[str]) -> bool:
    """Return whether the term shares a word with its own ``definition`` that none of the ``others`` has."""
    text = definition.casefold()
    return any(word in text and not any(word in other.casefold() for other in others) for word in _words_of(of))


def _words_of(concept: Concept) -> set[str]:
    """Return the words of the term: every two Chinese characters, every longer word of letters."""
    term = concept.question.term.casefold()
    return {term[i : i + 2] for i in range(len(term) - 1) if _HAN.match(term[i]) and _HAN.match(term[i + 1])} | set(
        re.findall(r"[a-z]{3,}", term)
    )


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
