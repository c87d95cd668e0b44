"""Patterns of the page: a name, and under it a single line that says something of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from quizgen.notes.generic import META, ends_in_facet, is_facet
from quizgen.notes.model import Block, Candidate
from quizgen.notes.naming import Name, is_statement
from quizgen.notes.openings import lead, points_elsewhere
from quizgen.notes.outline import Outline
from quizgen.notes.patterns.fragments import is_fragment
from quizgen.notes.patterns.fronts import has_owner, stands_alone
from quizgen.notes.patterns.label_series import LONGEST_SERIES, asks_which, series_in
from quizgen.notes.patterns.named import named
from quizgen.notes.patterns.pattern import Pattern
from quizgen.notes.patterns.sights import leads_in, prompt, sight
from quizgen.notes.patterns.terms import balanced
from quizgen.notes.regexes import zh
from quizgen.notes.verbs import is_clause, starts_with_verb
from quizgen.notes.words import has_han, weight

LONGEST_LINE = 30
"""A longer line (in Chinese characters) is a text."""


def only_lines(outline: Outline) -> Iterator[Candidate]:
    """A name, and under it nothing but one line without a subject of its own."""
    for i, name, j in named(outline):
        block, context, said = outline.blocks[j], outline.context(i), outline.said(j)
        if (
            name.facet
            or _NO_THING.match(name.text)
            or META.fullmatch(name.text)
            or block.kind not in ("paragraph", "item")
            or outline.labels[j]
            or len(said) != 1
        ):
            continue
        if outline.document.scraped or not _is_alone(outline, i, j):
            continue
        text = block.text.strip()
        if any(m.kind == "strong" and m.start == 0 and m.end < len(text) for m in block.inline.marks):
            continue  # its subject is set off: **Open water** is ...
        if (
            not (7 if text.isascii() else 3) < weight(text) <= LONGEST_LINE
            or not _says(text)
            or name.text.casefold() in text.casefold()
        ):
            continue
        asked = prompt((*context, name))
        passage = f"{outline.blocks[i].text}\n{text}"
        if items := series_in(text, name.text) or _names(text):
            yield sight(i, asked, "", block.line, passage, kind="list", items=items, prompt=asked)
        else:
            yield sight(i, asked, text, block.line, passage, kind="property", prompt=asked)


def _is_alone(outline: Outline, i: int, j: int) -> bool:
    """Say whether block ``j`` is all that stands under block ``i``."""
    after = j + 1
    return not outline.children.get(j) and (
        after >= len(outline.blocks)
        or (i not in outline.owners(after) and outline.blocks[after].kind not in ("math", "code"))
    )


def _says(text: str) -> bool:
    """Say whether ``text`` speaks of what stands above it: it has no subject of its own."""
    if (
        leads_in(text)
        or _NOTHING.match(text)
        or _BREAKS_OFF.search(text)
        or _REACTION.search(text)
        or points_elsewhere(text[lead(text) :])
        or is_facet(text)
    ):
        return False
    if has_han(text):
        sentence = text.endswith("。") and not is_fragment(text)  # whose subject is someone else
        return bool(_names(text)) or (not sentence and not re.search("[，,；;]|[^，]{2}为", text))
    return starts_with_verb(text) or bool(_MODAL.match(text)) or is_fragment(text) or not is_clause(text)


def _names(text: str) -> tuple[str, ...]:
    """Return the short phrases, three or more, that ``text`` is made of, with commas between."""
    parts = tuple(part.strip() for part in re.split("、" if has_han(text) else r",\s+(?:and\s+)?", text.rstrip("。.")))
    fit = 3 <= len(parts) <= LONGEST_SERIES and all(0 < weight(part) <= LONGEST_PART for part in parts)
    plain = fit and not any(is_statement(part) or starts_with_verb(part) for part in parts)
    return parts if plain and len(set(parts)) == len(parts) and all(balanced(part) for part in parts) else ()


LONGEST_PART = 8
"""What is longer (in Chinese characters) between two commas is a clause."""


_NO_THING = re.compile(
    r"(?:often|usually|sometimes|always|almost|also|may|used|based|known|attributed|ongoing|the\s\w+\sof)\s", re.I
)
_MODAL = re.compile(r"(?:must|should|can(?:not)?|may)\s", re.I)
_BREAKS_OFF = re.compile(r"\b(?:can|cannot|not|the|an?|of|to|and|or)$", re.I)
_REACTION = re.compile(r"^[^a-z]*(?:[-=]+>|[→⇌])|^[^一-鿿]*\+.*(?:[-=]+>|[→⇌])")
_NOTHING = re.compile(
    zh(r"(?:例如|比如|如[:：]|见|参见|TODO)")
    + r"|(?:e\.?g\.?|for\s+example|see|suppose|let|note|recall|image|figure|especially|particularly|to)\b"
    + r"|[↑↓]|https?:|.*\S\.(?:com|org|html?|md|png|jpg)\b|[-=]+>",
    re.I,
)


def _labels_over(outline: Outline) -> Iterator[tuple[int, Name, Block]]:
    """Yield the labels alone in their line, each with its name and the text without a label right under it."""
    for i, (block, under) in enumerate(pairwise(outline.blocks)):
        label, name = outline.labels[i], outline.name(i)
        if label is None or name is None or block.text[label.body :].strip() or outline.left_out(i):
            continue
        if under.kind == "paragraph" and under.line == block.line + 1 and outline.labels[i + 1] is None:
            yield i, name, under


def labels_over_series(outline: Outline) -> Iterator[Candidate]:
    """``几种:`` and on the next line what there is."""
    for i, name, under in _labels_over(outline):
        if under.text[:1].isalnum() and (items := series_in(under.text, name.text)):
            asked = prompt(outline.context(i), asks_which(name.text))
            passage = f"{outline.blocks[i].text}\n{under.text}"
            yield sight(i, asked, "", under.line, passage, kind="list", items=items, prompt=asked)


def labels_over_values(outline: Outline) -> Iterator[Candidate]:
    """``原因:`` or ``Meaning:`` and on the next line what it is."""
    for i, name, under in _labels_over(outline):
        block, context = outline.blocks[i], outline.context(i)
        after = outline.blocks[i + 2] if i + 2 < len(outline.blocks) else None
        alone = after is None or after.line > under.inline.lines[-1][1] + 1 or outline.labels[i + 2] is not None
        one = alone and len(outline.said(i + 1)) == 1 and weight(under.text) <= LONGEST_VALUE
        if not one or not leads_in(block.text) or leads_in(under.text):
            continue
        if name.facet and not has_owner(context, name.text):
            continue
        passage = f"{block.text}\n{under.text}"
        is_thing = outline.label_kind(i) == "term" and not ends_in_facet(name.text)
        if is_thing and stands_alone(outline, i, under.text):
            yield sight(i, name.text, under.text, under.line, passage, aliases=name.aliases)
        else:
            asked = prompt((*context, name))
            yield sight(i, asked, under.text, under.line, passage, kind="property", prompt=asked)


LONGEST_VALUE = 40
"""A longer line (in Chinese characters) below a label is a text."""


LINES: tuple[Pattern, ...] = (
    Pattern(
        "name and only line",
        "property",
        0.55,
        "A single line without a subject under a name is said of that.",
        (
            (
                "## Finding a path\n\n- Dry valley\n  - Keep to the lower side",
                "[Finding a path] Dry valley",
                "Keep to the lower side",
            ),
            ("- 找路\n  - 干谷\n    - 沿着较低的一侧走", "[找路] 干谷", "沿着较低的一侧走"),
        ),
        (
            "## Finding a path\n\n- Dry valley\n  - Wolves keep to the lower side of it",
            "## Finding a path\n\n- Dry valley\n  - keep left\n  - look back",
            "## 找路\n\n再次使用地图。",
            "## Finding a path\n\n- Dry valley\n  - e.g. the lower one",
            "## Finding a path\n\n- Dry valley\n  - Still wet",
            "## Finding a path\n\n- Almost always dry\n  - Keep to the lower side",
            "## Finding a path\n\n**Open ground** is the safest part of any valley",
        ),
        find=only_lines,
    ),
    Pattern(
        "label and series",
        "list",
        0.8,
        "A label on a line of its own, and on the next line as many things as it says, or a plain series.",
        (
            ("岩石的三大类:\n岩浆岩, 沉积岩, 变质岩.", "岩石的三大类", "岩浆岩 | 沉积岩 | 变质岩"),
            ("地球的圈层：\n地壳、地幔、地核", "地球的圈层", "地壳 | 地幔 | 地核"),
        ),
        ("岩石的三大类:\n岩浆岩, 沉积岩.", "冰碛：\n石块、泥土和沙砾的混合物"),
        find=labels_over_series,
    ),
    Pattern(
        "label and value",
        "property",
        0.7,
        "A label on a line of its own and one line directly under it: what it names is said there.",
        (
            ("## 冰川\n\n退缩的原因:\n气温上升和降雪减少.", "[冰川] 退缩的原因", "气温上升和降雪减少"),
            ("## Glaciers\n\nLower:\nVery steep", "[Glaciers] Lower", "Very steep"),
        ),
        ("## 冰川\n\n退缩的原因:\n\n气温上升.", "原因:\n气温上升.", "## Glaciers\n\nTo do:\nfirst line\nsecond line\n"),
        find=labels_over_values,
    ),
)
