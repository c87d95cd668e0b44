"""The house's rules: imports run one way, rendering needs no language processing, help answers at once."""

import ast
import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "quizgen"

# A room may import from the rooms named behind it, and from itself.
ROOMS = {
    "problems": set(),
    "files": {"problems"},
    "assets": {"problems"},
    "text": {"files", "problems", "assets"},
    "bank": {"text", "files", "problems"},
    "notes": {"bank", "text", "files", "problems", "assets"},
    "render": {"bank", "text", "files", "problems", "assets"},
    "screen": {"render", "bank", "text", "files", "problems"},
    "jobs": {"screen", "notes", "render", "bank", "text", "files", "problems", "assets", "__init__"},
    "cli": {"jobs", "bank", "problems", "__init__"},
    "__init__": set(),
    "__main__": {"cli"},
}


def room_of(module: str) -> str:
    parts = module.split(".")
    return parts[1] if len(parts) > 1 else "__init__"


def imports_of(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            found.add(node.module)
            if node.module == "quizgen":
                found |= {f"quizgen.{a.name}" for a in node.names if not a.name.startswith("__")}
    return found


MODULES = sorted(PACKAGE.rglob("*.py"))


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_imports_run_one_way(path):
    room = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
    allowed = ROOMS[room] | {room}
    wrong = {
        module for module in imports_of(path) if module.split(".")[0] == "quizgen" and room_of(module) not in allowed
    } - {"quizgen"}
    assert not wrong, f"{room} may not import {wrong}"


def test_only_words_imports_jieba():
    users = {str(p.relative_to(PACKAGE)) for p in MODULES if any(m.split(".")[0] == "jieba" for m in imports_of(p))}
    assert users == {"notes/words.py"}


def test_only_the_screen_imports_textual():
    users = [p.relative_to(PACKAGE).parts[0] for p in MODULES if any(m.startswith("textual") for m in imports_of(p))]
    assert set(users) == {"screen"}


def modules_after(*args: str, cwd: Path) -> set[str]:
    """Run quizgen with ``args`` and return all modules that were imported."""
    code = (
        "import sys, json, atexit\n"
        "atexit.register(lambda: print(json.dumps(sorted(sys.modules)), file=open('modules.json', 'w')))\n"
        f"sys.argv = ['quizgen', *{args!r}]\n"
        "from quizgen.cli import main\nmain()"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=cwd, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return {name.split(".")[0] for name in json.loads((cwd / "modules.json").read_text())}


def test_help_imports_nothing_heavy(tmp_path):
    heavy = {"jinja2", "yaml", "genanki", "jieba", "markdown_it", "pygments", "nh3", "quickjs", "textual", "rich"}
    assert not modules_after("--help", cwd=tmp_path) & heavy


@pytest.mark.parametrize(
    "args",
    [("check", "b.yaml"), ("anki", "b.yaml", "-o", "d.apkg"), ("quiz", "b.yaml", "-o", "q.html")],
    ids=["check", "anki", "quiz"],
)
def test_the_rendering_side_never_imports_jieba(args, tmp_path):
    bank = "format: 1\nid: b\ntitle: B\nlanguage: en\nquestions:\n- {type: open, id: q, question: 你好?, answer: $x$}\n"
    (tmp_path / "b.yaml").write_text(bank, encoding="utf-8")
    assert "jieba" not in modules_after(*args, cwd=tmp_path)
