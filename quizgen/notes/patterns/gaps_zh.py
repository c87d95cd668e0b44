"""Plain statements in Chinese: the noun phrase after a verb that is worth asking for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from quizgen.notes.model import Candidate
from quizgen.notes.patterns.pattern import Rule
from quizgen.notes.regexes import either, zh
from quizgen.notes.words import CJK, has_han, segment, weight

# The main verbs of expository prose. One-character verbs are also parts of other words: those words are excluded.
_VERB = re.compile(
    either(
        "没有 是(?<![但于可还总或凡若别其]是)(?![否非指]) 是指(?![标数导令针向]) "
        "为(?<![因行以人]为)(?![了何什主例此止期]) "
        "有(?<![没所拥具含只唯原特占国私固共享仅]有)(?![些时的效机限序关利害趣穷界]|可能)",
        "会(?<![社机议大协体学开宴约理领]会)(?![议话计员场]) "
        "能(?<![功性可效技才智节热动势电核机职万不只未]能)(?![力量耗源够级]) "
        "可以(?![说看认想]) 使(?<![即大促驱行]使)(?![用得者命]) 让(?<![即大促驱行]让)",
        "爆发于 建于 成立于 (?<![相预制节公契条])约占?(?=\\d) 占(?=\\d) 只有(?=\\d) "
        "具有 拥有 含有 包含 包括 存在着? 属于 等于 相当于 作用于 作为 表示 代表(?!性) 意味着 取决于 依赖于? "
        "影响着?了?(?!因) 导致了? 引起了? 造成了? "
        "产生了? 带来了? 形成了? 构成了? 组成了? 使得 能够",
        "需要 要求 必须 应(?<![反适响相对感供照呼效理答]应)(?![用对答力激变急付])该? 用于 用来 用作 适用于 应用于 "
        "负责 提供了? 支持 "
        "允许 保证了? 确保 实现了? 采用了? 使用了?(?!价值|寿命|说明|场景|条件|手册|权) "
        "利用了? 基于 位于 处于 在于 来自于? 源于 来源于 始于 发生[在于]? 保存了?[在着]? 存储[着在]? 存放在? "
        "记录[着了]? "
        "维护 管理(?!系统|人员|层|学|体制|部门|会计) 控制着?(?!系统|变量|组|论|权|台|信号) "
        "调节(?!机制) 促进 抑制 提高了? 提升了? 降低了? 减少了? 增加了? 增强了? 减弱了? "
        "改善了? 避免了? 防止 解决了? 描述了? 反映了? "
        "体现了? 表现[为出] 执行 完成 成为 变[为成] 转[换化]为 映射[到为] 分布在 分解[为成] 结合了? 连接 "
        "传递 接收 发送 返回 输出 计算(?!方[式法]|量|机|图|结果|过程|单元) "
        "选择了? 划分[为成]? 缺乏 分[为成] 引入了? 提出了? 加入了? "
        "增加了? 致力于 旨在 擅长 强调 主张 规定 推翻了? "
        "建立了? 标志着 指出 倾向于 侧重于? 遵循 受到? 得到 获得 保留 丢弃 涉及 限制了? 依靠 超过 "
        "(?:大于|小于)(?:等于)? 高于 低于 达到? "
        "兼具 兼有 近似[于为] 服从 满足 趋[向于]于? 收敛[于到] 进入(?!口) 称[^，。；：为的]{1,10}为",
    )
    + r"(?![的地者性率量度器])"
)
_CONDITION = re.compile(
    zh(
        r"(?:(?:如果|若|当|只要|一旦|由于|因为|为了|随着|对于|对(?=.{2,20}(?:来说|而言))|通过|除非|"
        r"虽然|尽管|即使|根据|按照|相比|"
        r"与.{1,20}相比)[^，,]{2,60}|在[^，,]{2,30}(?:时|中|下|后|前|上|里|期间)|[^，,]{2,20}(?:时|后|之后|以后|"
        r"期间))[，,]\s*"
    )
)

# What then holds can be asked for whole; what holds in a place, by a rule or for a purpose is one of many things.
_IF_OR_WHEN = re.compile(
    zh(
        "(?:如果|若|当(?!地)|只要|一旦|随着|由于|因为|除非)|在[^，,]{2,30}(?:条件|情况|前提|预算|约束|限制)下|"
        "(?![在对与])[^，,]{2,40}(?:时|后)[，,]"
    )
)
_SO = re.compile(zh(r"[，,]\s*(?:因此|所以|因而|于是|从而|进而|则|那么|就(?!是))[，,]?\s*"))
_CLAUSE = re.compile("[，,；;：:。]")
_ASPECT = re.compile("(?:[了着]|[到出成为為](?=.))?")
_AUXILIARY = re.compile(either("会 能够? 可以 应该? 必须"))
# A preposition with its noun comes before the verb: who blanks only what follows it blanks the verb as well.
_PREPOSITION = re.compile(
    zh("(?:[对与和跟向从由给按在](?=[^，。；]{2,})|根据|按照|通过)(?![于此方向]|立即|来|从而|现|线|续|期|化|量|比)")
)
_MANNER = re.compile("[^，,。；的]{2,6}地(?=[^，,。；方区面])")
# A noun with its 的, and then what it does: the verb before it stands in a clause that describes it (有缺陷的人靠...).
_RELATIVE = re.compile(
    zh("^[^，。的]{1,10}的[^，。的]{1,8}?(?:去|靠|通过|(?<![相应])对(?![象应比称])|将|把|会(?![议计])|可以|必须|应该)")
)
_MAY_HELP = re.compile(either("需要 要求 允许 支持 没有"))
_ORIGIN = re.compile(either("源于 来源于 始于"))
_GOAL = re.compile(either("负责 用来 用于 旨在 致力于"))
_IS = re.compile(zh("(?:是指?|为)$"))
_SIDE = re.compile(zh("(?:思[路想]|目[的标]|作用|方法|做法|方式|原因|关键|核心|任务|功能)[^，。]{0,4}$"))
_AGENT = re.compile(
    zh(
        r"被(?P<agent>[^，。；,;]{2,16}?)所(?=[^，。；,;]{1,4})|"
        r"(?<![理自缘])由(?P<maker>(?![于此])[^，。；,;的]{0,24}?[^，。；,;在于首率正共])(?:在[^，。；,;]{2,12}|于[^，。；,;]{2,12})?"
        r"(?:首次|首先|率先|正式|共同|最早|最先|联合)?"
        r"(?:提出|撰写|创立|创建|创办|发现|发明|颁布|制定|设计|开发|编写|签署|主编|建立|改良|倡导|领导|完成|执行|决定|控制|管理|承担|支配|产生|引起|引发|分泌|合成|维护|支持和?管?理?)"
        r"(?=的?(?:$|[，。；,;]))"
    )
)
# What is not so has little to say; what is so instead is asked for.
_BUT = re.compile(zh(r"(?:不|并非|并不)是(?:指)?[^，。；]{1,30}[，,]\s*而是(?:指)?(?=.{2})"))
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
_STOP = re.compile(rf"[，,；;。：:]|\s[-–—]+\s|(?<=[{CJK}])\s+(?=[{CJK}])")
_CONTRAST = re.compile(zh(r"[，,]\s*(?:而不是|而非|不是|并非|而是)"))
# Nothing before the verb that it could be said of: 还有..., 常用的是...
_NO_ONE = re.compile(
    zh(
        "(?:还|也|就|又|再|则|仍|并|都|只|会|可能|可以|不再|不|即|另外|或|其?[一二三四五六])*(?:有|存在着?|是|.{1,4}的是)"
    )
)
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
_JOINED = re.compile(zh("[或和与、]"))
_CHOICE = re.compile(zh("还是|是否"))
# It says how much or how, and hardly what: 密切的关系, 进一步传播, 各种类型的细胞.
_ONLY_HOW = re.compile(
    zh(
        "(?:非常|更加?|很|最)?(?:密切|紧密|直接|一定|或多或少|进一步|显著|明显|较大|很大|巨大|良好|重要|不同|各种类?型?|多种)"
        "的?.{2}"
    )
)
_AMOUNT = re.compile(zh(r"(?:大?约)?\d[\d.,~～—–\-]*[^\d，,。；的]{1,6}"))
_QUOTED = re.compile("[“「《].+[”」》]")
_EMPTY = (_LIGHT, _ONLY_COUNTS, _ONLY_HOW)
_NO_CLAUSE = re.compile(
    zh(
        "[了着过的地得并而但或且则和与及、]|这|那|此|该|其|他|她|我|你|什么|怎|如何|哪|谁|请|不仅|不但|不要|别(?!人|称)|比如|例如|虽然|尽管|大多|有?可能|也有?可能|.*越"
    )
)
_RESULT = re.compile(zh(r"\s*(?:所以|因此|因而|那么|那|则|就|便|会|即可|即|可以|可|称(?![为作之])){0,2}"))

LONGEST_RESULT = 26
"""What follows from something is asked for whole only if it is short."""


MOST_VERBS = 24
"""More verbs of a sentence are not looked at."""


def phrases(text: str, end: int, known: str = "") -> Iterator[tuple[int, int]]:
    """Yield the parts [start, end) of the statement ``text`` that can be asked for, the best first.

    ``known`` is what is said to stand above it.
    """
    condition = _CONDITION.match(text)
    at = condition.end() if condition else 0
    if more := _THE_MORE.search(text, 0, end):
        yield more.span("then")
    so = _SO.search(text, max(at - 1, 0), end)
    if so and weight(text[: so.start()]) >= 8:
        yield from _said(text, so.end(), end, known)
        start = so.end() + text.startswith(("称", "稱"), so.end())
        if stop := _result(text, start, end):
            yield start, stop
    if ("被" in text or "由" in text) and (agent := _AGENT.search(text, at, end)):
        yield agent.span(agent.lastgroup or 0)
    if "而是" in text and (but := _BUT.search(text, at, end)) and but.start() - at >= 2 and text[but.end()] != "被":
        yield but.end(), _phrase_end(text, but.end(), end)
    if related := _RELATED.search(text, at or 1, end):
        yield related.span(related.lastgroup or 0)
    if means := _BY_MEANS.search(text, at or 1, end):
        yield means.span("means")
    if "只有" in text and (only := _ONLY_IF.search(text, at, end)):
        yield only.span("needed")
    yield from _said(text, at or 1, end, known)
    if condition and not so and _IF_OR_WHEN.match(text):
        start = _RESULT.match(text, at).end()  # type: ignore[union-attr]
        if stop := _result(text, start, end):
            yield start, stop


def _said(text: str, at: int, end: int, known: str) -> Iterator[tuple[int, int]]:
    """Yield what the first verbs from ``at`` on say of their subjects."""
    verbs = list(islice(_VERB.finditer(text, at, end), MOST_VERBS))
    for n, verb in enumerate(verbs[:4]):
        copula = _IS.search(verb.group()) is not None
        if _FOR.match(verb.group()) and _IS_SOMEONE.search(text, at, verb.start()):
            continue
        if text[verb.start() - 1] == "、":
            continue  # one of several nouns
        if not copula and _modifies(text, verb.end(), end, [v.start() for v in verbs[n + 1 :]]):
            continue
        start, action = _after(text, verb, end)
        stop = _phrase_end(text, start, end)
        if _NO_ONE.fullmatch(text, 0, start):
            continue
        if not action and not _BEFORE_VERB.match(text, start):
            start, stop = _narrowed(text, start, stop, known)
        if _is_phrase(text[start:stop].strip(" ："), text[stop:end], action=action, copula=copula):
            yield start, stop


def _narrowed(text: str, start: int, stop: int, known: str) -> tuple[int, int]:
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
    begins = 0
    for word in segment(text):
        if begins >= at:
            return begins == at and len(word) == 1
        begins += len(word)
    return False


# After 是 it is for something and no verb: 是船员为...而设的.
_FOR, _IS_SOMEONE = re.compile("[为為]"), re.compile(zh("(?<![但于可还总或凡若别其])是[^，,；;：:。]+$"))

LEAST = 4
"""So much at least is left of an answer that is cut down."""

# Less than a sentence that says what holds then: 0 时采用..., 第一个值则跳转.
_ONLY_IF_SO = re.compile(zh(r"(?:\d[\d.,%]*|\$[^$]+\$)(?:[并且则时的]|之[间后前])|.*(?<![法规准原])则(?=.{2})"))
# What shows that words are a clause and no noun phrase, unless 的 follows and makes it describe a noun: a verb that is
# done or denied, where to and as what, of what something consists.
_IS_CLAUSE = re.compile(
    zh(
        rf"(?:[{CJK}](?<![为除])了(?![解断结])|不再|不会|不能|没有|无法|可以|能够|必须|应该|从.+[到至]|.到达|由.+组成|.(?<![行人])为(?!了))[^的]*$"
    )
)
_BEFORE_VERB = re.compile(zh("通过|根据|按照|如何|怎么?样?|被|用(?![户途具品法处])|从(?![句属前])"))
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
# The more the one, the more the other; to what it stands in which relation; by what it does so.
_THE_MORE = re.compile(
    zh(
        r"[^，,。；．]{2,30}?越(?:[^，,。；．\s]{1,6}[，,\s]\s*|[大小高低多少强弱快慢长短久深浅])"
        r"(?P<then>(?![的地])[^，,。；．越]{2,24}越[^，,。；．\s]{1,6}(?:[，,]\s*[^，,。；．越]{1,24}越[^，,。；．]{1,6})*)"
    )
)
_RELATED = re.compile(
    zh(
        r"(?<!参)(?:与(?P<to>[^，,。；与有没无成]{2,30}?)|(?<=[^与]{4})[和跟](?P<other>[^，,。；与和跟有没无成]{2,30}?))(?:密切|直接|没?有关系?|有关联|无关|成[正反]比|呈?[正负]相关|相关|垂直|平行|相等|相反)(?=[，,。；]|$)"
    )
)
_BY_MEANS = re.compile(
    zh(
        r"(?<=[^，,。；何])通过(?P<means>[^，,。；来]{4,30}?)(?:来|从而|(?<![可得难足予给加])以)(?=[^，,。；及后上下]{4,}[，,。；]?$)"
    )
)
_ONLY_IF = re.compile(zh("只有(?P<needed>[^，。；才]{2,20})才(?=[能会可有])"))


def _result(text: str, start: int, end: int) -> int:
    """Return where the short clause ends that follows from something; 0 if it is none to ask for."""
    stop = _phrase_end(text, start, end)
    fit = 6 <= weight(text[start:stop]) <= LONGEST_RESULT and text[stop - 1] not in "时時后後"
    return stop if fit and not _NO_CLAUSE.match(text, start) else 0


def _modifies(text: str, verb_end: int, end: int, later: list[int]) -> bool:
    """Say whether the verb belongs to a clause before a noun (提供的接口可以...): 的 follows, and then another verb."""
    clause = _CLAUSE.search(text, verb_end, end)
    stop = clause.start() if clause else end
    possessive = text.find("的", verb_end, min(stop, verb_end + 14))
    return possessive > 0 and any(possessive + 1 < v < stop for v in later)


def _after(text: str, verb: re.Match[str], end: int) -> tuple[int, bool]:
    """Return where the answer begins after ``verb``, and whether it may be an action.

    After an auxiliary (可以, 会) the verb that it helps stays in the question too; 旨在 and 目的是 ask for an action.
    """
    at = verb.end()
    if _GOAL.fullmatch(verb.group()):
        return at, True
    helped = None
    if _AUXILIARY.fullmatch(verb.group()):
        if _PREPOSITION.match(text, at, end):
            return at, True
        if manner := _MANNER.match(text, at, end):
            at = manner.end()
        helped = _VERB.match(text, at)
        at = helped.end() if helped else at + len(next((w for w in segment(text[at : at + 12]) if w.strip()), ""))
    elif (_MAY_HELP.fullmatch(verb.group()) and (helped := _VERB.match(text, at))) or (
        _IS.search(verb.group()) and (helped := _ORIGIN.match(text, at))
    ):
        at = helped.end()
    aspect = _ASPECT.match(text, at)
    at = aspect.end() if aspect else at
    return at, bool(_IS.search(verb.group()) and _SIDE.search(text, 0, verb.start()))


def _phrase_end(text: str, start: int, end: int) -> int:
    for found in _STOP.finditer(text, start, end):
        if text.count("$", start, found.start()) % 2 == 0 and _closed(text[start : found.start()]):
            return found.start()
    return end


def _closed(text: str) -> bool:
    return all(text.count(opening) <= text.count(closing) for opening, closing in ("()", "（）", "“”", "《》", "「」"))


def _is_phrase(phrase: str, rest: str, *, action: bool, copula: bool) -> bool:
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
    verb = _VERB.match(phrase)
    if verb and len(verb.group()) > 1 and "的" not in phrase and not _JOINED.match(phrase, verb.end()):
        return True
    found = _NO_BEGINNING.match(phrase)
    if found and (found["word"] or found["preposition"]):
        return len(segment(phrase[:8])[0]) == 1
    return found is not None


# --- What makes no question, whatever its blank ----------------------------------------------------------------------

_ASKS = re.compile(zh("什么|如何|怎么|怎样|为何|多少|哪[些个种里]"))
_WRITER = re.compile(zh("我(?!国|们|军|党|方|院|校)|对不起|假定"))
_SUCH_AS = re.compile(r"如(?=\s|\$)")
# What the letters of one formula stand for: $B$为带宽, $S$为____.
_LEGEND = re.compile(zh(r"(?:\$[^$]+\$|(?<![A-Za-z])[A-Za-z](?![A-Za-z]))\s*(?:是|为|表示|代表|指|称为)"))
# A clause that only the one before it explains: 因变量则是...
_OTHER_HALF = re.compile(zh("[^，。；：:的]{1,12}则(?:[是为会]|表示)"))
_APART = re.compile(zh("分别|依次"))
_SEVERAL = re.compile(zh("[、，,]|[和与及或]"))


def _shown(c: Candidate) -> str:
    return c.passage if c.kind == "cloze" else c.prompt


def _without_subject(c: Candidate) -> bool:
    """Say whether a statement that stands under nothing begins with its verb: 没有提出..., 实质上是...."""
    if c.kind != "cloze" or _CLAUSE.search(c.prompt):
        return False
    verb = _VERB.search(c.passage, 0, len(c.prompt) + 1)
    return verb is not None and (verb.start() == 0 or _SAYS_HOW.fullmatch(c.passage, 0, verb.start()) is not None)


_SAYS_HOW = re.compile(zh("(?:实质上|本质上|主要|一般|通常|可以?|会|能|也|都|还|并|就|不|没)+"))

UNLESS = tuple(
    Rule(reason, lambda c, tells=tells: has_han(_shown(c)) and bool(tells(c)))  # type: ignore[misc]
    for reason, tells in (
        ("it asks, and answers nothing", lambda c: _ASKS.search(c.passage.replace(c.answer, "", 1))),
        ("it is told, not taught", lambda c: _WRITER.search(c.passage)),
        ("it is an example", lambda c: _SUCH_AS.match(c.passage)),
        ("it explains a symbol of one formula", lambda c: len(_LEGEND.findall(c.passage)) > 1),
        ("only what stands before it explains it", lambda c: _OTHER_HALF.match(c.passage)),
        ("each of several has its own", lambda c: _APART.search(c.passage) and not _SEVERAL.search(c.answer)),
        ("it does not say what it speaks of", _without_subject),
    )
)
"""The reasons for which a plain statement in Chinese is left out, whatever its blank."""
