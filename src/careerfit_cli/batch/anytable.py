"""A small table as other programs save it: CSV in any usual encoding and separator."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass

from careerfit_cli.batch import streams
from careerfit_cli.errors import BadData, Problem

LARGEST_TABLE = 20_000_000
"""Bytes: a larger table is for `score`, which streams."""

SEPARATORS = ",;\t|"

_EXCEL_SEPARATOR = re.compile(r"sep=(.)\n", re.IGNORECASE)


@dataclass(frozen=True)
class Table:
    """The headings of a table, and its rows that are not empty, each with its line."""

    names: tuple[str, ...]
    rows: tuple[tuple[int, list[str]], ...]


def read_table(data: bytes, file: str) -> Table:
    """The table in the bytes of a file, which messages name.

    UTF-8, UTF-16 or Windows text; commas, semicolons, tabs or bars between cells; any
    line ends. Raises `BadData` where it is no table, with the line.
    """
    text = decoded(data, file)
    separator = _separator(text)
    text = _EXCEL_SEPARATOR.sub("\n", text, count=1) if _named(text) else text
    records = _records(text, separator, file)
    _, names = next(records, (0, []))
    while names and not names[-1].strip():
        names.pop()
    if not names:
        hint = "the first line names the columns"
        raise BadData([Problem(file, 0, "", "is empty", hint)])
    width = len(names)
    rows = ((line, _trimmed(cells, width)) for line, cells in records)
    return Table(tuple(name.strip() for name in names), tuple(rows))


def decoded(data: bytes, file: str) -> str:
    """The text in bytes of any usual encoding, with plain line ends."""
    if len(data) > LARGEST_TABLE:
        what = f"is larger than {LARGEST_TABLE:,} bytes"
        raise BadData([Problem(file, 0, "", what, "use `careerfit score`")])
    if other := streams.what_else(data[: streams.LEAST]):
        raise BadData([Problem(file, 0, "", *other)])
    lines = streams.Table(io.BytesIO(data), file)
    text = _text(b"".join(iter(lambda: lines.read(LARGEST_TABLE), b"")))
    if "\0" in text:
        what = "is not a table of text"
        raise BadData([Problem(file, 0, "", what, "export the answers as CSV")])
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _text(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        # What Excel writes on Windows as plain CSV.
        return data.decode("cp1252", "replace")


def _named(text: str) -> str:
    """The separator that Excel names in a first line `sep=;`, or nothing."""
    match = _EXCEL_SEPARATOR.match(text)
    return match[1] if match else ""


def _separator(text: str) -> str:
    """The one named, or the one that makes the most columns of the headings."""
    return _named(text) or max(SEPARATORS, key=lambda each: _columns(text, each))


def _columns(text: str, separator: str) -> int:
    lines = iter(text.lstrip("\n").splitlines(keepends=True))
    try:
        return len(next(csv.reader(lines, delimiter=separator, strict=True), []))
    except csv.Error:
        return 0


def _records(text: str, separator: str, file: str) -> Iterator[tuple[int, list[str]]]:
    """Every record that is not empty, with its first line."""
    lines = text.split("\n")
    reader = csv.reader(
        (f"{line}\n" for line in lines), delimiter=separator, strict=True
    )
    begin = 1
    try:
        for cells in reader:
            if "".join(cells).strip():
                yield begin, cells
            begin = reader.line_num + 1
    except csv.Error as error:
        hint = "write a quotation mark inside a quoted cell twice"
        what = f"is not a row of cells: {error}"
        raise BadData([Problem(file, begin, "", what, hint)]) from error


def _trimmed(cells: list[str], width: int) -> list[str]:
    """A row without the empty cells that go beyond the headings."""
    while len(cells) > width and not cells[-1].strip():
        cells.pop()
    return cells
