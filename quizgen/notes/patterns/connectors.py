"""Connectors: what stands on the two sides of 是指 or "is called", and the candidate the sides make."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from quizgen.notes.model import CandidateKind
from quizgen.notes.outline import Name
from quizgen.notes.patterns.pattern import Pattern
from quizgen.notes.patterns.sights import prompt
from quizgen.notes.patterns.terms import balanced, term_of
from quizgen.notes.words import has_han, lead, points_elsewhere, weight, zh


@dataclass(frozen=True, slots=True)
class Meeting:
    """A connector met in a sentence, with its two sides and what the sentence speaks of."""

    pattern: Pattern
    match: re.Match[str]
    core: str
    left: str
    right: str
    resolved: Name | None
    context: tuple[Name, ...]

    def group(self, name: str) -> str:
        """Return what the connector's group ``name`` matched; "" if there is none."""
        return self.match.groupdict().get(name) or ""


@dataclass(frozen=True, slots=True)
class Seen:
    """What the sides of a connector say: of ``name``, the subject, and the fields of the candidate."""

    name: Name
    term: str
    answer: str = ""
    prompt: str = ""
    aliases: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    kind: CandidateKind | None = None


_BOUNDARY = re.compile(r"[，,；;：:。]\s*")


def meet(
    pattern: Pattern, match: re.Match[str], core: str, resolved: Name | None, context: tuple[Name, ...]
) -> Seen | None:
    """Return what ``match`` of ``pattern`` in the sentence ``core`` says, where both its sides hold up."""
    groups = match.groupdict()
    before = [m.end() for m in _BOUNDARY.finditer(core, 0, match.start())]
    left = groups.get("before") or core[before[-1] if before else 0 : match.start()]
    if not left.strip() and before and pattern.order.startswith("term"):  # "X, which serves as Y, is ..."
        left = core[: before[0]].rstrip("，,；;：: ")
    right = groups.get("answer") or core[match.end() :]
    return ORDERS[pattern.order](Meeting(pattern, match, core, left, right, resolved, context))


def _subject(m: Meeting) -> Name | None:
    """Return the term on the left of the connector, if it is one."""
    name = m.resolved if m.resolved and not m.left.strip() else term_of(m.left)
    if name is None or name.facet or points_elsewhere(name.text):
        return None
    return name if not m.pattern.subject or m.pattern.subject.search(m.left) else None


def _left(m: Meeting, name: Name) -> str:
    return m.left[lead(m.left) :].strip() or name.text


def _lowered(text: str) -> str:
    return re.sub(r"^(?:The|An?)\b", lambda article: article.group().lower(), text)


_NEXT_DEFINED = re.compile(
    zh(
        r"[，,]\s*(?=[^，,。；;它其也并又这该主通的]{2,10}(?:就是|是指|指的是|是一[种个类])(?!因|为了)|"
        r"[A-Z][A-Za-z\d\-]{1,12}\s*[即指是为])"
    )
)
_ANOTHER = re.compile(zh(r"[，,]\s*(?=[^，,。；;]{1,16}(?:，|,)?[^，,。；;]{0,8}(?<![不认因作成])[是为][^，,。；;])"))


def _term_answer(m: Meeting) -> Seen | None:
    name = _subject(m)
    if name is None or weight(m.right) < 3:
        return None
    if not m.pattern.asks:
        return Seen(name, name.text, _NEXT_DEFINED.split(m.right, maxsplit=1)[0], aliases=name.aliases)
    answer = _ANOTHER.split(m.right, maxsplit=1)[0]
    sides = {"be": "is"} | {
        k: _ASKING.get(v, v) for k, v in m.match.groupdict().items() if k not in ("answer", "before") and v
    }
    return Seen(name, name.text, answer, m.pattern.asks.format(term=name.text, left=_lowered(_left(m, name)), **sides))


_ASKING = {"为": "是", "為": "是"}  # 为什么 asks for a reason


_AND = re.compile(
    zh(r"\s*(?:、|，|,\s*(?:and\s|or\s|以?及|和)?|;\s|；|\s(?:and|or|&)\s|以及|[和及与](?=[^，。、]{1,14}$))\s*")
)
_COUNTED = re.compile(
    zh(
        r"^(?:(?:\w+\s+){0,2}(?:types?|kinds?|parts?|categories|classes|groups|forms|phases|"
        r"stages)\s*[,:]\s*|[^，：:、]{0,12}[种类个部分步阶段]{1,2}[：:，,]\s*)"
    )
)
_ENUMERATION_END = re.compile(
    zh(
        r"(?:这?[一二两三四五六七八九十几多]+(?:大类|大|个主要)?[种個个类部步方层级阶组](?:部分|面|段|"
        r"类|形式|类型|方式|方法|情况)?|(?:几|这几)[种个类]|部分|阶段)$"
    )
)
_COUNT_END = re.compile(
    zh(r"(?P<count>[两三四五六七八九])(?:大|个主要|种主要)?[种個个类大项][^，。、；,;和与及]{0,6}$")
)
_DIGITS = "零一两三四五六七八九"
_OPEN_LIST = re.compile(
    zh(r"等(?:等|方面|内容|形式|方式|方法|[^，。、]{0,6})?$|\b(?:etc\.?|and\s+so\s+on|and\s+more|and\s+others)$"), re.I
)


_SEMICOLON = re.compile("[；;]")
_CONJOINED_ZH = re.compile(zh("、|[和及与]"))


def enumerated(text: str) -> tuple[str, ...]:
    """Return the things that ``text`` enumerates, two to nine short ones; () if it is no complete enumeration."""
    text = _COUNTED.sub("", text.strip().rstrip("。.;；"))
    if _OPEN_LIST.search(text):
        return ()
    chinese = has_han(text)
    if chinese and (clauses := [part for part in _SEMICOLON.split(text) if part])[1:]:
        return _fitting([clause.strip() for clause in clauses])
    text = _ENUMERATION_END.sub("", text).strip()
    if "、" in text:
        first = re.split("[，,：:]", text, maxsplit=1)[0]
        text = first if "、" in first else text
    if chinese and not _CONJOINED_ZH.search(text):
        return ()
    if not chinese:
        return _fitting(_series(text))
    count = _COUNT_END.search(text)
    if count:
        items = _fitting(_AND.split(text[: count.start()]))
        if len(items) == _DIGITS.find(count["count"]):
            return items
    return _fitting(_AND.split(text))


def _series(text: str) -> list[str]:
    """Return the members of the English series ``text``: what commas divide, and the last and; more stay together."""
    *first, last = re.split(r"\s*[,;]\s*", text)
    return [*first, *re.split(r"(?:^|\s)(?:and|or|&)\s", last, maxsplit=1)] if first or last else []


def _fitting(items: list[str]) -> tuple[str, ...]:
    kept = tuple(item.strip(" \t`") for item in items)
    fits = 2 <= len(kept) <= 9 and all(
        0 < weight(item) <= 14 and not points_elsewhere(item) and balanced(item) for item in kept
    )
    return kept if fits and len(set(kept)) == len(kept) else ()


_ONE = re.compile(zh("^(?:一|每一?)[个只台套座张条种]"))


def _term_items(m: Meeting) -> Seen | None:
    m = replace(m, left=_ONE.sub("", m.left, count=1)) if m.resolved is None else m
    name = _subject(m)
    items = enumerated(m.group("items") or m.group("parts") or m.right) if name else ()
    if name is None or not items:
        return None
    left = _left(m, name)
    if m.group("by"):
        asked = f"{left}由哪些{m.group('whole')}？"
    else:
        left = _lowered(left) if m.pattern.asks.startswith("What") else left
        asked = m.pattern.asks.format(left=left, verb=m.group("verb"), connector=m.match.group().strip())
    return Seen(name, asked, prompt=asked, items=items)


_NOUN_BEFORE = re.compile(r"\b(?:an?|the|its|called)\s+(?P<noun>[\w'’-]+(?:\s[\w'’-]+){0,2}(?:\s\$[^$]+\$)?)$", re.I)


def _noun_answer(m: Meeting) -> Seen | None:
    noun = _NOUN_BEFORE.search(m.core, max(0, m.match.start() - 60), m.match.start())
    name = term_of(noun["noun"]) if noun else None
    return Seen(name, name.text, re.split(r"[,;)]", m.right, maxsplit=1)[0]) if name and weight(m.right) >= 4 else None


def _facet_answer(m: Meeting) -> Seen | None:
    """A side (目的是...) at the head of the sentence, of the thing that it stands under or speaks of."""
    thing = m.resolved or (m.context[0] if m.context and not m.context[0].facet else None)
    if m.match.start() or thing is None or weight(m.right) < 3:
        return None
    side = m.group("facet")
    return Seen(thing, f"{thing.text} {side}", m.right, prompt((thing,), side))


_TERM_AFTER_ZH = re.compile(
    r"(?:是|为)?\s*(?P<term>[“「\"]?[^，。；：,;、”」\"（(]{1,24}[”」\"]?(?:\s*[（(][^（()）]{1,60}[)）])?)"
)
_TERM_AFTER_EN = re.compile(
    r"(?:as\s+)?(?:an?\s+|the\s+)?[\"“*_]*(?P<term>[\w'’-]+(?:\s+(?!(?:while|and|or|which|"
    r"because|when|in|as|to|that|where|if|by|for|since|with|is|are|at|on|but|"
    r"so)\b)[\w'’-]+){0,4}(?:\s*\([^()]{1,60}\))?)",
    re.I,
)
_AROUND_CALLED = re.compile(zh(r"(?:通常|一般|就|也|又|则|被|统|都)+$|^(?:通常|一般)?(?:把|将|我们把|我们将)"))
_CONJOINED_EN = re.compile(r"^.*\b(?:while|whereas|and)\s+", re.I)
_CALLED_BEFORE = re.compile(r"\s(?:called|known\s+as|termed)\s")


def _answer_term(m: Meeting) -> Seen | None:
    chinese = has_han(m.core)
    after = (_TERM_AFTER_ZH if chinese else _TERM_AFTER_EN).match(m.right.strip())
    name = term_of(after["term"]) if after else None
    left = m.group("said") or m.group("described") or m.left
    if name is None or not left.strip() or points_elsewhere(left.strip()):
        return None
    if _CALLED_BEFORE.search(left):  # the second of two: A is called X and B is called Y
        left = _CONJOINED_EN.sub("", left)
    left = left[lead(left) :].strip()
    if weight(left) < 3:
        return None
    other = term_of(left)
    if m.pattern.kind == "alias" or (chinese and other and weight(other.text) <= 6 and "的" not in other.text):
        if other is None or other.facet:
            return None
        asked = f"{other.text}又叫什么？" if chinese else f"What is {other.text} also called?"
        return Seen(name, other.text, name.text, asked, name.aliases, kind="alias")
    return Seen(name, name.text, _AROUND_CALLED.sub("", left), aliases=name.aliases)


ORDERS: dict[str, Callable[[Meeting], Seen | None]] = {
    "term answer": _term_answer,
    "answer term": _answer_term,
    "term items": _term_items,
    "noun answer": _noun_answer,
    "facet answer": _facet_answer,
}
"""What stands on which side of a connector."""
