"""Compare two profiles: which differences are larger than noise in the answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import comb, erfc, exp, lgamma, log, sqrt
from statistics import NormalDist

import numpy as np

from careerfit_cli.matching.rank import Ranking, rank, withheld
from careerfit_cli.matching.stability import (
    STEP,
    Stability,
    certainty,
    standard_errors,
)
from careerfit_cli.matching.vectors import COLUMNS, FLAT, person_levels
from careerfit_cli.model.catalogue import DIMENSIONS, Catalogue, Dimension, Entry
from careerfit_cli.model.elements import (
    INTERESTS,
    MATCHED,
    Domain,
    holland_groups,
    holland_text,
)
from careerfit_cli.model.profile import Profile

STANDARD_ERRORS = 1.96
"""When nothing has changed, 19 of 20 differences are within this many standard errors."""

BY_CHANCE = 0.05
"""The largest share of differences beyond that band when nothing has changed.

`docs/method.md` has the share among simulated people who answer twice.
"""


@dataclass(frozen=True)
class Difference:
    """One dimension of two profiles: levels 0-100, and `change` from `one` to `other`.

    `band` is how far apart the two may be when nothing has changed: about twice the
    standard error of a difference of two means. `real` is a change beyond it.
    """

    dimension: Dimension
    one: float
    other: float
    change: float
    band: float
    real: bool


@dataclass(frozen=True)
class DomainCorrelation:
    """Pearson's `r` of two profiles in one domain, over `used` dimensions.

    `None` where either is unclear there, or lacks half of the dimensions.
    """

    domain: str
    r: float | None
    used: int


@dataclass(frozen=True)
class Move:
    """An occupation among the best of either profile, and its rank for each.

    A rank is `None` where it is not ranked. `came` means it is only among the best of
    the other profile, `left` only of the one. `real` is a move whose two ranges of
    ranks do not overlap; `None` without ranges.
    """

    entry: Entry
    one: int | None
    other: int | None
    came: bool
    left: bool
    real: bool | None


@dataclass(frozen=True)
class Diff:
    """Everything that differs between two profiles, from `one` to the `other`.

    `differences` are of the dimensions both have, in their order. When nothing has
    changed, `expected` of them are called real, `chance` is the probability of at least
    as many as there are, and `together` the probability of differences this large,
    taken together. `codes` are both Holland codes, with ties in words.
    `withheld_reason` says why the rankings are not compared; `moves` are in the order
    of the other's ranks.
    """

    differences: tuple[Difference, ...]
    expected: float
    chance: float
    together: float
    correlations: tuple[DomainCorrelation, ...]
    codes: tuple[str, str]
    moves: tuple[Move, ...]
    withheld_reason: str

    @property
    def real(self) -> tuple[Difference, ...]:
        """The differences beyond their band."""
        return tuple(difference for difference in self.differences if difference.real)

    @property
    def beyond_chance(self) -> tuple[Difference, ...]:
        """Differences so large that chance produces one 1 time in 20, given their number.

        Bonferroni's correction: each is tested at `BY_CHANCE` divided by their number.
        """
        tail = BY_CHANCE / 2 / max(len(self.differences), 1)
        most = NormalDist().inv_cdf(1 - tail) / STANDARD_ERRORS
        return tuple(
            difference
            for difference in self.differences
            if abs(difference.change) > most * difference.band
        )

    @property
    def differing_domains(self) -> tuple[Domain, ...]:
        """The domains whose levels, taken together, differ by more than chance."""
        # Bonferroni's correction, as above.
        most = BY_CHANCE / len(MATCHED)
        return tuple(
            domain for domain in MATCHED if together(self.in_domain(domain.key)) < most
        )

    def in_domain(self, domain: str) -> list[Difference]:
        """The differences of one domain, by its key."""
        return [one for one in self.differences if one.dimension.domain == domain]


def diff(
    one: Profile,
    other: Profile,
    catalogue: Catalogue,
    top: int = 10,
    *,
    allow_careless: bool = False,
) -> Diff:
    """How two profiles differ: a person before and now, or two people.

    The first `top` of both rankings are compared, unless one of them is withheld;
    `allow_careless` is as in `withheld`.
    """
    levels = differences(one, other)
    real = sum(level.real for level in levels)
    rankings = [
        withheld(profile, rank(profile, catalogue, top), allow_careless=allow_careless)
        for profile in (one, other)
    ]
    withheld_reason = next(
        (ranking.withheld_reason for ranking in rankings if ranking.withheld_reason), ""
    )
    return Diff(
        differences=levels,
        expected=BY_CHANCE * len(levels),
        chance=_at_least(real, len(levels)),
        together=together(levels),
        correlations=tuple(_correlation(one, other, domain.key) for domain in MATCHED),
        codes=(_code(one), _code(other)),
        moves=() if withheld_reason else _moves(one, other, catalogue, rankings),
        withheld_reason=withheld_reason,
    )


def differences(one: Profile, other: Profile) -> tuple[Difference, ...]:
    """How far two profiles are apart on every dimension both have answers on."""
    first, second = person_levels(one), person_levels(other)
    errors = STEP * np.hypot(standard_errors(one), standard_errors(other))
    changes, bands = second - first, STANDARD_ERRORS * errors
    return tuple(
        Difference(
            dimension=dimension,
            one=float(first[n]),
            other=float(second[n]),
            change=float(changes[n]),
            band=float(bands[n]),
            real=bool(abs(changes[n]) > bands[n]),
        )
        for n, dimension in enumerate(DIMENSIONS)
        if not np.isnan(changes[n])
    )


def _at_least(real: int, compared: int) -> float:
    """The probability of at least this many differences called real when none is.

    The upper tail of a binomial distribution of `BY_CHANCE`: dimensions share no answers.
    """
    fewer = (
        comb(compared, count) * BY_CHANCE**count * (1 - BY_CHANCE) ** (compared - count)
        for count in range(real)
    )
    return max(0.0, 1 - sum(fewer))


def together(levels: Sequence[Difference]) -> float:
    """How likely differences as large as all of these are when nothing has changed.

    Their squares, in standard errors, add up to a chi-square of as many degrees.
    """
    squares = sum(
        (STANDARD_ERRORS * level.change / level.band) ** 2 for level in levels
    )
    return _beyond(squares, len(levels))


def _beyond(squares: float, freedom: int) -> float:
    """The upper tail of the chi-square distribution.

    By its recurrence in steps of two degrees of freedom (Abramowitz & Stegun 26.4.8).
    """
    if not squares:
        return 1.0
    half = squares / 2
    start = freedom % 2
    tail = erfc(sqrt(half)) if start else 0.0
    terms = (
        exp((step / 2) * log(half) - half - lgamma(step / 2 + 1))
        for step in range(start, freedom, 2)
    )
    return min(1.0, tail + sum(terms))


def _correlation(one: Profile, other: Profile, domain: str) -> DomainCorrelation:
    first, second = (
        person_levels(profile)[COLUMNS[domain]] for profile in (one, other)
    )
    both = ~np.isnan(first) & ~np.isnan(second)
    used = int(both.sum())
    if domain in {**one.unclear, **other.unclear} or used * 2 < len(both):
        return DomainCorrelation(domain, None, used)
    mine, theirs = (levels[both] - levels[both].mean() for levels in (first, second))
    lengths = float(np.sqrt((mine**2).sum() * (theirs**2).sum()))
    r = float((mine * theirs).sum()) / lengths if lengths > FLAT else None
    return DomainCorrelation(domain, r, used)


def _code(profile: Profile) -> str:
    if INTERESTS.key in profile.unclear:
        return ""
    return holland_text(holland_groups(profile.levels.get(INTERESTS.key, {})))


def _moves(
    one: Profile, other: Profile, catalogue: Catalogue, best: list[Ranking]
) -> tuple[Move, ...]:
    before, after = ({match.entry.slug for match in result} for result in best)
    sides = [rank(profile, catalogue, only=before | after) for profile in (one, other)]
    first, second = ({match.entry.slug: match.rank for match in side} for side in sides)
    sure, surer = (
        certainty(profile, catalogue, ranking)
        for profile, ranking in zip((one, other), sides, strict=True)
    )
    moves = [
        Move(
            entry=entry,
            one=first.get(slug),
            other=second.get(slug),
            came=slug not in before,
            left=slug not in after,
            real=_apart(sure.get(slug), surer.get(slug)),
        )
        for entry in catalogue
        if (slug := entry.slug) in before | after
    ]
    last = len(catalogue) + 1
    moves.sort(
        key=lambda move: (move.other or last, move.one or last, move.entry.title)
    )
    return tuple(moves)


def _apart(one: Stability | None, other: Stability | None) -> bool | None:
    """Whether the ranges of an occupation's two ranks do not overlap."""
    if one is None or other is None:
        return None
    return one.high_rank < other.low_rank or other.high_rank < one.low_rank
