"""Where the files that are not code lie: templates, which users find at the top of the project."""

from __future__ import annotations

from pathlib import Path

_PLACES = (
    Path(__file__).with_name("templates"),  # in an installed package
    Path(__file__).parent.with_name("templates"),  # in a checkout
)


def folder(name: str) -> Path:
    """Return the folder of templates called ``name``, "anki" or "quiz"."""
    return next(place for place in _PLACES if place.is_dir()) / name
