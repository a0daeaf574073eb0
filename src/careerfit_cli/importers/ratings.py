"""Ratings of occupations from O*NET tables, as 0-100 scores by domain."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from careerfit_cli.errors import BadData, Problem
from careerfit_cli.importers.layouts import release_of
from careerfit_cli.importers.tables import Row, standardised
from careerfit_cli.model.elements import (
    INTERESTS,
    LEVEL_RANGE,
    THREE_POINT_CONTEXT,
    WORK_CONTEXT,
    Domain,
)
from careerfit_cli.model.occupation import Source
from careerfit_cli.model.release import Releases

CODE = "O*NET-SOC Code"
COLUMNS = (CODE, "Element ID", "Element Name", "Scale ID", "Data Value")
NOTES = ("Recommend Suppress", "Not Relevant", "Date", "Domain Source")
"""Columns that only some tables have."""


@dataclass(frozen=True)
class Ratings:
    """One occupation's ratings in one domain, as 0-100 scores by element name."""

    scores: Mapping[str, float]
    levels: Mapping[str, float]
    low_precision: tuple[str, ...]
    not_relevant: tuple[str, ...]
    source: Source


def ratings_in(
    rows: Iterable[Row],
    domains: Iterable[Domain],
    releases: Releases,
    titles: Mapping[str, str],
) -> dict[str, dict[str, Ratings]]:
    """Ratings by domain key and code, of the domains that share a table.

    Rows on other scales are ignored. Raises `BadData` when no row is on a scale of
    the domains.
    """
    rows_of: dict[str, list[Row]] = {domain.key: [] for domain in domains}
    row = None
    for row in rows:
        for domain in domains:
            if _is_rating(row, domain):
                rows_of[domain.key].append(row)
    if row and not any(rows_of.values()):
        scales = " or ".join(domain.scale for domain in domains)
        what = f"has no ratings on scale {scales}"
        raise BadData([Problem(row.file, 0, "Scale ID", what)])
    return {
        domain.key: {
            code: _ratings(rated, domain, releases)
            for code, rated in by_code(rows_of[domain.key], titles).items()
        }
        for domain in domains
        if rows_of[domain.key]
    }


def by_code(rows: Iterable[Row], titles: Mapping[str, str]) -> dict[str, list[Row]]:
    """Rows by occupation; raises `BadData` for a code that is not in `titles`."""
    grouped: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        if row[CODE] not in titles:
            raise row.fault(CODE, f"{row[CODE]!r} is not in Occupation Data")
        grouped[row[CODE]].append(row)
    return grouped


def source_of(rows: list[Row], release: str, measure: str = "") -> Source:
    """The release, latest date and raters of some rows."""
    dates = [row.cells.get("Date", "") for row in rows]
    valid = [date for date in dates if re.fullmatch(r"\d\d/\d{4}", date)]
    raters = dict.fromkeys(row.cells.get("Domain Source", "") for row in rows)
    return Source(
        publisher="O*NET",
        release=release,
        measure=measure,
        collected=max(valid, key=lambda date: (date[3:], date[:2]), default=""),
        raters="; ".join(rater for rater in raters if rater not in ("", "n/a")),
    )


def _is_rating(row: Row, domain: Domain) -> bool:
    scale = row["Scale ID"]
    if domain is WORK_CONTEXT:
        return scale == ("CT" if row["Element ID"] in THREE_POINT_CONTEXT else "CX")
    return scale in (domain.scale, domain.levels or domain.scale)


def _ratings(rows: list[Row], domain: Domain, releases: Releases) -> Ratings:
    scores: dict[str, float] = {}
    levels: dict[str, float] = {}
    low_precision: dict[str, None] = {}
    not_relevant: list[str] = []
    for row in rows:
        name = _element(row, domain)
        is_level = bool(domain.levels) and row["Scale ID"] == domain.levels
        into = levels if is_level else scores
        if name in into:
            raise row.fault("Element ID", f"{name} is rated twice for {row[CODE]}")
        into[name] = _score(row, domain, is_level=is_level)
        if row.cells.get("Recommend Suppress") == "Y":
            low_precision[name] = None
        if is_level and row.cells.get("Not Relevant") == "Y":
            not_relevant.append(name)
    order = domain.names
    release = release_of(domain.table, releases, len(scores))
    return Ratings(
        scores={name: scores[name] for name in order if name in scores},
        levels={name: levels[name] for name in order if name in levels},
        low_precision=tuple(name for name in order if name in low_precision),
        not_relevant=tuple(name for name in order if name in not_relevant),
        source=source_of(rows, release, domain.measure),
    )


def _element(row: Row, domain: Domain) -> str:
    name = domain.elements.get(row["Element ID"])
    if name is None:
        what = f"{row['Element ID']} ({row['Element Name']}) is not an element"
        hint = f'leave the table out: --skip "{domain.table}"'
        raise row.fault(
            "Element ID",
            f"{what} of {domain.title.lower()}",
            "" if domain is INTERESTS else hint,
        )
    return name


def _score(row: Row, domain: Domain, *, is_level: bool) -> float:
    low, high = LEVEL_RANGE if is_level else (domain.low, domain.high)
    if row["Element ID"] in THREE_POINT_CONTEXT:
        high = 3
    value = row.within("Data Value", low, high)
    if domain.as_published:
        return domain.score(float(value))
    return standardised(value, low, high)
