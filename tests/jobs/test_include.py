"""A bank that includes others: what every command sees, and what is refused, with line and column."""

import pytest

from quizgen.jobs import anki, cards, check, diff, draft, quiz, stats
from quizgen.jobs.banks import MOST_LEVELS, load_banks, read_banks
from quizgen.jobs.preview_state import Preview
from quizgen.problems import Refused, errors
from quizgen.render import apkg

HEAD = "format: 1\nid: {id}\ntitle: {id}\nlanguage: en\n{more}questions:{questions}\n"
QUESTION = "\n- {{type: open, id: {id}, question: What is {id}?, answer: the answer}}"


@pytest.fixture
def bank(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    def write(path, *questions, include=None, more=""):
        listed = "".join(QUESTION.format(id=name) for name in questions) or " []"
        more += f"include: [{include}]\n" if include else ""
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        identity = path.removesuffix(".yaml").replace("/", "-")
        (tmp_path / path).write_text(HEAD.format(id=identity, more=more, questions=listed), encoding="utf-8")
        return path

    return write


REFUSED = {
    "one that is not there": ("none.yaml", "there is no file none.yaml in the folder of the bank"),
    "a folder": ("below", "there is no file below in the folder of the bank"),
    "one outside of the folder": ("../other.yaml", "../other.yaml lies outside the folder of the bank"),
    "one outside that is not there": ("../none.yaml", "../none.yaml lies outside the folder of the bank"),
    "a link that leads outside": ("link.yaml", "link.yaml lies outside the folder of the bank"),
    "an absolute path": ("/etc/passwd", "/etc/passwd is no path inside the folder of the bank"),
    "a path of Windows": ("'C:\\bank.yaml'", "C:/bank.yaml is no path inside the folder of the bank"),
    "an address": ("https://example.org/b.yaml", "https://example.org/b.yaml is no path inside the folder"),
    "the bank itself": ("course.yaml", "banks include each other in a ring: books/course.yaml -> books/course.yaml"),
}


@pytest.mark.parametrize(("name", "message"), REFUSED.values(), ids=REFUSED)
def test_a_bank_cannot_include(name, message, bank, tmp_path):
    course = bank("books/course.yaml", include=f"fine.yaml, {name}")
    bank("books/fine.yaml", "a")
    bank("other.yaml", "b")
    (tmp_path / "books" / "below").mkdir()
    (tmp_path / "books" / "link.yaml").symlink_to(tmp_path / "other.yaml")
    (problem,) = check.run([course]).problems
    assert str(problem).startswith(f"books/course.yaml:5:22: {message}")
    with pytest.raises(Refused):
        load_banks([course])


def test_banks_cannot_include_each_other(bank):
    bank("a.yaml", "a", include="b.yaml")
    bank("b.yaml", "b", include="a.yaml")
    for paths in (["a.yaml"], ["a.yaml", "b.yaml"]):
        assert [str(p) for p in read_banks(paths)[1]] == [
            "b.yaml:5:11: banks include each other in a ring: a.yaml -> b.yaml -> a.yaml [include]"
        ]


def test_a_chain_without_end_is_a_problem(bank):
    for n in range(MOST_LEVELS + 5):
        bank(f"{n}.yaml", include=f"{n + 1}.yaml")
    (problem,) = read_banks(["0.yaml"])[1]
    assert problem.message == f"banks include banks more than {MOST_LEVELS} levels deep"


def test_problems_of_a_chapter_name_the_chapter(bank):
    course = bank("course.yaml", include="parts/one.yaml, parts/two.yaml")
    bank("parts/one.yaml", "a", more="autor: me\n")
    bank("parts/two.yaml", "a", "a")
    assert [str(p).partition(" ")[0] for p in check.run([course]).problems] == [
        "parts/one.yaml:5:1:",
        "parts/two.yaml:7:20:",
    ]


def test_two_chapters_with_one_id_are_a_problem(bank, tmp_path):
    course = bank("course.yaml", include="one.yaml, two.yaml")
    text = (tmp_path / bank("one.yaml", "a")).read_text(encoding="utf-8")
    (tmp_path / "two.yaml").write_text(text, encoding="utf-8")
    (problem,) = errors(check.run([course]).problems)
    assert str(problem).startswith("two.yaml:2:5: one.yaml has the same bank id 'one'")


@pytest.fixture
def course(bank):
    bank("one.yaml", "a", "b")
    bank("two/bank.yaml", "c", more="deck: Elsewhere\n", include="three.yaml")
    bank("two/three.yaml", "d")
    return bank("course.yaml", "z", include="one.yaml, two/bank.yaml", more="deck: Study::Course\n")


def test_check_sees_every_bank_once_and_names_the_one_to_build(course):
    report = check.run([course, "one.yaml"])
    assert [line.partition(":")[0] for line in report.lines] == [
        "course.yaml",
        "one.yaml",
        "two/bank.yaml",
        "two/three.yaml",
    ]
    assert report.next == ("quizgen anki course.yaml -o course.apkg",)
    assert not report.problems


def test_a_chapter_lies_below_unless_it_names_its_own_deck(course):
    assert {one.id: one.deck for one in load_banks([course])[0]} == {
        "course": "Study::Course",
        "one": "Study::Course::one",
        "two-bank": "Elsewhere",
        "two-three": "Elsewhere::two-three",
    }


def test_a_chapter_has_the_same_cards_by_itself_and_in_the_course(course, tmp_path):
    anki.run(["one.yaml"], "one.apkg")
    anki.run([course], "all.apkg")
    alone, together = (
        {note.guid for note in apkg.notes_of((tmp_path / name).read_bytes())} for name in ("one.apkg", "all.apkg")
    )
    assert len(alone) == 2
    assert len(together) == 5
    assert alone < together


def test_locks_stay_beside_each_chapter(course, tmp_path):
    anki.run([course], "all.apkg")
    locks = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.lock")}
    assert locks == {"course.lock", "one.lock", "two/bank.lock", "two/three.lock"}


def test_a_bank_of_nothing_but_chapters(bank, tmp_path):
    course = bank("course.yaml", include="one.yaml")
    bank("one.yaml", "a")
    assert "1 note" in anki.run([course], "all.apkg").lines[0]
    assert not (tmp_path / "course.lock").exists()
    assert anki.run([course], "all.apkg", locked=True)


def test_a_quiz_and_a_test_bear_the_title_of_the_course(course, tmp_path):
    quiz.run([course], "quiz.html")
    page = (tmp_path / "quiz.html").read_text(encoding="utf-8")
    assert "<title>course</title>" in page
    assert page.count("What is") == 5
    assert "5 cards" in cards.run([course], "cards.html").lines[0]
    draft.run([course], "test.yaml", draft.Wanted(count=4))
    assert load_banks(["test.yaml"])[0][0].title == "course"


def test_statistics_and_preview_see_all_of_it(course):
    assert "5 questions in 4 banks" in stats.run([course]).text
    preview = Preview(course, None)
    preview.follow()
    told = preview.state.told(course)
    preview.end()
    assert [(q["file"], q["id"]) for q in told["questions"]] == [
        ("course.yaml", "z"),
        ("one.yaml", "a"),
        ("one.yaml", "b"),
        ("two/bank.yaml", "c"),
        ("two/three.yaml", "d"),
    ]


def test_diff_tells_of_each_chapter(course, tmp_path):
    anki.run([course], "all.apkg")
    three = tmp_path / "two" / "three.yaml"
    three.write_text(three.read_text(encoding="utf-8").replace("the answer", "another"), encoding="utf-8")
    for deck in (None, "all.apkg"):
        report = diff.run(course, deck)
        assert "two/three.yaml: 1 changed" in report.lines
        assert "one.yaml: 2 untouched" in report.lines
        assert report.text.startswith("changed       d (open)\n")
