"""Groups of options that many commands share.

A command takes a group as one parameter, such as `screen: Screen`. On the command line,
each field of the group is an option (`with_options` in ui/commands.py).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Annotated

import typer

from careerfit_cli.ui import completion, output, terminal
from careerfit_cli.ui.app import Json, NoColor, Paged, Plain
from careerfit_cli.ui.output import Output

if TYPE_CHECKING:
    from rich.console import RenderableType

    from careerfit_cli.views.display import Display

Name = Annotated[
    str,
    typer.Argument(
        help="A title, job title, code or file name, or part of one.",
        autocompletion=completion.occupations,
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
        return output.wanted(self.out, force=self.force, json=self.json)


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
        return self._destination()

    def _destination(self, **by_ending: bool) -> Output:
        return output.wanted(
            self.out,
            force=self.force,
            json=self.json,
            csv=self.csv,
            excel=self.excel,
            markdown=self.markdown,
            **by_ending,
        )


@dataclass(frozen=True)
class WorkbookOptions(TableOptions):
    """Options of a command that writes Excel workbooks too."""

    out: output.TableOut = None

    def destination(self) -> Output:
        """The format and the file; raises `UsageError` if they do not fit together."""
        return self._destination(xlsx=False)


@dataclass(frozen=True)
class Screen:
    """Options of a command that prints to a terminal."""

    plain: Plain = False
    no_color: NoColor = False

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

    pager: Paged = True

    def show(self, drawn: RenderableType) -> None:
        """Print a renderable, through a pager if it is long."""
        terminal.show(drawn, self.display, no_color=self.no_color, paged=self.pager)
