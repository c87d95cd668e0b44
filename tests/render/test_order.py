import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgen.render import order

LAST = {
    "以上都是": ["甲", "乙", "以上都是"],
    "以上都不对。": ["甲", "乙", "以上都不对。"],
    "以上选项均正确": ["甲", "乙", "以上选项均正确"],
    "all of the above": ["red", "blue", "All of the above."],
    "none of these": ["red", "blue", "None of these"],
}


@pytest.mark.parametrize("options", LAST.values(), ids=LAST)
@pytest.mark.parametrize("seed", ["1", "2", "3", "4"])
def test_what_speaks_of_the_others_stays_last(options, seed):
    assert order.options(reversed(options), seed)[-1] == options[-1]


@pytest.mark.parametrize("text", ["以上海为例", "都市", "none", "以上"])
def test_what_only_looks_like_it_does_not(text):
    found = {order.options([text, "甲", "乙", "丙"], str(seed)).index(text) for seed in range(20)}
    assert found != {3}


NUMBERS = {
    "numbers": ["-3", "2", "10"],
    "with a unit": ["5 km", "10 km", "100 km"],
    "years": ["1905 年", "1915 年", "2015 年"],
    "formulas": ["$x=1$", "$x=2$", "$x=10$"],
    "thousands": ["900", "1,000", "20,000"],
}


@pytest.mark.parametrize("options", NUMBERS.values(), ids=NUMBERS)
def test_numbers_stay_in_order(options):
    assert order.options(reversed(options), "any seed") == options


def test_numbers_of_different_things_are_shuffled():
    orders = {tuple(order.options(["1 m", "2 s", "3 kg"], str(seed))) for seed in range(20)}
    assert len(orders) > 1


def test_without_shuffling_options_stand_in_their_natural_order():
    assert order.options(["c", "b2", "b10", "a", "none of the above"], "x", shuffle=False) == [
        "a",
        "b2",
        "b10",
        "c",
        "none of the above",
    ]


def test_the_first_place_is_not_the_right_ones():
    firsts = [order.options(["right", "wrong 1", "wrong", "w"], str(seed))[0] for seed in range(200)]
    assert 25 < firsts.count("right") < 80


texts = st.lists(st.text(max_size=8), unique=True, max_size=8)


@given(texts, st.randoms(), st.booleans(), st.text(max_size=3))
def test_the_order_does_not_depend_on_how_options_are_written_down(options, random, shuffle, seed):
    other = random.sample(options, len(options))
    assert order.options(options, seed, shuffle=shuffle) == order.options(other, seed, shuffle=shuffle)


@given(texts, st.text(max_size=8), st.text(max_size=3))
def test_one_more_leaves_the_others_as_they_were(names, more, seed):
    with_it = order.shuffled({*names, more}, seed)
    assert [name for name in with_it if name != more] == order.shuffled([n for n in names if n != more], seed)


def test_letters():
    assert [order.letter(i) for i in (0, 25, 26, 27, 701, 702)] == ["A", "Z", "AA", "AB", "ZZ", "AAA"]


def test_variants_have_other_orders_while_there_are_some():
    texts = ("bow", "keel", "mast", "stern")
    for seed in map(str, range(30)):
        made = [tuple(order.apart(texts, (seed, order.letter(n)), "q")) for n in range(6)]
        assert len(set(made)) == 6
        assert made[0] == tuple(order.options(texts, seed, "A", "q"))
    two = [order.apart(("bow", "stern"), ("", order.letter(n)), "q") for n in range(4)]
    assert two[0] != two[1] and two[2] in two[:2]
    assert len({tuple(order.apart(("1 m", "2 m", "3 m"), ("", order.letter(n)), "q")) for n in range(4)}) == 1
    assert order.apart(texts, ("7", ""), "q") == order.options(texts, "7", "", "q")
