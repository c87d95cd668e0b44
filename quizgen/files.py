"""Reading files as people save them, and writing files whole. The lowest room: imports nothing but ``problems``."""

from __future__ import annotations

import codecs
import contextlib
import os
import re
import stat
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from quizgen.problems import Problem, Refused

if sys.platform != "win32":
    import fcntl

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def decode(data: bytes) -> str | None:
    """Return the text of ``data`` without its BOM, or None when it is not text.

    Tried in this order: a BOM (UTF-8, UTF-16), UTF-16 without BOM (told by where the NULs stand), UTF-8, UTF-8 with a
    few broken bytes (each becomes U+FFFD), GB18030, which holds GBK and GB2312. Line ends stay as they are.
    """
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _strictly(data[len(bom) :], encoding)
    if b"\0" in data:
        even, odd = data[0::2].count(0), data[1::2].count(0)
        # Text in UTF-16 has its NULs (ASCII, line ends) nearly all on one side; a binary file has them on both.
        if len(data) % 2 == 0 and min(even, odd) * 8 < max(even, odd):
            return _strictly(data, "utf-16-le" if odd > even else "utf-16-be")
        return None
    text = _strictly(data, "utf-8")
    if text is None:
        text = _mended(data)
    return _strictly(data, "gb18030") if text is None else text


def _mended(data: bytes) -> str | None:
    # A file cut off in the midst of a character, or pasted together: GB18030 would read it too, as gibberish. What is
    # really in GB18030 breaks as UTF-8 in nearly every character.
    text = data.decode("utf-8", "replace")
    broken, foreign = text.count("\ufffd"), sum(c > "\x7f" for c in text)
    return text if broken * 10 < foreign and "\0" not in text else None


def _strictly(data: bytes, encoding: str) -> str | None:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return None
    control = sum(text.count(chr(c)) for c in range(32) if c not in (9, 10, 12, 13, 27))
    return text if control * 50 <= len(text) else None


def read_bytes(path: Path) -> bytes:
    """Return the bytes of ``path``; ``Refused`` with a plain sentence when it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as e:
        raise Refused([Problem(str(path), 0, 0, _reason(e, path))]) from None


def read_text(path: Path) -> str:
    """Return the text of ``path``, decoded as ``decode`` does; ``Refused`` when it cannot be read or is not text."""
    text = decode(read_bytes(path))
    if text is None:
        raise Refused([Problem(str(path), 0, 0, "is not a text file in UTF-8, UTF-16 or GB18030")])
    return text


def write_whole(path: Path, data: bytes) -> None:
    """Write ``data`` to ``path`` so that at any moment either the old or the new file is there, whole.

    A temporary file in the same folder, fsync, rename. A symlink stays one (its target is replaced), the mode of an
    existing file is kept, and what is no file (``/dev/null``, a pipe) is written to. ``Refused`` when the place cannot
    be written; nothing is left behind then.
    """
    target = _real(path)
    if target.exists() and not target.is_file() and not target.is_dir():
        with _refusing(path):
            target.write_bytes(data)
        return
    made = stage(path, data)
    try:
        put(made, path)
    finally:
        _remove(made)


def stage(path: Path, data: bytes, mark: str = "") -> Path:
    """Write ``data`` to a new file beside ``path``, whole and on disk, for ``put`` to make it ``path``; return it.

    With a ``mark`` it outlives a run that is killed, until ``unstage``: as long as ``staged`` names the mark, ``path``
    was not written. ``Refused`` when the place cannot be written; nothing is left behind then.
    """
    target = _real(path)
    made = None
    with _refusing(path):
        target.parent.mkdir(parents=True, exist_ok=True)
        if target.exists() and not os.access(target, os.W_OK):  # a rename would replace even a read-only file
            raise PermissionError(13, "Permission denied")
        try:
            with tempfile.NamedTemporaryFile(
                dir=target.parent, prefix=f".{target.name}.", suffix=mark and f".{mark}", delete=False
            ) as f:
                made = Path(f.name)
                f.write(data)
                f.flush()
                os.fsync(f.fileno())
            made.chmod(stat.S_IMODE(target.stat().st_mode) if target.exists() else _new_file_mode())
            if mark:
                _sync_folder(target.parent)
        except BaseException:
            if made is not None:
                _remove(made)
            raise
    return made


def put(made: Path, path: Path) -> None:
    """Make ``path`` what ``stage`` wrote to ``made``; ``Refused`` when that cannot be, and ``made`` is still there."""
    target = _real(path)
    with _refusing(path):
        made.replace(target)
        _sync_folder(target.parent)


def staged(path: Path) -> frozenset[str]:
    """Return the marks of what was staged for ``path`` and never put there."""
    return frozenset(file.suffix[1:] for file in _staged(path))


def unstage(path: Path, keep: frozenset[str] = frozenset()) -> None:
    """Clear away what was staged for ``path`` and never put there, but for the marks in ``keep``."""
    for file in _staged(path):
        if file.suffix[1:] not in keep:
            _remove(file)


def _staged(path: Path) -> list[Path]:
    target = _real(path)
    marked = re.compile(rf"\.{re.escape(target.name)}\.[a-z0-9_]{{8}}\.[0-9a-f]+")
    return [file for file in target.parent.iterdir() if marked.fullmatch(file.name)] if target.parent.is_dir() else []


def _remove(file: Path) -> None:
    with contextlib.suppress(OSError):
        file.unlink()


def _real(path: Path) -> Path:
    return Path(os.path.realpath(path))


@contextlib.contextmanager
def _refusing(path: Path) -> Iterator[None]:
    """Turn what the system says against writing ``path`` into ``Refused`` with a plain sentence."""
    try:
        yield
    except OSError as e:
        raise Refused([Problem(str(path), 0, 0, f"cannot be written: {_reason(e, path)}")]) from None


@contextlib.contextmanager
def alone(path: Path, *beside: Path) -> Iterator[None]:
    """Hold off other runs that would write ``path``, ``beside`` or another file there, and wait for one that does.

    The system gives the place free even if the run is killed. What a killed run left half written is cleared away.
    """
    folder = _real(path).parent
    try:
        handle = _held(folder)
    except OSError:  # a folder that cannot be locked, is not there yet or is a file is no reason to refuse the work
        yield
        return
    try:
        for own in (path, *beside):
            _clear(folder, own.stem)
        yield
    finally:
        os.close(handle)


def _clear(folder: Path, stem: str) -> None:
    left = re.compile(rf"\.{re.escape(stem)}\.\w+\.[a-z0-9_]{{8}}")  # as tempfile names them
    for file in folder.iterdir():
        if left.fullmatch(file.name):
            _remove(file)


if sys.platform == "win32":

    def _held(folder: Path) -> int:
        while True:  # the file is there as long as it is open, and open for one only
            try:
                return os.open(folder / ".quizgen.busy", os.O_CREAT | os.O_EXCL | os.O_RDWR | os.O_TEMPORARY)
            except (FileExistsError, PermissionError):
                time.sleep(0.1)

else:

    def _held(folder: Path) -> int:
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        fcntl.flock(handle, fcntl.LOCK_EX)
        return handle


def cache_folder() -> Path:
    """Return where quizgen keeps what it can make again: as freedesktop.org, Apple and Microsoft say.

    A folder of the user's own, never a shared temporary one. It may be one that cannot be made.
    """
    if told := os.environ.get("XDG_CACHE_HOME"):
        return Path(told, "quizgen")
    try:
        home = Path.home()
    except RuntimeError:  # a user without a home, as in containers
        return Path(os.devnull, "quizgen")
    if sys.platform == "darwin":
        return home / "Library" / "Caches" / "quizgen"
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local", "quizgen", "cache")
    return home / ".cache" / "quizgen"


def _new_file_mode() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def _sync_folder(folder: Path) -> None:
    # The rename itself is only on disk once its folder is; Windows can neither open nor sync a folder.
    if os.name == "posix":
        fd = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(fd)
        finally:
            os.close(fd)


def _reason(e: OSError, path: Path) -> str:
    if isinstance(e, FileNotFoundError):
        return "no such file or folder"
    if isinstance(e, IsADirectoryError) or path.is_dir():
        return "is a folder, a file was expected"
    if file := next((above for above in path.parents if os.path.isfile(above)), None):  # noqa: PTH113 - never raises
        return f"{file} is a file, not a folder"
    if isinstance(e, PermissionError):
        return "permission denied"
    return (e.strerror or str(e)).lower()
