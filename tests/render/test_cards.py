"""Flashcards on paper: every back behind its front, every text whole on its card."""

import base64
import re
import subprocess

import pytest
from sample_quiz import CHINESE, ENGLISH, sheet

from quizgen.bank.types import Bank, Choice, Cloze, Definition, Open
from quizgen.render import cards

MM = 72 / 25.4


def bank(*questions):
    return Bank(format=1, id="b", title="Cards", language="zh-Hans", questions=questions)


FRONTS, BACKS = (
    "甲乙丙丁戊己庚辛壬癸子丑寅",
    "天地玄黄宇宙洪荒日月盈昃辰",
)  # one sign each: poppler parts words that stand on their head


def numbered(count):
    sides = zip(FRONTS[:count], BACKS, strict=False)
    return bank(*(Definition(id=front, term=front, definition=back) for front, back in sides))


def page(of, **style):
    made, long = cards.page(sheet(of, answers=True), cards.Style(**style))
    assert long == []
    return made


def words(pdf, number):
    """Each word on page ``number`` of ``pdf`` with the middle of its place in millimetres, and the page's size."""
    command = ["pdftotext", "-bbox", "-f", str(number), "-l", str(number), pdf, "-"]
    text = subprocess.run(command, capture_output=True, check=True, text=True).stdout
    width, height = (float(x) / MM for x in re.search(r'width="([\d.]+)" height="([\d.]+)"', text).groups())
    found = re.findall(r'xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)<', text)
    places = {w: ((float(a) + float(c)) / 2 / MM, (float(b) + float(d)) / 2 / MM) for a, b, c, d, w in found}
    return places, width, height


@pytest.mark.parametrize("paper", ["A4", "Letter"])
@pytest.mark.parametrize("edge", ["long", "short"])
@pytest.mark.parametrize("grid", [(2, 4), (3, 3)], ids=["2x4", "3x3"])
def test_every_back_lies_behind_its_front(printed, paper, edge, grid):
    made = printed(page(numbered(13), paper=paper, edge=edge, grid=grid))
    assert len(made.pages) == 4
    for sheet_of_paper in (1, 3):
        fronts, width, height = words(made.pdf, sheet_of_paper)
        backs, *_ = words(made.pdf, sheet_of_paper + 1)
        assert len(fronts) == len(backs) > 3
        for word, (x, y) in fronts.items():
            there = (width - x, y) if edge == "long" else (x, height - y)
            # poppler misplaces upright what stands on its head by about its height
            near = 0.6 if edge == "long" else 9
            assert backs[BACKS[FRONTS.index(word)]] == pytest.approx(there, abs=near), word


@pytest.mark.parametrize("edge", ["long", "short"])
def test_cards_lie_exactly_behind_each_other(chromium, tmp_path, edge):
    path = tmp_path / "cards.html"
    path.write_text(page(numbered(8), edge=edge), encoding="utf-8")
    screen = chromium.new_page()
    screen.emulate_media(media="print")
    screen.goto(path.as_uri())
    middles = screen.evaluate(
        """() => [...document.querySelectorAll('.paper')].map(paper => {
             const {left, top} = paper.getBoundingClientRect()
             return [...paper.querySelectorAll('.card')].map(card => {
               const box = card.getBoundingClientRect()
               return [card.textContent.trim(), (box.left + box.right) / 2 - left, (box.top + box.bottom) / 2 - top]
             })
           })"""
    )
    screen.close()
    px = 96 / 25.4
    fronts, backs = middles
    behind = {word: (x, y) for word, x, y in backs}
    for word, x, y in fronts:
        there = (210 * px - x, y) if edge == "long" else (x, 297 * px - y)
        assert behind[BACKS[FRONTS.index(word)]] == pytest.approx(there, abs=0.2)


def test_every_cut_has_a_mark_at_either_end_outside_of_all_cards(chromium, tmp_path):
    path = tmp_path / "cards.html"
    path.write_text(page(numbered(8)), encoding="utf-8")
    screen = chromium.new_page()
    screen.emulate_media(media="print")
    screen.goto(path.as_uri())
    cards_, marks = (
        screen.evaluate(
            """q => [...document.querySelector('.paper').querySelectorAll(q)].map(e => e.getBoundingClientRect())
                 .map(b => [b.left, b.right, b.top, b.bottom])""",
            what,
        )
        for what in (".card", ".cut")
    )
    screen.close()
    across = {round(x) for left, right, *_ in cards_ for x in (left, right)}
    down = {round(y) for *_, top, bottom in cards_ for y in (top, bottom)}
    columns = [mark for mark in marks if mark[1] - mark[0] < 2]
    rows = [mark for mark in marks if mark[3] - mark[2] < 2]
    assert sorted(round(mark[0]) for mark in columns) == sorted([*across, *across])
    assert sorted(round(mark[2]) for mark in rows) == sorted([*down, *down])
    assert all(mark[3] <= min(down) or mark[2] >= max(down) for mark in columns)
    assert all(mark[1] <= min(across) or mark[0] >= max(across) for mark in rows)


def test_backs_are_moved_as_the_printer_needs_it(printed):
    plain, *_ = words(printed(page(numbered(2))).pdf, 2)
    moved, *_ = words(printed(page(numbered(2), back_offset=(1.5, -2))).pdf, 2)
    x, y = plain["天"]
    assert moved["天"] == pytest.approx((x + 1.5, y - 2), abs=0.1)


LONG = bank(
    Open(id="a", question="短？", answer="很长的答案，" * 60),
    Open(id="b", question="a long question " * 20, answer="- one\n- two\n- three\n\n$$\\frac{a}{b}+\\sqrt{x}$$"),
    Open(
        id="c",
        question="```python\n" + "print('hello, world')\n" * 9 + "```",
        answer="| a | b |\n|---|---|\n" + "| 1 | 2 |\n" * 6,
    ),
    Cloze(id="d", text="{{c1::甲}}、{{c2::乙}}与{{c3::丙}}" * 8),
    Definition(
        id="e", term="Donaudampfschifffahrtsgesellschaftskapitän" * 3, definition="$" + "+".join(["x_i^2"] * 30) + "$"
    ),
    Definition(id="f", term="词", definition="行。\n\n" * 12),
    Open(
        id="g",
        question="$$" + "+".join(["\\frac{a}{b}x_i"] * 12) + "=0$$",
        answer="$$\\sum_{i=1}^n x_i^2" + "+y" * 30 + "$$",
    ),
)


PICTURES = bank(
    Choice(
        id="a", question="哪一幅？", answer=("![](1.svg)",), distractors=tuple(f"![画]({i}.svg)" for i in (2, 3, 4))
    ),
    Choice(id="b", question="![图](q.svg)\n\n有几条？", answer=("3 条",), distractors=("4 条", "5 条", "6 条")),
)


def drawn(bank, src):
    picture = '<svg xmlns="http://www.w3.org/2000/svg" width="400" height="300"><rect width="99%" height="99%"/></svg>'
    return "data:image/svg+xml;base64," + base64.b64encode(picture.encode()).decode()


def test_a_picture_in_each_option_fits_on_a_card():
    assert cards.page(sheet(PICTURES, drawn, answers=True), cards.Style())[1] == []


def test_matrices_are_large_enough_to_read():
    options = [f"$\\begin{{bmatrix}}1&{i}\\\\0&1\\end{{bmatrix}}$" for i in range(4)]
    made, _ = cards.page(
        sheet(
            bank(Choice(id="m", question="哪一个？", answer=(options[0],), distractors=tuple(options[1:]))),
            answers=True,
        ),
        cards.Style(),
    )
    assert min(map(int, re.findall(r"font-size: ?(\d+)pt", made.partition("<body")[2]))) >= 9


CODE = "```python\n{{c1::def f(n):}}\n        while a[j] > a[{{c2::j + 1}}] and wide:\n```"
BLANKS = bank(
    Cloze(
        id="t",
        text="| 物理量 | 符号 | 单位 |\n|--|--|--|\n| 力 | $F$ | {{c1::牛}} |\n| 功率 | {{c2::$P$}} | 瓦（W） |",
    ),
    Cloze(id="c", text=CODE),
)


def test_code_is_set_smaller_before_a_line_of_it_breaks(chromium, tmp_path):
    path = tmp_path / "cards.html"
    path.write_text(cards.page(sheet(BLANKS, answers=True), cards.Style())[0], encoding="utf-8")
    screen = chromium.new_page()
    screen.emulate_media(media="print")
    screen.goto(path.as_uri())
    lines = screen.evaluate(
        "(pre => pre.clientHeight / parseFloat(getComputedStyle(pre).lineHeight))(document.querySelector('pre'))"
    )
    screen.close()
    assert lines < 2.6


@pytest.mark.parametrize(
    "of", [CHINESE, ENGLISH, LONG, PICTURES, BLANKS], ids=["zh", "en", "long", "pictures", "blanks"]
)
@pytest.mark.parametrize("grid", [(1, 2), (2, 4), (3, 4)], ids=["1x2", "2x4", "3x4"])
def test_no_text_leaves_its_card(chromium, tmp_path, of, grid):
    path = tmp_path / "cards.html"
    path.write_text(cards.page(sheet(of, drawn, answers=True), cards.Style(grid=grid))[0], encoding="utf-8")
    screen = chromium.new_page()
    screen.emulate_media(media="print")
    screen.goto(path.as_uri())
    outside = screen.evaluate(
        """() => [...document.querySelectorAll('.text')].filter(text => {
             const card = text.parentElement.getBoundingClientRect()
             const boxes = [text, ...text.querySelectorAll('*')].map(part => part.getBoundingClientRect())
             return boxes.some(box => box.width && box.height && (
               box.top < card.top || box.bottom > card.bottom || box.left < card.left - 1 || box.right > card.right + 1
             ))
           }).map(text => text.textContent.trim().slice(0, 60))"""
    )
    screen.close()
    assert outside == []


def test_a_text_too_long_for_a_card_is_told():
    (item,) = cards.page(sheet(bank(Open(id="o", question="?", answer="长" * 9000)), answers=True), cards.Style())[1]
    assert item.name == "o"


def test_the_same_bank_gives_the_same_cards():
    assert page(CHINESE) == page(CHINESE)
