"""A person's files: the unfinished quiz and the saved profiles.

A file that cannot be read is refused and not changed; saving in its place first
renames it to `<name>.bad`. `storage.profile_files` reads and writes their text.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from careerfit_cli.errors import BadData, CareerfitError, Problem, UsageError
from careerfit_cli.storage import atomic, private
from careerfit_cli.storage.profile_files import (
    NAME,
    PROFILE,
    UNFINISHED,
    Pick,
    Saved,
    Unfinished,
    as_own_profile,
    as_profile,
    as_unfinished,
    profile_text,
    read,
    unfinished_text,
)

__all__ = [
    "PROFILE",
    "UNFINISHED",
    "Pick",
    "Profiles",
    "Purge",
    "Saved",
    "Unfinished",
    "profile_text",
]

DEFAULT_NAME = "me"

_OWN_UNFINISHED = re.compile(r"unfinished\.json(\.bad[0-9]*)?")
_OWN_PROFILE = re.compile(rf"{NAME.pattern}\.json(\.bad[0-9]*)?")


@dataclass(frozen=True)
class Profiles:
    """The saved profiles by name, and the problems of those that cannot be read."""

    saved: tuple[Saved, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True)
class Purge:
    """What was removed, and what was left.

    `left` is empty when nothing is left; otherwise it names the folder and the files
    that are not careerfit's.
    """

    removed: tuple[Path, ...]
    left: tuple[Path, ...]


def own_folder(folder: Path) -> None:
    """Make the folder of a person's files, or close it to others, as `private.own`."""
    private.own(folder, _is_careerfits(folder))


def save_unfinished(
    folder: Path, replay: str, at: int, reached: int = 0
) -> Path | None:
    """Save the answers so far, the current question and the furthest one reached.

    Both are counted from 0. Returns the new path of an earlier file that cannot be read.
    """
    path = _unfinished(folder)
    text = unfinished_text(Unfinished(replay, at, max(at, reached)))
    as_unfinished(path, text)
    own_folder(folder)
    return _save(path, text, as_unfinished)


def load_unfinished(folder: Path) -> Unfinished | None:
    """The quiz to resume, if there is one.

    Raises `BadData` when the file is not what `save_unfinished` writes.
    """
    path = _unfinished(folder)
    private.refuse_links(folder, path)
    text = read(path)
    return None if text is None else as_unfinished(path, text)


def drop_unfinished(folder: Path) -> None:
    """Remove the unfinished quiz, if there is one."""
    private.refuse_links(folder)
    private.remove(_unfinished(folder))


def save_profile(folder: Path, saved: Saved) -> Path | None:
    """Keep a profile, in place of an earlier one of the same name.

    Returns where an earlier file that cannot be read was put.
    """
    path, text = _profile(folder, saved.name), profile_text(saved)
    as_profile(path, text)
    own_folder(folder)
    private.own(path.parent, _is_careerfits(folder))
    return _save(path, text, as_own_profile)


def replace_profile(folder: Path, before: Saved | None, after: Saved) -> None:
    """Replace a profile that was read; `before` is `None` for a new one.

    Raises `CareerfitError` when another command has changed it since it was read.
    """
    if find_profile(folder, after.name) != before:
        what = f"the profile {after.name!r} was changed by another command"
        hint = "nothing was overwritten: run this command again, or choose another name"
        raise CareerfitError(what, hint)
    save_profile(folder, after)


def find_profile(folder: Path, name: str = DEFAULT_NAME) -> Saved | None:
    """The profile with a name, if there is one.

    Raises `UsageError` when it is no name, and `BadData` when the file is not what
    `save_profile` writes.
    """
    path = _profile(folder, name)
    private.refuse_links(folder, path.parent, path)
    text = read(path)
    return None if text is None else as_own_profile(path, text)


def load_profile(folder: Path, name: str = DEFAULT_NAME) -> Saved:
    """The profile with a name; raises `UsageError` if there is none."""
    profile = find_profile(folder, name)
    if profile is None:
        names = ", ".join(path.stem for path in _profile_paths(folder))
        hint = f"saved: {names}" if names else "take the quiz: careerfit quiz"
        raise UsageError(f"there is no saved profile {name!r}", hint)
    return profile


def load_profile_file(path: Path) -> Saved:
    """The profile in any file."""
    text = read(path)
    if text is None:
        raise UsageError(f"{path}: there is no such file", "give a profile's file")
    return as_profile(path, text)


def list_profiles(folder: Path) -> Profiles:
    """Every saved profile; one that cannot be read does not hide the others."""
    saved: list[Saved] = []
    problems: list[Problem] = []
    for path in _profile_paths(folder):
        try:
            profile = find_profile(folder, path.stem)
        except BadData as bad:
            problems.extend(bad.problems)
        except CareerfitError as error:
            problems.append(Problem("", 0, "", error.text, error.hint))
        else:
            saved.extend([profile] if profile else [])
    return Profiles(tuple(saved), tuple(problems))


def purge(folder: Path) -> Purge:
    """Remove everything saved about a person, then check what is left.

    Raises `CareerfitError` when something cannot be removed, after removing the rest.
    """
    before = _found(folder)
    private.remove_all(filter(_is_ours(folder), before))
    left = _found(folder)
    return Purge(tuple(path for path in before if path not in left), left)


def _unfinished(folder: Path) -> Path:
    return folder / "unfinished.json"


def _profile(folder: Path, name: str) -> Path:
    if not NAME.fullmatch(name):
        raise UsageError(
            f"{name[:60]!r} cannot be a profile's name",
            "a name is 1 to 40 letters a-z, digits, - and _",
        )
    return folder / "profiles" / f"{name}.json"


def _profile_paths(folder: Path) -> tuple[Path, ...]:
    profiles = folder / "profiles"
    private.refuse_links(folder, profiles)
    return tuple(
        path
        for path in private.listed(profiles)
        if path.suffix == ".json" and NAME.fullmatch(path.stem)
    )


def _is_ours(folder: Path) -> Callable[[Path], bool]:
    """Whether a path in or below the folder is named as careerfit names its files."""

    def ours(path: Path) -> bool:
        if path in (folder, folder / "profiles"):
            return path.is_dir()
        pattern = _OWN_UNFINISHED if path.parent == folder else _OWN_PROFILE
        return bool(pattern.fullmatch(path.name)) or atomic.is_left_over(path.name)

    return ours


def _is_careerfits(folder: Path) -> Callable[[Path], bool]:
    """Whether a path is ours, or the folder of the person's own occupations."""
    ours = _is_ours(folder)
    return lambda path: path == folder / "occupations" or ours(path)


def _found(folder: Path) -> tuple[Path, ...]:
    """Everything in the folder and in its profiles; contents before their folders."""
    profiles = folder / "profiles"
    private.refuse_links(folder, profiles)
    with private.trying("read", folder):
        if not folder.is_dir():
            return ()
        within = private.listed(profiles) if profiles.is_dir() else ()
        return (*within, *private.listed(folder), folder)


def _save(path: Path, text: str, parse: Callable[[Path, str], object]) -> Path | None:
    private.refuse_links(path)
    aside = None
    try:
        earlier = read(path)
        if earlier is not None:
            parse(path, earlier)
    except BadData:
        aside = private.set_aside(path)
    private.write(path, text)
    return aside
