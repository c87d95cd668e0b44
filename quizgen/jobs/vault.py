"""Where the pictures of notes lie, and under which path a bank shows them."""

from __future__ import annotations

import os
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cached_property
from pathlib import Path, PurePosixPath

from quizgen import files
from quizgen.jobs.notes import Note, relative
from quizgen.jobs.pictures import KINDS
from quizgen.notes.model import Extracted, Extraction, Picture
from quizgen.notes.readers.targets import target_path

_NAMED = re.compile(r"!\[\[([^\[\]\n|#]+)|\]\(([^()\n]*(?:\([^()\n]*\)[^()\n]*)*)\)")
_MAY_MISLEAD = re.compile(r"[%<>\\&{}()\[\]*`$|]")


class Vault:
    """The folders of notes that are made into a bank in the folder ``base``, and what pictures they hold.

    Only what lies in ``base``, links followed, can be shown by the bank: banks are passed on with their folder.
    """

    def __init__(self, base: Path, roots: Iterable[Path]) -> None:
        self.base = base
        self.roots = [root for root in roots if root.is_dir()]
        self.outside: set[Path] = set()
        """Pictures that questions would have, were they not outside of ``base``."""

    def shown(self, found: Mapping[Note, Extraction]) -> dict[Note, Extraction]:
        """Return ``found`` with the pictures of each question in its explanation.

        Not in its answer: what the notes say stays as they say it, and can be an option or a blank of a test.
        """
        return {note: replace(x, taken=tuple(self._shown(note, e) for e in x.taken)) for note, x in found.items()}

    def _shown(self, note: Note, e: Extracted) -> Extracted:
        made = []
        for picture in e.pictures:
            path = self._find(note, picture)
            if path and path.is_relative_to(self._real_base):
                made.append(_markdown(relative(path, self.base), picture.alt))
            elif path:
                self.outside.add(path)
        if not made:
            return e
        return replace(e, question=replace(e.question, explanation="\n\n".join(dict.fromkeys(made))))

    def named_in(self, note: Note, data: bytes) -> str:
        """Return which pictures there are that ``data``, what the file of ``note`` holds, may show."""
        text = (files.decode(data) or "") if b"![" in data or b"\0" in data else ""
        if "![" not in text:
            return ""
        pictures = (Picture(0, m[1] or target_path(m[2]), by_name=bool(m[1])) for m in _NAMED.finditer(text))
        return "\0".join(sorted({str(path) for p in pictures if (path := self._find(note, p))}))

    @cached_property
    def _real_base(self) -> Path:
        return self.base.resolve()

    @cached_property
    def _by_name(self) -> dict[str, list[tuple[PurePosixPath, Path]]]:
        """The pictures below the roots by their names: (path below the root, path)."""
        found: dict[str, list[tuple[PurePosixPath, Path]]] = defaultdict(list)
        for root in self.roots:
            for place, folders, names in os.walk(root):
                folders[:] = sorted(f for f in folders if not f.startswith("."))
                for name in names:
                    if PurePosixPath(name).suffix.lower() in KINDS:
                        path = Path(place, name)
                        found[_same(name)].append((PurePosixPath(path.relative_to(root).as_posix()), path))
        return found

    def _find(self, note: Note, picture: Picture) -> Path | None:
        """Return where ``picture`` of ``note`` lies, links followed; None if there is no such file.

        Its path leads on from the folder of the note, or from a root. A name alone may lie anywhere below these: of
        several the one with the shortest path, as Obsidian takes it.
        """
        if note.path is None or PurePosixPath(picture.path).suffix.lower() not in KINDS:
            return None
        for folder in (note.path.parent, *self.roots):
            if path := _file(folder / picture.path):
                return path
        if not picture.by_name:
            return None
        parts = [_same(part) for part in PurePosixPath(picture.path).parts]
        same = [
            (len(below.parts), str(below), path)
            for below, path in self._by_name.get(parts[-1], ())
            if [_same(part) for part in below.parts[-len(parts) :]] == parts
        ]
        return next((real for _, _, path in sorted(same) if (real := _file(path))), None)


def _file(path: Path) -> Path | None:
    """Return the real path of the picture ``path``; None if there is none, or it is a link to something else."""
    try:
        real = path.resolve()
        return real if real.is_file() and real.suffix.lower() in KINDS else None
    except (OSError, ValueError, RuntimeError):
        return None


def _same(name: str) -> str:
    """Return what is the same for two names that Obsidian takes for one: macOS writes accents in another way."""
    return unicodedata.normalize("NFC", name).casefold()


def _markdown(path: str, alt: str) -> str:
    written = _MAY_MISLEAD.sub(lambda found: f"%{ord(found.group()):02X}", path)
    alt = " ".join(re.sub(r"[\[\]\\`<>$]", " ", alt).split())
    return f"![{alt}](<{written}>)" if " " in written else f"![{alt}]({written})"
