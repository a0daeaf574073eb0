"""Categories of education, experience and training, the least first.

`EDUCATION`, `EXPERIENCE` and `TRAINING` are BLS's; `REQUIREMENTS` has O*NET's.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

EDUCATION = (
    "No formal educational credential",
    "High school diploma or equivalent",
    "Some college, no degree",
    "Postsecondary nondegree award",
    "Associate's degree",
    "Bachelor's degree",
    "Master's degree",
    "Doctoral or professional degree",
)

OUTLOOKS = (
    "Much faster than average",
    "Faster than average",
    "As fast as average",
    "Slower than average",
    "Little or no change",
    "Decline",
)
"""The phrases of the Occupational Outlook Handbook for projected growth."""

EXPERIENCE = ("None", "Less than 5 years", "5 years or more")
"""Years of work in a related occupation."""

TRAINING = (
    "None",
    "Short-term on-the-job training",
    "Moderate-term on-the-job training",
    "Long-term on-the-job training",
)
"""Training on the job: up to a month, up to a year, more than a year.

Apprenticeships and internships stand beside these, neither above nor below.
"""


@dataclass(frozen=True)
class Question:
    """What O*NET asks workers, with its scale id and categories, numbered from 1."""

    title: str
    scale: str
    categories: tuple[str, ...]


_PERIODS = (
    "Up to 1 month",
    "1 to 3 months",
    "3 to 6 months",
    "6 months to 1 year",
    "1 to 2 years",
    "2 to 4 years",
)
_TRAINED = (*_PERIODS, "4 to 10 years", "Over 10 years")

REQUIREMENTS = {
    "education": Question(
        "Education required",
        "RL",
        (
            "Less than high school",
            "High school diploma",
            "Postsecondary certificate",
            "Some college courses",
            "Associate's degree",
            "Bachelor's degree",
            "Post-baccalaureate certificate",
            "Master's degree",
            "Post-master's certificate",
            "First professional degree",
            "Doctoral degree",
            "Post-doctoral training",
        ),
    ),
    "experience": Question(
        "Related work experience",
        "RW",
        (
            "None",
            *_PERIODS,
            "4 to 6 years",
            "6 to 8 years",
            "8 to 10 years",
            "Over 10 years",
        ),
    ),
    "on_site_training": Question(
        "On-site or in-plant training", "PT", ("None", *_TRAINED)
    ),
    "on_the_job_training": Question(
        "On-the-job training", "OJ", ("None or a short demonstration", *_TRAINED)
    ),
}
"""O*NET's questions on what a job requires, by file key. Each span of time excludes its
lower bound and includes its upper one.
"""


def zone_label(zone: int) -> str:
    """A job zone as O*NET has them now: `1-2`, `3`, `4` or `5`."""
    return "1-2" if zone in (1, 2) else str(zone)


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

LEVEL_OF_ENTRY = dict(zip(EDUCATION, (0, 1, 2, 2, 3, 4, 5, 6), strict=True))
"""Place in `LEVELS` of what BLS calls typical entry education."""

LEVEL_OF_REQUIREMENT = dict(
    zip(
        REQUIREMENTS["education"].categories,
        (0, 1, 2, 2, 3, 4, 4, 5, 5, 6, 6, 6),
        strict=True,
    )
)
"""Place in `LEVELS` of what workers tell O*NET their job requires."""


def required_levels(percent: Mapping[str, float]) -> tuple[float, ...]:
    """O*NET's categories of required education, added up into `LEVELS`."""
    totals = [0.0] * len(LEVELS)
    for category, share in percent.items():
        totals[LEVEL_OF_REQUIREMENT[category]] += share
    return tuple(round(total, 1) for total in totals)


def zone_of_five(zone: int | None) -> str:
    """A job zone of the five, such as `4 of 5`; empty without one."""
    return f"{zone_label(zone)} of 5" if zone else ""
