"""What a question says on a terminal: front and back, styled, without markup."""

import pytest

from quizgen.bank.types import TYPES, Choice, Cloze, Definition, List, Matching, Open, TrueFalse
from quizgen.render.terminal import PARTS, line, shown, styled

QUESTIONS = {
    "definition": (
        Definition(term="**Oolong**", definition="a `tea`", aliases=("乌龙",)),
        "Oolong",
        "a tea\n\nAlso called: 乌龙",
    ),
    "list": (List(term="Teas", items=("oolong", "matcha")), "List: Teas (2 items)", "• oolong\n• matcha"),
    "list in order": (
        List(question="Which steps?", items=("pick", "dry"), ordered=True),
        "Which steps? (2 items)",
        "1. pick\n2. dry",
    ),
    "cloze": (
        Cloze(text="{{c1::Oolong}} is {{c2::partly::how much}} *dried*: $x_1$"),
        "[...] is [how much] dried: $x_1$",
        "Oolong is partly dried: $x_1$",
    ),
    "open": (Open(question="Why?", answer="so", explanation="It is **so**."), "Why?", "so\n\nWhy: It is so."),
    "choice": (
        Choice(question="Which?", answer=("b",), distractors=("a", "c"), shuffle=False),
        "Which?\nA. a\nB. b\nC. c",
        "  A. a\n✓ B. b\n  C. c",
    ),
    "several right": (
        Choice(question="Which?", answer=("c", "a"), distractors=("b",), shuffle=False),
        "Which?\nA. a\nB. b\nC. c",
        "✓ A. a\n  B. b\n✓ C. c",
    ),
    "true_false": (TrueFalse(statement="Tea is hot.", answer=True), "Tea is hot.", "T true"),
    "false": (
        TrueFalse(statement="Tea is cold.", answer=False, correction="Tea is *hot*."),
        "Tea is cold.",
        "F false\n\nCorrection: Tea is hot.",
    ),
    "matching": (
        Matching(question="Match.", pairs=(("1", "10"), ("2", "20"))),
        "Match.\n\n1\n2\n\nA. 10\nB. 20",
        "1 — 10\n2 — 20",
    ),
}


def words(pieces):
    return "".join(text for text, _ in pieces)


@pytest.mark.parametrize(("question", "front", "back"), QUESTIONS.values(), ids=QUESTIONS)
def test_what_is_asked_and_what_is_answered(question, front, back):
    made = shown(question, "en")
    assert (words(made.front), words(made.back)) == (front, back)


def test_every_type_is_shown():
    assert set(PARTS) == set(TYPES.values()) == {type(question) for question, _, _ in QUESTIONS.values()}


def test_the_front_never_shows_the_answer():
    front = shown(Cloze(text="a {{c1::secret}} and `code {{c1::secret}}`"), "en").front
    assert "secret" not in words(front)
    assert [text for text, style in front if style == "blank"] == ["[...]", "[...]"]


def test_in_the_language_of_the_bank():
    assert words(shown(List(term="茶", items=("红茶", "绿茶")), "zh-Hans").front) == "列举：茶（共 2 项）"


MARKDOWN = {
    "emphasis next to Chinese": ("**信息（MI）**是", [("信息（MI）", "strong"), ("是", "")]),
    "code keeps its lines": ("```py\na = 1\n\nb = 2\n```\nx", [("a = 1\n\nb = 2\n\n", "code"), ("x", "")]),
    "a formula stays TeX": ("so $a_b$", [("so ", ""), ("$a_b$", "code")]),
    "a picture is its description": ("![a leaf](leaf.png)", [("a leaf", "")]),
    "two paragraphs": ("one\n\ntwo", [("one", ""), ("\n\n", ""), ("two", "")]),
    "a list": ("- a\n- b", [("• ", "aside"), ("a", ""), ("\n", ""), ("• ", "aside"), ("b", "")]),
    "a numbered list": ("3. a\n4. b", [("3. ", "aside"), ("a", ""), ("\n", ""), ("4. ", "aside"), ("b", "")]),
    "HTML is text": ("<b>x</b>", [("<b>x</b>", "")]),
    "what steers terminals is gone": ("a\x1b[31mb\u202ec", [("a[31mbc", "")]),
}


@pytest.mark.parametrize(("source", "pieces"), MARKDOWN.values(), ids=MARKDOWN)
def test_markdown_is_shown_not_written(source, pieces):
    assert list(styled(source)) == pieces


def test_a_table_keeps_its_rows():
    assert words(styled("| a | b |\n|---|---|\n| 1 | 2 |")).split() == ["a", "b", "1", "2"]
    assert words(styled("| a | b |\n|---|---|\n| 1 | 2 |")).count("\n") == 1


def test_on_one_line():
    assert line(Open(question="a\nb", answer="- c\n- d")) == "a b — • c • d"
    assert line(Cloze(text="{{c1::x}} is y")) == "x is y"
