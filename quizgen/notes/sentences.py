"""A Document's blocks -> its sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quizgen.notes.model import Document, Inline, Sentence

_CLOSERS = "”’」』\"'）)】》〉]"
_PAIRS = {"（": "）", "(": ")", "[": "]", "【": "】", "“": "”", "‘": "’", "「": "」", "『": "』", "《": "》", "〈": "〉"}
_OPENERS = {close: opener for opener, close in _PAIRS.items()}
_END = re.compile(r"[。！？；!?;…\n]+|\.+(?=[\s”’\"'）)\]]|$|[\u4e00-\u9fff])|[（(\[【“‘「『《〈）)\]】”’」』》〉]")
_ABBREVIATION = re.compile(
    r"(?:\b(?:[A-Za-z]|e\.g|i\.e|etc|vs|cf|al|Fig|Figs|Eq|Eqs|Sec|Ch|No|Nos|Dr|Mr|Mrs|Ms|Prof|St|approx|resp|ca|Inc|Ltd|Jr|Sr|"
    r"Vol|pp?|ed|eds|viz|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|U\.S|Ph\.D|a\.k\.a|w\.r\.t|s\.t|i\.i\.d|[a-z]\.[a-z])|^\s*\d{1,3})$"
)
_LONGEST_BRACKET = 200


def sentences(document: Document) -> list[Sentence]:
    """Return the sentences of all prose: paragraphs, items, definitions, and the cells of tables."""
    found = []
    for i, block in enumerate(document.blocks):
        if block.kind in ("paragraph", "item", "definition"):
            found += [Sentence(i, s, e, block.inline.cut(s, e)) for s, e in split(block.inline)]
        elif block.kind == "row" and not block.header:
            for n, cell in enumerate(block.cells):
                found += [Sentence(i, s, e, cell.cut(s, e), n) for s, e in split(cell)]
    return found


def split(inline: Inline) -> Iterator[tuple[int, int]]:
    """Yield [start, end) of each sentence of ``inline``, without the white space around it.

    A sentence ends at 。！？；?!;. and a line break, with what closes quotations and brackets after it. No sentence ends
    in code, in a formula, in a pair of brackets or quotation marks that is not very long, at an abbreviation, in a
    number, or where a small letter follows.
    """
    text = inline.text
    covered = sorted((m.start, m.end) for m in inline.marks if m.kind in ("code", "math", "link"))
    covered += _bracketed(text)
    covered.sort()
    start = 0
    at = 0  # the next of ``covered`` that may matter
    reach = 0
    for found in _END.finditer(text):
        token, place = found.group(), found.start()
        if token[0] in _PAIRS or token[0] in _OPENERS or place < start:
            continue
        while at < len(covered) and covered[at][0] <= place:
            reach = max(reach, covered[at][1])
            at += 1
        if place < reach or not _ends(text, token, found.start(), found.end()):
            continue
        end = found.end()
        while end < len(text) and text[end] in _CLOSERS:
            end += 1
        yield from _stripped(text, start, end)
        start = end
    yield from _stripped(text, start, len(text))


def _stripped(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip())
    end -= len(piece) - len(piece.rstrip())
    if start < end:
        yield start, end


def _bracketed(text: str) -> list[tuple[int, int]]:
    pairs: list[tuple[int, int]] = []
    stack: list[tuple[str, int]] = []
    for found in _END.finditer(text):
        char = found.group()
        if char in _PAIRS:
            stack.append((char, found.start()))
        elif char in _OPENERS and stack and stack[-1][0] == _OPENERS[char]:
            opener = stack.pop()[1]
            if found.end() - opener <= _LONGEST_BRACKET:
                pairs.append((opener, found.end() - 1))
    return pairs


def _ends(text: str, token: str, start: int, end: int) -> bool:
    after = text[end : end + 2]
    if token[0] == ".":
        if len(token) > 1:
            return not after.lstrip()[:1].islower()
        return not after.strip()[:1].islower() and not _ABBREVIATION.search(text, max(0, start - 8), start)
    if token == ";":
        return not after[:1].isalnum() and "\u2e80" <= (text[start - 1 : start] or " ") or after[:1] > "\u2e80"
    if token in ("…", "……"):
        return not after or after[0] in " \n"
    if token in ("!", "?"):
        return not after[:1].isalnum() or after[:1] > "\u2e80"
    return True
