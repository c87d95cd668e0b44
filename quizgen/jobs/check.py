"""``quizgen check``: every problem of every bank."""

from __future__ import annotations

from collections.abc import Sequence

from quizgen.bank.cloze import renumbered
from quizgen.bank.lock import Entry
from quizgen.bank.types import Bank, Cloze, type_name
from quizgen.jobs.banks import read_banks
from quizgen.jobs.locks import read_lock
from quizgen.jobs.report import Report, counted, tally
from quizgen.problems import Problem, Refused, errors


def run(banks: Sequence[str]) -> Report:
    """Return the report on the bank files ``banks``; writes nothing."""
    loaded, problems = read_banks(banks)
    for bank in loaded:
        problems += _renumbered(bank)
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


def _renumbered(bank: Bank) -> list[Problem]:
    """Return a warning for each blank that lost the number by which Anki knows it, as the bank's lock says."""
    clozes = [q for q in bank.questions if isinstance(q, Cloze)]
    if not clozes:
        return []
    try:
        lock, problems = read_lock(bank.path)
    except Refused as e:
        return list(e.problems)
    known = lock.entries if lock else dict[str, Entry]()
    return problems + [
        Problem(bank.path, *q.places["text"], words, "warning")
        for q in clozes
        for words in renumbered(q.text, known.get(q.id or "", Entry()).clozes)
    ]
