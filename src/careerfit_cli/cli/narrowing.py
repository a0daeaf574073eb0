"""The options that narrow and order lists, shared by every command that lists."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from careerfit_cli.cli import completing, screen

if TYPE_CHECKING:
    from careerfit_cli.filters import Filter, Narrowed
    from careerfit_cli.model.catalogue import Catalogue
    from careerfit_cli.store.index import Index

PayAtLeast = Annotated[
    float | None, typer.Option("--pay", min=0, help="Median pay of so much a year.")
]
State = Annotated[
    str | None,
    typer.Option(
        "--state",
        help="Pay of a state, such as CA or Ohio.",
        autocompletion=completing.states,
    ),
]
States = Annotated[
    list[str] | None,
    typer.Option(
        "--state",
        help="Only these states: CA,Ohio.",
        autocompletion=completing.states,
    ),
]
GrowthAtLeast = Annotated[
    float | None, typer.Option("--growth", help="Growth of so many percent or more.")
]
EducationAtMost = Annotated[
    str | None,
    typer.Option(
        "--education",
        help="At most: none, high-school, ..., doctoral.",
        autocompletion=completing.education,
    ),
]
JobZones = Annotated[
    list[int] | None, typer.Option("--zone", min=1, max=5, help="A job zone, 1-5.")
]
Outlooks = Annotated[
    list[str] | None, typer.Option("--outlook", help="Such as faster, or decline.")
]
Holland = Annotated[
    str | None, typer.Option("--holland", help="Letters its Holland code must have.")
]
Without = Annotated[
    list[str] | None, typer.Option("--without", help="Not with this in the title.")
]
Csv = Annotated[bool, typer.Option("--csv", help="Print CSV.")]
Markdown = Annotated[bool, typer.Option("--markdown", help="Print a Markdown table.")]


def area_of(state: str | None) -> str:
    """The state named, or empty for the whole country."""
    if state is None:
        return ""
    from careerfit_cli import search

    return search.state(state)


def areas_of(given: Sequence[str]) -> list[str]:
    """The states named, one or several in each text."""
    return [area_of(name) for names in given for name in names.split(",")]


def paid(index: Index, area: str) -> Catalogue:
    """The catalogue, with the pay of a state in place of national pay if one is named."""
    if not area:
        return index.catalogue
    from careerfit_cli import filters
    from careerfit_cli.model.catalogue import Catalogue

    return Catalogue(filters.paid_in(index.catalogue, area, index.state_pay))


def chosen(
    pay: float | None,
    area: str,
    growth: float | None,
    education: str | None,
    zones: Sequence[int] | None,
    outlooks: Sequence[str] | None,
    holland: str | None,
    without: Sequence[str] | None,
) -> list[Filter]:
    """The filters that options ask for, in the order of the options."""
    from careerfit_cli import filters

    found = []
    if pay is not None:
        found.append(filters.pay_at_least(pay, area))
    if growth is not None:
        found.append(filters.growth_at_least(growth))
    if education is not None:
        found.append(filters.education_at_most(education))
    if zones:
        found.append(filters.job_zones(zones))
    if outlooks:
        found.append(filters.outlook_is(outlooks))
    if holland is not None:
        found.append(filters.holland_has(holland))
    return [*found, *(filters.without(text) for text in without or ())]


def tell(found: Narrowed) -> None:
    """Say on standard error what the filters hid, and which one to drop."""
    for asked, count in found.hidden:
        if count:
            screen.note(f"{asked}: hid {count}.")
    if not found.kept and found.alone:
        asked, left = max(found.alone, key=lambda pair: pair[1])
        if left:
            screen.note(f"Nothing is left. Without `{asked}` there would be {left}.")
        else:
            screen.note("Nothing is left. Drop two of the conditions or more.")
