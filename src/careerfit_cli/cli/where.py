"""The options that name a state, or several."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

import typer

from careerfit_cli.cli import completing

State = Annotated[
    str | None,
    typer.Option(
        "--state",
        help="Pay of a state, such as CA or Ohio.",
        autocompletion=completing.states,
    ),
]
States = Annotated[
    list[str] | None,
    typer.Option(
        "--state",
        help="Only these states: CA,Ohio.",
        autocompletion=completing.states,
    ),
]


def area_of(state: str | None) -> str:
    """The state named, or empty for the whole country."""
    if state is None:
        return ""
    from careerfit_cli import search

    return search.state(state)


def areas_of(given: Sequence[str]) -> list[str]:
    """The states named, one or several in each text."""
    return [area_of(name) for names in given for name in names.split(",")]
