"""Plain statements: which part of a sentence is worth asking for when nothing else is known of it.

Asked for is a noun phrase: what a verb says of its subject. The verb stays in the question, and so does what ends the
sentence.
"""

from __future__ import annotations

from quizgen.notes.patterns import gaps_en, gaps_zh
from quizgen.notes.words import has_han, segment, weight

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
    found = gaps_zh.phrases(text, end, known) if has_han(text) else gaps_en.phrases(text, end)
    for begin, close in found:
        start = close - len(text[begin:close].lstrip(" \t，,：:"))
        stop = start + len(text[start:close].rstrip())
        opens = not text[:start].strip() and not has_han(text)  # what causes the rest
        if weight(text[start:stop]) <= LONGEST_GAP and leads(text[stop:] if opens else text[:start], text[start:stop]):
            return start, stop
    return None


def leads(before: str, answer: str) -> bool:
    """Say whether ``before`` leads to ``answer``: it has a subject and stops neither in a bracket nor in a word."""
    if weight(before) < 2 or before.lstrip()[:1] in "#?!":
        return False
    if any(t.count(opening) != t.count(closing) for t in (before, answer) for opening, closing in _BRACKETS):
        return False
    if before.count("$") % 2 or before.count("`") % 2 or answer.count("$") % 2 or answer.count("`") % 2:
        return False
    return not (has_han(before[-1:]) and has_han(answer[:1]) and _splits_word(before[-6:], answer[:6]))


def _splits_word(before: str, answer: str) -> bool:
    at = 0
    for word in segment(before + answer):
        at += len(word)
        if at >= len(before):
            return at > len(before)
    return False
