"""What a pattern is: one record that is rule, test, counter-examples and documentation at once."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from quizgen.notes.model import Candidate, CandidateKind
from quizgen.notes.outline import Outline


@dataclass(frozen=True, slots=True)
class Rule:
    """A reason for which a candidate is left out, in plain words, and what tells it."""

    reason: str
    tells: Callable[[Candidate], bool]


@dataclass(frozen=True, slots=True)
class Pattern:
    """One construction of the language or of the page that says something of a term.

    ``regex`` is the connector between a term and what is said of it (是一种, refers to). ``order`` says what stands on
    its two sides (see ``connectors.ORDERS``), ``subject`` must be found in the term's side, ``cues`` are texts of which
    one stands in every sentence that the regex matches. ``asks`` makes the question out of ``{term}``, ``{left}`` (the
    whole left side) and the regex's groups. A pattern of the page has ``find`` instead, which looks at the outline.
    ``confidence`` is how often what it finds makes a right question; ``reason`` says why it can be trusted.
    ``unless`` are the reasons for which what this pattern sees is left out.
    ``finds`` holds (note, term or question, answer or items); ``ignores`` notes in which it finds nothing.
    """

    name: str
    kind: CandidateKind
    confidence: float
    reason: str
    finds: tuple[tuple[str, str, str], ...]
    ignores: tuple[str, ...]
    regex: re.Pattern[str] | None = None
    subject: re.Pattern[str] | None = None
    order: str = "term answer"
    cues: tuple[str, ...] = ()
    asks: str = ""
    find: Callable[[Outline], Iterator[Candidate]] | None = None
    unless: tuple[Rule, ...] = ()
