"""Groups of options that many commands share, and the options that name places.

A command takes a group as one parameter, such as `screen: Screen`. On the command line,
each field of the group is an option (`with_options` in ui/commands.py).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Annotated, Any

import typer

from careerfit_cli.errors import UsageError
from careerfit_cli.model.text import quoted
from careerfit_cli.ui import completion, output, terminal
from careerfit_cli.ui.output import Output

if TYPE_CHECKING:
    from rich.console import RenderableType

    from careerfit_cli.model import tables
    from careerfit_cli.views.display import Display

Name = Annotated[
    str,
    typer.Argument(
        help="A title, job title, code or file name, or part of one.",
        autocompletion=completion.occupations,
    ),
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]
AllowCareless = Annotated[
    bool,
    typer.Option(
        "--allow-careless", help="Rank the answers even if they look careless."
    ),
]


@dataclass(frozen=True)
class JsonOptions:
    """Options of a command that writes JSON."""

    json: Json = False
    out: output.Out = None
    force: output.Force = False

    def destination(self) -> Output:
        """The format and the file; raises `UsageError` if they do not fit together."""
        return output.wanted(**vars(self))


@dataclass(frozen=True)
class TableOptions:
    """Options of a command that writes JSON, CSV and Markdown."""

    json: Json = False
    csv: output.Csv = False
    excel: output.Excel = False
    markdown: output.Markdown = False
    out: output.Out = None
    force: output.Force = False

    def destination(self) -> Output:
        """The format and the file; raises `UsageError` if they do not fit together."""
        return output.wanted(**vars(self))


@dataclass(frozen=True)
class WorkbookOptions(TableOptions):
    """Options of a command that writes Excel workbooks too."""

    out: output.TableOut = None

    def destination(self) -> Output:
        """The format and the file; raises `UsageError` if they do not fit together."""
        return output.wanted(**vars(self), xlsx=False)


@dataclass(frozen=True)
class Screen:
    """Options of a command that prints to a terminal."""

    plain: Annotated[
        bool, typer.Option("--plain", help="Plain lines: no bars, columns or colors.")
    ] = False
    no_color: Annotated[
        bool, typer.Option("--no-color", help="Print without colors.")
    ] = False

    @cached_property
    def display(self) -> Display:
        """The display settings for standard output."""
        return terminal.display(plain=self.plain)

    def show(self, drawn: RenderableType) -> None:
        """Print a renderable."""
        terminal.show(drawn, self.display, no_color=self.no_color)


@dataclass(frozen=True)
class PagedScreen(Screen):
    """Options of a command that prints long pages to a terminal."""

    pager: Annotated[
        bool,
        typer.Option("--pager/--no-pager", help="Show long output in $PAGER or less."),
    ] = True

    def show(self, drawn: RenderableType) -> None:
        """Print a renderable, through a pager if it is long."""
        terminal.show(drawn, self.display, no_color=self.no_color, paged=self.pager)


def _state(help: str) -> Any:  # noqa: A002 - as typer calls it
    return typer.Option(help=help, autocompletion=completion.states)


def _area(help: str) -> Any:  # noqa: A002 - as typer calls it
    return typer.Option(help=help, autocompletion=completion.areas)


State = Annotated[str | None, _state("Use pay in a state, such as CA or Ohio.")]
States = Annotated[list[str] | None, _state("Only these states, such as CA,Ohio.")]
Area = Annotated[str | None, _area("Use pay in a city or area, such as Austin.")]
Areas = Annotated[
    list[str] | None,
    _area("Pay in a city or area, such as Austin. May be repeated."),
]


def states_of(texts: Sequence[str]) -> list[str]:
    """The named states; each text may have several."""
    from careerfit_cli import search

    return [search.state(name) for names in texts for name in names.split(",")]


def place_of(state: str | None, area: str | None) -> str:
    """The named state or area, or empty for the whole country.

    Raises `UsageError` if both are named.
    """
    if state is None:
        return "" if area is None else local_area(area).name
    if area is not None:
        raise UsageError("--state and --area are both given", "give one of them")
    from careerfit_cli import search

    return search.state(state)


def local_area(query: str) -> tables.Area:
    """The metropolitan or nonmetropolitan area a text means."""
    from careerfit_cli import geography
    from careerfit_cli.ui.loading import open_tables

    area = geography.find_area(query, open_tables().areas)
    if not geography.is_named(query, area):
        terminal.note(f"Showing {area.name} for {quoted(query)}.")
    return area
