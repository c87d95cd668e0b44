"""From candidates to questions: each becomes the type that suits it."""

from __future__ import annotations

import re

from quizgen.bank.types import Cloze, Definition, List, Open, Question
from quizgen.notes.model import Candidate
from quizgen.notes.words import has_han, is_chinese

_HIDES = re.compile(r"\{\{|\}\}|::")


def question_of(candidate: Candidate, path: str) -> Question:
    """Return the question that asks for what ``candidate`` says, without id."""
    c = candidate
    source = (f"{path}:{c.line}",)
    if c.kind == "list":
        return List(
            question=c.prompt or None,
            term=None if c.prompt else c.term,
            items=c.items,
            ordered=c.ordered,
            source=source,
        )
    if c.kind == "cloze":
        if _HIDES.search(c.passage):
            return Open(
                question=c.prompt + "____" + c.passage[len(c.prompt) + len(c.answer) :], answer=c.answer, source=source
            )
        at = c.passage.find(c.answer, len(c.prompt))
        text = f"{c.passage[:at]}{{{{c1::{c.answer}}}}}{c.passage[at + len(c.answer) :]}"
        return Cloze(text=text, source=source)
    if c.kind == "alias":
        asked = (
            f"{c.term}的全称或别名是什么？"
            if has_han(c.term) or is_chinese(c.passage)
            else f"What is another name or the long form of {c.term}?"
        )
        return Open(question=asked, answer=c.answer, source=source)
    if c.prompt:
        return Open(question=c.prompt, answer=c.answer, source=source)
    return Definition(
        term=c.term, definition=c.answer, aliases=tuple(a for a in c.aliases if a != c.term), source=source
    )


def wish_of(candidate: Candidate) -> str:
    """Return the id that suits ``candidate`` best: its term or question, short and in one line."""
    text = candidate.prompt if candidate.prompt and candidate.kind != "cloze" else candidate.term
    if candidate.kind == "cloze":
        text = candidate.passage
    text = re.sub(r"[\[\]{}\"'`$*#:：,，?？!！|>&%@\\\n\t_]+", " ", text)
    text = re.sub(r"\s+", " ", text).strip(" -.。")
    return text[:40].rstrip(" -.。") or "question"
