"""The note types: what Anki keeps of each question type. Frozen for ever by the first deck that anyone imports.

A field or a card may get another name, never another place: Anki recognises them by ids, and the ids come from the
place. A new field would make Anki set up a second note type beside the first, so there are spare ones.
"""

from __future__ import annotations

import functools
import hashlib
import re
from dataclasses import dataclass
from typing import Any

import genanki

from quizgen.assets import folder

CHANGED = 1795891377
"""When the templates were last changed, in seconds: Anki takes them over if it knows none as new as that."""

SHARED = ("Explanation", "Source", "Language", "Layout", "ID", "Spare 1", "Spare 2", "Spare 3", "Spare 4")
"""The last fields of every note type. Layout holds classes for the stylesheet, ID is what a note is found by."""

_SELDOM_SEEN = {"Language", "Layout", "ID", "Spare 1", "Spare 2", "Spare 3", "Spare 4"}


@dataclass(frozen=True, slots=True)
class CardType:
    """One card of a note type: its name in Anki, the stem of its templates, a field without which there is none."""

    name: str
    stem: str
    only_with: str = ""


@dataclass(frozen=True, slots=True)
class NoteType:
    """One note type: its own fields and its cards."""

    kind: str
    fields: tuple[str, ...]
    cards: tuple[CardType, ...]
    cloze: bool = False

    @property
    def all_fields(self) -> tuple[str, ...]:
        """Its own fields, then those that every note type has."""
        return self.fields + SHARED


NOTE_TYPES = {
    t.kind: t
    for t in (
        NoteType(
            "definition",
            ("Term", "Definition", "Aliases", "Masked definition"),
            (
                CardType("Definition", "definition"),
                CardType("Term", "term", only_with="Masked definition"),
                CardType("Spare", "spare", only_with="Spare 1"),  # a card cannot be added later either
            ),
        ),
        NoteType("list", ("Question", "Items", "Count"), (CardType("Item", "list"),), cloze=True),
        NoteType("cloze", ("Text",), (CardType("Blank", "cloze"),), cloze=True),
        NoteType("open", ("Question", "Answer", "Typed answer"), (CardType("Answer", "open"),)),
        NoteType("choice", ("Question", "Options"), (CardType("Choice", "choice"),)),
        NoteType("true_false", ("Statement", "Answer", "Correction"), (CardType("True or false", "true_false"),)),
        NoteType("matching", ("Pairs", "Question", "Pool"), (CardType("Pair", "matching"),), cloze=True),
    )
}
"""Every note type by the question type it is for."""


def model_id(kind: str) -> int:
    """Return the id that the note type of ``kind`` has in every collection: 2**30 to 2**31, as Anki's own."""
    made = hashlib.sha256(f"quizgen/{kind}/1".encode()).digest()
    return (1 << 30) + int.from_bytes(made[:8], "big") % (1 << 30)


def type_title(kind: str) -> str:
    """Return the name that the note type of ``kind`` has in Anki, unless the user gave it another."""
    return f"quizgen {kind.replace('_', ' ')}"


class Model(genanki.Model):  # type: ignore[misc]  # genanki has no types
    """A note type whose modification time is that of its templates, not of the build."""

    def __init__(self, changed: int, **given: Any) -> None:
        super().__init__(**given)
        self.changed = changed

    def to_json(self, timestamp: float, deck_id: int) -> dict[str, Any]:
        """Return what Anki stores."""
        made: dict[str, Any] = super().to_json(self.changed, deck_id)
        return made


def model(kind: str, css: str = "", changed: int = CHANGED) -> Model:
    """Return the note type of ``kind``; ``css`` comes after the stylesheet that all of them share."""
    made = NOTE_TYPES[kind]
    number = model_id(kind)
    return Model(
        changed,
        model_id=number,
        name=type_title(kind),
        fields=[
            {"name": name, "id": number * 1000 + i, "font": "Arial", "collapsed": name in _SELDOM_SEEN}
            for i, name in enumerate(made.all_fields)
        ],
        templates=[
            {"name": card.name, "id": number * 1000 + 100 + i, "qfmt": _front(kind, card), "afmt": _back(kind, card)}
            for i, card in enumerate(made.cards)
        ],
        css=_file("style.css") + css,
        model_type=genanki.Model.CLOZE if made.cloze else genanki.Model.FRONT_BACK,
    )


def _front(kind: str, card: CardType) -> str:
    made = _side(kind, card, "front")
    # Around all of it: to Anki a front with any field in it, be it the language, is a card.
    return f"{{{{#{card.only_with}}}}}\n{made}\n{{{{/{card.only_with}}}}}" if card.only_with else made


def _back(kind: str, card: CardType) -> str:
    return _side(kind, card, "back")


def _side(kind: str, card: CardType, side: str) -> str:
    both = (folder("anki") / f"{card.stem}.html").exists()
    inner = _file(f"{card.stem}.html" if both else f"{card.stem}.{side}.html").strip()
    inner = re.sub(r"<script>(\w+\.js)</script>", lambda m: f"<script>\n{_file(m[1]).strip()}\n</script>", inner)
    return _file(f"frame.{side}.html").strip().replace("KIND", kind).replace("SIDE", inner)


@functools.cache
def _file(name: str) -> str:
    return (folder("anki") / name).read_text(encoding="utf-8")
