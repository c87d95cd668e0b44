"""The command line: parse, call one job, print its report, set the exit status. No work inside.

Imports click alone; each command imports its job when it runs, so that help answers at once.
"""

from __future__ import annotations

import contextlib
import errno
import math
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any, TypeVar

import click

from quizgen import __version__
from quizgen.problems import Refused, errors

if TYPE_CHECKING:
    from quizgen.jobs.report import Progress, Report

T = TypeVar("T")


def main() -> None:
    """Run the command line; exit status 0 done, 1 problems in the user's files, 2 wrong usage, 130 interrupted."""
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:  # closed by whoever called
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]  # set by a host
    try:
        # standalone_mode=False leaves the exit status to this function, so that each outcome has one place.
        status = quizgen.main(prog_name="quizgen", standalone_mode=False)
        if sys.stdout is not None:
            sys.stdout.flush()
        sys.exit(status if isinstance(status, int) else 0)
    except click.ClickException as e:
        e.show()
        sys.exit(e.exit_code)
    except Refused as e:
        for problem in e.problems:
            click.echo(problem, err=True)
        sys.exit(e.status)
    except (click.Abort, KeyboardInterrupt):
        click.echo("interrupted; what was not finished has not been written", err=True)
        sys.exit(130)
    except BrokenPipeError:
        # `quizgen check ... | head`: the reader went away.
        _give_up_stdout()
        sys.exit(0)
    except OSError as e:
        if e.filename is not None or e.errno not in _FULL:
            raise
        _give_up_stdout()
        click.echo(f"standard output cannot be written: {(e.strerror or str(e)).lower()}", err=True)
        sys.exit(1)


_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EBADF)
"""What `quizgen check ... > file` meets on a disk that is full or broken. A file that has a name is `files`' matter."""


def _give_up_stdout() -> None:
    """Send to nowhere what is still to be printed: Python would complain once more when it flushes at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _tell(report: Report, quiet: bool) -> int:
    """Print ``report``; return the exit status it means."""
    if report.text:
        click.echo(report.text, nl=False)
    for problem in report.problems:
        click.echo(problem, err=True)
    if not quiet:
        for line in report.lines:
            click.echo(line, err=bool(report.text))
        for step in report.next:
            click.echo(f"next: {step}", err=bool(report.text))
    return 1 if errors(report.problems) else 0


def _progress(label: str, quiet: bool) -> Progress:
    """Return what wraps a loop of known length in a progress bar: on a terminal only, and on stderr."""

    def watch(items: Iterable[T], length: int) -> Iterator[T]:
        if quiet or length < 2 or not sys.stderr.isatty():
            yield from items
            return
        with click.progressbar(items, length=length, label=label, file=sys.stderr) as bar:
            yield from bar

    return watch


def _examples(*lines: str) -> str:
    return "\b\nExamples:\n" + "\n".join(f"  {line}" for line in lines)


def _known_types(_context: click.Context, _option: click.Parameter, value: str) -> tuple[str, ...]:
    from quizgen.bank.types import TYPES

    given = tuple(name for name in (part.strip() for part in value.split(",")) if name)
    if unknown := [name for name in given if name not in TYPES]:
        raise click.BadParameter(f"{', '.join(unknown)}: no such type of question; there are {', '.join(TYPES)}")
    return given


def _known_type(context: click.Context, option: click.Parameter, value: str) -> str:
    return next(iter(_known_types(context, option, value)), "")


_banks = click.argument("banks", nargs=-1, required=True, metavar="BANK...")
_types = click.option(
    "--types",
    metavar="TYPES",
    default="",
    callback=_known_types,
    help="Only these types of question: definition,list",
)


def _tags(_context: click.Context, _option: click.Parameter, value: str) -> tuple[str, ...]:
    return tuple(tag for tag in (part.strip() for part in value.split(",")) if tag)


_templates = click.option(
    "--templates", default="", metavar="FOLDER", help="Templates of yours instead of quizgen's (quizgen templates)."
)
_quiet = click.option("-q", "--quiet", is_flag=True, help="Say nothing but problems.")


@click.group(
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog=_examples(
        "quizgen extract notes/ -o bank.yaml    find what is worth asking in your notes",
        "quizgen check bank.yaml                after editing the bank by hand",
        "quizgen anki bank.yaml -o deck.apkg    make an Anki deck",
        "quizgen quiz bank.yaml -o quiz.html    make a quiz to print, and its key",
        "quizgen build decks/llm                all of it for one deck folder",
    ),
)
@click.version_option(__version__, "-V", "--version", prog_name="quizgen")
def quizgen() -> None:
    """Turn the notes you have into flashcards and quizzes.

    Notes become a question bank, a YAML file that you may edit by hand; banks become Anki decks and printable quizzes.
    """


@quizgen.command(
    epilog=_examples(
        "quizgen extract notes/ -o bank.yaml         a folder, with all folders in it",
        "quizgen extract a.md b.txt -o bank.yaml     single files",
        "quizgen extract notes/ -o banks/            one bank for each note, folders mirrored",
        "pbpaste | quizgen extract - -o -            standard input to standard output",
        "quizgen extract --explain a.md              why each line gave what it gave",
        "quizgen extract --explain a.md -o why.html  the same as a page",
    )
)
@click.argument("notes", nargs=-1, required=True, metavar="NOTES...")
@click.option("-o", "--output", metavar="BANK", help="The bank to write; FOLDER/ for one bank a note.")
@click.option("--explain", is_flag=True, help="Show what was taken from each line, and what was not and why.")
@click.option("--title", help="Title of the bank (default: from the notes).")
@click.option("--deck", help="Anki deck, '::' makes subdecks (default: the title).")
@click.option(
    "--exclude", multiple=True, metavar="PATTERN", help="Leave out notes whose path matches, e.g. 'drafts/*'."
)
@click.option("--min-confidence", type=click.FloatRange(0, 1), help="Leave out what is less certain (default 0.5).")
@click.option("--max", "most", type=click.IntRange(1), metavar="N", help="At most N questions, most salient first.")
@click.option("--max-per-note", type=click.IntRange(1), metavar="N", help="At most N questions from one note.")
@_types
@click.option("-j", "--jobs", type=click.IntRange(1), default=1, show_default=True, help="Worker processes.")
@_quiet
def extract(notes: tuple[str, ...], output: str | None, explain: bool, quiet: bool, **options: Any) -> int:
    """Find concepts and definitions in NOTES and write them as a question bank.

    NOTES are Markdown or plain text files, folders of them, or '-' for standard input.
    """
    from quizgen.jobs.extract import Wanted, run

    workers = options.pop("jobs")
    wanted = Wanted(**{name: value for name, value in options.items() if value is not None})
    if explain:
        from quizgen.jobs import explain as explaining

        return _tell(explaining.run(notes, output, wanted.certain), quiet)
    if output is None:
        raise click.UsageError("where to? Name the bank: -o bank.yaml")
    return _tell(run(notes, output, wanted, progress=_progress("reading", quiet), jobs=workers), quiet)


@quizgen.command(
    epilog=_examples(
        "quizgen update bank.yaml                 read its notes again",
        "quizgen update bank.yaml notes/new.md    only this file",
        "quizgen update bank.yaml --dry-run       show what would change",
    )
)
@click.argument("bank", metavar="BANK")
@click.argument("notes", nargs=-1, metavar="[NOTES]...")
@click.option("--prune", is_flag=True, help="Remove questions whose passage is gone, unless you edited them.")
@click.option("--yes", is_flag=True, help="Even if that is more than a tenth of the bank.")
@click.option(
    "--refresh", is_flag=True, help="Make questions anew also where only quizgen changed; shows the difference."
)
@click.option("--dry-run", is_flag=True, help="Write nothing; show what would change.")
@click.option("-j", "--jobs", type=click.IntRange(1), default=1, show_default=True, help="Worker processes.")
@_quiet
def update(bank: str, notes: tuple[str, ...], jobs: int, quiet: bool, **options: Any) -> int:
    """Bring BANK up to date with its notes, or only with NOTES.

    What is new is added beside its neighbours. What you edited or deleted in the bank stays as you left it.
    """
    from quizgen.jobs.update import How, run

    return _tell(run(bank, notes, How(**options), progress=_progress("reading", quiet), jobs=jobs), quiet)


@quizgen.command(
    epilog=_examples(
        "quizgen new bank.yaml",
        "quizgen new tea.yaml --title 'Green tea'",
        "quizgen new 茶.yaml --language zh-Hans",
    )
)
@click.argument("bank", metavar="BANK")
@click.option("--title", default="", help="Title of the bank (default: the name of the file or folder).")
@click.option("--language", default="", metavar="CODE", help="zh-Hans, zh-Hant, en, ... (default: as the title is).")
@_quiet
def new(bank: str, title: str, language: str, quiet: bool) -> int:
    """Write a short BANK with comments and an example of each type of question, for you to write over."""
    from quizgen.jobs.new import run

    return _tell(run(bank, title=title, language=language), quiet)


@quizgen.command(
    epilog=_examples(
        "quizgen add bank.yaml                   asks for everything",
        "quizgen add bank.yaml --type cloze      asks for the rest",
        "quizgen add bank.yaml < answers.txt     one answer a line, an empty one skips what is optional",
    )
)
@click.argument("bank", metavar="BANK")
@click.option("--type", "type_", default="", callback=_known_type, metavar="TYPE", help="definition, list, cloze, ...")
@_quiet
def add(bank: str, type_: str, quiet: bool) -> int:
    """Ask for one question and append it to BANK, with an id, checked before anything is written."""
    from quizgen.jobs.add import Terminal, run

    person = sys.stdin.isatty()
    if person:
        with contextlib.suppress(ImportError):  # Windows has none
            import readline  # noqa: F401 - arrow keys in what is typed

    def line(prompt: str) -> str | None:
        try:
            return input(prompt if person else "")
        except EOFError:
            return None

    return _tell(run(bank, Terminal(line, click.echo, person), type_), quiet)


@quizgen.command(
    epilog=_examples(
        "quizgen check bank.yaml",
        "quizgen check decks/*/bank.yaml         several at once: none may have the id of another",
        "quizgen check --fix bank.yaml           add missing ids, take away spaces at the ends of lines",
        "quizgen check --watch bank.yaml         beside an editor: again after each save",
        "quizgen check --format github bank.yaml    in a workflow of GitHub Actions",
    )
)
@_banks
@click.option("--fix", is_flag=True, help="Give an id to each question that has none; take away spaces at line ends.")
@click.option("--all", "every", is_flag=True, help="Show every warning and hint, not a few of each kind.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "github"]),
    default="text",
    show_default=True,
    help="json and github show every problem, and nothing else, on standard output.",
)
@click.option("--watch", is_flag=True, help="Check again each time a bank is saved, until Ctrl-C.")
@_quiet
def check(banks: tuple[str, ...], form: str, watch: bool, quiet: bool, **options: bool) -> int:
    """Show every problem in BANKs as path:line:column: message [code].

    What each code means stands in docs/checks.md. `# quizgen: ignore CODE` in a bank switches a warning or hint off:
    above 'questions:' for the bank, above or in a question for that one. Exit status 1 if there is an error.
    """
    from quizgen.jobs.check import run

    if watch:
        if options["fix"] or form != "text":
            raise click.UsageError("--watch goes with neither --fix nor --format")
        return _watched(banks, lambda: run(banks, **options), quiet)
    if form == "text":
        return _tell(run(banks, **options), quiet)
    from quizgen.jobs.formats import FORMATS

    report = run(banks, **{**options, "every": True})
    click.echo(FORMATS[form](report.problems), nl=False)
    return 1 if errors(report.problems) else 0


def _watched(banks: tuple[str, ...], run: Callable[[], Report], quiet: bool) -> int:
    """Print the report that ``run`` makes, again after each save of ``banks``; return the last exit status."""
    from quizgen.jobs.banks import with_included
    from quizgen.jobs.watch import saves

    status = 0
    for number, _ in enumerate(saves(lambda: with_included(banks))):
        if sys.stdout.isatty():
            click.clear()
        elif number:
            click.echo("---")
        status = _tell(run(), quiet)
        if not quiet:
            click.echo("watching; Ctrl-C ends")
    return status


@quizgen.command(epilog=_examples("quizgen schema > bank.schema.json"))
def schema() -> int:
    """Print the JSON Schema of banks: editors complete fields by it and underline what is wrong."""
    from quizgen.bank.schema import dump_schema

    click.echo(dump_schema(), nl=False)
    return 0


@quizgen.command(
    epilog=_examples(
        "quizgen preview bank.yaml",
        "quizgen preview bank.yaml --style my.css       with your own stylesheet for the cards",
        "quizgen preview bank.yaml --no-open --port 8000",
    )
)
@click.argument("bank", metavar="BANK")
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="Port on this machine (default: a free one).")
@click.option("--no-open", is_flag=True, help="Open no browser; the address is printed.")
@click.option("--style", metavar="MY.css", help="Your own stylesheet, after quizgen's, as for anki.")
def preview(bank: str, port: int, no_open: bool, style: str | None) -> int:
    """Show the cards and the quiz of BANK in a browser, and follow the file as you save it. Ctrl-C ends it."""
    from quizgen.jobs.preview import run

    return _tell(run(bank, port=port, show=not no_open, style=style, say=click.echo), False)


@quizgen.command(
    epilog=_examples(
        "quizgen anki bank.yaml -o deck.apkg",
        "quizgen anki chapter1.yaml chapter2.yaml -o all.apkg",
    )
)
@_banks
@click.option("-o", "--output", required=True, metavar="DECK.apkg", help="The Anki package to write.")
@click.option("--deck", metavar="NAME", help="Put all cards there, '::' makes subdecks (default: as the banks say).")
@click.option("--tags", metavar="TAGS", default="", callback=_tags, help="Add these tags to all notes: exam,week::3")
@_types
@click.option("--min-confidence", type=click.FloatRange(0, 1), help="Leave out extracted questions less certain.")
@click.option("--reviewed", is_flag=True, help="Leave out extracted questions that nobody reviewed.")
@click.option("--style", metavar="MY.css", help="Your own stylesheet, after quizgen's.")
@click.option("--since", metavar="OLD.apkg", help="Tell what is new by an earlier package, not by the locks.")
@click.option("--locked", is_flag=True, help="Write no lock; fail if one is not up to date.")
@click.option("--forget-removed", is_flag=True, help="Say no more of removed questions that Anki may still have.")
@_quiet
def anki(banks: tuple[str, ...], output: str, quiet: bool, **options: Any) -> int:
    """Make an Anki deck of BANKs: open it in Anki (File > Import) with the default options."""
    from quizgen.jobs.anki import Wanted, run

    names = ("deck", "tags", "types", "min_confidence", "reviewed", "style")
    wanted = Wanted(**{name: options.pop(name) for name in names})
    return _tell(run(banks, output, wanted, **options), quiet)


@quizgen.command(
    epilog=_examples(
        "quizgen diff bank.yaml               which questions changed since the last package",
        "quizgen diff bank.yaml deck.apkg     and what changed in them, word by word",
    )
)
@click.argument("bank", metavar="BANK")
@click.argument("deck", required=False, metavar="[DECK.apkg]")
@_quiet
def diff(bank: str, deck: str | None, quiet: bool) -> int:
    """Show what the next import of BANK will do in Anki: new, changed, untouched, removed, type changed.

    DECK.apkg is the package that Anki got last; without it the lock beside the bank tells.
    """
    from quizgen.jobs.diff import run

    return _tell(run(bank, deck), quiet)


@quizgen.command(
    epilog=_examples(
        "quizgen review bank.yaml                         doubtful questions first",
        "quizgen review bank.yaml --order notes           as they stand in the notes",
        "quizgen review bank.yaml --max-confidence 0.7    only doubtful ones",
    )
)
@click.argument("bank", metavar="BANK")
@click.option(
    "--order", type=click.Choice(["doubtful", "notes"]), default="doubtful", show_default=True, help="What comes first."
)
@_types
@click.option("--tags", metavar="TAGS", default="", callback=_tags, help="Only questions with one of these tags.")
@click.option("--min-confidence", type=click.FloatRange(0, 1), default=0, help="Leave out what is less certain.")
@click.option("--max-confidence", type=click.FloatRange(0, 1), default=1, help="Leave out what is more certain.")
@click.option("--all", "everything", is_flag=True, help="Also what was written by hand or kept before.")
@_quiet
def review(bank: str, quiet: bool, **options: Any) -> int:
    """Look at the extracted questions of BANK one by one, each beside its passage, and keep, drop or mend it.

    One key each. Leave at any time: the next run goes on where you stopped.
    """
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise click.UsageError("review shows a screen: run it in a terminal, without pipes")
    from quizgen.bank.review import Wanted
    from quizgen.jobs.review import run

    return _tell(run(bank, Wanted(**options)), quiet)


@quizgen.command(
    epilog=_examples(
        "quizgen stats bank.yaml", "quizgen stats decks/*/bank.yaml", "quizgen stats bank.yaml --format json"
    )
)
@_banks
@click.option("--format", "shape", type=click.Choice(["text", "json"]), default="text", show_default=True)
@_quiet
def stats(banks: tuple[str, ...], shape: str, quiet: bool) -> int:
    """Count the questions of BANKs by type, review, confidence, length, source and tag."""
    import shutil

    from quizgen.jobs.stats import run

    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else 80
    return _tell(run(banks, width=width, as_json=shape == "json"), quiet)


def _forms(_context: click.Context, _option: click.Parameter, value: str) -> dict[str, int | None]:
    from quizgen.bank.draft import FORMS

    given: dict[str, int | None] = {}
    for part in filter(None, (part.strip() for part in value.split(","))):
        name, equals, number = part.partition("=")
        if name not in FORMS or (equals and not number.isdecimal()):
            raise click.BadParameter(f"{part}: give {', '.join(FORMS)}, each with =N or all without")
        given[name] = int(number) if equals else None
    if len({n is None for n in given.values()}) > 1:
        raise click.BadParameter("give a number to all forms or to none")
    return given


def _range(_context: click.Context, _option: click.Parameter, value: str) -> tuple[int, int]:
    low, _, high = value.partition("-")
    if not (low.isdecimal() and (high or low).isdecimal()):
        raise click.BadParameter(f"{value}: give a number or two, as in 2-4")
    return int(low), int(high or low)


@quizgen.command(
    epilog=_examples(
        "quizgen draft bank.yaml -o test.yaml --count 40 --seed 2026 --total 100",
        "quizgen draft bank.yaml -o test.yaml --forms choice=20,true_false=10,cloze=6,open=2",
        "quizgen draft ch1.yaml ch2.yaml -o final.yaml --not-in midterm.yaml",
    )
)
@_banks
@click.option("-o", "--output", required=True, metavar="TEST.yaml", help="The test to write: a bank that you may edit.")
@click.option("--count", type=click.IntRange(1), default=40, show_default=True, metavar="N", help="How many questions.")
@click.option("--forms", default="", callback=_forms, metavar="FORMS", help="choice,cloze or choice=20,cloze=10.")
@click.option("--seed", default="", metavar="TEXT", help="Another seed, another choice of questions.")
@_types
@click.option("--tags", metavar="TAGS", default="", callback=_tags, help="Only questions with one of these tags.")
@click.option("--difficulty", default="1-5", callback=_range, metavar="N-M", help="Only questions this difficult.")
@click.option("--per-section", type=click.IntRange(1), default=None, metavar="N", help="At most N from one note.")
@click.option("--total", type=click.IntRange(1), default=None, metavar="POINTS", help="Points that add up to this.")
@click.option(
    "--not-in",
    multiple=True,
    metavar="TEST.yaml",
    help="Leave out what an earlier test asked; a folder or 'PATTERN' means several (repeatable).",
)
@click.option("--title", default="", help="Title of the test (default: the bank's).")
@_quiet
def draft(
    banks: tuple[str, ...], output: str, quiet: bool, per_section: int | None, total: int | None, **wanted: Any
) -> int:
    """Choose questions of BANKs for a test and write them out in full, with distractors, for you to edit."""
    from quizgen.jobs.draft import Wanted, run

    return _tell(run(banks, output, Wanted(per_section=per_section or 0, total=total or 0, **wanted)), quiet)


@quizgen.command(
    epilog=_examples(
        "quizgen quiz bank.yaml -o quiz.html               the quiz, quiz.key.html and quiz.teacher.html",
        "quizgen quiz bank.yaml -o quiz.html --paper A3    two columns and a seal line, as Chinese schools print",
        "quizgen quiz bank.yaml -o test/ --variants 4      A.student.html, A.key.html ... and keys.html",
    )
)
@_banks
@click.option("-o", "--output", required=True, metavar="QUIZ.html", help="The page to write; with --variants a folder.")
@click.option("--role", type=click.Choice(["student", "key", "teacher"]), help="Write only this page.")
@click.option("--variants", type=click.IntRange(0, 26), default=0, metavar="N", help="N orders of the same quiz.")
@click.option("--seed", default="", metavar="TEXT", help="Another seed gives another order.")
@click.option(
    "--paper",
    type=click.Choice(["A4", "Letter", "A3"], case_sensitive=False),
    default="A4",
    show_default=True,
    help="A3: two columns and a seal line; what teachers have is on A4.",
)
@click.option("--large", is_flag=True, help="Larger type.")
@click.option("--serif", is_flag=True, help="Song type for Chinese, Times for English.")
@click.option("--pdf", is_flag=True, help="Also print each page to PDF with the Chrome, Chromium or Edge found.")
@_templates
@_quiet
def quiz(banks: tuple[str, ...], output: str, quiet: bool, **options: Any) -> int:
    """Make a printable quiz of BANKs, its key and a teacher's copy, each one self-contained HTML file."""
    from quizgen.jobs.quiz import run

    return _tell(run(banks, output, **options), quiet)


def _grid(_context: click.Context, _option: click.Parameter, value: str) -> tuple[int, int]:
    columns, _, rows = value.lower().partition("x")
    if not (columns.isdecimal() and rows.isdecimal() and 1 <= int(columns) <= 6 and 1 <= int(rows) <= 10):
        raise click.BadParameter(f"{value}: give columns and rows, as in 2x4")
    return int(columns), int(rows)


def _offset(_context: click.Context, _option: click.Parameter, value: str) -> tuple[float, float]:
    try:
        x, y = (float(part) for part in value.split(","))
    except ValueError:
        x = y = math.inf
    if not (abs(x) <= 20 and abs(y) <= 20):
        raise click.BadParameter(f"{value}: give two numbers of at most 20, as in 0.5,-1")
    return x, y


@quizgen.command(
    epilog=_examples(
        "quizgen cards bank.yaml -o cards.html",
        "quizgen cards bank.yaml -o cards.html --grid 3x5 --edge short --back-offset 0.5,-1",
    )
)
@_banks
@click.option("-o", "--output", required=True, metavar="CARDS.html", help="The page to write.")
@click.option("--grid", default="2x4", show_default=True, callback=_grid, metavar="CxR", help="Columns and rows.")
@click.option("--paper", type=click.Choice(["A4", "Letter"], case_sensitive=False), default="A4", show_default=True)
@click.option(
    "--edge", type=click.Choice(["long", "short"]), default="long", show_default=True, help="Over which paper turns."
)
@click.option("--back-offset", default="0,0", callback=_offset, metavar="X,Y", help="Move backs by millimetres.")
@click.option("--serif", is_flag=True, help="Song type for Chinese, Times for English.")
@_templates
@_quiet
def cards(banks: tuple[str, ...], output: str, quiet: bool, **style: Any) -> int:
    """Make flashcards of BANKs to print on both sides and cut out."""
    from quizgen.jobs.cards import run

    return _tell(run(banks, output, **style), quiet)


@quizgen.command(epilog=_examples("quizgen templates my-templates"))
@click.argument("folder")
@_quiet
def templates(folder: str, quiet: bool) -> int:
    """Copy the templates of quizzes and cards to FOLDER, for you to change; use them with --templates FOLDER."""
    from quizgen.jobs.templates import run

    return _tell(run(folder), quiet)


@quizgen.command(epilog=_examples("quizgen build decks/llm", "quizgen build decks/*"))
@click.argument("folders", nargs=-1, required=True, metavar="FOLDER...")
@_quiet
def build(folders: tuple[str, ...], quiet: bool) -> int:
    """Build deck FOLDERs: notes/ -> bank.yaml (only if there is none yet) -> build/NAME.apkg and build/NAME.html."""
    from quizgen.jobs.build import run

    return _tell(run(folders, progress=_progress("reading", quiet)), quiet)


@quizgen.command(
    epilog=_examples(
        'bash: eval "$(quizgen completion bash)" in ~/.bashrc',
        'zsh:  eval "$(quizgen completion zsh)" in ~/.zshrc',
        "fish: quizgen completion fish > ~/.config/fish/completions/quizgen.fish",
    )
)
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion(shell: str) -> int:
    """Print what SHELL needs to complete quizgen's commands, options and files."""
    from click.shell_completion import get_completion_class

    made = get_completion_class(shell)
    assert made is not None  # the choice above names click's own three
    click.echo(made(quizgen, {}, "quizgen", "_QUIZGEN_COMPLETE").source())
    return 0
