"""Find occupations, states, rated elements, terms, industries and programs by text."""

from careerfit_cli.search.occupations import Hit, find, is_guess, search
from careerfit_cli.search.spelling import LONGEST_QUERY
from careerfit_cli.search.terms import (
    define,
    element,
    industry,
    is_named,
    nearest,
    programs,
    state,
)

__all__ = [
    "LONGEST_QUERY",
    "Hit",
    "define",
    "element",
    "find",
    "industry",
    "is_guess",
    "is_named",
    "nearest",
    "programs",
    "search",
    "state",
]
