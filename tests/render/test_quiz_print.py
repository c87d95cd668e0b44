"""What real Chromium prints of a quiz."""

import dataclasses
import itertools
import re
import subprocess
from collections import Counter

import pytest
from sample_quiz import CHINESE, ENGLISH, no_picture, page, sheet
from test_quiz import HOSTILE, hostile_bank, refuse

from quizgen.bank.types import Bank, Choice, Cloze, Matching, Open, Question, TrueFalse
from quizgen.render import cards, pages, quiz

HAN = re.compile("[\u4e00-\u9fff]")
PICTURE = (
    "data:image/svg+xml;base64,PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIHdpZHRoPSIyMDAiIGhlaWdodD0iMTIwIj4"
    "8cmVjdCB3aWR0aD0iMTAwJSIgaGVpZ2h0PSIxMDAlIi8+PC9zdmc+"  # a black rectangle, 200 by 120
)


def many(sample: Bank, times: int) -> Bank:
    """``sample`` with each question several times, so that it fills pages in every possible way."""
    copies = [
        dataclasses.replace(
            q, id=f"{q.id}-{i}", **({"question": f"第{i}次：{q.question}"} if isinstance(q, Choice) else {})
        )
        for i in range(times)
        for q in sample.questions
    ]
    return dataclasses.replace(sample, questions=tuple(copies))


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


@pytest.fixture(scope="module")
def long_quiz():
    return many(CHINESE, 7)


def test_no_question_is_parted_and_no_heading_stands_alone(printed, long_quiz):
    made, _ = quiz.sheet([long_quiz], quiz.Style(), no_picture)
    pages = printed(page(long_quiz)).pages
    assert len(pages) > 6
    on = [squeezed(text) for text in pages]
    by_id = {q.id: q for q in long_quiz.questions}
    for section in made.sections:
        first = f"{section.items[0].number}."
        (where,) = [i for i, text in enumerate(on) if section.heading in text]
        assert re.search(rf"^\s*{re.escape(first)}", pages[where].partition(section.heading)[2], re.MULTILINE), (
            f"{section.heading} stands on another page than its first question"
        )
    for item in made.items:
        question = by_id[item.name]
        if isinstance(question, Choice):
            stem = squeezed(question.question.partition("\n")[0])
            (where,) = [i for i, text in enumerate(on) if stem in text]
            block = on[where].partition(stem)[2]
            for option in (*question.answer, *question.distractors):
                assert option in block, f"{option} of {item.number} is not on the page of its stem"


@pytest.mark.parametrize("role", ["student", "key", "teacher"])
def test_every_chinese_character_is_printed(printed, role):
    html = page(CHINESE, role)
    seen = Counter(HAN.findall(re.sub(r"<[^>]*>", "", html.partition("<body")[2])))
    out = Counter(HAN.findall(printed(html).text))
    assert not seen - out


@pytest.mark.parametrize(("paper", "size"), [("A4", (595, 842)), ("Letter", (612, 792)), ("A3", (1191, 842))])
def test_pages_have_the_size_of_the_paper_and_their_numbers(printed, long_quiz, paper, size):
    made = printed(page(long_quiz, paper=paper))
    assert made.sizes == {size}
    for number, text in enumerate(made.pages, start=1):
        assert f"第{number}页共{len(made.pages)}页" in squeezed(text)
        assert len(text.strip().splitlines()) > 3, f"page {number} is blank"


@pytest.mark.parametrize("large", [False, True], ids=["usual", "large"])
def test_nothing_at_the_foot_of_a_page_lies_upon_other_words(printed, large):
    made = dataclasses.replace(CHINESE, title="很长的题目" * 9)
    style = {"large": large, "variant": "A", "seed": "a long seed " * 9}
    for words in printed(page(made, **style)).pages:
        foot = words.strip().splitlines()[-1]
        assert re.fullmatch(r"(很长的题目)+\S*…\s+第\s*\d\s*页\s+共\s*\d\s*页\s+A 卷 · 种子 a long.*… · mark", foot)


@pytest.mark.parametrize("large", [False, True], ids=["usual", "large"])
def test_a_title_for_which_the_foot_has_room_in_smaller_type_is_not_cut(printed, large):
    title = "高一年级理科综合阶段性检测（物理·数学·信息技术）"
    words = printed(page(dataclasses.replace(CHINESE, title=title), large=large)).pages[0]
    assert re.fullmatch(rf"{title}\s+第\s*1\s*页\s+共\s*\d\s*页\s+mark", words.strip().splitlines()[-1])


def all_keys(sample, variants="ABCD", **style):
    made = [sheet(sample, answers=True, variant=variant, **style) for variant in variants]
    return pages.keys(made, ["fab396"] * len(made))


def test_rows_of_all_keys_are_of_one_height_and_no_formula_runs_over_their_rules(chromium, tmp_path):
    texts = (
        "甲",
        r"设 $f(x)=\alpha+1$，则（$y\in[0,1)$）",
        r"$\sqrt{\dfrac{1-x}{1+x}}$，$2^x+1$",
        r"$\sum_{k=1}^n \dfrac{a_k}{b}$",
        r"数列 $\dfrac{a_n}{1+a_n}$",
        r"$\hat{x}$",
        r"$\left(x\right)$、$\int x$",
    )
    questions = tuple(Open(id=f"o{i}", question=text, answer="x") for i, text in enumerate(texts))
    path = tmp_path / "keys.html"
    path.write_text(all_keys(Bank(format=1, id="b", title="钥", language="zh", questions=questions)), encoding="utf-8")
    screen = chromium.new_page(viewport={"width": 660, "height": 900})
    screen.emulate_media(media="print")
    screen.goto(path.as_uri())
    rows = screen.evaluate(
        """[...document.querySelectorAll(".all tbody tr")].map(row => {
          const box = row.getBoundingClientRect()
          const parts = [...row.querySelectorAll("math :is(mn, mi, mo, mtext)")].map(part => [
            part.getBoundingClientRect().top - box.top,
            box.bottom - part.getBoundingClientRect().bottom,
            parseFloat(getComputedStyle(part).fontSize) / parseFloat(getComputedStyle(row).fontSize),
          ])
          return [box.height, parts]
        })"""
    )
    screen.close()
    assert len(rows) == len(texts)
    assert len({round(height) for height, _ in rows}) == 1
    parts = [part for _, parts in rows for part in parts]
    assert len(parts) > 12
    assert [part for part in parts if min(part[:2]) < -0.5 or part[2] != 1] == []


@pytest.mark.parametrize("paper", ["A4", "Letter", "A3"])
def test_the_keys_of_all_variants_of_a_test_of_usual_length_are_one_page(printed, paper):
    choice = Choice(id="c", question="哪一个是对的？", answer=("甲",), distractors=("乙", "丙", "丁"))
    several = Choice(id="s", question="哪些是对的？", answer=("甲", "乙", "丙"), distractors=("丁",))
    pairs = Matching(id="m", pairs=tuple(zip("甲乙丙丁戊", "子丑寅卯辰", strict=True)))
    kinds = [choice] * 11 + [several] * 4 + [TrueFalse(id="t", statement="甲是乙", answer=True)] * 8 + [pairs] * 2
    kinds += [Open(id="o", question="为什么？", answer="x")] * 15
    questions = tuple(dataclasses.replace(q, id=f"{q.id}{i}") for i, q in enumerate(kinds))
    made = printed(all_keys(Bank(format=1, id="b", title="钥", language="zh", questions=questions), paper=paper))
    assert len(questions) == 40
    assert len(made.pages) == 1
    heads = [line.split() for line in made.pages[0].splitlines() if "fab396" in line]
    assert heads == [["A", "卷", "fab396", "B", "卷", "fab396"], ["C", "卷", "fab396", "D", "卷", "fab396"]]
    lines = [line for line in made.pages[0].splitlines() if "二、多选题" in line]
    assert [len(re.findall("1[2-5][A-D]{3}", squeezed(line))) for line in lines] == [8, 8], "a summary is broken"


@pytest.mark.parametrize("paper", ["A3", "A4", "Letter"])
def test_what_teachers_have_is_on_paper_that_lies_on_a_desk(printed, paper):
    size = {(612, 792) if paper == "Letter" else (595, 842)}
    assert printed(page(CHINESE, "key", paper=paper)).sizes == size
    assert printed(page(CHINESE, "teacher", paper=paper)).sizes == size
    assert printed(all_keys(CHINESE, paper=paper)).sizes == size
    if paper == "A3":
        assert printed(page(CHINESE, "student", paper=paper)).sizes == {(1191, 842)}
        assert page(CHINESE, "key", paper="A3") == page(CHINESE, "key", paper="A4")


def test_an_english_title_that_fits_stands_whole_at_the_foot(printed):
    title = "Natural Science Unit Test – Tides, Currents and Harbours"
    for paper in ("A4", "Letter"):
        made = printed(page(dataclasses.replace(ENGLISH, title=title), paper=paper))
        assert all(title in squeezed_lines(text)[-1] for text in made.pages), paper


def squeezed_lines(text):
    return [" ".join(line.split()) for line in text.splitlines() if line.strip()]


def test_a_long_title_is_broken_at_its_punctuation(printed):
    title = "高一年级理科综合阶段性质量检测（物理·数学·信息技术）"
    made = dataclasses.replace(CHINESE, title=title)
    lines = printed(page(made, large=True)).pages[0].splitlines()
    assert [line.strip() for line in lines if line.strip()][:2] == [title[:15], title[15:]]


def test_a_short_quiz_is_one_page(printed):
    made = dataclasses.replace(ENGLISH, questions=ENGLISH.questions[:4])
    (only,) = printed(page(made)).pages
    assert "Page 1 of 1" in only
    assert "Name" in only


@pytest.mark.parametrize(("backgrounds", "header"), [(True, False), (False, True)], ids=["backgrounds", "header"])
def test_the_printers_options_change_no_word(printed, backgrounds, header):
    html = page(CHINESE)
    assert printed(html, backgrounds=backgrounds, header=header).pages == printed(html).pages


def test_a_question_stays_with_its_picture(printed):
    questions = tuple(
        Choice(id=f"c{i}", question=f"图题{i}号\n\n![图](a.png)", answer=("甲甲",), distractors=("乙乙", "丙丙"))
        for i in range(12)
    )
    made = printed(
        page(Bank(format=1, id="b", title="图", language="zh", questions=questions), picture=lambda b, s: PICTURE)
    )
    assert made.asked == []
    assert len(made.pages) > 2
    for text in made.pages:
        assert text.count("甲甲") == text.count("图题")


@pytest.mark.parametrize(
    "block", ["```c\nint first;\nint last;\n```", "| first |\n|--|\n| second |\n| last |"], ids=["code", "table"]
)
def test_a_question_stays_with_its_code_and_its_table(printed, block):
    questions = tuple(
        Choice(id=f"c{i}", question=f"图题{i}号\n\n{block}", answer=("甲甲",), distractors=("乙乙", "丙丙"))
        for i in range(24)
    )
    pages = printed(page(Bank(format=1, id="b", title="图", language="zh", questions=questions))).pages
    assert len(pages) > 2
    for text in pages:
        assert text.count("图题") == text.count("first") == text.count("last") == text.count("甲甲")


def test_nothing_needs_the_printer_to_print_backgrounds(printed):
    dots = [
        subprocess.run(
            ["pdftoppm", "-r", "50", "-gray", printed(page(CHINESE), backgrounds=shown).pdf],
            capture_output=True,
            check=True,
        ).stdout
        for shown in (True, False)
    ]
    assert max(abs(one - other) for one, other in zip(*dots, strict=True)) < 20  # edges are smoothed a little otherwise


def test_a3_has_a_seal_line_on_the_outside_of_each_sheet_and_a_table_of_scores(printed, long_quiz):
    pages = [squeezed(text) for text in printed(page(long_quiz, paper="A3")).pages]
    assert len(pages) > 2
    for number, text in enumerate(pages, start=1):
        assert all(sign in text for sign in "密封线内不要答题") == bool(number % 2)
        assert all(sign in text for sign in "姓名") == bool(number % 2)
    assert "题号一二三四五六七八总分" in pages[0]


@pytest.mark.parametrize(
    ("style", "points", "serif"), [({}, 14, False), ({"large": True}, 56 / 3, False), ({"serif": True}, 14, True)]
)
def test_large_type_and_song_type(chromium, tmp_path, style, points, serif):
    path = tmp_path / "quiz.html"
    path.write_text(page(CHINESE, **style), encoding="utf-8")
    screen = chromium.new_page()
    screen.goto(path.as_uri())
    size, family = screen.evaluate(
        "(({fontSize, fontFamily}) => [fontSize, fontFamily])(getComputedStyle(document.querySelector('.stem')))"
    )
    screen.close()
    assert float(size.removesuffix("px")) == pytest.approx(points, abs=0.1)
    assert ("SimSun" in family) == serif


A4 = 660
"""As wide as what is printed on A4."""


def boxes(chromium, tmp_path, questions, what, wide=1280, *, role="student"):
    """Where the elements that the script ``what`` returns stand: (left, right, top, bottom) of each."""
    path = tmp_path / "quiz.html"
    made = Bank(format=1, id="b", title="盒", language="zh", questions=questions)
    path.write_text(page(made, role, picture=lambda b, s: PICTURE), encoding="utf-8")
    screen = chromium.new_page(viewport={"width": wide, "height": 900})
    screen.emulate_media(media="print")
    screen.goto(path.as_uri())
    screen.evaluate("document.fonts.ready")
    found = screen.evaluate(
        f"{what}.map(e => e.getBoundingClientRect()).map(b => [b.left, b.right, b.top, b.bottom].map(Math.round))"
    )
    screen.close()
    return found


def test_a_blank_in_a_formula_is_a_box_of_one_size_and_its_brackets_are_as_tall(chromium, tmp_path):
    texts = ["$x={{c1::y}}$", "$\\frac{n({{c1::n+1}})}{2}$", "$a_{ {{c1::i}} }$", "$\\sum_i {{c1::i}}$"]
    questions = tuple(Cloze(id=text, text=text) for text in texts)
    *made, opening, closing = boxes(
        chromium,
        tmp_path,
        questions,
        "[...document.querySelectorAll('math .blank'), ...document.querySelectorAll('mfrac mo')]",
    )
    sizes = {(right - left, bottom - top) for left, right, top, bottom in made}
    assert len(made) == 4
    assert max(w for w, _ in sizes) - min(w for w, _ in sizes) <= 1
    assert max(h for _, h in sizes) - min(h for _, h in sizes) <= 1
    for bracket in (opening, closing):
        assert bracket[2] <= made[1][2]
        assert bracket[3] >= made[1][3]


def test_fractions_among_words_are_as_large_as_the_words(chromium, tmp_path):
    questions = (Open(id="a", question="约 $\\frac14$ 与 $\\dfrac14$", answer="x"),)
    small, large = boxes(chromium, tmp_path, questions, "[...document.querySelectorAll('mfrac mn:first-child')]")
    assert small[3] - small[2] == large[3] - large[2]


ROOTS = (
    *("x", r"\sqrt{2}", r"\sqrt{x^2+1}", r"\sqrt[3]{x}", r"\sqrt{\hat x}", r"\sqrt{\tilde h}", r"\sqrt{x_i^2}"),
    *(r"\sqrt{\sum x}", r"\sqrt{\frac12}", r"\sqrt{\overline{AB}}", r"\sqrt{\hat{x}^2+1}"),
)


def test_nothing_but_air_stands_between_a_root_and_its_full_stop(chromium, tmp_path):
    questions = tuple(Open(id=tex, question=f"求 ${tex}$。", answer="x") for tex in ROOTS)
    inside = boxes(chromium, tmp_path, questions, "[...document.querySelectorAll('math :is(mn, mi):has(+ *), mi, mn')]")
    stops = boxes(chromium, tmp_path, questions, "[...document.querySelectorAll('mtext')]")
    assert len(stops) == len(ROOTS)
    for left, _, top, bottom in stops:
        ends = [right for _, right, above, below in inside if above < bottom and below > top and right <= left + 4]
        assert -1 <= left - max(ends) <= 4


@pytest.mark.parametrize(
    "tex", ["\\sqrt{\\dfrac{2h}{g}}", "\\sqrt{\\frac{2E}{ {{c1::m}} }}", "\\sqrt[3]{\\frac{b}{a}}"]
)
def test_no_numerator_touches_the_bar_of_its_root(chromium, tmp_path, tex):
    made = (Cloze(id="c", text=f"${tex}$ {{{{c2::x}}}}"),)
    ((_, _, root, _),) = boxes(chromium, tmp_path, made, "[...document.querySelectorAll('msqrt, mroot')]")
    ((_, _, above, _),) = boxes(chromium, tmp_path, made, "[document.querySelector('mfrac > :first-child')]")
    assert above - root > 4


def pixels(pdf) -> list[bytes]:
    """The upper part of the first page in rows of gray values, 600 to an inch."""
    top = ["-r", "600", "-l", "1", "-gray", "-x", "0", "-y", "0", "-W", "4960", "-H", "2400"]
    shown = subprocess.run(["pdftoppm", *top, pdf], capture_output=True, check=True).stdout
    _, size, _, values = shown.split(b"\n", 3)
    width = int(size.split()[0])
    return [values[at : at + width] for at in range(0, len(values), width)]


def longest(rows: list[bytes]) -> tuple[int, tuple[int, int]]:
    """The lowest row of the longest black bar and where the bar begins and ends."""
    bars = [max(re.finditer(rb"[\0-\x80]+", row), key=lambda m: len(m[0]), default=None) for row in rows]
    lengths = [len(bar[0]) if bar else 0 for bar in bars]
    lowest = max(i for i, length in enumerate(lengths) if length > 0.9 * max(lengths))
    return lowest, bars[lowest].span()


ALONE = "</style>", ".fields, .lines, .number { visibility: hidden; }</style>"


@pytest.mark.parametrize("lines", [2, 3, 5, 9])
def test_the_sign_of_a_tall_root_is_drawn_whole(printed, lines):
    """Beside a sign of pieces, whose stroke is upright, Chromium sets the bar too high by a third of its thickness."""
    column = "\\\\".join("h" * lines)
    made = Open(id="o", question=f"$\\sqrt{{\\begin{{matrix}}{column}\\end{{matrix}}+hhhhhhhhhhhh}}$", answer="x")
    html = page(Bank(format=1, id="b", title="根", language="zh", questions=(made,))).replace(*ALONE)
    rows = pixels(printed(html).pdf)
    bar, (left, _) = longest(rows)
    below = (re.search(rb"[\0-\x80]", row[: left + 10]) for row in rows[bar + 10 :])
    stroke = [found.start() for found in itertools.takewhile(bool, below)]
    assert stroke[0] - stroke[len(stroke) // 3] > 2


def rooted(made: str) -> dict[str, Question]:
    """Questions that have one root each: among words, in an option, as an option."""
    options = {"question": "哪一个？", "distractors": ("甲", "乙")}
    return {
        "among words": Open(id="o", question=f"求 {made}。", answer="x"),
        "in an option": Choice(id="o", answer=(f"是 {made}",), **options),
        "an option": Choice(id="o", answer=(made,), **options),
    }


@pytest.mark.parametrize("where", ["among words", "in an option", "an option"])
@pytest.mark.parametrize("letters", ["hhhhhhhhhhhh", "bdfhklbdfhkl", "2ghx^2+h_1"])
@pytest.mark.parametrize("on", ["student", "teacher", "card"])
def test_air_is_seen_between_letters_and_the_bar_of_their_root(printed, letters, where, on):
    asked = rooted(f"$\\sqrt{{{letters}}}$")[where]
    made = Bank(format=1, id="b", title="根", language="zh", questions=(asked,))
    html = page(made, on) if on != "card" else cards.page(sheet(made, answers=True), cards.Style())[0]
    html = html.replace(*ALONE)  # the longest line is the bar
    points = re.search(r"""class="text" style="font-size: (\d+)pt""", html) if on == "card" else None
    em = (float(points[1]) if points else 10.5) / 72
    rows = pixels(printed(html).pdf)
    bar, (left, right) = longest(rows)
    assert right - left > 1.5 * em * 600
    under = itertools.takewhile(lambda row: min(row[left + 40 : right]) > 128, rows[bar + 1 :])
    assert 0.06 < len(list(under)) / 600 / em < 0.2


@pytest.mark.parametrize("letters", ["h", "2gh", "b^2-4ac", "(a+b)", "x_1", "\\beta", "10"])
def test_air_under_the_bar_opens_no_line_and_makes_no_root_taller(chromium, tmp_path, letters):
    made = tuple(rooted(f"$\\sqrt{{{letters}}}$").values())
    what = "[...document.querySelectorAll('msqrt, .stem, .option')]"
    without = "document.querySelectorAll('msqrt > *').forEach(e => e.style.padding = 0), " + what
    before, after = (boxes(chromium, tmp_path, made, f"({script})", A4) for script in (without, what))
    for one, other in zip(before, after, strict=True):
        assert other[3] - other[2] <= one[3] - one[2] + 1  # rounded
        assert other[:2] == one[:2]


@pytest.mark.parametrize("count", [1, 4])
def test_letters_of_the_teacher_stand_in_their_bracket_and_move_no_line(chromium, tmp_path, count):
    options = tuple("甲乙丙丁戊")
    made = (Choice(id="c", question="长" * 70 + "？", answer=options[:count], distractors=options[count:]),)
    what = "[...document.querySelectorAll('.stem, .bracket')]"
    (stem, bracket), (taught, filled) = (
        boxes(chromium, tmp_path, made, what, A4, role=role) for role in ("student", "teacher")
    )
    assert taught[:2] == stem[:2]
    assert filled[0] == bracket[0]
    assert filled[2] - taught[2] > 14  # on the second line ...
    assert bracket[2] - stem[2] > 14
    assert taught[3] - filled[3] < 14  # ... which is the last
    assert abs(filled[1] - bracket[1]) <= (2 if count == 1 else 14)
    letters = "[document.querySelector('.written')]"
    ((left, right, top, bottom),) = boxes(chromium, tmp_path, made, letters, A4, role="teacher")
    assert filled[0] < left < right < filled[1]
    assert filled[2] - 4 <= top < bottom <= filled[3] + 4


def test_the_ring_of_the_teacher_is_round_and_moves_nothing(chromium, tmp_path):
    made = (
        Choice(id="c", question="?", answer=("newton",), distractors=("watt", "joule")),
        TrueFalse(id="t", statement="It is.", answer=False),
    )
    path = tmp_path / "teacher.html"
    found = []
    for role in ("student", "teacher"):
        path.write_text(page(dataclasses.replace(ENGLISH, questions=made), role), encoding="utf-8")
        screen = chromium.new_page(viewport={"width": A4, "height": 900})
        screen.emulate_media(media="print")
        screen.goto(path.as_uri())
        found.append(
            screen.evaluate(
                """[...document.querySelectorAll(".option > div, .statement > .stem")].map(e => {
                  const box = e.getBoundingClientRect()
                  const body = e.closest(".body").getBoundingClientRect()
                  return [box.left, box.top - body.top].map(Math.round)
                })"""
            )
        )
        rings = screen.evaluate(
            """[...document.querySelectorAll(".ring")].map(ring => {
              const {width, height, right} = getComputedStyle(ring, "::after")
              const {right: edge} = ring.closest(".body").getBoundingClientRect()
              return [width, height, edge - ring.getBoundingClientRect().right + parseFloat(right)].map(parseFloat)
            })"""
        )
        screen.close()
    assert len(rings) == 2
    assert all(abs(width - height) < 1 and 16 < width < 24 and left >= 0 for width, height, left in rings)
    assert all(abs(a - b) <= 1 for one, other in zip(*found, strict=True) for a, b in zip(one, other, strict=True))


def test_a_bracket_before_a_formula_is_as_wide_as_any_other(chromium, tmp_path):
    made = (Open(id="o", question="（$x$）数（$y$）", answer="x"),)
    first, _, second, _ = boxes(chromium, tmp_path, made, "[...document.querySelectorAll('mtext')]")
    assert second[1] - second[0] >= 1.8 * (first[1] - first[0])


def test_options_keep_their_distance_from_a_picture_as_from_code(chromium, tmp_path):
    ends = ("![图](a.png)", "```\nx = 1\n```")
    questions = tuple(Choice(id=e[:3], question=f"看\n\n{e}", answer=("甲",), distractors=("乙",)) for e in ends)
    above = boxes(chromium, tmp_path, questions, "[...document.querySelectorAll('.stem > :last-child > *')]")
    below = boxes(chromium, tmp_path, questions, "[...document.querySelectorAll('.options')]")
    assert len(above) == 2
    assert all(options[2] - part[3] >= 11 for part, options in zip(above, below, strict=True))


def test_code_in_a_statement_is_as_wide_as_in_a_question(chromium, tmp_path):
    stem = "看\n\n```\nx = 1\n```"
    questions = (
        Choice(id="c", question=stem, answer=("甲",), distractors=("乙",)),
        TrueFalse(id="t", statement=stem, answer=True),
    )
    first, second = boxes(chromium, tmp_path, questions, "[...document.querySelectorAll('pre')]")
    assert first[:2] == second[:2]


def test_rows_of_a_matching_keep_apart_however_tall_a_fraction_is(chromium, tmp_path):
    pairs = (("$x$", "$x$"), ("$\\dfrac{\\sum_i x_i}{n}$", "$y$"), ("$z$", "$\\dfrac{a}{b}$"), ("$w$", "$w$"))
    made = boxes(
        chromium,
        tmp_path,
        (Matching(id="m", pairs=pairs),),
        "[...document.querySelectorAll('.matching math')]",
    )
    for column in (made[:4], made[4:]):
        assert all(below[2] - above[3] >= 15 for above, below in itertools.pairwise(column))


def test_lines_to_write_on_fill_the_page_and_none_stands_alone(printed):
    questions = tuple(Open(id=f"o{i}", question=f"问{i}", answer="x", points=4 + i % 9) for i in range(30))
    html = page(Bank(format=1, id="b", title="写", language="zh", questions=questions))
    pages = printed(html.replace('<div class="line"></div>', '<div class="line">~</div>')).pages
    assert sum(text.count("~") for text in pages) == sum(4 + i % 9 for i in range(30))
    for text in pages[:-1]:
        assert text.count("~") >= 16, "a part of the page is blank"
        assert text.rstrip().rpartition("问")[2].count("~") >= 3, "a stem stands without lines"
        assert text.partition("问")[0].count("~") not in (1, 2), "a line or two stand alone"


@pytest.mark.parametrize("paper", ["A4", "A3"])
def test_lines_of_the_last_question_give_way_to_the_end_of_its_page(printed, paper):
    found = set()
    for before in range(8, 18):
        statements = tuple(TrueFalse(id=f"t{i}", statement=f"第{i}句", answer=True) for i in range(before))
        last = Open(id="last", question="末问", answer="x", points=10)
        html = page(Bank(format=1, id="b", title="写", language="zh", questions=(*statements, last)), paper=paper)
        drawn = printed(html.replace('<div class="line"></div>', '<div class="line">~</div>'))
        boxes = subprocess.run(["pdftotext", "-bbox", drawn.pdf, "-"], capture_output=True, check=True).stdout.decode()
        on_page = boxes.split("<page ")[-1]
        (stem,) = re.findall(r'yMin="([\d.]+)"[^>]*>[^<]*末问', on_page)  # no page is opened for lines
        below = [float(at) for at in re.findall(r'yMin="([\d.]+)"[^>]*>~<', on_page)]
        found.add(len(below))
        assert float(stem) < min(below)
        assert max(below) < 842 - 16 * 72 / 25.4, "a line stands in the margin"
    assert {6, 8, 10} <= found <= set(range(5, 11))


def test_no_blank_is_parted_from_its_hint(chromium, tmp_path):
    questions = tuple(Cloze(id=f"c{i}", text="长" * i + "{{c1::甲::国家的名字}}末") for i in range(24, 48, 2))
    blanks = boxes(chromium, tmp_path, questions, "[...document.querySelectorAll('.blank')]", A4)
    hints = """[...document.querySelectorAll('.blank')].map(blank => {
      const hint = document.createRange()
      hint.setStart(blank.nextSibling, 0)
      hint.setEnd(blank.nextSibling, 2)
      return hint
    })"""
    assert len(blanks) == 12
    for blank, hint in zip(blanks, boxes(chromium, tmp_path, questions, hints, A4), strict=True):
        assert abs(blank[1] - hint[0]) < 4
        assert hint[2] < blank[3]


@pytest.mark.parametrize("width", range(3, 10))
def test_options_in_one_row_keep_apart(chromium, tmp_path, width):
    texts = ["宽" * width, *("宽" * (width - 1) + sign for sign in "甲乙丙")]
    made = (Choice(id="c", question="?", answer=(texts[0],), distractors=tuple(texts[1:])),)
    words = """[...document.querySelectorAll('.option > div')].map(option => {
      const words = document.createRange()
      words.selectNodeContents(option)
      return words
    })"""
    (_, first, top, _), (_, _, beside, _), *_ = boxes(chromium, tmp_path, made, words, A4)
    (_, (letter, *_), *_) = boxes(chromium, tmp_path, made, "[...document.querySelectorAll('.letter')]", A4)
    assert top != beside or letter - first >= 28


def test_no_question_is_parted_between_the_columns_of_a3(printed):
    questions = tuple(
        Choice(
            id=f"c{i}",
            question=f"stem{i} " + "word " * (i % 31),
            answer=(f"right{i} " + "long " * (i % 17),),
            distractors=(f"wrong{i}", f"false{i}"),
        )
        for i in range(60)
    )
    made = printed(page(Bank(format=1, id="b", title="Columns", language="en", questions=questions), paper="A3"))
    boxes = subprocess.run(["pdftotext", "-bbox", made.pdf, "-"], capture_output=True, check=True).stdout.decode()
    where = {}
    for number, on_page in enumerate(boxes.split("<page ")[1:]):
        for left, word in re.findall(r'xMin="([\d.]+)"[^>]*>([a-z]+\d+)<', on_page):
            where[word] = (number, float(left) > 1191 / 2)
    assert len(set(where.values())) >= 4
    for i in range(60):
        assert len({where[f"{part}{i}"] for part in ("stem", "right", "wrong", "false")}) == 1, (
            f"question {i} is parted"
        )


def test_a_line_stands_between_the_columns_of_a3_even_where_one_is_empty(printed):
    made = page(dataclasses.replace(ENGLISH, questions=ENGLISH.questions[:1]), paper="A3")
    middle = 36 + (420 - 36 - 16) / 2  # the left margin has room for the seal line
    assert longest_rule(printed(made), middle - 1, middle + 1) > 0.8 * 297


@pytest.mark.parametrize("sample", [CHINESE, ENGLISH], ids=["zh", "en"])
def test_the_line_for_the_name_beside_the_seal_is_ruled_and_long(printed, sample):
    made = page(sample, paper="A3")
    assert "＿" not in made.partition("<body")[0]
    assert 55 < longest_rule(printed(made), 8, 20) < 65


def longest_rule(drawn, left, right):
    """The length in millimetres of the longest upright line on the first page between these distances from its edge."""
    shown = subprocess.run(
        ["pdftoppm", "-r", "144", "-l", "1", "-gray", drawn.pdf], capture_output=True, check=True
    ).stdout
    _, size, _, pixels = shown.split(b"\n", 3)
    width, height = map(int, size.split())
    dots = width / 420
    runs = [
        sum(1 for _ in run)
        for x in range(round(left * dots), round(right * dots))
        for dark, run in itertools.groupby(grey < 230 for grey in pixels[x : width * height : width])
        if dark
    ]
    return max((run / dots for run in runs if run > 9), default=0)


def test_what_a_question_is_worth_is_not_broken(printed):
    questions = tuple(Open(id=f"o{i}", question="长" * (34 + i % 12), answer="x", points=2 + i % 3) for i in range(24))
    text = printed(page(Bank(format=1, id="b", title="分", language="zh", questions=questions))).text
    assert len(re.findall("（[234] 分）", text)) == 24


def test_no_line_begins_with_the_full_stop_of_a_formula_or_with_a_lone_bracket(chromium, tmp_path):
    stems = tuple(
        TrueFalse(id=f"{tail}{i}", statement="长" * i + tail, answer=True)
        for i in range(36, 46)
        for tail in ("设 $x$。", "对")
    )
    path = tmp_path / "quiz.html"
    path.write_text(page(Bank(format=1, id="b", title="行", language="zh", questions=stems)), encoding="utf-8")
    screen = chromium.new_page()
    screen.emulate_media(media="print")
    screen.goto(path.as_uri())
    lefts = screen.evaluate(
        """[...document.querySelectorAll(".stem")].flatMap(stem => {
          const left = stem.getBoundingClientRect().left
          const stop = document.createRange()
          const last = stem.querySelector("mtext")
          if (last) stop.selectNodeContents(last)
          const parts = [last ? stop : stem.querySelector(".bracket")]
          return parts.map(part => part.getBoundingClientRect().left - left)
        })"""
    )
    screen.close()
    assert len(lefts) == 20
    assert min(lefts) > 2


def test_the_last_page_has_more_than_lines_to_write_on(printed):
    for points in range(7, 13):
        questions = tuple(Open(id=f"o{i}", question=f"问{i}", answer="x", points=points) for i in range(9))
        pages = printed(page(Bank(format=1, id="b", title="写", language="zh", questions=questions))).pages
        assert "问8" in pages[-1]


@pytest.mark.parametrize("style", [{}, {"large": True}], ids=["usual", "large"])
def test_a_long_formula_that_is_set_off_stays_on_the_paper(chromium, tmp_path, style):
    question = Open(id="o", question="求：\n\n$$" + "+".join(["\\frac{a}{b}x_i"] * 25) + "=0$$", answer="x")
    path = tmp_path / "quiz.html"
    path.write_text(page(Bank(format=1, id="b", title="式", language="zh", questions=(question,)), **style), "utf-8")
    screen = chromium.new_page(viewport={"width": 660, "height": 900})  # as wide as what is printed on A4
    screen.emulate_media(media="print")
    screen.goto(path.as_uri())
    box = "q => (({left, right, height}) => [left, right, height])(document.querySelector(q).getBoundingClientRect())"
    left, right, height = screen.evaluate(box, "math mrow")
    body = screen.evaluate(box, ".body")
    screen.close()
    assert left >= body[0]
    assert right <= body[1] + 1
    assert height > 8


def test_the_frame_of_code_is_not_cut_by_the_edge_of_the_page(chromium, tmp_path):
    path = tmp_path / "quiz.html"
    path.write_text(page(CHINESE), encoding="utf-8")
    screen = chromium.new_page()
    screen.emulate_media(media="print")
    screen.goto(path.as_uri())
    right = "q => document.querySelector(q).getBoundingClientRect().right"
    assert screen.evaluate(right, "pre") <= screen.evaluate(right, ".body:has(pre)") - 0.5
    screen.close()


def test_letters_stand_beside_what_they_name(chromium, tmp_path):
    tall = r"$\begin{pmatrix}1\\2\\3\end{pmatrix}$"
    questions = (
        Choice(id="c", question="?", answer=(r"$\frac{1}{2}$",), distractors=("$x$", tall, "甲")),
        Matching(id="m", pairs=((r"$\frac{a}{b}$", "乙"), ("丙", tall))),
    )
    path = tmp_path / "quiz.html"
    path.write_text(page(Bank(format=1, id="b", title="齐", language="zh", questions=questions)), encoding="utf-8")
    screen = chromium.new_page()
    screen.goto(path.as_uri())
    rows = screen.evaluate(
        """[".options", ".matching"].map(q => {
          const all = [...document.querySelectorAll(q + " > .option")]
          const tops = all.map(o => Math.round(o.querySelector(".letter").getBoundingClientRect().top))
          return [all.length, new Set(tops).size]
        })"""
    )
    screen.close()
    assert rows == [[4, 1], [4, 2]]


def test_a_question_longer_than_a_page_is_printed_whole(printed):
    words = "\n\n".join(f"段落{i}，" + "很长的文字" * 30 for i in range(40))
    made = printed(
        page(Bank(format=1, id="b", title="长", language="zh", questions=(Open(question=words, answer="x"),)))
    )
    assert all(f"段落{i}，" in squeezed(made.text) for i in range(40))


@pytest.mark.parametrize("role", ["student", "key", "teacher"])
def test_nothing_hostile_runs_and_nothing_is_fetched(printed, role):
    banks = [hostile_bank(evil) for evil in HOSTILE]
    every = "".join(HOSTILE)
    all_in_one = dataclasses.replace(
        hostile_bank(every), language="zh", questions=tuple(q for bank in banks for q in bank.questions)
    )
    made = printed(page(all_in_one, role, refuse, seed=every, variant=every))
    assert made.asked == []
    assert made.alerts == []


@pytest.mark.parametrize("sample", [CHINESE, ENGLISH], ids=["zh", "en"])
def test_nothing_is_wider_than_a_phone(chromium, tmp_path, sample):
    path = tmp_path / "quiz.html"
    path.write_text(page(sample), encoding="utf-8")
    screen = chromium.new_page(viewport={"width": 360, "height": 800})
    screen.goto(path.as_uri())
    assert screen.evaluate("document.documentElement.scrollWidth") <= 360
    screen.close()


def test_formulas_are_drawn_with_the_font_in_the_page(chromium, tmp_path):
    path = tmp_path / "quiz.html"
    path.write_text(page(CHINESE), encoding="utf-8")
    screen = chromium.new_page()
    screen.goto(path.as_uri())
    assert screen.evaluate("document.fonts.ready.then(() => document.fonts.check('16px Formula'))")
    assert screen.evaluate("[...document.fonts].map(f => f.status)") == ["loaded"]
    assert screen.evaluate("document.querySelector('msqrt').getBoundingClientRect().width") > 5
    screen.close()
