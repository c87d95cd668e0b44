import base64
import io
import os
import re

import pypdf
import pytest

from quizgen.jobs.browser import find_browser, print_pdf
from quizgen.jobs.quiz import run
from quizgen.problems import Refused

BANK = """\
format: 1
id: b
title: Rivers
language: en
questions:
- {type: choice, id: nile, question: Where does the Nile end?, answer: Mediterranean Sea, distractors: [Red Sea, Lake]}
- {type: open, id: source, question: "What is a spring? ![map](img/map.png)", answer: where water leaves the ground}
- {type: open, id: off, question: Never asked?, answer: no, enabled: false}
"""
PNG = base64.b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNkYAAAAAYAAjCB0C8AAAAASUVORK5CYII=")


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "img").mkdir()
    (tmp_path / "img" / "map.png").write_bytes(PNG)
    (tmp_path / "bank.yaml").write_text(BANK, encoding="utf-8")
    return tmp_path


def files(folder):
    return {str(p.relative_to(folder)) for p in folder.rglob("*.html")}


def refused(*args, **options):
    with pytest.raises(Refused) as caught:
        run(*args, **options)
    return str(caught.value)


def test_a_bank_without_questions_is_refused(folder):
    (folder / "bank.yaml").write_text(
        BANK.replace("Lake]", "Lake], enabled: false").replace("ground}", "ground, enabled: false}")
    )
    assert refused(["bank.yaml"], "quiz.html") == "bank.yaml: holds no question to print"


def test_a_picture_outside_the_banks_folder_is_refused(folder):
    (folder / "bank.yaml").write_text(BANK.replace("img/map.png", "../secret.png"))
    (folder / "quiz.html").write_text("old")
    assert "bank.yaml:7:3: the picture ../secret.png lies outside the folder of the bank" in refused(
        ["bank.yaml"], "quiz.html"
    )
    assert (folder / "quiz.html").read_text() == "old"
    assert files(folder) == {"quiz.html"}


def test_a_place_that_cannot_be_written_is_refused(folder):
    (folder / "file").write_text("")
    assert "file/quiz.html: cannot be written" in refused(["bank.yaml"], "file/quiz.html").replace("\\", "/")


def test_a_missing_picture_is_a_warning(folder):
    (folder / "img" / "map.png").unlink()
    report = run(["bank.yaml"], "quiz.html")
    assert [(p.line, p.level) for p in report.problems] == [(7, "warning")]
    assert "map" in (folder / "quiz.html").read_text()


def test_quiz_key_and_teachers_copy_stand_beside_each_other(folder):
    report = run(["bank.yaml"], "out/quiz.html")
    assert files(folder) == {"out/quiz.html", "out/quiz.key.html", "out/quiz.teacher.html"}
    assert report.lines[0] == "2 questions (1 choice, 1 open); 1 not enabled"
    student, key = ((folder / "out" / name).read_text(encoding="utf-8") for name in ("quiz.html", "quiz.key.html"))
    assert "where water leaves the ground" not in student
    assert "where water leaves the ground" in key
    assert f"data:image/png;base64,{base64.b64encode(PNG).decode()}" in student
    assert "Never asked" not in student + key


def test_a_second_run_writes_the_same_bytes(folder):
    run(["bank.yaml"], "quiz.html", seed="9")
    before = {name: (folder / name).read_bytes() for name in files(folder)}
    run(["bank.yaml"], "quiz.html", seed="9")
    assert {name: (folder / name).read_bytes() for name in files(folder)} == before


@pytest.mark.parametrize("role", ["student", "key", "teacher"])
def test_one_role_is_written_to_the_output_itself(folder, role):
    run(["bank.yaml"], "page.html", role=role)
    assert files(folder) == {"page.html"}
    assert ("where water leaves the ground" in (folder / "page.html").read_text()) == (role != "student")


def test_variants_make_a_folder(folder):
    run(["bank.yaml"], "test", variants=2, seed="5")
    assert files(folder) == {"test/keys.html"} | {
        f"test/{v}.{role}.html" for v in "AB" for role in ("student", "key", "teacher")
    }
    keys = (folder / "test" / "keys.html").read_text(encoding="utf-8")
    assert "Variant A" in keys
    assert "Variant B" in keys
    assert "nile" in keys
    for variant in "AB":
        student = (folder / "test" / f"{variant}.student.html").read_text(encoding="utf-8")
        (mark,) = re.findall(r"@bottom-right.*([0-9a-f]{6})", student)
        assert mark in keys


def test_a_students_variant_comes_without_any_key(folder):
    run(["bank.yaml"], "test", variants=2, role="student")
    assert files(folder) == {"test/A.student.html", "test/B.student.html"}


def test_several_banks_make_one_quiz(folder):
    other = BANK.replace("id: b\n", "id: c\n").replace("Rivers", "Lakes").replace("Nile", "Rhine")
    (folder / "other.yaml").write_text(other, encoding="utf-8")
    run(["bank.yaml", "other.yaml"], "quiz.html")
    page = (folder / "quiz.html").read_text(encoding="utf-8")
    assert "<h1>Rivers · Lakes</h1>" in page
    assert "Nile" in page
    assert "Rhine" in page


@pytest.mark.parametrize(("size", "tagged"), [(1_000, True), (1_100_000, False)], ids=["small", "large"])
def test_only_large_pages_are_printed_without_tags(folder, chromium, size, tagged):
    (folder / "page.html").write_text(f"<!DOCTYPE html><!--{'x' * size}--><p>words")
    pdf = pypdf.PdfReader(io.BytesIO(print_pdf(find_browser(), folder / "page.html")))
    assert ("/StructTreeRoot" in pdf.root_object) == tagged


def test_variants_printed_together_begin_on_front_pages(folder, chromium):
    report = run(["bank.yaml"], "test", variants=3, role="student", pdf=True)
    assert report.next[0].replace("\\", "/") == "open test/all.student.pdf and print it"
    pages = [page.extract_text() for page in pypdf.PdfReader(folder / "test" / "all.student.pdf").pages]
    assert ["Variant A" in pages[0], pages[1], "Variant B" in pages[2], pages[3]] == [True, "", True, ""]
    assert all("Page 1 of 1" in page for page in pages[::2])
    assert len(pages) == 5


def test_a_pdf_stands_beside_each_page(folder, chromium):
    report = run(["bank.yaml"], "quiz.html", role="student", pdf=True)
    assert report.problems == ()
    assert (folder / "quiz.pdf").read_bytes().startswith(b"%PDF")
    assert report.lines[-1] == "as PDF: quiz.pdf"
    assert report.next == ("open quiz.pdf and print it",)


@pytest.mark.skipif(os.name == "nt", reason="programs are marked by their names there, not by their rights")
@pytest.mark.parametrize(
    ("variable", "place"),
    [
        ("PROGRAMFILES", "Google/Chrome/Application/chrome.exe"),
        ("PROGRAMFILES(X86)", "Microsoft/Edge/Application/msedge.exe"),
        ("LOCALAPPDATA", "Chromium/Application/chrome.exe"),
        ("HOME", "Applications/Google Chrome.app/Contents/MacOS/Google Chrome"),
        ("PATH", "chromium-browser"),
    ],
)
def test_a_browser_is_found_where_windows_macs_and_others_keep_it(tmp_path, monkeypatch, variable, place):
    for name in ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA", "QUIZGEN_BROWSER"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PATH", str(tmp_path / "nothing"))
    monkeypatch.setenv("HOME", str(tmp_path / "nobody"))
    assert find_browser() is None
    program = tmp_path / place
    program.parent.mkdir(parents=True, exist_ok=True)
    program.write_text("")
    program.chmod(0o755)
    monkeypatch.setenv(variable, str(tmp_path))
    assert find_browser() == str(program)


@pytest.mark.parametrize(
    ("browser", "said"), [("no-such-browser", "no Chrome, Chromium or Edge found"), ("false", "made no PDF of it")]
)
def test_without_a_browser_one_line_says_how_to_print(folder, monkeypatch, browser, said):
    monkeypatch.setenv("QUIZGEN_BROWSER", browser)
    report = run(["bank.yaml"], "quiz.html", role="student", pdf=True)
    (problem,) = report.problems
    assert said in problem.message
    assert problem.level == "warning"
    assert report.next == ("open quiz.html in a browser and print it",)
    assert files(folder) == {"quiz.html"}
