"""Signals while a screen is shown: restore the terminal, and set it up again."""

from __future__ import annotations

import asyncio
import os
import signal
from contextlib import suppress
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from prompt_toolkit.application import Application

_ENDING = ("SIGTERM", "SIGHUP")
CAN_STOP = hasattr(signal, "SIGTSTP")
"""Whether processes can be stopped and continued: false on Windows."""


def run(screen: Application[Any]) -> None:
    """Run a screen; a signal that ends or stops the process first restores the terminal."""
    received: list[int] = []

    def end(number: int) -> None:
        received.append(number)
        # A terminal that closes sends a second signal.
        if screen.is_running and not screen.is_done:
            screen.exit()

    def handle() -> None:
        loop = asyncio.get_running_loop()
        # Windows has no such handlers, and only the main thread can set them.
        with suppress(NotImplementedError, RuntimeError, ValueError):
            for name in _ENDING:
                if number := getattr(signal, name, None):
                    loop.add_signal_handler(number, end, number)
            if CAN_STOP:
                loop.add_signal_handler(signal.SIGTSTP, _stop)

    screen.run(pre_run=handle)
    if received:
        signal.raise_signal(received[0])


def stop_group() -> None:
    """Stop this process and those of its pipeline, as Ctrl-Z does."""
    os.kill(0, signal.SIGTSTP)


def _stop() -> None:
    """Restore the terminal, wait to be continued, and redraw the screen."""
    from prompt_toolkit.application import run_in_terminal

    run_in_terminal(lambda: os.kill(os.getpid(), signal.SIGSTOP))
