"""Match people to occupations: scores, the reasons for them, and how certain they are.

What a ranking needs has its names here. Other questions have a module each, and a command
loads only the one it asks: `explain`, `difference`, `tiers`, `batch`.
"""

from careerfit_cli.matching.labels import NAMES as LABELS
from careerfit_cli.matching.rank import (
    NO_SIGNAL,
    Contribution,
    DomainMatch,
    Match,
    Ranking,
    match_of,
    rank,
    reasons,
    scores,
    withheld,
)
from careerfit_cli.matching.stability import (
    CUT_OFFS,
    Stability,
    certainty,
    stability,
)
from careerfit_cli.matching.vectors import BASE, WEIGHTS, OccupationVectors

__all__ = [
    "BASE",
    "CUT_OFFS",
    "LABELS",
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
    "scores",
    "stability",
    "withheld",
]
