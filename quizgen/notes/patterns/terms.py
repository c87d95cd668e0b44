"""Terms: what of the words before a verb names the thing that is spoken of."""

from __future__ import annotations

import functools
import re

from quizgen.notes.naming import GLOSS, Name, name_of
from quizgen.notes.openings import lead
from quizgen.notes.regexes import either, zh
from quizgen.notes.words import has_han, reach, segment, weight

_TAIL_ZH = re.compile(
    r"(?:"
    + either(
        "通常 一般 主要 往往 其实 实际上? 本质上?(?:来说|来讲|说)? 也 都 就 "
        "则 还 又 便 即 均 仅 只 才 正 "
        "既 普遍 可以 能够 是 则是 也是 就是 同样 "
        "最初 最早 一直 已经? 而言 来说 来讲 指的 通俗来说 简单来说 大多 基本上 显然 又能 并 主要的 "
        "一词 这个词 的话 同时 首先 分别 呢 并不 一般来说 也可以 大?约"
    )
    + r"|[，,\s])+$"
)
# Words with which no term begins, whatever follows; and characters with which none begins where they are words.
_NO_TERM_ZH = re.compile(
    r"[。；！？!?…，：:]|,(?!(?<=\d,)\d)|^"
    + either(
        "对不起 谢谢 对于 关于 由于 如果 因为 为了 通过(?!率|量) 根据 按照 随着 除了 只要 只有 无论 不论 即使 "
        "虽然 尽管 没有 可以 能够 应该 需要 一个 一种 "
        "一些 一张 一般 所有 任何 许多 很多 大多 大部分 多数 少数 "
        "几个 几种 两个 三个 什么 怎么 例如 比如 假设 假如 本文 本节 使用 采用 利用 实现 具体 首先 "
        "其次 最后 但是 所以 唯一 主要 同时 顾名 那么 "
        "基本操作 时候 我们 其中 这 那 该 它 每 更加? 某 此 总共 默认$ 换 [一二三四五六七八九十两]$ 一是 相比 以及 "
        "当[时年初今] 如今 今后 从前 以前 [上下][周节次回] [上下]个?月 [明去今]年 明天 "
        "再次 重新 反复 特别$ 尤其 式中 .*不过$ [一二三四五六七八九]是 即 → (?:数量|数目|规模|直觉|出发点|初衷)$"
    )
    + "|"
    + either(
        "我们 你们 他们 可以 能够 需要 如果 因为 所以 但是 已经 应该 必须 不是 就是 没有 的时候 之后 "
        "以后 之前 时候 这个 这种 这些 那个 上述 以下 "
        "如下 认为 发现 知道 看到 说明 得到 提出 指出 等等 什么 如何 怎么 是否 即可 "
        "从而 并且 而且 或者 还是 只是 也是 都是 才是 会有 都有 不再 存在 还有 分为 用于 导致 容易 "
        "用来 给定 了(?<=[^了]了)[^解] 为\\d "
        "强调(?![句色]) 反对(?![派党票称]) 主张(?<=[^的]主张)(?=.) 创立 推翻 意味着 "
        "位于 处于 来自 起于 始于 止于 具有 拥有 含有 属于 使得 成为 一贯 大致 就像 好像 仿佛"
    )
    + "|"
    + zh(r"(?:来说|方面|情况|例子|说法|目的|关键|原因|结果|问题|方法|这样|一样|部分|想法|步|们|等)$")
)
_FUNCTION = zh(
    "[在从对由用以当如若因为随除将把使让给被与和及或不没很更最是有要会能每某谁哪怎例假设其此我你他按经至到于之的得地了过着后前再又也还就并而且但总另越可时中里下上向未比等第几只各]"
)
# A prefix begins words that no dictionary knows: 过采样, 后验概率, 可数集.
_PREFIX = zh("[过不可上下前后再每更会并](?=[^一两三四五六七八九几个种类项者大小多少高低]{2})")
_BEGINS_ZH, _ENDS_ZH = re.compile(f"(?!{_PREFIX}){_FUNCTION}"), re.compile(zh("[这那该]$|") + _FUNCTION + "(?<!比)$")


_ADVERB = re.compile(
    zh(
        "[把被都也很让使将越仍亦皆曾才更总却竟乃若倘]|至今|何者|自己|彼此|互相|常常|往往|仍然|已经|正在|规定|发送|剩下|"
        "[^几]多$|[^大]小$|[^身提]高$"
    )
)
_ADVERBS = frozenset(
    """
    把 被 都 也 很 让 使 将 讓 將 越 仍 亦 皆 曾 才 更 总 却 竟 乃 若 倘 至今 何者 自己 彼此 互相 常常 往往 仍然
    已经 正在 规定 發送 发送 剩下 多 小 高 總 卻
    """.split()  # noqa: SIM905 - words read best as text
)


def _begins_or_ends_badly(text: str) -> bool:
    """Say whether the first or last word of the Chinese ``text`` is a function word: 对 in 对水, but not in 对数.

    So too where an adverb stands anywhere in it.
    """
    if _ADVERB.search(text) and not _ADVERBS.isdisjoint(segment(text)):
        return True
    at_start, at_end = _BEGINS_ZH.match(text), _ENDS_ZH.search(text)
    if not at_start and not at_end:
        return False
    parts = segment(text)
    return bool(at_start and parts[0] == text[0]) or bool(at_end and parts[-1] == text[-1])


_NO_TERM_EN = re.compile(
    r"[.;:!?…\"“”|=<>→]|,(?!(?<=\d,)\d)|^(?:if|when|while|whereas|in|on|at|by|for|with|without|as|because|"
    r"since|to|from|into|of|about|after|before|during|"
    r"until|unless|although|though|despite|between|through|using|given|based|due|instead|"
    r"rather|except|like|unlike|not|no|all|every|each|most|many|"
    r"much|few|several|some|any|both|either|neither|other|another|one|two|three|first|"
    r"second|third|next|last|then|there|here|it|its|this|that|"
    r"these|those|they|their|he|she|we|our|you|your|i|my|who|what|which|where|why|how|"
    r"whether|so|but|and|or|also|only|just|even|more|less|very|"
    r"example|examples|result|reason|people|things?|something|someone|everything|let|note|"
    r"think|say|see|make|do|does|did|is|are|was|were|be|being|"
    r"can|could|may|might|must|shall|should|will|would|has|have|had)\b|"
    r"^(?:[xy][- ]|horizontal\s|vertical\s)?axis$|"
    r"^(?:notable\s|main\s|important\s|only\s|common\s|major\s|key\s|big\s|serious\s|further\s|additional\s)?(?:exception|problem|issue|difficulty|"
    r"difference|situation|case|question|point|idea|way|concern)s?$|"
    r"\b(?:is|are|was|were|be|been|has|have|had|can|could|will|would|should|must|may|"
    r"might|do|does|did|we|you|they|it|this|these|"
    r"that|which|who|when|where|while|because|if|there|here|says?|said|and\s+then|not|also)\b|"
    r"\b(?:used|to|of|by|for|with|in|as)$",
    re.I,
)
_ALSO_NAMED = re.compile(zh("(?<=[^，。（(]{2})[又也亦](?:被?[称叫][为做作]?|名)[^，。]*$"))
_HEAD_ZH = re.compile(zh(r"^(?:即|则|故|且|所谓的?)(?=[A-Za-z\s$`“「])|^所谓的?"))
_ARTICLE = re.compile(r"(?:an?|the|your|our|every|each|any)\s+", re.I)
_TAIL_EN = re.compile(
    r"\s+(?:also|usually|generally|typically|often|sometimes|basically|simply|then|thus|"
    r"therefore|essentially|mainly|just|itself)$",
    re.I,
)
_DOUBLED = re.compile(r"(.{2,12}?)\s?\1")
_SYMBOL = re.compile(r"\$[^$]*\$|`?[A-Za-z]`?|[Α-ωϵ]|\w\[\w\].*")


_HEAD_END = re.compile(
    zh(
        r"[，：:]|,(?!(?<=\d,)\d)|(?<![没所拥具含只唯原])有(?=[一二两三四五六七八九十几])|(?<=[^\s可但还只总])是(?=.{4})|"
        r"(?<=[^\s认因行作成分称以人视定变转命设译记化])为(?=.{4})"
        "|(?=(?:始建|建|位|生|成立|创立|起源|发源|坐落|写成|诞生|不同|区别|有别)于)"
    )
    + r"|\s(?:is|are|was|were|can|has|have)\s"
)


def head(sentence: str) -> str:
    """Return what ``sentence`` begins with up to its first comma or copula: what it speaks of, as a rule."""
    return _HEAD_END.split(sentence, maxsplit=1)[0]


@functools.lru_cache(2048)
def term_of(text: str) -> Name | None:
    """Return the term that ``text``, the part of a sentence before its verb, names; None where it names none."""
    text = text.strip(" \t，,、*_")
    text = text[lead(text) :]
    chinese = has_han(text)
    if chinese:
        text = text[: _tail(text)]
        text = _ALSO_NAMED.sub("", _HEAD_ZH.sub("", text))
    else:
        text = _TAIL_EN.sub("", text.strip())
        text = _ARTICLE.sub("", text, count=1) if _ARTICLE.match(text) else text
    text = text.strip(' \t，,、”“"')
    if doubled := _DOUBLED.match(text):  # a title that a saved page sets before its first sentence
        text = text[doubled.end(1) :].lstrip()
    gloss = GLOSS.search(text)
    bare = text[: gloss.start()].strip() if gloss and gloss.start() else text
    if not 0 < weight(bare) <= (14 if has_han(bare) else 12) or _SYMBOL.fullmatch(bare) or not balanced(bare):
        return None
    plain = re.sub(r"^[“「\"']|[”」\"']$", "", bare)
    if (_NO_TERM_ZH if chinese else _NO_TERM_EN).search(plain) or bare.count("的") > 1:
        return None
    if chinese and _begins_or_ends_badly(plain):
        return None
    if not chinese and re.match(r"\w+ing\b", bare) and len(bare.split()) > 3:
        return None
    return name_of(text)


def _tail(text: str) -> int:
    """Return where the adverbs begin at the end of the Chinese ``text``: none is the end of a word (契约, 原则)."""
    found = _TAIL_ZH.search(text)
    while found and reach(text, found.start()):
        found = _TAIL_ZH.search(text, found.start() + 1)
    return found.start() if found else len(text)


def balanced(text: str) -> bool:
    """Say whether ``text`` closes the brackets and quotation marks that it opens."""
    return text.count("`") % 2 == 0 and all(
        text.count(a) == text.count(b) for a, b in ("()", "（）", "“”", "「」", "《》", "[]")
    )
