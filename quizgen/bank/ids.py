"""Ids for questions that have none: readable, short, one line, and each once."""

from __future__ import annotations

import re

from quizgen.bank.cloze import replaced
from quizgen.bank.evidence import answer_of, ask_of
from quizgen.bank.types import Cloze, Question, type_name

_LONGEST = 40


def new_id(question: Question, used: set[str]) -> str:
    """Return an id for ``question``, what it asks for in a few words, that is not in ``used``; add it there.

    ``used`` holds ids in lower case: two that differ only in that would be confused.
    """
    return distinct(_words(question), used)


def distinct(wish: str, used: set[str]) -> str:
    """Return ``wish``, or with the first free number behind it; add it to ``used``."""
    name, n = wish, 2
    while name.casefold() in used:
        name, n = f"{wish} {n}", n + 1
    used.add(name.casefold())
    return name


def _words(question: Question) -> str:
    text = ask_of(question) or answer_of(question)
    if isinstance(question, Cloze):
        text = replaced(text, lambda blank: blank.answer)
    words = re.sub(r"[\[\]{}\"'`$*#:：,，?？!！|>&%@\\\s_]+", " ", text)
    words = "".join(c if c.isprintable() else " " for c in words)
    return " ".join(words.split())[:_LONGEST].strip(" -.。") or type_name(question)
