"""Paths of the built-in occupations, the prebuilt index, and the user's folders."""

from __future__ import annotations

import os
import re
import zlib
from collections.abc import Callable
from pathlib import Path

from careerfit_cli.errors import CareerfitError, UsageError

PACKAGE = Path(__file__).parents[1]
PREBUILT_INDEX = PACKAGE / "catalogue.sqlite"
"""The index of the built-in occupations, present in an installed wheel."""

DATA = PACKAGE / "data"
"""The program's own data files."""

FILE_SCHEMA = DATA / "schemas" / "occupation-file.json"
"""The JSON Schema of occupation files, for editors."""

OCCUPATIONS_VARIABLE = "CAREERFIT_OCCUPATIONS"
"""Names folders of a person's own occupations, parted as in PATH."""

HOME_VARIABLE = "CAREERFIT_HOME"
"""Names the folder of a person's files, for tests and for shared machines."""

JOURNAL_FOLDER = ".careerfit-import"
"""Where an import keeps what it needs, in the folder it writes to, until it ends."""

_INDEX = re.compile(
    r"catalogue-[0-9a-f]{16}\.sqlite"
    r"|index-[0-9a-f]{8}([0-9a-f]{8})?\.bin|\.(index|careerfit)-[a-z0-9_]{8}"
)
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def is_folder(path: Path) -> bool:
    """Whether a folder exists; false also for an invalid name."""
    # `Path.is_dir` raises an error for a name that is too long or not accessible.
    return os.path.isdir(path)  # noqa: PTH112


def builtin_occupations() -> Path:
    """The folder of the built-in occupations.

    It is in the installed package, or at the root of the repository.
    """
    installed = PACKAGE / "occupations"
    return installed if installed.is_dir() else PACKAGE.parents[1] / "occupations"


def own_occupations() -> tuple[Path, ...]:
    """Folders of a person's own occupations; each goes before those in front of it.

    The user's folder comes first, if there is one, and then those the environment
    variable CAREERFIT_OCCUPATIONS names. Raises `UsageError` when one of these is no
    folder.
    """
    variable = os.environ.get(OCCUPATIONS_VARIABLE, "")
    named = occupation_folders(variable, OCCUPATIONS_VARIABLE)
    mine = personal_occupations()
    return (*((mine,) if mine and is_folder(mine) else ()), *named)


def occupation_folders(paths: str, source: str) -> list[Path]:
    """The folders in a list of paths; raises `UsageError` when one of them is none.

    `source` is the option or variable that holds the list.
    """
    folders = [Path(part) for part in paths.split(os.pathsep) if part]
    for folder in folders:
        if not is_folder(folder):
            what = f"{folder}: is not a folder of occupations"
            raise UsageError(what, f"{source} names it")
    return folders


def personal_occupations() -> Path | None:
    """The default folder of a person's own occupations; `None` without a home folder."""
    try:
        folder = personal_folder()
    except CareerfitError:
        return None
    return folder / "occupations" if folder else None


def is_occupation(name: str) -> bool:
    """Whether a file name is that of an occupation file, not an editor's hidden file."""
    return name.endswith(".yaml") and not name.startswith(".")


def is_slug(name: str) -> bool:
    """Whether a name can be a slug: lower-case letters, digits and hyphens.

    Such a name has no special meaning in any shell.
    """
    return bool(_SLUG.fullmatch(name))


def has_journal(folder: Path) -> bool:
    """Whether an import into a folder is running or was stopped."""
    return os.path.lexists(folder / JOURNAL_FOLDER)


def leads_out(path: Path) -> bool:
    """Whether a file is a link to another folder.

    What is given as a folder of occupations could otherwise hold any file of its reader.
    """
    try:
        return path.is_symlink() and path.resolve().parent != path.parent.resolve()
    except (OSError, RuntimeError, ValueError):
        # Reading it tells what is wrong with it.
        return False


def is_read(item: os.DirEntry[str], folder: Path) -> bool:
    """Whether something in a folder is an occupation file that commands read.

    Only in the built-in folder may links lead out, since installers make them.
    """
    name = item.name
    if not is_occupation(name) or not is_slug(name.removesuffix(".yaml")):
        return False
    linked = item.is_symlink() and folder != builtin_occupations()
    return not (linked and leads_out(Path(item.path)))


def occupations_in(folder: Path) -> frozenset[str]:
    """The names of a folder's occupation files; empty if there is no such folder."""
    try:
        with os.scandir(folder) as items:
            return frozenset(item.name for item in items if is_read(item, folder))
    except OSError:
        return frozenset()


def cached_index(folder: Path) -> Path | None:
    """Where the index of an occupations folder is cached; `None` without a home folder."""
    # Only commands that read occupations need this import.
    from platformdirs import user_cache_path

    place = _home_folder(user_cache_path)
    try:
        resolved = os.fsencode(folder.resolve())
    except (OSError, RuntimeError):
        return None
    # Two checksums, because 32 bits are not enough to tell all folders apart.
    checksums = zlib.crc32(resolved), zlib.crc32(resolved[::-1] + b"/")
    name = "catalogue-" + "".join(f"{number:08x}" for number in checksums) + ".sqlite"
    return place / name if place else None


def _home_folder(find: Callable[..., Path]) -> Path | None:
    """The folder that a function of platformdirs finds; `None` without a home folder."""
    try:
        place = find("careerfit", appauthor=False)
    except (OSError, RuntimeError):
        return None
    # Without a home folder, the path begins with a literal ~.
    return place if place.is_absolute() else None


def is_index(name: str) -> bool:
    """Whether a file in the cache folder has the name of an index of careerfit.

    That is of whatever occupations folder, whole or not, and of earlier versions too.
    """
    return bool(_INDEX.fullmatch(name))


def personal_folder() -> Path | None:
    """The folder of a person's files; `None` if there is no home.

    The environment variable CAREERFIT_HOME names another one: raises `CareerfitError`
    when it is not an absolute path, since answers would lie wherever a command was started.
    """
    chosen = os.environ.get(HOME_VARIABLE)
    if not chosen:
        # Only commands about a person need this import.
        from platformdirs import user_data_path

        return _home_folder(user_data_path)
    if not Path(chosen).is_absolute():
        what = f"{HOME_VARIABLE} is not an absolute path: {chosen}"
        raise CareerfitError(what, "give it from the root on")
    return Path(chosen)


def needed_personal_folder() -> Path:
    """The folder of a person's files; raises `CareerfitError` if there is no home."""
    folder = personal_folder()
    if folder is None:
        what = "there is no home folder to save your answers in"
        raise CareerfitError(what, f"set {HOME_VARIABLE} to a folder of yours")
    return folder
