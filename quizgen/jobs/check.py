"""``quizgen check``: every problem of every bank."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from quizgen.bank.cloze import renumbered
from quizgen.bank.edit import Assign, splice
from quizgen.bank.ids import new_id
from quizgen.bank.lock import Entry
from quizgen.bank.types import Bank, Cloze, type_name
from quizgen.files import alone
from quizgen.jobs.banks import open_for_edits, read_banks, replace_bank
from quizgen.jobs.locks import read_lock
from quizgen.jobs.report import Report, counted, tally
from quizgen.problems import Problem, Refused, errors


def run(banks: Sequence[str], *, fix: bool = False) -> Report:
    """Return the report on the bank files ``banks``.

    ``fix`` gives an id to each question that has none; otherwise nothing is written. ``Refused`` when that cannot be
    done.
    """
    loaded, problems = read_banks(banks)
    if fix:
        fixed = sum(_fix(bank) for bank in loaded)
        loaded, problems = read_banks(banks)
    for bank in loaded:
        problems += _renumbered(bank)
    lines = [
        f"{bank.path}: {counted(len(bank.questions), 'question')}"
        + (f" ({tally(type_name(q) for q in bank.questions)})" if bank.questions else "")
        for bank in loaded
    ]
    if fix:
        lines.append(f"{counted(fixed, 'id')} added" if fixed else "nothing to fix")
    faults = len(errors(problems))
    if faults:
        lines.append(f"{counted(faults, 'error')} in {counted(len({p.path for p in errors(problems)}), 'bank')}")
        return Report(tuple(lines), problems=tuple(problems))
    names = " ".join(bank.path for bank in loaded if not bank.included)
    if any(q.id is None for bank in loaded for q in bank.questions):
        return Report(tuple(lines), (f"quizgen check --fix {names}    adds the ids that Anki needs",), tuple(problems))
    return Report(tuple(lines), (f"quizgen anki {names} -o deck.apkg",), tuple(problems))


def _fix(bank: Bank) -> int:
    """Give an id to each question of ``bank`` that has none; return how many that were."""
    if all(q.id is not None for q in bank.questions):
        return 0
    with alone(Path(bank.path)):
        written = open_for_edits(bank.path)
        lock, _ = read_lock(bank.path)
        used = {q.id.casefold() for q in written.bank.questions if q.id is not None}
        used |= {name.casefold() for name in (lock.entries if lock else ())}
        changes = [Assign(at, "id", new_id(q, used)) for at, q in enumerate(written.bank.questions) if q.id is None]
        made, problems = splice(written, changes)
        if problems:
            raise Refused(problems)
        replace_bank(bank.path, written.whole, made.whole)
    return len(changes)


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
