"""Where sentences end, and above all where they do not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgen.notes.readers.inline import read_inline
from quizgen.notes.sentences import split


def parts(source: str) -> list[str]:
    inline = read_inline(source, 1)
    return [inline.text[start:end] for start, end in split(inline)]


@pytest.mark.parametrize(
    "source",
    [
        "Version 3.14 was out in 2025.",
        "e.g. this, i.e. that, cf. those",
        "See Fig. 3 and Eq. 2 by Smith et al. in Vol. 1",
        "Dr. J. Smith of the U.S. Army",
        "About 5 p.m. it rained",
        "Wait... and see",
        "It calls a.b.c and notes.txt",
        "Use `a. B` and $f. G$ here",
        "熵（见第3.2节。很重要。）是度量",
        "他说“好。走吧。”之后",
        "see [the first. The second] end",
        "《甲。乙》是书",
        "is it a?b:c or x!=y",
        "for (i = 0; i < n; i++)",
        "用 a;b 表示",
        "嗯……好吧",
        "https://a.b/c?d=e.F",
        "1. First point",
        "no full stop at all",
    ],
)
def test_no_sentence_ends_here(source):
    assert len(parts(source)) == 1


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("甲。乙！丙？丁；戊", ["甲。", "乙！", "丙？", "丁；", "戊"]),
        ("One. Two! Three? Four", ["One.", "Two!", "Three?", "Four"]),
        ("甲是 A. 乙是 B。", ["甲是 A. 乙是 B。"]),
        ("甲是一种树. 乙是一种草.", ["甲是一种树.", "乙是一种草."]),
        ("甲; 乙;丙", ["甲;", "乙;", "丙"]),
        ("真的吗?是的!好", ["真的吗?", "是的!", "好"]),
        ("真的吗?DNA 是的!RNA 也是", ["真的吗?", "DNA 是的!", "RNA 也是"]),
        ("他说：“好。”我走了。", ["他说：“好。”我走了。"]),
        ("“好。” 我走了。", ["“好。” 我走了。"]),
        ("It works (mostly). Really.", ["It works (mostly).", "Really."]),
        ('He said "go." Then he went.', ['He said "go."', "Then he went."]),
        ("Why?! Because.", ["Why?!", "Because."]),
        ("It ends... Then again.", ["It ends...", "Then again."]),
        ("It costs 5. Then 6.", ["It costs 5.", "Then 6."]),
        ("用 Python 3. 然后升级。", ["用 Python 3.", "然后升级。"]),
        ("（甲。乙", ["（甲。", "乙"]),
        ("English here. 中文在后。", ["English here.", "中文在后。"]),
        ("", []),
        ("。", ["。"]),
    ],
)
def test_sentences_end_here(source, expected):
    assert parts(source) == expected


def test_a_bracket_that_is_far_too_long_holds_nothing_together():
    assert len(parts("（" + "甲乙。" * 100 + "）")) > 90


def test_sentences_keep_their_marks_and_lines():
    inline = read_inline("The **heart** is a pump that\nmoves blood. It has *four* rooms and\nbeats often. Rest.", 1)
    first, second, third = inline.cuts(list(split(inline)))
    assert [(m.kind, first.text[m.start : m.end]) for m in first.marks] == [("strong", "heart")]
    assert first.lines == ((0, 1), (25, 2))
    assert [(m.kind, second.text[m.start : m.end]) for m in second.marks] == [("emphasis", "four")]
    assert second.lines == ((0, 2), (22, 3))
    assert third.lines == ((0, 3),)


@given(
    st.lists(st.sampled_from([*"甲a1。！？；?!;.…“”（）()[]《》\"' \n", "...", "e.g.", "Fig. 1"]), max_size=30).map(
        "".join
    )
)
def test_nothing_is_lost_between_sentences(source):
    inline = read_inline(source, 1)
    kept = "".join(inline.text[start:end] for start, end in split(inline))
    assert "".join(kept.split()) == "".join(inline.text.split())
