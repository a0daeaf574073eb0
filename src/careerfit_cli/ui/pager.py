"""Shows long pages in the user's pager, as git does."""

from __future__ import annotations

import os
import shlex
import shutil
import sys
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any

from careerfit_cli.ui import terminal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from careerfit_cli.views.display import Display

_DEFAULTS = ("less", "more")
"""Pagers to use when PAGER names none, the first that is installed."""

_OPTIONS = {"LESS": "FRX", "LV": "-c"}
"""Default settings of pagers, as in git: exit if the page fits, show colors, leave the
page on the screen.
"""

_LEFT = 130
"""The exit code of a program stopped with Ctrl-C."""


def pager(text: str, display: Display) -> list[str]:
    """The pager command for a text; empty if the text is to be printed.

    It is printed when it fits on the screen, when a stream is not a terminal, for
    screen readers, on dumb terminals, and when PAGER is empty or `cat`. Without a
    PAGER, it is the first of `less` and `more` that is installed.
    """
    alone = not terminal.is_terminal(sys.stdin, sys.stdout)
    if alone or display.plain or os.environ.get("TERM", "dumb") == "dumb":
        return []
    if text.count("\n") < shutil.get_terminal_size().lines:
        return []
    default = next((name for name in _DEFAULTS if shutil.which(name)), "")
    try:
        command = shlex.split(os.environ.get("PAGER", default))
    except ValueError:
        return []
    if not command or command == ["cat"]:
        return []
    return command if shutil.which(command[0]) else []


def read_in(command: list[str], text: str) -> bool:
    """Show a text in a pager; return whether that worked."""
    # Only pages shown in a pager need these.
    import signal
    import subprocess

    encoding = sys.stdout.encoding or "ascii"
    env = {**_OPTIONS, **os.environ}
    # Saved before the pager changes them.
    modes = _terminal_modes()
    try:
        running = subprocess.Popen(command, stdin=subprocess.PIPE, env=env)
    except OSError:
        return False
    # Only the pager handles Ctrl-C.
    former = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        with _stopping_with(running.pid):
            running.communicate(text.encode(encoding, "replace"))
    except SystemExit:
        # A signal ends this process; a pager left alone would read the shell's keys.
        running.terminate()
        running.wait()
        _set_terminal_modes(modes)
        raise
    finally:
        signal.signal(signal.SIGINT, former)
    return running.returncode in (0, _LEFT, -signal.SIGINT)


@contextmanager
def _stopping_with(pager_id: int) -> Iterator[None]:
    """After Ctrl-Z, stop this process only once the pager has stopped.

    Otherwise the shell would print its prompt before the pager leaves the screen.
    """
    import signal

    # macOS has no `waitid` before Python 3.13, and Windows cannot stop processes.
    if not hasattr(os, "waitid"):
        yield
        return

    def stop(_number: int, _frame: object) -> None:
        with suppress(ChildProcessError):
            if os.waitid(os.P_PID, pager_id, os.WSTOPPED | os.WNOHANG):
                os.kill(os.getpid(), signal.SIGSTOP)

    former = signal.signal(signal.SIGTSTP, signal.SIG_IGN)
    former_child = signal.signal(signal.SIGCHLD, stop)
    # It may have stopped before.
    stop(signal.SIGCHLD, None)
    try:
        yield
    finally:
        signal.signal(signal.SIGCHLD, former_child)
        signal.signal(signal.SIGTSTP, former)


def _terminal_modes() -> list[Any]:
    """The current terminal settings; nothing on Windows."""
    try:
        import termios
    except ImportError:
        return []
    return termios.tcgetattr(sys.stdin)


def _set_terminal_modes(modes: list[Any]) -> None:
    if modes:
        import termios

        termios.tcsetattr(sys.stdin, termios.TCSANOW, modes)
