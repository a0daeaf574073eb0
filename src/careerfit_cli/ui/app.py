"""The program: its options, and the greeting of a person who gives no command."""

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

_WELCOME = """\
careerfit: careers that fit you, and why
{count} U.S. occupations, offline and free

Try one of these:

  careerfit quiz
    short questions, then the careers
    that fit your answers, and why
  careerfit show registered-nurse
    one occupation: the work, the pay,
    the outlook, how people get in
  careerfit list --sort growth --top 20
    the occupations that grow fastest

Every command: careerfit --help
One command: careerfit quiz --help
Your answers stay on this computer.
"""
"""Lines of 40 columns at most, for a narrow terminal."""


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
    from careerfit_cli.storage import paths

    if occupations is not None:
        if not occupations.strip():
            raise UsageError("--occupations is empty", "name a folder")
        paths.occupation_folders(occupations, "--occupations")
        # The option sets the variable for one run.
        os.environ["CAREERFIT_OCCUPATIONS"] = occupations
    if context.invoked_subcommand is None:
        count = len(paths.occupations_in(paths.builtin_occupations()))
        terminal.write(_WELCOME.format(count=count))
