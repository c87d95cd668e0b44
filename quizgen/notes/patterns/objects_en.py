"""English verbs that say something new only behind their object: turns snow into ice, gives each lake a name."""

from __future__ import annotations

import re

from quizgen.notes.patterns.phrases_en import LEAST_ANSWER, is_phrase, phrase_end, strong_end
from quizgen.notes.verbs import WORD, forms_of
from quizgen.notes.words import weight

_TIES = {
    r"into\s": "break change convert divide separate split transform translate turn",
    r"to\s": "add allocate assign attach attribute compare confine expose limit reduce relate restrict transfer",
    r"from\s": "derive discourage distinguish exempt extract keep obtain prevent protect remove separate stop",
    r"with\s": "associate combine compare equip fill provide replace supply",
    r"as\s": "classify define describe regard see treat use view",
    r"on\s": "base impose store",
    r"(?=(?:an?|the)\s)": "call consider deny give grant make offer",
}
"""What stands between the object and the news, and the verbs of which that holds."""
_OBJECT = (
    r"(?:(?!(?:that|which|who|where|and|or|not|of|to|in|on|at|for|from|with|as|by|through|under|over|all|both|is|are)\s)"
    r"[\w'’`$-]+\s){1,5}?"
)
_BEHIND = {
    form: re.compile(_OBJECT + "(?:" + "|".join(tie for tie, verbs in _TIES.items() if verb in verbs.split()) + ")")
    for verb in " ".join(_TIES.values()).split()
    for form in forms_of(verb)
}


def behind_object(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Return the phrase [start, end) that says the news behind the object at ``start``, where its verb has such."""
    verb = WORD.findall(text, max(0, start - 24), start)
    behind = _BEHIND.get(verb[-1].lower()) if verb else None
    found = behind.match(text, start, end) if behind else None
    if found is None:
        return None
    at = found.end()
    stop = strong_end(text, at, phrase_end(text, at, end))
    told = weight(text[at:stop]) >= LEAST_ANSWER and is_phrase(text[at:stop], restricted=False)
    return (at, stop) if told else None
