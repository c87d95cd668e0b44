"""Patterns of the page: lines of a chronicle, which begin with a date."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quizgen.notes.model import Candidate
from quizgen.notes.naming import NUMBERING
from quizgen.notes.outline import Outline
from quizgen.notes.patterns.pattern import Pattern
from quizgen.notes.patterns.sights import prompt, sight
from quizgen.notes.words import has_han, weight

_DATED = re.compile(
    r"\s*(?P<date>(?:公元前?\s*\d{1,4}|\d{3,4})\s*年(?:\s*\d{1,2}\s*月(?:\s*\d{1,2}\s*日)?)?|"
    r"(?:in\s+)?(?:\d{4}|(?:(?<=in\s)|(?=\d+s?\s?(?:BC|CE|AD)))\d{3})s?(?:\s?BCE?|\s?CE|\s?AD)?|"
    r"(?:January|February|March|April|May|"
    r"June|July|August|September|October|November|December)\s(?:\d{1,2},\s)?\d{4})"
    r"(?:\s*[:：，,—–-]+\s*|\s+)(?P<event>(?!\d|[-–—~～]|(?:BCE?|CE|AD)\b)\S.{1,90})$",
    re.I,
)


LONGEST_EVENT = 26
"""What is longer (in Chinese characters) is more than one event."""


def dated_items(outline: Outline) -> Iterator[Candidate]:
    """Items that begin with a date: when what they name happened."""
    for i, block in enumerate(outline.blocks):
        number = NUMBERING.match(block.text) if block.kind == "heading" and "." in block.text[:4] else None
        dated = block.kind in ("item", "paragraph", "heading") and len(block.text) < 120
        found = _DATED.match(block.text, number.end() if number else 0) if dated else None
        if (
            found is None
            or not (2 <= weight(found["event"]) <= LONGEST_EVENT)
            or re.match(r"[(（]|.*[?？]", found["event"])
        ):
            continue
        event, context = found["event"].rstrip("。."), outline.context(i)[:1]
        if context and re.search(r"\d{3}", context[0].text):
            context = ()  # that would be the answer
        asked = f"{event}：什么时候？" if has_han(event) else f"{event}: when?"
        yield sight(i, asked, found["date"], block.line, block.text, kind="property", prompt=prompt(context, asked))


_YEAR = (
    r"(?:公元前?|前)?\s?(?:c(?:a|irca)?\.?\s)?"
    r"(?:[1-9]\d{0,3}\s?(?:BCE?|CE|AD)|(?:1\d|20)\d\d|[1-9]\d{2,3}(?=\s?[年–—~～-]))\s?年?"
)
_ONLY_DATE = re.compile(
    rf"[(（]?(?:(?:born|died|生于|卒于)\s?)?{_YEAR}(?:\s?(?:[-–—~～]+|to|至|到)\s?(?:{_YEAR}|\d{{2,4}}\s?年?|present|今))?[)）]?[.。]?"
    r"|(?:(?:early|mid|late)[\s-])?\d{1,2}(?:st|nd|rd|th)[\s-]century(?:\s?BCE?)?|(?:公元前?)?\s?\d{1,2}\s?世纪[初中末]?叶?",
    re.I,
)


def is_date(text: str) -> bool:
    """Say whether ``text`` is nothing but a date, or two years."""
    return text[-1:] in _DATE_ENDS and _ONLY_DATE.fullmatch(text.strip()) is not None


_DATE_ENDS = frozenset("0123456789年今EDCyt)）.。初中末叶纪")


def dates_alone(outline: Outline) -> Iterator[Candidate]:
    """A date or two years with nothing else in the line, the only such line under a name: when that was."""
    found = {
        i: outline.context(i)[:1]
        for i, block in enumerate(outline.blocks)
        if block.kind in ("item", "paragraph") and not outline.children.get(i) and is_date(block.text)
    }
    for i, context in found.items():
        block = outline.blocks[i]
        if not context or context[0].facet or re.search(r"\d", context[0].text):
            continue
        if block.text.isdecimal() and context[0].text[0].islower():
            continue  # a number of anything
        if sum(other == context for other in found.values()) == 1:
            asked = prompt(context, "什么时候？" if has_han(context[0].text) else "when?")
            yield sight(i, asked, block.text.strip("()（）"), block.line, block.text, kind="property", prompt=asked)


DATES: tuple[Pattern, ...] = (
    Pattern(
        "dated item",
        "property",
        0.75,
        "A line of a chronicle begins with the date of what it names.",
        (
            ("- 1889年 埃菲尔铁塔建成", "埃菲尔铁塔建成：什么时候？", "1889年"),
            ("- 1865 - First ascent of the Matterhorn", "First ascent of the Matterhorn: when?", "1865"),
            ("- 公元 80 年，大斗兽场落成", "大斗兽场落成：什么时候？", "公元 80 年"),
            ("### 2. 218 BC, Hannibal crosses the Alps\n\nIt snowed.", "Hannibal crosses the Alps: when?", "218 BC"),
            (
                "- 1854, the first lighthouse on a rock in the open sea is lit",
                "the first lighthouse on a rock in the open sea is lit: when?",
                "1854",
            ),
        ),
        (
            "- 100 200 400 800",
            "- 202 tells that the bridge is closed",
            "- 2024 年的计划还没有写，等开会以后再说，大家先看一看去年的总结和今年的预算",
        ),
        find=dated_items,
    ),
    Pattern(
        "date alone",
        "property",
        0.7,
        "A line that is nothing but a date says of the name it stands under when that was.",
        (
            ("- Great Flood\n  - 1342\n  - carried off bridges", "[Great Flood] when?", "1342"),
            (
                "- Johann Tulla\n  - background\n    - 1770 - 1828\n    - engineer",
                "[Johann Tulla] when?",
                "1770 - 1828",
            ),
            ("## 大坝工程\n\n- 1994年—2006年\n- 位于峡谷", "[大坝工程] 什么时候？", "1994年—2006年"),
        ),
        (
            "- Floods\n  - 1342\n  - 1374",
            "- weight of the gate\n  - 1450",
            "1342",
            "- Great Flood\n  - 1342\n    - bridges are carried off",
        ),
        find=dates_alone,
    ),
)
