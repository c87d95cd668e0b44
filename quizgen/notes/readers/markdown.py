"""Markdown notes: CommonMark, GFM tables, definition lists, footnotes, math, HTML, and what Obsidian and Hugo add.

markdown-it-py finds the blocks and their lines, with some rules of this module's own; ``inline.scan`` reads what
stands in them.
"""

from __future__ import annotations

import functools
import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from quizgen.notes.model import BlockKind, Document, Inline, Mark, Skipped
from quizgen.notes.readers.blocks import Draft, assemble, language, trimmed, without_marker
from quizgen.notes.readers.inline import CJK, normal_label, read_inline, scan
from quizgen.notes.readers.lines import EMOJI_LEAD, EMOJI_TAIL, MARKER, Layout, goes_on, layout, style

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.token import Token

_FRONT_MATTER = re.compile(r"---[ \t]*\n(.{0,20000}?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.S | re.M)
_BLOCK_TAG = re.compile(
    r"`[^`\n]*`|\$[^$\n]*\$|<(?P<close>/?)(?P<tag>div|p|h[1-6]|ul|ol|li|summary|details|center|dl|dt|dd|blockquote|section|article|"
    r"figure|figcaption|br|hr|tr|td|th|table|thead|tbody)(?=[\s/>])[^<>]*>",
    re.I,
)
_CALLOUT = re.compile(r"\[!([\w-]+)\][+-]?[ \t]*(.*)")
_TASK = re.compile(r"\[[ xX]\]\s+")
_HEADING_ATTRIBUTES = re.compile(r"\s*\{[#.][^{}]*\}\s*$")
_MATH_ENVIRONMENT = re.compile(r"\\begin\{((?:equation|align|aligned|alignat|gather|multline|eqnarray|flalign|cases)\*?)\}")
_NOT_HEADING = re.compile(r"[。！；;,，.]$")


def read(path: str, text: str) -> Document | Skipped:
    """Return the Document of the Markdown ``text``; Skipped when its front matter says ``quizgen: false``."""
    front, body = _front_matter(text)
    if front.get("quizgen", "").lower() in ("false", "no", "off"):
        return Skipped(path, "its front matter says quizgen: false")
    chinese = language([body]) != "en"
    env: dict[str, Any] = {}
    tokens = _parser(indented_code=not chinese).parse(body, env)
    reader = _Reader(body.split("\n"), frozenset(env.get("labels", ())), chinese)
    reader.read(tokens)
    blocks = assemble(reader.drafts)
    title = front.get("title", "") or next((d.inline.text for d in reader.drafts if d.kind == "heading" and not d.made_by), "")
    return Document(path, blocks, title, tuple(front.get("tags", "").split("\n")) if front.get("tags") else (), language([body]))


def _front_matter(text: str) -> tuple[dict[str, str], str]:
    """Return the front matter's fields as texts (tags one a line), and the text with blank lines in its place."""
    found = _FRONT_MATTER.match(text)
    if not found:
        return {}, text
    import yaml

    try:
        data = yaml.load(found[1], yaml.BaseLoader)  # noqa: S506 - makes only texts, lists and mappings
    except (yaml.YAMLError, RecursionError, ValueError):
        data = {}
    if not isinstance(data, dict):
        return ({}, text) if found[1].strip() else ({}, text)
    fields = {str(k).lower(): v.strip() for k, v in data.items() if isinstance(v, str)}
    tags = data.get("tags", data.get("tag", ()))
    if isinstance(tags, str):
        tags = re.split(r"[,，\s]+", tags)
    tags = [str(t).strip().lstrip("#") for t in tags if isinstance(t, str)] if isinstance(tags, list) else []
    fields["tags"] = "\n".join(t for t in tags if t)
    return fields, "\n" * found[0].count("\n") + text[found.end() :]


# --- The walk over the blocks


@dataclass(slots=True)
class _Item:
    """An item that is open: where its first text goes."""

    level: int
    marker: str
    ordered: bool
    run: int
    above: Draft | None
    draft: Draft | None = None


@dataclass(slots=True)
class _Reader:
    source: list[str]
    labels: frozenset[str]
    chinese: bool
    drafts: list[Draft] = field(default_factory=list)
    items: list[_Item] = field(default_factory=list)
    lists: list[tuple[bool, int]] = field(default_factory=list)  # of each open list: ordered?, its run
    html_lists: list[list[int]] = field(default_factory=list)  # of each open <ul> (-1) or <ol> (next number)
    scope: list[int] = field(default_factory=list)
    quotes: list[bool] = field(default_factory=list)  # of each open quotation: is it a callout
    runs: int = 0
    layout: Layout = Layout()

    def read(self, tokens: list[Token]) -> None:
        contents = [t.content.split("\n") for t in tokens if t.type == "inline" and "\n" in t.content]
        self.layout = layout(contents)
        kind: BlockKind = "paragraph"
        level = 0
        term: Draft | None = None
        row: list[Inline] = []
        header: Draft | None = None
        skipping = 0
        for i, token in enumerate(tokens):
            name = token.type
            if name == "footnote_reference_open":
                skipping += 1
            elif name == "footnote_reference_close":
                skipping -= 1
            elif skipping:
                continue
            elif name == "inline":
                line = (token.map or [0])[0] + 1
                if tokens[i - 1].type in ("th_open", "td_open"):
                    row.append(self._cell(token.content, line))
                elif kind == "heading":
                    self._heading(token, level, line)
                elif tokens[i - 1].type == "dt_open":
                    term = self._add("term", read_inline(token.content, line, self.labels))
                elif kind == "definition":
                    self._add("definition", read_inline(token.content, line, self.labels), under=term)
                else:
                    self._paragraph(token.content, line)
            elif name == "heading_open":
                kind, level = "heading", int(token.tag[1])
            elif name == "heading_close":
                kind = "paragraph"
            elif name == "dd_open":
                kind = "definition"
            elif name == "dd_close":
                kind = "paragraph"
            elif name in ("bullet_list_open", "ordered_list_open"):
                if not self.lists:
                    self.runs += 1
                self.lists.append((name == "ordered_list_open", self.runs))
            elif name in ("bullet_list_close", "ordered_list_close"):
                self.lists.pop()
            elif name == "list_item_open":
                ordered, run = self.lists[-1]
                above = next((item.draft for item in reversed(self.items) if item.draft), None)
                depth = sum(1 for item in self.items if item.draft)
                self.items.append(_Item(depth, token.info + token.markup, ordered, run, above))
            elif name == "list_item_close":
                self.items.pop()
            elif name == "blockquote_open":
                self.quotes.append(False)
            elif name == "blockquote_close":
                if self.quotes.pop():
                    self.scope.pop()
            elif name == "tr_open":
                row = []
            elif name == "table_open":
                header = None
            elif name == "tr_close":
                header = self._row(row, header)
            elif name in ("fence", "code_block", "math_block", "html_table"):
                self._set_off(token)

    def _add(self, kind: BlockKind, inline: Inline, **more: Any) -> Draft:
        draft = Draft(kind, inline, quoted=bool(self.quotes), scope=tuple(self.scope), **more)
        self.drafts.append(draft)
        return draft

    def _cell(self, content: str, line: int) -> Inline:
        """A cell's ``<br>`` is a line break in its text."""
        parts = [scan(p, self.labels) for p in re.split(r"<br\s*/?>", content)]
        text, marks = "", []
        for part in parts:
            if part.text:
                text += "\n" if text else ""
                marks += [Mark(m.start + len(text), m.end + len(text), m.kind) for m in part.marks]
                text += part.text
        return Inline(text, ((0, line),), tuple(marks))

    def _row(self, cells: list[Inline], header: Draft | None) -> Draft | None:
        if not any(c.text for c in cells):
            return header
        text, marks, lines = "", [], [(0, cells[0].lines[0][1])]
        for n, cell in enumerate(cells):
            text += " | " if n else ""
            marks += [Mark(m.start + len(text), m.end + len(text), m.kind) for m in cell.marks]
            if cell.lines[0][1] != lines[-1][1]:
                lines.append((len(text), cell.lines[0][1]))
            text += cell.text
        made = self._add("row", Inline(text, tuple(lines), tuple(marks)), cells=tuple(cells), header=header is None, under=header)
        return header or made

    def _heading(self, token: Token, level: int, line: int) -> None:
        content = token.content
        if token.markup in ("=", "-") and ("\n" in content or len(content) > 60 or _NOT_HEADING.search(content)):
            self._paragraph(content, line)  # prose with a ruler drawn under it
            return
        content = _HEADING_ATTRIBUTES.sub("", content)
        self._add_heading(read_inline(content, line, self.labels), level)

    def _add_heading(self, inline: Inline, level: int) -> None:
        inline = _without_emoji(inline)
        if inline.text:
            self._add("heading", inline, level=level)

    def _paragraph(self, content: str, line: int) -> None:
        if self.quotes and not self.quotes[-1]:
            callout = _CALLOUT.match(content)
            if callout:
                self._callout(callout[2], line)
                content, line = content[callout.end() + 1 :], line + 1
        if "<" not in content:
            self._prose(content, line)
            return
        kind: BlockKind = "paragraph"
        level = 0
        for tag, closing, part, at in _parts(content, line):
            if tag in ("ul", "ol"):
                if closing and self.html_lists:
                    self.html_lists.pop()
                elif not closing:
                    self.html_lists.append([1 if tag == "ol" else 0])
            elif tag == "details":
                if closing and self.scope:
                    self.scope.pop()
                elif not closing:
                    self.runs += 1
                    self.scope.append(self.runs)
            kind = "heading" if not closing and (tag == "summary" or re.fullmatch("h[1-6]", tag)) else "paragraph"
            level = int(tag[1]) if kind == "heading" and tag != "summary" else 9
            if not part.strip():
                continue
            if kind == "heading":
                self._add_heading(read_inline(part.strip(), at, self.labels), level)
            elif tag == "li" and not closing:
                self._html_item(part, at)
            else:
                self._prose(part, at)

    def _callout(self, title: str, line: int) -> None:
        self.quotes[-1] = True
        self.runs += 1
        self.scope.append(self.runs)
        if title.strip():
            self._add_heading(read_inline(title.strip(), line, self.labels), 9)

    def _html_item(self, part: str, line: int) -> None:
        counter = self.html_lists[-1] if self.html_lists else [0]
        marker = f"{counter[0]}." if counter[0] else "-"
        counter[0] += 1 if counter[0] else 0
        stripped = part.lstrip()
        line += part[: len(part) - len(stripped)].count("\n")
        inline = read_inline(stripped.rstrip(), line, self.labels)
        depth = max(0, len(self.html_lists) - 1)
        if not self.drafts or self.drafts[-1].kind != "item":
            self.runs += 1
        self._add("item", inline, level=depth, marker=marker, ordered=marker != "-", run=self.runs)

    def _prose(self, content: str, line: int) -> None:
        """Add a paragraph, one block for each of its lines that begins something of its own."""
        stripped = content.lstrip("\n")
        line += len(content) - len(stripped)
        if "\n" not in stripped:
            self._line(stripped, read_inline(stripped, line, self.labels))
            return
        whole = scan(stripped.rstrip(), self.labels)
        lines = stripped.rstrip().split("\n")
        text = whole.text
        inside = [(m.start, m.end) for m in whole.marks if m.kind in ("code", "math")]
        cuts = [0]
        for k in range(1, min(len(lines), len(whole.starts))):
            at = whole.starts[k]
            before, after = lines[k - 1], lines[k].strip()
            hard = before.endswith(("  ", "\\")) and not after[:1].islower()
            if at > cuts[-1] and (hard or not goes_on(before.strip(), after, self.layout)):
                if not any(start < at < end for start, end in inside):
                    cuts.append(at)
        inline = whole.inline(line)
        for start, end in zip(cuts, [*cuts[1:], len(text)], strict=True):
            self._line(text[start:end], trimmed(inline.cut(start, end)))

    def _line(self, source: str, inline: Inline) -> None:
        """Add one paragraph or item."""
        item = self.items[-1] if self.items else None
        if item and item.draft is None:
            task = _TASK.match(inline.text)
            if task:
                inline = trimmed(inline.cut(task.end(), len(inline.text)))
            inline = _without_emoji(inline)
            if inline.text:
                item.draft = self._add(
                    "item", inline, level=item.level, marker=item.marker, ordered=item.ordered, run=item.run, under=item.above
                )
            return
        marker = MARKER.match(inline.text)
        above = item.draft if item else None
        if marker and marker.end() < len(inline.text):
            sign, rest = without_marker(inline, marker)
            last = self.drafts[-1] if self.drafts else None
            if not last or last.kind != "item" or last.under is not above or style(last.marker) != style(sign):
                self.runs += 1
            level = item.level + 1 if item else 0
            self._add("item", _without_emoji(rest), level=level, marker=sign, ordered=bool(marker["ordered"]), run=self.runs, under=above)
            return
        inline = _without_emoji(inline)
        if inline.text:
            self._add("paragraph", inline, under=above)

    def _set_off(self, token: Token) -> None:
        first = (token.map or [0])[0] + 1
        if token.type == "html_table":
            self._html_table(token.content, first)
            return
        kind: BlockKind = "math" if token.type == "math_block" else "code"
        content = token.content.rstrip("\n")
        if token.type == "fence":
            first += 1
            if token.info.strip().lower() in ("math", "latex", "tex"):
                kind, content = "math", f"$${content.strip()}$$"
        above = self.items[-1].draft if self.items else None
        at, lines = 0, []
        for n, part in enumerate(content.split("\n")):
            lines.append((at, first + n))
            at += len(part) + 1
        if content.strip():
            self._add(kind, Inline(content, tuple(lines), ()), under=above)

    def _html_table(self, content: str, line: int) -> None:
        header: Draft | None = None
        for cells in _table_rows(content, line):
            row = [replace(self._cell(text.strip(), at)) for text, at in cells]
            header = self._row(row, header)


def _parts(content: str, line: int) -> Iterator[tuple[str, bool, str, int]]:
    """Cut ``content`` at its block-level tags: (the tag before, does it close, the text after, its line)."""
    tag, closing, at = "", False, 0
    for found in _BLOCK_TAG.finditer(content):
        if found["tag"] is None:
            continue
        yield tag, closing, content[at : found.start()], line
        line += content.count("\n", at, found.end())
        tag, closing, at = found["tag"].lower(), bool(found["close"]), found.end()
    yield tag, closing, content[at:], line


_ROW_TAG = re.compile(r"<(/?)(tr|td|th)(?=[\s/>])([^<>]*)>", re.I)
_SPAN = re.compile(r"(col|row)span\s*=\s*[\"']?(\d{1,2})", re.I)


def _table_rows(content: str, line: int) -> Iterator[list[tuple[str, int]]]:
    """Return the cells, (source, line), of each row of an HTML table; a cell that spans several stands in each."""
    rows: list[list[tuple[str, int]]] = []
    waiting: dict[int, tuple[int, tuple[str, int]]] = {}  # column -> rows still to fill, cell
    open_cell: tuple[int, str, int] | None = None  # offset, attributes, line
    at = 0

    def close(end: int) -> None:
        nonlocal open_cell
        if open_cell is None:
            return
        start, attributes, where = open_cell
        spans = {kind.lower(): min(max(1, int(n)), 30) for kind, n in _SPAN.findall(attributes)}
        cell = (content[start:end], where)
        row = rows[-1] if rows else []
        if not rows:
            rows.append(row)
        for _ in range(spans.get("col", 1)):
            fill(row)
            if spans.get("row", 1) > 1:
                waiting[len(row)] = (spans["row"] - 1, cell)
            row.append(cell)
        open_cell = None

    def fill(row: list[tuple[str, int]]) -> None:
        while len(row) in waiting:
            left, cell = waiting.pop(len(row))
            if left > 1:
                waiting[len(row)] = (left - 1, cell)
            row.append(cell)

    for found in _ROW_TAG.finditer(content):
        close(found.start())
        line += content.count("\n", at, found.end())
        at = found.end()
        if found[2].lower() == "tr":
            if rows and found[1]:
                fill(rows[-1])
            if not found[1]:
                rows.append([])
        elif not found[1]:
            open_cell = (found.end(), found[3], line)
    close(len(content))
    return iter([row for row in rows if row])


def _without_emoji(inline: Inline) -> Inline:
    lead = EMOJI_LEAD.match(inline.text)
    tail = EMOJI_TAIL.search(inline.text)
    if not lead and not tail:
        return inline
    start = lead.end() if lead else 0
    return trimmed(inline.cut(start, max(start, tail.start() if tail else len(inline.text))))


# --- Rules of the block parser


@functools.cache
def _parser(indented_code: bool) -> MarkdownIt:
    """Return the block parser. In Chinese notes an indented line is prose, not code."""
    from markdown_it import MarkdownIt
    from mdit_py_plugins.deflist import deflist_plugin
    from mdit_py_plugins.footnote import footnote_plugin

    md = MarkdownIt("commonmark", {"maxNesting": 60}).enable("table")
    md.use(deflist_plugin).use(footnote_plugin)
    interrupts = ["paragraph", "reference", "blockquote", "list"]
    rules = md.block.ruler
    rules.before("fence", "math_block", _math_block, {"alt": interrupts})
    rules.before("fence", "raw_html", _raw_html, {"alt": interrupts})
    rules.before("reference", "label", _label_definition)
    rules.before("lheading", "heading_tight", _tight_heading, {"alt": interrupts})
    md.disable(["html_block", "reference", *(() if indented_code else ("code",))])
    md.core.ruler.enableOnly(["normalize", "block"])
    return md


def _line_of(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]


_LABEL_DEFINITION = re.compile(r"\[([^\[\]^][^\[\]]{0,300})\]:\s*\S+\s*(?:\"[^\"]*\"|'[^']*'|\([^()]*\))?\s*$")


def _label_definition(state: StateBlock, first: int, last: int, silent: bool) -> bool:
    """``[label]: address "title"`` on one line. The library's own rule looks ahead, which takes quadratic time."""
    start = state.bMarks[first] + state.tShift[first]
    if state.src[start : start + 1] != "[" or state.is_code_block(first):
        return False
    found = _LABEL_DEFINITION.match(_line_of(state, first))
    if not found:
        return False
    if not silent:
        state.env.setdefault("labels", set()).add(normal_label(found[1]))
        state.line = first + 1
    return True


_TIGHT = re.compile(rf"#{{1,6}}(?=[{CJK}])|##{{1,5}}(?=[^\s#!])")


def _tight_heading(state: StateBlock, first: int, last: int, silent: bool) -> bool:
    """``##标题``: CommonMark asks for a space, many authors do not."""
    start = state.bMarks[first] + state.tShift[first]
    if state.src[start : start + 1] != "#" or state.is_code_block(first):
        return False
    text = _line_of(state, first).rstrip()
    found = _TIGHT.match(text)
    if not found or len(text) > 80 or re.search(r"\s#\S", text) or _NOT_HEADING.search(text):
        return False
    if not silent:
        token = state.push("heading_open", f"h{found.end()}", 1)
        token.markup = "#"
        token = state.push("inline", "", 0)
        token.content = text[found.end() :].strip().rstrip("#").rstrip()
        token.map = [first, first + 1]
        token.children = []
        state.push("heading_close", f"h{found.end()}", -1)
        state.line = first + 1
    return True


def _math_block(state: StateBlock, first: int, last: int, silent: bool) -> bool:  # noqa: PLR0911 - a guard each
    r"""A formula set off by ``$$``, ``\[`` or ``\begin{equation}``, also straight after a line of prose."""
    start = state.bMarks[first] + state.tShift[first]
    if state.src[start : start + 1] not in ("$", "\\") or state.is_code_block(first):
        return False
    text = _line_of(state, first)
    environment = _MATH_ENVIRONMENT.match(text)
    if text.startswith("$$"):
        opener, closer = "$$", "$$"
    elif text.startswith("\\["):
        opener, closer = "\\[", "\\]"
    elif environment:
        opener, closer = environment.group(), f"\\end{{{environment[1]}}}"
    else:
        return False
    for line in range(first, last):
        part = _line_of(state, line).rstrip()
        if line == first:
            part = part[len(opener) :]
        elif not part or (opener != "$$" and part.startswith(opener)):
            return False
        if closer in part:
            if not part.endswith(closer) or part.count(closer) > 1:
                return False
            break
    else:
        return False
    tex = state.getLines(first, line + 1, state.blkIndent, False).strip()
    if not environment:
        tex = tex[2:-2].strip()
    if not tex:
        return False
    if not silent:
        token = state.push("math_block", "", 0)
        token.content = f"$${tex}$$"
        token.map = [first, line + 1]
        state.line = line + 1
    return True


_RAW = {"<!--": "-->", "<script": "</script>", "<style": "</style>", "<svg": "</svg>", "<table": "</table>", "%%": "%%"}
_RAW_OPENER = re.compile(r"<!--|%%|<(?:script|style|svg|table)(?=[\s>])", re.I)


def _raw_html(state: StateBlock, first: int, last: int, silent: bool) -> bool:
    """A comment, script, style, picture or table, up to its end, whatever stands in it."""
    start = state.bMarks[first] + state.tShift[first]
    if state.src[start : start + 1] not in ("<", "%"):
        return False
    found = _RAW_OPENER.match(state.src, start, state.eMarks[first])
    if not found or state.is_code_block(first):
        return False
    opener = found.group().lower()
    closer = _RAW[opener]
    places = state.env.get(closer)
    if places is None:  # all at once: looking for each anew would take quadratic time
        places = [m.end() for m in re.finditer(re.escape(closer), state.src, re.I)]
        state.env[closer] = places
    i = bisect_left(places, found.end() + len(closer))
    if i == len(places) or places[i] > state.eMarks[last - 1]:
        return False
    line = first
    while state.eMarks[line] < places[i]:
        line += 1
    if state.src[places[i] : state.eMarks[line]].strip():
        return False  # more text behind it: left to the inline scanner
    if not silent:
        if opener == "<table":
            token = state.push("html_table", "", 0)
            token.content = state.getLines(first, line + 1, state.blkIndent, False)
            token.map = [first, line + 1]
        state.line = line + 1
    return True
