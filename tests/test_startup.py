"""What a command does not need, it does not import."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

PEOPLE = str(Path(__file__).parents[1] / "docs" / "people.csv")
HEAVY = (
    "rich",
    "yaml",
    "numpy",
    "rapidfuzz",
    "prompt_toolkit",
    "platformdirs",
    "jinja2",
    "pyarrow",
    "openpyxl",
)


def imported(*argv: str) -> set[str]:
    code = (
        "import sys; from careerfit_cli.ui import main; main(sys.argv[1:]);"
        "print(*{name.split('.')[0] for name in sys.modules}, file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *argv], capture_output=True, text=True, check=True
    )
    return set(done.stderr.split()) & set(HEAVY)


@pytest.fixture(scope="module")
def index_kept() -> None:
    """What the first command on a computer leaves behind."""
    imported("list", "--top", "1")


@pytest.mark.parametrize(
    ("argv", "needed"),
    [
        ([], set()),
        (["--help"], set()),
        (["--version"], set()),
        (["show", "registered-nurse", "--json"], {"platformdirs"}),
        (["show", "registered-nurse"], {"platformdirs", "rich"}),
        (["show", "regstered nurse"], {"platformdirs", "rich", "rapidfuzz"}),
        (["compare", "carpenter", "roofer"], {"platformdirs", "rich"}),
        (["list", "--top", "3", "--json"], {"platformdirs"}),
        (
            ["quiz", "--answers", "12345432" * 8, "--json"],
            {"platformdirs", "numpy"},
        ),
        (
            ["rank", "--answers", "12345432" * 8, "--json"],
            {"platformdirs", "numpy"},
        ),
        (["profile", "list"], {"platformdirs"}),
        (
            ["report", "carpenter", "--html", "-"],
            {"platformdirs", "numpy", "jinja2"},
        ),
        (["score", PEOPLE, "--top", "1"], {"platformdirs", "numpy"}),
    ],
)
def test_a_command_imports_only_what_it_needs(
    argv: list[str], needed: set[str], index_kept: None
) -> None:
    assert imported(*argv) <= needed
