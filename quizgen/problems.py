"""Problem: what is wrong in a user's file, as a value: path, line, column and plain words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Level = Literal["error", "warning", "hint"]


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One fault in one of the user's files.

    ``line`` and ``column`` count from 1; 0 says that the whole file is meant. ``message`` says what is wrong and what
    is allowed. Only ``level == "error"`` stops a command.
    """

    path: str
    line: int
    column: int
    message: str
    level: Level = "error"
    code: str = ""

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}:{self.column}" if self.line else self.path
        level = "" if self.level == "error" else f"{self.level}: "
        return f"{place}: {level}{self.message}{f' [{self.code}]' if self.code else ''}"


class Refused(Exception):  # noqa: N818 - it is no fault of the program
    """A command cannot be carried out because of the user's files: the problems say why.

    Raised at the edges (``files``, ``jobs``) only, caught once, in ``cli``, which exits with its ``status``.
    """

    status = 1

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))


class Misused(Refused):
    """A command cannot be carried out because of its options, seen beside the user's files."""

    status = 2


def errors(problems: Iterable[Problem]) -> list[Problem]:
    """Return those of ``problems`` that stop a command."""
    return [p for p in problems if p.level == "error"]
