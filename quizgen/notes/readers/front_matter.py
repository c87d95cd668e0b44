"""Front matter: the fields between two rulers with which a note begins."""

from __future__ import annotations

import re
from typing import Any

_FRONT_MATTER = re.compile(r"(---|\+\+\+)[ \t]*\n(.{0,20000}?)^(?:\1|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_MOST_BRACKETS = 100  # in front matter: one in the other, they take PyYAML quadratic time


def split(text: str) -> tuple[dict[str, Any], str]:
    """Return the fields of the front matter, all their values texts, and the text with blank lines in its place."""
    found = _FRONT_MATTER.match(text)
    if not found:
        return {}, text
    import yaml

    fields: object = None
    if found[1] == "---" and len(re.findall(r"[\[{]", found[2])) <= _MOST_BRACKETS:
        try:
            fields = yaml.load(found[2], yaml.BaseLoader)
        except (yaml.YAMLError, RecursionError, ValueError):
            fields = None
        if fields is not None and not isinstance(fields, dict):
            return {}, text  # a ruler, prose, another ruler
    body = "\n" * found[0].count("\n") + text[found.end() :]
    return {str(k).lower(): v for k, v in fields.items()} if isinstance(fields, dict) else {}, body
