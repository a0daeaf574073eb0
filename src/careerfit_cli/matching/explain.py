"""Explains one occupation's match."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from careerfit_cli.matching.rank import Match, rank
from careerfit_cli.matching.stability import STEP, Stability, stability
from careerfit_cli.matching.vectors import (
    WEIGHTS,
    Array,
    clear_domains,
    in_tenths,
    person_levels,
    ranks_in,
    vectors_of,
)
from careerfit_cli.model.catalogue import DIMENSIONS, Catalogue, Dimension
from careerfit_cli.model.elements import INTEREST_AREAS
from careerfit_cli.model.profile import HIGHEST, LOWEST, Profile


@dataclass(frozen=True)
class Change:
    """The effect of moving one answer on `dimension` one step `up` or `down`.

    `score`, 0-100 in tenths, and `rank` are the occupation's after the step.
    """

    dimension: Dimension
    direction: str
    score: float
    rank: int


@dataclass(frozen=True)
class Explanation:
    """One occupation's match among `ranked` others, and how certain it is.

    A part that the answers do not allow is `None`. `careless_reason` is the profile's.
    """

    match: Match
    ranked: int
    stability: Stability | None
    change: Change | None
    careless_reason: str = ""


def explain(
    profile: Profile,
    catalogue: Catalogue,
    slug: str,
    weights: Mapping[str, float] = WEIGHTS,
) -> Explanation | None:
    """Why one occupation matches or does not; `None` if it is not ranked."""
    ranking = rank(profile, catalogue, None, weights, {slug})
    if not ranking.matches:
        return None
    return Explanation(
        match=ranking.matches[0],
        ranked=ranking.ranked,
        stability=stability(profile, catalogue, [slug], weights).get(slug),
        change=strongest_change(profile, catalogue, slug, weights),
        careless_reason=profile.careless_reason,
    )


def strongest_change(
    profile: Profile,
    catalogue: Catalogue,
    slug: str,
    weights: Mapping[str, float] = WEIGHTS,
) -> Change | None:
    """The one answer that, changed by one step, moves an occupation's score most.

    Every possible step is scored in full; ties are in the order of the dimensions, up
    before down. `None` when the occupation is not ranked, or no step moves it.
    """
    row = next((n for n, entry in enumerate(catalogue) if entry.slug == slug), None)
    steps = _steps(profile)
    if row is None or not steps:
        return None
    people = np.vstack([person_levels(profile), *(levels for _, _, levels in steps)])
    clear = np.broadcast_to(
        clear_domains(profile), (len(people), len(clear_domains(profile)))
    )
    occupations = vectors_of(catalogue, weights)
    shown = occupations.scores(occupations.people(people, clear))
    moved = np.nan_to_num(np.abs(shown[1:, row] - shown[0, row]))
    most = int(np.argmax(np.round(moved, 9)))
    shown = in_tenths(shown[[0, most + 1]])
    if np.isnan(shown[:, row]).any() or shown[0, row] == shown[1, row]:
        return None
    dimension, direction, _ = steps[most]
    place = int(ranks_in(shown, [row])[1, 0])
    return Change(dimension, direction, float(shown[1, row]), place)


def _steps(profile: Profile) -> list[tuple[Dimension, str, Array]]:
    """Every step an answer can take, and the levels after it."""
    steps = []
    levels = person_levels(profile)
    for place, dimension in enumerate(DIMENSIONS):
        answers = profile.responses.get(dimension.domain, {}).get(dimension.name, ())
        is_area = dimension.domain == INTEREST_AREAS.key
        count = len(answers) + (is_area and dimension.name in profile.picks)
        for direction, sign in (("up", 1), ("down", -1)):
            if any(LOWEST <= answer + sign <= HIGHEST for answer in answers):
                after = levels.copy()
                after[place] += sign * STEP / count
                steps.append((dimension, direction, after))
    return steps
