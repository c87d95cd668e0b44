"""Outline: what stands under what, and so the subject of every block, which notes leave to headings and bullets."""

from __future__ import annotations

import functools
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from quizgen.notes.generic import META, STEP, is_facet, is_general, names_nothing
from quizgen.notes.label import Label, split_label
from quizgen.notes.model import Block, Document, Inline
from quizgen.notes.naming import (
    GLOSS,
    GLOSS_AFTER,
    NUMBERING,
    PICTOGRAPHS,
    Name,
    folded,
    is_name,
    is_statement,
    name_of,
    name_stripped,
    without_gloss,
)
from quizgen.notes.regexes import zh
from quizgen.notes.sentences import split
from quizgen.notes.verbs import is_sentence
from quizgen.notes.words import CJK, has_han, weight

REFERENCES = re.compile(
    r"[\d.、\s]*(?:参考|参考资料|参考文献|参考链接|参考文章|扩展阅读|延伸阅读|推荐阅读|相关链接|"
    r"相关阅读|资料|链接|致谢|目录|參考資料|"
    r"references?|bibliography|further\s+reading|links|sources?|see\s+also|resources|"
    r"习题|練習|练习题?|作业|思考题|课后题|(?:learning|course|lesson|lecture)\s+(?:objectives|outcomes|goals)|学习目标|教学目标|学习要求|"
    r"exercises?|problems?|problem\s+sets?|homework|practice(?:\s+\w+)?|quiz|"
    r"credits|acknowledge?ments|(?:table\s+of\s+)?contents|external\s+links)[:：\s]*",
    re.I,
)

EXAMPLE = re.compile(
    r"(?:.{0,4}(?:例子|举例|例题|示例|实例|范例|舉例|例題|實例|範例)|例|(?:an?\s|worked\s)?example)\s*[#\d一二三四五六七八九十]*[:：]?|worked\sexamples",
    re.I,
)

ASKS = re.compile(
    zh(r"[?？]$|什么|为何|如何|怎[么样]|哪[种些个几]|多少|^是否") + r"|^(?:what|why|how|when|where|who|which)\b", re.I
)
"""What shows that a heading asks and does not name."""

_CLAUSES = re.compile("[，；。]")

# A lead-in that says nothing of what it leads in: 分为以下几类.
_NO_SUBJECT = re.compile(
    zh("(?:可以?|主要|一般|通常|又)*(?:分[为成]|包括|包含|[有如以][下以]|具?有(?:[以如]下|[两三四五六七八九几]))")
)

# An address, and what is only some of many.
_NO_CONTEXT = re.compile(
    r"https?://|www\.|some\s|(?:(?:definitions?|meanings?)\s+of\s+)?(?:(?:some|key|important|basic|main|useful|common)\s+)+"
    r"(?:terms?|terminology|definitions?|vocabulary)$",
    re.I,
)


def _is_sentence(text: str) -> bool:
    """Say whether ``text`` is a whole sentence, so that nothing stands under it as under a name."""
    if weight(text) < _LEAST_SENTENCE or ASKS.search(text):
        return False
    return is_statement(text) if has_han(text) else is_sentence(text)


_LEAST_SENTENCE = 10

_SAID_OF_IT = re.compile(
    zh(r"是|\s*[（(]|\s(?:is|are|means)\b|,\s(?:in\s)?(?:which|where|who|when|that|an?|the)\s|[^.]{0,9}(?:\.\.\.|…)$")
)

_TAGS = re.compile(r"(?:\s+#[\w/-]+)+$")


def _names_in(text: str, terms: frozenset[str], longest: int) -> bool:
    """Say whether one of ``terms`` stands in ``text``: up to four Latin words, or Chinese characters."""
    for run in _RUN.findall(text):
        if has_han(run[0]):
            for start in range(len(run) - 1):
                for end in range(start + 2, min(start + longest, len(run)) + 1):
                    if run[start:end] in terms:
                        return True
        else:
            parts = run.split()
            for start in range(len(parts)):
                for end in range(start + 1, min(start + 4, len(parts)) + 1):
                    if folded(" ".join(parts[start:end])) in terms:
                        return True
    return False


_RUN = re.compile(rf"[{CJK}]{{2,60}}|[A-Za-z][\w\-./]*(?:\s[A-Za-z][\w\-./]*)*")

# In a saved page a space between Chinese characters is what is left of a line break, unless it stood beside bold type.
_LOST_BREAK = re.compile(
    zh(
        rf"(?:(?<=[{CJK}])(?<![的要在是和与为对将及])|"
        rf"(?<=[）)”]))\s+(?=[{CJK}“（])(?![的是等在将与和及为可会能也被中])|"
        rf"(?<=\w)\s+(?=所以|因此|但是|而且|通过|由于|其中)"
    )
)


def _lines(sentence: Inline) -> Iterator[Inline]:
    """Yield the lines that a sentence of a saved page was made of."""
    start = 0
    for found in _LOST_BREAK.finditer(sentence.text):
        yield sentence.cut(start, found.start())
        start = found.end()
    if start < len(sentence.text):
        yield sentence.cut(start, len(sentence.text))


_SIDES = re.compile(
    zh("项目|条目|要点|维度|方面|属性|内容") + r"|properties|property|attributes?|aspects?|items?|fields?|facts?", re.I
)

_VALUES = re.compile(
    zh("内容|取?值|具体内容|主要内容|说明|描述|详情|信息|解释|答案")
    + r"|values?|details?|descriptions?|contents?|info(?:rmation)?|",
    re.I,
)

_LONGEST_WITHIN = 10
"""A longer name (in Chinese characters) makes a prompt harder to read, not easier."""

_TITLE_REACHES = 12
"""So many blocks stand at most under a bold line: it is no heading."""

FEW_TERMS = 200
"""Up to so many Chinese terms are looked for one by one."""

_HAN_RUN = re.compile(f"[{CJK}]+")

_Asked = TypeVar("_Asked")

_Answer = TypeVar("_Answer")


def _remembered(method: Callable[[Outline, _Asked], _Answer]) -> Callable[[Outline, _Asked], _Answer]:
    """Let an outline remember what its ``method`` answered, and be forgotten with it: a cache would keep it."""
    name = method.__name__

    @functools.wraps(method)
    def answer(self: Outline, asked: _Asked) -> _Answer:
        answers = self.answers[name]
        try:  # most has been asked before
            return answers[asked]  # type: ignore[no-any-return]
        except KeyError:
            answers[asked] = found = method(self, asked)
            return found

    return answer


class Outline:
    """A document with the relations between its blocks worked out once, for all patterns."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.answers: dict[str, dict[Any, Any]] = defaultdict(dict)
        self.blocks: tuple[Block, ...] = document.blocks
        self.labels: list[Label | None] = [
            split_label(b.inline) if b.kind in ("paragraph", "item", "definition") else None for b in self.blocks
        ]
        self.children: dict[int, list[int]] = defaultdict(list)
        for i, block in enumerate(self.blocks):
            if block.parent is not None:
                self.children[block.parent].append(i)
        self.titles = self._titles()

    def _titles(self) -> dict[int, int]:
        """Return for each block the paragraph before it that serves as a title within its section."""
        titles: dict[int, int] = {}
        title: int | None = None
        for i, block in enumerate(self.blocks):
            if block.kind == "heading":
                title = None
            elif block.kind == "paragraph" and self.is_title(i):
                title = i if self.name(i) else None
            elif title is not None and i - title <= _TITLE_REACHES:
                titles[i] = title
        return titles

    @_remembered
    def is_title(self, i: int) -> bool:
        """Say whether paragraph ``i`` is set off like a heading: all bold, or a numbered name alone on its line."""
        block, label = self.blocks[i], self.labels[i]
        text = block.text.strip()
        if label and label.by == "bold":
            return not text[label.body :].strip()
        if not is_name(text.rstrip("：:")) or i + 1 >= len(self.blocks):
            return False
        return bool(NUMBERING.match(text)) or self.blocks[i + 1].kind in ("math",)

    @_remembered
    def name(self, i: int) -> Name | None:
        """Return the name that block ``i`` gives to what stands under it, in the words the text itself uses."""
        name = self._name(i)
        return self.translated.get(name.text.casefold(), name) if name else None

    @_remembered
    def label_kind(self, i: int) -> str:
        """Return what the label of block ``i`` names: "term", "facet", or "" (a step, a remark, nothing)."""
        block, label = self.blocks[i], self.labels[i]
        if label is None:
            return ""
        text = NUMBERING.sub("", block.text[label.start : label.end], count=1).strip(" \t*_：:`")
        bare = without_gloss(text).strip()
        if (META.fullmatch(bare) and not self._is_in_code(i)) or self._is_step(i, bare) or re.search(r"[?？]$", text):
            return ""
        if is_facet(bare):
            return "facet"
        return "term" if not names_nothing(bare) and self.name(i) else ""

    def _is_in_code(self, i: int) -> bool:
        """Say whether the label of block ``i`` is set as code and nothing else parts it from its text: it is a term."""
        block, label = self.blocks[i], self.labels[i]
        return label is not None and label.by == "code" and block.text[label.end - 1 : label.body].strip() == "`"

    def _is_step(self, i: int, label: str) -> bool:
        """Say whether ``label`` counts: a capital does not beside words (P, Av), or as a letter of a word (N, E, W)."""
        if len(label) != 1 or not label.isupper():
            return STEP.fullmatch(label) is not None
        beside = [
            self.blocks[j].text[found.start : found.end]
            for j in (i - 1, i + 1)
            if 0 <= j < len(self.labels) and (found := self.labels[j]) and self.blocks[j].level == self.blocks[i].level
        ]
        return not any(
            (len(GLOSS.sub("", other).strip()) > 1 and not STEP.fullmatch(other))
            or (len(other) == 1 and other.isupper() and abs(ord(other) - ord(label)) > 1)
            for other in beside
        )

    @functools.cached_property
    def translated(self) -> dict[str, Name]:
        """The Chinese names of what other blocks call by its English one: **术语**(term) says so."""
        found: dict[str, Name] = {}
        for block in self.blocks:
            for mark in block.inline.marks:
                if mark.kind == "strong" and has_han(block.text[mark.start : mark.end]):
                    gloss = GLOSS_AFTER.match(block.text, mark.end)
                    if gloss and not has_han(gloss["gloss"]):
                        name = Name(block.text[mark.start : mark.end].strip(), (gloss["gloss"],))
                        found.setdefault(gloss["gloss"].casefold(), name)
        return found

    @_remembered
    def holds_sides(self, h: int) -> bool:
        """Say whether the two columns under header row ``h`` are sides of what the table belongs to, and their values.

        The header says so (项目 | 内容, Property | Value), or is itself a side and its value.
        """
        rows = [self.blocks[r].cells for r in self.children[h]]
        header = [cell.text.strip() for cell in self.blocks[h].cells]
        if len(header) != 2 or not self.blocks[h].header or not rows or any(len(cells) != 2 for cells in rows):
            return False
        if _VALUES.fullmatch(header[1]):
            return bool(_SIDES.fullmatch(header[0])) or 2 * sum(is_facet(r[0].text.strip()) for r in rows) > len(rows)
        return is_facet(header[0]) and all(is_facet(cells[0].text.strip()) for cells in rows)

    def _name(self, i: int) -> Name | None:
        block, label = self.blocks[i], self.labels[i]
        if block.kind == "row":
            return self._row_name(block)
        if label:
            marked = [
                m for m in block.inline.marks if m.kind == "strong" and label.start < m.start and m.end <= label.end
            ]
            if len(marked) == 1 and "（" in block.text[label.start : marked[0].start]:  # a kind of X (**Y**): ...
                return name_of(block.text[marked[0].start : marked[0].end])
            return name_of(block.text[label.start : label.end])
        text = block.text.strip()
        named = block.kind in ("heading", "term") or (is_name(text.rstrip("：:")) and not is_statement(text))
        named = named and not ASKS.search(text) and not (_CLAUSES.search(text) and weight(text) > 12)
        return name_of(text) if named else None

    def _row_name(self, row: Block) -> Name | None:
        """Return the name that the first cell of ``row`` gives: of a side, where the table holds those."""
        if row.header or row.parent is None or len(row.cells) != 2:
            return None
        name = name_of(row.cells[0].text)
        return replace(name, facet=True) if name and self.holds_sides(row.parent) else name

    @_remembered
    def said(self, i: int) -> Sequence[Inline]:
        """Return the sentences of block ``i`` without the label it begins with."""
        block, label = self.blocks[i], self.labels[i]
        if block.kind not in ("paragraph", "item", "definition") and not self.states(i):
            return []
        number = NUMBERING.match(block.text) if block.kind == "heading" else None
        body = label.body if label else number.end() if number else 0
        found = [block.inline.cut(max(start, body), end) for start, end in split(block.inline) if end > body]
        return [line for sentence in found for line in _lines(sentence)] if self.document.scraped else found

    def states(self, i: int) -> bool:
        """Say whether block ``i`` is a heading that is a whole sentence; most words of an English title are large."""
        if self.blocks[i].kind != "heading":
            return False
        text = name_stripped(self.blocks[i].text)
        large = sum(word[0].isupper() for word in text.split())
        return (has_han(text) or (text[:1].isupper() and 2 * large <= len(text.split()))) and _is_sentence(text)

    @_remembered
    def left_out(self, i: int) -> bool:
        """Say whether block ``i`` is no prose to read: it stands among references, or is little but links."""
        block = self.blocks[i]
        if self._over_references(i) or self._among_references(block.headings):
            return True
        linked = sum(m.end - m.start for m in block.inline.marks if m.kind == "link")
        return linked * 5 > len(block.text) * 3

    @_remembered
    def _among_references(self, headings: tuple[int, ...]) -> bool:
        return any(self._over_references(h) for h in headings)

    @_remembered
    def in_example(self, i: int) -> bool:
        """Say whether block ``i`` stands under a heading that announces examples: what it says holds there."""
        return any(EXAMPLE.fullmatch(name_stripped(self.blocks[h].text)) for h in self.blocks[i].headings)

    @_remembered
    def _over_references(self, i: int) -> bool:
        return REFERENCES.fullmatch(name_stripped(self.blocks[i].text)) is not None

    def owners(self, i: int) -> list[int]:
        """Return the blocks that block ``i`` stands under, nearest first: bullets, titles, headings."""
        found: list[int] = []
        block = self.blocks[i]
        at, seen = block.parent, {i}
        while at is not None and at not in seen:
            seen.add(at)
            found.append(at)
            at = self.blocks[at].parent
        title = self.titles.get(found[-1] if found else i)
        if title is not None and title not in found:
            found.append(title)
        found += [h for h in reversed(block.headings) if h not in found]
        return [owner for owner in found if self._reaches(owner, i)] if self.document.scraped else found

    def _reaches(self, owner: int, i: int) -> bool:
        """Say whether heading ``owner`` of a saved page still speaks of block ``i``: there a line is an article."""
        after = next((b.line for b in self.blocks[owner + 1 :] if b.kind != "heading"), 0)
        return self.blocks[i].line in (self.blocks[owner].line, after)

    @functools.cached_property
    def terms(self) -> frozenset[str]:
        """What headings, labels, bold type and code set off as names, folded: the terms of this document."""
        found: set[str] = set()
        for i, block in enumerate(self.blocks):
            name = self.name(i) if block.kind in ("heading", "term") or self.labels[i] else None
            if name and not name.facet and is_name(name.text):
                found.update(folded(n) for n in (name.text, *name.aliases))
            for mark in block.inline.marks:
                if mark.kind in ("strong", "underline", "highlight", "code") and mark.end - mark.start <= 40:
                    text = block.text[mark.start : mark.end].strip(" `")
                    if is_name(text) and not is_facet(text):
                        found.add(folded(text))
        return frozenset(t for t in found if len(t) > 1)

    @functools.cached_property
    def _words(self) -> str:
        return "\n".join(block.text for block in self.blocks)

    @_remembered
    def speaks_elsewhere(self, name: str) -> bool:
        """Say whether ``name``, long enough to be one, stands more than once in the document."""
        first = self._words.find(name) if len(name) > 2 else -1
        return first >= 0 and self._words.find(name, first + len(name)) >= 0

    @functools.cached_property
    def aliased(self) -> frozenset[str]:
        """The labels that bring a second name, by which they are terms of their own: 术语（term）."""
        names = (self.name(i) for i, label in enumerate(self.labels) if label)
        return frozenset(name.text for name in names if name and name.aliases)

    def speaks_of_term(self, text: str) -> bool:
        """Say whether one of the document's terms stands in ``text``."""
        if len(self._han_terms) <= FEW_TERMS and has_han(text):
            return any(term in text for term in self._han_terms) or _names_in(_HAN_RUN.sub(" ", text), self.terms, 2)
        return _names_in(text, self.terms, self._longest)

    @functools.cached_property
    def _han_terms(self) -> tuple[str, ...]:
        return tuple(sorted(t for t in self.terms if has_han(t[:1])))

    @functools.cached_property
    def _longest(self) -> int:
        return min(10, max((len(t) for t in self.terms if has_han(t)), default=2))

    @_remembered
    def context(self, i: int) -> tuple[Name, ...]:
        """Return the names under which block ``i`` stands, nearest last: sides (优点) after what they belong to."""
        chain: list[Name] = []
        for owner in self.owners(i):
            name = self._holder(owner)
            if name is None or (self.blocks[owner].kind == "row" and name.facet and self.labels[i]):
                continue  # a side under which others are named: what bears a label is one of its own
            if not (chain and name.facet and set(chain[-1].text) <= set(name.text)):  # 优缺点 above 优点
                chain.append(name)
            if not name.facet:
                break
        return tuple(reversed(chain))

    @_remembered
    def _holder(self, owner: int) -> Name | None:
        """Return the name that block ``owner`` gives to what stands under it, as a prompt can say it, if it can."""
        name = self.name(owner) or self._set_off(owner)
        text = self.blocks[owner].text.strip()
        if (
            name is None
            and self.blocks[owner].kind in ("heading", "paragraph")
            and ASKS.search(text)
            and weight(text) <= 30
        ):
            text = _TAGS.sub("", text)
            name = Name(NUMBERING.sub("", text, count=1) if NUMBERING.match(text) else text)
        if (
            name is None
            or META.fullmatch(name.text)
            or _NO_SUBJECT.match(name.text)
            or _is_sentence(name.text)
            or _NO_CONTEXT.match(name.text)
        ):
            return None
        within = "" if name.facet else self._within(owner, name)
        return replace(name, within=within) if within else name

    def _set_off(self, i: int) -> Name | None:
        """Return the name set off at the beginning of item ``i``, of which a sentence speaks: **Till**, which ..."""
        block = self.blocks[i]
        mark = next(iter(block.inline.marks), None)
        if block.kind != "item" or mark is None or mark.start or mark.kind not in ("strong", "highlight"):
            return None
        if not _SAID_OF_IT.match(block.text, mark.end):
            return None
        name = name_of(block.text[: mark.end])
        return name if name and not name.facet and is_name(name.text) and not is_statement(name.text) else None

    def _within(self, owner: int, name: Name) -> str:
        """Return the name under which block ``owner``, which bears ``name``, is clear; "" where it is clear alone.

        A bullet is a word in what its heading speaks of; a heading that holds many things of a kind (Types), or a
        general word, a side of the one above.
        """
        if self.blocks[owner].kind != "item" and not is_general(name.text):
            return ""
        above = self.context(owner)
        wider = above[0].within or above[0].text if above and not above[0].facet else ""
        said_twice = PICTOGRAPHS.sub("", wider) in name.text or name.text in wider
        return "" if said_twice or weight(wider) > _LONGEST_WITHIN else wider

    def topic(self, i: int) -> Name | None:
        """Return the name of the thing that block ``i`` stands under."""
        context = self.context(i)
        return context[0] if context and not context[0].facet else None
