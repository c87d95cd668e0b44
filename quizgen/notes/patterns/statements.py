"""Of a sentence the statements it makes, each of which stands for itself."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quizgen.notes.model import Inline
from quizgen.notes.openings import lead
from quizgen.notes.patterns.fit import whole
from quizgen.notes.patterns.sides_zh import SIDES
from quizgen.notes.patterns.terms import balanced
from quizgen.notes.regexes import zh
from quizgen.notes.verbs import opens_clause
from quizgen.notes.words import has_han, weight

LONGEST_STATEMENT = 80
"""A longer plain statement (in Chinese characters) says more than one thing: it is read clause by clause."""
_TRAILING_EXAMPLE = re.compile(
    zh(r"[，,；;.]\s*(?:例如|比如(?:说)?|譬如|如(?=[^果何此上下图同])|eg\b|e\.g\.?|for\s+(?:example|instance))"), re.I
)
_AS_SHOWN = re.compile(
    zh(r"[，,（(]\s*(?:具体|过程|结构)?(?:如|见)[上下右左]?[图表](?:所示)?(?:[\d\-.]+)?[)）]?[。.]?$")
)
_NEW_STATEMENT = re.compile(
    zh(
        r"[，,]\s*(?=但|而(?!且|是|非|不是)|不过|然而|一般|通常|目的|这[样时个种]|那么|也就是|如果|"
        r"当(?!前|量)|由于|假设|比如|例如|所以|因此|同时|另外|此外|其)"
    )
)
_PARALLEL = re.compile(
    zh(
        r"；(?!\s*(?:[二三四五六七]是|其[二三四五]|第[二三四五六七]))|;\s|(?<=[^\x00-\x7f]);|[，,]\s*(?=而(?![且是非不立今已在]|不是))"
    )
)
# A side of the thing that the sentence speaks of, in a clause of its own: ..., 其主要职能是...
_OWN_SIDE = re.compile(
    zh(
        rf"[，,]\s*(?=(?:其|它们?的)(?:主要|基本|核心|重要|最大|根本|直接|唯一|的)*(?:{SIDES})(?:主要|就|则|都|也)*(?:是|为|在于|包括))"
    )
)
_CASES = re.compile(
    zh("(?:若|如果|当)(?=.*?[，,].*?[，,])")
)  # and what then; each of several is a statement of its own
_NEXT_CASE = {word: re.compile(rf"[，,]\s*(?={word})") for word in ("若", "如果", "当", "當")}
_ITS = re.compile("[其它]")
_LAST_CLAUSE = re.compile(r"[，,][^，,]*[:：]$")


def _without_lead_in(text: str) -> str:
    """Return ``text`` without its last clause where that leads in what follows (..., 有两个好处：)."""
    led = _LAST_CLAUSE.search(text) if text.endswith((":", "：")) else None
    return text[: led.start()] if led and weight(text[: led.start()]) >= 12 else text


def statements(sentence: Inline) -> Iterator[Inline]:
    """Yield the parts of a sentence that stand for themselves: what semicolons divide, and clauses of one too long."""
    text = sentence.text
    parallel = ";" in text or "；" in text or "而" in text
    for whole_part in _divided(sentence, _PARALLEL, 8) if parallel else (sentence,):
        if not has_han(whole_part.text):
            yield from _clauses(whole_part)
            continue
        cases = _CASES.match(whole_part.text)
        at = _NEXT_CASE[cases.group()] if cases else _OWN_SIDE
        for part in _divided(whole_part, at, 10) if cases or _ITS.search(text) else (whole_part,):
            if weight(part.text) > LONGEST_STATEMENT:
                yield from _divided(part, _NEW_STATEMENT, 10)
            else:
                yield part


# A sentence that means nothing without the one before it, which it names (这种现象称为...) or counts up (即 A 和 B).
_NAMES_IT = re.compile(
    zh(
        r"(?:人们|我们)?(?:把|将)?这[种个一类](?:过程|现象|方法|方式|情况|东西|结构|构造|状态|行为|做法|性质|关系|规律|效应|策略|思想|机制|操作|技术|作用|运动|变化|"
        r"(?P<kind>[一-龥]{1,5}?)(?=(?:就|则|也|都|一般|通常)*被?(?:叫|称)[^，。；,;的了]{1,12}(?P=kind)(?:$|[。；，,;])))"
        r"(?:就|则|也|都|一般|通常)*被?(?:叫|称)[做作为]?(?![之他她它])"
    )
)
_COUNTS_UP = re.compile(zh(r"(?:即|分别[是为]|它们(?:分别)?是)[：:]?(?=[^，。]{1,20}[和与、及])"))
_COUNT_AT_END = re.compile(zh(r"[两二三四五六七八九](?:大|个|种|类|点|项|条|部分|方面|阶段)[^，。；：、]{0,8}[。.]?$"))
_ASKS = re.compile("[？?！!：:]$")


def with_what_it_names(before: Inline | None, sentence: Inline) -> Inline:
    """Return ``sentence`` with the one ``before`` it in front, where it gives a name to what that one says."""
    if before is None or len(before.text) > LONGEST_STATEMENT or _ASKS.search(before.text.rstrip()):
        return sentence
    led = before.text.rstrip()
    names = _NAMES_IT.match(sentence.text)
    if names or (_COUNTS_UP.match(sentence.text) and _COUNT_AT_END.search(led)):
        return Inline(f"{led.rstrip('。.')}，{sentence.text}", before.lines)
    return sentence


def _clauses(sentence: Inline) -> Iterator[Inline]:
    """Yield the English clauses that and, while or but join, where each has its own subject and verb."""
    text, start = sentence.text, 0
    if not _UNDER.match(text, lead(text)):
        for joint in _JOINT.finditer(text):
            before = text[start : joint.start()]
            if (
                not _HALF.search(before)
                and not _IN_SERIES.search(before)
                and balanced(before)
                and before.count("$") % 2 == 0
                and weight(before) >= LEAST_CLAUSE
                and opens_clause(text[joint.end() :])
                and opens_clause(before[lead(before) :], leaning=True)
                and weight(text[joint.end() :]) >= LEAST_CLAUSE
            ):
                yield sentence.cut(start, joint.start())
                start = joint.end()
    yield sentence.cut(start, len(text)) if start else sentence


LEAST_CLAUSE = 8
_JOINT = re.compile(
    r"(?:[,:]\s(?=(?:an?|the)\s)|,?\s(?:and|while|whereas|but)\s|"
    r",\s(?!(?:which|who|where|when|and|but|or|so|it|this|these|they|there|that|what|how|as|if)\s)"
    r"(?=(?-i:[a-z])[\w-]+\s(?:[\w-]+\s)?(?:is|are|means?|has|have)\s))(?=[A-Za-z$`])",
    re.I,
)
_IN_SERIES = re.compile(r",\s(?!and\s|or\s)[\w'’-]+(?:\s[\w'’-]+)?$")  # objects, rules, and names used by ...
_UNDER = re.compile(
    r"(?:when|if|whenever|while|although|though|since|because|once|after|before|unless|whereas|unlike|as|given|in|on|from|between|for|suppose|assume|let|either|both)\b",
    re.I,
)
# What reaches over the next clause as well: that A is B and C is D.
_HALF = re.compile(
    r"\b(?:that|whether|if|when|where|which|who|whose|how|what|why|because|since|so|until|between|either|both|neither|not\s+only|(?<=,\s)as|as\s+if|even)\b",
    re.I,
)


def _divided(inline: Inline, at: re.Pattern[str], least: int) -> Iterator[Inline]:
    start = 0
    for found in at.finditer(inline.text):
        if weight(inline.text[start : found.start()]) >= least:
            yield inline.cut(start, found.start())
            start = found.end()
    if start < len(inline.text):
        yield inline.cut(start, len(inline.text))


_CALLS_OUT = re.compile(r"\s+[!！]+$")


def to_be_read(sentence: str) -> str:
    """Return ``sentence`` without what trails: a lead-in, a word that it is shown in a picture, an example."""
    text = whole(_without_lead_in(_CALLS_OUT.sub("", sentence.rstrip())))
    if shown := _AS_SHOWN.search(text):
        text = text[: shown.start()]
    example = _TRAILING_EXAMPLE.search(text)
    return text[: example.start()] if example else text
