import shutil
from pathlib import Path

import pytest

from quizgen.jobs import anki, diff
from quizgen.problems import Refused

BANK = """format: 1
id: tea
title: Tea
language: en
questions:
- {type: definition, id: oolong, term: Oolong, definition: a tea that is partly oxidised, source: 'tea.md:3'}
- {type: open, id: matcha, question: What is matcha?, answer: powdered green tea}
- {type: open, id: 白茶, question: 白茶怎么做？, answer: 不炒不揉}
- {type: list, id: kinds, term: Kinds of tea, items: [green, black, white]}
- {type: true_false, id: chai, statement: Chai means tea., answer: true}
"""


@pytest.fixture(autouse=True)
def tea(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("bank.yaml").write_text(BANK, encoding="utf-8")
    anki.run(["bank.yaml"], "deck.apkg")
    return tmp_path


def edit(*changes: tuple[str, str]) -> None:
    text = Path("bank.yaml").read_text(encoding="utf-8")
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    Path("bank.yaml").write_text(text, encoding="utf-8")


def test_nothing_changed():
    report = diff.run("bank.yaml", "deck.apkg")
    assert report.lines == ("bank.yaml: 5 untouched",)
    assert report.text == ""


EDITS = (
    ("powdered green tea", "'powdered, shaded green tea'"),
    ("不炒不揉", "既不炒也不揉"),
    ("[green, black, white]", "[green, yellow, black, white]"),
    ("true_false, id: chai, statement: Chai means tea., answer: true", "open, id: chai, question: Chai?, answer: tea"),
    ("- {type: definition, id: oolong", "- {type: definition, id: 乌龙"),
)


def test_all_that_may_happen_word_by_word():
    edit(*EDITS)
    report = diff.run("bank.yaml", "deck.apkg")
    assert report.text.splitlines() == [
        "new           乌龙 (definition)",
        "changed       matcha (open)",
        "    Answer: powdered{+, shaded+} green tea",
        "changed       白茶 (open)",
        "    Answer: {+既+}不炒{+也+}不揉",
        "changed       kinds (list)",
        "    Items: green{+ / yellow+} / black / white",
        "    Count: [-3-]{+4+}",
        "type changed  chai (open)",
        "    was true_false",
        "removed       oolong",
    ]
    assert report.lines == ("bank.yaml: 3 changed, 1 new, 1 removed, 1 type changed",)


def test_the_lock_tells_what_but_not_how():
    edit(*EDITS)
    report = diff.run("bank.yaml")
    assert [line.split()[:2] for line in report.text.splitlines() if "changed   " in line] == [
        ["changed", "matcha"],
        ["changed", "白茶"],
        ["changed", "kinds"],
    ]
    assert "quizgen diff bank.yaml deck.apkg" in report.lines[1]


def test_it_says_what_the_next_package_does_and_writes_nothing(tea):
    edit(*EDITS)
    before = {path.name: path.read_bytes() for path in tea.iterdir()}
    diff.run("bank.yaml", "deck.apkg")
    assert {path.name: path.read_bytes() for path in tea.iterdir()} == before
    shutil.copy("deck.apkg", "old.apkg")
    assert anki.run(["bank.yaml"], "deck.apkg").lines[0].endswith("; 5 new or changed")
    assert diff.run("bank.yaml").lines[0] == "bank.yaml: 1 removed, 5 untouched"


def test_a_line_that_moved_is_nothing():
    edit(("tea.md:3", "tea.md:30"))
    assert diff.run("bank.yaml", "deck.apkg").text == ""


def test_what_anki_would_refuse_is_refused():
    edit((", id: matcha", ""))
    with pytest.raises(Refused):
        diff.run("bank.yaml")
    Path("deck.apkg").write_bytes(b"no package")
    with pytest.raises(Refused, match="is no Anki package"):
        diff.run("bank.yaml", "deck.apkg")
