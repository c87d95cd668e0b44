"""`quizgen draft`: banks to a test, a bank of its own that a person edits and prints."""

from __future__ import annotations

import dataclasses
import functools
import glob
import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from quizgen.bank.draft import FORMS, Shortage, Source, at_most_per_section, draft, draft_by_shares, supply, with_points
from quizgen.bank.types import Bank, Matching, Question, fields_of, type_name
from quizgen.bank.write import dump_bank, new_bank_id
from quizgen.files import write_whole
from quizgen.jobs.banks import load_banks
from quizgen.jobs.locks import lock_path
from quizgen.jobs.report import Report, counted, tally
from quizgen.problems import Problem, Refused


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What kind of test."""

    count: int = 40
    forms: Mapping[str, int | None] = field(default_factory=dict)
    """How many of each form; None shares the count out."""
    seed: str = ""
    types: tuple[str, ...] = ()
    """Only questions of these types in the banks."""
    tags: tuple[str, ...] = ()
    """Only questions with one of these tags."""
    difficulty: tuple[int, int] = (1, 5)
    per_section: int = 0
    """At most so many questions from one note; 0 for any number."""
    total: int = 0
    """Points that all questions add up to; 0 for none."""
    not_in: tuple[str, ...] = ()
    """Earlier tests, whose questions are left out: files, folders of them, or patterns."""
    title: str = ""


def run(banks: Sequence[str], output: str, wanted: Wanted | None = None) -> Report:
    """Choose questions of the bank files ``banks`` and write them as a test to ``output``.

    ``Refused`` when a bank has an error, when there are too few questions (with a table of what is missing), or when
    ``output`` exists: it may have been edited.
    """
    wanted = wanted or Wanted()
    if Path(output).exists():
        raise Refused(
            [Problem(output, 0, 0, "exists already and may have been edited: delete it or name another file")]
        )
    lock_path(output)  # refuses what is called like a lock
    loaded, problems = load_banks(banks)
    earlier = load_banks(list(_files(wanted.not_in)))[0] if wanted.not_in else []
    sources = _sources(loaded, wanted, earlier, Path(output).parent)
    if wanted.per_section:
        sources = at_most_per_section(sources, wanted.per_section, wanted.seed)
    made = _chosen(sources, wanted, output)
    if wanted.total:
        pointed = with_points(made, wanted.total)
        if pointed is None:
            raise Refused([Problem(output, 0, 0, f"{len(made)} questions need at least {len(made)} points")])
        made = pointed
    _refuse_pictures(made, loaded, Path(output).parent)
    first = loaded[0]
    names = "\n".join(question.id or "" for question in made)
    test = Bank(
        format=1,
        id=new_bank_id(f"{first.id} test", f"{wanted.seed}\n{names}"),
        title=wanted.title or first.title,
        language=first.language,
        questions=_distinct(made),
    )
    write_whole(Path(output), dump_bank(test).encode())
    return Report(
        lines=(f"{output}: {counted(len(made), 'question')} ({tally(type_name(q) for q in made)})",),
        next=(f"read and edit {output}, then quizgen quiz {output} -o {Path(output).with_suffix('.html')}",),
        problems=tuple(problems),
    )


def _files(names: Iterable[str]) -> Iterator[str]:
    """Yield the files that ``names`` stand for; a name that stands for none, to be told of, as it is."""
    for name in names:
        pattern = f"{glob.escape(name)}/*.yaml" if Path(name).is_dir() else name
        found = sorted(glob.glob(pattern))  # noqa: PTH207 - the name may be absolute
        yield from [name] if Path(name).is_file() else found or [name]


def _chosen(sources: Sequence[Source], wanted: Wanted, output: str) -> tuple[Question, ...]:
    """Return the questions of the test; ``Refused`` with a table when there are too few."""
    forms = wanted.forms or dict.fromkeys(FORMS)
    counts = {form: n for form, n in forms.items() if n is not None}
    alone = supply(sources, wanted.seed)
    if len(counts) < len(forms):
        shared = draft_by_shares(sources, wanted.count, list(forms), wanted.seed)
        if len(shared) < wanted.count:
            said = f"too few questions for a test of {wanted.count}: each is asked once, so there are {len(shared)}"
            said += f" (try --count {len(shared)})" if shared else ""
            raise Refused([Problem(output, 0, 0, said + _table([(f, alone.get(f, 0)) for f in forms], "there are"))])
        return shared
    made = draft(sources, counts, wanted.seed)
    if isinstance(made, Shortage):
        rows = [(form, n, alone.get(form, 0), together) for form, n, together in made.rows]
        table = _table(rows, "wanted", "there are", "in one test")
        raise Refused([Problem(output, 0, 0, "too few questions for this test" + table)])
    return made


def _sources(banks: Sequence[Bank], wanted: Wanted, earlier: Sequence[Bank], folder: Path) -> list[Source]:
    """Return the questions that the test may use, their sources told from ``folder``."""
    used = {question.id for bank in earlier for question in bank.questions}
    terms = {left for bank in earlier for q in bank.questions if isinstance(q, Matching) for left, _ in q.pairs}
    low, high = wanted.difficulty

    def usable(bank: Bank, question: Question) -> bool:
        tags = {*bank.tags, *question.tags}
        return (
            (question.id is None or question.id not in used)
            and getattr(question, "term", None) not in terms
            and (not wanted.types or type_name(question) in wanted.types)
            and (not wanted.tags or any(_has_tag(tags, tag) for tag in wanted.tags))
            and ((low, high) == (1, 5) or low <= (question.difficulty or 0) <= high)
        )

    found = []
    for bank in banks:
        for question in filter(lambda question: question.enabled, bank.questions):
            # Where no note is named, the bank itself is the note.
            note, line = _place(question.source[0]) if question.source else ("", str(question.line))
            moved = dataclasses.replace(question, source=tuple(_from(folder, bank.path, s) for s in question.source))
            section = f"{bank.path}\0{note}"
            found.append(Source(moved, section, bank.language, int(line or 0), usable(bank, question)))
    return found


def _has_tag(tags: set[str], wanted: str) -> bool:
    return any(tag == wanted or tag.startswith(f"{wanted}::") for tag in tags)


def _from(folder: Path, bank: str, source: str) -> str:
    """Return ``source``, a place relative to the file ``bank``, relative to ``folder``."""
    path, line = _place(source)
    return _moved(folder, Path(bank).parent, path) + (f":{line}" if line else "")


@functools.cache
def _moved(folder: Path, before: Path, path: str) -> str:
    """Return ``path``, relative to the folder ``before``, relative to ``folder``."""
    try:
        return os.path.relpath(before / path, folder).replace(os.sep, "/")
    except ValueError:  # another drive on Windows
        return path


def _place(source: str) -> tuple[str, str]:
    """Return the path in ``source`` and the line, empty if it names none."""
    path, colon, line = source.rpartition(":")
    return (path, line) if colon and line.isascii() and line.isdecimal() else (source, "")


def _refuse_pictures(made: Sequence[Question], banks: Sequence[Bank], folder: Path) -> None:
    """Refuse a test that shows pictures but lies elsewhere than they do: a bank shows those of its own folder only."""
    elsewhere = [bank for bank in banks if Path(bank.path).parent.resolve() != folder.resolve()]
    if elsewhere and any("![" in str(getattr(q, f.name)) for q in made for f in fields_of(type(q))):
        where = Path(elsewhere[0].path).parent
        raise Refused([Problem(str(folder), 0, 0, f"the test shows pictures: write it where they are, into {where}")])


def _distinct(made: Sequence[Question]) -> tuple[Question, ...]:
    """Return ``made`` with ids that differ: two banks may use the same."""
    seen: Counter[str] = Counter()
    found = []
    for question in made:
        name = question.id or ""
        found.append(dataclasses.replace(question, id=f"{name}-{seen[name] + 1}") if name and seen[name] else question)
        seen[name] += 1
    return tuple(found)


def _table(rows: Sequence[tuple[Any, ...]], *heads: str) -> str:
    lines = [("form", *heads), *((row[0], *map(str, row[1:])) for row in rows)]
    return "".join("\n  " + f"{line[0]:<12}" + "".join(f"{cell:>13}" for cell in line[1:]) for line in lines)
