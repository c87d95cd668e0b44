"""What holds for the cards of every type: rendered by Anki's own backend, looked at in Chromium."""

from __future__ import annotations

import re

import pytest
from learner import learner
from sample_cards import NOW, package
from test_anki_look import PICTURE, color

from quizgen import __version__
from quizgen.bank.lock import Entry, Lock
from quizgen.bank.types import (
    TYPES,
    Bank,
    Choice,
    Cloze,
    Definition,
    List,
    Matching,
    Open,
    Question,
    TrueFalse,
    type_name,
)
from quizgen.problems import errors
from quizgen.render import anki

Sides = list[tuple[str, str]]


def every(words: str, **more) -> tuple[Question, ...]:
    """A question of every type that asks for ``words`` and answers "so" and ``words``."""
    so = f"so {words}"
    return (
        Definition(id="definition", term=words, definition=so, aliases=("alias",), reverse=True, **more),
        List(id="list", term=words, items=(so, "other"), **more),
        Cloze(id="cloze", text=f"{words} is {{{{c1::{so}}}}}", **more),
        Open(id="open", question=words, answer=so, **more),
        Choice(id="choice", question=words, answer=(so,), distractors=("other",), **more),
        TrueFalse(id="true_false", statement=words, answer=False, correction=so, **more),
        Matching(id="matching", question=words, pairs=(("left", so), ("right", "other")), **more),
    )


def of(questions: tuple[Question, ...], **more) -> Bank:
    header = {"format": 1, "id": "b", "title": "A title", "language": "en", **more}
    return Bank(questions=questions, **header)


def cards(bank: Bank) -> dict[str, Sides]:
    """Front and back of each card by the id of its question; the notes have the heading Leaves > How they dry."""
    lock = Lock({q.id: Entry(heading="Leaves > How they dry") for q in bank.questions})
    made = anki.make(bank, bank.questions, lock, now=NOW, picture=lambda bank, src: "x.png")
    assert not errors(made.problems)
    with learner() as someone:
        someone.take(package(made, **{"x.png": b"\x89PNG"}))
        return {q.id: someone.sides(f'"ID:b/{q.id}"') for q in bank.questions}


@pytest.fixture
def page(chromium):
    made = chromium.new_page(viewport={"width": 800, "height": 600})
    yield made
    made.close()


def show(page, side: str, classes: str = "") -> None:
    side = side.replace('"x.png"', f'"{PICTURE}"')
    page.set_content(f'<!doctype html><body class="card {classes}"><div id="qa">{side}</div></body>')


def style(page, selector: str, name: str) -> str:
    return page.eval_on_selector(selector, f"e => getComputedStyle(e).{name}")


def size(page, selector: str) -> float:
    return float(style(page, selector, "fontSize").removesuffix("px"))


def test_every_type_is_looked_at_here():
    assert {type_name(q) for q in every("x")} == set(TYPES)


def test_every_back_says_where_it_comes_from_and_sets_the_explanation_apart(page):
    link = '<a href="https://example.org/notes/Tea.md#how-they-dry">Tea.md › Leaves › How they dry</a>'
    questions = every("tea", explanation="Because of it", source=("notes/Tea.md:12",))
    for name, sides in cards(of(questions, source_link="https://example.org/{path}#{anchor}")).items():
        assert sides
        for front, back in sides:
            assert "Because of it" not in front, name
            assert "Tea.md" not in front, name
            assert back.count("Because of it") == 1, name
            assert back.count(link) == 1, name
            show(page, back)
            assert style(page, ".explanation", "borderLeftWidth") == "3px", name
            assert size(page, ".source") < size(page, ".explanation") < size(page, ".quizgen"), name
            above, below = page.eval_on_selector_all(
                ".explanation, .source", "found => found.map(e => e.getBoundingClientRect().top)"
            )
            others = page.eval_on_selector_all(
                ".quizgen > :is(.ask, .say, .text, .options)", "all => all.map(e => e.getBoundingClientRect().bottom)"
            )
            assert max(others) <= above < below, name


LIKE_HTML = ["vector<int>", "a<b>c", "p<0.05 & q>1", "</div>", "<!-- x", '"5" it\'s']


@pytest.mark.parametrize("words", LIKE_HTML)
def test_what_looks_like_html_is_read_as_it_was_typed(words, page):
    for name, sides in cards(of(every(words))).items():
        for front, back in sides:
            show(page, back)
            assert f"so {words}" in page.inner_text(".quizgen"), name
            show(page, front)
            assert words in page.inner_text(".quizgen") or name == "definition", name


MARKUP = """It is **strong**, *soft*, `code`, $x^2$:

- one
- two

| a | b |
|---|--:|
| c | 1 |

```python
def f(): pass
```

$$
\\sum x
$$

![](x.png)"""
PARTS = ["strong", "em", "p > code", "ul > li", ".table td.right", "pre > code > .k", "img"]


def test_answers_hold_emphasis_lists_tables_code_formulas_and_pictures(page):
    questions = (
        Definition(id="definition", term="a", definition=MARKUP),
        List(id="list", term="a", items=(MARKUP, "b")),
        Open(id="open", question="a", answer=MARKUP),
        Choice(id="choice", question="a", answer=(MARKUP,), distractors=("b",)),
        TrueFalse(id="true_false", statement="a", answer=False, correction=MARKUP),
        Matching(id="matching", pairs=(("a", "b"), ("c", "d")), explanation=MARKUP),
    )
    for name, sides in cards(of(questions)).items():
        back = sides[0][1]
        assert r"\(x^2\)" in back, name
        assert r"\[\sum x\]" in back, name
        show(page, back)
        shown = ".explanation" if name == "matching" else ".quizgen"  # whose answers are a line each
        for part in PARTS:
            assert page.locator(f"{shown} {part}").first.is_visible(), f"{name}: {part}"
        box, picture = (page.locator(f".quizgen{part}").bounding_box() for part in ("", " img"))
        assert picture["width"] <= box["width"], name
        asked = name == "choice"  # its options are to be seen all at once
        assert picture["height"] <= (0.45 if asked else 0.85) * 600 + 1, name


def test_code_has_colours_by_day_and_by_night(page):
    (back,) = [back for _, back in cards(of((Open(id="q", question="a", answer=MARKUP),)))["q"]]
    seen = []
    for classes in ("", "nightMode", "night_mode"):
        show(page, back, classes)
        assert len({color(page, selector) for selector in (".k", ".nf", "pre code")}) == 3
        seen.append(color(page, ".k"))
    assert seen[0] != seen[1] == seen[2]


FONTS = {"zh-Hans": "PingFang SC", "zh-Hant": "PingFang TC", "zh-TW": "PingFang TC", "en": "-apple-system"}


@pytest.mark.parametrize("language", FONTS)
def test_every_card_has_the_fonts_of_its_language(language, page):
    for name, sides in cards(of(every("茶"), language=language)).items():
        show(page, sides[0][0])
        assert page.get_attribute(".quizgen", "lang") == language, name
        assert style(page, ".ask, .text", "fontFamily").strip('"').startswith(FONTS[language]), name
        assert style(page, ".ask, .text", "lineBreak") == "strict", name


def test_a_word_is_set_larger_than_a_line_and_a_line_than_a_paragraph(page):
    lengths = {"word": "Tea", "line": "Tea is made of leaves, and they dry", "text": "Tea is made of leaves. " * 20}
    questions = tuple(Definition(id=name, term="a", definition=text) for name, text in lengths.items())
    sizes = {}
    for name, sides in cards(of(questions)).items():
        show(page, sides[0][1])
        sizes[name] = size(page, ".say")
    assert sizes["word"] > sizes["line"] > sizes["text"] >= 20


def test_aliases_are_small(page):
    show(page, cards(of(every("tea")))["definition"][0][1])
    assert page.inner_text(".aliases") == "alias"
    assert size(page, ".aliases") < size(page, ".say") < size(page, ".ask")


@pytest.mark.parametrize(("bank", "question", "count"), [(True, None, 2), (True, False, 1), (False, True, 2)])
def test_both_ways_for_the_whole_bank_or_for_one_question(bank, question, count):
    asked = Definition(id="q", term="tea", definition="leaves in water", reverse=question)
    assert len(cards(of((asked,), reverse=bank))["q"]) == count


def test_the_deck_says_title_authors_licence_and_version():
    bank = of(every("tea"), deck="Tea::Green", authors=("Ada", "Ben & Co"), license="CC0")
    made = anki.make(bank, bank.questions, Lock(), now=NOW, picture=lambda bank, src: src)
    with learner() as someone:
        someone.take(package(made))
        said = someone.col.decks.by_name("Tea::Green")["desc"]
    assert said.split("<br>") == ["A title", "Ada, Ben &amp; Co", "CC0", f"quizgen {__version__}"]


def test_a_blank_for_which_anki_makes_no_card_is_refused():
    bank = of((Cloze(id="q", text="a {{c1::b}} {{c501::c}}"),))
    made = anki.make(bank, bank.questions, Lock(), now=NOW, picture=lambda bank, src: src)
    assert not made.deck.notes
    assert re.search("no blank beyond c500", errors(made.problems)[0].message)


def test_what_was_right_and_wrong_is_marked_with_more_than_a_colour(page):
    front, back = cards(of(every("tea")))["choice"][0]
    show(page, front)
    page.get_by_text("other").click()
    taken = page.evaluate("window.quizgenChoice")
    page.set_content("<body class=card></body>")
    page.evaluate("taken => { window.quizgenChoice = taken }", taken)
    page.evaluate("side => document.write(side)", back)
    marks = page.eval_on_selector_all(
        ".options li", "all => Object.fromEntries(all.map(e => [e.innerText, getComputedStyle(e, '::after').content]))"
    )
    assert marks == {"so tea": '"✓"', "other": '"✗"'}
