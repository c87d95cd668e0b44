"""How sure it is that a plain statement makes a good question: what speaks for it and against it, each counted once."""

from __future__ import annotations

import re

from quizgen.notes.echo import HALF, echoed
from quizgen.notes.patterns.terms import term_of
from quizgen.notes.regexes import either, zh
from quizgen.notes.verbs import PAST
from quizgen.notes.words import CJK, weight, words

FULL_ANSWER, SHORT_ANSWER = 10, 6
"""An answer of this weight says something; a shorter one is often arbitrary, the shortest anything."""

RICH_ANSWER, BARE, REST = 16, 4, range(4, 16)
"""So much says nearly always something worth knowing; so little, as answer or before it, seldom; so much behind the
blank pins the answer down and does not drown it."""

BY_POINTS = (0.35, 0.4, 0.55, 0.6, 0.7, 0.75)
"""The confidence in an English statement with two points and more against it, one, none, one for it, two, more.

Readers keep fewer of them than of what a label or a connector names, whatever speaks for a statement: none is as sure.
"""

_OF_A_KIND = re.compile(r"(?:the|an?|all|each|every|any)\s", re.I)
_RULE = re.compile(r"\b(?:can|may|might|could|must|should|will|would)\b|\bthat\s*$", re.I)
_HAPPENED = re.compile(r"\b(?:was|were|had|did|\w{2,}ed\s*$)", re.I)
_IS = re.compile(r"\b(?:is|are)\s*$", re.I)
_CALLED = re.compile(r"\b(?:called|termed|named|known\s+as)\s*$", re.I)
_LAST_TWO = re.compile(r"(?:[\w'’-]+\s+){0,2}$")
_ADDRESSED = re.compile(r"\b(?:you|your|we|our)\b", re.I)
_NO_MORE_THAN_SOME = re.compile(
    r"(?:(?:an?|the)\s)?(?:many|several|various|different|multiple|some|other|same|more|further|similar)\b|(?:two|three|four)\s\w+$",
    re.I,
)


def in_english(before: str, answer: str, after: str, *, named: bool, about: tuple[str, ...]) -> float:
    """Return the confidence in the English statement ``before`` ____ ``after``.

    For it speak an answer that says much, that it names what it is about (``named``), that it says a rule or speaks of
    a kind (the, a, can, that), what something is or is called, or what a part does of that under which it stands
    (``about``), that it stands under nothing and so says all itself, that it goes on for a bit. Against it speak a word
    or two for an answer, a bare lead (uses ____), an event that is told, a reader who is addressed, the more so as the
    subject, an answer that only counts (many forms).
    """
    said, lead = weight(answer), weight(before)
    points = (said > BARE) + (said > SHORT_ANSWER) + (said >= FULL_ANSWER) + (said >= RICH_ANSWER) - 2
    points += 2 if named else not about
    points += bool(_OF_A_KIND.match(before) or _RULE.search(before))
    points += bool(_IS.search(before)) + 2 * bool(_CALLED.search(before))
    points += not named and any(len(w) > 3 and w in before.lower() for name in about for w in words(name.lower()))
    points += weight(after) in REST
    points -= lead <= BARE
    points -= _tells(before)
    points -= bool(_ADDRESSED.search(f"{before}{answer}{after}")) + bool(_ADDRESSED.match(before))
    points -= 2 * bool(_NO_MORE_THAN_SOME.match(answer))
    return BY_POINTS[min(max(points, -2), 3) + 2]


def _tells(before: str) -> bool:
    """Say whether what leads to the blank tells what happened: Germany declared ____."""
    last = _LAST_TWO.search(" ".join(before.rsplit(" ", 3)[-3:]))
    return bool(_HAPPENED.search(before)) or any(word.lower() in PAST for word in words(last.group() if last else ""))


IN_CHINESE = (0.35, 0.65, 0.65, 0.75)
"""The confidence in a Chinese statement with a point against it, none, one for it, two and more."""

LITTLE = 0.45
"""The confidence where nothing speaks for it or against it and the answer is short."""

STATED = 0.55
"""The confidence where it says what a thing it names is made of, where it stands or on what it depends."""

_ISNT = "(?<![但于可还总或凡若别其])"
_WHAT_IT_IS = re.compile(
    either(
        f"{_ISNT}是 指 (?<![因行以人])为 即 成为 [作做]为 称为 [看视当]作 叫做? 代表 表示 意味着 等于 相当于",
        "包括 包含 分为 构成 组成",
    )
    + zh("[了着]?(?:[一某](?:种|个))?\\s*$")
)
_STATES = re.compile(
    zh("(?:主要|一般|通常|都|均|则|也|会|可以?|可?能)*")
    + either(
        "导致 引起 造成 (?<![因行以人])为 包括 包含 分为 构成 组成 位于 处于 属于 来自 取决于 在于 用于 始于 止于 等于",
        "相当于",
    )
    + zh("[了着]?(?:[一某](?:种|个))?\\s*$")
)
_ONLY_HAS = re.compile(either("(?<![所享])有 存在 没有 缺乏 受到?") + zh("[了着]?(?:[一某](?:种|个))?\\s*$"))
_MAKES = re.compile(zh("(?:使得?|让)\\s*$"))
_IF = re.compile(zh("(?:如果|若|当(?!地)|只要|一旦|除非)|.{2,}[^同及按随]时(?:[，,则就]|采|需|使|会|可)"))
_FOLLOWS = re.compile(zh("[，,]\\s*(?:(?:因此|所以|因而|于是|从而)[^，,]*|则|那么|就)?$|只有$"))
_OF_THAT_ABOVE = re.compile(
    zh(
        "(?:被(?:称|誉|视|看)|经常|通常|一般|常|主要|可以?|能够?|还|也(?!就)|全?都|均|必须|具有|包括|属于|采用|使用(?!价值)|用于|"
        "适用于|基于|支持|允许|提供|否定|体现)[^，,；;：:]+$"
    )
)
_SET_OFF = re.compile("[“「《`]")
_PEOPLE = re.compile(zh("我们|人们|大家|你"))
_NO_SUBJECT = re.compile(zh("(?:[仅僅]指)?(?:[把将取令由从](?![于此而])|没有把|不[仅能]|对[^，,]*进行)"))
_THEN = re.compile(zh("(?:后来|随后|之前|起初|最初|接着|然后|此后|最终|近年)|.*公元"))
_THESE = re.compile(zh("这[个些种类样]|其中|剩下|先前"))
_LAST_CLAUSE = re.compile("[^，,；;]*$")
_HAN_RUN = re.compile(f"[{CJK}]+")


def in_chinese(before: str, answer: str, after: str, *, named: bool, about: str) -> float:
    """Return the confidence in the Chinese statement ``before`` ____ ``after``.

    For it speak that it names what it is about (``named``, or a word of the names above it, ``about``, or no subject
    but these), the more so where it says what that is, that it says what holds if something is so, what follows or
    what is needed, and an answer that its writer set off (“”). Against it speak an answer that the question gives away,
    that something only has or exists, what people do, what someone is told to do, what happened next, and words that
    point elsewhere.
    """
    last = _LAST_CLAUSE.search(before)
    named = named or (echoed(about, before) > 0) or bool(about and _OF_THAT_ABOVE.match(before))
    points = named + (named and bool(_WHAT_IT_IS.search(before)))
    follows = bool(_IF.match(before) or _FOLLOWS.search(before))
    points += follows
    points += bool(_SET_OFF.match(answer))
    points -= not follows and bool(_ONLY_HAS.search(before) or _MAKES.search(before))
    points -= echoed(answer, f"{about} {before} {after}") >= HALF
    points -= 2 * bool(_PEOPLE.search(before + answer + after))
    points -= 2 * bool(_NO_SUBJECT.match(before) or _THEN.match(before))
    points -= 2 * bool(_THESE.search(f"{last.group() if last else ''}{answer}"))
    if not points and weight(answer) < FULL_ANSWER:
        return STATED if _states(before) else LITTLE
    return IN_CHINESE[min(max(points, -1), 2) + 1]


def _states(before: str) -> bool:
    """Say whether ``before`` ends with a verb that says what its subject, a term, holds or where it is."""
    found = _STATES.search(before)
    return found is not None and term_of(before[: found.start()]) is not None
