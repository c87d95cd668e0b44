"""Plain text: hard-wrapped lines joined, numbered, bulleted, underlined and short lines as items and headings.

Also what is piped in, which has no suffix: Markdown is recognised by its marks, a saved web page by its furniture.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from quizgen.notes.model import Document, Inline, Skipped
from quizgen.notes.readers import markdown, scraped
from quizgen.notes.readers.blocks import Draft, assemble, language, without_marker
from quizgen.notes.readers.inline import scan_plain
from quizgen.notes.readers.lines import MARKER, Layout, goes_on, layout, style, width

_MARKDOWN = (
    re.compile(r"^#{1,6} \S", re.M),
    re.compile(r"^ {0,3}(?:```|~~~)", re.M),
    re.compile(r"\*\*[^\s*][^*\n]{0,80}\*\*"),
    re.compile(r"\]\((?:https?:|[./#])[^()\s]*\)|!\[[^\]\n]*\]\("),
    re.compile(r"^ {0,3}\|?[ ]*:?-{3,}:?[ ]*\|[ :|-]*$", re.M),
)
_UNDERLINE = re.compile(r"\s*(=+|-+|~+|\*+|—+)\s*")
_CHAPTER = re.compile(r"(?:第[一二三四五六七八九十百\d]{1,4}[章节讲课篇部]|Chapter \d+|Part [IVX\d]+)(?=[\s:：、.]|$)")
_ENDS_SENTENCE = re.compile(r"[。！；;!,，：:.…]$")


def read(path: str, text: str) -> Document | Skipped:
    """Return the Document of the plain ``text``; of Markdown and saved pages too, where it looks like them."""
    if scraped.looks_scraped(text):
        return scraped.read(path, text)
    if _looks_like_markdown(text):
        return markdown.read(path, text)
    reader = _Reader()
    paragraphs = list(_paragraphs(text.split("\n")))
    reader.layout = layout([[line.strip() for _, line in lines] for lines in paragraphs if len(lines) > 1])
    for n, lines in enumerate(paragraphs):
        following = paragraphs[n + 1] if n + 1 < len(paragraphs) else []
        reader.read(lines, following)
    title = next((d.inline.text for d in reader.drafts[:1] if d.kind == "heading"), "")
    return Document(path, assemble(reader.drafts), title, (), language([text]))


def _looks_like_markdown(text: str) -> bool:
    found = [len(pattern.findall(text[:100_000])) for pattern in _MARKDOWN]
    return sum(n > 0 for n in found) >= 2 or found[0] >= 2 or found[1] >= 2 or found[2] >= 3


Line = tuple[int, str]  # number and text


def _paragraphs(lines: Sequence[str]) -> Iterator[list[Line]]:
    """Yield the runs of lines without an empty line; in Chinese also where a line is set in like a new paragraph."""
    paragraph: list[Line] = []
    for number, line in enumerate(lines, 1):
        if not line.strip() or (line.startswith("\u3000") and paragraph):
            if paragraph:
                yield paragraph
            paragraph = []
        if line.strip():
            paragraph.append((number, line))
    if paragraph:
        yield paragraph


@dataclass(slots=True)
class _Reader:
    drafts: list[Draft] = field(default_factory=list)
    layout: Layout = Layout()
    items: list[tuple[int, Draft]] = field(default_factory=list)  # indent and draft of the items that are open
    runs: int = 0

    def read(self, lines: list[Line], following: list[Line]) -> None:
        """Add the blocks of one paragraph; ``following`` is the next."""
        if len(lines) >= 2 and _is_underline(lines[1][1], lines[0][1]):
            self._heading(lines[0], 1 if "=" in lines[1][1] or "*" in lines[1][1] else 2)
            lines = lines[2:]
        elif len(lines) == 1 and following and _stands_alone(lines[0][1], following, first=not self.drafts):
            self._heading(lines[0], 2)
            return
        start = 0
        for i in range(1, len(lines) + 1):
            if i < len(lines) and _CHAPTER.match(lines[i - 1][1].strip()) is None:
                before, after = lines[i - 1][1].strip(), lines[i][1].strip()
                if goes_on(before, after, self.layout):
                    continue
            self._block(lines[start:i])
            start = i

    def _heading(self, line: Line, level: int) -> None:
        self.items.clear()
        self.drafts.append(Draft("heading", _inline([line]), level=level))

    def _block(self, lines: list[Line]) -> None:
        if not lines:
            return
        first = lines[0][1]
        inline = _inline(lines)
        if not inline.text or _UNDERLINE.fullmatch(first):
            return
        if len(lines) == 1 and _CHAPTER.match(first.strip()) and width(first) <= 60:
            self._heading(lines[0], 1)
            return
        indent = width(first) - width(first.lstrip())
        marker = MARKER.match(inline.text)
        while self.items and self.items[-1][0] >= indent + (0 if marker else 1):
            self.items.pop()
        above = self.items[-1][1] if self.items and indent > self.items[-1][0] else None
        if not marker or marker.end() == len(inline.text):
            if not above:
                self.items.clear()
            self.drafts.append(Draft("paragraph", inline, under=above))
            return
        sign, inline = without_marker(inline, marker)
        last = self.drafts[-1] if self.drafts else None
        if above is None and not (last and last.kind == "item" and style(self._top(last).marker) == style(sign)):
            self.runs += 1
        draft = Draft("item", inline, level=len(self.items), marker=sign, ordered=bool(marker["ordered"]), run=self.runs, under=above)
        self.items.append((indent, draft))
        self.drafts.append(draft)

    def _top(self, draft: Draft) -> Draft:
        while draft.under:
            draft = draft.under
        return draft


def _inline(lines: list[Line]) -> Inline:
    return scan_plain("\n".join(text.strip() for _, text in lines)).inline(lines[0][0])


def _is_underline(line: str, above: str) -> bool:
    found = _UNDERLINE.fullmatch(line)
    return bool(found) and len(found[1]) >= 3 and 0 < width(above.strip()) <= 80 and not _UNDERLINE.fullmatch(above)


def _stands_alone(line: str, following: list[Line], first: bool) -> bool:
    """Say whether ``line``, alone between empty lines, is a heading over ``following``."""
    text = line.strip()
    if MARKER.match(text) or _ENDS_SENTENCE.search(text) or width(text) > 40 or line[:1].isspace():
        return False
    longer = sum(width(part.strip()) for _, part in following) > 1.5 * width(text)
    return first or longer
