"""The geometry of pictures: scales, polygons, and labels that do not overlap.

Coordinates are in the picture's units, x to the right and y downward, rounded to
hundredths so that a report is the same bytes everywhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, cos, floor, hypot, isclose, log10, pi, sin

STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)
"""Allowed steps between ticks, times a power of ten."""


@dataclass(frozen=True)
class Point:
    """A point in a picture."""

    x: float
    y: float


@dataclass(frozen=True)
class Box:
    """An upright rectangle by its upper left corner and its size."""

    x: float
    y: float
    width: float
    height: float

    def meets(self, other: Box) -> bool:
        """Whether the two overlap by more than an edge."""
        return (
            self.x < other.x + other.width
            and other.x < self.x + self.width
            and self.y < other.y + other.height
            and other.y < self.y + self.height
        )

    def holds(self, other: Box) -> bool:
        """Whether the other is entirely inside."""
        return (
            self.x <= other.x
            and self.y <= other.y
            and other.x + other.width <= self.x + self.width
            and other.y + other.height <= self.y + self.height
        )

    @property
    def center(self) -> Point:
        """The center of the box."""
        return Point(
            rounded(self.x + self.width / 2), rounded(self.y + self.height / 2)
        )


@dataclass(frozen=True)
class Axis:
    """A linear scale from values `low` to `high` to positions `start` to `end`.

    `ticks` are values at even steps, `low` and `high` among them.
    """

    low: float
    high: float
    start: float
    end: float
    ticks: tuple[float, ...]

    def at(self, value: float) -> float:
        """The position of a value; values beyond the ends are extrapolated."""
        share = (value - self.low) / (self.high - self.low)
        return rounded(self.start + share * (self.end - self.start))


def rounded(number: float) -> float:
    """A coordinate rounded to hundredths, never a negative zero."""
    return round(number, 2) + 0.0


def fixed_axis(low: float, high: float, step: float, start: float, end: float) -> Axis:
    """A scale with fixed ends and step, such as 0-100 by 25."""
    count = round((high - low) / step)
    ticks = tuple(low + step * place for place in range(count + 1))
    return Axis(low, high, start, end, ticks)


def axis(values: Sequence[float], start: float, end: float, most: int = 5) -> Axis:
    """A scale with round ends that covers all values in at most `most` steps.

    The step is 1, 2, 2.5 or 5 times a power of ten. If all values are the same, there
    is a step on both sides. Raises `ValueError` without values.
    """
    low, high = min(values), max(values)
    if isclose(low, high):
        room = max(abs(low) / 10, 1.0)
        low, high = low - room, high + room
    step = _step((high - low) / most)
    # Rounding outward can add a step; a larger one then fits.
    while ceil(high / step) - floor(low / step) > most:
        step = _step(step * 1.01)
    first, last = floor(low / step), ceil(high / step)
    ticks = tuple(place * step + 0.0 for place in range(first, last + 1))
    return Axis(ticks[0], ticks[-1], start, end, ticks)


def _step(least: float) -> float:
    power = 10.0 ** floor(log10(least))
    return next(
        step * power
        for step in STEPS
        if step * power >= least or isclose(step * power, least)
    )


def polygon(shares: Sequence[float], center: Point, radius: float) -> tuple[Point, ...]:
    """Corners at equal angles, the first straight up and then clockwise.

    A share of 1 is at the radius, and 0 at the center.
    """
    turn = 2 * pi / len(shares)
    return tuple(
        Point(
            rounded(center.x + radius * share * sin(place * turn)),
            rounded(center.y - radius * share * cos(place * turn)),
        )
        for place, share in enumerate(shares)
    )


def labels(
    dots: Sequence[Point], width: float, height: float, frame: Box, gap: float = 6.0
) -> tuple[Box, ...]:
    """Boxes of one size for labels, one near each dot, inside the frame.

    Each takes the nearest place that covers no dot and no other label or, if none is
    within reach, the last one tried.
    """
    taken = [Box(dot.x - gap / 2, dot.y - gap / 2, gap, gap) for dot in dots]
    boxes: list[Box] = []
    for dot in dots:
        box = _free(dot, width, height, frame, gap, taken)
        taken.append(box)
        boxes.append(box)
    return tuple(boxes)


_RINGS = 12
_DIRECTIONS = (0, 8, 12, 4, 14, 10, 2, 6, 15, 9, 13, 11, 1, 7, 3, 5)
"""Sixteenths of a turn: right, left, above and below come first, because they read best."""


def _free(
    dot: Point,
    width: float,
    height: float,
    frame: Box,
    gap: float,
    taken: Sequence[Box],
) -> Box:
    box = _inside(Box(dot.x + gap, dot.y - height / 2, width, height), frame)
    for ring in range(_RINGS):
        reach = gap + ring * height / 2
        for sixteenth in _DIRECTIONS:
            box = _beside(dot, width, height, reach, sixteenth)
            if frame.holds(box) and not any(box.meets(other) for other in taken):
                return box
    return _inside(box, frame)


def _beside(
    dot: Point, width: float, height: float, reach: float, sixteenth: int
) -> Box:
    """A box in a direction from a dot, in sixteenths of a turn, clockwise from right."""
    turn = pi * sixteenth / 8
    x = dot.x + cos(turn) * (reach + width / 2)
    y = dot.y + sin(turn) * (reach + height / 2)
    return Box(rounded(x - width / 2), rounded(y - height / 2), width, height)


def _inside(box: Box, frame: Box) -> Box:
    x = min(max(box.x, frame.x), frame.x + frame.width - box.width)
    y = min(max(box.y, frame.y), frame.y + frame.height - box.height)
    return Box(rounded(x), rounded(y), box.width, box.height)


def apart(one: Point, other: Point) -> float:
    """The distance between two places."""
    return rounded(hypot(one.x - other.x, one.y - other.y))
