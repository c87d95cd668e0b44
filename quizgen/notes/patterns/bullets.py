"""Bullets: the items that stand under a block, and whether they can be asked for together."""

from __future__ import annotations

import functools
import re
from itertools import takewhile

from quizgen.notes.generic import META
from quizgen.notes.model import Candidate, Inline
from quizgen.notes.naming import GLOSS_AFTER, NUMBERING, Name, is_name, is_statement
from quizgen.notes.outline import Outline
from quizgen.notes.patterns.dates import is_date
from quizgen.notes.patterns.fronts import holds_sides, is_plural, labels_of
from quizgen.notes.patterns.series import announced
from quizgen.notes.patterns.sights import leads_in, sight
from quizgen.notes.regexes import zh
from quizgen.notes.verbs import is_clause
from quizgen.notes.words import CJK, has_han, weight

LIST_LENGTH = 7
"""More items than these are no list to learn by heart."""

LONG_ITEM = 30
"""Of an item longer than this (in Chinese characters) its first sentence stands in the list."""

ITEM_LENGTH = 60
"""A longer item (in Chinese characters) is a paragraph."""


def item_text(outline: Outline, i: int) -> str:
    """Return what of item ``i`` belongs in a list: its name where it has one, else its text."""
    block, label = outline.blocks[i], outline.labels[i]
    if label:
        return block.text[label.start : label.end].strip()
    if marked := _marked(block.inline):
        return marked
    if weight(block.text) > LONG_ITEM and len(said := outline.said(i)) > 1:
        return said[0].text.strip().rstrip("。.；;，,")
    number = NUMBERING.match(block.text)
    counts = number is not None and not number.group().strip().isdecimal()  # a bare one belongs to it: 14 lines
    text = block.text[number.end() if number and counts else 0 :].strip()
    if leads_in(text) and outline.children.get(i):
        text = text.rstrip("：: ")
    head = text.partition(" = ")[0]
    if head != text and is_name(head) and _WORDS.search(head) and not re.search("[$`]", head):
        return head
    if text[-3:].endswith(("and", "or")) or text.startswith(("and", "or")):
        text = _JOINED.sub("", text)
    return text.rstrip("。.；;，,")


# What joins an item of a list to the one before or after it.
_JOINED = re.compile(r"^(?:and|or)\s+|[,;]?\s+(?:and|or)$")
_WORDS = re.compile(rf"[{CJK}]{{2}}|[A-Za-z]{{3}}")


def _item_texts(outline: Outline, items: list[int]) -> tuple[str, ...]:
    """Return what of ``items`` belongs in a list: all of each where only some have a label and others say something."""
    bare = [c for c in items if outline.labels[c] is None]
    if len(bare) < len(items) and any(is_statement(outline.blocks[c].text) for c in bare):
        return tuple(outline.blocks[c].text.strip().rstrip("。.；;，,") for c in items)
    return tuple(item_text(outline, c) for c in items)


def _marked(inline: Inline) -> str:
    """Return the words set off at the beginning of ``inline`` that a comma and what they mean follow; "" if none do."""
    joined = _JOINED.match(inline.text)
    at = joined.end() if joined else 0
    for mark in inline.marks[:2]:
        if mark.start == at and mark.kind in ("emphasis", "strong", "underline", "highlight", "code"):
            bracket = GLOSS_AFTER.match(inline.text, mark.end)
            end = bracket.end() if bracket else mark.end
            if re.match(r",\s+(?:which|when|where|who|that|whose|in\s+which|an?\s|the\s)", inline.text[end : end + 12]):
                return inline.text[at:end].strip()
    return ""


def fit_for_list(outline: Outline, items: list[int], longest: int = ITEM_LENGTH, *, may_state: bool = False) -> bool:
    """Say whether ``items`` are few, short and different enough to be asked for together.

    ``may_state``: whole English sentences may be items, since what stands above names what they are: Requirements.
    """
    bare = [c for c in items if outline.labels[c] is None]
    mixed = len(bare) < len(items) and not may_state
    if any(_SAYS.search(outline.blocks[c].text) for c in bare) and (mixed or _defines(outline, items)):
        return False  # names of some, and what is said of others; or one definition after the other
    texts = _item_texts(outline, items)
    if any(_NO_ITEM.match(t) for t in texts):
        return False  # they do not name
    if 0 < sum(map(is_date, texts)) < len(texts):
        return False  # one of them says when
    if mixed and bare and not all(_is_bare_name(outline, c) for c in bare):
        return False  # some of them are labels, others no names
    if (
        not may_state
        and not has_han("".join(texts))
        and not outline.blocks[items[0]].ordered
        and sum(map(weight, texts)) > 20 * len(texts)
    ):
        return False  # sentences, not items
    fits = 2 <= len(texts) <= LIST_LENGTH and all(0 < weight(t) <= longest for t in texts)
    return fits and len(set(texts)) == len(texts)


def _is_bare_name(outline: Outline, i: int) -> bool:
    """Say whether item ``i``, which has no label, is nothing but a name, as the labels of its siblings are."""
    text, name = outline.blocks[i].text.strip(), outline.name(i)
    return name is not None and not name.facet and is_name(name.text) and not is_statement(text) and weight(text) <= 12


# What is no item: the rest of a list, half a condition, a question, what leads on, a list of its own.
_NO_ITEM = re.compile(
    zh(r"其[他它余]|等等?$|[∵∴]|\$\\(?:because|therefore)|.*[?？:：]$|[两三四五六七八九十几][大]?[种类个]|\.{2,}|…")
    + r"|(?:others?|etc|options?|(?:first|second)\s+line|(?:they|it|these|this)\s+also)\b|\d{1,2}[a-z]?$"
    r"|(?:what|where|who|how|which|why|when)\b(?!\s[a-z])"
    r"|(?-i:AND|OR|NOT|EITHER)\b|(?:and|or|but|vs)\s",
    re.I,
)
_SAYS = re.compile(zh("[，。；].|是|称|叫") + r"|\s(?:is|are)\s")
_NAMES_IT = re.compile(zh(r"称(?:之?为|作)|叫做?|是指|是一[种个类]|[^不]称[^，]{2,8}$"))


def _defines(outline: Outline, items: list[int]) -> bool:
    return sum(bool(_NAMES_IT.search(outline.blocks[c].text)) for c in items) * 2 >= len(items)


def listed(outline: Outline, i: int, items: list[int], question: str) -> Candidate:
    """Return the candidate that asks ``question`` for ``items`` under block ``i``."""
    return sight(
        i,
        question,
        "",
        outline.blocks[items[0]].line,
        "\n".join([outline.blocks[i].text, *(outline.blocks[c].text for c in items)]),
        kind="list",
        items=_item_texts(outline, items),
        ordered=all(outline.blocks[c].ordered for c in items),
        prompt=question,
    )


def is_remark(outline: Outline, m: int) -> bool:
    """Say whether the label of block ``m``, or all of it, names nothing: Acronym, 注意."""
    label, text = outline.labels[m], outline.blocks[m].text
    return META.fullmatch((text[label.start : label.end] if label else text).strip(" *_:：")) is not None


@functools.lru_cache(2)
def lists_under(outline: Outline) -> list[tuple[int, list[int]]]:
    """Return each block with the items under it: its own, or after a colon those with another marker that follow it."""
    found: list[tuple[int, list[int]]] = []
    for i, block in enumerate(outline.blocks):
        items = [c for c in outline.children.get(i, ()) if outline.blocks[c].kind == "item"]
        items = [c for c in items if not is_remark(outline, c)] if len(items) > 1 else items
        if not items and block.kind == "item" and leads_in(block.text):
            items = _items_after(outline, i)
        items = items or _lines_below(outline, i)
        if items and not outline.left_out(i) and not _OF_WRITER.search(block.text):
            if len(items) > 3 and _REST.match(outline.blocks[items[-1]].text):
                items = items[:-1]
            style = _style(outline.blocks[items[0]].marker)
            found.append((i, [c for c in items if _style(outline.blocks[c].marker) == style]))
    return found


# What the writer thinks, wants and has to do is nothing to learn.
_OF_WRITER = re.compile(
    "(?:"
    + zh(
        "[观读]后感|感想|心得|体会|(?<!自)我(?=觉得|认为|喜欢|[想要会的])|老师[讲说]|(?:[今明昨]天|[本这下]周)[讲学复预要]"
    )
    + r"|\b(?:I|I['’](?:m|ve|d|ll)|my)\b|\byou\s(?:need|should|have)\sto\sknow\b|\bexam\s(?:will|covers)\b"
    ")[^。！？.!?]*$",
    re.I,
)
_REST = re.compile(zh("其[他它余]|等等?$") + r"|others?\b|etc\b", re.I)


def _style(marker: str) -> str:
    """Return ``marker`` with the same number in all: 1. for 2., too."""
    return re.sub(r"[\d一二三四五六七八九十]+|[①-⑳]", "1", marker)


def _items_after(outline: Outline, i: int) -> list[int]:
    """Return the items after item ``i`` in its list: with another marker, or as many as it announces."""
    block, after = outline.blocks[i], list[int]()
    for j in range(i + 1, len(outline.blocks)):
        if outline.blocks[j].kind != "item" or outline.blocks[j].parent != block.parent or len(after) > LIST_LENGTH:
            break
        after.append(j)
    other = list(takewhile(lambda j: _style(outline.blocks[j].marker) != _style(block.marker), after))
    return other or (after if announced(block.text) == len(after) else [])


def _lines_below(outline: Outline, i: int) -> list[int]:
    """Return the lines without a sign that stand below each other under block ``i``, a colon's or a side's (功能).

    None where they are not all of a kind, or are one text that was broken into lines.
    """
    block, name, found = outline.blocks[i], outline.name(i), list[int]()
    if not (leads_in(block.text) if block.kind == "paragraph" else block.kind == "heading" and name and name.facet):
        return []
    for j in range(i + 1, min(i + LIST_LENGTH + 2, len(outline.blocks))):
        line, before = outline.blocks[j], outline.blocks[j - 1]
        beside = line.line == before.inline.lines[-1][1] + 1 or (j == i + 1 and block.kind == "heading")
        if line.kind != "paragraph" or line.parent != block.parent or not beside:
            break
        found.append(j)
    labelled = {outline.label_kind(j) == "term" for j in found}
    broken = any(outline.blocks[j].text.rstrip().endswith(_ENDS_HALF) for j in found[:-1])
    return found if len(found) > 1 and len(labelled) == 1 and not broken else []


_ENDS_HALF = (",", "，", "、", ":", "：")


def names_sides(name: Name) -> bool:
    """Say whether the English ``name`` tells what stands below it: Requirements, Costs of a strike."""
    return (name.facet and is_plural(name.text)) or (not has_han(name.text) and holds_sides(name.text))


def are_sides(outline: Outline, i: int, items: list[int]) -> bool:
    """Say whether one of ``items`` is a side of what block ``i`` names (优点), or half stand in other lists, too.

    What stands under a side may return under that side of another thing: symptoms do.
    """
    names = [name for c in items if (name := outline.name(c)) and not name.aliases]
    above = outline.name(i)
    again = 0 if above and above.facet else sum(labels_of(outline)[name.text] > 1 for name in names)
    return any(name.facet for name in names) or 2 * again >= len(items)


def holds_remarks(outline: Outline, items: list[int]) -> bool:
    """Say whether between the English names of ``items`` something is said."""
    texts = [item_text(outline, c) for c in items]
    return 0 < sum(is_clause(t) for t in texts if not has_han(t)) < len(texts)
