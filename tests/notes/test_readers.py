"""All readers: what each fixture specifies, what holds for any text, and that no line makes them slow."""

import html
import re
import time
import unicodedata
from itertools import pairwise
from pathlib import Path

import fixtures
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from quizgen.notes.model import Document, Skipped
from quizgen.notes.readers import READERS, read
from quizgen.notes.sentences import split

FILES = sorted(fixtures.FOLDER.glob("*.txt"))
CASES = [(path, case) for path in FILES for case in fixtures.cases(path)[1]]


def test_each_format_has_a_module_and_a_fixture():
    modules = {path.stem for path in (Path(fixtures.read.__code__.co_filename).parent).glob("*.py")}
    for name in set(READERS.values()):
        assert name in modules
        assert any(path.stem == name for path in FILES), f"tests/notes/readers/{name}.txt is missing"


@pytest.mark.parametrize(("path", "case"), CASES, ids=[f"{path.stem}: {case.name}" for path, case in CASES])
def test_fixture(path, case):
    assert fixtures.shown(path, case.note) == case.blocks


# --- Which reader


@pytest.mark.parametrize("name", ["a.md", "a.MD", "folder\\a.Markdown", "a.mkd"])
def test_markdown_by_its_suffix(name):
    assert read(name, "*a*").blocks[0].text == "a"


@pytest.mark.parametrize("name", ["a.txt", "stdin", "notes.unknown", "v1.2/stdin"])
def test_what_has_no_suffix_is_plain_text(name):
    assert read(name, "*a*").blocks[0].text == r"\*a\*"


@pytest.mark.parametrize("value", ["false", "False", "no", "off"])
def test_a_note_that_does_not_want_to_be_read(value):
    skipped = read("a.md", f"---\nquizgen: {value}\n---\n# Diary\n")
    assert skipped == Skipped("a.md", "its front matter says quizgen: false")


@pytest.mark.parametrize(
    "front",
    [
        "title: [unclosed",
        "title: a: b: c",
        "{" * 5000,
        "&a [*a]",
        "- a\n- b",
        "? x\n: y",
        "tags: {a: b}\ntitle: [1]",
        "\t",
    ],
    ids=["unclosed", "colons", "deep", "anchors", "a list", "complex key", "wrong kinds", "tab"],
)
def test_front_matter_that_is_broken_never_raises(front):
    document = read("a.md", f"---\n{front}\n---\nThe text.\n")
    assert document.blocks[-1].text == "The text."


def test_tags_are_a_list_or_words():
    assert read("a.md", "---\ntags: net os，ml\n---\na").tags == ("net", "os", "ml")
    assert read("a.md", "---\ntags: '#net, #os'\n---\na").tags == ("net", "os")
    assert read("a.md", "---\ntags:\n- net\n- 2024\n---\na").tags == ("net", "2024")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("机器学习研究算法", "zh-Hans"),
        ("機器學習研究演算法", "zh-Hant"),
        ("machine learning (机器学习) is the study of algorithms that improve with data", "en"),
        ("Transformer 的 self-attention 让 token 之间 interact，这是它的核心 idea", "zh-Hans"),
        ("", "en"),
    ],
    ids=["simplified", "traditional", "English with a gloss", "mixed", "empty"],
)
def test_language(text, language):
    assert read("a.md", text).language == language


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n"], ids=["Windows", "old Mac", "Unix"])
def test_lines_are_what_an_editor_counts(end):
    text = end.join(["# a", "", "one\x0c\u2028\x85", "- two"])
    assert [b.line for b in read("a.md", text).blocks] == [1, 3, 4]


def test_very_long_blocks_are_cut_at_the_end_of_a_sentence():
    document = read("a.md", "天地玄黄。" * 4000)
    assert len(document.blocks) > 2
    assert all(len(b.text) <= 8000 and b.text.endswith("。") for b in document.blocks)
    assert "".join(b.text for b in document.blocks) == "天地玄黄。" * 4000


# --- What holds for any text

FRAGMENTS = [
    "# ", "## ", "#", "- ", "* ", "1. ", "2、", "（1）", "①", "> ", "> [!note] ", "    ", "\t", "---\n",
    "===\n", "```", "~~~", "**", "*", "_", "__", "~~", "==", "`", "``", "$", "$$", "\\(", "\\)", "\\[", "\\]",
    "\\", "%%", "<!--", "-->", "[[", "]]", "[", "]", "](", ")", "![", "[^1]", "[^1]: ", "^[", "[a]: b\n", "|",
    "|-|-|\n", ": ", "：", "<b>", "</b>", "<br>", "<p>", "<table>", "<tr>", "<td rowspan=2>", "</td>",
    "</table>", "<ul><li>", "<details>", "<summary>", "</summary>", "</details>", "<sup>2</sup>", "&nbsp;",
    "&amp;", "&#x4e2d;", "#xff1a;", "https://a.b/c_d", "{{< x >}}", ":heart:", "⭐️", "1️⃣", "\u3000",
    "\u200b", "\xa0", "\n", "\n\n", "  \n", "\\\n", " ", "。", "？", ". ", "...", "“", "”", "(", "（", "）",
    "熵", "是混乱的程度", "word", "Word", "a", "1", "发表于 2021-01-01\n", "阅读次数：3\n", "概述 ", "\x00",
    "\ufeff", "\ud800", "---\ntitle: a\n---\n", "\\begin{align}", "\\end{align}", "[TOC]", "A: ", "Q：", "::",
    ":::", "- [ ] ",
]  # fmt: skip
NOTES = st.lists(st.one_of(st.sampled_from(FRAGMENTS), st.text(max_size=8)), max_size=40).map("".join)
NAMES = st.sampled_from(["a.md", "a.txt", "scraped.txt"])


def letters(text: str) -> str:
    """Return what is left of ``text`` without markup and white space, as text or source alike."""
    text = re.sub(r"#(x[0-9a-fA-F]{2,5}|\d{2,6});", r"&#\1;", text)
    return "".join(c for c in unicodedata.normalize("NFKC", html.unescape(html.unescape(text))) if c.isalnum())


def is_in_order(text: str, source: str) -> bool:
    rest = iter(source)
    return all(c in rest for c in text)


def inlines(document: Document):
    for block in document.blocks:
        yield block.inline
        yield from block.cells


def test_a_space_kept_by_a_backslash_is_a_space():
    document = read("a.md", "1. \\ Ice floats.\n2. A \\ B is a set.\n")
    assert [block.text for block in document.blocks] == ["Ice floats.", "A \\ B is a set."]


@settings(max_examples=400, deadline=None)
@given(NAMES, NOTES)
@example("a.md", "- \n  - a\n")
@example("a.md", "<table><td>a\nb<br>c</table>")
@example("a.md", "##xff1a;")
@example("a.md", "\u3000\n0")
@example("a.md", "$ ---\n$0")
@example("a.md", "\\(---\n\\)[a]: b\n")
def test_any_text_is_a_note(name, text):
    if name == "scraped.txt":
        text = "发表于 2021-01-01\n阅读次数：20\n" + text
    document = read(name, text)
    if isinstance(document, Skipped):
        return
    source = re.sub("\r\n?", "\n", text).split("\n")
    for i, block in enumerate(document.blocks):
        assert block.text if block.kind in ("code", "row") else block.text == block.text.strip() != ""
        assert block.parent is None or 0 <= block.parent < i
        assert all(document.blocks[h].kind == "heading" for h in block.headings)
        assert list(block.headings) == sorted(set(block.headings)) and all(h < i for h in block.headings)
        assert block.kind != "row" or block.text == " | ".join(c.text for c in block.cells)
    for inline in inlines(document):
        lines = [line for _, line in inline.lines]
        offsets = [offset for offset, _ in inline.lines]
        assert offsets[0] == 0 and offsets == sorted(set(offsets)) and offsets[-1] <= len(inline.text)
        assert min(lines) >= 1 and max(lines) <= len(source)
        assert all(m.start >= 0 and m.start <= m.end <= len(inline.text) for m in inline.marks)
        assert all(a.start <= b.start for a, b in pairwise(inline.marks))
        window = "\n".join(source[min(lines) - 1 : max(lines)])
        assert is_in_order(letters(inline.text), letters(window)), (inline.text, window)
    for inline in inlines(document):
        spans = list(split(inline))
        for (start, end), sentence in zip(spans, inline.cuts(spans), strict=True):
            assert sentence.text == inline.text[start:end] == sentence.text.strip() != ""
            assert sentence.lines[0][1] == inline.line_at(start)


@settings(max_examples=100, deadline=None)
@given(NAMES, NOTES)
def test_the_same_text_gives_the_same_blocks(name, text):
    assert read(name, text) == read(name, text)


# --- No line makes them slow

LINES = {
    "letters": "a",
    "Chinese": "甲",
    "opening brackets": "[",
    "brackets of both kinds": "](",
    "links that never end": "[a](b(",
    "links with titles that never end": '[a](b "',
    "images": "![",
    "wikilinks": "[[",
    "footnotes": "^[",
    "parentheses": "(",
    "quotation marks": "“",
    "stars": "*",
    "stars that may open": "*a ",
    "stars that may close": "a*",
    "stars and underscores": "*_a ",
    "runs of three": "***a**b*",
    "backticks": "` ",
    "backticks of two lengths": "`a``b",
    "dollars": "$ a",
    "formulas that never end": r"\( $",
    "tags": "<b>",
    "tags that never end": "<a ",
    "comments that never end": "<!-- ",
    "comments of Obsidian": "%% a",
    "entities": "&nbsp;",
    "shortcodes": "{{<",
    "colons": ":a",
    "addresses": "https://a.b/",
    "backslashes": "\\",
    "emoji": "😀",
    "spaces": " \xa0",
    "full stops": "a. ",
    "ellipses": "...",
    "Chinese full stops": "甲。 ",
    "a name again and again": "Ab Ab ",
    "numbers": "1 甲 ",
    "pipes": "|",
    "quotations in quotations": "> ",
    "lists in lists": "- ",
    "items of HTML": "<ul><li>a",
    "details": "<details>",
    "short lines": "甲\n",
    "short items": "- a\n",
    "items Markdown does not know": "①甲\n",
    "numbered lines": "1、甲\n",
    "formulas": "$$\n",
    "formulas in brackets": "\\[\n",
    "tables of HTML": "<table>\n",
    "comments": "<!--\n",
    "definitions of links": "[a]: b\n",
    "definitions of links that are none": "[a\n",
    "rulers": "a\n---\n",
    "footnote texts": "[^1]: a\n",
    "definition lists": "a\n: b\n",
    "bold lines": "**甲**\n\n",
    "hard breaks": "a  \n",
}


def seconds(name: str, text: str) -> float:
    start = time.process_time()
    for inline in inlines(read(name, text)):
        list(split(inline))
    return time.process_time() - start


@pytest.mark.parametrize("name", ["a.md", "a.txt", "scraped.txt"])
@pytest.mark.parametrize("unit", LINES.values(), ids=LINES.keys())
def test_time_grows_as_the_text_does(name, unit):
    begin = "发表于 2021-01-01\n阅读次数：20\n" if name == "scraped.txt" else ""
    short, long = (begin + unit * (size // len(unit)) for size in (4_000, 40_000))
    # Ten times the text takes ten times as long; quadratic work would take a hundred times.
    for _ in range(3):
        before, after = seconds(name, short), seconds(name, long)
        if after < 40 * max(before, 0.001):
            return
    pytest.fail(f"{before:.3f} s for {len(short)} characters, {after:.3f} s for {len(long)}")


@pytest.mark.parametrize("indent", ["  ", "> "], ids=["lists", "quotations"])
def test_nesting_without_bound(indent):
    text = "\n".join(indent * n + "- a" for n in range(500))
    assert read("a.md", text).blocks[0].text == "a"


def test_reading_takes_at_most_twice_as_long_as_the_parser_alone():
    notes = sorted(Path(__file__).parents[2].glob("decks/*/notes/*.md"))
    text = "\n\n".join(path.read_text(encoding="utf-8") for path in notes)
    parser = MarkdownIt("commonmark").enable("table")

    def fastest(work) -> float:
        times = []
        for _ in range(5):
            start = time.process_time()
            work()
            times.append(time.process_time() - start)
        return min(times)

    read("a.md", text)  # what is made once
    assert fastest(lambda: read("a.md", text)) < 2 * fastest(lambda: parser.parse(text))
