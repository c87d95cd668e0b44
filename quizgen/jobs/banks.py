"""Reading bank files: what every command that starts from banks does first."""

from __future__ import annotations

import codecs
from collections.abc import Sequence
from pathlib import Path

from quizgen.bank.edit import Written, open_bank
from quizgen.bank.load import load
from quizgen.bank.lock import Lock
from quizgen.bank.types import Bank
from quizgen.files import read_bytes, write_whole
from quizgen.jobs.locks import write_lock
from quizgen.problems import Problem, Refused, errors


def load_banks(paths: Sequence[str]) -> tuple[list[Bank], list[Problem]]:
    """Return the banks at ``paths`` and the warnings; ``Refused`` with every error of every bank if there is one."""
    banks, problems = read_banks(paths)
    if faults := errors(problems):
        raise Refused(faults)
    return banks, problems


def read_banks(paths: Sequence[str]) -> tuple[list[Bank], list[Problem]]:
    """Return the banks at ``paths`` that are sound, and all problems of all of them, those between banks included.

    A file that is named twice counts once.
    """
    banks: list[Bank] = []
    problems: list[Problem] = []
    for path in {Path(path).resolve(): path for path in reversed(paths)}.values():
        try:
            bank, found = load(path, bank_text(path))
        except Refused as e:
            problems += e.problems
            continue
        problems += found
        if bank is not None:
            banks.append(bank)
    banks.sort(key=lambda bank: paths.index(bank.path))
    problems.sort(key=lambda problem: paths.index(problem.path))
    return banks, problems + _same_ids(banks)


def bank_text(path: str) -> str:
    """Return the text of the bank at ``path``, with its BOM if it has one; ``Refused`` if it is not UTF-8.

    Banks are edited in place, so there is no guessing of encodings as with notes.
    """
    data = read_bytes(Path(path))
    try:
        return data.decode()
    except UnicodeDecodeError as e:
        wide = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
        line = 0 if wide else data.count(b"\n", 0, e.start) + 1
        column = e.start - data.rfind(b"\n", 0, e.start)
        raise Refused([Problem(path, line, column, "is not in UTF-8: save it as UTF-8", code="unreadable")]) from None


def open_for_edits(path: str) -> Written:
    """Return the bank at ``path`` ready for edits; ``Refused`` with every error in it."""
    written, problems = open_bank(path, bank_text(path))
    if written is None:
        raise Refused(errors(problems))
    return written


def store(path: str, before: str | None, after: str, *, pending: Lock, lock: Lock) -> None:
    """Write the bank at ``path`` and its lock so that a kill between the two files loses nothing.

    First the lock that suits both texts, then the bank, then the lock that suits the new one. ``before`` is the text
    that the new one was made from (None: there was no bank): ``Refused``, and nothing written, if another program saved
    the file since.
    """
    if after != before:
        _not_saved_meanwhile(path, before)
        write_lock(path, pending)
        replace_bank(path, before, after)
    write_lock(path, lock)


def replace_bank(path: str, before: str | None, after: str) -> None:
    """Write the bank at ``path``; ``Refused`` if another program saved it since its text was ``before``."""
    _not_saved_meanwhile(path, before)
    write_whole(Path(path), after.encode())


def _not_saved_meanwhile(path: str, before: str | None) -> None:
    if (bank_text(path) if Path(path).exists() else None) != before:
        words = "was saved by another program meanwhile, and stays as it is: run the command again"
        raise Refused([Problem(path, 0, 0, words)])


def _same_ids(banks: Sequence[Bank]) -> list[Problem]:
    first: dict[str, Bank] = {}
    problems = []
    for bank in banks:
        known = first.setdefault(bank.id, bank)
        if known is not bank:
            words = f"{known.path} has the same bank id {bank.id!r}: Anki would mix their cards; a copy gets its own id"
            problems.append(Problem(bank.path, *bank.places["id"], words, code="duplicate-bank"))
    return problems
