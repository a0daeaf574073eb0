"""`careerfit data`: the data saved on this computer: list, export, delete."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from careerfit_cli.ui import output, terminal
from careerfit_cli.ui.app import Json
from careerfit_cli.ui.commands import group

if TYPE_CHECKING:
    from careerfit_cli.storage.profiles import Purge

kept = group(
    "Show what is saved on this computer, and where.\n\n\b\n"
    "careerfit data\ncareerfit data export -o mine.json\ncareerfit data purge"
)


@kept.callback(invoke_without_command=True)
def list_kept(
    context: typer.Context,
    json: Json = False,
    out: output.Out = None,
    force: output.Force = False,
) -> None:
    """Show what is saved, unless a copy or its end is asked for."""
    if context.invoked_subcommand is not None:
        return
    from careerfit_cli.storage import saved_data

    to = output.wanted(out, force=force, json=json)
    found = saved_data.everything()
    if to.kind:
        from careerfit_cli.export import keeping as export

        to.write(export.kept(found), private=True)
        return
    from careerfit_cli.views import keeping as view

    terminal.show(view.kept(found), terminal.display(plain=False))


@kept.command()
def export(
    who: Annotated[
        str | None,
        typer.Option(
            "--profile", help="Only this profile, as a file that --profile reads."
        ),
    ] = None,
    json: Json = False,  # noqa: ARG001 - accepted, and always so
    out: output.Out = None,
    force: output.Force = False,
) -> None:
    """Print all that is kept about you, or one saved profile, as JSON.

    \b
    careerfit data export -o mine.json
    careerfit data export --profile me -o me.json
    """
    from dataclasses import asdict

    from careerfit_cli.export import keeping as export
    from careerfit_cli.storage import paths, profiles

    to = output.wanted(out, force=force, json=True)
    if who is not None:
        from careerfit_cli.ui.profile_options import saved_profile

        to.write(profiles.profile_text(saved_profile(who)), private=True)
        return
    folder = paths.needed_personal_folder()
    found = profiles.list_profiles(folder)
    for problem in found.problems:
        terminal.note(str(problem))
    saved = [{**asdict(own), "made": own.made.isoformat()} for own in found.saved]
    stopped = profiles.load_unfinished(folder)
    unfinished = (stopped.replay, stopped.at, stopped.reached) if stopped else None
    to.write(export.person(saved, unfinished), private=True)


@kept.command()
def purge(json: Json = False) -> None:
    """Remove all that is kept, about you and besides, and prove it.

    \b
    careerfit data purge
    """
    from careerfit_cli.storage import saved_data

    done = saved_data.purge()
    if json:
        from careerfit_cli.export import keeping as export

        terminal.write(export.purge(done.removed, done.left))
        return
    _tell_of_purge(done)
    if done.left:
        terminal.write("Looked again: nothing else is kept on this computer.")
    else:
        terminal.write("Looked again: nothing is kept on this computer.")


def _tell_of_purge(done: Purge) -> None:
    """Say what was removed, and what was left and why."""
    for path in done.removed:
        terminal.write(f"removed {path}")
    for path in done.left:
        why = "not ours"
        if path.name == "occupations":
            why = "your own occupations"
        elif path.is_dir():
            why = "not empty"
        terminal.note(f"left, {why}: {path}")
