"""Plain text: hard-wrapped lines joined, numbered and underlined lines as headings or items."""

from __future__ import annotations

from quizgen.notes.model import Document, Skipped
from quizgen.notes.readers import markdown


def read(path: str, text: str) -> Document | Skipped:
    """Return the Document of the plain ``text``."""
    return markdown.read(path, text)
