"""The best matches of many people at once: the same as `rank` returns for each of them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache

import numpy as np

from careerfit_cli.matching.labels import NAMES, thresholds
from careerfit_cli.matching.vectors import (
    WEIGHTS,
    Array,
    Combination,
    Counts,
    Mask,
    OccupationVectors,
    as_scores,
    combinations,
)
from careerfit_cli.model.catalogue import Catalogue
from careerfit_cli.model.elements import INTEREST_AREAS, MATCHED

BLOCK = 128
"""People scored at a time: few enough for their scores to fit into the processor cache."""

REUSED_MEMORY = 30 << 20
"""Bytes; getting memory from the system for each block takes longer than the sums."""

MOST = 1000
"""The highest score in tenths."""

MARGIN = 0.11
"""Scores further apart than this are never the same tenth."""

GROUPS = 6
"""Groups of occupations for each match wanted, to find a score that many reach."""


@dataclass(frozen=True)
class BestMatches:
    """The best matches of people in flat arrays, one row per match, by person and rank.

    `person` and `occupation` are row numbers, `tenths` the score, 0-1000, `label` a
    place in `labels.NAMES`. A person who is not ranked has one row, with an `occupation`
    of -1. `counted`, `(people, domains)` by `MATCHED`, marks the domains that counted.
    """

    person: Counts
    occupation: Counts
    rank: Counts
    tenths: Counts
    label: Counts
    counted: Mask


class BatchMatcher:
    """Every occupation, ready to be ranked for many people.

    `weights` and `only` are those of `rank`. Raises `UsageError` as it does.
    """

    def __init__(
        self,
        catalogue: Catalogue,
        weights: Mapping[str, float] = WEIGHTS,
        only: Collection[str] | None = None,
    ) -> None:
        self._vectors = OccupationVectors(catalogue, weights)
        weighted = [key for key, weight in weights.items() if weight]
        self._by_areas_alone = weighted == [INTEREST_AREAS.key]
        titles = np.array([entry.title for entry in catalogue], dtype=object)
        self._by_title = np.argsort(titles, kind="stable")
        self._listed = np.array(
            [only is None or entry.slug in only for entry in catalogue], dtype=bool
        )
        self._compared = cache(self._compare)
        # After freeing this, glibc keeps arrays of up to that size for the next block.
        np.empty(REUSED_MEMORY, dtype=np.uint8)

    def best(
        self, levels: Array, clear: Mask, careless: Mask, top: int | None = None
    ) -> BestMatches:
        """The `top` matches of people by their levels, `(people, dimensions)`.

        Levels are 0-100, NaN without answers; `clear`, `(people, domains)` by `MATCHED`,
        marks the domains that carry a signal. `careless` marks people whose answers look
        careless: they are ranked only as `withheld` ranks them.
        """
        people = self._vectors.people(levels, clear)
        by_picks = people.counted[:, MATCHED.index(INTEREST_AREAS)]
        withheld = careless & ~(self._by_areas_alone & by_picks)
        ranked = people.counted & ~withheld[:, None]
        results = [np.empty((5, 0), dtype=np.int64)]
        for combination, members in combinations(ranked):
            if any(combination):
                compared = self._compared(combination)
                row, *columns = _best(people.units[members], compared, top)
                results.append(np.stack([members[row], *columns]))
        matches = np.concatenate(results, axis=1)
        # None of the listed occupations may be rated on what counts for a person.
        unranked = np.flatnonzero(np.bincount(matches[0], minlength=len(levels)) == 0)
        blank = np.zeros((5, len(unranked)), dtype=np.int64)
        blank[0], blank[1] = unranked, -1
        every = np.concatenate([matches, blank], axis=1)
        person, occupation, rank, tenths, label = every[
            :, np.argsort(every[0], kind="stable")
        ]
        return BestMatches(person, occupation, rank, tenths, label, people.counted)

    def _compare(self, combination: Combination) -> _Compared:
        rated = np.flatnonzero(self._vectors.shares(combination).any(axis=1))
        rows = self._by_title[np.isin(self._by_title, rated)]
        points = np.ascontiguousarray(self._vectors.points(combination)[rows].T)
        return _Compared(rows, points, self._listed[rows], _labels(combination))


@dataclass(frozen=True)
class _Compared:
    """The occupations that people can be compared with on some domains.

    `rows` are those of the catalogue, in order of titles, `listed` marks the ones to be
    shown. `points` is `(dimensions, occupations)`. `labels` are by tenths.
    """

    rows: Counts
    points: Array
    listed: Mask
    labels: Counts


def _best(
    units: Array, compared: _Compared, top: int | None
) -> tuple[Counts, Counts, Counts, Counts, Counts]:
    """The row, occupation, rank, tenths and label of the `top` listed scores of each row.

    Of equal scores, the one in the first column comes first.
    """
    count = len(compared.rows)
    top = min(top or count, count)
    likely, room = [], np.empty((BLOCK, count))
    for start in range(0, len(units), BLOCK):
        block = units[start : start + BLOCK]
        points = np.matmul(block, compared.points, out=room[: len(block)])
        # Only those that may be among the best are rounded and sorted.
        least = _least(points, compared.listed, top)
        places = np.flatnonzero(points >= least[:, None])
        likely.append((places + start * count, points.ravel()[places]))
    places, points = map(np.concatenate, zip(*likely, strict=True))
    row, column = _divided(places, count)
    tenths = np.rint(as_scores(points) * 10).astype(np.int64)
    # Row, score and column are combined in one number, so that a plain sort works.
    score, column = _divided(
        np.sort((row * (MOST + 1) + MOST - tenths) * count + column), count
    )
    row, lower = _divided(score, MOST + 1)
    begin = np.searchsorted(row, np.arange(len(units)))[row]
    order = np.arange(len(row))
    first = np.maximum.accumulate(order * (np.diff(score, prepend=-1) != 0))
    rank = first - begin + 1
    shown = compared.listed[column]
    before: Counts = np.cumsum(shown) - shown
    shown &= before - before[begin] < top
    tenths = MOST - lower[shown]
    return (
        row[shown],
        compared.rows[column[shown]],
        rank[shown],
        tenths,
        compared.labels[tenths],
    )


def _divided(numbers: Counts, by: int) -> tuple[Counts, Counts]:
    """Quotients and remainders; in numpy this is faster than `divmod`."""
    quotients = numbers // by
    return quotients, numbers - quotients * by


def _least(points: Array, listed: Mask, top: int) -> Array:
    """Points that the `top` listed scores of each row, and ties with them, all reach.

    The maximum of a group of columns is reached by one of them, so at least `top`
    columns reach the maxima of the best `top` groups.
    """
    if not listed.all():
        points = points[:, listed]
    people, count = points.shape
    if top >= count:
        return np.full(people, -np.inf)
    groups = GROUPS * top
    if groups < count:
        size = count // groups
        points = points[:, : size * groups].reshape(people, size, groups).max(axis=1)
    last = points.shape[1] - top
    return np.asarray(np.partition(points, last, axis=1)[:, last] - MARGIN)


@cache
def _labels(combination: Combination) -> Counts:
    """The label of every score in tenths, 0-1000: places in `NAMES`."""
    limits = thresholds(combination)
    names = [limits.label(tenths / 10) for tenths in range(1001)]
    return np.array([NAMES.index(name) for name in names])
