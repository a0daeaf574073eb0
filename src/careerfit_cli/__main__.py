"""The program as a process of its own: `careerfit`, or `python -m careerfit_cli`."""

from __future__ import annotations

import gc
import os
import signal
import sys
from contextlib import suppress
from typing import NoReturn


def program() -> NoReturn:
    """Run the process's own command line, and end the process with its exit code.

    Everything is written and closed by then. What is loaded is left as it is: to look for
    garbage while it loads, and to take it apart piece by piece at the end, as Python does,
    takes a tenth of a command's time (docs/decisions.md).
    """
    gc.set_threshold(200_000)
    _end_on_signals()
    # Loading it makes more garbage than anything else.
    from careerfit_cli.ui import main

    code = main()
    for stream in (sys.stdout, sys.stderr):
        # Closed, or on a disk that is full: `main` has told of it.
        with suppress(AttributeError, OSError, ValueError):
            stream.flush()
    os._exit(code)


def _end_on_signals() -> None:
    """Clean up before a signal ends the process, as after Ctrl-C."""
    for name in ("SIGTERM", "SIGHUP"):
        # Windows has no SIGHUP, and `nohup` ignores it.
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, _end)


def _end(number: int, _frame: object) -> NoReturn:
    sys.exit(128 + number)


if __name__ == "__main__":
    # Processes that share work import this file too.
    program()
