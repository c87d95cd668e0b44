#!/usr/bin/env python3
"""How long extraction takes, beside jieba's tagger, the Markdown parser alone, and jieba's own start.

usage: python benchmarks/extract_speed.py [FOLDER]      (default: the notes of decks/)

The Markdown of FOLDER is read and, each copy with a number of its own, repeated to 5 MB. On one core, in turns: reading
and extraction in MB/s beside markdown-it-py (medians of three) and `jieba.posseg` (once) over the same text. Whole
processes: a note of 10 kB beside `import jieba; jieba.initialize()`; 20 MB in 200 notes with one worker and with two,
whose banks must be the same bytes. Ends with 1 if a target is missed.
"""

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import jieba.posseg
from markdown_it import MarkdownIt

from quizgen.notes.extract import extract
from quizgen.notes.model import Document
from quizgen.notes.readers import read

MB = 1_000_000
ROOT = Path(__file__).parents[1]


def notes(folder: Path, size: int) -> list[str]:
    """Return the Markdown notes in ``folder``, repeated under titles of their own until they hold ``size`` bytes."""
    texts = [p.read_text(encoding="utf-8") for p in sorted(folder.rglob("*.md"))]
    found: list[str] = []
    held = 0
    while held < size:
        text = f"# Copy {len(found)}\n\n{texts[len(found) % len(texts)]}"
        found.append(text)
        held += len(text.encode())
    return found


def seconds(work: Callable[[], object]) -> float:
    """Return how long ``work`` takes."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def extracted(texts: list[str]) -> int:
    """Read and extract ``texts``; return how many questions they gave."""
    documents = [read("note.md", text) for text in texts]
    return sum(len(extract(d).taken) for d in documents if isinstance(d, Document))


def in_one_process(folder: Path) -> list[tuple[str, float, float]]:
    """Return (what, its ratio, the ratio it should have) for extraction beside the tagger and the parser."""
    texts = notes(folder, 5 * MB)
    size = sum(len(t.encode()) for t in texts) / MB
    parser = MarkdownIt("commonmark").enable("table")
    works: dict[str, Callable[[], object]] = {
        "quizgen": lambda: extracted(texts),
        "markdown-it-py": lambda: [parser.parse(t) for t in texts],
        "jieba.posseg": lambda: [sum(1 for _ in jieba.posseg.cut(t)) for t in texts],
    }
    extracted(texts[:20])
    list(jieba.posseg.cut(texts[0]))
    took: dict[str, list[float]] = {name: [] for name in works}
    for turn in range(3):
        for name, work in works.items():
            if turn == 0 or name != "jieba.posseg":
                took[name].append(seconds(work))
    median = {name: statistics.median(times) for name, times in took.items()}
    for name, time_taken in median.items():
        print(f"{name:<16} {size / time_taken:7.3f} MB/s over {size:.1f} MB")
    return [
        ("times jieba.posseg", median["jieba.posseg"] / median["quizgen"], 5.0),
        ("of the parser's speed", median["markdown-it-py"] / median["quizgen"], 0.5),
    ]


def whole_processes(folder: Path) -> list[tuple[str, float, float]]:
    """Return the same for a small note beside jieba's start, and for two workers beside one."""
    with tempfile.TemporaryDirectory() as made:
        work = Path(made)
        note = work / "note.md"
        note.write_text("\n\n".join(notes(folder, MB))[:4000], encoding="utf-8")

        def run(*command: str) -> float:
            return seconds(lambda: subprocess.run([sys.executable, *command], check=True, capture_output=True))

        def small() -> float:
            bank = work / "small.yaml"
            bank.unlink(missing_ok=True)
            return run("-m", "quizgen", "extract", str(note), "-o", str(bank))

        small()
        pairs = [(small(), run("-c", "import jieba; jieba.initialize()")) for _ in range(7)]
        one, start = (statistics.median(times) for times in zip(*pairs, strict=True))
        size = note.stat().st_size / 1000
        print(f"{size:.0f} kB, whole process: {one * 1000:.0f} ms; jieba's start: {start * 1000:.0f} ms")

        many = work / "notes"
        many.mkdir()
        texts = notes(folder, 20 * MB)
        for n in range(200):
            (many / f"{n:03}.md").write_text("\n\n".join(texts[n::200]), encoding="utf-8")
        took = {}
        for jobs in ("1", "2"):
            (work / jobs).mkdir()
            bank = str(work / jobs / "bank.yaml")
            took[jobs] = run("-m", "quizgen", "extract", str(many), "-o", bank, "--jobs", jobs)
            print(f"20 MB with {jobs} worker{'s' * (jobs > '1')}: {took[jobs]:.1f} s")
        same = (work / "1" / "bank.yaml").read_bytes() == (work / "2" / "bank.yaml").read_bytes()
        print(f"the same bytes: {'yes' if same else 'no'}")
        return [
            ("of a small note's time jieba needs to start", start / one, 1.0),
            ("times as fast with two workers", took["1"] / took["2"], 1.5),
            ("of the banks are the same", float(same), 1.0),
        ]


def main() -> int:
    """Measure, print, and say whether all targets are met."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "decks"
    measured = in_one_process(folder) + whole_processes(folder)
    for what, ratio, target in measured:
        print(f"{ratio:5.2f} {what} (at least {target:g}){'' if ratio >= target else '   MISSED'}")
    return int(any(ratio < target for _, ratio, target in measured))


if __name__ == "__main__":
    sys.exit(main())
