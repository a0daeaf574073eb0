"""Statistics of each element over the whole catalogue, and the share of noise."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from careerfit_cli.model.elements import DOMAINS

Ratings = Mapping[str, Mapping[str, Mapping[str, float]]]
"""Scores, 0-100, by domain key, slug and element name; absent if not rated."""

NOISE: Mapping[str, float] = {
    "skills": 3.9,
    "abilities": 3.9,
    "former_work_styles": 6.1,
    "interests": 6.1,
    "interest_areas": 6.1,
    "work_styles": 6.1,
    "work_values": 6.1,
    "knowledge": 7.3,
    "work_activities": 7.3,
    "work_context": 7.3,
}
"""Standard error of a score, in points, by domain key (docs/comparing.md).

O*NET publishes it for skills, the former work styles and knowledge (root mean square
over all occupations). Of the rest, abilities are rated by analysts as skills are, work
activities and work context by workers as knowledge is; interests, interest areas, work
styles and work values use a value in between.
"""


@dataclass(frozen=True)
class Norm:
    """Mean and spread (population standard deviation) of an element's scores, 0-100.

    `reliability`, 0-1, is the share of the variance that is not rater noise.
    """

    mean: float
    spread: float
    reliability: float


Norms = Mapping[tuple[str, str], Norm]
"""By domain key and element name; an element rated nowhere is absent."""


Tallies = dict[str, list[list[int]]]
"""By domain key, for each element in its order: how many scores there are, their sum
and the sum of their squares. In tenths, as scores are published, so that one can be
subtracted again exactly.
"""


def tallies() -> Tallies:
    """The tallies of no occupation."""
    return {domain.key: [[0, 0, 0] for _ in domain.names] for domain in DOMAINS}


def tally(
    cells: list[list[int]], scores: Iterable[float | None], sign: int = 1
) -> None:
    """Add an occupation's scores in a domain to its tallies, or subtract them (-1)."""
    for cell, score in zip(cells, scores, strict=False):
        if score is not None:
            tenths = round(score * 10)
            cell[0] += sign
            cell[1] += sign * tenths
            cell[2] += sign * tenths * tenths


def norms(ratings: Ratings) -> Norms:
    """The norm of every element, over the occupations rated on it."""
    counted = tallies()
    for domain in DOMAINS:
        for row in ratings.get(domain.key, {}).values():
            tally(counted[domain.key], map(row.get, domain.names))
    return norms_of(counted)


def norms_of(counted: Tallies) -> Norms:
    """The norm of every element that was rated at all."""
    return {
        (domain.key, element): _norm(cell, NOISE[domain.key])
        for domain in DOMAINS
        for element, cell in zip(domain.names, counted[domain.key], strict=True)
        if cell[0]
    }


def _norm(cell: Sequence[int], noise: float) -> Norm:
    count, total, squares = cell
    variance = (count * squares - total**2) / (10 * count) ** 2
    reliability = max(0.0, 1 - noise**2 / variance) if variance else 0.0
    return Norm(total / count / 10, math.sqrt(variance), reliability)
