"""Reading sentences: which part is the term, which part says something of it, and what a plain statement can leave out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from quizgen.notes.model import Candidate, Inline
from quizgen.notes.outline import GLOSS, Name, Outline, name_of
from quizgen.notes.patterns.pattern import Pattern
from quizgen.notes.patterns.structure import _label_kind, prompt
from quizgen.notes.words import either, has_han, lead, points_elsewhere, weight

LONGEST = 400
"""No sentence of more characters is read: it is no sentence, and every pattern stays linear in the note."""

# --- Terms -----------------------------------------------------------------------------------------------------------

_TAIL_ZH = re.compile(
    r"(?:"
    + either(
        "通常 一般 主要 往往 其实 实际上? 本质上?(?:来说|来讲|说)? 也 都 就 则 还 又 便 即 均 仅 只 才 正 既 常 多 普遍 所 可以? 能够? 会 被 是 则是 也是 就是 这个 同样 其 "
        "最初 最早 一直 已经? 将 而言 来说 来讲 指的 通俗来说 简单来说 理解为 大多 基本上 显然 當然 則 屬 又能 還 並 并 主要的 一词 这个词 的话 同时 首先"
    )
    + r"|[，,\s])+$"
)
_NO_TERM_ZH = re.compile(
    r"[。；！？!?“”…]|[，,：:]|^"
    + either(
        "在 从 对 对于 关于 由 由于 用 以 当 如果 若 因为 为了 通过 根据 按照? 随着 除了 除 只要 只有 无论 不论 即使 虽然 尽管 将 把 使 让 给 被 与 和 及 或 不(?!等|定|变|动|饱|确|可|对|完|平|同|稳|规|良|连) 没 没有 很 更 最(?![小大优值短长佳近终高低]) 是 有(?![丝机效序限向理限氧性无]) 要(?!素) 会(?![话计员议]) 能(?![量级带力]) 可以 应该 需要 每 一个 一种 一些 "
        "一般 某 所有 任何 许多 很多 大多 大部分 多数 少数 几个 几种 两个 三个 谁 什么 哪 怎 如 例如 比如 假设 假如 设 其 它 这 那 该 此 我 你 他 本文 本节 按 经过 经 至 到 于 之 的 得 地 了 过 着 处 进行 使用 采用 利用 实现 具体 首先 其次 最后 后 前(?!端|缀|向|提|馈) 再 又 也 还 就 并 而 且 且 但 因此 所以"
    )
    + "|"
    + either(
        "我们 你们 他们 可以 能够 需要 如果 因为 所以 但是 已经 应该 必须 不是 就是 没有 的时候 之后 以后 之前 时候 这个 这种 这些 那个 上述 以下 如下 认为 发现 知道 看到 说明 得到 提出 指出 进行了 等等 什么 如何 怎么 是否 即可 从而 并且 而且 或者 还是 只是 也是 都是 才是 会有 都有"
    )
    + r"|(?:时|后|中|里|下|上|前|了|着|的|地|得|之|与|和|及|或|在|对|从|由|向|为|是|有|被|把|将|等|来说|方面|情况|例子|说法|目的|关键|原因|结果|问题|方法|这样|一样|部分|想法|步|们)$"
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


def term_of(text: str) -> Name | None:
    """Return the term that ``text``, the part of a sentence before its verb, names; None where it names none."""
    text = text.strip(" \t，,、*_")
    text = text[lead(text) :]
    chinese = has_han(text)
    if chinese:
        text = _TAIL_ZH.sub("", text)
    else:
        text = re.sub(
            r"\s+(?:also|usually|generally|typically|often|sometimes|basically|simply|then|thus|therefore|essentially|mainly|just)$",
            "",
            text.strip(),
        )
        text = _ARTICLE.sub("", text, count=1) if _ARTICLE.match(text) else text
    text = text.strip(" \t，,、")
    gloss = GLOSS.search(text)
    bare = text[: gloss.start()].strip() if gloss and gloss.start() else text
    if (
        not (0 < weight(bare) <= (14 if has_han(bare) else 12))
        or (len(bare) < 2
        and not has_han(bare)
        and not bare.isupper())
    ):
        return None
    plain = re.sub(r"^[“「\"']|[”」\"']$", "", bare)
    if (_NO_TERM_ZH if chinese else _NO_TERM_EN).search(plain) or bare.count("的") > 1:
        return None
    if not chinese and re.match(r"\w+ing\b", bare) and len(bare.split()) > 3:
        return None
    return name_of(text)


# --- Sentences that cannot make a card -------------------------------------------------------------------------------

UNFIT: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("it asks, and answers nothing", re.compile(r"[？?]\s*[”」\"]?$|(?:吗|呢)[。！]?$")),
    (
        "it leads in what follows",
        re.compile(
            r"[:：]\s*$|(?:如下|以下|下面)(?:所示|几[点种个])?[。：:]?$|\b(?:as follows|the following)\.?$", re.I
        ),
    ),
    (
        "a formula or picture that is lost stood there",
        re.compile(
            r"\[(?:math|公式|formula|图片|image|img)\]|〔式〕|!\[|\[\[|见图|如图|上图|下图|图中|如下图|见表|上式|下式|如式|式\(?\d|\b(?:in|see)\s+(?:the\s+)?(?:figure|fig\.|table)\b|(?:figure|diagram|picture|image|plot|table|graph|code)s?\s+(?:above|below)|(?:above|below|following)\s+(?:figure|diagram|picture|image|plot|table|code|example)",
            re.I,
        ),
    ),
    (
        "it speaks of the text itself",
        re.compile(
            r"本文|本节|本章|本篇|本书|本教程|本项目|本博客|这篇|后文|前文|上文|下文|前面(?:讲|提|说|我们|介绍)|接下来|下面(?:我们|来|介绍|讲|是|这|就|开始)|后面(?:会|将|我们|再|的)|上一[节章篇]|下一[节章篇]|转载|版权|阅读全文|未完待续|点击|关注我|公众号|评论区|参考(?:文献|资料|链接|:|：)|发表于|更新于|字数|阅读时长|\b(?:this|the next|the previous|last)\s+(?:paper|article|post|chapter|section|lecture|note|notes|tutorial|blog|book|course|video|page)\b|\b(?:as|we)\s+(?:mentioned|discussed|described|saw|have seen)\b|\bwe(?:'ll|\s+will|\s+shall|\s+are\s+going)\b|\blet(?:'s|\s+us)\b|\bsee\s+(?:also|below|above|here|section|chapter)\b|\brefer\s+to\s+(?:the|this|section|chapter|week)\b",
            re.I,
        ),
    ),
    ("it is a link or an address", re.compile(r"https?:|www\.|\b\w+\.(?:com|org|net|io|cn)\b|\S+@\S+\.\w")),
    (
        "it is the writer's opinion",
        re.compile(
            r"我(?:觉得|认为|感觉|个人|的理解|想|也)|个人(?:认为|觉得|理解)|笔者|作者(?:认为|也)?|哈哈|吐槽|不得不说|不难(?:想|看)|大家(?:可能|都|应该)|据说|\b(?:i|i'm|i've)\s+(?:think|guess|believe|don't|am|have|would|can't|was|will)\b|\bwho\s+knows\b|\blol\b|\bin\s+my\s+opinion\b|\bfor\s+me\b|\basperti\b(?!)",
            re.I,
        ),
    ),
    (
        "it is an example",
        re.compile(
            r"^(?:例如|比如|譬如|举例|举个|例[:：]|如[:：]|eg\b|e\.g|ex\b|ex\.|for\s+(?:example|instance)|假设|假如|设(?!计|备|置|定|施|立)|suppose|consider|imagine|say\b|assume|以.{1,20}为例)",
            re.I,
        ),
    ),
    (
        "it is code",
        re.compile(
            r"^\s*(?:import|from\s+\w+\s+import|def|class|return|for\s*\(|if\s*\(|while\s*\(|print|var|let|const|public|private|#include|SELECT|sudo|pip|npm|git|docker|cd|\$\s)\b|[{};]\s*$|\w+\([^)]*\)\s*[;{]|=>|&&|\|\||</?\w+>|\\begin\{"
        ),
    ),
    (
        "it is told, not taught",
        re.compile(
            r"(?:前几天|昨天|今天|最近在|有一次|经过一番|想必|相信(?:大家|很多|你)|记得|欢迎|谢谢|感谢|祝|thanks|thank\s+you|welcome)",
            re.I,
        ),
    ),
)
"""Reasons for which no card is made of a sentence, in plain words, with what tells it."""

_CUT_OFF = re.compile(r"(?:…+|\.{3,}|。{2,})\s*$")


def unfit(text: str) -> str:
    """Return why no card can be made of the sentence ``text``, in plain words; "" if one can."""
    for reason, told_by in UNFIT:
        if told_by.search(text):
            return reason
    letters = sum(c.isalnum() for c in text)
    if letters * 2 < len(text) and "$" not in text and "`" not in text:
        return "it is mostly signs"
    return ""


def whole(text: str) -> str:
    """Return ``text`` without its last clause where the notes break off in it ("A does B, and C..."); "" if nothing is left."""
    cut = _CUT_OFF.search(text)
    if not cut:
        return text
    kept = re.compile(r".*[，,；;。](?=[^，,；;。]*$)", re.S).match(text, 0, cut.start())
    return kept.group().rstrip("，,；;。 ") if kept and weight(kept.group()) >= 8 else ""


# --- Plain statements ------------------------------------------------------------------------------------------------

_VERB_ZH = re.compile(
    either(
        "是(?!否|的[。，]?$) 为(?!了|何|什么|主|例) 具有 拥有 含有 包含 包括 存在 属于 等于 相当于 表示 代表 意味着 称为 取决于 依赖于? 决定了? 影响 导致了? 引起 造成 产生 带来 形成 构成 组成 使得? 让 能够? 可以 会 需要 要求 必须 应该? "
        "用于 用来 适用于 应用于 负责 提供了? 支持 允许 保证 确保 实现了? 采用了? 使用了? 利用 通过 基于 根据 按照 位于 处于 在于 来自 源于 来源于 始于 发生在 保存了? 存储 存放 记录 维护 管理 控制 调节 促进 抑制 提高了? 提升 降低了? 减少了? 增加了? 增强 减弱 改善 "
        "避免 防止 解决 描述了? 反映 体现 表现为 表现出 采取 执行 完成 进入 成为 变为 变成 转换为 转化为 映射[到为] 分布在 分解为 结合了? 连接 传递 接收 发送 返回 输出 计算 选择了? 划分 缺乏 分为 分成 引入了? 提出了? 加入了? 致力于 旨在 擅长 关注 强调 主张 认为 规定 推翻 建立 标志着? 指出 "
        "屬於 產生 導致 讓 會 應 為(?!了) 負責 使 與.{1,12}相同 有"
    )
)
_NEG_ZH = re.compile(
    either(
        "不(?!同|仅|但|只|断|过|等式|变量|定积分) 无法 难以 没有 容易 易于 易(?=被|受|发|溶|燃|失) 无需 不能 并非 比(?!如|较|例|特|率|值|重) 与 随 只 都 被 由(?!于) 将 把 从 越"
    )
)
_IF_ZH = re.compile(
    r"^(?:如果|若|当|只要|一旦|由于|因为|为了|随着|在.{2,30}(?:时|中|下|后|前|上|里)|对于|通过|除非|虽然|尽管|即使)[^，,]{2,60}[，,]"
)

_VERBS_EN = ["accept", "access", "achieve", "act", "activate", "add", "adjust", "affect", "aim", "allow", "apply", "appear", "arise", "ask", "assign", "assume", "avoid", "be", "become", "begin", "believe", "belong", "block", "break", "bring", "build", "call", "carry", "cause", "change", "check", "choose", "claim", "collect", "combine", "communicate", "compare", "compete", "compute", "connect", "consist", "constitute", "contain", "contribute", "control", "convert", "coordinate", "correspond", "cover", "create", "decide", "decrease", "define", "deliver", "demand", "depend", "derive", "describe", "detect", "determine", "develop", "differ", "direct", "divide", "drive", "eliminate", "emphasize", "employ", "enable", "encapsulate", "encode", "encourage", "ensure", "equal", "establish", "evaluate", "exist", "expand", "explain", "expose", "express", "extend", "extract", "facilitate", "fail", "fall", "favor", "flow", "focus", "follow", "force", "form", "function", "gain", "generate", "get", "give", "go", "govern", "grow", "guarantee", "handle", "happen", "have", "help", "hold", "hide", "identify", "ignore", "implement", "imply", "improve", "include", "increase", "indicate", "influence", "inhibit", "insert", "involve", "keep", "know", "lack", "lead", "learn", "leave", "let", "lie", "limit", "link", "locate", "lose", "lower", "maintain", "make", "manage", "map", "match", "maximize", "mean", "measure", "minimize", "modify", "move", "need", "obtain", "occur", "offer", "operate", "optimize", "order", "organize", "oppose", "own", "pass", "perform", "permit", "place", "play", "point", "possess", "predict", "prefer", "prevent", "process", "produce", "promote", "propose", "protect", "prove", "provide", "pull", "push", "put", "quantify", "raise", "range", "reach", "receive", "recognize", "reduce", "refer", "reflect", "regulate", "reject", "relate", "release", "rely", "remain", "remove", "replace", "represent", "require", "resist", "respond", "restrict", "result", "retain", "return", "reverse", "run", "satisfy", "save", "see", "seek", "select", "send", "separate", "serve", "set", "share", "shift", "show", "signal", "solve", "specify", "spread", "stabilize", "start", "state", "stay", "stem", "stop", "store", "strengthen", "study", "suggest", "supply", "support", "take", "target", "tell", "tend", "test", "track", "train", "transfer", "transform", "translate", "transmit", "transport", "treat", "trigger", "turn", "use", "vary", "view", "want", "work", "write", "yield"]


def _verb_forms(verb: str) -> str:
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return f"{verb[:-1]}(?:y|ies|ied)"
    if verb.endswith(("s", "sh", "ch", "x", "z")):
        return f"{verb}(?:es|ed)?"
    return f"{verb}(?:s|d)?" if verb.endswith("e") else f"{verb}(?:s|es|ed)?"


_BE = r"(?:is|are|was|were|can|could|may|might|must|should|will|would|has|have|had|does|do|did|cannot|can't|won't|doesn't|don't|isn't|aren't)"
_VERB_EN = re.compile(
    r"(?<![\w-])(?:"
    rf"{_BE}(?:\s+(?:not|also|only|always|often|usually|never|be|been|being|\w+ly))*(?:\s+\w+(?:ed|en|own|ought|ound|uilt|ept|eld|ade|one|ent|et|ut|ead)\s+(?:by|to\s+be|to|for|as|in|with|into|of|on|from|at|that))?"
    r"|(?:also\s+|only\s+|usually\s+|typically\s+|often\s+|generally\s+|always\s+|never\s+)?(?:"
    + "|".join(_verb_forms(v) for v in _VERBS_EN if v not in ("be", "have"))
    + r")"
    r"(?:\s+(?:to|on|in|from|of|with|for|at|that|as|into|by))?"
    r")(?=\s)",
    re.I,
)
_IF_EN = re.compile(
    r"^(?:when(?:ever)?|if|since|because|as|once|while|after|before|for|in|on|at|with|during|without|to|although|unlike|given)\b[^,]{3,90},\s",
    re.I,
)
_WHY_EN = re.compile(
    r",?\s(?:because(?:\s+of)?|since|due\s+to|so\s+that|in\s+order\s+to|which\s+means(?:\s+that)?|therefore|thus|hence)\s",
    re.I,
)
_WHY_ZH = re.compile(r"[，,](?:因此|所以|从而|因而|导致|这意味着|使得|以便|于是|故)(?:可以|能够?)?")


def gap(text: str) -> tuple[int, int] | None:
    """Return the part [start, end) of the plain statement ``text`` that is worth asking for: what follows its verb."""
    end = len(text.rstrip("。.！!；; "))
    start = _gap_start_zh(text, end) if has_han(text) else _gap_start_en(text, end)
    if start is None:
        return None
    while start < end and text[start] in ' \t“"':
        start += 1
    if weight(text[start:end]) > 44:
        cuts = [
            m.start() for m in re.finditer(r"[，,；;]|\s(?:which|because|so that|while|where|when)\s", text[start:end])
        ]
        fitting = [c for c in cuts if 4 <= weight(text[start : start + c]) <= 44]
        if not fitting:
            return None
        end = start + fitting[-1]
    return (start, end) if weight(text[start:end]) >= 3 and start > 0 else None


def _gap_start_zh(text: str, end: int) -> int | None:
    condition = _IF_ZH.match(text)
    at = condition.end() if condition else 0
    why = _WHY_ZH.search(text, at)
    if why and weight(text[why.end() : end]) >= 4 and weight(text[at : why.start()]) >= 4:
        return why.end()
    for verb in _VERB_ZH.finditer(text, at, end):
        if weight(text[at : verb.start()]) >= 2 and weight(text[verb.end() : end]) >= 3:
            negated = _NEG_ZH.search(text, at, verb.start())
            if negated and weight(text[at : negated.start()]) >= 2:
                return negated.start()
            return verb.end()
    negated = _NEG_ZH.search(text, at, end)
    if negated and weight(text[at : negated.start()]) >= 2:
        return negated.start()
    return at if condition and weight(text[at:end]) >= 4 else None


def _gap_start_en(text: str, end: int) -> int | None:
    why = _WHY_EN.search(text, 12)
    if why and weight(text[why.end() : end]) >= 6:
        return why.end()
    condition = _IF_EN.match(text)
    at = condition.end() if condition else 0
    for verb in _VERB_EN.finditer(text, at, end):
        if verb.start() > at and weight(text[verb.end() : end]) >= 4:
            return verb.end()
    return at if condition and weight(text[at:end]) >= 6 else None


# --- The reading -----------------------------------------------------------------------------------------------------

_PRONOUN = re.compile(
    r"(?:它们?|其(?!中|他|它|实|次|余)|该(?:[^，。的是]{1,8}?(?=是|用于|由|可以|能|会|为|将|使|通过))|此类[^，。的是]{0,6}(?=是))(?:的(?=[^，。]{1,8}[是为在]))?|(?:It|They)\s+(?=\w)",
    re.I,
)
_BOUNDARY = re.compile(r"[，,；;：:。]\s*")


def statements(inline: Inline) -> Iterator[Inline]:
    """Yield the parts of a sentence that stand for themselves: what semicolons divide."""
    start = 0
    for found in re.finditer(r"；|;\s", inline.text):
        if weight(inline.text[start : found.start()]) >= 5:
            yield inline.cut(start, found.start())
            start = found.end()
    if start < len(inline.text):
        yield inline.cut(start, len(inline.text))


def read_prose(outline: Outline, patterns: tuple[Pattern, ...], plain: Pattern) -> Iterator[Candidate]:
    """Yield what ``patterns`` find in the sentences of the notes, and ``plain`` for statements none of them reads."""
    for i, block in enumerate(outline.blocks):
        if block.kind not in ("paragraph", "item", "definition", "row"):
            continue
        label = outline.labels[i]
        kind = _label_kind(outline, i)
        if label and not kind and label.by != "line":
            continue  # a remark, a step
        context = outline.context(i)
        said = outline.said(i)
        subject: Name | None = outline.topic(i)
        if label and (name := outline.name(i)):
            context = (*context, name) if name.facet else (name,)
            subject = subject if name.facet else name
        for k, sentence in enumerate(said):
            if label and kind == "facet":
                break
            for part in statements(sentence):
                if len(part.text) > LONGEST:
                    continue
                found, subject = read(part, context, subject, patterns, plain, first=bool(label) and k == 0)
                for candidate in found:
                    yield replace(candidate, block=i)


def read(  # noqa: PLR0913
    sentence: Inline,
    context: tuple[Name, ...],
    subject: Name | None,
    patterns: tuple[Pattern, ...],
    plain: Pattern,
    *,
    first: bool,
) -> tuple[list[Candidate], Name | None]:
    """Return what is found in ``sentence``, and the subject to which 它 or "it" in the next sentence points."""
    text = whole(sentence.text.strip())
    offset = len(sentence.text) - len(sentence.text.lstrip())
    if weight(text) < 5 or unfit(text):
        return [], None if not first else subject
    start = lead(text)
    core = text[start:]
    pronoun = _PRONOUN.match(core)
    resolved = subject if pronoun and subject else None
    if resolved:
        core_start = start + pronoun.end()  # type: ignore[union-attr]
    elif points_elsewhere(core):
        return [], None
    else:
        core_start = start
    core = text[core_start:]
    found: list[Candidate] = []
    own: Name | None = None
    line = sentence.line_at(offset + core_start)
    for pattern in patterns:
        if not any(cue in core for cue in pattern.cues):
            continue
        for match in pattern.regex.finditer(core):  # type: ignore[union-attr]
            made = _sighted(pattern, match, core, resolved if match.start() <= 6 or not own else own)
            if made:
                name, answer, question, aliases = made
                found.append(
                    Candidate(
                        pattern.name,
                        pattern.kind,
                        pattern.confidence,
                        name.text,
                        answer,
                        0,
                        line,
                        text,
                        (*name.aliases, *aliases),
                        (),
                        False,
                        question,
                    )
                )
                own = own or name
    if own is None:
        head = re.split(r"[，,：:]|\s(?:is|are|was|were|can|has|have)\s", core, maxsplit=1)[0]
        own = (
            resolved
            or term_of(head)
            or (
                term_of(core[: (_VERB_ZH.search(core) or re.compile("$").search(core)).start()])
                if has_han(core)
                else None
            )
        )  # type: ignore[union-attr]
    if not first and (not found or all(c.kind == "alias" for c in found)):
        found += _plain(plain, text, start, core, core_start, context, resolved, line)
    return found, own


def _plain(
    plain: Pattern,
    text: str,
    start: int,
    core: str,
    core_start: int,
    context: tuple[Name, ...],
    resolved: Name | None,
    line: int,
) -> list[Candidate]:
    hole = gap(core)
    if not hole or weight(core) > 110:
        return []
    answer = core[hole[0] : hole[1]]
    if resolved:
        question = prompt((resolved,), f"{core[: hole[0]].strip()} ____{core[hole[1] :]}")
        return [Candidate(plain.name, "fact", plain.confidence, resolved.text, answer, 0, line, text, prompt=question)]
    named = [n.text for n in context if n.text.casefold() in core.casefold()]
    if context and not named:
        question = prompt(context, f"{core[: hole[0]]}____{core[hole[1] :]}")
        return [
            Candidate(plain.name, "fact", plain.confidence, context[0].text, answer, 0, line, text, prompt=question)
        ]
    return [Candidate(plain.name, "cloze", plain.confidence, "", answer, 0, line, core, prompt=core[: hole[0]])]


def _sighted(
    pattern: Pattern, match: re.Match[str], core: str, resolved: Name | None
) -> tuple[Name, str, str, tuple[str, ...]] | None:
    """Return the term, what is said of it, the question and further names, where both sides of a connector hold up."""
    before = [m.end() for m in _BOUNDARY.finditer(core, 0, match.start())]
    left = core[before[-1] if before else 0 : match.start()]
    right = core[match.end() :].strip()
    if pattern.order == "answer term":
        return _called(pattern, core, match, left, right)
    if not left.strip() and before:  # "X, which serves as Y, is ..."
        left = core[: before[0]].rstrip("，,；;：: ")
    name = resolved if resolved and not left.strip() else term_of(left)
    if name is None and before and points_elsewhere(left):
        name = term_of(core[: before[0]].rstrip("，,；;：: "))
    if name is None or name.facet or points_elsewhere(name.text):
        return None
    groups = match.groupdict()
    if groups.get("answer"):
        right = groups["answer"]
    if weight(right) < 3:
        return None
    question = (
        pattern.asks.format(term=name.text, **{k: v for k, v in groups.items() if k != "answer"})
        if pattern.asks
        else ""
    )
    return name, right, question, ()


_TERM_AFTER_ZH = re.compile(
    r"(?:是|为)?\s*(?P<term>[“「\"]?[^，。；：,;、”」\"（(]{1,24}[”」\"]?(?:\s*[（(][^（()）]{1,60}[)）])?)"
)
_TERM_AFTER_EN = re.compile(
    r"(?:as\s+)?(?:an?\s+|the\s+)?[\"“*_]*(?P<term>[\w'’-]+(?:\s+(?!while\b|and\b|or\b|which\b|because\b|when\b|in\b|as\b|to\b|that\b|where\b|if\b|by\b|for\b|since\b|with\b|is\b|are\b)[\w'’-]+){0,4}(?:\s*\([^()]{1,60}\))?)",
    re.I,
)


def _called(
    pattern: Pattern, core: str, match: re.Match[str], left: str, right: str
) -> tuple[Name, str, str, tuple[str, ...]] | None:
    after = (_TERM_AFTER_ZH if has_han(core) else _TERM_AFTER_EN).match(right)
    name = term_of(after["term"]) if after else None
    if name is None or points_elsewhere(left) or not left.strip():
        return None
    if not has_han(core):
        left = re.sub(r"^.*?\b(?:where|while|and|whereas)\s+", "", left) if weight(left) > 30 else left
    left = _TAIL_ZH.sub("", left.strip()) if has_han(left) else left.strip()
    left = left[lead(left) :]
    if weight(left) < 3:
        return None
    other = term_of(left)
    if pattern.kind == "alias" or (other and weight(other.text) <= 6 and "的" not in other.text and has_han(core)):
        return (other, name.text, "", (name.text, *name.aliases)) if other else None
    return name, left, "", ()
