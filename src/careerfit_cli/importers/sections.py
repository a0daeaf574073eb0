"""Tables of an O*NET download that are not ratings: job zones, titles and others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from careerfit_cli.errors import BadData, Problem
from careerfit_cli.importers import layouts
from careerfit_cli.importers.layouts import Tables
from careerfit_cli.importers.ratings import CODE, NOTES, Ratings, by_code, source_of
from careerfit_cli.importers.tables import Row
from careerfit_cli.model.frozen import frozen
from careerfit_cli.model.occupation import (
    Related,
    Requirement,
    Source,
    Technologies,
    Titles,
)
from careerfit_cli.model.preparation import REQUIREMENTS, Question
from careerfit_cli.model.release import Releases

MOST_TITLES = 40
"""Job titles of an occupation."""

_TITLE_TABLES = (layouts.TITLES, layouts.REPORTED_TITLES)
_RELATED = "Related O*NET-SOC Code"
_TIERS = ("Primary-Short", "Primary-Long", "Supplemental")
OTHER_COLUMNS = {
    "Job Zones": ("Job Zone",),
    "Related Occupations": (_RELATED, "Relatedness Tier", "Index"),
    layouts.TITLES: ("Job Title", "Source(s)"),
    layouts.REPORTED_TITLES: ("Reported Job Title",),
    layouts.SOFTWARE: ("Workplace Example", "Hot Technology", "In Demand"),
    layouts.REQUIREMENTS: ("Scale ID", "Category", "Data Value"),
}


@dataclass(frozen=True)
class Sections:
    """What a release says about one occupation; `None` where it lacks the table."""

    code: str
    title: str
    ratings: Mapping[str, Ratings]
    job_zone: int | None = None
    titles: Titles | None = None
    related: tuple[Related, ...] | None = None
    technologies: Technologies | None = None
    requirements: Mapping[str, Requirement] | None = None
    sources: Mapping[str, Source] = field(default_factory=frozen)


class OtherTables:
    """The tables that are not ratings, grouped by occupation."""

    def __init__(
        self, tables: Tables, releases: Releases, titles: Mapping[str, str]
    ) -> None:
        self._layout = tables.layout
        self._releases = releases
        self._all_titles = titles
        # Titles need both tables: with only one, earlier titles stay.
        has_titles = all(tables.has(table) for table in _TITLE_TABLES)
        self.rows = {
            table: by_code(
                tables.rows(table, (CODE, *map(self._layout.column, columns)), NOTES),
                titles,
            )
            for table, columns in OTHER_COLUMNS.items()
            if tables.has(table) and (has_titles or table not in _TITLE_TABLES)
        }

    def codes(self) -> set[str]:
        """Every occupation in these tables."""
        return {code for rows in self.rows.values() for code in rows}

    def sections(self, code: str, ratings: Mapping[str, Ratings]) -> Sections:
        """Everything the release says of one occupation."""
        related = self._rows_of("Related Occupations", code)
        technologies = self._rows_of(layouts.SOFTWARE, code)
        required = self._rows_of(layouts.REQUIREMENTS, code)
        return Sections(
            code=code,
            title=self._all_titles[code],
            ratings=ratings,
            job_zone=self._job_zone(code),
            titles=self._job_titles(code),
            related=None if related is None else self._related(related),
            technologies=None if technologies is None else self._software(technologies),
            requirements=_requirements(required) if required else None,
            sources={key: rated.source for key, rated in ratings.items()}
            | self._sources(code),
        )

    def _rows_of(self, table: str, code: str) -> list[Row] | None:
        rows = self.rows.get(table)
        return None if rows is None else rows.get(code, [])

    def _sources(self, code: str) -> dict[str, Source]:
        sections = {
            "job_zone": "Job Zones",
            "titles": layouts.TITLES,
            "related": "Related Occupations",
            "technologies": layouts.SOFTWARE,
            "requirements": layouts.REQUIREMENTS,
        }
        return {
            section: source_of(rows, layouts.release_of(table, self._releases))
            for section, table in sections.items()
            if (rows := self._rows_of(table, code))
        }

    def _job_zone(self, code: str) -> int | None:
        rows = self._rows_of("Job Zones", code)
        if not rows:
            return None
        if len(rows) > 1:
            raise rows[1].fault(CODE, f"{code} is listed twice")
        zone = rows[0].within("Job Zone", 1, 5)
        if zone % 1:
            raise rows[0].fault("Job Zone", f"{zone} is not a whole number")
        return int(zone)

    def _job_titles(self, code: str) -> Titles | None:
        reported = self._rows_of(layouts.REPORTED_TITLES, code)
        alternate = self._rows_of(layouts.TITLES, code)
        if reported is None or alternate is None:
            return None
        column = self._layout.column("Job Title")
        return _job_titles(self._all_titles[code], reported, alternate, column)

    def _related(self, rows: list[Row]) -> tuple[Related, ...]:
        """Related occupations by tier, and by index within a tier."""
        neighbors: dict[str, Related] = {}
        ranked = sorted(rows, key=lambda row: row.within("Index", 1, 1000))
        for row in ranked:
            related = self._neighbor(row)
            if related.code in neighbors:
                what = f"{related.code} is listed twice for {row[CODE]}"
                raise row.fault(_RELATED, what)
            neighbors[related.code] = related
        return tuple(
            sorted(neighbors.values(), key=lambda related: _TIERS.index(related.tier))
        )

    def _neighbor(self, row: Row) -> Related:
        code, tier = row[_RELATED], row["Relatedness Tier"]
        if code not in self._all_titles:
            raise row.fault(_RELATED, f"{code!r} is not in Occupation Data")
        if tier not in _TIERS:
            known = f"known: {', '.join(_TIERS)}"
            raise row.fault("Relatedness Tier", f"{tier!r} is not a tier", known)
        return Related(code, self._all_titles[code], tier)

    def _software(self, rows: list[Row]) -> Technologies:
        example = self._layout.column("Workplace Example")

        def marked(column: str) -> tuple[str, ...]:
            names = (row[example] for row in rows if row[column] == "Y")
            return tuple(dict.fromkeys(names))

        return Technologies(marked("Hot Technology"), marked("In Demand"))


def _job_titles(
    title: str, reported: list[Row], alternate: list[Row], column: str
) -> Titles:
    """At most 40 titles: reported ones first, then alternates with the most sources.

    Among alternates with equally many sources, shorter ones come first, because they
    are the everyday ones.
    """
    taken = {title.casefold()}
    first = _fresh((row["Reported Job Title"] for row in reported), taken)
    ranked = sorted(
        alternate,
        key=lambda row: (
            -len(row["Source(s)"].split(",")),
            len(row[column]),
            row[column],
        ),
    )
    rest = _fresh((row[column] for row in ranked), taken)
    return Titles(tuple(first[:MOST_TITLES]), tuple(rest[: MOST_TITLES - len(first)]))


def _fresh(titles: Iterable[str], taken: set[str]) -> list[str]:
    fresh = []
    for title in (" ".join(title.split()) for title in titles):
        if title and title.casefold() not in taken:
            taken.add(title.casefold())
            fresh.append(title)
    return fresh


def _requirements(rows: list[Row]) -> Mapping[str, Requirement]:
    """Percent by category for each question; rows on other scales are ignored."""
    requirements = {}
    for key, question in REQUIREMENTS.items():
        percent: dict[str, float] = {}
        low_precision = []
        for row in rows:
            if row["Scale ID"] != question.scale:
                continue
            category = _category(row, question)
            if category in percent:
                what = f"{category!r} is listed twice for {row[CODE]}"
                raise row.fault("Category", what)
            percent[category] = float(row.within("Data Value", 0, 100))
            if row.cells.get("Recommend Suppress") == "Y":
                low_precision.append(category)
        if percent:
            order = [name for name in question.categories if name in percent]
            requirements[key] = Requirement(
                frozen({name: percent[name] for name in order}),
                tuple(name for name in order if name in low_precision),
            )
    if not requirements:
        scales = ", ".join(question.scale for question in REQUIREMENTS.values())
        what = f"has no answers on scale {scales}"
        raise BadData([Problem(rows[0].file, rows[0].line, "Scale ID", what)])
    return frozen(requirements)


def _category(row: Row, question: Question) -> str:
    number = row.within("Category", 1, len(question.categories))
    if number % 1:
        raise row.fault("Category", f"{number} is not a whole number")
    return question.categories[int(number) - 1]
