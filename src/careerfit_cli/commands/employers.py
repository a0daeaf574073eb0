"""`careerfit employers`: the industries that employ an occupation."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from careerfit_cli.commands.pay import row_of
from careerfit_cli.ui.loading import open_tables, the_occupation
from careerfit_cli.ui.options import Name, Screen, TableOptions

if TYPE_CHECKING:
    from rich.console import RenderableType

    from careerfit_cli.model.occupation import Occupation
    from careerfit_cli.model.tables import IndustryJobs
    from careerfit_cli.storage.tables import Tables
    from careerfit_cli.views.display import Display


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
    if destination.kind:
        destination.write(
            document_of(occupation, every[:top], tables, destination.kind)
        )
        return
    screen.show(render(occupation, every[:top], len(every), tables, screen.display))


def largest(
    occupation: Occupation, tables: Tables, *, detail: bool = False
) -> list[IndustryJobs]:
    """Three-digit industries, or four-digit ones with `detail`, largest share first.

    The three-digit industries add up to the whole occupation.
    """
    level = 4 if detail else 3
    rows = [
        row
        for row in tables.industry_jobs(row_of(occupation, tables))
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
    from rich.console import Group

    from careerfit_cli.model.attribution import SHORT
    from careerfit_cli.views import figures
    from careerfit_cli.views.display import say, table

    period = tables.source("industry_jobs").period
    group = occupation.pay.group if occupation.pay else None
    heads = ("Industry", "Share\nof jobs", "Jobs", "Median\npay a year")
    cells = [
        (row.industry.name, share_of(row), _count(row.jobs), _median(row))
        for row in rows
    ]
    listed = table(heads, cells, display, right=[1, 2, 3], widths=[40, 7, 10, 11])
    remarks = [
        f"{len(rows)} of {among} industries." if rows else "",
        "Share of wage and salary jobs; the self-employed are not counted.",
        *figures.group(group, "This"),
        "- is not reported." if any("-" in row[1:] for row in cells) else "",
        SHORT,
    ]
    return Group(
        say(occupation.title, "bold"),
        say(f"Industries that employ them, {period} (BLS)", "dim"),
        say(""),
        listed if rows else say("Industries: not reported."),
        say(""),
        *(say(line, "dim") for line in remarks if line),
    )


def share_of(row: IndustryJobs) -> str:
    """The share with a percent sign, or `-`."""
    return "-" if row.share is None else f"{row.share:.1f}%"


def _count(jobs: int | None) -> str:
    return "-" if jobs is None else f"{jobs:,}"


def _median(row: IndustryJobs) -> str:
    from careerfit_cli.model.tables import TOP_CODE

    if row.at_least:
        return f"at least ${TOP_CODE:,}"
    return "-" if row.median is None else f"${row.median:,}"


HEADS = (
    "slug", "code", "title", "industry_code", "industry", "level", "share", "jobs",
    "median", "at_least", "period", "published_for", "source",
)  # fmt: skip


def to_dict(
    occupation: Occupation, rows: Sequence[IndustryJobs], tables: Tables
) -> dict[str, Any]:
    """The document: the industries, the largest share first."""
    from careerfit_cli.export.document import named, plain

    return {
        "units": {
            "industries.share": "percent of the occupation's wage and salary jobs",
            "industries.jobs": "wage and salary jobs",
            "industries.median": "U.S. dollars a year",
            "industries.at_least": "true: the median is only known to be 239,200 or more",
        },
        "occupation": named(occupation),
        "sources": {"industry_jobs": plain(tables.source("industry_jobs"))},
        "published_for": plain(occupation.pay.group) if occupation.pay else None,
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


def document_of(
    occupation: Occupation, rows: Sequence[IndustryJobs], tables: Tables, kind: str
) -> str:
    """The industries as `json`, `csv` or `markdown`."""
    from careerfit_cli.export.document import document
    from careerfit_cli.export.table import comma_separated, markdown
    from careerfit_cli.model.attribution import SOURCE

    data = to_dict(occupation, rows, tables)
    if kind == "json":
        return document("employers", data)
    group = data["published_for"]["title"] if data["published_for"] else ""
    cells = [
        [*data["occupation"].values(), *row.values(),
         tables.source("industry_jobs").period, group, SOURCE]
        for row in data["industries"]
    ]  # fmt: skip
    write = comma_separated if kind == "csv" else markdown
    return write(HEADS, cells)
