"""`careerfit pay`: pay by state, or in one or several cities and areas."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from careerfit_cli.errors import UsageError
from careerfit_cli.ui.loading import open_tables, the_occupation
from careerfit_cli.ui.options import (
    Areas,
    Name,
    Screen,
    States,
    TableOptions,
    local_area,
    states_of,
)

if TYPE_CHECKING:
    from rich.console import RenderableType

    from careerfit_cli.export.table import Cell
    from careerfit_cli.model.bls import Pay
    from careerfit_cli.model.occupation import Occupation
    from careerfit_cli.model.places import AreaPay, PriceLevel
    from careerfit_cli.storage.tables import Tables
    from careerfit_cli.views.display import Display


class PayOrder(StrEnum):
    """What states are sorted by."""

    PAY = "pay"
    STATE = "state"


def pay(
    name: Name,
    state: States = None,
    area: Areas = None,
    sort: Annotated[PayOrder, typer.Option(help="Sort by this.")] = PayOrder.PAY,
    *,
    output: TableOptions,
    screen: Screen,
) -> None:
    """Show pay by state, city or area.

    \b
    careerfit pay registered-nurse
    careerfit pay registered-nurse --area Austin
    careerfit pay electrician --state CA,NV --state Oregon
    careerfit pay electrician --sort state -o electrician.csv
    """
    if state and area:
        raise UsageError("--state and --area are both given", "give one of them")
    destination = output.destination()
    states = states_of(state or [])
    areas = [local_area(query) for query in area or []]
    occupation = the_occupation(name)
    tables = open_tables()
    if areas:
        rows = pay_in(occupation, [area.code for area in areas], tables)
        if destination.kind:
            destination.write(area_document(occupation, rows, tables, destination.kind))
        else:
            screen.show(render(occupation, rows, tables, screen.display))
        return
    from careerfit_cli.compare.states import by_state

    rows_by_state = by_state(occupation.pay, states, sort.value)
    if destination.kind:
        from careerfit_cli.export import relations as export

        destination.write(
            export.by_state(
                occupation, rows_by_state, tables.price_levels, destination.kind
            )
        )
        return
    from careerfit_cli.views import state_pay

    drawn = state_pay.by_state(
        occupation, rows_by_state, screen.display, sort.value, tables.price_levels
    )
    screen.show(drawn)


def pay_in(
    occupation: Occupation, codes: Sequence[str], tables: Tables
) -> list[AreaPay]:
    """The occupation's pay in some areas, empty if none is published."""
    from careerfit_cli.model.places import AreaPay

    published = {
        row.area.code: row for row in tables.area_pay(row_of(occupation, tables))
    }
    by_code = {area.code: area for area in tables.areas}
    return [published.get(code) or AreaPay(by_code[code]) for code in codes]


def row_of(occupation: Occupation, tables: Tables) -> str:
    """The SOC code of the row that gives the occupation's pay and jobs."""
    group = occupation.pay.group if occupation.pay else None
    return tables.pay_soc(occupation.code, group.title if group else "")


def against_nation(row: AreaPay, national: Pay | None) -> float | None:
    """The difference of a local median from the national one, in percent."""
    from careerfit_cli.model.amounts import any_at_least

    if national is None:
        return None
    nation, unit = national.median
    local = row.median if unit == "year" else row.median_hour
    if any_at_least((nation, local)):
        return None
    return 100 * (local / nation - 1) if local is not None and nation else None


def render(
    occupation: Occupation, rows: Sequence[AreaPay], tables: Tables, display: Display
) -> RenderableType:
    """A block of labelled lines for each area."""
    from rich.console import Group

    from careerfit_cli.model.attribution import SHORT
    from careerfit_cli.views import figures
    from careerfit_cli.views.display import labelled, say

    group = occupation.pay.group if occupation.pay else None
    blocks: list[RenderableType] = []
    for row in rows:
        lines = area_lines(row, occupation.pay, tables.price_levels)
        blocks += [say(""), say(row.area.name, "bold cyan"), labelled(lines, display)]
    remarks = [
        *figures.group(group, "Pay"),
        "Wage and salary jobs only, without the self-employed.",
        "Pay is not adjusted for prices.",
        SHORT,
    ]
    source = tables.source("area_pay").period
    return Group(
        say(occupation.title, "bold"),
        say(f"Pay and jobs in local areas, {source} (BLS)", "dim"),
        *blocks,
        say(""),
        *(say(line, "dim") for line in remarks),
    )


def area_lines(
    row: AreaPay, national: Pay | None, prices: Mapping[str, PriceLevel]
) -> list[tuple[str, str]]:
    """Everything published about an occupation in an area, as labels and values."""
    from careerfit_cli.geography import how_common
    from careerfit_cli.views import figures

    median = _amount(row, "median")
    percent = against_nation(row, national)
    if percent is not None:
        median += f", {figures.against(percent)}"
    lines = [("Median pay", median)]
    if row.p25 is not None and row.p75 is not None:
        lines.append(("Middle half", f"{figures.spread(row.p25, row.p75)} a year"))
    if row.p10 is not None:
        lines.append(("Low end", f"10% earn less than {_amount(row, 'p10')}"))
    if row.p90 is not None:
        lines.append(("High end", f"{figures.high_end(row.p90)} a year"))
    lines.append(("Jobs", figures.count(row.jobs)))
    common = how_common(row.quotient)
    if row.quotient is not None:
        common += f" (location quotient {row.quotient:g})"
    lines += [("How common", common), *_reliability(row), *price_lines(row, prices)]
    return lines


def _amount(row: AreaPay, key: str) -> str:
    from careerfit_cli.views import figures

    if key == "median" and row.median_hour is not None:
        return f"{figures.dollars(row.median_hour, 'hour')} an hour"
    amount = getattr(row, key)
    each = "" if amount is None else " a year"
    return f"{figures.dollars(amount)}{each}"


def _reliability(row: AreaPay) -> list[tuple[str, str]]:
    """A warning if a relative standard error is large."""
    from careerfit_cli.geography import ROUGH_JOBS, ROUGH_PAY

    rough = [
        f"{what} is a rough estimate (relative standard error {error}%)"
        for what, error, limit in (
            ("the number of jobs", row.jobs_error, ROUGH_JOBS),
            ("pay", row.pay_error, ROUGH_PAY),
        )
        if error is not None and error >= limit
    ]
    text = "; ".join(rough)
    return [("Reliability", text[0].upper() + text[1:])] if rough else []


def price_lines(
    row: AreaPay, prices: Mapping[str, PriceLevel]
) -> list[tuple[str, str]]:
    """Price levels of an area's states; the table has none for areas."""
    from careerfit_cli.model.states import STATES

    known = [(STATES[code], prices.get(STATES[code])) for code in row.area.states]
    texts = [
        f"{state} {level.all_items:.1f}, housing {level.housing:.1f}"
        for state, level in known
        if level
    ]
    if not texts:
        return []
    return [("State price level", f"{'; '.join(texts)} (U.S. = 100, 2023, BEA)")]


AREA_HEADS = (
    "area_code", "area", "kind", "amounts_at_least", "p10", "p25", "p75", "p90", "jobs",
    "location_quotient", "jobs_error", "pay_error",
)  # fmt: skip
"""Columns added after those of a table of states."""


def to_dict(
    occupation: Occupation, rows: Sequence[AreaPay], tables: Tables
) -> dict[str, Any]:
    """The document: every published figure of each area."""
    from careerfit_cli.export.document import plain
    from careerfit_cli.model.amounts import bare, is_at_least

    nation, unit = occupation.pay.median if occupation.pay else (None, "year")
    return {
        "units": {
            "areas.median": "U.S. dollars a year, or an hour where unit is hour",
            "at_least": "names of amounts published only as this much or more",
            "areas.jobs": "wage and salary jobs",
            "areas.location_quotient": "share of local jobs over share of U.S. jobs",
            "areas.jobs_error": "relative standard error in percent",
            "areas.pay_error": "relative standard error of the mean in percent",
            "areas.percent": "percent above the national median",
            "price_levels": "U.S. = 100; pay is not adjusted for them",
        },
        "occupation": {
            "slug": occupation.slug,
            "code": occupation.code,
            "title": occupation.title,
        },
        "sources": {
            name: plain(tables.source(name)) for name in ("area_pay", "price_levels")
        },
        "national": {
            "median": bare(nation),
            "unit": unit,
            "at_least": is_at_least(nation),
        },
        "published_for": plain(occupation.pay.group) if occupation.pay else None,
        "areas": [
            {
                **_figures(row),
                "percent": rounded(against_nation(row, occupation.pay)),
                "price_levels": _levels(row, tables),
            }
            for row in rows
        ],
    }


def _figures(row: AreaPay) -> dict[str, Any]:
    from careerfit_cli.model.amounts import bare

    hourly = row.median is None and row.median_hour is not None
    return {
        "area_code": row.area.code,
        "area": row.area.name,
        "kind": row.area.kind,
        "median": row.median_hour if hourly else bare(row.median),
        "unit": "hour" if hourly else "year",
        "at_least": list(row.at_least),
        **{key: bare(getattr(row, key)) for key in ("p10", "p25", "p75", "p90")},
        "jobs": row.jobs,
        "location_quotient": row.quotient,
        "jobs_error": row.jobs_error,
        "pay_error": row.pay_error,
    }


def _levels(row: AreaPay, tables: Tables) -> dict[str, Any]:
    from careerfit_cli.export.document import plain
    from careerfit_cli.model.states import STATES

    levels = tables.price_levels
    names = [STATES[code] for code in row.area.states]
    return {name: plain(levels[name]) for name in names if name in levels}


def rounded(percent: float | None) -> float | None:
    """A percentage with one decimal."""
    return None if percent is None else round(percent, 1)


def area_document(
    occupation: Occupation, rows: Sequence[AreaPay], tables: Tables, kind: str
) -> str:
    """The areas as `json`, `csv` or `markdown`."""
    from careerfit_cli.export.document import document
    from careerfit_cli.export.relations import PAY_HEADS
    from careerfit_cli.export.table import comma_separated, markdown
    from careerfit_cli.model.attribution import SOURCE

    data = to_dict(occupation, rows, tables)
    if kind == "json":
        return document("area-pay", data)
    group = data["published_for"]
    shared: dict[str, Cell] = {
        **data["occupation"],
        "national_median": data["national"]["median"],
        "period": tables.source("area_pay").period,
        "published_for": group["title"] if group else "",
        "source": SOURCE,
    }
    heads = (*PAY_HEADS, *AREA_HEADS)
    cells = []
    for row in data["areas"]:
        limits = {
            "at_least": "median" in row["at_least"],
            "amounts_at_least": " ".join(row["at_least"]),
        }
        figures = {**row, **shared, **limits}
        cells.append([figures.get(head) for head in heads])
    write = comma_separated if kind == "csv" else markdown
    return write(heads, cells)
