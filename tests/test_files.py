"""Reading files as people save them, and writing files whole."""

import errno
import os
import stat
import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgen import files
from quizgen.problems import Refused

CHINESE = "# 信息论\r\n\r\n熵是对不确定性的度量。\r\n"
posix = pytest.mark.skipif(os.name != "posix", reason="a matter of POSIX systems")

# --- Reading


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x01\x00\x00\x00\x02\x00",
        b"PK\x03\x04\x14\x00\x08\x00\x08\x00",
        b"%PDF-1.4\n\xff\xff\xff\xff\n1 0 obj\n",
        bytes(range(256)),
        b"\x01\x02\x03\x04\x05\x06 abc",
        "a text in UTF-32".encode("utf-32"),
        b"\xff\xfe\x00",
    ],
    ids=["picture", "zip", "PDF", "all bytes", "controls", "UTF-32", "half a character"],
)
def test_what_is_no_text(data):
    assert files.decode(data) is None


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030", "gbk", "gb2312"]
)
def test_text_as_people_save_it(encoding):
    assert files.decode(CHINESE.encode(encoding)) == CHINESE


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le", "utf-16-be", "gb18030"])
def test_english_too(encoding):
    assert files.decode("Entropy measures uncertainty.\n".encode(encoding)) == "Entropy measures uncertainty.\n"


def test_a_character_cut_in_two_does_not_turn_the_rest_into_gibberish():
    whole = CHINESE.encode()
    assert files.decode(whole[:-4]) == CHINESE[:-3] + "\ufffd"


def test_characters_that_only_gb18030_knows():
    assert files.decode("㐀𠀀€ 是罕见的字".encode("gb18030")) == "㐀𠀀€ 是罕见的字"


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=60))
def test_utf_8_is_read_as_it_was_written(text):
    assert files.decode(text.encode("utf-8-sig")) == text
    if not text.startswith("\ufeff"):
        assert files.decode(text.encode()) == text


@given(st.binary(max_size=60))
def test_any_bytes_are_text_or_not(data):
    text = files.decode(data)
    assert text is None or isinstance(text, str)


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda path: None, "no such file or folder"),
        (lambda path: path.mkdir(), "is a folder, a file was expected"),
        (lambda path: path.write_bytes(b"\0" * 9), "is not a text file in UTF-8, UTF-16 or GB18030"),
    ],
    ids=["missing", "folder", "binary"],
)
def test_what_cannot_be_read_is_refused_in_one_line(tmp_path, make, message):
    path = tmp_path / "note.md"
    make(path)
    with pytest.raises(Refused) as refused:
        files.read_text(path)
    assert str(refused.value) == f"{path}: {message}"


# --- Writing


def left_in(folder) -> list[str]:
    return sorted(p.name for p in folder.iterdir())


def test_a_new_file_in_new_folders(tmp_path):
    files.write_whole(tmp_path / "a" / "b" / "bank.yaml", b"new")
    assert (tmp_path / "a" / "b" / "bank.yaml").read_bytes() == b"new"
    assert left_in(tmp_path / "a" / "b") == ["bank.yaml"]


@posix
def test_a_new_file_has_the_mode_the_user_gives_new_files(tmp_path):
    before = os.umask(0o027)
    try:
        files.write_whole(tmp_path / "bank.yaml", b"new")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "bank.yaml").stat().st_mode) == 0o640


@posix
@pytest.mark.parametrize("mode", [0o600, 0o644, 0o755])
def test_the_mode_of_a_file_is_kept(tmp_path, mode):
    path = tmp_path / "bank.yaml"
    path.write_bytes(b"old")
    path.chmod(mode)
    files.write_whole(path, b"new")
    assert stat.S_IMODE(path.stat().st_mode) == mode and path.read_bytes() == b"new"


@posix
def test_a_symlink_stays_one(tmp_path):
    real, link = tmp_path / "real" / "bank.yaml", tmp_path / "bank.yaml"
    real.parent.mkdir()
    real.write_bytes(b"old")
    link.symlink_to(real)
    files.write_whole(link, b"new")
    assert link.is_symlink() and real.read_bytes() == b"new"
    assert left_in(real.parent) == ["bank.yaml"]


@posix
def test_a_pipe_is_written_to(tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    read = []
    reader = threading.Thread(target=lambda: read.append(pipe.read_bytes()))
    reader.start()
    files.write_whole(pipe, b"new")
    reader.join()
    assert read == [b"new"] and stat.S_ISFIFO(pipe.stat().st_mode)


def test_a_folder_is_not_overwritten(tmp_path):
    (tmp_path / "bank.yaml").mkdir()
    with pytest.raises(Refused, match="cannot be written: is a folder"):
        files.write_whole(tmp_path / "bank.yaml", b"new")
    assert left_in(tmp_path) == ["bank.yaml"]


@pytest.mark.parametrize("below", ["bank.yaml", "new/bank.yaml"])
def test_a_folder_that_is_a_file(tmp_path, below):
    (tmp_path / "notes").write_bytes(b"old")
    with pytest.raises(Refused, match=r"bank\.yaml: cannot be written: .*notes is a file, not a folder"):
        files.write_whole(tmp_path / "notes" / below, b"new")
    assert (tmp_path / "notes").read_bytes() == b"old"


def failing(number: int):
    def fail(*args, **kwargs):
        raise OSError(number, os.strerror(number))

    return fail


@pytest.mark.parametrize(
    ("function", "number", "message"),
    [
        ("tempfile.NamedTemporaryFile", errno.EACCES, "permission denied"),
        ("tempfile.NamedTemporaryFile", errno.EROFS, "read-only file system"),
        ("os.fsync", errno.ENOSPC, "no space left on device"),
        ("pathlib.Path.replace", errno.EPERM, "permission denied"),
    ],
    ids=["folder not writable", "read-only disk", "disk full", "replacing forbidden"],
)
def test_when_writing_fails_the_old_file_stays_whole_and_nothing_else_is_left(
    tmp_path, monkeypatch, function, number, message
):
    path = tmp_path / "bank.yaml"
    path.write_bytes(b"old")
    monkeypatch.setattr(function, failing(number))
    with pytest.raises(Refused) as refused:
        files.write_whole(path, b"new")
    assert str(refused.value) == f"{path}: cannot be written: {message}"
    assert path.read_bytes() == b"old" and left_in(tmp_path) == ["bank.yaml"]


@posix
@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="root may write everywhere")
@pytest.mark.parametrize("what", ["folder", "file"])
def test_what_is_read_only_stays(tmp_path, what):
    path = tmp_path / "bank.yaml"
    path.write_bytes(b"old")
    guarded = tmp_path if what == "folder" else path
    guarded.chmod(0o555)
    try:
        with pytest.raises(Refused, match="permission denied"):
            files.write_whole(path, b"new")
    finally:
        guarded.chmod(0o755)
    assert path.read_bytes() == b"old"


# --- Staging, and what can be made again


def test_what_is_staged_is_not_there_yet_and_says_so_until_it_is(tmp_path):
    path = tmp_path / "bank.yaml"
    made = files.stage(path, b"new", "ab12")
    assert not path.exists()
    assert files.staged(path) == {"ab12"}
    files.put(made, path)
    assert path.read_bytes() == b"new"
    assert files.staged(path) == frozenset()


def test_what_is_staged_outlives_other_runs_until_it_is_cleared_away(tmp_path):
    path = tmp_path / "bank.yaml"
    files.stage(path, b"one", "ab12")
    files.stage(path, b"two", "cd34")
    files.stage(tmp_path / "other.yaml", b"three", "ef56")
    with files.alone(path):
        assert files.staged(path) == {"ab12", "cd34"}
    files.unstage(path, keep=frozenset(["cd34"]))
    assert files.staged(path) == {"cd34"}
    assert files.staged(tmp_path / "other.yaml") == {"ef56"}


@posix
def test_what_is_staged_for_a_link_lies_beside_its_target(tmp_path):
    (tmp_path / "real").mkdir()
    (tmp_path / "bank.yaml").symlink_to("real/bank.yaml")
    made = files.stage(tmp_path / "bank.yaml", b"new", "ab12")
    assert made.parent == tmp_path / "real"
    assert files.staged(tmp_path / "bank.yaml") == {"ab12"}


def test_the_cache_is_where_the_user_wants_it(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert files.cache_folder() == tmp_path / "quizgen"


def test_without_a_home_the_cache_is_a_folder_that_cannot_be_made(monkeypatch):
    def none():
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.setattr(files.Path, "home", none)
    with pytest.raises(OSError, match="quizgen"):
        files.cache_folder().mkdir(parents=True, exist_ok=True)
