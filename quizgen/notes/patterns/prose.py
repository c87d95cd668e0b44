"""Reading prose: each sentence by the connectors in it, by its bold term, else as a plain statement."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from quizgen.notes.model import Block, Candidate, Inline
from quizgen.notes.naming import Name, is_name, name_of
from quizgen.notes.openings import lead, points_elsewhere
from quizgen.notes.outline import Outline
from quizgen.notes.patterns.bold import BOLD, of_bold_subject
from quizgen.notes.patterns.connectors import meet
from quizgen.notes.patterns.fit import unfit
from quizgen.notes.patterns.meeting import About
from quizgen.notes.patterns.other_names import OTHER_NAMES
from quizgen.notes.patterns.pattern import Pattern
from quizgen.notes.patterns.plain import LONGEST_TERM, PLAIN, marked, plain_statement
from quizgen.notes.patterns.pronouns import after_pronoun, named, person_in
from quizgen.notes.patterns.sights import BLANK, changed
from quizgen.notes.patterns.statements import statements, to_be_read, with_what_it_names
from quizgen.notes.patterns.terms import head, term_of
from quizgen.notes.regexes import zh
from quizgen.notes.variants import SIMPLIFIED
from quizgen.notes.words import has_han, weight

LONGEST = 400
"""No sentence of more characters is read: it is no sentence, and every pattern stays linear in the note."""
SHORTEST = 5
"""A sentence of less weight says nothing."""
_ALSO_CALLED = re.compile(
    zh(r"(?:又|也|亦)(?:被?称为?|叫[做作]?|名)(?P<alias>[^，,。；和或]{1,12})[，,]\s*(?=(?:是指?|指的?是?)[^，。]{2})")
)


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


def read_prose(outline: Outline, patterns: Sequence[Pattern]) -> Iterator[Candidate]:
    """Yield what ``patterns`` find in the sentences of the notes.

    ``BOLD``, if it is among these, reads sentences that open with a bold term, ``PLAIN`` those that no other does.
    """
    connectors = tuple(p for p in patterns if p.regex)
    reader = _Reader(outline, connectors, BOLD in patterns, PLAIN in patterns)
    person: Name | None = None  # who he or she is
    read_last, spoken_of = -1, None  # the block that was read before, and what it speaks of
    for i, block in enumerate(outline.blocks):
        read = block.kind in ("paragraph", "item", "definition") or outline.states(i)
        if not read or outline.left_out(i) or outline.in_example(i):
            continue
        label, kind = outline.labels[i], outline.label_kind(i)
        if label and (kind == "facet" or not kind):
            continue  # read as a whole, or a remark, a step
        context = outline.context(i)
        subject: Name | str | None = outline.topic(i)
        if spoken_of and read_last == i - 1 and _follows(outline.blocks[i - 1], block):
            subject = named(spoken_of) or subject
        if label and (name := outline.name(i)):
            context, subject = (name,), name
        above = outline.blocks[i - 1].text if i else ""
        if _ALSO_CALLED.match(block.text):  # the line above is the first of its names
            subject = name_of(above) if is_name(above) and weight(above) <= LONGEST_TERM else None
        before: Inline | None = None  # the sentence that stands before, in the same block
        for k, said in enumerate(outline.said(i)):
            sentence, before = with_what_it_names(before, said), said
            for part in statements(sentence):
                if len(part.text) > LONGEST:
                    continue
                found, subject = reader.read(part, i, context, subject, person, labelled=bool(label) and k == 0)
                person = person_in(part.text) or person
                yield from found if sentence is said else _as_written(found, block.text)
        read_last, spoken_of = i, subject


def _follows(before: Block, block: Block) -> bool:
    """Say whether ``block`` begins with It or They and goes on where ``before`` stops: its next item, its next line."""
    same = before.kind == block.kind and before.parent == block.parent and before.level == block.level
    beside = block.kind == "item" or block.line <= before.inline.lines[-1][1] + 1
    return same and beside and _GOES_ON.match(block.text) is not None


_GOES_ON = re.compile(r"(?:It|They|He|She)\s", re.I)
_THERE = re.compile(r"There\s+are\s+(?=(?:two|three|four|five|six|seven|eight|nine|[2-9])\s[^.]{3,90}[:,–—-]\s)", re.I)


@dataclass(frozen=True, slots=True)
class _Reader:
    outline: Outline
    connectors: tuple[Pattern, ...]
    bold: bool
    plain: bool

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
        text = to_be_read(sentence.text)
        if weight(text) < SHORTEST:
            name = term_of(text.rstrip("。. ")) if has_han(text) and not labelled else None
            return [], name or subject  # the name alone, of which the next sentence speaks: 冰川。是指...
        if unfit(text):
            return [], subject if labelled else None
        if OTHER_NAMES.fullmatch(text):
            return [], subject
        start = lead(text)
        start, subject, resolved = after_pronoun(text, start, subject, person)
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
        bold = of_bold_subject(sentence, start, made) if self.bold and not labelled else None
        if bold and has_han(core):
            return [bold], Name(bold.term)
        about = About(resolved, subject, context, labelled)
        found, own = self._connected(core, made, about)
        if called:
            found = [changed(c, aliases=(*c.aliases, called["alias"])) if c.kind == "definition" else c for c in found]
        if not labelled and all(c.kind == "alias" for c in found):
            set_off = marked(sentence, start, len(text))
            left = bold or (plain_statement(made, core, self.outline, about, set_off) if self.plain else None)
            found += [left] if left else []
        return found, own or resolved or (head(core) if has_han(core) else core)

    def _connected(self, core: str, made: Candidate, about: About) -> tuple[list[Candidate], Name | None]:
        """Return what the connectors in the sentence say, and of what the first of them says it."""
        found: list[Candidate] = []
        own: Name | None = None
        simple = core.translate(SIMPLIFIED)
        for pattern in self.connectors:
            if not any(cue in simple for cue in pattern.cues):
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
