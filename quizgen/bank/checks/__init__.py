"""Everything that can be wrong in a bank. To add a check, add a record: its tests and documentation come from it."""

from __future__ import annotations

from collections.abc import Iterator

from quizgen.bank.checks.check import Check
from quizgen.bank.checks.mistakes import MISTAKES, bad_id
from quizgen.bank.checks.reading import READING
from quizgen.bank.types import TYPES, Question
from quizgen.problems import Level

__all__ = ["CHECKS", "GROUPS", "LEVELS", "Check", "bad_id", "faults"]

GROUPS: dict[str, tuple[Check, ...]] = {
    "The file and its fields": READING,
    "Mistakes in a question": MISTAKES,
}
CHECKS: tuple[Check, ...] = tuple(check for group in GROUPS.values() for check in group)

LEVELS: dict[str, Level] = {check.code: check.level for check in CHECKS}


def _by_type(checks: tuple[Check, ...]) -> dict[type[Question], tuple[Check, ...]]:
    return {cls: tuple(c for c in checks if c.find and issubclass(cls, c.of)) for cls in TYPES.values()}


_MISTAKES = _by_type(MISTAKES)


def faults(question: Question) -> Iterator[tuple[Check, str, str]]:
    """Yield (check, field, message) for every error that the checks find in ``question``."""
    for check in _MISTAKES[type(question)]:
        assert check.find is not None
        for field, message in check.find(question):
            yield check, field, message
