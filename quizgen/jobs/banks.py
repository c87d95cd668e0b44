"""Reading bank files: what every command that starts from banks does first."""

from __future__ import annotations

import codecs
import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from quizgen.bank.edit import Written, open_bank
from quizgen.bank.load import load
from quizgen.bank.lock import Lock, digest
from quizgen.bank.types import Bank
from quizgen.files import put, read_bytes, stage, unstage, write_whole
from quizgen.jobs.locks import read_lock, write_lock
from quizgen.problems import Problem, Refused, errors


def load_banks(paths: Sequence[str]) -> tuple[list[Bank], list[Problem]]:
    """Return the banks at ``paths`` and the warnings; ``Refused`` with every error of every bank if there is one."""
    banks, problems = read_banks(paths)
    if faults := errors(problems):
        raise Refused(faults)
    return banks, problems


def read_banks(paths: Sequence[str]) -> tuple[list[Bank], list[Problem]]:
    """Return the banks at ``paths`` that are sound, and all problems of all of them, those between banks included.

    Each is followed by the banks that it includes. A file that is named twice counts once.
    """
    reading = _Reading()
    for path in paths:
        reading.read(path)
    return reading.banks, reading.problems + _same_ids(reading.banks)


def with_included(paths: Sequence[str]) -> list[str]:
    """Return ``paths`` and the paths of all banks that these include, as far as they can be read."""

    def includes(path: str) -> bool:
        try:
            return bool(re.search(r"\binclude[\"']?\s*:", bank_text(path)))
        except Refused:
            return False

    found = read_banks(paths)[0] if any(map(includes, paths)) else []
    return list(dict.fromkeys([*paths, *(bank.path for bank in found)]))


MOST_LEVELS = 20
"""Of banks that include banks."""


class _Reading:
    """Collects banks, the banks they include, and the problems of all, each file once."""

    def __init__(self) -> None:
        self.banks: list[Bank] = []
        self.problems: list[Problem] = []
        self.seen: set[Path] = set()

    def read(self, path: str, above: Sequence[Bank] = ()) -> None:
        """Read the bank at ``path``, which the last of the banks ``above`` includes."""
        file = Path(path).resolve()
        if file in self.seen:
            return
        self.seen.add(file)
        try:
            bank, found = load(path, bank_text(path))
        except Refused as e:
            self.problems += e.problems
            return
        self.problems += found
        if bank is None:
            return
        if above:
            deck = bank.deck or f"{_deck(above[-1])}::{_deck(bank)}"
            bank = replace(bank, deck=deck, included=True)
        self.banks.append(bank)
        for i, name in enumerate(bank.include):
            if fault := _not_included(bank, name, above):
                self.problems.append(Problem(path, *bank.places[f"include[{i}]"], fault, code="include"))
            else:
                self.read(str(Path(path).parent / name.replace("\\", "/")), (*above, bank))


def _deck(bank: Bank) -> str:
    return bank.deck or bank.title.replace("::", ":")


def _not_included(bank: Bank, name: str, above: Sequence[Bank]) -> str:
    """Return why ``bank``, which the banks ``above`` include one another, cannot include the file ``name``, or "".

    It lies beside or below ``bank``, links followed, as pictures do: banks come from strangers, and locks are written
    beside the banks they include.
    """
    name = name.replace("\\", "/")  # as written on Windows
    if re.match("[A-Za-z][A-Za-z0-9+.-]*:|/|~", name):
        return f"{name} is no path inside the folder of the bank: name it relative to the bank"
    root = Path(bank.path).parent.resolve()
    try:
        file = (root / name).resolve()
        if not file.is_relative_to(root):
            return f"{name} lies outside the folder of the bank: a bank lies beside or above those it includes"
        if not file.is_file():
            raise FileNotFoundError
    except (OSError, ValueError, RuntimeError):
        return f"there is no file {name} in the folder of the bank"
    ring = [one.path for one in (*above, bank)]
    for i, path in enumerate(ring):
        if Path(path).resolve() == file:
            return f"banks include each other in a ring: {' -> '.join([*ring[i:], path])}"
    if len(ring) > MOST_LEVELS:
        return f"banks include banks more than {MOST_LEVELS} levels deep"
    return ""


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

    First the lock that suits both texts, then the bank, then the lock that suits the new one. The bank is staged before
    all, under the mark by which the first lock calls it: as long as that file is there, the bank was not written, and
    what is not in it was not deleted by hand. ``before`` is the text that the new one was made from (None: there was no
    bank): ``Refused``, and nothing written, if another program saved the file since.
    """
    place = Path(path)
    if after != before:
        _not_saved_meanwhile(path, before)
        made = stage(place, after.encode(), digest(after))
        try:
            write_lock(path, pending)
            _not_saved_meanwhile(path, before)
            put(made, place)
        except Refused:
            _unstage(place, read_lock(path)[0] or Lock())
            raise
    write_lock(path, lock)
    _unstage(place, lock)


def _unstage(place: Path, lock: Lock) -> None:
    """Clear away what was staged for the bank and of which its ``lock`` does not speak."""
    unstage(place, keep=frozenset(entry.staged for entry in lock.entries.values()))


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
