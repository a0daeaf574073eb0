"""All that careerfit keeps on a computer: a person's files and the index."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from stat import S_ISDIR

from careerfit_cli.model.kept import File, Kept
from careerfit_cli.store import persons, places, private
from careerfit_cli.store.persons import Purge

_NOT_THERE = (errno.ENOENT, errno.ENOTDIR, errno.ENAMETOOLONG)


def everything() -> tuple[Kept, ...]:
    """Every place careerfit writes to by itself, with what lies there now."""
    personal = places.personal_folder()
    index = places.cached_index(places.builtin_occupations())
    return (
        _kept("About you: answers, as long as you keep them", personal),
        _kept(
            "The index of the catalogue, made from occupation files",
            index.parent if index else None,
        ),
    )


def purge() -> Purge:
    """Remove all of it, then look again for what is left.

    Raises `CareerfitError` when something cannot be removed.
    """
    folder = places.personal_folder()
    done = persons.purge(folder) if folder and _is_there(folder) else Purge((), ())
    index = places.cached_index(places.builtin_occupations())
    caches = _indexes(index)
    for path in caches:
        private.remove(path)
    left = _indexes(index)
    gone = tuple(path for path in caches if path not in left)
    return Purge((*done.removed, *gone), (*done.left, *left))


def _is_there(folder: Path) -> bool:
    """Whether a folder is there; raises `CareerfitError` when that cannot be known."""
    with private.trying("read", folder):
        try:
            return S_ISDIR(os.stat(folder).st_mode)  # noqa: PTH116 - see `is_folder`
        except ValueError:
            return False
        except OSError as error:
            if error.errno in _NOT_THERE:
                return False
            raise


def _indexes(index: Path | None) -> tuple[Path, ...]:
    if index is None or not _is_there(index.parent):
        return ()
    return places.indexes_in(index.parent)


def _kept(what: str, folder: Path | None) -> Kept:
    if folder is None or not _is_there(folder):
        return Kept(what, str(folder or ""), ())
    with private.trying("read", folder):
        # Not below these: the folder may be one that holds other things as well.
        inside = (folder, folder / "profiles", folder / "occupations")
        found = sorted(
            path
            for place in inside
            if places.is_folder(place)
            for path in place.iterdir()
            if path.is_file()
        )
        files = (
            File(str(path.relative_to(folder)), path.lstat().st_size) for path in found
        )
        return Kept(what, str(folder), tuple(files))
