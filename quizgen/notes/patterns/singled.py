"""What a description singles out by its place (X is the core of Y): one thing, which is asked for by it."""

from __future__ import annotations

import re

from quizgen.notes.patterns.meeting import Meeting
from quizgen.notes.regexes import zh

_JUDGING = ("是…的", "是一种", "dated name", "is the")  # what is meant by a word they do not say
_UNIQUE_ZH = (
    "(?:实质|核心|本质|灵魂|基石|根本|基础|前提|关键|存在形式|存在方式|表现形式|本质属性|根本属性|根本特征|本质特征|"
    "总观点|总特征|标志|转折点|分界线|分界点|分水岭|里程碑|开端|终点|发源地|摇篮|起点|源泉|来源|根源|动力|主体|载体|承担者|场所|单位|首都|创始人|奠基人|开创者|创立者|缔造者|发现者|发明者|作者)"
)
SINGLE_ZH = re.compile(
    zh(
        r"(?!一[种个类]|[^，,]{0,40}之一)(?:"
        r"[^，,。；：]*(?:最(?![终后初近])[^，,。；：的]{1,6}(?:[、，]最[^，,。；：的]{1,6})?的|唯一的?)[^，,。；：的]+(?:的[^，,。；：的]+)?|"
        rf"[^，,。；：]{{2,}}的(?:[^，,。；：的一]{{0,4}}?{_UNIQUE_ZH}(?:[和与及、]{_UNIQUE_ZH})?|(?:根本|首要|核心|中心)(?!变化|转变|改变|区别|不同|差)[^，,。；：的]{{1,5}}))(?=$|[，,。])"
    )
)
_PERSON_ZH = re.compile("(?:[人者家]|之父|之母)$")
SINGLE_EN = re.compile(
    r"the\s(?:[\w-]+\s){0,2}(?:building\sblocks?|basis|foundations?|cornerstone|backbone|powerhouse|heart|core|essence|hallmark|capital|founder|father|"
    r"mother|author|inventor|creator|discoverer|unit|birthplace|beginning|start|end|origin|root|source|cause)\sof\s[^,;:]+",
    re.I,
)
_PERSON_EN = re.compile(r"\b(?:founder|father|mother|author|inventor|creator|discoverer)\sof\s", re.I)
_MANY = re.compile(r"(?:blocks|foundations)\sof\s", re.I)


def singled_out(m: Meeting, answer: str) -> str:
    """Return the question for the one thing that ``answer`` singles out by its place (X 是 Y 的核心); "" if it defines.

    Such a description does not say what X is: many things have a core, but only one is the core of Y.
    """
    if m.pattern.name not in _JUDGING:
        return ""
    if single := SINGLE_ZH.match(answer):
        return f"{single.group()}是{'谁' if _PERSON_ZH.search(single.group()) else '什么'}？"
    if single := SINGLE_EN.match(answer):
        which = single.group().rstrip(". ")
        be = "are" if _MANY.search(which) else "is"
        return f"{'Who' if _PERSON_EN.search(which) else 'What'} {be} {which}?"
    return ""
