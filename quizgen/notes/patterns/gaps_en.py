"""Plain statements in English: the noun phrase after a verb that is worth asking for."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quizgen.notes.verbs import (
    AUXILIARY,
    BARE,
    FORMS,
    MODAL,
    NOUNS,
    WORD,
    is_verb,
    is_verb_form,
    may_be_verb,
    opens_clause,
)
from quizgen.notes.words import lead, quick, weight

LONGEST = 28
"""A phrase of more (two for a word) ends before a preposition, where it has one."""

WORD_WEIGHT, LEAST_ANSWER = 2, 4
"""A single word is asked for only where nothing else could stand there."""

LEAST_PHRASE = 6
"""So much stands at least before such a preposition."""

_ADVERBS = (
    r"(?:\s+(?:not|also|only|always|often|usually|sometimes|never|just|now|still|then|thus|hence|therefore|all|both|mostly|most|"
    r"(?!apply|supply|rely|imply|multiply|comply)\w+ly)"
    r"(?=\s))*"
)
_PREPOSITIONS = (
    "away|back|together|apart|to|on|in|from|of|with|for|at|as|into|by|through|towards?|upon|up|down|out|off|onto|over|"
    "between|among|after|before|during|along|behind|inside|outside|near|against|within|without|under|about|across|around|throughout"
)
_AFTER_BE = re.compile(
    rf"{_ADVERBS}(?:\s+(?:be|been|being)(?=\s))?{_ADVERBS}"
    rf"(?:\s+(?:\w+ed|\w+en|built|held|kept|found|known|shown|made|done|set|put|sent|lost|met|bound|born|drawn|due|able|"
    rf"likely|like|responsible|equal(?=\sto\s)|similar|equivalent|related|prone|based|dependent)(?=\s)"
    rf"(?:\s+(?:up|out|down|back|away|off)(?=\s))?(?:\s+(?:{_PREPOSITIONS}|that|than)(?=\s)(?:\s+be(?=\s))?)?|"
    r"\s+(?:in|on|under|between|within|inside|above|below|behind|outside)(?=\s(?!(?:contrast|turn|fact|that|which|this|order)\b)))?",
    re.I,
)
_AFTER_VERB = re.compile(
    rf"(?:\s+(?:us|you|me)(?=\s))?(?:\s+(?:it|them|him|her)sel(?:f|ves)(?=\s))?(?:\s+\w{{3,}}ly(?=\s+(?:{_PREPOSITIONS})\s))?"
    rf"(?:\s+(?:up|out|down|back|away|off)(?=\s+(?:{_PREPOSITIONS})\s))?"
    rf"(?:\s+(?:rise|place|much|part|root|care|advantage|account|access)(?=\s+(?:{_PREPOSITIONS})\s))?"  # gives rise to
    rf"(?:\s+(?:due\s+to|because\s+of|{_PREPOSITIONS})(?=\s))?",
    re.I,
)
_THAT = re.compile(r"\s+(?:so\s+|such\s+)?that\s", re.I)
_INFINITIVE = re.compile(r"\s+to\s+(?P<verb>[a-z]+)(?=\s)")
_RELATIVE = re.compile(
    quick(
        r"\b(?:that|which|who|whose|where|when|if|(?<!such )as|because|since|while|what|how|why)\s+"
        r"(?:[\w'’-]+\s+){0,3}$"
    ),
    re.I,
)
_RESULT = re.compile(
    r"(?:when(?:ever)?|if|since|because|as|once|where|after|before|while|although|though|given)\b", re.I
)
_CONDITION = re.compile(
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


# It draws a conclusion from what stands before, or speaks of a thing that only stands there: is therefore, such steels.
_LEANING = re.compile(
    quick(
        r"\b(?:(?:is|are|was|were|can|will|has|have)\s(?:therefore|thus|hence|consequently)|(?:to|of|for|in|on|from|with|by|at|than|using)\s(?:this|these|those|it|them)|"
        r"(?:such(?!\sas\b)|those)\s[a-z]+s)\b"
    ),
    re.I,
)


def points_back(text: str) -> bool:
    """Say whether the condition with which ``text`` opens means nothing without what stands before it."""
    return _POINTING.match(text) is not None


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
    rf"whether|{_MORE}.*,\s*{_MORE}|(?:why|how|what|when|who)\b(?!.*,))",
    re.I,
)
_SAYS = re.compile(r"(?:we|you|it)\s+(?:can\s+)?(?:know|say|see|find|conclude|assume|follows)\s+that\s", re.I)
# What ends a complement: the next clause, or a word that joins two verbs.
_PHRASE_END = re.compile(
    quick(
        r"[,;:]\s(?!\d{3,4}\b(?!\s[a-z]))|\s[-–—]+\s|—|(?<=[a-z]{3})\.\s|\s(?:because|so|while|whereas|but|since|until|unless|though|although|rather|instead|depending|except|when|if)\s|"
        r"\s(?:as|for)\s(?=(?:it|he|she|they|we|you|this|these|there|at)\s)|\sas\s(?=(?:the|an?)\s)|\sdue\sto\s|"
        r"\s(?:and|or)\s+(?:then\s+)?(?=(?P<next>[\w'’-]+))"
    ),
    re.I,
)
_MODIFIER = re.compile(
    r"\s(?:(?P<clause>which|that|who|whose|where|to(?=\s(?:"
    + "|".join(sorted(BARE))
    + r")\s))|such\s+as|for|in|by|with|from|on|at|through|between|into|without|during|across)\s|\s(?P<bracket>\()",
    re.I,
)
_FEW_WORDS = (
    r"(?!(?:which|who|whose|where|that|it|they|he|she|we|you|this|these|\w+ing)\s)"
    r"[\w`'’/$-]{1,40}(?:\s[\w`'’/$-]{1,40}){0,4}"
)
_CLAUSE_OPENS = re.compile(r"(?:that|whether|how|what|if|which|who|why|where|when)\s", re.I)
_LAST_NOUN = re.compile(r",\s[\w'’-]+(?:\s[\w'’-]+)?$")
_ADJECTIVE_BEFORE = re.compile(r"\b(?:an?|the|its|their|his)\s[\w-]+$")
_LIST_GOES_ON = re.compile(rf"(?:,\s{_FEW_WORDS}){{0,6}},?\s(?:and|or)\s{_FEW_WORDS}(?=[.,;]|$)")
_NO_PHRASE = re.compile(
    rf"(?:{_PREPOSITIONS}|\w+ed\s(?:by|from|to|in|on|at|as|into)|said|called|known|supposed|(?:it|them|him|her)sel(?:f|ves)|and|or|but|than|when|if|that|because|not|also|then|why|so|about|which\s+\w+s|"
    r"it|they|we|you|he|she|i|during|before|after|across|within|without|due|this|these|those|them|there|here|"
    r"such|very|(?:more|less|fewer)(?!\s[a-z-]+(?:\s[a-z-]+)?\sthan\s)|too|like|only|just|be|been|done|able|used|likely|enough|easy|hard|difficult|important|useful|"
    r"necessary|possible|true|false|each\s+other|one\s+of\s+the|the\s+(?:most|best|same\s+way)|an?\s+(?:great|good|nice|useful|important|powerful|popular|common)|examples?|as|instead|how\s(?:do|does|did)|\w+ly(?=\s))\b(?!-)",
    re.I,
)
_NO_CLAUSE = re.compile(
    r"(?:it|we|you|he|she|i|they|this|these|those|there|here|let|one|what|how|why|please|then)\b", re.I
)
_LIGHT = frozenset(
    """
    good better best bad great important different similar possible useful common easy hard difficult large small new
    many much same other available true necessary simple complex high low key main people things something anything
    everything the a an as in of is each way ways time point lot bit some certain outcome outcomes
    result results effect effects
    """.split()  # noqa: SIM905 - words read best as text
)
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
_DANGLES = re.compile(
    r"\b(?:is|are|was|were|be|been|can|will|has|have|the|an?|to|of|and|or|as|than|how|not|\w+ed|made|built|taken|given)$"
)
_WEAK_END = re.compile(
    r"\s(?:simply|only|just|mainly|mostly|partly|largely|precisely|primarily|especially|even|also|too|again|except|as\s+well)$"
)
_TO_NOUN = re.compile(
    r"\b(?:equal|due|similar|equivalent|related|proportional|leads?|led|contributes?|belongs?|amounts?|close|relative|contrary)$"
)
_ARTICLE = re.compile(r"\s(?:an?|the)\s(?!same|opposite)", re.I)
_DOES = re.compile(rf"\snot\s|{_ARTICLE.pattern}", re.I)
_AFTER_NOUN = frozenset(("of", "in", "for", "between"))  # Flow of ions, Change in demand: no order
_SAID_OF_ABOVE = re.compile(rf"\s(?:(?:the|an?|his|her|its|their|all|no|that)|{_PREPOSITIONS})\s")
_NO_MORE_THAN = frozenset(("only", "just", "also", "not", "then", "even"))
_ONLY_BARE = BARE - NOUNS
_WITH_BARE = frozenset("help helps let lets make makes".split())  # noqa: SIM905 - helps reduce
_DO = frozenset(("do", "does", "did"))
_PRONOUNS = frozenset("it they we you he she this these those there no not thus hence therefore".split())  # noqa: SIM905
_UNDER_CONDITION = re.compile(r"(?:only\s+)?(?:when(?:ever)?|iff?(?:\s+and\s+only\s+if)?|unless)\s", re.I)
_POINTS = re.compile(r"(?:this|that|these|those|you|we|i)\s|\w+ing\s(?!.*\s(?:is|are|does|can)\s)", re.I)
_NAMED = re.compile(r"\b(?:called|known\s+as|termed|named)\s+$", re.I)  # which asks for the name
_AS = re.compile(r"\sas\s(?=(?:an?|the|its|their)\s)")
_ENDS_PAIR = re.compile(r"\w+(?:[.,;)]|\s*$|\s(?:of|in|for|from|with|to|on|at|by|between)\s)")
_ADJECTIVE_ENDS = re.compile(r"(?:al|ic|ary|ous)$")
_DATE = re.compile(
    r"(?:(?:c\.|ca\.?|about|around|early|late|the)\s)*(?:\d{1,2}\s)?(?:[A-Z][a-z]+\s)?\d{3,4}s?(?:\s(?:BCE?|CE|AD))?$"
)
_ASIDE = re.compile(r"\s\([^()]*\)$")
_DATED = re.compile(r"\s(?:in|on|around|by|since|from|until|during)\s(?:the\s)?(?:[A-Z][a-z]+\s)?\d{3,4}\b")


_IT = re.compile(r"it\s", re.I)
_CASE = re.compile(r"(?:when(?:ever)?|if|once|as|while|after|before|because|since)\s(?![^,]{0,40}\bit\b)", re.I)
"""A case whose own subject "it" can stand for: when an adapter is ready, it sends ..."""


def phrases(text: str, end: int) -> Iterator[tuple[int, int]]:
    """Yield the parts [start, end) of the statement ``text`` that can be asked for, the best first."""
    condition = _CONDITION.match(text)
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
    for _, start in _complements(text, at, end):
        if _LEANING.search(text, 0, start):
            break
        stop = _strong_end(text, start, _phrase_end(text, start, end))
        if text[start - 6 : start].endswith(" that "):
            first = WORD.match(text, start)
            alone = first is None or not (is_verb_form(first.group()) or first.group().lower() in AUXILIARY)
            if 6 <= weight(text[start:stop]) <= LONGEST and alone and not _NO_CLAUSE.match(text, start):
                yield start, stop
            continue
        under = _UNDER_CONDITION.match(text, start) or _UNDER_CONDITION.match(text, stop + 1)
        yield from _said_of_it(text, start, stop, end, under)
        if _DATE.match(text[start:stop]) or _is_phrase(text[start:stop], restricted=at > 0 or under is not None):
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
        yield under.end(), _clause_end(text, under.end(), end)
    if (used := _AS.match(text, stop)) and weight(text[start:stop]) == WORD_WEIGHT:
        yield used.end(), _phrase_end(text, used.end(), end)


_MAKES = re.compile(r"\s(?:causes?|produces?|creates?)\s")


def _is_condition(text: str, start: int, under: re.Match[str]) -> bool:
    """Say whether the condition ``under`` is what tells most: nothing or little stands between it and the verb."""
    between = text[start : under.start()]
    little = weight(between) <= LEAST_PHRASE and not _CLAUSE_OPENS.match(between)
    thing = _ARTICLE.match(text, start - 1) and not echoes(between, text[:start] + text[under.end() :])
    return little and not thing and not _POINTS.match(text, under.end()) and not _NAMED.search(text, 0, start)


def _cause(text: str, at: int) -> int:
    """Return where the subject ends that causes what one to three words name: a lack of iron causes anaemia; else 0."""
    found = _CAUSES.search(text, at)
    cause = text[at : found.start()] if found else ""
    fits = LEAST_PHRASE <= weight(cause) <= LONGEST and not _NO_CLAUSE.match(cause) and not re.search("[,;:]", cause)
    return at + len(cause) if fits else 0


def _strong_end(text: str, start: int, stop: int) -> int:
    """Return where the phrase [start, stop) ends without what hangs on: simply (because), its date, an aside."""
    aside = _ASIDE.search(text, start, stop)
    stop = aside.start() if aside and weight(text[start : aside.start()]) >= LEAST_ANSWER else stop
    weak = _WEAK_END.search(text, start, stop)
    stop = weak.start() if weak else stop
    dated = _DATED.search(text, start, stop)
    return dated.start() if dated and weight(text[start : dated.start()]) >= LEAST_ANSWER else stop


def _consequences(text: str, at: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield what a statement says that something makes (, causing ...), and why it is so (because ...)."""
    for made in _MAKING.finditer(text, at, end):
        stop = _phrase_end(text, made.end(), end)
        if weight(text[at : made.start()]) >= 6 and _is_phrase(text[made.end() : stop], restricted=False):
            yield made.end(), stop
    why = _WHY.search(text, at + 12, end)
    if (
        why
        and weight(text[at : why.start()]) >= 6
        and (_ITS.match(text, why.end()) or not _NO_PHRASE.match(text, why.end()))
    ):
        yield why.end(), end


def _result(text: str, at: int, end: int) -> int:
    """Return where the short clause ends that is what happens under a condition; 0 if it is none to ask for."""
    stop = _phrase_end(text, at, end)
    clause = text[at:stop]
    words = [word.lower() for word in WORD.findall(clause)]
    says = any(word in AUXILIARY or word in FORMS for word in words[1:]) and words[0] not in AUXILIARY
    return stop if says and 6 <= weight(clause) <= 24 and not _NO_CLAUSE.match(clause) else 0


def clause_after(text: str) -> int:
    """Return where the English statement ``text`` says something, after its condition and what leads to it."""
    condition = _CONDITION.match(text)
    at = condition.end() if condition else 0
    return at + lead(text[at:])


def subject(text: str) -> str:
    """Return what the English statement ``text`` speaks of: the words before its first verb; "" where none is seen."""
    at = clause_after(text)
    verb, _ = next(_complements(text, at, len(text)), (at, at))
    return _TRAILING.sub("", text[at:verb].split(",", maxsplit=1)[0])


_TRAILING = re.compile(r"(?:\s+(?:only|also|often|always|still|then|thus|both|all|on\sthe\sother\shand|\w{3,}ly))*\s*$")


def _complements(text: str, at: int, end: int) -> Iterator[tuple[int, int]]:
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
            if following and following.group().lower() in ("of", "for") and word != "consists":
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


def _phrase_end(text: str, start: int, end: int) -> int:
    for found in _PHRASE_END.finditer(text, start, end):
        following = (found["next"] or "").lower()
        if following in NOUNS and (
            _ENDS_PAIR.match(text, found.end(), end) or _ADJECTIVE_ENDS.search(text, start, found.start())
        ):
            continue  # movement and balance, federal and state governments
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
        if text[stop] == "," and (goes_on := _LIST_GOES_ON.match(text, stop, end)):
            return goes_on.end()
        if text[stop] == "," and _LAST_NOUN.match(text[:end], stop) and _ADJECTIVE_BEFORE.search(inside):
            return end  # the ideal, real world
        break
    else:
        stop = end
    if weight(text[start:stop]) <= LONGEST:
        return stop
    best, in_clause = stop, False
    for found in _MODIFIER.finditer(text, start, stop):
        head = text[start : found.start()]
        if weight(head) > LONGEST:
            break
        if weight(head) >= LEAST_PHRASE and not _DANGLES.search(head) and (not in_clause or found["bracket"]):
            best = found.start()
        in_clause = in_clause or bool(found["clause"])
    return best


def _clause_end(text: str, start: int, end: int) -> int:
    """Return where the clause that begins at ``start`` ends: with the sentence, if that is short and has no comma."""
    return (
        end
        if weight(text[start:end]) <= LONGEST and not re.search("[,;:]", text[start:end])
        else _phrase_end(text, start, end)
    )


def _half_clause(inside: str, before: str) -> bool:
    """Say whether ``inside`` begins a clause whose verb is still to come: whether sellers (and buyers have ...)."""
    opened = before.endswith(" that ") or _CLAUSE_OPENS.match(inside)
    return bool(opened) and not any(
        word.lower() in AUXILIARY or word.lower() in FORMS for word in WORD.findall(inside)[1:-1]
    )


def _is_phrase(phrase: str, *, restricted: bool) -> bool:
    """Say whether ``phrase`` is a noun phrase that says enough: under a condition one word may do."""
    words = [word.lower() for word in WORD.findall(phrase)]
    if phrase[:1] in "(+-=<>&*/→" or phrase.count('"') % 2 or _ONLY_CLOSES.match(phrase):
        return False
    clause = any(
        word in AUXILIARY
        for word in WORD.findall(re.split(r"(?:^|\s)(?:that|which|who|whose|where|how|what|whether)\s", phrase)[0])
    )
    if _NO_PHRASE.match(phrase) or clause or all(word in _LIGHT for word in words):
        return False
    if _SOME.fullmatch(phrase) or _LEANING_PHRASE.search(phrase) or _OBJECT_AND_MORE.search(phrase):
        return False
    return weight(phrase) >= LEAST_ANSWER or "$" in phrase or (restricted and len(words) == 1 and len(phrase) > 3)


_LEANING_PHRASE = re.compile(
    quick(
        r"\b(?:this|that|these|those|such)\s[a-z]+$|\b(?:of|between|than|to|with)\s(?:them|the\stwo|each\sother|it)$|\bone\sanother$"
    ),
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


def echoes(answer: str, shown: str) -> bool:
    """Say whether all words that count in the short ``answer`` already stand in what is ``shown`` beside the blank."""
    words = [word for word in WORD.findall(answer.lower()) if word not in _LIGHT and len(word) > LONGEST_LINK]
    beside = {_stem(word) for word in WORD.findall(shown.lower().replace("-", " "))}
    return 0 < len(words) <= FEW and all(_stem(word) in beside for word in words)


FEW, LONGEST_LINK = 4, 2


def _stem(word: str) -> str:
    return word[:-3] + "y" if word.endswith("ies") else word.rstrip("s")
