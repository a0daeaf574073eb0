"""Finds similar occupations: those O*NET names, and those with the nearest profiles."""

from __future__ import annotations

import math
import operator
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import compress

from careerfit_cli.compare.norms import Norms, Ratings, norms
from careerfit_cli.model.catalogue import Entry
from careerfit_cli.model.elements import (
    ABILITIES,
    INTERESTS,
    KNOWLEDGE,
    SKILLS,
    WORK_ACTIVITIES,
)
from careerfit_cli.model.occupation import Occupation, Related

ALIKE_IN = (INTERESTS, ABILITIES, SKILLS, KNOWLEDGE, WORK_ACTIVITIES)
"""The domains in which profiles are compared."""

LEAST_DOMAINS = 3
"""How many domains both occupations must be rated on to be compared."""


LEAST_ELEMENTS = 3
"""How many elements of a domain both must be rated on, and at least half of them."""

_FLAT = 1e-9


@dataclass(frozen=True)
class SimilarOccupation:
    """An occupation like another.

    `tier` is how close O*NET rates it, empty if it does not name it. `likeness` is the mean
    correlation of profiles, -1 to 1, and `place` its rank by that among all others;
    both are `None` where profiles cannot be compared. `domains` of the five are rated in
    both.
    """

    entry: Entry
    tier: str
    likeness: float | None
    place: int | None
    domains: int


@dataclass(frozen=True)
class SimilarOccupations:
    """Occupations like one, each in one group: the nearest first, else O*NET's order.

    `both` are named by O*NET and among the nearest, `named` only by O*NET, `near` only
    by their profile. `unknown` are named by O*NET and not in the catalogue. `measured`
    says whether there were profiles to compare.
    """

    occupation: Occupation
    both: tuple[SimilarOccupation, ...]
    named: tuple[SimilarOccupation, ...]
    near: tuple[SimilarOccupation, ...]
    unknown: tuple[Related, ...]
    measured: bool


def similar_to(
    occupation: Occupation, entries: Iterable[Entry], ratings: Ratings, nearest: int
) -> SimilarOccupations:
    """The occupations O*NET names, and a number of `nearest` ones by profile.

    `ratings` are those of the catalogue, of the domains in `ALIKE_IN` at least.
    """
    by_code = {entry.code: entry for entry in entries}
    profile = {
        domain.key: occupation.ratings.get(domain.key, {}) for domain in ALIKE_IN
    }
    measured = sum(map(bool, profile.values())) >= LEAST_DOMAINS
    likenesses = _likenesses(occupation, by_code.values(), ratings) if measured else {}
    tiers = {related.code: related.tier for related in occupation.related}
    ranked = sorted(likenesses, key=lambda slug: -likenesses[slug][0])
    places = {slug: place for place, slug in enumerate(ranked, 1)}

    def neighbor(entry: Entry) -> SimilarOccupation:
        likeness, domains = likenesses.get(entry.slug, (None, 0))
        place = places.get(entry.slug)
        return SimilarOccupation(
            entry, tiers.get(entry.code, ""), likeness, place, domains
        )

    by_slug = {entry.slug: entry for entry in by_code.values()}
    near = [neighbor(by_slug[slug]) for slug in ranked[:nearest]]
    named = [neighbor(by_code[code]) for code in tiers if code in by_code]
    chosen = {similar.entry.slug for similar in near}
    return SimilarOccupations(
        occupation=occupation,
        both=tuple(similar for similar in near if similar.tier),
        named=tuple(similar for similar in named if similar.entry.slug not in chosen),
        near=tuple(similar for similar in near if not similar.tier),
        unknown=tuple(
            related for related in occupation.related if related.code not in by_code
        ),
        measured=measured,
    )


def _likenesses(
    occupation: Occupation, entries: Iterable[Entry], ratings: Ratings
) -> Mapping[str, tuple[float, int]]:
    """Likeness to every other occupation, and the domains it is based on, by slug.

    It is the mean over the domains; a domain not rated in both counts as no relation.
    """
    alike = {domain.key: ratings[domain.key] for domain in ALIKE_IN}
    known = norms(alike)
    profiles = {
        key: _profile(key, occupation.ratings.get(key, {}), known) for key in alike
    }
    likenesses = {}
    for entry in entries:
        if entry.slug != occupation.slug:
            both = [
                _correlation(profile, alike[key].get(entry.slug, {}))
                for key, profile in profiles.items()
            ]
            rated = [r for r in both if r is not None]
            if len(rated) >= LEAST_DOMAINS:
                likenesses[entry.slug] = (math.fsum(rated) / len(alike), len(rated))
    return likenesses


@dataclass(frozen=True)
class _Profile:
    """An occupation's standardized scores in a domain, prepared for comparison.

    `terms` are the elements' names, means and spreads; `pulls` weight x (score - weighted
    mean), and `length` the root of the weighted sum of squares about that mean.
    """

    scores: Mapping[str, float]
    terms: Sequence[tuple[str, float, float]]
    weights: Sequence[float]
    pulls: Sequence[float]
    length: float


def _profile(domain: str, scores: Mapping[str, float], known: Norms) -> _Profile:
    """The occupation's scores on elements with reliable differences."""
    scores_and_norms = [
        (name, known[domain, name]) for name in scores if (domain, name) in known
    ]
    scores_and_norms = [
        (name, norm) for name, norm in scores_and_norms if norm.reliability > 0
    ]
    terms = [(name, norm.mean, norm.spread) for name, norm in scores_and_norms]
    return _made(scores, terms, [norm.reliability for _, norm in scores_and_norms])


def _made(
    scores: Mapping[str, float],
    terms: Sequence[tuple[str, float, float]],
    weights: Sequence[float],
) -> _Profile:
    values = _standardised(scores, terms)
    mean = _dot(weights, values) / (math.fsum(weights) or 1)
    centered = [value - mean for value in values]
    pulls = list(map(operator.mul, weights, centered))
    return _Profile(scores, terms, weights, pulls, math.sqrt(_dot(pulls, centered)))


def _standardised(
    scores: Mapping[str, float], terms: Sequence[tuple[str, float, float]]
) -> list[float]:
    return [(scores[name] - mean) / spread for name, mean, spread in terms]


def _dot(first: Iterable[float], second: Iterable[float]) -> float:
    return math.fsum(map(operator.mul, first, second))


def _correlation(profile: _Profile, other: Mapping[str, float]) -> float | None:
    """Pearson's r of standardized scores, each element weighted by its reliability.

    `None` if fewer than half of the elements, or fewer than three, are rated in both,
    or if one of the profiles is flat.
    """
    there = [name in other for name, _, _ in profile.terms]
    if sum(there) < max(LEAST_ELEMENTS, len(there) / 2):
        return None
    if not all(there):
        profile = _made(
            profile.scores,
            list(compress(profile.terms, there)),
            list(compress(profile.weights, there)),
        )
    values = _standardised(other, profile.terms)
    weighted = list(map(operator.mul, profile.weights, values))
    square = _dot(weighted, values) - math.fsum(weighted) ** 2 / math.fsum(
        profile.weights
    )
    lengths = profile.length * math.sqrt(max(square, 0))
    if lengths < _FLAT:
        return None
    return max(-1.0, min(1.0, _dot(profile.pulls, values) / lengths))
