"""Other names in brackets: long form (LF), LF (long form), 术语(English).

Which letters of a long form its short form takes is decided as by Schwartz and Hearst, "A simple algorithm for
identifying abbreviation definitions in biomedical text" (PSB 2003), with a boundary where the script changes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from quizgen.notes.model import Block, Candidate
from quizgen.notes.naming import Name, is_name
from quizgen.notes.outline import Outline
from quizgen.notes.patterns.pattern import Pattern
from quizgen.notes.patterns.sights import sight
from quizgen.notes.regexes import zh
from quizgen.notes.variants import SIMPLIFIED
from quizgen.notes.words import has_han, segment, weight

_BRACKET = re.compile(r"\s?[（(](?P<inner>[^（()）]{2,90})[)）]")
_LATIN_BEFORE = re.compile(r"[A-Za-z][A-Za-z0-9+\-./'’ ]{0,90}$")
_SHORT = re.compile(r"(?:\d(?:,?\d)*-)?[A-Za-z][A-Za-z0-9+\-./]{0,9}s?")
_REFERENCES = re.compile(r"\bet\s+al|arxiv|\bdoi\b|(?:(?<![A-Z])[A-Z][a-z]+,?\s+[A-Z]\.[,\s]){2}", re.I)


def long_form(short: str, before: str) -> str:
    """Return the end of ``before`` that ``short`` abbreviates, letter by letter; "" if it abbreviates none."""
    letters = [
        c for c in short.casefold().rstrip("s" if short[-1:] == "s" and short[:-1].isupper() else "") if c.isalnum()
    ]
    at = len(before) - 1
    for n, letter in enumerate(reversed(letters)):
        first = n == len(letters) - 1
        while at >= 0 and (before[at].casefold() != letter or (first and at > 0 and before[at - 1].isalnum())):
            at -= 1
        if at < 0:
            return ""
        at -= 1
    found = before[at + 1 :].strip()
    count = len(re.split(r"[\s\-]+", found))
    fits = 2 <= count <= min(len(letters) + 5, len(letters) * 2) and len(found) > len(letters) + 2
    return found if fits and len(letters) >= 2 else ""


def _is_short(text: str) -> bool:
    return bool(_SHORT.fullmatch(text)) and (
        sum(c.isupper() for c in text) >= 2 or bool(re.fullmatch(r"[A-Z][2-5]|\d.*[A-Z]", text))
    )


def _brackets(block: Block) -> Iterator[re.Match[str]]:
    """Yield the brackets in the text of ``block``: none of a formula, of code or beside a reference."""
    text = block.text
    if block.kind in ("code", "math") or ("(" not in text and "（" not in text) or _REFERENCES.search(text[:2000]):
        return
    apart = [m for m in block.inline.marks if m.kind in ("math", "code")]
    yield from (f for f in _BRACKET.finditer(text) if not any(m.start <= f.start() < m.end for m in apart))


def abbreviations(outline: Outline) -> Iterator[Candidate]:
    """Long Form (LF) and LF (Long Form); of IL-2, IL-6 and so on the first."""
    seen: set[str] = set()
    stems: set[str] = set()
    for i, block in enumerate(outline.blocks):
        text = block.text
        for found in _brackets(block):
            for short, long, *more in _pairs(text[max(0, found.start() - 110) : found.start()], found["inner"]):
                stem = short.rstrip("0123456789")
                if short in seen or (short[-1].isdigit() and stem in stems):
                    continue
                seen.add(short)
                stems.add(stem)
                yield sight(
                    i,
                    short,
                    _whole(long, outline.name(i)),
                    block.inline.line_at(found.start()),
                    text[max(0, found.start() - 60) : found.end()],
                    kind="alias",
                    aliases=tuple(more),
                    prompt=_asked(short, long) if has_han(text) else f"What does {short} stand for?",
                )


def _whole(long: str, name: Name | None) -> str:
    """Return ``long`` with what 与 joins to it in the ``name`` that its heading or label gives: A与B（AB）."""
    joined = name is not None and name.text.endswith(long) and _AND_AT_END.search(name.text[: -len(long)])
    return name.text if name and joined else long


_AND_AT_END = re.compile(zh(".[与和及]$"))


def _asked(short: str, long: str) -> str:
    return f"{short} 指什么？" if has_han(long) else f"{short} 是什么的缩写？"


def _pairs(before: str, inner: str) -> Iterator[tuple[str, ...]]:
    parts = [p.strip() for p in re.split(r"[，;；/]|,(?!\d)|简称", inner)]
    short, words = _is_short(inner.strip()), re.fullmatch(r"[A-Za-z][A-Za-z\- ]+", parts[0])
    latin = _LATIN_BEFORE.search(before.rstrip()) if short or words else None
    tail = latin.group() if latin else ""
    if short and tail and (long := long_form(inner.strip(), tail)):
        yield inner.strip(), long
        return
    last = re.split(r"[\s]+", tail)[-1] if tail else ""
    if _is_short(last) and words and long_form(last, parts[0]) == parts[0]:
        yield (last, parts[0], *(p for p in parts[1:] if has_han(p) and is_name(p)))
        return
    if len(parts) == 2 and _is_short(parts[1]) and long_form(parts[1], parts[0]) == parts[0]:
        zh = left_edge(before, parts[0])
        yield (parts[1], parts[0], *((zh,) if zh else ()))
        return
    if short and not tail and (zh := left_edge(before, inner.strip())):
        yield inner.strip(), zh


# Words that are no part of a term; no verb of one character, into which segmentation breaks terms it does not know.
_STOP = frozenset(
    """
    的 是 在 和 与 或 及 了 着 把 将 对 被 由 从 用 以 为 有 即 叫 称 称为 叫做 使用
    采用 通过 利用 一种 一个 这种 该 其 它 也 就 都 而 等 如 例如 比如 包括 包含 所谓 于
    给 让 使 进行 可以 能够 需要 可见 不少 大量 许多 存在 除 这 那 此 每 各 某 任何 所有 并 且 但 则 又 还 再 没有
    很 基于 根据 按照 当 如果 关于 对于 被称为 提出 引入 模拟 得到 形成 产生 成为 变成 转换
    转化 其中 以及 还有 跟 到 向 至 年 会 再 先 因 因为 由于 而且 及其 分为 分成 属于 具有 含有 定义 表示 第一 面临 叫作
    """.split()  # noqa: SIM905 - words read best as text
)


def left_edge(before: str, gloss: str) -> str:
    """Return the Chinese term that ``gloss`` in brackets after ``before`` translates; "" where none is found."""
    run = _RUN.search(before.rstrip('”」"’ '))
    if not run:
        return ""
    text = run.group()
    room = max(4, 3 * max(len(re.split(r"[\s\-]+", gloss)), sum(c.isupper() for c in gloss)) + 2)
    alone = run.start() == 0 or (before[run.start() - 1] in "。，；：、“「\n ,:;" and _length(text) <= SHORT_RUN)
    words = segment(text)
    if not has_han(words[-1]):
        return ""
    if alone and _length(text) <= room and not any(_ends_term(word, gloss) for word in words):
        return text
    kept = ""
    for word in reversed(words):
        if _ends_term(word, gloss) or _length(word + kept) > room:
            break
        kept = word + kept
    return kept if _length(kept) >= 2 else ""


SHORT_RUN = 6
"""So many Chinese characters between signs are a term, whatever the words."""

_RUN = re.compile(r"[\w·\-'′/]{1,40}(?:,\d[\w·\-'′/]{0,40}){0,4}$")


def _length(text: str) -> int:
    """Return how many Chinese characters ``text`` has."""
    return sum(map(has_han, text))


def _ends_term(word: str, gloss: str) -> bool:
    """Say whether a term ends before ``word``: one in Latin is part of it where ``gloss`` begins as it does (T细胞)."""
    part = has_han(word) or "," in word or "α" <= word <= "ω" or word[:1] == gloss[:1]
    return word.translate(SIMPLIFIED) in _STOP or not part


def glosses(outline: Outline) -> Iterator[Candidate]:
    """术语(English)."""
    seen: set[str] = set()
    for i, block in enumerate(outline.blocks):
        if not has_han(block.text):
            continue
        for found in _brackets(block):
            inner = found["inner"].strip()
            if _is_short(inner) or not is_name(inner) or not _TRANSLATION.fullmatch(inner) or weight(inner) > 12:
                continue
            before = block.text[max(0, found.start() - 60) : found.start()]
            term = _bold_before(block, found.start()) or left_edge(before, inner)
            if not term or term in seen:
                continue
            seen.add(term)
            asked = f"“{term}”的英文是什么？"
            line = block.inline.line_at(found.start())
            yield sight(i, term, inner, line, before + found.group(), kind="alias", prompt=asked)


_TRANSLATION = re.compile(r"[A-Za-z][A-Za-z\-' ]{2,60}")


def _bold_before(block: Block, at: int) -> str:
    """Return the Chinese name in bold that ends at ``at`` in the text of ``block``; "" if there is none."""
    bold = (block.text[m.start : m.end] for m in block.inline.marks if m.kind == "strong" and m.end == at)
    return next((name for name in bold if has_han(name) and is_name(name)), "")


NAMES: tuple[Pattern, ...] = (
    Pattern(
        "abbreviation",
        "alias",
        0.85,
        "The letters of a short form stand in its long form in the same order (Schwartz and Hearst 2003).",
        (
            ("Mean Sea Level (MSL) is the zero of most maps.", "What does MSL stand for?", "Mean Sea Level"),
            ("水深以 MSL（Mean Sea Level，平均海平面）为准。", "MSL 是什么的缩写？", "Mean Sea Level"),
            ("全球导航卫星系统(GNSS)给出位置。", "GNSS 指什么？", "全球导航卫星系统"),
            ("船底的漆含有2-丁氧基乙醇（2-BE）。", "2-BE 指什么？", "2-丁氧基乙醇"),
            ("信標發出無線電波跟超音波（USW）。", "USW 指什么？", "超音波"),
            ("船员服用了β受体阻断剂（BRB）。", "BRB 指什么？", "β受体阻断剂"),
            ("船检用X射线探伤（XRT）。", "XRT 指什么？", "X射线探伤"),
            ("## 潮汐与潮流模型（TCM）", "TCM 指什么？", "潮汐与潮流模型"),
        ),
        ("The level (see above) is the zero of most maps.", "Smith, J. et al. (MSL) arXiv"),
        find=abbreviations,
    ),
    Pattern(
        "gloss",
        "alias",
        0.45,
        "A bracket in the other script directly after a term gives its other name. Left out "
        "by default: a translation is "
        "rarely worth a card of its own; it joins the term's definition.",
        (("**等高线**(contour line)从不相交。", "“等高线”的英文是什么？", "contour line"),),
        ("这条线(比如下图)从不相交。",),
        find=glosses,
    ),
)
