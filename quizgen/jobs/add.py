"""`quizgen add`: one question, asked for field by field and appended to a bank."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from quizgen.bank import checks
from quizgen.bank.edit import Insert, block, splice
from quizgen.bank.ids import new_id
from quizgen.bank.types import TYPES, Field, Question, fields_of, type_name
from quizgen.files import alone
from quizgen.jobs.banks import open_for_edits, replace_bank
from quizgen.jobs.check import problems_of
from quizgen.jobs.locks import read_lock
from quizgen.jobs.report import Report
from quizgen.problems import Problem, Refused

SHARED = ("explanation", "tags")
"""Of the fields that every question may have, those that are asked for; the rest is for an editor."""


@dataclass(frozen=True, slots=True)
class Terminal:
    """Where the answers come from."""

    line: Callable[[str], str | None]
    """Ask for a line with a prompt; None where the input ends."""
    say: Callable[[str], None]
    """Tell the person something."""
    patient: bool
    """A person is there, who can be asked again; a script is not."""


def run(bank: str, terminal: Terminal, type_: str = "") -> Report:
    """Ask for one question on ``terminal`` and append it to the bank file ``bank``, with a new id.

    ``Refused``, and nothing written, when the bank has an error, when the answers end too early or make no sound
    question, or when the file was saved meanwhile.
    """
    open_for_edits(bank)  # what is wrong with it is told before anything is asked
    question = _Asking(bank, terminal).question(type_)
    with alone(Path(bank)):  # not while a person thinks: others may write meanwhile
        written = open_for_edits(bank)
        lock, _ = read_lock(bank)
        used = {q.id.casefold() for q in written.bank.questions if q.id is not None}
        used |= {name.casefold() for name in (lock.entries if lock else ())}
        cls = type(question)
        named = cls(**{**_values(question), "id": new_id(question, used)})
        made, faults = splice(written, [Insert(len(written.bank.questions) - 1, named)])
        if faults:
            raise Refused(faults)
        replace_bank(bank, written.whole, made.whole)
    line = made.bank.questions[-1].line
    shown = block(made, len(made.bank.questions) - 1).rstrip("\n").split("\n")
    remarks = (p for p in problems_of([bank])[1] if p.path == bank and line <= p.line < line + len(shown))
    return Report(
        (f"{bank}:{line}: {type_name(named)} added", *(f"{line + i:6}  {text}" for i, text in enumerate(shown))),
        (f"quizgen check {bank}", f"quizgen add {bank}    for another one"),
        tuple(remarks),
    )


def _values(question: Question) -> dict[str, Any]:
    return {field.name: getattr(question, field.name) for field in fields_of(type(question))}


class _Ended(Exception):  # noqa: N818 - a way out, not an error
    """There are no more answers."""


class _Asking:
    """Asks for one question."""

    def __init__(self, bank: str, terminal: Terminal) -> None:
        self.bank, self.terminal = bank, terminal

    def question(self, type_: str) -> Question:
        """Return the question that the answers make, free of faults."""
        cls = TYPES[type_ or self.kind()]
        values: dict[str, Any] = {}
        if self.terminal.patient:
            self.terminal.say("An empty line skips what is optional. | alone begins a text of several lines.")
        for field, needed in _needed(cls, values):
            self.take(field, values, needed=needed)
        self.mend(cls, values)
        for field in _optional(cls):
            self.take(field, values, needed=False)
        self.mend(cls, values)
        return cls(**values)

    def kind(self) -> str:
        """Return the type of question that is wanted."""
        if self.terminal.patient:
            for n, (name, cls) in enumerate(TYPES.items(), start=1):
                self.terminal.say(f"{n}  {name:12}{(cls.__doc__ or '').partition(chr(10))[0]}")
        while True:
            try:
                answer = self.ask("type: ").strip().lower()
            except _Ended:
                raise self.refused(f"type is missing: one of {', '.join(TYPES)}") from None
            if answer.isdecimal() and 1 <= int(answer) <= len(TYPES):
                return list(TYPES)[int(answer) - 1]
            meant = [name for name in TYPES if name == answer] or [n for n in TYPES if answer and n.startswith(answer)]
            if len(meant) == 1:
                return meant[0]
            self.again(f"type {answer!r}: name one of {', '.join(TYPES)}")

    def take(self, field: Field, values: dict[str, Any], *, needed: bool) -> None:
        """Ask for ``field`` until its value can be read; leave it out of ``values`` if it is skipped."""
        while True:
            try:
                value = self.read(field, needed)
            except _Ended:
                if needed:
                    raise self.refused(f"{field.name} is missing: {field.doc}") from None
                return
            except ValueError as e:
                self.again(f"{field.name} {e}")
                continue
            if value is not None:
                values[field.name] = value
            if value is not None or not needed:
                return
            self.again(f"{field.name} is missing: {field.doc}")

    def mend(self, cls: type[Question], values: dict[str, Any]) -> None:
        """Ask again for each field in which the loader's checks find a fault."""
        while fault := next(((f, m) for check, f, m in checks.faults(cls(**values)) if check.level == "error"), None):
            name, message = fault
            self.again(message)
            del values[name]
            field = next(f for f in fields_of(cls) if f.name == name)
            self.take(field, values, needed=field.required)

    def read(self, field: Field, needed: bool) -> Any:
        """Return the value that the next lines give ``field``, None if they are empty; ``ValueError`` says why not."""
        optional = (", true or false" if field.kind == "boolean" else "") + ("" if needed else ", optional")
        if field.kind in ("texts", "text-or-texts", "pairs"):
            form = "one 'left: right'" if field.kind == "pairs" else "one"
            lines = list(self.lines(f"{field.name} ({field.doc}; {form} a line, an empty line ends{optional})"))
            return (_pairs(lines) if field.kind == "pairs" else tuple(lines)) if lines else None
        answer = self.ask(f"{field.name} ({field.doc}{optional}): ").strip()
        if not answer:
            return None
        if field.kind == "boolean":
            if answer.lower() not in ("true", "false", "t", "f"):
                raise ValueError("must be true or false")
            return answer.lower().startswith("t")
        return "\n".join(self.lines("")) or None if answer == "|" else answer

    def lines(self, head: str) -> Iterator[str]:
        """Yield the lines up to an empty one; ``head`` tells what of, none where they make one text."""
        if head and self.terminal.patient:
            self.terminal.say(head)
        prompt = "- " if head else "| "
        line: str | None = self.ask(prompt)
        while line and line.strip():
            yield line.strip() if head else line.rstrip()
            line = self.terminal.line(prompt)

    def ask(self, prompt: str) -> str:
        line = self.terminal.line(prompt)
        if line is None:
            raise _Ended
        return line

    def again(self, message: str) -> None:
        """Tell a person what is wrong, so that the same is asked again; refuse where only a script would answer."""
        if not self.terminal.patient:
            raise self.refused(message)
        self.terminal.say(f"  {message}")

    def refused(self, message: str) -> Refused:
        return Refused([Problem(self.bank, 0, 0, f"nothing was added: {message}")])


def _pairs(lines: list[str]) -> tuple[tuple[str, str], ...]:
    pairs: dict[str, str] = {}
    for line in lines:
        found = re.fullmatch(r"(.+?)\s*(?::\s|：|\s=\s)\s*(.+)", line)
        if not found:
            raise ValueError(f"must be 'left: right' in each line, not {line!r}")
        if found[1] in pairs:
            raise ValueError(f"has {found[1]!r} twice on the left")
        pairs[found[1]] = found[2]
    return tuple(pairs.items())


def _either(cls: type[Question]) -> list[Field]:
    """Return the fields of which one must be given, if ``cls`` has such: a list has a term or a question."""
    asks = [field for field in fields_of(cls) if field.asks and not field.required]
    return asks if len(asks) > 1 else []


def _needed(cls: type[Question], values: dict[str, Any]) -> Iterator[tuple[Field, bool]]:
    """Yield each field without which there is no question, and whether it may not be skipped (then another is next)."""
    either = _either(cls)
    for field in either:
        if not any(one.name in values for one in either):
            yield field, field is either[-1]
    yield from ((field, True) for field in fields_of(cls) if field.required)


def _optional(cls: type[Question]) -> Iterator[Field]:
    either, shared = _either(cls), {field.name for field in fields_of(Question)}
    for field in fields_of(cls):
        if not field.required and field not in either and (field.name not in shared or field.name in SHARED):
            yield field
