"""Ratings of occupations from O*NET tables, as 0-100 scores by domain."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from careerfit_cli.importers.layouts import CODE, Tables, by_code
from careerfit_cli.importers.tables import Row, fault, standardised
from careerfit_cli.model.elements import (
    DOMAINS,
    INTERESTS,
    LEVEL_RANGE,
    THREE_POINT_CONTEXT,
    WORK_CONTEXT,
    Domain,
)
from careerfit_cli.model.occupation import Source

_COLUMNS = ("Element ID", "Element Name", "Scale ID", "Data Value")
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


def all_ratings(
    tables: Tables, titles: Mapping[str, str]
) -> dict[str, dict[str, Ratings]]:
    """Ratings by domain key and code.

    Rows on other scales are ignored. Raises `BadData` when no row of a table is on a
    scale of its domains.
    """
    sharing: dict[str, list[Domain]] = defaultdict(list)
    for domain in DOMAINS:
        sharing[domain.table].append(domain)
    ratings = {}
    for table, domains in sharing.items():
        if not tables.has(table):
            continue
        rows_of = _rows_by_domain(tables.rows(table, _COLUMNS, NOTES), domains)
        for domain in domains:
            if rows := rows_of[domain.key]:
                ratings[domain.key] = {
                    code: _ratings(rated, domain, tables)
                    for code, rated in by_code(rows, titles).items()
                }
    return ratings


def _rows_by_domain(rows: Iterable[Row], domains: list[Domain]) -> dict[str, list[Row]]:
    rows_of: dict[str, list[Row]] = {domain.key: [] for domain in domains}
    row = None
    for row in rows:
        for domain in domains:
            if _is_rating(row, domain):
                rows_of[domain.key].append(row)
    if row and not any(rows_of.values()):
        scales = " or ".join(domain.scale for domain in domains)
        raise fault(row.file, f"has no ratings on scale {scales}", field="Scale ID")
    return rows_of


def _is_rating(row: Row, domain: Domain) -> bool:
    scale = row["Scale ID"]
    if domain is WORK_CONTEXT:
        return scale == ("CT" if row["Element ID"] in THREE_POINT_CONTEXT else "CX")
    return scale in (domain.scale, domain.levels or domain.scale)


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


def _ratings(rows: list[Row], domain: Domain, tables: Tables) -> Ratings:
    scores: dict[str, float] = {}
    levels: dict[str, float] = {}
    low_precision = set()
    not_relevant = set()
    for row in rows:
        name = _element(row, domain)
        is_level = bool(domain.levels) and row["Scale ID"] == domain.levels
        into = levels if is_level else scores
        if name in into:
            raise row.fault("Element ID", f"{name} is rated twice for {row[CODE]}")
        into[name] = _score(row, domain, is_level=is_level)
        if row.cells.get("Recommend Suppress") == "Y":
            low_precision.add(name)
        if is_level and row.cells.get("Not Relevant") == "Y":
            not_relevant.add(name)
    release = tables.release_of(domain.table, len(scores))
    return Ratings(
        scores={name: scores[name] for name in domain.names if name in scores},
        levels={name: levels[name] for name in domain.names if name in levels},
        low_precision=tuple(name for name in domain.names if name in low_precision),
        not_relevant=tuple(name for name in domain.names if name in not_relevant),
        source=source_of(rows, release, domain.measure),
    )


def _element(row: Row, domain: Domain) -> str:
    name = domain.elements.get(row["Element ID"])
    if name is None:
        element = f"{row['Element ID']} ({row['Element Name']})"
        what = f"{element} is not an element of {domain.title.lower()}"
        hint = f'leave the table out: --skip "{domain.table}"'
        raise row.fault("Element ID", what, "" if domain is INTERESTS else hint)
    return name


def _score(row: Row, domain: Domain, *, is_level: bool) -> float:
    low, high = LEVEL_RANGE if is_level else (domain.low, domain.high)
    if row["Element ID"] in THREE_POINT_CONTEXT:
        high = 3
    value = row.within("Data Value", low, high)
    if domain.as_published:
        return domain.score(float(value))
    return standardised(value, low, high)
