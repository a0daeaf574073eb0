"""The bytes of a table as UTF-8 lines, however they were saved."""

from __future__ import annotations

import codecs
from typing import BinaryIO, Protocol

from careerfit_cli.errors import CareerfitError

BOM = codecs.BOM_UTF8

NOT_CSV = {
    b"PK\x03\x04": ("is a spreadsheet or a zip file", "save it as CSV UTF-8"),
    b"\xd0\xcf\x11\xe0": ("is an old Excel workbook (.xls)", "save it as CSV UTF-8"),
    b"%PDF": ("is a PDF document", "export the answers as CSV"),
    b"{\\rtf": ("is a text document (RTF)", "save it as CSV UTF-8"),
    b"<": ("is a web page or XML", "download the table itself, as CSV"),
    b"$FL": ("is an SPSS file", "export it as CSV"),
    b"\x1f\x8b": ("is packed", "unpack it: gzip -dc people.csv.gz | careerfit score -"),
    b"PAR1": ("is a Parquet file", "name it so: people.parquet"),
}
"""What other files begin with: what each is, and what to do about it."""

_WORKBOOKS = {
    b"xl/": "is an Excel workbook (.xlsx)",
    b"spreadsheet": "is an OpenDocument spreadsheet (.ods)",
    b"Index/": "is a Numbers spreadsheet",
}
_UTF_16 = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
LEAST = 4096
"""Bytes from the start of a file that tell what it is."""


class Bytes(Protocol):
    """Something that bytes are read from."""

    def read(self, size: int, /) -> bytes:
        """So many bytes or fewer; none at the end."""


def what_else(start: bytes) -> tuple[str, str] | None:
    """What a file is that is no CSV, by its first bytes, and what to do about it."""
    for sign, (what, hint) in NOT_CSV.items():
        if start.startswith(sign):
            if sign.startswith(b"PK"):
                named = (name for part, name in _WORKBOOKS.items() if part in start)
                what = next(named, what)
            return what, hint
    return None


class Utf8:
    """Reads a table; UTF-16 and lines that end with a carriage return are converted.

    `file` names it in messages. Raises `CareerfitError` when it cannot be read.
    """

    def __init__(self, stream: BinaryIO | Bytes, file: str) -> None:
        self._stream, self._file = stream, file
        start = self._next(LEAST)
        encoding = _UTF_16.get(start[:2], "utf-8")
        self._decoder = codecs.getincrementaldecoder(encoding)("replace")
        self._converts = encoding != "utf-8"
        if self._converts:
            start = self._decoder.decode(start).encode()
        self._only_returns = b"\r" in start and b"\n" not in start
        self._first = _without_boms(start)

    def read(self, size: int) -> bytes:
        """So many bytes or fewer; none at the end."""
        data, self._first = self._first, b""
        while not data:
            raw = self._next(size)
            data = raw
            if self._converts:
                data = self._decoder.decode(raw, final=not raw).encode()
            if not raw:
                break
        return data.replace(b"\r", b"\n") if self._only_returns else data

    def _next(self, size: int) -> bytes:
        try:
            return self._stream.read(size)
        except OSError as error:
            why = error.strerror
            raise CareerfitError(f"{self._file}: cannot be read: {why}") from error


def _without_boms(start: bytes) -> bytes:
    while start.startswith(BOM):
        start = start.removeprefix(BOM)
    return start
