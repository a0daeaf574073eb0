"""Industries and how many people of an occupation they employ."""

from __future__ import annotations

from dataclasses import dataclass


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
