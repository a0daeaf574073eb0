"""Charts: thin strips next to their numbers in the cells of tables, and a hexagon.

Positions in a strip are in percent of its width, so that it fits any cell. Numbers are
rounded to hundredths, so that a report is the same bytes everywhere.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil, floor, isclose, log10

from careerfit_cli.model.elements import INTERESTS
from careerfit_cli.model.figures import half_up

Span = tuple[float, float]
"""Start and length."""

Point = tuple[float, float]

_STEPS = (1.0, 2.0, 2.5, 5.0, 10.0, 20.0)
"""Steps between ticks, times a power of ten."""


@dataclass(frozen=True)
class Scale:
    """A linear scale; `ticks` are values at even steps from `low` to `high`."""

    low: float
    high: float
    ticks: tuple[float, ...]

    def at(self, value: float) -> float:
        """The position of a value, in percent."""
        return round(100 * (value - self.low) / (self.high - self.low), 2)

    def span(self, low: float | None, high: float | None) -> Span | None:
        """The position of a range; `None` if an end is missing."""
        if low is None or high is None:
            return None
        return self.at(low), round(self.at(high) - self.at(low), 2)


@dataclass(frozen=True)
class Chart:
    """A text, and a strip that shows the same number on a scale.

    `line` is the thin part of the strip, `box` the thick one, and `mark` is upright;
    each is `None` if there is none. `kind` is the CSS class. `title` says what the text
    and the rest of the row do not, if anything.
    """

    text: str
    kind: str
    scale: Scale
    line: Span | None = None
    box: Span | None = None
    mark: float | None = None
    title: str = ""


LEVELS = Scale(0, 100, (50,))


def round_scale(values: Sequence[float], most: int = 5) -> Scale:
    """A scale with round ends that covers all values in at most `most` steps.

    The step is 1, 2, 2.5 or 5 times a power of ten. If all values are the same, there
    is a step on both sides. Raises `ValueError` without values.
    """
    low, high = min(values), max(values)
    if isclose(low, high):
        room = max(abs(low) / 10, 1.0)
        low, high = low - room, high + room
    power = 10.0 ** floor(log10((high - low) / most))
    # Rounding outward can add a step; a larger one then fits.
    step = next(
        step * power
        for step in _STEPS
        if ceil(high / (step * power)) - floor(low / (step * power)) <= most
    )
    places = range(floor(low / step), ceil(high / step) + 1)
    ticks = tuple(place * step for place in places)
    return Scale(ticks[0], ticks[-1], ticks)


def two_sided(values: Sequence[float]) -> Scale:
    """A scale for bars to both sides of 0, which is in the middle."""
    most = max((1.0, *map(abs, values)))
    return Scale(-most, most, (0,))


def bar(text: str, value: float, scale: Scale) -> Chart:
    """A bar from 0 to a value, to its own side and in its own color if negative."""
    ends = (scale.at(0), scale.at(value))
    box = (min(ends), round(abs(ends[1] - ends[0]), 2))
    return Chart(text, "against" if value < 0 else "for", scale, box=box)


_CORNERS = ((0, -100), (87, -50), (87, 50), (0, 100), (-87, 50), (-87, -50))
"""Of R I A S E C, from the center, clockwise from the top."""


def hexagon(levels: Mapping[str, float]) -> list[tuple[str, int, Point, Point]]:
    """The names and levels, 0-100, of six interests, the corner of each and its point.

    The point is on the line from the center to the corner, as far out as the level.
    """
    return [
        (
            name,
            half_up(levels[name]),
            (x, y),
            (round(x * levels[name] / 100, 2), round(y * levels[name] / 100, 2)),
        )
        for name, (x, y) in zip(INTERESTS.names, _CORNERS, strict=True)
    ]
