"""Where the sentences of a text end."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quizgen.notes.model import Inline

_PAIRS = {
    "（": "）",
    "(": ")",
    "[": "]",
    "【": "】",
    "“": "”",
    "‘": "’",
    "「": "」",
    "『": "』",
    "《": "》",
    "〈": "〉",
}
_OPENER_OF = {close: opener for opener, close in _PAIRS.items()}
_BRACKET = re.compile(r"[（）()\[\]【】“”‘’「」『』《》〈〉]")
_AFTER = r"[^\x00-\u2e7f]|[\s”’\"')\]]"  # what can follow the stop at the end of a sentence
# It begins with one class of characters, so that the search skips to them.
_END = re.compile(
    r"[。！？；\n…!?.;](?:(?<=[。！？；\n])[。！？；\n]*|(?<=…)…*|(?<=[!?])[!?]*|"
    rf"(?<=\.)\.*(?={_AFTER}|$)|(?<=;))"
)
_CLOSERS = re.compile(r"[”’」』\"'）)】》〉\]]*")
_ABBREVIATION = re.compile(
    r"(?:^\d{1,3}|(?:^|[\s(（“\"'])(?:[A-Z]|[A-Za-z](?:\.[A-Za-z])+|etc|vs|cf|al|Figs?|Eqs?|Sec|Ch|Nos?|Vol|pp?|Eds?|ed"
    r"|Dr|Mrs?|Ms|Prof|St|Sr|Jr|approx|resp|ca|Inc|Ltd|Co|Corp|viz|incl|min|max|avg|Ph\.D|w\.r\.t"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec))$"
)
_LONGEST_ABBREVIATION = 8
_NEXT_OF_SEVERAL = re.compile(r"\s*(?:[二三四五六七]是|其[二三四五六]|第[二三四五六七])")
_LONGEST_BRACKET = 200


def split(inline: Inline) -> Iterator[tuple[int, int]]:
    """Yield [start, end) of each sentence of ``inline``, without the white space around it.

    A sentence ends at 。！？；?!. and a line break, half-width ``;`` and ``…`` in Chinese, with the quotation marks and
    brackets that close after it. None ends between 一是 and 二是, in code, in a formula, in a pair
    of brackets or quotation marks that is not very long, at an abbreviation, in a number, or where a small letter
    follows.
    """
    text = inline.text
    start = 0
    whole: list[tuple[int, int]] | None = None  # stretches in which no sentence ends, by start
    at = reach = 0
    for found in _END.finditer(text):
        place, end = found.span()
        if end == len(text):
            break
        if place < start or not _ends(text, place, end):
            continue
        if whole is None:
            whole = sorted(_whole(inline))
        while at < len(whole) and whole[at][0] <= place:
            reach = max(reach, whole[at][1])
            at += 1
        if place < reach:
            continue
        closed = _CLOSERS.match(text, end)
        end = closed.end() if closed else end
        yield from _stripped(text, start, end)
        start = end
    yield from _stripped(text, start, len(text))


def _stripped(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip())
    end -= len(piece) - len(piece.rstrip())
    if start < end:
        yield start, end


def _whole(inline: Inline) -> Iterator[tuple[int, int]]:
    for mark in inline.marks:
        if mark.kind in ("code", "math", "link"):
            yield mark.start, mark.end
    opened: list[tuple[str, int]] = []
    for found in _BRACKET.finditer(inline.text):
        char, place = found.group(), found.start()
        if char in _PAIRS:
            opened.append((char, place))
        elif opened and opened[-1][0] == _OPENER_OF[char]:
            opener = opened.pop()[1]
            if place - opener < _LONGEST_BRACKET:
                yield opener, place


def _ends(text: str, start: int, end: int) -> bool:
    """Say whether the stop at [start, end) ends a sentence; ``end`` is not the end of the text."""
    stop, after = text[start], text[end : end + 2].lstrip()[:1]
    if stop in "。！？；\n":
        return stop != "；" or not _NEXT_OF_SEVERAL.match(text, end)
    if stop == ".":
        if after.islower():
            return False
        return end - start > 1 or not _ABBREVIATION.search(text, max(0, start - _LONGEST_ABBREVIATION), start)
    if stop == ";":
        return text[start - 1 : start] > "\u2e80" or after > "\u2e80"
    if stop == "…":
        return text[end].isspace()
    return text[end].isspace() or text[end] in "”’\"')]" or max(text[end], text[start - 1 : start]) > "\u2e80"
