"""Fragments: texts without a subject, which are said of the name they stand under."""

from __future__ import annotations

import re

from quizgen.notes.regexes import zh
from quizgen.notes.verbs import has_verb, is_clause, main_verb, starts_with_verb
from quizgen.notes.words import has_han


def is_fragment(text: str) -> bool:
    """Say whether ``text`` lacks a subject: it is said of the heading."""
    if has_han(text[:4]):
        return bool(_PREDICATE_ZH.match(text) or _NOUN_PHRASE_ZH.fullmatch(text))
    head = _RELATIVE_EN.split(text, maxsplit=1)
    if starts_with_verb(text) and not _FINITE_EN.search(" ".join(text.split()[:4])):
        return True
    if says_of_noun(text):
        return False
    if _FRAGMENT_EN.match(text) and not is_clause(head[0]):
        return True
    return len(head) > 1 and text[:1].isupper() and not has_verb(head[0] + " ") and len(head[0].split()) <= 6


def says_of_noun(text: str) -> bool:
    """Say whether the English ``text`` says something of the noun and its clause with which it opens.

    A glacier that melts is dangerous. What follows a comma may be a sentence of its own: ..., this makes it so.
    """
    clause = _CLAUSE_EN.search(text)
    verb = main_verb(text) if clause else -1
    return clause is not None and verb > clause.start() and not _NEW_SENTENCE.search(text, 0, verb)


_CLAUSE_EN = re.compile(r"\s(?:that|which|who|whose|where)\b")


def is_noun(text: str) -> bool:
    """Say whether the English ``text`` is a noun and what a clause says of it, of which nothing more is said."""
    return bool(_NOUN.match(text)) and main_verb(text) < 0


_NOUN = re.compile(r"(?:an?|any|one|pieces?|people)\s(?:[^\s,;:]+\s){0,8}?(?:that|which|who|whose|where)\b", re.I)
_NEW_SENTENCE = re.compile(r",\s(?:this|these)\s(?:[\w'’-]+\s){0,2}$", re.I)
_PREDICATE_ZH = re.compile(
    zh(
        r"(?:就|即)?(?:是(?!否)|指|用于|用来|用以|为了|通过|将|把|由(?!于)|利用|采用|使用|根据|基于|"
        r"能够?|可以|以(?!下|上)|按照?|允许|提供|负责|表示|属于|具有?|"
        r"[^，。是指为叫称有]{0,8}一[种个类]|把|让|使)"
    )
)
_NOUN_PHRASE_ZH = re.compile(
    zh(
        r"(?![它他她其这那该我你大一])[^，,。；;：:是有会能不没了着过就都也要让使把将]{4,50}的[^，,。；;：:的是了着过]{2,10}[。]?"
    )
)
_FRAGMENT_EN = re.compile(
    r"(?:[a-z]|(?:An?|The|Any|Used|Is|Are|When|How)\b|(?:\w+er|More\s+\w+|Less\s+\w+|Similar|Same)\s+(?:than|to|as)\b)"
)
_FINITE_EN = re.compile(
    r"\b(?:is|are|was|were|has|have|had|can|could|will|would|should|must|may|might|do|does|did)\b", re.I
)
_RELATIVE_EN = re.compile(r"\s(?:(?:that|which|who),?|where|whose|when|before|after|until|while|because|if)\s")
HOLDS_ZH = re.compile(zh("(?:主要|一般|通常)?(?:包括|包含|分为|分成)"))
