"""Commands that look through the catalogue: list, search."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from careerfit_cli.errors import UnknownOccupation, UsageError
from careerfit_cli.model.text import quoted
from careerfit_cli.ui import filter_options, output, terminal
from careerfit_cli.ui.app import Json, NoColor, Plain
from careerfit_cli.ui.loading import open_index, open_tables

if TYPE_CHECKING:
    from careerfit_cli.model.catalogue import Column, Entry


class Order(StrEnum):
    """What a list is sorted by."""

    TITLE = "title"
    PAY = "pay"
    GROWTH = "growth"
    AI = "ai"
    JOBS = "jobs"


@filter_options.with_filter_options
def list_occupations(
    sort: Annotated[
        Order | None,
        typer.Option(help="Sort by this; `jobs` needs --industry."),
    ] = None,
    top: Annotated[int | None, typer.Option(min=1, help="How many to list.")] = None,
    *,
    narrow: filter_options.FilterOptions,
    json: Json = False,
    csv: output.Csv = False,
    excel: output.Excel = False,
    markdown: output.Markdown = False,
    out: output.TableOut = None,
    force: output.Force = False,
    plain: Plain = False,
    no_color: NoColor = False,
) -> None:
    """List all occupations with their pay, growth and education.

    \b
    careerfit list --sort growth --top 20
    careerfit list --pay 80000 --education associate --sort pay
    careerfit list --industry hospitals --area Austin
    careerfit list --ai 30 --sort ai
    """
    from careerfit_cli.filters import apply_filters, paid_by_hour

    to = output.wanted(
        out,
        force=force,
        json=json,
        csv=csv,
        excel=excel,
        markdown=markdown,
        xlsx=False,
    )
    area, filters = narrow.chosen()
    index = open_index()
    found = apply_filters(filter_options.paid(index, area), filters)
    columns = _columns(narrow, sort, found.kept)
    entries = _in_order(found.kept, sort, columns)[:top]
    if to.kind:
        from careerfit_cli.export import catalogue as export

        to.write(export.listing(entries, index.releases, to.kind, columns))
    elif entries:
        from careerfit_cli.views import listing

        display = terminal.display(plain=plain)
        drawn = listing.listing(entries, display, len(found.kept), columns)
        terminal.show(drawn, display, no_color=no_color, paged=True)
    filter_options.explain_filters(found)
    if sort is Order.PAY and not found.by_hour:
        filter_options.explain_hourly_pay(paid_by_hour(entries))


def _columns(
    narrow: filter_options.FilterOptions, sort: Order | None, entries: Sequence[Entry]
) -> list[Column]:
    """The columns that options ask for: jobs in an industry, AI exposure."""
    from careerfit_cli.model.catalogue import Column

    jobs = narrow.industry_jobs
    if sort is Order.JOBS and not jobs:
        raise UsageError("--sort jobs needs an industry", "add --industry hospitals")
    found = []
    if jobs:
        period = open_tables().source("industry_jobs").period
        meaning = f"Jobs: wage and salary jobs in {jobs.industry}, {period} (BLS)."
        if any(entry.pay_group for entry in entries):
            meaning += " Those of a wider group stand at every occupation in it."
        figures = {entry.slug: jobs.of(entry) for entry in entries}
        found.append(
            Column(
                "industry_jobs", "Jobs\nthere", "wage and salary jobs", meaning, figures
            )
        )
    if narrow.ai is not None or sort is Order.AI:
        found += _ai_columns(entries)
    return found


def _ai_columns(entries: Sequence[Entry]) -> list[Column]:
    from careerfit_cli.model.catalogue import Column
    from careerfit_cli.model.exposure import APPLICABILITY, NO_FORECAST, TASKS

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


def _in_order(
    entries: Sequence[Entry], sort: Order | None, columns: Sequence[Column]
) -> list[Entry]:
    """Entries as asked: with an industry, those with most jobs there come first."""
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
        found = {entry.code: percentiles.of(entry.code) for entry in entries}
        highest = {code: max(known.values()) for code, known in found.items() if known}
    return ordered(entries, (sort or Order.TITLE).value, highest)


def search(
    text: Annotated[str, typer.Argument(help="Words of a title or a job title.")],
    top: Annotated[int, typer.Option(min=1, help="Maximum number to list.")] = 15,
    json: Json = False,
    csv: output.Csv = False,
    excel: output.Excel = False,
    markdown: output.Markdown = False,
    out: output.Out = None,
    force: output.Force = False,
    plain: Plain = False,
    no_color: NoColor = False,
) -> None:
    """Find occupations by title or job title.

    \b
    careerfit search welding
    careerfit search "data analyst" --top 5 -o analysts.csv
    """
    from careerfit_cli import search as finder

    to = output.wanted(
        out, force=force, json=json, csv=csv, excel=excel, markdown=markdown
    )
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

    display = terminal.display(plain=plain)
    drawn = listing.hits(hits[:top], display, all_of_them=len(hits) <= top)
    terminal.show(drawn, display, no_color=no_color)
