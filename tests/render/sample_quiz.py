"""Banks with every question type, in Chinese and in English, and how they become pages."""

from pathlib import Path

from quizgen.bank.load import load
from quizgen.bank.types import Bank
from quizgen.render import pages, quiz


def bank(name: str) -> Bank:
    text = Path(__file__).with_name(name).read_text(encoding="utf-8")
    made, problems = load(name, text)
    assert made is not None, problems
    return made


CHINESE = bank("sample-zh.yaml")
ENGLISH = bank("sample-en.yaml")


def no_picture(bank: Bank, src: str) -> str:
    raise AssertionError(f"{src} was asked for")


def page(bank: Bank, role: pages.Role = "student", picture: quiz.Picture = no_picture, **style: str) -> str:
    return pages.page(sheet(bank, picture, answers=role != "student", **style), role, "mark")


def sheet(bank: Bank, picture: quiz.Picture = no_picture, *, answers: bool = False, **style: str) -> quiz.Sheet:
    student, _ = quiz.sheet([bank], quiz.Style(**style), picture)
    return quiz.answered(student, [bank], picture)[0] if answers else student
