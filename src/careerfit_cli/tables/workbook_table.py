"""Tables in Excel workbooks, row by row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, islice
from typing import BinaryIO

from careerfit_cli.model.profile import Bank
from careerfit_cli.tables.cells import BadRow, trimmed
from careerfit_cli.tables.csv_table import MOST_TITLES
from careerfit_cli.tables.layout import Candidate, Row, headings
from careerfit_cli.workbook import Sheet

_NO_VALUE = BadRow(
    "",
    "has a formula whose value is not saved",
    "open the workbook in Excel or LibreOffice, save it and try again",
)


class WorkbookTable:
    """The table on a sheet of a workbook, as `CsvTable` is one in text.

    Raises as `workbook.Sheet` does.
    """

    def __init__(
        self, stream: BinaryIO, file: str, bank: Bank, name: str | None = None
    ) -> None:
        self.file, self.sheet = file, Sheet(stream, file, name)
        rows = self.sheet.rows()
        filled = (row for row in rows if not row[2] or "".join(row[1]).strip())
        first = list(islice(filled, MOST_TITLES))
        heading = headings(
            (Candidate(line - 1, line, "", cells) for line, cells, _ in first),
            bank,
            file,
        )
        self.names = tuple(name.strip() for name in trimmed(heading.names or [], 0))
        self.line = heading.end
        self._rows = chain((row for row in first if row[0] > self.line), filled)

    def rows(self, _columns: Sequence[int] = ()) -> Iterator[Row]:
        """Every row below the headings."""
        width = len(self.names)
        for line, cells, has_values in self._rows:
            # Cells at the end of a row that were never filled are not stored.
            whole = [*trimmed(cells, width), *[""] * (width - len(cells))]
            yield line, whole if has_values else _NO_VALUE
