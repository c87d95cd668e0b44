"""Someone who learns with Anki: a real collection that imports packages, reviews cards and is looked at."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest  # before its parts

from anki.cards import Card  # isort: skip
from anki.notes import Note  # isort: skip
from anki.scheduler.v3 import CardAnswer  # isort: skip


@dataclass(frozen=True)
class Imported:
    """How many notes an import added, updated, passed over, and could not take."""

    new: int
    updated: int
    duplicate: int
    conflicting: int


class Learner:
    """A collection in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.col = Collection(str(folder / "collection.anki2"))

    def take(self, package: bytes) -> Imported:
        """Import ``package`` with Anki's default options."""
        path = self.folder / "deck.apkg"
        path.write_bytes(package)
        request = ImportAnkiPackageRequest(package_path=str(path), options=ImportAnkiPackageOptions())
        log = self.col.import_anki_package(request).log
        assert not log.missing_notetype
        assert not log.missing_deck
        assert not log.empty_first_field
        return Imported(len(log.new), len(log.updated), len(log.duplicate), len(log.conflicting))

    def note(self, name: str) -> Note:
        """The note whose ID field is ``name``."""
        (found,) = self.col.find_notes(f'"ID:{name}"')
        return self.col.get_note(found)

    def cards(self, search: str = "") -> list[Card]:
        """The cards that ``search`` finds, in the order in which Anki would show new ones."""
        cards = [self.col.get_card(number) for number in self.col.find_cards(search)]
        return sorted(cards, key=lambda card: (card.due, card.ord))

    def sides(self, search: str = "") -> list[tuple[str, str]]:
        """Front and back of these cards, as Anki's own renderer makes them."""
        return [(card.question(), card.answer()) for card in self.cards(search)]

    def review_all(self) -> dict[int, tuple[int, int, int]]:
        """Review every card once; return what scheduling knows of each."""
        cards = self.col.find_cards("")
        self.col.sched.set_due_date(cards, "0")
        for deck in {self.col.get_card(card).did for card in cards}:
            self.col.decks.select(deck)
            while queue := self.col.sched.get_queued_cards(fetch_limit=1).cards:
                card = self.col.get_card(queue[0].card.id)
                card.start_timer()
                answer = self.col.sched.build_answer(card=card, states=queue[0].states, rating=CardAnswer.GOOD)
                self.col.sched.answer_card(answer)
        assert all(self.col.get_card(card).reps for card in cards)
        return self.schedule()

    def schedule(self) -> dict[int, tuple[int, int, int]]:
        """Interval, repetitions and flag of every card by its id."""
        cards = map(self.col.get_card, self.col.find_cards(""))
        return {card.id: (card.ivl, card.reps, card.flags) for card in cards}

    def check(self) -> None:
        """Assert that Anki finds nothing to mend: database, cards too many or missing, pictures missing or unused."""
        cards = self.col.card_count()
        report, _ = self.col.fix_integrity()
        # Reviews in quick succession sometimes leave cards without their time, whatever the package.
        found = [line for line in report.splitlines() if not line.startswith("Added last review time")]
        assert found == ["Database rebuilt and optimized."], report
        assert self.col.card_count() == cards, "Anki made cards that the package lacks"
        assert not self.col.get_empty_cards().notes
        media = self.col.media.check()
        assert not media.missing, list(media.missing)
        assert not media.unused, list(media.unused)


@contextmanager
def learner() -> Iterator[Learner]:
    """A learner with an empty collection."""
    with tempfile.TemporaryDirectory() as folder:
        made = Learner(Path(folder))
        try:
            yield made
        finally:
            made.col.close()
