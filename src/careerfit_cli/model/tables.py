"""Data from the shipped tables about occupations and places, with its sources."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from careerfit_cli.model.amounts import names_at_least
from careerfit_cli.model.frozen import frozen


@dataclass(frozen=True)
class TableSource:
    """Publisher, title and license of a table; `period` is the year its figures are of."""

    publisher: str
    title: str
    period: str
    license: str

    @property
    def short(self) -> str:
        """Publisher and year, as screens show them."""
        return f"{self.publisher}, {self.period}"


@dataclass(frozen=True)
class Industry:
    """One industry of the BLS pay survey.

    `level` is 1 for ownership, 2 for a sector, and 3 to 5 for NAICS industries of three
    digits, four digits and more detail.
    """

    code: str
    level: int
    name: str

    @property
    def by_owner(self) -> bool:
        """Whether this is a part of an industry by ownership, such as private hospitals."""
        return self.level > 3 and self.code[-1] not in "0" and "A" not in self.code


@dataclass(frozen=True)
class IndustryJobs:
    """Jobs of one occupation in one industry; `None` is not released.

    `share` is the percent of the occupation's wage and salary jobs, `median` dollars a
    year; `at_least` marks a median published only as 239,200 dollars or more.
    """

    industry: Industry
    jobs: int | None
    share: float | None
    median: int | None
    at_least: bool = False


@dataclass(frozen=True)
class Area:
    """One metropolitan or nonmetropolitan area of the BLS pay survey (OEWS).

    `kind` is `metropolitan` or `nonmetropolitan`; `states` are postal codes, the first
    one that of its largest city.
    """

    code: str
    kind: str
    states: tuple[str, ...]
    name: str


@dataclass(frozen=True)
class AreaPay:
    """Pay and jobs of one occupation in one area.

    `p10` to `p90` are dollars a year; `None` is not released, and `AtLeast` is published
    only as `TOP_CODE` dollars or more. `median_hour` is given where no yearly pay is.
    `jobs` are wage and salary jobs. `quotient` is the
    share of the occupation in the area's jobs over its share in the nation's. Errors are
    relative standard errors in whole percent, `pay_error` that of the mean wage.
    """

    area: Area
    jobs: int | None = None
    jobs_error: int | None = None
    p10: float | None = None
    p25: float | None = None
    median: float | None = None
    p75: float | None = None
    p90: float | None = None
    median_hour: float | None = None
    pay_error: int | None = None
    quotient: float | None = None

    @property
    def typical(self) -> tuple[float | None, str]:
        """The median and its unit: `"hour"` if only hourly pay is published."""
        if self.median is None and self.median_hour is not None:
            return self.median_hour, "hour"
        return self.median, "year"

    @property
    def at_least(self) -> tuple[str, ...]:
        """The names of amounts that are only lower limits."""
        return names_at_least(vars(self))


TOP_CODE = 239_200
"""Dollars a year: pay that high may be published only as this much or more (OEWS)."""


@dataclass(frozen=True)
class PriceLevel:
    """A state's prices, U.S. = 100: for everything people buy, and for housing only."""

    all_items: float
    housing: float


@dataclass(frozen=True)
class Program:
    """A program of study (CIP 2020) and the SOC codes the official crosswalk relates."""

    code: str
    title: str
    socs: tuple[str, ...]


@dataclass(frozen=True)
class Attainment:
    """Percent of workers aged 25 and older by highest education, as `LEVELS` has them.

    `shared_with` are other SOC codes for which the table gives the very same figures:
    they are then those of a wider group.
    """

    percent: tuple[float, ...]
    shared_with: tuple[str, ...] = ()

    def at_least(self, level: int) -> float:
        """Percent of workers with that level of education or a higher one."""
        return round(sum(self.percent[level:]), 1)


TASKS, APPLICABILITY = "ai_task_exposure", "ai_applicability"
"""The two measures, by the names of their tables."""

MEASURES = {TASKS: "Task exposure", APPLICABILITY: "AI applicability"}

MEASURE_YEARS = {TASKS: "2023", APPLICABILITY: "2025"}

FAR_APART = 30
"""Points of percentile from which the measures are said to disagree: our choice."""

NO_FORECAST = "Exposure is not a forecast of lost jobs."


@dataclass(frozen=True)
class Exposure:
    """One published measure for one occupation.

    `score` is 0-1 as published and `percentile` the percent of measured occupations with
    a lower score, ties counted half. `of_soc` is whether the score is that of the whole
    SOC code, which the occupation shares with others.
    """

    measure: str
    score: float
    percentile: float
    of_soc: bool = False


def disagree(exposures: tuple[Exposure, ...]) -> bool:
    """Whether the measures are far apart."""
    percentiles = [exposure.percentile for exposure in exposures]
    return len(percentiles) > 1 and max(percentiles) - min(percentiles) >= FAR_APART


@dataclass(frozen=True)
class TableFacts:
    """Industries (largest first), programs, education of workers and AI exposure.

    `sources` are by table. `shared_titles` are other occupations for which the table of
    education gives the very same figures.
    """

    industries: tuple[IndustryJobs, ...] = ()
    programs: tuple[Program, ...] = ()
    attainment: Attainment | None = None
    shared_titles: tuple[str, ...] = ()
    exposures: tuple[Exposure, ...] = ()
    sources: Mapping[str, TableSource] = field(default_factory=frozen)


NO_FACTS = TableFacts()
"""The facts of an occupation that is in no table."""
