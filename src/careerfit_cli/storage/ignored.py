"""Files of a person's own folder of occupations that are not read, and why."""

from __future__ import annotations

import os
import re
from pathlib import Path

from careerfit_cli.errors import Problem
from careerfit_cli.storage import paths

_ALMOST = re.compile(r"(.+?)(\.ya?ml)(\.txt)?", re.IGNORECASE)
_MOST = 50

LINKED = "is a link that leads out of its folder"
LINKED_HINT = "put the file itself there"


def ignored(folder: Path) -> list[Problem]:
    """Files in a person's folder that look like occupations but are not read.

    That is files of another ending, names that are no occupation's, such as copies that
    synchronization makes, links out of the folder, and files in folders below it.
    """
    try:
        items = sorted(os.scandir(folder), key=lambda item: item.name)
    except OSError:
        return []
    names = [item.name for item in items]
    problems = (_about(item, folder, names) for item in items)
    return [problem for problem in problems if problem][:_MOST]


def _about(item: os.DirEntry[str], folder: Path, names: list[str]) -> Problem | None:
    path, match = Path(item.path), _ALMOST.fullmatch(item.name)
    if item.name.startswith("."):
        return None
    if path.is_dir():
        inside = next(path.glob("*.y*ml"), None)
        what = "is in a folder below, where no occupations are read"
        return (
            Problem(str(inside), 0, "", what, f"move it to {folder}")
            if inside
            else None
        )
    if not match:
        return None
    if match[2] + (match[3] or "") != ".yaml":
        what = "is not read: its name does not end in .yaml"
        return Problem(str(path), 0, "", what, f"rename it to {match[1]}.yaml")
    if paths.leads_out(path):
        return Problem(str(path), 0, "", LINKED, LINKED_HINT)
    if paths.is_slug(match[1]):
        return None
    return Problem(str(path), 0, "", *misnamed(match[1], names))


def misnamed(stem: str, names: list[str]) -> tuple[str, str]:
    """The fault in a file name, and what to do about it.

    `names` are the names of the files beside it.
    """
    slugs = (name.removesuffix(".yaml") for name in names if name.endswith(".yaml"))
    originals = [
        slug for slug in slugs if paths.is_slug(slug) and _continues(stem, slug)
    ]
    if originals:
        original = f"{max(originals, key=len)}.yaml"
        what = f"looks like a copy of {original}, and is not read"
        return what, f"compare it with {original}, then delete one of them"
    what = "is not read: its name cannot be that of an occupation"
    return what, "use lower-case letters, digits and single hyphens"


def _continues(stem: str, slug: str) -> bool:
    return stem.startswith(slug) and not stem[len(slug) :][:1].isalnum()
