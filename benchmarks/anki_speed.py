#!/usr/bin/env python3
"""How fast `quizgen anki` is beside a plain script: PyYAML's C loader, markdown-it-py, genanki, nothing else.

usage: python benchmarks/anki_speed.py [QUESTIONS] [PAIRS]      (default: 10000 questions, 5 pairs of runs)

Whole processes, one after the other in turns; the medians of processor time and of wall time, and of their ratios.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

QUESTIONS = (
    "{{type: definition, id: d{i}, term: 术语{i}, aliases: [Term {i}], definition: '第 {i} 个解释，p<0.05 时成立。'}}",
    "{{type: definition, id: e{i}, term: 词{i}, definition: 说明它在模型里起什么作用, source: 'notes/a.md:{i}'}}",
    "{{type: list, id: l{i}, term: 列表{i}, items: [第一项{i}, 第二项, 第三项]}}",
    "{{type: cloze, id: k{i}, text: '模型{i}由 {{{{c1::注意力}}}} 和 {{{{c2::残差}}}} 组成。'}}",
    "{{type: open, id: o{i}, question: 为什么需要 `f{i}` 而不是 **g**？, answer: '因为 $x_{{{i}}}^2$ 太大。'}}",
    "{{type: choice, id: c{i}, question: 第 {i} 题选哪个？, answer: 甲{i}, distractors: [乙, 丙, 丁]}}",
    "{{type: true_false, id: t{i}, statement: 第 {i} 句成立。, answer: true}}",
)

PLAIN = """
import sys, yaml, genanki
from markdown_it import MarkdownIt
from mdit_py_plugins.dollarmath import dollarmath_plugin

md = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"]).use(dollarmath_plugin)
with open(sys.argv[1], encoding="utf-8") as f:
    bank = yaml.load(f, yaml.CSafeLoader)
basic = genanki.Model(1607392001, "basic", fields=[{"name": "Front"}, {"name": "Back"}, {"name": "Source"}],
    templates=[{"name": "Card", "qfmt": "{{Front}}", "afmt": "{{Front}}<hr>{{Back}}<br>{{Source}}"}])
cloze = genanki.Model(1607392002, "cloze", fields=[{"name": "Text"}], model_type=genanki.Model.CLOZE,
    templates=[{"name": "Card", "qfmt": "{{cloze:Text}}", "afmt": "{{cloze:Text}}"}])
deck = genanki.Deck(1607392003, bank["title"])

def html(text):
    return md.render(str(text)).strip()

for q in bank["questions"]:
    kind = q["type"]
    guid = genanki.guid_for(bank["id"], q["id"])
    if kind == "cloze":
        deck.add_note(genanki.Note(cloze, [html(q["text"])], guid=guid))
    elif kind == "list":
        items = "".join(f"<li>{{{{c{i}::{html(item)}}}}}</li>" for i, item in enumerate(q["items"], 1))
        deck.add_note(genanki.Note(cloze, [html(q["term"]) + f"<ul>{items}</ul>"], guid=guid))
    else:
        front = html(q.get("term") or q.get("question") or q.get("statement"))
        back = html(q.get("definition", q.get("answer")))
        if kind == "choice":
            front += "".join(f"<li>{html(option)}</li>" for option in [q["answer"], *q["distractors"]])
        back += ", ".join(html(alias) for alias in q.get("aliases", []))
        deck.add_note(genanki.Note(basic, [front, back, q.get("source", "")], guid=guid))
genanki.Package(deck).write_to_file(sys.argv[2])
"""


def bank(count: int) -> str:
    """Return a bank of ``count`` questions of all types but matching."""
    head = "format: 1\nid: speed\ntitle: Speed\nlanguage: zh-Hans\nquestions:\n"
    return head + "".join(f"- {QUESTIONS[i % len(QUESTIONS)].format(i=i)}\n" for i in range(count))


def run(command: list[str]) -> tuple[float, float]:
    """Return processor time and wall time of ``command``."""
    before, start = os.times(), time.perf_counter()
    subprocess.run(command, check=True)
    after, end = os.times(), time.perf_counter()
    used = after.children_user + after.children_system - before.children_user - before.children_system
    return used, end - start


def main() -> None:
    """Measure and print."""
    count, pairs = (int(arg) for arg in (*sys.argv[1:], *("10000", "5")[len(sys.argv) - 1 :]))
    with tempfile.TemporaryDirectory() as folder:
        source, ours, theirs = (Path(folder) / name for name in ("bank.yaml", "ours.apkg", "theirs.apkg"))
        source.write_text(bank(count), encoding="utf-8")
        quizgen = [sys.executable, "-m", "quizgen", "anki", str(source), "-o", str(ours), "-q"]
        script = [sys.executable, "-c", PLAIN, str(source), str(theirs)]
        run(quizgen)  # the lock is there from the second run on, as in daily use
        times = [(run(quizgen), run(script)) for _ in range(pairs)]
        for i, what in enumerate(("processor", "wall")):
            a, b = (statistics.median(pair[who][i] for pair in times) for who in (0, 1))
            ratio = statistics.median(pair[1][i] / pair[0][i] for pair in times)
            print(f"{what:9} time: quizgen {a:.2f} s, plain script {b:.2f} s: {ratio:.2f} times as fast")
        a, b = ours.stat().st_size, theirs.stat().st_size
        print(f"archive: quizgen {a / 1e6:.2f} MB, plain script {b / 1e6:.2f} MB: {b / a:.1f} times smaller")


if __name__ == "__main__":
    main()
