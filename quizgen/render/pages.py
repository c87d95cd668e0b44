"""Sheets -> pages: one self-contained HTML file each, through the templates of ``templates/quiz``."""

from __future__ import annotations

import dataclasses
import functools
import re
import traceback
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal

import jinja2
from markupsafe import Markup

from quizgen.assets import folder
from quizgen.render import math, order
from quizgen.render.questions import width
from quizgen.render.quiz import PAPERS, Item, Sheet
from quizgen.text import CLOSING, OPENING

Role = Literal["student", "teacher", "key"]


class BadTemplate(Exception):  # noqa: N818 - a fault in a template of the user's
    """One of the user's templates cannot be used: its path, the line, and why."""

    def __init__(self, path: str, line: int, message: str) -> None:
        super().__init__(message)
        self.path, self.line = path, line


def page(sheet: Sheet, role: Role, mark: str, templates: str = "") -> str:
    """Return the page of ``sheet`` for ``role``. ``mark`` stands at its foot: what belongs together bears the same.

    Templates in the folder ``templates`` take the place of quizgen's own; ``BadTemplate`` if one cannot be used.
    """
    return _page(f"{role}.html", sheet if role == "student" else _for_marking(sheet), templates, role=role, mark=mark)


def keys(sheets: Sequence[Sheet], marks: Sequence[str], templates: str = "") -> str:
    """Return the page with the keys of all variants ``sheets``: each one's answers, and question by question.

    ``marks`` are those at the foot of the variants.
    """
    found = [{item.place: item for item in sheet.items} for sheet in sheets]
    rows = [[variant[place] for variant in found] for place in sorted(found[0])]
    of_all = _for_marking(sheets[0], variant="")
    return _page("keys.html", of_all, templates, role="key", mark="", sheets=sheets, marks=marks, rows=rows)


def _for_marking(sheet: Sheet, **style: Any) -> Sheet:
    """Return ``sheet`` on paper for who marks it, with changes of its ``style``: that needs no folded sheet."""
    paper = "A4" if PAPERS[sheet.style.paper].folded else sheet.style.paper
    return dataclasses.replace(sheet, style=dataclasses.replace(sheet.style, paper=paper, **style))


def _page(template: str, sheet: Sheet, templates: str, **more: Any) -> str:
    given = {"sheet": sheet, "words": sheet.words, "style": sheet.style, "paper": PAPERS[sheet.style.paper], **more}
    body = Markup(fill(template, given, templates))
    return fill("page.html", {**given, "body": body, "formulas": Markup(math.style(body))}, templates)


def fill(template: str, given: Mapping[str, Any], templates: str = "") -> str:
    """Return ``template`` filled with what is ``given``; ``BadTemplate`` if one of the user's cannot be used."""
    try:
        return _environment(Path(templates).resolve() if templates else None).get_template(template).render(given)
    except Exception as e:
        if not templates:
            raise
        raise _told(e, templates) from e


def _told(e: Exception, templates: str) -> BadTemplate:
    if isinstance(e, jinja2.TemplateSyntaxError):
        places = [(e.filename or "", e.lineno)]
    else:  # Jinja gives the frames of a template the name of its file and the line in it.
        places = [(frame.filename, frame.lineno or 0) for frame in traceback.extract_tb(e.__traceback__)]
    root = Path(templates).resolve()
    own = [(Path(templates) / Path(name).relative_to(root), n) for name, n in places if Path(name).is_relative_to(root)]
    path, line = own[-1] if own else (Path(templates), 0)
    return BadTemplate(str(path), line, str(getattr(e, "message", None) or e))


@functools.cache
def _environment(own: Path | None) -> jinja2.Environment:
    made = jinja2.Environment(
        loader=jinja2.FileSystemLoader([*([own] if own else []), folder("quiz")]),
        undefined=jinja2.StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )
    made.filters |= {
        "letter": order.letter,
        "css": css_string,
        "fives": fives,
        "shorten": shorten,
        "opening": opening,
        "width": foot_width,
    }
    return made


def css_string(value: str) -> Markup:
    """Return ``value`` as a string in a style sheet: everything but letters and digits escaped."""
    return Markup('"' + re.sub(r"[^\w]", lambda m: f"\\{ord(m[0]):x} ", value) + '"')


def fives(items: Sequence[Item]) -> Iterator[tuple[str, str]]:
    """Yield the short answers of ``items`` as a key prints them: ("1-5", "CABDA"), ("6-8", "BCA").

    Answers of several letters stand each for itself: ("11", "ABD").
    """
    short = [(item.number, item.answer.short) for item in items if item.answer]
    size = 5 if all(len(answer) == 1 for _, answer in short) else 1
    for i in range(0, len(short), size):
        group = short[i : i + size]
        first, last = group[0][0], group[-1][0]
        yield (str(first) if first == last else f"{first}-{last}"), "".join(answer for _, answer in group)


def opening(stem: Markup) -> Markup:
    """Return the first paragraph of ``stem`` on one line of type: no picture, ... for a formula that needs more."""
    found = re.search(r"<p>(.*?)</p>", stem, re.DOTALL)
    made = _FORMULA.sub(_unless_tall, re.sub(r"<img[^>]*>", "", _PLACE.sub("", found[1] if found else stem)))
    made = _STOPPED.sub(rf"{_LEFT_OUT}\1 ", _SEVERAL.sub(_LEFT_OUT, _TIED.sub(r"\1", made)))
    return Markup(made.rstrip().replace(_LEFT_OUT, "…"))


_PLACE = re.compile(r"\s*(?:（\s*）|\(\s+\))\s*\Z")
"""A place of the author's for a letter, at the end."""
_LEFT_OUT = "\0"
"""Stands for a formula that is left out until it is clear what stays beside it: no text has this character."""
_FORMULA = re.compile(r"<math.*?</math>", re.DOTALL)
_BEFORE = re.compile(rf"<math[^>]*><mrow><mtext[^>]*>([{OPENING}]+)</mtext>")
_AFTER = re.compile(rf"<mtext>([{CLOSING}]+)</mtext></mrow></math>\Z")
_IN_A_LINE = {"math", "mrow", "mi", "mn", "mo", "mtext", "mspace", "mstyle", "mpadded"}
"""The elements of a formula that is one line of plain symbols ..."""
_TALL = re.compile('<math[^>]*display(?:="block|:block)|class="blank|border:|movablelimits')
"""... and what it must not have besides: a line of its own, a blank, a frame, a sign of sums."""
# What holds a formula to its punctuation: on one line nothing needs it.
_TIED = re.compile(f'<span class="tied">([^<]*{_LEFT_OUT}[^<]*)</span>')
# Between two formulas that are left out: nothing but signs, and a bracket only with its other half.
_SEVERAL = re.compile(rf"{_LEFT_OUT}(?:(?:[)）][^\w<>()（）]*[(（]|[^\w<>()（）{_LEFT_OUT}]*){_LEFT_OUT})+")
_STOPPED = re.compile(rf"{_LEFT_OUT}((?:</?\w[^>]*>)*)[，。、；,.;]+\s*")


def _unless_tall(formula: re.Match[str]) -> str:
    """Return ``formula`` if it is one line of plain symbols, else what stands for it, its punctuation kept."""
    made = formula[0]
    if set(re.findall(r"<(\w+)", made)) <= _IN_A_LINE and not _TALL.search(made):
        return made
    before, after = _BEFORE.match(made), _AFTER.search(made)
    return f"{before[1] if before else ''}{_LEFT_OUT}{after[1] if after else ''}"


def shorten(words: str, most: float) -> str:
    """Return ``words`` cut to a width of ``most`` em."""
    if foot_width(words) <= most:
        return words
    while words and foot_width(words) > most - 1:
        words = words[:-1]
    return words.rstrip(" ,;:.，、；：。·") + "…"


def foot_width(words: str) -> float:
    """Return about how wide ``words`` print in the small type at the foot, in em: closer than options are counted."""
    return width(words, small=0.46, capital=0.66)
