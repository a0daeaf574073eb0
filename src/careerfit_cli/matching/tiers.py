"""Groups careers into tiers by noise, and into families of similar work.

Two careers belong to different tiers only where the answers can tell them apart; within
a tier, similar careers form a family, so that a person sees directions instead of
near-duplicates.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from careerfit_cli.matching.labels import BEST, GREAT
from careerfit_cli.matching.rank import Match, Ranking, rank, withheld
from careerfit_cli.matching.stability import IN_TOP, Stability, certainty
from careerfit_cli.matching.vectors import WEIGHTS, Array, vectors_of
from careerfit_cli.model.catalogue import Catalogue, Entry
from careerfit_cli.model.elements import INTERESTS
from careerfit_cli.model.frozen import frozen
from careerfit_cli.model.profile import Profile

FIRST_SHARE = 0.4
"""Tier 1: careers among the first ten at least this often, relative to the most frequent.

How often is the share of redrawn answers (`Stability.in_top_ten`).
"""

SECOND_SHARE = 0.1
"""The same for tier 2; the rest are tier 3."""

ALIKE = 0.85
"""Two careers are one family from this similarity of profiles, -1 to 1."""

MINOR_GROUP = 5
"""The length of the part of an O*NET-SOC code that names a group, such as 15-12."""

CONSIDERED = 60
"""How many of the best matches are grouped into tiers."""

INTERESTS_ALONE = {key: float(key == INTERESTS.key) for key in WEIGHTS}

DIFFERENT = 5
"""Careers by interests alone are shown if at most this many of ten are the same."""


@dataclass(frozen=True)
class Family:
    """Similar careers of one tier, the best match first."""

    matches: tuple[Match, ...]

    @property
    def first(self) -> Match:
        """The best match of the family."""
        return self.matches[0]


@dataclass(frozen=True)
class Tier:
    """Careers that the answers cannot tell apart, as families, best first.

    `number` is 1 to 3.
    """

    number: int
    families: tuple[Family, ...]

    @property
    def matches(self) -> tuple[Match, ...]:
        """All careers of the tier, family by family."""
        return tuple(match for family in self.families for match in family.matches)


@dataclass(frozen=True)
class Result:
    """A ranking in tiers, and how certain it is.

    `ranking` has the matches asked for; `tiers` those of the best `CONSIDERED` that
    passed the filters. `certainty` is by slug, empty where answers cannot be redrawn.
    `by_interests` are the first careers by interests alone if they differ, or empty.
    """

    ranking: Ranking
    tiers: tuple[Tier, ...]
    certainty: Mapping[str, Stability]
    by_interests: tuple[Entry, ...] = ()


def result(
    profile: Profile,
    catalogue: Catalogue,
    top: int = 10,
    weights: Mapping[str, float] = WEIGHTS,
    only: Collection[str] | None = None,
    *,
    allow_careless: bool = False,
) -> Result:
    """Rank occupations for a person, and group them as the answers allow.

    The arguments are those of `rank` and `withheld`. Raises `UsageError` as they do.
    """
    wide = rank(profile, catalogue, max(top, CONSIDERED), weights, only)
    wide = withheld(profile, wide, allow_careless=allow_careless)
    if wide.withheld_reason:
        return Result(wide, (), frozen())
    shown = Ranking(wide.matches[:top], wide.ranked, wide.weights, wide.left_out)
    considered = wide.matches[:CONSIDERED]
    known = certainty(profile, catalogue, wide)
    shares = [
        known[match.entry.slug].in_top_ten if known else float(match.rank <= IN_TOP)
        for match in considered
    ]
    alike = similarity(catalogue, [match.entry for match in considered])
    return Result(
        shown,
        tiers(considered, shares, alike),
        known,
        _by_interests(profile, catalogue, shown, only),
    )


def is_undecided(profile: Profile, catalogue: Catalogue) -> bool:
    """Whether no career is labeled best or great.

    Always false for careless answers.
    """
    if profile.careless_reason:
        return False
    first = rank(profile, catalogue, 1).matches
    return not (first and first[0].label in (BEST, GREAT))


def _by_interests(
    profile: Profile,
    catalogue: Catalogue,
    shown: Ranking,
    only: Collection[str] | None,
) -> tuple[Entry, ...]:
    """The first careers by interests alone, if they are mostly different."""
    if INTERESTS.key in shown.left_out or len(shown.left_out) == len(WEIGHTS) - 1:
        return ()
    alone = rank(profile, catalogue, len(shown.matches), INTERESTS_ALONE, only)
    slugs = {match.entry.slug for match in shown.matches}
    shared = sum(match.entry.slug in slugs for match in alone.matches)
    if shared > DIFFERENT * len(slugs) / IN_TOP:
        return ()
    return tuple(match.entry for match in alone.matches)


def tiers(
    matches: Sequence[Match], in_top_ten: Sequence[float], alike: Array
) -> tuple[Tier, ...]:
    """Matches, best first, in tiers and families.

    `in_top_ten` is each match's share of draws among the first ten, 0-1, and `alike`
    their `similarity`.
    """
    if not matches:
        return ()
    shares = np.asarray(in_top_ten, dtype=float)
    # The cut-offs are relative to the best match left by the filters.
    shares = shares / max(shares.max(), SECOND_SHARE)
    numbers = np.where(shares >= FIRST_SHARE, 1, np.where(shares >= SECOND_SHARE, 2, 3))
    numbers[0] = 1
    result = []
    for number in sorted(set(numbers.tolist())):
        members = np.flatnonzero(numbers == number).tolist()
        inside = [matches[member] for member in members]
        grouped = families(
            [match.entry for match in inside], alike[np.ix_(members, members)]
        )
        lines = tuple(Family(tuple(inside[n] for n in family)) for family in grouped)
        result.append(Tier(number, lines))
    return tuple(result)


def similarity(catalogue: Catalogue, entries: Sequence[Entry]) -> Array:
    """The similarity of the profiles of occupations, -1 to 1, each with each."""
    row = {entry.slug: n for n, entry in enumerate(catalogue)}
    return vectors_of(catalogue).similarity([row[entry.slug] for entry in entries])


def families(entries: Sequence[Entry], alike: Array) -> list[list[int]]:
    """Positions of similar careers, each in the first family whose first it resembles."""
    groups = [entry.code[:MINOR_GROUP] for entry in entries]
    grouped: list[list[int]] = []
    for n, group in enumerate(groups):
        for family in grouped:
            first = family[0]
            if alike[first, n] >= ALIKE or groups[first] == group:
                family.append(n)
                break
        else:
            grouped.append([n])
    return grouped
