"""Plain statements: what a sentence says that no pattern reads."""

from __future__ import annotations

import re

from quizgen.notes.echo import given
from quizgen.notes.model import Candidate, Inline
from quizgen.notes.naming import Name, folded, is_name, is_statement
from quizgen.notes.outline import Outline
from quizgen.notes.patterns import reasons_zh
from quizgen.notes.patterns.fragments import is_noun
from quizgen.notes.patterns.gaps import gap
from quizgen.notes.patterns.meeting import About
from quizgen.notes.patterns.pattern import Pattern
from quizgen.notes.patterns.phrases_en import is_term
from quizgen.notes.patterns.predicates_en import points_back
from quizgen.notes.patterns.sights import BLANK, changed, prompt
from quizgen.notes.patterns.statements import LONGEST_STATEMENT
from quizgen.notes.patterns.sure import in_chinese, in_english
from quizgen.notes.verbs import AUXILIARY, is_verb_form, starts_with_verb
from quizgen.notes.words import has_han, weight

PLAIN = Pattern(
    "plain statement",
    "cloze",
    0.6,
    "Where no pattern reads a sentence, what its verb says of its subject can still be asked for; surest where the "
    "subject is a term of the notes.",
    (
        (
            "## Glaciers\n\nGlaciers carry rocks and gravel down into the valley.",
            "Glaciers carry ____.",
            "rocks and gravel down into the valley",
        ),
        (
            "Kettle lakes fill hollows in the gravel. They leave a ring of reeds in the mud.",
            "[Kettle lakes] leave ____.",
            "a ring of reeds in the mud",
        ),
        ("Both snow and rain feed the upper lake.", "Both snow and rain feed ____.", "the upper lake"),
        ("Snow fields are buried valleys.", "Snow fields are ____.", "buried valleys"),
        (
            "## Hutton's book\n\n- argues for the slow change of all rocks",
            "[Hutton's book] argues for ____",
            "the slow change of all rocks",
        ),
        ("Each valley keeps the gravel of its own ice.", "Each valley keeps ____.", "the gravel of its own ice"),
        ("Firn is old snow, slush is a mix of water and snow.", "slush is ____.", "a mix of water and snow"),
        ("The bed controls slope and flow of the ice.", "The bed controls ____.", "slope and flow of the ice"),
        (
            "The lake is watched by a search and rescue team.",
            "The lake is watched by ____.",
            "a search and rescue team",
        ),
        (
            "The ice wears down rocks, walls and the steps that lead to the hut.",
            "The ice wears down ____.",
            "rocks, walls and the steps that lead to the hut",
        ),
        ("The old moraine is under a thick layer of turf.", "The old moraine is under ____.", "a thick layer of turf"),
        ("Wet ice moves more gravel than dry ice.", "Wet ice moves ____.", "more gravel than dry ice"),
        (
            "Marks such as scars and grooves tell the direction of the ice.",
            "Marks such as scars and grooves tell ____.",
            "the direction of the ice",
        ),
        ("Moraines form when the ice drops its load.", "Moraines form when ____.", "the ice drops its load"),
        ("Firn is pale since it holds much air.", "Firn is pale since ____.", "it holds much air"),
        ("Piles of gravel mark the old edge of the ice.", "Piles of gravel mark ____.", "the old edge of the ice"),
        (
            "A lake that freezes in winter is a home for few kinds of fish.",
            "A lake that freezes in winter is ____.",
            "a home for few kinds of fish",
        ),
        ("## 冰川\n\n冰川会把大量的石块和泥沙搬运到山谷里。", "冰川会把____。", "大量的石块和泥沙搬运到山谷里"),
        ("## 冰川\n\n冰床的坡度越陡，冰川的流速越快。", "冰床的坡度越陡，____。", "冰川的流速越快"),
        ("## 冰川\n\n冰川的流速与冰床的坡度、冰的厚度有关。", "冰川的流速与____有关。", "冰床的坡度、冰的厚度"),
        ("## 冰川\n\n冰川通过携带的石块和沙粒来磨蚀谷底。", "冰川通过____来磨蚀谷底。", "携带的石块和沙粒"),
        ("## 冰川\n\n冰川采用逐年观测的方式来编号。", "冰川采用____的方式来编号。", "逐年观测"),
    ),
    (
        "这会带来很多问题和麻烦。",
        "We will now look at the next picture.",
        "For example, the valley was carved by ice.",
        "Look for the lake that holds most ice.",
        "The ice moves when warming.",
        "## Glaciers\n\nA hill that ice has shaped and that the wind wears down.",
        "冰斗的成因是什么，降雪提供了充足的冰源。",
        "昨晚的讲解给我带来了全新的认识。",
        "## 冰川流速\n\n$v$为表面的流速，$h$为冰川的厚度",
        "雪线则是积雪终年不化的下界。",
        "角峰和刃脊分别具有尖锐的顶部。",
        "没有形成完整的冰川体系。",
        "## 冰川\n\n### 例子\n\n甲冰川采用逐年观测的方式来编号。",
        "如 $v$ 较大时，冰川带走了底部的岩屑和砾石。",
    ),
    unless=reasons_zh.UNLESS,
)

_THE = re.compile(r"The\s(?P<noun>[a-z]+)\s(?P<verb>\w+)")
_NAMES = re.compile(r"[A-Za-z]{2}|\d|\$|《")
_SYMBOL = re.compile(r"\s*(?:\$[^$]*\$|`?\w`?)\s+(?:is|are|:|=)?\s*")
MARKED = 0.65
"""Confidence in a statement that asks for the one term in it that its writer set off."""


def marked(sentence: Inline, start: int, end: int) -> tuple[int, int] | None:
    """Return where in sentence[start:end] the only term stands that its writer set off, after what leads to it."""
    spans = [
        (m.start, m.end) for m in sentence.marks if m.kind in ("strong", "underline", "highlight") and m.start >= start
    ]
    if len(spans) != 1 or spans[0][1] > end:
        return None
    (a, b), text = spans[0], sentence.text
    name = text[a:b]
    leads_to_it = weight(text[start:a]) >= LEADING and text[b : b + 1] not in ":：" and is_name(name)
    return (a - start, b - start) if leads_to_it and weight(name) <= LONGEST_TERM and not is_statement(name) else None


_READER = re.compile(r"(?:(?!(?:if|when|once|since|because|to)\b)[^,:]{1,80}?[,:]?\s)?(?:we|you)\s(?!.*\sthat\s)", re.I)
"""Who reads is the subject, whatever stands before: By looking at the map you find ..."""
_PARTICIPLE = re.compile(r"\w+(?:ed|en|wn|nt|lt)\s")
TWO_WORDS = 0.5
"""Confidence in a statement whose answer is a term of two words: ventricular ejection."""
UNLED = 0.4
"""Confidence in a statement that nothing leads to: it names no term, stands under none, and says little."""
LEADING, LONGEST_TERM = 8, 10
"""So much stands at least before a term that is asked for, so long is it at most."""


def plain_statement(
    made: Candidate, core: str, outline: Outline, spoken_of: About, marked: tuple[int, int] | None
) -> Candidate | None:
    """Return the statement ``core`` with what its verb says left blank: a cloze if it names what it is about.

    Where its verb says nothing that can be asked for, the term is asked for that its writer ``marked``.
    """
    context, resolved = spoken_of.context, spoken_of.resolved
    above = " ".join(name.text for name in context)
    subject = f"{resolved.text} " if resolved and not has_han(core) else ""  # it leaves ...: no order to the reader
    hole = gap(subject + core, above) if weight(core) <= LONGEST_STATEMENT + 20 else None
    hole = (hole[0] - len(subject), hole[1] - len(subject)) if hole and hole[0] >= len(subject) else None
    by_mark = hole is None and marked is not None
    hole = hole or (None if points_back(core) else marked)
    if not has_han(core) and is_noun(core):
        return None
    if hole is None or _SYMBOL.fullmatch(core[: hole[0]]):
        return None
    before, answer, after = core[: hole[0]], core[hole[0] : hole[1]], core[hole[1] :]
    if not context and not resolved and starts_with_verb(before) and _PARTICIPLE.match(before):
        return None  # known as ...: who?
    if not has_han(core) and given(answer, f"{before} {after} {above}"):
        return None
    about = outline.speaks_of_term(before)
    named = any(n.text.casefold() in core.casefold() for n in context if not n.facet)
    vague = not (about or named or resolved) and has_han(core) and not _NAMES.search(before)
    vague = vague or (_points(core, outline, context) and not resolved)
    sure = (named or (about and not context)) and not resolved
    cloze = not resolved and (named or not context)
    if by_mark:
        confidence = MARKED
    elif has_han(core):
        confidence = in_chinese(before, answer, after, named=sure or resolved is not None, about=above)
    else:
        names = tuple(name.text for name in ((resolved,) if resolved else context))
        confidence = in_english(before, answer, after, named=sure, about=names)
        confidence = min(confidence, UNLED) if vague else confidence
        if _READER.match(before) and not (weight(after) or "`" in answer or outline.speaks_of_term(answer)):
            confidence = min(confidence, UNLED)  # what we do with something is no more than that
    if vague and not context and has_han(core) and weight(before) < LEADING:
        confidence = min(confidence, UNLED)
    if is_term(answer) and not vague:
        confidence = max(confidence, TWO_WORDS)
    read: dict[str, object] = {"pattern": PLAIN.name, "confidence": confidence, "answer": answer}
    if cloze:
        return changed(made, **read, kind="cloze", passage=core, prompt=before)
    context = (resolved,) if resolved else context
    asked = prompt(context, f"{before}{BLANK}{after}".strip())
    return changed(made, **read, term=context[0].text, prompt=asked)


def _points(core: str, outline: Outline, context: tuple[Name, ...]) -> bool:
    """Say whether an English statement speaks of something that only the text before it names: The cost is ..."""
    noun = _THE.match(core)
    if noun is None or (noun["verb"].lower() not in AUXILIARY and not is_verb_form(noun["verb"])):
        return False
    known = (*outline.terms, *(folded(name.text) for name in context))
    return not any(folded(noun["noun"]) in name for name in known)
