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

from careerfit_cli.batch.layout import Kind, Layout, layout_of
from careerfit_cli.batch.people import (
    MARKS,
    BadRow,
    Gathering,
    People,
    RowReader,
    Sheet,
)
from careerfit_cli.errors import BadData, CareerfitError, Problem
from careerfit_cli.model.profile import Bank

Marks = npt.NDArray[np.bool_]

BLOCK = 1 << 18
"""Bytes read at a time; about 1,900 respondents to the standard quiz."""

LONGEST_LINE = 1 << 20
"""Bytes from which a line is not read."""

DELIMITERS = ",;\t"

_BROKEN = "has a quotation mark without its other half"
_BROKEN_HINT = "write a mark inside a quoted cell twice"
_BAD, _NEWLINE, _QUOTE = 255, ord("\n"), b'"'
_OTHER_FILES = {
    b"\xff\xfe": ("is UTF-16 text", "save it as CSV UTF-8"),
    b"\xfe\xff": ("is UTF-16 text", "save it as CSV UTF-8"),
    b"PK\x03\x04": ("is a spreadsheet or a zip file", "save it as CSV UTF-8"),
    b"\x1f\x8b": ("is packed", "unpack it: gzip -dc people.csv.gz | careerfit score -"),
    b"PAR1": ("is a Parquet file", "name it so: people.parquet"),
}

_AS_MARK = np.full(256, _BAD, dtype=np.uint8)
_AS_MARK[[ord(text) for text in MARKS if len(text) == 1]] = [
    mark for text, mark in MARKS.items() if len(text) == 1
]


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

    `file` names it in messages. Raises `BadData` where the heading does not tell what
    the columns hold, and `CareerfitError` when the file cannot be read.
    """

    def __init__(
        self, stream: BinaryIO, file: str, bank: Bank, length: str | None = None
    ) -> None:
        self.file, self._blocks = file, _blocks(stream, file)
        names, self._delimiter, self._rest = self._heading()
        self.layout: Layout = layout_of(names, bank, file, length)
        self._reader = RowReader(self.layout, bank)

    def __iter__(self) -> Iterator[People]:
        number, carried = 0, b""
        for block in chain([self._rest], self._blocks):
            gathering = Gathering(self._reader, self.file, number)
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

    def _heading(self) -> tuple[list[str], str, _Block]:
        """The names of the columns, what stands between them, and what comes after."""
        first = next(self._blocks)
        for start, (what, hint) in _OTHER_FILES.items():
            if first.text.startswith(start):
                raise self._fault(0, what, hint)
        if first.too_long or b"\0" in first.text[:100]:
            raise self._fault(0, "is not a CSV file", "save it as CSV UTF-8")
        text = first.text.removeprefix(b"\xef\xbb\xbf")
        lines = _lines(text)
        delimiter = max(DELIMITERS, key="".join(lines[:1]).count)
        for begin, end, names in _records(lines, delimiter):
            if names is None:
                raise self._fault(begin + 1, _BROKEN, _BROKEN_HINT)
            if "".join(names).strip():
                after = text.split(b"\n", end)[-1]
                return names, delimiter, _Block(1 + end, after, first.last)
        raise self._fault(0, "is empty", "the first line names the columns")

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
        cells = _Cells(block.text, self._delimiter, self.layout)

        def cells_of(place: int) -> Sequence[str]:
            text = cells.line(place).decode("utf-8", "surrogateescape")
            return text.split(self._delimiter)

        return gathering.add_sheet(cells.sheet(), block.line, cells_of)


class _Cells:
    """Where the cells are in lines without quotation marks."""

    def __init__(self, text: bytes, delimiter: str, layout: Layout) -> None:
        self._text, self._layout, self._width = text, layout, len(layout.names)
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
            odd |= np.array([not own or not own.isascii() for own in ids], dtype=bool)
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
        marks = _AS_MARK[self._buffer[self._starts]]
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


def _records(
    lines: Sequence[str], delimiter: str
) -> Iterator[tuple[int, int, list[str] | None]]:
    """Every record: its first line, the one after its last, and its cells.

    A record whose quotation marks do not match has no cells; the next one begins on the
    line after its first.
    """
    begin = 0
    while begin < len(lines):
        start = begin
        reader = csv.reader(lines[start:], delimiter=delimiter, strict=True)
        try:
            for cells in reader:
                end = start + reader.line_num
                yield begin, end, cells
                begin = end
        except csv.Error:
            yield begin, start + reader.line_num, None
            begin += 1


def _lines(text: bytes) -> list[str]:
    """The lines of a text that ends with one, with their ends."""
    whole = text.decode("utf-8", "surrogateescape")
    return [f"{line}\n" for line in whole.split("\n")[:-1]]


def _blocks(stream: BinaryIO, file: str) -> Iterator[_Block]:
    """A file in whole lines; the last block may hold none."""
    line, rest, passing = 1, b"", False
    while data := _read(stream, file):
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


def _read(stream: BinaryIO, file: str) -> bytes:
    try:
        return stream.read(BLOCK)
    except OSError as error:
        raise CareerfitError(f"{file}: cannot be read: {error.strerror}") from error
