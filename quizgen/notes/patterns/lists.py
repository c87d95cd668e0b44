"""Patterns of the page: the kinds, parts and steps that stand as a list under their name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quizgen.notes import openings
from quizgen.notes.generic import ends_in_facet, is_facet, is_general
from quizgen.notes.model import Candidate
from quizgen.notes.naming import NUMBERING, Name, is_name, is_statement
from quizgen.notes.outline import Outline
from quizgen.notes.patterns.bullets import (
    ITEM_LENGTH,
    LIST_LENGTH,
    are_sides,
    fit_for_list,
    holds_remarks,
    item_text,
    listed,
    lists_under,
    names_sides,
)
from quizgen.notes.patterns.fronts import has_owner, is_plural
from quizgen.notes.patterns.lead_questions import ADVERBIAL_ZH, HOW_MANY_ZH, NAMES_SEVERAL, asks_for
from quizgen.notes.patterns.pattern import Pattern
from quizgen.notes.patterns.sights import leads_in, prompt, sight
from quizgen.notes.regexes import zh
from quizgen.notes.verbs import is_clause, starts_with_verb
from quizgen.notes.words import has_han, weight


def facet_lists(outline: Outline) -> Iterator[Candidate]:
    """A bullet or heading that names a side of what stands above it, and the items under it."""
    for i, items in lists_under(outline):
        block, name, context = outline.blocks[i], outline.name(i), outline.context(i)
        if name is None or not (has_owner(context, name.text) if name.facet else names_sides(name)):
            continue
        if leads_in(block.text) and len(items) > 1:
            continue
        asked = prompt((*context, name))
        if fit_for_list(outline, items, may_state=names_sides(name)) and not are_sides(outline, i, items):
            yield listed(outline, i, items, asked)
        elif len(items) == 1 and not outline.labels[items[0]] and not outline.children.get(items[0]):
            item = outline.blocks[items[0]]
            yield sight(i, asked, item.text, item.line, f"{block.text}\n{item.text}", kind="property", prompt=asked)


def plain_lists(outline: Outline) -> Iterator[Candidate]:
    """A bullet or heading that names a thing, and short items under it: its parts or kinds."""
    for i, items in lists_under(outline):
        block, name, label = outline.blocks[i], outline.name(i), outline.labels[i]
        if name is None or name.facet or leads_in(block.text) or not fit_for_list(outline, items, 14):
            continue
        if openings.lead(name.text) or name.text.endswith("的"):
            continue  # 因此有
        if ADVERBIAL_ZH.fullmatch(name.text):
            continue
        if label and block.text[label.body :].strip():
            continue
        if block.kind == "heading" and not NAMES_SEVERAL.search(name.text) and any(outline.labels[c] for c in items):
            continue  # a glossary under a title
        if not has_han(name.text) and not (_kinds_en(outline, name, items) or _has_traits(outline, i)):
            continue
        if all(outline.labels[c] and is_general(item_text(outline, c)) for c in items):
            continue  # 大: ..., 小: ...
        texts = [item_text(outline, c) for c in items]
        sides = sum(_names_side(text.strip("`")) for text in texts)
        topics = any(SIDE_OF.match(text) for text in texts) or all(_DATE_FIRST.match(text) for text in texts)
        may_be_sides = (len(items) - 1) // 2 if has_han(name.text) else 0  # 价值 in 使用价值 is no side of it
        if sides <= may_be_sides and not topics and not holds_remarks(outline, items):
            context = outline.context(i)
            asked = asks_for(name.text, context) if HOW_MANY_ZH.search(name.text) else prompt((*context, name))
            if asked:
                yield listed(outline, i, items, asked)


def _kinds_en(outline: Outline, name: Name, items: list[int]) -> bool:
    """Say whether ``items`` are what the English plural ``name`` names: noun phrases, no loose remarks."""
    texts = [item_text(outline, c) for c in items]
    several = is_plural(name.text) or NAMES_SEVERAL.search(name.text)
    return bool(several) and not any(is_clause(t) or re.search("[:=]|->", t) for t in texts)


def _has_traits(outline: Outline, i: int) -> bool:
    """Say whether phrases under item ``i`` tell what it is like, as they do of another item beside it."""
    above = outline.blocks[i].parent
    beside = outline.children[above] if above is not None and outline.blocks[i].kind == "item" else [i]
    return _under_it(outline, i) and any(_under_it(outline, c) for c in beside if c != i)


def _under_it(outline: Outline, i: int) -> bool:
    """Say whether phrases stand under item ``i``, and nothing else."""
    under = outline.children.get(i, [])
    return len(under) > 1 and not any(
        outline.labels[c] or c in outline.children or _NO_TRAIT.search(text) or is_clause(text)
        for c in under
        for text in (outline.blocks[c].text,)
    )


_NO_TRAIT = re.compile(r"[:=?]|->|\be\.?g\b")


SIDE_OF = re.compile(
    r"(?:types?|kinds?|steps?|stages?|effects?|causes?|factors?|theories|functions?|uses|parts|features|history|definition|"
    r"description|structure|role|properties|examples?)\s(?:of|for|in|that)\b",
    re.I,
)
"""Begins what names a side of something, and none of its kinds."""


# A chronicle: each of its events is asked for by itself.
_DATE_FIRST = re.compile(zh(r"(?:公元前?|前)?\s*\d{1,4}\s*年") + r"|\d{3,4}s?\b")


def _names_side(item: str) -> bool:
    return ends_in_facet(item) if has_han(item) else is_facet(item)


def ordered_lists(outline: Outline) -> Iterator[Candidate]:
    """Numbered items under a heading or bullet without a colon: its steps."""
    for i, items in lists_under(outline):
        block, name = outline.blocks[i], outline.name(i)
        if name is None or name.facet or leads_in(block.text) or not all(outline.blocks[c].ordered for c in items):
            continue
        statements = sum(outline.labels[c] is None and _states(outline.blocks[c].text) for c in items)
        steps = 2 * statements <= len(items) or _PROCESS.search(name.text) or _is_set(name.text)
        if not is_name(name.text) or _are_sections([item_text(outline, c) for c in items], name.text):
            continue  # what the section is about
        if len(items) >= 3 and steps and fit_for_list(outline, items):
            yield listed(outline, i, items, prompt((*outline.context(i), name)))


_PROCESS = re.compile(
    zh("流程|步骤|过程|顺序|工序|算法|方法|机制|阶段")
    + r"|workflow|process|steps?\b|procedure|sequence|algorithm|pipeline|cycle|stages?\b|phases?\b|how\s+to",
    re.I,
)


_OF_SIDE = re.compile(zh("的.*(?:结构|组成|功能|特点|性质|作用|意义|原因|关系|分类|定义|概念)"))


def _is_set(name: str) -> bool:
    """Say whether the English ``name`` names what its items are: Factors of growth."""
    return is_plural(name) and NAMES_SEVERAL.search(name) is not None


def _are_sections(items: list[str], name: str) -> bool:
    """Say whether ``items`` are titles: all of sides, or one of them is a side or the name again (冰川的成因)."""
    return all(_OF_SIDE.search(item) for item in items) or any(_is_section(item, name) for item in items)


def _is_section(item: str, name: str) -> bool:
    return is_facet(item) or item == name or item.startswith(f"{name}的")


def _states(text: str) -> bool:
    """Say whether ``text`` is a statement and no step."""
    return is_statement(text) and not starts_with_verb(text)


def prose_in_code(outline: Outline) -> Iterator[Candidate]:
    """``条件：`` and lines of Chinese set as code: their writer wanted them to stand line by line."""
    for i, block in enumerate(outline.blocks[:-1]):
        code = outline.blocks[i + 1]
        name = outline.name(i)
        if code.kind != "code" or name is None or not leads_in(block.text):
            continue
        lines = [NUMBERING.sub("", s, count=1).strip() for s in code.text.splitlines() if s.strip()]
        context = (*outline.context(i), name) if name.facet else (name,)
        side, group = "", list[str]()
        for line in [*lines, "："]:
            if not leads_in(line):
                group.append(line)
                continue
            if 2 <= len(group) <= LIST_LENGTH and all(has_han(s) and weight(s) <= ITEM_LENGTH for s in group):
                asked = prompt(context, side)
                yield sight(
                    i, asked, "", code.line, f"{block.text}\n{code.text}", kind="list", items=tuple(group), prompt=asked
                )
            side, group = line.rstrip("：: "), []


LISTS: tuple[Pattern, ...] = (
    Pattern(
        "facet and list",
        "list",
        0.75,
        "A bullet that names a side (原因, Advantages) of what stands above it, and that side's items.",
        (
            ("- 水土流失\n  - 原因\n    - 植被遭到破坏\n    - 暴雨集中", "[水土流失] 原因", "植被遭到破坏 | 暴雨集中"),
            ("- Dams\n  - Side effects:\n    - Fewer fish below it", "[Dams] Side effects", "Fewer fish below it"),
            (
                "### Problems with dams\n\n- Fish can no longer reach the lakes in which they lay their eggs\n"
                "- Silt: what the river carried stays in the lake",
                "Problems with dams",
                "Fish can no longer reach the lakes in which they lay their eggs | "
                "Silt: what the river carried stays in the lake",
            ),
            ("# 水土流失\n\n## 原因\n\n植被遭到破坏\n暴雨集中", "[水土流失] 原因", "植被遭到破坏 | 暴雨集中"),
            ("- 水灾的原因\n  - 暴雨集中\n  - 河道淤塞", "水灾的原因", "暴雨集中 | 河道淤塞"),
        ),
        (
            "### Lakes with dams\n\n- Fish can no longer reach the lakes in which they lay their eggs\n"
            "- Silt: what the river carried stays in the lake",
            "- 原因\n  - 植被遭到破坏\n  - 暴雨集中",
            "- 水土流失\n  - 表现\n    - 症状\n    - 后果",
        ),
        find=facet_lists,
    ),
    Pattern(
        "name and short items",
        "list",
        0.7,
        "Short items directly under a name are its parts or kinds; in English also what it is like, where others stand "
        "beside it, each with what that is like.",
        (
            ("- 岩石圈\n  - 地壳\n  - 上地幔顶部", "岩石圈", "地壳 | 上地幔顶部"),
            (
                "# Sea\n\n- Spring tide\n  - 14 days after the last\n  - wide range\n- Neap tide\n  - half moon\n"
                "  - narrow range",
                "[Sea] Spring tide",
                "14 days after the last | wide range",
            ),
            ("岩石圈\n    地壳\n    上地幔顶部\n", "岩石圈", "地壳 | 上地幔顶部"),
            ("- 岩石圈\n  - 地壳（厚：三十里）\n  - 上地幔顶部", "岩石圈", "地壳（厚：三十里） | 上地幔顶部"),
            ("- 岩石圈\n  - 地壳：薄的一层\n  - 上地幔顶部\n  - 注意：见下图", "岩石圈", "地壳 | 上地幔顶部"),
        ),
        (
            "- 水坝\n  - 优点\n  - 缺点",
            "- 孔径\n  - 大：浅\n  - 小：深",
            "- 冰川\n  - 冰川的成因\n  - 冰川的分类",
            "## 冰川\n\n### 从来源上看\n\n- 大陆冰川\n- 山岳冰川",
            "## 土壤\n\n1. 表土称为耕层\n2. 岩石叫母质",
            "- 鼓膜\n  - 穿孔前：完整\n  - 穿孔后：有洞",
            "# Sea\n\n- Spring tide\n  - the moon is full\n  - wide range\n- Neap tide\n  - half moon\n  - it is low",
            "# Sea\n\n- Spring tide\n  - wide range\n  - full moon",
            "# Books\n\n- Some I want to read\n  - on rocks\n  - on rivers",
            "## 雪崩大事记\n\n- 1910年 山谷雪崩\n- 1954年 村庄被埋",
            "- 因此有\n  - 大陆冰川\n  - 山岳冰川",
            "- 山谷\n  - $\\because$ 雨多\n  - $\\therefore$ 草盛",
        ),
        find=plain_lists,
    ),
    Pattern(
        "name and numbered items",
        "list",
        0.65,
        "Who numbers items under a name gives its steps.",
        (
            (
                "## Making cheese\n\n1. Warm the milk slowly\n2. Add rennet and wait an hour\n3. Cut "
                "the curd and drain the whey",
                "Making cheese",
                "Warm the milk slowly | Add rennet and wait an hour | Cut the curd and drain the whey",
            ),
            (
                "## Factors increasing the taste of cheese\n\n1. It has ripened long\n2. The milk has more fat\n"
                "3. The cows have grazed on meadows",
                "Factors increasing the taste of cheese",
                "It has ripened long | The milk has more fat | The cows have grazed on meadows",
            ),
        ),
        (
            "## 奶酪\n\n1. 奶酪的组成\n2. 奶酪的分类\n3. 奶酪的意义和作用",
            "## 奶酪\n\n1. 奶酪\n2. 凝乳\n3. 乳清",
            "## Making cheese\n\n- Warm the milk slowly and do not let it boil over\n- Add "
            "rennet and wait for about an hour or so",
        ),
        find=ordered_lists,
    ),
    Pattern(
        "prose in code",
        "list",
        0.75,
        "Chinese lines in a code block after a colon are set so to stand line by line.",
        (("结晶条件：\n\n```\n溶液达到过饱和\n有晶核存在\n```", "结晶条件", "溶液达到过饱和 | 有晶核存在"),),
        ("命令：\n\n```\ncd /tmp\nls -l\n```",),
        find=prose_in_code,
    ),
)
