"""A connector met in a sentence: its two sides, and of what the sentence speaks."""

from __future__ import annotations

import re
from dataclasses import dataclass

from quizgen.notes.model import CandidateKind
from quizgen.notes.naming import Name
from quizgen.notes.openings import lead, points_elsewhere
from quizgen.notes.patterns.pattern import Pattern
from quizgen.notes.patterns.terms import head, term_of
from quizgen.notes.regexes import zh
from quizgen.notes.words import has_han


@dataclass(frozen=True, slots=True)
class About:
    """What a sentence speaks of where it does not say so itself.

    ``resolved`` is what its pronoun points to, ``topic`` what the sentence before it speaks of: so does a Chinese
    sentence that begins with its verb. ``context`` holds the names under which it stands. ``labelled`` says that it
    stands behind the label ``topic``, of which all its clauses speak.
    """

    resolved: Name | None
    topic: Name | str | None
    context: tuple[Name, ...]
    labelled: bool = False


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


BOUNDARY = re.compile(r"(?:[，；;：:。]|,(?!(?<=\d,)\d))\s*")
_ADVERBS = re.compile(zh("(?:主要|通常|一般|往往|大致|大多|可以?|则|也|都|又|就|还|常)*"))
_GLOSSES = ("是指", "定义为")  # of a word, even where it mostly names a side: 联系是指...


def subject(m: Meeting) -> Name | None:
    """Return the term on the left of the connector, if it is one."""
    if m.left.rstrip().endswith("、"):
        return None  # the connector is part of what is listed (光滑、有光泽)
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


_ITSELF = re.compile(zh("它们?|其(?:本质上?)?|本质上?|实质上?"))


def _pointed_to(m: Meeting) -> str:
    """Return the left side; where that is a pronoun (X 由 A 提出, 它是一种...), what the sentence speaks of."""
    if not _ITSELF.fullmatch(m.left.strip()):
        return m.left
    spoken_of = (head(clause) for clause in BOUNDARY.split(m.core[: m.match.start()])[:-1])
    return next((subject for subject in spoken_of if term_of(subject)), m.left)


def left_of(m: Meeting, name: Name) -> str:
    """Return the left side as it is said in a question, with ``name`` where only the text before says it."""
    left = m.left[lead(m.left) :].strip()
    if _ITSELF.fullmatch(left):
        return name.text
    return f"{name.text}{left}" if _ADVERBS.fullmatch(left) else left


def lowered(text: str) -> str:
    """Return the English ``text`` with its article in lower case, as it stands inside a sentence."""
    return re.sub(r"^(?:The|An?)\b", lambda article: article.group().lower(), text)


# What stands before the first comma and holds for the clause after it: In optics, ...; 在光学中，...
_CONDITION = re.compile(
    zh(
        r"(?:(?:在(?!于)|当(?![然前])|若(?!干)|如果|对于|按照?|根据|就|从)[^，,。；：]+|"
        r"[^，,。；：]+(?:时|时候|之?前|之?后|中|里|下)|[^，,。；：]{2,12}(?:认为|主张|指出))[，,]\s*$"
    )
    + r"|(?:in|for|under|within|during|at|on|before|after|when|if|whenever|given|with)\s"
    r"(?!(?:this|that|these|those|such|addition|fact|general|short|other|particular|contrast|turn|the\s(?:end|case|same|following))\b)"
    r"[^,;:]+,\s*$",
    re.I,
)


def condition(m: Meeting) -> str:
    """Return the condition at the head of the sentence, without which what the connector says need not hold."""
    before = m.core[: m.match.start()]
    cut = [c.end() for c in BOUNDARY.finditer(before)]
    if len(cut) != 1 or not m.left.strip() or not before.endswith(m.left) or points_elsewhere(before):
        return ""  # several clauses, of which more than a condition may be told
    return before[: cut[0]] if _CONDITION.fullmatch(before, 0, cut[0]) else ""
