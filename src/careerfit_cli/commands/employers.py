"""`careerfit employers`: the industries that employ an occupation."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from careerfit_cli.export import document
from careerfit_cli.model.attribution import SHORT
from careerfit_cli.ui.loading import open_tables, pay_soc, the_occupation
from careerfit_cli.ui.options import Name, Screen, TableOptions
from careerfit_cli.views import figures
from careerfit_cli.views.display import cell, paragraphs, say, table, titled

if TYPE_CHECKING:
    from rich.console import RenderableType

    from careerfit_cli.model.occupation import Occupation
    from careerfit_cli.model.tables import IndustryJobs
    from careerfit_cli.storage.tables import Tables
    from careerfit_cli.views.display import Display

HEADS = (
    "slug", "code", "title", "industry_code", "industry", "level", "share", "jobs",
    "median", "at_least", "period", "published_for", "source",
)  # fmt: skip


def employers(
    name: Name,
    top: Annotated[int, typer.Option(min=1, help="How many industries.")] = 10,
    detail: Annotated[
        bool,
        typer.Option("--detail", help="List narrower industries (four-digit NAICS)."),
    ] = False,
    *,
    output: TableOptions,
    screen: Screen,
) -> None:
    """List the industries that employ an occupation.

    \b
    careerfit employers registered-nurse
    careerfit employers electrician --detail --top 20
    """
    destination = output.destination()
    occupation = the_occupation(name)
    tables = open_tables()
    every = largest(occupation, tables, detail=detail)
    if not destination.kind:
        drawn = render(occupation, every[:top], len(every), tables, screen.display)
        screen.show(drawn)
        return
    data = to_dict(occupation, every[:top], tables)
    shared = document.shared_cells(data, tables.source("industry_jobs").period)
    rows = ({**shared, **row} for row in data["industries"])
    destination.write_rows("employers", data, HEADS, rows)


def largest(
    occupation: Occupation, tables: Tables, *, detail: bool = False
) -> list[IndustryJobs]:
    """Three-digit industries, or four-digit ones with `detail`, largest share first.

    The three-digit industries add up to the whole occupation.
    """
    level = 4 if detail else 3
    rows = [
        row
        for row in tables.industry_jobs(pay_soc(occupation))
        if row.industry.level == level and not row.industry.by_owner
    ]
    return sorted(rows, key=lambda row: (-(row.share or 0), row.industry.name))


def render(
    occupation: Occupation,
    rows: Sequence[IndustryJobs],
    among: int,
    tables: Tables,
    display: Display,
) -> RenderableType:
    """A table of industries with share, jobs and median pay."""
    from careerfit_cli.model.tables import TOP_CODE

    top = f"at least ${TOP_CODE:,}"
    cells = [
        (
            row.industry.name,
            cell(row.share, "{:.1f}%"),
            cell(row.jobs),
            top if row.at_least else cell(row.median, "${:,}"),
        )
        for row in rows
    ]
    heads = ("Industry", "Share\nof jobs", "Jobs", "Median\npay a year")
    listed = table(heads, cells, display, right=[1, 2, 3], widths=[40, 7, 10, 11])
    remarks = [
        f"{len(rows)} of {among} industries." if rows else "",
        "Share of wage and salary jobs; the self-employed are not counted.",
        *figures.group(occupation.pay_group, "This"),
        "- is not reported." if any("-" in row[1:] for row in cells) else "",
        SHORT,
    ]
    return titled(
        occupation.title,
        f"Industries that employ them, {tables.source('industry_jobs').period} (BLS)",
        listed if rows else say("Industries: not reported."),
        say(""),
        paragraphs(filter(None, remarks)),
    )


def to_dict(
    occupation: Occupation, rows: Sequence[IndustryJobs], tables: Tables
) -> dict[str, Any]:
    """The document: the industries, the largest share first."""
    return {
        "units": {
            "industries.share": "percent of the occupation's wage and salary jobs",
            "industries.jobs": "wage and salary jobs",
            "industries.median": "U.S. dollars a year",
            "industries.at_least": "true: the median is only known to be 239,200 or more",
        },
        "occupation": document.named(occupation),
        "sources": {"industry_jobs": document.plain(tables.source("industry_jobs"))},
        "published_for": document.plain(occupation.pay_group),
        "industries": [
            {
                "industry_code": row.industry.code,
                "industry": row.industry.name,
                "level": row.industry.level,
                "share": row.share,
                "jobs": row.jobs,
                "median": row.median,
                "at_least": row.at_least,
            }
            for row in rows
        ],
    }
