"""Creates occupation files for a person to complete."""

from __future__ import annotations

import os
import re
from dataclasses import replace
from pathlib import Path

from careerfit_cli.errors import UsageError
from careerfit_cli.model.bls import Group
from careerfit_cli.model.occupation import Occupation, Titles, Words
from careerfit_cli.storage import atomic, paths, private, profiles
from careerfit_cli.storage.occupations import parse
from careerfit_cli.storage.writing import EDITORS_LINE, text_of

_WORDS = """\
# Say in your own words what these people do. Remove `# ` before what you fill in.
# Every field, with its unit and range: docs/data-format.md. When done: careerfit check
summary: To be written, in one sentence.
# tasks:
# - One short line for each thing they often do, beginning with a verb
# - Another
# entry: How people get in, with what schooling, and whether a license is needed.
# environment: Where the work is done, and what is hard about it.
# schedule: The hours.
# also_called:
# - An everyday name
"""

_FIGURES = """\
# Remove `# ` before what you know. Leave out what you do not know: it is shown as
# "not reported", and never as 0.
# job_zone: 3
# preparation: {education: High school diploma or equivalent}
# pay:
#   area: United States
#   period: May 2025
#   dollars_a_year: {p10: 30000, median: 45000, p90: 70000}
# outlook:
#   area: United States
#   period: 2024-34
#   growth_percent: 3.5
# interests: {Realistic: 50, Investigative: 50, Artistic: 50, Social: 50, Enterprising: 50,
#   Conventional: 50}
"""


def slug_of(title: str) -> str:
    """The file name for a title; raises `UsageError` if it would be empty."""
    words = re.findall(r"[a-z0-9]+", title.casefold())
    if not words:
        what = f"{title!r} has no letters or digits to name a file by"
        raise UsageError(what, 'give a title, such as "Drone Inspector"')
    return "-".join(words)[:100].rstrip("-")


def scaffold(title: str, code: str, like: Occupation | None = None) -> str:
    """The text of a new file; with `like`, it begins from that occupation's figures.

    Its first line gives editors the path of the installed schema.
    """
    first = f"{EDITORS_LINE} $schema={paths.FILE_SCHEMA.as_uri()}\n"
    return first + _text(title, code, like)


def _text(title: str, code: str, like: Occupation | None) -> str:
    if like is None:
        empty = Occupation(slug_of(title), code, title)
        return text_of(empty, f"{_WORDS}\n").rstrip("\n") + f"\n{_FIGURES}"
    sentences = (
        f"# The figures below are those of {like.title} ({like.code}):\n"
        "# change what differs for yours. If you change pay, outlook or preparation,\n"
        "# remove published_for. Only an import into this folder overwrites your figures.\n"
    )
    group = Group(like.soc, like.title)
    new = replace(
        like,
        pay=like.pay and replace(like.pay, group=like.pay.group or group),
        outlook=like.outlook
        and replace(like.outlook, group=like.outlook.group or group),
        preparation=like.preparation
        and replace(like.preparation, group=like.preparation.group or group),
        slug=slug_of(title),
        code=code,
        title=title,
        words=Words(),
        titles=Titles(),
        handbook=None,
        history=(),
    )
    return text_of(new, f"{_WORDS}\n{sentences}\n")


def begin(into: Path | None, slug: str, text: str) -> Path:
    """Write a new file in a folder, or in the person's own; return its path.

    In the person's own folder only they can read it; elsewhere it follows the umask.
    Raises `UsageError` when it is there already, `BadData` when the text is not an
    occupation's, and `CareerfitError` for a folder that is not theirs alone.
    """
    mine = into is None
    folder = into or paths.needed_personal_folder() / "occupations"
    path = folder / f"{slug}.yaml"
    parse(text, str(path), slug)
    with private.trying("written", path):
        if mine:
            profiles.own_folder(folder.parent)
            private.own(folder, _belongs_to_this_person)
        else:
            atomic.resolved(folder).mkdir(parents=True, exist_ok=True)
        try:
            with atomic.writing(path, private=mine, replace=False) as file:
                file.write(text.encode())
        except FileExistsError as error:
            what = f"{path}: already exists and was left unchanged"
            raise UsageError(what, "give another title, or remove it first") from error
    return path


def _belongs_to_this_person(path: Path) -> bool:
    return os.name != "posix" or path.lstat().st_uid == os.geteuid()
