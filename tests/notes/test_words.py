"""Words of the two languages, and the dictionary that is kept between runs."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from quizgen.notes import generic, naming, openings, regexes, verbs, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("", 0, id="nothing"),
        pytest.param("，。！ - *", 0, id="signs"),
        pytest.param("冰川学", 3, id="Chinese characters"),
        pytest.param("a slow river", 6, id="Latin words"),
        pytest.param("$E=mc^2$ 公式", 4, id="a formula is one word"),
        pytest.param("3.14 与 1,000", 5, id="numbers"),
        pytest.param("naïve Größe", 4, id="letters with marks"),
    ],
)
def test_weight(text: str, expected: int) -> None:
    assert words.weight(text) == expected


@pytest.mark.parametrize(
    ("text", "left"),
    [
        pytest.param("因此，冰川退缩", "冰川退缩", id="a linking word"),
        pytest.param("此外，其实冰川退缩", "冰川退缩", id="two"),
        pytest.param("However, glaciers retreat", "glaciers retreat", id="English"),
        pytest.param("而今冰川退缩", "而今冰川退缩", id="part of another word"),
        pytest.param("也就是說冰川退縮", "冰川退縮", id="older characters"),
        pytest.param("Sometimes", "Sometimes", id="never the whole"),
    ],
)
def test_lead(text: str, left: str) -> None:
    assert text[openings.lead(text) :] == left


@pytest.mark.parametrize(
    "label", ["优点", "主要作用", "失败的原因", "優點", "Advantages", "Time complexity", "Use cases"]
)
def test_facet(label: str) -> None:
    assert generic.is_facet(label)


@pytest.mark.parametrize("label", ["冰川", "优点多的方案设计", "太平洋战争的原因", "Glacier", "Advantage Inc"])
def test_no_facet(label: str) -> None:
    assert not generic.is_facet(label)


@pytest.mark.parametrize(
    ("options", "ahead"),
    [
        pytest.param("冰川 雪", "冰雪", id="characters"),
        pytest.param("[冰雪]川 山", "冰雪山", id="one of several"),
        pytest.param("(?<![冰雪])川(?!流) 山", "川山", id="what only looks around"),
        pytest.param("冰?川 雪", "", id="a character that may lack"),
        pytest.param("[冰雪]?川", "", id="one of several that may lack"),
        pytest.param("(?:冰|雪)?川", "", id="a group"),
        pytest.param("冰川 .山", "", id="any character"),
        pytest.param("冰川 [^雪]山", "", id="all but one"),
        pytest.param("(?!雪)[冰雪]山", "", id="a look ahead"),
    ],
)
def test_either_looks_at_the_first_character(options: str, ahead: str) -> None:
    joined = "|".join(sorted(options.split(), key=len, reverse=True))
    made = regexes.either(options)
    assert made.endswith(f"(?:{joined})")
    assert set(made.removesuffix(f"(?:{joined})").removeprefix("(?=[").removesuffix("])")) == set(ahead)


def test_zh_matches_older_characters() -> None:
    import re

    pattern = re.compile(regexes.zh(r"[这那]种为(?!了)"))
    assert all(pattern.match(text) for text in ("这种为", "這種為", "那種為"))
    assert not pattern.match("这种为了")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("冰層能夠穩定地移動", "冰層 能夠 穩定 地 移動", id="older characters stay as they are"),
        pytest.param("含有甘油醛-3-磷酸", "含有 甘油醛-3-磷酸", id="hyphens"),
        pytest.param("形成F-1,6-BP和水", "形成 F-1,6-BP 和 水", id="a comma between digits"),
        pytest.param("采用TCP/IP协议", "采用 TCP/IP 协议", id="a slash"),
        pytest.param("冰川 - 雪线", "冰川   -   雪线", id="a dash between spaces"),
    ],
)
def test_segment(text: str, expected: str) -> None:
    assert " ".join(words.segment(text)) == expected


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        pytest.param("3. 先生成ATP", "先生成ATP", id="a verb and its object"),
        pytest.param("3. 冰川学Glaciology", "冰川学", id="a name in two scripts"),
    ],
)
def test_name(heading: str, name: str) -> None:
    found = naming.name_of(heading)
    assert found is not None and found.text == name


@pytest.mark.parametrize(
    ("before", "after", "over"),
    [
        pytest.param("航行的原", "则是安全", 1, id="in a word"),
        pytest.param("航行的", "原则是安全", 0, id="between words"),
        pytest.param("水成F-1", ",6-BP", 5, id="in a name of digits"),
        pytest.param("", "原则", 0, id="at the beginning"),
        pytest.param("原则", "", 0, id="at the end"),
    ],
)
def test_reach(before: str, after: str, over: int) -> None:
    assert words.reach(before + after, len(before)) == over


SEGMENT = "from quizgen.notes.words import segment; print('|'.join(segment('冰川缓慢流动')))"


def segmented(home: Path) -> str:
    env = {"HOME": str(home), "XDG_CACHE_HOME": str(home / "cache"), "LOCALAPPDATA": str(home), "PYTHONUTF8": "1"}
    done = subprocess.run(
        [sys.executable, "-c", SEGMENT], capture_output=True, text=True, env=env, check=True, timeout=60
    )
    assert not done.stderr
    return done.stdout.strip()


def test_dictionary_is_kept_and_a_damaged_copy_costs_time_only(tmp_path: Path) -> None:
    first = segmented(tmp_path)
    kept = next(tmp_path.rglob("jieba-dictionary.marshal"))
    assert segmented(tmp_path) == first == "冰川|缓慢|流动"
    whole = kept.read_bytes()
    kept.write_bytes(whole[: len(whole) // 2])
    assert segmented(tmp_path) == first
    assert kept.read_bytes() == whole
    assert [p.name for p in kept.parent.iterdir()] == [kept.name]
    if sys.platform != "win32":
        assert kept.parent.stat().st_mode & 0o077 == 0


def test_nothing_but_segmenting_imports_jieba() -> None:
    code = "import sys, quizgen.notes.extract; print('jieba' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.strip() == "False"


@pytest.mark.parametrize("before", ["", " ", "Often "])
def test_a_verb_may_have_nothing_before_it(before: str) -> None:
    assert verbs.is_verb("forms", before, " a lake of ice")
