"""The best fits of many people at once: those that `rank` gives each of them.

A product (`sides`) in single precision finds the few occupations that can be among the
first of each person, and those alone are scored exactly. `docs/batch.md` has the
measurements.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from careerfit_cli.fit import score
from careerfit_cli.fit.arithmetic import (
    BASE,
    WEIGHTS,
    Array,
    Counts,
    Marks,
    check,
    compared,
    in_tenths,
    occupation_levels,
    total,
)
from careerfit_cli.fit.score import BELOW_THOSE, INTEREST_LABELS, LABELS, label_of
from careerfit_cli.fit.sides import Side, Sides, odd_points
from careerfit_cli.model.catalogue import DIMENSIONS, Catalogue
from careerfit_cli.model.elements import MATCHED
from careerfit_cli.model.profile import Profile

BLOCK = 1024
"""People scored at a time: their scores fit in a processor's cache."""

AT_A_TIME = 64
"""People whose every score is worked out at a time: the same memory serves them all."""

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
        self.sides = Sides(compared(occupation_levels(catalogue)), weights)
        self._rows = {entry.slug: row for row, entry in enumerate(catalogue)}
        titles = np.array([entry.title for entry in catalogue], dtype=object)
        self._by_title = np.argsort(titles, kind="stable")
        self._place = np.argsort(self._by_title)
        slugs = self._rows if only is None else only
        self._listed = np.array([entry.slug in slugs for entry in catalogue])

    def best(self, levels: Array, clear: Marks, top: int | None = None) -> Best:
        """The `top` fits of people by their levels, `(people, 28)`; NaN is missing.

        `clear`, `(people, 3)` by `MATCHED`, marks the domains that carry a signal.
        """
        mine, codes = self.sides.people(levels, clear)
        counted = np.zeros(clear.shape, dtype=bool)
        found = [np.empty((5, 0), dtype=np.int64)]
        for code, people in _alike(codes):
            side = self.sides.occupations(code)
            counted[people] = side.counted
            for start in range(0, len(people), BLOCK):
                own = people[start : start + BLOCK]
                odd = odd_points(levels[own], side)
                apart = np.isnan(odd).any(axis=1)
                for person in own[apart].tolist():
                    rows, counted[person] = self._alone(person, levels, clear, top)
                    found.append(rows)
                own = own[~apart]
                rows = self._block(side, mine[own], odd[~apart], top)
                rows[0] = own[rows[0]]
                found.append(rows)
        every = np.concatenate(found, axis=1)
        person, occupation, rank, tenths, label = every[:, _in_order(every[0])]
        return Best(person, occupation, rank, tenths, label, counted)

    def _block(self, side: Side, mine: Array, odd: Array, top: int | None) -> Counts:
        """The rows of `Best` of some people that are alike, counted from 0."""
        if self._only is None:
            quick = mine.astype(np.float32) @ side.quick
            quick[:, side.odd] = odd
            person, column = _candidates(quick, top)
            points = np.einsum("ij,ij->i", mine[person], side.points[column])
            if len(side.odd):
                points = _corrected(points, person, column, side.odd, odd)
            found = self._placed(side, person, column, points)
            return found[:, _within(found[0], top)]
        every = mine @ side.points.T
        every[:, side.odd] = odd
        listed = np.flatnonzero(self._listed[side.rows])
        person, column = _candidates(every[:, listed], top)
        column = listed[column]
        found = self._placed(side, person, column, every[person, column])
        found = found[:, _within(found[0], top)]
        found[2] = 1 + _count_above(_tenths(every))[found[0], found[3]]
        return found

    def _placed(
        self, side: Side, person: Counts, column: Counts, points: Array
    ) -> Counts:
        """Candidates in order of person, score and title, with their points."""
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
        profile = _profile(levels[person], clear[person])
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


def scores_of(
    people: Array,
    catalogue: Catalogue,
    weights: Mapping[str, float],
    domains: Collection[str],
) -> Array:
    """Every score of people, `(people, occupations)`: those `rank` would give each.

    `people` are levels, `(people, 28)`, NaN where missing; `domains` are those to score.
    Scores are 0-100, NaN where an occupation is not ranked.
    """
    result = np.empty((len(people), len(catalogue)))
    start = 0
    for some in scores_in_parts(people, catalogue, weights, domains):
        result[start : start + len(some)] = some
        start += len(some)
    return result


def scores_in_parts(
    people: Array,
    catalogue: Catalogue,
    weights: Mapping[str, float],
    domains: Collection[str],
) -> Iterator[Array]:
    """What `scores_of` gives, the rows of `AT_A_TIME` people at a time."""
    sides = Sides(compared(occupation_levels(catalogue)), weights)
    scored = np.array([domain.key in domains for domain in MATCHED])
    for start in range(0, len(people), AT_A_TIME):
        levels = people[start : start + AT_A_TIME]
        clear = np.broadcast_to(scored, (len(levels), len(scored)))
        mine, codes = sides.people(levels, clear)
        result = np.full((len(levels), len(catalogue)), np.nan)
        for code, own in _alike(codes):
            side = sides.occupations(code)
            odd = odd_points(levels[own], side)
            points = mine[own] @ side.points.T
            points[:, side.odd] = odd
            result[own[:, None], side.rows] = total(BASE + points)
            for person in own[np.isnan(odd).any(axis=1)].tolist():
                alone = _profile(levels[person], scored)
                result[person] = score.scores(alone, catalogue, weights)
        yield result


def _profile(levels: Array, clear: Marks) -> Profile:
    """The profile of one person's levels; domains that are not `clear` are unclear."""
    own: dict[str, dict[str, float]] = {domain.key: {} for domain in MATCHED}
    for dimension, level in zip(DIMENSIONS, levels.tolist(), strict=True):
        if not np.isnan(level):
            own[dimension.domain][dimension.name] = level
    pairs = zip(MATCHED, clear, strict=True)
    unclear = {domain.key: "" for domain, signal in pairs if not signal}
    return Profile(levels=own, unclear=unclear)


def _in_order(values: Counts) -> Counts:
    """The places of values, least first; equals as they stand."""
    return np.argsort(values, kind="stable")


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
    best = (
        scores[:, :dealt].reshape(people, dealt // max(groups, 1), groups).max(axis=1)
    )
    rest = best[:, : width - dealt]
    np.maximum(rest, scores[:, dealt:], out=rest)
    best.partition(groups - top, axis=1)
    least = best[:, groups - top, None] - MARGIN
    rows, columns = np.divmod(np.flatnonzero(scores >= least), width)
    return rows, columns


def _corrected(
    points: Array, person: Counts, column: Counts, odd: Counts, own: Array
) -> Array:
    """Points, with those at `odd` columns taken from `own`, `(people, odd)`."""
    place = np.searchsorted(odd, column)
    place[place == len(odd)] = 0
    return np.where(odd[place] == column, own[person, place], points)


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
