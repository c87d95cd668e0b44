"""`quizgen templates`: the templates of printed pages, copied out to be changed; and using what was changed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from quizgen.assets import folder
from quizgen.files import read_bytes, write_whole
from quizgen.jobs.report import Report, counted
from quizgen.problems import Problem, Refused
from quizgen.render.pages import BadTemplate


def run(target: str) -> Report:
    """Copy the templates of quizzes and cards to the folder ``target``; ``Refused`` if one of them is there already."""
    source = folder("quiz")
    files = [path.relative_to(source) for path in sorted(source.rglob("*")) if path.suffix in (".html", ".css")]
    files = [path for path in files if path.parts[0] != "vendor"]
    there = [Path(target) / path for path in files if (Path(target) / path).exists()]
    if there:
        more = f" (and {len(there) - 1} more)" if len(there) > 1 else ""
        words = f"exists already and may have been changed{more}: delete it or name another folder"
        raise Refused([Problem(str(there[0]), 0, 0, words)])
    for path in files:
        write_whole(Path(target) / path, read_bytes(source / path))
    return Report(
        lines=(f"{target}: {counted(len(files), 'template')}",),
        next=(
            f"change what you like and delete the rest, then quizgen quiz bank.yaml -o quiz.html --templates {target}",
        ),
    )


@contextmanager
def users_templates(templates: str) -> Iterator[None]:
    """Refuse, with file and line, what goes wrong in the templates of the folder ``templates``."""
    if templates and not Path(templates).is_dir():
        raise Refused([Problem(templates, 0, 0, "no such folder of templates: `quizgen templates` makes one")])
    try:
        yield
    except BadTemplate as e:
        raise Refused([Problem(e.path, e.line, 1 if e.line else 0, str(e))]) from None
