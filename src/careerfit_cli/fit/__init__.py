"""The fit of a person with every occupation: score, reasons, and how sure it is."""

from careerfit_cli.fit.arithmetic import BASE, WEIGHTS, compared
from careerfit_cli.fit.change import Change, counterfactual
from careerfit_cli.fit.claim import NO_SIGNAL, claimed
from careerfit_cli.fit.congruence import (
    Congruence,
    brown_gore,
    codes,
    congruence,
    iachan,
)
from careerfit_cli.fit.difference import (
    BY_CHANCE,
    Diff,
    Difference,
    Likeness,
    Move,
    diff,
    differences,
    together,
    too_large,
)
from careerfit_cli.fit.explanation import Explanation, explain, sureness
from careerfit_cli.fit.methods import (
    SideBySide,
    Standing,
    Standings,
    side_by_side,
    standings,
)
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
from careerfit_cli.fit.stability import CUT_OFFS, Stability, stability

__all__ = [
    "BASE",
    "BY_CHANCE",
    "CUT_OFFS",
    "INTEREST_LABELS",
    "LABELS",
    "NO_SIGNAL",
    "WEIGHTS",
    "Change",
    "Congruence",
    "Contribution",
    "Diff",
    "Difference",
    "DomainFit",
    "Explanation",
    "Fit",
    "Likeness",
    "Move",
    "Ranking",
    "SideBySide",
    "Stability",
    "Standing",
    "Standings",
    "brown_gore",
    "claimed",
    "codes",
    "compared",
    "congruence",
    "counterfactual",
    "diff",
    "differences",
    "explain",
    "fit_of",
    "iachan",
    "label_of",
    "rank",
    "reasons",
    "side_by_side",
    "stability",
    "standings",
    "sureness",
    "together",
    "too_large",
]
