"""`quizgen quiz`: banks to a quiz to print, and its key beside it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from quizgen.bank.types import type_name
from quizgen.jobs.banks import load_banks
from quizgen.jobs.browser import NotPrinted, find_browser, print_pdf, together
from quizgen.jobs.outputs import QUIZ, require, require_folder, write
from quizgen.jobs.pictures import data_uri
from quizgen.jobs.report import Report, counted, tally
from quizgen.jobs.templates import users_templates
from quizgen.problems import Problem, Refused, errors
from quizgen.render import order, pages, quiz

ROLES: tuple[pages.Role, ...] = ("student", "key", "teacher")
_TOLD = {"student": "to hand out", "key": "the answers", "teacher": "questions and answers"}


def run(  # noqa: PLR0913 - the options of the command
    banks: Sequence[str],
    output: str,
    *,
    role: pages.Role | None = None,
    variants: int = 0,
    pdf: bool = False,
    templates: str = "",
    **style: Any,
) -> Report:
    """Write the quiz of the bank files ``banks`` to ``output``, NAME.key.html and NAME.teacher.html beside it.

    With ``role`` only that page, to ``output`` itself. With ``variants``, ``output`` is a folder: A.student.html,
    A.key.html, A.teacher.html, B... and keys.html, which shows the answers of all. With ``pdf`` each page also becomes
    a PDF if a browser is found that can print it, and the students' variants one together, all.student.pdf. Templates
    in the folder ``templates`` take the place of quizgen's own. ``style`` is that of ``quiz.Style``.

    ``Refused`` when a bank has an error or holds no question, a template cannot be used or a file not be written.
    """
    (require_folder if variants else require)(output, QUIZ)
    loaded, problems = load_banks(banks)
    asked = [question for bank in loaded for question in bank.questions if question.enabled]
    if not asked:
        raise Refused([Problem(bank.path, 0, 0, "holds no question to print") for bank in loaded])
    roles = (role,) if role else ROLES
    made: dict[Path, str] = {}
    teachers: list[quiz.Sheet] = []
    marks: list[str] = []
    for variant in map(order.letter, range(variants)) if variants else [""]:
        student, found = quiz.sheet(loaded, quiz.Style(variant=variant, **style), data_uri)
        marks.append(quiz.mark(student))
        if role != "student":
            teacher, more = quiz.answered(student, loaded, data_uri)
            teachers.append(teacher)
            found += more
        if faults := errors(found):
            raise Refused(faults)
        problems += found
        for each in roles:
            path = Path(output) / f"{variant}.{each}.html" if variants else _beside(Path(output), each, role)
            with users_templates(templates):
                made[path] = pages.page(student if each == "student" else teachers[-1], each, marks[-1], templates)
    told = [f"{path}: {_TOLD[each]}" for path, each in zip(made, roles * max(1, variants), strict=True)]
    if variants and teachers:
        keys = Path(output) / "keys.html"
        with users_templates(templates):
            made[keys] = pages.keys(teachers, marks, templates)
        told.append(f"{keys}: the answers of all variants")
    for path, html in made.items():
        write(path, html.encode())
    step = f"open {next(iter(made))} in a browser and print it"
    if pdf:
        printed, found = _print(made)
        problems += found
        if printed:
            names = [str(path.with_suffix(".pdf")) for path in printed]
            many = len(names) > len(ROLES)
            told.append(f"{counted(len(names), 'PDF')} beside the pages" if many else f"as PDF: {', '.join(names)}")
            step = f"open {names[0]} and print it"
        students = [pdf for path, pdf in printed.items() if path.name.endswith(".student.html")]
        if len(students) == variants > 1:
            every = Path(output) / "all.student.pdf"
            write(every, together(students))
            told.append(f"{every}: all variants to hand out, each from a front page on")
            step = f"open {every} and print it"
    left = sum(len(bank.questions) for bank in loaded) - len(asked)
    return Report(
        lines=(
            f"{counted(len(asked), 'question')} ({tally(type_name(q) for q in asked)})"
            + (f"; {left} not enabled" if left else ""),
            *told,
        ),
        next=(step,),
        problems=tuple(dict.fromkeys(problems)),  # variants have the same ones
    )


def _print(made: Iterable[Path]) -> tuple[dict[Path, bytes], list[Problem]]:
    """Print the pages ``made`` to PDF beside them; return the PDF of each, and what went wrong."""
    browser = find_browser()
    if not browser:
        first = next(iter(made))
        how = "open it in any browser, press Ctrl+P (on a Mac Cmd+P) and choose Save as PDF"
        return {}, [Problem(str(first), 0, 0, f"no Chrome, Chromium or Edge found to make a PDF: {how}", "warning")]
    printed, problems = {}, []
    for page in made:
        try:
            printed[page] = print_pdf(browser, page)
            write(page.with_suffix(".pdf"), printed[page])
        except NotPrinted as e:
            problems.append(Problem(str(page), 0, 0, f"{browser} made no PDF of it: {e}", "warning"))
    return printed, problems


def _beside(output: Path, each: pages.Role, role: pages.Role | None) -> Path:
    """Return where the page for ``each`` goes: the student's, or the only one, to ``output`` itself."""
    return output if role or each == "student" else output.with_suffix(f".{each}{output.suffix}")
