"""The layouts of O*NET downloads: which files hold a table, and how to find them.

O*NET publishes text (`Job Zones.txt`) and CSV (`job_zones.csv`). Release 30.3 renamed and
split tables; the columns are the same but for the names below.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from careerfit_cli.errors import UsageError
from careerfit_cli.importers.tables import Release, Row, fault
from careerfit_cli.model.release import Releases

CODE = "O*NET-SOC Code"
OCCUPATIONS = "Occupation Data"
INTERESTS = "Interests"
REPORTED_TITLES = "Sample of Reported Titles"
TITLES = "Job Titles"
SOFTWARE = "Software Skills"
REQUIREMENTS = "Education, Training and Experience"

SPLIT: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    INTERESTS: (("Career Interest Types",), ("Interests",)),
    "Skills": (("Essential Skills", "Transferable Skills"), ("Skills",)),
    TITLES: (("Job Titles",), ("Alternate Titles",)),
    SOFTWARE: (("Software Skills",), ("Technology Skills",)),
    REQUIREMENTS: (
        ("Education", "Training and Experience"),
        ("Education, Training, and Experience",),
    ),
}
"""Files of tables with other names: since release 30.3, and before."""

COLUMNS = {"Job Title": "Alternate Title", "Workplace Example": "Example"}
"""Column names before 30.3, by the name since."""

_OTHER_FORMS = {".xlsx": "Excel", ".json": "JSON", ".sql": "SQL"}
_TAKE = "use the folder or zip of the text download (db_31_0_text.zip) or the CSV one"


@dataclass(frozen=True)
class Layout:
    """The layout of a download; `kind` is `text` or `CSV`."""

    kind: str
    is_current: bool

    def __str__(self) -> str:
        releases = "30.3 and later" if self.is_current else "27.3 to 30.2"
        return f"{self.kind}, layout of {releases}"

    @property
    def ending(self) -> str:
        """The ending of the names of its files."""
        return ".txt" if self.kind == "text" else ".csv"

    def files(self, table: str) -> list[str]:
        """The file names of a table."""
        now, before = SPLIT.get(table, ((table,), (table,)))
        names = now if self.is_current else before
        if self.kind != "text":
            names = tuple(re.sub(r"[^a-z0-9]+", "_", name.lower()) for name in names)
        return [name + self.ending for name in names]

    def column(self, name: str) -> str:
        """The name of a column in this layout, from its name since 30.3."""
        return name if self.is_current else COLUMNS.get(name, name)


LAYOUTS = tuple(Layout(kind, now) for kind in ("text", "CSV") for now in (True, False))


def is_read_me(name: str) -> bool:
    """Whether a file describes the download."""
    return bool(re.match(r"read[ _]?me", name.lower()))


def layout_of(release: Release) -> Layout:
    """The layout of a download, from the names of its files.

    Raises `UsageError` for a download in another format, and `BadData` if no file is an
    O*NET table.
    """
    names = set(release.names())
    for tables in ([INTERESTS], SPLIT, [OCCUPATIONS]):
        for layout in LAYOUTS:
            if any(not names.isdisjoint(layout.files(table)) for table in tables):
                return layout
    for name in (release.path.name, *sorted(names)):
        refuse_other_format(release.path, name)
    hint = "use the text or CSV download of the O*NET database"
    raise fault(release.path, "holds no O*NET table", hint)


def refuse_other_format(path: Path, name: str) -> None:
    """Raise `UsageError` if the `name` of a file shows another format of O*NET data."""
    for ending, form in _OTHER_FORMS.items():
        if name.lower().endswith(ending):
            raise UsageError(f"{path} is {form} data", _TAKE)
    if name == path.name and name.lower().endswith((".txt", ".csv")):
        raise UsageError(f"{path} is a single table", _TAKE)


def names_of(table: str) -> set[str]:
    """Every name a table and its files have had."""
    return {table, *(name for names in SPLIT.get(table, ()) for name in names)}


@dataclass(frozen=True)
class Tables:
    """The tables of a download, by their names since 30.3.

    With `only` some occupations, the folder was put together by hand: a table may be
    missing, and without `Occupation Data`, rows of other occupations are ignored.
    """

    release: Release
    layout: Layout
    releases: Releases
    skip: Collection[str] = ()
    only: Collection[str] | None = None

    def has(self, table: str) -> bool:
        """Whether to read a table; reading one that is missing raises `BadData`."""
        if not names_of(table).isdisjoint(self.skip):
            return False
        gone = "Work Values" if self.layout.is_current else "Specific Interest Areas"
        may_be_missing = self.only is not None or table == gone
        is_there = set(self.layout.files(table)) <= set(self.release.names())
        return is_there or not may_be_missing

    def release_of(self, table: str, size: int = 0) -> str:
        """The release of a table, for an occupation with `size` elements in it."""
        for name in sorted(names_of(table)):
            if name in self.releases.by_table or name in self.releases.by_size:
                return self.releases.of(name, size)
        return self.releases.default

    def unread(self, read: Iterable[str]) -> tuple[str, ...]:
        """Files of the download that belong to none of the tables `read`."""
        used = {
            file
            for table in read
            if names_of(table).isdisjoint(self.skip)
            for file in self.layout.files(table)
        }
        return tuple(
            name
            for name in self.release.names()
            if name not in used
            and name.endswith(self.layout.ending)
            and not is_read_me(name)
        )

    def rows(
        self, table: str, columns: Sequence[str], also: Sequence[str] = ()
    ) -> Iterator[Row]:
        """The rows of all files of a table, with the occupation code and `columns`."""
        delimiter = "\t" if self.layout.kind == "text" else ","
        everyone = self.only is None or self.has(OCCUPATIONS)
        for file in self.layout.files(table):
            for row in self.release.rows(file, (CODE, *columns), delimiter, also):
                if everyone or row[CODE] in (self.only or ()):
                    yield row


def by_code(rows: Iterable[Row], titles: Mapping[str, str]) -> dict[str, list[Row]]:
    """Rows by occupation; raises `BadData` for a code that is not in `titles`."""
    grouped: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        if row[CODE] not in titles:
            raise row.fault(CODE, f"{row[CODE]!r} is not in Occupation Data")
        grouped[row[CODE]].append(row)
    return grouped
