"""Everything there is to say of one occupation's fit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from careerfit_cli.fit.arithmetic import WEIGHTS
from careerfit_cli.fit.change import Change, counterfactual
from careerfit_cli.fit.congruence import Congruence, congruence
from careerfit_cli.fit.score import Fit, fit_of, rank
from careerfit_cli.fit.stability import Stability, stability
from careerfit_cli.model.catalogue import Catalogue
from careerfit_cli.model.profile import Profile


@dataclass(frozen=True)
class Explanation:
    """One occupation's fit among `ranked` others, and how sure it is.

    A part that the answers do not allow is `None`. `doubt` is the profile's.
    """

    fit: Fit
    ranked: int
    stability: Stability | None
    change: Change | None
    congruence: Congruence | None
    doubt: str = ""


def explain(
    profile: Profile,
    catalogue: Catalogue,
    slug: str,
    weights: Mapping[str, float] = WEIGHTS,
) -> Explanation | None:
    """Why one occupation fits or does not; `None` when it cannot be ranked."""
    found = fit_of(profile, catalogue, slug, weights)
    if found is None:
        return None
    answered = any(profile.responses.values())
    known = stability(profile, catalogue, [slug], weights) if answered else {}
    return Explanation(
        fit=found,
        ranked=rank(profile, catalogue, 1, weights).ranked,
        stability=known.get(slug),
        change=counterfactual(profile, catalogue, slug, weights) if answered else None,
        congruence=congruence(profile, found.entry),
        doubt=profile.doubt,
    )
