"""Every record of the pattern tables keeps what it says: it finds its examples and ignores its counter-examples."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest

from quizgen.bank.load import without_gc
from quizgen.bank.types import Cloze, Definition, List, Open
from quizgen.notes.extract import extract
from quizgen.notes.model import Document
from quizgen.notes.patterns import PATTERNS, documentation
from quizgen.notes.patterns.pattern import Pattern
from quizgen.notes.readers import read

ROOT = Path(__file__).parents[2]


def document(text: str) -> Document:
    found = read("note.md", text)
    assert isinstance(found, Document)
    return found


def asked_and_answered(note: str, pattern: str) -> list[tuple[str, str]]:
    """What ``pattern`` alone makes of ``note``: (term, question or text with its blanks, answer or items)."""
    pairs = []
    for taken in extract(document(note), only=pattern).taken:
        assert taken.pattern == pattern
        question = taken.question
        if isinstance(question, Definition):
            pairs.append((question.term, question.definition))
        elif isinstance(question, List):
            pairs.append((question.question or question.term or "", " | ".join(question.items)))
        elif isinstance(question, Cloze):
            blank = re.search(r"\{\{c1::(.*?)\}\}", question.text)
            pairs.append(
                (question.text.replace(blank[0], "____") if blank else question.text, blank[1] if blank else "")
            )
        else:
            assert isinstance(question, Open)
            pairs.append((question.question, question.answer))
    return pairs


@pytest.mark.parametrize(
    ("pattern", "note"), [pytest.param(p, n, id=f"{p.name}-{n[:20]}") for p in PATTERNS for n in p.ignores]
)
def test_counter_example_is_ignored(pattern: Pattern, note: str) -> None:
    assert asked_and_answered(note, pattern.name) == []


@pytest.mark.parametrize(
    ("pattern", "note", "asked", "answer"),
    [pytest.param(p, *found, id=f"{p.name}-{found[1][:20]}") for p in PATTERNS for found in p.finds],
)
def test_example_is_found(pattern: Pattern, note: str, asked: str, answer: str) -> None:
    assert (asked, answer) in asked_and_answered(note, pattern.name)


@pytest.mark.parametrize("pattern", PATTERNS, ids=lambda p: p.name)
def test_record_is_whole(pattern: Pattern) -> None:
    assert pattern.finds, "an example"
    assert pattern.ignores, "a counter-example"
    assert len(pattern.reason) > 20, "a reason in words"
    assert 0 < pattern.confidence < 1
    assert pattern.regex is None or pattern.cues, "cues that spare the regex"


def test_names_are_unique() -> None:
    names = [p.name for p in PATTERNS]
    assert len(set(names)) == len(names)


def test_documentation_is_current() -> None:
    assert (ROOT / "docs" / "patterns.md").read_text(encoding="utf-8") == documentation(), (
        "write it again: python -m quizgen.notes.patterns > docs/patterns.md"
    )


HOSTILE = {
    "one line of Chinese": "冰川是一种缓慢流动的冰体" * 25_000,
    "one line of commas": "冰川是一种，" * 50_000,
    "one line of English": "a glacier is a slow river of ice and " * 8_000,
    "brackets": "（" * 100_000,
    "pairs of brackets": "冰川(GL)" * 40_000,
    "colons": "冰川：" * 100_000,
    "dashes": "a - " * 75_000,
    "stars": "**a** " * 50_000,
    "spaces": "冰 川 " * 75_000,
    "short sentences": "冰川是指冰。" * 50_000,
    "short items": "- 冰川：冰\n" * 20_000,
    "nested items": "\n".join("  " * (n % 20) + f"- 冰川{n}" for n in range(8_000)),
    "headings": "\n\n".join(f"## 冰川 {n}\n\n是一种冰。" for n in range(6_000)),
    "words after a comma": ("Rivers carry the sand, " + "stone " * 60 + "on. ") * 200,
    "series that never end": ("Rivers carry the sand, " + "stone and " * 36 + "on. ") * 200,
    "characters after a comma": ("冰川会携带砂石，" + "石块" * 100 + "。") * 300,
    "verbs only": ("冰川使石块形成导致产生" * 18 + "。") * 300,
    "table": "| a | b |\n|---|---|\n" + "| 冰川 | 一种冰 |\n" * 10_000,
}


def assert_linear(text: str, only: str = "") -> None:
    """Twice the note takes about twice the time."""

    def seconds(length: int) -> float:
        made = document(text[:length])
        with without_gc():  # what other tests left behind is not to be looked through here
            started = time.process_time()
            extract(made, only=only)
            return time.process_time() - started

    quarter, whole = seconds(len(text) // 4), seconds(len(text))
    assert whole < max(0.5, quarter * 9), (quarter, whole)


@pytest.mark.parametrize("pattern", PATTERNS, ids=lambda p: p.name)
def test_pattern_takes_linear_time(pattern: Pattern) -> None:
    """What the pattern finds, over and over: as one line without an end, and line by line."""
    note = pattern.finds[0][0]
    line = " ".join(note.split()).rstrip("。.") + "，"
    assert_linear(line * (20_000 // len(line)), pattern.name)
    assert_linear((note + "\n\n") * (20_000 // len(note)), pattern.name)


@pytest.mark.parametrize("name", HOSTILE)
def test_time_grows_with_the_note_only(name: str) -> None:
    """Twice the note takes about twice the time, whatever stands in it."""
    assert_linear(HOSTILE[name])
