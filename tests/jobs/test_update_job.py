import itertools
import os
import resource
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest
from killing import in_child, killed_at

from quizgen.bank.edit import block
from quizgen.bank.lock import Lock, digest
from quizgen.jobs import banks, extract
from quizgen.jobs import update as update_job
from quizgen.jobs.banks import load_banks, open_for_edits
from quizgen.jobs.locks import read_lock, write_lock
from quizgen.jobs.update import How, run
from quizgen.problems import Misused, Problem, Refused

PHYSICS = """# 热学

**熵**是指衡量系统混乱程度的物理量。

**焓**是指内能与压强乘体积之和。

**比热容**是指单位质量的物质升高一度所需的热量。
"""
ELECTRICITY = """# 电学

**电流**是指单位时间内通过导体截面的电荷量。

**电阻**是指导体对电流的阻碍作用。
"""


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    tmp_path = tmp_path / "work"
    notes = tmp_path / "notes"
    notes.mkdir(parents=True)
    (notes / "a.md").write_text(PHYSICS, encoding="utf-8")
    (notes / "b.md").write_text(ELECTRICITY, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    extract.run(["notes"], "bank.yaml")
    assert ids() == ["熵", "焓", "比热容", "电流", "电阻"]
    return tmp_path


def ids():
    return [q.id for q in load_banks(["bank.yaml"])[0][0].questions]


def state():
    return Path("bank.yaml").read_bytes(), Path("bank.lock").read_bytes()


def change(old, new, name="a.md"):
    path = Path("notes", name)
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def edit(old, new):
    path = Path("bank.yaml")
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def delete(name):
    text = Path("bank.yaml").read_text(encoding="utf-8")
    start = text.index(f"- type: definition\n  id: {name}\n")
    end = text.find("- type", start + 1)
    Path("bank.yaml").write_text(text[:start] + (text[end:] if end > 0 else ""), encoding="utf-8")


def refused(*args, **how):
    with pytest.raises(Refused) as refusal:
        run("bank.yaml", args, How(**how))
    (problem,) = refusal.value.problems
    return str(problem)


# --- What is refused, and nothing written ---


def test_a_bank_that_names_no_notes_is_refused_with_the_way_out(folder):
    edit("extract: {notes: [notes/]}\n", "")
    before = state()
    assert refused().startswith("bank.yaml: does not say from which notes it was made")
    assert state() == before


MISUSES = {
    "another title": ({"title": "x"}, "is there and keeps its title: leave --title out, or write 'title: x' into it"),
    "another deck": ({"deck": "a::b"}, "is there and keeps its deck: leave --deck out, or write 'deck: a::b' into it"),
    "less certain questions": (
        {"min_confidence": 0.2},
        "is there and asks for nothing less certain than 0.5: "
        "leave --min-confidence 0.2 out, or change extract: in the bank",
    ),
}


@pytest.mark.parametrize("misuse", MISUSES)
def test_what_a_bank_that_is_there_cannot_be_given_is_wrong_usage(folder, misuse):
    options, words = MISUSES[misuse]
    change("**焓**", "**热量**是指因温差而传递的能量。\n\n**焓**")
    before = state()
    with pytest.raises(Misused) as refusal:
        extract.run(["notes"], "bank.yaml", extract.Wanted(**options))
    assert str(refusal.value) == f"bank.yaml: {words}"
    assert state() == before


def test_other_types_than_those_of_the_header_are_wrong_usage(folder):
    edit("{notes: [notes/]}", "{notes: [notes/], types: [list]}")
    words = "asks for only list: leave --types list,definition out"
    with pytest.raises(Misused, match=words):
        extract.run(["notes"], "bank.yaml", extract.Wanted(types=("list", "definition")))


def test_what_cannot_be_written_leaves_nothing_beside_the_bank(folder, monkeypatch):
    change("混乱程度", "无序程度")
    before = state()

    def cannot(path, lock):
        raise Refused([Problem("bank.lock", 0, 0, "cannot be written")])

    monkeypatch.setattr(banks, "write_lock", cannot)
    assert refused() == "bank.lock: cannot be written"
    assert state() == before
    assert {p.name for p in Path().iterdir()} == {"bank.yaml", "bank.lock", "notes"}


def test_a_bank_with_an_error_is_refused_with_its_place(folder):
    edit("  term: 熵\n", "  trem: 熵\n")
    with pytest.raises(Refused, match=r"bank.yaml:\d+:3: unknown field 'trem', did you mean term"):
        run("bank.yaml")


def test_notes_that_are_not_there_are_refused(folder):
    assert refused("nix.md") == "nix.md: no such file or folder"
    shutil.move("notes", "elsewhere")
    assert refused() == "notes: no such file or folder"


def test_more_than_a_tenth_is_not_pruned_without_a_word(folder):
    Path("notes/b.md").unlink()
    before = state()
    assert refused(prune=True).startswith("bank.yaml: 2 of 5 questions would be removed: if that is meant, add --yes")
    assert state() == before
    run("bank.yaml", (), How(prune=True, yes=True))
    assert ids() == ["熵", "焓", "比热容"]


def test_what_an_editor_saved_meanwhile_is_not_overwritten(folder, monkeypatch):
    change("**焓**", "**热量**是指因温差而传递的能量。\n\n**焓**")
    saved = Path("bank.yaml").read_bytes() + b"\n# saved by an editor\n"

    def saves_meanwhile(path, lock, write=banks.write_lock):
        Path("bank.yaml").write_bytes(saved)
        write(path, lock)

    with monkeypatch.context() as patch:
        patch.setattr(banks, "write_lock", saves_meanwhile)
        assert (
            refused() == "bank.yaml: was saved by another program meanwhile, and stays as it is: run the command again"
        )
    assert Path("bank.yaml").read_bytes() == saved
    run("bank.yaml")
    assert "热量" in ids()
    assert b"saved by an editor" in Path("bank.yaml").read_bytes()


# --- What is told ---


def test_the_summary_names_what_happened_and_what_to_do(folder):
    change("混乱程度", "无序程度")
    change("**焓**", "**热量**是指因温差而传递的能量。\n\n**焓**")
    delete("比热容")
    edit("阻碍作用", "阻碍作用！")
    change("阻碍作用", "阻碍", "b.md")
    lines = run("bank.yaml").lines
    assert lines[0] == "bank.yaml: 5 questions; 1 new, 1 made anew, 1 moved"
    assert lines[1:] == (
        "new: 热量",
        "made anew, for their notes changed: 熵",
        "edited by you, and their notes changed: they stay as they are: 电阻",
        "deleted by you: they stay deleted: 比热容",
    )
    assert run("bank.yaml").lines == ("bank.yaml: 5 questions; nothing new in the notes",)


def test_a_deleted_question_comes_back_as_it_is_said(folder):
    delete("焓")
    (step,) = run("bank.yaml").next
    assert step == "if one of them should come back: delete its line in bank.lock, then quizgen update bank.yaml"
    lines = Path("bank.lock").read_text(encoding="utf-8").split("\n")
    Path("bank.lock").write_text("\n".join(line for line in lines if '"id":"焓"' not in line), encoding="utf-8")
    assert run("bank.yaml").lines[1] == "new: 焓"


def test_a_dry_run_shows_the_difference_and_writes_nothing(folder):
    change("混乱程度", "无序程度")
    before = state()
    report = run("bank.yaml", (), How(dry_run=True))
    assert "-  definition: 衡量系统混乱程度的物理量\n+  definition: 衡量系统无序程度的物理量\n" in report.text
    assert "(nothing written)" in report.lines[0]
    assert state() == before


def test_the_difference_can_be_applied_with_patch(folder):
    Path("bank.yaml").write_bytes(Path("bank.yaml").read_bytes().rstrip())  # no line end at the end of the file
    change("阻碍作用", "阻碍", "b.md")
    diff = run("bank.yaml", (), How(dry_run=True)).text
    subprocess.run(
        ["git", "apply", "-p0"], input=diff.replace(" (now)", "").replace(" (updated)", ""), text=True, check=True
    )
    patched = Path("bank.yaml").read_bytes()
    subprocess.run(
        ["git", "apply", "-p0", "-R"], input=diff.replace(" (now)", "").replace(" (updated)", ""), text=True, check=True
    )
    run("bank.yaml")
    assert Path("bank.yaml").read_bytes() == patched


def test_a_missing_lock_is_a_warning_that_says_what_cannot_be_known(folder):
    Path("bank.lock").unlink()
    report = run("bank.yaml")
    (problem,) = report.problems
    assert problem.level == "warning"
    assert str(problem).startswith("bank.lock: warning: is missing: what was edited or deleted by hand cannot be known")
    assert run("bank.yaml").problems == ()


def test_a_lock_that_is_behind_its_bank_is_a_warning_once(folder):
    old = Path("bank.lock").read_bytes()
    change("**焓**", "**热量**是指因温差而传递的能量。\n\n**焓**")
    change("# 电学", "# 电学\n\n**电压**是指电路两端电势的差。", "b.md")
    run("bank.yaml")
    edit("传递的能量", "传递的能量！")
    Path("bank.lock").write_bytes(old)
    report = run("bank.yaml")
    (problem,) = report.problems
    assert str(problem).startswith("bank.lock: warning: does not know what stands in the bank: 电压. It is older")
    assert report.lines[-1] == "not as the notes give them, so they count as edited by you: 热量"
    assert run("bank.yaml").problems == ()


def test_a_root_that_is_missing_is_a_warning_and_its_questions_are_not_judged(folder):
    edit("[notes/]", "[notes/, more/]")
    Path("more").mkdir()
    Path("more/c.md").write_text("**压强**是指单位面积上所受的压力。\n", encoding="utf-8")
    run("bank.yaml")
    shutil.rmtree("more")
    report = run("bank.yaml")
    assert [str(p) for p in report.problems] == ["more: warning: no such file or folder"]
    assert report.lines == ("bank.yaml: 6 questions; nothing new in the notes",)


def test_a_note_that_later_updates_pass_over_is_told(folder):
    Path("more.md").write_text("**压强**是指单位面积上所受的压力。\n", encoding="utf-8")
    words = "not among the notes in the header of the bank (extract:), so a later update passes them over: more.md"
    assert run("bank.yaml", ["more.md", "notes/a.md"]).lines[-1] == words
    edit("[notes/]", "[notes/, more.md]")
    assert run("bank.yaml", ["more.md"]).lines == ("bank.yaml: 6 questions; nothing new in the notes",)


def test_a_file_that_is_gone_from_its_folder_is_told(folder):
    Path("notes/b.md").unlink()
    assert run("bank.yaml").lines[-1] == "no longer in the notes: they stay: 电流, 电阻"


# --- What happens ---


def test_extract_onto_a_bank_updates_it(folder):
    edit("混乱程度", "无序程度")
    change("**焓**", "**热量**是指因温差而传递的能量。\n\n**焓**")
    report = extract.run(["notes"], "bank.yaml")
    assert report.lines[0] == "bank.yaml: 6 questions; 1 new, 2 moved"
    assert "无序程度" in Path("bank.yaml").read_text(encoding="utf-8")


ALL_BUT = {
    "certain": {"min_confidence": 0.99},
    "of its type": {"types": ("list",)},
    "within the limit": {"most": 5},
    "within the limit of its note": {"max_per_note": 1},
    "in a note that is read": {"exclude": ("a.md",)},
}


@pytest.mark.parametrize("options", ALL_BUT.values(), ids=ALL_BUT)
def test_what_is_new_is_left_out_if_it_is_not(folder, options):
    change("# 热学", "# 热学\n\n热量是指因温差而传递的能量。")
    lines = extract.run(["notes"], "bank.yaml", extract.Wanted(**options)).lines
    assert "new" not in lines[0].replace("nothing new", "")
    assert len(ids()) == 5
    assert "热量" in run("bank.yaml").lines[1]  # all that the header asks for comes at the next update


def test_a_choice_of_what_is_new_changes_no_question_that_is_there(folder):
    change("# 电学", "# 电学\n\n**熵**是指衡量系统混乱程度的物理量。", "b.md")
    run("bank.yaml")
    before = state()
    for options in ALL_BUT.values():
        extract.run(["notes"], "bank.yaml", extract.Wanted(**options))
        assert state() == before


def test_the_command_that_made_a_bank_may_be_given_again(folder):
    options = extract.Wanted(title="T", deck="D", min_confidence=0.4, most=4, types=("definition",))
    extract.run(["notes"], "other.yaml", options)
    before = Path("other.yaml").read_bytes()
    assert extract.run(["notes"], "other.yaml", options).lines == ("other.yaml: 4 questions; nothing new in the notes",)
    assert Path("other.yaml").read_bytes() == before


def test_a_bank_for_each_note_is_updated_too(folder):
    extract.run(["notes"], "banks/")
    change("阻碍作用", "阻碍", "b.md")
    report = extract.run(["notes"], "banks/")
    assert report.lines == (
        "banks/a.yaml: 3 questions; nothing new in the notes",
        "banks/b.yaml: 2 questions; 1 made anew",
        "made anew, for their notes changed: 电阻",
    )


def test_only_the_named_note_is_read(folder):
    change("混乱程度", "无序程度")
    change("阻碍作用", "阻碍", "b.md")
    assert run("bank.yaml", ["notes/b.md"]).lines[-1] == "made anew, for their notes changed: 电阻"


def test_a_note_with_a_new_name_takes_its_questions_with_it(folder):
    Path("notes/a.md").rename("notes/z.md")
    report = run("bank.yaml")
    assert report.lines == ("bank.yaml: 5 questions; 3 moved",)
    assert open_for_edits("bank.yaml").bank.questions[0].source == ("notes/z.md:3",)


def test_a_note_with_a_new_name_and_a_new_wording_keeps_its_questions_though_it_alone_is_named(folder):
    Path("notes/a.md").rename("notes/z.md")
    change("**熵**", "**热力学熵**", "z.md")
    report = run("bank.yaml", ["notes/z.md"])
    assert report.lines == (
        "bank.yaml: 5 questions; 1 made anew, 2 moved",
        "made anew, for their notes changed: 熵",
    )
    assert [(q.id, q.source) for q in open_for_edits("bank.yaml").bank.questions[:2]] == [
        ("熵", ("notes/z.md:3",)),
        ("焓", ("notes/z.md:5",)),
    ]
    assert run("bank.yaml").lines == ("bank.yaml: 5 questions; nothing new in the notes",)


def test_a_note_that_the_header_names_itself_may_have_a_new_name_too(folder):
    edit("[notes/]", "[notes/a.md, notes/b.md]")
    Path("notes/a.md").rename("notes/z.md")
    change("**熵**", "**热力学熵**", "z.md")
    assert run("bank.yaml", ["notes/z.md"]).lines[0] == "bank.yaml: 5 questions; 1 made anew, 2 moved"


def test_a_note_of_a_folder_that_is_not_there_has_no_new_name(folder):
    shutil.move("notes", "elsewhere")
    Path("new.md").write_text(PHYSICS.replace("**熵**", "**热力学熵**").replace("焓", "热焓"), encoding="utf-8")
    report = run("bank.yaml", ["new.md"])
    assert report.lines[1] == "new: 热力学熵, 热焓"
    assert {q.id: q.source for q in open_for_edits("bank.yaml").bank.questions}["熵"] == ("notes/a.md:3",)


def test_a_note_that_is_not_there_and_was_not_asked_for_is_not_judged(folder):
    Path("notes/a.md").unlink()
    report = run("bank.yaml", ["notes/b.md"], How(prune=True, yes=True))
    assert report.lines == ("bank.yaml: 5 questions; nothing new in the notes",)


def made_by_an_older_one(old, new):
    """The bank as if an older quizgen had made of the same notes ``new`` where this one makes ``old``."""
    edit(old, new)
    written = open_for_edits("bank.yaml")
    lock = read_lock("bank.yaml")[0]
    at = next(n for n, q in enumerate(written.bank.questions) if new in q.definition)
    name = written.bank.questions[at].id
    entry = replace(lock.entries[name], made=digest(block(written, at)))
    write_lock("bank.yaml", Lock({**lock.entries, name: entry}))


def test_what_only_quizgen_reads_otherwise_is_made_anew_by_refresh_which_shows_it(folder):
    made_by_an_older_one("衡量系统混乱程度的物理量", "衡量系统混乱程度的量")
    made_by_an_older_one("内能与压强乘体积之和", "内能与压强乘体积的和")
    edit("内能与压强乘体积的和", "内能与压强乘体积的和  # 我的")
    before = state()
    assert run("bank.yaml").lines == ("bank.yaml: 5 questions; nothing new in the notes",)
    shown = run("bank.yaml", (), How(refresh=True, dry_run=True))
    assert state()[0] == before[0]
    report = run("bank.yaml", (), How(refresh=True))
    assert report.text == shown.text
    assert "-  definition: 衡量系统混乱程度的量\n+  definition: 衡量系统混乱程度的物理量\n" in report.text
    assert report.lines[0] == "bank.yaml: 5 questions; 1 made anew"
    assert "内能与压强乘体积的和  # 我的" in Path("bank.yaml").read_text(encoding="utf-8")  # a person's: it stays
    after = state()
    assert run("bank.yaml", (), How(refresh=True)).lines == ("bank.yaml: 5 questions; nothing new in the notes",)
    assert state() == after


def test_an_edit_that_is_taken_back_after_its_notes_changed_is_none(folder):
    edit("混乱程度", "无序程度")
    change("混乱程度的物理量", "混乱程度的量")
    assert run("bank.yaml").lines[-1] == "edited by you, and their notes changed: they stay as they are: 熵"
    assert run("bank.yaml").lines[0].endswith("nothing new in the notes")
    edit("无序程度", "混乱程度")
    assert run("bank.yaml").lines[-1] == "made anew, for their notes changed: 熵"
    assert "混乱程度的量\n" in Path("bank.yaml").read_text(encoding="utf-8")
    assert run("bank.yaml").lines[0].endswith("nothing new in the notes")


def test_line_ends_of_another_system_are_no_edit(folder):
    for ends in (b"\r\n", b"\r"):
        run("bank.yaml")
        bank, lock = state()
        Path("bank.yaml").write_bytes(bank.replace(b"\n", ends))
        Path("bank.lock").write_bytes(lock.replace(b"\n", ends))
        change("物理量", "量" if ends == b"\r" else "物理之量")
        report = run("bank.yaml")
        assert report.problems == ()
        assert report.lines[-1] == "made anew, for their notes changed: 熵"
        assert b"\n" not in Path("bank.yaml").read_bytes().replace(ends, b"")
        Path("bank.yaml").write_bytes(Path("bank.yaml").read_bytes().replace(ends, b"\n"))
        change("物理之量" if ends == b"\r\n" else "量", "物理量")
        run("bank.yaml")


# --- What is not read again ---


@pytest.fixture
def read(monkeypatch):
    """The names of the notes that were read."""
    names = []

    def watched(notes, progress, jobs, of=update_job.read_notes):
        names[:] = [note.name for note in notes]
        return of(notes, progress, jobs)

    monkeypatch.setattr(update_job, "read_notes", watched)
    return names


def test_a_note_that_did_not_change_is_not_read_again(folder, read):
    run("bank.yaml")
    assert read == ["notes/a.md", "notes/b.md"]
    run("bank.yaml")
    assert read == []
    change("阻碍作用", "阻碍", "b.md")
    assert run("bank.yaml").lines[-1] == "made anew, for their notes changed: 电阻"
    assert read == ["notes/b.md"]
    run("bank.yaml")
    assert read == []


def forget_an_entry():
    lines = Path("bank.lock").read_text(encoding="utf-8").split("\n")
    Path("bank.lock").write_text("\n".join(line for line in lines if "电阻" not in line), encoding="utf-8")


def write_by_hand():
    with Path("bank.yaml").open("a", encoding="utf-8") as f:
        f.write("\n- type: open\n  question: 何时？\n  answer: 现在\n")


WAKES = {
    "a question by hand is new": write_by_hand,
    "the lock is another": forget_an_entry,
    "the lock is lost": lambda: Path("bank.lock").unlink(),
    "the header asks for more": lambda: edit("{notes: [notes/]}", "{notes: [notes/], min_confidence: 0.25}"),
    "what was remembered is damaged": lambda: [p.write_text("{") for p in Path("../cache/quizgen").iterdir()],
    "the bank lies elsewhere": lambda: (shutil.copytree(".", "../copy"), os.chdir("../copy")),
}


@pytest.mark.parametrize("wake", WAKES.values(), ids=WAKES)
def test_a_note_is_read_again_if(folder, read, wake):
    run("bank.yaml")
    wake()
    run("bank.yaml")
    assert "notes/b.md" in read


def test_what_is_gone_is_told_though_its_note_is_not_read_again(folder, read):
    change("**电阻**是指导体对电流的阻碍作用。\n", "", "b.md")
    told = run("bank.yaml").lines[-1]
    assert told == "no longer in the notes: they stay: 电阻"
    assert run("bank.yaml").lines[-1] == told
    assert read == []
    run("bank.yaml", (), How(prune=True, yes=True))
    assert read == ["notes/a.md", "notes/b.md"]
    assert ids() == ["熵", "焓", "比热容", "电流"]


def test_what_is_gone_is_told_though_an_older_lock_was_put_back(folder):
    before = state()
    change("**电阻**是指导体对电流的阻碍作用。\n", "", "b.md")
    told = run("bank.yaml").lines[-1]
    after = state()
    Path("bank.yaml").write_bytes(before[0])
    Path("bank.lock").write_bytes(before[1])
    assert run("bank.yaml").lines[-1] == told
    assert state() == after


def test_a_source_in_a_note_that_was_read_follows_though_the_first_was_not(folder, read):
    same = "**熵**是指衡量系统混乱程度的物理量。\n"
    change("# 电学\n", "# 电学\n\n" + same, "b.md")
    run("bank.yaml")
    change("# 电学\n", "# 电学\n\n", "b.md")
    run("bank.yaml")
    assert read == ["notes/b.md"]
    assert open_for_edits("bank.yaml").bank.questions[0].source == ("notes/a.md:3", "notes/b.md:4")
    change(same, "", "b.md")
    run("bank.yaml")
    assert open_for_edits("bank.yaml").bank.questions[0].source == ("notes/a.md:3",)


def test_what_a_question_by_hand_said_is_asked_again_once_that_is_deleted(folder, read):
    own = "\n- type: definition\n  term: 电压\n  definition: 电路两端电势的差\n"
    with Path("bank.yaml").open("a", encoding="utf-8") as f:
        f.write(own)
    change("# 电学\n", "# 电学\n\n**电压**是指电路两端电势的差。\n", "b.md")
    run("bank.yaml")
    assert "电压" not in ids()
    edit(own, "")
    run("bank.yaml")
    assert "电压" in ids()


def test_a_question_whose_own_note_says_it_no_more_is_looked_for_in_its_others(folder, read):
    same = "**熵**是指衡量系统混乱程度的物理量。\n"
    change("# 电学\n", "# 电学\n\n## 附\n\n" + same, "b.md")
    run("bank.yaml")
    run("bank.yaml")
    assert read == []
    change(same, "", "a.md")
    report = run("bank.yaml")
    assert read == ["notes/a.md", "notes/b.md"]
    assert not any(line.startswith("no longer") for line in report.lines)
    assert open_for_edits("bank.yaml").bank.questions[0].source == ("notes/b.md:5",)


# --- Killed, out of space, two at once ---

CHANGES = [
    lambda: change("混乱程度", "无序程度"),
    lambda: change("**焓**", "**热量**是指因温差而传递的能量。\n\n**焓**"),
    lambda: delete("比热容"),
    lambda: edit("截面的", "横截面的"),
    lambda: Path("notes/b.md").write_text(ELECTRICITY.replace("**电阻**", "\n\n**电阻**"), encoding="utf-8"),
]


def changed():
    for make in CHANGES:
        make()


def pruned():
    run("bank.yaml", (), How(prune=True, yes=True))


def test_a_kill_at_any_moment_loses_nothing_and_the_next_run_ends_the_same(folder):
    changed()
    change("**电流**是指单位时间内通过导体截面的电荷量。", "", "b.md")
    begin = state()
    pruned()
    undisturbed = state()
    assert undisturbed[0] != begin[0]
    for number in itertools.count():
        Path("bank.yaml").write_bytes(begin[0])
        Path("bank.lock").write_bytes(begin[1])
        ended = in_child(killed_at(number, pruned))
        assert Path("bank.yaml").read_bytes() in (begin[0], undisturbed[0])
        pruned()
        assert state() == undisturbed
        assert {p.name for p in Path().iterdir()} == {"bank.yaml", "bank.lock", "notes"}  # nothing half written stays
        if not os.WIFSIGNALED(ended):
            break
    assert number >= 12  # three files, each created, synced, given its mode, renamed


def deleted_and_updated():
    delete("热量")
    pruned()


def test_what_a_killed_run_added_and_a_person_deleted_stays_deleted(folder):
    changed()
    begin = state()
    pruned()
    deleted_and_updated()
    undisturbed = state()
    assert b'"deleted":true' in undisturbed[1]
    added = 0
    for number in itertools.count():
        Path("bank.yaml").write_bytes(begin[0])
        Path("bank.lock").write_bytes(begin[1])
        ended = in_child(killed_at(number, pruned))
        if "热量" in ids():
            added += 1
        else:
            pruned()
        deleted_and_updated()
        assert state() == undisturbed
        if not os.WIFSIGNALED(ended):
            break
    assert added >= 3  # what a kill before the last file was written left


def test_what_a_killed_run_was_to_add_comes_though_a_person_edited_the_bank_meanwhile(folder):
    changed()
    begin = state()
    own = b"\n- type: open\n  id: own\n  question: Why?\n  answer: So.\n"
    Path("bank.yaml").write_bytes(begin[0] + own)
    pruned()
    undisturbed = state()
    waited = 0
    for number in itertools.count():
        Path("bank.yaml").write_bytes(begin[0])
        Path("bank.lock").write_bytes(begin[1])
        ended = in_child(killed_at(number, pruned))
        waited += Path("bank.yaml").read_bytes() == begin[0] and state()[1] != begin[1]
        with Path("bank.yaml").open("ab") as f:
            f.write(own)
        pruned()
        assert state() == undisturbed
        if not os.WIFSIGNALED(ended):
            break
    assert waited >= 2  # the lock was written, the bank was not


def test_a_first_extraction_killed_at_any_moment_ends_the_same_too(folder):
    undisturbed = state()
    Path("bank.yaml").unlink()
    Path("bank.lock").unlink()
    for number in itertools.count():
        ended = in_child(killed_at(number, lambda: extract.run(["notes"], "bank.yaml")))
        extract.run(["notes"], "bank.yaml")
        assert state() == undisturbed
        Path("bank.yaml").unlink()
        Path("bank.lock").unlink()
        if not os.WIFSIGNALED(ended):
            break
    assert number >= 12


def test_killed_by_the_clock_the_next_run_ends_the_same(folder):
    changed()
    begin = state()
    start = time.monotonic()
    subprocess.run([sys.executable, "-m", "quizgen", "update", "bank.yaml", "-q"], check=True)
    whole = time.monotonic() - start
    undisturbed = state()
    for part in range(int(os.environ.get("KILLS", "2"))):
        Path("bank.yaml").write_bytes(begin[0])
        Path("bank.lock").write_bytes(begin[1])
        process = subprocess.Popen([sys.executable, "-m", "quizgen", "update", "bank.yaml", "-q"])
        try:
            process.wait(whole * (0.5 + (part * 0.37) % 0.6))
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        run("bank.yaml")
        assert state() == undisturbed


@pytest.mark.parametrize("space", [0, 100, 600, 1000])
def test_on_a_full_disk_the_bank_stays_whole(folder, space):
    changed()
    begin = state()

    def short_of_space():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (space, space))
        run("bank.yaml")

    assert os.waitstatus_to_exitcode(in_child(short_of_space)) == 1
    assert Path("bank.yaml").read_bytes() == begin[0]
    run("bank.yaml")
    disturbed = state()
    Path("bank.yaml").write_bytes(begin[0])
    Path("bank.lock").write_bytes(begin[1])
    run("bank.yaml")
    assert state() == disturbed


def test_two_runs_at_once_wait_for_each_other(folder):
    changed()
    runs = [subprocess.Popen([sys.executable, "-m", "quizgen", "update", "bank.yaml", "-q"]) for _ in range(2)]
    assert [r.wait() for r in runs] == [0, 0]
    once = state()
    assert run("bank.yaml").lines == ("bank.yaml: 5 questions; nothing new in the notes",)
    assert state() == once


def git(*args, ends=0):
    done = subprocess.run(
        ["git", "-c", "user.name=x", "-c", "user.email=x@x", *args], check=False, capture_output=True, text=True
    )
    assert done.returncode == ends, done.stdout + done.stderr


def test_two_branches_that_both_updated_merge_in_git(folder):
    git("init", "-q", "-b", "one")
    git("add", ".")
    git("commit", "-qm", "begin")
    git("checkout", "-qb", "other")
    change("**焓**", "**热量**是指因温差而传递的能量。\n\n**焓**")
    change("混乱程度", "无序程度")
    run("bank.yaml")
    git("commit", "-qam", "other")
    git("checkout", "-q", "one")
    change("阻碍作用", "阻碍", "b.md")
    delete("电流")
    run("bank.yaml")
    git("commit", "-qam", "one")
    git("merge", "-q", "other", "-m", "both")
    assert run("bank.yaml").lines == ("bank.yaml: 5 questions; nothing new in the notes",)
    assert ids() == ["熵", "热量", "焓", "比热容", "电阻"]


def test_a_conflict_in_the_lock_settles_itself(folder):
    ours = Path("bank.lock").read_text(encoding="utf-8")
    change("混乱程度", "无序程度")
    delete("焓")
    run("bank.yaml")
    bank, theirs = state()
    text = f"<<<<<<< ours\n{ours}=======\n{theirs.decode()}>>>>>>> theirs\n"
    Path("bank.lock").write_text(text, encoding="utf-8")
    report = run("bank.yaml")
    assert [p.level for p in report.problems] == ["warning"] * 3
    assert all("merge conflict" in p.message for p in report.problems)
    assert state() == (bank, theirs)
    assert run("bank.yaml").problems == ()
