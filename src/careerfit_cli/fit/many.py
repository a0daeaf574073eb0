"""The best fits of many people at once: those that `rank` gives each of them.

Among people who answered on the same dimensions, every score is one product: the
person's leans times the points a lean is worth at each occupation. A product in single
precision finds the few occupations that can be among the first, and those alone are
scored exactly. `docs/batch.md` has the measurements.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from careerfit_cli.fit import score
from careerfit_cli.fit.arithmetic import (
    BASE,
    COLUMNS,
    WEIGHTS,
    Array,
    Counts,
    Marks,
    check,
    compared,
    in_tenths,
    occupation_levels,
    shares_of,
    total,
    trust_of,
    unit,
)
from careerfit_cli.fit.score import BELOW_THOSE, INTEREST_LABELS, LABELS, label_of
from careerfit_cli.model.catalogue import DIMENSIONS, Catalogue
from careerfit_cli.model.elements import INTERESTS, MATCHED
from careerfit_cli.model.profile import Profile

Singles = npt.NDArray[np.float32]

BLOCK = 1024
"""People scored at a time: their scores fit in a processor's cache."""

GROUPS = 64
"""Least number of groups whose best scores bound the score of the last place."""

MARGIN = 0.101
"""How far below the last place a score in single precision is looked at again.

Points are sums over 28 dimensions of p q with sum |p q| <= 50, since each domain's leans
have length 1 and the shares add up to 1. In single precision, u = 2^-24, each is off by
less than 50 (28 + 2) u < 0.0001. Scores are shown in tenths, so two that are shown as
equals are up to 0.1 apart. An occupation shown as high as the last place is therefore at
most 0.1 + 2 x 0.0001 below any bound of it, and the rest is room for `total`.
"""

NAMES = tuple(name for _, name in LABELS)
"""Labels by number, the best first."""

_BY_SCORE = np.array([NAMES.index(label_of(tenths / 10)) for tenths in range(1001)])
_BITS = 2 ** np.arange(len(DIMENSIONS))


@dataclass(frozen=True)
class Best:
    """The best fits of people, flat: a row for each, in order of person and place.

    `person` and `occupation` are rows, `tenths` the score, 0-1000, `label` a place in
    `NAMES`. `counted`, `(people, 3)` by `MATCHED`, marks the domains that counted.
    """

    person: Counts
    occupation: Counts
    rank: Counts
    tenths: Counts
    label: Counts
    counted: Marks


@dataclass(frozen=True)
class _Part:
    """The occupations' leans in one domain, 0 where not `usable`, and how many it `used`.

    `uneven`: some usable ones were rated on a part of the dimensions answered on.
    """

    leans: Array
    usable: Marks
    used: Counts
    uneven: bool


@dataclass(frozen=True)
class _Side:
    """The occupations' side of the product, for one set of dimensions answered on.

    `points`, `(rows, 28)`, is what a lean of 1 adds to the score of each occupation in
    `rows`, and `quick` the same in single precision, transposed. `alone` is the points
    of r = 1 where interests alone count, else 0. `listed` are the places in `rows` of
    occupations to list. `uneven`: a person's leans are not the same for all of them.
    """

    rows: Counts
    points: Array
    quick: Singles
    alone: Array
    listed: Counts
    counted: Marks
    uneven: bool


class Many:
    """Every occupation, ready to be ranked for many people.

    `weights` and `only` are those of `rank`. Raises `UsageError` as it does.
    """

    def __init__(
        self,
        catalogue: Catalogue,
        weights: Mapping[str, float] = WEIGHTS,
        only: Collection[str] | None = None,
    ) -> None:
        check(weights)
        self._catalogue, self._weights, self._only = catalogue, weights, only
        self._shapes = compared(occupation_levels(catalogue))
        self._rows = {entry.slug: row for row, entry in enumerate(catalogue)}
        titles = np.array([entry.title for entry in catalogue], dtype=object)
        self._by_title = np.argsort(titles, kind="stable")
        self._place = np.argsort(self._by_title)
        slugs = self._rows if only is None else only
        self._listed = np.array([entry.slug in slugs for entry in catalogue])
        self._side = lru_cache(maxsize=64)(self._side_of)
        self._part = lru_cache(maxsize=256)(self._part_of)

    def best(self, levels: Array, clear: Marks, top: int | None = None) -> Best:
        """The `top` fits of people by their levels, `(people, 28)`; NaN is missing.

        `clear`, `(people, 3)` by `MATCHED`, marks the domains that carry a signal.
        """
        mine, answered = self._leans(levels, clear)
        counted = np.zeros(clear.shape, dtype=bool)
        found = [np.empty((5, 0), dtype=np.int64)]
        for code, people in _alike(answered @ _BITS):
            side = self._side(code)
            counted[people] = side.counted
            if side.uneven:
                for own in people:
                    rows, counted[own] = self._alone(own, levels, clear, top)
                    found.append(rows)
                continue
            for start in range(0, len(people), BLOCK):
                own = people[start : start + BLOCK]
                rows = self._block(side, mine[own], top)
                rows[0] = own[rows[0]]
                found.append(rows)
        every = np.concatenate(found, axis=1)
        person, occupation, rank, tenths, label = every[:, _in_order(every[0])]
        return Best(person, occupation, rank, tenths, label, counted)

    def _leans(self, levels: Array, clear: Marks) -> tuple[Array, Marks]:
        """People's leans by dimension, and which dimensions they could be told from.

        Both are empty, 0 and false, in a domain that says nothing of a person.
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
        return mine, answered

    def _side_of(self, code: int) -> _Side:
        """The occupations' side for people who answered on the dimensions in a code."""
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
        rows = np.flatnonzero(whole > 0)
        points = np.zeros((len(rows), len(DIMENSIONS)))
        for key, share in shares.items():
            worth = (100 - BASE) * (trust * share)[rows]
            points[:, COLUMNS[key]] = worth[:, None] * parts[key].leans[rows]
        lonely = np.sum(others, axis=0) == 0 if others else np.ones_like(whole)
        return _Side(
            rows,
            points,
            np.ascontiguousarray(points.T, dtype=np.float32),
            alone=((100 - BASE) * trust * lonely)[rows],
            listed=np.flatnonzero(self._listed[rows]),
            counted=np.array(
                [own.key in parts and parts[own.key].usable.any() for own in MATCHED]
            ),
            uneven=any(part.uneven for part in parts.values()),
        )

    def _part_of(self, key: str, answered: bytes) -> _Part:
        """The occupations' leans in a domain, over the dimensions answered on."""
        own, mine = self._shapes[:, COLUMNS[key]], np.frombuffer(answered, dtype=bool)
        both = ~np.isnan(own) & mine
        leans = unit(own, both)
        usable = _enough(both) & np.any(leans != 0, axis=1)
        return _Part(
            np.where(usable[:, None], leans, 0),
            usable,
            both.sum(axis=1),
            uneven=bool((both[usable] != mine).any()),
        )

    def _block(self, side: _Side, mine: Array, top: int | None) -> Counts:
        """The rows of `Best` of some people that are alike, counted from 0."""
        if self._only is None:
            person, column = _candidates(mine.astype(np.float32) @ side.quick, top)
            found = self._placed(side, mine, person, column)
            return found[:, _within(found[0], top)]
        every = mine @ side.points.T
        person, listed = _candidates(every[:, side.listed], top)
        found = self._placed(side, mine, person, side.listed[listed])
        found = found[:, _within(found[0], top)]
        found[2] = 1 + _count_above(_tenths(every))[found[0], found[3]]
        return found

    def _placed(
        self, side: _Side, mine: Array, person: Counts, column: Counts
    ) -> Counts:
        """Candidates scored, and in order of person, score and title."""
        points = np.einsum("ij,ij->i", mine[person], side.points[column])
        tenths = _tenths(points)
        label = np.maximum(_BY_SCORE[tenths], _least_label(points, side.alone[column]))
        place = self._place[side.rows[column]]
        # One whole number to sort by, and to read everything from again.
        order = ((person << 10 | 1000 - tenths) << 20 | place) << 3 | label
        order.sort()
        scored, place, label = order >> 23, order >> 3 & 0xFFFFF, order & 7
        person = scored >> 10
        occupation, tenths = self._by_title[place], 1000 - (scored & 1023)
        rank = 1 + _start_of(scored) - _start_of(person)
        return np.stack([person, occupation, rank, tenths, label])

    def _alone(
        self, person: int, levels: Array, clear: Marks, top: int | None
    ) -> tuple[Counts, Marks]:
        """The rows of `Best` of one person, and the domains that counted."""
        own: dict[str, dict[str, float]] = {domain.key: {} for domain in MATCHED}
        for dimension, level in zip(DIMENSIONS, levels[person], strict=True):
            if not np.isnan(level):
                own[dimension.domain][dimension.name] = float(level)
        unclear = {
            domain.key: ""
            for domain, signal in zip(MATCHED, clear[person], strict=True)
            if not signal
        }
        profile = Profile(levels=own, unclear=unclear)
        ranking = score.rank(profile, self._catalogue, top, self._weights, self._only)
        rows = [
            (
                person,
                self._rows[fit.entry.slug],
                fit.rank,
                round(fit.score * 10),
                NAMES.index(fit.label),
            )
            for fit in ranking.fits
        ]
        counted = [domain.key not in ranking.left_out for domain in MATCHED]
        return np.array(rows, dtype=np.int64).reshape(-1, 5).T, np.array(counted)


def _in_order(values: Counts) -> Counts:
    """The places of values, least first; equals as they stand."""
    return np.argsort(values, kind="stable")


def _enough(there: Marks) -> Marks:
    """Who has half of a domain's dimensions or more."""
    return np.asarray(there.sum(axis=1) * 2 >= there.shape[1])


def _alike(codes: Counts) -> list[tuple[int, Counts]]:
    """People by their code, each group in their order."""
    if not len(codes):
        return []
    own, first = np.unique(np.sort(codes), return_index=True)
    groups = np.split(_in_order(codes), first[1:])
    return list(zip(own.tolist(), groups, strict=True))


def _candidates(
    scores: npt.NDArray[np.floating], top: int | None
) -> tuple[Counts, Counts]:
    """Rows and columns of all that can be among the first of a row, as `MARGIN` says.

    The columns are dealt out to groups: as many groups as there are places hold a score
    of their lowest best or more, which bounds the score of the last place.
    """
    people, width = scores.shape
    if top is None or top >= width:
        rows, columns = np.divmod(np.arange(people * width), max(width, 1))
        return rows, columns
    groups = min(width, max(GROUPS, 6 * top))
    dealt = width // groups * groups
    best = scores[:, :dealt].reshape(people, -1, groups).max(axis=1)
    rest = best[:, : width - dealt]
    np.maximum(rest, scores[:, dealt:], out=rest)
    best.partition(groups - top, axis=1)
    least = best[:, groups - top, None] - MARGIN
    rows, columns = np.divmod(np.flatnonzero(scores >= least), width)
    return rows, columns


def _tenths(points: Array) -> Counts:
    """Scores in tenths, as they are shown."""
    shown: Counts = np.rint(in_tenths(total(BASE + points)) * 10).astype(np.int64)
    return shown


def _count_above(tenths: Counts) -> Counts:
    """How many scores of each row are above 0, above 1 ... and above 1000 tenths."""
    people, width = tenths.shape
    places = tenths + 1001 * np.arange(people)[:, None]
    there = np.bincount(places.ravel(), minlength=1001 * people)
    above: Counts = width - np.cumsum(there.reshape(people, 1001), axis=1)
    return above


def _least_label(points: Array, alone: Array) -> Counts:
    """The best label allowed: on interests alone, never better than O*NET's own."""
    r = points / np.where(alone > 0, alone, 1)
    label = np.full(len(points), NAMES.index(BELOW_THOSE))
    for least, name in reversed(INTEREST_LABELS):
        label[r >= least] = NAMES.index(name)
    return np.where(alone > 0, label, 0)


def _start_of(sorted_values: Counts) -> Counts:
    """For every place, the first that holds the same value."""
    places = np.arange(len(sorted_values))
    fresh = np.diff(sorted_values, prepend=-1) != 0
    return np.maximum.accumulate(np.where(fresh, places, 0))


def _within(person: Counts, top: int | None) -> Marks | slice:
    """The first places of each person."""
    if top is None:
        return slice(None)
    place: Marks = np.arange(len(person)) - _start_of(person) < top
    return place
