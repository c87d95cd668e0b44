"""`quizgen preview`: a page on this machine that shows a bank's cards and quiz, and follows the file as it is saved.

Nothing leaves the machine, and nothing on it may look in: the server listens on the loopback address alone, every
address holds a secret, and a request that names another host (DNS rebinding) is refused.
"""

from __future__ import annotations

import errno
import http.server
import json
import os
import secrets
import sys
import threading
import time
import urllib.parse
import webbrowser
from collections.abc import Callable
from pathlib import Path
from typing import Any

from quizgen.assets import folder
from quizgen.files import read_text
from quizgen.jobs.preview_state import Preview
from quizgen.jobs.report import Report
from quizgen.problems import Problem, Refused
from quizgen.render.preview import Page

EVERY = 0.15
"""Seconds between two looks at the files."""
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
    try:
        server = _Server(port, preview)
    except OSError as e:
        why = "is in use" if e.errno == errno.EADDRINUSE else f"cannot be used ({(e.strerror or str(e)).lower()})"
        raise Refused([Problem(f"port {port}", 0, 0, f"{why}: name another, or none (--port)")]) from None
    with server:
        say(f"{bank}: {server.address}")
        say("save the file and the page follows; Ctrl-C ends the preview")
        if show and _has_screen():
            webbrowser.open(server.address)
        try:
            while True:
                preview.follow()
                time.sleep(EVERY)
        except KeyboardInterrupt:
            preview.end()
    return Report(("the preview has ended",))


def _has_screen() -> bool:
    """Return whether a browser would open a window: without a screen, some would take over the terminal instead."""
    return sys.platform in ("win32", "darwin") or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


class _Server(http.server.ThreadingHTTPServer):
    """Serves a preview on the loopback address."""

    daemon_threads = True
    allow_reuse_address = os.name != "nt"  # there, another program could take the port over

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
        if what in ("state", "card", "quiz"):
            preview.newer_than(0)  # the first state may still be in the making
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
