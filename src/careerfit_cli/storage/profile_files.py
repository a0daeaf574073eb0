"""The text of a person's files: saved profiles and the unfinished quiz, read strictly.

The answer string is stored, not levels: levels are computed from it, so that a file
cannot contradict itself.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from careerfit_cli.errors import BadData, Problem
from careerfit_cli.storage.text import read_text

Check = Callable[[Any], bool]

UNFINISHED = "careerfit.unfinished/1"
PROFILE = "careerfit.profile/3"
EARLIER_PROFILES = ("careerfit.profile/2", "careerfit.profile/1")
"""Profiles without skills, and those without education, shortlist and careers aside."""

EDUCATION_WORD = re.compile(r"[a-z-]{1,20}")
NAME = re.compile(r"[A-Za-z0-9_-]{1,40}")
LONGEST_NOTE = 500
"""Characters of a note on a career."""

_TITLES = {UNFINISHED: "an unfinished careerfit quiz", PROFILE: "a careerfit profile"}
_MOST_CAREERS = 1_000
_MOST_SKILLS = 100
_SKILL = re.compile(r"2\.[A-C](\.[0-9a-z]{1,3}){1,3}")
_SLUG = re.compile(r"(?=.{1,200}\Z)[a-z0-9]+(-[a-z0-9]+)*")
_REPLAY = re.compile(
    r"v[0-9]{1,6}\.[a-z]{1,40}\.([1-5-]{1,1000})(?:\.([1-5-]{0,100}))?(?:\.([1-5-]{1,9}))?"
)
_AS_IT_IS = "it was not changed: move it away, or restore a good copy"


@dataclass(frozen=True)
class Pick:
    """A career on the shortlist: its slug, and the person's note."""

    slug: str
    note: str = ""


@dataclass(frozen=True)
class Saved:
    """A finished profile as stored: its name, the day it was made, its answer string.

    `education` is a word of `filters.EDUCATION_WORDS`, or empty. `shortlist` is in the
    order added; `aside` are pages of careers that are "not for me". `skills` are the O*NET
    element ids of the skills and fields of knowledge that the person has.
    """

    name: str
    made: date
    replay: str
    education: str = ""
    shortlist: tuple[Pick, ...] = ()
    aside: tuple[str, ...] = ()
    skills: tuple[str, ...] = ()


@dataclass(frozen=True)
class Unfinished:
    """A stopped quiz as stored: its answer string, and places in it, counted from 0.

    `at` is the question being asked, `reached` the furthest one so far; one past the
    last is the review.
    """

    replay: str
    at: int
    reached: int


def profile_text(saved: Saved) -> str:
    """The text of a profile's file, without empty fields."""
    values = asdict(saved, dict_factory=_without_empty)
    return _text({"schema": PROFILE, **values, "made": saved.made.isoformat()})


def _without_empty(fields: list[tuple[str, Any]]) -> dict[str, Any]:
    return {key: value for key, value in fields if value}


def unfinished_text(unfinished: Unfinished) -> str:
    """The text of an unfinished quiz's file."""
    return _text({"schema": UNFINISHED, **asdict(unfinished)})


def read(path: Path) -> str | None:
    """The text of a file, or `None` if it does not exist."""
    try:
        return read_text(path)
    except BadData as bad:
        if isinstance(bad.__cause__, FileNotFoundError):
            return None
        problems = [
            problem._replace(hint=problem.hint or _AS_IT_IS) for problem in bad.problems
        ]
        raise BadData(problems) from bad


def as_unfinished(path: Path, text: str) -> Unfinished:
    """The unfinished quiz in the text of a file; raises `BadData` if it is not one."""
    data = _fields(path, text, (UNFINISHED,), ("replay", "at"), ("reached",))
    match = _REPLAY.fullmatch(data["replay"])
    marks = "".join(filter(None, match.groups()[:2])) if match else ""
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


def as_profile(path: Path, text: str) -> Saved:
    """The profile in the text of a file; raises `BadData` if it is not one."""
    keys = ("name", "made", "replay")
    optional = ("education", "shortlist", "aside", "skills")
    data = _fields(path, text, (PROFILE, *EARLIER_PROFILES), keys, optional)
    return Saved(
        data["name"],
        date.fromisoformat(data["made"]),
        data["replay"],
        data.get("education", ""),
        tuple(Pick(**pick) for pick in data.get("shortlist", ())),
        tuple(data.get("aside", ())),
        tuple(data.get("skills", ())),
    )


def _matches(form: re.Pattern[str]) -> Check:
    return lambda value: isinstance(value, str) and form.fullmatch(value) is not None


def _each(check: Check) -> Check:
    return lambda values: all(map(check, values))


def _is_day(made: object) -> bool:
    try:
        return date.fromisoformat(str(made)).isoformat() == made
    except ValueError:
        return False


def _are_careers(values: object) -> bool:
    return isinstance(values, list) and len(values) <= _MOST_CAREERS


def _is_pick(pick: object) -> bool:
    return isinstance(pick, dict) and not pick.keys() - {"slug", "note"}


def _has_short_note(pick: Mapping[str, Any]) -> bool:
    note = pick.get("note", "")
    return isinstance(note, str) and len(note) <= LONGEST_NOTE


def _are_skills(ids: object) -> bool:
    if not isinstance(ids, list) or not all(map(_matches(_SKILL), ids)):
        return False
    return len(ids) <= _MOST_SKILLS and len(set(ids)) == len(ids)


_is_slug = _matches(_SLUG)
_NO_CAREERS = "is not a list of careers"
_NO_SLUG = "has an entry that is not a career's page"

_CHECKS: tuple[tuple[str, Check, str], ...] = (
    ("name", _matches(NAME), "is not 1 to 40 letters a-z, digits, - and _"),
    ("education", _matches(EDUCATION_WORD), "is not a level such as associate"),
    ("replay", _matches(_REPLAY), "is not an answer string"),
    ("made", _is_day, "is not a day such as 2026-11-23"),
    ("shortlist", _are_careers, _NO_CAREERS),
    ("shortlist", _each(_is_pick), "has an entry without slug, or with other keys"),
    ("shortlist", _each(_has_short_note), f"has a note over {LONGEST_NOTE} characters"),
    ("shortlist", _each(lambda pick: _is_slug(pick.get("slug"))), _NO_SLUG),
    ("aside", _are_careers, _NO_CAREERS),
    ("aside", _each(_is_slug), _NO_SLUG),
    ("skills", _are_skills, "is not a list of O*NET element ids such as 2.A.1.e"),
)
"""Checks of fields that are present, in order, with the message when one fails."""


def as_own_profile(path: Path, text: str) -> Saved:
    """As `as_profile`; the file must have the name of its profile."""
    saved = as_profile(path, text)
    if saved.name != path.stem:
        hint = f"rename the file to {saved.name}.json, or change the name in it"
        raise _bad(path, f"is {saved.name!r}, and the file's is not", "name", hint)
    return saved


def _fields(
    path: Path,
    text: str,
    schemas: tuple[str, ...],
    keys: tuple[str, ...],
    optional: tuple[str, ...] = (),
) -> dict[str, Any]:
    """The fields of a JSON file of one of the schemas: just these keys, checked."""
    data = _json(path, text)
    if not isinstance(data, dict) or data.get("schema") not in schemas:
        raise _foreign(path, schemas[0], data)
    for key in keys:
        if key not in data:
            raise _bad(path, "is missing", key)
    known = (*keys, *optional)
    if data.keys() - {"schema", *known}:
        raise _bad(path, f"has other keys than schema, {', '.join(known)}")
    for key, is_right, what in _CHECKS:
        if key in data and not is_right(data[key]):
            raise _bad(path, what, key)
    return data


def _foreign(path: Path, schema: str, data: object) -> BadData:
    kind, _ = schema.split("/")
    version = data.get("schema") if isinstance(data, dict) else None
    form = re.escape(kind) + "/[0-9]{1,6}"
    if isinstance(version, str) and re.fullmatch(form, version):
        what = f"is of another form, {version}, and this careerfit reads {schema}"
        return _bad(path, what, "schema", "update careerfit; the file was not changed")
    return _bad(path, f"is not {_TITLES[schema]}")


def _json(path: Path, text: str) -> Any:
    try:
        return json.loads(text, object_pairs_hook=_each_once)
    except json.JSONDecodeError as error:
        raise _bad(path, "is damaged: incomplete JSON", line=error.lineno) from error
    except (ValueError, RecursionError) as error:
        raise _bad(path, "is damaged: a duplicate key, or too large a value") from error


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    data = dict(pairs)
    if len(data) != len(pairs):
        raise ValueError("a key is given twice")
    return data


def _bad(
    path: Path, what: str, field: str = "", hint: str = "", line: int = 0
) -> BadData:
    return BadData([Problem(str(path), line, field, what, hint or _AS_IT_IS)])


def _text(data: dict[str, Any]) -> str:
    return json.dumps(data, indent=2) + "\n"
