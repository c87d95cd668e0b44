"""Look-alikes among many texts: the same that comparing each with each would find."""

import random
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgen.bank.alike import LEAST, earlier_alike, overlap

SENTENCE = "the process by which a cell engulfs large particles with its membrane"


def found(*texts):
    return list(earlier_alike(("", text) for text in texts))


DIFFERENT = {
    "other words": (SENTENCE, "a network of membranes that runs through the cell"),
    "another number": (f"{SENTENCE} in 11 days", f"{SENTENCE} in 111 days"),
    "one of two short words": ("RNN", "CNN"),
    "one character of a few": ("细胞膜的功能", "细胞核的功能"),
    "half of the text": (SENTENCE, SENTENCE[: len(SENTENCE) // 2]),
    "nothing and something": ("", "a"),
}


@pytest.mark.parametrize("texts", DIFFERENT.values(), ids=DIFFERENT)
def test_different_texts_are_not_alike(texts):
    assert found(*texts) == []


ALIKE = {
    "the same": (SENTENCE, SENTENCE),
    "case and spacing": ("Short  Text", " short\ntext"),
    "one letter": (SENTENCE, SENTENCE.replace("large", "larga")),
    "a full stop": (SENTENCE, SENTENCE + "."),
    "one character of many": ("互信息表示两个变量之间的关系有多密切", "互信息表示两个变量之间的关系有多密切。"),
    "two short ones": ("熵", "熵"),
}


@pytest.mark.parametrize("texts", ALIKE.values(), ids=ALIKE)
def test_texts_that_are_nearly_the_same_are_alike(texts):
    assert found(*texts) == [(1, 0)]


def test_each_text_has_one_twin_at_most_and_that_one_stays():
    assert found("a b c", "x", "a b c", "A B C", "x") == [(2, 0), (3, 0), (4, 1)]


def test_what_must_be_the_same_keeps_texts_apart():
    assert list(earlier_alike([("one", SENTENCE), ("two", SENTENCE), ("one", SENTENCE)])) == [(2, 0)]


@given(st.lists(st.text("ab ", max_size=12) | st.text("abcdefgh", min_size=20, max_size=30), max_size=30))
def test_nothing_is_missed_and_nothing_invented(texts):
    twins = dict(found(*texts))
    for one, text in enumerate(texts):
        before = [other for other in range(one) if other not in twins and overlap(text, texts[other]) >= LEAST]
        assert (one in twins) == bool(before)
        assert one not in twins or twins[one] in before


def test_five_thousand_texts_are_compared_in_a_moment():
    words = random.Random(1)
    texts = ["".join(chr(0x4E00 + words.randrange(2000)) for _ in range(40)) for _ in range(5000)]
    start = time.process_time()
    assert found(*texts, texts[5]) == [(5000, 5)]
    assert time.process_time() - start < 20


def test_texts_of_the_same_few_pieces_do_not_take_forever():
    letters = random.Random(1)
    texts = ["".join(letters.choice("ACGT") for _ in range(100)) for _ in range(1500)]
    start = time.process_time()
    assert found(*texts) == []
    assert time.process_time() - start < 30
