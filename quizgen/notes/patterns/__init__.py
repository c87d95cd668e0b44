"""All patterns: tables of records. To add one, add a record; its tests and its documentation come from it."""

from __future__ import annotations

from collections.abc import Iterator

from quizgen.notes.model import Candidate
from quizgen.notes.outline import Outline
from quizgen.notes.patterns.asked import ASKED
from quizgen.notes.patterns.bold import BOLD
from quizgen.notes.patterns.cards import CARDS
from quizgen.notes.patterns.chains import CHAINS
from quizgen.notes.patterns.dates import DATES
from quizgen.notes.patterns.definitions_en import DEFINITIONS_EN
from quizgen.notes.patterns.definitions_zh import DEFINITIONS_ZH
from quizgen.notes.patterns.divided import DIVIDED
from quizgen.notes.patterns.formulas import FORMULAS
from quizgen.notes.patterns.glosses import GLOSSES
from quizgen.notes.patterns.headings import HEADINGS
from quizgen.notes.patterns.kinds import KINDS
from quizgen.notes.patterns.labels import LABELS
from quizgen.notes.patterns.leads import LEADS
from quizgen.notes.patterns.lines import LINES
from quizgen.notes.patterns.lists import LISTS
from quizgen.notes.patterns.names import NAMES
from quizgen.notes.patterns.names_en import NAMES_EN
from quizgen.notes.patterns.names_zh import NAMES_ZH
from quizgen.notes.patterns.other_names import OTHER
from quizgen.notes.patterns.parts_zh import PARTS_ZH
from quizgen.notes.patterns.pattern import Pattern, Rule
from quizgen.notes.patterns.plain import PLAIN
from quizgen.notes.patterns.prose import read_prose
from quizgen.notes.patterns.reasons_en import REASONS_EN
from quizgen.notes.patterns.sides import SIDES
from quizgen.notes.patterns.sides_en import SIDES_EN
from quizgen.notes.patterns.sides_zh import SIDES_ZH
from quizgen.notes.patterns.tables import TABLES

GROUPS: dict[str, tuple[Pattern, ...]] = {
    "Labels": (*LABELS, *SIDES, *LINES, *DIVIDED),
    "Lists": (*LEADS, *LISTS, *CHAINS, *DATES, *KINDS),
    "Headings": HEADINGS,
    "Formulas": FORMULAS,
    "Tables": TABLES,
    "Questions of the author's": (*ASKED, *CARDS),
    "Names in brackets": NAMES,
    "Other names": OTHER,
    "Glosses in English": GLOSSES,
    "Chinese prose": (*DEFINITIONS_ZH, *NAMES_ZH, *SIDES_ZH, *PARTS_ZH),
    "English prose": (*DEFINITIONS_EN, *NAMES_EN, *REASONS_EN, *SIDES_EN),
    "What is left": (BOLD, PLAIN),
}
PATTERNS: tuple[Pattern, ...] = tuple(pattern for group in GROUPS.values() for pattern in group)

UNLESS: dict[str, tuple[Rule, ...]] = {p.name: p.unless for p in PATTERNS if p.unless}
"""The reasons for which what one pattern sees is left out, by its name."""


def sightings(outline: Outline, only: str = "") -> Iterator[Candidate]:
    """Yield every candidate that the patterns (or the one named ``only``) see in ``outline``."""
    chosen = [p for p in PATTERNS if not only or p.name == only]
    for pattern in chosen:
        if pattern.find:
            for c in pattern.find(outline):
                kind = c.kind if c.kind != "definition" else pattern.kind
                yield Candidate(pattern.name, kind, pattern.confidence, *c[3:])
    yield from read_prose(outline, chosen)


def documentation() -> str:
    """Return docs/patterns.md: what each record says of itself, with its examples and counter-examples."""
    lines = [
        "# Patterns",
        "",
        "What `quizgen extract` looks for, written from the pattern tables by `python -m quizgen.notes.patterns`: each",
        "record is rule, test and documentation at once. The confidence says how often a "
        "question made by the pattern is",
        "right; by default questions from 0.5 up are kept.",
    ]
    for title, patterns in GROUPS.items():
        lines += ["", f"## {title}"]
        for p in patterns:
            lines += ["", f"### {p.name}", "", f"Makes: {p.kind}. Confidence: {p.confidence}. {p.reason}", ""]
            for note, asked, answer in p.finds:
                lines += [*_quoted("finds", note), f"  - **{asked}** → {answer}"]
            for note in p.ignores:
                lines += _quoted("ignores", note)
    return "\n".join(lines) + "\n"


def _quoted(label: str, note: str) -> list[str]:
    if "\n" not in note:
        return [f"- {label}: `` {note} ``"]
    return [f"- {label}:", "  ```markdown", *(f"  {line}".rstrip() for line in note.splitlines()), "  ```"]
