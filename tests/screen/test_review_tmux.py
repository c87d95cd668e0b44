"""The review screen in a real terminal: an evening in short, from extraction to the package."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from rich.cells import cell_len

NOTE = """# 信息论

**互信息**是指衡量两个变量之间相互依赖程度的一种度量。

**交叉熵**是指衡量两个概率分布之间差异的一种度量。

**困惑度**是指衡量语言模型预测能力的一种指标。
"""
QUIZGEN = f"{sys.executable} -m quizgen"


class Terminal:
    """A window of tmux, 80 by 24 unless told otherwise."""

    def __init__(self, folder: Path, width: int, height: int, **environment: str) -> None:
        self._tmux = ["tmux", "-S", str(folder / "tmux"), "-f", os.devnull]
        self._environment = {**os.environ, "LC_ALL": "C.UTF-8", **environment}
        self._environment.pop("TMUX", None)
        self._call("new-session", "-d", "-x", str(width), "-y", str(height), "-c", str(folder), "sh")
        self.type('PS1="done:\\$? "\n')

    def _call(self, *words: str) -> str:
        done = subprocess.run([*self._tmux, *words], env=self._environment, capture_output=True, check=True)
        return done.stdout.decode()

    def press(self, *keys: str) -> None:
        self._call("send-keys", *keys)

    def type(self, text: str) -> None:
        self._call("send-keys", "-l", text)

    def resize(self, width: int, height: int) -> None:
        self._call("resize-window", "-x", str(width), "-y", str(height))

    def shows(self, *words: str) -> str:
        """Wait until all ``words`` are seen and return the whole window."""
        for _ in range(3000):
            seen = self._call("capture-pane", "-p")
            if all(word in seen for word in words):
                return seen
        pytest.fail(f"{words} not seen in:\n{seen}")

    def colours(self) -> str:
        return self._call("capture-pane", "-p", "-e")

    def close(self) -> None:
        self._call("kill-server")


@pytest.fixture
def terminal(tmp_path, tmux):
    opened = []

    def start(width=80, height=24, **environment):
        opened.append(Terminal(tmp_path, width, height, **environment))
        return opened[-1]

    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "信息论.md").write_text(NOTE, encoding="utf-8")
    subprocess.run([*QUIZGEN.split(), "extract", "notes", "-o", "bank.yaml"], cwd=tmp_path, check=True)
    yield start
    for one in opened:
        one.close()


def test_an_evening(terminal, tmp_path):
    editor = tmp_path / "editor.sh"
    editor.write_text('#!/bin/sh\nsed -i "s/差异/差别/" "$1"\n', encoding="utf-8")
    editor.chmod(0o755)
    window = terminal(VISUAL=str(editor))
    window.type(f"{QUIZGEN} review bank.yaml --order notes\n")
    seen = window.shows("互信息", "notes/信息论.md:3", "3 left", "▌")
    lines = seen.split("\n")
    assert max(map(cell_len, lines)) <= 80
    assert next(line for line in lines if "▌" in line).startswith(" 3 ▌ **互信息**是指衡量两个变量")
    window.press("k")
    window.shows("1 kept", "notes/信息论.md:5")
    window.press("e")
    window.shows("衡量两个概率分布之间差别的一种度量", "notes/信息论.md:5")
    window.press("k")
    window.shows("2 kept", "notes/信息论.md:7")
    window.resize(130, 30)
    window.shows("困惑度", "look-alikes", "2 kept")
    window.press("d")
    window.shows("all reviewed")
    window.press("q")
    window.shows("bank.yaml: 2 kept, 1 dropped, none left", "next: quizgen anki bank.yaml --reviewed", "done:0")
    bank = (tmp_path / "bank.yaml").read_text(encoding="utf-8")
    assert "差别" in bank
    assert "困惑度" not in bank
    window.type(f"clear; {QUIZGEN} review bank.yaml\n")
    window.shows("nothing is left to review, 2 kept", "done:0")


@pytest.mark.parametrize("editor", ["no-such-editor --wait", "false"])
def test_an_editor_that_cannot_be_used_leaves_the_screen_as_it_was(terminal, editor):
    window = terminal(EDITOR=editor, VISUAL="")
    window.type(f"{QUIZGEN} review bank.yaml --order notes\n")
    window.shows("3 left", "▌", "Whole note")
    window.press("e")
    window.shows("互信息", "3 left", "▌", "not done", "EDITOR", editor.split()[0])
    window.press("k")
    window.shows("1 kept", "2 left")
    window.press("q")
    window.shows("1 kept", "done:0")


def test_without_colours(terminal):
    window = terminal(NO_COLOR="1")
    window.type(f"{QUIZGEN} review bank.yaml\n")
    window.shows("互信息", "3 left", "▌")
    told = window.colours()
    coloured = {part for part in told.split("\x1b[")[1:] if part.startswith(("38;2;", "48;2;"))}
    shades = {tuple(part.partition("m")[0].split(";")[2:5]) for part in coloured}
    assert all(len(set(shade)) == 1 for shade in shades), f"no shade but grey: {shades}"
    assert "▌" in told, "the passage is marked all the same"
