"""`quizgen new`: a short bank with an example of each type, to be written over."""

from __future__ import annotations

import re
import string
from pathlib import Path

from quizgen.assets import folder
from quizgen.bank.load import load
from quizgen.bank.types import type_name
from quizgen.bank.write import SCHEMA, new_bank_id, scalar
from quizgen.files import read_text, write_whole
from quizgen.jobs.locks import lock_path
from quizgen.jobs.report import Report, counted, tally
from quizgen.problems import Problem, Refused, errors

_CHINESE = re.compile("[\u3400-\u9fff]")
_TRADITIONAL = re.compile("zh-(?:hant|tw|hk|mo)", re.IGNORECASE)


def run(bank: str, *, title: str = "", language: str = "") -> Report:
    """Write a new bank to ``bank``, its comments and examples in Chinese if ``language`` is, else in English.

    Without ``title`` it is called by its file, or by its folder if that is bank.yaml; a Chinese title makes a Chinese
    bank. ``Refused`` when ``bank`` exists, in any form, or cannot be written.
    """
    path = Path(bank)
    if path.exists() or path.is_symlink():
        raise Refused([Problem(bank, 0, 0, "exists already and stays as it is: name another file")])
    lock_path(bank)  # refuses what is called like a lock
    here = path.resolve()
    title = title.strip() or (here.parent.name if path.stem == "bank" else path.stem) or "bank"
    language = language.strip() or ("zh-Hans" if _CHINESE.search(title) else "en")
    example = string.Template(read_text(folder("new") / f"{_example(language)}.yaml"))
    # By the place where it lies: two people who call their banks alike have two banks.
    values = {"ID": new_bank_id(title, str(here)), "TITLE": title, "LANGUAGE": language}
    shown = {name: scalar(value) for name, value in values.items()}
    text = example.safe_substitute(shown, SCHEMA=SCHEMA, BANK=path.name)
    made, problems = load(bank, text)
    if made is None:  # a title that no line can hold
        raise Refused(errors(problems))
    write_whole(path, text.encode())
    return Report(
        (f"{bank}: {counted(len(made.questions), 'question')} ({tally(type_name(q) for q in made.questions)})",),
        (f"put your own questions in their place, then quizgen check {bank}", f"quizgen preview {bank}"),
        tuple(problems),
    )


def _example(language: str) -> str:
    if _TRADITIONAL.match(language):
        return "zh-Hant"
    return "zh-Hans" if language.lower().startswith("zh") else "en"
