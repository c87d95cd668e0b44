"""The screen of `quizgen review`: question, answer, passage and look-alikes, each always in the same place."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from typing import ClassVar, Protocol

from rich.cells import cell_len, set_cell_size
from textual.app import App, ComposeResult, SuspendNotSupported
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.css.query import NoMatches
from textual.screen import ModalScreen
from textual.widgets import Footer, Static

from quizgen.bank import checks
from quizgen.bank.edit import Written
from quizgen.bank.lock import Lock
from quizgen.bank.lookalikes import LookAlikes
from quizgen.bank.passage import Page
from quizgen.bank.retype import other_types
from quizgen.bank.review import KEPT, UNSEEN, Walk
from quizgen.bank.rewrite import Edited
from quizgen.bank.types import Question, type_name
from quizgen.bank.write import dump_flow, dump_question
from quizgen.problems import Problem, Refused
from quizgen.render.terminal import line, shown
from quizgen.screen.pane import Pane, clean, wrapped
from quizgen.screen.passage import passage
from quizgen.screen.wrap import Piece

_UNSURE = 0.7
"""Confidence below which a question is called doubtful."""


class Desk(Protocol):
    """The files, as the screen needs them. What is written is written in another thread, in order."""

    path: str
    written: Written
    lock: Lock
    problems: list[Problem]
    on_trouble: Callable[[Refused], None]

    def text_of(self, name: str) -> str:
        """Return how the question ``name`` is written."""

    def page(self, source: str) -> Page | None:
        """Return the note that ``source`` names."""

    def changed(self) -> bool:
        """Return whether another program wrote the bank."""

    def is_busy(self) -> bool:
        """Return whether something is still to be written."""

    def reload(self) -> Future[None]:
        """Read the bank again."""

    def remember(self, decisions: Mapping[str, str]) -> Future[None]:
        """Write decisions."""

    def rewrite(self, name: str, before: str, text: str) -> Future[None]:
        """Write a question anew."""

    def edit(self, question: Question, text: str, notice: Sequence[str]) -> Edited:
        """Let a person edit a question."""


class WholeNote(ModalScreen[str]):
    """Asks what is to become of the rest of a note."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("k,K", "answer('keep')"),
        Binding("d,D", "answer('drop')"),
        Binding("escape,n,N,q,Q", "answer('')"),
    ]

    def __init__(self, note: str, count: int) -> None:
        super().__init__()
        self._words = f"{clean(note)}\n{count:,} of its questions wait.\n\nk  keep all\nd  drop all\nEsc  neither"

    def compose(self) -> ComposeResult:
        """Put the question in the middle."""
        yield Static(self._words, markup=False)

    def action_answer(self, answer: str) -> None:
        """Go back with ``answer``."""
        self.dismiss(answer)


class Reviewing(App[None]):
    """One question at a time, one key each."""

    ENABLE_COMMAND_PALETTE = False
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide")]  # noqa: RUF012 - as declared there
    CSS = """
    #bar { height: 1; text-wrap: nowrap; }
    #body { height: 1fr; layout: vertical; }
    .-wide #body { layout: horizontal; }
    #body Vertical { width: 1fr; height: 1fr; }
    Pane { height: 1fr; border-top: solid $primary; border-title-color: $text; border-title-style: bold; padding: 0 1;
           text-wrap: nowrap; }
    #front { height: 2fr; min-height: 2; }
    #back { height: 3fr; min-height: 2; }
    #note { height: 3fr; }
    #like { height: 1fr; min-height: 3; }
    .-narrow #like { height: 3; }
    WholeNote { align: center middle; background: $background 60%; }
    WholeNote Static { width: auto; max-width: 90%; height: auto; padding: 1 3; border: solid $warning;
                       background: $surface; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        *(
            Binding(keys, name.split()[-1].lower(), name, key_display=keys[0])
            for keys, name in (
                ("k,K,space", "Keep"),
                ("d,D", "Drop"),
                ("e,E", "Edit"),
                ("t,T", "Type"),
                ("l,L", "Later"),
                ("n,N", "Whole note"),
                ("u,U", "Undo"),
                ("q,Q", "Quit"),
            )
        ),
        Binding("ctrl+c", "quit", show=False, priority=True),
        Binding("down", "look(1)", show=False),
        Binding("up", "look(-1)", show=False),
        Binding("pagedown", "turn(3)", show=False),
        Binding("pageup", "turn(-3)", show=False),
    ]

    def __init__(self, walk: Walk, desk: Desk) -> None:
        super().__init__()
        self.walk = walk
        self.desk = desk
        self._written: dict[str, str] = {}
        """How questions are written that were edited here, until the bank is read again."""
        self._rounds: dict[str, list[tuple[Question, str]]] = {}
        """By id, the types a question can be, with how each is written; the first is the current one."""
        self._alike: LookAlikes | None = None
        desk.on_trouble = self._on_trouble

    def compose(self) -> ComposeResult:
        """Lay out the screen."""
        yield Static(id="bar", markup=False)
        with Horizontal(id="body"):
            with Vertical():
                yield Pane("front")
                yield Pane("back")
            with Vertical():
                yield Pane("note")
                yield Pane("like")
        yield Footer()

    def on_mount(self) -> None:
        """Show the first question; look for its like when there is time; watch the files."""
        self._show()
        for problem in self.desk.problems:
            self._tell(str(problem))
        self.run_worker(self._compare, thread=True)
        self.set_interval(1, self._watch)

    def on_resize(self) -> None:
        """The bar takes the width there is."""
        self._show_bar()

    def _compare(self) -> None:
        self._alike = LookAlikes(list(self.walk.questions.values()))
        self.call_from_thread(self._show_alike)

    # --- what is seen

    def _show(self) -> None:
        self._show_bar()
        self._show_question()
        self._show_note()
        self._show_alike()

    def _pane(self, name: str) -> Pane:
        return self.screen_stack[0].query_one(f"#{name}", Pane)

    def _show_bar(self) -> None:
        try:
            bar = self.screen_stack[0].query_one("#bar", Static)
        except (NoMatches, IndexError):
            return
        kept, dropped, left = self.walk.count()
        told = f"  {kept:,} kept  {dropped:,} dropped  {left:,} left "
        name = f" {clean(self.desk.path)}  "
        room = max(0, min(40, self.size.width - len(told) - cell_len(name)))
        done = room * (kept + dropped) // max(1, kept + dropped + left)
        bar.update(Content.assemble((name, "bold"), ("█" * done, "$success"), ("░" * (room - done), ""), told))

    def _show_question(self) -> None:
        question = self.walk.current
        if question is None:
            kept, dropped, _ = self.walk.count()
            self._pane("front").show("all reviewed", wrapped([(f"{kept:,} kept, {dropped:,} dropped.", "strong")]))
            self._pane("back").show("", wrapped([("u takes the last one back, q leaves.", "")]))
            return
        made = shown(question, self.desk.written.bank.language)
        entry = self.walk.entry
        told = [type_name(question), *([] if question.enabled else ["not enabled"])]
        if entry.confidence is not None:
            told.append(f"{entry.confidence:.2f}{' doubtful' if entry.confidence < _UNSURE else ''}")
        told += [entry.pattern] if entry.pattern else []
        told += [f"#{tag}" for tag in question.tags]
        self._pane("front").show("  ·  ".join(told), wrapped(made.front))
        remarks = [(check.code, message) for check, _, message in checks.remarks(question)]
        codes = "".join(f"  ·  {code}" for code, _ in remarks)
        said = [piece for _, message in remarks for piece in (("\n\n", ""), (message, "doubt"))]
        self._pane("back").show(f"answer{codes}", wrapped([*made.back, *said]))

    def _show_note(self) -> None:
        question, entry = self.walk.current, self.walk.entry
        if question is None:
            self._pane("note").show("", wrapped([]))
            return
        if not question.source:
            self._pane("note").show("written by hand", wrapped([("It names no source in the notes.", "aside")]))
            return
        page = self.desk.page(question.source[0])
        more = f"  (+{len(question.source) - 1})" if len(question.source) > 1 else ""
        where, lines = passage(question, entry, page)
        heading = f"  ·  {entry.heading}" if entry.heading else ""
        self._pane("note").show(f"{where}{more}{heading}", lines)

    def _show_alike(self) -> None:
        question = self.walk.current
        if question is None or self._alike is None:
            self._pane("like").show("look-alikes", wrapped([]))
            return
        found = self._alike.nearest(question, 5)
        decided = self.walk.decided
        there = [
            (self.walk.questions[name], likeness, decided.get(name) == KEPT)
            for name, likeness in found
            if name in self.walk.questions and decided.get(name, KEPT) in (KEPT, UNSEEN)
        ]

        def lines(width: int) -> tuple[list[list[Piece]], int]:
            return [_alike_line(*one, width) for one in there] or [[("none", "aside")]], 0

        self._pane("like").show("look-alikes", lines)

    # --- keys

    def action_keep(self) -> None:
        """Keep the question."""
        self._decide(self.walk.keep())

    def action_drop(self) -> None:
        """Drop the question."""
        self._decide(self.walk.drop())

    def _decide(self, decisions: Mapping[str, str]) -> None:
        if decisions:
            self.desk.remember(decisions)
            self._show()

    def action_later(self) -> None:
        """Put the question behind the others."""
        self.walk.later()
        self._show()

    def action_note(self) -> None:
        """Ask what is to become of the rest of the note, and do it."""
        names = self.walk.rest_of_note()

        def decide(answer: str | None) -> None:
            if answer:
                self._decide(self.walk.keep(names) if answer == "keep" else self.walk.drop(names))

        if names:
            self.push_screen(WholeNote(self.walk.note_of(names[0]) or "no note", len(names)), decide)

    def action_undo(self) -> None:
        """Take the last step back."""
        step = self.walk.undo()
        if step is None:
            self._tell("nothing to undo")
            return
        if step.text:
            name = step.places[0][1]
            self._rewrite(name, step.text)
            self._rounds.pop(name, None)
        elif step.before:
            self.desk.remember(step.before)
        self._show()

    def action_edit(self) -> None:
        """Edit the question as it stands in the bank."""
        question = self.walk.current
        if question is None or question.id is None:
            return
        before = self._text_of(question.id)
        try:
            edited = self._edited(question, before)
        except Refused as refused:
            self._trouble(refused)
            return
        if edited.question is None:
            self._tell("nothing changed" if not edited.problems else "not sound, so nothing changed")
            return
        self._rounds.pop(question.id, None)
        self.walk.rewrite(edited.question, before)
        self._rewrite(question.id, edited.text)
        for problem in edited.problems:
            self._tell(problem.message)
        self._show()

    def _edited(self, question: Question, before: str) -> Edited:
        refused: Refused | None = None
        try:
            with self.suspend():
                try:
                    return self.desk.edit(question, before, self._notice(question))
                except Refused as e:  # it may not leave through `suspend`, which would not bring the screen back
                    refused = e
        except SuspendNotSupported:
            return self.desk.edit(question, before, self._notice(question))
        assert refused is not None
        raise refused

    def action_type(self) -> None:
        """Make the question the next type that its words allow."""
        question = self.walk.current
        if question is None or question.id is None:
            return
        before = self._text_of(question.id)
        if question.id not in self._rounds:
            if _has_comment(before):
                self._tell("it holds a comment, which would be lost: edit it instead (e)")
                return
            write = dump_flow if self.desk.written.inside.flow else dump_question
            others = other_types(question, self.walk.entry.passage)
            self._rounds[question.id] = [(question, before), *((other, write(other)) for other in others)]
        types = self._rounds[question.id]
        if len(types) == 1:
            self._tell("its words make no other type: edit it instead (e)")
            return
        types.append(types.pop(0))
        made, text = types[0]
        self.walk.rewrite(made, before, "type")
        self._rewrite(question.id, text)
        self._show()

    def action_look(self, by: int) -> None:
        """Move through the note."""
        self._pane("note").move(by)

    def action_turn(self, by: int) -> None:
        """Move through a long question and its answer."""
        self._pane("front").move(by)
        self._pane("back").move(by)

    # --- files

    def _text_of(self, name: str) -> str:
        return self._written.get(name) or self.desk.text_of(name)

    def _rewrite(self, name: str, text: str) -> None:
        before = self._text_of(name)
        self._written[name] = text
        self.desk.rewrite(name, before, text)

    def _notice(self, question: Question) -> list[str]:
        entry = self.walk.entry
        passage = [part for part in entry.passage.split("\n") if part.strip()]
        return [f"{', '.join(question.source)}:" if question.source else "", *passage] if passage else []

    def _watch(self) -> None:
        if self.desk.changed():
            self.run_worker(self._reload, thread=True)

    def _reload(self) -> None:
        self.desk.reload().result()
        self.call_from_thread(self._reloaded)

    def _reloaded(self) -> None:
        if self.desk.is_busy():  # what was decided meanwhile is still to be written
            self.run_worker(self._reload, thread=True)
            return
        self._written.clear()
        self._rounds.clear()
        self.walk.renew(self.desk.written.bank.questions, self.desk.lock)
        self.run_worker(self._compare, thread=True)
        self._show()

    def _on_trouble(self, refused: Refused) -> None:
        self.call_from_thread(self._trouble, refused)

    def _trouble(self, refused: Refused) -> None:
        words = "\n".join(clean(str(problem)) for problem in refused.problems[:3])
        self.notify(words, title="not done", severity="error", timeout=15, markup=False)

    def _tell(self, words: str) -> None:
        self.notify(clean(words), timeout=3, markup=False)


# --- lines


def _has_comment(text: str) -> bool:
    return any(line.lstrip().startswith("#") or " #" in line for line in text.split("\n"))


def _alike_line(question: Question, likeness: float, kept: bool, width: int) -> list[Piece]:
    head = f"{likeness:4.0%} {'✓' if kept else ' '} "
    words = line(question)
    room = max(4, width - len(head))
    if cell_len(words) > room:
        words = set_cell_size(words, room - 1).rstrip() + "…"
    return [(head, "doubt" if likeness >= 0.8 else "aside"), (words, "")]
