"""Sentences of which no card can be made, and why, in plain words."""

from __future__ import annotations

import re
from collections.abc import Callable

from quizgen.notes.regexes import zh
from quizgen.notes.words import weight

_NO_QUESTION = "it asks, and answers nothing"
_LEADS_IN = "it leads in what follows"
_LOST = "a formula or picture that is lost stood there"
_ITSELF = "it speaks of the text itself"
_BREAKS = "it breaks off"
_STEP = "it tells of a step of the writer's or of a scene"
_EXISTS = "it says only that something exists"
_LINK = "it is a link or an address"
_OPINION = "it is the writer's opinion"
_EXAMPLE = "it is an example"
_CODE = "it is code"
_TOLD = "it is told, not taught"
_POINTS = "it points to something outside it"
_SIGNS = "it is mostly signs"
_MARKUP = "it is markup that no one rendered"

_ZH: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (reason, re.compile(zh(told_by)))
    for reason, told_by in (
        (
            _LEADS_IN,
            r"如下(?:所示|几[点种个])?[。：:]?$|以下(?:所示|几[点种个])?[。：:]?$|下面(?:所示|几[点种个])?[。：:]?$",
        ),
        (_NO_QUESTION, r"吗[。！]?$|呢[。！]?$"),
        (_LOST, r"〔式〕|见图|如图(?![像片形书表谱论])|上图|下图|图中|见表|上式|下式|如式|式\(?\d|图\s?\d"),
        (
            _ITSELF,
            r"本文|本节|本章|本篇|本书|本教程|本项目|这个项目|本博客|这篇|后文|前文|(?<!联系)上文|(?<!上)下文|前面(?:讲|提|说|我们|介绍)|接下来(?!的)|"
            r"下面(?:我们|来|介绍|讲|是|这|就|开始|几)|后面(?:会|将|我们|再[讲说来看谈介讨]|的)|上一[节章篇]|下一[节章篇]|转载|版权(?:所有|声明|归)|阅读全文|"
            r"未完待续|点击(?!率)|关注我|公众号|评论区|参考(?:文献|资料|链接|:|：)|发表于|更新于|字数|阅读时长",
        ),
        (
            _EXISTS,
            r"(?<![含具拥])有着?(?:不少|几个|几种|一些|许多|很多|各种|大量|若干|多种)(?!.{0,12}[：:])|"
            r"存在着?(?:不少|几个|几种|一些|许多|很多|各种|大量|若干|多种)(?!.{0,12}[：:])",
        ),
        (
            _OPINION,
            r"我(?:觉得|认为|感觉|个人|的理解|想|也)|应该是我|个人(?:认为|觉得|理解)|笔者|作者(?:认为|也)|哈哈|吐槽|不得不说|不难(?:想|看)|"
            r"大家(?:可能|都|应该)|据说|毕竟|不少人|(?<!没)有人|读者|老手|新手|初学者|终于到了|似乎",
        ),
        (
            _EXAMPLE,
            r"在你的|为例|^(?:例如|比如|譬如|举例|举个|例[:：]|如[:：]|假设|假如|设(?!计|备|置|定|施|立|法|想))",
        ),
        (_TOLD, r"前几天|昨天|今天|最近在|有一次|经过一番|想必|相信(?:大家|很多|你)|欢迎|谢谢|感谢"),
        (_POINTS, r"上述|以此(?!类)|这么做|这样做|前面(?:的|所)"),
    )
)
_AT_START = (_STEP, _EXAMPLE)
"""What tells of these stands where an English sentence begins."""
_ANY_ZH = re.compile("|".join(told_by.pattern for _, told_by in _ZH))
# Each regex is tried only where one of its words stands in the sentence, and only there where it can match.
_EN: tuple[tuple[str, frozenset[str], Callable[[str], object]], ...] = tuple(
    (
        reason,
        frozenset(words.split()),
        (re.compile(told_by, re.I).match if reason in _AT_START else re.compile(told_by, re.I).search),
    )
    for reason, words, told_by in (
        (_LEADS_IN, "follows following", r"\b(?:as\s+follows|the\s+following)\.?$"),
        (
            _LOST,
            "math formula image img figure figures fig diagram diagrams picture pictures images plot plots table "
            "tables graph graphs code codes example",
            r"\[(?:math|formula|image|img)\]|\b(?:in|see)\s+(?:the\s+)?(?:figure|fig\.|table)\b|"
            r"(?:figure|diagram|picture|image|plot|table|graph|code)s?\s+(?:above|below)|"
            r"(?:above|below|following)\s+(?:figure|diagram|picture|image|plot|table|code|example)",
        ),
        (
            _ITSELF,
            "lecture lectures lecturer author chapter section course book paper speaker this next previous "
            "last mentioned we we'll let let's let’s see refer here's here’s",
            r"\b(?:previous|last|next|earlier|the)\s+(?:lectur(?:es?|er)|author|speaker)\b|^the\s+(?:chapter|section|course|book|paper|article)\b|"
            r"\b(?:this|the\s+next|the\s+previous|last)\s+(?:paper|article|post|chapter|section|lecture|note|notes|tutorial|blog|"
            r"book|course|video|page)\b|\bmentioned\s+(?:above|earlier|before)|"
            r"\bwe(?:'ll|\s+will|\s+shall|\s+are\s+going|\s+have\s+seen|\s+saw|\s+discussed)\b|\blet(?:['’]s|\s+us)\b|"
            r"\bsee\s+(?:also|below|above|here|section|chapter)\b|\brefer\s+to\s+(?:the|this|section|chapter|week)\b|\bhere['’]s\b",
        ),
        (
            _BREAKS,
            "the a an of to where because if which and or with by for from that is are",
            r"\b(?:the|(?-i:a)|an|of|to|where|because|if|which|and|or|with|by|for|from|that|is|are)\s*[.。]?\s*$",
        ),
        (
            _STEP,
            "we a b c d r x y wants sends creates receives replies updates has is cannot can",
            r"(?:now\s+)?we\s+(?:now|first|then|next|also\s+)?\s*(?:introduce|call|need|want|start|begin|consider|define|release|access|"
            r"look|turn|see|know|say|assume|have\s+an?\s|are\s|will|denote|write|let)\b|"
            r"(?-i:[A-Z])\s+(?:wants|sends|creates|receives|replies|updates|has|is\s+\w+ing|cannot|can)\b",
        ),
        (
            _EXISTS,
            "there",
            r"(?<!where\s)(?<!which\s)(?<!when\s)(?<!\bif\s)(?<!that\s)\bthere\s+(?:are|is)\s+(?:many|some|several|various|a\s+lot|lots|a\s+few|a\s+number)\b",
        ),
        (
            _OPINION,
            "i i'm i’m i've i’ve knows lol opinion me y'all y’all",
            r"\b(?:i|i['’]m|i['’]ve)\s+(?:think|guess|believe|don['’]t|am|have|would|can['’]t|was|will)\b|\bwho\s+knows\b|\blol\b|"
            r"\bin\s+my\s+opinion\b|\bnot\s+me\b|\by['’]all\b",
        ),
        (
            _EXAMPLE,
            "eg e.g e ex for suppose consider imagine say assume",
            r"(?:eg\b|e\.g|ex\b|for\s+(?:example|instance)|suppose|consider|imagine|say\b|assume)",
        ),
        (_TOLD, "thanks thank welcome", r"\bthanks\b|\bthank\s+you\b|\bwelcome\b"),
        (
            _POINTS,
            "another other rest described like this such former latter following",
            r"^(?:another|other(?!\s+things\s+(?:being\s+)?equal)|the\s+rest)\b|\bdescribed\s+(?:earlier|above)|\blike\s+this\b|\bin\s+this\s+(?:way|case|manner)\b|\b(?:no|if)\s+such\b|\bthe\s+(?:former|latter)\b|\bthis\s+phase\b",
        ),
    )
)
_WORD = re.compile(r"[a-z]+(?:['’.][a-z]+)*")
_GLUED = re.compile(r"[.:@]\S")  # stands in every link
_LINKS = re.compile(r"https?:|www\.|\b\w+\.(?:com|org|net|io|cn)\b|\S+@\S+\.\w", re.I)
_COMMAND = re.compile(
    r"\s*(?:import|from\s+\w+\s+import|def\s|class\s+\w+[:(]|for\s*\(|if\s*\(|while\s*\(|print\(|var\s|const\s|public\s|"
    r"private\s|#include|sudo|pip|npm|git|docker|\$\s)",
    re.I,
)
_CODE_SIGN = re.compile(r"[(;{}=&|<\\`]")
_HOLDS_CODE = re.compile(r"[{};]\s*$|\((?<=\w\()[^)]*\)\s*[;{]|=>|&&|\|\||</?\w+>|\\begin\{|```", re.I)
_CODE_SPAN = re.compile(r"`[^`]*`")
_JOINED_WORDS = re.compile(r"[a-z]_[a-z]+_[a-z]+\b(?!`)")
_CUT_OFF = re.compile(r"(?:…+|\.{3,}|。{2,})\s*$")
_LAST_CLAUSE = re.compile(r".*[，,；;。](?=[^，,；;。]*$)", re.S)
_LETTERS = re.compile(r"[^\W_]+")


def unfit(text: str) -> str:
    """Return why no card can be made of the sentence ``text``, in plain words; "" if one can."""
    prose = _CODE_SPAN.sub("`x`", text) if "`" in text else text
    return _unfit_signs(prose) or ("" if prose.isascii() else _unfit_zh(prose)) or _unfit_en(prose)


def _unfit_signs(text: str) -> str:  # noqa: PLR0911 - one line a reason
    end = text.rstrip()[-2:].rstrip('”」"')
    if end.endswith(("？", "?")):
        return _NO_QUESTION
    if end.endswith((":", "：")):
        return _LEADS_IN
    if ":math:" in text or text.count(" | ") > 1 or text.endswith("|") or ("_" in text and _JOINED_WORDS.search(text)):
        return _MARKUP
    if "[" in text and ("[公式]" in text or "[图片]" in text or "![" in text or "[[" in text):
        return _LOST
    if _GLUED.search(text) and _LINKS.search(text):
        return _LINK
    if _COMMAND.match(text) or (_CODE_SIGN.search(text) and _HOLDS_CODE.search(text)):
        return _CODE
    if "$" not in text and "`" not in text and 2 * sum(map(len, _LETTERS.findall(text))) < len(text):
        return _SIGNS
    return ""


def _unfit_zh(text: str) -> str:
    if not _ANY_ZH.search(text):
        return ""
    return next((reason for reason, told_by in _ZH if told_by.search(text)), "")


def _unfit_en(text: str) -> str:
    words = _WORD.findall(text.lower())
    if not words:
        return ""
    held = set(words)
    for reason, cues, told_by in _EN:
        if not cues.isdisjoint(words[-1:] if reason == _BREAKS else held) and told_by(text):
            return reason
    return ""


def whole(text: str) -> str:
    """Return ``text`` without its last clause where the notes break off in it; "" if nothing is left."""
    cut = _CUT_OFF.search(text) if "…" in text or "..." in text or "。。" in text else None
    if not cut:
        return text
    kept = _LAST_CLAUSE.match(text, 0, cut.start())
    return kept.group().rstrip("，,；;。 ") if kept and weight(kept.group()) >= 8 else ""
