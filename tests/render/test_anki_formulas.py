"""Formulas of strangers in MathJax itself, set up as Anki sets it up: no link, no HTML, no style comes of them, and the
formulas of the next card look as they did."""

from __future__ import annotations

import html
import mimetypes
import re
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path

import pytest
from hostile import HOSTILE
from learner import learner
from sample_cards import package
from test_anki_safe import made

from quizgen.text import is_tame

MATHJAX = Path(find_spec("mathjax").submodule_search_locations[0]) / "static" / "mathjax" / "es5"
# As in Anki 26.9 (ts/mathjax): all of TeX's packages, for these two, but for this one.
PAGE = r"""<!doctype html><body class="card"><div id="qa"></div><script>
MathJax = {
  tex: {
    displayMath: [["\\[", "\\]"]],
    processEscapes: false, processEnvironments: false, processRefs: false,
    packages: {"[+]": ["noerrors", "mathtools"], "[-]": ["textmacros"]},
  },
  loader: {load: ["[tex]/noerrors", "[tex]/mathtools"], paths: {mathjax: "/mathjax"}},
  startup: {typeset: false},
};
</script><script src="/mathjax/tex-chtml-full.js"></script>"""
WRONG = """() => {
  const wrong = [];
  for (const e of document.querySelectorAll("mjx-container *")) {
    if (/^(A|IMG|SCRIPT|IFRAME|OBJECT|EMBED|INPUT|BUTTON|FORM|STYLE|LINK|SVG)$/i.test(e.tagName)) wrong.push(e.tagName);
    for (const {name, value} of e.attributes) {
      if (/^(on|src|href|id$|data-evil)/.test(name)) wrong.push(`${name}=${value}`);
      if (name == "class" && /(?:^| )(?!mjx-|MJX-|TEX-|MathML-)/.test(value)) wrong.push(`class=${value}`);
      if (name == "style" && /url|fixed|absolute|sticky|image|evil/.test(value)) wrong.push(`style=${value}`);
    }
  }
  return wrong;
}"""
NEXT_CARD = r"\(\sum \prod \int_0^1 \sin x \mathbb{R} \left(\color{red}{x}\right) \vec{a} \tag{1}\)"


@dataclass
class Anki:
    """The page of Anki's reviewer, as far as formulas go."""

    page: object
    seen: list[str] = field(default_factory=list)
    """What was asked for besides MathJax's own files, and what scripts said."""

    def __post_init__(self) -> None:
        self.page.on("dialog", lambda dialog: (self.seen.append(f"alert {dialog.message}"), dialog.dismiss()))
        self.page.route("**/*", self._answer)
        self.page.goto("http://anki.test/")
        self.page.evaluate("MathJax.startup.promise.then(() => 0)")
        self.as_it_was = self.next_card()

    def _answer(self, route) -> None:
        path = route.request.url.removeprefix("http://anki.test/")
        file = MATHJAX / path.removeprefix("mathjax/")
        if path == "":
            route.fulfill(body=PAGE, content_type="text/html")
        elif path.startswith("mathjax/") and file.is_file():
            route.fulfill(body=file.read_bytes(), content_type=mimetypes.guess_type(path)[0] or "font/woff")
        else:
            self.seen.append(route.request.url)
            route.abort()

    def set(self, side: str) -> list[str]:
        """What is wrong after MathJax has set the formulas of ``side``."""
        self.seen.clear()
        self.page.evaluate(
            """html => {
                const qa = document.getElementById("qa");
                MathJax.typesetClear();
                qa.innerHTML = html;
                return MathJax.typesetPromise([qa]).catch(() => 0);
            }""",
            side,
        )
        return [*self.page.evaluate(WRONG), *self.seen]

    def touch(self) -> list[str]:
        """What was asked for or said after the mouse was over every formula and clicked it."""
        self.page.evaluate(
            """() => document.querySelectorAll("mjx-container, mjx-container *").forEach(e => {
                for (const what of ["mouseover", "click"]) e.dispatchEvent(new MouseEvent(what));
            })"""
        )
        return self.seen

    def next_card(self) -> str:
        """What the formulas of the next card look like."""
        self.set(NEXT_CARD)
        return re.sub(r' ctxtmenu_counter="\d+"', "", self.page.inner_html("#qa"))


def formulas(*made: str) -> str:
    """The formulas ``made`` as they would stand on a card if nothing had looked at them."""
    return " ".join(f"\\({html.escape(tex, quote=False)}\\)" for tex in made)


@pytest.fixture(scope="module")
def anki(chromium):
    page = chromium.new_page()
    yield Anki(page)
    page.close()


@pytest.fixture(scope="module")
def victim():
    with learner() as someone:
        yield someone


QUICK = {name: evil for name, evil in HOSTILE.items() if name != "very long"}  # nothing but its length is hostile


@pytest.mark.parametrize("evil", QUICK.values(), ids=QUICK)
def test_no_formula_of_a_hostile_bank_does_anything(evil, anki, victim):
    one = made(evil)
    victim.take(package(one))
    numbers = [victim.col.db.scalar("select id from notes where guid = ?", note.guid) for note in one.deck.notes]
    cards = [victim.col.get_card(card) for number in numbers for card in victim.col.find_cards(f"nid:{number}")]
    both = [
        re.sub("^<style>.*?</style>", "", side, flags=re.DOTALL) for c in cards for side in (c.question(), c.answer())
    ]
    assert cards
    assert not anki.set("".join(both))
    assert not anki.touch()
    assert anki.next_card() == anki.as_it_was


HARM = {
    "a link": r"\href{javascript:alert(1)}{x}",
    "a link in text": r"\text{$\href{javascript:alert(1)}{x}$}",
    "a link across a comment": "\\href%\n{javascript:alert(1)}{x}",
    "a link in chemistry": r"\ce{A ->[\href{javascript:alert(1)}{x}] B}",
    "a class": r"\class{quizgen}{x}",
    "an id": r"\cssId{qa}{x}",
    "a style": r"\style{position:fixed; background:url(https://evil.example/x)}{x}",
    "a font that is a style": r"\unicode[a;position:fixed]{x41}",
    "a box with a style": r"\bbox[background:url(https://evil.example/x)]{x}",
    "an element": r"\mmlToken{mi}[href='javascript:alert(1)']{x}",
    "a command with another name": r"\let\h\href \h{javascript:alert(1)}{x}",
    "a command of one's own": r"\def\h#1{\href{#1}{x}}\h{javascript:alert(1)}",
    "a new command": r"\newcommand{\h}[1]{\href{#1}{x}}\h{javascript:alert(1)}",
    "a reference": r"\ref{evil}",
    "a reference in brackets": r"\eqref{evil}",
    "a package": r"\require{html}\href{javascript:alert(1)}{x}",
}


@pytest.mark.parametrize("tex", HARM.values(), ids=HARM)
def test_a_formula_that_does_harm_is_never_one(tex):
    assert not is_tame(tex)


def test_the_harm_is_real(chromium):
    # Or the tests beside this one would find nothing whatever they are shown.
    page = chromium.new_page()
    anki = Anki(page)
    harmless = {name for name, tex in HARM.items() if not anki.set(formulas(tex))}
    page.close()
    assert not harmless


SETTINGS = {
    "data": r"\data{evil=x}{x}",
    "a name that is put together": r"\csname href\endcsname{javascript:alert(1)}{x}",
    "a command": r"\def\sum{EVIL}",
    "a global command": r"\gdef\sum{EVIL}",
    "a new command": r"\renewcommand{\sum}{EVIL}",
    "another name": r"\let\sum\prod",
    "an operator": r"\DeclareMathOperator{\sum}{EVIL}",
    "delimiters": r"\DeclarePairedDelimiter{\sum}{(}{)}",
    "an arrow": r"\Newextarrow{\sum}{5,10}{0x21C0}",
    "a colour": r"\definecolor{red}{rgb}{0,0,0}",
    "the form of tags": r"\newtagform{x}{[}{]}\usetagform{x}",
    "mathtools": r"\mathtoolsset{showonlyrefs}",
    "an environment": r"\newenvironment{matrix}{EVIL}{}",
}


@pytest.mark.parametrize("tex", SETTINGS.values(), ids=SETTINGS)
def test_a_formula_changes_nothing_for_the_next_card(tex):
    assert not is_tame(tex)


ARGUMENTS = (
    r"{javascript:x}{y}",
    r"[top:fixed]{url(//x)}{y}",
    r"{\sum}{EVIL}",
    r"\sum{EVIL}",
)


def test_every_command_of_mathjax_is_harmless_or_refused(anki):
    # Those that do something: the others are a letter or a sign each.
    commands, environments = anki.page.evaluate(
        """() => {
            const handlers = MathJax.startup.document.inputJax[0].parseOptions.handlers;
            const names = kind => [...new Set([...handlers.get(kind)._configuration].flatMap(
                ({item}) => [...item.map || []].filter(([, what]) => what.func).map(([name]) => name)))];
            return [names("macro"), names("environment")];
        }"""
    )
    assert {"href", "frac", "def", "ce", "mathmakebox", "color"} <= set(commands)
    assert {"matrix", "aligned"} <= set(environments)
    wild = [f"\\{name}" for name in commands if not is_tame(f"\\{name}{{x}}")]
    assert {r"\href", r"\class", r"\require", r"\def"} <= set(wild)
    for arguments in ARGUMENTS:
        tried = [f"\\{name}{arguments}" for name in commands]
        tried += [f"\\begin{{{name}}}{arguments}x\\end{{{name}}}" for name in environments]
        assert not anki.set(formulas(*filter(is_tame, tried))), arguments
        assert anki.next_card() == anki.as_it_was, arguments
