"""Notes changed, and the bank follows: what was generated and nobody touched is kept up to date, the rest left alone.

Pure: (bank as written, lock, what the notes say now) -> (bank, lock, what happened). Only its own passage or a person
changes a question. The rules, in the order in which they are applied:

* A question is found again by its passage and by what it asks; in its file first, then wherever it moved.
* Its passage is the same: nothing but its ``source`` changes. Its passage changed: it is made anew, unless a person
  edited any byte of it. Its passage is gone from a file that was read: it stays and is reported (pruned, if unedited).
* What was deleted by hand stays deleted. What the bank says already gets a source more. The rest is new, and goes
  beside its neighbours of the same file.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from quizgen.bank import checks
from quizgen.bank.alike import alike, held, plain
from quizgen.bank.edit import Assign, Change, Insert, Remove, Replace, Written, block, splice
from quizgen.bank.evidence import Sighting, answer_of, asked, entry_of, path_of, pictures_of
from quizgen.bank.ids import distinct
from quizgen.bank.lock import Entry, Lock, digest
from quizgen.bank.trace import SAME, Finder, Known, Reading, trace
from quizgen.bank.types import Question, type_name
from quizgen.bank.write import dump_question
from quizgen.problems import Problem


@dataclass(slots=True)
class Told:
    """What happened, by question id."""

    added: list[str] = field(default_factory=list)
    refreshed: list[str] = field(default_factory=list)
    moved: list[str] = field(default_factory=list)
    """Only their source changed."""
    stayed: list[str] = field(default_factory=list)
    """Edited by hand, and their passage changed."""
    deleted: list[str] = field(default_factory=list)
    """Found to be deleted by hand since the last time."""
    gone: list[str] = field(default_factory=list)
    """Their passage is no longer in the notes."""
    pruned: list[str] = field(default_factory=list)
    adopted: list[str] = field(default_factory=list)
    """Not in the lock, and just as the notes give them: they count as generated."""
    unknown: list[str] = field(default_factory=list)
    """Not in the lock, and found in the notes: whether they were edited could not be known."""


@dataclass(frozen=True, slots=True)
class Update:
    """The outcome: the bank, its lock, and the lock to write before the bank is written."""

    written: Written
    lock: Lock
    pending: Lock
    """Each entry of it can tell whether the bank was written: a kill between the two files loses nothing."""
    told: Told


@dataclass(frozen=True, slots=True)
class _Case:
    """All that the steps of one update look at."""

    written: Written
    lock: Lock
    finder: Finder
    merged: _Merged
    told: Told
    refresh: bool

    def question(self, k: Known) -> Question:
        """Return the question ``k`` as it stands in the bank."""
        assert k.at is not None
        return self.written.bank.questions[k.at]


def update(
    written: Written, lock: Lock, reading: Reading, *, prune: bool = False, refresh: bool = False
) -> tuple[Update, list[Problem]]:
    """Return ``written`` and ``lock`` brought up to date with ``reading``.

    ``prune`` removes unedited questions whose passage is gone; ``refresh`` also makes those anew whose passage is the
    same but would give another question today. With a problem the bank could not be edited, and all is as it was.
    """
    case = _Case(written, lock, Finder(reading, written.bank.questions), _Merged(reading), Told(), refresh)
    told = case.told
    known = _settled(case)
    trace(known, case.finder)
    _said_otherwise(known, case)
    known += _adopted(case)
    changes = [change for k in known if (change := _follow(k, case))]
    for k in known:
        judged = case.finder.judges(k)
        if judged or k.sighting is not None:
            k.entry = replace(k.entry, gone=k.sighting is None and not case.finder.stands(k))
        if k.at is not None and k.entry.gone:
            told.gone.append(k.name)
            if prune and judged and k.generated:
                told.pruned.append(k.name)
                changes.append(Remove(k.at))
    fresh, again = _fresh(known, case)
    changes += [change for k in known if (change := _join(k, [*again.get(k.name, ()), *k.otherwise], case))]
    added = _named(known, _placed(known, fresh, case), case)
    changes += [insert for insert, _ in added]
    told.added += [insert.question.id or "" for insert, _ in added]
    made, problems = splice(written, changes)
    if problems:
        return Update(written, lock, lock, Told()), problems
    return _remembered(made, known, added, case), []


def undone(lock: Lock, unwritten: Container[str]) -> Lock:
    """Return ``lock`` without the writes marked in ``unwritten``, which were cut off before the bank was written.

    What they were to add is not there, and nobody deleted it; what they were to prune is there. Of what they were to
    make anew the text in the bank tells.
    """
    entries = {}
    for name, entry in lock.entries.items():
        if entry.before is None or entry.staged not in unwritten:
            entries[name] = entry
        elif entry.before:
            entries[name] = replace(entry, before=None, staged="") if entry.before == entry.made else entry
        elif entry.anki:
            entries[name] = _leftover(entry)
    return Lock(entries)


def _remembered(made: Written, known: Sequence[Known], added: Sequence[tuple[Insert, Sighting]], case: _Case) -> Update:
    """Return the outcome: what is remembered of each question, and what to remember until the bank is written."""
    numbers = {q.id: at for at, q in enumerate(made.bank.questions)}
    pruned = set(case.told.pruned)
    followed = {k.name for k in known} - pruned
    after = {}
    for name, entry in case.lock.entries.items():
        if not entry.made:
            after[name] = entry  # written by hand
        elif name not in followed and entry.anki:
            after[name] = _leftover(entry)
    # Until the bank is written each entry says what it said, and what else may stand in the bank: a run that is cut off
    # leaves all that it went by, and the next one comes to the same end.
    pending = dict(after)
    mark = digest(made.whole)
    for k in known:
        if k.name in pruned:
            pending[k.name] = replace(k.known, before=k.known.made, staged=mark)
        elif k.written:
            after[k.name] = replace(k.entry, made=digest(block(made, numbers[k.name])))
            pending[k.name] = replace(k.known, made=after[k.name].made, before=k.entry.made, staged=mark)
        else:
            waits = k.due and k.sighting is None and not case.finder.judges(k)
            after[k.name] = k.known if waits else k.entry
            pending[k.name] = k.known
    for insert, sighting in added:
        name = insert.question.id or ""
        entry = entry_of(sighting, insert.question, after.get(name, Entry()))
        after[name] = replace(entry, made=digest(block(made, numbers[name])))
        pending[name] = replace(after[name], before="", staged=mark)
    return Update(made, Lock(after), Lock(pending), case.told)


def _leftover(entry: Entry) -> Entry:
    """Return what is left of the entry of a question that is no more: what Anki has of it."""
    return Entry(anki=entry.anki, clozes=entry.clozes, next_cloze=entry.next_cloze)


def _settled(case: _Case) -> list[Known]:
    """Return the questions that the lock knows to be generated, in the bank's order, the deleted ones last.

    Writes that were cut off are settled: each entry tells by its hashes whether the bank holds what it speaks of.
    """
    written = case.written
    numbers = {q.id: at for at, q in enumerate(written.bank.questions)}
    known = []
    for name, entry in case.lock.entries.items():
        at = numbers.get(name)
        if not entry.made or (at is None and entry.before == entry.made):
            continue  # written by hand; or pruned
        if at is None:
            if not entry.deleted:
                case.told.deleted.append(name)
            gone = replace(entry, deleted=True, before=None, due=False, staged="")
            known.append(Known(name, entry, gone, None, generated=False, fresh=entry.before == ""))
            continue
        here = digest(block(written, at))
        generated = here in (entry.made, entry.before)
        due = entry.due and generated and here != entry.made
        settled = entry
        if entry.deleted or entry.before is not None:
            made = here if generated else entry.made
            settled = replace(entry, made=made, before=None, due=False, staged="", deleted=False)
        known.append(Known(name, entry, settled, at, generated=generated, due=due, fresh=entry.before == ""))
    for k in known:
        sources = k.entry.source or (written.bank.questions[k.at].source if k.at is not None else ())
        k.path = path_of(sources[0]) if sources else ""
    return sorted(known, key=lambda k: (k.at is None, k.at or 0))


def _adopted(case: _Case) -> list[Known]:
    """Return the questions that the lock does not know and that stand there just as the notes give them.

    Those that the notes give otherwise count as a person's. Either way the sighting is spoken for.
    """
    found = []
    entries, finder = case.lock.entries, case.finder
    for at, question in enumerate(case.written.bank.questions):
        if question.id is None or not question.source or entries.get(question.id, Entry()).made:
            continue
        path, what = path_of(question.source[0]), asked(question)
        free = finder.free([p for p in finder.asking.get(what, ()) if p.path == path])
        if not free:
            continue
        finder.used.add(free[0].number)
        sighting = free[0].sighting
        today = replace(case.merged.of(sighting).question, id=question.id, source=question.source)
        if block(case.written, at) == dump_question(today):
            entry = entry_of(sighting, today, entries.get(question.id, Entry()))
            found.append(Known(question.id, entry, entry, at, generated=True, sighting=sighting, path=path))
            case.told.adopted.append(question.id)
        else:
            case.told.unknown.append(question.id)
    return found


# --- What becomes of them --------------------------------------------------------------------------------------------


class _Merged:
    """The questions of all files together, by the sightings they were joined from."""

    def __init__(self, reading: Reading) -> None:
        self._by_source: dict[tuple[str, str], list[Sighting]] = defaultdict(list)
        for merged in (*reading.wanted, *reading.joined):
            for source in merged.question.source:
                self._by_source[source, type_name(merged.question)].append(merged)

    def of(self, sighting: Sighting) -> Sighting:
        """Return the question that ``sighting`` became part of; itself if that was left out."""
        question = sighting.question
        candidates = self._by_source.get((question.source[0], type_name(question)), ())
        what = asked(question)
        return next(
            (m for m in candidates if asked(m.question) == what),
            next((m for m in candidates if held(answer_of(question), answer_of(m.question)) >= SAME), sighting),
        )


def _said_otherwise(known: Sequence[Known], case: _Case) -> None:
    """Give each question what its other sources say of it by now: that is no question of its own."""
    finder, merged = case.finder, case.merged
    spoken_for = {id(merged.of(finder.reading.sightings[n])) for n in finder.used}
    for k in known:
        if len(k.entry.source) < 2 or (k.sighting is None and finder.knows(k.path)):
            continue
        what, here = k.entry.asked, {k.path}
        if k.sighting is not None:
            what, here = asked(k.sighting.question), set(map(path_of, merged.of(k.sighting).question.source))
        for path in dict.fromkeys(map(path_of, k.entry.source)):
            now = set(finder.heirs(path)) - here
            same = finder.free([p for p in finder.asking.get(what, ()) if p.path in now])
            if free := [p for p in same if id(merged.of(p.sighting)) not in spoken_for]:
                says = max(free, key=lambda p: alike(p.passage, k.entry.passage))
                finder.used.add(says.number)
                k.otherwise.append(merged.of(says.sighting))
                spoken_for.add(id(k.otherwise[-1]))


def _follow(k: Known, case: _Case) -> Change | None:
    """Bring the entry of ``k`` up to date with the notes; return the change of the bank, if there is one."""
    known, sighting = k.entry, k.sighting
    if sighting is None:
        return None
    k.entry = replace(
        known,
        asked=asked(sighting.question),
        passage=sighting.passage,
        pictures=pictures_of(sighting),
        heading=sighting.heading,
    )
    together = case.merged.of(sighting)
    own = sighting.question.source[0]
    moved = {k.path: path_of(own)} if k.path != path_of(own) else {}
    now = [source for s in (together, *k.otherwise) for source in s.question.source]
    sources = _sources(known.source, moved, (own, *now), case.finder.reading)
    if k.at is None:
        k.entry = replace(k.entry, source=sources)  # nobody reads it, but there its passage is found again
        return None
    changed = k.due or plain(known.passage) != plain(sighting.passage) or known.pictures != k.entry.pictures
    if changed and not k.generated:
        case.told.stayed.append(k.name)
        k.entry = replace(k.entry, behind=True)
    changed = changed or known.behind  # what a person wrote was taken back
    new = replace(case.question(k), source=sources)
    if k.generated and (changed or case.refresh):
        today = together if together.question.source[0] == sighting.question.source[0] else sighting
        if not any(checks.faults(today.question)):
            new = replace(today.question, id=k.name, source=sources)
            k.entry = replace(k.entry, pattern=sighting.pattern, confidence=sighting.confidence, behind=False)
    return _write(k, new, known, case)


def _join(k: Known, others: Sequence[Sighting], case: _Case) -> Change | None:
    """Bring the other sources of ``k``, which was not found, up to date: ``others`` say the same.

    Its own file was not read, or no longer says it and another one may.
    """
    if k.sighting is not None or case.finder.judges(k):
        return None
    if k.path in case.finder.said and case.finder.stays(k):
        return None
    reading = case.finder.reading
    if not others and not any(path_of(s) in reading.texts or path_of(s) in reading.missing for s in k.entry.source):
        return None
    sources = _sources(k.entry.source, {}, [source for m in others for source in m.question.source], reading)
    if k.at is None:
        k.entry = replace(k.entry, source=sources)
        return None
    return _write(k, replace(case.question(k), source=sources), k.entry, case)


def _write(k: Known, new: Question, known: Entry, case: _Case) -> Change | None:
    """Return the change that puts ``new`` in the place of ``k``; only its source if a person edited it.

    ``known`` is what was remembered of it.
    """
    assert k.at is not None
    old = case.question(k)
    k.entry = replace(k.entry, source=new.source)
    if not k.generated and old.source not in (known.source, new.source):  # a person wrote another
        return None
    if new == old:
        return None
    moved = replace(new, source=old.source) == old
    if not moved:
        k.entry = replace(k.entry, reviewed="")  # whoever kept it did not see these words
    (case.told.moved if moved else case.told.refreshed).append(k.name)
    here = block(case.written, k.at)
    k.written = k.generated
    # Laid out by hand, or by an older quizgen: nothing but the source is touched.
    return Assign(k.at, "source", new.source) if moved and here != dump_question(old) else Replace(k.at, new)


def _sources(known: Sequence[str], moved: Mapping[str, str], now: Iterable[str], reading: Reading) -> tuple[str, ...]:
    """Return the sources of a question: in the order in which ``known`` has them, as they are ``now``, new ones behind.

    ``moved`` says which file took the place of another. Those in files that were not read stay as they are.
    """
    left: dict[str, list[str]] = defaultdict(list)
    for source in dict.fromkeys(now):
        left[path_of(source)].append(source)
    sources: list[str] = []
    for source in known:
        path = path_of(source)
        place = moved.get(path, path)
        if place in left:
            sources += left.pop(place)
        elif path not in reading.texts and path not in reading.missing and path not in moved:
            sources.append(source)
    return (*sources, *(source for rest in left.values() for source in rest))


# --- What is new -----------------------------------------------------------------------------------------------------


def _fresh(known: Sequence[Known], case: _Case) -> tuple[list[Sighting], dict[str, list[Sighting]]]:
    """Return what is wanted and not in the bank; and by id what a question of a file that was not read says already."""
    reading = case.finder.reading
    spoken_for = {id(case.merged.of(reading.sightings[n])) for n in case.finder.used}
    asking: dict[str, list[Known]] = defaultdict(list)
    for k in known:
        asking[k.entry.asked].append(k)
    ids = {k.name for k in known}
    by_hand: dict[str, list[Question]] = defaultdict(list)
    for question in case.written.bank.questions:
        if question.id not in ids:
            by_hand[asked(question)].append(question)
    fresh: list[Sighting] = []
    again: dict[str, list[Sighting]] = defaultdict(list)
    for m in reading.wanted:
        if id(m) in spoken_for:
            continue
        what, answer = asked(m.question), answer_of(m.question)
        same = next((k for k in asking[what] if held(answer, k.entry.passage) >= SAME), None)
        if same is not None:
            again[same.name].append(m)
        elif not any(held(answer, answer_of(q)) >= SAME for q in by_hand[what]):
            fresh.append(m)
    room = len(fresh) if reading.at_most is None else max(0, reading.at_most - len(known))
    return fresh[:room], again


def _placed(known: Sequence[Known], fresh: Sequence[Sighting], case: _Case) -> list[tuple[int, Sighting]]:
    """Return for each of ``fresh`` the number of the question behind which it goes: its neighbour in the notes.

    Those of a file that has no question yet go behind the file before it.
    """
    numbers = {id(case.merged.of(k.sighting)): k.at for k in known if k.sighting is not None and k.at is not None}
    new = {id(m) for m in fresh}
    order = [(path_of(m.question.source[0]), numbers.get(id(m)), m) for m in case.finder.reading.wanted]
    first = {path: at for path, at, _ in reversed(order) if at is not None}
    last: dict[str, int] = {}
    for k in known:
        if k.at is not None:
            path = k.path if k.sighting is None else path_of(k.sighting.question.source[0])
            last[path] = max(k.at, last.get(path, -1))
    placed: list[tuple[int, Sighting]] = []
    before: dict[str, int] = {}  # by file: behind which question the next one of it goes
    for path, at, m in order:
        if at is not None:
            before[path] = at
        elif id(m) in new:
            if path not in before:
                before[path] = first[path] - 1 if path in first else _behind(path, last, known, case)
            placed.append((before[path], m))
    return placed


def _behind(path: str, last: Mapping[str, int], known: Sequence[Known], case: _Case) -> int:
    """Return the number of the last question of the file before ``path``, or of the one before all files."""
    if (earlier := max((other for other in last if other <= path), default=None)) is not None:
        return last[earlier]
    return min((k.at for k in known if k.at is not None), default=len(case.written.bank.questions)) - 1


def _named(
    known: Sequence[Known], placed: Sequence[tuple[int, Sighting]], case: _Case
) -> list[tuple[Insert, Sighting]]:
    """Return the insertions, each question with an id that neither a question nor a deleted one has."""
    used = {(q.id or "").casefold() for q in case.written.bank.questions} | {k.name.casefold() for k in known}
    named = []
    for place, m in placed:
        wish = m.question.id or type_name(m.question)
        unnumbered = re.sub(r" \d+$", "", wish)
        if wish.casefold() in used and unnumbered.casefold() in used:
            wish = unnumbered
        name = distinct(wish, used)
        named.append((Insert(place, replace(m.question, id=name)), m))
    return named
