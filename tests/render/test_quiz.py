import dataclasses
import html
import re

import pytest
import sample_quiz
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup
from sample_quiz import CHINESE as ZH
from sample_quiz import ENGLISH as EN
from sample_quiz import page

from quizgen.assets import folder
from quizgen.bank.types import TYPES, Bank, Choice, Cloze, Definition, List, Matching, Open, TrueFalse
from quizgen.render import pages, quiz
from quizgen.render.phrases import LANGUAGES, phrases, said
from quizgen.render.questions import PARTS, SECTIONS
from quizgen.text import NoPicture


def sheet(*questions, answers=False, language="zh-Hans", **style):
    made = Bank(format=1, id="b", title="题", language=language, questions=questions)
    return sample_quiz.sheet(made, answers=answers, **style)


def words(html: str) -> str:
    """What a reader sees of ``html``."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", "", html.partition("<body")[2].partition(">")[2]))


# --- nothing is forgotten


@pytest.mark.parametrize("name", TYPES)
def test_every_type_has_its_part_and_its_template(name):
    assert TYPES[name] in PARTS, f"a part for {name} in quizgen/render/questions.py"
    assert (folder("quiz") / "questions" / f"{name}.html").is_file(), f"templates/quiz/questions/{name}.html"
    for sample in (ZH, EN):
        assert any(isinstance(q, TYPES[name]) for q in sample.questions), f"{name} in tests/render/sample_quiz.py"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_names_every_section(language):
    assert set(LANGUAGES[language].sections) == set(SECTIONS)


@pytest.mark.parametrize("sample", [ZH, EN], ids=["zh", "en"])
def test_every_question_stands_on_the_page_and_every_answer_in_the_key(sample):
    student, key = words(page(sample)), words(page(sample, "key"))
    for q in sample.questions:
        match q:
            case Definition():
                assert q.term in student
                assert q.definition in key
            case List():
                assert q.term in student
                assert all(item in key for item in q.items)
            case Open():
                assert q.question.split("$")[0].strip() in student
                assert q.answer in key
            case Choice():
                assert all(option in student for option in (*q.answer, *q.distractors))
                assert all(option in key for option in q.answer)
            case TrueFalse():
                assert q.statement in student
                assert (q.correction or "") in key
            case Matching():
                assert all(left in student and right in student for left, right in q.pairs)
                assert all(right in key for _, right in q.pairs)
            case Cloze():
                assert "{{" not in student
            case _:
                pytest.fail(f"{type(q)} is not looked for")
        assert all(source in key for source in q.source)
        assert (q.explanation or "") in key


# --- the student's page tells nothing


def other_key(q):
    """``q`` with other answers: what must not be seen in the student's page."""
    told = {"explanation": "另一个解释 $z$", "source": ("elsewhere.md:1",)}
    match q:
        case Choice():
            options = (*q.distractors, *q.answer)
            changed = {"answer": options[: len(q.answer)], "distractors": options[len(q.answer) :]}
        case TrueFalse():
            changed = {"answer": not q.answer, "correction": "something else"}
        case Definition():
            changed = {"definition": "另一个定义，长得多" * 20, "aliases": ("另名",), "distractors": ("错",)}
        case List():
            changed = {"items": tuple(f"changed {item}" * 9 for item in q.items)}
        case Cloze():
            changed = {"text": re.sub(r"(\{\{c\d+::)[^:}]*", r"\1another, longer answer", q.text)}
        case Open():
            changed = {"answer": "another answer\n\n" * 9}
        case Matching():
            rights = [right for _, right in q.pairs]
            turned = rights[1:] + rights[:1]
            changed = {"pairs": tuple((left, right) for (left, _), right in zip(q.pairs, turned, strict=True))}
        case _:
            pytest.fail(f"{type(q)} has no other key here")
    return dataclasses.replace(q, **told, **changed)


@pytest.mark.parametrize("variant", ["", "B"])
@pytest.mark.parametrize("sample", [ZH, EN], ids=["zh", "en"])
def test_the_students_page_is_the_same_for_another_key(sample, variant):
    changed = dataclasses.replace(sample, questions=tuple(map(other_key, sample.questions)))
    assert page(changed, variant=variant) == page(sample, variant=variant)
    assert page(changed, "key", variant=variant) != page(sample, "key", variant=variant)


@pytest.mark.parametrize("i", range(len(ZH.questions)), ids=[q.id for q in ZH.questions])
def test_even_the_mark_is_the_same_for_another_key(i):
    one = sheet(ZH.questions[i])
    assert quiz.mark(one) == quiz.mark(sheet(other_key(ZH.questions[i])))
    assert quiz.mark(one) != quiz.mark(sheet(ZH.questions[i - 1]))


options = st.lists(st.text(min_size=1, max_size=9).filter(str.strip), min_size=2, max_size=6, unique=True)


@given(options, st.integers(1, 5), st.booleans(), st.data())
def test_the_place_of_an_option_does_not_depend_on_its_being_right(texts, right, shuffle, data):
    right = min(right, len(texts) - 1)
    keys = [data.draw(st.permutations(texts)) for _ in range(2)]
    made = [
        sheet(Choice(id="q", question="?", answer=tuple(k[:right]), distractors=tuple(k[right:]), shuffle=shuffle))
        for k in keys
    ]
    assert made[0] == made[1]


def test_blanks_are_all_of_one_length_and_keep_their_hints():
    (item,) = sheet(Cloze(id="c", text="甲{{c1::一}}乙{{c2::很长很长的答案::提示}}丙")).items
    hinted = '<span class="told hinted"><span class="blank followed"></span>（提示）</span>'
    assert str(item.asked.stem) == f'甲<span class="blank"></span>乙{hinted}丙'


@pytest.mark.parametrize("hint", ["A & B < C", "一个很长很长很长很长很长很长的提示", "（双）", "x'\"y"])
def test_no_hint_is_broken_where_it_is_held_to_its_blank(hint):
    (item,) = sheet(Cloze(id="c", text=f"甲{{{{c1::一::{hint}}}}}丙")).items
    assert html.unescape(re.sub("<[^>]*>", "", item.asked.stem)) == f"甲（{hint}）丙"


def test_in_variants_a_question_with_the_most_lines_ends_the_last_section():
    questions = [Open(id=f"o{i}", question=f"{i}?", answer="x", points=points) for i, points in enumerate((2, 9, 3, 9))]
    orders = set()
    for variant in "ABCDEFGH":
        items = list(sheet(*questions, variant=variant).items)
        assert [item.number for item in items] == [1, 2, 3, 4]
        assert items[-1].name in ("o1", "o3")
        orders.add(tuple(item.name for item in items))
    assert len(orders) > 3
    assert [item.name for item in sheet(*questions).items] == ["o0", "o1", "o2", "o3"]


def test_a_blank_knows_the_punctuation_beside_it_which_brings_air_of_its_own():
    (item,) = sheet(Cloze(id="c", text="甲、{{c1::乙}}、{{c2::丙}}（丁）和（{{c3::戊}}）")).items
    assert re.findall('class="(blank[^"]*)"', item.asked.stem) == ["blank led", "blank led followed", "blank"]


def test_space_to_write_depends_on_points_not_on_the_answer():
    (short,) = sheet(Open(id="o", question="?", answer="x", points=8)).items
    (long,) = sheet(Open(id="o", question="?", answer="x" * 900, points=8)).items
    assert short.asked == long.asked
    assert short.asked.lines + short.asked.spare == 8


# --- headings, numbers, points


def test_sections_stand_in_their_order_with_numbers_that_run_through():
    made = sheet(*ZH.questions)
    assert [s.heading for s in made.sections] == [
        "一、单选题",
        "二、多选题",
        "三、判断题",
        "四、填空题",
        "五、配对题",
        "六、名词解释",
        "七、列举题",
        "八、简答题",
    ]
    assert [item.number for item in made.items] == list(range(1, 12))
    assert made.sections[0].note == "（每小题 2 分，共 6 分）"
    assert made.sections[1].note == "（共 3 分）"
    assert made.total == "30"


def test_english_headings():
    first, second, *_ = sheet(*EN.questions, language="en").sections
    assert (first.heading, first.note) == ("I. Multiple choice", " (1 point in all)")
    assert (second.heading, second.note) == ("II. Multiple answers", " (1 question)")


def test_a_plain_bank_prints_as_it_stands():
    names = [q.id for q in ZH.questions]
    for section in sheet(*ZH.questions).sections:
        places = [names.index(item.name) for item in section.items]
        assert places == sorted(places)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_head_has_room_for_name_class_number_date_and_score(language):
    fields = LANGUAGES[language].fields
    student, key = (page(dataclasses.replace(ZH, language=language), role) for role in ("student", "key"))
    assert len(set(fields)) == 5
    assert re.findall(r'class="field[^>]*>([^<]+)<i>', student) == list(fields)
    assert 'class="total">/ 30<' in student
    assert 'class="field' not in key


def test_the_variant_stands_in_the_page_too_for_browsers_without_a_line_at_the_foot():
    assert "B 卷" in words(page(ZH, variant="B"))


def test_marks_for_true_and_false():
    assert re.findall("<i>([✓×])</i>", page(ZH, "key")) == ["×", "✓"]
    assert re.findall("<span>([TF])</span>", page(EN)) == ["T", "F"] * sum(
        isinstance(q, TrueFalse) for q in EN.questions
    )


def test_different_points_stand_beside_each_question():
    made = sheet(
        Open(id="a", question="甲？", answer="x", points=2), Open(id="b", question="乙？", answer="x", points=2.5)
    )
    assert made.sections[0].note == "（共 4.5 分）"
    assert [item.asked.stem.striptags() for item in made.items] == ["甲？（2 分）", "乙？（2.5 分）"]


@pytest.mark.parametrize(
    ("points", "note", "beside"),
    [
        ((3, 1), "（每空 1 分，共 4 分）", ""),
        ((1.5, 0.5), "（每空 0.5 分，共 2 分）", ""),
        ((4, 1), "（共 5 分）", "（4 分）"),
    ],
)
def test_blanks_that_are_worth_the_same_are_told_in_the_heading(points, note, beside):
    texts = ("{{c1::甲}}、{{c2::乙}}和{{c3::丙}}", "只有{{c1::一}}个")
    made = sheet(*(Cloze(id=t, text=t, points=p) for t, p in zip(texts, points, strict=True)))
    assert made.sections[0].note == note
    first = next(iter(made.items)).asked.stem.striptags()
    assert first == "、和" + beside


def test_points_that_some_questions_lack_are_not_added_up():
    made = sheet(Open(id="a", question="甲？", answer="x", points=2), Open(id="b", question="乙？", answer="x"))
    assert made.sections[0].note == "（共 2 题）"
    assert made.total == ""


def test_a_question_that_is_not_enabled_is_left_out():
    assert not list(sheet(Open(id="a", question="甲？", answer="x", enabled=False)).items)


@pytest.mark.parametrize(
    ("language", "name"),
    [("zh", "单选题"), ("zh-CN", "单选题"), ("zh_TW", "單選題"), ("zh-Hant-HK", "單選題"), ("en-GB", "Multiple choice"),
     ("fr", "Multiple choice")],
)  # fmt: skip
def test_a_bank_prints_in_its_language(language, name):
    assert phrases(language).sections["choice"][0] == name


def test_one_is_singular():
    assert said(("{} point", "{} points"), 1.0) == "1 point"
    assert said(("{} point", "{} points"), 2.5) == "2.5 points"


@pytest.mark.parametrize(
    ("stem", "printed"),
    [
        ("是哪个？", '<span class="told">是哪个？<span class="bracket near">（　　）</span></span>'),
        ("Is it x?", 'Is it x?<span class="bracket">（　　）</span>'),
        ("是（  ）。", "是（  ）。"),
        ("____ 是数。", "____ 是数。"),
        ("**甲**是 (　) 的", "<strong>甲</strong>是 (　) 的"),
        ("`f()` 即 `__init__` 是()", "<code>f()</code> 即 <code>__init__</code> 是()"),
        ("函数 `f()` 是", '函数 <code>f()</code> 是<span class="bracket">（　　）</span>'),
        (
            "``g(`)`` 与 `__init__` 是",
            '<code>g(`)</code> 与 <code>__init__</code> 是<span class="bracket">（　　）</span>',
        ),
        (
            "它印出什么？\n\n```\nf(  )\n____\n```",
            '<p>它印<span class="told">出什么？<span class="bracket near">（　　）</span></span></p>\n'
            "<pre><code>f(  )\n____\n</code></pre>",
        ),
        (
            "看图\n\n![f()](a__b.png)",
            '<p><span class="told">看图<span class="bracket">（　　）</span></span></p>\n'
            '<p><img src="data:x" alt="f()"></p>',
        ),
        (
            "看图\n\n![图](a.png)",
            '<p><span class="told">看图<span class="bracket">（　　）</span></span></p>\n'
            '<p><img src="data:x" alt="图"></p>',
        ),
    ],
    ids=[
        *("at the end", "after words of letters", "its own", "its own line", "its own beside bold words"),
        *("its own behind code", "none in code", "none in codes", "none in a program", "none in a picture's name"),
        "before a picture",
    ],
)
def test_the_bracket_stands_at_the_end_of_the_words(stem, printed):
    made = Bank(
        format=1, id="b", title="题", language="zh", questions=(TrueFalse(id="t", statement=stem, answer=True),)
    )
    (item,) = quiz.sheet([made], quiz.Style(), lambda bank, src: "data:x")[0].items
    assert str(item.asked.stem) == printed


def test_the_bracket_behind_a_formula_is_as_near_as_behind_words():
    far, near = sheet(
        TrueFalse(id="a", statement="设 $x$", answer=True), TrueFalse(id="b", statement="设 $x$。", answer=True)
    ).items
    assert 'class="bracket"' in far.asked.stem
    assert 'class="bracket near"' in near.asked.stem


@pytest.mark.parametrize(
    ("texts", "columns"),
    [(["甲", "乙", "丙", "丁"], 4), (["一二三四五六七八九十", "乙", "丙", "丁"], 2), (["长" * 30, "乙", "丙", "丁"], 1),
     (["是", "否"], 2), (list("甲乙丙丁戊"), 3), (list("甲乙丙丁戊己"), 3), ([*"甲乙丙丁", "二" * 16], 1),
     (["$\\frac{a}{b}$", "$x$", "$y$", "$z$"], 4),
     ([f"$\\begin{{pmatrix}}1&{i}\\\\3&4\\end{{pmatrix}}$" for i in range(4)], 4),
     ([f"![a description of the picture](p{i}.png)" for i in range(4)], 2)],
    ids=["short", "middling", "long", "two", "five", "six", "five of middling length",
         "formulas", "matrices", "pictures"],
)  # fmt: skip
def test_options_stand_in_as_many_columns_as_fit(texts, columns):
    question = Choice(id="c", question="?", answer=(texts[0],), distractors=tuple(texts[1:]))
    bank = Bank(format=1, id="b", title="题", language="zh", questions=(question,))
    (item,) = quiz.sheet([bank], quiz.Style(), lambda bank, src: "data:x")[0].items
    assert item.asked.columns == columns


def test_a_matching_without_a_stem_is_given_one():
    (item,) = sheet(Matching(id="m", pairs=(("甲", "乙"), ("丙", "丁")))).items
    assert item.asked.stem == "将左右两栏配对。"


# --- the key


def test_the_table_of_all_variants_says_what_each_question_asks():
    made = [sheet(*ZH.questions, answers=True, seed="7", variant=variant) for variant in "AB"]
    rows = pages.keys(made, ["mark", "other"]).partition('<table class="all">')[2].split("<tr>")[2:]
    assert len(rows) == len(list(made[0].items))
    for row, item in zip(rows, sorted(made[0].items, key=lambda item: item.place), strict=True):
        assert str(pages.opening(item.asked.stem)) in row
        begins = item.asked.stem.striptags().startswith(item.name)
        assert (f'<span class="name">{item.name}</span>' in row) == (not begins)


def test_no_table_of_variants_is_wider_than_the_paper():
    made = [sheet(*ZH.questions[:2], answers=True, variant=chr(65 + i)) for i in range(8)]
    tables = pages.keys(made, [""] * 8).split('<table class="all">')[1:]
    heads = [re.findall("<th>(.) 卷</th>", table) for table in tables]
    assert heads == [list("ABCDEF"), list("GH")]
    assert all(table.count("<tr>") == 3 for table in tables)


def test_the_opening_of_a_stem_has_no_picture():
    stem = Markup('<p>看<img src="data:x" alt="图">图</p>\n<p><img src="data:x" alt="&gt;"></p>')
    assert pages.opening(stem) == "看图"


def test_the_opening_of_a_stem_has_no_place_for_a_letter_that_code_follows():
    assert pages.opening(Markup("<p>输出是（　　）</p><pre>f( )</pre>")) == "输出是"
    assert pages.opening(Markup("<p>What is <code>f( )</code>? ( )</p>")) == "What is <code>f( )</code>?"


def test_the_opening_of_a_stem_has_no_box():
    (item,) = sheet(Cloze(id="c", text="$x$ 的平方是 ${{c1::x^2}}$")).items
    assert pages.opening(item.asked.stem) == f"{item.asked.stem.partition('的')[0]}的平方是 …"


@pytest.mark.parametrize(
    ("text", "opening"),
    [
        ("若 $x={{c1::1}}$，则（$y={{c2::2}}$）。", "若 … 则（…）。"),
        ("设 $a_1=1$，$\\dfrac{a}{b}=2$，则 $\\sum\\limits_{k=1}^n k=$", "设 … 则 …"),
        ("（$a^2$）、（$b_1$）和 $\\hat x$？", "（…）和 …？"),
        ("**$\\sqrt{2}$**。又", "… 又"),
        ("设 $f(x)=2x$，$x=0$。", "设 f(x)=2x，x=0。"),
        ("$\\overline{AB}$, $\\boxed{x}$ and $\\begin{matrix}1\\\\2\\end{matrix}$.", "… and …"),
        ("$x^2$ ……，等", "… ……，等"),
    ],
    ids=["blanks", "several", "brackets", "bold", "plain", "lines and frames", "dots of the text"],
)
def test_the_opening_of_a_stem_has_only_formulas_of_one_line(text, opening):
    (item,) = sheet(Cloze(id="c", text=text) if "{{c" in text else Open(id="o", question=text, answer="x")).items
    assert re.sub(r"<.*?>", "", pages.opening(item.asked.stem)) == opening


@pytest.mark.parametrize("tex", ["\\vec a", "x'", "{}_2", "\\ce{H2O}", "\\binom{n}{k}", "\\sqrt[3]{x}", "\\cancel{x}"])
def test_a_formula_of_more_than_a_line_is_left_out_of_the_opening(tex):
    (item,) = sheet(Open(id="o", question=f"求 ${tex}$。", answer="x")).items
    assert pages.opening(item.asked.stem) == "求 …"


def test_the_teachers_copy_says_letters_and_marks_in_their_place_and_calls_other_answers_one():
    teacher = sheet(*ZH.questions, answers=True)
    made = pages.page(teacher, "teacher", "mark")
    assert made.count(">答案：</b>") == sum(not item.answer.short for item in teacher.items) == 4
    written = re.findall(r"（<b[^>]*>([^<]+)</b>）", made)
    assert written == [letter for item in teacher.items for letter in item.answer.short.split()]


def test_the_teachers_copy_in_english_has_rings_and_letters_on_lines():
    teacher = sheet(*EN.questions, answers=True, language="en")
    made = words(pages.page(teacher, "teacher", "mark"))
    assert made.count("Answer: ") == sum(not item.answer.short for item in teacher.items)
    html = pages.page(teacher, "teacher", "mark")
    rings = [r.rstrip(".") for r in re.findall(r'class="ring">([^<]+)<', html)]
    by_type = {t: [i.answer.short for i in teacher.items if i.type == t] for t in ("choice", "true_false", "matching")}
    assert rings == [*"".join(by_type["choice"]), *by_type["true_false"]]
    lines = re.findall(r'<span class="slot"><b class="written ruled">([A-Z])</b></span>', html)
    assert lines == " ".join(by_type["matching"]).split()


@pytest.mark.parametrize(
    ("stem", "written"),
    [
        ("结果是（  ）。", '结果是（<b class="written">A</b>）。'),
        ("结果是____。", '结果是<b class="written ruled">A</b>。'),
        ("____ 与 ____ 之和是", ""),
        ("函数 `f()` 是", '</code> 是<span class="bracket">（<b class="written">A</b>）'),
        ("`a = ____`", '</code><span class="bracket">（<b class="written">A</b>）'),
        ("$f( )$ 与 `__init__` 是", '</code> 是<span class="bracket">（<b class="written">A</b>）'),
        ("函数 f() 是", ""),
    ],
    ids=["a bracket", "a line", "several", "in code", "a line in code", "in a formula", "no room"],
)
def test_a_letter_is_written_in_the_one_place_for_it_or_below(stem, written):
    question = Choice(id="c", question=stem, answer=("1",), distractors=("2",))
    (item,) = sheet(question, answers=True).items
    assert item.answer.short == "A"
    assert written in item.answer.stem
    assert bool(item.answer.stem) == bool(written)
    below = "答案：A" in words(page(dataclasses.replace(ZH, questions=(question,)), "teacher"))
    assert below == (not written)


def test_students_carry_no_rule_for_answers_and_each_of_these_is_for_something_on_a_page_that_does():
    def styled(css: str) -> set[str]:
        return set(re.findall(r"\.([a-z]+)", re.sub(r"/\*.*?\*/", "", css)))

    def used(*made: str) -> set[str]:
        return {name for html in made for found in re.findall('class="([^"]+)"', html) for name in found.split()}

    rules, shared = ((folder("quiz") / name).read_text(encoding="utf-8") for name in ("answers.css", "type.css"))
    sheets = [sample_quiz.sheet(bank, answers=True) for bank in (ZH, EN)]
    roles: tuple[pages.Role, ...] = ("teacher", "key")
    made = [pages.page(one, role, "mark") for one in sheets for role in roles]
    assert styled(rules) <= used(*made, pages.keys(sheets[:1], ["mark"]))
    students = [page(bank) for bank in (ZH, EN)]
    own = styled(rules) - styled(shared) - used(*students)
    assert {"teacher", "key", "answers", "five", "asked", "written"} <= own
    assert not own & styled(students[0].partition("</style>")[0])


def test_a_line_for_the_answer_is_left_out_where_nothing_is_on_it():
    question = TrueFalse(id="t", statement="甲是乙", answer=True)
    made = [
        pages.page(sheet(q, answers=True), "teacher", "mark").partition("<body")[2]
        for q in (question, dataclasses.replace(question, source=("a.md:1",)))
    ]
    assert ['class="answer' in html for html in made] == [False, True]


@pytest.mark.parametrize("role", ["key", "teacher"])
def test_an_answer_without_a_letter_is_called_one_and_numbered_where_there_are_several(role):
    questions = (Cloze(id="a", text="{{c1::甲}}。"), Cloze(id="b", text="{{c1::乙}}{{c2::丙}}"))
    made = words(page(dataclasses.replace(ZH, questions=questions), role))
    assert re.findall("答案： ?.[^ 0-9]*", made)[0].strip() == "答案：甲"
    assert "答案： (1) 乙 (2) 丙" in made
    assert "(1) 甲" not in made


def test_the_answer_of_a_blank_in_code_is_code():
    (item,) = sheet(
        Cloze(id="c", text="令 $n={{c1::\\frac{1}{2} }}$，`a = {{c2::*b*}}`\n\n```sh\necho $x {{c3::$y}}\n```"),
        answers=True,
    ).items
    made = [str(answer) for _, answer in item.answer.full]
    assert made[0].startswith("<math")
    assert made[1:] == ["<code>*b*</code>", "<code>$y</code>"]


def test_a_key_on_other_paper_bears_the_same_mark():
    assert len({quiz.mark(sheet(*ZH.questions, paper=paper)) for paper in quiz.PAPERS}) == 1
    assert quiz.mark(sheet(*ZH.questions, variant="A")) != quiz.mark(sheet(*ZH.questions, variant="B"))


def test_the_key_groups_letters_by_five():
    questions = [Choice(id=f"c{i}", question=f"{i}?", answer=("1",), distractors=("2", "3")) for i in range(7)]
    items = list(sheet(*questions, answers=True).items)
    assert list(pages.fives(items)) == [("1-5", "AAAAA"), ("6-7", "AA")]


def test_several_letters_stand_each_for_itself():
    questions = [Choice(id=f"c{i}", question="?", answer=("1", "3"), distractors=("2",)) for i in range(2)]
    assert list(pages.fives(list(sheet(*questions, answers=True).items))) == [("1", "AC"), ("2", "AC")]


def test_the_key_names_the_letters_that_the_page_shows():
    student = sheet(*ZH.questions, *EN.questions, seed="7")
    teacher = sheet(*ZH.questions, *EN.questions, seed="7", answers=True)
    by_id = {q.id: q for q in (*ZH.questions, *EN.questions)}
    for shown, known in zip(student.items, teacher.items, strict=True):
        question = by_id[shown.name]
        letters = dict(zip("ABCDEF", map(str, shown.asked.options), strict=False))
        if isinstance(question, Choice):
            assert {letters[x] for x in known.answer.short} == set(question.answer)
        if isinstance(question, Matching):
            assert [letters[x] for x in known.answer.short.split()] == [right for _, right in question.pairs]


# --- variants


def test_variants_ask_the_same_in_another_order():
    made = {v: [item.name for item in sheet(*ZH.questions, variant=v).items] for v in "ABCD"}
    assert len(set(map(tuple, made.values()))) > 1
    assert len(set(map(frozenset, made.values()))) == 1


def test_a_new_question_does_not_reshuffle_the_rest():
    *rest, new = [Open(id=f"q{i}", question=f"{i}?", answer="x") for i in range(9)]
    before = [item.name for item in sheet(*rest, variant="A").items]
    after = [item.name for item in sheet(new, *rest, variant="A").items]
    assert [name for name in after if name != new.id] == before


# --- one file, safe and the same each time


@pytest.mark.parametrize("role", ["student", "key", "teacher"])
@pytest.mark.parametrize("sample", [ZH, EN], ids=["zh", "en"])
def test_a_page_is_the_same_each_time_and_names_no_address(sample, role):
    made = page(sample, role, seed="3")
    assert made == page(sample, role, seed="3")
    assert "http:" not in made
    assert "https:" not in made


HOSTILE = (
    "<script>alert(1)</script><img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "{{ 7*7 }}{% raw %}",
    "</style></title><script>alert(1)</script>",
    "[x](javascript:alert(1)) ![x](http://example.org/x.png)",
    "$\\text{</math><script>alert(1)</script>}$ \U0010fffd",
    "`</code><script>alert(1)</script>`",
    "url(http://example.org/y) \\\"; } @import 'http://example.org/z';",
)


def hostile_bank(evil: str) -> Bank:
    shared = {"explanation": evil, "source": (evil,), "tags": (evil,)}
    return Bank(
        format=1,
        id=evil,
        title=evil,
        language=evil,
        questions=(
            Definition(id=evil + "1", term=evil, definition=evil, aliases=(evil,), **shared),
            List(id=evil + "2", question=evil, items=(evil,), **shared),
            Cloze(id=evil + "3", text=evil + "{{c1::" + evil.replace("}}", "") + "::" + evil + "}}", **shared),
            Open(id=evil + "4", question=evil, answer=evil, **shared),
            Choice(id=evil + "5", question=evil, answer=(evil,), distractors=(evil + "2",), **shared),
            TrueFalse(id=evil + "6", statement=evil, answer=True, correction=evil, **shared),
            Matching(id=evil + "7", question=evil, pairs=((evil, evil), ("b", "c")), **shared),
        ),
    )


def refuse(bank: Bank, src: str) -> str:
    raise NoPicture("is not shown")


@pytest.mark.parametrize("evil", HOSTILE)
@pytest.mark.parametrize("role", ["student", "key", "teacher"])
def test_no_text_of_a_bank_becomes_markup(evil, role):
    made = page(hostile_bank(evil), role, refuse, seed=evil, variant=evil)
    tags = set(re.findall(r"<(/?[A-Za-z!][^\s>]*)", made.partition("</style>")[2]))
    assert not {tag for tag in tags if re.match(r"/?(script|svg|iframe|object|link|img)", tag)}
    assert not re.search(r"<[^>]+\s(?:on\w+|src)=", made)
    assert 'href="javascript' not in made
    assert made.count("</style>") == 1
    assert made.count("</title>") == 1


def test_a_warning_about_a_formula_with_a_blank_shows_no_private_character():
    made = Bank(
        format=1, id="b", title="题", language="zh", questions=(Cloze(id="c", text="$x={{c1::\\frac{1}{3}}}$"),)
    )
    _, (problem,) = quiz.sheet([made], quiz.Style(), lambda bank, src: "")
    assert "$x=...}$" in problem.message


def test_what_cannot_be_shown_is_a_warning_at_the_questions_line():
    question = Open(id="o", question="坏 $\\frac{$ ![图](图.png)", answer="好", places={"type": (7, 3)})
    made = Bank(format=1, id="b", title="题", language="zh", questions=(question,), path="bank.yaml")
    shown, problems = quiz.sheet([made], quiz.Style(), refuse)
    assert [str(p) for p in problems] == [
        r"bank.yaml:7:3: warning: the formula $\frac{$ cannot be set and is shown as it stands: "
        "Unexpected end of input in a macro argument, expected '}'",
        "bank.yaml:7:3: warning: the picture 图.png is not shown; its description is shown instead",
    ]
    assert [str(item.asked.stem) for item in shown.items] == [r"坏 <code>\frac{</code> 图"]


@given(st.text(max_size=30))
def test_any_text_stays_inside_its_css_string(text):
    made = str(pages.css_string(text))
    assert made[0] == made[-1] == '"'
    assert re.fullmatch(r"(\\[0-9a-f]+ |\w)*", made[1:-1])
