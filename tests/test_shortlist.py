"""The shortlist: careers kept, with notes, and careers put aside."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from codes import NURSE


@pytest.fixture
def kept(run) -> None:
    assert run("quiz", "--answers", NURSE, "--save", "--name", "sam").code == 0


def sam(run, *argv: str):
    return run("shortlist", *argv, "--profile", "sam")


def test_careers_are_kept_with_notes_and_put_aside(run, kept) -> None:
    assert "To add a career" in sam(run).out
    assert sam(run, "add", "carpenter", "--note", "ask my aunt").code == 0
    assert sam(run, "add", "Actors").code == 0
    assert sam(run).out.splitlines() == [
        "Carpenters (carpenter): ask my aunt",
        "Actors (actor)",
    ]
    assert sam(run, "note", "actor", "no auditions").code == 0
    assert sam(run, "aside", "registered-nurse").code == 0
    assert sam(run, "remove", "carpenter").code == 0
    assert sam(run).out.splitlines() == [
        "Actors (actor): no auditions",
        "Not for you: Registered Nurses",
    ]


def test_what_is_put_aside_stays_aside(run, kept) -> None:
    ranked = ("rank", "--profile", "sam", "--csv", "--top", "1")
    assert "registered-nurse" in run(*ranked).out
    sam(run, "aside", "registered-nurse")
    assert "registered-nurse" not in run(*ranked).out
    page = run("report", "--profile", "sam", "--html", "-").out
    assert "Registered Nurses" not in page
    # A quiz taken again keeps it aside.
    run("quiz", "--answers", NURSE, "--save", "--name", "sam")
    assert "Not for you: Registered Nurses" in sam(run).out
    sam(run, "remove", "registered-nurse")
    assert "registered-nurse" in run(*ranked).out


def test_it_is_private_and_in_the_report(run, kept) -> None:
    sam(run, "add", "carpenter", "--note", "ask <my> aunt")
    path = Path(os.environ["CAREERFIT_HOME"]) / "profiles" / "sam.json"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    page = run("report", "--profile", "sam", "--html", "-").out
    assert "Carpenters: ask &lt;my&gt; aunt" in page


def test_two_or_more_are_compared(run, kept) -> None:
    assert sam(run, "compare").code == 1
    sam(run, "add", "carpenter")
    sam(run, "add", "actor")
    assert "Carpenters" in sam(run, "compare").out


def test_mistakes_say_what_to_do(run, kept) -> None:
    assert run("shortlist", "add", "carpenter").code == 2
    assert sam(run, "add", "no such job at all").code == 3
    assert "shortlist add actor" in sam(run, "note", "actor", "x").err
    assert sam(run, "remove", "actor").code == 1
    assert sam(run, "add", "actor", "--note", "x" * 501).code == 2
