"""Weights and filtered rankings, for `quiz`, `rank`, `report` and others."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from careerfit_cli.errors import UsageError
from careerfit_cli.model.text import quoted
from careerfit_cli.ui import filter_options, terminal
from careerfit_cli.ui.loading import met
from careerfit_cli.ui.profile_options import Hidden

if TYPE_CHECKING:
    from careerfit_cli.filters import Filter, Filtered
    from careerfit_cli.matching.skills import Starts
    from careerfit_cli.matching.tiers import Result
    from careerfit_cli.model.profile import Choice, Profile
    from careerfit_cli.preferences import Met
    from careerfit_cli.storage.index import Index

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

    catalogue = filter_options.paid(index, conditions.area)
    checks = met(index, profile.choices)
    hiding = _hiding(profile.choices, checks, conditions.preferred)
    filtered = apply_filters(catalogue, [*conditions.filters, *hiding])
    slugs = {entry.slug for entry in filtered.kept} - set(conditions.aside)
    matched = result(
        profile, catalogue, top, weights, slugs, allow_careless=allow_careless
    )
    matched, starts = sorted_by_skills(matched, conditions.skills, index)
    return FilteredRanking(matched, checks, starts, filtered)


def _hiding(
    choices: Sequence[Choice], met: Met, hidden: Hidden | None
) -> Sequence[Filter]:
    """A filter for each clear preference, if they are to hide occupations."""
    if hidden is None:
        return ()
    from careerfit_cli import filters
    from careerfit_cli.preferences import Verdict

    clear = [choice for choice in choices if choice.pole]
    if not clear:
        raise UsageError(
            "there are no preferences to use",
            "answer `careerfit profile preferences`, or give --prefer outdoors,alone",
        )
    hides = {Verdict.STRONGLY_AGAINST, Verdict.AGAINST}
    if hidden is Hidden.STRONG:
        hides = {Verdict.STRONGLY_AGAINST}
        clear = [choice for choice in clear if choice.strong]
    if not clear:
        raise UsageError(
            "none of your preferences is strong", "--preferred all uses the others"
        )
    against = {
        (slug, check.choice)
        for slug, checks in met.items()
        for check in checks
        if check.verdict in hides
    }
    return [
        filters.none_of(
            f"{'much ' if choice.strong else ''}rather {choice.pole}",
            {slug for slug, other in against if other == choice},
        )
        for choice in clear
    ]


def explain_conditions(
    profile: Profile, ranking: FilteredRanking, preferred: Hidden | None
) -> None:
    """Print to standard error what the filters and preferences hid or left in."""
    filter_options.explain_filters(ranking.filtered)
    if preferred is None:
        return
    unrated = [
        check.choice
        for entry in ranking.filtered.kept
        for check in ranking.met.get(entry.slug, ())
        if check.passed is None and (check.choice.strong or preferred is Hidden.ALL)
    ]
    listed = [
        f"{count} on {choice.pole}"
        for choice in profile.choices
        if (count := unrated.count(choice))
    ]
    if listed:
        terminal.note(f"Kept, though not rated: {', '.join(listed)}.")


def starts_of(skills: Collection[str], index: Index, slugs: Collection[str]) -> Starts:
    """What a person with some skills can start from, by occupation slug.

    Empty without skills.
    """
    if not skills:
        return {}
    from careerfit_cli.matching.skills import by_id, start
    from careerfit_cli.model.skills import SKILL_DOMAINS

    means = {
        skill: index.norms[domain.key, name].mean
        for domain in SKILL_DOMAINS
        for skill, name in domain.elements.items()
        if (domain.key, name) in index.norms
    }
    ratings = {domain.key: index.ratings(domain) for domain in SKILL_DOMAINS}
    return {
        slug: start(
            skills,
            by_id({key: by_slug.get(slug, {}) for key, by_slug in ratings.items()}),
            means,
        )
        for slug in slugs
    }


def sorted_by_skills(
    result: Result, skills: Collection[str], index: Index
) -> tuple[Result, Starts]:
    """A result sorted within its tiers by a person's skills, and the reasons."""
    if not skills or not result.tiers:
        return result, {}
    from careerfit_cli.matching.skills import sorted_by_start

    shown = {match.entry.slug for match in result.ranking.matches}
    starts = starts_of(skills, index, shown)
    return sorted_by_start(result, starts), starts


def weights_in(text: str | None) -> Mapping[str, float]:
    """The weights in `name=number,...`; the default weights without any."""
    from careerfit_cli import matching

    if text is None:
        return matching.WEIGHTS
    shares = dict.fromkeys(matching.WEIGHTS, 0.0)
    for part in text.split(","):
        name, _, number = map(str.strip, part.partition("="))
        if name not in matching.WEIGHTS or not re.fullmatch(_WEIGHT, number):
            raise UsageError(
                f"{quoted(part.strip())} is not a weight",
                f"write {','.join(f'{key}=1' for key in matching.WEIGHTS)}",
            )
        shares[name] = float(number)
    return shares
