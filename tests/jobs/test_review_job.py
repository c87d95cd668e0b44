"""`quizgen review` and the files: what was decided is there at once, whatever other programs and kills do meanwhile."""

import os
import pty
import re
import select
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from quizgen.bank.lock import Entry, Lock, Sent
from quizgen.bank.review import KEPT, Walk, Wanted
from quizgen.jobs import anki, extract, locks, review, update
from quizgen.problems import Refused
from quizgen.render import apkg

NOTE = """# Tea

**Oolong** is a tea that is partly oxidised before it is dried.

**Matcha** is a powder of green tea leaves that were grown in the shade.

**Sencha** is a green tea that is steamed before it is dried.
"""
QUIZGEN = [sys.executable, "-m", "quizgen"]


@pytest.fixture
def tea(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    Path("tea.md").write_text(NOTE, encoding="utf-8")
    extract.run(["tea.md"], "bank.yaml")
    return tmp_path


def ids():
    return re.findall(r"^  id: (.*)$", Path("bank.yaml").read_text(encoding="utf-8"), re.M)


def entries():
    return locks.read_lock("bank.yaml")[0].entries


def opened(**wanted):
    desk = review.Desk("bank.yaml")
    return desk, Walk(desk.written.bank.questions, desk.lock, Wanted(order="notes", **wanted))


# --- what is not reviewed


def cli(*args, **more):
    return subprocess.run([*QUIZGEN, *args], capture_output=True, text=True, check=False, encoding="utf-8", **more)


def test_without_a_terminal_it_says_so(tea):
    done = cli("review", "bank.yaml", stdin=subprocess.DEVNULL)
    assert done.returncode == 2
    assert "run it in a terminal, without pipes" in done.stderr


def test_a_bank_with_an_error_is_not_reviewed(tea):
    Path("bank.yaml").write_text("format: 1\n", encoding="utf-8")
    with pytest.raises(Refused, match="id is missing"):
        review.run("bank.yaml")


def test_nothing_left_to_review(tea):
    desk, walk = opened()
    desk.remember(walk.keep(walk.waiting))
    desk.close()
    report = review.run("bank.yaml")
    assert report.lines == ("bank.yaml: 3 questions; nothing is left to review, 3 kept",)
    assert report.next == ("quizgen anki bank.yaml --reviewed -o bank.apkg    only what you kept",)


def test_a_bank_written_by_hand_needs_no_review(tea):
    Path("hand.yaml").write_text(
        "format: 1\nid: hand\ntitle: Hand\nlanguage: en\ninclude: [bank.yaml]\nquestions:\n"
        "- {type: open, id: q, question: Q?, answer: a}\n- {type: open, question: no id?, answer: a}\n",
        encoding="utf-8",
    )
    lines = review.run("hand.yaml").lines
    assert lines[0] == "hand.yaml: 2 questions; none that was extracted from notes and is to be reviewed here"
    assert lines[1] == "without id, so not shown: 1 question (quizgen check --fix hand.yaml adds ids)"
    assert lines[2] == "included banks are reviewed one by one: bank.yaml"
    assert not Path("hand.lock").exists()


def test_a_lost_lock_is_told(tea):
    Path("bank.lock").unlink()
    desk, walk = opened()
    assert len(walk.waiting) == 3
    assert "pattern and confidence are not known" in str(desk.problems[0])
    desk.remember(walk.drop())
    desk.close()
    assert "Oolong" not in ids()
    update.run("bank.yaml")
    assert "Oolong" not in ids()


# --- what was dropped


def test_what_was_dropped_never_returns(tea):
    desk, walk = opened()
    desk.remember(walk.drop())
    desk.close()
    assert ids() == ["Matcha", "Sencha"]
    Path("tea.md").write_text("# Teas of the world\n\n" + NOTE + "\n**Gyokuro** is a green tea.\n", encoding="utf-8")
    update.run("bank.yaml")
    assert "Oolong" not in ids()
    assert "Gyokuro" in ids(), "the notes were read"
    update.run("bank.yaml", how=update.How(refresh=True))
    assert "Oolong" not in ids()


def test_what_was_dropped_is_in_no_package_even_if_the_run_was_killed(tea):
    desk, walk = opened()
    desk.remember(walk.drop()).result()
    assert ids() == ["Oolong", "Matcha", "Sencha"], "as after a kill"
    anki.run(["bank.yaml"], "deck.apkg")
    assert names_in("deck.apkg") == {"Matcha", "Sencha"}


def names_in(package):
    notes = apkg.notes_of(Path(package).read_bytes())
    at = {note.kind: apkg.NOTE_TYPES[note.kind].all_fields.index("ID") for note in notes}
    return {note.fields[at[note.kind]].partition("/")[2] for note in notes}


def test_only_what_was_kept_goes_into_a_reviewed_package(tea):
    desk, walk = opened()
    desk.remember(walk.keep())
    desk.remember(walk.drop())
    desk.close()
    anki.run(["bank.yaml"], "deck.apkg", anki.Wanted(reviewed=True))
    assert names_in("deck.apkg") == {"Oolong"}


def test_what_is_made_anew_is_to_be_reviewed_again(tea):
    desk, walk = opened()
    desk.remember(walk.keep(walk.waiting))
    desk.close()
    changed = NOTE.replace("steamed before", "steamed and rolled before")
    Path("tea.md").write_text("\nMore.\n\n" + changed, encoding="utf-8")
    update.run("bank.yaml")
    assert opened()[1].waiting == ["Sencha"], "the others only moved"


def test_keys_read_nothing_anew(tea, monkeypatch):
    desk, walk = opened()
    monkeypatch.setattr(review, "open_for_edits", lambda path: pytest.fail("the bank was read again"))
    monkeypatch.setattr(review, "read_lock", lambda path: pytest.fail("the lock was read again"))
    desk.remember(walk.keep()).result()
    desk.remember(walk.drop()).result()
    desk.remember(walk.undo().before).result()
    assert not desk.changed()
    assert {name for name, entry in entries().items() if entry.reviewed} == {"Oolong"}


# --- other programs


def test_what_other_programs_wrote_into_the_lock_stays(tea):
    desk, walk = opened()
    desk.remember(walk.keep()).result()
    other = dict(entries())
    other["Matcha"] = Entry(made=other["Matcha"].made, anki={"definition": Sent("x", 5)})
    other["new"] = Entry(made="n")
    locks.write_lock("bank.yaml", Lock(other))
    desk.remember(walk.keep()).result()
    assert entries()["Oolong"].reviewed == entries()["Matcha"].reviewed == KEPT
    assert entries()["Matcha"].anki == {"definition": Sent("x", 5)}
    assert entries()["new"].made == "n"
    desk.close()


def test_while_an_editor_is_open_other_runs_go_on(tea):
    def edit(text):
        anki.run(["bank.yaml"], "deck.apkg")
        return text.replace("partly", "half")

    desk = review.Desk("bank.yaml", edit)
    question = desk.written.bank.questions[0]
    before = desk.text_of("Oolong")
    edited = desk.edit(question, before, [])
    desk.rewrite("Oolong", before, edited.text).result()
    desk.close()
    assert "half oxidised" in Path("bank.yaml").read_text(encoding="utf-8")
    assert entries()["Oolong"].anki


def test_a_lock_that_cannot_be_written_is_told_and_tried_again(tea):
    desk, walk = opened()
    told = []
    desk.on_trouble = told.append
    lock = Path("bank.lock")
    moved = lock.rename("elsewhere")
    lock.mkdir()
    desk.remember(walk.keep()).result()
    assert "bank.lock" in str(told[0])
    lock.rmdir()
    moved.rename(lock)
    desk.remember(walk.keep()).result()
    assert {name for name, entry in entries().items() if entry.reviewed} == {"Oolong", "Matcha"}
    desk.close()


def test_an_edit_that_finds_the_bank_changed_has_all_of_it_read_again(tea):
    desk, _ = opened()
    bank = Path("bank.yaml")
    bank.write_text(bank.read_text(encoding="utf-8").replace("green tea that", "tea that"), encoding="utf-8")
    desk.rewrite("Oolong", before := desk.text_of("Oolong"), before.replace("partly", "half")).result()
    assert desk.changed(), "the screen is to follow"
    desk.reload().result()
    assert not desk.changed()
    assert "half oxidised" in bank.read_text(encoding="utf-8")
    assert "definition: a tea that is steamed" in bank.read_text(encoding="utf-8")
    desk.close()


@pytest.mark.skipif(os.name == "nt", reason="no devices")
@pytest.mark.parametrize("source", ["/dev/zero:1", "no/such/file:1", ".:1", "tea.md\0:1", "x" * 5000])
def test_a_source_that_is_no_note_is_no_page(tea, source):
    desk, _ = opened()
    assert desk.page(source) is None
    assert desk.page("tea.md:3").text == NOTE
    desk.close()


def test_what_was_edited_after_it_was_dropped_stays(tea):
    desk, walk = opened()
    desk.remember(walk.drop()).result()
    bank = Path("bank.yaml")
    bank.write_text(bank.read_text(encoding="utf-8").replace("a tea that is partly", "the tea that is partly"), "utf-8")
    desk.close()
    assert "Oolong" in ids()
    assert "Oolong" in opened()[1].waiting


# --- a real terminal


def until(handle, done):
    """Read what the screen says until ``done`` with all of it; fail when it says no more for a minute.

    What is written to a file may come after the last that the screen says: so it is asked for again meanwhile.
    """
    seen, quiet = b"", 0
    while not done(seen):
        if select.select([handle], [], [], 0.1)[0]:
            seen, quiet = seen + os.read(handle, 65536), 0
        elif (quiet := quiet + 1) > 600:
            pytest.fail(f"the screen does not move: {seen.decode(errors='replace')}")


@pytest.mark.skipif(os.name == "nt", reason="no pseudo terminals")
def test_killed_at_any_moment_the_next_run_goes_on(tea):
    """Keys in a real terminal; after each, as soon as the lock has it, the process is killed."""
    for expected in ({"Oolong"}, {"Oolong", "Matcha"}, {"Oolong", "Matcha", "Sencha"}):
        pid, handle = pty.fork()
        if pid == 0:
            os.environ["TERM"] = "xterm-256color"
            os.execv(sys.executable, [*QUIZGEN, "review", "bank.yaml", "--order", "notes"])
        until(handle, lambda seen: b"Quit" in seen)
        os.write(handle, b"k" if len(expected) != 2 else b"d")
        until(handle, lambda seen, e=expected: {name for name, entry in entries().items() if entry.reviewed} == e)
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        os.close(handle)
    report = review.run("bank.yaml")
    assert ids() == ["Oolong", "Sencha"]
    assert "2 kept" in report.lines[0]
