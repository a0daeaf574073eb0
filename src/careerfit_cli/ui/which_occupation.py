"""Finds the occupation that a name means; asks on a terminal if it is ambiguous."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from careerfit_cli.errors import UnknownOccupation
from careerfit_cli.model.text import quoted
from careerfit_cli.ui import terminal

if TYPE_CHECKING:
    from careerfit_cli.model.catalogue import Entry
    from careerfit_cli.storage.index import Index


_MOST_KEYS = 9
"""The most candidates: each can be chosen with one digit."""


def the_entry(name: str, index: Index) -> Entry:
    """The occupation a name means; prints its title if the name is a different one.

    Raises `UnknownOccupation` for an ambiguous name, unless a person chooses one of the
    candidates on a terminal.
    """
    from careerfit_cli import search

    try:
        entry = search.find(name, index.catalogue, index.names)
    except UnknownOccupation as error:
        slug = _chosen(error)
        return next(entry for entry in index.catalogue if entry.slug == slug)
    if search.is_guess(name, entry):
        _tell(f"Showing {entry.title} for {quoted(name)}.")
    return entry


def _tell(line: str) -> None:
    """Print to a terminal, or to standard error if output goes to a file or pipe."""
    if sys.stdout is not None and sys.stdout.isatty():
        terminal.say(line)
    else:
        terminal.note(line)


def _chosen(error: UnknownOccupation) -> str:
    """The slug of the candidate a person chooses, or the error again."""
    by_key = 0 < len(error.candidates) <= _MOST_KEYS
    if not by_key or not _is_at_a_terminal():
        raise error
    from careerfit_cli.prompts import Menu
    from careerfit_cli.ui import asking

    last = len(error.candidates)
    menu = Menu(
        text=(error.text[:1].upper() + error.text[1:] + ".",),
        choices=[(str(n), title) for n, (_, title) in enumerate(error.candidates, 1)],
        default="q",
        below=(f"Which one? Press 1 to {last}, or q to quit.",),
        leave="quit",
    )
    choice = asking.choose(menu, plain=False, no_color=False)
    if choice == "q":
        raise error
    return error.candidates[int(choice) - 1][0]


def _is_at_a_terminal() -> bool:
    streams = (sys.stdin, sys.stdout, sys.stderr)
    return all(stream is not None and stream.isatty() for stream in streams)
