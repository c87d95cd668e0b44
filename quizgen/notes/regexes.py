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


_TOKEN = re.compile(
    r"\(\?<[=!](?:\[(?:\\.|[^\]])+\]|[^()\[])*\)|\^|\\b"  # what only looks around
    r"|(?P<opens>\((?:\?(?:[:=]|P<\w+>))?)(?!\?)|(?P<looks>\(\?<?[!=])|(?P<divides>\|)"
    r"|(?:(?P<closes>\))|(?P<one>\[(?:\\.|[^\]])+\]|\\.|.))(?P<may_lack>[?*]|\{0)?",
    re.S,
)


def _beginnings(regex: str) -> str:
    """Return the characters that ``regex`` can begin with, as in a class; "" where that is not plain to see."""
    found: list[str] = []
    groups = [True]  # of each open group whether it stands where the regex begins
    begins = True
    for token in _TOKEN.finditer(regex):
        one = token["one"]
        if token["opens"] or token["looks"]:
            if token["looks"] and begins:
                return ""
            groups.append(begins)
        elif token["divides"]:
            if begins:
                return ""
            begins = groups[-1]
        elif token["closes"]:
            leads = groups.pop()
            begins = begins or bool(leads and token["may_lack"])
        elif one == "(":
            return ""  # a group of another kind
        elif one and begins:
            if one in (".", "$") or one.startswith("[^"):
                return ""
            found.append(one[1:-1] if len(one) > 2 else one if one.startswith("\\") else re.escape(one))
            begins = bool(token["may_lack"])
    return "" if begins else "".join(found)


def quick(regex: str) -> str:
    """Return a group that matches ``regex``, but looks first whether the next character can begin it.

    At most places of a text it cannot, and then none of its many alternatives is tried.
    """
    beginnings = _beginnings(regex)
    return f"(?=[{beginnings}])(?:{regex})" if beginnings else f"(?:{regex})"


def either(*alternatives: str) -> str:
    """Return a group that matches one of ``alternatives``, each a regex or several with blanks between."""
    options = [option for alternative in alternatives for option in alternative.split()]
    return quick(zh("|".join(sorted(options, key=len, reverse=True))))
