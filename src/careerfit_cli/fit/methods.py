"""Other indices beside FIT: where they put each occupation, and where they differ.

They are second views. None of them is part of the score (`docs/method.md`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter

import numpy as np

from careerfit_cli.fit.arithmetic import (
    COLUMNS,
    WEIGHTS,
    domains_of,
    in_tenths,
    leans_of,
    occupation_levels,
    person_levels,
)
from careerfit_cli.fit.congruence import congruence
from careerfit_cli.fit.many import scores_of
from careerfit_cli.model.catalogue import Catalogue, Entry
from careerfit_cli.model.elements import INTERESTS
from careerfit_cli.model.frozen import frozen
from careerfit_cli.model.profile import Profile

FIT, PEARSON, IACHAN, BROWN_GORE = "fit", "pearson", "iachan", "brown-gore"

METHODS = (FIT, PEARSON, IACHAN, BROWN_GORE)
"""FIT; Pearson's r on the six interests; Iachan's M; Brown and Gore's C."""

FIRST = 3
"""How many of each index are set side by side."""


@dataclass(frozen=True)
class Standing:
    """Where one index puts an occupation: its value, its rank, and how many share it.

    FIT is 0-100 in tenths, Pearson's r -1 to 1, Iachan's M 0-28, Brown and Gore's C
    0-18. `tied` counts the occupations of that rank, itself included; `of` those ranked.
    """

    value: float
    rank: int
    tied: int
    of: int


Standings = Mapping[str, Mapping[str, Standing]]
"""By method and slug; empty for a method that the answers do not allow."""


@dataclass(frozen=True)
class SideBySide:
    """The first few occupations by each of some indices, and where all put each.

    `leaders` have rank `first` or better, ties included, by method; `rows` are up to
    `first` of each, those of the first method in front, equals in title order.
    """

    first: int
    leaders: Mapping[str, tuple[Entry, ...]]
    rows: tuple[Entry, ...]
    standings: Standings

    @property
    def shared(self) -> tuple[Entry, ...]:
        """Leaders by every method."""
        return self._in(len(self.leaders))

    def alone(self, method: str) -> tuple[Entry, ...]:
        """Leaders by one method alone."""
        return tuple(own for own in self._in(1) if own in self.leaders[method])

    def _in(self, methods: int) -> tuple[Entry, ...]:
        every = {own.slug: own for row in self.leaders.values() for own in row}
        found = Counter(own.slug for row in self.leaders.values() for own in row)
        return tuple(own for slug, own in every.items() if found[slug] == methods)


def side_by_side(
    catalogue: Catalogue,
    every: Standings,
    methods: Sequence[str],
    first: int = FIRST,
    only: Collection[str] | None = None,
) -> SideBySide:
    """The first occupations by each of `methods`, those without a ranking left out.

    `only` names, by slug, those to show; ranks stay those among all.
    """
    shown = [own for own in catalogue if only is None or own.slug in only]
    order = {name: _in_order(shown, every[name]) for name in methods if every[name]}
    best = [own for row in order.values() for own in row[:first]]
    return SideBySide(
        first=first,
        leaders=frozen(
            {
                name: tuple(own for own in row if every[name][own.slug].rank <= first)
                for name, row in order.items()
            }
        ),
        rows=tuple({own.slug: own for own in best}.values()),
        standings=every,
    )


def _in_order(entries: Sequence[Entry], by: Mapping[str, Standing]) -> list[Entry]:
    ranked = [(by[own.slug].rank, own.title, own) for own in entries if own.slug in by]
    return [own for _, _, own in sorted(ranked, key=itemgetter(0, 1))]


def standings(
    profile: Profile, catalogue: Catalogue, weights: Mapping[str, float] = WEIGHTS
) -> Standings:
    """Where each index puts every occupation it can rank.

    Raises `UsageError` for weights that cannot be used.
    """
    people = person_levels(profile)[None, :]
    fits = scores_of(people, catalogue, weights, domains_of(profile, weights))[0]
    found = [congruence(profile, entry) for entry in catalogue]
    values = {
        FIT: in_tenths(fits).tolist(),
        PEARSON: _interest_correlations(profile, catalogue),
        IACHAN: [np.nan if own is None else own.iachan for own in found],
        BROWN_GORE: [np.nan if own is None else own.brown_gore for own in found],
    }
    return frozen({name: _ranked(own, catalogue) for name, own in values.items()})


def _interest_correlations(profile: Profile, catalogue: Catalogue) -> list[float]:
    """Pearson's r on the six interests, as the Interest Profiler has it; NaN is none."""
    columns = COLUMNS[INTERESTS.key]
    if INTERESTS.key in profile.unclear:
        return [np.nan] * len(catalogue)
    mine, theirs = leans_of(
        person_levels(profile)[columns], occupation_levels(catalogue)[:, columns]
    )
    return [float(own) for own in np.round((mine * theirs).sum(axis=1), 9)]


def _ranked(values: Sequence[float], catalogue: Catalogue) -> Mapping[str, Standing]:
    """Standings by slug, the highest value first; equal values share a rank."""
    own = {
        entry.slug: value
        for entry, value in zip(catalogue, values, strict=True)
        if not np.isnan(value)
    }
    counts = Counter(own.values())
    ranks, above = {}, 0
    for value in sorted(counts, reverse=True):
        ranks[value] = above + 1
        above += counts[value]
    return frozen(
        {
            slug: Standing(value, ranks[value], counts[value], len(own))
            for slug, value in own.items()
        }
    )
