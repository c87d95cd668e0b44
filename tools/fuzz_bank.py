#!/usr/bin/env python3
"""Looks for texts of banks that break the loader, the checks or the editor; a coverage-guided fuzzer leads the search.

usage: pip install atheris; python tools/fuzz_bank.py FOLDER [-max_total_time=1800] [other options of libFuzzer]

FOLDER keeps the texts that reached new code; it begins with the examples of docs/checks.md. What breaks is written to
crash-*, slow-* or oom-* in the current folder.
"""

import pathlib
import sys

import atheris

with atheris.instrument_imports(include=["quizgen"]):
    from quizgen.bank import edit, lint, tidy
    from quizgen.bank.checks import CHECKS
    from quizgen.bank.load import load, sound_part
    from quizgen.bank.types import Open
    from quizgen.problems import errors
    from quizgen.text import NoPicture

HEAD = "format: 1\nid: cells-1\ntitle: Cells\nlanguage: en\nquestions:\n"
NEW = Open(id="a new question", question="Is it new?", answer="yes: 'new'\n- as new as can be")


def look(_bank: str, _src: str) -> None:
    """Find no picture."""
    raise NoPicture("is not there")


def one(data: bytes) -> None:
    """Load, check and edit the bank in ``data``: problems have places, edits change what they should and no more."""
    text = data.decode("utf-8", "replace")
    if text.startswith("- "):  # questions alone, so that more of what is tried is a bank
        text = HEAD + text
    bank, problems = load("b.yaml", text)
    lines = text.count("\n") + text.count("\r") + 1
    assert (bank is None) == bool(errors(problems))
    assert all(0 <= p.line <= lines and p.column >= 0 and p.message and p.code for p in problems)
    sound = bank or sound_part("b.yaml", text)
    for problem in lint.lint([(sound, text)], look) if sound else ():
        assert 1 <= problem.line <= lines
        assert problem.message
    if bank is None:
        return
    written, _ = edit.open_bank("b.yaml", text)
    assert written is not None
    assert written.whole == text
    tidied, _ = tidy.tidy(written)
    assert tidied.bank == bank
    last = len(bank.questions) - 1
    changes = [
        [edit.Insert(last, NEW)],
        [edit.Insert(-1, NEW)],
        *([[edit.Remove(0)], [edit.Replace(last, NEW)], [edit.Assign(last, "id", "another id")]] if last >= 0 else []),
    ]
    for change in changes:
        made, refused = edit.splice(written, change)
        assert refused or made.bank != bank
        assert not refused or made is written


def main() -> None:
    """Write the seeds and look until libFuzzer's bounds are reached."""
    folder = pathlib.Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for check in CHECKS:
        for kind, text in (("bad", check.bad), ("good", check.good)):
            (folder / f"{check.code}-{kind}").write_text(text, encoding="utf-8", newline="")
    atheris.Setup(sys.argv, one)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
