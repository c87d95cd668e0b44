"""What real Chromium prints of a quiz."""

import dataclasses
import itertools
import re
import subprocess
from collections import Counter

import pytest
from sample_quiz import CHINESE, ENGLISH, no_picture, page
from test_quiz import HOSTILE, hostile_bank, refuse

from quizgen.bank.types import Bank, Choice, Cloze, Matching, Open, TrueFalse
from quizgen.render import quiz

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


def boxes(chromium, tmp_path, questions, what):
    """Where the elements that the script ``what`` returns stand: (left, right, top, bottom) of each."""
    path = tmp_path / "quiz.html"
    made = Bank(format=1, id="b", title="盒", language="zh", questions=questions)
    path.write_text(page(made, picture=lambda b, s: PICTURE), encoding="utf-8")
    screen = chromium.new_page()
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


def test_nothing_but_air_stands_between_a_root_and_its_full_stop(chromium, tmp_path):
    questions = tuple(
        Open(id=tex, question=f"求 ${tex}$。", answer="x")
        for tex in ("\\sqrt{2}", "\\sqrt{x^2+1}", "\\sqrt[3]{x}", "x")
    )
    inside = boxes(chromium, tmp_path, questions, "[...document.querySelectorAll('math :is(mn, mi):has(+ *), mi, mn')]")
    stops = boxes(chromium, tmp_path, questions, "[...document.querySelectorAll('mtext')]")
    assert len(stops) == 4
    for left, _, top, bottom in stops:
        ends = [right for _, right, above, below in inside if above < bottom and below > top and right <= left + 4]
        assert left - max(ends) <= 4


@pytest.mark.parametrize(
    "tex", ["\\sqrt{\\dfrac{2h}{g}}", "\\sqrt{\\frac{2E}{ {{c1::m}} }}", "\\sqrt[3]{\\frac{b}{a}}"]
)
def test_no_numerator_touches_the_bar_of_its_root(chromium, tmp_path, tex):
    made = (Cloze(id="c", text=f"${tex}$ {{{{c2::x}}}}"),)
    ((_, _, root, _),) = boxes(chromium, tmp_path, made, "[...document.querySelectorAll('msqrt, mroot')]")
    ((_, _, above, _),) = boxes(chromium, tmp_path, made, "[document.querySelector('mfrac > :first-child')]")
    assert above - root > 4


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
    made = printed(page(dataclasses.replace(ENGLISH, questions=ENGLISH.questions[:1]), paper="A3"))
    shown = subprocess.run(["pdftoppm", "-r", "72", "-gray", made.pdf], capture_output=True, check=True).stdout
    _, size, _, pixels = shown.split(b"\n", 3)
    width, height = map(int, size.split())
    middle = round((36 + (420 - 36 - 16) / 2) * width / 420)  # millimetres: the left margin has room for the seal line
    columns = [pixels[x : width * height : width] for x in range(middle - 2, middle + 3)]
    assert max(sum(grey < 230 for grey in column) for column in columns) > 0.8 * height


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
