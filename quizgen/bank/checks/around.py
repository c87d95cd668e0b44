"""What is seen only from outside of single questions: look-alikes, pictures, comments. ``lint`` reports most of it."""

from __future__ import annotations

from quizgen.bank.checks.check import Check

_OPEN = "- type: open\n  question: What do ribosomes make?\n  answer: proteins\n"

AROUND: tuple[Check, ...] = (
    Check(
        "include",
        "error",
        "A bank that `include` names is not there, lies outside the folder of the bank, or includes this one in turn.",
        "format: 1\nid: cells-1\ntitle: Cells\nlanguage: en\ninclude: [chapter2.yaml]\nquestions: []\n",
        "format: 1\nid: cells-1\ntitle: Cells\nlanguage: en\nquestions:\n" + _OPEN,
    ),
    Check(
        "near-duplicate",
        "warning",
        "Two questions ask the same, or nearly the same with nearly the same answer: of all runs of four characters in "
        "the two, four fifths are in both. Questions with other numbers in them, and other blanks of one sentence, are "
        "different. Delete one, join them, or say in the question which answer is meant. A learner who is asked `cell` "
        "twice cannot know which of two definitions is wanted. A bank is compared with those it includes.",
        "- type: definition\n  term: Ribosome\n  definition: a particle that makes proteins\n"
        "- type: definition\n  term: ribosome\n  definition: an organelle without a membrane\n",
        "- type: definition\n  term: Ribosome\n  definition: a particle without a membrane that makes proteins\n",
    ),
    Check(
        "missing-picture",
        "warning",
        "A picture cannot be shown: it is not in the folder of the bank, or of a kind that browsers do not show. Cards "
        "and quizzes show its description instead.",
        "- type: open\n  question: What is this? ![an organelle](cel.png)\n  answer: a cell\n",
        "- type: open\n  question: What is this? ![an organelle](cell.png)\n  answer: a cell\n",
    ),
    Check(
        "picture-path",
        "error",
        "A picture lies outside the folder of the bank: nobody else who gets the bank would have it, and a bank from a "
        "stranger must not read other files. Copy it into the folder.",
        "- type: open\n  question: What is this? ![an organelle](../cell.png)\n  answer: a cell\n",
        "- type: open\n  question: What is this? ![an organelle](cell.png)\n  answer: a cell\n",
    ),
    Check(
        "lost-blank",
        "warning",
        "A blank that Anki knows by its number has another number now, or is gone. Anki keeps the history of a card by "
        "the number: give it back its old one. (In the example, Anki knows c1 as `three`.)",
        "- type: cloze\n  id: pump\n  text: The pump moves {{c2::three}} sodium and {{c1::two}} potassium ions.\n",
        "- type: cloze\n  id: pump\n  text: The pump moves {{c1::three}} sodium and {{c2::two}} potassium ions.\n",
    ),
    Check(
        "unknown-check",
        "warning",
        "A comment switches off a check that does not exist, or an error, which cannot be switched off.",
        f"# quizgen: ignore near-duplicates\n{_OPEN}",
        _OPEN,
    ),
    Check(
        "unused-ignore",
        "hint",
        "A comment at a question switches off a check that finds nothing there: delete the comment.",
        f"# quizgen: ignore long-answer\n{_OPEN}",
        _OPEN,
    ),
    Check(
        "trailing-space",
        "hint",
        "Spaces at the end of a line, which nobody sees and git shows in red. `quizgen check --fix` takes them away; "
        "it leaves those in a text behind `|`, where two spaces are a line break.",
        "- type: open\n  question: What do ribosomes make?  \n  answer: proteins\n",
        _OPEN,
    ),
)
