"""Pictures of a person: interests, areas, styles, tendencies."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from careerfit_cli.model.elements import INTERESTS
from careerfit_cli.model.figures import half_up
from careerfit_cli.quiz import Tendency
from careerfit_cli.report import wording
from careerfit_cli.report.drawing import WIDTH, Bar, Bars, Label
from careerfit_cli.report.geometry import Axis, Point, fixed_axis, polygon, rounded
from careerfit_cli.report.wording import Table

_STEP, _THICKNESS = 25.0, 12.0


@dataclass(frozen=True)
class Radar:
    """The interest hexagon: rings at 25, 50, 75 and 100, and the person's levels."""

    title: str
    summary: str
    table: Table
    width: float
    height: float
    center: Point
    rings: tuple[tuple[Point, ...], ...]
    area: tuple[Point, ...]
    labels: tuple[Label, ...]


@dataclass(frozen=True)
class Leaning:
    """A tendency between two poles: the position of its mark on the line."""

    left: Label
    right: Label
    mark: Point
    side: str


@dataclass(frozen=True)
class Leanings:
    """Tendencies, one below the other; `axis` runs from all left to all right."""

    title: str
    summary: str
    table: Table
    width: float
    height: float
    axis: Axis
    rows: tuple[Leaning, ...]


def hexagon(levels: Mapping[str, float], meanings: Mapping[str, str]) -> Radar:
    """A person's levels on all six interests."""
    center, radius = Point(WIDTH / 2, 150.0), 100.0
    names = INTERESTS.names
    shares = [levels[name] / 100 for name in names]
    corners = polygon([1.0] * len(names), center, radius + 16)
    return Radar(
        title="Your six interests",
        summary=f"A hexagon with a corner for each, 0-100: {_said(_ordered(levels))}.",
        table=_levels("Your interests", _ordered(levels), meanings),
        width=WIDTH,
        height=300.0,
        center=center,
        rings=tuple(
            polygon([share] * len(names), center, radius)
            for share in (0.25, 0.5, 0.75, 1.0)
        ),
        area=polygon(shares, center, radius),
        labels=tuple(
            label
            for name, corner in zip(names, corners, strict=True)
            for label in _corner(name, half_up(levels[name]), corner, center)
        ),
    )


def _corner(name: str, level: int, corner: Point, center: Point) -> tuple[Label, Label]:
    """A corner's name with its level below it, placed outside the hexagon."""
    anchor, shift = "middle", -4.0 if corner.y < center.y else 10.0
    if abs(corner.x - center.x) > 1:
        anchor, shift = ("start" if corner.x > center.x else "end"), 0.0
    upper = Point(corner.x, rounded(corner.y - 8 + shift))
    lower = Point(corner.x, rounded(corner.y + 8 + shift))
    return Label(upper, name, anchor), Label(lower, str(level), anchor)


def _ordered(levels: Mapping[str, float]) -> list[tuple[str, float]]:
    """Levels by name, the highest first."""
    return sorted(levels.items(), key=lambda row: -row[1])


def _said(rows: Sequence[tuple[str, float]]) -> str:
    return ", ".join(f"{name} {half_up(score)}" for name, score in rows)


def _levels(
    caption: str, rows: Sequence[tuple[str, float]], meanings: Mapping[str, str]
) -> Table:
    return Table(
        caption=f"{caption}, 0-100",
        heads=("Name", "You", "What it means"),
        rows=tuple(
            (name, str(half_up(score)), meanings.get(name, "")) for name, score in rows
        ),
        numbers=(1,),
    )


def level_bars(
    title: str, levels: Mapping[str, float], meanings: Mapping[str, str]
) -> Bars:
    """Levels 0-100 as bars, the highest first."""
    rows = _ordered(levels)
    scale = fixed_axis(0, 100, 50, 178.0, 322.0)
    return Bars(
        title=title,
        summary=f"Bars, 0-100, the highest first: {_said(rows)}.",
        table=_levels(title, rows, meanings),
        width=WIDTH,
        height=_STEP * len(rows),
        thickness=_THICKNESS,
        axis=scale,
        bars=tuple(
            _level_bar(name, score, rounded(_STEP * (place + 0.5)), scale)
            for place, (name, score) in enumerate(rows)
        ),
    )


def _level_bar(name: str, level: float, middle: float, scale: Axis) -> Bar:
    return Bar(
        name=Label(Point(scale.start - 10, middle), name, "end"),
        value=Label(Point(WIDTH, middle), str(half_up(level)), "end"),
        x=scale.start,
        y=rounded(middle - _THICKNESS / 2),
        length=rounded(scale.at(level) - scale.start),
    )


def leanings(preferences: Sequence[Tendency]) -> Leanings:
    """Tendencies between two ways to work, each a mark on a line."""
    step = 30.0
    scale = fixed_axis(-100, 100, 100, 100.0, 260.0)
    said = "; ".join(
        f"{preference.left} or {preference.right}: {leaning(preference)}"
        for preference in preferences
    )
    return Leanings(
        title="Which way your answers lean",
        summary=f"Marks on lines between two ways to work. {wording.sentence(said)}",
        table=_leanings_table(preferences),
        width=WIDTH,
        height=step * len(preferences),
        axis=scale,
        rows=tuple(
            _leaning_row(preference, rounded(step * (place + 0.5)), scale)
            for place, preference in enumerate(preferences)
        ),
    )


def _leaning_row(tendency: Tendency, middle: float, scale: Axis) -> Leaning:
    return Leaning(
        left=Label(Point(scale.start - 12, middle), tendency.left, "end"),
        right=Label(Point(scale.end + 12, middle), tendency.right, "start"),
        mark=Point(scale.at(tendency.lean), middle),
        side=tendency.side,
    )


def _leanings_table(preferences: Sequence[Tendency]) -> Table:
    return Table(
        caption="Leanings, from 100 to the left over 0 to 100 to the right",
        heads=("Between", "Leaning", "How far"),
        rows=tuple(
            (
                f"{preference.left} or {preference.right}",
                leaning(preference),
                _how_far(preference),
            )
            for preference in preferences
        ),
        numbers=(2,),
    )


STRONG_LEAN = 60
"""A tendency is called strong from this value, of 100."""


def leaning(tendency: Tendency) -> str:
    """A tendency in words."""
    if not tendency.side:
        return "no clear lean"
    degree = "strongly" if abs(tendency.lean) >= STRONG_LEAN else "rather"
    return f"{degree} {tendency.side}"


def _how_far(tendency: Tendency) -> str:
    size = half_up(abs(tendency.lean))
    if size == 0:
        return "0"
    return f"{size} {'left' if tendency.lean < 0 else 'right'}"
