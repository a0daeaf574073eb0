"""The whole quiz on a real terminal, key by key."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from careerfit_cli import quiz
from careerfit_cli.storage.bank import load_bank
from screens import Terminal, careerfit

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs a pty")

BANK = load_bank()
FORM = quiz.questions(BANK)
START, END = quiz.lists(BANK, quiz.DEFAULT)[0]
BEFORE, AFTER = "12432533", "143532152514333524452"
"""Answers to the questions before the list and after it."""
NONE = "3" * (END - START)
REPLAY = f"v2.quick.{BEFORE}{NONE}{AFTER}"
ENTER, CTRL_C, DOWN, LEFT = "\r", "\x03", "\x1b[B", "\x1b[D"
SCREENS = 30
TIE = "Three questions to break the tie"


@contextmanager
def asked(
    folder: Path, *flags: str, columns: int = 80, **env: str
) -> Iterator[Terminal]:
    """A quiz, past its first screen where that is shown."""
    with opened(folder, *flags, columns=columns, **env) as term:
        if "--length" not in flags and "--continue" not in flags:
            term.until("Find careers that fit you")
            term.send(ENTER)
        yield term


def finish(term: Terminal, *, undecided: bool = True) -> None:
    """Leave the review, and skip what is asked after it."""
    term.send(ENTER)
    if undecided:
        term.until(TIE)
        term.send("sss")
    term.until("What education do you have or plan?")
    term.send("s")
    assert term.end() == 0


def opened(folder: Path, *flags: str, columns: int = 80, **env: str) -> Terminal:
    return careerfit("quiz", *flags, out=folder / "out", columns=columns, **env)


def answer_all(term: Terminal) -> None:
    """Press a key at every screen; choose nothing from the list."""
    screens = [*FORM[:START], FORM[START], *FORM[END:]]
    for number, (key, question) in enumerate(
        zip(f"{BEFORE}\r{AFTER}", screens, strict=True), 1
    ):
        labels = () if question.part.is_pick_list else question.part.labels
        term.until(f"{number} of {SCREENS}", question.statement, *labels)
        term.send(key)
    term.until(f"{SCREENS} of {SCREENS} answered")


@pytest.mark.parametrize("columns", [80, 40])
def test_a_person_answers_every_question_and_sees_the_ranking(
    tmp_path: Path, columns: int
) -> None:
    with asked(tmp_path, "--top", "3", columns=columns) as term:
        answer_all(term)
        finish(term)
    text = (tmp_path / "out").read_text()
    assert "Best matches" in text
    assert "Not used: no areas were chosen from the list." in " ".join(text.split())
    assert "careerfit quiz --answers" not in text


@pytest.mark.parametrize("columns", [80, 40])
def test_the_first_screen_says_what_comes_and_takes_a_length(
    tmp_path: Path, columns: int
) -> None:
    with opened(tmp_path, columns=columns) as term:
        term.until(
            "Find careers that fit you",
            "about 1 min, 7 screens",
            "about 13 min, 122 screens",
            "Your answers stay on this computer",
            "Enter for quick",
        )
        term.send("x")
        term.until("Press 1 to 4, q or Enter.")
        term.send("1")
        term.until("1 of 7")
        term.send("x")
        term.until("That key does nothing here.")
        term.send("?")
        term.until("go to the next unanswered", gone="That key")
        term.send("4")
        term.until("2 of 7", gone="go to the next unanswered")
        term.send(CTRL_C)
        assert term.end() == 130


def test_leaving_the_first_screen_saves_nothing(tmp_path: Path) -> None:
    with opened(tmp_path) as term:
        term.until("Find careers that fit you")
        term.send("q")
        assert term.end() == 0
    assert not (Path(os.environ["CAREERFIT_HOME"]) / "unfinished.json").exists()


def test_tie_breaks_and_education_are_saved_and_used(tmp_path: Path) -> None:
    with asked(tmp_path, "--name", "sam") as term:
        answer_all(term)
        term.send(ENTER)
        term.until(TIE, "1 of 3", "Much rather build and repair things")
        term.send("512")
        term.until("What education do you have or plan?", "5 Associate's degree")
        term.send("5")
        assert term.end() == 0
    saved = Path(os.environ["CAREERFIT_HOME"]) / "profiles" / "sam.json"
    data = json.loads(saved.read_text())
    assert (data["education"], data["replay"]) == ("associate", f"{REPLAY}..512")
    text = (tmp_path / "out").read_text()
    assert "With more education" in text
    assert "--profile sam" in text


@pytest.mark.parametrize("columns", [80, 40])
def test_areas_are_marked_searched_and_changed_by_keys(
    tmp_path: Path, columns: int
) -> None:
    first, second, third = FORM[START : START + 3]
    flags = ("--json", "--length", "flash")
    with asked(tmp_path, *flags, columns=columns) as term:
        term.until("1 of 7")
        term.send("432514")
        term.until("7 of 7", f"> · {first.statement}", "0 of 7 chosen")
        term.send(" ")
        term.until(f"> ● {first.statement}", "1 of 7 chosen")
        term.send(DOWN)
        term.until(f"> · {second.statement}", second.examples)
        term.send("-")
        term.until(f"> ✗ {second.statement}")
        term.send("music")
        term.until("Search: music", "> · Music", gone=first.statement)
        term.send(" ")
        term.until("> ● Music", "2 of 7 chosen")
        term.send("\x7f" * 5)
        term.until(f"> ● {first.statement}", gone="Search")
        term.send(ENTER)
        term.until("7 of 7 answered")
        # Back on the list everything is as it was, and can be changed.
        term.send(LEFT)
        term.until(f"> ● {first.statement}", f"✗ {second.statement}", "2 of 7 chosen")
        term.send(f" {DOWN}{DOWN} ")
        term.until(f"> ● {third.statement}", f"· {first.statement}", "2 of 7 chosen")
        term.send(ENTER)
        term.until("7 of 7 answered")
        finish(term, undecided=False)
    data = json.loads((tmp_path / "out").read_text())
    marks = data["replay"].removeprefix("v2.flash.432514")
    asked_areas = [own.statement for own in FORM[START:END]]
    assert [n for n, mark in enumerate(marks) if mark == "5"] == [
        2,
        asked_areas.index("Music"),
    ]
    assert [n for n, mark in enumerate(marks) if mark == "1"] == [1]


def test_an_eighth_area_is_refused_and_a_small_terminal_scrolls(
    tmp_path: Path,
) -> None:
    with asked(tmp_path, "--length", "flash", columns=40) as term:
        term.until("1 of 7")
        term.send("432514")
        term.until("0 of 7 chosen")
        term.send(f" {DOWN}" * 7)
        term.until("7 of 7 chosen", f"> · {FORM[START + 7].statement}")
        term.send(" ")
        term.until("7 areas is the most. Unmark one first.")
        term.send("\x1b[F")
        term.until(f"> · {FORM[END - 1].statement}", gone=FORM[START].statement)
        term.send("\x1b[H")
        term.until(f"> ● {FORM[START].statement}", gone=FORM[END - 1].statement)
        term.send("?")
        term.until("Type to search", "Esc ends the search")
        term.send(CTRL_C)
        assert term.end() == 130


def test_going_back_changes_an_answer_and_skipping_leaves_none(tmp_path: Path) -> None:
    with asked(tmp_path, "--json") as term:
        term.until(f"1 of {SCREENS}")
        term.send("5")
        term.until(f"2 of {SCREENS}")
        term.send("b")
        term.until("> 5")
        term.send("1s")
        term.until(f"3 of {SCREENS}")
        term.send(f"{BEFORE[2:]}\r{AFTER}")
        term.until("29 of 30 answered, 1 skipped")
        finish(term)
    data = json.loads((tmp_path / "out").read_text())
    assert data["replay"] == f"v2.quick.1-{BEFORE[2:]}{NONE}{AFTER}"
    assert data["profile"]["notes"][0] == "1 of 29 questions was skipped."


def test_ctrl_c_is_code_130_and_loses_no_answer(tmp_path: Path) -> None:
    with asked(tmp_path) as term:
        term.until("1 of 30")
        term.send("432")
        term.until("4 of 30")
        term.send(CTRL_C)
        assert term.end() == 130
        assert "Traceback" not in term.text
        assert "Your answers are saved. To resume: careerfit quiz" in term.words
    assert (tmp_path / "out").read_text() == ""
    kept = Path(os.environ["CAREERFIT_HOME"]) / "unfinished.json"
    assert json.loads(kept.read_text())["replay"] == f"v2.quick.432{'-' * 67}"


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGHUP])
def test_a_signal_loses_no_answer_and_the_next_run_goes_on(
    tmp_path: Path, number: int
) -> None:
    with asked(tmp_path) as term:
        term.until("1 of 30")
        term.send("43")
        term.until("3 of 30")
        term.child.kill(number)
    assert (tmp_path / "out").read_text() == ""
    with opened(tmp_path) as term:
        term.until("Resuming at question 3 of 30.")
        term.until("3 of 30")
        term.send("b")
        term.until("> 3")


def test_two_signals_at_once_end_it_as_one_does(tmp_path: Path) -> None:
    with asked(tmp_path) as term:
        term.until("1 of 30")
        term.send("43")
        term.until("3 of 30")
        for number in (signal.SIGSTOP, signal.SIGHUP, signal.SIGTERM, signal.SIGCONT):
            term.child.kill(number)
        term.raw += term.child.read()
        assert b"Unhandled" not in term.raw
    assert (tmp_path / "out").read_text() == ""


def test_a_terminal_that_is_closed_keeps_the_place_reached(tmp_path: Path) -> None:
    with asked(tmp_path) as term:
        term.until("1 of 30")
        term.send("4321s")
        term.until("6 of 30")
        term.send("bbbb")
        term.until("2 of 30")
        term.child.close(force=False)
        assert not term.child.isalive()
    with opened(tmp_path) as term:
        term.until("2 of 30")
        term.until("> 3")
        term.send("u")
        term.until("5 of 30")
        term.until("u")
        term.send("u")
        term.until("6 of 30")


def test_quitting_is_asked_once_and_a_stopped_quiz_goes_on(tmp_path: Path) -> None:
    flags = ("--continue", f"v2.quick.{BEFORE}{NONE}{AFTER[:17]}----", "--json")
    with asked(tmp_path, *flags) as term:
        term.until("27 of 30")
        term.send("q")
        term.until("Quit?")
        term.send("n")
        term.until("27 of 30", gone="Quit?")
        term.send(AFTER[17:])
        term.until("30 of 30 answered")
        finish(term)
    assert json.loads((tmp_path / "out").read_text())["replay"] == REPLAY


def test_marks_on_the_list_are_kept_once_it_is_left(tmp_path: Path) -> None:
    with asked(tmp_path) as term:
        term.until("1 of 30")
        term.send(BEFORE)
        term.until("9 of 30", "0 of 7 chosen")
        term.send(f" {ENTER}")
        term.until("10 of 30")
        term.send(CTRL_C)
        assert term.end() == 130
    with opened(tmp_path) as term:
        term.until("10 of 30")
        term.send("b")
        term.until("1 of 7 chosen", f"> ● {FORM[START].statement}")


def test_a_dumb_terminal_asks_line_by_line(tmp_path: Path) -> None:
    with asked(tmp_path, TERM="dumb") as term:
        term.until("Question 1 of 30")
        term.send("q\r")
        assert term.end() == 0
        assert b"\x1b" not in term.raw


def test_questions_go_to_stderr_and_only_the_result_to_stdout(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "careerfit_cli", "quiz", "--plain", "--json"],
        input="".join(f"{key}\n" for key in (*BEFORE, "", *AFTER, "")),
        capture_output=True,
        text=True,
        check=True,
    )
    assert json.loads(done.stdout)["replay"] == REPLAY
    assert "Question 1 of 30" in done.stderr


def test_two_quizzes_at_once_do_not_mix(tmp_path: Path) -> None:
    kept = Path(os.environ["CAREERFIT_HOME"]) / "unfinished.json"
    folders = tmp_path / "one", tmp_path / "two"
    for folder in folders:
        folder.mkdir()
    with asked(folders[0]) as one, asked(folders[1]) as two:
        one.until("1 of 30")
        two.until("1 of 30")
        one.send("43")
        one.until("3 of 30")
        two.send("55")
        two.until("3 of 30")
        one.send("2")
        one.until("4 of 30")
        two.send(CTRL_C)
        assert two.end() == 130
        assert "another quiz is saving its answers here now" in two.words
        assert f"--continuev2.quick.55{'-' * 68}" in two.words.replace(" ", "")
        one.send(CTRL_C)
        assert one.end() == 130
    assert json.loads(kept.read_text())["replay"] == f"v2.quick.432{'-' * 67}"
