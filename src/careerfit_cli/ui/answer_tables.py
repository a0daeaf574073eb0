"""Tables of answers named on the command line: options, and opening the file."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from stat import S_ISDIR, S_ISFIFO, S_ISREG
from typing import TYPE_CHECKING, Annotated, BinaryIO

import typer

from careerfit_cli.errors import UsageError
from careerfit_cli.model.profile import LOWEST
from careerfit_cli.model.text import printable
from careerfit_cli.ui import terminal

if TYPE_CHECKING:
    from careerfit_cli.model.profile import Bank
    from careerfit_cli.tables import Table

_NAMED = 5
_PARQUET = ".parquet"
_GIVE = "give a CSV, Excel or Parquet file, or - for input"

Scale = Annotated[
    str | None, typer.Option(help="1-5, or 0-4 where 0 is the lowest answer.")
]

SheetName = Annotated[
    str | None,
    typer.Option("--sheet", metavar="NAME", help="The sheet of an Excel workbook."),
]


def lowest_of(scale: str | None) -> int:
    """The lowest number of a scale; raises `UsageError` for an unknown one."""
    from careerfit_cli.tables import SCALES

    if scale is not None and scale not in SCALES:
        raise UsageError(f"{scale!r} is not a scale", f"give {' or '.join(SCALES)}")
    return LOWEST if scale is None else int(scale[0])


@contextmanager
def opened_table(name: str, bank: Bank, sheet: str | None) -> Iterator[Table]:
    """The table in a CSV, Excel or Parquet file, or standard input for `-`."""
    from careerfit_cli import tables
    from careerfit_cli.workbook import is_workbook

    if name == "-":
        _refuse_sheet(sheet)
        stream = terminal.standard_input("give the name of a CSV file").buffer
        yield tables.CsvTable(stream, "standard input", bank)
        return
    path = Path(name)
    with _opened(path) as file:
        if path.suffix.lower() == _PARQUET:
            _refuse_sheet(sheet)
            yield tables.ParquetTable(path, name)
        elif file.seekable() and is_workbook(file):
            book = tables.WorkbookTable(file, name, bank, sheet)
            if sheet is None and len(book.sheet.names) > 1:
                names = ", ".join(map(printable, book.sheet.names[:_NAMED]))
                terminal.note(f"Reading the first sheet of {names} (--sheet).")
            yield book
        else:
            _refuse_sheet(sheet)
            yield tables.CsvTable(file, name, bank)


def _refuse_sheet(sheet: str | None) -> None:
    if sheet is not None:
        raise UsageError("only Excel workbooks have sheets", "leave out --sheet")


def _opened(path: Path) -> BinaryIO:
    """Open a table; raises `UsageError` if it cannot be read."""
    try:
        kind = path.stat().st_mode
        piped = S_ISFIFO(kind) and path.suffix.lower() != _PARQUET
        if not (S_ISREG(kind) or S_ISDIR(kind) or piped):
            raise UsageError(f"{path}: is not an ordinary file", _GIVE)
        return path.open("rb")
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or error
        raise UsageError(f"{path}: {why}", _GIVE) from error
