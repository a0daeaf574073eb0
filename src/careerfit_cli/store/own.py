"""A person's own occupation files, begun."""

from __future__ import annotations

from pathlib import Path

from careerfit_cli.errors import UsageError
from careerfit_cli.store import places, private
from careerfit_cli.store.occupations import parse


def begin(into: Path | None, slug: str, text: str) -> Path:
    """Write a new file in a folder, or in the person's own; says where.

    Raises `UsageError` when it is there already, and `BadData` when the text is not an
    occupation's.
    """
    folder = into or places.needed_personal_folder() / "occupations"
    path = folder / f"{slug}.yaml"
    parse(text, str(path), slug)
    with private.trying("written", path):
        folder.mkdir(parents=True, exist_ok=True)
        try:
            with path.open("x", encoding="utf-8") as file:
                file.write(text)
        except FileExistsError as error:
            what = f"{path}: is there already, and stays as it is"
            raise UsageError(what, "give another title, or remove it first") from error
    return path
