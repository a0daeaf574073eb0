"""JSON of a person's result."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from careerfit_cli.export.document import (
    ENTRY_HEADS,
    ENTRY_UNITS,
    document,
    entry_row,
    plain,
)
from careerfit_cli.export.table import comma_separated, markdown
from careerfit_cli.fit import BASE, Explanation, Fit, Ranking, Stability
from careerfit_cli.model.notices import NO_CLAIM, SOURCE
from careerfit_cli.model.profile import Profile
from careerfit_cli.quiz import Preference


def result(
    profile: Profile,
    preferences: Sequence[Preference],
    found: Ranking,
    sure: Mapping[str, Stability],
) -> str:
    """A quiz result: the person's profile, and the ranking with every contribution."""
    return document(
        "result",
        {
            "units": {
                **ENTRY_UNITS,
                **_UNITS,
                "lean": "-100 (left) to 100 (right)",
            },
            "replay": profile.replay,
            "profile": {
                "levels": plain(profile.levels),
                "unclear": plain(profile.unclear),
                "notes": list(profile.notes),
                "steady": profile.steady,
                "preferences": [
                    {**plain(own), "side": own.side} for own in preferences
                ],
            },
            "ranking": _ranking(found, sure),
            "no_claim": NO_CLAIM,
        },
    )


_UNITS = {
    "levels": "0-100, from the answers",
    "score": f"0-100; {BASE:g} and all points sum to it",
}


def _ranking(found: Ranking, sure: Mapping[str, Stability]) -> dict[str, Any]:
    return {
        "base": BASE,
        "ranked": found.ranked,
        "weights": plain(found.weights),
        "left_out": plain(found.left_out),
        "fits": [
            {**_fit(own), "stability": plain(sure.get(own.entry.slug))}
            for own in found.fits
        ],
    }


def _fit(fit: Fit) -> dict[str, Any]:
    return {**plain(fit), "entry": entry_row(fit.entry)}


def ranking(
    profile: Profile, found: Ranking, sure: Mapping[str, Stability], kind: str
) -> str:
    """A ranking alone, as `json`, `csv` or `markdown`."""
    if kind == "json":
        return document(
            "ranking",
            {
                "units": {**ENTRY_UNITS, **_UNITS},
                "replay": profile.replay,
                "ranking": _ranking(found, sure),
                "no_claim": NO_CLAIM,
            },
        )
    rows = [
        [fit.rank, fit.score, fit.label, *entry_row(fit.entry).values(), SOURCE]
        for fit in found.fits
    ]
    write = comma_separated if kind == "csv" else markdown
    return write(("rank", "fit", "label", *ENTRY_HEADS), rows)


def why(profile: Profile, found: Explanation) -> str:
    """One occupation's fit with every contribution, and how sure it is."""
    return document(
        "why",
        {
            "units": {**ENTRY_UNITS, **_UNITS},
            "replay": profile.replay,
            "base": BASE,
            "ranked": found.ranked,
            "fit": _fit(found.fit),
            "stability": plain(found.stability),
            "change": plain(found.change),
            "congruence": plain(found.congruence),
            "no_claim": NO_CLAIM,
        },
    )
