"""Tables in Excel workbooks, row by row."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, islice
from typing import BinaryIO

from careerfit_cli.batch.cells import BadRow
from careerfit_cli.batch.csv_table import (
    MOST_TITLES,
    Candidate,
    Part,
    Record,
    headings,
)
from careerfit_cli.model.profile import Bank
from careerfit_cli.workbook import Sheet

AT_A_TIME = 1_000
"""Rows of a part."""

_NO_VALUE = BadRow(
    "",
    "has a formula whose value is not saved",
    "open the workbook in Excel or LibreOffice, save it and try again",
)


class WorkbookTable:
    """The table on a sheet of a workbook, as `CsvTable` is one in text.

    Raises as `workbook.Sheet` does.
    """

    delimiter = "\t"

    def __init__(
        self, stream: BinaryIO, file: str, bank: Bank, name: str | None = None
    ) -> None:
        self.file, self.sheet = file, Sheet(stream, file, name)
        rows = ((line, cells, whole) for line, cells, whole in self.sheet.rows())
        filled = (row for row in rows if not row[2] or "".join(row[1]).strip())
        first = list(islice(filled, MOST_TITLES))
        candidates = [
            Candidate(line - 1, line, self.delimiter, cells) for line, cells, _ in first
        ]
        heading = headings(candidates, bank, file)
        names = [name.strip() for name in heading.names or ()]
        while names and not names[-1]:
            names.pop()
        self.names, self.line = tuple(names), heading.end
        below = (row for row in first if row[0] > self.line)
        self._rows = chain(below, filled)

    def __iter__(self) -> Iterator[Part]:
        while rows := list(islice(self._rows, AT_A_TIME)):
            yield Part(rows[0][0], records=[self._record(*row) for row in rows])

    def _record(self, line: int, cells: list[str], whole: bool) -> Record:  # noqa: FBT001
        if not whole:
            return line, _NO_VALUE
        width = len(self.names)
        while len(cells) > width and not cells[-1].strip():
            cells.pop()
        # Cells at the end of a row that were never filled are not stored.
        return line, [*cells, *[""] * (width - len(cells))]
