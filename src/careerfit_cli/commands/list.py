"""`careerfit list`: all occupations, filtered and sorted, with figures of each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from careerfit_cli.errors import UsageError
from careerfit_cli.export import document
from careerfit_cli.ui import filter_options
from careerfit_cli.ui.filter_options import FilterOptions
from careerfit_cli.ui.loading import open_index, open_tables
from careerfit_cli.ui.options import PagedScreen, WorkbookOptions
from careerfit_cli.views import listing
from careerfit_cli.views.display import cell

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rich.console import RenderableType

    from careerfit_cli.model.catalogue import Entry
    from careerfit_cli.ui.output import Output
    from careerfit_cli.views.display import Display


class Order(StrEnum):
    """What a list is sorted by."""

    TITLE = "title"
    PAY = "pay"
    GROWTH = "growth"
    AI = "ai"
    JOBS = "jobs"


@dataclass(frozen=True)
class Column:
    """An extra column: figures by slug, `None` or absent if not reported.

    `key` is its name in JSON and CSV, `head` its heading, `meaning` a line below the
    table.
    """

    key: str
    head: str
    unit: str
    meaning: str
    values: Mapping[str, float | None]


def list_occupations(
    sort: Annotated[
        Order | None,
        typer.Option(help="Sort by this; `jobs` needs --industry."),
    ] = None,
    top: Annotated[int | None, typer.Option(min=1, help="How many to list.")] = None,
    *,
    narrow: FilterOptions,
    output: WorkbookOptions,
    screen: PagedScreen,
) -> None:
    """List all occupations with their pay, growth and education.

    \b
    careerfit list --sort growth --top 20
    careerfit list --pay 80000 --education associate --sort pay
    careerfit list --industry hospitals --area Austin
    careerfit list --ai 30 --sort ai
    """
    from careerfit_cli.filters import apply_filters, paid_by_hour

    destination = output.destination()
    area, filters = narrow.chosen()
    index = open_index()
    filtered = apply_filters(filter_options.paid(index, area), filters)
    columns = columns_for(narrow, sort, filtered.kept)
    entries = in_order(filtered.kept, sort, columns)[:top]
    if destination.kind:
        data = to_dict(entries, columns, index.releases)
        write(destination, data, columns)
    elif entries:
        among = len(filtered.kept)
        screen.show(render(entries, columns, screen.display, among))
    filter_options.explain_filters(filtered)
    if sort is Order.PAY and not filtered.by_hour:
        filter_options.explain_hourly_pay(paid_by_hour(entries))


def columns_for(
    narrow: FilterOptions, sort: Order | None, entries: Sequence[Entry]
) -> list[Column]:
    """The columns that options ask for: jobs in an industry, AI exposure."""
    if sort is Order.JOBS and not narrow.industry_jobs:
        raise UsageError("--sort jobs needs an industry", "add --industry hospitals")
    columns = []
    if narrow.industry_jobs:
        columns.append(_industry_column(narrow.industry_jobs, entries))
    if narrow.ai is not None or sort is Order.AI:
        columns += _ai_columns(entries)
    return columns


def _industry_column(
    jobs: filter_options.InIndustryJobs, entries: Sequence[Entry]
) -> Column:
    period = open_tables().source("industry_jobs").period
    meaning = f"Jobs: wage and salary jobs in {jobs.industry}, {period} (BLS)."
    if any(entry.pay_group for entry in entries):
        meaning += " Jobs of a wider group are shown for every occupation in it."
    figures = {entry.slug: jobs.of(entry) for entry in entries}
    return Column(
        "industry_jobs", "Jobs\nthere", "wage and salary jobs", meaning, figures
    )


def _ai_columns(entries: Sequence[Entry]) -> list[Column]:
    from careerfit_cli.model.tables import APPLICABILITY, NO_FORECAST, TASKS

    percentiles, tables = filter_options.ai_percentiles(), open_tables()
    return [
        Column(
            measure,
            head,
            "percentile among occupations",
            f"{head.replace(chr(10), ' ')}: {what}, percentile among occupations "
            f"({tables.source(measure).title}, {tables.source(measure).period}). {more}",
            {entry.slug: percentiles.of(entry.code).get(measure) for entry in entries},
        )
        for measure, head, what, more in (
            (TASKS, "AI\ntasks", "share of tasks exposed to language models", ""),
            (APPLICABILITY, "AI\nuse", "activities people did with an AI assistant",
             NO_FORECAST),
        )
    ]  # fmt: skip


def in_order(
    entries: Sequence[Entry], sort: Order | None, columns: Sequence[Column]
) -> list[Entry]:
    """Sort entries as requested; with an industry, by its number of jobs."""
    from careerfit_cli.filters import ordered

    values = {column.key: column.values for column in columns}
    if sort is Order.JOBS or (sort is None and "industry_jobs" in values):
        jobs = values["industry_jobs"]
        return sorted(
            entries,
            key=lambda entry: (
                -(jobs[entry.slug] or 0),
                not entry.code.endswith(".00"),
                entry.title,
            ),
        )
    highest: dict[str, float] = {}
    if sort is Order.AI:
        percentiles = filter_options.ai_percentiles()
        known = {entry.code: percentiles.of(entry.code) for entry in entries}
        highest = {code: max(both.values()) for code, both in known.items() if both}
    return ordered(entries, (sort or Order.TITLE).value, highest)


def render(
    entries: Sequence[Entry],
    columns: Sequence[Column],
    display: Display,
    among: int = 0,
) -> RenderableType:
    """Occupations with code, pay, growth, education and Holland code.

    `among` is the total, if not all of them are shown. Extra `columns` replace the
    Holland code.
    """
    line = listing.count(len(entries))
    if among > len(entries):
        line = f"The first {len(entries)} of {listing.count(among)}"
    after = [
        listing.Column(
            column.head, [cell(column.values.get(entry.slug)) for entry in entries]
        )
        for column in columns
    ]
    remarks = [line, *(column.meaning.strip() for column in columns)]
    return listing.all_columns(entries, remarks, display, after=after)


def to_dict(
    entries: Sequence[Entry], columns: Sequence[Column], releases: document.Releases
) -> dict[str, Any]:
    """The document: catalogue entries without scores, and the requested columns."""
    units = {column.key: column.unit for column in columns}
    return {
        **document.of_entries([entry.slug for entry in entries], releases, units),
        "occupations": [
            {
                **document.entry_row(entry),
                **{column.key: column.values.get(entry.slug) for column in columns},
            }
            for entry in entries
        ],
    }


def write(
    destination: Output, data: Mapping[str, Any], columns: Sequence[Column]
) -> None:
    """Write the document as JSON, or its rows as a table.

    The second sheet of a workbook has the sources and explains the columns.
    """
    from careerfit_cli.export.table import cells_of

    rows, keys = data["occupations"], [column.key for column in columns]
    if destination.kind != "xlsx":
        destination.write_rows("list", data, (*document.ENTRY_HEADS, *keys), rows)
        return
    from careerfit_cli.export.workbook import workbook

    heads = [*(head for head in document.ENTRY_HEADS if head != "source"), *keys]
    remarks = [column.meaning for column in columns]
    destination.write(workbook("Occupations", heads, cells_of(heads, rows), remarks))
