"""Warnings and hints on whole banks, less those that a comment in the bank switches off. Pure: opens no file.

``# quizgen: ignore CODE, CODE (why)`` above ``questions:`` holds for the bank, below it for one question: the one in
whose lines it stands, or the next one when it stands on a line of its own at the margin of the list.
"""

from __future__ import annotations

import difflib
import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from quizgen.bank import checks, cloze
from quizgen.bank.alike import earlier_alike
from quizgen.bank.evidence import answer_of, ask_of
from quizgen.bank.load import without_gc
from quizgen.bank.nodes import Branch, Node, Scalar, plant
from quizgen.bank.types import Bank, Choice, Cloze, Matching, Question, texts_of
from quizgen.problems import Problem
from quizgen.text import NoPicture, pictures

Look = Callable[[str, str], None]
"""(path of the bank, path of a picture in it): raises ``NoPicture`` if it cannot be shown."""


def lint(banks: Sequence[tuple[Bank, str]], look: Look, more: Iterable[Problem] = ()) -> list[Problem]:
    """Return the warnings and hints on ``banks``, each with its text, and those of ``more`` that are not switched off.

    Errors among them are pictures that leave the folder of their bank. Questions that are not enabled are left out.
    """
    with without_gc():
        found: dict[str, list[Problem]] = {bank.path: [] for bank, _ in banks}
        alike = (problem for family in _families(banks) for problem in _duplicates(family))
        for problem in (*more, *alike):
            found.setdefault(problem.path, []).append(problem)
        for bank, text in banks:
            problems = [*found[bank.path], *_remarks(bank), *_pictures(bank, text, look)]
            found[bank.path] = list(_kept(bank, text, problems))
    return [problem for problems in found.values() for problem in problems]


def _problem(bank: Bank, place: tuple[int, int], code: str, message: str) -> Problem:
    return Problem(bank.path, *place, message, checks.LEVELS[code], code)


def _remarks(bank: Bank) -> Iterator[Problem]:
    for q in bank.questions:
        if q.enabled:
            for check, field, message in checks.remarks(q):
                yield Problem(bank.path, *q.places.get(field, q.places["type"]), message, check.level, check.code)


# --- look-alikes


def _families(banks: Sequence[tuple[Bank, str]]) -> list[list[Bank]]:
    """Return each bank with those behind it that it includes: they become one deck."""
    families: list[list[Bank]] = []
    for bank, _ in banks:
        if bank.included and families:
            families[-1].append(bank)
        else:
            families.append([bank])
    return families


def _duplicates(banks: Sequence[Bank]) -> Iterator[Problem]:
    questions = [(bank, q) for bank in banks for q in bank.questions if q.enabled]
    known: dict[tuple[type[Question], str], int] = {}
    rest: list[int] = []
    for number, (bank, q) in enumerate(questions):
        asked = _asked(q)
        same = known.setdefault((type(q), asked), number) if asked else number
        if same == number:
            rest.append(number)
        else:
            yield _duplicate(bank, q, "asks the same as", questions[same])
    for one, other in earlier_alike(map(_compared, (questions[number][1] for number in rest))):
        bank, q = questions[rest[one]]
        yield _duplicate(bank, q, "is nearly the same as", questions[rest[other]])


def _asked(q: Question) -> str:
    """Return what ``q`` asks, whatever its case, its spacing and its mark at the end; nothing where options tell."""
    if isinstance(q, Choice | Matching):
        return ""
    return " ".join(ask_of(q).casefold().split()).rstrip("?？.。:：!！ ")


def _duplicate(bank: Bank, q: Question, what: str, other: tuple[Bank, Question]) -> Problem:
    there = f"line {other[1].line}" + (f" of {other[0].path}" if other[0] is not bank else "")
    return _problem(bank, q.places["type"], "near-duplicate", f"{what} the question in {there}")


def _compared(q: Question) -> tuple[str, str]:
    """Return what must be the same in a look-alike of ``q``, and what must be nearly the same."""
    if not isinstance(q, Cloze):
        return "", f"{ask_of(q)}\n{answer_of(q)}"
    hidden, prompt, at = [], [], 0
    for blank in cloze.blanks(q.text):
        hidden.append(blank.answer)
        prompt += [q.text[at : blank.start], "____"]
        at = blank.end
    return "\n".join(hidden).casefold(), "".join([*prompt, q.text[at:]])


# --- pictures

_MOST_PICTURES = 100
"""In one text; more, and all that only begin like one, would keep the reader of Markdown busy for minutes."""


def _pictures(bank: Bank, text: str, look: Look) -> Iterator[Problem]:
    if "![" not in text:
        return
    for q in bank.questions:
        for field, words in texts_of(q):
            for src in pictures(words) if q.enabled and 0 < words.count("![") <= _MOST_PICTURES else ():
                try:
                    look(bank.path, src)
                except NoPicture as e:
                    code = "picture-path" if e.level == "error" else "missing-picture"
                    yield _problem(bank, q.places[field], code, f"the picture {src} {e}")


# --- comments and spaces: what stands between the texts

_IGNORE = re.compile(r"#[ \t]*quizgen:[ \t]*ignore\b[ \t:]*([^\r\n(#]*)")
_TRAILING = re.compile(r"[ \t]\r?$", re.M)


@dataclass(frozen=True, slots=True)
class _Comment:
    """A comment that switches checks off for the question that begins in ``line``; 0: for the bank."""

    place: tuple[int, int]
    codes: tuple[str, ...]
    line: int


class _Between:
    """What stands between the texts of a bank; its tree is only made where something of interest may stand there."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._root: Node | None = None
        self._line, self._counted = 1, 0

    @property
    def root(self) -> Branch:
        """The tree of the bank."""
        if self._root is None:
            self._root, _ = plant(self.text)
        assert isinstance(self._root, Branch)  # it was a bank once
        return self._root

    def found(self, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        """Yield where ``pattern`` begins outside of all texts."""
        matches = pattern.finditer(self.text)
        first = next(matches, None)
        if first is None:
            return
        texts = _scalars(self.root)
        text = next(texts, None)
        for match in (first, *matches):
            while text is not None and text.end_mark.index <= match.start():
                text = next(texts, None)
            if text is None or match.start() < self._begin(text):
                yield match

    def _begin(self, text: Any) -> int:
        """Return where the words of a text begin: behind | a comment may stand."""
        start: int = text.start_mark.index
        return max(start, self.text.find("\n", start)) if text.style in ("|", ">") else start

    def place(self, at: int) -> tuple[int, int]:
        """Return line and column of the character number ``at``."""
        if at < self._counted:
            self._line, self._counted = 1, 0
        self._line += self.text.count("\n", self._counted, at)
        self._counted = at
        return self._line, at - self.text.rfind("\n", 0, at)


def _scalars(node: Node) -> Iterator[Any]:
    stack = [node]
    while stack:
        top = stack.pop()
        if type(top) is Scalar:
            yield top
        elif isinstance(top, Branch):
            stack += reversed(top.children)


def trailing_spaces(text: str) -> list[tuple[int, int]]:
    """Return (start, end) of the spaces and tabs at the ends of lines of the bank ``text`` that are part of no text."""
    return list(_trailing(_Between(text)))


def _trailing(between: _Between) -> Iterator[tuple[int, int]]:
    text = between.text
    for found in between.found(_TRAILING):
        line, end = text.rfind("\n", 0, found.start()) + 1, found.start() + 1
        yield line + len(text[line:end].rstrip(" \t")), end


def _kept(bank: Bank, text: str, problems: Iterable[Problem]) -> Iterator[Problem]:
    """Yield those of ``problems`` that no comment in ``text`` switches off, and what is wrong between the texts."""
    between = _Between(text.removeprefix("\ufeff"))
    spaces = [
        _problem(bank, between.place(start), "trailing-space", "spaces at the end of the line")
        for start, _ in _trailing(between)
    ]
    comments, starts = _comments(between)
    off: dict[int, set[str]] = defaultdict(set)
    for comment in comments:
        off[comment.line].update(comment.codes)
    used: set[tuple[int, str]] = set()
    for problem in (*problems, *spaces):
        line = _begin(starts, problem.line)
        if problem.level != "error" and problem.code in off[0] | off.get(line, set()):
            used.add((line, problem.code))
        else:
            yield problem
    sound = {q.line for q in bank.questions}
    for comment in comments:
        for code in comment.codes:
            if fault := _no_check(code):
                if "unknown-check" not in off[0]:
                    yield _problem(bank, comment.place, "unknown-check", fault)
            elif comment.line in sound and (comment.line, code) not in used and "unused-ignore" not in off[0]:
                yield _problem(bank, comment.place, "unused-ignore", f"{code} finds nothing here: delete the comment")


def _begin(starts: Sequence[int], line: int) -> int:
    """Return the line of ``starts``, where questions begin, in which the question of ``line`` begins; 0 for none."""
    at = bisect_right(starts, line)
    return starts[at - 1] if at else 0


def _no_check(code: str) -> str:
    """Return what is wrong with ``code`` in a comment, or nothing."""
    off = [name for name, level in checks.LEVELS.items() if level != "error"]
    if code in off:
        return ""
    if code in checks.LEVELS:
        return f"{code} is an error and cannot be switched off"
    near = difflib.get_close_matches(code[:40], off, 1)
    return f"there is no check {code[:40]!r}" + (f", did you mean {near[0]}?" if near else "; docs/checks.md names all")


def _comments(between: _Between) -> tuple[list[_Comment], list[int]]:
    """Return the comments that switch checks off, and if there are any, the lines in which the questions begin."""
    text = between.text
    made: list[_Comment] = []
    starts: list[int] = []
    for found in between.found(_IGNORE):
        before = text[text.rfind("\n", 0, found.start()) + 1 : found.start()]
        if before and not before[-1].isspace():
            continue  # a # in a word
        key, inside = next((k, v) for k, v in between.root.pairs() if getattr(k, "value", "") == "questions")
        starts = starts or [child.start_mark.line + 1 for child in inside.children]
        line, column = place = between.place(found.start())
        if found.start() < key.start_mark.index:
            begin = 0
        elif starts and (before.strip() == "-" or (not before.strip() and column - 1 <= inside.start.column)):
            begin = starts[min(bisect_right(starts, line), len(starts) - 1)]
        else:
            begin = _begin(starts, line)
        made.append(_Comment(place, tuple(re.findall(r"[^\s,]+", found[1])), begin))
    return made, starts
