"""How many parts of a question are marked each for itself."""

from __future__ import annotations

from quizgen.bank.cloze import blanks
from quizgen.bank.types import Cloze, List, Matching, Question


def parts(question: Question) -> int:
    """Return how many blanks, items or pairs ``question`` has; 1 for one that is marked as a whole."""
    match question:
        case Cloze():
            return max(1, len(blanks(question.text)))
        case List():
            return max(1, len(question.items))
        case Matching():
            return max(1, len(question.pairs))
        case _:
            return 1
