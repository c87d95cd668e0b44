"""The text of a bank -> Bank, or every problem in it with line and column. Pure: opens no file.

What a value may be comes from the fields of the types; this module knows kinds of values, not types of questions.

* A text is what stands there: ``term: no``, ``1.0``, ``2024-01-01`` are texts. Only the line end that closes a ``|``
  block is not part of it.
* A field with nothing behind its colon, or a plain ``~`` or ``null`` in an optional field, counts as not there.
* Booleans are ``true`` and ``false``, nothing else.
"""

from __future__ import annotations

import difflib
import functools
import gc
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from quizgen.bank import checks
from quizgen.bank.nodes import Branch, Fault, Node, Scalar, plant
from quizgen.bank.types import TYPES, Bank, Extract, Field, Question, fields_of
from quizgen.problems import Problem, errors

MOST = 1000
"""Problems that are shown; a file with more is no bank with mistakes."""


def load(path: str, text: str) -> tuple[Bank | None, list[Problem]]:
    """Return the bank that ``text`` holds and its problems in the order of the file; no bank if one is an error.

    ``path`` is the name the bank has in the problems.
    """
    bank, problems, _ = read(path, text)
    return bank, problems


def read(path: str, text: str) -> tuple[Bank | None, list[Problem], Branch | None]:
    """Return what ``load`` returns, and the tree of the bank for those who edit its text."""
    with without_gc():
        reader = _Reader(path)
        bank = reader.bank(text)
    problems = sorted(reader.problems, key=lambda p: (p.line, p.column))
    return (None if errors(problems) else bank), problems, reader.root


def sound_part(path: str, text: str) -> Bank | None:
    """Return a bank of the questions in ``text`` that have no error, for advice on them while others are mended.

    None if ``text`` is no YAML, or holds no list of questions; of the header nothing is in it.
    """
    with without_gc():
        reader = _Reader(path)
        reader.bank(text)
    if reader.sound is None:
        return None
    return Bank(format=1, id="", title="", language="", questions=tuple(reader.sound), path=path)


@contextmanager
def without_gc() -> Iterator[None]:
    """Hold the garbage collector off: of hundreds of thousands of new objects none is garbage, and it looks at all."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


_FOREIGN = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
_CONFLICT = re.compile(r"^(?:<{7}|>{7}|\|{7}) .*|^={7}\r?$", re.M)
# LaTeX in double quotes: \sum is no YAML, but \alpha is a bell and 'lpha'. Tabs and line ends alone may be meant.
_SLIP = re.compile(
    r"(?<!\\)(?:\\\\)*(\\(?:[abefv0]|t(?=heta|au\b|imes|ext|an\b|o\b)|n(?=u\b|abla|eq?\b|ot\b))[a-zA-Z]*)"
)
_CONTROL = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f]")


class _TooMany(Exception):  # noqa: N818 - a way out, not an error
    pass


class _Reader:
    """Collects the problems of one bank while its tree is read."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.problems: list[Problem] = []
        self.source = ""
        self.root: Branch | None = None
        self.sound: list[Question] | None = None
        """The questions without an error."""

    def say(self, code: str, line: int, column: int, message: str) -> None:
        if len(self.problems) >= MOST:
            raise _TooMany
        self.problems.append(Problem(self.path, line, column, message, checks.LEVELS[code], code))

    def at(self, node: Node, code: str, message: str) -> None:
        mark: Any = node.start_mark
        self.say(code, mark.line + 1, mark.column + 1, message)

    def bank(self, text: str) -> Bank | None:
        try:
            return self._bank(text)
        except _TooMany:
            more = Problem(self.path, 0, 0, f"more than {MOST:,} problems: the rest is not shown", code="too-many")
            self.problems.append(more)
            return None

    def _bank(self, text: str) -> Bank | None:
        text = text.removeprefix("\ufeff")
        for found in _FOREIGN.finditer(text):
            self.say("unreadable", *_place(text, found.start()), _foreign(found[0]))
        for found in _CONFLICT.finditer(text):
            words = f"{found[0][:7]} is the mark of a merge conflict: decide between the two sides, delete the marks"
            self.say("conflict", *_place(text, found.start()), words)
        if self.problems:
            return None
        self.source = text
        root, fault = plant(text)
        if root is None and fault is None:
            self.say("shape", 0, 0, "is empty; a bank begins with 'format: 1' (quizgen extract writes one)")
            return None
        if fault is not None:
            self._broken(text, root, fault)
            return None
        assert root is not None
        if not isinstance(root, Branch) or not root.mapping:
            self.at(root, "shape", "a bank is a mapping: 'format: 1', 'id: ...', and 'questions:' with a list")
            return None
        self.root = root
        places: dict[str, tuple[int, int]] = {}
        values, _ = self.fields(Bank, root, "the bank", places)
        places |= _places_in("include", root)
        return None if errors(self.problems) else Bank(**values, path=self.path, places=places)

    def _broken(self, text: str, root: Node | None, fault: Fault) -> None:
        """Report a fault of YAML, and what else is wrong before it and behind it."""
        self.say("syntax", fault.line, fault.column, fault.message)
        questions = _questions_of(root)
        if questions is None or questions.flow:
            return
        ids: dict[str, int] = {}
        dash = re.compile(rf"^ {{{questions.start.column}}}- ", re.M)
        for _ in range(100):
            for question in questions.children:
                if not isinstance(question, Branch) or question.end is not None:
                    self.question(question, ids)
            # Go on with the next question behind the fault; blank lines before it keep the line numbers.
            behind = _offset(text, fault.line)
            following = dash.search(text, behind)
            if following is None:
                return
            skipped = text.count("\n", 0, following.start())
            tree, again = plant("\n" * skipped + text[following.start() :])
            if not isinstance(tree, Branch) or tree.mapping:
                return
            questions = tree
            if again is None:
                fault = Fault(text.count("\n") + 2, 1, "")
            else:
                fault = again
                self.say("syntax", fault.line, fault.column, fault.message)

    def fields(self, cls: type, node: Branch, whose: str, places: dict[str, tuple[int, int]]) -> tuple[Any, bool]:
        """Return the values of ``node`` by field name, and whether all that stand there could be read."""
        known = _known(cls)
        values: dict[str, Any] = {}
        seen: set[str] = set()
        sound = True
        children = node.children
        for i in range(0, len(children) - 1, 2):
            key, value = children[i], children[i + 1]
            if type(key) is not Scalar:
                self.at(key, "wrong-value", f"the name of a field must stand here; {whose} has {_listed(known)}")
                sound = False
                continue
            name = key.value
            if name in seen:
                self.at(key, "duplicate-field", f"{name} stands twice in {whose}")
                sound = False
                continue
            seen.add(name)
            field = known.get(name)
            if field is None:
                if name != "type" or not issubclass(cls, Question):
                    self.at(key, "unknown-field", _unknown(name, known, whose))
                continue
            mark: Any = value.start_mark
            places[name] = (mark.line + 1, mark.column + 1)
            if _absent(value, field):
                if field.required:
                    self.at(key, "missing-field", f"{name} is empty; it is {field.doc}")
                    sound = False
                continue
            read = _READ[field.kind](self, value, field)
            if read is None:
                sound = False
            else:
                values[name] = read
        for field in known.values():
            if field.required and field.name not in seen:
                self.at(node, "missing-field", f"{field.name} is missing: {field.doc}")
                sound = False
        return values, sound

    def question(self, node: Node, ids: dict[str, int]) -> Question | None:
        """Return the question at ``node``, or None and problems; ``ids`` holds the ids seen and their lines."""
        if not isinstance(node, Branch) or not node.mapping:
            self.at(node, "shape", f"a question begins with '- type: ' and one of {', '.join(TYPES)}")
            return None
        written = next((v for k, v in node.pairs() if type(k) is Scalar and k.value == "type"), None)
        if written is None:
            self.at(node, "missing-field", f"type is missing: one of {', '.join(TYPES)}")
            return None
        name = written.value if type(written) is Scalar else ""
        cls = TYPES.get(name)
        if cls is None:
            near = _nearest(name, TYPES)
            words = f"type {_shown(name)} does not exist{near}; allowed: {', '.join(TYPES)}"
            self.at(written, "unknown-type", words)
            return None
        mark = node.start
        places = {"type": (mark.line + 1, mark.column + 1)}
        values, sound = self.fields(cls, node, f"a{'n' * (name[0] in 'aeiou')} {name} question", places)
        if identity := values.get("id"):
            line, column = places["id"]
            if identity in ids:
                there = f"the id {_shown(identity)} stands already in line {ids[identity]}"
                words = f"{there}: every question has its own; delete this one, and check --fix gives a new one"
                self.say("duplicate-id", line, column, words)
            else:
                ids[identity] = line
        if not sound:
            return None
        sound = identity is None or ids[identity] == places["id"][0]
        question = cls(**values, places=places)
        for check, field, message in checks.faults(question):
            self.say(check.code, *places.get(field, places["type"]), message)
            sound = False
        return question if sound else None

    def text(self, node: Node, field: Field) -> str | None:
        """Return the text at ``node``."""
        if type(node) is not Scalar:
            self.at(node, "wrong-value", f"{field.name} must be a text{_brace_hint(node)}")
            return None
        value: str = node.value
        if node.style in ("|", ">"):
            value = value.rstrip("\n")
        if not value or value.isspace():
            self.at(node, "empty", f"{field.name} is empty")
            return None
        if node.style == '"' and (slip := self.slip(node)):
            words = (
                f"in double quotes {slip} stands for a control character: use single quotes, where \\ is only itself"
            )
            self.at(node, "escape", words)
            return None
        return value

    def slip(self, node: Scalar) -> str | None:
        """Return the first escape in the double quotes at ``node`` that cannot be meant."""
        start: Any = node.start_mark
        end: Any = node.end_mark
        if slip := _SLIP.search(self.source, start.index, end.index):
            return slip[1]
        found = _CONTROL.search(node.value)
        return f"\\x{ord(found[0]):02X}" if found else None

    def texts(self, node: Node, field: Field) -> tuple[str, ...] | None:
        """Return the list of texts at ``node``."""
        if not isinstance(node, Branch) or node.mapping:
            self.at(node, "wrong-value", f"{field.name} must be a list: [one, two], or one line '- ' each")
            return None
        if field.required and not node.children:
            self.at(node, "empty", f"{field.name} is an empty list")
            return None
        read = [self.text(child, field) for child in node.children]
        return None if None in read else tuple(read)  # type: ignore[arg-type]  # no None in it

    def text_or_texts(self, node: Node, field: Field) -> tuple[str, ...] | None:
        """Return the text or the list of texts at ``node``, always as a tuple."""
        if isinstance(node, Branch) and not node.mapping:
            return self.texts(node, field)
        one = self.text(node, field)
        return None if one is None else (one,)

    def pairs(self, node: Node, field: Field) -> tuple[tuple[str, str], ...] | None:
        """Return the mapping of texts at ``node``, in its order."""
        if not isinstance(node, Branch) or not node.mapping:
            self.at(node, "wrong-value", f"{field.name} must be a mapping, one line 'left: right' each")
            return None
        read: dict[str, str] = {}
        sound = True
        for key, value in node.pairs():
            left, right = self.text(key, field), self.text(value, field)
            if left is None or right is None:
                sound = False
            elif left in read:
                self.at(key, "duplicate-field", f"{_shown(left)} stands twice on the left of {field.name}")
                sound = False
            else:
                read[left] = right
        return tuple(read.items()) if sound else None

    def boolean(self, node: Node, field: Field) -> bool | None:
        """Return the boolean at ``node``."""
        if type(node) is Scalar and not node.style and node.value in ("true", "false"):
            return bool(node.value == "true")
        self.at(node, "wrong-value", f"{field.name} must be true or false{_instead(node)}")
        return None

    def number(self, node: Node, field: Field) -> float | None:
        """Return the number at ``node``, a whole one where the field asks for it."""
        whole = field.kind == "integer"
        pattern = r"\d{1,9}" if whole else r"\d{1,9}(\.\d{1,9})?"
        if type(node) is Scalar and not node.style and re.fullmatch(pattern, node.value, re.ASCII):
            value = int(node.value) if whole else float(node.value)
            low, high = field.minimum, field.maximum
            if (low is None or value >= low) and (high is None or value <= high):
                return value
        self.at(node, "wrong-value", f"{field.name} must be a {'whole ' if whole else ''}number{_range(field)}")
        return None

    def extract(self, node: Node, field: Field) -> Extract | None:
        """Return the ``extract`` header at ``node``."""
        if not isinstance(node, Branch) or not node.mapping:
            self.at(node, "wrong-value", f"{field.name} must be a mapping: {{notes: [notes/], exclude: []}}")
            return None
        values, sound = self.fields(Extract, node, field.name, {})
        return Extract(**values) if sound else None

    def questions(self, node: Node, field: Field) -> tuple[Question, ...] | None:
        """Return the questions at ``node``; None if one of them has a problem."""
        if not isinstance(node, Branch) or node.mapping:
            self.at(node, "wrong-value", f"{field.name} must be a list; each question begins with '- type: '")
            return None
        ids: dict[str, int] = {}
        read = [self.question(child, ids) for child in node.children]
        self.sound = [question for question in read if question is not None]
        return tuple(self.sound) if len(self.sound) == len(read) else None


_READ: dict[str, Callable[[_Reader, Any, Field], Any]] = {
    "text": _Reader.text,
    "texts": _Reader.texts,
    "text-or-texts": _Reader.text_or_texts,
    "pairs": _Reader.pairs,
    "boolean": _Reader.boolean,
    "integer": _Reader.number,
    "number": _Reader.number,
    "extract": _Reader.extract,
    "questions": _Reader.questions,
}


@functools.cache
def _known(cls: type) -> dict[str, Field]:
    return {f.name: f for f in fields_of(cls)}


def _absent(node: Node, field: Field) -> bool:
    if type(node) is not Scalar or node.style:
        return False
    return not node.value or (not field.required and node.value in ("~", "null", "Null", "NULL"))


def _places_in(name: str, root: Branch) -> dict[str, tuple[int, int]]:
    """Return where each text of the list ``name`` stands: name[0], name[1], ..."""
    lists = (value for key, value in root.pairs() if type(key) is Scalar and key.value == name)
    marks = [child.start_mark for value in lists if isinstance(value, Branch) for child in value.children]
    return {f"{name}[{i}]": (mark.line + 1, mark.column + 1) for i, mark in enumerate(marks)}


def _questions_of(root: Node | None) -> Branch | None:
    if not isinstance(root, Branch) or not root.mapping:
        return None
    for key, value in root.pairs():
        if type(key) is Scalar and key.value == "questions" and isinstance(value, Branch) and not value.mapping:
            return value
    return None


def _offset(text: str, line: int) -> int:
    """Return where the line after ``line`` (counted from 1) begins."""
    at = 0
    for _ in range(line):
        found = text.find("\n", at)
        if found < 0:
            return len(text)
        at = found + 1
    return at


def _place(text: str, at: int) -> tuple[int, int]:
    return text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)


def _foreign(c: str) -> str:
    names = {"\0": "a NUL", "\ufeff": "an invisible U+FEFF"}
    surrogate = 0xD800 <= ord(c) < 0xE000
    name = "half a character (a lone surrogate)" if surrogate else names.get(c, f"the control character U+{ord(c):04X}")
    return f"{name}, which YAML does not allow: delete it"


def _unknown(name: str, known: dict[str, Field], whose: str) -> str:
    return f"unknown field {_shown(name)}{_nearest(name, known)}; {whose} has {_listed(known)}"


def _listed(known: dict[str, Field]) -> str:
    return ", ".join(known)


def _nearest(name: str, allowed: dict[str, Any]) -> str:
    # difflib takes quadratic time: nothing that long is a slip of the fingers.
    near = difflib.get_close_matches(name.lower(), allowed, 1) if len(name) < 40 else []
    return f", did you mean {near[0]}?" if near else ""


def _shown(text: str) -> str:
    return repr(text if len(text) <= 40 else text[:40] + "…")


def _instead(node: Node) -> str:
    if type(node) is not Scalar:
        return ""
    same = {"yes": "true", "on": "true", "true": "true", "no": "false", "off": "false", "false": "false"}
    meant = same.get(node.value.strip().lower())
    return f", not {_shown(node.value)}" + (f": write {meant}" if meant else "")


def _brace_hint(node: Node) -> str:
    if isinstance(node, Branch) and node.flow:
        lead = "{{" if node.mapping and node.children and isinstance(node.children[0], Branch) else "[{"[node.mapping]
        return f": one that begins with {lead} stands in quotes, or after | on lines of its own"
    return ""


def _range(field: Field) -> str:
    low, high = field.minimum, field.maximum
    if low is not None and high is not None:
        return f" from {low:g} to {high:g}" if low < high else f": {low:g}"
    return f", {low:g} or more" if low is not None else ""
