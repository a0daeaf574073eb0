"""Occupations held against each other, against places and against all the others."""

from careerfit_cli.compare.side_by_side import (
    Comparison,
    Difference,
    Fact,
    table,
)
from careerfit_cli.compare.states import StateMedian, by_state, in_state

__all__ = [
    "Comparison",
    "Difference",
    "Fact",
    "StateMedian",
    "by_state",
    "in_state",
    "table",
]
