"""The geometry of the pictures in a report."""

from __future__ import annotations

from itertools import combinations, pairwise
from math import hypot

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careerfit_cli.report.drawing import span
from careerfit_cli.report.geometry import (
    STEPS,
    Box,
    Point,
    apart,
    axis,
    fixed_axis,
    labels,
    polygon,
    rounded,
)

amounts = st.floats(-500, 500_000).map(lambda own: round(own, 1))
FRAME = Box(50, 26, 300, 244)


@given(st.lists(amounts, min_size=1, max_size=30), st.integers(2, 8))
def test_a_scale_takes_in_all_values_with_few_even_round_steps(values, most):
    found = axis(values, 10, 310, most)
    assert found.low <= min(values) <= max(values) <= found.high
    assert 1 <= len(found.ticks) - 1 <= most
    steps = [after - before for before, after in pairwise(found.ticks)]
    assert steps == pytest.approx([steps[0]] * len(steps))
    lead = float(f"{steps[0]:e}".split("e")[0])
    assert any(lead == pytest.approx(own) for own in STEPS)
    assert (found.at(found.low), found.at(found.high)) == (10, 310)
    for value in values:
        assert 10 <= found.at(value) <= 310


@pytest.mark.parametrize(
    ("values", "ticks"),
    [
        ([27730, 137470], (25000, 50000, 75000, 100000, 125000, 150000)),
        ([-27.5, 12.5], (-30, -20, -10, 0, 10, 20)),
        ([50, 50], (45, 46, 47, 48, 49, 50, 51, 52, 53, 54, 55)),
        ([0, 0], (-1, -0.5, 0, 0.5, 1)),
    ],
)
def test_scales_people_would_draw(values, ticks):
    assert axis(values, 0, 100, most=10 if len(ticks) > 6 else 5).ticks == ticks


def test_a_scale_without_values_is_refused():
    with pytest.raises(ValueError, match="empty"):
        axis([], 0, 100)


def test_upward_scales_and_values_beyond_the_ends():
    up = fixed_axis(0, 100, 25, 200, 0)
    assert up.ticks == (0, 25, 50, 75, 100)
    assert [up.at(own) for own in (0, 25, 100, 110)] == [200, 150, 0, -20]


def test_a_span_needs_both_ends():
    scale = fixed_axis(0, 100, 25, 0, 200)
    assert span(scale, 25, 75) == (50, 100)
    assert span(scale, None, 75) is span(scale, 25, None) is None


@given(st.lists(st.floats(0, 1), min_size=3, max_size=9), st.floats(1, 200))
def test_corners_lie_as_far_out_as_their_shares(shares, radius):
    center = Point(180, 150)
    corners = polygon(shares, center, radius)
    for share, corner in zip(shares, corners, strict=True):
        assert apart(center, corner) == pytest.approx(share * radius, abs=0.02)


def test_the_first_corner_is_up_and_the_next_to_the_right():
    first, second, *_ = polygon([1] * 6, Point(0, 0), 100)
    assert first == Point(0, -100)
    assert second == Point(86.6, -50)


@given(
    st.lists(st.tuples(st.floats(50, 350), st.floats(26, 270)), min_size=1, max_size=12)
)
def test_labels_stay_in_the_frame_and_cover_neither_dots_nor_each_other(places):
    dots = [Point(rounded(x), rounded(y)) for x, y in places]
    found = labels(dots, 17, 14, FRAME, gap=9)
    assert len(found) == len(dots)
    assert all(FRAME.holds(box) for box in found)
    assert not any(one.meets(other) for one, other in combinations(found, 2))
    for box in found:
        for dot in dots:
            assert not (
                abs(box.center.x - dot.x) < 17 / 2 and abs(box.center.y - dot.y) < 7
            )


def test_a_label_alone_stands_to_the_right_of_its_dot():
    (box,) = labels([Point(100, 100)], 17, 14, FRAME, gap=9)
    assert (box.x, box.center.y) == (109, 100)


def test_ten_dots_on_one_place_still_get_ten_labels_apart():
    found = labels([Point(200, 150)] * 10, 17, 14, FRAME, gap=9)
    assert not any(one.meets(other) for one, other in combinations(found, 2))
    assert max(hypot(box.center.x - 200, box.center.y - 150) for box in found) < 60


def test_fifty_dots_on_one_place_keep_all_labels_in_the_frame():
    found = labels([Point(51, 27)] * 50, 17, 14, FRAME, gap=9)
    assert len(found) == 50
    assert all(FRAME.holds(box) for box in found)
