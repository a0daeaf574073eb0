"""Asking a person: by key or line by line, as the terminal can."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from careerfit_cli.errors import UsageError
from careerfit_cli.ui import terminal

if TYPE_CHECKING:
    from careerfit_cli.model.profile import Bank, Question
    from careerfit_cli.prompts import Menu, Pasted, Saved, Sheet

MINUTES = {"flash": 1, "quick": 3, "standard": 7, "full": 13}
"""How long each length of the quiz takes."""

EDUCATION_CHOICES = (
    "No diploma",
    "High school diploma or GED",
    "Some college, no degree",
    "Certificate or license program after high school",
    "Associate's degree",
    "Bachelor's degree",
    "Master's degree",
    "Doctoral or professional degree (such as PhD, MD or JD)",
)
"""What a person chooses for each of `filters.EDUCATION_WORDS`."""


def put(
    questions: Sequence[Question],
    sheet: Sheet,
    keep: Saved,
    *,
    plain: bool,
    no_color: bool,
    pasted: Pasted | None = None,
) -> Sheet:
    """Ask by key or line by line, as the terminal can; return the sheet as it was left."""
    from careerfit_cli import prompts

    if by_line(plain=plain):
        reader = terminal.standard_input()
        strict = not reader.isatty()
        return prompts.lines(questions, sheet, reader, sys.stderr, keep, strict=strict)
    color = terminal.has_color(sys.stderr, refused=no_color)
    read = pasted or prompts.no_answers
    return prompts.keyed(questions, sheet, keep, color=color, pasted=read)


def by_line(*, plain: bool) -> bool:
    """Whether to ask line by line: when told to, or where keys cannot be read."""
    if not plain and not terminal.standard_input().isatty():
        raise UsageError(
            "the quiz needs a terminal to ask in",
            "give the answers with --answers, or use --plain to answer line by line",
        )
    # A console of Windows reports keys in its own way, which no test here covers.
    if sys.platform == "win32":
        return True
    display = terminal.display(plain=plain, stream=sys.stderr)
    return display.plain or not sys.stderr.isatty() or os.environ.get("TERM") == "dumb"


def is_present() -> bool:
    """Whether a person at a terminal can be asked more than the quiz itself."""
    return terminal.standard_input().isatty() and sys.stderr.isatty()


def choose(menu: Menu, *, plain: bool, no_color: bool) -> str:
    """Ask for one choice; return its key, or `q` for leaving."""
    from careerfit_cli import prompts

    if by_line(plain=plain):
        return prompts.choose_in_lines(menu, terminal.standard_input(), sys.stderr)
    return prompts.choose(menu, color=terminal.has_color(sys.stderr, refused=no_color))


def first_screen(bank: Bank, *, saves: bool) -> Menu:
    """What the quiz asks, how long each length takes, where answers go, the keys."""
    from careerfit_cli import quiz
    from careerfit_cli.prompts import Menu

    lengths = [
        f"{name:<9} about {MINUTES[name]} min, "
        f"{quiz.screens(quiz.questions(bank, name))} screens"
        for name in bank.lengths
    ]
    where = (
        "Your answers stay on this computer, in a file only you can open."
        if saves
        else "Your answers are not saved."
    )
    return Menu(
        text=(
            "Find careers that fit you",
            (
                "The quiz asks what you like to do, which areas of work interest you and "
                "how you work. Then you see matching careers, and why. How long?"
            ),
        ),
        choices=tuple((str(n), text) for n, text in enumerate(lengths, 1)),
        default=str(list(bank.lengths).index(quiz.DEFAULT) + 1),
        below=(
            where,
            (
                "Keys: 1 to 5 answer, Left goes back, s skips, ? shows all keys, q quits "
                "(you can resume later)."
            ),
            f"Press 1 to {len(lengths)}, Enter for {quiz.DEFAULT}, or q to leave.",
        ),
        leave="leave",
    )


def education_menu(known: str) -> Menu:
    """The question on education; `known` is the word for an earlier answer, or empty."""
    from careerfit_cli.filters import EDUCATION_WORDS
    from careerfit_cli.prompts import Menu

    numbered = [(str(n), text) for n, text in enumerate(EDUCATION_CHOICES, 1)]
    earlier = known in EDUCATION_WORDS
    default = str(EDUCATION_WORDS.index(known) + 1) if earlier else "s"
    return Menu(
        text=(
            "What education do you have or plan?",
            "Careers that usually need more are listed apart. Your match stays the same.",
        ),
        choices=(*numbered, ("s", "Skip")),
        default=default,
        below=(f"Press 1 to {len(numbered)}, or s to skip.",),
    )


def education_word(choice: str, known: str) -> str:
    """The word for the level chosen; `known` where the question was left."""
    from careerfit_cli.filters import EDUCATION_WORDS

    if choice.isdecimal():
        return EDUCATION_WORDS[int(choice) - 1]
    return "" if choice == "s" else known
