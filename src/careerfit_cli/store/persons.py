"""A person's files: the unfinished quiz and the saved profiles.

What is kept is the answer string; levels are computed from it anew, so that a file cannot
contradict itself. A file that cannot be read is refused and stays as it is; saving in its
place first renames it to `<name>.bad`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from careerfit_cli.errors import BadData, CareerfitError, Problem, UsageError
from careerfit_cli.store import private
from careerfit_cli.store.text import read_text

DEFAULT_NAME = "me"

UNFINISHED = "careerfit.unfinished/1"
PROFILE = "careerfit.profile/1"

_TITLES = {UNFINISHED: "an unfinished careerfit quiz", PROFILE: "a careerfit profile"}
_NAME = re.compile(r"[A-Za-z0-9_-]{1,40}")
_REPLAY = re.compile(
    r"v[0-9]{1,6}\.[a-z]{1,40}\.([1-5-]{1,1000})(?:\.([1-5-]{1,100}))?"
)
_OWN_UNFINISHED = re.compile(r"unfinished\.json(\.bad[0-9]*)?")
_OWN_PROFILE = re.compile(rf"{_NAME.pattern}\.json(\.bad[0-9]*)?")
_AS_IT_IS = "it stays as it is: move it away, or put back a good copy"


@dataclass(frozen=True)
class Saved:
    """A finished profile as kept: its name, the day it was made, its answer string."""

    name: str
    made: date
    replay: str


@dataclass(frozen=True)
class Unfinished:
    """A stopped quiz as kept: its answer string, and places in it, counted from 0.

    `at` is the question being asked, `reached` the furthest one so far; one past the
    last is the review.
    """

    replay: str
    at: int
    reached: int


@dataclass(frozen=True)
class Profiles:
    """The saved profiles by name, and what is wrong with those that cannot be read."""

    saved: tuple[Saved, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True)
class Purge:
    """What was removed, and what was found when looking again.

    `left` is empty when nothing is left; otherwise it names the folder and the files
    that are not careerfit's.
    """

    removed: tuple[Path, ...]
    left: tuple[Path, ...]


def save_unfinished(
    folder: Path, replay: str, at: int, reached: int = 0
) -> Path | None:
    """Keep the answers so far, the question being asked and the furthest one reached.

    Both are counted from 0. Returns where an earlier file that cannot be read was put.
    """
    path = _unfinished(folder)
    furthest = max(at, reached)
    text = _text(
        {"schema": UNFINISHED, "replay": replay, "at": at, "reached": furthest}
    )
    _as_unfinished(path, text)
    private.own(folder, _is_careerfits(folder))
    return _save(path, text, _as_unfinished)


def load_unfinished(folder: Path) -> Unfinished | None:
    """The quiz to go on with, if there is one.

    Raises `BadData` when the file is not what `save_unfinished` writes.
    """
    path = _unfinished(folder)
    private.refuse_links(folder, path)
    text = _read(path)
    return None if text is None else _as_unfinished(path, text)


def drop_unfinished(folder: Path) -> None:
    """Remove the unfinished quiz, if there is one."""
    private.refuse_links(folder)
    private.remove(_unfinished(folder))


def save_profile(folder: Path, saved: Saved) -> Path | None:
    """Keep a profile, in place of an earlier one of the same name.

    Returns where an earlier file that cannot be read was put.
    """
    path, text = _profile(folder, saved.name), profile_text(saved)
    _as_profile(path, text)
    private.own(folder, _is_careerfits(folder))
    private.own(path.parent, _is_careerfits(folder))
    return _save(path, text, _as_own_profile)


def find_profile(folder: Path, name: str = DEFAULT_NAME) -> Saved | None:
    """The profile of a name, if there is one.

    Raises `UsageError` when it is no name, and `BadData` when the file is not what
    `save_profile` writes.
    """
    path = _profile(folder, name)
    private.refuse_links(folder, path.parent, path)
    text = _read(path)
    return None if text is None else _as_own_profile(path, text)


def load_profile(folder: Path, name: str = DEFAULT_NAME) -> Saved:
    """The profile of a name; raises `CareerfitError` when there is none."""
    found = find_profile(folder, name)
    if found is None:
        names = ", ".join(path.stem for path in _profile_paths(folder))
        hint = f"saved: {names}" if names else "take the quiz: careerfit quiz"
        raise CareerfitError(f"there is no saved profile {name!r}", hint)
    return found


def load_profile_file(path: Path) -> Saved:
    """The profile in a file of any name, wherever it lies."""
    text = _read(path)
    if text is None:
        raise UsageError(f"{path}: there is no such file", "give a profile's file")
    return _as_profile(path, text)


def list_profiles(folder: Path) -> Profiles:
    """Every saved profile; one that cannot be read does not hide the others."""
    saved: list[Saved] = []
    problems: list[Problem] = []
    for path in _profile_paths(folder):
        try:
            found = find_profile(folder, path.stem)
        except BadData as bad:
            problems.extend(bad.problems)
        except CareerfitError as error:
            problems.append(Problem("", 0, "", error.text, error.hint))
        else:
            saved.extend([found] if found else [])
    return Profiles(tuple(saved), tuple(problems))


def profile_text(saved: Saved) -> str:
    """The text of a profile's file."""
    made = saved.made.isoformat()
    return _text(
        {"schema": PROFILE, "name": saved.name, "made": made, "replay": saved.replay}
    )


def purge(folder: Path) -> Purge:
    """Remove all that is kept of a person, then look again for what is left.

    Raises `CareerfitError` when something cannot be removed, after removing the rest.
    """
    before = _found(folder)
    failures: list[CareerfitError] = []
    for path in filter(_is_ours(folder), before):
        try:
            _remove(path)
        except CareerfitError as error:
            failures.append(error)
    if failures:
        raise failures[0]
    left = _found(folder)
    return Purge(tuple(path for path in before if path not in left), left)


def _unfinished(folder: Path) -> Path:
    return folder / "unfinished.json"


def _profile(folder: Path, name: str) -> Path:
    if not _NAME.fullmatch(name):
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
        for path in _inside(profiles)
        if path.suffix == ".json" and _NAME.fullmatch(path.stem)
    )


def _inside(folder: Path) -> tuple[Path, ...]:
    try:
        with private.trying("read", folder):
            return tuple(sorted(folder.iterdir()))
    except CareerfitError as error:
        if isinstance(error.__cause__, FileNotFoundError):
            return ()
        raise


def _is_ours(folder: Path) -> Callable[[Path], bool]:
    """Whether a path in or below the folder is named as careerfit names its files."""

    def ours(path: Path) -> bool:
        if path in (folder, folder / "profiles"):
            return path.is_dir()
        own = _OWN_UNFINISHED if path.parent == folder else _OWN_PROFILE
        return bool(own.fullmatch(path.name)) or private.is_left_over(path.name)

    return ours


def _is_careerfits(folder: Path) -> Callable[[Path], bool]:
    """Whether a path is ours, or the folder of the person's own occupations."""
    ours = _is_ours(folder)
    return lambda path: path == folder / "occupations" or ours(path)


def _found(folder: Path) -> tuple[Path, ...]:
    """All that lies in the folder and in its profiles; what is inside comes first."""
    profiles = folder / "profiles"
    private.refuse_links(folder, profiles)
    with private.trying("read", folder):
        if not folder.is_dir():
            return ()
        within = _inside(profiles) if profiles.is_dir() else ()
        return (*within, *_inside(folder), folder)


def _remove(path: Path) -> None:
    """Remove a file, a link or an empty folder; a full folder stays."""
    with private.trying("removed", path):
        if path.is_symlink() or not path.is_dir():
            path.unlink(missing_ok=True)
        elif not _inside(path):
            path.rmdir()


def _text(data: dict[str, Any]) -> str:
    return json.dumps(data, indent=2) + "\n"


def _save(path: Path, text: str, read: Callable[[Path, str], object]) -> Path | None:
    private.refuse_links(path)
    aside = None
    try:
        earlier = _read(path)
        if earlier is not None:
            read(path, earlier)
    except BadData:
        aside = private.set_aside(path)
    private.write(path, text)
    return aside


def _bad(
    path: Path, what: str, field: str = "", hint: str = "", line: int = 0
) -> BadData:
    return BadData([Problem(str(path), line, field, what, hint or _AS_IT_IS)])


def _read(path: Path) -> str | None:
    """The text of a file, or `None` when there is none."""
    try:
        return read_text(path)
    except BadData as bad:
        if isinstance(bad.__cause__, FileNotFoundError):
            return None
        told = [own._replace(hint=own.hint or _AS_IT_IS) for own in bad.problems]
        raise BadData(told) from bad


def _as_unfinished(path: Path, text: str) -> Unfinished:
    data = _fields(path, text, UNFINISHED, ("replay", "at"), ("reached",))
    marks = _marks(path, data["replay"])
    at = _place(path, "at", data["at"], 0, len(marks))
    # Earlier files lack it; the answers tell it but for skips at the end.
    reached = data.get("reached", max(at, len(marks.rstrip("-"))))
    reached = _place(path, "reached", reached, at, len(marks))
    return Unfinished(data["replay"], at, reached)


def _place(path: Path, key: str, place: object, least: int, most: int) -> int:
    # True is an int as well, and is no place.
    if type(place) is not int or not least <= place <= most:
        raise _bad(path, f"is not a question's place, {least} to {most}", key)
    return place


def _as_profile(path: Path, text: str) -> Saved:
    data = _fields(path, text, PROFILE, ("name", "made", "replay"))
    name = data["name"]
    if not isinstance(name, str) or not _NAME.fullmatch(name):
        raise _bad(path, "is not 1 to 40 letters a-z, digits, - and _", "name")
    _marks(path, data["replay"])
    return Saved(name, _day(path, data["made"]), data["replay"])


def _as_own_profile(path: Path, text: str) -> Saved:
    saved = _as_profile(path, text)
    if saved.name != path.stem:
        hint = f"rename the file to {saved.name}.json, or change the name in it"
        raise _bad(path, f"is {saved.name!r}, and the file's is not", "name", hint)
    return saved


def _marks(path: Path, replay: object) -> str:
    match = _REPLAY.fullmatch(replay) if isinstance(replay, str) else None
    if match is None:
        raise _bad(path, "is not an answer string", "replay")
    return match[1] + (match[2] or "")


def _day(path: Path, made: object) -> date:
    try:
        day = date.fromisoformat(str(made))
    except ValueError:
        day = None
    if day is None or day.isoformat() != made:
        raise _bad(path, "is not a day such as 2026-11-23", "made")
    return day


def _fields(
    path: Path,
    text: str,
    schema: str,
    keys: tuple[str, ...],
    optional: tuple[str, ...] = (),
) -> dict[str, Any]:
    """The fields of a JSON file of a schema: just these keys, of any type."""
    data = _json(path, text)
    if not isinstance(data, dict) or data.get("schema") != schema:
        raise _foreign(path, schema, data)
    for key in keys:
        if key not in data:
            raise _bad(path, "is missing", key)
    known = (*keys, *optional)
    if data.keys() - {"schema", *known}:
        raise _bad(path, f"has other keys than schema, {', '.join(known)}")
    return data


def _foreign(path: Path, schema: str, data: object) -> BadData:
    kind, _ = schema.split("/")
    given = data.get("schema") if isinstance(data, dict) else None
    form = re.escape(kind) + "/[0-9]{1,6}"
    if isinstance(given, str) and re.fullmatch(form, given):
        what = f"is of another form, {given}, and this careerfit reads {schema}"
        return _bad(path, what, "schema", "update careerfit; the file stays as it is")
    return _bad(path, f"is not {_TITLES[schema]}")


def _json(path: Path, text: str) -> Any:
    try:
        return json.loads(text, object_pairs_hook=_each_once)
    except json.JSONDecodeError as error:
        raise _bad(path, "is damaged: not whole JSON", line=error.lineno) from error
    except (ValueError, RecursionError) as error:
        raise _bad(path, "is damaged: a key twice, or far too much of one") from error


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    data = dict(pairs)
    if len(data) != len(pairs):
        raise ValueError("a key is given twice")
    return data
