#!/usr/bin/env python3
"""How long a quiz takes: the whole process of `quizgen quiz`, and what a browser or WeasyPrint needs to print it.

usage: python benchmarks/quiz_speed.py [QUESTIONS ...]      (default: 300 10000)

WeasyPrint is measured if there is a command `weasyprint` (pip install weasyprint), for up to 1000 questions: more take
minutes. It leaves the formulas out.
"""

import functools
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from quizgen.jobs.browser import find_browser, print_pdf

QUESTIONS = (
    "{{type: choice, id: c{i}, question: 第 {i} 题问什么？, answer: 甲{i}, distractors: [乙{i}, 丙{i}, 丁{i}]}}",
    "{{type: definition, id: d{i}, term: 术语{i}, definition: '第 {i} 个术语的**定义**，它满足 $x_{{{i}}}^2+1>0$。'}}",
    "{{type: cloze, id: k{i}, text: '第 {i} 个句子里有一个{{{{c1::空}}}}要填，式子是 $y_{{{i}}}$。'}}",
    "{{type: true_false, id: t{i}, statement: 命题 {i} 成立。, answer: true}}",
    "{{type: open, id: o{i}, question: 为什么第 {i} 件事会发生？, answer: 因为有 {i} 个原因。}}",
)


def bank(count: int) -> str:
    """Return a bank of ``count`` questions, two in five with a formula of their own."""
    head = "format: 1\nid: speed\ntitle: 速度\nlanguage: zh-Hans\nquestions:\n"
    return head + "".join(f"- {QUESTIONS[i % len(QUESTIONS)].format(i=i)}\n" for i in range(count))


def seconds(work: Callable[[], object], times: int) -> str:
    """Return the median time of ``times`` runs of ``work``: by the clock, and of the processor, which others share."""
    clock, processor = [], []
    for _ in range(times):
        start, before = time.perf_counter(), os.times()
        work()
        clock.append(time.perf_counter() - start)
        after = os.times()
        processor.append(after.children_user - before.children_user + after.children_system - before.children_system)
    return f"{statistics.median(clock):6.2f} s, {statistics.median(processor):6.2f} s of processors"


def main() -> None:
    """Measure and print a line for each size."""
    browser = find_browser()
    with tempfile.TemporaryDirectory() as folder:
        source, page = Path(folder) / "bank.yaml", Path(folder) / "quiz.html"
        for count in [int(arg) for arg in sys.argv[1:]] or [300, 10_000]:
            source.write_text(bank(count), encoding="utf-8")
            for role in ([], ["--role", "student"]):
                command = [sys.executable, "-m", "quizgen", "quiz", str(source), "-o", str(page), "-q", *role]
                took = seconds(functools.partial(subprocess.run, command, check=True), 5 if count < 1000 else 3)
                print(f"{count:6,} questions: {took}  quizgen quiz {' '.join(role) or '(three pages)'}")
            print(f"{count:6,} questions: {page.stat().st_size / 1e6:6.2f} MB HTML")
            if browser:
                print(f"{count:6,} questions: {seconds(lambda: print_pdf(browser, page), 1)}  {Path(browser).name}")
            if count <= 1000 and (weasyprint := shutil.which("weasyprint")):
                command = [weasyprint, "-q", str(page), str(page.with_suffix(".pdf"))]
                took = seconds(functools.partial(subprocess.run, command, check=True), 1)
                print(f"{count:6,} questions: {took}  weasyprint")


if __name__ == "__main__":
    main()
