import json
import random
import shutil
import subprocess
import sys
import threading
import time

import pytest
import yaml

from quizgen.jobs.banks import load_banks
from quizgen.jobs.check import run
from quizgen.jobs.formats import as_github
from quizgen.jobs.watch import saves
from quizgen.problems import Problem, Refused

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
    assert [str(p) for p in run([str(path)]).problems] == [
        f"{path}:8:11: is not in UTF-8: save it as UTF-8 [unreadable]"
    ]
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


def test_the_deck_of_one_bank_has_the_name_of_the_bank(bank):
    path = bank("a.yaml")
    run([path], fix=True)
    assert run([path]).next == (f"quizgen anki {path} -o {path.removesuffix('.yaml')}.apkg",)


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


# --- warnings, hints, other programs, watching

HINTS = "- type: list\n  id: {n}\n  term: term {n}\n  items: [item {n}]\n"


@pytest.fixture
def hinted(tmp_path):
    """A bank with six hints and one warning."""
    path = tmp_path / "b.yaml"
    text = BANK.format("b", "c").replace("  answer", "  id: q\n  answer") + "".join(HINTS.format(n=n) for n in range(5))
    path.write_text(text + HINTS.format(n=1).replace("id: 1", "id: x"), encoding="utf-8")
    return str(path)


def test_few_hints_of_a_kind_stand_for_all(hinted):
    report = run([hinted])
    assert [p.level for p in report.problems] == ["hint"] * 3 + ["warning"]
    assert report.lines[1:] == ("1 warning, 6 hints in 1 bank", "3 of them not shown")
    assert report.next[0] == f"quizgen check --all {hinted}    shows every one"
    every = run([hinted], every=True)
    assert len(every.problems) == 7
    assert "not shown" not in "".join(every.lines)


def test_warnings_and_hints_are_no_reason_to_fail(hinted):
    done = subprocess.run([sys.executable, "-m", "quizgen", "check", hinted], capture_output=True, check=False)
    assert done.returncode == 0
    assert b"warning: asks the same as the question in line" in done.stderr


def check(*args):
    done = subprocess.run([sys.executable, "-m", "quizgen", "check", *args], capture_output=True, check=False)
    assert b"Traceback" not in done.stderr
    return done.returncode, done.stdout.decode()


def test_json_holds_every_problem_and_nothing_else(hinted, bank):
    status, told = check("--format", "json", hinted)
    problems = json.loads(told)
    assert status == 0
    assert len(problems) == 7
    assert [p for p in problems if p["level"] == "warning"] == [
        {
            "path": hinted,
            "line": 30,
            "column": 3,
            "message": "asks the same as the question in line 14",
            "level": "warning",
            "code": "near-duplicate",
        }
    ]
    assert check("--format", "json", bank("sound.yaml")) == (0, "[]\n")
    status, told = check("--format", "json", "none.yaml")
    assert (status, [p["message"] for p in json.loads(told)]) == (1, ["no such file or folder"])


def test_github_reads_commands_in_which_nothing_is_taken_for_another(tmp_path):
    path = tmp_path / "100%, b.yaml"
    path.write_text(BANK.format("b", "c") + "  '50%:, x': d\n", encoding="utf-8")
    status, told = check("--format", "github", str(path))
    file = str(path).replace("%", "%25").replace(":", "%3A").replace(",", "%2C")
    assert status == 1
    assert told.startswith(
        f"::error file={file},line=9,col=3,title=quizgen unknown-field::unknown field '50%25:, x'; an "
    )
    assert told.count("\n") == 1


def test_a_text_that_ends_a_message_ends_no_command():
    assert as_github([Problem("b", 1, 1, "a\n::error::b", "hint", "x")]) == (
        "::notice file=b,line=1,col=1,title=quizgen x::a%0A::error::b\n"
    )


def test_fix_takes_away_spaces_that_are_no_text(tmp_path):
    path = tmp_path / "b.yaml"
    text = (
        "\ufeff# notes \t\nformat: 1 \nid: b\ntitle: t\nlanguage: en\nquestions:  \n- type: open\t\n  id: q  # mine  \n"
        "  question: |  \n    a line break  \n    here\n\n  answer: 'b  \n    c'   \n  \n- {type: open, id: r,  \n"
        "  question: d, answer: e} "
    )
    path.write_bytes(text.replace("\n", "\r\n").encode())
    report = run([str(path)], fix=True)
    assert report.lines[1] == "10 lines tidied"
    assert report.problems == ()
    tidied = (
        "\ufeff# notes\nformat: 1\nid: b\ntitle: t\nlanguage: en\nquestions:\n- type: open\n  id: q  # mine\n"
        "  question: |\n    a line break  \n    here\n\n  answer: 'b  \n    c'\n\n- {type: open, id: r,\n"
        "  question: d, answer: e}\n"
    )
    assert path.read_bytes().decode() == tidied.replace("\n", "\r\n")
    assert run([str(path)], fix=True).lines[1] == "nothing to fix"


def test_watching_tells_again_after_each_save_and_rests_in_between(tmp_path):
    path = tmp_path / "b.yaml"
    path.write_text("a", encoding="utf-8")
    rests = []

    def rest(seconds):
        rests.append(seconds)
        if len(rests) == 2:
            path.write_text("another text", encoding="utf-8")
        elif len(rests) == 3:
            path.unlink()
        elif len(rests) == 5:
            raise KeyboardInterrupt

    told = [len(rests) for _ in saves(lambda: [str(path)], rest)]
    assert told == [0, 2, 3]
    assert min(rests) > 0.1, "it sleeps between two looks"


@pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not installed")
def test_watching_on_a_terminal(tmp_path):
    path = tmp_path / "b.yaml"
    path.write_text(BANK.format("b", "c"), encoding="utf-8")
    socket = ["tmux", "-L", f"quizgen-{tmp_path.name}"]
    command = f"{sys.executable} -m quizgen check --watch b.yaml; echo status $?; cat"
    subprocess.run([*socket, "new-session", "-d", "-x", "100", "-y", "20", "-c", str(tmp_path), command], check=True)

    def screen(words):
        shown = subprocess.run([*socket, "capture-pane", "-p"], capture_output=True, text=True, check=True).stdout
        return shown if words in shown else ""

    try:
        first = eventually(lambda: screen("watching; Ctrl-C ends"))
        assert "1 question" in first
        path.write_text(BANK.format("b", "[]"), encoding="utf-8")
        second = eventually(lambda: screen("b.yaml:8:11: answer must be a text"))
        assert "1 question" not in second, "the screen shows the last report only"
        subprocess.run([*socket, "send-keys", "C-c"], check=True)
        last = eventually(lambda: screen("status 1"))
        assert "Traceback" not in last
    finally:
        subprocess.run([*socket, "kill-server"], check=False)


def eventually(look):
    """What ``look`` returns as soon as it is true."""
    end = time.monotonic() + 60
    while not (found := look()):
        assert time.monotonic() < end, "it did not come"
        threading.Event().wait(0.05)
    return found


@pytest.mark.parametrize("args", [["--watch", "--fix"], ["--watch", "--format", "json"], ["--format", "xml"]])
def test_what_does_not_go_together_is_wrong_usage(args, bank):
    assert check(*args, bank("a.yaml"))[0] == 2


def test_a_big_bank_is_checked_in_little_more_than_the_usual_reader_takes(tmp_path):
    """Look-alikes included; benchmarks/bank_speed.py measures whole processes."""
    words = random.Random(1)
    some = ["".join(chr(0x4E00 + words.randrange(3000)) for _ in range(2)) for _ in range(3000)]
    body = "- type: definition\n  id: 词{0}\n  term: {1}\n  definition: {2}\n  source: a.md:{0}\n"
    text = "format: 1\nid: b\ntitle: t\nlanguage: zh\nquestions:\n" + "".join(
        body.format(n, "".join(words.choices(some, k=3)), "".join(words.choices(some, k=15))) for n in range(5000)
    )
    path = tmp_path / "b.yaml"
    path.write_text(text, encoding="utf-8")
    start = time.process_time()
    assert run([str(path)]).lines == (f"{path}: 5,000 questions (5,000 definition)",)
    checked = time.process_time()
    yaml.load(text, yaml.CSafeLoader)
    assert checked - start < (time.process_time() - checked) * 3  # whole processes: 1.2 to 1.6 times
