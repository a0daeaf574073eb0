"""AI exposure as percentiles among occupations."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping

from careerfit_cli.model.exposure import APPLICABILITY, TASKS, Exposure

Scores = Mapping[str, Mapping[str, float]]
"""Published scores by measure, and by O*NET-SOC code or six-digit SOC code."""


def exposures(code: str, scores: Scores) -> tuple[Exposure, ...]:
    """What each measure says of an occupation; a measure without it is left out."""
    found = []
    for measure, by_code in scores.items():
        of_soc = measure == APPLICABILITY
        score = by_code.get(code[:7] if of_soc else code)
        if score is not None:
            place = percentile(score, sorted(by_code.values()))
            found.append(Exposure(measure, score, place, of_soc=of_soc))
    return tuple(found)


def by_code(codes: list[str], scores: Scores) -> dict[str, dict[str, float]]:
    """Percentiles of many occupations, by measure and O*NET-SOC code."""
    found: dict[str, dict[str, float]] = {}
    for measure in (TASKS, APPLICABILITY):
        by_key = scores[measure]
        ordered = sorted(by_key.values())
        keys = {code: code[:7] if measure == APPLICABILITY else code for code in codes}
        found[measure] = {
            code: percentile(by_key[key], ordered)
            for code, key in keys.items()
            if key in by_key
        }
    return found


def percentile(score: float, ordered: list[float]) -> float:
    """Percent of scores that are lower, those that are equal counted half."""
    middle = (bisect_left(ordered, score) + bisect_right(ordered, score)) / 2
    return round(100 * middle / len(ordered), 1)
