"""Markdown, math and code of a bank -> safe HTML, once for all outputs.

A text is CommonMark with tables, ``~~strikethrough~~`` and formulas (``$..$``, ``$$..$$``, ``\\(..\\)``, ``\\[..\\]``).
HTML in it is text like any other. A text of one line is never a list, a heading or a quotation: "1984. A novel" and
"- 5 °C" stay what they are. Next to Chinese, emphasis works and a line break in the source leaves no space.
"""

from __future__ import annotations

import functools
import html as html_
import re
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from quizgen.problems import Level

if TYPE_CHECKING:
    import nh3
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

Math = Callable[[str, bool], str]
"""(TeX, set off on its own line?) -> trusted HTML of the formula."""


class NoPicture(Exception):  # noqa: N818 - the text goes on without it
    """A picture cannot be shown. The message goes on after its path: "lies outside the folder of the bank"."""

    def __init__(self, message: str, level: Level = "warning") -> None:
        super().__init__(message)
        self.level: Level = level


Image = Callable[[str], "str | None"]
"""The path or address in ``![](...)`` -> the ``src`` to use, or None: its description stands in its place then."""

# Controls, lone surrogates, noncharacters (two of them mark holes below), a stray BOM, and the marks that turn the
# direction of all text after them.
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
_UNWANTED = re.compile(rf"{_TURNING.pattern}|[\x00-\x08\x0b-\x1f\x7f-\x9f\ufdd0-\ufdef\ufeff\ufffe\uffff\ud800-\udfff]")
_LINE_ENDS = re.compile("\r\n?|\u2028|\u2029")
_MARKUP = re.compile(r"[\\`*_\[&$~\n]|<[A-Za-z][^\s<>]*[:@]")
_UNCLEAN = re.compile(f"{_UNWANTED.pattern}|{_LINE_ENDS.pattern}")
_SPECIAL = re.compile(f"{_UNCLEAN.pattern}|{_MARKUP.pattern}")
"""A text without any of these is one line that only has to be escaped."""
_HOLE = re.compile("\ufdd0(\\d+)\ufdd1")


OPENING, CLOSING = re.escape("（“‘「『【《〈(["), re.escape("，。；：、！？）”’」』】》〉…,.;:!?)]")
"""What no line may end with, and what none may begin with, to stand in the square brackets of a pattern."""


def beside(formula: str) -> re.Pattern[str]:
    """Return a pattern for ``formula``, a pattern itself, with the brackets and stops that no line may part from it.

    Browsers break a line between a formula and the comma behind it, whatever the comma says.
    """
    return re.compile(f"[{OPENING}]?{formula}[{CLOSING}]+|[{OPENING}]{formula}")


_TIED = beside("\ufdd0\\d+\ufdd1")
_IS_CJK = re.compile(
    "[\u1100-\u11ff\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\ufe30-\ufe4f\uff01-\uff60"
    "\uffe0-\uffe6\U0001b000-\U0001b16f\U00020000-\U0003ffff]"
)

# Commands of MathJax, Temml and KaTeX that make links, HTML or styles, or that change what formulas of other cards look
# like: new commands, settings. A formula with one of them is shown as its source.
_WILD_TEX = re.compile(
    r"\\(?:href|url|nolinkurl|(?:eq)?ref|refeq|includegraphics|class|cssId|style|data|html\w*|bbox|mmlToken|require|texttip|mathtip|toggle"
    r"|csname|let|futurelet|[egx]?def|(?:re)?newcommand|providecommand|(?:re)?newenvironment|DeclareMathOperator"
    r"|DeclarePairedDelimiters?X?P?P?|Newextarrow|(?:re)?newtagform|usetagform|mathtoolsset|setOptions|definecolor"
    r")(?![A-Za-z])|\\unicode(?![A-Za-z{])"  # \unicode may name a font, and with it any style
)

_LONGEST_HIGHLIGHTED = 20_000


def html(
    text: str,
    *,
    math: Math,
    image: Image = lambda src: None,
    inline: bool = False,
    finish: Callable[[str], str] = lambda html: html,
) -> str:
    """Return ``text`` as safe HTML: only elements, classes and link schemes of a fixed list are in it.

    A single paragraph comes without ``<p>``. With ``inline`` there are no blocks at all. What ``math`` returns is taken
    as it is; an image that ``image`` answers with None is replaced by its description. ``finish`` sees all but the
    formulas and images and may change what must not stand in one output. ``<span class="tied">`` holds what should
    stay on one line; an ``<img class="within">`` stands among words.
    """
    if not _SPECIAL.search(text):
        return finish(html_.escape(text.strip(), quote=False))
    text = clean(text)
    md = _markdown()
    env: dict[str, Any] = {"math": math, "image": image, "holes": []}
    if inline or "\n" not in text:
        made = md.renderInline(text, env)
    else:
        tokens = md.parse(text, env)
        if len(tokens) == 3 and tokens[0].type == "paragraph_open":
            tokens = tokens[1:2]
        made = md.renderer.render(tokens, md.options, env)
    made = _TURNING.sub("", made)  # such a mark may also be written as &#x202e;
    made = _TIED.sub(r'<span class="tied">\g<0></span>', finish(_cleaner().clean(made).strip()))
    holes = env["holes"]
    return _HOLE.sub(lambda m: holes[int(m[1])], made)


def plain(text: str) -> str:
    """Return ``text`` on one line without markup, for titles, descriptions of images and ids; formulas stay TeX."""
    if not _SPECIAL.search(text):
        return text.strip()
    return " ".join(_UNWANTED.sub("", "".join(_words(tokens(text)))).split())


def tokens(text: str) -> Sequence[Token]:
    """Return what ``text`` is made of, for outputs that are no HTML: no markup is left in it, formulas stay TeX."""
    text = clean(text)
    md = _markdown()
    return md.parse(text) if "\n" in text else md.parseInline(text)


def pictures(text: str) -> list[str]:
    """Return the paths and addresses in every ``![](...)`` of ``text``, as ``html`` would ask ``image`` for them."""
    found, left = [], list(reversed(tokens(text))) if "![" in text else []
    while left:
        token = left.pop()
        if token.type == "image":
            found.append(unquote(str(token.attrs["src"])))
        left += reversed(token.children or [])
    return found


def clean(text: str) -> str:
    """Return ``text`` without control characters and marks that turn its direction, stripped, its line ends ``\\n``."""
    return (_UNWANTED.sub("", _LINE_ENDS.sub("\n", text)) if _UNCLEAN.search(text) else text).strip()


def is_tame(tex: str) -> bool:
    """Return whether ``tex`` has no command that makes links, HTML, styles or new commands, or sets others up."""
    return not _WILD_TEX.search(tex)


@functools.lru_cache(maxsize=64)
def lang(language: str) -> str:
    """Return ``language`` as it may stand in a ``lang`` attribute: zh-Hans, zh-Hant, en, ...; "" for anything else."""
    return language if re.fullmatch(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*", language) else ""


def _words(tokens: Sequence[Token]) -> list[str]:
    words: list[str] = []
    for i, token in enumerate(tokens):
        if token.children:
            words += [*_words(token.children), " "]
        elif token.type == "softbreak":
            words.append(_soft_break(tokens, i))
        elif token.type == "hardbreak":
            words.append(" ")
        else:
            words.append(token.content)
    return words


# --- Markdown


@functools.cache
def _markdown() -> MarkdownIt:
    from markdown_it import MarkdownIt

    md = MarkdownIt("commonmark", {"html": False, "highlight": _highlight})
    md.enable(["table", "strikethrough"])
    md.inline.ruler.before("escape", "math", _math_rule)
    md.inline.ruler.at("emphasis", _emphasis_rule)
    md.block.ruler.before(
        "fence", "math_block", _math_block_rule, {"alt": ["paragraph", "reference", "blockquote", "list"]}
    )
    md.validateLink = lambda url: True  # type: ignore[method-assign]  # the cleaner judges links, the caller images
    for name, rule in _RENDER_RULES.items():
        md.add_render_rule(name, rule)
    return md


_CLOSED_BY = {"$$": "$$", "\\[": "\\]", "\\(": "\\)"}
# As pandoc reads it: "$5 and $6" is money.
_DOLLARS = re.compile(r"\$(?![\s$])((?:\\.|[^\\$])*?)(?<!\s)\$(?!\d)", re.DOTALL)
_MOST_LINES = 200
"""Of a formula that is set off: whatever a stranger writes is read in time."""


def _math_rule(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] not in "$\\":
        return False
    opener = state.src[state.pos : state.pos + 2]
    if closer := _CLOSED_BY.get(opener):
        close = state.src.find(closer, state.pos + 2, state.posMax)
        tex, end = state.src[state.pos + 2 : max(close, 0)].strip(), close + 2
    else:
        found = _DOLLARS.match(state.src, state.pos, state.posMax)
        tex, end = (found[1], found.end()) if found else ("", 0)
    if not tex:
        return False
    if not silent:
        token = state.push("math", "", 0)
        token.content = tex
        token.meta["display"] = opener in ("$$", "\\[")
    state.pos = end
    return True


def _math_block_rule(state: StateBlock, first: int, last: int, silent: bool) -> bool:
    begin = state.bMarks[first] + state.tShift[first]
    closer = _CLOSED_BY.get(state.src[begin : begin + 2], "\\)")
    if closer == "\\)" or state.is_code_block(first):
        return False
    end = _last_line(state, closer, first, last)
    tex = state.getLines(first, end + 1, state.blkIndent, False).strip()[2:-2].strip() if end >= 0 else ""
    if not tex:
        return False
    if not silent:
        token = state.push("math_block", "", 0)
        token.block = True
        token.content = tex
        token.map = [first, end + 1]
        state.line = end + 1
    return True


def _last_line(state: StateBlock, closer: str, first: int, last: int) -> int:
    """Return the line that ends with ``closer``, -1 if none does before an empty line or one with text behind it."""
    start = state.bMarks[first] + state.tShift[first] + 2
    if state.src.find(closer, start) < 0:
        return -1
    for line in range(first, min(last, first + _MOST_LINES)):
        text = state.src[start : state.eMarks[line]].rstrip()
        if closer in text:
            return line if text.endswith(closer) and text.count(closer) == 1 else -1
        if line > first and not text:  # TeX knows no empty line in a formula
            return -1
        if line + 1 < last:
            start = state.bMarks[line + 1] + state.tShift[line + 1]
    return -1


def _emphasis_rule(state: StateInline, silent: bool) -> bool:
    """As CommonMark's, but Chinese counts as punctuation, so that ``**信息（MI）**是`` is strong.

    The rule of https://github.com/tats-u/markdown-cjk-friendly/blob/main/specification.md, in short.
    """
    from markdown_it.rules_inline.state_inline import Delimiter

    marker = state.src[state.pos]
    if silent or marker not in "*_":
        return False
    scanned = state.scanDelims(state.pos, marker == "*")
    opens, closes = scanned.can_open, scanned.can_close
    if marker == "*":
        before = state.src[state.pos - 1] if state.pos else " "
        end = state.pos + scanned.length
        after = state.src[end] if end < state.posMax else " "
        opens = opens or bool(not after.isspace() and _IS_CJK.match(before))
        closes = closes or bool(not before.isspace() and _IS_CJK.match(after))
    for _ in range(scanned.length):
        token = state.push("text", "", 0)
        token.content = marker
        state.delimiters.append(Delimiter(ord(marker), scanned.length, len(state.tokens) - 1, -1, opens, closes))
    state.pos += scanned.length
    return True


# --- HTML. A render rule that has trusted HTML leaves a hole, filled when all else has been cleaned.


def _hole(env: Mapping[str, Any], trusted: str) -> str:
    env["holes"].append(trusted)
    return f"\ufdd0{len(env['holes']) - 1}\ufdd1"


def _render_math(self: Any, tokens: Sequence[Token], i: int, options: Any, env: Any) -> str:
    tex, block = tokens[i].content, tokens[i].type == "math_block"
    if not is_tame(tex):
        return f"<pre><code>{html_.escape(tex)}</code></pre>" if block else f"<code>{html_.escape(tex)}</code>"
    made = _hole(env, env["math"](tex, block or tokens[i].meta["display"]))
    return f"<p>{made}</p>\n" if block else made


def _render_image(self: Any, tokens: Sequence[Token], i: int, options: Any, env: Any) -> str:
    alt = html_.escape("".join(_words(tokens[i].children or [])))
    src = env["image"](unquote(str(tokens[i].attrs["src"])))
    within = ' class="within"' if _stands_in_a_line(tokens, i) else ""
    return alt if src is None else _hole(env, f'<img src="{html_.escape(src)}" alt="{alt}"{within}>')


def _stands_in_a_line(tokens: Sequence[Token], i: int) -> bool:
    """Return whether words stand both before and behind the token at ``i``, on its line."""
    beside = (*tokens[max(i - 1, 0) : i], *tokens[i + 1 : i + 2])
    return len(beside) == 2 and all(t.content.strip() and t.type in ("text", "math", "code_inline") for t in beside)


def _soft_break(tokens: Sequence[Token], i: int) -> str:
    before = next((t.content[-1] for t in reversed(tokens[:i]) if t.content), "")
    after = next((t.content[0] for t in tokens[i + 1 :] if t.content), "")
    return "" if _IS_CJK.match(before) and _IS_CJK.match(after) else "\n"


def _render_cell(self: Any, tokens: Sequence[Token], i: int, options: Any, env: Any) -> str:
    side = str(tokens[i].attrs.get("style", "")).removeprefix("text-align:")
    return f'<{tokens[i].tag} class="{side}">' if side else f"<{tokens[i].tag}>"


_RENDER_RULES: dict[str, Callable[..., str]] = {
    "math": _render_math,
    "math_block": _render_math,
    "image": _render_image,
    "softbreak": lambda self, tokens, i, options, env: _soft_break(tokens, i),
    "table_open": lambda *_: '<div class="table"><table>\n',  # the frame in which a wide table scrolls
    "table_close": lambda *_: "</table></div>\n",
    "th_open": _render_cell,
    "td_open": _render_cell,
}


# Characters of Unicode's last private plane mean something to the caller of ``html``: where a blank begins, say.
_MARK = re.compile("([\U00100000-\U0010ffff])")


def _highlight(code: str, language: str, attributes: str) -> str:
    """Return ``code`` in spans with Pygments' classes; marks stay where they are, outside of all spans."""
    lexer = _lexer(language.lower()) if language and len(code) <= _LONGEST_HIGHLIGHTED else None
    if lexer is None:
        return html_.escape(code)
    pieces = _MARK.split(code)
    marks = _places(pieces)
    made, at = [], 0
    for kind, value in lexer.get_tokens("".join(pieces[::2])):
        css, end = _css_class(kind), at + len(value)
        while at < end:
            while marks and marks[0][0] == at:
                made.append(marks.pop(0)[1])
            cut = min(end, marks[0][0]) if marks else end
            part = value[at - end :][: cut - at]
            shown = html_.escape(part)
            made.append(f'<span class="{css}">{shown}</span>' if css and not part.isspace() else shown)
            at = cut
    return "".join((*made, *(mark for _, mark in marks)))


def _places(pieces: Sequence[str]) -> list[tuple[int, str]]:
    """Return (place in the code without marks, mark) for each mark in code that was split at its marks."""
    places, at = [], 0
    for i, piece in enumerate(pieces):
        if i % 2:
            places.append((at, piece))
        else:
            at += len(piece)
    return places


@functools.cache
def _css_class(kind: Any) -> str:
    from pygments.token import STANDARD_TYPES

    while kind not in STANDARD_TYPES:
        kind = kind.parent
    return STANDARD_TYPES[kind]


@functools.lru_cache(maxsize=64)
def _lexer(language: str) -> Any:
    from pygments.lexers import get_lexer_by_name
    from pygments.util import ClassNotFound

    try:
        return get_lexer_by_name(language, stripnl=False, ensurenl=False)
    except ClassNotFound:
        return None


_TAGS = {
    *("p", "br", "hr", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "div", "ul", "ol", "li"),
    *("em", "strong", "s", "code", "a", "span"),
    *("table", "thead", "tbody", "tr", "th", "td"),
}


@functools.cache
def _cleaner() -> nh3.Cleaner:
    """The last word on what may stand in a text."""
    import nh3
    from pygments.token import STANDARD_TYPES

    return nh3.Cleaner(
        tags=_TAGS,
        attributes={"a": {"href"}, "ol": {"start"}, "*": set()},
        allowed_classes={
            "span": {name for name in STANDARD_TYPES.values() if name},
            "div": {"table"},
            "td": {"left", "center", "right"},
            "th": {"left", "center", "right"},
        },
        url_schemes={"http", "https", "mailto"},
        url_relative="deny",
        link_rel="noopener noreferrer",
    )
