"""Writing regexes: simplified characters that match their older forms too, and lists of words."""

from __future__ import annotations

import re

from quizgen.notes.variants import VARIANTS


def zh(regex: str) -> str:
    """Return ``regex`` so that each simplified character in it also matches its older forms."""
    out: list[str] = []
    inside = escaped = False
    for char in regex:
        variants = char if escaped else VARIANTS.get(char, char)
        inside = (char == "[" or (inside and char != "]")) if not escaped else inside
        out.append(variants if inside or len(variants) == 1 else f"[{variants}]")
        escaped = char == "\\" and not escaped
    return "".join(out)


def either(*alternatives: str) -> str:
    """Return a group that matches one of ``alternatives``, each a regex or several with blanks between.

    It looks first whether the next character can begin one of them: at most places of a text none can.
    """
    options = sorted((o for alternative in alternatives for o in alternative.split()), key=len, reverse=True)
    begins = [_BEGINS.match(zh(option)) for option in options]
    ahead = "".join(found["of"] or found["one"] for found in begins if found)
    joined = zh("|".join(options))
    return f"(?=[{ahead}])(?:{joined})" if all(begins) else f"(?:{joined})"


_BEGINS = re.compile(r"(?:\(\?<!\[[^\]]*\]\))?(?:\[(?P<of>[^\]^]+)\]|(?P<one>\w))(?![?*])")
"""The first character of a regex, or those one of which it is, where it must be there."""
