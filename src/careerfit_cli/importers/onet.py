"""An O*NET database download, in any layout from 27.3 to 31.0, as occupation sections."""

from __future__ import annotations

import os
import re
import zipfile
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from careerfit_cli.errors import UsageError
from careerfit_cli.importers import layouts
from careerfit_cli.importers.layouts import Layout, Tables
from careerfit_cli.importers.ratings import CODE, COLUMNS, NOTES, Ratings, ratings_in
from careerfit_cli.importers.sections import OTHER_COLUMNS, OtherTables, Sections
from careerfit_cli.importers.tables import Release
from careerfit_cli.model.elements import DOMAINS, INTERESTS, Domain
from careerfit_cli.model.release import Releases

RATED_TABLES = tuple(dict.fromkeys(domain.table for domain in DOMAINS))
TABLES = (layouts.OCCUPATIONS, *RATED_TABLES, *OTHER_COLUMNS)
"""Every table the import reads. `Occupation Data` and `Interests` cannot be skipped."""

_ESSENTIAL = (layouts.OCCUPATIONS, layouts.INTERESTS)


@dataclass(frozen=True)
class TableRead:
    """A table of a download: its files, release and number of occupations."""

    name: str
    release: str
    occupations: int


@dataclass(frozen=True)
class Download:
    """The contents of a download: layout, tables read, and occupations by code.

    `unread` are names of files that the import does not use. `unrated` counts
    occupations left out for lack of interest ratings. A download that `is_partial` does
    not show that occupations missing from it are gone.
    """

    layout: Layout
    tables: tuple[TableRead, ...]
    occupations: tuple[Sections, ...]
    unread: tuple[str, ...] = ()
    unrated: int = 0
    is_partial: bool = False


def read(
    path: Path,
    releases: Releases,
    skip: Collection[str] = (),
    titles: Mapping[str, str] | None = None,
) -> Download:
    """Read every occupation of a release that has interest ratings.

    `path` is the folder or zip of a download. `releases.default` may be empty if the
    download names its release. With `titles` by code, the download may be partial: any
    table may be missing, and only the occupations in `titles` are read. Raises
    `UsageError` if the release is unknown or a table cannot be skipped, and `BadData`
    for anything wrong in the download.
    """
    _check_skipped(skip)
    # Unlike `Path.is_file`, this accepts names too long for any file.
    if os.path.isfile(path) and not zipfile.is_zipfile(path):  # noqa: PTH113
        layouts.refuse_other_format(path, path.name)
    release = Release(path)
    only = None if titles is None else frozenset(titles)
    tables = Tables(release, layouts.layout_of(release), frozenset(skip), only)
    releases = _numbered(release, releases)
    known = _titles(tables, titles or {})
    ratings = _all_ratings(tables, releases, known)
    others = OtherTables(tables, releases, known)
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
        unread=tables.unread(TABLES),
        unrated=0 if only is not None else len(known) - len(codes),
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
        if layouts.is_read_me(name):
            # The registered sign may be in an older encoding.
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
    """Titles by code: from the download, or the `known` ones if it has no titles."""
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
    ratings: Mapping[str, Mapping[str, Ratings]],
    others: OtherTables,
    releases: Releases,
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
