"""`quizgen stats`: what banks hold, counted in tables."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from rich.cells import cell_len, set_cell_size

from quizgen import text
from quizgen.bank.cloze import blanks
from quizgen.bank.evidence import answer_of, path_of
from quizgen.bank.lock import Entry
from quizgen.bank.review import DROPPED, KEPT, is_extracted, is_to_drop
from quizgen.bank.types import TYPES, Bank, Cloze, Question, type_name
from quizgen.jobs.banks import load_banks
from quizgen.jobs.locks import read_lock
from quizgen.jobs.report import Report, counted

MOST = 15
"""So many rows of a table are shown, the largest first."""

Table = Mapping[str, int]
"""How many questions, by what they have in common."""


def run(banks: Sequence[str], *, width: int = 80, as_json: bool = False) -> Report:
    """Return how many questions of the bank files ``banks`` there are, by everything that can be told of them.

    ``Refused`` when a bank has an error.
    """
    loaded, problems = load_banks(banks)
    found: list[_Known] = []
    dropped = 0
    for bank in loaded:
        lock, more = read_lock(bank.path)
        problems += more
        entries = lock.entries if lock else {}
        found += [_Known(bank, q, entries.get(q.id or "", Entry())) for q in bank.questions]
        here = {q.id for q in bank.questions}
        dropped += sum(entry.reviewed == DROPPED and name not in here for name, entry in entries.items())
    tables = dict(_tables(found, dropped))
    if len(loaded) > 1:
        tables = {"bank": Counter(known.bank.path for known in found), **tables}
    if as_json:
        told = json.dumps({"questions": len(found), **tables}, ensure_ascii=False, indent=2) + "\n"
    else:
        head = [counted(len(found), "question") + (f" in {len(loaded)} banks" if len(loaded) > 1 else "")]
        told = "\n".join([*head, *(line for name in tables for line in _shown(name, tables[name], len(found), width))])
        told += "\n"
    return Report(problems=tuple(problems), text=told)


@dataclass(frozen=True, slots=True)
class _Known:
    bank: Bank
    question: Question
    entry: Entry

    @property
    def decision(self) -> str:
        """What `quizgen review` made of it."""
        if self.entry.reviewed == KEPT:
            return "kept"
        if is_to_drop(self.question, self.entry):
            return "dropped"
        return "to review" if is_extracted(self.question, self.entry) else "by hand"

    @property
    def confidence(self) -> str:
        """How certain it is that it is a good one, in steps of a tenth."""
        if self.entry.confidence is None:
            return "not known"
        tenth = min(9, int(self.entry.confidence * 10 + 1e-9))
        return f"{tenth / 10:.1f} - {(tenth + 1) / 10:.1f}"

    @property
    def length(self) -> str:
        """How long its answer is, in characters."""
        question = self.question
        if isinstance(question, Cloze):
            answer = "".join(blank.answer for blank in blanks(question.text))
        else:
            answer = text.plain(answer_of(question))
        return next((name for name, most in _LENGTHS.items() if len(answer) <= most), "longer")


_LENGTHS = {"up to 20": 20, "21 - 60": 60, "61 - 150": 150, "151 - 300": 300}


def _tables(found: Sequence[_Known], dropped: int) -> Iterator[tuple[str, Table]]:
    yield "type", _in_order(TYPES, (type_name(known.question) for known in found))
    yield "review", _in_order(["kept", "dropped", "to review", "by hand"], _decisions(found, dropped))
    yield "confidence", dict(sorted(Counter(known.confidence for known in found).items(), reverse=True))
    yield "length of the answer", _in_order([*_LENGTHS, "longer"], (known.length for known in found))
    yield "source", _largest(path for known in found for path in _paths(known.question))
    yield "tag", _largest(tag for known in found for tag in (known.question.tags + known.bank.tags or ("(none)",)))
    if off := sum(not known.question.enabled for known in found):
        yield "not enabled", {"left out of decks and quizzes": off}


def _decisions(found: Iterable[_Known], dropped: int) -> Iterator[str]:
    yield from (known.decision for known in found)
    yield from ["dropped"] * dropped


def _paths(question: Question) -> Iterable[str]:
    return dict.fromkeys(path_of(source) for source in question.source) or ["(none)"]


def _in_order(names: Iterable[str], found: Iterable[str]) -> Table:
    counts = Counter(found)
    return {name: counts[name] for name in names if counts[name]}


def _largest(found: Iterable[str]) -> Table:
    return dict(sorted(Counter(found).items(), key=lambda item: (-item[1], item[0])))


def _shown(name: str, table: Table, total: int, width: int) -> Iterator[str]:
    """Yield the lines of a table: a name, a number, its share of ``total``, and a bar, in ``width`` cells."""
    rows = list(table.items())
    if rows:
        yield from ("", name)
    shown = rows if len(rows) <= MOST else rows[: MOST - 1]
    widest = min(max((cell_len(row) for row, _ in shown), default=0), max(10, width - 40))
    number = max((len(f"{count:,}") for _, count in rows), default=1)
    room = max(0, min(60, width - widest - number - 12))
    longest = max((count for _, count in rows), default=1)
    for row, count in shown:
        bar = "█" * max(1, round(room * count / longest)) if room else ""
        share = f"{100 * count / total:.0f} %" if total else ""
        yield f"  {_fitted(row, widest)}  {count:>{number},}  {share:>5} {bar}".rstrip()
    if rest := rows[len(shown) :]:
        yield f"  and {len(rest):,} more with {sum(count for _, count in rest):,}"


def _fitted(words: str, width: int) -> str:
    """Return ``words`` in exactly ``width`` cells; of what is too long the end is kept."""
    if cell_len(words) <= width:
        return set_cell_size(words, width)
    at = next(n for n in range(len(words)) if cell_len(words[n:]) <= width - 1)
    return set_cell_size("…" + words[at:], width)
