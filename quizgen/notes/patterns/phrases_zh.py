"""Noun phrases in Chinese: which words behind a verb are one, and which of them say it."""

from __future__ import annotations

import re
from itertools import accumulate

from quizgen.notes.patterns.verbs_zh import VERB
from quizgen.notes.regexes import zh
from quizgen.notes.words import CJK, segment, weight

# What no noun phrase begins with, unless a noun with 的 before it follows (由铁铸成的桥), and what none ends with.
_NO_BEGINNING = re.compile(
    zh(
        r"(?P<word>[了着过的地得也都就还又再才只并个而但或且则和与及、])|以及|是|有(?![机效限向序])|会|能(?![量力源])|可以|应该|需要|必须|不(?![同变])|没|"
        r"很|非常|比较|越|更(?!.{0,8}的)|最(?!.{0,8}的)|这|那|此|该|其(?!他)|它|他|她|我|你|上述|以下|如下|上面|下面|被(?![子套动])|什么|怎|如何|哪|谁|"
        r"如果|给|向|当(?![前地])|等(?![级式号价位效于比差腰高温压离])|时(?![间代期刻钟域序频隙态])|后(?![者代期端续果缀验台备])|应(?![用力激变答付])|(?:因为|由于|为了|通过|对于|关于|(?P<preposition>[对在从由于以与和用按把将使让]))(?!.{2,}的[^的，。]{1,10}$)"
    )
)
_NO_END = re.compile(
    zh(
        r"(?:[的地得了着过是在为和与或及将把被对从向由于以让使会能不很更最也都就还]|可以|以及|时候?|的话|来|去|进行|而言|来[说讲]|而已|[较很更最越][大小高低多少好强弱快慢长短])$"
    )
)
_CHOICE = re.compile(zh("还是|是否"))
# Less than a sentence that says what holds then: 0 时采用..., 第一个值则跳转.
_ONLY_IF_SO = re.compile(zh(r"(?:\d[\d.,%]*|\$[^$]+\$)(?:[并且则时的]|之[间后前])|.*(?<![法规准原])则(?=.{2})"))
# What shows that words are a clause and no noun phrase, unless 的 follows and makes it describe a noun: a verb that is
# done or denied, where to and as what, of what something consists.
_IS_CLAUSE = re.compile(
    zh(
        rf"(?:[{CJK}](?<![为除])了(?![解断结])|不再|不会|不能|没有|无法|可以|能够|必须|应该|从.+[到至]|.到达|由.+组成|.(?<![行人])为(?!了))[^的]*$"
    )
)
# A noun with its 的, and then what it does: the verb before it stands in a clause that describes it (有缺陷的人靠...).
_RELATIVE = re.compile(
    zh("^[^，。的]{1,10}的[^，。的]{1,8}?(?:去|靠|通过|(?<![相应])对(?![象应比称])|将|把|会(?![议计])|可以|必须|应该)")
)
_CONTRAST = re.compile(zh(r"[，,]\s*(?:而不是|而非|不是|并非|而是)"))
_QUOTED = re.compile("[“「《].+[”」》]")
_AMOUNT = re.compile(zh(r"(?:大?约)?\d[\d.,~～—–\-]*[^\d，,。；的]{1,6}"))
_LIGHT = re.compile(
    zh(
        "(?:一[种个些定]|各种|多种|不同|重要|主要|大量|很多|许多|一样|问题|方法|情况|东西|内容|作用|影响|效果|结果|变化|的)+"
    )
)
# It says how many there are and not which: what they are stands elsewhere.
_ONLY_COUNTS = re.compile(
    zh("[两二三四五六七八九十几多]+[个种类项点条大方](?:很|比较|非常|最)?(?:明显|重要|主要|关键|核心|基本|不同)?的?")
    + zh("(?:问题|方面|部分|种类|类型|类别|类|特点|特征|原因|步骤|阶段|优点|缺点|好处|作用|因素|方式|方法|情况|面|种)?")
)
# It says how much or how, and hardly what: 密切的关系, 进一步传播, 各种类型的细胞.
_ONLY_HOW = re.compile(
    zh(
        "(?:非常|更加?|很|最)?(?:密切|紧密|直接|一定|或多或少|进一步|显著|明显|较大|很大|巨大|良好|重要|不同|各种类?型?|多种)"
        "的?.{2}"
    )
)
_EMPTY = (_LIGHT, _ONLY_COUNTS, _ONLY_HOW)
_JOINED = re.compile(zh("[或和与、]"))


def is_phrase(phrase: str, rest: str, *, action: bool, copula: bool) -> bool:
    """Say whether ``phrase`` is a noun phrase that says enough, or what is done where an ``action`` is asked for."""
    if phrase[:1] in "(（+-=<>" or phrase.count('"') % 2 or phrase.count("“") != phrase.count("”"):
        return False
    if _CHOICE.search(phrase) or _ONLY_IF_SO.match(phrase) or (not action and _IS_CLAUSE.search(phrase)):
        return False
    if not action and not copula and _RELATIVE.match(phrase):
        return False
    if _NO_END.search(phrase) and not (copula and weight(phrase) >= 6 and phrase.endswith("的")):
        return False
    if (not action and _begins_badly(phrase)) or any(empty.fullmatch(phrase) for empty in _EMPTY):
        return False
    brief = _CONTRAST.match(rest) or _QUOTED.fullmatch(phrase) or _AMOUNT.fullmatch(phrase)
    return weight(phrase) >= (2 if brief else 4)


def _begins_badly(phrase: str) -> bool:
    """Say whether ``phrase`` begins with a word that no noun phrase begins with: 使 in 使船, but not in 使用价值.

    A verb is one, unless it describes a noun (基于...的工具) or is one of two nouns (支持或限制).
    """
    verb = VERB.match(phrase)
    if verb and len(verb.group()) > 1 and "的" not in phrase and not _JOINED.match(phrase, verb.end()):
        return True
    found = _NO_BEGINNING.match(phrase)
    if found and (found["word"] or found["preposition"]):
        return len(segment(phrase[:8])[0]) == 1
    return found is not None


_LIGHT_VERB = re.compile("进行")
_MEASURE = re.compile(zh("[一某另](?:种|个|类|项|门|套|组|条|支|些|系列|定的)"))
_SECOND = re.compile(zh("[以来并](?=[^，。])(?<!而来)|才(?=[能会可].{2})"))
_LIGHT_END = re.compile(
    zh(
        "(?:(?:这样)?的(?:现象|观点|主张|方式|方法|做法|手段|问题|情况下?|条件下|范围[内里]|状态下?|形式|局面|过程中?|程度)|程度)?"
        "(?:(?<![平对相高初中同均不])等等?)?$"
    )
)
_OWNER = re.compile("(?P<owner>[^的，。、]{1,8})的(?=[^的]+$)")
LEAST = 4
"""So much at least is left of an answer that is cut down."""


def narrowed(text: str, start: int, stop: int, known: str) -> tuple[int, int]:
    """Return where in text[start:stop] the words stand that say it, without those that any answer would have.

    The measure word at its head (一种) stays in the question, and so do the light noun at its end (...的方式) and an
    owner that the question names anyhow (水的 before 表面张力 where 水 is spoken of). A second thought ends it: what it
    is for (X 以 ..., X 来 ...).
    """
    start += len(text[start:stop]) - len(text[start:stop].lstrip(" \t，,：:"))
    stop = start + len(text[start:stop].rstrip())
    for cut in (_LIGHT_VERB, _MEASURE):
        if (found := cut.match(text, start, stop)) and weight(text[found.end() : stop]) >= LEAST:
            start = found.end()
    for second in _SECOND.finditer(text, start + 1, stop):
        at = second.start()
        if weight(text[start:at]) >= LEAST and (text[at] == "才" or _own_word(text[start:stop], at - start)):
            stop = at
            break
    if (light := _LIGHT_END.search(text, start, stop)) and weight(text[start : light.start()]) >= LEAST:
        stop = light.start()
    owner = _OWNER.match(text, start, stop)
    if owner and weight(text[owner.end() : stop]) >= LEAST and not _LIGHT.fullmatch(text, owner.end(), stop):
        start = owner.end() if owner["owner"] in known + text[:start] + text[stop:] else start
    return start, stop


def _own_word(text: str, at: int) -> bool:
    """Say whether a word of ``text`` begins and ends around the character ``at``."""
    words = segment(text)
    return any(end == at + 1 and len(word) == 1 for word, end in zip(words, accumulate(map(len, words)), strict=True))
