"""A lock on a folder, released when its process ends in any way."""

from __future__ import annotations

import errno
import os
import sys
from contextlib import suppress
from pathlib import Path

LOCK = "lock"
_TRIES = 100


class Held(Exception):
    """Another process holds the lock."""


class FolderLock:
    """An exclusive lock: a locked file in a folder of its own, removed when released.

    Raises `Held` when another process has it, and `OSError` when the system refuses.
    """

    def __init__(self, folder: Path) -> None:
        self.path = folder / LOCK
        for _ in range(_TRIES):
            make_private(folder)
            try:
                self._handle = os.open(
                    self.path, os.O_RDWR | os.O_CREAT | _FLAGS, 0o600
                )
            except FileNotFoundError:
                # Another process removed the folder meanwhile.
                continue
            try:
                lock(self._handle)
                if os.path.samestat(os.fstat(self._handle), os.lstat(self.path)):
                    return
            except FileNotFoundError:
                # Another process released this lock file: a new one is needed.
                pass
            except BaseException:
                os.close(self._handle)
                raise
            os.close(self._handle)
        raise Held

    def release(self) -> None:
        """Remove the lock file and let the next process have the lock."""
        if os.name == "nt":
            # Windows cannot remove an open file.
            os.close(self._handle)
        try:
            self.path.unlink(missing_ok=True)
        except PermissionError:
            # Another process on Windows has opened it already.
            pass
        finally:
            if os.name != "nt":
                os.close(self._handle)


# A link in place of the lock file is refused; Windows has no such flag.
_FLAGS = getattr(os, "O_NOFOLLOW", 0)


def make_private(folder: Path) -> None:
    """Create a folder only its owner can enter; an existing one is kept."""
    with suppress(FileExistsError):
        folder.mkdir(0o700)
        # The umask may have removed the owner's permissions.
        folder.chmod(0o700)


def lock(handle: int) -> None:
    """Lock an open file until it is closed; raises `Held` when it is locked already.

    On a disk without locks, nothing is locked.
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
