"""Terms: what of the words before a verb names the thing that is spoken of."""

from __future__ import annotations

import re

from quizgen.notes.outline import GLOSS, Name, name_of
from quizgen.notes.words import either, has_han, lead, weight, zh

_TAIL_ZH = re.compile(
    r"(?:"
    + either(
        "通常 一般 主要 往往 其实 实际上? 本质上?(?:来说|来讲|说)? 也 都 就 则 还 又 便 即 均 仅 只 才 正 既 普遍 可以 能够 是 则是 也是 就是 同样 "
        "最初 最早 一直 已经? 而言 来说 来讲 指的 通俗来说 简单来说 大多 基本上 显然 又能 并 主要的 一词 这个词 的话 同时 首先 分别 呢 并不 一般来说 也可以"
    )
    + r"|[，,\s])+$"
)
_NO_TERM_ZH = re.compile(
    r"[。；！？!?…]|[，,：:]|^"
    + either(
        "在 从 对(?![数称偶角抗照]) 由 用(?!户) 以(?!太) 当(?!量) 如(?!来) 若 因 为 通过(?!率|量) 根据 按照? 随 除 只 无论 不论 即使 虽然 尽管 将(?!军) 把 使 让 给 被 与 和(?!平|声|谐) 及 或 "
        "不(?!等|定|变|动|饱|确|可|对|完|平|同|稳|规|良|连) 没 很 更 最(?![小大优值短长佳近终高低]) 是 有(?![丝机效序限向理氧性益害]) 要(?!素|点) 会(?![话计员议]) 能(?![量级带力]) 可以 应该 需要 每 一个 一种 一些 一张 "
        "一般 某 所有 任何 许多 很多 大多 大部分 多数 少数 几个 几种 两个 三个 谁 什么 哪 怎 例 比如 假 设(?!计|备) 其 它 这 那 该 此 我 你 他 本文 本节 按 经(?!济|典|络|验|脉) 至 到 于 之 的 得 地(?![址理球形图质区方面]) 了 过(?![程滤拟]) "
        "使用 采用 利用 实现 具体 首先 其次 最后 后(?!端|缀|验|向|处理|序) 前(?!端|缀|向|提|馈|序|驱) 再(?!生|贴) 又 也 还(?!原) 就 并(?![发行查集联]) 而 且 但 所以 唯一 主要 总 另 同时 顾名 越 更 那么 基本操作 时候 可"
    )
    + "|"
    + either(
        "我们 你们 他们 可以 能够 需要 如果 因为 所以 但是 已经 应该 必须 不是 就是 没有 的时候 之后 以后 之前 时候 这个 这种 这些 那个 上述 以下 如下 认为 发现 知道 看到 说明 得到 提出 指出 等等 什么 如何 怎么 是否 即可 "
        "从而 并且 而且 或者 还是 只是 也是 都是 才是 会有 都有 不再 存在 还有 分为 用于 导致 容易 用来 [^了]了[^解] 为\\d"
    )
    + r"|"
    + zh(
        r"(?:时|后|中|里|下|上|前|了|着|的|地|得|之|与|和|及|或|在|对|从|由|向|为|是|有|被|把|将|等|不|未|没|来说|方面|情况|例子|说法|目的|关键|原因|结果|问题|方法|这样|一样|部分|想法|步|们|最|更|很|比|使|让|会)$"
    )
)
_NO_TERM_EN = re.compile(
    r"[.;:!?…,\"“”|=<>]|^(?:if|when|while|whereas|in|on|at|by|for|with|without|as|because|since|to|from|into|of|about|after|before|during|"
    r"until|unless|although|though|despite|between|through|using|given|based|due|instead|rather|except|like|unlike|not|no|all|every|each|most|many|"
    r"much|few|several|some|any|both|either|neither|other|another|one|two|three|first|second|third|next|last|then|there|here|it|its|this|that|"
    r"these|those|they|their|he|she|we|our|you|your|i|my|who|what|which|where|why|how|whether|so|but|and|or|also|only|just|even|more|less|very|"
    r"example|examples|result|reason|people|things?|something|someone|everything|let|note|think|say|see|make|do|does|did|is|are|was|were|be|being|"
    r"can|could|may|might|must|shall|should|will|would|has|have|had)\b|"
    r"\b(?:is|are|was|were|be|been|has|have|had|can|could|will|would|should|must|may|might|do|does|did|we|you|they|it|this|these|"
    r"that|which|who|when|where|while|because|if|there|here|says?|said|and\s+then|not|also)\b",
    re.I,
)
_ARTICLE = re.compile(r"(?:an?|the|your|our)\s+", re.I)
_TAIL_EN = re.compile(
    r"\s+(?:also|usually|generally|typically|often|sometimes|basically|simply|then|thus|therefore|essentially|mainly|just|itself)$",
    re.I,
)
_SYMBOL = re.compile(r"\$[^$]*\$|`?[A-Za-z]`?|[Α-ωϵ]|\w\[\w\].*")


def term_of(text: str) -> Name | None:
    """Return the term that ``text``, the part of a sentence before its verb, names; None where it names none."""
    text = text.strip(" \t，,、*_")
    text = text[lead(text) :]
    chinese = has_han(text)
    if chinese:
        text = _TAIL_ZH.sub("", text)
        text = re.sub(zh(r"^(?:即|则|故|且|所谓的?)(?=[A-Za-z\s$`“「])|^所谓的?"), "", text)
    else:
        text = _TAIL_EN.sub("", text.strip())
        text = _ARTICLE.sub("", text, count=1) if _ARTICLE.match(text) else text
    text = text.strip(' \t，,、”“"')
    gloss = GLOSS.search(text)
    bare = text[: gloss.start()].strip() if gloss and gloss.start() else text
    if not 0 < weight(bare) <= (14 if has_han(bare) else 12) or _SYMBOL.fullmatch(bare) or _unbalanced(bare):
        return None
    plain = re.sub(r"^[“「\"']|[”」\"']$", "", bare)
    if (_NO_TERM_ZH if chinese else _NO_TERM_EN).search(plain) or bare.count("的") > 1:
        return None
    if not chinese and re.match(r"\w+ing\b", bare) and len(bare.split()) > 3:
        return None
    return name_of(text)


def _unbalanced(text: str) -> bool:
    return any(text.count(a) != text.count(b) for a, b in ("()", "（）", "“”", "「」", "《》", "[]"))
