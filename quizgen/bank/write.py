"""Bank -> text: a bank that reads like a well-kept notebook, and that any YAML reader reads as the same texts.

A text stands plain where every reader of YAML 1.1 and 1.2 takes it for that text, after ``|`` where it has several
lines, in quotes otherwise.
"""

from __future__ import annotations

import dataclasses
import functools
import hashlib
import re
import unicodedata
from collections.abc import Callable, Iterable
from typing import Any

from quizgen.bank.types import Bank, Extract, Question, fields_of, type_name

SCHEMA = "https://raw.githubusercontent.com/quizgen/quizgen/main/docs/bank.schema.json"
"""Where editors find the fields of a bank: the first line of each bank names it."""

_WIDTH = 100
"""A list of short texts stands on one line up to this width."""
_INLINE = frozenset({"tags", "aliases", "authors", "notes", "exclude"})
_LONGEST_KEY = 900
"""YAML reads `key: value` only if the key ends within 1024 characters; longer keys need a ?."""


def dump_bank(bank: Bank) -> str:
    """Return ``bank`` as the text of a new file."""
    head = [f"# yaml-language-server: $schema={SCHEMA}", *_fields(bank, leave="questions"), ""]
    if not bank.questions:
        return "\n".join([*head, "questions: []", ""])
    return "\n".join([*head, "questions:", "\n".join(map(dump_question, bank.questions))])


def dump_question(question: Question) -> str:
    """Return ``question`` as one block of a bank's list, with the line end that closes it."""
    named = [] if question.id is None else _text("id", question.id)
    lines = [f"type: {type_name(question)}", *named, *_fields(question, leave="id")]
    return "- " + "\n".join(_indented(lines))[2:] + "\n"


def new_bank_id(name: str, first_source: str) -> str:
    """Return an id for a new bank: a readable form of ``name`` and four hex digits of its first source's text."""
    words = re.findall(r"\w+", unicodedata.normalize("NFKC", name).lower())
    readable = "-".join(words)[:40].strip("-_") or "bank"
    return f"{readable}-{hashlib.sha256(first_source.encode()).hexdigest()[:4]}"


def _fields(of: Any, leave: str) -> list[str]:
    """Return the lines of all fields of ``of`` that are required or not as by default, but for the field ``leave``."""
    lines: list[str] = []
    for name, kind, default in _plan(of.__class__):
        value = getattr(of, name)
        if name != leave and value != default:
            lines += _WRITE[kind](name, value)
    return lines


@functools.cache
def _plan(cls: type) -> tuple[tuple[str, str, Any], ...]:
    defaults = {f.name: f.default for f in dataclasses.fields(cls)}  # MISSING, where required, equals no value
    return tuple((f.name, f.kind, defaults[f.name]) for f in fields_of(cls))


def _indented(lines: Iterable[str]) -> list[str]:
    return ["  " + line if line else line for line in lines]


def _text(name: str, value: str) -> list[str]:
    return _value(f"{name}: ", value)


def _value(lead: str, value: str) -> list[str]:
    """Return the lines of the text ``value`` behind ``lead``."""
    if "\n" in value and _fits_block(value):
        return [f"{lead}|", *_indented(value.split("\n"))]
    return [lead + scalar(value)]


def _texts(name: str, values: tuple[str, ...]) -> list[str]:
    if name in _INLINE or not values:
        line = f"{name}: {_flow(values)}"
        if len(line) <= _WIDTH or not values:
            return [line]
    return [f"{name}:", *(line for value in values for line in _value("- ", value))]


def _text_or_texts(name: str, values: tuple[str, ...]) -> list[str]:
    return _text(name, values[0]) if len(values) == 1 else _texts(name, values)


def _pairs(name: str, pairs: tuple[tuple[str, str], ...]) -> list[str]:
    lines = []
    for left, right in pairs:
        key = _marked(scalar(left))
        lines += [key, *_value(": ", right)] if key.startswith("? ") else _value(f"{key}: ", right)
    return [f"{name}:", *_indented(lines)]


def _extract(name: str, value: Extract) -> list[str]:
    line = f"{name}: {{{', '.join(_flow_fields(value, leave=''))}}}"
    return [line] if len(line) <= _WIDTH else [f"{name}:", *_indented(_fields(value, leave=""))]


_WRITE: dict[str, Callable[[str, Any], list[str]]] = {
    "text": _text,
    "texts": _texts,
    "text-or-texts": _text_or_texts,
    "pairs": _pairs,
    "boolean": lambda name, value: [f"{name}: {flow('boolean', value)}"],
    "integer": lambda name, value: [f"{name}: {flow('integer', value)}"],
    "number": lambda name, value: [f"{name}: {flow('number', value)}"],
    "extract": _extract,
}


def dump_flow(question: Question) -> str:
    """Return ``question`` in braces on one line, for a bank that is written so."""
    named = [] if question.id is None else [f"id: {_flow_text(question.id)}"]
    return f"{{{', '.join([f'type: {type_name(question)}', *named, *_flow_fields(question, leave='id')])}}}"


def _flow_fields(of: Any, leave: str) -> list[str]:
    values = ((name, kind, getattr(of, name), default) for name, kind, default in _plan(of.__class__) if name != leave)
    return [f"{name}: {flow(kind, value)}" for name, kind, value, default in values if value != default]


def flow(kind: str, value: Any) -> str:
    """Return a value of the kind ``kind`` on one line, as it stands in brackets and braces."""
    return _FLOW[kind](value)


def _flow_text(value: str) -> str:
    return scalar(value, flow=True)


def _flow(values: tuple[str, ...]) -> str:
    return f"[{', '.join(map(_flow_text, values))}]"


def _flow_pairs(pairs: tuple[tuple[str, str], ...]) -> str:
    keys = [_flow_text(left) for left, _ in pairs]
    values = [_flow_text(right) for _, right in pairs]
    return f"{{{', '.join(f'{_marked(key)}: {value}' for key, value in zip(keys, values, strict=True))}}}"


def _marked(key: str) -> str:
    return key if len(key) <= _LONGEST_KEY else f"? {key}"


_FLOW: dict[str, Callable[[Any], str]] = {
    "text": _flow_text,
    "texts": _flow,
    "text-or-texts": lambda values: _flow_text(values[0]) if len(values) == 1 else _flow(values),
    "pairs": _flow_pairs,
    "boolean": lambda value: "true" if value else "false",
    "integer": str,
    "number": lambda value: str(int(value) if value == int(value) else value),
}

# YAML 1.1 (yaml.org/type) and 1.2 read these as something else than text when they stand plain.
_WORDS = r"~|=|<<|y|n|yes|no|on|off|true|false|null|\.inf|\.nan"
_NUMBERLIKE = r"[-+.0-9][-+.:_0-9a-fA-FoOxXtTzZ \t]*"
_PLAIN = re.compile(
    rf"(?!(?:{_WORDS}|{_NUMBERLIKE})\Z)"
    r"(?![-?:,\[\]{}\#&*!|>'\"%@`])"
    r"(?:[\x21-\x7e\xa1-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]|(?<!\A)[ \xa0](?!\#|\Z))+\Z",
    re.IGNORECASE,
)
_NOT_PLAIN = re.compile(r": |:\Z|[\u2028\u2029]|\A[\s]|[\s]\Z")
_NOT_IN_FLOW = re.compile(r"[,\[\]{}:?]")
_ESCAPES = {
    "\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r",
    "\x85": "\\N", "\u2028": "\\L", "\u2029": "\\P", "\ufeff": "\\uFEFF",
}  # fmt: skip
_LIKE_LATEX = re.compile(r"\n(?=u\b|abla|eq?\b|ot\b)")
"""Line ends that, written \\n, would look like \\nu or \\neq in the wrong quotes, which ``load`` does not let pass."""
_UNQUOTABLE = re.compile("[\n\r\x85\u2028\u2029\ufeff]")


def scalar(value: str, *, flow: bool = False) -> str:
    """Return ``value`` on one line: plain if every YAML reader takes that for this text, in quotes otherwise."""
    if _PLAIN.match(value) and not _NOT_PLAIN.search(value) and not (flow and _NOT_IN_FLOW.search(value)):
        return value
    if _UNQUOTABLE.search(value) or ("'" in value and '"' not in value and "\\" not in value):
        escapes = {**_ESCAPES, "\n": "\\x0A"} if _LIKE_LATEX.search(value) else _ESCAPES
        return '"' + "".join(escapes.get(c, c) for c in value) + '"'
    return "'" + value.replace("'", "''") + "'"


def _fits_block(value: str) -> bool:
    """Return whether ``|`` gives back ``value``: it takes its indentation from the first line, and drops blank ends."""
    return not value[0].isspace() and not value.endswith("\n") and not re.search("[\r\x85\u2028\u2029\ufeff]", value)
