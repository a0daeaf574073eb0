"""Commands that look at an occupation, or a few: show, define, compare."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from careerfit_cli.errors import UsageError
from careerfit_cli.model.text import quoted
from careerfit_cli.ui import completion, output, place_options, terminal
from careerfit_cli.ui.app import Json, NoColor, Paged, Plain
from careerfit_cli.ui.loading import (
    open_index,
    saved_match,
    table_facts,
    the_occupation,
    with_area_pay,
)

if TYPE_CHECKING:
    from rich.console import RenderableType

    from careerfit_cli.model.glossary import Glossary
    from careerfit_cli.views.display import Display

Name = Annotated[
    str,
    typer.Argument(
        help="A title, job title, code or file name, or part of one.",
        autocompletion=completion.occupations,
    ),
]


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
    state: place_options.State = None,
    area: place_options.Area = None,
    everything: Annotated[
        bool, typer.Option("--all", help="Show every score, title and state.")
    ] = False,
    explain: Annotated[
        bool, typer.Option("--explain", help="Explain each term.")
    ] = False,
    json: Json = False,
    out: output.Out = None,
    force: output.Force = False,
    plain: Plain = False,
    no_color: NoColor = False,
    pager: Paged = True,
) -> None:
    """Show the profile of an occupation.

    \b
    careerfit show registered-nurse
    careerfit show "software engineer" --state CA
    careerfit show 29-1141.00 --section pay,states
    """
    to = output.wanted(out, force=force, json=json)
    if to.kind and (section or state or area):
        flag = "--section" if section else "--state" if state else "--area"
        raise UsageError("JSON holds everything", f"leave out {flag}")
    place = place_options.place_of(state, area)
    occupation = the_occupation(name)
    if to.kind:
        from careerfit_cli.export import catalogue as export

        to.write(export.occupation(occupation))
        return
    from careerfit_cli.compare.states import in_state
    from careerfit_cli.views import occupation as view

    display = terminal.display(plain=plain)
    local = with_area_pay(occupation, place).pay
    drawn = view.page(
        occupation,
        display,
        _known_sections(section or [], tuple(view.SECTIONS)),
        everything=everything,
        glossary=_glossary(explain),
        before=_own_match(occupation.slug, display),
        state=in_state(local, place) if place else None,
        facts=table_facts(occupation),
    )
    terminal.show(drawn, display, no_color=no_color, paged=pager)


def _own_match(slug: str, display: Display) -> RenderableType | None:
    found = saved_match(slug)
    if found is None:
        return None
    from careerfit_cli.ui.skill_order import own_skills, starts_of
    from careerfit_cli.views import why

    own, matches, doubt = found
    skills = own_skills()
    starts = starts_of(skills, open_index(), [slug]) if skills else why.NO_STARTS
    return why.own_match(own, display, matches, doubt, starts=starts)


def _glossary(wanted: bool) -> Glossary | None:  # noqa: FBT001 - it is the flag itself
    if not wanted:
        return None
    from careerfit_cli.storage.glossary import load_glossary

    return load_glossary()


def _known_sections(given: list[str], known: tuple[str, ...]) -> list[str]:
    """The sections named, one or several in each text."""
    asked = [name.strip() for names in given for name in names.split(",")]
    keys = ["-".join(name.casefold().split()) for name in asked]
    for name, key in zip(asked, keys, strict=True):
        if key not in known:
            from careerfit_cli.search import nearest
            from careerfit_cli.search.spelling import SAME_WORD

            near = nearest(key, known, most=2, least=SAME_WORD)
            raise UsageError(
                f"there is no section {quoted(name)}"
                + (f"; nearest: {', '.join(near)}" if near else ""),
                f"sections: {', '.join(known)}",
            )
    return keys
