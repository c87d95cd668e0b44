"""Patterns of the page: a name set off by bold type, colon or dash, and what is said of it after it."""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from quizgen.notes.model import Block, Candidate, Inline
from quizgen.notes.outline import GLOSS, Name, Outline, is_name, is_statement, label_like, name_of, split_label
from quizgen.notes.patterns.fronts import has_owner, is_plural, shape, stands_alone
from quizgen.notes.patterns.pattern import Pattern
from quizgen.notes.patterns.series import enumerated, number
from quizgen.notes.patterns.sights import leads_in, opening, prompt, sight, without_subject
from quizgen.notes.patterns.terms import balanced
from quizgen.notes.verbs import has_finite, is_clause, starts_with_verb
from quizgen.notes.words import CJK, ends_in_facet, has_han, is_general, weight, zh


@functools.lru_cache(2)
def _shapes(outline: Outline) -> Counter[tuple[object, ...]]:
    """Return how many blocks of the same section, parent, kind and level bear the same sort of label."""
    return Counter(shape(outline, i) for i in range(len(outline.blocks)) if outline.label_kind(i) == "term")


def _labelled(outline: Outline, by: tuple[str, ...], siblings: range) -> Iterator[Candidate]:
    for i, label in enumerate(outline.labels):
        if label is None or label.by not in by or outline.label_kind(i) != "term" or outline.left_out(i):
            continue
        block, name, said = outline.blocks[i], outline.name(i), outline.said(i)
        if (
            not said
            or name is None
            or leads_in(said[-1].text)
            or _is_of_example(outline, i)
            or _shapes(outline)[shape(outline, i)] - 1 not in siblings
        ):
            continue
        if items := series_in(block.text[label.body :], name.text):
            yield from _asked_as_list(outline, i, name, items, said[0].line_at(0))
            continue
        if "bold" in by and _SAYS.search(name.text):
            continue  # 某人说过：...
        if _TWO_THINGS.search(name.text):
            continue  # what is said of each is read as prose
        first, *more = _parallel(opening(said, block.inline))
        body = without_subject(first, name)
        line = said[0].line_at(0)
        passage = block.text[: block.text.find(first.text) + len(first.text)] if more else block.text
        for other in more:
            if (found := split_label(other)) and (second := name_of(other.text[found.start : found.end])):
                said_of = other.text[found.body :]
                yield sight(i, second.text, said_of, other.line_at(0), other.text, aliases=second.aliases)
        context = outline.context(i)
        if symbol := _left_side(body.text, name):
            asked = prompt(context, f"{name.text}{'：' if has_han(name.text) else ': '}{symbol} = ?")
            yield sight(i, asked, body.text, line, passage, kind="property", prompt=asked)
        elif context and (_is_value(body.text, name) or not stands_alone(outline, i, body.text)):
            asked = prompt((*context, name))
            yield sight(i, asked, body.text, line, passage, kind="property", prompt=asked)
        elif (context or not is_general(name.text)) and not _ONLY_HOW.fullmatch(body.text):
            yield sight(i, name.text, body.text, line, passage, aliases=name.aliases)


def _is_value(said: str, name: Name) -> bool:
    """Say whether ``said`` is no more than a word, which is clear only beside what ``name`` belongs to."""
    translated = has_han(said) != has_han(name.text)
    return weight(said) < LEAST_DEFINITION and not translated and "$" not in said and "`" not in said


def _left_side(said: str, name: Name) -> str:
    """Return what ``said``, an equation and nothing else, says the value of: many belong to one thing; "" if none."""
    found = _EQUATION.fullmatch(said.strip())
    left = (found["left"] or found["plain"]).strip() if found else ""
    return "" if left in ("", name.text, *name.aliases) or not balanced(left) else f"${left}$" if "$" in said else left


_EQUATION = re.compile(
    r"\$(?P<left>[^$=<>≤≥≠\s\\][^$=<>\\]{0,8}|\s*\\\w+[^$=<>\\]{0,8}(?:\\?\w*\{[^{}$]*\}){0,2}\s*)=[^$]+\$[.。]?"
    rf"|(?P<plain>[A-Za-z{CJK}][^=,，。;；:：$<>≤≥≠]{{0,11}})=(?![=>])[^=$。，]{{1,60}}[.。]?"
)


# Adjectives alone say how many things are.
_ADJECTIVE = r"(?:\w+(?:ic|al|ous|ive|ary|able|ible|less|ed)|good|bad|big|small|fast|slow|high|low)"
_ONLY_HOW = re.compile(
    rf"(?:(?:always|never|usually|often|mostly|very|more|less|also|not)\s)*{_ADJECTIVE}(?:(?:,|\s(?:or|and|but))+\s{_ADJECTIVE})*\.?",
    re.I,
)


def _asked_as_list(outline: Outline, i: int, name: Name, items: tuple[str, ...], line: int) -> Iterator[Candidate]:
    """Ask for ``items``, which the label of block ``i`` lists; if each says something, for that and the names."""
    block, context = outline.blocks[i], outline.context(i)
    told = [found for item in items if (found := _TOLD_ITEM.fullmatch(item))]
    if len(told) == len(items):  # ①name: what it is ②name: ...
        items = tuple(found["name"].strip() for found in told)
        for found in told:
            asked = prompt((*context[:1], name), found["name"].strip())
            yield sight(i, asked, found["said"], line, block.text, kind="property", prompt=asked)
    asked = prompt(context, _how_many(name.text))
    yield sight(i, asked, "", line, block.text, kind="list", items=items, prompt=asked)


_TOLD_ITEM = re.compile("(?P<name>[^：:，,。；;]{1,12})[：:]\\s*(?P<said>.{4,})")
_SAYS = re.compile(zh("(?:说过?|认为|指出|写道|问)$"))


def _is_of_example(outline: Outline, i: int) -> bool:
    """Say whether block ``i`` stands below a line that leads in examples, or under a saying in quotation marks."""
    above = outline.blocks[i].parent
    return above is not None and _EXAMPLES_BELOW.search(outline.blocks[above].text.strip()) is not None


_EXAMPLES_BELOW = re.compile(
    zh(r"(?:比如|例如|举例(?:来说)?|譬如|^例子?)[：:]?$")
    + r"|(?:\be\.g\.?|\bfor\s+(?:example|instance))\s*:?$|^examples?\b[^.]{0,40}$|^[“\"][^“”\"]+[”\"]:?$",
    re.I,
)
_TWO_THINGS = re.compile(r"\s(?:and|vs\.?|versus)\s", re.I)


def _parallel(body: Inline) -> list[Inline]:
    """Return the parts of a label's text that semicolons divide, where each of the later ones has a label "
    "of its own."""
    cuts = [0, *(m.end() for m in re.finditer("[；;]\\s*", body.text)), len(body.text)]
    parts = [body.cut(a, b) for a, b in pairwise(cuts) if a < b]
    return parts if len(parts) > 1 and all(split_label(part) for part in parts[1:]) else [body]


def series_in(body: str, name: str) -> tuple[str, ...]:
    """Return what the label ``name`` lists in the text after it: what is counted, or named as parts or kinds.

    Without a word for it in the name, three like things or more are a list, and two that are kinds of it.
    """
    items = counted(body) or as_many(body, name)
    if not items and _NO_SERIES.search(body):
        return ()
    if not items and (ends_in_facet(name) or _COUNTED.search(name)):
        items = (enumerated(body) or _between_commas(body)) if _SEVERAL.search(body) else ()
    elif not items:
        found = enumerated(body) if has_han(body) else _series(body, plural=is_plural(name))
        if not found and len({part[-2:] for part in _between_commas(body)}) == 1:
            found = _between_commas(body)
        kinds = len(found) > 1 and all(name in item for item in found)
        items = found if kinds or (len(found) > 2 and _alike(found)) else ()
    return _without_tail(items, name) if all(weight(item) <= LONGEST_ITEM for item in items) else ()


def _between_commas(body: str) -> tuple[str, ...]:
    """Return the Chinese words, three or more, that stand in ``body`` between commas and nothing else."""
    parts = tuple(part.strip() for part in re.split("[,，]", body.strip().rstrip("。.")))
    fit = 3 <= len(parts) <= LONGEST_SERIES and all(0 < weight(part) <= 6 and has_han(part) for part in parts)
    return parts if fit and _alike(parts) and len(set(parts)) == len(parts) else ()


def _without_tail(items: tuple[str, ...], name: str) -> tuple[str, ...]:
    """Return ``items``, the last without the noun of the label (三种方法: A, B和C方法) that belongs to all of them."""
    last = items[-1] if items else ""
    for n in range(4, 1, -1):
        noun = name[-n:]
        if has_han(noun) and last.endswith(noun) and len(last) > n and not any(i.endswith(noun) for i in items[:-1]):
            return (*items[:-1], last[:-n].strip())
    return items


def _how_many(name: str) -> str:
    """Return the question that the label of a list puts: 定义了三种方法 asks 定义了哪三种方法？"""
    found = _TELLS_HOW_MANY.fullmatch(name)
    return f"{found['head']}哪{found['rest']}？" if found else name


_TELLS_HOW_MANY = re.compile(
    zh(
        "(?P<head>.{2,30}(?:了|有|包括|包含|分为|分成|存在))(?P<rest>[两三四五六七八九十几]+[大个种类项部层步点条阶].{0,12})"
    )
)


def as_many(body: str, name: str) -> tuple[str, ...]:
    """Return the parts of ``body`` between commas where they are as many as ``name`` says (三大定律)."""
    counted_by = _NUMBER.search(name)
    if counted_by is None:
        return ()
    parts = tuple(part.strip() for part in re.split("[,，、;；]|[和与及]", body.strip().rstrip("。.")))
    return parts if len(parts) == number(counted_by["number"]) and all(0 < weight(part) <= 16 for part in parts) else ()


_NUMBER = re.compile(zh("(?P<number>[二两三四五六七八九])[大个种类项部层步点条阶]"))

# One noun phrase that holds an enumeration, examples, more than is named.
_NO_SERIES = re.compile(
    zh(
        "^(?:即|如|指|是|例如|比如|表示|描述|标记|负责|[可亦也常]?用[于来]|在|对|由|按照?|根据|针对)|等$|等[^、，]{1,20}$|[、和与及][^、，。]{0,40}的[^、，。的]{0,20}$|……|…"
    )
)
_SEVERAL = re.compile(zh("[、；;]|[，,].*[，,]|[，,].*[和与及]|^[^，。]{2,12}[和与及][^，。]{2,12}$"))


def _alike(items: tuple[str, ...]) -> bool:
    """Say whether ``items`` are names one beside the other: short, none a statement, none much longer than another."""
    weights = [weight(item) for item in items]
    return max(weights) <= min(12, 3 * min(weights)) and not any(is_statement(item) for item in items)


def _series(body: str, *, plural: bool = False) -> tuple[str, ...]:
    """Return the things that an English line names one after the other, with capitals or single words.

    Where the label is a ``plural`` they may be phrases.
    """
    parts = tuple(part.strip() for part in _COMMA_EN.split(body.strip().rstrip(".")))
    bare = [GLOSS.sub("", part) for part in parts]
    named = all(part[:1].isupper() for part in bare) or all(re.fullmatch(r"[\w-]+", part) for part in bare)
    named = named or (plural and all(weight(part) <= LONGEST_PHRASE and not has_finite(part) for part in bare))
    fit = named and 3 <= len(parts) <= LONGEST_SERIES and all(is_name(part) and balanced(part) for part in bare)
    return parts if fit and len(set(parts)) == len(parts) else ()


_COMMA_EN = re.compile(r",\s+(?:and\s+|or\s+)?(?![^()]*\))")
LONGEST_SERIES = 9
LONGEST_PHRASE = 8
"""A longer part (a Latin word counts two) of an English series is a clause."""

_COUNTED = re.compile(zh("[一二两三四五六七八九十\\d几][大]?[个种类项部层步点条阶](?!人)"))

LEAST_DEFINITION = 3
"""What weighs less (a Latin word counts two) defines nothing."""

LONG_SIDE = 24
"""Of a longer text (in Chinese characters) about a side of a thing only the first sentence is asked for."""

LONGEST_VALUE = 40
"""A longer line (in Chinese characters) below a label is a text."""

LONGEST_ITEM = 60
"""A longer part (in Chinese characters) of a label's text is no item of a list."""


def bold_labels(outline: Outline) -> Iterator[Candidate]:
    """``**term**: what it is``."""
    return _labelled(outline, ("bold",), range(1000))


def colon_labels(outline: Outline) -> Iterator[Candidate]:
    """``term: what it is``, beside others of the same shape."""
    return _labelled(outline, ("colon", "code"), range(1, 1000))


def lone_colon_labels(outline: Outline) -> Iterator[Candidate]:
    """``term: what it is``, alone of its kind; in English a list, a noun phrase, a side of the item above."""
    return (c for c in _labelled(outline, ("colon", "code"), range(1)) if _is_told(outline, c))


def lone_colon_labels_en(outline: Outline) -> Iterator[Candidate]:
    """``term: ...``, alone of its kind, in English, where no noun phrase follows."""
    return (c for c in _labelled(outline, ("colon", "code"), range(1)) if not _is_told(outline, c))


def _is_noun(said: str) -> bool:
    """Say whether the English ``said`` is a noun and what is said of it: a rock, people who dig."""
    if _NOUN_PHRASE.match(said):
        return True
    of = _NOUN_OF.match(said)
    return of is not None and not is_clause(said[: of.end()] if of["relative"] else said)


def _is_told(outline: Outline, c: Candidate) -> bool:
    """Say whether what follows a single label tells what that is, or how it is with the item above, and no remark."""
    nested = outline.blocks[c.block].level > 0 and c.prompt.startswith("[")
    return (nested and not _EXAMPLE.match(c.answer)) or bool(has_han(c.passage[:24]) or c.items or _is_noun(c.answer))


_EXAMPLE = re.compile(r"e\.?g\b", re.I)
_NOUN_PHRASE = re.compile(r"(?:an?|the)\s(?!(?:same|following|next|more|less)\b)\w", re.I)
_NOUN_OF = re.compile(
    r"(?!\w+(?:ed|ing|ous)\s)(?:[\w-]+\s){1,3}?(?:of|from|between|for|over|with|(?P<relative>that|which|who))\s", re.I
)


def dash_labels(outline: Outline) -> Iterator[Candidate]:
    """``term - what it is``, beside others of the same shape."""
    return _labelled(outline, ("dash",), range(1, 1000))


def dash_headings(outline: Outline) -> Iterator[Candidate]:
    """``## term — what it is``."""
    if outline.document.scraped:
        return  # a title and its subtitle
    for i, block in enumerate(outline.blocks):
        found = _DASHED.match(block.text) if block.kind == "heading" and not outline.left_out(i) else None
        if (
            found
            and (name := name_of(found["name"]))
            and not name.facet
            and label_like(found["name"])
            and not name.text[-1].isdecimal()
        ):
            yield sight(i, name.text, found["said"], block.line, block.text, aliases=name.aliases)


_DASHED = re.compile(r"(?P<name>[^—–:：]{2,40}?)\s*(?:——?|–|\s--?\s)\s*(?P<said>(?=.*\s|.{5}).{6,120})$")


_COUNTERS = re.compile(r"\s*[①-⑳]\s*|(?:^|(?<=[。；;，,\s]))\s*(?:[（(]\d[)）]、?|\d[、.．)](?!\d))\s*")


_COUNTS = re.compile(r"[①-⑳\d]")  # stands in every counter


def counted(text: str) -> tuple[str, ...]:
    """Return the parts of ``text`` that ①②③ or (1)(2)(3) divide; () where they do not."""
    parts = _COUNTERS.split(text) if _COUNTS.search(text) else []
    if len(parts) < 3 or parts[0].strip():
        return ()
    return tuple(part.strip().rstrip("。.；;，,") for part in parts[1:])


def labels_over_series(outline: Outline) -> Iterator[Candidate]:
    """``几种:`` and on the next line what there is."""
    for i, block in enumerate(outline.blocks[:-1]):
        label, following = outline.labels[i], outline.blocks[i + 1]
        if (
            label is None
            or (name := outline.name(i)) is None
            or block.text[label.body :].strip()
            or outline.left_out(i)
        ):
            continue
        beside = following.kind == "paragraph" and following.line == block.line + 1 and outline.labels[i + 1] is None
        if beside and following.text[:1].isalnum() and (items := series_in(following.text, name.text)):
            asked = prompt(outline.context(i), _how_many(name.text))
            passage = f"{block.text}\n{following.text}"
            yield sight(i, asked, "", following.line, passage, kind="list", items=items, prompt=asked)


def labels_over_values(outline: Outline) -> Iterator[Candidate]:
    """``原因:`` or ``Meaning:`` and on the next line what it is."""
    for i, block in enumerate(outline.blocks[:-1]):
        label, under = outline.labels[i], outline.blocks[i + 1]
        if (
            label is None
            or (name := outline.name(i)) is None
            or not leads_in(block.text)
            or block.text[label.body :].strip()
        ):
            continue
        beside = under.kind == "paragraph" and under.line == block.line + 1 and outline.labels[i + 1] is None
        after = outline.blocks[i + 2] if i + 2 < len(outline.blocks) else None
        alone = after is None or after.line > under.inline.lines[-1][1] + 1 or outline.labels[i + 2] is not None
        said = outline.said(i + 1)
        if not beside or not alone or len(said) != 1 or leads_in(under.text) or outline.left_out(i):
            continue
        context = outline.context(i)
        if weight(under.text) <= LONGEST_VALUE and (has_owner(context, name.text) or not name.facet):
            passage = f"{block.text}\n{under.text}"
            if (
                not ends_in_facet(name.text)
                and outline.label_kind(i) == "term"
                and stands_alone(outline, i, under.text)
            ):
                yield sight(i, name.text, under.text, under.line, passage, aliases=name.aliases)
            else:
                asked = prompt((*context, name))
                yield sight(i, asked, under.text, under.line, passage, kind="property", prompt=asked)


_DIVIDED = re.compile(
    r"(?P<name>[^,，\t=\-–—→⇒⟶]{2,48}?(?:-[^,，\t=\-–—→⇒⟶>\s]+)*)"
    r"(?P<sep>\s*,\s|，|\s=\s|\s*\t+\s*|\s*--+(?!>)\s*|(?<=\w)[-–—]\s|\s[-–—](?=\w)|\s*(?:[-=]{1,2}>|[→⇒⟶])\s*)(?P<said>\S.+)"
)
_ARROW = re.compile("[-=]{1,2}>|[→⇒⟶]")


def alike_lines(outline: Outline) -> Iterator[Candidate]:
    """``name, what it is``, ``name = what it is``: lines below each other that are divided in the same way."""
    return _all_divided(outline, signed=False)


def signed_pairs(outline: Outline) -> Iterator[Candidate]:
    """``name -> what belongs to it`` one below the other, ``name = what it is`` also alone: = parts no sentence."""
    return _all_divided(outline, signed=True)


def _all_divided(outline: Outline, *, signed: bool) -> Iterator[Candidate]:
    """Yield what the lines say that an arrow or = divides, with ``signed``, or that a comma, dash or tab does."""
    for members in _lines_of_one_kind(outline):
        found = [(i, m) for i in members if (m := _DIVIDED.fullmatch(outline.blocks[i].text.strip()))]
        signs = Counter(m["sep"].strip() for _, m in found)
        for sign in [s for s, n in signs.items() if s == "=" or (n > 1 and 3 * n >= 2 * len(members))]:
            if (sign == "=" or _ARROW.fullmatch(sign) is not None) != signed:
                continue
            same = [(i, m) for i, m in found if m["sep"].strip() == sign]
            if sign not in (",", "，") or (
                outline.blocks[same[0][0]].kind == "item"
                and _of_one_kind(outline, [(i, m["name"].strip()) for i, m in same])
            ):
                for i, m in same:
                    yield from _divided(outline, i, m)


def _divided(outline: Outline, i: int, m: re.Match[str]) -> Iterator[Candidate]:
    name, block, said, context = name_of(m["name"]), outline.blocks[i], m["said"].strip(), outline.context(i)
    if name is None or name.facet or outline.left_out(i) or outline.labels[i] or _SYMBOL.fullmatch(m["name"].strip()):
        return
    if not label_like(m["name"]) or not is_name(name.text) or is_statement(name.text) or not balanced(m["name"]):
        return
    sign = m["sep"].strip()
    arrow, short = _ARROW.fullmatch(sign), weight(said) < LEAST_APART
    if (
        (short and not arrow and sign != "=")
        or (arrow and (_ARROW.search(said) or _CHANGES.search(block.text) or not _WORD.search(said)))
        or (sign == "=" and (not _WORD.search(m["name"]) or _SUM.search(f"{m['name']} = {said}")))
        or starts_with_verb(m["name"])
        or has_finite(m["name"])
        or _is_tex(block.text)
        or m["name"].count("$") % 2
    ):
        return
    if m["sep"].strip() in (",", "，") and _GOES_ON.match(said):
        return  # several subjects of one sentence
    aliases = name.aliases
    if (other := _ALSO.match(said)) and weight(said[other.end() :]) > 1:
        said, aliases = said[other.end() :], (*aliases, other["name"].strip())
    if (arrow or short) and not is_statement(said):
        asked = prompt(context, f"{name.text} {sign} ?")
        yield sight(i, asked, said, block.line, block.text, kind="property", prompt=asked)
    elif arrow or short:
        return
    elif context and not stands_alone(outline, i, said, name):
        asked = prompt((*context, name))
        yield sight(i, asked, said, block.line, block.text, kind="property", prompt=asked)
    elif not is_general(name.text):
        yield sight(i, name.text, said, block.line, block.text, aliases=aliases)


LEAST_APART = 5
"""What weighs less than that behind a comma or a dash is a word of the same sentence."""

_CHANGES = re.compile("[↑↓+]")
_SUM = re.compile(r"\s[-+*/×÷]\s|=[^\w“\"]*(?:[\d(（]|[^=]*=)")
"""Behind and before = stands a sum, a number or a second equation: no words for what is named."""
_WORD = re.compile(rf"[{CJK}]{{2}}|[A-Za-z]{{3}}")


def _is_tex(text: str) -> bool:
    """Say whether ``text`` holds TeX that no dollars set off."""
    return bool(re.search(r"\\[a-zA-Z]|\$", re.sub(r"\$[^$]*\$", "", text)))


_SYMBOL = re.compile("[a-zA-Z]{1,2}")
_GOES_ON = re.compile(r"(?:[^,]{2,30},\s+)*(?:and|or)\s|(?:[^\s,]+\s){0,2}[^\s,]+\s(?:and|or)\s", re.I)
_ALSO = re.compile(zh(r"[又也亦][称叫](?:[为作])?\s*(?P<name>[^，,。；;：:]{2,12})[，,]\s*"))


def _lines_of_one_kind(outline: Outline) -> Iterator[list[int]]:
    """Yield the items of each list, and the paragraphs that are lines directly below each other."""
    found: dict[tuple[object, ...], list[int]] = {}
    for i, block in enumerate(outline.blocks):
        if block.kind == "item":
            found.setdefault((block.headings, block.level, block.parent if block.level else 0), []).append(i)
        elif block.kind == "paragraph":
            found.setdefault((block.headings, "lines", block.line - i), []).append(i)
    yield from found.values()


def _of_one_kind(outline: Outline, lines: list[tuple[int, str]]) -> bool:
    """Say whether the names before a comma end in the same noun, or the document sets each off as a term."""
    names = [name for _, name in lines]
    if any(weight(name) > 8 for name in names) or any(c.facet for i, _ in lines for c in outline.context(i)):
        return False  # clauses, and what is said of a side
    tails = {name[-2:] if has_han(name) else name.rsplit(maxsplit=1)[-1].casefold() for name in names}
    return len(tails) == 1 or all(outline.speaks_of_term(name) for name in names)


_EQUALS = re.compile(r"(?P<name>[^()（）=]{2,40}?)\s*[（(]\s*=\s*(?P<said>[^()（）=]{3,80})[)）]")


LEAST_SAID = 4
"""What weighs no more says nothing of a name, but is another."""


def equal_glosses(outline: Outline) -> Iterator[Candidate]:
    """``Name (= what it is)``, alone in its line."""
    for i, block in enumerate(outline.blocks):
        may_be = "=" in block.text and block.kind in ("paragraph", "item", "heading")
        found = _EQUALS.fullmatch(block.text.strip()) if may_be else None
        if found and (name := name_of(found["name"])) and not is_general(name.text) and is_name(name.text):
            if weight(found["said"]) <= max(weight(name.text), LEAST_SAID):  # no words that explain: another name
                asked = f"{name.text}又叫什么？" if has_han(block.text) else f"What is {name.text} also called?"
                yield sight(i, name.text, found["said"], block.line, block.text, kind="alias", prompt=asked)
                continue
            yield sight(i, name.text, found["said"], block.line, block.text, aliases=name.aliases)


def facet_labels(outline: Outline) -> Iterator[Candidate]:
    """``优点：...`` under a term: a side of it."""
    for i, label in enumerate(outline.labels):
        if label is None or outline.label_kind(i) != "facet" or outline.left_out(i):
            continue
        block, name, context, said = outline.blocks[i], outline.name(i), outline.context(i), outline.said(i)
        if name is None and said and _DEFINITION.fullmatch(block.text[label.start : label.end].strip(" *_")):
            if topic := outline.topic(i):
                body = opening(said, block.inline)
                yield sight(i, topic.text, body.text, body.line_at(0), block.text, aliases=topic.aliases)
            continue
        if name is None or not has_owner(context, name.text) or not said or leads_in(said[-1].text):
            continue
        asked = prompt((*_owner(outline, i, context), name))
        answer = block.text[label.body :]
        items = tuple(re.split("[。；]", item)[0] if weight(item) > LONGEST_ITEM else item for item in counted(answer))
        if weight(answer) > LONG_SIDE and len(said) > 1:
            answer = opening(said, block.inline).text
        if len(items) <= LONGEST_SERIES and (items := items or series_in(answer, name.text)):
            yield sight(i, asked, "", said[0].line_at(0), block.text, kind="list", items=items, prompt=asked)
        else:
            yield sight(i, asked, answer, said[0].line_at(0), block.text, kind="property", prompt=asked)


def _owner(outline: Outline, i: int, context: tuple[Name, ...]) -> tuple[Name, ...]:
    """Return ``context``; where a name alone in its line stands right above the sides, that name."""
    block, at = outline.blocks[i], i
    while at and i - at < MOST_SIDES and outline.label_kind(at) == "facet" and _beside(outline.blocks[at - 1], block):
        at -= 1
    above, sides = outline.blocks[at], range(at + 1, at + 1 + LEAST_SIDES)
    if at == i or sides.stop > len(outline.blocks) or outline.labels[at]:
        return context
    if not all(outline.label_kind(k) == "facet" and _beside(outline.blocks[k], block) for k in sides):
        return context
    name = name_of(above.text) if is_name(above.text) and not is_statement(above.text) else None
    return context if name is None or name.facet or is_general(name.text) else (name,)


LEAST_SIDES, MOST_SIDES = 2, 12
"""So many sides stand at least, and at most, under a name that is no heading: it could be any line."""


def _beside(block: Block, other: Block) -> bool:
    return block.kind == other.kind and block.parent == other.parent and block.headings == other.headings


_DEFINITION = re.compile(zh("(?:基本)?(?:定义|概念|含义)") + r"|definition|meaning", re.I)


LABELS: tuple[Pattern, ...] = (
    Pattern(
        "bold label",
        "definition",
        0.87,
        "Writers set a term in bold and put what it means after a colon.",
        (
            (
                "**Moraine**: rock and soil that a glacier leaves behind.",
                "Moraine",
                "rock and soil that a glacier leaves behind",
            ),
            ("- **冰碛**：冰川融化后留下的石块和泥土", "冰碛", "冰川融化后留下的石块和泥土"),
            ("**Charter**: This is granted for land that was sold.", "Charter", "granted for land that was sold"),
            ("**Leases**: These allow others to use the land.", "Leases", "allow others to use the land"),
            ("**Tarn**: a lake in a cirque – e.g. Blea Tarn in Cumbria", "Tarn", "a lake in a cirque"),
        ),
        (
            "**Note**: the path is closed in winter.",
            "**Charter**: These papers are kept by the court.",
            "**Step 1**: fill the tank with water.",
            "**Trial 2**: the tank was left to leak.",
            "**Till**: always small or volcanic",
            "**牧羊人说过**：冰川是一条睡着的河",
        ),
        find=bold_labels,
    ),
    Pattern(
        "colon label with siblings",
        "definition",
        0.85,
        "Several lines of the shape name: text one below the other are a glossary.",
        (
            (
                "- Winter ascent (Croz, 1868): by an east ridge\n- Alpine Act 1873: the law that closed the pass",
                "Winter ascent",
                "by an east ridge",
            ),
            (
                "- Winter ascent (1868): by the east ridge\n- Alpine Act 1873: the law that closed the pass",
                "Alpine Act 1873",
                "the law that closed the pass",
            ),
            ("- 表层土：富含腐殖质的一层\n- 心土：淋溶下来的物质堆积的一层", "表层土", "富含腐殖质的一层"),
            (
                "- Sill: a sheet of rock between two layers\n- Dike: a sheet of rock across layers",
                "Dike",
                "a sheet of rock across layers",
            ),
            ("- 再生土：无需施肥的土\n- 底土：根最少的一层", "再生土", "无需施肥的土"),
            (
                "- 休耕地：几年里不种作物的土地，休耕地上会长草\n- 底土：根最少的一层",
                "休耕地",
                "几年里不种作物的土地，休耕地上会长草",
            ),
            ("- 表土：根最多的一层；颜色很深\n- 底土：根最少的一层", "表土", "根最多的一层；颜色很深"),
            ("- 表土：根最多的一层；底土：根最少的一层\n- 母质：风化的岩石", "表土", "根最多的一层"),
            ("- 土层：土壤的分层\n- 土壤组成：矿物质；有机质；水分", "土壤组成", "矿物质 | 有机质 | 水分"),
            ("- 砂土：沙粒很多的土\n- 常见土壤类别：①砂土②壤土③黏土", "常见土壤类别", "砂土 | 壤土 | 黏土"),
            ("- 土层：土壤的分层\n- 层次：①表土：富含腐殖质。②心土：黏粒很多。", "[层次] 心土", "黏粒很多"),
            ("## 等级\n\n- P(peak): 山峰的等级\n- Pass: 山口的等级", "[等级] P", "山峰的等级"),
            ("## 等高线\n\n- 山脊：向低处凸出\n- 鞍部：两山顶之间的低地", "[等高线] 山脊", "向低处凸出"),
            ("## 经营\n\n- 分期（periods）：影响对价值的计量\n- 主体：核算的单位", "[经营] 分期", "影响对价值的计量"),
            ("## 土壤\n\n- 质地：黏\n- 亚类：红壤、黄壤和砖红壤", "[土壤] 亚类", "红壤 | 黄壤 | 砖红壤"),
            ("- 土层：土壤的分层\n- 普查分为两大类方法：野外、室内方法", "普查分为哪两大类方法？", "野外 | 室内"),
            ("## Map colours\n\n- Blue: water\n- Brown: contour lines", "[Map colours] Blue", "water"),
            ("## Locks\n\n- Upon arrival: open it\n- Upon leaving: close it", "[Locks] Upon arrival", "open it"),
            ("## Sounds\n\n- Crack (ice): loud\n- Hum: made by the wind", "[Sounds] Crack", "loud"),
            ("## Faults\n\n- Type I: a wall sinks\n- Type II: a wall moves along", "[Faults] Type I", "a wall sinks"),
            ("## 罗盘\n\nN：北方\nE：东方\nS：南方", "[罗盘] E", "东方"),
            (
                "- Tarn: This is a lake in a hollow\n- Scree: It's a slope of loose stones",
                "Scree",
                "a slope of loose stones",
            ),
            (
                "## 冰川\n\n- 冰舌：$L = 2h$\n- 雪线：$H = 3h$",
                "[冰川] 雪线：$H$ = ?",
                "$H = 3h$",
            ),
            (
                "## 运输\n\n- 顺流：耗时 = 路程/（船速+水速）\n- 逆流：耗时 = 路程/（船速-水速）",
                "[运输] 逆流：耗时 = ?",
                "耗时 = 路程/（船速-水速）",
            ),
            ("## 矿石\n\n- 脆性：受力而碎的性质\n- 条痕：划出的粉末的颜色", "[矿石] 脆性", "受力而碎的性质"),
            (
                "## Stages of retreat\n\n- Thinning: a loss of ice\n- Calving: a loss of bergs",
                "[Stages of retreat] Calving",
                "a loss of bergs",
            ),
            (
                "## Glaciers\n\n- Upper half\n  - Winter: more snow falls than melts\n  - Summer: less melts than fell",
                "[Glaciers > Upper half] Winter",
                "more snow falls than melts",
            ),
            (
                "## 冻伤\n\n- 临床表现\n  - 症状\n    - 手指：麻木发白\n    - 耳廓：肿胀发痒",
                "[冻伤 > 临床表现 > 症状] 手指",
                "麻木发白",
            ),
            (
                "`Sill:` a sheet of rock between two layers\n`Dike:` a sheet of rock across layers",
                "Dike",
                "a sheet of rock across layers",
            ),
            (
                "- Karst: Karst is a landscape of limestone\n- Till: The till covers old valleys",
                "Till",
                "covers old valleys",
            ),
        ),
        (
            "- 注意：路面结冰\n- 提示：带上冰爪",
            "- 10:30 leave the hut\n- 12:15 reach the pass",
            "Words name what is seen, e.g.:\n\n- Tarn: a kind of lake\n- Scree: a kind of slope",
            "- “The old tarn”\n  - form: a small lake in a hollow\n  - origin: the ice that dug it",
            "## Sand\n\n- Path 1: carried by the wind\n- Path 2: carried by a river",
            "- 矿石：如石英、云母\n- 岩石：例如花岗岩",
            "- 沙质土：含沙质的土\n- 黏质土：含黏质的土",
            "- 粒雪盆：设盆中积雪的厚度为 $h$，则冰的厚度记为\n- 冰舌：设舌上的厚度为 $h$，则宽度记为",
            "- Blue: water\n- Brown: contour lines",
            "## Ways\n\n- A: along the river bank\n- B: across the high pass",
        ),
        find=colon_labels,
    ),
    Pattern(
        "colon label",
        "definition",
        0.6,
        "A single line of the shape name: text often defines, but may as well be a remark.",
        (
            ("火山口：岩浆喷出地表的出口", "火山口", "岩浆喷出地表的出口"),
            ("`source` 河流最先流出地面的地方", "source", "河流最先流出地面的地方"),
            (
                "火山口里常年有一个很小的湖，湖水是酸的，颜色随着季节和降雨而变化，冬天最深\n"
                "火山口的周围有几处喷气孔，喷出的气体里含有硫，岩石因此被染成了黄色和白色，\n"
                "火山锥: 喷出物在火山口四周堆成的山，由熔岩和火山灰一层一层地交替堆积而成。",
                "火山锥",
                "喷出物在火山口四周堆成的山，由熔岩和火山灰一层一层地交替堆积而成",
            ),
            ("- Snow\n  - Powder\n    - Risk: slides down at once", "[Snow > Powder] Risk", "slides down at once"),
            (
                "Signs of a thaw: wet snow, open water, soft paths",
                "Signs of a thaw",
                "wet snow | open water | soft paths",
            ),
            ("Ferrymen: people who take others over a river", "Ferrymen", "people who take others over a river"),
            ("Silt: fine grains of rock in a river", "Silt", "fine grains of rock in a river"),
        ),
        (
            "例：火山口",
            "火山口的深度记作：$h$",
            "第一步：把水烧开再放盐",
            "Crater: bring a rope",
            "Ferries: rain in the hills stops them",
            "- Snow\n  - Kind: e.g. powder",
        ),
        find=lone_colon_labels,
    ),
    Pattern(
        "colon label in English",
        "definition",
        0.45,
        "In English a single line with a colon is more often a remark than a definition. Left out by default.",
        (("Crater: deepest in the north", "Crater", "deepest in the north"),),
        ("Reminder: bring a rope", "On the way up: take the left path", "Crater: the mouth of a volcano"),
        find=lone_colon_labels_en,
    ),
    Pattern(
        "dash label",
        "definition",
        0.7,
        "Several bullets of the shape name - text are a glossary.",
        (
            (
                "- Esker - a ridge of gravel left by a stream\n- Kame - a mound of gravel left by ice",
                "Esker",
                "a ridge of gravel left by a stream",
            ),
        ),
        ("- We went up - it was steep\n- They went down - it was late",),
        find=dash_labels,
    ),
    Pattern(
        "dash heading",
        "definition",
        0.65,
        "A heading that names a thing and says after a dash what it is.",
        (("## Col — the lowest point of a ridge", "Col", "the lowest point of a ridge"),),
        ("## 2019–2021", "# Geology 2 - Rocks and their names"),
        find=dash_headings,
    ),
    Pattern(
        "label and series",
        "list",
        0.8,
        "A label on a line of its own, and on the next line as many things as it says, or a plain series.",
        (
            ("岩石的三大类:\n岩浆岩, 沉积岩, 变质岩.", "岩石的三大类", "岩浆岩 | 沉积岩 | 变质岩"),
            ("地球的圈层：\n地壳、地幔、地核", "地球的圈层", "地壳 | 地幔 | 地核"),
        ),
        ("岩石的三大类:\n岩浆岩, 沉积岩.", "冰碛：\n石块、泥土和沙砾的混合物"),
        find=labels_over_series,
    ),
    Pattern(
        "label and value",
        "property",
        0.7,
        "A label on a line of its own and one line directly under it: what it names is said there.",
        (
            ("## 冰川\n\n退缩的原因:\n气温上升和降雪减少.", "[冰川] 退缩的原因", "气温上升和降雪减少"),
            ("## Glaciers\n\nLower:\nVery steep", "[Glaciers] Lower", "Very steep"),
        ),
        ("## 冰川\n\n退缩的原因:\n\n气温上升.", "## Glaciers\n\nTo do:\nfirst line\nsecond line\n"),
        find=labels_over_values,
    ),
    Pattern(
        "alike lines",
        "definition",
        0.45,
        "Lines that are all divided in the same way, by a comma, a glued dash or an equals sign, name things and say "
        "what they are.",
        (
            (
                "- Dunes\n  - star dune, with arms on all sides\n  - linear dune, with a long straight crest",
                "[Dunes] star dune",
                "with arms on all sides",
            ),
            (
                "Till- what a glacier leaves behind\nTarn- a lake in a hollow of the rock",
                "Tarn",
                "a lake in a hollow of the rock",
            ),
        ),
        (
            "Snow fell, it was cold\nRain fell, it was warm",
            "- first, we went up the hill\n- then, we saw the lake",
            "- 冰川\n  - 意义\n    - 储水作用，供给河流的水量\n    - 侵蚀作用，塑造高山的地形",
            "- star dune now, then, here\n- linear dune once, there, far",
            "- Rivers carry sand, and drop it later\n- Winds carry sand, and drop it too",
            "- Loam, peat, and clay are mixed there\n- Sand, silt and gravel are mixed here",
            "- 山脊线呈弧形，最高处有石堆\n- 山谷线呈弧形，最低处有小溪",
            "- \\Delta u = the change of heat\n- \\Delta v = the change of speed",
            "- du = the change of height\n- dv = the change of speed",
            "- well-known peak\n- star-shaped dune",
        ),
        find=alike_lines,
    ),
    Pattern(
        "pairs with a sign",
        "property",
        0.6,
        "Lines of the shape a -> b, one below the other, tell what belongs to what; = between words parts a name "
        "from its meaning, also alone.",
        (
            (
                "## Snow\n\nIt is white.\n\nOld snow = grains of ice from last winter",
                "Old snow",
                "grains of ice from last winter",
            ),
            ("Bora = cold\nFoehn = warm\nMistral = strong and dry", "Bora = ?", "cold"),
            ("## 地图\n\n- 蓝线 -> 河流\n- 黑线 -> 铁路", "[地图] 蓝线 -> ?", "河流"),
        ),
        (
            "- H2 -> 2H\n- CH4 -> CH3",
            "## Snow\n\nIt is white.\n\nOld snow = firn of a year, new snow = powder of a day",
            "## Snow\n\nIt is white.\n\nfirn + frost = ice of the glacier",
            "- More snow → ice ↑\n- More sun → ice ↓",
            "- Wind -> the ice is worn\n- Sun -> the ice is soft",
            "- 蓝线 -> 河流 -> 湖泊\n- 黑线 -> 铁路 -> 车站",
        ),
        find=signed_pairs,
    ),
    Pattern(
        "equal gloss",
        "definition",
        0.6,
        "A name with an equals sign in brackets is explained there, or gets another name.",
        (
            ("- Till (= debris that a glacier leaves)", "Till", "debris that a glacier leaves"),
            ("- Glacial till (= boulder clay)", "What is Glacial till also called?", "boulder clay"),
        ),
        ("- The slope (see map)", "- f(x) (= 3)"),
        find=equal_glosses,
    ),
    Pattern(
        "facet label",
        "property",
        0.8,
        "A label that names a side (优点, Drawbacks) belongs to the thing it stands under.",
        (
            ("## 风力发电\n\n缺点：出力随风速变化，不稳定", "[风力发电] 缺点", "出力随风速变化，不稳定"),
            (
                "## Soils\n\n- **till**, which ice left behind\n  - drawbacks: many stones and little water",
                "[Soils > till] drawbacks",
                "many stones and little water",
            ),
            ("## 水坝\n\n作用：用于拦蓄洪水、灌溉、发电", "[水坝] 作用", "用于拦蓄洪水、灌溉、发电"),
            (
                "## 水坝\n\n意义：调节河流的水量. 下游的田地在旱季也能够得到灌溉, 这是水坝的功劳.",
                "[水坝] 意义",
                "调节河流的水量",
            ),
            (
                "## 水坝\n\n作用：①拦蓄洪水。平时蓄水；②提供灌溉用水",
                "[水坝] 作用",
                "拦蓄洪水。平时蓄水 | 提供灌溉用水",
            ),
            ("水坝的优点：便宜好用", "水坝的优点", "便宜好用"),
            ("## Dams\n\n- Spillways\n  - Side effects: cold water", "[Dams > Spillways] Side effects", "cold water"),
            ("## 发电\n\n水坝\n\n优点：便宜好用\n\n缺点：淹没上游的农田", "[水坝] 缺点", "淹没上游的农田"),
            ("## 发电\n\n建坝要花多年。\n\n优点：便宜好用\n\n缺点：淹没上游的农田", "[发电] 缺点", "淹没上游的农田"),
        ),
        ("优点：便宜好用", "主要的优点：便宜好用"),
        find=facet_labels,
    ),
)
