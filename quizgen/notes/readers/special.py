"""Special characters: where in a text something may begin that is not ordinary text."""

from __future__ import annotations

import re

ESCAPED = re.compile(r"\\[!-/:-@\[-`{-~]")
"""A character of ASCII that a backslash makes an ordinary one."""

_WHITE = "\t\v\f\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
INVISIBLE = "\u200b\u2060\ufeff\u00ad"
"""White space of no width, and the soft hyphen: no text."""


# All that is not an ordinary character. The first character decides what is tried. All of them stand in one class, to
# which a search skips; where a text has no white space but single ones, these are not among them.
_SIGNS = (
    r"\n\\`*_$<\[\]!=~%^&{:h",
    r"(?<=[\n\\`*_$<\[\]])|(?<=!)\[|(?<==)=|(?<=~)~|(?<=%)%|(?<=\^)\[|(?<=[A-Za-z)]~)[^~\s]{1,9}~(?!~)"
    r"|(?<=[A-Za-z)]\^)[^^\s\[]{1,9}\^|(?<=&)[#A-Za-z]|(?<=\{)(?:\{[<%]|%)|(?<=:)[a-z]|(?<=h)ttps?://",
)
_SIGNS_IN_PLAIN = r"\n\\`*_$\]~&h", r"(?<=[\n\\`*_$])|(?<=\])\(|(?<=~)~|(?<=&)[#A-Za-z]|(?<=h)ttps?://"
_RARE = _WHITE + INVISIBLE
_MUCH_WHITE = f" {_RARE}", rf"(?<= )(?: +|[{_RARE}][ {_RARE}]*)|(?<=[{_RARE}])[ {_RARE}]*"


def _one_of(*signs: tuple[str, str]) -> re.Pattern[str]:
    """Return the regex of ``signs``, each the characters they begin with, and what stands behind these."""
    return re.compile(f"[{''.join(first for first, _ in signs)}](?:{'|'.join(rest for _, rest in signs)})")


_SPECIAL, _SPECIAL_OR_WHITE = _one_of(_SIGNS), _one_of(_SIGNS, _MUCH_WHITE)
_SPECIAL_IN_PLAIN, _SPECIAL_OR_WHITE_IN_PLAIN = _one_of(_SIGNS_IN_PLAIN), _one_of(_SIGNS_IN_PLAIN, _MUCH_WHITE)
_MORE_WHITE = re.compile(f"[{_RARE}]")


def special(source: str, plain: bool = False) -> re.Pattern[str]:
    """Return the regex that finds the special characters of ``source``."""
    if "  " in source or _MORE_WHITE.search(source):
        return _SPECIAL_OR_WHITE_IN_PLAIN if plain else _SPECIAL_OR_WHITE
    return _SPECIAL_IN_PLAIN if plain else _SPECIAL
