"""Strict reading of tables in a folder or zip of delimited text files."""

from __future__ import annotations

import csv
import io
import os
import re
import struct
import sys
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path, PurePosixPath

from careerfit_cli.errors import BadData, CareerfitError, Problem, UsageError
from careerfit_cli.model.amounts import AtLeast
from careerfit_cli.model.text import quoted

try:
    import lzma
except ImportError:
    lzma = None  # type: ignore[assignment]

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

TOP_CODED = "#"
"""What BLS prints for pay above the highest figure it publishes."""

NO_LIMIT = "# is pay above the highest that BLS publishes, and that amount is not given"
HOW_TO_LIMIT = "write it as >=239200, or add oews_footnotes.csv, which gives the amount"

_NUMBER = re.compile(r"-?\$?[0-9]{1,12}(,[0-9]{3}){0,3}(\.[0-9]{1,6})?")


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
        return BadData([Problem(self.file, self.line, column, what, hint)])

    def number(self, column: str, missing: Sequence[str] = ()) -> Decimal | None:
        """The cell as an exact number; `None` when it is one of `missing`."""
        cell = self.cells[column].strip()
        if cell in missing:
            return None
        if not _NUMBER.fullmatch(cell):
            raise self.fault(column, f"{cell!r} is not a number")
        return Decimal(cell.replace(",", "").replace("$", ""))

    def amount(self, column: str, missing: Sequence[str] = ()) -> Decimal | None:
        """The cell as an exact number that cannot be below zero."""
        number = self.number(column, missing)
        if number is not None and number < 0:
            raise self.fault(column, f"{self.cells[column]} is below zero")
        return number

    def pay(
        self, column: str, missing: Sequence[str], limit: Decimal | None
    ) -> float | None:
        """The cell as dollars: `>=239,200` and `#` (the `limit`) are lower limits."""
        cell = self.cells[column].strip()
        if cell == TOP_CODED:
            if limit is None:
                raise self.fault(column, NO_LIMIT, HOW_TO_LIMIT)
            return AtLeast(limit)
        bare = Row(self.file, self.line, {column: cell.removeprefix(">=")})
        amount = bare.amount(column, missing)
        if amount is None:
            return None
        return float(amount) if bare[column] == cell else AtLeast(amount)

    def within(self, column: str, low: int, high: int) -> Decimal:
        """The cell as an exact number from `low` to `high`."""
        number = self.number(column)
        if number is None or not low <= number <= high:
            what = f"{self.cells[column]} is out of range"
            raise self.fault(column, what, f"this scale runs from {low} to {high}")
        return number


# A damaged zip raises more errors than `zipfile` documents, and `lzma` is optional.
_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError if lzma else zlib.error,
    struct.error,
    EOFError,
    LookupError,
    RuntimeError,
    ValueError,
)


class Release:
    """The files of one download: a folder, or a zip as published."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._members: dict[str, zipfile.ZipInfo] = {}
        self._bytes = self._lines = 0
        # Unlike the methods of `Path`, these accept names too long for any file.
        if os.path.isdir(path):  # noqa: PTH112
            self._zip = None
        elif os.path.isfile(path):  # noqa: PTH113
            self._zip = self._opened(path)
        else:
            raise UsageError(
                f"{path}: no such folder or zip file",
                "give the folder or the zip of an official download",
            )

    def _opened(self, path: Path) -> zipfile.ZipFile:
        try:
            if path.stat().st_size > LARGEST_DOWNLOAD:
                what = f"is larger than {LARGEST_DOWNLOAD:,} bytes"
                raise BadData([Problem(str(path), 0, "", what)])
            archive = zipfile.ZipFile(path)
        except OSError as error:
            raise CareerfitError(f"{path} cannot be read: {error.strerror}") from error
        except _DAMAGE as error:
            what = f"is not a complete zip file ({error})"
            hint = "download it again"
            raise BadData([Problem(str(path), 0, "", what, hint)]) from error
        for info in archive.infolist():
            name = PurePosixPath(info.filename).name
            if name and not info.is_dir():
                if name in self._members:
                    raise BadData([Problem(str(path), 0, name, "is in the zip twice")])
                self._members[name] = info
        return archive

    def names(self) -> list[str]:
        """File names, sorted, without folders."""
        if self._zip is not None:
            return sorted(self._members)
        try:
            return sorted(
                child.name for child in self.path.iterdir() if child.is_file()
            )
        except OSError as error:
            what = f"{self.path} cannot be read: {error.strerror}"
            raise CareerfitError(what) from error

    def text(self, name: str, errors: str = "strict") -> str:
        """The text of one file, with its original line ends.

        `errors` is for bytes that are not UTF-8, as in `bytes.decode`.
        """
        if name not in self.names():
            raise self._fault(name, "is missing", "use a whole download")
        raw = self._raw(name)
        if len(raw) > LARGEST_TABLE:
            raise self._fault(name, f"is larger than {LARGEST_TABLE:,} bytes")
        self._bytes += len(raw)
        if self._bytes > LARGEST_DOWNLOAD:
            what = f"makes the tables larger than {LARGEST_DOWNLOAD:,} bytes"
            raise self._fault(name, what)
        try:
            return raw.decode("utf-8-sig", errors)
        except UnicodeDecodeError as error:
            line = raw.count(b"\n", 0, error.start) + 1
            hint = "use the official file, unconverted"
            raise self._fault(name, "is not UTF-8", hint, line) from error

    def _raw(self, name: str) -> bytes:
        try:
            if self._zip is None:
                with (self.path / name).open("rb") as file:
                    return file.read(LARGEST_TABLE + 1)
            with self._zip.open(self._members[name]) as member:
                return member.read(LARGEST_TABLE + 1)
        except (OSError, *_DAMAGE) as error:
            if isinstance(error, OSError) and error.errno:
                what = f"{self.path}: {name} cannot be read: {error.strerror}"
                raise CareerfitError(what) from error
            what = f"is damaged in the zip ({error})"
            raise self._fault(name, what, "download it again") from error

    def _counted(self, cells: list[str], name: str) -> list[str]:
        self._lines += 1
        if self._lines > MOST_LINES:
            what = f"makes the tables longer than {MOST_LINES:,} lines"
            raise self._fault(name, what)
        return cells

    def _fault(self, name: str, what: str, hint: str = "", line: int = 0) -> BadData:
        return BadData([Problem(f"{self.path}/{name}", line, "", what, hint)])

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
        text = io.StringIO(self.text(name), newline="")
        reader = csv.reader(
            text,
            delimiter=delimiter,
            quoting=csv.QUOTE_NONE if delimiter == "\t" else csv.QUOTE_MINIMAL,
            strict=True,
        )
        file = f"{self.path}/{name}"
        lines = ((reader.line_num, self._counted(cells, name)) for cells in reader)
        try:
            yield from _rows(lines, file, columns, also)
        except csv.Error as error:
            raise self._fault(
                name, f"is damaged: {error}", "", reader.line_num
            ) from error


def _rows(
    lines: Iterator[tuple[int, list[str]]],
    file: str,
    columns: Sequence[str],
    also: Sequence[str],
) -> Iterator[Row]:
    _, head = next(lines, (1, []))
    _check_head(head, file, columns)
    wanted = [name for name in (*columns, *also) if name in head]
    positions = [(name, head.index(name)) for name in wanted]
    empty = True
    for line, cells in lines:
        if not cells:
            continue
        empty = False
        if len(cells) != len(head):
            what = f"has {len(cells)} cells where the heading has {len(head)}"
            raise BadData([Problem(file, line, "", what, "download it again")])
        # Interning saves memory: most cells repeat.
        yield Row(file, line, {name: sys.intern(cells[at]) for name, at in positions})
    if empty:
        raise BadData([Problem(file, 1, "", "has no rows", "download it again")])


def _check_head(head: list[str], file: str, columns: Sequence[str]) -> None:
    if len(head) > MOST_COLUMNS:
        what = f"has more than {MOST_COLUMNS} columns"
        raise BadData([Problem(file, 1, "", what, "download it again")])
    if twice := [column for column in head if head.count(column) > 1]:
        what = f"has column {quoted(twice[0])} twice"
        raise BadData([Problem(file, 1, "", what, "use the official file, unchanged")])
    if lacking := [column for column in columns if column not in head]:
        what = f"has no column {lacking[0]!r}"
        hint = f"expected: {', '.join(columns)}"
        raise BadData([Problem(file, 1, "", what, hint)])


def standardised(value: Decimal, low: int, high: int) -> float:
    """O*NET's standardised score, 0-100: (value - low) / (high - low) * 100.

    Rounded half up to one decimal. Rounding that again to a whole number gives what
    rounding the exact score would: values have two decimals, so an exact score is a
    multiple of 1/4, 1/6, 1/7 or 1/2 and none lies within .05 below a half.
    """
    exact = (value - low) * 100 / (high - low)
    return float(exact.quantize(Decimal("0.1"), ROUND_HALF_UP))
