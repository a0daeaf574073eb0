"""Occupations side by side: the figures of each, and where they differ most."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from careerfit_cli.compare.norms import Norm, Norms
from careerfit_cli.model.amounts import is_at_least
from careerfit_cli.model.bls import Outlook, Pay, Wages
from careerfit_cli.model.elements import CURRENT, KNOWLEDGE, SKILLS, Domain
from careerfit_cli.model.occupation import Occupation
from careerfit_cli.model.preparation import zone_label
from careerfit_cli.model.tables import (
    MEASURE_YEARS,
    MEASURES,
    NO_FORECAST,
    Exposure,
)


@dataclass(frozen=True)
class Fact:
    """One figure or text of each occupation; `None` or empty is not reported.

    Medians and percentiles only: a mean would invite comparing it with a median. `unit`
    is `dollars`, `percent`, `jobs` or empty for words; `period` is the year or years of
    each value, empty if it has none.
    """

    label: str
    unit: str
    values: tuple[float | str | None, ...]
    periods: tuple[str, ...]

    @property
    def at_least(self) -> tuple[bool, ...]:
        """Whether each value is published only as a lower limit."""
        return tuple(map(is_at_least, self.values))


@dataclass(frozen=True)
class Difference:
    """One rating (0-100) of each occupation; `gap` is the largest difference, in points.

    Differences are sorted by `rarity`: the gap over the element's spread in the
    catalogue, less for elements with mostly noise. Without a catalogue it is the gap
    itself.
    """

    domain: str
    element: str
    values: tuple[float | None, ...]
    gap: float
    rarity: float


@dataclass(frozen=True)
class Strength:
    """A skill or field of knowledge, and its importance, 0-100."""

    domain: str
    element: str
    value: float


@dataclass(frozen=True)
class Own:
    """What one of the occupations has and none of the others."""

    strengths: tuple[Strength, ...]
    technologies: tuple[str, ...]
    titles: tuple[str, ...]


@dataclass(frozen=True)
class Comparison:
    """The comparison of several occupations, with the rarest differences first.

    `own` follows `occupations`. `flags` warn of figures that are not quite comparable:
    from different years, or published for a wider group.
    """

    occupations: tuple[Occupation, ...]
    facts: tuple[Fact, ...]
    differences: tuple[Difference, ...]
    own: tuple[Own, ...]
    shared_titles: tuple[str, ...]
    shared_technologies: tuple[str, ...]
    flags: tuple[str, ...]


IMPORTANT = 50
"""Importance, 0-100, that is 3 of 5 to O*NET's raters: important."""

MINOR = 25
"""Importance, 0-100, that is 2 of 5 to O*NET's raters: somewhat important."""

_AI_FLAG = (
    "AI measures: task exposure by Eloundou and others (2023), applicability by Microsoft "
    f"(2025), percentiles among occupations. {NO_FORECAST}"
)

_LEARNED = (SKILLS, KNOWLEDGE)


def side_by_side(
    occupations: Sequence[Occupation],
    norms: Norms,
    place: str = "",
    exposures: Sequence[Sequence[Exposure]] = (),
) -> Comparison:
    """The comparison of two or more occupations, in the order given.

    `norms` are those of the catalogue; without one, elements are sorted by points.
    `place` is a state or area for which median pay is also compared; `exposures` are the AI
    measures of each occupation.
    """
    return Comparison(
        occupations=tuple(occupations),
        facts=(*_facts(occupations, place), *_ai_facts(exposures)),
        differences=_differences(occupations, norms),
        own=tuple(_own(occupation, occupations) for occupation in occupations),
        shared_titles=_shared([tuple(occupation.titles) for occupation in occupations]),
        shared_technologies=_shared(
            [software(occupation) for occupation in occupations]
        ),
        flags=(*flags(occupations), *([_AI_FLAG] if any(exposures) else [])),
    )


def _facts(occupations: Sequence[Occupation], place: str) -> tuple[Fact, ...]:
    return (
        *_pay_facts(occupations),
        *(_local_pay(occupations, place) if place else ()),
        *_outlook_facts(occupations),
        *_entry(occupations),
    )


def _pay_facts(occupations: Sequence[Occupation]) -> list[Fact]:
    periods = tuple(
        occupation.pay.period if occupation.pay else "" for occupation in occupations
    )
    annual = [
        occupation.pay.annual if occupation.pay else Wages()
        for occupation in occupations
    ]
    hourly = [
        occupation.pay.hourly if occupation.pay else Wages()
        for occupation in occupations
    ]
    rows = (
        ("Median pay a year", [wages.median for wages in annual]),
        ("10th percentile a year", [wages.p10 for wages in annual]),
        ("90th percentile a year", [wages.p90 for wages in annual]),
        ("Median pay an hour", [wages.median for wages in hourly]),
    )
    return [Fact(label, "dollars", tuple(values), periods) for label, values in rows]


def _local_pay(occupations: Sequence[Occupation], place: str) -> list[Fact]:
    """Median pay in a state or area: yearly or, if only that is published, hourly."""
    pays = [occupation.pay or Pay(area="", period="") for occupation in occupations]
    periods = tuple(pay.period for pay in pays)
    units = sorted({pay.state_unit for pay in pays}, reverse=True)
    return [
        Fact(
            f"Median pay {'an hour' if unit == 'hour' else 'a year'}, {place}",
            "dollars",
            tuple(
                pay.state_median.get(place) if pay.state_unit == unit else None
                for pay in pays
            ),
            periods,
        )
        for unit in units
    ]


def _outlook_facts(occupations: Sequence[Occupation]) -> list[Fact]:
    all_of = [
        occupation.outlook or Outlook(area="", period="") for occupation in occupations
    ]
    periods = tuple(outlook.period for outlook in all_of)
    starts = tuple(period[:4] for period in periods)
    return [
        Fact("Outlook", "", tuple(outlook.phrase for outlook in all_of), periods),
        Fact("Growth", "percent", tuple(outlook.growth for outlook in all_of), periods),
        Fact("Jobs", "jobs", tuple(outlook.jobs_start for outlook in all_of), starts),
        Fact(
            "Openings a year",
            "jobs",
            tuple(outlook.openings for outlook in all_of),
            periods,
        ),
    ]


def _entry(occupations: Sequence[Occupation]) -> list[Fact]:
    prepared = [occupation.preparation for occupation in occupations]
    zones = [
        f"{zone_label(occupation.job_zone)} of 5" if occupation.job_zone else ""
        for occupation in occupations
    ]
    rows = (
        ("Education", [preparation.education for preparation in prepared]),
        ("Experience", [preparation.experience for preparation in prepared]),
        ("Training", [preparation.training for preparation in prepared]),
        ("Job zone", zones),
        ("Holland code", [occupation.holland for occupation in occupations]),
    )
    nothing = ("",) * len(occupations)
    return [Fact(label, "", tuple(values), nothing) for label, values in rows]


def _ai_facts(exposures: Sequence[Sequence[Exposure]]) -> list[Fact]:
    """AI exposure as percentiles among occupations, a line for each measure."""
    rows = []
    for measure, name in MEASURES.items():
        percentiles = [_percentile(each, measure) for each in exposures]
        if any(percentiles):
            years = (MEASURE_YEARS[measure],) * len(percentiles)
            rows.append(Fact(name, "", tuple(percentiles), years))
    return rows


def _percentile(exposures: Sequence[Exposure], measure: str) -> str:
    percentiles = [exposure for exposure in exposures if exposure.measure == measure]
    return f"percentile {percentiles[0].percentile:.0f}" if percentiles else ""


def _differences(
    occupations: Sequence[Occupation], norms: Norms
) -> tuple[Difference, ...]:
    """Every element that at least two of them are rated on, rarest gap first."""
    differences = []
    for domain in CURRENT:
        for element in domain.names:
            values = tuple(
                occupation.ratings.get(domain.key, {}).get(element)
                for occupation in occupations
            )
            rated = [value for value in values if value is not None]
            if len(rated) > 1:
                gap = round(max(rated) - min(rated), 1)
                rarity = _rarity(gap, norms.get((domain.key, element)))
                differences.append(Difference(domain.key, element, values, gap, rarity))
    return tuple(sorted(differences, key=lambda one: -one.rarity))


def _rarity(gap: float, norm: Norm | None) -> float:
    """Gap / spread x sqrt(reliability): the likely true gap, in true spreads."""
    if norm is None:
        return gap
    return gap / norm.spread * math.sqrt(norm.reliability) if norm.spread else 0.0


def _own(occupation: Occupation, all_of: Sequence[Occupation]) -> Own:
    others = [other for other in all_of if other is not occupation]
    known = {name for other in others for name in software(other)}
    titles = {name for other in others for name in other.titles}
    return Own(
        _strengths(occupation, others),
        tuple(name for name in software(occupation) if name not in known),
        tuple(name for name in occupation.titles if name not in titles),
    )


def _strengths(
    occupation: Occupation, others: Sequence[Occupation]
) -> tuple[Strength, ...]:
    """Skills and knowledge important to one and minor to all others, highest first.

    Elements that another is not rated on are left out.
    """
    strengths = [
        Strength(domain.key, element, value)
        for domain in _LEARNED
        for element, value in occupation.ratings.get(domain.key, {}).items()
        if value >= IMPORTANT
        and all(
            other.ratings.get(domain.key, {}).get(element, IMPORTANT) < MINOR
            for other in others
        )
    ]
    return tuple(sorted(strengths, key=lambda strength: -strength.value))


def software(occupation: Occupation) -> tuple[str, ...]:
    """Software in demand first, then the other hot technologies."""
    technologies = occupation.technologies
    return tuple(dict.fromkeys((*technologies.in_demand, *technologies.hot)))


def _shared(lists: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    others = [set(names) for names in lists[1:]]
    return tuple(name for name in lists[0] if all(name in other for other in others))


def flags(
    occupations: Sequence[Occupation], domains: Sequence[Domain] = CURRENT
) -> tuple[str, ...]:
    """Warnings about figures not quite comparable, and missing ratings of `domains`."""
    remarks = []
    for name, parts in (
        ("Pay", [occupation.pay for occupation in occupations]),
        ("Outlook", [occupation.outlook for occupation in occupations]),
    ):
        periods = dict.fromkeys(part.period for part in parts if part)
        if len(periods) > 1:
            remarks.append(
                f"{name} figures are of different years: {', '.join(periods)}."
            )
        remarks.extend(
            f"{name} of {occupation.title} covers all of SOC {part.group.soc}, "
            f"{part.group.title}, not this occupation alone."
            for occupation, part in zip(occupations, parts, strict=True)
            if part and part.group
        )
    for occupation in occupations:
        lacking = [
            domain.title.lower()
            for domain in domains
            if domain.key not in occupation.ratings
        ]
        if lacking:
            remarks.append(f"{occupation.title} is not rated on {', '.join(lacking)}.")
    return tuple(remarks)
