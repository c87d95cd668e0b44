"""Plain text: hard-wrapped lines joined; numbered, bulleted, underlined and lone short lines as items and headings.

What is piped in has no suffix: Markdown is known by its marks, a saved web page by its furniture.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from quizgen.notes.model import Document, Inline, Skipped
from quizgen.notes.readers import markdown, scraped
from quizgen.notes.readers.blocks import Draft, assemble, language, last_like, without_marker
from quizgen.notes.readers.inline import scan_plain
from quizgen.notes.readers.lines import MARKER, UNWRAPPED, Layout, goes_on, layout, width

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
_ENDS_SENTENCE = re.compile(r"[。！；;!,，：:.…]$")
_WIDEST_TITLE = 40


def read(path: str, text: str) -> Document | Skipped:
    """Return the Document of the plain ``text``; of Markdown and saved pages too, where it looks like them."""
    if scraped.looks_scraped(text):
        return scraped.read(path, text)
    if _looks_like_markdown(text):
        return markdown.read(path, text)
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
    items: list[tuple[int, Draft]] = field(default_factory=list)  # the items that are open, and how far they are set in
    runs: int = 0

    def paragraph(self, lines: list[Line], following: list[Line]) -> None:
        """Add the blocks of one paragraph; ``following`` is the next."""
        if len(lines) > 1 and _is_underline(lines[1][1], lines[0][1]):
            self.heading(lines[0], 1 if "=" in lines[1][1] else 2)
            lines = lines[2:]
        elif len(lines) == 1 and _stands_over(lines[0][1], following, begin=not self.drafts):
            self.heading(lines[0], 2)
            return
        start = 0
        for i in range(1, len(lines) + 1):
            if i == len(lines) or _CHAPTER.match(lines[i - 1][1].strip()) or not self.goes_on(lines[i - 1], lines[i]):
                self.block(lines[start:i])
                start = i

    def goes_on(self, line: Line, following: Line) -> bool:
        return goes_on(line[1].strip(), following[1].strip(), self.layout)

    def heading(self, line: Line, level: int) -> None:
        self.items.clear()
        self.drafts.append(Draft("heading", _inline([line]), level=level))

    def block(self, lines: list[Line]) -> None:
        if not lines or (len(lines) == 1 and _UNDERLINE.fullmatch(lines[0][1])):
            return
        first = lines[0][1]
        if len(lines) == 1 and _CHAPTER.match(first.strip()) and width(first) <= 1.5 * _WIDEST_TITLE:
            self.heading(lines[0], 1)
            return
        inline = _inline(lines)
        indent = width(first.expandtabs(4)) - width(first.expandtabs(4).lstrip())
        marker = MARKER.match(inline.text)
        if marker and marker.end() < len(inline.text):
            while self.items and self.items[-1][0] >= indent:
                self.items.pop()
            self.item(inline, marker, indent)
            return
        while self.items and self.items[-1][0] > indent:
            self.items.pop()
        above = self.items[-1][1] if self.items and indent > self.items[-1][0] else None
        if above is None:
            self.items.clear()
        self.drafts.append(Draft("paragraph", inline, under=above))

    def item(self, inline: Inline, marker: re.Match[str], indent: int) -> None:
        sign, inline = without_marker(inline, marker)
        above = self.items[-1][1] if self.items else None
        before = last_like(self.drafts, sign, above)
        last = self.drafts[-1] if self.drafts else None
        if before:
            above = before.under
        elif last and last.ordered and last.under is above:  # another way to count, in the midst of a list
            above = last
        if not before:
            self.runs += 1
        run = before.run if before else self.runs
        draft = Draft("item", inline, above.level + 1 if above else 0, sign, bool(marker["ordered"]), run, above)
        self.items.append((indent, draft))
        self.drafts.append(draft)


def _inline(lines: list[Line]) -> Inline:
    return scan_plain("\n".join(text.strip() for _, text in lines)).inline(lines[0][0])


def _is_underline(line: str, above: str) -> bool:
    found = _UNDERLINE.fullmatch(line)
    return bool(found and len(found[1]) >= 3 and width(above.strip()) <= 80 and not _UNDERLINE.fullmatch(above))


def _stands_over(line: str, following: list[Line], begin: bool) -> bool:
    """Say whether ``line``, alone between empty lines, is a heading over ``following``."""
    text = line.strip()
    if not following or MARKER.match(text) or _ENDS_SENTENCE.search(text) or width(text) > _WIDEST_TITLE:
        return False
    return begin or sum(width(part.strip()) for _, part in following) > 1.5 * width(text)
