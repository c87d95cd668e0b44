import pytest
from click.testing import CliRunner

from quizgen.cli import quizgen
from quizgen.jobs.cards import run
from quizgen.problems import Refused

BANK = """\
format: 1
id: b
title: Rivers
language: en
questions:
- {type: definition, id: delta, term: delta, definition: land that a river makes at its mouth, points: 3}
- {type: open, id: long, question: Why?, answer: "LONG"}
- {type: open, id: off, question: Never?, answer: no, enabled: false}
"""


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "bank.yaml").write_text(BANK, encoding="utf-8")
    return tmp_path


def test_a_bank_without_questions_is_refused(folder):
    (folder / "bank.yaml").write_text(BANK.partition("questions:")[0] + "questions: []\n")
    with pytest.raises(Refused, match="holds no question"):
        run(["bank.yaml"], "cards.html")


@pytest.mark.parametrize(
    "args", [["--grid", "0x3"], ["--grid", "3"], ["--back-offset", "1"], ["--back-offset", "nan,1"], ["--edge", "left"]]
)
def test_wrong_usage_is_told(folder, args):
    done = CliRunner().invoke(quizgen, ["cards", "bank.yaml", "-o", "cards.html", *args])
    assert done.exit_code == 2
    assert not (folder / "cards.html").exists()


def test_a_card_that_cannot_hold_its_text_is_a_warning_at_its_line(folder):
    (folder / "bank.yaml").write_text(BANK.replace("LONG", "water runs downhill, " * 400))
    report = run(["bank.yaml"], "cards.html")
    assert [(p.line, p.level) for p in report.problems] == [(7, "warning")]


def test_cards_show_neither_points_nor_what_is_not_enabled(folder):
    report = run(["bank.yaml"], "cards.html", grid=(1, 1))
    page = (folder / "cards.html").read_text(encoding="utf-8")
    assert "land that a river makes" in page
    assert "points" not in page
    assert "Never?" not in page
    assert report.lines == ("cards.html: 2 cards (1 definition, 1 open) on 2 sheets",)
