"""An O*NET database download, in any layout from 27.3 to 31.0, as occupation sections."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from careerfit_cli.errors import BadData, Problem, UsageError
from careerfit_cli.importers import layouts
from careerfit_cli.importers.layouts import Layout, Tables
from careerfit_cli.importers.ratings import (
    CODE,
    COLUMNS,
    NOTES,
    Ratings,
    by_code,
    ratings_in,
    source_of,
)
from careerfit_cli.importers.tables import Release, Row
from careerfit_cli.model.elements import DOMAINS, INTERESTS, Domain
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

OTHER_TABLES = (
    "Job Zones",
    "Related Occupations",
    layouts.TITLES,
    layouts.REPORTED_TITLES,
    layouts.SOFTWARE,
    layouts.REQUIREMENTS,
)
RATED_TABLES = tuple(dict.fromkeys(domain.table for domain in DOMAINS))
TABLES = (layouts.OCCUPATIONS, *RATED_TABLES, *OTHER_TABLES)
"""Every table the import reads. `Occupation Data` and `Interests` cannot be skipped."""

_ESSENTIAL = (layouts.OCCUPATIONS, layouts.INTERESTS)
_TITLE_TABLES = (layouts.TITLES, layouts.REPORTED_TITLES)
_RELATED = "Related O*NET-SOC Code"
_TIERS = ("Primary-Short", "Primary-Long", "Supplemental")
_OTHER_COLUMNS = {
    "Job Zones": ("Job Zone",),
    "Related Occupations": (_RELATED, "Relatedness Tier", "Index"),
    layouts.TITLES: ("Job Title", "Source(s)"),
    layouts.REPORTED_TITLES: ("Reported Job Title",),
    layouts.SOFTWARE: ("Workplace Example", "Hot Technology", "In Demand"),
    layouts.REQUIREMENTS: ("Scale ID", "Category", "Data Value"),
}


@dataclass(frozen=True)
class Sections:
    """What a release says of one occupation; a table it lacks leaves `None`."""

    code: str
    title: str
    ratings: Mapping[str, Ratings]
    job_zone: int | None = None
    titles: Titles | None = None
    related: tuple[Related, ...] | None = None
    technologies: Technologies | None = None
    requirements: Mapping[str, Requirement] | None = None
    sources: Mapping[str, Source] = field(default_factory=frozen)


@dataclass(frozen=True)
class TableRead:
    """A table of a download: its files, release and number of occupations."""

    name: str
    release: str
    occupations: int


@dataclass(frozen=True)
class Download:
    """A download that was read: its layout, its tables and every occupation by code.

    With `is_partial`, occupations that are not in it are no news.
    """

    layout: Layout
    tables: tuple[TableRead, ...]
    occupations: tuple[Sections, ...]
    is_partial: bool = False


def read(
    path: Path,
    releases: Releases,
    skip: Collection[str] = (),
    titles: Mapping[str, str] | None = None,
) -> Download:
    """Every occupation of a release that has interest ratings, by code.

    `path` is the folder or zip of a download. `releases.default` may be empty when the
    release names itself. With `titles` of occupations by code, the download may be
    partial: any table may be missing, and those occupations are all there are. Raises
    `UsageError` for a release number that nothing gives or a table that cannot be
    skipped, `BadData` for anything wrong in the download.
    """
    _check_skipped(skip)
    release = Release(path)
    only = None if titles is None else frozenset(titles)
    tables = Tables(release, layouts.layout_of(release), frozenset(skip), only)
    releases = _numbered(release, releases)
    known = _titles(tables, titles or {})
    ratings = _all_ratings(tables, releases, known)
    others = _Others(tables, releases, known)
    codes = set(ratings.get(INTERESTS.key, ()))
    if only is not None:
        codes = (codes | others.codes() | _codes(ratings)) & only
    return Download(
        tables.layout,
        _tables_read(ratings, others, releases),
        tuple(
            others.sections(
                code,
                {key: rows[code] for key, rows in ratings.items() if code in rows},
            )
            for code in sorted(codes)
        ),
        is_partial=only is not None,
    )


def _check_skipped(skip: Collection[str]) -> None:
    optional = {
        name: table
        for table in TABLES
        if table not in _ESSENTIAL
        for name in sorted(layouts.names_of(table))
    }
    for name in skip:
        if name not in optional:
            raise UsageError(
                f"table {name!r} cannot be skipped",
                f"these can: {'; '.join(dict.fromkeys(optional.values()))}",
            )


_RELEASE = re.compile(r"O\*NET\D{0,20}(\d+\.\d+)")
_IN_NAME = re.compile(r"db_(\d+)_(\d+)(?!\d)")


def _numbered(release: Release, releases: Releases) -> Releases:
    if releases.default:
        return releases
    for name in release.names():
        if re.match(r"read[ _]?me", name.lower()):
            # A mark like the registered sign may be in an older encoding.
            match = _RELEASE.search(release.text(name, errors="replace"))
            if match:
                return Releases(match[1], releases.by_table, releases.by_size)
    if match := _IN_NAME.search(release.path.name):
        number = f"{match[1]}.{match[2]}"
        return Releases(number, releases.by_table, releases.by_size)
    raise UsageError(
        f"{release.path} does not say which O*NET release it is",
        "give it, for example --release 31.0",
    )


def _titles(tables: Tables, known: Mapping[str, str]) -> Mapping[str, str]:
    """Titles by code: those of the download, or the `known` ones if it has none."""
    if not tables.has(layouts.OCCUPATIONS):
        return known
    titles: dict[str, str] = {}
    for row in tables.rows(layouts.OCCUPATIONS, (CODE, "Title")):
        code = row[CODE]
        if not re.fullmatch(r"\d\d-\d{4}\.\d\d", code):
            raise row.fault(CODE, f"{code!r} is not an O*NET-SOC code")
        if code in titles:
            raise row.fault(CODE, f"{code} is listed twice")
        titles[code] = row["Title"].strip()
        if not titles[code]:
            raise row.fault("Title", f"{code} has no title")
    return titles


def _all_ratings(
    tables: Tables, releases: Releases, titles: Mapping[str, str]
) -> dict[str, dict[str, Ratings]]:
    """Ratings by domain key and code."""
    domains: dict[str, list[Domain]] = defaultdict(list)
    for domain in DOMAINS:
        domains[domain.table].append(domain)
    ratings: dict[str, dict[str, Ratings]] = {}
    for table, sharing in domains.items():
        if tables.has(table):
            rows = tables.rows(table, COLUMNS, NOTES)
            ratings |= ratings_in(rows, sharing, releases, titles)
    return ratings


def _codes(ratings: Mapping[str, Mapping[str, Ratings]]) -> set[str]:
    return {code for rows in ratings.values() for code in rows}


def _tables_read(
    ratings: Mapping[str, Mapping[str, Ratings]], others: _Others, releases: Releases
) -> tuple[TableRead, ...]:
    rated = [
        TableRead(
            domain.title,
            " and ".join(
                sorted({rated.source.release for rated in ratings[domain.key].values()})
            ),
            len(ratings[domain.key]),
        )
        for domain in DOMAINS
        if domain.key in ratings
    ]
    rest = [
        TableRead(table, layouts.release_of(table, releases), len(rows))
        for table, rows in others.rows.items()
    ]
    return (*rated, *rest)


class _Others:
    """The tables that are not ratings, grouped by occupation."""

    def __init__(
        self, tables: Tables, releases: Releases, titles: Mapping[str, str]
    ) -> None:
        self._layout = tables.layout
        self._releases = releases
        self._all_titles = titles
        # The titles of an occupation come from both tables or from neither.
        has_titles = all(tables.has(table) for table in _TITLE_TABLES)
        self.rows = {
            table: by_code(
                tables.rows(table, (CODE, *map(self._layout.column, columns)), NOTES),
                titles,
            )
            for table, columns in _OTHER_COLUMNS.items()
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
        """Tier by tier, as files hold them, and by index within a tier."""
        found: dict[str, Related] = {}
        ranked = sorted(rows, key=lambda row: row.within("Index", 1, 1000))
        for row in ranked:
            related = self._neighbor(row)
            if related.code in found:
                what = f"{related.code} is listed twice for {row[CODE]}"
                raise row.fault(_RELATED, what)
            found[related.code] = related
        return tuple(
            sorted(found.values(), key=lambda related: _TIERS.index(related.tier))
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
            return tuple(
                dict.fromkeys(row[example] for row in rows if row[column] == "Y")
            )

        return Technologies(marked("Hot Technology"), marked("In Demand"))


def _job_titles(
    title: str, reported: list[Row], alternate: list[Row], column: str
) -> Titles:
    """At most 40: reported ones first, then alternates that most sources name.

    Among alternates of equally many sources the shorter come first: they are the
    everyday ones.
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
    """Percent by category of each question; rows on other scales are passed over."""
    requirements = {}
    for key, question in REQUIREMENTS.items():
        percent: dict[str, float] = {}
        low_precision = []
        for row in rows:
            if row["Scale ID"] != question.scale:
                continue
            category = _category(row, question)
            if category in percent:
                what = f"{category!r} is given twice for {row[CODE]}"
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
