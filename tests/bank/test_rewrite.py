"""One question typed anew: nothing else in the bank changes a byte."""

import pytest

from quizgen.bank.edit import block, open_bank
from quizgen.bank.rewrite import one_question, rewritten

BANK = """# my tea
format: 1
id: tea-1
title: Tea
language: en
questions:
  # the first
  - type: open
    id: oolong   # a comment inside
    question: What is oolong?
    answer: |
      a tea

      of two lines

  # the second
  - {type: open, id: matcha, question: What is matcha?, answer: a powder}

  - type: open
    id: last
    question: q
    answer: a   # the end"""


def opened(text=BANK):
    written, problems = open_bank("tea.yaml", text)
    assert not problems
    return written


WRONG = {
    "nothing": ("\n# nothing\n", "tea.yaml:1:1: one question must stand here, not 0"),
    "no question": ("- just words", "a question begins with"),
    "two": ("- {type: open, id: x, question: q, answer: a}\n" * 2, "tea.yaml:2:"),
    "another id": ("- {type: open, id: y, question: q, answer: a}", "tea.yaml:1:1: the id x must stay"),
    "no id": ("- {type: open, question: q, answer: a}", "tea.yaml:1:1: the id x must stay"),
    "a wrong field": ("- type: open\n  id: x\n  question: q\n  anwser: a", "tea.yaml:4:3: unknown field 'anwser'"),
    "no YAML": ("- type: open\n  id: x\n  question: a: b\n  answer: a", "tea.yaml:3:"),
    "a tab": ("- type: open\n\tid: x", "tea.yaml:2:"),
}


@pytest.mark.parametrize(("text", "message"), WRONG.values(), ids=WRONG)
def test_what_is_wrong_is_told_with_its_line(text, message):
    question, problems = one_question("tea.yaml", text, name="x")
    assert question is None
    assert any(message in str(p) for p in problems), list(map(str, problems))


def test_a_question_by_itself():
    question, problems = one_question(
        "tea.yaml", "# why\n- type: open\n  id: x\n  question: q\n  answer: a\n\n", name="x"
    )
    assert (question.answer, problems) == ("a", [])
    question, _ = one_question("tea.yaml", "{type: open, id: x, question: q, answer: a}", name="x", flow=True)
    assert question.answer == "a"


@pytest.mark.parametrize("at", [0, 1, 2])
@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["LF", "CRLF"])
@pytest.mark.parametrize("bom", ["", "\ufeff"], ids=["", "BOM"])
def test_written_as_it_was_nothing_changes(at, newline, bom):
    text = bom + BANK.replace("\n", newline)
    written = opened(text)
    made, problems = rewritten(written, {at: block(written, at)})
    assert not problems
    assert made.whole == text


@pytest.mark.parametrize("at", [0, 1, 2])
def test_only_the_question_changes(at):
    written = opened()
    name = written.bank.questions[at].id
    typed = f"- type: open\n  # mine\n  id: {name}\n  question: q\n  answer: |\n    one\n\n    two\n\n"
    made, problems = rewritten(written, {at: typed})
    assert not problems
    assert made.bank.questions[at].answer == "one\n\ntwo"
    assert block(made, at) == typed.rstrip() + "\n"
    back, problems = rewritten(made, {at: block(written, at)})
    assert not problems
    assert back.whole == BANK


def test_several_at_once():
    written = opened()
    typed = {at: block(written, at) for at in (2, 0)}
    assert rewritten(written, typed)[0].whole == BANK
    typed[0] = typed[0].replace("a tea", "the tea")
    typed[2] = typed[2].replace("answer: a", "answer: z")
    made, problems = rewritten(written, typed)
    assert not problems
    assert made.whole == BANK.replace("a tea", "the tea").replace("answer: a   #", "answer: z   #")


def test_what_would_take_in_a_comment_behind_it_is_refused():
    written = opened(
        BANK.replace("\n\n  # the second\n", "\n        # deep\n").replace(
            "answer: |\n      a tea\n\n      of", "answer: of"
        )
    )
    typed = "- type: open\n  id: oolong\n  question: q\n  answer: |\n    a"
    made, problems = rewritten(written, {0: typed})
    assert made is written
    assert "nothing was written" in problems[0].message


@pytest.mark.parametrize("end", ["'a", "[a", "a\n- {type: open, id: n, question: q, answer: a}"], ids=repr)
def test_what_does_not_end_where_it_ends_is_refused(end):
    written = opened()
    made, problems = rewritten(written, {0: "- type: open\n  id: oolong\n  question: q\n  answer: " + end})
    assert made is written
    assert "nothing was written" in problems[0].message


def test_in_brackets():
    text = "{format: 1, id: t, title: T, language: en, questions: [{type: open, id: a, question: q, answer: x}]}\n"
    written = opened(text)
    made, problems = rewritten(written, {0: "{type: open, id: a, question: q,\n answer: y}"})
    assert not problems
    assert made.text == text.replace("question: q, answer: x", "question: q,\n answer: y")
