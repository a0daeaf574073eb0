"""The charts in a report: scales, and what is drawn on them."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

import pages
from careerfit_cli import matching
from careerfit_cli.model.bls import Outlook, Pay, Wages
from careerfit_cli.model.occupation import Occupation
from careerfit_cli.report import career, charts, page, pay, person, wording
from careerfit_cli.report.charts import LEVELS, round_scale

amounts = st.floats(-500, 500_000).map(lambda amount: round(amount, 1))


@given(st.lists(amounts, min_size=1, max_size=30), st.integers(2, 8))
def test_a_scale_has_few_even_round_steps_and_all_values(values, most):
    scale = round_scale(values, most)
    assert scale.low <= min(values) <= max(values) <= scale.high
    assert 1 <= len(scale.ticks) - 1 <= most
    steps = [after - before for before, after in pairwise(scale.ticks)]
    assert steps == pytest.approx([steps[0]] * len(steps))
    lead = float(f"{steps[0]:e}".split("e")[0])
    assert any(lead == pytest.approx(step) for step in (1, 2, 2.5, 5, 10))
    assert (scale.at(scale.low), scale.at(scale.high)) == (0, 100)


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
    assert round_scale(values, most=10 if len(ticks) > 6 else 5).ticks == ticks


def test_a_scale_without_values_is_refused():
    with pytest.raises(ValueError, match="empty"):
        round_scale([])


def test_a_span_needs_both_ends():
    assert LEVELS.span(25, 75) == (25, 50)
    assert LEVELS.span(None, 75) is LEVELS.span(25, None) is None


def test_the_hexagon_starts_at_the_top_and_points_are_as_far_out_as_the_levels():
    names = ("Realistic", "Investigative", "Artistic", "Social", "Enterprising")
    levels = dict(
        zip((*names, "Conventional"), (100, 50, 0, 25, 75, 12.5), strict=True)
    )
    corners = charts.hexagon(levels)
    assert corners[0] == ("Realistic", 100, (0, -100), (0, -100))
    assert corners[1] == ("Investigative", 50, (87, -50), (43.5, -25))
    for name, level, (x, y), (at_x, at_y) in corners:
        assert level == int(levels[name] + 0.5)
        assert (at_x, at_y) == pytest.approx(
            (x * levels[name] / 100, y * levels[name] / 100), abs=0.01
        )


def test_growth_is_drawn_to_its_side_and_pay_only_where_it_is_reported():
    low, high = _work("Low", 30_000, -5.0), _work("High", 90_000, 10.0)
    table = pay.pay_table([low, high, pages.load("actor")])
    (_, low_pay, falling), (_, high_pay, rising), (_, actor_pay, _) = table.rows
    assert (falling.text, falling.kind, falling.box) == (
        "\u22125.0%",
        "against",
        (25, 25),
    )
    assert (rising.text, rising.kind, rising.box) == ("+10.0%", "for", (50, 50))
    assert low_pay.mark < high_pay.mark
    assert actor_pay.endswith(" an hour (no pay a year is published)")


def test_a_range_is_drawn_as_far_as_it_is_reported():
    wages = Wages(p10=20_000, median=40_000, p75=60_000, p90=80_000)
    work = replace(_work("Partly", 40_000, 1.0), pay=Pay("U.S.", "May 2025", wages))
    table = pay.pay_table([work])
    chart = table.rows[0][1]
    assert "Gray lines: $20k, $40k, $60k and $80k" in table.notes[0]
    assert (chart.line, chart.box) == ((0, 100), None)
    assert chart.mark == pytest.approx(33.33)
    assert "25% less" not in chart.title


def test_bars_for_and_against_are_on_their_sides_of_zero():
    best = pages.sample(1).careers
    table = career.points_table(best[0].match, career.points_scale(best))
    lifts, lowers = matching.reasons(best[0].match, career.MOST_POINTS)
    assert len(table.rows) == len(lifts) + len(lowers)
    for *_, chart in table.rows:
        start, length = chart.box
        if chart.kind == "for":
            assert start == 50
            assert chart.text.startswith("+")
        else:
            assert start + length == pytest.approx(50)
            assert chart.text.startswith(wording.MINUS)


def test_tendencies_name_a_side_only_when_it_is_clear():
    tendencies = pages.sample(1).person.tendencies
    rows = person.leaning_table(tendencies).rows
    for tendency, (_, chart, leaning) in zip(tendencies, rows, strict=True):
        assert (chart.mark > 50) == (tendency.lean > 0)
        assert ("unclear" in chart.kind) == (leaning == "no clear lean")
        assert tendency.side in leaning


def test_five_interests_are_bars_and_not_a_hexagon():
    report = pages.sample(1)
    mine = report.person.profile
    some = dict(mine.levels["interests"])
    assert "hexagon" in _kinds(report)
    del some["Artistic"]
    mine = replace(mine, levels={**mine.levels, "interests": some})
    five = replace(report, person=replace(report.person, profile=mine))
    assert "hexagon" not in _kinds(five)
    assert "Your interests, 0-100" in pages.words(page(five))


def _kinds(report):
    return {each.get("class") for each in pages.all_of(page(report), "svg")}


def _work(title: str, median: float, growth: float) -> Occupation:
    return Occupation(
        title.lower(),
        "11-1011.00",
        title,
        pay=Pay("U.S.", "May 2025", Wages(median=median)),
        outlook=Outlook("U.S.", "2024-34", growth=growth),
    )
