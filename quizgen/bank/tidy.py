"""Spaces at the ends of lines go, and the last line ends: nothing that a bank says changes."""

from __future__ import annotations

from quizgen.bank.edit import Written, open_bank
from quizgen.bank.lint import trailing_spaces


def tidy(written: Written) -> tuple[Written, int]:
    """Return the bank with no spaces at the ends of its lines and a line end at its own, and how many lines changed.

    Texts keep their spaces. The result is read back; if it says anything else, all stays as it was.
    """
    text, at = written.text, 0
    parts: list[str] = []
    spaces = trailing_spaces(text)
    for start, end in spaces:
        parts.append(text[at:start])
        at = end
    parts.append(text[at:])
    last = "" if text.endswith(("\n", "\r")) else "\r\n" if "\r\n" in text else "\n"
    changed = len(spaces) + (bool(last) and not (spaces and spaces[-1][1] == len(text)))
    made, _ = open_bank(written.bank.path, written.bom + "".join([*parts, last])) if changed else (None, [])
    return (made, changed) if made is not None and made.bank == written.bank else (written, 0)
