"""The optional part of the quiz on a real terminal, key by key."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytest

from careerfit_cli import quiz
from careerfit_cli.storage.bank import load_bank
from screens import Terminal, careerfit

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs a pty")

BEFORE, AFTER = "12432533", "143532152514333524452"
"""Answers to the questions before and after the list of areas."""
OLD = f"v2.quick.{BEFORE}5{'3' * 40}{AFTER}"
CHOSEN = "5152431243"
ENTER, LEFT, CTRL_C, CTRL_D = "\r", "\x1b[D", "\x03", "\x04"


def asked(folder: Path, *arguments: str, columns: int = 80) -> Terminal:
    return careerfit(*arguments, out=folder / "out", columns=columns)


def answer_the_others(term: Terminal) -> None:
    term.until("Find careers that fit you")
    term.send(ENTER)
    term.until("1 of 30")
    term.send(f"{BEFORE} {ENTER}{AFTER}")
    term.until("30 of 30 answered")


def finish(term: Terminal, key: str) -> None:
    """Press the key that leads to the result, and skip the question on education."""
    term.send(key)
    term.until("What education do you have or plan?")
    term.send("s")
    assert term.end() == 0


def kept(name: str) -> str:
    path = Path(os.environ["CAREERFIT_HOME"]) / name
    replay: str = json.loads(path.read_text())["replay"]
    return replay


@pytest.mark.parametrize("columns", [80, 40])
def test_every_question_and_answer_is_on_the_screen(
    tmp_path: Path, columns: int
) -> None:
    with asked(tmp_path, "quiz", "--top", "2", columns=columns) as term:
        answer_the_others(term)
        term.until(
            "10 more questions on where and how you like to work?",
            "do not change your fit.",
            "y yes, ask them",
            "n, Enter no, see your results",
            "q quit",
        )
        term.send("y")
        questions = quiz.preference_questions(load_bank())
        for number, (key, question) in enumerate(
            zip(CHOSEN, questions, strict=True), 31
        ):
            answers = (
                f"{place} {name}" for place, name in enumerate(question.labels, 1)
            )
            part = "Optional: Where and how you like to work"
            term.until(f"{number} of 40", part, question.statement, *answers, "q quit")
            term.send(key)
        term.until("40 of 40 answered", gone="more questions")
        finish(term, ENTER)
    text = (tmp_path / "out").read_text()
    assert "against your preference" in text
    assert kept("profiles/me.json") == f"{OLD}.{CHOSEN}"


@pytest.mark.parametrize("no", ["n", ENTER])
def test_no_shows_the_result_at_once(tmp_path: Path, no: str) -> None:
    with asked(tmp_path, "quiz", "--json") as term:
        answer_the_others(term)
        finish(term, no)
    assert json.loads((tmp_path / "out").read_text())["replay"] == OLD


def test_back_change_and_skip_work_as_in_the_rest(tmp_path: Path) -> None:
    with asked(tmp_path, "quiz", "--json") as term:
        answer_the_others(term)
        term.send("y")
        term.until("31 of 40")
        term.send("2")
        term.until("32 of 40")
        term.send(LEFT)
        term.until("> 2 Rather alone")
        term.send("4")
        term.until("32 of 40")
        term.send("s" + CHOSEN[2:])
        term.until("39 of 40 answered, 1 skipped")
        term.send("u")
        term.until("32 of 40")
        # Back from the first of them leads to the last of the others.
        term.send("bb")
        term.until("30 of 40")
        term.until("> 2")
        term.send("u" + "u")
        term.until("39 of 40 answered")
        finish(term, ENTER)
    data = json.loads((tmp_path / "out").read_text())
    assert data["replay"] == f"{OLD}.4-{CHOSEN[2:]}"


def test_kill_9_loses_at_most_the_answer_being_given(tmp_path: Path) -> None:
    with asked(tmp_path, "quiz") as term:
        answer_the_others(term)
        term.send("y")
        term.until("31 of 40")
        term.send("51")
        term.until("33 of 40")
        term.child.kill(9)
    assert kept("unfinished.json") == f"{OLD}.51--------"
    with asked(tmp_path, "quiz", "--json") as term:
        term.until("33 of 40")
        term.send("b")
        term.until("> 1 Much rather indoors")
        term.send("1" + CHOSEN[2:])
        term.until("40 of 40 answered")
        finish(term, ENTER)
    replay = json.loads((tmp_path / "out").read_text())["replay"]
    assert replay == f"{OLD}.51{CHOSEN[2:]}"


def test_kill_9_at_the_offer_comes_back_to_it(tmp_path: Path) -> None:
    with asked(tmp_path, "quiz") as term:
        answer_the_others(term)
        term.until("yes, ask them")
        term.child.kill(9)
    with asked(tmp_path, "quiz") as term:
        term.until("30 of 30 answered")
        term.until("yes, ask them")
        term.send("y")
        term.until("31 of 40")


@pytest.mark.parametrize("leave", ["qy", CTRL_D])
def test_leaving_them_shows_the_result_and_keeps_the_rest_open(
    tmp_path: Path, leave: str
) -> None:
    with asked(tmp_path, "quiz", "--top", "1") as term:
        answer_the_others(term)
        term.send("y5")
        term.until("32 of 40")
        finish(term, leave)
        assert "Your answers are saved. To resume: careerfit quiz" in term.words
    assert "Best matches" in (tmp_path / "out").read_text()
    assert kept("unfinished.json") == kept("profiles/me.json") == f"{OLD}.5---------"


def test_ctrl_c_in_them_is_code_130_and_keeps_the_answers(tmp_path: Path) -> None:
    with asked(tmp_path, "quiz") as term:
        answer_the_others(term)
        term.send("y5")
        term.until("32 of 40")
        term.send(CTRL_C)
        assert term.end() == 130
    assert (tmp_path / "out").read_text() == ""
    assert kept("unfinished.json") == f"{OLD}.5---------"


def test_they_are_asked_alone_for_a_saved_profile(tmp_path: Path) -> None:
    with asked(tmp_path, "quiz", "--no-preferences", "--json") as term:
        answer_the_others(term)
        term.until("Enter see your results", gone="more questions")
        term.send("y")
        finish(term, ENTER)
    with asked(tmp_path, "profile", "preferences", columns=40) as term:
        term.until("1 of 10")
        term.send(CHOSEN)
        term.until("10 of 10 answered")
        term.send(ENTER)
        assert term.end() == 0
    assert kept("profiles/me.json") == f"{OLD}.{CHOSEN}"
    assert "Much rather with people" in (tmp_path / "out").read_text()
