"""From sightings to concepts: answers are trimmed, what is no card is rejected with its reason, the rest merged."""

from __future__ import annotations

import functools
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import accumulate, pairwise

from quizgen.bank.types import Cloze, Definition, List, Question
from quizgen.notes.generic import STEP
from quizgen.notes.model import Candidate, Rejected
from quizgen.notes.naming import folded
from quizgen.notes.openings import points_elsewhere
from quizgen.notes.outline import Outline
from quizgen.notes.patterns import UNLESS
from quizgen.notes.patterns.fit import unfit, whole
from quizgen.notes.patterns.pattern import Rule
from quizgen.notes.patterns.sights import changed
from quizgen.notes.regexes import quick, zh
from quizgen.notes.words import has_han, segment, weight

LONGEST_ANSWER = 70
"""What is longer (in Chinese characters; a Latin word counts two) is not one fact."""

LONG_ANSWER = 50
"""What is longer is cut where the writer turns to another thought."""

_PAIRS = {"(": ")", "（": "）", "[": "]", "“": "”", "「": "」", "《": "》", "【": "】"}
_BRACKET = re.compile(f"[{re.escape(''.join((*_PAIRS, *_PAIRS.values())))}]")
_EXAMPLE = re.compile(
    zh(
        r"[，,；;。\s](?:(?<!\s)|(?<=\s)[–—-])\s*(?:例如|比如|譬如|eg\b|e\.g\.?|for\s+(?:example|instance)|[（(](?:例如|比如|"
        r"如[^果何此上下图][^（()）]*[)）]$))"
    ),
    re.I,
)
_TURN = re.compile(
    zh(
        r"[，,]\s*(?=这(?!种|个|类|些)|那么|比如|例如|但是?|不过|所以|因此|更正式|也就是说|假设|我们|"
        r"其实|换句话说)|\.\s+(?=[A-Z])|[。；;]\s*(?=.)"
    )
)


_CONDITION = re.compile(zh("(?:如果|若|当|只要|一旦|假如|由于|因为|虽然|尽管)[^，,；;。]*"))
_ARROW_AFTER = re.compile(r"\s(?:[=-]+>|→)\s*$")


def trim(answer: str) -> str:
    """Return ``answer`` cut down to what answers: without final punctuation, trailing example and broken bracket.

    A long answer ends before its next thought, or at the last clause that fits.
    """
    text = answer.strip()
    example = _EXAMPLE.search(text)
    if example and weight(text[: example.start()]) >= 6 and "\n" not in text:
        text = text[: example.start()]
    text = text.strip().strip("，,；;：:、—").rstrip("。.．！!、，,；; ").lstrip("。.、，,；; ")
    text = _ARROW_AFTER.sub("", text) if text.endswith(("→", ">")) else text
    for opening, closing in _PAIRS.items() if _BRACKET.search(text) else ():
        if text.count(opening) > text.count(closing) and text.rfind(opening) > text.rfind(closing):
            at = text.rfind(opening)
            if weight(text[:at]) >= 5:
                text = text[:at].rstrip("，,；;。 ")
        if text.count(closing) > text.count(opening) and text.endswith(closing):
            text = text[: -len(closing)].rstrip()
    if weight(text) > LONG_ANSWER:
        turns = [t.start() for t in _TURN.finditer(text) if 10 <= weight(text[: t.start()]) <= LONGEST_ANSWER]
        turns = [t for t in turns if not _CONDITION.fullmatch(text, 0, t)]
        text = text[: turns[-1] if turns and weight(text) > LONGEST_ANSWER else turns[0]] if turns else text
    text = _shortened(text) if weight(text) > LONGEST_ANSWER else text
    if text.count('"') % 2 and weight(text[: text.rfind('"')]) >= LEAST_LEFT:
        text = text[: text.rfind('"')]
    return text.strip()


LEAST_LEFT = 10
"""So much is left at least of an answer that is cut where a quotation begins that does not end."""


def _shortened(text: str) -> str:
    """Return ``text`` up to the last sentence that still fits, in English up to the last comma.

    A comma in Chinese ends half of what is said: 有水，并且在...
    """
    for ends in _ENDS[: 1 if has_han(text) else 2]:
        cuts = [m.start() for m in ends.finditer(text)]
        fitting = [c for c in cuts if 10 <= weight(text[:c]) <= LONGEST_ANSWER]
        if fitting:
            return text[: fitting[-1]]
    return text


_ENDS = (re.compile(r"[。；;]|\.\s"), re.compile(r",\s"))


# --- Rejection -------------------------------------------------------------------------------------------------------


def _leaks(c: Candidate) -> bool:
    if c.kind in ("list", "cloze") or len(c.answer) > 4 * len(c.prompt or c.term):
        return False
    key = _SIGNS.sub("", c.answer).casefold()
    return len(key) >= 2 and key in _SIGNS.sub("", c.prompt or c.term).casefold()


_SIGNS = re.compile(r"\W+")


def _cut_off(c: Candidate) -> bool:
    return bool(_BREAKS_OFF.search(c.answer, max(0, len(c.answer) - 12))) or any(
        item.rstrip().endswith(("…", "...")) for item in c.items
    )


_BREAKS_OFF = re.compile(
    quick(
        zh(
            r"…|\.{3,}|\b(?:of|the|an?|and|or)\s*\*?|(?<!求)是|(?:[记称]|概率)[为作]|(?<=[数值度率])(?:恒[为作]|[为作])|等于|(?<!的)满足|使得?"
        )
    )
    + r"\s*$"
)


_ANSWERED_BY = re.compile(
    quick(
        r"(?:如下|以下|下面|上面)(?:所示)?$|^(?:见(?![于解识证诸])|参见|如图|同上|待补充|[略无]$)|^(?:n/?a|see|as\s+follows|below|above)\b"
    ),
    re.I,
)

_SYMBOL = re.compile(r"\$[^$]*\$|`?[A-Za-zα-ωΑ-Ω]`?|`?\w[\[(_].*")

_THOSE = r"those(?!\s(?:that|which|who|whose|in|with|of|where|able|[a-z]+(?:ed|ing)|spread|made|found|held|built)\b)"
_POINTING_ANSWER = re.compile(rf"(?:it|them|this|these|{_THOSE}|him|her)\b(?!\s+\w+s\b)", re.I)

_LEANING_ANSWER = re.compile(
    quick(
        zh("(?:此类?|这(?![种样])|该|上述|前者|后者)")
        + rf"|(?:this|these|{_THOSE}|it|(?:its|their)\s+\w+\s+(?:is|are)|they|same)\b(?!\s+(?:as|way)\b)"
    ),
    re.I,
)


def _leans(c: Candidate) -> bool:
    """Say whether the answer begins with a word that only the text before it explains: 该点, unless 点 is asked for."""
    found = _LEANING_ANSWER.match(c.answer)
    if found is None:
        return False
    named = c.answer[found.end() : found.end() + 1]
    return found.group() not in ("该", "該") or not named or named not in (c.prompt or c.term)


_TITLE = re.compile(r"[【\[<][^】\]>]*[】\]>]")
_WORK = re.compile(r"[【\[《<][^】\]》>]*[】\]》>]")  # which a side may ask for: 著作
_CASE = re.compile(zh(r"(?:^|] )以.+为例$"))
_SUCH_AS = re.compile(zh("[如像](?![果何同期今下])[^，,。；;]*(?:[，,、]|$)|[例比]如"))
_ASIDE = re.compile(r"[（(][^（()）]*[)）].{0,3}")
_MARKUP = re.compile(r":math:|\\[a-z]+|[{}]")
_STUTTER = re.compile(r"(\w{1,3})\s+\1(?:\s+\1)?")

_FORMULA = re.compile(r"\$[^$]*\$")
_LEAST = {"question": 1, "property": 1, "alias": 2}


def _least(c: Candidate) -> int:
    """Return how long the answer of ``c`` must be: a word of the other language may be short."""
    translated = c.kind == "definition" and c.term.isascii() and not c.answer.isascii()
    return 2 if translated else _LEAST.get(c.kind, 3)


def _uses_term(c: Candidate) -> bool:
    """Say whether a definition names its term once more, as a word of its own, so that it turns in a circle.

    A short name is part of too many words (感觉 of 感觉器官); one may return in a longer name (Fast RCNN).
    """
    if (
        c.kind != "definition"
        or c.pattern == "written card"
        or len(c.term) < 2
        or (c.term.isascii() and len(c.term) < 4)
    ):
        return False
    answer = _CODE.sub("``", c.answer) if "`" in c.answer and "`" not in c.term else c.answer
    if has_han(c.term) and len(c.term) < LONG_NAME:
        return re.search(re.escape(c.term) + zh("(?:$|[是为，。])"), answer) is not None
    at = answer.casefold().find(c.term.casefold())
    if has_han(c.term) and at > 0 and weight(_CLAUSE_ENDS.split(answer, maxsplit=1)[0]) in range(LEAST_LEFT, at):
        return False  # the clause before it says what it is
    if at > 0 and has_han(c.term) and not _ends_word(answer, at + len(c.term)):
        return False
    return at > 0 and not (c.term.isascii() and _WITHIN_NAME.search(answer, 0, at))


def _ends_word(text: str, at: int) -> bool:
    """Say whether a word of the Chinese ``text`` ends at ``at``: no 实体集 is in 实体集合 (实体, 集合)."""
    ends = accumulate(len(word) for word in segment(text[: at + 4]))
    return at in ends


LONG_NAME = 3
"""A Chinese name of so many characters is no part of other words, as a rule."""

_CODE = re.compile("`+[^`]*`+")
_WITHIN_NAME = re.compile(r"[A-Za-z]+[ \-]$")


def _says_over(c: Candidate) -> bool:
    """Say whether most of what the answer says stands in the name it is said of (harbour: head of a harbour)."""
    if c.kind not in ("definition", "property") or _CLAUSE_ENDS.search(c.answer):
        return False
    asked = c.prompt.rsplit("] ", 1)[-1] if c.prompt else c.term
    said, named = _content(c.answer), set(_content(asked))
    return len(said) > 3 and sum(part in named for part in said) >= SAYS_OVER * len(said)


SAYS_OVER = 0.6
"""An answer of which so much stands in the question says little."""


def _content(text: str) -> list[str]:
    """Return what of ``text`` means something: Chinese characters, and the beginnings of Latin words."""
    text = _IN_BRACKETS.sub("", text.casefold())
    return [word[:5] for word in _LONG_WORD.findall(text) if word not in _EMPTY_EN] + _FULL_ZH.findall(text)


_CLAUSE_ENDS = re.compile("[，,；;。]")
_IN_BRACKETS = re.compile(r"[（(][^（()）]*[)）]")
_LONG_WORD = re.compile(r"[a-z]{3,}")
_EMPTY_EN = frozenset(("the", "and", "for", "with", "that", "are", "which", "from", "where", "their", "its", "how"))
_FULL_ZH = re.compile(zh(r"(?![的与和及有由于在中是而一种所为个以之了关])[\u4e00-\u9fff]"))


def _only_counts(c: Candidate) -> bool:
    """Say whether two items of a list or more are no names but numbered roles: Response 1, Response 2."""
    return c.kind == "list" and sum(bool(_NUMBERED.match(item) and STEP.fullmatch(item)) for item in c.items) > 1


_DONE_SO = re.compile("(?:即可|就行|就好|就可以|便可)了?$")


def _names_items(c: Candidate) -> bool:
    """Say whether most items of a list stand in its question: Converters and estimators."""
    if not c.items:
        return False
    asked = (c.prompt or c.term).casefold()
    return 3 * sum(item.casefold() in asked for item in c.items) >= 2 * len(c.items)


_NUMBERED = re.compile(r"[A-Za-z]{4,}\s*#?\s*\d")

RULES: tuple[Rule, ...] = (
    Rule("its items only count", _only_counts),
    Rule("the question names its items", _names_items),
    Rule(
        "the answer is a title",
        lambda c: (
            c.answer[-1:] in tuple("】]》>") and bool((_TITLE if c.kind == "property" else _WORK).fullmatch(c.answer))
        ),
    ),
    Rule(
        "it explains a symbol of one formula",
        lambda c: c.kind == "definition" and bool((_FORMULA if "siblings" in c.pattern else _SYMBOL).fullmatch(c.term)),
    ),
    Rule(
        "the answer is empty",
        lambda c: c.kind != "list" and weight(c.answer) < _least(c) and not re.search(r"[$`]", c.answer),
    ),
    Rule(
        "the answer is too long for one card",
        lambda c: weight(c.answer) > LONGEST_ANSWER or any(weight(i) > 60 for i in c.items),
    ),
    Rule("the question gives the answer away", _leaks),
    Rule("the notes break off in the answer", _cut_off),
    Rule("it is an example", lambda c: (c.prompt or c.term).endswith("例") and bool(_CASE.search(c.prompt or c.term))),
    Rule("it is an example", lambda c: c.kind == "definition" and bool(_SUCH_AS.match(c.answer))),
    Rule("it is still to be written", lambda c: "TODO" in c.term or "TODO" in c.answer),
    Rule("the answer points elsewhere", lambda c: c.kind != "cloze" and bool(_ANSWERED_BY.search(c.answer))),
    Rule(
        "the answer points elsewhere",
        lambda c: c.kind in ("definition", "property") and _leans(c),
    ),
    Rule("the answer uses the term", _uses_term),
    Rule("it tells what to do", lambda c: c.kind in ("definition", "property") and bool(_DONE_SO.search(c.answer))),
    Rule("the answer says little more than the question", _says_over),
    Rule("it is mostly signs", lambda c: c.answer[:1] in tuple("><=+→~|") and c.kind != "fact"),
    Rule("a formula is lost in it", lambda c: bool(_STUTTER.fullmatch(c.term))),
    Rule("it is markup", lambda c: c.kind == "definition" and bool(_MARKUP.search(_FORMULA.sub("", c.term)))),
    Rule("the answer is an aside", lambda c: c.kind in ("definition", "property") and bool(_ASIDE.fullmatch(c.answer))),
    Rule("the answer is a word that points elsewhere", lambda c: bool(_POINTING_ANSWER.match(c.answer))),
    Rule("the answer leads in what follows", lambda c: c.answer.rstrip().endswith((":", "："))),
    Rule(
        "the subject points elsewhere",
        lambda c: bool(c.term) and c.kind not in ("question", "list") and points_elsewhere(c.term) and not c.prompt,
    ),
)


def rejection(candidate: Candidate) -> str:
    """Return why ``candidate`` is left out, in plain words; "" if it is not."""
    if candidate.pattern == "written card":
        return ""  # as its author wrote it
    for rules in (RULES, UNLESS.get(candidate.pattern, ())):
        for rule in rules:
            if rule.tells(candidate):
                return rule.reason
    if candidate.kind in ("list", "question"):
        return ""
    reason = unfit(candidate.answer)
    return "" if reason in _OF_SENTENCES else reason


# What tells that a sentence says nothing, but not that an answer does.
_OF_SENTENCES = ("it is an example", "it is mostly signs", "it is code", "it says only that something exists")


# --- Merging ---------------------------------------------------------------------------------------------------------


@functools.lru_cache(4096)
def key(text: str) -> str:
    """Return ``text`` as it is compared: without case, spaces and signs."""
    return _NO_LETTERS.sub("", text).casefold()


_NO_LETTERS = re.compile(r"[\W_]+")


@functools.lru_cache(512)  # a candidate is compared with each beside it
def _pairs(text: str) -> Counter[str]:
    folded = key(text)
    return Counter(map("".join, pairwise(folded))) or Counter([folded])


def overlap(a: str, b: str) -> float:
    """Return how much of the shorter of two texts stands in the other (0-1), by pairs of characters."""
    one, other = _pairs(a), _pairs(b)
    shared = sum(min(n, other.get(pair, 0)) for pair, n in one.items())
    return shared / max(1, min(sum(one.values()), sum(other.values())))


def answer_of(question: Question) -> str:
    """Return the text that answers ``question``."""
    if isinstance(question, Definition):
        return question.definition
    if isinstance(question, List):
        return " ".join(question.items)
    return question.text if isinstance(question, Cloze) else str(getattr(question, "answer", ""))


def salience(candidate: Candidate, outline: Outline) -> float:
    """Return how much the notes make of what ``candidate`` speaks of (0-1): a term set off, what kind it is."""
    block = outline.blocks[candidate.block]
    score = 0.3
    score += 0.3 * (candidate.kind in ("definition", "question", "list", "idea"))
    score += 0.2 * any(folded(name) in outline.terms for name in (candidate.term, *candidate.aliases) if name)
    score += 0.2 * (block.kind != "row" and len(block.headings) > 0 and candidate.confidence >= 0.7)
    return round(score, 3)


def settle(candidates: Iterable[Candidate]) -> tuple[list[Candidate], list[Rejected]]:
    """Return the candidates that stay, in the order of the notes, and those left out, each with the reason.

    Of several that say the same of the same passage the most reliable stays; two names for one thing join the question
    that defines it.
    """
    kept: list[Candidate] = []
    rejected: list[Rejected] = []
    trimmed = [_trimmed(c) for c in candidates]
    seen = _Kept()

    def order(c: Candidate) -> tuple[bool, bool, float, bool]:
        return c.confidence < 0.5, c.pattern == "plain statement", -c.confidence, c.kind != "list"

    for candidate in sorted(trimmed, key=order):
        reason = rejection(candidate) or seen.repeats(candidate)
        if reason:
            rejected.append(Rejected(candidate.line, candidate.passage[:200], candidate.pattern, reason))
        else:
            kept.append(candidate)
            seen.add(candidate)
    kept.sort(key=lambda c: (c.line, c.block))
    kept, ambiguous = _told_apart(kept)
    rejected += ambiguous
    return _with_aliases(kept), rejected


def _told_apart(kept: list[Candidate]) -> tuple[list[Candidate], list[Rejected]]:
    """Return ``kept`` without questions that read the same and are answered otherwise, and these as left out.

    Several short answers close together are one list instead; one that is surer than the others stays.
    """
    same: dict[str, list[Candidate]] = defaultdict(list)
    for c in kept:
        if c.kind in ("property", "fact", "idea", "question") and c.pattern not in _AS_WRITTEN:
            same[c.prompt or c.term].append(c)
    out, rejected = [], []
    for c in kept:
        alike = same.get(c.prompt or c.term, ())
        if len(alike) < 2 or all(c is not other for other in alike):
            out.append(c)
        elif c is alike[0] and _make_a_list(alike):
            items = tuple(other.answer for other in alike)
            out.append(changed(c, kind="list", answer="", items=items, prompt=c.prompt or c.term))
        elif not _make_a_list(alike) and c.confidence > max(o.confidence for o in alike if o is not c):
            out.append(c)
        elif not _make_a_list(alike):
            rejected.append(Rejected(c.line, c.passage[:200], c.pattern, "another question reads the same"))
    return out, rejected


_AS_WRITTEN = frozenset(("written card", "table"))


def _make_a_list(alike: Sequence[Candidate]) -> bool:
    """Say whether the answers to questions that read the same are the short items of one list, close together."""
    together = all(b.line - a.line <= CLOSE for a, b in pairwise(alike))
    one_pattern = len({c.pattern for c in alike}) == 1
    return together and one_pattern and all(weight(c.answer) <= LONGEST_SHARED for c in alike)


CLOSE, LONGEST_SHARED = 3, 50
"""So many lines at most stand between the answers of one list; so much (in Chinese characters) says each of them."""


def _trimmed(c: Candidate) -> Candidate:
    answer = c.answer if c.kind == "list" else _answer(c)
    return c if answer == c.answer else changed(c, answer=answer)


def _answer(c: Candidate) -> str:
    """Return the answer of ``c`` trimmed, without the term at its head ("X, which ..." says of X "which ...")."""
    if c.pattern == "written card":
        return c.answer.rstrip("。.") if c.kind == "question" else c.answer
    answer = trim(c.answer if c.kind == "fact" else whole(c.answer))
    if (
        c.kind == "definition"
        and answer.startswith(c.term)
        and answer[len(c.term) : len(c.term) + 1] in ("，", ",", "：", ":")
    ):
        return answer[len(c.term) + 1 :].strip()
    term = c.prompt.rsplit("] ", 1)[-1] if c.kind == "property" else c.term
    if c.kind in ("definition", "property") and answer.endswith(term):
        named = _NAMED.search(answer, 0, len(answer) - len(term))
        return answer[: named.start()] if named and named.start() else answer
    return answer


_NAMED = re.compile(zh(r"[，,]?\s*(?:就|则|这|也|即|被)*(?:称之?为|称作|叫[做作]?|称)[“「\s]*$"))


class _Kept:
    """What has been kept so far, found again by line, by term and by items."""

    def __init__(self) -> None:
        self.by_line: dict[int, list[Candidate]] = defaultdict(list)
        self.by_term: dict[tuple[str, str, str], list[Candidate]] = defaultdict(list)
        self.terms: set[tuple[str, str]] = set()
        self.lists: set[str] = set()
        self.listed: dict[str, Candidate] = {}

    def add(self, c: Candidate) -> None:
        self.by_line[c.line].append(c)
        self.terms.add((key(c.term), c.kind))
        self.by_term[key(c.term), c.kind, c.prompt].append(c)
        if c.kind == "list":
            self.lists.add(key("".join(c.items)))
            self.listed.update((line, c) for line in c.passage.split("\n"))

    def repeats(self, c: Candidate) -> str:
        """Return why ``c`` is no question of its own beside those kept; "" if it is."""
        if c.kind == "list":
            named = "".join(c.items)
            beside = (o for o in self.by_line[c.line] if o.kind == "list" and len(o.items) == len(c.items))
            again = key(named) in self.lists or any(overlap(named, "".join(o.items)) >= 0.8 for o in beside)
            return "another question asks for the same list" if again else ""
        held = self.listed.get(c.passage) if c.pattern == "plain statement" else None
        as_list = c.kind in ("definition", "property") and (
            key(c.answer) in self.lists
            or any(o.kind == "list" and _is_series(c.answer, o.items) for o in self.by_line[c.line])
        )
        if as_list or (held and (held.ordered or weight(c.passage) <= 24)):
            return "a list holds it"
        if c.kind != "alias":
            for line in range(c.line - 2, c.line + 3):
                for other in self.by_line.get(line, ()):
                    if other.kind in ("alias", "list") or not _same_passage(c.passage, other.passage):
                        continue
                    if c.pattern == other.pattern == "table" and c.prompt != other.prompt:
                        continue  # two cells of a row that say the same
                    if overlap(c.answer, other.answer) >= 0.7:
                        return "a more reliable pattern reads the same passage"
        if c.kind == "definition" and c.pattern != "written card" and (key(c.term), c.kind) in self.terms:
            return "another question asks for the same term"
        if c.kind != "cloze":
            same = self.by_term.get((key(c.term), c.kind, c.prompt), ())
            if any(overlap(c.answer, other.answer) >= 0.6 for other in same):
                return "it repeats another question"
        return ""


def _is_series(answer: str, items: tuple[str, ...]) -> bool:
    """Say whether ``answer`` is nothing but the series of ``items``."""
    rest = key(answer)
    for item in items:
        rest = rest.replace(key(item), "", 1)
    return len(rest) <= len(items) - 1


def _same_passage(one: str, other: str) -> bool:
    a, b = key(one), key(other)
    return a in b or b in a


def _with_aliases(kept: list[Candidate]) -> list[Candidate]:
    """Return ``kept`` with each alias moved into the question that defines its term, where there is one."""
    defined: dict[str, int] = {}
    out: list[Candidate] = []
    for c in kept:
        if c.kind == "definition":
            for name in (c.term, *c.aliases):
                defined.setdefault(key(name), len(out))
        out.append(c)
    gone: set[int] = set()
    for n, c in enumerate(out):
        if c.kind != "alias":
            continue
        names = (c.term, c.answer, *c.aliases)
        at = next((defined[key(name)] for name in names if key(name) in defined), None)
        if at is not None:
            d = out[at]
            more = [x for x in names if key(x) != key(d.term) and x not in d.aliases]
            out[at] = changed(d, aliases=tuple(dict.fromkeys((*d.aliases, *more))))
            gone.add(n)
    return [c for n, c in enumerate(out) if n not in gone]
