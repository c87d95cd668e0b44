"""`quizgen extract --explain`: why a note gave what it gave."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from quizgen.jobs.notes import STDIN, Note, find
from quizgen.jobs.outputs import WHY, require, write
from quizgen.jobs.report import Report, counted
from quizgen.notes.explain import as_page, as_text, explain
from quizgen.notes.extract import extract
from quizgen.notes.model import Skipped
from quizgen.notes.readers import read
from quizgen.problems import Problem, Refused


def run(notes: Sequence[str], output: str | None, min_confidence: float) -> Report:
    """Explain each of ``notes``: on standard output, or as a page at ``output``, which takes one note.

    The page at '-' goes to standard output.
    """
    if output and output != STDIN:
        require(output, WHY)
    found = find(notes, Path())
    if output and len(found) != 1:
        raise Refused([Problem(output, 0, 0, "a page explains one note: name one, or leave -o out")])
    shown = [_explain(note, min_confidence, bool(output)) for note in found]
    if not output or output == STDIN:
        return Report(text="\n".join(shown))
    write(Path(output), shown[0].encode())
    return Report((f"{output}: {counted(len(found), 'note')} explained",), (f"open {output} in a browser",))


def _explain(note: Note, min_confidence: float, page: bool) -> str:
    text = note.text().replace("\r\n", "\n").replace("\r", "\n")
    document = read(note.name, text)
    if isinstance(document, Skipped):
        raise Refused([Problem(note.name, 0, 0, f"is left out: {document.reason}")])
    remarks = explain(text, extract(document), min_confidence)
    return as_page(note.name, text, remarks) if page else as_text(text, remarks)
