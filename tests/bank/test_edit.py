import re
from dataclasses import replace

import pytest
from bank_strategies import questions, texts
from hypothesis import assume, given
from hypothesis import strategies as st

from quizgen.bank.edit import Assign, Insert, Remove, Replace, block, open_bank, splice
from quizgen.bank.load import load
from quizgen.bank.types import Bank, Definition, Open
from quizgen.bank.write import dump_bank, dump_flow, dump_question

NEW = Open(id="new", question="N?", answer="M")


def edited(text, *changes):
    written, problems = open_bank("b.yaml", text)
    assert problems == []
    new, problems = splice(written, changes)
    assert problems == []
    return new.whole


HEAD = "format: 1\nid: b\ntitle: t\nlanguage: en\n"
A = "- type: open\n  id: a\n  question: a\n  answer: a\n"
B = "- type: open\n  id: b\n  question: b\n  answer: b\n"
C = "- type: open\n  id: c\n  question: c\n  answer: c\n"
N = "- type: open\n  id: new\n  question: N?\n  answer: M\n"

# text of the list, changes, text after them
EXAMPLES = {
    "behind a question, with the blank line that stands between others": (
        f"questions:\n{A}\n{B}",
        [Insert(0, NEW)],
        f"questions:\n{A}\n{N}\n{B}",
    ),
    "without blank lines where there are none": (f"questions:\n{A}{B}", [Insert(0, NEW)], f"questions:\n{A}{N}{B}"),
    "at the end": (f"questions:\n{A}\n{B}", [Insert(1, NEW)], f"questions:\n{A}\n{B}\n{N}"),
    "at the end of a file without a last line end": (
        f"questions:\n{A}\n{B}".rstrip(),
        [Insert(1, NEW)],
        f"questions:\n{A}\n{B}\n{N}",
    ),
    "before the header fields that follow the list": (
        f"questions:\n{A}license: MIT\n",
        [Insert(0, NEW)],
        f"questions:\n{A}\n{N}license: MIT\n",
    ),
    "before the first": (f"questions:\n{A}\n{B}", [Insert(-1, NEW)], f"questions:\n{N}\n{A}\n{B}"),
    "before the comment above the first": (
        f"questions:\n\n# about a\n# more\n{A}\n{B}",
        [Insert(-1, NEW)],
        f"questions:\n\n{N}\n# about a\n# more\n{A}\n{B}",
    ),
    "never above the word questions": (
        f"# list\nquestions:  # c\n{A}",
        [Insert(-1, NEW)],
        f"# list\nquestions:  # c\n{N}\n{A}",
    ),
    "into an empty list": ("questions: []\n", [Insert(-1, NEW)], f"questions:\n{N}"),
    "several into an empty list": (
        "questions: []  # none yet\nlicense: MIT\n",
        [Insert(-1, NEW), Insert(-1, replace(NEW, id="x"))],
        f"questions:  # none yet\n{N}\n{N.replace('new', 'x')}license: MIT\n",
    ),
    "into an empty list over several lines": (
        "questions: [\n  # to come\n]",
        [Insert(-1, NEW)],
        f"questions:\n  # to come\n\n{N}",
    ),
    "behind the comments that belong to a question": (
        f"questions:\n{A}  # of a\n# of a too\n\n# of b\n{B}",
        [Insert(0, NEW)],
        f"questions:\n{A}  # of a\n# of a too\n\n{N}\n# of b\n{B}",
    ),
    "before the comment directly above the next": (
        f"questions:\n{A}# of b\n{B}",
        [Insert(0, NEW)],
        f"questions:\n{A}{N}# of b\n{B}",
    ),
    "in the indentation of the list": (
        "questions:\n  - type: open\n    question: a\n    answer: |\n      a\n\n      b\n",
        [Insert(0, replace(NEW, answer="x\n\ny"))],
        "questions:\n  - type: open\n    question: a\n    answer: |\n      a\n\n      b\n\n"
        "  - type: open\n    id: new\n    question: N?\n    answer: |\n      x\n\n      y\n",
    ),
    "with the line ends of the file": (
        f"questions:\n{A}".replace("\n", "\r\n"),
        [Insert(0, NEW)],
        f"questions:\n{A}\n{N}".replace("\n", "\r\n"),
    ),
    "into a list in brackets": (
        "questions: [{type: open, question: a, answer: b}]  # c\n",
        [Insert(0, NEW), Insert(-1, replace(NEW, id="x"))],
        "questions: [{type: open, id: x, question: 'N?', answer: M}, {type: open, question: a, answer: b}, "
        "{type: open, id: new, question: 'N?', answer: M}]  # c\n",
    ),
    "the place of a question": (f"questions:\n{A}\n{B}\n{C}", [Replace(1, NEW)], f"questions:\n{A}\n{N}\n{C}"),
    "the place of one in braces": (
        f"questions:\n- {{type: open, question: a, answer: b}}\n{B}",
        [Replace(0, NEW)],
        f"questions:\n{N}{B}",
    ),
    "one gone, the comments around it stay": (
        f"questions:\n{A}# over\n\n# above\n{B}# below\n\n{C}",
        [Remove(1)],
        f"questions:\n{A}# over\n\n# above\n# below\n\n{C}",
    ),
    "one gone with the blank line above": (f"questions:\n{A}\n{B}\n{C}", [Remove(1)], f"questions:\n{A}\n{C}"),
    "the first gone with the blank line below": (f"questions:\n{A}\n{B}", [Remove(0)], f"questions:\n{B}"),
    "the last gone": (f"questions:\n{A}\n{B}\nlicense: MIT\n", [Remove(1)], f"questions:\n{A}\nlicense: MIT\n"),
    "all gone": (f"questions: # q\n{A}\n# c\n{B}", [Remove(1), Remove(0)], "questions: [] # q\n# c\n"),
    "one gone from brackets": (
        "questions: [{type: open, question: a, answer: b}, # first\n {type: open, question: c, answer: d}]\n",
        [Remove(0)],
        "questions: [ # first\n {type: open, question: c, answer: d}]\n",
    ),
    "the last gone from brackets": (
        "questions: [{type: open, question: a, answer: b}, # first\n {type: open, question: c, answer: d}]\n",
        [Remove(1)],
        "questions: [{type: open, question: a, answer: b} # first\n ]\n",
    ),
    "an id for a question without": (
        "questions:\n- type: open # o\n  question: a\n  answer: b\n",
        [Assign(0, "id", "x: y")],
        "questions:\n- type: open # o\n  id: 'x: y'\n  question: a\n  answer: b\n",
    ),
    "an id where the type stands last": (
        "questions:\n- question: a\n  answer: b\n  type: open\n",
        [Assign(0, "id", "x")],
        "questions:\n- question: a\n  answer: b\n  type: open\n  id: x\n",
    ),
    "an id where one was left empty": (
        "questions:\n- type: open\n  id:\n  question: a\n  answer: b\n",
        [Assign(0, "id", "x")],
        "questions:\n- type: open\n  id: x\n  question: a\n  answer: b\n",
    ),
    "an id in braces": (
        "questions:\n- {type: open, question: a, answer: b}\n",
        [Assign(0, "id", "x?")],
        "questions:\n- {type: open, id: 'x?', question: a, answer: b}\n",
    ),
    "a source that moved, its comment stays": (
        f"questions:\n{A}  source: 'a.md:1'  # why\n{B}",
        [Assign(0, "source", ("a.md:2",))],
        f"questions:\n{A}  source: a.md:2  # why\n{B}",
    ),
    "one source of several that moved": (
        f"questions:\n{A}  source:\n  - a.md:1 # x\n  - \"b.md:1\"\n{B}",
        [Assign(0, "source", ("a.md:2", "b.md:1"))],
        f"questions:\n{A}  source:\n  - a.md:2 # x\n  - \"b.md:1\"\n{B}",
    ),
    "one source more in a list": (
        f"questions:\n{A}  source:\n    - a.md:1\n\n{B}",
        [Assign(0, "source", ("a.md:2", "b.md:1"))],
        f"questions:\n{A}  source:\n    - a.md:2\n    - b.md:1\n\n{B}",
    ),
    "one source more beside a single one": (
        f"questions:\n{A}  source: a.md:1 # why\n",
        [Assign(0, "source", ("a.md:1", "b.md:1"))],
        f"questions:\n{A}  source: ['a.md:1', 'b.md:1'] # why\n",
    ),
    "a source where there was none": (
        f"questions:\n{A}# of a\n\n{B}",
        [Assign(0, "source", ("a.md:1",))],
        f"questions:\n{A}  source: a.md:1\n# of a\n\n{B}",
    ),
    "a source behind a text of several lines": (
        "questions:\n- type: open\n  question: a\n  answer: |\n    b\n    # no comment\n\n# c\n",
        [Assign(0, "source", ("a.md:1",))],
        "questions:\n- type: open\n  question: a\n  answer: |\n    b\n    # no comment\n  source: a.md:1\n\n# c\n",
    ),
    "the place of one above an indented comment that a text behind | would take in": (
        f"questions:\n{A}\n      # deep\n{B}",
        [Replace(0, Open(question="q", answer="a\nb"))],
        f'questions:\n- {{type: open, question: q, answer: "a\\nb"}}\n\n      # deep\n{B}',
    ),
    "all at once": (
        f"questions:\n{A}\n{B}\n{C}",
        [
            Remove(1),
            Insert(1, NEW),
            Replace(2, replace(NEW, id="x")),
            Assign(0, "id", "yy"),
            Insert(0, replace(NEW, id="zz")),
        ],
        f"questions:\n{A.replace('id: a', 'id: yy')}\n{N.replace('new', 'zz')}\n{N}\n{N.replace('new', 'x')}",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "changes", "after"), EXAMPLES.values(), ids=EXAMPLES)
@pytest.mark.parametrize("bom", ["", "\ufeff"], ids=["no BOM", "BOM"])
def test_a_change_goes(bom, text, changes, after):
    newline = "\r\n" if "\r\n" in text else "\n"
    head = bom + HEAD.replace("\n", newline)
    assert edited(head + text, *changes) == head + after


def test_a_change_that_would_break_something_is_refused_with_its_place():
    # What looks like the colon behind 'questions' is none.
    text = HEAD + "? questions # all: of them\n:\n" + A
    written, problems = open_bank("b.yaml", text)
    assert problems == []
    new, (problem,) = splice(written, [Remove(0)])
    assert new.whole == text
    assert str(problem).startswith("b.yaml:7:1: cannot be edited here without changing something else")


def test_a_question_inserted_twice_is_refused_for_its_id():
    written, _ = open_bank("b.yaml", HEAD + "questions:\n" + A)
    new, (problem,) = splice(written, [Insert(0, replace(NEW, id="a"))])
    assert new.whole == HEAD + "questions:\n" + A
    assert "the id 'a' stands already" in problem.message


# --- Any bank as people write them -----------------------------------------------------------------------------------

comments = st.text(st.characters(exclude_categories=["Cc", "Cs", "Cn", "Zl", "Zp"]), max_size=8).filter(
    lambda c: "\ufeff" not in c
)


@st.composite
def handwritten(draw):
    """A bank and a text of it with comments, blank lines and styles as people leave them."""
    made = draw(st.lists(questions(), max_size=5, unique_by=lambda q: q.id or id(q)))
    newline = draw(st.sampled_from(["\n", "\r\n"]))
    style = draw(st.sampled_from(["block", "indented", "brackets", "braces"] if made else ["block", "braces"]))
    lines = []

    def remark(indent=0):
        for c in draw(st.lists(comments, max_size=2)):
            lines.append(" " * indent + "#" + c)
        lines.extend([""] * draw(st.integers(0, 1)))

    head = ["format: 1", "id: b", "title: t", "language: en"]
    if style == "braces":
        body = ",\n  ".join(map(dump_flow, made)) + "," * draw(st.integers(0, bool(made)))
        text = f"{{format: 1, id: b, # c\n title: t, language: en, questions: [{body}]}}"
        return made, draw(st.sampled_from(["", "\ufeff"])) + text.replace("\n", newline)
    remark()
    lines += head
    if not made:
        lines.append("questions: []" + draw(st.sampled_from(["", "  # none"])))
    elif style == "brackets":
        lines.append("questions: [")
        for n, q in enumerate(made):
            lines.append(f"  {dump_flow(q)}{',' * (n < len(made) - 1 or draw(st.booleans()))} # {n}")
        lines.append("]")
    else:
        lines.append("questions:" + draw(st.sampled_from(["", "  # all"])))
        indent = 2 if style == "indented" else 0
        for q in made:
            remark(draw(st.integers(0, 4)))
            if draw(st.booleans()):
                own = dump_question(q).removesuffix("\n").split("\n")
                own[0] += draw(st.sampled_from(["", "  # type"]))
            else:
                own = [f"- {dump_flow(q)}" + draw(st.sampled_from(["", " # flow"]))]
            lines += [" " * indent + line if line else line for line in own]
            remark(draw(st.integers(0, 4)))
    if draw(st.booleans()):
        lines.append("license: MIT")
        remark()
    text = newline.join(lines) + draw(st.sampled_from(["", newline]))
    bom = draw(st.sampled_from(["", "\ufeff"]))
    bank, _ = load("b.yaml", bom + text)
    assume(bank is not None and bank.questions == tuple(made))
    return made, bom + text


@st.composite
def changes_to(draw, made):
    changes = []
    for at in range(len(made)):
        kind = draw(st.sampled_from(["", "", "replace", "remove", "id", "source"]))
        if kind == "replace":
            changes.append(Replace(at, replace(draw(questions()), id=f"r{at}")))
        elif kind == "remove":
            changes.append(Remove(at))
        elif kind == "id":
            changes.append(Assign(at, "id", f"i{at}: {draw(st.sampled_from(['x', '?', '中']))}"))
        elif kind == "source":
            changes.append(Assign(at, "source", tuple(draw(st.lists(texts, min_size=1, max_size=3)))))
    for n in range(draw(st.integers(0, 3))):
        changes.append(Insert(draw(st.integers(-1, len(made) - 1)), replace(draw(questions()), id=f"n{n}")))
    return draw(st.permutations(changes))


def outside(text, spans):
    """The lines of ``text`` that are not those of ``spans``, without blanks and the signs of lists."""
    for span in reversed(spans):
        text = text[: span.start] + text[span.end :]
    lines = (re.sub(r"[][,\s-]", "", line) for line in re.split(r"\r\n|\n|\r", text))
    return [line for line in lines if line]


@given(st.data())
def test_no_edit_changes_anything_but_what_it_means(data):
    made, text = data.draw(handwritten())
    changes = data.draw(changes_to(made))
    written, problems = open_bank("b.yaml", text)
    assert problems == []
    new, problems = splice(written, changes)
    assert problems == []
    after, _ = open_bank("b.yaml", new.whole)
    assert after.bank == new.bank
    changed = {c.at for c in changes if not isinstance(c, Insert)}
    untouched = [block(written, at) for at in range(len(made)) if at not in changed]
    left = iter(block(after, at) for at in range(len(after.spans)))
    assert all(own in left for own in untouched)  # each byte for byte, in the same order
    assert outside(written.text, written.spans) == outside(after.text, after.spans)  # comments, header, too
    assert after.bom == written.bom
    assert ("\r\n" in new.text) == ("\r\n" in text) or "\n" not in text


@given(st.lists(questions(), max_size=5, unique_by=lambda q: q.id or id(q)))
def test_the_block_of_a_generated_question_is_what_was_written(made):
    text = dump_bank(Bank(format=1, id="b", title="t", language="en", questions=tuple(made)))
    for indented in (text, re.sub(r"(?m)^(?=[- ] )", "  ", text), text.replace("\n", "\r\n")):
        written, problems = open_bank("b.yaml", indented)
        assert problems == []
        assert [block(written, at) for at in range(len(made))] == [dump_question(q) for q in made]


def test_nothing_to_change_is_the_same_text():
    text = HEAD + "questions:\n" + A
    written, _ = open_bank("b.yaml", text)
    assert splice(written, [])[0].whole == text


def test_a_big_bank_is_edited_in_little_more_than_it_takes_to_read_it_twice():
    made = tuple(Definition(id=f"t{i}", term=f"词{i}", definition="定义" * 9) for i in range(3000))
    text = dump_bank(Bank(format=1, id="b", title="t", language="en", questions=made))
    written, _ = open_bank("b.yaml", text)
    new, problems = splice(written, [Insert(at, replace(NEW, id=f"n{at}")) for at in range(0, 3000, 3)])
    assert problems == []
    assert len(new.bank.questions) == 4000
