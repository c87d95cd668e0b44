"""Plain statements: which part of a sentence is worth asking for when nothing else is known of it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quizgen.notes.words import either, has_han, segment, weight, zh

LONGEST_GAP = 44
"""More than this is no longer one thing to recall."""

SHORTEST_GAP = 6
"""Less than this could be anything, or nothing worth asking."""

# --- Chinese ---------------------------------------------------------------------------------------------------------

# The main verbs of expository prose. One-character verbs are also parts of other words: those words are excluded.
_VERB_ZH = re.compile(
    either(
        "是(?<![但于可还总或凡若]是)(?![否非]) 为(?<![因行以人]为)(?![了何什主例此止期]) "
        "有(?<![没所拥具含只唯原特占国私固共享仅]有)(?![些时的效机限序关利害趣])",
        "会(?<![社机议大协体学开宴约理领]会)(?![议话计员场]) "
        "能(?<![功性可效技才智节热动势电核机职万不只未]能)(?![力量耗源够级]) "
        "可以(?![说看认想]) 使(?<![即大促驱行]使)(?![用得者命]) 让(?<![即大促驱行]让)",
        "具有 拥有 含有 包含 包括 存在着? 属于 等于 相当于 表示 代表(?!性) 意味着 取决于 依赖于? "
        "影响着?了?(?!因) 导致了? 引起了? 造成了? "
        "产生了? 带来了? 形成了? 构成了? 组成了? 使得 能够",
        "需要 要求 必须 应(?![用对答力激变急付])该? 用于 用来 用作 适用于 应用于 负责 提供了? 支持 "
        "允许 保证了? 确保 实现了? 采用了? 使用了? "
        "利用了? 基于 位于 处于 在于 来自 源于 来源于 始于 发生[在于] 保存了?[在着]? 存储[着在]? 存放在? 记录[着了]? "
        "维护 管理 控制着? 调节 促进 抑制 提高了? 提升了? 降低了? 减少了? 增加了? 增强了? 减弱了? "
        "改善了? 避免了? 防止 解决了? 描述了? 反映了? "
        "体现了? 表现[为出] 执行 完成 成为 变[为成] 转[换化]为 映射[到为] 分布在 分解[为成] 结合了? 连接 "
        "传递 接收 发送 返回 输出 计算 选择了? 划分[为成]? 缺乏 分[为成] 引入了? 提出了? 加入了? "
        "增加了? 致力于 旨在 擅长 强调 主张 规定 推翻了? "
        "建立了? 标志着 指出 倾向于 侧重于? 遵循 受到? 得到 获得 保留 丢弃 涉及 限制了? 依靠 超过 "
        "大于 小于 高于 低于 达到? "
        "兼具 兼有 近似[于为] 服从 满足 趋于 收敛[于到]",
    )
    + r"(?![的地者性率量度器])"
)
# What these lead in is asked for, and they stay in the question: it says how, or that it is not so.
_CLOSE_ZH = (
    "不(?![同仅但只断过等变定动饱规良]) 没有 无法 难以 无需 并非 未能 容易 易于",
    "由(?<!自由)(?!于) 将(?<!即将) 把(?<!拿把) 被 均(?<!平均) 都",
)
_AROUND_ZH = (
    "通过 随(?<!一随)着? 按照? 根据 越",
    "以(?![及前后上下来为外内往便免至]) 从(?![而事属]) 在(?!于) 用(?![于来户法途作以])",
    "对(?<![相绝针反面核]对)(?![数称象比应于角])",
)
_BEFORE_VERB_ZH = re.compile(either(*_CLOSE_ZH))
_BEFORE_ZH = re.compile(either(*_CLOSE_ZH, *_AROUND_ZH))
_CONDITION_ZH = re.compile(
    zh(
        r"(?:(?:如果|若|当|只要|一旦|由于|因为|为了|随着|对于|对(?=.{2,20}(?:来说|而言))|通过|除非|"
        r"虽然|尽管|即使|根据|按照|相比|"
        r"与.{1,20}相比)[^，,]{2,60}|在[^，,]{2,30}(?:时|中|下|后|前|上|里|期间)|[^，,]{2,20}(?:时|后|之后|以后|"
        r"期间))[，,]\s*"
    )
)
_WHY_ZH = re.compile(
    zh(
        r"[，,]\s*(?:因此|所以|从而|因而|导致|这?意味着|以便|于是|结果|这样就?|那么就?|就会?|则会?|"
        r"即可|便)(?:可以|能够?|会)?(?![是此])"
    )
)


def _starts_zh(text: str, end: int) -> Iterator[int]:
    condition = _CONDITION_ZH.match(text)
    at = condition.end() if condition else 0
    why = _WHY_ZH.search(text, max(at - 1, 0), end)
    if why and weight(text[: why.start()]) >= 4:
        yield why.end()
    verbs = [v for v in _VERB_ZH.finditer(text, at, end) if weight(text[at : v.start()]) >= 2]
    for n, verb in enumerate(verbs):
        if not _modifies(text, verb.end(), end, [v.start() for v in verbs[n + 1 :]]):
            yield _after(text, at, verb.start(), verb.end())
            break
    before = _BEFORE_ZH.search(text, at, end)
    if before and weight(text[at : before.start()]) >= 2:
        yield before.end()
    if condition:
        yield at


_CLAUSE = re.compile("[，,；;：:。]")


def _modifies(text: str, verb_end: int, end: int, later: list[int]) -> bool:
    """Say whether the verb belongs to a clause before a noun (提供的接口可以...): 的 follows, and then another verb."""
    clause = _CLAUSE.search(text, verb_end, end)
    stop = clause.start() if clause else end
    possessive = text.find("的", verb_end, min(stop, verb_end + 14))
    return possessive > 0 and any(possessive + 1 < v < stop for v in later)


_AUXILIARY_ZH = re.compile(either("会 能够? 可以 应该? 需要 必须 要求 允许"))


def _after(text: str, at: int, verb: int, after: int) -> int:
    """Return where the answer begins: after 由, 将, 不 where one stands before the verb, else after the verb.

    After an auxiliary (可以, 会) the verb that it helps stays in the question too.
    """
    clause = max(text.rfind("，", at, verb), text.rfind(",", at, verb)) + 1
    before = _BEFORE_VERB_ZH.search(text, max(at, clause), verb)
    if before and weight(text[max(at, clause) : before.start()]) >= 2:
        return before.end()
    if _AUXILIARY_ZH.fullmatch(text, verb, after):
        return after + len(next((word for word in segment(text[after : after + 12]) if word.strip()), ""))
    return after


# --- English ---------------------------------------------------------------------------------------------------------

VERBS = """
abandon absorb accelerate accept access accompany accomplish account accumulate achieve acquire act activate adapt
add adjust adopt advance advocate affect aim allow alter amount analyze announce anticipate appear apply approach
approximate argue arise arrange arrive ask assess assign assist associate assume assure attach attack attain attempt
attract attribute avoid balance base be bear beat become begin behave believe belong bend bind blend block boost
bound break bring broadcast build burn call cancel capture carry carve cause cease celebrate change characterize
check choose circulate cite claim clarify classify clear climb cling close coat coexist collapse collect collide
color combine command comment commit communicate compare compensate compete compile complement complete complicate
compose compress comprise compute conceal concern conclude conduct confer confirm conflict confuse connect conquer
conserve consider consist consolidate constitute consult consume contact contain continue contract contradict
contrast contribute control convert cool coordinate cope copy correct correspond cost count couple cover create
cross crystallize cultivate curve cut damage deal decay decide declare decline decompose decrease deepen defend
define defy degrade delay delegate delete deliver demand denote deny depart depend depict deposit deprive derive
descend describe deserve design destroy detect deter determine develop devote dictate differ diffract diffuse digest
dilute diminish direct disappear discard discharge disclose discover discuss dismiss disperse display dissolve
distinguish distort distribute disturb diverge divide dominate double draw drift drive drop earn ease elect elevate
eliminate embed embody embrace emerge emit emphasize employ empty enable encapsulate encode encounter encourage end
endanger endure enforce engage enhance enlarge enrich ensure entail enter entitle equal erase erode escape establish
estimate evade evaluate evaporate evoke evolve examine exceed exchange excite exclude execute exempt exercise exert
exhaust exhibit exist expand expel experience expire explain explode exploit explore export expose express extend
extinguish extract face facilitate fail fall favor feature feed feel fight fill filter finance find finish fit fix
flatten float flourish flow fluctuate focus fold follow force form foster found frame free freeze fuel fulfill
function fuse gain gather generalize generate get give go govern grant grasp group grow guarantee guide halt handle
happen harm have heal heat help hide highlight hinder hit hold host house identify ignore illustrate imagine imitate
impact impair impede implement imply impose impress improve include incorporate increase incur indicate induce
infect infer inflate influence inform inherit inhibit initiate injure innovate insert inspect inspire instruct
insulate insure integrate intensify interact intercept interfere interpret interrupt intersect introduce invade
invert invest investigate invite involve irritate isolate issue join jump justify keep kill know lack land last
launch lay lead leak learn leave lend let level liberate lie lift limit line link list live load locate lock look
loosen lose lower magnify maintain make manage map mark mask match matter maximize mean measure mediate meet melt
merge migrate mimic minimize mirror mix modify monitor motivate mount move multiply name narrow need negate neglect
neutralize note notice nourish observe obtain occupy occur offer offset omit open operate oppose oppress optimize
order organize originate outline overcome overlap override owe own oxidize pack participate pass pay peak penetrate
perceive perform permit persist persuade pick place plan plant play point pose possess postulate pour practice
precede precipitate predict prefer prepare prescribe present preserve press presume prevail prevent print proceed
process proclaim produce profit prohibit project prolong promote propose prosper protect protrude prove provide
publish pull pump punish purchase pursue push put qualify quantify question quote radiate raise range reach react
read realize reappear rebuild recall recede receive recognize recommend reconstruct record recover recruit recur
redirect reduce refer refine reflect refuse regain regard regenerate register regulate reinforce reject relate relax
release relieve rely remain remember remind remove renew repair repeat repel replace represent repress reproduce
request require rescue research reserve reset reside resist resolve resonate respect respond rest restore restrict
restructure result resume retain return reveal reverse revolve reward rise rotate rule run sacrifice sample satisfy
saturate save scale score seal search secrete secure see seek segment select sell send sense separate serve set
shape share shed shield shift shorten show shrink shut sign signal simplify simulate sink sit skip slide slow soften
solve sort sound span spark speak specialize spend spin split sponsor spread spring stabilize stand start state stay
steer stem stick stimulate stipulate stop store strengthen strike strip structure struggle study submit substitute
succeed suffer suggest suit sum summarize supply support suppress surface surpass surround survey survive suspend
sustain swallow switch synthesize take target teach tear tell tend terminate test thicken think threaten tie
tolerate touch trace track trade train transfer transform translate transmit transport trap travel treat trigger
tune turn twist undergo undermine understand undertake unify unite update uphold urge use utilize vanish vary verify
vibrate view violate visit wait wake walk want warn waste weaken wear weigh widen win withdraw withstand work wrap
write yield
""".split()  # noqa: SIM905 - words read best as text


def _forms(verb: str) -> tuple[str, ...]:
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return verb, verb[:-1] + "ies", verb[:-1] + "ied"
    return (verb, verb + "s", verb + "d") if verb.endswith("e") else (verb, verb + "s", verb + "es", verb + "ed")


_BARE = frozenset(VERBS)
_FORMS = frozenset(form for verb in VERBS for form in _forms(verb))
_BE = frozenset(
    """
    is are was were can could may might must should will would has have had does do did cannot can't won't doesn't don't
    isn't aren't can’t won’t doesn’t don’t isn’t aren’t
    """.split()  # noqa: SIM905 - words read best as text
)
_MODAL = _BE - frozenset("is are was were has have had isn't aren't isn’t aren’t".split())  # noqa: SIM905
_PLURAL = frozenset("we you they i people children men women data criteria bacteria phenomena mice".split())  # noqa: SIM905
_TOKEN = re.compile(r"[A-Za-z][\w'’-]*")
_AFTER_BE = re.compile(
    r"(?:\s+(?:not|also|only|always|often|usually|never|just|still|then|all|both|most|\w+ly|be|been|being)(?=\s))*"
    r"(?:\s+(?:\w+(?:ed|en)|built|held|kept|found|known|shown|made|done|used|set|put|sent|lost|met|bound|born|drawn|able|likely|"
    r"responsible)\s+(?:by|to\s+be|to|for|as|in|with|into|of|on|from|at|that)(?=\s))?",
    re.I,
)
_AFTER_VERB = re.compile(
    r"(?:\s+(?:to|on|in|from|of|with|for|at|that|as|into|by|through|towards?|up|down|out|off)(?=\s))?", re.I
)
_NOUNISH = re.compile(
    r"(?:\b(?:an?|the|its|their|this|that|each|every|of|in|for|with|by|to|no|any|some|"
    r"more|and|or|but|same|own|two|\w+['’]s|\w+ing|\w+al|\w+ive)\s+)$",
    re.I,
)
_RELATIVE = re.compile(
    r"\b(?:that|which|who|whose|where|when|if|as|because|while|what|how)\s+(?:[\w'’-]+\s+){0,3}$", re.I
)
_CONDITION_EN = re.compile(
    r"(?:when(?:ever)?|if|since|because|as|once|while|after|before|for|in|on|at|with|"
    r"during|without|to|although|though|unlike|given|"
    r"despite|instead|where|under|from|by|until|upon|within)\b[^,;]{3,90},\s+(?!and\b|or\b|but\b)",
    re.I,
)
_WHY_EN = re.compile(
    r",?\s(?:because(?:\s+of)?|since|due\s+to|so\s+that|in\s+order\s+to|"
    r"which\s+means(?:\s+that)?|therefore|thus|hence|(?<=,\s)so)\s",
    re.I,
)


def _is_verb(word: str, before: str, after: str) -> bool:
    """Say whether ``word``, which may be a noun as well (forms, state), is a verb between ``before`` and ``after``."""
    following = _TOKEN.match(after.lstrip())
    second = following.group().lower() if following else ""
    if second in _BE or second in _FORMS or _NOUNISH.search(before):
        return False
    if word not in _BARE:
        return True
    subject = before.rsplit(maxsplit=1)[-1].strip(",").lower()
    return (subject.endswith("s") and not subject.endswith("ss")) or subject in _PLURAL or " and " in before


def has_verb(text: str) -> bool:
    """Say whether the English ``text`` holds a verb of those that expository prose uses."""
    return any(word.lower() in _FORMS or word.lower() in _BE for word in _TOKEN.findall(text))


def starts_with_verb(text: str) -> bool:
    """Say whether the English ``text`` opens with a verb, so that its subject stands elsewhere: Stores the keys."""
    first = _TOKEN.match(text)
    return first is not None and first.group().lower() in _FORMS


def _starts_en(text: str, end: int) -> Iterator[int]:
    why = _WHY_EN.search(text, 12, end)
    if why:
        yield why.end()
    condition = _CONDITION_EN.match(text)
    at = condition.end() if condition else 0
    head = 0  # a verb at the head, which is the verb only where no other follows: Uses a queue
    for token in _TOKEN.finditer(text, at, end):
        word = token.group().lower()
        if word not in _BE and word not in _FORMS:
            continue
        more = (_AFTER_BE if word in _BE else _AFTER_VERB).match(text, token.end())
        stop = more.end() if more else token.end()
        if word in _MODAL and (helped := _TOKEN.match(text, stop + 1)) and helped.group().lower() in _FORMS:
            more = _AFTER_VERB.match(text, helped.end())
            stop = more.end() if more else helped.end()
        before = text[at : token.start()]
        if weight(text[stop:end]) < 3 or _RELATIVE.search(before):
            continue
        if not before.strip():
            head = stop
        elif word in _BE or _is_verb(word, before, text[token.end() : end]):
            yield stop
            head = 0
            break
    if head and not _JOINED.match(text, head):
        yield head
    if condition:
        yield at


_JOINED = re.compile(r"\s*(?:&|,|and\b|or\b)")

# --- Both ------------------------------------------------------------------------------------------------------------

_CLAUSE_END = re.compile(r"[，,；;]|\s(?:which|because|so\s+that|while|whereas|but)\s")


def gap(text: str) -> tuple[int, int] | None:
    """Return the part [start, end) of ``text`` that is worth asking for: what its verb says of its subject.

    None where it would be a word or two that could be anything, or more than one can recall, or where what is left of
    the sentence would not lead to it.
    """
    end = len(text.rstrip("。.！!；; "))
    for start in (_starts_zh if has_han(text) else _starts_en)(text, end):
        first = start + len(text[start:end]) - len(text[start:end].lstrip(" \t，,：:"))
        stop = _shortened(text, first, end)
        if weight(text[first:stop]) >= SHORTEST_GAP and leads(text[:first], text[first:stop]):
            return first, stop
    return None


_BRACKETS = (("(", ")"), ("（", "）"), ("[", "]"), ("“", "”"), ("《", "》"))


def leads(before: str, answer: str) -> bool:
    """Say whether ``before`` leads to ``answer``: it has a subject and stops neither in a bracket nor in a word."""
    if weight(before) < 2 or before.lstrip()[:1] in "#?!":
        return False
    if any(t.count(opening) != t.count(closing) for t in (before, answer) for opening, closing in _BRACKETS):
        return False
    if before.count("$") % 2 or before.count("`") % 2:
        return False
    return not (has_han(before[-1:]) and has_han(answer[:1]) and _splits_word(before[-6:], answer[:6]))


def _splits_word(before: str, answer: str) -> bool:
    at = 0
    for word in segment(before + answer):
        at += len(word)
        if at >= len(before):
            return at > len(before)
    return False


def _shortened(text: str, start: int, end: int) -> int:
    """Return where an answer from ``start`` on ends: with its clause, if that says enough, or with the sentence."""
    for cut in _CLAUSE_END.finditer(text, start, end):
        if weight(text[start : cut.start()]) >= SHORTEST_GAP and text.count("$", start, cut.start()) % 2 == 0:
            end = cut.start()
            break
    return end if weight(text[start:end]) <= LONGEST_GAP else start
