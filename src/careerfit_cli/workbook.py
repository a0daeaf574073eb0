"""Read and write Excel workbooks; no other module imports openpyxl.

Workbooks are read and written row by row. The size that a file declares is checked
before anything is unpacked, and never exceeded.
"""

from __future__ import annotations

import importlib
import re
import warnings
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import date, datetime
from types import ModuleType
from typing import Any, BinaryIO

from careerfit_cli.errors import BadData, CareerfitError, Problem, UsageError
from careerfit_cli.model.text import printable

MOST_ROWS = 1_048_576
"""Rows of a sheet: what Excel can have."""

LARGEST_SHEET = 500_000_000
"""Bytes of a sheet, unpacked; it is read row by row."""

LARGEST_PART = 20_000_000
"""Bytes of any other part of a workbook, unpacked; these are read completely."""

LARGEST_ROW = 20_000_000
"""Bytes of a row of a sheet, unpacked."""

MOST_PARTS = 2_000
"""Files in a workbook."""

_SHEETS = "xl/worksheets/"
_CHUNK, _LONGEST_FORMULA = 1 << 20, 20_000
_WITHOUT_VALUE = re.compile(
    rb'<c\b[^>]{0,200}?\br="([A-Z]{1,3}[0-9]{1,7})"[^>]{0,200}>\s{0,9}'
    rb"<f\b(?:[^>]{0,500}/>|[^>]{0,500}>[^<]{0,9999}</f>)"
    rb"\s{0,9}(?:<v\s{0,9}/>|<v>\s{0,9}</v>)?\s{0,9}</c>"
)
_ROW = re.compile(rb"<(?:\w{1,9}:)?row[\s/>]")
_LETTERS = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_AS_CSV = "in Excel, choose File, Save As, CSV UTF-8"

Cell = str | float | int | None


def module(name: str = "openpyxl") -> ModuleType:
    """Openpyxl or a part of it; raises `UsageError` where it is not installed."""
    try:
        return importlib.import_module(name)
    except ImportError as error:
        raise UsageError(
            "Excel workbooks need openpyxl, which is not installed",
            f"pip install 'careerfit-cli[excel]', or use CSV: {_AS_CSV}",
        ) from error


def is_workbook(stream: BinaryIO) -> bool:
    """Whether a file that can be read from any place is an Excel workbook (.xlsx)."""
    try:
        with zipfile.ZipFile(stream) as parts:
            return any(name.startswith("xl/work") for name in parts.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return False
    finally:
        stream.seek(0)


class Sheet:
    """A sheet of a workbook: the one named, in any case, or the first.

    `file` names the workbook in messages. Raises `UsageError` where there is no such
    sheet or no openpyxl, and `BadData` where the workbook is damaged or too large.
    """

    def __init__(self, stream: BinaryIO, file: str, name: str | None = None) -> None:
        self.file = file
        openpyxl = module()
        with _reading(file):
            self._parts = zipfile.ZipFile(stream)
            _check_parts(self._parts, file)
            book = openpyxl.load_workbook(
                stream, read_only=True, data_only=True, keep_links=False
            )
        sheets = {each.title: each for each in book.worksheets}
        self.names = tuple(sheets)
        self.name = _chosen(self.names, name, file)
        self._sheet = sheets[self.name]
        # The size that a sheet declares may be too large or too small.
        self._sheet.reset_dimensions()

    def rows(self) -> Iterator[tuple[int, list[str], bool]]:
        """Each row that has a cell: its number, its cells as text, whether all are known.

        The cells of formulas without a stored value are unknown.
        """
        with _reading(self.file):
            unknown = self._rows_without_value()
            for number, cells in enumerate(self._sheet.values, 1):
                if number > MOST_ROWS:
                    what = f"has more than {MOST_ROWS:,} rows"
                    raise _bad(self.file, what, "leave some of them out")
                if cells:
                    yield number, list(map(_text, cells)), number not in unknown

    def _rows_without_value(self) -> set[int]:
        """The rows with a formula without a stored value."""
        rows: set[int] = set()
        path = self._sheet._worksheet_path  # noqa: SLF001  nothing public tells it
        with self._parts.open(path) as part:
            before, size = b"", 0
            while chunk := part.read(_CHUNK):
                text = before + chunk
                size = 0 if _ROW.search(text) else size + len(chunk)
                if size > LARGEST_ROW:
                    what = f"has a row of more than {LARGEST_ROW:,} bytes"
                    raise _bad(self.file, what, _AS_CSV)
                if b"<f" in text:
                    cells = _WITHOUT_VALUE.findall(text)
                    rows |= {int(cell.lstrip(_LETTERS)) for cell in cells}
                before = text[-_LONGEST_FORMULA:]
        return rows


_WIDTHS = {"slug": 30, "code": 12, "title": 45, "education": 24, "outlook": 24}
"""Widths in characters of columns whose cells are longer than their heads."""


class Writer:
    """Writes a workbook: a sheet of rows, and the sources on a second one.

    The header row stays in view. Text is stored as text, never as a formula.
    """

    def __init__(self, stream: BinaryIO, heads: Sequence[str], title: str) -> None:
        self._stream, self._book = stream, module().Workbook(write_only=True)
        self._text = module("openpyxl.cell.cell").WriteOnlyCell
        self._sheet = self._book.create_sheet(title)
        self._sheet.freeze_panes = "A2"
        letter = module("openpyxl.utils").get_column_letter
        for column, head in enumerate(heads, 1):
            width = _WIDTHS.get(head, len(head) + 2)
            self._sheet.column_dimensions[letter(column)].width = width
        self._count = 0
        self.add(heads)

    def add(self, row: Iterable[Cell]) -> None:
        """Write a row; raises `CareerfitError` where a sheet cannot have more."""
        self._count += 1
        if self._count > MOST_ROWS:
            what = f"a sheet of Excel has {MOST_ROWS:,} rows at most"
            raise CareerfitError(what, "write CSV, or ask for fewer rows")
        self._sheet.append(list(map(self._cell, row)))

    def abandon(self) -> None:
        """Discard the workbook and its temporary files."""
        if not self._sheet.closed:
            self._sheet.close()
        # openpyxl keeps rows in a temporary file, which only saving would remove.
        with suppress(OSError, ValueError):
            self._sheet._writer.cleanup()  # noqa: SLF001

    def close(self, sources: Sequence[str]) -> None:
        """Write the sources, and the file."""
        sheet = self._book.create_sheet("Sources")
        for source in sources:
            sheet.append([self._cell(source)])
        self._book.save(self._stream)

    def _cell(self, value: Cell) -> Any:
        if not isinstance(value, str):
            return value
        cell = self._text(self._sheet, _UNPRINTABLE.sub("\ufffd", value))
        cell.data_type = "s"
        return cell


def _chosen(names: Sequence[str], name: str | None, file: str) -> str:
    if not names:
        raise _bad(file, "has no sheet with cells", _AS_CSV)
    if name is None:
        return names[0]
    for each in names:
        if each.strip().casefold() == name.strip().casefold():
            return each
    listed = ", ".join(map(printable, names[:20]))
    raise UsageError(f"{file} has no sheet {name!r}", f"sheets: {listed}")


def _check_parts(parts: zipfile.ZipFile, file: str) -> None:
    """Raise `BadData` if unpacking would take too much memory or time."""
    every = parts.infolist()
    if len(every) > MOST_PARTS:
        raise _bad(file, f"has more than {MOST_PARTS:,} parts", _AS_CSV)
    for part in every:
        most = LARGEST_SHEET if part.filename.startswith(_SHEETS) else LARGEST_PART
        # Pictures are not read.
        if part.file_size > most and part.filename.endswith((".xml", ".rels")):
            what = f"has a part of more than {most:,} bytes: {printable(part.filename)}"
            raise _bad(file, what, _AS_CSV)
        if part.flag_bits & 1:
            raise _bad(file, "is protected by a password", "save it without one")


@contextmanager
def _reading(file: str) -> Iterator[None]:
    """Convert any exception of openpyxl to `BadData`."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    except (CareerfitError, GeneratorExit):
        raise
    except Exception as error:
        what = "is a damaged Excel workbook"
        raise _bad(file, what, f"open it and save it again, or {_AS_CSV}") from error


def _text(value: object) -> str:
    """A cell as it would stand in a CSV file."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float):
        # Excel keeps 15 digits, and may store whole numbers as 3.0.
        return str(int(value)) if value.is_integer() else f"{value:.15g}"
    if isinstance(value, datetime):
        return value.isoformat(" ").removesuffix(" 00:00:00")
    return value.isoformat() if isinstance(value, date) else str(value)


def _bad(file: str, what: str, hint: str) -> BadData:
    return BadData([Problem(file, 0, "", what, hint)])
