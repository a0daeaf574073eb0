"""What one answer would change: the single step that moves an occupation most."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from careerfit_cli.fit.arithmetic import (
    WEIGHTS,
    Array,
    domains_of,
    in_tenths,
    person_levels,
    rank_in,
)
from careerfit_cli.fit.many import scores_of
from careerfit_cli.model.catalogue import DIMENSIONS, Catalogue, Dimension
from careerfit_cli.model.profile import HIGHEST, LOWEST, Profile

STEP = 100 / (HIGHEST - LOWEST)
"""One step of one answer, on the 0-100 of levels."""


@dataclass(frozen=True)
class Change:
    """One scored answer on `dimension`, one step `up` or `down`, and what it would do.

    `score`, 0-100 in tenths, and `rank` are the occupation's after the step.
    """

    dimension: Dimension
    direction: str
    score: float
    rank: int


def counterfactual(
    profile: Profile,
    catalogue: Catalogue,
    slug: str,
    weights: Mapping[str, float] = WEIGHTS,
) -> Change | None:
    """The one answer that, changed by one step, moves an occupation's score most.

    Every possible step is scored in full; equals stand in the order of the dimensions,
    up before down. `None` when the occupation is not ranked, or no step moves it.
    Which domains are clear is left as it is. Raises `UsageError` for weights that
    cannot be used.
    """
    domains = domains_of(profile, weights)
    row = next((n for n, own in enumerate(catalogue) if own.slug == slug), None)
    steps = _steps(profile)
    if row is None or not steps:
        return None
    people = np.vstack([person_levels(profile), *(levels for _, _, levels in steps)])
    scores = scores_of(people, catalogue, weights, domains)
    moved = np.nan_to_num(np.abs(scores[1:, row] - scores[0, row]))
    most = int(np.argmax(np.round(moved, 9)))
    shown = in_tenths(scores[[0, most + 1]])
    if np.isnan(shown[0, row]) or shown[0, row] == shown[1, row]:
        return None
    dimension, direction, _ = steps[most]
    place = int(rank_in(shown, row)[1])
    return Change(dimension, direction, float(shown[1, row]), place)


def _steps(profile: Profile) -> list[tuple[Dimension, str, Array]]:
    """Every step an answer can take, and the levels after it."""
    found = []
    levels = person_levels(profile)
    for place, dimension in enumerate(DIMENSIONS):
        own = profile.responses.get(dimension.domain, {}).get(dimension.name, ())
        for direction, sign in (("up", 1), ("down", -1)):
            if any(LOWEST <= answer + sign <= HIGHEST for answer in own):
                after = levels.copy()
                after[place] += sign * STEP / len(own)
                found.append((dimension, direction, after))
    return found
