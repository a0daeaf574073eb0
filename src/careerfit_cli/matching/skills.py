"""What a person can start from: their skills and knowledge that matter in the work.

It is not part of FIT. It only sorts careers of one tier, which FIT cannot tell apart.
Ratings are O*NET's importance of 35 skills and 33 fields of knowledge, 0-100, by O*NET
element id.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from careerfit_cli.model.skills import SKILL_DOMAINS, SKILL_NAMES

if TYPE_CHECKING:
    from careerfit_cli.matching.rank import Match
    from careerfit_cli.matching.tiers import Result

SHARE_OF_MEAN = 0.75
"""How much of an element's mean over all occupations is subtracted from its rating.

Subtracting all of it would favor unusual elements; none of it, those that nearly every
job needs. Chosen by benchmarks/skills.py.
"""

IMPORTANT = 50
"""An element is listed as one to learn from this importance, 0-100."""

LEAST_RATED = len(SKILL_NAMES) // 2
"""The fewest elements an occupation must be rated on to be compared."""

Ratings = Mapping[str, float]


@dataclass(frozen=True)
class Start:
    """What a person can start from in an occupation.

    `figure`, 0 or more, is higher the more the person has of what sets the work apart;
    it compares occupations for one person. `have` are the skills the person has that
    are important in the work or set it apart, and `learn` the important ones they lack:
    element ids, what sets the work apart most first.
    """

    figure: float
    have: tuple[str, ...]
    learn: tuple[str, ...]


Starts = Mapping[str, Start | None]
"""By slug; `None` if O*NET has not rated the occupation's skills."""


def by_id(ratings: Mapping[str, Mapping[str, float]]) -> Ratings:
    """Convert ratings by domain key and name to ratings by element id."""
    return {
        skill: ratings[domain.key][name]
        for domain in SKILL_DOMAINS
        for skill, name in domain.elements.items()
        if name in ratings.get(domain.key, {})
    }


def weights(ratings: Ratings, means: Ratings) -> Ratings:
    """How much each element sets an occupation's work apart, 0 or more.

    With rating x and mean m over all occupations: d = x - 0.75 m, w = max(0, d - mean of
    the occupation's d), and all w are divided by the root of the sum of their squares. An
    occupation with even ratings has weights of 0. Source: docs/method.md.
    """
    above = {skill: x - SHARE_OF_MEAN * means[skill] for skill, x in ratings.items()}
    center = math.fsum(above.values()) / len(above)
    raised = {skill: max(0.0, round(d - center, 6)) for skill, d in above.items()}
    length = math.hypot(*raised.values()) or 1.0
    return {skill: d / length for skill, d in raised.items()}


def start(skills: Collection[str], ratings: Ratings, means: Ratings) -> Start | None:
    """What a person with some skills can start from; `None` without enough ratings.

    The figure is the sum of the weights of the person's skills, so one more never
    lowers it.
    """
    if len(ratings) < LEAST_RATED:
        return None
    weight = weights(ratings, means)
    order = sorted(weight, key=lambda skill: (-weight[skill], -ratings[skill]))
    have = [
        skill
        for skill in order
        if skill in skills and (weight[skill] > 0 or ratings[skill] >= IMPORTANT)
    ]
    learn = [
        skill for skill in order if skill not in skills and ratings[skill] >= IMPORTANT
    ]
    return Start(
        round(math.fsum(weight[skill] for skill in have), 3),
        tuple(have),
        tuple(learn),
    )


def sorted_by_start(result: Result, starts: Starts) -> Result:
    """The shown careers of each tier, those the person is best prepared for first.

    FIT, ranks, tiers and which careers are shown stay as they are. `starts` are by
    slug; careers without one come last.
    """
    shown = {match.entry.slug for match in result.ranking.matches}

    def place(match: Match) -> tuple[bool, bool, float, int]:
        start = starts.get(match.entry.slug)
        hidden = match.entry.slug not in shown
        return hidden, start is None, -start.figure if start else 0.0, match.rank

    tiers = []
    for tier in result.tiers:
        families = [
            replace(family, matches=tuple(sorted(family.matches, key=place)))
            for family in tier.families
        ]
        families.sort(key=lambda family: place(family.first))
        tiers.append(replace(tier, families=tuple(families)))
    first = [
        match
        for tier in tiers
        for match in sorted(tier.matches, key=place)
        if match.entry.slug in shown
    ]
    by_slug = {match.entry.slug: match for match in (*first, *result.ranking.matches)}
    ranking = replace(result.ranking, matches=tuple(by_slug.values()))
    return replace(result, tiers=tuple(tiers), ranking=ranking)
