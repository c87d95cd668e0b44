"""A browser on this machine that prints HTML to PDF: Chrome, Chromium or Edge."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

_COMMANDS = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "microsoft-edge",
    "microsoft-edge-stable",
    "chrome",
    "msedge",
)
_MAC = (
    "Google Chrome.app/Contents/MacOS/Google Chrome",
    "Chromium.app/Contents/MacOS/Chromium",
    "Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
)
_WINDOWS = (
    "Google/Chrome/Application/chrome.exe",
    "Chromium/Application/chrome.exe",
    "Microsoft/Edge/Application/msedge.exe",
)
_LONGEST = 900
"""Seconds that one page may take: 300 questions take two or three."""
_TAGGED = 1_000_000
"""Pages with more bytes of HTML are printed without tags for screen readers: their time grows with the square."""


class NotPrinted(Exception):  # noqa: N818 - the page itself is there
    """The browser gave no PDF; the message is what it said last."""


def find_browser() -> str | None:
    """Return the program of a browser that prints to PDF, or None. ``QUIZGEN_BROWSER`` names another one."""
    if chosen := os.environ.get("QUIZGEN_BROWSER"):
        return shutil.which(chosen)
    return next((found for place in _places() if (found := shutil.which(place))), None)


def _places() -> Iterator[str]:
    yield from _COMMANDS
    for folder in (Path("/Applications"), Path.home() / "Applications"):
        yield from (str(folder / program) for program in _MAC)
    for variable in ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"):
        if root := os.environ.get(variable):
            yield from (str(Path(root) / program) for program in _WINDOWS)


def print_pdf(browser: str, page: Path) -> bytes:
    """Return the PDF that ``browser`` prints of the HTML file ``page``; ``NotPrinted`` if it prints none."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:  # Windows may still hold a file of it
        made = Path(folder) / "page.pdf"
        command = [
            browser,
            "--headless",
            "--disable-gpu",
            "--no-first-run",
            "--disable-background-networking",
            f"--user-data-dir={Path(folder) / 'profile'}",
            "--no-pdf-header-footer",
            f"--print-to-pdf={made}",
            page.resolve().as_uri(),
        ]
        if page.stat().st_size > _TAGGED:
            command.insert(1, "--disable-pdf-tagging")
        if os.name == "posix" and os.geteuid() == 0:  # Chromium refuses to sandbox itself for root
            command.insert(1, "--no-sandbox")
        try:
            done = subprocess.run(command, capture_output=True, timeout=_LONGEST, check=False)
        except (OSError, subprocess.TimeoutExpired) as e:
            raise NotPrinted(str(e)) from None
        if not made.is_file():
            said = done.stderr.decode("utf-8", "replace").strip().splitlines()
            raise NotPrinted(said[-1] if said else f"exit status {done.returncode}")
        return made.read_bytes()


def together(pdfs: Iterable[bytes]) -> bytes:
    """Return one PDF of all ``pdfs``, with a blank page where the next one would begin on the back of a sheet."""
    from pypdf import PdfReader, PdfWriter

    made = PdfWriter()
    for pdf in pdfs:
        if len(made.pages) % 2:
            made.add_blank_page()
        made.append(PdfReader(io.BytesIO(pdf)), import_outline=False)
    out = io.BytesIO()
    made.write(out)
    return out.getvalue()
