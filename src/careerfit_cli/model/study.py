"""Programs of study, the occupations they relate to, and the education workers have."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

LEVELS = (
    "Less than high school",
    "High school",
    "Some college or certificate",
    "Associate's degree",
    "Bachelor's degree",
    "Master's degree",
    "Doctoral or professional degree",
)
"""Levels of education that both O*NET's and BLS's categories fall into, lowest first."""

LEVEL_OF_ENTRY = {
    "No formal educational credential": 0,
    "High school diploma or equivalent": 1,
    "Some college, no degree": 2,
    "Postsecondary nondegree award": 2,
    "Associate's degree": 3,
    "Bachelor's degree": 4,
    "Master's degree": 5,
    "Doctoral or professional degree": 6,
}
"""Place in `LEVELS` of what BLS calls typical entry education."""

LEVEL_OF_REQUIREMENT = {
    "Less than high school": 0,
    "High school diploma": 1,
    "Postsecondary certificate": 2,
    "Some college courses": 2,
    "Associate's degree": 3,
    "Bachelor's degree": 4,
    "Post-baccalaureate certificate": 4,
    "Master's degree": 5,
    "Post-master's certificate": 5,
    "First professional degree": 6,
    "Doctoral degree": 6,
    "Post-doctoral training": 6,
}
"""Place in `LEVELS` of what workers tell O*NET their job requires."""


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


def required(percent: Mapping[str, float]) -> tuple[float, ...]:
    """O*NET's categories of required education, added up into `LEVELS`."""
    totals = [0.0] * len(LEVELS)
    for category, share in percent.items():
        totals[LEVEL_OF_REQUIREMENT[category]] += share
    return tuple(round(total, 1) for total in totals)
