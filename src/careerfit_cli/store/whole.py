"""Files written whole or not at all: under a name of their own until the end."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

WAITING = ".careerfit-"
"""The beginning of the name a file has until it is whole; eight letters a-f and digits
follow."""


@contextmanager
def writing(
    path: Path, *, private: bool, replace: bool, settled: bool = True
) -> Iterator[BinaryIO]:
    """A file to write, which gets its name at the end of the block, or never.

    A `private` one is its owner's alone, 0600 whatever the umask; another is as open as
    the umask lets it be. Whatever ends the block early leaves nothing, and what was there
    as it was. A `settled` one outlives a loss of power; what can be made again need not
    wait for the disk. Raises `FileExistsError` when the name is taken, unless it is to
    `replace` what has it, and `OSError` when the system refuses.
    """
    waiting = path.with_name(f"{WAITING}{os.urandom(4).hex()}")
    mode = 0o600 if private else 0o666
    handle = os.open(waiting, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY, mode)
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            if settled:
                os.fsync(handle)
        if private:
            # The umask may have taken away the owner's own rights.
            waiting.chmod(mode)
        _place(waiting, path, replace=replace)
        if settled:
            _settle(path.parent)
    finally:
        with suppress(OSError):
            waiting.unlink(missing_ok=True)


_BINARY = getattr(os, "O_BINARY", 0)
"""What keeps Windows from writing other line ends."""


def _place(waiting: Path, path: Path, *, replace: bool) -> None:
    if replace:
        waiting.replace(path)
        return
    try:
        path.hardlink_to(waiting)
    except FileExistsError:
        raise
    except OSError:
        _place_without_links(waiting, path)


def _place_without_links(waiting: Path, path: Path) -> None:
    """Take the name first, which only one can, and then put the file there."""
    path.open("xb").close()
    try:
        waiting.replace(path)
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def _settle(folder: Path) -> None:
    """Have the disk take note of a file's new name."""
    # Not every system lets a folder be opened or synced; the file is whole either way.
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
