"""The options that narrow and order lists, shared by every command that lists."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass, fields
from functools import wraps
from typing import TYPE_CHECKING, Annotated, Any, get_type_hints

import typer

from careerfit_cli.cli import completing, screen
from careerfit_cli.cli.where import State, area_of

if TYPE_CHECKING:
    from careerfit_cli.filters import Filter, Narrowed
    from careerfit_cli.model.catalogue import Catalogue
    from careerfit_cli.store.index import Index

PayAtLeast = Annotated[
    float | None, typer.Option("--pay", min=0, help="Median pay of so much a year.")
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
    list[int] | None,
    typer.Option("--zone", min=1, max=5, help="A job zone, 1-5; 1 and 2 are one."),
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
_NARROW = "narrow"


def paid(index: Index, area: str) -> Catalogue:
    """The catalogue, with the pay of a state in place of national pay if one is named."""
    if not area:
        return index.catalogue
    from careerfit_cli import filters
    from careerfit_cli.model.catalogue import Catalogue

    return Catalogue(filters.paid_in(index.catalogue, area, index.state_pay))


@dataclass(frozen=True)
class Narrowing:
    """What the options that narrow a list say, one field each."""

    pay: PayAtLeast = None
    state: State = None
    growth: GrowthAtLeast = None
    education: EducationAtMost = None
    zone: JobZones = None
    outlook: Outlooks = None
    holland: Holland = None
    without: Without = None

    def chosen(self) -> tuple[str, list[Filter]]:
        """The state named, if one is, and the filters in the order of the options."""
        from careerfit_cli import filters

        area, found = area_of(self.state), []
        if self.pay is not None:
            found.append(filters.pay_at_least(self.pay, area))
        if self.growth is not None:
            found.append(filters.growth_at_least(self.growth))
        if self.education is not None:
            found.append(filters.education_at_most(self.education))
        if self.zone:
            found.append(filters.job_zones(self.zone))
        if self.outlook:
            found.append(filters.outlook_is(self.outlook))
        if self.holland is not None:
            found.append(filters.holland_has(self.holland))
        found += [filters.without(text) for text in self.without or ()]
        return area, found


def narrowed(command: Callable[..., None]) -> Callable[..., None]:
    """A command with every option of `Narrowing` in place of its parameter `narrow`."""
    own = inspect.signature(command, eval_str=True)
    hints = get_type_hints(Narrowing, include_extras=True)
    options = [
        own.parameters[_NARROW].replace(
            name=field.name, default=field.default, annotation=hints[field.name]
        )
        for field in fields(Narrowing)
    ]

    @wraps(command)
    def told(**given: Any) -> None:
        options = {field.name: given.pop(field.name) for field in fields(Narrowing)}
        command(**given, narrow=Narrowing(**options))

    listed = [
        each
        for name, parameter in own.parameters.items()
        for each in (options if name == _NARROW else [parameter])
    ]
    # Typer reads both, and would find the command's own behind the wrapper.
    told.__signature__ = own.replace(parameters=listed)  # type: ignore[attr-defined]
    told.__annotations__ = {each.name: each.annotation for each in listed}
    del told.__wrapped__
    return told


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
