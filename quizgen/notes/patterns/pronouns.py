"""To what the pronoun points with which a sentence begins: 它, it, they, he."""

from __future__ import annotations

import re

from quizgen.notes.naming import Name
from quizgen.notes.openings import EXTRAPOSED_EN
from quizgen.notes.patterns.predicates_en import clause_after, subject_of
from quizgen.notes.patterns.terms import term_of
from quizgen.notes.regexes import zh
from quizgen.notes.verbs import PAST
from quizgen.notes.words import has_han

_PRONOUN = re.compile(
    zh(
        r"(?:它们?|其(?![中他它实次余])|该(?:[^，。的是]{1,8}?(?=是|用于|由|可以|能|会|为|将|使|通过))|"
        r"此类[^，。的是]{0,6}(?=是))(?:的(?=[^，。]{1,8}[是为在]))?"
    )
    + r"|(?:It|They|He|She)(?=\s+\w)",
    re.I,
)
_MANY = re.compile(r"(?:[a-z](?<!s)s|ae|men|people|children|a|i)$|\sand\s|[^\x00-\x7f]", re.I)
_PERSON = re.compile(
    r"(?=[A-Z])(?!(?:The|This|That|These|Those|It|He|She|They|In|On|At|When|While|If|An?|We|You|I|There|And|But|So|As|For|After|By|To|Neither|Both|Each|Every|All|Some|Many|Most|No|None|His|Her|Their|Its|What|How|Why)\b)"
    r"(?P<name>[A-Z][a-z]+(?:\s(?:[A-Z][\w.-]*|of|de|von|van|the)){0,4})(?:['’]s|\s(?:is|was|had|has|believes|[a-z]+ed|"
    + "|".join(sorted(PAST | {"thought", "held", "made", "led", "said", "built", "fought", "taught", "found"}))
    + r"))\s"
)


def after_pronoun(
    text: str, start: int, subject: Name | str | None, person: Name | None
) -> tuple[int, Name | str | None, Name | None]:
    """Return where ``text`` goes on after a pronoun at ``start``, of what it speaks, and to what the pronoun points.

    ``subject`` is what the sentence before it speaks of, ``person`` who was spoken of last.
    """
    pronoun = _PRONOUN.match(text, start) if (subject or person) and not EXTRAPOSED_EN.match(text, start) else None
    if pronoun is None:
        return start, subject, None
    word = pronoun.group().lower()
    subject = person if word in ("he", "she") else named(subject)
    if word == "they" and subject and not _MANY.search(subject.text):
        subject = None  # of whom something else is said
    return (pronoun.end() if subject else start), subject, subject


def named(spoken_of: Name | str | None) -> Name | None:
    """Return the term that is spoken of: of an English sentence, of which little points to it, its subject."""
    if isinstance(spoken_of, str):
        return term_of(spoken_of if has_han(spoken_of) else subject_of(spoken_of))
    return spoken_of


def person_in(text: str) -> Name | None:
    """Return who it is that the English ``text`` speaks of, where it begins with a name and a verb."""
    who = _PERSON.match(text, clause_after(text))
    return Name(who["name"]) if who else None
