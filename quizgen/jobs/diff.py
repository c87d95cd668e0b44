"""`quizgen diff`: what the next import would do in Anki."""

from __future__ import annotations

import difflib
import html
import re
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from quizgen.bank.lock import Entry, Lock
from quizgen.bank.types import Bank, type_name
from quizgen.jobs.anki import earlier_notes, gone, known, picture
from quizgen.jobs.banks import load_banks
from quizgen.jobs.report import Report
from quizgen.problems import Problem, Refused, errors
from quizgen.render import anki
from quizgen.render.note_types import NOTE_TYPES

_UNSEEN = {"Source", "Language", "Layout", "ID"}


def run(bank: str, deck: str | None = None) -> Report:
    """Return what importing the bank file ``bank`` would do, word by word if the package Anki last got is ``deck``.

    Without it the lock tells which questions changed, not how. Writes nothing. ``Refused`` as for `quizgen anki`.
    """
    banks, problems = load_banks([bank])
    earlier = earlier_notes(deck) if deck else None
    lines, text = [], ""
    for one in banks:
        told, found = _told(one, earlier)
        problems += found
        count = Counter(what for what, _, _ in told)
        summary = ", ".join(f"{n:,} {what}" for what, n in sorted(count.items()))
        lines += [f"{Path(one.path)}: {summary}"] if told or len(banks) == 1 else []
        if count["changed"] and not earlier:
            lines.append(f"name the package that Anki got last to see every word: quizgen diff {bank} deck.apkg")
        shown = (entry for entry in told if entry[0] != "untouched")
        text += "".join(f"{what:12}  {name}\n{_indented(more)}" for what, name, more in shown)
    if faults := errors(problems):
        raise Refused(faults)
    return Report(tuple(lines), problems=tuple(problems), text=text)


def _told(bank: Bank, earlier: Sequence[anki.Note] | None) -> tuple[list[tuple[str, str, str]], list[Problem]]:
    """Return (what happens, which question, more words) for each question of ``bank``, and problems."""
    before, problems = known(bank, earlier)
    lock = before or Lock()
    enabled = [q for q in bank.questions if q.enabled]
    made = anki.make(bank, enabled, lock, now=int(time.time()), picture=picture({}))
    problems += made.problems
    if errors(problems):
        return [], problems
    had = {note.guid: note for note in earlier or ()}
    told: list[tuple[str, str, str]] = []
    for question, note in zip(enabled, made.deck.notes, strict=True):
        name = f"{question.id} ({note.kind})"
        sent = lock.entries.get(question.id or "", Entry()).anki
        if note.kind not in sent:
            others = ", ".join(kind for kind in sent if kind in NOTE_TYPES)
            told.append(("type changed" if others else "new", name, f"was {others}" if others else ""))
        elif sent[note.kind] != made.lock.entries[question.id or ""].anki[note.kind]:
            told.append(("changed", name, "\n".join(_words(had[note.guid], note)) if note.guid in had else ""))
        else:
            told.append(("untouched", name, ""))
    ids = {q.id: type_name(q) for q in enabled}
    return [*told, *(("removed", name, "") for name in gone(bank, lock) if name not in ids)], problems


def _indented(text: str) -> str:
    return "".join(f"    {line}\n" for line in text.splitlines())


def _words(old: anki.Note, new: anki.Note) -> Iterator[str]:
    """Yield each field that differs, its words marked as in ``git diff --word-diff``."""
    for name, was, now in zip(NOTE_TYPES[new.kind].all_fields, old.fields, new.fields, strict=True):
        if was != now and name not in _UNSEEN:
            yield f"{name}: {_marked(_plain(was), _plain(now))}"
    if old.tags != new.tags:
        yield f"Tags: {_marked(' '.join(old.tags), ' '.join(new.tags))}"


def _plain(field: str) -> str:
    """Return ``field`` as one reads it: without tags, the signs of blanks, and with a stroke between items."""
    bare = re.sub(r"\{\{c\d+::|\}\}", "", field.replace("</li><li>", " / "))
    return " ".join(html.unescape(re.sub("<[^>]*>", " ", bare)).split())


def _marked(old: str, new: str) -> str:
    a, b = (re.findall(r"[A-Za-z0-9_]+|\s+|.", text) for text in (old, new))
    marked = ""
    for what, i, j, k, m in difflib.SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if what == "equal":
            marked += "".join(a[i:j])
        else:
            marked += f"[-{''.join(a[i:j])}-]" if j > i else ""
            marked += f"{{+{''.join(b[k:m])}+}}" if m > k else ""
    return marked
