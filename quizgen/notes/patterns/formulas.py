"""Patterns of the page: a formula set off, and the name or sentence over it that says whose it is."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from quizgen.notes.generic import is_general
from quizgen.notes.model import Candidate
from quizgen.notes.naming import Name, is_name, is_statement, name_of
from quizgen.notes.openings import lead
from quizgen.notes.outline import Outline
from quizgen.notes.patterns.headings import TWO_THINGS
from quizgen.notes.patterns.pattern import Pattern, Rule
from quizgen.notes.patterns.sights import leads_in, prompt, sight
from quizgen.notes.patterns.terms import term_of
from quizgen.notes.regexes import zh
from quizgen.notes.words import CJK, has_han, weight

_SPEAKS_OF_FORMULA = re.compile(
    zh("公式|方程|表达式|关系式") + r"|\b(?:formula|equation|relation(?:ship)?|given\s+by|defined|expressed)\b", re.I
)
_FORMULA_OF = tuple(
    re.compile(told_by, re.I)
    for told_by in (
        zh(
            r"(?P<x>[^，。；：]{2,20}?)的?(?:计算|数学|一般)?(?:公式|表达式|定义式|关系式)(?:可以?)?(?:表示|写|定义)?(?:为|成|作|是|如下)?$"
        ),
        zh(
            r"(?P<x>[^，。；：]{2,16}?)(?:可以?|则|就|一般|通常|被)*(?:定义|表示|记|计算|写|表达)?(?:为|成|作|是|等于|如下)$"
        ),
        r"(?P<x>[^,;:]{3,60}?)\s+(?:is|are|can\s+be|may\s+be)\s+(?:then\s+|simply\s+|often\s+)?"
        r"(?:defined|given|calculated|computed|expressed|written|modelled|modeled)\b[^,;]{0,30}$",
        r".*\b(?:formula|equation|expression)\s+(?:of|for)\s+(?P<x>[^,;:]{3,40}?)(?:\s+(?:is|reads|as)\b.*)?$",
        r"(?P<x>[^,;:]{3,40}?)\s+(?:is|equals)$",
        r"(?P<x>[^,;:]{3,40}?)\s+(?:is|are)\s[^,;:]{0,40}\bproportional\s+to\b[^,;:]{3,40}$",
        r".{8,160}[,\s](?:its|the|an?)\s(?P<x>[\w-]+(?:\s[\w-]+){0,2})\s\$[^$]{1,20}\$$",
        r"For\s(?:the|an?)\s(?P<x>[\w-]+(?:\s[\w-]+){0,3}?)(?:\sonly)?$",
    )
)


def formulas(outline: Outline) -> Iterator[Candidate]:
    """A name, or a sentence that speaks of it, and directly under it a formula."""
    for i, block in enumerate(outline.blocks):
        if (found := _NAME_THEN.match(block.text)) and not outline.labels[i] and not outline.in_example(i):
            thing = term_of(found["name"])
            if thing and is_name(thing.text) and (asked := _asks_formula(outline.context(i), thing)):
                yield sight(i, asked, found["formula"], block.line, block.text, kind="fact", prompt=asked)
        if i == 0 or not _is_formula(outline, i) or weight(block.text) > 60 or outline.in_example(i):
            continue
        before = outline.blocks[i - 1]
        if before.kind in ("paragraph", "item", "heading") and (asked := _formula_question(outline, i - 1)):
            label = before.kind != "heading" and leads_in(before.text) and weight(before.text) <= SHORT_LABEL
            if label and (topic := outline.topic(i - 1)):
                asked = prompt((topic,), asked)  # 带宽：of what
            said = f"{before.text}\n{block.text}"
            formula = _as_code(block.text) if block.kind == "code" else block.text.strip()
            yield sight(i, asked, formula, block.line, said, kind="fact", prompt=asked)


# A name, and in its line the formula that begins with its sign: no number, nothing that goes on.
_NAME_THEN = re.compile(
    r"(?P<name>[^$，。；：,;:|=]{2,24}?)\s*"
    r"(?P<formula>(\${1,2})\s*[^=$<>]{1,24}?=(?!=)"
    r"(?!\s*[-\d.,]+\s*(?:\\(?:text|mathrm|rm|[,;~ ])|[A-Za-z%°]{0,3}\s*\$))[^$]{2,160}\3)(?=\s*(?:$|[，。；,;（(]))"
)

SHORT_LABEL = 10
"""A longer line over a formula names what it is of."""


def _as_code(text: str) -> str:
    """Return an equation set as code so that its signs and its fraction line stay as they are."""
    return f"```\n{text.rstrip()}\n```" if "\n" in text.strip() else f"`{text.strip()}`"


# An equation and no code: its sides are words and numbers, joined by signs of reckoning or over a line.
_EQUATION = re.compile(r"[^;{}\[\]\"'<>!&|#]{5,260}")
_CODE = re.compile(r"==|[+*/-]=|=>|->|\w\(|\b(?:def|let|var|const|return|for|if|int|print|import|self)\b|^\s*[$#/]|://")
_RECKONS = re.compile(r"=.*(?:\s[-+*/×÷^]\s|\w/\w|[×÷^]|\w\s?/\s?\w|-{4,})", re.S)
_LONGEST_EQUATION, _MOST_SIDES = 3, 2


def is_equation(text: str) -> bool:
    """Say whether ``text``, set as code, is an equation of names: rate = distance / time."""
    text = text.strip()
    one_line = " ".join(text.split())
    return (
        text.count("\n") < _LONGEST_EQUATION
        and 0 < text.count("=") <= _MOST_SIDES
        and bool(_RECKONS.search(text) and _EQUATION.fullmatch(one_line))
        and not _CODE.search(text)
    )


def _is_formula(outline: Outline, i: int) -> bool:
    block = outline.blocks[i]
    if block.kind == "code":
        return is_equation(block.text)
    if block.kind == "item" and block.text[:1] == block.text[-1:] == "`" and block.text.count("`") == 2:
        return is_equation(block.text[1:-1])
    if block.kind != "paragraph":
        return block.kind == "math"
    marks = [m for m in block.inline.marks if m.kind == "math"]
    return (
        bool(marks) and marks[0].start == 0 and marks[0].end >= len(block.text.rstrip(" ，,。.")) and marks[0].end > 8
    )


def _formula_question(outline: Outline, i: int) -> str:
    """Return what the text before a formula asks of it: the name it gives, or what its last sentence speaks of."""
    block, label, name = outline.blocks[i], outline.labels[i], outline.name(i)
    if i + 2 < len(outline.blocks) and _is_formula(outline, i + 2):
        return ""  # which of them?
    said = outline.said(i)
    last = (said[-1].text if said else block.text).strip().rstrip("：:.。 ")
    last = re.split("[，,]", last)[-1].strip() if has_han(last) else last
    bare = last[lead(last) :]
    for told_by in _FORMULA_OF:
        found = told_by.match(bare)
        if found and (thing := term_of(found["x"])) and not is_general(thing.text):
            return _asks_formula((), thing)
    if name and (is_name(block.text.strip().rstrip("：:")) or (label and not block.text[label.body :].strip())):
        return _asks_formula(outline.context(i), name)
    topic = outline.topic(i)
    if topic is None or not 0 < len(said) <= 2 or not _SPEAKS_OF_FORMULA.search(last):
        return ""
    ahead = range(i, min(i + 30, len(outline.blocks)))
    alone = sum(_is_formula(outline, k) for k in ahead if outline.topic(k) == topic) == 1
    return _asks_formula((), topic) if alone else ""


_IS_FORMULA = re.compile(zh("(?:公式|方程式?|表达式|关系式|定义式|形式)$") + r"|\b(?:formula|equation)$", re.I)
_HOLDS = re.compile(
    zh("^(?:@|满足|对于|在|当(?!量)|若|则|由|证明|可得)|[$]|(?:有|满足|时|下|中|得)$")
    + r"|^(?:for|if|in|when|by|with|we|finally|thus|so|then|hence|and|or|where)\b"
    r"|\b(?:at|as|by|to|is|are|that|from|of)$|\b(?:satisf|impl|hold)\w+$",
    re.I,
)


def _asks_formula(context: tuple[Name, ...], name: Name) -> str:
    """Return the question for the formula of ``name``; "" where it names none, or one side of nothing."""
    if _HOLDS.search(name.text) or TWO_THINGS.search(name.text) or is_statement(name.text):
        return ""
    text = name.text
    if name.facet or is_general(text):
        if not context or context[0].facet:
            return ""
        thing = context[0].text
        text = f"{thing}的{text}" if has_han(text) else f"{thing}: {text}"
    if has_han(text):
        return f"{text}是什么？" if name.facet or _IS_FORMULA.search(text) else f"{text}的公式是什么？"
    return f"What is {text}?" if name.facet or _IS_FORMULA.search(text) else f"What is the formula of {text}?"


_SIDE = r"[^=＝<>!:：，。；;$`|\\{}]"
_IN_WORDS = re.compile(
    rf"(?:[^:：=，。]{{1,40}}[:：]\s*)?[`（(]*(?P<left>(?!\d){_SIDE}{{1,40}}?)\s*[=＝]\s*(?P<right>[^=＝<>:：，。；;$`|\\]{{3,120}}?)[`）).。]*"
)
_OPERATOR = re.compile(r"(?<=[\w)）%\]])(?:\s+[-–−+*/×÷·]\s+|\s*[+*×÷^/]\s*)(?=[\w(（\[])")
_WORD = re.compile(rf"[A-Za-z]{{3}}|[{CJK}]{{2}}")
_BRACKET = re.compile(r"\s*[\[（(][^()（）\[\]]*[\])）]$")


def equations(outline: Outline) -> Iterator[Candidate]:
    """A line that is an equation in words: profit = revenue - costs."""
    for i, block in enumerate(outline.blocks):
        if block.kind not in ("paragraph", "item") or not ("=" in block.text or "＝" in block.text):
            continue
        found = _IN_WORDS.fullmatch(block.text.strip())
        if found is None or not _OPERATOR.search(found["right"]) or outline.left_out(i):
            continue
        left, context = found["left"].strip(), outline.context(i)
        right = found["right"].strip()
        if right.count("(") > right.count(")"):
            right += ")"
        named = _WORD.search(left) is not None
        assigned = "`" in block.text and re.fullmatch(r"[a-z_]{2,}", left)  # ssthresh = cwnd/2 is a command
        if assigned or re.search(r"[,，]\s", right) or (named and term_of(_BRACKET.sub("", left)) is None):
            continue
        # a symbol is explained by what it stands under; a name asks for names
        if re.search(rf"[A-Za-z]{{2}}|[{CJK}]", right) if named else context and not context[0].facet:
            asked = prompt(context[:1] if named else context, f"{left} = ?")
            yield sight(i, asked, right, block.line, block.text, kind="fact", prompt=asked)


_NAMED_BY = re.compile(
    r"\s*(?:[（(]\s*)?\$?(?P<symbol>[A-Za-z](?:[A-Za-z_]|_?\{\w+\}){0,8})\$?\s*(?:[)）]|(?=$|[\s:：,，]))"
)
_LEFT = re.compile(r"\${1,2}\s*(?P<left>[^=$<>]{1,24}?)\s*=(?!=)")


def symbols(outline: Outline) -> dict[str, tuple[int, Name]]:
    """Return the symbols that the notes give to bold names, where and to which: **Wavelength** $L$, **Mass (m)**."""
    found: dict[str, tuple[int, Name]] = {}
    for i, block in enumerate(outline.blocks):
        for mark in block.inline.marks:
            inner = block.text[mark.start : mark.end]
            name = name_of(inner) if mark.kind == "strong" and weight(inner) <= 12 else None
            if name is None or name.facet or not is_name(name.text):
                continue
            after = block.text[mark.end : mark.end + 30]
            given = _NAMED_BY.match(after) if after.lstrip()[:1] in ("$", "(", "（") else None
            for symbol in [*([given["symbol"]] if given else []), *(a for a in name.aliases if a.isascii())]:
                if len(_bare(symbol)) <= LONGEST_SYMBOL:
                    found.setdefault(_bare(symbol), (i, name))
    return found


LONGEST_SYMBOL = 6


def _bare(symbol: str) -> str:
    """Return ``symbol`` without braces and signs, by which two ways to write it are the same."""
    return re.sub(r"[{}\s\\%$_]", "", symbol)


def formulas_of_symbols(outline: Outline) -> Iterator[Candidate]:
    """A formula whose left side is the symbol of a name: $L = v / f$ after **Wavelength** $L$."""
    known = symbols(outline)
    lines: dict[tuple[str, tuple[int, ...]], list[int]] = defaultdict(list)
    for i, block in enumerate(outline.blocks) if known else ():
        found = _LEFT.match(block.text) if block.text[:1] == "$" and weight(block.text) <= 60 else None
        if found and not outline.left_out(i):
            left = _bare(found["left"])
            symbol = left if left in known else _bare(found["left"].split("_")[0])
            lines[symbol, block.headings].append(i)
    for (symbol, _), found_in in lines.items():
        if symbol not in known or len(found_in) != 1:
            continue
        (i,), (given, name) = found_in, known[symbol]
        block, context = outline.blocks[i], outline.context(i)
        formula = next((m for m in block.inline.marks if m.kind == "math"), None)
        answer = block.text[formula.start : formula.end] if formula else block.text.strip()
        if block.headings == outline.blocks[given].headings:
            asked = _asks_formula((), name)
        else:
            asked = prompt(context[:1], f"{name.text} (${symbol}$) = ?") if context and not context[0].facet else ""
        if asked:
            yield sight(i, asked, answer, block.line, block.text, kind="fact", prompt=asked)


_WRITTEN = re.compile(zh("写成|写作|记作|记为|表示[成为]|可得|得到?|于是|代入|化简|整理|展开"))

FORMULAS: tuple[Pattern, ...] = (
    Pattern(
        "name and formula",
        "fact",
        0.75,
        "A formula directly under a name, behind it in its line, or under a sentence that speaks of it, is its own.",
        (
            ("理想气体状态方程\n\n$$\npV = nRT\n$$", "理想气体状态方程是什么？", "$$pV = nRT$$"),
            ("浮力的大小可以表示为：\n\n$$\nF = \\rho g V\n$$", "浮力的大小的公式是什么？", "$$F = \\rho g V$$"),
            (
                "## Buoyancy\n\nBuoyancy is given by:\n\n$$\nF = \\rho g V\n$$",
                "What is the formula of Buoyancy?",
                "$$F = \\rho g V$$",
            ),
            (
                "From this follows the time that one swing takes, its period $T$:\n\n$$\nT = 1 / f\n$$",
                "What is the formula of period?",
                "$$T = 1 / f$$",
            ),
            ("波速$v = \\lambda f$，单位为米每秒", "波速的公式是什么？", "$v = \\lambda f$"),
            ("## 摆\n\n周期：\n\n$$\nT = 1 / f\n$$", "[摆] 周期的公式是什么？", "$$T = 1 / f$$"),
            (
                "## Mean Density\n\n```\nd = total mass / total volume\n```",
                "What is the formula of Mean Density?",
                "`d = total mass / total volume`",
            ),
        ),
        (
            "$$\npV = nRT\n$$",
            "令$x = 1 + y$",
            "波长$\\lambda = 3\\text{ m}$",
            "## 浪\n\n### 例子\n\n波长\n\n$$\nl = 2 h\n$$",
            '## Gases\n\n@import "images/gas.png"\n\n$$\npV = nRT\n$$',
            "对于理想气体有：\n\n$$\npV = nRT\n$$",
            "## Gases\n\nWe arrive at:\n\n$$\npV = nRT\n$$",
            "Pressure:\n\n$$\npV = nRT\n$$\n\n$$\np = F / A\n$$",
            "## Loop\n\n```\nfor i = 1 / 2\n```",
            "## Price\n\n```\nprice = get(base) / 2\n```",
            "## Price\n\n```\nname = value\n```",
        ),
        find=formulas,
        unless=(Rule("the formula has no name", lambda c: bool(_WRITTEN.match(c.term))),),
    ),
    Pattern(
        "equation in words",
        "fact",
        0.75,
        "A line that is nothing but an equation says how what stands on its left is worked out.",
        (
            ("## Walking\n\nspeed = distance / time", "[Walking] speed = ?", "distance / time"),
            ("## Walking\n\n**speed = distance / time**\n\nis told in km/h.", "[Walking] speed = ?", "distance / time"),
            ("## 行走\n\n- 路程 = 速度 × 时间", "[行走] 路程 = ?", "速度 × 时间"),
            ("## 光圈\n\nF = 焦距 / 口径", "[光圈] F = ?", "焦距 / 口径"),
            ("## Pitch\n\n- In general: `f = f0 * 2^(n/12)`", "[Pitch] f = ?", "f0 * 2^(n/12)"),
        ),
        (
            "F = 焦距 / 口径",
            "## Walking\n\n- `speed = distance / 2`",
            "## Poems\n\nRhyme scheme = abba, cdecde/cdcdcd",
            "## Walking\n\nspeed = 5",
            "## Walking\n\nhalf a step = one yard = one fret",
            "## Loops\n\n    total = total + 1;",
            "## Walking\n\nif the speed = distance / time, then we know it",
            "## 行走\n\n走路 => 速度 + 时间",
        ),
        find=equations,
    ),
    Pattern(
        "formula of a symbol",
        "fact",
        0.75,
        "Where the notes give a name its symbol, a formula for that symbol alone is the name's formula.",
        (
            (
                "The **wavelength (L)** is a length.\n\nWaves are fast.\n\n$L = v / f$",
                "What is the formula of wavelength?",
                "$L = v / f$",
            ),
            (
                "**Mean Speed** $v_{m}$:\n\n- $v_{m} = s/t$ where $s$ is the way",
                "What is the formula of Mean Speed?",
                "$v_{m} = s/t$",
            ),
            (
                "## Waves\n\n**频率(f)** 很高。\n\n## 弦\n\n弦很紧。\n\n$$\nf = v / L\n$$",
                "[弦] 频率 ($f$) = ?",
                "$$f = v / L$$",
            ),
        ),
        (
            "The **wavelength (L)** is a length.\n\nWaves are fast.\n\n$L = v / f$\n\n$L = 3$",
            "The wavelength (L) is a length.\n\nWaves are fast.\n\n$L = v / f$",
            "The **wavelength (L)** is a length.\n\n$v = L f$",
        ),
        find=formulas_of_symbols,
    ),
)
