"""What is said of the bold term with which a sentence opens."""

from __future__ import annotations

import re

from quizgen.notes.model import Candidate, Inline
from quizgen.notes.patterns.pattern import Pattern
from quizgen.notes.patterns.sights import changed
from quizgen.notes.patterns.terms import term_of
from quizgen.notes.regexes import zh
from quizgen.notes.verbs import starts_with_verb
from quizgen.notes.words import has_han, weight

BOLD = Pattern(
    "bold subject",
    "definition",
    0.7,
    "A sentence that opens with a bold term says what the term is; in English a verb stands behind it.",
    (
        ("**冰斗**(cirque)三面被陡壁环绕，形似围椅。", "冰斗", "三面被陡壁环绕，形似围椅"),
        ("**冰期说**，也称为**冰川说**，认为谷地由冰川刻出。", "冰期说", "认为谷地由冰川刻出"),
        ("**雪线**，顾名思义，是积雪终年不化的下界。", "雪线", "积雪终年不化的下界"),
        ("**Weirs** slowly raise the water of a river.", "Weirs", "slowly raise the water of a river"),
        ("- **Oxbows (lakes)** formed when a river cuts off a bend", "Oxbows", "formed when a river cuts off a bend"),
        ("**Spate** means that the river is full after rain.", "Spate", "the river is full after rain"),
    ),
    ("**注意**", "**冰斗**和**角峰**都由冰川侵蚀形成。", "**Close** all the gates of the lock.", "**Weirs** leak."),
)


LEAST_SAID_EN = 10
"""What is said of an English term in fewer words than five says little."""
_ADVERB_EN = re.compile(r"(?:\w+ly|also|do\snot|does\snot)\s")
_AFTER_BOLD = re.compile(r"\s*(?:[（(][^（()）]{1,60}[)）])?")
_NOT_SAID_OF = re.compile(r"\s*[，,、。和与及或的]")
# What may stand between a term and what is said of it: 顾名思义, and another name.
_ASIDE = r"[，,]\s*(?:顾名思义[，,]\s*|(?:又|也|亦)(?:被?称为?|叫做?|名)[^，,。]{1,12}[，,]\s*)?"
_SAID_OF = re.compile(
    zh(
        r"\s*(?:则|就|也|主要|通常|一般|又)*(?:是|指|为|即|由|用[于来]|通过|将|把|属于|负责|表示|称|叫|"
        rf"{_ASIDE}(?:则|就|也)?(?:是|指|即|一[种个类]|认为|主张))"
    )
)
_COPULA = re.compile(
    zh(
        rf"^\s*(?:{_ASIDE})?(?:(?:则|就|也)?(?:是指?|指的?是?)(?![数标令导向针明出定示引])|(?=认为|主张))|"
        r"^[，,]?\s*即(?![将便可刻时成为])"
    )
    + r"|^(?:means(?:\sthat)?|describes)\s"
)


def of_bold_subject(sentence: Inline, start: int, made: Candidate) -> Candidate | None:
    """Return what ``sentence`` says of the bold term at ``start``; of an English one, behind its verb."""
    if not sentence.marks:
        return None
    mark = next((m for m in sentence.marks if m.kind == "strong" and start - 1 <= m.start <= start + 1), None)
    if mark is None:
        return None
    opened = _AFTER_BOLD.match(sentence.text, mark.end)
    end = opened.end() if opened else mark.end
    said, name = made.passage[end:], term_of(made.passage[mark.start : end])
    glossed = end > mark.end
    if not has_han(made.passage[start:]):
        said = said.strip()
        told = weight(said) >= LEAST_SAID_EN and starts_with_verb(_ADVERB_EN.sub("", said, count=1))
    else:
        told = weight(said) >= 4 and bool(_SAID_OF.match(said) or (glossed and not _NOT_SAID_OF.match(said)))
    if name is None or not told:
        return None
    return changed(
        made,
        pattern=BOLD.name,
        kind=BOLD.kind,
        confidence=BOLD.confidence,
        term=name.text,
        aliases=name.aliases,
        answer=_COPULA.sub("", said),
    )
