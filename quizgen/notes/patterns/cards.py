"""Flashcards that stand in the notes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quizgen.notes.model import Candidate
from quizgen.notes.outline import Outline
from quizgen.notes.patterns.pattern import Pattern
from quizgen.notes.patterns.sights import sight

_QA = re.compile(
    r"^\s*(?:Q|问|问题|question)\s*\d*\s*[:：]\s*(?P<q>\S.{1,300}?)\s*(?:\s|(?<=[?？。]))(?:A|答|"
    r"答案|answer)\s*\d*\s*[:：]\s*(?P<a>\S.*)$",
    re.I | re.S,
)
_TWO_COLONS = re.compile(r"^(?![\w<>]+::\w)(?P<q>[^:：\n]{2,160}?)\s*(?<!:)::(?!:)\s*(?P<a>[^:\s][^\n]{0,300})$", re.A)
_CLOZE = re.compile(r"\{\{c\d+::[^{}]{1,200}\}\}")


def written_cards(outline: Outline) -> Iterator[Candidate]:
    """``Q: ... A: ...`` in one paragraph, ``question::answer``, ``{{c1::...}}``: cards as their author wrote them."""
    for i, block in enumerate(outline.blocks):
        if block.kind not in ("paragraph", "item") or len(block.text) > 800:
            continue
        text = block.text.strip()
        if _CLOZE.search(text):
            yield sight(i, "", text, block.line, text)
            continue
        found = _QA.match(text) or (_TWO_COLONS.match(text) if "::" in text else None)
        if found and not any(
            m.kind in ("code", "math", "link") and m.start <= found.start("a") < m.end for m in block.inline.marks
        ):
            question = found["q"].strip()
            yield sight(i, question, found["a"].rstrip("。. "), block.line, text, prompt=question)


CARDS: tuple[Pattern, ...] = (
    Pattern(
        "written card",
        "card",
        0.95,
        "Cards that the notes already hold are taken as their author wrote them.",
        (
            ("Q: 海水为什么是咸的？ A: 河流带来了岩石中的盐分。", "海水为什么是咸的？", "河流带来了岩石中的盐分"),
            ("capital of Norway::Oslo", "capital of Norway", "Oslo"),
            (
                "Permafrost covers {{c1::a quarter}} of the northern land.",
                "Permafrost covers ____ of the northern land.",
                "a quarter",
            ),
        ),
        ("std::vector is a class.", "`a::b`"),
        find=written_cards,
    ),
)
