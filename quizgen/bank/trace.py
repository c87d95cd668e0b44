"""Where the notes say now what a question of the bank asks: it is found again although lines, files and words changed.

Each question takes one sighting, each sighting goes to one question; what is sure comes before what is likely.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from quizgen.bank.alike import Pairs, alike, held, pairs, plain, shared
from quizgen.bank.evidence import Sighting, answer_of, ask_of, asked, path_of
from quizgen.bank.lock import Entry
from quizgen.bank.types import Question, type_name

SAME = 0.8
"""What is held in a passage to this degree says the same."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What the notes say now."""

    sightings: Sequence[Sighting]
    """All that each file says, in order, with one source each."""
    joined: Sequence[Sighting]
    """The same with one question for each thing said, and all its sources."""
    wanted: Sequence[Sighting]
    """Those of them that a new bank would hold."""
    texts: Mapping[str, str]
    """The words of each file that was read, by its name in ``source``. The others are not judged."""
    missing: frozenset[str] = frozenset()
    """The files that are gone although the folder they were in is there."""
    absent: frozenset[str] = frozenset()
    """Others that are not there. They are not judged either, but may have another name by now."""
    min_confidence: float = 0
    """What is less certain does not change a question."""
    at_most: int | None = None
    """So many generated questions the bank may have."""


@dataclass(slots=True)
class Known:
    """A question that was generated: ``at`` is its number in the bank, None once a person deleted it."""

    name: str
    known: Entry
    """What the lock says."""
    entry: Entry
    """What is to be remembered."""
    at: int | None
    generated: bool
    """It stands there as it was made; False once edited or deleted."""
    due: bool = False
    """It stands there as another branch made it, and is made anew."""
    fresh: bool = False
    """A run that was cut off wrote it: it was not there before."""
    path: str = ""
    """The file of its passage."""
    sighting: Sighting | None = None
    """Where the notes say it now."""
    otherwise: list[Sighting] = field(default_factory=list)
    """What its other sources say instead, in words of their own."""
    written: bool = False
    """This run writes it, if only its source."""


@dataclass(frozen=True, slots=True)
class Place:
    """A sighting by what it is looked up by."""

    number: int
    sighting: Sighting
    path: str
    asked: str
    passage: str
    """Without blanks."""


class Finder:
    """All sightings, which of them are spoken for, and what the files say."""

    def __init__(self, reading: Reading, questions: Sequence[Question]) -> None:
        self.reading = reading
        self.questions = questions
        """Those of the bank."""
        self.used: set[int] = set()
        self.moved: dict[str, list[str]] = defaultdict(list)
        """The files to which passages of a file that is gone have moved."""
        self.new: list[str] = []
        """Files that no question came from so far."""
        self._standing: dict[str, bool] = {}
        self._answers: dict[int, Pairs] = {}
        self._passages: dict[int, Pairs] = {}
        self.said = {path: plain(text) for path, text in reading.texts.items()}
        self.exact: dict[tuple[str, str, str], list[Place]] = defaultdict(list)
        self.asking: dict[str, list[Place]] = defaultdict(list)
        self.in_file: dict[tuple[str, str], list[Place]] = defaultdict(list)
        for n, s in enumerate(reading.sightings):
            place = Place(n, s, path_of(s.question.source[0]), asked(s.question), plain(s.passage))
            self.exact[place.path, place.asked, place.passage].append(place)
            self.asking[place.asked].append(place)
            self.in_file[place.path, type_name(s.question)].append(place)

    def knows(self, source: str) -> bool:
        """Return whether the reading can say what became of ``source``: its file was read, or is gone."""
        path = path_of(source)
        return path in self.said or path in self.reading.missing

    def is_gone(self, path: str) -> bool:
        """Return whether the file ``path`` is not there, judged or not."""
        return path in self.reading.missing or path in self.reading.absent

    def judges(self, k: Known) -> bool:
        """Return whether the reading can say whether ``k`` is gone: it stands in no file that was not read."""
        return self.knows(k.path) and all(map(self.knows, k.entry.source))

    def stands(self, k: Known) -> bool:
        """Return whether the passage of ``k`` is still in a file that was read."""
        if k.name not in self._standing:
            passage = plain(k.entry.passage)
            self._standing[k.name] = any(passage in text for text in self.said.values())
        return self._standing[k.name]

    def stays(self, k: Known) -> bool:
        """Return whether the passage of ``k`` is still in its own file; if that is gone, in one where it was not."""
        passage = plain(k.entry.passage)
        if k.path in self.said:
            return passage in self.said[k.path]
        others = self.others(k)
        return any(passage in text for path, text in self.said.items() if path not in others)

    def became(self, k: Known, places: Sequence[Place]) -> list[Place]:
        """Return those of ``places`` that the passage of ``k`` may have become.

        All if it is gone; if it stands in its file, those that alone hold it.
        """
        if not self.stays(k):
            return list(places)
        passage = plain(k.entry.passage)
        return [p for p in places if passage and 0 < p.passage.count(passage) == self.said[p.path].count(passage)]

    def answer(self, place: Place) -> Pairs:
        """Return the pairs of characters in the answer at ``place``."""
        if place.number not in self._answers:
            self._answers[place.number] = pairs(answer_of(place.sighting.question))
        return self._answers[place.number]

    def passage(self, place: Place) -> Pairs:
        """Return the pairs of characters in the passage at ``place``."""
        if place.number not in self._passages:
            self._passages[place.number] = pairs(place.passage)
        return self._passages[place.number]

    def free(self, places: Sequence[Place]) -> list[Place]:
        """Return those of ``places`` that are not spoken for."""
        return [place for place in places if place.number not in self.used]

    def take(self, k: Known, places: Sequence[Place]) -> None:
        """Give the first of ``places`` that is free to ``k``."""
        if free := self.free(places):
            self.used.add(free[0].number)
            k.sighting = free[0].sighting

    def near(self, k: Known) -> list[Place]:
        """Return what is free of the type of ``k`` in its file; if that is gone, in what it may have become."""
        return self._free_in(k, [k.path])

    def beside(self, k: Known) -> list[Place]:
        """Return what is free of the type of ``k`` in its other sources."""
        return self._free_in(k, map(path_of, k.entry.source[1:]))

    def _free_in(self, k: Known, paths: Iterable[str]) -> list[Place]:
        kind = k.entry.asked.partition(" ")[0]
        now = dict.fromkeys(heir for path in paths for heir in self.heirs(path))
        return self.free([place for path in now for place in self.in_file.get((path, kind), ())])

    def heirs(self, path: str) -> list[str]:
        """Return ``path``, or if that is gone the files that it may have become."""
        return [*self.moved[path], *self.new] if self.is_gone(path) else [path]

    def others(self, k: Known) -> set[str]:
        """Return the files of the other sources of ``k``, also those they may have become, unless its own may have."""
        became = {heir for source in k.entry.source[1:] for heir in self.heirs(path_of(source))}
        return became.difference(self.heirs(k.path)) if became else became

    def saying(self, k: Known) -> list[Place]:
        """Return where, in any file, the passage of ``k`` asks the same."""
        return [p for p in self.asking.get(k.entry.asked, ()) if p.passage == plain(k.entry.passage)]

    def sure(self, places: Sequence[Place]) -> list[Place]:
        """Return those of ``places`` that may change a question."""
        return [p for p in places if p.sighting.confidence >= self.reading.min_confidence]


def trace(known: Sequence[Known], finder: Finder) -> None:
    """Give each of ``known`` the sighting that says it now, if there is one."""
    old = {k.path for k in known if not k.fresh}
    finder.new = [path for path in finder.said if path not in old]
    for k in known:
        finder.take(k, finder.exact.get((k.path, k.entry.asked, plain(k.entry.passage)), ()))
    lost = [k for k in known if k.sighting is None and (finder.knows(k.path) or finder.is_gone(k.path))]
    for find in _STEPS:
        for k in lost:
            if k.sighting is None:
                find(k, finder)


def _moved(k: Known, finder: Finder) -> None:
    """The same passage, in another file: a section that moved, or a file with a new name."""
    others = finder.others(k)  # it stood there before: nothing moved
    finder.take(k, [p for p in finder.saying(k) if p.path not in others])
    if k.sighting is not None and finder.is_gone(k.path):
        finder.moved[k.path].append(path_of(k.sighting.question.source[0]))


def _read_otherwise(k: Known, finder: Finder) -> None:
    """The same passage asks something else: a newer quizgen reads it so. The question stays what it is."""
    same = [p for p in finder.near(k) if p.passage == plain(k.entry.passage)]
    finder.take(k, [p for p in same if _answers_alike(k, p, finder) >= 0.5])


def _rewritten(k: Known, finder: Finder) -> None:
    """The same is asked of another passage: its own passage changed."""
    same = _asking_the_same(k, finder.near(k), finder)
    if not finder.stays(k):
        finder.take(k, same)
    else:  # a newer quizgen took another passage: the question stays, and there is no second one
        finder.used.update(p.number for p in same)


def _asking_the_same(k: Known, places: Sequence[Place], finder: Finder) -> list[Place]:
    """Return those of ``places`` that ask the same, the most alike first."""
    same = [p for p in finder.sure(places) if p.asked == k.entry.asked]
    return sorted(same, key=lambda p: -alike(p.passage, k.entry.passage))


def _reworded(k: Known, finder: Finder) -> None:
    """Another term with nearly the same definition. Less would let an id wander to another question."""
    _take_the_likeliest(k, finder.near(k), finder)


def _take_the_likeliest(k: Known, places: Sequence[Place], finder: Finder) -> None:
    near = finder.became(k, finder.sure(places))
    ranked = sorted(zip(_likeness(k, near, finder), near, strict=True), key=lambda r: -r[0])
    finder.take(k, [p for likeness, p in ranked if likeness > 0])


def _also_there(k: Known, finder: Finder) -> None:
    """The same passage in another of its sources, or what became of it there."""
    if finder.stays(k):
        return
    finder.take(k, finder.saying(k))
    if k.sighting is None:
        finder.take(k, _asking_the_same(k, finder.beside(k), finder))
    if k.sighting is None:
        _take_the_likeliest(k, finder.beside(k), finder)


def _elsewhere(k: Known, finder: Finder) -> None:
    """The same is asked and answered in another file, in other words."""
    if not finder.stands(k):
        same = finder.sure(finder.free(finder.asking.get(k.entry.asked, ())))
        finder.take(k, [p for p in same if held(answer_of(p.sighting.question), k.entry.passage) >= SAME])


_STEPS = (_moved, _read_otherwise, _rewritten, _reworded, _also_there, _elsewhere)
"""The most certain first."""


def _answers_alike(k: Known, place: Place, finder: Finder) -> float:
    if k.at is None or not k.generated:
        return 1
    return alike(answer_of(finder.questions[k.at]), answer_of(place.sighting.question))


def _likeness(k: Known, places: Sequence[Place], finder: Finder) -> Iterator[float]:
    """Yield how likely each of ``places`` is a new wording of ``k``; 0 if that is not safe to say."""
    if not places:
        return
    if k.at is None or not k.generated:  # the words of the question are lost or a person's: the passage must do
        own = pairs(k.entry.passage)
        yield from (max(0, shared(own, finder.passage(p)) - 0.85) for p in places)
        return
    question = finder.questions[k.at]
    own = pairs(answer_of(question))
    long = len(plain(answer_of(question))) >= 6
    for place in places:
        answers = shared(own, finder.answer(place))
        asks = _names_alike(ask_of(question), ask_of(place.sighting.question)) if answers >= 0.75 else 0
        yield answers + asks if (answers >= 0.9 and long) or (answers >= 0.75 and asks >= 0.5) else 0


def _names_alike(one: str, other: str) -> float:
    one, other = plain(one), plain(other)
    return 1 if one in other or other in one else alike(one, other)
