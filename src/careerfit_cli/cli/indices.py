"""The option that shows other indices of fit beside FIT, shared by rank and why."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from careerfit_cli.cli import screen
from careerfit_cli.cli.output import Output
from careerfit_cli.errors import CareerfitError

if TYPE_CHECKING:
    from careerfit_cli.export.document import Releases
    from careerfit_cli.fit.methods import SideBySide, Standings
    from careerfit_cli.model.catalogue import Catalogue
    from careerfit_cli.model.profile import Profile


class Method(StrEnum):
    """An index of fit; all but the first are second views."""

    FIT = "fit"
    PEARSON = "pearson"
    IACHAN = "iachan"
    BROWN_GORE = "brown-gore"
    ALL = "all"


ByMethod = Annotated[
    Method,
    typer.Option("--method", help="Set another index beside FIT, or all of them."),
]


def standings(
    profile: Profile, catalogue: Catalogue, weights: Mapping[str, float]
) -> Standings:
    """Where each index puts every occupation."""
    from careerfit_cli.fit import methods

    return methods.standings(profile, catalogue, weights)


def side_by_side(
    catalogue: Catalogue,
    standings: Standings,
    method: Method,
    top: int | None,
    only: Collection[str],
) -> SideBySide:
    """The first by an index, or by each of all; raises where the answers have none."""
    from careerfit_cli.fit import methods

    if method is Method.ALL:
        first = top or methods.FIRST
        return methods.side_by_side(
            catalogue, standings, methods.METHODS, first, only=only
        )
    if not standings[method]:
        raise CareerfitError(
            "the answers on interests do not allow that index",
            "rank by FIT: leave out --method",
        )
    return methods.side_by_side(catalogue, standings, [method], top or 10, only=only)


def show(
    profile: Profile,
    found: SideBySide,
    releases: Releases,
    to: Output,
    *,
    plain: bool,
    no_color: bool,
) -> None:
    """Write what some indices rank first as a table, or as a document."""
    if to.kind:
        from careerfit_cli.export import methods as export

        to.write(export.side_by_side(profile, found, releases, to.kind), private=True)
        return
    from careerfit_cli.views import methods as view

    look = screen.look(plain=plain)
    screen.show(view.page(found, look, profile.doubt), look, no_color=no_color)
