"""The whole way from a document to its questions: nothing ungrounded, one question for one thing, ids that last."""

from __future__ import annotations

import gc
import html
import re
import unicodedata
import weakref
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from quizgen.bank.evidence import answer_of
from quizgen.bank.types import Cloze, Definition, List, Open, Question
from quizgen.notes.extract import extract, merge
from quizgen.notes.model import Document, Extraction
from quizgen.notes.outline import Outline
from quizgen.notes.patterns import PATTERNS
from quizgen.notes.readers import read

ROOT = Path(__file__).parents[2]
NOTES = [*sorted((ROOT / "decks").glob("*/notes/*")), *sorted((ROOT / "benchmarks" / "gold" / "docs").glob("*"))]


def extraction(text: str, path: str = "note.md") -> Extraction:
    document = read(path, text)
    assert isinstance(document, Document)
    return extract(document)


def asked(text: str) -> list[str]:
    return [e.question.id or "" for e in merge([extraction(text)])]


def shown(question: Question) -> list[str]:
    """The texts of ``question`` that must stand in the notes."""
    if isinstance(question, Definition):
        return [question.definition]
    if isinstance(question, List):
        return list(question.items)
    if isinstance(question, Cloze):
        return [re.sub(r"\{\{c\d+::(.*?)(?:::[^{}]*)?\}\}", r"\1", question.text)]
    assert isinstance(question, Open)
    return [question.answer]


def letters(text: str) -> str:
    """``text`` without white space, signs and markup."""
    text = re.sub(r"<!--.*?-->|</?[A-Za-z][^<>]*>", "", text, flags=re.S)
    text = re.sub(r"\]\([^()\s]*\)", "]", html.unescape(text))
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text))


# --- What never becomes a question ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "note",
    [
        pytest.param("", id="nothing"),
        pytest.param("# Tides\n\n## Tides\n", id="headings alone"),
        pytest.param("这是一种很重要的现象。\n\n它会让水面上升很多。", id="pronouns that point nowhere"),
        pytest.param(
            "下图是一个简单的示意图。\n\n如图所示，水面在夜里上升了两米多。", id="a picture that is not there"
        ),
        pytest.param("本文介绍潮汐的基本知识和观测方法。接下来我们看几个例子。", id="the text itself"),
        pytest.param("例如，某个港口在一天之内水位上升了三米。", id="an example"),
        pytest.param("潮汐是怎么产生的呢？为什么一天有两次？", id="questions without answers"),
        pytest.param("潮汐的周期大约是 [公式] ，由此可以算出 [Math] 的大小。", id="formulas that are lost"),
        pytest.param("## 参考\n\n- [潮汐是一种现象 - 百科](https://example.org/a)\n- 潮汐：百科全书", id="references"),
        pytest.param("In this chapter we will look at tides. See also the next section.", id="a roadmap"),
        pytest.param("Where:\n\n- $h$ is the height\n- $t$: time of day", id="the legend of a formula"),
        pytest.param("```\ntide = a network of pipes\n```", id="code"),
        pytest.param("阅读全文 »\n\n发表于 2020-10-28\n\n字数统计: 300", id="site furniture"),
        pytest.param("潮汐：TODO 补充", id="still to be written"),
    ],
)
def test_makes_no_question(note: str) -> None:
    assert asked(note) == []


def test_sentence_that_breaks_off_gives_only_its_whole_clauses() -> None:
    found = merge([extraction("潮汐是一种周期性的水位涨落现象，由月球引力引起，并且受到太...")])
    assert [shown(e.question) for e in found] == [["一种周期性的水位涨落现象，由月球引力引起"]]


@pytest.mark.parametrize(
    ("note", "kept"),
    [
        pytest.param("听觉：人脑对作用于听觉器官的声音的反映。\n\n视觉：人脑对光的反映。", True, id="part of a word"),
        pytest.param("水田：水源丰富的低平地方，一般以水田为主。\n\n旱地：缺水的较高地方。", False, id="in a circle"),
        pytest.param("船只集：相同用途的船只集合。\n\n航线：船走的路。", True, id="over the end of a word"),
        pytest.param("交通船：运送人员的交通船和小艇。\n\n航线：船走的路。", False, id="in a circle, three characters"),
        pytest.param("RNN：每一步都把前一步的结果读入的网络，后来又有了 Deep RNN。", True, id="in a longer name"),
    ],
)
def test_definition_that_names_its_term_again(note: str, kept: bool) -> None:
    assert (note.split("：", maxsplit=1)[0] in asked(note)) is kept


def test_rejected_candidates_keep_their_line_and_reason() -> None:
    found = extraction("# 海\n\n潮汐：见下\n").rejected
    assert [(r.line, r.pattern, r.reason) for r in found] == [(3, "colon label", "the answer points elsewhere")]


# --- What a question is like ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", NOTES, ids=lambda p: p.name)
def test_every_answer_stands_in_its_note(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    folded = letters(text)
    taken = extraction(text, path.name).taken
    assert taken
    for e in taken:
        assert all(letters(part) in folded for part in shown(e.question)), e


@pytest.mark.parametrize("path", NOTES, ids=lambda p: p.name)
def test_source_names_the_line_of_the_answer(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    for e in extraction(path.read_text(encoding="utf-8"), path.name).taken:
        name, _, number = e.question.source[0].rpartition(":")
        near = letters("\n".join(lines[max(0, int(number) - 2) : int(number) + 12]))
        assert name == path.name
        assert letters(shown(e.question)[0]) in near, e


@pytest.mark.parametrize("path", NOTES, ids=lambda p: p.name)
def test_no_question_gives_its_answer_away(path: Path) -> None:
    for e in merge([extraction(path.read_text(encoding="utf-8"), path.name)]):
        if isinstance(e.question, Open) and len(letters(e.question.answer)) > 3:
            assert letters(e.question.answer) not in letters(e.question.question), e


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="冰川是一种的，。：:、（）()*#-|`$={}\n 12ab\t“”？", max_size=300))
def test_any_text_is_a_note(text: str) -> None:
    found = extraction(text)
    folded = letters(text)
    ids = [e.question.id for e in found.taken]
    assert len(set(ids)) == len(ids)
    assert all(letters(part) in folded for e in found.taken for part in shown(e.question))


LINES = sorted(
    {
        line
        for p in PATTERNS
        for note in (*(f[0] for f in p.finds), *p.ignores)
        for line in note.split("\n")
        if "{{" not in line
    }
)
MARKS = ("", ", ", "：", ": ", "、", "**", "$", "`", "|", "(", "）")
DAMAGED = st.builds(
    lambda before, line, at, mark, cut: f"{before}{line[:at]}{mark}{line[at + cut :]}",
    st.sampled_from(("", "  ", "- ", "  - ", "## ", "### ", "1. ", "> ", "| ", "\n")),
    st.sampled_from(LINES),
    st.integers(0, 40),
    st.sampled_from(MARKS),
    st.integers(0, 40),
)


@settings(max_examples=300, deadline=None)
@given(st.lists(DAMAGED, min_size=1, max_size=8))
@example(["- Dune", "  - , with arms"])
@example(["The **wavelength (L)** is a length.", "", "$L = v / f："])
def test_any_damage_to_lines_that_patterns_read_is_a_note(lines: list[str]) -> None:
    text = "\n".join(lines)
    folded = letters(text)
    assert all(letters(part) in folded for e in extraction(text).taken for part in shown(e.question))


def test_same_note_gives_the_same_questions() -> None:
    text = NOTES[0].read_text(encoding="utf-8")
    assert extraction(text) == extraction(text)


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        pytest.param("冰川是一种流动的冰体。", "冰川", id="a term is its own id"),
        pytest.param("## 冰川\n\n优点：储存大量的淡水资源", "冰川 优点", id="a side with its thing"),
        pytest.param(
            '## Why "tides": moon, or sun?\n\nBecause the moon is so much nearer.',
            "Why tides moon or sun",
            id="no sign that YAML minds",
        ),
    ],
)
def test_id_is_readable(note: str, expected: str) -> None:
    assert asked(note) == [expected]


def test_ids_are_short_and_in_one_line() -> None:
    for path in NOTES:
        for e in extraction(path.read_text(encoding="utf-8"), path.name).taken:
            assert e.question.id
            assert len(e.question.id) <= 40
            assert not re.search(r"[\n:#\[\]{}]", e.question.id)


def test_tags_of_the_note_are_tags_of_its_questions() -> None:
    found = merge([extraction("---\ntags: [ice, sea]\n---\n\nA floe is a sheet of floating ice.")])
    assert [e.question.tags for e in found] == [("ice", "sea")]


# --- Several notes ----------------------------------------------------------------------------------------------------

ICE = "# 冰\n\n冰川是一种缓慢流动的巨大冰体。\n\n冰斗是一种三面陡峭的洼地。\n"


def test_two_notes_that_say_the_same_make_one_question_with_both_sources() -> None:
    found = merge([extraction(ICE, "a.md"), extraction("\n" + ICE, "b.md")])
    assert [(e.question.id, e.question.source) for e in found] == [
        ("冰川", ("a.md:3", "b.md:4")),
        ("冰斗", ("a.md:5", "b.md:6")),
    ]


def test_two_notes_that_say_different_things_of_a_term_make_two_questions() -> None:
    found = merge([extraction(ICE, "a.md"), extraction("冰川是一种由积雪压成、塑造山谷的自然力量。", "b.md")])
    assert [e.question.id for e in found] == ["冰川", "冰斗", "冰川 2"]


def test_parallel_definitions_stay_apart() -> None:
    note = "- 甲类冰：在低温下缓慢形成的透明冰层\n- 乙类冰：在低温下缓慢形成的浑浊冰层"
    assert asked(note) == ["甲类冰", "乙类冰"]


def test_order_is_the_order_of_the_notes() -> None:
    found = merge([extraction("冰斗是一种洼地，三面陡峭。", "b.md"), extraction("冰川是一种缓慢流动的冰体。", "a.md")])
    assert [e.question.id for e in found] == ["冰斗", "冰川"]


LONG = (
    "# 冰川\n\n冰川是一种缓慢流动的巨大冰体。\n\n冰川会把大量石块和泥沙搬运到山谷里。\n\n"
    "优点：\n\n- 储存淡水\n- 调节气候\n"
)


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        pytest.param({"min_confidence": 0.85}, ["冰川", "冰川 优点"], id="only what is sure"),
        pytest.param({"at_most": 1}, ["冰川"], id="the most salient of all"),
        pytest.param({"per_note": 1}, ["冰川"], id="the most salient of each note"),
        pytest.param({"types": ("list",)}, ["冰川 优点"], id="only lists"),
        pytest.param({"min_confidence": 1.0}, [], id="nothing is that sure"),
    ],
)
def test_selection(wanted: dict[str, object], expected: list[str]) -> None:
    assert [e.question.id for e in merge([extraction(LONG)], **wanted)] == expected  # type: ignore[arg-type]


def test_an_outline_is_forgotten_with_its_note():
    document = read("n.md", "## Glaciers\n\n- **Tarn**: a lake in a cirque\n- **Scree**: loose stones on a slope\n")
    assert isinstance(document, Document)
    outline = Outline(document)
    assert outline.name(0) is not None and outline.said(1) and outline.context(1)
    gone = weakref.ref(outline)
    del outline
    assert gone() is None


# --- What a question stands under


@pytest.mark.parametrize(
    ("note", "context"),
    [
        ("## Ice Age\n\n- **The glaciers covered the whole valley**\n  - They carried {}", "Ice Age"),
        ("## Ice Age\n\n- **Switzerland refused entry to late climbers**\n  - They carried {}", "Ice Age"),
        (
            "## Ice Age\n\n- **Valleys formed by ice and by water**\n  - They carried {}",
            "Valleys formed by ice and by water",
        ),
        ("## Overview: Glaciers\n\nThey carried {}", "Glaciers"),
        ("# Glaciers\n\n## Some ways to say it\n\nThey carried {}", "Glaciers"),
        ("## Week 3 Thursday: Glaciers\n\nThey carried {}", "Glaciers"),
        ("## Lecture 12 - Glaciers\n\nThey carried {}", "Glaciers"),
        ("## : Glaciers\n\nThey carried {}", "Glaciers"),
        ("# Glaciers\n\n## Definition of some terms\n\nThey carried {}", "Glaciers"),
        ("# Glaciers\n\n## Terms of trade\n\nThey carried {}", "Terms of trade"),
        ("## Day 2\n\n### Part-time glaciers\n\nThey carried {}", "Part-time glaciers"),
    ],
)
def test_a_sentence_or_a_lead_word_is_no_context(note, context):
    outline = Outline(read("note.md", note.format("rocks and gravel down into the deep valley.")))
    assert [name.text for name in outline.context(len(outline.blocks) - 1)] == [context]


def test_what_bears_a_label_in_a_cell_stands_under_the_owner_of_the_table():
    note = (
        "## 冰川研究\n\n| 项目 | 内容 |\n|---|---|\n| 观点 | 冰川类型：大陆冰川和山岳冰川<br>冰期假设：气候会变冷 |\n"
    )
    assert asked(note) == ["冰川研究 冰川类型", "冰川研究 冰期假设"]


@pytest.mark.parametrize(
    ("sentence", "kept"),
    [
        pytest.param("海岸位于两条潮线之间，退潮后露出。", True, id="where it is"),
        pytest.param("海岸来自河口的泥沙。", True, id="where it comes from"),
        pytest.param("沙洲缺少河口的泥沙。", False, id="little is said, and of something else"),
        pytest.param("岩岸之间存在着许多潮池。", False, id="what exists is one thing of many"),
        pytest.param("再次使用潮位表。", False, id="nothing that it is said of"),
    ],
)
def test_short_statements_of_what_they_stand_under_are_kept(sentence: str, kept: bool) -> None:
    made = extraction(f"# 海岸\n\n航海者见到的海岸多种多样！{sentence}")
    assert any(e.pattern == "plain statement" and e.confidence >= 0.5 for e in made.taken) is kept


def test_each_of_several_cases_is_asked() -> None:
    made = extraction("## 船锚\n\n船锚种类繁多！若水流平缓，它可使船只停在港外，若风浪太大，它可使船头转向上风。")
    assert [e.confidence >= 0.5 for e in made.taken if e.pattern == "plain statement"] == [True, True]


def test_what_a_list_asks_for_is_not_asked_again() -> None:
    assert asked("岩岸的台阶包括潮沟和潮池。") == ["岩岸的台阶包括哪些"]


def test_a_short_answer_beside_a_list_is_no_part_of_it() -> None:
    note = "## 岩岸的分类\n\n- 潮沟：长而深\n- 潮池：圆而浅\n- 台阶：平而宽\n- 海蚀洞：暗而凉\n"
    assert "潮沟" in " ".join(asked(note)[1:])


def test_a_bare_noun_takes_its_condition_with_it():
    note = "**Load**: an n x m matrix. If `Load[i] = k`, then k stones lie on it.\n\n**Crest**: a ridge. We saw it."
    found = {
        e.question.term: e.question.definition for e in merge([extraction(note)]) if isinstance(e.question, Definition)
    }
    assert found["Load"] == "an n x m matrix. If `Load[i] = k`, then k stones lie on it"
    assert found["Crest"] == "a ridge"


def test_questions_that_read_the_same_are_one_list_or_none() -> None:
    near = "## Ice\n\n- Doubt: snow is no rock\n- Answer: ice flows\n- Doubt: the glacier is no river\n"
    assert asked(near).count("Ice Doubt") == 1
    assert not any(name.startswith("Ice Doubt 2") for name in asked(near))
    far = near.replace("- Answer: ice flows\n", "".join(f"- Remark{n}: ice flows {n} m\n" for n in "abcdef"))
    assert not any("Doubt" in name for name in asked(far))


def test_of_two_questions_that_read_the_same_the_surer_stays() -> None:
    note = "## Ferry\n\n**Toll**: what a cart pays to cross the river\n\nToll: weight / way\nLoad: carts / day\n"
    found = [e.question for e in merge([extraction(note)])]
    assert [q.answer for q in found if isinstance(q, Open) and "Toll" in q.question] == [
        "what a cart pays to cross the river"
    ]


@pytest.mark.parametrize(
    ("sentence", "term", "answer"),
    [
        pytest.param(
            "Sorting pebbles by size, colour and shape is also called granulometry.",
            "granulometry",
            "Sorting pebbles by size, colour and shape",
            id="an enumeration in the subject",
        ),
        pytest.param(
            "Between the high and the low water, the time is called the ebb.",
            "ebb",
            "Between the high and the low water, the time",
            id="a condition before a bare noun",
        ),
        pytest.param(
            "In the harbour, the fall of the water is called the ebb.",
            "ebb",
            "the fall of the water",
            id="a place before a full description",
        ),
    ],
)
def test_what_is_called_so_is_all_that_was_said(sentence: str, term: str, answer: str) -> None:
    found = [e.question for e in extraction(sentence).taken if isinstance(e.question, Definition)]
    assert [(q.term, q.definition) for q in found] == [(term, answer)]


@pytest.mark.parametrize(
    "sentence",
    [
        "It is important to understand the **ebb** or any fall of the water in the harbour.",
        "It is easy to see that the tide turns with the moon.",
    ],
)
def test_it_is_important_to_says_nothing_of_the_heading(sentence: str) -> None:
    assert not any(name.startswith("Tides") for name in asked(f"## Tides\n\n{sentence}"))


def test_it_is_used_to_says_something_of_the_heading() -> None:
    assert any(
        "gauge" in name.casefold() for name in asked("## Tide gauge\n\nIt is used to measure the height of the sea.")
    )


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("this model states that the sea hides most of the ice.", "the sea hides most of the ice"),
        ("the sea hides most of the ice.", "the sea hides most of the ice"),
    ],
)
def test_what_a_model_states_is_what_its_label_stands_for(said: str, answer: str) -> None:
    (found,) = (e.question for e in extraction(f"# Ice\n\n**Iceberg principle**: {said}").taken)
    assert answer in shown(found)


@pytest.mark.parametrize("label", ["Response #1", "Objection 2"])
def test_a_numbered_role_names_nothing(label: str) -> None:
    note = f"## Ice\n\n- {label}: the ice flows downhill\n- Moraine: a ridge of gravel left by ice\n"
    assert not any(label in name for name in asked(note))


def test_a_list_of_numbers_is_none() -> None:
    note = "## Ice\n\nThe three {0}s are {0} 1, {0} 2 and {0} 3."
    assert asked(note.format("response")) == []
    assert asked(note.format("vitamin"))


def test_a_numbered_type_is_a_name() -> None:
    assert any("Type 1" in name for name in asked("## Ice\n\n- **Type 1 ice**: a slow kind of ice\n"))


def prompts(text: str) -> list[str]:
    """What the questions of the note show, blanks filled in clozes."""
    found = (e.question for e in merge([extraction(text)]))
    return [getattr(q, "text", None) or getattr(q, "question", None) or getattr(q, "term", "") for q in found]


def test_clauses_with_a_subject_each_are_asked_each() -> None:
    said = "Neap tides have a small range of height, whereas spring tides have a much larger one."
    first, second = prompts(f"# Sea\n\nFirst words.\n\n{said}")
    assert first == "[Sea] Neap tides have ____"
    assert "whereas" not in first
    assert second == "[Sea] spring tides have ____."


@pytest.mark.parametrize(
    "sentence",
    [
        pytest.param("When neap tides are low, the bar emerges from the sea and the harbour closes.", id="a condition"),
        pytest.param(
            "Bede wrote that the moon is near the Earth and the tides are its work.", id="both are what he wrote"
        ),
        pytest.param("Tides lift the ships and the barges of the harbour.", id="two nouns"),
    ],
)
def test_one_clause_stays_whole(sentence: str) -> None:
    found = prompts(f"# Sea\n\nFirst words.\n\n{sentence}")
    assert found
    assert all(text.startswith(("[Sea] " + sentence[:8], sentence[:8])) for text in found)


def test_he_is_who_was_spoken_of() -> None:
    note = "# The tides\n\nBede was a monk of the north.\n\nHe described the tides of the river in a long book."
    assert "[Bede] described ____." in prompts(note)


def test_he_is_nobody_where_nobody_was_spoken_of() -> None:
    assert prompts("# The tides\n\nFirst words.\n\nHe described the tides of the river in a long book.") == []


def test_a_word_in_brackets_that_the_heading_goes_on_with_is_no_number():
    items = "\n\n- the height\n- the speed\n- the colour\n"
    found = prompts(f"# 船\n\n## [船帆]的注意点{items}\n## [1] 桅杆的注意点{items}")
    assert [p for p in found if "[船帆]的注意点" in p]
    assert not [p for p in found if "[1]" in p]


def test_a_label_is_followed_by_a_whole_word() -> None:
    note = "# 航海\n\n- 领航：指明船的航线和停泊的地方\n- 测深：指用铅锤量出水的深度\n"
    found = [e.question for e in merge([extraction(note)])]
    answers = [q.definition if isinstance(q, Definition) else getattr(q, "answer", "") for q in found]
    assert "指明船的航线和停泊的地方" in answers
    assert "用铅锤量出水的深度" in answers


def test_no_blank_begins_within_a_word() -> None:
    assert not [p for p in prompts("# 航海\n\n## 航路\n\n任何一片有界海域都允许多条航路通过。") if "有____" in p]


def test_what_many_notes_say_keeps_all_their_sources_and_names():
    notes = [extraction(f"**Tarn (name {n})**: a lake in a cirque", f"{n}.md") for n in range(40)]
    (question,) = [e.question for e in merge(notes)]
    assert isinstance(question, Definition)
    assert question.source == tuple(f"{n}.md:1" for n in range(40))
    assert question.aliases == tuple(f"name {n}" for n in range(40))


def test_reading_leaves_no_cycles():
    text = "\n\n".join(note.read_text(encoding="utf-8") for note in NOTES if note.suffix == ".md")
    extraction(text)
    gc.collect()
    gc.disable()  # or it would find them before we look
    try:
        extraction(text)
        assert gc.collect() == 0
    finally:
        gc.enable()


@pytest.mark.parametrize(
    "note",
    [
        "# 潮汐\n\n海水周期性地涨落并且冲刷着堤岸。这种现象称为潮汐现象。\n",
        "# 潮汐\n\n河口的潮水以水墙的形式逆流而上。这种运动一般被称作涌潮。\n",
        "# 潮汐\n\n潮汐的分析共有两个步骤。即收集水位记录和计算分潮。\n",
    ],
)
def test_what_two_sentences_say_together_rests_on_words_of_the_note(note):
    document = read("a.md", note)
    taken = extract(document).taken
    assert taken
    words = "".join(note.split())
    for e in taken:
        assert "".join(e.passage.split()) in words
        answers = e.question.items if isinstance(e.question, List) else (answer_of(e.question),)
        assert all("".join(answer.split()) in words for answer in answers)
