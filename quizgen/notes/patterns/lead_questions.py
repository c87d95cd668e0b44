"""The question that a lead-in puts: 有以下几种, There are three kinds of."""

from __future__ import annotations

import re

from quizgen.notes import openings
from quizgen.notes.generic import is_facet
from quizgen.notes.naming import NUMBERING, Name
from quizgen.notes.openings import points_elsewhere
from quizgen.notes.patterns.fronts import is_plural
from quizgen.notes.patterns.sights import leads_in, prompt
from quizgen.notes.regexes import zh
from quizgen.notes.verbs import has_verb, is_clause
from quizgen.notes.words import has_han, weight

_MEASURE_ZH = r"(?:大类|大|个主要的?|主要)?\s*[种个类点步条项方层级阶组](?:面|段)?"
_COUNT_ZH = (
    r"(?:(?:以下|如下|下面|下列)?\s*(?:主要的?)?\s*"
    rf"(?:(?P<count>(?:[二两三四五六七八九十]|[2-9])\s*{_MEASURE_ZH})|(?:[一二两三四五六七八九十几多\d]+|若干)\s*{_MEASURE_ZH})"
    r"|一系列的?)"
)
_LEAD_ZH = tuple(
    (re.compile(zh(told_by)), question)
    for told_by, question in (
        (r"^(?P<lead>.+(?:表现|体现|反映)(?:在|为|于))$", "{lead}哪些方面？"),
        (
            r"^(?P<subject>.{2,40}?由)(?P<parts>[两三四五六七八九十几\d]+个?(?:大|主要)?部分)(?P<end>组成|构成)$",
            "{subject}哪{parts}{end}？",
        ),
        (
            rf"^(?P<verb>(?:主要|一般|通常|大致|又|还)*(?:有|包括|包含|分为|分成)){_COUNT_ZH}(?P<noun>[^，。、和与及]{{0,12}})$",
            "{verb}{which}{noun}？",
        ),
        (rf"^(?:以下是|下面是|如下)?{_COUNT_ZH}的?(?P<noun>.+)$", "{noun}有哪些？"),
        (r"^(?P<lead>.{3,40}?[，,]?分别)[是为]$", "{lead}是什么？"),
        (r"^(?P<subject>.{2,40}?[^但于可还只总凡分])(?P<verb>是|为)$", "{subject}{verb}什么？"),
        (
            r"^(?P<subject>.{2,40}?)(?P<verb>具有|有)(?:[^，。有]{1,16}的)?"
            r"(?P<noun>(?:理论|实践|现实|历史)?(?:意义|作用|特点|特征|特性|影响|优点|缺点|功能|价值))$",
            "{subject}{verb}哪些{noun}？",
        ),
        (
            r"^(?P<subject>.{2,40}?)(?P<verb>决定|影响|取决于|导致|引起|造成|强调|要求|主张|反映|认为|提出)了?$",
            "{subject}{verb}什么？",
        ),
        (
            r"^(?P<subject>.{2,40}?(?:分为|分成|分|包括|包含|[^没]有))(?P<count>[两三四五六七八九十几\d]+大?[种个类点步条项层级阶])$",
            "{subject}哪{count}？",
        ),
        (
            r"^(?P<subject>.{1,40}?)(?P<verb>(?:主要|一般|通常|大致|又|还|常|可以|可|能够?)*"
            r"(?:有|包括|包含|分为|分成|分|采用了?|由|存在|具有|具备|是|为|需要|支持|提供了?|使用了?|涉及|遵循))"
            rf"(?:{_COUNT_ZH}(?P<noun>[^，。、和与及]{{0,12}}?)|(?:以下|如下|下面|"
            rf"下列)(?P<rest>[^，。、和与及]{{0,12}}?))?"
            r"(?:如下|组成|构成)?$",
            "{subject}{verb}{which}{noun}{rest}？",
        ),
        (
            r"^(?P<head>.{0,24}?(?:用|靠|通过|在|从|按|设|提出了?|定义了?|总结了?|造成|带来|引起|产生|面临|存在))"
            r"(?P<rest>[两三四五六七八九十几\d]+(?:大[种类]?|[种个类项层步条点阶]).{2,30})$",
            "{head}哪{rest}？",
        ),
    )
)
_LEAD_TAIL_ZH = re.compile(zh(r"(?:具体)?(?:如下|有以下|主要有以下|包括以下)(?:所示|几[点种个类])?$"))
_NOUNS_EN = (
    "types?|kinds?|ways?|steps?|parts?|forms?|methods?|categories|classes|stages|phases|"
    "reasons?|approaches|levels?|components?|sources?|rules?|properties|conditions?|"
    "factors?|functions?|layers?|premises|assumptions|arguments|principles?|causes?|goals?|advantages|disadvantages|"
    "features"
)
_NUMBER_EN = "(?:two|three|four|five|six|seven|eight|nine|ten|[2-9])"
_LEAD_EN = tuple(
    (re.compile(told_by, re.I), question)
    for told_by, question in (
        (
            rf"^(?P<x>.{{3,60}}?\s(?:into|to|by|in|through|has|have|includes?|requires?))\s+"
            rf"(?P<n>(?:{_NUMBER_EN}|several)\s+\w[\w -]*)$",
            "{x} which {n}?",
        ),
        (
            rf"^(?:there\s+(?:are|exist)|we\s+have|here\s+are|these\s+are|the\s+following\s+are)\s+(?:also\s+)?"
            rf"(?:(?:the|some|several|many|various|other|different)\s+)*"
            rf"(?P<x>(?:{_NUMBER_EN}\s+)?(?:\w+\s+){{0,2}}?(?:{_NOUNS_EN}|\w{{3,}}s)\b.*)$",
            "What are the {x}?",
        ),
        (r"^(?:the\s+)?following\s+(?P<x>[^,]+?)(?:\s+(?:are|is)(?:\s+\w+)?)?$", "What are the {x}?"),
        (r"^(?P<x>.{3,90}?)\s+(?:as\s+follows|the\s+following)$", "{x} what?"),
        (
            r"^(?P<x>(?!(?:how|why|what|when|where|which|who)\b).{3,90}?\s(?:are|is|asks?|(?:can|may)\s+be|requires?|involves?|provides?|means|"
            r"includes?|consists?\s+of|comprises?|contains?|has|"
            r"have|using|by|into|to|of|for|with|in|on|at|from|through|against|despite|between|if|when|unless|because))$",
            "{x} what?",
        ),
    )
)


def list_question(lead: str, context: tuple[Name, ...]) -> str:
    """Return the question that the lead-in of a list answers to, in the author's words; "" if it answers to none."""
    lead = NUMBERING.sub("", lead, count=1) if NUMBERING.match(lead) else lead
    lead = re.sub(r",?\s+(?:namely|viz\.?|i\.e\.?)$", "", lead.strip().rstrip("：:").strip(" *_"))
    if _EXAMPLES_FOLLOW.search(lead):
        return ""
    return _question_zh(lead, context) if has_han(lead) else _question_en(lead, context)


def _question_zh(lead: str, context: tuple[Name, ...]) -> str:
    last = re.split(r"[。；！？]", lead)[-1].strip()
    if because := _BECAUSE_ZH.match(last):
        said = because["said"].strip("，, ")
        return prompt(context, f"为什么{said}？") if weight(said) >= 4 and not points_elsewhere(said) else ""
    clause = re.split(r"[，,]", last)[-1].strip()
    if counts := _ONLY_COUNTS_ZH.fullmatch(clause):
        before = _POINTING_ZH.sub("", last[: -len(clause)])
        return prompt(context, f"{before}{counts['verb']}哪{counts['count']}？") if context or before else ""
    lead = clause if weight(clause) >= 5 else last
    lead = _POINTING_ZH.sub("", lead[openings.lead(lead) :])
    if (side := _SIDE_ZH.fullmatch(lead)) and is_facet(side["side"]):
        return prompt(context, side["side"]) if context else ""
    asked = _asked_zh(lead)
    return prompt(context, asked) if asked else ""


def _asked_zh(lead: str) -> str:
    if ADVERBIAL_ZH.fullmatch(lead):
        return ""
    for told_by, question in _LEAD_ZH:
        if found := told_by.match(lead):
            said = found.groupdict(default="")
            return question.format(**said, which=f"哪{said.get('count') or '些'}")
    bare = _LEAD_TAIL_ZH.sub("", lead)
    several = bare != lead or (NAMES_SEVERAL.search(bare) and not is_facet(bare) and not _STATES.search(bare))
    return bare + ("有哪些？" if several else "")


def _question_en(lead: str, context: tuple[Name, ...]) -> str:
    whole, lead = lead, re.split(r"(?<=[.!?])\s+", lead)[-1]
    if (these := _THESE.search(lead)) and (said := re.search(_SAID_BEFORE.format(these["noun"]), whole, re.I)):
        return prompt(context, f"What are the {said.group()}?")
    if _NO_LABEL_BEGINS.match(lead) and not has_verb(lead):
        return ""
    if context:
        lead = _PRONOUN_EN.sub("", lead, count=1)  # it is what stands above
    elif _AUXILIARY_FIRST.match(lead):
        return ""  # what of?
    for told_by, question in _LEAD_EN:
        if (found := told_by.match(lead)) and not _POINTING_EN.search(found["x"]):
            return prompt(context, question.format(**found.groupdict()))
    points = None if context and _ASKS_EN.match(lead) else _POINTING_EN.search(lead)
    if _CONJUNCTION_EN.search(lead) or (points and is_clause(lead)):
        return ""
    return prompt(context, "" if points else lead)


_ASKS_EN = re.compile(r"(?:how|why|what)\s", re.I)
_BECAUSE_ZH = re.compile(
    zh(r"(?P<said>.{2,60}?)(?:这|其|主要|就|[，,])*(?:是?因为|是?由于|的?(?:原因|理由)(?:是|在于|有))$")
)
# What is counted stands before the comma: 造雪要用水泵，分两步
_ONLY_COUNTS_ZH = re.compile(
    zh("(?P<verb>一?共?(?:可以?)?(?:分[为成]?|有|包括))(?P<count>[两三四五六七八九十几]大?[种类个步层级阶点项部条])")
)
ADVERBIAL_ZH = re.compile(
    zh(r"(?:在|当|从|对于?|关于|根据|按照?|通过).*(?:中|上|下|里|内|时|来说|而言|看|后|前|方面|情况|过程)")
)
_EXAMPLES_FOLLOW = re.compile(
    zh(r"(?:比如|例如|举例(?:来说)?|譬如|如)$") + r"|\b(?:e\.g\.?|for\s+example|for\s+instance|such\s+as|like)$", re.I
)
_STATES = re.compile(zh("[^但于可还]是[^否]"))
_POINTING_ZH = re.compile(
    zh(r"^(?:它们?的?|其(?![他它余中实次])|这[一几]?[些个种股类项次场套条段批]?的?|该)(?=[^，。]{2})")
)
_SIDE_ZH = re.compile(zh(r"(?P<side>.{2,8}?)(?:主要)?(?:在于|有|包括|如下|是)"))
_CONJUNCTION_EN = re.compile(r"\b(?:where|when|which|that|if|and|or|because|so|while)$|^(?:if|when)\b", re.I)
_PRONOUN_EN = re.compile(r"^(?:it|he|she|they|this|these)\s+(?=\w+\s\w)", re.I)
_THESE = re.compile(rf"\b(?:these|those)\s+(?P<noun>{_NOUNS_EN})\s+are$", re.I)
_SAID_BEFORE = (
    r"(?:\d|two|three|four|five|six|several)\s+(?:\w+\s)?{}\s+(?:for|of|to|in|that|which|why|by)\s[^.,;:!?]{{3,60}}"
)
_NO_LABEL_BEGINS = re.compile(r"(?:about|in|on|at|for|from|with|by|as|into)\s", re.I)
_AUXILIARY_FIRST = re.compile(r"(?:is|are|was|were|has|have|can|may|must|should|will|would)\s", re.I)
_POINTING_EN = re.compile(r"\b(?:this|these|that|those|it|he|she|they|its|their|his|her|here)\b", re.I)


def asks_for(name: str, context: tuple[Name, ...]) -> str:
    """Return the question for what the set ``name`` holds; "" where it is a clause that puts none."""
    if has_han(name):
        return list_question(name, context) if HOW_MANY_ZH.search(name) else prompt(context, f"{name}包括哪些？")
    if kinds := _KINDS_OF.match(name):
        return prompt(context, f"What {kinds['kind'].lower().rstrip('s')}s of {kinds['of']} are there?")
    name = re.sub("^The ", "", name)
    if _SMALL_FIRST.match(name):
        name = name[0].lower() + name[1:]
    return prompt(
        context,
        f"What are the {name}?" if is_plural(name) or _SEVERAL_EN.match(name) else f"What kinds of {name} are there?",
    )


HOW_MANY_ZH = re.compile(zh("[有分为成].{0,6}(?:[种类个点项步]|特点|方面|部分|阶段|层次|环节)$"))
_KINDS_OF = re.compile(r"(?P<kind>types?|kinds?|forms?)\s+of\s+(?P<of>.+)", re.I)
_SEVERAL_EN = re.compile(r"(?:two|three|four|five|six|seven|eight|nine|ten)\s", re.I)
_SMALL_FIRST = re.compile(
    rf"(?:{_NOUNS_EN}|two|three|four|five|six|seven|eight|nine|ten|main|common|different|basic|key|major)\s", re.I
)


NAMES_SEVERAL = re.compile(
    zh(rf"{_COUNT_ZH}|方法|方式|算法|步骤|流程|过程|种类|类型|原则|条件|特点|功能|原因|规则|性质|阶段")
    + rf"|\b(?:{_NOUNS_EN}|sequence|order)\b",
    re.I,
)


def announces(text: str) -> bool:
    """Say whether ``text`` leads in the list below it: with a colon, or with the number or the place of the items."""
    return leads_in(text) or bool(_ANNOUNCES.search(text.strip(" *_.。")))


_ANNOUNCES = re.compile(
    zh(
        r"(?:以下|如下|下列|下面)(?:的?[几两二三四五六七八九十多\d]*[种类个点项大步条][^，。]{0,6})?$|分[为成][几两二三四五六七八九十]大?[种类个点项步]$"
    )
    + r"|(?:\bas\s+follows|\bthe\s+following(?:\s+\w+)?|\binto\s+(?:two|three|four|five|several)\s+\w+|"
    r"\w\s(?:asks?|are|is|can\s+be|may\s+be|includes?|including|involves?|requires?|provides?|allows?|consists?\s+of|contains?|comprises?|has|have|by|into|to|of|for|with|from|means))$",
    re.I,
)
