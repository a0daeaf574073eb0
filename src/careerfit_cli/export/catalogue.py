"""JSON of what the catalogue holds: an occupation, lists, search results, comparisons."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from careerfit_cli.compare.side_by_side import Comparison
from careerfit_cli.export.document import (
    ENTRY_HEADS,
    ENTRY_SECTIONS,
    ENTRY_UNITS,
    SCORE_UNIT,
    Releases,
    document,
    entry_row,
    plain,
    sources_of,
)
from careerfit_cli.export.table import Cell, comma_separated, markdown
from careerfit_cli.model.attribution import SOURCE
from careerfit_cli.model.catalogue import Column, Entry
from careerfit_cli.model.elements import WORK_STYLES
from careerfit_cli.model.glossary import Definition
from careerfit_cli.model.occupation import Occupation

if TYPE_CHECKING:
    # Only the type: a list does not need what searching needs.
    from careerfit_cli.search import Hit


def occupation(found: Occupation) -> str:
    """Everything the catalogue holds of one occupation."""
    units = {
        "ratings": f"{SCORE_UNIT}; {WORK_STYLES.key}: {WORK_STYLES.measure}",
        "estimated": "as ratings, computed and not published",
        "requirements.percent": "percent of answers",
        "levels": SCORE_UNIT,
        "pay.annual": "U.S. dollars a year",
        "pay.hourly": "U.S. dollars an hour",
        "pay.states_at_least": "states whose median is published only as this or more",
        "pay.jobs": "wage and salary jobs",
        "pay.state_median": "U.S. dollars a pay.state_unit",
        "outlook.jobs_start": "jobs, self-employed included",
        "outlook.jobs_end": "jobs, self-employed included",
        "outlook.change": "jobs over the period",
        "outlook.self_employed": "percent of jobs",
        "handbook.similar.median": "U.S. dollars a year",
        "outlook.growth": "percent over the period",
        "outlook.openings": "jobs a year, average over the period",
        "handbook.employers": "percent of jobs",
    }
    values = {"units": units, **plain(_as_published(found)), "holland": found.holland}
    if found.pay:
        values["pay"]["states_at_least"] = list(found.pay.states_at_least)
    return document("occupation", values)


def _as_published(found: Occupation) -> Occupation:
    """An occupation with impacts of work styles as published, and not 0-100."""
    key = WORK_STYLES.key
    changed = found
    if key in found.ratings:
        values = _impacts(found.ratings[key])
        changed = replace(changed, ratings={**found.ratings, key: values})
    if key in found.estimated:
        estimate = found.estimated[key]
        estimate = replace(estimate, values=_impacts(estimate.values))
        changed = replace(changed, estimated={**found.estimated, key: estimate})
    return changed


def _impacts(scores: Mapping[str, float]) -> Mapping[str, float]:
    return {name: WORK_STYLES.published(score) for name, score in scores.items()}


def listing(
    entries: Sequence[Entry],
    releases: Releases,
    kind: str = "json",
    columns: Sequence[Column] = (),
) -> str | bytes:
    """Catalogue entries without their scores, as `json`, `csv` or `markdown`."""
    rows = [
        {**entry_row(entry), **{own.key: own.values.get(entry.slug) for own in columns}}
        for entry in entries
    ]
    if kind == "json":
        sources = sources_of([own.slug for own in entries], releases, ENTRY_SECTIONS)
        return document(
            "list",
            {
                "units": {**ENTRY_UNITS, **{own.key: own.unit for own in columns}},
                "sources": sources,
                "occupations": rows,
            },
        )
    extra = [own.key for own in columns]
    added = [[row[key] for key in extra] for row in rows]
    if kind == "xlsx":
        *heads, _ = ENTRY_HEADS
        cells = [
            [*entry_row(entry).values(), *more]
            for entry, more in zip(entries, added, strict=True)
        ]
        return _workbook([*heads, *extra], cells, columns)
    write = comma_separated if kind == "csv" else markdown
    cells = [
        [*entry_row(entry).values(), SOURCE, *more]
        for entry, more in zip(entries, added, strict=True)
    ]
    return write([*ENTRY_HEADS, *extra], cells)


def _workbook(
    heads: Sequence[str], rows: Sequence[Sequence[Cell]], columns: Sequence[Column]
) -> bytes:
    """Entries in a workbook, whose second sheet says what the columns mean."""
    from careerfit_cli.export.workbook import workbook

    return workbook("Occupations", heads, rows, [own.meaning for own in columns])


def hits(found: Sequence[Hit], releases: Releases, kind: str = "json") -> str:
    """Search results, with the name that matched and how alike it is, 0-100."""
    rows = [
        {**entry_row(hit.entry), "matched": hit.name, "likeness": hit.likeness}
        for hit in found
    ]
    if kind != "json":
        write = comma_separated if kind == "csv" else markdown
        *heads, source = ENTRY_HEADS
        table = [[*row.values(), SOURCE] for row in rows]
        return write([*heads, "matched", "likeness", source], table)
    units = {**ENTRY_UNITS, "likeness": "0-100"}
    slugs = [hit.entry.slug for hit in found]
    sources = sources_of(slugs, releases, (*ENTRY_SECTIONS, "titles"))
    return document("search", {"units": units, "sources": sources, "occupations": rows})


def comparison(found: Comparison) -> str:
    """A comparison, with every difference."""
    return document(
        "comparison",
        {
            "units": {
                "facts": "facts.unit, of facts.periods",
                "differences.values": SCORE_UNIT,
                "differences.gap": "points",
                "differences.rarity": "gap over the score's standard deviation in the "
                "catalogue, times the root of its reliability",
                "own.strengths": SCORE_UNIT,
            },
            "order": "differences by rarity, the largest first",
            "occupations": [
                {"slug": own.slug, "code": own.code, "title": own.title,
                 "sources": plain(own.sources)}
                for own in found.occupations
            ],
            "facts": plain(found.facts),
            "differences": plain(found.differences),
            "own": plain(found.own),
            "shared_titles": list(found.shared_titles),
            "shared_technologies": list(found.shared_technologies),
            "flags": list(found.flags),
        },
    )  # fmt: skip


def definitions(found: Sequence[Definition]) -> str:
    """Terms and what they mean."""
    return document("definitions", {"definitions": plain(tuple(found))})
