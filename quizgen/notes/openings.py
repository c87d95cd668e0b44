"""How a sentence begins: with words that link it to the one before, or point there."""

from __future__ import annotations

import re

from quizgen.notes.regexes import either
from quizgen.notes.words import has_han

LEAD_ZH = re.compile(
    either(
        "其中 式中 此外 另外 同时 然后 接着 最后 首先 其次 再次 再者 而且 并且 但是 但 然而 不过 可是 "
        "所以 因此 因而 于是 从而 正因[如为]此 正因为如此 有?鉴于此 如此一来",
        "总之 综上 综上所述 也就是说? 或者说 换句话说 换言之 简单来说 简单地说 简单说 简单的说 "
        "具体来说 具体地说 具体而言 一般来说 一般而言 通常来说",
        "总的来说 总体来说 本质上来说 严格来说 事实上 实际上 其实(?!质) 显然 当然 注意 值得注意的是 "
        "需要注意的是 众所周知 那么",
        "我们知道 可以看出 由此可见 不难发现 这样一来 一方面 另一方面 与此同时 顾名思义 可以说 而(?!立|今|言)",
        "其實 實際上 當然 顧名思義 具體來說 簡單來說 一般來說",
    )
    + r"[，,：:、\s]*"
)
_LEADS_EN = """
and but so or thus hence therefore however moreover furthermore additionally also then next finally first firstly
second secondly third lastly similarly likewise conversely consequently accordingly nevertheless nonetheless
essentially basically generally typically usually often sometimes clearly obviously specifically notably importantly
interestingly fortunately unfortunately rather instead besides indeed still in_other_words in_fact in_short
in_summary in_general in_particular in_addition in_contrast in_essence in_practice by_contrast on_the_other_hand
on_the_one_hand as_a_result as_a_consequence of_course note_that notice_that recall_that remember_that simply_put
put_simply more_precisely more_generally more_specifically
"""

LEAD_EN = re.compile(either(*(w.replace("_", r"\s+") for w in _LEADS_EN.split())) + r"\b[,:]?\s+(?!of\b|than\b)", re.I)


def lead(text: str) -> int:
    """Return the length of the linking words that ``text`` begins with ("因此，", "However, ", also several)."""
    at = 0
    for _ in range(3):
        while at < len(text) and text[at] in " \t，,、：:；;—-–“\"'…·•*>":
            at += 1
        found = LEAD_ZH.match(text, at) if has_han(text[at : at + 2]) else LEAD_EN.match(text, at)
        if not found or found.end() == at or found.end() >= len(text):
            break
        at = found.end()
    return at


POINTING_ZH = re.compile(
    either(
        "这 这里 这个 这种 这些 这样 这一 此 此时 此类 该 其 它 它们 他(?![人律汀]) 他们 她 那 那个 那些 那样 "
        "上述 以上 以下 如下 下面 上面 下列 前者 后者 前面 后面 左边(?!界) 右边(?!界) "
        "[前后最][一两三四几]?[种个类项者条]",
        "本文 本节 本章 本篇 本书 本项目 本教程 本文档 我(?![国党军方校]) 我们 你 你们 您 咱 咱们 大家 笔者 作者 "
        "小编 接下来 首先来 先来 同样 同理 两者 二者 三者 有的 有些 有时",
        "這 這個 這種 這些 這裡 它們 我們 後者 該 "
        "其余 其他 其它 其一 另一 另一个 各自 彼此 之后 随后 再(?![生分保造入热现创版贴语编结]) 上图 下图 如图 图中 "
        "上式 下式 上表 下表 到此 至此 到这里 今天 昨天 最近 前几天 目前 现在",
    )
)
POINTING_EN = re.compile(
    r"(?:this|that|these|those|it|its|they|their|them|he|she|his|her|such|here|there|i|your|our|my|let|let's|one|"
    r"another|some|others|both(?!(?:\s[\w-]+){1,3}\sand\s)|neither|either|each(?!\s[a-z-]+(?<!\sof)(?<!\sone)(?<!\sother)\s)|same|who|which|what|how|why|when\s+to|"
    r"the\s+(?:above|below|following|"
    r"former|latter|same|other|first|second|next|last|previous|figure|table|example|"
    r"diagram|picture|image|graph\s+below|"
    r"idea\s+here|reason|result|question|problem\s+here|answer|point|key\s+(?:idea|point)\s+here))\b",
    re.I,
)
EXTRAPOSED_EN = re.compile(
    r"it\s+(?:is|was)\s+(?:(?:also|very|\w+ly|not)\s+)*(?:(?:important|necessary|useful|possible|impossible|essential|crucial|vital|"
    r"good|best|better|hard|harder|difficult|easy|easier|helpful|interesting|common|worth\w*)\s+(?:to|that|for)|"
    r"(?:clear|true|likely|known|said|believed|thought|assumed|obvious|noted|argued)\s+that)\b",
    re.I,
)
"""It stands for what follows (It is important to understand ...), for nothing named before."""


def points_elsewhere(text: str) -> bool:
    """Say whether ``text`` begins with a word that means nothing without what stands around it (这, 它, this, it)."""
    return bool((POINTING_ZH if has_han(text[:1]) else POINTING_EN).match(text))
