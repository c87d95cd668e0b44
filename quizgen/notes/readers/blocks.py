"""Drafts of blocks, as a reader meets them -> the blocks of a Document, each with what it stands under."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from quizgen.notes.model import Block, BlockKind, Inline
from quizgen.notes.readers.lines import style, width

_ENDS_SENTENCE = re.compile(r"[。！；;!,，：:.…]$")


@dataclass(slots=True, eq=False)
class Draft:
    """A block before its place among the others is known.

    ``run`` is the same number for all that stands in one list or table; ``scope`` the callouts and ``<details>`` around
    it, outermost first: a heading in one of them ends with it. ``under`` is its parent where the reader knows it.
    """

    kind: BlockKind
    inline: Inline
    level: int = 0
    marker: str = ""
    ordered: bool = False
    run: int = 0
    under: Draft | None = None
    cells: tuple[Inline, ...] = ()
    header: bool = False
    quoted: bool = False
    scope: tuple[int, ...] = ()
    made_by: str = ""  # of a heading that is none in the source: the style that makes it one


def trimmed(inline: Inline) -> Inline:
    """Return ``inline`` without white space around it."""
    text = inline.text
    start, end = len(text) - len(text.lstrip()), len(text.rstrip())
    return inline if (start, end) == (0, len(text)) else inline.cut(start, max(start, end))


def without_marker(inline: Inline, marker: re.Match[str]) -> tuple[str, Inline]:
    """Return the sign of an item and ``inline`` without it; ``marker`` is what lines.MARKER found at its begin."""
    return (marker["ordered"] or marker["bullet"]).strip(), trimmed(inline.cut(marker.end(), len(inline.text)))


def assemble(drafts: Sequence[Draft]) -> tuple[Block, ...]:
    """Return the blocks of ``drafts``, headings and parents resolved.

    Numbered and bold lines that stand over text become headings below the last real one.
    """
    drafts = _promoted([d for d in drafts if d.inline.text or d.cells])
    blocks: list[Block] = []
    index: dict[Draft, int] = {}
    chain: list[Draft] = []
    leads: dict[int, int | None] = {}  # of each run of items
    for i, draft in enumerate(drafts):
        while chain and _ends_section(chain[-1], draft):
            chain.pop()
        parent = index.get(draft.under) if draft.under else None
        if draft.kind == "item" and draft.under is None:
            if draft.run not in leads:
                leads[draft.run] = i - 1 if i and _leads_in(drafts[i - 1]) else None
            parent = leads[draft.run]
        index[draft] = i
        blocks.append(
            Block(
                kind=draft.kind,
                inline=draft.inline,
                level=draft.level,
                marker=draft.marker,
                ordered=draft.ordered,
                parent=parent,
                headings=tuple(index[h] for h in chain),
                cells=draft.cells,
                header=draft.header,
                quoted=draft.quoted,
            )
        )
        if draft.kind == "heading":
            chain.append(draft)
    return tuple(blocks)


def _ends_section(heading: Draft, draft: Draft) -> bool:
    if heading.scope != draft.scope[: len(heading.scope)]:
        return True
    if draft.kind == "heading":
        deeper = len(draft.scope) > len(heading.scope)
        return not deeper and (heading.level >= draft.level or bool(heading.made_by and not draft.made_by))
    return heading.made_by == "bold" and draft.kind == "paragraph" and _begins_bold(draft.inline)


def _leads_in(draft: Draft) -> bool:
    return draft.kind in ("paragraph", "heading") or (draft.kind == "item" and draft.inline.text.endswith((":", "：")))


def _promoted(drafts: list[Draft]) -> list[Draft]:
    """Turn numbered lines and bold lines that stand over text into headings."""
    section: list[int] = []
    depth = 0
    for i in range(len(drafts) + 1):
        if i < len(drafts) and drafts[i].kind != "heading":
            section.append(i)
            continue
        _promote(drafts, section, depth)
        section = []
        depth = drafts[i].level if i < len(drafts) else 0
    return drafts


def _promote(drafts: list[Draft], section: list[int], depth: int) -> None:
    groups: dict[str, list[int]] = {}
    for i in section:
        draft = drafts[i]
        if draft.kind == "item" and draft.level == 0 and not draft.quoted:
            groups.setdefault(style(draft.marker), []).append(i)
    titles: dict[int, str] = {}
    for name, members in groups.items():
        over = [i for i in members if _stands_over_text(drafts, i, name)]
        enough = 2 * len(over) >= len(members) if name else len(over) == len(members) > 1
        if over and enough and all(_is_short(drafts[i].inline.text) for i in members):
            titles.update(dict.fromkeys(members, name or "bullet"))
    for i in section:
        if i not in titles and _is_bold_line(drafts[i]) and i + 1 < len(drafts) and drafts[i + 1].kind != "heading":
            titles[i] = "bold"
    styles: list[str] = []
    for i in sorted(titles):
        name, draft = titles[i], drafts[i]
        if name in styles:
            del styles[styles.index(name) + 1 :]
        else:
            styles.append(name)
        draft.kind, draft.level, draft.run, draft.under, draft.made_by = "heading", depth + len(styles), 0, None, name


def _stands_over_text(drafts: list[Draft], i: int, name: str) -> bool:
    if i + 1 >= len(drafts):
        return False
    following = drafts[i + 1]
    if following.under is drafts[i] or following.kind == "heading":
        return False
    if following.kind == "item":
        return following.run != drafts[i].run and style(following.marker) != name and following.level == 0
    return following.kind in ("paragraph", "math") or name.endswith("han")


def _is_short(text: str) -> bool:
    return 0 < width(text) <= 50 and not _ENDS_SENTENCE.search(text)


def _is_bold_line(draft: Draft) -> bool:
    if draft.kind != "paragraph" or draft.quoted or draft.under or not _is_short(draft.inline.text):
        return False
    return any(m.kind == "strong" and m.start == 0 and m.end == len(draft.inline.text) for m in draft.inline.marks)


def _begins_bold(inline: Inline) -> bool:
    """Say whether it begins with a bold label: ``**Switch**: ...``."""
    return any(m.kind == "strong" and m.start == 0 and inline.text[m.end - 1 : m.end + 1].strip(" ")[-1:] in ":：" for m in inline.marks)


_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]")
# Common characters that were simplified, side by side.
_TRADITIONAL = frozenset("這個們為說時學國會來對發經過與從種實現點間關長開問題網絡數據訓練變轉應體義語詞類認識觀結構組織運動電機氣車馬東書區別總統計輸層寫讀稱屬")
_SIMPLIFIED = frozenset("这个们为说时学国会来对发经过与从种实现点间关长开问题网络数据训练变转应体义语词类认识观结构组织运动电机气车马东书区别总统计输层写读称属")


def language(texts: Iterable[str]) -> str:
    """Return the language most of ``texts`` is in: zh-Hans, zh-Hant or en."""
    text = "".join(texts)[:50_000]
    han = len(_HAN.findall(text))
    if han * 8 < len(re.findall(r"[A-Za-z]", text)):
        return "en"
    traditional = sum(c in _TRADITIONAL and c not in _SIMPLIFIED for c in text)
    simplified = sum(c in _SIMPLIFIED and c not in _TRADITIONAL for c in text)
    return "zh-Hant" if traditional > simplified else "zh-Hans" if han else "en"


