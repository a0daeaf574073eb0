"""`careerfit shortlist`: careers to keep, with notes, and careers put aside."""

from __future__ import annotations

import shlex
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Any

import typer

from careerfit_cli.errors import CareerfitError, UsageError
from careerfit_cli.ui import completion, output, terminal
from careerfit_cli.ui.commands import group
from careerfit_cli.ui.loading import open_index, the_entry
from careerfit_cli.ui.options import Json, JsonOptions, PagedScreen
from careerfit_cli.ui.profile_options import profile_option

if TYPE_CHECKING:
    from pathlib import Path

    from careerfit_cli.storage.profiles import Saved

MOST_COMPARED = 5

Name = Annotated[
    str,
    typer.Argument(help="The occupation.", autocompletion=completion.occupations),
]
Who = Annotated[str, typer.Option("--profile", help="A saved profile's name.")]

shortlist = group("Manage careers you keep, with notes, and those not for you.")


@shortlist.callback(invoke_without_command=True)
def show(
    context: typer.Context,
    who: Who = "me",
    json: Json = False,
    out: output.Out = None,
    force: output.Force = False,
) -> None:
    """Manage careers you keep, with notes, and those not for you.

    \b
    careerfit shortlist
    careerfit shortlist add registered-nurse --note "ask my aunt"
    careerfit shortlist aside actor
    """
    if context.invoked_subcommand is not None:
        return
    to = output.wanted(out, force=force, json=json)
    _, saved = _saved(who)
    if to.kind:
        from careerfit_cli.export.document import document

        to.write(document("shortlist", to_dict(saved)), private=True)
        return
    titles = _titles()
    for pick in saved.shortlist:
        note = f": {pick.note}" if pick.note else ""
        terminal.say(f"{titles.get(pick.slug, pick.slug)} ({pick.slug}){note}")
    if saved.aside:
        names = "; ".join(titles.get(slug, slug) for slug in saved.aside)
        terminal.say(f"Not for you: {names}")
    if not saved.shortlist and not saved.aside:
        terminal.write("The shortlist is empty. To add a career:")
        terminal.write(f"careerfit shortlist add registered-nurse{profile_option(who)}")


@shortlist.command()
def add(
    name: Name,
    note: Annotated[str, typer.Option(help="Your note.")] = "",
    who: Who = "me",
    json: Json = False,
) -> None:
    """Add a career to the shortlist, or change its note.

    \b
    careerfit shortlist add registered-nurse --note "like the hospital"
    """
    from careerfit_cli.storage.profiles import Pick

    slug, title = _career(name)
    folder, saved = _saved(who)
    picks = [pick for pick in saved.shortlist if pick.slug != slug]
    aside = tuple(other for other in saved.aside if other != slug)
    picks.append(Pick(slug, note))
    changed = replace(saved, shortlist=tuple(picks), aside=aside)
    _save(folder, changed, f"On the shortlist: {title}", json=json)


@shortlist.command()
def note(
    name: Name,
    text: Annotated[str, typer.Argument(help="Your note; an empty one removes it.")],
    who: Who = "me",
    json: Json = False,
) -> None:
    """Write a note on a career of the shortlist.

    \b
    careerfit shortlist note registered-nurse "ask about night shifts"
    """
    slug, title = _career(name)
    folder, saved = _saved(who)
    if all(pick.slug != slug for pick in saved.shortlist):
        option = profile_option(who)
        raise CareerfitError(
            f"{title} is not on the shortlist",
            f"careerfit shortlist add {slug} --note {shlex.quote(text)}{option}",
        )
    picks = tuple(
        replace(pick, note=text) if pick.slug == slug else pick
        for pick in saved.shortlist
    )
    changed = replace(saved, shortlist=picks)
    _save(folder, changed, f"Note saved: {title}", json=json)


@shortlist.command()
def remove(name: Name, who: Who = "me", json: Json = False) -> None:
    """Remove a career from the shortlist or from those put aside.

    \b
    careerfit shortlist remove registered-nurse
    """
    slug, title = _career(name)
    folder, saved = _saved(who)
    picks = tuple(pick for pick in saved.shortlist if pick.slug != slug)
    aside = tuple(other for other in saved.aside if other != slug)
    if (picks, aside) == (saved.shortlist, saved.aside):
        raise CareerfitError(f"{title} is neither on the shortlist nor put aside")
    changed = replace(saved, shortlist=picks, aside=aside)
    _save(folder, changed, f"Removed: {title}", json=json)


@shortlist.command()
def aside(name: Name, who: Who = "me", json: Json = False) -> None:
    """Put a career aside as not for you: `rank` and `report` leave it out.

    \b
    careerfit shortlist aside registered-nurse
    """
    slug, title = _career(name)
    folder, saved = _saved(who)
    picks = tuple(pick for pick in saved.shortlist if pick.slug != slug)
    slugs = dict.fromkeys([*saved.aside, slug])
    changed = replace(saved, shortlist=picks, aside=tuple(slugs))
    _save(folder, changed, f"Not for you: {title}", json=json)


@shortlist.command()
def compare(who: Who = "me", *, output: JsonOptions) -> None:
    """Compare the latest five careers of the shortlist side by side."""
    from careerfit_cli.commands.compare import compare as side_by_side

    _, saved = _saved(who)
    slugs = [pick.slug for pick in saved.shortlist][-MOST_COMPARED:]
    if len(slugs) < 2:
        raise CareerfitError(
            "the shortlist has fewer than two careers", "careerfit shortlist add NAME"
        )
    side_by_side(slugs, output=output, screen=PagedScreen())


def _career(name: str) -> tuple[str, str]:
    """The slug and the title of the occupation a name means."""
    entry = the_entry(name, open_index())
    return entry.slug, entry.title


def _saved(who: str) -> tuple[Path, Saved]:
    from careerfit_cli.storage import paths, profiles

    folder = paths.needed_personal_folder()
    return folder, profiles.load_profile(folder, who)


def _titles() -> dict[str, str]:
    return {entry.slug: entry.title for entry in open_index().catalogue}


def to_dict(saved: Saved) -> dict[str, Any]:
    """The document: the careers kept, with notes, and those put aside."""
    titles = _titles()
    return {
        "profile": saved.name,
        "shortlist": [
            {"slug": pick.slug, "title": titles.get(pick.slug, ""), "note": pick.note}
            for pick in saved.shortlist
        ],
        "aside": [
            {"slug": slug, "title": titles.get(slug, "")} for slug in saved.aside
        ],
    }


def _save(folder: Path, saved: Saved, message: str, *, json: bool) -> None:
    """Save a changed profile, and confirm it or print its shortlist as JSON."""
    from careerfit_cli.storage import profiles
    from careerfit_cli.storage.profile_files import LONGEST_NOTE

    if any(len(pick.note) > LONGEST_NOTE for pick in saved.shortlist):
        raise UsageError(
            "the note is too long", f"a note has at most {LONGEST_NOTE} characters"
        )
    profiles.save_profile(folder, saved)
    if json:
        from careerfit_cli.export.document import document

        terminal.write(document("shortlist", to_dict(saved)))
    else:
        terminal.say(message)
