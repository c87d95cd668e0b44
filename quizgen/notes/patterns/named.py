"""Names alone: the headings, bullets and lines that are nothing but a name, with what stands under them."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

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
    for i, block in enumerate(outline.blocks[:-1]):
        name = outline.name(i)
        if name is None or outline.left_out(i) or not is_name(name.text) or is_statement(name.text):
            continue
        if block.kind == "paragraph" and _IS_ZH.match(block.text):
            continue
        label, under = outline.labels[i], outline.blocks[i + 1]
        if label and block.text[label.body :].strip():
            continue
        if outline.document.scraped and not re.search(r"[。，.,]", under.text):
            continue  # titles one below the other
        if block.kind == "heading":
            owns = i in under.headings or under.kind in ("math", "code")
        elif block.kind == "item":
            owns = under.parent == i or (
                under.kind in ("math", "code", "paragraph") and (leads_in(block.text) or under.kind == "math")
            )
        elif block.kind == "paragraph":
            owns = (
                is_set_in(outline, i + 1)
                or under.kind in ("math", "code")
                or (
                    under.kind == "paragraph"
                    and under.headings == block.headings
                    and weight(under.text) >= 2 * weight(block.text)
                    and (
                        leads_in(block.text)
                        or (
                            has_han(block.text)
                            and weight(block.text) <= 12
                            and not re.search(r"[。.!?！？…]$", block.text)
                        )
                    )
                )
            )
        else:
            owns = False
        if owns:
            yield i, name, i + 1


_IS_ZH = re.compile(zh(rf"[{CJK}]{{2,6}}(?<![行作认成人因更最较极无有以])为(?!了|主|何|本)[{CJK}]{{2}}"))


def is_set_in(outline: Outline, i: int) -> bool:
    """Say whether block ``i`` is a line without a sign, set in under the one before it."""
    return outline.blocks[i].kind == "item" and not outline.blocks[i].marker and outline.blocks[i].parent == i - 1
