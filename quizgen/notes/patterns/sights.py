"""What patterns of the page have in common: making a candidate, putting a question, telling what a label names."""

from __future__ import annotations

import re
from collections.abc import Sequence

from quizgen.notes.model import Candidate, CandidateKind, Inline
from quizgen.notes.naming import Name, is_statement
from quizgen.notes.openings import EXTRAPOSED_EN
from quizgen.notes.regexes import zh
from quizgen.notes.verbs import has_verb, starts_with_verb
from quizgen.notes.words import has_han, weight

BLANK = "____"
"""Stands in a question where words of the notes are asked for."""


def sight(  # noqa: PLR0913 - the fields of a candidate
    block: int,
    term: str,
    answer: str,
    line: int,
    passage: str,
    *,
    kind: CandidateKind = "definition",
    aliases: tuple[str, ...] = (),
    items: tuple[str, ...] = (),
    ordered: bool = False,
    prompt: str = "",
) -> Candidate:
    """Return a candidate without the name and confidence that its pattern will give it."""
    return Candidate("", kind, 0.0, term, answer, block, line, passage, aliases, items, ordered, prompt)


def changed(candidate: Candidate, **values: object) -> Candidate:
    """Return ``candidate`` with ``values``."""
    return candidate._replace(**values)  # type: ignore[arg-type]


def prompt(context: tuple[Name, ...], asked: str = "") -> str:
    """Return the question "[wider > narrower] asked", with no name said twice."""
    names = [text for name in context for text in (name.within, name.text) if text]
    if not asked and names:
        *names, asked = names
    names = [n for n in names if n.casefold() not in asked.casefold()]
    return f"[{' > '.join(names)}] {asked}" if names else asked


def asks_other_name(name: str, *, chinese: bool) -> str:
    """Return the question for another name of what is called ``name``."""
    if chinese:
        return f"{name}又叫什么？"
    many = name.endswith("s") and not name.endswith(("ss", "us", "is"))
    return f"What {'are' if many else 'is'} {name} also called?"


def leads_in(text: str) -> bool:
    """Say whether ``text`` ends with a colon: what it promises stands below."""
    return text.rstrip(" *_").endswith(("：", ":"))


_DEPENDS = re.compile(
    zh(r"(?:它们?|其(?![中他实次])|这|该|即|也就是说?)|(?:each|it|they|this|these|its|their)\b"), re.I
)


def opening(said: Sequence[Inline], block: Inline) -> Inline:
    """Return the first of the sentences ``said`` in ``block``, with those that lean on it while all stays short."""
    start = block.text.find(said[0].text)
    end = start + len(said[0].text)
    if len(said) > 1 and _is_half(said[0].text, said[1].text):
        end = block.text.find(said[1].text, end) + len(said[1].text)
        return block.cut(start, end)
    for sentence in said[1:3]:
        longer = weight(block.text[start:end]) + weight(sentence.text)
        goes_on = (
            block.text[:end].endswith(("；", ";")) and weight(sentence.text) > LEAST_CLAUSE and longer <= LONG_ENOUGH
        )
        depends = _DEPENDS.match(sentence.text) and weight(block.text[start:end]) <= 24 and weight(sentence.text) <= 30
        if not goes_on and not depends:
            break
        end = block.text.find(sentence.text, end) + len(sentence.text)
    return block.cut(start, end)


def _is_half(kind: str, condition: str) -> bool:
    """Say whether ``kind`` is no more than a noun (an n x m matrix), which only the ``condition`` after it explains."""
    short = weight(kind) <= SHORT_KIND and not is_statement(kind) and not has_verb(kind)
    return short and bool(_CONDITION.match(condition)) and weight(kind + condition) <= LONG_ENOUGH


SHORT_KIND, LONG_ENOUGH, LEAST_CLAUSE = 10, 50, 3
"""A noun of at most this weight says little; with its condition it must not be longer than that. What weighs no more
than the last says nothing: 反之."""

_CONDITION = re.compile(zh("如果|若(?!干)|当(?![前时])") + r"|(?:if|when|whenever)\b", re.I)

_COPULA_AFTER = re.compile(
    zh(
        r"\s*(?:[（(][^（()）]{0,80}[)）])?\s*(?:(?:就|则)?是指?|指的?是?)(?![数标令导向针明出定示引])|"
        r"\s*(?:[（(][^（()）]{0,80}[)）])?\s+(?:is|are|means|refers\s+to)\s+"
    ),
    re.I,
)
_COPULA = re.compile(
    zh(r"(?:也?就|即)?(?:是指?|指的?是?|即)(?![数标令导向针否非明出定示引])")
    + r"|(?:is|are|means(?!\s+of\b)|refers\s+to)\s+",
    re.I,
)
_ARTICLE = re.compile(r"(?:an?|the)\s+", re.I)
# Iceberg principle: this model states that most of it is hidden
_THIS_SAYS = re.compile(
    r"this\s(?:theory|theorem|law|principle|rule|model|view|approach|hypothesis|effect|concept|idea|school|argument)\s"
    r"(?:says|states|claims|holds|argues|asserts|assumes|means|proposes|suggests|posits)\sthat\s",
    re.I,
)
THIS_IS = re.compile(
    zh(r"(?:这|它|该.{1,6}?)(?:就|其实|也)?是(?=一[种个类套])")
    + r"|(?:This|These|It|They)(?:\s+(?:is|are)|['’](?:s|re))\s+(?!when|where|because|why|how|not|done|used)(?=\w+\s\w)"
    r"|This\s+(?:theory|theorem|law|principle|rule|model|view|approach|hypothesis|effect|concept|idea|school)\s+"
    r"(?=(?:says|states|claims|holds|argues|asserts|assumes|means|proposes|suggests|posits)\s)"
)
"""What is said of the name above it, with a pronoun for that name."""
_PRONOUN = re.compile(r"(?:This|These|It|They)\s+")
_APPOSITION = re.compile(r",\s[^,.;]{2,40},\s|\s")


def without_subject(body: Inline, name: Name) -> Inline:
    """Return ``body`` without the term and "is" at its beginning ("S3: S3 is a store" says "a store").

    A verb stays ("Scree: A scree, in the Alps, covers slopes" says "covers slopes").
    """
    text = body.text
    this = None if EXTRAPOSED_EN.match(text) else _THIS_SAYS.match(text) or THIS_IS.match(text)
    if this is None and (pronoun := _PRONOUN.match(text)) and starts_with_verb(text[pronoun.end() :]):
        this = pronoun
    if this:
        return body.cut(this.end(), len(text))
    article = _ARTICLE.match(text)
    at = article.end() if article else 0
    for word in (name.text, *name.aliases):
        if text[at : at + len(word)].casefold() != word.casefold():
            continue
        end = at + len(word)
        if rest := _COPULA_AFTER.match(text, end):
            return body.cut(rest.end(), len(text))
        if not has_han(word) and (gap := _APPOSITION.match(text, end)) and starts_with_verb(text[gap.end() :]):
            copula = _COPULA.match(text, gap.end())
            return body.cut(copula.end() if copula else gap.end(), len(text))
    copula = _COPULA.match(text)
    return body.cut(copula.end(), len(text)) if copula and len(text) > copula.end() + 3 else body
