"""Areas smaller than a state, with pay and jobs, and price levels of states."""

from __future__ import annotations

from dataclasses import dataclass

from careerfit_cli.model.amounts import names_at_least


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
