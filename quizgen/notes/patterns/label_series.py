"""Series behind a label: what a name with a colon lists in the text after it."""

from __future__ import annotations

import re

from quizgen.notes.generic import ends_in_facet
from quizgen.notes.naming import GLOSS, is_name, is_statement
from quizgen.notes.patterns.fronts import is_plural
from quizgen.notes.patterns.series import COUNT_END, counted, enumerated, number
from quizgen.notes.patterns.terms import balanced
from quizgen.notes.regexes import zh
from quizgen.notes.verbs import has_finite
from quizgen.notes.words import has_han, weight


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


def as_many(body: str, name: str) -> tuple[str, ...]:
    """Return the parts of ``body`` between commas where they are as many as ``name`` says (三大定律)."""
    counted_by = _NUMBER.search(name)
    if counted_by is None:
        return ()
    body = COUNT_END.sub("", body.strip().rstrip("。."))
    parts = tuple(part.strip() for part in re.split("[,，、;；]|[和与及]", body))
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
"""A series of more is no list that one learns."""

LONGEST_PHRASE = 8
"""A longer part (a Latin word counts two) of an English series is a clause."""

_COUNTED = re.compile(zh("[一二两三四五六七八九十\\d几][大]?[个种类项部层步点条阶](?!人)"))

LONGEST_ITEM = 60
"""A longer part (in Chinese characters) of a label's text is no item of a list."""


def asks_which(name: str) -> str:
    """Return the question that the label of a list puts: 定义了三种方法 asks 定义了哪三种方法？"""
    found = _TELLS_HOW_MANY.fullmatch(name)
    return f"{found['head']}哪{found['rest']}？" if found else name


_TELLS_HOW_MANY = re.compile(
    zh(
        "(?P<head>.{2,30}(?:了|有|包括|包含|分为|分成|存在))(?P<rest>[两三四五六七八九十几]+[大个种类项部层步点条阶].{0,12})"
    )
)
