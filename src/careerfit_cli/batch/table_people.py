"""The respondents in a table, some rows at a time.

Blocks of item answers without quotation marks, which is how nearly every such file is
written, are read by numpy; whatever is not plain is read row by row. Both read the same
file to the same respondents.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

from careerfit_cli.batch.cells import LONGEST, BadRow
from careerfit_cli.batch.csv_table import CsvTable, Part
from careerfit_cli.batch.layout import Kind, Layout, layout_of
from careerfit_cli.batch.people import Gathering, People, RowReader, Sheet
from careerfit_cli.batch.workbook_table import WorkbookTable
from careerfit_cli.model.profile import LOWEST, Bank

Marks = npt.NDArray[np.bool_]

_BAD, _NEWLINE = 255, ord("\n")


class TablePeople:
    """The respondents in a table.

    `id_name` is the column that names respondents, `lowest` the lowest answer, `line`
    that of the headings. Raises `BadData` where they do not tell what the columns hold.
    """

    def __init__(
        self,
        table: CsvTable | WorkbookTable,
        bank: Bank,
        length: str | None = None,
        *,
        id_name: str | None = None,
        lowest: int = LOWEST,
    ) -> None:
        self.file, self.line, self._table = table.file, table.line, table
        self.layout: Layout = layout_of(
            table.names, bank, table.file, length, id_name, table.line
        )
        self._reader = RowReader(self.layout, bank, lowest)

    def __iter__(self) -> Iterator[People]:
        number, seen = 0, dict[str, int]()
        for part in self._table:
            gathering = Gathering(self._reader, self.file, number, seen)
            yield self._read(part, gathering)
            number = gathering.number

    def _read(self, part: Part, gathering: Gathering) -> People:
        if part.text and self.layout.kind is Kind.ITEMS:
            return self._read_plain(part, gathering)
        for line, cells in part.rows(self._table.delimiter):
            if isinstance(cells, BadRow):
                gathering.refuse(line, cells)
            else:
                gathering.add(line, cells)
        return gathering.people()

    def _read_plain(self, part: Part, gathering: Gathering) -> People:
        """Item answers without quotation marks: all cells of all lines at once."""
        cells = _Cells(part.text, self._table.delimiter, self._reader)

        def cells_of(place: int) -> Sequence[str]:
            text = cells.line(place).decode("utf-8", "surrogateescape")
            return text.split(self._table.delimiter)

        return gathering.add_sheet(cells.sheet(), part.line, cells_of)


class _Cells:
    """Where the cells are in lines without quotation marks."""

    def __init__(self, text: bytes, delimiter: str, reader: RowReader) -> None:
        self._text, self._layout = text, reader.layout
        self._width = len(self._layout.names)
        self._as_mark = np.full(256, _BAD, dtype=np.uint8)
        for written, mark in reader.marks.items():
            if len(written) == 1:
                self._as_mark[ord(written)] = mark
        self._buffer = np.frombuffer(text, dtype=np.uint8)
        ends = (self._buffer == ord(delimiter)) | (self._buffer == _NEWLINE)
        self._ends = np.flatnonzero(ends)
        self._starts = np.concatenate(([0], self._ends[:-1] + 1))
        last = np.flatnonzero(self._buffer[self._ends] == _NEWLINE)
        count = np.diff(last, prepend=-1)
        self._line_starts = self._starts[last - count + 1]
        self._line_ends = self._ends[last]
        self._whole: Marks = count == self._width
        if not self._whole.all():
            inside = np.repeat(self._whole, count)
            self._starts, self._ends = self._starts[inside], self._ends[inside]

    def line(self, place: int) -> bytes:
        """The text of a line."""
        return self._text[self._line_starts[place] : self._line_ends[place]]

    def sheet(self) -> Sheet:
        """All lines; odd are those that lack cells, or have any but plain answers."""
        marks, ids = self._marks(), self._ids()
        odd = (marks == _BAD).any(axis=1) | ~marks.any(axis=1)
        if self._layout.id is not None:
            odd |= np.array(
                [not 0 < len(own) <= LONGEST or not own.isascii() for own in ids],
                dtype=bool,
            )
        if self._whole.all():
            return Sheet(ids, marks, odd)
        every = np.zeros((len(self._whole), marks.shape[1]), dtype=np.uint8)
        every[self._whole] = marks
        own, unread = iter(ids), ~self._whole
        unread[self._whole] = odd
        ids = [next(own) if whole else "" for whole in self._whole.tolist()]
        return Sheet(ids, every, unread)

    def _marks(self) -> npt.NDArray[np.uint8]:
        size = self._ends - self._starts
        marks = self._as_mark[self._buffer[self._starts]]
        marks[size == 0] = 0
        marks[size > 1] = _BAD
        return marks.reshape(-1, self._width)[:, self._layout.columns]

    def _ids(self) -> list[str]:
        if self._layout.id is None:
            return [""] * (len(self._ends) // self._width)
        # One character a byte: where that is wrong, the text is not ASCII, and odd.
        text, own = (
            self._text.decode("latin-1"),
            slice(self._layout.id, None, self._width),
        )
        places = zip(self._starts[own].tolist(), self._ends[own].tolist(), strict=True)
        return [text[start:end].strip() for start, end in places]
