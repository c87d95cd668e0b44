"""Sheets -> pages: one self-contained HTML file each, through the templates of ``templates/quiz``."""

from __future__ import annotations

import dataclasses
import functools
import re
from collections.abc import Iterator, Sequence
from typing import Any, Literal

import jinja2
from markupsafe import Markup

from quizgen.assets import folder
from quizgen.render import math, order
from quizgen.render.questions import width
from quizgen.render.quiz import PAPERS, Item, Sheet

Role = Literal["student", "teacher", "key"]


def page(sheet: Sheet, role: Role, mark: str) -> str:
    """Return the page of ``sheet`` for ``role``. ``mark`` stands at its foot: what belongs together bears the same."""
    return _page(f"{role}.html", sheet, role, mark)


def keys(sheets: Sequence[Sheet]) -> str:
    """Return the page with the keys of all variants ``sheets``: each one's answers, and question by question."""
    found = [{item.place: item for item in sheet.items} for sheet in sheets]
    rows = [[variant[place] for variant in found] for place in sorted(found[0])]
    of_all = dataclasses.replace(sheets[0], style=dataclasses.replace(sheets[0].style, variant=""))
    return _page("keys.html", of_all, "key", "", sheets=sheets, rows=rows)


def _page(template: str, sheet: Sheet, role: Role, mark: str, **more: Any) -> str:
    paper = PAPERS[sheet.style.paper]
    given = {"sheet": sheet, "words": sheet.words, "style": sheet.style, "paper": paper, "role": role, "mark": mark}
    templates = environment()
    body = Markup(templates.get_template(template).render(given, **more))
    return templates.get_template("page.html").render(given, body=body, formulas=Markup(math.style(body)))


@functools.cache
def environment() -> jinja2.Environment:
    """Return the templates."""
    made = jinja2.Environment(
        loader=jinja2.FileSystemLoader(folder("quiz")),
        undefined=jinja2.StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )
    made.filters |= {"letter": order.letter, "css": css_string, "fives": fives, "shorten": shorten}
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


def shorten(words: str, most: float) -> str:
    """Return ``words`` cut to a width of ``most`` em."""
    if width(words) <= most:
        return words
    while words and width(words) > most - 1:
        words = words[:-1]
    return words.rstrip() + "…"
