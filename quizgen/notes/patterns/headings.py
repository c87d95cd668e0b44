"""Patterns of the page: a heading, bullet or line that names a thing, and what it or the text under it says of that."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quizgen.notes.label import label_like
from quizgen.notes.model import Candidate, CandidateKind
from quizgen.notes.naming import GLOSS, NUMBERING, Name, folded, is_name, is_statement, name_of, name_stripped
from quizgen.notes.openings import EXTRAPOSED_EN, lead, points_elsewhere
from quizgen.notes.outline import Outline
from quizgen.notes.patterns.fit import whole
from quizgen.notes.patterns.fragments import HOLDS_ZH, is_fragment, says_of_noun
from quizgen.notes.patterns.named import is_set_in, named
from quizgen.notes.patterns.other_names import OTHER_NAMES
from quizgen.notes.patterns.pattern import Pattern
from quizgen.notes.patterns.sights import THIS_IS, leads_in, opening, prompt, sight, without_subject
from quizgen.notes.regexes import zh
from quizgen.notes.verbs import has_verb, is_clause, starts_with_verb
from quizgen.notes.words import CJK, has_han, weight

_LAW = re.compile(
    zh(r"(?:定理|定律|原理|法则|效应|假说|猜想|规则|原则|公理|引理|条件)$")
    + r"|\b(?:laws?|doctrine|clause|theorem|principle|effect|rule|hypothesis|theory|paradox|lemma|criterion)"
    r"(?:\sof\s[\w -]{1,30})?$",
    re.I,
)


def _under_definition(outline: Outline) -> Iterator[Candidate]:
    """``## 定义`` or ``## Meaning`` under a name, and under it what that is."""
    for i, under in enumerate(outline.blocks[1:]):
        block = outline.blocks[i]
        found = _DEFINITION.fullmatch(name_stripped(block.text)) if block.kind in ("heading", "item") else None
        owns = found and (under.parent == i or i in under.headings) and under.kind in ("paragraph", "item")
        if not found or not owns or outline.labels[i + 1] or outline.left_out(i):
            continue
        owner, said = found["zh"] or found["en"], outline.said(i + 1)
        name = name_of(owner) if owner else outline.topic(i)
        if name is None or not said:
            continue
        text = opening(said, under.inline)
        body = without_subject(text, name)
        unnamed = name.text not in text.text and not is_statement(text.text)
        if body is not text or unnamed or is_fragment(text.text):
            yield sight(i + 1, name.text, body.text, said[0].line_at(0), under.text, aliases=name.aliases)


_DEFINITION = re.compile(
    zh("(?:(?P<zh>[^的，。]{2,12})的)?(?:基本)?(?:定义|概念|含义)")
    + r"|(?:definition|meaning)(?:\sof\s(?P<en>.{3,30}))?",
    re.I,
)


def heading_definitions(outline: Outline) -> Iterator[Candidate]:
    """A name, and under it a text that says what it is without naming it again."""
    yield from _under_definition(outline)
    for i, name, under in named(outline):
        j = _past_names(outline, i, under)
        block, said = outline.blocks[j], outline.said(j)
        if name.facet or block.kind not in ("paragraph", "item") or not said or outline.labels[j]:
            continue
        text, line = said[0].text.strip(), said[0].line_at(0)
        if EXTRAPOSED_EN.match(text) or (block.kind == "paragraph" and outline.children.get(j) and is_name(text)):
            continue  # the second is a heading of what is set in below it
        if this_is := THIS_IS.match(text):
            body = said[0].cut(this_is.end(), len(said[0].text))
            yield sight(j, name.text, body.text, line, block.text, aliases=name.aliases)
        elif _speaks_of(outline, i, name, j, text):
            body = without_subject(opening(said, block.inline), name)
            if not _NO_DEFINITION.match(body.text):
                owners = tuple(n for n in outline.context(i) if not n.facet) if _is_part(outline, i, name) else ()
                asked = prompt(owners, name.text) if owners else ""
                kind: CandidateKind = "property" if asked else "definition"
                yield sight(j, name.text, body.text, line, block.text, aliases=name.aliases, kind=kind, prompt=asked)


def _speaks_of(outline: Outline, i: int, name: Name, j: int, text: str) -> bool:
    """Say whether ``text``, the first sentence in block ``j``, is said of ``name``, which block ``i`` is."""
    block, entry = outline.blocks[j], is_set_in(outline, j) and bool(name.aliases)
    if block.kind == "item" and (block.ordered or NUMBERING.match(block.marker)):
        return False  # the first of several steps, or a heading
    if TWO_THINGS.search(name.text) or _NO_THING.match(name.text) or name.text.casefold() in text.casefold():
        return False
    if leads_in(text) or points_elsewhere(text[lead(text) :]) or _EXAMPLE.match(text) or _of_another(text, name):
        return False
    if (
        _only_names(text, name, item=block.kind == "item")
        or _only_begins(text)
        or (not entry and _is_first_of_several(outline, j, name, text))
    ):
        return False
    if (entry and _NOUN_LAST_ZH.fullmatch(text)) or _LAW.search(name.text):
        return True
    return _is_of(text, name) or is_fragment(text) or _is_all(outline, i, j, text)


def _is_first_of_several(outline: Outline, j: int, name: Name, text: str) -> bool:
    """Say whether ``text`` in item ``j`` is the first of several remarks on ``name``, and not what that is."""
    if outline.blocks[j].kind != "item":
        return False
    if _siblings(outline, j) == 1 and (has_han(text) or _LAW.search(name.text)):
        return False
    if _SEVERAL_OF.match(name.text) and not _is_of(text, name):
        return True
    defines = _DEFINES.match(text) and not is_clause(text)
    does = starts_with_verb(text) and text.split(maxsplit=1)[0].endswith("s")
    return not (_OF_CLAUSE_EN.match(text) or defines or does)


_NO_THING = re.compile(r"\d{1,2}[A-Za-z]?$|\w+(?:ous|ed|lar)\s(?:with|to|by|from)\b", re.I)
_SEVERAL_OF = re.compile(r"(?:\w+\s){0,2}\w+[^suia\W]s\s(?:of|with|in|for|to|about|against)\s", re.I)
# Praise, where it is, what it is called, how many parts it has.
_NO_DEFINITION = re.compile(
    r"(?:the\s+)?(?:most|more|very|really|so)\s\w+[.!]?$|(?:takes?\splace|located|called|contains?\s(?:\d|two|three))\b",
    re.I,
)
_FIRST_ZH = re.compile(zh("首?先(?![天后前进])|第一步"))
_EXISTS_ZH = re.compile(zh("(?!.{0,12}的)[^，。在]{1,12}[上中里内](?:都|均|各)?[连含存带]?有"))
_NEXT_ZH = re.compile(zh("再|然后|接着|最[后终]"))
_TRANSLATED = re.compile(rf"[A-Za-z][\w-]*\s[{CJK}]{{2,6}}")


def _of_another(text: str, name: Name) -> bool:
    """Say whether ``text`` begins with another term than ``name`` and says what that is."""
    if _TRANSLATED.fullmatch(text):
        return True
    return bool(_OF_ANOTHER_ZH.match(text)) and text.split(maxsplit=1)[0].casefold() not in name.text.casefold()


def _is_part(outline: Outline, i: int, name: Name) -> bool:
    """Say whether item ``i`` below another names something that is spoken of only there, and clear only beside it."""
    nested = outline.blocks[i].kind == "item" and outline.blocks[i].level > 0
    return nested and not (
        name.aliases or name.text[0] in "《“" or _LAW.search(name.text) or outline.speaks_elsewhere(name.text)
    )


def _only_begins(text: str) -> bool:
    """Say whether ``text`` gives the first of several steps, what is somewhere, or a bare series of three or more."""
    if _EXISTS_ZH.match(text) or (_FIRST_ZH.match(text) and not _NEXT_ZH.search(whole(text))):
        return True
    parts = re.split(r"[，,、]\s*", text.rstrip("。."))
    return has_han(text) and len(parts) > 2 and all(1 < weight(p) <= 5 and not is_statement(p) for p in parts)


def _past_names(outline: Outline, i: int, j: int) -> int:
    """Return the block after ``j`` where that is no more than a name: who thought of it, what else it is called."""
    after, text = j + 1, outline.blocks[j].text.strip()
    only_named = (outline.blocks[j].kind == "paragraph" and _PERSON.fullmatch(text)) or OTHER_NAMES.fullmatch(text)
    if not only_named or after >= len(outline.blocks) or outline.blocks[after].kind != outline.blocks[j].kind:
        return j
    return after if i in outline.owners(after) else j


_PERSON = re.compile(r"(?:[A-Z][\w'’-]*\.?\s+){1,3}[A-Z][\w'’-]+(?:\s*[(（][^()（）]*[)）])?")


def _only_names(text: str, name: Name, *, item: bool) -> bool:
    """Say whether ``text`` gives another name, one of several things, or praise, and defines nothing.

    "A" below a plural is one of several, unless a kind or a clause follows; in an ``item`` a clause may tell one only.
    """
    if (called := _CALLED_ZH.search(text)) and called["name"] not in name.text and name.text not in called["name"]:
        return True
    if OTHER_NAMES.fullmatch(text):
        return True
    if has_han(text):
        return bool(HOLDS_ZH.match(text))
    bare = GLOSS.sub("", text).rstrip(".")
    plural = name.text.isascii() and bool(_PLURAL.search(name.text)) and not _is_of(text, name)
    one_of = plural and bool(re.match("an?\\s", text, re.I)) and not (_KIND_OF if item else _DEFINING).match(text)
    short = len(bare.split()) < 3 and not re.search(r"[=`$]", text) and not starts_with_verb(text)
    one = short or bool(re.fullmatch(r"(?:the\s+)?most\s+\w+", bare))
    return one or one_of


_KIND_OF = re.compile(r"an?\s(?:[\w-]+\s)?(?:type|kind|form|sort|class|category|family|group|set|piece)\sof\s", re.I)
_DEFINING = re.compile(r"an?\s(?:[\w-]+\s){1,3}?(?:of|that|which|who|whose|where|used|in\swhich)[\s,]", re.I)
_PLURAL = re.compile(r"(?<!serie)(?<!specie)(?<![sui])s$")
_CALLED_ZH = re.compile(zh("(?:称之?为|称作|叫做?|就是)[“「\\s]*(?P<name>[^，。；、”」]{2,12})[”」。]?$"))
# Under 术语(term), a noun phrase of several clauses: 在…下, 经过…的过程.
_NOUN_LAST_ZH = re.compile(zh(r"[^。；;：:是会能]{8,70}的(?:[^，,。；;的了着过]{1,6}|[^，,。；;的了着过]{0,4}过程)。?"))
_DEFINES = re.compile(
    zh(r"(?:是|指|就是|即|由(?!于).{2,40}的|用于|用来|一[种个类项])")
    + r"|(?:an?|the|any|means|refers|occurs?\s+when|when|is|are|says)\s"
    r"|(?!\w+(?:ed|ous)\s)(?:[\w-]+\s){1,3}(?:of|that|which|under|between|with|from|across)\s",
    re.I,
)
# A noun phrase, though a clause stands in it: the degree to which rain falls, how much of it falls.
_OF_CLAUSE_EN = re.compile(
    r"(?:an?\s|the\s)?\w+\s(?:to|in|at|by|for)\swhich\s"
    r"|how\s(?:many|much|far|long|often|well|likely|eas[yi]\w*|fast|strong\w*)\s",
    re.I,
)
TWO_THINGS = re.compile(zh(r"[^共]和(?!平|谐)|[与及、](?!其)") + r"|\s(?:and|&|vs\.?|or)\s", re.I)


def _siblings(outline: Outline, j: int) -> int:
    """Return how many items stand in the list of item ``j``."""
    parent = outline.blocks[j].parent
    return 1 if parent is None else sum(outline.blocks[c].kind == "item" for c in outline.children[parent])


def _is_of(text: str, name: Name) -> bool:
    """Say whether the English ``text`` begins with what ``name`` is the plural of: A taint marks ..., under Taints."""
    words = re.sub(r"^(?:an?|the)\s", "", text, count=1, flags=re.I)
    begins = name.text.isascii() and folded(words[: len(name.text)]).startswith(folded(name.text))
    return begins and not _SOME_OF.match(words, len(name.text) - 1)


_SOME_OF = re.compile(r"\w*\s?(?:that|which|who|whose)\s")  # a taint that ... is one of them
_OF_ANOTHER_ZH = re.compile(
    zh(r"[^，,。；;：:它其这该]{1,14}(?:是指|指的是|是一[种个类套]|定义为)") + rf"|[A-Za-z][\w -]*[{CJK}]{{0,8}}\s?是"
)
_EXAMPLE = re.compile(zh(r"(?:例如|比如|如[:：]|e\.?g\.?\b|for\s+example)"), re.I)


def _is_all(outline: Outline, i: int, j: int, text: str) -> bool:
    """Say whether a single short sentence in block ``j`` is all that stands under block ``i``."""
    after = outline.blocks[j + 1] if j + 1 < len(outline.blocks) else None
    alone = after is None or (i not in outline.owners(j + 1) and after.kind not in ("math", "code"))
    says = has_han(text) or (has_verb(text) and not is_clause(text) and not says_of_noun(text))
    return alone and says and len(outline.said(j)) == 1 and 6 <= weight(text) <= 44


def definition_lists(outline: Outline) -> Iterator[Candidate]:
    """A Markdown definition list."""
    for i, block in enumerate(outline.blocks):
        if block.kind == "definition" and block.parent is not None and (name := outline.name(block.parent)):
            yield sight(i, name.text, block.text, block.line, block.text, aliases=name.aliases)


def dash_headings(outline: Outline) -> Iterator[Candidate]:
    """``## term — what it is``."""
    if outline.document.scraped:
        return  # a title and its subtitle
    for i, block in enumerate(outline.blocks):
        found = _DASHED.match(block.text) if block.kind == "heading" and not outline.left_out(i) else None
        if (
            found
            and (name := name_of(found["name"]))
            and not name.facet
            and label_like(found["name"])
            and not name.text[-1].isdecimal()
        ):
            yield sight(i, name.text, found["said"], block.line, block.text, aliases=name.aliases)


_DASHED = re.compile(r"(?P<name>[^—–:：]{2,40}?)\s*(?:——?|–|\s--?\s)\s*(?P<said>(?=.*\s|.{5}).{6,120})$")


HEADINGS: tuple[Pattern, ...] = (
    Pattern(
        "heading and first sentence",
        "definition",
        0.8,
        "A text that lacks a subject, or states a law, speaks of the name it stands under.",
        (
            (
                "## 对流层\n\n是大气最靠近地面的一层，天气现象都发生在这里。",
                "对流层",
                "大气最靠近地面的一层，天气现象都发生在这里",
            ),
            ("## 冰斗\n\n### 定义\n\n三面环绕陡壁、状如围椅的洼地", "冰斗", "三面环绕陡壁、状如围椅的洼地"),
            ("## 雪线的概念\n\n雪线是指积雪终年不化的下界。", "雪线", "积雪终年不化的下界"),
            ("## Tundra\n\nA treeless plain with frozen subsoil.", "Tundra", "A treeless plain with frozen subsoil"),
            (
                "## Drumlins\n\nA type of hill that the ice has shaped and still moves, this makes it smooth.",
                "Drumlins",
                "A type of hill that the ice has shaped and still moves",
            ),
            (
                "## Isostasy\n\nThis theory says that the crust floats on the mantle.",
                "Isostasy",
                "says that the crust floats on the mantle",
            ),
            (
                "## 阿基米德原理\n\n浸在液体中的物体受到的浮力等于它排开液体的重量。",
                "阿基米德原理",
                "浸在液体中的物体受到的浮力等于它排开液体的重量",
            ),
            (
                "## Plate tectonics\n\nAlfred Wegener\n\nsays that the plates of the crust drift",
                "Plate tectonics",
                "says that the plates of the crust drift",
            ),
            (
                "**Spring line** $S_L$ aka. **Spring level**:  \n"
                "The height at which water leaves the rock on a slope. Seen on maps and from the air.",
                "Spring line",
                "The height at which water leaves the rock on a slope",
            ),
            (
                "- Glaciers\n  - Mouth\n    - The end of the ice on the valley floor.",
                "[Glaciers] Mouth",
                "The end of the ice on the valley floor",
            ),
            (
                "- Porosity\n  - Degree to which the ground can hold water\n  - Measured in the lab",
                "Porosity",
                "Degree to which the ground can hold water",
            ),
            ("## Second Law of Ferries\n\n- Boats fill up", "Second Law of Ferries", "Boats fill up"),
            ("- Ford\n  - shallow place across a river\n  - used by carts", "Ford", "shallow place across a river"),
            (
                "冰斗(cirque)\n    在雪线附近, 由冰川侵蚀而成的洼地\n    形似围椅\n",
                "冰斗",
                "在雪线附近, 由冰川侵蚀而成的洼地",
            ),
        ),
        (
            "## 概述\n\n是大气最靠近地面的一层，天气现象都发生在这里。",
            "## 气象学\n\n露点是指一团空气开始凝结的温度。",
            "## Tundra\n\nWe will now look at some pictures of it:",
            "冰斗(cirque)\n    山里可以看到很多\n    形似围椅\n",
            "- Life of a glacier:\n  1. The snow turns to ice\n  2. The ice begins to move",
            "## Lakes of the Alps\n\n- A dam that was built too low, even if the law allowed it\n- Nothing else",
            "## Season\n\n- the most important\n",
            "- Ford\n  - derived from an old word\n  - used by carts",
            "## Season\n\n- is the most important\n",
            "## Melting\n\nA glacier that loses more ice than it gains is dangerous to those who cross it in summer.",
            "## Lakes of the plain\n\nA dam on the river keeps the water back.",
            "## 3B\n\nTundra that thaws in summer and freezes in winter.",
            "## Problems with the ice\n\n- Lack of snow\n- It melts",
            "## Moraine\n\nTakes place at the end of a glacier in summer.",
            '## 冰川\n\n!!! tip "冰川和雪线的关系"\n    雪线以上积雪。\n    雪线以下融化。',
            "## 造雪\n\n先把水泵的压力加高，然后……",
            "## 造雪\n\n- 先把水泵的压力加高\n- 在空中结冰",
            "## 冰川分级法\n\n表面上有三道裂缝",
            "## 冰川地貌\n\nmoraine 冰碛",
            "## 冰川地貌\n\n冰斗，角峰，冰碛",
            "## 冰川\n\nmoraine 冰碛 是冰川搬运来的石块",
            "## Associated with cold\n\nThe slow growth of the trees near the pole.",
            "## 冰川的地形\n\n冰川上游的凹地叫粒雪盆。",
            "## 冰川\n\n包括冰舌和粒雪盆。",
            "## 冰川\n\n1. 冰川运动的成因与类型",
            "上游为粒雪盆\n\n下游为冰舌，冰舌向山谷里伸出去很远。",
        ),
        find=heading_definitions,
    ),
    Pattern(
        "definition list",
        "definition",
        0.95,
        "Markdown has a form of its own for terms and what they mean.",
        (("Scree\n:   loose stones on a slope", "Scree", "loose stones on a slope"),),
        ("Scree lies on slopes: one slides.",),
        find=definition_lists,
    ),
    Pattern(
        "dash heading",
        "definition",
        0.65,
        "A heading that names a thing and says after a dash what it is.",
        (("## Col — the lowest point of a ridge", "Col", "the lowest point of a ridge"),),
        ("## 2019–2021", "# Geology 2 - Rocks and their names"),
        find=dash_headings,
    ),
)
