"""Wide characters: those of Chinese, Japanese and Korean, and emoji."""

from __future__ import annotations

WIDE = "[^\x00-\u2e7f]"
"""A pattern: a character of Chinese, Japanese or Korean, or an emoji. They all come after the other scripts, and a
class that says what it is not is compiled many times faster than the list of their ranges."""


def is_wide(char: str) -> bool:
    """Say whether ``char`` is WIDE."""
    return char > "\u2e7f"
