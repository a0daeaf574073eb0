"""What lists leave out, and how they are ordered."""

from __future__ import annotations

from dataclasses import replace
from math import inf

import pytest
import typer
from hypothesis import given
from hypothesis import strategies as st

from careerfit_cli import filters
from careerfit_cli.errors import UsageError
from careerfit_cli.filters import HOURS_A_YEAR, apply_filters, ordered
from careerfit_cli.model.catalogue import DIMENSIONS, Entry, StatePay
from careerfit_cli.model.preparation import EDUCATION
from careerfit_cli.search import state
from careerfit_cli.ui.filter_options import dollars


def listed(
    title: str, median: float | None, growth: float | None, unit: str = "year"
) -> Entry:
    return Entry(
        title.lower(), "", title, "", None, "", median, unit, "", "", "", growth, "", "", "",
        (None,) * len(DIMENSIONS),
    )  # fmt: skip


ENTRIES = (
    listed("Delta", 60_000, -3.5),
    listed("Alpha", None, 0.0),
    listed("Echo", 30.0, None, "hour"),
    listed("Bravo", 60_000, 12.0),
    listed("Charlie", None, None),
)

NURSE = replace(
    listed("Registered Nurses", 97_550, 4.9),
    code="29-1141.00",
    holland="SCI",
    job_zone=4,
    education="Bachelor's degree",
    outlook="Faster than average",
)
ACTOR = replace(
    listed("Actors", 29.05, 0.3, "hour"),
    code="27-2011.00",
    holland="ASE",
    job_zone=2,
    education="Some college, no degree",
    outlook="Little or no change",
)
BARE = listed("Nobody Knows", None, None)
ALL = (NURSE, ACTOR, BARE)


class TestFilters:
    @pytest.mark.parametrize(
        ("one", "kept"),
        [
            (filters.pay_at_least(60_000), [NURSE, ACTOR]),
            (filters.pay_at_least(60_425), [NURSE]),
            (filters.growth_at_least(1), [NURSE]),
            (filters.growth_at_least(-100), [NURSE, ACTOR]),
            (filters.education_at_most("associate"), [ACTOR]),
            (filters.education_at_most("doctoral"), [NURSE, ACTOR]),
            (filters.job_zones([4, 5]), [NURSE]),
            (filters.outlook_is(["faster"]), [NURSE]),
            (filters.outlook_is(["Faster", "little"]), [NURSE, ACTOR]),
            (filters.holland_has("s"), [NURSE, ACTOR]),
            (filters.holland_has("SI"), [NURSE]),
            (filters.without("nurse"), [ACTOR, BARE]),
            (filters.without("27-"), [NURSE, BARE]),
        ],
    )
    def test_what_each_keeps(self, one, kept):
        assert list(apply_filters(ALL, [one]).kept) == kept

    def test_each_says_how_many_it_hid_and_what_dropping_it_would_give(self):
        found = apply_filters(
            ALL,
            [
                filters.pay_at_least(1),
                filters.growth_at_least(1),
                filters.without("nurse"),
            ],
        )
        assert found.kept == ()
        assert found.hidden == (
            ("pay at least $1 a year", 1),
            ("growth at least 1%", 1),
            ("without 'nurse'", 1),
        )
        assert found.alone == (
            ("pay at least $1 a year", 0),
            ("growth at least 1%", 1),
            ("without 'nurse'", 1),
        )

    @given(st.lists(st.sampled_from([0, 1, 2]), max_size=4))
    def test_nobody_is_hidden_twice(self, picked):
        every = [
            filters.pay_at_least(60_425), filters.holland_has("A"), filters.without("o")
        ]  # fmt: skip
        found = apply_filters(ALL, [every[own] for own in picked])
        assert len(found.kept) + sum(count for _, count in found.hidden) == len(ALL)

    @pytest.mark.parametrize(
        ("make", "value", "words"),
        [
            (filters.education_at_most, "wit", "'wit' is not a level of education"),
            (filters.education_at_most, "college", "may be some-college, associate or"),
            (filters.education_at_most, "", "is not a level of education"),
            (lambda text: filters.outlook_is([text]), "nice", "is not an outlook"),
            (lambda text: filters.outlook_is([text]), " ", "is not an outlook"),
            (filters.holland_has, "X", "is not part of a Holland code"),
            (filters.holland_has, "", "is not part of a Holland code"),
            (filters.holland_has, "RIAS", "is not part of a Holland code"),
            (filters.without, "  ", "is empty"),
        ],
    )
    def test_what_means_nothing_is_refused(self, make, value, words):
        with pytest.raises(UsageError, match=words):
            make(value)


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("highschool", "High school diploma or equivalent"),
        ("High School", "High school diploma or equivalent"),
        ("some college", "Some college, no degree"),
        ("Bachelor's degree", "Bachelor's degree"),
        ("Ph.D.", "Doctoral or professional degree"),
        ("None", "No formal educational credential"),
        ("trade-school", "Postsecondary nondegree award"),
    ],
)
def test_education_as_people_write_it(text, level):
    assert filters.education_level(text) == level


def test_every_level_has_a_word_and_every_word_one_level():
    found = [filters.education_level(word) for word in filters.EDUCATION_WORDS]
    assert tuple(found) == EDUCATION


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("good", "outlook much faster than average or faster than average"),
        ("declining", "outlook decline"),
        ("much faster", "outlook much faster than average"),
        ("Slower-than-average", "outlook slower than average"),
    ],
)
def test_outlooks_as_people_write_them(text, asked):
    assert filters.outlook_is([text]).asked == asked


class TestOrdered:
    @pytest.mark.parametrize(
        ("by", "titles"),
        [
            ("title", "Alpha Bravo Charlie Delta Echo"),
            # 30 dollars an hour are 62,400 a year.
            ("pay", "Echo Bravo Delta Alpha Charlie"),
            ("growth", "Bravo Alpha Delta Charlie Echo"),
        ],
    )
    def test_by(self, by, titles):
        assert [own.title for own in ordered(ENTRIES, by)] == titles.split()

    @pytest.mark.parametrize(
        ("hourly", "first"), [(28.84, "Yearly"), (28.86, "Hourly")]
    )
    def test_an_hourly_wage_is_paid_for_2080_hours(self, hourly, first):
        assert HOURS_A_YEAR == 2080
        pair = [listed("Yearly", 60_000, None), listed("Hourly", hourly, None, "hour")]
        assert ordered(pair, "pay")[0].title == first

    @given(
        st.lists(
            st.tuples(
                st.text(max_size=3),
                st.none() | st.integers(1, 300_000),
                st.none() | st.integers(-40, 60),
            )
        ),
        st.sampled_from(["title", "pay", "growth"]),
    )
    def test_loses_nobody_and_puts_not_reported_last(self, rows, by):
        entries = [listed(*row) for row in rows]
        found = ordered(entries, by)
        assert sorted(found, key=str) == sorted(entries, key=str)
        if by != "title":
            values = [own.median if by == "pay" else own.growth for own in found]
            keys = [-inf if value is None else value for value in values]
            assert keys == sorted(keys, reverse=True)


class TestStates:
    def test_pay_of_a_state_stands_in_for_national_pay(self):
        pay = {
            NURSE.slug: StatePay("year", {"Ohio": 80_000}),
            ACTOR.slug: StatePay("hour", {"Ohio": 21.5}),
            BARE.slug: StatePay("year", {}),
        }
        nurse, actor, bare = filters.paid_in(ALL, "Ohio", pay)
        assert (nurse.median, nurse.median_unit, nurse.pay_area) == (
            80_000, "year", "Ohio",
        )  # fmt: skip
        assert (actor.median, actor.median_unit) == (21.5, "hour")
        assert bare.median is None
        rich = apply_filters(
            (nurse, actor, bare), [filters.pay_at_least(50_000, "Ohio")]
        )
        assert rich.kept == (nurse,)
        assert rich.hidden == (("pay in Ohio at least $50,000 a year", 2),)

    @pytest.mark.parametrize("query", ["CA", "ca", " california ", "California"])
    def test_a_state_goes_by_code_or_name(self, query):
        assert state(query) == "California"

    def test_another_name_is_no_state(self):
        with pytest.raises(UsageError, match="'Calfornia' is not a state") as caught:
            state("Calfornia")
        assert caught.value.hint.startswith("nearest: California")


@pytest.mark.parametrize(
    ("text", "amount"),
    [("50000", 50_000), ("50,000", 50_000), ("$50,000", 50_000), (" 50k ", 50_000),
     ("$62.5K", 62_500), ("1,250,000", 1_250_000), ("0", 0)],
)  # fmt: skip
def test_amounts_are_read_as_people_write_them(text: str, amount: float) -> None:
    assert dollars(text) == amount


@pytest.mark.parametrize(
    "text", ["", "abc", "-5", "nan", "inf", "1e9", "5,00", "50.000,00", "9" * 30, "k"]
)
def test_other_amounts_are_refused(text: str) -> None:
    with pytest.raises(typer.BadParameter, match="is not an amount, such as 50000"):
        dollars(text)
