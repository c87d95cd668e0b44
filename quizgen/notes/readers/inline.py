"""Inline Markdown as people write it -> text with marks and lines. No format of its own: the readers share it.

markdown-it-py finds the blocks; what stands inside them is scanned here, because its inline tokens carry no positions,
and CommonMark refuses much of what Chinese authors mean by ``**``. Precedence is CommonMark's
(https://spec.commonmark.org/0.31.2/#inlines): escapes, code, formulas and tags first, then links, emphasis last.
Every search is bounded or remembers what it found: the time is linear in the length of the text.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from quizgen.notes.model import Inline, Mark, MarkKind, Picture
from quizgen.notes.readers.emphasis import Run, pair, run_at
from quizgen.notes.readers.pieces import FIRM, SOFT, Span, join
from quizgen.notes.readers.special import ESCAPED, INVISIBLE, special
from quizgen.notes.readers.targets import IMAGE_TARGET, LINK_TARGET, picture, target_path
from quizgen.notes.readers.tex import DELIMITERS, is_formula, tex_of

_CODE = re.compile("`[^`\n]+`(?!`)")
_ENTITY = re.compile(r"&(?:#[xX][0-9a-fA-F]{1,6}|#\d{1,7}|[A-Za-z][A-Za-z0-9]{1,31});")
_TAG = re.compile(  # of HTML, or with an attribute in quotation marks as components have: vector<int> is text
    r"<(/?)(a|abbr|address|article|aside|audio|b|bdi|bdo|big|blockquote|body|br|button|caption|center|cite|code|col"
    r"|colgroup|dd|del|details|dfn|div|dl|dt|em|embed|figcaption|figure|font|footer|form|h[1-6]|head|header|hr|html|i"
    r"|iframe|img|input|ins|kbd|label|li|link|main|mark|meta|nav|nobr|ol|option|p|picture|pre|q|rp|rt|ruby|s|samp"
    r"|section|select|small|source|span|strike|strong|style|sub|summary|sup|svg|table|tbody|td|tfoot|th|thead|time|tr"
    r"|tt|u|ul|var|video|wbr|[a-z][\w-]*(?=\s+[:@\w-]+=[\"']))(?=[\s/>])[^<>]*>",
    re.IGNORECASE,
)
_AUTOLINK = re.compile(r"<([A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]*|[\w.+-]{1,64}@[\w.-]{1,255})>")
_URL = re.compile(r"https?://(?:[!#$%&()*+,./:;=?@A-Za-z0-9_~-]+|(?<=[/=_-])\w[\w/%-]*)+")
_EMOJI_NAME = re.compile(r"(?<![\w:]):[a-z][a-z0-9_+-]{1,30}:(?![\w:])")
_ATTRIBUTE = re.compile(r"\s(src|alt)\s*=\s*(\"[^\"]*\"|'[^']*'|[^\s>\"']+)", re.I)  # of an <img>
_SIZE = re.compile(r"\d+(?:x\d+)?")
_ATTRIBUTES = re.compile(r"\{[^{}\n]{0,100}[.#=][^{}\n]{0,100}\}")
_LABEL = re.compile(r"\[([^\[\]]{0,999})\]")
_LONGEST_LABEL = 999
_REFERENCE = re.compile(r"\[\^[^\s\[\]]{1,100}\]|\[@[^\[\]\n]{1,200}\]")  # to a footnote, to a source
_WIKILINK = re.compile(r"\[\[([^\[\]\n|]{1,300})(?:\|([^\[\]\n]{1,300}))?\]\]")
_SHORTCODE = re.compile(r"\{\{[<%][^\n]{0,400}?[>%]\}\}|\{%[^\n]{0,400}?%\}")
_BLOCK_ID = re.compile(r"(?:^|\s)\^[A-Za-z0-9-]{1,40}\s*$")
_NOTE_NUMBER = re.compile(r"\[?(?:\d{1,3}|[a-z])\]|\[")

_TAG_MARKS: dict[str, MarkKind] = {
    **dict.fromkeys(("b", "strong"), "strong"),
    **dict.fromkeys(("i", "em", "dfn", "cite", "var"), "emphasis"),
    **dict.fromkeys(("u", "ins"), "underline"),
    "mark": "highlight",
    **dict.fromkeys(("s", "del", "strike"), "strike"),
}
# A bank knows no HTML, but there are characters for the common H<sub>2</sub>O and 10<sup>-3</sup>.
_SCRIPTS = {
    "sub": str.maketrans("0123456789+-=()aehijklmnoprstuvx", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ"),
    "sup": str.maketrans("0123456789+-=()abcdefghijklmnoprstuvwxyz", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ"),
}


@dataclass(slots=True)
class Scanned:
    """The text of a stretch of source, its marks, and for each of its source lines the offset where it begins.

    The lines of its pictures count from 0.
    """

    text: str
    marks: tuple[Mark, ...] = ()
    starts: tuple[int, ...] = (0,)
    pictures: tuple[Picture, ...] = ()

    def inline(self, line: int) -> Inline:
        """Return it as an Inline whose first source line is ``line``."""
        if len(self.starts) == 1:
            return Inline(self.text, ((0, line),), self.marks)
        at = {start: line + n for n, start in enumerate(self.starts)}  # of lines that begin together, the last
        return Inline(self.text, tuple((o, n) for o, n in at.items() if o < len(self.text) or not o), self.marks)


def read_inline(source: str, line: int, labels: Mapping[str, str] = MappingProxyType({})) -> Inline:
    """Return the Inline of the Markdown ``source`` whose first line is ``line``; ``labels`` as in ``scan``."""
    return scan(source, labels).inline(line)


def scan(source: str, labels: Mapping[str, str] = MappingProxyType({})) -> Scanned:
    """Return the text, marks and lines of the Markdown ``source``.

    ``labels`` are the link labels (as ``normal_label`` makes them) the document defines, with their addresses:
    ``[text][label]`` is a link only then, and otherwise brackets.
    """
    block_id = _BLOCK_ID.search(source, max(0, len(source) - 60)) if "^" in source else None
    if block_id:
        source = source[: block_id.start()]
    return _Scan(source, labels).run() if special(source).search(source) else Scanned(source.strip())


def scan_plain(source: str) -> Scanned:
    r"""Return the text, marks and lines of ``source``, which is not Markdown.

    Code, formulas, addresses and entities are read as in Markdown. All other markup is what it looks like: characters.
    Where a bank, which is Markdown, would take them for markup, they get a backslash: ``*`` ``_`` and ``~~`` that
    CommonMark would pair, ``](``, and a backslash before punctuation.
    """
    if not special(source, plain=True).search(source):
        return Scanned(source.strip())
    return _Scan(source, {}, plain=True).run()


def normal_label(label: str) -> str:
    """Return a link label as labels are compared: case folded, white space as one space."""
    return " ".join(label.split()).casefold()


@dataclass(slots=True)
class _Bracket:
    """A bracket that is open: the piece it is, where its inside begins, how many runs and links were before it."""

    piece: int
    inside: int
    runs: int
    linked: int
    opener: str


@dataclass(slots=True)
class _Scan:
    source: str
    labels: Mapping[str, str]
    plain: bool = False
    pieces: list[str] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)
    brackets: list[_Bracket] = field(default_factory=list)
    linked: int = 0  # so many open brackets have a link in them
    spans: list[Span] = field(default_factory=list)  # marks, in pieces
    tags: dict[str, list[int]] = field(default_factory=dict)  # of each open tag its piece
    ticks: dict[int, list[int]] | None = None  # where the runs of so many backticks are
    found: dict[str, int] = field(default_factory=dict)
    pictures: list[tuple[int, Picture]] = field(default_factory=list)  # each with its place in the source

    def run(self) -> Scanned:
        source, at = self.source, 0
        search = special(source, self.plain).search
        add = self.pieces.append
        while found := search(source, at):
            start = found.start()
            if start > at:
                add(source[at:start])
            token = found.group()
            at = _TRY.get(token[0], _Scan.white)(self, start, token)
        if at < len(source):
            add(source[at:])
        if self.runs:
            self.pair(0)
        return Scanned(*join(self.pieces, self.spans), tuple(self.with_lines()))

    # Each of these takes what begins at ``at`` into the pieces and returns where to go on.

    def keep(self, at: int, end: int) -> int:
        self.pieces.append(self.source[at:end])
        return end

    def whole(self, text: str, kind: MarkKind, end: int) -> int:
        """Take ``text``, in which nothing is markup, as a mark."""
        start = len(self.pieces)
        if "\n" in text:
            for part in text.split("\n"):
                self.pieces += [part, FIRM]
            self.pieces.pop()
        else:
            self.pieces.append(text)
        self.spans.append((start, len(self.pieces), kind))
        return end

    def find(self, closer: str, start: int) -> int:
        """Return where ``closer`` comes next, or -1. Starts only grow, so the last answer may still hold."""
        known = self.found.get(closer, 0)
        if known == -1 or (known >= start and closer in self.found):
            return known
        self.found[closer] = self.source.find(closer, start)
        return self.found[closer]

    def newline(self, at: int, token: str) -> int:
        self.pieces.append(SOFT)
        return at + 1

    def white(self, at: int, token: str) -> int:
        if token.strip(INVISIBLE):
            self.pieces.append(" ")
        return at + len(token)

    def tilde(self, at: int, token: str) -> int:
        return self.delimiters(at, token) if token == "~~" else self.script(at, token)

    def caret(self, at: int, token: str) -> int:
        return self.bracket(at, token) if token == "^[" else self.script(at, token)

    def script(self, at: int, token: str) -> int:
        """``H~2~O`` and ``x^2^``, as pandoc writes them."""
        table = _SCRIPTS["sub" if token[0] == "~" else "sup"]
        if not all(ord(c) in table for c in token[1:-1]):
            return self.keep(at, at + 1)
        self.pieces.append(token[1:-1].translate(table))
        return at + len(token)

    def delimiters(self, at: int, token: str) -> int:
        run = run_at(self.source, at, len(self.pieces))
        if (run.opens or run.closes) and (run.char in "*_" or run.length == 2 or (self.plain and run.length > 2)):
            self.runs.append(run)
        return self.keep(at, at + run.length)

    def backslash(self, at: int, token: str) -> int:
        source = self.source
        for opener, closer, dollars in DELIMITERS:
            if source.startswith(opener, at):
                start = at + len(opener)
                end = self.find(closer, start)
                tex = tex_of(source[start:end]) if start < end and not start <= self.find("$", start) < end else ""
                if tex:
                    return self.formula(at, f"{dollars}{tex}{dollars}", end + len(closer))
        if source.startswith("\\\n", at):
            return at + 1  # a hard line break: the reader looks for it in the source
        if not self.plain and source.startswith("\\ ", at) and not source[:at].strip():
            return at + 1  # a space that must not go, as Pandoc and TeX write it; elsewhere it may be a sign: A \ B
        escaped = ESCAPED.match(source, at)
        if escaped and self.plain:
            self.pieces.append("\\\\")
            return at + 1
        return self.keep(at, at + (2 if escaped else 1))

    def code(self, at: int, token: str) -> int:
        simple = _CODE.match(self.source, at)
        if simple:
            return self.whole(simple.group(), "code", simple.end())
        if self.ticks is None:
            self.ticks = {}
            for run in re.finditer("`+", self.source):
                self.ticks.setdefault(len(run.group()), []).append(run.start())
        end = at + 1
        while self.source.startswith("`", end):
            end += 1
        places = self.ticks.get(end - at, [])
        i = bisect_left(places, end)
        if i == len(places):
            return self.keep(at, end)
        close = places[i] + end - at
        return self.whole(self.source[at:close], "code", close)

    def dollars(self, at: int, token: str) -> int:
        source = self.source
        if source.startswith("$$", at):
            end = self.find("$$", at + 2)
            tex = tex_of(source[at + 2 : end]) if end >= 0 else ""
            return self.formula(at, f"$${tex}$$", end + 2) if tex else self.keep(at, at + 2)
        end = self.find("$", at + 1)
        while end > 0 and source[end - 1] == "\\":
            end = self.find("$", end + 1)
        if end < 0 or not is_formula(source[at + 1 : end], source[end + 1 : end + 2]):
            return self.keep(at, at + 1)
        return self.formula(at, f"${tex_of(source[at + 1 : end])}$", end + 1)

    def formula(self, at: int, text: str, end: int) -> int:
        """Take the formula ``text``, which has lost the line breaks next to its signs: what follows keeps its line."""
        self.whole(text, "math", end)
        self.pieces.extend(SOFT for _ in range(self.source.count("\n", at, end) - text.count("\n")))
        return end

    def angle(self, at: int, token: str) -> int:
        source = self.source
        if source.startswith("<!--", at):
            end = self.find("-->", at + 4)
            if end < 0:
                return self.keep(at, at + 4)
            self.pieces.extend(SOFT for _ in range(source.count("\n", at, end)))
            return end + 3
        link = _AUTOLINK.match(source, at)
        if link:
            return self.whole(link[1], "link", link.end())
        tag = _TAG.match(source, at)
        return self.tag(tag) if tag else self.keep(at, at + 1)

    def tag(self, tag: re.Match[str]) -> int:
        closing, name = bool(tag[1]), tag[2].lower()
        kind = _TAG_MARKS.get(name)
        if kind and not closing:
            self.tags.setdefault(name, []).append(len(self.pieces))
        elif kind and self.tags.get(name):
            self.spans.append((self.tags[name].pop(), len(self.pieces), kind))
        elif name in _SCRIPTS and not closing:
            end = self.source.find(f"</{tag[2]}>", tag.end(), tag.end() + 100)
            inner = self.source[tag.end() : end] if end >= 0 else ""
            if name == "sup" and _NOTE_NUMBER.match(inner):
                return end + len("</sup>")
            if inner and all(ord(c) in _SCRIPTS[name] for c in inner):
                self.pieces.append(inner.translate(_SCRIPTS[name]))
                return end + len("</sub>")
        elif name == "br":
            self.pieces.append(" ")
        elif name == "img":
            self.spans.append((len(self.pieces), len(self.pieces), "image"))
            given = {m[1].lower(): m[2].strip("\"'") for m in _ATTRIBUTE.finditer(tag.group())}
            self.picture(tag.start(), target_path(given.get("src", "")), html.unescape(given.get("alt", "")))
        self.pieces.extend(SOFT for _ in range(tag.group().count("\n")))
        return tag.end()

    def bracket(self, at: int, token: str) -> int:
        source = self.source
        opens = at + len(token) - 1
        wiki = _WIKILINK.match(source, opens) if token != "^[" else None
        if wiki and token == "![":
            self.spans.append((len(self.pieces), len(self.pieces), "image"))
            alt = (wiki[2] or "").rpartition("|")[2].strip()
            self.picture(at, wiki[1].partition("#")[0], "" if _SIZE.fullmatch(alt) else alt, by_name=True)
            return wiki.end()
        if wiki:
            page, _, heading = wiki[1].partition("#")
            return self.whole((wiki[2] or page or heading).strip().removeprefix("^"), "link", wiki.end())
        reference = _REFERENCE.match(source, at) if token == "[" else None
        if reference:
            return reference.end()
        self.brackets.append(_Bracket(len(self.pieces), opens + 1, len(self.runs), self.linked, token))
        return self.keep(at, opens + 1)

    def close(self, at: int, token: str) -> int:
        if self.plain:  # what comes is "]("
            self.pieces.append("\\](")
            return at + 2
        if not self.brackets:
            return self.keep(at, at + 1)
        opener = self.brackets.pop()
        around = opener.opener == "[" and len(self.brackets) < self.linked  # there is a link in it already
        self.linked = min(self.linked, len(self.brackets))
        end = -1 if around else self.link_end(opener, at)
        if end < 0:
            return self.keep(at, at + 1)
        newlines = self.source.count("\n", at, end)
        if opener.opener == "[":
            self.linked = len(self.brackets)
            self.pair(opener.runs)
            self.pieces[opener.piece] = ""
            self.spans.append((opener.piece, len(self.pieces), "link"))
        else:  # an image's description and a footnote are not part of the text, nor are links in them
            self.linked = opener.linked
            newlines += self.pieces[opener.piece :].count(SOFT)
            del self.pieces[opener.piece :]
            del self.runs[opener.runs :]
            while self.spans and self.spans[-1][1] > opener.piece:
                self.spans.pop()
            while self.pictures and self.pictures[-1][0] >= opener.inside:
                self.pictures.pop()
            if opener.opener == "![":
                self.spans.append((opener.piece, opener.piece, "image"))
                if target := IMAGE_TARGET.match(self.source, at + 1):
                    self.picture(opener.inside - 2, target_path(target.group()[1:-1]), self.source[opener.inside : at])
                elif address := self.labels.get(self.label(opener, at), ""):
                    self.picture(opener.inside - 2, target_path(address), self.source[opener.inside : at])
        self.pieces.extend(SOFT for _ in range(newlines))
        return end

    def picture(self, at: int, path: str, alt: str, *, by_name: bool = False) -> None:
        if found := picture(path, alt, by_name=by_name):
            self.pictures.append((at, found))

    def link_end(self, opener: _Bracket, at: int) -> int:
        """Return where the link, image or footnote ends whose text ends at ``at``; -1 if it is none."""
        source = self.source
        if opener.opener == "^[":
            return at + 1
        target = (IMAGE_TARGET if opener.opener == "![" else LINK_TARGET).match(source, at + 1)
        if target:
            attributes = _ATTRIBUTES.match(source, target.end())
            return (attributes or target).end()
        if not self.labels:
            return -1
        if self.label(opener, at) not in self.labels:
            return -1
        label = _LABEL.match(source, at + 1)
        return label.end() if label else at + 1

    def label(self, opener: _Bracket, at: int) -> str:
        """Return the label of a link or image whose text ends at ``at``: it stands behind that, or is it."""
        label = _LABEL.match(self.source, at + 1)
        inner = self.source[opener.inside : at] if at - opener.inside <= _LONGEST_LABEL else ""
        return normal_label((label and label[1]) or inner)

    def entity(self, at: int, token: str) -> int:
        found = _ENTITY.match(self.source, at)
        if not found:
            return self.keep(at, at + 1)
        char = html.unescape(found.group())
        if char == found.group() or ESCAPED.match("\\" + char):  # what Markdown would misread stays an entity
            return self.keep(at, found.end())
        if char.isspace():
            self.pieces.append(" ")
        elif char.isprintable():
            self.pieces.append(char)
        return found.end()

    def comment(self, at: int, token: str) -> int:
        end = self.find("%%", at + 2)
        if end < 0:
            return self.keep(at, at + 2)
        self.pieces.extend(SOFT for _ in range(self.source.count("\n", at, end)))
        return end + 2

    def shortcode(self, at: int, token: str) -> int:
        found = _SHORTCODE.match(self.source, at)
        return found.end() if found else self.keep(at, at + 2)

    def emoji(self, at: int, token: str) -> int:
        found = _EMOJI_NAME.match(self.source, at)
        return found.end() if found else self.keep(at, at + 1)

    def url(self, at: int, token: str) -> int:
        found = _URL.match(self.source, at)
        if not found:
            return self.keep(at, at + 4)
        url = found.group().rstrip("?!.,:;*_~")
        surplus = url.count(")") - url.count("(")
        while surplus > 0 and url.endswith(")"):
            url, surplus = url[:-1], surplus - 1
        return self.whole(url, "link", at + len(url))

    def pair(self, bottom: int) -> None:
        """Pair the runs from ``bottom`` on."""
        runs = self.runs[bottom:]
        del self.runs[bottom:]
        spans = pair(runs)
        if not self.plain:
            self.spans += spans
        escaped = self.plain and bool(spans)
        for run in runs:  # escaped all of them: a backslash before one lets others pair
            self.pieces[run.piece] = f"\\{run.char}" * run.length if escaped else run.char * run.left

    def with_lines(self) -> Iterator[Picture]:
        at = line = 0
        for place, found in self.pictures:
            line += self.source.count("\n", at, place)
            at = place
            yield replace(found, line=line)


_TRY: dict[str, Callable[[_Scan, int, str], int]] = {
    "\n": _Scan.newline,
    "\\": _Scan.backslash,
    "`": _Scan.code,
    **dict.fromkeys("*_=", _Scan.delimiters),
    "~": _Scan.tilde,
    "$": _Scan.dollars,
    "<": _Scan.angle,
    **dict.fromkeys("[!", _Scan.bracket),
    "^": _Scan.caret,
    "]": _Scan.close,
    "&": _Scan.entity,
    "%": _Scan.comment,
    "{": _Scan.shortcode,
    ":": _Scan.emoji,
    "h": _Scan.url,
}
