"""Labels for scores, calibrated against chance.

At most 5 % of random answer sheets see any "best" among all
occupations, and at most 15 % any "great" or better; "good" is reached by 1 % of all
pairs of a random sheet and an occupation, "fair" by 10 %. The thresholds depend on which
domains count, since six dimensions agree by chance far more often than 68.
`benchmarks/labels.py` draws the sheets; `docs/method.md` has the figures.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from careerfit_cli.matching.vectors import Combination

BEST, GREAT, GOOD, FAIR, WEAK = NAMES = ("best", "great", "good", "fair", "weak")
"""Labels, best first."""


@dataclass(frozen=True)
class Thresholds:
    """The lowest score, 0-100, of each label; below `fair` is weak."""

    best: float
    great: float
    good: float
    fair: float

    def label(self, score: float) -> str:
        """The label of a score."""
        lowest = (self.best, self.great, self.good, self.fair)
        pairs = zip(NAMES, lowest, strict=False)
        return next((name for name, least in pairs if score >= least), WEAK)


THRESHOLDS: Mapping[Combination, Thresholds] = MappingProxyType(
    {
        (True, True, True): Thresholds(73.5, 71.5, 66.0, 59.5),
        (True, True, False): Thresholds(77.5, 75.0, 69.5, 61.5),
        (True, False, True): Thresholds(87.0, 85.0, 79.5, 70.0),
        (True, False, False): Thresholds(95.0, 93.5, 88.0, 76.0),
        (False, True, True): Thresholds(73.0, 71.0, 65.0, 58.5),
        (False, True, False): Thresholds(77.0, 74.5, 68.5, 60.5),
        (False, False, True): Thresholds(86.5, 83.5, 75.5, 65.0),
    }
)
"""The key says which of interests, interest areas and work styles count."""


def thresholds(combination: Combination) -> Thresholds:
    """The thresholds if these domains count."""
    return THRESHOLDS[combination]
