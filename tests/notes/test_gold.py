"""The small gold is measured as docs/extraction.md says, and the questions stay as good as they are."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def quality() -> ModuleType:
    """benchmarks/extract_quality.py, which is a script and no module of the package."""
    path = ROOT / "benchmarks" / "extract_quality.py"
    spec = importlib.util.spec_from_file_location("extract_quality", path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["extract_quality"] = module
    spec.loader.exec_module(module)
    return module


def test_question_that_answers_another_thing_is_not_right(quality: ModuleType) -> None:
    concept = quality.Concept.of({"term": "Ebb", "answer": "the current that runs out to sea", "core": True})
    for term, answer in (("Ebb", "a book"), ("Bread", "the current that runs out to sea"), ("Ebb", "the")):
        shown = quality.Shown(quality.tokens(term), quality.tokens(answer), blank=False)
        assert not shown.answers(concept), (term, answer)


def test_repeated_question_earns_nothing(quality: ModuleType) -> None:
    concept = quality.Concept.of({"term": "Ebb", "answer": "the current that runs out to sea", "core": True})
    question = quality.Definition(id="Ebb", term="Ebb", definition="the current that runs out to sea")
    recall, precision, found, right = quality.score([question, question], [concept])
    assert (recall, precision, found, right) == (1.0, 0.5, {0}, {0})


def test_gold_is_found(quality: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    f1, precision = quality.measured(ROOT / "benchmarks" / "gold")
    printed = capsys.readouterr().out
    assert f1 >= 0.85, printed
    assert precision >= 0.85, printed
    assert printed.count("from what is no knowledge: 0") == 4
