"""Pictures of a match: its points for and against, and its range."""

from __future__ import annotations

from collections.abc import Sequence

from careerfit_cli.matching import Contribution, Match, Stability, reasons
from careerfit_cli.report import wording
from careerfit_cli.report.drawing import WIDTH, Bar, Bars, Label, Strip, span
from careerfit_cli.report.geometry import Axis, Point, axis, rounded
from careerfit_cli.report.wording import Table

MOST_POINTS = 5
"""How many positive, and how many negative, points a chart shows."""

_STEP, _THICKNESS = 36.0, 14.0
_ROOM = 42.0
"""The scale extends beyond the longest bar to leave room for its value."""


def reach(fits: Sequence[Match]) -> float:
    """The largest point, positive or negative, of several fits; at least 1."""
    points = (abs(part.points) for fit in fits for part in fit.contributions)
    return max((1.0, *points))


def points_chart(match: Match, most: float, table: Table) -> Bars:
    """The points that raise a fit most, then those that lower it most.

    `most` points fill one half of the scale: charts with the same can be compared.
    `table` has all of the points.
    """
    lifts, lowers = reasons(match, MOST_POINTS)
    shown = [*lifts, *reversed(lowers)]
    scale = Axis(-most, most, _ROOM, WIDTH - _ROOM, (0.0,))
    said = "; ".join(_said(part) for part in shown)
    return Bars(
        title=f"What lifts and lowers the FIT of {match.entry.title}",
        summary=f"Bars to the right lift the FIT, bars to the left lower it: {said}.",
        table=table,
        width=WIDTH,
        height=_STEP * len(shown),
        thickness=_THICKNESS,
        axis=scale,
        bars=tuple(
            _point_bar(part, rounded(_STEP * (place + 0.5)), scale)
            for place, part in enumerate(shown)
        ),
    )


def _said(part: Contribution) -> str:
    name, points = part.dimension.name, wording.signed(part.points)
    return f"{name}, {wording.standing(part)}, {points}"


def _point_bar(part: Contribution, middle: float, scale: Axis) -> Bar:
    """A bar from the zero line, its name on the other side and its value at its end."""
    zero, end = scale.at(0), scale.at(part.points)
    lifting = part.points > 0
    away, toward = ("end", "start") if lifting else ("start", "end")
    side = 1 if lifting else -1
    at = zero - 8 * side
    return Bar(
        name=Label(Point(at, middle - 7), part.dimension.name, away),
        note=Label(Point(at, middle + 8), wording.standing(part), away),
        value=Label(Point(end + 6 * side, middle), wording.signed(part.points), toward),
        x=min(zero, end),
        y=rounded(middle - _THICKNESS / 2),
        length=rounded(abs(end - zero)),
        toward="for" if lifting else "against",
    )


def fit_axis(sure: Sequence[Stability], fits: Sequence[Match]) -> Axis:
    """One scale, in percent, for the scores of several fits and their ranges."""
    scores = [fit.score for fit in fits]
    for each in sure:
        scores += [each.low_score, each.high_score]
    return axis(scores, 0.0, 100.0, most=4)


def fit_strip(match: Match, sure: Stability, scale: Axis) -> Strip:
    """A score and its 90 % range."""
    return Strip(
        title=f"Range of FIT of {match.entry.title}",
        summary=f"FIT {match.score:.1f}; {wording.fit_range(sure)} nine times in ten.",
        ticks=tuple(scale.at(tick) for tick in scale.ticks),
        whisker=span(scale, sure.low_score, sure.high_score),
        box=None,
        mark=scale.at(match.score),
    )
