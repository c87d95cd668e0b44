"""Names: what a heading or label calls the thing it stands over, cleared of numbers, signs and second names."""

from __future__ import annotations

import re
from dataclasses import dataclass

from quizgen.notes.generic import is_facet, names_nothing
from quizgen.notes.regexes import either, zh
from quizgen.notes.verbs import is_clause
from quizgen.notes.words import CJK, has_han, weight

NUMBERING = re.compile(
    r"(?:\s*(?:第[一二三四五六七八九十百\d]+(?:[章节讲课篇编部分]+|单元|专题|模块)\s*[、.:：]?\s*|"
    r"[（(]\s*[\d一二三四五六七八九十]{1,3}\s*[)）][、.．]?\s*|[\d一二三四五六七八九十]{1,3}\s*[)）]、?\s*|"
    r"[①-⑳⑴-⒇❶-❿]\s*|[\d一二三四五六七八九十]{1,3}\s*[、）)]\s*|"
    r"\d{1,3}(?:\.\d{1,3})*[.．]\s*(?=\D)|\d{1,2}(?:\.\d{1,2})+\s*(?=\D)|"
    r"\d{1,2}\s+(?=\D)|[a-zA-Z][.)）]\s+|[【\[][^】\]]{1,8}[】\]](?!\s*的)\s*))+"
)
GLOSS = re.compile(r"\s*[（(](?P<gloss>[^（()）]{1,80})[)）]\s*$")
GLOSS_AFTER = re.compile(r"\s*[（(](?P<gloss>[^（()）]{1,80})[)）]")
_TWO_SCRIPTS = re.compile(rf"(?P<zh>[{CJK}\d·\-—]{{2,20}})\s*(?P<en>[A-Z][A-Za-z\-]*(?:[ \-][A-Za-z\-]+){{0,6}})")
# Of these the words in Latin letters are the object, no second name: 产生NADH, 配置Nginx.
_TAKES_OBJECT = re.compile(
    f"(?:{either('先 再 然后 最后 如何 怎样 怎么 为什么 为何 开始 继续')})?"
    + either(
        "使用 采用 利用 运用 应用 产生 生成 形成 合成 分解 消耗 释放 转化[为成] 变[为成] 成为 得到 "
        "加入 引入 检测 测定 制备 配置 安装 部署 搭建 启动 创建 实现 编写 导入 导出 学习 理解 了解 认识 选择 比较 "
        "基于 支持 什么是 何为 关于 用 与 和 对"
    )
)
_EITHER = re.compile(zh(r"(?P<one>[A-Za-z][\w -]*)(?:或者?)(?P<other>[A-Za-z][\w -]*)"))
_SCRIPTS_TURNED = re.compile(rf"(?P<en>[A-Z][A-Za-z\-]+(?: [A-Za-z\-]+){{1,5}})\s+(?P<zh>[{CJK}]{{2,12}})")


@dataclass(frozen=True, slots=True)
class Name:
    """A name as it can stand in a prompt; ``facet`` when it names only a side of what stands above it (优点).

    ``within`` is what it stands under, where it is clear only there: Age under Sleep.
    """

    text: str
    aliases: tuple[str, ...] = ()
    facet: bool = False
    within: str = ""


PICTOGRAPHS = re.compile("[\U0001f000-\U0001faff\u2600-\u266c\u2670-\u27bf\u2b00-\u2bff\ufe0f\u200d]+")
_NAMING = re.compile(rf"[{CJK}A-Za-z$]")
_ENDS_VERB, _ENDS_YEARS, _ENDS_BRACKET = frozenset("为為于於下"), frozenset("0123456789)）"), frozenset(")）")
_EQUATION = re.compile(r"^[^$]*(?<![<>!])=(?![>])|[-=]{2,}>")
_VERB_AFTER = re.compile(zh(rf"(?<=[{CJK}]{{2}})(?:(?<![行作认成人因更最较极无有])为|等于|如下)$"))
_OVERVIEW = re.compile(
    zh("(?:概述|概览|简介|导论|总论|导读|(?:专题|考点|模块|单元)[一二三四五六七八九十\\d]{1,3})[:：]\\s*(?=.)")
    + rf"|chapter\s*\d{{1,2}}\s+(?=[{CJK}])"
    + r"|(?:overview|introduction|intro|recap|review):\s+(?=.)"
    r"|(?:week|day|lecture|lec|chapter|unit|module|session|class|lesson|part)\s*#?\d{1,3}(?:\.\d{1,2})?"
    r"(?:,?\s+(?:mon|tues|wednes|thurs|fri|satur|sun)day)?\s*(?:[:.]|\s[-–—])\s+(?=.)",
    re.I,
)
_NAMES_APART = re.compile(
    zh(r"[，/、;；]|,(?!(?<=\d,)\d)|简称|又称|又名|也[叫称]|俗称|或")
    + r"|(?:^|\s)(?:or|also\s(?:called|known\sas)|a\.?k\.?a\.?)\s",
    re.I,
)
_YEARS = re.compile(
    r"(?<=[^\d\s])(?<!\bAct)\s*(?:[（(]1\d{3}(?:\s*[-–—~～]\s*\d{2,4})?[)）]|1\d{3}(?:\s*[-–—~～]\s*\d{2,4})?)$"
)


def name_of(text: str) -> Name | None:
    """Return the name that a heading or label gives, without numbering and colon; None if it gives none.

    A bracket after it, its other script and what follows a slash are further names.
    """
    text = text.lstrip("# ")
    text = NUMBERING.sub("", text, count=1) if NUMBERING.match(text) else text
    text = PICTOGRAPHS.sub("", text) if not text.isascii() else text
    text = text.strip().rstrip("：:").strip(" \t*_~·•-—–|§¶").lstrip("：:,;，；、 ")
    text = text[overview.end() :] if (overview := _OVERVIEW.match(text)) else text
    text = _VERB_AFTER.sub("", text) if text[-1:] in _ENDS_VERB else text
    text = _YEARS.sub("", text) if text[-1:] in _ENDS_YEARS else text
    if "`" in text:
        text = re.sub("`+", lambda ticks: "/" if len(ticks.group()) > 1 else "", text).strip()
    aliases: list[str] = []
    gloss = GLOSS.search(text) if text.rstrip()[-1:] in _ENDS_BRACKET else None
    if gloss and gloss.start():
        base = text[: gloss.start()].strip().rstrip("：:")
        aliases += [part.strip() for part in _NAMES_APART.split(gloss["gloss"]) if is_name(part.strip())]
        text = base
    if len(text) > 3 and text[: len(text) // 2] == text[len(text) // 2 :]:
        text = text[: len(text) // 2]
    if text.isascii():
        pass
    elif (both := _TWO_SCRIPTS.fullmatch(text)) and not _TAKES_OBJECT.fullmatch(both["zh"]):
        text, more = both["zh"], both["en"]
        aliases.insert(0, more)
    elif both := _EITHER.fullmatch(text):
        text, more = both["one"].strip(), both["other"].strip()
        aliases.insert(0, more)
    elif both := _SCRIPTS_TURNED.fullmatch(text):
        text, more = both["en"], both["zh"]
        aliases.insert(0, more)
    slashed = "/" in text and re.search(r"[^\s/]{2}/[^\s/]{2}", text) and not re.search(r"[a-z]+/[a-z]+/", text)
    if slashed and weight(text) <= 24:
        first, *rest = (part.strip() for part in text.split("/"))
        if all(is_name(part) and len(part) > 1 for part in (first, *rest)) and any(
            has_han(p) != has_han(first) for p in rest
        ):
            text, aliases = first, [*rest, *aliases]
    if len(text) > 2 and text[0] + text[-1] in ("()", "（）", "“”", "「」", '""', "‘’", "''", "``"):
        text = text[1:-1]
    if not text or not _NAMING.search(text) or ("=" in text and _EQUATION.search(text)) or names_nothing(text):
        return None
    return Name(text, tuple(dict.fromkeys(a for a in aliases if a and a != text)), is_facet(text))


def without_gloss(text: str) -> str:
    """Return ``text`` without the bracket at its end."""
    return GLOSS.sub("", text) if text.rstrip()[-1:] in _ENDS_BRACKET else text


def name_stripped(text: str) -> str:
    """Return a heading's text without its number and its signs."""
    text = text.strip(" #*_")
    return NUMBERING.sub("", text, count=1).strip() if NUMBERING.match(text) else text


def is_name(text: str) -> bool:
    """Say whether ``text`` can be a name at all: short, and no sentence punctuation in it."""
    if not text or _NO_NAME.search(text) or (("." in text or "," in text) and _STOPS.search(text)):
        return False
    return not text.isdecimal() and weight(text) <= 16


_NO_NAME = re.compile("[。！？，；：:;!?…=<>|]")
_STOPS = re.compile(r"(?<!\b[A-Z])[.,](?:(?<=\.)$|\s)")
_STATEMENT_ZH = re.compile(
    zh(
        r"[^但于可还只总凡]是[^否]|不能|可以|能够|必须|应该|属于|导致|决定(?!性|论|因)|就会|会(?=[发产使让对有被])|都有|没有|呈(?!现)|表现为"
    )
)


def is_statement(text: str) -> bool:
    """Say whether ``text`` says something of something, and so names nothing."""
    return bool(_STATEMENT_ZH.search(text)) if has_han(text) else is_clause(text)


def folded(text: str) -> str:
    """Return ``text`` as names are compared: without case, spaces and an English plural's s."""
    text = "".join(text.split()).replace("-", "").replace("_", "").casefold()
    return text[:-1] if text.endswith("s") and text.isascii() and not text.endswith("ss") else text
