"""`quizgen review`: a screen on which the questions of a bank are kept, dropped and mended, one key each.

What a key decides is in the lock a moment later. The bank itself is written when a question is edited, and once at the
end, when all that was dropped is taken out of it; a run that was killed before leaves that to the next one.
"""

from __future__ import annotations

import os
import shlex
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from threading import Lock as Mutex

import click

from quizgen.bank.edit import Written, block, splice
from quizgen.bank.evidence import path_of
from quizgen.bank.lock import Lines, Lock
from quizgen.bank.passage import Page
from quizgen.bank.review import Walk, Wanted, remembered, settled
from quizgen.bank.rewrite import Edited, one_question, rewritten
from quizgen.bank.types import Question
from quizgen.files import alone, read_text
from quizgen.jobs.banks import open_for_edits, replace_bank, store
from quizgen.jobs.locks import lock_path, read_lock, write_lock
from quizgen.jobs.report import Report, counted
from quizgen.problems import Problem, Refused, errors

Editor = Callable[[str], "str | None"]
"""Text of a file -> the text as it was saved, None if it was not."""


def run(bank: str, wanted: Wanted | None = None) -> Report:
    """Show the screen for the bank file ``bank`` until it is left, and tell what was done.

    ``Refused`` when the bank has an error or its lock cannot be written.
    """
    desk = Desk(bank)
    walk = Walk(desk.written.bank.questions, desk.lock, wanted or Wanted())
    if not walk.waiting:
        return Report(tuple(_nothing(desk, walk)), tuple(_next(bank, walk)), tuple(desk.problems))
    from quizgen.screen.review import Reviewing

    screen = Reviewing(walk, desk)
    try:
        screen.run()
    finally:
        desk.on_trouble = lambda refused: desk.problems.extend(refused.problems)
        try:
            desk.close()
        except Refused as refused:
            desk.problems += refused.problems
            words = "what was dropped is still in the bank: the next `quizgen review` takes it out"
            desk.problems.append(Problem(bank, 0, 0, words, "warning"))
    return Report(tuple(_lines(desk, walk)), tuple(_next(bank, walk)), tuple(desk.problems))


def _nothing(desk: Desk, walk: Walk) -> Iterator[str]:
    kept, dropped, _ = walk.count()
    total = counted(len(desk.written.bank.questions), "question")
    if kept or dropped:
        yield f"{desk.path}: {total}; nothing is left to review, {kept:,} kept"
    else:
        yield f"{desk.path}: {total}; none that was extracted from notes and is to be reviewed here"
    yield from _left_aside(desk)


def _lines(desk: Desk, walk: Walk) -> Iterator[str]:
    kept, dropped, left = walk.count()
    yield f"{desk.path}: {kept:,} kept, {dropped:,} dropped, {f'{left:,} left' if left else 'none left'}"
    edited = sum(step.what in ("edited", "type") for step in walk.steps)
    if edited:
        yield f"{counted(edited, 'edit')} written"
    yield from _left_aside(desk)


def _left_aside(desk: Desk) -> Iterator[str]:
    bank = desk.written.bank
    if nameless := sum(q.id is None for q in bank.questions):
        yield f"without id, so not shown: {counted(nameless, 'question')} (quizgen check --fix {desk.path} adds ids)"
    if bank.include:
        yield f"included banks are reviewed one by one: {', '.join(bank.include)}"


def _next(bank: str, walk: Walk) -> Iterator[str]:
    kept, _, left = walk.count()
    if left:
        yield f"quizgen review {bank} goes on where you stopped"
    if kept:
        yield f"quizgen anki {bank} --reviewed -o {Path(bank).with_suffix('.apkg')}    only what you kept"


class Desk:
    """The files on the desk of a reviewer: bank, lock and notes.

    All is written in one thread, in the order in which it was decided, and nobody waits for it. Between two writes the
    files are free for other programs; what these wrote is read again.
    """

    written: Written
    lock: Lock

    def __init__(self, path: str, editor: Editor | None = None) -> None:
        self.path = path
        self.base = Path(path).parent
        self.problems: list[Problem] = []
        self.on_trouble: Callable[[Refused], None] = lambda refused: None
        """Called, in the thread that writes, when something could not be written."""
        self._editor = editor or _click_editor
        self._page: tuple[tuple[str, int, int], Page] | None = None
        self._decisions: dict[str, str] = {}
        self._texts: dict[str, tuple[str, str]] = {}
        self._lines: Lines = {}
        self._mutex = Mutex()
        self._writer = ThreadPoolExecutor(1, "quizgen-write")
        self._at_work: set[Future[None]] = set()
        self._bank_seen, self._lock_seen = _state(Path(path)), _state(lock_path(path))
        """Which files those are that were last read or written here."""
        self._stale = False
        """What is seen on the screen is not what stands there."""
        with alone(Path(path)):
            self._read()
            self._take_out()
        if not lock_path(path).exists() and any(q.source for q in self.written.bank.questions):
            words = "is missing: pattern and confidence are not known. `quizgen update` makes it anew from the notes"
            self.problems.append(Problem(str(lock_path(path)), 0, 0, words, "warning"))

    # --- what stands there

    def text_of(self, name: str) -> str:
        """Return how the question ``name`` is written in the bank, empty if it is not there any more."""
        at = self._at(self.written).get(name)
        return "" if at is None else block(self.written, at)

    def page(self, source: str) -> Page | None:
        """Return the note that ``source`` names, None if it is not there or is no text."""
        path = self.base / path_of(source)
        try:
            if not path.is_file():  # a bank from a stranger may name a device that never ends
                return None
            told = path.stat()
            state = (str(path), told.st_mtime_ns, told.st_size)
            if self._page is None or self._page[0] != state:
                self._page = (state, Page(read_text(path)))
        except (OSError, ValueError, Refused):
            return None
        return self._page[1]

    def is_busy(self) -> bool:
        """Return whether something is still to be written or read."""
        return not all(work.done() for work in self._at_work)

    def changed(self) -> bool:
        """Return whether another program wrote the bank or its lock."""
        done = {work for work in self._at_work if work.done()}
        self._at_work -= done
        for work in done:
            work.result()  # a fault of the program is not passed over
        return not self._at_work and (self._stale or self._is_strange())

    def reload(self) -> Future[None]:
        """Read bank and lock again."""
        return self._submit(self._reload)

    # --- what is decided

    def remember(self, decisions: Mapping[str, str]) -> Future[None]:
        """Write ``decisions`` by question id into the lock."""
        with self._mutex:
            self._decisions |= decisions
        return self._submit(self._write_decisions)

    def rewrite(self, name: str, before: str, text: str) -> Future[None]:
        """Write ``text`` where the question ``name`` stands as ``before``."""
        with self._mutex:
            first, _ = self._texts.get(name, (before, text))
            self._texts[name] = first, text
        return self._submit(self._write_texts)

    def edit(self, question: Question, text: str, notice: Sequence[str]) -> Edited:
        """Let a person edit ``text``, with ``notice`` below it in comments, until it is sound or given up."""
        name, flow = question.id, self.written.inside.flow
        below = [_MARK, *(f"# {line}".rstrip() for line in notice)]
        problems: Sequence[Problem] = ()
        now = text
        while True:
            told = [f"{_TOLD}line {p.line + len(problems)}: {p.message}" for p in problems]
            given = "\n".join([*told, now.rstrip("\n"), "", *below, ""])
            saved = self._editor(given)
            typed = _own(saved if saved is not None else given)
            if typed.rstrip() == now.rstrip() or not typed.strip():  # nothing (more) was done to it
                return Edited(problems=tuple(problems))
            now = typed
            made, found = one_question(self.path, now, name=name, flow=flow)
            if made is not None:
                return Edited(made, now, tuple(found))
            problems = errors(found)

    def close(self) -> None:
        """Write what is not written yet, and take out of the bank what was dropped."""
        self._writer.shutdown(wait=True)
        for work in self._at_work:
            work.result()
        with alone(Path(self.path)):
            self._write_decisions_alone()
            if self._is_strange():
                self._read()
            try:
                self._take_out()
            except Refused:  # another program saved it just now
                self._read()
                self._take_out()

    # --- in the thread that writes

    def _submit(self, work: Callable[[], None]) -> Future[None]:
        def tell() -> None:
            try:
                work()
            except Refused as refused:
                self.on_trouble(refused)

        done = self._writer.submit(tell)
        self._at_work.add(done)
        return done

    def _write_decisions(self) -> None:
        with alone(Path(self.path)):
            self._write_decisions_alone()

    def _write_decisions_alone(self) -> None:
        with self._mutex:
            decisions, self._decisions = self._decisions, {}
        if not decisions:
            return
        try:
            if _state(lock_path(self.path)) != self._lock_seen:
                self._stale = True
                self._read_lock()
            self.lock = remembered(self.lock, decisions)
            write_lock(self.path, self.lock, self._lines)
            self._lock_seen = _state(lock_path(self.path))
        except Refused:
            with self._mutex:
                self._decisions = decisions | self._decisions  # the next key tries again
            raise

    def _write_texts(self) -> None:
        with self._mutex:
            texts, self._texts = self._texts, {}
        if not texts:
            return
        with alone(Path(self.path)):
            if self._is_strange():
                self._stale = True
                self._read()
            here, cuts = self._at(self.written), {}
            problems = []
            for name, (before, text) in texts.items():
                at = here.get(name)
                if at is None or block(self.written, at).rstrip() != before.rstrip():
                    words = f"{name} was changed by another program meanwhile: it stays as it is there"
                    problems.append(Problem(self.path, 0, 0, words))
                else:
                    cuts[at] = text
            made, more = rewritten(self.written, cuts) if cuts else (self.written, [])
            if not more:
                replace_bank(self.path, self.written.whole, made.whole)
                self.written = made
                self._bank_seen = _state(Path(self.path))
            if problems or more:
                self._stale = True
                raise Refused([*problems, *more])

    def _reload(self) -> None:
        self._stale = False
        with alone(Path(self.path)):
            self._read()

    def _read(self) -> None:
        self._read_lock()
        self._bank_seen = _state(Path(self.path))  # once, even if it cannot be read now
        self.written = open_for_edits(self.path)

    def _read_lock(self) -> None:
        self._lock_seen = _state(lock_path(self.path))
        self.lock = read_lock(self.path)[0] or Lock()

    def _take_out(self) -> None:
        """Take out of the bank what the lock says was dropped."""
        changes, after = settled(self.written, self.lock)
        made, problems = splice(self.written, changes)
        if problems:
            raise Refused(problems)
        if after != self.lock:
            store(self.path, self.written.whole, made.whole, pending=self.lock, lock=after)
            self.written, self.lock = made, after
            self._bank_seen, self._lock_seen = _state(Path(self.path)), _state(lock_path(self.path))

    def _is_strange(self) -> bool:
        """Return whether another program wrote the bank or its lock."""
        return (_state(Path(self.path)), _state(lock_path(self.path))) != (self._bank_seen, self._lock_seen)

    @staticmethod
    def _at(written: Written) -> dict[str | None, int]:
        return {question.id: at for at, question in enumerate(written.bank.questions)}


def _state(path: Path) -> tuple[int, ...]:
    """Return what tells whether ``path`` is still the file that it was."""
    try:
        told = path.stat()
    except OSError:
        return ()
    return told.st_ino, told.st_mtime_ns, told.st_size


_TOLD = "#! "
_MARK = "# --- From here on nothing belongs to the question. Saved as it was, it stays as it was. ---"


def _own(saved: str) -> str:
    """Return the question in what was saved, without what was told above and below it."""
    lines = saved.replace("\r\n", "\n").partition(_MARK)[0].split("\n")
    return "\n".join(line for line in lines if not line.startswith(_TOLD))


def _click_editor(text: str) -> str | None:
    editor = next(filter(None, map(os.environ.get, ("VISUAL", "EDITOR"))), None)
    if editor is not None and (why := _unusable(editor)):
        raise Refused([Problem("editor", 0, 0, f"{why}: set EDITOR to one that is there, e.g. EDITOR=nano")])
    try:
        return click.edit(text, editor=editor, extension=".yaml")
    except UnicodeDecodeError:
        raise Refused([Problem("editor", 0, 0, "what it saved is not in UTF-8: nothing was changed")]) from None
    except click.ClickException as e:
        raise Refused([Problem("editor", 0, 0, f"{e.message}: set EDITOR to one that is there")]) from None


def _unusable(editor: str) -> str:
    """Return why the command ``editor`` cannot be run, empty if it can."""
    try:
        words = shlex.split(editor)  # as click takes it apart
    except ValueError as e:
        return f"{editor} is no command ({str(e).lower()})"
    program = words[0] if words else ""
    return "" if shutil.which(program) else f"'{program}' is not installed"
