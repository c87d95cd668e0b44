"""Other names of what stands above or before: lines and sentences that say nothing but those (Also known as ...)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quizgen.notes.model import Candidate
from quizgen.notes.naming import Name
from quizgen.notes.outline import Outline
from quizgen.notes.patterns.pattern import Pattern
from quizgen.notes.patterns.pronouns import named
from quizgen.notes.patterns.sights import asks_other_name, sight
from quizgen.notes.patterns.terms import term_of
from quizgen.notes.regexes import zh
from quizgen.notes.words import has_han

OTHER_NAMES = re.compile(
    r"(?:(?:also|otherwise|sometimes|commonly|formerly|better)\s(?:known\sas|called|termed|named|referred\sto\sas)|aka\b|a\.\s?k\.\s?a\.?)"
    r"[:,]?\s+(?P<en>[^,.;:()]{2,60}(?:,\s[^,.;:()]{2,40}){0,4})\.?"
    + zh(
        "|(?:又|也|亦|俗)(?:被?称为?|叫[做作]?|名)[:：]?\\s*(?P<zh>[^，,。；：:（）()的]{2,14}(?:[、，][^，,。；：:（）()的]{2,14}){0,4})。?"
    ),
    re.I,
)
"""A whole line or sentence that only gives names."""
_BETWEEN = re.compile(zh(",\\s|[、，/]|\\s(?:or|and)\\s|或"))


def other_names(outline: Outline) -> Iterator[Candidate]:
    """``Also known as Y`` as a sentence of its own: of the heading, label or bullet it stands under, or spoken of."""
    for i, block in enumerate(outline.blocks):
        if block.kind not in ("paragraph", "item", "definition") or outline.left_out(i):
            continue
        before = ""
        for sentence in outline.said(i):
            names = _names_in(sentence.text.strip())
            of = _spoken_of(outline, i, before) if names else None
            before = sentence.text
            if of and not of.facet:
                line, asked = sentence.line_at(0), asks_other_name(of.text, chinese=has_han(sentence.text))
                yield sight(i, of.text, names[0], line, block.text, kind="alias", aliases=names[1:], prompt=asked)


def _names_in(text: str) -> tuple[str, ...]:
    """Return the names that ``text`` gives, if it gives only names."""
    found = OTHER_NAMES.fullmatch(text)
    names = [term_of(part) for part in _BETWEEN.split(found["en"] or found["zh"])] if found else []
    return tuple(name.text for name in names if name) if all(names) else ()


def _spoken_of(outline: Outline, i: int, before: str) -> Name | None:
    """Return what a sentence in block ``i`` speaks of that has no subject and stands behind ``before``."""
    if outline.labels[i]:
        return outline.name(i)
    own = named(before) if before and not has_han(before) else None
    return own or outline.topic(i)


OTHER: tuple[Pattern, ...] = (
    Pattern(
        "also known as, alone",
        "alias",
        0.75,
        "A line or sentence without a subject that only gives a name gives another to what it stands under.",
        (
            (
                "## Loess\n\nDust that the wind has laid down.\n\nAlso known as wind silt.",
                "What is Loess also called?",
                "wind silt",
            ),
            ("- Loess: dust that the wind has laid down. Aka wind silt.", "What is Loess also called?", "wind silt"),
            ("## 黄土\n\n又称风成土。\n\n由风搬运堆积而成。", "黄土又叫什么？", "风成土"),
        ),
        (
            "Loess is also known for its steep walls. Also known for its fertile soil.",
            "Also known as wind silt.",
            "## Loess\n\nAlso called wind silt, it covers the plain.",
        ),
        find=other_names,
    ),
)
