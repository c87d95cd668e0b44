"""Fields: what each question type puts into its note."""

from __future__ import annotations

import html as html_
import itertools
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from quizgen import text
from quizgen.bank.cloze import blanks, replaced
from quizgen.bank.lock import Entry
from quizgen.bank.types import Bank, Choice, Cloze, Definition, List, Matching, Open, Question, TrueFalse
from quizgen.problems import Level, Problem
from quizgen.render import order
from quizgen.render.anki_html import (
    TAG,
    finished,
    finished_in_blank,
    masked,
    math_in_blank,
    math_of,
    tex_in_blank,
    with_short_cells,
    without_anki_tags,
)
from quizgen.render.anki_numbers import numbered
from quizgen.render.anki_sizes import size_of, size_of_question

Picture = Callable[[Bank, str], str]
"""The path in ``![](...)`` -> the name under which the picture lies in the package; may raise ``text.NoPicture``."""

MOST_BLANKS = 500
"""Anki makes no card for a blank with a higher number."""


@dataclass(frozen=True, slots=True)
class Content:
    """The fields of one note that are its type's own."""

    fields: tuple[str, ...]
    cards: tuple[int, ...] = (0,)
    layout: tuple[str, ...] = ()
    clozes: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Setting:
    """One question with all that is needed to write it down for Anki."""

    bank: Bank
    question: Question
    entry: Entry
    picture: Picture
    problems: list[Problem] = field(repr=False)

    @property
    def id(self) -> str:
        """The id of the question: one without is not written down."""
        return self.question.id or ""

    def fault(self, name: str, message: str, level: Level = "error") -> None:
        """Note a problem with what stands in the field ``name``."""
        place = self.question.places.get(name, (self.question.line, 1))
        self.problems.append(Problem(self.bank.path, *place, message, level))

    def html(
        self, name: str, value: str, *, inline: bool = False, math: text.Math | None = None, in_blank: bool = False
    ) -> str:
        """Return ``value``, which stands in the field ``name``, as HTML that may, ``in_blank``, stand in a blank."""

        def image(src: str) -> str | None:
            try:
                return self.picture(self.bank, src)
            except text.NoPicture as e:
                shown = "" if e.level == "error" else "; its description is shown instead"
                self.fault(name, f"the picture {src} {e}{shown}", e.level)
                return None

        made = text.html(
            value,
            math=math or (math_in_blank if in_blank else math_of),
            image=image,
            inline=inline,
            finish=finished_in_blank if in_blank else finished,
        )
        return with_short_cells(made)


def _definition(q: Definition, s: Setting) -> Content:
    reverse = s.bank.reverse if q.reverse is None else q.reverse
    term = s.html("term", q.term, inline=True)
    definition = s.html("definition", q.definition)
    aliases = ("、" if _chinese(s.bank) else ", ").join(s.html("aliases", a, inline=True) for a in q.aliases)
    hidden = masked(definition, (q.term, *q.aliases)) if reverse else ""
    return Content(
        (term, definition, aliases, hidden),
        (0, 1) if reverse else (0,),
        (size_of("first", q.term).replace("text", "line"), size_of("second", q.definition)),
    )


def _list(q: List, s: Setting) -> Content:
    asked = q.question if q.question is not None else q.term or ""
    numbers = numbered(q.items, s.entry)
    items = "".join(
        f"<li>{{{{c{n}::{s.html('items', item, in_blank=True)}}}}}</li>"
        for n, item in zip(numbers, q.items, strict=True)
    )
    tag = "ol" if q.ordered else "ul"
    layout = [name for name, is_so in (("ordered", q.ordered), ("single", len(q.items) == 1)) if is_so]
    prompt = s.html("question" if q.question is not None else "term", asked)
    return Content(
        (prompt, f"<{tag}>{items}</{tag}>", str(len(q.items))),
        tuple(sorted(n - 1 for n in numbers)),
        (size_of_question(asked) if q.term is None else size_of("first", asked), *layout),
        tuple(sorted(zip(numbers, q.items, strict=True))),
    )


_FIRST_MARK = 0x100000
_MARK = re.compile(f"[{chr(_FIRST_MARK)}-{chr(0x10FFFF)}]")
_BESIDE_A_STOP = text.beside(_MARK.pattern)
_TEX_SIGN = re.compile(r"[\\^_{}$&#%~]")
_WORD = re.compile(r"[^\W\d_]{2}")
_FORMULA_AT_AN_END = re.compile(r"\s*(?:\$|\\\()|.*(?:\$|\\\))\s*$", re.DOTALL)
_CHARACTER = re.compile("&#(?:x([0-9a-f]{1,6})|([0-9]{1,7}));", re.IGNORECASE)
_CODE_OR_FORMULA = re.compile(r"(<code[^>]*>.*?</code>|\\\(.*?\\\)|\\\[.*?\\\])", re.DOTALL)


def _cloze(q: Cloze, s: Setting) -> Content:
    """Return the text with a mark for each blank made HTML, then the blanks, each made HTML by itself, put back.

    So emphasis cannot begin in a blank and end outside of it. In code and formulas blanks are code and TeX.
    """
    source = _unmarked(q.text)
    found = blanks(source)
    marks = itertools.count(_FIRST_MARK)
    marked = replaced(source, lambda _: chr(next(marks)))

    def filled(html: str, part: Callable[[str], str], *, in_formula: bool = False) -> str:
        def blank(mark: re.Match[str]) -> str:
            b = found[ord(mark[0]) - _FIRST_MARK]
            hint = _words_in_formula(b.hint) if in_formula else b.hint
            return f"{{{{c{b.number}::{part(b.answer)}{'::' + part(hint) if hint else ''}}}}}"

        return _MARK.sub(blank, html)

    def tex(part: str) -> str:
        return without_anki_tags(html_.escape(tex_in_blank(text.clean(part))))

    def tied(marked: re.Match[str]) -> str:
        (mark,) = _MARK.findall(marked[0])
        has_formula = _FORMULA_AT_AN_END.match(found[ord(mark) - _FIRST_MARK].answer)
        return f'<span class="tied">{marked[0]}</span>' if has_formula else marked[0]

    def math(tex: str, display: bool) -> str:
        inside = [found[ord(mark) - _FIRST_MARK] for mark in _MARK.findall(tex)]
        whole = _MARK.sub(lambda mark: found[ord(mark[0]) - _FIRST_MARK].answer, tex)
        if not all(map(text.is_tame, (whole, *(blank.hint for blank in inside)))):
            return f"<code>{html_.escape(tex)}</code>"
        # Anki marks no blank within a formula: one beside it, which nobody sees, says that the formula is asked for.
        beside = "".join(f"{{{{c{number}::<!-- -->}}}}" for number in sorted({blank.number for blank in inside}))
        return f'<span class="formula">{beside}{math_of(tex, display)}</span>' if inside else math_of(tex, display)

    made = s.html("text", marked, math=math)
    made = TAG.sub(lambda tag: _MARK.sub("", tag[0]), made)
    if lost := [b.number for i, b in enumerate(found) if chr(_FIRST_MARK + i) not in made]:
        s.fault("text", f"blank c{lost[0]} stands where no card can show it: in the address of a link, say")
    if any(blank.number > MOST_BLANKS for blank in found):
        s.fault("text", f"Anki knows no blank beyond c{MOST_BLANKS}")
    pieces = _CODE_OR_FORMULA.split(made)
    for i, piece in enumerate(pieces):
        if i % 2 == 0:
            held = _BESIDE_A_STOP.sub(tied, piece)
            pieces[i] = filled(held, lambda part: s.html("text", part, inline=True, in_blank=True))
        elif piece.startswith("<code"):
            pieces[i] = filled(piece, lambda part: finished_in_blank(html_.escape(text.clean(part))))
        else:
            pieces[i] = filled(piece, tex, in_formula=True)
    return Content(
        (with_short_cells("".join(pieces)),),
        tuple(sorted({blank.number - 1 for blank in found})),
        (size_of("first", replaced(source, lambda blank: blank.answer), is_question=True),),
        tuple((blank.number, blank.answer) for blank in found),
    )


def _words_in_formula(hint: str) -> str:
    """Return ``hint`` as TeX: words as text, or they would be set as products of letters, without their spaces."""
    return rf"\text{{{hint}}}" if _WORD.search(hint) and not _TEX_SIGN.search(hint) else hint


def _unmarked(value: str) -> str:
    """Return ``value`` without the marks that stand for blanks here, written as they are or by number."""
    by_number = _CHARACTER.sub(lambda m: "" if int(m[1] or m[2], 16 if m[1] else 10) >= _FIRST_MARK else m[0], value)
    return _MARK.sub("", by_number)


def _open(q: Open, s: Setting) -> Content:
    answer = s.html("answer", q.answer)
    typed = finished(html_.escape(text.plain(q.answer), quote=False)) if q.type_in else ""
    return Content(
        (s.html("question", q.question), answer, typed),
        layout=(
            size_of_question(q.question),
            size_of("second", q.answer),
            *(["same"] if typed == answer else []),
        ),
    )


def _choice(q: Choice, s: Setting) -> Content:
    shown = order.options((*q.answer, *q.distractors), "anki", s.id, shuffle=q.shuffle)
    items = []
    for option in shown:
        classes = [name for name, is_so in (("right", option in q.answer), ("last", order.stays_last(option))) if is_so]
        attribute = f' class="{" ".join(classes)}"' if classes else ""
        name = "answer" if option in q.answer else "distractors"
        items.append(f"<li{attribute}>{s.html(name, option)}</li>")
    layout = [
        name
        for name, is_so in (("several", len(q.answer) > 1), ("fixed", not q.shuffle or order.by_number(shown)))
        if is_so
    ]
    return Content(
        (s.html("question", q.question), f"<ol>{''.join(items)}</ol>"),
        layout=(size_of_question(q.question), *layout),
    )


def _true_false(q: TrueFalse, s: Setting) -> Content:
    correction = s.html("correction", q.correction) if q.correction else ""
    return Content(
        (s.html("statement", q.statement), str(q.answer).lower(), correction),
        layout=(size_of_question(q.statement), size_of("second", q.correction or "")),
    )


def _matching(q: Matching, s: Setting) -> Content:
    lefts = [left for left, _ in q.pairs]
    numbers = numbered(lefts, s.entry)
    rows = "".join(
        f"<tr><th>{s.html('pairs', left, inline=True, in_blank=True)}</th>"
        f"<td>{{{{c{n}::{s.html('pairs', right, inline=True, in_blank=True)}}}}}</td></tr>"
        for n, (left, right) in zip(numbers, q.pairs, strict=True)
    )
    rights = order.options((right for _, right in q.pairs), "anki", s.id)
    pool = "".join(f"<li>{s.html('pairs', right, inline=True)}</li>" for right in rights)
    return Content(
        (
            f'<div class="table"><table class="pairs"><tbody>{rows}</tbody></table></div>',
            s.html("question", q.question) if q.question else "",
            f"<ul>{pool}</ul>",
        ),
        tuple(sorted(n - 1 for n in numbers)),
        (size_of_question(q.question or ""),),
        tuple(sorted(zip(numbers, lefts, strict=True))),
    )


CONTENTS: Mapping[type[Question], Callable[[Any, Setting], Content]] = {
    Definition: _definition,
    List: _list,
    Cloze: _cloze,
    Open: _open,
    Choice: _choice,
    TrueFalse: _true_false,
    Matching: _matching,
}
"""Every question type in Anki."""


def _chinese(bank: Bank) -> bool:
    return bank.language.lower().startswith("zh")
