"""Asks a person, by key or line by line depending on the terminal."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from careerfit_cli.errors import UsageError
from careerfit_cli.ui import terminal

if TYPE_CHECKING:
    from careerfit_cli.model.profile import Question
    from careerfit_cli.prompts import Menu, Pasted, Saved, Sheet
    from careerfit_cli.ui.options import Screen


def put(
    questions: Sequence[Question],
    sheet: Sheet,
    keep: Saved,
    screen: Screen,
    pasted: Pasted | None = None,
) -> Sheet:
    """Ask by key, or line by line if the terminal needs it; return the final sheet."""
    from careerfit_cli import prompts

    if by_line(plain=screen.plain):
        reader = terminal.standard_input()
        strict = not reader.isatty()
        return prompts.lines(questions, sheet, reader, sys.stderr, keep, strict=strict)
    color = terminal.has_color(sys.stderr, refused=screen.no_color)
    read = pasted or prompts.no_answers
    return prompts.keyed(questions, sheet, keep, color=color, pasted=read)


def choose(menu: Menu, screen: Screen) -> str:
    """Ask for one choice; return its key, or `q` to leave."""
    from careerfit_cli import prompts

    if by_line(plain=screen.plain):
        return prompts.choose_in_lines(menu, terminal.standard_input(), sys.stderr)
    color = terminal.has_color(sys.stderr, refused=screen.no_color)
    return prompts.choose(menu, color=color)


def by_line(*, plain: bool) -> bool:
    """Whether to ask line by line: on request, or if keys cannot be read."""
    if not plain and not terminal.standard_input().isatty():
        raise UsageError(
            "the quiz needs a terminal to ask in",
            "give the answers with --answers, or use --plain to answer line by line",
        )
    # The Windows console reports keys differently, and no test covers it.
    if sys.platform == "win32":
        return True
    display = terminal.display(plain=plain, stream=sys.stderr)
    return display.plain or not sys.stderr.isatty() or os.environ.get("TERM") == "dumb"


def is_present() -> bool:
    """Whether a person at a terminal can be asked additional questions."""
    return terminal.is_terminal(sys.stdin, sys.stderr)
