"""A real terminal for tests: a program runs on it, and its screen is read."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import time
from pathlib import Path

import pytest

PATIENCE = 60
"""Seconds to wait for anything another process does: far more than it needs."""


class Terminal:
    """Python run on a pseudo-terminal, and the screen a person sees.

    With `out`, its stdout goes to that file, as when results are piped.
    """

    def __init__(
        self,
        arguments: list[str],
        out: Path | None,
        columns: int = 80,
        rows: int = 24,
        **env: str,
    ) -> None:
        pexpect = pytest.importorskip("pexpect")
        pyte = pytest.importorskip("pyte")
        self.out = out or Path(os.devnull)
        self.screen = pyte.Screen(columns, rows)
        self.stream = pyte.ByteStream(self.screen)
        self.child = pexpect.spawn(
            "/bin/sh",
            [
                "-c",
                'out=$1; shift; exec "$0" "$@" > "$out"'
                if out
                else 'shift; exec "$0" "$@"',
                sys.executable,
                str(out),
                *arguments,
            ],
            dimensions=(rows, columns),
            env={"TERM": "xterm", "PATH": "/bin:/usr/bin", "LC_ALL": "C.UTF-8"} | env,
            timeout=PATIENCE,
            # A shell's job in the background begins with SIGINT ignored.
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
        )
        self.child.delaybeforesend = None
        self.raw = b""

    def __enter__(self) -> Terminal:
        return self

    def __exit__(self, *_: object) -> None:
        self.child.close(force=True)

    @property
    def text(self) -> str:
        return "\n".join(row.rstrip() for row in self.screen.display)

    @property
    def words(self) -> str:
        return " ".join(self.text.split())

    def send(self, keys: str) -> None:
        self.child.send(keys)

    def until(self, *words: str, gone: str | None = None) -> None:
        """Read until all of `words` are on the screen, wrapped or not, and `gone` not.

        A screen may arrive in pieces: what is looked for on it is named in one call.
        """
        import pexpect

        deadline = time.monotonic() + PATIENCE
        while (missing := [one for one in words if one not in self.words]) or (
            gone is not None and gone in self.words
        ):
            assert time.monotonic() < deadline, (
                f"no {missing!r}, or still {gone!r}, in:\n{self.text}"
            )
            with contextlib.suppress(pexpect.TIMEOUT):
                self._read(PATIENCE)

    def shows(self, words: str) -> bool:
        """Read what has come so far; whether `words` are on the screen then."""
        import pexpect

        with contextlib.suppress(pexpect.TIMEOUT):
            while words not in self.words:
                self._read(0.1)
        return words in self.words

    def _read(self, seconds: float) -> None:
        """Read what comes next; raises `pexpect.TIMEOUT` if nothing comes in time."""
        self.raw += (data := self.child.read_nonblocking(4096, timeout=seconds))
        self.stream.feed(data)

    def end(self) -> int:
        """Read to the end and return the exit code."""
        self.raw += (data := self.child.read())
        self.stream.feed(data)
        self.child.close()
        return int(self.child.exitstatus)

    def resize(self, columns: int, rows: int) -> None:
        self.screen.resize(rows, columns)
        self.child.setwinsize(rows, columns)


def careerfit(
    *argv: str, out: Path | None = None, columns: int = 80, rows: int = 24, **env: str
) -> Terminal:
    """The program on a terminal, with the folders of the test."""
    places = {name: os.environ[name] for name in ("XDG_CACHE_HOME", "CAREERFIT_HOME")}
    command = ["-m", "careerfit_cli", *argv]
    return Terminal(command, out, columns, rows, **places | env)
