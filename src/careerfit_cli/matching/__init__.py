"""Match people to occupations: scores, the reasons for them, and how certain they are.

This module exports what a ranking needs. Other questions have their own modules, and a
command loads only those it needs: `explain`, `difference`, `tiers`, `batch`.
"""

from careerfit_cli.matching.rank import (
    NO_SIGNAL,
    Contribution,
    DomainMatch,
    Match,
    Ranking,
    match_of,
    rank,
    reasons,
    withheld,
)
from careerfit_cli.matching.stability import CUT_OFFS, Stability, certainty, stability
from careerfit_cli.matching.vectors import BASE, WEIGHTS, OccupationVectors

__all__ = [
    "BASE",
    "CUT_OFFS",
    "NO_SIGNAL",
    "WEIGHTS",
    "Contribution",
    "DomainMatch",
    "Match",
    "OccupationVectors",
    "Ranking",
    "Stability",
    "certainty",
    "match_of",
    "rank",
    "reasons",
    "stability",
    "withheld",
]
