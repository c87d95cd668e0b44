"""How sure it is that a plain statement makes a good question: what speaks for it and against it, each counted once."""

from __future__ import annotations

import re

from quizgen.notes.verbs import PAST
from quizgen.notes.words import weight, words

FULL_ANSWER, SHORT_ANSWER = 10, 6
"""An answer of this weight says something; a shorter one is often arbitrary, the shortest anything."""

RICH_ANSWER, BARE, REST = 16, 4, range(4, 16)
"""So much says nearly always something worth knowing; so little, as answer or before it, seldom; so much behind the
blank pins the answer down and does not drown it."""

BY_POINTS = (0.35, 0.4, 0.55, 0.6, 0.7, 0.75)
"""The confidence in an English statement with two points and more against it, one, none, one for it, two, more.

Readers keep fewer of them than of what a label or a connector names, whatever speaks for a statement: none is as sure.
"""

_OF_A_KIND = re.compile(r"(?:the|an?|all|each|every|any)\s", re.I)
_RULE = re.compile(r"\b(?:can|may|might|could|must|should|will|would)\b|\bthat\s*$", re.I)
_HAPPENED = re.compile(r"\b(?:was|were|had|did|\w{2,}ed\s*$)", re.I)
_IS = re.compile(r"\b(?:is|are)\s*$", re.I)
_CALLED = re.compile(r"\b(?:called|termed|named|known\s+as)\s*$", re.I)
_LAST_TWO = re.compile(r"(?:[\w'’-]+\s+){0,2}$")
_ADDRESSED = re.compile(r"\b(?:you|your|we|our)\b", re.I)
_NO_MORE_THAN_SOME = re.compile(
    r"(?:(?:an?|the)\s)?(?:many|several|various|different|multiple|some|other|same|more|further|similar)\b|(?:two|three|four)\s\w+$",
    re.I,
)


def in_english(before: str, answer: str, after: str, *, named: bool, about: tuple[str, ...]) -> float:
    """Return the confidence in the English statement ``before`` ____ ``after``.

    For it speak an answer that says much, that it names what it is about (``named``), that it says a rule or speaks of
    a kind (the, a, can, that), what something is or is called, or what a part does of that under which it stands
    (``about``), that it stands under nothing and so says all itself, that it goes on for a bit. Against it speak a word
    or two for an answer, a bare lead (uses ____), an event that is told, a reader who is addressed, an answer that only
    counts (many forms).
    """
    said, lead = weight(answer), weight(before)
    points = (said > BARE) + (said > SHORT_ANSWER) + (said >= FULL_ANSWER) + (said >= RICH_ANSWER) - 2
    points += 2 if named else not about
    points += bool(_OF_A_KIND.match(before) or _RULE.search(before))
    points += bool(_IS.search(before)) + 2 * bool(_CALLED.search(before))
    points += not named and any(len(w) > 3 and w in before.lower() for name in about for w in words(name.lower()))
    points += weight(after) in REST
    points -= lead <= BARE
    points -= _tells(before)
    points -= bool(_ADDRESSED.search(f"{before}{answer}{after}"))
    points -= 2 * bool(_NO_MORE_THAN_SOME.match(answer))
    return BY_POINTS[min(max(points, -2), 3) + 2]


def _tells(before: str) -> bool:
    """Say whether what leads to the blank tells what happened: Germany declared ____."""
    last = _LAST_TWO.search(before)
    return bool(_HAPPENED.search(before)) or any(word.lower() in PAST for word in words(last.group() if last else ""))
