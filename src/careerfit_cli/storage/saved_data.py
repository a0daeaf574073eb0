"""Everything careerfit saves on a computer: a person's files and the index."""

from __future__ import annotations

import errno
import os
from contextlib import suppress
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from stat import S_ISDIR

from careerfit_cli.errors import CareerfitError
from careerfit_cli.storage import paths, private, profiles
from careerfit_cli.storage.profiles import Purge

_NOT_THERE = (errno.ENOENT, errno.ENOTDIR, errno.ENAMETOOLONG)


@dataclass(frozen=True)
class File:
    """A file: its path relative to its folder, and its size in bytes."""

    name: str
    size: int


@dataclass(frozen=True)
class SavedFolder:
    """A folder and its files; `what` is its purpose, `folder` is empty if it has none."""

    what: str
    folder: str
    files: tuple[File, ...]


def everything() -> tuple[SavedFolder, ...]:
    """Every place careerfit writes to by itself, with its files."""
    personal = paths.personal_folder()
    index = paths.cached_index(paths.builtin_occupations())
    return (
        _kept("About you: answers, as long as you keep them", personal),
        _kept(
            "The catalogue index: an SQLite file made from occupation files",
            index.parent if index else None,
        ),
    )


def purge() -> Purge:
    """Remove all of it, then look again for what is left.

    Files that careerfit does not name so are left, and so are folders that hold them.
    Raises `CareerfitError` when something cannot be read or removed, after removing the
    rest.
    """
    failures: list[CareerfitError] = []
    done = [Purge((), ())]
    for purged in (_purge_personal_files, _purge_indexes):
        try:
            done.append(purged())
        except CareerfitError as error:
            failures.append(error)
    if failures:
        raise failures[0]
    removed, left = zip(*((each.removed, each.left) for each in done), strict=True)
    return Purge(tuple(chain(*removed)), tuple(chain(*left)))


def _purge_personal_files() -> Purge:
    folder = paths.personal_folder()
    return profiles.purge(folder) if folder and _is_there(folder) else Purge((), ())


def _purge_indexes() -> Purge:
    index = paths.cached_index(paths.builtin_occupations())
    if index is None or not _is_there(index.parent):
        return Purge((), ())
    before = private.listed(index.parent)
    private.remove_all(path for path in before if paths.is_index(path.name))
    with suppress(OSError):
        # It may hold files of other programs.
        index.parent.rmdir()
    left = private.listed(index.parent)
    return Purge(tuple(path for path in before if path not in left), left)


def _is_there(folder: Path) -> bool:
    """Whether a folder exists; raises `CareerfitError` if that cannot be determined."""
    with private.trying("read", folder):
        try:
            return S_ISDIR(os.stat(folder).st_mode)  # noqa: PTH116 - see `is_folder`
        except ValueError:
            return False
        except OSError as error:
            if error.errno in _NOT_THERE:
                return False
            raise


def _kept(what: str, folder: Path | None) -> SavedFolder:
    if folder is None or not _is_there(folder):
        return SavedFolder(what, str(folder or ""), ())
    with private.trying("read", folder):
        # Not below these: the folder may be one that holds other things as well.
        inside = (folder, folder / "profiles", folder / "occupations")
        file_paths = sorted(
            path
            for place in inside
            if paths.is_folder(place)
            for path in place.iterdir()
            if path.is_file()
        )
        files = (
            File(str(path.relative_to(folder)), path.lstat().st_size)
            for path in file_paths
        )
        return SavedFolder(what, str(folder), tuple(files))
