"""Patterns of the page: tables of which one column names things."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quizgen.notes.model import Candidate
from quizgen.notes.outline import Name, Outline, is_name, is_statement, name_of
from quizgen.notes.patterns.labels import series_in
from quizgen.notes.patterns.lists import fit_for_list, listed
from quizgen.notes.patterns.pattern import Pattern
from quizgen.notes.patterns.sights import prompt, sight
from quizgen.notes.words import CJK, has_han, is_facet, weight, zh

_SIDES_FIRST = re.compile(
    zh(r"|特性|特征|特点|对比|对比项|比较|比较项|项目|维度|方面|指标|属性|性质|内容|区别")
    + r"|features?|aspects?|property|properties|criteri(?:on|a)|comparison|attributes?|"
    r"characteristics?|dimension|category|parameter",
    re.I,
)


def tables(outline: Outline) -> Iterator[Candidate]:
    """A table with a column that names things: each other cell is a side of its row's thing, named by its column."""
    for h, block in enumerate(outline.blocks):
        is_table = block.kind == "row" and block.header and len(block.cells) > 1 and not outline.left_out(h)
        if is_table and not outline.holds_sides(h):
            yield from _read(outline, h)


def _read(outline: Outline, h: int) -> Iterator[Candidate]:
    """Yield what the table under the header row ``h`` says."""
    header = [c.text.strip() for c in outline.blocks[h].cells]
    rows = [r for r in outline.children[h] if 1 < len(outline.blocks[r].cells) <= len(header)]
    key = _key(outline, rows) if _is_header(header) else None
    if key is None or (len(header) == 2 and len(rows) < 2 and not _MEANING.search(header[1])):
        return
    names = [outline.blocks[r].cells[key].text.strip() for r in rows]
    # where the first column holds sides, its columns are the things
    turned = bool(_SIDES_FIRST.fullmatch(header[key])) or 2 * sum(map(is_facet, names)) > len(names)
    context = outline.context(h)[:1]
    for r, first in zip(rows, names, strict=True):
        cells, name = outline.blocks[r].cells, name_of(first)
        passage = " | ".join(c.text for c in cells)
        for column, cell in list(enumerate(cells))[: WIDEST + 1]:
            text, side = cell.text.strip(), header[column]
            if column == key or name is None or weight(text) < 2 or not re.search(rf"[{CJK}A-Za-z0-9$]", text):
                continue
            line = outline.blocks[r].line
            if _CASE.fullmatch(first):
                asked = prompt((Name(header[key]),), first) if header[key] else prompt(context, first)
                yield sight(r, asked, text, line, passage, kind="property", prompt=asked)
            elif len(header) == 2 and not turned and (_MEANING.search(side) or has_han(side + first)):
                yield sight(r, name.text, text, line, passage, aliases=name.aliases)
            elif side:
                thing, asked_side = (side, name.text) if turned else (name.text, side)
                asked = f"{thing}：{asked_side}" if has_han(thing + asked_side) else f"{thing}: {asked_side}"
                yield sight(r, asked, text, line, passage, kind="property", prompt=prompt(context, asked))


WIDEST = 5
"""What stands in columns further right is a table to look things up in."""


def _key(outline: Outline, rows: list[int]) -> int | None:
    """Return the first column whose cells are names and tell the ``rows`` apart."""
    for column in range(min((len(outline.blocks[r].cells) for r in rows), default=0)):
        cells = [outline.blocks[r].cells[column].text.strip() for r in rows]
        if len(set(cells)) == len(cells) and sum(_names(c) for c in cells) > len(cells) / 2:
            return column
    return None


def _names(cell: str) -> bool:
    """Say whether ``cell`` names a thing or a case: e > 1."""
    return bool(_CASE.fullmatch(cell)) or (is_name(cell) and not is_statement(cell))


_CASE = re.compile(r"\$?[\w.\s\\|]{0,12}[<>≤≥=][\w.\s<>≤≥=\\|]{1,16}\$?")
_MEANING = re.compile(
    zh("含义|说明|定义|描述|解释|意思|作用|功能|用途|特点|内容|备注")
    + r"|definition|meaning|description|what|purpose|explanation|function|effect|behaviou?r|role|use",
    re.I,
)


def _is_header(cells: list[str]) -> bool:
    """Say whether ``cells`` name columns: short, none twice, none set against another."""
    names = [name.casefold() for name in cells[1:]]
    return len(set(names)) == len(names) and all(weight(n) <= 10 and not _AGAINST.fullmatch(n) for n in names)


_AGAINST = re.compile(r"vs\.?|versus|<?[-=]+>?|→|↔")


def tables_of_sides(outline: Outline) -> Iterator[Candidate]:
    """A table of two columns whose rows are sides of what it belongs to, and their values: 提出者 | 泰勒."""
    for h, block in enumerate(outline.blocks):
        context = outline.context(h)
        if block.kind != "row" or not context or context[0].facet or outline.left_out(h):
            continue
        if outline.holds_sides(h):
            header = [h] if is_facet(block.cells[0].text.strip()) else []
            for r in [*header, *outline.children[h]]:
                yield from _side(outline, r, context)


def _side(outline: Outline, r: int, context: tuple[Name, ...]) -> Iterator[Candidate]:
    """Yield what row ``r`` says of a side of what ``context`` names: its value, or the lines in its second cell."""
    block = outline.blocks[r]
    lines = [] if block.header else outline.children[r]
    side, text = (cell.text.strip() for cell in block.cells)
    name = name_of(side)
    if _DEFINITION.fullmatch(side):
        thing = context[0]
        yield sight(r, thing.text, text, block.line, block.text, aliases=thing.aliases)
    elif name is None:
        return
    elif not lines:
        asked = prompt((*context, name))
        if items := series_in(text, name.text):
            yield sight(r, asked, "", block.line, block.text, kind="list", items=items, prompt=asked)
        else:
            yield sight(r, asked, text, block.line, block.text, kind="property", prompt=asked)
    elif fit_for_list(outline, lines) and any(outline.labels[c] is None or outline.blocks[c].ordered for c in lines):
        yield listed(outline, r, lines, prompt((*context, name)))


_DEFINITION = re.compile(zh("(?:基本)?(?:定义|概念|含义)") + r"|definition|meaning", re.I)


def table_names(outline: Outline) -> Iterator[Candidate]:
    """The first column of a table of two columns: all that there is of its kind."""
    for i, block in enumerate(outline.blocks):
        rows = outline.children.get(i, []) if block.kind == "row" and block.header and len(block.cells) == 2 else []
        names = [outline.blocks[r].cells[0].text.strip() for r in rows if outline.blocks[r].cells]
        context = () if outline.holds_sides(i) else outline.context(i)
        if 2 <= len(names) <= 9 and all(is_name(n) for n in names) and len(set(names)) == len(names) and context:
            asked = prompt(context, block.cells[0].text.strip()) if block.cells[0].text.strip() else prompt(context)
            passage = "\n".join(names)
            yield sight(i, asked, "", block.line, passage, kind="list", items=tuple(names), prompt=asked)


TABLES: tuple[Pattern, ...] = (
    Pattern(
        "table",
        "property",
        0.7,
        "The first column of a table names things, its header names their sides.",
        (
            ("| 岩石 | 含义 |\n|---|---|\n| 玄武岩 | 喷出型岩浆岩 |", "玄武岩", "喷出型岩浆岩"),
            ("| rock | origin | colour |\n|---|---|---|\n| basalt | lava flow | dark |", "basalt: origin", "lava flow"),
            (
                "| 类 | 岩石 | 成因 |\n|---|---|---|\n| 岩浆岩 | 玄武岩 | 喷出 |\n| 岩浆岩 | 花岗岩 | 侵入 |",
                "花岗岩：成因",
                "侵入",
            ),
            (
                "| 岩石 | 含铁 | 含镁 |\n|---|---|---|\n| 玄武岩 | 较多 | 较多 |\n| 花岗岩 | 较少 | 较少 |",
                "花岗岩：含镁",
                "较少",
            ),
            (
                "| | 玄武岩 | 花岗岩 |\n|---|---|---|\n| 成因 | 喷出 | 侵入 |\n| 结构 | 气孔 | 块状 |",
                "花岗岩：结构",
                "块状",
            ),
            (
                "| Slope angle | What it means |\n|---|---|\n| a < 30 | safe to cross |\n| a > 30 | prone to slides |",
                "[Slope angle] a < 30",
                "safe to cross",
            ),
        ),
        (
            "| 岩石 | 含义 |\n|---|---|\n| 玄武岩 | - |",
            "| 喷出 | 侵入 |\n|---|---|\n| 玄武岩 | 花岗岩 |",
            "| igneous | vs | sedimentary |\n|---|---|---|\n| basalt | | chalk |\n| granite | | flint |",
            "| rock | found | found |\n|---|---|---|\n| basalt | Iceland | Oregon |",
        ),
        find=tables,
    ),
    Pattern(
        "table of sides",
        "property",
        0.85,
        "Where the first of two columns holds sides (项目 | 内容), the table speaks of what it stands under.",
        (
            (
                "## 玄武岩\n\n| 项目 | 内容 |\n|---|---|\n| 成因 | 喷出 |\n| 著作 | 《岩石志》 |",
                "[玄武岩] 著作",
                "《岩石志》",
            ),
            ("## Basalt\n\n| Property | Value |\n|---|---|\n| Origin | lava flow |", "[Basalt] Origin", "lava flow"),
            (
                "## 岩石\n\n1. **玄武岩**\n\n| 项目 | 内容 |\n|---|---|\n| 用途 | （1）铺路<br>（2）制作铸石 |",
                "[玄武岩] 用途",
                "铺路 | 制作铸石",
            ),
            ("## 玄武岩\n\n| 用途 | 铺路 |\n|---|---|\n| 特点 | 坚硬 |", "[玄武岩] 用途", "铺路"),
            ("## 玄武岩\n\n| 项目 | 说明 |\n|---|---|\n| 定义 | 喷出型岩浆岩 |", "玄武岩", "喷出型岩浆岩"),
        ),
        (
            "| 项目 | 内容 |\n|---|---|\n| 成因 | 喷出 |",
            "## 岩石\n\n| 岩石 | 内容 |\n|---|---|\n| 玄武岩 | 喷出型岩浆岩 |\n| 花岗岩 | 侵入型岩浆岩 |",
            "## 玄武岩\n\n| 优点 | 缺点 |\n|---|---|\n| 坚硬 | 太重 |",
        ),
        find=tables_of_sides,
    ),
    Pattern(
        "names of a table",
        "list",
        0.65,
        "A table of two columns lists what its heading speaks of, and explains it.",
        (
            (
                "## 岩石的种类\n\n| 种类 | 成因 |\n|---|---|\n| 玄武岩 | 喷出 |\n| 花岗岩 | 侵入 |",
                "[岩石的种类] 种类",
                "玄武岩 | 花岗岩",
            ),
        ),
        (
            "## 玄武岩\n\n| 项目 | 内容 |\n|---|---|\n| 成因 | 喷出 |\n| 结构 | 气孔 |",
            "| 岩石 | 含义 | 颜色 |\n|---|---|---|\n| 玄武岩 | 喷出 | 黑 |\n| 花岗岩 | 侵入 | 灰 |",
        ),
        find=table_names,
    ),
)
