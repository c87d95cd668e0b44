"""`quizgen anki`: banks to an Anki package."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from quizgen.bank.lock import Entry, Lock
from quizgen.bank.types import TYPES, Bank, Question, type_name
from quizgen.files import read_text, write_whole
from quizgen.jobs.banks import load_banks
from quizgen.jobs.locks import read_lock, write_lock
from quizgen.jobs.pictures import read_picture
from quizgen.jobs.report import Report, counted, tally
from quizgen.problems import Problem, Refused, errors
from quizgen.render import anki
from quizgen.render.apkg import package
from quizgen.render.note_types import CHANGED


def run(  # noqa: PLR0913 - the options of the command
    banks: Sequence[str],
    output: str,
    *,
    deck: str | None = None,
    tags: Sequence[str] = (),
    types: str | None = None,
    min_confidence: float | None = None,
    reviewed: bool = False,
    style: str | None = None,
    forget_removed: bool = False,
) -> Report:
    """Write the Anki package of the bank files ``banks`` to ``output``, then what Anki now gets into their locks.

    ``Refused`` when a bank has an error, holds no question to learn, or when a file cannot be written.
    """
    loaded, problems = load_banks(banks)
    wanted = _wanted(types, min_confidence, reviewed)
    css, changed = _style(style)
    media: dict[str, bytes] = {}
    made: list[tuple[Bank, anki.Made]] = []
    lines = []
    for bank in loaded:
        lock, warnings = read_lock(bank.path)
        problems += warnings
        if lock is None:
            lock = Lock()
        lock, said = _removed(bank, lock, forget_removed)
        lines += said
        questions = [q for q in bank.questions if q.enabled and wanted(q, lock.entries.get(q.id or "", Entry()))]
        one = anki.make(bank, questions, lock, now=int(time.time()), picture=_picture(media), deck=deck, tags=tags)
        problems += one.problems
        made.append((bank, one))
    if faults := errors(problems):
        raise Refused(faults)
    notes = [note for _, one in made for note in one.deck.notes]
    if not notes:
        raise Refused([Problem(bank.path, 0, 0, "holds no question to learn") for bank in loaded])
    # First the package, then the locks: after a kill in between, the next package only sends the same notes again.
    write_whole(Path(output), package([one.deck for _, one in made if one.deck.notes], media, css, changed))
    for bank, one in made:
        write_lock(bank.path, one.lock)
    cards = sum(len(note.cards) for note in notes)
    lines.insert(
        0, f"{output}: {counted(len(notes), 'note')}, {counted(cards, 'card')} ({tally(n.kind for n in notes)})"
    )
    return Report(tuple(lines), (f"open {output} in Anki (File > Import) with the default options",), tuple(problems))


def _wanted(types: str | None, confidence: float | None, reviewed: bool) -> Callable[[Question, Entry], bool]:
    kinds = {kind.strip() for kind in types.split(",")} if types else set(TYPES)
    if unknown := sorted(kinds - set(TYPES)):
        raise Refused([Problem("--types", 0, 0, f"{', '.join(unknown)}: the types are {', '.join(TYPES)}")])

    def wanted(question: Question, entry: Entry) -> bool:
        # What a person wrote needs no confidence and no review.
        by_hand = not entry.made
        sure = confidence is None or by_hand or (entry.confidence or 0) >= confidence
        return type_name(question) in kinds and sure and (not reviewed or by_hand or bool(entry.reviewed))

    return wanted


def _style(path: str | None) -> tuple[str, int]:
    """Return the user's own stylesheet, and when the look of the cards was last changed."""
    if path is None:
        return "", CHANGED
    css = read_text(Path(path))
    return f"\n/* {Path(path).name} */\n{css}", max(CHANGED, int(Path(path).stat().st_mtime))


def _picture(media: dict[str, bytes]) -> anki.Picture:
    def picture(bank: Bank, src: str) -> str:
        suffix, data = read_picture(bank.path, src)
        name = f"quizgen-{hashlib.sha256(data).hexdigest()[:20]}{suffix}"
        media[name] = data
        return name

    return picture


def _removed(bank: Bank, lock: Lock, forget: bool) -> tuple[Lock, list[str]]:
    """Return the lock and what is to say about notes that Anki got once and that the package does not hold any more."""
    now = {q.id: type_name(q) for q in bank.questions if q.enabled}
    left: list[tuple[str, str | None]] = []
    entries = dict(lock.entries)
    for name, entry in lock.entries.items():
        gone = [kind for kind in anki.sent_kinds(entry) if kind != now.get(name)]
        left += [(name, kind if name in now else None) for kind in (gone if name in now else gone[:1])]
        if forget and gone:
            entries[name] = replace(entry, anki={kind: sent for kind, sent in entry.anki.items() if kind not in gone})
    if not left:
        return lock, []
    if forget:
        return Lock(entries), [f"{bank.path}: {counted(len(left), 'removed note')} forgotten"]
    names = ", ".join(name for name, _ in left[:5]) + (", ..." if len(left) > 5 else "")
    return lock, [
        f"{bank.path}: no longer in the package, but perhaps in Anki: {names}",
        f"  find them there with: {anki.search(bank.id, left)}",
        "  delete or suspend them, then run this once with --forget-removed",
    ]
