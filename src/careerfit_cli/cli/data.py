"""What commands load before they do anything: the index, one occupation, the quiz."""

from __future__ import annotations

from typing import TYPE_CHECKING

from careerfit_cli.cli import screen

if TYPE_CHECKING:
    from careerfit_cli.fit import Fit
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


def own_fit(slug: str) -> Fit | None:
    """How an occupation fits the saved profile, if there is one that can be read."""
    from careerfit_cli.errors import CareerfitError
    from careerfit_cli.store import places

    try:
        folder = places.personal_folder()
        if folder is None or not folder.is_dir():
            return None
        from careerfit_cli.store import persons

        saved = persons.find_profile(folder)
        if saved is None:
            return None
        from careerfit_cli import fit, quiz
        from careerfit_cli.store.bank import load_bank

        bank = load_bank()
        profile = quiz.profile(bank, *quiz.answers_in(bank, saved.replay))
        return fit.fit_of(profile, open_index().catalogue, slug)
    except CareerfitError as error:
        screen.note(f"Your saved profile is left out: {error.text}")
        return None


def the_occupation(name: str) -> Occupation:
    """The occupation a name stands for; a file's own name opens that file alone."""
    from careerfit_cli.store import occupations, places

    folder = places.builtin_occupations()
    found = occupations.load_named(folder, name)
    if found is not None:
        return found
    from careerfit_cli import search

    index = open_index()
    entry = search.find(name, index.catalogue, index.names)
    if search.is_guess(name, entry):
        screen.note(f"Taking {name!r} for {entry.title}.")
    return occupations.load(folder / f"{entry.slug}.yaml")
