"""Plain statements in English: the noun phrase after a verb that is worth asking for."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quizgen.notes.echo import given
from quizgen.notes.patterns.objects_en import behind_object
from quizgen.notes.patterns.phrases_en import (
    CLAUSE_OPENS,
    LEAST_PHRASE,
    NO_PHRASE,
    WORD_WEIGHT,
    clause_end,
    is_phrase,
    phrase_end,
    strong_end,
)
from quizgen.notes.patterns.predicates_en import ARTICLE, CONDITION, complements, points_back
from quizgen.notes.verbs import AUXILIARY, FORMS, WORD, is_verb_form
from quizgen.notes.words import weight

_RESULT = re.compile(
    r"(?:when(?:ever)?|if|since|because|as|once|where|after|before|while|although|though|given)\b", re.I
)
# It draws a conclusion from what stands before, or speaks of a thing that only stands there: is therefore, such steels.
_LEANING = re.compile(
    r"\b(?:(?:is|are|was|were|can|will|has|have)\s(?:therefore|thus|hence|consequently)|(?:to|of|for|in|on|from|with|by|at|than|using)\s(?:this|these|those|it|them)|"
    r"(?:such(?!\sas\b)|those)\s[a-z]+s)\b",
    re.I,
)
_WHY = re.compile(r",?\s(?:because(?:\s+of)?|due\s+to|(?:since|as)\s(?=(?:it|they|its|their|there)\s))\s*", re.I)
_ITS = re.compile(r"(?:it|they|there)\s", re.I)
_MORE = r"(?:the\s+)?(?:more|less|fewer|better|larger|smaller|higher|lower)\b"
_MAKING = re.compile(
    r",\s(?:thus\s+|thereby\s+|hence\s+)?(?:creating|causing|producing|forming|leading\s+to|resulting\s+in|giving|"
    r"yielding|triggering|generating|increasing|decreasing|reducing|preventing|enabling)\s",
    re.I,
)
_NO_SUBJECT = re.compile(
    r"(?:(?:in|at|on|by|from)\s(?:\w+\s){1,3}(?:it|they)\s|we\s+(?:should|must)\b|we\s+(?:can\s+|will\s+|now\s+|then\s+|also\s+|first\s+)*(?:introduce|define|see|discuss|consider|call|denote|"
    r"look|let|need|want|talk|start|begin|turn|say|write|assume|mean|expect|hope|show|learn|study|cover)\b|"
    r"(?:you|we)\s+(?:are|were)\b|(?:this|that)\s+(?:is|was)\b|turns?\s+out\b|"
    r"(?:the|this)\s(?:term|word|name|expression)\s(?:is|was|has|had|may|can|comes|came|also|refers|stands)\b|(?:i|he|she|they|there|here|let|one|some|others|many|most|people|someone|everyone|everything|remember|note)\b|"
    rf"whether|{_MORE}.*,\s*{_MORE}|the\s\w+er\s(?:the|an?)\s|(?:why|how|what|when|who)\b(?!.*,))",
    re.I,
)
_SAYS = re.compile(r"(?:we|you|it)\s+(?:can\s+)?(?:know|say|see|find|conclude|assume|follows)\s+that\s", re.I)
_NO_CLAUSE = re.compile(
    r"(?:it|we|you|he|she|i|they|this|these|those|there|here|let|one|what|how|why|please|then|by|of|from|with|to)\b",
    re.I,
)
_UNDER_CONDITION = re.compile(r"(?:only\s+)?(?:when(?:ever)?|iff?(?:\s+and\s+only\s+if)?|unless)\s", re.I)
_POINTS = re.compile(r"(?:this|that|these|those|you|we|i)\s|\w+ing\s(?!.*\s(?:is|are|does|can)\s)", re.I)
_NAMED = re.compile(r"\b(?:called|known\s+as|termed|named)\s+$", re.I)  # which asks for the name
_AS = re.compile(r"\sas\s(?=(?:an?|the|its|their)\s)")
_DATE = re.compile(
    r"(?:(?:c\.|ca\.?|about|around|early|late|the)\s)*(?:\d{1,2}\s)?(?:[A-Z][a-z]+\s)?\d{3,4}s?(?:\s(?:BCE?|CE|AD))?$"
)
_IT = re.compile(r"it\s", re.I)
_CASE = re.compile(r"(?:when(?:ever)?|if|once|as|while|after|before|because|since)\s(?![^,]{0,40}\bit\b)", re.I)
"""A case whose own subject "it" can stand for: when an adapter is ready, it sends ..."""


def phrases(text: str, end: int) -> Iterator[tuple[int, int]]:
    """Yield the parts [start, end) of the statement ``text`` that can be asked for, the best first."""
    condition = CONDITION.match(text)
    at = condition.end() if condition else 0
    if condition and points_back(text):
        return
    if says := _SAYS.match(text, at):
        at = says.end()
    if _NO_SUBJECT.match(text, at) or (condition and _IT.match(text, at) and not _CASE.match(text)):
        return
    if condition and _RESULT.match(text) and (stop := _result(text, at, end)):
        yield at, stop
    cause = _cause(text, at)
    if cause and _MAKES.match(text, cause):
        yield at, cause
    for _, start in complements(text, at, end):
        if _LEANING.search(text, 0, start):
            break
        stop = strong_end(text, start, phrase_end(text, start, end))
        if text[start - 6 : start].endswith(" that "):
            first = WORD.match(text, start)
            alone = first is None or not (is_verb_form(first.group()) or first.group().lower() in AUXILIARY)
            if weight(text[start:stop]) >= LEAST_PHRASE and alone and not _NO_CLAUSE.match(text, start):
                yield start, stop
            continue
        if behind := behind_object(text, start, end):
            yield behind
        under = _UNDER_CONDITION.match(text, start) or _UNDER_CONDITION.match(text, stop + 1)
        yield from _said_of_it(text, start, stop, end, under)
        if _DATE.match(text[start:stop]) or is_phrase(text[start:stop], restricted=at > 0 or under is not None):
            yield start, stop
    yield from _consequences(text, at, end)
    if cause:
        yield at, cause


_CAUSES = re.compile(
    r"\s(?:(?:can|may|could|will|often|usually|also|then|thus)\s)*(?:causes?|caused|leads?\s+to|led\s+to|results?\s+in|resulted\s+in|triggers?|triggered|"
    r"produces?|produced|creates?|created)\s(?!(?:for|of|in|to|and|or)\s)(?=(?:[\w-]+\s){0,2}[\w-]+[.;]?$)"
)


def _said_of_it(text: str, start: int, stop: int, end: int, under: re.Match[str] | None) -> Iterator[tuple[int, int]]:
    """Yield the condition ``under`` which the little [start, stop) holds, and as what a single word is used."""
    if under and _is_condition(text, start, under):
        yield under.end(), clause_end(text, under.end(), end)
    if (used := _AS.match(text, stop)) and weight(text[start:stop]) == WORD_WEIGHT:
        yield used.end(), phrase_end(text, used.end(), end)


_MAKES = re.compile(r"\s(?:causes?|produces?|creates?)\s")


def _is_condition(text: str, start: int, under: re.Match[str]) -> bool:
    """Say whether the condition ``under`` is what tells most: nothing or little stands between it and the verb."""
    between = text[start : under.start()]
    little = weight(between) <= LEAST_PHRASE and not CLAUSE_OPENS.match(between)
    thing = ARTICLE.match(text, start - 1) and not given(between, text[:start] + text[under.end() :])
    return little and not thing and not _POINTS.match(text, under.end()) and not _NAMED.search(text, 0, start)


def _cause(text: str, at: int) -> int:
    """Return where the subject ends that causes what one to three words name: a lack of iron causes anaemia; else 0."""
    found = _CAUSES.search(text, at)
    cause = text[at : found.start()] if found else ""
    fits = weight(cause) >= LEAST_PHRASE and not _NO_CLAUSE.match(cause) and not re.search("[,;:]", cause)
    return at + len(cause) if fits else 0


def _consequences(text: str, at: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield what a statement says that something makes (, causing ...), and why it is so (because ...)."""
    for made in _MAKING.finditer(text, at, end):
        stop = phrase_end(text, made.end(), end)
        if weight(text[at : made.start()]) >= 6 and is_phrase(text[made.end() : stop], restricted=False):
            yield made.end(), stop
    why = _WHY.search(text, at + 12, end)
    if (
        why
        and weight(text[at : why.start()]) >= 6
        and (_ITS.match(text, why.end()) or not NO_PHRASE.match(text, why.end()))
    ):
        yield why.end(), end


def _result(text: str, at: int, end: int) -> int:
    """Return where the short clause ends that is what happens under a condition; 0 if it is none to ask for."""
    stop = phrase_end(text, at, end)
    clause = text[at:stop]
    words = [word.lower() for word in WORD.findall(clause)]
    says = any(word in AUXILIARY or word in FORMS for word in words[1:]) and words[0] not in AUXILIARY
    return stop if says and 6 <= weight(clause) <= 24 and not _NO_CLAUSE.match(clause) else 0
