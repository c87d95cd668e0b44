"""How sure a plain statement is: what leads to the blank and what is asked for."""

from __future__ import annotations

import pytest

from quizgen.notes.extract import MIN_CONFIDENCE
from quizgen.notes.patterns.sure import in_chinese, in_english


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
    assert sure("We draw up [a table of the tides].") < sure("In our days, pilots draw up [a table of the tides].")


def sure_zh(text: str, *, named: bool = False, about: str = "引航") -> float:
    before, answer, after = text.replace("]", "[").split("[")
    return in_chinese(before, answer, after, named=named, about=about)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("港口里有[各国商船的桅杆和风帆]。", id="what there is"),
        pytest.param("夜间的灯塔让[返航的渔民们安心]。", id="what something makes of someone"),
        pytest.param("我们依靠[北斗七星的斗柄方向]。", id="what people do"),
        pytest.param("将罗盘校正到[磁针静止的北向位置]。", id="what is to be done"),
        pytest.param("后来船队发现[一条更短的南方航线]。", id="what happened next"),
        pytest.param("其中多数装载[南洋各岛出产的香料]。", id="of what is said elsewhere"),
        pytest.param("灯塔的灯光来自[灯塔的灯光装置]。", id="an answer that the question gives away"),
        pytest.param("船长是[有威望的人]。", id="a few words of what it is"),
    ],
)
def test_in_chinese_is_left_out(text: str) -> None:
    assert sure_zh(text) < MIN_CONFIDENCE


def test_in_chinese_more_is_surer() -> None:
    short, long = "船队携带[淡水木桶]。", "船队携带[淡水木桶和腌制的蔬菜鱼肉]。"
    assert sure_zh(short) < MIN_CONFIDENCE <= sure_zh(long)
    assert sure_zh(short, about="船队") == sure_zh(short, named=True) >= MIN_CONFIDENCE
    assert sure_zh("船队携带[淡水]。") < MIN_CONFIDENCE <= sure_zh("灯塔位于[海峡北岸]。")
    assert sure_zh("船队是[运粮的船只组成的编队]。", about="船队") > sure_zh(long, about="船队")
    for surer in ("如果风向改变，船队携带[淡水木桶]。", "风向多变，因此船队携带[淡水木桶]。", "船队携带[《水路志》]。"):
        assert sure_zh(surer) >= MIN_CONFIDENCE
