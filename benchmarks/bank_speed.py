#!/usr/bin/env python3
"""How long banks take: `quizgen check` beside PyYAML's C loader alone, and `quizgen update` beside `quizgen check`.

usage: python benchmarks/bank_speed.py [QUESTIONS] [PAIRS]      (default: 10000 questions, 7 pairs of runs)

Whole processes, in turns; medians of the wall time and of the ratios of pairs. The update adds ten questions that a new
note gives; the bank and its lock are as an extraction left them.
"""

import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from quizgen.bank.evidence import entry_of
from quizgen.bank.lock import Lock, dump_lock
from quizgen.bank.types import Bank, Cloze, Definition, Extract, List, Open, Question
from quizgen.bank.write import dump_bank
from quizgen.notes.model import Extracted

ALONE = "import sys, yaml; yaml.load(open(sys.argv[1], encoding='utf-8'), yaml.CSafeLoader)"

NEW = "# 新\n\n" + "".join(
    f"**新术语{name}**是指一种用来衡量第 {name} 个量的常用方法。\n\n" for name in "甲乙丙丁戊己庚辛壬癸"
)


def questions(count: int) -> list[Question]:
    """Return ``count`` questions of four types, with sources in a hundred notes."""
    made: list[Question] = []
    for i in range(count):
        source = (f"notes/{i * 100 // count:03}.md:{i}",)
        if i % 4 == 0:
            text = f"表示两个变量之间的第 {i} 种关系，常用来衡量它们的相似程度"
            made.append(Definition(id=f"术语{i}", term=f"术语{i}", aliases=(f"T{i}",), definition=text, source=source))
        elif i % 4 == 1:
            made.append(Cloze(id=f"填空{i}", text=f"{{{{c1::城市{i}}}}}有 {{{{c2::{i} 万}}}}人口", source=source))
        elif i % 4 == 2:
            made.append(List(id=f"步骤{i}", term=f"步骤{i}", items=(f"打开 {i}", f"关闭 {i}", "保存"), source=source))
        else:
            made.append(
                Open(id=f"问题{i}", question=f"为什么第 {i} 天是晴天？", answer=f"因为气压高，编号 {i}", source=source)
            )
    return made


def main() -> None:
    """Measure and print the medians."""
    count, pairs = (int(arg) for arg in (*sys.argv[1:], *("10000", "7")[len(sys.argv) - 1 :]))
    made = questions(count)
    header = Extract(notes=("notes/",))
    bank = Bank(format=1, id="speed", title="速度", language="zh-Hans", extract=header, questions=tuple(made))
    entries = {q.id or "": entry_of(Extracted(q, 0.8, 0.5, "p", f"一句话 {q.id}"), q) for q in made}
    quizgen = [sys.executable, "-m", "quizgen"]
    with tempfile.TemporaryDirectory() as folder:
        original, work = Path(folder, "original"), Path(folder, "work")
        (original / "notes").mkdir(parents=True)
        (original / "notes" / "new.md").write_text(NEW, encoding="utf-8")
        (original / "bank.yaml").write_text(dump_bank(bank), encoding="utf-8")
        (original / "bank.lock").write_text(dump_lock(Lock(entries)), encoding="utf-8")
        runs = {
            "CSafeLoader alone": [sys.executable, "-c", ALONE, "bank.yaml"],
            "quizgen check": [*quizgen, "check", "-q", "bank.yaml"],
            "quizgen update": [*quizgen, "update", "-q", "bank.yaml", "notes/new.md"],
        }
        taken: dict[str, list[float]] = {name: [] for name in runs}
        for _ in range(pairs):
            shutil.rmtree(work, ignore_errors=True)
            shutil.copytree(original, work)
            for name, command in runs.items():
                start = time.perf_counter()
                subprocess.run(command, cwd=work, check=True)
                taken[name].append(time.perf_counter() - start)
        added = (work / "bank.yaml").read_text(encoding="utf-8").count("id: 新术语")
    assert added == 10, f"{added} questions were added"
    for name, times in taken.items():
        print(f"{count:7,} questions: {statistics.median(times):6.2f} s  {name}")
    for one, other in (("quizgen check", "CSafeLoader alone"), ("quizgen update", "quizgen check")):
        ratio = statistics.median(a / b for a, b in zip(taken[one], taken[other], strict=True))
        print(f"{one} takes {ratio:.2f} times as long as {other}")


if __name__ == "__main__":
    main()
