"""Finds similar occupations: those O*NET names, and those with the nearest profiles."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from careerfit_cli.compare.norms import Ratings, norms, shape_of
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
    shapes = {
        key: shape_of(key, occupation.ratings.get(key, {}), known) for key in alike
    }
    likenesses = {}
    for entry in entries:
        if entry.slug != occupation.slug:
            both = [
                shape.correlation(alike[key].get(entry.slug, {}))
                for key, shape in shapes.items()
            ]
            rated = [r for r in both if r is not None]
            if len(rated) >= LEAST_DOMAINS:
                likenesses[entry.slug] = (math.fsum(rated) / len(alike), len(rated))
    return likenesses
