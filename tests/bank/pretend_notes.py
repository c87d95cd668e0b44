"""Notes for tests of updates: each line defines one term, and what an extractor would say of them is known."""

from dataclasses import dataclass

from quizgen.bank.edit import open_bank
from quizgen.bank.lock import Lock, dump_lock, load_lock
from quizgen.bank.trace import Reading
from quizgen.bank.types import Definition
from quizgen.bank.update import undone, update
from quizgen.notes.extract import merge
from quizgen.notes.model import Document, Extracted, Extraction

HEAD = "# my bank\nformat: 1\nid: b\ntitle: t\nlanguage: zh-Hans\nquestions: []\n"


@dataclass(frozen=True)
class Line:
    uid: int
    term: str
    meaning: str

    @property
    def passage(self):
        return f"{self.term} 是指 {self.meaning}。"


def lines_of(text):
    """The lines of a note: 'term 是指 meaning。' on each, or nothing."""
    parts = [line.removesuffix("。").split(" 是指 ") for line in text.split("\n")]
    return [Line(0, *part) if len(part) == 2 else None for part in parts]


def reading_of(notes, missing=(), said=None, unchanged=(), **more):
    """What an extractor would say of ``notes``, {path: [Line or None]}, in which stands ``said``, if that is more."""
    extractions = [
        Extraction(
            Document(path, ()),
            tuple(
                Extracted(
                    question=Definition(
                        id=line.term, term=line.term, definition=line.meaning, source=(f"{path}:{number}",)
                    ),
                    confidence=0.9,
                    salience=0.5,
                    pattern="p",
                    passage=line.passage,
                    heading="h",
                )
                for number, line in enumerate(lines, start=1)
                if line is not None
            ),
        )
        for path, lines in sorted(notes.items())
        if path not in unchanged
    ]
    merged = merge(extractions)
    return Reading(
        sightings=[e for x in extractions for e in x.taken],
        joined=merged,
        wanted=merged,
        texts=said
        or {
            path: "".join(line.passage for line in lines if line)
            for path, lines in notes.items()
            if path not in unchanged
        },
        missing=frozenset(missing),
        **more,
    )


@dataclass
class Disk:
    """What lies on disk: the bank and its lock."""

    bank: str = HEAD
    lock: str = dump_lock(Lock())

    def updated(self, notes, missing=(), *, prune=False, refresh=False, unwritten=(), **more):
        """What an update of it with ``notes`` gives."""
        written, problems = open_bank("b.yaml", self.bank)
        assert problems == []
        lock, problems = load_lock("b.lock", self.lock)
        assert problems == []
        reading = reading_of(notes, missing, **more)
        result, problems = update(written, undone(lock, unwritten), reading, prune=prune, refresh=refresh)
        assert problems == []
        return result

    def update(self, notes, missing=(), **options):
        """Update it with ``notes``, given as text by path; return what was told."""
        result = self.updated({path: lines_of(text) for path, text in notes.items()}, missing, **options)
        self.bank, self.lock = result.written.whole, dump_lock(result.lock)
        return result.told

    def edit(self, old, new):
        """Edit the bank by hand."""
        assert self.bank.count(old) == 1
        self.bank = self.bank.replace(old, new)

    @property
    def questions(self):
        """Its questions by id."""
        written, problems = open_bank("b.yaml", self.bank)
        assert problems == []
        return {q.id: q for q in written.bank.questions}
