"""Tables of an O*NET download that are not ratings: job zones, titles and others."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from careerfit_cli.importers.layouts import (
    CODE,
    REPORTED_TITLES,
    SOFTWARE,
    TITLES,
    Tables,
    by_code,
)
from careerfit_cli.importers.layouts import REQUIREMENTS as REQUIRED
from careerfit_cli.importers.ratings import NOTES, source_of
from careerfit_cli.importers.tables import Row, fault
from careerfit_cli.model.frozen import frozen
from careerfit_cli.model.occupation import (
    TIERS,
    Related,
    Requirement,
    Source,
    Technologies,
    Titles,
)
from careerfit_cli.model.preparation import REQUIREMENTS, Question

MOST_TITLES = 40
"""Job titles of an occupation."""

_ZONES, _RELATED_TABLE = "Job Zones", "Related Occupations"
_RELATED = "Related O*NET-SOC Code"
_TIERS = tuple(TIERS.values())
OTHER_COLUMNS = {
    _ZONES: ("Job Zone",),
    _RELATED_TABLE: (_RELATED, "Relatedness Tier", "Index"),
    TITLES: ("Job Title", "Source(s)"),
    REPORTED_TITLES: ("Reported Job Title",),
    SOFTWARE: ("Workplace Example", "Hot Technology", "In Demand"),
    REQUIRED: ("Scale ID", "Category", "Data Value"),
}


class OtherTables:
    """The tables that are not ratings, grouped by occupation.

    `rows` is by table and code, `titles` has every occupation's title by code.
    """

    def __init__(self, tables: Tables, titles: Mapping[str, str]) -> None:
        self._tables = tables
        self._titles = titles
        # Titles need both tables: with only one, earlier titles stay.
        has_titles = tables.has(TITLES) and tables.has(REPORTED_TITLES)
        self.rows = {
            table: by_code(
                tables.rows(table, [*map(tables.layout.column, columns)], NOTES), titles
            )
            for table, columns in OTHER_COLUMNS.items()
            if tables.has(table)
            and (has_titles or table not in (TITLES, REPORTED_TITLES))
        }

    def sections(self, code: str) -> tuple[dict[str, Any], dict[str, Source]]:
        """The fields of an occupation that the tables have rows for, and their sources."""
        parsers: dict[str, tuple[str, Callable[[list[Row]], Any]]] = {
            "job_zone": (_ZONES, _job_zone),
            "titles": (TITLES, self._job_titles),
            "related": (_RELATED_TABLE, self._related),
            "technologies": (SOFTWARE, self._software),
            "requirements": (REQUIRED, _requirements),
        }
        values, sources = {}, {}
        for key, (table, parse) in parsers.items():
            if rows := self.rows.get(table, {}).get(code):
                values[key] = parse(rows)
                sources[key] = source_of(rows, self._tables.release_of(table))
        return values, sources

    def _job_titles(self, alternate: list[Row]) -> Titles:
        """At most 40 titles: reported ones first, then alternates with the most sources.

        Among alternates with equally many sources, shorter ones come first, because they
        are the everyday ones.
        """
        code = alternate[0][CODE]
        column = self._tables.layout.column("Job Title")
        taken = {self._titles[code].casefold()}
        reported = self.rows[REPORTED_TITLES].get(code, ())
        first = _fresh((row["Reported Job Title"] for row in reported), taken)
        ranked = sorted(
            (-len(row["Source(s)"].split(",")), len(row[column]), row[column])
            for row in alternate
        )
        rest = _fresh((title for *_, title in ranked), taken)
        return Titles(
            tuple(first[:MOST_TITLES]), tuple(rest[: MOST_TITLES - len(first)])
        )

    def _related(self, rows: list[Row]) -> tuple[Related, ...]:
        """Related occupations by tier, and by index within a tier."""
        neighbors: dict[str, Related] = {}
        for row in sorted(rows, key=lambda row: row.within("Index", 1, 1000)):
            code, tier = row[_RELATED], row["Relatedness Tier"]
            if code not in self._titles:
                raise row.fault(_RELATED, f"{code!r} is not in Occupation Data")
            if tier not in _TIERS:
                known = f"known: {', '.join(_TIERS)}"
                raise row.fault("Relatedness Tier", f"{tier!r} is not a tier", known)
            if code in neighbors:
                raise row.fault(_RELATED, f"{code} is listed twice for {row[CODE]}")
            neighbors[code] = Related(code, self._titles[code], tier)
        return tuple(
            sorted(neighbors.values(), key=lambda related: _TIERS.index(related.tier))
        )

    def _software(self, rows: list[Row]) -> Technologies:
        example = self._tables.layout.column("Workplace Example")

        def marked(column: str) -> tuple[str, ...]:
            names = (row[example] for row in rows if row[column] == "Y")
            return tuple(dict.fromkeys(names))

        return Technologies(marked("Hot Technology"), marked("In Demand"))


def _job_zone(rows: list[Row]) -> int:
    if len(rows) > 1:
        raise rows[1].fault(CODE, f"{rows[1][CODE]} is listed twice")
    return rows[0].whole("Job Zone", 1, 5)


def _fresh(titles: Iterable[str], taken: set[str]) -> list[str]:
    fresh = []
    for title in (" ".join(title.split()) for title in titles):
        if title and title.casefold() not in taken:
            taken.add(title.casefold())
            fresh.append(title)
    return fresh


def _requirements(rows: list[Row]) -> Mapping[str, Requirement]:
    """Percent by category for each question; rows on other scales are ignored."""
    requirements = {
        key: _requirement(rated, question)
        for key, question in REQUIREMENTS.items()
        if (rated := [row for row in rows if row["Scale ID"] == question.scale])
    }
    if not requirements:
        scales = ", ".join(question.scale for question in REQUIREMENTS.values())
        what = f"has no answers on scale {scales}"
        raise fault(rows[0].file, what, "", rows[0].line, "Scale ID")
    return frozen(requirements)


def _requirement(rows: list[Row], question: Question) -> Requirement:
    percent: dict[str, float] = {}
    low_precision = set()
    for row in rows:
        number = row.whole("Category", 1, len(question.categories))
        category = question.categories[number - 1]
        if category in percent:
            what = f"{category!r} is listed twice for {row[CODE]}"
            raise row.fault("Category", what)
        percent[category] = float(row.within("Data Value", 0, 100))
        if row.cells.get("Recommend Suppress") == "Y":
            low_precision.add(category)
    names = [name for name in question.categories if name in percent]
    return Requirement(
        frozen({name: percent[name] for name in names}),
        tuple(name for name in names if name in low_precision),
    )
