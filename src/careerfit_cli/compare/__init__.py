"""Occupations held against each other, against places and against all the others."""

from careerfit_cli.compare.norms import Norm, Norms, Ratings, norms
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
    "IMPORTANT",
    "MINOR",
    "Comparison",
    "Difference",
    "Fact",
    "Norm",
    "Norms",
    "Own",
    "Ratings",
    "StateMedian",
    "Strength",
    "by_state",
    "in_state",
    "norms",
    "table",
]
