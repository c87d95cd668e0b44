"""Plain statements in Chinese: the noun phrase after a verb that is worth asking for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from quizgen.notes.patterns.meeting import BOUNDARY
from quizgen.notes.patterns.phrases_zh import is_phrase, narrowed
from quizgen.notes.patterns.verbs_zh import VERB
from quizgen.notes.regexes import either, zh
from quizgen.notes.words import CJK, segment, weight

_CONDITION = re.compile(
    zh(
        r"(?:(?:如果|若|当|只要|一旦|由于|因为|为了|随着|对于|对(?=.{2,20}(?:来说|而言))|通过|除非|"
        r"虽然|尽管|即使|根据|按照|相比|"
        r"与.{1,20}相比)[^，,]{2,60}|在[^，,]{2,30}(?:时|中|下|后|前|上|里|期间)|[^，,]{2,20}(?:时|后|之后|以后|"
        r"期间))[，,]\s*"
    )
)
# What then holds can be asked for whole; what holds in a place, by a rule or for a purpose is one of many things.
_IF_OR_WHEN = re.compile(
    zh(
        "(?:如果|若|当(?!地)|只要|一旦|随着|由于|因为|除非)|在[^，,]{2,30}(?:条件|情况|前提|预算|约束|限制)下|"
        "(?![在对与])[^，,]{2,40}(?:时|后)[，,]"
    )
)
_SO = re.compile(zh(r"[，,]\s*(?:因此|所以|因而|于是|从而|进而|则|那么|就(?!是))[，,]?\s*"))
# The more the one, the more the other.
_THE_MORE = re.compile(
    zh(
        r"[^，,。；．]{2,30}?越(?:[^，,。；．\s]{1,6}[，,\s]\s*|[大小高低多少强弱快慢长短久深浅])"
        r"(?P<then>(?![的地])[^，,。；．越]{2,24}越[^，,。；．\s]{1,6}(?:[，,]\s*[^，,。；．越]{1,24}越[^，,。；．]{1,6})*)"
    )
)
_AGENT = re.compile(
    zh(
        r"被(?P<agent>[^，。；,;]{2,16}?)所(?=[^，。；,;]{1,4})|"
        r"(?<![理自缘])由(?P<maker>(?![于此])[^，。；,;的]{0,24}?[^，。；,;在于首率正共])(?:在[^，。；,;]{2,12}|于[^，。；,;]{2,12})?"
        r"(?:首次|首先|率先|正式|共同|最早|最先|联合)?"
        r"(?:提出|撰写|创立|创建|创办|发现|发明|颁布|制定|设计|开发|编写|签署|主编|建立|改良|倡导|领导|完成|执行|决定|控制|管理|承担|支配|产生|引起|引发|分泌|合成|维护|支持和?管?理?)"
        r"(?=的?(?:$|[，。；,;]))"
    )
)
# What is not so has little to say; what is so instead is asked for.
_BUT = re.compile(zh(r"(?:不|并非|并不)是(?:指)?[^，。；]{1,30}[，,]\s*而是(?:指)?(?=.{2})"))
# To what it stands in which relation.
_RELATED = re.compile(
    zh(
        r"(?<!参)(?:与(?P<to>[^，,。；与有没无成]{2,30}?)|(?<=[^与]{4})[和跟](?P<other>[^，,。；与和跟有没无成]{2,30}?))(?:密切|直接|没?有关系?|有关联|无关|成[正反]比|呈?[正负]相关|相关|垂直|平行|相等|相反)(?=[，,。；]|$)"
    )
)
# By what it does so.
_BY_MEANS = re.compile(
    zh(
        r"(?<=[^，,。；何])通过(?P<means>[^，,。；来]{4,30}?)(?:来|从而|(?<![可得难足予给加])以)(?=[^，,。；及后上下]{4,}[，,。；]?$)"
    )
)
_ONLY_IF = re.compile(zh("只有(?P<needed>[^，。；才]{2,20})才(?=[能会可有])"))
_RESULT = re.compile(zh(r"\s*(?:所以|因此|因而|那么|那|则|就|便|会|即可|即|可以|可|称(?![为作之])){0,2}"))


def phrases(text: str, end: int, known: str = "") -> Iterator[tuple[int, int]]:
    """Yield the parts [start, end) of the statement ``text`` that can be asked for, the best first.

    ``known`` is what is said to stand above it.
    """
    condition = _CONDITION.match(text)
    at = condition.end() if condition else 0
    if more := _THE_MORE.search(text, 0, end):
        yield more.span("then")
    so = _SO.search(text, max(at - 1, 0), end)
    if so and weight(text[: so.start()]) >= 8:
        yield from _said(text, so.end(), end, known)
        start = so.end() + text.startswith(("称", "稱"), so.end())
        if stop := _result(text, start, end):
            yield start, stop
    if ("被" in text or "由" in text) and (agent := _AGENT.search(text, at, end)):
        yield agent.span(agent.lastgroup or 0)
    if "而是" in text and (but := _BUT.search(text, at, end)) and but.start() - at >= 2 and text[but.end()] != "被":
        yield but.end(), _phrase_end(text, but.end(), end)
    if related := _RELATED.search(text, at or 1, end):
        yield related.span(related.lastgroup or 0)
    if means := _BY_MEANS.search(text, at or 1, end):
        yield means.span("means")
    if "只有" in text and (only := _ONLY_IF.search(text, at, end)):
        yield only.span("needed")
    yield from _said(text, at or 1, end, known)
    if condition and not so and _IF_OR_WHEN.match(text):
        start = _RESULT.match(text, at).end()  # type: ignore[union-attr]
        if stop := _result(text, start, end):
            yield start, stop


MOST_VERBS = 24
"""More verbs of a sentence are not looked at."""
# After 是 it is for something and no verb: 是船员为...而设的.
_FOR, _IS_SOMEONE = re.compile("[为為]"), re.compile(zh("(?<![但于可还总或凡若别其])是[^，,；;：:。]+$"))
# Nothing before the verb that it could be said of: 还有..., 常用的是...
_NO_ONE = re.compile(
    zh(
        "(?:还|也|就|又|再|则|仍|并|都|只|会|可能|可以|不再|不|即|另外|或|其?[一二三四五六])*(?:有|存在着?|是|.{1,4}的是)"
    )
)
_BEFORE_VERB = re.compile(zh("通过|根据|按照|如何|怎么?样?|被|用(?![户途具品法处])|从(?![句属前])"))


def _said(text: str, at: int, end: int, known: str) -> Iterator[tuple[int, int]]:
    """Yield what the first verbs from ``at`` on say of their subjects."""
    verbs = list(islice(VERB.finditer(text, at, end), MOST_VERBS))
    for n, verb in enumerate(verbs[:4]):
        copula = _IS.search(verb.group()) is not None
        if _FOR.match(verb.group()) and _IS_SOMEONE.search(text, at, verb.start()):
            continue
        if text[verb.start() - 1] == "、":
            continue  # one of several nouns
        if not copula and _modifies(text, verb.end(), end, [v.start() for v in verbs[n + 1 :]]):
            continue
        start, action = _after(text, verb, end)
        stop = _phrase_end(text, start, end)
        if _NO_ONE.fullmatch(text, 0, start):
            continue
        if not action and not _BEFORE_VERB.match(text, start):
            start, stop = narrowed(text, start, stop, known)
        if is_phrase(text[start:stop].strip(" ："), text[stop:end], action=action, copula=copula):
            yield start, stop


def _modifies(text: str, verb_end: int, end: int, later: list[int]) -> bool:
    """Say whether the verb belongs to a clause before a noun (提供的接口可以...): 的 follows, and then another verb."""
    clause = BOUNDARY.search(text, verb_end, end)
    stop = clause.start() if clause else end
    possessive = text.find("的", verb_end, min(stop, verb_end + 14))
    return possessive > 0 and any(possessive + 1 < v < stop for v in later)


_ASPECT = re.compile("(?:[了着]|[到出成为為](?=.))?")
_AUXILIARY = re.compile(either("会 能够? 可以 应该? 必须"))
# A preposition with its noun comes before the verb: who blanks only what follows it blanks the verb as well.
_PREPOSITION = re.compile(
    zh("(?:[对与和跟向从由给按在](?=[^，。；]{2,})|根据|按照|通过)(?![于此方向]|立即|来|从而|现|线|续|期|化|量|比)")
)
_MANNER = re.compile("[^，,。；的]{2,6}地(?=[^，,。；方区面])")
_MAY_HELP = re.compile(either("需要 要求 允许 支持 没有"))
_ORIGIN = re.compile(either("源于 来源于 始于"))
_GOAL = re.compile(either("负责 用来 用于 旨在 致力于"))
_IS = re.compile(zh("(?:是指?|为)$"))
_SIDE = re.compile(zh("(?:思[路想]|目[的标]|作用|方法|做法|方式|原因|关键|核心|任务|功能)[^，。]{0,4}$"))


def _after(text: str, verb: re.Match[str], end: int) -> tuple[int, bool]:
    """Return where the answer begins after ``verb``, and whether it may be an action.

    After an auxiliary (可以, 会) the verb that it helps stays in the question too; 旨在 and 目的是 ask for an action.
    """
    at = verb.end()
    if _GOAL.fullmatch(verb.group()):
        return at, True
    helped = None
    if _AUXILIARY.fullmatch(verb.group()):
        if _PREPOSITION.match(text, at, end):
            return at, True
        if manner := _MANNER.match(text, at, end):
            at = manner.end()
        helped = VERB.match(text, at)
        at = helped.end() if helped else at + len(next((w for w in segment(text[at : at + 12]) if w.strip()), ""))
    elif (_MAY_HELP.fullmatch(verb.group()) and (helped := VERB.match(text, at))) or (
        _IS.search(verb.group()) and (helped := _ORIGIN.match(text, at))
    ):
        at = helped.end()
    aspect = _ASPECT.match(text, at)
    at = aspect.end() if aspect else at
    return at, bool(_IS.search(verb.group()) and _SIDE.search(text, 0, verb.start()))


_NO_CLAUSE = re.compile(
    zh(
        "[了着过的地得并而但或且则和与及、]|这|那|此|该|其|他|她|我|你|什么|怎|如何|哪|谁|请|不仅|不但|不要|别(?!人|称)|比如|例如|虽然|尽管|大多|有?可能|也有?可能|.*越"
    )
)
LONGEST_RESULT = 26
"""What follows from something is asked for whole only if it is short."""


def _result(text: str, start: int, end: int) -> int:
    """Return where the short clause ends that follows from something; 0 if it is none to ask for."""
    stop = _phrase_end(text, start, end)
    fit = 6 <= weight(text[start:stop]) <= LONGEST_RESULT and text[stop - 1] not in "时時后後"
    return stop if fit and not _NO_CLAUSE.match(text, start) else 0


_STOP = re.compile(rf"[，；;。：:]|,(?!(?<=\d,)\d)|\s[-–—]+\s|(?<=[{CJK}])\s+(?=[{CJK}])")


def _phrase_end(text: str, start: int, end: int) -> int:
    for found in _STOP.finditer(text, start, end):
        if text.count("$", start, found.start()) % 2 == 0 and _closed(text[start : found.start()]):
            return found.start()
    return end


def _closed(text: str) -> bool:
    return all(text.count(opening) <= text.count(closing) for opening, closing in ("()", "（）", "“”", "《》", "「」"))
