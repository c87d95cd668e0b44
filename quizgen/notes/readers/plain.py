"""Plain text: hard-wrapped lines joined; numbered, bulleted, underlined and lone short lines as items and headings.

What is piped in has no suffix: Markdown is known by its marks, a saved web page by its furniture.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from quizgen.notes.model import Document, Inline, Skipped
from quizgen.notes.readers import markdown, scraped
from quizgen.notes.readers.blocks import Draft, assemble, language, last_like, nests_in, set_in, without_marker
from quizgen.notes.readers.inline import scan_plain
from quizgen.notes.readers.lines import MARKER, UNWRAPPED, Layout, goes_on, indent, layout, layout_within, width

Line = tuple[int, str]
"""A line: its number and its text."""

_MARKDOWN = tuple(
    re.compile(pattern, re.MULTILINE)
    for pattern in (
        r"^#{1,6} \S",
        r"^ {0,3}(?:```|~~~)",
        r"\*\*[^\s*][^*\n]{0,80}\*\*",
        r"\]\((?:https?:|[./#])[^()\s]{0,300}\)|!\[[^\]\n]{0,300}\]\(",
        r"^ {0,3}\|?[ ]*:?-{3,}:?[ ]*\|[ :|-]*$",
    )
)
_UNDERLINE = re.compile(r"\s*(=+|-+|~+|\*+|—+|_+)\s*")
_CHAPTER = re.compile(
    r"(?:第[一二三四五六七八九十百\d]{1,4}[章节讲课篇部]|Chapter \d+|Part [IVX\d]+)(?=[\s:：、.]|$)", re.IGNORECASE
)
_IS_SAID = re.compile(r"[。！；;!,，：:.…]$|[=：。，]")  # what no heading has
_WIDEST_TITLE = 40
# What is left of references to footnotes behind a stop: "remains constant.[3]:18".
_NOTE_SIGNS = re.compile(r"(?<=[.,;”\"。，；])(?:\[(?:\d{1,3}|[a-z])\](?::\d{1,4}(?:[-–]\d{1,4})?)?)+(?![(:\w])")
# Behind a word they could be places in a row (x[3]), unless the text has many of the others; and a wiki's own signs.
_WIKI_SIGNS = re.compile(r"(?<=\w)(?:\[(?:\d{1,3}|[a-z]|note \d{1,3}|edit|编辑|編輯|citation needed)\])+(?![(:\w])")
_A_WIKI = 3


def read(path: str, text: str) -> Document | Skipped:
    """Return the Document of the plain ``text``; of Markdown and saved pages too, where it looks like them."""
    if scraped.looks_scraped(text):
        return scraped.read(path, text)
    if _looks_like_markdown(text):
        return markdown.read(path, text)
    text, signs = _NOTE_SIGNS.subn("", text)
    text = _WIKI_SIGNS.sub("", text) if signs >= _A_WIKI else text
    paragraphs = list(_paragraphs(text.split("\n")))
    reader = _Reader(layout([[line.strip() for _, line in lines] for lines in paragraphs if len(lines) > 1]))
    for n, lines in enumerate(paragraphs):
        reader.paragraph(lines, paragraphs[n + 1] if n + 1 < len(paragraphs) else [])
    first = reader.drafts[0] if reader.drafts else None
    title = first.inline.text if first and first.kind == "heading" else ""
    return Document(path, assemble(reader.drafts), title, (), language(text))


def _looks_like_markdown(text: str) -> bool:
    headings, fences, bold, links, tables = (len(p.findall(text[:100_000])) for p in _MARKDOWN)
    kinds = sum(map(bool, (headings, fences, bold, links, tables)))
    return kinds >= 2 or headings >= 2 or fences >= 2 or bold >= 3


def _paragraphs(lines: Sequence[str]) -> Iterator[list[Line]]:
    """Yield the runs of lines without an empty line; in Chinese a line that is set in begins a new one, too."""
    paragraph: list[Line] = []
    for number, line in enumerate(lines, 1):
        if paragraph and (not line.strip() or line.startswith("\u3000")):
            yield paragraph
            paragraph = []
        if line.strip():
            paragraph.append((number, line))
    if paragraph:
        yield paragraph


@dataclass(slots=True)
class _Reader:
    layout: Layout = UNWRAPPED
    drafts: list[Draft] = field(default_factory=list)
    opened: list[tuple[int, Draft]] = field(default_factory=list)  # blocks set in ever deeper: columns and draft
    runs: int = 0

    def paragraph(self, lines: list[Line], following: list[Line]) -> None:
        """Add the blocks of one paragraph; ``following`` is the next."""
        columns = _columns([text for _, text in lines])
        if columns:
            first, last, at = columns
            self.lines(lines[:first], [])
            self.glossary(lines[first:last], at)
            self.lines(lines[last:], following)
        else:
            self.lines(lines, following)

    def lines(self, lines: list[Line], following: list[Line]) -> None:
        """Add the blocks of ``lines`` that are no columns."""
        if len(lines) > 1 and _is_underline(lines[1][1], lines[0][1]):
            self.heading(lines[0], 1 if "=" in lines[1][1] else 2)
            lines = lines[2:]
        elif len(lines) == 1 and _stands_over(lines[0][1], following, begin=not self.drafts):
            self.heading(lines[0], _level(lines[0][1]))
            return
        here = layout_within([text for _, text in lines], self.layout) if lines else self.layout
        start = 0
        for i in range(1, len(lines) + 1):
            if i == len(lines) or not _goes_on([text for _, text in lines[i - 1 : i + 2]], here):
                self.block(lines[start:i])
                start = i

    def glossary(self, lines: list[Line], at: int) -> None:
        """Add the terms that stand in ``lines`` before column ``at``, and what they mean behind it."""
        rows: list[list[Line]] = []
        for number, text in lines:
            if text[:at].strip():
                rows.append([(number, text[:at])])
            rows[-1].append((number, text[at:]))
        for term, *meaning in rows:
            if not _COLUMN_HEADS.fullmatch(term[1].strip()):
                above = Draft("term", _inline([term]))
                self.drafts += [above, Draft("definition", _inline(meaning), under=above)]

    def heading(self, line: Line, level: int) -> None:
        self.opened.clear()
        self.drafts.append(Draft("heading", _inline([line]), level=level))

    def block(self, lines: list[Line]) -> None:
        first = lines[0][1]
        if len(lines) == 1 and _UNDERLINE.fullmatch(first):
            return
        if len(lines) == 1 and _CHAPTER.match(first.strip()) and width(first.strip()) <= 1.5 * _WIDEST_TITLE:
            self.heading(lines[0], _level(first))
            return
        inline = _inline(lines)
        depth = min(indent(text) for _, text in lines)
        while self.opened and self.opened[-1][0] >= depth:
            self.opened.pop()
        above = self.opened[-1][1] if self.opened else None
        marker = MARKER.match(inline.text)
        if marker and marker.end() < len(inline.text):
            draft = self.item(inline, marker, above)
        elif above:
            draft = Draft("item", inline, **set_in(above))
        else:
            draft = Draft("paragraph", inline)
        self.opened.append((depth, draft))
        self.drafts.append(draft)

    def item(self, inline: Inline, marker: re.Match[str], above: Draft | None) -> Draft:
        sign, inline = without_marker(inline, marker)
        before = last_like(self.drafts, sign, above)
        above = before.under if before else nests_in(self.drafts, inline, above)
        if not before:
            self.runs += 1
        level = above.level + 1 if above and above.kind == "item" else 0
        run = before.run if before else self.runs
        return Draft("item", inline, level, sign, bool(marker["ordered"]), run, above)


_GAP = re.compile(r"(?<=\S) {2,}(?=\S)")
_THIRD = re.compile(r"(?<=[^\s.!?]) {2,}(?=\S)")
_COLUMN_HEADS = re.compile(r"terms?|words?|names?|concepts?|术语|名称|概念", re.IGNORECASE)
_LEAST_ROWS = 3


def _columns(lines: list[str]) -> tuple[int, int, int] | None:
    """Return where a glossary in two columns stands in ``lines``, [first, last), and its second column's begin.

    At least three rows have a gap between a short name and a text of several words; longer texts go on below it.
    """
    gaps = [found.end() if (found := _GAP.search(line)) and line[:1].strip() else 0 for line in lines]
    at, rows = max(Counter(gaps).items(), key=lambda c: (c[0] > 0, c[1]), default=(0, 0))
    if not at or rows < _LEAST_ROWS:
        return None
    first = gaps.index(at)
    last = first
    while last < len(lines) and (_is_row(lines[last], at) or not lines[last][:at].strip()):
        last += 1
    texts = [line[at:] for line in lines[first:last]]
    told = sum(len(text.split()) >= 3 or width(text) >= 12 for text in texts)
    return (first, last, at) if 2 * told >= len(texts) and not any(_THIRD.search(text) for text in texts) else None


def _is_row(line: str, at: int) -> bool:
    """Say whether ``line`` has a name before column ``at`` and its meaning there; one space parts them if need be."""
    name, apart = line[:at].strip(), line[at - 2 : at] == "  "
    begins = line[at - 1 : at] == " " and line[at : at + 1].strip() != ""
    return begins and 0 < len(name.split()) <= 4 and (apart or (name[:1] + line[at]).isupper())


def _goes_on(lines: list[str], layout: Layout) -> bool:
    """Say whether the second of ``lines`` goes on with the first; the third, if there is one, comes after them."""
    before, after = lines[0].strip(), lines[1].strip()
    if _CHAPTER.match(before) or _is_term(*lines[:2]) or (len(lines) > 2 and _is_term(*lines[1:])):
        return False
    return goes_on(before, after, layout)


def _is_term(line: str, following: str) -> bool:
    """Say whether ``line`` is a term, and ``following``, which is set in, what it means."""
    term = line.strip()
    return (
        indent(following) >= indent(line) + 2
        and width(term) <= _WIDEST_TITLE
        and not MARKER.match(term)
        and not re.search(r"[:：,，。.;；!！]", term)
    )


def _level(line: str) -> int:
    """Return the level of a heading: of a chapter 1, else as many as its number has parts, but at least 2."""
    number = re.match(r"\d+(?:\.\d+)*", line.strip())
    return 1 if _CHAPTER.match(line.strip()) else max(2, number.group().count(".") + 1 if number else 2)


def _inline(lines: list[Line]) -> Inline:
    return scan_plain("\n".join(text.strip() for _, text in lines)).inline(lines[0][0])


def _is_underline(line: str, above: str) -> bool:
    found = _UNDERLINE.fullmatch(line)
    return bool(found and len(found[1]) >= 3 and width(above.strip()) <= 80 and not _UNDERLINE.fullmatch(above))


def _stands_over(line: str, following: list[Line], begin: bool) -> bool:
    """Say whether ``line``, alone between empty lines, is a heading over ``following``."""
    text = line.strip()
    if not following or MARKER.match(text) or _IS_SAID.search(text) or width(text) > _WIDEST_TITLE:
        return False
    return begin or sum(width(part.strip()) for _, part in following) > 1.5 * width(text)
