"""Stopped, continued, ended and resized: the terminal comes back whole."""

from __future__ import annotations

import os
import shutil
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from screens import Terminal
from test_pager import terminal as program
from test_prompts import QUESTIONS
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
        for columns, rows in ((80, 24), (40, 15), (20, 8), (100, 30)):
            term.resize(columns, rows)
            if columns > 20:
                term.until(QUESTIONS[0].statement, "q quit")
        term.send("1")
        term.until("2 of 5", QUESTIONS[1].statement)
        term.send("qy")
        assert term.end() == 0


NURSE = "v2.flash.13524135241352413524135241352413524135241352413"
SCREENS = {
    "menu": ("quiz", "Find careers that fit you"),
    "pick-list": ("skills", "type to search"),
    "which": ("show pilot", "Which one?"),
    "pager": ("show registered-nurse", "Registered Nurses"),
}


@contextmanager
def in_a_shell(name: str, pager: str = "less") -> Iterator[tuple[Terminal, int]]:
    """A screen of ours in a shell with job control, and our process."""
    if shutil.which("bash") is None or shutil.which("less") is None:
        pytest.skip("needs bash and less")
    command, words = SCREENS[name]
    shell = "import os; os.execvp('bash', ['bash', '--norc', '-i'])"
    ours = {name: os.environ[name] for name in ("XDG_CACHE_HOME", "CAREERFIT_HOME")}
    term = Terminal(["-c", shell], None, PAGER=pager, PS1="shell> ", **ours)
    try:
        term.until("shell>")
        term.send(f"{sys.executable} -m careerfit_cli {command}\r")
        term.until(words)
        assert waited(term, cooked=False)
        yield term, os.tcgetpgrp(term.child.child_fd)
    finally:
        term.child.close(force=True)


def press_until(term: Terminal, words: str, key: str, *, again: bool) -> None:
    """Press a key and wait for `words`; with `again`, press it until they are shown.

    less drops keys pressed while it draws, and if Ctrl-Z arrives just before it waits for
    a key, it stops only at the next key.
    """
    term.send(key)
    while again and not term.shows(words):
        term.send(key)
    term.until(words)


@pytest.mark.parametrize("name", SCREENS)
def test_every_screen_stops_continues_and_is_resized(run, name: str) -> None:
    run("quiz", "--answers", NURSE, "--save", "--top", "1")
    words = SCREENS[name][1]
    with in_a_shell(name) as (term, _):
        press_until(term, "shell>", "\x1a", again=name == "pager")
        term.until("Stopped", "shell>")
        term.screen.reset()
        term.send("fg\r")
        term.until(words)
        for columns, rows in ((60, 14), (100, 30)):
            term.resize(columns, rows)
            if name != "pager":
                term.until(words)
        term.screen.reset()
        key = "\x03" if name == "pick-list" else "q"
        press_until(term, "shell>", key, again=name == "pager")


# A signal may arrive within `print`, which cannot be called again there.
SLOW_PAGER = """
import os, signal, sys, time, tty
def stop(*_):
    time.sleep(1)
    os.write(1, b"screen left\\n")
    os.kill(os.getpid(), signal.SIGSTOP)
    tty.setcbreak(1)
    os.write(1, b"shown again\\n")
signal.signal(signal.SIGTSTP, stop)
tty.setcbreak(1)
print(sys.stdin.read()[:200], flush=True)
while os.read(1, 1) != b"q":
    pass
"""


@pytest.mark.skipif(not hasattr(os, "waitid"), reason="needs waitid")
def test_the_shell_waits_until_a_pager_left_the_screen(tmp_path: Path) -> None:
    script = tmp_path / "slow.py"
    script.write_text(SLOW_PAGER)
    with in_a_shell("pager", f"{sys.executable} {script}") as (term, _):
        for _ in range(2):
            term.screen.reset()
            term.send("\x1a")
            term.until("screen left", "Stopped", "shell>")
            assert term.words.index("screen left") < term.words.index("shell>")
            term.send("fg\r")
            term.until("shown again")
        term.screen.reset()
        term.send("q")
        term.until("shell>")


@pytest.mark.parametrize("name", SCREENS)
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_gives_every_screen_back_to_the_shell(
    run, name: str, number: int
) -> None:
    run("quiz", "--answers", NURSE, "--save", "--top", "1")
    with in_a_shell(name) as (term, process):
        term.screen.reset()
        os.kill(process, number)
        term.until("shell>")
        term.send("echo $?, $(stty -a | grep -c ' icanon')\r")
        term.until(f"{128 + number}, 1")


def test_replies_to_the_question_which_one_choose_nothing() -> None:
    with program("show", "pilot", "-s", "pay", "--no-pager") as term:
        term.until("Which one?")
        assert waited(term, cooked=False)
        for piece in ("\x1b", "[?62;", "1;2c", "\x1b[200~1\x1b[201~", "\x1b[O"):
            term.send(piece)
            time.sleep(0.7)
        term.until("Which one?")
        term.send("1")
        assert term.end() == 0
        assert b"O*NET-SOC 53-2011.00" in term.raw
