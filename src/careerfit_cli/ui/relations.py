"""Commands that hold an occupation against places and other occupations."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from careerfit_cli.errors import UsageError
from careerfit_cli.ui import completion, filter_options, output, terminal
from careerfit_cli.ui.app import Json, NoColor, Plain
from careerfit_cli.ui.browse import Name
from careerfit_cli.ui.loading import all_ratings, open_index, the_occupation

if TYPE_CHECKING:
    from rich.console import RenderableType

    from careerfit_cli.compare.top_elements import RankedOccupation, TopElements
    from careerfit_cli.views.display import Display


def path(
    start: Annotated[
        str,
        typer.Argument(
            help="The current occupation.",
            autocompletion=completion.occupations,
        ),
    ],
    goal: Annotated[
        str,
        typer.Argument(
            help="The new occupation.", autocompletion=completion.occupations
        ),
    ],
    everything: Annotated[
        bool, typer.Option("--all", help="Show every step, technology and element.")
    ] = False,
    json: Json = False,
    out: output.Out = None,
    force: output.Force = False,
    plain: Plain = False,
    no_color: NoColor = False,
) -> None:
    """Show what a change of occupation takes: what to learn, what carries over.

    \b
    careerfit path registered-nurse nurse-practitioner
    careerfit path "bank teller" "loan officer" --all
    """
    from careerfit_cli.compare.paths import path as between

    to = output.wanted(out, force=force, json=json)
    first, second = the_occupation(start), the_occupation(goal)
    if first.slug == second.slug:
        raise UsageError("both names stand for one occupation", "give two")
    found = between(first, second)
    if to.kind:
        from careerfit_cli.export import relations as export

        to.write(export.path(found))
        return
    from careerfit_cli.views import path as view

    display = terminal.display(plain=plain)
    drawn = view.path(found, display, everything=everything)
    terminal.show(drawn, display, no_color=no_color)


Domain = Annotated[
    str,
    typer.Option(
        help="The kind, if a name is in two: skills, knowledge, ...",
        autocompletion=completion.domains,
    ),
]


class TopOrder(StrEnum):
    """In what order the occupations that lean most are shown."""

    SCORE = "score"
    TITLE = "title"
    PAY = "pay"
    GROWTH = "growth"


@filter_options.with_filter_options
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
    narrow: filter_options.FilterOptions,
    json: Json = False,
    csv: output.Csv = False,
    excel: output.Excel = False,
    markdown: output.Markdown = False,
    out: output.Out = None,
    force: output.Force = False,
    plain: Plain = False,
    no_color: NoColor = False,
) -> None:
    """List the occupations that need a skill, interest or other element most.

    \b
    careerfit top programming --education associate
    careerfit top "skills: Mathematics" --sort pay
    careerfit top "outdoors, exposed to weather" --lowest
    """
    from careerfit_cli import filters, search
    from careerfit_cli.compare.top_elements import top_elements

    to = output.wanted(
        out, force=force, json=json, csv=csv, excel=excel, markdown=markdown
    )
    asked = search.element(element, domain)
    area, conditions = narrow.chosen()
    if not search.is_named(element, asked):
        terminal.note(f"Taking {element!r} for {asked.whole}.")
    index = open_index()
    narrowed = filters.apply_filters(filter_options.paid(index, area), conditions)
    known = index.ratings(asked.domain), index.low_precision(asked.domain)
    found = top_elements(asked, narrowed.kept, *known, lowest=lowest)
    shown = _in_order(found.found[:count], sort)
    if to.kind:
        from careerfit_cli.export import relations as export

        to.write(export.leanings(found, shown, index.releases, to.kind))
    elif shown:
        display = terminal.display(plain=plain)
        terminal.show(_drawn(found, shown, display), display, no_color=no_color)
    filter_options.explain_filters(narrowed)


def _drawn(
    found: TopElements, shown: Sequence[RankedOccupation], display: Display
) -> RenderableType:
    from careerfit_cli.storage.glossary import load_glossary
    from careerfit_cli.views import leaning as view

    meanings = load_glossary().meanings(found.element.domain.key)
    return view.leanings(found, shown, meanings.get(found.element.name, ""), display)


def _in_order(
    found: Sequence[RankedOccupation], order: TopOrder
) -> Sequence[RankedOccupation]:
    if order is TopOrder.SCORE:
        return found
    from careerfit_cli.filters import ordered

    by_slug = {own.entry.slug: own for own in found}
    entries = ordered([own.entry for own in found], order.value)
    return [by_slug[entry.slug] for entry in entries]


def similar(
    name: Name,
    nearest: Annotated[
        int, typer.Option("--top", min=1, help="How many with the nearest profile.")
    ] = 10,
    everything: Annotated[
        bool, typer.Option("--all", help="Include the widest tier of O*NET.")
    ] = False,
    json: Json = False,
    csv: output.Csv = False,
    excel: output.Excel = False,
    markdown: output.Markdown = False,
    out: output.Out = None,
    force: output.Force = False,
    plain: Plain = False,
    no_color: NoColor = False,
) -> None:
    """Show related occupations (O*NET) and those with the nearest profile.

    \b
    careerfit similar registered-nurse
    careerfit similar carpenter --top 20 -o carpenter.csv
    """
    from careerfit_cli.compare.similar import similar_to

    to = output.wanted(
        out, force=force, json=json, csv=csv, excel=excel, markdown=markdown
    )
    occupation = the_occupation(name)
    index = open_index()
    found = similar_to(occupation, index.catalogue, all_ratings(index), nearest)
    if to.kind:
        from careerfit_cli.export import relations as export

        to.write(export.neighbors(found, index.releases, to.kind))
        return
    from careerfit_cli.views import likeness as view

    display = terminal.display(plain=plain)
    drawn = view.neighbors(found, display, everything=everything)
    terminal.show(drawn, display, no_color=no_color)
