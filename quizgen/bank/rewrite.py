"""One question as a person typed it anew: read by itself, then put in its place with every byte as it was typed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from quizgen.bank.edit import Written, open_bank
from quizgen.bank.load import load
from quizgen.bank.types import Question
from quizgen.problems import Problem, errors

_HEAD = "format: 1\nid: x\ntitle: x\nlanguage: en\nquestions:"
_LINES = _HEAD.count("\n") + 1


@dataclass(frozen=True, slots=True)
class Edited:
    """What came back from an editor: the question and how it is written now; None if nothing new and sound came."""

    question: Question | None = None
    text: str = ""
    problems: tuple[Problem, ...] = ()


def one_question(
    path: str, text: str, *, name: str | None, flow: bool = False
) -> tuple[Question | None, list[Problem]]:
    """Return the question in ``text``, a block of a bank's list, and its problems; none if one of them is an error.

    Their lines are those of ``text``, and ``path`` is how they call it. ``name`` is the id that it must keep; with
    ``flow`` it stands in braces.
    """
    if not any(line.strip() and not line.lstrip().startswith("#") for line in text.split("\n")):
        return None, [_not_one(path, 0)]
    body = f" [\n{text.rstrip()}\n]\n" if flow else f"\n{text.rstrip()}\n"
    bank, problems = load(path, _HEAD + body)
    problems = [replace(p, line=max(1, p.line - _LINES)) for p in problems]
    if bank is None:
        return None, problems
    if len(bank.questions) != 1:
        return None, [_not_one(path, len(bank.questions))]
    question = bank.questions[0]
    if question.id != name:
        words = f"the id {name} must stay: Anki and the lock know the question by it"
        return None, [Problem(path, max(1, question.places.get("id", (0, 0))[0] - _LINES), 1, words)]
    return question, problems


def _not_one(path: str, count: int) -> Problem:
    return Problem(path, 1, 1, f"one question must stand here, not {count}")


def rewritten(written: Written, texts: Mapping[int, str]) -> tuple[Written, list[Problem]]:
    """Return the bank with ``texts`` as its questions of these numbers; as it was and a problem if more would change.

    Each is laid out as ``edit.block`` gives it: as if the list stood at the margin, with line ends LF.
    """
    questions = list(written.bank.questions)
    parts, behind = [written.bom], 0
    for at, text in sorted(texts.items()):
        span = written.spans[at]
        parts += [written.text[behind : span.start], _set_in(written, text)]
        behind = span.end
        meant, _ = one_question("", text, name=questions[at].id, flow=written.inside.flow)
        questions[at] = meant or questions[at]
    made, problems = open_bank(written.bank.path, "".join([*parts, written.text[behind:]]))
    if made is None or made.bank != replace(written.bank, questions=tuple(questions)):
        why = f" ({errors(problems)[0].message})" if errors(problems) else ""
        words = f"cannot stand here without changing something else{why}: nothing was written"
        return written, [Problem(written.bank.path, written.bank.questions[min(texts)].line, 1, words)]
    return made, []


def _set_in(written: Written, text: str) -> str:
    newline = "\r\n" if "\r\n" in written.text else "\n"
    indent = "" if written.inside.flow else " " * written.inside.start.column
    first, *rest = text.rstrip().split("\n")
    return newline.join([first, *(indent + line if line else line for line in rest)])
