"""Locks files, and writes them whole or not at all, under a temporary name at first."""

from __future__ import annotations

import errno
import os
import re
import stat
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from careerfit_cli.errors import CareerfitError

WAITING = ".careerfit-"
"""The beginning of the name a file has until it is whole; eight letters a-f and digits
follow."""

_LEFT_OVER = re.compile(rf"{re.escape(WAITING)}[a-z0-9_]{{8}}")

_STALE = 60
"""Seconds after which a waiting file may be left over from a writer that was stopped."""

_MOST_LINKS = 40


class Held(Exception):
    """Another process holds the lock."""


@contextmanager
def writing(
    path: Path, *, private: bool, replace: bool, settled: bool = True
) -> Iterator[BinaryIO]:
    """A file to write, renamed to its final name at the end of the block.

    A `private` file has mode 0600 whatever the umask; others follow the umask. Whatever
    ends the block early leaves nothing, and what was there as it was. A `settled` one
    outlives a loss of power; what can be made again need not wait for the disk. Raises
    `FileExistsError` when the name is taken, unless it is to `replace` what has it, and
    `OSError` when the system refuses.
    """
    sweep(path.parent)
    waiting = path.with_name(f"{WAITING}{os.urandom(4).hex()}")
    file = create(waiting, private=private)
    try:
        with file:
            _mark_as_used(file.fileno())
            yield file
            file.flush()
            if settled:
                os.fsync(file.fileno())
        if private:
            # The umask may have removed the owner's permissions.
            waiting.chmod(0o600)
        _place(waiting, path, replace=replace)
        if settled:
            settle(path.parent)
    finally:
        with suppress(OSError):
            waiting.unlink(missing_ok=True)


def create(path: Path, *, private: bool) -> BinaryIO:
    """Create a file, open for writing; fails if the path exists, even as a broken link."""
    mode = 0o600 if private else 0o666
    # O_BINARY keeps Windows from converting line ends.
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    return open(path, "wb", opener=lambda name, _: os.open(name, flags, mode))


def _mark_as_used(handle: int) -> None:
    """Lock a temporary file, so that no other process removes it as a leftover."""
    # Windows cannot remove an open file.
    if os.name != "nt":
        with suppress(OSError, Held):
            lock(handle)


def is_left_over(name: str) -> bool:
    """Whether a file name is that of one of our temporary files."""
    return bool(_LEFT_OVER.fullmatch(name))


def sweep(folder: Path) -> None:
    """Remove temporary files that stopped writers left."""
    for path in folder.glob(f"{WAITING}*"):
        # Another writer may have moved or removed it meanwhile, or it is not ours.
        with suppress(OSError, Held):
            age = time.time() - path.lstat().st_mtime
            if is_left_over(path.name) and age > _STALE:
                _remove_unused(path)


def _remove_unused(path: Path) -> None:
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    handle = os.open(path, flags)
    try:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            return
        if os.name != "nt":
            lock(handle)
            path.unlink()
    finally:
        os.close(handle)
    if os.name == "nt":
        path.unlink()


def resolved(path: Path, links: int = _MOST_LINKS) -> Path:
    """The path with symlinks resolved, as by `Path.resolve`; follows at most `links`.

    Raises `CareerfitError` for another user's link in a folder that everybody can
    write to, and `OSError` for circular links.
    """
    if os.name != "posix":
        return path.resolve()
    whole = Path.cwd() / path
    for step in (*reversed(whole.parents), whole):
        # `Path.is_symlink` fails where a folder may not be entered.
        if os.path.islink(step):  # noqa: PTH114
            refuse_planted(step)
            if not links:
                raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), str(path))
            behind = step.parent / step.readlink() / whole.relative_to(step)
            return resolved(behind, links - 1)
    return whole.resolve()


def refuse_planted(path: Path) -> None:
    """Refuse what somebody else put into a folder that everybody can write to.

    Linux follows no such link (fs.protected_symlinks) when a program opens it; this
    holds on every POSIX system. Raises `CareerfitError`.
    """
    if os.name != "posix":
        # Windows has neither owners nor bits of this kind.
        return
    folder, there = path.parent.stat(), path.lstat()
    mine = (os.geteuid(), folder.st_uid)
    if folder.st_mode & stat.S_IWOTH and there.st_uid not in mine:
        what = f"{path} belongs to another user, in a folder everybody can write to"
        raise CareerfitError(what, "name a file in a folder of yours")


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
    """Reserve the name first, which only one process can, and then move the file there."""
    path.open("xb").close()
    try:
        waiting.replace(path)
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def settle(folder: Path) -> None:
    """Sync a file's new name to the disk."""
    # Windows cannot open or sync folders; the file is complete either way.
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def make_private(folder: Path) -> None:
    """Create a folder only its owner can enter; an existing one is kept."""
    with suppress(FileExistsError):
        folder.mkdir(0o700)
        # The umask may have removed the owner's permissions.
        folder.chmod(0o700)


def lock(handle: int) -> None:
    """Lock an open file until it is closed; raises `Held` if it is already locked.

    Does nothing on a file system without locks.
    """
    try:
        _lock(handle)
    except (BlockingIOError, PermissionError) as error:
        raise Held from error
    except OSError as error:
        if error.errno not in (errno.ENOLCK, errno.ENOTSUP, errno.ENOSYS):
            raise


if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
