"""All patterns: tables of records. To add one, add a record; its tests and its documentation come from it."""

from __future__ import annotations

from collections.abc import Iterator

from quizgen.notes.model import Candidate
from quizgen.notes.outline import Outline
from quizgen.notes.patterns import gaps_zh
from quizgen.notes.patterns.asked import ASKED
from quizgen.notes.patterns.chains import CHAINS
from quizgen.notes.patterns.dates import DATES
from quizgen.notes.patterns.divided import DIVIDED
from quizgen.notes.patterns.en import EN
from quizgen.notes.patterns.formulas import FORMULAS
from quizgen.notes.patterns.glosses import GLOSSES
from quizgen.notes.patterns.headings import HEADINGS
from quizgen.notes.patterns.kinds import KINDS
from quizgen.notes.patterns.labels import LABELS
from quizgen.notes.patterns.leads import LEADS
from quizgen.notes.patterns.lines import LINES
from quizgen.notes.patterns.lists import LISTS
from quizgen.notes.patterns.names import NAMES
from quizgen.notes.patterns.pattern import Pattern, Rule
from quizgen.notes.patterns.prose import read_prose
from quizgen.notes.patterns.sides import SIDES
from quizgen.notes.patterns.tables import TABLES
from quizgen.notes.patterns.zh import ZH

PLAIN = Pattern(
    "plain statement",
    "cloze",
    0.6,
    "Where no pattern reads a sentence, what its verb says of its subject can still be asked for; surest where the "
    "subject is a term of the notes.",
    (
        (
            "## Glaciers\n\nGlaciers carry rocks and gravel down into the valley.",
            "Glaciers carry ____.",
            "rocks and gravel down into the valley",
        ),
        (
            "Kettle lakes fill hollows in the gravel. They leave a ring of reeds in the mud.",
            "[Kettle lakes] leave ____.",
            "a ring of reeds in the mud",
        ),
        ("Both snow and rain feed the upper lake.", "Both snow and rain feed ____.", "the upper lake"),
        ("Each valley keeps the gravel of its own ice.", "Each valley keeps ____.", "the gravel of its own ice"),
        ("Firn is old snow, slush is a mix of water and snow.", "slush is ____.", "a mix of water and snow"),
        ("The bed controls slope and flow of the ice.", "The bed controls ____.", "slope and flow of the ice"),
        ("The old moraine is under a thick layer of turf.", "The old moraine is under ____.", "a thick layer of turf"),
        ("Wet ice moves more gravel than dry ice.", "Wet ice moves ____.", "more gravel than dry ice"),
        (
            "Marks such as scars and grooves tell the direction of the ice.",
            "Marks such as scars and grooves tell ____.",
            "the direction of the ice",
        ),
        ("Moraines form when the ice drops its load.", "Moraines form when ____.", "the ice drops its load"),
        ("Firn is pale since it holds much air.", "Firn is pale since ____.", "it holds much air"),
        ("Piles of gravel mark the old edge of the ice.", "Piles of gravel mark ____.", "the old edge of the ice"),
        (
            "A lake that freezes in winter is a home for few kinds of fish.",
            "A lake that freezes in winter is ____.",
            "a home for few kinds of fish",
        ),
        ("## 冰川\n\n冰川会把大量的石块和泥沙搬运到山谷里。", "冰川会把____。", "大量的石块和泥沙搬运到山谷里"),
        ("## 冰川\n\n冰床的坡度越陡，冰川的流速越快。", "冰床的坡度越陡，____。", "冰川的流速越快"),
        ("## 冰川\n\n冰川的流速与冰床的坡度、冰的厚度有关。", "冰川的流速与____有关。", "冰床的坡度、冰的厚度"),
        ("## 冰川\n\n冰川通过携带的石块和沙粒来磨蚀谷底。", "冰川通过____来磨蚀谷底。", "携带的石块和沙粒"),
        ("## 冰川\n\n冰川采用逐年观测的方式来编号。", "冰川采用____的方式来编号。", "逐年观测"),
    ),
    (
        "这会带来很多问题和麻烦。",
        "We will now look at the next picture.",
        "For example, the valley was carved by ice.",
        "Look for the lake that holds most ice.",
        "The ice moves when warming.",
        "冰斗的成因是什么，降雪提供了充足的冰源。",
        "昨晚的讲解给我带来了全新的认识。",
        "## 冰川流速\n\n$v$为表面的流速，$h$为冰川的厚度",
        "雪线则是积雪终年不化的下界。",
        "角峰和刃脊分别具有尖锐的顶部。",
        "没有形成完整的冰川体系。",
        "如 $v$ 较大时，冰川带走了底部的岩屑和砾石。",
    ),
    unless=gaps_zh.UNLESS,
)
BOLD = Pattern(
    "bold subject",
    "definition",
    0.7,
    "A sentence that opens with a bold term says what the term is; in English a verb stands behind it.",
    (
        ("**冰斗**(cirque)三面被陡壁环绕，形似围椅。", "冰斗", "三面被陡壁环绕，形似围椅"),
        ("**冰期说**，也称为**冰川说**，认为谷地由冰川刻出。", "冰期说", "认为谷地由冰川刻出"),
        ("**雪线**，顾名思义，是积雪终年不化的下界。", "雪线", "积雪终年不化的下界"),
        ("**Weirs** slowly raise the water of a river.", "Weirs", "slowly raise the water of a river"),
        ("- **Oxbows (lakes)** formed when a river cuts off a bend", "Oxbows", "formed when a river cuts off a bend"),
        ("**Spate** means that the river is full after rain.", "Spate", "the river is full after rain"),
    ),
    ("**注意**", "**冰斗**和**角峰**都由冰川侵蚀形成。", "**Close** all the gates of the lock.", "**Weirs** leak."),
)
GROUPS: dict[str, tuple[Pattern, ...]] = {
    "Labels": (*LABELS, *SIDES, *LINES, *DIVIDED),
    "Lists": (*LEADS, *LISTS, *CHAINS, *DATES, *KINDS),
    "Headings": HEADINGS,
    "Formulas": FORMULAS,
    "Tables": TABLES,
    "Questions of the author's": ASKED,
    "Names in brackets": NAMES,
    "Glosses in English": GLOSSES,
    "Chinese prose": ZH,
    "English prose": EN,
    "What is left": (BOLD, PLAIN),
}
PATTERNS: tuple[Pattern, ...] = tuple(pattern for group in GROUPS.values() for pattern in group)

UNLESS: dict[str, tuple[Rule, ...]] = {p.name: p.unless for p in PATTERNS if p.unless}
"""The reasons for which what one pattern sees is left out, by its name."""


def sightings(outline: Outline, only: str = "") -> Iterator[Candidate]:
    """Yield every candidate that the patterns (or the one named ``only``) see in ``outline``."""
    chosen = [p for p in PATTERNS if not only or p.name == only]
    for pattern in chosen:
        if pattern.find:
            for c in pattern.find(outline):
                kind = c.kind if c.kind != "definition" else pattern.kind
                yield Candidate(pattern.name, kind, pattern.confidence, *c[3:])
    prose = tuple(p for p in chosen if p.regex)
    yield from read_prose(outline, prose, PLAIN if PLAIN in chosen else None, BOLD if BOLD in chosen else None)


def documentation() -> str:
    """Return docs/patterns.md: what each record says of itself, with its examples and counter-examples."""
    lines = [
        "# Patterns",
        "",
        "What `quizgen extract` looks for, written from the pattern tables by `python -m quizgen.notes.patterns`: each",
        "record is rule, test and documentation at once. The confidence says how often a "
        "question made by the pattern is",
        "right; by default questions from 0.5 up are kept.",
    ]
    for title, patterns in GROUPS.items():
        lines += ["", f"## {title}"]
        for p in patterns:
            lines += ["", f"### {p.name}", "", f"Makes: {p.kind}. Confidence: {p.confidence}. {p.reason}", ""]
            for note, asked, answer in p.finds:
                lines += [*_quoted("finds", note), f"  - **{asked}** → {answer}"]
            for note in p.ignores:
                lines += _quoted("ignores", note)
    return "\n".join(lines) + "\n"


def _quoted(label: str, note: str) -> list[str]:
    if "\n" not in note:
        return [f"- {label}: `` {note} ``"]
    return [f"- {label}:", "  ```markdown", *(f"  {line}".rstrip() for line in note.splitlines()), "  ```"]
