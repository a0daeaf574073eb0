"""`careerfit search`: occupations whose title or a job title matches some words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from careerfit_cli.errors import UnknownOccupation
from careerfit_cli.export import document
from careerfit_cli.model.text import quoted
from careerfit_cli.ui.loading import open_index
from careerfit_cli.ui.options import Screen, TableOptions
from careerfit_cli.views import listing

if TYPE_CHECKING:
    from rich.console import RenderableType

    from careerfit_cli.search import Hit
    from careerfit_cli.views.display import Display


HEADS = (*document.ENTRY_HEADS[:-1], "matched", "likeness", document.ENTRY_HEADS[-1])


def search(
    text: Annotated[str, typer.Argument(help="Words of a title or a job title.")],
    top: Annotated[int, typer.Option(min=1, help="Maximum number to list.")] = 15,
    *,
    output: TableOptions,
    screen: Screen,
) -> None:
    """Find occupations by title or job title.

    \b
    careerfit search welding
    careerfit search "data analyst" --top 5 -o analysts.csv
    """
    from careerfit_cli.search import search as hits_of

    destination = output.destination()
    index = open_index()
    hits = hits_of(text, index.catalogue, index.names, top + 1)
    if not hits:
        raise UnknownOccupation(
            f"no occupation matches {quoted(text)}",
            hint="try one or two plain words",
        )
    shown = hits[:top]
    if destination.kind:
        data = to_dict(shown, index.releases)
        destination.write_rows("search", data, HEADS, data["occupations"])
    else:
        screen.show(render(shown, screen.display, more=len(hits) > top))


def render(
    hits: Sequence[Hit], display: Display, *, more: bool = False
) -> RenderableType:
    """Occupations, each with the matching job title if its title did not match.

    `more` says whether others match too.
    """
    differs = [hit.name != hit.entry.title for hit in hits]
    names = [
        f'{hit.entry.title} ("{hit.name}")' if differ else hit.name
        for hit, differ in zip(hits, differs, strict=True)
    ]
    line = listing.count(len(hits))
    remarks = [f"The nearest {line[:-1]}; --top shows more." if more else line]
    if any(differs):
        remarks.append("In parentheses: the matching job title.")
    entries = [hit.entry for hit in hits]
    return listing.all_columns(entries, remarks, display, names)


def to_dict(hits: Sequence[Hit], releases: document.Releases) -> dict[str, Any]:
    """The document: entries with the matching name and its similarity."""
    slugs = [hit.entry.slug for hit in hits]
    sections = (*document.ENTRY_SECTIONS, "titles")
    return {
        **document.of_entries(slugs, releases, {"likeness": "0-100"}, sections),
        "occupations": [
            {
                **document.entry_row(hit.entry),
                "matched": hit.name,
                "likeness": hit.likeness,
            }
            for hit in hits
        ],
    }
