"""Find occupations, states, rated elements and terms by text."""

from careerfit_cli.search.occupations import Hit, find, is_guess, search
from careerfit_cli.search.spelling import (
    CERTAIN,
    CLEAR_LEAD,
    LEAST_LIKENESS,
    LONGEST_QUERY,
)
from careerfit_cli.search.terms import define, element, is_named, nearest, state

__all__ = [
    "CERTAIN",
    "CLEAR_LEAD",
    "LEAST_LIKENESS",
    "LONGEST_QUERY",
    "Hit",
    "define",
    "element",
    "find",
    "is_guess",
    "is_named",
    "nearest",
    "search",
    "state",
]
