"""Occupations held against each other, against places and against all the others."""

from careerfit_cli.compare.leaning import Leaning, Leanings, leanings
from careerfit_cli.compare.likeness import ALIKE_IN, Neighbor, Neighbors, neighbors
from careerfit_cli.compare.norms import Norm, Norms, Ratings, norms
from careerfit_cli.compare.paths import (
    ADD,
    LEVELLED,
    NEARLY,
    Change,
    Need,
    Path,
    Step,
    path,
)
from careerfit_cli.compare.side_by_side import (
    IMPORTANT,
    MINOR,
    Comparison,
    Difference,
    Fact,
    Own,
    Strength,
    table,
)
from careerfit_cli.compare.states import StateMedian, by_state, in_state

__all__ = [
    "ADD",
    "ALIKE_IN",
    "IMPORTANT",
    "LEVELLED",
    "MINOR",
    "NEARLY",
    "Change",
    "Comparison",
    "Difference",
    "Fact",
    "Leaning",
    "Leanings",
    "Need",
    "Neighbor",
    "Neighbors",
    "Norm",
    "Norms",
    "Own",
    "Path",
    "Ratings",
    "StateMedian",
    "Step",
    "Strength",
    "by_state",
    "in_state",
    "leanings",
    "neighbors",
    "norms",
    "path",
    "table",
]
