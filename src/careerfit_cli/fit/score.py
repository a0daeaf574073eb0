"""The match: a person's profile against every occupation, with its exact reasons."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from careerfit_cli.fit.arithmetic import (
    BASE,
    COLUMNS,
    WEIGHTS,
    Array,
    Counts,
    check,
    compared,
    in_tenths,
    leans_of,
    occupation_levels,
    person_levels,
    shares_of,
    total,
    trust_of,
)
from careerfit_cli.model.catalogue import DIMENSIONS, Catalogue, Dimension, Entry
from careerfit_cli.model.elements import INTERESTS, MATCHED
from careerfit_cli.model.frozen import frozen
from careerfit_cli.model.profile import Profile

LABELS = (
    (85.0, "best"),
    (80.0, "great"),
    (70.0, "good"),
    (57.0, "fair"),
    (0.0, "weak"),
)
"""Least score of each label; `docs/method.md` says what share of simulated workers
see their own occupation at each."""

INTEREST_LABELS = ((0.729, "best"), (0.608, "great"))
"""O*NET Interest Profiler's cut-offs on the interest correlation.

They are the one-tailed .05 and .10 critical values for df = 4 (Gregory & Lewis 2016).
"""

BELOW_THOSE = "good"
"""The best label on interests alone when r reaches neither."""


@dataclass(frozen=True)
class Contribution:
    """What one dimension adds to a score.

    `person` and `occupation` are levels 0-100; `person_leans` and `occupation_leans`
    are how far each stands above (or below) its own mean over the domain, in units of
    its own spread, work styles being compared with other occupations first. `points`
    are signed, in tenths; the base and all points sum to the score.
    """

    dimension: Dimension
    person: float
    occupation: float
    person_leans: float
    occupation_leans: float
    points: float


@dataclass(frozen=True)
class DomainFit:
    """One domain's part: Pearson `r` over `used` of its dimensions, and its weight.

    `label` is O*NET's for interests (`best`, `great` or empty), else empty.
    """

    domain: str
    r: float
    weight: float
    used: int
    label: str


@dataclass(frozen=True)
class Fit:
    """How well one occupation fits: its score, 0-100 in tenths, its rank, its parts.

    Occupations of equal score share a rank. `domains` are those that were scored.
    `trust`, up to 1, is how far the points were shrunk for want of ratings.
    """

    entry: Entry
    rank: int
    score: float
    label: str
    trust: float
    domains: tuple[DomainFit, ...]
    contributions: tuple[Contribution, ...]


@dataclass(frozen=True)
class Ranking:
    """The best-fitting occupations, how many were ranked, and by what weights.

    `left_out` says, by domain key, why a domain did not count. `held_back` says why no
    ranking is claimed, `fits` being empty then, or is empty itself (`claimed`).
    """

    fits: tuple[Fit, ...]
    ranked: int
    weights: Mapping[str, float]
    left_out: Mapping[str, str]
    held_back: str = ""


def rank(
    profile: Profile,
    catalogue: Catalogue,
    top: int | None = None,
    weights: Mapping[str, float] = WEIGHTS,
    only: Collection[str] | None = None,
) -> Ranking:
    """The occupations that fit best, highest score first, ties in title order.

    `only` names, by slug, those to show; ranks stay those among all.

    An occupation is ranked when it shares half the dimensions of at least one domain
    with the person; the weights of the others are shared out. Without any domain that
    carries a signal the ranking is empty. Raises `UsageError` for weights that are
    negative, unknown or all zero.
    """
    match = _match(profile, catalogue, weights)
    places = _places(match.score, catalogue.entries)
    shown = [
        (row, place)
        for row, place in places
        if only is None or catalogue.entries[row].slug in only
    ]
    fits = tuple(_fit(match, catalogue, row, place) for row, place in shown[:top])
    return Ranking(fits, len(places), frozen(weights), _left_out(profile, match))


def scores(
    profile: Profile,
    catalogue: Catalogue,
    weights: Mapping[str, float] = WEIGHTS,
) -> Array:
    """Every occupation's score, 0-100, in the catalogue's order; NaN is not ranked."""
    return _match(profile, catalogue, weights).score


def fit_of(
    profile: Profile,
    catalogue: Catalogue,
    slug: str,
    weights: Mapping[str, float] = WEIGHTS,
) -> Fit | None:
    """One occupation's fit with its rank among all; `None` when it cannot be ranked."""
    match = _match(profile, catalogue, weights)
    for row, place in _places(match.score, catalogue.entries):
        if catalogue.entries[row].slug == slug:
            return _fit(match, catalogue, row, place)
    return None


def label_of(score: float) -> str:
    """The label of a score."""
    return next(label for least, label in LABELS if score >= least)


def reasons(fit: Fit, most: int = 2) -> tuple[list[Contribution], list[Contribution]]:
    """The strongest points for and the strongest against, largest first."""
    lifts = [part for part in fit.contributions if part.points > 0]
    lowers = [part for part in fit.contributions if part.points < 0]
    lifts.sort(key=lambda part: -part.points)
    lowers.sort(key=lambda part: part.points)
    return lifts[:most], lowers[:most]


def _left_out(profile: Profile, match: _Match) -> Mapping[str, str]:
    """Why domains did not count: as the profile says, or for want of a shape."""
    mute = {
        domain.key: f"nothing to compare on {domain.title.lower()}"
        for domain in MATCHED
        if domain.key in match.correlations
        and np.isnan(match.correlations[domain.key]).all()
    }
    return frozen({**mute, **profile.unclear})


@dataclass(frozen=True)
class _Match:
    """Arrays of occupations (rows) by the 28 dimensions (columns); NaN is missing."""

    person: Array
    occupations: Array
    person_leans: Array
    occupation_leans: Array
    points: Array
    score: Array
    correlations: Mapping[str, Array]
    shares: Mapping[str, Array]
    used: Mapping[str, Counts]
    trust: Array


def _match(
    profile: Profile, catalogue: Catalogue, weights: Mapping[str, float]
) -> _Match:
    check(weights)
    person, occupations = person_levels(profile), occupation_levels(catalogue)
    shapes = compared(occupations)
    person_leans = np.full(occupations.shape, np.nan)
    occupation_leans = np.full(occupations.shape, np.nan)
    correlations, used = {}, {}
    for domain in weights.keys() - profile.unclear.keys():
        columns = COLUMNS[domain]
        mine, theirs = leans_of(person[columns], shapes[:, columns])
        person_leans[:, columns], occupation_leans[:, columns] = mine, theirs
        used[domain] = (~np.isnan(theirs)).sum(axis=1)
        r = np.nansum(mine * theirs, axis=1)
        correlations[domain] = np.where(used[domain] > 0, r, np.nan)
    shares = shares_of(weights, correlations, len(occupations))
    trust = trust_of(shares, used)
    points, score = _points(shares, person_leans * occupation_leans, trust)
    return _Match(
        person, occupations, person_leans, occupation_leans, points, score,
        correlations, shares, used, trust,
    )  # fmt: skip


def _points(
    shares: Mapping[str, Array], parts: Array, trust: Array
) -> tuple[Array, Array]:
    """Signed points by dimension, and the score they add up to with the base."""
    points = np.full(parts.shape, np.nan)
    counted = np.zeros(len(parts))
    for domain, share in shares.items():
        columns = COLUMNS[domain]
        own = (100 - BASE) * (trust * share)[:, None] * parts[:, columns]
        points[:, columns] = np.where(share[:, None] > 0, own, np.nan)
        counted += share
    score = total(BASE + np.nansum(points, axis=1))
    return points, np.where(counted > 0, score, np.nan)


def _places(score: Array, entries: Sequence[Entry]) -> list[tuple[int, int]]:
    """Row and rank of every scored occupation, best first; ties share a rank."""
    shown = in_tenths(score).tolist()
    rows = np.flatnonzero(~np.isnan(score)).tolist()
    rows.sort(key=lambda row: (-shown[row], entries[row].title))
    places: list[tuple[int, int]] = []
    for count, row in enumerate(rows, 1):
        tied = places and shown[places[-1][0]] == shown[row]
        places.append((row, places[-1][1] if tied else count))
    return places


def _fit(match: _Match, catalogue: Catalogue, row: int, place: int) -> Fit:
    score = float(in_tenths(match.score[row]))
    domains = tuple(
        _domain_fit(match, domain.key, row)
        for domain in MATCHED
        if domain.key in match.shares and match.shares[domain.key][row] > 0
    )
    columns = np.flatnonzero(~np.isnan(match.points[row]))
    tenths = _shared_out(match.points[row][columns], score - BASE)
    return Fit(
        entry=catalogue.entries[row],
        rank=place,
        score=score,
        label=_label(score, domains),
        trust=float(match.trust[row]),
        domains=domains,
        contributions=tuple(
            Contribution(
                dimension=DIMENSIONS[column],
                person=float(match.person[column]),
                occupation=float(match.occupations[row, column]),
                person_leans=float(match.person_leans[row, column]),
                occupation_leans=float(match.occupation_leans[row, column]),
                points=own,
            )
            for column, own in zip(columns, tenths, strict=True)
        ),
    )


def _label(score: float, domains: Sequence[DomainFit]) -> str:
    """The label of a fit; on interests alone, never better than O*NET's own."""
    label = label_of(score)
    if [own.domain for own in domains] != [INTERESTS.key]:
        return label
    order = [name for _, name in LABELS]
    own = domains[0].label or BELOW_THOSE
    return max(label, own, key=order.index)


def _domain_fit(match: _Match, domain: str, row: int) -> DomainFit:
    r = float(match.correlations[domain][row])
    labels = INTEREST_LABELS if domain == INTERESTS.key else ()
    return DomainFit(
        domain=domain,
        r=r,
        weight=float(match.shares[domain][row]),
        used=int(match.used[domain][row]),
        label=next((label for least, label in labels if r >= least), ""),
    )


def _shared_out(points: Array, whole: float) -> list[float]:
    """Points rounded to tenths so that they still sum to `whole`.

    Largest remainders are rounded up first, as seats are shared out in an election.
    """
    scaled = points * 10
    floors = np.floor(scaled)
    lacking = round(whole * 10) - int(floors.sum())
    order = np.argsort(floors - scaled, kind="stable")
    floors[order[:lacking]] += 1
    return [int(tenth) / 10 for tenth in floors]
