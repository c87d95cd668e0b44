"""Fronts: whether the label of a line can be asked for as it stands, or only with the name it stands under."""

from __future__ import annotations

import functools
import re
from collections import Counter, defaultdict

from quizgen.notes.generic import is_facet, is_general
from quizgen.notes.naming import Name
from quizgen.notes.outline import Outline
from quizgen.notes.regexes import zh
from quizgen.notes.words import has_han


@functools.lru_cache(2)
def labels_of(outline: Outline) -> Counter[str]:
    """Return how often each name is a label."""
    return Counter(name.text for i in range(len(outline.blocks)) if outline.label_kind(i) and (name := outline.name(i)))


def shape(outline: Outline, i: int) -> tuple[object, ...]:
    """Return what the label of block ``i`` has in common with its siblings: sort, section, parent, depth."""
    block, label = outline.blocks[i], outline.labels[i]
    return label and label.by, block.kind, block.level, block.parent, block.headings


@functools.lru_cache(2)
def _among_general(outline: Outline) -> dict[tuple[object, ...], bool]:
    """Return of each shape whether most of the labels that have it are general: then their siblings are, too."""
    general: dict[tuple[object, ...], list[bool]] = defaultdict(list)
    for i in range(len(outline.blocks)):
        if outline.label_kind(i) == "term" and (name := outline.name(i)):
            general[shape(outline, i)].append(is_general(name.text))
    return {what: 2 * sum(found) > len(found) for what, found in general.items()}


def stands_alone(outline: Outline, i: int, body: str, name: Name | None = None) -> bool:
    """Say whether the label of block ``i``, of which ``body`` is said, names a thing that ``body`` defines.

    It does not where several lines bear it, below an item, where it names a side, a colour, a number, and where what is
    said of it is no definition but an effect, a value, a remark: these are clear only beside what they belong to.
    """
    block, name = outline.blocks[i], name or outline.name(i)
    assert name is not None
    if labels_of(outline)[name.text] > 1 or len(name.text) == 1 or _CIRCUMSTANCE_EN.match(name.text):
        return False
    if _LAW.search(name.text):
        return True
    named_twice = bool(name.aliases) or name.text in outline.aliased
    if not named_twice and _of_one_thing(outline.topic(i), name.text):
        return False
    if has_han(body) and (_REMARK_ZH.match(body) or _SHORT_LATIN.fullmatch(name.text)):
        return False
    nested = block.kind == "item" and block.level > 0 and not outline.speaks_elsewhere(name.text)
    if len(name.text) > 1 + nested and (named_twice or _ACRONYM.fullmatch(name.text)):
        return True
    general = nested or is_general(name.text) or _among_general(outline).get(shape(outline, i))
    return not general and (not has_han(name.text) or bool(_DEFINES_ZH.match(body)))


def _of_one_thing(above: Name | None, name: str) -> bool:
    """Say whether ``name`` is a quality, or stands under ``above`` as a side of one thing."""
    if above and name in above.text:
        return False
    quality = has_han(name) and _QUALITY_ZH.fullmatch(name)
    return bool(quality or (above and holds_sides(above.text)))


def holds_sides(name: str) -> bool:
    """Say whether what stands under ``name`` are the sides, parts or steps of one thing: Steps of filtration.

    Its kinds are things by themselves.
    """
    if has_han(name):
        return bool(_SIDES_ZH.search(name))
    found = _HEAD_EN.match(name)
    return found is not None and is_facet(found["head"]) and not _KINDS_EN.search(found["head"])


_SIDES_ZH = re.compile(
    zh(
        "(?:要素|属性|特[点征性]|步骤|流程|阶段|优缺?点|缺点)$|的(?:质量)?(?:过程|原因|影响|作用|意义|条件|原则|层次|环节|方面|性质)$"
    )
)
_HEAD_EN = re.compile(r"(?P<head>\w+(?:\s\w+)?)\s(?:of|in|for|to|with)\s", re.I)
_KINDS_EN = re.compile(
    r"types?|kinds?|classification|categories|methods?|techniques?|definitions?|examples?|rules?", re.I
)
# What a thing has, not what it is: 可靠性.
_QUALITY_ZH = re.compile("[^的]{1,4}性")

# When or how something is so: no thing.
_CIRCUMSTANCE_EN = re.compile(
    r"(?:on|upon|in|at|for|from|with|by|to|as|during|after|before|once|while|when|if|using|without|through|within)\s",
    re.I,
)
# Names of laws: the sentence after them is what they say.
_LAW = re.compile(zh("..(?:定理|定律|原理|法则|效应|假说|猜想|公理|引理|悖论)$"))
# With these begins what something does, where, how often: no definition.
_REMARK_ZH = re.compile(
    zh(
        "影响|导致|引起|造成|主要|包括|分为|具有|需要?|应该?|常|可能|容易|必须"
        "|(?:某一?|一定|适[用合]|因为|由于|如果|若|当(?![前量]))(?!.*的[^，。；;的]{1,10}。?$)"
    )
)
_SHORT_LATIN = re.compile("[a-z]{1,3}")
_ACRONYM = re.compile("[A-Z][A-Z0-9-]+s?")

# What a definition in Chinese begins with, or its noun behind 的, or the noun alone.
_DEFINES_ZH = re.compile(
    zh(
        r"(?:就?是|指|即|为(?!了)|由(?!于)|用[于来以]?|把|将|使|让|表示|描述|衡量|反映|研究|一[种个类条项]|"
        r"能够?|可以?(?!能)|以(?!上|下|前|后)|通过|[不非未无]|被|按照?|根据|利用|负责|专门)"
        r"|[^。；;]{0,60}的[^，。；;的]{1,14}(?:[，,。；;（(]|$)"
        r"|(?![向对在从与和因当如])[^，。；;、和与及 ]{3,14}(?:[。（(]|$|[，,](?:如|例如|比如|即|[又也]称|一般|用于?))"
        r"|(?![向对在从与和因当如])[^，。；;、 ]{7,14}[，,]"
        r"|[$`]|[A-Za-z]"
    )
)


def is_plural(name: str) -> bool:
    """Say whether the head of the English ``name`` is a plural: kinds in kinds of rock."""
    if not name.isascii():
        return False
    head = _AFTER_HEAD.split(name)[0].rsplit(maxsplit=1)[-1].casefold()
    return head.endswith("s") and not head.endswith(("ss", "us", "is", "ics"))


_AFTER_HEAD = re.compile(r"\s(?:of|in|for|to|from|against|with|on|between|among|by|\w{3,}ing)\s", re.I)


def has_owner(context: tuple[Name, ...], side: str) -> bool:
    """Say whether it is known whose ``side`` it is: it stands under something, or says so itself (风的成因)."""
    return bool(context) or _OWNED.match(side) is not None


_OWNED = re.compile(zh("(?!它|其|该|这|主要|基本|常见|具体|一般|关键|根本|直接)[^的，。]{2,}的"))


DEFINITION = re.compile(zh("(?:基本)?(?:定义|概念|含义)") + r"|definition|meaning", re.I)
"""A label that names no side of the thing it stands under, but says what that is."""
