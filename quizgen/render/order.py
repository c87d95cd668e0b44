"""In which order options, right columns and questions stand. No order here depends on which answer is right."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence

# What speaks of the options above it and so stays below them.
_STAYS_LAST = re.compile(
    r"""以上.{0,6}[都皆均全].{0,8} | 以上(?:所有|选项|選項|各项|各項)?(?:正确|正確|错误|錯誤|不对|不對|不正确|不正確)
      | [都皆均](?:是|对|對|正确|正確|不是|不对|不對|不正确|不正確|错误|錯誤|错|錯)
      | (?:all|none|both|neither|any|either)\ of\ (?:the\ )?
        (?:above|these|them|those|other\ (?:options|answers))\b.{0,12}""",
    re.VERBOSE | re.IGNORECASE,
)
_NUMBER = re.compile(r"([^\d+\-−]*)([+\-−]?\d[\d,]*(?:\.\d+)?)(.*)", re.DOTALL)
_DIGITS = re.compile(r"(\d+)")


def shuffled(texts: Iterable[str], *key: str) -> list[str]:
    """Return ``texts`` in an order that ``key`` and each text decide alone.

    Each text has its place by a hash of its own: the order in which they come does not matter, and adding one leaves
    the others as they were among themselves.
    """
    return sorted(texts, key=lambda text: _place(*key, text))


def options(texts: Iterable[str], *key: str, shuffle: bool = True) -> list[str]:
    """Return the options of a choice question in the order of print: shuffled by ``key``, but numbers ascending.

    "All of the above" and its like stay last. Without ``shuffle``, options stand in their natural order (letters,
    numbers, alphabet): the order of the bank, where the right one comes first, would give it away.
    """
    unique = list(dict.fromkeys(texts))
    last = sorted((text for text in unique if stays_last(text)), key=_natural)
    rest = [text for text in unique if text not in last]
    numbers = _numbers(rest)
    if numbers:
        rest.sort(key=lambda text: (numbers[text], text))
    elif shuffle:
        rest = shuffled(rest, *key)
    else:
        rest.sort(key=_natural)
    return rest + last


def apart(texts: Sequence[str], key: tuple[str, str], name: str, *, shuffle: bool = True) -> list[str]:
    """Return ``options`` in an order that no variant before this one has for the question ``name``.

    ``key`` is the seed and the variant. Where there are too few orders, or none but one (numbers), variants share them.
    """
    (seed, variant), taken = key, list[list[str]]()
    for number in range(MOST_VARIANTS):
        each = letter(number) if variant else ""
        for again in range(TRIES):
            found = options(texts, seed, each, name, *[str(again)] * (again > 0), shuffle=shuffle)
            if found not in taken:
                break
        if each == variant:
            return found
        taken.append(found)
    return options(texts, seed, variant, name, shuffle=shuffle)


MOST_VARIANTS, TRIES = 26, 9
"""Variants that are told apart, and how often another order is looked for."""


def stays_last(text: str) -> bool:
    """Return whether ``text`` is an option that speaks of those above it: "all of the above"."""
    return bool(_STAYS_LAST.fullmatch(_bare(text)))


def by_number(texts: Iterable[str]) -> bool:
    """Return whether ``options`` puts ``texts`` in the order of their numbers, never shuffled."""
    return bool(_numbers([text for text in texts if not stays_last(text)]))


def letter(index: int) -> str:
    """Return the letter of the option at ``index``: A, B, ... Z, AA, AB ..."""
    return (letter(index // 26 - 1) if index >= 26 else "") + chr(ord("A") + index % 26)


def _place(*key: str) -> bytes:
    return hashlib.sha256("\0".join(key).encode("utf-8", "surrogatepass")).digest()


def _bare(text: str) -> str:
    return text.strip().strip("。.！!*_ ").strip()


def _numbers(texts: list[str]) -> dict[str, float]:
    """Return the number in each text if they differ in nothing else ("5 km", "10 km"), else nothing."""
    found = {text: _NUMBER.fullmatch(text.strip()) for text in texts}
    if not all(found.values()) or len({(m[1], m[3]) for m in found.values() if m}) != 1:
        return {}
    return {text: float(m[2].replace(",", "").replace("−", "-")) for text, m in found.items() if m}


def _natural(text: str) -> list[tuple[int, int, str]]:
    return [(0, int(part), part) if part.isdecimal() else (1, 0, part) for part in _DIGITS.split(text) if part]
