"""Patterns of the page: a label that names a side of a thing (优点, Drawbacks), and what is said of that side."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quizgen.notes.generic import is_general
from quizgen.notes.model import Block, Candidate
from quizgen.notes.naming import Name, is_name, is_statement, name_of
from quizgen.notes.outline import Outline
from quizgen.notes.patterns.fronts import DEFINITION, has_owner
from quizgen.notes.patterns.label_series import LONGEST_ITEM, LONGEST_SERIES, series_in
from quizgen.notes.patterns.pattern import Pattern
from quizgen.notes.patterns.series import counted
from quizgen.notes.patterns.sights import leads_in, opening, prompt, sight
from quizgen.notes.words import weight


def facet_labels(outline: Outline) -> Iterator[Candidate]:
    """``优点：...`` under a term: a side of it."""
    for i, label in enumerate(outline.labels):
        if label is None or outline.label_kind(i) != "facet" or outline.left_out(i):
            continue
        block, name, context, said = outline.blocks[i], outline.name(i), outline.context(i), outline.said(i)
        if name is None and said and DEFINITION.fullmatch(block.text[label.start : label.end].strip(" *_")):
            if topic := outline.topic(i):
                body = opening(said, block.inline)
                yield sight(i, topic.text, body.text, body.line_at(0), block.text, aliases=topic.aliases)
            continue
        if name is None or not has_owner(context, name.text) or not said or leads_in(said[-1].text):
            continue
        asked = prompt((*_owner(outline, i, context), name))
        answer = block.text[label.body :]
        items = tuple(re.split("[。；]", item)[0] if weight(item) > LONGEST_ITEM else item for item in counted(answer))
        if weight(answer) > LONG_SIDE and len(said) > 1:
            answer = opening(said, block.inline).text
        if len(items) <= LONGEST_SERIES and (items := items or series_in(answer, name.text)):
            yield sight(i, asked, "", said[0].line_at(0), block.text, kind="list", items=items, prompt=asked)
        else:
            yield sight(i, asked, answer, said[0].line_at(0), block.text, kind="property", prompt=asked)


LONG_SIDE = 24
"""Of a longer text (in Chinese characters) about a side of a thing only the first sentence is asked for."""


def _owner(outline: Outline, i: int, context: tuple[Name, ...]) -> tuple[Name, ...]:
    """Return ``context``; where a name alone in its line stands right above the sides, that name."""
    block, at = outline.blocks[i], i
    while at and i - at < MOST_SIDES and outline.label_kind(at) == "facet" and _beside(outline.blocks[at - 1], block):
        at -= 1
    above, sides = outline.blocks[at], range(at + 1, at + 1 + LEAST_SIDES)
    if at == i or sides.stop > len(outline.blocks) or outline.labels[at]:
        return context
    if not all(outline.label_kind(k) == "facet" and _beside(outline.blocks[k], block) for k in sides):
        return context
    name = name_of(above.text) if is_name(above.text) and not is_statement(above.text) else None
    return context if name is None or name.facet or is_general(name.text) else (name,)


LEAST_SIDES, MOST_SIDES = 2, 12
"""So many sides stand at least, and at most, under a name that is no heading: it could be any line."""


def _beside(block: Block, other: Block) -> bool:
    return block.kind == other.kind and block.parent == other.parent and block.headings == other.headings


SIDES: tuple[Pattern, ...] = (
    Pattern(
        "facet label",
        "property",
        0.8,
        "A label that names a side (优点, Drawbacks) belongs to the thing it stands under.",
        (
            ("## 风力发电\n\n缺点：出力随风速变化，不稳定", "[风力发电] 缺点", "出力随风速变化，不稳定"),
            (
                "## Soils\n\n- **till**, which ice left behind\n  - drawbacks: many stones and little water",
                "[Soils > till] drawbacks",
                "many stones and little water",
            ),
            ("## 水坝\n\n作用：用于拦蓄洪水、灌溉、发电", "[水坝] 作用", "用于拦蓄洪水、灌溉、发电"),
            (
                "## 水坝\n\n意义：调节河流的水量. 下游的田地在旱季也能够得到灌溉, 这是水坝的功劳.",
                "[水坝] 意义",
                "调节河流的水量",
            ),
            (
                "## 水坝\n\n作用：①拦蓄洪水。平时蓄水；②提供灌溉用水",
                "[水坝] 作用",
                "拦蓄洪水。平时蓄水 | 提供灌溉用水",
            ),
            ("水坝的优点：便宜好用", "水坝的优点", "便宜好用"),
            ("## Dams\n\n- Spillways\n  - Side effects: cold water", "[Dams > Spillways] Side effects", "cold water"),
            ("## 发电\n\n水坝\n\n优点：便宜好用\n\n缺点：淹没上游的农田", "[水坝] 缺点", "淹没上游的农田"),
            ("## 发电\n\n建坝要花多年。\n\n优点：便宜好用\n\n缺点：淹没上游的农田", "[发电] 缺点", "淹没上游的农田"),
        ),
        ("优点：便宜好用", "主要的优点：便宜好用"),
        find=facet_labels,
    ),
)
