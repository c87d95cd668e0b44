"""What need not be done again: for each bank, hashes of work whose outcome it holds. Losing it costs time only."""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Iterable
from pathlib import Path

from quizgen.bank.lock import digest
from quizgen.files import cache_folder, write_whole
from quizgen.problems import Refused


def done(bank: str) -> frozenset[str]:
    """Return the hashes of what was done for the bank file ``bank``."""
    try:
        read = json.loads(_file(bank).read_bytes())
    except (OSError, ValueError):
        return frozenset()
    return frozenset(h for h in read if isinstance(h, str)) if isinstance(read, list) else frozenset()


def remember(bank: str, hashes: Iterable[str]) -> None:
    """Keep ``hashes``, and no others, as what was done for the bank file ``bank``."""
    with contextlib.suppress(OSError, Refused):
        write_whole(_file(bank), json.dumps(sorted(hashes)).encode())


def _file(bank: str) -> Path:
    return cache_folder() / f"{digest(os.path.realpath(bank))}.json"
