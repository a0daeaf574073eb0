"""What commands load before they do anything: the index, one occupation, the quiz."""

from __future__ import annotations

from typing import TYPE_CHECKING

from careerfit_cli.cli import screen

if TYPE_CHECKING:
    from careerfit_cli.model.occupation import Occupation
    from careerfit_cli.store.index import Index


def open_index() -> Index:
    """The index of the built-in occupations."""
    from careerfit_cli.store import index, places

    folder = places.builtin_occupations()
    return index.open_index(
        folder,
        places.cached_index(folder),
        places.PREBUILT_INDEX,
        lambda done, total: screen.progress("Reading occupations", done, total),
    )


def the_occupation(name: str) -> Occupation:
    """The occupation a name stands for; a file's own name opens that file alone."""
    from careerfit_cli.store import occupations, places

    folder = places.builtin_occupations()
    found = occupations.load_named(folder, name)
    if found is not None:
        return found
    from careerfit_cli import search

    index = open_index()
    entry = search.find(name, index.catalogue, index.titles)
    if search.is_guess(name, entry):
        screen.note(f"Taking {name!r} for {entry.title}.")
    return occupations.load(folder / f"{entry.slug}.yaml")
