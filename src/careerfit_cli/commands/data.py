"""`careerfit data`: list, export and delete saved data."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from careerfit_cli.ui import output, terminal
from careerfit_cli.ui.commands import group as group_of_commands
from careerfit_cli.ui.options import Json, JsonOptions
from careerfit_cli.views.display import Whole, group, say

if TYPE_CHECKING:
    from rich.console import RenderableType

    from careerfit_cli.storage.saved_data import SavedFolder

NO_FOLDER = "none: there is no home folder"

data = group_of_commands(
    "Show what is saved on this computer, and where.\n\n\b\n"
    "careerfit data\ncareerfit data export -o mine.json\ncareerfit data purge"
)


@data.callback(invoke_without_command=True)
def list_saved(context: typer.Context, output: JsonOptions) -> None:
    """Show what is saved, unless a subcommand was called."""
    if context.invoked_subcommand is not None:
        return
    from careerfit_cli.storage import saved_data

    destination = output.destination()
    places = saved_data.everything()
    if destination.kind:
        destination.write_json("kept", to_dict(places), private=True)
    else:
        terminal.show(render(places), terminal.display())


def render(places: Sequence[SavedFolder]) -> RenderableType:
    """Each place with its folder and files, unwrapped so that they can be copied."""
    parts: list[RenderableType] = []
    for place in places:
        files = [f"{file.name}  {file.size:,} bytes" for file in place.files]
        if place.folder and not files:
            files = ["empty"]
        lines = (place.folder or NO_FOLDER, *files)
        parts += [say(place.what), *(Whole(line, 2) for line in lines)]
    return group(*parts)


def to_dict(places: Sequence[SavedFolder]) -> dict[str, Any]:
    """The document: every place careerfit writes to, with its files."""
    return {"places": [place_row(place) for place in places]}


def place_row(place: SavedFolder) -> dict[str, Any]:
    """One place careerfit writes to, with its files."""
    return {
        "what": place.what,
        "folder": place.folder or None,
        "files": [{"name": file.name, "bytes": file.size} for file in place.files],
    }


@data.command()
def export(
    name: Annotated[
        str | None,
        typer.Option(
            "--profile", help="Only this profile, as a file that --profile reads."
        ),
    ] = None,
    json: Json = False,  # noqa: ARG001 - accepted, and always so
    out: output.Out = None,
    force: output.Force = False,
) -> None:
    """Print everything saved about you, or one saved profile, as JSON.

    \b
    careerfit data export -o mine.json
    careerfit data export --profile me -o me.json
    """
    from dataclasses import asdict

    from careerfit_cli.storage import paths, profiles

    destination = output.wanted(out, force=force, json=True)
    if name is not None:
        from careerfit_cli.ui.profile_options import saved_profile

        destination.write(profiles.profile_text(saved_profile(name)), private=True)
        return
    saved = profiles.list_profiles(paths.needed_personal_folder())
    for problem in saved.problems:
        terminal.note(str(problem))
    rows = [
        {**asdict(profile), "made": profile.made.isoformat()} for profile in saved.saved
    ]
    quiz = profiles.load_unfinished(paths.needed_personal_folder())
    unfinished = quiz and {
        key: getattr(quiz, key) for key in ("replay", "at", "reached")
    }
    document = {"profiles": rows, "unfinished": unfinished}
    destination.write_json("person", document, private=True)


@data.command()
def purge(json: Json = False) -> None:
    """Delete everything saved, your answers included, and check that it is gone.

    \b
    careerfit data purge
    """
    from careerfit_cli.storage import saved_data

    done = saved_data.purge()
    if json:
        from careerfit_cli.export.document import document

        paths = {key: [*map(str, getattr(done, key))] for key in ("removed", "left")}
        terminal.write(document("purge", paths))
        return
    for path in done.removed:
        terminal.write(f"removed {path}")
    for path in done.left:
        why = "not empty" if path.is_dir() else "not ours"
        if path.name == "occupations":
            why = "your own occupations"
        terminal.note(f"left, {why}: {path}")
    rest = "nothing else is" if done.left else "nothing is"
    terminal.write(f"Checked again: {rest} saved on this computer.")
