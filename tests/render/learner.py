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
        """Give every card a history; return what scheduling knows of each."""
        for number in self.col.find_cards(""):
            card = self.col.get_card(number)
            card.type, card.queue, card.ivl, card.due, card.factor, card.reps = 2, 2, 30, 100, 2500, 5
            self.col.update_card(card)
            self.col.db.execute(
                "insert into revlog values (?, ?, -1, 3, 30, 12, 2500, 4000, 1)",
                1_600_000_000_000 + number % 10**9,
                number,
            )
        return self.schedule()

    def schedule(self) -> dict[int, tuple[int, int, int]]:
        """Interval, repetitions and flag of every card by its id."""
        cards = map(self.col.get_card, self.col.find_cards(""))
        return {card.id: (card.ivl, card.reps, card.flags) for card in cards}

    def check(self) -> None:
        """Assert that Anki finds nothing to mend: database, cards too many or missing, pictures missing or unused."""
        cards = self.col.card_count()
        report, fine = self.col.fix_integrity()
        assert fine, report
        assert report == "Database rebuilt and optimized.", report
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
