"""Answers cut down to what answers."""

from __future__ import annotations

import re

from quizgen.notes.model import Candidate
from quizgen.notes.patterns.fit import whole
from quizgen.notes.regexes import zh
from quizgen.notes.words import has_han, weight

LONGEST_ANSWER = 70
"""What is longer (in Chinese characters; a Latin word counts two) is not one fact."""

LONG_ANSWER = 50
"""What is longer is cut where the writer turns to another thought."""

_PAIRS = {"(": ")", "（": "）", "[": "]", "“": "”", "「": "」", "《": "》", "【": "】"}

_BRACKET = re.compile(f"[{re.escape(''.join((*_PAIRS, *_PAIRS.values())))}]")

_EXAMPLE = re.compile(
    zh(
        r"[，,；;。\s](?:(?<!\s)|(?<=\s)[–—-])\s*(?:例如|比如|譬如|eg\b|e\.g\.?|for\s+(?:example|instance)|[（(](?:例如|比如|"
        r"如[^果何此上下图][^（()）]*[)）]$))"
    ),
    re.I,
)

_TURN = re.compile(
    zh(
        r"[，,]\s*(?=这(?!种|个|类|些)|那么|比如|例如|但是?|不过|所以|因此|更正式|也就是说|假设|我们|"
        r"其实|换句话说)|\.\s+(?=[A-Z])|[。；;]\s*(?=.)"
    )
)

_SPLICED = re.compile(
    r",\s(?:this|these)\s(?:(?!way|case)[a-z]+\s){0,2}?(?:is|are|was|were|can|could|will|may|has|have|[a-z]+s)\s", re.I
)
"""A sentence of its own behind a comma: ..., this makes it hard to see."""
_UNDER = re.compile(r"(?:^|\s)(?:if|when|since|because|as|while|although|once)\s[^,]*$", re.I)

_CONDITION = re.compile(zh("(?:如果|若|当|只要|一旦|假如|由于|因为|虽然|尽管)[^，,；;。]*"))

_ARROW_AFTER = re.compile(r"\s(?:[=-]+>|→)\s*$")


def trim(answer: str) -> str:
    """Return ``answer`` cut down to what answers: without final punctuation, trailing example and broken bracket.

    A long answer ends before its next thought, or at the last clause that fits.
    """
    text = answer.strip()
    example = _EXAMPLE.search(text)
    if example and weight(text[: example.start()]) >= 6 and "\n" not in text:
        text = text[: example.start()]
    spliced = _SPLICED.search(text)
    if spliced and weight(text[: spliced.start()]) >= LEAST_LEFT and not _UNDER.search(text[: spliced.start()]):
        text = text[: spliced.start()]
    text = text.strip().strip("，,；;：:、—").rstrip("。.．！!、，,；; ").lstrip("。.、，,；; ")
    text = _ARROW_AFTER.sub("", text) if text.endswith(("→", ">")) else text
    for opening, closing in _PAIRS.items() if _BRACKET.search(text) else ():
        if text.count(opening) > text.count(closing) and text.rfind(opening) > text.rfind(closing):
            at = text.rfind(opening)
            if weight(text[:at]) >= 5:
                text = text[:at].rstrip("，,；;。 ")
        if text.count(closing) > text.count(opening) and text.endswith(closing):
            text = text[: -len(closing)].rstrip()
    if weight(text) > LONG_ANSWER:
        turns = [t.start() for t in _TURN.finditer(text) if 10 <= weight(text[: t.start()]) <= LONGEST_ANSWER]
        turns = [t for t in turns if not _CONDITION.fullmatch(text, 0, t)]
        text = text[: turns[-1] if turns and weight(text) > LONGEST_ANSWER else turns[0]] if turns else text
    text = _shortened(text) if weight(text) > LONGEST_ANSWER else text
    if text.count('"') % 2 and weight(text[: text.rfind('"')]) >= LEAST_LEFT:
        text = text[: text.rfind('"')]
    return text.strip()


LEAST_LEFT = 10
"""So much is left at least of an answer that is cut where a quotation begins that does not end."""


def _shortened(text: str) -> str:
    """Return ``text`` up to the last sentence that still fits, in English up to the last comma.

    A comma in Chinese ends half of what is said: 有水，并且在...
    """
    for ends in _ENDS[: 1 if has_han(text) else 2]:
        cuts = [m.start() for m in ends.finditer(text)]
        fitting = [c for c in cuts if 10 <= weight(text[:c]) <= LONGEST_ANSWER]
        if fitting:
            return text[: fitting[-1]]
    return text


_ENDS = (re.compile(r"[。；;]|\.\s"), re.compile(r",\s"))


def cleared(c: Candidate) -> str:
    """Return the answer of ``c`` trimmed, without the term at its head ("X, which ..." says of X "which ...")."""
    if c.kind in ("list", "card"):
        return c.answer
    answer = trim(c.answer if c.kind == "fact" else whole(c.answer))
    if (
        c.kind == "definition"
        and answer.startswith(c.term)
        and answer[len(c.term) : len(c.term) + 1] in ("，", ",", "：", ":")
    ):
        return answer[len(c.term) + 1 :].strip()
    term = c.prompt.rsplit("] ", 1)[-1] if c.kind == "property" else c.term
    if c.kind in ("definition", "property") and answer.endswith(term):
        named = _NAMED.search(answer, 0, len(answer) - len(term))
        return answer[: named.start()] if named and named.start() else answer
    return answer


_NAMED = re.compile(zh(r"[，,]?\s*(?:就|则|这|也|即|被)*(?:称之?为|称作|叫[做作]?|称)[“「\s]*$"))
