"""`quizgen extract`: notes -> a question bank and its lock."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from quizgen.bank.evidence import entry_of
from quizgen.bank.lock import Lock, digest
from quizgen.bank.types import Bank, Extract, type_name
from quizgen.bank.write import dump_bank, new_bank_id
from quizgen.jobs import update
from quizgen.jobs.banks import open_for_edits, store
from quizgen.jobs.notes import STDIN, Note, find, read_notes, relative
from quizgen.jobs.report import Progress, Report, beyond, counted, tally, unwatched
from quizgen.jobs.vault import Vault
from quizgen.notes.extract import MIN_CONFIDENCE, merge
from quizgen.notes.model import Extracted, Extraction
from quizgen.problems import Misused, Problem, Refused


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which questions are wanted and how a new bank is called; None: as the notes say, or without limit."""

    title: str | None = None
    deck: str | None = None
    exclude: tuple[str, ...] = ()
    min_confidence: float | None = None
    most: int | None = None
    max_per_note: int | None = None
    types: tuple[str, ...] = ()

    @property
    def certain(self) -> float:
        """How certain a question must be for a new bank."""
        return MIN_CONFIDENCE if self.min_confidence is None else self.min_confidence

    @property
    def choice(self) -> update.Choice | None:
        """What of it says which questions a bank that exists is to get; None if nothing does."""
        choice = update.Choice(
            exclude=self.exclude,
            min_confidence=self.min_confidence,
            types=self.types,
            most=self.most,
            max_per_note=self.max_per_note,
        )
        return None if choice == update.Choice() else choice


@dataclass(frozen=True, slots=True)
class _Target:
    """A bank to write (None: to standard output), the notes it is made of, and how the user named them."""

    output: Path | None
    given: tuple[str, ...]
    notes: tuple[Note, ...]

    @property
    def base(self) -> Path:
        return self.output.parent if self.output else Path()


def run(
    notes: Sequence[str], output: str, wanted: Wanted | None = None, *, progress: Progress = unwatched, jobs: int = 1
) -> Report:
    """Extract ``notes`` into the bank ``output``; one bank for each note if that is a folder; to stdout if it is '-'.

    A bank that exists is never overwritten but updated. ``Refused`` when a note is missing or a named one cannot be
    read.
    """
    wanted = wanted or Wanted()
    if output == STDIN:
        targets = [_Target(None, tuple(notes), tuple(find(notes, Path(), wanted.exclude)))]
    elif output.endswith(("/", os.sep)) or Path(output).is_dir():
        targets = _mirrored(notes, Path(output), wanted.exclude)
    else:
        place = Path(output)
        targets = [_Target(place, tuple(notes), tuple(find(notes, place.parent, wanted.exclude)))]
    if faults := [fault for t in targets if t.output and (fault := _below_a_file(t.output))]:
        raise Refused(faults)
    there = [t for t in targets if t.output and t.output.exists()]
    new = [t for t in targets if t not in there]
    for target in there:
        _must_be_called_so(target, wanted)
    how = update.How(choice=wanted.choice)
    reports = [update.run(str(t.output), t.given, how, progress=progress, jobs=jobs) for t in there]
    extractions, problems = read_notes([n for t in new for n in t.notes], progress, jobs)
    reports += [_extract(t, {n: extractions[n] for n in t.notes if n in extractions}, wanted) for t in new]
    return Report(
        tuple(line for r in reports for line in r.lines),
        next=reports[0].next,
        problems=(*(p for r in reports for p in r.problems), *problems),
        text="".join(r.text for r in reports),
    )


def _must_be_called_so(target: _Target, wanted: Wanted) -> None:
    """Refuse another title or deck than the bank of ``target`` has: only a person changes them."""
    if wanted.title is None and wanted.deck is None:
        return
    bank = open_for_edits(str(target.output)).bank
    for option, asked, has in (("title", wanted.title, bank.title), ("deck", wanted.deck, bank.deck)):
        if asked is not None and asked != has:
            words = f"is there and keeps its {option}: leave --{option} out, or write '{option}: {asked}' into it"
            raise Misused([Problem(str(target.output), 0, 0, words)])


def _below_a_file(output: Path) -> Problem | None:
    above = next(folder for folder in output.parents if folder.exists())
    words = f"cannot be written there: {above} is a file, not a folder"
    return None if above.is_dir() else Problem(str(output), 0, 0, words)


def _mirrored(given: Sequence[str], folder: Path, exclude: tuple[str, ...]) -> list[_Target]:
    """Return a target below ``folder`` for each note; the folders of the notes are mirrored there."""
    targets = []
    for name in given:
        for note in find([name], folder, exclude):
            if note.path is None:
                raise Refused([Problem("standard input", 0, 0, f"needs a file to go to: -o {folder / 'bank.yaml'}")])
            below = note.path.relative_to(name) if Path(name).is_dir() else Path(note.path.name)
            place = folder / below.with_suffix(".yaml")
            renamed = Note(note.path, relative(note.path, place.parent), note.named)
            targets.append(_Target(place, (str(note.path),), (renamed,)))
    if twice := [str(place) for place, n in Counter(t.output for t in targets).items() if n > 1]:
        raise Refused([Problem(p, 0, 0, "two notes would go into this bank: rename one of them") for p in twice])
    return targets


def _extract(target: _Target, read: Mapping[Note, Extraction], wanted: Wanted) -> Report:
    """Make the bank of ``target``, write it with its lock, and tell."""
    vault = Vault(target.base, map(Path, target.given))
    extractions = list(vault.shown(read).values())
    found = merge(
        extractions,
        min_confidence=wanted.certain,
        at_most=wanted.most,
        per_note=wanted.max_per_note,
        types=wanted.types,
    )
    bank = _bank(target, extractions, found, wanted)
    kinds = tally(type_name(e.question) for e in found)
    made = f"{counted(len(found), 'question')} from {counted(len(extractions), 'note')}"
    lines = [f"{target.output or 'standard output'}: {made}{' (' + kinds + ')' if kinds else ''}"]
    lines += [*_left_out(extractions, found, wanted), *beyond(len(vault.outside))]
    if target.output is None:
        return Report(tuple(lines), text=dump_bank(bank))
    entries = {e.question.id: entry_of(e, e.question) for e in found if e.question.id}
    text = dump_bank(bank)
    staged = digest(text)  # once: of each entry it would take quadratic time
    pending = Lock({name: replace(entry, before="", staged=staged) for name, entry in entries.items()})
    store(str(target.output), None, text, pending=pending, lock=Lock(entries))
    deck = target.output.with_suffix(".apkg")
    if not found:
        return Report(tuple(lines), ("see what was looked for: docs/notes.md says how notes become questions",))
    return Report(
        tuple(lines),
        (
            f"quizgen review {target.output}, or read it and edit what you like",
            f"quizgen anki {target.output} -o {deck}",
        ),
    )


def _left_out(extractions: Sequence[Extraction], found: Sequence[Extracted], wanted: Wanted) -> list[str]:
    """Return the line that says what was found but not taken, and why, the most frequent reasons first."""
    reasons = Counter(r.reason for x in extractions for r in x.rejected)
    taken = [e for x in extractions for e in x.taken]
    unsure = sum(e.confidence < wanted.certain for e in taken)
    rest = len(taken) - unsure - len(found)
    if unsure:
        reasons[f"less certain than {wanted.certain:g}"] += unsure
    if rest > 0:
        reasons["said twice in the notes, or not asked for"] += rest
    if not reasons:
        return []
    most = sorted(reasons.items(), key=lambda r: (-r[1], r[0]))
    shown = ", ".join(f"{n:,} {reason}" for reason, n in most[:4])
    others = sum(n for _, n in most[4:])
    return [f"left out: {shown}{f', {others:,} for other reasons' if others else ''}"]


def _bank(target: _Target, extractions: Sequence[Extraction], found: Sequence[Extracted], wanted: Wanted) -> Bank:
    title = wanted.title or _title(target, extractions)
    languages = Counter(x.document.language for x in extractions)
    first = extractions[0] if extractions else None
    roots = tuple(_root(name, target.base) for name in target.given if name != STDIN)
    header = Extract(
        notes=roots,
        exclude=wanted.exclude,
        min_confidence=wanted.certain,
        types=wanted.types,
        max=wanted.most,
        max_per_note=wanted.max_per_note,
    )
    return Bank(
        format=1,
        id=new_bank_id(title, "\n".join(e.passage for e in first.taken) if first else ""),
        title=title,
        language=languages.most_common(1)[0][0] if languages else "en",
        deck=wanted.deck,
        extract=header if roots else None,
        questions=tuple(e.question for e in found),
    )


def _title(target: _Target, extractions: Sequence[Extraction]) -> str:
    """Return the title of the only note, or the name of the only folder; else the name of the bank's file."""
    if len(extractions) == 1 and extractions[0].document.title:
        return extractions[0].document.title
    if len(target.given) == 1 and target.given[0] != STDIN:
        place = Path(target.given[0]).resolve()
        if place.is_dir():  # notes/ says nothing: what it lies in does
            return place.parent.name if place.name.lower() == "notes" else place.name
        return place.stem
    return target.output.stem if target.output else "quizgen"


def _root(name: str, base: Path) -> str:
    return relative(Path(name), base) + ("/" if Path(name).is_dir() else "")
