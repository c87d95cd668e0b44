"""`quizgen anki`: banks to an Anki package."""

from __future__ import annotations

import contextlib
import hashlib
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from quizgen.bank.load import without_gc
from quizgen.bank.lock import Entry, Lock
from quizgen.bank.review import KEPT, is_to_drop
from quizgen.bank.types import Bank, Question, type_name
from quizgen.files import alone, read_bytes, read_text
from quizgen.jobs.banks import load_banks, with_included
from quizgen.jobs.locks import lock_path, read_lock, write_lock
from quizgen.jobs.outputs import DECK, require, write
from quizgen.jobs.pictures import read_picture
from quizgen.jobs.report import Report, counted, tally
from quizgen.problems import Problem, Refused, errors
from quizgen.render import anki, apkg
from quizgen.render.anki_fields import Picture
from quizgen.render.note_types import CHANGED


@dataclass(frozen=True, slots=True)
class Wanted:
    """What goes into the package. What a person wrote needs neither confidence nor review."""

    types: tuple[str, ...] = ()
    min_confidence: float | None = None
    reviewed: bool = False
    deck: str | None = None
    """Takes the place of the decks that the banks name."""
    tags: tuple[str, ...] = ()
    """Added to every note."""
    style: str | None = None
    """A stylesheet that comes after quizgen's own."""

    def holds(self, question: Question, entry: Entry) -> bool:
        """Return whether ``question``, which the lock remembers as ``entry``, is wanted."""
        if not question.enabled or is_to_drop(question, entry):
            return False
        if self.types and type_name(question) not in self.types:
            return False
        return not entry.made or (
            (self.min_confidence is None or (entry.confidence or 0) >= self.min_confidence)
            and (not self.reviewed or entry.reviewed == KEPT)
        )


def run(  # noqa: PLR0913 - the options of the command
    banks: Sequence[str],
    output: str,
    wanted: Wanted | None = None,
    *,
    since: str | None = None,
    locked: bool = False,
    forget_removed: bool = False,
) -> Report:
    """Write the Anki package of the bank files ``banks`` to ``output``, then what Anki now gets into their locks.

    With ``since``, an earlier package tells what Anki got before, and no lock is written. With ``locked`` no
    lock is written. ``Refused`` when a bank has an error or holds no question to learn, when ``locked`` finds that a
    lock is behind its bank or a bank behind its notes, or when a file cannot be written or is not called a deck.
    """
    require(output, DECK)
    wanted = wanted or Wanted()
    earlier = earlier_notes(since) if since else None
    css, changed = _style(wanted.style)
    media: dict[str, bytes] = {}
    with _alone([] if locked or since else [output, *with_included(banks)]), without_gc():
        loaded, problems = load_banks(banks)
        built = [_build(bank, wanted, earlier, media, forget_removed) for bank in loaded]
        problems += [problem for one in built for problem in one.problems]
        if locked:
            problems += [problem for one in built for problem in _behind(one)]
        if faults := errors(problems):
            raise Refused(faults)
        decks = [one.deck for one in built if one.deck.notes]
        if not decks:
            raise Refused([Problem(bank.path, 0, 0, "holds no question to learn") for bank in loaded])
        # First the package, then the locks: after a kill in between, the next package only sends the same notes again.
        write(Path(output), apkg.package(decks, media, css, changed))
        for one in built:
            if one.lock != (one.before or Lock()) and not locked and not since:
                write_lock(one.bank.path, one.lock)
    return Report(
        (_summary(output, built), *(line for one in built for line in one.lines)),
        (f"open {output} in Anki (File > Import) with the default options",),
        tuple(problems),
    )


@dataclass(frozen=True, slots=True)
class _Built:
    """The deck of one bank, its lock before (None: there was none) and after, and what is to say."""

    bank: Bank
    deck: anki.Deck
    before: Lock | None
    lock: Lock
    lines: tuple[str, ...]
    problems: tuple[Problem, ...]


def _build(
    bank: Bank, wanted: Wanted, earlier: Sequence[anki.Note] | None, media: dict[str, bytes], forget: bool
) -> _Built:
    before, found = known(bank, earlier)
    lock = before or Lock()
    made = anki.make(
        bank,
        [q for q in bank.questions if wanted.holds(q, lock.entries.get(q.id or "", Entry()))],
        lock,
        now=int(time.time()),
        picture=picture(media),
        deck=wanted.deck,
        tags=wanted.tags,
    )
    after, lines = _removed(bank, made.lock, forget)
    if before is None and made.deck.notes:
        lines.append(f"{lock_path(bank.path)} is new and knows what Anki gets: keep it beside the bank")
    return _Built(bank, made.deck, before, after, tuple(lines), (*found, *made.problems))


def _summary(output: str, built: Sequence[_Built]) -> str:
    notes = [note for one in built for note in one.deck.notes]
    cards = sum(len(note.cards) for note in notes)
    news = sum(_is_news(one.before, name, entry) for one in built for name, entry in one.lock.entries.items())
    told = f"{counted(len(notes), 'note')}, {counted(cards, 'card')} ({tally(note.kind for note in notes)})"
    return f"{output}: {told}; {f'{news:,}' if news else 'nothing'} new or changed"


def _is_news(before: Lock | None, name: str, entry: Entry) -> bool:
    known = before.entries[name].anki if before and name in before.entries else {}
    return any(known.get(kind) != sent for kind, sent in entry.anki.items())


def _behind(built: _Built) -> list[Problem]:
    """Return an error if the lock is behind the bank, or the bank behind its notes."""
    path = built.bank.path
    if built.lock != (built.before or Lock()):
        words = "is behind the bank: run the command without --locked, then commit the lock"
        return [Problem(str(lock_path(path)), 0, 0, words)]
    if built.bank.extract is None:
        return []
    from quizgen.jobs import update  # only now: nothing else here needs language processing

    would = update.run(path, how=update.How(dry_run=True))
    return [Problem(path, 0, 0, f"is behind its notes: `quizgen update {path}`")] if would.text else []


@contextlib.contextmanager
def _alone(written: Sequence[str]) -> Iterator[None]:
    """Hold off other runs in the folders of ``written``, in one order for all, or two could wait for each other."""
    folders: dict[Path, list[Path]] = defaultdict(list)
    for path in map(Path, written):
        folders[path.resolve().parent].append(path)
    with contextlib.ExitStack() as stack:
        for _, paths in sorted(folders.items()):
            stack.enter_context(alone(*paths))
        yield


def known(bank: Bank, earlier: Sequence[anki.Note] | None) -> tuple[Lock | None, list[Problem]]:
    """Return what Anki got of ``bank`` before, as the notes of an earlier package or the bank's lock say."""
    lock, problems = read_lock(bank.path)
    return lock if earlier is None else anki.remembered(bank, lock or Lock(), earlier), problems


def earlier_notes(path: str) -> list[anki.Note]:
    """Return the notes of the earlier package at ``path``; ``Refused`` if quizgen did not write it."""
    try:
        return apkg.notes_of(read_bytes(Path(path)))
    except apkg.NotOurs as e:
        raise Refused([Problem(path, 0, 0, str(e))]) from None


def _style(path: str | None) -> tuple[str, int]:
    """Return the user's own stylesheet, and when the look of the cards was last changed."""
    if path is None:
        return "", CHANGED
    css = read_text(Path(path))
    return f"\n/* {Path(path).name} */\n{css}", max(CHANGED, int(Path(path).stat().st_mtime))


def picture(media: dict[str, bytes]) -> Picture:
    """Return what reads pictures into ``media``."""

    def read(bank: Bank, src: str) -> str:
        suffix, data = read_picture(bank.path, src)
        name = f"quizgen-{hashlib.sha256(data).hexdigest()[:20]}{suffix}"
        media[name] = data
        return name

    return read


def gone(bank: Bank, lock: Lock) -> dict[str, tuple[str, ...]]:
    """Return the note types of each question id that Anki got once and that ``bank`` does not hold any more."""
    now = {q.id: type_name(q) for q in bank.questions if q.enabled}
    left = {
        name: tuple(kind for kind in anki.sent_kinds(entry) if kind != now.get(name))
        for name, entry in lock.entries.items()
    }
    return {name: kinds for name, kinds in left.items() if kinds}


def _removed(bank: Bank, lock: Lock, forget: bool) -> tuple[Lock, list[str]]:
    """Return the lock and what is to say about notes that may still be in Anki although the bank has them no more."""
    left = gone(bank, lock)
    if not left:
        return lock, []
    if forget:
        entries = dict(lock.entries)
        for name, kinds in left.items():
            kept = {kind: sent for kind, sent in entries[name].anki.items() if kind not in kinds}
            entries[name] = replace(entries[name], anki=kept)
        return Lock(entries), [f"{bank.path}: {counted(len(left), 'removed question')} forgotten"]
    here = {q.id for q in bank.questions if q.enabled}
    asked = [(name, kind if name in here else None) for name, kinds in left.items() for kind in kinds]
    names = ", ".join(list(left)[:5]) + (", ..." if len(left) > 5 else "")
    return lock, [
        f"{bank.path}: no longer in the package, but perhaps in Anki: {names}",
        f"  find them there with: {anki.search(bank.id, dict.fromkeys(asked))}",
        "  delete or suspend them, then run this once with --forget-removed",
    ]
