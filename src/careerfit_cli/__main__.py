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

    Everything is written and closed by then. Garbage collection during startup and
    cleanup at exit are skipped: together they take a tenth of a command's time
    (docs/decisions.md).
    """
    gc.set_threshold(200_000)
    _end_on_signals()
    # Imports create more garbage than anything else.
    from careerfit_cli.ui import main

    code = main()
    for stream in (sys.stdout, sys.stderr):
        # Closed, or on a full disk: `main` has reported it.
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
    # Worker processes import this file too.
    program()
