"""The edge that reads notes: files, folders and standard input -> named texts."""

from __future__ import annotations

import contextlib
import fnmatch
import gc
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

from quizgen import files
from quizgen.jobs.report import Progress
from quizgen.notes.extract import extract
from quizgen.notes.model import Extraction, Skipped
from quizgen.notes.readers import READERS, read
from quizgen.problems import Problem, Refused

STDIN = "-"


@dataclass(frozen=True, slots=True)
class Note:
    """A file of notes: where it lies (None: standard input), the name it has in ``source``, did the user name it."""

    path: Path | None
    name: str
    named: bool = True

    def text(self) -> str:
        """Return its text; ``Refused`` when it cannot be read or is not text."""
        if self.path is not None:
            return files.read_text(self.path)
        text = files.decode(sys.stdin.buffer.read())
        if text is None:
            raise Refused([Problem("standard input", 0, 0, "is not text in UTF-8, UTF-16 or GB18030")])
        return text


def find(given: Sequence[str], base: Path, exclude: Iterable[str] = ()) -> list[Note]:
    """Return the notes that ``given`` names: files as they are, folders with all notes in them, '-' for stdin.

    In the order given, folders sorted by path; each file once. Names are relative to ``base`` with forward slashes.
    Hidden files and folders are passed over, and what ``exclude`` matches (a pattern for the path below the folder, or
    for the file's name). ``Refused``, with all problems, when something is missing or a folder holds no notes.
    """
    patterns = tuple(exclude)
    found: dict[str, Note] = {}
    problems = []
    for name in given:
        if name == STDIN:
            found.setdefault(STDIN, Note(None, "stdin"))
            continue
        path = Path(name)
        named = not path.is_dir()
        if not named:
            inside = [p for p in _notes_in(path) if not _excluded(p.relative_to(path), patterns)]
            if not inside:
                kinds = " ".join(sorted(READERS))
                problems.append(Problem(name, 0, 0, f"holds no notes (looked for {kinds})"))
        elif path.exists():
            inside = [path] if not _excluded(path, patterns) else []
        else:
            inside = []
            problems.append(Problem(name, 0, 0, "no such file or folder"))
        for p in inside:
            found.setdefault(os.path.realpath(p), Note(p, relative(p, base), named))
    if problems:
        raise Refused(problems)
    return list(found.values())


def read_notes(notes: Sequence[Note], progress: Progress, jobs: int) -> tuple[dict[Note, Extraction], list[Problem]]:
    """Return what each of ``notes`` gave, in their order whatever the number of workers ``jobs``, and the problems.

    A note in a folder that cannot be read is a warning; one that the user named is an error: ``Refused``. The documents
    come without their blocks.
    """
    with _seldom_collected():
        if jobs > 1 and len(notes) > 1 and all(note.path for note in notes):
            with ProcessPoolExecutor(min(jobs, len(notes)), initializer=_collect_seldom) as pool:
                chunk = max(1, min(_CHUNK, len(notes) // (16 * jobs)))  # so that the workers end together
                results = list(progress(pool.map(_read, notes, chunksize=chunk), len(notes)))
        else:
            results = [_read(note) for note in progress(notes, len(notes))]
    problems = [p for result in results if isinstance(result, list) for p in result]
    if any(p.level == "error" for p in problems):
        raise Refused(problems)
    return {n: r for n, r in zip(notes, results, strict=True) if isinstance(r, Extraction)}, problems


_CHUNK = 4


def _collect_seldom() -> None:
    """Let the collector of cycles look seldom: a document leaves none, and looking takes a tenth of the time."""
    gc.set_threshold(100_000, 50, 100)


@contextlib.contextmanager
def _seldom_collected() -> Iterator[None]:
    thresholds = gc.get_threshold()
    _collect_seldom()
    try:
        yield
    finally:
        gc.set_threshold(*thresholds)


def _read(note: Note) -> Extraction | list[Problem]:
    try:
        text = note.text()
    except Refused as e:
        return [p if note.named else replace(p, level="warning", message=f"left out: {p.message}") for p in e.problems]
    document = read(note.name, text)
    if isinstance(document, Skipped):
        return [Problem(str(note.path or note.name), 0, 0, f"left out: {document.reason}", "hint")]
    words = "\n".join(inline.text for block in document.blocks for inline in (block.inline, *block.cells))
    return replace(extract(document), document=replace(document, blocks=()), words=words)


def relative(path: Path, base: Path) -> str:
    """Return the way from the folder ``base`` to ``path``, with forward slashes; absolute where there is none."""
    try:
        # The real paths: '..' through a symlink would lead elsewhere.
        return Path(os.path.relpath(os.path.realpath(path), os.path.realpath(base))).as_posix()
    except ValueError:  # another drive on Windows
        return path.resolve().as_posix()


def _notes_in(folder: Path) -> Iterator[Path]:
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(f for f in folders if not f.startswith("."))
        yield from (Path(place, n) for n in sorted(names) if Path(n).suffix.lower() in READERS and n[0] != ".")


def _excluded(path: Path, patterns: tuple[str, ...]) -> bool:
    return any(fnmatch.fnmatch(path.as_posix(), p) or fnmatch.fnmatch(path.name, p) for p in patterns)
