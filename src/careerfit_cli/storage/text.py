"""Reads UTF-8 text files of a limited size."""

from __future__ import annotations

import stat
from pathlib import Path

from careerfit_cli.errors import BadData, Problem

LARGEST_FILE = 1_000_000
"""Bytes: a file beyond this is refused unread (the largest occupation has 32,000)."""


def read_text(path: Path) -> str:
    """The text of a UTF-8 file of at most `LARGEST_FILE` bytes.

    Raises `BadData` when it is larger, not UTF-8, or cannot be read at all.
    """
    try:
        # Opening a pipe would wait forever.
        if not stat.S_ISREG(path.stat().st_mode):
            raise BadData([Problem(str(path), 0, "", "is not an ordinary file")])
        with path.open("rb") as file:
            raw = file.read(LARGEST_FILE + 1)
    except OSError as error:
        what = f"cannot be read: {error.strerror}"
        raise BadData([Problem(str(path), 0, "", what)]) from error
    except ValueError as error:
        # Invalid file name: it contains NUL or a lone surrogate.
        what = "cannot be read: no file can have this name"
        raise BadData([Problem(str(path), 0, "", what)]) from error
    return decoded(raw, str(path))


def decoded(raw: bytes, file: str) -> str:
    """The text in a file's bytes; `file` is for error messages.

    Raises `BadData` when they are more than `LARGEST_FILE` or not UTF-8.
    """
    if len(raw) > LARGEST_FILE:
        what = f"is larger than {LARGEST_FILE:,} bytes"
        raise BadData([Problem(file, 0, "", what)])
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        hint = "save the file as UTF-8"
        raise BadData([Problem(file, line, "", "is not UTF-8", hint)]) from error
