"""Reading sentences: what connectors say in them, what is said of a bold term, what a plain statement can leave out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from quizgen.notes.model import Block, Candidate, Inline
from quizgen.notes.outline import Name, Outline, folded, is_name, is_statement, name_of
from quizgen.notes.patterns import gaps_en
from quizgen.notes.patterns.connectors import meet
from quizgen.notes.patterns.fit import unfit, whole
from quizgen.notes.patterns.gaps import gap
from quizgen.notes.patterns.meeting import About
from quizgen.notes.patterns.pattern import Pattern
from quizgen.notes.patterns.sights import BLANK, changed, prompt
from quizgen.notes.patterns.sure import in_chinese, in_english
from quizgen.notes.patterns.terms import balanced, head, term_of
from quizgen.notes.patterns.zh import SIDES
from quizgen.notes.verbs import AUXILIARY, PAST, is_verb_form, opens_clause, starts_with_verb
from quizgen.notes.words import EXTRAPOSED_EN, has_han, lead, points_elsewhere, quick, weight, zh

LONGEST = 400
"""No sentence of more characters is read: it is no sentence, and every pattern stays linear in the note."""

SHORTEST = 5
"""A sentence of less weight says nothing."""

LONGEST_STATEMENT = 80
"""A longer plain statement (in Chinese characters) says more than one thing: it is read clause by clause."""

_THE = re.compile(r"The\s(?P<noun>[a-z]+)\s(?P<verb>\w+)")
_NAMES = re.compile(r"[A-Za-z]{2}|\d|\$|《")

_PRONOUN = re.compile(
    zh(
        r"(?:它们?|其(?![中他它实次余])|该(?:[^，。的是]{1,8}?(?=是|用于|由|可以|能|会|为|将|使|通过))|"
        r"此类[^，。的是]{0,6}(?=是))(?:的(?=[^，。]{1,8}[是为在]))?"
    )
    + r"|(?:It|They|He|She)(?=\s+\w)",
    re.I,
)
_TRAILING_EXAMPLE = re.compile(
    zh(r"[，,；;.]\s*(?:例如|比如(?:说)?|譬如|如(?=[^果何此上下图同])|eg\b|e\.g\.?|for\s+(?:example|instance))"), re.I
)
_ALSO_CALLED = re.compile(
    zh(r"(?:又|也|亦)(?:被?称为?|叫[做作]?|名)(?P<alias>[^，,。；和或]{1,12})[，,]\s*(?=(?:是指?|指的?是?)[^，。]{2})")
)
_AS_SHOWN = re.compile(
    zh(r"[，,（(]\s*(?:具体|过程|结构)?(?:如|见)[上下右左]?[图表](?:所示)?(?:[\d\-.]+)?[)）]?[。.]?$")
)
_NEW_STATEMENT = re.compile(
    zh(
        r"[，,]\s*(?=但|而(?!且|是|非|不是)|不过|然而|一般|通常|目的|这[样时个种]|那么|也就是|如果|"
        r"当(?!前|量)|由于|假设|比如|例如|所以|因此|同时|另外|此外|其)"
    )
)


_PARALLEL = re.compile(
    zh(
        r"；(?!\s*(?:[二三四五六七]是|其[二三四五]|第[二三四五六七]))|;\s|(?<=[^\x00-\x7f]);|[，,]\s*(?=而(?![且是非不立今已在]|不是))"
    )
)
# A side of the thing that the sentence speaks of, in a clause of its own: ..., 其主要职能是...
_OWN_SIDE = re.compile(
    zh(
        rf"[，,]\s*(?=(?:其|它们?的)(?:主要|基本|核心|重要|最大|根本|直接|唯一|的)*(?:{SIDES})(?:主要|就|则|都|也)*(?:是|为|在于|包括))"
    )
)
_CASES = re.compile(
    zh("(?:若|如果|当)(?=.*?[，,].*?[，,])")
)  # and what then; each of several is a statement of its own
_NEXT_CASE = {word: re.compile(rf"[，,]\s*(?={word})") for word in ("若", "如果", "当", "當")}
_ITS = re.compile("[其它]")
_LAST_CLAUSE = re.compile(r"[，,][^，,]*[:：]$")


def _without_lead_in(text: str) -> str:
    """Return ``text`` without its last clause where that leads in what follows (..., 有两个好处：)."""
    led = _LAST_CLAUSE.search(text) if text.endswith((":", "：")) else None
    return text[: led.start()] if led and weight(text[: led.start()]) >= 12 else text


def statements(sentence: Inline) -> Iterator[Inline]:
    """Yield the parts of a sentence that stand for themselves: what semicolons divide, and clauses of one too long."""
    text = sentence.text
    parallel = ";" in text or "；" in text or "而" in text
    for whole_part in _divided(sentence, _PARALLEL, 8) if parallel else (sentence,):
        if not has_han(whole_part.text):
            yield from _clauses(whole_part)
            continue
        cases = _CASES.match(whole_part.text)
        at = _NEXT_CASE[cases.group()] if cases else _OWN_SIDE
        for part in _divided(whole_part, at, 10) if cases or _ITS.search(text) else (whole_part,):
            if weight(part.text) > LONGEST_STATEMENT:
                yield from _divided(part, _NEW_STATEMENT, 10)
            else:
                yield part


# A sentence that means nothing without the one before it, which it names (这种现象称为...) or counts up (即 A 和 B).
_NAMES_IT = re.compile(
    zh(
        r"(?:人们|我们)?(?:把|将)?这[种个一类](?:过程|现象|方法|方式|情况|东西|结构|构造|状态|行为|做法|性质|关系|规律|效应|策略|思想|机制|操作|技术|作用|运动|变化|"
        r"(?P<kind>[一-龥]{1,5}?)(?=(?:就|则|也|都|一般|通常)*被?(?:叫|称)[^，。；,;的了]{1,12}(?P=kind)(?:$|[。；，,;])))"
        r"(?:就|则|也|都|一般|通常)*被?(?:叫|称)[做作为]?(?![之他她它])"
    )
)
_COUNTS_UP = re.compile(zh(r"(?:即|分别[是为]|它们(?:分别)?是)[：:]?(?=[^，。]{1,20}[和与、及])"))
_COUNT_AT_END = re.compile(zh(r"[两二三四五六七八九](?:大|个|种|类|点|项|条|部分|方面|阶段)[^，。；：、]{0,8}[。.]?$"))
_ASKS = re.compile("[？?！!：:]$")


def _with_what_it_names(before: Inline | None, sentence: Inline) -> Inline:
    """Return ``sentence`` with the one ``before`` it in front, where it gives a name to what that one says."""
    if before is None or len(before.text) > LONGEST_STATEMENT or _ASKS.search(before.text.rstrip()):
        return sentence
    led = before.text.rstrip()
    names = _NAMES_IT.match(sentence.text)
    if names or (_COUNTS_UP.match(sentence.text) and _COUNT_AT_END.search(led)):
        return Inline(f"{led.rstrip('。.')}，{sentence.text}", before.lines)
    return sentence


def _as_written(found: Iterable[Candidate], text: str) -> Iterator[Candidate]:
    """Yield what was found in two sentences read as one: what stands so in ``text``, on which it rests as a whole."""
    for c in found:
        if c.kind != "cloze" and BLANK not in c.prompt and all(part in text for part in (c.answer, *c.items)):
            yield changed(c, passage=text)


_DESCRIBES = re.compile(
    zh(
        r"(?:我们|人们)(?=[把将][^，。；]{4,60}(?:称|叫|定义为))|这[种类](?=[^，。；的]{5,60}的[^，。；的]{1,6}?(?:就|也|又|则|一般|通常)*被?(?:称为|称作|叫做|叫作|称之为|叫|称)[^，。；的]{2,})"
    )
)
"""这种 or 我们 before a whole description adds nothing to it: 这种由泥沙堆积成的平原称为..."""


def _clauses(sentence: Inline) -> Iterator[Inline]:
    """Yield the English clauses that and, while or but join, where each has its own subject and verb."""
    text, start = sentence.text, 0
    if not _UNDER.match(text, lead(text)):
        for joint in _JOINT.finditer(text):
            before = text[start : joint.start()]
            if (
                not _HALF.search(before)
                and not _IN_SERIES.search(before)
                and balanced(before)
                and before.count("$") % 2 == 0
                and weight(before) >= LEAST_CLAUSE
                and opens_clause(text[joint.end() :])
                and opens_clause(before[lead(before) :], leaning=True)
                and weight(text[joint.end() :]) >= LEAST_CLAUSE
            ):
                yield sentence.cut(start, joint.start())
                start = joint.end()
    yield sentence.cut(start, len(text)) if start else sentence


LEAST_CLAUSE = 8
_JOINT = re.compile(
    r"(?:[,:]\s(?=(?:an?|the)\s)|,?\s(?:and|while|whereas|but)\s|"
    r",\s(?!(?:which|who|where|when|and|but|or|so|it|this|these|they|there|that|what|how|as|if)\s)"
    r"(?=(?-i:[a-z])[\w-]+\s(?:[\w-]+\s)?(?:is|are|means?|has|have)\s))(?=[A-Za-z$`])",
    re.I,
)
_IN_SERIES = re.compile(r",\s(?!and\s|or\s)[\w'’-]+(?:\s[\w'’-]+)?$")  # objects, rules, and names used by ...
_UNDER = re.compile(
    r"(?:when|if|whenever|while|although|though|since|because|once|after|before|unless|whereas|unlike|as|given|in|on|from|between|for|suppose|assume|let|either|both)\b",
    re.I,
)
# What reaches over the next clause as well: that A is B and C is D.
_HALF = re.compile(
    quick(
        r"\b(?:that|whether|if|when|where|which|who|whose|how|what|why|because|since|so|until|between|either|both|neither|not\s+only|(?<=,\s)as|as\s+if|even)\b"
    ),
    re.I,
)


def _divided(inline: Inline, at: re.Pattern[str], least: int) -> Iterator[Inline]:
    start = 0
    for found in at.finditer(inline.text):
        if weight(inline.text[start : found.start()]) >= least:
            yield inline.cut(start, found.start())
            start = found.end()
    if start < len(inline.text):
        yield inline.cut(start, len(inline.text))


def read_prose(
    outline: Outline, patterns: Iterable[Pattern], plain: Pattern | None, bold: Pattern | None
) -> Iterator[Candidate]:
    """Yield what ``patterns`` find in the sentences of the notes.

    Sentences that open with a bold term are read by ``bold``, those that no pattern reads by ``plain``.
    """
    chosen = tuple(patterns)
    reader = _Reader(outline, chosen, tuple(p for p in chosen if p.latin), plain, bold)
    person: Name | None = None  # who he or she is
    read_last, spoken_of = -1, None  # the block that was read before, and what it speaks of
    for i, block in enumerate(outline.blocks):
        read = block.kind in ("paragraph", "item", "definition") or outline.states(i)
        if not read or outline.left_out(i):
            continue
        label, kind = outline.labels[i], outline.label_kind(i)
        if label and (kind == "facet" or not kind):
            continue  # read as a whole, or a remark, a step
        context = outline.context(i)
        subject: Name | str | None = outline.topic(i)
        if spoken_of and read_last == i - 1 and _follows(outline.blocks[i - 1], block):
            subject = _named(spoken_of) or subject
        if label and (name := outline.name(i)):
            context, subject = (name,), name
        above = outline.blocks[i - 1].text if i else ""
        if _ALSO_CALLED.match(block.text):  # the line above is the first of its names
            subject = name_of(above) if is_name(above) and weight(above) <= LONGEST_TERM else None
        before: Inline | None = None  # the sentence that stands before, in the same block
        for k, said in enumerate(outline.said(i)):
            sentence, before = _with_what_it_names(before, said), said
            for part in statements(sentence):
                if len(part.text) > LONGEST:
                    continue
                found, subject = reader.read(part, i, context, subject, person, labelled=bool(label) and k == 0)
                who = _PERSON.match(part.text, gaps_en.clause_after(part.text))
                person = Name(who["name"]) if who else person
                yield from found if sentence is said else _as_written(found, block.text)
        read_last, spoken_of = i, subject


def _named(spoken_of: Name | str) -> Name | None:
    """Return the term that is spoken of: of an English sentence, of which little points to it, its subject."""
    if isinstance(spoken_of, str):
        return term_of(spoken_of if has_han(spoken_of) else gaps_en.subject(spoken_of))
    return spoken_of


def _follows(before: Block, block: Block) -> bool:
    """Say whether ``block`` begins with It or They and goes on where ``before`` stops: its next item, its next line."""
    same = before.kind == block.kind and before.parent == block.parent and before.level == block.level
    beside = block.kind == "item" or block.line <= before.inline.lines[-1][1] + 1
    return same and beside and _GOES_ON.match(block.text) is not None


_GOES_ON = re.compile(r"(?:It|They|He|She)\s", re.I)


_SYMBOL = re.compile(r"\s*(?:\$[^$]*\$|`?\w`?)\s+(?:is|are|:|=)?\s*")
LEAST_SAID_EN = 10
"""What is said of an English term in fewer words than five says little."""

_ADVERB_EN = re.compile(r"(?:\w+ly|also|do\snot|does\snot)\s")
_AFTER_BOLD = re.compile(r"\s*(?:[（(][^（()）]{1,60}[)）])?")
_NOT_SAID_OF = re.compile(r"\s*[，,、。和与及或的]")
# What may stand between a term and what is said of it: 顾名思义, and another name.
_ASIDE = r"[，,]\s*(?:顾名思义[，,]\s*|(?:又|也|亦)(?:被?称为?|叫做?|名)[^，,。]{1,12}[，,]\s*)?"
_SAID_OF = re.compile(
    zh(
        r"\s*(?:则|就|也|主要|通常|一般|又)*(?:是|指|为|即|由|用[于来]|通过|将|把|属于|负责|表示|称|叫|"
        rf"{_ASIDE}(?:则|就|也)?(?:是|指|即|一[种个类]|认为|主张))"
    )
)
_COPULA = re.compile(
    zh(
        rf"^\s*(?:{_ASIDE})?(?:(?:则|就|也)?(?:是指?|指的?是?)(?![数标令导向针明出定示引])|(?=认为|主张))|"
        r"^[，,]?\s*即(?![将便可刻时成为])"
    )
    + r"|^(?:means(?:\sthat)?|describes)\s"
)


MARKED = 0.65
"""Confidence in a statement that asks for the one term in it that its writer set off."""


def _marked(sentence: Inline, start: int, end: int) -> tuple[int, int] | None:
    """Return where in sentence[start:end] the only term stands that its writer set off, after what leads to it."""
    spans = [
        (m.start, m.end) for m in sentence.marks if m.kind in ("strong", "underline", "highlight") and m.start >= start
    ]
    if len(spans) != 1 or spans[0][1] > end:
        return None
    (a, b), text = spans[0], sentence.text
    name = text[a:b]
    leads_to_it = weight(text[start:a]) >= LEADING and text[b : b + 1] not in ":：" and is_name(name)
    return (a - start, b - start) if leads_to_it and weight(name) <= LONGEST_TERM and not is_statement(name) else None


_MANY = re.compile(r"(?:[a-z](?<!s)s|ae|men|people|children|a|i)$|\sand\s|[^\x00-\x7f]", re.I)
_PARTICIPLE = re.compile(r"\w+(?:ed|en|wn|nt|lt)\s")
_THERE = re.compile(r"There\s+are\s+(?=(?:two|three|four|five|six|seven|eight|nine|[2-9])\s[^.]{3,90}[:,–—-]\s)", re.I)
_PERSON = re.compile(
    r"(?=[A-Z])(?!(?:The|This|That|These|Those|It|He|She|They|In|On|At|When|While|If|An?|We|You|I|There|And|But|So|As|For|After|By|To|Neither|Both|Each|Every|All|Some|Many|Most|No|None|His|Her|Their|Its|What|How|Why)\b)"
    r"(?P<name>[A-Z][a-z]+(?:\s(?:[A-Z][\w.-]*|of|de|von|van|the)){0,4})(?:['’]s|\s(?:is|was|had|has|believes|[a-z]+ed|"
    + "|".join(sorted(PAST | {"thought", "held", "made", "led", "said", "built", "fought", "taught", "found"}))
    + r"))\s"
)
TWO_WORDS = 0.5
"""Confidence in a statement whose answer is a term of two words: ventricular ejection."""

UNLED = 0.4
"""Confidence in a statement that nothing leads to: it names no term, stands under none, and says little."""

LEADING, LONGEST_TERM = 8, 10
"""So much stands at least before a term that is asked for, so long is it at most."""


def _to_be_read(sentence: str) -> str:
    """Return ``sentence`` without what trails: a lead-in, a word that it is shown in a picture, an example."""
    text = whole(_without_lead_in(sentence.rstrip()))
    if shown := _AS_SHOWN.search(text):
        text = text[: shown.start()]
    example = _TRAILING_EXAMPLE.search(text)
    return text[: example.start()] if example else text


@dataclass(frozen=True, slots=True)
class _Reader:
    outline: Outline
    patterns_zh: tuple[Pattern, ...]
    patterns_en: tuple[Pattern, ...]
    plain: Pattern | None
    bold: Pattern | None

    def read(  # noqa: PLR0913 - what a sentence stands in
        self,
        sentence: Inline,
        block: int,
        context: tuple[Name, ...],
        subject: Name | str | None,
        person: Name | None,
        *,
        labelled: bool,
    ) -> tuple[list[Candidate], Name | str | None]:
        """Return what is found in ``sentence``, and the subject to which 它 or "it" in the next sentence points.

        Of a subject that nothing has been asked for yet, only the words are returned: few sentences point to it.
        ``person`` is who was spoken of last: he, she.
        """
        text = _to_be_read(sentence.text)
        if weight(text) < SHORTEST:
            name = term_of(text.rstrip("。. ")) if has_han(text) and not labelled else None
            return [], name or subject  # the name alone, of which the next sentence speaks: 冰川。是指...
        if unfit(text):
            return [], subject if labelled else None
        start = lead(text)
        pronoun = _PRONOUN.match(text, start) if (subject or person) and not EXTRAPOSED_EN.match(text, start) else None
        if pronoun and pronoun.group().lower() in ("he", "she"):
            subject = person
        elif pronoun and isinstance(subject, str):
            subject = _named(subject)
        if (
            pronoun
            and pronoun.group().lower() == "they"
            and isinstance(subject, Name)
            and not _MANY.search(subject.text)
        ):
            subject = None  # of whom something else is said
        resolved = subject if pronoun and isinstance(subject, Name) else None
        pronoun = pronoun if resolved else None
        start = pronoun.end() if pronoun else start
        called = _ALSO_CALLED.match(text, start) if isinstance(subject, Name) else None
        if called and isinstance(subject, Name):
            start, resolved = called.end(), subject
        if not resolved and (described := _DESCRIBES.match(text, start)):
            start = described.end()
        start = there.end() if (there := _THERE.match(text, start)) else start
        if not resolved and points_elsewhere(text[start:]):
            return [], None
        core = text[start:]
        made = Candidate("", "fact", 0.0, "", "", block, sentence.line_at(start), text)
        bold = None if labelled else self._bold(sentence, start, made)
        if bold and has_han(core):
            return [bold], Name(bold.term)
        found, own = self._connected(core, made, About(resolved, subject, context, labelled))
        if called:
            found = [changed(c, aliases=(*c.aliases, called["alias"])) if c.kind == "definition" else c for c in found]
        if not labelled and all(c.kind == "alias" for c in found):
            found += [bold] if bold else self._plain(made, core, context, resolved, _marked(sentence, start, len(text)))
        return found, own or resolved or (head(core) if has_han(core) else core)

    def _connected(self, core: str, made: Candidate, about: About) -> tuple[list[Candidate], Name | None]:
        """Return what the connectors in the sentence say, and of what the first of them says it."""
        found: list[Candidate] = []
        own: Name | None = None
        characters = set(core)
        for pattern in self.patterns_zh if has_han(core) else self.patterns_en:
            if pattern.heads.isdisjoint(characters):
                continue
            for cue in pattern.cues:
                if cue in core:
                    break
            else:
                continue
            assert pattern.regex is not None
            for match in pattern.regex.finditer(core):
                inside_formula = core.count("$", 0, match.start()) % 2
                seen = None if inside_formula else meet(pattern, match, core, about)
                if seen:
                    own = own or seen.name
                    found.append(
                        changed(
                            made,
                            pattern=pattern.name,
                            kind=seen.kind or pattern.kind,
                            confidence=pattern.confidence,
                            term=seen.term,
                            answer=seen.answer,
                            prompt=seen.prompt,
                            aliases=seen.aliases,
                            items=seen.items,
                        )
                    )
        return found, own

    def _bold(self, sentence: Inline, start: int, made: Candidate) -> Candidate | None:
        """Return what is said of the bold term with which a sentence opens; of an English one, behind its verb."""
        if not sentence.marks:
            return None
        mark = next((m for m in sentence.marks if m.kind == "strong" and start - 1 <= m.start <= start + 1), None)
        if self.bold is None or mark is None:
            return None
        opened = _AFTER_BOLD.match(sentence.text, mark.end)
        end = opened.end() if opened else mark.end
        said, name = made.passage[end:], term_of(made.passage[mark.start : end])
        glossed = end > mark.end
        if not has_han(made.passage[start:]):
            said = said.strip()
            told = weight(said) >= LEAST_SAID_EN and starts_with_verb(_ADVERB_EN.sub("", said, count=1))
        else:
            told = weight(said) >= 4 and bool(_SAID_OF.match(said) or (glossed and not _NOT_SAID_OF.match(said)))
        if name is None or not told:
            return None
        return changed(
            made,
            pattern=self.bold.name,
            kind=self.bold.kind,
            confidence=self.bold.confidence,
            term=name.text,
            aliases=name.aliases,
            answer=_COPULA.sub("", said),
        )

    def _points(self, core: str, context: tuple[Name, ...]) -> bool:
        """Say whether an English statement speaks of something that only the text before it names: The cost is ..."""
        noun = _THE.match(core)
        if noun is None or (noun["verb"].lower() not in AUXILIARY and not is_verb_form(noun["verb"])):
            return False
        known = (*self.outline.terms, *(folded(name.text) for name in context))
        return not any(folded(noun["noun"]) in name for name in known)

    def _plain(
        self,
        made: Candidate,
        core: str,
        context: tuple[Name, ...],
        resolved: Name | None,
        marked: tuple[int, int] | None,
    ) -> list[Candidate]:
        """Return the statement with what its verb says left blank: a cloze if it names what it is about.

        Where nothing of that sort is found, the term is asked for that its writer ``marked``.
        """
        above = " ".join(name.text for name in context)
        subject = f"{resolved.text} " if resolved and not has_han(core) else ""  # it leaves ...: no order to the reader
        hole = gap(subject + core, above) if self.plain and weight(core) <= LONGEST_STATEMENT + 20 else None
        hole = (hole[0] - len(subject), hole[1] - len(subject)) if hole and hole[0] >= len(subject) else None
        by_mark = hole is None and marked is not None
        hole = hole or (None if gaps_en.points_back(core) else marked)
        if self.plain is None or hole is None or _SYMBOL.fullmatch(core[: hole[0]]):
            return []
        before, answer, after = core[: hole[0]], core[hole[0] : hole[1]], core[hole[1] :]
        if not context and not resolved and starts_with_verb(before) and _PARTICIPLE.match(before):
            return []  # known as ...: who?
        if not has_han(core) and gaps_en.echoes(answer, f"{before} {after} {' '.join(n.text for n in context)}"):
            return []
        about = self.outline.speaks_of_term(before)
        named = any(n.text.casefold() in core.casefold() for n in context if not n.facet)
        vague = not (about or named or resolved) and has_han(core) and not _NAMES.search(before)
        vague = vague or (self._points(core, context) and not resolved)
        sure = (named or (about and not context)) and not resolved
        cloze = not resolved and (named or not context)
        if by_mark:
            confidence = MARKED
        elif has_han(core):
            confidence = in_chinese(before, answer, after, named=sure or resolved is not None, about=above)
        else:
            names = tuple(name.text for name in ((resolved,) if resolved else context))
            confidence = in_english(before, answer, after, named=sure, about=names)
            confidence = min(confidence, 0.5) if vague else confidence
        if vague and not context and has_han(core) and weight(before) < LEADING:
            confidence = min(confidence, UNLED)
        if gaps_en.is_term(answer) and not vague:
            confidence = max(confidence, TWO_WORDS)
        read: dict[str, object] = {"pattern": self.plain.name, "confidence": confidence, "answer": answer}
        if cloze:
            return [changed(made, **read, kind="cloze", passage=core, prompt=before)]
        context = (resolved,) if resolved else context
        asked = prompt(context, f"{before}{BLANK}{after}".strip())
        return [changed(made, **read, term=context[0].text, prompt=asked)]
