"""Drafts of blocks, as a reader meets them -> the blocks of a Document, each with what it stands under."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from quizgen.notes.model import Block, BlockKind, Inline, Language
from quizgen.notes.readers.lines import style, width

_ENDS_SENTENCE = re.compile(r"[。！；;!,，：:.…]$")
_SENTENCE_END = re.compile(r"[。！？!?]|\.\s|\s")
_WIDEST_TITLE = 50
_LONGEST = 8000


@dataclass(slots=True, eq=False)
class Draft:
    """A block before its place among the others is known.

    ``run`` is the same number for all that stands in one list; ``scope`` names the callouts and ``<details>`` around
    it, outermost first: a heading in one of them ends with it. ``under`` is its parent where the reader knows it.
    ``made_by`` is, of a heading that is none in the source, the style that makes it one.
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
    made_by: str = ""


def trimmed(inline: Inline) -> Inline:
    """Return ``inline`` without white space around it."""
    text = inline.text
    start, end = len(text) - len(text.lstrip()), len(text.rstrip())
    return inline.cut(start, max(start, end))


def without_marker(inline: Inline, marker: re.Match[str]) -> tuple[str, Inline]:
    """Return the sign of an item and ``inline`` without it; ``marker`` is what lines.MARKER found at its begin."""
    return (marker["ordered"] or marker["bullet"]).strip(), trimmed(inline.cut(marker.end(), len(inline.text)))


def last_like(drafts: Sequence[Draft], sign: str, above: Draft | None = None) -> Draft | None:
    """Return the open item that counts like ``sign``, if an item with that sign goes on with its list.

    The open items are the last draft and those it hangs under, up to ``above``.
    """
    draft = drafts[-1] if drafts else None
    while draft and draft is not above and (draft.kind == "item" or draft.under):
        if draft.kind == "item" and style(draft.marker) == style(sign):
            return draft
        draft = draft.under
    return None


def nests_in(drafts: Sequence[Draft], inline: Inline, above: Draft | None) -> Draft | None:
    """Return under what ``inline`` stands, an item that counts in another way: under that of the line before it."""
    last = drafts[-1] if drafts else None
    if last and last.ordered and last.under is above and last.inline.lines[-1][1] + 1 == inline.lines[0][1]:
        return last
    return above


def set_in(above: Draft) -> dict[str, Any]:
    """Return what makes a line, set in under that of ``above``, an item without a sign."""
    return {"level": above.level + 1 if above.kind == "item" else 0, "under": above}


def assemble(drafts: Sequence[Draft]) -> tuple[Block, ...]:
    """Return the blocks of ``drafts``, headings and parents resolved.

    Numbered and bold lines that stand over text become headings below the last real one.
    """
    drafts = [part for draft in drafts if draft.inline.text for part in _in_bounds(draft)]
    _promote(drafts)
    blocks: list[Block] = []
    index: dict[Draft, int] = {}
    chain: list[Draft] = []
    above: tuple[int, ...] = ()
    leads: dict[tuple[int, tuple[int, ...]], int | None] = {}  # of each run of items below a heading
    for i, draft in enumerate(drafts):
        while chain and _ends_section(chain[-1], draft):
            chain.pop()
            above = tuple(index[h] for h in chain)
        parent = index.get(draft.under) if draft.under else None
        if draft.kind == "item" and draft.under is None:
            run = draft.run, above
            if run not in leads:
                leads[run] = i - 1 if i and _leads_in(drafts[i - 1]) else None
            parent = leads[run]
        index[draft] = i
        blocks.append(
            Block(
                draft.kind,
                draft.inline,
                draft.level,
                draft.marker,
                draft.ordered,
                parent,
                above,
                draft.cells,
                draft.header,
                draft.quoted,
            )
        )
        if draft.kind == "heading":
            chain.append(draft)
            above = (*above, i)
    return tuple(blocks)


def _ends_section(heading: Draft, draft: Draft) -> bool:
    if heading.scope != draft.scope[: len(heading.scope)]:
        return True
    if draft.kind == "heading":
        deeper = len(draft.scope) > len(heading.scope)
        return not deeper and (heading.level >= draft.level or bool(heading.made_by and not draft.made_by))
    return heading.made_by == "bold" and draft.kind == "paragraph" and _begins_bold(draft.inline)


def _leads_in(draft: Draft) -> bool:
    if draft.kind == "item":
        return draft.inline.text.endswith((":", "："))
    return draft.kind == "heading" or (draft.kind == "paragraph" and draft.under is None)


def _in_bounds(draft: Draft) -> Iterator[Draft]:
    """Cut a block that is far too long at ends of sentences: what comes later may take its time over one block."""
    if len(draft.inline.text) <= _LONGEST or draft.kind in ("code", "math"):
        yield draft
        return
    for inline in draft.cells or (draft.inline,):
        at = 0
        while at < len(inline.text):
            end = _end_before(inline.text, at, at + _LONGEST)
            part = trimmed(inline.cut(at, end))
            at = end
            if part.text:
                yield Draft("paragraph", part, quoted=draft.quoted, scope=draft.scope)


def _end_before(text: str, start: int, limit: int) -> int:
    if limit >= len(text):
        return len(text)
    ends = [m.end() for m in _SENTENCE_END.finditer(text, start + _LONGEST // 2, limit)]
    return ends[-1] if ends else limit


# --- Lines that are headings although nothing in the source says so


def _promote(drafts: list[Draft]) -> None:
    """Turn numbered lines and bold lines that stand over text into headings, section by section."""
    start = depth = 0
    for i, draft in enumerate([*drafts, None]):
        if draft is None or draft.kind == "heading":
            _promote_section(drafts, start, i, depth)
            start, depth = i + 1, draft.level if draft else 0


def _promote_section(drafts: list[Draft], start: int, end: int, depth: int) -> None:
    groups: dict[str, list[int]] = {}
    titles: dict[int, str] = {}
    for i in range(start, end):
        draft = drafts[i]
        within = draft.under is not None and (draft.under.kind == "row" or not draft.marker)
        if draft.kind == "item" and draft.level == 0 and not draft.quoted and not within:
            groups.setdefault(style(draft.marker), []).append(i)
        elif draft.kind == "paragraph" and i + 1 < end and _is_bold_line(draft):
            titles[i] = "bold"
    for name, members in groups.items():
        kinds = [_stood_over(drafts, i, name) for i in members]
        over = len(members) - kinds.count("")
        enough = 2 * over > len(members) if name else over == len(members) > 1
        if "text" in kinds and enough and all(_is_short(drafts[i].inline.text) for i in members):
            titles.update(dict.fromkeys(members, name or "-"))
    styles: list[str] = []  # from the outermost to the one we are in
    for i in sorted(titles):
        name, draft = titles[i], drafts[i]
        if name in styles:
            del styles[styles.index(name) + 1 :]
        else:
            styles.append(name)
        draft.kind, draft.level, draft.under, draft.made_by = "heading", depth + len(styles), None, name


def _stood_over(drafts: list[Draft], i: int, name: str) -> str:
    """Return what the numbered line stands over that is not its own list: "text", "items" or ""."""
    following = drafts[i + 1] if i + 1 < len(drafts) else None
    if following is None or following.under is drafts[i] or following.kind == "heading":
        return ""
    if following.kind == "item":
        return "items" if following.level == 0 and not following.ordered and name else ""
    return "text" if following.kind in ("paragraph", "math", "row") else ""


def _is_short(text: str) -> bool:
    return 0 < width(text) <= _WIDEST_TITLE and not _ENDS_SENTENCE.search(text)


def _is_bold_line(draft: Draft) -> bool:
    inline = draft.inline
    return (
        bool(inline.marks)
        and not draft.quoted
        and draft.under is None
        and _is_short(inline.text)
        and " = " not in inline.text  # a formula
        and any(m.kind == "strong" and m.start == 0 and _is_end(inline.text, m.end) for m in inline.marks)
    )


def _is_end(text: str, at: int) -> bool:
    """Say whether nothing of a title stands behind ``at``, but a bracket."""
    return at == len(text) or (_BRACKET.fullmatch(text, at) is not None and not _COLON.search(text))


_BRACKET = re.compile(r"\s?[（(][^（()）]{1,40}[)）]")
_COLON = re.compile("[:：]")


def _begins_bold(inline: Inline) -> bool:
    """Say whether it begins with a bold label: ``**Switch**: ...``."""
    bold = next((m for m in inline.marks if m.kind == "strong" and m.start == 0), None)
    return bold is not None and re.search("[:：]", inline.text[bold.end - 1 : bold.end + 1]) is not None


# --- Language

# Common characters that were simplified, side by side; those that both scripts have say nothing.
_WRITTEN = (
    "這個們為說時學國會來對發經過與從種實現點間關長開問題網絡數據訓練變轉應體義語詞類認識觀結構組織運動電機氣車馬東書區別總統計輸層寫讀稱屬",
    "这个们为说时学国会来对发经过与从种实现点间关长开问题网络数据训练变转应体义语词类认识观结构组织运动电机气车马东书区别总统计输层写读称属",
)
_TRADITIONAL, _SIMPLIFIED = (
    re.compile(f"[{''.join(set(mine) - set(other))}]") for mine, other in (_WRITTEN, _WRITTEN[::-1])
)


def language(text: str) -> Language:
    """Return the language of ``text``: Chinese when at least a tenth of it is."""
    text = text[:50_000]
    chinese = (len(text.encode("utf-8", "replace")) - len(text)) // 2  # a Chinese character takes three bytes
    if chinese * 10 <= len(text):
        return "en"
    return "zh-Hant" if len(_TRADITIONAL.findall(text)) > len(_SIMPLIFIED.findall(text)) else "zh-Hans"
