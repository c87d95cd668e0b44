"""Random histories of real notes through the real extractor, with updates of all files or some, killed or not.

EXAMPLES=1000 pytest tests/jobs/test_update_real_notes.py runs as many histories.
"""

import os
import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from killing import in_child, killed_at

from quizgen.bank.edit import block, open_bank
from quizgen.jobs import extract
from quizgen.jobs.banks import open_for_edits
from quizgen.jobs.update import How, run

THINGS = {
    "zh": [
        ("熵", "热力学熵", "衡量系统混乱程度的物理量", "微观状态数目的对数与一个常数的乘积"),
        ("电阻", "导体电阻", "对电流的阻碍作用", "两端电压与通过的电流之比"),
        ("光合作用", "植物光合作用", "绿色植物利用光能合成有机物的过程", "把二氧化碳和水变成糖并放出氧气的反应"),
        ("季风", "东亚季风", "随季节改变方向的盛行风", "海陆受热不均造成的大范围气流"),
        ("货币", "法定货币", "固定充当一般等价物的商品", "由国家发行并用来支付的凭证"),
        ("元音", "开口元音", "气流通过口腔时不受阻碍的音", "声带颤动而舌位较低的响亮声音"),
        ("冻土", "永久冻土", "温度在零度以下并含有冰的土层", "一年四季都不融化的地面"),
        ("酶", "消化酶", "由活细胞产生的具有催化功能的蛋白质", "能加快体内反应而自己不变的分子"),
        ("韵脚", "诗歌韵脚", "诗句末尾互相押韵的字", "每行结束处读音相近的位置"),
        ("关税", "进口关税", "货物经过国境时由海关征收的税", "国家为保护本国产业而收取的费用"),
    ],
    "en": [
        ("Entropy", "Thermal entropy", "a measure of the disorder of a system", "the logarithm of how many states fit"),
        (
            "Resistance",
            "Electrical resistance",
            "the opposition to a current in a wire",
            "the voltage divided by the amperes",
        ),
        (
            "Osmosis",
            "Cell osmosis",
            "the flow of water through a membrane",
            "a way by which roots take up what they drink",
        ),
        (
            "Monsoon",
            "Asian monsoon",
            "a wind that turns round with the seasons",
            "the rain that comes when land is hot",
        ),
        ("Tariff", "Customs tariff", "a tax on goods that cross a border", "the money taken to shield farms"),
        ("Vowel", "Open vowel", "a sound made with the mouth unobstructed", "the loudest part of any syllable"),
        (
            "Permafrost",
            "Arctic permafrost",
            "the ground that stays frozen all year",
            "a soil full of ice below the tundra",
        ),
        ("Enzyme", "Gut enzyme", "a protein that speeds up a reaction", "a juice that turns starch into sugar"),
    ],
}
SAY = {"zh": "**{}**是指{}。", "en": "**{}** is {}."}


class History:
    """A folder of notes and its bank in the current folder, and what became of both."""

    def __init__(self, language, rng):
        self.rng = rng
        self.say = SAY[language]
        self.names, self.meanings = {}, {}
        for number, (one, two, first, second) in enumerate(THINGS[language]):
            self.names[number], self.meanings[number] = [one, two], [first, second]
        self.notes = {"a.md": [], "b.md": [], "sub/c.md": []}
        self.unsaid = list(self.names)
        self.shown = dict.fromkeys(self.names, (0, 0))  # which name and which meaning the notes give
        self.fresh = set()  # what changed since the last update: two changes make another thing of it, for anyone
        self.files = 3
        self.deleted = set()
        self.comments = []
        self.edited = set()
        self.ids = {}

    def thing_of(self, term):
        """The number of the thing called ``term``."""
        return next(number for number, names in self.names.items() if term in names)

    def said(self):
        return [number for lines in self.notes.values() for number in lines if isinstance(number, int)]

    # --- the notes ---

    def say_more(self):
        if self.unsaid:
            lines = self.notes.setdefault(self.rng.choice(sorted(self.notes) or ["a.md"]), [])
            lines.insert(self.rng.randint(0, len(lines)), self.unsaid.pop(self.rng.randrange(len(self.unsaid))))

    def change(self, name, meaning):
        if calm := [number for number in self.said() if number not in self.fresh]:
            number = self.rng.choice(calm)
            one, two = self.shown[number]
            self.shown[number] = (one ^ name, two ^ meaning)
            self.fresh.add(number)

    def reword(self):
        self.change(1, 0)

    def say_otherwise(self):
        self.change(0, 1)

    def move_a_line(self):
        if calm := [number for number in self.said() if number not in self.fresh]:
            number = self.rng.choice(calm)
            for lines in self.notes.values():
                if number in lines:
                    lines.remove(number)
            lines = self.notes[self.rng.choice(sorted(self.notes))]
            lines.insert(self.rng.randint(0, len(lines)), number)
            self.fresh.add(number)

    def unsay(self):
        if calm := [number for number in self.said() if number not in self.fresh]:
            number = self.rng.choice(calm)
            for lines in self.notes.values():
                if number in lines:
                    lines.remove(number)

    def write_other_lines(self):
        if self.notes:
            lines = self.notes[self.rng.choice(sorted(self.notes))]
            lines.insert(self.rng.randint(0, len(lines)), self.rng.choice(["", "## 又 more", "> 123"]))

    def rename_a_note(self):
        if self.notes:
            self.notes[f"n{self.files}.md"] = self.notes.pop(self.rng.choice(sorted(self.notes)))
            self.files += 1

    def line(self, number):
        name, meaning = self.shown[number]
        return self.say.format(self.names[number][name], self.meanings[number][meaning])

    def lay_out(self):
        for path in Path("notes").rglob("*.md"):
            path.unlink()
        for name, lines in self.notes.items():
            texts = ["# 笔记 notes", *(self.line(line) if isinstance(line, int) else line for line in lines)]
            path = Path("notes", name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text("\n\n".join(texts) + "\n", encoding="utf-8")

    # --- the bank ---

    def somewhere(self):
        """The bank and the number of a question in it; None if it has none."""
        written = open_for_edits("bank.yaml")
        return (written, self.rng.randrange(len(written.spans))) if written.spans else (written, None)

    def write_a_comment(self):
        written, at = self.somewhere()
        if at is not None:
            self.comments.append(f"# remark {len(self.comments)}")
            start = written.spans[at].start
            save(written.text[:start] + self.comments[-1] + "\n" + written.text[start:])

    def edit_a_question(self):
        written, at = self.somewhere()
        if at is not None and "# mine" not in block(written, at):
            end = written.text.index("\n", written.text.index("term: ", written.spans[at].start))
            save(written.text[:end] + "  # mine" + written.text[end:])
            self.edited.add(written.bank.questions[at].id)

    def delete_a_question(self):
        written, at = self.somewhere()
        if at is not None:
            question, span = written.bank.questions[at], written.spans[at]
            self.deleted.add(self.ids[question.id])
            self.edited.discard(question.id)
            text = written.text[: span.start] + written.text[written.text.index("\n", span.end) + 1 :]
            save(text if len(written.spans) > 1 else text.replace("questions:\n", "questions: []\n"))

    ACTS = (
        *[say_more] * 3,
        *[reword, say_otherwise] * 2,
        move_a_line,
        unsay,
        write_other_lines,
        rename_a_note,
        write_a_comment,
        edit_a_question,
        delete_a_question,
    )

    # --- what holds after each update ---

    def check(self, before, report):
        written, _ = open_bank("bank.yaml", Path("bank.yaml").read_text(encoding="utf-8"))
        now = {q.id: (at, q) for at, q in enumerate(written.bank.questions)}
        assert all(f"{comment}\n" in written.text for comment in self.comments)
        for at, question in enumerate(before.bank.questions):
            if question.id in self.edited:
                assert without_source(block(written, now[question.id][0])) == without_source(block(before, at))
        for name, (_, question) in now.items():
            thing = self.thing_of(question.term)
            assert thing not in self.deleted
            assert self.ids.setdefault(name, thing) == thing, report  # an id never goes to another question
        assert len({self.ids[name] for name in now}) == len(now)  # and nothing is asked twice
        for thing in set(self.said()) - self.deleted:
            (question,) = (q for name, (_, q) in now.items() if self.ids[name] == thing)
            if question.id not in self.edited:
                name, meaning = self.shown[thing]
                assert (question.term, question.definition) == (self.names[thing][name], self.meanings[thing][meaning])
            path, _, line = question.source[0].rpartition(":")
            assert question.term in Path(path).read_text(encoding="utf-8").split("\n")[int(line) - 1] or (
                question.id in self.edited
            )


def save(text):
    Path("bank.yaml").write_text(text, encoding="utf-8")


def without_source(text):
    return [line for line in text.split("\n") if "source" not in line]


def state():
    return Path("bank.yaml").read_bytes(), Path("bank.lock").read_bytes()


def put_back(files):
    Path("bank.yaml").write_bytes(files[0])
    Path("bank.lock").write_bytes(files[1])


@pytest.fixture
def here(tmp_path_factory, monkeypatch):
    """A function that makes a new folder the current one."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))

    def new():
        monkeypatch.chdir(tmp_path_factory.mktemp("work"))

    return new


FIXTURES = [HealthCheck.function_scoped_fixture]  # `here` is called anew for each history
STEPS = st.lists(
    st.tuples(
        st.lists(st.sampled_from(History.ACTS), min_size=1, max_size=6),
        st.sampled_from(["", "", "prune", "refresh"]),
        st.none() | st.integers(0, 20),
    ),
    min_size=1,
    max_size=5,
)


@settings(max_examples=int(os.environ.get("EXAMPLES", "25")), deadline=None, suppress_health_check=FIXTURES)
@given(language=st.sampled_from(sorted(THINGS)), seed=st.integers(0, 10**6), first=st.integers(1, 6), steps=STEPS)
def test_no_history_of_real_notes_loses_or_doubles_anything(here, language, seed, first, steps):
    here()
    history = History(language, random.Random(seed))
    for _ in range(first):
        history.say_more()
    history.lay_out()
    report = extract.run(["notes"], "bank.yaml")
    history.check(open_for_edits("bank.yaml"), report)
    for acts, option, killed in steps:
        for act in acts:
            act(history)
        history.lay_out()
        history.fresh.clear()
        before = open_for_edits("bank.yaml")
        how = How(prune=option == "prune", refresh=option == "refresh", yes=True)
        files = state()
        report = run("bank.yaml", (), how)
        whole = state()
        if killed is not None:  # the next run gives what an undisturbed one gave
            put_back(files)
            in_child(killed_at(killed, lambda how=how: run("bank.yaml", (), how)))
            run("bank.yaml", (), how)
            assert state() == whole
        history.check(before, report)
        run("bank.yaml", (), How(refresh=True))
        assert state() == whole  # a second run changes nothing, and nothing is behind
