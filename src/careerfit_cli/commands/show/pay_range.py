"""A small picture of pay: its range, the median, and a state's median."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from careerfit_cli.compare.states import StateMedian
from careerfit_cli.model.amounts import any_at_least, is_at_least
from careerfit_cli.model.bls import Pay, Wages
from careerfit_cli.views import figures
from careerfit_cli.views.display import Display, group, say

LONGEST = 64
"""Maximum width in cells."""

_INDENT = 2


class _Marks(NamedTuple):
    range: str
    middle: str
    median: str
    left: str
    right: str
    state: str


_MARKS, _ASCII = _Marks(*"─━●├┤◆"), _Marks(*"-=o||*")


def picture(
    pay: Pay, display: Display, state: StateMedian | None = None
) -> RenderableType | None:
    """A line with five percentiles, from the 10th to the 90th, and the state's median.

    `None` if one of them is not published or only a lower limit, or the screen is too
    small; `in_words` has the same content.
    """
    wages, unit = _wages(pay)
    known = _percentiles(wages)
    width = min(LONGEST, display.width - 2 * _INDENT)
    labels = [figures.dollars(amount, unit) for amount in known]
    if display.plain or not known or sum(map(len, labels[::2])) + 2 > width:
        return None
    local = state.median if state and pay.state_unit == unit else None
    if is_at_least(local):
        return None
    marks = _ASCII if display.ascii else _MARKS
    scale = [*known, *([local] if local is not None else [])]
    cells = [_cell(amount, scale, width) for amount in known]
    line = _line(cells, width, marks)
    legend = (
        f"{marks.median} median; {marks.middle} the middle half; 10% earn less than "
        f"{labels[0]} {figures.each(unit)}, 10% more than {labels[-1]}."
    )
    if state and local is not None:
        at = _apart(_cell(local, scale, width), cells[2], local >= known[2], width)
        line[at] = marks.state
        legend += f" {marks.state} {state.state}, {figures.dollars(local, unit)}."
    styles = {
        marks.middle: "cyan",
        marks.median: "bold",
        marks.state: "bold yellow",
    }
    rows = (
        say(_placed(labels[1::2], cells[1::2], width), "dim"),
        Text.assemble(*((mark, styles.get(mark, "dim")) for mark in line)),
        say(_placed(labels[::2], cells[::2], width), "dim"),
        say(legend, "dim"),
    )
    return Padding(group(*rows), (0, 0, 1, _INDENT))


def in_words(pay: Pay, *, whole: bool) -> list[tuple[str, str]]:
    """The high end of pay as a labelled line, or the `whole` picture in words."""
    wages, unit = _wages(pay)
    rows = figures.ends(wages, unit)
    return [
        (f"Pay, {label}", f"{text} ({pay.period})")
        for label, text in rows.items()
        if whole or label == "high end"
    ]


def local_median(pay: Pay | None, state: StateMedian) -> tuple[str, str]:
    """A labelled line: a state's median, and how it compares with the national one."""
    label = f"Pay in {state.state}"
    if pay is None or state.median is None:
        return label, figures.NOT_REPORTED
    against = "" if state.percent is None else f", {figures.against(state.percent)}"
    amount = figures.rate(state.median, pay.state_unit)
    return label, f"{amount} (median, {pay.period}){against}"


def _wages(pay: Pay) -> tuple[Wages, str]:
    _, unit = pay.median
    return (pay.hourly if unit == "hour" else pay.annual), unit


def _percentiles(wages: Wages) -> list[float]:
    """All five, lowest first; empty if one is missing, a limit or out of order."""
    percentiles = (wages.p10, wages.p25, wages.median, wages.p75, wages.p90)
    known = [amount for amount in percentiles if amount is not None]
    rising = all(low <= high for low, high in pairwise(known))
    whole = len(known) == len(percentiles) and rising and known[0] < known[-1]
    whole = whole and not any_at_least(known)
    return known if whole else []


def _cell(amount: float, scale: Sequence[float], width: int) -> int:
    low, high = min(scale), max(scale)
    return round((amount - low) / (high - low) * (width - 1))


def _line(cells: Sequence[int], width: int, marks: _Marks) -> list[str]:
    line = [" "] * width
    first, low, middle, high, last = cells
    line[first : last + 1] = marks.range * (last + 1 - first)
    line[low : high + 1] = marks.middle * (high + 1 - low)
    line[first], line[last], line[middle] = marks.left, marks.right, marks.median
    return line


def _apart(at: int, median: int, above: bool, width: int) -> int:  # noqa: FBT001
    """The cell of a state's median, moved by one if it would hide the national one."""
    if at != median:
        return at
    right = at == 0 or (above and at + 1 < width)
    return at + 1 if right else at - 1


def _placed(labels: Sequence[str], cells: Sequence[int], width: int) -> str:
    """Labels in one row, each as close to its cell as the others allow."""
    starts = [
        max(0, min(cell - len(label) // 2, width - len(label)))
        for cell, label in zip(cells, labels, strict=True)
    ]
    for at in range(1, len(labels)):
        starts[at] = max(starts[at], starts[at - 1] + len(labels[at - 1]) + 1)
    edge = width + 1
    for at in reversed(range(len(labels))):
        starts[at] = min(starts[at], edge - len(labels[at]) - 1)
        edge = starts[at]
    row = ""
    for start, label in zip(starts, labels, strict=True):
        row = row.ljust(start) + label
    return row
