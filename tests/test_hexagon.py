"""The picture of the interests: true to the numbers, whole at every width."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from careerfit_cli.model.elements import INTERESTS
from careerfit_cli.ui.terminal import rendered
from careerfit_cli.views.display import Display
from careerfit_cli.views.hexagon import SMALL, WIDE, edge, hexagon, shape

MIRRORED = [1, 0, 5, 4, 3, 2]
"""R I A S E C when left and right are exchanged: R and I, C and A, E and S."""

sizes = st.sampled_from([WIDE, SMALL])
shares = st.lists(
    st.integers(0, 100).map(lambda level: level / 100), min_size=6, max_size=6
)


def levels(*own: float) -> dict[str, float]:
    return dict(zip(INTERESTS.names, own, strict=True))


def picture(own: dict[str, float], display: Display) -> str:
    drawn = hexagon(own, display)
    assert drawn is not None
    return rendered(drawn, display, color=False)


LOOKS = {
    "80": Display(80),
    "40": Display(40),
    "ascii-80": Display(80, ascii=True),
    "ascii-40": Display(40, ascii=True),
}


@pytest.mark.parametrize("display", LOOKS)
@pytest.mark.parametrize(
    ("name", "own"),
    [
        ("even", levels(80, 70, 75, 85, 60, 65)),
        ("peak", levels(100, 12.5, 0, 25, 0, 92)),
        ("full", levels(*[100] * 6)),
        ("none", levels(*[0] * 6)),
    ],
)
def test_picture(
    display: str, name: str, own: dict[str, float], golden: Callable[[str, str], None]
) -> None:
    text = picture(own, LOOKS[display])
    assert max(map(len, text.splitlines())) <= LOOKS[display].width - 2
    assert text.isascii() or not display.startswith("ascii")
    golden(f"hexagon-{name}-{display}.txt", text)


@given(
    st.lists(st.integers(0, 1000), min_size=6, max_size=6), st.sampled_from([*LOOKS])
)
def test_every_interest_stands_with_its_level(tenths: list[int], display: str) -> None:
    own = levels(*(tenth / 10 for tenth in tenths))
    words = picture(own, LOOKS[display]).split()
    for name, level in own.items():
        label = name if LOOKS[display].width == 80 else name[0]
        assert words[words.index(label) + 1] == str(int(level + 0.5))


def test_plain_narrow_and_incomplete_ones_have_no_picture() -> None:
    own = levels(10, 20, 30, 40, 50, 60)
    assert hexagon(own, Display(80, plain=True)) is None
    assert hexagon(own, Display(37)) is None
    assert hexagon({"Realistic": 50.0}, Display(80)) is None


def test_full_levels_fill_the_hexagon_and_none_leave_its_middle() -> None:
    for size in (WIDE, SMALL):
        full = shape([1.0] * 6, size)
        assert full.sum() == pytest.approx(0.75 * full.size, rel=0.03)
        near = full.copy()
        for axis in (0, 1):
            near |= np.roll(near, 1, axis) | np.roll(near, -1, axis)
        assert not (edge(size) & ~near).any()
        height, width = full.shape
        middle = np.argwhere(shape([0.0] * 6, size)).tolist()
        assert middle == [[height // 2, width // 2]]


@given(sizes, shares)
def test_the_area_is_that_of_the_six_levels(size, own: list[float]) -> None:
    dots = shape(own, size)
    whole, width = 0.75 * dots.size, dots.shape[1]
    sectors = [
        one * other / 6 for one, other in zip(own, [*own[1:], own[0]], strict=True)
    ]
    # A spoke is a dot wide, however thin the shape is there.
    spokes = sum(own) * width
    assert whole * sum(sectors) - 0.05 * whole <= dots.sum()
    assert dots.sum() <= whole * sum(sectors) + spokes + 0.05 * whole


@given(sizes, shares, st.integers(0, 5), st.integers(0, 100))
def test_a_higher_level_never_draws_less(
    size, own: list[float], place: int, level: int
) -> None:
    higher = [*own]
    higher[place] = max(own[place], level / 100)
    lost = shape(own, size) & ~shape(higher, size)
    # What a spoke alone held may move by the rounding of a dot.
    assert lost.sum() <= size[1]


@given(sizes, shares)
def test_each_corner_is_reached_as_far_as_its_level(size, own: list[float]) -> None:
    dots = shape(own, size)
    height, width = dots.shape
    half = np.array(((height - 1) / 2, (width - 1) / 2))
    corners = [(-1, -0.5), (-1, 0.5), (0, 1), (1, 0.5), (1, -0.5), (0, -1)]
    for corner, level in zip(np.array(corners), own, strict=True):
        tip = half * (1 + corner * level)
        assert abs(np.argwhere(dots) - tip).max(axis=1).min() <= 0.51
        row, column = (half * (1 + corner * (level + 0.2)) + 0.5).astype(int)
        inside = 0 <= row < height and 0 <= column < width
        assert not (inside and dots[row, column])


@given(sizes, shares)
def test_left_and_right_are_the_same_when_exchanged(size, own: list[float]) -> None:
    mirrored = shape([own[n] for n in MIRRORED], size)[:, ::-1]
    # Only the dots on a spoke, between two, go to one side.
    differ = shape(own, size) ^ mirrored
    assert differ.sum() <= 2 * sum(own) * size[1] + 2
