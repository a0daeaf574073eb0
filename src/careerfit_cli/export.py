"""Results as JSON: stable, versioned, with units and sources inside."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from typing import Any

from careerfit_cli.compare import Comparison
from careerfit_cli.fit import BASE, Fit, Ranking
from careerfit_cli.model.catalogue import Entry
from careerfit_cli.model.notices import NO_CLAIM, NOTICES
from careerfit_cli.model.occupation import Occupation
from careerfit_cli.model.profile import Profile
from careerfit_cli.quiz import Preference
from careerfit_cli.search import Hit

SCORE_UNIT = "O*NET standardized score, 0-100"
PLACES = 4
"""Decimals of computed figures."""


def occupation(found: Occupation) -> str:
    """Everything the catalogue holds of one occupation."""
    units = {
        "ratings": SCORE_UNIT,
        "levels": SCORE_UNIT,
        "pay.annual": "U.S. dollars a year",
        "pay.hourly": "U.S. dollars an hour",
        "outlook.growth": "percent over the period",
        "outlook.openings": "jobs a year, average over the period",
        "handbook.employers": "percent of jobs",
    }
    return _document("occupation", {"units": units, **_plain(found)})


def listing(entries: Sequence[Entry]) -> str:
    """Catalogue entries, without their scores."""
    rows = [_entry(entry) for entry in entries]
    return _document("list", {"units": _ENTRY_UNITS, "occupations": rows})


def hits(found: Sequence[Hit]) -> str:
    """Search results, with the name that matched and how alike it is."""
    rows = [
        {**_entry(hit.entry), "matched": hit.name, "likeness": hit.likeness}
        for hit in found
    ]
    units = {**_ENTRY_UNITS, "likeness": "0-100"}
    return _document("search", {"units": units, "occupations": rows})


def comparison(found: Comparison) -> str:
    """A comparison, with every difference."""
    return _document(
        "comparison",
        {
            "units": {"differences": SCORE_UNIT},
            "occupations": [
                {"slug": own.slug, "code": own.code, "title": own.title,
                 "sources": _plain(own.sources)}
                for own in found.occupations
            ],
            "facts": _plain(found.facts),
            "differences": _plain(found.differences),
            "shared_titles": list(found.shared_titles),
            "shared_technologies": list(found.shared_technologies),
            "flags": list(found.flags),
        },
    )  # fmt: skip


def result(
    profile: Profile, preferences: Sequence[Preference], ranking: Ranking
) -> str:
    """A quiz result: the person's profile, and the ranking with every contribution."""
    return _document(
        "result",
        {
            "units": {
                **_ENTRY_UNITS,
                "levels": "0-100, from the answers",
                "score": f"0-100; {BASE:g} and all points sum to it",
                "lean": "-100 (left) to 100 (right)",
            },
            "replay": profile.replay,
            "profile": {
                "levels": _plain(profile.levels),
                "unclear": _plain(profile.unclear),
                "notes": list(profile.notes),
                "preferences": [
                    {**_plain(own), "side": own.side} for own in preferences
                ],
            },
            "ranking": {
                "base": BASE,
                "ranked": ranking.ranked,
                "weights": _plain(ranking.weights),
                "left_out": _plain(ranking.left_out),
                "fits": [_fit(own) for own in ranking.fits],
            },
            "no_claim": NO_CLAIM,
        },
    )


_ENTRY_UNITS = {
    "median": "U.S. dollars a year, or an hour where median_unit is hour; national",
    "growth": "percent over outlook_period",
}


def _entry(entry: Entry) -> dict[str, Any]:
    row: dict[str, Any] = _plain(entry)
    del row["scores"]
    return row


def _fit(fit: Fit) -> dict[str, Any]:
    return {**_plain(fit), "entry": _entry(fit.entry)}


def _document(kind: str, data: Mapping[str, Any]) -> str:
    whole = {"schema": f"careerfit.{kind}/1", **data, "notices": list(NOTICES)}
    return json.dumps(whole, indent=2, ensure_ascii=False, allow_nan=False)


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return {own.name: _plain(getattr(value, own.name)) for own in fields(value)}
    if isinstance(value, Mapping):
        return {key: _plain(own) for key, own in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(own) for own in value]
    return round(value, PLACES) if isinstance(value, float) else value
