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

BLOCK = 128
"""People scored at a time: few enough for their scores to fit into the processor cache."""


@dataclass(frozen=True)
class BestMatches:
    """The best matches of people in flat arrays, one row per match, by person and rank.

    `person` and `occupation` are row numbers, `tenths` the score, 0-1000, `label` a
    place in `labels.NAMES`. `counted`, `(people, domains)` by `MATCHED`, marks the
    domains that counted.
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
        titles = np.array([entry.title for entry in catalogue], dtype=object)
        # In reverse order of titles: `_best` takes the last of equal scores.
        self._by_title = np.argsort(titles, kind="stable")[::-1]
        self._listed = np.array(
            [only is None or entry.slug in only for entry in catalogue], dtype=bool
        )

    def best(self, levels: Array, clear: Mask, top: int | None = None) -> BestMatches:
        """The `top` matches of people by their levels, `(people, dimensions)`.

        Levels are 0-100, NaN without answers; `clear`, `(people, domains)` by `MATCHED`,
        marks the domains that carry a signal.
        """
        people = self._vectors.people(levels, clear)
        results = [np.empty((5, 0), dtype=np.int64)]
        for combination, members in combinations(people.counted):
            if not any(combination):
                continue
            compared = np.flatnonzero(self._vectors.shares(combination).any(axis=1))
            columns = self._by_title[np.isin(self._by_title, compared)]
            points = self._vectors.points(combination)[columns].T
            labels = _labels(combination)
            for start in range(0, len(members), BLOCK):
                block = members[start : start + BLOCK]
                scores = as_scores(people.units[block] @ points)
                row, column, rank, tenths = _best(scores, self._listed[columns], top)
                results.append(
                    np.stack(
                        [block[row], columns[column], rank, tenths, labels[tenths]]
                    )
                )
        every = np.concatenate(results, axis=1)
        person, occupation, rank, tenths, label = every[
            :, np.argsort(every[0], kind="stable")
        ]
        return BestMatches(person, occupation, rank, tenths, label, people.counted)


def _best(
    scores: Array, listed: Mask, top: int | None
) -> tuple[Counts, Counts, Counts, Counts]:
    """The row, column, rank and tenths of the `top` listed scores of each row.

    Of equal scores, the one in the last column comes first. Overwrites `scores`.
    """
    count = scores.shape[1]
    top = min(top or count, count)
    # Score and column are combined in one number, so that a plain sort works.
    scores *= 10
    keys = np.rint(scores, out=scores).astype(np.int32)
    keys *= count
    keys += np.arange(count, dtype=np.int32)
    # The rank needs all scores above a listed one.
    needed = top if listed.all() else count
    if needed < count:
        keys = np.partition(keys, count - needed, axis=1)[:, count - needed :]
    tenths, column = np.divmod(np.sort(keys, axis=1)[:, ::-1], count)
    lower = np.diff(tenths, axis=1, prepend=-1) != 0
    rank = np.maximum.accumulate(lower * np.arange(1, needed + 1), axis=1)
    shown = listed[column]
    row, place = np.nonzero(shown & (np.cumsum(shown, axis=1) <= top))
    return row, column[row, place], rank[row, place], tenths[row, place]


@cache
def _labels(combination: Combination) -> Counts:
    """The label of every score in tenths, 0-1000: places in `NAMES`."""
    limits = thresholds(combination)
    names = [limits.label(tenths / 10) for tenths in range(1001)]
    return np.array([NAMES.index(name) for name in names])
