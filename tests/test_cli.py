"""The command line as a person meets it: exit status, messages, and what stands on disk afterwards."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from quizgen.__main__ import main as entry
from quizgen.cli import quizgen as group

NOTE = """# Tea

**Oolong** is a tea that is partly oxidised before it is dried.

**Matcha**: a powder of green tea leaves that were grown in the shade.
"""
BANK = """format: 1
id: tea-1
title: Tea
language: en
questions:
- type: definition
  id: Oolong
  term: Oolong
  definition: a tea that is partly oxidised
"""


def run(*args: str, cwd: Path, stdin: bytes = b"") -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [sys.executable, "-m", "quizgen", *args], cwd=cwd, input=stdin, capture_output=True, check=False
    )
    out, err = done.stdout.decode(), done.stderr.decode()
    assert "Traceback" not in err, err
    return subprocess.CompletedProcess(args, done.returncode, out, err)


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "tea.md").write_text(NOTE, encoding="utf-8")
    (tmp_path / "bank.yaml").write_text(BANK, encoding="utf-8")
    return tmp_path


WRONG_USAGE = {
    "no command that exists": ["extrakt"],
    "no notes": ["extract", "-o", "bank.yaml"],
    "no output": ["extract", "notes"],
    "a type that does not exist": ["extract", "notes", "-o", "new.yaml", "--types", "essay"],
    "a confidence above one": ["extract", "notes", "-o", "new.yaml", "--min-confidence", "1.5"],
    "an option that does not exist": ["check", "bank.yaml", "--strict"],
}


@pytest.mark.parametrize("args", WRONG_USAGE.values(), ids=WRONG_USAGE)
def test_wrong_usage_is_exit_status_2(args, folder):
    done = run(*args, cwd=folder)
    assert done.returncode == 2
    assert done.stderr.startswith("Usage:")
    assert done.stdout == ""


def binary(folder: Path) -> None:
    (folder / "image.md").write_bytes(bytes(range(256)) * 9)


def empty(folder: Path) -> None:
    (folder / "empty").mkdir()


def broken(folder: Path) -> None:
    (folder / "bank.yaml").write_text(BANK + "- type: open\n  question: [unclosed\n", encoding="utf-8")


def unknown_field(folder: Path) -> None:
    (folder / "bank.yaml").write_text(BANK.replace("term:", "trem:"), encoding="utf-8")


def nothing(folder: Path) -> None:
    pass


USERS_FILES = {
    "a note that is missing": (nothing, ["extract", "none.md", "-o", "new.yaml"], "none.md: no such file or folder"),
    "a folder without notes": (empty, ["extract", "empty", "-o", "new.yaml"], "empty: holds no notes"),
    "a binary note": (binary, ["extract", "image.md", "-o", "new.yaml"], "image.md: is not a text file"),
    "a bank below a file": (nothing, ["extract", "notes", "-o", "notes/tea.md/new.yaml"], "notes/tea.md/new.yaml: "),
    "a bank that is missing": (nothing, ["check", "none.yaml"], "none.yaml: no such file"),
    "a bank that is no YAML": (broken, ["anki", "bank.yaml", "-o", "deck.apkg"], "bank.yaml:"),
    "an unknown field": (unknown_field, ["quiz", "bank.yaml", "-o", "quiz.html"], "bank.yaml:8:3: "),
    "a deck where a folder is": (nothing, ["anki", "bank.yaml", "-o", "notes"], "notes: cannot be written"),
    "a deck below a file": (
        nothing,
        ["anki", "bank.yaml", "-o", "bank.yaml/x.apkg"],
        "bank.yaml/x.apkg: cannot be written: bank.yaml is a file, not a folder",
    ),
    "a quiz where a folder is": (nothing, ["quiz", "bank.yaml", "-o", "notes"], "notes: cannot be written"),
    "too few questions": (nothing, ["draft", "bank.yaml", "-o", "test.yaml"], "too few questions for a test of 40"),
    "a folder that is no deck folder": (empty, ["build", "empty"], "empty: is no deck folder"),
}


def listing(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


@pytest.mark.parametrize("case", USERS_FILES.values(), ids=USERS_FILES)
def test_problems_in_the_users_files_are_exit_status_1(case, folder):
    prepare, args, message = case
    prepare(folder)
    before = listing(folder)
    done = run(*args, cwd=folder)
    assert done.returncode == 1
    assert message in done.stderr
    assert message not in done.stdout
    assert listing(folder) == before, "what stood there is still there, whole, and nothing else"


def test_the_main_job(folder):
    (folder / "bank.yaml").unlink()
    done = run("extract", "notes", "-o", "bank.yaml", cwd=folder)
    assert done.returncode == 0, done.stderr
    assert "questions from 1 note (" in done.stdout
    assert "next: quizgen anki bank.yaml -o bank.apkg" in done.stdout
    assert "source: notes/tea.md:3" in (folder / "bank.yaml").read_text(encoding="utf-8")
    for args in (["check", "bank.yaml"], ["anki", "bank.yaml", "-o", "d.apkg"], ["quiz", "bank.yaml", "-o", "q.html"]):
        done = run(*args, cwd=folder)
        assert done.returncode == 0, done.stderr
    assert {"bank.lock", "d.apkg", "q.html", "q.key.html"} <= set(listing(folder))


def test_build_makes_a_bank_once_and_never_again(tmp_path):
    (tmp_path / "tea" / "notes").mkdir(parents=True)
    note = tmp_path / "tea" / "notes" / "tea.md"
    note.write_text(NOTE, encoding="utf-8")
    assert run("build", "tea", cwd=tmp_path).returncode == 0
    assert {"tea/bank.yaml", "tea/build/tea.apkg", "tea/build/tea.html"} <= set(listing(tmp_path))
    bank = tmp_path / "tea" / "bank.yaml"
    edited = bank.read_text(encoding="utf-8").replace("partly oxidised", "half oxidised")
    bank.write_text(edited, encoding="utf-8")
    note.write_text("# Nothing\n", encoding="utf-8")
    assert run("build", "tea", cwd=tmp_path).returncode == 0
    assert bank.read_text(encoding="utf-8") == edited


def test_one_bank_for_each_note(folder):
    (folder / "notes" / "green").mkdir()
    (folder / "notes" / "green" / "sencha.txt").write_text("Sencha is a green tea that is steamed.\n", encoding="utf-8")
    done = run("extract", "notes", "-o", "banks/", cwd=folder)
    assert done.returncode == 0, done.stderr
    assert {"banks/tea.yaml", "banks/green/sencha.yaml"} <= set(listing(folder))
    assert "source: ../notes/tea.md:3" in (folder / "banks" / "tea.yaml").read_text(encoding="utf-8")


def test_standard_input_to_standard_output(folder):
    done = run("extract", "-", "-o", "-", cwd=folder, stdin=NOTE.encode("gb18030"))
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("# yaml-language-server: ")
    assert "term: Oolong" in done.stdout
    assert "source: stdin:3" in done.stdout


def test_the_same_bank_whatever_the_number_of_workers(folder):
    for n in range(8):
        (folder / "notes" / f"{n}.md").write_text(NOTE.replace("Oolong", f"Tea {n}"), encoding="utf-8")
    run("extract", "notes", "-o", "one.yaml", cwd=folder)
    run("extract", "notes", "-o", "two.yaml", "--jobs", "2", "--title", "notes", cwd=folder)
    one, two = ((folder / name).read_text(encoding="utf-8") for name in ("one.yaml", "two.yaml"))
    assert one.partition("questions:")[2] == two.partition("questions:")[2]
    assert "Tea 7" in one


def test_explain_shows_what_came_of_each_line(folder):
    done = run("extract", "--explain", "notes/tea.md", cwd=folder)
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert lines[2].startswith("3  **Oolong** is a tea")
    assert "+ Oolong -> a tea that is partly oxidised before it is dried" in lines[3]
    assert "confidence 0." in lines[3]
    done = run("extract", "--explain", "notes/tea.md", "-o", "why.html", cwd=folder)
    assert done.returncode == 0, done.stderr
    page = (folder / "why.html").read_text(encoding="utf-8")
    assert '">a tea that is partly oxidised before it is dried</a>.' in page
    assert "http" not in page


def test_explain_shows_a_term_as_it_stands(folder):
    (folder / "notes" / "tea.md").write_text(
        "**Lord Grey's tea**: a black tea with oil of bergamot.\n", encoding="utf-8"
    )
    done = run("extract", "--explain", "notes/tea.md", cwd=folder)
    assert "+ Lord Grey's tea -> a black tea with oil of bergamot" in done.stdout


def test_explaining_two_notes_on_one_page_is_refused(folder):
    done = run("extract", "--explain", "notes/tea.md", "bank.yaml", "-o", "why.html", cwd=folder)
    assert done.returncode == 1
    assert "a page explains one note" in done.stderr


def test_quiet_says_nothing(folder):
    done = run("extract", "notes", "-o", "new.yaml", "-q", cwd=folder)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_a_reader_that_goes_away_is_no_error(folder):
    many = "".join(f"- {{type: open, id: q{n}, question: q, answer: ' '}}\n" for n in range(900))
    (folder / "many.yaml").write_text("format: 1\nid: m\ntitle: M\nlanguage: en\nquestions:\n" + many, encoding="utf-8")
    command = f"{sys.executable} -m quizgen check many.yaml 2>&1 | head -n 1"
    done = subprocess.run(command, shell=True, cwd=folder, capture_output=True, text=True, check=False)
    assert "Traceback" not in done.stdout + done.stderr


PRINTS = {
    "a report": "check bank.yaml",
    "json": "check --format json bank.yaml",
    "a bank": "extract notes -o -",
    "the schema": "schema",
    "completion": "completion bash",
    "the version": "--version",
}


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="a device of Linux")  # noqa: PTH110
@pytest.mark.parametrize("command", PRINTS.values(), ids=PRINTS)
def test_a_full_disk_behind_standard_output_is_one_line(folder, command):
    with open("/dev/full", "wb") as full:  # noqa: PTH123
        done = subprocess.run(
            [sys.executable, "-m", "quizgen", *command.split()],
            cwd=folder,
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert done.returncode == 1
    assert done.stderr.decode() == "standard output cannot be written: no space left on device\n"


@pytest.mark.skipif(os.name != "posix", reason="a matter of POSIX shells")
def test_without_standard_output_there_is_no_traceback(folder):
    command = f"{sys.executable} -m quizgen check bank.yaml >&-"
    done = subprocess.run(command, shell=True, cwd=folder, stderr=subprocess.PIPE, text=True, check=False)
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("command", sorted(group.commands))
def test_every_command_has_help_with_an_example(command):
    done = CliRunner().invoke(group, [command, "-h"])
    assert done.exit_code == 0
    assert "Examples:" in done.output
    assert f"quizgen {command}" in done.output


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion(shell, tmp_path):
    done = run("completion", shell, cwd=tmp_path)
    assert done.returncode == 0
    assert "_QUIZGEN_COMPLETE" in done.stdout


@pytest.mark.skipif(os.name != "posix", reason="signals as terminals send them")
def test_ctrl_c_while_the_program_is_being_loaded_is_no_traceback(monkeypatch, capsys):
    class Loading:
        def __getattr__(self, name):
            raise KeyboardInterrupt

    monkeypatch.setitem(sys.modules, "quizgen.cli", Loading())
    with pytest.raises(SystemExit) as ended:
        entry()
    assert ended.value.code == 130
    assert capsys.readouterr().err == "interrupted; nothing was done\n"


def test_ctrl_c_is_exit_status_130(folder):
    code = (
        "import quizgen.jobs.check as job\n"
        "def run(banks, **options): raise KeyboardInterrupt\n"
        "job.run = run\n"
        "import sys; sys.argv = ['quizgen', 'check', 'bank.yaml']\n"
        "from quizgen.cli import main; main()"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 130
    assert "interrupted" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.skipif(os.name != "posix", reason="signals as terminals send them")
def test_ctrl_c_while_notes_are_read_writes_nothing(folder):
    pipe = folder / "notes" / "endless.md"
    os.mkfifo(pipe)
    before = listing(folder)
    # Tests that run in the background inherit deafness to this signal.
    hear = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)"
    code = f"{hear}; from quizgen.cli import main; main()"
    command = [sys.executable, "-c", code, "extract", "notes", "-o", "new.yaml"]
    started = subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    with pipe.open("wb", buffering=0) as writer:  # opens when the other side reads
        writer.write(b"# Tea\n")
        started.send_signal(signal.SIGINT)
        _, err = started.communicate()
    assert started.returncode == 130
    assert err.strip() == "interrupted; what was not finished has not been written"
    assert listing(folder) == before
