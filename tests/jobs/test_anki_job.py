import itertools
import os
import sys
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from killing import in_child, killed_at

from quizgen.jobs import anki, check, locks, update
from quizgen.jobs.anki import Wanted
from quizgen.problems import Refused
from quizgen.render import apkg

BANK = """format: 1
id: tea
title: Tea
language: en
questions:
- type: definition
  id: oolong
  term: Oolong
  definition: a tea that is partly oxidised
- type: open
  id: matcha
  question: What is matcha?
  answer: powdered green tea
- type: list
  id: kinds
  term: Kinds of tea
  items: [green, black, white]
"""


@pytest.fixture
def tea(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("bank.yaml").write_text(BANK, encoding="utf-8")
    return tmp_path


def edit(old: str, new: str) -> None:
    path = Path("bank.yaml")
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")


def build(**more):
    wanted = Wanted(**{name: more.pop(name) for name in list(more) if name in Wanted.__dataclass_fields__})
    return anki.run(["bank.yaml"], "deck.apkg", wanted, **more)


def deck() -> list:
    return apkg.notes_of(Path("deck.apkg").read_bytes())


def members() -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(Path("deck.apkg").read_bytes())) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def refused(**more) -> list[str]:
    with pytest.raises(Refused) as caught:
        build(**more)
    return [str(problem) for problem in caught.value.problems]


def test_it_says_what_is_in_the_package_and_what_to_do_next(tea):
    report = build()
    assert report.lines == (
        "deck.apkg: 3 notes, 5 cards (1 definition, 1 list, 1 open); 3 new or changed",
        "bank.lock is new and knows what Anki gets: keep it beside the bank",
    )
    assert report.next == ("open deck.apkg in Anki (File > Import) with the default options",)
    assert build().lines[0].endswith("; nothing new or changed")


def test_an_unchanged_bank_gives_the_same_bytes(tea):
    build()
    first = Path("deck.apkg").read_bytes()
    build()
    assert Path("deck.apkg").read_bytes() == first


def test_without_a_lock_every_note_is_sent_again(tea):
    build()
    before = {note.guid: note.mod for note in deck()}
    Path("bank.lock").unlink()
    assert build().lines[0].endswith("; 3 new or changed")
    assert {note.guid for note in deck()} == set(before)


def test_a_question_without_id_is_refused_with_the_command_that_adds_ids(tea):
    edit("  id: oolong\n", "")
    (problem,) = refused()
    assert problem.startswith("bank.yaml:6:")
    assert "quizgen check --fix bank.yaml" in problem
    assert not Path("deck.apkg").exists()
    assert not Path("bank.lock").exists()


def test_a_bank_without_questions_is_refused(tea):
    Path("bank.yaml").write_text(BANK.partition("questions:")[0] + "questions: []\n", encoding="utf-8")
    assert refused() == ["bank.yaml: holds no question to learn"]


def test_nothing_is_remembered_of_a_package_that_could_not_be_written(tea):
    Path("deck.apkg").mkdir()
    refused()
    assert not Path("bank.lock").exists()


# --- what is gone


def test_a_removed_question_is_named_with_a_search_until_it_is_forgotten(tea):
    build()
    edit("- type: open\n  id: matcha\n  question: What is matcha?\n  answer: powdered green tea\n", "")
    for _ in range(2):
        report = build()
        assert "bank.yaml: no longer in the package, but perhaps in Anki: matcha" in report.lines
        assert '  find them there with: "ID:tea/matcha"' in report.lines
    assert "bank.yaml: 1 removed question forgotten" in build(forget_removed=True).lines
    assert len(build().lines) == 1


def test_a_disabled_question_is_named_and_comes_back_where_it_was(tea):
    build()
    before = {note.guid: note.mod for note in deck()}
    edit("  id: matcha\n", "  id: matcha\n  enabled: false\n")
    assert "matcha" in build().lines[1]
    assert len(deck()) == 2
    edit("  enabled: false\n", "")
    build()
    assert {note.guid: note.mod for note in deck()} == before


def test_a_question_whose_type_changed_is_named_by_its_old_type(tea):
    build()
    edit("open\n  id: matcha\n  question:", "definition\n  id: matcha\n  term:")
    edit("  answer:", "  definition:")
    assert '  find them there with: ("ID:tea/matcha" "note:quizgen open")' in build().lines


# --- options


def test_types(tea):
    build(types=("list", "open"))
    assert {note.kind for note in deck()} == {"list", "open"}


def test_what_types_leave_out_is_not_called_removed(tea):
    build()
    assert len(build(types=("list",)).lines) == 1
    assert set(locks.read_lock("bank.yaml")[0].entries) == {"oolong", "matcha", "kinds"}


@pytest.mark.parametrize(
    ("wanted", "kept"),
    [({"min_confidence": 0.8}, {"matcha", "kinds"}), ({"reviewed": True}, {"kinds", "oolong"})],
    ids=["confidence", "reviewed"],
)
def test_what_is_not_sure_enough_is_left_out_but_never_what_a_person_wrote(tea, wanted, kept):
    Path("bank.lock").write_text(
        '{"format":1}\n{"id":"oolong","made":"x","confidence":0.6,"reviewed":"kept"}\n'
        '{"id":"matcha","made":"x","confidence":0.9}\n',
        encoding="utf-8",
    )
    build(**wanted)
    names = {note.fields[apkg.NOTE_TYPES[note.kind].all_fields.index("ID")].partition("/")[2] for note in deck()}
    assert names == kept


def test_a_deck_that_is_named_takes_the_place_of_the_banks_own(tea):
    edit("language: en\n", "language: en\ndeck: Drinks\n")
    build()
    assert b'"name": "Drinks"' in members()["collection.anki2"]
    build(deck="Exam::Tea")
    assert b'"name": "Exam::Tea"' in members()["collection.anki2"]
    assert b"Drinks" not in members()["collection.anki2"]


def test_tags_are_added_to_those_of_the_bank(tea):
    edit("language: en\n", "language: en\ntags: [drinks]\n")
    build(tags=("exam", "week::3"))
    assert all(note.tags == ("drinks", "exam", "week::3") for note in deck())


def test_a_stylesheet_of_the_user_comes_last_and_makes_the_note_types_newer(tea):
    build()
    plain = members()["collection.anki2"]
    Path("my.css").write_text(".quizgen { color: teal }", encoding="utf-8")
    os.utime("my.css", (2_000_000_000, 2_000_000_000))
    build(style="my.css")
    styled = members()["collection.anki2"]
    assert b"color: teal" not in plain
    assert b"color: teal" in styled
    assert b'"mod": 2000000000' in styled


def test_locked_writes_no_lock_and_fails_if_one_is_not_up_to_date(tea):
    assert "bank.lock: is behind the bank" in refused(locked=True)[0]
    assert not Path("deck.apkg").exists()
    build()
    lock = Path("bank.lock").read_bytes()
    build(locked=True)
    edit("powdered green tea", "green tea powder")
    assert "bank.lock: is behind the bank" in refused(locked=True)[0]
    assert Path("bank.lock").read_bytes() == lock


def test_locked_fails_if_the_bank_is_behind_its_notes(tea):
    Path("tea.md").write_text("**Sencha** is a green tea that is steamed.\n", encoding="utf-8")
    edit("language: en\n", "language: en\nextract: {notes: [tea.md]}\n")
    update.run("bank.yaml")
    edit("powdered green tea", "green tea powder")
    build()
    build(locked=True)
    Path("tea.md").write_text(
        "**Sencha** is a green tea that is steamed.\n\n**Hojicha** is a green tea that is roasted.\n", encoding="utf-8"
    )
    assert refused(locked=True) == ["bank.yaml: is behind its notes: `quizgen update bank.yaml`"]


def test_since_takes_the_times_of_an_earlier_package(tea):
    build()
    first = Path("deck.apkg").read_bytes()
    before = {note.guid: note.mod for note in deck()}
    Path("bank.lock").unlink()
    Path("old.apkg").write_bytes(first)
    build(since="old.apkg")
    assert Path("deck.apkg").read_bytes() == first
    assert not Path("bank.lock").exists()
    edit("powdered green tea", "green tea powder")
    build(since="old.apkg")
    changed = [note.kind for note in deck() if note.mod != before[note.guid]]
    assert changed == ["open"]


@pytest.mark.parametrize("content", [b"", b"PK", BANK.encode()], ids=["empty", "cut", "text"])
def test_since_needs_a_package(tea, content):
    Path("old.apkg").write_bytes(content)
    assert refused(since="old.apkg") == ["old.apkg: is no Anki package"]


# --- killed, edited in between


def test_a_kill_at_any_moment_leaves_a_whole_package_and_sends_no_more_than_what_changed(tea):
    build()
    first, lock = Path("deck.apkg").read_bytes(), Path("bank.lock").read_bytes()
    before = {note.guid: note.mod for note in deck()}
    edit("powdered green tea", "green tea powder")
    for number in itertools.count():
        Path("deck.apkg").write_bytes(first)
        Path("bank.lock").write_bytes(lock)
        ended = in_child(killed_at(number, build))
        assert {note.guid for note in deck()} == set(before)  # whole, the old one or the new one
        build()
        (changed,) = (note for note in deck() if note.mod != before[note.guid])
        assert changed.kind == "open"
        assert "green tea powder" in changed.fields[1]
        assert changed.mod > before[changed.guid]
        assert build().lines[0].endswith("; nothing new or changed")
        assert {p.name for p in Path().iterdir()} == {"bank.yaml", "bank.lock", "deck.apkg"}
        if not os.WIFSIGNALED(ended):
            break
    assert number >= 8  # two files, each created, synced, given its mode, renamed


# --- pictures


def with_picture(src: str) -> None:
    Path("bank.yaml").write_text(BANK.replace("What is matcha?", f"'What is ![this leaf](<{src}>)?'"), encoding="utf-8")


def test_pictures_are_copied_under_names_of_their_content(tea):
    Path("img").mkdir()
    for name in ("img/a b.png", "叶.png", "copy.PNG"):
        Path(name).write_bytes(b"leaf")
    for src in ("img/a b.png", "叶.png", "./img/../copy.PNG"):
        with_picture(src)
        report = build()
        assert not report.problems
        names = [n for n in members() if n.isdecimal()]
        assert len(names) == 1
        assert members()["0"] == b"leaf"
    assert b'"0": "quizgen-' in members()["media"]


OUTSIDE = {
    "parent folder": "../secret.png",
    "parent folder as on Windows": "..\\secret.png",
    "absolute": "/etc/secret.png",
    "drive": "C:\\secret.png",
    "home": "~/secret.png",
    "file address": "file:///etc/secret.png",
    "share": "\\\\server\\share\\secret.png",
    "share with slashes": "//server/share/secret.png",
    "by way of a folder": "img/../../secret.png",
    "percent signs": "%2e%2e/secret.png",
    "a symlink": "link.png",
    "a folder that is a symlink": "far/secret.png",
}


@pytest.mark.parametrize("src", OUTSIDE.values(), ids=OUTSIDE)
def test_a_picture_outside_the_folder_is_a_problem_with_a_line(tmp_path, monkeypatch, src):
    (tmp_path / "secret.png").write_bytes(b"secret")
    inside = tmp_path / "inside"
    (inside / "img").mkdir(parents=True)
    monkeypatch.chdir(inside)
    if sys.platform != "win32":
        Path("link.png").symlink_to("../secret.png")
        Path("far").symlink_to("..")
    with_picture(src)
    (problem,) = refused()
    assert problem.startswith("bank.yaml:12:")
    assert "the folder of the bank" in problem
    assert not Path("deck.apkg").exists()


MISSING = {
    "not there": "leaf.png",
    "of the network": "https://example.org/leaf.png",
    "no picture": "bank.yaml",
    "a folder": "img.png",
    "a name that no file can have": "a\\0b.png",
}


@pytest.mark.parametrize("src", MISSING.values(), ids=MISSING)
def test_a_picture_that_cannot_be_shown_gives_way_to_its_description(tea, src):
    Path("img.png").mkdir()
    with_picture(src)
    (problem,) = build().problems
    assert (problem.line, problem.level) == (12, "warning")
    (note,) = (note for note in deck() if note.kind == "open")
    assert note.fields[0] == "What is this leaf?"


# --- numbers of blanks


RENUMBERED = {
    "nothing": ("{{c1::leaves}} and {{c2::water}}", []),
    "another answer": ("{{c1::leaf}} and {{c2::water}}", []),
    "a blank more": ("{{c1::leaves}}, {{c2::water}} and {{c3::time}}", []),
    "a blank less": ("{{c1::leaves}} and water", ["blank c2 (water) is gone"]),
    "swapped": ("{{c2::leaves}} and {{c1::water}}", ["blank c1 (leaves) is c2 now", "blank c2 (water) is c1 now"]),
}


@pytest.mark.parametrize(("text", "warnings"), RENUMBERED.values(), ids=RENUMBERED)
def test_check_warns_when_a_blank_loses_its_number(tea, text, warnings):
    question = "- {type: cloze, id: brew, text: 'Tea is %s.'}\n"
    Path("bank.yaml").write_text(BANK + question % "{{c1::leaves}} and {{c2::water}}", encoding="utf-8")
    build()
    Path("bank.yaml").write_text(BANK + question % text, encoding="utf-8")
    found = check.run(["bank.yaml"]).problems
    assert [p.message.partition(":")[0] for p in found] == warnings
    assert all((p.line, p.level) == (18, "warning") for p in found)
