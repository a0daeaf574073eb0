"""A person's own occupation files, begun."""

from __future__ import annotations

from pathlib import Path

from careerfit_cli.errors import UsageError
from careerfit_cli.store import places, private, whole
from careerfit_cli.store.occupations import parse


def begin(into: Path | None, slug: str, text: str) -> Path:
    """Write a new file in a folder, or in the person's own; says where.

    In the person's own it is for their eyes alone; elsewhere it is as open as the umask
    lets it be. Raises `UsageError` when it is there already, and `BadData` when the text
    is not an occupation's.
    """
    mine = into is None
    folder = into or places.needed_personal_folder() / "occupations"
    path = folder / f"{slug}.yaml"
    parse(text, str(path), slug)
    with private.trying("written", path):
        if mine:
            private.make(folder)
        else:
            folder.mkdir(parents=True, exist_ok=True)
        try:
            with whole.writing(path, private=mine, replace=False) as file:
                file.write(text.encode())
        except FileExistsError as error:
            what = f"{path}: already exists and was left unchanged"
            raise UsageError(what, "give another title, or remove it first") from error
    return path
