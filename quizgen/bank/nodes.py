"""YAML text as a tree of nodes with exact places: the ground for loading a bank and for splicing edits into one.

Built from the parser's events and not by ``yaml.compose``: its recursion crashes on deep nesting, and events can be
stopped at a depth no bank needs. Aliases, anchors and tags are refused: a bank is plain text, and they are its bombs.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, TypeAlias

import yaml

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the C loader is missing in some builds of PyYAML
Scalar: TypeAlias = yaml.ScalarEvent

DEEPEST = 20
"""Levels of nesting that are read; a bank needs six."""


@dataclass(slots=True)
class Branch:
    """A mapping or a list; ``children`` of a mapping are key, value, key, value..."""

    start: Any  # the mark of its first character
    mapping: bool
    flow: bool
    children: list[Any]
    end: Any = None  # the mark behind its last: for block style, where the next thing begins; None when cut short

    @property
    def start_mark(self) -> Any:
        """The mark of its first character, under the name it has in scalars."""
        return self.start

    def pairs(self) -> list[tuple[Any, Any]]:
        """Return the (key, value) pairs of a mapping that are whole."""
        return list(zip(self.children[::2], self.children[1::2], strict=False))


Node: TypeAlias = "Scalar | Branch"


@dataclass(frozen=True, slots=True)
class Fault:
    """Why reading stopped; line and column count from 1."""

    line: int
    column: int
    message: str


_BREAKS = "\x85\u2028\u2029"
"""Line ends for YAML 1.1, characters for everyone else: editors do not count them as lines."""


def plant(text: str) -> tuple[Node | None, Fault | None]:
    """Return the tree of ``text`` as far as it could be read (None: nothing there), and the fault that ended it.

    ``text`` has no BOM and no character that YAML does not allow. All marks count characters of ``text``.
    """
    if not any(c in text for c in _BREAKS):
        return _planted(text, {})
    private = (c for c in range(0xE000, 0xF8FF) if chr(c) not in text)
    stand_in = dict(zip(map(ord, _BREAKS), private, strict=False))
    return _planted(text.translate(stand_in), {c: chr(b) for b, c in stand_in.items()})


def _planted(text: str, restore: dict[int, str]) -> tuple[Node | None, Fault | None]:  # noqa: PLR0911, PLR0912 - a fault each
    top: list[Any] = []
    inner = top
    open_: list[Branch] = []
    try:
        loader = _Loader(text)
        next_event = loader.get_event
        while True:
            event = next_event()
            kind = type(event)
            if kind is Scalar:
                if event.anchor is not None or event.tag is not None:
                    return _first(top), _decorated(event, text)
                if restore:
                    event.value = event.value.translate(restore)
                inner.append(event)
            elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
                if event.anchor is not None or event.tag is not None:
                    return _first(top), _decorated(event, text)
                if len(open_) == DEEPEST:
                    return _first(top), _fault(event.start_mark, f"nested more than {DEEPEST} levels deep")
                branch = Branch(event.start_mark, kind is yaml.MappingStartEvent, bool(event.flow_style), [])
                inner.append(branch)
                open_.append(branch)
                inner = branch.children
            elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
                open_.pop().end = event.end_mark
                inner = open_[-1].children if open_ else top
            elif kind is yaml.AliasEvent:
                return _first(top), _decorated(event, text)
            elif kind is yaml.StreamEndEvent or event is None:
                break
            elif kind is yaml.DocumentStartEvent and top:
                return top[0], _fault(event.start_mark, "a second document begins here (---); a bank is one")
    except yaml.MarkedYAMLError as e:
        mark = e.problem_mark
        if mark is not None and mark.index < len(text) and "maximum nesting depth" in str(e.problem):
            # libyaml looks so far ahead that it meets its own bound before the events have come to ours.
            return _planted(text[: mark.index], restore)
        return _first(top), _explain(e, text)
    return _first(top), None


def _first(top: list[Any]) -> Node | None:
    return top[0] if top else None


def _fault(mark: Any, message: str) -> Fault:
    return Fault(mark.line + 1, mark.column + 1, message)


_QUOTE_IT = "put the whole text in quotes, or after | on lines of its own"

_LEADS = {
    "&": "a text that begins with & must stand in quotes (YAML takes it for an anchor, and banks have none)",
    "*": "a text that begins with * must stand in quotes (YAML takes it for an alias, and banks have none)",
    "!": "a text that begins with ! must stand in quotes (YAML takes it for a tag, and banks have none)",
    "%": "a text that begins with % must stand in quotes",
    "@": "a text that begins with @ must stand in quotes",
    "`": "a text that begins with ` must stand in quotes",
    "\t": "a tab: YAML indents with spaces only",
}


def _decorated(event: Any, text: str) -> Fault:
    mark = event.start_mark
    lead = text[mark.index : mark.index + 1]
    return _fault(mark, _LEADS.get(lead, _LEADS["!"]))


_BRACES = re.compile(r"^[ \t]*(?:- +)?(?:[\w-]+:[ \t]+)?(\{\{)")
_LEAD = re.compile(r"^[ \t]*(?:- +)?(?:[\w-]+:[ \t]+)?([*&!%@`])")
_FIELD = re.compile(r"^ *(?P<dash>- +)?(?P<name>[\w-]+):(?= |$)(?P<value> +[^ #])?")

# What libyaml and PyYAML say, and what it means for someone who edits a bank.
_WORDS = (
    ("mapping values are not allowed", f"': ' inside a text that is not quoted: {_QUOTE_IT}"),
    ("found unknown escape", "after \\ in double quotes only YAML's own letters may stand: use single quotes"),
    ("did not find expected hexdecimal", "after \\x, \\u in double quotes hex digits must stand: use single quotes"),
    ("unexpected end of stream", "the quotes that open here are not closed"),
    ("unexpected document indicator", "the quotes that open here are not closed"),
    ("could not find expected ':'", "this line is neither 'field: value' nor '- item' (a space must follow the colon)"),
    ("',' or ']'", "the list that opens with [ is not closed by ], or a text in it needs quotes"),
    ("',' or '}'", "what opens with { is not closed by }; a text that begins with { must stand in quotes"),
    ("expected node content", "a bracket is not closed, or a text that begins with one must stand in quotes"),
    ("expected ',' or", "a bracket that opens here is not closed, or a text in it needs quotes"),
    ("tab character", _LEADS["\t"]),
    ("did not find expected '-' indicator", "the indentation does not fit: questions begin with '- ' in one column"),
    ("expected <block end>", "the indentation does not fit what stands above"),
    ("did not find expected key", "the indentation does not fit what stands above, or text follows closing quotes"),
    ("block sequence entries are not allowed", "a list ('- ') cannot begin here: put it on the next line"),
    ("mapping keys are not allowed", "a text that begins with '? ' must stand in quotes"),
    ("document start", "text stands where the bank has already ended, or the indentation does not fit"),
)


@dataclass(frozen=True, slots=True)
class _Mark:
    index: int
    line: int
    column: int


def _explain(e: yaml.MarkedYAMLError, text: str) -> Fault:
    said = f"{e.context or ''} {e.problem or ''}"
    at = _within(e.problem_mark or e.context_mark, text)
    opened = _within(e.context_mark or e.problem_mark, text)
    for mark in (at, opened):
        line = _line(text, mark)
        if found := _BRACES.match(line):
            words = "a text that begins with {{ must stand in quotes, or after | on lines of its own"
            return Fault(mark.line + 1, found.start(1) + 1, words)
        if found := _LEAD.match(line):
            return Fault(mark.line + 1, found.start(1) + 1, _LEADS[found[1]])
    if "cannot start any token" in said:
        lead = text[at.index : at.index + 1]
        return _fault(at, _LEADS.get(lead, f"a text cannot begin with {lead!r}: put it in quotes"))
    if deep := _too_deep(said, at, text):
        return deep
    words = next((words for start, words in _WORDS if start in said), f"this is no YAML: {said.strip()}")
    # Where it began says more than where the parser gave up.
    began = opened.index < at.index and (at.index + 1 >= len(text.rstrip()) or "simple key" in said)
    return _fault(opened if began or ("quoted scalar" in said and "escape" not in said) else at, words)


def _too_deep(said: str, at: _Mark, text: str) -> Fault | None:
    """Return the fault of a field at ``at`` that stands deeper than one above it whose value is complete; or None."""
    runs_on = "mapping values are not allowed" in said  # into a text that has no quotes: YAML reads on in the next line
    if not runs_on and "expected key" not in said and "expected <block end>" not in said:
        return None
    field = _FIELD.match(_line(text, at))
    if not field or at.column not in field.span("name"):
        return None
    lines = reversed(text[: at.index].split("\n")[:-1])
    for number, line in zip(range(at.line, 0, -1), lines, strict=False):
        above = _FIELD.match(line)
        if above and above.start("name") < field.start("name"):
            if not (runs_on or above["value"]):
                return None
            begins = "where the question before it begins" if field["dash"] else f"in column {above.start('name') + 1}"
            words = f"this line stands deeper than '{above['name']}' in line {number}, which has its value already"
            more = "; if it is more of that text, put the whole text in quotes" if runs_on else ""
            return Fault(at.line + 1, field.start("name") + 1, f"{words}: begin it {begins}{more}")
    return None


def _within(mark: Any, text: str) -> _Mark:
    """Return ``mark``, or the mark of the last character when it lies behind all that is written."""
    last = max(0, len(text.rstrip()) - 1)
    if mark.index <= last:
        return _Mark(mark.index, mark.line, mark.column)
    return _Mark(last, text.count("\n", 0, last), last - text.rfind("\n", 0, last) - 1)


def _line(text: str, mark: _Mark) -> str:
    start = text.rfind("\n", 0, mark.index) + 1
    end = text.find("\n", mark.index)
    return text[start : end if end >= 0 else len(text)]
