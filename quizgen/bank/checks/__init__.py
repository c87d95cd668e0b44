"""Everything that can be wrong in a bank. To add a check, add a record: its tests and documentation come from it."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from typing import TypeAlias

from quizgen.bank.checks.advice import ADVICE
from quizgen.bank.checks.around import AROUND
from quizgen.bank.checks.check import Check
from quizgen.bank.checks.mistakes import MISTAKES, bad_id
from quizgen.bank.checks.reading import READING
from quizgen.bank.types import TYPES, Question
from quizgen.problems import Level

__all__ = ["CHECKS", "GROUPS", "LEVELS", "Check", "bad_id", "faults", "remarks"]

GROUPS: dict[str, tuple[Check, ...]] = {
    "The file and its fields": READING,
    "Mistakes in a question": MISTAKES,
    "Advice on a question": ADVICE,
    "Around the questions": AROUND,
}
CHECKS: tuple[Check, ...] = tuple(check for group in GROUPS.values() for check in group)

LEVELS: dict[str, Level] = {check.code: check.level for check in CHECKS}


def _by_type(checks: tuple[Check, ...]) -> dict[type[Question], tuple[Check, ...]]:
    return {cls: tuple(c for c in checks if c.find and issubclass(cls, c.of)) for cls in TYPES.values()}


_MISTAKES, _ADVICE = _by_type(MISTAKES), _by_type(ADVICE)

Faults: TypeAlias = Iterator[tuple[Check, str, str]]


def faults(question: Question) -> Faults:
    """Yield (check, field, message) for every error that the checks find in ``question``."""
    return _found(question, _MISTAKES[type(question)])


def remarks(question: Question) -> Faults:
    """Yield (check, field, message) for every warning and hint on ``question``."""
    return _found(question, _ADVICE[type(question)])


def _found(question: Question, checks: tuple[Check, ...]) -> Faults:
    for check in checks:
        assert check.find is not None
        for field, message in check.find(question):
            yield check, field, message


_HEAD = """# Checks

What `quizgen check` looks for, written from the table of checks by `python -m quizgen.bank.checks`: each check is rule,
test and documentation at once. Every message ends with the code of its check.

* An **error** stops every command: the bank cannot be used as it is.
* A **warning** does not, but a learner will stumble over what it names. Of each kind twenty are shown.
* A **hint** is advice. Of each kind three are shown.

How many more there are is told; `--all` shows them all.

A comment switches a warning or a hint off. Above `questions:` it holds for the whole bank; below, for one question: the
one in whose lines it stands, or the one below it. Several codes are separated by commas, and a reason may follow in
brackets:

```yaml
# quizgen: ignore long-answer (it is a law: the wording counts)
format: 1
id: law-1
title: Law
language: en

questions:
# quizgen: ignore list-length
- type: list
  term: guardians of the constitution
  items: [the constitutional court]
```

`quizgen check --fix` mends what is safe: it gives an id to each question that has none, and takes away spaces at the
ends of lines.
"""

_CONTROL_PICTURES = {code: 0x2400 + code for code in range(32) if chr(code) not in "\n\t"}
_LONGEST = 12


def documentation() -> str:
    """Return docs/checks.md: what each record says of itself, with its examples."""
    lines = [_HEAD]
    for title, group in GROUPS.items():
        lines += [f"## {title}", "", "| code | level | |", "| --- | --- | --- |"]
        lines += [
            f"| [`{c.code}`](#{c.code}) | {c.level} | {c.doc.split('. ')[0].split(': ')[0].rstrip('.')} |"
            for c in group
        ]
        for check in group:
            lines += ["", f"### {check.code}", "", *textwrap.wrap(f"{check.level.capitalize()}. {check.doc}", 118), ""]
            lines += [*_example("Found in", check.bad, " broken"), "", *_example("Not in", check.good)]
        lines.append("")
    return "\n".join(lines)


def _example(label: str, text: str, mark: str = "") -> list[str]:
    shown = text.translate(_CONTROL_PICTURES).rstrip("\n").split("\n")
    more = [f"# ... {len(shown):,} lines"] if len(shown) > _LONGEST else []
    return [f"{label}:", "", f"```yaml{mark}", *shown[: _LONGEST if more else None], *more, "```"]
