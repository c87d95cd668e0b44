"""HTML as Anki takes it: formulas, blanks, and what it and MathJax would act on."""

from __future__ import annotations

import html as html_
import re
from collections.abc import Iterable

from quizgen import text
from quizgen.render.anki_sizes import WIDE, half_widths


def math_of(tex: str, display: bool) -> str:
    """Return ``tex`` as the MathJax of Anki finds it."""
    left, right = ("\\[", "\\]") if display else ("\\(", "\\)")
    return left + without_anki_tags(html_.escape(tex, quote=False)) + right


def math_in_blank(tex: str, display: bool) -> str:
    """Return ``tex`` as ``math_of`` does, so that it can stand in a blank."""
    return math_of(tex_in_blank(tex), display)


def tex_in_blank(tex: str) -> str:
    """Return ``tex`` with space in braces and colons that would end a blank or begin its hint: TeX does not mind."""
    return re.sub(r"([{}])(?=\1|$)", r"\1 ", tex).replace("::", ":{}:")


_ANKI_TAGS = re.compile(r"\[(?=(?:sound|anki):|\[?type:|/?(?:latex|\$\$?)\])|\{(?=\{c\d)", re.IGNORECASE)


def without_anki_tags(html: str) -> str:
    """Return ``html`` so that Anki does not find sounds, typed answers, LaTeX or blanks in it.

    It looks for blanks in all fields of a note that has any.
    """
    return _ANKI_TAGS.sub(lambda m: f"&#{ord(m[0])};", html) if "[" in html or "{{" in html else html


# Without the marks of blanks, whose answers may be long.
_SHORT_CODE = re.compile(r"(?<!<pre>)<code>(?=[^<\U00100000-\U0010ffff]{1,20}</code>)(?=[^<]*[ -])")


def finished(html: str) -> str:
    """Return ``html`` without anything that Anki or MathJax would act on: what looks like that here is text.

    Short code stays on one line.
    """
    if "<code>" in html:
        html = _SHORT_CODE.sub('<code class="tied">', html)
    if "\\" in html:
        html = re.sub(r"\\(?=[()\[\]])", r"\\<span></span>", html)
    return without_anki_tags(html)


_CELL = re.compile(r"<td(?: class=\"(left|center|right)\")?>([^\U00100000-\U0010ffff]*?)</td>")
_AROUND_AN_ANSWER = re.compile(r"\{\{c\d+::|(?:::[^{}]*)?\}\}")
_SHORT_CELL = 16
"""In half widths: eight characters of Chinese."""


def with_short_cells(html: str) -> str:
    """Return ``html`` with a class for each short cell of a table: Chinese breaks anywhere, and so would its words.

    Cells with marks of blanks are left for when their answers are known.
    """

    def held(cell: re.Match[str]) -> str:
        side, inner = cell.groups()
        words = html_.unescape(_AROUND_AN_ANSWER.sub("", _TAG_OR_FORMULA.sub("", inner))).strip()
        is_short = (
            half_widths(words) <= _SHORT_CELL and "<img" not in inner and (" " not in words or WIDE.search(words))
        )
        return f'<td class="{" ".join(filter(None, ("tied", side)))}">{inner}</td>' if is_short else cell[0]

    return _CELL.sub(held, html) if "<td" in html else html


TAG = re.compile("(<[^>]*>)")
_LIKE_A_BLANK = re.compile(r"\{\{|\}\}|::|[}:]$")  # what stands last comes to stand before }} or ::


def finished_in_blank(html: str) -> str:
    """Return ``html`` as ``_finished`` does, and so that nothing in it looks like a blank of Anki's or its end."""
    html = finished(html)
    if not _LIKE_A_BLANK.search(html):
        return html
    pieces = TAG.split(html)
    for i, piece in enumerate(pieces):
        if i % 2:
            pieces[i] = piece.replace("{", "&#123;").replace("}", "&#125;").replace("::", ":&#58;")
        else:
            pieces[i] = re.sub(r"([{}:])(?=\1|$)", r"\1<!-- -->", piece)
    return "".join(pieces)


_TAG_OR_FORMULA = re.compile(r"(<[^>]*>|\\\(.*?\\\)|\\\[.*?\\\])", re.DOTALL)
_MASK = '<span class="blank">[...]</span>'


def masked(html: str, names: Iterable[str]) -> str:
    """Return ``html`` with every one of ``names`` outside of tags and formulas hidden."""
    plain = sorted({html_.escape(text.plain(name), quote=False) for name in names} - {""}, key=len, reverse=True)
    pattern = re.compile("|".join(map(_as_word, plain)), re.IGNORECASE)
    pieces = _TAG_OR_FORMULA.split(html)
    pieces[::2] = [pattern.sub(_MASK, piece) for piece in pieces[::2]]
    return "".join(pieces)


def _as_word(name: str) -> str:
    """Return a pattern for ``name`` as a whole word, in the plural too, where it is written in letters."""
    before = r"(?<![A-Za-z0-9&#])" if re.match("[A-Za-z0-9]", name) else ""
    after = r"(?:e?s)?(?![A-Za-z0-9])" if re.search("[A-Za-z0-9]$", name) else ""
    return f"{before}{re.escape(name)}{after}"
