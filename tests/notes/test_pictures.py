"""Which pictures a note shows, and which of its questions they belong to."""

import pytest

from quizgen.notes.extract import extract
from quizgen.notes.readers import read
from quizgen.notes.readers.inline import scan


def shown(note):
    """The pictures of each question of ``note``: {id: paths}."""
    return {e.question.id: [p.path for p in e.pictures] for e in extract(read("a.md", note)).taken}


@pytest.mark.parametrize(
    "source",
    [
        "a ![b](https://c.d/e.png)",
        "a ![b](data:image/png;base64,AAAA)",
        "a ![b](file:///e.png)",
        "a ![b](/e.png)",
        r"a ![b](\\server\e.png)",
        r"a ![b](C:\e.png)",
        "a ![b](~/e.png)",
        "a ![b]()",
        "a ![[#heading]]",
        "a `![b](e.png)`",
        "a %%![b](e.png)%%",
        "a <!-- ![[e.png]] -->",
        "a [[e.png]]",
        "a [b](e.png)",
        "a ^[c ![b](e.png)] d",
        '<img alt="e.png">',
        '<img src="https://d.e/f.png">',
        "<img data-src='e.png'>",
        "![b][e]",
    ],
)
def test_is_no_picture_of_a_folder(source):
    assert scan(source).pictures == ()


@pytest.mark.parametrize(
    ("source", "path", "alt", "by_name"),
    [
        ("a ![b](c/d.png)", "c/d.png", "b", False),
        ("![](c%20d.png)", "c d.png", "", False),
        ("![](<c d.png>)", "c d.png", "", False),
        ("![](c d.png)", "c d.png", "", False),
        ('![](c.png "title (1)")', "c.png", "", False),
        ("![](c.png =300x200)", "c.png", "", False),
        ("![](c_(1).png){width=50%}", "c_(1).png", "", False),
        (r"![](c\d.png)", "c/d.png", "", False),
        (r"![](c\(1\).png)", "c(1).png", "", False),
        ("[![b](c.png)](https://d.e)", "c.png", "b", False),
        ("![[图.png]]", "图.png", "", True),
        ("![[a/图.png|300]]", "a/图.png", "", True),
        ("![[图.png|300x200]]", "图.png", "", True),
        ("![[图.png|细胞]]", "图.png", "细胞", True),
        ("![[图.png|细胞|300]]", "图.png", "", True),
        ("![[图.png#center]]", "图.png", "", True),
        ('<img src="c/d.png" width="300">', "c/d.png", "", False),
        ("<img width=300 alt='b &amp; c' src=c%20d.png />", "c d.png", "b & c", False),
    ],
)
def test_is_a_picture(source, path, alt, by_name):
    (picture,) = scan(source).pictures
    assert (picture.path, picture.alt, picture.by_name) == (path, alt, by_name)


@pytest.mark.parametrize("written", ["![a leaf][l1]", "![a leaf][]", "![a leaf]"])
def test_a_picture_may_be_named_below(written):
    note = f"{DEFINITION}\n\n{written}\n\n[L1]: c/d.png 'A leaf'\n[a leaf]: c/d.png\n[l1]: e.png"
    (pictures,) = shown(note).values()
    assert pictures == ["c/d.png"]


DEFINITION = "**Stoma** is a pore in the surface of a leaf."


@pytest.mark.parametrize(
    "note",
    [
        f"{DEFINITION}\n\nIt opens by day.\n\n![](a.png)",
        f"{DEFINITION}\n\n---\n\n![](a.png)",
        f"{DEFINITION}\n\n## Pictures\n\n![](a.png)",
        f"{DEFINITION}\n\n# ![](a.png)",
        f"{DEFINITION}\n\n```\nx = 1\n```\n\n![](a.png)",
        f"{DEFINITION}\n\n![](a.png)\nThe leaf seen from below, by night.",
        f"{DEFINITION}\n\n| ![](a.png) |\n| --- |\n| ![](a.png) |",
        f"![](a.png)\n\n{DEFINITION}",
    ],
    ids=["text between", "ruler", "heading", "in a heading", "code", "before other text", "table", "before"],
)
def test_a_picture_elsewhere_belongs_to_something_else(note):
    assert shown(note)["Stoma"] == []


def test_a_heading_with_nothing_but_a_picture_asks_nothing():
    assert shown("## Structure of a cell\n\n![](a.png)\n\n## Stoma\n\n![[b.png]]") == {}


@pytest.mark.parametrize(
    "note",
    [
        f"{DEFINITION} ![](a.png)",
        f"{DEFINITION}\n![](a.png)",
        f"{DEFINITION}\n\n![](a.png)",
        f"{DEFINITION}\n\n\n![[a.png]]",
        f"![](a.png)\n{DEFINITION}",
        f"- {DEFINITION}\n\n  ![](a.png)\n- Other things",
        f"{DEFINITION}\r\n\r\n![](a.png)\r\n",
        "Stoma\n: a pore in the surface of a leaf ![](a.png)",
    ],
    ids=["behind", "next line", "paragraph below", "two lines below", "line above", "item", "CRLF", "definition list"],
)
def test_a_picture_in_or_below_a_passage_is_its_own(note):
    assert shown(note)["Stoma"] == ["a.png"]


def test_several_pictures_keep_their_order_and_come_once():
    assert shown(f"{DEFINITION} ![](b.png)\n\n![](a.png) ![](c.png)\n\n![[d.png]]")["Stoma"] == [
        *("b.png", "a.png", "c.png", "d.png")
    ]


def test_a_list_has_the_pictures_of_its_items():
    note = (
        "Leaves have three layers:\n\n- cuticle\n\n  ![](a.png)\n- epidermis\n- mesophyll\n\n![](b.png)\n\nx ![](c.png)"
    )
    assert list(shown(note).values()) == [["a.png", "b.png"]]


def test_an_answer_below_a_question_has_its_picture():
    note = "## Why are leaves green?\n\nBecause chlorophyll reflects green light.\n\n![](a.png)"
    assert shown(note) == {"Why are leaves green": ["a.png"]}
