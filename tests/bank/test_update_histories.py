"""Random histories: notes that change, banks that are edited, updates that are killed, in any order.

Each line of the notes has an identity of its own that no text shows, so that the test knows what came from where.
EXAMPLES=10000 pytest tests/bank/test_update_histories.py runs as many histories.
"""

import itertools
import os
import random
from dataclasses import replace

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule
from pretend_notes import Disk, Line

from quizgen.bank.edit import block, open_bank
from quizgen.bank.evidence import path_of
from quizgen.bank.lock import digest, dump_lock

WORDS = "红橙黄绿青蓝紫东南西北春夏秋冬山水火风云花鸟鱼虫金木土石田禾"


def deleted(lock):
    return {name for name, entry in lock.entries.items() if entry.deleted}


class Histories(RuleBasedStateMachine):
    def __init__(self):
        super().__init__()
        self.disk = Disk()
        self.notes = {"a.md": [], "b.md": []}
        self.paths = {"a.md", "b.md"}  # all there ever were
        self.uids = itertools.count()
        self.seeds = itertools.count()
        self.origin = {}  # question id -> identity of its line
        self.deleted = set()  # identities of deleted questions
        self.by_hand = {}  # question id or first line -> its block
        self.comments = []
        self.touched = set()  # identities of lines that changed since
        self.split = set()  # identities of lines of which each file has its own wording
        self.read = {}  # the notes as they were last read

    # --- the notes ---

    def lines(self):
        return [(path, n) for path, lines in sorted(self.notes.items()) for n, line in enumerate(lines) if line]

    def words(self, count):
        """Words that no shrinking makes alike: two lines with one text are one line for anyone."""
        return "".join(random.Random(next(self.seeds)).choices(WORDS, k=count))

    def write_a_line(self, rng):
        path = rng.choice(sorted(self.notes) or ["a.md"])
        uid = next(self.uids)
        line = Line(uid, f"{self.words(3)}{uid}", self.words(12))
        lines = self.notes.setdefault(path, [])
        lines.insert(rng.randint(0, len(lines)), line)
        self.paths.add(path)

    def insert_a_blank_line(self, rng):
        if self.notes:
            lines = self.notes[rng.choice(sorted(self.notes))]
            lines.insert(rng.randint(0, len(lines)), None)

    def change_a_line(self, rng):
        if not self.lines():
            return
        what = rng.choice(["meaning"] * 3 + ["meaning here", "term", "term", "gone", "other file", "again"])
        path, n = rng.choice(self.lines())
        line = self.notes[path][n]
        if what != "gone" and line.uid in self.touched:  # two changes at once make another line of it, for anyone
            return
        if what != "gone" and line.uid in self.split:
            what = "meaning here"
        self.touched.add(line.uid)
        if what in ("meaning", "term"):
            new = replace(line, meaning=self.words(12)) if what == "meaning" else replace(line, term=line.term + "化")
            for lines in self.notes.values():  # wherever it stands
                lines[:] = [new if other is not None and other.uid == line.uid else other for other in lines]
        elif what == "meaning here":
            if [other.uid for other in self.notes[path] if other].count(line.uid) == 1:
                self.split.add(line.uid)
                self.notes[path][n] = replace(line, meaning=self.words(12))
        elif what == "gone":
            del self.notes[path][n]
        else:
            if what == "other file":
                del self.notes[path][n]
            target = rng.choice(sorted(self.notes))
            self.notes[target].insert(rng.randint(0, 3), line)

    def rename_or_delete_a_file(self, rng):
        if not self.notes:
            return
        path = rng.choice(sorted(self.notes))
        lines = self.notes.pop(path)
        if rng.random() < 0.8:
            new = f"n{len(self.paths)}.md"
            self.notes[new] = lines
            self.paths.add(new)

    # --- the bank ---

    def spans(self):
        written, problems = open_bank("b.yaml", self.disk.bank)
        assert problems == []
        return written

    def edit_a_question(self, rng):
        how = rng.choice(["words", "comment", "quotes", "source", "tag"])
        written = self.spans()
        if not written.spans:
            return
        at = rng.randrange(len(written.spans))
        span, question = written.spans[at], written.bank.questions[at]
        if question.id not in self.origin:
            return
        text = written.text[span.start : span.end]
        new = {
            "words": text.replace("definition: ", "definition: 我的 "),
            "comment": text.replace("\n", "  # 我\n", 1),
            "quotes": text.replace(f"term: {question.term}\n", f"term: '{question.term}'\n"),
            "source": text.replace("source: ", "source: my.md:1 # ", 1),
            "tag": text + "\n  tags: [mine]",
        }[how]
        if new == text or ("source:\n" in text and how in ("source", "tag")) or "tags:" in text:
            return
        self.disk.bank = written.text[: span.start] + new + written.text[span.end :]
        self.by_hand[question.id] = None

    def delete_a_question(self, rng):
        written = self.spans()
        if len(written.spans) < 2:
            return
        at = rng.randrange(len(written.spans))
        span, question = written.spans[at], written.bank.questions[at]
        end = written.text.find("\n", span.end) + 1
        self.disk.bank = written.text[: span.start] + written.text[end:]
        if question.id is not None and question.id in self.origin:
            self.deleted.add(self.origin[question.id])
        self.by_hand.pop(question.id, None)

    def write_a_comment(self, rng):
        comment = f"# remark {len(self.comments)}"
        written = self.spans()
        if not written.spans:
            return
        at = written.spans[rng.randrange(len(written.spans))].start
        self.disk.bank = written.text[:at] + comment + "\n" + written.text[at:]
        self.comments.append(comment)

    def write_a_question(self, rng):
        number, named = rng.randint(0, 99), rng.random() < 0.5
        written = self.spans()
        if not written.spans or (named and any(q.id == f"mine {number}" for q in written.bank.questions)):
            return
        at = written.spans[rng.randrange(len(written.spans))].start
        name = f"  id: mine {number}\n" if named else ""
        own = f"- type: open\n{name}  question:   Q{number}?\n  answer: 'A'  # {number}\n"
        self.disk.bank = written.text[:at] + own + written.text[at:]
        self.by_hand.setdefault(own, 0)
        self.by_hand[own] += 1

    # --- updates ---

    ACTS = (
        "write_a_line",
        "insert_a_blank_line",
        *["change_a_line"] * 4,
        "rename_or_delete_a_file",
        *["edit_a_question"] * 2,
        "delete_a_question",
        "write_a_comment",
        "write_a_question",
    )

    @initialize(rng=st.randoms(use_true_random=False), count=st.integers(0, 8))
    def begin(self, rng, count):
        for _ in range(count):
            self.write_a_line(rng)
        self.update("whole", prune=False, some=False)

    @rule(
        rng=st.randoms(use_true_random=False),
        acts=st.lists(st.sampled_from(ACTS), min_size=1, max_size=8),
        end=st.sampled_from(["whole", "before the bank", "before the lock"]),
        prune=st.integers(0, 3).map(lambda n: n == 3),
        some=st.booleans(),
    )
    def some_time_passes(self, rng, acts, end, prune, some):
        for act in acts:
            getattr(self, act)(rng)
        self.spans()  # the bank is sound
        self.update(end, prune, some)

    def touched_by_hand(self, bank):
        """The text ``bank`` without one of its questions, or with other words in it."""
        written, problems = open_bank("b.yaml", bank)
        assert problems == []
        rng = random.Random(next(self.seeds))
        if len(written.spans) < 2:
            return bank
        span = rng.choice(list(written.spans))
        if rng.random() < 0.7:
            return written.text[: span.start] + written.text[written.text.find("\n", span.end) + 1 :]
        own = written.text[span.start : span.end].replace("definition: ", "definition: 我的 ", 1)
        return written.text[: span.start] + own + written.text[span.end :]

    def update(self, end, prune, some):
        before = self.spans()
        # What did not change since it was last read need not be read: nothing comes of it.
        unchanged = {path for path, lines in self.notes.items() if some and not prune and self.read.get(path) == lines}
        self.read = {path: list(lines) for path, lines in self.notes.items()}
        known = {q.id: block(before, at) for at, q in enumerate(before.bank.questions)}
        missing = self.paths - set(self.notes)
        result = self.disk.updated(self.notes, missing, prune=prune, unchanged=unchanged)
        whole = Disk(result.written.whole, dump_lock(result.lock))
        if end != "whole":
            # The next run gives what an undisturbed one gave; so it does if a person was at the bank in between.
            there = self.disk if end == "before the bank" else whole
            options = {"prune": prune, "unchanged": unchanged}
            killed = {"unwritten": {digest(whole.bank)} if there is self.disk else (), **options}
            pending = dump_lock(result.pending)
            again = Disk(there.bank, pending).updated(self.notes, missing, **killed)
            assert again.written.whole == whole.bank
            assert dump_lock(again.lock) == whole.lock
            by_hand = self.touched_by_hand(there.bank)
            again = Disk(by_hand, pending).updated(self.notes, missing, **killed)
            calm = Disk(by_hand, there.lock).updated(self.notes, missing, **options)
            assert again.written.whole == calm.written.whole
            assert deleted(again.lock) == deleted(calm.lock)
        self.disk = whole
        self.check(before, known, result, prune, unchanged)
        # A second run changes nothing.
        second = self.disk.updated(self.notes, missing, prune=prune, unchanged=unchanged)
        assert second.written.whole == whole.bank
        assert dump_lock(second.lock) == whole.lock
        self.touched = set()

    def check(self, before, known, result, prune, unread):
        told, after = result.told, result.written
        were = {q.id: q for q in before.bank.questions}
        now = {q.id: (block(after, at), q) for at, q in enumerate(after.bank.questions)}
        at_line = {
            f"{path}:{n}": line for path, lines in self.notes.items() for n, line in enumerate(lines, start=1) if line
        }
        present = {line.uid for line in at_line.values()}
        # Nothing a person wrote is lost: neither comments nor edited questions, but for a source that moved.
        for comment in self.comments:
            assert comment + "\n" in after.text
        for name in self.by_hand:
            if name in known:
                stripped = [line for line in known[name].split("\n") if "source" not in line and "- " not in line[:4]]
                kept = [line for line in now[name][0].split("\n") if "source" not in line and "- " not in line[:4]]
                assert stripped == kept
                if "my.md" in known[name]:
                    assert known[name] == now[name][0]
        for own, times in self.by_hand.items():
            if times:
                assert after.text.count(own) == before.text.count(own)
        # What was deleted stays deleted, and nothing but unedited questions is pruned.
        for name in told.added:
            line = at_line[now[name][1].source[0]]
            assert line.uid not in self.deleted
            assert line.uid not in {self.origin[other] for other in known if other in self.origin} - set(told.pruned)
            self.origin[name] = line.uid
        assert set(known) - set(now) == set(told.pruned)
        assert not set(told.pruned) & set(self.by_hand)
        for name in told.pruned:
            assert self.origin.pop(name) not in present
        for name, (text, question) in now.items():
            if name in self.origin and name not in told.gone and not (name in self.by_hand and "my.md" in text):
                self.check_a_question(name, question, were.get(name), at_line, unread)
        # All that the notes say is there, or was deleted; what they do not say any more is named.
        shown = {self.origin[name] for name in now if name in self.origin}
        assert present <= shown | self.deleted
        gone = {name for name in now if name in self.origin and self.origin[name] not in present}
        assert gone | set(told.pruned) == set(told.gone)

    def check_a_question(self, name, question, was, at_line, unread):
        """An id stays with its line, wherever that is now, and says what the line says unless a person edited it."""
        lines = [at_line[source] for source in question.source]
        assert {line.uid for line in lines} == {self.origin[name]}
        # Its first source stays the first as long as that file says it, in whatever words.
        path = path_of(question.source[0])
        first = path if was is None else path_of(was.source[0])
        if any(line is not None and line.uid == self.origin[name] for line in self.notes.get(first, ())):
            assert path == first
        if name in self.by_hand:
            return
        says = [(lines[0].term, lines[0].meaning)]
        if path in unread and self.origin[name] in self.split:
            # It lost its first source, and the one that is first now has other words: it follows once they are read.
            says.append((was.term, was.definition))
        assert (question.term, question.definition) in says


TestHistories = Histories.TestCase
TestHistories.settings = settings(
    max_examples=int(os.environ.get("EXAMPLES", "200")), stateful_step_count=8, deadline=None
)
