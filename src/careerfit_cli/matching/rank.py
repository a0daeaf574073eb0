"""Rank occupations for one person, with the exact points behind every score."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from math import isnan

import numpy as np

from careerfit_cli.matching.labels import thresholds
from careerfit_cli.matching.vectors import (
    BASE,
    COLUMNS,
    WEIGHTS,
    Array,
    Counts,
    OccupationVectors,
    PeopleVectors,
    clear_domains,
    combinations,
    in_tenths,
    person_levels,
    shrinkage,
    vectors_of,
)
from careerfit_cli.model.catalogue import DIMENSIONS, Catalogue, Dimension, Entry
from careerfit_cli.model.elements import INTEREST_AREAS, INTERESTS, MATCHED, Domain
from careerfit_cli.model.frozen import frozen
from careerfit_cli.model.profile import Profile

NO_SIGNAL = "There is not enough signal in the answers to rank careers."


@dataclass(frozen=True)
class Contribution:
    """What one dimension adds to a score.

    `person` and `occupation` are levels, 0-100; `None` is a rating of the job that is
    missing. `person_unit` and `occupation_unit` are how far each stands above or below
    its own mean over the domain, as parts of a unit vector; interest areas and work
    styles of occupations are compared with other occupations first. `points` are signed,
    in tenths; the base and all points add up to the score.
    """

    dimension: Dimension
    person: float
    occupation: float | None
    person_unit: float
    occupation_unit: float
    points: float


@dataclass(frozen=True)
class DomainMatch:
    """One domain's part in a score: its correlation, its weight, and its dimensions.

    `r` is Pearson's, -1 to 1; `weight` the domain's share of the score; `used` how many
    dimensions the person has answers on. `estimated` is whether the occupation's ratings
    are estimates. `through_areas` marks interests that are compared through the interest
    areas they imply, because the areas themselves were not answered.
    """

    domain: str
    r: float
    weight: float
    used: int
    estimated: bool = False
    through_areas: bool = False


@dataclass(frozen=True)
class Match:
    """How well one occupation matches: score, rank, label, and their components.

    `score` is 0-100, in tenths; equal scores share a `rank`. `shrinkage`, up to 1,
    scales the points of an occupation that lacks a domain.
    """

    entry: Entry
    rank: int
    score: float
    label: str
    shrinkage: float
    domains: tuple[DomainMatch, ...]
    contributions: tuple[Contribution, ...]

    @property
    def estimated(self) -> tuple[str, ...]:
        """The domains that count with estimated ratings."""
        return tuple(part.domain for part in self.domains if part.estimated)

    def __repr__(self) -> str:
        return f"<Match {self.rank}: {self.entry.slug}, {self.score}, {self.label}>"

    def to_dict(self) -> dict[str, str | float | None]:
        """Rank, FIT, label and the figures of the entry, for a row of a table."""
        figures = self.entry.to_dict()
        return {"rank": self.rank, "fit": self.score, "label": self.label, **figures}


@dataclass(frozen=True)
class Ranking:
    """The best matches, how many occupations were ranked, and by what weights.

    `left_out` says, by domain key, why a domain did not count. `withheld_reason` says
    why no ranking is shown, and is otherwise empty; `matches` are then empty.
    """

    matches: tuple[Match, ...]
    ranked: int
    weights: Mapping[str, float]
    left_out: Mapping[str, str]
    withheld_reason: str = ""

    def __iter__(self) -> Iterator[Match]:
        return iter(self.matches)

    def __len__(self) -> int:
        return len(self.matches)

    def __repr__(self) -> str:
        return f"<Ranking: {len(self)} of {self.ranked} ranked occupations>"

    def to_dicts(self) -> list[dict[str, str | float | None]]:
        """A row for each match, for a data frame or a CSV writer."""
        return [match.to_dict() for match in self.matches]


def rank(
    profile: Profile,
    catalogue: Catalogue,
    top: int | None = None,
    weights: Mapping[str, float] = WEIGHTS,
    only: Collection[str] | None = None,
) -> Ranking:
    """The occupations that match best, highest score first, ties in title order.

    `only` names, by slug, those to return; ranks stay those among all. If no domain
    carries a signal, the ranking is empty. Raises `UsageError` for weights that are
    negative, unknown or all zero.
    """
    scored = _score(profile, catalogue, weights)
    places = _places(scored.scores, catalogue.entries)
    shown = [
        (row, place)
        for row, place in places
        if only is None or catalogue.entries[row].slug in only
    ]
    matches = tuple(scored.match(row, place) for row, place in shown[:top])
    return Ranking(matches, len(places), frozen(weights), scored.left_out(profile))


def match_of(
    profile: Profile,
    catalogue: Catalogue,
    slug: str,
    weights: Mapping[str, float] = WEIGHTS,
) -> Match | None:
    """One occupation's match with its rank among all; `None` if it is not ranked."""
    return next(iter(rank(profile, catalogue, None, weights, {slug}).matches), None)


def withheld(
    profile: Profile, ranking: Ranking, *, allow_careless: bool = False
) -> Ranking:
    """The ranking, or an empty one with the reason where none should be shown.

    Careless answers are not ranked, unless `allow_careless` is set or only the areas
    chosen from the list count. Flat answers are never ranked.
    """
    by_picks = [key for key, weight in ranking.weights.items() if weight] == [
        INTEREST_AREAS.key
    ] and bool(profile.picks)
    if profile.careless_reason and not allow_careless and not by_picks:
        reason = profile.careless_reason
        return replace(ranking, matches=(), ranked=0, withheld_reason=reason)
    if not ranking.ranked:
        return replace(ranking, withheld_reason=NO_SIGNAL)
    return ranking


def reasons(
    match: Match, most: int = 2
) -> tuple[list[Contribution], list[Contribution]]:
    """The strongest points for and the strongest against, largest first."""
    lifts = [part for part in match.contributions if part.points > 0]
    lowers = [part for part in match.contributions if part.points < 0]
    lifts.sort(key=lambda part: -part.points)
    lowers.sort(key=lambda part: part.points)
    return lifts[:most], lowers[:most]


@dataclass(frozen=True)
class _Scored:
    """A person's scores for all occupations, and the vectors they come from."""

    catalogue: Catalogue
    occupations: OccupationVectors
    levels: Array
    people: PeopleVectors
    scores: Array

    def left_out(self, profile: Profile) -> Mapping[str, str]:
        """Why domains did not count: the profile's reason, or flat answers."""
        return frozen(
            {
                domain.key: f"nothing to compare on {domain.title.lower()}"
                for number, domain in enumerate(MATCHED)
                if not self.people.counted[0, number]
            }
            | {key: reason for key, reason in profile.unclear.items() if key in COLUMNS}
        )

    @cached_property
    def combination(self) -> tuple[bool, ...]:
        """Which domains the person has answers on."""
        ((combination, _),) = combinations(self.people.counted)
        return combination

    @cached_property
    def shares(self) -> Array:
        """The weight of each domain for each occupation."""
        return self.occupations.shares(self.combination)

    @cached_property
    def shrinkage(self) -> Array:
        """The factor on each occupation's points."""
        return shrinkage(self.shares)

    @cached_property
    def points(self) -> Array:
        """The points of each dimension for each occupation, per unit of the person."""
        return self.occupations.points(self.combination)

    def match(self, row: int, place: int) -> Match:
        units = self.people.units[0]
        points = self.points[row] * units
        score = float(in_tenths(self.scores[row]))
        counted = [COLUMNS[d.key] for d, share in self._weighted(row) if share > 0]
        columns: Counts = np.concatenate(counted)
        columns = columns[~np.isnan(self.levels[columns])]
        # Converted to Python numbers: reading array elements one by one is slow.
        figures = zip(
            columns.tolist(),
            self.levels[columns].tolist(),
            self.occupations.levels[row, columns].tolist(),
            units[columns].tolist(),
            self.occupations.units[row, columns].tolist(),
            _in_tenths_that_add_up(points[columns], score - BASE),
            strict=True,
        )
        return Match(
            entry=self.catalogue.entries[row],
            rank=place,
            score=score,
            label=thresholds(self.combination).label(score),
            shrinkage=float(self.shrinkage[row]),
            domains=self._domains(row, points),
            contributions=tuple(
                Contribution(
                    dimension=DIMENSIONS[column],
                    person=person,
                    occupation=None if isnan(level) else level,
                    person_unit=person_unit,
                    occupation_unit=unit,
                    points=tenths,
                )
                for column, person, level, person_unit, unit, tenths in figures
            ),
        )

    def _weighted(self, row: int) -> Iterator[tuple[Domain, float]]:
        """The domains with their weights for an occupation."""
        return zip(MATCHED, self.shares[row].tolist(), strict=True)

    def _domains(self, row: int, points: Array) -> tuple[DomainMatch, ...]:
        worth = (100 - BASE) * self.shrinkage[row]
        entry = self.catalogue.entries[row]
        through = self.occupations.reads_through_areas(np.array(self.combination))
        return tuple(
            DomainMatch(
                domain=domain.key,
                r=float(points[COLUMNS[domain.key]].sum() / (worth * share)),
                weight=share,
                used=int((~np.isnan(self.levels[COLUMNS[domain.key]])).sum()),
                estimated=domain.key in entry.estimated,
                through_areas=domain is INTERESTS and bool(through),
            )
            for domain, share in self._weighted(row)
            if share > 0
        )


def _score(
    profile: Profile, catalogue: Catalogue, weights: Mapping[str, float]
) -> _Scored:
    occupations = vectors_of(catalogue, weights)
    levels = person_levels(profile)
    people = occupations.people(levels[None], clear_domains(profile)[None])
    scored = occupations.scores(people)[0]
    return _Scored(catalogue, occupations, levels, people, scored)


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


def _in_tenths_that_add_up(points: Array, total: float) -> list[float]:
    """Points rounded to tenths so that they still sum to `total`.

    Largest remainders are rounded up first.
    """
    scaled = points * 10
    floors = np.floor(scaled)
    missing = round(total * 10) - int(floors.sum())
    order = np.argsort(floors - scaled, kind="stable")
    floors[order[:missing]] += 1
    return [int(tenth) / 10 for tenth in floors]
