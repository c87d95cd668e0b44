"""Connectors: what stands on the two sides of 是指 or "is called", and the candidate the sides make."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from quizgen.notes.model import CandidateKind
from quizgen.notes.outline import Name
from quizgen.notes.patterns.pattern import Pattern
from quizgen.notes.patterns.sights import prompt
from quizgen.notes.patterns.terms import balanced, head, term_of
from quizgen.notes.patterns.zh import SIDES
from quizgen.notes.verbs import AUXILIARY, PAST, WORD, is_only_verb, opens_clause, starts_with_verb
from quizgen.notes.words import has_han, lead, points_elsewhere, weight, zh


@dataclass(frozen=True, slots=True)
class About:
    """What a sentence speaks of where it does not say so itself.

    ``resolved`` is what its pronoun points to, ``topic`` what the sentence before it speaks of: so does a Chinese
    sentence that begins with its verb. ``context`` holds the names under which it stands.
    """

    resolved: Name | None
    topic: Name | str | None
    context: tuple[Name, ...]


@dataclass(frozen=True, slots=True)
class Meeting:
    """A connector met in a sentence, with its two sides and what the sentence speaks of."""

    pattern: Pattern
    match: re.Match[str]
    core: str
    left: str
    right: str
    resolved: Name | None
    context: tuple[Name, ...]
    topic: Name | str | None

    def group(self, name: str) -> str:
        """Return what the connector's group ``name`` matched; "" if there is none."""
        return self.match.groupdict().get(name) or ""


@dataclass(frozen=True, slots=True)
class Seen:
    """What the sides of a connector say: of ``name``, the subject, and the fields of the candidate."""

    name: Name
    term: str
    answer: str = ""
    prompt: str = ""
    aliases: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    kind: CandidateKind | None = None


_BOUNDARY = re.compile(r"[，,；;：:。]\s*")


def meet(pattern: Pattern, match: re.Match[str], core: str, about: About) -> Seen | None:
    """Return what ``match`` of ``pattern`` in the sentence ``core`` says, where both its sides hold up."""
    groups = match.groupdict()
    before = [m.end() for m in _BOUNDARY.finditer(core, 0, match.start())]
    left = groups.get("before") or core[before[-1] if before else 0 : match.start()]
    if not left.strip() and before and pattern.order.startswith("term"):  # "X, which serves as Y, is ..."
        left = head(core[: before[0]])
    right = groups.get("answer") or core[match.end() :]
    return ORDERS[pattern.order](Meeting(pattern, match, core, left, right, about.resolved, about.context, about.topic))


_ADVERBS = re.compile(zh("(?:主要|通常|一般|往往|大致|大多|可以?|则|也|都|又|就|还|常)*"))


def _subject(m: Meeting) -> Name | None:
    """Return the term on the left of the connector, if it is one."""
    bare = _ADVERBS.fullmatch(m.left.strip()) is not None
    begins = bare and has_han(m.core) and _ADVERBS.fullmatch(m.core, 0, m.match.start()) is not None
    topic = m.topic if begins and not m.resolved else None
    spoken_of = m.resolved or (term_of(topic) if isinstance(topic, str) else topic)
    if not bare and " and " in m.left and "," in m.core[: m.match.start()] and not has_han(m.core):
        return None  # the last two of several
    name = spoken_of if spoken_of and bare else term_of(_pointed_to(m))
    if name is None or (name.facet and m.pattern.name not in _GLOSSES) or points_elsewhere(name.text):
        return None
    return name if not m.pattern.subject or m.pattern.subject.search(m.left) else None


_GLOSSES = ("是指", "定义为")  # of a word, even where it mostly names a side: 联系是指...
_ITSELF = re.compile(zh("它们?|其(?:本质上?)?|本质上?|实质上?"))


def _pointed_to(m: Meeting) -> str:
    """Return the left side; where that is a pronoun (X 由 A 提出, 它是一种...), what the sentence speaks of."""
    if not _ITSELF.fullmatch(m.left.strip()):
        return m.left
    spoken_of = (head(clause) for clause in _BOUNDARY.split(m.core[: m.match.start()])[:-1])
    return next((subject for subject in spoken_of if term_of(subject)), m.left)


def _left(m: Meeting, name: Name) -> str:
    left = m.left[lead(m.left) :].strip()
    return f"{name.text}{left}" if _ADVERBS.fullmatch(left) else left


def _lowered(text: str) -> str:
    return re.sub(r"^(?:The|An?)\b", lambda article: article.group().lower(), text)


_NEXT_DEFINED = re.compile(
    zh(
        r"[，,]\s*(?=[^，,。；;它其也并又这该主通的]{2,10}(?:就是|是指|指的是|是一[种个类])(?!因|为了)|"
        r"[A-Z][A-Za-z\d\-]{1,12}\s*[即指是为])"
    )
    + r"|,\s(?:and|while|whereas|but)\s(?=(?:an?\s|the\s)(?:[\w-]+\s){1,3}(?:is|are|has|have)\s)"
)
_ANOTHER = re.compile(zh(r"[，,]\s*(?=[^，,。；;]{1,16}(?:，|,)?[^，,。；;]{0,8}(?<![不认因作成])[是为][^，,。；;])"))


def _term_answer(m: Meeting) -> Seen | None:
    name = _subject(m)
    if name is None or weight(m.right) < 3:
        return None
    under = _under(m)
    if _ADDRESSED.search(under):
        return None  # a scene
    return _asked_of(m, name, under) if m.pattern.asks else _defined(m, name, under)


_ADDRESSED = re.compile(r"\b(?:you|your|we|i)\b|你|我", re.I)


def _defined(m: Meeting, name: Name, under: str) -> Seen | None:
    answer = _one_predicate(_NEXT_DEFINED.split(m.right, maxsplit=1)[0])
    if asked := _singled_out(m, answer):
        left = _left(m, name)
        turns = set(left) <= set(asked)  # 基础化学是化学的基础
        return None if turns else Seen(name, name.text, left, f"{under}{asked}", kind="property")
    if under:
        return Seen(name, name.text, answer, prompt((Name(under.rstrip("，, ")),), name.text), kind="property")
    return Seen(name, name.text, answer, aliases=name.aliases)


def _asked_of(m: Meeting, name: Name, under: str) -> Seen | None:
    answer, side = _ANOTHER.split(m.right, maxsplit=1)[0], m.group("facet")
    if _SINGLE_EN.match(answer):
        return None  # which another pattern asks for
    if m.pattern.name in _ONE_THING and not _AS_DONE.search(side):
        first = _COMMA.split(answer, maxsplit=1)[0]
        answer = answer if first.count("$") % 2 else first
        if side and (_MANNER.match(answer) or (m.group("verb") == "是" and _SINGLE_ZH.match(answer))):
            return None  # 是通过……来……的 tells how something is done; what it singles out another pattern asks for
    sides = {"be": "is"} | {
        k: _ASKING.get(v, v) for k, v in m.match.groupdict().items() if k not in ("answer", "before") and v
    }
    asked = m.pattern.asks.format(term=name.text, left=_lowered(_left(m, name)), **sides)
    asked = asked[0].lower() + asked[1:] if under and asked.startswith("What ") else asked
    return Seen(name, name.text, answer, f"{under}{asked}")


_SECOND = re.compile(
    zh(r"[，,；]\s*(?=(?:也|又|同时|还)?(?:是(?!因|为|否|指)|被?称)[^，。；]{2}|(?:其|它的)?(?:特点|特征)(?:是|在于))")
)
_SERIES_LED = re.compile("[，,][^，,。；：:]{2,10}：(?=[^，,。；]+[，,、])")  # ..., 由里到外：A、B
LONG_DEFINITION = 24
"""A definition of more weight in which a second predicate begins says two things."""


def _one_predicate(answer: str) -> str:
    """Return the Chinese ``answer`` up to its second predicate (..., 是 ..., 特点是 ...), where it is long."""
    if series := _SERIES_LED.search(answer):
        answer = answer[: series.start()]
    if weight(answer) <= LONG_DEFINITION or not has_han(answer):
        return answer
    second = _SECOND.search(answer)
    return answer[: second.start()] if second and weight(answer[: second.start()]) >= LEAST_DEFINITION else answer


LEAST_DEFINITION = 12
"""So much says at least a definition of its own before the second predicate."""


# What stands before the first comma and holds for the clause after it: In optics, ...; 在光学中，...
_CONDITION = re.compile(
    zh(
        r"(?:(?:在(?!于)|当(?![然前])|若(?!干)|如果|对于|按照?|根据|就|从)[^，,。；：]+|"
        r"[^，,。；：]+(?:时|时候|之?前|之?后|中|里|下))[，,]\s*$"
    )
    + r"|(?:in|for|under|within|during|at|on|before|after|when|if|whenever|given|with)\s"
    r"(?!(?:this|that|these|those|such|addition|fact|general|short|other|particular|contrast|turn|the\s(?:end|case|same|following))\b)"
    r"[^,;:]+,\s*$",
    re.I,
)


def _under(m: Meeting) -> str:
    """Return the condition at the head of the sentence, without which what the connector says need not hold."""
    before = m.core[: m.match.start()]
    cut = [c.end() for c in _BOUNDARY.finditer(before)]
    if len(cut) != 1 or not m.left.strip() or not before.endswith(m.left) or points_elsewhere(before):
        return ""  # several clauses, of which more than a condition may be told
    return before[: cut[0]] if _CONDITION.fullmatch(before, 0, cut[0]) else ""


_UNIQUE_ZH = (
    "(?:实质|核心|本质|灵魂|基石|根本|基础|前提|关键|存在形式|存在方式|表现形式|本质属性|根本属性|根本特征|本质特征|"
    "总观点|总特征|标志|起点|源泉|来源|根源|动力|主体|载体|承担者|场所|单位|首都|创始人|奠基人|开创者|创立者|缔造者|发现者|发明者|作者)"
)
_SINGLE_ZH = re.compile(
    zh(
        r"(?!一[种个类]|[^，,]{0,40}之一)(?:"
        r"[^，,。；：]*(?:最[^，,。；：的]{1,6}(?:[、，]最[^，,。；：的]{1,6})?的|唯一的?)[^，,。；：的]+(?:的[^，,。；：的]+)?|"
        rf"[^，,。；：]{{2,}}的(?:[^，,。；：的一]{{0,4}}?{_UNIQUE_ZH}(?:[和与及、]{_UNIQUE_ZH})?|(?:根本|首要|核心|中心)(?!变化|转变|改变|区别|不同|差)[^，,。；：的]{{1,5}}))(?=$|[，,。])"
    )
)
_PERSON_ZH = re.compile("(?:[人者家]|之父|之母)$")
_SINGLE_EN = re.compile(
    r"the\s(?:[\w-]+\s){0,2}(?:building\sblocks?|basis|foundations?|cornerstone|backbone|powerhouse|heart|core|essence|hallmark|capital|founder|father|"
    r"mother|author|inventor|creator|discoverer|unit|birthplace)\sof\s[^,;:]+",
    re.I,
)
_PERSON_EN = re.compile(r"\b(?:founder|father|mother|author|inventor|creator|discoverer)\sof\s", re.I)


_JUDGING = ("是…的", "是一种", "dated name", "is the")  # what is meant by a word they do not say


def _singled_out(m: Meeting, answer: str) -> str:
    """Return the question for the one thing that ``answer`` singles out by its place (X 是 Y 的核心); "" if it defines.

    Such a description does not say what X is: many things have a core, but only one is the core of Y.
    """
    if m.pattern.name not in _JUDGING:
        return ""
    if single := _SINGLE_ZH.match(answer):
        return f"{single.group()}是{'谁' if _PERSON_ZH.search(single.group()) else '什么'}？"
    if single := _SINGLE_EN.match(answer):
        which = single.group().rstrip(". ")
        be = "are" if _MANY.search(which) else "is"
        return f"{'Who' if _PERSON_EN.search(which) else 'What'} {be} {which}?"
    return ""


_MANY = re.compile(r"(?:blocks|foundations)\sof\s", re.I)

_ONE_THING = ("的…是", "属于")  # what follows a comma says something else
_AS_DONE = re.compile(f"(?:{SIDES})$")  # sides that a whole clause tells: 思想, 作用
_COMMA = re.compile(r"，|,(?!\d)")
_MANNER = re.compile(zh("通过|由|用|以|在|按|从|根据|随"))
_ASKING = {"为": "是", "為": "是"}  # 为什么 asks for a reason


_AND = re.compile(
    zh(
        r"\s*(?:、|，|,\s*(?:and\s|or\s|以?及|和)?|;\s|；|\s(?:and|or|&)\s|以及|[和及与](?=[^，。、]{1,14}(?:[（(][^（()）]*[)）]\s*)?$))\s*"
    )
)
_COUNTED = re.compile(
    zh(
        r"^(?:(?:\w+\s+){0,2}(?:types?|kinds?|parts?|categories|classes|groups|forms|phases|"
        r"stages)\s*[,:]\s*|[^，：:、]{0,12}[种类个部分步阶段]{1,2}[：:，,]\s*)"
    )
)
_ENUMERATION_END = re.compile(
    zh(
        r"(?:这?[一二两三四五六七八九十几多]+(?:大类|大|个主要)?[种個个类部步方层级阶组](?:部分|面|段|"
        r"类|形式|类型|方式|方法|情况)?(?:的[^，。、和与及]{1,5})?|(?:几|这几)[种个类]|部分|阶段)$"
    )
)
_COUNT_END = re.compile(
    zh(r"(?P<count>[两三四五六七八九])(?:大|个主要|种主要)?[种個个类大项][^，。、；,;和与及]{0,6}$")
)
_DIGITS = "零一两三四五六七八九"
_OPEN_LIST = re.compile(
    zh(r"等(?:等|方面|内容|形式|方式|方法|[^，。、]{0,6})?$|\b(?:etc\.?|and\s+so\s+on|and\s+more|and\s+others)$"), re.I
)


# Commas divide the members of a series where only its last has an "and" before it: A，B以及C.
_COMMAS = re.compile(
    zh(r"(?:[^，,。；和与及]{1,14}[，,]\s*)+[^，,。；和与及]{1,14}(?:以及|[和与及])[^，,。；和与及]{1,14}(?=[，,]|$)")
)
_SEMICOLON = re.compile("[；;]")
_CONJOINED_ZH = re.compile(zh("、|[和及与]"))


def enumerated(text: str, longest: int = 14) -> tuple[str, ...]:
    """Return the things that ``text`` enumerates, two to nine short ones; () if it is no complete enumeration.

    None weighs more than ``longest``.
    """
    text = _COUNTED.sub("", text.strip().lstrip("：:").rstrip("。.;；"))
    if _OPEN_LIST.search(text):
        return ()
    chinese = has_han(text)
    if chinese and (clauses := [part for part in _SEMICOLON.split(text) if part])[1:]:
        return _fitting([clause.strip() for clause in clauses], longest)
    text = _ENUMERATION_END.sub("", text).strip()
    if "、" not in text and chinese and (series := _COMMAS.match(text)):
        text = series.group()
    elif "、" in text:
        first = re.split("[，,：:]", text, maxsplit=1)[0]
        text = first if "、" in first else text
    if chinese and not _CONJOINED_ZH.search(text):
        return ()
    if not chinese:
        return _fitting(_series(text), longest)
    count = _COUNT_END.search(text)
    if count:
        items = _fitting(_AND.split(text[: count.start()]), LONGEST_NAMED)
        if len(items) == _DIGITS.find(count["count"]):
            return items
    return _fitting(_AND.split(text), longest)


def _series(text: str) -> list[str]:
    """Return the members of the English series ``text``: what commas divide, and the last and; more stay together."""
    *first, last = re.split(r"\s*[,;]\s*", text)
    ends = re.split(r"(?:^|\s)(?:and|or|&)\s", last, maxsplit=1)
    return [*first, *(ends[1:] if first and not ends[0] else ends)] if first or last else []


def _fitting(items: list[str], longest: int) -> tuple[str, ...]:
    kept = tuple(item.strip(" \t`") for item in items)
    fits = 2 <= len(kept) <= 9 and all(
        0 < weight(item) <= longest and not points_elsewhere(item) and balanced(item) for item in kept
    )
    return kept if fits and len(set(kept)) == len(kept) else ()


_ONE = re.compile(zh("^(?:一|每一?)[个只台套座张条种]"))


def _term_items(m: Meeting) -> Seen | None:
    m = replace(m, left=_ONE.sub("", m.left, count=1)) if m.resolved is None else m
    name = _subject(m)
    items = enumerated(m.group("items") or m.group("parts") or m.right) if name else ()
    if name is None or not items:
        return None
    left = _left(m, name)
    if m.group("by"):
        asked = f"{left}由哪些{m.group('whole')}？"
    else:
        left = _lowered(left) if m.pattern.asks.startswith("What") or _under(m) else left
        asked = m.pattern.asks.format(left=left, verb=m.group("verb"), connector=m.match.group().strip())
    asked = f"{_under(m)}{asked}" if not m.pattern.asks.startswith("What") else asked
    return Seen(name, asked, prompt=asked, items=items)


def _items_whole(m: Meeting) -> Seen | None:
    """Return what the parts named before 构成 or 合称 make."""
    items, whole = enumerated(m.group("items")[lead(m.group("items")) :]), term_of(m.group("whole"))
    if whole is None or not items or points_elsewhere(whole.text) or not all(term_of(item) for item in items):
        return None
    verb = m.group("verb")
    asked = f"{whole.text}由哪些{verb}？" if verb in _MAKE else f"{whole.text}是哪些的{verb}？"
    return Seen(whole, asked, prompt=asked, items=items)


_MAKE = ("构成", "组成", "構成", "組成")


def _named_items(m: Meeting) -> Seen | None:
    """Return what a name with a number in it stands for, where as many are named after it."""
    items, name = enumerated(m.group("items")), m.group("name").strip()
    if len(items) != _NUMERALS.get(m.group("count"), 0) or _ONE.match(name) or points_elsewhere(name):
        return None
    asked = f"{name[lead(name) :] if name[:1] not in '“「' else name}是哪些？"
    return Seen(Name(name), asked, prompt=asked, items=items)


def _items_together(m: Meeting) -> Seen | None:
    """Return the three or more things of which something is said together (A、B和C都会...)."""
    listed = m.group("items")[lead(m.group("items")) :]
    items = enumerated(listed) or _fitting(_AND.split(listed), LONGEST_NAMED)
    if len(items) < LEAST_TOGETHER or not all(term_of(item) for item in items):
        return None
    asked = f"哪些{m.match.group()[len(m.group('items')) :].strip()}？"
    asked = prompt(m.context, asked) if m.context else asked
    return Seen(m.context[0] if m.context else Name(items[0]), asked, prompt=asked, items=items)


LEAST_TOGETHER = 3
"""Two things of which something is said need not be all of which it holds."""


def _term_who(m: Meeting) -> Seen | None:
    """Return who made what the sentence speaks of: X, ..., 由 Y 提出."""
    said = _BOUNDARY.split(m.core[: m.match.start()])
    names = (term_of(head(clause)) for clause in (said[-1], said[0]) if clause.strip())
    name = m.resolved if m.resolved and not said[-1].strip() else next((n for n in names if n), None)
    if name is None or name.facet or points_elsewhere(name.text) or points_elsewhere(m.right):
        return None
    asked = m.pattern.asks.format(term=name.text, when=m.group("when"), verb=m.group("verb"))
    return Seen(name, name.text, m.right, asked)


_NUMERALS = {"二": 2, "两": 2, "兩": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_ORDINALS = re.compile(
    zh(
        r"[，,；;]?\s*(?:第?[一二三四五六七八九](?:[个種种类是方面点项](?:方面)?(?:则|就)?是?|则是?|来)|另一[个种](?:则|就)?是|其[一二三四五])[，,：:]?"
    )
)


def _counted_items(m: Meeting) -> Seen | None:
    """Return what is counted and then named (有两个问题：A 和 B), where as many are named as were counted."""
    count = _NUMERALS.get(m.group("count"), 0) or int(m.group("count"))
    text = m.group("items").strip().rstrip("。.;；，, ")
    by_ordinal = [part.strip("，,；;、和 ") for part in _ORDINALS.split(text)]
    if by_ordinal[0] == "" and len(by_ordinal) == count + 1:
        items = tuple(by_ordinal[1:])
        items = items if all(2 <= weight(i) <= LONGEST_NAMED and balanced(i) for i in items) else ()
    else:
        first = re.split("[，,]", text, maxsplit=1)[0]
        items = enumerated(first if _CONJOINED_ZH.search(first) else text, LONGEST_NAMED)
    said = m.left[lead(m.left) :].strip()
    subject = head(said)
    if m.resolved:
        said = f"{m.resolved.text}{said}"
    if len(items) != count or weight(said) < 3 or points_elsewhere(said) or (weight(subject) < 2 and not m.resolved):
        return None
    asked = f"{said}哪{m.group('counted').strip()}？"
    named = any(n.text.casefold() in asked.casefold() for n in m.context)
    name = term_of(subject)
    asked = asked if named or name or m.resolved else prompt(m.context, asked)
    return Seen(name or m.resolved or Name(said), asked, prompt=asked, items=items)


LONGEST_NAMED = 24
"""What is named after 一是 or 第二个是 may say more than a member of a series."""


_LED = re.compile(zh(r"^之?所以|(?:主要|正|就|都|也|这|那)*(?:是|便)?$"))


def _result_reason(m: Meeting) -> Seen | None:
    """Return a result and the reason that the sentence gives for it, asked as: result，为什么？"""
    result = m.core[: m.match.start()]
    result = _LED.sub("", result[lead(result) :].strip("，,；;：: ")).strip("，,；;：: ")
    if not 6 <= weight(result) <= 40 or weight(m.right) < 6 or points_elsewhere(result) or not balanced(result):
        return None
    subject = term_of(head(result))
    named = any(n.text.casefold() in result.casefold() for n in m.context)
    asked = f"{result}，为什么？"
    if m.resolved:
        asked = f"{m.resolved.text}{asked}"
    elif not named and m.context:
        asked = prompt(m.context, asked)
    name = m.resolved or subject or Name(result)
    return Seen(name, asked, m.right, asked)


_COUNTS = {
    word: n
    for n, word in enumerate("two three four five six seven eight nine".split(), 2)  # noqa: SIM905
} | {str(n): n for n in range(2, 10)}


def _number_items(m: Meeting) -> Seen | None:
    """What is counted before it is named: two kinds of wave: A and B. Only where as many are named."""
    items = tuple(_ORDINAL.sub("", item) for item in enumerated(m.right))
    if len(items) != _COUNTS.get(m.group("count").lower(), 0):
        return None
    counted, before = m.group("counted").strip(), m.group("before").strip()
    if before and (points_elsewhere(before) or weight(before) < 4):
        return None
    if before:
        asked = f"{before} {m.group('count')} {counted}: which?"
    else:
        asked = f"What are the {m.group('count').lower()} {counted}?"
    name = m.resolved or Name(counted)
    about = m.context if not before and not _OF.search(counted) else ()
    return Seen(name, asked, prompt=prompt(about, asked), items=items)


_ORDINAL = re.compile(r"^(?:first(?:ly)?|second(?:ly)?|third(?:ly)?|then|finally|lastly)\s")
_OF = re.compile(r"\s(?:of|for|in)\s")
_NOUN_BEFORE = re.compile(r"\b(?:an?|the|its|called)\s+(?P<noun>[\w'’-]+(?:\s[\w'’-]+){0,2}(?:\s\$[^$]+\$)?)$", re.I)


def _noun_answer(m: Meeting) -> Seen | None:
    noun = _NOUN_BEFORE.search(m.core, max(0, m.match.start() - 60), m.match.start())
    name = term_of(noun["noun"]) if noun else None
    return Seen(name, name.text, re.split(r"[,;)]", m.right, maxsplit=1)[0]) if name and weight(m.right) >= 4 else None


_STANDS_FOR = re.compile("代表(?:人物|作)?$")


def _facet_answer(m: Meeting) -> Seen | None:
    """A side (目的是...) at the head of the sentence, of the thing that it stands under or speaks of."""
    thing = m.resolved or (m.context[0] if m.context and not m.context[0].facet else None)
    if m.match.start() or thing is None or weight(m.right) < 3:
        return None
    side = m.group("facet")
    if _STANDS_FOR.search(side):  # one or a few: what follows is said of them
        m = replace(m, right=re.split(r"\s*[，,。]", m.right, maxsplit=1)[0])
    return Seen(thing, f"{thing.text} {side}", m.right, prompt((thing,), side))


_TERM_AFTER_ZH = re.compile(
    r"(?:是|为)?\s*(?P<term>[“「\"]?(?:(?!--)[^，。；：,;、”」\"（(—]){1,24}[”」\"]?(?:\s*[（(][^（()）]{1,60}[)）])?)"
    r"(?=$|--|[\s，。；：,;、”」\"（(—])"
)
_TERM_AFTER_EN = re.compile(
    r"(?:as\s+)?(?:an?\s+|the\s+)?[\"“*_]*(?P<term>[\w'’-]+(?:\s+(?!(?:while|and|or|which|"
    r"because|when|in|as|to|that|where|if|by|for|since|with|is|are|at|on|but|"
    r"so)\b)[\w'’-]+){0,4}(?:\s*\([^()]{1,60}\))?)",
    re.I,
)
_AROUND_CALLED = re.compile(
    zh(r"(?:合起来|合在一起|一起|通常|一般|就|也|又|则|被|统|都)+$|^(?:通常|一般)?(?:把|将|我们把|我们将)")
)
_RESPECTIVELY = re.compile(zh("分别(?:被|叫|称)?|分别$"))
_CONJOINED_EN = re.compile(r"^.*\b(?:while|whereas|and)\s+", re.I)
_ONLY_A_KIND = re.compile(r"(?:an?|the)\s\w+", re.I)  # a process called ...
_TWO = re.compile(zh("[和与、]"))
_CALLED_BEFORE_ZH = re.compile(zh("^.*(?:称|叫)(?:为|做|作)?[^，,；。]{1,14}[，,；]"))
_CALLED_BEFORE = re.compile(r"\s(?:called|known\s+as|termed)\s")


def _answer_term(m: Meeting) -> Seen | None:
    chinese, alias = has_han(m.core), m.pattern.kind == "alias"
    after = (_TERM_AFTER_ZH if chinese else _TERM_AFTER_EN).match(m.right.strip())
    name = term_of(after["term"] if chinese else _up_to_verb(after["term"], m)) if after else None
    left = m.group("said") or m.group("described") or m.left
    if name is None or not left.strip() or points_elsewhere(left.strip()):
        return None
    if chinese and not alias and "的" in name.text:
        return None  # 称为 X 的 Y names X on the way
    left = _described_zh(m, left) if chinese else _described_en(m, left)
    if weight(left) < 3 or (not alias and _ONLY_A_KIND.fullmatch(left)):
        return None
    other = term_of(left)
    if alias or (chinese and other and weight(other.text) <= 6 and "的" not in other.text):
        return _other_name(name, other, chinese=chinese)
    return Seen(name, name.text, _AROUND_CALLED.sub("", left), aliases=name.aliases)


def _described_zh(m: Meeting, left: str) -> str:
    """Return what of ``left`` the Chinese name behind it means; "" where several things have their several names."""
    if calls := _CALLED_BEFORE_ZH.search(left):
        left = left[calls.end() :]
    left = left[lead(left) :].strip()
    return "" if _RESPECTIVELY.search(f"{left}{m.match.group()}") else left


def _described_en(m: Meeting, left: str) -> str:
    """Return what of ``left`` the English name behind it means; "" where that is another name or not all."""
    if _CALLED_BEFORE.search(left):  # the second of two: A is called X and B is called Y
        left = _CONJOINED_EN.sub("", left)
    if m.pattern.name not in ("is called", "also called"):
        return left[lead(left) :].strip()
    left = _whole_subject(m, left)
    left = left[lead(left) :].strip()
    if m.pattern.name == "also called":
        return left
    other = _ALSO.search(left) or (" also " in m.match.group() and not _MODIFIED.search(left))
    left = _HEDGE_AT_END.sub("", left)
    no_noun = _NO_NOUN_AT_END.search(left) or (_BARE.match(m.match.group()) and not _is_phrase(left))
    return "" if other or no_noun or _ONLY_IF.search(m.core, m.match.end()) else left


_ALSO = re.compile(r"\b(?:also|sometimes|otherwise|formerly)$")  # another name, which the pattern for these reads
_HEDGE_AT_END = re.compile(r"\s(?:often|usually|generally|commonly)$", re.I)
_NO_NOUN_AT_END = re.compile(r"\b(?:what|that|which|is|are|it|them)$", re.I)
_BARE = re.compile(r",?\s\(?(?:called|known|termed)\s", re.I)
_MODIFIED = re.compile(r"\s(?:of|that|which|who|whose|where|in|by|with|for|between|from|on|at|\w+ing|\w+ed)\s", re.I)
_ONLY_IF = re.compile(r"\s(?:if|unless)\s", re.I)  # so called only then, which what stands before does not say
_ADVERBIAL = re.compile(r"(?:in|at|on|for|from|by|with|during|after|before|among|since|under)\s", re.I)


def _is_phrase(text: str) -> bool:
    """Say whether the English ``text`` before a bare "called" is a noun phrase that says enough, and no clause."""
    clause = opens_clause(text) or starts_with_verb(text) or _ADVERBIAL.match(text)
    return not clause and " with " not in text and bool(_MODIFIED.search(text))


def _up_to_verb(term: str, m: Meeting) -> str:
    """Return the English ``term`` up to the verb of its sentence: inns called caravanserai sprang up."""
    if not _BARE.match(m.match.group()):
        return term
    found = list(WORD.finditer(term))
    for word in found[1:]:
        form = word.group().lower()
        if form in AUXILIARY or form in PAST or form.endswith("ly") or is_only_verb(form):
            return term[: word.start()].rstrip()
    return term


def _whole_subject(m: Meeting, left: str) -> str:
    """Return the subject of an English "is called" with what stands before its last comma, where that belongs to it.

    So it does where an enumeration is divided there (sorting by size, colour and shape is called ...), and where the
    rest is only a noun (Between A and B, the time is called ...).
    """
    before = m.core[: m.match.start()]
    last_of_several = " and " in left and _VERBAL_NOUN.match(before)
    only_noun = _ONLY_A_KIND.fullmatch(left.strip()) and _UNDER.match(before) and not points_elsewhere(before)
    return before if "," in before and balanced(before) and (last_of_several or only_noun) else left


_VERBAL_NOUN = re.compile(r"(?!(?:during|following|including|using|according|depending|being)\b)[A-Z][a-z]+ing\s", re.I)
_UNDER = re.compile(r"(?:between|from|when|if|where)\s(?!(?:this|that|these|those|it|they|he|she)\b)", re.I)


LEAST_SAID = 6
"""So much says at least a clause that a date is asked of."""

_HAPPENED = re.compile(r"\s[a-z]{2,}ed\b")


def _date_clause(m: Meeting) -> Seen | None:
    """The date of an event that a clause tells: On 3 May, X broke."""
    clause = m.group("clause").rstrip(". ")
    happens = opens_clause(clause) or _HAPPENED.search(clause)
    if points_elsewhere(clause) or not happens or weight(clause) < LEAST_SAID or not balanced(clause):
        return None
    asked = f"{clause}: when?"
    about = () if any(n.text.casefold() in clause.casefold() for n in m.context) else m.context
    return Seen(Name(clause), asked, m.group("answer"), prompt(about, asked))


def _other_name(name: Name, other: Name | None, *, chinese: bool) -> Seen | None:
    """Return that ``name`` is another name of ``other``; the name of both, where that is two things."""
    if other is None or other.facet:
        return None
    if chinese and _TWO.search(other.text) and enumerated(other.text):
        return Seen(name, name.text, other.text, aliases=name.aliases, kind="definition")
    many = other.text.endswith("s") and not other.text.endswith("ss")
    asked = f"{other.text}又叫什么？" if chinese else f"What {'are' if many else 'is'} {other.text} also called?"
    return Seen(name, other.text, name.text, asked, name.aliases, kind="alias")


ORDERS: dict[str, Callable[[Meeting], Seen | None]] = {
    "term answer": _term_answer,
    "answer term": _answer_term,
    "term items": _term_items,
    "number items": _number_items,
    "noun answer": _noun_answer,
    "facet answer": _facet_answer,
    "counted items": _counted_items,
    "result reason": _result_reason,
    "date clause": _date_clause,
    "items whole": _items_whole,
    "named items": _named_items,
    "items together": _items_together,
    "term who": _term_who,
}
"""What stands on which side of a connector."""
