"""Counts that add up, in lines that fit."""

import json
from pathlib import Path

import pytest
from rich.cells import cell_len

from quizgen.jobs import stats
from quizgen.problems import Refused

BANK = """format: 1
id: tea-1
title: Tea
language: en
tags: [tea]
questions:
- {type: definition, id: oolong, term: Oolong, definition: a tea, source: tea.md:3, tags: [hot]}
- {type: definition, id: matcha, term: Matcha, definition: a powder of green tea leaves, source: [tea.md:5, 茶.md:1]}
- {type: cloze, id: sencha, text: 'Sencha is {{c1::green}} and all else is no part of the answer', source: 茶.md:9}
- {type: open, id: hand, question: Why?, answer: because, enabled: false}
"""
LOCK = """{"format":1}
{"id":"oolong","made":"x","confidence":0.9,"reviewed":"kept"}
{"id":"matcha","made":"x","confidence":0.55}
{"id":"sencha","made":"x","confidence":1.0}
{"id":"gone","made":"x","reviewed":"dropped","deleted":true}
"""


@pytest.fixture
def tea(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("bank.yaml").write_text(BANK, encoding="utf-8")
    Path("bank.lock").write_text(LOCK, encoding="utf-8")


def counted(*banks):
    return json.loads(stats.run(banks or ["bank.yaml"], as_json=True).text)


def test_a_bank_with_an_error_is_not_counted(tea):
    Path("bank.yaml").write_text("format: 1\n", encoding="utf-8")
    with pytest.raises(Refused):
        stats.run(["bank.yaml"])


def test_a_bank_without_questions(tea):
    Path("empty.yaml").write_text(BANK.partition("questions:")[0] + "questions: []\n", encoding="utf-8")
    told = counted("empty.yaml")
    assert told.pop("questions") == 0
    assert not any(told.values())
    assert stats.run(["empty.yaml"]).text == "0 questions\n"


def test_all_that_can_be_told(tea):
    assert counted() == {
        "questions": 4,
        "type": {"definition": 2, "cloze": 1, "open": 1},
        "review": {"kept": 1, "dropped": 1, "to review": 2, "by hand": 1},
        "confidence": {"not known": 1, "0.9 - 1.0": 2, "0.5 - 0.6": 1},
        "length of the answer": {"up to 20": 3, "21 - 60": 1},
        "source": {"tea.md": 2, "茶.md": 2, "(none)": 1},
        "tag": {"tea": 4, "hot": 1},
        "not enabled": {"left out of decks and quizzes": 1},
    }


def test_several_banks_together(tea):
    Path("two.yaml").write_text(BANK.replace("tea-1", "tea-2"), encoding="utf-8")
    told = counted("bank.yaml", "two.yaml")
    assert told["questions"] == 8
    assert told["bank"] == {"bank.yaml": 4, "two.yaml": 4}
    assert told["review"]["to review"] == 5, "without a lock nothing was reviewed"
    assert stats.run(["bank.yaml", "two.yaml"]).text.startswith("8 questions in 2 banks\n")


@pytest.mark.parametrize("width", [20, 40, 80, 200])
def test_lines_fit(tea, width):
    names = "".join(
        f"  {{type: open, id: q{n}, question: Q, answer: a, source: 很长的名字/{n}.md}},\n" for n in range(99)
    )
    head = BANK.partition("questions:")[0]
    Path("long.yaml").write_text(f"{head}questions: [\n{names}]\n", encoding="utf-8")
    lines = stats.run(["long.yaml"], width=width).text.split("\n")
    assert max(map(cell_len, lines)) <= max(width, 34)
    assert "  and 85 more with 85" in lines
    if width == 80:
        bars = [line.count("█") for line in stats.run(["bank.yaml"], width=width).text.split("\n")[3:6]]
        assert bars[0] > bars[1] == bars[2] > 0
