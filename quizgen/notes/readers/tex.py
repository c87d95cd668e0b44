"""Formulas in a text: the signs around them, and what stands between two dollars and is none."""

from __future__ import annotations

import html
import re

from quizgen.notes.readers.wide import is_wide

_XML = re.compile("&(?:lt|gt|amp);")

DELIMITERS = (  # where Markdown comes before TeX, authors write the backslash twice
    ("\\\\(", "\\\\)", "$"),
    ("\\\\[", "\\\\]", "$$"),
    ("\\(", "\\)", "$"),
    ("\\[", "\\]", "$$"),
)
"""What opens a formula, what closes it, and the dollars that say the same."""


def is_formula(inner: str, after: str) -> bool:
    """As pandoc reads it: ``$5 and $6`` is money. But ``$ x $`` with a space on either side is a formula."""
    if not inner.strip() or len(inner) > 2000 or inner[0].isspace() != inner[-1].isspace():
        return False
    if inner[0].isspace():
        return not is_wide(max(inner)) and len(inner) <= 200
    return not after.isdigit()


def tex_of(source: str) -> str:
    """Return the TeX of ``source``, in which signs may be written as in XML."""
    return (html.unescape(source) if _XML.search(source) else source).strip()
