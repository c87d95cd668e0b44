"""Problems as other programs read them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict

from quizgen.problems import Problem


def as_json(problems: Iterable[Problem]) -> str:
    """Return ``problems`` as a JSON list, one line for each."""
    lines = [json.dumps(asdict(problem), ensure_ascii=False) for problem in problems]
    return "[\n" + ",\n".join(lines) + "\n]\n" if lines else "[]\n"


_GITHUB_LEVELS = {"error": "error", "warning": "warning", "hint": "notice"}


def as_github(problems: Iterable[Problem]) -> str:
    """Return ``problems`` as commands of GitHub Actions, which shows them beside the lines of a pull request."""
    return "".join(map(_annotation, problems))


def _annotation(problem: Problem) -> str:
    where = {"file": problem.path}
    if problem.line:
        where |= {"line": str(problem.line), "col": str(problem.column)}
    where["title"] = f"quizgen {problem.code}".strip()
    named = ",".join(
        f"{name}={_escaped(value).replace(':', '%3A').replace(',', '%2C')}" for name, value in where.items()
    )
    return f"::{_GITHUB_LEVELS[problem.level]} {named}::{_escaped(problem.message)}\n"


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


FORMATS: Mapping[str, Callable[[Iterable[Problem]], str]] = {"json": as_json, "github": as_github}
