"""Pictures of pay and growth."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from careerfit_cli.model import figures
from careerfit_cli.model.amounts import any_at_least, is_at_least
from careerfit_cli.model.bls import Pay, Wages
from careerfit_cli.model.figures import NOT_REPORTED
from careerfit_cli.model.occupation import Occupation
from careerfit_cli.report import wording
from careerfit_cli.report.drawing import WIDTH, Label, Strip, span
from careerfit_cli.report.geometry import Axis, Box, Point, apart, axis, labels
from careerfit_cli.report.wording import Table


@dataclass(frozen=True)
class PayRange:
    """One occupation's pay in words, and its picture if yearly pay is reported."""

    number: int
    name: str
    shown: str
    strip: Strip | None


@dataclass(frozen=True)
class PayRanges:
    """Pay of several occupations on one scale of dollars a year, in percent.

    `ticks` are empty if no yearly pay is reported for any of them. `limited` means that
    a range ends at an amount that is only a lower limit.
    """

    ticks: tuple[Label, ...]
    rows: tuple[PayRange, ...]
    table: Table
    limited: bool = False


@dataclass(frozen=True)
class Dot:
    """An occupation on the map, its number next to it, and a line between the two."""

    at: Point
    number: Label
    line: tuple[Point, Point] | None


@dataclass(frozen=True)
class PayMap:
    """Projected growth (across) against median pay (upward)."""

    title: str
    summary: str
    table: Table
    width: float
    height: float
    across: Axis
    upward: Axis
    across_ticks: tuple[Label, ...]
    upward_ticks: tuple[Label, ...]
    across_name: str
    upward_name: str
    dots: tuple[Dot, ...]
    missing: tuple[str, ...]


def pay_ranges(occupations: Sequence[Occupation]) -> PayRanges:
    """The pay of occupations, each a range on one scale of dollars a year."""
    amounts = [
        amount
        for occupation in occupations
        if occupation.pay
        for amount in _percentiles(occupation.pay.annual)
        if amount is not None
    ]
    scale = axis(amounts, 0.0, 100.0) if amounts else None
    return PayRanges(
        ticks=_pay_ticks(scale) if scale else (),
        rows=tuple(
            _pay_range(occupation, place, scale)
            for place, occupation in enumerate(occupations, 1)
        ),
        table=_pay_table(occupations),
        limited=any_at_least(amounts),
    )


def _percentiles(wages: Wages) -> tuple[float | None, ...]:
    return wages.p10, wages.p25, wages.median, wages.p75, wages.p90


def _pay_ticks(scale: Axis) -> tuple[Label, ...]:
    ends = {scale.ticks[0]: "start", scale.ticks[-1]: "end"}
    return tuple(
        Label(Point(scale.at(tick), 0.0), thousands(tick), ends.get(tick, "middle"))
        for tick in scale.ticks
    )


def thousands(dollars: float) -> str:
    """The dollars on a scale, in thousands."""
    return f"${dollars / 1000:g}k" if dollars else "$0"


def _pay_range(occupation: Occupation, number: int, scale: Axis | None) -> PayRange:
    return PayRange(
        number=number,
        name=occupation.title,
        shown=shown_pay(occupation.pay),
        strip=_strip(occupation, occupation.pay, scale)
        if occupation.pay and scale
        else None,
    )


def _strip(occupation: Occupation, pay: Pay, scale: Axis) -> Strip | None:
    wages = pay.annual
    if all(amount is None for amount in _percentiles(wages)):
        return None
    return Strip(
        title=f"Pay range of {occupation.title}",
        summary=_spoken_pay(pay),
        ticks=tuple(scale.at(tick) for tick in scale.ticks),
        whisker=span(scale, wages.p10, wages.p90),
        box=None if is_at_least(wages.p75) else span(scale, wages.p25, wages.p75),
        mark=_mark(scale, wages.median),
    )


def _mark(scale: Axis, median: float | None) -> float | None:
    """The position of a median, if it is known exactly."""
    return None if median is None or is_at_least(median) else scale.at(median)


def shown_pay(pay: Pay | None) -> str:
    """The median with its unit, a year or an hour."""
    if pay is None or pay.median[0] is None:
        return NOT_REPORTED
    amount, unit = pay.median
    return (
        f"{figures.dollars(amount, unit)} {'an hour' if unit == 'hour' else 'a year'}"
    )


_SPOKEN = (
    "10% earn less than {}",
    "25% less than {}",
    "half less than {} (the median)",
    "25% more than {}",
    "10% more than {}",
)


def _spoken_pay(pay: Pay) -> str:
    said = ", ".join(
        text.format(figures.dollars(amount))
        for text, amount in zip(_SPOKEN, _percentiles(pay.annual), strict=True)
        if amount is not None
    )
    return f"{said}; dollars a year, {pay.area}, {pay.period}."


def _pay_table(occupations: Sequence[Occupation]) -> Table:
    heads = (
        "Career",
        "10% earn less than",
        "25% earn less than",
        "Median",
        "25% earn more than",
        "10% earn more than",
    )
    return Table(
        caption=f"Pay in U.S. dollars a year, {_periods(occupations)}",
        heads=heads,
        rows=tuple(
            _pay_row(place, occupation)
            for place, occupation in enumerate(occupations, 1)
        ),
        numbers=(1, 2, 3, 4, 5),
    )


def _pay_row(number: int, occupation: Occupation) -> tuple[str, ...]:
    wages = occupation.pay.annual if occupation.pay else Wages()
    return (
        f"{number}. {occupation.title}",
        *(figures.dollars(amount) for amount in _percentiles(wages)),
    )


def _periods(occupations: Sequence[Occupation]) -> str:
    known = sorted(
        {
            f"{occupation.pay.area}, {occupation.pay.period}"
            for occupation in occupations
            if occupation.pay
        }
    )
    return wording.listed(known) or NOT_REPORTED


_FRAME = Box(50.0, 26.0, WIDTH - 60.0, 244.0)
"""The area of the map's dots."""


def pay_map(occupations: Sequence[Occupation]) -> PayMap | None:
    """Growth against median pay; `None` when no occupation reports both.

    Occupations that lack one of them, or report pay by the hour only, are `missing`.
    """
    places = [
        (number, occupation)
        for number, occupation in enumerate(occupations, 1)
        if _on_map(occupation)
    ]
    if not places:
        return None
    known = [occupation for _, occupation in places]
    across = axis(
        [_growth(occupation) for occupation in known], _FRAME.x, _FRAME.x + _FRAME.width
    )
    upward = axis(
        [_median(occupation) for occupation in known],
        _FRAME.y + _FRAME.height,
        _FRAME.y,
    )
    years = sorted(
        {occupation.outlook.period for occupation in known if occupation.outlook}
    )
    return PayMap(
        title="Growth and pay",
        summary=_spoken_map(places),
        table=_map_table(occupations),
        width=WIDTH,
        height=_FRAME.y + _FRAME.height + 48,
        across=across,
        upward=upward,
        across_ticks=_across_ticks(across, upward.start + 17),
        upward_ticks=_upward_ticks(upward, across.start - 8),
        across_name=f"Projected change in jobs, {wording.listed(years)}",
        upward_name=f"Median pay a year, {wording.listed(_pay_years(known))}",
        dots=_dots(places, across, upward),
        missing=tuple(
            f"{number}. {occupation.title}"
            for number, occupation in enumerate(occupations, 1)
            if not _on_map(occupation)
        ),
    )


def _across_ticks(scale: Axis, y: float) -> tuple[Label, ...]:
    return tuple(
        Label(Point(scale.at(tick), y), _percent(tick)) for tick in scale.ticks
    )


def _upward_ticks(scale: Axis, x: float) -> tuple[Label, ...]:
    return tuple(
        Label(Point(x, scale.at(tick)), thousands(tick), "end") for tick in scale.ticks
    )


def _on_map(occupation: Occupation) -> bool:
    return (
        occupation.pay is not None
        and occupation.pay.annual.median is not None
        and occupation.outlook is not None
        and occupation.outlook.growth is not None
    )


def _growth(occupation: Occupation) -> float:
    return (occupation.outlook.growth if occupation.outlook else None) or 0.0


def _median(occupation: Occupation) -> float:
    return (occupation.pay.annual.median if occupation.pay else None) or 0.0


def _pay_years(occupations: Sequence[Occupation]) -> list[str]:
    return sorted(
        {occupation.pay.period for occupation in occupations if occupation.pay}
    )


def _percent(value: float) -> str:
    text = f"{value:+g}%" if value else "0%"
    return text.replace("-", wording.MINUS)


def _dots(
    places: Sequence[tuple[int, Occupation]], across: Axis, upward: Axis
) -> tuple[Dot, ...]:
    points = [
        Point(across.at(_growth(occupation)), upward.at(_median(occupation)))
        for _, occupation in places
    ]
    boxes = labels(points, width=17.0, height=14.0, frame=_FRAME, gap=9.0)
    return tuple(
        Dot(
            at=point,
            number=Label(box.center, str(number)),
            line=(point, box.center) if apart(point, box.center) > 18 else None,
        )
        for (number, _), point, box in zip(places, points, boxes, strict=True)
    )


def _spoken_map(places: Sequence[tuple[int, Occupation]]) -> str:
    said = "; ".join(
        f"{number}, {occupation.title}, {wording.growth(occupation.outlook)}"
        f" and {shown_pay(occupation.pay)}"
        for number, occupation in places
    )
    return (
        "A dot for each career, further right for more growth, higher for more pay: "
        f"{said}."
    )


def _map_table(occupations: Sequence[Occupation]) -> Table:
    years = sorted(
        {occupation.outlook.period for occupation in occupations if occupation.outlook}
    )
    growth, pay = wording.listed(years), wording.listed(_pay_years(occupations))
    return Table(
        caption=f"Projected change in jobs, {growth}, and median pay, {pay}",
        heads=("Career", "Growth", "Median pay"),
        rows=tuple(
            (
                f"{number}. {occupation.title}",
                wording.growth(occupation.outlook),
                shown_pay(occupation.pay),
            )
            for number, occupation in enumerate(occupations, 1)
        ),
        numbers=(1, 2),
    )
