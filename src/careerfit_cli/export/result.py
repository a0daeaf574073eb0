"""JSON of a person's result."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from careerfit_cli.export.document import ENTRY_UNITS, document, entry_row, plain
from careerfit_cli.fit import BASE, Fit, Ranking
from careerfit_cli.model.notices import NO_CLAIM
from careerfit_cli.model.profile import Profile
from careerfit_cli.quiz import Preference


def result(
    profile: Profile, preferences: Sequence[Preference], ranking: Ranking
) -> str:
    """A quiz result: the person's profile, and the ranking with every contribution."""
    return document(
        "result",
        {
            "units": {
                **ENTRY_UNITS,
                "levels": "0-100, from the answers",
                "score": f"0-100; {BASE:g} and all points sum to it",
                "lean": "-100 (left) to 100 (right)",
            },
            "replay": profile.replay,
            "profile": {
                "levels": plain(profile.levels),
                "unclear": plain(profile.unclear),
                "notes": list(profile.notes),
                "preferences": [
                    {**plain(own), "side": own.side} for own in preferences
                ],
            },
            "ranking": {
                "base": BASE,
                "ranked": ranking.ranked,
                "weights": plain(ranking.weights),
                "left_out": plain(ranking.left_out),
                "fits": [_fit(own) for own in ranking.fits],
            },
            "no_claim": NO_CLAIM,
        },
    )


def _fit(fit: Fit) -> dict[str, Any]:
    return {**plain(fit), "entry": entry_row(fit.entry)}
