"""What each question type says on a terminal: what is asked, and the answer, as pieces of styled text.

Markup is read as for every other output; formulas stay TeX.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

from quizgen import text
from quizgen.bank.cloze import replaced
from quizgen.bank.types import Choice, Cloze, Definition, List, Matching, Open, Question, TrueFalse
from quizgen.render import order
from quizgen.render.phrases import Phrases, phrases, said

if TYPE_CHECKING:
    from markdown_it.token import Token

Piece: TypeAlias = tuple[str, str]
"""(text, style): strong, em, code, blank, right, aside, or "" for plain text."""

Pieces: TypeAlias = tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """A question on a terminal."""

    front: Pieces
    back: Pieces


def shown(question: Question, language: str) -> Shown:
    """Return ``question`` as it is asked in a bank in ``language``, and its answer."""
    words = phrases(language)
    made = PARTS[type(question)](question, words)
    if question.explanation:
        note = _joined([*made.back, ("\n\n", ""), (f"{words.explanation}{words.colon}", "aside")], question.explanation)
        return Shown(made.front, note)
    return made


def line(question: Question) -> str:
    """Return ``question`` with its answer on one line, for lists of questions."""
    made = PARTS[type(question)](question, phrases("en"))
    front, back = (" ".join("".join(piece for piece, _ in pieces).split()) for pieces in (made.front, made.back))
    return back if isinstance(question, Cloze) else f"{front} — {back}"


def _definition(q: Definition, words: Phrases) -> Shown:
    if not q.aliases:
        return Shown(styled(q.term), styled(q.definition))
    also = f"{words.aliases}{words.colon}{words.comma.join(map(text.plain, q.aliases))}"
    return Shown(styled(q.term), (*styled(q.definition), ("\n\n", ""), (also, "aside")))


def _list(q: List, words: Phrases) -> Shown:
    phrase = words.list_in_order if q.ordered else words.list_of
    asked = q.question or phrase.format(q.term or "")
    note = words.note.format(said(words.items, len(q.items)))
    return Shown((*styled(asked), (note, "aside")), _lines([styled(item) for item in q.items], q.ordered))


def _cloze(q: Cloze, words: Phrases) -> Shown:
    asked = replaced(q.text, lambda blank: f"{_OPENS}[{blank.hint or '...'}]{_CLOSES}")
    full = replaced(q.text, lambda blank: f"{_OPENS}{blank.answer}{_CLOSES}")
    return Shown(styled(asked), styled(full))


def _open(q: Open, words: Phrases) -> Shown:
    return Shown(styled(q.question), styled(q.answer))


def _choice(q: Choice, words: Phrases) -> Shown:
    options = order.options((*q.answer, *q.distractors), "", "", q.id or q.question, shuffle=q.shuffle)
    named = [(f"{order.letter(i)}. ", option) for i, option in enumerate(options)]
    asked = [_joined([("\n" + letter, "")], option) for letter, option in named]
    told = [_joined([_RIGHT if option in q.answer else ("  ", ""), (letter, "")], option) for letter, option in named]
    return Shown((*styled(q.question), *(piece for option in asked for piece in option)), _lines(told, None))


_RIGHT = ("✓ ", "right")


def _true_false(q: TrueFalse, words: Phrases) -> Shown:
    mark = words.true_false[0 if q.answer else 1]
    told: Pieces = ((f"{mark} {'true' if q.answer else 'false'}", "right"),)
    if q.correction:
        told = _joined([*told, ("\n\n", ""), (f"{words.correction}{words.colon}", "aside")], q.correction)
    return Shown(styled(q.statement), told)


def _matching(q: Matching, words: Phrases) -> Shown:
    rights = order.options((right for _, right in q.pairs), "", "", q.id or q.pairs[0][0])
    lefts = _lines([styled(left) for left, _ in q.pairs], None)
    options = _lines([_joined([(f"{order.letter(i)}. ", "")], right) for i, right in enumerate(rights)], None)
    head = (*styled(q.question), ("\n\n", "")) if q.question else ()
    pairs = [(*styled(left), (" — ", "aside"), *styled(right)) for left, right in q.pairs]
    return Shown((*head, *lefts, ("\n\n", ""), *options), _lines(pairs, None))


PARTS: Mapping[type[Question], Callable[[Any, Phrases], Shown]] = {
    Definition: _definition,
    List: _list,
    Cloze: _cloze,
    Open: _open,
    Choice: _choice,
    TrueFalse: _true_false,
    Matching: _matching,
}
"""Every question type on a terminal."""


def _lines(items: Iterable[Sequence[Piece]], ordered: bool | None) -> Pieces:
    """Return ``items``, one a line: numbered if ``ordered``, with a dot if not, as they are if that is None."""
    made: list[Piece] = []
    for i, item in enumerate(items, start=1):
        mark = "" if ordered is None else f"{i}. " if ordered else "• "
        made += [("\n" if made else "", ""), (mark, "aside"), *item]
    return tuple(piece for piece in made if piece[0])


def _joined(lead: Iterable[Piece], source: str) -> Pieces:
    return (*lead, *styled(source))


# --- Markdown as styled text

_OPENS, _CLOSES = "\U0010fffb", "\U0010fffc"
"""Around a blank until the text around it is read: private characters that no text uses."""
_MARKS = re.compile(f"([{_OPENS}{_CLOSES}])")
_STYLES = {"strong": "strong", "em": "em", "link": "em", "s": "aside"}


def styled(source: str) -> Pieces:
    """Return the Markdown text ``source`` as a terminal shows it."""
    made: list[Piece] = []
    _walk(text.tokens(source), made, [])
    pieces: list[Piece] = []
    blank = False
    for words, style in made:
        for part in _MARKS.split(words):
            if part in (_OPENS, _CLOSES):
                blank = part == _OPENS
            elif part:
                pieces.append((part, "blank" if blank else style))
    while pieces and not pieces[-1][0].strip():
        pieces.pop()
    if pieces:
        pieces[-1] = (pieces[-1][0].rstrip(), pieces[-1][1])
    return tuple(pieces)


def _walk(tokens: Sequence[Token], made: list[Piece], styles: list[str], lists: list[int] | None = None) -> None:
    lists = [] if lists is None else lists
    for token in tokens:
        kind = token.type
        name, _, edge = kind.rpartition("_")
        if token.children:
            _walk(token.children, made, styles, lists)
        elif name in _STYLES:
            if edge == "open":
                styles.append(_STYLES[name])
            else:
                styles.pop()
        elif kind in ("fence", "code_block", "math_block"):
            made.append((token.content.rstrip("\n") + "\n\n", "code"))
        elif kind in ("code_inline", "math"):
            made.append((token.content if kind == "code_inline" else f"${token.content}$", "code"))
        elif kind in ("softbreak", "hardbreak"):
            made.append(("\n", ""))
        elif token.content:
            made.append((token.content, styles[-1] if styles else ""))
        _layout(token, made, lists)


def _layout(token: Token, made: list[Piece], lists: list[int]) -> None:
    """Set lists, tables and paragraphs apart."""
    kind = token.type
    if kind in ("bullet_list_open", "ordered_list_open"):
        lists.append(0 if kind[0] == "b" else int(token.attrs.get("start", 1)))
    elif kind in ("bullet_list_close", "ordered_list_close"):
        lists.pop()
        made.append(("\n", ""))
    elif kind == "list_item_open":
        number = lists[-1]
        lists[-1] += bool(number)
        made.append((f"{'  ' * (len(lists) - 1)}{f'{number}.' if number else '•'} ", "aside"))
    elif kind in ("td_close", "th_close"):
        made.append(("  ", ""))
    elif kind in ("paragraph_close", "heading_close"):
        made.append(("\n" if lists else "\n\n", ""))
    elif kind in ("tr_close", "table_close"):
        made.append(("\n", ""))
