"""The manual page and the reference: every command, every option, and sound roff."""

from __future__ import annotations

import re
import shutil
import subprocess

import pytest
import reference
from generated import ROOT

from careerfit_cli.ui.commands import COMMANDS

MANUAL = ROOT / "man" / "careerfit.1"


def test_every_command_is_in_both() -> None:
    names = [own.name for own in reference.commands()]
    assert names[0] == "careerfit"
    assert {name.split()[1] for name in names[1:]} == set(COMMANDS)
    assert {"careerfit import onet", "careerfit data purge"} <= set(names)
    manual = MANUAL.read_text(encoding="utf-8")
    page = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
    for name in names[1:]:
        assert f".SS {name} " in manual
        assert f"\n## {name}\n" in page


def test_what_help_says_of_an_option_is_in_the_reference(run) -> None:
    list_of = next(own for own in reference.commands() if own.name == "careerfit list")
    options = dict(list_of.options)
    assert options["--sort title|pay|growth|ai|jobs"].startswith("Sort by this;")
    assert options["--top N"] == "How many to list. (1 or more)"
    assert options["--zone N"].endswith("(from 1 to 5; may be repeated)")
    told = run("list", "--help").out
    for flags in options:
        for flag in re.findall(r"--[a-z-]+", flags):
            assert flag in told


def test_yes_and_no_flags_say_which_holds() -> None:
    named = {own.name: dict(own.options) for own in reference.commands()}
    options = named["careerfit quiz"]
    pager = named["careerfit show"]["--pager / --no-pager"]
    assert pager.endswith("(default: --pager)")
    assert "default" not in options["--preferences / --no-preferences"]


@pytest.mark.parametrize(
    ("text", "written"),
    [
        (".TH is a request", "\\&.TH is a request"),
        ("'quoted'", "\\&\\(aqquoted\\(aq"),
        ("a\\fBb", "a\\efBb"),
        ("--pay", "\\-\\-pay"),
        ("naïve", "na\\[u00EF]ve"),
    ],
)
def test_text_is_never_a_request_or_an_escape_of_roff(text: str, written: str) -> None:
    assert reference._roff(text) == written


def test_text_is_never_markup_of_markdown() -> None:
    assert reference._prose("a_b [c] `d_e` <f>") == "a\\_b \\[c\\] `d_e` \\<f\\>"


@pytest.mark.skipif(not shutil.which("groff"), reason="needs groff")
def test_groff_has_nothing_against_the_page() -> None:
    done = subprocess.run(
        ["groff", "-ww", "-man", "-Tascii", "-z", str(MANUAL)],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert not done.stderr


@pytest.mark.skipif(not shutil.which("man"), reason="needs man")
@pytest.mark.parametrize("width", ["40", "80"])
def test_man_shows_the_page_whole(width: str) -> None:
    done = subprocess.run(
        ["man", "--warnings", "-l", str(MANUAL)],
        capture_output=True, text=True, check=True,
        env={"MANWIDTH": width, "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8",
             "MAN_KEEP_FORMATTING": ""},
    )  # fmt: skip
    # At 40 columns some options are wider than a line, which groff remarks on.
    assert width == "40" or not done.stderr
    words = " ".join(re.sub(".\b", "", done.stdout).split())
    assert "careerfit - careers explored in a terminal" in words
    assert "careerfit show registered-nurse" in words
    assert "130 Stopped with Ctrl-C." in words


def test_the_man_page_goes_into_the_wheel() -> None:
    import tomllib

    data = tomllib.loads((ROOT / "pyproject.toml").read_text())
    shared = data["tool"]["hatch"]["build"]["targets"]["wheel"]["shared-data"]
    assert shared == {"man/careerfit.1": "share/man/man1/careerfit.1"}
