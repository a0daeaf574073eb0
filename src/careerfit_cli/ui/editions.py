"""Commands about catalogues as a whole: what changed from one to another."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from careerfit_cli.errors import UsageError
from careerfit_cli.ui import output, terminal
from careerfit_cli.ui.app import Json, NoColor, Paged, Plain, greet
from careerfit_cli.ui.commands import group
from careerfit_cli.ui.loading import all_ratings

if TYPE_CHECKING:
    from careerfit_cli.compare.catalogues import Edition

catalogue = group("Show what changed between two catalogues.")
catalogue.callback(invoke_without_command=True)(greet)

MOST = 10
"""Rows of each list on a screen."""


@catalogue.command()
def diff(
    old: Annotated[
        Path, typer.Argument(help="A folder of occupation files, the earlier one.")
    ],
    new: Annotated[
        Path | None,
        typer.Argument(help="The later one. Without it, the built-in files and OLD."),
    ] = None,
    top: Annotated[
        int | None, typer.Option(min=1, help="Maximum number of each kind.")
    ] = None,
    json: Json = False,
    out: output.Out = None,
    force: output.Force = False,
    plain: Plain = False,
    no_color: NoColor = False,
    pager: Paged = True,
) -> None:
    """Show what is new, gone, renamed and changed between two folders.

    JSON has every change; a screen the 10 largest of each kind.

    \b
    careerfit catalogue diff before/ after/
    careerfit catalogue diff my-occupations/ --top 30
    careerfit catalogue diff before/ after/ -o changes.json
    """
    from careerfit_cli.compare.catalogues import differences
    from careerfit_cli.storage import paths

    to = output.wanted(out, force=force, json=json)
    if new is None:
        old, new = paths.builtin_occupations(), old
    if _whole(old) == _whole(new):
        raise UsageError("both are one folder", "give two folders")
    found = differences(_edition(old), _edition(new, old))
    folders = (str(old), str(new))
    if to.kind:
        from careerfit_cli.export import editions as export

        to.write(export.differences(found, folders, top))
        return
    from careerfit_cli.views import editions as view

    display = terminal.display(plain=plain)
    drawn = view.differences(found, folders, display, top or MOST)
    terminal.show(drawn, display, no_color=no_color, paged=pager)


def _whole(folder: Path) -> str:
    # Unlike `Path.resolve`, this ends for a link that points to itself.
    return os.path.realpath(folder)


def _edition(folder: Path, like: Path | None = None) -> Edition:
    """The catalogue in a folder; files that `like` has too need not be read again."""
    from careerfit_cli.compare.catalogues import Edition
    from careerfit_cli.storage import index, paths

    known = paths.cached_index(like or paths.builtin_occupations())
    if like is None and paths.PREBUILT_INDEX.is_file():
        known = paths.PREBUILT_INDEX
    side = "later" if like else "earlier"
    opened = index.open_index(
        folder,
        paths.cached_index(folder),
        known,
        lambda done, total: terminal.progress(f"Reading the {side}", done, total),
    )
    return Edition(opened.catalogue, all_ratings(opened), opened.releases)
