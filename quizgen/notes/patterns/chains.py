"""Patterns of the page: steps in one line, with arrows between them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quizgen.notes.model import Candidate
from quizgen.notes.outline import Outline
from quizgen.notes.patterns.bullets import ITEM_LENGTH, LIST_LENGTH
from quizgen.notes.patterns.fronts import has_owner
from quizgen.notes.patterns.pattern import Pattern
from quizgen.notes.patterns.sights import prompt, sight
from quizgen.notes.words import CJK, weight

_ARROW = re.compile(r"\s*(?:[-=]{1,2}>|→|⇒|➔|➜)\s*|\s>\s")
_ARROW_HEAD = re.compile("[>→⇒➔➜]")  # stands in every arrow
_BRACKETED = re.compile(r"[(（\[][^()（）\[\]]*[)）\]]")


def arrow_steps(outline: Outline) -> Iterator[Candidate]:
    """``first -> then -> last`` after a label or under a name: steps in their order."""
    for i, block in enumerate(outline.blocks):
        if block.kind not in ("paragraph", "item") or not _ARROW_HEAD.search(block.text):
            continue
        if len(_ARROW.findall(block.text)) < 2 or outline.left_out(i):
            continue
        label, name, context = outline.labels[i], outline.name(i), outline.context(i)
        text = block.text[label.body :] if label else block.text
        if any(m.kind in ("code", "math") and _ARROW.search(block.text[m.start : m.end]) for m in block.inline.marks):
            continue
        steps = _steps(text)
        if not label and not _is_alone(outline, i) and all(weight(step) <= SHORT_STEP for step in steps):
            continue  # names that one of several remarks puts in an order
        fit = 3 <= len(steps) <= LIST_LENGTH and len(set(steps)) == len(steps)
        if not fit or any(not 2 <= weight(step) <= ITEM_LENGTH or not _STEP.match(step) for step in steps):
            continue
        if label and (name is None or outline.label_kind(i) == ""):
            continue
        asked = prompt((*context, name)) if label and name else prompt(context)
        told = sum(step in asked for step in steps)
        if asked and told in (0, len(steps)) and not (name and name.facet and not has_owner(context, name.text)):
            yield sight(i, asked, "", block.line, block.text, kind="list", items=steps, ordered=True, prompt=asked)


def _steps(text: str) -> tuple[str, ...]:
    """Return the parts of ``text`` between arrows; those in brackets divide nothing."""
    masked = _BRACKETED.sub(lambda m: "x" * len(m.group()), text)
    cuts = [0, *(at for found in _ARROW.finditer(masked) for at in found.span()), len(text)]
    return tuple(text[a:b].strip().rstrip("。.；;，, ") for a, b in zip(cuts[::2], cuts[1::2], strict=True))


SHORT_STEP = 8
"""A longer step (in Chinese characters) says what is done."""


def _is_alone(outline: Outline, i: int) -> bool:
    """Say whether block ``i`` stands directly under what it belongs to, without others of its kind beside it."""
    owners = outline.owners(i)
    beside = i + 1 < len(outline.blocks) and outline.blocks[i].kind == outline.blocks[i + 1].kind == "item"
    same = beside and outline.blocks[i].level == outline.blocks[i + 1].level
    return bool(owners) and owners[0] == i - 1 and not same


_STEP = re.compile(rf"(?!.*[;；])(?=[\w(（“\"$`]).*?(?:[{CJK}]{{2}}|[A-Za-z]{{3}})")


CHAINS: tuple[Pattern, ...] = (
    Pattern(
        "steps with arrows",
        "list",
        0.8,
        "Who writes first -> then -> last gives the steps of what stands before or above it, in their order.",
        (
            ("## 造雪\n\n水泵加压 -> 喷嘴雾化 -> 空中结冰", "造雪", "水泵加压 | 喷嘴雾化 | 空中结冰"),
            (
                "## 冰川\n\n### 排列\n\n南极冰盖 > 格陵兰冰盖 > 山岳冰川",
                "[冰川] 排列",
                "南极冰盖 | 格陵兰冰盖 | 山岳冰川",
            ),
            (
                "**Cheese**: warm the milk → add rennet (drops -> stir) → cut the curd",
                "Cheese",
                "warm the milk | add rennet (drops -> stir) | cut the curd",
            ),
        ),
        (
            "## Cheese\n\nmilk -> curd",
            "## Types\n\n`a -> b -> c`",
            "## 燃烧\n\nC → CO → CO2",
            "## Snow\n\n- It is white\n- flake -> powder -> firn",
            "## Firn\n\nsnow falls down → ↓ air between the grains → ice at last",
        ),
        find=arrow_steps,
    ),
)
