"""Names alone: the headings, bullets and lines that are nothing but a name, with what stands under them."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from itertools import pairwise

from quizgen.notes.naming import Name, is_name, is_statement
from quizgen.notes.outline import Outline
from quizgen.notes.patterns.sights import leads_in
from quizgen.notes.regexes import zh
from quizgen.notes.words import CJK, has_han, weight


@functools.lru_cache(2)
def named(outline: Outline) -> list[tuple[int, Name, int]]:
    """Return the blocks that are nothing but a name, each with the name and the block directly under it."""
    return list(_named(outline))


def _named(outline: Outline) -> Iterator[tuple[int, Name, int]]:
    for i, (block, under) in enumerate(pairwise(outline.blocks)):
        name, label = outline.name(i), outline.labels[i]
        if name is None or outline.left_out(i) or not is_name(name.text) or is_statement(name.text):
            continue
        if (block.kind == "paragraph" and _IS_ZH.match(block.text)) or (label and block.text[label.body :].strip()):
            continue
        if outline.document.scraped and not re.search(r"[。，.,]", under.text):
            continue  # titles one below the other
        if _owns(outline, i):
            yield i, name, i + 1


def _owns(outline: Outline, i: int) -> bool:
    """Say whether the block after block ``i`` stands under it."""
    block, under = outline.blocks[i], outline.blocks[i + 1]
    if block.kind == "heading":
        return i in under.headings or under.kind in ("math", "code")
    if block.kind == "item":
        led_in = under.kind in ("math", "code", "paragraph") and leads_in(block.text)
        return under.parent == i or under.kind == "math" or led_in
    if block.kind != "paragraph":
        return False
    if is_set_in(outline, i + 1) or under.kind in ("math", "code"):
        return True
    if under.kind != "paragraph" or under.headings != block.headings or weight(under.text) < 2 * weight(block.text):
        return False
    short = has_han(block.text) and weight(block.text) <= LONGEST_TITLE and not _SENTENCE_ENDS.search(block.text)
    return short or leads_in(block.text)


LONGEST_TITLE = 12
"""A longer line (in Chinese characters) is no title of the paragraph under it."""

_SENTENCE_ENDS = re.compile("[。.!?！？…]$")
_IS_ZH = re.compile(zh(rf"[{CJK}]{{2,6}}(?<![行作认成人因更最较极无有以])为(?!了|主|何|本)[{CJK}]{{2}}"))


def is_set_in(outline: Outline, i: int) -> bool:
    """Say whether block ``i`` is a line without a sign, set in under the one before it."""
    return outline.blocks[i].kind == "item" and not outline.blocks[i].marker and outline.blocks[i].parent == i - 1
