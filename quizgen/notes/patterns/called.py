"""Connectors behind which the name stands: what is said, and then what that is called."""

from __future__ import annotations

import re

from quizgen.notes.naming import Name
from quizgen.notes.openings import lead, points_elsewhere
from quizgen.notes.patterns.meeting import Meeting, Seen
from quizgen.notes.patterns.series import enumerated
from quizgen.notes.patterns.sights import asks_other_name
from quizgen.notes.patterns.terms import balanced, head, term_of
from quizgen.notes.patterns.verbs_zh import VERB
from quizgen.notes.regexes import zh
from quizgen.notes.verbs import AUXILIARY, PAST, WORD, is_only_verb, opens_clause, starts_with_verb
from quizgen.notes.words import has_han, reach, weight

_TERM_AFTER_ZH = re.compile(
    r"(?:是|为)?(?:一[个種种])?\s*(?P<term>[“「\"]?(?:(?!--)[^，。；：,;、”」\"（(—]|(?<=\d),(?=\d)){1,24}[”」\"]?(?:\s*[（(][^（()）]{1,60}[)）])?)"
    r"(?=$|--|[\s，。；：,;、”」\"（(—])"
)
_TERM_AFTER_EN = re.compile(
    r"(?:as\s+)?(?:an?\s+|the\s+)?[\"“*_]*(?P<term>[\w'’-]+(?:\s+(?!(?:while|and|or|which|"
    r"because|when|in|as|to|that|where|if|by|for|since|with|is|are|at|on|but|"
    r"so)\b)[\w'’-]+){0,4}(?:\s*\([^()]{1,60}\))?)",
    re.I,
)
LEAST_DESCRIBED = 3
"""What is given a name says at least so much."""
_IF = re.compile(zh("^(?:如果|若|假如|当(?![前时地]))"))
_LINK = re.compile(zh("^(?:则|那么|就|故)+"))
_TOGETHER = re.compile(zh("(?:合起来|合在一起|(?<!在)一起|通常|一般|就|也|又|则|被|统|都)+$"))
_TAKEN = re.compile(
    zh("^(?:通常|一般)?(?:我们)?[把将]")
)  # what is called so, unless a comma shows that 把 has its own verb
_DESCRIBED_FULLY = re.compile("^.{5,}(?:的[^的，。]{1,8}|之[比和差积])$")
_ONLY_A_KIND = re.compile(
    r"(?:an?|the)\s(?:(?:two|three|entire|whole|resulting|first|second|other)\s)?\w+", re.I
)  # a process called ...
_A_KIND = re.compile(r"an?\s", re.I)
_MEASURED = re.compile(zh(r"超过|低于|高于|大于|小于|不足|不到|以[上下]|[<>≤≥＜＞\d]"))  # more than 100: no other name


def answer_term(m: Meeting) -> Seen | None:
    """Return the name behind the connector, and of what it is the name."""
    chinese, alias = has_han(m.core), m.pattern.kind == "alias"
    after = (_TERM_AFTER_ZH if chinese else _TERM_AFTER_EN).match(m.right.strip())
    name = (
        term_of(after["term"].rstrip(".．").removesuffix("的") if chinese else _up_to_verb(after["term"], m))
        if after
        else None
    )
    left = m.group("said") or m.group("described") or _LINK.sub("", m.left)
    if name is None or not left.strip() or points_elsewhere(left.strip()):
        return None
    left = _described_zh(m, left) if chinese else _described_en(m, left)
    on_the_way = chinese and not alias and "的" in name.text and not _DESCRIBED_FULLY.search(left)  # 称为 X 的 Y
    several = enumerated(left) if _NAMED_TOGETHER.search(m.match.group()) else ()  # which are asked for as a list
    if on_the_way or (several and all(map(term_of, several))):
        return None
    ends = _subject_end(left) if chinese and _AGAIN.search(f"{left}{m.match.group()}") else 0
    other = term_of(left[: ends or len(left)])
    bare = chinese and other and not m.group("said") and not _MEASURED.search(other.text)
    if after and alias and isinstance(m.topic, Name) and _A_KIND.match(left) and m.right.strip(" .") == after["term"]:
        other = m.topic  # Loess: a fine dust, also known as wind silt
    if alias or ends or (bare and other and weight(other.text) <= 6 and "的" not in other.text):
        return _other_name(m, name, other)
    equation = "$" in left and "=" in left
    if (weight(left) < LEAST_DESCRIBED and not equation) or _ONLY_A_KIND.fullmatch(left):
        return None
    if m.group("said"):
        left = _IF.sub("", left)
    else:
        left = _TOGETHER.sub("", left)
        left = left if m.match.group()[0] in "，," else _TAKEN.sub("", left)
    return Seen(name, name.text, left, aliases=name.aliases)


_BY = re.compile(zh("被[^，,。；的]{1,6}$"))  # 被后人称为
_SAYS_MORE = re.compile(zh("[^但于可还只总]是[^，。；]*[^的，。；]$"))  # X 是……，被称为……: it is X that is called so
_RESPECTIVELY = re.compile(zh("分别(?:被|叫|称)?|分别$"))


_NAMED_TOGETHER = re.compile(zh("[合并统]称"))
_AGAIN = re.compile(zh("[，,]\\s*(?:[又也亦]被?[称叫]|[俗简全]称|别名)"))
"""Behind a clause it gives one more name to what the clause speaks of: X用于……，又叫做 Y."""


def _subject_end(clause: str) -> int:
    """Return where in the Chinese ``clause`` that of which it says something ends; 0 in a noun phrase."""
    verbs = (v for v in VERB.finditer(clause, 1) if not reach(clause, v.start()) and not reach(clause, v.end()))
    verb = next(verbs, None)
    if verb is None:
        return len(clause) if weight(clause) <= LONGEST_NAME else 0
    return 0 if _DESCRIBED_FULLY.search(clause) and not _SAYS.match(verb.group()) else verb.start()


LONGEST_NAME = 8
"""What is longer (in Chinese characters) and has no verb that we know may be a clause all the same."""
_SAYS = re.compile(zh("是|为|属于|用[于来]|负责|旨在|能|可以|会"))
"""After a term the verb of a sentence, and hardly of what describes a noun."""


def _described_zh(m: Meeting, left: str) -> str:
    """Return what of ``left`` the Chinese name behind it means; "" where several things have their several names."""
    left = _BY.sub("", left[lead(left) :]).strip()
    if "被" in m.match.group() and _SAYS_MORE.search(left):
        left = head(left)
    return "" if _RESPECTIVELY.search(f"{left}{m.match.group()}") else left


_CALLED_BEFORE = re.compile(r"\s(?:called|known\s+as|termed)\s")
_CONJOINED_EN = re.compile(r"^.*\b(?:while|whereas|and)\s+", re.I)
_ALSO = re.compile(r"\b(?:also|sometimes|otherwise|formerly)$")  # another name, which the pattern for these reads
_HEDGE_AT_END = re.compile(r"\s(?:often|usually|generally|commonly)$", re.I)
_NO_NOUN_AT_END = re.compile(r"\b(?:what|that|which|is|are|it|them)$", re.I)
_BARE = re.compile(r",?\s\(?(?:called|known|termed)\s", re.I)
_ONLY_IF = re.compile(r"\s(?:if|unless)\s", re.I)  # so called only then, which what stands before does not say


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


_MODIFIED = re.compile(r"\s(?:of|that|which|who|whose|where|in|by|with|for|between|from|on|at|\w+ing|\w+ed)\s", re.I)
_ADVERBIAL = re.compile(r"(?:in|at|on|for|from|by|with|during|after|before|among|since|under)\s", re.I)


def _is_phrase(text: str) -> bool:
    """Say whether the English ``text`` before a bare "called" is a noun phrase that says enough, and no clause."""
    clause = opens_clause(text) or starts_with_verb(text) or _ADVERBIAL.match(text)
    return not (clause or _OF_LAST_NOUN.search(text)) and bool(_MODIFIED.search(text))


_OF_LAST_NOUN = re.compile(r"\s(?:with|that|which|who|whose|where|when)\s", re.I)
"""Behind it stands a noun of its own, and that is what "called" names: a wall that stops the ice called ..."""


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


_VERBAL_NOUN = re.compile(r"(?!(?:during|following|including|using|according|depending|being)\b)[A-Z][a-z]+ing\s", re.I)
_UNDER = re.compile(r"(?:between|from|when|if|where)\s(?!(?:this|that|these|those|it|they|he|she)\b)", re.I)


def _whole_subject(m: Meeting, left: str) -> str:
    """Return the subject of an English "is called" with what stands before its last comma, where that belongs to it.

    So it does where an enumeration is divided there (sorting by size, colour and shape is called ...), and where the
    rest is only a noun (Between A and B, the time is called ...).
    """
    before = m.core[: m.match.start()]
    last_of_several = " and " in left and _VERBAL_NOUN.match(before)
    only_noun = _ONLY_A_KIND.fullmatch(left.strip()) and _UNDER.match(before) and not points_elsewhere(before)
    return before if "," in before and balanced(before) and (last_of_several or only_noun) else left


_TWO = re.compile(zh("[和与、]"))


def _other_name(m: Meeting, name: Name, other: Name | None) -> Seen | None:
    """Return that ``name`` is another name of ``other``; the name of both, where that is two things."""
    if other is None or other.facet:
        return None
    chinese = has_han(m.core)
    if chinese and _TWO.search(other.text) and enumerated(other.text):
        return Seen(name, name.text, other.text, aliases=name.aliases, kind="definition")
    asked = asks_other_name(other.text, chinese=chinese)
    if chinese and "被" in m.left[-6:] + m.match.group():
        asked = f"{other.text}被称为什么？"
    return Seen(name, other.text, name.text, asked, name.aliases, kind="alias")
