"""Writes many files of a folder as one: all of them, or none.

While it works, everything of its own is in `.careerfit-import` in that folder:

- `lock`: locked by the process that writes
- `new/`, `old/`: the files to come, and those they replace
- `journal.json`: each file's digest before and after; it is there while files are replaced

Removing the journal completes the change. A journal that is there without its writer means
that the writer was stopped: the next command that uses the folder puts the old files back.
Every step waits for the disk before the next begins, so a loss of power is no different.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import stat
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from careerfit_cli.errors import CareerfitError
from careerfit_cli.storage import atomic
from careerfit_cli.storage.atomic import Held, make_private
from careerfit_cli.storage.paths import JOURNAL_FOLDER

IMPORTING = "another import into this folder is running"
REPORTING = "another command is writing reports into this folder"

_JOURNAL = "journal.json"
_LOCK = "lock"
_TRIES = 100
_NAME = re.compile(r"[^/\\\0]{1,255}")
_LARGEST_JOURNAL = 20_000_000
_PATIENCE = 2.0
"""Seconds a reader waits for files that are just being replaced."""

_A_MOMENT = 0.5
"""Seconds an import waits for a reader that undoes an earlier one."""

Digests = Mapping[str, tuple[str, str]]
"""Each file's digest before and after, empty where there is no file."""


class Transaction:
    """A folder that only this process writes to.

    `remarks` say what was found of an earlier import that was stopped.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.private = folder / JOURNAL_FOLDER
        self.remarks = tuple(_recovered(folder, self.private))

    def write(self, files: Mapping[str, bytes], *, private: bool = False) -> None:
        """Write files by name, or leave all as they were and raise the error.

        `private` files are readable by their owner only.
        """
        if not files:
            return
        with _errors_reported(self.folder):
            self._write(files, private=private)

    def _write(self, files: Mapping[str, bytes], *, private: bool) -> None:
        new, old = self.private / "new", self.private / "old"
        targets = {_behind_link(self.folder, name): files[name] for name in files}
        for folder in (new, old):
            make_private(folder)
        _stage(new, targets, private=private)
        digests = {
            name: (_backed_up(self.folder / name, old / name), _digest(data))
            for name, data in targets.items()
        }
        for folder in (new, old, self.folder):
            atomic.settle(folder)
        try:
            with atomic.writing(
                self.private / _JOURNAL, private=True, replace=False
            ) as file:
                file.write(json.dumps(digests).encode())
            for name in digests:
                (new / name).replace(self.folder / name)
            atomic.settle(self.folder)
            _remove_journal(self.private)
        except BaseException:
            # Without a journal, the change is complete.
            if (self.private / _JOURNAL).exists():
                _undo(self.folder, self.private)
            raise


@contextmanager
def locked(folder: Path, busy: str = IMPORTING) -> Iterator[Transaction]:
    """A folder for one process to read and write; made if it is not there.

    Undoes an earlier import that was stopped. A folder that was made and stays empty is
    removed again. Raises `CareerfitError` when another process has it (it is `busy`), when
    an earlier change cannot be undone, or when the system refuses.
    """
    parents = (folder, *folder.parents)
    made = [path for path in parents if not os.path.lexists(path)]
    try:
        with _errors_reported(folder, busy):
            folder.mkdir(parents=True, exist_ok=True)
            held = _lock_in_time(folder, _A_MOMENT)
        try:
            with _errors_reported(folder):
                transaction = Transaction(folder)
            yield transaction
        finally:
            _clean_up(folder, held)
    finally:
        for parent in made:
            # It is no longer empty, or was removed by another process.
            with suppress(OSError):
                parent.rmdir()


def recover(folder: Path) -> list[str]:
    """Undo an import that was stopped, before its folder is read; returns remarks.

    While an import is replacing files, waits for it a moment. A folder that cannot be
    written to is read as it is.
    """
    try:
        is_replacing = (folder / JOURNAL_FOLDER / _JOURNAL).exists()
        held = _lock_in_time(folder, _PATIENCE if is_replacing else 0)
    except Held:
        return []
    except (OSError, CareerfitError) as error:
        return [_not_undone(folder, getattr(error, "strerror", None) or str(error))]
    try:
        return _recovered(folder, folder / JOURNAL_FOLDER)
    except OSError as error:
        return [_not_undone(folder, error.strerror or "the system refuses")]
    except CareerfitError as error:
        return [f"{error.text} ({error.hint})"]
    finally:
        _clean_up(folder, held)


def _lock_in_time(folder: Path, seconds: float) -> FolderLock:
    private = folder / JOURNAL_FOLDER
    end = time.monotonic() + seconds
    while True:
        if private.is_symlink() or (private.exists() and not private.is_dir()):
            what = f"{private}: is not a folder that careerfit made"
            raise CareerfitError(what, "remove it, or name another folder")
        try:
            return FolderLock(private)
        except Held:
            if time.monotonic() >= end:
                raise
            time.sleep(0.02)


@contextmanager
def _errors_reported(folder: Path, busy: str = IMPORTING) -> Iterator[None]:
    try:
        yield
    except Held as error:
        raise CareerfitError(
            f"{folder}: {busy}", "wait until it ends, then run this one again"
        ) from error
    except OSError as error:
        why = error.strerror or "the system refuses"
        raise CareerfitError(f"{folder}: cannot be written: {why}") from error


def _behind_link(folder: Path, name: str) -> str:
    """The name of a file in the folder; for a link within it, of what it leads to."""
    path = folder / name
    return path.resolve().name if path.is_symlink() else name


def _stage(folder: Path, files: Mapping[str, bytes], *, private: bool) -> None:
    for name, data in files.items():
        with atomic.create(folder / name, private=private) as file:
            if private:
                # The umask may have removed the owner's permissions.
                (folder / name).chmod(0o600)
            file.write(data)
    # Syncing the files after writing them all takes a fraction of the time.
    for name in files:
        _sync(folder / name)


def _sync(path: Path) -> None:
    # Windows syncs only files open for writing.
    with path.open("rb+" if os.name == "nt" else "rb") as file:
        os.fsync(file.fileno())


def _backed_up(path: Path, backup: Path) -> str:
    """Keep the content of a file under a second name; returns its digest, if it exists."""
    if not path.exists():
        return ""
    try:
        backup.hardlink_to(path)
    except OSError:
        # The disk or the file does not allow links.
        shutil.copy2(path, backup)
        _sync(backup)
    return _digest(backup.read_bytes())


def _remove_journal(private: Path) -> None:
    (private / _JOURNAL).unlink()
    atomic.settle(private)


def _recovered(folder: Path, private: Path) -> list[str]:
    """Undo an earlier process's change and remove its files; returns remarks."""
    remarks = []
    if os.path.lexists(private / _JOURNAL):
        changed = _undo(folder, private)
        remarks.append(f"{folder}: what a stopped command had changed is undone.")
        remarks += [
            f"{folder / name}: was changed since then, and was left alone."
            for name in changed
        ]
    _sweep(private)
    return remarks


def _sweep(private: Path) -> None:
    for name in ("new", "old"):
        if (private / name).is_dir():
            shutil.rmtree(private / name)
    for path in private.glob(f"{atomic.WAITING}*"):
        path.unlink()


def _undo(folder: Path, private: Path) -> list[str]:
    """Restore the old files; returns those changed by someone else since.

    Raises `CareerfitError` when one cannot be put back: the journal then stays.
    """
    changed = []
    try:
        for name, (before, after) in _journal(private).items():
            path = folder / name
            now = _digest_there(path)
            if now == before:
                continue
            if now != after:
                changed.append(name)
            elif not before:
                path.unlink()
            else:
                (private / "old" / name).replace(path)
        atomic.settle(folder)
        _remove_journal(private)
    except OSError as error:
        why = error.strerror or "the system refuses"
        what = f"{error.filename or folder}: {why}"
        hint = "fix this; the next command that uses the folder then undoes it"
        raise CareerfitError(_not_undone(folder, what), hint) from error
    return changed


def _not_undone(folder: Path, why: str) -> str:
    return f"{folder}: what a stopped command had changed cannot be undone: {why}"


def _journal(private: Path) -> Digests:
    path = private / _JOURNAL
    try:
        with path.open("rb") as file:
            data = json.loads(file.read(_LARGEST_JOURNAL))
        digests = {name: (before, after) for name, (before, after) in data.items()}
    except (ValueError, TypeError, AttributeError) as error:
        what = f"{path}: is damaged, so what it lists cannot be undone"
        hint = f"compare the files in {private / 'old'}, then remove {private}"
        raise CareerfitError(what, hint) from error
    if not all(_NAME.fullmatch(name) and name not in (".", "..") for name in digests):
        what = f"{path}: names files outside its folder, so careerfit did not write it"
        raise CareerfitError(what, f"remove {private}")
    return digests


def _digest(data: bytes) -> str:
    # Only what writes needs this import.
    import hashlib

    return hashlib.blake2b(data, digest_size=20).hexdigest()


def _digest_there(path: Path) -> str:
    """The digest of a file; empty where nothing is, `other` for what is no file."""
    try:
        is_file = stat.S_ISREG(path.lstat().st_mode)
    except FileNotFoundError:
        return ""
    return _digest(path.read_bytes()) if is_file else "other"


def _clean_up(folder: Path, held: FolderLock) -> None:
    """Remove what is no longer needed; a journal stays, for the next command."""
    private = folder / JOURNAL_FOLDER
    try:
        with suppress(OSError):
            if not (private / _JOURNAL).exists():
                _sweep(private)
    finally:
        with suppress(OSError):
            held.release()
        with suppress(OSError):
            private.rmdir()


class FolderLock:
    """An exclusive lock: a locked file in a folder of its own, removed when released.

    Raises `Held` when another process has it, and `OSError` when the system refuses.
    """

    def __init__(self, folder: Path) -> None:
        self.path = folder / _LOCK
        # A link in place of the lock file is refused; Windows has no such flag.
        flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0)
        for _ in range(_TRIES):
            make_private(folder)
            try:
                self._handle = os.open(self.path, flags, 0o600)
            except FileNotFoundError:
                # Another process removed the folder meanwhile.
                continue
            try:
                atomic.lock(self._handle)
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
