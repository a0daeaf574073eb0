"""An occupation held against places and other occupations, for other programs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from careerfit_cli.compare.paths import ADD, NEARLY, Need, Path
from careerfit_cli.compare.side_by_side import IMPORTANT
from careerfit_cli.compare.similar import (
    ALIKE_IN,
    SimilarOccupation,
    SimilarOccupations,
)
from careerfit_cli.compare.states import StateMedian
from careerfit_cli.compare.top_elements import RankedOccupation, TopElements
from careerfit_cli.export.document import (
    ENTRY_HEADS,
    ENTRY_SECTIONS,
    ENTRY_UNITS,
    PLACES,
    SCORE_UNIT,
    Releases,
    document,
    entry_row,
    plain,
    sources_of,
)
from careerfit_cli.export.table import Cell, comma_separated, markdown
from careerfit_cli.model.amounts import bare, is_at_least
from careerfit_cli.model.attribution import SOURCE
from careerfit_cli.model.occupation import Occupation, Pay
from careerfit_cli.model.places import PriceLevel

PAY_HEADS = (
    "slug", "code", "title", "state_code", "state", "median", "unit",
    "national_median", "percent", "price_level", "housing_price_level", "period",
    "published_for", "at_least", "source",
)  # fmt: skip


def by_state(
    occupation: Occupation,
    found: Sequence[StateMedian],
    prices: Mapping[str, PriceLevel],
    kind: str = "json",
) -> str:
    """Median pay by state, as `json`, `csv` or `markdown`."""
    pay = occupation.pay or Pay(area="", period="")
    median, unit = pay.median
    if kind == "json":
        return document(
            "pay",
            {
                "units": {
                    "states.median": _dollars(pay.state_unit),
                    "national.median": _dollars(unit),
                    "at_least": "true: the median is published only as this or more",
                    "states.percent": "percent above the national median",
                    "states.price_level": (
                        "U.S. = 100, 2023 (BEA); pay is not adjusted for it"
                    ),
                },
                "occupation": named(occupation),
                "sources": plain(_of(occupation, "pay")),
                "period": pay.period,
                "national": {
                    "area": pay.area,
                    "median": bare(median),
                    "unit": unit,
                    "at_least": is_at_least(median),
                },
                "published_for": plain(pay.group),
                "states": [
                    {**plain(own), "price_level": plain(prices.get(own.state))}
                    for own in found
                ],
            },
        )
    group = pay.group.title if pay.group else ""
    national = median if unit == pay.state_unit else None
    rows: list[list[Cell]] = [
        [occupation.slug, occupation.code, occupation.title, own.code, own.state,
         own.median, pay.state_unit, national, _rounded(own.percent),
         *_price_level(prices.get(own.state)), pay.period, group,
         own.at_least, SOURCE]
        for own in found
    ]  # fmt: skip
    write = comma_separated if kind == "csv" else markdown
    return write(PAY_HEADS, rows)


def _price_level(level: PriceLevel | None) -> tuple[float | None, float | None]:
    return (level.all_items, level.housing) if level else (None, None)


def _dollars(unit: str) -> str:
    return f"U.S. dollars {'an hour' if unit == 'hour' else 'a year'}"


_TOP_HEADS = ("domain", "element", "rank", "score", "weak", *ENTRY_HEADS)


def leanings(
    found: TopElements,
    shown: Sequence[RankedOccupation],
    releases: Releases,
    kind: str = "json",
) -> str:
    """The occupations that lean most on an element, as `json`, `csv` or `markdown`."""
    domain, name = found.element.domain.key, found.element.name
    if kind == "json":
        sections = (domain, *ENTRY_SECTIONS)
        slugs = [own.entry.slug for own in shown]
        return document(
            "top",
            {
                "units": {**ENTRY_UNITS, "score": SCORE_UNIT, "mean": SCORE_UNIT},
                "sources": sources_of(slugs, releases, sections),
                "element": {"domain": domain, "name": name},
                "lowest": found.lowest,
                "rated": found.rated,
                "unrated": found.unrated,
                "mean": round(found.mean, PLACES),
                "occupations": [
                    {"rank": own.rank, "score": own.score, "weak": own.weak,
                     **entry_row(own.entry)}
                    for own in shown
                ],
            },
        )  # fmt: skip
    rows: list[list[Cell]] = [
        [domain, name, own.rank, own.score, str(own.weak).lower(),
         *entry_row(own.entry).values(), SOURCE]
        for own in shown
    ]  # fmt: skip
    write = comma_separated if kind == "csv" else markdown
    return write(_TOP_HEADS, rows)


_GROUPS = ("both", "named", "near")

_SIMILAR_HEADS = ("group", "tier", "likeness", "place", "domains", *ENTRY_HEADS)


def neighbors(found: SimilarOccupations, releases: Releases, kind: str = "json") -> str:
    """Occupations like one, as `json`, `csv` or `markdown`."""
    groups = {
        group: [_neighbor(own) for own in getattr(found, group)] for group in _GROUPS
    }
    if kind == "json":
        alike = [own.key for own in ALIKE_IN]
        sections = ("related", *alike, *ENTRY_SECTIONS)
        slugs = [own["slug"] for group in groups.values() for own in group]
        slugs.append(found.occupation.slug)
        return document(
            "similar",
            {
                "units": {
                    **ENTRY_UNITS,
                    "likeness": "mean correlation of standardized profiles, -1 to 1",
                    "place": "rank by likeness among all other occupations",
                    "domains": f"domains both are rated on, of {len(alike)}",
                },
                "sources": sources_of(slugs, releases, sections),
                "occupation": named(found.occupation),
                "alike_in": alike,
                "measured": found.measured,
                **groups,
                "unknown": plain(found.unknown),
            },
        )
    rows: list[list[Cell]] = [
        [group, *own.values(), SOURCE]
        for group, listed in groups.items()
        for own in listed
    ]
    write = comma_separated if kind == "csv" else markdown
    return write(_SIMILAR_HEADS, rows)


def _neighbor(own: SimilarOccupation) -> dict[str, Any]:
    rest = plain(own)
    del rest["entry"]
    return {**rest, **entry_row(own.entry)}


def path(found: Path) -> str:
    """The way from one occupation to another, with every need."""
    return document(
        "path",
        {
            "units": {
                "importance": SCORE_UNIT,
                "level": "O*NET level in the old work, 0-7; 0 where it is not used",
                "needed": "O*NET level in the new work, 0-7",
                "more": "points of level",
                "changes": "changes.units; percent is of what was before",
                "steps.up": "categories of preparation",
            },
            "rules": {"important": IMPORTANT, "add": ADD, "nearly": NEARLY},
            "start": {**named(found.start), "sources": plain(found.start.sources)},
            "goal": {**named(found.goal), "sources": plain(found.goal.sources)},
            "tier": found.tier,
            "add": [_need(own) for own in found.add],
            "nearly": [_need(own) for own in found.nearly],
            "carried": [_need(own) for own in found.carried],
            "changes": [
                {**plain(own), "percent": _rounded(own.percent)}
                for own in found.changes
            ],
            "steps": plain(found.steps),
            "stages": plain(found.stages),
            "technologies_to_learn": list(found.technologies_to_learn),
            "technologies_known": list(found.technologies_known),
            "flags": list(found.flags),
        },
    )


def _need(own: Need) -> dict[str, Any]:
    return {**plain(own), "more": own.more}


def named(occupation: Occupation) -> dict[str, str]:
    """Which occupation it is."""
    return {
        "slug": occupation.slug,
        "code": occupation.code,
        "title": occupation.title,
    }


def _of(occupation: Occupation, *sections: str) -> dict[str, Any]:
    return {key: own for key, own in occupation.sources.items() if key in sections}


def _rounded(percent: float | None) -> float | None:
    return None if percent is None else round(percent, 1)
