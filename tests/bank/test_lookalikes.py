"""Which questions are alike."""

from quizgen.bank.lookalikes import LookAlikes
from quizgen.bank.types import Cloze, Definition, Open

TEAS = [
    Definition(id="oolong", term="Oolong", definition="a tea that is partly oxidised before it is dried"),
    Cloze(id="blank", text="{{c1::Oolong}} is a tea that is partly oxidised before it is dried."),
    Definition(id="again", term="oolong ", definition="something quite different"),
    Open(id="rain", question="Why does it rain?", answer="because clouds cool down"),
    Open(question="Oolong?", answer="a tea that is partly oxidised before it is dried"),
]


def test_nothing_is_like_a_question_of_its_own_kind():
    assert LookAlikes(TEAS).nearest(TEAS[3], 3) == []
    assert LookAlikes([]).nearest(TEAS[0], 3) == []


def test_the_same_question_and_the_same_words_are_alike():
    found = LookAlikes(TEAS).nearest(TEAS[0], 3)
    assert [name for name, _ in found] == ["again", "blank"]
    assert found[0][1] == 1
    assert 0.6 < found[1][1] < 1
    assert len(LookAlikes(TEAS).nearest(TEAS[0], 1)) == 1


def test_a_question_as_it_was_edited_is_compared():
    edited = Open(id="rain", question="What is oolong?", answer="a tea that is partly oxidised before it is dried")
    assert LookAlikes(TEAS).nearest(edited, 3)[0][0] in ("oolong", "blank")
