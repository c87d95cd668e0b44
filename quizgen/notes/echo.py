"""Echoes: how much of an answer stands in its question already."""

from __future__ import annotations

import re

from quizgen.notes.regexes import zh
from quizgen.notes.words import CJK

WHOLLY, MOSTLY, HALF = 1.0, 0.6, 0.5
"""An answer that stands in its question wholly is given away; one that does mostly says little; one that does for a
half is less likely worth asking for."""


def echoed(answer: str, question: str) -> float:
    """Return how much of what ``answer`` says stands in ``question`` (0-1)."""
    said = parts(answer)
    return len(said & parts(question)) / len(said) if said else 0.0


def given(answer: str, question: str) -> bool:
    """Say whether all that the short ``answer`` says stands in ``question``."""
    return len(parts(answer)) <= FEW and echoed(answer, question) == WHOLLY


FEW = 4
"""What an answer of more parts (words, pairs of Chinese characters) adds may be how they belong together."""


def parts(text: str) -> set[str]:
    """Return what of ``text`` means something: Latin words without a plural's s, and pairs of Chinese characters."""
    latin = {_PLURAL.sub("", word) for word in _WORD.findall(text.casefold()) if word not in _EMPTY}
    return latin | {run[i : i + 2] for run in _HAN_RUN.findall(text) for i in range(len(run) - 1)}


_WORD = re.compile(r"[a-z][a-z\d]{2,}|\d+")
_PLURAL = re.compile(r"(?:(?<=[a-z]{3})(?:y|ies)|s+)$")
_HAN_RUN = re.compile(f"(?:(?!{zh('[的与和及]')})[{CJK}])+")
_EMPTY = frozenset("the and for with that are which from where their its how same other".split())  # noqa: SIM905
