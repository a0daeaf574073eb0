"""The whole quiz on a real terminal, key by key."""

from __future__ import annotations

import json
import os
import shlex
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from careerfit_cli import quiz
from careerfit_cli.store.bank import load_bank
from screens import PATIENCE, Terminal

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs a pty")

KEYS = "1243253334143532152514333524452532442435543332225533211123124543"
ENTER, CTRL_C = "\r", "\x03"


@contextmanager
def asked(
    folder: Path, *flags: str, columns: int = 80, **env: str
) -> Iterator[Terminal]:
    arguments = ["-m", "careerfit_cli", "quiz", *flags]
    places = {name: os.environ[name] for name in ("XDG_CACHE_HOME", "CAREERFIT_HOME")}
    opened = Terminal(arguments, folder / "out", columns, **places, **env)
    try:
        yield opened
    finally:
        opened.child.close(force=True)


@pytest.mark.parametrize("columns", [80, 40])
def test_a_person_answers_every_question_and_sees_the_ranking(
    tmp_path: Path, columns: int
) -> None:
    with asked(tmp_path, "--top", "3", columns=columns) as term:
        questions = quiz.questions(load_bank())
        for number, (key, question) in enumerate(zip(KEYS, questions, strict=True), 1):
            term.until(f"{number} of 64")
            term.until(question.statement)
            for label in question.part.labels:
                term.until(label)
            term.send(key)
        term.until("64 of 64 answered")
        term.send(ENTER)
        assert term.end() == 0
    text = (tmp_path / "out").read_text()
    for heading in ("Your work personality", "Your interests", "What you want from work",
                    "Your style preferences", "Best-fitting careers"):  # fmt: skip
        assert heading in text
    assert f"v1.standard.{KEYS}" in text


def test_going_back_changes_an_answer_and_skipping_leaves_none(tmp_path: Path) -> None:
    with asked(tmp_path, "--json") as term:
        term.until("1 of 64")
        term.send("5")
        term.until("2 of 64")
        term.send("b")
        term.until("> 5")
        term.send("1s")
        term.until("3 of 64")
        term.send(KEYS[2:])
        term.until("63 of 64 answered, 1 skipped")
        term.send(ENTER)
        assert term.end() == 0
    data = json.loads((tmp_path / "out").read_text())
    assert data["replay"] == f"v1.standard.1-{KEYS[2:]}"
    assert data["profile"]["notes"][0] == "1 of 64 questions was skipped."


def test_ctrl_c_is_code_130_and_loses_no_answer(tmp_path: Path) -> None:
    with asked(tmp_path) as term:
        term.until("1 of 64")
        term.send("432")
        term.until("4 of 64")
        term.send(CTRL_C)
        assert term.end() == 130
        assert "Traceback" not in term.text
        assert "Your answers are kept: `careerfit quiz` goes on." in term.words
    assert (tmp_path / "out").read_text() == ""
    kept = Path(os.environ["CAREERFIT_HOME"]) / "unfinished.json"
    assert json.loads(kept.read_text())["replay"] == f"v1.standard.432{'-' * 61}"


def test_kill_9_loses_at_most_the_answer_being_given(tmp_path: Path) -> None:
    with asked(tmp_path) as term:
        term.until("1 of 64")
        term.send("43")
        term.until("3 of 64")
        term.child.kill(9)
    with asked(tmp_path) as term:
        term.until("3 of 64")
        term.send("b")
        term.until("> 3")


def test_a_hangup_loses_no_answer_and_the_next_run_goes_on(tmp_path: Path) -> None:
    with asked(tmp_path) as term:
        term.until("1 of 64")
        term.send("43")
        term.until("3 of 64")
        term.child.kill(signal.SIGHUP)
    assert (tmp_path / "out").read_text() == ""
    with asked(tmp_path) as term:
        term.until("Going on where you stopped: 2 of 64 answered.")
        term.until("3 of 64")
        term.send("b")
        term.until("> 3")


def test_a_terminal_that_is_closed_keeps_the_place_reached(tmp_path: Path) -> None:
    with asked(tmp_path) as term:
        term.until("1 of 64")
        term.send("4321s")
        term.until("6 of 64")
        term.send("bbbb")
        term.until("2 of 64")
        term.child.close(force=False)
        assert not term.child.isalive()
    with asked(tmp_path) as term:
        term.until("2 of 64")
        term.until("> 3")
        term.send("u")
        term.until("5 of 64")
        term.until("u")
        term.send("u")
        term.until("6 of 64")


@pytest.mark.skipif(shutil.which("tmux") is None, reason="needs tmux")
def test_a_tmux_session_that_is_killed_loses_no_answer(tmp_path: Path) -> None:
    socket = tmp_path / "tmux"

    def tmux(*arguments: str) -> str:
        command = ["tmux", "-S", str(socket), "-f", "/dev/null", *arguments]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        return done.stdout

    def until(words: str) -> None:
        deadline = time.monotonic() + PATIENCE
        while words not in " ".join(tmux("capture-pane", "-p").split()):
            assert time.monotonic() < deadline, tmux("capture-pane", "-p")
            time.sleep(0.05)

    quiz_run = shlex.join([sys.executable, "-m", "careerfit_cli", "quiz"])
    try:
        tmux("new-session", "-d", "-x", "40", "-y", "24", quiz_run)
        until("1 of 64")
        tmux("send-keys", "5", "2")
        until("3 of 64")
        tmux("kill-session")
        with asked(tmp_path, columns=40) as term:
            term.until("3 of 64")
            term.send("b")
            term.until("> 2")
    finally:
        subprocess.run(["tmux", "-S", str(socket), "kill-server"], check=False)


def test_quitting_is_asked_once_and_a_stopped_quiz_goes_on(tmp_path: Path) -> None:
    flags = ("--continue", f"v1.standard.{KEYS[:60]}----", "--json")
    with asked(tmp_path, *flags) as term:
        term.until("61 of 64")
        term.send("q")
        term.until("Quit?")
        term.send("n")
        term.until("61 of 64")
        term.send(KEYS[60:])
        term.until("64 of 64 answered")
        term.send(ENTER)
        assert term.end() == 0
    assert json.loads((tmp_path / "out").read_text())["replay"] == f"v1.standard.{KEYS}"


def test_a_dumb_terminal_asks_line_by_line(tmp_path: Path) -> None:
    with asked(tmp_path, TERM="dumb") as term:
        term.until("Question 1 of 64")
        term.send("q\r")
        assert term.end() == 0
        assert b"\x1b" not in term.raw


def test_questions_go_to_stderr_and_only_the_result_to_stdout(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "careerfit_cli", "quiz", "--plain", "--json"],
        input="".join(f"{key}\n" for key in KEYS),
        capture_output=True,
        text=True,
        check=True,
    )
    assert json.loads(done.stdout)["replay"] == f"v1.standard.{KEYS}"
    assert "Question 1 of 64" in done.stderr


def test_two_quizzes_at_once_do_not_mix(tmp_path: Path) -> None:
    kept = Path(os.environ["CAREERFIT_HOME"]) / "unfinished.json"
    folders = tmp_path / "one", tmp_path / "two"
    for folder in folders:
        folder.mkdir()
    with asked(folders[0]) as one, asked(folders[1]) as two:
        one.until("1 of 64")
        two.until("1 of 64")
        one.send("43")
        one.until("3 of 64")
        two.send("55")
        two.until("3 of 64")
        one.send("2")
        one.until("4 of 64")
        two.send(CTRL_C)
        assert two.end() == 130
        assert "another quiz is keeping its answers here now" in two.words
        assert f"--continuev1.standard.55{'-' * 62}" in two.words.replace(" ", "")
        one.send(CTRL_C)
        assert one.end() == 130
    assert json.loads(kept.read_text())["replay"] == f"v1.standard.432{'-' * 61}"
