"""Patterns of the page: a line that a comma, a dash, an arrow or an equals sign divides into a name and its meaning."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from quizgen.notes.generic import is_general
from quizgen.notes.label import label_like
from quizgen.notes.model import Candidate
from quizgen.notes.naming import Name, is_name, is_statement, name_of
from quizgen.notes.outline import Outline
from quizgen.notes.patterns.fronts import stands_alone
from quizgen.notes.patterns.pattern import Pattern
from quizgen.notes.patterns.sights import asks_other_name, prompt, sight
from quizgen.notes.patterns.terms import balanced
from quizgen.notes.regexes import zh
from quizgen.notes.verbs import has_finite, starts_with_verb
from quizgen.notes.words import CJK, has_han, weight

_DIVIDED = re.compile(
    r"(?P<name>[^,，\t=\-–—→⇒⟶]{2,48}?(?:-[^,，\t=\-–—→⇒⟶>\s]+)*)"
    r"(?P<sep>\s*,\s|，|\s=\s|\s*\t+\s*|\s*--+(?!>)\s*|(?<=\w)[-–—]\s|\s[-–—](?=\w)|\s*(?:[-=]{1,2}>|[→⇒⟶])\s*)(?P<said>\S.+)"
)
_ARROW = re.compile("[-=]{1,2}>|[→⇒⟶]")


def alike_lines(outline: Outline) -> Iterator[Candidate]:
    """``name, what it is``, ``name = what it is``: lines below each other that are divided in the same way."""
    return _all_divided(outline, signed=False)


def signed_pairs(outline: Outline) -> Iterator[Candidate]:
    """``name -> what belongs to it`` one below the other, ``name = what it is`` also alone: = parts no sentence."""
    return _all_divided(outline, signed=True)


def _all_divided(outline: Outline, *, signed: bool) -> Iterator[Candidate]:
    """Yield what the lines say that an arrow or = divides, with ``signed``, or that a comma, dash or tab does."""
    for members in _lines_of_one_kind(outline):
        by_sign: dict[str, list[tuple[int, re.Match[str]]]] = defaultdict(list)
        for i in members:
            if m := _DIVIDED.fullmatch(outline.blocks[i].text.strip()):
                by_sign[m["sep"].strip()].append((i, m))
        for sign, same in by_sign.items():
            many = len(same) > 1 and 3 * len(same) >= 2 * len(members)
            if (sign != "=" and not many) or signed != (sign == "=" or _ARROW.fullmatch(sign) is not None):
                continue
            if sign not in _COMMAS or _of_one_kind(outline, [(i, m["name"].strip()) for i, m in same]):
                for i, m in same:
                    yield from _divided(outline, i, m)


_COMMAS = (",", "，")


def _divided(outline: Outline, i: int, m: re.Match[str]) -> Iterator[Candidate]:
    """Yield what is said behind the sign of what is named before it in block ``i``."""
    block, name, sign, said = outline.blocks[i], name_of(m["name"]), m["sep"].strip(), m["said"].strip()
    if name is None or outline.left_out(i) or outline.labels[i] or _is_tex(block.text):
        return
    if not _is_named(m["name"], name) or not _is_apart(m["name"], sign, said):
        return
    context, aliases = outline.context(i), name.aliases
    if (other := _ALSO.match(said)) and weight(said[other.end() :]) > 1:
        said, aliases = said[other.end() :], (*aliases, other["name"].strip())
    if _ARROW.fullmatch(sign) or (sign == "=" and weight(said) < LEAST_APART):
        if not is_statement(said):
            asked = prompt(context, f"{name.text} {sign} ?")
            yield sight(i, asked, said, block.line, block.text, kind="property", prompt=asked)
    elif context and not stands_alone(outline, i, said, name):
        asked = prompt((*context, name))
        yield sight(i, asked, said, block.line, block.text, kind="property", prompt=asked)
    elif not is_general(name.text):
        yield sight(i, name.text, said, block.line, block.text, aliases=aliases)


def _is_named(text: str, name: Name) -> bool:
    """Say whether ``text``, which gives ``name``, names a thing: no side, symbol or clause, and nothing cut apart."""
    if name.facet or _SYMBOL.fullmatch(text.strip()) or not label_like(text) or not is_name(name.text):
        return False
    clause = is_statement(name.text) or starts_with_verb(text) or has_finite(text)
    return not clause and balanced(text) and text.count("$") % 2 == 0


def _is_apart(name: str, sign: str, said: str) -> bool:
    """Say whether ``sign`` sets ``said`` apart from ``name``: no sign of reckoning, of change, of a sentence."""
    if _ARROW.fullmatch(sign):
        return not (_ARROW.search(said) or _CHANGES.search(name + said)) and bool(_WORD.search(said))
    if sign == "=":
        return bool(_WORD.search(name)) and not _SUM.search(f"{name} = {said}")
    goes_on = sign in _COMMAS and _GOES_ON.match(said)  # several subjects of one sentence
    return weight(said) >= LEAST_APART and not goes_on


LEAST_APART = 5
"""What weighs less than that behind a comma or a dash is a word of the same sentence."""

_CHANGES = re.compile("[↑↓+]")


_SUM = re.compile(r"\s[-+*/×÷]\s|=[^\w“\"]*(?:[\d(（]|[^=]*=)")
"""Behind and before = stands a sum, a number or a second equation: no words for what is named."""

_WORD = re.compile(rf"[{CJK}]{{2}}|[A-Za-z]{{3}}")


def _is_tex(text: str) -> bool:
    """Say whether ``text`` holds TeX that no dollars set off."""
    return bool(re.search(r"\\[a-zA-Z]|\$", re.sub(r"\$[^$]*\$", "", text)))


_SYMBOL = re.compile("[a-zA-Z]{1,2}")
_GOES_ON = re.compile(r"(?:[^,]{2,30},\s+)*(?:and|or)\s|(?:[^\s,]+\s){0,2}[^\s,]+\s(?:and|or)\s", re.I)
_ALSO = re.compile(zh(r"[又也亦][称叫](?:[为作])?\s*(?P<name>[^，,。；;：:]{2,12})[，,]\s*"))


def _lines_of_one_kind(outline: Outline) -> Iterator[list[int]]:
    """Yield the items of each list, and the paragraphs that are lines directly below each other."""
    found: dict[tuple[object, ...], list[int]] = {}
    for i, block in enumerate(outline.blocks):
        if block.kind == "item":
            found.setdefault((block.headings, block.level, block.parent if block.level else 0), []).append(i)
        elif block.kind == "paragraph":
            found.setdefault((block.headings, "lines", block.line - i), []).append(i)
    yield from found.values()


def _of_one_kind(outline: Outline, lines: list[tuple[int, str]]) -> bool:
    """Say whether the names before a comma end in the same noun, or the document sets each off as a term."""
    names = [name for _, name in lines]
    if outline.blocks[lines[0][0]].kind != "item":
        return False
    if any(weight(name) > 8 for name in names) or any(c.facet for i, _ in lines for c in outline.context(i)):
        return False  # clauses, and what is said of a side
    tails = {name[-2:] if has_han(name) else name.rsplit(maxsplit=1)[-1].casefold() for name in names}
    return len(tails) == 1 or all(outline.speaks_of_term(name) for name in names)


def equal_glosses(outline: Outline) -> Iterator[Candidate]:
    """``Name (= what it is)``, alone in its line."""
    for i, block in enumerate(outline.blocks):
        may_be = "=" in block.text and block.kind in ("paragraph", "item", "heading")
        found = _EQUALS.fullmatch(block.text.strip()) if may_be else None
        if found and (name := name_of(found["name"])) and not is_general(name.text) and is_name(name.text):
            if weight(found["said"]) <= max(weight(name.text), LEAST_SAID):  # no words that explain: another name
                asked = asks_other_name(name.text, chinese=has_han(block.text))
                yield sight(i, name.text, found["said"], block.line, block.text, kind="alias", prompt=asked)
                continue
            yield sight(i, name.text, found["said"], block.line, block.text, aliases=name.aliases)


_EQUALS = re.compile(r"(?P<name>[^()（）=]{2,40}?)\s*[（(]\s*=\s*(?P<said>[^()（）=]{3,80})[)）]")


LEAST_SAID = 4
"""What weighs no more says nothing of a name, but is another."""


DIVIDED: tuple[Pattern, ...] = (
    Pattern(
        "alike lines",
        "definition",
        0.45,
        "Lines that are all divided in the same way, by a comma, a glued dash or an equals sign, name things and say "
        "what they are.",
        (
            (
                "- Dunes\n  - star dune, with arms on all sides\n  - linear dune, with a long straight crest",
                "[Dunes] star dune",
                "with arms on all sides",
            ),
            (
                "Till- what a glacier leaves behind\nTarn- a lake in a hollow of the rock",
                "Tarn",
                "a lake in a hollow of the rock",
            ),
        ),
        (
            "Snow fell, it was cold\nRain fell, it was warm",
            "- first, we went up the hill\n- then, we saw the lake",
            "- 冰川\n  - 意义\n    - 储水作用，供给河流的水量\n    - 侵蚀作用，塑造高山的地形",
            "- star dune now, then, here\n- linear dune once, there, far",
            "- Rivers carry sand, and drop it later\n- Winds carry sand, and drop it too",
            "- Loam, peat, and clay are mixed there\n- Sand, silt and gravel are mixed here",
            "- 山脊线呈弧形，最高处有石堆\n- 山谷线呈弧形，最低处有小溪",
            "- \\Delta u = the change of heat\n- \\Delta v = the change of speed",
            "- du = the change of height\n- dv = the change of speed",
            "- well-known peak\n- star-shaped dune",
        ),
        find=alike_lines,
    ),
    Pattern(
        "pairs with a sign",
        "property",
        0.6,
        "Lines of the shape a -> b, one below the other, tell what belongs to what; = between words parts a name "
        "from its meaning, also alone.",
        (
            (
                "## Snow\n\nIt is white.\n\nOld snow = grains of ice from last winter",
                "Old snow",
                "grains of ice from last winter",
            ),
            ("Bora = cold\nFoehn = warm\nMistral = strong and dry", "Bora = ?", "cold"),
            ("## 地图\n\n- 蓝线 -> 河流\n- 黑线 -> 铁路", "[地图] 蓝线 -> ?", "河流"),
        ),
        (
            "- H2 -> 2H\n- CH4 -> CH3",
            "## Snow\n\nIt is white.\n\nOld snow = firn of a year, new snow = powder of a day",
            "## Snow\n\nIt is white.\n\nfirn + frost = ice of the glacier",
            "- More snow → ice ↑\n- More sun → ice ↓",
            "- Wind -> the ice is worn\n- Sun -> the ice is soft",
            "- 蓝线 -> 河流 -> 湖泊\n- 黑线 -> 铁路 -> 车站",
        ),
        find=signed_pairs,
    ),
    Pattern(
        "equal gloss",
        "definition",
        0.6,
        "A name with an equals sign in brackets is explained there, or gets another name.",
        (
            ("- Till (= debris that a glacier leaves)", "Till", "debris that a glacier leaves"),
            ("- Glacial till (= boulder clay)", "What is Glacial till also called?", "boulder clay"),
        ),
        ("- The slope (see map)", "- f(x) (= 3)"),
        find=equal_glosses,
    ),
)
