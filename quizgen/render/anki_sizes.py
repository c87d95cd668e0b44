"""Sizes: how large the texts of a card are set, by how much there is to read."""

from __future__ import annotations

import re

WIDE = re.compile(
    "[\u1100-\u11ff\u2e80-\ua4cf\uac00-\ud7ff\uf900-\ufaff\ufe30-\ufe4f\uff01-\uff60\U00020000-\U0003ffff]"
)


_LONG = 2000
_SET_OFF = re.compile(
    r"""^(```|~~~) .*? ^\1[^\n]*$     # code
      | ^\$\$ .*? \$\$$              # a formula
      | ^\|[^\n]*\|$                 # a row of a table
      | !\[[^\]\n]*\]\([^)\n]*\)    # a picture
    """,
    re.DOTALL | re.MULTILINE | re.VERBOSE,
)


def size_of_question(question: str) -> str:
    """Return the class for the size of ``question``: that of its words, whatever is set off below them."""
    words = _SET_OFF.sub("", question).strip() if len(question) < _LONG else question
    return size_of("first", words, is_question=True)


def size_of(which: str, value: str, *, is_question: bool = False) -> str:
    """Return the class that says how large a text is set: a word, a line or a text of some length."""
    width = half_widths(value[:65])
    if width > 64 or "\n" in value.strip() or "![" in value:
        return f"{which}-text"
    return f"{which}-word" if width <= 26 and not is_question else f"{which}-line"


def half_widths(value: str) -> int:
    """Return how wide ``value`` is set, in halves of a Chinese character."""
    return len(value) + len(WIDE.findall(value))
