"""The verbs of English expository prose, and how to tell one from a noun of the same form."""

from __future__ import annotations

import re
from itertools import islice

from quizgen.notes.verb_list import IRREGULAR, NOUNS, VERBS


def forms_of(verb: str) -> tuple[str, ...]:
    """Return the forms of the English ``verb``, irregular ones as well: keep, keeps, kept."""
    irregular = (form for forms in IRREGULAR if forms[0] == verb for form in forms[1:])
    return (*_forms(verb), *irregular)


def _forms(verb: str) -> tuple[str, ...]:
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return verb, verb[:-1] + "ies", verb[:-1] + "ied"
    if verb.endswith("ize"):  # and as the British spell it
        return (*_regular(verb), *_regular(verb[:-3] + "ise"))
    doubled = (verb + verb[-1] + "ed",) if _DOUBLES.search(verb) else ()
    return (*_regular(verb), *doubled)


def _regular(verb: str) -> tuple[str, ...]:
    return (verb, verb + "s", verb + "d") if verb.endswith("e") else (verb, verb + "s", verb + "es", verb + "ed")


_DOUBLES = re.compile(r"(?:^|[^aeiou])[aeiou][bdglmnprt]$")  # stopped, referred

BARE = frozenset(VERBS) | {v[:-3] + "ise" for v in VERBS if v.endswith("ize")} | {present for present, *_ in IRREGULAR}
PAST = frozenset(forms[1] for forms in IRREGULAR if len(forms) == 3)
"""Past forms that are no participles: wrote, took. Only a verb that says something of a subject has them."""
_PARTICIPLES = frozenset(forms[-1] for forms in IRREGULAR) - BARE
FORMS = frozenset(form for verb in BARE for form in _forms(verb)) | PAST | _PARTICIPLES
AUXILIARY = frozenset(
    """
    is are was were can could may might must should will would has have had does do did cannot can't won't doesn't don't
    isn't aren't can’t won’t doesn’t don’t isn’t aren’t
    didn't wasn't weren't hasn't haven't couldn't wouldn't didn’t wasn’t weren’t hasn’t haven’t couldn’t wouldn’t
    """.split()  # noqa: SIM905 - words read best as text
)
_SURE = FORMS - frozenset(
    form for noun in NOUNS for form in (noun, *_forms(noun)) if form.endswith("s") or form == noun
)
_ONLY_VERBS = (BARE & _SURE) - frozenset(
    """
    clear complete correct separate present open secure free empty equal direct alternate double fit lay let lower live
    mean near own perfect slow smooth subject welcome bound bear lie narrow cool warm close
    """.split()  # noqa: SIM905 - words read best as text
)
MODAL = AUXILIARY - frozenset("is are was were has have had isn't aren't isn’t aren’t".split())  # noqa: SIM905
_PLURAL = frozenset("we you they i people children men women data criteria bacteria phenomena mice".split())  # noqa: SIM905
WORD = re.compile(r"[A-Za-z][\w'’-]*")
_NOUNISH = re.compile(
    r"(?:\b(?:an?|the|its|their|this|that|each|every|of|in|for|with|by|to|between|from|on|at|into|through|among|under|over|per|no|any|some|"
    r"more|and|or|but|same|own|two|\w+['’]s)\s+)$",
    re.I,
)
_ADJECTIVAL = re.compile(r"\b\w+(?:ing|al|ive)\s+$", re.I)  # or a noun: metal, training
_ADVERBS = re.compile(r"(?<=\w)\s+(?:also|often|always|never|still|then|thus|even|just|\w{3,}ly)\s+$")
_ONE = re.compile(r"\b(?:an?|each|every)\s[\w-]+\s+$", re.I)
_OF = re.compile(r"(?P<head>[\w'’-]+)\s(?:of|in|for|with|between|from|on|at)\s")


_OBJECT_AFTER = re.compile(
    r"\s+(?:(?:the|an?|his|her|its|their|this|these|those|all|each|every|no|that|how|why|what|whether|it|him|them|himself|"
    r"herself|itself|themselves)\s|\d|(?-i:[A-Z]))",
    re.I,
)
_CLAUSE_ENDS = re.compile(
    r"[,;:()]|\s(?:that|which|who|whose|where|when|whenever|if|because|since|while|although|though|but|as|than)\s"
)


def is_participle(word: str, after: str) -> bool:
    """Say whether ``word``, a past form, only describes the noun before it, since the main verb comes later.

    A verb with an object behind it is none: laws written down were ..., but: Livy wrote the history.
    """
    if not (word.endswith("ed") or word in _PARTICIPLES) or _OBJECT_AFTER.match(after):
        return False
    rest = _CLAUSE_ENDS.split(after, maxsplit=1)[0]
    later = ((found.group(), rest[found.end() :]) for found in WORD.finditer(rest))
    return any(
        w in AUXILIARY or w in PAST or (w in _SURE and w.endswith("s")) or has_object(w, then) for w, then in later
    )


_DERIVED = ("ize", "izes", "ized", "ify", "ifies", "ified")


def may_be_verb(word: str, after: str) -> bool:
    """Say whether ``word`` can be the main verb of a clause: a form of a known verb, or one that only verbs have."""
    return word in FORMS or word in AUXILIARY or (len(word) > 6 and word.endswith(_DERIVED)) or has_object(word, after)


def has_object(word: str, after: str) -> bool:
    """Say whether ``word`` is a past form, known or not, with an object behind it, as no participle has."""
    return len(word) > 4 and word.endswith("ed") and not word.endswith("eed") and bool(_OBJECT_AFTER.match(after))


_AFTER_MODAL = re.compile(r"\b(?:can|could|may|might|must|should|will|would|cannot|to)\s+(?:not\s+)?\w+\s*$", re.I)


def is_verb(word: str, before: str, after: str) -> bool:
    """Say whether ``word``, which may be a noun as well (forms, state), is a verb between ``before`` and ``after``."""
    following = WORD.match(after.lstrip())
    second = following.group().lower() if following else ""
    acts_on = _OBJECT_AFTER.match(after)
    near = before[-24:]
    adjective = word not in _SURE and not acts_on and _ADJECTIVAL.search(near)
    if second in AUXILIARY or second in PAST or _NOUNISH.search(near, near.rstrip().rfind(" ") + 1) or adjective:
        return False
    last = _ADVERBS.sub("", before[-60:]).rstrip().rpartition(" ")[2].lower()
    if second == "of" and word.endswith("s") and word[:-1] in NOUNS:  # the demands of: a noun
        return False
    head = _OF.search(before) if acts_on else None
    many = _is_plural(last) or " and " in before or (head is not None and _is_plural(head["head"].lower()))
    if second in FORMS and not (_names(second) and (word in _SURE or (word in BARE and many))):
        return False
    if (last in BARE and last not in NOUNS) or _AFTER_MODAL.search(
        before[-40:]
    ):  # to calculate changes, can issue orders
        return False
    if word not in BARE:
        return not is_participle(word, after)
    return not last.endswith(",") and (many or word in _ONLY_VERBS)


def _is_plural(word: str) -> bool:
    return (word.endswith("s") and not word.endswith(("ss", "us", "is"))) or word in _PLURAL


def _names(word: str) -> bool:
    """Say whether ``word``, a form of a verb, may be a noun or its plural: share, shares."""
    return word in NOUNS or word.removesuffix("s") in NOUNS or word.removesuffix("es") in NOUNS


def is_verb_form(word: str) -> bool:
    """Say whether ``word`` is a form that only a verb of these has: stores, stored."""
    return word.lower() in FORMS and word.lower() not in BARE


def is_only_verb(word: str) -> bool:
    """Say whether ``word`` is a form that only a verb has, and no noun: opens, led, but not switches."""
    return word.lower() in _SURE and word.lower() not in BARE


def has_verb(text: str) -> bool:
    """Say whether the English ``text`` holds a verb of those that expository prose uses."""
    return any(word.lower() in FORMS or word.lower() in AUXILIARY for word in WORD.findall(text))


def is_clause(text: str) -> bool:
    """Say whether the English ``text`` says something of something, and so is no name: Wars happen between states.

    A participle says nothing yet: nodes connected by edges.
    """
    found = list(WORD.finditer(text))
    return len(found) > 3 and any(_is_finite(word, text) for word in found[1:-1])


def has_finite(text: str) -> bool:
    """Say whether a word inside the short English ``text`` is a verb: Rivers carry sand."""
    return any(_is_finite(word, text) for word in list(WORD.finditer(text))[1:-1])


def is_sentence(text: str) -> bool:
    """Say whether the English ``text`` is surely a sentence, and no title: a verb in it is written small.

    Only what nothing but a verb can be counts, and no verb of a relative clause: things that can go wrong.
    """
    for found in list(WORD.finditer(text))[1:]:
        word, before, after = found.group(), text[: found.start()], text[found.end() :]
        if _RELATIVE.search(before):
            return False
        if word in AUXILIARY or word in PAST or has_object(word, after) or _EARLY_PAST.match(text):
            return True
        if word in _SURE and word.endswith("s") and is_verb(word, before, after):
            return True
    return False


_RELATIVE = re.compile(r"\b(?:that|which|who|whose|where|when|how|what|why|if|whether|because)\s", re.I)
# A name and directly behind it a past form with an object, which a participle lacks: used by, needed to.
_EARLY_PAST = re.compile(
    r"(?:[A-Z][\w'’-]*\s+){1,3}(?!(?:us|need|requir|design|relat)ed\s+to\b)[a-z]+ed\s+(?!(?:by|in|from|with|on|at|for|as|of)\b)"
)


def _is_finite(found: re.Match[str], text: str) -> bool:
    word = found.group().lower()
    if word in AUXILIARY:
        return True
    return (
        word in FORMS
        and word not in _PARTICIPLES
        and not word.endswith("ed")
        and is_verb(word, text[: found.start()], text[found.end() :])
    )


_SUBORDINATES = frozenset(
    "that which who whom whose where when whenever while until unless because if how what before after since".split()  # noqa: SIM905
)
_JOINS = frozenset(("and", "or", "but"))
_HELPED = re.compile(
    r"\b(?:to|can|could|may|might|must|should|will|would|do|does|did|has|have|had)\s(?:(?:not|also|only|\w+ly)\s)*$"
)
_IN_BRACKETS = re.compile(r"\([^()]*\)")
# What must be a verb behind that or who, though no list holds it, unless a plural's verb follows: that melts ...
_UNKNOWN = re.compile(
    r"\b(?:that|which|who)\s(?:(?:\w+ly|also|never|always|often)\s)*(?!(?:this|its|his)\b)[a-z]{2,}[a-rt-z]s(?:(?=[.,;]|$)|(?=\s(?P<next>[\w'’-]+)))"
)


_OF_MANY = (BARE - NOUNS) | (MODAL - frozenset(("does",))) | frozenset(("are", "were", "have"))


def main_verb(text: str) -> int:
    """Return where the verb stands that says something of the whole noun with which the English ``text`` opens.

    -1 if there is none: each verb in it belongs to that, who, until, or is joined to one that does. A glacier that
    melts and breaks; but: A glacier that melts [is] ...
    """
    text = _IN_BRACKETS.sub(lambda aside: " " * len(aside.group()), text)
    unknown = {found.end() for found in _UNKNOWN.finditer(text) if (found["next"] or "") not in _OF_MANY}
    waiting, inside, joined, last = 0, False, False, -1
    for found in WORD.finditer(text):
        word, after = found.group().lower(), text[found.end() :]
        if word in _SUBORDINATES:
            waiting, inside = waiting + 1, True
        elif word in _JOINS:
            joined = inside
        elif not (found.end() in unknown or _is_finite(found, text) or word in PAST or has_object(word, after)):
            continue
        elif found.start() == last + 1 and _names(word):
            continue  # its object: collects taxes
        elif _HELPED.search(text, max(0, found.start() - 40), found.start()):
            continue
        elif waiting or joined:
            waiting, joined, last = max(0, waiting - 1), joined and waiting > 0, found.end()
        else:
            return found.start()
    return -1


def starts_with_verb(text: str) -> bool:
    """Say whether the English ``text`` opens with a verb, so that its subject stands elsewhere: Stores the keys."""
    first = WORD.match(text)
    return first is not None and first.group().lower() in FORMS


_NO_SUBJECT = frozenset(
    """
    it they he she we you i there this that these those to not then also its their his her
    """.split()  # noqa: SIM905 - words read best as text
)
_SUBJECT = 8


def opens_clause(text: str, *, leaning: bool = False) -> bool:
    """Say whether the English ``text`` opens with a subject and its verb: minor premises are particular.

    ``leaning``: also where the subject points back: its energy stays.
    """
    found = list(islice(WORD.finditer(text[:120]), _SUBJECT))
    words = [word.group().lower() for word in found]
    if len(words) < MIN_CLAUSE or (words[0] in _NO_SUBJECT and not (leaning and words[0] in _POSSESSIVE)):
        return False
    said = words[1] in AUXILIARY or words[1] in _SURE  # changes are ...
    a_verb = (
        words[0] in FORMS and not said and not (words[0] in NOUNS and words[1].endswith("s"))
    )  # spring tides are ...
    if a_verb or words[0] in AUXILIARY or words[0] in _SURE or words[0] in PAST:
        return False
    for word, token in zip(words[1:], found[1:], strict=True):
        if _LINKS.fullmatch(word) or _BREAKS.search(text, 0, token.start()):
            return False
        after = text[token.end() :]
        if word in AUXILIARY or word in PAST or (word in FORMS and is_verb(word, text[: token.start()], after)):
            return True
    return False


MIN_CLAUSE = 2
_BREAKS = re.compile(r"[,;:()$]")
_POSSESSIVE = frozenset(("its", "their", "his", "her"))
_LINKS = re.compile(
    "that|which|who|whose|where|when|if|because|while|what|how|why|than|as|so|without|to|or|and|but|called|termed|named"
)
