"""Blanks in a cloze text, in Anki's own notation: ``{{c1::answer}}`` or ``{{c1::answer::hint}}``."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

_OPEN = re.compile(r"\{\{c(\d{1,5})::")
_ALMOST = re.compile(r"\{\{ *[cC]? *\d* *(?:::?|：+)")


@dataclass(frozen=True, slots=True)
class Blank:
    """One blank: ``text[start:end]`` is the whole of it, braces included."""

    number: int
    answer: str
    hint: str
    start: int
    end: int


def blanks(text: str) -> tuple[Blank, ...]:
    """Return the blanks of ``text`` from left to right.

    A blank ends at the next ``}}`` and its hint begins at the first ``::``, as in Anki's parser (rslib, cloze.rs).
    What ``faults`` names is left out or cut short here.
    """
    found = []
    at = 0
    while (opened := _OPEN.search(text, at)) and (close := text.find("}}", opened.end())) >= 0:
        answer, _, hint = text[opened.end() : close].partition("::")
        found.append(Blank(int(opened[1]), answer, hint, opened.start(), close + 2))
        at = close + 2
    return tuple(found)


def replaced(text: str, show: Callable[[Blank], str]) -> str:
    """Return ``text`` with what ``show`` returns in the place of each blank, which it sees from left to right."""
    made, at = "", 0
    for blank in blanks(text):
        made += text[at : blank.start] + show(blank)
        at = blank.end
    return made + text[at:]


def renumbered(text: str, known: Iterable[tuple[int, str]]) -> list[str]:
    """Return, in plain words, which blanks lost the number under which Anki knows them: (number, answer) in ``known``.

    Anki keeps a card, with its history, for each number.
    """
    found = [(blank.number, blank.answer) for blank in blanks(text)]
    numbers = {number for number, _ in found}
    said = []
    for number, answer in dict(known).items():
        now = [n for n, a in found if a == answer]
        if now and number not in now:
            said.append(f"blank c{number} ({answer}) is c{now[0]} now: in Anki its history stays with c{number}")
        elif number not in numbers:
            said.append(f"blank c{number} ({answer}) is gone: in Anki its card stays, empty (Tools > Empty Cards)")
    return said


def faults(text: str) -> list[str]:
    """Return what is wrong with the blanks of ``text``, in plain words."""
    found = []
    at = 0
    while opened := _OPEN.search(text, at):
        name = f"blank c{opened[1]}"
        close = text.find("}}", opened.end())
        if close < 0:
            found.append(f"{name} is not closed: }}}} is missing")
            break
        inside = text[opened.end() : close]
        at = close + 2
        if opened[1].strip("0") == "":
            found.append(f"{name}: numbers begin at 1, as in {{{{c1::answer}}}}")
        if _OPEN.search(inside):
            found.append(f"{name} holds another blank: close it with }}}} before the next begins")
        elif _closes_math(text, opened.end(), close):
            found.append(f"{name}: the }}}} inside $...$ would end the blank: write }} }} with a space")
        elif not inside.partition("::")[0].strip():
            found.append(f"{name} has no answer: {{{{c1::answer}}}} or {{{{c1::answer::hint}}}}")
    if not _OPEN.search(text):
        almost = _ALMOST.search(text)
        seen = f"; {almost[0]} is none" if almost else ""
        found.append(f"no blank in the text: write what is asked for as {{{{c1::answer}}}}{seen}")
    return found


def _closes_math(text: str, start: int, close: int) -> bool:
    """Return whether the ``}}`` at ``close`` stands inside math that begins in the blank opened before ``start``."""
    # An odd number of unescaped $ before it: the formula is still open there and is closed later on the same line.
    if text[start:close].replace("\\$", "").count("$") % 2 == 0:
        return False
    dollar = text.find("$", close)
    return dollar >= 0 and text.find("\n", close, dollar) < 0
