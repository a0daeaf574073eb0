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
from careerfit_cli.model.attribution import SHORT
from careerfit_cli.ui import completion, filter_options, terminal
from careerfit_cli.ui.filter_options import FilterOptions
from careerfit_cli.ui.loading import open_index
from careerfit_cli.ui.options import Screen, TableOptions
from careerfit_cli.views.display import group, half_up, heading, say, table
from careerfit_cli.views.listing import (
    growth_head,
    growth_legend,
    pay_head,
    pay_legend,
    short_education,
    short_growth,
    short_pay,
)

if TYPE_CHECKING:
    from rich.console import RenderableType

    from careerfit_cli.export.document import Releases
    from careerfit_cli.export.table import Cell
    from careerfit_cli.views.display import Display

_LEAST_WIDTH = 72

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
    if destination.kind == "json":
        destination.write_json("top", to_dict(top, shown, index.releases))
    elif destination.kind:
        destination.write_table(*to_table(top, shown))
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

    entries = [ranked.entry for ranked in shown]
    pay, growth = pay_head(entries), growth_head(entries)
    heads = ("Occupation", "Score,\n0-100", "Rank", pay, growth, "Education")
    rows = [_row(ranked) for ranked in shown]
    element = top.element
    meaning = load_glossary().meanings(element.domain.key).get(element.name, "")
    return group(
        heading(element.name, element.domain.title.lower()),
        *([say(meaning)] if meaning else []),
        say(""),
        table(heads, rows, display, right=[1, 2, 3, 4], least_width=_LEAST_WIDTH),
        say(""),
        *(say(line, "dim") for line in _legend(top, shown)),
    )


def _row(ranked: RankedOccupation) -> tuple[str, ...]:
    star = "?" if ranked.weak else ""
    return (
        ranked.entry.title,
        f"{half_up(ranked.score)}{star}",
        str(ranked.rank),
        short_pay(ranked.entry),
        short_growth(ranked.entry),
        short_education(ranked.entry.education),
    )


def _legend(top: TopElements, shown: Sequence[RankedOccupation]) -> list[str]:
    entries = [ranked.entry for ranked in shown]
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
    lines += pay_legend(entries)
    lines += growth_legend(entries)
    lines.append("Education: what is typical to enter (BLS). - is not reported.")
    return [*lines, SHORT]


def _tied(top: TopElements, shown: Sequence[RankedOccupation]) -> int:
    """How many occupations that are not shown tie with the last one shown."""
    last = max((ranked.rank for ranked in shown), default=0)
    return sum(ranked.rank == last for ranked in top.found[len(shown) :])


def to_dict(
    top: TopElements, shown: Sequence[RankedOccupation], releases: Releases
) -> dict[str, Any]:
    """The document: the element, and the occupations shown."""
    from careerfit_cli.export.document import (
        ENTRY_SECTIONS,
        ENTRY_UNITS,
        PLACES,
        SCORE_UNIT,
        entry_row,
        sources_of,
    )

    domain = top.element.domain.key
    slugs = [ranked.entry.slug for ranked in shown]
    return {
        "units": {**ENTRY_UNITS, "score": SCORE_UNIT, "mean": SCORE_UNIT},
        "sources": sources_of(slugs, releases, (domain, *ENTRY_SECTIONS)),
        "element": {"domain": domain, "name": top.element.name},
        "lowest": top.lowest,
        "rated": top.rated,
        "unrated": top.unrated,
        "mean": round(top.mean, PLACES),
        "occupations": [
            {
                "rank": ranked.rank,
                "score": ranked.score,
                "weak": ranked.weak,
                **entry_row(ranked.entry),
            }
            for ranked in shown
        ],
    }


def to_table(
    top: TopElements, shown: Sequence[RankedOccupation]
) -> tuple[tuple[str, ...], list[list[Cell]]]:
    """The heads and rows of a table."""
    from careerfit_cli.export.document import ENTRY_HEADS, entry_row
    from careerfit_cli.model.attribution import SOURCE

    domain, name = top.element.domain.key, top.element.name
    rows: list[list[Cell]] = [
        [domain, name, ranked.rank, ranked.score, str(ranked.weak).lower(),
         *entry_row(ranked.entry).values(), SOURCE]
        for ranked in shown
    ]  # fmt: skip
    return ("domain", "element", "rank", "score", "weak", *ENTRY_HEADS), rows
