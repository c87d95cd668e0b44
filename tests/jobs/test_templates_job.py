import pytest

from quizgen.jobs import cards, quiz, templates
from quizgen.problems import Refused

BANK = "format: 1\nid: b\ntitle: Rivers\nlanguage: en\nquestions:\n- {type: open, id: o, question: Why?, answer: So}\n"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "bank.yaml").write_text(BANK, encoding="utf-8")
    (tmp_path / "mine").mkdir()
    return tmp_path


def refused(work, *args, **options):
    with pytest.raises(Refused) as caught:
        work(*args, **options)
    return str(caught.value).replace("\\", "/")


WRONG = {
    "syntax": ("student.html", "a\n{% if %}", "mine/student.html:2:1: Expected an expression"),
    "an unknown name": ("student.html", "a\nb\n{{ nosuch }}", "mine/student.html:3:1: 'nosuch' is undefined"),
    "an unknown field": ("student.html", "{{ sheet.nosuch }}", "has no attribute 'nosuch'"),
    "an unknown filter": ("student.html", "{{ sheet.title | nosuch }}", "No filter named 'nosuch'"),
    "a missing file": ("student.html", "{% include 'nosuch.html' %}", "nosuch.html"),
    "not a number": ("style.css", "{{ sheet.title + 1 }}", "mine/style.css:1:1: "),
}


@pytest.mark.parametrize(("name", "text", "said"), WRONG.values(), ids=WRONG)
def test_a_bad_template_is_told_with_file_and_line(folder, name, text, said):
    (folder / "mine" / name).write_text(text)
    assert said in refused(quiz.run, ["bank.yaml"], "quiz.html", templates="mine", role="student")
    assert not (folder / "quiz.html").exists()


def test_a_folder_that_is_not_there_is_told(folder):
    assert "quizgen templates" in refused(quiz.run, ["bank.yaml"], "quiz.html", templates="nosuch")


def test_templates_are_never_copied_over_changed_ones(folder):
    (folder / "mine" / "key.html").write_text("changed")
    assert refused(templates.run, "mine").startswith("mine/key.html: exists already")
    assert [p.name for p in (folder / "mine").iterdir()] == ["key.html"]


def test_templates_that_are_all_there_are_one_line(folder):
    templates.run("copied")
    told = refused(templates.run, "copied")
    assert len(told.splitlines()) == 1
    assert " more)" in told


def test_copied_templates_print_the_same_pages(folder):
    templates.run("copied")
    for work, name in ((quiz.run, "quiz"), (cards.run, "cards")):
        work(["bank.yaml"], f"{name}.html")
        work(["bank.yaml"], f"{name}-copied.html", templates="copied")
        assert (folder / f"{name}.html").read_bytes() == (folder / f"{name}-copied.html").read_bytes()


def test_one_changed_template_is_enough(folder):
    (folder / "mine" / "parts.html").write_text(
        "{% macro heading(sheet, kind='') %}Our school: {{ sheet.title }}{% endmacro %}"
    )
    (folder / "mine" / "student.html").write_text('{% from "parts.html" import heading %}<h1>{{ heading(sheet) }}</h1>')
    (folder / "mine" / "style.css").write_text("@page { margin: 3cm }")
    quiz.run(["bank.yaml"], "quiz.html", templates="mine", role="student")
    page = (folder / "quiz.html").read_text(encoding="utf-8")
    assert "<h1>Our school: Rivers</h1>" in page
    assert "@page { margin: 3cm }" in page
