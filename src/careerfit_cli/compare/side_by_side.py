"""Occupations side by side: the figures of each, and where they differ most."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from careerfit_cli.compare.norms import Norm, Norms
from careerfit_cli.model.amounts import is_at_least
from careerfit_cli.model.bls import Outlook, Pay
from careerfit_cli.model.elements import CURRENT, ELEMENTS, KNOWLEDGE, SKILLS, Domain
from careerfit_cli.model.occupation import Occupation
from careerfit_cli.model.preparation import zone_of_five
from careerfit_cli.model.tables import MEASURE_YEARS, MEASURES, NO_FORECAST, Exposure


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

NO_PAY = Pay(area="", period="")
NO_OUTLOOK = Outlook(area="", period="")

MINOR = 25
"""Importance, 0-100, that is 2 of 5 to O*NET's raters: somewhat important."""

_AI_FLAG = (
    "AI measures: task exposure by Eloundou and others (2023), applicability by Microsoft "
    f"(2025), percentiles among occupations. {NO_FORECAST}"
)


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


def _facts(occupations: Sequence[Occupation], place: str) -> list[Fact]:
    pays = [occupation.pay or NO_PAY for occupation in occupations]
    outlooks = [occupation.outlook or NO_OUTLOOK for occupation in occupations]
    prepared = [occupation.preparation for occupation in occupations]
    paid = [pay.period for pay in pays]
    years = [outlook.period for outlook in outlooks]
    starts = [period[:4] for period in years]
    undated = [""] * len(occupations)
    rows: list[tuple[str, str, Sequence[float | str | None], Sequence[str]]] = [
        ("Median pay a year", "dollars", [pay.annual.median for pay in pays], paid),
        ("10th percentile a year", "dollars", [pay.annual.p10 for pay in pays], paid),
        ("90th percentile a year", "dollars", [pay.annual.p90 for pay in pays], paid),
        ("Median pay an hour", "dollars", [pay.hourly.median for pay in pays], paid),
        *(
            (
                f"Median pay {'an hour' if unit == 'hour' else 'a year'}, {place}",
                "dollars",
                [
                    pay.state_median.get(place) if pay.state_unit == unit else None
                    for pay in pays
                ],
                paid,
            )
            for unit in ("year", "hour")
            if place and any(pay.state_unit == unit for pay in pays)
        ),
        ("Outlook", "", [outlook.phrase for outlook in outlooks], years),
        ("Growth", "percent", [outlook.growth for outlook in outlooks], years),
        ("Jobs", "jobs", [outlook.jobs_start for outlook in outlooks], starts),
        ("Openings a year", "jobs", [outlook.openings for outlook in outlooks], years),
        ("Education", "", [each.education for each in prepared], undated),
        ("Experience", "", [each.experience for each in prepared], undated),
        ("Training", "", [each.training for each in prepared], undated),
        (
            "Job zone",
            "",
            [zone_of_five(each.job_zone) for each in occupations],
            undated,
        ),
        ("Holland code", "", [each.holland for each in occupations], undated),
    ]
    return [
        Fact(label, unit, tuple(values), tuple(periods))
        for label, unit, values, periods in rows
    ]


def _ai_facts(exposures: Sequence[Sequence[Exposure]]) -> list[Fact]:
    """AI exposure as percentiles among occupations, a line for each measure."""
    rows = []
    for measure, name in MEASURES.items():
        by_measure = [{one.measure: one for one in each} for each in exposures]
        percentiles = tuple(
            f"percentile {each[measure].percentile:.0f}" if measure in each else ""
            for each in by_measure
        )
        if any(percentiles):
            rows.append(
                Fact(name, "", percentiles, (MEASURE_YEARS[measure],) * len(by_measure))
            )
    return rows


def _differences(
    occupations: Sequence[Occupation], norms: Norms
) -> tuple[Difference, ...]:
    """Every element that at least two of them are rated on, rarest gap first."""
    differences = []
    for element in ELEMENTS:
        key = domain, name = element.domain.key, element.name
        values = tuple(each.ratings.get(domain, {}).get(name) for each in occupations)
        rated = [value for value in values if value is not None]
        if len(rated) > 1:
            gap = round(max(rated) - min(rated), 1)
            differences.append(
                Difference(*key, values, gap, _rarity(gap, norms.get(key)))
            )
    return tuple(sorted(differences, key=lambda one: -one.rarity))


def _rarity(gap: float, norm: Norm | None) -> float:
    """Gap / spread x sqrt(reliability): the likely true gap, in true spreads."""
    if norm is None:
        return gap
    return gap / norm.spread * math.sqrt(norm.reliability) if norm.spread else 0.0


def _own(occupation: Occupation, all_of: Sequence[Occupation]) -> Own:
    """Skills and knowledge important to one and minor to all others, highest first.

    Elements that another is not rated on are left out.
    """
    others = [other for other in all_of if other is not occupation]
    known = {name for other in others for name in software(other)}
    titles = {name for other in others for name in other.titles}
    strengths = [
        Strength(domain.key, element, value)
        for domain in (SKILLS, KNOWLEDGE)
        for element, value in occupation.ratings.get(domain.key, {}).items()
        if value >= IMPORTANT
        and all(
            other.ratings.get(domain.key, {}).get(element, IMPORTANT) < MINOR
            for other in others
        )
    ]
    return Own(
        tuple(sorted(strengths, key=lambda strength: -strength.value)),
        tuple(name for name in software(occupation) if name not in known),
        tuple(name for name in occupation.titles if name not in titles),
    )


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
