"""A bank with every question type for Anki, and how banks become packages in the tests."""

from __future__ import annotations

from quizgen.bank.load import load
from quizgen.bank.lock import Lock
from quizgen.bank.types import Bank
from quizgen.problems import errors
from quizgen.render import anki, apkg

NOW = 1_790_000_000

SAMPLE = r"""
format: 1
id: tea
title: 茶
language: zh-Hans
deck: 饮料::茶
tags: [茶, 笔记 一]
authors: [陆生]
license: CC BY 4.0
questions:
- {type: definition, id: 乌龙, term: 乌龙茶, aliases: [Oolong, 青茶], reverse: true,
   definition: 乌龙茶是半发酵的茶，Oolong 介于绿茶与红茶之间。,
   explanation: 发酵度在百分之十到七十之间。, source: 笔记/茶.md:3}
- {type: definition, id: 抹茶, term: 抹茶, definition: 遮光栽培的绿茶磨成的粉, tags: [日本::京都]}
- {type: list, id: 六大, term: 六大茶类, items: [绿茶, 白茶, 黄茶, 青茶, 红茶, 黑茶]}
- {type: list, id: 工序, question: 做绿茶有哪几步？, ordered: true, items: [采摘, 杀青, 揉捻, 干燥]}
- {type: cloze, id: 水温, text: "泡{{c1::绿茶}}的水温约 {{c2::80::多少}} 度，$t = {{c3::80}}$。"}
- {type: open, id: 杀青, question: 为什么要杀青？, answer: 高温让酶失活，茶叶就不再氧化。}
- {type: open, id: 产地, question: 龙井产于哪座城市？, answer: 杭州, type_in: true}
- {type: choice, id: 发酵, question: 哪一种茶完全发酵？, answer: 红茶, distractors: [绿茶, 白茶, 以上都是]}
- {type: choice, id: 产区, question: 哪些是乌龙茶？, answer: [铁观音, 大红袍], distractors: [龙井, 普洱]}
- {type: choice, id: 温度, question: 沏红茶要多少度的水？, answer: 95 度, distractors: [60 度, 70 度], shuffle: true}
- {type: true_false, id: 普洱, statement: 普洱属于绿茶。, answer: false, correction: 普洱属于黑茶。}
- {type: true_false, id: 白茶, statement: 白茶不炒不揉。, answer: true}
- {type: matching, id: 名茶, question: 它们产在哪里？, pairs: {龙井: 浙江, 祁门红茶: 安徽, 铁观音: 福建}}
"""
CARDS = {
    **{"乌龙": 2, "抹茶": 1, "六大": 6, "工序": 4, "水温": 3, "杀青": 1, "产地": 1, "发酵": 1, "产区": 1, "温度": 1},
    **{"普洱": 1, "白茶": 1, "名茶": 3},
}
"""How many cards each question of the sample has."""


def bank(text: str, path: str = "bank.yaml") -> Bank:
    made, problems = load(path, text)
    assert made is not None, problems
    return made


def no_picture(bank: Bank, src: str) -> str:
    raise AssertionError(f"{src} was asked for")


def make(of: Bank, lock: Lock | None = None, *, now: int = NOW, **more) -> anki.Made:
    questions = [q for q in of.questions if q.enabled]
    made = anki.make(of, questions, lock or Lock(), now=now, picture=more.pop("picture", no_picture), **more)
    assert not errors(made.problems), made.problems
    return made


def package(*made: anki.Made, **media: bytes) -> bytes:
    return apkg.package([one.deck for one in made], media)


def note(of: Bank, name: str) -> anki.Note:
    """The note of the question with the id ``name``."""
    (found,) = (n for n in make(of).deck.notes if n.guid in {anki.guid(of.id, name, kind) for kind in anki.NOTE_TYPES})
    return found


def fields(made: anki.Note) -> dict[str, str]:
    return dict(zip(anki.NOTE_TYPES[made.kind].all_fields, made.fields, strict=True))


def one(question: str, header: str = "language: en") -> Bank:
    """A bank with the one ``question``, which is written in YAML."""
    lines = question.strip().split("\n")
    body = "\n".join(["- " + lines[0], *("  " + line for line in lines[1:])])
    return bank(f"format: 1\nid: b\ntitle: T\n{header}\nquestions:\n{body}\n")
