"""From candidates to questions: each becomes the type that suits it."""

from __future__ import annotations

import re

from quizgen.bank.types import Cloze, Definition, List, Open, Question
from quizgen.notes.model import Candidate, Document

BLANK = "____"
"""Stands in a question where a word of the notes is asked for."""

_CLOZE = re.compile(r"\{\{c\d+::(.*?)\}\}")
_SIGNS = re.compile(r"[\[\]{}\"'`$*#:：,，?？!！|>&%@\\\s_]+")
_HIDES = re.compile(r"\{\{|\}\}|::")


def question_of(candidate: Candidate, document: Document) -> Question:
    """Return the question that asks for what ``candidate`` says, without id."""
    c = candidate
    source = (f"{document.path}:{c.line}",)
    tags = document.tags
    if c.kind == "list":
        return List(question=c.prompt, items=c.items, ordered=c.ordered, source=source, tags=tags)
    if c.kind == "cloze" and c.pattern == "written card":
        return Cloze(text=c.answer, source=source, tags=tags)
    if c.kind == "cloze":
        start = c.passage.index(c.answer, len(c.prompt))  # signs before it were trimmed off
        before, after = c.passage[:start], c.passage[start + len(c.answer) :]
        if _HIDES.search(c.passage):  # would read as the cloze's own marks
            return Open(question=before + BLANK + after, answer=c.answer, source=source, tags=tags)
        return Cloze(text=f"{before}{{{{c1::{c.answer}}}}}{after}", source=source, tags=tags)
    if c.prompt:
        return Open(question=c.prompt, answer=c.answer, source=source, tags=tags)
    return Definition(term=c.term, definition=c.answer, aliases=c.aliases, source=source, tags=tags)


def named(question: Question) -> str:
    """Return what ``question`` asks for in a few words, fit to be its id: its term, or how its question begins."""
    if isinstance(question, Definition):
        text = question.term
    elif isinstance(question, Cloze):
        text = _CLOZE.sub(r"\1", question.text)
    else:
        text = getattr(question, "question", None) or ""
    text = _SIGNS.sub(" ", text[:400])
    return text.strip(" -.。")[:40].rstrip(" -.。") or "question"
