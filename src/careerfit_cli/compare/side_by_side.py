"""Occupations side by side: the figures of each, and where ratings differ most."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from careerfit_cli.model.elements import DOMAINS
from careerfit_cli.model.occupation import Occupation, Outlook, Wages


@dataclass(frozen=True)
class Fact:
    """One figure or word of each occupation; `None` or empty is not reported.

    Medians and percentiles only: a mean would invite comparing it with a median.
    `unit` is `dollars`, `percent`, `jobs` or empty for words; `period` is the year or
    years of each value, empty where it has none.
    """

    label: str
    unit: str
    values: tuple[float | str | None, ...]
    periods: tuple[str, ...]


@dataclass(frozen=True)
class Difference:
    """One rating (0-100) of each occupation; `gap` is the largest difference."""

    domain: str
    element: str
    values: tuple[float | None, ...]
    gap: float


@dataclass(frozen=True)
class Comparison:
    """What is known of several occupations, with differences largest first.

    `flags` say where figures are not quite of the same kind: other years, or published
    for a wider group.
    """

    occupations: tuple[Occupation, ...]
    facts: tuple[Fact, ...]
    differences: tuple[Difference, ...]
    shared_titles: tuple[str, ...]
    shared_technologies: tuple[str, ...]
    flags: tuple[str, ...]


def table(occupations: Sequence[Occupation]) -> Comparison:
    """The comparison of two or more occupations, in the order given."""
    return Comparison(
        occupations=tuple(occupations),
        facts=_facts(occupations),
        differences=_differences(occupations),
        shared_titles=_shared([tuple(own.titles) for own in occupations]),
        shared_technologies=_shared([own.technologies.hot for own in occupations]),
        flags=_flags(occupations),
    )


def _facts(occupations: Sequence[Occupation]) -> tuple[Fact, ...]:
    return (
        *_pay_facts(occupations),
        *_outlook_facts(occupations),
        *_entry(occupations),
    )


def _pay_facts(occupations: Sequence[Occupation]) -> list[Fact]:
    periods = tuple(own.pay.period if own.pay else "" for own in occupations)
    annual = [own.pay.annual if own.pay else Wages() for own in occupations]
    hourly = [own.pay.hourly if own.pay else Wages() for own in occupations]
    rows = (
        ("Median pay a year", [wages.median for wages in annual]),
        ("10th percentile", [wages.p10 for wages in annual]),
        ("90th percentile", [wages.p90 for wages in annual]),
        ("Median pay an hour", [wages.median for wages in hourly]),
    )
    return [Fact(label, "dollars", tuple(values), periods) for label, values in rows]


def _outlook_facts(occupations: Sequence[Occupation]) -> list[Fact]:
    all_of = [own.outlook or Outlook(area="", period="") for own in occupations]
    periods = tuple(own.period for own in all_of)
    starts = tuple(period[:4] for period in periods)
    return [
        Fact("Outlook", "", tuple(own.phrase for own in all_of), periods),
        Fact("Growth", "percent", tuple(own.growth for own in all_of), periods),
        Fact("Jobs", "jobs", tuple(own.jobs_start for own in all_of), starts),
        Fact("Openings a year", "jobs", tuple(own.openings for own in all_of), periods),
    ]


def _entry(occupations: Sequence[Occupation]) -> list[Fact]:
    prepared = [own.preparation for own in occupations]
    zones = [f"{own.job_zone} of 5" if own.job_zone else "" for own in occupations]
    rows = (
        ("Education", [own.education for own in prepared]),
        ("Experience", [own.experience for own in prepared]),
        ("Training", [own.training for own in prepared]),
        ("Job zone", zones),
        ("Holland code", [own.holland for own in occupations]),
    )
    nothing = ("",) * len(occupations)
    return [Fact(label, "", tuple(values), nothing) for label, values in rows]


def _differences(occupations: Sequence[Occupation]) -> tuple[Difference, ...]:
    """Every element at least two of them are rated on, largest gap first."""
    found = []
    for domain in DOMAINS:
        for element in domain.names:
            values = tuple(
                own.ratings.get(domain.key, {}).get(element) for own in occupations
            )
            rated = [value for value in values if value is not None]
            if len(rated) > 1:
                gap = round(max(rated) - min(rated), 1)
                found.append(Difference(domain.key, element, values, gap))
    return tuple(sorted(found, key=lambda one: -one.gap))


def _shared(lists: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    others = [set(names) for names in lists[1:]]
    return tuple(name for name in lists[0] if all(name in own for own in others))


def _flags(occupations: Sequence[Occupation]) -> tuple[str, ...]:
    flags = []
    for name, parts in (
        ("Pay", [own.pay for own in occupations]),
        ("Outlook", [own.outlook for own in occupations]),
    ):
        periods = dict.fromkeys(part.period for part in parts if part)
        if len(periods) > 1:
            flags.append(
                f"{name} figures are of different years: {', '.join(periods)}."
            )
        flags.extend(
            f"{name} of {own.title} covers all of SOC {part.group.code}, "
            f"{part.group.title}, not this occupation alone."
            for own, part in zip(occupations, parts, strict=True)
            if part and part.group
        )
    for own in occupations:
        lacking = [
            domain.title.lower() for domain in DOMAINS if domain.key not in own.ratings
        ]
        if lacking:
            flags.append(f"{own.title} is not rated on {', '.join(lacking)}.")
    return tuple(flags)
