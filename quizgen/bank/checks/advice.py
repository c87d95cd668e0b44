"""Warnings and hints on single questions: the card can be made, but a learner will stumble over it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from quizgen.bank import cloze
from quizgen.bank.checks.check import Check, Found
from quizgen.bank.types import Choice, Cloze, Definition, List, Open, Question, TrueFalse, texts_of

_LONG, _LONG_PART, _LONG_TYPED = 240, 120, 40
"""Columns of an answer, of an item, option or blank, and of an answer to be typed: a Chinese character fills two."""
_MANY = 7
_LOOKED_AT, _BLANKS_LOOKED_AT = 20_000, 50
"""Characters and blanks of a text; a longer one is from a stranger, who means to keep the machine busy."""


# --- formulas

_CODE = re.compile(r"(`+)(?!`).*?(?<!`)\1(?!`)", re.DOTALL)
_FENCE = re.compile(r"^ {0,3}(```+|~~~+).*?(?:^ {0,3}\1|\Z)", re.DOTALL | re.MULTILINE)
_ESCAPED = re.compile(r"\\[\\$`]")
_FORMULA = re.compile(
    r"\$\$.*?\$\$|\$(?![\s$])(?:\\.|[^\\$])*?(?<!\s)\$(?!\d)|\\\[(?:(?!\\\[).)*?\\\]|\\\((?:(?!\\\().)*?\\\)", re.DOTALL
)
_LEFT_OVER = re.compile(r"(?<!\d)(?<!\d )\$\$?(?! ?\d)")


def _math(q: Question) -> Found:
    for field, text in texts_of(q):
        if "$" in text and len(text) <= _LOOKED_AT and _LEFT_OVER.search(_without_formulas(text)):
            yield field, "a $ has no partner: close the formula (no space inside its $), or write \\$ for a dollar"


def _without_formulas(text: str) -> str:
    """Return ``text`` without code, escapes and whole formulas."""
    return _FORMULA.sub("", _ESCAPED.sub("", _CODE.sub("", _FENCE.sub("", text))))


_ALMOST = re.compile(r"\{\{ *(?:[cC] *\d*|\d+) *(?:::?|：+)")


def _braces(q: Cloze) -> Found:
    between, at = [], 0
    for blank in cloze.blanks(q.text):
        between.append(q.text[at : blank.start])
        at = blank.end
    rest = " ".join([*between, q.text[at:]])
    if ("{{" not in rest and "}}" not in rest) or len(rest) > _LOOKED_AT:
        return
    rest = _without_formulas(rest)
    if almost := _ALMOST.search(rest):
        yield "text", f"{almost[0]} begins no blank: a blank is {{{{c1::answer}}}}"
    elif rest.count("}}") > rest.count("{{"):
        yield "text", "}} closes no blank: delete it, or open one with {{c1::"


# --- prompts that tell


def _told(q: Open | Choice | List) -> Found:
    if isinstance(q, List):
        prompt = (q.term or q.question or "").casefold()
        told = [item for item in q.items if _stands_in(item, prompt)]
        if told and len(told) < len(q.items):  # with all of them it is the order that is asked for
            yield "items", f"the question names the item {_short(told[0])}"
    elif isinstance(q, Choice):
        prompt = q.question.casefold()
        if not any(_stands_in(option, prompt) for option in q.distractors):
            yield from (
                ("answer", f"the question names the answer {_short(answer)}, and no other option")
                for answer in q.answer
                if _stands_in(answer, prompt)
            )
    elif _stands_in(q.answer, q.question.casefold()) and not _OFFERED.search(q.question.casefold()):
        yield "answer", f"the question names its own answer {_short(q.answer)}"


_OFFERED = re.compile(r"\bor\b|\bwhich of\b|\bwhether\b|还是|還是|或|哪|是否|是不是|对吗|對嗎")


def _told_blank(q: Cloze) -> Found:
    found = cloze.blanks(q.text)
    if len(found) > _BLANKS_LOOKED_AT:
        return
    for number, answer in dict.fromkeys((blank.number, blank.answer) for blank in found):
        shown, at = [], 0
        for blank in found:
            shown += [q.text[at : blank.start], "…" if blank.number == number else blank.answer]
            at = blank.end
        if _stands_in(answer, "".join([*shown, q.text[at:]]).casefold()):
            yield "text", f"the answer of blank c{number} ({_short(answer)}) stands elsewhere in the text"


_WORDS = re.compile(r"[\W_]*[a-z][a-z' -]{2,}[\W_]*|(?=.*[^\W\d_a-z]).{2,}", re.DOTALL)


def _stands_in(answer: str, prompt: str) -> bool:
    """Return whether ``answer`` stands in ``prompt``, which is casefolded: three letters or two characters at least."""
    wanted = answer[:_LONG].casefold().strip()
    if wanted not in prompt[:_LOOKED_AT] or not _WORDS.fullmatch(wanted):
        return False
    before = r"(?<![a-z0-9])" if wanted[0].isascii() else ""
    behind = r"(?![a-z0-9])" if wanted[-1].isascii() else ""
    return re.search(before + re.escape(wanted) + behind, prompt[:_LOOKED_AT]) is not None


# --- options


def _options(q: Choice | Definition) -> Found:
    right = q.answer if isinstance(q, Choice) else (q.definition,)
    seen = {_bare(option): option for option in right}
    for distractor in q.distractors:
        bare = _bare(distractor)
        if bare in seen:
            words = f"the options {_short(seen[bare])} and {_short(distractor)} differ only in their full stop or width"
            yield "distractors", words
        seen.setdefault(bare, distractor)


def _bare(option: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", option).split()).rstrip(".。;,、 ")


def _telling(q: Choice | Definition) -> Found:
    if not q.distractors:
        return
    right = min(map(_width, q.answer)) if isinstance(q, Choice) else _width(q.definition)
    longest = max(map(_width, q.distractors))
    if right > 30 and right > 2 * longest:
        field = "answer" if isinstance(q, Choice) else "definition"
        yield field, "the right option is more than twice as long as each wrong one: learners guess it by its length"


# --- lengths


def _long(q: Definition | Open) -> Found:
    field, text = ("definition", q.definition) if isinstance(q, Definition) else ("answer", q.answer)
    if isinstance(q, Open) and q.type_in and (_wider(text, _LONG_TYPED) or "\n" in text):
        yield field, f"an answer of {_width(text)} columns is much to type without a slip: ask for less, or no type_in"
    elif _wider(text, _LONG):
        yield field, f"an answer of {_width(text)} columns is hard to recall as a whole: split the question"


def _long_parts(q: List | Cloze | Choice) -> Found:
    field, name = {List: ("items", "an item"), Cloze: ("text", "a blank")}.get(type(q), ("answer", "an option"))
    parts: Iterable[str]
    if isinstance(q, List):
        parts = q.items
    elif isinstance(q, Cloze):
        parts = [blank.answer for blank in cloze.blanks(q.text)]
    else:
        parts = (*q.answer, *q.distractors)
    for part in parts:
        if _wider(part, _LONG_PART):
            yield field, f"{name} of {_width(part)} columns is hard to recall or to compare: shorten it"
            return


def _items(q: List) -> Found:
    if len(q.items) == 1:
        yield "items", "a list of one item: ask for it with an open question"
    elif len(q.items) > _MANY:
        yield "items", f"a list of {len(q.items)} items is hard to learn: {_MANY} or fewer, in groups if need be"


def _width(text: str) -> int:
    """Return how many columns ``text`` fills."""
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def _wider(text: str, limit: int) -> bool:
    """Return whether ``text`` fills more than ``limit`` columns; code and formulas that are set off are not counted."""
    return len(text) * 2 > limit and "```" not in text and "$$" not in text and _width(text) > limit


def _corrected(q: TrueFalse) -> Found:
    if q.answer and q.correction is not None:
        yield "correction", "the statement is true, and nothing to correct: say more in explanation"


def _short(text: str) -> str:
    return repr(text if len(text) <= 30 else text[:30] + "…")


_ASK = "- type: open\n  question: {}\n  answer: {}\n"
_CHOOSE = "- type: choice\n  question: {}\n  answer: {}\n  distractors: [{}]\n"

ADVICE: tuple[Check, ...] = (
    Check(
        "unbalanced-math",
        "warning",
        "A `$` that opens no formula is shown as a dollar, and all the TeX behind it as text. Inside the dollars no "
        "space may stand next to them; `\\$` is a dollar. A number beside it (`$5`) is taken for money.",
        _ASK.format("What is the area of a circle?", r"'It is $\pi r^2.'"),
        _ASK.format("What is the area of a circle?", r"'It is $\pi r^2$. Paint costs $5.'"),
        find=_math,
    ),
    Check(
        "stray-braces",
        "warning",
        "Beside a good blank stands one that Anki does not see: it is shown with its braces.",
        "- type: cloze\n  text: The pump moves {{c1::three}} sodium and {{c2:two}} potassium ions.\n",
        "- type: cloze\n  text: The pump moves {{c1::three}} sodium and {{c2::two}} potassium ions.\n",
        (Cloze,),
        _braces,
    ),
    Check(
        "answer-in-prompt",
        "warning",
        "The question tells its own answer. A question that offers several answers (Is it A or B?) is not meant.",
        _ASK.format("What are proteins made of by ribosomes called?", "proteins"),
        _ASK.format("What do ribosomes make?", "proteins"),
        (Open, Choice, List),
        _told,
    ),
    Check(
        "answer-in-text",
        "warning",
        "What a blank hides stands elsewhere in the same text. Make it a blank with the same number, or reword.",
        "- type: cloze\n  text: '{{c1::Ribosomes}} make proteins; ribosomes have no membrane.'\n",
        "- type: cloze\n  text: '{{c1::Ribosomes}} make proteins; {{c1::ribosomes}} have no membrane.'\n",
        (Cloze,),
        _told_blank,
    ),
    Check(
        "similar-options",
        "warning",
        "Two options differ only in a full stop at their end or in full-width signs: a learner takes them for one.",
        _CHOOSE.format("What do ribosomes make?", "proteins", "fats, proteins."),
        _CHOOSE.format("What do ribosomes make?", "proteins", "fats, sugars"),
        (Choice, Definition),
        _options,
    ),
    Check(
        "needless-correction",
        "warning",
        "A true statement has a `correction`: one of the two is wrong.",
        "- type: true_false\n  statement: Ribosomes make proteins.\n  answer: true\n  correction: They make fats.\n",
        "- type: true_false\n  statement: Ribosomes make fats.\n  answer: false\n  correction: They make proteins.\n",
        (TrueFalse,),
        _corrected,
    ),
    Check(
        "telling-length",
        "hint",
        "The right option is more than twice as long as every wrong one. Learners guess by length.",
        _CHOOSE.format("What is osmosis?", "diffusion of water through a membrane", "heat, a cell"),
        _CHOOSE.format("What is osmosis?", "diffusion of water through a membrane", "transport of ions by a pump"),
        (Choice, Definition),
        _telling,
    ),
    Check(
        "long-answer",
        "hint",
        f"An answer of more than {_LONG} columns ({_LONG // 2} Chinese characters), or {_LONG_TYPED} where it is "
        "typed: nobody recalls it as a whole, and Anki asks whether you did. Code and formulas set off do not count.",
        "- type: open\n  question: What do ribosomes do?\n  answer: |\n"
        "    They read messenger RNA, three letters at a time, from its start codon on.\n"
        "    For each three letters a transfer RNA brings the amino acid that they stand for.\n"
        "    They join it to the chain that has been made so far, and go on to a stop codon,\n"
        "    where they let go of the protein.\n",
        _ASK.format("What do ribosomes read?", "messenger RNA, three letters at a time"),
        (Definition, Open),
        _long,
    ),
    Check(
        "long-part",
        "hint",
        f"An item, a blank or an option of more than {_LONG_PART} columns ({_LONG_PART // 2} Chinese characters).",
        "- type: cloze\n  text: |\n    Ribosomes {{c1::read messenger RNA, three letters at a time,\n"
        "    and join the amino acids for which the letters stand\n    into a chain, which becomes a protein}}.\n",
        "- type: cloze\n  text: Ribosomes read {{c1::messenger RNA}} and join {{c2::amino acids}}.\n",
        (List, Cloze, Choice),
        _long_parts,
    ),
    Check(
        "list-length",
        "hint",
        f"A list of one item is no list, and more than {_MANY} items are hard to learn.",
        "- type: list\n  term: parts of a ribosome\n  items: [the large subunit]\n",
        "- type: list\n  term: parts of a ribosome\n  items: [the large subunit, the small subunit]\n",
        (List,),
        _items,
    ),
)
