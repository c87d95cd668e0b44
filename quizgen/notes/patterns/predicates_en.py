"""Of an English statement: where its condition ends, what is its subject, and where what its verb says begins."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quizgen.notes.openings import lead
from quizgen.notes.verb_list import NOUNS
from quizgen.notes.verbs import AUXILIARY, BARE, FORMS, MODAL, WORD, is_verb, is_verb_form, may_be_verb

_ADVERBS = (
    r"(?:\s+(?:not|also|only|always|often|usually|sometimes|never|just|now|still|then|thus|hence|therefore|all|both|mostly|most|"
    r"(?!apply|supply|rely|imply|multiply|comply)\w+ly)"
    r"(?=\s))*"
)
PREPOSITIONS = (
    "away|back|together|apart|to|on|in|from|of|with|for|at|as|into|by|through|towards?|upon|up|down|out|off|onto|over|"
    "between|among|after|before|during|along|behind|inside|outside|near|against|within|without|under|about|across|around|throughout"
)
_ONLY_NOUN = r"\s(?!\w+wards\b|always|across|sometimes|less)[a-z-]+[a-rtv-z]s[.;]?$"  # are worn stones
_AFTER_BE = re.compile(
    rf"{_ADVERBS}(?:\s+(?:be|been|being)(?=\s))?{_ADVERBS}"
    rf"(?:\s+(?:called|named|termed|considered|\w+(?:ed|en)(?!{_ONLY_NOUN})|built|held|kept|found|known|shown|made|done|set|put|sent|lost|met|bound|born|"
    rf"drawn|due|able|"
    rf"likely|like|responsible|equal(?=\sto\s)|similar|equivalent|related|prone|based|dependent)(?=\s)"
    rf"(?:\s+(?:up|out|down|back|away|off)(?=\s))?(?:\s+(?:{PREPOSITIONS}|that|than)(?=\s)(?:\s+be(?=\s))?)?|"
    r"\s+(?:in|on|under|between|within|inside|above|below|behind|outside)(?=\s(?!(?:contrast|turn|fact|that|which|this|order)\b)))?",
    re.I,
)
_AFTER_VERB = re.compile(
    rf"(?:\s+(?:us|you|me)(?=\s))?(?:\s+(?:it|them|him|her)sel(?:f|ves)(?=\s))?(?:\s+\w{{3,}}ly(?=\s+(?:{PREPOSITIONS})\s))?"
    rf"(?:\s+(?:up|out|down|back|away|off)(?=\s+(?:{PREPOSITIONS})\s))?"
    rf"(?:\s+(?:rise|place|much|part|root|care|advantage|account|access)(?=\s+(?:{PREPOSITIONS})\s))?"  # gives rise to
    rf"(?:\s+(?:due\s+to|because\s+of|{PREPOSITIONS})(?=\s))?",
    re.I,
)
_THAT = re.compile(r"\s+(?:so\s+|such\s+)?that\s", re.I)
_INFINITIVE = re.compile(r"\s+to\s+(?P<verb>[a-z]+)(?=\s)")
_RELATIVE = re.compile(
    r"\b(?:that|which|who|whose|where|when|if|(?<!such )as|because|since|while|what|how|why)\s+"
    r"(?:[\w'’-]+\s+){0,3}$",
    re.I,
)
CONDITION = re.compile(
    r"(?:when(?:ever)?|if|since|because|as|once|while|after|before|for|in|on|at|with|"
    r"during|without|to|although|though|unlike|given|"
    r"despite|instead|where|unless|under|from|by|until|upon|within|over|according)\b[^,;]{3,90},\s+(?!and\b|or\b|but\b)",
    re.I,
)
# For this, ...; When this happens, ...; Once it does, it ...: only the text before says what.
_POINTING = re.compile(
    r"\w+\s+(?:this|that|these|those|it|here)\s*,|(?:as\s+soon\s+as|\w+)\s+(?:this|that|these|those)\s+"
    r"(?:is|are|was|were|does|do|did|has|have|can|will|happens?|occurs?|ceases?|ends?|fails?|[a-z]+ed)\b|"
    r"(?:as\s+soon\s+as|when|once|if|after)\s+(?:it|they)\s+[^,]{1,60},\s+(?:then\s+)?(?:it|they|this|that|you|we)\b",
    re.I,
)


def points_back(text: str) -> bool:
    """Say whether the condition with which ``text`` opens means nothing without what stands before it."""
    return _POINTING.match(text) is not None


_ORDERS = frozenset(
    """
    should may might could would must get use take make find keep give put try add choose ask check avoid remember
    note see
    """.split()  # noqa: SIM905 - words read best as text
)
_NOUN_AFTER = re.compile(
    r"(?!(?:the|an?|all|each|every|any|your|its|their|this|that|these|those|it|them|to|into|in|on|at|from|with|for|by|of|"
    r"until|if|when|as|and|or|up|out|down|over|onto|under|between|through|about|after|before|both|more|one|two)$)[a-z][\w-]*",
)
_TO_NOUN = re.compile(
    r"\b(?:equal|due|similar|equivalent|related|proportional|leads?|led|contributes?|belongs?|amounts?|close|relative|contrary)$"
)
ARTICLE = re.compile(r"\s(?:an?|the)\s(?!same|opposite)", re.I)
_DOES = re.compile(rf"\snot\s|{ARTICLE.pattern}", re.I)
_AFTER_NOUN = frozenset(("of", "in", "for", "between"))  # Flow of ions, Change in demand: no order
_SAID_OF_ABOVE = re.compile(rf"\s(?:(?:the|an?|his|her|its|their|all|no|that)|{PREPOSITIONS})\s")
_NO_MORE_THAN = frozenset(("only", "just", "also", "not", "then", "even"))
_ONLY_BARE = BARE - NOUNS
_WITH_BARE = frozenset("help helps let lets make makes".split())  # noqa: SIM905 - helps reduce
_DO = frozenset(("do", "does", "did"))


def clause_after(text: str) -> int:
    """Return where the English statement ``text`` says something, after its condition and what leads to it."""
    condition = CONDITION.match(text)
    at = condition.end() if condition else 0
    return at + lead(text[at:])


def subject_of(text: str) -> str:
    """Return what the English statement ``text`` speaks of: the words before its first verb; "" where none is seen."""
    at = clause_after(text)
    verb, _ = next(complements(text, at, len(text)), (at, at))
    return _TRAILING.sub("", text[at:verb].split(",", maxsplit=1)[0])


_TRAILING = re.compile(r"(?:\s+(?:only|also|often|always|still|then|thus|both|all|on\sthe\sother\shand|\w{3,}ly))*\s*$")


def complements(text: str, at: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield where each main verb begins, and where its complement does, after the preposition that belongs to it."""
    reach = at
    found = 0
    for token in WORD.finditer(text, at, end):
        word = token.group().lower()
        if token.start() < reach or not may_be_verb(word, text[token.end() : end]):
            continue
        before = text[at : token.start()]
        if not before.strip():
            following = WORD.match(text, token.end() + 1)
            if following and (following.group().lower() in AUXILIARY or is_verb_form(following.group())):
                continue  # a noun: Demand is ...
            if following and following.group().lower() in _ONLY_BARE and word not in _WITH_BARE:
                continue  # a plural: Approaches depend on ...
            if word in _ORDERS:
                return
            noun = following and (
                _NOUN_AFTER.fullmatch(following.group())
                or (word in NOUNS and (following.group() in _AFTER_NOUN or following.group().isupper()))
            )
            if not (word in BARE or word.endswith("s") or _SAID_OF_ABOVE.match(text, token.end())):
                continue  # a participle: linked nodes
            if word in BARE and not noun:
                return  # an order to the reader: Remember the rule
            if word in BARE:
                continue  # list storage
            if following and following.group().lower() in ("of", "for") and word.removesuffix("s") in NOUNS:
                continue  # a noun: rules of grammar
        elif (
            (word in _DO and not _DOES.match(text, token.end()))
            or before.strip().lower() in _NO_MORE_THAN
            or _in_relative(before[-60:], word)
            or (word == "used" and text[token.end() :].startswith(" to "))
            or (word in FORMS and not is_verb(word, before, text[token.end() : end]))
        ):
            continue
        reach = _after_verb(text, token.end(), word)
        yield token.start(), reach + len(text[reach:end]) - len(text[reach:end].lstrip())
        found += 1
        if found == 2:
            return


def _in_relative(before: str, word: str) -> bool:
    """Say whether ``word`` is the verb of a clause with that, which, when, which has none yet: things that melt are."""
    found = _RELATIVE.search(before)
    inside = WORD.findall(found.group())[1:] if found else ()
    return found is not None and not (word in AUXILIARY and any(is_verb_form(w) or w in AUXILIARY for w in inside))


def _after_verb(text: str, at: int, word: str) -> int:
    """Return where the verb ``word``, which ends at ``at``, ends with all that it drags along: can be used to make."""
    more = (_AFTER_BE if word in AUXILIARY else _AFTER_VERB).match(text, at)
    stop = more.end() if more else at
    if word in MODAL and not re.search(r"\bbe\b", text[at:stop]) and (helped := WORD.match(text, stop + 1)):
        more = _AFTER_VERB.match(text, helped.end())
        stop = more.end() if more else helped.end()
    to = _INFINITIVE.match(text, stop) or _INFINITIVE.match(text, stop - 3)
    if to and to["verb"] in BARE and not (to["verb"] in NOUNS and _TO_NOUN.search(text[: to.start()])):
        more = _AFTER_VERB.match(text, to.end())
        stop = more.end() if more else to.end()
    that = _THAT.match(text, stop)
    return that.end() if that else stop
