"""How cards look: measured in Chromium, on sides that Anki's own backend rendered."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from learner import learner
from sample_cards import bank, make, package

from quizgen.assets import folder
from quizgen.render import apkg

ROOT = Path(__file__).parents[2]

LONG = "verylongwordwithoutanyplacetobreak" * 3
WIDE = r"""
format: 1
id: wide
title: T
language: LANGUAGE
source_link: "https://example.org/{path}"
questions:
- type: definition
  id: formula
  term: A formula
  aliases: [LONG, "$x$"]
  definition: "so $x$."
  explanation: "$x$"
  source: a/LONG.md
- {type: definition, id: word, term: LONG, definition: LONG, reverse: true}
- {type: list, id: list, question: LONG, items: ["$x$", LONG, "`LONG`"]}
- {type: cloze, id: cloze, text: "Is {{c1::LONG::LONG}} so $y {{c2::x}}$?"}
- type: open
  id: code
  question: Code?
  answer: |
    ```c
    LONG LONG
    ```

    | LONG | LONG |
    |------|------|
    | LONG | $x$  |
- {type: open, id: picture, question: "![](wide.png)", answer: "a ![](wide.png) b", type_in: true}
- {type: choice, id: choice, question: "LONG $x$", answer: "$x$", distractors: [LONG, "`LONG`", "![](wide.png)"]}
- {type: true_false, id: tf, statement: "$x$ LONG", answer: false, correction: "$x$"}
- {type: matching, id: matching, pairs: {LONG: "$x$", b: LONG}}
"""
# As wide as a long formula that MathJax has set.
FORMULA = '<mjx-container><span style="display: inline-block; width: 700px">x</span></mjx-container>'
# What MathJax sets beside a formula for screen readers.
ASSISTIVE = """<mjx-container style="position: relative">x<mjx-assistive-mml unselectable="on" display="inline">
<math><mi>WORDS</mi></math></mjx-assistive-mml></mjx-container>
<style>mjx-assistive-mml { position: absolute !important; top: 0; left: 0; clip: rect(1px, 1px, 1px, 1px);
display: block !important; width: auto !important; overflow: hidden !important }</style>"""
PICTURE = (
    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='2000' height='2000'%3E"
    "%3Crect width='2000' height='2000'/%3E%3C/svg%3E"
)


def sides(text: str) -> dict[str, tuple[str, str]]:
    with learner() as someone:
        someone.take(package(make(bank(text), picture=lambda bank, src: src), **{"wide.png": b"\x89PNG"}))
        found = {}
        for card in someone.cards():
            name = someone.col.get_note(card.nid)["ID"].partition("/")[2]
            found[f"{name} {card.ord}"] = (card.question(), card.answer())
        return found


@pytest.fixture
def page(chromium):
    """A page as narrow as a phone."""
    made = chromium.new_page(viewport={"width": 360, "height": 640})
    yield made
    made.close()


def show(page, side: str, classes: str = "", margin: int = 20) -> None:
    side = re.sub(r"\\\(.*?\\\)", lambda _: FORMULA, side).replace("wide.png", PICTURE)
    body = f'<body class="card {classes}" style="margin: {margin}px"><div id="qa">{side}</div></body>'
    page.set_content(f"<!doctype html>{body}")


MARGINS = {"none": ("en", 0), "AnkiDroid's": ("zh-Hans", 10), "Anki's": ("en", 20)}


@pytest.mark.parametrize(("language", "margin"), MARGINS.values(), ids=MARGINS)
def test_no_card_scrolls_sideways_on_a_phone(language, margin, page):
    long = "很长" * 30 if language == "zh-Hans" else LONG
    for name, both in sides(WIDE.replace("LANGUAGE", language).replace("LONG", long)).items():
        for side in both:
            show(page, side, margin=margin)
            assert page.evaluate("document.scrollingElement.scrollWidth") <= 360, name


def test_what_is_too_wide_can_be_scrolled_to(page):
    seen = 0
    for name, both in sides(WIDE.replace("LANGUAGE", "en").replace("LONG", LONG)).items():
        for side in both:
            show(page, side)
            seen += page.locator("mjx-container").count()
            hidden = page.evaluate(
                """() => [...document.querySelectorAll('mjx-container')].filter(e => e.checkVisibility()).filter(e => {
                    for (let box = e; box.id !== 'qa'; box = box.parentElement)
                        if (box.scrollWidth > box.clientWidth && getComputedStyle(box).overflowX == 'auto')
                            return false;
                    return e.offsetWidth > 360;
                }).length"""
            )
            assert not hidden, name
    assert seen


def color(page, selector: str) -> str:
    return page.eval_on_selector(selector, "e => getComputedStyle(e).color")


def test_a_blank_within_a_formula_shows_which_formula_it_is(page):
    text = "- {type: cloze, id: q, text: 'So $a$, $b {{c1::c}}$ and $d {{c2::e}}$: {{c1::f}}'}"
    for side in sides(f"format: 1\nid: b\ntitle: T\nlanguage: en\nquestions:\n{text}\n")["q 0"]:
        show(page, side)
        asked, other = (page.locator(".formula").nth(i) for i in (0, 1))
        accent = page.eval_on_selector(".text > .cloze", "e => getComputedStyle(e).color")
        assert asked.evaluate("e => getComputedStyle(e).color") == accent
        assert other.evaluate("e => getComputedStyle(e).color") != accent
        assert not page.locator(".formula > .cloze").is_visible()
        assert not page.locator(".formula > .cloze-inactive").is_visible()


@pytest.mark.parametrize("answer", ["$x$", "大约为 $x$", "一个要说很多话才能说清楚的、有好几行那么长的量 $x$"])
def test_a_full_stop_behind_a_formula_in_a_blank_stays_on_its_line(answer, page):
    text = f"- {{type: cloze, id: q, text: '那么就是{{{{c1::{answer}}}}}。'}}"
    _, back = sides(f"format: 1\nid: b\ntitle: T\nlanguage: zh-Hans\nquestions:\n{text}\n")["q 0"]
    show(page, back)
    for width in range(20, 330, 15):  # wherever the formula comes to stand on its line
        formula, stop, scrolls = page.evaluate(
            """width => {
                document.querySelector("mjx-container > span").style.width = `${width}px`;
                const range = document.createRange();
                range.selectNodeContents(document.querySelector(".text .cloze").nextSibling
                    || document.querySelector(".text .tied").lastChild);
                const boxes = [document.querySelector("mjx-container > span"), range];
                const text = document.querySelector(".text");
                return [...boxes.map(e => e.getBoundingClientRect().toJSON()), text.scrollWidth - text.clientWidth];
            }""",
            width,
        )
        assert stop["top"] < formula["bottom"]
        assert stop["left"] >= formula["right"] - 1
        assert width > 290 or not scrolls


TABLE = """
- type: open
  id: q
  question: Q?
  answer: |
    | 模型 | 结构 | 预训练任务 |
    |---|---|---|
    | BERT | 仅编码器 | 掩码语言模型 |
    | T5 | 编码器－解码器 | 把文中被挖去的片段按顺序一个一个地还原出来 |
"""


def test_a_narrow_table_scrolls_before_its_words_are_broken(page):
    _, back = sides(f"format: 1\nid: b\ntitle: T\nlanguage: zh-Hans\nquestions:{TABLE}")["q 0"]
    show(page, back)
    lines = page.eval_on_selector_all(
        "td, th",
        """cells => Object.fromEntries(cells.map(cell => {
            const range = document.createRange();
            range.selectNodeContents(cell);
            return [cell.innerText, new Set([...range.getClientRects()].map(box => box.top)).size];
        }))""",
    )
    sentence = lines.pop("把文中被挖去的片段按顺序一个一个地还原出来")
    assert set(lines.values()) == {1}
    assert 1 < sentence <= 3
    assert page.eval_on_selector(".table", "e => e.scrollWidth > e.clientWidth && e.clientWidth <= 320")
    assert page.evaluate("document.scrollingElement.scrollWidth") <= 360


def test_a_narrow_window_keeps_no_room_for_a_scroll_bar(page):
    _, back = sides(f"format: 1\nid: b\ntitle: T\nlanguage: zh-Hans\nquestions:{TABLE}")["q 0"]
    show(page, back)
    kept = []
    for width in (360, 400, 800):
        page.set_viewport_size({"width": width, "height": 640})
        kept.append(page.evaluate("getComputedStyle(document.documentElement).scrollbarGutter"))
    assert kept == ["auto", "auto", "stable"]


@pytest.mark.parametrize("classes", ["", "nightMode night_mode"], ids=["day", "night"])
def test_the_edge_of_an_option_can_be_seen(classes, page):
    text = "- {type: choice, id: q, question: Which?, answer: a, distractors: [b]}"
    front, _ = sides(f"format: 1\nid: b\ntitle: T\nlanguage: en\nquestions:\n{text}\n")["q 0"]
    show(page, front, classes)
    edge = page.eval_on_selector(".options li", "e => getComputedStyle(e).borderTopColor")
    shown = "#" + "".join(f"{int(part):02x}" for part in re.findall(r"\d+", edge))
    for behind in BACKGROUNDS["night" if classes else "day"]:
        assert contrast(shown, behind) >= 3  # WCAG 1.4.11: what one acts on


def test_a_long_hint_before_a_full_stop_has_several_lines(page):
    text = "- {type: cloze, id: q, text: 'So {{c1::$x$::" + "a hint " * 20 + "}}.'}"
    front, _ = sides(f"format: 1\nid: b\ntitle: T\nlanguage: en\nquestions:\n{text}\n")["q 0"]
    show(page, front)
    assert page.eval_on_selector(".text", "e => e.scrollWidth == e.clientWidth")


def test_short_code_stays_on_one_line_and_long_code_does_not(page):
    answer = f"很长的话 `x = [1, 2]` 也长 `f({'a, ' * 30}b)` 。" * 20
    text = f"- {{type: open, id: q, question: q, answer: '{answer}'}}"
    _, back = sides(f"format: 1\nid: b\ntitle: T\nlanguage: zh-Hans\nquestions:\n{text}\n")["q 0"]
    show(page, back)
    lines = page.eval_on_selector_all(".say code", "found => found.map(e => e.getClientRects().length)")
    assert set(lines[::2]) == {1}
    assert min(lines[1::2]) > 1


def test_a_blank_below_the_screen_is_scrolled_into_sight(page):
    text = "".join(f"    Line {i}.\n\n" for i in range(80))
    for blank in ("{{c1::a}}", "$x {{c1::a}}$"):
        question = f"- type: cloze\n  id: q\n  text: |\n{text}    So {blank}.\n"
        front, _ = sides(f"format: 1\nid: b\ntitle: T\nlanguage: en\nquestions:\n{question}")["q 0"]
        show(page, front)
        page.wait_for_function("scrollY > 1000")


LONG_LINE = "    x = 1  # a remark that is longer than a phone is wide, and then some: "
BESIDE = {
    "code": f"\n    ```python\n{LONG_LINE}{{{{c1::a blank}}}} and more\n    ```\n",
    "a table": "\n    | a | b | c |\n    |---|---|---|\n    | mmmmmmmmmm mm | mmmmmmmmmmmmmmmm | {{c1::mmmm}} |\n",
}


@pytest.mark.parametrize("text", BESIDE.values(), ids=BESIDE)
def test_a_blank_beside_the_screen_is_scrolled_into_sight(text, page):
    question = f"- type: cloze\n  id: q\n  text: |{text}"
    for side in sides(f"format: 1\nid: b\ntitle: T\nlanguage: en\nquestions:\n{question}")["q 0"]:
        show(page, side)
        assert page.eval_on_selector("pre, .table", "e => e.scrollWidth > e.clientWidth")
        page.wait_for_function(
            """() => {
                const blank = document.querySelector(".quizgen .cloze").getBoundingClientRect();
                const box = document.querySelector("pre, .table").getBoundingClientRect();
                return blank.left >= box.left && blank.right <= box.right;
            }"""
        )


def test_what_screen_readers_are_told_of_a_formula_takes_no_room(page):
    text = "- {type: open, id: q, question: 'so', answer: so FORMULA and}"
    _, back = sides(f"format: 1\nid: b\ntitle: T\nlanguage: en\nquestions:\n{text}\n")["q 0"]
    show(page, back.replace("FORMULA", ASSISTIVE.replace("WORDS", "x" * 60)))
    assert page.eval_on_selector("mjx-assistive-mml", "e => getComputedStyle(e).position") == "absolute"
    assert page.eval_on_selector(".say", "e => e.scrollWidth == e.clientWidth")


def test_a_long_left_side_leaves_the_right_one_in_sight(page):
    pairs = (
        "{一个比较长的左边，说的是在课堂上讨论过好几次的那一种现象: 与它对应的解释也比较长，要写好几行才写得完, b: c}"
    )
    text = f"- {{type: matching, id: q, pairs: {pairs}}}"
    _, back = sides(f"format: 1\nid: b\ntitle: T\nlanguage: zh-Hans\nquestions:\n{text}\n")["q 0"]
    show(page, back)
    assert page.eval_on_selector(".table", "e => e.scrollWidth == e.clientWidth")


def test_the_words_of_a_tall_diagram_in_an_answer_can_be_read(page):
    text = "- {type: open, id: q, question: 'Q? ![](wide.png)', answer: \"![](wide.png)\"}"
    _, back = sides(f"format: 1\nid: b\ntitle: T\nlanguage: en\nquestions:\n{text}\n")["q 0"]
    show(page, back.replace("wide.png", PICTURE.replace("width='2000'", "width='500'")))
    assert page.eval_on_selector(".ask img", "e => e.height") <= 0.45 * 640  # its words are read with it
    assert 0.8 * 640 <= page.eval_on_selector(".say img", "e => e.height") <= 0.9 * 640


def test_matching_asks_one_pair_at_a_time(page):
    text = "- {type: matching, id: q, pairs: {cat: chat, dog: chien}}"
    front, back = sides(f"format: 1\nid: b\ntitle: T\nlanguage: en\nquestions:\n{text}\n")["q 1"]
    show(page, front)
    assert [row.inner_text().split() for row in page.locator("tr").all() if row.is_visible()] == [["dog", "[...]"]]
    assert {item.inner_text() for item in page.locator(".pool li").all() if item.is_visible()} == {"chat", "chien"}
    show(page, back)
    assert page.locator("tr").nth(0).is_visible()
    assert not page.locator(".pool").is_visible()


COUNTS = {"en": ["1 item", "2 items"], "zh-Hans": ["共 1 项", "共 2 项"], "zh-TW": ["共 1 項", "共 2 項"]}


@pytest.mark.parametrize("language", COUNTS)
def test_the_number_of_items_is_said(language, page):
    text = "- {type: list, id: a, question: a, items: [x]}\n- {type: list, id: b, question: b, items: [x, y]}"
    both = sides(f"format: 1\nid: b\ntitle: T\nlanguage: {language}\nquestions:\n{text}\n")
    said = []
    for name in ("a 0", "b 0"):
        show(page, both[name][0])
        parts = page.eval_on_selector(
            ".label",
            "e => [getComputedStyle(e, '::before').content, e.innerText, getComputedStyle(e, '::after').content]",
        )
        said.append("".join(part.strip('"') for part in parts if part != "none"))
    assert said == COUNTS[language]


def test_the_stylesheet_in_the_documents_does_what_it_says(page):
    (css,) = re.findall(r"```css\n(.*?)```", (ROOT / "docs" / "anki.md").read_text(encoding="utf-8"), re.DOTALL)
    text = "- {type: cloze, id: q, text: '{{c1::甲}} $x {{c1::y}}$'}"
    of = bank(f"format: 1\nid: b\ntitle: T\nlanguage: zh-Hans\nquestions:\n{text}\n")
    with learner() as someone:
        someone.take(apkg.package([make(of).deck], {}, css))
        for side in someone.sides()[0]:
            for classes in ("", "nightMode night_mode"):
                show(page, side, classes)
                assert page.eval_on_selector(".quizgen", "e => getComputedStyle(e).fontFamily").startswith(
                    '"LXGW WenKai"'
                )
                assert page.eval_on_selector(".quizgen", "e => getComputedStyle(e).fontSize") == "24px"
                assert color(page, ".text > .cloze") == color(page, ".formula") == "rgb(138, 63, 252)"


# --- colours


BACKGROUNDS = {"day": ["#ffffff", "#f5f5f5"], "night": ["#2c2c2c", "#000000"]}
"""What Anki for computers and the apps put behind cards."""


def luminance(color: str) -> float:
    parts = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("when", BACKGROUNDS)
def test_every_colour_can_be_told_from_what_is_behind_it(when):
    css = (folder("anki") / "style.css").read_text(encoding="utf-8")
    blocks = re.findall(r"^\.[^{}]*\{[^{}]*--ink:[^{}]*\}", css, re.MULTILINE)
    assert len(blocks) == len(BACKGROUNDS)
    colors = dict(re.findall(r"--(\w+): (#\w{6});", blocks[list(BACKGROUNDS).index(when)]))
    least = {"line": 1.0, "edge": 3.0}  # WCAG, level AA: 4.5 for text, 3 for the edges of what one acts on
    assert {"ink", "grey", "accent", "right", "wrong", "keyword", "string", "number", "name"} < set(colors)
    for name, color in colors.items():
        for behind in BACKGROUNDS[when]:
            assert contrast(color, behind) >= least.get(name, 4.5), f"{name} on {behind}"
