"""Scores as a product: the person's leans times what a lean is worth at an occupation.

Among people who answered on the same dimensions, the occupations' side is the same. Both
sides are made of what `fit.rank` is made of (`arithmetic`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from careerfit_cli.fit.arithmetic import (
    BASE,
    COLUMNS,
    Array,
    Counts,
    Marks,
    shares_of,
    trust_of,
    unit,
)
from careerfit_cli.model.catalogue import DIMENSIONS
from careerfit_cli.model.elements import INTERESTS, MATCHED

Singles = npt.NDArray[np.float32]

_BITS = 2 ** np.arange(len(DIMENSIONS))


@dataclass(frozen=True)
class Side:
    """The occupations' side, for one set of dimensions answered on.

    `points`, `(rows, 28)`, is what a lean of 1 adds to the score of each occupation in
    `rows`, and `quick` the same in single precision, transposed. `alone` is the points
    of r = 1 where interests alone count, else 0. `counted`, by `MATCHED`, marks the
    domains that count for any. `odd` are the places in `rows` of occupations that were
    rated on a part of these dimensions only, and `rated` says on which; for them,
    people's leans are others (`odd_points`).
    """

    rows: Counts
    points: Array
    quick: Singles
    alone: Array
    counted: Marks
    odd: Counts
    rated: Marks


@dataclass(frozen=True)
class _Part:
    """The occupations' leans in one domain, 0 where not `usable`, and how many it `used`.

    `rated` are the dimensions both sides have, where usable.
    """

    leans: Array
    usable: Marks
    used: Counts
    rated: Marks


class Sides:
    """Makes both sides, from occupations' shapes, `(occupations, 28)`, and weights."""

    def __init__(self, shapes: Array, weights: Mapping[str, float]) -> None:
        self._shapes, self._weights = shapes, weights
        self.occupations = lru_cache(maxsize=64)(self._occupations)
        self._part = lru_cache(maxsize=256)(self._part_of)

    def people(self, levels: Array, clear: Marks) -> tuple[Array, Counts]:
        """People's leans, `(people, 28)`, and a code of the dimensions answered on.

        A domain that says nothing of a person is left out of both. `clear`,
        `(people, 3)` by `MATCHED`, marks those that carry a signal.
        """
        mine = np.zeros(levels.shape)
        answered = np.zeros(levels.shape, dtype=bool)
        for number, domain in enumerate(MATCHED):
            columns = COLUMNS[domain.key]
            own = levels[:, columns]
            there = ~np.isnan(own) & clear[:, [number]] & (domain.key in self._weights)
            leans = unit(own, there)
            said = _enough(there) & np.any(leans != 0, axis=1)
            mine[:, columns] = np.where(said[:, None], leans, 0)
            answered[:, columns] = there & said[:, None]
        return mine, answered @ _BITS

    def _occupations(self, code: int) -> Side:
        """The occupations' side for people who answered on the dimensions of a code."""
        answered = (code & _BITS) > 0
        parts = {
            domain.key: self._part(domain.key, answered[COLUMNS[domain.key]].tobytes())
            for domain in MATCHED
            if answered[COLUMNS[domain.key]].any()
        }
        correlations = {
            key: np.where(part.usable, 0.0, np.nan) for key, part in parts.items()
        }
        shares = shares_of(self._weights, correlations, len(self._shapes))
        trust = trust_of(shares, {key: part.used for key, part in parts.items()})
        whole = np.sum(list(shares.values()), axis=0) if shares else np.zeros(0)
        others = [own for key, own in shares.items() if key != INTERESTS.key]
        lonely = np.sum(others, axis=0) == 0 if others else np.ones_like(whole)
        rows = np.flatnonzero(whole > 0)
        points = np.zeros((len(rows), len(DIMENSIONS)))
        rated, odd = points > 0, np.zeros(len(rows), dtype=bool)
        for key, share in shares.items():
            columns, part = COLUMNS[key], parts[key]
            worth = (100 - BASE) * (trust * share)[rows]
            points[:, columns] = worth[:, None] * part.leans[rows]
            rated[:, columns] = part.rated[rows]
            lacking = part.rated[rows] != answered[columns]
            odd |= part.usable[rows] & lacking.any(axis=1)
        return Side(
            rows,
            points,
            np.ascontiguousarray(points.T, dtype=np.float32),
            ((100 - BASE) * trust * lonely)[rows],
            np.array(
                [own.key in parts and parts[own.key].usable.any() for own in MATCHED]
            ),
            np.flatnonzero(odd),
            rated[odd],
        )

    def _part_of(self, key: str, answered: bytes) -> _Part:
        """The occupations' leans in a domain, over the dimensions answered on."""
        own, mine = self._shapes[:, COLUMNS[key]], np.frombuffer(answered, dtype=bool)
        both = ~np.isnan(own) & mine
        leans = unit(own, both)
        usable = (_enough(both) & np.any(leans != 0, axis=1))[:, None]
        used = both.sum(axis=1)
        return _Part(np.where(usable, leans, 0), usable[:, 0], used, both & usable)


def odd_points(levels: Array, side: Side) -> Array:
    """Points of people, before the base, at a side's odd occupations.

    NaN where a person's levels are all the same on what the occupation was rated on:
    then a domain drops out, and all its weights are others.
    """
    points = np.empty((len(levels), len(side.odd)))
    for place, (row, rated) in enumerate(zip(side.odd, side.rated, strict=True)):
        mine = np.zeros(levels.shape)
        mute = np.zeros(len(levels), dtype=bool)
        for columns in COLUMNS.values():
            here = columns[rated[columns]]
            if len(here):
                own = levels[:, here]
                mine[:, here] = unit(own, np.ones(own.shape, dtype=bool))
                mute |= ~np.any(mine[:, here] != 0, axis=1)
        points[:, place] = np.where(mute, np.nan, mine @ side.points[row])
    return points


def _enough(there: Marks) -> Marks:
    """Who has half of a domain's dimensions or more."""
    return np.asarray(there.sum(axis=1) * 2 >= there.shape[1])
