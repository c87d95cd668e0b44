"""The schema that editors use allows what the loader allows."""

import json
from pathlib import Path

import pytest
import yaml
from bank_strategies import banks
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from quizgen.bank.checks import CHECKS
from quizgen.bank.load import load
from quizgen.bank.schema import dump_schema, schema
from quizgen.bank.types import TYPES, Bank, Extract, fields_of
from quizgen.bank.write import SCHEMA, dump_bank
from quizgen.cli import quizgen

ROOT = Path(__file__).parents[2]
HEAD = "format: 1\nid: cells-1\ntitle: Cells\nlanguage: en\nquestions:\n"
VALIDATOR = Draft202012Validator(schema())


def refused(text, loader=yaml.CSafeLoader):
    """What the schema says against the bank ``text``."""
    return [e.message for e in VALIDATOR.iter_errors(yaml.load(text, loader))]


def sound(text):
    return load("b.yaml", text)[0] is not None


def test_the_saved_schema_is_what_the_fields_say():
    """quizgen schema > docs/bank.schema.json"""
    assert (ROOT / "docs" / "bank.schema.json").read_text(encoding="utf-8") == dump_schema()
    assert CliRunner().invoke(quizgen, ["schema"]).output == dump_schema()
    assert SCHEMA.endswith("/docs/bank.schema.json")


def test_it_is_a_schema_of_2020_12():
    Draft202012Validator.check_schema(json.loads(dump_schema()))
    assert schema()["$schema"] == "https://json-schema.org/draft/2020-12/schema"


@pytest.mark.parametrize(("name", "cls"), [*TYPES.items(), ("extract", Extract), ("", Bank)])
def test_every_field_is_in_it_with_its_documentation(name, cls):
    made = schema()["$defs"][name] if name else schema()
    properties = {key: value for key, value in made["properties"].items() if key != "type"}
    assert {key: value["description"] for key, value in properties.items()} == {f.name: f.doc for f in fields_of(cls)}
    assert made["required"] == [f.name for f in fields_of(cls) if f.required]


# What only a person, or the text itself, can show; the schema does not know it.
UNSEEN = {"conflict", "syntax", "escape", "duplicate-field", "duplicate-id", "duplicate-bank", "distractors"}
UNSEEN |= {"same-answer", "blanks", "unreadable", "picture-path", "include"}


@pytest.mark.parametrize(
    "check", [c for c in CHECKS if c.level == "error" and c.code not in UNSEEN], ids=lambda c: c.code
)
def test_what_is_wrong_with_a_field_is_refused(check):
    assert refused(check.bad if check.bad.startswith("format:") else HEAD + check.bad)


@pytest.mark.parametrize("check", CHECKS, ids=lambda c: c.code)
def test_good_banks_are_accepted(check):
    assert refused(check.good if check.good.startswith("format:") else HEAD + check.good) == []


@pytest.mark.parametrize(
    "text", ["no", "1.0", "007", "2024-01-01", "2024-01-01 10:00:00", "12:30", "true", "1e3", "0x1F"]
)
@pytest.mark.parametrize("loader", [yaml.CSafeLoader, yaml.CBaseLoader], ids=["values", "texts"])
def test_a_text_is_a_text_whatever_yaml_takes_it_for(text, loader):
    bank = (
        f"format: 1\nid: {text}\ntitle: {text}\nlanguage: en\ntags: [{text}]\nquestions:\n"
        f"- type: definition\n  id: {text}\n  term: {text}\n  definition: {text}\n  source: {text}\n"
        f"- type: matching\n  pairs: {{{text}: {text}, b: {text}}}\n"
    ).replace("format: 1\n", "" if loader is yaml.CBaseLoader else "format: 1\n")
    errors = refused(bank, loader)
    assert [e for e in errors if "'format' is a required" not in e] == []


@given(banks())
def test_whatever_is_written_is_accepted(bank):
    text = dump_bank(bank)
    assert sound(text)
    assert refused(text) == []


VALUES = """a; ''; ' '; 1; 0; 6; -1; 1.5; true; []; [a]; [a, b]; [[a]]; ['']; {}; {a: b}; {a: b, c: d}; {a: [b]};
{notes: [a]}; {notes: a}; '{{c1::a}}'; ; 2024-01-01; 'x '; [a, {b: c}]""".replace("\n", " ").split("; ")
NAMES = [*sorted({f.name for cls in TYPES.values() for f in fields_of(cls)}), "typ", "alias"]


@given(
    st.sampled_from([*TYPES, "opne", "[a]", ""]),
    st.dictionaries(st.sampled_from(NAMES), st.sampled_from(VALUES), max_size=6),
    st.dictionaries(
        st.sampled_from([f.name for f in fields_of(Bank) if f.name != "questions"]), st.sampled_from(VALUES), max_size=2
    ),
    st.booleans(),
)
def test_it_refuses_nothing_that_the_loader_takes(name, fields, header, complete):
    """And what the loader refuses for its fields, the schema refuses too."""
    if complete and name in TYPES:
        fields = {f.name: GOOD[f.kind] for f in fields_of(TYPES[name]) if f.required} | fields
        fields |= {"text": "'{{c1::a}}'"} if name == "cloze" and "text" in fields else {}
    head = {"format": "1", "id": "b", "title": "t", "language": "en"} | header
    lines = [f"{key}: {value}" for key, value in head.items()]
    body = "".join(f"\n  {key}: {value}" for key, value in fields.items())
    text = "\n".join(lines) + f"\nquestions:\n- type: {name}{body}\n"
    bank, problems = load("b.yaml", text)
    if bank is not None:
        assert refused(text) == []
    elif {p.code for p in problems} - UNSEEN - {"bad-id"}:
        assert refused(text)


GOOD = {"text": "a", "texts": "[a, b]", "text-or-texts": "a", "pairs": "{a: b, c: d}", "boolean": "true"}
