"""What each question type says on paper: what the student sees (``ask``) and what only the key says (``answer``).

``ask`` reads nothing that gives the answer away. What it must show of an answer is how many there are: of a list's
items, of a text's blanks, of pairs.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from markupsafe import Markup, escape

from quizgen import text
from quizgen.bank.cloze import Blank, blanks, replaced
from quizgen.bank.types import Choice, Cloze, Definition, List, Matching, Open, Question, TrueFalse
from quizgen.render import order
from quizgen.render.phrases import Phrases, said

BLANK = "\U0010fffd"
"""Stands for a blank until the text around it is HTML: the last private character, which no text uses."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question as the student sees it; each template takes what its type needs."""

    stem: Markup
    options: tuple[Markup, ...] = ()
    columns: int = 1
    lefts: tuple[Markup, ...] = ()
    lines: int = 0
    """Ruled lines to write on."""
    more: int = 0
    """Lines below these, which may stand on the next page."""
    spare: int = 0
    """Lines below these, which give way to the end of the page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the key says of a question."""

    short: str = ""
    """For the line of answers (1-5 CABDA); empty if it does not fit there."""
    full: tuple[tuple[str, Markup], ...] = ()
    """(letter or number, text) of each part of the answer."""
    notes: tuple[tuple[str, Markup], ...] = ()
    """What else is to say: (correction, ...), (explanation, ...)."""
    right: tuple[int, ...] = ()
    """The indexes of the right options."""
    stem: Markup = field(default_factory=Markup)
    """The stem with the letters or the mark where students write them; empty where they write them elsewhere."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What a question needs to be set in type: the words of its language, how text becomes HTML, how wide a line is."""

    words: Phrases
    html: Callable[[str, bool], Markup]
    """(text, on one line?) -> HTML."""
    key: tuple[str, str] = ("", "")
    """Seed and variant: with the question's own name they decide about order."""
    measure: float = 44
    """The width of a line in characters (em)."""


@dataclass(frozen=True, slots=True)
class Part:
    """A question type on paper."""

    section: Callable[[Any], str]
    ask: Callable[[Any, Setting], Asked]
    answer: Callable[[Any, Setting], Answer]


# --- definition


def _ask_definition(q: Definition, s: Setting) -> Asked:
    lines, more = _lines(q, 3)
    return Asked(stem=s.html(q.term, True), lines=lines, more=more)


def _answer_definition(q: Definition, s: Setting) -> Answer:
    also = Markup(s.words.comma).join(s.html(alias, True) for alias in q.aliases)
    return Answer(full=(("", s.html(q.definition, False)),), notes=((s.words.aliases, also),) if also else ())


# --- list


def _ask_list(q: List, s: Setting) -> Asked:
    phrase = s.words.list_in_order if q.ordered else s.words.list_of
    stem = s.html(q.question or phrase.format(q.term or ""), False)
    return Asked(stem=append(stem, s.words.note.format(said(s.words.items, len(q.items))), "aside"), lines=len(q.items))


def _answer_list(q: List, s: Setting) -> Answer:
    return Answer(full=_numbered([s.html(item, False) for item in q.items]))


# --- cloze


def _ask_cloze(q: Cloze, s: Setting) -> Asked:
    asked = replaced(q.text, lambda blank: BLANK + (s.words.hint.format(blank.hint) if blank.hint else ""))
    return Asked(stem=s.html(asked, False))


def _answer_cloze(q: Cloze, s: Setting) -> Answer:
    answers = [_answer_of_blank(q.text, b, s) for b in blanks(q.text)]
    return Answer(full=_numbered(answers))


_CODE = re.compile(r"(`+)(?!`).*?(?<!`)\1(?!`)", re.DOTALL)
_DOLLAR = re.compile(r"(?<!\\)\$")


def _answer_of_blank(source: str, blank: Blank, s: Setting) -> Markup:
    """Return what stands in ``blank``: code inside code, TeX inside a formula."""
    if any(code.start() < blank.start < code.end() for code in _CODE.finditer(source)):
        return Markup("<code>{}</code>").format(blank.answer)
    before = _CODE.sub("", source[: blank.start])
    return s.html(f"${blank.answer.strip()}$" if len(_DOLLAR.findall(before)) % 2 else blank.answer, True)


# --- open


def _ask_open(q: Open, s: Setting) -> Asked:
    lines, more = (1, 0) if q.type_in else _lines(q, 4)
    return Asked(stem=s.html(q.question, False), lines=lines, more=more)


def _answer_open(q: Open, s: Setting) -> Answer:
    return Answer(full=(("", s.html(q.answer, False)),))


# --- choice


def _options(q: Choice, s: Setting) -> list[str]:
    return order.apart((*q.answer, *q.distractors), s.key, q.id or q.question, shuffle=q.shuffle)


def _ask_choice(q: Choice, s: Setting) -> Asked:
    texts = _options(q, s)
    return Asked(
        stem=_with_bracket(q.question, s),
        options=tuple(s.html(option, False) for option in texts),
        columns=_columns(texts, s.measure),
    )


def _answer_choice(q: Choice, s: Setting) -> Answer:
    texts = _options(q, s)
    right = tuple(i for i, option in enumerate(texts) if option in q.answer)
    return Answer(
        short="".join(order.letter(i) for i in right),
        full=tuple((f"{order.letter(i)}.", s.html(texts[i], False)) for i in right),
        right=right,
    )


# --- true_false


def _ask_true_false(q: TrueFalse, s: Setting) -> Asked:
    return Asked(stem=_with_bracket(q.statement, s))


def _answer_true_false(q: TrueFalse, s: Setting) -> Answer:
    notes = ((s.words.correction, s.html(q.correction, False)),) if q.correction else ()
    mark = s.words.true_false[0 if q.answer else 1]
    return Answer(short=mark, full=((mark, Markup("")),), notes=notes)


# --- matching


def _rights(q: Matching, s: Setting) -> list[str]:
    return order.apart([right for _, right in q.pairs], s.key, q.id or q.pairs[0][0])


def _ask_matching(q: Matching, s: Setting) -> Asked:
    return Asked(
        stem=s.html(q.question or s.words.match, False),
        lefts=tuple(s.html(left, True) for left, _ in q.pairs),
        options=tuple(s.html(right, True) for right in _rights(q, s)),
    )


def _answer_matching(q: Matching, s: Setting) -> Answer:
    rights = _rights(q, s)
    letters = [order.letter(rights.index(right)) for _, right in q.pairs]
    matches = [
        Markup("{}. {}").format(at, s.html(right, True)) for at, (_, right) in zip(letters, q.pairs, strict=True)
    ]
    return Answer(short=" ".join(letters), full=_numbered(matches))


PARTS: Mapping[type[Question], Part] = {
    Definition: Part(lambda q: "definition", _ask_definition, _answer_definition),
    List: Part(lambda q: "list", _ask_list, _answer_list),
    Cloze: Part(lambda q: "cloze", _ask_cloze, _answer_cloze),
    Open: Part(lambda q: "open", _ask_open, _answer_open),
    Choice: Part(lambda q: "choice" if len(q.answer) == 1 else "choices", _ask_choice, _answer_choice),
    TrueFalse: Part(lambda q: "true_false", _ask_true_false, _answer_true_false),
    Matching: Part(lambda q: "matching", _ask_matching, _answer_matching),
}
"""Every question type on paper."""

SECTIONS = ("choice", "choices", "true_false", "cloze", "matching", "definition", "list", "open")
"""The sections of a quiz in their order, from marks and letters to free writing."""

# --- space and places


def _numbered(texts: Sequence[Markup]) -> tuple[tuple[str, Markup], ...]:
    return tuple((f"({i})", made) for i, made in enumerate(texts, start=1))


_TOGETHER, AT_LEAST = 6, 3
"""So many lines to write on are not parted; of more, the first ones at least stay with their question."""


def _lines(q: Question, default: int) -> tuple[int, int]:
    """Return how many ruled lines to write on, with the question and below: by the points, never by the answer."""
    count = default if q.points is None else max(2, min(12, math.ceil(q.points)))
    lines = count if count <= _TOGETHER else AT_LEAST
    return lines, count - lines


# A stem may leave a place of its own: （　）, ( ), () or ____. What only looks like one stands in formulas, code and
# tags: `f()`, `__init__`.
_HAS_PLACE = re.compile(r"[（(]\s*[）)]|_{2,}|＿{2,}")
_NO_PLACE = r"<math.*?</math>|<(pre|code)\b.*?</\1>|<[^>]*>"
_NOWHERE = re.compile(_NO_PLACE, re.DOTALL)


def _with_bracket(source: str, s: Setting) -> Markup:
    """Return ``source`` as a stem that ends with a place for a letter or a mark, where the language has such places."""
    stem = s.html(source, False)
    if not s.words.bracket or _HAS_PLACE.search(_NOWHERE.sub("<>", stem)):
        return stem
    return append(stem, s.words.bracket, "bracket")


_PARAGRAPH = re.compile(r"<p>(.*?)</p>", re.DOTALL)
_NO_WORDS = re.compile(r"<math.*?</math>|<[^>]*>", re.DOTALL)


_LAST = re.compile("[\u3400-\u9fff]{2,3}[，。？！：”’」』]{0,3}$")

# Browsers take the air from between 。 and （, but not behind ？ and not where the first stands in a formula.
_STOP = re.compile("[？！]$|[，。、；：”’」』）？！]</mtext></mrow></math>(?:</span>)*$")


def append(stem: Markup, note: str, role: str = "told") -> Markup:
    """Return ``stem`` with ``note``, in one piece, at the end of its words: code, a table or a picture may follow.

    Chinese breaks anywhere: the last characters are held together with the note, so that it never begins a line alone.
    """
    spoken = [found for found in _PARAGRAPH.finditer(stem) if _NO_WORDS.sub("", found[1]).strip()]
    at = spoken[-1].end(1) if spoken else len(stem)
    near = " near" if note.startswith("（") and _STOP.search(stem[:at]) else ""
    made = Markup('<span class="{}{}">{}</span>').format(role, near, note)
    if last := _LAST.search(stem[:at]):
        made = Markup('<span class="told">{}{}</span>').format(stem[last.start() : at], made)
        return stem[: last.start()] + made + stem[at:]
    return stem[:at] + made + stem[at:]


_WRITTEN = re.compile(
    rf"""{_NO_PLACE}
        | (?P<opening>（(?=\s*）)|\((?=\s+\))) \s* (?P<closing>[)）])
        | (?P<line>(?<![A-Za-z0-9_])_{{2,}}(?![A-Za-z0-9_])|＿{{2,}})""",
    re.DOTALL | re.VERBOSE,
)


def filled(stem: Markup, letters: str) -> Markup:
    """Return ``stem`` with ``letters`` in its place for them; nothing if it has no such place, or several."""
    if sum(found["closing"] is not None or found["line"] is not None for found in _WRITTEN.finditer(stem)) != 1:
        return Markup()

    def fill(found: re.Match[str]) -> str:
        if found["line"]:
            return f'<b class="written ruled">{escape(letters)}</b>'
        if found["closing"]:
            return f'{found["opening"]}<b class="written">{escape(letters)}</b>{found["closing"]}'
        return found[0]

    return Markup(_WRITTEN.sub(fill, stem))


_UNSEEN = re.compile(r"\\(?:begin|end)\{\w+\*?\}|\\\\|[{}$^_&]")
_COMMAND = re.compile(r"\\[A-Za-z]+")
_IMAGE = re.compile(r"!\[[^\]]*\]\([^)]*\)")
_PICTURE = 12
"""Pictures take a column of at least this width (em)."""


def _columns(options: list[str], measure: float) -> int:
    """Return in how many columns ``options`` fit on a line of ``measure`` em, 4 to 1; none stands alone in its row."""
    widest = max(map(_width, options), default=0)
    letter, gaps = 1.6, {2: 1.2, 3: 2.2, 4: 2.2}  # many columns look crowded sooner
    many = len(options)
    even = [n for n, fewest in ((4, 3), (3, 3), (2, 2)) if many >= fewest and many % n in (0, n - 1) and many % n != 1]
    return next((n for n in even if widest <= measure / n - letter - gaps[n]), 1)


def _width(option: str) -> float:
    """Return about how wide ``option`` prints, in em; of a formula, about one sign for each command."""
    words, pictures = _IMAGE.subn("", option)
    words = _COMMAND.sub("x", _UNSEEN.sub("", text.plain(words))) if "$" in words else text.plain(words)
    return _PICTURE * pictures + max(map(width, words.split("\n")))


def width(words: str, *, small: float = 0.56, capital: float = 0.56) -> float:
    """Return about how wide ``words`` print, in em; Latin letters ``small`` and ``capital``, by default rather more."""
    return sum(1.0 if unicodedata.east_asian_width(c) in "WFA" else capital if c.isupper() else small for c in words)
