"""The block parser of Markdown notes: markdown-it-py with rules for what authors write and CommonMark does not know."""

from __future__ import annotations

import functools
import re
from bisect import bisect_left
from collections.abc import Callable
from typing import TYPE_CHECKING

from quizgen.notes.readers.inline import normal_label
from quizgen.notes.readers.wide import WIDE

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock

_DEEPEST = 60  # markdown-it's count: about twenty lists in one another


# What must stand in a text so that a rule can find anything: a rule that cannot is not asked at every line.
_SIGNS = {
    "blockquote": ">",
    "deflist": r"^[ \t>]*[:~][ \t]",
    "fence": "```|~~~",
    "footnote_def": r"\[\^",
    "lheading": r"^[ \t>]*(?:-+|=+)[ \t]*$",
    "ours": r"\$\$|\\\[|\\begin|<|%%|\]:|#[^\s#]",
    "table": r"\|",
}
_NEEDS = {rule: re.compile(sign, re.MULTILINE) for rule, sign in _SIGNS.items()}


def parser(text: str, indented_code: bool) -> MarkdownIt:
    """Return a block parser for ``text``; without ``indented_code`` an indented line is prose, as in Chinese notes.

    Its tokens ``inline`` have content and map, but no children. Beside the library's own there are ``math_block`` (the
    content has its dollars) and ``html_table``; HTML blocks come as paragraphs.
    """
    idle = [rule for rule, sign in _NEEDS.items() if not sign.search(text)]
    return _parser(frozenset(idle if indented_code else [*idle, "code"]))


@functools.lru_cache(maxsize=256)
def _parser(idle: frozenset[str]) -> MarkdownIt:
    from markdown_it import MarkdownIt
    from mdit_py_plugins.deflist import deflist_plugin
    from mdit_py_plugins.footnote import footnote_plugin

    md = MarkdownIt("commonmark", {"maxNesting": _DEEPEST}).enable("table")
    md.use(deflist_plugin).use(footnote_plugin)
    md.block.ruler.before("fence", "ours", _ours, {"alt": ["paragraph", "reference", "blockquote", "list"]})
    md.disable(["html_block", "reference", *sorted(idle)])
    md.core.ruler.enableOnly(["normalize", "block"])
    return md


def _line_of(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]


def _ours(state: StateBlock, first: int, last: int, silent: bool) -> bool:
    """What a line may begin besides what the library knows, told by its first character. Interrupts paragraphs."""
    start = state.bMarks[first] + state.tShift[first]
    rule = _RULES.get(state.src[start]) if start < state.eMarks[first] else None
    return bool(rule and not state.is_code_block(first) and rule(state, first, last, silent))


_LABEL = re.compile(r"\[([^\[\]^][^\[\]]{0,300})\]:\s*(\S+)\s*(?:\"[^\"]*\"|'[^']*'|\([^()]*\))?\s*$")


def _label(state: StateBlock, first: int, last: int, silent: bool) -> bool:
    """``[label]: address "title"``, on one line. Of several addresses the first counts."""
    found = None if silent else _LABEL.match(_line_of(state, first))  # it does not interrupt a paragraph
    if not found:
        return False
    state.env.setdefault("labels", {}).setdefault(normal_label(found[1]), found[2])
    state.line = first + 1
    return True


_TIGHT = re.compile(rf"#{{1,6}}(?={WIDE})|##{{1,5}}(?=[^\s#!])(?!(?:x[0-9a-fA-F]{{2,5}}|\d{{2,6}});)")
_SPACED = re.compile(r"^ {0,3}#{1,6} \S", re.MULTILINE)
_NOT_HEADING = re.compile(r"[。！；,，.]$|\s#\S")
_LONGEST_HEADING = 80


def _tight_heading(state: StateBlock, first: int, last: int, silent: bool) -> bool:
    """``##标题``: CommonMark asks for a space, many authors do not. A single ``#`` among ``# headings`` is a tag.

    The last one in ``##xff1a;`` belongs to an entity that lost its ``&``.
    """
    text = _line_of(state, first).rstrip()
    found = _TIGHT.match(text)
    if not found or len(text) > _LONGEST_HEADING or _NOT_HEADING.search(text):
        return False
    if found.end() == 1:
        if "spaced" not in state.env:
            state.env["spaced"] = bool(_SPACED.search(state.src))
        if state.env["spaced"]:
            return False
    if not silent:
        tag = f"h{found.end()}"
        state.push("heading_open", tag, 1).markup = "#"
        token = state.push("inline", "", 0)
        token.content = text[found.end() :].strip().rstrip("#").rstrip()
        token.map = [first, first + 1]
        state.push("heading_close", tag, -1)
        state.line = first + 1
    return True


_ENVIRONMENT = re.compile(
    r"\\begin\{((?:equation|align|aligned|alignat|gather|multline|eqnarray|flalign|cases|split|matrix)\*?)\}"
)


_NUMBER = re.compile(r"\s*(?:[(（][\w.-]{1,8}[)）]|\{#[^{}]*\}|[,.;，。；])?\s*")  # of an equation, or its full stop


def _math_closer(text: str) -> tuple[str, str]:
    """Return with what the formula begins that ``text`` begins with, and with what it ends."""
    environment = _ENVIRONMENT.match(text)
    if environment:
        return environment.group(), f"\\end{{{environment[1]}}}"
    return {"$$": ("$$", "$$"), "\\[": ("\\[", "\\]")}.get(text[:2], ("", ""))


def _math_block(state: StateBlock, first: int, last: int, silent: bool) -> bool:
    r"""A formula set off by ``$$``, ``\[`` or ``\begin{equation}``, also straight after a line of prose."""
    opener, closer = _math_closer(_line_of(state, first))
    if not opener:
        return False
    for line in range(first, last):
        text = _line_of(state, line).rstrip()
        if line == first:
            text = text[len(opener) :]
        elif not text or (opener != closer and text.startswith(opener)):
            return False  # TeX knows no empty line in a formula; a second opener means that the first was none
        if closer in text:
            break
    whole = state.getLines(first, line + 1, state.blkIndent, False).strip()
    inner, closed, behind = whole[len(opener) :].partition(closer)
    if not closed or not inner.strip() or not _NUMBER.fullmatch(behind):
        return False
    tex = inner.strip() if len(opener) == 2 else f"{opener}{inner}{closer}"
    if not silent:
        token = state.push("math_block", "", 0)
        token.content = f"$${tex}$$"
        token.map = [first, line + 1]
        state.line = line + 1
    return True


_RAW = {"<!--": "-->", "<script": "</script>", "<style": "</style>", "<svg": "</svg>", "<table": "</table>", "%%": "%%"}
_RAW_OPENER = re.compile(r"<!--|%%|<(?:script|style|svg|table)(?=[\s>])", re.IGNORECASE)


def _raw_html(state: StateBlock, first: int, last: int, silent: bool) -> bool:
    """A comment, script, style, drawing or table, up to its end, whatever stands in it. Only tables give a token."""
    opener = _RAW_OPENER.match(state.src, state.bMarks[first] + state.tShift[first], state.eMarks[first])
    if not opener:
        return False
    closer = _RAW[opener.group().lower()]
    if closer not in state.env:  # all at once: to look for each anew would take quadratic time
        state.env[closer] = [m.end() for m in re.finditer(re.escape(closer), state.src, re.IGNORECASE)]
    ends: list[int] = state.env[closer]
    i = bisect_left(ends, opener.end() + len(closer))
    if i == len(ends) or ends[i] > state.eMarks[last - 1]:
        return False
    line = first
    while state.eMarks[line] < ends[i]:
        line += 1
    if state.src[ends[i] : state.eMarks[line]].strip():
        return False  # there is text behind it: left to the inline scanner
    if not silent:
        if closer == "</table>":
            token = state.push("html_table", "", 0)
            token.content = state.getLines(first, line + 1, state.blkIndent, False)
            token.map = [first, line + 1]
        state.line = line + 1
    return True


_RULES: dict[str, Callable[[StateBlock, int, int, bool], bool]] = {
    "[": _label,
    "#": _tight_heading,
    "$": _math_block,
    "\\": _math_block,
    "<": _raw_html,
    "%": _raw_html,
}
