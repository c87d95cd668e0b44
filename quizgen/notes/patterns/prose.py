"""Reading sentences: which part is the term, which part says something of it, and what a plain statement can leave out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from quizgen.notes.model import Candidate, Inline
from quizgen.notes.outline import Name, Outline
from quizgen.notes.patterns.fit import unfit, whole
from quizgen.notes.patterns.gaps import gap
from quizgen.notes.patterns.pattern import Pattern
from quizgen.notes.patterns.sights import prompt
from quizgen.notes.patterns.terms import balanced, term_of
from quizgen.notes.words import has_han, lead, points_elsewhere, weight, zh

LONGEST = 400
"""No sentence of more characters is read: it is no sentence, and every pattern stays linear in the note."""

LONGEST_STATEMENT = 80
"""A longer plain statement (in Chinese characters) says more than one thing: it is read clause by clause."""

SURE, VAGUE = 0.75, 0.45
"""Confidence in a plain statement about a term of the notes, and in one that names nothing."""

_NAMES = re.compile(r"[A-Za-z]{2}|\d|\$|《")

BLANK = "____"
"""Stands in a question where words of the notes are asked for."""

_PRONOUN = re.compile(
    zh(
        r"(?:它们?|其(?![中他它实次余])|该(?:[^，。的是]{1,8}?(?=是|用于|由|可以|能|会|为|将|使|通过))|此类[^，。的是]{0,6}(?=是))(?:的(?=[^，。]{1,8}[是为在]))?"
    )
    + r"|(?:It|They)(?=\s+\w)",
    re.I,
)
_BOUNDARY = re.compile(r"[，,；;：:。]\s*")
_TRAILING_EXAMPLE = re.compile(
    zh(r"[，,；;]\s*(?:例如|比如(?:说)?|譬如|如(?=[^果何此上下图同])|eg\b|e\.g\.?|for\s+(?:example|instance))"), re.I
)
_NEW_STATEMENT = re.compile(
    zh(
        r"[，,]\s*(?=但|而(?!且|是|非|不是)|不过|然而|一般|通常|目的|这[样时个种]|那么|也就是|如果|当(?!前|量)|由于|假设|比如|例如|所以|因此|同时|另外|此外|其)"
    )
)


_PARALLEL = re.compile(zh(r"；|;\s|[，,]\s*(?=而(?![且是非不立今已]|不是))"))


def statements(sentence: Inline) -> Iterator[Inline]:
    """Yield the parts of a sentence that stand for themselves: what semicolons divide, and clauses of one too long."""
    for part in _divided(sentence, _PARALLEL, 8):
        if weight(part.text) > LONGEST_STATEMENT:
            yield from _divided(part, _NEW_STATEMENT, 10)
        else:
            yield part


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
    reader = _Reader(outline, tuple(patterns), plain, bold)
    for i, block in enumerate(outline.blocks):
        if block.kind not in ("paragraph", "item", "definition") or outline.left_out(i):
            continue
        label, kind = outline.labels[i], outline.label_kind(i)
        if label and (kind == "facet" or not kind):
            continue  # read as a whole, or a remark, a step
        context = outline.context(i)
        subject = outline.topic(i)
        if label and (name := outline.name(i)):
            context, subject = (name,), name
        for k, sentence in enumerate(outline.said(i)):
            for part in statements(sentence):
                if len(part.text) > LONGEST:
                    continue
                found, subject = reader.read(part, context, subject, labelled=bool(label) and k == 0)
                for candidate in found:
                    yield replace(candidate, block=i)


_SYMBOL = re.compile(r"\s*(?:\$[^$]*\$|`?\w`?)\s+(?:is|are|:|=)?\s*")


class _Reader:
    def __init__(
        self, outline: Outline, patterns: tuple[Pattern, ...], plain: Pattern | None, bold: Pattern | None
    ) -> None:
        self.outline, self.patterns, self.plain, self.bold = outline, patterns, plain, bold

    def read(
        self, sentence: Inline, context: tuple[Name, ...], subject: Name | None, *, labelled: bool
    ) -> tuple[list[Candidate], Name | None]:
        """Return what is found in ``sentence``, and the subject to which 它 or "it" in the next sentence points."""
        text = whole(sentence.text.rstrip())
        if example := _TRAILING_EXAMPLE.search(text):
            text = text[: example.start()]
        if weight(text) < 5:
            return [], subject
        if unfit(text):
            return [], subject if labelled else None
        start = lead(text)
        pronoun = _PRONOUN.match(text, start)
        resolved = subject if pronoun and subject else None
        if resolved and pronoun:
            start = pronoun.end()
        elif points_elsewhere(text[start:]):
            return [], None
        core = text[start:]
        made = Candidate("", "fact", 0.0, "", "", 0, sentence.line_at(start), text)
        if self.bold and not labelled and (bold := self._bold(sentence, start, core, made)):
            return [bold], Name(bold.term)
        found: list[Candidate] = []
        own: Name | None = None
        for pattern in self.patterns:
            if not any(cue in core for cue in pattern.cues):
                continue
            for match in pattern.regex.finditer(core):  # type: ignore[union-attr]
                if core.count("$", 0, match.start()) % 2:
                    continue  # inside a formula
                seen = _sighted(pattern, match, core, resolved, context)
                if seen:
                    found.append(
                        replace(
                            made,
                            **{
                                "pattern": pattern.name,
                                "kind": pattern.kind,
                                "confidence": pattern.confidence,
                                **seen[1],
                            },
                        )
                    )
                    own = own or seen[0]
        if own is None:
            head = re.split(r"[，,：:]|\s(?:is|are|was|were|can|has|have)\s", core, maxsplit=1)[0]
            own = resolved or term_of(head)
        if self.plain and not labelled and all(c.kind == "alias" for c in found):
            found += self._plain(made, core, context, resolved)
        return found, own

    def _bold(self, sentence: Inline, start: int, core: str, made: Candidate) -> Candidate | None:
        """Return what is said of the bold term with which a Chinese sentence opens."""
        mark = next((m for m in sentence.marks if m.kind == "strong" and start - 1 <= m.start <= start + 1), None)
        if mark is None or not has_han(core):
            return None
        opened = re.compile(r"\s*(?:[（(][^（()）]{1,60}[)）])?").match(sentence.text, mark.end)
        end = opened.end() if opened else mark.end
        said = made.passage[end:]
        name = term_of(made.passage[mark.start : end])
        if name is None or weight(said) < 4 or re.match(r"[，,、。和与及或的]", said.lstrip()):
            return None
        said = _COPULA.sub("", said)
        return replace(
            made,
            pattern=self.bold.name,
            kind=self.bold.kind,
            confidence=self.bold.confidence,
            term=name.text,
            aliases=name.aliases,
            answer=said,
        )

    def _plain(self, made: Candidate, core: str, context: tuple[Name, ...], resolved: Name | None) -> list[Candidate]:
        hole = gap(core)
        if not hole or weight(core) > LONGEST_STATEMENT + 20 or _SYMBOL.fullmatch(core[: hole[0]]):
            return []
        made = replace(made, pattern=self.plain.name, confidence=self.plain.confidence, answer=core[hole[0] : hole[1]])
        about = self.outline.speaks_of_term(core[: hole[0]])
        named = any(n.text.casefold() in core.casefold() for n in context if not n.facet)
        if not (about or named or resolved) and has_han(core) and not _NAMES.search(core[: hole[0]]):
            made = replace(made, confidence=VAGUE)
        if resolved:
            context = (resolved,)
        elif not context or named:
            sure = made.confidence if not (about or named) else SURE
            return [replace(made, kind="cloze", passage=core, prompt=core[: hole[0]], confidence=sure)]
        elif about:
            made = replace(made, confidence=0.7)
        asked = f"{core[: hole[0]]}{BLANK}{core[hole[1] :]}"
        return [replace(made, term=context[0].text, prompt=prompt(context, asked.strip()))]


def _sighted(
    pattern: Pattern, match: re.Match[str], core: str, resolved: Name | None, context: tuple[Name, ...]
) -> tuple[Name, dict[str, object]] | None:
    """Return the term and the fields of a candidate, where both sides of a connector hold up."""
    before = [m.end() for m in _BOUNDARY.finditer(core, 0, match.start())]
    left = match.groupdict().get("before") or core[before[-1] if before else 0 : match.start()]
    right = match.groupdict().get("answer") or core[match.end() :]
    if pattern.order == "answer term":
        return _called(pattern, core, match.groupdict().get("said") or left, right)
    if pattern.order == "facet answer":
        return _facet(pattern, match, right, resolved, context)
    if pattern.order == "noun answer":
        return _noun(core, match, right)
    if not left.strip() and before:  # "X, which serves as Y, is ..."
        left = core[: before[0]].rstrip("，,；;：: ")
    name = resolved if resolved and not left.strip() else term_of(left)
    if name is None or name.facet or points_elsewhere(name.text):
        return None
    if pattern.subject and not pattern.subject.search(left):
        return None
    left = left[lead(left) :].strip() or name.text
    if pattern.order == "term items":
        return _items(pattern, name, left, match, right)
    if weight(right) < 3:
        return None
    sides = {k: v for k, v in match.groupdict().items() if k not in ("answer", "before") and v}
    asked = pattern.asks.format(term=name.text, left=_lowered(left), **sides) if pattern.asks else ""
    return name, {"term": name.text, "answer": right, "aliases": name.aliases if not asked else (), "prompt": asked}


def _lowered(text: str) -> str:
    return re.sub(r"^(?:The|An?)\b", lambda m: m.group().lower(), text)


_AND = re.compile(
    zh(r"\s*(?:、|，|,\s*(?:and\s|or\s|以?及|和)?|;\s|；|\s(?:and|or|&)\s|以及|[和及与](?=[^，。、]{1,14}$))\s*")
)
_COUNTED = re.compile(
    zh(
        r"^(?:(?:\w+\s+){0,2}(?:types?|kinds?|parts?|categories|classes|groups|forms|phases|stages)\s*[,:]\s*|[^，：:、]{0,12}[种类个部分步阶段]{1,2}[：:，,]\s*)"
    )
)
_ENUMERATION_END = re.compile(
    zh(
        r"(?:这?[一二两三四五六七八九十几多]+(?:大类|大|个主要)?[种個个类部步方层级阶组](?:部分|面|段|类|形式|类型|方式|方法|情况)?|(?:几|这几)[种个类]|部分|阶段)$"
    )
)
_OPEN_LIST = re.compile(
    zh(r"等(?:等|方面|内容|形式|方式|方法|[^，。、]{0,6})?$|\b(?:etc\.?|and\s+so\s+on|and\s+more|and\s+others)$"), re.I
)


def enumerated(text: str) -> tuple[str, ...]:
    """Return the things that ``text`` enumerates, two to nine short ones; () if it is no complete enumeration."""
    text = text.strip().rstrip("。.;；")
    text = _COUNTED.sub("", text)
    if _OPEN_LIST.search(text):
        return ()
    text = _ENUMERATION_END.sub("", text).strip()
    if "、" in text:
        text = re.split("[，,：:]", text)[0] if "、" in re.split("[，,：:]", text)[0] else text
    items = tuple(item.strip(" \t`") for item in _AND.split(text))
    if has_han(text) and not _CONJOINED_ZH.search(text):
        return ()
    fits = 2 <= len(items) <= 9 and all(
        0 < weight(item) <= 14 and not points_elsewhere(item) and balanced(item) for item in items
    )
    return items if fits and len(set(items)) == len(items) else ()


def _items(
    pattern: Pattern, name: Name, left: str, match: re.Match[str], right: str
) -> tuple[Name, dict[str, object]] | None:
    groups = match.groupdict()
    items = enumerated(groups.get("items") or groups.get("parts") or right)
    if not items:
        return None
    if groups.get("by"):
        asked = f"{left}由哪些{groups['whole']}？"
    else:
        asked = pattern.asks.format(
            left=_lowered(left) if pattern.asks.startswith("What") else left,
            verb=groups.get("verb") or "",
            connector=match.group().strip(),
        )
    return name, {"term": asked, "items": items, "prompt": asked}


_NOUN_BEFORE = re.compile(r"\b(?:an?|the|its|called)\s+(?P<noun>[\w'’-]+(?:\s[\w'’-]+){0,2}(?:\s\$[^$]+\$)?)$", re.I)


def _noun(core: str, match: re.Match[str], right: str) -> tuple[Name, dict[str, object]] | None:
    noun = _NOUN_BEFORE.search(core, max(0, match.start() - 60), match.start())
    name = term_of(noun["noun"]) if noun else None
    if name is None or weight(right) < 4:
        return None
    return name, {"term": name.text, "answer": re.split(r"[,;)]", right)[0]}


def _facet(
    pattern: Pattern, match: re.Match[str], right: str, resolved: Name | None, context: tuple[Name, ...]
) -> tuple[Name, dict[str, object]] | None:
    """Return what is said of a side (目的是...) of the thing that the sentence stands under or speaks of."""
    thing = resolved or (context[0] if context and not context[0].facet else None)
    if match.start() or thing is None or weight(right) < 3:
        return None
    side = match["facet"]
    return thing, {"term": f"{thing.text} {side}", "answer": right, "prompt": prompt((thing,), side)}


_TERM_AFTER_ZH = re.compile(
    r"(?:是|为)?\s*(?P<term>[“「\"]?[^，。；：,;、”」\"（(]{1,24}[”」\"]?(?:\s*[（(][^（()）]{1,60}[)）])?)"
)
_TERM_AFTER_EN = re.compile(
    r"(?:as\s+)?(?:an?\s+|the\s+)?[\"“*_]*(?P<term>[\w'’-]+(?:\s+(?!(?:while|and|or|which|because|when|in|as|to|that|where|if|by|for|since|with|is|are|at|on|but|so)\b)[\w'’-]+){0,4}(?:\s*\([^()]{1,60}\))?)",
    re.I,
)
_CONJOINED_ZH = re.compile(zh("、|[和及与]"))
_COPULA = re.compile(zh(r"^\s*(?:则|就|也)?(?:是指?|指的?是?)(?![数标令导向针])"))
_AROUND_CALLED = re.compile(zh(r"(?:通常|一般|就|也|又|则|被|统|都)+$|^(?:通常|一般)?(?:把|将|我们把|我们将)"))
_CONJOINED_EN = re.compile(r"^.*\b(?:while|whereas|and)\s+", re.I)


def _called(pattern: Pattern, core: str, left: str, right: str) -> tuple[Name, dict[str, object]] | None:
    after = (_TERM_AFTER_ZH if has_han(core) else _TERM_AFTER_EN).match(right.strip())
    name = term_of(after["term"]) if after else None
    if name is None or points_elsewhere(left.strip()) or not left.strip():
        return None
    if not has_han(core) and (" called " in left or " known as " in left or " termed " in left):
        left = _CONJOINED_EN.sub("", left)
    left = left[lead(left) :].strip()
    if weight(left) < 3:
        return None
    other = term_of(left)
    if pattern.kind == "alias" or (other and weight(other.text) <= 6 and "的" not in other.text and has_han(core)):
        if other is None or other.facet:
            return None
        asked = f"{other.text}又叫什么？" if has_han(core) else f"What is {other.text} also called?"
        return name, {
            "kind": "alias",
            "term": other.text,
            "answer": name.text,
            "aliases": name.aliases,
            "prompt": asked,
        }
    left = _AROUND_CALLED.sub("", left)
    return name, {"term": name.text, "answer": left, "aliases": name.aliases}
