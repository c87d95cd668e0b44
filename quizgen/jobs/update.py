"""``quizgen update``: the notes changed, and the bank follows; what a person wrote there stays."""

from __future__ import annotations

import difflib
import hashlib
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from quizgen import __version__
from quizgen.bank.edit import Written, block
from quizgen.bank.evidence import answer_of, asked, path_of
from quizgen.bank.load import without_gc
from quizgen.bank.lock import Lock, digest, speaks_of
from quizgen.bank.trace import Reading
from quizgen.bank.types import TYPES, Extract, type_name
from quizgen.bank.update import Told, Update, undone, update
from quizgen.files import alone, read_bytes, staged
from quizgen.jobs import cache
from quizgen.jobs.banks import open_for_edits, store
from quizgen.jobs.locks import lock_path, read_lock
from quizgen.jobs.notes import Note, find, read_notes
from quizgen.jobs.report import Progress, Report, beyond, counted, unwatched
from quizgen.jobs.vault import Vault
from quizgen.notes.extract import merge, most_salient
from quizgen.notes.model import Extracted, Extraction
from quizgen.problems import Misused, Problem, Refused

SHOWN = 10
"""So many questions are named in each line of the summary."""


@dataclass(frozen=True, slots=True, kw_only=True)
class How:
    """What an update may do."""

    prune: bool = False
    refresh: bool = False
    dry_run: bool = False
    yes: bool = False
    choice: Choice | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What is new in the notes and wanted, if not all that the header of the bank asks for."""

    exclude: tuple[str, ...] = ()
    """Notes that are not read."""
    min_confidence: float | None = None
    types: tuple[str, ...] = ()
    most: int | None = None
    """So many questions the bank may have."""
    max_per_note: int | None = None


def run(
    bank: str,
    notes: Sequence[str] = (),
    how: How | None = None,
    *,
    progress: Progress = unwatched,
    jobs: int = 1,
) -> Report:
    """Bring the bank file ``bank`` and its lock up to date with its notes, or with those of them in ``notes``.

    ``Refused`` when the bank has an error or does not name its notes, when none of them can be read, when more than a
    tenth of the bank would be pruned without ``yes``, or when the file was saved meanwhile.
    """
    how = how or How()
    with alone(Path(bank)), without_gc():  # nothing that is made here leads back to itself, nor do notes that are read
        written = open_for_edits(bank)
        lock, problems = read_lock(bank)
        if lock is None:
            words = "is missing: what was edited or deleted by hand cannot be known. Edited questions stay as they are"
            problems.append(Problem(str(lock_path(bank)), 0, 0, f"{words}; deleted ones come back", "warning"))
        elif cut_off := staged(Path(bank)):
            lock = undone(lock, cut_off)
        wanted = _wanted(written, lock, notes, how)
        extractions, more = read_notes(wanted.changed, progress, jobs)
        extractions = wanted.vault.shown(extractions)
        reading = _reading(written, lock or Lock(), wanted, list(extractions.values()), how.choice or Choice())
        result, faults = update(written, lock or Lock(), reading, prune=how.prune, refresh=how.refresh)
        if faults:
            raise Refused(faults)
        removed = len(result.told.pruned)
        if removed * 10 > len(written.bank.questions) and not (how.yes or how.dry_run):
            words = (
                f"{removed:,} of {counted(len(written.bank.questions), 'question')} would be removed: if that is meant"
            )
            raise Refused([Problem(bank, 0, 0, f"{words}, add --yes")])
        if not how.dry_run:
            store(bank, written.whole, result.written.whole, pending=result.pending, lock=result.lock)
            sound = [n for n in wanted.notes if n in extractions or n not in wanted.changed]
            if how.choice is None:  # else they may have more to say
                cache.remember(bank, _states(sound, result.written, wanted, result.lock).values())
    diff = _diff(bank, written, result.written) if how.dry_run or how.refresh else ""
    lines = [*_lines(bank, result, how), *beyond(len(wanted.vault.outside))]
    if notes and (passed_over := _passed_over(wanted, Path(bank).parent)):
        words = "not among the notes in the header of the bank (extract:), so a later update passes them over"
        lines.append(f"{words}: {_named(passed_over)}")
    if lock is not None and result.told.adopted:
        words = (
            f"does not know what stands in the bank: {_named(result.told.adopted)}. It is older or of another branch"
        )
        lost = f"{words}: what else was edited or deleted by hand may not be known either"
        problems.append(Problem(str(lock_path(bank)), 0, 0, lost, "warning"))
    if (lock is None or result.told.adopted) and result.told.unknown:
        lines.append(f"not as the notes give them, so they count as edited by you: {_named(result.told.unknown)}")
    return Report(
        tuple(lines),
        _next(bank, result.told, how) if not how.dry_run else (),
        (*problems, *wanted.problems, *more),
        text=diff,
    )


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What is to be read: the header that says what of, all notes, those that may say something new, the roots."""

    header: Extract
    notes: tuple[Note, ...]
    changed: tuple[Note, ...]
    roots: tuple[Path, ...]
    vault: Vault
    """Where pictures are looked for, whichever notes are read."""
    problems: tuple[Problem, ...]


def _wanted(written: Written, lock: Lock | None, given: Sequence[str], how: How) -> _Wanted:
    """Return what is to be read for the bank, of the notes that it names or of those ``given``.

    A note is passed over if nothing about it changed since this quizgen last read it: neither its bytes, nor what the
    lock knows of it, nor what the header asks for. ``Refused`` if no note is there, or one that was given is not.
    """
    path, base = written.bank.path, Path(written.bank.path).parent
    header = written.bank.extract or Extract(notes=())
    exclude = header.exclude
    if how.choice is not None:
        _must_not_widen(path, header, how.choice)
        exclude += how.choice.exclude
    roots = list(given) or [str(base / root) for root in header.notes]
    if not roots:
        words = "does not say from which notes it was made (extract: {notes: [...]}): name them after the bank"
        raise Refused([Problem(path, 0, 0, words)])
    notes: dict[str, Note] = {}
    problems: list[Problem] = []
    for root in roots:
        try:
            notes.update({note.name: note for note in find([root], base, exclude)})
        except Refused as e:
            if given:
                raise
            problems += [replace(p, level="warning") for p in e.problems]
    if not notes:
        raise Refused([replace(p, level="error") for p in problems])
    vault = Vault(base, [base / root for root in header.notes] or map(Path, roots))
    all_of = _Wanted(
        header, tuple(notes.values()), tuple(notes.values()), tuple(map(Path, roots)), vault, tuple(problems)
    )
    cut_off = lock is None or any(entry.before is not None for entry in lock.entries.values())
    if lock is not None and not (cut_off or given or how.prune or how.refresh or _is_limited(header)):
        done = cache.done(path)
        states = _states(all_of.notes, written, all_of, lock)
        new = {note.name for note in all_of.notes if states[note] not in done}
        # Where a question has several sources, it takes all of them to tell what became of it.
        several = ([path_of(source) for source in entry.source] for entry in lock.entries.values())
        new |= {path for first, *others in filter(None, several) if first in new for path in others}
        return replace(all_of, changed=tuple(note for note in all_of.notes if note.name in new))
    return all_of


def _passed_over(wanted: _Wanted, base: Path) -> list[str]:
    """Return the notes that were given and that the header does not name, if it names any."""
    roots = {(base / root).resolve() for root in wanted.header.notes}
    places = {note.name: note.path.resolve() for note in wanted.notes if note.path}
    return [name for name, place in places.items() if roots and not roots & {place, *place.parents}]


def _must_not_widen(path: str, header: Extract, choice: Choice) -> None:
    """Refuse a ``choice`` that asks for more than ``header``: the next update would not know of it."""
    certain = choice.min_confidence
    if certain is not None and certain < header.min_confidence:
        asked, told = f"nothing less certain than {header.min_confidence:g}", f"--min-confidence {certain:g}"
    elif header.types and not set(choice.types) <= set(header.types):
        asked, told = f"only {', '.join(header.types)}", f"--types {','.join(choice.types)}"
    else:
        return
    words = f"is there and asks for {asked}: leave {told} out, or change extract: in the bank"
    raise Misused([Problem(path, 0, 0, words)])


def _states(notes: Sequence[Note], written: Written, wanted: _Wanted, lock: Lock) -> dict[Note, str]:
    """Return for each of ``notes`` a hash of all that decides what an update makes of it."""
    generated = {name for name, entry in lock.entries.items() if entry.made}
    by_hand = [asked(q) + answer_of(q) for q in written.bank.questions if q.id not in generated]
    places = {q.id: at for at, q in enumerate(written.bank.questions)}
    known: dict[str, list[str]] = defaultdict(list)
    for name, entry in sorted(lock.entries.items()):
        behind = entry.behind and name in places and speaks_of(entry, block(written, places[name]))
        says = [name, entry.asked, entry.passage, entry.pictures, entry.heading, f"{entry.gone} {behind}"]
        for path in {path_of(source) for source in entry.source}:
            known[path].append("\0".join([*says, *entry.source]))
    header = wanted.header
    asked_for = "\0".join([__version__, str(header.min_confidence), *header.types, *sorted(by_hand)])
    states = {}
    for note in notes:
        try:
            data = read_bytes(note.path) if note.path else b""
        except Refused:  # read_notes tells
            data = b""
        seen = hashlib.sha256(data).hexdigest() + wanted.vault.named_in(note, data)
        states[note] = digest("\0".join([asked_for, note.name, seen, *known[note.name]]))
    return states


def _reading(written: Written, lock: Lock, wanted: _Wanted, found: Sequence[Extraction], choice: Choice) -> Reading:
    """Return what the notes that were read say now."""
    header = wanted.header
    missing, absent = _not_there(written, lock, wanted)
    joined = merge(found, min_confidence=header.min_confidence, types=header.types)
    return Reading(
        sightings=[e for x in found for e in x.taken],
        joined=joined,
        wanted=_chosen(_limited(found, header) if _is_limited(header) else joined, choice),
        texts={x.document.path: x.words for x in found},
        missing=missing,
        absent=absent,
        min_confidence=header.min_confidence,
        at_most=min(filter(None, (header.max, choice.most)), default=None),
    )


def _chosen(wanted: Sequence[Extracted], choice: Choice) -> list[Extracted]:
    """Return what ``choice`` leaves of ``wanted``."""
    by_note: dict[str, list[Extracted]] = defaultdict(list)
    for e in wanted:
        if e.confidence >= (choice.min_confidence or 0) and type_name(e.question) in (choice.types or TYPES):
            by_note[path_of(e.question.source[0])].append(e)
    return most_salient(
        [e for found in by_note.values() for e in most_salient(found, choice.max_per_note)], choice.most
    )


def _is_limited(header: Extract) -> bool:
    return header.max is not None or header.max_per_note is not None


def _limited(found: Sequence[Extraction], header: Extract) -> list[Extracted]:
    return merge(
        found,
        min_confidence=header.min_confidence,
        at_most=header.max,
        per_note=header.max_per_note,
        types=header.types,
    )


def _not_there(written: Written, lock: Lock, wanted: _Wanted) -> tuple[frozenset[str], frozenset[str]]:
    """Return the files that questions came from and that are gone: those whose folder of notes is there, and others.

    Those in a folder of the header that is itself not there are neither: it may come back.
    """
    base = Path(written.bank.path).parent
    sources = [e.source for e in lock.entries.values()] + [q.source for q in written.bank.questions]
    paths = {path_of(source) for several in sources for source in several}
    above = {path: set((base / path).resolve().parents) for path in paths if not (base / path).exists()}
    read = {root.resolve() for root in wanted.roots if root.is_dir()}
    away = {(base / root).resolve() for root in wanted.header.notes if not (base / root).exists()}
    missing = frozenset(path for path, folders in above.items() if folders & read)
    return missing, frozenset(path for path, folders in above.items() if not folders & (read | away))


def _diff(bank: str, old: Written, new: Written) -> str:
    lines = difflib.unified_diff(
        old.whole.splitlines(keepends=True), new.whole.splitlines(keepends=True), f"{bank} (now)", f"{bank} (updated)"
    )
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)


def _lines(bank: str, result: Update, how: How) -> list[str]:
    told = result.told
    counts = {
        "new": len(told.added),
        "made anew": len(told.refreshed),
        "moved": len(told.moved),
        "pruned": len(told.pruned),
    }
    total = counted(len(result.written.bank.questions), "question")
    changes = ", ".join(f"{n:,} {what}" for what, n in counts.items() if n) or "nothing new in the notes"
    lines = [f"{bank}: {total}; {changes}{' (nothing written)' if how.dry_run else ''}"]
    left = [name for name in told.gone if name not in set(told.pruned)]
    for names, words in (
        (told.added, "new"),
        (told.refreshed, "made anew, for their notes changed"),
        (told.stayed, "edited by you, and their notes changed: they stay as they are"),
        (told.deleted, "deleted by you: they stay deleted"),
        (left, "no longer in the notes: they stay"),
    ):
        if names:
            lines.append(f"{words}: {_named(names)}")
    return lines


def _named(names: Sequence[str]) -> str:
    more = len(names) - SHOWN
    return ", ".join(names[:SHOWN]) + (f" and {more:,} more" if more > 0 else "")


def _next(bank: str, told: Told, how: How) -> tuple[str, ...]:
    steps: list[str] = []
    if told.gone and not how.prune:
        steps.append(f"quizgen update {bank} --prune    removes what is no longer in the notes and was not edited")
    if told.deleted:
        steps.append(
            f"if one of them should come back: delete its line in {lock_path(bank)}, then quizgen update {bank}"
        )
    if told.added or told.refreshed or told.pruned:
        steps.append(f"git diff {bank}, or read it, then quizgen anki {bank} -o {Path(bank).with_suffix('.apkg')}")
    return tuple(steps)
