import subprocess
import sys

import pytest

from quizgen.jobs.banks import load_banks
from quizgen.jobs.check import run
from quizgen.problems import Refused

BANK = "format: 1\nid: {}\ntitle: t\nlanguage: en\nquestions:\n- type: open\n  question: a\n  answer: {}\n"


@pytest.fixture
def bank(tmp_path):
    def write(name, identity="b", answer="c"):
        path = tmp_path / name
        path.write_text(BANK.format(identity, answer), encoding="utf-8")
        return str(path)

    return write


def test_what_is_not_utf8_is_named_with_its_line(tmp_path):
    path = tmp_path / "b.yaml"
    path.write_bytes(BANK.format("b", "答案").encode("gb18030"))
    assert [str(p) for p in run([str(path)]).problems] == [f"{path}:8:11: is not in UTF-8: save it as UTF-8 [unreadable]"]
    path.write_bytes(BANK.format("b", "c").encode("utf-16"))
    assert [str(p) for p in run([str(path)]).problems] == [f"{path}: is not in UTF-8: save it as UTF-8 [unreadable]"]


def test_two_banks_with_one_id_are_an_error_at_the_second(bank):
    one, other = bank("a.yaml"), bank("z.yaml")
    (problem,) = run([other, one]).problems
    assert str(problem).startswith(f"{one}:2:5: {other} has the same bank id 'b'")


def test_problems_of_all_banks_come_in_the_order_they_were_named(bank, tmp_path):
    bad, missing, empty = bank("z.yaml", answer="[]"), str(tmp_path / "none.yaml"), bank("a.yaml", answer="''")
    assert [p.path for p in run([bad, missing, str(tmp_path), empty]).problems] == [bad, missing, str(tmp_path), empty]


def test_other_commands_are_refused_with_every_error_of_every_bank(bank):
    with pytest.raises(Refused) as refused:
        load_banks([bank("a.yaml", answer="[]"), bank("b.yaml", answer="''"), bank("c.yaml")])
    assert len(refused.value.problems) == 2


def test_a_bank_that_is_named_twice_counts_once(bank):
    path = bank("a.yaml")
    assert run([path, path]).lines == (f"{path}: 1 question (1 open)",)


def test_a_sound_bank_is_summed_up_with_what_to_do_next(bank):
    one, other = bank("a.yaml", "x"), bank("b.yaml", "y")
    run([other, one], fix=True)
    report = run([other, one])
    assert report.lines == (f"{other}: 1 question (1 open)", f"{one}: 1 question (1 open)")
    assert report.next == (f"quizgen anki {other} {one} -o deck.apkg",)
    assert report.problems == ()


def test_the_exit_status_says_whether_there_is_an_error(bank):
    for answer, status in (("b", 0), ("[]", 1)):
        done = subprocess.run([sys.executable, "-m", "quizgen", "check", bank("a.yaml", answer=answer)], check=False)
        assert done.returncode == status


HANDWRITTEN = """format: 1
id: b
title: t
language: zh-Hans
questions:
# mine
- type: open   # no id yet
  question: 什么是**熵**？
  answer: "x"

- {type: cloze, text: '{{c1::北京}}是首都'}
- type: matching
  pairs: {a: b, c: d}
- type: open
  id: 什么是 熵
  question: 什么是熵
  answer: y
"""


def test_fix_adds_readable_ids_and_touches_nothing_else(tmp_path):
    path = tmp_path / "b.yaml"
    path.write_bytes(HANDWRITTEN.replace("\n", "\r\n").encode())
    (tmp_path / "b.lock").write_text('{"format":1}\n{"id":"北京是首都","made":"1","deleted":true}\n', encoding="utf-8")
    report = run([str(path)], fix=True)
    assert report.lines[-1] == "3 ids added"
    assert report.problems == ()
    expected = (
        HANDWRITTEN.replace("no id yet\n", "no id yet\n  id: 什么是 熵 2\n")
        .replace("type: cloze,", "type: cloze, id: 北京是首都 2,")
        .replace("type: matching\n", "type: matching\n  id: a b c d\n")
    )
    assert path.read_bytes().decode() == expected.replace("\n", "\r\n")
    assert run([str(path)], fix=True).lines[-1] == "nothing to fix"


def test_a_bank_with_an_error_is_not_fixed(tmp_path):
    path = tmp_path / "b.yaml"
    path.write_text(HANDWRITTEN.replace("answer: y", "anwser: y"), encoding="utf-8")
    before = path.read_bytes()
    assert [p.code for p in run([str(path)], fix=True).problems] == ["missing-field", "unknown-field"]
    assert path.read_bytes() == before


def test_questions_without_id_are_told_how_they_get_one(bank):
    path = bank("a.yaml")
    assert run([path]).next == (f"quizgen check --fix {path}    adds the ids that Anki needs",)
