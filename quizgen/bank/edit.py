"""Edits of a bank's text at exact places: all that was not meant to change keeps every byte.

Comments, order, blank lines, quoting, line ends, BOM and indentation are the author's. Each result is read back and
compared with what was meant; it is refused if anything else changed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

from quizgen.bank.load import read
from quizgen.bank.nodes import Branch
from quizgen.bank.types import Bank, Question, fields_of
from quizgen.bank.write import dump_flow, dump_question, flow, scalar
from quizgen.problems import Problem


@dataclass(frozen=True, slots=True)
class Span:
    """Where a question stands: from its dash to the end of its last line; in a list in brackets, from { to }."""

    start: int
    end: int
    node: Branch


@dataclass(frozen=True, slots=True)
class Written:
    """A bank, the text it was read from (without BOM), and where each question stands in it."""

    bank: Bank
    text: str
    bom: str
    root: Branch
    inside: Branch
    """The list of questions."""
    spans: Sequence[Span]

    @property
    def whole(self) -> str:
        """What the file holds: the text with its BOM."""
        return self.bom + self.text


@dataclass(frozen=True, slots=True)
class Insert:
    """Put ``question`` behind the question number ``after`` (from 0; -1: before the first)."""

    after: int
    question: Question


@dataclass(frozen=True, slots=True)
class Replace:
    """Put ``question`` in the place of the question number ``at``, whole."""

    at: int
    question: Question


@dataclass(frozen=True, slots=True)
class Assign:
    """Set one field of the question number ``at``, such as its id or its source, to a value that is not empty."""

    at: int
    field: str
    value: Any


@dataclass(frozen=True, slots=True)
class Remove:
    """Take the question number ``at`` away; the comment lines around it stay."""

    at: int


Change: TypeAlias = Insert | Replace | Assign | Remove


def open_bank(path: str, text: str) -> tuple[Written | None, list[Problem]]:
    """Return the bank in ``text`` ready for edits, and its problems; no bank if one of them is an error."""
    bank, problems, root = read(path, text)
    if bank is None or root is None:
        return None, problems
    bom = "\ufeff" if text.startswith("\ufeff") else ""
    text = text.removeprefix(bom)
    inside = next(value for key, value in root.pairs() if key.value == "questions")
    return Written(bank, text, bom, root, inside, _Spans(text, inside)), problems


def block(written: Written, at: int) -> str:
    """Return the text of the question number ``at`` as if its list stood at the margin, with line ends LF.

    For a generated question that nobody edited it is what ``dump_question`` made, byte for byte.
    """
    span = written.spans[at]
    text = _LINE_END.sub("\n", written.text[span.start : span.end]) + "\n"
    return text.replace("\n" + _indent(written), "\n")


def splice(written: Written, changes: Sequence[Change]) -> tuple[Written, list[Problem]]:
    """Return the bank with ``changes``, or as it was and a problem if they cannot be made exactly.

    All numbers in ``changes`` are those of the questions before any of them, one change for each at most, besides
    what is inserted; what is inserted in one place comes in the order in which it is named.
    """
    removals = [c for c in changes if isinstance(c, Remove)]
    others = [c for c in changes if not isinstance(c, Remove)]
    if removals and others:  # in two steps: the places of one would lie in those of the other
        between, problems = splice(written, others)
        shifted = [Remove(c.at + sum(isinstance(o, Insert) and o.after < c.at for o in others)) for c in removals]
        new, problems = (written, problems) if problems else splice(between, shifted)
        return (written if problems else new), problems
    if not changes:
        return written, []
    cuts = _removals(written, {c.at for c in removals}) if removals else _additions(written, others)
    meant = replace(written.bank, questions=_meant(written.bank.questions, changes))
    made, problems = open_bank(written.bank.path, written.bom + _applied(written.text, cuts))
    if made is None or made.bank != meant:
        return written, [_refusal(written, changes, problems)]
    return made, []


def _refusal(written: Written, changes: Sequence[Change], problems: Sequence[Problem]) -> Problem:
    numbers = [c.after if isinstance(c, Insert) else c.at for c in changes]
    near = [written.bank.questions[n].line for n in numbers if 0 <= n < len(written.spans)]
    why = f" ({problems[0].message})" if problems else ""
    words = f"cannot be edited here without changing something else{why}: nothing was written"
    return Problem(written.bank.path, min(near, default=0), int(bool(near)), words)


def _meant(questions: Sequence[Question], changes: Sequence[Change]) -> tuple[Question, ...]:
    made: dict[int, Question | None] = {}
    added: dict[int, list[Question]] = {}
    for change in changes:
        if isinstance(change, Insert):
            added.setdefault(change.after, []).append(change.question)
        elif isinstance(change, Replace):
            made[change.at] = change.question
        elif isinstance(change, Assign):
            made[change.at] = replace(made.get(change.at) or questions[change.at], **{change.field: change.value})
        else:
            made[change.at] = None
    meant = list(added.get(-1, []))
    for at, question in enumerate(questions):
        now = made.get(at, question)
        meant += [*([now] if now is not None else []), *added.get(at, [])]
    return tuple(meant)


# --- Places ----------------------------------------------------------------------------------------------------------

_LINE_END = re.compile(r"\r\n|\n|\r")


def _eol(text: str, at: int) -> int:
    """Return where the line of ``at`` ends, before its line end."""
    found = _LINE_END.search(text, at)
    return found.start() if found else len(text)


def _next_line(text: str, at: int) -> int:
    found = _LINE_END.search(text, at)
    return found.end() if found else len(text)


def _line_start(text: str, at: int) -> int:
    start = text.rfind("\n", 0, at) + 1
    return text.rfind("\r", start, at) + 1 or start


def _line_above(text: str, start: int) -> int:
    """Return where the line before the one that begins at ``start`` begins."""
    return _line_start(text, start - 2 if text[start - 2 : start] == "\r\n" else start - 1)


def _end(text: str, node: Any) -> int:
    """Return where the last character of ``node`` ends: its own mark includes the comments and blank lines below."""
    while isinstance(node, Branch):
        if node.flow:
            return int(node.end.index)
        node = node.children[-1]
    start, end = int(node.start_mark.index), int(node.end_mark.index)
    return start + len(text[start:end].rstrip()) if node.style in ("|", ">") else end


class _Spans(Sequence[Span]):
    """Where each question stands, found when it is asked for: an update of a large bank asks for few twice."""

    def __init__(self, text: str, inside: Branch) -> None:
        self._text = text
        self._inside = inside

    def __len__(self) -> int:
        return len(self._inside.children)

    def __getitem__(self, at: Any) -> Any:
        text, node = self._text, self._inside.children[at]
        start = node.start.index
        if self._inside.flow:
            return Span(start, node.end.index, node)
        column = self._inside.start.column
        dash = _line_start(text, start) + column
        while text[dash] != "-":  # comment lines may stand between the dash and the first field
            dash = _line_above(text, dash - column) + column
        return Span(dash, _eol(text, _end(text, node)), node)


def _indent(written: Written) -> str:
    return "" if written.inside.flow else " " * written.inside.start.column


def _newline(text: str) -> str:
    found = _LINE_END.search(text)
    return found[0] if found else "\n"


# --- Cuts: (start, end, what stands there instead) -------------------------------------------------------------------

Cut: TypeAlias = "tuple[int, int, str]"


def _applied(text: str, cuts: Sequence[Cut]) -> str:
    parts = []
    at = 0
    # A stable sort: what is inserted in one place keeps its order, and comes before what is replaced from there on.
    for start, end, new in sorted(cuts, key=lambda cut: cut[:2]):
        parts += [text[at:start], new]
        at = max(at, end)
    return "".join([*parts, text[at:]])


def _additions(written: Written, changes: Sequence[Change]) -> list[Cut]:
    cuts: list[Cut] = []
    for change in changes:
        if isinstance(change, Replace):
            span = written.spans[change.at]
            cuts.append((span.start, span.end, _laid_out(written, change.question, span.end)))
        elif isinstance(change, Assign):
            cuts += _assignment(written, change)
    inserts = [change for change in changes if isinstance(change, Insert)]
    added = [cut for n, insert in enumerate(inserts) for cut in _insertion(written, insert, n == 0)]
    end = len(written.text)
    if any(cut[0] == end for cut in added) and not written.text.endswith(("\n", "\r")):
        cuts.append((end, end, _newline(written.text)))
    return cuts + added


def _laid_out(written: Written, question: Question, behind: int, indent: str | None = None) -> str:
    """Return ``question`` as the list is written, without indentation of its first line and without line end.

    ``behind`` is where the text goes on.
    """
    if indent is None and written.inside.flow:
        return dump_flow(question)
    lines = dump_question(question).removesuffix("\n").split("\n")
    indent = _indent(written) if indent is None else indent
    if lines[-1].startswith("    ") and (comment := _DEEP_COMMENT.match(written.text, behind)) and comment[1] > indent:
        return f"- {dump_flow(question)}"  # or the comment would become part of a text behind |
    return _newline(written.text).join([lines[0], *(indent + line if line else line for line in lines[1:])])


_DEEP_COMMENT = re.compile(r"\s*(?:^|[\r\n])( *)#", re.M)


def _insertion(written: Written, change: Insert, first: bool) -> list[Cut]:
    text, spans, newline = written.text, written.spans, _newline(written.text)
    if not spans and not written.root.flow:
        return _first_ones(written, change.question, first)
    if written.inside.flow:
        new = dump_flow(change.question)
        if change.after >= 0:
            return [(spans[change.after].end, spans[change.after].end, f", {new}")]
        place = spans[0].start if spans else written.inside.start.index + 1
        return [(place, place, f"{new}, " if spans else f"{'' if first else ', '}{new}")]
    column = written.inside.start.column
    place = _above(written) if change.after < 0 else _below(text, spans[change.after].end, column)
    new = _indent(written) + _laid_out(written, change.question, place) + newline
    blank = newline if _spaced(written, change.after) else ""
    return [(place, place, new + blank if change.after < 0 else blank + new)]


def _first_ones(written: Written, question: Question, first: bool) -> list[Cut]:
    """Turn ``questions: []`` into a list in block style: the brackets go, comments beside and in them stay."""
    text, newline = written.text, _newline(written.text)
    opening, closing = written.inside.start.index, written.inside.end.index - 1
    indent = " " * written.root.start.column
    place = _next_line(text, closing)
    new = indent + _laid_out(written, question, place, indent) + newline
    if not first:
        return [(place, place, newline + new)]
    before = len(text[:opening].rstrip(" "))
    return [(before, opening + 1, ""), (closing, closing + 1, ""), (place, place, new)]


def _spaced(written: Written, after: int) -> bool:
    """Return whether a blank line stands between questions about the question number ``after``."""
    spans = written.spans
    if len(spans) < 2:
        return True
    at = min(max(after, 0), len(spans) - 2)
    between = written.text[spans[at].end : spans[at + 1].start]
    return any(not line.strip() for line in _LINE_END.split(between)[1:-1])


def _above(written: Written) -> int:
    """Return where the first question begins with the comment lines directly above it."""
    text = written.text
    place = _line_start(text, written.spans[0].start)
    top = next(_next_line(text, key.end_mark.index) for key, _ in written.root.pairs() if key.value == "questions")
    while place > top:
        line = _line_above(text, place)
        if line < top or not text[line:place].lstrip().startswith("#"):
            break
        place = line
    return place


def _below(text: str, end: int, column: int) -> int:
    """Return where the question that ends at ``end`` is over with the comment lines below that belong to it.

    Those are the ones indented more than its dash, and a run of them that a blank line or the end of the file follows.
    """
    own = place = _next_line(text, end)
    while place < len(text):
        line = text[place : _eol(text, place)]
        if not line.lstrip().startswith("#"):
            return own if line.strip() else place
        if len(line) - len(line.lstrip()) > column:
            own = _next_line(text, place)
        place = _next_line(text, place)
    return place


def _assignment(written: Written, change: Assign) -> list[Cut]:
    text, span = written.text, written.spans[change.at]
    node, newline = span.node, _newline(written.text)
    cls = type(written.bank.questions[change.at])
    kind = next(f.kind for f in fields_of(cls) if f.name == change.field)
    values = {key.value: value for key, value in node.pairs()}
    value = values.get(change.field)
    if value is None:
        line = f"{change.field}: {_inline(kind, change.value, node.flow)}"
        behind = _end(text, values["type"] if change.field == "id" else node.children[-1])
        if node.flow:
            return [(behind, behind, f", {line}")]
        place = _eol(text, behind)
        return [(place, place, f"{newline}{' ' * node.start.column}{line}")]
    if isinstance(value, Branch) and not value.mapping and len(value.children) == len(change.value):
        return [
            (item.start_mark.index, _end(text, item), _inline("text", new, value.flow))
            for item, new in zip(value.children, change.value, strict=True)
            if item.value != new
        ]
    start, end = value.start_mark.index, _end(text, value)
    if isinstance(value, Branch) and not value.flow:
        lead = newline + " " * value.start.column
        return [(start, end, lead.join(f"- {scalar(new)}" for new in change.value))]
    space = " " if text[start - 1] == ":" else ""
    return [(start, end, space + _inline(kind, change.value, node.flow))]


def _inline(kind: str, value: Any, in_braces: bool) -> str:
    """Return ``value`` on one line; a single text needs fewer quotes where no brackets are about."""
    if kind == "text-or-texts" and len(value) == 1:
        kind, value = "text", value[0]
    return scalar(value) if kind == "text" and not in_braces else flow(kind, value)


def _removals(written: Written, gone: set[int]) -> list[Cut]:
    text, spans = written.text, written.spans
    if written.inside.flow:
        return _removals_in_brackets(written, gone)
    cuts: list[Cut] = []
    for at in sorted(gone):
        start = top = _line_start(text, spans[at].start)
        end = _next_line(text, spans[at].end)
        while top > 0 and not text[_line_above(text, top) : top].strip():
            top = _line_above(text, top)
        if top == start:  # no blank line above that goes with it
            while end < len(text) and not text[end : _eol(text, end)].strip():
                end = _next_line(text, end)
        cuts.append((top, end, ""))
    if len(gone) == len(spans):
        key = next(key for key, _ in written.root.pairs() if key.value == "questions")
        colon = text.index(":", key.end_mark.index) + 1
        cuts.append((colon, colon, " []"))
    return cuts


def _removals_in_brackets(written: Written, gone: set[int]) -> list[Cut]:
    text, spans = written.text, written.spans
    kept = [at for at in range(len(spans)) if at not in gone]
    cuts: list[Cut] = [(spans[at].start, spans[at].end, "") for at in gone]
    # Each goes with the comma behind it; the last one kept loses its comma if the list did not end with one.
    commas = {at: _comma(text, span.end) for at, span in enumerate(spans)}
    cuts += [(comma, comma + 1, "") for at in gone if (comma := commas[at]) is not None]
    last = commas[kept[-1]] if kept and commas[len(spans) - 1] is None and len(spans) - 1 in gone else None
    return [*cuts, (last, last + 1, "")] if last is not None else cuts


def _comma(text: str, at: int) -> int | None:
    found = re.compile(r"(?:\s|#[^\r\n]*)*(,)").match(text, at)
    return found.start(1) if found else None
