"""The arithmetic of the match: levels in, correlations and scores out."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

from careerfit_cli.errors import UsageError
from careerfit_cli.model.catalogue import DIMENSIONS, Catalogue
from careerfit_cli.model.elements import FORMER_WORK_STYLES, MATCHED
from careerfit_cli.model.frozen import frozen
from careerfit_cli.model.profile import Profile

Array = npt.NDArray[np.float64]
Counts = npt.NDArray[np.int64]
Marks = npt.NDArray[np.bool_]

WEIGHTS: Mapping[str, float] = frozen(
    {"interests": 0.35, "work_values": 0.20, "former_work_styles": 0.45}
)
"""Share of each domain in the score.

Evidence that fit matters is strongest for interests, so they keep a third or more;
work styles tell neighbouring occupations apart best (`docs/method.md`).
"""

BASE = 50.0
"""Where every occupation starts: no relation to the person either way."""

NOISE = 1e-9
"""A spread below this is what is left over from rounding, not a shape."""

COLUMNS = {
    domain.key: np.array(
        [place for place, own in enumerate(DIMENSIONS) if own.domain == domain.key]
    )
    for domain in MATCHED
}


def check(weights: Mapping[str, float]) -> None:
    """Raises `UsageError` for weights that are negative, unknown or all zero."""
    known = [domain.key for domain in MATCHED]
    for domain, weight in weights.items():
        if domain not in known:
            raise UsageError(f"{domain!r} has no weight", f"known: {', '.join(known)}")
        if not 0 <= weight < float("inf"):
            raise UsageError(f"the weight of {domain} is {weight}", "give 0 or more")
    if not any(weights.values()):
        raise UsageError("every weight is 0", "give at least one domain a weight")


def domains_of(profile: Profile, weights: Mapping[str, float]) -> set[str]:
    """The domains that count: clear, and with a weight. Raises as `check` does."""
    check(weights)
    return {key for key, weight in weights.items() if weight} - profile.unclear.keys()


def person_levels(profile: Profile) -> Array:
    """A person's levels, 0-100, by `DIMENSIONS`; NaN where there are no answers."""
    levels = (profile.levels.get(own.domain, {}).get(own.name) for own in DIMENSIONS)
    return np.array([np.nan if level is None else level for level in levels])


def occupation_levels(catalogue: Catalogue) -> Array:
    """Every occupation's levels, 0-100, shape `(occupations, 28)`; NaN is not rated."""
    scores = np.array([entry.scores for entry in catalogue], dtype=np.float64)
    return scores.reshape(-1, len(DIMENSIONS))


def compared(occupations: Array) -> Array:
    """Occupation scores with work styles standardised over all occupations.

    Every job asks for dependability: what tells one from another is which styles it
    leans on more than other jobs do. Shape `(occupations, 28)`; NaN stays NaN.
    """
    columns = COLUMNS[FORMER_WORK_STYLES.key]
    own = occupations[:, columns]
    rated = ~np.isnan(own)
    count = np.maximum(rated.sum(axis=0), 1)
    mean = np.where(rated, own, 0).sum(axis=0) / count
    spread = np.sqrt((np.where(rated, own - mean, 0) ** 2).sum(axis=0) / count)
    result = occupations.copy()
    leans = (own - mean) / np.where(spread > NOISE, spread, 1)
    result[:, columns] = np.where(rated & (spread <= NOISE), 0, leans)
    return result


def shares_of(
    weights: Mapping[str, float], correlations: Mapping[str, Array], rows: int
) -> dict[str, Array]:
    """Each domain's share per occupation, adding up to 1 over those that count."""
    most = max(weights.values())
    given = {
        domain.key: np.where(
            np.isnan(correlations[domain.key]), 0, weights[domain.key] / most
        )
        for domain in MATCHED
        if domain.key in correlations
    }
    total = np.sum(list(given.values()), axis=0) if given else np.zeros(rows)
    return {
        domain: own / np.where(total > 0, total, 1) for domain, own in given.items()
    }


def trust_of(shares: Mapping[str, Array], used: Mapping[str, Counts]) -> Array:
    """How far each occupation's correlations are believed; 1 is in full.

    By chance alone a correlation over k dimensions wanders by sqrt(1 / (k - 1)), so an
    occupation rated on 6 dimensions would reach the top, or the bottom, far more often
    than one rated on all 28. Points are shrunk by what chance does to the occupations
    with the most to go by, over what it does to this one: equal odds for all.
    """
    rows = len(next(iter(shares.values()), ()))
    chance, dimensions = np.zeros(rows), np.zeros(rows)
    for domain, share in shares.items():
        chance += share**2 / np.maximum(used[domain] - 1, 1)
        dimensions += np.where(share > 0, used[domain], 0)
    fullest = dimensions == dimensions.max(initial=0)
    least = chance[fullest].min(initial=np.inf)
    shrunk = np.where(chance > 0, least / np.where(chance > 0, chance, 1), 0)
    # Under weights far from these, fewer dimensions can be steadier than all 28.
    return np.sqrt(np.minimum(shrunk, 1))


def leans_of(person: Array, occupations: Array) -> tuple[Array, Array]:
    """Both sides of one domain, centred and of unit length, over what both have.

    Their product is each dimension's share of Pearson's r (`docs/method.md`). Rows
    with fewer than half the dimensions, or with no spread, are NaN throughout.
    """
    both = ~np.isnan(occupations) & ~np.isnan(person)
    mine = unit(np.broadcast_to(person, occupations.shape), both)
    theirs = unit(occupations, both)
    usable = (both.sum(axis=1) * 2 >= len(person))[:, None]
    usable = usable & np.any(mine != 0, axis=1, keepdims=True)
    usable = usable & np.any(theirs != 0, axis=1, keepdims=True)
    kept = both & usable
    return np.where(kept, mine, np.nan), np.where(kept, theirs, np.nan)


def unit(values: Array, present: Marks) -> Array:
    """Rows centred and of length 1 over what is present; 0 where it is not, or flat."""
    count = np.maximum(present.sum(axis=1, keepdims=True), 1)
    mean = np.where(present, values, 0).sum(axis=1, keepdims=True) / count
    centred = np.where(present, values - mean, 0)
    length = np.sqrt((centred**2).sum(axis=1, keepdims=True))
    return np.where(length > NOISE, centred / np.where(length > 0, length, 1), 0)


def in_tenths(score: Array) -> Array:
    """Scores as shown: equal tenths are a tie."""
    return np.round(score, 1)


def total(score: Array) -> Array:
    """Scores kept to 0-100; billionths, left from adding up, must not decide a tenth."""
    return np.clip(np.round(score, 9), 0, 100)


def rank_in(shown: Array, row: int) -> Counts:
    """One occupation's rank in each ranking; `shown` are rankings by occupations."""
    above: Counts = np.count_nonzero(shown > shown[:, row : row + 1], axis=1)
    return above + 1
