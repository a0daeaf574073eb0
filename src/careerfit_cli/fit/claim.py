"""Which answers a ranking may rest on."""

from __future__ import annotations

from dataclasses import replace

from careerfit_cli.fit.score import Ranking
from careerfit_cli.model.profile import Profile

NO_SIGNAL = "There is not enough signal in the answers to rank careers."


def claimed(profile: Profile, ranking: Ranking, *, anyway: bool = False) -> Ranking:
    """A ranking as far as it is claimed: emptied, with the reason, where it is not.

    Answers that look careless carry none, unless wanted `anyway`; answers without a
    shape have none to show.
    """
    if profile.doubt and not anyway:
        return replace(ranking, fits=(), ranked=0, held_back=profile.doubt)
    if not ranking.ranked:
        return replace(ranking, held_back=NO_SIGNAL)
    return ranking
