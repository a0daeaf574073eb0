"""`careerfit pay`: pay by state, or in one or several cities and areas."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from careerfit_cli.compare.states import StateMedian, by_state, percent_above
from careerfit_cli.errors import UsageError
from careerfit_cli.export import document
from careerfit_cli.model.attribution import SHORT
from careerfit_cli.model.states import STATES
from careerfit_cli.model.tables import Area, AreaPay, PriceLevel
from careerfit_cli.ui.loading import open_tables, pay_soc, the_occupation
from careerfit_cli.ui.options import (
    Areas,
    Name,
    Screen,
    States,
    TableOptions,
    local_area,
    states_of,
)
from careerfit_cli.views import figures
from careerfit_cli.views.display import apart, group, labelled, paragraphs, say, titled

if TYPE_CHECKING:
    from rich.console import RenderableType

    from careerfit_cli.export.table import Cell
    from careerfit_cli.model.bls import Pay
    from careerfit_cli.model.occupation import Occupation
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
    names = states_of(state or [])
    areas = [local_area(query) for query in area or []]
    occupation = the_occupation(name)
    tables = open_tables()
    if areas:
        rows = pay_in(occupation, areas, tables)
        if destination.kind:
            data = to_dict(occupation, rows, tables)
            cells = area_cells(data, tables.source("area_pay").period)
            destination.write_rows("area-pay", data, (*HEADS, *AREA_HEADS), cells)
        else:
            screen.show(render(occupation, rows, tables, screen.display))
        return
    states = by_state(occupation.pay, names, sort.value)
    prices = tables.price_levels
    if destination.kind:
        data = states_to_dict(occupation, states, prices)
        unit = occupation.pay.state_unit if occupation.pay else "year"
        destination.write_rows("pay", data, HEADS, state_cells(data, states, unit))
        return
    from careerfit_cli.views import state_pay

    drawn = state_pay.by_state(occupation, states, screen.display, sort.value, prices)
    screen.show(drawn)


def pay_in(
    occupation: Occupation, areas: Sequence[Area], tables: Tables
) -> list[AreaPay]:
    """The occupation's pay in some areas, empty if none is published."""
    published = {row.area.code: row for row in tables.area_pay(pay_soc(occupation))}
    return [published.get(area.code) or AreaPay(area) for area in areas]


def render(
    occupation: Occupation, rows: Sequence[AreaPay], tables: Tables, display: Display
) -> RenderableType:
    """A block of labelled lines for each area."""
    blocks = [
        group(
            say(row.area.name, "bold cyan"),
            labelled(area_lines(row, occupation.pay, tables.price_levels), display),
        )
        for row in rows
    ]
    remarks = [
        *figures.group(occupation.pay_group, "Pay"),
        "Wage and salary jobs only, without the self-employed.",
        "Pay is not adjusted for prices.",
        SHORT,
    ]
    return titled(
        occupation.title,
        f"Pay and jobs in local areas, {tables.source('area_pay').period} (BLS)",
        *apart(blocks),
        say(""),
        paragraphs(remarks),
    )


def area_lines(
    row: AreaPay, national: Pay | None, prices: Mapping[str, PriceLevel]
) -> list[tuple[str, str]]:
    """Everything published about an occupation in an area, as labels and values."""
    from careerfit_cli.geography import how_common

    median, unit = row.typical
    typical = figures.NOT_REPORTED if median is None else figures.rate(median, unit)
    percent = percent_above(median, unit, national)
    if percent is not None:
        typical += f", {figures.against(percent)}"
    lines = [("Median pay", typical)]
    ends = figures.ends(row)
    order = ("middle half", "low end", "high end")
    lines += [(label.capitalize(), ends[label]) for label in order if label in ends]
    common = how_common(row.quotient)
    if row.quotient is not None:
        common += f" (location quotient {row.quotient:g})"
    lines += [("Jobs", figures.count(row.jobs)), ("How common", common)]
    if rough := _rough(row):
        lines.append(("Reliability", rough))
    # The table has price levels of states, not of areas.
    if levels := "; ".join(
        f"{state} {level.all_items:.1f}, housing {level.housing:.1f}"
        for state, level in _levels(row, prices).items()
    ):
        lines.append(("State price level", f"{levels} (U.S. = 100, 2023, BEA)"))
    return lines


def _rough(row: AreaPay) -> str:
    """A warning if a relative standard error is large."""
    from careerfit_cli.geography import ROUGH_JOBS, ROUGH_PAY

    text = "; ".join(
        f"{what} is a rough estimate (relative standard error {error}%)"
        for what, error, limit in (
            ("the number of jobs", row.jobs_error, ROUGH_JOBS),
            ("pay", row.pay_error, ROUGH_PAY),
        )
        if error is not None and error >= limit
    )
    return text[:1].upper() + text[1:]


def _levels(row: AreaPay, prices: Mapping[str, PriceLevel]) -> dict[str, PriceLevel]:
    """The known price levels of the states an area reaches into."""
    names = [STATES[code] for code in row.area.states]
    return {name: prices[name] for name in names if name in prices}


HEADS = (
    "slug", "code", "title", "state_code", "state", "median", "unit",
    "national_median", "percent", "price_level", "housing_price_level", "period",
    "published_for", "at_least", "source",
)  # fmt: skip

AREA_HEADS = (
    "area_code", "area", "kind", "amounts_at_least", "p10", "p25", "p75", "p90", "jobs",
    "location_quotient", "jobs_error", "pay_error",
)  # fmt: skip
"""Columns added after those of a table of states."""


def states_to_dict(
    occupation: Occupation,
    states: Sequence[StateMedian],
    prices: Mapping[str, PriceLevel],
) -> dict[str, Any]:
    """The document of states: each with its median and price level."""
    from careerfit_cli.model.bls import Pay

    pay = occupation.pay or Pay(area="", period="")
    dollars = f"U.S. dollars {figures.each(pay.state_unit)}"
    return {
        "units": {
            "states.median": dollars,
            "national.median": f"U.S. dollars {figures.each(pay.median[1])}",
            "at_least": "true: the median is published only as this or more",
            "states.percent": "percent above the national median",
            "states.price_level": "U.S. = 100, 2023 (BEA); pay is not adjusted for it",
        },
        "occupation": document.named(occupation),
        "sources": {
            key: document.plain(source)
            for key, source in occupation.sources.items()
            if key == "pay"
        },
        "period": pay.period,
        "national": {"area": pay.area, **_national(pay)},
        "published_for": document.plain(pay.group),
        "states": [
            {
                **document.plain(state),
                "price_level": document.plain(prices.get(state.state)),
            }
            for state in states
        ],
    }


def _national(pay: Pay | None) -> dict[str, Any]:
    from careerfit_cli.model.amounts import bare, is_at_least

    median, unit = pay.median if pay else (None, "year")
    return {"median": bare(median), "unit": unit, "at_least": is_at_least(median)}


def state_cells(
    data: Mapping[str, Any], states: Sequence[StateMedian], unit: str
) -> Iterator[dict[str, Cell]]:
    """The rows of a table of states."""
    national = data["national"]
    shared = document.shared_cells(data, data["period"])
    for row, state in zip(data["states"], states, strict=True):
        level = row["price_level"] or {}
        yield {
            **row,
            **shared,
            "state_code": state.code,
            "unit": unit,
            "national_median": national["median"] if national["unit"] == unit else None,
            "percent": _rounded(state.percent),
            "price_level": level.get("all_items"),
            "housing_price_level": level.get("housing"),
        }


def to_dict(
    occupation: Occupation, rows: Sequence[AreaPay], tables: Tables
) -> dict[str, Any]:
    """The document of areas: every published figure of each."""
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
        "occupation": document.named(occupation),
        "sources": document.plain(
            {name: tables.source(name) for name in ("area_pay", "price_levels")}
        ),
        "national": _national(occupation.pay),
        "published_for": document.plain(occupation.pay_group),
        "areas": [_area(row, occupation.pay, tables.price_levels) for row in rows],
    }


def _area(
    row: AreaPay, national: Pay | None, prices: Mapping[str, PriceLevel]
) -> dict[str, Any]:
    median, unit = row.typical
    return {
        "area_code": row.area.code,
        "area": row.area.name,
        "kind": row.area.kind,
        "median": document.plain(median),
        "unit": unit,
        "at_least": list(row.at_least),
        **{
            key: document.plain(getattr(row, key))
            for key in ("p10", "p25", "p75", "p90")
        },
        "jobs": row.jobs,
        "location_quotient": row.quotient,
        "jobs_error": row.jobs_error,
        "pay_error": row.pay_error,
        "percent": _rounded(percent_above(median, unit, national)),
        "price_levels": document.plain(_levels(row, prices)),
    }


def area_cells(data: Mapping[str, Any], period: str) -> Iterator[dict[str, Cell]]:
    """The rows of a table of areas; columns that only states have are empty."""
    shared = {
        **dict.fromkeys(HEADS),
        **document.shared_cells(data, period),
        "national_median": data["national"]["median"],
    }
    for row in data["areas"]:
        limits = row["at_least"]
        yield {
            **shared,
            **row,
            "at_least": "median" in limits,
            "amounts_at_least": " ".join(limits),
        }


def _rounded(percent: float | None) -> float | None:
    return None if percent is None else round(percent, 1)
