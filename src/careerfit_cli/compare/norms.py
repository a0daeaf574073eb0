"""Statistics of each element over the whole catalogue, and the share of noise."""

from __future__ import annotations

import math
import operator
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


LEAST_ELEMENTS = 3
"""How many elements of a domain both must be rated on, and at least half of them."""

_FLAT = 1e-9


class Shape:
    """An occupation's standardized scores in a domain, prepared to be compared.

    `norms` are those of the elements that are compared.
    """

    def __init__(self, scores: Mapping[str, float], norms: Mapping[str, Norm]) -> None:
        self._scores, self._norms = scores, norms
        self._terms = [(name, norm.mean, norm.spread) for name, norm in norms.items()]
        self._weights = [norm.reliability for norm in norms.values()]
        self._total = math.fsum(self._weights) or 1.0
        values = self._standardized(scores)
        mean = _dot(self._weights, values) / self._total
        centered = [value - mean for value in values]
        self._pulls = list(map(operator.mul, self._weights, centered))
        self._length = math.sqrt(_dot(self._pulls, centered))

    def correlation(self, other: Mapping[str, float]) -> float | None:
        """Pearson's r of standardized scores, each element weighted by its reliability.

        `None` if fewer than half of the elements, or fewer than three, are rated in
        both, or if one of the profiles is flat.
        """
        shared = {name: norm for name, norm in self._norms.items() if name in other}
        if len(shared) < max(LEAST_ELEMENTS, len(self._norms) / 2):
            return None
        if len(shared) < len(self._norms):
            return Shape(self._scores, shared).correlation(other)
        values = self._standardized(other)
        weighted = list(map(operator.mul, self._weights, values))
        square = _dot(weighted, values) - math.fsum(weighted) ** 2 / self._total
        lengths = self._length * math.sqrt(max(square, 0))
        if lengths < _FLAT:
            return None
        return max(-1.0, min(1.0, _dot(self._pulls, values) / lengths))

    def _standardized(self, scores: Mapping[str, float]) -> list[float]:
        return [(scores[name] - mean) / spread for name, mean, spread in self._terms]


def shape_of(domain: str, scores: Mapping[str, float], known: Norms) -> Shape:
    """The shape of an occupation's scores, on elements with reliable differences."""
    norms = {name: known.get((domain, name)) for name in scores}
    reliable = {
        name: norm for name, norm in norms.items() if norm and norm.reliability > 0
    }
    return Shape(scores, reliable)


def _dot(first: Iterable[float], second: Iterable[float]) -> float:
    return math.fsum(map(operator.mul, first, second))
