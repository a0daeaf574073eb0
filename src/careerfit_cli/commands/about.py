"""`careerfit about`: the version, sources, legal notices and folders."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from careerfit_cli import __version__
from careerfit_cli.commands.data import NO_FOLDER, place_row
from careerfit_cli.model.attribution import NO_CLAIM, NOTICES
from careerfit_cli.ui.loading import reading
from careerfit_cli.ui.options import JsonOptions, Screen
from careerfit_cli.views import figures
from careerfit_cli.views.display import (
    Whole,
    apart,
    group,
    heading,
    indented,
    paragraphs,
    say,
    section,
    table,
)

if TYPE_CHECKING:
    from rich.console import RenderableType

    from careerfit_cli.storage.saved_data import SavedFolder
    from careerfit_cli.views.display import Display


@dataclass(frozen=True)
class Folder:
    """A folder, and how many occupation files are in it."""

    path: str
    count: int


@dataclass(frozen=True)
class About:
    """The version, the built-in and personal occupations, and where files are stored.

    `releases` say, by section of the built-in files, how many occupations have figures
    of each release, by publisher and release. `estimated` counts occupations by domain
    that has not been published for them and is estimated.
    """

    version: str
    occupations: Folder
    own: tuple[Folder, ...]
    releases: Mapping[str, Mapping[str, int]]
    estimated: Mapping[str, int]
    saved: tuple[SavedFolder, ...]


def about(output: JsonOptions, screen: Screen) -> None:
    """Show the version, sources and legal notices.

    The version, the number of occupations, the releases their figures come from, the
    publishers, and where files are stored on this computer.

    \b
    careerfit about
    careerfit about --json
    """
    destination = output.destination()
    about = facts()
    if destination.kind:
        # It names the saved profiles.
        destination.write_json("about", to_dict(about), private=True)
    else:
        screen.show(render(about, screen.display))


def facts() -> About:
    """The contents of the page."""
    from collections import Counter

    from careerfit_cli import api
    from careerfit_cli.storage import paths, saved_data

    opened = api.Catalogue.load(progress=reading)
    counts: dict[str, Counter[str]] = {}
    for by_section in opened.index.releases.values():
        for name, release in by_section.items():
            counts.setdefault(name, Counter())[release] += 1
    return About(
        version=__version__,
        occupations=Folder(str(paths.builtin_occupations()), len(opened)),
        own=tuple(
            Folder(str(folder), len(paths.occupations_in(folder)))
            for folder in paths.own_occupations()
        ),
        releases={name: dict(count.most_common()) for name, count in counts.items()},
        estimated=Counter(
            key for entry in opened.index.catalogue for key in entry.estimated
        ),
        saved=saved_data.everything(),
    )


def render(about: About, display: Display) -> RenderableType:
    """Version and size, releases by section, notices, and where files are stored."""
    count = about.occupations.count
    places = [
        ("The built-in occupations", about.occupations.path),
        *((f"Occupations of your own: {own.count}", own.path) for own in about.own),
        *((place.what, place.folder) for place in about.saved),
    ]
    return group(
        say(f"careerfit {about.version}", "bold"),
        say(f"{count} U.S. occupations, offline. The code is under the MIT license."),
        say(""),
        _releases(about, display),
        section("Data sources", "", *apart(map(say, NOTICES))),
        section("Limits", "", say(NO_CLAIM)),
        heading("File locations"),
        *(
            part
            for what, folder in places
            for part in (indented(say(what)), Whole(folder or NO_FOLDER, 4))
        ),
        say(""),
        say("`careerfit data` lists, copies and deletes saved data.", "dim"),
    )


def _releases(about: About, display: Display) -> RenderableType:
    rows = [
        (figures.section_title(name), release, f"{count:,}")
        for name, counts in about.releases.items()
        for release, count in counts.items()
    ]
    heads = ("Figures", "Release", "Occupations")
    drawn = table(heads, rows, display, right=[2])
    estimated = [
        f"{figures.section_title(key)}: not published for {count} occupations, and "
        "estimated from their other figures (docs/method.md)."
        for key, count in about.estimated.items()
    ]
    return section("Where the figures come from", "", drawn, paragraphs(estimated))


def to_dict(about: About) -> dict[str, Any]:
    """The document: version, occupations, releases of each section, and folders."""
    from careerfit_cli.export.document import plain

    units = {
        "releases": "occupations by publisher and release",
        "estimated": "occupations by domain",
    }
    return {
        "version": about.version,
        "units": units,
        **{
            name: plain(getattr(about, name))
            for name in ("occupations", "own", "releases", "estimated")
        },
        "places": [place_row(place) for place in about.saved],
        "no_claim": NO_CLAIM,
    }
