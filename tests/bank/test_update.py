from dataclasses import replace

import pytest
from pretend_notes import Disk, lines_of

from quizgen.bank.edit import block, open_bank
from quizgen.bank.lock import Lock, digest, dump_lock, load_lock

NOTES = {
    "a.md": "熵 是指 一个系统混乱程度的度量。\n焓 是指 内能与压强乘体积之和。\n功 是指 力在位移方向上的积累。",
    "b.md": "电流 是指 单位时间内通过导体截面的电荷量。",
}


@pytest.fixture
def disk():
    made = Disk()
    told = made.update(NOTES)
    assert told.added == ["熵", "焓", "功", "电流"]
    return made


def changed(path, old, new):
    assert old in NOTES[path]
    return {**NOTES, path: NOTES[path].replace(old, new)}


def nothing(told):
    return not any(getattr(told, name) for name in told.__slots__)


def test_a_second_run_changes_nothing(disk):
    before = (disk.bank, disk.lock)
    assert nothing(disk.update(NOTES))
    assert (disk.bank, disk.lock) == before


def test_what_is_new_goes_beside_its_neighbours_of_the_same_file(disk):
    told = disk.update(changed("a.md", "功 是", "热 是指 因温差而传递的能量。\n功 是"))
    assert told.added == ["热"]
    assert list(disk.questions) == ["熵", "焓", "热", "功", "电流"]
    told = disk.update({"0.md": "力 是指 物体之间的相互作用。", **NOTES, "c.md": "压强 是指 单位面积上所受的压力。"})
    assert list(disk.questions) == ["力", "熵", "焓", "热", "功", "电流", "压强"]


def test_what_is_new_before_all_others_of_its_file_goes_before_them(disk):
    disk.update(changed("b.md", "电流 是", "电荷 是指 物质带电多少的物理量。\n电流 是"))
    assert list(disk.questions) == ["熵", "焓", "功", "电荷", "电流"]


def test_a_question_whose_passage_changed_is_made_anew_in_its_place_with_its_id(disk):
    told = disk.update(changed("a.md", "一个系统混乱程度的度量", "微观状态数目的对数乘以常数"))
    assert told.refreshed == ["熵"]
    assert list(disk.questions) == ["熵", "焓", "功", "电流"]
    assert disk.questions["熵"].definition == "微观状态数目的对数乘以常数"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("混乱程度", "无序程度"),
        ("  term: 熵\n", "  term: '熵'\n"),
        ("  term: 熵\n", "  # mine\n  term: 熵\n"),
        ("  id: 熵\n", "  id: 熵 \n"),
        ("  term: 熵\n", "  term: 熵\n  tags: [我的]\n"),
    ],
    ids=["words", "quotes", "a comment", "a blank", "a tag"],
)
def test_a_question_edited_by_any_byte_stays_and_its_change_in_the_notes_is_told_once(disk, old, new):
    disk.edit(old, new)
    before = disk.bank
    notes = changed("a.md", "一个系统混乱程度的度量", "微观状态数目的对数乘以常数")
    assert disk.update(notes).stayed == ["熵"]
    assert disk.bank == before
    assert nothing(disk.update(notes))


def test_an_edited_question_follows_its_line_unless_a_person_wrote_its_source(disk):
    disk.edit("混乱程度", "无序程度")
    disk.edit("source: a.md:3", "source: 书.md:7")
    moved = {**NOTES, "a.md": "\n" + NOTES["a.md"]}
    assert disk.update(moved).moved == ["熵", "焓"]
    assert disk.questions["熵"].source == ("a.md:2",)
    assert disk.questions["功"].source == ("书.md:7",)


def test_what_was_deleted_stays_deleted_whatever_becomes_of_its_passage(disk):
    start, end = disk.bank.index("- type: definition\n  id: 焓"), disk.bank.index("- type: definition\n  id: 功")
    disk.bank = disk.bank[:start] + disk.bank[end:]
    assert disk.update(NOTES).deleted == ["焓"]
    for notes in (
        changed("a.md", "内能与压强乘体积之和", "热力学中的一个状态函数"),
        changed("a.md", "焓 是指 内能", "热焓 是指 内能"),
        {**NOTES, "a.md": "\n\n" + NOTES["a.md"]},
        {"n.md": NOTES["a.md"], "b.md": NOTES["b.md"]},
        {"a.md": NOTES["a.md"].split("\n")[0], "b.md": NOTES["b.md"]},
    ):
        for now in (notes, NOTES):
            assert disk.update(now, missing={"a.md", "n.md"} - set(now)).added == []
            assert set(disk.questions) == {"熵", "功", "电流"}


def test_a_deleted_question_that_a_person_writes_again_is_theirs(disk):
    kept = disk.bank
    start, end = disk.bank.index("- type: definition\n  id: 焓"), disk.bank.index("- type: definition\n  id: 功")
    disk.bank = disk.bank[:start] + disk.bank[end:]
    disk.update(NOTES)
    disk.bank = kept.replace("内能与压强", "内能同压强")
    assert nothing(disk.update(NOTES))
    assert '"deleted"' not in disk.lock


@pytest.mark.parametrize(
    "notes",
    [
        {**NOTES, "a.md": "引言\n\n" + NOTES["a.md"]},
        {"x/新名.md": NOTES["a.md"], "b.md": NOTES["b.md"]},
        {"a.md": "", "b.md": NOTES["b.md"] + "\n" + NOTES["a.md"]},
    ],
    ids=["lines inserted", "a file renamed", "a section moved"],
)
def test_what_only_moved_changes_nothing_but_its_source(disk, notes):
    before = disk.questions
    told = disk.update(notes, missing=set(NOTES) - set(notes))
    assert (told.moved, told.added, told.gone) == (["熵", "焓", "功"], [], [])
    for name, question in disk.questions.items():
        path, line = question.source[0].split(":")
        assert lines_of(notes[path])[int(line) - 1].term == question.term
        assert question.definition == before[name].definition


LONG_AGO = {"a.md": "熵 是指 一个系统混乱程度的度量。\n焓 是指 内能与压强乘体积之和。"}
MOVED = {"b.md": LONG_AGO["a.md"]}
REWORDED = {"b.md": LONG_AGO["a.md"].replace("焓 是", "热焓 是")}


def test_what_was_deleted_is_known_by_a_new_wording_in_the_file_to_which_it_moved():
    disk = Disk()
    disk.update(LONG_AGO)
    disk.bank = disk.bank[: disk.bank.index("- type: definition\n  id: 焓")]
    disk.update(MOVED, missing=["a.md"])
    told = disk.update(REWORDED)
    assert (told.added, told.gone) == ([], [])


def test_what_a_person_gave_another_source_is_known_in_the_file_to_which_it_moved():
    disk = Disk()
    disk.update(LONG_AGO)
    disk.edit("source: a.md:2", "source: 书.md:7")
    disk.update(MOVED, missing=["a.md"])
    told = disk.update(REWORDED)
    assert (told.stayed, told.added, told.gone) == (["焓"], [], [])
    assert disk.questions["焓"].source == ("书.md:7",)


def test_a_file_that_was_renamed_and_rewritten_while_a_part_of_it_moved_elsewhere(disk):
    first, second, third = NOTES["a.md"].split("\n")
    new = {"b.md": NOTES["b.md"] + "\n" + first, "new.md": second.replace("内能", "热力学能") + "\n" + third}
    told = disk.update(new, missing=["a.md"])
    assert (told.added, told.gone, told.refreshed) == ([], [], ["焓"])


SAID_TWICE = {"a.md": NOTES["a.md"], "b.md": NOTES["b.md"] + "\n熵 是指 一个系统混乱程度的度量。"}


@pytest.fixture
def twice():
    disk = Disk()
    disk.update(SAID_TWICE)
    assert disk.questions["熵"].source == ("a.md:1", "b.md:2")
    return disk


def test_its_own_passage_changes_a_question_though_another_file_still_says_the_old(twice):
    told = twice.update({**SAID_TWICE, "a.md": NOTES["a.md"].replace("混乱", "无序")})
    assert (told.refreshed, told.added) == (["熵"], [])
    assert twice.questions["熵"].definition == "一个系统无序程度的度量"
    assert twice.questions["熵"].source == ("a.md:1", "b.md:2")
    before = twice.bank
    assert nothing(twice.update({**SAID_TWICE, "a.md": NOTES["a.md"].replace("混乱", "无序")}))
    assert twice.bank == before


def test_a_question_whose_own_file_says_it_no_more_stays_with_its_other_source(twice):
    without = {"a.md": NOTES["a.md"].split("\n", 1)[1]}
    told = twice.update(without, prune=True)  # nobody read the other file
    assert (told.gone, told.pruned, told.added) == ([], [], [])
    assert twice.questions["熵"].source == ("b.md:2",)
    told = twice.update({**SAID_TWICE, **without})
    assert (told.gone, told.added) == ([], [])
    assert twice.update({"a.md": without["a.md"], "b.md": NOTES["b.md"]}).gone == ["熵"]


def test_a_question_whose_other_source_alone_is_left_and_says_it_otherwise_keeps_its_id(twice):
    told = twice.update({"a.md": "", "b.md": SAID_TWICE["b.md"].replace("混乱", "无序")})
    assert "熵" in told.refreshed
    assert not told.added


def test_its_own_passage_changes_a_question_though_the_other_file_has_a_new_name(twice):
    changed = NOTES["a.md"].replace("混乱", "无序")
    told = twice.update({"a.md": changed, "c.md": SAID_TWICE["b.md"]}, {"b.md"})
    assert (told.refreshed, told.added, told.gone) == (["熵"], [], [])
    assert twice.questions["熵"].definition == "一个系统无序程度的度量"
    assert twice.questions["熵"].source == ("a.md:1", "c.md:2")


def test_a_question_whose_first_source_is_lost_keeps_its_words_until_the_other_is_read(twice):
    changed = {"b.md": SAID_TWICE["b.md"].replace("混乱", "无序")}
    assert nothing(twice.update(changed))
    told = twice.update({"c.md": NOTES["a.md"].split("\n", 1)[1]}, {"a.md"})  # nobody read the other file
    assert (told.refreshed, told.added, told.gone) == ([], [], [])
    assert twice.questions["熵"].source == ("b.md:2",)
    assert twice.questions["熵"].definition == "一个系统混乱程度的度量"
    assert twice.update(changed).refreshed == ["熵"]
    assert twice.questions["熵"].definition == "一个系统无序程度的度量"


def test_a_reworded_term_with_nearly_the_same_definition_keeps_its_id(disk):
    told = disk.update(changed("a.md", "熵 是指 一个系统混乱程度的度量", "信息熵 是指 一个系统混乱程度的量度"))
    assert told.refreshed == ["熵"]
    assert disk.questions["熵"].term == "信息熵"


def test_an_id_never_goes_to_another_question(disk):
    told = disk.update(changed("a.md", "熵 是指 一个系统混乱程度的度量", "比热 是指 升高一度所需的热量"))
    assert (told.added, told.gone) == (["比热"], ["熵"])


def test_a_similar_line_that_takes_the_place_of_another_is_another_question():
    disk = Disk()
    disk.update({"a.md": "L1 正则 是指 在损失函数上加权重绝对值之和。"})
    told = disk.update({"a.md": "L2 正则 是指 在损失函数上加权重平方之和。"})
    assert (told.added, told.gone) == (["L2 正则"], ["L1 正则"])


def test_terms_that_differ_only_in_signs_are_different():
    disk = Disk()
    disk.update({"a.md": "C 是指 一种过程式的编程语言。\nC++ 是指 一种面向对象的编程语言。"})
    disk.update({"a.md": "C++ 是指 一种面向对象的编程语言。"})
    assert disk.questions["C"].definition == "一种过程式的编程语言"


def test_another_file_that_says_the_same_adds_a_source(disk):
    told = disk.update({**NOTES, "b.md": NOTES["b.md"] + "\n熵 是指 一个系统混乱程度的度量。"})
    assert told.added == []
    assert disk.questions["熵"].source == ("a.md:1", "b.md:2")
    disk.update(NOTES)
    assert disk.questions["熵"].source == ("a.md:1",)


def test_another_definition_elsewhere_does_not_change_a_question(disk):
    before = disk.questions["熵"]
    told = disk.update({"0.md": "熵 是指 描述信息平均不确定性大小的量。", **NOTES})
    assert told.added == ["熵 2"]
    assert disk.questions["熵"] == before


def test_files_that_were_not_read_are_not_judged(disk):
    told = disk.update({"b.md": "电阻 是指 导体对电流的阻碍作用。"})
    assert (told.added, told.gone) == (["电阻"], ["电流"])
    assert set(disk.questions) == {"熵", "焓", "功", "电流", "电阻"}


def test_only_one_file_read_and_it_says_what_another_said_already(disk):
    told = disk.update({"c.md": "熵 是指 一个系统混乱程度的度量。"})
    assert (told.added, told.gone) == ([], [])
    assert disk.questions["熵"].source == ("a.md:1", "c.md:1")
    assert nothing(disk.update({"c.md": "熵 是指 一个系统混乱程度的度量。"}))


def test_what_is_gone_stays_and_is_named_until_it_is_pruned(disk):
    disk.edit("内能与压强", "内能同压强")
    notes = {"a.md": NOTES["a.md"].split("\n")[2], "b.md": NOTES["b.md"]}
    for _ in range(2):
        told = disk.update(notes)
        assert told.gone == ["熵", "焓"]
        assert set(disk.questions) == {"熵", "焓", "功", "电流"}
    told = disk.update(notes, prune=True)
    assert told.pruned == ["熵"]  # the other one was edited
    assert set(disk.questions) == {"焓", "功", "电流"}


def test_a_pruned_question_comes_back_with_its_notes_under_its_id(disk):
    notes = {"a.md": NOTES["a.md"].split("\n", 1)[1], "b.md": NOTES["b.md"]}
    disk.update(notes, prune=True)
    assert disk.update(NOTES).added == ["熵"]


def test_a_file_that_is_missing_takes_its_questions_with_it(disk):
    assert disk.update({"a.md": NOTES["a.md"]}).gone == []  # its folder is not there: who knows
    assert disk.update({"a.md": NOTES["a.md"]}, missing=["b.md"]).gone == ["电流"]
    told = disk.update({"a.md": NOTES["a.md"]}, prune=True)  # it was gone, but now nobody looked
    assert (told.gone, told.pruned) == (["电流"], [])
    assert disk.update(NOTES).gone == []


def test_a_passage_that_only_a_newer_quizgen_overlooks_is_not_gone(disk):
    notes = {path: [line for line in lines_of(text) if line.term != "焓"] for path, text in NOTES.items()}
    told = disk.updated(notes, said=NOTES).told
    assert told.gone == []


def test_what_a_newer_quizgen_would_ask_otherwise_changes_only_by_refresh(disk):
    text, lock = disk.bank, load_lock("b.lock", disk.lock)[0]
    # As if an older one had left a word out: generated, from the same passage.
    disk.bank = text.replace("一个系统混乱程度的度量", "混乱程度的度量")
    written, _ = open_bank("b.yaml", disk.bank)
    entries = {**lock.entries, "熵": replace(lock.entries["熵"], made=digest(block(written, 0)))}
    disk.lock = dump_lock(Lock(entries))
    assert nothing(disk.update(NOTES))
    assert disk.update(NOTES, refresh=True).refreshed == ["熵"]
    assert disk.bank == text


def test_what_is_less_certain_than_asked_does_not_change_a_question(disk):
    told = disk.update(changed("a.md", "一个系统混乱程度的度量", "微观状态数目的对数乘以常数"), min_confidence=0.95)
    assert (told.refreshed, told.gone) == ([], ["熵"])


def test_a_bank_of_at_most_so_many_takes_no_more(disk):
    notes = {**NOTES, "c.md": "压强 是指 单位面积上所受的压力。"}
    assert disk.update(notes, at_most=4).added == []
    assert disk.update(notes, at_most=5).added == ["压强"]


def test_a_question_by_hand_that_says_the_same_is_not_doubled():
    disk = Disk()
    disk.edit("questions: []\n", "questions:\n- type: definition\n  term: 熵\n  definition: 一个系统混乱程度的度量\n")
    before = disk.bank
    told = disk.update({"a.md": NOTES["a.md"].split("\n")[0]})
    assert told.added == []
    assert disk.bank == before


def test_without_its_lock_a_bank_keeps_all_its_questions_and_the_rest_is_found_again(disk):
    disk.edit("混乱程度", "无序程度")
    start, end = disk.bank.index("- type: definition\n  id: 焓"), disk.bank.index("- type: definition\n  id: 功")
    disk.bank = disk.bank[:start] + disk.bank[end:]
    disk.lock = ""
    told = disk.update(NOTES)
    assert told.unknown == ["熵"]
    assert told.added == ["焓"]  # that it was deleted is lost
    assert disk.questions["熵"].definition == "一个系统无序程度的度量"
    told = disk.update(changed("a.md", "力在位移方向上的积累", "力与位移的乘积"))
    assert told.refreshed == ["功"]  # known again as generated
    assert disk.questions["熵"].definition == "一个系统无序程度的度量"


def test_a_lock_of_another_branch_loses_nothing(disk):
    other = Disk()
    other.update({"a.md": NOTES["a.md"], "c.md": "压强 是指 单位面积上所受的压力。"})
    before = disk.questions
    disk.lock = other.lock
    told = disk.update(NOTES)
    assert told.deleted == ["压强"]
    assert disk.questions == before


def test_two_branches_that_both_updated_are_one_after_a_merge(disk):
    ours, theirs = Disk(disk.bank, disk.lock), Disk(disk.bank, disk.lock)
    notes = changed("a.md", "一个系统混乱程度的度量", "微观状态数目的对数乘以常数")
    ours.update(notes)
    theirs.update({**NOTES, "c.md": "压强 是指 单位面积上所受的压力。"})
    # git takes the bank of one side here and the entries of both.
    merged = Disk(theirs.bank, ours.lock + theirs.lock.split("\n", 1)[1])
    told = merged.update({**notes, "c.md": "压强 是指 单位面积上所受的压力。"})
    assert (told.refreshed, told.added, told.deleted) == (["熵"], [], [])


def cut_off_before_the_bank(disk, notes):
    disk.lock = dump_lock(disk.updated({path: lines_of(text) for path, text in notes.items()}).pending)


def test_what_a_kill_left_to_do_is_done_though_another_note_was_updated_first(disk):
    notes = changed("a.md", "一个系统混乱程度的度量", "微观状态数目的对数乘以常数")
    cut_off_before_the_bank(disk, notes)
    assert disk.update({"b.md": NOTES["b.md"]}).refreshed == []
    assert disk.update(notes).refreshed == ["熵"]
    assert disk.update(NOTES).refreshed == ["熵"]  # and it still counts as generated


def test_what_a_kill_left_to_do_and_the_notes_took_back_stays_generated(disk):
    cut_off_before_the_bank(disk, changed("a.md", "一个系统混乱程度的度量", "微观状态数目的对数乘以常数"))
    assert nothing(disk.update(NOTES))
    assert disk.update(changed("a.md", "一个系统混乱程度的度量", "一个系统无序程度的度量")).refreshed == ["熵"]


def test_entries_of_questions_by_hand_stay_for_anki(disk):
    disk.lock += '{"id":"mine","anki":{"Open":["x",5]}}\n'
    disk.update({**NOTES, "c.md": "压强 是指 单位面积上所受的压力。"})
    assert '{"id":"mine","anki":{"Open":["x",5]}}' in disk.lock


def test_what_anki_has_of_a_pruned_question_is_remembered(disk):
    entries = load_lock("b.lock", disk.lock)[0].entries
    disk.lock = disk.lock.replace('{"id":"熵",', '{"id":"熵","anki":{"Definition":["x",5]},')
    assert "熵" in entries
    notes = {"a.md": NOTES["a.md"].split("\n", 1)[1], "b.md": NOTES["b.md"]}
    disk.update(notes, prune=True)
    assert '{"id":"熵","anki":{"Definition":["x",5]}}' in disk.lock
    disk.update(NOTES)
    assert '"anki":{"Definition":["x",5]}' in disk.lock
    assert "熵" in disk.questions
