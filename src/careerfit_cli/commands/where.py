"""`careerfit where`: the states and areas with the most jobs of an occupation."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from careerfit_cli.export import document
from careerfit_cli.model.attribution import SHORT
from careerfit_cli.ui.loading import open_tables, pay_soc, the_occupation
from careerfit_cli.ui.options import Name, Screen, TableOptions
from careerfit_cli.views import figures
from careerfit_cli.views.display import cell, paragraphs, say, section, table, titled

if TYPE_CHECKING:
    from rich.console import RenderableType

    from careerfit_cli.geography import PlaceJobs, WhereJobsAre
    from careerfit_cli.model.occupation import Occupation
    from careerfit_cli.storage.tables import Tables
    from careerfit_cli.views.display import Display

LISTS = {
    "most_in_states": "States with the most jobs",
    "most_common_in_states": "States where the work is most common",
    "most_in_areas": "Areas with the most jobs",
    "most_common_in_areas": "Areas where the work is most common",
}

HEADS = (
    "slug", "code", "title", "list", "place", "jobs", "quotient", "median", "unit",
    "at_least", "period", "published_for", "source",
)  # fmt: skip


def where(
    name: Name,
    top: Annotated[
        int, typer.Option(min=1, max=50, help="How many states and areas.")
    ] = 5,
    *,
    output: TableOptions,
    screen: Screen,
) -> None:
    """Show where the jobs are: states and areas.

    \b
    careerfit where registered-nurse
    careerfit where "petroleum engineer" --top 10
    """
    destination = output.destination()
    occupation = the_occupation(name)
    tables = open_tables()
    where_jobs = jobs_of(occupation, tables, top)
    if not destination.kind:
        screen.show(render(occupation, where_jobs, tables, screen.display))
        return
    data = to_dict(occupation, where_jobs, tables)
    shared = document.shared_cells(data, tables.source("area_pay").period)
    rows = ({**shared, "list": key, **place} for key in LISTS for place in data[key])
    destination.write_rows("where", data, HEADS, rows)


def jobs_of(occupation: Occupation, tables: Tables, top: int) -> WhereJobsAre:
    """The places of the jobs, from the row that gives the occupation's pay."""
    from collections import Counter

    from careerfit_cli.geography import where_jobs_are

    soc, pay = pay_soc(occupation), occupation.pay
    everywhere: Counter[str] = Counter()
    for jobs in tables.state_jobs.values():
        everywhere.update(jobs)
    return where_jobs_are(
        tables.state_jobs.get(soc, {}),
        everywhere,
        tables.area_pay(soc),
        top,
        pay.state_median if pay else {},
        pay.state_unit if pay else "year",
    )


def render(
    occupation: Occupation, where_jobs: WhereJobsAre, tables: Tables, display: Display
) -> RenderableType:
    """Four short tables."""
    from careerfit_cli.geography import ROUGH_JOBS

    parts = [
        section(title, "", _table(places, display))
        for key, title in LISTS.items()
        if (places := getattr(where_jobs, key))
    ]
    left_out = (
        f"Left out where it is most common: {where_jobs.rough} areas with a rough "
        f"number of jobs (relative standard error {ROUGH_JOBS}% or more)."
    )
    remarks = [
        "Times as common: share of local jobs over share of U.S. jobs (location quotient).",
        *([left_out] if where_jobs.rough else []),
        "For states, careerfit computes it from the published numbers of jobs.",
        *figures.group(occupation.pay_group, "This"),
        "Wage and salary jobs only, without the self-employed. - is not reported.",
        SHORT,
    ]
    return titled(
        occupation.title,
        f"Where the jobs are, {tables.source('area_pay').period} (BLS)",
        *(parts or [say("Jobs by state and area: not reported."), say("")]),
        paragraphs(remarks),
    )


def _table(places: Sequence[PlaceJobs], display: Display) -> RenderableType:
    from careerfit_cli.views.listing import short_amount

    rows = [
        (
            place.place,
            cell(place.jobs),
            cell(place.quotient, "{:.1f}"),
            short_amount(place.median, place.unit),
        )
        for place in places
    ]
    heads = ("Place", "Jobs", "Times as\ncommon", "Median\npay a year")
    return table(heads, rows, display, right=[1, 2, 3], widths=[36, 10, 8, 12])


def to_dict(
    occupation: Occupation, where_jobs: WhereJobsAre, tables: Tables
) -> dict[str, Any]:
    """The document: the four lists."""
    return {
        "units": {
            "jobs": "wage and salary jobs",
            "quotient": "share of local jobs over share of U.S. jobs; for states, "
            "computed from published jobs",
            "median": "U.S. dollars a year, or an hour where unit is hour",
            "at_least": "true: the median is published only as this much or more",
        },
        "occupation": document.named(occupation),
        "sources": document.plain(
            {name: tables.source(name) for name in ("state_jobs", "area_pay")}
        ),
        "published_for": document.plain(occupation.pay_group),
        **{key: document.plain(getattr(where_jobs, key)) for key in LISTS},
        "left_out_as_rough": where_jobs.rough,
    }
