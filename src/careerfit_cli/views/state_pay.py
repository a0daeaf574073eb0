"""Median pay of one occupation, state by state."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rich.console import RenderableType
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
from careerfit_cli.views.display import (
    LONGEST_BAR,
    Display,
    bar,
    group,
    paragraphs,
    say,
    say_lines,
    titled,
)

_NAME, _GAP = 20, 2
"""Width of the longest name, and of the gap between columns."""

_WIDE, _SHORT_NAME, _PRICE = 50, 13, 5
"""Screen width needed for full names, and the widths of short names and prices."""

_LEAST_BAR = 8

Prices = Mapping[str, PriceLevel]


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
    if pay is None:
        missing = say("Pay: not reported.")
        return group(say(occupation.title, "bold"), missing, say(SHORT, "dim"))
    published = [state_pay for state_pay in states_pay if state_pay.median is not None]
    rows = _with_nation(pay, published, order)
    if display.plain:
        drawn = _lines(rows, pay, prices)
    else:
        drawn = _table(rows, pay, display, prices)
    return titled(
        occupation.title,
        f"Median pay {figures.each(pay.state_unit)} by state, {pay.period} (BLS)",
        drawn,
        say(""),
        paragraphs(_remarks(pay, states_pay, display, prices)),
    )


def _with_nation(
    pay: Pay, states_pay: Sequence[StateMedian], order: str
) -> list[StateMedian]:
    median, unit = pay.median
    if median is None or unit != pay.state_unit:
        return list(states_pay)
    higher = 0
    if order == "pay":
        higher = sum(_is_above(row.median, median) for row in states_pay)
    nation = StateMedian("", NATIONAL, median, None)
    return [*states_pay[:higher], nation, *states_pay[higher:]]


def _is_above(local: float | None, nation: float) -> bool:
    """Whether a median is known to be above the national one."""
    if is_at_least(local) or is_at_least(nation):
        return is_at_least(local) and not is_at_least(nation)
    return (local or 0) > nation


def _lines(rows: Sequence[StateMedian], pay: Pay, prices: Prices) -> RenderableType:
    lines = []
    for row in rows:
        amount = figures.dollars(row.median, pay.state_unit)
        against = "" if row.percent is None else f", {figures.against(row.percent)}"
        level = f", price level {_price(row, prices)}" if row.state in prices else ""
        lines.append(say(f"{row.state}: {amount}{against}{level}"))
    return group(*lines)


def _table(
    rows: Sequence[StateMedian], pay: Pay, display: Display, prices: Prices
) -> RenderableType:
    most = max((row.median or 0 for row in rows), default=0)
    known = [_figures(row, pay) for row in rows]
    heads = ["\nState", f"Median\n{figures.each(pay.state_unit)}", "Against\nU.S."]
    taken = _NAME + sum(
        max(7, *map(len, column)) for column in zip(*known, strict=True)
    )
    if prices:
        heads.append("Price\nlevel")
        taken += _PRICE + _GAP
    room = min(LONGEST_BAR, display.width - taken - 3 * _GAP)
    cells = room if most and room >= _LEAST_BAR else 0
    grid = Table.grid(padding=(0, _GAP))
    name = _NAME if display.width >= _WIDE else _SHORT_NAME
    grid.add_column(width=name, overflow="fold")
    for _ in heads[1:]:
        grid.add_column(justify="right", no_wrap=True)
    if cells:
        top = figures.dollars(most, pay.state_unit)
        heads.append(f"\n$0{top:>{cells - 2}}" if len(top) + 3 <= cells else "")
    grid.add_row(*(say_lines(head, "dim") for head in heads))
    for row, texts in zip(rows, known, strict=True):
        priced = [_price(row, prices)] if prices else []
        style = "" if row.code else "bold"
        drawn = [say(text, style) for text in (row.state, *texts, *priced)]
        if cells:
            drawn.append(bar(100 * (row.median or 0) / most, cells, display))
        grid.add_row(*drawn)
    return grid


def _price(row: StateMedian, prices: Prices) -> str:
    level = prices.get(row.state)
    return f"{level.all_items:.1f}" if level else "-"


def _figures(row: StateMedian, pay: Pay) -> tuple[str, str]:
    share = "" if row.percent is None else figures.percent(row.percent)
    return figures.dollars(row.median, pay.state_unit), share


def _remarks(
    pay: Pay, states_pay: Sequence[StateMedian], display: Display, prices: Prices
) -> list[str]:
    lines = []
    if not display.plain and any(row.percent is not None for row in states_pay):
        lines.append("Against U.S.: percent above or below the national median.")
    if prices:
        lines.append(
            "Price level: what people buy costs this much, U.S. = 100, 2023 (BEA). Pay "
            "is not adjusted for it."
        )
    missing = [row.state for row in states_pay if row.median is None]
    if missing:
        lines.append(f"Not reported: {', '.join(missing)}.")
    lines += figures.group(pay.group, "Pay")
    lines.append("Wage and salary jobs only; the self-employed are not counted.")
    return [*lines, SHORT]
