"""The best matches of many people at once: the same as `rank` gives each of them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import numpy as np

from careerfit_cli.matching.labels import NAMES, Thresholds, thresholds
from careerfit_cli.matching.vectors import (
    WEIGHTS,
    Array,
    Counts,
    Mask,
    OccupationVectors,
    PeopleVectors,
    combinations,
    in_tenths,
)
from careerfit_cli.model.catalogue import Catalogue

BLOCK = 512
"""People scored at a time, so that memory does not grow with their number."""


@dataclass(frozen=True)
class BestMatches:
    """The best matches of people, flat: one row each, in order of person and place.

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
        by_title = np.argsort(titles, kind="stable")
        self._title_place = np.argsort(by_title)
        self._listed = np.array(
            [only is None or entry.slug in only for entry in catalogue], dtype=bool
        )

    def best(self, levels: Array, clear: Mask, top: int | None = None) -> BestMatches:
        """The `top` matches of people by their levels, `(people, dimensions)`.

        Levels are 0-100, NaN without answers; `clear`, `(people, domains)` by `MATCHED`,
        marks the domains that carry a signal.
        """
        people = self._vectors.people(levels, clear)
        labels = _labels(people.counted)
        rows = [np.empty((5, 0), dtype=np.int64)]
        for start in range(0, len(levels), BLOCK):
            block = slice(start, start + BLOCK)
            part = PeopleVectors(people.units[block], people.counted[block])
            best = self._block(part, labels[block], top)
            best[0] += start
            rows.append(best)
        person, occupation, rank, tenths, label = np.concatenate(rows, axis=1)
        return BestMatches(person, occupation, rank, tenths, label, people.counted)

    def _block(self, people: PeopleVectors, labels: Counts, top: int | None) -> Counts:
        """The rows of `BestMatches` of some people, counted from 0."""
        scores = in_tenths(self._vectors.scores(people)) * 10
        tenths = np.rint(np.nan_to_num(scores, nan=-1)).astype(np.int64)
        ranked = np.where(self._listed & (tenths >= 0), tenths, -1)
        # Equal scores stand in title order, so one number sorts both.
        key = ranked * len(self._listed) - self._title_place
        count = min(top or key.shape[1], key.shape[1])
        if count < key.shape[1]:
            columns = np.argpartition(-key, count - 1, axis=1)[:, :count]
        else:
            columns = np.broadcast_to(np.arange(key.shape[1]), key.shape)
        order = np.argsort(-np.take_along_axis(key, columns, axis=1), axis=1)
        columns = np.take_along_axis(columns, order, axis=1)
        shown = np.take_along_axis(ranked, columns, axis=1)
        person, place = np.nonzero(shown >= 0)
        score = shown[person, place]
        return np.stack(
            [
                person,
                columns[person, place],
                _ranks(tenths, person, score),
                score,
                labels[person, np.maximum(score, 0)],
            ]
        )


def _ranks(tenths: Counts, person: Counts, score: Counts) -> Counts:
    """One more than how many occupations score higher, for each person and score."""
    ordered = np.sort(tenths, axis=1)
    width = tenths.shape[1]
    # All people in one sorted line, each in a stretch of numbers of their own.
    line = (ordered + 1 + 1002 * np.arange(len(tenths))[:, None]).ravel()
    below = np.searchsorted(line, score + 1 + 1002 * person, side="right")
    return np.asarray(width - (below - width * person) + 1)


def _labels(counted: Mask) -> Counts:
    """The label of every score in tenths, 0-1000, by person: places in `NAMES`."""
    table = np.full((len(counted), 1001), len(NAMES) - 1)
    for combination, rows in combinations(counted):
        if any(combination):
            table[rows] = _labels_of(thresholds(combination))
    return table


def _labels_of(limits: Thresholds) -> Counts:
    names = [limits.label(tenths / 10) for tenths in range(1001)]
    return np.array([NAMES.index(name) for name in names])
