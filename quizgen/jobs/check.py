"""``quizgen check``: every problem of every bank."""

from __future__ import annotations

from collections.abc import Sequence

from quizgen.bank.types import type_name
from quizgen.jobs.banks import read_banks
from quizgen.jobs.report import Report, counted, tally
from quizgen.problems import errors


def run(banks: Sequence[str]) -> Report:
    """Return the report on the bank files ``banks``; writes nothing."""
    loaded, problems = read_banks(banks)
    lines = [
        f"{bank.path}: {counted(len(bank.questions), 'question')}"
        + (f" ({tally(type_name(q) for q in bank.questions)})" if bank.questions else "")
        for bank in loaded
    ]
    faults = len(errors(problems))
    if faults:
        lines.append(f"{counted(faults, 'error')} in {counted(len({p.path for p in errors(problems)}), 'bank')}")
        return Report(tuple(lines), problems=tuple(problems))
    names = " ".join(bank.path for bank in loaded)
    return Report(tuple(lines), (f"quizgen anki {names} -o deck.apkg",), tuple(problems))
