"""The questionnaire as a person meets it: keyed mode, and both on a real terminal."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from prompt_toolkit.application import create_app_session
from prompt_toolkit.input import create_pipe_input

from careerfit_cli import prompts
from careerfit_cli.prompts import Sheet
from screens import Terminal
from test_prompts import BLANK, QUESTIONS, pressed

pytestmark = pytest.mark.core

PASTE, PASTED = "\x1b[200~", "\x1b[201~"
LEFT, RIGHT, ENTER, CTRL_C, CTRL_D = "\x1b[D", "\x1b[C", "\r", "\x03", "\x04"

# Keyed mode, with keys from a pipe. Its event loop needs a local socket pair.

local_sockets = pytest.mark.enable_socket


def keyed(keys: str, sheet: Sheet = BLANK, kept: list[Sheet] | None = None) -> Sheet:
    saved = [] if kept is None else kept
    with create_pipe_input() as pipe, create_app_session(input=pipe):
        pipe.send_text(keys)
        # Keys that leave the sheet unfinished end it here, instead of being waited for.
        pipe.close()
        return prompts.keyed(QUESTIONS, sheet, saved.append)


@local_sockets
@pytest.mark.parametrize(
    ("keys", "answers"),
    [
        ("34125" + ENTER, (3, 4, 1, 2, 5)),
        (f"{PASTE}5 5,5;q5\n5\n{PASTED}34125{ENTER}", (3, 4, 1, 2, 5)),
        (f"34{LEFT}2125{ENTER}", (3, 2, 1, 2, 5)),
        (f"34\x7f2125{ENTER}", (3, 2, 1, 2, 5)),
        (f"34b{RIGHT}125{ENTER}", (3, 4, 1, 2, 5)),
        (f"3S4\x1b[A\x1b[B\t ~12{ENTER}", (3, None, 4, 1, 2)),
        ("3?41?25" + ENTER, (3, 4, 1, 2, 5)),
        ("3q45n4125" + ENTER, (3, 4, 1, 2, 5)),
        ("3s125u4u" + ENTER, (3, 4, 1, 2, 5)),
        ("34\x1b[13;2u\x1b[4~\x1b[27;5;49~125" + ENTER, (3, 4, 1, 2, 5)),
    ],
)
def test_keys_answer_in_turn(keys: str, answers: tuple[int | None, ...]) -> None:
    sheet = keyed(keys)
    assert (sheet.answers, sheet.finished) == (answers, True)


@local_sockets
@pytest.mark.parametrize("leave", ["qy", "QY", CTRL_D, "q" + CTRL_D, "qxy"])
def test_leaving_keeps_the_sheet_unfinished(leave: str) -> None:
    assert keyed("34" + leave) == pressed("3", "4")


@local_sockets
def test_every_change_is_saved_before_ctrl_c() -> None:
    kept: list[Sheet] = []
    with pytest.raises(KeyboardInterrupt):
        keyed("3s4" + CTRL_C, kept=kept)
    assert kept == [pressed("3"), pressed("3", "s"), pressed("3", "s", "4")]


@local_sockets
def test_a_failure_to_save_reaches_the_caller() -> None:
    class Full(list[Sheet]):
        def append(self, sheet: Sheet) -> None:
            raise OSError("no space left")

    with pytest.raises(OSError, match="no space left"):
        keyed("34", kept=Full())


@local_sockets
def test_a_resumed_sheet_starts_where_it_was_left() -> None:
    sheet = keyed("25" + ENTER, Sheet((3, 4, 1, None, None), at=3))
    assert sheet.answers == (3, 4, 1, 2, 5)


@local_sockets
def test_nothing_goes_to_stdout(capsys: pytest.CaptureFixture[str]) -> None:
    keyed("34125" + ENTER)
    out, err = capsys.readouterr()
    assert out == ""
    assert "Repair the gears" in err


# Both modes on a real terminal.

SCRIPT = """
import sys, time
from careerfit_cli.prompts import Sheet, keyed, lines
from careerfit_cli.model.profile import Part, Picking, Question
questions, blank = {questions}, {blank}
print("ready", file=sys.stderr, flush=True)
time.sleep({wait})
try:
    saved = lambda sheet: print(sheet.answers, flush=True)
    print({call})
except KeyboardInterrupt:
    sys.exit(130)
"""


KEYED = "keyed(questions, blank, saved)"
LINES = "lines(questions, blank, sys.stdin, sys.stderr, saved)"


def terminal(
    folder: Path, columns: int = 80, wait: float = 0, call: str = KEYED, **env: str
) -> Terminal:
    if sys.platform == "win32":
        pytest.skip("pexpect needs a Unix terminal")
    script = SCRIPT.format(questions=QUESTIONS, blank=BLANK, wait=wait, call=call)
    return Terminal(["-c", script], folder / "out", columns, **env)


@pytest.mark.parametrize("columns", [80, 40])
def test_every_word_is_on_the_screen(tmp_path: Path, columns: int) -> None:
    with terminal(tmp_path, columns) as term:
        for n, question in enumerate(QUESTIONS, 1):
            part = question.part
            asked = (question.statement, part.prompt, *part.labels)
            term.until(f"{n} of 5", *asked, "q quit")
            term.send("4")
        term.until("5 of 5 answered.")
        term.send(ENTER)
        assert term.end() == 0
        assert term.text.split() == ["ready"]
    assert "answers=(4, 4, 4, 4, 4), at=5, finished=True" in term.out.read_text()


@pytest.mark.parametrize("columns", [80, 40])
def test_going_back_marks_the_answer(tmp_path: Path, columns: int) -> None:
    with terminal(tmp_path, columns) as term:
        term.until("q quit")
        term.send("2")
        term.until("2 of 5", gone=">")
        term.send(LEFT)
        term.until("> 2 Dislike")
        term.send("?")
        term.until("close this help", "> 2 Dislike", QUESTIONS[0].statement)


def test_ctrl_c_leaves_a_clean_screen_and_the_answers_saved(tmp_path: Path) -> None:
    with terminal(tmp_path) as term:
        term.until("q quit")
        term.send("25" + CTRL_C)
        assert term.end() == 130
        assert term.text.split() == ["ready"]
        assert b"\x1b[6n" not in term.raw, "asked where the cursor is"
    assert term.out.read_text().splitlines()[-1] == "(2, 5, None, None, None)"


def test_typing_ahead_counts(tmp_path: Path) -> None:
    with terminal(tmp_path, wait=0.3) as term:
        term.until("ready")
        term.send("343")
        term.until("4 of 5")
        term.send("qy")
        assert term.end() == 0
    assert "answers=(3, 4, 3, None, None), at=3" in term.out.read_text()


@pytest.mark.parametrize(
    ("color", "no_color", "colours"),
    [(True, "", {"cyan"}), (True, "1", {"cyan"}), (False, "", set())],
)
def test_the_caller_decides_about_colour(
    tmp_path: Path, color: bool, no_color: str, colours: set[str]
) -> None:
    call = f"keyed(questions, blank, saved, color={color})"
    with terminal(tmp_path, call=call, NO_COLOR=no_color) as term:
        term.until("q quit")
        term.send("4")
        term.until("2 of 5")
        term.until("q quit")
    cells = [cell for row in term.screen.buffer.values() for cell in row.values()]
    assert {cell.fg for cell in cells} - {"default"} == colours
    assert "Explain" in "".join(cell.data for cell in cells if cell.bold)


def test_a_plain_encoding_gets_plain_signs(tmp_path: Path) -> None:
    with terminal(tmp_path, PYTHONIOENCODING="ascii") as term:
        term.until("q quit")
        term.send("4")
        term.until("<- back", "######---")
        assert term.raw.isascii()


def test_line_mode_wraps_by_words_on_a_terminal(tmp_path: Path) -> None:
    with terminal(tmp_path, 40, call=LINES) as term:
        term.until("Answer:", QUESTIONS[0].part.prompt)
        term.send("4\n")
        term.until("2 of 5")
        term.until("5 = Strongly like Answer:", QUESTIONS[1].statement)
        term.send(CTRL_C)
        assert term.end() == 130
        assert b"\x1b" not in term.raw
