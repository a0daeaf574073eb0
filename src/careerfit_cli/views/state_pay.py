"""Median pay of one occupation, state by state."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import takewhile

from rich.console import Group, RenderableType
from rich.table import Table

from careerfit_cli.compare.states import StateMedian
from careerfit_cli.model.amounts import is_at_least
from careerfit_cli.model.attribution import SHORT
from careerfit_cli.model.bls import Pay
from careerfit_cli.model.frozen import frozen
from careerfit_cli.model.occupation import Occupation
from careerfit_cli.model.states import NATIONAL
from careerfit_cli.model.tables import PriceLevel
from careerfit_cli.views import figures
from careerfit_cli.views.display import LONGEST_BAR, Display, bar, say, say_lines

_NAME, _GAP = 20, 2
"""Width of the longest name, and of the gap between columns."""

_WIDE, _SHORT_NAME, _PRICE = 50, 13, 5
"""Screen width needed for full names, and the widths of short names and prices."""

_LEAST_BAR = 8


def by_state(
    occupation: Occupation,
    states_pay: Sequence[StateMedian],
    display: Display,
    order: str,
    prices: Mapping[str, PriceLevel] = frozen(),
) -> RenderableType:
    """States with their median, its difference from the national one, prices and a bar.

    The national median is placed in the order of pay, or else first.
    """
    pay = occupation.pay
    head = say(occupation.title, "bold")
    if pay is None:
        return Group(head, say("Pay: not reported."), say(SHORT, "dim"))
    unit = "an hour" if pay.state_unit == "hour" else "a year"
    published = [state_pay for state_pay in states_pay if state_pay.median is not None]
    rows = _with_nation(pay, published, order)
    lines = (
        _lines(rows, pay, prices)
        if display.plain
        else _table(rows, pay, display, prices)
    )
    return Group(
        head,
        say(f"Median pay {unit} by state, {pay.period} (BLS)", "dim"),
        say(""),
        lines,
        say(""),
        *(say(line, "dim") for line in _remarks(pay, states_pay, display, prices)),
    )


def _with_nation(
    pay: Pay, states_pay: Sequence[StateMedian], order: str
) -> list[StateMedian]:
    median, unit = pay.median
    if median is None or unit != pay.state_unit:
        return list(states_pay)
    nation = StateMedian("", NATIONAL, median, None)
    if order != "pay":
        return [nation, *states_pay]
    higher = list(
        takewhile(lambda state_pay: _is_above(state_pay.median, median), states_pay)
    )
    return [*higher, nation, *states_pay[len(higher) :]]


def _is_above(local: float | None, nation: float) -> bool:
    """Whether a median is known to be above the national one."""
    if is_at_least(local) or is_at_least(nation):
        return is_at_least(local) and not is_at_least(nation)
    return (local or 0) > nation


def _lines(
    rows: Sequence[StateMedian], pay: Pay, prices: Mapping[str, PriceLevel]
) -> RenderableType:
    lines = []
    for row in rows:
        amount = figures.dollars(row.median, pay.state_unit)
        against = "" if row.percent is None else f", {figures.against(row.percent)}"
        level = f", price level {_price(row, prices)}" if row.state in prices else ""
        lines.append(say(f"{row.state}: {amount}{against}{level}"))
    return Group(*lines)


def _table(
    rows: Sequence[StateMedian],
    pay: Pay,
    display: Display,
    prices: Mapping[str, PriceLevel],
) -> RenderableType:
    most = max((row.median or 0 for row in rows), default=0)
    priced = bool(prices)
    cells = _bar_cells(rows, pay, display, priced=priced) if most else 0
    name = _NAME if display.width >= _WIDE else _SHORT_NAME
    grid = Table.grid(padding=(0, _GAP))
    grid.add_column(width=name, overflow="fold")
    for _ in range(3 if priced else 2):
        grid.add_column(justify="right", no_wrap=True)
    heads = _heads(pay, most, cells, priced=priced)
    grid.add_row(*(say_lines(head, "dim") for head in heads))
    for state_pay in rows:
        style = "" if state_pay.code else "bold"
        row: list[RenderableType] = [say(state_pay.state, style)]
        row += [say(text, style) for text in _figures(state_pay, pay)]
        if priced:
            row.append(say(_price(state_pay, prices), style))
        if cells:
            row.append(bar(100 * (state_pay.median or 0) / most, cells, display))
        grid.add_row(*row)
    return grid


def _heads(pay: Pay, most: float, cells: int, *, priced: bool) -> list[str]:
    unit = "an hour" if pay.state_unit == "hour" else "a year"
    heads = ["\nState", f"Median\n{unit}", "Against\nU.S."]
    if priced:
        heads.append("Price\nlevel")
    if cells:
        top = figures.dollars(most, pay.state_unit)
        heads.append(f"\n$0{top:>{cells - 2}}" if len(top) + 3 <= cells else "")
    return heads


def _price(state_pay: StateMedian, prices: Mapping[str, PriceLevel]) -> str:
    level = prices.get(state_pay.state)
    return f"{level.all_items:.1f}" if level else "-"


def _bar_cells(
    rows: Sequence[StateMedian], pay: Pay, display: Display, *, priced: bool
) -> int:
    """The length of a full bar; 0 if there is no room for one."""
    columns = zip(*(_figures(row, pay) for row in rows), strict=True)
    taken = _NAME + sum(max(7, *map(len, column)) for column in columns)
    taken += _PRICE + _GAP if priced else 0
    room = min(LONGEST_BAR, display.width - taken - 3 * _GAP)
    return room if room >= _LEAST_BAR else 0


def _figures(state_pay: StateMedian, pay: Pay) -> tuple[str, str]:
    share = "" if state_pay.percent is None else figures.percent(state_pay.percent)
    return figures.dollars(state_pay.median, pay.state_unit), share


def _remarks(
    pay: Pay,
    states_pay: Sequence[StateMedian],
    display: Display,
    prices: Mapping[str, PriceLevel],
) -> list[str]:
    lines = []
    if not display.plain and any(
        state_pay.percent is not None for state_pay in states_pay
    ):
        lines.append("Against U.S.: percent above or below the national median.")
    if prices:
        lines.append(
            "Price level: what people buy costs this much, U.S. = 100, 2023 (BEA). Pay "
            "is not adjusted for it."
        )
    missing = [state_pay.state for state_pay in states_pay if state_pay.median is None]
    if missing:
        lines.append(f"Not reported: {', '.join(missing)}.")
    lines += figures.group(pay.group, "Pay")
    lines.append("Wage and salary jobs only; the self-employed are not counted.")
    return [*lines, SHORT]
