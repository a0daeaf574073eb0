"""The O*NET text download, in the Department's own layout, as occupation sections."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from careerfit_cli.errors import BadData, Problem, UsageError
from careerfit_cli.importers.tables import Release, Row, standardised
from careerfit_cli.model.elements import (
    DOMAINS,
    INTERESTS,
    LEVEL_RANGE,
    THREE_POINT_CONTEXT,
    WORK_CONTEXT,
    WORK_STYLES,
    Domain,
)
from careerfit_cli.model.frozen import frozen
from careerfit_cli.model.occupation import (
    Related,
    Source,
    Technologies,
    Titles,
)
from careerfit_cli.model.release import Releases

CODE = "O*NET-SOC Code"
MOST_TITLES = 40

OTHER_TABLES = (
    "Job Zones",
    "Related Occupations",
    "Alternate Titles",
    "Sample of Reported Titles",
    "Technology Skills",
)
TABLES = ("Occupation Data", *(domain.table for domain in DOMAINS), *OTHER_TABLES)
"""Every table the import reads. `Occupation Data` and `Interests` cannot be skipped."""

_ESSENTIAL = ("Occupation Data", INTERESTS.table)
_NOTES = ("Recommend Suppress", "Not Relevant", "Date", "Domain Source")
"""Columns that some tables have and others lack."""

_TITLE_TABLES = frozenset({"Alternate Titles", "Sample of Reported Titles"})
_RELATED = "Related O*NET-SOC Code"
_TIERS = ("Primary-Short", "Primary-Long", "Supplemental")


@dataclass(frozen=True)
class Ratings:
    """One occupation's ratings in one domain, as 0-100 scores by element name."""

    scores: Mapping[str, float]
    levels: Mapping[str, float]
    low_precision: tuple[str, ...]
    not_relevant: tuple[str, ...]
    source: Source


@dataclass(frozen=True)
class Sections:
    """What a release says of one occupation; a skipped table leaves `None`."""

    code: str
    title: str
    ratings: Mapping[str, Ratings]
    job_zone: int | None = None
    titles: Titles | None = None
    related: tuple[Related, ...] | None = None
    technologies: Technologies | None = None
    sources: Mapping[str, Source] = field(default_factory=frozen)


def read(path: Path, releases: Releases, skip: Collection[str] = ()) -> list[Sections]:
    """Every occupation of a release that has interest ratings, by code.

    `path` is the folder or zip of a download. `releases.default` may be empty when the
    release names itself in `Read Me.txt`. Raises `UsageError` for a release number
    nobody gives or a table that cannot be skipped, `BadData` for anything wrong in it.
    """
    for table in skip:
        if table not in TABLES or table in _ESSENTIAL:
            raise UsageError(
                f"table {table!r} cannot be skipped",
                f"these can: {', '.join(t for t in TABLES if t not in _ESSENTIAL)}",
            )
    release = Release(path)
    releases = _numbered(release, releases)
    titles = _titles(release)
    ratings = {
        domain.key: _domain(release, domain, releases, titles)
        for domain in DOMAINS
        if domain.table not in skip
    }
    rated = sorted(ratings[INTERESTS.key])
    others = _Others(release, releases, titles, skip)
    return [
        others.sections(
            code,
            {key: rows[code] for key, rows in ratings.items() if code in rows},
        )
        for code in rated
    ]


def _numbered(release: Release, releases: Releases) -> Releases:
    if releases.default:
        return releases
    for name in release.names():
        if name.lower().startswith("read me"):
            # A mark like the registered sign may be in an older encoding.
            text = release.text(name, errors="replace")
            found = re.search(r"O\*NET\D{0,20}(\d+\.\d+)", text)
            if found:
                return Releases(found[1], releases.by_table, releases.by_size)
    raise UsageError(
        f"{release.path} does not say which O*NET release it is",
        "give it, for example --release 30.1",
    )


def _titles(release: Release) -> dict[str, str]:
    titles: dict[str, str] = {}
    for row in release.rows("Occupation Data.txt", (CODE, "Title")):
        code = row[CODE]
        if not re.fullmatch(r"\d\d-\d{4}\.\d\d", code):
            raise row.fault(CODE, f"{code!r} is not an O*NET-SOC code")
        if code in titles:
            raise row.fault(CODE, f"{code} is listed twice")
        titles[code] = row["Title"].strip()
        if not titles[code]:
            raise row.fault("Title", f"{code} has no title")
    return titles


def _by_code(rows: Iterable[Row], titles: Mapping[str, str]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        if row[CODE] not in titles:
            raise row.fault(CODE, f"{row[CODE]!r} is not in Occupation Data")
        found[row[CODE]].append(row)
    return found


def _domain(
    release: Release, domain: Domain, releases: Releases, titles: Mapping[str, str]
) -> dict[str, Ratings]:
    columns = (CODE, "Element ID", "Element Name", "Scale ID", "Data Value")
    rows = list(release.rows(f"{domain.table}.txt", columns, also=_NOTES))
    if domain is WORK_STYLES:
        _refuse_later_styles(rows)
    kept = [row for row in rows if _is_rating(row, domain)]
    if not kept:
        what = f"has no ratings on scale {domain.scale}"
        raise BadData([Problem(rows[0].file, 0, "Scale ID", what)])
    return {
        code: _ratings(own, domain, releases)
        for code, own in _by_code(kept, titles).items()
    }


def _refuse_later_styles(rows: list[Row]) -> None:
    later = [row for row in rows if row["Scale ID"] in ("WI", "DR")]
    if not later:
        return
    elements = {row["Element ID"] for row in later}
    raise BadData(
        [
            Problem(
                later[0].file,
                later[0].line,
                "Scale ID",
                f"is the later work styles model ({len(elements)} styles on scales WI "
                "and DR, from release 30.0), which is not the 16 styles rated 1-5 that "
                "careerfit matches people on; the two cannot be mixed",
                "import the rest and keep the work styles you have: "
                '--skip "Work Styles"',
            )
        ]
    )


def _is_rating(row: Row, domain: Domain) -> bool:
    scale = row["Scale ID"]
    if domain is WORK_CONTEXT:
        wanted = "CT" if row["Element ID"] in THREE_POINT_CONTEXT else "CX"
        return scale == wanted
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
    return Ratings(
        scores={name: scores[name] for name in order if name in scores},
        levels={name: levels[name] for name in order if name in levels},
        low_precision=tuple(name for name in order if name in low_precision),
        not_relevant=tuple(name for name in order if name in not_relevant),
        source=_source(rows, releases.of(domain.table, len(scores)), domain.measure),
    )


def _element(row: Row, domain: Domain) -> str:
    name = domain.elements.get(row["Element ID"])
    if name is None:
        what = f"{row['Element ID']} ({row['Element Name']}) is not an element"
        hint = f'leave the table out: --skip "{domain.table}"'
        raise row.fault(
            "Element ID",
            f"{what} of {domain.title.lower()}",
            "" if domain.table in _ESSENTIAL else hint,
        )
    return name


def _score(row: Row, domain: Domain, *, is_level: bool) -> float:
    low, high = LEVEL_RANGE if is_level else (domain.low, domain.high)
    if row["Element ID"] in THREE_POINT_CONTEXT:
        high = 3
    return standardised(row.within("Data Value", low, high), low, high)


def _source(rows: list[Row], release: str, measure: str = "") -> Source:
    dates = [row.cells.get("Date", "n/a") for row in rows]
    given = [date for date in dates if re.fullmatch(r"\d\d/\d{4}", date)]
    raters = dict.fromkeys(row.cells.get("Domain Source", "n/a") for row in rows)
    raters.pop("n/a", None)
    return Source(
        publisher="O*NET",
        release=release,
        measure=measure,
        collected=max(given, key=lambda date: (date[3:], date[:2]), default=""),
        raters="; ".join(raters),
    )


class _Others:
    """The tables that are not ratings, grouped by occupation."""

    def __init__(
        self,
        release: Release,
        releases: Releases,
        titles: Mapping[str, str],
        skip: Collection[str],
    ) -> None:
        self._releases = releases
        self._all_titles = titles
        if not _TITLE_TABLES.isdisjoint(skip):
            # The titles of an occupation come from both tables or from neither.
            skip = _TITLE_TABLES.union(skip)
        self._rows = {
            table: _by_code(
                release.rows(f"{table}.txt", (CODE, *columns), also=_NOTES), titles
            )
            for table, columns in _OTHER_COLUMNS.items()
            if table not in skip
        }

    def sections(self, code: str, ratings: Mapping[str, Ratings]) -> Sections:
        """Everything the release says of one occupation."""
        related = self._own("Related Occupations", code)
        technologies = self._own("Technology Skills", code)
        return Sections(
            code=code,
            title=self._all_titles[code],
            ratings=ratings,
            job_zone=self._job_zone(code),
            titles=self._job_titles(code),
            related=None if related is None else self._related(related),
            technologies=None if technologies is None else _technologies(technologies),
            sources={key: rated.source for key, rated in ratings.items()}
            | self._sources(code),
        )

    def _own(self, table: str, code: str) -> list[Row] | None:
        rows = self._rows.get(table)
        return None if rows is None else rows.get(code, [])

    def _sources(self, code: str) -> dict[str, Source]:
        sections = {
            "job_zone": "Job Zones",
            "titles": "Alternate Titles",
            "related": "Related Occupations",
            "technologies": "Technology Skills",
        }
        return {
            section: _source(rows, self._releases.of(table))
            for section, table in sections.items()
            if (rows := self._own(table, code))
        }

    def _job_zone(self, code: str) -> int | None:
        rows = self._own("Job Zones", code)
        if not rows:
            return None
        if len(rows) > 1:
            raise rows[1].fault(CODE, f"{code} is listed twice")
        zone = rows[0].within("Job Zone", 1, 5)
        if zone % 1:
            raise rows[0].fault("Job Zone", f"{zone} is not a whole number")
        return int(zone)

    def _job_titles(self, code: str) -> Titles | None:
        reported = self._own("Sample of Reported Titles", code)
        alternate = self._own("Alternate Titles", code)
        if reported is None or alternate is None:
            return None
        return _job_titles(self._all_titles[code], reported, alternate)

    def _related(self, rows: list[Row]) -> tuple[Related, ...]:
        """Tier by tier, as files hold them, and by index within a tier."""
        found: dict[str, Related] = {}
        ranked = sorted(rows, key=lambda row: row.within("Index", 1, 1000))
        for row in ranked:
            related = self._neighbour(row)
            if related.code in found:
                what = f"{related.code} is listed twice for {row[CODE]}"
                raise row.fault(_RELATED, what)
            found[related.code] = related
        return tuple(sorted(found.values(), key=lambda own: _TIERS.index(own.tier)))

    def _neighbour(self, row: Row) -> Related:
        code, tier = row[_RELATED], row["Relatedness Tier"]
        if code not in self._all_titles:
            raise row.fault(_RELATED, f"{code!r} is not in Occupation Data")
        if tier not in _TIERS:
            known = f"known: {', '.join(_TIERS)}"
            raise row.fault("Relatedness Tier", f"{tier!r} is not a tier", known)
        return Related(code, self._all_titles[code], tier)


_OTHER_COLUMNS = {
    "Job Zones": ("Job Zone",),
    "Related Occupations": (_RELATED, "Relatedness Tier", "Index"),
    "Alternate Titles": ("Alternate Title", "Source(s)"),
    "Sample of Reported Titles": ("Reported Job Title",),
    "Technology Skills": ("Example", "Hot Technology", "In Demand"),
}


def _job_titles(own: str, reported: list[Row], alternate: list[Row]) -> Titles:
    """At most 40: reported ones first, then alternates that most sources name.

    Among alternates of equally many sources the shorter come first: they are the
    everyday ones.
    """
    taken = {own.casefold()}
    first = _fresh((row["Reported Job Title"] for row in reported), taken)
    ranked = sorted(
        alternate,
        key=lambda row: (
            -len(row["Source(s)"].split(",")),
            len(row["Alternate Title"]),
            row["Alternate Title"],
        ),
    )
    rest = _fresh((row["Alternate Title"] for row in ranked), taken)
    return Titles(tuple(first[:MOST_TITLES]), tuple(rest[: MOST_TITLES - len(first)]))


def _fresh(titles: Iterable[str], taken: set[str]) -> list[str]:
    fresh = []
    for title in (" ".join(title.split()) for title in titles):
        if title and title.casefold() not in taken:
            taken.add(title.casefold())
            fresh.append(title)
    return fresh


def _technologies(rows: list[Row]) -> Technologies:
    def marked(column: str) -> tuple[str, ...]:
        return tuple(
            dict.fromkeys(row["Example"] for row in rows if row[column] == "Y")
        )

    return Technologies(hot=marked("Hot Technology"), in_demand=marked("In Demand"))
