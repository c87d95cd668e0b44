"""Check: one thing that can be wrong in a bank."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias

from quizgen.bank.types import Question
from quizgen.problems import Level

Found: TypeAlias = Iterator[tuple[str, str]]
"""(field, message) for each fault; the message begins in the middle of a sentence that names the field."""


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that can be wrong: its code and level, why it matters and what to do, and an example that proves it.

    ``bad`` has it and nothing else, ``good`` has nothing: questions, or a whole file. ``find`` looks at single
    questions of the types ``of``; without it something else reports the code.
    """

    code: str
    level: Level
    doc: str
    bad: str
    good: str
    of: tuple[type[Question], ...] = (Question,)
    find: Callable[[Any], Found] | None = None
