"""Banks come from strangers: whatever stands in them is text on a card, and nothing else."""

import functools
import re
from html.parser import HTMLParser

import pytest
from hostile import HOSTILE, hostile_bank
from learner import learner
from sample_cards import NOW, fields, package

from quizgen.bank.lock import Entry, Lock
from quizgen.bank.types import TYPES
from quizgen.problems import errors
from quizgen.render import anki
from quizgen.text import NoPicture

TAGS = {
    *("p", "br", "hr", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "div", "ul", "ol", "li", "img"),
    *("em", "strong", "s", "code", "a", "span", "table", "thead", "tbody", "tr", "th", "td"),
}
ATTRIBUTES = {("a", "href"), ("a", "rel"), ("ol", "start"), ("img", "src"), ("img", "alt")}
CLASSED = {"span", "code", "div", "td", "th", "li", "table", "img"}
ANKI_ACTS_ON = re.compile(r"\[(?:sound:|anki:|\[type:|/?(?:latex|\$\$?)\])", re.IGNORECASE)


class Elements(HTMLParser):
    """Collects what is not allowed."""

    def __init__(self) -> None:
        super().__init__()
        self.wrong: list[str] = []

    def handle_starttag(self, tag, attrs):
        if tag not in TAGS:
            self.wrong.append(tag)
        for name, value in attrs:
            if name == "class":
                if tag not in CLASSED or not re.fullmatch(r"[\w -]*", value):
                    self.wrong.append(f"{tag} class={value}")
            elif (tag, name) not in ATTRIBUTES:
                self.wrong.append(f"{tag} {name}={value}")
            elif name == "href" and not re.match("(?:https?|mailto|obsidian):", value):
                self.wrong.append(f"link to {value}")
            elif name == "src" and not re.fullmatch(r"quizgen-\w+\.png", value):
                self.wrong.append(f"picture {value}")

    def handle_decl(self, decl):
        self.wrong.append(decl)

    def handle_pi(self, data):
        self.wrong.append(data)


def refuse(bank, src):
    raise NoPicture("is not there")


@functools.cache
def made(evil: str) -> anki.Made:
    of = hostile_bank(evil)
    lock = Lock({q.id: Entry(heading=evil) for q in of.questions})
    return anki.make(of, of.questions, lock, now=NOW, picture=refuse, deck=None, tags=(evil,))


@pytest.mark.parametrize("evil", HOSTILE.values(), ids=HOSTILE)
def test_fields_hold_text_and_harmless_elements_only(evil):
    one = made(evil)
    notes = one.deck.notes
    assert len(notes) == len(TYPES) - len(errors(one.problems))
    for note in notes:
        for name, field in fields(note).items():
            elements = Elements()
            elements.feed(field)
            elements.close()
            assert not elements.wrong, f"{note.kind}.{name}: {elements.wrong}"
            assert not ANKI_ACTS_ON.search(field)
            assert not re.search("[\0-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", field)


@pytest.mark.parametrize("evil", HOSTILE.values(), ids=HOSTILE)
def test_only_formulas_are_formulas(evil):
    # Without quizgen's own formulas no delimiter is left that MathJax would see.
    for note in made(evil).deck.notes:
        for field in note.fields:
            left = re.sub(r"\\\((?:(?!\\\)).)*\\\)|\\\[(?:(?!\\\]).)*\\\]", "", field, flags=re.DOTALL)
            assert not re.search(r"\\[(\[]", left)
            for formula in re.findall(r"\\\((.*?)\\\)|\\\[(.*?)\\\]", field, re.DOTALL):
                assert not re.search(
                    r"\\(?:href|class|style|cssId|bbox|def|require|html|mmlToken|unicode[^{]|Declare|Newext)",
                    "".join(formula),
                )


@pytest.fixture(scope="module")
def victim():
    with learner() as someone:
        yield someone


@pytest.fixture(scope="module")
def browsed(chromium):
    """A page, and what it asked for or said."""
    page = chromium.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("dialog", lambda dialog: (asked.append(f"alert {dialog.message}"), dialog.dismiss()))
    yield page, asked
    page.close()


@pytest.mark.parametrize("evil", HOSTILE.values(), ids=HOSTILE)
def test_nothing_runs_and_nothing_is_fetched(evil, victim, browsed):
    page, asked = browsed
    one = made(evil)
    log = victim.take(package(one))
    assert log.new == len(one.deck.notes) >= len(TYPES) - 1
    cards = [victim.col.get_card(c) for n in one.deck.notes for c in victim.col.find_cards(f"nid:{number(victim, n)}")]
    assert len(cards) == sum(len(n.cards) for n in one.deck.notes), "Anki made other cards than the package has"
    assert not any(card.question_av_tags() or card.answer_av_tags() for card in cards)
    sides = [
        re.sub("^<style>.*?</style>", "", side, flags=re.DOTALL) for c in cards for side in (c.question(), c.answer())
    ]
    asked.clear()
    page.set_content(f'<html><body class="card"><div id="qa">{"".join(sides)}</div></body></html>')
    page.evaluate("document.querySelectorAll('#qa *').forEach(e => e.dispatchEvent(new Event('mouseover')))")
    assert page.locator("#qa > .quizgen").count() == 2 * len(cards), "an element ends where it should not"
    assert not asked


def number(victim, note) -> int:
    return victim.col.db.scalar("select id from notes where guid = ?", note.guid)


def test_the_collection_is_sound_after_all_of_it(victim):
    victim.check()
