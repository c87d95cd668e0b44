"""Patterns of the page: questions that the author put, in headings, on a line of their own, as Q: and A:."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from quizgen.notes.generic import is_facet
from quizgen.notes.model import Candidate, Inline
from quizgen.notes.naming import NUMBERING, folded
from quizgen.notes.openings import points_elsewhere
from quizgen.notes.outline import Outline
from quizgen.notes.patterns.bullets import fit_for_list, listed
from quizgen.notes.patterns.fragments import is_fragment
from quizgen.notes.patterns.pattern import Pattern
from quizgen.notes.patterns.sights import leads_in, prompt, sight
from quizgen.notes.regexes import zh
from quizgen.notes.words import has_han, weight

_Q = re.compile(r"\s*(?:Q|问|问题|question)\s*\d*\s*[:：.、]\s*", re.I)
_A = re.compile(r"\s*(?:A|答|答案|解答|answer)\s*\d*\s*[:：.、]\s*", re.I)
_ASKING = re.compile(
    zh(r"什么|为何|如何|怎么|怎样|哪些|哪几|哪种|哪个|是否|吗|呢|区别|谁|多少|几[种个类]")
    + r"|^(?:what|why|how|when|where|who|which|is|are|does|do|can|should)\b",
    re.I,
)
_ASKING_WITHOUT_MARK = re.compile(
    zh(
        r"^(?:什么是|为什么|为何|如何|怎么|怎样|有哪些|简述|说说|谈谈|介绍一下|解释)|(?:是什么|有哪些|"
        r"的?区别|怎么办|是怎样的)$"
    )
    + r"|^(?:what|why|how|when\s+to)\b(?:\s+\S+){2,11}$",
    re.I,
)


_TAGS = re.compile(r"(?:\s+#[\w/-]+)+\s*$")


def asked_by(text: str) -> str:
    """Return the question that a heading, label or line puts, without its number and tags; "" if it puts none."""
    text = _TAGS.sub("", text) if "#" in text else text
    text = NUMBERING.sub("", text, count=1) if NUMBERING.match(text) else text
    text = _Q.sub("", text.strip(), count=1).strip(" *_#`")
    if not 3 <= weight(text) <= 70 or is_facet(text):
        return ""
    if re.search(r"[?？]$", text) and (_ASKING.search(text) or has_han(text)):
        return text
    return text if weight(text) <= 30 and _ASKING_WITHOUT_MARK.search(text) else ""


def _set_off(outline: Outline, i: int) -> bool:
    """Say whether block ``i`` is a line of its own that asks: a heading, Q:, bold, numbered, over bullets."""
    block = outline.blocks[i]
    if block.kind == "heading":
        return True
    if block.kind not in ("paragraph", "item") or len(block.text) > 200:
        return False
    marks = block.inline.marks
    all_marked = bool(marks) and marks[0].start == 0 and marks[0].end >= len(block.text.strip()) - 1
    over_items = block.kind == "item" and bool(outline.children.get(i))
    if all_marked or over_items or _Q.match(block.text):
        return True
    asks = "?" in block.text or "？" in block.text
    return asks and bool(block.ordered or NUMBERING.match(block.text))


# With these a writer puts a question to lead the reader on, or leans on what was said before.
_RHETORICAL = re.compile(
    zh(r"呢[?？]|^(?:那么?|可是?|但是?|所以|于是|而|接下来|问题|想一想|思考)|我们?|[你您咱]|大家|[这那它]|该(?!不)")
    + r"|^(?:so|but|and|now|then|ok|well|or)\b|\b(?:we|us|our|you|your|i|me|my|this|that|these|it|its|they)\b",
    re.I,
)


def _asks_alone(outline: Outline, i: int) -> bool:
    """Say whether paragraph ``i`` is a plain line that asks, and directly under it stands what answers: no musing."""
    block = outline.blocks[i]
    line = _TAGS.sub("", block.text).strip()
    if block.kind != "paragraph" or not re.search(r"[?？]$", line) or re.search(r"[。！；;!]|[?？.]\s*\S", line):
        return False
    if _RHETORICAL.search(line) or len(outline.blocks) == i + 1:
        return False
    following = outline.blocks[i + 1]
    if following.kind == "item":
        return following.parent == i
    return following.kind == "paragraph" and following.line <= block.inline.lines[-1][1] + 1


def _under(outline: Outline, i: int) -> list[int]:
    """Return the blocks that stand under block ``i`` until something on its own level begins, or another question."""
    block = outline.blocks[i]
    if outline.children.get(i):
        return outline.children[i]
    found = []
    for j in range(i + 1, min(len(outline.blocks), i + 40)):
        other = outline.blocks[j]
        level = block.kind == other.kind == "item" and other.level <= block.level
        if other.kind == "heading" or (block.kind == "heading" and i not in other.headings) or level:
            break
        if asked_by(other.text) and (_set_off(outline, j) or _asks_alone(outline, j)):
            break
        found.append(j)
    return found


def question_headings(outline: Outline) -> Iterator[Candidate]:
    """A heading or line of its own that asks, and what stands under it."""
    for i, block in enumerate(outline.blocks):
        if len(block.text) < 300 and _set_off(outline, i) and (question := asked_by(block.text)):
            yield from _answered(outline, i, question)


def question_lines(outline: Outline) -> Iterator[Candidate]:
    """A plain line that asks, and the lines or items directly under it."""
    for i, block in enumerate(outline.blocks):
        asks = len(block.text) < 200 and ("？" in block.text or "?" in block.text)
        alone = asks and not _set_off(outline, i) and _asks_alone(outline, i)
        if alone and (question := asked_by(block.text)):
            yield from _answered(outline, i, question)


_LACKS_SUBJECT = re.compile(
    zh(r"^(?:有?(?:什么|哪些|哪几|几)[^是]{0,8}|为什么|为何|如何|怎么[样办]?|怎样|是什么)[^，]{0,4}[?？]?$")
    + r"|^(?:what|why|how|when|where|who|which)(?:\s\w+)?\s*\?$",
    re.I,
)
_BOTH = re.compile(zh(r"区别|不同|差异|异同|对比") + r"|\bdifferen(?:ce|t)|\bdiffer\b", re.I)
_OPPOSES = re.compile(zh(r"[；;]|而|则|前者|后者|都|均|相同") + r"|\b(?:while|whereas|both|contrast)\b", re.I)
_YES_OR_NO = re.compile(zh("[吗嗎][?？]?$"))
_YES_NO = re.compile(
    zh(r"[“\s]*(?:是|不|可以?|能|会|有|没|无|对|否|一定|并[非不]|取决|看|当然|必须|需要|应|都|因为|若|如果|当)|yes|no"),
    re.I,
)
_BARE_ANSWER = 4
"""A shorter answer (yes, it depends) is none without its reason."""
BARE_NAME = 12
"""Items as short as this name what differs, and do not say how."""
LONGEST_REPLY = 44
"""So much of a paragraph answers its question."""


def _answered(outline: Outline, i: int, question: str) -> Iterator[Candidate]:
    under = _under(outline, i)
    if not under:
        return
    if _LACKS_SUBJECT.search(question):
        if not (context := outline.context(i)):
            return
        question = prompt(context, question)
    block = outline.blocks[under[0]]
    if len(items := _items_under(outline, under)) >= 2:
        names = all(outline.labels[c] is None and weight(outline.blocks[c].text) <= BARE_NAME for c in items)
        if fit_for_list(outline, items) and not (_BOTH.search(question) and names):
            yield listed(outline, i, items, question)
        return
    whole = outline.label_kind(under[0]) == "term" and weight(block.text) <= LONGEST_REPLY
    said = [block.inline] if whole else outline.said(under[0])
    if block.kind not in ("paragraph", "item") or not said or leads_in(said[0].text):
        return
    answer = _reply(said, block.inline)
    text = _A.sub("", answer.text, count=1)
    if not _A.match(block.text) and not _defines(question, answer.text):
        return
    evades = _YES_OR_NO.search(question) and not _YES_NO.match(text)
    half = _BOTH.search(question) and not _OPPOSES.search(text)
    if evades or half or weight(text) < _BARE_ANSWER:
        return
    passage = f"{outline.blocks[i].text}\n{block.text}"
    yield sight(under[0], question, text, answer.line_at(0), passage, kind="question", prompt=question)


def _items_under(outline: Outline, under: list[int]) -> list[int]:
    """Return the items of the one list that answers: that with which ``under`` begins, or which its line leads in."""
    first = outline.blocks[under[0]]
    if first.kind == "paragraph" and leads_in(first.text):
        return [c for c in outline.children.get(under[0], ()) if outline.blocks[c].kind == "item"]
    if first.kind == "paragraph" and outline.label_kind(under[0]) == "term" and not _A.match(first.text):
        return [j for j in under if outline.label_kind(j) == "term"]
    items = []
    for j in under if first.kind == "item" else ():
        block = outline.blocks[j]
        if block.kind == "item" and block.level == first.level and block.parent == first.parent:
            items.append(j)
        elif block.parent is None:
            break
    return items


def _reply(said: Sequence[Inline], block: Inline) -> Inline:
    """Return the answer at the head of ``block``: its sentences as far as they are short enough, at least one."""
    start = block.text.find(said[0].text)
    end = start + len(said[0].text)
    for sentence in said[1:]:
        after = block.text.find(sentence.text, end) + len(sentence.text)
        if weight(block.text[start:after]) > LONGEST_REPLY:
            break
        end = after
    return block.cut(start, end)


_WHAT_IS = re.compile(
    zh(r"^(?:什么是|什么叫|何为)(?P<zh>[^，,？?]{2,20})[？?]?$|^(?P<left>[^，,？?]{2,20}?)(?:指的)?是什么[？?]?$")
    + r"|^what\s+(?:is|are)\s+(?:an?\s+|the\s+)?(?P<en>[\w\- ]{2,40}?)\s*\??$",
    re.I,
)


def _defines(question: str, answer: str) -> bool:
    """Say whether ``answer`` can answer "what is X": it names X, or lacks a subject of its own."""
    found = _WHAT_IS.match(question)
    if not found or "的" in (found["left"] or ""):  # what the side of a thing is: its answer names the side's value
        return True
    name = folded(next(g for g in found.groups() if g))
    leans = points_elsewhere(answer) or is_fragment(answer.strip())
    return (
        leans
        or name in folded(answer)
        or any(part in folded(answer) for part in re.split(r"[和与及]|and", name) if len(part) > 1)
    )


ASKED: tuple[Pattern, ...] = (
    Pattern(
        "question heading",
        "question",
        0.8,
        "The author's own question is the best there is; what stands under it answers it.",
        (
            (
                "## 为什么海水是咸的？\n\n河流把岩石中的盐分带进了海洋。",
                "为什么海水是咸的？",
                "河流把岩石中的盐分带进了海洋",
            ),
            (
                "## What is permafrost?\n\nGround that stays frozen for at least two years.",
                "What is permafrost?",
                "Ground that stays frozen for at least two years",
            ),
        ),
        (
            "## 为什么海水是咸的？\n\n## 潮汐",
            "那么海水为什么是咸的呢？我们接着往下看。",
            "## 潮汐每天都一样高吗？\n\n不。",
            "## 海水能直接饮用吗？\n\n海水里溶解了大量的盐分和矿物质。",
            "## 潮汐和波浪有什么区别？\n\n潮汐是海水的周期性涨落。",
            "## 潮汐和波浪有什么区别？\n\n- 成因\n- 周期",
        ),
        find=question_headings,
    ),
    Pattern(
        "question line",
        "question",
        0.88,
        "Notes to be learnt by heart put a question on a line and its answer on the next: a line that asks the reader "
        "(we, you, 呢) leads on instead.",
        (
            (
                "海水中溶解最多的盐是什么？ #anki\n- 氯化钠\n\n洋流的成因有哪些？ #anki\n- 盛行风\n- 海水的密度差",
                "洋流的成因有哪些？",
                "盛行风 | 海水的密度差",
            ),
            (
                "海水中溶解最多的盐是什么？\n氯化钠，占海水盐类的近八成。",
                "海水中溶解最多的盐是什么？",
                "氯化钠，占海水盐类的近八成",
            ),
            (
                "What drives the tides?\nThe pull of the moon and the sun.",
                "What drives the tides?",
                "The pull of the moon and the sun",
            ),
        ),
        (
            "为什么海水是咸的呢？\n这要从河流说起。",
            "海水为什么是咸的？\n\n很久以前有一位国王，他有一台能磨出盐来的石磨。",
            "So what drives the tides?\nThe pull of the moon.",
        ),
        find=question_lines,
    ),
)
