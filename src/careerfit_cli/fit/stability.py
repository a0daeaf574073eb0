"""How sure a score and a rank are: the answers given again, many times over."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import numpy as np

from careerfit_cli.fit.arithmetic import (
    COLUMNS,
    WEIGHTS,
    Array,
    Counts,
    domains_of,
    in_tenths,
    person_levels,
    rank_in,
)
from careerfit_cli.fit.many import scores_in_parts
from careerfit_cli.fit.score import Ranking
from careerfit_cli.model.catalogue import DIMENSIONS, Catalogue
from careerfit_cli.model.frozen import frozen
from careerfit_cli.model.profile import HIGHEST, LOWEST, Profile

CUT_OFFS = ((2.0, "firm"), (5.0, "likely"), (float("inf"), "fragile"))
"""Most by which a rank may be multiplied or divided, at each tag.

Ranks under `NEAR_TOP` count as that, so a firm entry of the first five stays in the
first ten. `docs/method.md` says how often a simulated second answer agrees.
"""

NEAR_TOP = 5

ANSWER_NOISE = 1.0
"""Steps by which one answer wanders when nothing is known (standard deviation)."""

PRIOR_ANSWERS = 10
"""How many answers that assumption is worth, beside a person's own."""

SEED = 1


@dataclass(frozen=True)
class Stability:
    """The 5-95 % range of an occupation's rank and score, and `firm` to `fragile`.

    Scores are 0-100 in tenths. Both ranges hold the rank and score that are shown.
    """

    low_rank: int
    high_rank: int
    low_score: float
    high_score: float
    tag: str


def stability(
    profile: Profile,
    catalogue: Catalogue,
    slugs: Collection[str],
    weights: Mapping[str, float] = WEIGHTS,
    draws: int = 500,
    seed: int = SEED,
) -> Mapping[str, Stability]:
    """How far the ranks and scores of some occupations wander with the answers.

    Every draw ranks the whole catalogue; which domains are clear is left as it is.
    Occupations that are not ranked are absent, and all are when a level counted does
    not come from answers. Raises `UsageError` for weights that cannot be used.
    """
    domains = domains_of(profile, weights)
    if not all(_has_answers(profile, domain) for domain in domains):
        return frozen()
    levels = person_levels(profile)
    people = np.vstack([levels, _redrawn(profile, levels, draws, seed)])
    rows = {
        entry.slug: row for row, entry in enumerate(catalogue) if entry.slug in slugs
    }
    ranks: dict[str, list[Counts]] = {slug: [] for slug in rows}
    scores: dict[str, list[Array]] = {slug: [] for slug in rows}
    for some in scores_in_parts(people, catalogue, weights, domains):
        shown = in_tenths(some)
        for slug, row in rows.items():
            ranks[slug].append(rank_in(shown, row))
            scores[slug].append(shown[:, row])
    ranges = {
        slug: _range(np.concatenate(ranks[slug]), np.concatenate(scores[slug]))
        for slug in rows
        if not np.isnan(scores[slug][0][0])
    }
    return frozen(ranges)


def sureness(
    profile: Profile, catalogue: Catalogue, ranking: Ranking
) -> Mapping[str, Stability]:
    """How sure the shown places of a ranking are, by slug, as far as answers can tell."""
    slugs = [own.entry.slug for own in ranking.fits]
    if not slugs or not any(profile.responses.values()):
        return frozen()
    return stability(profile, catalogue, slugs, ranking.weights)


def tag_of(rank: int, low: int, high: int) -> str:
    """The tag of a rank that ranges from `low` to `high`."""
    own, least, most = (max(each, NEAR_TOP) for each in (rank, low, high))
    factor = max(most / own, own / least)
    return next(tag for cut, tag in CUT_OFFS if factor <= cut)


def _has_answers(profile: Profile, domain: str) -> bool:
    responses = profile.responses.get(domain, {})
    return profile.levels.get(domain, {}).keys() <= responses.keys()


def _redrawn(profile: Profile, levels: Array, draws: int, seed: int) -> Array:
    """Levels, 0-100, had every answer been given anew; shape `(draws, 28)`."""
    # Its stream is frozen for good: the same answers give the same bytes everywhere.
    normal = np.random.RandomState(seed).standard_normal((draws, len(DIMENSIONS)))
    steps = 100 / (HIGHEST - LOWEST)
    return np.clip(levels + steps * standard_errors(profile) * normal, 0, 100)


def standard_errors(profile: Profile) -> Array:
    """Standard error of each dimension's mean answer, in steps of the answer scale.

    The spread of answers within dimensions is pooled over a domain, together with
    `PRIOR_ANSWERS` that spread by `ANSWER_NOISE`. Drawing from a dimension's own one to
    three answers would call two that agree by luck certain, and one always.
    """
    own = [
        np.array(profile.responses.get(each.domain, {}).get(each.name, ()), dtype=float)
        for each in DIMENSIONS
    ]
    result = np.zeros(len(DIMENSIONS))
    for columns in COLUMNS.values():
        answered = [own[column] for column in columns if own[column].size]
        squares = sum(float(((each - each.mean()) ** 2).sum()) for each in answered)
        freedom = sum(each.size - 1 for each in answered)
        prior = PRIOR_ANSWERS * ANSWER_NOISE**2
        noise = ((squares + prior) / (freedom + PRIOR_ANSWERS)) ** 0.5
        counts = np.array([max(own[column].size, 1) for column in columns])
        result[columns] = noise / np.sqrt(counts)
    return result


def _range(ranks: Counts, scores: Array) -> Stability:
    """From the rank and score of one occupation: as shown first, then in each draw."""
    rank, score = int(ranks[0]), float(scores[0])
    ranked = ~np.isnan(scores)
    ranked[0] = not ranked[1:].any()
    low, high = (int(_percentile(ranks[ranked], each)) for each in (5, 95))
    least, most = (_percentile(scores[ranked], each) for each in (5, 95))
    low, high = min(low, rank), max(high, rank)
    return Stability(
        low, high, min(least, score), max(most, score), tag_of(rank, low, high)
    )


def _percentile(values: Array | Counts, percent: float) -> float:
    """A percentile that is one of the values, so that ranks stay ranks."""
    return float(np.percentile(values, percent, method="nearest"))
