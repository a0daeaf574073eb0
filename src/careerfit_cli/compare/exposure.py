"""AI exposure as percentiles among occupations."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping

from careerfit_cli.model.tables import APPLICABILITY, TASKS, Exposure

Scores = Mapping[str, Mapping[str, float]]
"""Published scores by measure, and by O*NET-SOC code or six-digit SOC code."""


def exposures(code: str, scores: Scores) -> tuple[Exposure, ...]:
    """The measures of an occupation; those without a score are left out."""
    rows = []
    for measure, by_code in scores.items():
        of_soc = measure == APPLICABILITY
        score = by_code.get(code[:7] if of_soc else code)
        if score is not None:
            place = percentile(score, sorted(by_code.values()))
            rows.append(Exposure(measure, score, place, of_soc=of_soc))
    return tuple(rows)


class Percentiles:
    """Percentiles of every occupation that a measure has a score for."""

    def __init__(self, scores: Scores) -> None:
        ordered = {
            measure: sorted(by_code.values()) for measure, by_code in scores.items()
        }
        self._by_key = {
            measure: {
                key: percentile(score, ordered[measure])
                for key, score in by_code.items()
            }
            for measure, by_code in scores.items()
        }

    def of(self, code: str) -> dict[str, float]:
        """Percentiles of one occupation by measure, those without a score left out."""
        keys = {TASKS: code, APPLICABILITY: code[:7]}
        return {
            measure: self._by_key[measure][key]
            for measure, key in keys.items()
            if key in self._by_key[measure]
        }


def percentile(score: float, ordered: list[float]) -> float:
    """Percent of scores that are lower, those that are equal counted half."""
    middle = (bisect_left(ordered, score) + bisect_right(ordered, score)) / 2
    return round(100 * middle / len(ordered), 1)
