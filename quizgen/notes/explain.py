"""Why, shown: a note with what was taken from each line, by which pattern, and what was left out for what reason."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from quizgen.assets import folder
from quizgen.bank.evidence import answer_of
from quizgen.bank.types import Cloze, Definition, List, Question
from quizgen.notes.model import Extracted, Extraction
from quizgen.notes.questions import BLANK, named

_SHOWN = 100


@dataclass(frozen=True, slots=True)
class Remark:
    """What became of one passage of a note: [start, end) of its text, on ``line``.

    ``mark`` is "+" for a question that was taken, "?" for one that was less certain than asked, "-" for a candidate
    that was rejected; ``why`` names the pattern with its confidence, or the reason.
    """

    line: int
    start: int
    end: int
    mark: str
    what: str
    why: str
    id: str = ""


def explain(text: str, extraction: Extraction, min_confidence: float) -> list[Remark]:
    """Return what became of the passages of ``text``, from which ``extraction`` comes, in the order of the lines."""
    found = Quotable(text)
    remarks = [_taken(e, found, min_confidence) for e in extraction.taken]
    for r in extraction.rejected:
        start, end = found.place(r.text, r.line)
        remarks.append(Remark(r.line, start, end, "-", _short(r.text), f"{r.pattern}: {r.reason}"))
    return sorted(remarks, key=lambda r: (r.line, "+?-".index(r.mark), r.start))


def _taken(e: Extracted, found: Quotable, min_confidence: float) -> Remark:
    line = int(e.question.source[0].rpartition(":")[2])
    answer = answer_of(e.question)
    start, end = found.place(answer, line)
    if isinstance(e.question, List):  # from its first item to its last, with the markers between
        start, end = found.place(e.question.items[0], line)
        end = max(end, found.place(e.question.items[-1], line)[1])
    enough = e.confidence >= min_confidence
    why = f"{e.pattern}, confidence {e.confidence:.2f}"
    if not enough:
        why += f", less than {min_confidence:g}"
    said = " | ".join(e.question.items) if isinstance(e.question, List) else answer
    asked = f"{_short(_asked(e.question))} -> {_short(said)}"
    return Remark(line, start, end, "+" if enough else "?", asked, why, e.question.id or "")


def _asked(question: Question) -> str:
    """Return what ``question`` shows before its answer is turned up."""
    if isinstance(question, Cloze):
        return _BLANKS.sub(BLANK, question.text)
    return question.term if isinstance(question, Definition) else getattr(question, "question", None) or named(question)


_BLANKS = re.compile(r"\{\{c\d+::.*?\}\}", re.S)


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else line[: _SHOWN - 1] + "…"


class Quotable:
    """A text in which quotations are found although they lack its markup and its line ends."""

    def __init__(self, text: str) -> None:
        kept = [(c, i) for i, raw in enumerate(text) for c in _letters(raw)]
        self.letters = "".join(c for c, _ in kept)
        self.at = [i for _, i in kept]
        self.lines = [0, *(i + 1 for i, c in enumerate(text) if c == "\n")]
        self.length = len(text)

    def place(self, quote: str, line: int) -> tuple[int, int]:
        """Return where in the text ``quote`` stands, from ``line`` on; the whole line if it is not found there."""
        begin = self.lines[min(line, len(self.lines)) - 1]
        wanted = "".join(c for raw in quote for c in _letters(raw))
        found = self.letters.find(wanted, bisect_left(self.at, begin)) if wanted else -1
        if found < 0:
            return begin, (self.lines[line] - 1 if line < len(self.lines) else self.length)
        return self.at[found], self.at[found + len(wanted) - 1] + 1


def _letters(character: str) -> str:
    """Return what of ``character`` counts in a comparison: letters, digits and signs of mathematics, folded."""
    return "".join(c for c in unicodedata.normalize("NFKC", character).casefold() if c.isalnum())


def as_text(text: str, remarks: Sequence[Remark]) -> str:
    """Return the note ``text`` with numbered lines, each with its remarks below it."""
    by_line = {line: list(group) for line, group in groupby(remarks, key=lambda r: r.line)}
    lines = text.splitlines()
    width = len(str(len(lines)))
    shown = []
    for number, line in enumerate(lines, 1):
        shown.append(f"{number:>{width}}  {line}".rstrip())
        shown += [f"{'':>{width}}    {r.mark} {r.what}  [{r.why}]" for r in by_line.get(number, ())]
    return "\n".join(shown) + "\n"


def as_page(title: str, text: str, remarks: Sequence[Remark]) -> str:
    """Return the same as one HTML page: taken passages highlighted, each linked to its question."""
    import jinja2

    templates = jinja2.Environment(
        loader=jinja2.FileSystemLoader(folder("explain")), undefined=jinja2.StrictUndefined, autoescape=True
    )
    counts = {mark: sum(r.mark == mark for r in remarks) for mark in "+?-"}
    lines = list(_lines(text, remarks))
    return templates.get_template("page.html").render(title=title, lines=lines, counts=counts)


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a line; ``remark`` is the number of the remark that took it, 0 if none did."""

    text: str
    remark: int


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the page: its pieces, and (number, remark) of the remarks that stand beside it."""

    number: int
    pieces: tuple[Piece, ...]
    remarks: tuple[tuple[int, Remark], ...]


def _lines(text: str, remarks: Sequence[Remark]) -> Iterator[Line]:
    numbered = list(enumerate(remarks, 1))
    by_line = {line: tuple(group) for line, group in groupby(numbered, key=lambda r: r[1].line)}
    owner = _owners(len(text), numbered)
    start = 0
    for number, line in enumerate(text.split("\n"), 1):
        places = range(start, start + len(line))
        pieces = (Piece("".join(text[i] for i in group), n) for n, group in groupby(places, key=lambda i: owner[i]))
        yield Line(number, tuple(pieces), by_line.get(number, ()))
        start += len(line) + 1


def _owners(length: int, remarks: Iterable[tuple[int, Remark]]) -> list[int]:
    """Return for each character the number of the remark that took it; the shortest passage wins."""
    owner = [0] * (length + 1)
    for n, r in sorted(remarks, key=lambda r: -(r[1].end - r[1].start)):
        if r.mark == "+":
            owner[r.start : r.end] = [n] * (r.end - r.start)
    return owner
