"""Reading the pictures that a bank's texts name."""

from __future__ import annotations

import base64
import re
from pathlib import Path, PurePosixPath

from quizgen.bank.types import Bank
from quizgen.text import NoPicture

KINDS = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg")


def find_picture(bank: str, src: str) -> Path:
    """Return where the picture ``src`` of the bank at ``bank`` lies.

    ``NoPicture`` unless it is a file in the bank's folder, links followed: banks come from strangers.
    """
    src = src.replace("\\", "/")  # as written on Windows
    if re.match("https?:", src):
        raise NoPicture("lies on the network: save it in the folder of the bank")
    if re.match("[A-Za-z][A-Za-z0-9+.-]*:|/|~", src):
        raise NoPicture("is no path inside the folder of the bank: name it relative to the bank", "error")
    if PurePosixPath(src).suffix.lower() not in KINDS:
        raise NoPicture(f"is of no kind that can be shown ({', '.join(KINDS)})")
    root = Path(bank).parent.resolve()
    try:
        path = (root / src).resolve()
        if not path.is_relative_to(root):
            raise NoPicture("lies outside the folder of the bank", "error")
        found = path.is_file()
    except (OSError, ValueError, RuntimeError):
        found = False
    if not found:
        raise NoPicture("cannot be read: it is looked for in the folder of the bank")
    return path


def read_picture(bank: str, src: str) -> tuple[str, bytes]:
    """Return (suffix, content) of the picture ``src`` of the bank at ``bank``; ``NoPicture`` as ``find_picture``."""
    path = find_picture(bank, src)
    try:
        return PurePosixPath(src.replace("\\", "/")).suffix.lower(), path.read_bytes()
    except OSError:
        raise NoPicture("cannot be read: it is looked for in the folder of the bank") from None


def data_uri(bank: Bank, src: str) -> str:
    """Return the picture ``src`` of ``bank`` as a ``data:`` URI; ``NoPicture`` as ``read_picture``."""
    suffix, content = read_picture(bank.path, src)
    kind = {".jpg": "jpeg", ".svg": "svg+xml"}.get(suffix, suffix[1:])
    return f"data:image/{kind};base64,{base64.b64encode(content).decode('ascii')}"
