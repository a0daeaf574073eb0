"""Commands that look through the catalogue: list, search."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from careerfit_cli.cli import narrowing, output, screen
from careerfit_cli.cli.app import Json, NoColor, Plain
from careerfit_cli.cli.data import open_index
from careerfit_cli.errors import UnknownOccupation
from careerfit_cli.model.text import quoted


class Order(StrEnum):
    """What a list is sorted by."""

    TITLE = "title"
    PAY = "pay"
    GROWTH = "growth"


@narrowing.narrowed
def list_occupations(
    sort: Annotated[Order, typer.Option(help="Sort by this.")] = Order.TITLE,
    top: Annotated[
        int | None, typer.Option(min=1, help="Only the first so many.")
    ] = None,
    *,
    narrow: narrowing.Narrowing,
    json: Json = False,
    csv: output.Csv = False,
    markdown: output.Markdown = False,
    out: output.Out = None,
    force: output.Force = False,
    plain: Plain = False,
    no_color: NoColor = False,
) -> None:
    """List all occupations with their pay, growth and education.

    \b
    careerfit list --sort growth --top 20
    careerfit list --pay 80000 --education associate --sort pay
    """
    from careerfit_cli.filters import narrowed, ordered

    to = output.wanted(out, force=force, json=json, csv=csv, markdown=markdown)
    area, filters = narrow.chosen()
    index = open_index()
    found = narrowed(narrowing.paid(index, area), filters)
    entries = ordered(found.kept, sort.value)[:top]
    if to.kind:
        from careerfit_cli.export import catalogue as export

        to.write(export.listing(entries, index.releases, to.kind))
    elif entries:
        from careerfit_cli.views import listing

        look = screen.look(plain=plain)
        drawn = listing.listing(entries, look, len(found.kept))
        screen.show(drawn, look, no_color=no_color)
    narrowing.tell(found)


def search(
    text: Annotated[str, typer.Argument(help="Words of a title or a job title.")],
    top: Annotated[int, typer.Option(min=1, help="At most so many.")] = 15,
    json: Json = False,
    csv: output.Csv = False,
    markdown: output.Markdown = False,
    out: output.Out = None,
    force: output.Force = False,
    plain: Plain = False,
    no_color: NoColor = False,
) -> None:
    """Find occupations by words of a title or job title.

    \b
    careerfit search welding
    careerfit search "data analyst" --top 5 -o analysts.csv
    """
    from careerfit_cli import search as finder

    to = output.wanted(out, force=force, json=json, csv=csv, markdown=markdown)
    index = open_index()
    hits = finder.search(text, index.catalogue, index.names, top + 1)
    if not hits:
        raise UnknownOccupation(
            f"no occupation is like {quoted(text)}", hint="try one or two plain words"
        )
    if to.kind:
        from careerfit_cli.export import catalogue as export

        to.write(export.hits(hits[:top], index.releases, to.kind))
        return
    from careerfit_cli.views import listing

    look = screen.look(plain=plain)
    drawn = listing.hits(hits[:top], look, all_of_them=len(hits) <= top)
    screen.show(drawn, look, no_color=no_color)
