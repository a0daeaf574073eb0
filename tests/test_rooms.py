"""Imports point down: the picture in CONTRIBUTING.md is the code."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path


def test_the_rooms_import_only_what_they_may() -> None:
    linter = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run(
        [linter, "--no-logo", "--no-cache"],
        cwd=Path(__file__).parents[1],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout
