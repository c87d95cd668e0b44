"""`quizgen preview`: a page on this machine that shows a bank's cards and quiz, and follows the file as it is saved.

Nothing leaves the machine, and nothing on it may look in: the server listens on the loopback address alone, every
address holds a secret, and a request that names another host (DNS rebinding) is refused.
"""

from __future__ import annotations

import bisect
import concurrent.futures
import hashlib
import http.server
import json
import os
import secrets
import sys
import threading
import time
import urllib.parse
import webbrowser
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any, TypeVar

from quizgen.assets import folder
from quizgen.bank.cloze import blanks
from quizgen.bank.evidence import ask_of
from quizgen.bank.ids import new_id
from quizgen.bank.lock import Entry, Lock
from quizgen.bank.types import Bank, Cloze, Question, type_name
from quizgen.files import read_text
from quizgen.jobs.anki import picture as picture_into
from quizgen.jobs.banks import read_banks
from quizgen.jobs.locks import read_lock
from quizgen.jobs.pictures import data_uri
from quizgen.jobs.report import Report
from quizgen.problems import Problem, Refused, errors
from quizgen.render import anki, pages, quiz
from quizgen.render.preview import Look, Page, Side, card_page, quiz_page
from quizgen.text import plain

T = TypeVar("T")

EVERY = 0.15
"""Seconds between two looks at the files."""
ALIVE = 15
"""Seconds after which a page that waits is told that nothing happened."""
ROLES: Mapping[str, pages.Role] = {"student": "student", "key": "key", "teacher": "teacher"}
FILES = {"": "page.html", "preview.css": "preview.css", "preview.js": "preview.js"}
_KINDS = {".html": "text/html", ".css": "text/css", ".js": "text/javascript"}
_OWN_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; frame-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)


def run(bank: str, *, port: int = 0, show: bool = True, style: str | None = None, say: Callable[[str], None]) -> Report:
    """Serve the preview of the bank file ``bank`` until Ctrl-C; ``say`` is told the address.

    ``style`` is a stylesheet of the user's, as `quizgen anki` takes it. ``Refused`` when one of the files is not there
    at first or the port is taken. Writes nothing.
    """
    if not Path(bank).is_file():
        read_text(Path(bank))  # says why not
    if style:
        read_text(Path(style))
    preview = Preview(bank, style)
    preview.follow()
    try:
        server = _Server(port, preview)
    except OSError:
        raise Refused([Problem(f"port {port}", 0, 0, "is in use: name another, or none (--port)")]) from None
    with server:
        say(f"{bank}: {server.address}")
        say("save the file and the page follows; Ctrl-C ends the preview")
        if show and _has_screen():
            webbrowser.open(server.address)
        try:
            while True:
                time.sleep(EVERY)
                preview.follow()
        except KeyboardInterrupt:
            preview.end()
    return Report(("the preview has ended",))


def _has_screen() -> bool:
    """Return whether a browser would open a window: without a screen, some would take over the terminal instead."""
    return sys.platform in ("win32", "darwin") or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


# --- What there is to show ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Shown:
    """One question with its note; no note if it cannot be made."""

    key: str
    bank: Bank
    question: Question
    note: anki.Note | None
    mark: str
    """Another one where another card is seen."""


@dataclass(frozen=True, slots=True)
class State:
    """The bank as it stands, or as it last stood without an error."""

    version: int = 0
    banks: tuple[Bank, ...] = ()
    shown: tuple[Shown, ...] = ()
    media: Mapping[str, bytes] = field(default_factory=dict, repr=False)
    css: str = ""
    problems: tuple[Problem, ...] = ()
    stale: bool = False
    """The file has an error now: what is shown is older."""

    def told(self, bank: str) -> dict[str, Any]:
        """Return what the page is told of it; ``bank`` is the file the user named."""
        key = self._keys()
        names = _names([bank, *(one.path for one in self.banks), *(p.path for p in self.problems)])
        return {
            "version": self.version,
            "file": names[bank],
            "title": next((plain(one.title) for one in self.banks), ""),
            "language": next((one.language for one in self.banks), ""),
            "stale": self.stale,
            "problems": [{**asdict(p), "path": names[p.path], "key": key(p)} for p in self.problems],
            "questions": [
                {
                    "key": one.key,
                    "file": names[one.bank.path],
                    "line": one.question.line,
                    "type": type_name(one.question),
                    "id": one.question.id or "",
                    "asks": _asks(one.question),
                    "enabled": one.question.enabled,
                    "cards": len(one.note.cards) if one.note else 0,
                    "mark": one.mark,
                }
                for one in self.shown
            ],
        }

    def _keys(self) -> Callable[[Problem], str | None]:
        """Return what tells the key of the question in which a problem stands."""
        starts: dict[str, list[tuple[int, str]]] = {}
        for one in self.shown:
            starts.setdefault(one.bank.path, []).append((one.question.line, one.key))

        def key(problem: Problem) -> str | None:
            found = starts.get(problem.path, [])
            at = bisect.bisect_right(found, (problem.line, "\U0010ffff"))
            return found[at - 1][1] if at and not self.stale else None

        return key


def _names(paths: Sequence[str]) -> dict[str, str]:
    """Return each of ``paths`` as it is shown: from the folder they are in on."""
    try:
        base = os.path.commonpath([Path(path).parent.resolve() for path in paths])
        return {path: os.path.relpath(Path(path).resolve(), base).replace(os.sep, "/") for path in paths}
    except ValueError:  # two drives of Windows
        return {path: path for path in paths}


def _asks(question: Question) -> str:
    """Return what ``question`` asks in a few words, blanks filled."""
    asked = ask_of(question)
    if isinstance(question, Cloze):
        for blank in reversed(blanks(asked)):
            asked = asked[: blank.start] + blank.answer + asked[blank.end :]
    return plain(asked)[:120]


def _state(bank: str, css: str, before: State, seen: Seen) -> State:
    """Return the state of the bank file ``bank``, whose files are noted in ``seen``."""
    banks, problems = read_banks([bank])
    for one in banks:
        seen.bank(one)
    if errors(problems) or not banks:
        return replace(before, problems=tuple(problems), stale=bool(before.banks), css=css)
    media: dict[str, bytes] = {}
    shown: list[Shown] = []
    for one in banks:
        made, found = _shown(one, seen.picture(picture_into(media)), css)
        shown += made
        problems += found
    return State(0, tuple(banks), tuple(shown), media, css, tuple(dict.fromkeys(problems)))


def _shown(bank: Bank, picture: anki.Picture, css: str) -> tuple[list[Shown], list[Problem]]:
    """Return the questions of ``bank`` with their notes, and what cannot be shown."""
    try:
        lock = read_lock(bank.path)[0] or Lock()
    except Refused:  # check tells
        lock = Lock()
    used = {q.id.casefold() for q in bank.questions if q.id}
    named = [q if q.id else replace(q, id=new_id(q, used)) for q in bank.questions]
    # As if Anki had nothing yet but the numbers of blanks: what it got when is of no interest here.
    numbers = {
        name: Entry(heading=e.heading, clozes=e.clozes, next_cloze=e.next_cloze) for name, e in lock.entries.items()
    }
    made = anki.make(bank, named, Lock(numbers), now=0, picture=picture)
    notes = {note.guid: note for note in made.deck.notes}
    shown = []
    for question, twin in zip(bank.questions, named, strict=True):
        note = notes.get(anki.guid(bank.id, twin.id or "", type_name(twin)))
        mark = _mark(note.fields, note.cards, css) if note else ""
        shown.append(Shown(f"{bank.id}/{twin.id}", bank, question, note, mark))
    return shown, list(made.problems)


def _mark(*of: object) -> str:
    return hashlib.sha256(repr(of).encode("utf-8", "surrogatepass")).hexdigest()[:12]


def _on_paper(state: State) -> State:
    """Return ``state`` with the problems that the printed quiz has and the cards have not."""
    if state.stale or not any(q.enabled for bank in state.banks for q in bank.questions):
        return state
    sheet, found = quiz.sheet(state.banks, quiz.Style(), data_uri)
    _, more = quiz.answered(sheet, state.banks, data_uri)
    # Cards tell of pictures already, with the very line.
    new = [p for p in dict.fromkeys([*found, *more]) if not p.message.startswith("the picture")]
    return replace(state, problems=(*state.problems, *new))


class Seen:
    """The files that a state was made from, and when they were last changed."""

    def __init__(self, *paths: str) -> None:
        self.paths = dict.fromkeys(map(Path, paths))

    def bank(self, bank: Bank) -> None:
        """Note ``bank`` and those it names, be they there or not."""
        names = [Path(bank.path), *(Path(bank.path).parent / name.replace("\\", "/") for name in bank.include)]
        self.paths |= dict.fromkeys(names)

    def picture(self, read: anki.Picture) -> anki.Picture:
        """Return ``read`` so that each picture it is asked for is noted, be it there or not."""

        def noted(bank: Bank, src: str) -> str:
            self.paths[Path(bank.path).parent / src.replace("\\", "/")] = None
            return read(bank, src)

        return noted

    def changes(self) -> tuple[object, ...]:
        """Return what is different once one of the files was saved."""
        return tuple(map(_change, self.paths))


def _change(path: Path) -> object:
    try:
        found = path.stat()
    except (OSError, ValueError):
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino


class Preview:
    """The state of a bank that is followed, and all who wait for the next one.

    All states and pages are made in one thread: the engine that sets formulas lives in the thread that made it.
    """

    def __init__(self, bank: str, style: str | None) -> None:
        self.path, self.style = bank, style
        self.state = State()
        self.ended = False
        self._seen = Seen()
        self._changes: tuple[object, ...] | None = None
        self._news = threading.Condition()
        self._workshop = concurrent.futures.ThreadPoolExecutor(1)

    def follow(self) -> None:
        """Look whether a file was saved; make the new state if so."""
        if self._seen.changes() != self._changes:
            self.make(self._follow)

    def make(self, work: Callable[[], T]) -> T:
        """Return what ``work`` makes, done in the one thread that makes things."""
        return self._workshop.submit(work).result()

    def _follow(self) -> None:
        seen = Seen(self.path, *([self.style] if self.style else []))
        before = self.state
        changes = {path: _change(path) for path in (*seen.paths, *self._seen.paths)}
        css = before.css
        faults: tuple[Problem, ...] = ()
        try:
            css = read_text(Path(self.style)) if self.style else ""
        except Refused as e:
            faults = e.problems
        state = _state(self.path, css, before, seen)
        state = replace(state, problems=(*faults, *state.problems))
        if state.stale or not state.banks:
            seen.paths |= self._seen.paths  # what a broken bank needs is not known
        # What was first seen now counts as it is now, all else as it was before it was read.
        self._seen, self._changes = seen, tuple(changes.get(path, _change(path)) for path in seen.paths)
        self._publish(state)
        if (more := _on_paper(self.state)) != self.state:
            self._publish(more)

    def _publish(self, state: State) -> None:
        with self._news:
            self.state = replace(state, version=self.state.version + 1)
            self._news.notify_all()

    def newer_than(self, version: int) -> int | None:
        """Wait for a state newer than ``version`` and return its version; None once the preview has ended."""
        with self._news:
            self._news.wait_for(lambda: self.ended or self.state.version > version, timeout=ALIVE)
            return None if self.ended else self.state.version

    def end(self) -> None:
        """Let go of all who wait."""
        with self._news:
            self.ended = True
            self._news.notify_all()
        self._workshop.shutdown(wait=False, cancel_futures=True)

    def card(self, asked: Mapping[str, str]) -> Page | None:
        """Return the page with the side of a card that is ``asked`` for."""
        state = self.state
        one = next((one for one in state.shown if one.key == asked.get("key")), None)
        place = int(number) if (number := asked.get("card", "0")).isdecimal() and len(number) < 6 else 0
        if one is None or one.note is None or place >= len(one.note.cards):
            return None
        which: Side = "back" if asked.get("side") == "back" else "front"
        look = _look(asked, state.css)
        return card_page(one.note, one.note.cards[place], which, state.media, look)

    def quiz(self, asked: Mapping[str, str]) -> Page | None:
        """Return the printed page that is ``asked`` for."""
        state, role = self.state, ROLES.get(asked.get("role", ""))
        if role is None or not any(q.enabled for bank in state.banks for q in bank.questions):
            return None
        sheet, _ = quiz.sheet(state.banks, quiz.Style(), data_uri)
        mark = quiz.mark(sheet)
        if role != "student":
            sheet, _ = quiz.answered(sheet, state.banks, data_uri)
        return quiz_page(pages.page(sheet, role, mark), "A4", _look(asked))


def _look(asked: Mapping[str, str], css: str = "") -> Look:
    return Look(css=css, night="night" in asked, phone="phone" in asked)


# --- The server --------------------------------------------------------------------------------------------------


class _Server(http.server.ThreadingHTTPServer):
    """Serves a preview on the loopback address."""

    daemon_threads = True

    def __init__(self, port: int, preview: Preview) -> None:
        super().__init__(("127.0.0.1", port), _Handler)
        self.preview = preview
        self.secret = secrets.token_urlsafe(16)
        self.hosts = {f"{name}:{self.server_port}" for name in ("127.0.0.1", "localhost")}
        threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True).start()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/{self.secret}/"

    def __exit__(self, *_: object) -> None:
        self.shutdown()
        self.server_close()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of browsers that went away; what else goes wrong is a fault of the program."""
        if not (self.preview.ended or isinstance(sys.exc_info()[1], (ConnectionError, TimeoutError))):
            super().handle_error(request, client_address)


class _Handler(http.server.BaseHTTPRequestHandler):
    """Answers one request."""

    server: _Server
    timeout = 60
    server_version, sys_version = "quizgen", ""

    def do_GET(self) -> None:
        """Answer with a file of the page, the state, a card or a quiz; 403 and 404 for anything else."""
        secret, _, path = self.path.removeprefix("/").partition("/")
        if self.headers.get("Host") not in self.server.hosts:
            self._send(403, b"this page is for this machine only")
            return
        if not secrets.compare_digest(secret.encode(), self.server.secret.encode()):
            self._send(404, b"no such page: quizgen has printed the address")
            return
        what, _, query = path.partition("?")
        asked = dict(urllib.parse.parse_qsl(query, keep_blank_values=True))
        preview = self.server.preview
        if what in FILES:
            name = FILES[what]
            self._send(200, (folder("preview") / name).read_bytes(), _KINDS[Path(name).suffix], _OWN_POLICY)
        elif what == "state":
            told = preview.make(lambda: preview.state.told(preview.path))
            self._send(200, json.dumps(told).encode(), "application/json")
        elif what == "events":
            self._events()
        elif what in ("card", "quiz"):
            page = preview.make(lambda: preview.card(asked) if what == "card" else preview.quiz(asked))
            self._page(page, scripts=what == "card")
        else:
            self._send(404, b"no such page")

    def _page(self, page: Page | None, *, scripts: bool) -> None:
        """Send ``page`` in a sandbox of its own, even where it is opened by itself."""
        if page is None:
            self._send(404, b"")
            return
        sandbox = "allow-popups allow-popups-to-escape-sandbox" + (
            " allow-scripts" if scripts else " allow-same-origin"
        )
        policy = f"{page.policy}; sandbox {sandbox}; form-action 'none'; frame-ancestors 'self'"
        self._send(200, page.html.encode("utf-8", "replace"), "text/html", policy)

    def _events(self) -> None:
        """Tell of each new version until the page or the preview is closed (server-sent events)."""
        self._head(200, "text/event-stream", "default-src 'none'")
        version: int | None = 0
        while version is not None:
            last, version = version, self.server.preview.newer_than(version)
            said = ": nothing new\n\n" if version == last else f"data: {version}\n\n"
            self.wfile.write((said if version is not None else "event: end\ndata:\n\n").encode())
            self.wfile.flush()

    def _send(self, status: int, data: bytes, kind: str = "text/plain", policy: str = "default-src 'none'") -> None:
        self._head(status, kind, policy, len(data))
        self.wfile.write(data)

    def _head(self, status: int, kind: str, policy: str, length: int | None = None) -> None:
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        if length is not None:
            self.send_header("Content-Length", str(length))
        self.send_header("Content-Security-Policy", policy)
        self.send_header("Cache-Control", "no-store")
        self.send_header("Referrer-Policy", "no-referrer")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Cross-Origin-Resource-Policy", "same-origin")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing: the terminal is the user's."""
