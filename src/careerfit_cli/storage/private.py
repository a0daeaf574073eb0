"""Reads and writes files only their owner can access (mode 0600, in 0700 folders).

A symlink in place of a file or folder is refused, because it could redirect the
answers. Every system error becomes a `CareerfitError`.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from careerfit_cli.errors import CareerfitError
from careerfit_cli.storage import atomic
from careerfit_cli.storage.atomic import make_private

_OWN_FOLDER = "set CAREERFIT_HOME to a folder of its own"
_NO_RIGHT = "make it yours to change, or set CAREERFIT_HOME to a folder that is"
_NO_ROOM = "make room on the disk and try again"
_HINTS = {
    errno.ENOSPC: _NO_ROOM,
    errno.EDQUOT: _NO_ROOM,
    errno.EACCES: _NO_RIGHT,
    errno.EPERM: _NO_RIGHT,
    errno.EROFS: _NO_RIGHT,
}


@contextmanager
def trying(deed: str, path: Path) -> Iterator[None]:
    """Convert a system error to `path: cannot be <deed>: why`, with a hint."""
    try:
        yield
    except OSError as error:
        text = f"{path}: cannot be {deed}: {error.strerror or 'the system refuses'}"
        raise CareerfitError(text, _HINTS.get(error.errno or 0, "")) from error


def refuse_links(*paths: Path) -> None:
    """Raise `CareerfitError` when one of the paths is a symlink."""
    for path in paths:
        with trying("read", path):
            linked = path.is_symlink()
        if linked:
            raise CareerfitError(
                f"{path}: is a symlink, which is not followed",
                "remove the link, or put what it points to in its place",
            )


def own(folder: Path, is_ours: Callable[[Path], bool]) -> None:
    """Create a private folder, or close one that others can enter.

    A folder that contains other files is refused, so that nobody loses access to them.
    """
    refuse_links(folder)
    with trying("made", folder):
        make(folder)
        # The mode means nothing on Windows, where a user's folders are closed to others.
        if os.name != "posix" or not folder.stat().st_mode & 0o077:
            return
        if not all(is_ours(path) for path in folder.iterdir()):
            what = f"{folder}: is open to other people and holds other files"
            raise CareerfitError(what, _OWN_FOLDER)
        folder.chmod(0o700)


def make(folder: Path) -> None:
    """Create a private folder and its parents; an existing one is kept.

    Raises `OSError` when it cannot be made.
    """
    if not folder.parent.exists():
        make(folder.parent)
    make_private(folder)


def write(path: Path, text: str) -> None:
    """Write a file completely or not at all; its folder must exist."""
    refuse_links(path)
    with (
        trying("written", path),
        atomic.writing(path, private=True, replace=True) as file,
    ):
        file.write(text.encode())


def listed(folder: Path) -> tuple[Path, ...]:
    """The contents of a folder, sorted by name; empty if it does not exist."""
    with trying("read", folder):
        try:
            return tuple(sorted(folder.iterdir()))
        except FileNotFoundError:
            return ()


def set_aside(path: Path) -> Path:
    """Rename a file to `<name>.bad`, `.bad2` and so on; says which."""
    with trying("moved aside", path):
        names = (f"{path.name}.bad{number}" for number in ("", *range(2, 1_000_000)))
        asides = map(path.with_name, names)
        return path.rename(
            next(aside for aside in asides if not os.path.lexists(aside))
        )


def remove(path: Path) -> None:
    """Remove a file, a link or an empty folder, if it exists; other folders stay."""
    with trying("removed", path):
        if path.is_symlink() or not path.is_dir():
            path.unlink(missing_ok=True)
        elif not listed(path):
            path.rmdir()


def remove_all(paths: Iterable[Path]) -> None:
    """Remove each path; raises the first error after removing the rest."""
    failures: list[CareerfitError] = []
    for path in paths:
        try:
            remove(path)
        except CareerfitError as error:
            failures.append(error)
    if failures:
        raise failures[0]
