"""How certain scores and ranks are, from many redrawn sets of answers."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import numpy as np

from careerfit_cli.matching.rank import Ranking
from careerfit_cli.matching.vectors import (
    COLUMNS,
    WEIGHTS,
    Array,
    Counts,
    check_weights,
    clear_domains,
    in_tenths,
    person_levels,
    ranks_in,
    vectors_of,
)
from careerfit_cli.model.catalogue import DIMENSIONS, Catalogue
from careerfit_cli.model.elements import INTEREST_AREAS
from careerfit_cli.model.frozen import frozen
from careerfit_cli.model.profile import HIGHEST, LOWEST, Profile

CUT_OFFS = ((4.0, "firm"), (10.0, "likely"), (float("inf"), "fragile"))
"""How far a rank's range may reach, as a factor of the rank, for each tag.

Ranks under `NEAR_TOP` count as that. `docs/method.md` says how often a simulated second
answer agrees.
"""

NEAR_TOP = 5

ANSWER_NOISE = 1.0
"""The assumed standard deviation of a repeated answer, in steps."""

PICK_NOISE = 0.85
"""The same for one area of the pick list; an area not picked counts as 3.

The standard deviation over all areas, between two lists of the same simulated person,
divided by the root of 2 (0.93 to 0.79 at spreads of .5 to 1.3).
"""

TWO_ANSWERS = 2**0.5
"""The standard deviation of the difference of two answers, relative to that of one."""

PRIOR_ANSWERS = 10
"""The weight of that assumption, as a number of answers."""

STEP = 100 / (HIGHEST - LOWEST)
"""One step of one answer, on the 0-100 scale of levels."""

DRAWS, SEED = 500, 1

IN_TOP = 10


@dataclass(frozen=True)
class Stability:
    """The 5-95 % range of an occupation's rank and score, and `firm` to `fragile`.

    Scores are 0-100, in tenths. Both ranges include the rank and score shown.
    `in_top_ten` is the share of draws, 0-1, in which it is among the first ten.
    """

    low_rank: int
    high_rank: int
    low_score: float
    high_score: float
    tag: str
    in_top_ten: float


def stability(
    profile: Profile,
    catalogue: Catalogue,
    slugs: Collection[str],
    weights: Mapping[str, float] = WEIGHTS,
    draws: int = DRAWS,
    seed: int = SEED,
) -> Mapping[str, Stability]:
    """How far ranks and scores of occupations move when answers are redrawn.

    Every draw ranks the whole catalogue; which domains are clear does not change.
    Occupations that are not ranked are absent, and so are all when a level does not come
    from answers. Raises `UsageError` for unusable weights.
    """
    redrawn = redrawn_scores(profile, catalogue, weights, draws, seed)
    if redrawn is None:
        return frozen()
    shown = in_tenths(redrawn)
    rows = [
        row
        for row, entry in enumerate(catalogue)
        if entry.slug in slugs and not np.isnan(shown[0, row])
    ]
    ranks = ranks_in(shown, rows)
    return frozen(
        {
            catalogue.entries[row].slug: _range(ranks[:, number], shown[:, row])
            for number, row in enumerate(rows)
        }
    )


def redrawn_scores(
    profile: Profile,
    catalogue: Catalogue,
    weights: Mapping[str, float] = WEIGHTS,
    draws: int = DRAWS,
    seed: int = SEED,
) -> Array | None:
    """Scores of the answers as given, then of each draw, `(1 + draws, occupations)`.

    `None` when a level that counts does not come from answers.
    """
    check_weights(weights)
    clear = clear_domains(profile)
    counted = [
        key
        for key, is_clear in zip(COLUMNS, clear, strict=True)
        if is_clear and weights.get(key)
    ]
    if not counted or not all(_has_answers(profile, key) for key in counted):
        return None
    levels = person_levels(profile)
    people = np.vstack([levels, _redrawn(profile, levels, draws, seed)])
    occupations = vectors_of(catalogue, weights)
    vectors = occupations.people(
        people, np.broadcast_to(clear, (len(people), len(clear)))
    )
    return occupations.scores(vectors)


def certainty(
    profile: Profile, catalogue: Catalogue, ranking: Ranking
) -> Mapping[str, Stability]:
    """The stability of every match shown in a ranking, by slug."""
    slugs = [match.entry.slug for match in ranking.matches]
    if not slugs:
        return frozen()
    return stability(profile, catalogue, slugs, ranking.weights)


def tag_of(rank: int, low: int, high: int) -> str:
    """The tag of a rank whose range is from `low` to `high`."""
    shown, least, most = (max(each, NEAR_TOP) for each in (rank, low, high))
    factor = max(most / shown, shown / least)
    return next(tag for cut_off, tag in CUT_OFFS if factor <= cut_off)


def _has_answers(profile: Profile, domain: str) -> bool:
    answered = set(profile.responses.get(domain, {}))
    if domain == INTEREST_AREAS.key:
        answered |= set(profile.picks)
    return profile.levels.get(domain, {}).keys() <= answered


def _redrawn(profile: Profile, levels: Array, draws: int, seed: int) -> Array:
    """Levels, 0-100, had every answer been given again; `(draws, dimensions)`."""
    # RandomState's stream is frozen: the same answers give the same bytes everywhere.
    normal = np.random.RandomState(seed).standard_normal((draws, len(DIMENSIONS)))
    spread = STEP * TWO_ANSWERS * standard_errors(profile)
    return np.clip(levels + spread * normal, 0, 100)


def standard_errors(profile: Profile) -> Array:
    """Standard error of each dimension's mean answer, in steps of the answer scale.

    The spread of answers within dimensions is pooled over a domain, together with
    `PRIOR_ANSWERS` answers that spread by `ANSWER_NOISE`: a dimension's own one to three
    answers are too few. Picks from the list of areas have `PICK_NOISE`.
    """
    errors = np.zeros(len(DIMENSIONS))
    for domain, columns in COLUMNS.items():
        names = [DIMENSIONS[column].name for column in columns]
        responses = profile.responses.get(domain, {})
        rated = [np.array(responses.get(name, ()), dtype=float) for name in names]
        is_area = domain == INTEREST_AREAS.key
        picked = np.array([is_area and name in profile.picks for name in names])
        answered = [answers for answers in rated if len(answers)]
        squares = sum(
            float(((levels - levels.mean()) ** 2).sum()) for levels in answered
        )
        freedom = sum(len(answers) - 1 for answers in answered)
        prior = PRIOR_ANSWERS * ANSWER_NOISE**2
        variance = (squares + prior) / (freedom + PRIOR_ANSWERS)
        counts = np.array([len(answers) for answers in rated])
        # A level from elsewhere counts as one answer.
        counts = np.where(counts + picked > 0, counts, 1)
        total = variance * counts + PICK_NOISE**2 * picked
        errors[columns] = np.sqrt(total) / (counts + picked)
    return errors


def _range(ranks: Counts, scores: Array) -> Stability:
    """The stability from an occupation's ranks and scores, as shown and then per draw."""
    rank, score = int(ranks[0]), float(scores[0])
    ranked = ~np.isnan(scores)
    ranked[0] = not ranked[1:].any()
    ranks, scores = np.sort(ranks[ranked]), np.sort(scores[ranked])
    low, high = (int(_percentile(ranks, each)) for each in (5, 95))
    least, most = (_percentile(scores, each) for each in (5, 95))
    low, high = min(low, rank), max(high, rank)
    return Stability(
        low,
        high,
        min(least, score),
        max(most, score),
        tag_of(rank, low, high),
        float((ranks <= IN_TOP).mean()),
    )


def _percentile(ordered: Array | Counts, percent: float) -> float:
    """A percentile without interpolation, so that ranks are whole numbers."""
    return float(ordered[round((len(ordered) - 1) * (percent / 100))])
