"""The commands of `careerfit profile`: saved profiles, shown, compared and removed."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from careerfit_cli.ui import output, terminal
from careerfit_cli.ui.app import AllowCareless, Json, NoColor, Plain, greet
from careerfit_cli.ui.asking import put
from careerfit_cli.ui.commands import group
from careerfit_cli.ui.loading import open_index
from careerfit_cli.ui.ranking import saved_profile, the_profile
from careerfit_cli.ui.results import area_names

if TYPE_CHECKING:
    from careerfit_cli.model.profile import Side
    from careerfit_cli.prompts import Sheet
    from careerfit_cli.storage.profiles import Saved

_ANSWER_STRING = re.compile(r"v\d+\.|[1-5-]{41}")
"""The beginning of one, which no name of a profile has."""

profiles = group("Show and compare saved profiles.")
profiles.callback(invoke_without_command=True)(greet)


@profiles.command(name="list")
def list_profiles(
    json: Json = False, out: output.Out = None, force: output.Force = False
) -> None:
    """List the saved profiles, and the folder they are in."""
    from careerfit_cli.storage import paths, profiles

    to = output.wanted(out, force=force, json=json)
    folder = paths.needed_personal_folder()
    found = profiles.list_profiles(folder)
    if to.kind:
        from careerfit_cli.export import keeping as export

        rows = [_row(saved) for saved in found.saved]
        to.write(export.profiles(str(folder), rows, found.problems), private=True)
        return
    for saved in found.saved:
        _, length, _, *optional = saved.replay.split(".")
        more = ", preferences" if any(optional[:1]) else ""
        terminal.write(f"{saved.name}  {saved.made}  {length} quiz{more}")
    for problem in found.problems:
        terminal.note(str(problem))
    if not found.saved:
        terminal.write("No profile is saved. Take the quiz: careerfit quiz")
    terminal.note(f"Kept in {folder}")


def _row(saved: Saved) -> dict[str, str]:
    _, length, *_ = saved.replay.split(".")
    return {
        "name": saved.name,
        "made": saved.made.isoformat(),
        "length": length,
        "replay": saved.replay,
        "education": saved.education,
    }


@profiles.command()
def show(
    name: Annotated[str, typer.Argument(help="Its name.")] = "me",
    json: Json = False,
    out: output.Out = None,
    force: output.Force = False,
    plain: Plain = False,
    no_color: NoColor = False,
) -> None:
    """Show a saved profile: interests, areas of work, work styles, preferences."""
    from careerfit_cli import quiz as instrument
    from careerfit_cli.storage.glossary import load_glossary
    from careerfit_cli.views import person

    to = output.wanted(out, force=force, json=json)
    profile = the_profile(name, None, None)
    tendencies = instrument.tendencies(profile)
    if to.kind:
        from careerfit_cli.export import result as export

        saved = saved_profile(name)
        made = saved.made.isoformat()
        to.write(export.levels(profile, tendencies, saved.name, made), private=True)
        return
    display = terminal.display(plain=plain)
    drawn = person.person(profile, tendencies, load_glossary(), area_names(), display)
    terminal.show(drawn, display, no_color=no_color)
    terminal.write(f"careerfit quiz --answers {profile.replay}")


@profiles.command()
def preferences(
    name: Annotated[str, typer.Argument(help="Its name.")] = "me",
    plain: Plain = False,
    no_color: NoColor = False,
) -> None:
    """Answer where and how you like to work, or change it, for a saved profile."""
    from careerfit_cli import prompts
    from careerfit_cli import quiz as instrument
    from careerfit_cli.storage import paths, profiles
    from careerfit_cli.storage.bank import load_bank
    from careerfit_cli.views import preferring

    folder = paths.needed_personal_folder()
    saved = profiles.load_profile(folder, name)
    profile = the_profile(name, None, None)
    bank = load_bank(profile.replay)
    length, answers = instrument.answers_in(bank, profile.replay)
    main, optional, ties = instrument.parted(bank, length, answers)
    before = optional or (None,) * len(bank.opposites)

    def keep(sheet: Sheet) -> None:
        nonlocal saved
        replay = instrument.replay(bank, length, (*main, *sheet.answers, *ties))
        after = replace(saved, replay=replay)
        profiles.replace_profile(folder, saved, after)
        saved = after

    questions = instrument.preference_questions(bank)
    sheet = prompts.Sheet(before)
    sheet = put(questions, sheet, keep, plain=plain, no_color=no_color)
    display = terminal.display(plain=plain)
    given = (*main, *sheet.answers)
    drawn = preferring.chosen(instrument.choices(bank, length, given), display)
    terminal.show(drawn, display, no_color=no_color)
    terminal.note(
        "`careerfit rank` flags what goes against them; "
        "`careerfit rank --preferred strong` hides it."
    )


@profiles.command()
def diff(
    one: Annotated[
        str, typer.Argument(help="A saved profile's name, a file, or an answer string.")
    ],
    other: Annotated[str, typer.Argument(help="The other profile.")],
    top: Annotated[int, typer.Option(min=1, help="How many careers to compare.")] = 10,
    everything: Annotated[
        bool, typer.Option("--all", help="Show every level, not only real changes.")
    ] = False,
    allow_careless: AllowCareless = False,
    json: Json = False,
    out: output.Out = None,
    force: output.Force = False,
    plain: Plain = False,
    no_color: NoColor = False,
) -> None:
    """Compare two profiles: you in May and now, or you and a friend.

    \b
    careerfit profile diff may me
    careerfit profile diff me friend.json
    """
    from careerfit_cli.matching.difference import diff as between

    to = output.wanted(out, force=force, json=json)
    first, second = _side(one), _side(other)
    index = open_index()
    both = (first.profile, second.profile)
    found = between(*both, index.catalogue, top, allow_careless=allow_careless)
    if to.kind:
        from careerfit_cli.export import result as export

        to.write(export.diff(found, first, second, index.releases), private=True)
        return
    from careerfit_cli.views import difference

    display = terminal.display(plain=plain)
    drawn = difference.page(
        found, (first, second), display, area_names(), everything=everything
    )
    terminal.show(drawn, display, no_color=no_color)


def _side(who: str) -> Side:
    """The profile of a name, of a file, or of an answer string."""
    from careerfit_cli.model.profile import Side

    if _ANSWER_STRING.match(who) or Path(who).suffix == ".txt":
        return Side(the_profile(who, answers=who, riasec=None))
    saved = saved_profile(who)
    profile = the_profile(who, answers=None, riasec=None)
    return Side(profile, saved.name, saved.made.isoformat())
