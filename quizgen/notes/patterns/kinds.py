"""Patterns of the page: a name of several things, and under it blocks that each begin with the name of one of them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quizgen.notes.generic import ends_in_facet
from quizgen.notes.model import Block, Candidate
from quizgen.notes.naming import GLOSS, NUMBERING, Name, folded, is_name, is_statement, name_of
from quizgen.notes.openings import points_elsewhere
from quizgen.notes.outline import Outline
from quizgen.notes.patterns.bullets import LIST_LENGTH, is_remark, item_text, lists_under
from quizgen.notes.patterns.fragments import HOLDS_ZH, is_fragment
from quizgen.notes.patterns.fronts import is_plural
from quizgen.notes.patterns.headings import TWO_THINGS
from quizgen.notes.patterns.label_series import series_in
from quizgen.notes.patterns.lead_questions import asks_for
from quizgen.notes.patterns.lists import SIDE_OF
from quizgen.notes.patterns.named import named
from quizgen.notes.patterns.pattern import Pattern
from quizgen.notes.patterns.series import enumerated, how_many
from quizgen.notes.patterns.sights import leads_in, prompt, sight
from quizgen.notes.regexes import zh
from quizgen.notes.words import has_han, weight

# Nouns of sets, whatever the subject: what stands under them are members.
_SET_ZH = re.compile(
    zh(
        r"(?:分类|种类|类型|类别|划分|组成|构成|成分|成员|要素|元素|因素|部分|结构|层次|方法|方式|手段|途径|步骤|流程|"
        r"阶段|时期|原则|特点|特征|特性|原因|条件|假设|定律|法则|形式|策略|指标|"
        r"[三四五六七八九十两二几]大?[种个类项部层步点条阶大][^，。]{0,8}|[三四五六七八九]大[^，。]{1,8})$"
    )
)
_OF_SETS_EN = re.compile(
    r"\b(?:types?|kinds?|forms?|classes|categories|parts|components|elements|stages|phases|steps|layers|levels|methods|"
    r"ways|principles|factors|properties|characteristics|features|functions|services|classification)\b",
    re.I,
)
# Plurals that head a glossary, a page or a chapter and no set.
_NO_SET = re.compile(
    zh(r".*(?:概念|术语|名词|要点|知识点|问题|例子|内容|笔记|命令|操作|用法|资料|题)")
    + r"|(?:.*\s)?(?:terms?|terminolog(?:y|ies)|concepts?|definitions?|notes?|points?|examples?|questions?|resources?|"
    r"commands?|topics?|basics|facts?|keywords?|ideas?|things|details|remarks|comments|tips|thoughts|applications|uses|"
    r"exercises|results|issues|problems|links|references|fundamentals|takeaways|objectives|labs)",
    re.I,
)
_TOPICS = re.compile(
    r"(?:\w+\s)?(?:concepts|terms|topics|basics|aspects|relations|variations|ideas|notes|facts)\s(?:of|in|for|about|among|between)\b",
    re.I,
)


def named_kinds(outline: Outline) -> Iterator[Candidate]:
    """A name of several things over blocks that each begin with the name of one."""
    for i, under in (*_of_items(outline), *_of_paragraphs(outline), *_of_headings(outline)):
        name, block = outline.name(i), outline.blocks[i]
        if name is None or outline.left_out(i):
            continue
        if (leads_in(block.text) and not is_name(name.text)) or outline.states(i):
            continue  # a sentence that leads in, and puts its own question, or that says all itself
        members = [m for m in under if not is_remark(outline, m)]
        items = _members(outline, members)
        context = outline.context(i)
        if (
            not 2 <= len(set(items)) == len(members) <= LIST_LENGTH
            or not _names_set(name, items)
            or (name.facet and not context)
            or _VERB.search(name.text)
        ):
            continue
        between = outline.blocks[i + 1 : members[0]] if outline.blocks[members[0]].kind == "heading" else ()
        lists = any(b.kind == "item" for b in between) and not _surely_set(name, items)
        if lists or any(SIDE_OF.match(item) for item in items):
            continue  # topics: one is a side of what is above, or the section lists something first
        asked = prompt((*context, name)) if name.facet else asks_for(name.text, context)
        if not asked:
            continue
        yield sight(
            i,
            asked,
            "",
            outline.blocks[members[0]].line,
            "\n".join((block.text, *(outline.blocks[m].text for m in members))),
            kind="list",
            items=items,
            ordered=all(outline.blocks[m].ordered for m in members),
            prompt=asked,
        )


def names_over_series(outline: Outline) -> Iterator[Candidate]:
    """A name, and under it a single line that is a series, or says what it holds."""
    for i, name, j in named(outline):
        block, said = outline.blocks[j], outline.said(j)
        if block.kind not in ("paragraph", "item") or len(said) != 1 or outline.labels[j]:
            continue
        if block.kind == "item" and len(lists_of(outline, i)) > 1:
            continue
        text = said[0].text
        holds = HOLDS_ZH.match(text)
        items = enumerated(text[holds.end() :]) if holds else series_in(text, name.text)
        context = outline.context(i)
        if not items or (name.facet and not context) or outline.document.scraped:
            continue
        if not holds and (_HOLDS_WITHIN.search(items[0]) or not text.startswith(items[0]) or _CLAUSE_FIRST.match(text)):
            continue  # its subject is its own
        if any(
            not (item[0].isalnum() or item[0] in "“《`$") or (has_han(item) and is_fragment(item)) for item in items
        ):
            continue
        if re.search("[，,]", text) and has_han(text) and any(weight(item) > LONGEST_NAME // 2 for item in items):
            continue  # clauses
        asked = prompt(context, f"{name.text}{holds.group()}哪些？") if holds else prompt((*context, name))
        passage = f"{outline.blocks[i].text}\n{block.text}"
        yield sight(i, asked, "", block.line, passage, kind="list", items=items, prompt=asked)


_HOLDS_WITHIN = re.compile(zh(".(?:分[为成]|包括|包含).|..(?<!所)有(?![权制机])..|..[^但于可还只总凡]是.."))
_CLAUSE_FIRST = re.compile("[^、]*[，,][^、]*、")


def lists_of(outline: Outline, i: int) -> list[int]:
    """Return the items that stand directly under block ``i``."""
    return [c for c in outline.children.get(i, ()) if outline.blocks[c].kind == "item"]


def _of_items(outline: Outline) -> Iterator[tuple[int, list[int]]]:
    yield from lists_under(outline)


def _of_paragraphs(outline: Outline) -> Iterator[tuple[int, list[int]]]:
    """Yield each heading or title with the labelled paragraphs that are all that stands directly under it."""
    found: dict[int, list[int]] = {}
    for i, block in enumerate(outline.blocks):
        if block.kind != "paragraph" or block.parent is not None or outline.is_title(i):
            continue
        owner = outline.titles.get(i, block.headings[-1] if block.headings else None)
        if owner is not None:
            found.setdefault(owner, []).append(i)
    for owner, members in found.items():
        labelled = [m for m in members if outline.label_kind(m) == "term"]
        if len(labelled) >= 2 and len(labelled) == len(members):
            yield owner, labelled


def _of_headings(outline: Outline) -> Iterator[tuple[int, list[int]]]:
    found: dict[int, list[int]] = {}
    for i, block in enumerate(outline.blocks):
        if block.kind == "heading" and block.headings:
            found.setdefault(block.headings[-1], []).append(i)
    yield from found.items()


_VERB = re.compile(r"^(?:{0})\s|\s(?:{0})$".format("contains|includes|has|have|consists|comprises|is|are"), re.I)


def _members(outline: Outline, members: list[int]) -> tuple[str, ...]:
    """Return the names of ``members``; () where one of them is none."""
    items = []
    for m in members:
        if not (item := _member(outline, m)):
            return ()
        items.append(item)
    return tuple(items)


def _member(outline: Outline, m: int) -> str:
    """Return the name with which block ``m`` begins, or that it is; "" if it is neither, or names a side."""
    block, label = outline.blocks[m], outline.labels[m]
    text = item_text(outline, m)
    if label:
        found = outline.name(m) if outline.label_kind(m) == "term" else None
    else:
        number = NUMBERING.match(text)
        text = text[number.end() if number else 0 :]
        text = text.split(" - ")[0] if block.kind == "heading" else _before_comma(outline, block, text)
        found = name_of(text)
    if found is None or found.facet or _NO_MEMBER.search(text) or (has_han(found.text) and ends_in_facet(found.text)):
        return ""
    if TWO_THINGS.search(found.text) if block.kind == "heading" else points_elsewhere(text):
        return ""
    if label:
        return found.text
    names = is_name(found.text) and not is_statement(text) and not _PREDICATE.match(text)
    return text if names and weight(found.text) <= LONGEST_NAME else ""


# Flexes the elbow, in the forearm: what is said of a thing names none.
_PREDICATE = re.compile(r"(?:in|on|at|by|with|from|to|for|of)\s|\w+s\s(?:the|an?|its|their|his|her)\s", re.I)


def _before_comma(outline: Outline, block: Block, text: str) -> str:
    """Return ``text`` up to its comma where that is a kind of what block stands under: star dune, with arms."""
    head, comma, _ = text.partition(", ")
    name = outline.name(block.parent) if comma and block.parent is not None else None
    last = name.text.rsplit(maxsplit=1)[-1] if name else ""
    return head if last and " " in head.strip() and folded(head.split()[-1]) == folded(last) else text


LONGEST_NAME = 12
"""A longer text (in Chinese characters) that stands without a label is no name of a member."""

_NO_MEMBER = re.compile(
    zh(r"^[^\w$`(（《“]|^最|^其[他它]|^[两三四五六七八九十几]大?[种类个]") + r"|\bvs\b|^others?\b|\d\s?%",
    re.I,
)


_BRACKETED = re.compile(r"\([^()]*\)")


def _names_set(name: Name, items: tuple[str, ...]) -> bool:
    """Say whether ``name`` is of several things, of which ``items`` can be the names."""
    items = tuple(GLOSS.sub("", item) for item in items)
    if (
        _NO_SET.fullmatch(name.text)
        or _TOPICS.match(name.text)
        or TWO_THINGS.search(name.text)
        or any(item in name.text for item in items)
    ):
        return False
    count = how_many(name.text)
    if count not in (0, len(items)):
        return False
    if has_han(name.text):
        tail = name.text[-2:]
        kinds = all(item.endswith(tail) and "的" not in item for item in items)
        kinds = kinds or (len(items) > 2 and all(item[-1:] == tail[-1:] and "的" not in item for item in items))
        return bool(count) or kinds or bool(_SET_ZH.search(name.text)) or any(is_plural(a) for a in name.aliases)
    return is_plural(name.text) or _surely_set(name, items)


def _surely_set(name: Name, items: tuple[str, ...]) -> bool:
    """Say whether ``name`` counts what it holds, speaks of kinds or parts, or ``items`` end as it does: star dune."""
    if how_many(_BRACKETED.sub("", name.text)) or has_han(name.text) or _OF_SETS_EN.search(name.text):
        return True
    head = folded(name.text.rsplit(maxsplit=1)[-1])
    return all(" " in item and folded(item.rsplit(maxsplit=1)[-1]) == head for item in items)


KINDS: tuple[Pattern, ...] = (
    Pattern(
        "name and its kinds",
        "list",
        0.82,
        "A name of several things stands over the names of these, each with what is said of it.",
        (
            (
                "## Kinds of soil\n\n- loam: sand, silt and clay\n- peat: half rotten moss",
                "What kinds of soil are there?",
                "loam | peat",
            ),
            (
                "## 火山岩石的种类\n\n- 岩浆岩：熔化过的\n- 沉积岩：沉积而成的",
                "火山岩石的种类包括哪些？",
                "岩浆岩 | 沉积岩",
            ),
            ("- 盆地\n  - 构造盆地：地壳下陷而成\n  - 侵蚀盆地：流水冲出来的", "盆地包括哪些？", "构造盆地 | 侵蚀盆地"),
            (
                "## Dunes\n\n### Star dune\n\nHas arms.\n\n### Linear dune\n\nHas none.",
                "What are the Dunes?",
                "Star dune | Linear dune",
            ),
            (
                "- Dunes\n  - star dunes, with arms on all sides\n  - linear dunes, with a long straight crest",
                "What are the Dunes?",
                "star dunes | linear dunes",
            ),
            (
                "## 常用地图 (map)\n\n- 地形图：有等高线\n- 交通图\n- 旅游图",
                "常用地图包括哪些？",
                "地形图 | 交通图 | 旅游图",
            ),
            (
                "## Causes of floods\n\n- **Mnemonic**: SR\n- **Snow**: it melts\n- **Rain**: it falls",
                "What are the causes of floods?",
                "Snow | Rain",
            ),
            (
                "## Three major dune\n\n### Star\n\nHas arms.\n\n### Linear\n\nHas none.\n\n### Dome\n\nIs round.",
                "What are the three major dune?",
                "Star | Linear | Dome",
            ),
            (
                "## 专题二：金属矿石的种类\n\n- 氧化矿：含氧的\n- 硫化矿：含硫的",
                "金属矿石的种类包括哪些？",
                "氧化矿 | 硫化矿",
            ),
            (
                "## Chapter 3 金属矿石的种类\n\n- 氧化矿\n- 硫化矿：含硫的",
                "金属矿石的种类包括哪些？",
                "氧化矿 | 硫化矿",
            ),
            ("## 地质要素 (Elements)\n\n- 走向 (strike)：水平线的方向\n- 倾角", "地质要素包括哪些？", "走向 | 倾角"),
        ),
        (
            "## Soil\n\n- loam: sand, silt and clay\n- peat: half rotten moss",
            "## Key terms\n\n- loam: sand, silt and clay\n- peat: half rotten moss",
            "## Plants grow in the upper soil\n\n- loam: sand, silt and clay\n- peat: half rotten moss",
            "## 土壤的三要素\n\n- 质地：颗粒的粗细\n- 结构体：颗粒的排列",
            "## 冰川的结构和作用\n\n### 冰斗\n\n三面陡壁。\n\n### 冰舌\n\n向下伸出。",
            "## 冰川的类型\n\n### 冰川的成因\n\n降雪多。\n\n### 冰川的意义\n\n储存淡水。",
            "## Dunes\n\n- they move, and grow\n- they sing\n\n### Sand\n\nIs blown.\n\n### Wind\n\nBlows.",
            "## Dunes\n\n### Sand\n\nIs blown.\n\n### Theories of their origin\n\nThere are two.",
            "## Relations among rivers\n\n### Stream capture\n\nOne takes another.\n\n### Braiding\n\nThey part.",
            "## Salt marshes\n\n- in the delta\n- keep the salt",
            "- Contains 2 parts\n  - crest: the top\n  - slope: the side",
            "## Gases in the air\n\n- Nitrogen N 78 %\n- Oxygen O 21 %",
            "## Dunes\n\n### How they move\n\nBy the wind.\n\n### Wind and sand\n\nThey meet.",
        ),
        find=named_kinds,
    ),
    Pattern(
        "name and series",
        "list",
        0.8,
        "A name, and under it one line that is nothing but a series, or begins with 包括, 分为.",
        (
            ("- 冰川\n  - 包括冰舌和粒雪盆", "冰川包括哪些？", "冰舌 | 粒雪盆"),
            ("## 火山岩石的种类\n\n玄武岩、安山岩、流纹岩\n", "火山岩石的种类", "玄武岩 | 安山岩 | 流纹岩"),
        ),
        (
            "## 冰川\n\n包括大陆冰川。",
            "## 冰的构成\n\n冰川分为冰舌和粒雪盆",
            "## 雪峰\n\n南坡的名峰有大雪峰、小雪峰、鹰嘴峰",
            "## 冰的构成\n\n在山的北坡，最老的是黑冰、蓝冰、白冰",
            "## Glaciers\n\nThey move, melt and grow.",
        ),
        find=names_over_series,
    ),
)
