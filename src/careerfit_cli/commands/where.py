"""`careerfit where`: the states and areas with the most jobs of an occupation."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from careerfit_cli.commands.pay import row_of
from careerfit_cli.ui.loading import open_tables, the_occupation
from careerfit_cli.ui.options import Name, Screen, TableOptions

if TYPE_CHECKING:
    from rich.console import RenderableType

    from careerfit_cli.geography import PlaceJobs, WhereJobsAre
    from careerfit_cli.model.occupation import Occupation
    from careerfit_cli.storage.tables import Tables
    from careerfit_cli.views.display import Display

LISTS = (
    ("most_in_states", "States with the most jobs"),
    ("most_common_in_states", "States where the work is most common"),
    ("most_in_areas", "Areas with the most jobs"),
    ("most_common_in_areas", "Areas where the work is most common"),
)


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
    if destination.kind:
        destination.write(document_of(occupation, where_jobs, tables, destination.kind))
        return
    screen.show(render(occupation, where_jobs, tables, screen.display))


def jobs_of(occupation: Occupation, tables: Tables, top: int) -> WhereJobsAre:
    """The places of the jobs, from the row that gives the occupation's pay."""
    from collections import Counter

    from careerfit_cli.geography import where_jobs_are

    soc, pay = row_of(occupation, tables), occupation.pay
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
    from rich.console import Group

    from careerfit_cli.geography import ROUGH_JOBS
    from careerfit_cli.model.attribution import SHORT
    from careerfit_cli.views import figures
    from careerfit_cli.views.display import say, section

    period = tables.source("area_pay").period
    group = occupation.pay.group if occupation.pay else None
    parts = [
        section(title, "", _table(places, display))
        for key, title in LISTS
        if (places := getattr(where_jobs, key))
    ]
    remarks = [
        "Times as common: share of local jobs over share of U.S. jobs (location quotient).",
        "For states, careerfit computes it from the published numbers of jobs.",
        *figures.group(group, "This"),
        "Wage and salary jobs only, without the self-employed. - is not reported.",
        SHORT,
    ]
    if where_jobs.rough:
        remarks.insert(
            1,
            f"Left out where it is most common: {where_jobs.rough} areas with a rough "
            f"number of jobs (relative standard error {ROUGH_JOBS}% or more).",
        )
    if not parts:
        parts = [say("Jobs by state and area: not reported."), say("")]
    return Group(
        say(occupation.title, "bold"),
        say(f"Where the jobs are, {period} (BLS)", "dim"),
        say(""),
        *parts,
        *(say(line, "dim") for line in remarks),
    )


def _table(places: Sequence[PlaceJobs], display: Display) -> RenderableType:
    from careerfit_cli.views import figures
    from careerfit_cli.views.display import table

    rows = [
        (
            place.place,
            figures.count(place.jobs) if place.jobs is not None else "-",
            f"{place.quotient:.1f}" if place.quotient is not None else "-",
            "-"
            if place.median is None
            else figures.dollars(place.median, place.unit)
            + ("/h" if place.unit == "hour" else ""),
        )
        for place in places
    ]
    heads = ("Place", "Jobs", "Times as\ncommon", "Median\npay a year")
    return table(heads, rows, display, right=[1, 2, 3], widths=[36, 10, 8, 12])


HEADS = (
    "slug", "code", "title", "list", "place", "jobs", "quotient", "median", "unit",
    "at_least", "period", "published_for", "source",
)  # fmt: skip


def to_dict(
    occupation: Occupation, where_jobs: WhereJobsAre, tables: Tables
) -> dict[str, Any]:
    """The document: the four lists."""
    from careerfit_cli.export.document import plain

    return {
        "units": {
            "jobs": "wage and salary jobs",
            "quotient": "share of local jobs over share of U.S. jobs; for states, "
            "computed from published jobs",
            "median": "U.S. dollars a year, or an hour where unit is hour",
            "at_least": "true: the median is published only as this much or more",
        },
        "occupation": {
            "slug": occupation.slug,
            "code": occupation.code,
            "title": occupation.title,
        },
        "sources": {
            name: plain(tables.source(name)) for name in ("state_jobs", "area_pay")
        },
        "published_for": plain(occupation.pay.group) if occupation.pay else None,
        **{key: plain(getattr(where_jobs, key)) for key, _ in LISTS},
        "left_out_as_rough": where_jobs.rough,
    }


def document_of(
    occupation: Occupation, where_jobs: WhereJobsAre, tables: Tables, kind: str
) -> str:
    """The lists as `json`, `csv` or `markdown`."""
    from careerfit_cli.export.document import document
    from careerfit_cli.export.table import comma_separated, markdown
    from careerfit_cli.model.attribution import SOURCE

    data = to_dict(occupation, where_jobs, tables)
    if kind == "json":
        return document("where", data)
    group = data["published_for"]["title"] if data["published_for"] else ""
    rows = [
        [*data["occupation"].values(), key, *place.values(),
         tables.source("area_pay").period, group, SOURCE]
        for key, _ in LISTS
        for place in data[key]
    ]  # fmt: skip
    write = comma_separated if kind == "csv" else markdown
    return write(HEADS, rows)
