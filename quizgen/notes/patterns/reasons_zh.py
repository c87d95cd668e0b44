"""Plain statements in Chinese of which no question can be made, whatever is left blank."""

from __future__ import annotations

import re
from collections.abc import Callable

from quizgen.notes.model import Candidate
from quizgen.notes.patterns.meeting import BOUNDARY
from quizgen.notes.patterns.pattern import Rule
from quizgen.notes.patterns.verbs_zh import VERB
from quizgen.notes.regexes import zh
from quizgen.notes.words import has_han

_ASKS = re.compile(zh("什么|如何|怎么|怎样|为何|多少|哪[些个种里]"))
_WRITER = re.compile(zh("我(?!国|们|军|党|方|院|校)|对不起|假定"))
_SUCH_AS = re.compile(r"如(?=\s|\$)")
# What the letters of one formula stand for: $B$为带宽, $S$为____.
_LEGEND = re.compile(zh(r"(?:\$[^$]+\$|(?<![A-Za-z])[A-Za-z](?![A-Za-z]))\s*(?:是|为|表示|代表|指|称为)"))
# A clause that only the one before it explains: 因变量则是...
_OTHER_HALF = re.compile(zh("[^，。；：:的]{1,12}则(?:[是为会]|表示)"))
_APART = re.compile(zh("分别|依次"))
_SEVERAL = re.compile(zh("[、，,]|[和与及或]"))
_SAYS_HOW = re.compile(zh("(?:实质上|本质上|主要|一般|通常|可以?|会|能|也|都|还|并|就|不|没)+"))


def _shown(c: Candidate) -> str:
    return c.passage if c.kind == "cloze" else c.prompt


def _without_subject(c: Candidate) -> bool:
    """Say whether a statement that stands under nothing begins with its verb: 没有提出..., 实质上是...."""
    if c.kind != "cloze" or BOUNDARY.search(c.prompt):
        return False
    verb = VERB.search(c.passage, 0, len(c.prompt) + 1)
    return verb is not None and (verb.start() == 0 or _SAYS_HOW.fullmatch(c.passage, 0, verb.start()) is not None)


def _where(reason: str, tells: Callable[[Candidate], object]) -> Rule:
    return Rule(reason, lambda c: has_han(_shown(c)) and bool(tells(c)))


UNLESS = (
    _where("it asks, and answers nothing", lambda c: _ASKS.search(c.passage.replace(c.answer, "", 1))),
    _where("it is told, not taught", lambda c: _WRITER.search(c.passage)),
    _where("it is an example", lambda c: _SUCH_AS.match(c.passage)),
    _where("it explains a symbol of one formula", lambda c: len(_LEGEND.findall(c.passage)) > 1),
    _where("only what stands before it explains it", lambda c: _OTHER_HALF.match(c.passage)),
    _where("each of several has its own", lambda c: _APART.search(c.passage) and not _SEVERAL.search(c.answer)),
    _where("it does not say what it speaks of", _without_subject),
)
"""The reasons for which a plain statement in Chinese is left out, whatever its blank."""
