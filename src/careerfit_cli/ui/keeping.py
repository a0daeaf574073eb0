"""What the commands that delete saved data report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from careerfit_cli.ui import terminal

if TYPE_CHECKING:
    from careerfit_cli.storage.profiles import Purge


def tell_of_purge(done: Purge) -> None:
    """Say what was removed, and what was left and why."""
    for path in done.removed:
        terminal.write(f"removed {path}")
    for path in done.left:
        why = "not ours"
        if path.name == "occupations":
            why = "your own occupations"
        elif path.is_dir():
            why = "not empty"
        terminal.note(f"left, {why}: {path}")
