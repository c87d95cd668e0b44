"""`quizgen build`: a deck folder, from its notes to its deck and quiz."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from quizgen.jobs import anki, check, quiz
from quizgen.jobs.report import Progress, Report
from quizgen.problems import Problem, Refused, errors


def run(folders: Sequence[str], *, progress: Progress) -> Report:
    """Build every folder: notes/ -> bank.yaml if there is none yet -> check -> build/NAME.apkg, build/NAME.html.

    Never extracts over an existing bank. A folder whose bank has an error is not built; the others are. ``Refused``
    when a folder holds neither a bank nor notes.
    """
    missing = [
        Problem(folder, 0, 0, "is no deck folder: it holds neither bank.yaml nor notes/")
        for folder in folders
        if not (Path(folder) / "bank.yaml").exists() and not (Path(folder) / "notes").is_dir()
    ]
    if missing:
        raise Refused(missing)
    reports = [_build(Path(folder), progress) for folder in folders]
    return Report(
        lines=tuple(line for r in reports for line in r.lines),
        problems=tuple(p for r in reports for p in r.problems),
        next=("open the .apkg in Anki (File > Import); open the .html in a browser and print it",)
        if any(not errors(r.problems) for r in reports)
        else (),
    )


def _build(folder: Path, progress: Progress) -> Report:
    bank = folder / "bank.yaml"
    name = folder.resolve().name
    done: list[Report] = []
    if not bank.exists():
        from quizgen.jobs import extract  # only now: the rendering side needs no language processing

        done.append(extract.run([str(folder / "notes")], str(bank), progress=progress))
    checked = check.run([str(bank)])
    if not errors(checked.problems):
        done.append(anki.run([str(bank)], str(folder / "build" / f"{name}.apkg")))
        done.append(quiz.run([str(bank)], str(folder / "build" / f"{name}.html")))
    problems = dict.fromkeys(p for r in (checked, *done) for p in r.problems)
    return Report(lines=tuple(line for r in done for line in r.lines), problems=tuple(problems))
