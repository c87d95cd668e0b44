"""Each check is rule, test and documentation at once: what its examples promise, and comments that switch it off."""

import json
import re
from pathlib import Path

import pytest

from quizgen.bank.checks import CHECKS, documentation
from quizgen.bank.lock import Entry, Lock, dump_lock
from quizgen.jobs.check import problems_of
from quizgen.problems import Problem

HEAD = "format: 1\nid: cells-1\ntitle: Cells\nlanguage: en\nquestions:\n"
OTHER = "format: 1\nid: other\ntitle: Other\nlanguage: en\nquestions: []\n"
ROOT = Path(__file__).parents[2]


@pytest.fixture
def checked(tmp_path):
    """A function that returns the codes that are found in a bank, given as a whole or as its questions.

    A picture cell.png lies in its folder and one outside of it; its lock knows a blank; another bank is checked first.
    """
    folder = tmp_path / "bank"
    folder.mkdir()
    (tmp_path / "cell.png").write_bytes(b"png")
    (folder / "cell.png").write_bytes(b"png")
    (folder / "other.yaml").write_text(OTHER, encoding="utf-8")
    (folder / "bank.lock").write_text(dump_lock(Lock({"pump": Entry(clozes=((1, "three"),))})), encoding="utf-8")

    def check(text):
        whole = text if "questions:" in text else HEAD + text
        (folder / "bank.yaml").write_text(whole, encoding="utf-8", newline="")
        _, problems = problems_of([str(folder / "other.yaml"), str(folder / "bank.yaml")])
        assert all(p.path == str(folder / "bank.yaml") for p in problems)
        return [p.code for p in problems]

    return check


@pytest.mark.parametrize("check", CHECKS, ids=lambda c: c.code)
def test_a_record_says_all_of_itself(check):
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", check.code)
    assert check.level in ("error", "warning", "hint")
    assert check.doc.endswith((".", ".)"))
    assert check.bad
    assert check.good
    assert check.of


def test_no_code_stands_for_two_things():
    assert len({c.code for c in CHECKS}) == len(CHECKS)


@pytest.mark.parametrize("check", CHECKS, ids=lambda c: c.code)
def test_what_is_wrong_is_found_and_what_is_right_is_not(check, checked):
    assert set(checked(check.bad)) == ({check.code, "unknown-type"} if check.code == "too-many" else {check.code})
    assert checked(check.good) == []


@pytest.mark.parametrize("check", [c for c in CHECKS if c.level != "error"], ids=lambda c: c.code)
def test_a_comment_switches_it_off_for_the_bank(check, checked):
    assert check.code not in checked(f"# quizgen: ignore {check.code}\n{HEAD}{check.bad}")


def test_the_page_is_what_the_records_say():
    assert (ROOT / "docs" / "checks.md").read_text(encoding="utf-8") == documentation()


def test_the_task_for_vs_code_reads_the_messages():
    page = (ROOT / "docs" / "editing.md").read_text(encoding="utf-8")
    task = re.search(r"```json\n(.*?)```", page, re.S)
    (matcher,) = [t["problemMatcher"] for t in json.loads(task[1])["tasks"]]
    pattern, groups = re.compile(matcher["pattern"]["regexp"]), matcher["pattern"]
    for level in ("error", "warning", "hint"):
        problem = Problem("C:/my banks/b.yaml", 12, 7, "a: [b] is wrong", level, "near-duplicate")
        found = pattern.fullmatch(str(problem))
        names = ("file", "line", "column", "severity", "message", "code")
        severity = None if level == "error" else level
        said = tuple(found[groups[name]] for name in names)
        assert said == (problem.path, "12", "7", severity, problem.message, problem.code)
