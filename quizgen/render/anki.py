"""Banks -> Anki decks. Pure: what time it is and what Anki got before are told, pictures are asked for.

A note is known by its guid, which comes from the ids of bank and question and from the note type, never from wording.
It is taken over by Anki if its modification time is later than that of the note there: so a note that did not change
keeps the time that the lock remembers, and what was edited on it in Anki stays.
"""

from __future__ import annotations

import base64
import difflib
import functools
import hashlib
import html as html_
import itertools
import re
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import quote

from quizgen import __version__, text
from quizgen.bank.cloze import blanks, replaced
from quizgen.bank.lock import Entry, Lock, Sent
from quizgen.bank.types import Bank, Choice, Cloze, Definition, List, Matching, Open, Question, TrueFalse, type_name
from quizgen.problems import Level, Problem, errors
from quizgen.render import order
from quizgen.render.note_types import NOTE_TYPES, SHARED, type_title

Picture = Callable[[Bank, str], str]
"""The path in ``![](...)`` -> the name under which the picture lies in the package; may raise ``text.NoPicture``."""

LINK_SCHEMES = ("https", "http", "obsidian")
"""Where ``source_link`` may lead."""

MOST_BLANKS = 500
"""Anki makes no card for a blank with a higher number."""


@dataclass(frozen=True, slots=True)
class Note:
    """One note as it goes to Anki; ``cards`` are the places of its card templates, or its cloze numbers less one."""

    kind: str
    guid: str
    fields: tuple[str, ...]
    tags: tuple[str, ...]
    cards: tuple[int, ...]
    mod: int


@dataclass(frozen=True, slots=True)
class Deck:
    """A deck of one bank, its notes in the order of the bank."""

    name: str
    description: str
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class Made:
    """A deck, the lock as it is once Anki has got the deck, and what could not be done."""

    deck: Deck
    lock: Lock
    problems: tuple[Problem, ...]


def make(  # noqa: PLR0913 - what the edge knows and this room must not find out
    bank: Bank,
    questions: Iterable[Question],
    lock: Lock,
    *,
    now: int,
    picture: Picture,
    deck: str | None = None,
    tags: Sequence[str] = (),
) -> Made:
    """Return ``questions`` of ``bank`` as a deck. ``deck`` takes the place of the bank's own, ``tags`` are added.

    Problems are errors if a question has no id, if a picture leaves the folder of the bank, or if the lock speaks of
    the future.
    """
    problems: list[Problem] = []
    entries = dict(lock.entries)
    notes = []
    for question in questions:
        fault = _unusable(bank, question, entries, now)
        if fault:
            problems.append(fault)
            continue
        assert question.id is not None  # or it would be unusable
        entry = entries.get(question.id) or Entry()
        found: list[Problem] = []
        note, entry = _note(_Setting(bank, question, entry, picture, found), tags, now)
        problems += found
        if not errors(found):
            entries[question.id] = entry
            notes.append(note)
    made = Deck(_deck_name(deck or bank.deck or bank.title.replace("::", ":")), _description(bank), tuple(notes))
    told = sorted(dict.fromkeys(problems), key=lambda problem: (problem.line, problem.column))
    return Made(made, replace(lock, entries=entries), tuple(told))


def remembered(bank: Bank, lock: Lock, notes: Iterable[Note]) -> Lock:
    """Return ``lock`` as it would be if Anki had got ``notes``, those of an earlier package, and nothing else."""
    entries = {name: replace(entry, anki={}, clozes=(), next_cloze=1) for name, entry in lock.entries.items()}
    for note in notes:
        names = NOTE_TYPES[note.kind].all_fields
        told = dict(zip(names, note.fields, strict=False))
        owner, _, question = html_.unescape(_TAG.sub("", told.get("ID", ""))).partition("/")
        if owner != bank.id or len(names) != len(note.fields):
            continue
        entry = entries.get(question, Entry())
        sent = Sent(content_hash(note.fields, note.tags, bank.source_link or ""), note.mod)
        items = [(int(n), item) for n, item in _ITEM.findall(told.get("Items", ""))]
        items += [(int(n), left) for left, n in _PAIR.findall(told.get("Pairs", ""))]
        clozes = tuple(sorted((n, html_.unescape(_TAG.sub("", item))) for n, item in items))
        entries[question] = replace(
            entry,
            anki={**entry.anki, note.kind: sent},
            clozes=clozes or entry.clozes,
            next_cloze=max((n + 1 for n, _ in clozes), default=entry.next_cloze),
        )
    return Lock(entries)


_ITEM = re.compile(r"<li>\{\{c(\d+)::(.*?)\}\}</li>", re.DOTALL)
_PAIR = re.compile(r"<th>(.*?)</th><td>\{\{c(\d+)::", re.DOTALL)


def sent_kinds(entry: Entry) -> tuple[str, ...]:
    """Return the note types under which Anki got the question that ``entry`` remembers."""
    return tuple(kind for kind in entry.anki if kind in NOTE_TYPES)


def search(bank: str, left: Iterable[tuple[str, str | None]]) -> str:
    """Return what finds, in Anki, the notes of the bank with the id ``bank`` that are (question id, note type) here.

    Without a note type all notes of the question are found.
    """
    asked = []
    for question, kind in left:
        by_id = f'"ID:{_searched(_id_field(bank, question))}"'
        asked.append(f'({by_id} "note:{_searched(type_title(kind))}")' if kind else by_id)
    return " OR ".join(asked)


def _searched(value: str) -> str:
    return re.sub(r'([\\"*_:])', r"\\\1", value)


def _id_field(bank: str, question: str) -> str:
    """Return what the ID field of a question's notes holds."""
    return _finished(html_.escape(text.clean(f"{bank}/{question}"), quote=False))


def _unusable(bank: Bank, question: Question, entries: Mapping[str, Entry], now: int) -> Problem | None:
    if question.id is None:
        way_out = f"`quizgen check --fix {bank.path}` adds one"
        return Problem(bank.path, question.line, 1, f"this question has no id, by which Anki would know it: {way_out}")
    sent = entries[question.id].anki if question.id in entries else {}
    if sent and (last := max(one.mod for one in sent.values())) > now + 3600:
        day = time.strftime("%Y-%m-%d %H:%M", time.localtime(last))
        words = f"the lock says that Anki got this question on {day}, which is yet to come: is the clock right?"
        return Problem(bank.path, question.line, 1, words)
    return None


def _note(s: _Setting, tags: Sequence[str], now: int) -> tuple[Note, Entry]:
    kind = type_name(s.question)
    content = _CONTENTS[type(s.question)](s.question, s)
    q = s.question
    explanation = s.html("explanation", q.explanation) if q.explanation else ""
    name, language = _id_field(s.bank.id, s.id), text.lang(s.bank.language)
    fields = (*content.fields, explanation, _source(s), language, " ".join(content.layout), name, *_SPARE)
    all_tags = _tags((*s.bank.tags, *q.tags, *tags))
    written = content_hash(fields, all_tags, s.bank.source_link or "")
    last = s.entry.anki.get(kind)
    is_new = last is None or last.content != written
    if last is None or is_new:
        # Never the same second as before, or Anki would take it for the same note.
        last = Sent(written, max(now, last.mod + 1) if last else now)
    note = Note(kind, guid(s.bank.id, s.id, kind), fields, all_tags, content.cards, last.mod)
    if not is_new and s.entry.clozes == content.clozes:
        return note, s.entry
    free = max((s.entry.next_cloze, *(n + 1 for n, _ in content.clozes)))
    return note, replace(s.entry, anki={**s.entry.anki, kind: last}, clozes=content.clozes, next_cloze=free)


_SPARE = ("",) * sum(name.startswith("Spare") for name in SHARED)
_SOURCE = SHARED.index("Source") - len(SHARED)
_LAYOUT = SHARED.index("Layout") - len(SHARED)
_SIZE = re.compile("(?:first|second)-(?:word|line|text)")
_FOR_THE_LOOK = re.compile(
    r"""<span\ class="(?:blank|formula|tied)">(?:\{\{c\d+::<!--\ -->\}\})* | </span>
      | \ class="(?:within|tied)" | tied\ (?=(?:left|center|right)">)""",
    re.VERBOSE,
)


def guid(bank: str, question: str, kind: str) -> str:
    """Return what Anki knows the note by, for ever."""
    made = hashlib.sha256("\0".join((bank, question, kind)).encode("utf-8", "surrogatepass")).digest()
    return base64.urlsafe_b64encode(made[:15]).decode("ascii")


def content_hash(fields: Sequence[str], tags: Sequence[str], link: str) -> str:
    """Return the hash of all that makes a note worth sending again: what the bank says.

    Not its source, whose lines and files move, nor what is there for the look alone: a later version may set a text
    in another size, and edits made in Anki stay.
    """
    said = [_FOR_THE_LOOK.sub("", field) for field in fields]
    said[_LAYOUT] = " ".join(name for name in fields[_LAYOUT].split() if not _SIZE.fullmatch(name))
    del said[_SOURCE]
    told = "\x1f".join((*said, link, *tags))
    return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:16]


# --- What each question type puts into its note


@dataclass(frozen=True, slots=True)
class _Content:
    """The fields of one note that are its type's own."""

    fields: tuple[str, ...]
    cards: tuple[int, ...] = (0,)
    layout: tuple[str, ...] = ()
    clozes: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class _Setting:
    """One question with all that is needed to write it down for Anki."""

    bank: Bank
    question: Question
    entry: Entry
    picture: Picture
    problems: list[Problem] = field(repr=False)

    @property
    def id(self) -> str:
        return self.question.id or ""

    def fault(self, name: str, message: str, level: Level = "error") -> None:
        """Note a problem with what stands in the field ``name``."""
        place = self.question.places.get(name, (self.question.line, 1))
        self.problems.append(Problem(self.bank.path, *place, message, level))

    def html(
        self, name: str, value: str, *, inline: bool = False, math: text.Math | None = None, in_blank: bool = False
    ) -> str:
        """Return ``value``, which stands in the field ``name``, as HTML that may, ``in_blank``, stand in a blank."""

        def image(src: str) -> str | None:
            try:
                return self.picture(self.bank, src)
            except text.NoPicture as e:
                shown = "" if e.level == "error" else "; its description is shown instead"
                self.fault(name, f"the picture {src} {e}{shown}", e.level)
                return None

        made = text.html(
            value,
            math=math or (_math_in_blank if in_blank else _math),
            image=image,
            inline=inline,
            finish=_finished_in_blank if in_blank else _finished,
        )
        return _with_short_cells(made)


def _math(tex: str, display: bool) -> str:
    left, right = ("\\[", "\\]") if display else ("\\(", "\\)")
    return left + _without_anki_tags(html_.escape(tex, quote=False)) + right


def _math_in_blank(tex: str, display: bool) -> str:
    return _math(_tex_in_blank(tex), display)


def _tex_in_blank(tex: str) -> str:
    # Braces and colons would end a blank or begin its hint; TeX does not mind space between them.
    return re.sub(r"([{}])(?=\1|$)", r"\1 ", tex).replace("::", ":{}:")


_ANKI_TAGS = re.compile(r"\[(?=(?:sound|anki):|\[?type:|/?(?:latex|\$\$?)\])|\{(?=\{c\d)", re.IGNORECASE)


def _without_anki_tags(html: str) -> str:
    """Return ``html`` so that Anki does not find sounds, typed answers, LaTeX or blanks in it.

    It looks for blanks in all fields of a note that has any.
    """
    return _ANKI_TAGS.sub(lambda m: f"&#{ord(m[0])};", html) if "[" in html or "{{" in html else html


# Without the marks of blanks, whose answers may be long.
_SHORT_CODE = re.compile(r"(?<!<pre>)<code>(?=[^<\U00100000-\U0010ffff]{1,20}</code>)(?=[^<]*[ -])")


def _finished(html: str) -> str:
    """Return ``html`` without anything that Anki or MathJax would act on: what looks like that here is text.

    Short code stays on one line.
    """
    if "<code>" in html:
        html = _SHORT_CODE.sub('<code class="tied">', html)
    if "\\" in html:
        html = re.sub(r"\\(?=[()\[\]])", r"\\<span></span>", html)
    return _without_anki_tags(html)


_CELL = re.compile(r"<td(?: class=\"(left|center|right)\")?>([^\U00100000-\U0010ffff]*?)</td>")
_AROUND_AN_ANSWER = re.compile(r"\{\{c\d+::|(?:::[^{}]*)?\}\}")
_SHORT_CELL = 16
"""In half widths: eight characters of Chinese."""


def _with_short_cells(html: str) -> str:
    """Return ``html`` with a class for each short cell of a table: Chinese breaks anywhere, and so would its words.

    Cells with marks of blanks are left for when their answers are known.
    """

    def held(cell: re.Match[str]) -> str:
        side, inner = cell.groups()
        words = html_.unescape(_AROUND_AN_ANSWER.sub("", _TAG_OR_FORMULA.sub("", inner))).strip()
        is_short = _width(words) <= _SHORT_CELL and "<img" not in inner and (" " not in words or _WIDE.search(words))
        return f'<td class="{" ".join(filter(None, ("tied", side)))}">{inner}</td>' if is_short else cell[0]

    return _CELL.sub(held, html) if "<td" in html else html


_TAG = re.compile("(<[^>]*>)")
_LIKE_A_BLANK = re.compile(r"\{\{|\}\}|::|[}:]$")  # what stands last comes to stand before }} or ::


def _finished_in_blank(html: str) -> str:
    """Return ``html`` as ``_finished`` does, and so that nothing in it looks like a blank of Anki's or its end."""
    html = _finished(html)
    if not _LIKE_A_BLANK.search(html):
        return html
    pieces = _TAG.split(html)
    for i, piece in enumerate(pieces):
        if i % 2:
            pieces[i] = piece.replace("{", "&#123;").replace("}", "&#125;").replace("::", ":&#58;")
        else:
            pieces[i] = re.sub(r"([{}:])(?=\1|$)", r"\1<!-- -->", piece)
    return "".join(pieces)


def _definition(q: Definition, s: _Setting) -> _Content:
    reverse = s.bank.reverse if q.reverse is None else q.reverse
    term = s.html("term", q.term, inline=True)
    definition = s.html("definition", q.definition)
    aliases = ("、" if _chinese(s.bank) else ", ").join(s.html("aliases", a, inline=True) for a in q.aliases)
    masked = _masked(definition, (q.term, *q.aliases)) if reverse else ""
    return _Content(
        (term, definition, aliases, masked),
        (0, 1) if reverse else (0,),
        (_size("first", q.term).replace("text", "line"), _size("second", q.definition)),
    )


def _list(q: List, s: _Setting) -> _Content:
    asked = q.question if q.question is not None else q.term or ""
    numbers = numbered(q.items, s.entry)
    items = "".join(
        f"<li>{{{{c{n}::{s.html('items', item, in_blank=True)}}}}}</li>"
        for n, item in zip(numbers, q.items, strict=True)
    )
    tag = "ol" if q.ordered else "ul"
    layout = [name for name, is_so in (("ordered", q.ordered), ("single", len(q.items) == 1)) if is_so]
    prompt = s.html("question" if q.question is not None else "term", asked)
    return _Content(
        (prompt, f"<{tag}>{items}</{tag}>", str(len(q.items))),
        tuple(sorted(n - 1 for n in numbers)),
        (_asked(asked) if q.term is None else _size("first", asked), *layout),
        tuple(sorted(zip(numbers, q.items, strict=True))),
    )


_FIRST_MARK = 0x100000
_MARK = re.compile(f"[{chr(_FIRST_MARK)}-{chr(0x10FFFF)}]")
_BESIDE_A_STOP = text.beside(_MARK.pattern)
_TEX_SIGN = re.compile(r"[\\^_{}$&#%~]")
_WORD = re.compile(r"[^\W\d_]{2}")
_FORMULA_AT_AN_END = re.compile(r"\s*(?:\$|\\\()|.*(?:\$|\\\))\s*$", re.DOTALL)
_CHARACTER = re.compile("&#(?:x([0-9a-f]{1,6})|([0-9]{1,7}));", re.IGNORECASE)
_CODE_OR_FORMULA = re.compile(r"(<code[^>]*>.*?</code>|\\\(.*?\\\)|\\\[.*?\\\])", re.DOTALL)


def _cloze(q: Cloze, s: _Setting) -> _Content:
    """Return the text with a mark for each blank made HTML, then the blanks, each made HTML by itself, put back.

    So emphasis cannot begin in a blank and end outside of it. In code and formulas blanks are code and TeX.
    """
    source = _unmarked(q.text)
    found = blanks(source)
    marks = itertools.count(_FIRST_MARK)
    marked = replaced(source, lambda _: chr(next(marks)))

    def filled(html: str, part: Callable[[str], str], *, in_formula: bool = False) -> str:
        def blank(mark: re.Match[str]) -> str:
            b = found[ord(mark[0]) - _FIRST_MARK]
            hint = _words_in_formula(b.hint) if in_formula else b.hint
            return f"{{{{c{b.number}::{part(b.answer)}{'::' + part(hint) if hint else ''}}}}}"

        return _MARK.sub(blank, html)

    def tex(part: str) -> str:
        return _without_anki_tags(html_.escape(_tex_in_blank(text.clean(part))))

    def tied(marked: re.Match[str]) -> str:
        (mark,) = _MARK.findall(marked[0])
        has_formula = _FORMULA_AT_AN_END.match(found[ord(mark) - _FIRST_MARK].answer)
        return f'<span class="tied">{marked[0]}</span>' if has_formula else marked[0]

    def math(tex: str, display: bool) -> str:
        inside = [found[ord(mark) - _FIRST_MARK] for mark in _MARK.findall(tex)]
        whole = _MARK.sub(lambda mark: found[ord(mark[0]) - _FIRST_MARK].answer, tex)
        if not all(map(text.is_tame, (whole, *(blank.hint for blank in inside)))):
            return f"<code>{html_.escape(tex)}</code>"
        # Anki marks no blank within a formula: one beside it, which nobody sees, says that the formula is asked for.
        beside = "".join(f"{{{{c{number}::<!-- -->}}}}" for number in sorted({blank.number for blank in inside}))
        return f'<span class="formula">{beside}{_math(tex, display)}</span>' if inside else _math(tex, display)

    made = s.html("text", marked, math=math)
    made = _TAG.sub(lambda tag: _MARK.sub("", tag[0]), made)
    if lost := [b.number for i, b in enumerate(found) if chr(_FIRST_MARK + i) not in made]:
        s.fault("text", f"blank c{lost[0]} stands where no card can show it: in the address of a link, say")
    if any(blank.number > MOST_BLANKS for blank in found):
        s.fault("text", f"Anki knows no blank beyond c{MOST_BLANKS}")
    pieces = _CODE_OR_FORMULA.split(made)
    for i, piece in enumerate(pieces):
        if i % 2 == 0:
            held = _BESIDE_A_STOP.sub(tied, piece)
            pieces[i] = filled(held, lambda part: s.html("text", part, inline=True, in_blank=True))
        elif piece.startswith("<code"):
            pieces[i] = filled(piece, lambda part: _finished_in_blank(html_.escape(text.clean(part))))
        else:
            pieces[i] = filled(piece, tex, in_formula=True)
    return _Content(
        (_with_short_cells("".join(pieces)),),
        tuple(sorted({blank.number - 1 for blank in found})),
        (_size("first", replaced(source, lambda blank: blank.answer), is_question=True),),
        tuple((blank.number, blank.answer) for blank in found),
    )


def _words_in_formula(hint: str) -> str:
    """Return ``hint`` as TeX: words as text, or they would be set as products of letters, without their spaces."""
    return rf"\text{{{hint}}}" if _WORD.search(hint) and not _TEX_SIGN.search(hint) else hint


def _unmarked(value: str) -> str:
    """Return ``value`` without the marks that stand for blanks here, written as they are or by number."""
    by_number = _CHARACTER.sub(lambda m: "" if int(m[1] or m[2], 16 if m[1] else 10) >= _FIRST_MARK else m[0], value)
    return _MARK.sub("", by_number)


def _open(q: Open, s: _Setting) -> _Content:
    answer = s.html("answer", q.answer)
    typed = _finished(html_.escape(text.plain(q.answer), quote=False)) if q.type_in else ""
    return _Content(
        (s.html("question", q.question), answer, typed),
        layout=(
            _asked(q.question),
            _size("second", q.answer),
            *(["same"] if typed == answer else []),
        ),
    )


def _choice(q: Choice, s: _Setting) -> _Content:
    shown = order.options((*q.answer, *q.distractors), "anki", s.id, shuffle=q.shuffle)
    items = []
    for option in shown:
        classes = [name for name, is_so in (("right", option in q.answer), ("last", order.stays_last(option))) if is_so]
        attribute = f' class="{" ".join(classes)}"' if classes else ""
        name = "answer" if option in q.answer else "distractors"
        items.append(f"<li{attribute}>{s.html(name, option)}</li>")
    layout = [
        name
        for name, is_so in (("several", len(q.answer) > 1), ("fixed", not q.shuffle or order.by_number(shown)))
        if is_so
    ]
    return _Content(
        (s.html("question", q.question), f"<ol>{''.join(items)}</ol>"),
        layout=(_asked(q.question), *layout),
    )


def _true_false(q: TrueFalse, s: _Setting) -> _Content:
    correction = s.html("correction", q.correction) if q.correction else ""
    return _Content(
        (s.html("statement", q.statement), str(q.answer).lower(), correction),
        layout=(_asked(q.statement), _size("second", q.correction or "")),
    )


def _matching(q: Matching, s: _Setting) -> _Content:
    lefts = [left for left, _ in q.pairs]
    numbers = numbered(lefts, s.entry)
    rows = "".join(
        f"<tr><th>{s.html('pairs', left, inline=True, in_blank=True)}</th>"
        f"<td>{{{{c{n}::{s.html('pairs', right, inline=True, in_blank=True)}}}}}</td></tr>"
        for n, (left, right) in zip(numbers, q.pairs, strict=True)
    )
    rights = order.options((right for _, right in q.pairs), "anki", s.id)
    pool = "".join(f"<li>{s.html('pairs', right, inline=True)}</li>" for right in rights)
    return _Content(
        (
            f'<div class="table"><table class="pairs"><tbody>{rows}</tbody></table></div>',
            s.html("question", q.question) if q.question else "",
            f"<ul>{pool}</ul>",
        ),
        tuple(sorted(n - 1 for n in numbers)),
        (_asked(q.question or ""),),
        tuple(sorted(zip(numbers, lefts, strict=True))),
    )


_CONTENTS: Mapping[type[Question], Callable[[Any, _Setting], _Content]] = {
    Definition: _definition,
    List: _list,
    Cloze: _cloze,
    Open: _open,
    Choice: _choice,
    TrueFalse: _true_false,
    Matching: _matching,
}
"""Every question type in Anki."""


def numbered(items: Sequence[str], entry: Entry) -> list[int]:
    """Return the cloze number of each of ``items``: those that Anki knows keep theirs, new ones take the next.

    An item is known if it stands there word for word, wherever; then if it is like one that is gone, the most alike
    first. A number that was ever used is used for nothing else.
    """
    known = dict(entry.clozes)
    taken: dict[int, int] = {}
    for i, item in enumerate(items):
        same = [n for n, old in known.items() if old == item and n not in taken.values()]
        if same:
            taken[i] = same[0]
    left = [(n, old) for n, old in known.items() if n not in taken.values()]
    alike = sorted(
        ((_likeness(old, item), n, i) for n, old in left for i, item in enumerate(items) if i not in taken),
        key=lambda found: (-found[0], found[1], found[2]),
    )
    for likeness, n, i in alike:
        if likeness >= 0.5 and i not in taken and n not in taken.values():
            taken[i] = n
    free = max((entry.next_cloze, *(n + 1 for n in known)))
    for i in range(len(items)):
        if i not in taken:
            taken[i] = free
            free += 1
    return [taken[i] for i in range(len(items))]


def _likeness(old: str, new: str) -> float:
    if min(len(old), len(new)) > 1 and (old in new or new in old):
        return 1.0
    return difflib.SequenceMatcher(None, old, new, autojunk=False).ratio()


_TAG_OR_FORMULA = re.compile(r"(<[^>]*>|\\\(.*?\\\)|\\\[.*?\\\])", re.DOTALL)
MASK = '<span class="blank">[...]</span>'


def _masked(html: str, names: Iterable[str]) -> str:
    """Return ``html`` with every one of ``names`` outside of tags and formulas hidden."""
    plain = sorted({html_.escape(text.plain(name), quote=False) for name in names} - {""}, key=len, reverse=True)
    pattern = re.compile("|".join(map(_as_word, plain)), re.IGNORECASE)
    pieces = _TAG_OR_FORMULA.split(html)
    pieces[::2] = [pattern.sub(MASK, piece) for piece in pieces[::2]]
    return "".join(pieces)


def _as_word(name: str) -> str:
    """Return a pattern for ``name`` as a whole word, in the plural too, where it is written in letters."""
    before = r"(?<![A-Za-z0-9&#])" if re.match("[A-Za-z0-9]", name) else ""
    after = r"(?:e?s)?(?![A-Za-z0-9])" if re.search("[A-Za-z0-9]$", name) else ""
    return f"{before}{re.escape(name)}{after}"


_WIDE = re.compile(
    "[\u1100-\u11ff\u2e80-\ua4cf\uac00-\ud7ff\uf900-\ufaff\ufe30-\ufe4f\uff01-\uff60\U00020000-\U0003ffff]"
)


_LONG = 2000
_SET_OFF = re.compile(
    r"""^(```|~~~) .*? ^\1[^\n]*$     # code
      | ^\$\$ .*? \$\$$              # a formula
      | ^\|[^\n]*\|$                 # a row of a table
      | !\[[^\]\n]*\]\([^)\n]*\)    # a picture
    """,
    re.DOTALL | re.MULTILINE | re.VERBOSE,
)


def _asked(question: str) -> str:
    """Return the class for the size of ``question``: that of its words, whatever is set off below them."""
    words = _SET_OFF.sub("", question).strip() if len(question) < _LONG else question
    return _size("first", words, is_question=True)


def _size(which: str, value: str, *, is_question: bool = False) -> str:
    """Return the class that says how large a text is set: a word, a line or a text of some length."""
    width = _width(value[:65])
    if width > 64 or "\n" in value.strip() or "![" in value:
        return f"{which}-text"
    return f"{which}-word" if width <= 26 and not is_question else f"{which}-line"


def _width(value: str) -> int:
    """Return how wide ``value`` is set, in halves of a Chinese character."""
    return len(value) + len(_WIDE.findall(value))


def _chinese(bank: Bank) -> bool:
    return bank.language.lower().startswith("zh")


# --- Source, tags, deck

_LINE = re.compile(r":\d+(?:-\d+)?$")


def _source(s: _Setting) -> str:
    """Return where the question comes from, file and headings, never the line; linked if the bank says how."""
    paths = dict.fromkeys(_LINE.sub("", source) for source in s.question.source)
    headings = (s.entry.heading, *("" for _ in paths))
    return "<br>".join(
        _place(s.bank.source_link or "", path, above) for path, above in zip(paths, headings, strict=False)
    )


@functools.lru_cache(maxsize=1024)
def _place(pattern: str, path: str, heading: str) -> str:
    path, headings = text.clean(path), [part for part in heading.split(" > ") if part]
    words = " › ".join((PurePosixPath(path).name, *map(text.plain, headings)))
    shown = _finished(html_.escape(words, quote=False))
    href = _link(pattern, path, headings[-1] if headings else "")
    return f'<a href="{html_.escape(href)}">{shown}</a>' if href else shown


def _link(pattern: str, path: str, heading: str) -> str:
    if pattern.partition(":")[0].lower() not in LINK_SCHEMES:
        return ""
    made = text.clean(pattern).replace("{path}", quote(path)).replace("{heading}", quote(heading, safe=""))
    made = made.replace("{anchor}", quote(_slug(heading), safe=""))
    return re.sub(r"[\s\"'<>]", "", made.removesuffix("#"))


def _slug(heading: str) -> str:
    """Return the anchor that GitHub and most others give a heading."""
    return re.sub(r"[^\w\- ]", "", text.plain(heading).lower()).replace(" ", "-")


@functools.lru_cache(maxsize=1024)
def _tags(given: tuple[str, ...]) -> tuple[str, ...]:
    """Return ``given`` as Anki's tags: no space in them, each once whatever its case."""
    made: dict[str, str] = {}
    for tag in given:
        parts = ["_".join(part.split()) for part in text.clean(tag).split("::")]
        joined = "::".join(part for part in parts if part)
        if joined:
            made.setdefault(joined.lower(), joined)
    return tuple(sorted(made.values()))


def _deck_name(name: str) -> str:
    parts = [" ".join(part.replace('"', "").split()) for part in text.clean(name).split("::")]
    return "::".join(part for part in parts if part) or "quizgen"


def _description(bank: Bank) -> str:
    said = [text.plain(bank.title), ", ".join(map(text.plain, bank.authors)), text.plain(bank.license or "")]
    return "<br>".join(html_.escape(part) for part in (*said, f"quizgen {__version__}") if part)
