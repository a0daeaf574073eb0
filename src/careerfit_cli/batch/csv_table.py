"""Tables in text: CSV in any usual encoding, with any usual separator and line ends.

Memory holds a block of lines and never the file.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import BinaryIO

from careerfit_cli.batch import streams
from careerfit_cli.batch.cells import BadRow
from careerfit_cli.batch.layout import known_columns
from careerfit_cli.errors import BadData, Problem
from careerfit_cli.model.profile import Bank

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

FEWEST_KNOWN = 3
"""Known names that make a row likelier to be the headings than the first row is."""

BROKEN = BadRow(
    "",
    "has a quotation mark without its other half",
    "write a mark inside a quoted cell twice",
)
_SEPARATOR_LINE = re.compile(r"\s*sep=.\s*", re.IGNORECASE)
_AS_CSV = "save it as CSV UTF-8"

Record = tuple[int, list[str] | BadRow]
"""A line, and its cells or what is wrong with it."""


@dataclass(frozen=True)
class Part:
    """Some rows of a table, the first on line `line`.

    `text` is whole lines without quotation marks; otherwise the rows are `records`.
    """

    line: int
    text: bytes = b""
    records: Sequence[Record] = ()

    def rows(self, delimiter: str) -> Iterable[Record]:
        """Every row of the part."""
        if not self.text:
            return self.records
        lines = enumerate(_lines(self.text), self.line)
        return ((line, text[:-1].split(delimiter)) for line, text in lines)


@dataclass(frozen=True)
class Candidate:
    """A row that may be the headings: its lines, counted from 0, and its cells."""

    begin: int
    end: int
    delimiter: str
    names: list[str] | None


def headings(candidates: Iterable[Candidate], bank: Bank, file: str) -> Candidate:
    """The first row whose names tell all that is needed, or else the one that tells most.

    Titles may stand above it. Raises `BadData` where it cannot be read.
    """
    best, most = None, -1
    for candidate in candidates:
        names = (candidate.names or [])[:MOST_COLUMNS]
        known, enough = known_columns(names, bank)
        # A code such as S01 in a row looks like the heading of an item.
        known = known if known >= FEWEST_KNOWN else 0
        if known > most:
            best, most = candidate, known
        if enough:
            best = candidate
            break
    if best is None:
        raise fault(file, 0, "is empty", "the first line names the columns")
    if best.names is None:
        raise fault(file, best.begin + 1, BROKEN.what, BROKEN.hint)
    if len(best.names) > MOST_COLUMNS:
        what = f"has more than {MOST_COLUMNS:,} columns"
        raise fault(file, best.begin + 1, what, "leave some of them out")
    return best


def fault(file: str, line: int, what: str, hint: str) -> BadData:
    """What is wrong with a table as a whole."""
    return BadData([Problem(file, line, "", what, hint)])


class CsvTable:
    """A table in text; the headings are read at once, the rest on the way.

    `file` names it in messages. `line` is that of the headings. Raises `BadData` where
    it is no table, and `CareerfitError` when it cannot be read.
    """

    def __init__(self, stream: BinaryIO, file: str, bank: Bank) -> None:
        self.file, self._blocks = file, _blocks(streams.Utf8(stream, file))
        block = self._first_block()
        heading = headings(_candidates(_lines(block.text)), bank, file)
        self.names = tuple(map(windows_text, heading.names or ()))
        self.line, self.delimiter = heading.begin + 1, heading.delimiter
        after = block.text.split(b"\n", heading.end)[-1]
        self._rest = _Block(1 + heading.end, after, block.last)

    def __iter__(self) -> Iterator[Part]:
        carried = b""
        for block in chain([self._rest], self._blocks):
            line = block.line - carried.count(b"\n")
            text = carried + (b"" if block.too_long else block.text)
            carried = b""
            if b'"' in text:
                last = block.last or block.too_long
                records, carried = self._quoted(line, text, last=last)
                yield Part(line, records=records)
            else:
                yield Part(line, text)
            if block.too_long:
                bad = BadRow("", f"is longer than {LONGEST_LINE:,} bytes")
                yield Part(block.line, records=[(block.line, bad)])

    def _first_block(self) -> _Block:
        """The lines that the headings are among."""
        block = next(self._blocks)
        if other := streams.what_else(block.text.lstrip()):
            raise fault(self.file, 0, *other)
        if block.too_long or b"\0" in block.text[:100]:
            raise fault(self.file, 0, "is not a CSV file", _AS_CSV)
        return block

    def _quoted(
        self, first: int, text: bytes, *, last: bool
    ) -> tuple[list[Record], bytes]:
        """The records of a text, and the beginning of one that it ends within."""
        records: list[Record] = []
        lines = _lines(text)
        for begin, end, cells in _records(lines, self.delimiter):
            if cells is None and end >= len(lines) and not last:
                rest = "".join(lines[begin:]).encode("utf-8", "surrogateescape")
                return records, rest
            records.append((first + begin, BROKEN if cells is None else cells))
        return records, b""


def windows_text(cell: str) -> str:
    """A cell, read as what Excel on Windows writes as plain CSV if it is not UTF-8."""
    try:
        cell.encode()
    except UnicodeEncodeError:
        return cell.encode("utf-8", "surrogateescape").decode("cp1252", "replace")
    return cell


@dataclass(frozen=True)
class _Block:
    """Whole lines, of which the first is line `line` of the file.

    Where that one is `too_long`, `text` is its beginning only.
    """

    line: int
    text: bytes
    last: bool = False
    too_long: bool = False


def _candidates(lines: Sequence[str]) -> Iterator[Candidate]:
    """Records among the first lines that may be the headings, with their delimiters."""
    filled = [at for at, line in enumerate(lines) if line.strip()][:MOST_TITLES]
    for begin in filled:
        if _SEPARATOR_LINE.fullmatch(lines[begin]):
            continue
        for delimiter in sorted(DELIMITERS, key=lines[begin].count, reverse=True):
            first = next(_records(lines[begin : begin + MOST_LINES], delimiter))
            yield Candidate(begin, begin + first[1], delimiter, first[2])


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


def _blocks(stream: streams.Utf8) -> Iterator[_Block]:
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
