"""What a line of notes begins with, and whether the next line goes on with it. Shared by the readers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from quizgen.notes.readers.wide import WIDE, is_wide

_HAN_NUMBER = "一二三四五六七八九十百"
_EMOJI = "\u2600-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff"

MARKER = re.compile(
    rf"""(?P<ordered>
        \d{{1,3}}[.．](?![\d.．])(?={WIDE}|[\sA-Z$`*“"])
      | \d{{1,3}}[、)）]
      | [（(](?:\d{{1,3}}|[{_HAN_NUMBER}]{{1,3}}|[a-zA-Z])[)）][、.]?
      | [①-⑳⑴-⒇❶-❿]
      | [{_HAN_NUMBER}]{{1,3}}[、.．)）]
      | [A-Za-z][.)](?=\s)
      | \d\ufe0f?\u20e3|🔟
    )\s*
    | (?P<bullet>[•‣⁃·●○■□◆◇▪▫▶►▸➢➤➔✓✔✗✘]\ufe0f?|[-*+–—](?=\s)|[-–](?={WIDE}))\s*
    """,
    re.VERBOSE,
)
_STYLES = (
    ("一、", re.compile(rf"[{_HAN_NUMBER}]+[、.．)）]")),
    ("（一）", re.compile(rf"[（(][{_HAN_NUMBER}]+[)）].?")),
    ("1.", re.compile(r"\d+[.．、]")),
    ("(1)", re.compile(r"[（(]\d+[)）].?")),
    ("1)", re.compile(r"\d+[)）]")),
    ("①", re.compile(r"[①-⑳⑴-⒇❶-❿]")),
    ("a)", re.compile(r"[（(]?[A-Za-z][.)）].?")),
    ("1️⃣", re.compile(r".\ufe0f?\u20e3|🔟")),
)
EMOJI_LEAD = re.compile(rf"(?:[{_EMOJI}]\ufe0f?(?:\u200d[{_EMOJI}]\ufe0f?)*\s*)+")
EMOJI = re.compile(rf"[{_EMOJI}\s\ufe0f]")

_LABEL = re.compile(
    rf"[\w（()） /-]{{1,16}}：|{WIDE}{{2,12}}\w{{0,3}}:\s|"
    + r"(?:[A-Z][\w-]*|[QA]\d*)(?: [\w-]+){0,3}:\s|[^:]{1,80}::(?!:)"
)
# What a line of a paragraph begins with whose other lines do so too: a name, and a colon or a dash behind it.
_LABEL_LINE = re.compile(r"(?=[^\W\d_])[\w'’()/-]{1,30}(?: [\w'’()/&-]{1,30}){0,3}(?::\s|\s(?:[-–—]{1,2}|=|→|->)\s)")
_TITLE = re.compile(
    rf"(?:[{_EMOJI}\ufe0f\u200d]\s*){{0,4}}(\*\*|__)(?=\S)[^*_]{{2,60}}(?<![:：])\1(?:\s?[（(][^（()）]{{1,40}}[)）])?"
)
"""Bold from end to end, but for a bracket: a title, which no line goes on with."""
_SHORT_LINE = 45
_ENDS = re.compile(r"[。！？!?；;：:.…][”’」』\"')）\]]*$")
_STOPS = re.compile(r"[.!?:][”’\"')\]]*$")
_RUNS_ON = re.compile(
    r"(?:[,，、(（\[“‘《—-]|\b(?:a|an|the|of|to|in|on|and|or|for|with|by|that|is|are|as|from|which))$", re.IGNORECASE
)
_CLOSED = re.compile(r"[.,;:!?。，；：！？]$")
_FIRST_WORD = re.compile(rf"{WIDE}|[!-\u2e7f]+")


def style(marker: str) -> str:
    """Return how an ordered ``marker`` counts, "" for a bullet: the markers of one list count alike."""
    return next((name for name, pattern in _STYLES if pattern.fullmatch(marker)), "")


def width(text: str) -> int:
    """Return about how many columns ``text`` takes: two for a Chinese character."""
    return len(text) if text.isascii() else (len(text) + len(text.encode("utf-8", "replace"))) // 2


@dataclass(frozen=True, slots=True)
class Layout:
    """How the author ends lines: wrapped at ``column`` (0: not wrapped); do paragraphs end in a full stop.

    ``labels`` says that a line begins anew where a label stands before it, ``each`` that every line does. A line that
    ends before column ``room`` had room for the next word, and was not wrapped.
    """

    column: int = 0
    stops: bool = False
    labels: bool = False
    each: bool = False
    room: int = 0


UNWRAPPED = Layout()


def layout(paragraphs: Sequence[Sequence[str]]) -> Layout:
    """Return the layout of ``paragraphs`` of several lines.

    They were wrapped when most lines that another may go on with are nearly equally long.
    """
    stops = sum(bool(_STOPS.search(lines[-1].rstrip())) for lines in paragraphs)
    pairs = (pair for lines in paragraphs for pair in pairwise(lines))
    widths = sorted(width(line) for line, following in pairs if not _begins(following))
    column = widths[len(widths) * 9 // 10] if len(widths) >= 3 else 0
    near = sum(column * 0.8 <= w <= column * 1.05 for w in widths)
    wrapped = 40 <= column <= 130 and near >= 0.6 * len(widths)
    return Layout(column if wrapped else 0, stops >= 0.7 * len(paragraphs))


def layout_within(lines: Sequence[str], whole: Layout) -> Layout:
    """Return the layout of one paragraph of a note whose layout is ``whole``.

    Two lines that end at the same far column, and go on, were wrapped, whatever the other paragraphs are like. Where
    half the lines bear a label, a label begins a line anew; three short lines without a stop are a list.
    """
    widths = [width(line.expandtabs(4).rstrip()) for line in lines[:-1]]
    labels = sum(bool(_LABEL_LINE.match(line.strip())) for line in lines)
    if labels < len(lines) and len(widths) >= 2 and min(widths) >= 56 and max(widths) - min(widths) <= 4:
        return replace(whole, column=max(widths))
    each = len(lines) >= 3 and all(width(line) <= _SHORT_LINE and not _CLOSED.search(line.rstrip()) for line in lines)
    room = max(width(line) for line in lines) // 2 if len(lines) > 2 else 0
    return replace(whole, labels=labels >= max(2, len(lines) / 2), each=each, room=room)


def indent(line: str) -> int:
    """Return how many columns ``line`` is set in. Wide spaces do not count: with them Chinese paragraphs begin."""
    line = line.expandtabs(4)
    return len(line) - len(line.lstrip(" "))


def goes_on(line: str, following: str, layout: Layout) -> bool:
    """Say whether ``following`` goes on with the sentence or paragraph of ``line``, or begins something new.

    Chinese notes are hardly ever wrapped by hand: there a line end means something, unless the sentence is not over.
    """
    if not line or not following:
        return True
    title = _TITLE.fullmatch(line) and not following[0].islower()
    if title or _begins(following) or (layout.labels and _LABEL_LINE.match(following)):
        return False
    if layout.each and not _RUNS_ON.search(line):
        return False
    full = bool(layout.column) and width(line) + 1 + width(_first_word(following)) > layout.column * 0.97
    if _ENDS.search(line):
        return full
    small = following[0].islower()
    chinese = is_wide(max(line + following if small else line[-1] + following[0]))
    if _RUNS_ON.search(line) or (small and not chinese and width(line) + width(_first_word(following)) >= layout.room):
        return True
    return full or (layout.stops and not chinese)


def _begins(line: str) -> bool:
    """Say whether ``line`` begins something of its own: an item, what a label names."""
    return bool(MARKER.match(line) or _LABEL.match(line))


def _first_word(text: str) -> str:
    found = _FIRST_WORD.match(text)
    return found.group() if found else ""
