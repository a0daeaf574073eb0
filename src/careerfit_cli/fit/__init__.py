"""The fit of a person with every occupation: score, reasons, and how sure it is.

What a ranking needs has its names here. Other questions have a module each, and a command
loads only the one it asks: `explanation`, `change`, `difference`, `methods`, `congruence`.
"""

from careerfit_cli.fit.arithmetic import BASE, WEIGHTS, compared
from careerfit_cli.fit.claim import NO_SIGNAL, claimed
from careerfit_cli.fit.score import (
    INTEREST_LABELS,
    LABELS,
    Contribution,
    DomainFit,
    Fit,
    Ranking,
    fit_of,
    label_of,
    rank,
    reasons,
)
from careerfit_cli.fit.stability import CUT_OFFS, Stability, stability, sureness

__all__ = [
    "BASE",
    "CUT_OFFS",
    "INTEREST_LABELS",
    "LABELS",
    "NO_SIGNAL",
    "WEIGHTS",
    "Contribution",
    "DomainFit",
    "Fit",
    "Ranking",
    "Stability",
    "claimed",
    "compared",
    "fit_of",
    "label_of",
    "rank",
    "reasons",
    "stability",
    "sureness",
]
