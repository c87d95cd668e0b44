"""Waiting for files to be saved."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

EVERY = 0.3
"""Seconds between two looks."""


def saves(files: Callable[[], Iterable[str]], pause: Callable[[float], None] = time.sleep) -> Iterator[None]:
    """Yield at once, and again each time one of ``files()`` was saved, appeared or went away; ends with Ctrl-C.

    Which files those are is asked anew after each save.
    """
    try:
        while True:
            watched = tuple(files())
            before = _state(watched)
            yield
            while _state(watched) == before:
                pause(EVERY)
    except KeyboardInterrupt:
        return


def _state(files: Iterable[str]) -> dict[str, tuple[int, int, int] | None]:
    return {file: _stamp(Path(file)) for file in files}


def _stamp(path: Path) -> tuple[int, int, int] | None:
    try:
        stat = path.stat()
    except OSError:
        return None
    return stat.st_mtime_ns, stat.st_size, stat.st_ino
