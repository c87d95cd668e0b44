"""Readers: the text of a note -> a Document. A format is one module here, one line in READERS, one fixture file."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import PurePosixPath

from quizgen.notes.model import Document, Skipped

_LINE_END = re.compile("\r\n?")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]")  # among them what only Python takes for a line end

# Suffix -> the module that reads it, imported when it is needed.
READERS = {
    ".md": "markdown",
    ".markdown": "markdown",
    ".mkd": "markdown",
    ".mdown": "markdown",
    ".mdx": "markdown",
    ".txt": "plain",
    ".text": "plain",
}


def read(path: str, text: str) -> Document | Skipped:
    """Return the Document of ``text``, read as the suffix of ``path`` says; what has none, as standard input, is plain.

    Skipped when the note itself says that it is not to be read. Never raises: any text is a note.
    """
    name = READERS.get(PurePosixPath(path.replace("\\", "/")).suffix.lower(), "plain")
    read_format = import_module(f"{__name__}.{name}").read
    document: Document | Skipped = read_format(path, _CONTROL.sub(" ", _LINE_END.sub("\n", text)))
    return document
