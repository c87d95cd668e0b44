"""The same question as another type, where the words for it are there: those of the question or of its passage.

No wording is made up. A text of the notes gets a blank, a blank becomes an empty place with its answer beside it.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Mapping
from typing import Any

from quizgen.bank import checks
from quizgen.bank.cloze import blanks, replaced
from quizgen.bank.types import Cloze, Definition, List, Open, Question, type_name
from quizgen.problems import Level

GAP = "____"
"""Stands in an open question where a word of the notes is asked for."""

_HIDES = re.compile(r"\{\{|\}\}|::")
_ERROR: Level = "error"


def other_types(question: Question, passage: str) -> tuple[Question, ...]:
    """Return ``question`` as each other type that it can be, one after the other; ``passage`` is where it stands."""
    found: list[Question] = [question]
    for made in found:  # grows: a definition becomes a cloze, and that an open question
        for other in _NEXT[type(made)](made, passage) if type(made) in _NEXT else ():
            if type_name(other) not in map(type_name, found) and _is_sound(other):
                found.append(other)
    return tuple(found[1:])


def _is_sound(question: Question) -> bool:
    return not any(check.level == _ERROR for check, _, _ in checks.faults(question))


def _as(cls: type[Question], of: Question, /, **fields: Any) -> Question:
    shared = {f.name: getattr(of, f.name) for f in dataclasses.fields(Question)}
    return cls(**shared, **fields)


def _of_definition(q: Definition, passage: str) -> tuple[Question, ...]:
    text = _blanked(passage, q.term)
    return (_as(Cloze, q, text=text),) if text else ()


def _of_open(q: Open, passage: str) -> tuple[Question, ...]:
    if q.question.count(GAP) == 1 and not _HIDES.search(q.question + q.answer):
        return (_as(Cloze, q, text=q.question.replace(GAP, f"{{{{c1::{q.answer}}}}}")),)
    text = _blanked(passage, q.answer)
    return (_as(Cloze, q, text=text),) if text else ()


def _of_cloze(q: Cloze, passage: str) -> tuple[Question, ...]:
    found = blanks(q.text)
    if len({blank.answer for blank in found}) != 1:
        return ()
    return (_as(Open, q, question=replaced(q.text, lambda _: GAP), answer=found[0].answer),)


def _of_list(q: List, passage: str) -> tuple[Question, ...]:
    if q.question is None or any("\n" in item for item in q.items):
        return ()
    marks = [f"{n}. " for n in range(1, len(q.items) + 1)] if q.ordered else ["- "] * len(q.items)
    answer = "\n".join(mark + item for mark, item in zip(marks, q.items, strict=True))
    return (_as(Open, q, question=q.question, answer=answer),)


_NEXT: Mapping[type[Question], Callable[[Any, str], tuple[Question, ...]]] = {
    Definition: _of_definition,
    Open: _of_open,
    Cloze: _of_cloze,
    List: _of_list,
}


def _blanked(passage: str, answer: str) -> str:
    """Return ``passage`` with a blank in each place where ``answer`` stands; empty if that leaves nothing to ask."""
    answer = answer.strip()
    if not answer or _HIDES.search(passage):
        return ""
    edges = (r"(?<![A-Za-z0-9])" if answer[0].isascii() else "", r"(?![A-Za-z0-9])" if answer[-1].isascii() else "")
    text, found = re.subn(f"{edges[0]}{re.escape(answer)}{edges[1]}", lambda m: f"{{{{c1::{m[0]}}}}}", passage)
    rest = text.replace(f"{{{{c1::{answer}}}}}", "")
    return text if found and sum(map(str.isalnum, rest)) >= 4 else ""
