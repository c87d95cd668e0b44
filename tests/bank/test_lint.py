"""Warnings and hints on whole banks: which there are not, which there are, and which a comment switches off."""

import time

import pytest
from bank_strategies import banks
from hypothesis import given

from quizgen.bank.lint import lint, trailing_spaces
from quizgen.bank.load import load, sound_part
from quizgen.bank.write import dump_bank
from quizgen.text import NoPicture

HEAD = "format: 1\nid: b\ntitle: t\nlanguage: en\nquestions:\n"


def no_picture(_bank, _src):
    raise NoPicture("is not there")


def said(text):
    """The problems of ``text`` as 'line:column: code'."""
    bank, problems = load("b.yaml", text)
    assert problems == []
    return [f"{p.line}:{p.column}: {p.code}" for p in lint([(bank, text)], no_picture)]


FINE = {
    "a price": "- type: open\n  question: What costs $5 or 5 $, US$ 3?\n  answer: tea",
    "a dollar in code": "- type: open\n  question: 'What is `$HOME` and ``$`a``?'\n  answer: a folder",
    "a dollar in a block of code": "- type: open\n  question: |\n    ```\n    echo $HOME\n    ```\n  answer: x",
    "a dollar that is meant": "- type: open\n  question: What is \\$x?\n  answer: b",
    "formulas": "- type: open\n  question: $x$ $$y$$ \\(z\\) $a_{1}$\n  answer: b",
    "a formula over lines": "- type: open\n  question: |\n    $$\n    x\n    $$\n  answer: b",
    "braces that are no blank": "- type: cloze\n  text: 'In {{c1::Jinja}} write {{ name }} and {% if %}'",
    "braces of a formula": "- type: cloze\n  text: 'It is {{c1::half}}: $\\frac{1}{\\sqrt{4}}$'",
    "a question that offers answers": "- type: open\n  question: Is ice or water denser?\n  answer: water",
    "a question that offers answers, in Chinese": "- type: open\n  question: 冰还是水的密度更大？\n  answer: 水的密度",
    "an answer in a longer word": "- type: open\n  question: What do proteinases cut?\n  answer: protein",
    "a short answer": "- type: open\n  question: What is 2 a of?\n  answer: a",
    "a choice among what is named": (
        "- type: choice\n  question: Do ribosomes make fats or proteins?\n  answer: proteins\n  distractors: [fats]"
    ),
    "a list that is to be put in order": (
        "- type: list\n  question: Order metaphase and prophase.\n  items: [prophase, metaphase]\n  ordered: true"
    ),
    "blanks with one number": "- type: cloze\n  text: '{{c1::Ribosomes}} make it; {{c1::ribosomes}} are small.'",
    "the same stem with other options": (
        "- type: choice\n  question: Which is true?\n  answer: Ice floats on water\n  distractors: [Ice sinks]\n"
        "- type: choice\n  question: Which is true?\n  answer: Fats are stored in cells\n  distractors: [They are not]"
    ),
    "a term that is defined and listed": (
        "- type: definition\n  term: Cell\n  definition: the smallest unit of life\n"
        "- type: list\n  term: Cell\n  items: [nucleus, membrane]"
    ),
    "opposites": (
        "- type: open\n  question: What are the advantages of networks for pictures?\n  answer: they can learn\n"
        "- type: open\n  question: What are the disadvantages of networks for pictures?\n  answer: they need much data"
    ),
    "two blanks of one sentence": (
        "- type: cloze\n  text: A cell takes {{c1::sodium}} out of itself and potassium in, again and again.\n"
        "- type: cloze\n  text: A cell takes sodium out of itself and {{c1::potassium}} in, again and again."
    ),
    "matching without a question": (
        "- type: matching\n  pairs: {a: b, c: d}\n- type: matching\n  pairs: {ice: cold, fire: hot}"
    ),
    "a look-alike that is switched off itself": (
        "- type: open\n  question: What is it?\n  answer: b\n- type: open\n  question: What is it?\n  answer: c\n"
        "  enabled: false"
    ),
    "options in upper and lower case": "- type: choice\n  question: q?\n  answer: Aa\n  distractors: [aa, AA]",
    "spaces in a text": "- type: open\n  question: |\n    a  \n    b\n  answer: b",
}


@pytest.mark.parametrize("body", FINE.values(), ids=FINE)
def test_what_is_fine_is_passed_over(body):
    assert said(HEAD + body + "\n") == []


ASKED_TWICE = "- type: open\n  question: What is it?\n  answer: b\n- type: open\n  question: What is it?\n  answer: c\n"
FOUND = {
    "an open formula": ("- type: open\n  question: What is $x?\n  answer: b", ["7:13: unbalanced-math"]),
    "space in its dollars": ("- type: open\n  question: What is $ x $?\n  answer: b", ["7:13: unbalanced-math"]),
    "an open formula on its own line": (
        "- type: open\n  question: |\n    $$\n    x\n  answer: b",
        ["7:13: unbalanced-math"],
    ),
    "an open formula in an item": ("- type: list\n  term: a\n  items: [b, $c]", ["8:10: unbalanced-math"]),
    "a blank with a full-width colon": ("- type: cloze\n  text: '{{c1::a}} {{c2：b}}'", ["7:9: stray-braces"]),
    "a blank closed twice": ("- type: cloze\n  text: '{{c1::a}} b}}'", ["7:9: stray-braces"]),
    "an item that is named": (
        "- type: list\n  question: Which organelles, such as the nucleus, are there?\n  items: [nucleus, ribosome]",
        ["8:10: answer-in-prompt"],
    ),
    "the only option that is named": (
        "- type: choice\n  question: What does a protein factory make?\n  answer: protein\n  distractors: [fat]",
        ["8:11: answer-in-prompt"],
    ),
    "an answer in Chinese that is named": (
        "- type: open\n  question: 核糖体合成的蛋白质叫什么？\n  answer: 蛋白质",
        ["8:11: answer-in-prompt"],
    ),
    "the same question twice": (ASKED_TWICE, ["9:3: near-duplicate"]),
    "the same question twice, but for its mark and case": (
        ASKED_TWICE.replace("it?\n  answer: c", "IT\n  answer: c"),
        ["9:3: near-duplicate"],
    ),
    "nearly the same question twice": (
        "- type: open\n  question: Which particle of a cell makes its proteins?\n  answer: the ribosome\n"
        "- type: choice\n  question: Which particles of a cell makes its proteins?\n  answer: the ribosome\n"
        "  distractors: [DNA]",
        ["9:3: near-duplicate"],
    ),
    "pictures": (
        "- type: open\n  question: '![a](b.png) `![c](d.png)`'\n  answer: |\n    x ![e](f.png)",
        ["7:13: missing-picture", "8:11: missing-picture"],
    ),
    "many items": (f"- type: list\n  term: a\n  items: [{', '.join('bcdefghi')}]", ["8:10: list-length"]),
    "an answer too long to be typed": (
        f"- type: open\n  question: a\n  answer: {'long ' * 9}answer\n  type_in: true",
        ["8:11: long-answer"],
    ),
    "spaces, and a tab": (
        "- type: open  \n  question: a\t\n  answer: b",
        ["6:13: trailing-space", "7:14: trailing-space"],
    ),
}


@pytest.mark.parametrize(("body", "problems"), FOUND.values(), ids=FOUND)
def test_what_makes_a_learner_stumble_is_found(body, problems):
    assert sorted(said(HEAD + body + "\n")) == sorted(problems)


# --- comments

TWO = "- type: list\n  term: a\n  items: [b]\n\n- type: list\n  term: c\n  items: [d]\n"


def without(text):
    """Which of the two questions of TWO are still found, with ``text`` in place of it."""
    found = said(text)
    assert all(f.endswith(": list-length") for f in found)
    return len(found)


def test_a_comment_above_the_questions_holds_for_all():
    assert without(HEAD + TWO) == 2
    assert without("# quizgen: ignore list-length\n" + HEAD + TWO) == 0
    assert without(HEAD.replace("title: t", "title: t  # quizgen: ignore list-length") + TWO) == 0
    assert without("\ufeff# quizgen: ignore list-length\n" + HEAD + TWO) == 0


COMMENTS = {
    "above": HEAD + "# quizgen: ignore list-length\n" + TWO,
    "above the second": HEAD + TWO.replace("\n\n", "\n\n# quizgen: ignore list-length\n"),
    "in it": HEAD + TWO.replace("  items: [b]", "  # quizgen: ignore list-length\n  items: [b]"),
    "at the end of a line": HEAD + TWO.replace("term: a", "term: a # quizgen: ignore list-length"),
    "below, indented": HEAD + TWO.replace("[b]\n", "[b]\n  # quizgen: ignore list-length\n"),
    "at the end of the file": HEAD + TWO + "# quizgen: ignore list-length\n",
    "behind the dash": HEAD + TWO.replace("- type", "- # quizgen: ignore list-length\n  type", 1),
    "with others and a reason": HEAD + "#quizgen:ignore list-length (it is the only one)\n" + TWO,
}  # fmt: skip


@pytest.mark.parametrize("text", COMMENTS.values(), ids=COMMENTS)
def test_a_comment_at_a_question_holds_for_that_one(text):
    assert without(text) == 1


def test_what_looks_like_a_comment_in_a_text_is_a_text():
    body = (
        "- type: list\n  term: |\n    # quizgen: ignore list-length\n  items: ['# quizgen: ignore list-length', 'x']\n"
    )
    assert said(HEAD + body) == []
    assert without(HEAD + body + TWO) == 2


def test_an_error_is_not_switched_off():
    text = "# quizgen: ignore picture-path, blanks\n" + HEAD + "- type: open\n  question: '![](a.png)'\n  answer: b\n"
    bank, _ = load("b.yaml", text)

    def outside(_bank, _src):
        raise NoPicture("lies outside", "error")

    problems = lint([(bank, text)], outside)
    assert [p.code for p in problems] == ["picture-path", "unknown-check", "unknown-check"]
    assert problems[1].message == "picture-path is an error and cannot be switched off"


def test_a_misspelt_code_is_told_with_the_nearest():
    bank, _ = load("b.yaml", text := "# quizgen: ignore list-lenght\n" + HEAD + TWO)
    assert [str(p) for p in lint([(bank, text)], no_picture) if p.line == 1] == [
        "b.yaml:1:1: warning: there is no check 'list-lenght', did you mean list-length? [unknown-check]"
    ]


def test_a_comment_that_does_nothing_is_told():
    assert said(HEAD + "# quizgen: ignore long-answer, list-length\n" + TWO) == [
        "13:10: list-length",
        "6:1: unused-ignore",
    ]


# --- what is sound of a broken bank


def test_advice_comes_with_the_errors_of_other_questions():
    text = HEAD + ASKED_TWICE + "- type: opne\n- type: cloze\n  text: no blank\n"
    part = sound_part("b.yaml", text)
    assert [q.line for q in part.questions] == [6, 9]
    assert [f"{p.line}: {p.code}" for p in lint([(part, text)], no_picture)] == ["9: near-duplicate"]


@pytest.mark.parametrize(
    "text", ["", "hello", "- a", HEAD, HEAD + "<<<<<<< a\n", HEAD + "- type: open\n  question: *a"]
)
def test_of_what_is_no_bank_nothing_is_sound(text):
    assert sound_part("b.yaml", text) is None


# --- anything


@given(banks())
def test_whatever_a_bank_holds_is_linted(bank):
    text = dump_bank(bank)
    read, _ = load("b.yaml", text)
    lines = text.count("\n") + 1
    assert all(1 <= p.line <= lines and p.column >= 1 for p in lint([(read, text)], no_picture))


@given(banks())
def test_what_quizgen_writes_has_no_space_at_the_end_of_a_line(bank):
    assert trailing_spaces(dump_bank(bank)) == []


MANY = 20_000
HOSTILE = {
    "dollars": "- type: open\n  question: '" + "$a " * MANY * 20 + "'\n  answer: b\n",
    "opening brackets of formulas": "- type: open\n  question: '$" + "\\[ \\( " * MANY * 10 + "'\n  answer: b\n",
    "backticks of all lengths": (
        "- type: open\n  question: '$" + " ".join("`" * (n % 300 + 1) for n in range(MANY // 2)) + "'\n  answer: b\n"
    ),
    "blanks": "- type: cloze\n  text: '" + "".join(f"{{{{c{n}::a{n}}}}} " for n in range(1, MANY)) + "'\n",
    "braces": "- type: cloze\n  text: '{{c1::a}}" + "{{c : " * MANY * 10 + "'\n",
    "spaces at the ends of lines": "- type: open\n  question: a\n  answer: b\n" + ("#" + " " * 50 + "\n") * MANY,
    "a line of spaces": "- type: open\n  question: a\n  answer: b\n" + " " * 3_000_000 + "\n",
    "comments": "- type: open\n  question: a\n  answer: b\n" + "# quizgen: ignore list-length\n" * MANY,
    "hashes": "- type: open\n  question: a\n  answer: b\n# " + "# quizgen:" * MANY * 5 + "\n",
    "the same question": "- {type: open, question: What is it?, answer: b}\n" * MANY,
    "an answer in its question": "- type: open\n  question: " + "w " * MANY + "a\n  answer: " + "w " * MANY + "b\n",
    "many items, all named": (
        "- type: list\n  term: '" + " ".join(f"word{n}" for n in range(MANY)) + "'\n  items: ["
        + ", ".join(f"word{n}" for n in range(MANY + 1)) + "]\n"
    ),
    "options": (
        "- type: choice\n  question: a\n  answer: b\n  distractors: [" + ", ".join(map(str, range(MANY))) + "]\n"
    ),
    "pictures": "- type: open\n  question: '" + "![a](b.png) " * (MANY // 4) + "'\n  answer: b\n",
    "pictures that do not end": "- type: open\n  question: '" + "![" * MANY + "'\n  answer: b\n",
}  # fmt: skip


@pytest.mark.parametrize("body", HOSTILE.values(), ids=HOSTILE)
def test_hostile_banks_take_little_time(body):
    bank, problems = load("b.yaml", HEAD + body)
    assert problems == []
    start = time.process_time()
    lint([(bank, HEAD + body)], no_picture)
    assert time.process_time() - start < 20  # some are quadratic if read carelessly: minutes
