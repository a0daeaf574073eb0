"""Commands about catalogues as a whole: what changed from one to another."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from careerfit_cli.cli import output, screen
from careerfit_cli.cli.app import Json, NoColor, Paged, Plain, greet
from careerfit_cli.cli.commands import group
from careerfit_cli.cli.data import all_ratings
from careerfit_cli.errors import UsageError

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
    from careerfit_cli.store import places

    to = output.wanted(out, force=force, json=json)
    if new is None:
        old, new = places.builtin_occupations(), old
    if _whole(old) == _whole(new):
        raise UsageError("both are one folder", "give two folders")
    found = differences(_edition(old), _edition(new, old))
    folders = (str(old), str(new))
    if to.kind:
        from careerfit_cli.export import editions as export

        to.write(export.differences(found, folders, top))
        return
    from careerfit_cli.views import editions as view

    look = screen.look(plain=plain)
    drawn = view.differences(found, folders, look, top or MOST)
    screen.show(drawn, look, no_color=no_color, paged=pager)


def _whole(folder: Path) -> str:
    # Unlike `Path.resolve`, this ends for a link that points to itself.
    return os.path.realpath(folder)


def _edition(folder: Path, like: Path | None = None) -> Edition:
    """The catalogue in a folder; files that `like` has too need not be read again."""
    from careerfit_cli.compare.catalogues import Edition
    from careerfit_cli.store import index, places

    known = places.cached_index(like or places.builtin_occupations())
    if like is None and places.PREBUILT_INDEX.is_file():
        known = places.PREBUILT_INDEX
    side = "later" if like else "earlier"
    opened = index.open_index(
        folder,
        places.cached_index(folder),
        known,
        lambda done, total: screen.progress(f"Reading the {side}", done, total),
    )
    return Edition(opened.catalogue, all_ratings(opened), opened.releases)
