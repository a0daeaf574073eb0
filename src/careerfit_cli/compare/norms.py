"""How each element is rated over the whole catalogue, and how much of that is noise."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

Ratings = Mapping[str, Mapping[str, Mapping[str, float]]]
"""Scores, 0-100, by domain key, slug and element name; what is not rated is absent."""

NOISE: Mapping[str, float] = {
    "skills": 3.9,
    "abilities": 3.9,
    "work_styles": 6.1,
    "interests": 6.1,
    "work_values": 6.1,
    "knowledge": 7.3,
    "work_activities": 7.3,
    "work_context": 7.3,
}
"""Standard error of a score, in points, by domain key (docs/comparing.md).

O*NET publishes it for skills, work styles and knowledge (root mean square over all
occupations). Of the rest, abilities are rated by analysts as skills are, work activities
and work context by workers as knowledge is; interests and work values take the middle.
"""


@dataclass(frozen=True)
class Norm:
    """Mean and spread (population standard deviation) of an element's scores, 0-100.

    `reliability`, 0-1, is the share of the variance that is not the noise of raters.
    """

    mean: float
    spread: float
    reliability: float


Norms = Mapping[tuple[str, str], Norm]
"""By domain key and element name; an element rated nowhere is absent."""


def norms(ratings: Ratings) -> Norms:
    """The norm of every element, over the occupations it is rated for."""
    values: dict[tuple[str, str], list[float]] = {}
    for domain, rows in ratings.items():
        for row in rows.values():
            for element, score in row.items():
                values.setdefault((domain, element), []).append(score)
    return {key: _norm(own, NOISE[key[0]]) for key, own in values.items()}


def _norm(values: list[float], noise: float) -> Norm:
    mean = math.fsum(values) / len(values)
    variance = math.fsum((value - mean) ** 2 for value in values) / len(values)
    reliability = max(0.0, 1 - noise**2 / variance) if variance else 0.0
    return Norm(mean, math.sqrt(variance), reliability)
