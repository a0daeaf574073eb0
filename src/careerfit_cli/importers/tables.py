"""Strict reading of tables in a folder or zip of delimited text files."""

from __future__ import annotations

import csv
import io
import os
import re
import sys
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import partial
from pathlib import Path, PurePosixPath
from typing import IO, Any

from careerfit_cli.errors import BadData, CareerfitError, Problem, UsageError
from careerfit_cli.model.amounts import AtLeast
from careerfit_cli.model.text import quoted

LARGEST_TABLE = 100_000_000
"""Bytes: a table beyond this, unpacked, is refused (the largest, Work Context of 31.0 as
CSV, has about 50 MB)."""

LARGEST_DOWNLOAD = 300_000_000
"""Most bytes of a zip, and of all tables read from it, unpacked."""

MOST_LINES = 1_500_000
"""Most lines of all tables read; each takes up to a kilobyte. Known tables: 460,000."""

MOST_COLUMNS = 100
"""Most columns of a table; known tables have up to 16."""

csv.field_size_limit(1_000_000)

NOT_PUBLISHED = ("-", "—", "", "*", "**", "~")
"""Cells without a figure; BLS prints * for no wage and ** for no jobs figure."""

TOP_CODED = "#"
"""What BLS prints for pay above the highest figure it publishes."""

NO_LIMIT = "# is pay above the highest that BLS publishes, and that amount is not given"
HOW_TO_LIMIT = "write it as >=239200, or add oews_footnotes.csv, which gives the amount"

_AGAIN = "download it again"

Files = dict[str, Callable[[], IO[Any]]]
"""Functions that open the files of a download as bytes, by name without folders."""

_NUMBER = re.compile(r"-?\$?[0-9]{1,12}(,[0-9]{3}){0,3}(\.[0-9]{1,6})?")


def fault(
    file: str | Path, what: str, hint: str = "", line: int = 0, field: str = ""
) -> BadData:
    """An error about one place in a file, for the caller to raise."""
    return BadData([Problem(str(file), line, field, what, hint)])


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table, with its file and line number for error messages."""

    file: str
    line: int
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells[column]

    def fault(self, column: str, what: str, hint: str = "") -> BadData:
        """An error about one cell, to be raised."""
        return fault(self.file, what, hint, self.line, column)

    def number(
        self, column: str, missing: Sequence[str] = NOT_PUBLISHED
    ) -> Decimal | None:
        """The cell as an exact number; `None` when it is one of `missing`."""
        cell = self.cells[column].strip()
        if cell in missing:
            return None
        if not _NUMBER.fullmatch(cell):
            raise self.fault(column, f"{cell!r} is not a number")
        return Decimal(cell.replace(",", "").replace("$", ""))

    def amount(self, column: str) -> Decimal | None:
        """The cell as an exact number that cannot be below zero."""
        number = self.number(column)
        if number is not None and number < 0:
            raise self.fault(column, f"{self.cells[column]} is below zero")
        return number

    def pay(self, column: str, limit: Decimal | None) -> float | None:
        """The cell as dollars: `>=239,200` and `#` (the `limit`) are lower limits."""
        cell = self.cells[column].strip()
        if cell == TOP_CODED:
            if limit is None:
                raise self.fault(column, NO_LIMIT, HOW_TO_LIMIT)
            return AtLeast(limit)
        bare = Row(self.file, self.line, {column: cell.removeprefix(">=")})
        amount = bare.amount(column)
        if amount is None:
            return None
        return float(amount) if bare[column] == cell else AtLeast(amount)

    def within(self, column: str, low: int, high: int) -> Decimal:
        """The cell as an exact number from `low` to `high`."""
        number = self.number(column, missing=())
        if number is None or not low <= number <= high:
            what = f"{self.cells[column]} is out of range"
            raise self.fault(column, what, f"this scale runs from {low} to {high}")
        return number

    def whole(self, column: str, low: int, high: int) -> int:
        """The cell as a whole number from `low` to `high`."""
        number = self.within(column, low, high)
        if number % 1:
            raise self.fault(column, f"{number} is not a whole number")
        return int(number)


class Release:
    """The files of one download: a folder, or a zip as published."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._bytes = self._lines = 0
        # Unlike the methods of `Path`, these accept names too long for any file.
        is_folder, is_file = os.path.isdir(path), os.path.isfile(path)  # noqa: PTH112, PTH113
        if not is_folder and not is_file:
            hint = "give the folder or the zip of an official download"
            raise UsageError(f"{path}: no such folder or zip file", hint)
        try:
            self._files = _files_in(path) if is_folder else _members_of(path)
        except OSError as error:
            raise CareerfitError(f"{path} cannot be read: {error.strerror}") from error

    def names(self) -> list[str]:
        """File names, sorted, without folders."""
        return sorted(self._files)

    def text(self, name: str, errors: str = "strict") -> str:
        """The text of one file, with its original line ends.

        `errors` is for bytes that are not UTF-8, as in `bytes.decode`.
        """
        file = f"{self.path}/{name}"
        if name not in self._files:
            raise fault(file, "is missing", "use a whole download")
        raw = self._raw(name)
        if len(raw) > LARGEST_TABLE:
            raise fault(file, f"is larger than {LARGEST_TABLE:,} bytes")
        self._bytes += len(raw)
        if self._bytes > LARGEST_DOWNLOAD:
            what = f"makes the tables larger than {LARGEST_DOWNLOAD:,} bytes"
            raise fault(file, what)
        try:
            return raw.decode("utf-8-sig", errors)
        except UnicodeDecodeError as error:
            line = raw.count(b"\n", 0, error.start) + 1
            hint = "use the official file, unconverted"
            raise fault(file, "is not UTF-8", hint, line) from error

    def _raw(self, name: str) -> bytes:
        try:
            with self._files[name]() as file:
                raw: bytes = file.read(LARGEST_TABLE + 1)
        # A damaged zip raises more errors than `zipfile` documents.
        except Exception as error:
            if isinstance(error, OSError) and error.errno:
                what = f"{self.path}: {name} cannot be read: {error.strerror}"
                raise CareerfitError(what) from error
            what = f"is damaged in the zip ({error})"
            raise fault(f"{self.path}/{name}", what, _AGAIN) from error
        return raw

    def rows(
        self,
        name: str,
        columns: Sequence[str],
        delimiter: str = "\t",
        also: Sequence[str] = (),
    ) -> Iterator[Row]:
        """The rows of a table that has all `columns`, and optionally those in `also`.

        Tab-delimited tables are unquoted, comma-separated ones quoted, as published.
        Raises `BadData` when the table is missing or empty, lacks a column or has one
        twice, or has a line with more or fewer cells than the heading.
        """
        reader = csv.reader(
            io.StringIO(self.text(name), newline=""),
            delimiter=delimiter,
            quoting=csv.QUOTE_NONE if delimiter == "\t" else csv.QUOTE_MINIMAL,
            strict=True,
        )
        file = f"{self.path}/{name}"
        try:
            head = next(reader, [])
            self._count_line(file)
            _check_head(head, file, columns)
            positions = {
                column: head.index(column)
                for column in (*columns, *also)
                if column in head
            }
            row = None
            for cells in reader:
                self._count_line(file)
                if not cells:
                    continue
                if len(cells) != len(head):
                    what = f"has {len(cells)} cells where the heading has {len(head)}"
                    raise fault(file, what, _AGAIN, reader.line_num)
                # Interning saves memory: most cells repeat.
                used = {name: sys.intern(cells[at]) for name, at in positions.items()}
                row = Row(file, reader.line_num, used)
                yield row
        except csv.Error as error:
            raise fault(file, f"is damaged: {error}", "", reader.line_num) from error
        if row is None:
            raise fault(file, "has no rows", _AGAIN, 1)

    def _count_line(self, file: str) -> None:
        self._lines += 1
        if self._lines > MOST_LINES:
            raise fault(file, f"makes the tables longer than {MOST_LINES:,} lines")


def _files_in(folder: Path) -> Files:
    return {
        child.name: partial(child.open, "rb")
        for child in folder.iterdir()
        if child.is_file()
    }


def _members_of(path: Path) -> Files:
    """The files in a zip, by the last part of their names."""
    if path.stat().st_size > LARGEST_DOWNLOAD:
        raise fault(path, f"is larger than {LARGEST_DOWNLOAD:,} bytes")
    try:
        archive = zipfile.ZipFile(path)
    except Exception as error:
        if isinstance(error, OSError):
            raise
        raise fault(path, f"is not a complete zip file ({error})", _AGAIN) from error
    members: Files = {}
    for info in archive.infolist():
        name = PurePosixPath(info.filename).name
        if not name or info.is_dir():
            continue
        if name in members:
            raise fault(path, "is in the zip twice", field=name)
        members[name] = partial(archive.open, info)
    return members


def _check_head(head: list[str], file: str, columns: Sequence[str]) -> None:
    if len(head) > MOST_COLUMNS:
        raise fault(file, f"has more than {MOST_COLUMNS} columns", _AGAIN, 1)
    if twice := [column for column in head if head.count(column) > 1]:
        what = f"has column {quoted(twice[0])} twice"
        raise fault(file, what, "use the official file, unchanged", 1)
    if lacking := [column for column in columns if column not in head]:
        hint = f"expected: {', '.join(columns)}"
        raise fault(file, f"has no column {lacking[0]!r}", hint, 1)


def standardised(value: Decimal, low: int, high: int) -> float:
    """O*NET's standardised score, 0-100: (value - low) / (high - low) * 100.

    Rounded half up to one decimal. Rounding that again to a whole number gives what
    rounding the exact score would: values have two decimals, so an exact score is a
    multiple of 1/4, 1/6, 1/7 or 1/2 and none lies within .05 below a half.
    """
    exact = (value - low) * 100 / (high - low)
    return float(exact.quantize(Decimal("0.1"), ROUND_HALF_UP))
