"""`quizgen cards`: banks to flashcards to print on both sides and cut out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from quizgen.bank.types import type_name
from quizgen.jobs.banks import load_banks
from quizgen.jobs.outputs import CARDS, require, write
from quizgen.jobs.pictures import data_uri
from quizgen.jobs.report import Report, counted, tally
from quizgen.jobs.templates import users_templates
from quizgen.problems import Problem, Refused, errors
from quizgen.render import cards, quiz


def run(banks: Sequence[str], output: str, *, templates: str = "", **style: Any) -> Report:
    """Write the flashcards of the bank files ``banks`` to ``output``; ``style`` is that of ``cards.Style``.

    ``Refused`` when a bank has an error or holds no question, a template cannot be used or the file not be written.
    """
    require(output, CARDS)
    loaded, problems = load_banks(banks)
    loaded = [replace(bank, questions=tuple(replace(q, points=None) for q in bank.questions)) for bank in loaded]
    asked = [(bank, question) for bank in loaded for question in bank.questions if question.enabled]
    if not asked:
        raise Refused([Problem(bank.path, 0, 0, "holds no question to print") for bank in loaded])
    student, found = quiz.sheet(loaded, quiz.Style(), data_uri)
    sheet, more = quiz.answered(student, loaded, data_uri)
    if faults := errors([*found, *more]):
        raise Refused(faults)
    chosen = cards.Style(**style)
    with users_templates(templates):
        page, long = cards.page(sheet, chosen, templates)
    for item in long:
        bank, question = asked[item.place]
        where = question.places.get("type", (0, 0))
        words = "is too long for one card: shorten it or take larger cards (--grid)"
        problems.append(Problem(bank.path, *where, words, "warning"))
    write(Path(output), page.encode())
    columns, rows = chosen.grid
    sheets = -(-len(asked) // (columns * rows))
    return Report(
        lines=(
            f"{output}: {counted(len(asked), 'card')} ({tally(type_name(q) for _, q in asked)})"
            f" on {counted(sheets, 'sheet')}",
        ),
        next=(f"print {output} on both sides, turned over the {chosen.edge} edge, at 100 %, and cut at the marks",),
        problems=(*problems, *dict.fromkeys([*found, *more])),
    )
