"""What the program says of itself."""

from __future__ import annotations

from rich.console import Group, RenderableType
from rich.padding import Padding

from careerfit_cli.model.about import About
from careerfit_cli.model.attribution import NO_CLAIM, NOTICES
from careerfit_cli.views import figures
from careerfit_cli.views.display import (
    Display,
    Whole,
    apart,
    heading,
    paragraphs,
    say,
    section,
    table,
)


def about(found: About, display: Display) -> RenderableType:
    """Version and size, releases by section, notices, and where things lie."""
    count = found.occupations.count
    return Group(
        say(f"careerfit {found.version}", "bold"),
        say(f"{count} U.S. occupations, offline. The code is under the MIT license."),
        say(""),
        _releases(found, display),
        section("Whose the figures are", "", *apart(map(say, NOTICES))),
        section("What is not claimed", "", say(NO_CLAIM)),
        heading("Where things lie"),
        *(line for place in _places(found) for line in _place(*place)),
        say(""),
        say("`careerfit data` lists what is kept, copies it and removes it.", "dim"),
    )


def _releases(found: About, display: Display) -> RenderableType:
    rows = [
        (figures.section_title(name), release, f"{count:,}")
        for name, counts in found.releases.items()
        for release, count in counts.items()
    ]
    heads = ("Figures", "Release", "Occupations")
    drawn = table(heads, rows, display, right=[2])
    estimated = [
        f"{figures.section_title(key)}: not published for {count} occupations, and "
        "estimated from their other figures (docs/method.md)."
        for key, count in found.estimated.items()
    ]
    return section("Where the figures come from", "", drawn, paragraphs(estimated))


def _places(found: About) -> list[tuple[str, str]]:
    """What lies where: occupations, and what is kept of a person and besides."""
    return [
        ("The built-in occupations", found.occupations.path),
        *((f"Occupations of your own: {own.count}", own.path) for own in found.own),
        *((own.what, own.folder) for own in found.kept),
    ]


def _place(what: str, folder: str) -> list[RenderableType]:
    """What lies somewhere, and the folder, whole so that it can be copied."""
    return [
        Padding(say(what), (0, 0, 0, 2)),
        Whole(folder or "nowhere: there is no home folder", 4),
    ]
