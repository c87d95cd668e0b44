import html as html_
import re
import time

import pytest
from hostile import HOSTILE
from hypothesis import given
from hypothesis import strategies as st

from quizgen import text
from quizgen.text import html, lang, plain


def math(tex: str, display: bool) -> str:
    return f"<m>{'D' if display else ''}{html_.escape(tex)}</m>"


def made(source: str, **more) -> str:
    return html(source, math=math, **more)


UNCHANGED = {
    "a generic type": "vector<int> and a<b>c",
    "less than": "p<0.05 & q>1",
    "a year that looks like a numbered item": "1984. A novel",
    "a temperature that looks like an item": "- 5 °C",
    "a macro that looks like a heading": "# include",
    "a sign that looks like a quotation": "> 3",
    "money": "$5 and $6",
    "names with underscores": "snake_case_name",
    "one star": "2 * 3",
    "Anki's blank": "{{c1::x}}",
    "Jinja": "{{ x }} {% y %}",
    "a tag": "<b>bold</b>",
    "a lone dollar": "costs $",
    "a dollar before space": "$ x $",
}


@pytest.mark.parametrize("source", UNCHANGED.values(), ids=UNCHANGED)
def test_is_text_and_stays_so(source):
    assert made(source) == html_.escape(source, quote=False)


MARKDOWN = {
    "strong": ("**a**", "<strong>a</strong>"),
    "emphasis": ("*a*", "<em>a</em>"),
    "strike": ("~~a~~", "<s>a</s>"),
    "code": ("`a<b>`", "<code>a&lt;b&gt;</code>"),
    "strong before Chinese": ("**互信息（MI）**是", "<strong>互信息（MI）</strong>是"),
    "strong quotation": ("所谓**“信息”**的", "所谓<strong>“信息”</strong>的"),
    "two strong words": ("**甲**和**乙**", "<strong>甲</strong>和<strong>乙</strong>"),
    "link": ("[a](https://b.c)", '<a href="https://b.c" rel="noopener noreferrer">a</a>'),
    "link in brackets": ("<https://b.c>", '<a href="https://b.c" rel="noopener noreferrer">https://b.c</a>'),
    "relative link": ("[a](b.md)", '<a rel="noopener noreferrer">a</a>'),
    "escaped star": (r"\*a\*", "*a*"),
    "one paragraph": ("a\n", "a"),
    "two paragraphs": ("a\n\nb", "<p>a</p>\n<p>b</p>"),
    "line break between Chinese": ("中文\n中文", "中文中文"),
    "line break between words": ("one\ntwo", "one\ntwo"),
    "list": ("a\n- b", "<p>a</p>\n<ul>\n<li>b</li>\n</ul>"),
    "Windows line ends": ("a\r\n\r\nb", "<p>a</p>\n<p>b</p>"),
}


@pytest.mark.parametrize(("source", "result"), MARKDOWN.values(), ids=MARKDOWN)
def test_markdown(source, result):
    assert made(source) == result


MATH = {
    "inline": ("a $x^2$ b", "a <m>x^2</m> b"),
    "set off": ("$$x$$", "<m>Dx</m>"),
    "LaTeX's own": (r"\(x\) \[y\]", "<m>x</m> <m>Dy</m>"),
    "after a digit": ("3$x$", "3<m>x</m>"),
    "before a digit: money": ("$x$5", "$x$5"),
    "with a dollar in it": (r"$\$3$", r"<m>\$3</m>"),
    "escaped": (r"\$x$", "$x$"),
    "before Chinese": ("$x$是", "<m>x</m>是"),
    "with a comma": ("$x$，$y$。", '<span class="tied"><m>x</m>，</span><span class="tied"><m>y</m>。</span>'),
    "within brackets": ("（$x$）", '<span class="tied">（<m>x</m>）</span>'),
    "behind an opening bracket": (
        "($x$ or $y$)",
        '<span class="tied">(<m>x</m></span> or <span class="tied"><m>y</m>)</span>',
    ),
    "with stars and underscores": ("$a_1*b*c_2$", "<m>a_1*b*c_2</m>"),
    "with less than": ("$a<b$", "<m>a&lt;b</m>"),
    "on several lines": ("$$\na\n+ b\n= c\n$$", "<p><m>Da\n+ b\n= c</m></p>"),
    "below a text": ("so\n$$\na\n$$\nis", "<p>so</p>\n<p><m>Da</m></p>\n<p>is</p>"),
    "in code": ("`$x$`", "<code>$x$</code>"),
    "in a table": ("| a |\n|---|\n| $x$ |", None),
    "empty": ("$$ $$", "$$ $$"),
    "with a link": (r"$\href{a}{b}$", r"<code>\href{a}{b}</code>"),
    "with a reference, which is a link": (r"$\eqref{a}$", r"<code>\eqref{a}</code>"),
    "with a macro": (r"$$\def\a{b}\a$$", r"<code>\def\a{b}\a</code>"),
    "with a character by number": (r"$\unicode{x41}$", r"<m>\unicode{x41}</m>"),
    "with a font, and so any style": (r"$\unicode[a;b:c]{x41}$", r"<code>\unicode[a;b:c]{x41}</code>"),
    "with a command for all cards": (r"$\DeclareMathOperator{\sum}{x}$", r"<code>\DeclareMathOperator{\sum}{x}</code>"),
    "with a command that only begins so": (r"$\defeq \classical$", r"<m>\defeq \classical</m>"),
}


@pytest.mark.parametrize(("source", "result"), MATH.values(), ids=MATH)
def test_math(source, result):
    if result is None:
        assert "<td><m>x</m></td>" in made(source)
    else:
        assert made(source) == result


def test_tables_scroll_in_a_frame_and_keep_their_columns():
    table = made("| a | b | c |\n|---|:-:|--:|\n| 1 | 2 | 3 |")
    assert table.startswith('<div class="table"><table>')
    assert '<td>1</td>\n<td class="center">2</td>\n<td class="right">3</td>' in table


def test_code_is_highlighted_by_classes():
    code = made("```python\nif x: pass\n```")
    assert '<span class="k">if</span>' in code
    assert "style=" not in code


@pytest.mark.parametrize("language", ["", "no-such-language", "<b>"])
def test_code_in_an_unknown_language_is_left_plain(language):
    assert made(f"```{language}\nx<1\n```\n") == "<pre><code>x&lt;1\n</code></pre>"


def test_marks_in_code_stay_where_they_are():
    code = made("```python\nx = \U00100000def\U0010ffff\n```\n")
    assert re.sub("<[^>]*>", "", code) == "x = \U00100000def\U0010ffff\n"
    assert '\U00100000<span class="k">def</span>\U0010ffff' in code


def test_pictures():
    assert made("![a *b*](c%20d.png)", image=lambda src: f"[{src}]") == '<img src="[c d.png]" alt="a b">'
    assert made("![a *b*](c.png)", image=lambda src: None) == "a b"
    assert made('![a" onerror="x](c.png)', image=lambda src: '"') == (
        '<img src="&quot;" alt="a&quot; onerror=&quot;x">'
    )


WITHIN = {
    "between words": ("a ![b](c) d", True),
    "between Chinese": ("甲![b](c)乙", True),
    "behind words": ("a ![b](c)", False),
    "before words": ("![b](c) d", False),
    "on a line of its own": ("a\n![b](c)\nd", False),
    "alone": ("![b](c)", False),
    "beside another": ("a ![b](c) ![b](c)", False),
}


@pytest.mark.parametrize(("source", "within"), WITHIN.values(), ids=WITHIN)
def test_a_picture_among_words_stays_in_their_line(source, within):
    assert (' class="within"' in made(source, image=lambda src: src)) == within


def test_finish_sees_everything_but_formulas_and_pictures():
    seen = []
    made("a **b** $x$ ![c](d)", image=lambda src: src, finish=lambda html: seen.append(html) or html)
    assert len(seen) == 1
    assert "a <strong>b</strong>" in seen[0]
    assert "x" not in seen[0]


PLAIN = {
    "marks": ("**互信息** `I` [a](https://b.c)", "互信息 I a"),
    "a formula": ("$I(X;Y)$ 大", "I(X;Y) 大"),
    "lines": ("a\nb\n\nc", "a b c"),
    "Chinese lines": ("甲\n乙", "甲乙"),
    "a picture": ("![leaf](x.png) y", "leaf y"),
    "a list": ("a\n\n- b\n- c", "a b c"),
    "signs": ("a<b & c", "a<b & c"),
    "marks that turn the direction": ("a\u202eb&#x202e;c", "abc"),
}


@pytest.mark.parametrize(("source", "result"), PLAIN.values(), ids=PLAIN)
def test_plain(source, result):
    assert plain(source) == result


@pytest.mark.parametrize(
    ("language", "result"),
    [("zh-Hans", "zh-Hans"), ("en", "en"), ('en" onload="x', ""), ("", ""), ("中文", ""), ("x" * 40, "")],
)
def test_lang(language, result):
    assert lang(language) == result


# --- whatever it is


ELEMENT = re.compile(r"<(/?)([a-zA-Z][\w-]*)([^>]*)>|<")
ALLOWED = {*text._TAGS, "m"}


def assert_harmless(result: str) -> None:
    assert not re.search("[\0-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069\ufdd0-\ufdef\ud800-\udfff]", result)
    for found in ELEMENT.finditer(result):
        assert found[2] in ALLOWED, found[0]
        for name, value in re.findall(r'(\w+)="([^"]*)"', found[3]):
            assert name in ("href", "rel", "class", "start"), found[0]
            if name == "href":
                assert re.match("(https?|mailto):", value), found[0]
        assert not re.sub(r'\s\w+="[^"]*"', "", found[3]).strip(" /"), found[0]


@pytest.mark.parametrize("inline", [False, True])
@pytest.mark.parametrize("evil", HOSTILE.values(), ids=HOSTILE)
def test_what_strangers_write_is_harmless(evil, inline):
    assert_harmless(made(evil, inline=inline))
    plain(evil)


SNIPPETS = st.lists(
    st.sampled_from(
        [*"<>&\"'`*_~$[]()!|\\#-+.:{}= \n\t甲a1", "<b", "](", "```", "$$", "\\(", "&#x", "javascript:", "/>"]
    ),
    max_size=30,
).map("".join)


@given(SNIPPETS | st.text())
def test_any_text_is_harmless_and_none_is_an_error(source):
    assert_harmless(made(source))
    assert "\n" not in plain(source)


@given(st.text(st.characters(exclude_characters="\\`*_[&$~\n\r<\u2028\u2029", exclude_categories=["C", "Z"])))
def test_text_without_markup_is_word_for_word(source):
    assert html_.unescape(made(source)) == source.strip()


SLOW = [
    "a < b ",
    "<a ",
    "*a ",
    "**a",
    "[",
    "![",
    "$a ",
    "$$a ",
    "\\[ a\n",
    "\\( ",
    "`a ",
    "> ",
    "_a",
    "**（a）**",
    "{{c1::",
    "|a",
]


@pytest.mark.parametrize("piece", SLOW)
def test_long_texts_are_read_in_time(piece):
    # Twice as long may take four times as long, but not eight times: that would be hours for a stranger's megabyte.
    def taken(times: int) -> float:
        start = time.process_time()
        made(piece * times)
        return time.process_time() - start

    taken(1)
    assert min(taken(2000) for _ in range(2)) < max(0.3, 6 * min(taken(1000) for _ in range(2)))
