"""Banks -> sheets: sections of numbered questions, every text already HTML, every order decided; ``pages`` prints them.

The student's sheet is made without the answers, so they cannot stand in its page.
"""

from __future__ import annotations

import dataclasses
import functools
import hashlib
import html
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from markupsafe import Markup

from quizgen import text
from quizgen.bank.parts import parts
from quizgen.bank.types import Bank, Choice, Question, TrueFalse, type_name
from quizgen.problems import Level, Problem
from quizgen.render import math, order
from quizgen.render.phrases import Phrases, phrases, said
from quizgen.render.questions import AT_LEAST, BLANK, PARTS, SECTIONS, Answer, Asked, Setting, append, filled

Picture = Callable[[Bank, str], str]
"""(bank, path or address in ``![](...)``) -> a ``data:`` URI; ``text.NoPicture`` if there is none."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A size of paper, as CSS names it, and how many characters of the body type a line of a question holds on it."""

    size: str
    measure: float
    foot: float
    """How many (em) of small type the title may take of the line at the foot."""
    edges: tuple[int, int] = (17, 19)
    """The margins above and below in millimetres."""
    folded: bool = False
    """Two columns, a line behind which papers are bound, and a table of scores: as Chinese schools print on A3."""


PAPERS: Mapping[str, Paper] = {
    "A4": Paper("A4", 44, 24),
    "Letter": Paper("letter", 45.5, 24.5, edges=(13, 15)),  # it is shorter
    "A3": Paper("A3 landscape", 45, 50, edges=(14, 16), folded=True),
}
BODY, LARGE = 10.5, 14.0
"""Sizes of the body type in points: 五号, as Chinese tests have it, and 四号."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """How a quiz is printed."""

    paper: str = "A4"
    large: bool = False
    serif: bool = False
    """Song type for Chinese, Times for English."""
    seed: str = ""
    variant: str = ""
    """A, B, ...: each has its own order of questions and options. Without, questions stand as in the bank."""

    @property
    def points(self) -> float:
        """The size of the body type."""
        return LARGE if self.large else BODY

    @property
    def measure(self) -> float:
        """How many characters (em) a line of a question holds."""
        return PAPERS[self.paper].measure * BODY / self.points


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One numbered question."""

    number: int
    place: int
    """Where it stands in the banks: the same in every variant."""
    name: str
    """Its id."""
    type: str
    language: str
    """As it stands in a ``lang`` attribute; empty where it is the page's."""
    asked: Asked
    answer: Answer | None = None
    """On the teacher's sheets only."""
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Questions of one kind under a heading."""

    name: str
    numeral: str
    heading: str
    note: str
    """How many questions, how many points: stands beside the heading."""
    task: str
    """What to do."""
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """All that stands on a quiz."""

    title: str
    language: str
    words: Phrases
    total: str
    """All points, if every question has some."""
    sections: tuple[Section, ...]
    style: Style

    @property
    def items(self) -> Iterator[Item]:
        """All its questions."""
        return (item for section in self.sections for item in section.items)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Press:
    """What making one sheet needs everywhere."""

    style: Style
    words: Phrases
    language: str
    picture: Picture
    problems: list[Problem] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Entry:
    """A question where it stands in the banks."""

    place: int
    bank: Bank
    question: Question


def sheet(banks: Sequence[Bank], style: Style, picture: Picture) -> tuple[Sheet, list[Problem]]:
    """Return the student's sheet of ``banks``, in the words of the first one's language, and what it cannot show.

    Questions are gathered into sections by type. Nothing in the sheet depends on which answer is right: it is the same
    for another key.
    """
    press = _press(banks, style, picture)
    gathered: dict[str, list[_Entry]] = {name: [] for name in SECTIONS}
    entries = _entries(banks)
    for entry in entries:
        gathered[PARTS[type(entry.question)].section(entry.question)].append(entry)
    sections: list[Section] = []
    number = 1
    for name, found in gathered.items():
        if found:
            sections.append(_section(press, name, len(sections) + 1, _ordered(found, style), number))
            number += len(found)
    sections[-1:] = [_ended(section, mixed=bool(style.variant)) for section in sections[-1:]]
    total = _sum(entry.question.points for entry in entries)
    made = Sheet(
        title=" · ".join(dict.fromkeys(text.plain(bank.title) for bank in banks if not bank.included)),
        language=text.lang(press.language),
        words=press.words,
        total="" if total is None else f"{total:g}",
        sections=tuple(sections),
        style=style,
    )
    return made, list(dict.fromkeys(press.problems))


def answered(student: Sheet, banks: Sequence[Bank], picture: Picture) -> tuple[Sheet, list[Problem]]:
    """Return ``student``, the sheet of ``banks``, with the answers, and what they cannot show."""
    press = _press(banks, student.style, picture)
    entries = _entries(banks)
    sections = tuple(
        dataclasses.replace(
            section, items=tuple(_with_answer(press, entries[item.place], item) for item in section.items)
        )
        for section in student.sections
    )
    return dataclasses.replace(student, sections=sections), list(dict.fromkeys(press.problems))


def mark(student: Sheet) -> str:
    """Return a short mark of all that ``student``, a sheet without answers, asks: its page and its key bear it.

    The same on every paper: a key on A4 belongs to a quiz on A3.
    """
    asked = [(item.number, dataclasses.replace(item.asked, columns=1)) for item in student.items]
    heads = [(section.heading, section.note) for section in student.sections]
    return hashlib.sha256(repr((heads, asked)).encode("utf-8", "surrogatepass")).hexdigest()[:6]


def _press(banks: Sequence[Bank], style: Style, picture: Picture) -> _Press:
    language = banks[0].language
    return _Press(style=style, words=phrases(language), language=language, picture=picture)


def _entries(banks: Sequence[Bank]) -> list[_Entry]:
    asked = ((bank, question) for bank in banks for question in bank.questions if question.enabled)
    return [_Entry(place, bank, question) for place, (bank, question) in enumerate(asked)]


def _ordered(found: list[_Entry], style: Style) -> list[_Entry]:
    if not style.variant:
        return found
    names = {f"{entry.bank.id}\0{entry.question.id or entry.place}": entry for entry in found}
    return [names[name] for name in order.shuffled(names, style.seed, style.variant)]


def _section(press: _Press, name: str, place: int, found: list[_Entry], number: int) -> Section:
    words = press.words
    points = [entry.question.points for entry in found]
    note, same = _note(words, name, points, [parts(entry.question) for entry in found])
    heading, task = words.sections[name]
    return Section(
        name=name,
        numeral=words.numeral(place),
        heading=words.section.format(numeral=words.numeral(place), name=heading),
        note=note,
        task=task,
        items=tuple(
            _item(press, entry, n, 0 if same else entry.question.points or 0)
            for n, entry in enumerate(found, start=number)
        ),
    )


def _ended(last: Section, *, mixed: bool) -> Section:
    """Return the ``last`` section with an end that fits into what is left of its page.

    Half the lines of its last question, three at least, stand with it; the others give way to the end of the page, so
    that no page is opened for them. Where the order is ``mixed`` anyway, a question with the most lines is last.
    """
    items = list(last.items)
    if mixed:
        items.append(items.pop(max(range(len(items)), key=lambda i: (_ruled(items[i]), i))))
        items = [dataclasses.replace(item, number=old.number) for item, old in zip(items, last.items, strict=True)]
    *before, item = items
    if item.type == "list":  # its lines are numbered
        return dataclasses.replace(last, items=tuple(items))
    lines = min(_ruled(item), max(AT_LEAST, (_ruled(item) + 1) // 2))
    asked = dataclasses.replace(item.asked, lines=lines, more=0, spare=_ruled(item) - lines)
    return dataclasses.replace(last, items=(*before, dataclasses.replace(item, asked=asked)))


def _ruled(item: Item) -> int:
    return item.asked.lines + item.asked.more


def _note(words: Phrases, name: str, points: Sequence[float | None], counts: Sequence[int]) -> tuple[str, bool]:
    """Return what stands beside a heading: （每小题 2 分，共 20 分）, (20 points in all), (10 questions).

    And whether that tells what each question is worth. ``counts`` are the blanks, items or pairs of each.
    """
    total = _sum(points)
    if total is None:
        return words.note.format(said(words.count, len(points))), len(set(points)) == 1
    each = {(p or 0) / n for p, n in zip(points, counts, strict=True)}
    by_part = name in words.parts and len(each) == 1 and max(counts) > 1 and each <= {0.5 * n for n in range(1, 40)}
    if by_part:
        told = [said(words.parts[name], each.pop())]
    else:
        told = [said(words.each, points[0] or 0)] if len(points) > 1 and len(set(points)) == 1 else []
    told.append(said(words.sum, total))
    return words.note.format(words.between.join(told)), by_part or len(set(points)) == 1


def _sum(points: Iterable[float | None]) -> float | None:
    """Return the sum of ``points``, None if one is not given."""
    given = list(points)
    return None if None in given else sum(p or 0 for p in given)


def _item(press: _Press, entry: _Entry, number: int, points: float) -> Item:
    bank, question = entry.bank, entry.question
    asked = PARTS[type(question)].ask(question, _setting(press, entry))
    if points:
        note = press.words.note.format(said(press.words.points, points))
        asked = dataclasses.replace(asked, stem=append(asked.stem, note, "aside"))
    return Item(
        number=number,
        place=entry.place,
        name=question.id or "",
        type=type_name(question),
        language="" if bank.language == press.language else text.lang(bank.language),
        asked=asked,
    )


def _with_answer(press: _Press, entry: _Entry, item: Item) -> Item:
    question, setting = entry.question, _setting(press, entry)
    answer = PARTS[type(question)].answer(question, setting)
    if press.words.bracket and isinstance(question, (Choice, TrueFalse)):
        answer = dataclasses.replace(answer, stem=filled(item.asked.stem, answer.short))
    if question.explanation:
        why = (press.words.explanation, setting.html(question.explanation, False))
        answer = dataclasses.replace(answer, notes=(*answer.notes, why))
    return dataclasses.replace(item, answer=answer, sources=question.source)


def _setting(press: _Press, entry: _Entry) -> Setting:
    return Setting(
        words=press.words,
        html=functools.partial(_html, press, entry.bank, entry.question),
        key=(press.style.seed, press.style.variant),
        measure=press.style.measure,
    )


# A blank with its hint, of a long one the first characters, and the punctuation behind them: none begins a line.
_PUNCTUATED = re.compile(
    rf"""<span\ class="blank[^>]*></span>
        (?: (?P<hint> (?:[ ]?\(|（)[^<>&()（）]{{1,12}}[)）]? ) [{text.CLOSING}]* | [{text.CLOSING}]+ )""",
    re.VERBOSE,
)
# Chinese punctuation brings its own air: a blank beside it needs none.
_BLANK = re.compile(f"(?P<led>(?<=[，。；：、！？）”’」』】》〉]))?{BLANK}(?P<followed>(?=[（“‘「『【《〈]))?")
_BLANK_IN_FORMULA = rf"{{\text{{{BLANK}}}}}"
_ONE_FORMULA = re.compile(r"\s*\$[^$]+\$\s*")


def _html(press: _Press, bank: Bank, question: Question, source: str, inline: bool) -> Markup:
    """Return the text ``source`` of ``question`` as HTML; what cannot be shown becomes a problem at its line."""

    def tell(message: str, level: Level = "warning") -> None:
        press.problems.append(Problem(bank.path, *question.places.get("type", (0, 0)), message, level))

    # A text that is all one formula, an option say, has room for sums and limits of full size.
    alone = bool(_ONE_FORMULA.fullmatch(source))

    def formula(tex: str, display: bool) -> str:
        try:
            made = math.mathml(tex.replace(BLANK, _BLANK_IN_FORMULA), display)
        except math.BadFormula as e:
            tell(f"the formula ${tex.replace(BLANK, '...')}$ cannot be set and is shown as it stands: {e}")
            return f"<code>{html.escape(tex)}</code>"
        if BLANK in tex:
            made = math.around_blanks(made)
        return math.full_size(made) if alone else made

    def image(src: str) -> str | None:
        try:
            return press.picture(bank, src)
        except text.NoPicture as e:
            tell(f"the picture {src} {e}; its description is shown instead", e.level)
            return None

    made = math.with_punctuation(text.html(source, math=formula, image=image, inline=inline))
    made = _BLANK.sub(_blank, made)
    return Markup(_PUNCTUATED.sub(_held, made))


def _held(found: re.Match[str]) -> str:
    return f'<span class="told{" hinted" if found["hint"] else ""}">{found[0]}</span>'


def _blank(found: re.Match[str]) -> str:
    beside = [name for name, there in found.groupdict().items() if there is not None]
    return f'<span class="{" ".join(["blank", *beside])}"></span>'
