"""Gates: why a candidate makes no card, in plain words."""

from __future__ import annotations

import re
from itertools import accumulate

from quizgen.notes.answers import LEAST_LEFT, LONGEST_ANSWER
from quizgen.notes.echo import MOSTLY, echoed, parts
from quizgen.notes.generic import STEP
from quizgen.notes.model import Candidate
from quizgen.notes.openings import points_elsewhere
from quizgen.notes.patterns import UNLESS
from quizgen.notes.patterns.fit import unfit
from quizgen.notes.patterns.pattern import Rule
from quizgen.notes.regexes import zh
from quizgen.notes.words import has_han, segment, weight


def _leaks(c: Candidate) -> bool:
    if c.kind in ("list", "cloze") or len(c.answer) > 4 * len(c.prompt or c.term):
        return False
    key = _SIGNS.sub("", c.answer).casefold()
    return len(key) >= 2 and key in _SIGNS.sub("", c.prompt or c.term).casefold()


_SIGNS = re.compile(r"\W+")


def _cut_off(c: Candidate) -> bool:
    return bool(_BREAKS_OFF.search(c.answer, max(0, len(c.answer) - 12))) or any(
        item.rstrip().endswith(("…", "...")) for item in c.items
    )


_BREAKS_OFF = re.compile(
    zh(
        r"(?:…|\.{3,}|\b(?:of|the|an?|and|or)\s*\*?|(?<!求)是|(?:[记称]|概率)[为作]|(?<=[数值度率])(?:恒[为作]|[为作])|等于|(?<!的)满足|使得?)\s*$"
    )
)

_ANSWERED_BY = re.compile(
    r"(?:如下|以下|下面|上面)(?:所示)?$|^(?:见(?![于解识证诸])|参见|如图|同上|待补充|[略无]$)|^(?:n/?a|see|as\s+follows|below|above)\b",
    re.I,
)

_SYMBOL = re.compile(r"\$[^$]*\$|`?[A-Za-zα-ωΑ-Ω]`?|`?\w[\[(_].*")

_THOSE = r"those(?!\s(?:that|which|who|whose|in|with|of|where|able|[a-z]+(?:ed|ing)|spread|made|found|held|built)\b)"

_POINTING_ANSWER = re.compile(rf"(?:it|them|this|these|{_THOSE}|him|her)\b(?!\s+\w+s\b)", re.I)

_LEANING_ANSWER = re.compile(
    zh("(?:此类?|这(?![种样])|该|上述|前者|后者)")
    + rf"|(?:this|these|{_THOSE}|it|(?:its|their)\s+\w+\s+(?:is|are)|they|same)\b(?!\s+(?:as|way)\b)",
    re.I,
)


def _leans(c: Candidate) -> bool:
    """Say whether the answer begins with a word that only the text before it explains: 该点, unless 点 is asked for."""
    found = _LEANING_ANSWER.match(c.answer)
    if found is None:
        return False
    named = c.answer[found.end() : found.end() + 1]
    return found.group() not in ("该", "該") or not named or named not in (c.prompt or c.term)


_TITLE = re.compile(r"[【\[<][^】\]>]*[】\]>]")

_WORK = re.compile(r"[【\[《<][^】\]》>]*[】\]》>]")  # which a side may ask for: 著作

_CASE = re.compile(zh(r"(?:^|] )以.+为例$"))

_SUCH_AS = re.compile(zh("[如像](?![果何同期今下])[^，,。；;]*(?:[，,、]|$)|[例比]如"))

_ASIDE = re.compile(r"[（(][^（()）]*[)）].{0,3}")

_MARKUP = re.compile(r":math:|\\[a-z]+|[{}]")

_STUTTER = re.compile(r"(\w{1,3})\s+\1(?:\s+\1)?")

_FORMULA = re.compile(r"\$[^$]*\$")

_LEAST = {"question": 1, "property": 1, "alias": 2}


def _least(c: Candidate) -> int:
    """Return how long the answer of ``c`` must be: a word of the other language may be short."""
    translated = c.kind == "definition" and c.term.isascii() and not c.answer.isascii()
    return 2 if translated else _LEAST.get(c.kind, 3)


def _uses_term(c: Candidate) -> bool:
    """Say whether a definition names its term once more, as a word of its own, so that it turns in a circle.

    A short name is part of too many words (感觉 of 感觉器官); one may return in a longer name (Fast RCNN).
    """
    if c.kind != "definition" or len(c.term) < 2 or (c.term.isascii() and len(c.term) < 4):
        return False
    answer = _CODE.sub("``", c.answer) if "`" in c.answer and "`" not in c.term else c.answer
    if has_han(c.term) and len(c.term) < LONG_NAME:
        return re.search(re.escape(c.term) + zh("(?:$|[是为，。])"), answer) is not None
    at = answer.casefold().find(c.term.casefold())
    if has_han(c.term) and at > 0 and weight(_CLAUSE_ENDS.split(answer, maxsplit=1)[0]) in range(LEAST_LEFT, at):
        return False  # the clause before it says what it is
    if at > 0 and has_han(c.term) and not _ends_word(answer, at + len(c.term)):
        return False
    return at > 0 and not (c.term.isascii() and _WITHIN_NAME.search(answer, 0, at))


def _ends_word(text: str, at: int) -> bool:
    """Say whether a word of the Chinese ``text`` ends at ``at``: no 实体集 is in 实体集合 (实体, 集合)."""
    ends = accumulate(len(word) for word in segment(text[: at + 4]))
    return at in ends


LONG_NAME = 3
"""A Chinese name of so many characters is no part of other words, as a rule."""

_CODE = re.compile("`+[^`]*`+")

_WITHIN_NAME = re.compile(r"[A-Za-z]+[ \-]$")


def _says_over(c: Candidate) -> bool:
    """Say whether most of what the answer says stands in the name it is said of (harbour: head of a harbour)."""
    if c.kind not in ("definition", "property") or _CLAUSE_ENDS.search(c.answer):
        return False
    asked = c.prompt.rsplit("] ", 1)[-1] if c.prompt else c.term
    answer = _IN_BRACKETS.sub("", c.answer)
    return len(parts(answer)) > FEW_PARTS and echoed(answer, asked) >= MOSTLY


FEW_PARTS = 3
"""An answer of no more parts (words, pairs of Chinese characters) may well stand in a longer name."""
_CLAUSE_ENDS = re.compile("[，,；;。]")

_IN_BRACKETS = re.compile(r"[（(][^（()）]*[)）]")


def _only_counts(c: Candidate) -> bool:
    """Say whether two items of a list or more are no names but numbered roles: Response 1, Response 2."""
    return c.kind == "list" and sum(bool(_NUMBERED.match(item) and STEP.fullmatch(item)) for item in c.items) > 1


_DONE_SO = re.compile("(?:即可|就行|就好|就可以|便可)了?$")


def _names_items(c: Candidate) -> bool:
    """Say whether most items of a list stand in its question: Converters and estimators."""
    if not c.items:
        return False
    asked = (c.prompt or c.term).casefold()
    return 3 * sum(item.casefold() in asked for item in c.items) >= 2 * len(c.items)


_NUMBERED = re.compile(r"[A-Za-z]{4,}\s*#?\s*\d")

RULES: tuple[Rule, ...] = (
    Rule("its items only count", _only_counts),
    Rule("the question names its items", _names_items),
    Rule(
        "the answer is a title",
        lambda c: (
            c.answer[-1:] in tuple("】]》>") and bool((_TITLE if c.kind == "property" else _WORK).fullmatch(c.answer))
        ),
    ),
    Rule(
        "it explains a symbol of one formula",
        lambda c: c.kind == "definition" and bool((_FORMULA if "siblings" in c.pattern else _SYMBOL).fullmatch(c.term)),
    ),
    Rule(
        "the answer is empty",
        lambda c: c.kind != "list" and weight(c.answer) < _least(c) and not re.search(r"[$`]", c.answer),
    ),
    Rule(
        "the answer is too long for one card",
        lambda c: weight(c.answer) > LONGEST_ANSWER or any(weight(i) > 60 for i in c.items),
    ),
    Rule("the question gives the answer away", _leaks),
    Rule("the notes break off in the answer", _cut_off),
    Rule("it is an example", lambda c: (c.prompt or c.term).endswith("例") and bool(_CASE.search(c.prompt or c.term))),
    Rule("it is an example", lambda c: c.kind == "definition" and bool(_SUCH_AS.match(c.answer))),
    Rule("it is still to be written", lambda c: "TODO" in c.term or "TODO" in c.answer),
    Rule("the answer points elsewhere", lambda c: c.kind != "cloze" and bool(_ANSWERED_BY.search(c.answer))),
    Rule(
        "the answer points elsewhere",
        lambda c: c.kind in ("definition", "property") and _leans(c),
    ),
    Rule("the answer uses the term", _uses_term),
    Rule("it tells what to do", lambda c: c.kind in ("definition", "property") and bool(_DONE_SO.search(c.answer))),
    Rule("the answer says little more than the question", _says_over),
    Rule("it is mostly signs", lambda c: c.answer[:1] in tuple("><=+→~|") and c.kind != "fact"),
    Rule("a formula is lost in it", lambda c: bool(_STUTTER.fullmatch(c.term))),
    Rule("it is markup", lambda c: c.kind == "definition" and bool(_MARKUP.search(_FORMULA.sub("", c.term)))),
    Rule("the answer is an aside", lambda c: c.kind in ("definition", "property") and bool(_ASIDE.fullmatch(c.answer))),
    Rule("the answer is a word that points elsewhere", lambda c: bool(_POINTING_ANSWER.match(c.answer))),
    Rule("the answer leads in what follows", lambda c: c.answer.rstrip().endswith((":", "："))),
    Rule(
        "the subject points elsewhere",
        lambda c: bool(c.term) and c.kind not in ("question", "list") and points_elsewhere(c.term) and not c.prompt,
    ),
)


def rejection(candidate: Candidate) -> str:
    """Return why ``candidate`` is left out, in plain words; "" if it is not."""
    if candidate.kind == "card":
        return ""  # as its author wrote it
    for rules in (RULES, UNLESS.get(candidate.pattern, ())):
        for rule in rules:
            if rule.tells(candidate):
                return rule.reason
    if candidate.kind in ("list", "question"):
        return ""
    reason = unfit(candidate.answer)
    return "" if reason in _OF_SENTENCES else reason


# What tells that a sentence says nothing, but not that an answer does.
_OF_SENTENCES = ("it is an example", "it is mostly signs", "it is code", "it says only that something exists")
