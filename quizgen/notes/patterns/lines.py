"""Patterns of the page: a name, and under it a single line that says something of it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quizgen.notes.model import Candidate
from quizgen.notes.outline import Outline, is_statement
from quizgen.notes.patterns.headings import HOLDS_ZH, is_fragment, named
from quizgen.notes.patterns.labels import LONGEST_SERIES, series_in
from quizgen.notes.patterns.pattern import Pattern
from quizgen.notes.patterns.series import enumerated
from quizgen.notes.patterns.sights import leads_in, prompt, sight
from quizgen.notes.patterns.terms import balanced
from quizgen.notes.verbs import is_clause, starts_with_verb
from quizgen.notes.words import META, has_han, is_facet, lead, points_elsewhere, weight, zh

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
        if (holds := HOLDS_ZH.match(text)) and not enumerated(text[holds.end() :]):
            asked = prompt(context, f"{name.text}{holds.group()}什么？")
            yield sight(i, asked, text[holds.end() :], block.line, passage, kind="property", prompt=asked)
        elif items := series_in(text, name.text) or _names(text):
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
)
