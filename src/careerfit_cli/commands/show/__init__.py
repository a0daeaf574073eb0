"""`careerfit show`: the profile of one occupation, as a page or as JSON."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from careerfit_cli.errors import CareerfitError, UsageError
from careerfit_cli.model.text import quoted
from careerfit_cli.ui import completion
from careerfit_cli.ui.loading import (
    leave_out_profile,
    met,
    open_index,
    own_profile,
    table_facts,
    the_occupation,
    with_area_pay,
)
from careerfit_cli.ui.options import (
    Area,
    JsonOptions,
    Name,
    PagedScreen,
    State,
    place_of,
)

if TYPE_CHECKING:
    from rich.console import RenderableType

    from careerfit_cli.model.occupation import Occupation
    from careerfit_cli.model.profile import Profile
    from careerfit_cli.views.display import Display


def show(
    name: Name,
    section: Annotated[
        list[str] | None,
        typer.Option(
            "--section",
            "-s",
            help="Only these sections, such as pay,interests.",
            autocompletion=completion.sections,
        ),
    ] = None,
    state: State = None,
    area: Area = None,
    everything: Annotated[
        bool, typer.Option("--all", help="Show every score, title and state.")
    ] = False,
    explain: Annotated[
        bool, typer.Option("--explain", help="Explain each term.")
    ] = False,
    profile: Annotated[
        str | None, typer.Option(help="A saved profile's name, or its file.")
    ] = None,
    *,
    output: JsonOptions,
    screen: PagedScreen,
) -> None:
    """Show the profile of an occupation.

    \b
    careerfit show registered-nurse
    careerfit show "software engineer" --state CA
    careerfit show 29-1141.00 --section pay,states
    """
    destination = output.destination()
    if destination.kind and (section or state or area):
        flag = "--section" if section else "--state" if state else "--area"
        raise UsageError("JSON holds everything", f"leave out {flag}")
    place = place_of(state, area)
    occupation = the_occupation(name)
    if destination.kind:
        destination.write_json("occupation", to_dict(occupation))
        return
    from careerfit_cli.commands.show.page import render
    from careerfit_cli.compare.states import in_state
    from careerfit_cli.storage.glossary import load_glossary

    local = with_area_pay(occupation, place).pay
    page = render(
        occupation,
        screen.display,
        _known_sections(section or []),
        everything=everything,
        glossary=load_glossary() if explain else None,
        before=_match(occupation.slug, screen.display, profile),
        state=in_state(local, place) if place else None,
        facts=table_facts(occupation),
    )
    screen.show(page)


def _match(slug: str, display: Display, name: str | None) -> RenderableType | None:
    """How the occupation fits a saved profile, which must exist if it is named."""
    if name is not None:
        from careerfit_cli.ui import profile_options

        profile = profile_options.AnswerOptions(name).profile()
        skills = profile_options.saved_profile(name).skills
        option = profile_options.profile_option(name)
        return _fit(slug, display, profile, skills, option)
    try:
        answered = own_profile()
        return None if answered is None else _fit(slug, display, *answered)
    except CareerfitError as error:
        leave_out_profile(error)
        return None


def _fit(
    slug: str,
    display: Display,
    profile: Profile,
    skills: Collection[str],
    option: str = "",
) -> RenderableType | None:
    from careerfit_cli import matching
    from careerfit_cli.ui.profile_options import area_names
    from careerfit_cli.ui.ranking import starts_of
    from careerfit_cli.views.reasons import own_match

    index = open_index()
    match = matching.match_of(profile, index.catalogue, slug)
    if match is None:
        return None
    return own_match(
        match,
        display,
        met(index, profile.choices).get(slug, ()),
        profile.careless_reason,
        area_names(),
        starts_of(skills, index, [slug]),
        option,
    )


def _known_sections(options: Sequence[str]) -> list[str]:
    """The named sections; each option may have several.

    Raises `UsageError` for an unknown section.
    """
    names = [name.strip() for option in options for name in option.split(",")]
    keys = ["-".join(name.casefold().split()) for name in names]
    for name, key in zip(names, keys, strict=True):
        if key not in completion.SECTIONS:
            from careerfit_cli.search import nearest
            from careerfit_cli.search.spelling import SAME_WORD

            near = nearest(key, completion.SECTIONS, most=2, least=SAME_WORD)
            raise UsageError(
                f"there is no section {quoted(name)}"
                + (f"; nearest: {', '.join(near)}" if near else ""),
                f"sections: {', '.join(completion.SECTIONS)}",
            )
    return keys


def to_dict(occupation: Occupation) -> dict[str, Any]:
    """The document: the content of the occupation's file, with units and Holland code."""
    from careerfit_cli.model.occupation import Occupation
    from careerfit_cli.model.schema import record, units
    from careerfit_cli.model.serialize import values_of

    values = values_of(occupation)
    del values["schema"]
    about = {"units": units(record(Occupation)), "slug": occupation.slug}
    return {**about, **values, "holland": occupation.holland}
