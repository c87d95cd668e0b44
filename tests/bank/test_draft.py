import dataclasses
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgen.bank.draft import (
    FORMS,
    Shortage,
    Source,
    at_most_per_section,
    demand,
    draft,
    draft_by_shares,
    supply,
    with_points,
)
from quizgen.bank.types import Choice, Cloze, Definition, List, Matching, Open, TrueFalse, type_name

PLANETS = {
    "水星": "离太阳最近的行星",
    "金星": "自转方向相反、表面最热的行星",
    "火星": "表面有氧化铁、看上去发红的行星",
    "木星": "体积最大、有大红斑的行星",
    "土星": "以宽阔光环著称的行星",
    "天王星": "自转轴几乎躺着的行星",
}


def source(question, section="a.md", language="zh-Hans", **more):
    return Source(question, section, language, **more)


def planets(section="a.md"):
    return [
        source(Definition(id=f"{section}{term}", term=term, definition=meaning, explanation="见图"), section)
        for term, meaning in PLANETS.items()
    ]


def only(form, sources, seed=""):
    (made,) = draft(sources, {form: 1}, seed)
    return made


def test_a_definition_becomes_a_choice_between_terms():
    made = only("choice", planets())
    assert isinstance(made, Choice)
    (term,) = made.answer
    assert made.question == f"“{PLANETS[term]}”描述的是下列哪一项？"
    assert len(made.distractors) == 3
    assert set(made.distractors) < set(PLANETS) - {term}
    assert made.explanation == "见图"
    assert made.id == f"a.md{term}"


@pytest.mark.parametrize(
    "meaning", ["火星是红的", "红的行星，\n\n\n很小", "红的行星，" * 60], ids=["names it", "lines", "long"]
)
def test_a_definition_that_is_no_stem_does_not_ask_for_its_term(meaning):
    mars = Definition(id="q", term="火星", definition=meaning)
    made = draft([s for s in planets() if s.question.term != "火星"] + [source(mars)], {"choice": 5}, "")
    assert "火星" not in {term for q in made for term in q.answer}


def test_its_own_distractors_come_first():
    q = Definition(id="q", term="潮汐", definition="海面的周期涨落。", distractors=("地震的余波", "洋流的汇合。"))
    made = only("choice", [source(q)])
    assert made.question == "下列对“潮汐”的描述，正确的是"
    assert (made.answer, made.distractors) == (("海面的周期涨落",), ("地震的余波", "洋流的汇合"))


def test_a_definition_without_siblings_stays_one():
    lonely = [source(Definition(id="q", term="潮汐", definition="海面的周期涨落"))]
    assert supply(lonely, "") == {"definition": 1, "matching": 0}
    assert draft(lonely, {"choice": 1}, "") == Shortage((("choice", 1, 0),))


def test_statements_are_true_and_false_in_turn():
    made = draft(planets(), {"true_false": 6}, "s")
    assert Counter(q.answer for q in made) == {True: 3, False: 3}
    for q in made:
        term = next(term for term in PLANETS if f"“{term}”" in q.statement)
        right = f"“{PLANETS[term]}”描述的是“{term}”。"
        assert (q.statement == right) == q.answer
        assert q.correction == (None if q.answer else right)


def test_a_statement_in_english_begins_with_a_capital():
    meanings = {"force": "a push or a pull", "power": "the rate of work"}
    definitions = [Definition(id=t, term=t, definition=d, distractors=("a length",)) for t, d in meanings.items()]
    made = draft([source(d, language="en") for d in definitions], {"true_false": 2}, "")
    assert {q.answer for q in made} == {True, False}
    for text in filter(None, (text for q in made for text in (q.statement, q.correction))):
        assert text[0].isupper()


def test_false_statements_use_words_that_no_other_question_shows_as_right():
    for seed in map(str, range(9)):
        first, second = draft(planets(), {"true_false": 2}, seed)
        false = next(q for q in (first, second) if not q.answer)
        true = next(q for q in (first, second) if q.answer)
        assert false.statement.partition("”")[0] != true.statement.partition("”")[0]


@pytest.mark.parametrize("choices", range(5))
def test_no_false_statement_uses_words_that_another_question_shows_as_right_however_few_there_are(choices):
    for seed in map(str, range(9)):
        made = draft(planets(), {"choice": choices, "true_false": 6 - choices}, seed)
        said = [
            (words, not isinstance(q, TrueFalse) or q.answer)
            for q in made
            for words in PLANETS.values()
            if words in (q.statement if isinstance(q, TrueFalse) else q.question)
        ]
        assert len(said) == 6
        assert len(set(dict(said))) == 6 or choices == 4, "two questions say the same"
        assert not {words for words, right in said if right} & {words for words, right in said if not right}


def test_two_false_statements_do_not_say_the_same():
    for seed in map(str, range(9)):
        made = draft(planets(), {"true_false": 4}, seed)
        false = [q.statement.partition("”")[0] for q in made if not q.answer]
        assert len(set(false)) == len(false) == 2


def test_a_term_is_asked_for_once_however_often_it_is_defined():
    twice = [*planets(), source(Definition(id="again", term="火星", definition="有两颗小卫星的红色行星"))]
    assert supply(twice, "")["definition"] == len(PLANETS)


def test_quotation_marks_inside_others_are_single():
    mars = Definition(id="q", term="火星", definition="人称“红色行星”的类地行星")
    made = draft([s for s in planets() if s.question.term != "火星"] + [source(mars)], {"choice": 6}, "")
    assert "“人称‘红色行星’的类地行星”描述的是下列哪一项？" in {q.question for q in made}


def test_definitions_of_one_section_become_a_matching():
    made = only("matching", planets())
    assert isinstance(made, Matching)
    assert 4 <= len(made.pairs) <= 6
    assert all(PLANETS[left] == right for left, right in made.pairs)


def test_definitions_of_different_sections_do_not():
    scattered = [dataclasses.replace(s, section=str(i)) for i, s in enumerate(planets())]
    assert isinstance(draft(scattered, {"matching": 1}, ""), Shortage)


def test_an_ordered_list_becomes_a_matching_of_places():
    q = List(id="l", term="水循环", items=("蒸发", "凝结", "降水"), ordered=True)
    assert only("matching", [source(q)]).pairs == (("第 1 位", "蒸发"), ("第 2 位", "凝结"), ("第 3 位", "降水"))


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("水循环有哪些步骤？", "水循环有哪些步骤？请排出先后次序。"),
        ("[水] 循环的步骤", "[水] 循环的步骤：请排出先后次序。"),
        ("水循环有哪些环节？", None),
        ("[水循环的过程] 重要的概念", None),
    ],
)
def test_a_numbered_list_is_put_in_order_only_where_its_question_speaks_of_order(question, asked):
    made = draft([source(List(id="l", question=question, items=("甲", "乙", "丙"), ordered=True))], {"matching": 1}, "")
    assert (made[0].question if isinstance(made, tuple) else None) == asked


def test_a_list_becomes_name_any_three():
    q = List(id="l", term="大洋", items=("太平洋", "大西洋", "印度洋", "北冰洋"))
    made = only("open", [source(q)])
    assert (made.question, made.answer) == ("写出“大洋”中的任意 3 项。", "- 太平洋\n- 大西洋\n- 印度洋\n- 北冰洋")


@pytest.mark.parametrize(
    "q",
    [
        Cloze(id="q", text="{{c1::月球}}绕地球", points=9),
        Open(id="q", question="为何有四季？", answer="轴倾斜", points=9),
        Choice(id="q", question="?", answer=("a",), distractors=("b",), points=9),
        TrueFalse(id="q", statement="月球发光", answer=False, points=9),
        Matching(id="q", pairs=(("a", "b"), ("c", "d")), points=9),
    ],
    ids=type_name,
)
def test_others_stay_as_they_are_without_their_points(q):
    assert only(type_name(q), [source(q)]) == dataclasses.replace(q, points=None)


def test_scarce_forms_get_what_only_they_can_use():
    q = Definition(id="q", term="潮汐", definition="海面的周期涨落")
    made = draft([*planets(), source(q, "b.md")], {"definition": 1, "choice": 6}, "")
    assert Counter(map(type_name, made)) == {"choice": 6, "definition": 1}


def test_each_source_is_asked_once_and_forms_stand_together():
    made = draft(planets(), {"true_false": 2, "choice": 2, "definition": 2}, "x")
    assert len({q.id for q in made}) == 6
    assert [type_name(q) for q in made] == ["choice"] * 2 + ["true_false"] * 2 + ["definition"] * 2


def test_what_is_not_usable_only_lends_its_words():
    lent = [dataclasses.replace(s, usable=s.question.term == "火星") for s in planets()]
    made = only("choice", lent)
    assert made.answer == ("火星",)
    assert isinstance(draft(lent, {"choice": 2}, ""), Shortage)


def test_a_seed_chooses_and_the_same_seed_chooses_the_same():
    chosen = {tuple(q.id for q in draft(planets(), {"choice": 2}, str(seed))) for seed in range(9)}
    assert len(chosen) > 1
    assert draft(planets(), {"choice": 2}, "1") == draft(planets(), {"choice": 2}, "1")


def test_the_order_of_the_sources_does_not_matter():
    one = {q.id for q in draft(planets(), {"choice": 3}, "1")}
    assert one == {q.id for q in draft(planets()[::-1], {"choice": 3}, "1")}


def test_at_most_so_many_of_a_section():
    left = at_most_per_section([*planets("a"), *planets("b")], 2, "s")
    assert Counter(s.section for s in left if s.usable) == {"a": 2, "b": 2}
    assert len(left) == 12


supplies = st.fixed_dictionaries({form: st.integers(0, 30) for form in FORMS})


@given(st.integers(1, 120), supplies)
def test_demand_is_met_as_far_as_there_is_supply(count, there):
    wanted = demand(count, FORMS, there)
    assert all(wanted[form] <= there[form] for form in FORMS)
    assert sum(wanted.values()) == min(count, sum(there.values()))


def test_forms_that_draw_on_the_same_questions_share_them():
    made = draft_by_shares(planets(), 6, ["choice", "true_false"], "")
    assert Counter(map(type_name, made)) == {"choice": 4, "true_false": 2}


def test_shares_move_to_forms_of_which_there_are_more():
    tides = [source(Cloze(id=f"c{i}", text="{{c1::Ebbe}}"), "b.md") for i in range(4)]
    made = draft_by_shares([*planets()[:1], *tides], 9, FORMS, "")
    assert Counter(map(type_name, made)) == {"definition": 1, "cloze": 4}


def test_a_short_answer_is_worth_less_than_a_long_one():
    short = Open(question="?", answer="轴倾斜")
    typed = Open(question="?", answer="x" * 99, type_in=True)
    long = Open(question="?", answer="地球的轴相对于公转轨道倾斜，两个半球轮流朝向太阳")
    assert [q.points for q in with_points([short, typed, long], 20)] == [4, 4, 12]


@given(
    st.lists(st.sampled_from(["choice", "true_false", "open", "cloze"]), min_size=1, max_size=40), st.integers(1, 150)
)
def test_points_are_whole_and_add_up(forms, total):
    kinds = {
        "choice": Choice(question="?", answer=("a",), distractors=("b",)),
        "true_false": TrueFalse(statement="?", answer=True),
        "open": Open(question="?", answer="a"),
        "cloze": Cloze(text="{{c1::a}}"),
    }
    made = with_points([kinds[form] for form in forms], total)
    if total < len(forms):
        assert made is None
        return
    assert sum(q.points for q in made) == total
    assert all(q.points >= 1 and q.points == int(q.points) for q in made)


def test_every_blank_pair_and_item_is_worth_the_same():
    questions = [
        Cloze(text="{{c1::a}} {{c2::b}} {{c3::c}}"),
        Cloze(text="{{c1::a}}"),
        Matching(pairs=(("a", "b"), ("c", "d"), ("e", "f"))),
        List(term="a", items=("b", "c")),
        Choice(question="?", answer=("a",), distractors=("b",)),
    ]
    assert [q.points for q in with_points(questions, 20)] == [6, 2, 6, 2, 4]


@pytest.mark.parametrize("total", [14, 15, 20, 30, 50, 100])
def test_several_right_options_are_worth_no_less_than_one(total):
    one = Choice(question="?", answer=("a",), distractors=("b",))
    several = Choice(question="?", answer=("a", "c"), distractors=("b",))
    made = with_points([several] + [one] * 12, total)
    assert made[0].points >= max(q.points for q in made[1:-1])


def test_points_are_the_same_for_all_of_one_form_where_that_is_possible():
    made = with_points(draft(planets(), {"choice": 4, "true_false": 2}, ""), 10)
    assert {(type_name(q), q.points) for q in made} == {("choice", 2.0), ("true_false", 1.0)}
