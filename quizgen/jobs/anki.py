"""`quizgen anki`: banks to an Anki package."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from quizgen.bank.lock import Entry, Lock
from quizgen.bank.types import Bank, Question, type_name
from quizgen.files import read_bytes, read_text, write_whole
from quizgen.jobs.banks import load_banks
from quizgen.jobs.locks import lock_path, read_lock, write_lock
from quizgen.jobs.pictures import read_picture
from quizgen.jobs.report import Report, counted, tally
from quizgen.problems import Problem, Refused, errors
from quizgen.render import anki, apkg
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
        if not question.enabled or (self.types and type_name(question) not in self.types):
            return False
        return not entry.made or (
            (self.min_confidence is None or (entry.confidence or 0) >= self.min_confidence)
            and (not self.reviewed or bool(entry.reviewed))
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
    lock is not up to date, or when a file cannot be written.
    """
    wanted = wanted or Wanted()
    loaded, problems = load_banks(banks)
    earlier = earlier_notes(since) if since else None
    css, changed = _style(wanted.style)
    now = int(time.time())
    media: dict[str, bytes] = {}
    made: list[anki.Made] = []
    new_locks: dict[str, Lock] = {}
    lines, news = [], 0
    for bank in loaded:
        lock, found = known(bank, earlier)
        one = anki.make(
            bank,
            [q for q in bank.questions if wanted.holds(q, lock.entries.get(q.id or "", Entry()))],
            lock,
            now=now,
            picture=picture(media),
            deck=wanted.deck,
            tags=wanted.tags,
        )
        problems += [*found, *one.problems]
        news += sum(entry.anki != lock.entries.get(q, Entry()).anki for q, entry in one.lock.entries.items())
        left, said = _removed(bank, one.lock, forget_removed)
        lines += said
        if left != lock:
            new_locks[bank.path] = left
        if locked and left != lock:
            words = "is not up to date with the bank: run the command without --locked, then commit the lock"
            problems.append(Problem(str(lock_path(bank.path)), 0, 0, words))
        made.append(one)
    if faults := errors(problems):
        raise Refused(faults)
    notes = [note for one in made for note in one.deck.notes]
    if not notes:
        raise Refused([Problem(bank.path, 0, 0, "holds no question to learn") for bank in loaded])
    package = apkg.package([one.deck for one in made if one.deck.notes], media, css, changed)
    # First the package, then the locks: after a kill in between, the next package only sends the same notes again.
    write_whole(Path(output), package)
    if not locked and not since:
        for path, lock in new_locks.items():
            write_lock(path, lock)
    cards = sum(len(note.cards) for note in notes)
    kinds = tally(note.kind for note in notes)
    told = f"{counted(len(notes), 'note')}, {counted(cards, 'card')} ({kinds})"
    told += f"; {news:,} new or changed" if news else "; nothing new or changed"
    lines.insert(0, f"{output}: {told}")
    return Report(tuple(lines), (f"open {output} in Anki (File > Import) with the default options",), tuple(problems))


def known(bank: Bank, earlier: Sequence[anki.Note] | None) -> tuple[Lock, list[Problem]]:
    """Return what Anki got of ``bank`` before, as the notes of an earlier package or the bank's lock say."""
    read, problems = read_lock(bank.path)
    lock = read or Lock()
    return lock if earlier is None else anki.remembered(bank, lock, earlier), problems


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


def picture(media: dict[str, bytes]) -> anki.Picture:
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
