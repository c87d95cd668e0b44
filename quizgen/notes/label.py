"""Labels: a name at the beginning of a block, set off from what is said of it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from quizgen.notes.model import Inline
from quizgen.notes.naming import GLOSS_AFTER, NUMBERING, without_gloss
from quizgen.notes.regexes import either
from quizgen.notes.verbs import is_clause
from quizgen.notes.words import CJK, has_han, weight

_NOT_A_LABEL_ZH = re.compile(
    either(
        "是 有[以如]? 包括 包含 分为 分成 可以 能够 应该 需要 如果 因为 我们 如下 为了 所以 但是 会 "
        "被 等于 例如 比如 即 当.+时 有 存在 属于 "
        "采用了? 可知 得到 得 (?<![假建架预摆陈人])设 令 已知 若 由于 通过 认为 指出 表示 说过? 记[作为]"
    )
    + r"$|^(?:[两三四五六七八九十几]|多)[种个類类点步条方]|[^但于可还只]{2}是[^否]{2}|有(?:以下|"
    r"如下)?[一二三四五六七八九十两几多\d]+[种个類类点步大条方]|我们|如果|如下|以下|是不?是?$|"
    r"^(?:在|当|若|设|对|从|由|把|将|按(?![钮键揭摩])|这|那|该|其|"
    r"它)"
)
_NOT_A_LABEL_EN = re.compile(
    r"\b(?:is|are|was|were|be|been|has|have|had|can|could|will|would|should|must|may|"
    r"might|do|does|did|we|you|i(?!$)|they|it|"
    r"this|that|these|those|there|here|if|when|because|following|follows|let|say|says|"
    r"said|called|means|include|includes)\b",
    re.I,
)
_NO_LABEL_BEGINS = re.compile(
    r"(?:in|on|at|for|from|with|by|of|to|as|into|about|reminder|enter|really|not|but|and|or|so|also|then)\b(?!-)", re.I
)
_ENDS_SENTENCE = re.compile(r"[。！？；;!?…，]|,(?!(?<=\d,)\d)")


@dataclass(frozen=True, slots=True)
class Label:
    """A block that begins with a name set off from what is said of it: by bold type, a colon, a dash.

    The name is [start, end) of the block's text, what is said of it begins at ``body``.
    """

    start: int
    end: int
    body: int
    by: str


def split_label(inline: Inline) -> Label | None:
    """Return the label with which ``inline`` begins, if it does."""
    text = inline.text
    number = NUMBERING.match(text)
    at = number.end() if number else 0
    return _marked_label(inline, at) or _colon_label(inline, at) or _dash_label(inline, at)


def _made(inline: Inline, start: int, end: int, body: int, by: str) -> Label:
    text = inline.text
    while body < len(text) and text[body] in " \t\u3000":
        body += 1
    return Label(start, end, body, by)


_AFTER_MARK = re.compile(
    r"[*_]*\s*(?:[（(][^（()）]{1,80}[)）])?\s*(?P<more>(?:\$[^$]{1,30}\$\s*)?(?:(?:aka\.?|a\.k\.a\.?|or|also\s+called)\s[^:：.]{1,40})?)(?P<sep>[:：]|[—–]{1,2}|\s[-=]\s|$)"
)


def _marked_label(inline: Inline, at: int) -> Label | None:
    text = inline.text
    for mark in inline.marks:
        if mark.start > at + 1:
            break
        if mark.kind in ("math", "image", "link", "strike") or mark.end - mark.start > 80 or mark.end <= at:
            continue
        inner = text[mark.start : mark.end].rstrip(" `")
        if not re.search(rf"[{CJK}A-Za-z]", inner) or weight(inner) > 24 or re.search(r"[。！？!?；]", inner):
            continue
        by = "code" if mark.kind == "code" else "bold"
        start = max(at, mark.start + 1) if by == "code" and inner.count("`") % 2 else at
        bracket = GLOSS_AFTER.match(text, mark.end)
        name_ends = bracket.end() if bracket else mark.end
        gloss = text[name_ends : name_ends + 2]
        if inner.isascii() and gloss[:1] == " " and has_han(gloss):  # `theme` 接受动作的一方
            return _made(inline, at, name_ends, name_ends, by)
        if re.search("[:：][^:：]", inner) and by == "bold":
            return None  # the label is a part of it
        if inner.endswith((":", "：")):
            return _made(inline, start, mark.start + len(inner) - 1, mark.end, by)
        breaks = [offset for offset, _ in inline.lines[1:] if mark.end <= offset <= mark.end + 1]
        if breaks and by == "bold":
            return _made(inline, at, mark.end, breaks[0], by)
        after = _AFTER_MARK.match(text, mark.end)
        if after:
            return _made(inline, at, after.start("more" if after["more"] else "sep"), after.end(), by)
    return None


_COLON = re.compile("[:：]")
_DASH = re.compile(rf"\s[-–—]{{1,2}}\s|\s?——\s?|\s?--\s|(?<=[{CJK}])--(?=[{CJK}])")


def _colon_label(inline: Inline, at: int) -> Label | None:
    text = inline.text
    for found in _COLON.finditer(text, at, at + 80):
        i = found.start()
        if any(m.start <= i < m.end for m in inline.marks if m.kind in ("code", "math", "link")):
            continue
        after = text[i + 1 : i + 2]
        if text.count("（", at, i) + text.count("(", at, i) > text.count("）", at, i) + text.count(")", at, i):
            continue  # it explains what stands in the bracket
        if text[i] == ":" and (
            after in ("/", ":", "=") or (after.isalnum() and not has_han(text[max(0, i - 1)] + after))
        ):
            return None
        if label_like(text[at:i]):
            return _made(inline, at, i, i + 1, "colon")
        return None
    return None


def label_like(text: str) -> bool:
    """Say whether ``text`` can be what stands before a colon as a name and not as a clause."""
    bare = without_gloss(text).strip()
    if (
        not bare
        or weight(bare) > 20
        or _NO_LABEL_BEGINS.match(bare)
        or _ENDS_SENTENCE.search(bare)
        or re.search(r"\.\s", bare)
    ):
        return False
    return not (_NOT_A_LABEL_ZH.search(bare) if has_han(bare) else _NOT_A_LABEL_EN.search(bare) or is_clause(bare))


def _dash_label(inline: Inline, at: int) -> Label | None:
    text = inline.text
    found = _DASH.search(text, at, at + 70) if "-" in text or "–" in text or "—" in text else None
    if found and weight(inline.text[at : found.start()]) <= 14 and label_like(inline.text[at : found.start()]):
        return _made(inline, at, found.start(), found.end(), "dash")
    return None
