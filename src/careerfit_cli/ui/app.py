"""The program and the options its commands share."""

from __future__ import annotations

import os
from typing import Annotated

import typer

from careerfit_cli import __version__
from careerfit_cli.errors import UsageError
from careerfit_cli.ui import terminal
from careerfit_cli.ui.commands import SETTINGS, Commands, help_width

app = typer.Typer(
    cls=Commands,
    help=(
        "Explore careers: offline, free, and it explains its results.\n\n"
        "\b\n"
        "# find careers that fit you\n"
        "careerfit quiz\n"
        "# read about one occupation\n"
        "careerfit show registered-nurse\n"
        "# see occupations side by side\n"
        "careerfit compare carpenter plumber"
    ),
    epilog=(
        "Exit codes: 0 success; 1 other errors; 2 wrong usage, missing file or profile; "
        "3 unknown or ambiguous occupation; 4 bad data in a file; 130 stopped with Ctrl-C; "
        "129, 143 stopped by a signal."
    ),
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings=SETTINGS,
)

Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Plain = Annotated[
    bool, typer.Option("--plain", help="Plain lines: no bars, columns or colors.")
]
AllowCareless = Annotated[
    bool,
    typer.Option(
        "--allow-careless", help="Rank the answers even if they look careless."
    ),
]
NoColor = Annotated[bool, typer.Option("--no-color", help="Print without colors.")]
Paged = Annotated[
    bool, typer.Option("--pager/--no-pager", help="Show long output in $PAGER or less.")
]


def _version(wanted: bool) -> None:  # noqa: FBT001 - typer calls it so
    if wanted:
        terminal.write(f"careerfit {__version__}")
        raise typer.Exit


def greet(context: typer.Context) -> None:
    """Print the help of a group called without a command."""
    if context.invoked_subcommand is None:
        context.terminal_width = help_width()
        terminal.write(context.get_help())


@app.callback(invoke_without_command=True)
def _program(
    context: typer.Context,
    version: Annotated[  # noqa: ARG001 - its callback does the work
        bool,
        typer.Option(
            "--version", callback=_version, is_eager=True, help="Print the version."
        ),
    ] = False,
    occupations: Annotated[
        str | None,
        typer.Option(
            metavar="PATH",
            help="A folder of your own occupations, added to the built-in ones.",
        ),
    ] = None,
) -> None:
    if occupations is not None:
        if not occupations.strip():
            raise UsageError("--occupations is empty", "name a folder")
        from careerfit_cli.storage.paths import occupation_folders

        occupation_folders(occupations, "--occupations")
        # The option sets the variable for one run.
        os.environ["CAREERFIT_OCCUPATIONS"] = occupations
    if context.invoked_subcommand is None:
        from careerfit_cli.ui.welcome import welcome

        terminal.write(welcome())
