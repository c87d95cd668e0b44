import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgen.render.math import BadFormula, mathml, style, with_punctuation

BAD = {
    "an unknown command": (r"\nosuch{x}", r"Unsupported function name: \nosuch"),
    "a brace that is not closed": (r"\frac{1}{2", "Unexpected end of input"),
    "a link": (r"\href{https://a.b}{x}", "Unsupported"),
    "a picture": (r"\includegraphics{a.png}", "not trusted"),
    "a class": (r"\class{evil}{x}", "not trusted"),
    "a colour that is a style": (r"\color{red;background:url(x)}x", "Invalid color"),
    "a macro without end": (r"\def\a{\a\a}\a", "Too many expansions"),
    "nesting without end": ("{" * 100_000, ""),
}


@pytest.mark.parametrize(("tex", "said"), BAD.values(), ids=BAD)
def test_a_bad_formula_says_why_on_one_line(tex, said):
    with pytest.raises(BadFormula) as caught:
        mathml(tex)
    assert said in str(caught.value)
    assert len(str(caught.value).splitlines()) == 1


def test_a_bad_formula_leaves_no_trace():
    before = mathml("x+1")
    mathml.cache_clear()
    with pytest.raises(BadFormula):
        mathml(r"\gdef\x{\oops}\x")
    with pytest.raises(BadFormula):
        mathml(r"\x")
    assert mathml("x+1") == before


@pytest.mark.parametrize(
    ("tex", "part"),
    [
        (r"\frac{a}{b}", "<mfrac><mi>a</mi><mi>b</mi></mfrac>"),
        (r"\sqrt{x}", "<msqrt>"),
        (r"\text{若 } x<0", "<mtext>若"),
        (r"\text{<b/onclick=x>}", "&lt;b/onclick=x&gt;"),
        (r"\begin{aligned}a&=b\\c&=d\end{aligned}", "<mtable"),
        (r"\ce{H2O}", "<mn>2</mn>"),
        (r"\boldsymbol{W}", "𝑾"),
    ],
    ids=["fraction", "root", "Chinese", "HTML", "aligned", "chemistry", "bold"],
)
def test_a_formula_becomes_mathml(tex, part):
    assert part in mathml(tex)


@pytest.mark.parametrize("tex", [r"y_i\log p", r"2\sin x", r"(a)\ln b", r"\frac12\exp y"])
def test_a_named_operator_stands_apart_from_what_is_before_it(tex):
    assert '<mrow><mspace width="0.1667em"></mspace><mi>' in mathml(tex)


LISTED = '<mn>1</mn><mo separator="true">,</mo><mn>2</mn>'


@pytest.mark.parametrize("tex", ["(1,2)", r"\{1,2\}", "(1,2]", "a_{1,2}"])
def test_numbers_in_a_row_are_not_one_number(tex):
    assert LISTED in mathml(tex)


@pytest.mark.parametrize(
    ("tex", "number"), [("12,000", "12,000"), ("1,000,000.5", "1,000,000.5"), ("1{,}2", "1,2"), ("3.14", "3.14")]
)
def test_a_number_with_a_comma_stays_one(tex, number):
    assert mathml(tex) == f"<math><mn>{number}</mn></math>"


@pytest.mark.parametrize("tex", [r"[0,1)\cup(2,3]", r"(-\infty,0]\cap[0,1)", r"(A)\cup(B)"])
def test_a_sign_between_brackets_has_air(tex):
    """Browsers give none to a sign that is alone in its row."""
    assert re.search(r"<mrow><mo>[∪∩]</mo></mrow>", mathml(tex)) is None
    assert re.search(r"</m(?:o|row)><mo>[∪∩]</mo></mrow><mrow>", mathml(tex))


def test_a_long_formula_is_whole():
    assert mathml("+".join(["x"] * 2000)).count("<mi>x</mi>") == 2000


def test_a_page_without_formulas_carries_no_font():
    assert style("<p>1 &lt; 2</p>") == ""


def test_a_page_carries_the_fonts_it_needs():
    plain, rare = style(mathml("x")), style(mathml(r"\mathfrak{x}"))
    assert plain.count("@font-face{") == 1
    assert rare.count("@font-face{") == 2
    assert "http:" not in rare


def test_a_formula_that_is_set_off_tells_how_wide_it_is():
    short, long = (float(re.search(r"--em:([\d.]+);", mathml("+".join("x" * n), True))[1]) for n in (3, 30))
    assert 9 < long / short < 14


@given(st.text(st.sampled_from("\\{}^_&$%#'\"<>abx1 中frac"), max_size=40))
def test_any_text_is_a_formula_or_a_bad_one(tex):
    try:
        made = mathml(tex)
    except BadFormula:
        return
    assert made.startswith("<math")
    assert "<script" not in made


@pytest.mark.parametrize(
    ("html", "made"),
    [
        (
            "设<math><mi>x</mi></math>。",
            "设<math><mrow><mi>x</mi><mtext>。</mtext></mrow></math>",
        ),
        (
            "（<math><mrow><mi>x</mi></mrow><mrow><mi>y</mi></mrow></math>）是",
            "<math><mrow><mtext>（</mtext><mi>x</mi></mrow><mrow><mi>y</mi><mtext>）</mtext></mrow></math>是",
        ),
        (
            "数<span><math><mi>x</mi></math></span>（<math><mi>y</mi></math>）",
            '数<span><math><mi>x</mi></math></span><math><mrow><mtext class="wide">（</mtext><mi>y</mi>'
            "<mtext>）</mtext></mrow></math>",
        ),
        (
            "<p>数，</p><p>（<math><mi>x</mi></math></p>",
            "<p>数，</p><p><math><mrow><mtext>（</mtext><mi>x</mi></mrow></math></p>",
        ),
        (
            "<p>数，<b>（<math><mi>x</mi></math></b></p>",
            "<p>数，<b><math><mrow><mtext>（</mtext><mi>x</mi></mrow></math></b></p>",
        ),
        ("1 &lt;<math><mi>x</mi></math> y", "1 &lt;<math><mi>x</mi></math> y"),
        (
            '<math displaystyle="true"><mi>x</mi></math>,',
            '<math displaystyle="true"><mrow><mi>x</mi><mtext>,</mtext></mrow></math>',
        ),
        ('<math display="block"><mi>x</mi></math>.', '<math display="block"><mi>x</mi></math>.'),
    ],
    ids=["full stop", "brackets", "among words", "first in a text", "behind a comma", "none", "full size", "set off"],
)
def test_punctuation_stays_with_its_formula(html, made):
    assert with_punctuation(html) == made
