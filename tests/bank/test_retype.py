"""The same question as another type: only with words that are there."""

import pytest

from quizgen.bank import checks
from quizgen.bank.retype import other_types
from quizgen.bank.types import Choice, Cloze, Definition, List, Open, type_name

SHARED = {"id": "x", "source": ("tea.md:1",), "tags": ("hot",), "explanation": "why", "difficulty": 2}

NO_WORDS = {
    "a passage without the term": (Definition(term="Matcha", definition="a tea"), "Oolong is a tea."),
    "no passage": (Definition(term="Matcha", definition="a tea"), ""),
    "a term inside another word": (Definition(term="tea", definition="a drink"), "Teams drink steam."),
    "nothing but the term": (Definition(term="Oolong tea", definition="x"), "Oolong tea!"),
    "a passage with Anki's own marks": (Definition(term="tea", definition="x"), "tea is {{hot}} and fine"),
    "an answer that is not there": (Open(question="Why?", answer="so"), "because it is hot"),
    "two blanks": (Cloze(text="{{c1::tea}} is {{c2::hot}}"), ""),
    "a list without a question": (List(term="Tea", items=("a", "b")), ""),
    "items of several lines": (List(question="Which?", items=("a\nb", "c")), ""),
    "a choice": (Choice(question="Which?", answer=("a",), distractors=("b",)), "a or b"),
}


@pytest.mark.parametrize(("question", "passage"), NO_WORDS.values(), ids=NO_WORDS)
def test_no_wording_is_made_up(question, passage):
    assert other_types(question, passage) == ()


def test_a_definition_becomes_a_cloze_and_that_an_open_question():
    question = Definition(**SHARED, term="Oolong", definition="a tea that is partly oxidised")
    cloze, asked = other_types(question, "Oolong is a tea that is partly oxidised, and oolongs, no: Oolong is fine.")
    assert cloze == Cloze(
        **SHARED,
        text="{{c1::Oolong}} is a tea that is partly oxidised, and oolongs, no: {{c1::Oolong}} is fine.",
    )
    assert asked.question == "____ is a tea that is partly oxidised, and oolongs, no: ____ is fine."
    assert asked.answer == "Oolong"
    assert asked.tags == question.tags


def test_chinese_terms_need_no_edges():
    (cloze, _) = other_types(Definition(term="互信息", definition="关系"), "所谓互信息表示变量之间的关系。")
    assert cloze.text == "所谓{{c1::互信息}}表示变量之间的关系。"


def test_an_open_question_with_a_gap_is_a_cloze():
    (cloze,) = other_types(Open(question="Tea is ____ hot.", answer="very"), "")
    assert cloze.text == "Tea is {{c1::very}} hot."


def test_a_list_becomes_an_open_question():
    plain, ordered = (List(question="Which?", items=("a", "b"), ordered=ordered) for ordered in (False, True))
    assert other_types(plain, "")[0].answer == "- a\n- b"
    assert other_types(ordered, "")[0].answer == "1. a\n2. b"


def test_each_type_comes_once_and_is_sound():
    question = Cloze(text="{{c1::Tea}} is hot")
    found = other_types(question, "Tea is hot")
    assert [type_name(q) for q in found] == ["open"]
    assert not [fault for q in found for fault in checks.faults(q)]
