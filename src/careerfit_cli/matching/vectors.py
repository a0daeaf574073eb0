"""People and occupations as unit vectors: their product is the match score.

In each domain a profile becomes a vector that is centered and has length 1, so the dot
product of two profiles is Pearson's r. Interest areas and work styles of occupations are
standardized over all occupations first, because most jobs are alike on them.
`docs/method.md` has the formulas and the evidence for every constant here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from careerfit_cli.errors import UsageError
from careerfit_cli.model.catalogue import DIMENSIONS, Catalogue
from careerfit_cli.model.elements import (
    INTEREST_AREAS,
    INTERESTS,
    MATCHED,
    WORK_STYLES,
)
from careerfit_cli.model.frozen import frozen
from careerfit_cli.model.profile import Profile

Array = npt.NDArray[np.float64]
Counts = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]

WEIGHTS: Mapping[str, float] = frozen(
    {INTERESTS.key: 0.20, INTEREST_AREAS.key: 0.55, WORK_STYLES.key: 0.25}
)
"""Share of each domain in the score, chosen by the judges in `docs/method.md`."""

BASE = 50.0
"""The score of an occupation unrelated to the person, and of no answers at all."""

INTEREST_NORMS = (24.6, 51.3, 53.2, 62.2, 41.7, 30.9)
"""Mean liking of the six types, 0-100, in the order R I A S E C.

Means of 1,021 complete respondents to 48 public RIASEC items (Open-Source Psychometrics
Project, 2018). Only their shape is used.
"""

NORM_SHARE = 0.15
"""How much of the norms' shape is subtracted from a person's interests."""

RIDGE = 1000.0
"""The ridge penalty of the regression from interests to interest areas."""

FLAT = 1e-9
"""A spread below this is rounding error."""

COLUMNS = {
    domain.key: np.array(
        [n for n, dimension in enumerate(DIMENSIONS) if dimension.domain == domain.key]
    )
    for domain in MATCHED
}
"""Column numbers of each domain's dimensions in a profile vector."""

_I, _A, _S = (
    MATCHED.index(domain) for domain in (INTERESTS, INTEREST_AREAS, WORK_STYLES)
)
_SIZES = np.array([len(domain.names) for domain in MATCHED])
"""The number of dimensions of each domain."""

_TENTHS = 1002
"""The number of possible scores: 0 to 100 in tenths, and none."""

Combination = tuple[bool, ...]
"""Which of `MATCHED` count for a person."""


@dataclass(frozen=True)
class PeopleVectors:
    """People's vectors and which domains count for each of them.

    `units` is `(people, dimensions)`, 0 in domains that do not count; `counted` is
    `(people, domains)` by `MATCHED`.
    """

    units: Array
    counted: Mask


class OccupationVectors:
    """Every occupation of a catalogue as unit vectors, ready to be matched.

    `levels` is `(occupations, dimensions)`, 0-100, NaN where there is no rating;
    `units` the vectors, 0 where a domain is missing; `available` is
    `(occupations, domains)`. Raises `UsageError` for unusable weights.
    """

    def __init__(
        self, catalogue: Catalogue, weights: Mapping[str, float] = WEIGHTS
    ) -> None:
        check_weights(weights)
        self._weights = np.array([weights.get(domain.key, 0.0) for domain in MATCHED])
        self.levels = occupation_levels(catalogue)
        self.units = np.zeros(self.levels.shape)
        self.available = np.zeros((len(self.levels), len(MATCHED)), dtype=bool)
        for number, domain in enumerate(MATCHED):
            columns = COLUMNS[domain.key]
            values = self.levels[:, columns]
            if domain is not INTERESTS:
                values = standardized(values)
            units = unit(values)
            enough = (~np.isnan(values)).sum(axis=1) * 2 >= len(columns)
            self.available[:, number] = enough & np.any(units != 0, axis=1)
            self.units[:, columns] = units * self.available[:, [number]]
        self._areas_of_interests = self._regression()
        self._fill_areas()
        self.points = lru_cache(maxsize=16)(self._points)

    def _regression(self) -> Array:
        """Ridge coefficients from interests to areas, `(6, 41)`, rows centered."""
        both = self.available[:, _I] & self.available[:, _A]
        types = self.units[both][:, COLUMNS[INTERESTS.key]]
        areas = standardized(self.levels[:, COLUMNS[INTEREST_AREAS.key]])[both]
        gram = types.T @ types + RIDGE * np.eye(types.shape[1])
        coefficients = np.linalg.solve(gram, types.T @ np.nan_to_num(areas))
        centered: Array = coefficients - coefficients.mean(axis=1, keepdims=True)
        return centered

    def _fill_areas(self) -> None:
        """Fill in the areas of occupations that lack them, from their interests."""
        lacking = self.available[:, _I] & ~self.available[:, _A]
        types = self.units[lacking][:, COLUMNS[INTERESTS.key]]
        self.units[np.ix_(lacking, COLUMNS[INTEREST_AREAS.key])] = unit(
            types @ self._areas_of_interests
        )
        self.available[lacking, _A] = True

    def people(self, levels: Array, clear: Mask) -> PeopleVectors:
        """People's vectors from their levels.

        `levels` is `(people, dimensions)`, 0-100, NaN without answers; `clear`,
        `(people, domains)` by `MATCHED`, marks domains that carry a signal. A domain
        counts where it is clear, weighted, and answered on at least half.
        """
        units = np.zeros(levels.shape)
        counted = np.zeros(clear.shape, dtype=bool)
        for number, domain in enumerate(MATCHED):
            columns = COLUMNS[domain.key]
            values = levels[:, columns]
            vectors = unit(values)
            varied = np.any(vectors != 0, axis=1)
            if domain is INTERESTS:
                norms = unit(np.array([INTEREST_NORMS]))
                answered = np.where(np.isnan(values), np.nan, vectors)
                vectors = unit(answered - NORM_SHARE * norms)
            enough = (~np.isnan(values)).sum(axis=1) * 2 >= len(columns)
            counted[:, number] = clear[:, number] & enough & varied
            counted[:, number] &= self._weights[number] > 0
            units[:, columns] = np.where(counted[:, [number]], vectors, 0)
        self._scale_lone_interests(units, counted)
        return PeopleVectors(units, counted)

    def _scale_lone_interests(self, units: Array, counted: Mask) -> None:
        """Where areas do not count, scale interests so that implied areas have length 1.

        Interests are then compared through the areas they imply (`_points`).
        """
        lone = self.reads_through_areas(counted)
        columns = COLUMNS[INTERESTS.key]
        implied = units[np.ix_(lone, columns)] @ self._areas_of_interests
        length = np.sqrt((implied**2).sum(axis=1, keepdims=True))
        units[np.ix_(lone, columns)] /= np.where(length > 0, length, 1)

    def reads_through_areas(self, counted: Mask) -> Mask:
        """Whether interests are compared through the areas that they imply."""
        areas_weighted = bool(self._weights[_A] > 0)
        through: Mask = counted[..., _I] & ~counted[..., _A] & areas_weighted
        return through

    def shares(self, combination: Combination) -> Array:
        """Each domain's share of the score, `(occupations, domains)`, rows sum to 1.

        The weights of domains that an occupation lacks are distributed over the others;
        a row is 0 if none is left.
        """
        counted = np.array(combination)
        weights = np.where(counted, self._weights, 0.0)
        if self.reads_through_areas(counted):
            weights[_I] += self._weights[_A]
        shares = weights * self.available
        total = shares.sum(axis=1, keepdims=True)
        return np.asarray(shares / np.where(total > 0, total, 1))

    def _points(self, combination: Combination) -> Array:
        """Points that one unit of a person's vector adds, `(occupations, dimensions)`."""
        counted = np.array(combination)
        shares = self.shares(combination)
        worth = (100 - BASE) * shrinkage(shares)[:, None] * shares
        points = np.zeros(self.units.shape)
        for number, domain in enumerate(MATCHED):
            columns = COLUMNS[domain.key]
            units = self.units[:, columns]
            if domain is INTERESTS and self.reads_through_areas(counted):
                areas = self.units[:, COLUMNS[INTEREST_AREAS.key]]
                units = areas @ self._areas_of_interests.T
            points[:, columns] = worth[:, [number]] * units
        return points

    def similarity(self, rows: Sequence[int]) -> Array:
        """Weighted correlation of occupations' profiles, `(rows, rows)`, -1 to 1."""
        shares = self.shares((True,) * len(MATCHED))[list(rows)]
        vectors = self.units[list(rows)] * np.sqrt(np.repeat(shares, _SIZES, axis=1))
        return np.asarray(vectors @ vectors.T)

    def scores(self, people: PeopleVectors) -> Array:
        """Scores 0-100, `(people, occupations)`; NaN where nothing can be compared."""
        result = np.full((len(people.units), len(self.units)), np.nan)
        for combination, rows in combinations(people.counted):
            ranked = self.shares(combination).any(axis=1)
            points = people.units[rows] @ self.points(combination).T
            result[rows] = np.where(ranked, as_scores(points), np.nan)
        return result


def vectors_of(
    catalogue: Catalogue, weights: Mapping[str, float] = WEIGHTS
) -> OccupationVectors:
    """The vectors of a catalogue with some weights, cached while the catalogue exists.

    Raises `UsageError` for unusable weights.
    """
    check_weights(weights)
    shares = tuple(float(weights.get(domain.key, 0.0)) for domain in MATCHED)
    return _vectors(catalogue, shares)


@lru_cache(maxsize=4)
def _vectors(catalogue: Catalogue, shares: tuple[float, ...]) -> OccupationVectors:
    keys = (domain.key for domain in MATCHED)
    return OccupationVectors(catalogue, dict(zip(keys, shares, strict=True)))


def combinations(counted: Mask) -> list[tuple[Combination, Counts]]:
    """People grouped by which domains count for them, as rows of `counted`."""
    codes = counted @ (2 ** np.arange(counted.shape[1]))
    groups = []
    # Not `np.unique`, which imports all of `numpy.ma`.
    for code in sorted(set(codes.tolist())):
        rows = np.flatnonzero(codes == code)
        groups.append((tuple(counted[rows[0]].tolist()), rows))
    return groups


def check_weights(weights: Mapping[str, float]) -> None:
    """Raise `UsageError` for weights that are negative, unknown or all zero."""
    known = [domain.key for domain in MATCHED]
    for domain, weight in weights.items():
        if domain not in known:
            raise UsageError(f"{domain!r} has no weight", f"known: {', '.join(known)}")
        if not 0 <= weight < float("inf"):
            raise UsageError(f"the weight of {domain} is {weight}", "give 0 or more")
    if not any(weights.values()):
        raise UsageError("every weight is 0", "give at least one domain a weight")


def person_levels(profile: Profile) -> Array:
    """A person's levels, 0-100, by `DIMENSIONS`; NaN where there are no answers."""
    levels = (
        profile.levels.get(dimension.domain, {}).get(dimension.name)
        for dimension in DIMENSIONS
    )
    return np.array([np.nan if level is None else level for level in levels])


def clear_domains(profile: Profile) -> Mask:
    """Which of `MATCHED` carry a signal in a profile."""
    return np.array([domain.key not in profile.unclear for domain in MATCHED])


def occupation_levels(catalogue: Catalogue) -> Array:
    """Occupations' levels, 0-100, `(occupations, dimensions)`; NaN is not rated."""
    scores = np.array([entry.scores for entry in catalogue], dtype=np.float64)
    return scores.reshape(-1, len(DIMENSIONS))


def standardized(levels: Array) -> Array:
    """Columns minus their mean, over their standard deviation; NaN stays NaN."""
    rated = ~np.isnan(levels)
    count = np.maximum(rated.sum(axis=0), 1)
    mean = np.where(rated, levels, 0).sum(axis=0) / count
    spread = np.sqrt((np.where(rated, levels - mean, 0) ** 2).sum(axis=0) / count)
    result: Array = (levels - mean) / np.where(spread > FLAT, spread, 1)
    return np.where(rated & (spread <= FLAT), 0, result)


def unit(values: Array) -> Array:
    """Rows centered and scaled to length 1, ignoring NaN; 0 where NaN or flat."""
    present = ~np.isnan(values)
    count = np.maximum(present.sum(axis=1, keepdims=True), 1)
    mean = np.where(present, values, 0).sum(axis=1, keepdims=True) / count
    centered = np.where(present, values - mean, 0)
    scale = np.abs(centered).max(axis=1, keepdims=True, initial=0)
    magnitude = np.abs(np.where(present, values, 0)).max(
        axis=1, keepdims=True, initial=0
    )
    flat = scale <= FLAT * magnitude
    centered = centered / np.where(flat, 1, scale)
    length = np.sqrt((centered**2).sum(axis=1, keepdims=True))
    return np.where(flat, 0, centered / np.where(length > 0, length, 1))


def shrinkage(shares: Array) -> Array:
    """The factor on an occupation's points, up to 1, `(occupations,)`.

    By chance alone r over k dimensions has variance 1 / (k - 1), so an occupation
    compared on fewer dimensions would reach the top, or the bottom, too often. Points
    are scaled by the ratio of standard deviations: the complete occupations' over its
    own, so that chance favors none of them.
    """
    chance = (shares**2 / (_SIZES - 1)).sum(axis=1)
    complete = (shares > 0).sum(axis=1) == (shares > 0).any(axis=0).sum()
    least = chance[complete & (chance > 0)].min(initial=np.inf)
    ratio = np.where(chance > 0, least / np.where(chance > 0, chance, 1), 0)
    return np.asarray(np.sqrt(np.minimum(ratio, 1)))


def as_scores(points: Array) -> Array:
    """Scores 0-100; rounded to 1e-9 so that rounding errors never decide a tenth."""
    return np.clip(np.round(BASE + points, 9), 0, 100)


def in_tenths(score: Array) -> Array:
    """Scores in tenths, as shown; equal tenths are a tie."""
    return np.round(score, 1)


def ranks_in(shown: Array, rows: Sequence[int]) -> Counts:
    """Ranks of some occupations in each ranking, `(rankings, rows)`.

    `shown` are scores in tenths, `(rankings, occupations)`; NaN is not ranked.
    """
    # Counting how often each tenth occurs is faster than comparing all scores with all.
    tenths = np.where(np.isnan(shown), -1, np.rint(shown * 10)).astype(np.int64) + 1
    rankings = np.arange(len(shown))[:, None]
    counts = np.bincount(
        (tenths + rankings * _TENTHS).ravel(), minlength=len(shown) * _TENTHS
    ).reshape(len(shown), _TENTHS)
    at_most: Counts = counts.cumsum(axis=1)
    ranks: Counts = shown.shape[1] - at_most[rankings, tenths[:, rows]] + 1
    return ranks
