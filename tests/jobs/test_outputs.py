"""No slip of the hand makes a command write over a bank, its lock or a note."""

import os

import pytest

from quizgen.jobs import anki, cards, draft, explain, extract, new, quiz
from quizgen.jobs.outputs import DECK, QUIZ, require, require_folder
from quizgen.problems import Refused

BANK = """format: 1
id: tea-1
title: Tea
language: en
questions:
- type: definition
  id: Oolong
  term: Oolong
  definition: a tea that is partly oxidised
"""


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "tea.md").write_text("**Oolong** is a tea.\n", encoding="utf-8")
    (tmp_path / "bank.yaml").write_text(BANK, encoding="utf-8")
    (tmp_path / "bank.lock").write_text("", encoding="utf-8")
    return tmp_path


BANKS = ["bank.yaml"]
SLIPS = {
    "a deck over its bank": (
        lambda: anki.run(BANKS, "bank.yaml"),
        "bank.yaml: a deck's name ends in .apkg: -o bank.apkg",
    ),
    "a deck over its lock": (
        lambda: anki.run(BANKS, "bank.lock"),
        "bank.lock: a deck's name ends in .apkg: -o bank.apkg",
    ),
    "a deck to standard output": (lambda: anki.run(BANKS, "-"), "-o '-': a deck's name ends in .apkg: -o deck.apkg"),
    "a deck without a name": (lambda: anki.run(BANKS, ""), "-o '': a deck's name ends in .apkg: -o deck.apkg"),
    "a deck in a folder that is not there": (
        lambda: anki.run(BANKS, "new/"),
        f"new/: cannot be written: is a folder; name a file in it: -o {os.path.join('new', 'deck.apkg')}",  # noqa: PTH118
    ),
    "a quiz over its bank": (
        lambda: quiz.run(BANKS, "bank.yaml"),
        "bank.yaml: a quiz's name ends in .html: -o bank.html",
    ),
    "one page of a quiz over its bank": (
        lambda: quiz.run(BANKS, "bank.yaml", role="key"),
        "bank.yaml: a quiz's name ends in .html: -o bank.html",
    ),
    "a quiz to a page that is none yet": (
        lambda: quiz.run(BANKS, "quiz.pdf", pdf=True),
        "quiz.pdf: a quiz's name ends in .html: -o quiz.html",
    ),
    "variants over a bank": (
        lambda: quiz.run(BANKS, "bank.yaml", variants=2),
        "bank.yaml: the variants go into a folder, this is the name of a file: -o bank/",
    ),
    "variants called as a page": (
        lambda: quiz.run(BANKS, "quiz.html", variants=2),
        "quiz.html: the variants go into a folder, this is the name of a file: -o quiz/",
    ),
    "variants to standard output": (
        lambda: quiz.run(BANKS, "-", variants=2),
        "-o '-': the variants go into a folder: -o quiz/",
    ),
    "cards over a note": (
        lambda: cards.run(BANKS, "tea.md"),
        "tea.md: a page's name ends in .html: -o tea.html",
    ),
    "an explanation over a note": (
        lambda: explain.run(["notes/tea.md"], "tea.md", 0.5),
        "tea.md: a page's name ends in .html: -o tea.html",
    ),
    "a slip and a bank that is not there": (
        lambda: anki.run(["none.yaml"], "none.yaml"),
        "none.yaml: a deck's name ends in .apkg: -o none.apkg",
    ),
}


@pytest.mark.parametrize("slip", SLIPS)
def test_a_slip_is_one_line_and_nothing_is_written(folder, slip):
    run, message = SLIPS[slip]
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    with pytest.raises(Refused) as refused:
        run()
    assert str(refused.value) == message
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


LINKS = {
    "a deck": ("deck.apkg", lambda: anki.run(BANKS, "deck.apkg")),
    "a page": ("cards.html", lambda: cards.run(BANKS, "cards.html")),
    "a quiz": ("quiz.html", lambda: quiz.run(BANKS, "quiz.html")),
    "a key": ("quiz.key.html", lambda: quiz.run(BANKS, "quiz.html")),
    "an explanation": ("why.html", lambda: explain.run(["notes/tea.md"], "why.html", 0.5)),
}


@pytest.mark.parametrize("target", ["bank.yaml", "bank.lock", "notes/tea.md"])
@pytest.mark.parametrize("link", LINKS)
def test_a_link_to_a_file_of_another_kind_is_not_written_through(folder, link, target):
    name, run = LINKS[link]
    (folder / name).symlink_to(target)
    before = (folder / target).read_bytes()
    with pytest.raises(Refused, match=rf"^{name}: cannot be written: is a link to .*{target}; delete the link"):
        run()
    assert (folder / target).read_bytes() == before


def test_a_link_to_a_file_of_its_kind_is_written_through(folder):
    (folder / "deck.apkg").symlink_to("latest.apkg")
    anki.run(BANKS, "deck.apkg")
    before = (folder / "latest.apkg").read_bytes()
    anki.run(BANKS, "deck.apkg")
    assert (folder / "deck.apkg").is_symlink()
    assert (folder / "latest.apkg").read_bytes() == before


LOCKS = {
    "extracted": lambda: extract.run(["notes"], "new.lock"),
    "made anew": lambda: new.run("new.lock"),
    "drafted": lambda: draft.run(BANKS, "new.lock"),
    "used": lambda: anki.run(["b.lock"], "b.apkg"),
}


@pytest.mark.parametrize("run", LOCKS.values(), ids=LOCKS)
def test_a_bank_is_not_called_like_a_lock(folder, run):
    (folder / "b.lock").write_text(BANK, encoding="utf-8")
    with pytest.raises(Refused, match=r"(new|b)\.lock: is called like a lock; call the bank (new|b)\.yaml"):
        run()
    assert (folder / "b.lock").read_text(encoding="utf-8") == BANK
    assert not (folder / "new.lock").exists()


@pytest.mark.parametrize("name", ["deck.apkg", "DECK.APKG", "new/folder/deck.apkg", os.devnull])
def test_names_for_a_deck(folder, name):
    require(name, DECK)


@pytest.mark.parametrize("name", ["quiz.html", "quiz.htm", "QUIZ.HTML", "a.b.html"])
def test_names_for_a_quiz(folder, name):
    require(name, QUIZ)


@pytest.mark.parametrize("name", ["notes", "new", "new/", "week.1", "week.1/"])
def test_names_for_variants(folder, name):
    require_folder(name, QUIZ)


def test_a_name_that_is_too_long_is_refused_as_any_other(folder):
    with pytest.raises(Refused, match=r"ends in \.apkg"):
        require("x" * 5000, DECK)


def test_an_explanation_goes_to_standard_output_when_asked(folder):
    report = explain.run(["notes/tea.md"], "-", 0.5)
    assert report.text.startswith("<!doctype html>")
    assert not (folder / "-").exists()
