"""`quizgen quiz`: banks to a quiz to print, and its key beside it."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from pathlib import Path

from quizgen.bank.types import Bank, type_name
from quizgen.files import write_whole
from quizgen.jobs.banks import load_banks
from quizgen.jobs.pictures import read_picture
from quizgen.jobs.report import Report, counted, tally
from quizgen.problems import Problem, Refused, errors
from quizgen.render import pages, quiz

ROLES: tuple[pages.Role, ...] = ("student", "key", "teacher")
_TOLD = {"student": "to hand out", "key": "the answers", "teacher": "questions and answers"}


def run(
    banks: Sequence[str], output: str, *, paper: str = "A4", seed: str = "", role: pages.Role | None = None
) -> Report:
    """Write the quiz of the bank files ``banks`` to ``output``, NAME.key.html and NAME.teacher.html beside it.

    With ``role`` only that page, to ``output`` itself. ``Refused`` when a bank has an error or holds no question, or
    when a file cannot be written.
    """
    loaded, problems = load_banks(banks)
    asked = [question for bank in loaded for question in bank.questions if question.enabled]
    if not asked:
        raise Refused([Problem(bank.path, 0, 0, "holds no question to print") for bank in loaded])
    style = quiz.Style(paper=paper, seed=seed)
    student, _ = quiz.sheet(loaded, style, _picture, answers=False)
    teacher, found = quiz.sheet(loaded, style, _picture, answers=True)
    if faults := errors(found):
        raise Refused(faults)
    mark = quiz.mark(student)
    target = Path(output)
    beside = {r: target if r == "student" else target.with_suffix(f".{r}{target.suffix}") for r in ROLES}
    written = {role: target} if role else beside
    for each, path in written.items():
        write_whole(path, pages.page(student if each == "student" else teacher, each, mark).encode())
    left = sum(len(bank.questions) for bank in loaded) - len(asked)
    return Report(
        lines=(
            f"{counted(len(asked), 'question')} ({tally(type_name(q) for q in asked)})"
            + (f"; {left} not enabled" if left else ""),
            *(f"{path}: {_TOLD[each]}" for each, path in written.items()),
        ),
        next=(f"open {next(iter(written.values()))} in a browser and print it",),
        problems=(*problems, *found),
    )


def _picture(bank: Bank, src: str) -> str:
    suffix, content = read_picture(bank.path, src)
    kind = {".jpg": "jpeg", ".svg": "svg+xml"}.get(suffix, suffix[1:])
    return f"data:image/{kind};base64,{base64.b64encode(content).decode('ascii')}"
