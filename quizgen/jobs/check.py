"""``quizgen check``: every problem of every bank."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from quizgen.bank.cloze import renumbered
from quizgen.bank.edit import Assign, splice
from quizgen.bank.ids import new_id
from quizgen.bank.lint import lint
from quizgen.bank.load import sound_part
from quizgen.bank.lock import Entry
from quizgen.bank.tidy import tidy
from quizgen.bank.types import Bank, Cloze, type_name
from quizgen.files import alone
from quizgen.jobs.banks import bank_text, open_for_edits, read_banks, replace_bank
from quizgen.jobs.locks import read_lock
from quizgen.jobs.pictures import find_picture
from quizgen.jobs.report import Report, counted, tally
from quizgen.problems import Problem, Refused, errors

SHOWN = {"warning": 20, "hint": 3}
"""Problems of one kind that are shown; of the others their number is told."""


def run(banks: Sequence[str], *, fix: bool = False, every: bool = False) -> Report:
    """Return the report on the bank files ``banks``.

    ``fix`` gives an id to each question that has none and takes away spaces at the ends of lines; otherwise nothing is
    written. ``Refused`` when that cannot be done. Without ``every`` a few of each kind stand for all.
    """
    fixed = [_fix(bank) for bank in read_banks(banks)[0]] if fix else []
    loaded, problems = problems_of(banks)
    lines = [
        f"{bank.path}: {counted(len(bank.questions), 'question')}"
        + (f" ({tally(type_name(q) for q in bank.questions)})" if bank.questions else "")
        for bank in loaded
    ]
    if fix:
        lines.append(_mended(fixed))
    shown, left = (problems, 0) if every else _shown(problems)
    if problems:
        lines.append(_summary(problems))
    steps = _steps(loaded, problems)
    if left:
        lines.append(f"{left:,} of them not shown")
        steps.insert(0, f"quizgen check --all {' '.join(banks)}    shows every one")
    return Report(tuple(lines), tuple(steps), tuple(shown))


def _mended(fixed: Sequence[tuple[int, int]]) -> str:
    """Return what was mended, told by (ids, lines) of each bank."""
    ids, lines = (sum(numbers) for numbers in zip((0, 0), *fixed, strict=True))
    told = [f"{counted(ids, 'id')} added"] * bool(ids) + [f"{counted(lines, 'line')} tidied"] * bool(lines)
    return ", ".join(told) or "nothing to fix"


def _steps(banks: Sequence[Bank], problems: Sequence[Problem]) -> list[str]:
    """Return what to do next with ``banks``."""
    if errors(problems):
        return []
    paths = [bank.path for bank in banks if not bank.included]
    names = " ".join(paths)
    deck = Path(paths[0]).with_suffix(".apkg") if len(paths) == 1 else "deck.apkg"
    ids = any(q.id is None for bank in banks for q in bank.questions)
    spaces = any(problem.code == "trailing-space" for problem in problems)
    mends = ["adds the ids that Anki needs"] * ids + ["takes away spaces at the ends of lines"] * spaces
    steps = [f"quizgen check --fix {names}    {', '.join(mends)}"] if mends else []
    return steps if ids else [*steps, f"quizgen anki {names} -o {deck}"]


def problems_of(paths: Sequence[str]) -> tuple[list[Bank], list[Problem]]:
    """Return the banks at ``paths`` that are sound, and every problem: those of one file together, in their order."""
    loaded, problems = read_banks(paths)
    numbers = [problem for bank in loaded for problem in _renumbered(bank)]
    known = {bank.path for bank in loaded}
    broken = [path for path in dict.fromkeys(p.path for p in errors(problems)) if path not in known]
    problems += lint([*((bank, bank_text(bank.path)) for bank in loaded), *_sound_parts(broken)], _look, numbers)
    order = {path: n for n, path in enumerate(dict.fromkeys([*paths, *(bank.path for bank in loaded)]))}
    return loaded, sorted(problems, key=lambda p: (order.get(p.path, len(order)), p.line, p.column))


def _sound_parts(paths: Sequence[str]) -> Iterator[tuple[Bank, str]]:
    """Yield what is sound of the broken banks at ``paths``, and their text."""
    for path in paths:
        with suppress(Refused):
            text = bank_text(path)
            if part := sound_part(path, text):
                yield part, text


def _look(bank: str, src: str) -> None:
    find_picture(bank, src)


def _shown(problems: Sequence[Problem]) -> tuple[list[Problem], int]:
    """Return ``problems`` without all but the first warnings and hints of each kind, and how many those are."""
    seen: Counter[str] = Counter()
    shown = []
    for problem in problems:
        seen[problem.code] += 1
        if problem.level == "error" or seen[problem.code] <= SHOWN[problem.level]:
            shown.append(problem)
    return shown, len(problems) - len(shown)


def _summary(problems: Sequence[Problem]) -> str:
    levels = Counter(problem.level for problem in problems)
    told = ", ".join(counted(levels[level], level) for level in ("error", "warning", "hint") if levels[level])
    return f"{told} in {counted(len({p.path for p in problems}), 'bank')}"


def _fix(bank: Bank) -> tuple[int, int]:
    """Mend what is safe in ``bank``; return how many ids were added, and how many lines tidied."""
    with alone(Path(bank.path)):
        written = before = open_for_edits(bank.path)
        lock, _ = read_lock(bank.path)
        used = {q.id.casefold() for q in written.bank.questions if q.id is not None}
        used |= {name.casefold() for name in (lock.entries if lock else ())}
        changes = [Assign(at, "id", new_id(q, used)) for at, q in enumerate(written.bank.questions) if q.id is None]
        written, problems = splice(written, changes)
        if problems:
            raise Refused(problems)
        written, lines = tidy(written)
        if written is not before:
            replace_bank(bank.path, before.whole, written.whole)
    return len(changes), lines


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
        Problem(bank.path, *q.places["text"], words, "warning", "lost-blank")
        for q in clozes
        for words in renumbered(q.text, known.get(q.id or "", Entry()).clozes)
    ]
