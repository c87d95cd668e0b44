"""Patterns of the page: questions that the author put, in headings, as Q: and A:, as flashcards."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quizgen.notes.model import Candidate
from quizgen.notes.outline import NUMBERING, Outline, folded
from quizgen.notes.patterns.headings import is_fragment
from quizgen.notes.patterns.lists import fit_for_list, listed
from quizgen.notes.patterns.pattern import Pattern
from quizgen.notes.patterns.sights import leads_in, opening, sight
from quizgen.notes.words import has_han, is_facet, points_elsewhere, weight, zh

_Q = re.compile(r"\s*(?:Q|问|问题|question)\s*\d*\s*[:：.、]\s*", re.I)
_A = re.compile(r"\s*(?:A|答|答案|解答|answer)\s*\d*\s*[:：.、]\s*", re.I)
_ASKING = re.compile(
    zh(r"什么|为何|如何|怎么|怎样|哪些|哪几|哪种|哪个|是否|吗|呢|区别|谁|多少|几[种个类]")
    + r"|^(?:what|why|how|when|where|who|which|is|are|does|do|can|should)\b",
    re.I,
)
_ASKING_WITHOUT_MARK = re.compile(
    zh(
        r"^(?:什么是|为什么|为何|如何|怎么|怎样|有哪些|简述|说说|谈谈|介绍一下|解释)|(?:是什么|有哪些|"
        r"的?区别|怎么办|是怎样的)$"
    )
    + r"|^(?:what|why|how|when\s+to)\b(?:\s+\S+){2,11}$",
    re.I,
)


def asked_by(text: str) -> str:
    """Return the question that a heading, label or line puts, without its number; "" if it puts none."""
    text = NUMBERING.sub("", text, count=1) if NUMBERING.match(text) else text
    text = _Q.sub("", text.strip(), count=1).strip(" *_#")
    if not 3 <= weight(text) <= 70 or is_facet(text):
        return ""
    if re.search(r"[?？]$", text) and (_ASKING.search(text) or has_han(text)):
        return text
    return text if weight(text) <= 30 and _ASKING_WITHOUT_MARK.search(text) else ""


def _set_off(outline: Outline, i: int) -> bool:
    """Say whether block ``i`` is a line of its own that asks: a heading, Q:, bold, numbered, over bullets."""
    block = outline.blocks[i]
    if block.kind == "heading":
        return True
    if block.kind not in ("paragraph", "item") or len(block.text) > 200:
        return False
    marks = block.inline.marks
    all_bold = bool(marks) and marks[0].start == 0 and marks[0].end >= len(block.text.strip()) - 1
    numbered = bool(block.ordered or NUMBERING.match(block.text)) and bool(re.search("[?？]", block.text))
    return (
        bool(_Q.match(block.text)) or all_bold or numbered or (block.kind == "item" and bool(outline.children.get(i)))
    )


def _under(outline: Outline, i: int) -> list[int]:
    """Return the blocks that stand under block ``i`` until something on its own level begins."""
    block = outline.blocks[i]
    if block.kind == "heading":
        return [j for j in range(i + 1, min(len(outline.blocks), i + 40)) if i in outline.blocks[j].headings]
    if outline.children.get(i):
        return outline.children[i]
    found = []
    for j in range(i + 1, min(len(outline.blocks), i + 12)):
        other = outline.blocks[j]
        level = block.kind == other.kind == "item" and other.level <= block.level
        if other.kind == "heading" or asked_by(other.text) or level:
            break
        found.append(j)
    return found


def question_headings(outline: Outline) -> Iterator[Candidate]:
    """A heading or line of its own that asks, and what stands under it."""
    for i, block in enumerate(outline.blocks):
        question = asked_by(block.text) if len(block.text) < 300 and _set_off(outline, i) else ""
        if question and (under := _under(outline, i)):
            yield from _answered(outline, i, question, under)


def _answered(outline: Outline, i: int, question: str, under: list[int]) -> Iterator[Candidate]:
    block = outline.blocks[under[0]]
    items = [j for j in under if outline.blocks[j].kind == "item" and outline.blocks[j].level == block.level]
    if block.kind == "paragraph" and leads_in(block.text):
        items = [c for c in outline.children.get(under[0], ()) if outline.blocks[c].kind == "item"]
    elif block.kind == "paragraph" and outline.label_kind(under[0]) == "term" and not _A.match(block.text):
        items = [j for j in under if outline.label_kind(j) == "term"]
    elif block.kind != "item":
        items = []
    if len(items) >= 2:
        if fit_for_list(outline, items):
            yield listed(outline, i, items, question)
        return
    said = outline.said(under[0])
    if block.kind not in ("paragraph", "item") or not said or leads_in(said[0].text):
        return
    answer = opening(said, block.inline)
    if weight(answer.text) < 8 and len(said) > 1:  # yes or no, and then the reason
        answer = block.inline.cut(block.text.find(said[0].text), block.text.find(said[1].text) + len(said[1].text))
    if not _A.match(block.text) and not _defines(question, answer.text):
        return
    text = _A.sub("", answer.text, count=1) if _A.match(answer.text) else answer.text
    passage = f"{outline.blocks[i].text}\n{block.text}"
    yield sight(under[0], question, text, answer.line_at(0), passage, kind="question", prompt=question)


# --- Flashcards that stand in the notes ------------------------------------------------------------------------------

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
            yield sight(i, "", text, block.line, text, kind="cloze")
            continue
        found = _QA.match(text) or (_TWO_COLONS.match(text) if "::" in text else None)
        if found and not any(
            m.kind in ("code", "math", "link") and m.start <= found.start("a") < m.end for m in block.inline.marks
        ):
            question = found["q"].strip()
            yield sight(i, question, found["a"].strip(), block.line, text, kind="question", prompt=question)


_WHAT_IS = re.compile(
    zh(r"^(?:什么是|什么叫|何为)(?P<zh>[^，,？?]{2,20})[？?]?$|^(?P<left>[^，,？?]{2,20}?)(?:指的)?是什么[？?]?$")
    + r"|^what\s+(?:is|are)\s+(?:an?\s+|the\s+)?(?P<en>[\w\- ]{2,40}?)\s*\??$",
    re.I,
)


def _defines(question: str, answer: str) -> bool:
    """Say whether ``answer`` can answer "what is X": it names X, or lacks a subject of its own."""
    found = _WHAT_IS.match(question)
    if not found:
        return True
    name = folded(next(g for g in found.groups() if g))
    leans = points_elsewhere(answer) or is_fragment(answer.strip())
    return (
        leans
        or name in folded(answer)
        or any(part in folded(answer) for part in re.split(r"[和与及]|and", name) if len(part) > 1)
    )


ASKED: tuple[Pattern, ...] = (
    Pattern(
        "question heading",
        "question",
        0.8,
        "The author's own question is the best there is; what stands under it answers it.",
        (
            (
                "## 为什么海水是咸的？\n\n河流把岩石中的盐分带进了海洋。",
                "为什么海水是咸的？",
                "河流把岩石中的盐分带进了海洋",
            ),
            (
                "## What is permafrost?\n\nGround that stays frozen for at least two years.",
                "What is permafrost?",
                "Ground that stays frozen for at least two years",
            ),
        ),
        ("## 为什么海水是咸的？\n\n## 潮汐", "那么海水为什么是咸的呢？我们接着往下看。"),
        find=question_headings,
    ),
    Pattern(
        "written card",
        "question",
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
