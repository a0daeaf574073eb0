"""`careerfit new`: create a file for an occupation of your own."""

from __future__ import annotations

import os
import shlex
from pathlib import Path
from typing import Annotated

import typer

from careerfit_cli.errors import UsageError
from careerfit_cli.ui import terminal
from careerfit_cli.ui.options import Json
from careerfit_cli.ui.output import Output


def new(
    title: Annotated[str, typer.Argument(help="The title of the occupation.")],
    like: Annotated[
        str | None,
        typer.Option("--from", help="Start from the figures of an occupation."),
    ] = None,
    code: Annotated[
        str | None, typer.Option(help="Its O*NET-SOC code, if it has one.")
    ] = None,
    into: Annotated[
        str | None,
        typer.Option("--into", metavar="PATH", help="A folder other than your own."),
    ] = None,
    json: Json = False,
) -> None:
    """Create a file for an occupation of your own.

    \b
    careerfit new "Drone Inspector"
    careerfit new "Drone Inspector" --from surveyor --into my-occupations
    """
    from careerfit_cli.storage import new_occupation, schema

    if into is not None and not into.strip():
        raise UsageError("--into is empty", "name a folder")
    folder = Path(into) if into else None
    chosen = code or schema.OWN_CODE
    if not schema.is_code(chosen):
        raise UsageError(f"{chosen!r} is not a code", "write it as 17-1022.00")
    occupation = None
    if like is not None:
        from careerfit_cli.ui.loading import the_occupation

        occupation = the_occupation(like)
    text = new_occupation.scaffold(title, chosen, occupation)
    path = new_occupation.begin(folder, new_occupation.slug_of(title), text)
    if json:
        Output("json").write_json("new", to_dict(path))
        return
    terminal.write(
        f"{path}\n\n"
        "Open it in an editor and fill in what you know. Then:\n"
        f"careerfit check {_typed(path)}\n"
        f"careerfit {f'--occupations {_typed(folder)} ' if folder else ''}show {path.stem}"
    )
    _note_built_in(path)


def to_dict(path: Path) -> dict[str, str]:
    """The document: the file that was created."""
    return {"path": str(path), "slug": path.stem}


def _typed(path: Path) -> str:
    """A path quoted for pasting into a shell."""
    # A leading hyphen would make it an option.
    text = f".{os.sep}{path}" if str(path).startswith("-") else str(path)
    # `cmd` and PowerShell do not understand the quotes of POSIX shells.
    return shlex.quote(text) if os.name == "posix" else f'"{text}"'


def _note_built_in(path: Path) -> None:
    """Warn if a new file hides a built-in occupation or has a similar name."""
    from careerfit_cli.storage import paths

    builtin = paths.builtin_occupations()
    names = paths.occupations_in(builtin)
    for name in (path.name, f"{path.stem.removesuffix('s')}.yaml"):
        if name in names:
            hides = "yours hides it" if name == path.name else "yours is separate"
            terminal.note(
                f"{name.removesuffix('.yaml')} is built in, and {hides}. "
                "To change only some of it, begin from a copy:\n"
                f"cp {_typed(builtin / name)} {_typed(path.parent / name)}"
            )
            return
