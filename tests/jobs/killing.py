"""Runs that are killed: in a forked process, at any call that touches the disk."""

import itertools
import os
import signal
from pathlib import Path

from quizgen import files
from quizgen.problems import Refused


def in_child(act):
    """Run ``act`` in a forked process; return how that ended."""
    child = os.fork()
    if child == 0:
        try:
            act()
            os._exit(0)
        except Refused:
            os._exit(1)
        finally:
            os._exit(2)
    return os.waitpid(child, 0)[1]


def killed_at(number, run):
    """``run``, killed at its call number ``number`` that touches the disk."""
    calls = itertools.count()

    def deadly(call):
        def made(*args, **kwargs):
            if next(calls) == number:
                os.kill(os.getpid(), signal.SIGKILL)
            return call(*args, **kwargs)

        return made

    def act():
        os.fsync = deadly(os.fsync)
        Path.replace = deadly(Path.replace)
        Path.chmod = deadly(Path.chmod)
        files.tempfile.NamedTemporaryFile = deadly(files.tempfile.NamedTemporaryFile)
        files._sync_folder = deadly(files._sync_folder)
        run()

    return act
