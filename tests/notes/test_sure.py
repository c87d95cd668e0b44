"""How sure a plain statement is: what leads to the blank and what is asked for."""

from __future__ import annotations

import pytest

from quizgen.notes.extract import MIN_CONFIDENCE
from quizgen.notes.patterns.sure import in_english


def sure(text: str, *, named: bool = False, about: tuple[str, ...] = ("Pilotage",)) -> float:
    before, answer, after = text.replace("]", "[").split("[")
    return in_english(before, answer, after, named=named, about=about)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("The tide takes [many forms].", id="an answer that only counts"),
        pytest.param("Tides reshape [the coast].", id="a single word"),
        pytest.param("Bede observed [the tides daily].", id="an event that is told"),
        pytest.param("You watch [the tide table].", id="the reader is addressed"),
        pytest.param("Uses [tide tables].", id="a bare lead and a short answer"),
    ],
)
def test_is_left_out(text: str) -> None:
    assert sure(text) < MIN_CONFIDENCE


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("The tide table shows [the hours of high and low water].", id="a kind, and a full answer"),
        pytest.param("Low pressure can raise [the level of the sea].", id="a rule"),
        pytest.param("Neap tides are [tides of small range].", id="what it is"),
        pytest.param("Slack water is known as [still stand].", id="what it is called"),
    ],
)
def test_is_kept(text: str) -> None:
    assert sure(text) >= MIN_CONFIDENCE


def test_more_is_surer() -> None:
    short, long = (
        "Sluices hold back [the high water].",
        "Sluices hold back [the high water of the spring tides in autumn].",
    )
    assert sure(short) < sure(long) < sure(long, named=True)
    assert sure(short) < sure(short, about=("Sluices and locks",))
    assert sure(short) < sure(short, about=())
    assert sure("Bede drew up [the first table of the tides].") < sure("Pilots draw up [the first table of the tides].")
