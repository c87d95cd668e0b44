import pytest

from quizgen.bank.load import load
from quizgen.bank.types import type_name
from quizgen.jobs.draft import Wanted, run
from quizgen.problems import Refused

HEAD = "format: 1\nid: sky\ntitle: The sky\nlanguage: en\nquestions:\n"
BODIES = {
    "Mercury": "the planet nearest to the sun",
    "Venus": "the hottest planet, turning backwards",
    "Mars": "the red planet with rusty ground",
    "Jupiter": "the largest planet, with a great red spot",
    "Saturn": "the planet with wide bright rings",
    "Uranus": "the planet that lies on its side",
}


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    body = "".join(
        f"- {{type: definition, id: {term}, term: {term}, definition: '{text}', source: 'notes/sky.md:{n}',"
        f" difficulty: {n % 5 + 1}, tags: [{'inner' if n < 3 else 'outer::giants'}]}}\n"
        for n, (term, text) in enumerate(BODIES.items())
    )
    (tmp_path / "bank.yaml").write_text(HEAD + body, encoding="utf-8")
    return tmp_path


def loaded(path):
    bank, problems = load(str(path), path.read_text(encoding="utf-8"))
    assert problems == []
    return bank


def refused(*args, **options):
    with pytest.raises(Refused) as caught:
        run(*args, **options)
    return str(caught.value)


def test_too_few_questions_are_told_in_a_table_and_nothing_is_written(folder):
    said = refused(["bank.yaml"], "test.yaml", Wanted(forms={"choice": 9, "open": 1}))
    assert [line.split() for line in said.splitlines()[1:]] == [
        ["form", "wanted", "there", "are", "in", "one", "test"],
        ["choice", "9", "6", "6"],
        ["open", "1", "0", "0"],
    ]
    assert not (folder / "test.yaml").exists()


def test_too_few_for_the_count(folder):
    told = refused(["bank.yaml"], "test.yaml")
    assert "too few questions for a test of 40" in told
    count = int(told.partition("(try --count ")[2].partition(")")[0])
    run(["bank.yaml"], "test.yaml", Wanted(count=count))
    assert len(loaded(folder / "test.yaml").questions) == count


def test_a_test_that_stands_is_never_overwritten(folder):
    (folder / "test.yaml").write_text("mine")
    assert "may have been edited" in refused(["bank.yaml"], "test.yaml", Wanted(count=2))
    assert (folder / "test.yaml").read_text() == "mine"


def test_fewer_points_than_questions(folder):
    assert "need at least 3 points" in refused(["bank.yaml"], "test.yaml", Wanted(count=3, total=2))


def test_pictures_bind_a_test_to_their_folder(folder):
    (folder / "bank.yaml").write_text(
        HEAD + "- {type: open, id: o, question: 'What? ![moon](moon.png)', answer: moon}\n"
    )
    assert "shows pictures" in refused(["bank.yaml"], "tests/test.yaml", Wanted(count=1))
    run(["bank.yaml"], "test.yaml", Wanted(count=1))


def test_a_test_is_a_sound_bank_with_points_that_add_up(folder):
    run(
        ["bank.yaml"], "exams/test.yaml", Wanted(forms={"choice": 3, "true_false": 2}, total=20, seed="1", title="Exam")
    )
    made = loaded(folder / "exams" / "test.yaml")
    assert (made.title, made.language) == ("Exam", "en")
    assert [type_name(q) for q in made.questions] == ["choice"] * 3 + ["true_false"] * 2
    assert sum(q.points for q in made.questions) == 20
    assert all(q.source[0].startswith("../notes/sky.md:") for q in made.questions)


def test_the_same_seed_writes_the_same_bytes(folder):
    for name in ("a.yaml", "b.yaml"):
        run(["bank.yaml"], name, Wanted(count=4, seed="7"))
    assert (folder / "a.yaml").read_bytes() == (folder / "b.yaml").read_bytes()


def test_a_second_test_asks_nothing_of_the_first(folder):
    run(["bank.yaml"], "first.yaml", Wanted(forms={"choice": 3}))
    run(["bank.yaml"], "second.yaml", Wanted(forms={"choice": 3}, not_in=("first.yaml",)))
    first, second = loaded(folder / "first.yaml"), loaded(folder / "second.yaml")
    assert {q.id for q in first.questions} | {q.id for q in second.questions} == set(BODIES)


@pytest.mark.parametrize("names", [("earlier/1.yaml", "earlier/2.yaml"), ("earlier",), ("earlier/*.yaml",)])
def test_earlier_tests_may_be_named_by_folder_or_pattern(folder, names):
    run(["bank.yaml"], "earlier/1.yaml", Wanted(forms={"choice": 2}))
    run(["bank.yaml"], "earlier/2.yaml", Wanted(forms={"choice": 2}, not_in=("earlier/1.yaml",)))
    run(["bank.yaml"], "third.yaml", Wanted(forms={"choice": 2}, not_in=names))
    asked = [q.id for n in ("earlier/1", "earlier/2", "third") for q in loaded(folder / f"{n}.yaml").questions]
    assert sorted(asked) == sorted(BODIES)


@pytest.mark.parametrize("name", ["none.yaml", "none/*.yaml"])
def test_an_earlier_test_that_is_not_there_is_told(folder, name):
    assert name in refused(["bank.yaml"], "test.yaml", Wanted(forms={"choice": 2}, not_in=(name,)))


def test_terms_of_an_earlier_matching_count_as_asked(folder):
    run(["bank.yaml"], "first.yaml", Wanted(forms={"matching": 1}))
    assert "too few" in refused(["bank.yaml"], "second.yaml", Wanted(forms={"definition": 3}, not_in=("first.yaml",)))


@pytest.mark.parametrize(
    ("wanted", "ids"),
    [
        ({"tags": ("inner",)}, {"Mercury", "Venus", "Mars"}),
        ({"tags": ("outer",)}, {"Jupiter", "Saturn", "Uranus"}),
        ({"difficulty": (5, 5)}, {"Saturn"}),
        ({"types": ("open",)}, set()),
        ({"per_section": 2}, 2),
    ],
    ids=["tag", "tag above", "difficulty", "types", "per section"],
)
def test_only_what_is_wanted_is_asked(folder, wanted, ids):
    number = ids if isinstance(ids, int) else len(ids)
    if number:
        run(["bank.yaml"], "test.yaml", Wanted(forms={"definition": number}, **wanted))
        asked = {q.id for q in loaded(folder / "test.yaml").questions}
        assert len(asked) == number if isinstance(ids, int) else asked == ids
    assert "too few" in refused(["bank.yaml"], "more.yaml", Wanted(forms={"definition": number + 1}, **wanted))
