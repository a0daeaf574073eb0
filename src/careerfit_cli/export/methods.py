"""JSON and tables of what other indices of fit say."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from careerfit_cli.export.document import (
    ENTRY_HEADS,
    ENTRY_SECTIONS,
    ENTRY_UNITS,
    Releases,
    document,
    entry_row,
    plain,
    sources_of,
)
from careerfit_cli.export.table import comma_separated, markdown
from careerfit_cli.fit.methods import (
    BROWN_GORE,
    FIT,
    IACHAN,
    METHODS,
    PEARSON,
    SideBySide,
    Standing,
    Standings,
)
from careerfit_cli.model.elements import MATCHED
from careerfit_cli.model.notices import NO_CLAIM, SOURCE
from careerfit_cli.model.profile import Profile

UNITS = {
    FIT: "0-100, over all 28 dimensions",
    PEARSON: "-1 to 1, over the six interests",
    IACHAN: "0-28, Iachan's M on Holland codes",
    BROWN_GORE: "0-18, Brown and Gore's C on Holland codes",
    "tied": "occupations that share the rank, itself included",
}


def of_one(standings: Standings, slug: str) -> dict[str, Any]:
    """Where each index puts one occupation; `None` where it does not rank it."""
    return {name: plain(standings[name].get(slug)) for name in METHODS}


def side_by_side(
    profile: Profile, found: SideBySide, releases: Releases, kind: str
) -> str:
    """What some indices rank first, as `json`, `csv` or `markdown`."""
    if kind == "json":
        return _document(profile, found, releases)
    heads = [
        f"{name.replace('-', '_')}_{part}"
        for name in METHODS
        for part in ("rank", "value", "tied")
    ]
    rows = []
    for entry in found.rows:
        places = [_cells(found.standings[name], entry.slug) for name in METHODS]
        cells = [cell for place in places for cell in place]
        rows.append([*cells, *entry_row(entry).values(), SOURCE])
    write = comma_separated if kind == "csv" else markdown
    return write((*heads, *ENTRY_HEADS), rows)


def _cells(places: Mapping[str, Standing], slug: str) -> list[float | int | None]:
    own = places.get(slug)
    return [own.rank, own.value, own.tied] if own else [None] * 3


def _document(profile: Profile, found: SideBySide, releases: Releases) -> str:
    sections = (*(domain.key for domain in MATCHED), *ENTRY_SECTIONS[1:])
    slugs = [own.slug for own in found.rows]
    return document(
        "methods",
        {
            "units": {**ENTRY_UNITS, **UNITS},
            "sources": sources_of(slugs, releases, sections),
            "replay": profile.replay,
            "steady": profile.steady,
            "first": found.first,
            "shared": [own.slug for own in found.shared],
            "leaders": {
                name: {
                    "all": [own.slug for own in leaders],
                    "alone": [own.slug for own in found.alone(name)],
                }
                for name, leaders in found.leaders.items()
            },
            "occupations": [
                {**of_one(found.standings, own.slug), "entry": entry_row(own)}
                for own in found.rows
            ],
            "no_claim": NO_CLAIM,
        },
    )
