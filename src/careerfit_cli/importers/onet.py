"""An O*NET database download, in any layout from 27.3 to 31.0, as occupations."""

from __future__ import annotations

import os
import re
import zipfile
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from careerfit_cli.errors import UsageError
from careerfit_cli.importers import layouts
from careerfit_cli.importers.layouts import CODE, Layout, Tables
from careerfit_cli.importers.ratings import Ratings, all_ratings
from careerfit_cli.importers.sections import OTHER_COLUMNS, OtherTables
from careerfit_cli.importers.tables import Release
from careerfit_cli.model.elements import DOMAINS, INTERESTS
from careerfit_cli.model.frozen import frozen
from careerfit_cli.model.occupation import Occupation
from careerfit_cli.model.release import Releases

_ESSENTIAL = (layouts.OCCUPATIONS, layouts.INTERESTS)
_RATED_TABLES = tuple(dict.fromkeys(domain.table for domain in DOMAINS))
TABLES = (layouts.OCCUPATIONS, *_RATED_TABLES, *OTHER_COLUMNS)
"""Every table the import reads. `Occupation Data` and `Interests` cannot be skipped."""


class TableRead(NamedTuple):
    """A table of a download: its name, release and number of occupations."""

    name: str
    release: str
    occupations: int


@dataclass(frozen=True)
class Download:
    """The contents of a download: layout, tables read, and occupations by code.

    The occupations have no slug or words, and only the sections of the download, each
    with its source. `unread` are names of files that the import does not use. `unrated`
    counts occupations left out for lack of interest ratings. A download that `is_partial`
    does not show that occupations missing from it are gone.
    """

    layout: Layout
    tables: tuple[TableRead, ...]
    occupations: tuple[Occupation, ...]
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
    layout = layouts.layout_of(release)
    tables = Tables(release, layout, _numbered(release, releases), skip, titles)
    known = _titles(tables, titles or {})
    ratings = all_ratings(tables, known)
    others = OtherTables(tables, known)
    codes = set(ratings.get(INTERESTS.key, ()))
    if titles is not None:
        codes = codes.union(*ratings.values(), *others.rows.values()) & titles.keys()
    return Download(
        layout,
        _tables_read(tables, ratings, others),
        tuple(
            _occupation(
                Occupation("", code, known[code]),
                {key: rows[code] for key, rows in ratings.items() if code in rows},
                others,
            )
            for code in sorted(codes)
        ),
        unread=tables.unread(TABLES),
        unrated=len(known) - len(codes) if titles is None else 0,
        is_partial=titles is not None,
    )


def _check_skipped(skip: Collection[str]) -> None:
    optional = [table for table in TABLES if table not in _ESSENTIAL]
    known = {name for table in optional for name in layouts.names_of(table)}
    for name in skip:
        if name not in known:
            what = f"table {name!r} cannot be skipped"
            raise UsageError(what, f"these can: {'; '.join(optional)}")


def _numbered(release: Release, releases: Releases) -> Releases:
    """The release numbers, with a default from the read-me or the name of the zip."""
    if releases.default:
        return releases
    for name in release.names():
        if layouts.is_read_me(name):
            # The registered sign may be in an older encoding.
            text = release.text(name, errors="replace")
            if match := re.search(r"O\*NET\D{0,20}(\d+\.\d+)", text):
                return replace(releases, default=match[1])
    if match := re.search(r"db_(\d+)_(\d+)(?!\d)", release.path.name):
        return replace(releases, default=f"{match[1]}.{match[2]}")
    raise UsageError(
        f"{release.path} does not say which O*NET release it is",
        "give it, for example --release 31.0",
    )


def _titles(tables: Tables, known: Mapping[str, str]) -> Mapping[str, str]:
    """Titles by code: from the download, or the `known` ones if it has no titles."""
    if not tables.has(layouts.OCCUPATIONS):
        return known
    titles: dict[str, str] = {}
    for row in tables.rows(layouts.OCCUPATIONS, ["Title"]):
        code = row[CODE]
        if not re.fullmatch(r"\d\d-\d{4}\.\d\d", code):
            raise row.fault(CODE, f"{code!r} is not an O*NET-SOC code")
        if code in titles:
            raise row.fault(CODE, f"{code} is listed twice")
        titles[code] = row["Title"].strip()
        if not titles[code]:
            raise row.fault("Title", f"{code} has no title")
    return titles


def _occupation(
    bare: Occupation, ratings: Mapping[str, Ratings], others: OtherTables
) -> Occupation:
    """An occupation with its ratings, by domain key, and its other sections."""
    values, sources = others.sections(bare.code)
    rated = ratings.items()
    return replace(
        bare,
        ratings=frozen({key: rating.scores for key, rating in rated}),
        levels=frozen({key: rating.levels for key, rating in rated}),
        low_precision=frozen({key: rating.low_precision for key, rating in rated}),
        not_relevant=frozen({key: rating.not_relevant for key, rating in rated}),
        sources=frozen({key: rating.source for key, rating in rated} | sources),
        **values,
    )


def _tables_read(
    tables: Tables, ratings: Mapping[str, Mapping[str, Ratings]], others: OtherTables
) -> tuple[TableRead, ...]:
    rated = [
        TableRead(domain.title, " and ".join(sorted(releases)), len(rows))
        for domain in DOMAINS
        if (rows := ratings.get(domain.key))
        and (releases := {rating.source.release for rating in rows.values()})
    ]
    rest = [
        TableRead(table, tables.release_of(table), len(rows))
        for table, rows in others.rows.items()
    ]
    return (*rated, *rest)
