"""Weights and filtered rankings, for `quiz`, `rank`, `report` and others."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from careerfit_cli.errors import UsageError
from careerfit_cli.model.text import quoted

if TYPE_CHECKING:
    from careerfit_cli.filters import Filter, Filtered
    from careerfit_cli.matching.skills import Starts
    from careerfit_cli.matching.tiers import Result
    from careerfit_cli.model.profile import Profile
    from careerfit_cli.preferences import Met
    from careerfit_cli.storage.index import Index
    from careerfit_cli.ui.options import PagedScreen
    from careerfit_cli.ui.preference_options import Hidden
    from careerfit_cli.views.ranking import Context

Weights = Annotated[
    str | None,
    typer.Option(help="Weights, such as interests=1,interest_areas=2,work_styles=1."),
]


_WEIGHT = r"[0-9]{1,4}(\.[0-9]{1,2})?"
"""The format of weights: at most two decimals and four digits."""


class Conditions(NamedTuple):
    """Which careers are ranked, and the skills that sort them within a tier.

    `preferred` hides careers by the person's preferences. `area` is the state or area
    used for pay. `aside` are the slugs of careers put aside.
    """

    filters: Sequence[Filter]
    preferred: Hidden | None
    area: str
    aside: Collection[str]
    skills: Collection[str]


class FilteredRanking(NamedTuple):
    """A ranking of the careers that meet some conditions, and why others are left out.

    `met` is how careers meet the person's preferences, `starts` what the person can
    start from.
    """

    result: Result
    met: Met
    starts: Starts
    filtered: Filtered


def rank_filtered(
    profile: Profile,
    index: Index,
    conditions: Conditions,
    top: int,
    weights: Mapping[str, float],
    *,
    allow_careless: bool,
) -> FilteredRanking:
    """Rank the careers that meet the conditions; ranks are among all careers."""
    from careerfit_cli.filters import apply_filters
    from careerfit_cli.matching.tiers import result
    from careerfit_cli.ui import filter_options, preference_options
    from careerfit_cli.ui.loading import met
    from careerfit_cli.ui.skill_order import sorted_by_skills

    catalogue = filter_options.paid(index, conditions.area)
    checks = met(index, profile.choices)
    hiding = preference_options.hiding(profile.choices, checks, conditions.preferred)
    filtered = apply_filters(catalogue, [*conditions.filters, *hiding])
    slugs = {entry.slug for entry in filtered.kept} - set(conditions.aside)
    matched = result(
        profile, catalogue, top, weights, slugs, allow_careless=allow_careless
    )
    matched, starts = sorted_by_skills(matched, conditions.skills, index)
    return FilteredRanking(matched, checks, starts, filtered)


def explain_conditions(
    profile: Profile, ranking: FilteredRanking, preferred: Hidden | None
) -> None:
    """Print to standard error what the filters and preferences hid."""
    from careerfit_cli.ui import filter_options, preference_options

    filter_options.explain_filters(ranking.filtered)
    preference_options.tell_not_rated(
        profile.choices, ranking.filtered, ranking.met, preferred
    )


def show_ranking(
    profile: Profile,
    result: Result,
    top: int,
    context: Context,
    screen: PagedScreen,
) -> None:
    """Print a ranking, in the pager if it is longer than the screen."""
    from careerfit_cli.views.ranking import ranked

    screen.show(ranked(profile, result, top, screen.display, context))


def weights_in(text: str | None) -> Mapping[str, float]:
    """The weights in `name=number,...`; the default weights without any."""
    from careerfit_cli import matching

    if text is None:
        return matching.WEIGHTS
    shares = dict.fromkeys(matching.WEIGHTS, 0.0)
    for part in text.split(","):
        name, _, number = part.strip().partition("=")
        known = name.strip() in matching.WEIGHTS
        if not known or not re.fullmatch(_WEIGHT, number.strip()):
            raise UsageError(
                f"{quoted(part.strip())} is not a weight",
                f"write {','.join(f'{key}=1' for key in matching.WEIGHTS)}",
            )
        shares[name.strip()] = float(number)
    return shares
