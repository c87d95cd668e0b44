"""Plain statements: which part of a sentence is worth asking for when nothing else is known of it.

Asked for is a noun phrase: what a verb says of its subject. The verb stays in the question, and so does what ends the
sentence.
"""

from __future__ import annotations

import re

from quizgen.notes.patterns import gaps_en, gaps_zh
from quizgen.notes.regexes import zh
from quizgen.notes.words import has_han, reach, weight

LONGEST_GAP = 40
"""More than this is no longer one thing to recall."""

_BRACKETS = (("(", ")"), ("（", "）"), ("[", "]"), ("“", "”"), ("《", "》"))


def gap(text: str, known: str = "") -> tuple[int, int] | None:
    """Return the part [start, end) of ``text`` that is worth asking for: what its verb says of its subject.

    ``known`` are the names above it.
    None where it would be a word or two that could be anything, or more than one can recall, or where what is left of
    the sentence would not lead to it.
    """
    end = len(text.rstrip("。.！!；; "))
    chinese = has_han(text)
    found = gaps_zh.phrases(text, end, known) if chinese else gaps_en.phrases(text, end)
    for begin, close in found:
        start = close - len(text[begin:close].lstrip(" \t，,：:"))
        stop = start + len(text[start:close].rstrip())
        opens = not text[:start].strip() and not chinese  # what causes the rest
        cut = chinese and (reach(text, start) or reach(text, stop))
        whole = weight(text[start:stop]) <= LONGEST_GAP and not cut and not _DENIES.search(text[:start])
        if whole and leads(text[stop:] if opens else text[:start], text[start:stop]):
            return start, stop
    return None


def leads(before: str, answer: str) -> bool:
    """Say whether ``before`` leads to ``answer``: it has a subject and does not stop in a bracket."""
    if weight(before) < 2 or before.lstrip()[:1] in "#?!":
        return False
    if any(t.count(opening) != t.count(closing) for t in (before, answer) for opening, closing in _BRACKETS):
        return False
    return not any(t.count(sign) % 2 for t in (before, answer) for sign in "$`")


# A word that belongs to what follows, or what something is not: anything.
_DENIES = re.compile(
    zh("(?:不|没|未|(?:不|并非)(?:再|算)?(?:是指?|属于|等于)(?:一[种个类])?)$")
    + r"|\b(?:(?:is|are|was|were)\s+not|isn['’]t|aren['’]t)\s+$"
)
