"""The JSON Schema of banks, for editors: made from the same fields that the loader reads, so that both allow the same.

A schema sees values, not text: it knows nothing of two ids that are the same, or of one blank in another. What it
refuses is an error for ``check`` too, but for a text that is plainly ``null``.
"""

from __future__ import annotations

import json
from typing import Any

from quizgen.bank.types import TYPES, Bank, Cloze, Extract, Field, List, Question, fields_of
from quizgen.bank.write import SCHEMA

Schema = dict[str, Any]

# What YAML reads as a number, a boolean or a date is a text here, as it was typed. The second choice lets it pass; by
# the first, editors offer and say that a text must stand there.
_WORDS: Schema = {"type": "string", "pattern": r"\S", "patternErrorMessage": "the text is empty"}
_TYPED = ["string", "object", "array"]
_TEXT: Schema = {"anyOf": [_WORDS, {"not": {"type": [*_TYPED, "null"]}}]}
_OPTIONAL_TEXT: Schema = {"anyOf": [_WORDS, {"not": {"type": _TYPED}}]}
_ID: Schema = {
    "pattern": r"^\S(.*\S)?$",
    "patternErrorMessage": "an id is one line without space before or behind",
    "maxLength": 200,
}

_MORE: dict[type, Schema] = {
    List: {"oneOf": [{"required": ["term"]}, {"required": ["question"]}]},
    Cloze: {
        "properties": {
            "text": {
                **_TEXT,
                "pattern": r"\{\{c\d{1,5}::",
                "patternErrorMessage": "no blank in the text: write what is asked for as {{c1::answer}}",
            }
        }
    },
}
"""What a type asks for beyond its single fields."""


def schema() -> Schema:
    """Return the JSON Schema (2020-12) of banks."""
    names = list(TYPES)
    types = [
        {"if": {"type": "object", "properties": {"type": {"const": name}}, "required": ["type"]}, "then": _ref(name)}
        for name in names
    ]
    question = {
        "type": "object",
        "properties": {"type": {"enum": names, "description": "which kind of question it is"}},
        "required": ["type"],
        "allOf": types,
        "defaultSnippets": [
            {"label": name, "description": _doc(cls), "body": _snippet(name)} for name, cls in TYPES.items()
        ],
    }
    defs: Schema = {
        "text": _TEXT,
        "optional-text": _OPTIONAL_TEXT,
        "texts": {"type": "array", "items": _ref("text")},
        "extract": _object(Extract),
        "question": question,
        **{name: _object(cls) for name, cls in TYPES.items()},
    }
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": SCHEMA, "title": "quizgen question bank"}
    return {**head, **_object(Bank), "$defs": defs}


def dump_schema() -> str:
    """Return the JSON Schema of banks as the text of a file."""
    return json.dumps(schema(), ensure_ascii=False, indent=2) + "\n"


def _ref(name: str) -> Schema:
    return {"$ref": f"#/$defs/{name}"}


def _doc(cls: type) -> str:
    return (cls.__doc__ or "").partition("\n")[0].replace("``", "`")


def _snippet(name: str) -> Schema:
    """Return the fields of a new question of the type ``name``, $1, $2, ... where the cursor goes."""
    fields = [f for f in fields_of(TYPES[name]) if f.required]
    if TYPES[name] is List:
        fields = [f for f in fields_of(List) if f.name in ("term", "items")]
    made: Schema = {"type": name}
    for n, field in enumerate(fields, start=1):
        made[field.name] = {
            "texts": [f"${n}"],
            "pairs": {f"${n}": f"${n + 1}", f"${n + 2}": f"${n + 3}"},
            "boolean": f"${{{n}|true,false|}}",
        }.get(field.kind, f"${n}")
    return made | ({"text": "$1 {{c1::$2}} $3"} if TYPES[name] is Cloze else {})


def _object(cls: type) -> Schema:
    fields = fields_of(cls)
    kind: Schema = {"type": {}} if issubclass(cls, Question) else {}
    made: Schema = {
        "type": "object",
        "description": _doc(cls),
        "properties": {**kind, **{f.name: _value(f) for f in fields}},
        "required": [f.name for f in fields if f.required],
        "additionalProperties": False,
    }
    more = _MORE.get(cls, {})
    for name, value in more.get("properties", {}).items():
        made["properties"][name] = {"description": made["properties"][name]["description"], **value}
    return made | {key: value for key, value in more.items() if key != "properties"}


def _value(field: Field) -> Schema:
    value = {**(_TEXT if field.required else _OPTIONAL_TEXT), **_ID} if field.name == "id" else _kind(field)
    if not field.required and "type" in value:
        value = {**value, "type": [value["type"], "null"]}
    elif not field.required and field.kind in ("text-or-texts", "extract"):
        value = {"anyOf": [*value["anyOf"], {"type": "null"}]}
    return {"description": field.doc, **value}


def _kind(field: Field) -> Schema:
    texts = {"type": "array", "items": _ref("text"), **({"minItems": 1} if field.required else {})}
    return {
        "text": _ref("text" if field.required else "optional-text"),
        "texts": texts,
        "text-or-texts": {"anyOf": [_ref("text"), texts]},
        "pairs": {"type": "object", "minProperties": 2, "additionalProperties": _ref("text")},
        "boolean": {"type": "boolean"},
        "integer": {"type": "integer", **_range(field)},
        "number": {"type": "number", **_range(field)},
        "extract": {"anyOf": [_ref("extract")]},
        "questions": {"type": "array", "items": _ref("question")},
    }[field.kind]


def _range(field: Field) -> Schema:
    if field.minimum is not None and field.minimum == field.maximum:
        return {"const": field.minimum}
    bounds = {"minimum": field.minimum or 0, "maximum": field.maximum}
    return {name: bound for name, bound in bounds.items() if bound is not None}
