"""The named types of the extraction side, all frozen values. Offsets count characters; lines count from 1."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from quizgen.bank.types import Question

MarkKind = Literal["strong", "emphasis", "underline", "highlight", "strike", "code", "math", "link", "image"]
Language = Literal["zh-Hans", "zh-Hant", "en"]
BlockKind = Literal["heading", "paragraph", "item", "row", "term", "definition", "code", "math"]


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch [start, end) of an Inline's text that its author set off.

    Those of code and math include their backticks and dollars; that of an image is empty: here it stood. Marks are
    sorted by start, the longer first.
    """

    start: int
    end: int
    kind: MarkKind


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that a note shows on ``line``: the path as meant, without title and escapes, and its description.

    ``by_name``: Obsidian's ``![[...]]``, which names a file wherever it lies.
    """

    line: int
    path: str
    alt: str = ""
    by_name: bool = False


@dataclass(frozen=True, slots=True)
class Inline:
    """A run of text from the notes, ready to stand in a bank.

    Word for word what the author wrote, without emphasis, links' targets, HTML tags, footnotes and comments; white
    space is one space, a line break is one too, but nothing between Chinese characters. Code spans keep their backticks
    and math its ``$``, since a bank is Markdown too; so what Markdown notes escape stays escaped, and in plain text
    that alone gets a backslash which Markdown would change: ``*``, ``_`` and ``~~`` it would pair, ``](``, a backslash
    before punctuation. Entities are characters, unless Markdown would misread these (``&lt;``). A line break that means
    something begins a new block; only in a cell it is a "\n".
    ``lines`` holds (offset, source line) pairs, ascending, the first at offset 0: from that offset on, the text stands
    on that line.
    """

    text: str
    lines: tuple[tuple[int, int], ...]
    marks: tuple[Mark, ...] = ()

    def line_at(self, offset: int) -> int:
        """Return the source line of the character at ``offset``."""
        return self.lines[max(0, bisect_right(self.lines, (offset, 1 << 60)) - 1)][1]

    def cut(self, start: int, end: int) -> Inline:
        """Return the stretch [start, end) with its lines and the marks that lie in it (cut to fit)."""
        if start <= 0 and end >= len(self.text):
            return self
        if not self.marks and len(self.lines) == 1:
            return Inline(self.text[start:end], self.lines)
        return self.cuts([(start, end)])[0]

    def cuts(self, spans: Sequence[tuple[int, int]]) -> list[Inline]:
        """Return the stretches ``spans``, which ascend and do not overlap, as ``cut`` does, but all in one go."""
        made = []
        marks: list[Mark] = []  # that reach into the stretch or beyond
        taken = 0
        if len(spans) == 1 and spans[0][0] <= 0 and spans[0][1] >= len(self.text):
            return [self]
        for start, end in spans:
            first = bisect_right(self.lines, (start, 1 << 60)) - 1
            lines = [(0, self.lines[max(0, first)][1])]
            for offset, line in self.lines[first + 1 : bisect_left(self.lines, (end, 0))]:
                lines.append((offset - start, line))
            while taken < len(self.marks) and self.marks[taken].start < end:
                marks.append(self.marks[taken])
                taken += 1
            marks = [m for m in marks if m.end > start or m.start == start]
            here = (Mark(max(m.start, start) - start, min(m.end, end) - start, m.kind) for m in marks)
            made.append(Inline(self.text[start:end], tuple(lines), tuple(here)))
        return made


@dataclass(frozen=True, slots=True)
class Block:
    """One block of a document. A line that begins something of its own is a block: "term: definition" lines are many.

    kind: heading; paragraph; item (of a list); row (of a table: ``cells``, its text is these joined by " | "); term and
    definition (of a definition list, the definition's ``parent`` is its term); code (as it stands) and math (set off,
    in ``$$``).
    level: of a heading 1 or more, where numbered and bold lines that serve as headings are below the real ones; of an
    item its depth from 0.
    marker: of an item, and of a heading made of one, as written: "-", "1.", "（一）", "①", "1️⃣"; "" otherwise.
    ``ordered`` says whether it counts.
    parent: index of the block it hangs under: for an item of depth > 0 the item above; for an item of depth 0 the
    paragraph, heading or item ending in a colon that leads its list in, if it stands directly before that; for a
    paragraph, code or math in an item that item; for a line that is set in (an item without a sign) the one above it
    that is less so; for a row its header row, for a header row the item the table stands in; for a line of the second
    of two cells its row; else None.
    headings: indices of the headings it stands under, outermost first (a heading does not contain itself). The title of
    a callout or ``<details>`` is a heading of what stands in it.
    quoted: it stands in a quotation or callout.
    No paragraph or item is longer than 8,000 characters: what is, is cut at the end of a sentence.
    """

    kind: BlockKind
    inline: Inline
    level: int = 0
    marker: str = ""
    ordered: bool = False
    parent: int | None = None
    headings: tuple[int, ...] = ()
    cells: tuple[Inline, ...] = ()
    header: bool = False
    quoted: bool = False

    @property
    def text(self) -> str:
        """The block's text."""
        return self.inline.text

    @property
    def line(self) -> int:
        """The line on which it begins."""
        return self.inline.lines[0][1]


@dataclass(frozen=True, slots=True)
class Document:
    """One note as read: what a pattern sees.

    ``path`` is the name it has in ``source``. ``scraped`` says that it looks like a saved web page: no structure to
    trust, furniture between the lines (what surely is such is not in the blocks). ``tags`` and ``title`` come from
    front matter, the title else from the first heading; "" where there is none. ``pictures`` stand on or below the
    line of the block they belong to, before the next one begins; those of the network are left out.
    """

    path: str
    blocks: tuple[Block, ...]
    title: str = ""
    tags: tuple[str, ...] = ()
    language: Language = "en"
    scraped: bool = False
    pictures: tuple[Picture, ...] = ()


@dataclass(frozen=True, slots=True)
class Skipped:
    """A note that is not read, and why, in plain words."""

    path: str
    reason: str


CandidateKind = Literal[
    "definition", "alias", "idea", "purpose", "list", "property", "comparison", "fact", "question", "cloze", "card"
]


class Candidate(NamedTuple):
    """One sighting by one pattern: (part of) a passage that says something of ``term``.

    ``answer`` and ``items`` stand in the document word for word; ``prompt`` is the author's own question, or made from
    ``term`` by a fixed phrase; empty where the type itself asks (definition).
    """

    pattern: str
    kind: CandidateKind
    confidence: float
    term: str
    answer: str
    block: int
    line: int
    passage: str
    aliases: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    ordered: bool = False
    prompt: str = ""


@dataclass(frozen=True, slots=True)
class Extracted:
    """A question with its evidence: what ``extract`` writes into the bank (question) and the lock (the rest).

    ``passage`` is the text of the notes the question rests on: when it changes, the question may be refreshed.
    ``heading`` names the headings above it, outermost first, joined by `` > ``: cards show it instead of the line.
    ``salience`` says how much the notes make of it (0-1), ``confidence`` how reliable the pattern is (0-1).
    ``pictures`` stand in the passage or directly below it.
    """

    question: Question
    confidence: float
    salience: float
    pattern: str
    passage: str
    heading: str = ""
    pictures: tuple[Picture, ...] = ()


@dataclass(frozen=True, slots=True)
class Rejected:
    """A likely candidate that was left out, and why, in plain words."""

    line: int
    text: str
    pattern: str
    reason: str


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that one document gave. ``words`` is its text without structure: what stood in it can be looked for there."""

    document: Document
    taken: tuple[Extracted, ...] = ()
    rejected: tuple[Rejected, ...] = field(default=())
    words: str = field(default="", repr=False)
