"""From sightings to concepts: what is no card is left out with its reason, what says the same is merged."""

from __future__ import annotations

import functools
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise

from quizgen.bank.alike import held
from quizgen.notes.answers import cleared
from quizgen.notes.gates import rejection
from quizgen.notes.model import Candidate, Rejected
from quizgen.notes.naming import folded, without_gloss
from quizgen.notes.outline import Outline
from quizgen.notes.patterns.sights import changed
from quizgen.notes.words import weight


@functools.lru_cache(4096)
def key(text: str) -> str:
    """Return ``text`` as it is compared: without case, spaces and signs."""
    return _NO_LETTERS.sub("", text).casefold()


_NO_LETTERS = re.compile(r"[\W_]+")


def overlap(one: str, other: str) -> float:
    """Return how much of the shorter of two texts stands in the other (0-1)."""
    return held(*sorted((key(one), key(other)), key=len))


def salience(candidate: Candidate, outline: Outline) -> float:
    """Return how much the notes make of what ``candidate`` speaks of (0-1): a term set off, what kind it is."""
    block = outline.blocks[candidate.block]
    score = 0.3
    score += 0.3 * (candidate.kind in ("definition", "question", "list", "idea", "card"))
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

    def order(c: Candidate) -> tuple[bool, bool, bool, float]:
        return c.confidence < 0.5, c.pattern == "plain statement", c.kind != "list", -c.confidence

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
    answer = cleared(c)
    return c if answer == c.answer else changed(c, answer=answer)


def _named(c: Candidate) -> str:
    """Return what the list ``c`` names, without what brackets add: one pattern takes them along, another does not."""
    return "".join(map(without_gloss, c.items))


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
            self.lists.add(key(_named(c)))
            self.listed.update((line, c) for line in c.passage.split("\n"))

    def repeats(self, c: Candidate) -> str:
        """Return why ``c`` is no question of its own beside those kept; "" if it is."""
        if c.kind == "list":
            named = _named(c)
            beside = (o for o in self.by_line[c.line] if o.kind == "list" and len(o.items) == len(c.items))
            again = key(named) in self.lists or any(overlap(named, _named(o)) >= 0.8 for o in beside)
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
                    if c.pattern == other.pattern and (c.term, c.prompt) != (other.term, other.prompt):
                        continue  # it says nearly the same of two things
                    if overlap(c.answer, other.answer) >= 0.7:
                        return "a more reliable pattern reads the same passage"
        if c.kind == "definition" and (key(c.term), c.kind) in self.terms:
            return "another question asks for the same term"
        if c.kind != "cloze" and (c.term or c.prompt):
            same = self.by_term.get((key(c.term), c.kind, c.prompt), ())
            if any(overlap(c.answer, other.answer) >= 0.6 for other in same):
                return "it repeats another question"
        return ""


def _is_series(answer: str, items: tuple[str, ...]) -> bool:
    """Say whether ``answer`` is nothing but the series of ``items``."""
    rest = key(answer)
    for item in items:
        if key(item) not in rest:
            return False
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
