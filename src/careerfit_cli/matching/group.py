"""What the results of a group of people, such as a class, have in common."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from careerfit_cli.matching.tiers import Result, families, similarity
from careerfit_cli.model.catalogue import Catalogue, Entry
from careerfit_cli.model.elements import INTERESTS, holland_groups
from careerfit_cli.model.profile import Profile


@dataclass(frozen=True)
class Direction:
    """Similar careers, most frequent first, and the people with any of them in tier 1."""

    careers: tuple[Entry, ...]
    people: int


@dataclass(frozen=True)
class Summary:
    """A group in numbers, and the members with uninformative answers.

    `types` counts the strongest interest of those whose interests are clear, by name; a
    tie counts under `tied`. `flat` have unclear interests and `careless` careless
    answers, by code. `ranked` counts those with a ranking.
    """

    people: int
    ranked: int
    types: Mapping[str, int]
    tied: int
    directions: tuple[Direction, ...]
    flat: tuple[str, ...]
    careless: tuple[str, ...]


def summary(
    people: Mapping[str, tuple[Profile, Result]], catalogue: Catalogue
) -> Summary:
    """The summary of profiles with their results, by code."""
    firsts = {
        code: _strongest(profile)
        for code, (profile, _) in people.items()
        if INTERESTS.key not in profile.unclear and not profile.careless_reason
    }
    counts = Counter(firsts.values())
    first_tiers = [
        [match.entry for match in result.tiers[0].matches]
        for _, result in people.values()
        if result.tiers
    ]
    return Summary(
        people=len(people),
        ranked=len(first_tiers),
        types={name: counts[name] for name in INTERESTS.names if counts[name]},
        tied=counts[""],
        directions=directions(first_tiers, catalogue),
        flat=tuple(
            code
            for code, (profile, _) in people.items()
            if INTERESTS.key in profile.unclear
        ),
        careless=tuple(
            code for code, (profile, _) in people.items() if profile.careless_reason
        ),
    )


def _strongest(profile: Profile) -> str:
    """The name of the highest interest; empty where several are tied."""
    groups = holland_groups(profile.levels[INTERESTS.key])
    if not groups or len(groups[0]) > 1:
        return ""
    return next(name for name in INTERESTS.names if name.startswith(groups[0]))


def directions(
    first_tiers: Sequence[Sequence[Entry]], catalogue: Catalogue
) -> tuple[Direction, ...]:
    """Families of similar careers in people's first tiers, most people first.

    As in a person's own tiers, a career joins the first family whose most frequent
    career it resembles.
    """
    counts = Counter(entry.slug for tier in first_tiers for entry in tier)
    entries = {entry.slug: entry for tier in first_tiers for entry in tier}
    order = sorted(entries.values(), key=lambda one: (-counts[one.slug], one.title))
    results = []
    for family in families(order, similarity(catalogue, order)):
        careers = tuple(order[n] for n in family)
        slugs = {entry.slug for entry in careers}
        people = sum(any(entry.slug in slugs for entry in tier) for tier in first_tiers)
        results.append(Direction(careers, people))
    return tuple(sorted(results, key=lambda direction: -direction.people))
