"""Reads the fixture files in ``readers/``, where each case is a specification of its format, and writes what they hold.

``python tests/notes/fixtures.py`` rewrites the expected blocks of all files: look at the difference before you keep it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from quizgen.notes.model import Block, Document
from quizgen.notes.readers import READERS, read

FOLDER = Path(__file__).parent / "readers"


@dataclass(frozen=True)
class Case:
    name: str
    note: str
    blocks: str


def cases(path: Path) -> tuple[str, list[Case]]:
    """Return what the file says before its first case, and its cases."""
    parts = [part.strip("\n") for part in re.split(r"^\.$", path.read_text(encoding="utf-8"), flags=re.MULTILINE)]
    about, _, parts[0] = parts[0].rpartition("\n\n")
    return about, [Case(*parts[i : i + 3]) for i in range(0, len(parts) - 2, 3)]


def shown(path: Path, note: str) -> str:
    """Return the blocks of ``note``, read as the format that ``path`` is the fixture of."""
    suffix = next((s for s, name in READERS.items() if name == path.stem), ".txt")
    document = read(f"note{suffix}", note)
    if not isinstance(document, Document):
        return f"skipped: {document.reason}"
    head = [f"title: {document.title}"] if document.title else []
    head += [f"tags: {' '.join(document.tags)}"] if document.tags else []
    return "\n".join([*head, *(_line(i, block) for i, block in enumerate(document.blocks))])


def _line(number: int, block: Block) -> str:
    words = [f"{number} {block.kind}{block.level if block.kind in ('heading', 'item') else ''}"]
    words.append("@" + ",".join(str(n) for _, n in block.inline.lines))
    words += [block.marker] if block.marker else []
    words += [f"<{block.parent}"] if block.parent is not None else []
    words += ["/" + ",".join(map(str, block.headings))] if block.headings else []
    words += [name for name in ("quoted", "header") if getattr(block, name)]
    marks = "".join(f" {m.kind}[{block.text[m.start : m.end]}]" for m in block.inline.marks)
    return f"{' '.join(words)} | {block.text}".replace("\n", "⏎") + (f" |{marks}" if marks else "")


def rewrite() -> None:
    for path in sorted(FOLDER.glob("*.txt")):
        about, found = cases(path)
        made = (f"{c.name}\n.\n{c.note}\n.\n{shown(path, c.note)}\n.\n" for c in found)
        path.write_text("\n".join([f"{about}\n", *made]), encoding="utf-8")


if __name__ == "__main__":
    rewrite()
