"""Words: how much there is to read, and where those of Chinese begin.

This is the only module that imports jieba, and only when something needs segmenting.
"""

from __future__ import annotations

import contextlib
import functools
import marshal
import os
import re
import sys
import tempfile
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING, Any

from quizgen.files import cache_folder
from quizgen.notes.variants import SIMPLIFIED

if TYPE_CHECKING:
    from collections.abc import Iterator


CJK = "\u3400-\u4dbf\u4e00-\u9fff"
_HAN = re.compile(f"[{CJK}]")
_NO_HAN = re.compile(f"[^{CJK}]+")
_LATIN = re.compile(r"\$[^$]{1,400}\$|[A-Za-z\u00aa-\u1fff]+(?:['’\-][A-Za-z\u00aa-\u1fff]+)*|\d+(?:[.,]\d+)*")


def has_han(text: str) -> bool:
    """Say whether ``text`` holds a Chinese character."""
    return not text.isascii() and _HAN.search(text) is not None


@functools.lru_cache(4096)
def weight(text: str) -> int:
    """Return how much there is to read: one for a Chinese character, two for a Latin word, number or formula."""
    latin = 2 * len(_LATIN.findall(text))
    return latin if text.isascii() else latin + len(_NO_HAN.sub("", text))


def words(text: str) -> list[str]:
    """Return the Latin words of ``text``, as they stand."""
    return re.findall(r"[^\W_]+(?:['’\-.][^\W_]+)*", text)


def _load(tokenizer: Any, version: str) -> None:
    """Give ``tokenizer`` its dictionary: from our own copy if it is whole, else from jieba's text, and keep a copy.

    Reading the bytes at once is about three times as fast as jieba's own cache, which lets marshal read the file. A
    missing, damaged or unwritable copy costs time, never a result.
    """
    path = cache_folder() / "jieba-dictionary.marshal"
    try:
        kept, total, freq = marshal.loads(path.read_bytes())  # the user's own file, written by this function
        if kept == version and isinstance(freq, dict):
            tokenizer.FREQ, tokenizer.total, tokenizer.initialized = freq, total, True
            return
    except (OSError, ValueError, EOFError, TypeError):
        pass
    tokenizer.FREQ, tokenizer.total = tokenizer.gen_pfdict(tokenizer.get_dict_file())
    tokenizer.initialized = True
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle, name = tempfile.mkstemp(dir=path.parent)
        with os.fdopen(handle, "wb") as out:
            out.write(marshal.dumps((version, tokenizer.total, tokenizer.FREQ)))
        Path(name).replace(path)
    except OSError:
        pass


@contextlib.contextmanager
def _without(module: str) -> Iterator[None]:
    """Let imports find no ``module``: who asks for it does without."""
    there = sys.modules.get(module)
    sys.modules[module] = None  # type: ignore[assignment]  # as the import system documents it
    try:
        yield
    finally:
        del sys.modules[module]
        if there is not None:
            sys.modules[module] = there


@functools.cache
def _tokenizer() -> Any:
    with _without("pkg_resources"):  # through which jieba would find its own files, at a third of its time to start
        import jieba

    _load(jieba.dt, f"{jieba.__version__}-{marshal.version}")
    return jieba.dt


_JOINT = re.compile(r"(?<=\w)(?:[-‐–·'’′″/]|(?<=\d),(?=\d))(?=\w)")
"""Holds the parts of a name together: 甘油醛-3-磷酸, F-1,6-BP, TCP/IP."""


def segment(text: str) -> list[str]:
    """Return the words of ``text`` (jieba, without its guesses at unknown words, which are not needed here).

    Older characters are read as simplified ones, which jieba knows; what a hyphen or the like joins is one word.
    """
    words: list[str] = []
    at, joins = 0, {joint.start() for joint in _JOINT.finditer(text)}
    for word in _tokenizer().cut(text.translate(SIMPLIFIED), HMM=False):
        here = text[at : at + len(word)]
        if at in joins or at - 1 in joins:
            words[-1] += here
        else:
            words.append(here)
        at += len(word)
    return words


def reach(text: str, at: int) -> int:
    """Return by how many characters a word of ``text`` reaches over the place ``at``; 0 where none does."""
    if at <= 0 or at >= len(text) or _BETWEEN.search(text, at - 1, at + 1):
        return 0
    start = max(0, at - _AROUND)
    ends = accumulate(map(len, segment(text[start : at + _AROUND])), initial=start)
    return next(end for end in ends if end >= at) - at


_BETWEEN = re.compile(r"[\s，。；：、！？（）“”「」《》$`]")
_AROUND = 12
"""So many characters on either side tell where the words are."""
