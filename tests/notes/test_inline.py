"""Inline Markdown: as markdown-it reads it where CommonMark says all, and otherwise as authors mean it."""

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from quizgen import text as bank_text
from quizgen.notes.readers.inline import scan, scan_plain
from quizgen.notes.readers.special import special


def marked(source: str, labels=()) -> tuple[str, list[str]]:
    scanned = scan(source, labels)
    return scanned.text, [f"{m.kind}:{scanned.text[m.start : m.end]}" for m in scanned.marks]


@pytest.mark.parametrize(
    "source",
    [
        "a * b * c",
        "2 ** 3 ** 4",
        "snake_case_name",
        "** bold **",
        "f(x) = x[0] + y[1]",
        "a < b and c > d",
        "vector<int> and List<String>",
        "1 = 1 and a == b",
        "100% of 50%",
        "see: this",
        "std::cout::flush",
        "at 12:30:45",
        "~5 ~ 6",
        "$5 and $6",
        "it costs $5-$6",
        "US$ 5, HK$ 6",
        "x^2 [y]",
        "{{c1::Paris}} is a city",
        "question::answer",
        "{a: 1}",
        "AT&T, R&D; a&b",
        "a \\ b",
        "C:\\dir",
        "`unclosed",
        "``a`",
        "[unclosed",
        "![unclosed",
        "[[unclosed",
        "<!-- unclosed",
        "%% unclosed",
        "$unclosed",
        r"\(unclosed",
        "^ a",
        "5^2",
    ],
)
def test_what_is_no_markup_stays(source):
    assert scan(source).text == source
    assert not scan(source).marks


@pytest.mark.parametrize(
    ("source", "text", "marks"),
    [
        ("**a**", "a", ["strong:a"]),
        ("***a** b*", "a b", ["emphasis:a b", "strong:a"]),
        ("**重点：**后文", "重点：后文", ["strong:重点："]),
        ("是**（甲）**吗", "是（甲）吗", ["strong:（甲）"]),
        ("**“引”**号", "“引”号", ["strong:“引”"]),
        ("**50%**的人", "50%的人", ["strong:50%"]),
        ("__粗__ _斜_", "粗 斜", ["strong:粗", "emphasis:斜"]),
        (
            "<b>a</b> <u>b</u> <mark>c</mark> <del>d</del>",
            "a b c d",
            ["strong:a", "underline:b", "highlight:c", "strike:d"],
        ),
        ("==a== ~~b~~", "a b", ["highlight:a", "strike:b"]),
        ("`a*b*` **c**", "`a*b*` c", ["code:`a*b*`", "strong:c"]),
        ("`` a`b ``", "`` a`b ``", ["code:`` a`b ``"]),
        ("**`a`**", "`a`", ["code:`a`", "strong:`a`"]),
        ("$a_b*c*d_e$", "$a_b*c*d_e$", ["math:$a_b*c*d_e$"]),
        ("$ x $ 是", "$x$ 是", ["math:$x$"]),
        (r"\(x\) \[y\] \\(z\\)", "$x$ $$y$$ $z$", ["math:$x$", "math:$$y$$", "math:$z$"]),
        (r"\(a &lt; b\)", "$a < b$", ["math:$a < b$"]),
        ("[a *b*](http://c)", "a b", ["link:a b", "emphasis:b"]),
        ("[问题？]()", "问题？", ["link:问题？"]),
        ("[a](<b c> 'd')", "a", ["link:a"]),
        ("[a](b_(c))d", "ad", ["link:a"]),
        ("[[a|b]] [[c]] [[d#e]] [[#f]]", "b c d f", ["link:b", "link:c", "link:d", "link:f"]),
        ("a ![b](c) d ![[e.png]]", "a d", ["image:", "image:"]),
        ("a<br>b <span style='x'>c</span>", "a b c", []),
        (
            "<https://a.b> https://c.d/e_f_g.",
            "https://a.b https://c.d/e_f_g.",
            ["link:https://a.b", "link:https://c.d/e_f_g"],
        ),
        ("见https://a.b/c是页", "见https://a.b/c是页", ["link:https://a.b/c"]),
        ("(https://a.b/c)", "(https://a.b/c)", ["link:https://a.b/c"]),
        ("a[^1] b^[c *d*] e", "a b e", []),
        ("a<!-- b --> c %%d%% e", "a c e", []),
        ("a{{< b >}}c{% d %}e", "ace", []),
        (":heart: a :+1:", "a :+1:", []),
        ("a ^id-1", "a", []),
        ("H<sub>2</sub>O, 10<sup>-3</sup>, e<sup>[1]</sup>", "H₂O, 10⁻³, e", []),
        ("x<sub>最大</sub>", "x最大", []),
        ("&nbsp;a&emsp;b &ldquo;c&rdquo; &lt;d&gt; &amp;", "a b “c” &lt;d&gt; &amp;", []),
        ("a\u00a0\u3000b\u200bc", "a bc", []),
        (r"\*a\* \_", r"\*a\* \_", []),
    ],
)
def test_markup(source, text, marks):
    assert marked(source) == (text, marks)


def test_a_link_by_its_label_only_where_there_is_such_a_label():
    assert marked("[a][b] [c][] [B] [d]", {"b", "c"}) == ("a c B [d]", ["link:a", "link:c", "link:B"])


def test_lines_are_joined_as_the_script_asks():
    assert scan("甲乙\n丙丁").text == "甲乙丙丁"
    assert scan("one\ntwo").text == "one two"
    assert scan("甲乙\none").text == "甲乙 one"
    assert scan("self-\nattention").text == "self-attention"
    assert scan("`a\nb` $c\nd$").text == "`a b` $c d$"


@pytest.mark.parametrize(
    ("source", "starts"),
    [
        ("a\nb\nc", (0, 2, 4)),
        ("甲\n乙", (0, 1)),
        ("**a\nb** c\nd", (0, 2, 6)),
        ("`a\nb`\nc", (0, 3, 6)),
        ("$$a\nb$$\nc", (0, 4, 8)),
        ("[a\nb](c\n'd')\ne", (0, 2, 4, 4)),
        ("a<!-- x\ny -->\nb", (0, 2, 2)),
        ("a %%x\ny%%\nb", (0, 2, 2)),
        ("a ![x\ny](z)\nb", (0, 2, 2)),
        ("<span\nid=a>b\nc", (0, 0, 2)),
        ("a\\\nb", (0, 2)),
    ],
    ids=["plain", "Chinese", "strong", "code", "formula", "link", "comment", "Obsidian", "image", "tag", "hard break"],
)
def test_each_line_knows_where_it_begins(source, starts):
    assert scan(source).starts == starts


EMPHASIS = [*"ab*_`()\\\n ", "**", "__", "``", "***", "x y", "c.", "é", "。", "甲"]
LINKS = [*"ab`[]()\n ", "](a)", "x y", "](<b c>)", "](a 'b')", "![", "``"]
_REFERENCE = MarkdownIt("commonmark")


def read_by_markdown_it(source: str) -> tuple[str, list[str]]:
    text, marks = "", []
    open_: list[int] = []
    for token in _REFERENCE.parseInline(source)[0].children or []:
        if token.type in ("softbreak", "hardbreak"):
            text += " "
        elif token.type in ("strong_open", "em_open"):
            open_.append(len(text))
        elif token.type in ("strong_close", "em_close"):
            marks.append(text[open_.pop() :].strip())
        elif token.type not in ("image", "html_inline"):
            text += token.content
    return text, marks


@settings(max_examples=500)
@given(
    st.sampled_from([EMPHASIS, LINKS])
    .flatmap(lambda parts: st.lists(st.sampled_from(parts), max_size=24).map("".join))
    .filter(
        lambda t: not re.search(r"\[\[|\\[\[(]|[*_][。甲]|[。甲][*_]|!\[[^!]*\]\([^)]*\s", t)
    )  # wikilinks, formulas, our rule for Chinese, images whose path holds a space
)
@example("*a **b* c**")
@example("**a*b**c*")
@example("[![a[](a)](a)](a)")
def test_as_markdown_it_reads_it(source):
    """Bare of what a bank keeps (backticks, backslashes): the same text, and nothing strong or emphasised elsewhere."""

    def bare(text: str) -> str:
        return re.sub(r"[`\\\s]", "", text)

    theirs, their_marks = read_by_markdown_it(source)
    scanned = scan(source)
    ours = [bare(scanned.text[m.start : m.end]) for m in scanned.marks if m.kind in ("strong", "emphasis")]
    assert bare(scanned.text) == bare(theirs)
    assert set(ours) - {""} <= {bare(mark) for mark in their_marks}


PLAIN = st.lists(
    st.sampled_from([*"ab*_[]()\\~ $.甲：。（）", "**", "](", "~~", "\\*", "&amp;", "&", "<b>", "<", "# ", "- "]),
    max_size=24,
).map("".join)


@settings(max_examples=500)
@given(PLAIN.filter(lambda t: "$" not in t and "&amp;" not in t and not re.search(r"\\[(\[]", t)))
@example("a*b*c")
@example("f[i](x)")
@example("**重点：**后文")
@example("\\ ")
def test_plain_text_reads_in_a_bank_as_it_was_typed(source):
    shown = bank_text.plain(scan_plain(source).text)
    assert " ".join(shown.split()) == " ".join(source.split())


@given(st.lists(st.sampled_from(["a", "b_c", "甲", " ", "2 * 3", "（乙）", "x[0]", "(y)", "\\n", "C:\\a"]), max_size=9))
def test_plain_text_gets_no_backslash_without_need(parts):
    source = " ".join(parts)
    assert "".join(scan_plain(source).text.split()) == "".join(source.split())


_WHITES = "\t\v\f\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\u200b\u2060\ufeff\u00ad"
_PLAINLY = {  # what a special is, said without regard to how fast it is found
    False: re.compile(
        r"[\n\\`*_$<\[\]]|!\[|==|~~|%%|\^\[|(?<=[A-Za-z)])(?:~[^~\s]{1,9}~(?!~)|\^[^^\s\[]{1,9}\^)|&[#A-Za-z]|\{\{[<%]"
        rf"|\{{%|:[a-z]|https?://|[ ]{{2,}}|[ ]?[{_WHITES}][ {_WHITES}]*"
    ),
    True: re.compile(rf"[\n\\`*_$]|\]\(|~~|&[#A-Za-z]|https?://|[ ]{{2,}}|[ ]?[{_WHITES}][ {_WHITES}]*"),
}


@settings(max_examples=500)
@given(
    st.lists(
        st.sampled_from(
            [*"\n\\`*_$<[]!=~%^&{:hab) \t(#甲\u3000\u200b", "https://", "{{<", "  ", "x~2~", "x^2^", "&amp;"]
        ),
        max_size=12,
    ).map("".join),
    st.booleans(),
)
def test_skipping_to_what_is_special_misses_nothing(source, plain):
    assert [m.span() for m in special(source, plain).finditer(source)] == [
        m.span() for m in _PLAINLY[plain].finditer(source)
    ]
