"""A new bank, and how little a question that is written by hand needs."""

import pytest

from quizgen.bank.load import load
from quizgen.bank.lock import Lock
from quizgen.bank.types import TYPES, type_name
from quizgen.jobs import anki, check, new, quiz
from quizgen.jobs.banks import load_banks
from quizgen.problems import Refused
from quizgen.render.anki import make


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    (tmp_path / "Teas").mkdir()
    monkeypatch.chdir(tmp_path / "Teas")
    return tmp_path / "Teas"


def link_to_nothing(path):
    path.symlink_to("nowhere.yaml")


@pytest.mark.parametrize("make", [lambda path: path.write_text("mine"), lambda path: path.mkdir(), link_to_nothing])
def test_nothing_is_overwritten(make, folder):
    make(folder / "bank.yaml")
    with pytest.raises(Refused, match=r"bank\.yaml: exists already and stays as it is"):
        new.run("bank.yaml")
    assert [path.name for path in folder.iterdir()] == ["bank.yaml"]
    assert not (folder / "bank.yaml").is_file() or (folder / "bank.yaml").read_text() == "mine"


def test_a_title_that_no_line_can_hold_is_refused(folder):
    with pytest.raises(Refused, match="control character"):
        new.run("bank.yaml", title="Tea\x07")
    assert not list(folder.iterdir())


LANGUAGES = {
    "en": "A bank of questions",
    "de": "A bank of questions",
    "zh-Hans": "这是一个题库",
    "zh-TW": "這是一個題庫",
}


@pytest.mark.parametrize(("language", "words"), LANGUAGES.items())
def test_it_shows_each_type_and_passes_check_without_a_message(language, words, folder):
    new.run("bank.yaml", language=language)
    assert words in (folder / "bank.yaml").read_text(encoding="utf-8")
    (bank,), problems = load_banks(["bank.yaml"])
    assert bank.language == language
    assert [type_name(q) for q in bank.questions] == list(TYPES)
    assert not problems
    assert not check.run(["bank.yaml"]).problems


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_builds(language, folder):
    new.run("bank.yaml", language=language)
    assert not anki.run(["bank.yaml"], "deck.apkg").problems
    assert not quiz.run(["bank.yaml"], "quiz.html").problems


TITLES = {
    "of a file": ("green tea.yaml", {}, "green tea", "en"),
    "of the folder": ("bank.yaml", {}, "Teas", "en"),
    "in Chinese": ("茶.yaml", {}, "茶", "zh-Hans"),
    "given": ("bank.yaml", {"title": "绿茶", "language": "en"}, "绿茶", "en"),
    "with signs of YAML": ("bank.yaml", {"title": "C#: 'a' \"b\" $ID # {x}"}, "C#: 'a' \"b\" $ID # {x}", "en"),
    "like a number": ("2026.yaml", {"language": "no"}, "2026", "no"),
}


@pytest.mark.parametrize(("path", "given", "title", "language"), TITLES.values(), ids=TITLES)
def test_titles(path, given, title, language):
    new.run(path, **given)
    (bank,), _ = load_banks([path])
    assert (bank.title, bank.language) == (title, language)


def test_banks_that_are_called_alike_are_two(folder):
    new.run("a/bank.yaml", title="Tea")
    new.run("b/bank.yaml", title="Tea")
    one, other = load_banks(["a/bank.yaml", "b/bank.yaml"])[0]
    assert one.id != other.id
    first = (folder / "a" / "bank.yaml").read_bytes()
    (folder / "a" / "bank.yaml").unlink()
    new.run("a/bank.yaml", title="Tea")
    assert (folder / "a" / "bank.yaml").read_bytes() == first


HEAD = "format: 1\nid: b\ntitle: T\nlanguage: en\n"
LEAST = {
    "definition": "term: a\n  definition: b",
    "list": "term: a\n  items: [b, c]",
    "cloze": "text: a {{c1::b}}",
    "open": "question: a?\n  answer: b",
    "choice": "question: a?\n  answer: b\n  distractors: [c]",
    "true_false": "statement: a\n  answer: true",
    "matching": "pairs: {a: b, c: d}",
}


@pytest.mark.parametrize("kind", TYPES)
def test_a_question_needs_only_its_type_and_its_content(kind, folder):
    (folder / "bank.yaml").write_text(f"{HEAD}questions:\n- type: {kind}\n  {LEAST[kind]}\n", encoding="utf-8")
    assert quiz.run(["bank.yaml"], "quiz.html")
    with pytest.raises(Refused, match=r"has no id, by which Anki would know it: `quizgen check --fix bank\.yaml`"):
        anki.run(["bank.yaml"], "deck.apkg")
    check.run(["bank.yaml"], fix=True)
    assert anki.run(["bank.yaml"], "deck.apkg")


def test_long_text_stands_behind_a_stroke():
    text = "It has\n\n  # two: parts,\n- 'one'\n- {{two}} # and more"
    indented = text.replace("\n", "\n    ")
    bank, problems = load("b.yaml", f"{HEAD}questions:\n- type: open\n  question: What?\n  answer: |\n    {indented}\n")
    assert not problems
    assert bank.questions[0].answer == text


def test_questions_take_what_the_bank_says_for_all(folder):
    questions = (
        "- {type: definition, id: a, term: a, definition: b}\n- {type: definition, id: c, term: c, definition: d"
    )
    more = "reverse: true\ntags: [tea]\ndeck: Hobby::Tea\nquestions:\n"
    (folder / "bank.yaml").write_text(f"{HEAD}{more}{questions}, reverse: false, tags: [leaf]}}\n", encoding="utf-8")
    (bank,), _ = load_banks(["bank.yaml"])
    made = make(bank, bank.questions, Lock(), now=1, picture=lambda *_: "").deck
    assert made.name == "Hobby::Tea"
    assert [(note.cards, note.tags) for note in made.notes] == [((0, 1), ("tea",)), ((0,), ("leaf", "tea"))]
