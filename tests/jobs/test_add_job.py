"""Adding one question on the terminal, or from a script."""

import pytest

from quizgen.bank.types import TYPES, fields_of, type_name
from quizgen.jobs import add
from quizgen.jobs.banks import load_banks
from quizgen.problems import Refused

BANK = """format: 1
id: b
title: B
language: en
questions:
# tea
- type: open
  id: tea
  question: What is tea?
  answer: a drink
  # so it is
"""


@pytest.fixture(autouse=True)
def bank(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "bank.yaml").write_text(BANK, encoding="utf-8")
    return tmp_path / "bank.yaml"


class Person:
    """Answers line by line; a script if it is not patient."""

    def __init__(self, *answers, patient=True):
        self.answers, self.patient = list(answers), patient
        self.prompts, self.told = [], []

    @property
    def terminal(self):
        return add.Terminal(self.line, self.told.append, self.patient)

    def line(self, prompt):
        self.prompts.append(prompt)
        return self.answers.pop(0) if self.answers else None


def added(person, type_=""):
    report = add.run("bank.yaml", person.terminal, type_)
    (loaded,), problems = load_banks(["bank.yaml"])
    assert not problems
    assert not person.answers, "all of them were asked for"
    return loaded.questions[-1], report


UNUSABLE = {
    "nothing": ([], "type is missing: one of definition, "),
    "no such type": (["essay"], "type 'essay': name one of definition, "),
    "two types": (["c"], "type 'c': name one of definition, "),
    "too few answers": (["open", "Why?"], "answer is missing: the answer"),
    "an empty answer": (["open", "Why?", "", "x"], "answer is missing: the answer"),
    "neither term nor question": (["list", "", ""], "question is missing: "),
    "no blank": (["cloze", "no blank"], "no blank in the text"),
    "one pair": (["matching", "a: b", "", ""], "matching needs at least two pairs"),
    "no pair": (["matching", "a b"], "pairs must be 'left: right' in each line, not 'a b'"),
    "the same left side twice": (["matching", "a: b", "a: c", ""], "pairs has 'a' twice on the left"),
    "neither true nor false": (["true_false", "x", "maybe"], "answer must be true or false"),
    "the answer as a distractor": (["choice", "q", "a", "", "a", ""], "the distractor 'a' is the right answer"),
    "a character that YAML does not allow": (["open", "a\x07", "b"], "control character"),
}


@pytest.mark.parametrize(("answers", "message"), UNUSABLE.values(), ids=UNUSABLE)
def test_a_script_with_bad_answers_is_refused_and_nothing_is_written(answers, message, bank):
    with pytest.raises(Refused) as refused:
        add.run("bank.yaml", Person(*answers, patient=False).terminal)
    assert message in str(refused.value)
    assert bank.read_text(encoding="utf-8") == BANK


def test_a_broken_bank_is_told_before_anything_is_asked(bank):
    bank.write_text(BANK.replace("answer", "anwser"), encoding="utf-8")
    person = Person("open", "q", "a")
    with pytest.raises(Refused, match="unknown field 'anwser'"):
        add.run("bank.yaml", person.terminal)
    assert not person.prompts


def test_a_person_is_asked_again(bank):
    person = Person("essay", "cloze", "", "no blank", "{{c1::blank}}", "", "")
    question, _ = added(person)
    assert question.text == "{{c1::blank}}"
    told = "\n".join(person.told)
    for words in ("type 'essay': name one of", "text is missing", "no blank in the text"):
        assert words in told


def test_what_a_person_mistypes_in_a_distractor_may_be_left_out():
    person = Person("definition", "tea", "a drink", "", "", "a drink", "", "", "", "")
    question, _ = added(person)
    assert question.distractors == ()
    assert "the distractor 'a drink' is the right answer" in "\n".join(person.told)


def test_input_that_ends_for_good_does_not_ask_for_ever():
    with pytest.raises(Refused, match="answer is missing"):
        add.run("bank.yaml", Person("open", "q").terminal)


ANSWERS = {
    "definition": (["Oolong", "a tea", "青茶", "", "", "", ""], {"term": "Oolong", "aliases": ("青茶",)}),
    "list": (["", "Which?", "one", "two", "", "t"], {"question": "Which?", "items": ("one", "two"), "ordered": True}),
    "cloze": (["{{c1::a}} b"], {"text": "{{c1::a}} b"}),
    "open": (["Why?", "|", "Because:", "# so", "", "false", "see there", "tea"], {"answer": "Because:\n# so"}),
    "choice": (["Which?", "a", "", "b", "c"], {"answer": ("a",), "distractors": ("b", "c")}),
    "true_false": (["So?", "F", "no"], {"answer": False, "correction": "no"}),
    "matching": (["a: b", "甲：乙", "x = y: z", ""], {"pairs": (("a", "b"), ("甲", "乙"), ("x", "y: z"))}),
}


@pytest.mark.parametrize("kind", TYPES)
@pytest.mark.parametrize("patient", [True, False])
def test_each_type(kind, patient, bank):
    answers, expected = ANSWERS[kind]
    question, report = added(Person(*answers, patient=patient), kind)
    assert type_name(question) == kind
    assert {name: getattr(question, name) for name in expected} == expected
    assert question.id
    assert bank.read_text(encoding="utf-8").startswith(BANK)
    line = bank.read_text(encoding="utf-8").split("\n").index(f"- type: {kind}", BANK.count("\n")) + 1
    assert report.lines[0] == f"bank.yaml:{line}: {kind} added"
    assert report.lines[1] == f"{line:6}  - type: {kind}"


def test_a_look_alike_is_added_and_told():
    report = add.run("bank.yaml", Person("What is tea?", "a hot drink").terminal, "open")
    assert [str(p) for p in report.problems] == [
        "bank.yaml:13:3: warning: asks the same as the question in line 7 [near-duplicate]"
    ]


@pytest.mark.parametrize("number", range(1, len(TYPES) + 1))
def test_types_by_number_and_by_their_beginning(number):
    name = list(TYPES)[number - 1]
    first = next(f.name for f in fields_of(TYPES[name]) if f.asks or f.required)
    for answer in (str(number), name, name[:2], name.upper()):
        person = Person(answer)
        with pytest.raises(Refused):
            add.run("bank.yaml", person.terminal)
        assert first in "\n".join([*person.prompts, *person.told])


def test_ids_are_new(bank):
    for expected in ("tea 2", "tea 3"):
        question, _ = added(Person("tea", "a plant"), "definition")
        assert question.id == expected


@pytest.mark.parametrize(
    "text", [BANK.replace("\n", "\r\n"), "\ufeff" + BANK, BANK.partition("questions")[0] + "questions: []\n"]
)
def test_the_rest_of_the_file_keeps_every_byte(text, bank):
    bank.write_bytes(text.encode())
    added(Person("Why?", "So."), "open")
    kept = text.removesuffix(" []\n").encode()
    assert bank.read_bytes().startswith(kept)
