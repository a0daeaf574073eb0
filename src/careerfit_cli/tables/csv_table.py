"""Tables in text: CSV in any usual encoding, with any usual separator and line ends."""

from __future__ import annotations

import csv
import re
from collections import deque
from collections.abc import Iterator, Sequence

from careerfit_cli.model.profile import Bank
from careerfit_cli.tables import encoding
from careerfit_cli.tables.cells import BROKEN, BadRow
from careerfit_cli.tables.layout import Candidate, Row, headings

DELIMITERS = ",;\t|"

MOST_LINES = 100
"""Lines of one record; a quotation mark that is open for longer is a mistake."""

MOST_TITLES = 20
"""How many lines may be above the headings."""

_SEPARATOR_LINE = re.compile(r"\s*sep=.\s*", re.IGNORECASE)

Line = tuple[int, str | None]
"""The number of a line and its text, `None` where it is too long."""

Record = tuple[int, str | list[str] | BadRow]
"""A row, or a line that only needs to be split at its delimiters."""


class CsvTable:
    """A table in text; the headings are read at once, the rest on the way.

    `file` names it in messages. `line` is that of the headings. Raises `BadData` where
    it is no table, and `CareerfitError` when it cannot be read.
    """

    def __init__(self, stream: encoding.Bytes, file: str, bank: Bank) -> None:
        self.file = file
        lines = encoding.lines(stream, file)
        first = _first(lines)
        texts = [text for _, text in first if text is not None]
        if first and not texts:
            raise encoding.not_csv(file)
        heading = headings(_candidates(texts), bank, file)
        self.names = tuple(map(windows_text, heading.names or ()))
        self.line, self.delimiter = heading.begin + 1, heading.delimiter
        self._lines = _Lines(lines, first[heading.end :])

    def rows(self, _columns: Sequence[int] = ()) -> Iterator[Row]:
        """Every row below the headings, empty ones included."""
        for line, record in self.records():
            yield line, split(record, self.delimiter)

    def records(self) -> Iterator[Record]:
        """As `rows`, where lines that only need to be split are left whole."""
        return _records(self._lines, self.delimiter)


def windows_text(cell: str) -> str:
    """A cell, read as what Excel on Windows writes as plain CSV if it is not UTF-8."""
    try:
        cell.encode()
    except UnicodeEncodeError:
        return cell.encode("utf-8", "surrogateescape").decode("cp1252", "replace")
    return cell


def _first(lines: Iterator[Line]) -> list[Line]:
    """The lines that the headings are among."""
    first: list[Line] = []
    size = 0
    for number, text in lines:
        first.append((number, text))
        size += len(text or "")
        enough = number == MOST_TITLES + MOST_LINES or size > encoding.LONGEST_LINE
        if enough or text is None:
            break
    return first


def _candidates(lines: Sequence[str]) -> Iterator[Candidate]:
    """Records among the first lines that may be the headings, by every delimiter."""
    filled = [at for at, line in enumerate(lines) if line.strip()][:MOST_TITLES]
    for begin in filled:
        if _SEPARATOR_LINE.fullmatch(lines[begin]):
            continue
        for delimiter in sorted(DELIMITERS, key=lines[begin].count, reverse=True):
            numbered = _Lines(iter(()), list(enumerate(lines))[begin:])
            _, record = next(_records(numbered, delimiter))
            cells = split(record, delimiter)
            names = None if isinstance(cells, BadRow) else cells
            yield Candidate(begin, len(lines) - numbered.left, delimiter, names)


def split(record: str | list[str] | BadRow, delimiter: str) -> list[str] | BadRow:
    """The cells of a record."""
    return record.split(delimiter) if isinstance(record, str) else record


def _records(lines: _Lines, delimiter: str) -> Iterator[Record]:
    """Every record with the number of its first line.

    Where its quotation marks do not match, or it has more than `MOST_LINES`, the next
    one begins on the line after its first.
    """
    reader = csv.reader(lines, delimiter=delimiter, strict=True, skipinitialspace=True)
    longest, spaced = csv.field_size_limit(), f"{delimiter} "
    while line := lines.take():
        number, text = line
        # Splitting most lines is as good as a `csv.reader`.
        if (
            text
            and '"' not in text
            and "\0" not in text
            and spaced not in text
            and text[0] != " "
            and len(text) <= longest
        ):
            yield number, text
            continue
        lines.begin(line)
        try:
            yield number, next(reader)
        except csv.Error:
            yield number, lines.refuse()


class _Lines:
    """Lines for a `csv.reader`, which can be given back where a record does not end."""

    def __init__(self, lines: Iterator[Line], before: Sequence[Line]) -> None:
        self._lines, self._before = lines, deque(before)
        self._record: list[Line] = []

    @property
    def left(self) -> int:
        """How many of the lines `before` are still to be read."""
        return len(self._before)

    def take(self) -> Line | None:
        """The next line."""
        return self._before.popleft() if self._before else next(self._lines, None)

    def begin(self, line: Line) -> None:
        """Begin a record with a line."""
        self._before.appendleft(line)
        self._record.clear()

    def refuse(self) -> BadRow:
        """What is wrong with the record; its lines after the first are given back."""
        (_, text), *others = self._record
        self._before.extendleft(reversed(others))
        if text is None:
            return BadRow("", f"is longer than {encoding.LONGEST_LINE:,} characters")
        if '"' in text:
            return BROKEN
        most = f"{csv.field_size_limit():,} characters"
        return BadRow("", f"has a cell longer than {most}", "shorten it")

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        if len(self._record) == MOST_LINES:
            raise csv.Error
        line = self.take()
        if line is None:
            raise StopIteration
        self._record.append(line)
        if line[1] is None:
            raise csv.Error
        # A line feed in a quoted cell is part of the cell.
        return f"{line[1]}\n"
