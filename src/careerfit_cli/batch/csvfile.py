"""Respondents read from CSV, a block of lines at a time.

Blocks of item answers without quotation marks, which is how nearly every such file is
written, are read by numpy; whatever is not plain goes through the csv module, row by
row. Both read the same file to the same respondents.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import BinaryIO

import numpy as np
import numpy.typing as npt

from careerfit_cli.batch.cells import LONGEST, BadRow
from careerfit_cli.batch.layout import Kind, Layout, known_columns, layout_of
from careerfit_cli.batch.people import Gathering, People, RowReader, Sheet
from careerfit_cli.batch.streams import Table, what_else
from careerfit_cli.errors import BadData, Problem
from careerfit_cli.model.profile import LOWEST, Bank

Marks = npt.NDArray[np.bool_]

BLOCK = 1 << 18
"""Bytes read at a time; about 1,900 respondents to the standard quiz."""

LONGEST_LINE = 1 << 20
"""Bytes from which a line is not read."""

DELIMITERS = ",;\t|"

MOST_LINES = 100
"""Lines of one record; a quotation mark that is open for longer is a mistake."""

MOST_COLUMNS = 2_000
"""Columns of a table: forms have hundreds."""

MOST_TITLES = 20
"""Lines that may stand above the headings."""

_BROKEN = "has a quotation mark without its other half"
_BROKEN_HINT = "write a mark inside a quoted cell twice"
_BAD, _NEWLINE, _QUOTE = 255, ord("\n"), b'"'
_AS_CSV = "save it as CSV UTF-8"


@dataclass(frozen=True)
class _Block:
    """Whole lines, of which the first is line `line` of the file.

    Where that one is `too_long`, `text` is its beginning only.
    """

    line: int
    text: bytes
    last: bool = False
    too_long: bool = False


class CsvPeople:
    """The respondents of a CSV file; the heading is read at once, the rest on the way.

    `file` names it in messages, `id_name` the column that names respondents, `lowest`
    the lowest answer. `line` is that of the headings. Raises `BadData` where they do not
    tell what the columns hold, and `CareerfitError` when the file cannot be read.
    """

    def __init__(
        self,
        stream: BinaryIO,
        file: str,
        bank: Bank,
        length: str | None = None,
        *,
        id_name: str | None = None,
        lowest: int = LOWEST,
    ) -> None:
        self.file, self._blocks = file, _blocks(Table(stream, file))
        block = self._first_block()
        heading = _heading(_lines(block.text), bank, file, length, id_name)
        self.layout: Layout = heading.layout
        self.line, self._delimiter = heading.line, heading.delimiter
        after = block.text.split(b"\n", heading.end)[-1]
        self._rest = _Block(1 + heading.end, after, block.last)
        self._reader = RowReader(self.layout, bank, lowest)

    def __iter__(self) -> Iterator[People]:
        number, carried, seen = 0, b"", dict[str, int]()
        for block in chain([self._rest], self._blocks):
            gathering = Gathering(self._reader, self.file, number, seen)
            own = b"" if block.too_long else block.text
            whole = _Block(
                block.line - carried.count(b"\n"),
                carried + own,
                block.last or block.too_long,
            )
            people, carried = self._read(whole, gathering)
            if block.too_long:
                what = f"is longer than {LONGEST_LINE:,} bytes"
                gathering.refuse(block.line, BadRow("", what))
            number = gathering.number
            yield people

    def _first_block(self) -> _Block:
        """The lines that the headings are among."""
        block = next(self._blocks)
        if other := what_else(block.text.lstrip()):
            raise self._fault(0, *other)
        if block.too_long or b"\0" in block.text[:100]:
            raise self._fault(0, "is not a CSV file", _AS_CSV)
        if not block.text.strip():
            raise self._fault(0, "is empty", "the first line names the columns")
        return block

    def _fault(self, line: int, what: str, hint: str) -> BadData:
        return BadData([Problem(self.file, line, "", what, hint)])

    def _read(self, block: _Block, gathering: Gathering) -> tuple[People, bytes]:
        """The respondents in a block, and the beginning of a record it ends within."""
        carried = b""
        if _QUOTE in block.text:
            carried = self._read_quoted(block, gathering)
        elif self.layout.kind is Kind.ITEMS and block.text:
            return self._read_plain(block, gathering), b""
        else:
            for at, line in enumerate(_lines(block.text)):
                gathering.add(block.line + at, line[:-1].split(self._delimiter))
        return gathering.people(), carried

    def _read_quoted(self, block: _Block, gathering: Gathering) -> bytes:
        lines = _lines(block.text)
        for begin, end, cells in _records(lines, self._delimiter):
            if cells is not None:
                gathering.add(block.line + begin, cells)
            elif end < len(lines) or block.last:
                gathering.refuse(block.line + begin, BadRow("", _BROKEN, _BROKEN_HINT))
            else:
                return "".join(lines[begin:]).encode("utf-8", "surrogateescape")
        return b""

    def _read_plain(self, block: _Block, gathering: Gathering) -> People:
        """Item answers without quotation marks: all cells of all lines at once."""
        cells = _Cells(block.text, self._delimiter, self._reader)

        def cells_of(place: int) -> Sequence[str]:
            text = cells.line(place).decode("utf-8", "surrogateescape")
            return text.split(self._delimiter)

        return gathering.add_sheet(cells.sheet(), block.line, cells_of)


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


@dataclass(frozen=True)
class _Heading:
    """The headings: their line, what parts them, the line after them, what they mean."""

    line: int
    delimiter: str
    end: int
    layout: Layout


def _heading(
    lines: Sequence[str], bank: Bank, file: str, length: str | None, id_name: str | None
) -> _Heading:
    """The first record, with the delimiter, whose names tell what the columns hold.

    Titles may stand above it. Raises the fault of the one of which most is known.
    """
    faults: list[tuple[int, int, BadData]] = []
    for begin, end, delimiter, names in _candidates(lines):
        line = begin + 1
        try:
            if names is None:
                raise BadData([Problem(file, line, "", _BROKEN, _BROKEN_HINT)])
            if len(names) > MOST_COLUMNS:
                what = f"has more than {MOST_COLUMNS:,} columns"
                raise BadData([Problem(file, line, "", what, "leave some of them out")])
            layout = layout_of(names, bank, file, length, id_name, line)
        except BadData as fault:
            known = known_columns(names[:MOST_COLUMNS], bank) if names else 0
            faults.append((known, -len(faults), fault))
        else:
            return _Heading(line, delimiter, end, layout)
    raise max(faults)[-1]


def _candidates(
    lines: Sequence[str],
) -> Iterator[tuple[int, int, str, list[str] | None]]:
    """Records among the first lines that may be the headings, with their delimiters."""
    filled = [at for at, line in enumerate(lines) if line.strip()][:MOST_TITLES]
    for begin in filled:
        for delimiter in sorted(DELIMITERS, key=lines[begin].count, reverse=True):
            first = next(_records(lines[begin : begin + MOST_LINES], delimiter))
            yield begin, begin + first[1], delimiter, first[2]


def _records(
    lines: Sequence[str], delimiter: str
) -> Iterator[tuple[int, int, list[str] | None]]:
    """Every record: its first line, the one after its last, and its cells.

    A record whose quotation marks do not match, or that has more than `MOST_LINES`, has
    no cells; the next one begins on the line after its first.
    """
    begin = 0
    while begin < len(lines):
        start, part = begin, lines[begin : begin + MOST_LINES]
        reader = csv.reader(
            part, delimiter=delimiter, strict=True, skipinitialspace=True
        )
        try:
            for cells in reader:
                end = start + reader.line_num
                yield begin, end, cells
                begin = end
        except csv.Error:
            # What began further down may go on beyond this part.
            if begin == start:
                yield begin, start + reader.line_num, None
                begin += 1


def _lines(text: bytes) -> list[str]:
    """The lines of a text that ends with one, with their ends."""
    whole = text.decode("utf-8", "surrogateescape")
    return [f"{line}\n" for line in whole.split("\n")[:-1]]


def _blocks(stream: Table) -> Iterator[_Block]:
    """A file in whole lines; the last block may hold none."""
    line, rest, passing = 1, b"", False
    while data := stream.read(BLOCK):
        if passing:
            _, newline, data = data.partition(b"\n")
            passing = not newline
            line += not passing
        whole, newline, tail = data.rpartition(b"\n")
        if newline:
            text = _with_plain_ends(rest + whole + newline)
            yield _Block(line, text)
            line, rest = line + text.count(b"\n"), tail
        else:
            rest += data
        if len(rest) > LONGEST_LINE:
            yield _Block(line, rest[:100], too_long=True)
            rest, passing = b"", True
    text = _with_plain_ends(rest + b"\n" * bool(rest))
    yield _Block(line, text, last=True)


def _with_plain_ends(text: bytes) -> bytes:
    return text.replace(b"\r\n", b"\n").replace(b"\r", b" ")
