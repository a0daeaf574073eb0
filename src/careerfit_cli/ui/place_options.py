"""The options that name states, cities or areas."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from careerfit_cli.errors import UsageError
from careerfit_cli.model.text import quoted
from careerfit_cli.ui import completion, terminal

if TYPE_CHECKING:
    from careerfit_cli.model import tables


def _state(help: str) -> Any:  # noqa: A002 - as typer calls it
    return typer.Option("--state", help=help, autocompletion=completion.states)


def _area(help: str) -> Any:  # noqa: A002 - as typer calls it
    return typer.Option("--area", help=help, autocompletion=completion.areas)


State = Annotated[str | None, _state("Use pay in a state, such as CA or Ohio.")]
States = Annotated[list[str] | None, _state("Only these states, such as CA,Ohio.")]
Area = Annotated[str | None, _area("Use pay in a city or area, such as Austin.")]
Areas = Annotated[
    list[str] | None,
    _area("Pay in a city or area, such as Austin. May be repeated."),
]


def area_of(state: str | None) -> str:
    """The named state, or empty for the whole country."""
    if state is None:
        return ""
    from careerfit_cli import search

    return search.state(state)


def areas_of(texts: Sequence[str]) -> list[str]:
    """The named states; each text may have several."""
    return [area_of(name) for names in texts for name in names.split(",")]


def place_of(state: str | None, area: str | None) -> str:
    """The named state or area, or empty for the whole country.

    Raises `UsageError` if both are named.
    """
    if area is None:
        return area_of(state)
    if state is not None:
        raise UsageError("--state and --area are both given", "give one of them")
    return local_area(area).name


def local_area(query: str) -> tables.Area:
    """The metropolitan or nonmetropolitan area a text means."""
    from careerfit_cli import geography
    from careerfit_cli.ui.loading import open_tables

    area = geography.find_area(query, open_tables().areas)
    if not geography.is_named(query, area):
        terminal.note(f"Showing {area.name} for {quoted(query)}.")
    return area
