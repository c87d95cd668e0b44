"""Patterns of the page: tables of which one column names things."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from quizgen.notes.generic import STEP, is_facet, is_general
from quizgen.notes.model import Candidate, CandidateKind
from quizgen.notes.naming import Name, is_name, is_statement, name_of
from quizgen.notes.outline import Outline
from quizgen.notes.patterns.bullets import fit_for_list, listed
from quizgen.notes.patterns.fronts import DEFINITION
from quizgen.notes.patterns.label_series import series_in
from quizgen.notes.patterns.pattern import Pattern
from quizgen.notes.patterns.sights import prompt, sight
from quizgen.notes.regexes import zh
from quizgen.notes.words import CJK, has_han, weight

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


@dataclass(frozen=True, slots=True)
class _Table:
    """What the columns of a table are: ``key`` names the rows, ``columns`` are asked for.

    ``turned``: its columns are the things, its rows their sides. ``meaning``: its second column says what the first is.
    """

    header: tuple[str, ...]
    key: int
    columns: tuple[int, ...]
    turned: bool
    meaning: bool

    def asks(self, context: tuple[Name, ...], first: str, name: Name, column: int) -> str:
        """Return the question for what stands in ``column`` beside ``first``; "" where ``name`` alone asks for it."""
        side = self.header[column]
        if _CASE.fullmatch(first):
            return prompt((Name(self.header[self.key]),) if self.header[self.key] else context, first)
        if self.meaning:
            return prompt(context, name.text) if context else ""
        thing, asked = (side, name.text) if self.turned else (name.text, side)
        return prompt(context, f"{thing}：{asked}" if has_han(thing + asked) else f"{thing}: {asked}")


def _read(outline: Outline, h: int) -> Iterator[Candidate]:
    """Yield what the table under the header row ``h`` says."""
    rows = [r for r in outline.children[h] if 1 < len(outline.blocks[r].cells) <= len(outline.blocks[h].cells)]
    table, topic, group = _table(outline, h, rows), outline.context(h)[:1], tuple[Name, ...]()
    if table is None:
        return
    for r in rows:
        cells = outline.blocks[r].cells
        first = cells[table.key].text.strip()
        name = name_of(first)
        if table.key and _is_one_of_several(first):
            group = (found,) if (found := name_of(cells[0].text)) else group  # an empty cell goes on with it
        context = group or topic
        if name is None or (_is_one_of_several(first) and not context):
            continue
        passage, line = " | ".join(c.text for c in cells), outline.blocks[r].line
        for column in table.columns:
            text = cells[column].text.strip() if column < len(cells) else ""
            again = (group and text == group[0].text) or (table.meaning and context and name.text in text)
            if weight(text) < 2 or not _SAYS.search(text) or again:
                continue
            asked = table.asks(context, first, name, column)
            kind: CandidateKind = "property" if asked else "definition"
            yield sight(r, asked or name.text, text, line, passage, kind=kind, aliases=name.aliases, prompt=asked)


def _table(outline: Outline, h: int, rows: list[int]) -> _Table | None:
    """Return what the columns over ``rows`` are, as header row ``h`` says; None where no column names the rows."""
    header = tuple(c.text.strip() for c in outline.blocks[h].cells)
    key = _key(outline, rows) if _is_header(header) and not _is_like_rows(outline, header, rows) else None
    if key is None or (len(header) == 2 and len(rows) < 2 and not _MEANING.search(header[1])):
        return None
    names = [outline.blocks[r].cells[key].text.strip() for r in rows]
    # where the first column holds sides, its columns are the things
    turned = bool(_SIDES_FIRST.fullmatch(header[key])) or 2 * sum(map(is_facet, names)) > len(names)
    meaning = len(header) == 2 and not turned and bool(_MEANING.search(header[1]) or has_han(header[1] + names[0]))
    if meaning and not outline.context(h) and any(is_general(n) or is_facet(n) for n in names):
        return None  # of what?
    columns = [c for c in range(min(len(header), WIDEST + 1)) if c != key and (header[c] or meaning)]
    columns = [c for c in columns if not _holds_numbers(outline, rows, c)]
    if len(header) > 2:
        columns = [c for c in columns if not _REMARKS.fullmatch(header[c])]
    return _Table(header, key, tuple(columns), turned, meaning)


_SAYS = re.compile(rf"[{CJK}A-Za-z0-9$]")
_REMARKS = re.compile(zh("备[注註]|注释?|附[注註]") + r"|remarks?|notes?|comments?", re.I)
WIDEST = 5
"""What stands in columns further right is a table to look things up in."""


def _key(outline: Outline, rows: list[int]) -> int | None:
    """Return the first column whose cells are names and tell the ``rows`` apart."""
    for column in range(min((len(outline.blocks[r].cells) for r in rows), default=0)):
        cells = [outline.blocks[r].cells[column].text.strip() for r in rows]
        if len(set(cells)) == len(cells) and sum(_names(c) for c in cells) > len(cells) / 2:
            return column
    return None


def _holds_numbers(outline: Outline, rows: list[int], column: int) -> bool:
    """Say whether in ``column`` stand bare numbers, which one looks up or which count the rows; years are none."""
    cells = [outline.blocks[r].cells[column].text.strip() for r in rows if column < len(outline.blocks[r].cells)]
    filled = [cell for cell in cells if cell]
    return 2 * sum(bool(_NUMBER.fullmatch(cell)) for cell in filled) > len(filled)


_NUMBER = re.compile(r"(?!\d{4}$)(?=.*\d)[\d\W]+")


def _is_one_of_several(name: str) -> bool:
    """Say whether ``name`` only counts, or tells what it is called from the others of its group: Type A, II."""
    return _COUNTED.fullmatch(name) is not None or STEP.fullmatch(name) is not None


_COUNTED = re.compile(r"(?:\w+\s)?(?:[A-Z]|[IVX]+|\d+)[a-c]?|[一二三四五六七八九十甲乙丙丁A-Z\d]+[型类級级期度]")


def _names(cell: str) -> bool:
    """Say whether ``cell`` names a thing or a case: e > 1."""
    return bool(_CASE.fullmatch(cell)) or (is_name(cell) and not is_statement(cell) and not _NUMBER.fullmatch(cell))


_CASE = re.compile(r"\$?[\w.\s\\|]{0,12}[<>≤≥=][\w.\s<>≤≥=\\|]{1,16}\$?")
_MEANING = re.compile(
    zh("含义|说明|定义|描述|解释|意思|作用|功能|用途|特点|内容|备注")
    + r"|definition|meaning|description|what|purpose|explanation|function|effect|behaviou?r|role|use",
    re.I,
)


def _is_header(cells: Sequence[str]) -> bool:
    """Say whether ``cells`` name columns: short, none twice, none set against another."""
    names = [name.casefold() for name in cells[1:]]
    return len(set(names)) == len(names) and all(weight(n) <= 10 and not _AGAINST.fullmatch(n) for n in names)


def _is_like_rows(outline: Outline, header: Sequence[str], rows: list[int]) -> bool:
    """Say whether what should name the columns is of a kind with what stands in a row: 自然属性 over 社会属性."""
    for r in rows:
        pairs = zip(header, (cell.text.strip() for cell in outline.blocks[r].cells), strict=False)
        if sum(weight(name) > 2 and name[-2:] == text[-2:] for name, text in pairs) > 1:
            return True
    return False


_AGAINST = re.compile(r"vs\.?|versus|<?[-=]+>?|→|↔")


def tables_of_sides(outline: Outline) -> Iterator[Candidate]:
    """A table of two columns whose rows are sides of what it belongs to, and their values: 提出者 | 泰勒."""
    for h, block in enumerate(outline.blocks):
        if block.kind != "row":
            continue
        context = outline.context(h)
        if not context or context[0].facet or outline.left_out(h):
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
    if DEFINITION.fullmatch(side):
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


def table_names(outline: Outline) -> Iterator[Candidate]:
    """The first column of a table of two columns: all that there is of its kind."""
    for i, block in enumerate(outline.blocks):
        if block.kind != "row" or not block.header or len(block.cells) != 2:
            continue
        rows = outline.children.get(i, [])
        names = [outline.blocks[r].cells[0].text.strip() for r in rows if outline.blocks[r].cells]
        context = () if outline.holds_sides(i) else outline.context(i)
        named = all(is_name(n) and not _is_one_of_several(n) for n in names)
        if 2 <= len(names) <= 9 and named and len(set(names)) == len(names) and context:
            asked = prompt(context, block.cells[0].text.strip()) if block.cells[0].text.strip() else prompt(context)
            passage = "\n".join(names)
            yield sight(i, asked, "", block.line, passage, kind="list", items=tuple(names), prompt=asked)


TABLES: tuple[Pattern, ...] = (
    Pattern(
        "table",
        "property",
        0.78,
        "The first column of a table names things, its header names their sides: numbers are to be looked up, and what "
        "only counts belongs to the column before it.",
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
            (
                "## 岩石\n\n| 名称 | 含义 |\n|---|---|\n| 玄武岩 | 喷出而成 |\n| 花岗岩 | 侵入而成 |",
                "[岩石] 花岗岩",
                "侵入而成",
            ),
            (
                "| 体系 | 类别 | 说明 |\n|---|---|---|\n| **甲法** | A型 | 含石英 |\n| | B型 | 含长石 |",
                "[甲法] B型：说明",
                "含长石",
            ),
        ),
        (
            "| 岩石 | 含义 |\n|---|---|\n| 玄武岩 | - |",
            "| 喷出 | 侵入 |\n|---|---|\n| 玄武岩 | 花岗岩 |",
            "| igneous | vs | sedimentary |\n|---|---|---|\n| basalt | | chalk |\n| granite | | flint |",
            "| rock | found | found |\n|---|---|---|\n| basalt | Iceland | Oregon |",
            "| rock | layers | veins |\n|---|---|---|\n| basalt | 12 | 4 |\n| granite | 3 | 17 |",
            "| 类别 | 说明 |\n|---|---|\n| 采样要求 | 新鲜无风化 |\n| 保存方法 | 干燥避光 |",
            "| 玄武岩 | 喷出成因 | 致密结构 |\n|---|---|---|\n| 花岗岩 | 侵入成因 | 块状结构 |",
            "| rock | found | remarks |\n|---|---|---|\n| basalt | | rather dark |\n| granite | | harder |",
            "| class | description |\n|---|---|\n| I | dark rocks |\n| II | light rocks |",
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
            "## Rocks\n\n| class | description |\n|---|---|\n| I | dark |\n| II | light |",
            "## 玄武岩\n\n| 项目 | 内容 |\n|---|---|\n| 成因 | 喷出 |\n| 结构 | 气孔 |",
            "| 岩石 | 含义 | 颜色 |\n|---|---|---|\n| 玄武岩 | 喷出 | 黑 |\n| 花岗岩 | 侵入 | 灰 |",
        ),
        find=table_names,
    ),
)
