"""Connectors: what stands on the two sides of 是指 or "is called", and the candidate the sides make."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from quizgen.notes.naming import Name
from quizgen.notes.openings import lead, points_elsewhere
from quizgen.notes.patterns.called import answer_term
from quizgen.notes.patterns.items import (
    counted_items,
    items_together,
    items_whole,
    named_items,
    number_items,
    term_items,
)
from quizgen.notes.patterns.meeting import BOUNDARY, About, Meeting, Seen, condition, left_of, lowered, subject
from quizgen.notes.patterns.pattern import Pattern
from quizgen.notes.patterns.phrases_en import phrase_end, strong_end
from quizgen.notes.patterns.predicates_en import clause_after, points_back
from quizgen.notes.patterns.sides_zh import SIDES
from quizgen.notes.patterns.sights import prompt
from quizgen.notes.patterns.singled import SINGLE_EN, SINGLE_ZH, singled_out
from quizgen.notes.patterns.terms import balanced, head, term_of
from quizgen.notes.regexes import zh
from quizgen.notes.verbs import opens_clause
from quizgen.notes.words import has_han, reach, weight


def meet(pattern: Pattern, match: re.Match[str], core: str, about: About) -> Seen | None:
    """Return what ``match`` of ``pattern`` in the sentence ``core`` says, where both its sides hold up."""
    assert pattern.regex is not None
    if over := has_han(core) and reach(core, match.start()):
        own = pattern.regex.match(core, match.start() + over)
        if own is None:
            return None  # its first character is the end of another word: 原则|是, 目的|
        match = own
    groups = match.groupdict()
    said = match.start("verb") if groups.get("verb") else match.start()
    if pattern.order not in _ASKED_AS_SAID and _DENIED.search(core, max(0, said - _LONGEST_DENIAL), said):
        return None
    before = [m.end() for m in BOUNDARY.finditer(core, 0, match.start())]
    left = groups.get("before") or core[before[-1] if before else 0 : match.start()]
    resolved = about.resolved
    if not left.strip() and before and pattern.order.startswith("term"):  # "X, which serves as Y, is ..."
        if about.labelled and isinstance(about.topic, Name) and not match.group().startswith("也"):
            if pattern.kind in ("definition", "purpose", "property") and weight(core) <= SHORT_LABEL:
                return None  # the label's answer holds it
            resolved = about.topic
        else:
            left = head(core[: before[0]])
    right = groups.get("answer") or core[match.end() :]
    return ORDERS[pattern.order](Meeting(pattern, match, core, left, right, resolved, about.context, about.topic))


_DENIED = re.compile(
    zh("(?:不|并非|绝非|决非|没有|未)(?:再|算|就|仅|单|能|会|可以?|应该?|该|必|一定|总|都)?是?$")
    + r"|(?:\b(?:not|never|hardly|longer)|n['’]t)\s*$",
    re.I,
)
"""What is not so defines nothing."""
_LONGEST_DENIAL = 12
_ASKED_AS_SAID = ("term items", "number items", "counted items")  # ...不包括哪些？

SHORT_LABEL = 50
"""What is said behind a label is asked for as a whole, where it is no longer (in Chinese characters)."""
_ADDRESSED = re.compile(r"\b(?:you|your|we|i)\b|你|我|第[一二三四五六七八九十]|这|這|那|上述|[前后後]者", re.I)


def _term_answer(m: Meeting) -> Seen | None:
    name = subject(m)
    translated = name is not None and name.text.isascii() and has_han(m.right)
    if name is None or weight(m.right) < (2 if translated else 3):
        return None
    under = condition(m)
    if _ADDRESSED.search(under):
        return None  # a scene
    return _asked_of(m, name, under) if m.pattern.asks else _defined(m, name, under)


_NEXT_DEFINED = re.compile(
    zh(
        r"[，,]\s*(?=[^，,。；;它其也并又这该主通的]{2,10}(?:就是|是指|指的是|是一[种个类])(?!因|为了)|"
        r"[A-Z][A-Za-z\d\-]{1,12}\s*[即指是为])"
    )
    + r"|,\s(?:and|while|whereas|but)\s(?=(?:an?\s|the\s)(?:[\w-]+\s){1,3}(?:is|are|has|have)\s)"
    + r"|,?\swhereas\s"
)


def _defined(m: Meeting, name: Name, under: str) -> Seen | None:
    answer = _one_predicate(_NEXT_DEFINED.split(m.right, maxsplit=1)[0])
    if asked := singled_out(m, answer):
        left = left_of(m, name)
        turns = set(left) <= set(asked)  # 基础化学是化学的基础
        return None if turns else Seen(name, name.text, left, f"{under}{asked}", kind="property")
    if under:
        return Seen(name, name.text, answer, prompt((Name(under.rstrip("，, ")),), name.text), kind="property")
    return Seen(name, name.text, answer, aliases=name.aliases)


_ANOTHER = re.compile(
    zh(
        r"[，,]\s*(?=[^，,。；;]{1,16}(?:，|,)?[^，,。；;]{0,8}(?<![不认因作成])[是为][^，,。；;]|[又也亦]被?[称叫]|[俗简全]称)"
    )
)
_ONE_THING = ("的…是", "属于")  # what follows a comma says something else
_AS_DONE = re.compile(f"(?:{SIDES})$")  # sides that a whole clause tells: 思想, 作用
_COMMA = re.compile(r"，|,(?!\d)")
_MANNER = re.compile(zh("通过|由|用|以|在|按|从|根据|随"))
_ASKING = {"为": "是", "為": "是", "用来": "用来做", "用來": "用來做", "用以": "用以做", "旨在": "旨在做"}
"""How a verb is said before 什么: 为什么 asks for a reason, and what stands behind 用来 is done."""


def _asked_of(m: Meeting, name: Name, under: str) -> Seen | None:
    answer, side = _one_predicate(_ANOTHER.split(m.right, maxsplit=1)[0]), m.group("facet")
    if SINGLE_EN.match(answer):
        return None  # which another pattern asks for
    if m.pattern.name in _ONE_THING and not _AS_DONE.search(side):
        first = _COMMA.split(answer, maxsplit=1)[0]
        answer = first if balanced(first) and first.count("$") % 2 == 0 else answer
        if side and (_MANNER.match(answer) or (m.group("verb") == "是" and SINGLE_ZH.match(answer))):
            return None  # 是通过……来……的 tells how something is done; what it singles out another pattern asks for
    sides = {"be": "is"} | {
        k: _ASKING.get(v, v) for k, v in m.match.groupdict().items() if k not in ("answer", "before") and v
    }
    begins = m.pattern.asks.startswith("{left}") and not under
    left = left_of(m, name) if begins else lowered(left_of(m, name))
    asked = m.pattern.asks.format(term=name.text, left=left, **sides)
    asked = asked[0].lower() + asked[1:] if under and asked.startswith("What ") else asked
    return Seen(name, name.text, answer, f"{under}{asked}")


LONG_DEFINITION = 24
"""A definition of more weight in which a second predicate begins says two things."""
LEAST_DEFINITION = 12
"""So much says at least a definition of its own before the second predicate."""
_SECOND = re.compile(
    zh(r"[，,；]\s*(?=(?:也|又|同时|还)?(?:是(?!因|为|否|指)|被?称)[^，。；]{2}|(?:其|它的)?(?:特点|特征)(?:是|在于))")
)
_SERIES_LED = re.compile("[，,][^，,。；：:]{2,10}：(?=[^，,。；]+[，,、])")  # ..., 由里到外：A、B


def _one_predicate(answer: str) -> str:
    """Return the Chinese ``answer`` up to its second predicate (..., 是 ..., 特点是 ...), where it is long."""
    if series := _SERIES_LED.search(answer):
        answer = answer[: series.start()]
    if weight(answer) <= LONG_DEFINITION or not has_han(answer):
        return answer
    second = _SECOND.search(answer)
    return answer[: second.start()] if second and weight(answer[: second.start()]) >= LEAST_DEFINITION else answer


def _term_who(m: Meeting) -> Seen | None:
    """Return who made what the sentence speaks of: X, ..., 由 Y 提出."""
    said = BOUNDARY.split(m.core[: m.match.start()])
    names = (term_of(head(clause)) for clause in (said[-1], said[0]) if clause.strip())
    name = m.resolved if m.resolved and not said[-1].strip() else next((n for n in names if n), None)
    if name is None or name.facet or points_elsewhere(name.text) or points_elsewhere(m.right):
        return None
    asked = m.pattern.asks.format(term=name.text, when=m.group("when"), verb=m.group("verb"))
    return Seen(name, name.text, m.right, asked)


_LED = re.compile(zh(r"^之?所以|(?:主要|正|就|都|也|这|那)*(?:是|便)?$"))


def _result_reason(m: Meeting) -> Seen | None:
    """Return a result and the reason that the sentence gives for it, asked as: result，为什么？"""
    result = m.core[: m.match.start()]
    result = _LED.sub("", result[lead(result) :].strip("，,；;：: ")).strip("，,；;：: ")
    if not 6 <= weight(result) <= 40 or weight(m.right) < 6 or points_elsewhere(result) or not balanced(result):
        return None
    subject = term_of(head(result))
    about = (m.resolved,) if m.resolved else m.context
    named = any(n.text.casefold() in result.casefold() for n in about)
    asked = prompt(() if named else about, f"{result}，为什么？")
    name = m.resolved or subject or Name(result)
    return Seen(name, asked, m.right, asked)


_NOUN_BEFORE = re.compile(r"\b(?:an?|the|its|called)\s+(?P<noun>[\w'’-]+(?:\s[\w'’-]+){0,2}(?:\s\$[^$]+\$)?)$", re.I)


def _noun_answer(m: Meeting) -> Seen | None:
    noun = _NOUN_BEFORE.search(m.core, max(0, m.match.start() - 60), m.match.start())
    name = term_of(noun["noun"]) if noun else None
    return Seen(name, name.text, re.split(r"[,;)]", m.right, maxsplit=1)[0]) if name and weight(m.right) >= 4 else None


_STANDS_FOR = re.compile("代表(?:人物|作)?$")


def _facet_answer(m: Meeting) -> Seen | None:
    """A side (目的是...) at the head of the sentence, of the thing that it stands under or speaks of."""
    thing = m.resolved or (m.context[0] if m.context and not m.context[0].facet else None)
    if m.match.start() or thing is None or weight(m.right) < 3:
        return None
    side = m.group("facet")
    if _STANDS_FOR.search(side):  # one or a few: what follows is said of them
        m = replace(m, right=re.split(r"\s*[，,。]", m.right, maxsplit=1)[0])
    return Seen(thing, f"{thing.text} {side}", m.right, prompt((thing,), side))


def _term_phrase(m: Meeting) -> Seen | None:
    """Return the one phrase that an English verb ties to its subject: The thaw leads to what?"""
    name, under = subject(m), condition(m)
    if name is None or _ADDRESSED.search(under):
        return None
    left = left_of(m, name)
    asked = m.pattern.asks.format(left=lowered(left) if under else left, verb=m.group("verb"))
    end = phrase_end(m.right, 0, len(m.right))
    return Seen(name, name.text, m.right[: strong_end(m.right, 0, end)], _in_context(m, f"{under}{asked}"))


def _in_context(m: Meeting, asked: str) -> str:
    """Return the question ``asked`` with what it stands under, where it does not say that itself."""
    about = (m.resolved,) if m.resolved else m.context
    named = any(n.text.casefold() in asked.casefold() for n in about)
    return prompt(() if named else about, asked)


LEAST_SAID, LONGEST_SAID = 4, 40
"""So much says at least a clause of which more is asked, and so much at most."""
_HAPPENED = re.compile(r"\s[a-z]{2,}ed\b")
# It says two things, or only a condition, opens with what is done, or asks if it is so: nothing is added to it.
_NO_CLAUSE = re.compile(
    r",\s(?:and|but|so|which|while|whereas)\s|[;:]|\b(?:not|only|solely|just|simply|merely|even|as|and|or|but|that|which|checks?|asks?|sees?|knows?|decided?|determined?|tests?)$|"
    r"^(?:because|since|while|although|unless|even|as|\w+ing(?!\s(?:is|are|can|does|do)\b)\s(?:the|an?|its|their))\s",
    re.I,
)


def _clause_answer(m: Meeting) -> Seen | None:
    """What is added to a whole clause: its date, its reason, its means."""
    clause = (m.group("clause") or m.core[: m.match.start()]).rstrip("., ")
    clause = f"{m.resolved.text} {clause}" if m.resolved else clause[lead(clause) :]
    happens = opens_clause(clause[clause_after(clause) :]) or (m.group("clause") and _HAPPENED.search(clause))
    if points_elsewhere(clause) or not happens or not balanced(clause) or _NO_CLAUSE.search(clause):
        return None
    if not LEAST_SAID <= weight(clause) <= LONGEST_SAID or weight(m.right) < LEAST_ADDED:
        return None
    if m.pattern.subject and not m.pattern.subject.search(clause):
        return None
    return Seen(Name(clause), clause, m.right, _in_context(m, m.pattern.asks.format(left=clause)))


LEAST_ADDED = 4
"""So much says at least what is added to it."""


def _condition_answer(m: Meeting) -> Seen | None:
    """What is so under a condition: If the lake rises, what then?"""
    under, then = m.group("condition"), m.right
    whole = opens_clause(then) and LEAST_SAID < weight(then) <= LONGEST_SAID and balanced(then) and balanced(under)
    if not whole or points_back(m.core) or _ADDRESSED.search(m.core):
        return None
    return Seen(Name(under), under, then, _in_context(m, m.pattern.asks.format(left=under)))


ORDERS: dict[str, Callable[[Meeting], Seen | None]] = {
    "term answer": _term_answer,
    "answer term": answer_term,
    "term phrase": _term_phrase,
    "term items": term_items,
    "number items": number_items,
    "noun answer": _noun_answer,
    "facet answer": _facet_answer,
    "counted items": counted_items,
    "result reason": _result_reason,
    "clause answer": _clause_answer,
    "condition answer": _condition_answer,
    "items whole": items_whole,
    "named items": named_items,
    "items together": items_together,
    "term who": _term_who,
}
"""What stands on which side of a connector."""
