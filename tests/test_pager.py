"""Long pages on a terminal: which open in a pager, and that none is lost."""

from __future__ import annotations

import shutil
import sys
import time
from pathlib import Path

import pytest

from careerfit_cli.ui.loading import open_index
from screens import PATIENCE, Terminal, careerfit

NURSE = ["show", "registered-nurse", "--all"]
TOP, BOTTOM = "O*NET-SOC 29-1141.00", "nor with CareerFitter."

unix = pytest.mark.skipif(sys.platform == "win32", reason="needs a Unix terminal")
has_less = pytest.mark.skipif(shutil.which("less") is None, reason="needs less")
pytestmark = unix


@pytest.fixture(autouse=True)
def index() -> None:
    """Made before the clock of a terminal runs."""
    open_index()


def terminal(*argv: str, rows: int = 24, **env: str) -> Terminal:
    unset = {"COLUMNS": "", "LINES": ""}
    return careerfit(*argv, rows=rows, **unset | env)


def printed(*argv: str, rows: int = 24, **env: str) -> str:
    """All that a command that ends by itself puts on the terminal."""
    with terminal(*argv, rows=rows, **env) as term:
        assert term.end() == 0
        return term.raw.decode()


def script(folder: Path, text: str) -> str:
    path = folder / "my pager"
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(0o755)
    return f"'{path}'"


@has_less
@pytest.mark.parametrize("argv", [NURSE, ["compare", "actor", "dancer", "--all"]])
def test_a_long_page_starts_at_its_top_in_less(argv: list[str]) -> None:
    with terminal(*argv) as term:
        term.until("O*NET-SOC 29-1141.00" if argv == NURSE else "A Actors")
        term.until(":")
        assert BOTTOM not in term.words
        assert "\x1b[1m" in term.raw.decode()
        assert "ESC" not in term.text
        term.send("G")
        term.until(BOTTOM)
        term.send("q")
        assert term.end() == 0


@has_less
def test_ctrl_c_in_a_pager_ends_neither_it_nor_the_program() -> None:
    with terminal(*NURSE) as term:
        term.until(TOP)
        term.until(":")
        term.send("\x03")
        # The terminal throws away what is typed with it, so G may be needed again.
        deadline = time.monotonic() + PATIENCE
        while not term.shows(BOTTOM) and time.monotonic() < deadline:
            time.sleep(0.2)
            term.send("G")
        term.send("q")
        assert term.end() == 0
        assert BOTTOM in term.words


@pytest.mark.parametrize(
    ("argv", "env"),
    [
        ([*NURSE, "--no-pager"], {}),
        ([*NURSE, "--plain"], {}),
        (NURSE, {"ACCESSIBLE": "1"}),
        (NURSE, {"PAGER": "cat"}),
        (NURSE, {"PAGER": ""}),
        (NURSE, {"PAGER": "'"}),
        (NURSE, {"PAGER": "no-such-pager"}),
        (NURSE, {"TERM": "dumb"}),
        (NURSE, {"PATH": "/nowhere"}),
        ([*NURSE, "--json"], {}),
        (["list", "--top", "5", "--sort", "jobs", "--industry", "hospitals"], {}),
    ],
)
def test_what_is_printed_and_not_paged(argv: list[str], env: dict[str, str]) -> None:
    text = printed(*argv, **env)
    assert "(END)" not in text
    assert "\x1b[K" not in text
    assert ("Registered Nurses" in text) is True
    if "--json" not in argv:
        assert "CareerFitter" in text or "careerfit about" in text


def test_a_page_that_fits_is_printed(tmp_path: Path) -> None:
    pager = script(tmp_path, "echo PAGED; cat")
    short = [*NURSE[:2], "--section", "interests"]
    assert "PAGED" not in printed(*short, PAGER=pager, rows=60)
    assert "PAGED" in printed(*short, PAGER=pager, rows=20)


def test_the_page_may_be_read_in_any_pager_with_its_options(tmp_path: Path) -> None:
    pager = script(tmp_path, 'echo "options: $1 $LESS"; cat')
    text = printed(*NURSE, PAGER=f"{pager} -n")
    assert "options: -n FRX" in text
    assert TOP in text
    assert "options: -n Q" in printed(*NURSE, PAGER=f"{pager} -n", LESS="Q")


@pytest.mark.parametrize("fault", ["exit 1", "kill -9 $$", "exit 127"])
def test_a_pager_that_fails_loses_nothing(tmp_path: Path, fault: str) -> None:
    text = printed(*NURSE, PAGER=script(tmp_path, fault))
    assert TOP in text
    assert BOTTOM in text


def test_a_reader_who_leaves_early_is_no_fault(tmp_path: Path) -> None:
    text = printed(*NURSE, PAGER=script(tmp_path, "head -n 3"))
    assert TOP in text
    assert "Traceback" not in text
    assert BOTTOM not in text
