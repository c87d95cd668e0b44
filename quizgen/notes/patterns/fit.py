"""Sentences of which no card can be made, and why, in plain words."""

from __future__ import annotations

import re

from quizgen.notes.words import weight, zh

UNFIT: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (reason, re.compile(zh(told_by), re.I))
    for reason, told_by in (
        ("it asks, and answers nothing", r"[？?]\s*[”」\"]?$|(?:吗|呢)[。！]?$"),
        (
            "it leads in what follows",
            r"[:：]\s*$|(?:如下|以下|下面)(?:所示|几[点种个])?[。：:]?$|\b(?:as\s+follows|the\s+following)\.?$",
        ),
        (
            "a formula or picture that is lost stood there",
            r"\[(?:math|公式|formula|图片|image|img)\]|〔式〕|!\[|\[\[|见图|如图|上图|下图|图中|见表|上式|"
            r"下式|如式|式\(?\d|"
            r"图\s?\d|\b(?:in|see)\s+(?:the\s+)?(?:figure|fig\.|table)\b|"
            r"(?:figure|diagram|picture|image|plot|table|graph|code)s?\s+(?:above|below)|(?:above|"
            r"below|following)\s+(?:figure|diagram|picture|image|plot|table|code|example)",
        ),
        (
            "it speaks of the text itself",
            r"本文|本节|本章|本篇|本书|本教程|本项目|这个项目|本博客|这篇|后文|前文|上文|下文|前面(?:讲|"
            r"提|说|我们|介绍)|接下来|下面(?:我们|来|介绍|讲|"
            r"是|这|就|开始|几)|后面(?:会|将|我们|再|的)|上一[节章篇]|下一[节章篇]|转载|版权|"
            r"阅读全文|未完待续|点击|关注我|公众号|评论区|参考(?:文献|资料|链接|:|：)|发表于|更新于|字数|阅读时长|"
            r"\b(?:this|the\s+next|the\s+previous|last)\s+(?:paper|article|post|chapter|section|"
            r"lecture|note|notes|tutorial|blog|book|course|video|page)\b|"
            r"\bmentioned\s+(?:above|earlier|before)|\bwe(?:'ll|\s+will|\s+shall|\s+are\s+going|"
            r"\s+have\s+seen|\s+saw|\s+discussed)\b|\blet(?:['’]s|\s+us)\b|\bsee\s+(?:also|below|"
            r"above|here|section|chapter)\b|"
            r"\brefer\s+to\s+(?:the|this|section|chapter|week)\b|\bhere['’]s\b",
        ),
        (
            "it breaks off",
            r"\b(?:the|an?|of|to|where|because|if|which|and|or|with|by|for|from|that|is|are)\s*[.。]?\s*$",
        ),
        (
            "it tells of a step of the writer's or of a scene",
            r"^(?:now\s+)?we\s+(?:now|first|then|next|also\s+)?\s*(?:introduce|call|need|want|"
            r"start|begin|consider|define|release|access|look|turn|see|know|say|assume|"
            r"have\s+an?\s|are\s|will|denote|write|let)\b|"
            r"^[A-Z]\s+(?:wants|sends|creates|receives|replies|updates|has|is\s+\w+ing|cannot|can)\b",
        ),
        (
            "it says only that something exists",
            r"(?:有|存在)着?(?:不少|几个|几种|一些|许多|很多|各种|大量|若干|多种)(?!.{0,12}[：:])|\bthere\s+(?:are|"
            r"is)\s+(?:many|some|several|various|a\s+lot|lots|a\s+few|a\s+number)\b",
        ),
        ("it is a link or an address", r"https?:|www\.|\b\w+\.(?:com|org|net|io|cn)\b|\S+@\S+\.\w"),
        (
            "it is the writer's opinion",
            r"我(?:觉得|认为|感觉|个人|的理解|想|也)|应该是我|个人(?:认为|觉得|理解)|笔者|作者(?:认为|也)|"
            r"哈哈|吐槽|不得不说|不难(?:想|看)|"
            r"大家(?:可能|都|应该)|据说|毕竟|不少人|有人|读者|老手|新手|初学者|终于到了|似乎|"
            r"\b(?:i|i['’]m|i['’]ve)\s+(?:think|guess|believe|don['’]t|am|have|would|can['’]t|was|"
            r"will)\b|\bwho\s+knows\b|\blol\b|\bin\s+my\s+opinion\b|\bnot\s+me\b|\by['’]all\b",
        ),
        (
            "it is an example",
            r"^(?:例如|比如|譬如|举例|举个|例[:：]|如[:：]|eg\b|e\.g|ex\b|ex\.|for\s+(?:example|instance)|假设|假如|"
            r"设(?!计|备|置|定|施|立|法|想)|suppose|consider|imagine|say\b|assume|以.{1,20}为例)|在你的|为例(?:说明|"
            r"子)?",
        ),
        (
            "it is code",
            r"^\s*(?:import|from\s+\w+\s+import|def\s|class\s+\w+[:(]|for\s*\(|if\s*\(|while\s*\(|"
            r"print\(|var\s|const\s|public\s|private\s|#include|sudo|pip|npm|git|docker|\$\s)|"
            r"[{};]\s*$|\w+\([^)]*\)\s*[;{]|=>|&&|\|\||</?\w+>|\\begin\{|```",
        ),
        (
            "it is told, not taught",
            r"前几天|昨天|今天|最近在|有一次|经过一番|想必|相信(?:大家|很多|你)|欢迎|谢谢|感谢|\bthanks\b|"
            r"\bthank\s+you\b|\bwelcome\b",
        ),
        (
            "it points to something outside it",
            r"上述|以此(?!类)|这么做|这样做|前面(?:的|所)|^(?:another|other|the\s+rest)\b|"
            r"\bdescribed\s+(?:earlier|above)|\blike\s+this\b|\bthis\s+phase\b",
        ),
    )
)
"""Reasons for which no card is made of a sentence, with what tells it."""

_CODE = re.compile(r"`[^`]*`")
_CUT_OFF = re.compile(r"(?:…+|\.{3,}|。{2,})\s*$")
_LAST_CLAUSE = re.compile(r".*[，,；;。](?=[^，,；;。]*$)", re.S)


def unfit(text: str) -> str:
    """Return why no card can be made of the sentence ``text``, in plain words; "" if one can."""
    prose = _CODE.sub("`x`", text)
    for reason, told_by in UNFIT:
        if told_by.search(prose):
            return reason
    letters = sum(c.isalnum() for c in text)
    if letters * 2 < len(text) and "$" not in text and "`" not in text:
        return "it is mostly signs"
    return ""


def whole(text: str) -> str:
    """Return ``text`` without its last clause where the notes break off in it; "" if nothing is left."""
    cut = _CUT_OFF.search(text)
    if not cut:
        return text
    kept = _LAST_CLAUSE.match(text, 0, cut.start())
    return kept.group().rstrip("，,；;。 ") if kept and weight(kept.group()) >= 8 else ""
