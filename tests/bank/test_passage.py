"""A passage is found in its note whatever became of lines, marks and blanks."""

import pytest

from quizgen.bank.passage import Page

NOTE = """# Tea

Oolong is tea.

**Oolong** is [a tea](https://example.org/tea) that is *partly
oxidised*.[^1]

互信息
表示两个变量 X 和 Y 之间的关系。

Oolong is tea.
"""


def found(passage, line=1, note=NOTE):
    place = Page(note).find(passage, line)
    return place and note[slice(*place)]


@pytest.mark.parametrize(
    "passage", ["", "。！？", "Sencha is tea.", "Oolong is tea that nobody has ever seen"], ids=repr
)
def test_what_is_not_there_is_not_found(passage):
    assert found(passage) is None


@pytest.mark.parametrize(
    ("passage", "there"),
    [
        ("is partly oxidised.", "is *partly\noxidised"),
        ("互信息表示两个变量X和Y之间的关系", "互信息\n表示两个变量 X 和 Y 之间的关系"),
        (
            "Oolong is a tea that is partly oxidised.",
            "Oolong** is [a tea](https://example.org/tea) that is *partly\noxidised",
        ),
    ],
    ids=["marks", "wrapped", "a link"],
)
def test_found_by_its_letters(passage, there):
    assert found(passage) == there


@pytest.mark.parametrize(("line", "where"), [(1, 3), (3, 3), (4, 11), (11, 11), (12, 3), (99, 3)])
def test_the_place_next_to_its_line(line, where):
    page = Page(NOTE)
    assert page.line_at(page.find("Oolong is tea", line)[0]) == where


def test_lines():
    page = Page("one\ntwo\n")
    assert [page.line(n) for n in (0, 1, 2, 3, 4)] == [None, (0, 3), (4, 7), (8, 8), None]
    assert [page.line_at(place) for place in (0, 3, 4, 7)] == [1, 1, 2, 2]
    assert Page("").find("x") is None
