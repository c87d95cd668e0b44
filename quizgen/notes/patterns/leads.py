"""Patterns of the page: what a lead-in announces, below it or behind it in its line."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quizgen.notes.generic import META
from quizgen.notes.model import Candidate
from quizgen.notes.naming import GLOSS, is_name, is_statement
from quizgen.notes.openings import points_elsewhere
from quizgen.notes.outline import Outline
from quizgen.notes.patterns.bullets import (
    are_sides,
    fit_for_list,
    holds_remarks,
    item_text,
    listed,
    lists_under,
    names_sides,
)
from quizgen.notes.patterns.fronts import has_owner
from quizgen.notes.patterns.label_series import LONGEST_SERIES, as_many
from quizgen.notes.patterns.lead_questions import NAMES_SEVERAL, announces, list_question
from quizgen.notes.patterns.pattern import Pattern
from quizgen.notes.patterns.series import LONGEST_NAMED, announced, by_ordinal, counted, enumerated, how_many
from quizgen.notes.patterns.sights import prompt, sight
from quizgen.notes.regexes import zh
from quizgen.notes.words import has_han


def lead_in_lists(outline: Outline) -> Iterator[Candidate]:
    """``有以下几种：`` and the items under it."""
    for i, items in lists_under(outline):
        if _leads_in(outline, i, items) and (question := _question(outline, i, items)):
            yield listed(outline, i, items, question)


def _leads_in(outline: Outline, i: int, items: list[int]) -> bool:
    """Say whether block ``i`` announces ``items``, and these can be asked for together."""
    block, name = outline.blocks[i], outline.name(i)
    counts = announced(block.text) == len(items)
    if block.kind == "heading" or not (counts or announces(block.text)) or _OF_TEXT.search(block.text):
        return False
    if not fit_for_list(outline, items, may_state=name is not None and names_sides(name)):
        return False
    if are_sides(outline, i, items) and not _NUMERAL.search(block.text):
        return False
    if name is None or name.facet or names_sides(name):
        return True
    if NAMES_SEVERAL.search(name.text) or _ASKS_WHAT.search(block.text):
        return True
    # It is the label of what is said below, sentence by sentence?
    said = outline.labels[i] and not counts and not fit_for_list(outline, items, LONGEST_LABELLED)
    return not (said or holds_remarks(outline, items))


_ASKS_WHAT = re.compile(r"\s(?:if|when|unless|because|are|is|by|despite|through)\s*[:*_]+\s*$", re.I)
_OF_TEXT = re.compile(r"\bthe\s(?:lecture|lecturer|author|speaker|chapter|section|article|paper|book)\s\w+s\b", re.I)
_NUMERAL = re.compile(zh("[两三四五六七八九十几]") + r"|\b(?:two|three|four|five|six|seven)\b", re.I)
LONGEST_LABELLED = 24
"""A longer item (in Chinese characters) under a label is a sentence of what is said of that."""


def _question(outline: Outline, i: int, items: list[int]) -> str:
    """Return what block ``i`` asks for ``items``; "" where it names no thing, or gives one of them away."""
    lead, name, label, context = outline.blocks[i].text, outline.name(i), outline.labels[i], outline.context(i)
    if name and name.facet:
        return prompt((*context, name)) if has_owner(context, name.text) else ""
    if META.fullmatch(lead.strip().rstrip("：:")):
        return ""
    if name and label and has_han(lead) and _NO_SUBJECT.match(re.split("[，,]", lead)[-1]):
        context = (name,)  # `term` 研究...的学问，可分为以下几项
    question = list_question(lead, context)
    named = [GLOSS.sub("", item_text(outline, c)) for c in items]
    if question and all(n in question for n in named):  # 分为 A 和 B：
        question = list_question(lead[: min(lead.find(n) for n in named)], context)
    return "" if any(n in question.rsplit("] ", 1)[-1] for n in named) else question


_NO_SUBJECT = re.compile(zh("(?:可以?|主要|一般|通常|又)*(?:分|有|包括|包含|造成|带来|引起|产生|面临|存在)"))


def lead_ins_in_line(outline: Outline) -> Iterator[Candidate]:
    """``有以下三种：甲、乙、丙``, all in one line: as many as it says, or whatever stands after 包括, are."""
    for i, block in enumerate(outline.blocks):
        found = _LED_IN.match(block.text) if block.kind in ("paragraph", "item", "heading") else None
        if found is None or outline.labels[i] or outline.left_out(i):
            continue
        lead, said, context = found["lead"].strip(), found["said"].strip(), outline.context(i)
        count = how_many(lead)
        items = (
            tuple(item.split("。")[0] for item in counted(said))
            or by_ordinal(said)
            or (_ONE.fullmatch(said) and (enumerated(said, LONGEST_NAMED) or as_many(said, lead)))
            or ()
        )
        fits = len(items) == count if count else _HOLDS.search(lead)
        if not items or not fits or len(items) > LONGEST_SERIES or (not count and points_elsewhere(lead)):
            continue
        asked = (
            prompt(context, lead)
            if is_name(lead) and not is_statement(lead) and not _HOLDS_COUNT.search(lead)
            else list_question(lead, context)
        )
        if asked:
            yield sight(i, asked, "", block.line, block.text, kind="list", items=items, prompt=asked)


_LED_IN = re.compile(r"(?P<lead>[^：:。；;!?？！=→>]{2,40})[：:]\s*(?P<said>\S.{3,300})$")
_ONE = re.compile(r"[^。；;]+[。.]?")
_HOLDS = re.compile(zh("(?:有|包括|包含|分为|分成)$") + r"|\b(?:are|includes?)$", re.I)
_HOLDS_COUNT = re.compile(zh("[有为成括含]") + r"|\s(?:are|includes?)$")


LEADS: tuple[Pattern, ...] = (
    Pattern(
        "lead-in and list",
        "list",
        0.85,
        "A line that ends with a colon, or with how many there are, announces the items under it.",
        (
            (
                "岩石按成因分为三类：\n\n- 岩浆岩\n- 沉积岩\n- 变质岩",
                "岩石按成因分为哪三类？",
                "岩浆岩 | 沉积岩 | 变质岩",
            ),
            (
                "There are three kinds of rock:\n\n- igneous\n- sedimentary\n- metamorphic",
                "What are the three kinds of rock?",
                "igneous | sedimentary | metamorphic",
            ),
            (
                "There are two reasons for the retreat of glaciers. Looking at the Alps, these reasons are:\n\n"
                "- less snow\n- more sun",
                "What are the two reasons for the retreat of glaciers?",
                "less snow | more sun",
            ),
            ("高山上有冰川，这是因为：\n\n- 气温低\n- 降雪多", "为什么高山上有冰川？", "气温低 | 降雪多"),
            ("- 冰川\n- 冰川有两段，分别为：\n- 上段：积雪\n- 下段：消融", "冰川有两段，分别是什么？", "上段 | 下段"),
            (
                "- 消融：夏天冰面变薄，带来两个问题\n  - 裂缝变宽\n  - 冰舌后退",
                "[消融] 带来哪两个问题？",
                "裂缝变宽 | 冰舌后退",
            ),
            ("## 冰川\n\n按温度分类：\n暖冰川：底部有水\n冷冰川：底部冻结", "[冰川] 按温度分类", "暖冰川 | 冷冰川"),
            ("造山分为两步：\n\n- 沉积\n- 抬升", "造山分为哪两步？", "沉积 | 抬升"),
            (
                "## 采盐\n\n盐场用海水制盐，分两步：\n\n- 蒸发\n- 结晶",
                "[采盐] 盐场用海水制盐，分哪两步？",
                "蒸发 | 结晶",
            ),
            ("## 采盐\n\n其他办法：\n\n- 井盐\n- 岩盐", "[采盐] 其他办法", "井盐 | 岩盐"),
            ("音有两种性质：\n\n- 高低\n- 长短", "音有哪两种性质？", "高低 | 长短"),
            ("地壳由两部分组成：\n\n- 硅铝层\n- 硅镁层", "地壳由哪两部分组成？", "硅铝层 | 硅镁层"),
            (
                "## 冰川\n\n主要有两种类型：\n\n- 大陆冰川\n- 山岳冰川",
                "[冰川] 主要有哪两种类型？",
                "大陆冰川 | 山岳冰川",
            ),
            ("冰川在两个方面不同于河流：\n\n- 流速\n- 形状", "冰川在哪两个方面不同于河流？", "流速 | 形状"),
            ("工匠用三种办法搬运石块：\n\n- 滚木\n- 撬杠\n- 滑轮", "工匠用哪三种办法搬运石块？", "滚木 | 撬杠 | 滑轮"),
            ("冰川具有一系列特点：\n\n- 缓慢流动\n- 携带石块", "冰川具有哪些特点？", "缓慢流动 | 携带石块"),
            (
                "岩石可以分成以下三类\n- 岩浆岩\n- 沉积岩：沉积而成\n- 变质岩：变质而成",
                "岩石可以分成哪三类？",
                "岩浆岩 | 沉积岩 | 变质岩",
            ),
            ("冰川具有丰富而复杂的特点：\n- 缓慢流动\n- 携带石块", "冰川具有哪些特点？", "缓慢流动 | 携带石块"),
            ("冰川的厚度决定：\n- 流速\n- 侵蚀的深度", "冰川的厚度决定什么？", "流速 | 侵蚀的深度"),
            (
                "The study of glaciers asks\n- whether the ice grows, and\n- how fast it moves",
                "The study of glaciers asks what?",
                "whether the ice grows | how fast it moves",
            ),
            (
                "A glacier can be\n- *warm*, which means that it slides on water, which lies under it\n"
                "- or *cold* (polar), when it is frozen to the ground all the year",
                "A glacier can be what?",
                "warm | cold (polar)",
            ),
            (
                "## Glaciers\n\n- Conditions:\n  - More snow falls in winter than can melt in a summer\n"
                "  - The ground is flat enough to keep what has fallen on it",
                "[Glaciers] Conditions",
                "More snow falls in winter than can melt in a summer | "
                "The ground is flat enough to keep what has fallen on it",
            ),
            (
                "**Costs of a flood**:\n\n- Loss of the harvest of a whole year on both banks of the river\n- Repairs",
                "Costs of a flood",
                "Loss of the harvest of a whole year on both banks of the river | Repairs",
            ),
            (
                "## Glaciers\n\nWhy they grow:\n\n- more snow\n- less sun",
                "[Glaciers] Why they grow",
                "more snow | less sun",
            ),
            ("## Glaciers\n\nis made of\n- ice\n- snow", "[Glaciers] is made of what?", "ice | snow"),
            (
                "Ice grows by two processes:\n\n- snow falls\n- water freezes",
                "Ice grows by which two processes?",
                "snow falls | water freezes",
            ),
            (
                "A bank is weaker if:\n\n- no trees\n- sand is below",
                "A bank is weaker if what?",
                "no trees | sand is below",
            ),
            (
                "There are two kinds of fold:\n\n- Syncline = bends down\n- Anticline = bends up",
                "What are the two kinds of fold?",
                "Syncline | Anticline",
            ),
            (
                "`tephra` 喷到空中的碎屑，可分为以下几种\n* `ash` 细小的\n* `bomb` 大块的",
                "[tephra] 可分为哪些？",
                "`ash` | `bomb`",
            ),
        ),
        (
            "注意：\n\n- 带水\n- 带伞",
            "- 冰川的上下段分别为：\n- 上段：积雪\n- 下段：消融",
            "## 冰川\n\n按温度分类：\n底部有水的冰川，\n一年四季都在缓慢地滑动",
            "在每一条冰川中：\n\n- 上段\n- 下段",
            "岩浆岩和沉积岩：\n\n- 岩浆岩\n- 沉积岩",
            "A glacier moves downhill, where:\n\n- ice melts\n- rocks stay",
            "Camp has what one needs:\n\n- a stove\n- AND gas",
            "About the movement of glaciers, in general:\n\n- ice\n- snow",
            "is made of:\n\n- ice\n- snow",
            "Some things I still have to read:\n\n- on ice\n- on snow",
            "## Glaciers\n\nIt moves because that is how it grows:\n\n- ice\n- snow",
            "Glaciers consist of:\n\n- what\n- where",
            "The lecture lists the parts of a glacier:\n\n- ice\n- snow",
            "冰川包括：\n\n- 冰斗\n- 原因\n- 角峰",
            "Of the ice:\n\n- age: old\n- colour: blue\n\nOf the snow:\n\n- age: new\n- colour: white",
            "Glaciers consist of:\n\n- ice\n- snow\n- They also carry stones",
            "Glaciers consist of:\n\n- ice\n- snow\n- firn\n- air\n- water\n- stones\n- dust\n- sand",
            "There are three kinds of rock:\n\n- igneous: once molten\n- others lie in layers\n- none of them melts",
        ),
        find=lead_in_lists,
    ),
    Pattern(
        "lead-in and series",
        "list",
        0.8,
        "Before a colon stands how many things there are, or that there are some, and behind it, in one line, these.",
        (
            ("吹向山谷的风有三种：微风、劲风和狂风", "吹向山谷的风有哪三种？", "微风 | 劲风 | 狂风"),
            ("造雪的条件有两个：一是气温很低；二是空气足够干燥。", "造雪的条件有哪两个？", "气温很低 | 空气足够干燥"),
            ("冰川侵蚀的方式包括：①拔蚀，带走岩块；②磨蚀", "冰川侵蚀的方式包括哪些？", "拔蚀，带走岩块 | 磨蚀"),
            (
                "吹下山的风有三种: 微风(light), 劲风(strong), 狂风",
                "吹下山的风有哪三种？",
                "微风(light) | 劲风(strong) | 狂风",
            ),
            (
                "褶皱的形态有两种：背斜（向上、较老）和向斜（向下、较新）",
                "褶皱的形态有哪两种？",
                "背斜（向上、较老） | 向斜（向下、较新）",
            ),
            ("造雪的办法有两个：第一，喷水；第二，吹风。", "造雪的办法有哪两个？", "喷水 | 吹风"),
            ("## 山风\n\n这股气流的来源有三个：山顶、山腰、山谷", "[山风] 气流的来源有哪三个？", "山顶 | 山腰 | 山谷"),
            ("三步造雪法：降温、喷水、吹风", "三步造雪法", "降温 | 喷水 | 吹风"),
            ("The main winds are: foehn, bora and mistral", "The main winds are what?", "foehn | bora | mistral"),
        ),
        (
            "造雪的条件有三个：气温很低，空气干燥",
            "它们包括：微风、劲风和狂风",
            "他认为：微风、劲风和狂风",
        ),
        find=lead_ins_in_line,
    ),
)
