"""Lines on a terminal: no line is too long, nothing is lost, Chinese takes two cells."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from quizgen.screen.wrap import wrap


def lines(text, width, **more):
    return ["".join(part for part, _ in line) for line in wrap([(text, "")], width, **more)]


CASES = {
    "nothing": ("", 10, [""]),
    "fits": ("tea", 3, ["tea"]),
    "words": ("a cup of tea", 8, ["a cup of", "tea"]),
    "a word that is too long": ("a teapotteapot", 6, ["a", "teapot", "teapot"]),
    "Chinese breaks anywhere": ("互信息表示关系", 6, ["互信息", "表示关", "系"]),
    "an odd width": ("互信息", 5, ["互信", "息"]),
    "a word and Chinese": ("Transformer最初是", 14, ["Transformer最", "初是"]),
    "no line begins with a stop": ("互信息。表示", 6, ["互信", "息。表", "示"]),
    "no line ends with a bracket": ("互信（息）", 6, ["互信", "（息）"]),
    "lines stay lines": ("a\n\nb", 10, ["a", "", "b"]),
}


@pytest.mark.parametrize(("text", "width", "expected"), CASES.values(), ids=CASES)
def test_lines(text, width, expected):
    assert lines(text, width) == expected


def test_what_goes_on_is_indented():
    assert lines("a cup of tea", 8, indent="  ") == ["a cup of", "  tea"]


def test_styles_go_on_in_the_next_line():
    assert wrap([("互信", "a"), ("息表", "b"), ("示", "")], 6) == [
        [("互信", "a"), ("息", "b")],
        [("表", "b"), ("示", "")],
    ]


TEXTS = st.text(st.sampled_from(" \n。，（）ab.-互信息é🙂"), max_size=60)


@given(TEXTS, TEXTS, st.integers(6, 20), st.sampled_from(["", "  "]))
def test_no_line_is_too_long_and_no_sign_is_lost(one, two, width, indent):
    made = wrap([(one, "x"), (two, "y")], width, indent)
    assert all(sum(cell_len(part) for part, _ in line) <= width for line in made)
    kept = [(c, style) for line in made for part, style in line for c in part if not c.isspace()]
    assert kept == [(c, "x") for c in one if not c.isspace()] + [(c, "y") for c in two if not c.isspace()]
