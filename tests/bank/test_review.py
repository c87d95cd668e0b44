"""What is looked at and in which order, what was decided, and the way back."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgen.bank.edit import open_bank, splice
from quizgen.bank.lock import Entry, Lock
from quizgen.bank.review import DROPPED, KEPT, Walk, Wanted, drop, is_to_drop, remembered, settled
from quizgen.bank.types import Cloze, Open

QUESTIONS = [
    Open(id="a", question="A?", answer="1", source=("tea.md:1",), tags=("hot",)),
    Open(id="b", question="B?", answer="2", source=("tea.md:2",)),
    Cloze(id="c", text="{{c1::C}} is 3", source=("ice.md:3",), tags=("cold",)),
    Open(id="d", question="D?", answer="4", source=("tea.md:4",)),
    Open(id="hand", question="E?", answer="5"),
    Open(question="no id?", answer="6"),
]
LOCK = Lock(
    {
        "a": Entry(made="x", confidence=0.9),
        "b": Entry(made="x", confidence=0.6),
        "c": Entry(made="x", confidence=0.7),
        "d": Entry(made="x", confidence=0.9, gone=True),
        "hand": Entry(),
    }
)


def walk(lock=LOCK, **wanted):
    return Walk(QUESTIONS, lock, Wanted(**wanted))


@pytest.mark.parametrize(
    ("wanted", "names"),
    [
        ({"min_confidence": 0.95}, ""),
        ({"types": ("matching",)}, ""),
        ({"tags": ("lukewarm",)}, ""),
        ({}, "dbca"),
        ({"order": "notes"}, "abcd"),
        ({"types": ("cloze",)}, "c"),
        ({"tags": ("hot", "cold")}, "ca"),
        ({"max_confidence": 0.7}, "bc"),
        ({"min_confidence": 0.7, "order": "notes"}, "acd"),
    ],
    ids=["too sure", "no such type", "no such tag", "doubtful first", "as in the notes", "type", "tag", "max", "min"],
)
def test_what_is_looked_at_and_in_which_order(wanted, names):
    assert "".join(walk(**wanted).waiting) == names


def test_what_was_written_by_hand_is_only_looked_at_when_asked_for():
    assert walk(order="notes", everything=True).waiting == ["a", "b", "c", "d", "hand"]


def test_without_a_lock_all_that_names_a_source_is_looked_at():
    assert walk(Lock(), order="notes").waiting == ["a", "b", "c", "d"]


def decided(**decisions):
    return remembered(LOCK, decisions)


def test_what_was_decided_is_not_asked_again():
    lock = decided(a=KEPT, b=drop(QUESTIONS[1]))
    one = walk(lock, order="notes")
    assert one.waiting == ["c", "d"]
    assert one.count() == (1, 1, 2)
    assert walk(lock, order="notes", everything=True).waiting == ["a", "b", "c", "d", "hand"]


@pytest.mark.parametrize("word", [DROPPED, "drop 0123456789abcdef", "later", "yes"])
def test_one_that_was_put_back_or_edited_after_it_was_dropped_is_asked_again(word):
    assert "a" in walk(decided(a=word)).waiting


def test_a_line_that_moved_changes_no_decision():
    moved = replace(QUESTIONS[0], source=("tea.md:77",))
    assert is_to_drop(moved, Entry(reviewed=drop(QUESTIONS[0])))
    assert not is_to_drop(replace(moved, answer="one"), Entry(reviewed=drop(QUESTIONS[0])))


def test_each_decision_says_what_to_remember_and_goes_on():
    one = walk(order="notes")
    assert one.keep() == {"a": KEPT}
    assert one.drop() == {"b": drop(QUESTIONS[1])}
    one.later()
    assert one.waiting == ["d", "c"]
    assert one.count() == (1, 1, 2)
    assert one.current == QUESTIONS[3]


def test_the_rest_of_a_note():
    one = walk(order="notes")
    one.keep()
    assert one.rest_of_note() == ["b", "d"]
    assert set(one.drop(one.rest_of_note())) == {"b", "d"}
    assert one.waiting == ["c"]
    one.undo()
    assert one.waiting == ["b", "c", "d"]


def test_nothing_more_to_decide():
    one = walk(types=("cloze",))
    one.keep()
    assert one.current is None
    assert one.keep() == one.drop() == {}
    one.later()
    assert one.rest_of_note() == []
    assert one.undo().before == {"c": ""}
    assert one.undo() is None


def test_undo_says_what_was_remembered_before():
    one = walk(decided(a=KEPT), order="notes", everything=True)
    one.drop()
    assert one.undo().before == {"a": KEPT}
    assert one.waiting[0] == "a"


def test_undo_of_an_edit_gives_the_question_back():
    one = walk(order="notes")
    one.rewrite(replace(QUESTIONS[0], answer="uno"), "- as it was")
    assert one.current.answer == "uno"
    one.keep()
    one.undo()
    assert one.current.answer == "uno"
    assert one.undo().text == "- as it was"
    assert one.current == QUESTIONS[0]


STEPS = st.lists(st.sampled_from(["keep", "drop", "later", "keep note", "drop note", "rewrite", "undo"]), max_size=25)


@given(STEPS)
def test_all_steps_can_be_taken_back(steps):
    one = walk(order="notes")
    disk = dict.fromkeys("abcd", "")

    def undo():
        if step := one.undo():
            disk.update(step.before)

    for step in steps:
        if step == "undo":
            undo()
        elif step == "later":
            one.later()
        elif step == "rewrite" and one.current:
            one.rewrite(replace(one.current, explanation="because"), "- before")
        elif step.endswith("note"):
            disk |= (one.keep if step.startswith("keep") else one.drop)(one.rest_of_note())
        elif step in ("keep", "drop"):
            disk |= getattr(one, step)()
        assert sum(one.count()) == 4
        assert sorted(one.waiting) == [name for name, decision in disk.items() if not decision]
    while one.steps:
        undo()
    assert one.waiting == ["a", "b", "c", "d"]
    assert one.questions == walk().questions
    assert set(disk.values()) == {""}


def test_when_the_bank_was_edited_meanwhile_the_walk_goes_on():
    one = walk(order="notes")
    one.keep()
    one.drop()
    new = Open(id="new", question="N?", answer="7", source=("tea.md:9",))
    one.renew([QUESTIONS[0], replace(QUESTIONS[3], answer="four"), new], decided(a=KEPT, b=drop(QUESTIONS[1])))
    assert one.waiting == ["d", "new"]
    assert one.current.answer == "four"
    one.undo()
    one.undo()
    assert one.waiting == ["a", "d", "new"]


BANK = """format: 1
id: x
title: X
language: en
questions:
# about a
- type: open
  id: a
  question: A?
  answer: '1'

# about b
- type: open
  id: b
  question: B?
  answer: '2'
  source: tea.md:2
"""


def test_what_was_dropped_leaves_the_bank_and_stays_away():
    written, _ = open_bank("x.yaml", BANK)
    a, b = written.bank.questions
    lock = Lock({"a": Entry(reviewed=drop(a)), "b": Entry(reviewed=drop(b)), "c": Entry(reviewed="drop 00")})
    changes, after = settled(written, lock)
    made, problems = splice(written, changes)
    assert not problems
    assert made.bank.questions == ()
    assert "# about a" in made.text
    assert "# about b" in made.text
    assert all(e.reviewed == DROPPED and e.deleted for e in after.entries.values())
    assert after.entries["b"].made, "so that update knows it even if its lock was lost"
    assert settled(made, after) == ([], after)


def test_what_was_edited_after_it_was_dropped_stays():
    written, _ = open_bank("x.yaml", BANK.replace("'1'", "one"))
    changes, after = settled(written, Lock({"a": Entry(made="x", reviewed=drop(QUESTIONS[0]))}))
    assert changes == []
    assert after.entries["a"] == Entry(made="x")
