"""What the loader reports: the file is no bank, or a field is none. Errors, all of them."""

from __future__ import annotations

from quizgen.bank.checks.check import Check

_HEAD = "format: 1\nid: cells-1\ntitle: Cells\nlanguage: en\n"
_OPEN = "- type: open\n  question: What do ribosomes make?\n  answer: proteins\n"

READING: tuple[Check, ...] = (
    Check(
        "unreadable",
        "error",
        "The file is not in UTF-8, or holds characters that YAML does not allow: NUL, other control characters, half a "
        "character. Save it as UTF-8; delete the character at the place that is named.",
        "- type: open\n  question: What do \x07ribosomes make?\n  answer: proteins\n",
        _OPEN,
    ),
    Check(
        "conflict",
        "error",
        "Git left the marks of a merge that it could not do alone. Decide between the two sides and delete the marks.",
        "- type: open\n  question: What do ribosomes make?\n  answer: proteins\n=======\n",
        _OPEN,
    ),
    Check(
        "syntax",
        "error",
        "The file is no YAML here. The message says what is usually meant; mostly a text needs quotes. What stands "
        "behind the place is checked as far as it can be read.",
        "- type: open\n  question: Ribosomes: what do they make?\n  answer: proteins\n",
        "- type: open\n  question: 'Ribosomes: what do they make?'\n  answer: proteins\n",
    ),
    Check(
        "shape",
        "error",
        "The file is YAML but no bank. A bank is a header and a list of questions, and each question a mapping of "
        "fields.",
        "- What do ribosomes make? proteins\n",
        _OPEN,
    ),
    Check(
        "unknown-field",
        "error",
        "A field that this type of question, or the bank, does not have. It would be lost without a word.",
        f"{_OPEN}  tag: [cells]\n",
        f"{_OPEN}  tags: [cells]\n",
    ),
    Check(
        "duplicate-field",
        "error",
        "A field stands twice in one question. YAML readers silently take the last one.",
        "- type: open\n  question: What do ribosomes make?\n  answer: fats\n  answer: proteins\n",
        _OPEN,
    ),
    Check(
        "missing-field",
        "error",
        "A field without which the question, or the bank, cannot be used.",
        "- type: open\n  question: What do ribosomes make?\n",
        _OPEN,
    ),
    Check(
        "empty",
        "error",
        "A text or list with nothing in it. Fill it, or delete the field if it may be left out.",
        "- type: open\n  question: What do ribosomes make?\n  answer: ' '\n",
        _OPEN,
    ),
    Check(
        "wrong-value",
        "error",
        "A value of another kind than the field takes: a list where a text must stand, `yes` where only `true` and "
        "`false` are booleans.",
        "- type: true_false\n  statement: Ribosomes make proteins.\n  answer: mostly\n",
        "- type: true_false\n  statement: Ribosomes make proteins.\n  answer: true\n",
    ),
    Check(
        "escape",
        "error",
        r"In double quotes `\a` is a control character, and `\t` in `\theta` a tab. LaTeX belongs in single quotes, or "
        "behind `|`.",
        '- type: open\n  question: What is "alpha"?\n  answer: "$\\alpha$"\n',
        "- type: open\n  question: What is \"alpha\"?\n  answer: '$\\alpha$'\n",
    ),
    Check(
        "unknown-type",
        "error",
        "A type of question that does not exist.",
        "- type: opne\n  question: What do ribosomes make?\n  answer: proteins\n",
        _OPEN,
    ),
    Check(
        "duplicate-id",
        "error",
        "Two questions of one bank have the same id: Anki would take them for one. Delete the id of the copy; `quizgen "
        "check --fix` gives it a new one.",
        f"{_OPEN}  id: ribosomes\n- type: cloze\n  text: Ribosomes make {{{{c1::proteins}}}}.\n  id: ribosomes\n",
        f"{_OPEN}  id: ribosomes\n- type: cloze\n  text: Ribosomes make {{{{c1::proteins}}}}.\n  id: ribosomes-2\n",
    ),
    Check(
        "duplicate-bank",
        "error",
        "Two banks that are checked together have the same id: Anki would mix their cards. A bank that began as a copy "
        "gets an id of its own. (In the example, `other.yaml` has the id `other`.)",
        f"{_HEAD.replace('cells-1', 'other')}questions:\n{_OPEN}",
        f"{_HEAD}questions:\n{_OPEN}",
    ),
    Check(
        "too-many",
        "error",
        "After a thousand problems the rest is not shown: the file is something else than a bank with mistakes.",
        "- type: opne\n" * 1001,
        _OPEN,
    ),
)
