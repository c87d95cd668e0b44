"""A part of the screen with a title, lines that are wrapped as Chinese and English want it, and a place in them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TypeAlias

from textual.content import Content
from textual.markup import escape
from textual.widgets import Static

from quizgen.screen.wrap import Piece, wrap

STYLES: Mapping[str, str] = {
    "": "",
    "strong": "bold",
    "em": "italic",
    "code": "$accent",
    "blank": "bold underline $success",
    "right": "bold $success",
    "aside": "$text-muted",
    "gutter": "$text-muted",
    "passage": "$warning",
    "answer": "bold underline $warning",
    "doubt": "bold $warning",
}
"""How each kind of text looks. Nothing is told by colour alone."""

Lines: TypeAlias = "Callable[[int], tuple[list[list[Piece]], int]]"
"""Width -> lines that fit, and the number of the one to begin with."""


class Pane(Static):
    """A part of the screen with a title; its lines are wrapped as Chinese and English want it."""

    def __init__(self, name: str) -> None:
        super().__init__(id=name, markup=False)
        self._title = ""
        self._lines: Lines = lambda width: ([], 0)
        self._by = 0

    def show(self, title: str, lines: Lines) -> None:
        """Show ``lines`` below ``title``, from the line they name."""
        self._title, self._lines, self._by = title, lines, 0
        self._draw()

    def move(self, by: int) -> None:
        """Show what stands ``by`` lines below, or above if that is negative."""
        self._by += by
        self._draw()

    def on_resize(self) -> None:
        """Wrap anew."""
        self._draw()

    def on_mouse_scroll_down(self) -> None:
        """Go down."""
        self.move(2)

    def on_mouse_scroll_up(self) -> None:
        """Go up."""
        self.move(-2)

    def _draw(self) -> None:
        width, height = self.content_size
        if width < 1:
            return
        lines, first = self._lines(width)
        top = min(max(0, first + self._by), max(first, len(lines) - height))
        self._by = top - first
        shown = lines[top : top + height]
        parts = [part for pieces in shown for part in (*((clean(t), STYLES[s]) for t, s in pieces), ("\n", ""))]
        self.update(Content.assemble(*parts[:-1]), layout=False)
        self.border_title = escape(clean(self._title) + ("  ↓" if len(lines) > top + height else ""))


def clean(words: str) -> str:
    """Return ``words`` without what would steer the terminal."""
    return words if words.isprintable() else "".join(c if c.isprintable() else " " for c in words)


def wrapped(pieces: Iterable[Piece]) -> Lines:
    """Return ``pieces`` as the lines of a pane, from the first on."""
    kept = tuple(pieces)
    return lambda width: (wrap(kept, width), 0)
