"""Which questions of a bank are alike: they ask for the same, or share most of their words."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from quizgen.bank.alike import alike, pairs, plain
from quizgen.bank.evidence import answer_of, ask_of
from quizgen.bank.types import Question

LEAST = 0.5
"""Less alike than this is not worth a look."""
_TRIED = 40
"""So many with the most pairs of characters in common are compared in full."""


class LookAlikes:
    """The questions of a bank by the pairs of characters in them."""

    def __init__(self, questions: Iterable[Question]) -> None:
        self._words = {q.id: _words(q) for q in questions if q.id is not None}
        self._asks = {q.id: plain(ask_of(q)).casefold() for q in questions if q.id is not None}
        self._with: dict[tuple[str, int], list[str]] = defaultdict(list)
        for name, words in self._words.items():
            for pair in pairs(words):
                self._with[pair].append(name)

    def nearest(self, question: Question, count: int) -> list[tuple[str, float]]:
        """Return the ids of at most ``count`` questions like ``question``, the likest first, and how alike they are."""
        words, ask = _words(question), plain(ask_of(question)).casefold()
        common: Counter[str] = Counter()
        most = max(50, len(self._words) // 10)  # a pair that every tenth question has says nothing
        for pair in pairs(words):
            if len(names := self._with.get(pair, ())) <= most:
                common.update(names)
        common.pop(question.id or "", None)
        found = []
        for name, _ in common.most_common(_TRIED):
            likeness = 1.0 if ask and self._asks[name] == ask else alike(words, self._words[name])
            if likeness >= LEAST:
                found.append((name, likeness))
        return sorted(found, key=lambda f: (-f[1], f[0]))[:count]


def _words(question: Question) -> str:
    ask, answer = ask_of(question), answer_of(question)
    return plain(ask if ask == answer else f"{ask} {answer}").casefold()
