"""Six interests as a shape on Holland's hexagon, drawn with braille characters.

The six types are around it in Holland's order, R and I on top. A level of 0 is the
center and 100 the corner; straight lines join the six levels, and the area inside is
filled.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from operator import itemgetter

from rich.console import Group, RenderableType
from rich.text import Text

from careerfit_cli.model.elements import INTERESTS, holland_code
from careerfit_cli.views.display import Display, half_up, say

Dots = set[tuple[int, int]]

LEAST_WIDTH = 38
"""Columns: below this there is no picture, only the bars."""

ROOM_FOR_NAMES = 64
"""Columns: below this the corners have letters, which the Holland code spells out."""

LEGEND = "The edge is 100, the middle 0."

_CORNERS = ((-0.5, -1), (0.5, -1), (1, 0), (0.5, 1), (-0.5, 1), (-1, 0))
"""Of R I A S E C, from the middle, in halves of the width and of the height."""

_BITS = ((0x01, 0x02, 0x04, 0x40), (0x08, 0x10, 0x20, 0x80))
"""What each of the 2 x 4 dots of a braille character adds to U+2800, by column and row."""

_MOSTLY = 4
"""In ASCII, a cell with at least this many of its 8 dots counts as filled."""


def hexagon(levels: Mapping[str, float], display: Display) -> RenderableType | None:
    """The picture of six interests, 0-100; `None` if one is missing or there is no room.

    Plain displays have the same levels in words.
    """
    if (
        display.plain
        or display.width < LEAST_WIDTH
        or len(levels) < len(INTERESTS.names)
    ):
        return None
    named = display.width >= ROOM_FOR_NAMES
    canvas = Canvas(30, 13) if named else Canvas(23, 10)
    shares = [levels[name] / 100 for name in INTERESTS.names]
    rows = canvas.in_ascii(shares) if display.ascii else canvas.in_braille(shares)
    code = holland_code(levels)
    labels = [
        say(
            f"{name if named else name[0]} {half_up(levels[name])}",
            "bold" if name[0] in code else "",
        )
        for name in INTERESTS.names
    ]
    return Group(*_labelled(rows, labels), say(LEGEND, "dim"))


def _labelled(rows: Sequence[Text], labels: Sequence[Text]) -> list[Text]:
    """The rows with a label at each corner: R I above, A right, S E below, C left."""
    r, i, a, s, e, c = labels
    left, columns = len(c) + 1, len(rows[0])
    drawn = [Text.assemble(" " * left, row) for row in rows]
    middle = len(rows) // 2
    drawn[middle] = Text.assemble(c, " ", rows[middle], " ", a)
    return [_pair(r, i, left, columns), *drawn, _pair(e, s, left, columns)]


def _pair(one: Text, other: Text, left: int, columns: int) -> Text:
    """Two labels over (or under) the corners at a quarter and three quarters, apart."""
    middle = left + columns // 2
    first = min(left + columns // 4 - len(one) // 2, middle - 1 - len(one))
    second = max(left + columns * 3 // 4 - len(other) // 2, middle + 1)
    return Text.assemble(" " * first, one, " " * (second - first - len(one)), other)


@dataclass(frozen=True)
class Canvas:
    """A hexagon of a size in columns and rows of the terminal.

    Shares are six levels, 0-1, by R I A S E C; dots count from the top left.
    """

    columns: int
    rows: int

    @property
    def _size(self) -> tuple[int, int]:
        return self.columns * len(_BITS), self.rows * len(_BITS[0])

    @property
    def _half(self) -> tuple[float, float]:
        """Half of the width and of the height, in dots: the coordinates of the center."""
        width, height = self._size
        return (width - 1) / 2, (height - 1) / 2

    def shape(self, shares: Sequence[float]) -> Dots:
        """The dots inside the shape, and those between the center and each level."""
        (width, _), (x, y) = self._size, self._half
        within = {
            dot
            for dot, n, a, b in _sectors(*self._size)
            if shares[n] * shares[n - 5] and a / shares[n] + b / shares[n - 5] <= 1
        }
        steps = [step / width for step in range(width + 1)]
        spokes = {
            (
                _nearest(x + x * share * right * step),
                _nearest(y + y * share * down * step),
            )
            for share, (right, down) in zip(shares, _CORNERS, strict=True)
            for step in steps
        }
        return within | spokes

    def edge(self) -> Dots:
        """Every other dot of the outline."""
        (width, height), (x, y) = self._size, self._half
        left = [
            (_nearest(x * abs(row / y - 1) / 2), row) for row in range(0, height, 2)
        ]
        right = [(width - 1 - column, row) for column, row in left]
        corner = _nearest(x / 2)
        level = range(corner, width - corner, 2)
        ends = [(column, row) for column in level for row in (0, height - 1)]
        return {*left, *right, *ends}

    def in_braille(self, shares: Sequence[float]) -> list[Text]:
        """The rows: the shape over the dotted outline."""
        shape, edge = self.shape(shares), self.edge()
        return [
            _run(
                _sign(self._dots(place, row), shape, edge)
                for place in range(self.columns)
            )
            for row in range(self.rows)
        ]

    def in_ascii(self, shares: Sequence[float]) -> list[Text]:
        """The rows: # where most of a place is filled, : where some of it is."""
        shape = self.shape(shares)
        rows = [self._outline(row) for row in range(self.rows)]
        for row, signs in enumerate(rows):
            for place in range(self.columns):
                if filled := len(self._dots(place, row) & shape):
                    signs[place] = ("#" if filled >= _MOSTLY else ":", "cyan")
        return [_run(signs) for signs in rows]

    def _outline(self, row: int) -> list[tuple[str, str]]:
        """The characters of only the hexagon in one row, in ASCII."""
        x, y = self._half
        down = (row * len(_BITS[0]) + 1.5) / y - 1
        left = _nearest(x * abs(down) / 2) // len(_BITS)
        signs = [(" ", "dim")] * self.columns
        if row in (0, self.rows - 1):
            signs[left:-left] = [("-", "dim")] * (self.columns - 2 * left)
        slopes = ("/", "\\") if down < 0 else ("\\", "/") if down else ("<", ">")
        signs[left], signs[-1 - left] = ((sign, "dim") for sign in slopes)
        return signs

    def _dots(self, place: int, row: int) -> Dots:
        wide, high = len(_BITS), len(_BITS[0])
        return {
            (place * wide + column, row * high + line)
            for column in range(wide)
            for line in range(high)
        }


def _run(signs: Iterable[tuple[str, str]]) -> Text:
    """The characters of a row, grouped by style."""
    return Text.assemble(
        *(
            ("".join(sign for sign, _ in same), style)
            for style, same in groupby(signs, itemgetter(1))
        )
    )


def _sign(dots: Dots, shape: Dots, edge: Dots) -> tuple[str, str]:
    """A braille character and its style: colored if it contains part of the shape."""
    bits = sum(_BITS[x % 2][y % 4] for x, y in dots & (shape | edge))
    return chr(0x2800 + bits) if bits else " ", "cyan" if dots & shape else "dim"


@cache
def _sectors(
    width: int, height: int
) -> tuple[tuple[tuple[int, int], int, float, float], ...]:
    """Every dot, the sector it lies in, and how far towards its two corners.

    In the sector between corners n and n + 1 a dot is a of the way to the one plus b of
    the way to the other, and a / level + b / level is 1 on the line that joins levels.
    """
    dots = []
    for column in range(width):
        for row in range(height):
            x, y = column * 2 / (width - 1) - 1, row * 2 / (height - 1) - 1
            for n, (x1, y1) in enumerate(_CORNERS):
                x2, y2 = _CORNERS[n - 5]
                area = x1 * y2 - x2 * y1
                a, b = (x * y2 - x2 * y) / area, (x1 * y - x * y1) / area
                if a >= 0 and b >= 0:
                    dots.append(((column, row), n, a, b))
                    break
    return tuple(dots)


def _nearest(place: float) -> int:
    """The nearest dot; halves round up, so that both sides are symmetric."""
    return int(place + 0.5)
