"""The review screen, key by key, with real files: what is seen, and what stands on disk afterwards."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from textual.widgets import Static

from quizgen.bank.evidence import entry_of
from quizgen.bank.load import load
from quizgen.bank.lock import Lock
from quizgen.bank.review import Walk, Wanted
from quizgen.bank.types import Bank, Definition, List
from quizgen.bank.write import dump_bank
from quizgen.jobs.locks import read_lock, write_lock
from quizgen.jobs.review import Desk
from quizgen.notes.model import Extracted
from quizgen.screen.review import Pane, Reviewing, WholeNote

NOTES = {
    "tea.md": """# Tea

**Oolong** is a tea that is partly oxidised before it is dried.

**Matcha**: a powder of green tea leaves that were grown in the shade.

Tea has three parts:

- leaf
- bud
- stalk
""",
    "互信息.md": "# 信息论\n\n**互信息**是指衡量两个变量之间相互依赖程度的一种度量。\n",
}


FOUND = [
    Extracted(
        Definition(
            id="Oolong",
            term="Oolong",
            definition="a tea that is partly oxidised before it is dried",
            source=("notes/tea.md:3",),
        ),
        0.8,
        1,
        "X is a Y",
        "Oolong is a tea that is partly oxidised before it is dried.",
        "Tea",
    ),
    Extracted(
        Definition(
            id="Matcha",
            term="Matcha",
            definition="a powder of green tea leaves that were grown in the shade",
            source=("notes/tea.md:5",),
        ),
        0.6,
        1,
        "bold label",
        "Matcha: a powder of green tea leaves that were grown in the shade.",
        "Tea",
    ),
    Extracted(
        List(id="parts", question="Tea has three parts", items=("leaf", "bud", "stalk"), source=("notes/tea.md:7",)),
        0.9,
        1,
        "announced list",
        "Tea has three parts: leaf bud stalk",
        "Tea",
    ),
    Extracted(
        Definition(
            id="互信息",
            term="互信息",
            definition="衡量两个变量之间相互依赖程度的一种度量",
            source=("notes/互信息.md:3",),
        ),
        0.9,
        1,
        "X 是指 Y",
        "互信息是指衡量两个变量之间相互依赖程度的一种度量。",
        "信息论",
    ),
]


def write_bank(found):
    bank = Bank(format=1, id="tea-1", title="Tea", language="en", questions=tuple(f.question for f in found))
    Path("bank.yaml").write_text(dump_bank(bank), encoding="utf-8")
    write_lock("bank.yaml", Lock({f.question.id: entry_of(f, f.question) for f in found}))


@pytest.fixture
def bank(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("notes").mkdir()
    for name, text in NOTES.items():
        Path("notes", name).write_text(text, encoding="utf-8")
    write_bank(FOUND)
    return Path("bank.yaml")


def entries():
    return read_lock("bank.yaml")[0].entries


def questions():
    bank, problems = load("bank.yaml", Path("bank.yaml").read_text(encoding="utf-8"))
    assert not problems
    return {q.id: q for q in bank.questions}


class Seen:
    """What the screen shows."""

    def __init__(self, app):
        main = app.screen_stack[0]
        self.bar = str(main.query_one("#bar", Static).content)
        self.said = [str(note.message) for note in app._notifications]
        for pane in main.query(Pane):
            setattr(self, pane.id, str(pane.content))
            setattr(self, f"{pane.id}_title", pane.border_title or "")
        self.asks = str(app.screen.query_one(Static).content) if isinstance(app.screen, WholeNote) else ""


def play(*keys, size=(80, 24), editor=None, close=True, **wanted):
    """Press ``keys`` and return what is seen then; a key may be a function, which is called."""
    desk = Desk("bank.yaml", editor)
    app = Reviewing(Walk(desk.written.bank.questions, desk.lock, Wanted(**{"order": "notes", **wanted})), desk)

    async def run():
        async with app.run_test(size=size) as pilot:
            await app.workers.wait_for_complete()
            for key in keys:
                if callable(key):
                    key()
                    app._watch()
                    await app.workers.wait_for_complete()
                else:
                    await pilot.press(key)
                await pilot.pause()
            for work in list(desk._at_work):
                await asyncio.wrap_future(work)
            await pilot.pause()
            return Seen(app)

    with ThreadPoolExecutor(1) as elsewhere:  # Playwright, in other tests, keeps a loop of its own in this thread
        seen = elsewhere.submit(asyncio.run, run()).result()
    if close:
        desk.close()
    return seen


FIRST = "互信息"


def test_a_question_its_answer_and_its_passage(bank):
    seen = play()
    assert seen.front == "Oolong"
    assert seen.front_title.startswith("definition")
    assert "0." in seen.front_title, "how certain"
    assert seen.back == "a tea that is partly oxidised before it is dried"
    assert seen.note_title.startswith("notes/tea.md:3  ·  Tea")
    assert "3 ▌ **Oolong** is a tea" in seen.note
    assert "1   # Tea" in seen.note
    assert seen.bar.endswith("0 kept  0 dropped  4 left ")


def test_the_passage_begins_always_in_the_same_line(bank):
    places = []
    for skip in range(4):
        lines = play(*["l"] * skip).note.split("\n")
        places.append(next(n for n, line in enumerate(lines) if "▌" in line))
    assert set(places) == {3}


def test_keep_and_drop(bank):
    before = bank.read_text(encoding="utf-8")
    seen = play("k", "d", close=False)
    assert seen.bar.endswith("1 kept  1 dropped  2 left ")
    assert entries()["Oolong"].reviewed == "kept"
    assert entries()["Matcha"].reviewed.startswith("drop ")
    assert bank.read_text(encoding="utf-8") == before, "the bank waits for the end"
    seen = play()
    assert list(questions()) == ["Oolong", "parts", "互信息"], "the next run does what was left to do"
    assert entries()["Matcha"].deleted
    assert seen.bar.endswith("1 kept  1 dropped  2 left ")


@pytest.mark.parametrize("key", ["space", "K"])
def test_space_keeps_too_and_capitals_are_keys(bank, key):
    play(key)
    assert entries()["Oolong"].reviewed == "kept"


def test_later_comes_last(bank):
    assert play("l").front.startswith("Matcha")
    assert play("l", "k", "k", "k").front == "Oolong"
    assert entries()["Oolong"].reviewed == ""


def test_undo_goes_back_all_the_way(bank):
    before, lock = bank.read_text(encoding="utf-8"), Path("bank.lock").read_text(encoding="utf-8")
    seen = play("k", "l", "d", "t", "k", "u", "u", "u", "u", "u", "u")
    assert seen.front == "Oolong"
    assert seen.said == ["nothing to undo"]
    assert bank.read_text(encoding="utf-8") == before
    assert Path("bank.lock").read_text(encoding="utf-8") == lock


def test_a_whole_note_is_asked_about_first(bank):
    seen = play("n")
    assert "notes/tea.md" in seen.asks
    assert "3 of its questions wait" in seen.asks
    assert play("n", "escape").bar.endswith("4 left ")
    assert play("n", "x").asks, "another key is no answer"
    assert not [e for e in entries().values() if e.reviewed]


@pytest.mark.parametrize(("key", "left"), [("k", 4), ("d", 1)])
def test_a_whole_note(bank, key, left):
    assert play("n", key).front == FIRST
    assert len(questions()) == left


def test_a_whole_note_is_undone_at_once(bank):
    assert play("k", "n", "d", "u").bar.endswith("1 kept  0 dropped  3 left ")
    assert len(questions()) == 4


def test_next_type_goes_round(bank):
    before = bank.read_text(encoding="utf-8")
    seen = play("t")
    assert seen.front == "[...] is a tea that is partly oxidised before it is dried."
    assert "Oolong" in questions(), "its id stays"
    assert play("t").front == "____ is a tea that is partly oxidised before it is dried.", "from cloze on"
    assert bank.read_text(encoding="utf-8") != before
    assert play("t").front.startswith("[...]")
    bank.write_text(before, encoding="utf-8")
    assert play("t", "t", "t").front == "Oolong"
    assert bank.read_text(encoding="utf-8") == before


def test_next_type_is_not_there_for_all_and_never_costs_a_comment(bank):
    seen = play("k", "k", "k", "t", "t", "t")
    assert seen.front == FIRST
    text = bank.read_text(encoding="utf-8").replace("  term: Oolong", "  # mine\n  term: Oolong")
    bank.write_text(text, encoding="utf-8")
    assert play("u", "t", everything=True).said == [
        "nothing to undo",
        "it holds a comment, which would be lost: edit it instead (e)",
    ]
    assert bank.read_text(encoding="utf-8") == text


# --- edit


def replacing(*pairs):
    """An editor that makes one replacement each time it is called, and remembers what it was given."""
    left = list(pairs)

    def edit(text):
        edit.given.append(text)
        old, new = left.pop(0)
        assert old in text
        return text.replace(old, new)

    edit.given = []
    return edit


def test_edit_comes_back_to_the_same_place(bank):
    text = bank.read_text(encoding="utf-8").replace("questions:\n", "questions:\n# about oolong\n")
    bank.write_text(text, encoding="utf-8")
    seen = play("e", editor=replacing(("  definition: a tea", "  # mine\n  definition: the tea")))
    assert seen.front == "Oolong"
    assert seen.back.startswith("the tea that")
    assert bank.read_text(encoding="utf-8") == text.replace("  definition: a tea", "  # mine\n  definition: the tea")


def test_the_editor_shows_the_passage_too(bank):
    editor = replacing(("x", "x"))
    play("e", editor=editor)
    assert editor.given[0].startswith("- type: definition\n  id: Oolong\n  term: Oolong\n")
    assert "# notes/tea.md:3:\n# Oolong is a tea that is partly oxidised before it is dried.\n" in editor.given[0]


def test_what_is_wrong_is_told_and_edited_again(bank):
    editor = replacing(("  term:", "  trem:"), ("  trem: ", "  term: The "))
    seen = play("e", editor=editor)
    assert editor.given[1].startswith(
        "#! line 3: term is missing: what is asked for\n#! line 5: unknown field 'trem', did you mean term?"
    )
    lines = editor.given[1].split("\n")
    assert lines[4].startswith("  trem:"), "and there it is"
    assert "#! " not in bank.read_text(encoding="utf-8")
    assert seen.front == "The Oolong"


@pytest.mark.parametrize(
    "editor", [lambda text: None, lambda text: text, lambda text: ""], ids=["not saved", "saved as it was", "emptied"]
)
def test_an_edit_that_changes_nothing(bank, editor):
    before = bank.read_text(encoding="utf-8")
    assert play("e", editor=editor).said == ["nothing changed"]
    assert bank.read_text(encoding="utf-8") == before


def test_an_edit_that_is_given_up(bank):
    before = bank.read_text(encoding="utf-8")
    assert play("e", editor=replacing(("  term:", "  trem:"), ("#!", "#!"))).said == ["not sound, so nothing changed"]
    assert bank.read_text(encoding="utf-8") == before


def test_edits_are_undone_byte_by_byte(bank):
    before = bank.read_text(encoding="utf-8")
    seen = play("e", "k", "u", "u", editor=replacing(("definition: a tea", "definition: the tea")))
    assert seen.back.startswith("a tea that")
    assert bank.read_text(encoding="utf-8") == before


EDITORS = {
    "not installed": ("no-such-editor-anywhere", "'no-such-editor-anywhere' is not installed"),
    "with an option": ("no-such-editor-anywhere --wait", "'no-such-editor-anywhere' is not installed"),
    "a quote left open": ("'vim", "'vim is no command"),
    "a space": (" ", "'' is not installed"),
}


@pytest.mark.parametrize("editor", EDITORS)
@pytest.mark.parametrize("name", ["VISUAL", "EDITOR"])
def test_an_editor_that_is_not_there_is_told(bank, monkeypatch, name, editor):
    for each in ("VISUAL", "EDITOR"):
        monkeypatch.delenv(each, raising=False)
    given, message = EDITORS[editor]
    monkeypatch.setenv(name, given)
    before = bank.read_text(encoding="utf-8")
    seen = play("e")
    assert message in seen.said[0]
    assert "set EDITOR to one that is there" in seen.said[0]
    assert bank.read_text(encoding="utf-8") == before


def test_a_bank_in_brackets(bank):
    text = "{format: 1, id: t, title: T, language: en, questions: [  # all of them\n"
    text += "{type: open, id: a, question: A ____?, answer: x, source: notes/tea.md:3},   # the first\n"
    text += "{type: open, id: b, question: B?, answer: y, source: notes/tea.md:5}]}\n"
    bank.write_text(text, encoding="utf-8")
    assert play("t").front == "A [...]?"
    before, behind = text.split("{type: open, id: a, question: A ____?, answer: x, source: notes/tea.md:3}")
    changed = "{type: cloze, id: a, text: 'A {{c1::x}}?', source: 'notes/tea.md:3'}"
    assert bank.read_text(encoding="utf-8") == before + changed + behind
    play("e", "l", "d", editor=replacing(("c1::x", "c1::z")))
    assert "c1::z" in bank.read_text(encoding="utf-8")
    assert "# the first" in bank.read_text(encoding="utf-8")
    assert list(questions()) == ["a"]


# --- other programs


def saved(old, new):
    def save():
        path = Path("bank.yaml")
        path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")

    return save


def test_a_bank_that_an_editor_saved_is_read_again(bank):
    seen = play("k", saved("a powder of green tea", "green powder of tea"))
    assert seen.back.startswith("green powder of tea")
    assert seen.bar.endswith("1 kept  0 dropped  3 left ")


def test_a_bank_that_is_broken_for_a_while_is_told_with_its_line(bank):
    seen = play("k", saved("term: Matcha", "trem: Matcha"), "d", close=False)
    assert any("bank.yaml:16:3: unknown field 'trem'" in words for words in seen.said), seen.said
    assert seen.bar.endswith("1 kept  1 dropped  2 left ")
    assert entries()["Matcha"].reviewed.startswith("drop "), "decided all the same"


def test_an_edit_of_what_another_program_changed_is_refused(bank):
    def edit(text):
        saved("a powder of green tea", "green powder of tea")()
        return text.replace("a powder", "the powder")

    seen = play("k", "e", editor=edit)
    assert any("Matcha was changed by another program meanwhile" in words for words in seen.said)
    assert "green powder of tea" in questions()["Matcha"].definition


# --- what else is seen


def test_all_reviewed(bank):
    seen = play("k", "k", "k", "d", "k", "d", "l", "t", "e", "n")
    assert seen.front_title == "all reviewed"
    assert "3 kept, 1 dropped" in seen.front
    assert play("k", "k", "u").front, "and back again"


def test_look_alikes(bank):
    text = bank.read_text(encoding="utf-8")
    text += "- type: open\n  id: copy\n  question: What is oolong?\n"
    text += "  answer: a tea that is partly oxidised before it is dried\n"
    bank.write_text(text, encoding="utf-8")
    assert "What is oolong?" in play().like
    assert "✓ Oolong — a tea that is partly" in play("k", *["l"] * 3, everything=True, size=(100, 30)).like
    assert play("d", *["l"] * 3, everything=True).like == "none", "what was dropped is no look-alike"
    write_bank(FOUND)
    assert play("l", "l", "l").like == "none"


def test_a_passage_that_is_gone_is_shown_as_it_was(bank):
    Path("notes/tea.md").write_text("# Tea\n\nNothing.\n", encoding="utf-8")
    seen = play()
    assert seen.note.startswith("No longer in the note. The passage was:")
    assert "Oolong is a tea" in seen.note
    Path("notes/tea.md").unlink()
    assert "cannot be read" in play().note


def test_what_check_would_say_stands_below_the_answer(bank):
    text = bank.read_text(encoding="utf-8")
    bank.write_text(text.replace("  - leaf\n", "".join(f"  - leaf {n}\n" for n in range(9))), encoding="utf-8")
    seen = play("l", "l")
    assert seen.back_title.startswith("answer  ·  list-length")
    assert "is hard to learn" in play("l", "l", size=(120, 50)).back


def test_a_lost_lock_is_told_at_once(bank):
    Path("bank.lock").unlink()
    seen = play()
    assert seen.said[0].startswith("bank.lock: warning: is missing")
    assert seen.front_title == "definition"


def test_a_passage_that_moved_is_found(bank):
    Path("notes/tea.md").write_text("# New\n\nMore.\n\n" + NOTES["tea.md"], encoding="utf-8")
    assert play().note_title.startswith("notes/tea.md:7")


def test_long_texts_are_scrolled(bank):
    Path("notes/tea.md").write_text(NOTES["tea.md"] + "more\n\n" * 99, encoding="utf-8")
    assert "Tea has three parts" not in play().note
    seen = play(*["down"] * 4)
    assert "Tea has three parts" in seen.note
    assert seen.note_title.endswith("↓")
    assert play("down", "up", "up", "up", "up").note == play("up", "up", "up", "up", "up").note
    bank.write_text(bank.read_text(encoding="utf-8").replace("a tea that", "a tea, " * 200 + "that"), encoding="utf-8")
    assert play().back_title.endswith("↓")
    last = play(*["pagedown"] * 20)
    assert not last.back_title.endswith("↓")
    assert "before it is dried" in last.back
    assert play("pagedown", "pageup").back.startswith("a tea, a tea")
    assert play("pagedown", "k", "u").back.startswith("a tea, a tea"), "each question from its beginning"


def test_nothing_from_notes_steers_the_terminal(bank):
    note = Path("notes/tea.md")
    note.write_text(NOTES["tea.md"].replace("# Tea", "# Tea \x1b[2J\x1b]0;x\x07"), encoding="utf-8")
    assert "\x1b" not in play().note
    assert "\x07" not in play().note


@pytest.mark.parametrize("size", [(80, 24), (200, 60), (40, 12), (20, 8), (110, 30)], ids=str)
def test_any_size(bank, size):
    seen = play("k", "l", "t", size=size)
    assert seen.front


def test_markup_of_titles_is_text(bank):
    Path("notes/[b]x.md").write_text(NOTES["tea.md"], encoding="utf-8")
    question = replace(FOUND[0].question, source=("notes/[b]x.md:3",))
    write_bank([replace(FOUND[0], question=question, heading="[red]T")])
    assert play().note_title.startswith(r"notes/\[b]x.md:3  ·  \[red]T")
