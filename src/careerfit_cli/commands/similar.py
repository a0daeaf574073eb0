"""`careerfit similar`: similar occupations, named by O*NET or nearest by profile."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from careerfit_cli.compare.similar import (
    ALIKE_IN,
    SimilarOccupation,
    SimilarOccupations,
    similar_to,
)
from careerfit_cli.export import document
from careerfit_cli.model.attribution import SHORT
from careerfit_cli.ui.loading import all_ratings, open_index, the_occupation
from careerfit_cli.ui.options import Name, Screen, TableOptions
from careerfit_cli.views import listing
from careerfit_cli.views.display import cell, group, paragraphs, say, section

if TYPE_CHECKING:
    from rich.console import RenderableType

    from careerfit_cli.views.display import Display

GROUPS = ("both", "named", "near")

HEADS = ("group", "tier", "likeness", "place", "domains", *document.ENTRY_HEADS)

_WIDTHS = (7, 7, 10, 8, 12)
"""Widths of the figure columns, the same in every group."""

_FIGURES = 2 + sum(2 + width for width in _WIDTHS)

TIERS = {"Primary-Short": "closest", "Primary-Long": "close", "Supplemental": "wider"}
"""One word for each of O*NET's tiers of related occupations."""


def similar(
    name: Name,
    nearest: Annotated[
        int, typer.Option("--top", min=1, help="How many with the nearest profile.")
    ] = 10,
    everything: Annotated[
        bool, typer.Option("--all", help="Include the widest tier of O*NET.")
    ] = False,
    *,
    output: TableOptions,
    screen: Screen,
) -> None:
    """Show related occupations (O*NET) and those with the nearest profile.

    \b
    careerfit similar registered-nurse
    careerfit similar carpenter --top 20 -o carpenter.csv
    """
    destination = output.destination()
    occupation = the_occupation(name)
    index = open_index()
    similar = similar_to(occupation, index.catalogue, all_ratings(index), nearest)
    if not destination.kind:
        screen.show(render(similar, screen.display, everything=everything))
        return
    data = to_dict(similar, index.releases)
    rows = ({"group": name, **row} for name in GROUPS for row in data[name])
    destination.write_rows("similar", data, HEADS, rows)


def render(
    similar: SimilarOccupations, display: Display, *, everything: bool = False
) -> RenderableType:
    """Occupations on both lists, only on O*NET's, and only near by profile."""
    close = [
        other for other in similar.named if everything or other.tier != "Supplemental"
    ]
    shown = [*similar.both, *close, *similar.near]
    longest = max((len(other.entry.title) for other in shown), default=0)
    width = min(longest, display.width - _FIGURES)
    parts = (
        _group("Named by O*NET, with a near profile", similar.both, width, display),
        _group("Named only by O*NET", close, width, display),
        _group("Near only by profile", similar.near, width, display),
    )
    left = len(similar.named) - len(close)
    return group(
        say(f"Like {similar.occupation.title}", "bold"),
        say(""),
        *(part for part in parts if part),
        paragraphs(_legend(similar, shown, left)),
    )


def _group(
    title: str, others: Sequence[SimilarOccupation], width: int, display: Display
) -> RenderableType | None:
    if not others:
        return None
    likenesses = [cell(other.likeness, "{:.2f}") for other in others]
    tiers = [TIERS.get(other.tier, other.tier) or "no" for other in others]
    listed = listing.entry_table(
        [other.entry for other in others],
        display,
        [
            listing.Column("O*NET", tiers, right=False),
            listing.Column("Alike,\n-1 to 1", likenesses),
        ],
        widths=[width, *_WIDTHS],
    )
    return section(title, "", listed)


def _legend(
    similar: SimilarOccupations, shown: Sequence[SimilarOccupation], left: int
) -> list[str]:
    lines = []
    if left:
        lines.append(f"O*NET names {left} more in its widest tier; --all shows them.")
    if similar.unknown:
        names = ", ".join(other.title for other in similar.unknown)
        lines.append(f"Named by O*NET, but not in the catalogue: {names}.")
    lines.append(
        "O*NET: how close it rates them, by tasks, knowledge and job titles; "
        "no: not named."
    )
    if similar.measured:
        lines.append(
            "Alike: correlation of interests, abilities, skills, knowledge and work "
            "activities, relative to the mean of all work; 1 is alike, 0 no relation."
        )
    else:
        lines.append(
            "It has too few ratings to compare profiles, so only O*NET's list is shown."
        )
    return [*lines, *listing.legend([other.entry for other in shown]), SHORT]


def to_dict(similar: SimilarOccupations, releases: document.Releases) -> dict[str, Any]:
    """The document: the occupations of each group."""
    groups = {
        name: [_to_row(other) for other in getattr(similar, name)] for name in GROUPS
    }
    alike = [domain.key for domain in ALIKE_IN]
    slugs = [row["slug"] for rows in groups.values() for row in rows]
    slugs.append(similar.occupation.slug)
    units = {
        "likeness": "mean correlation of standardized profiles, -1 to 1",
        "place": "rank by likeness among all other occupations",
        "domains": f"domains both are rated on, of {len(alike)}",
    }
    sections = ("related", *alike, *document.ENTRY_SECTIONS)
    return {
        **document.of_entries(slugs, releases, units, sections),
        "occupation": document.named(similar.occupation),
        "alike_in": alike,
        "measured": similar.measured,
        **groups,
        "unknown": document.plain(similar.unknown),
    }


def _to_row(other: SimilarOccupation) -> dict[str, Any]:
    row = document.plain(other)
    del row["entry"]
    return {**row, **document.entry_row(other.entry)}
