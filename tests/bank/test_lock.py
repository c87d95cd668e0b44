import json

import pytest
from bank_strategies import ids, texts
from hypothesis import given
from hypothesis import strategies as st

from quizgen.bank.lock import Entry, Lock, Sent, digest, dump_lock, load_lock, speaks_of

numbers = st.integers(1, 10**10)
entries = st.builds(
    Entry,
    made=st.just("") | texts.map(digest),
    before=st.none() | st.just("") | texts.map(digest),
    asked=st.just("") | texts.map(digest),
    passage=st.just("") | texts,
    source=st.lists(texts, max_size=3).map(tuple),
    pattern=texts,
    confidence=st.none() | st.floats(0, 1),
    heading=texts,
    deleted=st.booleans(),
    reviewed=st.sampled_from(["", "kept", "later"]),
    anki=st.dictionaries(texts, st.builds(Sent, texts, numbers), max_size=2),
    clozes=st.lists(st.tuples(numbers, texts), max_size=4).map(tuple),
    next_cloze=numbers,
)
locks = st.dictionaries(ids, entries, max_size=5).map(Lock)

DAMAGED = {
    "half a line": '{"id":"a","made":"12',
    "no JSON": "hello",
    "another value": "3",
    "a list": "[]",
    "no id": '{"made":"1"}',
    "an id that is no text": '{"id":3}',
    "a hash that is no text": '{"id":"a","made":1}',
    "deleted that is no boolean": '{"id":"a","deleted":1}',
    "cloze numbers that are none": '{"id":"a","clozes":[["x","y"]]}',
    "times that are none": '{"id":"a","anki":{"Cloze":["x"]}}',
    "deep nesting": "[" * 100_000,
    "a NUL": "\0",
}


@pytest.mark.parametrize("line", DAMAGED.values(), ids=DAMAGED)
def test_a_damaged_line_costs_no_more_than_itself(line):
    lock, problems = load_lock("b.lock", '{"format":1}\n' + line + '\n{"id":"z","made":"1"}\n')
    assert lock.entries == {"z": Entry(made="1")}
    (problem,) = problems
    assert (problem.line, problem.level) == (2, "warning")


def test_a_lock_of_a_newer_format_is_an_error_for_writing_it_would_lose_it():
    lock, (problem,) = load_lock("b.lock", '{"format":2}\n{"id":"z","made":"1"}\n')
    assert lock.entries == {}
    assert problem.level == "error"
    assert "a newer quizgen wrote" in problem.message


@given(locks)
def test_what_is_written_is_read_back_and_written_the_same(lock):
    text = dump_lock(lock)
    assert load_lock("b.lock", text) == (lock, [])
    assert dump_lock(load_lock("b.lock", text)[0]) == text


@given(locks)
def test_each_entry_is_one_line_in_the_order_of_ids(lock):
    text = dump_lock(lock)
    assert text.endswith("}\n")
    lines = text.rstrip("\n").split("\n\n")  # blank lines between them: git merges changes of neighbours
    assert lines[0] == '{"format":1}'
    assert [json.loads(line)["id"] for line in lines[1:]] == sorted(lock.entries)


@given(st.text(), locks)
def test_no_text_is_too_broken_to_be_read(junk, lock):
    text = dump_lock(lock)
    for broken in (junk, text[: len(text) // 2], text[: len(text) // 2] + junk + text[len(text) // 2 :]):
        load_lock("b.lock", broken)


def test_an_empty_lock_is_a_lock():
    assert load_lock("b.lock", "") == (Lock(), [])


def test_lines_stay_short_and_readable():
    text = dump_lock(Lock({"互信息": Entry(made="12", anki={"Definition": Sent("ab", 1700000000)})}))
    assert text == '{"format":1}\n\n{"id":"互信息","made":"12","anki":{"Definition":["ab",1700000000]}}\n'


def test_both_sides_of_a_merge_conflict_are_read():
    text = '{"format":1}\n<<<<<<< ours\n{"id":"a","made":"1"}\n=======\n{"id":"b","made":"2"}\n>>>>>>> theirs\n'
    lock, problems = load_lock("b.lock", text)
    assert set(lock.entries) == {"a", "b"}
    assert [p.line for p in problems] == [2, 4, 6]
    assert all("merge conflict" in p.message and p.level == "warning" for p in problems)


def test_two_entries_of_one_id_lose_neither_a_deletion_nor_a_number():
    ours = {
        "id": "a",
        "made": "1",
        "deleted": True,
        "anki": {"T": ["x", 5]},
        "clozes": [[1, "p"], [2, "q"]],
        "next_cloze": 3,
    }
    theirs = {"id": "a", "made": "2", "anki": {"T": ["y", 9]}, "clozes": [[1, "p"], [3, "r"]], "next_cloze": 4}
    for pair in ([ours, theirs], [theirs, ours]):
        lock, _ = load_lock("b.lock", "\n".join(map(json.dumps, pair)))
        entry = lock.entries["a"]
        assert entry.deleted
        assert {entry.made, entry.before} == {"1", "2"}  # either side of the bank stands as it was generated
        assert entry.anki == {"T": Sent("", 9)}  # what Anki has cannot be known: sent again, and later than both
        assert entry.clozes == ((1, "p"), (2, "q"), (3, "r"))
        assert entry.next_cloze == 4


def test_an_edited_question_is_told_by_any_byte():
    block = "- type: open\n  question: a\n  answer: b\n"
    entry = Entry(made=digest(block))
    assert speaks_of(entry, block)
    assert not speaks_of(entry, block.replace("b", "c"))
    assert not speaks_of(entry, block.replace("answer: b", "answer: 'b'"))
    assert not speaks_of(entry, block + "  # mine\n")
    assert not speaks_of(Entry(), block)


def test_line_ends_that_git_changed_are_no_edit():
    block = "- type: open\n  question: a\n"
    assert speaks_of(Entry(made=digest(block)), block.replace("\n", "\r\n"))
