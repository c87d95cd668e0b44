"""TeX -> MathML while the page is built, with Temml in an embedded JavaScript engine: no Node, no network, no script.

MathML is drawn by the browser itself; the font it needs travels in the page (``style``).
"""

from __future__ import annotations

import base64
import functools
import itertools
import json
import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree

from quizgen.assets import folder
from quizgen.text import CLOSING, OPENING

if TYPE_CHECKING:
    import quickjs

# One call in and one JSON text out: quickjs-ng cannot hand over long strings that were built by joining.
_RENDER = """
function render(tex, display) {
  try {
    const options = {displayMode: display, throwOnError: true, wrap: display ? "none" : "tex", maxExpand: 1000}
    return JSON.stringify({html: temml.renderToString(tex, options)})
  } catch (error) {
    return JSON.stringify({error: String(error.message)})
  }
}
"""
# Temml sets the thin space before log, sin, max only after a single letter; TeX also after an index, a fraction, ")".
_NAMED_OPERATOR = re.compile(
    r"""(</(?:msub|msup|msubsup|mfrac|msqrt|mroot)>|form="postfix"[^>]*>[^<]*</mo></mrow>)<mrow>"""
    r"""(?=<mi>[^<]{2,}</mi><mo>\u2061</mo>)"""
)
# Temml parts "[0,1)" from the sign behind it, which then stands alone in its row and gets no air.
_ALONE = re.compile(r'(<mo form="postfix" stretchy="false">[^<]*</mo>)</mrow><mrow>(<mo>[^<]+</mo>)</mrow>')
# Temml reads "(1,2)" as a decimal comma. So it is in {,} only; thousands are left as they are written.
_LISTED = re.compile(r"<mn>(?!\d{1,3}(?:,\d{3})+(?:\.\d+)?<)(\d[\d.]*(?:,\d[\d.]*)+)</mn>")
_COMMA = '<mo separator="true">,</mo>'
_SET_OFF = 'style="display:block math;'
_MATH_ELEMENT = re.compile(r"<math.*?</math>", re.DOTALL)


class BadFormula(ValueError):  # noqa: N818 - a fault of the formula, not of the program
    """A formula that Temml cannot read; the message says where it fails."""


@functools.lru_cache(maxsize=4096)
def mathml(tex: str, display: bool = False) -> str:
    """Return ``tex`` as a ``<math>`` element, set off on its own line with ``display``; ``BadFormula`` if it is none.

    Commands that make links, images, classes or HTML are not trusted by Temml and so are bad formulas.
    """
    import quickjs

    try:
        answer = json.loads(_engine().eval(f"render({json.dumps(tex)}, {json.dumps(display)})"))
    except quickjs.JSException as e:  # out of time, memory or stack: nothing a formula on paper needs
        raise BadFormula(str(e).splitlines()[0]) from None
    if "error" in answer:
        raise BadFormula(_first_sentence(answer["error"]))
    made = _NAMED_OPERATOR.sub(r'\1<mrow><mspace width="0.1667em"></mspace>', answer["html"])
    made = _ALONE.sub(r"\1\2</mrow>", made)
    if "{,}" not in tex:
        made = _LISTED.sub(lambda m: f"<mrow><mn>{m[1].replace(',', f'</mn>{_COMMA}<mn>')}</mn></mrow>", made)
    # Set off, a formula is never broken: the style sheet makes it smaller where it would not fit.
    return made.replace(_SET_OFF, f"{_SET_OFF}--em:{width(made):.1f};", 1) if display else made


@functools.cache
def _engine() -> quickjs.Context:
    import quickjs

    engine = quickjs.Context()
    engine.set_memory_limit(256 << 20)
    for script in ("temml.min.js", "mhchem.min.js"):
        engine.eval(_vendor(script).decode("utf-8"))
    engine.eval(_RENDER)
    return engine


def _first_sentence(message: str) -> str:
    """Return what is wrong without the excerpt under which Temml underlines the place."""
    return re.split(r" at (?:position \d+|end of input):", message.removeprefix("ParseError:"))[0].strip()


def full_size(formula: str) -> str:
    """Return ``formula`` with its sums and limits as large as in one set off."""
    return formula.replace("<math>", '<math displaystyle="true">', 1)


_FENCE = re.compile(r'(<mo fence="true" form="(?:prefix|postfix)") stretchy="false"')


def around_blanks(formula: str) -> str:
    """Return ``formula``, which has blanks to write in, with brackets as tall as what they hold."""
    return _FENCE.sub(r"\1", formula)


# Browsers break a line between a formula and the full stop behind it, even where they would not after a word. A span
# that may not be parted is no help: long formulas are parted in themselves.
_PUNCTUATED = re.compile(
    rf"""([{OPENING}]*) <math ((?:\ displaystyle="true")?)> ((?:(?!</math>).)*) </math>
        ([{CLOSING}]*)""",
    re.DOTALL | re.VERBOSE,
)
# What is before it on its line, ends of elements aside: a character that is neither punctuation nor a blank.
_IN_WORDS = re.compile(
    rf"[^\s<>{OPENING}{CLOSING}\U00100000-\U0010ffff](?:<(?!/?(?:p|li|t[dh]|h\d|div|br|hr|ul|ol|blockquote)\b)[^<>]*>)*\Z"
)
_WIDE = ' class="wide"'
_AS_FAR = 300
"""So many characters of HTML before a formula are looked at."""


def with_punctuation(html: str) -> str:
    """Return ``html`` with the punctuation around each inline formula inside it, so that they stay on one line."""
    return _PUNCTUATED.sub(_take_in, html)


def _take_in(found: re.Match[str]) -> str:
    before, how, inside, after = found.groups()
    if not (before or after):
        return found[0]
    # The row at either end is where a line may break; a formula of one element has none yet.
    if not (inside.startswith("<mrow>") and inside.endswith("</mrow>")):
        inside = f"<mrow>{inside}</mrow>"
    # A bracket that begins a text or follows punctuation is set narrow, any other as wide as among words.
    wide = before and _IN_WORDS.search(found.string, max(0, found.start() - _AS_FAR), found.start())
    opening = f"<mtext{_WIDE if wide else ''}>{before}</mtext>" if before else ""
    closing = f"<mtext>{after}</mtext>" if after else ""
    inside = f"<mrow>{opening}{inside.removeprefix('<mrow>').removesuffix('</mrow>')}{closing}</mrow>"
    return f"<math{how}>{inside}</math>"


def width(formula: str) -> float:
    """Return about how wide the ``<math>`` element ``formula`` is set, in em, rather more than less."""
    try:
        return 1.1 * _em(ElementTree.fromstring(formula))
    except ElementTree.ParseError:  # a character that XML does not know
        return 0.0


_STACKED = ("mfrac", "munder", "mover", "munderover")
_SCRIPTED = ("msub", "msup", "msubsup")
_IN_EM = re.compile(r"(-?[\d.]+)em")
_SMALL = 0.7
"""The size of what is raised or lowered."""


def _em(part: ElementTree.Element) -> float:
    """Return about how wide ``part`` of a formula is set, in em."""
    within = [_em(child) for child in part]
    if part.tag == "mspace":
        given = _IN_EM.fullmatch(part.get("width") or "")
        return float(given[1]) if given else 0.0
    if part.tag == "mtable":
        columns = itertools.zip_longest(*([_em(cell) for cell in row] for row in part), fillvalue=0.0)
        return sum(max(column) + 1 for column in columns)
    if part.tag in _SCRIPTED and within:
        return within[0] + _SMALL * max(within[1:], default=0)
    if part.tag in _STACKED and within:
        return max(within[0], *within[1:]) if part.tag == "mfrac" else max(within[0], _SMALL * max(within[1:]))
    text = sum(_character(ord(c)) for c in part.text or "")
    return sum(within) + text + (0.45 if part.tag == "mo" and text else 0)


def _character(code: int) -> float:
    if code >= 0x100000:  # of the last private plane: it stands for a blank
        return 4.0
    return 1.0 if 0x2E80 < code < 0x1D400 else 0.55


def style(html: str) -> str:
    """Return the style sheet, fonts included, that the formulas in ``html`` need: empty if there are none."""
    formulas = "".join(_MATH_ELEMENT.findall(html))
    if not formulas:
        return ""
    faces = _face("Formula", "math-core.woff2")
    if set(formulas) & set(_vendor("math-more.txt").decode("utf-8").strip()):
        faces += _face("Formula more", "math-more.woff2")
    return faces + _vendor("temml.css").decode("utf-8")


def _face(family: str, file: str) -> str:
    data = base64.b64encode(_vendor(file)).decode("ascii")
    return f'@font-face{{font-family:"{family}";src:url("data:font/woff2;base64,{data}") format("woff2")}}\n'


def _vendor(name: str) -> bytes:
    return (folder("quiz") / "vendor" / name).read_bytes()
