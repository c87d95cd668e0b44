"""Patterns of the page: a name set off by bold type, colon or dash, and what is said of it after it."""

from __future__ import annotations

import functools
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import pairwise

from quizgen.notes.generic import is_general
from quizgen.notes.label import Label, split_label
from quizgen.notes.model import Candidate, Inline
from quizgen.notes.naming import Name, name_of
from quizgen.notes.outline import Outline
from quizgen.notes.patterns.dates import is_date
from quizgen.notes.patterns.fronts import shape, stands_alone
from quizgen.notes.patterns.label_series import asks_which, series_in
from quizgen.notes.patterns.pattern import Pattern
from quizgen.notes.patterns.sights import leads_in, opening, prompt, sight, without_subject
from quizgen.notes.patterns.terms import balanced
from quizgen.notes.regexes import zh
from quizgen.notes.verbs import is_clause
from quizgen.notes.words import CJK, has_han, weight


@functools.lru_cache(2)
def _labelled(outline: Outline) -> dict[str, list[Candidate]]:
    """Return what is said after labels, by the sort of these: bold, colon, dash; "lone colon" for one without siblings.

    Siblings are blocks of the same section, parent, kind and level that bear the same sort of label.
    """
    labels = [(i, label) for i, label in enumerate(outline.labels) if label and outline.label_kind(i) == "term"]
    shapes = Counter(shape(outline, i) for i, _ in labels)
    found: dict[str, list[Candidate]] = defaultdict(list)
    for i, label in labels:
        lone = label.by != "bold" and shapes[shape(outline, i)] == 1
        sort = "colon" if label.by == "code" else label.by
        found[f"lone {sort}" if lone else sort] += _said_after(outline, i, label)
    return found


def _said_after(outline: Outline, i: int, label: Label) -> Iterator[Candidate]:
    """Yield what block ``i`` says of what its ``label`` names: a list, or what that is or what is so with it."""
    block, name, said = outline.blocks[i], outline.name(i), outline.said(i)
    if name is None or not said or leads_in(said[-1].text) or outline.left_out(i) or _is_of_example(outline, i):
        return
    if is_date(block.text):
        return
    line, context = said[0].line_at(0), outline.context(i)
    if items := series_in(block.text[label.body :], name.text):
        yield from _asked_as_list(outline, i, name, items, line)
        return
    if _NO_THING.search(name.text):
        return
    first, *more = _parallel(opening(said, block.inline))
    for other in more:
        if (found := split_label(other)) and (second := name_of(other.text[found.start : found.end])):
            said_of = other.text[found.body :]
            yield sight(i, second.text, said_of, other.line_at(0), other.text, aliases=second.aliases)
    passage = block.text[: block.text.find(first.text) + len(first.text)] if more else block.text
    body = without_subject(first, name)
    asked = ""
    if symbol := _left_side(body.text, name):
        asked = prompt(context, f"{name.text}{'：' if has_han(name.text) else ': '}{symbol} = ?")
    elif context and (_is_value(body.text, name) or not stands_alone(outline, i, body.text)):
        asked = prompt((*context, name))
    if asked:
        yield sight(i, asked, body.text, line, passage, kind="property", prompt=asked)
    elif (context or not is_general(name.text)) and not _ONLY_HOW.fullmatch(body.text):
        yield sight(i, name.text, body.text, line, passage, aliases=name.aliases)


# Who says what follows (某人认为：...), and two things at once: what is said of each is read as prose.
_NO_THING = re.compile(zh("(?:说过?|认为|指出|写道|问)$") + r"|\s(?:and|vs\.?|versus)\s", re.I)


def _is_value(said: str, name: Name) -> bool:
    """Say whether ``said`` is no more than a word, which is clear only beside what ``name`` belongs to."""
    translated = has_han(said) != has_han(name.text)
    return weight(said) < LEAST_DEFINITION and not translated and "$" not in said and "`" not in said


LEAST_DEFINITION = 3
"""What weighs less (a Latin word counts two) defines nothing."""


def _left_side(said: str, name: Name) -> str:
    """Return what ``said``, an equation and nothing else, says the value of: many belong to one thing; "" if none."""
    found = _EQUATION.fullmatch(said.strip())
    left = (found["left"] or found["plain"]).strip() if found else ""
    return "" if left in ("", name.text, *name.aliases) or not balanced(left) else f"${left}$" if "$" in said else left


_EQUATION = re.compile(
    r"\$(?P<left>[^$=<>≤≥≠\s\\][^$=<>\\]{0,8}|\s*\\\w+[^$=<>\\]{0,8}(?:\\?\w*\{[^{}$]*\}){0,2}\s*)=[^$]+\$[.。]?"
    rf"|(?P<plain>[A-Za-z{CJK}][^=,，。;；:：$<>≤≥≠]{{0,11}})=(?![=>])[^=$。，]{{1,60}}[.。]?"
)
# Adjectives alone say how many things are.
_ADJECTIVE = r"(?:\w+(?:ic|al|ous|ive|ary|able|ible|less|ed)|good|bad|big|small|fast|slow|high|low)"
_ONLY_HOW = re.compile(
    rf"(?:(?:always|never|usually|often|mostly|very|more|less|also|not)\s)*{_ADJECTIVE}(?:(?:,|\s(?:or|and|but))+\s{_ADJECTIVE})*\.?",
    re.I,
)


def _asked_as_list(outline: Outline, i: int, name: Name, items: tuple[str, ...], line: int) -> Iterator[Candidate]:
    """Ask for ``items``, which the label of block ``i`` lists; if each says something, for that and the names."""
    block, context = outline.blocks[i], outline.context(i)
    told = [found for item in items if (found := _TOLD_ITEM.fullmatch(item))]
    if len(told) == len(items):  # ①name: what it is ②name: ...
        items = tuple(found["name"].strip() for found in told)
        for found in told:
            asked = prompt((*context[:1], name), found["name"].strip())
            yield sight(i, asked, found["said"], line, block.text, kind="property", prompt=asked)
    asked = prompt(context, asks_which(name.text))
    yield sight(i, asked, "", line, block.text, kind="list", items=items, prompt=asked)


_TOLD_ITEM = re.compile("(?P<name>[^：:，,。；;]{1,12})[：:]\\s*(?P<said>.{4,})")


def _is_of_example(outline: Outline, i: int) -> bool:
    """Say whether block ``i`` stands below a line that leads in examples, or under a saying in quotation marks."""
    above = outline.blocks[i].parent
    return above is not None and _EXAMPLES_BELOW.search(outline.blocks[above].text.strip()) is not None


_EXAMPLES_BELOW = re.compile(
    zh(r"(?:比如|例如|举例(?:来说)?|譬如|^例子?)[：:]?$")
    + r"|(?:\be\.g\.?|\bfor\s+(?:example|instance))\s*:?$|^examples?\b[^.]{0,40}$|^[“\"][^“”\"]+[”\"]:?$",
    re.I,
)


def _parallel(body: Inline) -> list[Inline]:
    """Return the parts of a label's text that semicolons divide where each of the later ones has its own label."""
    cuts = [0, *(m.end() for m in re.finditer("[；;]\\s*", body.text)), len(body.text)]
    parts = [body.cut(a, b) for a, b in pairwise(cuts) if a < b]
    return parts if len(parts) > 1 and all(split_label(part) for part in parts[1:]) else [body]


def bold_labels(outline: Outline) -> Iterator[Candidate]:
    """``**term**: what it is``."""
    yield from _labelled(outline)["bold"]


def colon_labels(outline: Outline) -> Iterator[Candidate]:
    """``term: what it is``, beside others of the same shape."""
    yield from _labelled(outline)["colon"]


def lone_colon_labels(outline: Outline) -> Iterator[Candidate]:
    """``term: what it is``, alone of its kind; in English a list, a noun phrase, a side of the item above."""
    yield from (c for c in _labelled(outline)["lone colon"] if _is_told(outline, c))


def lone_colon_labels_en(outline: Outline) -> Iterator[Candidate]:
    """``term: ...``, alone of its kind, in English, where no noun phrase follows."""
    yield from (c for c in _labelled(outline)["lone colon"] if not _is_told(outline, c))


def dash_labels(outline: Outline) -> Iterator[Candidate]:
    """``term - what it is``, beside others of the same shape; alone, in an item, where a noun follows."""
    yield from _labelled(outline)["dash"]
    for c in _labelled(outline)["lone dash"]:
        if outline.blocks[c.block].kind == "item" and _is_told(outline, c) and balanced(c.prompt or c.term):
            yield c


def _is_noun(said: str) -> bool:
    """Say whether the English ``said`` is a noun and what is said of it: a rock, people who dig."""
    if _NOUN_PHRASE.match(said):
        return True
    of = _NOUN_OF.match(said)
    return of is not None and not is_clause(said[: of.end()] if of["relative"] else said)


def _is_told(outline: Outline, c: Candidate) -> bool:
    """Say whether what follows a single label tells what that is, or how it is with the item above, and no remark."""
    nested = outline.blocks[c.block].level > 0 and c.prompt.startswith("[")
    return (nested and not _EXAMPLE.match(c.answer)) or bool(has_han(c.passage[:24]) or c.items or _is_noun(c.answer))


_EXAMPLE = re.compile(r"e\.?g\b", re.I)
_NOUN_PHRASE = re.compile(r"(?:an?|the)\s(?!(?:same|following|next|more|less)\b)\w", re.I)
_NOUN_OF = re.compile(
    r"(?!\w+(?:ed|ing|ous)\s)(?:[\w-]+\s){1,3}?(?:of|from|between|for|over|with|(?P<relative>that|which|who))\s", re.I
)


LABELS: tuple[Pattern, ...] = (
    Pattern(
        "bold label",
        "definition",
        0.87,
        "Writers set a term in bold and put what it means after a colon.",
        (
            (
                "**Moraine**: rock and soil that a glacier leaves behind.",
                "Moraine",
                "rock and soil that a glacier leaves behind",
            ),
            ("- **冰碛**：冰川融化后留下的石块和泥土", "冰碛", "冰川融化后留下的石块和泥土"),
            ("**Charter**: This is granted for land that was sold.", "Charter", "granted for land that was sold"),
            ("**Leases**: These allow others to use the land.", "Leases", "allow others to use the land"),
            ("**Tarn**: a lake in a cirque – e.g. Blea Tarn in Cumbria", "Tarn", "a lake in a cirque"),
        ),
        (
            "**Note**: the path is closed in winter.",
            "**Charter**: These papers are kept by the court.",
            "**Step 1**: fill the tank with water.",
            "**Trial 2**: the tank was left to leak.",
            "**Till**: always small or volcanic",
            "**牧羊人说过**：冰川是一条睡着的河",
        ),
        find=bold_labels,
    ),
    Pattern(
        "colon label with siblings",
        "definition",
        0.85,
        "Several lines of the shape name: text one below the other are a glossary.",
        (
            (
                "- Winter ascent (Croz, 1868): by an east ridge\n- Alpine Act 1873: the law that closed the pass",
                "Winter ascent",
                "by an east ridge",
            ),
            (
                "- Winter ascent (1868): by the east ridge\n- Alpine Act 1873: the law that closed the pass",
                "Alpine Act 1873",
                "the law that closed the pass",
            ),
            ("- 表层土：富含腐殖质的一层\n- 心土：淋溶下来的物质堆积的一层", "表层土", "富含腐殖质的一层"),
            (
                "- Sill: a sheet of rock between two layers\n- Dike: a sheet of rock across layers",
                "Dike",
                "a sheet of rock across layers",
            ),
            ("- 再生土：无需施肥的土\n- 底土：根最少的一层", "再生土", "无需施肥的土"),
            (
                "- 休耕地：几年里不种作物的土地，休耕地上会长草\n- 底土：根最少的一层",
                "休耕地",
                "几年里不种作物的土地，休耕地上会长草",
            ),
            ("- 表土：根最多的一层；颜色很深\n- 底土：根最少的一层", "表土", "根最多的一层；颜色很深"),
            ("- 表土：根最多的一层；底土：根最少的一层\n- 母质：风化的岩石", "表土", "根最多的一层"),
            ("- 土层：土壤的分层\n- 土壤组成：矿物质；有机质；水分", "土壤组成", "矿物质 | 有机质 | 水分"),
            ("- 砂土：沙粒很多的土\n- 常见土壤类别：①砂土②壤土③黏土", "常见土壤类别", "砂土 | 壤土 | 黏土"),
            ("- 土层：土壤的分层\n- 层次：①表土：富含腐殖质。②心土：黏粒很多。", "[层次] 心土", "黏粒很多"),
            ("## 等级\n\n- P(peak): 山峰的等级\n- Pass: 山口的等级", "[等级] P", "山峰的等级"),
            ("## 等高线\n\n- 山脊：向低处凸出\n- 鞍部：两山顶之间的低地", "[等高线] 山脊", "向低处凸出"),
            ("## 经营\n\n- 分期（periods）：影响对价值的计量\n- 主体：核算的单位", "[经营] 分期", "影响对价值的计量"),
            ("## 土壤\n\n- 质地：黏\n- 亚类：红壤、黄壤和砖红壤", "[土壤] 亚类", "红壤 | 黄壤 | 砖红壤"),
            ("- 土层：土壤的分层\n- 普查分为两大类方法：野外、室内方法", "普查分为哪两大类方法？", "野外 | 室内"),
            ("## Map colours\n\n- Blue: water\n- Brown: contour lines", "[Map colours] Blue", "water"),
            ("## Locks\n\n- Upon arrival: open it\n- Upon leaving: close it", "[Locks] Upon arrival", "open it"),
            ("## Sounds\n\n- Crack (ice): loud\n- Hum: made by the wind", "[Sounds] Crack", "loud"),
            ("## Faults\n\n- Type I: a wall sinks\n- Type II: a wall moves along", "[Faults] Type I", "a wall sinks"),
            ("## 罗盘\n\nN：北方\nE：东方\nS：南方", "[罗盘] E", "东方"),
            (
                "- Tarn: This is a lake in a hollow\n- Scree: It's a slope of loose stones",
                "Scree",
                "a slope of loose stones",
            ),
            (
                "## 冰川\n\n- 冰舌：$L = 2h$\n- 雪线：$H = 3h$",
                "[冰川] 雪线：$H$ = ?",
                "$H = 3h$",
            ),
            (
                "## 运输\n\n- 顺流：耗时 = 路程/（船速+水速）\n- 逆流：耗时 = 路程/（船速-水速）",
                "[运输] 逆流：耗时 = ?",
                "耗时 = 路程/（船速-水速）",
            ),
            ("## 矿石\n\n- 脆性：受力而碎的性质\n- 条痕：划出的粉末的颜色", "[矿石] 脆性", "受力而碎的性质"),
            (
                "## Stages of retreat\n\n- Thinning: a loss of ice\n- Calving: a loss of bergs",
                "[Stages of retreat] Calving",
                "a loss of bergs",
            ),
            (
                "## Glaciers\n\n- Upper half\n  - Winter: more snow falls than melts\n  - Summer: less melts than fell",
                "[Glaciers > Upper half] Winter",
                "more snow falls than melts",
            ),
            (
                "## 冻伤\n\n- 临床表现\n  - 症状\n    - 手指：麻木发白\n    - 耳廓：肿胀发痒",
                "[冻伤 > 临床表现 > 症状] 手指",
                "麻木发白",
            ),
            (
                "`Sill:` a sheet of rock between two layers\n`Dike:` a sheet of rock across layers",
                "Dike",
                "a sheet of rock across layers",
            ),
            (
                "- Karst: Karst is a landscape of limestone\n- Till: The till covers old valleys",
                "Till",
                "covers old valleys",
            ),
        ),
        (
            "- 注意：路面结冰\n- 提示：带上冰爪",
            "- 10:30 leave the hut\n- 12:15 reach the pass",
            "Words name what is seen, e.g.:\n\n- Tarn: a kind of lake\n- Scree: a kind of slope",
            "- “The old tarn”\n  - form: a small lake in a hollow\n  - origin: the ice that dug it",
            "## Sand\n\n- Path 1: carried by the wind\n- Path 2: carried by a river",
            "- 矿石：如石英、云母\n- 岩石：例如花岗岩",
            "- 产地证明书：证明产地的证明书\n- 运输保险单：保运输的保险单",
            "- 粒雪盆：设盆中积雪的厚度为 $h$，则冰的厚度记为\n- 冰舌：设舌上的厚度为 $h$，则宽度记为",
            "- Blue: water\n- Brown: contour lines",
            "## Ways\n\n- A: along the river bank\n- B: across the high pass",
        ),
        find=colon_labels,
    ),
    Pattern(
        "colon label",
        "definition",
        0.6,
        "A single line of the shape name: text often defines, but may as well be a remark.",
        (
            ("火山口：岩浆喷出地表的出口", "火山口", "岩浆喷出地表的出口"),
            ("`source` 河流最先流出地面的地方", "source", "河流最先流出地面的地方"),
            (
                "火山口里常年有一个很小的湖，湖水是酸的，颜色随着季节和降雨而变化，冬天最深\n"
                "火山口的周围有几处喷气孔，喷出的气体里含有硫，岩石因此被染成了黄色和白色，\n"
                "火山锥: 喷出物在火山口四周堆成的山，由熔岩和火山灰一层一层地交替堆积而成。",
                "火山锥",
                "喷出物在火山口四周堆成的山，由熔岩和火山灰一层一层地交替堆积而成",
            ),
            ("- Snow\n  - Powder\n    - Risk: slides down at once", "[Snow > Powder] Risk", "slides down at once"),
            (
                "Signs of a thaw: wet snow, open water, soft paths",
                "Signs of a thaw",
                "wet snow | open water | soft paths",
            ),
            ("Ferrymen: people who take others over a river", "Ferrymen", "people who take others over a river"),
            ("Silt: fine grains of rock in a river", "Silt", "fine grains of rock in a river"),
        ),
        (
            "例：火山口",
            "火山口的深度记作：$h$",
            "第一步：把水烧开再放盐",
            "Crater: bring a rope",
            "Ferries: rain in the hills stops them",
            "- Snow\n  - Kind: e.g. powder",
        ),
        find=lone_colon_labels,
    ),
    Pattern(
        "colon label in English",
        "definition",
        0.45,
        "In English a single line with a colon is more often a remark than a definition. Left out by default.",
        (("Crater: deepest in the north", "Crater", "deepest in the north"),),
        ("Reminder: bring a rope", "On the way up: take the left path", "Crater: the mouth of a volcano"),
        find=lone_colon_labels_en,
    ),
    Pattern(
        "dash label",
        "definition",
        0.7,
        "Several bullets of the shape name - text are a glossary; one alone says of its name what noun phrase it is.",
        (
            (
                "- Glaciers\n  - they carry gravel\n  - end of the ice - a wall of rubble",
                "[Glaciers] end of the ice",
                "a wall of rubble",
            ),
            (
                "- Esker - a ridge of gravel left by a stream\n- Kame - a mound of gravel left by ice",
                "Esker",
                "a ridge of gravel left by a stream",
            ),
        ),
        (
            "- We went up - it was steep\n- They went down - it was late",
            "- Glaciers\n  - 1780 - 1850\n  - slow rivers of ice",
        ),
        find=dash_labels,
    ),
)
