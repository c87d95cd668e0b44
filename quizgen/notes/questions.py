"""From candidates to questions: each becomes the type that suits it."""

from __future__ import annotations

import re
from collections.abc import Callable

from quizgen.bank.types import Cloze, Definition, List, Open, Question
from quizgen.notes.model import Candidate, Document

BLANK = "____"
"""Stands in a question where a word of the notes is asked for."""

_CLOZE = re.compile(r"\{\{c\d+::(.*?)\}\}")
_SIGNS = re.compile(r"[\[\]{}\"'`$*#:：,，?？!！|>&%@\\\s_]+")
_HIDES = re.compile(r"\{\{|\}\}|::")


def question_of(candidate: Candidate, document: Document, id_of: Callable[[str], str]) -> Question:
    """Return the question that asks for what ``candidate`` says; ``id_of`` makes its id of what it asks for."""
    c = candidate
    source = (f"{document.path}:{c.line}",)
    tags = document.tags
    if c.kind == "list":
        return List(
            id=id_of(_asked(c.prompt)), question=c.prompt, items=c.items, ordered=c.ordered, source=source, tags=tags
        )
    if c.kind == "card" and not c.prompt:
        return Cloze(id=id_of(_asked(_shown(c.answer))), text=c.answer, source=source, tags=tags)
    if c.kind == "cloze":
        start = c.passage.index(c.answer, len(c.prompt))  # signs before it were trimmed off
        before, after = c.passage[:start], c.passage[start + len(c.answer) :]
        if _HIDES.search(c.passage):  # would read as the cloze's own marks
            asked = before + BLANK + after
            return Open(id=id_of(_asked(asked)), question=asked, answer=c.answer, source=source, tags=tags)
        text = f"{before}{{{{c1::{c.answer}}}}}{after}"
        return Cloze(id=id_of(_asked(_shown(text))), text=text, source=source, tags=tags)
    if c.prompt:
        return Open(id=id_of(_asked(c.prompt)), question=c.prompt, answer=c.answer, source=source, tags=tags)
    name = id_of(_asked(c.term))
    return Definition(id=name, term=c.term, definition=c.answer, aliases=c.aliases, source=source, tags=tags)


def named(question: Question) -> str:
    """Return what ``question`` asks for in a few words, fit to be its id: its term, or how its question begins."""
    if isinstance(question, Definition):
        return _asked(question.term)
    if isinstance(question, Cloze):
        return _asked(_shown(question.text))
    return _asked(getattr(question, "question", None) or "")


def _shown(cloze: str) -> str:
    """Return the text of a cloze without the marks of its blanks."""
    return _CLOZE.sub(r"\1", cloze)


def _asked(text: str) -> str:
    text = _SIGNS.sub(" ", text[:400])
    return text.strip(" -.。")[:40].rstrip(" -.。") or "question"
