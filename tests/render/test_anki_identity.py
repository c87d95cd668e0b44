"""What Anki has is found again: edits arrive, histories stay, and what did not change is left alone."""

import dataclasses
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from learner import Learner, learner
from sample_cards import CARDS, NOW, SAMPLE, bank, make, note, one, package

from quizgen.bank.lock import Entry, Lock, Sent, dump_lock, load_lock
from quizgen.problems import errors
from quizgen.render import anki, anki_numbers, apkg

TEA = bank(SAMPLE)
LATER = NOW + 86_400


def kept(made: anki.Made) -> Lock:
    """The lock as it is after it was written and read again."""
    lock, problems = load_lock("bank.lock", dump_lock(made.lock))
    assert not problems
    return lock


def mods(made: anki.Made) -> dict[str, int]:
    return {n.fields[anki.NOTE_TYPES[n.kind].all_fields.index("ID")]: n.mod for n in made.deck.notes}


def changed(before: anki.Made, text: str, *, now: int = LATER) -> set[str]:
    """Which questions get a new time when the bank becomes ``text``."""
    old, new = mods(before), mods(make(bank(text), kept(before), now=now))
    return {name.partition("/")[2] for name in new if new[name] != old.get(name)}


# --- which notes are sent again


def test_an_unchanged_bank_gives_the_same_package():
    first = make(TEA)
    again = make(TEA, kept(first), now=LATER)
    assert package(again) == package(first)
    assert again.lock == first.lock


CHANGES = {
    "wording": ("普洱属于黑茶。", "普洱是黑茶。", {"普洱"}),
    "a tag": ("tags: [日本::京都]", "tags: [日本::宇治]", {"抹茶"}),
    "the explanation": ("发酵度在", "发酵程度在", {"乌龙"}),
    "an item": ("黑茶]", "黑茶 普洱]", {"六大"}),
    "the line of a source": ("笔记/茶.md:3", "笔记/茶.md:99", set()),
    "the file of a source": ("笔记/茶.md:3", "笔记/乌龙.md:3", set()),
    "the deck": ("饮料::茶", "茶馆", set()),
    "the title": ("title: 茶", "title: 好茶", set()),
    "the order of questions": ("id: 抹茶, term", "id:   抹茶, term", set()),
    "a link for all sources": (
        "license: CC BY 4.0",
        "license: CC BY 4.0\nsource_link: https://example.org/{path}",
        set(CARDS),
    ),
}


@pytest.mark.parametrize(("old", "new", "touched"), CHANGES.values(), ids=CHANGES)
def test_only_what_changed_is_sent_again(old, new, touched):
    assert SAMPLE.count(old) == 1
    assert changed(make(TEA), SAMPLE.replace(old, new)) == touched


def test_two_builds_in_one_second_are_told_apart():
    first = make(TEA)
    second = make(bank(SAMPLE.replace("普洱属于黑茶。", "普洱是黑茶。")), kept(first), now=NOW)
    assert mods(second)["tea/普洱"] == NOW + 1


def test_a_clock_that_went_back_does_not_hide_a_change():
    first = make(TEA)
    second = make(bank(SAMPLE.replace("普洱属于黑茶。", "普洱是黑茶。")), kept(first), now=NOW - 1000)
    assert mods(second)["tea/普洱"] == NOW + 1


def test_a_lock_that_speaks_of_the_future_is_refused_with_its_line():
    lock = Lock({"q": Entry(anki={"open": Sent("x", NOW + 10 * 86_400)})})
    of = one("type: open\nid: q\nquestion: a\nanswer: b")
    made = anki.make(of, of.questions, lock, now=NOW, picture=lambda bank, src: src)
    (problem,) = errors(made.problems)
    assert problem.line == 6
    assert "yet to come" in problem.message


def test_a_question_without_id_is_refused_with_the_way_out():
    of = one("type: open\nquestion: a\nanswer: b")
    made = anki.make(of, of.questions, Lock(), now=NOW, picture=lambda bank, src: src)
    (problem,) = errors(made.problems)
    assert (problem.path, problem.line) == ("bank.yaml", 6)
    assert "quizgen check --fix bank.yaml" in problem.message


def test_the_guid_comes_from_ids_and_type_alone():
    assert anki.guid("tea", "普洱", "true_false") == note(TEA, "普洱").guid == "c-0mCz1U1273T814kT4p"
    assert anki.guid("tea", "普洱", "open") != anki.guid("tea", "普洱", "true_false")
    assert anki.guid("tea2", "普洱", "true_false") != anki.guid("tea", "普洱", "true_false")
    assert anki.guid("a", "b\0c", "open") == anki.guid("a", "b\0c", "open")


# --- numbers of list items


NUMBERS = {
    "a new list": ([], 1, ["a", "b"], [1, 2]),
    "an item moved": ([(1, "绿茶"), (2, "红茶")], 3, ["红茶", "绿茶"], [2, 1]),
    "an item put in": ([(1, "绿茶"), (2, "红茶")], 3, ["绿茶", "青茶类", "红茶"], [1, 3, 2]),
    "an item reworded": ([(1, "数据并行"), (2, "张量并行")], 3, ["数据并行（DP）", "张量并行"], [1, 2]),
    "an item removed": ([(1, "绿茶"), (2, "红茶"), (3, "白茶")], 4, ["绿茶", "白茶"], [1, 3]),
    "a number that was removed before": ([(1, "绿茶")], 4, ["绿茶", "铁观音"], [1, 4]),
    "the same item twice": ([(1, "水"), (2, "水")], 3, ["水", "水", "水"], [1, 2, 3]),
    "another item in its place": ([(1, "采摘"), (2, "杀青")], 3, ["采摘", "干燥"], [1, 3]),
    "reworded and moved": ([(1, "揉捻茶叶"), (2, "烘干茶叶")], 3, ["烘干", "揉捻叶子茶叶"], [2, 1]),
}


@pytest.mark.parametrize(("known", "free", "items", "numbers"), NUMBERS.values(), ids=NUMBERS)
def test_cloze_numbers(known, free, items, numbers):
    assert anki_numbers.numbered(items, Entry(clozes=tuple(known), next_cloze=free)) == numbers


@given(st.lists(st.lists(st.text("ab茶水", min_size=1, max_size=4), min_size=1, max_size=6), min_size=1, max_size=6))
def test_a_number_never_goes_to_another_item(histories):
    entry, used = Entry(), set()
    for items in histories:
        numbers = anki_numbers.numbered(items, entry)
        assert len(set(numbers)) == len(items)
        old = dict(entry.clozes)
        for number, item in zip(numbers, items, strict=True):
            if number in old:
                assert anki_numbers._likeness(old[number], item) >= 0.5
            else:
                assert number not in used
        for text in set(items) & set(old.values()):  # what stands there word for word keeps its number
            have = {n for n, item in zip(numbers, items, strict=True) if item == text}
            had = {n for n, item in old.items() if item == text}
            assert len(have & had) == min(len(have), len(had))
        used |= set(numbers)
        entry = dataclasses.replace(
            entry,
            clozes=tuple(sorted(zip(numbers, items, strict=True))),
            next_cloze=max(entry.next_cloze, max(numbers) + 1),
        )


# --- the second import


EDITS = [  # what a person does to the bank between two imports
    ("term: 抹茶, definition: 遮光栽培的绿茶磨成的粉", "term: 抹茶, definition: 遮光栽培的绿茶磨成的细粉"),
    ("[采摘, 杀青, 揉捻, 干燥]", "[采摘, 摊青, 杀青, 揉捻, 干燥]"),
    ("- {type: true_false, id: 白茶, statement: 白茶不炒不揉。, answer: true}\n", ""),
    ("笔记/茶.md:3", "笔记/茶.md:30"),
    ("questions:\n", "questions:\n- {type: open, id: 新, question: 什么是新茶？, answer: 当年的茶}\n"),
]


def edited(text: str) -> str:
    for old, new in EDITS:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text


def second_import(someone: Learner, first: anki.Made) -> None:
    """Everything that a first package meets when the second one comes."""
    someone.review_all()
    reviews = someone.col.db.scalar("select count() from revlog")
    assert reviews >= someone.col.card_count()
    flagged = someone.cards('"ID:tea/抹茶"')[0]
    flagged.flags = 3
    someone.col.update_card(flagged)
    suspended = someone.cards('"ID:tea/工序"')[0].id
    someone.col.sched.suspend_cards([suspended])
    mine = someone.note("tea/发酵")  # an edit in Anki on a note that the bank does not touch
    mine["Explanation"] = "我自己的话"
    mine.tags.append("marked")
    someone.col.update_note(mine)
    before = someone.schedule()
    kinds = {m.name for m in someone.col.models.all_names_and_ids()}
    items = {card.ord: card.id for card in someone.cards('"ID:tea/工序"')}

    second = make(bank(edited(SAMPLE)), kept(first), now=LATER)
    log = someone.take(package(second))

    assert (log.new, log.updated, log.conflicting) == (1, 2, 0)
    after = someone.schedule()
    assert {number: after[number] for number in before} == before
    assert len(after) == len(before) + 2  # the new question and the new item
    assert someone.col.db.scalar("select count() from revlog") == reviews
    assert {m.name for m in someone.col.models.all_names_and_ids()} == kinds
    assert someone.note("tea/抹茶")["Definition"] == "遮光栽培的绿茶磨成的细粉"
    assert someone.note("tea/发酵")["Explanation"] == "我自己的话"
    assert someone.note("tea/发酵").has_tag("marked")
    assert someone.note("tea/白茶")["Answer"] == "true"
    now = {card.ord: card.id for card in someone.cards('"ID:tea/工序"')}
    assert {ord_: now[ord_] for ord_ in items} == items
    assert "摊青" in someone.col.get_card(now[4]).answer()
    assert someone.col.get_card(suspended).queue == -1
    someone.check()
    assert someone.take(package(second)).updated == 0


def test_a_second_import_changes_what_changed_and_nothing_else():
    with learner() as someone:
        first = make(TEA)
        someone.take(package(first))
        second_import(someone, first)


def rename_field(someone: Learner) -> None:
    kind = someone.col.models.by_name("quizgen definition")
    someone.col.models.rename_field(kind, kind["flds"][0], "Begriff")
    someone.col.models.update_dict(kind)


def rename_note_type(someone: Learner) -> None:
    kind = someone.col.models.by_name("quizgen definition")
    kind["name"] = "My definitions"
    someone.col.models.update_dict(kind)


def rename_deck(someone: Learner) -> None:
    someone.col.decks.rename(someone.col.decks.id_for_name("饮料::茶"), "我的茶")


def restyle(someone: Learner) -> None:
    kind = someone.col.models.by_name("quizgen definition")
    kind["css"] += "\n.mine { color: red }"
    someone.col.models.update_dict(kind)


@pytest.mark.parametrize("rename", [rename_field, rename_note_type, rename_deck, restyle])
def test_a_second_import_after_the_user_changed_names(rename):
    with learner() as someone:
        first = make(TEA)
        someone.take(package(first))
        rename(someone)
        before = {card.id: card.did for card in someone.cards()}
        edit = SAMPLE.replace("遮光栽培的绿茶磨成的粉", "遮光栽培的绿茶磨成的细粉")
        log = someone.take(package(make(bank(edit), kept(first), now=LATER)))
        assert (log.new, log.updated, log.conflicting) == (0, 1, 0)
        assert {card.id: card.did for card in someone.cards()} == before
        assert someone.note("tea/抹茶").values()[1] == "遮光栽培的绿茶磨成的细粉"
        if rename is restyle:
            assert ".mine" in someone.col.models.by_name("quizgen definition")["css"]
        someone.check()


@pytest.mark.parametrize("rename", [rename_field, rename_note_type, rename_deck, restyle])
def test_a_second_import_changes_nothing_else_after_the_user_changed_names(rename):
    with learner() as someone:
        first = make(TEA)
        someone.take(package(first))
        rename(someone)
        second_import(someone, first)


def test_a_question_whose_type_changed_is_a_new_note():
    before = one("type: open\nid: q\nquestion: a\nanswer: b")
    after = one("type: definition\nid: q\nterm: a\ndefinition: b")
    with learner() as someone:
        first = make(before)
        someone.take(package(first))
        second = make(after, kept(first), now=LATER)
        log = someone.take(package(second))
        assert (log.new, log.updated, log.conflicting) == (1, 0, 0)
        assert set(second.lock.entries["q"].anki) == {"open", "definition"}
        found = someone.col.find_notes(anki.search("b", [("q", "open")]))
        assert [someone.col.get_note(n).note_type()["name"] for n in found] == ["quizgen open"]


IDS = [
    "plain",
    "a*b",
    "a_b",
    'say "hi"',
    "back\\slash",
    "colon: here",
    "a<b>&c",
    "(x) OR y",
    "互信息",
    "a/b",
    "-x",
    "re:.*",
]


@pytest.mark.parametrize("name", IDS)
def test_the_search_finds_the_note_and_no_other(name):
    questions = "".join(
        f"- {{type: open, id: {quoted(i)}, question: a, answer: b}}\n" for i in dict.fromkeys([*IDS, "axb", "aab"])
    )
    of = bank(f"format: 1\nid: 'b:1_*'\ntitle: T\nlanguage: en\nquestions:\n{questions}")
    with learner() as someone:
        someone.take(package(make(of)))
        found = [someone.col.get_note(n).guid for n in someone.col.find_notes(anki.search(of.id, [(name, None)]))]
        assert found == [anki.guid(of.id, name, "open")]


def quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


# --- without a lock, from an earlier package


def test_an_earlier_package_tells_what_a_lock_would():
    first = make(TEA)
    known = anki.remembered(TEA, Lock(), apkg.notes_of(package(first)))
    again = make(TEA, known, now=LATER)
    assert package(again) == package(first)


def test_an_earlier_package_knows_the_numbers_of_items():
    first = make(TEA)
    known = anki.remembered(TEA, Lock(), apkg.notes_of(package(first)))
    second = make(bank(edited(SAMPLE)), known, now=LATER)
    with learner() as someone:
        someone.take(package(first))
        someone.take(package(second))
        orders = [card.ord for card in someone.cards('"ID:tea/工序"')]
        assert orders == [0, 1, 2, 3, 4]
        assert "摊青" in someone.sides('"ID:tea/工序" card:5')[0][1]
        assert all(n.mod in (NOW, LATER) for n in second.deck.notes)


def test_a_change_that_a_later_edit_in_anki_keeps_out_is_sent_again_since_an_older_package():
    with learner() as someone:
        oldest = package(make(TEA))
        someone.take(oldest)
        changed = SAMPLE.replace("遮光栽培的绿茶磨成的粉", "遮光栽培的绿茶磨成的细粉")
        second = make(bank(changed), kept(make(TEA)), now=LATER)
        mine = someone.note("tea/抹茶")
        mine["Definition"] = "我的话"
        someone.col.update_note(mine)  # now, which is long after LATER
        assert someone.take(package(second)).updated == 0
        now = someone.note("tea/抹茶").mod + 1
        assert someone.take(package(make(bank(changed), kept(second), now=now))).updated == 0
        since = anki.remembered(TEA, Lock(), apkg.notes_of(oldest))
        assert someone.take(package(make(bank(changed), since, now=now))).updated == 1
        assert someone.note("tea/抹茶")["Definition"] == "遮光栽培的绿茶磨成的细粉"


# --- the first version, kept as it was


FIRST = Path(__file__).parent / "fixtures" / "first.apkg"


def test_a_deck_of_the_first_version_is_updated_in_place():
    with learner() as someone:
        someone.take(FIRST.read_bytes())
        lock = anki.remembered(TEA, Lock(), apkg.notes_of(FIRST.read_bytes()))
        second_import(someone, anki.Made(make(TEA).deck, lock, ()))
