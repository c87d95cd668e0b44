"""Markdown notes: CommonMark, GFM tables, definition lists, footnotes, math, HTML, and what Obsidian and Hugo add.

markdown-it-py finds the blocks and their lines, with some rules of ``block_rules``; ``inline.scan`` reads what stands
in them; here they become drafts.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from quizgen.notes.model import BlockKind, Document, Inline, Mark, Picture, Skipped
from quizgen.notes.readers import front_matter, html_table
from quizgen.notes.readers.block_rules import parser
from quizgen.notes.readers.blocks import Draft, assemble, language, last_like, nests_in, set_in, trimmed, without_marker
from quizgen.notes.readers.inline import Scanned, read_inline, scan
from quizgen.notes.readers.lines import (
    EMOJI,
    EMOJI_LEAD,
    MARKER,
    UNWRAPPED,
    Layout,
    goes_on,
    indent,
    layout,
    layout_within,
    width,
)

if TYPE_CHECKING:
    from markdown_it.token import Token

_BLOCK_TAG = re.compile(
    r"`[^`\n]*`|\$[^$\n]*\$|<(?P<close>/?)(?P<tag>address|article|aside|blockquote|br|center|dd|details|div|dl|dt"
    r"|figcaption|figure|footer|h[1-6]|header|hr|li|main|nav|ol|p|pre|section|summary|table|tbody|td|th|thead|tr|ul)"
    r"(?=[\s/>])[^<>]*>",
    re.IGNORECASE,
)
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_CALLOUT = re.compile(r"\[!([\w-]+)\][+-]?[ \t]*(.*)")
# The title of a callout or <details> that is no heading: the question stands above it.
_SAYS_NOTHING = re.compile(
    r"(?:(?:查看|点击|点我|展开|显示|参考)*(?:答案|解答|解析|详情|全文|折叠|提示|注意|说明|备注|重点|总结|示例|例子)?"
    r"|(?:click|show|see|view|reveal|to|the|for|expand|more|details|answers?|solutions?|hints?|notes?|tips?|info|warning"
    r"|important|caution|example|summary|spoiler|\W)*)\W*",
    re.IGNORECASE,
)
_TASK = re.compile(r"\[[ xX]\]\s+")
_HEADING_ATTRIBUTES = re.compile(r"\s*\{[#.:][^{}]*\}\s*$")
_BLANK = re.compile(r"[\s>]*(?:[-*+]|\d{1,9}[.)])?\s*")
# A line that only tells a program something: a container, a field, a table of contents, attributes, tags.
_DIRECTIVE = re.compile(
    r"(?::{3,}.*|!!!\s.*|(?:tags?|aliases|up|parent|related|status|created|moc)::.*|\[\[?_?toc_?\]?\]|\{:.*\}"
    r"|(?:#[\w/-]+\s*)+|(?:</?[A-Za-z][^<>]*>\s*)+)$",
    re.IGNORECASE,
)
# MkDocs' callout: !!! note "Title", ??? tip "Title"; what it holds is set in.
_ADMONITION = re.compile(r'(?:!!!|\?\?\?[+-]?)\s+(?:[a-z][a-z-]*\s*)*["“]?(?P<title>[^"“”\n]*)["”]?$')
_NO_HEADING = re.compile(r"\n|[。！；;,，.]$|.{60}")  # prose with a ruler drawn close under it
_LEAST_INDENT = 2
_BELOW_ALL = 9  # the level of a callout's or <details>'s title


def read(path: str, text: str) -> Document | Skipped:
    """Return the Document of the Markdown ``text``; Skipped when its front matter says ``quizgen: false``."""
    front, body = front_matter.split(text)
    if str(front.get("quizgen", "")).lower() in ("false", "no", "off"):
        return Skipped(path, "its front matter says quizgen: false")
    written = language(body)
    env: dict[str, Any] = {}
    tokens = parser(body, indented_code=written == "en").parse(body, env)
    reader = _Reader(body.split("\n"), env.get("labels", {}))
    reader.read(tokens)
    first = next((d.inline.text for d in reader.drafts if d.kind == "heading" and d.level < _BELOW_ALL), "")
    title, tags = front.get("title", ""), front.get("tags", front.get("tag", []))
    if isinstance(tags, str):
        tags = re.split(r"[,，\s]+", tags)
    return Document(
        path,
        assemble(reader.drafts),
        title if isinstance(title, str) and title else first,
        tuple(t.lstrip("#") for t in tags if isinstance(t, str) and t) if isinstance(tags, list) else (),
        written,
        pictures=tuple(reader.pictures),
    )


_BARE_NAME = 12
"""An item no wider than this may be a name that speaks of nothing without the line after it."""


@dataclass(slots=True)
class _Item:
    """An item that is open, and its draft once there is one: its first text.

    ``follows`` says that another item stands right before it, and that it is no bare name: it holds not what follows.
    """

    level: int
    marker: str
    ordered: bool
    run: int
    above: Draft | None
    draft: Draft | None = None
    follows: bool = False


@dataclass(slots=True)
class _Quote:
    """A quotation that is open; how many scopes were open around it."""

    scopes: int
    begun: bool = False


@dataclass(slots=True)
class _Reader:
    """The walk over the tokens, and what is open at the moment."""

    source: list[str]
    labels: Mapping[str, str]
    drafts: list[Draft] = field(default_factory=list)
    layout: Layout = UNWRAPPED
    opened: str = ""  # the type of the last opening token
    level: int = 0  # of the heading
    underlined: bool = False
    defining: bool = False
    items: list[_Item] = field(default_factory=list)
    lists: list[tuple[bool, int]] = field(default_factory=list)  # is it ordered, its run
    html_lists: list[int] = field(default_factory=list)  # the number of its next item; 0: it does not count
    quotes: list[_Quote] = field(default_factory=list)
    scopes: list[int] = field(default_factory=list)
    names: int = 0  # how many runs and scopes have a number
    set_in: list[tuple[int, Draft]] = field(default_factory=list)  # paragraphs by their indent, each in the one before
    term: Draft | None = None
    row: list[Inline] = field(default_factory=list)
    header: Draft | None = None
    pictures: list[Picture] = field(default_factory=list)
    ruled: int = 0  # how many drafts there were at the last ruler

    def read(self, tokens: list[Token]) -> None:
        several = (t.content.split("\n") for t in tokens if t.type == "inline" and "\n" in t.content)
        self.layout = layout(list(several))
        notes = 0
        for token in tokens:
            notes += (token.type == "footnote_reference_open") - (token.type == "footnote_reference_close")
            take = _TAKE.get(token.type)
            if take and not notes:
                take(self, token)
            if token.nesting == 1:
                self.opened = token.type

    def named(self) -> int:
        self.names += 1
        return self.names

    def add(self, kind: BlockKind, inline: Inline, **more: Any) -> Draft:
        draft = Draft(kind, inline, quoted=bool(self.quotes), scope=tuple(self.scopes), **more)
        self.drafts.append(draft)
        return draft

    # --- What opens and closes

    def open_heading(self, token: Token) -> None:
        self.level = int(token.tag[1])
        self.underlined = token.markup in ("-", "=")

    def open_definition(self, token: Token) -> None:
        self.defining = True

    def close_definition(self, token: Token) -> None:
        self.defining = False

    def open_list(self, token: Token) -> None:
        self.set_in.clear()
        ordered = token.type == "ordered_list_open"
        if self.lists:
            run = self.lists[-1][1]
        elif (last := self.interrupted(token, ordered)) is not None:
            run = last.run
        else:
            run = self.named()
        self.lists.append((ordered, run))

    def interrupted(self, token: Token, ordered: bool) -> Draft | None:
        """Return the last item when the list goes on with its list: a formula or code that is not set in cut it."""
        last = next((d for d in reversed(self.drafts[-3:]) if d.kind not in ("math", "code")), None)
        if last is None or last.kind != "item" or last.under or last.ordered != ordered or last is self.drafts[-1]:
            return None
        follows = str(token.attrs.get("start", 1)) != "1" if ordered else last.marker == token.markup
        return last if follows else None

    def close_list(self, token: Token) -> None:
        self.lists.pop()

    def open_item(self, token: Token) -> None:
        ordered, run = self.lists[-1]
        above = [item.draft for item in self.items if item.draft]
        marker = token.info + token.markup
        self.items.append(_Item(len(above), marker, ordered, run, above[-1] if above else None))

    def close_item(self, token: Token) -> None:
        self.items.pop()

    def open_quote(self, token: Token) -> None:
        self.quotes.append(_Quote(len(self.scopes)))

    def close_quote(self, token: Token) -> None:
        del self.scopes[self.quotes.pop().scopes :]

    def open_table(self, token: Token) -> None:
        self.header = None

    def open_row(self, token: Token) -> None:
        self.row = []

    def close_row(self, token: Token) -> None:
        self.header = self.add_row(self.row, self.header)

    # --- What stands there

    def inline(self, token: Token) -> None:
        content, line = token.content, token.map[0] + 1 if token.map else 1
        if self.opened in ("th_open", "td_open"):
            self.row.append(self.cell(content, line))
        elif self.opened == "heading_open" and not (self.underlined and _NO_HEADING.search(content)):
            self.add_heading(read_inline(_HEADING_ATTRIBUTES.sub("", content), line, self.labels), self.level)
        elif self.opened == "dt_open":
            self.term = self.add("term", read_inline(content, line, self.labels))
        elif self.defining and not self.items:
            self.add("definition", self.kept(scan(content, self.labels), line), under=self.term)
        else:
            self.paragraph(content, line)

    def kept(self, scanned: Scanned, line: int) -> Inline:
        """Return ``scanned`` as an Inline from ``line`` on, and keep its pictures: those before a text stand with it.

        Pictures alone belong to what is above them, but not across a ruler.
        """
        inline = scanned.inline(line)
        first = inline.lines[0][1] if inline.text else 0
        if first or self.ruled < len(self.drafts):
            self.pictures += [replace(p, line=max(first, line + p.line)) for p in scanned.pictures]
        return inline

    def rule(self, token: Token) -> None:
        self.ruled = len(self.drafts)

    def fence(self, token: Token) -> None:
        if token.info.strip().lower() in ("math", "latex", "tex"):
            self.add_lines("math", f"$${token.content.strip()}$$", token, 1)
        else:
            self.add_lines("code", token.content.rstrip("\n"), token, 1)

    def code(self, token: Token) -> None:
        self.add_lines("code", token.content.rstrip("\n"), token, 0)

    def math(self, token: Token) -> None:
        self.add_lines("math", token.content, token, 0)

    def add_lines(self, kind: BlockKind, content: str, token: Token, skip: int) -> None:
        """Add a block whose text has the lines of its source, after the ``skip`` first."""
        first = (token.map or [0])[0] + 1 + skip
        above = self.items[-1].draft if self.items else None
        lines, at = [], 0
        for n, part in enumerate(content.split("\n")):
            lines.append((at, first + n))
            at += len(part) + 1
        self.add(kind, Inline(content, tuple(lines)), under=above)

    def html_table(self, token: Token) -> None:
        header = None
        for cells in html_table.rows(token.content, (token.map or [0])[0] + 1):
            header = self.add_row([self.cell(source.strip(), line) for source, line in cells], header)

    def cell(self, source: str, line: int) -> Inline:
        """Return a cell; what ``<br>`` parts in it, a line break parts in its text."""
        parts = []
        for part in _BREAK.split(source):
            bare = part.lstrip()
            line_of = line + part.count("\n", 0, len(part) - len(bare))
            parts.append(read_inline(bare.rstrip(), line_of, self.labels))
            line += part.count("\n")
        return _joined([part for part in parts if part.text], "\n", line)

    def add_row(self, cells: list[Inline], header: Draft | None) -> Draft | None:
        """Add a row; return the header row it stands under, or is."""
        if not any(cell.text for cell in cells):
            return header
        text = _joined(cells, " | ", cells[0].lines[0][1])
        above = header or (self.items[-1].draft if self.items else None)
        made = self.add("row", text, cells=tuple(cells), header=header is None, under=above)
        if header and len(cells) == 2 and "\n" in cells[1].text:
            self.lines_of(cells[1], made)
        return header or made

    def lines_of(self, cell: Inline, row: Draft) -> None:
        """Add the lines of the second of two cells: they stand under the first as items stand under a name."""
        breaks = [m.end() for m in re.finditer("\n", cell.text)]
        lines = cell.text.split("\n")
        begun = [at for at, pair in zip(breaks, pairwise(lines), strict=True) if not goes_on(*pair, UNWRAPPED)]
        for part in map(trimmed, cell.cuts(list(pairwise([0, *begun, len(cell.text)]))) if begun else ()):
            marker = MARKER.match(part.text)
            if marker and marker.end() < len(part.text):
                self.marked_line(part, marker, row)
            elif part.text:
                self.add("paragraph", part, under=row)

    def add_heading(self, inline: Inline, level: int) -> None:
        inline = _without_emoji(inline)
        if inline.text and not (level == _BELOW_ALL and _SAYS_NOTHING.fullmatch(inline.text)):
            self.add("heading", inline, level=level)
        self.set_in.clear()

    def paragraph(self, content: str, line: int) -> None:
        while line < len(self.source) and _BLANK.fullmatch(self.source[line - 1]):
            line += 1  # of wide spaces: it belongs to the paragraph, whose text the parser has without it
        if self.quotes and not self.quotes[-1].begun:
            self.quotes[-1].begun = True
            callout = _CALLOUT.match(content)
            if callout:
                self.scopes.append(self.named())
                self.add_heading(read_inline(callout[2].strip(), line, self.labels), _BELOW_ALL)
                content, line = content[callout.end() + 1 :], line + 1
        if "<" not in content:
            self.prose(content, line)
            return
        for tag, closes, part, at in _parts(content, line):
            self.html_part(tag, closes, part, at)

    def html_part(self, tag: str, closes: bool, part: str, line: int) -> None:
        """Add what stands between a block-level tag of HTML and the next."""
        if tag in ("ul", "ol"):
            if closes:
                del self.html_lists[-1:]
            else:
                self.html_lists.append(int(tag == "ol"))
        elif tag == "details":
            if closes:
                del self.scopes[-1:]
            else:
                self.scopes.append(self.named())
        bare = part.lstrip()
        line += part.count("\n", 0, len(part) - len(bare))
        if not bare:
            return
        if not closes and (tag == "summary" or re.fullmatch("h[1-6]", tag)):
            level = _BELOW_ALL if tag == "summary" else int(tag[1])
            self.add_heading(read_inline(bare.rstrip(), line, self.labels), level)
        elif not closes and tag == "li":
            self.html_item(self.kept(scan(bare.rstrip(), self.labels), line))
        else:
            self.prose(bare, line)

    def html_item(self, inline: Inline) -> None:
        number = self.html_lists[-1] if self.html_lists else 0
        if number:
            self.html_lists[-1] += 1
        last = self.drafts[-1] if self.drafts else None
        run = last.run if last and last.kind == "item" else self.named()
        depth = max(0, len(self.html_lists) - 1)
        above = last if last and last.kind == "item" else None
        while above and above.level >= depth:
            above = above.under
        marker = f"{number}." if number else "-"
        level = above.level + 1 if above else 0
        self.add("item", inline, level=level, marker=marker, ordered=bool(number), run=run, under=above)

    def prose(self, content: str, line: int) -> None:
        """Add a paragraph: a block for each of its lines that begins something of its own."""
        bare = content.lstrip("\n")
        line += len(content) - len(bare)
        bare = bare.rstrip()
        lines = bare.split("\n")
        if len(lines) == 1:
            self.line(self.kept(scan(bare, self.labels), line))
            return
        scanned = scan(bare, self.labels)
        inline = self.kept(scanned, line)
        here = layout_within(lines, self.layout)
        whole = [(m.start, m.end) for m in inline.marks if m.kind in ("code", "math")]  # no line begins inside these
        cuts = [0]
        for before, after, start in zip(lines, lines[1:], scanned.starts[1:], strict=False):
            i = bisect_left(whole, (start, 0)) - 1
            if start <= cuts[-1] or (i >= 0 and whole[i][1] > start):
                continue
            hard = before.endswith(("  ", "\\")) and not after.lstrip()[:1].islower()
            if hard or not goes_on(before.strip(), after.strip(), here):
                cuts.append(start)
        for part in inline.cuts(list(zip(cuts, [*cuts[1:], len(inline.text)], strict=True))):
            self.line(trimmed(part))

    def line(self, inline: Inline) -> None:
        """Add one paragraph or item."""
        if inline.text[:1] in ("!", "?") and (callout := _ADMONITION.match(inline.text)):
            if not callout["title"] or _SAYS_NOTHING.fullmatch(callout["title"]):
                return
            inline = trimmed(inline.cut(*callout.span("title")))
        if not inline.text or _DIRECTIVE.match(inline.text):
            return
        item = self.items[-1] if self.items else None
        if item and item.draft is None:
            task = _TASK.match(inline.text)
            inline = _without_emoji(trimmed(inline.cut(task.end(), len(inline.text))) if task else inline)
            if inline.text:
                last = self.drafts[-1] if self.drafts else None
                listed = last is not None and (last.kind, last.run) == ("item", item.run)
                item.follows = listed and width(inline.text) > _BARE_NAME
                item.draft = self.add(
                    "item",
                    inline,
                    level=item.level,
                    marker=item.marker,
                    ordered=item.ordered,
                    run=item.run,
                    under=item.above,
                )
            return
        depth = 0 if item or self.quotes else indent(self.source[inline.lines[0][1] - 1])
        while self.set_in and self.set_in[-1][0] > depth - _LEAST_INDENT:
            self.set_in.pop()
        above = self.holder(item, inline) if item else self.set_in[-1][1] if self.set_in else None
        marker = MARKER.match(inline.text)
        if marker and marker.end() < len(inline.text):
            self.marked_line(inline, marker, above)
        elif above and not item:
            self.add("item", _without_emoji(inline), **set_in(above))
        else:
            self.add("paragraph", _without_emoji(inline), under=above)
        if not item:
            self.set_in.append((depth, self.drafts[-1]))

    def holder(self, item: _Item, inline: Inline) -> Draft | None:
        """Return what a line in ``item`` stands under: not the item where the line is set in no further than it.

        Markdown counts to an item what follows without a blank line. Under the first item of a list, or under each,
        it speaks of that; at the end of a list of single lines it goes on beside the list.
        """
        depth = indent(self.source[inline.lines[0][1] - 1])
        above = item.draft
        while item.follows and not self.quotes and above and depth <= indent(self.source[above.inline.lines[0][1] - 1]):
            above = above.under
        return above

    def marked_line(self, inline: Inline, marker: re.Match[str], above: Draft | None) -> None:
        """Add an item that is none for Markdown: ``（1）…``, ``①…``, ``2、…`` in a paragraph."""
        sign, rest = without_marker(inline, marker)
        before = last_like(self.drafts, sign, above)
        above = before.under if before else nests_in(self.drafts, inline, above)
        self.add(
            "item",
            _without_emoji(rest),
            level=above.level + 1 if above and above.kind == "item" else 0,
            marker=sign,
            ordered=bool(marker["ordered"]),
            run=before.run if before else self.named(),
            under=above,
        )


_TAKE: dict[str, Callable[[_Reader, Token], None]] = {
    "heading_open": _Reader.open_heading,
    "bullet_list_open": _Reader.open_list,
    "ordered_list_open": _Reader.open_list,
    "bullet_list_close": _Reader.close_list,
    "ordered_list_close": _Reader.close_list,
    "list_item_open": _Reader.open_item,
    "list_item_close": _Reader.close_item,
    "blockquote_open": _Reader.open_quote,
    "blockquote_close": _Reader.close_quote,
    "dd_open": _Reader.open_definition,
    "dd_close": _Reader.close_definition,
    "table_open": _Reader.open_table,
    "tr_open": _Reader.open_row,
    "tr_close": _Reader.close_row,
    "inline": _Reader.inline,
    "hr": _Reader.rule,
    "fence": _Reader.fence,
    "code_block": _Reader.code,
    "math_block": _Reader.math,
    "html_table": _Reader.html_table,
}


def _joined(inlines: list[Inline], separator: str, line: int) -> Inline:
    """Return ``inlines`` as one; ``line`` is where it begins when there are none."""
    text = ""
    marks: list[Mark] = []
    lines: list[tuple[int, int]] = []
    for inline in inlines:
        text += separator if lines else ""
        marks += [Mark(m.start + len(text), m.end + len(text), m.kind) for m in inline.marks]
        lines += [(offset + len(text), n) for offset, n in inline.lines if not lines or n != lines[-1][1]]
        text += inline.text
    return Inline(text, tuple(lines) or ((0, line),), tuple(marks))


def _parts(content: str, line: int) -> Iterator[tuple[str, bool, str, int]]:
    """Cut ``content`` at its block-level tags: (the tag before, does it close, the text up to the next, its line)."""
    tag, closes, at = "", False, 0
    for found in _BLOCK_TAG.finditer(content):
        if found["tag"] is None:
            continue
        yield tag, closes, content[at : found.start()], line
        line += content.count("\n", at, found.end())
        tag, closes, at = found["tag"].lower(), bool(found["close"]), found.end()
    yield tag, closes, content[at:], line


def _without_emoji(inline: Inline) -> Inline:
    """Return ``inline`` without the emoji that serve as bullets before it or as a mark behind it."""
    text = inline.text
    if text.isascii() and text == text.strip():
        return inline
    lead = EMOJI_LEAD.match(text)
    start, end = lead.end() if lead else 0, len(text)
    while end > start and EMOJI.match(text[end - 1]):
        end -= 1
    return trimmed(inline.cut(start, end)) if start or end < len(text) else inline
