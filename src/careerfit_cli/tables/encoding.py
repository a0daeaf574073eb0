"""The lines of a table in text, in whatever encoding and with whatever line ends.

Memory holds a piece of the file and never all of it.
"""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from typing import Protocol

from careerfit_cli.errors import BadData, CareerfitError, Problem

PIECE = 1 << 18
"""Bytes read at a time."""

LONGEST_LINE = 1 << 20
"""Characters from which a line is not read."""

_START = 4096
"""Bytes from the start of a file that show what it is."""

_AS_CSV = "save it as CSV UTF-8"

NOT_CSV = {
    b"PK\x03\x04": ("is a spreadsheet or a zip file", _AS_CSV),
    b"\xd0\xcf\x11\xe0": ("is an old Excel workbook (.xls)", _AS_CSV),
    b"%PDF": ("is a PDF document", "export the answers as CSV"),
    b"{\\rtf": ("is a text document (RTF)", _AS_CSV),
    b"<": ("is a web page or XML", "download the table itself, as CSV"),
    b"$FL": ("is an SPSS file", "export it as CSV"),
    b"\x1f\x8b": ("is packed", "unpack it: gzip -dc people.csv.gz | careerfit score -"),
    b"PAR1": ("is a Parquet file", "name it so: people.parquet"),
    b"{": ("is JSON", "export the answers as CSV"),
    b"[{": ("is JSON", "export the answers as CSV"),
    b"\x89PNG": ("is a picture", "export the answers as CSV"),
    b"\xff\xd8\xff": ("is a picture", "export the answers as CSV"),
}
"""What other files begin with: what each one is, and what to do about it."""

_WORKBOOKS = {
    b"word/": "is a Word document (.docx)",
    b"xl/": "is an Excel workbook (.xlsx)",
    b"spreadsheet": "is an OpenDocument spreadsheet (.ods)",
    b"Index/": "is a Numbers spreadsheet",
}
_UTF_16 = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}


class Bytes(Protocol):
    """A file that bytes are read from."""

    def read(self, size: int, /) -> bytes:
        """Up to `size` bytes; none at the end."""


def what_else(start: bytes) -> tuple[str, str] | None:
    """What a file is that is no CSV, by its first bytes, and what to do about it."""
    for sign, (what, hint) in NOT_CSV.items():
        if start.startswith(sign):
            if sign.startswith(b"PK"):
                names = (name for part, name in _WORKBOOKS.items() if part in start)
                what = next(names, what)
            return what, hint
    return None


def lines(stream: Bytes, file: str) -> Iterator[tuple[int, str | None]]:
    """Each line with its number, from 1, and without its end; `None` if it is too long.

    Bytes that are not UTF-8 become surrogates. Raises `BadData` for a file of another
    kind and `CareerfitError` when it cannot be read; `file` names it in messages.
    """
    before, rest = 0, ""
    for text in _texts(stream, file):
        *whole, rest = (rest + text).split("\n")
        # As much of a long line as shows that it is one.
        rest = rest[: LONGEST_LINE + 1]
        for number, line in enumerate(whole, 1):
            yield before + number, _line(line)
        before += len(whole)
    if rest:
        yield before + 1, _line(rest)


def _line(text: str) -> str | None:
    if len(text) > LONGEST_LINE:
        return None
    return text.rstrip("\r").replace("\r", " ") if "\r" in text else text


def _texts(stream: Bytes, file: str) -> Iterator[str]:
    """The text of a file in pieces; a file of carriage returns gets line feeds."""
    start = data = _read(stream, _START, file)
    while start.startswith(codecs.BOM_UTF8):
        start = start.removeprefix(codecs.BOM_UTF8)
    if other := what_else(start.lstrip()):
        raise fault(file, 0, *other)
    encoding = _UTF_16.get(start[:2]) or _utf_16_without_mark(start) or "utf-8"
    errors = "surrogateescape" if encoding == "utf-8" else "replace"
    decoder = codecs.getincrementaldecoder(encoding)(errors)
    text = decoder.decode(start).removeprefix("\ufeff")
    if "\0" in text[:100]:
        raise not_csv(file)
    only_returns = "\r" in text and "\n" not in text
    while data:
        yield text.replace("\r", "\n") if only_returns else text
        data = _read(stream, PIECE, file)
        text = decoder.decode(data, final=not data)
    yield text


def _utf_16_without_mark(start: bytes) -> str:
    """The encoding of a text whose every other byte is zero; else empty."""
    first = start[:100]
    zeros = first[::2].count(0), first[1::2].count(0)
    if max(zeros) < len(first) // 2 or min(zeros):
        return ""
    return "utf-16-be" if zeros[0] else "utf-16-le"


def not_csv(file: str) -> BadData:
    """The error for a file that is no table in text."""
    return fault(file, 0, "is not a CSV file", _AS_CSV)


def fault(file: str, line: int, what: str, hint: str) -> BadData:
    """What is wrong with a table as a whole, at a line of it or 0."""
    return BadData([Problem(file, line, "", what, hint)])


def _read(stream: Bytes, size: int, file: str) -> bytes:
    try:
        return stream.read(size)
    except OSError as error:
        raise CareerfitError(f"{file}: cannot be read: {error.strerror}") from error
