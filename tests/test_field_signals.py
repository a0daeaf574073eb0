"""Stopped, continued, ended and resized: the terminal comes back whole."""

from __future__ import annotations

import signal
import time
from pathlib import Path

import pytest
from test_prompts import QUESTIONS

from screens import Terminal
from test_terminal import terminal

termios = pytest.importorskip("termios")

pytestmark = pytest.mark.core

MODES = termios.ICANON | termios.ECHO
PATIENCE = 20


def is_cooked(term: Terminal) -> bool:
    return termios.tcgetattr(term.child.child_fd)[3] & MODES == MODES


def waited(term: Terminal, *, cooked: bool) -> bool:
    deadline = time.monotonic() + PATIENCE
    while is_cooked(term) != cooked and time.monotonic() < deadline:
        time.sleep(0.05)
    return is_cooked(term) == cooked


@pytest.mark.parametrize("how", ["key", "signal"])
def test_stopped_and_continued(tmp_path: Path, how: str) -> None:
    with terminal(tmp_path) as term:
        term.until("q quit")
        term.send("4")
        term.until("2 of 5", "q quit")
        assert not is_cooked(term)
        if how == "key":
            term.send("\x1a")
        else:
            term.child.kill(signal.SIGTSTP)
        assert waited(term, cooked=True)
        term.screen.reset()
        term.child.kill(signal.SIGCONT)
        term.until("2 of 5", QUESTIONS[1].statement, "q quit")
        assert waited(term, cooked=False)
        term.send("3")
        term.until("3 of 5")
        term.send("qy")
        assert term.end() == 0
    assert "answers=(4, 3, None" in term.out.read_text()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_that_ends_leaves_no_raw_terminal(tmp_path: Path, number: int) -> None:
    with terminal(tmp_path) as term:
        term.until("q quit")
        assert not is_cooked(term)
        term.child.kill(number)
        assert waited(term, cooked=True)


def test_sizes_at_any_moment(tmp_path: Path) -> None:
    with terminal(tmp_path) as term:
        term.until("q quit")
        for columns, rows in ((80, 24), (40, 15), (100, 30)):
            term.resize(columns, rows)
            term.until(QUESTIONS[0].statement, "q quit")
        term.send("qy")
        assert term.end() == 0
