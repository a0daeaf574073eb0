"""Measures of how far AI can help with the tasks of an occupation."""

from __future__ import annotations

from dataclasses import dataclass

TASKS, APPLICABILITY = "ai_task_exposure", "ai_applicability"
"""The two measures, by the names of their tables."""

NAMES = {TASKS: "Task exposure", APPLICABILITY: "AI applicability"}

YEARS = {TASKS: "2023", APPLICABILITY: "2025"}

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
