"""Noun phrases in English: where one ends, and whether it says enough to be asked for."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quizgen.notes.patterns.predicates_en import PREPOSITIONS
from quizgen.notes.verb_list import NOUNS
from quizgen.notes.verbs import AUXILIARY, BARE, FORMS, WORD, is_only_verb, is_verb, opens_clause
from quizgen.notes.words import weight

WORD_WEIGHT, LEAST_ANSWER = 2, 4
"""A single word is asked for only where nothing else could stand there."""
LEAST_PHRASE = 6
"""So much says at least what is more than an object: a cause, what stands between a verb and its condition."""
LONGEST_CLAUSE = 28
"""More than this may be two clauses."""
# What ends a complement: the next clause, or a word that joins two verbs.
_PHRASE_END = re.compile(
    r"[,;:]\s(?!\d{3,4}\b(?!\s[a-z]))|\s[-–—]+\s|—|(?<=[a-z]{3})\.\s|\s(?:because|so|while|whereas|but|since|until|unless|though|although|rather|instead|depending|except|when|if)\s|"
    r"\s(?:as|for)\s(?=(?:it|he|she|they|we|you|this|these|there|at)\s)|\sas\s(?=(?:the|an?)\s)|\sdue\sto\s|"
    r"\s(?:and|or)\s+(?:then\s+)?(?=(?P<next>[\w'’-]+))",
    re.I,
)
_FEW_WORDS = (
    r"(?!(?:which|who|whose|where|that|it|they|he|she|we|you|this|these|\w+ing)\s)"
    r"[\w`'’/$-]{1,40}(?:\s[\w`'’/$-]{1,40}){0,4}"
)
CLAUSE_OPENS = re.compile(r"(?:that|whether|how|what|if|which|who|why|where|when)\s", re.I)
_LAST_NOUN = re.compile(r",\s[\w'’-]+(?:\s[\w'’-]+)?$")
_ADJECTIVE_BEFORE = re.compile(r"\b(?:an?|the|its|their|his)\s[\w-]+$")
_LIST_GOES_ON = re.compile(rf"(?:,\s{_FEW_WORDS}){{0,6}},?\s(?:and|or)\s{_FEW_WORDS}(?=[.,;]|$)")
_LAST_OF_SERIES = re.compile(
    rf",\s(?P<second>{_FEW_WORDS})(?:,\s{_FEW_WORDS}){{0,5}},?\s(?:and|or)\s(?=(?:the|an?)\s|[a-z]+s?\s)"
)
NO_PHRASE = re.compile(
    rf"(?:{PREPOSITIONS}|\w+ed\s(?:by|from|to|in|on|at|as|into)|said|called|known|supposed|(?:it|them|him|her)sel(?:f|ves)|and|or|but|than|when|if|that|because|not|also|then|why|so|about|which\s+\w+s|"
    r"it|they|we|you|he|she|i|during|before|after|across|within|without|due|this|these|those|them|there|here|"
    r"such|very|(?:more|less|fewer)(?!\s[a-z-]+(?:\s[a-z-]+)?\sthan\s)|too|like|only|just|be|been|done|able|used|likely|enough|easy|hard|difficult|important|useful|"
    r"necessary|possible|true|false|each\s+other|one\s+of\s+the|the\s+(?:most|best|same\s+way)|an?\s+(?:great|good|nice|useful|important|powerful|popular|common)|examples?|as|instead|how\s(?:do|does|did)|\w+ly(?=\s))\b(?!-)",
    re.I,
)
_LIGHT = frozenset(
    """
    good better best bad great important different similar possible useful common easy hard difficult large small new
    many much same other available true necessary simple complex high low key main people things something anything
    everything the a an as in of is each way ways time point lot bit some certain outcome outcomes
    result results effect effects
    """.split()  # noqa: SIM905 - words read best as text
)
_WEAK_END = re.compile(
    r"\s(?:simply|only|just|mainly|mostly|partly|largely|precisely|primarily|especially|even|also|too|again|except|as\s+well)$"
)
_PRONOUNS = frozenset("it they we you he she this these those there no not thus hence therefore".split())  # noqa: SIM905
_ENDS_PAIR = re.compile(r"\w+(?:[.,;)]|\s*$|\s(?:of|in|for|from|with|to|on|at|by|between)\s)")
_ADJECTIVE_ENDS = re.compile(r"(?:al|ic|ary|ous)$")
_ASIDE = re.compile(r"\s\([^()]*\)$")
_DATED = re.compile(r"\s(?:in|on|around|by|since|from|until|during)\s(?:the\s)?(?:[A-Z][a-z]+\s)?\d{3,4}\b")


def strong_end(text: str, start: int, stop: int) -> int:
    """Return where the phrase [start, stop) ends without what hangs on: simply (because), its date, an aside."""
    aside = _ASIDE.search(text, start, stop)
    stop = aside.start() if aside and weight(text[start : aside.start()]) >= LEAST_ANSWER else stop
    weak = _WEAK_END.search(text, start, stop)
    stop = weak.start() if weak else stop
    dated = _DATED.search(text, start, stop)
    return dated.start() if dated and weight(text[start : dated.start()]) >= LEAST_ANSWER else stop


def phrase_end(text: str, start: int, end: int) -> int:
    """Return where the phrase that begins at ``start`` ends: with its clause."""
    for found in _PHRASE_END.finditer(text, start, end):
        following = (found["next"] or "").lower()
        if following in NOUNS and (
            _ENDS_PAIR.match(text, found.end(), end) or _ADJECTIVE_ENDS.search(text, start, found.start())
        ):
            continue  # movement and balance, federal and state governments
        if found["next"] and _joins_within(text, start, found):
            continue
        if following and not (following in AUXILIARY or following in FORMS or following in _PRONOUNS):
            inside = text[start : found.start()]
            if not opens_clause(text[found.start("next") : end], leaning=True) or _half_clause(
                inside, text[start - 6 : start]
            ):
                continue  # and joins two nouns
        inside = text[start : found.start()]
        if inside.count("$") % 2 or inside.count("`") % 2 or inside.count("(") > inside.count(")"):
            continue
        stop = found.start()
        if text[stop] == "," and (series := _series_end(text, start, stop, end)):
            return series
        return stop
    return end


def _series_end(text: str, start: int, comma: int, end: int) -> int:
    """Return where the series ends whose first member [start, comma) is; 0 if what follows is no more of it."""
    if goes_on := _LIST_GOES_ON.match(text, comma, end):
        return goes_on.end()
    first = text[start:comma]
    series = _LAST_OF_SERIES.match(text, comma, end)
    if series and _is_member(first) and _is_member(series["second"], beside=first):
        return phrase_end(text, series.end(), end)
    ends = _LAST_NOUN.match(text[:end], comma) and _ADJECTIVE_BEFORE.search(first)
    return end if ends else 0  # the ideal, real world


def _is_member(phrase: str, beside: str = "") -> bool:
    """Say whether ``phrase`` can be one of a series of nouns: no predicate (raises the pulse), and no aside.

    An article brings in what the noun ``beside`` it is (the abacus, a tool ...), unless that has one as well.
    """
    first = WORD.match(phrase)
    alone = first is not None and not (is_only_verb(first.group()) or first.group().lower() in AUXILIARY)
    return (
        alone
        and not NO_PHRASE.match(phrase)
        and not (beside and _INDEFINITE.match(phrase) and not _INDEFINITE.match(beside))
    )


_INDEFINITE = re.compile(r"an?\s", re.I)


def _joins_within(text: str, start: int, joint: re.Match[str]) -> bool:
    """Say whether what follows the and ``joint`` belongs to the phrase that begins at ``start``.

    A question word does where it stands in the phrase as well (how it looks and how it works); a verb where the last
    verb of its form stands there (to collect taxes and improve trade). What may be a noun too is one where no verb of
    its form stands before it at all (a search and rescue team).
    """
    word = joint["next"].lower()
    if CLAUSE_OPENS.match(text, joint.start("next")):
        return re.search(rf"\b{word}\s", text[start : joint.start()], re.I) is not None
    if word not in BARE and not (word in FORMS and word.endswith("s")):
        return False
    verbs = list(_verbs(text[: joint.start()]))
    alike = [at for at, of_one in verbs if of_one == (word not in BARE)]
    if alike:
        return alike[-1] >= start
    noun = word in NOUNS or word.removesuffix("s") in NOUNS or any(at < start for at, _ in verbs)
    return noun and not _VERB_FOLLOWS.match(text, joint.end())


_VERB_FOLLOWS = re.compile(
    r"[\w'’-]+\s(?:[\w'’-]+\s)?(?:is|are|was|were|has|have|can|will|\w+ed\s(?:the|an?|its|that))\s", re.I
)
_OF_ONE = frozenset("is was has does".split())  # noqa: SIM905 - words read best as text


def _verbs(text: str) -> Iterator[tuple[int, bool]]:
    """Yield where each verb of ``text`` stands to which "and" may join another, and whether that ends in s."""
    for found in WORD.finditer(text):
        word, after = found.group().lower(), text[found.end() :]
        if word in AUXILIARY:
            yield found.start(), word in _OF_ONE
        elif word == "to" and (verb := WORD.match(after.lstrip())) and verb.group().lower() in BARE:
            yield found.start(), False
        elif word in FORMS and (word in BARE or word.endswith("s")) and is_verb(word, text[: found.start()], after):
            yield found.start(), word not in BARE


def clause_end(text: str, start: int, end: int) -> int:
    """Return where the clause that begins at ``start`` ends: with the sentence, if that is short and has no comma."""
    one = weight(text[start:end]) <= LONGEST_CLAUSE and not re.search("[,;:]", text[start:end])
    return end if one else phrase_end(text, start, end)


def _half_clause(inside: str, before: str) -> bool:
    """Say whether ``inside`` begins a clause whose verb is still to come: whether sellers (and buyers have ...)."""
    opened = before.endswith(" that ") or CLAUSE_OPENS.match(inside)
    return bool(opened) and not any(
        word.lower() in AUXILIARY or word.lower() in FORMS for word in WORD.findall(inside)[1:-1]
    )


def is_phrase(phrase: str, *, restricted: bool) -> bool:
    """Say whether ``phrase`` is a noun phrase that says enough: under a condition one word may do."""
    words = [word.lower() for word in WORD.findall(phrase)]
    if phrase[:1] in "(+-=<>&*/→" or phrase.count('"') % 2 or _ONLY_CLOSES.match(phrase):
        return False
    clause = any(
        word in AUXILIARY
        for word in WORD.findall(re.split(r"(?:^|\s)(?:that|which|who|whose|where|how|what|whether)\s", phrase)[0])
    )
    if NO_PHRASE.match(phrase) or clause or all(word in _LIGHT for word in words):
        return False
    if _SOME.fullmatch(phrase) or _LEANING_PHRASE.search(phrase) or _OBJECT_AND_MORE.search(phrase):
        return False
    return weight(phrase) >= LEAST_ANSWER or "$" in phrase or (restricted and len(words) == 1 and len(phrase) > 3)


_LEANING_PHRASE = re.compile(
    r"\b(?:this|that|these|those|such)\s[a-z]+$|\b(?:of|between|than|to|with)\s(?:them|the\stwo|each\sother|it)$|\bone\sanother$",
    re.I,
)
_ONLY_CLOSES = re.compile(r"[^'‘]*(?<!s)['’](?:[\s,]|$)")  # a quotation that began before
_SOME = re.compile(
    r"(?:many|several|various|different|certain|multiple|some|any|all|particular|considerable|other|further|similar)"
    r"(?:\sof)?(?:\s(?:the|its|his|her|their))?(?:\s(?:essential|important|different|main))?\s[a-z-]+(?:\s[a-z]+)?",
    re.I,
)
"""It says that there are some, and not which."""
# An object and what is made of it, or a second clause: makes cells look normal, leaves the market alone.
_OBJECT_AND_MORE = re.compile(r"^[^(]*[a-z}$]\s(?:(?<!\ba\s)very|look|becomes?|became|alone)\b")
_TERM = re.compile(
    r"(?!(?:an?|the|this|that|its|their|his|her|our|your|each|all|no|some|any|more|less|other|every|new|two|three|four|only|\w+ly|what)\s)[A-Za-z][a-z'’-]{3,}\s[a-z-]{4,}"
)


def is_term(answer: str) -> bool:
    """Say whether ``answer`` is two words that can be a term: an adjective or noun, and a noun, without article."""
    first, _, second = answer.lower().partition(" ")
    return (
        bool(_TERM.fullmatch(answer))
        and first not in _LIGHT
        and second not in _LIGHT
        and (first not in BARE or first in NOUNS)
    )
