"""Sheets -> flashcards to cut out: pages of fronts and pages of backs in turn, each back behind its front."""

from __future__ import annotations

import dataclasses
import html
import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from markupsafe import Markup

from quizgen.render.math import style as math_style
from quizgen.render.pages import fill
from quizgen.render.questions import width
from quizgen.render.quiz import Item, Sheet

PAPERS = {"A4": (210.0, 297.0), "Letter": (215.9, 279.4)}
"""Width and height in millimetres."""
_EDGE = (10.0, 12.5)
"""What stays free at the sides, and at head and foot: printers do not reach the edge."""
_PADDING = 4.0
"""Inside a card."""
_SIZES = (18, 16, 14, 12, 11, 10, 9, 8, 7, 6, 5, 4)
"""Sizes of type in points: the largest with which a text fits is taken."""
_MM = 25.4 / 72
_LEADING = 1.45
_PICTURE, _OPTION = 0.5, 0.19
"""How much of a card's height a picture takes, and one that is an option."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """How flashcards are printed."""

    paper: str = "A4"
    grid: tuple[int, int] = (2, 4)
    """Columns and rows."""
    edge: Literal["long", "short"] = "long"
    """Over which edge the printer turns the paper."""
    serif: bool = False
    back_offset: tuple[float, float] = (0.0, 0.0)
    """Millimetres by which the printer needs the backs to the right and down."""

    @property
    def card(self) -> tuple[float, float]:
        """Width and height of one card in millimetres."""
        (width, height), (columns, rows) = PAPERS[self.paper], self.grid
        return (width - 2 * _EDGE[0]) / columns, (height - 2 * _EDGE[1]) / rows


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a card: its text and the size of its type in points."""

    html: Markup
    points: int


def page(sheet: Sheet, style: Style, templates: str = "") -> tuple[str, list[Item]]:
    """Return the page with the cards of ``sheet``, which has its answers, and the items too long for a card.

    Templates in the folder ``templates`` take the place of quizgen's own; ``pages.BadTemplate`` if one is none.
    """
    fronts: list[Side] = []
    backs: list[Side] = []
    long: list[Item] = []
    items = sorted(sheet.items, key=lambda item: item.place)
    for item in items:
        for side, shown, made in (("front", dataclasses.replace(item, answer=None), fronts), ("back", item, backs)):
            text = fill(f"card.{side}.html", {"item": shown, "words": sheet.words, "ruled": False}, templates)
            points = fitting(text, style)
            made.append(Side(Markup(text), points or _SIZES[-1]))
            if not points and item not in long:
                long.append(item)
    columns, rows = style.grid
    size = columns * rows
    sheets = [
        (_padded(fronts[i : i + size], size), turned(_padded(backs[i : i + size], size), style))
        for i in range(0, len(items), size)
    ]
    given = {"sheet": sheet, "words": sheet.words, "style": style, "size": PAPERS[style.paper], "edge": _EDGE}
    body = Markup(fill("cards.html", {**given, "sheets": sheets}, templates))
    more = {"body": body, "padding": _PADDING, "pictures": (_PICTURE, _OPTION), "formulas": Markup(math_style(body))}
    return fill("cards.page.html", {**given, **more}, templates), long


def turned(backs: Sequence[Side | None], style: Style) -> list[Side | None]:
    """Return ``backs``, given in the order of their fronts, in the order of print on the back of the paper.

    Over the long edge, left and right change places; over the short edge, head and foot (and the template turns each
    card round).
    """
    columns = style.grid[0]
    lines = [list(backs[i : i + columns]) for i in range(0, len(backs), columns)]
    lines = [line[::-1] for line in lines] if style.edge == "long" else lines[::-1]
    return [side for line in lines for side in line]


def fitting(made: str, style: Style) -> int:
    """Return the largest size of type with which the HTML ``made`` fits on a card, 0 if it fits with none."""
    across, down = (length - 2 * _PADDING for length in style.card)
    options = len(_OPTION_PICTURE.findall(made))
    pictures = (made.count("<img") - options) * down * _PICTURE + options * down * _OPTION
    lines = [width(line) for line in _lines(made)]
    tables = max(map(_table, _TABLE.findall(made)), default=0.0)
    code = max(map(_code, _PRE.findall(made)), default=0.0)
    for points in _SIZES:
        em = points * _MM
        if tables * em > across or (code * em > across and points > _SMALLEST_FOR_CODE):
            continue
        tall = sum(max(1, -(-line * em * 1.06 // across)) for line in lines) - options  # letters stand beside pictures
        if tall * em * _LEADING + pictures <= down:
            return points
    return 0


_SMALLEST_FOR_CODE = 6
"""Down to this size code is set smaller rather than broken."""
_TABLE = re.compile(r"<table.*?</table>", re.DOTALL)
_PRE = re.compile(r"<pre.*?</pre>", re.DOTALL)
_UNBROKEN = re.compile(r"＿+|[\u2e80-\uffef]|[^\s\u2e80-\uffef]+")


def _table(made: str) -> float:
    """Return about how many em the table ``made`` needs: none of its blanks, words and short cells is parted."""
    rows = [[_cell(cell) for cell in re.split("</t[hd]>", row)[:-1]] for row in made.split("</tr>")[:-1]]
    return sum(max(column) + 0.9 for column in itertools.zip_longest(*rows, fillvalue=0.0))


def _cell(made: str) -> float:
    words = " ".join(_lines(made))
    return max([min(width(words), 6.0), *map(width, _UNBROKEN.findall(words))])


def _code(made: str) -> float:
    """Return about how many em the longest line of the code ``made`` needs."""
    text = html.unescape(re.sub("<[^>]*>", "", _BLANK.sub("＿" * 6, made)))
    return 0.9 * (0.8 + max(1.07 * width(line) for line in text.split("\n")))


_OPTION_PICTURE = re.compile(r"</span><div>(?:<p>)?<img")
_BESIDE = re.compile(r"</(?:span|b)>\s*<div>|</t[hd]>\s*(?:<t[hd][^>]*>)?")
"""Between a letter and its option, and between the cells of a row."""
_UNSEEN = re.compile(
    r'<span class="(?:slot|bracket)[^>]*>.*?</span>|<span class="source"><span>.*?</span>.*?</span>', re.DOTALL
)
_FORMULA = re.compile(r"<math.*?</math>", re.DOTALL)
_WIDER = "i"
"""Formulas are set wider than their characters alone: by about so much for each sign."""
_BLOCK = re.compile(r"</?(?:p|div|pre|li|tr|ul|ol|h\d|blockquote|br|hr|mfrac)\b[^>]*>")


_BLANK = re.compile(r'<span class="blank[^>]*></span>')
_NEXT_ROW = re.compile(r"</mtr>\s*<mtr[^>]*>")


def _lines(made: str) -> Iterator[str]:
    """Yield the lines of the HTML ``made`` about as they are set: each block and each fraction begins a new one."""
    seen = _BLANK.sub("＿" * 6, _BESIDE.sub("  ", _UNSEEN.sub("", made)))
    seen = _FORMULA.sub(lambda m: _WIDER * m[0].count("<m") + _BLOCK.sub("\n", _NEXT_ROW.sub("\n", m[0])), seen)
    text = re.sub(r"<[^>]*>", "", _BLOCK.sub("\n", seen))
    yield from (line.strip() for line in html.unescape(text).split("\n") if line.strip())


def _padded(sides: list[Side], size: int) -> list[Side | None]:
    return [*sides, *[None] * (size - len(sides))]
