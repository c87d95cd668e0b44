"""Inline Markdown as people write it -> text with marks and lines. No format of its own: the readers share it.

markdown-it-py finds the blocks; what stands inside them is scanned here, because its inline tokens carry no positions,
and CommonMark refuses much of what Chinese authors mean by ``**``. The order of precedence is CommonMark's
(https://spec.commonmark.org/0.31.2/#inlines): escapes, code and formulas first, then links, emphasis last.
Every search is bounded or remembers that it failed: the time is linear in the length of the text.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_left
from collections.abc import Collection
from dataclasses import dataclass, field

from quizgen.notes.model import Inline, Mark, MarkKind

CJK = "\u1100-\u11ff\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\ufe30-\ufe4f\uff01-\uff60\uffe0-\uffe6\U00020000-\U0003ffff"
_IS_CJK = re.compile(f"[{CJK}]")
_GLUES = re.compile(f"[{CJK}“”‘’…—]")  # no space stands beside these at a line break

# All that is not an ordinary character. The first character decides what is tried.
_SPECIAL = re.compile(
    "\\n|[\\\\`*_$<\\[\\]]|!\\[|==|~~|%%|\\^\\[|&[#A-Za-z]|\\{\\{[<%]|\\{%|:[a-z]|https?://"
    "|[ \\t]{2,}|[\\t\\v\\f\\u00a0\\u1680\\u2000-\\u200b\\u202f\\u205f\\u2060\\u3000\\ufeff\\u00ad]+"
)
# What a bank understands.
_SPECIAL_PLAIN = re.compile(
    "\\n|[\\\\`*_$]|\\]\\(|~~|&[#A-Za-z]|https?://"
    "|[ \\t]{2,}|[\\t\\v\\f\\u00a0\\u1680\\u2000-\\u200b\\u202f\\u205f\\u2060\\u3000\\ufeff\\u00ad]+"
)
_WHITE = re.compile("[ \\t\\v\\f\\u00a0\\u1680\\u2000-\\u200a\\u202f\\u205f\\u3000]")
_PUNCTUATION = re.compile(r"[^\w\s]|_")
_ENTITY = re.compile(r"&(?:#[xX][0-9a-fA-F]{1,6}|#\d{1,7}|[A-Za-z][A-Za-z0-9]{1,31});")
_XML = re.compile("&(?:lt|gt|amp);")
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9-]*)((?:\s[^<>]*)?)/?>")
_AUTOLINK = re.compile(r"<([A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]*|[\w.+-]+@[\w-]+(?:\.[\w-]+)+)>")
_URL = re.compile(r"https?://[^\s<>\"'`{}|\\^\[\]（）【】《》「」，。；：、！？“”‘’\u3000]+")
_EMOJI_NAME = re.compile(r":[a-z][a-z0-9_+-]{1,30}:")
_TARGET = re.compile(
    r"\(\s*(?:<[^<>\n]*>|[^\s()]*(?:\([^\s()]*\)[^\s()]*){0,8})(?:\s+(?:\"[^\"]*\"|'[^']*'|\([^()]*\)))?\s*\)"
)
_IMAGE_TARGET = re.compile(r"\([^()\n]{0,1000}(?:\([^()\n]{0,1000}\)[^()\n]{0,1000}){0,8}\)")  # often with raw spaces
_LABEL = re.compile(r"\[([^\[\]]{0,999})\]")
_FOOTNOTE = re.compile(r"\[\^[^\s\[\]]{1,100}\]|\[@[^\[\]\n]{1,200}\]")
_WIKILINK = re.compile(r"\[\[([^\[\]\n|]{0,300})(?:\|([^\[\]\n]{1,300}))?\]\]")
_ATTRIBUTES = re.compile(r"\{[^{}\n]{0,100}[.#=][^{}\n]{0,100}\}")
_SHORTCODE = re.compile(r"\{\{[<%].{0,400}?[>%]\}\}|\{%.{0,400}?%\}")
_BLOCK_ID = re.compile(r"(?:^|\s)\^[A-Za-z0-9-]{1,40}\s*$")
_ESCAPED = re.compile(r"\\[!-/:-@\[-`{-~]")

_TAG_MARKS: dict[str, MarkKind] = {
    **dict.fromkeys(("b", "strong"), "strong"),
    **dict.fromkeys(("i", "em", "dfn", "cite", "var"), "emphasis"),
    **dict.fromkeys(("u", "ins"), "underline"),
    "mark": "highlight",
    **dict.fromkeys(("s", "del", "strike"), "strike"),
}
_DELIMITED: dict[str, tuple[MarkKind, MarkKind]] = {  # one delimiter character, two of them
    "*": ("emphasis", "strong"),
    "_": ("emphasis", "strong"),
    "~": ("strike", "strike"),
    "=": ("highlight", "highlight"),
}
_SMALL = str.maketrans("0123456789+-=()aehijklmnoprstuvx", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ")
_RAISED = str.maketrans("0123456789+-=()abcdefghijklmnoprstuvwxyz", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ")
_SCRIPTS = {"sub": _SMALL, "sup": _RAISED}

_SOFT, _FIRM = "\n", "\r"  # pieces that stand for a line break: between words; inside code and formulas (always a space)


@dataclass(slots=True)
class Scanned:
    """The text of a stretch of source, its marks, and for each of its source lines the offset where it begins."""

    text: str
    marks: list[Mark]
    starts: list[int]

    def inline(self, line: int) -> Inline:
        """Return it as an Inline whose first source line is ``line``."""
        at = dict(zip(self.starts, range(line, line + len(self.starts)), strict=True))  # of lines without text the last
        lines = [(offset, number) for offset, number in at.items() if offset < len(self.text)]
        return Inline(self.text, tuple(lines) or ((0, line),), tuple(self.marks))


def read_inline(source: str, line: int, labels: Collection[str] = ()) -> Inline:
    """Return the Inline of the Markdown ``source`` whose first line is ``line``; ``labels`` as in ``scan``."""
    return scan(source, labels).inline(line)


def scan(source: str, labels: Collection[str] = ()) -> Scanned:
    """Return the text, marks and lines of the Markdown ``source``.

    ``labels`` are the link labels (as ``normal_label`` makes them) the document defines: ``[text][label]`` is a link
    only then, and otherwise brackets.
    """
    if not _SPECIAL.search(source):
        return Scanned(source.strip(), [], [0])
    block_id = _BLOCK_ID.search(source, max(0, len(source) - 60))
    if block_id:
        source = source[: block_id.start()]
    return _Scan(source, labels).run()


def scan_plain(source: str) -> Scanned:
    """Return the text, marks and lines of ``source``, which is not Markdown.

    Code, formulas, addresses and entities are read as in Markdown. All other markup is what it looks like: characters,
    and gets a backslash where a bank, which is Markdown, would take it for markup.
    """
    if not _SPECIAL_PLAIN.search(source):
        return Scanned(source.strip(), [], [0])
    return _Scan(source, (), plain=True).run()


def normal_label(label: str) -> str:
    """Return a link label as labels are compared: case folded, white space as one space."""
    return " ".join(label.split()).casefold()


@dataclass(slots=True)
class _Run:
    """A run of one delimiter character: where its piece is, how many are left, what it can do."""

    piece: int
    char: str
    left: int
    opens: bool
    closes: bool
    length: int


@dataclass(slots=True)
class _Bracket:
    piece: int
    source: int
    runs: int
    image: bool
    footnote: bool = False


@dataclass(slots=True)
class _Scan:
    source: str
    labels: Collection[str]
    plain: bool = False
    pieces: list[str] = field(default_factory=list)
    runs: list[_Run] = field(default_factory=list)
    brackets: list[_Bracket] = field(default_factory=list)
    spans: list[tuple[int, int, MarkKind]] = field(default_factory=list)  # marks, in pieces
    tags: dict[str, list[int]] = field(default_factory=dict)
    ticks: dict[int, list[int]] | None = None
    nowhere: set[str] = field(default_factory=set)  # closers that do not come any more

    def run(self) -> Scanned:
        source, at, size = self.source, 0, len(self.source)
        add = self.pieces.append
        special = _SPECIAL_PLAIN if self.plain else _SPECIAL
        while at < size:
            found = special.search(source, at)
            if not found:
                add(source[at:])
                break
            start = found.start()
            if start > at:
                add(source[at:start])
            at = self._special(start, found.group())
        self._emphasis(0)
        return self._joined()

    def _special(self, at: int, token: str) -> int:  # noqa: PLR0911, PLR0912 - one line for each kind
        """Take what begins at ``at`` into pieces; return where to go on."""
        char = token[0]
        if char == "\n":
            self.pieces.append(_SOFT)
            return at + 1
        if char in "*_" or token in ("==", "~~"):
            return self._delimiters(at, char)
        if char == "\\":
            return self._backslash(at)
        if char == "`":
            return self._code(at)
        if char == "$":
            return self._dollars(at)
        if char == "<":
            return self._angle(at)
        if char in "![^":
            return self._open_bracket(at, token)
        if token == "](":
            self.pieces.append("]\\(")
            return at + 2
        if char == "]":
            return self._close_bracket(at)
        if char == "&":
            return self._entity(at)
        if token == "%%":
            end = self._find("%%", at + 2)
            return self._drop(end + 2) if end >= 0 else self._keep(at, at + 2)
        if char == "{":
            code = _SHORTCODE.match(self.source, at)
            return code.end() if code else self._keep(at, at + 2)
        if char == ":":
            name = _EMOJI_NAME.match(self.source, at)
            alone = name and not self.source[max(0, at - 1) : at].isalnum()
            return name.end() if name and alone else self._keep(at, at + 1)
        if char == "h":
            return self._url(at)
        if _WHITE.search(token):
            self.pieces.append(" ")
        return at + len(token)

    def _keep(self, at: int, end: int) -> int:
        self.pieces.append(self.source[at:end])
        return end

    def _drop(self, end: int) -> int:
        return end

    def _find(self, closer: str, start: int) -> int:
        if closer in self.nowhere:
            return -1
        end = self.source.find(closer, start)
        if end < 0:
            self.nowhere.add(closer)
        return end

    def _whole(self, text: str, kind: MarkKind) -> None:
        """Add ``text``, in which nothing is markup, as a mark."""
        start = len(self.pieces)
        for i, part in enumerate(text.split("\n")):
            if i:
                self.pieces.append(_FIRM)
            self.pieces.append(part)
        self.spans.append((start, len(self.pieces), kind))

    def _delimiters(self, at: int, char: str) -> int:
        source = self.source
        end = at
        while end < len(source) and source[end] == char:
            end += 1
        length = end - at
        before = source[at - 1] if at else " "
        after = source[end] if end < len(source) else " "
        space_before, space_after = before.isspace(), after.isspace()
        mark_before, mark_after = bool(_PUNCTUATION.match(before)), bool(_PUNCTUATION.match(after))
        # Chinese beside the run counts as punctuation, so that **信息（MI）**是 is strong:
        # https://github.com/tats-u/markdown-cjk-friendly/blob/main/specification.md
        left = not space_after and (not mark_after or space_before or mark_before or bool(_IS_CJK.match(before)))
        right = not space_before and (not mark_before or space_after or mark_after or bool(_IS_CJK.match(after)))
        if char == "_":
            opens, closes = left and (not right or mark_before), right and (not left or mark_after)
        elif char in "=~":
            opens, closes = left and length == 2, right and length == 2
        else:
            opens, closes = left, right
        if opens or closes:
            self.runs.append(_Run(len(self.pieces), char, length, opens, closes, length))
        return self._keep(at, end)

    def _backslash(self, at: int) -> int:
        source = self.source
        opener = source[at : at + 2]
        if source.startswith(("\\\\(", "\\\\["), at):  # Markdown that a TeX filter sees only after Markdown's escapes
            done = self._formula(at + 3, "\\\\)" if source[at + 2] == "(" else "\\\\]", display=source[at + 2] == "[")
            if done:
                return done
        if opener in ("\\(", "\\["):
            done = self._formula(at + 2, "\\)" if opener == "\\(" else "\\]", display=opener == "\\[")
            if done:
                return done
        if self.plain and _ESCAPED.match(source, at):
            self.pieces.append("\\\\")
            return at + 1
        if opener == "\\\n":
            return at + 1  # a hard break: the caller sees it in the source
        if _ESCAPED.match(source, at):
            return self._keep(at, at + 2)
        return self._keep(at, at + 1)

    def _formula(self, start: int, closer: str, display: bool) -> int:
        end = self._find(closer, start)
        tex = _tex(self.source[start:end]) if end >= 0 else ""
        if not tex or "$" in tex:
            return 0
        self._whole(f"$${tex}$$" if display else f"${tex}$", "math")
        return end + len(closer)

    def _code(self, at: int) -> int:
        source = self.source
        if self.ticks is None:
            self.ticks = {}
            for run in re.finditer("`+", source):
                self.ticks.setdefault(len(run.group()), []).append(run.start())
        end = at
        while end < len(source) and source[end] == "`":
            end += 1
        length = end - at
        places = self.ticks.get(length, [])
        i = bisect_left(places, end)
        if i == len(places):
            return self._keep(at, end)
        close = places[i] + length
        self._whole(source[at:close], "code")
        return close

    def _dollars(self, at: int) -> int:
        source = self.source
        if source.startswith("$$", at):
            end = self._find("$$", at + 2)
            tex = _tex(source[at + 2 : end]) if end >= 0 else ""
            if tex:
                self._whole(f"$${tex}$$", "math")
                return end + 2
            return self._keep(at, at + 2)
        end = at + 1
        while True:
            end = self._find("$", end)
            if end < 0:
                return self._keep(at, at + 1)
            if source[end - 1] != "\\":
                break
            end += 1
        inner = source[at + 1 : end]
        if not _is_formula(inner, source[end + 1 : end + 2]):
            return self._keep(at, at + 1)
        self._whole(f"${_tex(inner)}$", "math")
        return end + 1

    def _angle(self, at: int) -> int:  # noqa: PLR0911 - one line for each kind
        source = self.source
        if source.startswith("<!--", at):
            end = self._find("-->", at + 4)
            return self._drop(end + 3) if end >= 0 else self._keep(at, at + 1)
        link = _AUTOLINK.match(source, at)
        if link:
            self._whole(link[1], "link")
            return link.end()
        tag = _TAG.match(source, at)
        if not tag:
            return self._keep(at, at + 1)
        closing, name = bool(tag[1]), tag[2].lower()
        if name in _SCRIPTS and not closing:
            return self._script(tag)
        if name == "br":
            self.pieces.append(" ")
        kind = _TAG_MARKS.get(name)
        if kind and not closing:
            self.tags.setdefault(name, []).append(len(self.pieces))
        elif kind and self.tags.get(name):
            self.spans.append((self.tags[name].pop(), len(self.pieces), kind))
        if name == "img":
            self.spans.append((len(self.pieces), len(self.pieces), "image"))
        self.pieces.extend(_SOFT for _ in range(tag.group().count("\n")))
        return tag.end()

    def _script(self, tag: re.Match[str]) -> int:
        """H<sub>2</sub>O: the bank knows no HTML, but there are characters for the common cases."""
        name = tag[2].lower()
        end = self.source.find(f"</{tag[2]}>", tag.end(), tag.end() + 100)
        inner = self.source[tag.end() : end] if end >= 0 else ""
        table = _SCRIPTS[name]
        if name == "sup" and re.fullmatch(r"\[?(?:\d{1,3}|[a-z])\]", inner):  # a reference
            return end + 6
        if inner and all(ord(c) in table for c in inner):
            self.pieces.append(inner.translate(table))
            return end + 6
        return tag.end()

    def _open_bracket(self, at: int, token: str) -> int:
        source = self.source
        bracket = at + len(token) - 1
        wiki = _WIKILINK.match(source, bracket)
        if wiki and token != "^[":
            if token == "![":
                self.spans.append((len(self.pieces), len(self.pieces), "image"))
            else:
                target = wiki[1].rsplit("#", 1)[-1] if wiki[1].startswith("#") else wiki[1].split("#")[0]
                self._whole((wiki[2] or target).strip().removeprefix("^"), "link")
            return wiki.end()
        note = _FOOTNOTE.match(source, at) if token == "[" else None
        if note:
            return note.end()
        self.brackets.append(_Bracket(len(self.pieces), bracket + 1, len(self.runs), token == "![", token == "^["))
        return self._keep(at, bracket + 1)

    def _close_bracket(self, at: int) -> int:
        if not self.brackets:
            return self._keep(at, at + 1)
        opener = self.brackets.pop()
        source = self.source
        end = at + 1
        if opener.footnote:
            self._remove(opener)
            return end
        target = (_IMAGE_TARGET if opener.image else _TARGET).match(source, end)
        label = _LABEL.match(source, end)
        inner = source[opener.source : at]
        if target:
            end = target.end()
        elif label and normal_label(label[1] or inner) in self.labels:
            end = label.end()
        elif not label and len(inner) <= 999 and normal_label(inner) in self.labels:
            pass
        else:
            return self._keep(at, at + 1)
        attributes = _ATTRIBUTES.match(source, end)
        end = attributes.end() if attributes else end
        newlines = source.count("\n", at, end)
        if opener.image:
            newlines += self.pieces[opener.piece :].count(_SOFT)
            self._remove(opener)
            self.spans.append((len(self.pieces), len(self.pieces), "image"))
        else:
            self._emphasis(opener.runs)
            self.pieces[opener.piece] = ""
            self.spans.append((opener.piece, len(self.pieces), "link"))
        self.pieces.extend(_SOFT for _ in range(newlines))
        return end

    def _remove(self, opener: _Bracket) -> None:
        del self.pieces[opener.piece :]
        del self.runs[opener.runs :]
        while self.spans and self.spans[-1][1] > opener.piece:
            self.spans.pop()

    def _entity(self, at: int) -> int:
        found = _ENTITY.match(self.source, at)
        if not found:
            return self._keep(at, at + 1)
        char = html.unescape(found.group())
        if char == found.group() or _ESCAPED.match("\\" + char):  # what Markdown would misread stays an entity
            return self._keep(at, found.end())
        if char.isprintable() and not _WHITE.match(char):
            self.pieces.append(char)
        elif _WHITE.match(char) or char == "\n":
            self.pieces.append(" ")
        return found.end()

    def _url(self, at: int) -> int:
        found = _URL.match(self.source, at)
        if not found:
            return self._keep(at, at + 4)
        url = found.group().rstrip("?!.,:*_~'\"")
        if url.endswith(")") and url.count(")") > url.count("("):
            url = url[: -(url.count(")") - url.count("("))].rstrip("?!.,:*_~'\"") if url.endswith(")") else url
        self._whole(url, "link")
        return at + len(url)

    def _emphasis(self, bottom: int) -> None:
        """Pair the runs from ``bottom`` on, as https://spec.commonmark.org/0.31.2/#phase-2-inline-structure does."""
        runs = self.runs
        floor: dict[tuple[str, bool, int], int] = {}
        stack: list[int] = []
        pieces = self.pieces
        for i in range(bottom, len(runs)):
            closer = runs[i]
            while closer.closes and closer.left:
                key = (closer.char, closer.opens, closer.length % 3)
                lowest = floor.get(key, -1)
                at = len(stack) - 1
                while at > lowest:
                    opener = runs[stack[at]]
                    if opener.char == closer.char and opener.left and _may_pair(opener, closer):
                        break
                    at -= 1
                if at <= lowest:
                    floor[key] = len(stack) - 1
                    break
                opener = runs[stack[at]]
                used = 2 if closer.char in "=~" or (opener.left >= 2 and closer.left >= 2) else 1
                if not self.plain:
                    self.spans.append((opener.piece + 1, closer.piece, _DELIMITED[closer.char][used - 1]))
                for run in (opener, closer):
                    run.left -= used
                    pieces[run.piece] = f"\\{run.char}" * run.length if self.plain else run.char * run.left
                del stack[at + 1 :]
                if not opener.left:
                    stack.pop()
                # What was remembered about longer stacks holds no more.
                for k, low in floor.items():
                    if low > len(stack) - 1:
                        floor[k] = len(stack) - 1
            if closer.opens and closer.left:
                stack.append(i)
        del runs[bottom:]

    def _joined(self) -> Scanned:
        """Join the pieces: white space once, a line break as a space or, beside Chinese, as nothing."""
        out: list[str] = []
        places = [0] * (len(self.pieces) + 1)
        starts = [0]
        size = 0
        broken = 0
        firm = False
        for i, piece in enumerate(self.pieces):
            places[i] = size
            if piece in (_SOFT, _FIRM) and piece:
                broken += 1
                firm = firm or piece == _FIRM
                continue
            if not piece:
                continue
            if broken:
                fresh = piece.lstrip(" ")
                if not fresh:
                    continue
                while out:
                    last = out[-1].rstrip(" ")
                    size -= len(out[-1]) - len(last)
                    out[-1] = last
                    if last:
                        break
                    out.pop()
                if out and (firm or not (_GLUES.match(out[-1][-1]) and _GLUES.match(fresh[0]))):
                    out.append(" ")
                    size += 1
                starts.extend([size] * broken)
                broken, firm = 0, False
                piece = fresh
            elif not out or out[-1][-1] == " ":
                piece = piece.lstrip(" ")
                if not piece:
                    continue
            places[i] = size
            out.append(piece)
            size += len(piece)
        places[len(self.pieces)] = size
        text = "".join(out).rstrip()
        starts.extend([len(text)] * broken)
        marks = []
        for first, last, kind in self.spans:
            start, end = min(places[first], len(text)), min(places[last], len(text))
            while start < end and text[start] == " ":
                start += 1
            while end > start and text[end - 1] == " ":
                end -= 1
            if end > start or kind == "image":
                marks.append(Mark(start, end, kind))
        marks.sort(key=lambda m: (m.start, -m.end))
        return Scanned(text, marks, starts)


def _may_pair(opener: _Run, closer: _Run) -> bool:
    if closer.char in "=~":
        return opener.left == closer.left == 2
    if (opener.closes or closer.opens) and (opener.length + closer.length) % 3 == 0:
        return opener.length % 3 == 0 and closer.length % 3 == 0
    return True


def _tex(source: str) -> str:
    return html.unescape(source).strip() if "&" in source and _XML.search(source) else source.strip()


def _is_formula(inner: str, after: str) -> bool:
    """As pandoc reads it: ``$5 and $6`` is money. But ``$ x $`` with a space on either side is a formula."""
    if not inner.strip() or "\n\n" in inner or len(inner) > 2000:
        return False
    if inner[0].isspace() != inner[-1].isspace():
        return False
    if inner[0].isspace():
        return not _IS_CJK.search(inner) and len(inner) <= 200
    return not after.isdigit()
