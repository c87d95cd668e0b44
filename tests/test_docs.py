"""The documents say what the program does: each type, field and command is named, each example is sound."""

import contextlib
import functools
import io
import os
import re
import shlex
import sys
from pathlib import Path
from urllib.parse import unquote

import jinja2
import pytest

from quizgen.bank.load import load
from quizgen.bank.types import TYPES, Bank, Choice, Extract, Question, fields_of
from quizgen.cli import main, quizgen
from quizgen.render import cards, pages, quiz

ROOT = Path(__file__).parent.parent
READMES = [ROOT / "README.md", ROOT / "README.zh-CN.md"]
DOCS = [*READMES, ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").glob("*.md"))]
REFERENCE = ROOT / "docs" / "bank.md"
COMMANDS = sorted(quizgen.commands)

_FENCE = re.compile(r"^(?P<fence>```+)(?P<language>[a-z]*)(?P<info>[^\n]*)\n(?P<body>.*?)^(?P=fence)$", re.M | re.S)


def name_of(path):
    return path.relative_to(ROOT).as_posix()


def text_of(path):
    return path.read_text(encoding="utf-8")


def fences(path, *languages):
    """Yield (line, content) of each fenced block in one of ``languages``; those marked as broken are left out."""
    text = text_of(path)
    for found in _FENCE.finditer(text):
        if found["language"] in languages and "broken" not in found["info"]:
            yield text.count("\n", 0, found.start()) + 1, found["body"]


def without_fences(path):
    return _FENCE.sub("", text_of(path))


def fields_said(section):
    """Return {field: its row says required} of the tables in a section of the reference."""
    rows = re.findall(r"^\| `(\w+)` \| (.*?) \|", section, re.M)
    return {name: "required" in value for name, value in rows}


def section(heading):
    """Return what stands in the reference under ``heading``, up to the next heading."""
    found = re.search(rf"^#+ {re.escape(heading)}\n(.*?)(?=^#+ |\Z)", without_fences(REFERENCE), re.M | re.S)
    assert found, f"docs/bank.md has no heading {heading!r}"
    return found[1]


SHARED = {f.name for f in fields_of(Question)}


@pytest.mark.parametrize("name", TYPES)
def test_the_reference_names_exactly_the_fields_of_each_type(name):
    own = {f.name: f.required for f in fields_of(TYPES[name]) if f.name not in SHARED}
    assert fields_said(section(f"`{name}`")) == own


@pytest.mark.parametrize(
    ("heading", "cls", "more"),
    [
        ("Fields of the bank", Bank, {}),
        ("`extract`", Extract, {}),
        ("Fields that every question may have", Question, {"type": True}),
    ],
    ids=["bank", "extract", "every question"],
)
def test_the_reference_names_exactly_the_fields(heading, cls, more):
    assert fields_said(section(heading)) == {f.name: f.required for f in fields_of(cls)} | more


@pytest.mark.parametrize("path", READMES, ids=name_of)
def test_readmes_show_an_example_of_each_type(path):
    shown = {name for _, block in fences(path, "yaml") for name in re.findall(r"^- type: (\w+)$", block, re.M)}
    assert shown == set(TYPES)


@pytest.mark.parametrize("path", READMES, ids=name_of)
def test_readmes_show_each_command_at_work(path):
    shown = {words[0] for _, words in commands_in(path)}
    assert shown >= set(COMMANDS)


def commands_in(path):
    """Yield (line, words after 'quizgen') of each call in a shell example."""
    for line, block in fences(path, "sh", "console", "powershell", "yaml", "yml"):
        for found in re.finditer(r"^[^#\n]*?(?<![\w.-])quizgen +([a-z].*)$", block, re.M):
            call = re.split(r" [|>&#;]|\)", found[1])[0]
            yield line + block.count("\n", 0, found.start()) + 1, shlex.split(call)


@pytest.mark.parametrize("path", DOCS, ids=name_of)
def test_examples_use_only_commands_and_options_that_exist(path):
    wrong = []
    for line, words in commands_in(path):
        command = quizgen.commands.get(words[0])
        if command is None:
            wrong.append(f"{name_of(path)}:{line}: quizgen {words[0]}")
            continue
        options = {o for p in command.params for o in (*p.opts, *p.secondary_opts)} | {"-h", "--help"}
        wrong += [
            f"{name_of(path)}:{line}: quizgen {words[0]} {word}"
            for word in words[1:]
            if word.startswith("-") and word != "-" and word.split("=")[0] not in options
        ]
    assert not wrong


OPTIONS = sorted({o for c in quizgen.commands.values() for p in c.params for o in p.opts if o.startswith("--")})


@pytest.mark.parametrize("option", OPTIONS)
def test_every_option_is_named(option):
    assert any(re.search(rf"{option}(?![\w-])", text_of(path)) for path in DOCS)


BANKS = [(path, line, block) for path in DOCS for line, block in fences(path, "yaml") if "type:" in block]


@pytest.mark.parametrize(("path", "line", "block"), BANKS, ids=lambda x: name_of(x) if isinstance(x, Path) else None)
def test_example_banks_load_without_a_problem(path, line, block):
    if block.startswith("- type:"):
        block = f"format: 1\nid: example\ntitle: Example\nlanguage: en\nquestions:\n{block}"
    bank, problems = load(f"{name_of(path)}:{line}", block)
    assert not problems
    assert bank.questions


def said_by(*args):
    """Return what quizgen prints, called with ``args`` here."""
    told = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True)
    with pytest.MonkeyPatch.context() as patch, contextlib.redirect_stdout(told), contextlib.redirect_stderr(told):
        patch.setattr(sys, "argv", ["quizgen", *args])
        with contextlib.suppress(SystemExit):
            main()
    return told.buffer.getvalue().decode("utf-8")


def replayed(path):
    """Return the text of ``path`` with every example done anew in the current folder.

    A block with ``title=FILE`` is that file; what stands in the document is written unless a command has made it
    already. A console block holds commands and what they print.
    """

    def block(found):
        body = found["body"]
        if title := re.search(r"title=(\S+)", found["info"]):
            file = Path(title[1])
            if file.exists():
                body = file.read_text(encoding="utf-8")
            else:
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(body, encoding="utf-8")
        elif found["language"] == "console":
            calls = re.findall(r"^\$ (.*)$", body, re.M)
            body = "".join(f"$ {call}\n{said_by(*shlex.split(call)[1:])}" for call in calls)
        fence = found["fence"]
        return f"{fence}{found['language']}{found['info']}\n{body}{fence}"

    return _FENCE.sub(block, text_of(path))


PLAYED = [path for path in DOCS if "```console" in text_of(path)]


@pytest.mark.skipif(os.name == "nt", reason="the documents show paths with forward slashes")
@pytest.mark.parametrize("path", PLAYED, ids=name_of)
def test_examples_are_what_the_commands_really_print(path, tmp_path, monkeypatch):
    """QUIZGEN_REWRITE_DOCS=1 pytest tests/test_docs.py writes what they print into the documents."""
    monkeypatch.chdir(tmp_path)
    played = replayed(path)
    if os.environ.get("QUIZGEN_REWRITE_DOCS"):
        path.write_text(played, encoding="utf-8")
    assert played == text_of(path)


def anchors(path):
    """Return the anchors that GitHub gives the headings of ``path``."""
    headings = re.findall(r"^#+ (.+)$", without_fences(path), re.M)
    return {re.sub(r"[^\w\- ]", "", h.replace("`", "").lower()).replace(" ", "-") for h in headings}


@pytest.mark.parametrize("path", DOCS, ids=name_of)
def test_links_and_pictures_lead_somewhere(path):
    missing = []
    for target in re.findall(r"\]\(([^)\s]+)\)", re.sub("`[^`\n]*`", "", without_fences(path))):
        if re.match(r"[a-z]+:", target):
            continue
        file, _, anchor = unquote(target).partition("#")
        there = path.parent / file if file else path
        if not there.exists() or (anchor and anchor not in anchors(there)):
            missing.append(target)
    assert not missing


def test_templates_get_the_names_that_their_page_says(monkeypatch):
    """Each name, field and filter that docs/templates.md has is there, and no template gets one that it has not."""
    question = Choice(id="q", question="Why?", answer=("So",), distractors=("No",))
    bank = Bank(format=1, id="b", title="Rivers", language="en", questions=(question,))
    student, _ = quiz.sheet([bank], quiz.Style(), lambda bank, src: src)
    sheet, _ = quiz.answered(student, [bank], lambda bank, src: src)
    given = {}

    def fill(template, names, templates=""):
        given[template] = names
        return ""

    monkeypatch.setattr(pages, "fill", fill)
    monkeypatch.setattr(cards, "fill", fill)
    pages.page(sheet, "student", "mark")
    pages.keys([sheet], ["mark"])
    cards.page(sheet, cards.Style())

    page = text_of(ROOT / "docs" / "templates.md").partition("## What a template knows")[2]
    rows = re.findall(r"^\| (`.*?) \| (.*) \|$", page, re.M)
    said = {name for names, _ in rows for name in re.findall(r"`([\w.]+)`", names)}
    assert {name.partition(".")[0] for name in said} == {name for names in given.values() for name in names}
    (item,) = sheet.items
    for name in said:
        functools.reduce(getattr, name.split(".")[1:], {"sheet": sheet, "item": item}.get(name.partition(".")[0]))
    fields = {names: re.findall(r"`(\w+)`", told) for names, told in rows}
    assert all(hasattr(sheet.sections[0], field) for field in fields["`sheet.sections`"])
    assert all(hasattr(sheet.style, field) for field in fields["`style`"])
    assert all(hasattr(quiz.PAPERS["A4"], field) for field in fields["`paper`"])
    filters = re.findall(r"`(\w+)(?:\(\d+\))?` \(", page.partition("Filters besides")[2])
    assert set(filters) == pages._environment(None).filters.keys() - jinja2.Environment(autoescape=True).filters.keys()


def test_every_page_is_reached_from_the_readme():
    pages = {name_of(p) for p in (ROOT / "docs").glob("*.md")}
    linked = set()
    for path in (*READMES, *(ROOT / "docs").glob("*.md")):
        for target in re.findall(r"\]\(([^)\s#]+\.md)", text_of(path)):
            if not re.match(r"[a-z]+:", target):
                linked.add((path.parent / target).resolve())
    assert pages <= {p.relative_to(ROOT).as_posix() for p in linked if p.is_relative_to(ROOT)}
