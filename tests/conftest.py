"""Real programs for the tests: Chromium prints, poppler reads what was printed."""

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import settings

# A busy machine is no fault of the code. CI looks at the same examples every time: a new one is found at home.
settings.register_profile("quizgen", deadline=None, derandomize=bool(os.environ.get("CI")))
settings.load_profile("quizgen")

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


def needs(program: str, found: object) -> None:
    """Skip the test if ``program`` is not on this machine; fail instead where everything must be tested."""
    if not found:
        say = pytest.fail if os.environ.get("QUIZGEN_TEST_EVERYTHING") else pytest.skip
        say(f"{program} is not installed: `sh tools/system-packages.sh` installs it where it may")


@dataclass(frozen=True)
class Printed:
    """What came out of the printer."""

    pages: list[str]
    """The text of each page."""
    sizes: set[tuple[int, int]]
    """Sizes of the pages in points."""
    asked: list[str]
    """Every address that was asked for besides the page itself."""
    alerts: list[str]
    """What scripts said."""
    pdf: Path

    @property
    def text(self) -> str:
        return "\n".join(self.pages)


@pytest.fixture
def tmux():
    """The terminal whose windows tests can read and type into."""
    needs("tmux", shutil.which("tmux"))
    return "tmux"


@pytest.fixture(scope="session")
def chromium():
    needs("Chromium", CHROMIUM)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as p:
        quiet = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"]
        browser = p.chromium.launch(executable_path=CHROMIUM, args=[*quiet, "--disable-component-update"])
        yield browser
        browser.close()


@pytest.fixture
def printed(chromium, tmp_path):
    """A function that prints an HTML page as a person's browser does: without backgrounds, in the page's own size."""
    needs("poppler (pdftotext)", shutil.which("pdftotext"))

    def print_page(html: str, *, backgrounds: bool = False, header: bool = False) -> Printed:
        source, pdf = tmp_path / "page.html", tmp_path / "page.pdf"
        source.write_text(html, encoding="utf-8")
        asked: list[str] = []
        alerts: list[str] = []
        page = chromium.new_page()
        page.on("request", lambda request: asked.append(request.url))
        page.on("dialog", lambda dialog: (alerts.append(dialog.message), dialog.dismiss()))
        page.goto(source.as_uri())
        page.pdf(
            path=pdf,
            prefer_css_page_size=True,
            print_background=backgrounds,
            display_header_footer=header,
            outline=False,
        )
        page.close()
        text = subprocess.run(["pdftotext", "-layout", pdf, "-"], capture_output=True, check=True).stdout.decode()
        info = subprocess.run(["pdfinfo", "-l", "9999", pdf], capture_output=True, check=True).stdout.decode()
        sizes = {
            (round(float(words[3])), round(float(words[5])))
            for words in map(str.split, info.splitlines())
            if words[:1] == ["Page"] and words[2] == "size:"
        }
        fetched = [url for url in asked if url != source.as_uri() and not url.startswith("data:")]
        return Printed(text.split("\f")[:-1], sizes, fetched, alerts, pdf)

    return print_page
