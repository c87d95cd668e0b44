"""All patterns: tables of records. To add one, add a record; its tests and its documentation come from it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from quizgen.notes.model import Candidate
from quizgen.notes.outline import Outline
from quizgen.notes.patterns.asked import ASKED
from quizgen.notes.patterns.en import EN
from quizgen.notes.patterns.headings import HEADINGS
from quizgen.notes.patterns.labels import LABELS
from quizgen.notes.patterns.lists import LISTS
from quizgen.notes.patterns.names import NAMES
from quizgen.notes.patterns.pattern import Pattern
from quizgen.notes.patterns.prose import read_prose
from quizgen.notes.patterns.zh import ZH

STRUCTURE: tuple[Pattern, ...] = (*LABELS, *LISTS, *HEADINGS, *ASKED, *NAMES)
PLAIN = Pattern("plain statement", "cloze", 0.6, "", (), ())
BOLD = Pattern("bold subject", "definition", 0.85, "", (), ())
PROSE: tuple[Pattern, ...] = (*ZH, *EN)
PATTERNS: tuple[Pattern, ...] = (*STRUCTURE, *PROSE, BOLD, PLAIN)


def sightings(
    outline: Outline, structure: tuple[Pattern, ...] = STRUCTURE, prose: tuple[Pattern, ...] = PROSE
) -> Iterator[Candidate]:
    """Yield every candidate that the patterns see in ``outline``."""
    for pattern in structure:
        if pattern.find:
            for found in pattern.find(outline):
                kind = found.kind if found.kind != "definition" else pattern.kind
                yield replace(found, pattern=pattern.name, kind=kind, confidence=found.confidence or pattern.confidence)
    yield from read_prose(outline, prose, PLAIN, BOLD)
