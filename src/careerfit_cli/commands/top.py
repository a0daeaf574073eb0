"""`careerfit top`: the occupations that need one element most."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from careerfit_cli.compare.top_elements import (
    RankedOccupation,
    TopElements,
    top_elements,
)
from careerfit_cli.export import document
from careerfit_cli.model.attribution import SHORT
from careerfit_cli.ui import completion, filter_options, terminal
from careerfit_cli.ui.filter_options import FilterOptions
from careerfit_cli.ui.loading import open_index
from careerfit_cli.ui.options import Screen, TableOptions
from careerfit_cli.views import listing
from careerfit_cli.views.display import group, half_up, heading, paragraphs, say

if TYPE_CHECKING:
    from rich.console import RenderableType

    from careerfit_cli.views.display import Display

_LEAST_WIDTH = 72

HEADS = ("domain", "element", "rank", "score", "weak", *document.ENTRY_HEADS)

Domain = Annotated[
    str,
    typer.Option(
        help="The kind, if two share the name: skills, knowledge, ...",
        autocompletion=completion.domains,
    ),
]


class TopOrder(StrEnum):
    """What the occupations are sorted by."""

    SCORE = "score"
    TITLE = "title"
    PAY = "pay"
    GROWTH = "growth"


def top(
    element: Annotated[
        str,
        typer.Argument(
            help="A skill, interest, work style, ..., such as Programming.",
            autocompletion=completion.elements,
        ),
    ],
    domain: Domain = "",
    lowest: Annotated[
        bool, typer.Option("--lowest", help="Those that need it least.")
    ] = False,
    count: Annotated[
        int, typer.Option("--top", min=1, help="How many occupations.")
    ] = 15,
    sort: Annotated[TopOrder, typer.Option(help="Sort by this.")] = TopOrder.SCORE,
    *,
    narrow: FilterOptions,
    output: TableOptions,
    screen: Screen,
) -> None:
    """List the occupations that need a skill, interest or other element most.

    \b
    careerfit top programming --education associate
    careerfit top "skills: Mathematics" --sort pay
    careerfit top "outdoors, exposed to weather" --lowest
    """
    from careerfit_cli import search
    from careerfit_cli.filters import apply_filters

    destination = output.destination()
    asked = search.element(element, domain)
    area, conditions = narrow.chosen()
    if not search.is_named(element, asked):
        terminal.note(f"Showing {asked.whole} for {element!r}.")
    index = open_index()
    filtered = apply_filters(filter_options.paid(index, area), conditions)
    known = index.ratings(asked.domain), index.low_precision(asked.domain)
    top = top_elements(asked, filtered.kept, *known, lowest=lowest)
    shown = in_order(top.found[:count], sort)
    if destination.kind:
        data = to_dict(top, shown, index.releases)
        shared = {"domain": asked.domain.key, "element": asked.name}
        rows = (
            {**shared, **row, "weak": str(row["weak"]).lower()}
            for row in data["occupations"]
        )
        destination.write_rows("top", data, HEADS, rows)
    elif shown:
        screen.show(render(top, shown, screen.display))
    filter_options.explain_filters(filtered)


def in_order(
    occupations: Sequence[RankedOccupation], order: TopOrder
) -> Sequence[RankedOccupation]:
    """The occupations, sorted."""
    if order is TopOrder.SCORE:
        return occupations
    from careerfit_cli.filters import ordered

    by_slug = {ranked.entry.slug: ranked for ranked in occupations}
    entries = ordered([ranked.entry for ranked in occupations], order.value)
    return [by_slug[entry.slug] for entry in entries]


def render(
    top: TopElements,
    shown: Sequence[RankedOccupation],
    display: Display,
) -> RenderableType:
    """What the element means, and occupations with their score, pay and growth."""
    from careerfit_cli.storage.glossary import load_glossary

    element = top.element
    meaning = load_glossary().meanings(element.domain.key).get(element.name, "")
    scores = [f"{half_up(row.score)}{'?' if row.weak else ''}" for row in shown]
    listed = listing.entry_table(
        [row.entry for row in shown],
        display,
        [
            listing.Column("Score,\n0-100", scores),
            listing.Column("Rank", [str(row.rank) for row in shown]),
        ],
        least_width=_LEAST_WIDTH,
    )
    return group(
        heading(element.name, element.domain.title.lower()),
        *([say(meaning)] if meaning else []),
        say(""),
        listed,
        say(""),
        paragraphs(_legend(top, shown)),
    )


def _legend(top: TopElements, shown: Sequence[RankedOccupation]) -> list[str]:
    low = " from the lowest" if top.lowest else ""
    lines = [
        f"Score: O*NET, 0-100. The mean of all {top.rated} rated is {top.mean:.0f}.",
        f"Rank: among all rated{low}; equal scores share a rank.",
    ]
    if tied := _tied(top, shown):
        have = "has" if tied == 1 else "have"
        lines.append(f"{tied} more {have} the last of these scores.")
    if any(ranked.weak for ranked in shown):
        lines.append("? marks low precision: too few raters, or they disagreed.")
    if top.unrated:
        one = "occupation is" if top.unrated == 1 else "occupations are"
        lines.append(f"{top.unrated} {one} not rated on it.")
    return [*lines, *listing.legend([row.entry for row in shown]), SHORT]


def _tied(top: TopElements, shown: Sequence[RankedOccupation]) -> int:
    """How many occupations that are not shown tie with the last one shown."""
    last = max((ranked.rank for ranked in shown), default=0)
    return sum(ranked.rank == last for ranked in top.found[len(shown) :])


def to_dict(
    top: TopElements, shown: Sequence[RankedOccupation], releases: document.Releases
) -> dict[str, Any]:
    """The document: the element, and the occupations shown."""
    domain = top.element.domain.key
    slugs = [ranked.entry.slug for ranked in shown]
    sections = (domain, *document.ENTRY_SECTIONS)
    units = dict.fromkeys(("score", "mean"), document.SCORE_UNIT)
    return {
        **document.of_entries(slugs, releases, units, sections),
        "element": {"domain": domain, "name": top.element.name},
        "lowest": top.lowest,
        "rated": top.rated,
        "unrated": top.unrated,
        "mean": round(top.mean, document.PLACES),
        "occupations": [
            {
                "rank": ranked.rank,
                "score": ranked.score,
                "weak": ranked.weak,
                **document.entry_row(ranked.entry),
            }
            for ranked in shown
        ],
    }
