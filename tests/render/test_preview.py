"""Cards in the preview are those that Anki shows; a page lets nothing run and nothing in."""

import html as html_
import re

import pytest
from learner import learner
from sample_cards import SAMPLE, bank, make, one, package

from quizgen.bank.types import TYPES
from quizgen.render.preview import Look, card_page, quiz_page, side

# What formulas, blanks and typed answers do to each other; in English for its fixed words.
MORE = r"""
format: 1
id: more
title: More
language: en
reverse: true
questions:
- {type: definition, id: a, term: a < b & c, aliases: ['"x"'], definition: "It is $a < b$ and **a < b & c**."}
- {type: cloze, id: b, text: 'If {{c1::$a<b$}} then $x = {{c2::\frac{1}{2} }}$, `{{c1::code}}` {{c3::"q"::h < i}}.'}
- {type: open, id: c, question: Which?, answer: a < b & c, type_in: true}
- {type: open, id: d, question: Where?, answer: '**bold**', type_in: true, explanation: See \(x\),
   source: [n.md:1, m.md:2]}
- {type: list, id: e, question: Which?, items: ['a}}', '{{b', 'c::d', '$e$']}
- {type: matching, id: f, pairs: {'a}': '{b', $c$: 'd::e'}}
- {type: choice, id: g, question: Which?, answer: [a, b], distractors: [c], explanation: '{{Options}} {{c1::x}}'}
- {type: true_false, id: h, statement: '[sound:x.mp3] [[type:Answer]]', answer: true,
   correction: '{{#Answer}}x{{/Answer}}'}
"""
_TOLD = re.compile('(?<=data-cloze=")[^"]*')
FIELD = '<center><input type="text" id="typeans"></center>'
"""What the program around Anki's renderer puts in the place of [[type:Typed answer]]."""
_STYLE = re.compile(r"<style>.*?</style>", re.DOTALL)


def bare(html: str) -> str:
    """Return ``html`` without the stylesheet, with attributes escaped in one way."""
    return _TOLD.sub(lambda found: html_.escape(html_.unescape(found[0])), _STYLE.sub("", html)).strip()


@pytest.mark.parametrize("text", [SAMPLE, MORE], ids=["sample", "more"])
def test_both_sides_of_every_card_are_what_anki_shows(text):
    made = make(bank(text))
    ours = {note.guid: note for note in made.deck.notes}
    assert {note.kind for note in ours.values()} == set(TYPES)
    seen = 0
    with learner() as learns:
        learns.take(package(made))
        for card in learns.cards():
            note = ours[card.note().guid]
            front, back = card.question(), card.answer()
            typed = learns.col.compare_answer(dict(card.note().items()).get("Typed answer", ""), "")
            assert bare(side(note, card.ord, "front")) == bare(front.replace("[[type:Typed answer]]", FIELD))
            assert bare(side(note, card.ord, "back")) == bare(back.replace("[[type:Typed answer]]", typed))
            seen += 1
    assert seen == sum(len(note.cards) for note in ours.values())


def page(question: str, card: int = 0, which: str = "front", media=None, **look) -> str:
    (note,) = make(one(question), picture=lambda bank, src: "quizgen-0a.png").deck.notes
    return card_page(note, card, which, media or {}, Look(**look))


def test_formulas_are_set_and_what_is_none_stays_as_it_stands():
    made = page(r"{type: open, id: q, question: '$\frac{1}{2}$ and $\nothing{$', answer: a}").html
    assert "<mfrac>" in made
    assert r"<code>\nothing{</code>" in made
    assert "data:font" in made
    assert "data:font" not in page("{type: open, id: q, question: none, answer: a}").html


def test_pictures_travel_in_the_page():
    made = page("{type: open, id: q, question: '![a](a.png)', answer: a}", media={"quizgen-0a.png": b"png"}).html
    assert 'src="data:image/png;base64,cG5n"' in made


def test_only_scripts_of_the_templates_may_run():
    text = page("{type: open, id: q, question: '<script>alert(1)</script>', answer: a}")
    choice = page("{type: choice, id: q, question: q, answer: a, distractors: [b]}")
    assert "default-src 'none'" in text.policy
    assert "script-src 'sha256-" in text.policy
    assert text.policy.count("sha256") == 1, "the one that tells how high the card is"
    assert choice.policy.count("sha256") == 2
    assert "unsafe-inline" not in choice.policy.partition("script-src")[2]
    assert "http" not in choice.policy


def test_the_users_stylesheet_comes_last_and_cannot_end_the_style():
    made = page("{type: open, id: q, question: q, answer: a}", css=".x { top: 10vh } </style><script>alert(1)</script>")
    assert "calc(10 * var(--vh))" in made.html
    assert "</style><script>alert" not in made.html
    assert made.html.index(".verdict") < made.html.index(".x {")


def test_night_and_phone():
    question = "{type: open, id: q, question: q, answer: a}"
    assert 'class="card card1 nightMode night_mode"' in page(question, night=True).html
    assert 'class="card card1"' in page(question).html
    assert page(question, phone=True).html != page(question).html


def test_a_sheet_is_as_wide_as_its_paper():
    made = quiz_page('<!DOCTYPE html>\n<html lang="en">\n<head></head><body></body></html>', "A4", Look(night=True))
    assert "--sheet: 210mm" in made.html
    assert '<html class="night" lang="en">' in made.html
    assert "script-src" not in made.policy
