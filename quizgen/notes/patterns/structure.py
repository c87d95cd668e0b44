"""Patterns of the page: what headings, bullets, labels, tables and line breaks say about a term."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quizgen.notes.model import Candidate, CandidateKind, Inline
from quizgen.notes.outline import GLOSS, NUMBERING, Name, Outline, is_name, name_of
from quizgen.notes.patterns.pattern import Pattern
from quizgen.notes.words import META, STEP, has_han, is_chinese, is_facet, names_nothing, weight, zh

LIST_LENGTH = 9
"""More items than these are no list to learn by heart."""


def sight(  # noqa: PLR0913 - the fields of a candidate
    block: int,
    term: str,
    answer: str,
    line: int,
    passage: str,
    *,
    kind: CandidateKind | None = None,
    aliases: tuple[str, ...] = (),
    items: tuple[str, ...] = (),
    ordered: bool = False,
    prompt: str = "",
) -> Candidate:
    """Return a candidate without the name and confidence that its pattern will give it."""
    return Candidate("", kind or "definition", 0.0, term, answer, block, line, passage, aliases, items, ordered, prompt)


def prompt(context: tuple[Name, ...], asked: str = "") -> str:
    """Return the question "[context] asked", with no word said twice."""
    names = [name.text for name in context]
    if asked:
        names = [n for n in names if n.casefold() not in asked.casefold()]
    elif names:
        *names, asked = names
    return f"[{' '.join(names)}] {asked}" if names else asked


# --- Labels ----------------------------------------------------------------------------------------------------------


def label_kind(outline: Outline, i: int) -> str:
    """Return what the label of block ``i`` names: "term", "facet", "phrase" or "" (a step, a remark, nothing)."""
    block, label = outline.blocks[i], outline.labels[i]
    if label is None:
        return ""
    text = NUMBERING.sub("", block.text[label.start : label.end], count=1).strip(" \t*_：:")
    bare = GLOSS.sub("", text).strip()
    if META.fullmatch(bare) or STEP.fullmatch(bare) or (names_nothing(bare) and not is_facet(bare)):
        return ""
    if re.search(r"[?？]$", text):
        return ""
    if is_facet(bare):
        return "facet"
    return "term" if outline.name(i) else ""


def _siblings(outline: Outline, i: int) -> int:
    """Return how many blocks beside block ``i`` (same parent or section, same kind and level) bear the same sort of label."""
    block, label = outline.blocks[i], outline.labels[i]
    return sum(
        1
        for j in range(max(0, i - 12), min(len(outline.blocks), i + 13))
        if j != i
        and (other := outline.labels[j])
        and label
        and other.by == label.by
        and (b := outline.blocks[j]).kind == block.kind
        and b.level == block.level
        and b.parent == block.parent
        and b.headings == block.headings
        and label_kind(outline, j) == "term"
    )


def _without_subject(body: Inline, name: Name) -> Inline:
    """Return ``body`` without a repetition of the term and "is" at its beginning ("S3: S3 is a store" says "a store")."""
    for word in (name.text, *name.aliases):
        if body.text[: len(word)].casefold() == word.casefold():
            rest = re.compile(
                r"\s*(?:[（(][^（()）]{0,80}[)）])?\s*(?:(?:就|则)?是(?:指)?|指的?是?|is|are|means|refers\s+to)(?:\s+|(?=[^\s\w])|(?<=[是指]))"
            ).match(body.text, len(word))
            if rest:
                return body.cut(rest.end(), len(body.text))
    copula = re.match(r"(?:就|即)?(?:是指?|指的?是?|即)(?![数标令导向针])", body.text)
    return body.cut(copula.end(), len(body.text)) if copula and len(body.text) > copula.end() + 3 else body


def _labelled(outline: Outline, by: tuple[str, ...], siblings: range) -> Iterator[Candidate]:
    for i, label in enumerate(outline.labels):
        if label is None or label.by not in by or label_kind(outline, i) != "term":
            continue
        said = outline.said(i)
        name = outline.name(i)
        if outline.left_out(i):
            continue
        if not said or name is None or _leads_in(said[-1].text) or _siblings(outline, i) not in siblings:
            continue
        body = _without_subject(said[0], name)
        yield sight(i, name.text, body.text, said[0].line_at(0), outline.blocks[i].text, aliases=name.aliases)


def bold_labels(outline: Outline) -> Iterator[Candidate]:
    """``**term**: what it is``."""
    return _labelled(outline, ("bold",), range(1000))


def colon_labels(outline: Outline) -> Iterator[Candidate]:
    """``term: what it is``, beside others of the same shape."""
    return _labelled(outline, ("colon", "code"), range(1, 1000))


def lone_colon_labels(outline: Outline) -> Iterator[Candidate]:
    """``term: what it is``, alone of its kind."""
    return _labelled(outline, ("colon", "code"), range(1))


def dash_labels(outline: Outline) -> Iterator[Candidate]:
    """``term - what it is``, beside others of the same shape."""
    return _labelled(outline, ("dash",), range(1, 1000))


def line_labels(outline: Outline) -> Iterator[Candidate]:
    """A term alone on its line, what it is on the next."""
    return _labelled(outline, ("line",), range(1000))


def facet_labels(outline: Outline) -> Iterator[Candidate]:
    """``优点：...`` under a term: a side of it."""
    for i, label in enumerate(outline.labels):
        if label is None or label_kind(outline, i) != "facet":
            continue
        name, context = outline.name(i), outline.context(i)
        said = outline.said(i)
        if name is None or not context or not said or _leads_in(said[-1].text):
            continue
        yield sight(
            i,
            " ".join([*(n.text for n in context), name.text]),
            outline.blocks[i].text[label.body :],
            said[0].line_at(0),
            outline.blocks[i].text,
            kind="property",
            prompt=prompt((*context, name)),
        )


# --- Lists -----------------------------------------------------------------------------------------------------------


def _leads_in(text: str) -> bool:
    return text.rstrip().endswith(("：", ":", "：**", ":**"))


def _item_text(outline: Outline, i: int) -> str:
    """Return what of item ``i`` belongs in a list: its name where it has one, else its text."""
    block, label = outline.blocks[i], outline.labels[i]
    if label and label.by != "line":
        return block.text[label.start : label.end].strip()
    return block.text.strip().rstrip("。.；;，,")


def _lists(outline: Outline) -> Iterator[tuple[int, list[int]]]:
    """Yield each block with the items directly under it."""
    for i, children in outline.children.items():
        items = [c for c in children if outline.blocks[c].kind == "item"]
        if items:
            yield i, items


COUNT_ZH = r"(?:以下|如下|下面|下列)?\s*(?:主要的?)?\s*(?:[一二两三四五六七八九十几多\d]+|若干)\s*(?:大类|大|个主要的?|主要)?\s*[种个类点步条项方层级阶组](?:面|段)?"
_LEAD_COUNT_ZH = re.compile(zh(rf"^(?:以下是|下面是|如下)?{COUNT_ZH}(?P<noun>.+)$"))
_LEAD_VERB_ZH = re.compile(
    zh(
        r"^(?P<subject>.{2,40}?)(?P<verb>(?:主要|一般|通常|大致|又|还|常|可以|可|能够?)*(?:有|包括|包含|分为|分成|分|采用了?|由|存在|具有|具备|是|为|需要|支持|提供了?|使用了?|涉及|遵循))"
        rf"(?:(?P<count>{COUNT_ZH})(?P<noun>[^，。、和与及]{{0,12}}?)|(?:以下|如下|下面|下列)(?P<rest>[^，。、和与及]{{0,12}}?))?(?:如下|组成|构成)?$"
    )
)
_LEAD_EN = (
    (
        re.compile(
            r"^(?:there\s+(?:are|is|exist)|we\s+have|here\s+are|these\s+are|the\s+following\s+are)\s+(?:\w+\s+)?(?:main\s+|key\s+|basic\s+|different\s+|common\s+)?(?P<x>(?:types?|kinds?|ways?|steps?|parts?|forms?|methods?|categories|classes|stages|phases|reasons?|approaches|levels?|components?|sources?|rules?|properties|conditions?|factors?)\b.*)$",
            re.I,
        ),
        "What are the {x}?",
    ),
    (
        re.compile(r"^(?:the\s+following|following)\s+(?P<x>[^,]+?)(?:\s+(?:are|is)(?:\s+\w+)?)?$", re.I),
        "What are the {x}?",
    ),
    (
        re.compile(
            r"^(?P<x>.{3,70}?)\s+(?:are|is|include|includes|consists?\s+of|comprises?|contains?|has|have)(?:\s+(?:the\s+following|as\s+follows|these))?(?:\s+\w+)?$",
            re.I,
        ),
        "{x}: which?",
    ),
    (re.compile(r"^(?P<x>.{3,90}?)\s+(?:as\s+follows|the\s+following)$", re.I), "{x}?"),
)


def list_question(lead: str, context: tuple[Name, ...]) -> str:
    """Return the question that the lead-in of a list answers to, made of the author's words."""
    lead = NUMBERING.sub("", lead, count=1) if NUMBERING.match(lead) else lead
    lead = lead.strip().rstrip("：:").strip(" *_")
    if has_han(lead):
        last = re.split(r"[。；！？]", lead)[-1].strip()
        clause = re.split(r"[，,]", last)[-1].strip()
        lead = clause if weight(clause) >= 5 else last
        if found := _LEAD_COUNT_ZH.match(lead):
            return prompt(context, found["noun"].lstrip("的") + "有哪些？")
        if found := _LEAD_VERB_ZH.match(lead):
            return prompt(context, f"{found['subject']}{found['verb']}哪些{found['noun'] or found['rest'] or ''}？")
        lead = re.sub(r"(?:具体)?(?:如下|有以下|主要有以下|包括以下)(?:所示|几[点种个类])?$", "", lead)
        return prompt(context, lead + ("" if is_facet(lead) else "有哪些？"))
    lead = re.split(r"(?<=[.!?])\s+", lead)[-1]
    for pattern, question in _LEAD_EN:
        if found := pattern.match(lead):
            return prompt(context, question.format(x=found["x"]))
    return prompt(context, lead)


def _list(outline: Outline, i: int, items: list[int], question: str) -> Candidate:
    texts = tuple(_item_text(outline, c) for c in items)
    ordered = all(outline.blocks[c].ordered for c in items)
    passage = "\n".join([outline.blocks[i].text, *(outline.blocks[c].text for c in items)])
    return sight(
        i,
        question,
        "",
        outline.blocks[items[0]].line,
        passage,
        kind="list",
        items=texts,
        ordered=ordered,
        prompt=question,
    )


def _fit_for_list(outline: Outline, items: list[int], longest: int) -> bool:
    texts = [_item_text(outline, c) for c in items]
    return (
        2 <= len(texts) <= LIST_LENGTH
        and all(0 < weight(t) <= longest for t in texts)
        and len(set(texts)) == len(texts)
    )


_COUNTS = re.compile(
    zh(rf"{COUNT_ZH}|方法|方式|算法|步骤|流程|种类|类型|原则|条件|特点|功能|原因|规则|性质|阶段")
    + r"|\b(?:types?|kinds?|ways?|steps?|sequence|stages?|rules?|conditions?|properties|methods?|order)\b",
    re.I,
)


def lead_in_lists(outline: Outline) -> Iterator[Candidate]:
    """``有以下几种：`` and the items under it."""
    for i, items in _lists(outline):
        block = outline.blocks[i]
        if block.kind == "heading" or not _leads_in(block.text) or not _fit_for_list(outline, items, 60):
            continue
        name = outline.name(i)
        context = outline.context(i)
        if name and name.facet:
            if context:
                yield _list(outline, i, items, prompt((*context, name)))
        elif META.fullmatch(block.text.strip().rstrip("：:")) or (
            outline.labels[i] and name and not _COUNTS.search(name.text) and not _fit_for_list(outline, items, 24)
        ):
            continue
        else:
            yield _list(outline, i, items, list_question(block.text, context))


def facet_lists(outline: Outline) -> Iterator[Candidate]:
    """A bullet or heading that names a side of what stands above it, and the items under it."""
    for i, items in _lists(outline):
        block, name, context = outline.blocks[i], outline.name(i), outline.context(i)
        if name and name.facet and context and not _leads_in(block.text) and _fit_for_list(outline, items, 60):
            yield _list(outline, i, items, prompt((*context, name)))


def plain_lists(outline: Outline) -> Iterator[Candidate]:
    """A bullet or heading that names a thing, and short items under it: its parts or kinds."""
    for i, items in _lists(outline):
        block, name = outline.blocks[i], outline.name(i)
        if name is None or name.facet or _leads_in(block.text) or not _fit_for_list(outline, items, 14):
            continue
        if outline.labels[i] and block.text[outline.labels[i].body :].strip():  # type: ignore[union-attr]
            continue
        sides = sum(is_facet(_item_text(outline, c).strip("`")) for c in items)
        if sides * 2 >= len(items):
            continue
        yield _list(outline, i, items, prompt((*outline.context(i), name)))


def ordered_lists(outline: Outline) -> Iterator[Candidate]:
    """Numbered items under a heading or bullet without a colon: its steps."""
    for i, items in _lists(outline):
        block, name = outline.blocks[i], outline.name(i)
        if name is None or name.facet or _leads_in(block.text) or not all(outline.blocks[c].ordered for c in items):
            continue
        if len(items) >= 3 and _fit_for_list(outline, items, 60) and not _fit_for_list(outline, items, 14):
            yield _list(outline, i, items, prompt((*outline.context(i), name)))


# --- Headings --------------------------------------------------------------------------------------------------------

_PREDICATE_ZH = re.compile(
    r"(?:就|即)?(?:是(?!否)|指|用于|用来|为了|通过|将|把|由|在|利用|采用|使用|根据|基于|能够?|可以|对|从|以|按照?|允许|提供|负责|表示|属于|一[种个类])"
)
_PREDICATE_EN = re.compile(
    r"[a-z]|(?:An?|The|Any|Used|Refers|Is|Are|Allows|Provides|Describes|Means|Says|States|When|How|Uses?|Consists)\b"
)
_FINITE_EN = re.compile(
    r"\b(?:is|are|was|were|has|have|had|can|could|will|would|should|must|may|might|do|does|did)\b", re.I
)


def heading_definitions(outline: Outline) -> Iterator[Candidate]:
    """A heading that names a thing, and a first sentence that says what it is without naming it again."""
    for i, block in enumerate(outline.blocks):
        if block.kind == "heading" or not block.headings or block.kind not in ("paragraph", "item"):
            continue
        heading = block.headings[-1]
        before = outline.blocks[heading + 1 : i]
        if len(before) > 2 or any(b.kind in ("paragraph", "item") and not b.text.endswith(":") for b in before):
            continue
        name = outline.name(heading)
        said = outline.said(i)
        if name is None or name.facet or not is_name(name.text) or not said or outline.labels[i]:
            continue
        text = said[0].text.strip()
        if name.text.casefold() in text.casefold() or _leads_in(text):
            continue
        chinese = has_han(text[:4])
        if chinese and not _PREDICATE_ZH.match(text):
            continue
        if not chinese and not (_PREDICATE_EN.match(text) and not _FINITE_EN.search(" ".join(text.split()[:4]))):
            continue
        body = _without_subject(said[0], name)
        yield sight(i, name.text, body.text, said[0].line_at(0), block.text, aliases=name.aliases)


_ASKS = re.compile(
    r"(?:什么|为什么|为何|如何|怎么|怎样|哪些|哪几|哪种|哪个|是否|吗|呢|区别|谁|多少|几[种个类])|"
    r"^(?:what|why|how|when|where|who|which|is|are|does|do|can|should)\b",
    re.I,
)
_ASKED = re.compile(
    r"^(?:什么是|为什么|为何|如何|怎么|怎样|有哪些|简述|说说|谈谈|介绍一下|解释|what|why|how|when|where|who|which)|"
    r"(?:是什么|有哪些|区别|的作用|怎么办|是怎样的|的原因|的原理|的流程)$",
    re.I,
)


def _asks(text: str) -> str:
    """Return the question that a heading, label or line puts, without its number; "" if it puts none."""
    text = NUMBERING.sub("", text, count=1) if NUMBERING.match(text) else text
    text = re.sub(r"^(?:Q|问|问题)\s*\d*\s*[:：.、]\s*", "", text.strip(), flags=re.I).strip(" *_#")
    if not (3 <= weight(text) <= 70) or is_facet(text):
        return ""
    if re.search(r"[?？]$", text) and (_ASKS.search(text) or has_han(text)):
        return text
    if has_han(text) and _ASKED.search(text) and weight(text) <= 30:
        return text
    return text if re.match(r"(?:what|why|how|when\s+to)\b", text, re.I) and 3 <= len(text.split()) <= 12 else ""


def _answer_blocks(outline: Outline, i: int) -> list[int]:
    """Return the blocks that stand under block ``i`` until something on its own level begins."""
    block = outline.blocks[i]
    if block.kind == "heading":
        return [j for j in range(i + 1, min(len(outline.blocks), i + 40)) if i in outline.blocks[j].headings]
    if outline.children.get(i):
        return outline.children[i]
    found = []
    for j in range(i + 1, min(len(outline.blocks), i + 12)):
        other = outline.blocks[j]
        if (
            other.kind == "heading"
            or _asks(other.text)
            or (block.kind == "item" and other.kind == "item" and other.level <= block.level)
        ):
            break
        found.append(j)
    return found


def question_headings(outline: Outline) -> Iterator[Candidate]:
    """A heading or bold line that asks, and what stands under it."""
    for i, block in enumerate(outline.blocks):
        if block.kind not in ("heading", "paragraph", "item") or (block.kind != "heading" and len(block.text) > 200):
            continue
        question = _asks(block.text)
        if not question or (len(re.findall(r"[?？]", question)) > 1 and not has_han(question)):
            continue
        if block.kind != "heading" and not (
            re.match(r"\s*(?:Q|问)\s*\d*\s*[:：.]", block.text, re.I)
            or (
                block.inline.marks
                and block.inline.marks[0].start == 0
                and block.inline.marks[0].end >= len(block.text.strip()) - 1
            )
            or (NUMBERING.match(block.text) and re.search("[?？]", block.text))
            or (block.kind == "item" and outline.children.get(i))
        ):
            continue
        yield from _answered(outline, i, question)


def _answered(outline: Outline, i: int, question: str) -> Iterator[Candidate]:
    under = _answer_blocks(outline, i)
    if not under:
        return
    first = under[0]
    block = outline.blocks[first]
    items = [j for j in under if outline.blocks[j].kind == "item" and outline.blocks[j].parent == block.parent]
    passage = "\n".join([outline.blocks[i].text, block.text])
    if block.kind == "item" and len(items) >= 2:
        if _fit_for_list(outline, items, 60):
            made = _list(outline, i, items, question)
            yield made
        return
    if block.kind == "paragraph" and outline.children.get(first) and _leads_in(block.text):
        items = [c for c in outline.children[first] if outline.blocks[c].kind == "item"]
        if _fit_for_list(outline, items, 60):
            yield _list(outline, i, items, question)
        return
    if block.kind not in ("paragraph", "item", "code"):
        return
    said = outline.said(first) if block.kind != "code" else []
    if not said or _leads_in(said[0].text):
        return
    answer = said[0]
    short = weight(answer.text) < 6 and len(said) > 1
    text = block.text[: said[1].text.__len__() + len(answer.text)] if short else answer.text
    yield sight(first, question, text, answer.line_at(0), passage, kind="question", prompt=question)


# --- Tables ----------------------------------------------------------------------------------------------------------


def tables(outline: Outline) -> Iterator[Candidate]:
    """A table whose first column names things: each other cell is a side of its row's thing, named by its column."""
    for i, block in enumerate(outline.blocks):
        if block.kind != "row" or block.header or block.parent is None or len(block.cells) < 2:
            continue
        header = outline.blocks[block.parent].cells
        first = block.cells[0].text.strip()
        name = name_of(first) if is_name(first) else None
        if name is None or len(header) < len(block.cells):
            continue
        for column, cell in list(enumerate(block.cells))[1:6]:
            text, side = cell.text.strip(), header[column].text.strip()
            if not text or re.fullmatch(r"[\s\-–—/?✓✔×✗xXnN/aA]*", text):
                continue
            defines = len(block.cells) == 2 and (not side or _DEFINING.fullmatch(side))
            yield sight(
                i,
                name.text if defines else f"{name.text} {side}",
                text,
                block.line,
                " | ".join(c.text for c in block.cells),
                kind="definition" if defines else "property",
                aliases=name.aliases if defines else (),
                prompt="" if defines or not side else prompt((*outline.context(i)[:1], Name(f"{name.text} {side}"))),
            )


_DEFINING = re.compile(
    r"(?:含义|意义|说明|描述|定义|解释|释义|作用|功能|内容|概念|描述说明|meaning|description|definition|what\s+it\s+(?:is|does|means)|explanation|summary|notes?)",
    re.I,
)


def definition_lists(outline: Outline) -> Iterator[Candidate]:
    """A Markdown definition list."""
    for i, block in enumerate(outline.blocks):
        if block.kind == "definition" and block.parent is not None and (name := outline.name(block.parent)):
            yield sight(i, name.text, block.text, block.line, block.text, aliases=name.aliases)


# --- Formulas --------------------------------------------------------------------------------------------------------


def formulas(outline: Outline) -> Iterator[Candidate]:
    """A line that names a thing, and directly under it nothing but a formula."""
    for i, block in enumerate(outline.blocks):
        if block.kind != "math" or i == 0:
            continue
        before = outline.blocks[i - 1]
        if before.kind not in ("paragraph", "item", "heading"):
            continue
        text = before.text.strip().rstrip("：:")
        name = outline.name(i - 1) if is_name(text) or outline.labels[i - 1] else None
        if name is None or (outline.labels[i - 1] and before.text[outline.labels[i - 1].body :].strip()):  # type: ignore[union-attr]
            continue
        context = (*outline.context(i - 1), name) if name.facet else (name,)
        if context[0].facet:
            continue
        facet = "" if name.facet else ("公式" if is_chinese(text) else "formula")
        yield sight(
            i,
            context[0].text,
            block.text.strip(),
            block.line,
            f"{before.text}\n{block.text}",
            kind="fact",
            prompt=prompt(context, facet) if facet else prompt(context),
        )


STRUCTURE: tuple[Pattern, ...] = (
    Pattern("bold label", "definition", 0.85, "", (), (), find=bold_labels),
    Pattern("colon label with siblings", "definition", 0.8, "", (), (), find=colon_labels),
    Pattern("colon label", "definition", 0.65, "", (), (), find=lone_colon_labels),
    Pattern("dash label", "definition", 0.7, "", (), (), find=dash_labels),
    Pattern("line label", "definition", 0.7, "", (), (), find=line_labels),
    Pattern("facet label", "property", 0.75, "", (), (), find=facet_labels),
    Pattern("lead-in and list", "list", 0.75, "", (), (), find=lead_in_lists),
    Pattern("facet and list", "list", 0.8, "", (), (), find=facet_lists),
    Pattern("name and short items", "list", 0.65, "", (), (), find=plain_lists),
    Pattern("name and numbered items", "list", 0.7, "", (), (), find=ordered_lists),
    Pattern("heading and first sentence", "definition", 0.7, "", (), (), find=heading_definitions),
    Pattern("question heading", "question", 0.85, "", (), (), find=question_headings),
    Pattern("table", "property", 0.7, "", (), (), find=tables),
    Pattern("definition list", "definition", 0.95, "", (), (), find=definition_lists),
    Pattern("name and formula", "fact", 0.7, "", (), (), find=formulas),
)
