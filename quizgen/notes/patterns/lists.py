"""Patterns of the page: the kinds, parts and steps that stand as a list under what they belong to."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from itertools import takewhile

from quizgen.notes import words
from quizgen.notes.model import Candidate, Inline
from quizgen.notes.outline import GLOSS, GLOSS_AFTER, NUMBERING, Name, Outline, is_name, is_statement
from quizgen.notes.patterns.fronts import has_owner, holds_sides, is_plural, labels_of
from quizgen.notes.patterns.labels import LONGEST_SERIES, as_many, counted
from quizgen.notes.patterns.pattern import Pattern
from quizgen.notes.patterns.series import LONGEST_NAMED, by_ordinal, enumerated, how_many, number
from quizgen.notes.patterns.sights import leads_in, prompt, sight
from quizgen.notes.verbs import has_verb, is_clause, starts_with_verb
from quizgen.notes.words import META, ends_in_facet, has_han, is_facet, is_general, points_elsewhere, weight, zh

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
    text = block.text[number.end() if number else 0 :].strip()
    if leads_in(text) and outline.children.get(i):
        text = text.rstrip("：: ")
    head = text.partition(" = ")[0]
    if head != text and is_name(head) and _WORDS.search(head) and not re.search("[$`]", head):
        return head
    if text[-3:].endswith(("and", "or")) or text.startswith(("and", "or")):
        text = _JOINED.sub("", text)
    return text.rstrip("。.；;，,")


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


# What joins an item of a list to the one before or after it.
_JOINED = re.compile(r"^(?:and|or)\s+|[,;]?\s+(?:and|or)$")


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
        if items and not outline.left_out(i):
            if len(items) > 3 and _REST.match(outline.blocks[items[-1]].text):
                items = items[:-1]
            style = _style(outline.blocks[items[0]].marker)
            found.append((i, [c for c in items if _style(outline.blocks[c].marker) == style]))
    return found


def _items_after(outline: Outline, i: int) -> list[int]:
    """Return the items after item ``i`` in its list: with another marker, or as many as it announces."""
    block, after = outline.blocks[i], list[int]()
    for j in range(i + 1, len(outline.blocks)):
        if outline.blocks[j].kind != "item" or outline.blocks[j].parent != block.parent or len(after) > LIST_LENGTH:
            break
        after.append(j)
    other = list(takewhile(lambda j: _style(outline.blocks[j].marker) != _style(block.marker), after))
    return other or (after if _counts(block.text) == len(after) else [])


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


def _counts(text: str) -> int:
    """Return how many things the end of ``text`` announces: 造成两个问题, 设有六部，分别为; 0 if it gives no number."""
    found = _HOW_MANY.search(text)
    return number(found["count"]) if found else 0


_HOW_MANY = re.compile(
    zh(
        r"(?:有|分[为成]|造成|带来|引起|产生|面临|存在|包括|包含|满足|具备)(?:了|以下|如下)?(?P<count>[两二三四五六七八九])"
        r"[^，,。；;：:\d]{1,8}(?:[，,]?(?:分别)?(?:是|为|有|如下))?[：:]?$"
    )
)
_REST = re.compile(zh("其[他它余]|等等?$") + r"|others?\b|etc\b", re.I)


def _style(marker: str) -> str:
    return re.sub(r"[\d一二三四五六七八九十]+|[①-⑳]", "1", marker)


# --- The question a lead-in puts -------------------------------------------------------------------------------------

_COUNT_ZH = (
    r"(?:(?:以下|如下|下面|下列)?\s*(?:主要的?)?\s*(?:[一二两三四五六七八九十几多\d]+|若干)\s*"
    r"(?:大类|大|个主要的?|主要)?\s*[种个类点步条项方层级阶组](?:面|段)?|一系列的?)"
)
_LEAD_ZH = tuple(
    (re.compile(zh(told_by)), question)
    for told_by, question in (
        (r"^(?P<lead>.+(?:表现|体现|反映)(?:在|为|于))$", "{lead}哪些方面？"),
        (
            r"^(?P<subject>.{2,40}?由)(?P<parts>[两三四五六七八九十几\d]+个?(?:大|主要)?部分)(?P<end>组成|构成)$",
            "{subject}哪{parts}{end}？",
        ),
        (
            rf"^(?P<verb>(?:主要|一般|通常|大致|又|还)*(?:有|包括|包含|分为|分成)){_COUNT_ZH}(?P<noun>[^，。、和与及]{{0,12}})$",
            "{verb}哪些{noun}？",
        ),
        (rf"^(?:以下是|下面是|如下)?{_COUNT_ZH}的?(?P<noun>.+)$", "{noun}有哪些？"),
        (r"^(?P<lead>.{3,40}?[，,]?分别)[是为]$", "{lead}是什么？"),
        (r"^(?P<subject>.{2,40}?[^但于可还只总凡分])(?P<verb>是|为)$", "{subject}{verb}什么？"),
        (
            r"^(?P<subject>.{2,40}?)(?P<verb>具有|有)(?:[^，。有]{1,16}的)?"
            r"(?P<noun>(?:理论|实践|现实|历史)?(?:意义|作用|特点|特征|特性|影响|优点|缺点|功能|价值))$",
            "{subject}{verb}哪些{noun}？",
        ),
        (
            r"^(?P<subject>.{2,40}?)(?P<verb>决定|影响|取决于|导致|引起|造成|强调|要求|主张|反映|认为|提出)了?$",
            "{subject}{verb}什么？",
        ),
        (
            r"^(?P<subject>.{2,40}?(?:分为|分成|分|包括|包含|[^没]有))(?P<count>[两三四五六七八九十几\d]+大?[种个类点步条项层级阶])$",
            "{subject}哪{count}？",
        ),
        (
            r"^(?P<subject>.{2,40}?)(?P<verb>(?:主要|一般|通常|大致|又|还|常|可以|可|能够?)*"
            r"(?:有|包括|包含|分为|分成|分|采用了?|由|存在|具有|具备|是|为|需要|支持|提供了?|使用了?|涉及|遵循))"
            rf"(?:{_COUNT_ZH}(?P<noun>[^，。、和与及]{{0,12}}?)|(?:以下|如下|下面|"
            rf"下列)(?P<rest>[^，。、和与及]{{0,12}}?))?"
            r"(?:如下|组成|构成)?$",
            "{subject}{verb}哪些{noun}{rest}？",
        ),
        (
            r"^(?P<head>.{0,24}?(?:用|靠|通过|设|提出了?|定义了?|总结了?|造成|带来|引起|产生|面临|存在))"
            r"(?P<rest>[两三四五六七八九十几\d]+(?:大[种类]?|[种个类项层步条点阶]).{2,30})$",
            "{head}哪{rest}？",
        ),
    )
)
_LEAD_TAIL_ZH = re.compile(zh(r"(?:具体)?(?:如下|有以下|主要有以下|包括以下)(?:所示|几[点种个类])?$"))
_NOUNS_EN = (
    "types?|kinds?|ways?|steps?|parts?|forms?|methods?|categories|classes|stages|phases|"
    "reasons?|approaches|levels?|components?|sources?|rules?|properties|conditions?|"
    "factors?|functions?|layers?|premises|assumptions|arguments|principles?|causes?|goals?|advantages|disadvantages|"
    "features"
)
_LEAD_EN = tuple(
    (re.compile(told_by, re.I), question)
    for told_by, question in (
        (
            r"^(?P<x>.{3,60}?\s(?:in)?to)\s+(?P<n>(?:two|three|four|five|six|seven|eight|several)\s+\w+(?:\s\w+)?)$",
            "{x} what {n}?",
        ),
        (rf"^.*\b(?:these|those|whose)\s+(?P<x>{_NOUNS_EN})\s+are$", "What are the {x}?"),
        (
            rf"^(?:there\s+(?:are|is|exist)|we\s+have|here\s+are|these\s+are|"
            rf"the\s+following\s+are)\s+(?:\w+\s+)?(?:main\s+|key\s+|basic\s+|different\s+|"
            rf"common\s+)?(?P<x>(?:{_NOUNS_EN})\b.*)$",
            "What are the {x}?",
        ),
        (
            r"^there\s+are\s+(?:\w+\s+)?(?:main|key|basic|different|common|several|many|various|other)\s+(?P<x>\w+s\b.*)$",
            "What are the {x}?",
        ),
        (r"^(?:the\s+)?following\s+(?P<x>[^,]+?)(?:\s+(?:are|is)(?:\s+\w+)?)?$", "What are the {x}?"),
        (r"^(?P<x>.{3,90}?)\s+(?:as\s+follows|the\s+following)$", "{x} what?"),
        (
            r"^(?P<x>.{3,90}?\s(?:are|is|asks?|(?:can|may)\s+be|requires?|involves?|provides?|means|include|includes|consists?\s+of|comprises?|contains?|has|"
            r"have|using|by|into|to|of|for|with|in|on|at|from|through|against|despite|between|if|when|unless|because))$",
            "{x} what?",
        ),
    )
)


def list_question(lead: str, context: tuple[Name, ...]) -> str:
    """Return the question that the lead-in of a list answers to, in the author's words; "" if it answers to none."""
    lead = NUMBERING.sub("", lead, count=1) if NUMBERING.match(lead) else lead
    lead = re.sub(r",?\s+(?:namely|viz\.?|i\.e\.?)$", "", lead.strip().rstrip("：:").strip(" *_"))
    if _EXAMPLES_FOLLOW.search(lead):
        return ""
    return _question_zh(lead, context) if has_han(lead) else _question_en(lead, context)


def _question_zh(lead: str, context: tuple[Name, ...]) -> str:
    last = re.split(r"[。；！？]", lead)[-1].strip()
    if because := _BECAUSE_ZH.match(last):
        said = because["said"].strip("，, ")
        return prompt(context, f"为什么{said}？") if weight(said) >= 4 and not points_elsewhere(said) else ""
    clause = re.split(r"[，,]", last)[-1].strip()
    lead = clause if weight(clause) >= 5 else last
    lead = _POINTING_ZH.sub("", lead[words.lead(lead) :])
    if (side := _SIDE_ZH.fullmatch(lead)) and is_facet(side["side"]):
        return prompt(context, side["side"]) if context else ""
    asked = _asked_zh(lead)
    return prompt(context, asked) if asked else ""


def _asked_zh(lead: str) -> str:
    if _ADVERBIAL_ZH.fullmatch(lead):
        return ""
    for told_by, question in _LEAD_ZH:
        if found := told_by.match(lead):
            return question.format(**found.groupdict(default=""))
    bare = _LEAD_TAIL_ZH.sub("", lead)
    several = bare != lead or (_COUNTS.search(bare) and not is_facet(bare) and not _STATES.search(bare))
    return bare + ("有哪些？" if several else "")


def _question_en(lead: str, context: tuple[Name, ...]) -> str:
    whole, lead = lead, re.split(r"(?<=[.!?])\s+", lead)[-1]
    if (these := _THESE.search(lead)) and (said := re.search(_SAID_BEFORE.format(these["noun"]), whole, re.I)):
        return prompt(context, f"What are the {said.group()}?")
    if _NO_LABEL_BEGINS.match(lead) and not has_verb(lead):
        return ""
    if _AUXILIARY_FIRST.match(lead):
        return ""  # what of?
    for told_by, question in _LEAD_EN:
        if (found := told_by.match(lead)) and not _POINTING_EN.search(found["x"]):
            if context:
                found = told_by.match(_PRONOUN_EN.sub("", lead, count=1)) or found
            return prompt(context, question.format(**found.groupdict()))
    lead = _PRONOUN_EN.sub("", lead, count=1) if context else lead
    points = _POINTING_EN.search(lead)
    if _CONJUNCTION_EN.search(lead) or (points and is_clause(lead)):
        return ""
    return prompt(context, "" if points else lead)


_BECAUSE_ZH = re.compile(
    zh(r"(?P<said>.{2,60}?)(?:这|其|主要|就|[，,])*(?:是?因为|是?由于|的?(?:原因|理由)(?:是|在于|有))$")
)
_ADVERBIAL_ZH = re.compile(
    zh(r"(?:在|当|从|对于?|关于|根据|按照?|通过).*(?:中|上|下|里|内|时|来说|而言|看|后|前|方面|情况|过程)")
)
_EXAMPLES_FOLLOW = re.compile(
    zh(r"(?:比如|例如|举例(?:来说)?|譬如|如)$") + r"|\b(?:e\.g\.?|for\s+example|for\s+instance|such\s+as|like)$", re.I
)
_STATES = re.compile(zh("[^但于可还]是[^否]"))
_POINTING_ZH = re.compile(zh(r"^(?:它们?的?|其|这[一几]?[些个种股类项次场套条段批]?的?|该)(?=[^，。]{2})"))
_SIDE_ZH = re.compile(zh(r"(?P<side>.{2,8}?)(?:主要)?(?:在于|有|包括|如下|是)"))
_CONJUNCTION_EN = re.compile(r"\b(?:where|when|which|that|if|and|or|because|so|while)$|^(?:if|when)\b", re.I)
_PRONOUN_EN = re.compile(r"^(?:it|he|she|they|this|these)\s+(?=\w+\s\w)", re.I)
_THESE = re.compile(rf"\b(?:these|those)\s+(?P<noun>{_NOUNS_EN})\s+are$", re.I)
_SAID_BEFORE = (
    r"(?:\d|two|three|four|five|six|several)\s+(?:\w+\s)?{}\s+(?:for|of|to|in|that|which|why|by)\s[^.,;:!?]{{3,60}}"
)
_NO_LABEL_BEGINS = re.compile(r"(?:about|in|on|at|for|from|with|by|as|into)\s", re.I)
_AUXILIARY_FIRST = re.compile(r"(?:is|are|was|were|has|have|can|may|must|should|will|would)\s", re.I)
_POINTING_EN = re.compile(r"\b(?:this|these|that|those|it|he|she|they|its|their|his|her|here)\b", re.I)


def asks_for(name: str, context: tuple[Name, ...]) -> str:
    """Return the question for what the set ``name`` holds; "" where it is a clause that puts none."""
    if has_han(name):
        return list_question(name, context) if _HOW_MANY_ZH.search(name) else prompt(context, f"{name}包括哪些？")
    if kinds := _KINDS_OF.match(name):
        return prompt(context, f"What {kinds['kind'].lower().rstrip('s')}s of {kinds['of']} are there?")
    name = re.sub("^The ", "", name)
    if _SMALL_FIRST.match(name):
        name = name[0].lower() + name[1:]
    return prompt(
        context,
        f"What are the {name}?" if is_plural(name) or _SEVERAL_EN.match(name) else f"What kinds of {name} are there?",
    )


_HOW_MANY_ZH = re.compile(zh("[有分为成].{0,6}(?:[种类个点项]|特点|方面|部分)$"))
_KINDS_OF = re.compile(r"(?P<kind>types?|kinds?|forms?)\s+of\s+(?P<of>.+)", re.I)
_SEVERAL_EN = re.compile(r"(?:two|three|four|five|six|seven|eight|nine|ten)\s", re.I)
_SMALL_FIRST = re.compile(
    rf"(?:{_NOUNS_EN}|two|three|four|five|six|seven|eight|nine|ten|main|common|different|basic|key|major)\s", re.I
)


# --- The patterns ----------------------------------------------------------------------------------------------------

_COUNTS = re.compile(
    zh(rf"{_COUNT_ZH}|方法|方式|算法|步骤|流程|过程|种类|类型|原则|条件|特点|功能|原因|规则|性质|阶段")
    + rf"|\b(?:{_NOUNS_EN}|sequence|order)\b",
    re.I,
)


def announces(text: str) -> bool:
    """Say whether ``text`` leads in the list below it: with a colon, or with the number or the place of the items."""
    return leads_in(text) or bool(_ANNOUNCES.search(text.strip(" *_.。")))


_NO_SUBJECT = re.compile(zh("(?:可以?|主要|一般|通常|又)*(?:分|有|包括|包含|造成|带来|引起|产生|面临|存在)"))
_ANNOUNCES = re.compile(
    zh(
        r"(?:以下|如下|下列|下面)(?:的?[几两二三四五六七八九十多\d]*[种类个点项大步条][^，。]{0,6})?$|分[为成][几两二三四五六七八九十]大?[种类个点项步]$"
    )
    + r"|(?:\bas\s+follows|\bthe\s+following(?:\s+\w+)?|\binto\s+(?:two|three|four|five|several)\s+\w+|"
    r"\w\s(?:asks?|are|is|can\s+be|may\s+be|includes?|including|involves?|requires?|provides?|allows?|consists?\s+of|by|into|to|of|for|with|from|means))$",
    re.I,
)


def lead_in_lists(outline: Outline) -> Iterator[Candidate]:
    """``有以下几种：`` and the items under it."""
    for i, items in lists_under(outline):
        block, name, context = outline.blocks[i], outline.name(i), outline.context(i)
        sides = name is not None and _names_sides(name)
        counted = _counts(block.text) == len(items)
        if (
            block.kind == "heading"
            or not (counted or announces(block.text))
            or not fit_for_list(outline, items, may_state=sides)
        ):
            continue
        if are_sides(outline, i, items) and not _COUNTED.search(block.text):
            continue
        if _OF_TEXT.search(block.text):
            continue
        if name and name.facet:
            if has_owner(context, name.text):
                yield listed(outline, i, items, prompt((*context, name)))
        elif META.fullmatch(block.text.strip().rstrip("：:")):
            continue
        elif (name and not sides and not _COUNTS.search(name.text) and not _ASKS_WHAT.search(block.text)) and (
            _remarks(outline, items) or (outline.labels[i] and not counted and not fit_for_list(outline, items, 24))
        ):
            continue  # the label of what is said below, sentence by sentence
        else:
            lead, label = block.text, outline.labels[i]
            if name and label and has_han(lead) and _NO_SUBJECT.match(re.split("[，,]", lead)[-1]):
                context = (name,)  # `term` 研究...的学问，可分为以下几项
            question = list_question(lead, context)
            named = [GLOSS.sub("", item_text(outline, c)) for c in items]
            if question and all(n in question for n in named):  # 分为 A 和 B：
                question = list_question(lead[: min(lead.find(n) for n in named)], context)
            if question and not any(n in question.rsplit("] ", 1)[-1] for n in named):
                yield listed(outline, i, items, question)


_ASKS_WHAT = re.compile(r"\s(?:if|when|unless|because|are|is|by|despite|through)\s*[:*_]+\s*$", re.I)


def lead_ins_in_line(outline: Outline) -> Iterator[Candidate]:
    """``有以下三种：甲、乙、丙``, all in one line: as many as it says, or whatever stands after 包括, are."""
    for i, block in enumerate(outline.blocks):
        found = _LED_IN.match(block.text) if block.kind in ("paragraph", "item", "heading") else None
        if found is None or outline.labels[i] or outline.left_out(i):
            continue
        lead, said, context = found["lead"].strip(), found["said"].strip(), outline.context(i)
        count = how_many(lead)
        items = (
            tuple(item.split("。")[0] for item in counted(said))
            or by_ordinal(said)
            or (_ONE.fullmatch(said) and (enumerated(said, LONGEST_NAMED) or as_many(said, lead)))
            or ()
        )
        fits = len(items) == count if count else _HOLDS.search(lead)
        if not items or not fits or len(items) > LONGEST_SERIES or (not count and words.points_elsewhere(lead)):
            continue
        asked = (
            prompt(context, lead)
            if is_name(lead) and not is_statement(lead) and not _HOLDS_COUNT.search(lead)
            else list_question(lead, context)
        )
        if asked:
            yield sight(i, asked, "", block.line, block.text, kind="list", items=items, prompt=asked)


_LED_IN = re.compile(r"(?P<lead>[^：:。；;!?？！=→>]{2,40})[：:]\s*(?P<said>\S.{3,300})$")
_ONE = re.compile(r"[^。；;]+[。.]?")
_HOLDS = re.compile(zh("(?:有|包括|包含|分为|分成)$") + r"|\b(?:are|includes?)$", re.I)
_HOLDS_COUNT = re.compile(zh("[有为成括含]") + r"|\s(?:are|includes?)$")


def _names_sides(name: Name) -> bool:
    """Say whether the English ``name`` tells what stands below it: Requirements, Costs of a strike."""
    return (name.facet and is_plural(name.text)) or (not has_han(name.text) and holds_sides(name.text))


_OF_TEXT = re.compile(r"\bthe\s(?:lecture|lecturer|author|speaker|chapter|section|article|paper|book)\s\w+s\b", re.I)


def are_sides(outline: Outline, i: int, items: list[int]) -> bool:
    """Say whether one of ``items`` is a side of what block ``i`` names (优点), or half stand in other lists, too.

    What stands under a side may return under that side of another thing: symptoms do.
    """
    names = [name for c in items if (name := outline.name(c)) and not name.aliases]
    above = outline.name(i)
    again = 0 if above and above.facet else sum(labels_of(outline)[name.text] > 1 for name in names)
    return any(name.facet for name in names) or 2 * again >= len(items)


_COUNTED = re.compile(zh("[两三四五六七八九十几]") + r"|\b(?:two|three|four|five|six|seven)\b", re.I)


def facet_lists(outline: Outline) -> Iterator[Candidate]:
    """A bullet or heading that names a side of what stands above it, and the items under it."""
    for i, items in lists_under(outline):
        block, name, context = outline.blocks[i], outline.name(i), outline.context(i)
        if name is None or not (has_owner(context, name.text) if name.facet else _names_sides(name)):
            continue
        if leads_in(block.text) and len(items) > 1:
            continue
        asked = prompt((*context, name))
        if fit_for_list(outline, items, may_state=_names_sides(name)) and not are_sides(outline, i, items):
            yield listed(outline, i, items, asked)
        elif len(items) == 1 and not outline.labels[items[0]] and not outline.children.get(items[0]):
            item = outline.blocks[items[0]]
            yield sight(i, asked, item.text, item.line, f"{block.text}\n{item.text}", kind="property", prompt=asked)


def plain_lists(outline: Outline) -> Iterator[Candidate]:
    """A bullet or heading that names a thing, and short items under it: its parts or kinds."""
    for i, items in lists_under(outline):
        block, name, label = outline.blocks[i], outline.name(i), outline.labels[i]
        if name is None or name.facet or leads_in(block.text) or not fit_for_list(outline, items, 14):
            continue
        if words.lead(name.text) or name.text.endswith("的"):
            continue  # 因此有
        if _ADVERBIAL_ZH.fullmatch(name.text):
            continue
        if label and block.text[label.body :].strip():
            continue
        if block.kind == "heading" and not _COUNTS.search(name.text) and any(outline.labels[c] for c in items):
            continue  # a glossary under a title
        if not has_han(name.text) and not _kinds_en(outline, name, items):
            continue
        if all(outline.labels[c] and is_general(item_text(outline, c)) for c in items):
            continue  # 大: ..., 小: ...
        sides = sum(_names_side(item_text(outline, c).strip("`")) for c in items)
        topics = any(SIDE_OF.match(item_text(outline, c)) for c in items)
        if sides * 2 < len(items) and not topics and not _remarks(outline, items):
            context = outline.context(i)
            asked = asks_for(name.text, context) if _HOW_MANY_ZH.search(name.text) else prompt((*context, name))
            if asked:
                yield listed(outline, i, items, asked)


def _kinds_en(outline: Outline, name: Name, items: list[int]) -> bool:
    """Say whether ``items`` are what the English plural ``name`` names: noun phrases, not loose remarks "
    "below a topic."""
    last = name.text.rsplit(maxsplit=1)[-1].casefold()
    plural = last.endswith("s") and not last.endswith(("ss", "us", "is", "ics"))
    texts = [item_text(outline, c) for c in items]
    return (plural or bool(_COUNTS.search(name.text))) and not any(
        is_clause(t) or re.search("[:=]|->", t) for t in texts
    )


def _remarks(outline: Outline, items: list[int]) -> bool:
    """Say whether between the English names of ``items`` something is said."""
    texts = [item_text(outline, c) for c in items]
    return 0 < sum(is_clause(t) for t in texts if not has_han(t)) < len(texts)


SIDE_OF = re.compile(
    r"(?:types?|kinds?|steps?|stages?|effects?|causes?|factors?|theories|functions?|uses|parts|features|history|definition|"
    r"description|structure|role|properties|examples?)\s(?:of|for|in|that)\b",
    re.I,
)
"""Begins what names a side of something, and none of its kinds."""


def _names_side(item: str) -> bool:
    return ends_in_facet(item) if has_han(item) else is_facet(item)


def ordered_lists(outline: Outline) -> Iterator[Candidate]:
    """Numbered items under a heading or bullet without a colon: its steps."""
    for i, items in lists_under(outline):
        block, name = outline.blocks[i], outline.name(i)
        if name is None or name.facet or leads_in(block.text) or not all(outline.blocks[c].ordered for c in items):
            continue
        statements = sum(outline.labels[c] is None and _states(outline.blocks[c].text) for c in items)
        steps = 2 * statements <= len(items) or _PROCESS.search(name.text) or _is_set(name.text)
        if not is_name(name.text) or _are_sections([item_text(outline, c) for c in items], name.text):
            continue  # what the section is about
        if len(items) >= 3 and steps and fit_for_list(outline, items):
            yield listed(outline, i, items, prompt((*outline.context(i), name)))


_PROCESS = re.compile(
    zh("流程|步骤|过程|顺序|工序|算法|方法|机制|阶段")
    + r"|workflow|process|steps?\b|procedure|sequence|algorithm|pipeline|cycle|stages?\b|phases?\b|how\s+to",
    re.I,
)


_OF_SIDE = re.compile(zh("的.*(?:结构|组成|功能|特点|性质|作用|意义|原因|关系|分类|定义|概念)"))


def _is_set(name: str) -> bool:
    """Say whether the English ``name`` names what its items are: Factors of growth."""
    return is_plural(name) and _COUNTS.search(name) is not None


def _are_sections(items: list[str], name: str) -> bool:
    """Say whether ``items`` are titles: all of sides, or one of them is a side or the name again (冰川的成因)."""
    return all(_OF_SIDE.search(item) for item in items) or any(_is_section(item, name) for item in items)


def _is_section(item: str, name: str) -> bool:
    return is_facet(item) or item == name or item.startswith(f"{name}的")


def _states(text: str) -> bool:
    """Say whether ``text`` is a statement and no step."""
    return is_statement(text) and not starts_with_verb(text)


def prose_in_code(outline: Outline) -> Iterator[Candidate]:
    """``条件：`` and lines of Chinese set as code: their writer wanted them to stand line by line."""
    for i, block in enumerate(outline.blocks[:-1]):
        code = outline.blocks[i + 1]
        name = outline.name(i)
        if code.kind != "code" or name is None or not leads_in(block.text):
            continue
        lines = [NUMBERING.sub("", s, count=1).strip() for s in code.text.splitlines() if s.strip()]
        context = (*outline.context(i), name) if name.facet else (name,)
        side, group = "", list[str]()
        for line in [*lines, "："]:
            if not leads_in(line):
                group.append(line)
                continue
            if 2 <= len(group) <= LIST_LENGTH and all(has_han(s) and weight(s) <= ITEM_LENGTH for s in group):
                asked = prompt(context, side)
                yield sight(
                    i, asked, "", code.line, f"{block.text}\n{code.text}", kind="list", items=tuple(group), prompt=asked
                )
            side, group = line.rstrip("：: "), []


_ARROW = re.compile(r"\s*(?:[-=]{1,2}>|→|⇒|➔|➜)\s*|\s>\s")
_ARROW_HEAD = re.compile("[>→⇒➔➜]")  # stands in every arrow
_BRACKETED = re.compile(r"[(（\[][^()（）\[\]]*[)）\]]")


def arrow_steps(outline: Outline) -> Iterator[Candidate]:
    """``first -> then -> last`` after a label or under a name: steps in their order."""
    for i, block in enumerate(outline.blocks):
        if block.kind not in ("paragraph", "item") or not _ARROW_HEAD.search(block.text):
            continue
        if len(_ARROW.findall(block.text)) < 2 or outline.left_out(i):
            continue
        label, name, context = outline.labels[i], outline.name(i), outline.context(i)
        text = block.text[label.body :] if label else block.text
        if any(m.kind in ("code", "math") and _ARROW.search(block.text[m.start : m.end]) for m in block.inline.marks):
            continue
        steps = _steps(text)
        if not label and not _is_alone(outline, i) and all(weight(step) <= SHORT_STEP for step in steps):
            continue  # names that one of several remarks puts in an order
        fit = 3 <= len(steps) <= LIST_LENGTH and len(set(steps)) == len(steps)
        if not fit or any(not 2 <= weight(step) <= ITEM_LENGTH or not _STEP.match(step) for step in steps):
            continue
        if label and (name is None or outline.label_kind(i) == ""):
            continue
        asked = prompt((*context, name)) if label and name else prompt(context)
        told = sum(step in asked for step in steps)
        if asked and told in (0, len(steps)) and not (name and name.facet and not has_owner(context, name.text)):
            yield sight(i, asked, "", block.line, block.text, kind="list", items=steps, ordered=True, prompt=asked)


def _steps(text: str) -> tuple[str, ...]:
    """Return the parts of ``text`` between arrows; those in brackets divide nothing."""
    masked = _BRACKETED.sub(lambda m: "x" * len(m.group()), text)
    cuts = [0, *(at for found in _ARROW.finditer(masked) for at in found.span()), len(text)]
    return tuple(text[a:b].strip().rstrip("。.；;，, ") for a, b in zip(cuts[::2], cuts[1::2], strict=True))


SHORT_STEP = 8
"""A longer step (in Chinese characters) says what is done."""


def _is_alone(outline: Outline, i: int) -> bool:
    """Say whether block ``i`` stands directly under what it belongs to, without others of its kind beside it."""
    owners = outline.owners(i)
    beside = i + 1 < len(outline.blocks) and outline.blocks[i].kind == outline.blocks[i + 1].kind == "item"
    same = beside and outline.blocks[i].level == outline.blocks[i + 1].level
    return bool(owners) and owners[0] == i - 1 and not same


_STEP = re.compile(rf"(?=[\w(（“\"$`]).*?(?:[{words.CJK}]{{2}}|[A-Za-z]{{3}})")
_WORDS = re.compile(rf"[{words.CJK}]{{2}}|[A-Za-z]{{3}}")


_DATED = re.compile(
    r"\s*(?P<date>(?:公元前?\s*\d{1,4}|\d{3,4})\s*年(?:\s*\d{1,2}\s*月(?:\s*\d{1,2}\s*日)?)?|"
    r"(?:in\s+)?(?:\d{4}|(?:(?<=in\s)|(?=\d+s?\s?(?:BC|CE|AD)))\d{3})s?(?:\s?BCE?|\s?CE|\s?AD)?|"
    r"(?:January|February|March|April|May|"
    r"June|July|August|September|October|November|December)\s(?:\d{1,2},\s)?\d{4})"
    r"(?:\s*[:：，,—–-]+\s*|\s+)(?P<event>(?!\d)\S.{1,90})$",
    re.I,
)


LONGEST_EVENT = 26
"""What is longer (in Chinese characters) is more than one event."""


def dated_items(outline: Outline) -> Iterator[Candidate]:
    """Items that begin with a date: when what they name happened."""
    for i, block in enumerate(outline.blocks):
        number = NUMBERING.match(block.text) if block.kind == "heading" and "." in block.text[:4] else None
        dated = block.kind in ("item", "paragraph", "heading") and len(block.text) < 120
        found = _DATED.match(block.text, number.end() if number else 0) if dated else None
        if (
            found is None
            or not (2 <= weight(found["event"]) <= LONGEST_EVENT)
            or re.match(r"[(（]|.*[?？]", found["event"])
        ):
            continue
        event, context = found["event"].rstrip("。."), outline.context(i)[:1]
        if context and re.search(r"\d{3}", context[0].text):
            context = ()  # that would be the answer
        asked = f"{event}：什么时候？" if has_han(event) else f"{event}: when?"
        yield sight(i, asked, found["date"], block.line, block.text, kind="property", prompt=prompt(context, asked))


LISTS: tuple[Pattern, ...] = (
    Pattern(
        "lead-in and list",
        "list",
        0.85,
        "A line that ends with a colon, or with how many there are, announces the items under it.",
        (
            (
                "岩石按成因分为三类：\n\n- 岩浆岩\n- 沉积岩\n- 变质岩",
                "岩石按成因分为哪三类？",
                "岩浆岩 | 沉积岩 | 变质岩",
            ),
            (
                "There are three kinds of rock:\n\n- igneous\n- sedimentary\n- metamorphic",
                "What are the kinds of rock?",
                "igneous | sedimentary | metamorphic",
            ),
            (
                "There are two reasons for the retreat of glaciers. Looking at the Alps, these reasons are:\n\n"
                "- less snow\n- more sun",
                "What are the two reasons for the retreat of glaciers?",
                "less snow | more sun",
            ),
            ("高山上有冰川，这是因为：\n\n- 气温低\n- 降雪多", "为什么高山上有冰川？", "气温低 | 降雪多"),
            ("- 冰川\n- 冰川有两段，分别为：\n- 上段：积雪\n- 下段：消融", "冰川有两段，分别是什么？", "上段 | 下段"),
            (
                "- 消融：夏天冰面变薄，带来两个问题\n  - 裂缝变宽\n  - 冰舌后退",
                "[消融] 带来哪两个问题？",
                "裂缝变宽 | 冰舌后退",
            ),
            ("## 冰川\n\n按温度分类：\n暖冰川：底部有水\n冷冰川：底部冻结", "[冰川] 按温度分类", "暖冰川 | 冷冰川"),
            ("造山分为两步：\n\n- 沉积\n- 抬升", "造山分为哪两步？", "沉积 | 抬升"),
            ("地壳由两部分组成：\n\n- 硅铝层\n- 硅镁层", "地壳由哪两部分组成？", "硅铝层 | 硅镁层"),
            ("## 冰川\n\n主要有两种类型：\n\n- 大陆冰川\n- 山岳冰川", "[冰川] 主要有哪些类型？", "大陆冰川 | 山岳冰川"),
            ("工匠用三种办法搬运石块：\n\n- 滚木\n- 撬杠\n- 滑轮", "工匠用哪三种办法搬运石块？", "滚木 | 撬杠 | 滑轮"),
            ("冰川具有一系列特点：\n\n- 缓慢流动\n- 携带石块", "冰川具有哪些特点？", "缓慢流动 | 携带石块"),
            (
                "岩石可以分成以下三类\n- 岩浆岩\n- 沉积岩：沉积而成\n- 变质岩：变质而成",
                "岩石可以分成哪些？",
                "岩浆岩 | 沉积岩 | 变质岩",
            ),
            ("冰川具有丰富而复杂的特点：\n- 缓慢流动\n- 携带石块", "冰川具有哪些特点？", "缓慢流动 | 携带石块"),
            ("冰川的厚度决定：\n- 流速\n- 侵蚀的深度", "冰川的厚度决定什么？", "流速 | 侵蚀的深度"),
            (
                "The study of glaciers asks\n- whether the ice grows, and\n- how fast it moves",
                "The study of glaciers asks what?",
                "whether the ice grows | how fast it moves",
            ),
            (
                "A glacier can be\n- *warm*, which means that it slides on water, which lies under it\n"
                "- or *cold* (polar), when it is frozen to the ground all the year",
                "A glacier can be what?",
                "warm | cold (polar)",
            ),
            (
                "## Glaciers\n\n- Conditions:\n  - More snow falls in winter than can melt in a summer\n"
                "  - The ground is flat enough to keep what has fallen on it",
                "[Glaciers] Conditions",
                "More snow falls in winter than can melt in a summer | "
                "The ground is flat enough to keep what has fallen on it",
            ),
            (
                "**Costs of a flood**:\n\n- Loss of the harvest of a whole year on both banks of the river\n- Repairs",
                "Costs of a flood",
                "Loss of the harvest of a whole year on both banks of the river | Repairs",
            ),
            (
                "A bank is weaker if:\n\n- no trees\n- sand is below",
                "A bank is weaker if what?",
                "no trees | sand is below",
            ),
            (
                "There are two kinds of fold:\n\n- Syncline = bends down\n- Anticline = bends up",
                "What are the kinds of fold?",
                "Syncline | Anticline",
            ),
            (
                "`tephra` 喷到空中的碎屑，可分为以下几种\n* `ash` 细小的\n* `bomb` 大块的",
                "[tephra] 可分为哪些？",
                "`ash` | `bomb`",
            ),
        ),
        (
            "注意：\n\n- 带水\n- 带伞",
            "- 冰川的上下段分别为：\n- 上段：积雪\n- 下段：消融",
            "## 冰川\n\n按温度分类：\n底部有水的冰川，\n一年四季都在缓慢地滑动",
            "在每一条冰川中：\n\n- 上段\n- 下段",
            "岩浆岩和沉积岩：\n\n- 岩浆岩\n- 沉积岩",
            "A glacier moves downhill, where:\n\n- ice melts\n- rocks stay",
            "Camp has what one needs:\n\n- a stove\n- AND gas",
            "About the movement of glaciers, in general:\n\n- ice\n- snow",
            "## Glaciers\n\nis made of\n- ice\n- snow",
            "## Glaciers\n\nIt moves because that is how it grows:\n\n- ice\n- snow",
            "Glaciers consist of:\n\n- what\n- where",
            "The lecture lists the parts of a glacier:\n\n- ice\n- snow",
            "冰川包括：\n\n- 冰斗\n- 原因\n- 角峰",
            "Of the ice:\n\n- age: old\n- colour: blue\n\nOf the snow:\n\n- age: new\n- colour: white",
            "Glaciers consist of:\n\n- ice\n- snow\n- They also carry stones",
            "Glaciers consist of:\n\n- ice\n- snow\n- firn\n- air\n- water\n- stones\n- dust\n- sand",
            "There are three kinds of rock:\n\n- igneous: once molten\n- others lie in layers\n- none of them melts",
        ),
        find=lead_in_lists,
    ),
    Pattern(
        "lead-in and series",
        "list",
        0.8,
        "Before a colon stands how many things there are, or that there are some, and behind it, in one line, these.",
        (
            ("吹向山谷的风有三种：微风、劲风和狂风", "吹向山谷的风有哪三种？", "微风 | 劲风 | 狂风"),
            ("造雪的条件有两个：一是气温很低；二是空气足够干燥。", "造雪的条件有哪两个？", "气温很低 | 空气足够干燥"),
            ("冰川侵蚀的方式包括：①拔蚀，带走岩块；②磨蚀", "冰川侵蚀的方式包括哪些？", "拔蚀，带走岩块 | 磨蚀"),
            (
                "吹下山的风有三种: 微风(light), 劲风(strong), 狂风",
                "吹下山的风有哪三种？",
                "微风(light) | 劲风(strong) | 狂风",
            ),
            ("## 山风\n\n这股气流的来源有三个：山顶、山腰、山谷", "[山风] 气流的来源有哪三个？", "山顶 | 山腰 | 山谷"),
            ("三步造雪法：降温、喷水、吹风", "三步造雪法", "降温 | 喷水 | 吹风"),
            ("The main winds are: foehn, bora and mistral", "The main winds are what?", "foehn | bora | mistral"),
        ),
        (
            "造雪的条件有三个：气温很低，空气干燥",
            "它们包括：微风、劲风和狂风",
            "他认为：微风、劲风和狂风",
        ),
        find=lead_ins_in_line,
    ),
    Pattern(
        "facet and list",
        "list",
        0.75,
        "A bullet that names a side (原因, Advantages) of what stands above it, and that side's items.",
        (
            ("- 水土流失\n  - 原因\n    - 植被遭到破坏\n    - 暴雨集中", "[水土流失] 原因", "植被遭到破坏 | 暴雨集中"),
            ("- Dams\n  - Side effects:\n    - Fewer fish below it", "[Dams] Side effects", "Fewer fish below it"),
            (
                "### Problems with dams\n\n- Fish can no longer reach the lakes in which they lay their eggs\n"
                "- Silt: what the river carried stays in the lake",
                "Problems with dams",
                "Fish can no longer reach the lakes in which they lay their eggs | "
                "Silt: what the river carried stays in the lake",
            ),
            ("# 水土流失\n\n## 原因\n\n植被遭到破坏\n暴雨集中", "[水土流失] 原因", "植被遭到破坏 | 暴雨集中"),
            ("- 水灾的原因\n  - 暴雨集中\n  - 河道淤塞", "水灾的原因", "暴雨集中 | 河道淤塞"),
        ),
        (
            "### Lakes with dams\n\n- Fish can no longer reach the lakes in which they lay their eggs\n"
            "- Silt: what the river carried stays in the lake",
            "- 原因\n  - 植被遭到破坏\n  - 暴雨集中",
            "- 水土流失\n  - 表现\n    - 症状\n    - 后果",
        ),
        find=facet_lists,
    ),
    Pattern(
        "name and short items",
        "list",
        0.7,
        "Short items directly under a name are its parts or kinds.",
        (
            ("- 岩石圈\n  - 地壳\n  - 上地幔顶部", "岩石圈", "地壳 | 上地幔顶部"),
            ("岩石圈\n    地壳\n    上地幔顶部\n", "岩石圈", "地壳 | 上地幔顶部"),
            ("- 岩石圈\n  - 地壳（厚：三十里）\n  - 上地幔顶部", "岩石圈", "地壳（厚：三十里） | 上地幔顶部"),
            ("- 岩石圈\n  - 地壳：薄的一层\n  - 上地幔顶部\n  - 注意：见下图", "岩石圈", "地壳 | 上地幔顶部"),
        ),
        (
            "- 水坝\n  - 优点\n  - 缺点",
            "- 孔径\n  - 大：浅\n  - 小：深",
            "- 冰川\n  - 冰川的成因\n  - 冰川的分类",
            "## 冰川\n\n### 从来源上看\n\n- 大陆冰川\n- 山岳冰川",
            "## 土壤\n\n1. 表土称为耕层\n2. 岩石叫母质",
            "- 鼓膜\n  - 穿孔前：完整\n  - 穿孔后：有洞",
            "- 因此有\n  - 大陆冰川\n  - 山岳冰川",
            "- 山谷\n  - $\\because$ 雨多\n  - $\\therefore$ 草盛",
        ),
        find=plain_lists,
    ),
    Pattern(
        "name and numbered items",
        "list",
        0.65,
        "Who numbers items under a name gives its steps.",
        (
            (
                "## Making cheese\n\n1. Warm the milk slowly\n2. Add rennet and wait an hour\n3. Cut "
                "the curd and drain the whey",
                "Making cheese",
                "Warm the milk slowly | Add rennet and wait an hour | Cut the curd and drain the whey",
            ),
            (
                "## Factors increasing the taste of cheese\n\n1. It has ripened long\n2. The milk has more fat\n"
                "3. The cows have grazed on meadows",
                "Factors increasing the taste of cheese",
                "It has ripened long | The milk has more fat | The cows have grazed on meadows",
            ),
        ),
        (
            "## 奶酪\n\n1. 奶酪的组成\n2. 奶酪的分类\n3. 奶酪的意义和作用",
            "## 奶酪\n\n1. 奶酪\n2. 凝乳\n3. 乳清",
            "## Making cheese\n\n- Warm the milk slowly and do not let it boil over\n- Add "
            "rennet and wait for about an hour or so",
        ),
        find=ordered_lists,
    ),
    Pattern(
        "prose in code",
        "list",
        0.75,
        "Chinese lines in a code block after a colon are set so to stand line by line.",
        (("结晶条件：\n\n```\n溶液达到过饱和\n有晶核存在\n```", "结晶条件", "溶液达到过饱和 | 有晶核存在"),),
        ("命令：\n\n```\ncd /tmp\nls -l\n```",),
        find=prose_in_code,
    ),
    Pattern(
        "steps with arrows",
        "list",
        0.8,
        "Who writes first -> then -> last gives the steps of what stands before or above it, in their order.",
        (
            ("## 造雪\n\n水泵加压 -> 喷嘴雾化 -> 空中结冰", "造雪", "水泵加压 | 喷嘴雾化 | 空中结冰"),
            (
                "## 冰川\n\n### 排列\n\n南极冰盖 > 格陵兰冰盖 > 山岳冰川",
                "[冰川] 排列",
                "南极冰盖 | 格陵兰冰盖 | 山岳冰川",
            ),
            (
                "**Cheese**: warm the milk → add rennet (drops -> stir) → cut the curd",
                "Cheese",
                "warm the milk | add rennet (drops -> stir) | cut the curd",
            ),
        ),
        (
            "## Cheese\n\nmilk -> curd",
            "## Types\n\n`a -> b -> c`",
            "## 燃烧\n\nC → CO → CO2",
            "## Snow\n\n- It is white\n- flake -> powder -> firn",
            "## Firn\n\nsnow falls down → ↓ air between the grains → ice at last",
        ),
        find=arrow_steps,
    ),
    Pattern(
        "dated item",
        "property",
        0.75,
        "A line of a chronicle begins with the date of what it names.",
        (
            ("- 1889年 埃菲尔铁塔建成", "埃菲尔铁塔建成：什么时候？", "1889年"),
            ("- 1865 - First ascent of the Matterhorn", "First ascent of the Matterhorn: when?", "1865"),
            ("- 公元 80 年，大斗兽场落成", "大斗兽场落成：什么时候？", "公元 80 年"),
            ("### 2. 218 BC, Hannibal crosses the Alps\n\nIt snowed.", "Hannibal crosses the Alps: when?", "218 BC"),
            (
                "- 1854, the first lighthouse on a rock in the open sea is lit",
                "the first lighthouse on a rock in the open sea is lit: when?",
                "1854",
            ),
        ),
        (
            "- 100 200 400 800",
            "- 202 tells that the bridge is closed",
            "- 2024 年的计划还没有写，等开会以后再说，大家先看一看去年的总结和今年的预算",
        ),
        find=dated_items,
    ),
)
