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
    r"(?:\s*[:：，,—–-]+\s*|\s+)(?P<event>(?!\d)\S.{1,90})$",
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
)
