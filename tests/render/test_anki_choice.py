"""Choice cards, tapped in Chromium inside the pages that Anki's apps put around a card."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from learner import learner
from sample_cards import bank, make, package

BANK = """
format: 1
id: b
title: T
language: en
questions:
- {type: choice, id: one, question: Which?, answer: red, distractors: [green, blue, yellow, None of the above]}
- {type: choice, id: many, question: Which ones?, answer: [red, blue], distractors: [green, yellow]}
- {type: choice, id: kept, question: Which first?, answer: "1", distractors: ["2", "3"]}
"""


@pytest.fixture(scope="module")
def sides():
    with learner() as someone:
        someone.take(package(make(bank(BANK))))
        return {name: someone.sides(f'"ID:b/{name}"')[0] for name in ("one", "many", "kept")}


@dataclass
class App:
    """An app: the page around a card, and whether the back comes into the same page or a new one."""

    page: str
    new_page: bool


def app(html: str, around: str, *, new_page: bool) -> App:
    """``html`` and ``around`` are the classes of the page and the opening tags around the card."""
    closing = "".join(f"</{tag}>" for tag in reversed(re.findall(r"<(\w+)", around)))
    return App(f'<html class="{html}">{around}{{}}{closing}</html>', new_page)


APPS = {
    "Anki": app("", '<body class="card card1 isLin"><div id="qa">', new_page=False),
    "Anki at night": app("", '<body class="card card1 nightMode night_mode"><div id="qa">', new_page=False),
    "AnkiDroid": app("mobile android linux js", '<body class="card card1 chrome"><div id="content">', new_page=True),
    "AnkiDroid at night": app(
        "mobile android js", '<body class="card card1 night_mode ankidroid_dark_mode"><div id="content">', new_page=True
    ),
    "AnkiDroid's new reviewer": app(
        "mobile android linux js", '<body class="card card1"><div id="qa">', new_page=False
    ),
    "AnkiMobile": app("safari mobile iphone", '<body><div id="qa"><div class="card card1">', new_page=False),
    "AnkiMobile at night, by pages": app(
        "safari mobile ipad nightMode", '<body><div class="card card1 nightMode">', new_page=True
    ),
    "AnkiWeb": app("", '<body><main><div id="quiz"><div class="card">', new_page=False),
}
STORES = {
    "all stores": "",
    "no session storage": "Object.defineProperty(window, 'sessionStorage', {get() { throw new Error('no') }});",
    "no name": "Object.defineProperty(window, 'name', {get: () => '', set() { throw new Error('no') }});",
    "nothing but the page": (
        "Object.defineProperty(window, 'sessionStorage', {get() { throw new Error('no') }});"
        "Object.defineProperty(window, 'name', {get: () => '', set() { throw new Error('no') }});"
    ),
}


class Review:
    """One card in one app."""

    def __init__(self, chromium, app: App, sides: tuple[str, str], broken: str = "") -> None:
        self.page = chromium.new_page()
        self.app = app
        self.sides = sides
        self.errors: list[str] = []
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.add_init_script(broken)
        self.page.route("http://card.test/*", lambda route: route.fulfill(body=self.html, content_type="text/html"))
        self.show(0)

    def show(self, side: int) -> None:
        self.html = self.app.page.replace("{}", self.sides[side])
        if side == 0 or self.app.new_page:
            self.page.goto(f"http://card.test/{side}")
        else:  # as Anki's reviewer does: new content, then its scripts
            self.page.evaluate(
                """html => {
                    const box = document.querySelector('.quizgen').parentElement;
                    box.innerHTML = html;
                    for (const old of box.querySelectorAll('script')) {
                        const script = document.createElement('script');
                        script.textContent = old.textContent;
                        old.replaceWith(script);
                    }
                }""",
                self.sides[side],
            )

    def options(self) -> list[str]:
        return self.page.eval_on_selector_all(".options li", "all => all.map(li => li.textContent)")

    def tap(self, text: str) -> None:
        self.page.get_by_text(text, exact=True).click()

    def classed(self, name: str) -> set[str]:
        return set(self.page.eval_on_selector_all(f".options li.{name}", "all => all.map(li => li.textContent)"))

    def close(self) -> None:
        assert not self.errors
        self.page.close()


@pytest.fixture
def review(chromium, sides):
    made: list[Review] = []

    def start(app: str, card: str, broken: str = "") -> Review:
        made.append(Review(chromium, APPS[app], sides[card], broken))
        return made[-1]

    yield start
    for one in made:
        one.close()


Start = Callable[..., Review]


@pytest.mark.parametrize("app", APPS)
def test_one_option_is_taken_and_judged_on_the_back(app: str, review: Start):
    card = review(app, "one")
    ink = card.page.evaluate("getComputedStyle(document.querySelector('.quizgen')).color")
    assert (sum(map(int, re.findall(r"\d+", ink)[:3])) > 3 * 128) == ("night" in app)
    order = card.options()
    card.tap("green")
    card.tap("blue")
    assert card.classed("picked") == {"blue"}
    card.show(1)
    assert card.options() == order
    assert card.classed("wrong") == {"blue"}
    assert card.classed("missed") == {"red"}


@pytest.mark.parametrize("app", APPS)
def test_several_options_are_taken_and_given_back(app: str, review: Start):
    card = review(app, "many")
    order = card.options()
    for option in ("red", "green", "yellow", "green"):
        card.tap(option)
    assert card.classed("picked") == {"red", "yellow"}
    card.show(1)
    assert card.options() == order
    assert card.classed("wrong") == {"yellow"}
    assert card.classed("missed") == {"blue"}
    assert card.classed("right") == {"red", "blue"}


# Each app without any store; those with one page and with two also with some.
KEPT = [
    (app, store) for app in APPS for store in STORES if app in ("Anki", "AnkiDroid") or store == "nothing but the page"
]


@pytest.mark.parametrize(("app", "store"), KEPT)
def test_both_sides_have_one_order_whatever_the_app_keeps(app: str, store: str, review: Start):
    card = review(app, "one", STORES[store])
    for _ in range(3):
        card.show(0)
        order = card.options()
        card.show(1)
        assert card.options() == order


def test_the_order_changes_from_review_to_review(review: Start):
    card = review("Anki", "one")
    orders = set()
    for _ in range(12):
        card.show(0)
        assert card.options()[-1] == "None of the above"
        orders.add(tuple(card.options()))
    assert len(orders) > 3


def test_numbers_stay_in_order(review: Start):
    card = review("Anki", "kept")
    assert card.options() == ["1", "2", "3"]


def test_another_card_does_not_inherit_what_was_taken(review: Start, sides):
    card = review("Anki", "one")
    card.tap("green")
    card.show(1)
    card.sides = sides["many"]
    card.show(0)
    assert not card.classed("picked")
    card.show(1)
    assert not card.classed("wrong")
    assert not card.classed("missed")


def test_without_a_choice_the_back_only_shows_what_is_right(review: Start):
    card = review("AnkiDroid", "one")
    card.show(1)
    assert card.classed("right") == {"red"}
    assert not card.classed("wrong")
    assert not card.classed("missed")


@pytest.mark.parametrize(("forward", "take"), [("8", "9"), ("j", "x")])
def test_keys(forward: str, take: str, review: Start):
    card = review("Anki", "one")
    order = card.options()
    for key in (forward, forward, take):
        card.page.keyboard.press(key)
    assert card.classed("picked") == {order[1]}
    card.page.keyboard.press("k")
    card.page.keyboard.press(take)
    assert card.classed("picked") == {order[0]}
    card.show(1)
    card.page.keyboard.press(take)
    assert card.classed("wrong") == {order[0]} - {"red"}


def test_keys_that_are_ankis_do_nothing(review: Start):
    card = review("Anki", "one")
    card.page.keyboard.press("8")
    for key in (*"1234567ermabdstyuiov ", "Enter"):
        card.page.keyboard.press(key)
        assert not card.classed("picked"), key


def test_taps_are_left_to_the_card(review: Start):
    card = review("AnkiMobile", "one")
    assert card.classed("tappable") == set(card.options())


def test_without_scripts_there_is_a_list_to_read(chromium, sides):
    page = chromium.new_context(java_script_enabled=False).new_page()
    for side, marks in zip(sides["one"], (0, 1), strict=True):
        page.set_content(APPS["AnkiWeb"].page.replace("{}", side))
        assert page.locator(".options li").count() == 5
        assert page.locator(".back .options li.right").count() == marks
        assert page.locator(".options li").first.is_visible()
    page.context.close()
