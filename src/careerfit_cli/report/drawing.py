"""The parts of pictures: positions and text, ready to be written as SVG.

Each picture has a description (`title`, `summary`) and a table of its numbers. Pictures
with a `width` and `height` are in units of about a pixel on a small screen; those on
one line are in percent of the available width, so that text keeps its size.
"""

from __future__ import annotations

from dataclasses import dataclass

from careerfit_cli.report.geometry import Axis, Point, rounded
from careerfit_cli.report.wording import Table

WIDTH = 360.0


@dataclass(frozen=True)
class Label:
    """A text at a position; `anchor` is `start`, `middle` or `end`."""

    at: Point
    text: str
    anchor: str = "middle"


@dataclass(frozen=True)
class Bar:
    """One bar of a chart, from `x` on, with labels; `toward` is `for` or `against`."""

    name: Label
    value: Label
    x: float
    y: float
    length: float
    toward: str = "for"
    note: Label | None = None


@dataclass(frozen=True)
class Bars:
    """Stacked bars on one scale, `axis`."""

    title: str
    summary: str
    table: Table
    width: float
    height: float
    thickness: float
    axis: Axis
    bars: tuple[Bar, ...]


Span = tuple[float, float]
"""Start and length."""


@dataclass(frozen=True)
class Strip:
    """A range on one line, all in percent of its width.

    `whisker` is the outer range, `box` the inner one and `mark` the value inside; each
    is `None` if not reported.
    """

    title: str
    summary: str
    ticks: tuple[float, ...]
    whisker: Span | None
    box: Span | None
    mark: float | None


def span(axis: Axis, low: float | None, high: float | None) -> Span | None:
    """The position of a range on a scale; `None` if an end is missing."""
    if low is None or high is None:
        return None
    return axis.at(low), rounded(axis.at(high) - axis.at(low))
