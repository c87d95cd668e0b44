"""The named types of the extraction side, all frozen values. Offsets count characters; lines count from 1."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from typing import Literal

from quizgen.bank.types import Question

MarkKind = Literal["strong", "emphasis", "underline", "highlight", "strike", "code", "math", "link", "image"]
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
class Inline:
    """A run of text from the notes, ready to stand in a bank.

    Word for word what the author wrote, without emphasis, links' targets, HTML tags, footnote references and comments;
    code spans keep their backticks and math its ``$``, since a bank is Markdown too. A soft line break is one space
    between Latin words and nothing between Chinese characters. ``lines`` holds (offset, source line) pairs, ascending,
    the first at offset 0: from that offset on, the text stands on that line.
    """

    text: str
    lines: tuple[tuple[int, int], ...]
    marks: tuple[Mark, ...] = ()

    def line_at(self, offset: int) -> int:
        """Return the source line of the character at ``offset``."""
        return self.lines[max(0, bisect_right(self.lines, (offset, 1 << 60)) - 1)][1]

    def cut(self, start: int, end: int) -> Inline:
        """Return the stretch [start, end) with its lines and the marks that lie in it (cut to fit)."""
        lines = [(max(0, o - start), n) for o, n in self.lines if start < o < end]
        marks = [
            Mark(max(m.start, start) - start, min(m.end, end) - start, m.kind)
            for m in self.marks
            if m.start < end and m.end > start
        ]
        return Inline(self.text[start:end], ((0, self.line_at(start)), *lines), tuple(marks))


@dataclass(frozen=True, slots=True)
class Block:
    """One block of a document.

    kind: heading; paragraph; item (of a list); row (of a table: ``cells``); term and definition (of a definition list,
    the definition's ``parent`` is its term); code and math (set off; text as it stands).
    level: of a heading 1-6; of an item its depth from 0.
    marker: of an item, as written: "-", "1.", "（一）", "①"; "" otherwise. ``ordered`` says whether it counts.
    parent: index of the block it hangs under: for an item of depth > 0 the item above; for an item of depth 0 the
    paragraph or heading that leads the list in, if it stands directly before; for a row its header row; else None.
    headings: indices of the headings it stands under, outermost first (a heading does not contain itself).
    quoted: it stands in a quotation or callout.
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
    trust, furniture between the lines. ``tags`` and ``title`` come from front matter or the first heading.
    """

    path: str
    blocks: tuple[Block, ...]
    title: str = ""
    tags: tuple[str, ...] = ()
    language: Literal["zh-Hans", "zh-Hant", "en"] = "en"
    scraped: bool = False


@dataclass(frozen=True, slots=True)
class Skipped:
    """A note that is not read, and why, in plain words."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a block: [start, end) of ``blocks[block].inline`` (or of its cell ``cell``)."""

    block: int
    start: int
    end: int
    inline: Inline
    cell: int | None = None

    @property
    def text(self) -> str:
        """The sentence's text, with its final punctuation."""
        return self.inline.text


CandidateKind = Literal[
    "definition", "alias", "idea", "purpose", "list", "property", "comparison", "fact", "question", "cloze"
]


@dataclass(frozen=True, slots=True)
class Candidate:
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
    """

    question: Question
    confidence: float
    salience: float
    pattern: str
    passage: str
    heading: str = ""


@dataclass(frozen=True, slots=True)
class Rejected:
    """A likely candidate that was left out, and why, in plain words."""

    line: int
    text: str
    pattern: str
    reason: str


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that one document gave."""

    document: Document
    taken: tuple[Extracted, ...] = ()
    rejected: tuple[Rejected, ...] = field(default=())
