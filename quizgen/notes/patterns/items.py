"""Connectors that lead to several things: kinds, parts, what is counted and then named."""

from __future__ import annotations

import re
from dataclasses import replace

from quizgen.notes.naming import Name
from quizgen.notes.openings import lead, points_elsewhere
from quizgen.notes.patterns.meeting import Meeting, Seen, condition, left_of, lowered, subject
from quizgen.notes.patterns.series import (
    COMMAS,
    CONJOINED,
    LONGEST_NAMED,
    by_ordinal,
    counted,
    divided,
    enumerated,
    fitting,
    number,
)
from quizgen.notes.patterns.sights import prompt
from quizgen.notes.patterns.terms import head, term_of
from quizgen.notes.regexes import zh
from quizgen.notes.words import has_han, weight

_TAKEN = re.compile(zh("(?P<who>[^，,把将]{0,12})(?:把|将)(?P<what>[^，,]{1,13}[^，,一])"))  # 把岩石分为
_ONE = re.compile(zh("^(?:一|每一?)[个只台套座张条种]"))


def term_items(m: Meeting) -> Seen | None:
    """Return the things that the connector says a term has, is divided into or is made of."""
    m = replace(m, left=_ONE.sub("", m.left, count=1)) if m.resolved is None else m
    taken = _TAKEN.fullmatch(m.left.strip())
    name = term_of(taken["what"]) if taken else subject(m)
    said = m.group("items") or m.group("parts") or m.right
    if "、" not in said and has_han(said) and not COMMAS.match(said):
        said = re.split("[，,]", said, maxsplit=1)[0]  # what follows says something else: 分为1型和2型，1型由...
    items = enumerated(said) if name else ()
    if name is None or not items:
        return None
    left = left_of(m, name)
    if m.group("by"):
        asked = f"{left}由哪些{m.group('whole')}？"
    else:
        left = lowered(left) if m.pattern.asks.startswith("What") or condition(m) else left
        asked = m.pattern.asks.format(left=left, verb=m.group("verb"), connector=m.match.group().strip())
    asked = f"{condition(m)}{asked}" if not m.pattern.asks.startswith("What") else asked
    return Seen(name, asked, prompt=asked, items=items)


def items_whole(m: Meeting) -> Seen | None:
    """Return what the parts named before 构成 or 合称 make."""
    items, whole = enumerated(m.group("items")[lead(m.group("items")) :]), term_of(m.group("whole"))
    if whole is None or not items or points_elsewhere(whole.text) or not all(term_of(item) for item in items):
        return None
    verb = m.group("verb")
    asked = f"{whole.text}由哪些{verb}？" if verb in _MAKE else f"{whole.text}是哪些的{verb}？"
    return Seen(whole, asked, prompt=asked, items=items)


_MAKE = ("构成", "组成", "構成", "組成")


def named_items(m: Meeting) -> Seen | None:
    """Return what a name with a number in it stands for, where as many are named after it."""
    items, name = enumerated(m.group("items")), m.group("name").strip()
    if len(items) != number(m.group("count")) or _ONE.match(name) or points_elsewhere(name):
        return None
    asked = f"{name[lead(name) :] if name[:1] not in '“「' else name}是哪些？"
    return Seen(Name(name), asked, prompt=asked, items=items)


def items_together(m: Meeting) -> Seen | None:
    """Return the three or more things of which something is said together (A、B和C都会...)."""
    listed = m.group("items")[lead(m.group("items")) :]
    items = enumerated(listed) or fitting(divided(listed), LONGEST_NAMED)
    if len(items) < LEAST_TOGETHER or not all(term_of(item) for item in items):
        return None
    asked = f"哪些{m.match.group()[len(m.group('items')) :].strip()}？"
    asked = prompt(m.context, asked) if m.context else asked
    return Seen(m.context[0] if m.context else Name(items[0]), asked, prompt=asked, items=items)


LEAST_TOGETHER = 3
"""Two things of which something is said need not be all of which it holds."""


def counted_items(m: Meeting) -> Seen | None:
    """Return what is counted and then named (有两个问题：A 和 B), where as many are named as were counted."""
    count = number(m.group("count"))
    text = m.group("items").strip().rstrip("。.;；，, ")
    items = by_ordinal(text)
    if len(items) != count:
        first = re.split("[，,]", text, maxsplit=1)[0]
        items = enumerated(first if CONJOINED.search(first) else text, LONGEST_NAMED)
    said = m.left[lead(m.left) :].strip()
    subject = head(said)
    if m.resolved:
        said = f"{m.resolved.text}{said}"
    if len(items) != count or weight(said) < 3 or points_elsewhere(said) or (weight(subject) < 2 and not m.resolved):
        return None
    asked = f"{said}哪{m.group('counted').strip()}？"
    named = any(n.text.casefold() in asked.casefold() for n in m.context)
    name = term_of(subject)
    asked = asked if named or name or m.resolved else prompt(m.context, asked)
    return Seen(name or m.resolved or Name(said), asked, prompt=asked, items=items)


def number_items(m: Meeting) -> Seen | None:
    """Return what is counted before it is named: two kinds of wave: A and B. Only where as many are named."""
    items = counted(m.right) or tuple(_ORDINAL.sub("", item) for item in enumerated(m.right))
    if len(items) != number(m.group("count")):
        return None
    things, before = m.group("counted").strip(), m.group("before").strip()
    if before and (points_elsewhere(before) or weight(before) < 4):
        return None
    if before:
        asked = f"{before} which {m.group('count')} {things}?"
    else:
        asked = f"What are the {m.group('count').lower()} {things}?"
    name = m.resolved or Name(things)
    about = m.context if not before and not _OF.search(things) else ()
    return Seen(name, asked, prompt=prompt(about, asked), items=items)


_ORDINAL = re.compile(r"^(?:first(?:ly)?|second(?:ly)?|third(?:ly)?|then|finally|lastly)\s")


_OF = re.compile(r"\s(?:of|for|in)\s")
