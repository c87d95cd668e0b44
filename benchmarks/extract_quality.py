#!/usr/bin/env python3
"""How good the questions are: the small gold in benchmarks/gold, or another folder of its shape.

usage: python benchmarks/extract_quality.py [--show] [FOLDER]

FOLDER holds docs/ (notes) and answers/ (for each note, in YAML, the concepts a careful reader would make cards of, and
negatives: text that must not become one). Texts are compared by their tokens: pairs of Chinese characters, Latin words.
A question is about a concept when it names it, answers it when half of its answer comes from the concept's evidence and
shows a quarter of the concept's answer (a fifth, for a blank), and is right when it adds a fifth to what the questions
before it showed. A concept is found when its right questions show three fifths of it. Precision is right questions of
all, recall found concepts of the core ones; F1 is their harmonic mean.
"""

import re
import sys
import unicodedata
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import yaml

from quizgen.bank.evidence import answer_of
from quizgen.bank.types import Cloze, Definition, List, Question
from quizgen.notes.extract import extract, merge
from quizgen.notes.model import Document
from quizgen.notes.readers import read

HERE = Path(__file__).parent / "gold"
_TOKEN = re.compile(r"[\u4e00-\u9fff]+|[a-z0-9]+")
_BLANK = re.compile(r"\{\{c\d+::(.*?)\}\}", re.S)


def tokens(text: str) -> Counter[str]:
    """Return the tokens of ``text``: pairs of Chinese characters, Latin words."""
    found: Counter[str] = Counter()
    for run in _TOKEN.findall(unicodedata.normalize("NFKC", text).lower()):
        found.update([run] if run.isascii() or len(run) == 1 else [run[i : i + 2] for i in range(len(run) - 1)])
    return found


def covered(part: Counter[str], whole: Counter[str]) -> float:
    """Return how much of ``part`` is in ``whole``."""
    return sum((part & whole).values()) / part.total() if part else 0.0


@dataclass(frozen=True)
class Concept:
    """What a careful reader would ask for."""

    names: tuple[Counter[str], ...]
    answer: Counter[str]
    evidence: Counter[str]
    core: bool

    @classmethod
    def of(cls, raw: dict[str, object]) -> "Concept":
        """Return the concept that ``raw`` of an answers file describes."""
        names = [str(raw["term"]), *map(str, raw.get("aliases") or [])]  # type: ignore[call-overload]
        answer = " ".join(map(str, raw.get("items") or [raw.get("answer")]))  # type: ignore[call-overload]
        evidence = tokens(f"{raw.get('evidence') or answer} {answer} {' '.join(names)}")
        return cls(tuple(map(tokens, names)), tokens(answer), evidence, bool(raw.get("core")))


@dataclass(frozen=True)
class Shown:
    """What a question shows: what it asks with, and what it answers."""

    asked: Counter[str]
    answer: Counter[str]
    blank: bool

    @classmethod
    def of(cls, question: Question) -> "Shown":
        """Return what ``question`` shows."""
        if isinstance(question, Cloze):
            blanks = " ".join(_BLANK.findall(question.text))
            return cls(tokens(_BLANK.sub(" ", question.text) + " " + blanks), tokens(blanks), True)
        if isinstance(question, Definition):
            asked = " ".join((question.term, *question.aliases))
        else:
            asked = question.question or "" if isinstance(question, List) else str(getattr(question, "question", ""))
        return cls(tokens(asked), tokens(answer_of(question)), False)

    def answers(self, concept: Concept) -> bool:
        """Say whether this is about ``concept`` and answers it."""
        about = any(covered(name, self.asked) >= 0.5 for name in concept.names)
        enough = covered(concept.answer, self.answer) >= (0.2 if self.blank else 0.25)
        return about and covered(self.answer, concept.evidence) >= 0.5 and enough


def score(questions: list[Question], concepts: list[Concept]) -> tuple[float, float, set[int], set[int]]:
    """Return recall of the core concepts, precision, and the numbers of the concepts found and the questions right."""
    found: set[int] = set()
    right: set[int] = set()
    shown = [Shown.of(q) for q in questions]
    for n, concept in enumerate(concepts):
        seen: Counter[str] = Counter()
        best = 0.0
        hits = [i for i, s in enumerate(shown) if s.answers(concept)]
        for i in sorted(hits, key=lambda i: -covered(concept.answer, shown[i].asked + shown[i].answer)):
            now = covered(concept.answer, seen | (shown[i].asked + shown[i].answer))
            if best == 0.0 or now >= best + 0.2:
                right.add(i)
                seen, best = seen | (shown[i].asked + shown[i].answer), now
        if best >= 0.6:
            found.add(n)
    core = {n for n, c in enumerate(concepts) if c.core}
    return len(found & core) / len(core), len(right) / max(1, len(questions)), found, right


def measured(folder: Path, *, show: bool = False) -> tuple[float, float]:
    """Return mean F1 and precision over the notes in ``folder``, printing a line for each."""
    results = []
    for path in sorted((folder / "answers").glob("*.yaml")):
        gold = yaml.safe_load(path.read_text(encoding="utf-8"))
        document = read(gold["source"], (folder / "docs" / gold["source"]).read_text(encoding="utf-8"))
        assert isinstance(document, Document)
        questions = [e.question for e in merge([extract(document)])]
        concepts = [Concept.of(raw) for raw in gold["concepts"]]
        recall, precision, found, right = score(questions, concepts)
        said = [tokens(text) for text in gold.get("negatives") or []]
        wrong = sum(any(covered(Shown.of(q).answer, s) >= 0.8 for s in said) for q in questions)
        f1 = 2 * recall * precision / (recall + precision) if recall + precision else 0.0
        results.append((f1, precision))
        print(
            f"{gold['source']:<16} {len(questions):3} questions  recall {recall:.2f}  precision {precision:.2f}  "
            f"F1 {f1:.2f}  from what is no knowledge: {wrong}"
        )
        if show:
            for raw, n in zip(gold["concepts"], range(len(concepts)), strict=True):
                print(f"    {'found ' if n in found else 'MISSED'} {raw['term']}")
            for i, q in enumerate(questions):
                print(f"    {'right' if i in right else '  ?  '} {q.id} -> {answer_of(q)[:80]}")
    mean = tuple(sum(r[i] for r in results) / len(results) for i in (0, 1))
    print(f"mean F1 {mean[0]:.2f}, precision {mean[1]:.2f}")
    return mean[0], mean[1]


if __name__ == "__main__":
    arguments = [a for a in sys.argv[1:] if a != "--show"]
    measured(Path(arguments[0]) if arguments else HERE, show="--show" in sys.argv)
