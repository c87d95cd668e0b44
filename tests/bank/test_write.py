import io
import time

import pytest
import yaml
from bank_strategies import NASTY, banks, questions, texts
from hypothesis import given

from quizgen.bank.load import load
from quizgen.bank.types import Bank, Choice, Definition, Extract, List, Matching, Open
from quizgen.bank.write import dump_bank, dump_flow, dump_question, new_bank_id, scalar


def bank_of(*made, **header):
    return Bank(**{"format": 1, "id": "b", "title": "t", "language": "en", "questions": made, **header})


@given(banks())
def test_what_is_written_is_read_back(bank):
    read, problems = load("b.yaml", dump_bank(bank))
    assert (read, problems) == (bank, [])


@given(questions())
def test_a_question_in_braces_is_read_back_too(question):
    text = f"{{format: 1, id: b, title: t, language: en, questions: [{dump_flow(question)}]}}"
    bank, problems = load("b.yaml", text)
    assert problems == []
    assert bank.questions == (question,)


@given(texts)
@pytest.mark.parametrize("flow", [False, True], ids=["in block style", "in a list in brackets"])
def test_any_yaml_reader_reads_the_text_that_was_meant(flow, text):
    written = f"[{scalar(text, flow=True)}]" if flow else f"k:\n- {scalar(text)}"
    for reader in (yaml.CSafeLoader, yaml.SafeLoader):
        read = yaml.load(io.StringIO(written), reader)
        assert (read if flow else read["k"]) == [text]


@given(questions())
def test_the_usual_loader_reads_every_field_of_a_question_as_it_is(question):
    read = yaml.load(dump_question(question), yaml.CSafeLoader)[0]
    for name, value in read.items():
        if isinstance(value, str) and name != "type":
            meant = getattr(question, name)
            assert value.rstrip("\n") == (meant[0] if isinstance(meant, tuple) else meant).rstrip("\n")


@pytest.mark.parametrize("text", [t for t in NASTY if "\n" not in t], ids=repr)
def test_a_text_on_one_line_stays_on_one_line(text):
    assert "\n" not in scalar(text)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("表示两个变量之间的关系", "表示两个变量之间的关系"),
        ("a (small) thing, $x_1$ and C#", "a (small) thing, $x_1$ and C#"),
        ("no", "'no'"),
        ("1.0", "'1.0'"),
        ("光合作用: 植物", "'光合作用: 植物'"),
        ("{{c1::北京}}是首都", "'{{c1::北京}}是首都'"),
        ("'tis: so", '"\'tis: so"'),
        ("\\alpha: it's", "'\\alpha: it''s'"),
    ],
)
def test_quotes_stand_only_where_they_must(text, written):
    assert scalar(text) == written


def test_a_bank_reads_like_a_notebook():
    bank = bank_of(
        Definition(
            id="互信息",
            term="互信息",
            aliases=("Mutual Information", "MI"),
            definition="衡量两个变量的相关程度",
            source=("notes/a.md:5",),
        ),
        List(term="细胞器", items=("线粒体", "核糖体"), ordered=True, source=("a.md:1", "b.md:2")),
        Open(question="为什么？", answer="第一行\n\n第三行", enabled=False, points=2.0, difficulty=3),
        Choice(question="q", answer=("a",), distractors=("b", "c")),
        Matching(pairs=(("中国", "北京"), ("日本", "a\nb"))),
        deck="A::B",
        tags=("llm",),
        extract=Extract(notes=("notes/",)),
    )
    assert dump_bank(bank) == (
        """# yaml-language-server: $schema=https://raw.githubusercontent.com/quizgen/quizgen/main/docs/bank.schema.json
format: 1
id: b
title: t
language: en
deck: A::B
tags: [llm]
extract: {notes: [notes/]}

questions:
- type: definition
  id: 互信息
  term: 互信息
  aliases: [Mutual Information, MI]
  definition: 衡量两个变量的相关程度
  source: notes/a.md:5

- type: list
  term: 细胞器
  items:
  - 线粒体
  - 核糖体
  ordered: true
  source:
  - a.md:1
  - b.md:2

- type: open
  question: 为什么？
  answer: |
    第一行

    第三行
  difficulty: 3
  points: 2
  enabled: false

- type: choice
  question: q
  answer: a
  distractors:
  - b
  - c

- type: matching
  pairs:
    中国: 北京
    日本: |
      a
      b
"""
    )


def test_an_empty_bank_says_so():
    assert dump_bank(bank_of()).endswith("\nlanguage: en\n\nquestions: []\n")


def test_a_long_extract_header_takes_a_line_for_each_field():
    bank = bank_of(extract=Extract(notes=("a" * 60, "b" * 60), exclude=("drafts/*",), min_confidence=0.25))
    text = dump_bank(bank)
    assert "extract:\n  notes:\n  - aaa" in text
    assert "\n  min_confidence: 0.25\n" in text
    assert load("b.yaml", text)[0] == bank


def test_ids_of_new_banks_are_readable_and_differ_by_their_notes():
    one, other = new_bank_id("大语言模型 Notes!", "x"), new_bank_id("大语言模型 Notes!", "y")
    assert one.startswith("大语言模型-notes-")
    assert one != other
    assert one == new_bank_id("大语言模型 Notes!", "x")
    assert new_bank_id("///", "x").startswith("bank-")


def test_writing_costs_less_than_the_usual_reader_takes_to_read():
    bank = bank_of(*(Definition(id=f"t{i}", term=f"术语{i}", definition="表示 X 和 Y 的关系" * 3) for i in range(2000)))
    start = time.process_time()
    text = dump_bank(bank)
    written = time.process_time()
    yaml.load(text, yaml.CSafeLoader)
    assert written - start < time.process_time() - written
