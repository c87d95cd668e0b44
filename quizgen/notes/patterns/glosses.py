"""Glosses in English notes: what a bracket says of the noun before it, and the name that the next sentence gives."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quizgen.notes.model import Block, Candidate, Inline
from quizgen.notes.naming import Name, is_name
from quizgen.notes.openings import lead, points_elsewhere
from quizgen.notes.outline import Outline
from quizgen.notes.patterns.fit import unfit
from quizgen.notes.patterns.pattern import Pattern
from quizgen.notes.patterns.sights import sight
from quizgen.notes.patterns.terms import term_of
from quizgen.notes.verbs import AUXILIARY, FORMS, opens_clause
from quizgen.notes.words import has_han, weight, words

_BRACKET = re.compile(r"\s\((?P<inner>[^()]{12,160})\)")
_SAYS_WHAT = re.compile(
    r"(?:i\.e\.,?\s+|that\s+is,\s+)?(?P<said>(?:(?:an?|any|the)\s(?!(?:same|most|best|last|first|more|few|little|lot|bit|so-called)\b)"
    r"[\w-]+(?:\s[\w-]+){0,4}\s(?:that|which|who|whose|of|for|between|with|where|in|at|on|from|to|used|caused|made|\w+ing|\w+ed)"
    r"|[a-z][\w-]+\s(?:that|which|who|whose|between|separating|consisting|containing|used\s+(?:to|for)))\s.{4,})",
    re.I,
)
_WORDS_BEFORE = re.compile(r"(?:[A-Za-z][\w'’-]*\s){0,2}[A-Za-z][\w'’-]*$")
_NO_PART = re.compile(
    r"(?:an?|the|its|their|his|her|your|our|this|that|these|those|of|in|on|at|to|for|from|by|with|as|into|through|between|"
    r"and|or|but|than|each|every|all|some|any|both|one|two|three|not|no|more|less|very|also|only|when|if|because|so|"
    r"which|who|where|same|new|such|called|it|they|he|she|we|you|i|there|usually|often|mostly|about|over|under|per|via)",
    re.I,
)


def glosses_in_brackets(outline: Outline) -> Iterator[Candidate]:
    """A noun, and in brackets behind it what it is: the septum (the muscle that separates ...)."""
    for i, block in enumerate(outline.blocks):
        if block.kind not in ("paragraph", "item", "definition") or "(" not in block.text or has_han(block.text):
            continue
        if outline.left_out(i):
            continue
        for found in _BRACKET.finditer(block.text):
            said = _SAYS_WHAT.match(found["inner"].strip())
            name = term_of(_noun_before(block, found.start())) if said and not unfit(found["inner"]) else None
            if said and name and _explains(said["said"], name):
                line = block.inline.line_at(found.start())
                passage = block.text[max(0, found.start() - 60) : found.end()]
                yield sight(i, name.text, said["said"], line, passage, aliases=name.aliases)


def _explains(said: str, name: Name) -> bool:
    """Say whether ``said`` tells of ``name`` what it is, and not with its own words."""
    told = {word.rstrip("es") for word in words(said.lower())}
    turns = all(word.rstrip("es") in told for word in words(name.text.lower()))
    return not (turns or _SENTENCE.search(said) or name.facet or points_elsewhere(name.text))


# No gloss of a noun but a sentence: the set of facts that he knows is enormous; things that are so.
_SENTENCE = re.compile(r"^things?\s|^[^,;]*\s(?:that|which|who)\s[^,;]*\s(?:is|are)\s(?!\w+(?:ed|en|ing)\b)", re.I)


def _noun_before(block: Block, at: int) -> str:
    """Return the noun that ends at ``at``: as its writer set it off, else up to three words after an article."""
    for mark in block.inline.marks:
        if mark.kind in ("strong", "emphasis", "underline", "highlight") and mark.end == at:
            return block.text[mark.start : mark.end]
    words = _WORDS_BEFORE.search(block.text, max(0, at - 60), at)
    kept: list[str] = []
    for word in reversed(words.group().split() if words else []):
        low = word.lower()
        if _NO_PART.fullmatch(word) or low in AUXILIARY or (low in FORMS and kept and not low.endswith("ing")):
            break
        kept.insert(0, word)
    return " ".join(kept)


_NAMES_IT = re.compile(
    r"(?:This|That|These|It|Such\s(?:an?\s)?\w+|This\s\w+(?:\s\w+)?)\s(?:is|are|was|were)\s(?:\w+ly\s|also\s|often\s|what\s(?:is|we)\s|what's\s)?"
    r"(?:called|known\s+as|termed|named|referred\s+to\s+as|call)\s(?:an?\s|the\s)?[\"“]?(?P<term>[\w'’-]+(?:\s[\w'’-]+){0,4}?)[\"”]?"
    r"(?=\s*(?:[.,;:(–—]|\s-\s|$|\s(?:and|because|since|which|in|as|when|or)\s))",
    re.I,
)
_IS_THE_NAME = re.compile(
    r"This\sis\s(?:an?\s|the\s)?(?P<term>(?:[\w'’-]+\s){1,4}(?:phase|effect|stage|principle|law|paradox|rule|theorem|fallacy|hypothesis|"
    r"period|phenomenon|reflex|response|condition|property|problem|bias|error|model|theory|reaction|mechanism))[.\s]*$",
    re.I,
)
_LEANS = re.compile(r"\b(?:this|that|these|those|such)\s|\?$", re.I)
SHORTEST, LONGEST = 8, 70


def names_after(outline: Outline) -> Iterator[Candidate]:
    """A statement, and in the sentence after it the name of what it describes: This is called X."""
    for i, block in enumerate(outline.blocks):
        if block.kind not in ("paragraph", "item") or has_han(block.text) or outline.left_out(i):
            continue
        said = outline.said(i)
        for k, sentence in enumerate(said):
            text = sentence.text.strip()
            start = lead(text)
            found = _NAMES_IT.match(text, start) or _IS_THE_NAME.match(text, start)
            before = said[k - 1] if k else _last_said(outline, i)
            if found is None or before is None:
                continue
            name = term_of(found["term"])
            told = before.text.strip()[lead(before.text.strip()) :].rstrip(".;: ")
            if name and is_name(name.text) and _tells(told):
                yield sight(i, name.text, told, sentence.line_at(0), f"{before.text} {text}", aliases=name.aliases)


def _last_said(outline: Outline, i: int) -> Inline | None:
    """Return the last sentence of the item that item ``i`` hangs under, if it is the first that does."""
    parent = outline.blocks[i].parent
    if parent is None or outline.blocks[parent].kind != "item" or outline.children[parent][0] != i:
        return None
    said = outline.said(parent)
    return said[-1] if said else None


def _tells(text: str) -> bool:
    """Say whether ``text`` stands for itself as what a name means."""
    fits = SHORTEST <= weight(text) <= LONGEST and not unfit(text) and not _LEANS.search(text)
    return fits and not points_elsewhere(text) and (opens_clause(text) or bool(re.match("(?:when|if)\\s", text, re.I)))


GLOSSES: tuple[Pattern, ...] = (
    Pattern(
        "gloss in brackets",
        "definition",
        0.55,
        "A bracket directly behind a noun that opens with an article or a genus and goes on to what sets it apart.",
        (
            (
                "The ice breaks at the bergschrund (a crack that opens at the head of a glacier) in summer.",
                "bergschrund",
                "a crack that opens at the head of a glacier",
            ),
        ),
        (
            "The ice breaks at the head (the same as last year) in summer.",
            "The ice breaks at the bergschrund (see the map of the glacier) in summer.",
            "The ice breaks at the bergschrund (about 40 m deep) in summer.",
            "The ice breaks at the head wall (a wall that stands at the head of a glacier) in summer.",
            "It is hard to plan for snow (the number of days that bring it is small) in summer.",
        ),
        find=glosses_in_brackets,
    ),
    Pattern(
        "named in the next sentence",
        "definition",
        0.7,
        "What a sentence describes gets its name in the next one: This is called X.",
        (
            (
                "More ice melts than snow falls. This is called ablation.",
                "ablation",
                "More ice melts than snow falls",
            ),
            (
                "- The tongue of the glacier breaks off into the sea\n  - This is the calving phase",
                "calving phase",
                "The tongue of the glacier breaks off into the sea",
            ),
        ),
        (
            "This moves down. This is called ablation.",
            "Snow. This is called ablation.",
            "More ice melts than snow falls. This is not called ablation.",
        ),
        find=names_after,
    ),
)
