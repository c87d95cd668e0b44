"""The command ``quizgen``, and ``python -m quizgen``."""

import sys


def main() -> None:
    """Run the command line; Ctrl-C is no traceback even while that is still being loaded."""
    try:
        from quizgen.cli import main as run
    except KeyboardInterrupt:
        sys.stderr.write("interrupted; nothing was done\n")
        sys.exit(130)
    run()


if __name__ == "__main__":
    main()
