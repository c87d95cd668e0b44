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
from urllib.parse import unquote

from quizgen.notes.model import Inline, Mark, MarkKind, Picture

WIDE = "[^\x00-\u2e7f]"
"""A pattern: a character of Chinese, Japanese or Korean, or an emoji. They all come after the other scripts, and a
class that says what it is not is compiled many times faster than the list of their ranges."""


def is_wide(char: str) -> bool:
    """Say whether ``char`` is WIDE."""
    return char > "\u2e7f"


_WHITE = "\t\v\f\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_INVISIBLE = "\u200b\u2060\ufeff\u00ad"

# All that is not an ordinary character. The first character decides what is tried. All of them stand in one class, to
# which a search skips; where a text has no white space but single ones, these are not among them.
_SIGNS = (
    r"\n\\`*_$<\[\]!=~%^&{:h",
    r"(?<=[\n\\`*_$<\[\]])|(?<=!)\[|(?<==)=|(?<=~)~|(?<=%)%|(?<=\^)\[|(?<=[A-Za-z)]~)[^~\s]{1,9}~(?!~)"
    r"|(?<=[A-Za-z)]\^)[^^\s\[]{1,9}\^|(?<=&)[#A-Za-z]|(?<=\{)(?:\{[<%]|%)|(?<=:)[a-z]|(?<=h)ttps?://",
)
_SIGNS_IN_PLAIN = r"\n\\`*_$\]~&h", r"(?<=[\n\\`*_$])|(?<=\])\(|(?<=~)~|(?<=&)[#A-Za-z]|(?<=h)ttps?://"
_RARE = _WHITE + _INVISIBLE
_MUCH_WHITE = f" {_RARE}", rf"(?<= )(?: +|[{_RARE}][ {_RARE}]*)|(?<=[{_RARE}])[ {_RARE}]*"


def _one_of(*signs: tuple[str, str]) -> re.Pattern[str]:
    """Return the regex of ``signs``, each the characters they begin with, and what stands behind these."""
    return re.compile(f"[{''.join(first for first, _ in signs)}](?:{'|'.join(rest for _, rest in signs)})")


_SPECIAL, _SPECIAL_OR_WHITE = _one_of(_SIGNS), _one_of(_SIGNS, _MUCH_WHITE)
_SPECIAL_IN_PLAIN, _SPECIAL_OR_WHITE_IN_PLAIN = _one_of(_SIGNS_IN_PLAIN), _one_of(_SIGNS_IN_PLAIN, _MUCH_WHITE)
_MORE_WHITE = re.compile(f"[{_RARE}]")


def _special(source: str, plain: bool = False) -> re.Pattern[str]:
    """Return the regex that finds the special characters of ``source``."""
    if "  " in source or _MORE_WHITE.search(source):
        return _SPECIAL_OR_WHITE_IN_PLAIN if plain else _SPECIAL_OR_WHITE
    return _SPECIAL_IN_PLAIN if plain else _SPECIAL


_CODE = re.compile("`[^`\n]+`(?!`)")
_ENTITY = re.compile(r"&(?:#[xX][0-9a-fA-F]{1,6}|#\d{1,7}|[A-Za-z][A-Za-z0-9]{1,31});")
_XML = re.compile("&(?:lt|gt|amp);")
_ESCAPED = re.compile(r"\\[!-/:-@\[-`{-~]")
_PUNCTUATION = re.compile(r"[^\w\s]|_")
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
_TARGET = re.compile(
    r"\(\s*(?:<[^<>\n]*>|[^\s()]*(?:\([^\s()]*\)[^\s()]*){0,8})(?:\s+(?:\"[^\"]*\"|'[^']*'|\([^()]*\)))?\s*\)"
)
_IMAGE_TARGET = re.compile(  # often with raw spaces
    r"\(\n?[^()\n]{0,1000}(?:\([^()\n]{0,1000}\)[^()\n]{0,1000}){0,8}\n?\)"
)
_ATTRIBUTE = re.compile(r"\s(src|alt)\s*=\s*(\"[^\"]*\"|'[^']*'|[^\s>\"']+)", re.I)  # of an <img>
_TITLE = re.compile(r"\s+(?:\"[^\"]*\"|'[^']*'|\([^()]*\)|=\d*x\d*)$")  # behind an image's path; or its size
_ELSEWHERE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|[/\\~]")  # an address, an absolute path
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
_DELIMITED: dict[str, tuple[MarkKind, MarkKind]] = {  # by one delimiter, by two
    "*": ("emphasis", "strong"),
    "_": ("emphasis", "strong"),
    "~": ("strike", "strike"),
    "=": ("highlight", "highlight"),
}
# A bank knows no HTML, but there are characters for the common H<sub>2</sub>O and 10<sup>-3</sup>.
_SCRIPTS = {
    "sub": str.maketrans("0123456789+-=()aehijklmnoprstuvx", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ"),
    "sup": str.maketrans("0123456789+-=()abcdefghijklmnoprstuvwxyz", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ"),
}

_SOFT, _FIRM = "\n", "\r"  # pieces: a line break between words; one inside code or a formula, which is always a space


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
    return _Scan(source, labels).run() if _special(source).search(source) else Scanned(source.strip())


def scan_plain(source: str) -> Scanned:
    r"""Return the text, marks and lines of ``source``, which is not Markdown.

    Code, formulas, addresses and entities are read as in Markdown. All other markup is what it looks like: characters.
    Where a bank, which is Markdown, would take them for markup, they get a backslash: ``*`` ``_`` and ``~~`` that
    CommonMark would pair, ``](``, and a backslash before punctuation.
    """
    if not _special(source, plain=True).search(source):
        return Scanned(source.strip())
    return _Scan(source, {}, plain=True).run()


def normal_label(label: str) -> str:
    """Return a link label as labels are compared: case folded, white space as one space."""
    return " ".join(label.split()).casefold()


@dataclass(slots=True)
class _Run:
    """A run of one delimiter character: the piece it is, how many are left, what it can do."""

    piece: int
    char: str
    length: int
    opens: bool
    closes: bool
    left: int


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
    runs: list[_Run] = field(default_factory=list)
    brackets: list[_Bracket] = field(default_factory=list)
    linked: int = 0  # so many open brackets have a link in them
    spans: list[tuple[int, int, MarkKind]] = field(default_factory=list)  # marks, in pieces
    tags: dict[str, list[int]] = field(default_factory=dict)  # of each open tag its piece
    ticks: dict[int, list[int]] | None = None  # where the runs of so many backticks are
    found: dict[str, int] = field(default_factory=dict)
    pictures: list[tuple[int, Picture]] = field(default_factory=list)  # each with its place in the source

    def run(self) -> Scanned:
        source, at = self.source, 0
        search = _special(source, self.plain).search
        add = self.pieces.append
        while special := search(source, at):
            start = special.start()
            if start > at:
                add(source[at:start])
            token = special.group()
            at = _TRY.get(token[0], _Scan.white)(self, start, token)
        if at < len(source):
            add(source[at:])
        if self.runs:
            self.pair(0)
        return self.joined()

    # Each of these takes what begins at ``at`` into the pieces and returns where to go on.

    def keep(self, at: int, end: int) -> int:
        self.pieces.append(self.source[at:end])
        return end

    def whole(self, text: str, kind: MarkKind, end: int) -> int:
        """Take ``text``, in which nothing is markup, as a mark."""
        start = len(self.pieces)
        if "\n" in text:
            for part in text.split("\n"):
                self.pieces += [part, _FIRM]
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
        self.pieces.append(_SOFT)
        return at + 1

    def white(self, at: int, token: str) -> int:
        if token.strip(_INVISIBLE):
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
        source, char = self.source, token[0]
        end = at + 1
        while end < len(source) and source[end] == char:
            end += 1
        before = source[at - 1] if at else " "
        after = source[end] if end < len(source) else " "
        space_before, space_after = before.isspace(), after.isspace()
        mark_before, mark_after = bool(_PUNCTUATION.match(before)), bool(_PUNCTUATION.match(after))
        # Chinese beside the run counts as punctuation, so that **信息（MI）**是 is strong:
        # https://github.com/tats-u/markdown-cjk-friendly/blob/main/specification.md
        left = not space_after and (not mark_after or space_before or mark_before or is_wide(before))
        right = not space_before and (not mark_before or space_after or mark_after or is_wide(after))
        if char == "_":
            left, right = left and (not right or mark_before), right and (not left or mark_after)
        if (left or right) and (char in "*_" or end - at == 2 or (self.plain and end - at > 2)):
            self.runs.append(_Run(len(self.pieces), char, end - at, left, right, end - at))
        return self.keep(at, end)

    def backslash(self, at: int, token: str) -> int:
        source = self.source
        for opener, closer, dollars in _TEX:
            if source.startswith(opener, at):
                start = at + len(opener)
                end = self.find(closer, start)
                tex = _tex(source[start:end]) if start < end and not start <= self.find("$", start) < end else ""
                if tex:
                    return self.formula(at, f"{dollars}{tex}{dollars}", end + len(closer))
        if source.startswith("\\\n", at):
            return at + 1  # a hard line break: the reader looks for it in the source
        if not self.plain and source.startswith("\\ ", at) and not source[:at].strip():
            return at + 1  # a space that must not go, as Pandoc and TeX write it; elsewhere it may be a sign: A \ B
        escaped = _ESCAPED.match(source, at)
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
            tex = _tex(source[at + 2 : end]) if end >= 0 else ""
            return self.formula(at, f"$${tex}$$", end + 2) if tex else self.keep(at, at + 2)
        end = self.find("$", at + 1)
        while end > 0 and source[end - 1] == "\\":
            end = self.find("$", end + 1)
        if end < 0 or not _is_formula(source[at + 1 : end], source[end + 1 : end + 2]):
            return self.keep(at, at + 1)
        return self.formula(at, f"${_tex(source[at + 1 : end])}$", end + 1)

    def formula(self, at: int, text: str, end: int) -> int:
        """Take the formula ``text``, which has lost the line breaks next to its signs: what follows keeps its line."""
        self.whole(text, "math", end)
        self.pieces.extend(_SOFT for _ in range(self.source.count("\n", at, end) - text.count("\n")))
        return end

    def angle(self, at: int, token: str) -> int:
        source = self.source
        if source.startswith("<!--", at):
            end = self.find("-->", at + 4)
            if end < 0:
                return self.keep(at, at + 4)
            self.pieces.extend(_SOFT for _ in range(source.count("\n", at, end)))
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
        self.pieces.extend(_SOFT for _ in range(tag.group().count("\n")))
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
            newlines += self.pieces[opener.piece :].count(_SOFT)
            del self.pieces[opener.piece :]
            del self.runs[opener.runs :]
            while self.spans and self.spans[-1][1] > opener.piece:
                self.spans.pop()
            while self.pictures and self.pictures[-1][0] >= opener.inside:
                self.pictures.pop()
            if opener.opener == "![":
                self.spans.append((opener.piece, opener.piece, "image"))
                if target := _IMAGE_TARGET.match(self.source, at + 1):
                    self.picture(opener.inside - 2, target_path(target.group()[1:-1]), self.source[opener.inside : at])
                elif address := self.labels.get(self.label(opener, at), ""):
                    self.picture(opener.inside - 2, target_path(address), self.source[opener.inside : at])
        self.pieces.extend(_SOFT for _ in range(newlines))
        return end

    def picture(self, at: int, path: str, alt: str, *, by_name: bool = False) -> None:
        """Keep the picture ``path``, unless it is on the network or no path from here."""
        path = path.strip().replace("\\", "/")  # as written on Windows
        if path and not _ELSEWHERE.match(path):
            self.pictures.append((at, Picture(0, path, " ".join(alt.split()), by_name)))

    def link_end(self, opener: _Bracket, at: int) -> int:
        """Return where the link, image or footnote ends whose text ends at ``at``; -1 if it is none."""
        source = self.source
        if opener.opener == "^[":
            return at + 1
        target = (_IMAGE_TARGET if opener.opener == "![" else _TARGET).match(source, at + 1)
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
        if char == found.group() or _ESCAPED.match("\\" + char):  # what Markdown would misread stays an entity
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
        self.pieces.extend(_SOFT for _ in range(self.source.count("\n", at, end)))
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
        """Pair the runs from ``bottom`` on, as https://spec.commonmark.org/0.31.2/#phase-2-inline-structure does."""
        runs = self.runs[bottom:]
        del self.runs[bottom:]
        stack: list[_Run] = []
        floor: dict[tuple[str, bool, int], int] = {}  # up to this height the stack has no opener for such closers
        for closer in runs:
            key = (closer.char, closer.opens, closer.length % 3)
            while closer.closes and closer.left:
                height = len(stack)
                lowest = min(floor.get(key, 0), height)
                while height > lowest and not _may_pair(stack[height - 1], closer):
                    height -= 1
                if height == lowest:
                    floor[key] = len(stack)
                    break
                opener = stack[height - 1]
                used = 2 if closer.char in "=~" or (opener.left >= 2 and closer.left >= 2) else 1
                span = (opener.piece + 1, closer.piece, _DELIMITED[closer.char][used - 1])
                if not self.plain and self.spans[-1:] != [span]:
                    self.spans.append(span)
                opener.left -= used
                closer.left -= used
                del stack[height if opener.left else height - 1 :]
                for k, low in floor.items():
                    floor[k] = min(low, len(stack))
            if closer.opens and closer.left:
                stack.append(closer)
        if self.plain and any(run.left < run.length for run in runs):
            for run in runs:  # all of them: a backslash before one lets others pair
                self.pieces[run.piece] = f"\\{run.char}" * run.length
        else:
            for run in runs:
                self.pieces[run.piece] = run.char * run.left

    def joined(self) -> Scanned:
        """Join the pieces: white space once, a line break as a space or, between Chinese, as nothing."""
        out: list[str] = []
        places: list[int] = []  # where each piece begins
        starts = [0]
        size = breaks = 0
        space = firm = False
        for piece in self.pieces:
            places.append(size)
            if piece in (_SOFT, _FIRM):
                breaks += 1
                firm = firm or piece == _FIRM
                continue
            text = piece.strip(" ")
            if not text:
                space = space or bool(piece)
                continue
            if breaks:
                if out and (firm or not _are_glued(out[-1], text)):
                    out.append(" ")
                    size += 1
                starts += [size] * breaks
                breaks, firm = 0, False
            elif (space or piece[0] == " ") and out:
                out.append(" ")
                size += 1
            places[-1] = size
            out.append(text)
            size += len(text)
            space = piece[-1] == " "
        starts += [size] * breaks
        places.append(size)
        text = "".join(out)
        marks = []
        for first, last, kind in self.spans:
            start, end = places[first], places[last]
            start += text.startswith(" ", start)
            end -= end > start and text[end - 1] == " "
            if end > start or kind == "image":
                marks.append(Mark(start, max(start, end), kind))
        return Scanned(text, tuple(_outermost(marks)), tuple(starts), tuple(self.with_lines()))

    def with_lines(self) -> Iterator[Picture]:
        at = line = 0
        for place, picture in self.pictures:
            line += self.source.count("\n", at, place)
            at = place
            yield replace(picture, line=line)


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

_TEX = (  # where Markdown comes before TeX, authors write the backslash twice
    ("\\\\(", "\\\\)", "$"),
    ("\\\\[", "\\\\]", "$$"),
    ("\\(", "\\)", "$"),
    ("\\[", "\\]", "$$"),
)


def _outermost(marks: list[Mark]) -> Iterator[Mark]:
    """Yield the marks, sorted, without those inside of another of their kind."""
    reach: dict[MarkKind, int] = {}
    for mark in sorted(marks, key=lambda m: (m.start, -m.end, m.kind)):
        if mark.end > reach.get(mark.kind, -1):
            reach[mark.kind] = mark.end
            yield mark


def _may_pair(opener: _Run, closer: _Run) -> bool:
    if opener.char != closer.char:
        return False
    if closer.char in "=~":
        return opener.left >= 2 and closer.left >= 2
    if (opener.closes or closer.opens) and (opener.length + closer.length) % 3 == 0:
        return opener.length % 3 == 0 and closer.length % 3 == 0
    return True


def _are_glued(before: str, after: str) -> bool:
    """Say whether nothing stands between the end of a line and the next: between Chinese, after a hyphen."""
    if before[-1] == "-":
        return before[-2:-1].isalpha() and after[0].islower()
    return all(is_wide(char) or char in "“”‘’…—" for char in (before[-1], after[0]))


def _is_formula(inner: str, after: str) -> bool:
    """As pandoc reads it: ``$5 and $6`` is money. But ``$ x $`` with a space on either side is a formula."""
    if not inner.strip() or len(inner) > 2000 or inner[0].isspace() != inner[-1].isspace():
        return False
    if inner[0].isspace():
        return not is_wide(max(inner)) and len(inner) <= 200
    return not after.isdigit()


def target_path(target: str) -> str:
    """Return the path in ``target``, what stands in the brackets behind an image: without title, escapes decoded."""
    inner = target.strip()
    inner = inner[1:].partition(">")[0] if inner.startswith("<") else _TITLE.sub("", inner)
    return unquote(_ESCAPED.sub(lambda found: found.group()[1], html.unescape(inner)))


def _tex(source: str) -> str:
    return (html.unescape(source) if _XML.search(source) else source).strip()
