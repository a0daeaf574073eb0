"""Creates a person's own occupation files."""

from __future__ import annotations

import os
from pathlib import Path

from careerfit_cli.errors import UsageError
from careerfit_cli.storage import atomic, paths, private, profiles
from careerfit_cli.storage.occupations import parse


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
