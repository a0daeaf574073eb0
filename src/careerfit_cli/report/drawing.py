"""What pictures are made of: places and words, ready to be written as SVG.

Each picture says in words what it shows (`title`, `summary`) and has its numbers as a
table. Pictures with a `width` and `height` are in units of about a pixel on a small
screen; those on one line are in percent of the width there is, so that text keeps its
size.
"""

from __future__ import annotations

from dataclasses import dataclass

from careerfit_cli.report.geometry import Axis, Point, rounded
from careerfit_cli.report.wording import Table

WIDTH = 360.0


@dataclass(frozen=True)
class Label:
    """A text at a place; `anchor` is `start`, `middle` or `end`."""

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
    """Bars under each other on one scale, `axis`."""

    title: str
    summary: str
    table: Table
    width: float
    height: float
    thickness: float
    axis: Axis
    bars: tuple[Bar, ...]


Span = tuple[float, float]
"""Where something starts, and how long it is."""


@dataclass(frozen=True)
class Strip:
    """A range on one line, all in percent of its width.

    `whisker` is the outer range, `box` the inner one and `mark` what lies in it; each is
    `None` where it is not reported.
    """

    title: str
    summary: str
    ticks: tuple[float, ...]
    whisker: Span | None
    box: Span | None
    mark: float | None


def span(axis: Axis, low: float | None, high: float | None) -> Span | None:
    """The place of a range on a scale; `None` unless both ends are there."""
    if low is None or high is None:
        return None
    return axis.at(low), rounded(axis.at(high) - axis.at(low))
