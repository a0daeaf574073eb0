"""Six interests as a shape on Holland's hexagon, drawn with braille characters.

The six types are around it in Holland's order, R and I on top. A level of 0 is the
center and 100 the corner; straight lines join the six levels, and the area inside is
filled.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby

import numpy as np
from numpy.typing import NDArray
from rich.console import Group, RenderableType
from rich.text import Text

from careerfit_cli.model.elements import INTERESTS, holland_code
from careerfit_cli.views.display import Display, half_up, say

Dots = NDArray[np.bool_]
"""By row and column."""

Bits = NDArray[np.int64]

LEAST_WIDTH = 38
"""Columns: below this there is no picture, only the bars."""

ROOM_FOR_NAMES = 64
"""Columns: below this the corners have letters, which the Holland code spells out."""

WIDE, SMALL = (13, 30), (10, 23)
"""Sizes of the picture in rows and columns of the terminal."""

LEGEND = "The edge is 100, the middle 0."

_CORNERS = ((-0.5, -1), (0.5, -1), (1, 0), (0.5, 1), (-0.5, 1), (-1, 0))
"""Of R I A S E C, from the middle, in halves of the width and of the height."""

_BITS: Bits = np.array(((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80)))
"""What each of the 4 x 2 dots of a braille character adds to U+2800, by row and column."""

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
    size = WIDE if named else SMALL
    dots = shape([levels[name] / 100 for name in INTERESTS.names], size)
    filled = _per_character(dots, size, np.ones_like(_BITS))
    texts = _in_ascii(filled, size) if display.ascii else _in_braille(dots, size)
    rows = [_colored(text, counts) for text, counts in zip(texts, filled, strict=True)]
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


def shape(shares: Sequence[float], size: tuple[int, int]) -> Dots:
    """The dots inside the shape, and those between the center and each level.

    `shares` are six levels, 0-1, by R I A S E C.
    """
    dots, y, x = _blank(size)
    height, width = dots.shape
    down, right = np.arange(height)[:, None] / y - 1, np.arange(width) / x - 1
    steps = np.arange(width + 1) / width
    for n, (x1, y1) in enumerate(_CORNERS):
        x2, y2 = _CORNERS[n - 5]
        one, other = shares[n], shares[n - 5]
        # In this sector a dot is a of the way to one corner plus b to the other.
        area = x1 * y2 - x2 * y1
        a, b = (right * y2 - x2 * down) / area, (x1 * down - right * y1) / area
        if one and other:
            dots |= (a >= 0) & (b >= 0) & (a / one + b / other <= 1)
        spoke = (y + y * one * y1 * steps, x + x * one * x1 * steps)
        dots[_nearest(spoke[0]), _nearest(spoke[1])] = True
    return dots


def edge(size: tuple[int, int]) -> Dots:
    """Every other dot of the outline."""
    dots, y, x = _blank(size)
    height, width = dots.shape
    rows = np.arange(0, height, 2)
    left = _nearest(x * abs(rows / y - 1) / 2)
    dots[rows, left] = dots[rows, width - 1 - left] = True
    corner = int(_nearest(x / 2))
    dots[[0, -1], corner : width - corner : 2] = True
    return dots


def _blank(size: tuple[int, int]) -> tuple[Dots, float, float]:
    """An empty picture, and the row and column of its center."""
    height, width = size[0] * len(_BITS), size[1] * len(_BITS[0])
    return np.zeros((height, width), bool), (height - 1) / 2, (width - 1) / 2


def _per_character(dots: Dots, size: tuple[int, int], bits: Bits) -> list[list[int]]:
    """The sum of the bits of each character's dots, by row and column."""
    rows, columns = size
    cells = dots.reshape(rows, len(_BITS), columns, len(_BITS[0])).swapaxes(1, 2)
    sums: list[list[int]] = (cells * bits).sum(axis=(2, 3)).tolist()
    return sums


def _in_braille(dots: Dots, size: tuple[int, int]) -> list[str]:
    """The rows: the shape over the dotted outline."""
    return [
        "".join(chr(0x2800 + bits) if bits else " " for bits in row)
        for row in _per_character(dots | edge(size), size, _BITS)
    ]


def _in_ascii(filled: Sequence[Sequence[int]], size: tuple[int, int]) -> list[str]:
    """The rows: # where most of a place is filled, : where some of it is."""
    return [
        "".join(
            ("#" if count >= _MOSTLY else ":") if count else outline
            for count, outline in zip(counts, _outline(row, size), strict=True)
        )
        for row, counts in enumerate(filled)
    ]


def _outline(row: int, size: tuple[int, int]) -> str:
    """The characters of only the hexagon in one row, in ASCII."""
    _, y, x = _blank(size)
    rows, columns = size
    down = (row * len(_BITS) + 1.5) / y - 1
    left = int(_nearest(x * abs(down) / 2)) // len(_BITS[0])
    between = "-" if row in (0, rows - 1) else " "
    one, other = ("/", "\\") if down < 0 else ("\\", "/") if down else ("<", ">")
    return f"{one}{between * (columns - 2 * left - 2)}{other}".center(columns)


def _colored(text: str, filled: Sequence[int]) -> Text:
    """A row, colored where part of the shape is."""
    return Text.assemble(
        *(
            ("".join(sign for sign, _ in same), "cyan" if full else "dim")
            for full, same in groupby(
                zip(text, filled, strict=True), lambda place: place[1] > 0
            )
        )
    )


def _nearest(places: NDArray[np.float64] | float) -> NDArray[np.int64]:
    """The nearest dots; halves round up, so that both sides are symmetric."""
    return (np.asarray(places) + 0.5).astype(int)
