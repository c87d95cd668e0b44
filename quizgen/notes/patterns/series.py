"""Series: the things that a text enumerates, and whether that is all of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import accumulate

from quizgen.notes.openings import points_elsewhere
from quizgen.notes.patterns.terms import balanced
from quizgen.notes.regexes import zh
from quizgen.notes.words import has_han, segment, weight

AND = re.compile(
    zh(
        r"\s*(?:、|，|,\s*(?:and\s|or\s|以?及|和)?|;\s|；|\s(?:and|or|&)\s|以及|[和及与](?=[^，。、]{1,14}(?:[（(][^（()）]*[)）]\s*)?$))\s*"
    )
)
_COUNTED = re.compile(
    zh(
        r"^(?:(?:\w+\s+){0,2}(?:types?|kinds?|parts?|categories|classes|groups|forms|phases|"
        r"stages)\s*[,:]\s*|[^，：:、]{0,12}[种类个部分步阶段]{1,2}[：:，,]\s*|[^、]{0,20}(?:依次|分别)[是为][：:]?)"
    )
)
_ENUMERATION_END = re.compile(
    zh(
        r"(?:这?[一二两三四五六七八九十几多]+(?:大类|大|个主要)?[种個个类部步方层级阶组](?:部分|分|面|段|"
        r"类|形式|类型|方式|方法|情况)?(?:的[^，。、和与及]{1,5})?|(?:几|这几)[种个类]|部分|阶段)$"
    )
)
COUNT_END = re.compile(zh(r"(?P<count>[两三四五六七八九])(?:大|个主要|种主要)?[种個个类大项][^，。、；,;和与及]{0,6}$"))
_OPEN_LIST = re.compile(
    zh(r"等(?:等|方面|内容|形式|方式|方法|[^，。、]{0,6})?$|\b(?:etc\.?|and\s+so\s+on|and\s+more|and\s+others)$"), re.I
)
# Commas divide the members of a series where only its last has an "and" before it: A，B以及C.
COMMAS = re.compile(
    zh(r"(?:[^，,。；和与及]{1,14}[，,]\s*)+[^，,。；和与及]{1,14}(?:以及|[和与及])[^，,。；和与及]{1,14}(?=[，,]|$)")
)
# What stands behind the comma is said of the two: A和B，规则一样.
_PAIR = re.compile(zh("[^，,和与及]{2,14}[和与及][^，,和与及]{2,14}(?=[，,][^和与及]*$)"))
_SEMICOLON = re.compile("[；;]")
CONJOINED = re.compile(zh("、|[和及与]"))


def enumerated(text: str, longest: int = 14) -> tuple[str, ...]:
    """Return the things that ``text`` enumerates, two to nine short ones; () if it is no complete enumeration.

    None weighs more than ``longest``. What a bracket holds divides nothing.
    """
    text = _COUNTED.sub("", text.strip().lstrip("：:").rstrip("。.;；"))
    if _OPEN_LIST.search(text):
        return ()
    if not has_han(text):
        return fitting(_series(text), longest)
    brackets = dict(zip(_STANDS_FOR, _DIVIDED_BRACKET.findall(text), strict=False))
    for sign, bracket in brackets.items():
        text = text.replace(bracket, sign)
    for parts, fit in _members(text.split("。", maxsplit=1)[0]):
        whole = ["".join(brackets.get(char, char) for char in part) for part in parts]
        if items := fitting(whole, max(longest, fit)):
            return items
    return ()


# A bracket that holds what divides a series, and the signs that stand for such brackets in their order.
_DIVIDED_BRACKET = re.compile("[（(][^（()）]*[、，,；;和与及][^（()）]*[)）]")
_STANDS_FOR = tuple(map(chr, range(0xE000, 0xE010)))


def _members(text: str) -> Iterator[tuple[list[str], int]]:
    """Yield the parts into which the Chinese ``text`` may be divided, the surest first, and how heavy they may be."""
    if (clauses := [part for part in _SEMICOLON.split(text) if part])[1:]:
        yield list(by_ordinal(text)) or [clause.strip() for clause in clauses], 0
        return
    if counts := COUNT_END.search(text):
        parts = divided(text[: counts.start()])
        if len(parts) == number(counts["count"]):
            yield parts, LONGEST_NAMED
    text = _ENUMERATION_END.sub("", text).strip()
    if "、" in text:
        first = re.split("[，,：:]", text, maxsplit=1)[0]
        text = first if "、" in first else text
    elif found := COMMAS.match(text) or _PAIR.match(text):
        text = found.group()
    if CONJOINED.search(text):
        yield divided(text), 0


def divided(text: str) -> list[str]:
    """Return the parts of ``text`` between commas and words for and; the 和 in a word (饱和度) divides nothing."""
    found = list(AND.finditer(text))
    if any(_IN_WORD.fullmatch(joint.group()) for joint in found):
        ends = set(accumulate(map(len, segment(text))))
        found = [j for j in found if not _IN_WORD.fullmatch(j.group()) or {j.start(), j.end()} <= {0, *ends}]
    cuts = [0, *(at for joint in found for at in joint.span()), len(text)]
    return [text[a:b] for a, b in zip(cuts[::2], cuts[1::2], strict=True)]


_IN_WORD = re.compile(zh("[和及与]"))


def _series(text: str) -> list[str]:
    """Return the members of the English series ``text``: what commas divide, and the last and; more stay together."""
    *first, last = re.split(r"\s*[,;]\s*", text)
    ends = re.split(r"(?:^|\s)(?:and|or|&)\s", last, maxsplit=1)
    return [*first, *(ends[1:] if first and not ends[0] else ends)] if first or last else []


def fitting(items: list[str], longest: int) -> tuple[str, ...]:
    """Return ``items`` where all can be members of one series, none heavier than ``longest``; else ()."""
    kept = tuple(item.strip(" \t`") for item in items)
    fits = 2 <= len(kept) <= 9 and all(
        0 < weight(item) <= longest and not points_elsewhere(item) and balanced(item) for item in kept
    )
    return kept if fits and len(set(kept)) == len(kept) else ()


def counted(text: str) -> tuple[str, ...]:
    """Return the parts of ``text`` that ①②③ or (1)(2)(3) divide; () where they do not."""
    parts = _COUNTERS.split(text) if _COUNTS.search(text) else []
    if len(parts) < 3 or parts[0].strip():
        return ()
    return tuple(part.strip().rstrip("。.；;，,") for part in parts[1:])


_COUNTERS = re.compile(r"\s*[①-⑳]\s*|(?:^|(?<=[。；;，,\s]))\s*(?:[（(]\d[)）]、?|\d[、.．)](?!\d))\s*")
_COUNTS = re.compile(r"[①-⑳\d]")  # stands in every counter


LONGEST_NAMED = 24
"""What is named after 一是 or 第二个是 may say more than a member of a series."""


_ORDINALS = re.compile(
    zh(
        r"[，,；;]?\s*(?:第?[一二三四五六七八九](?:[个種种类是方面点项](?:方面)?(?:则|就)?是?|则是?|来)|第[一二三四五六七八九](?=[，,、：:])|另一[个种](?:则|就)?是|其[一二三四五])[，,：:]?"
    )
)


def by_ordinal(text: str) -> tuple[str, ...]:
    """Return what of ``text`` stands after 一是, 二是 or 第一, 第二; () where it does not begin so."""
    first, *items = (part.strip("，,；;、和。 ") for part in _ORDINALS.split(text))
    return () if first or not all(2 <= weight(i) <= LONGEST_NAMED and balanced(i) for i in items) else tuple(items)


_COUNT = re.compile(
    zh(r"(?P<zh>[两二三四五六七八九十])大?[种个类项部层步点条阶要大]")
    + r"|\b(?P<en>two|three|four|five|six|seven|eight|nine|ten)\b",
    re.I,
)
_NUMBERS = {"两": 2, "兩": 2} | {
    word: n
    for words in (
        "零一二三四五六七八九十",
        ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
        map(str, range(11)),
    )
    for n, word in enumerate(words)
}


def number(word: str) -> int:
    """Return the number up to ten that ``word`` stands for: a Chinese numeral, an English one, digits."""
    return _NUMBERS[word.lower()]


def how_many(text: str) -> int:
    """Return the number with which ``text`` counts things: 3 in 三大定律; 0 where it does not."""
    found = _COUNT.search(text)
    return number(found["zh"] or found["en"]) if found else 0


def announced(text: str) -> int:
    """Return how many things the end of ``text`` announces: 造成两个问题, 设有六部，分别为; 0 if it gives no number."""
    found = _ANNOUNCES.search(text)
    return number(found["count"]) if found else 0


_ANNOUNCES = re.compile(
    zh(
        r"(?:有|分[为成]|造成|带来|引起|产生|面临|存在|包括|包含|满足|具备)(?:了|以下|如下)?(?P<count>[两二三四五六七八九])"
        r"[^，,。；;：:\d]{1,8}(?:[，,]?(?:分别)?(?:是|为|有|如下))?[：:]?$"
    )
)
