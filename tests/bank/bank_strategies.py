"""Hypothesis strategies for questions and banks: any text that a bank may hold, the nasty ones preferred."""

from typing import Any

from hypothesis import strategies as st

from quizgen.bank import checks
from quizgen.bank.types import TYPES, Bank, Choice, Cloze, Extract, Field, List, Question, fields_of

NASTY = (
    "yes", "No", "on", "y", "null", "~", "true", "1", "1.0", "1e3", "-1", "+.5", "0x1F", "0o17", "1_000",
    "12:30", "1:2:3", "2024-01-01", "2024-01-01 10:00:00", ".inf", ".NaN", "=", "<<", "-", "- a", "? a",
    "a: b", "a:", ": a", "#a", "a #b", "a#b", "{{c1::x}}", "{a}", "[a]", "*a*", "&a", "!a", "%a", "@a", "`a`",
    "|", ">", "'", "\"", "it's", "\\alpha", "a\\", "---", "--- a", "...", "a\n---\nb", "a\n# b", "a\n\n\nb",
    "a\n  b", "  a\nb", "a\n", "\na", "a \nb", "\ta", "a\tb", "\u3000a", "a\u3000", "a\x85b", "a\u2028b",
    "a\ufeffb", "\ufeffa", "a\rb", "a\r\nb", "\xa0", "😀", "中文：是", "a，b", "x" * 1100, "<<<<<<< a", "<b>",
    "$\\frac{1}{2}$", "a,b", "a, b", "- - -", "key", "{{", "}}", "C#", "F #", "C:\\dir", "http://a.b/c#d",
    "2 apples",
)  # fmt: skip

characters = st.one_of(
    st.sampled_from("\n :#-'\"\\{}[],&*!|>%@`\t?~=<.0123456789eExyn一的，。"),
    st.characters(exclude_categories=["Cs", "Cc", "Cn"]),
    st.sampled_from("\x85\u2028\u2029\ufeff\r\xa0　"),
)
texts = st.one_of(st.sampled_from(NASTY), st.text(characters, min_size=1, max_size=30)).filter(
    lambda t: not t.isspace()
)
ids = texts.filter(lambda t: checks.bad_id(t) is None)
numbers = st.decimals(0, 1000, places=2).map(float)

_BY_KIND = {
    "text": lambda f: texts,
    "texts": lambda f: st.lists(texts, min_size=int(f.required), max_size=4).map(tuple),
    "text-or-texts": lambda f: st.lists(texts, min_size=int(f.required), max_size=3).map(tuple),
    "pairs": lambda f: st.dictionaries(texts, texts, min_size=2, max_size=4).map(lambda d: tuple(d.items())),
    "boolean": lambda f: st.booleans(),
    "integer": lambda f: st.integers(int(f.minimum or 0), int(f.maximum or 99)),
    "number": lambda f: numbers if f.maximum is None else st.sampled_from([0.0, 0.25, 0.5, 1.0]),
    "extract": lambda f: values(Extract),
    "questions": lambda f: st.lists(
        questions(), max_size=5, unique_by=lambda q: q.id if q.id is not None else id(q)
    ).map(tuple),
}


def value(field: Field) -> st.SearchStrategy[Any]:
    return _BY_KIND[field.kind](field)


def values(cls: type) -> st.SearchStrategy[Any]:
    special = {"format": st.just(1), "id": ids if cls is Bank else st.none() | ids}
    made = {f.name: special.get(f.name, value(f)) for f in fields_of(cls)}
    optional = {f.name: made.pop(f.name) for f in fields_of(cls) if not f.required}
    return st.fixed_dictionaries(made, optional=optional).map(lambda given: _sound(cls, given))


def _sound(cls: type, given: dict[str, Any]) -> Any:
    if cls is List:
        given.pop("term" if "question" in given else "question", None)
        if "question" not in given:
            given.setdefault("term", "a term")
    if cls is Cloze:
        given["text"] = given["text"].replace("{{", "{").replace("$", "") + "{{c1::一}} {{c2::b::c}}"
    if cls is Choice:
        given["answer"] = tuple(dict.fromkeys(f"right {a}" for a in given["answer"]))
    if "distractors" in given:
        given["distractors"] = tuple(dict.fromkeys(f"wrong {d}" for d in given["distractors"]))
    return cls(**given)


def questions() -> st.SearchStrategy[Question]:
    return st.one_of([values(cls) for cls in TYPES.values()]).filter(lambda q: not list(checks.faults(q)))


def banks() -> st.SearchStrategy[Bank]:
    return values(Bank)
