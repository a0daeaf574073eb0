"""Help says the same where Python drops docstrings and asserts (python -OO)."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from careerfit_cli.ui.commands import COMMANDS

EVERY = [[name] for name in COMMANDS] + [
    ["import", "onet"], ["import", "bls"], ["profile", "list"], ["data", "purge"],
]  # fmt: skip

SCRIPT = """
from careerfit_cli.ui import main
for argv in {every!r}:
    main([*argv, "--help"])
    print("=====", flush=True)
"""


def helped(*flags: str) -> list[str]:
    environment = os.environ | {"COLUMNS": "80", "NO_COLOR": "1"}
    done = subprocess.run(
        [sys.executable, *flags, "-c", SCRIPT.format(every=EVERY)],
        capture_output=True,
        text=True,
        env=environment,
        timeout=120,
        check=True,
    )
    return done.stdout.split("=====\n")[:-1]


@pytest.fixture(scope="module")
def both() -> tuple[list[str], list[str]]:
    return helped(), helped("-OO")


def test_every_command_is_helped(both) -> None:
    plain, _ = both
    assert len(plain) == len(EVERY) > 20
    assert all(text.startswith("Usage: careerfit") for text in plain)


def test_help_is_the_same(both) -> None:
    plain, optimized = both
    assert optimized == plain
