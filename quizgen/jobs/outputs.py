"""What a command writes has the ending of its kind: a slip of the hand overwrites no bank, no lock and no note."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from quizgen.files import write_whole
from quizgen.problems import Problem, Refused


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file that is written anew each time."""

    owner: str
    """As a sentence says it: "a deck's" name."""
    endings: tuple[str, ...]
    """The first one is proposed."""
    example: str


DECK = Kind("a deck's", (".apkg",), "deck")
QUIZ = Kind("a quiz's", (".html", ".htm"), "quiz")
CARDS = Kind("a page's", (".html", ".htm"), "cards")
WHY = Kind("a page's", (".html", ".htm"), "why")


def require(output: str, kind: Kind) -> None:
    """Refuse an ``output`` whose name has not the ending of ``kind``; what is no file (``/dev/null``) may have any."""
    place = Path(output)
    if _has_ending(place, kind) or _is_special(output):
        return
    words = f"{kind.owner} name ends in {kind.endings[0]}: -o "
    if not output or output == "-":  # the current folder, and what means standard output elsewhere
        raise Refused([Problem(f"-o '{output}'", 0, 0, f"{words}{kind.example}{kind.endings[0]}")])
    if os.path.isdir(output) or output.endswith(("/", os.sep)):  # noqa: PTH112 - Path raises for a name that is too long
        inside = place / f"{kind.example}{kind.endings[0]}"
        raise Refused([Problem(output, 0, 0, f"cannot be written: is a folder; name a file in it: -o {inside}")])
    raise Refused([Problem(output, 0, 0, f"{words}{place.with_suffix(kind.endings[0])}")])


def require_folder(output: str, kind: Kind) -> None:
    """Refuse an ``output`` that is to be a folder of many files of ``kind`` but is, or is called like, one file."""
    place = Path(output)
    if output == "-":
        raise Refused([Problem(f"-o '{output}'", 0, 0, f"the variants go into a folder: -o {kind.example}/")])
    if os.path.isdir(output):  # noqa: PTH112 - as above
        return
    if _has_ending(place, kind) or os.path.exists(output):  # noqa: PTH110 - as above
        words = f"the variants go into a folder, this is the name of a file: -o {place.with_suffix('')}/"
        raise Refused([Problem(output, 0, 0, words)])


def write(path: Path, data: bytes) -> None:
    """Write ``data`` to the output ``path``; ``Refused`` if that is a link to a file of another kind, as a bank is."""
    real = Path(os.path.realpath(path))
    if real.suffix.lower() != path.suffix.lower() and real.is_file():
        words = f"cannot be written: is a link to {real}; delete the link or name another file"
        raise Refused([Problem(str(path), 0, 0, words)])
    write_whole(path, data)


def _has_ending(place: Path, kind: Kind) -> bool:
    return place.suffix.lower() in kind.endings


def _is_special(output: str) -> bool:
    there = os.path.exists(output)  # noqa: PTH110 - as above
    return there and not os.path.isfile(output) and not os.path.isdir(output)  # noqa: PTH112, PTH113 - as above
