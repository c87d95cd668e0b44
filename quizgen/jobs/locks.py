"""The lock beside a bank: where it lies, reading it, writing it whole."""

from __future__ import annotations

from pathlib import Path

from quizgen.bank.lock import Lines, Lock, dump_lock, load_lock
from quizgen.files import read_text, write_whole
from quizgen.problems import Problem, Refused, errors


def lock_path(bank: str) -> Path:
    """Return where the lock of the bank at ``bank`` lies: bank.lock beside bank.yaml.

    ``Refused`` for a bank that is called like a lock: one would overwrite the other.
    """
    if Path(bank).suffix == ".lock":
        raise Refused([Problem(bank, 0, 0, f"is called like a lock; call the bank {Path(bank).with_suffix('.yaml')}")])
    return Path(bank).with_suffix(".lock")


def read_lock(bank: str) -> tuple[Lock | None, list[Problem]]:
    """Return the lock of the bank at ``bank``, None if it has none, and warnings; ``Refused`` if it is too new."""
    path = lock_path(bank)
    if not path.exists():
        return None, []
    lock, problems = load_lock(str(path), read_text(path))
    if faults := errors(problems):
        raise Refused(faults)
    return lock, problems


def write_lock(bank: str, lock: Lock, known: Lines | None = None) -> None:
    """Write the lock of the bank at ``bank``, if it says anything new; ``Refused`` when it cannot be written.

    ``known`` keeps lines for the next time, as in ``dump_lock``.
    """
    path, data = lock_path(bank), dump_lock(lock, known).encode()
    if not path.exists() or path.read_bytes() != data:
        write_whole(path, data)
