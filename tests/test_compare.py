"""Occupations side by side: facts, flags, differences, shared lists."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careerfit_cli.compare import side_by_side
from careerfit_cli.compare.norms import NOISE, Norm, Norms, norms
from careerfit_cli.compare.side_by_side import Comparison, Fact
from careerfit_cli.model.bls import Group, Outlook, Pay, Preparation, Wages
from careerfit_cli.model.elements import CURRENT, DOMAINS
from careerfit_cli.model.occupation import Occupation, Technologies, Titles

EVERY_RATING = {domain.key: dict.fromkeys(domain.names, 50.0) for domain in CURRENT}

NURSE = Occupation(
    slug="nurse",
    code="29-1141.00",
    title="Nurses",
    titles=Titles(("Charge Nurse", "Clinician"), ("Helper",)),
    job_zone=3,
    preparation=Preparation("Bachelor's degree", "None", "None"),
    pay=Pay(
        "United States",
        "May 2024",
        annual=Wages(mean=98_430, p10=66_030, median=93_600, p90=135_320),
        hourly=Wages(mean=47.32, median=45.0),
    ),
    outlook=Outlook(
        "United States",
        "2024-34",
        "Faster than average",
        growth=4.9,
        jobs_start=3_391_000,
        jobs_end=3_557_100,
        openings=189_100,
    ),
    ratings=EVERY_RATING,
    technologies=Technologies(hot=("Excel", "Epic", "Outlook")),
)
MEDIC = replace(
    NURSE,
    slug="medic",
    code="29-2043.00",
    title="Medics",
    titles=Titles(("Helper",), ("Flight Medic", "Clinician")),
    technologies=Technologies(hot=("Outlook", "Excel")),
)
BARE = Occupation("bare", "55-1011.00", "Bare")


def table(occupations: list[Occupation], known: Norms | None = None) -> Comparison:
    return side_by_side.side_by_side(occupations, known or {})


def fact(made: Comparison, label: str) -> Fact:
    (found,) = [own for own in made.facts if own.label == label]
    return found


def rate(occupation: Occupation, **skills: float) -> Occupation:
    named = {name.replace("_", " "): own for name, own in skills.items()}
    return replace(occupation, ratings={"skills": named})


class TestFacts:
    def test_every_fact_of_each_in_the_order_given(self):
        made = table([MEDIC, NURSE])
        assert made.occupations == (MEDIC, NURSE)
        assert [(own.label, own.unit) for own in made.facts] == [
            ("Median pay a year", "dollars"),
            ("10th percentile a year", "dollars"),
            ("90th percentile a year", "dollars"),
            ("Median pay an hour", "dollars"),
            ("Outlook", ""),
            ("Growth", "percent"),
            ("Jobs", "jobs"),
            ("Openings a year", "jobs"),
            ("Education", ""),
            ("Experience", ""),
            ("Training", ""),
            ("Job zone", ""),
            ("Holland code", ""),
        ]
        for own in made.facts:
            assert len(own.values) == len(own.periods) == 2

    @pytest.mark.parametrize(
        ("label", "value", "period"),
        [
            ("Median pay a year", 93_600, "May 2024"),
            ("10th percentile a year", 66_030, "May 2024"),
            ("90th percentile a year", 135_320, "May 2024"),
            ("Median pay an hour", 45.0, "May 2024"),
            ("Outlook", "Faster than average", "2024-34"),
            ("Growth", 4.9, "2024-34"),
            ("Jobs", 3_391_000, "2024"),
            ("Openings a year", 189_100, "2024-34"),
            ("Education", "Bachelor's degree", ""),
            ("Experience", "None", ""),
            ("Training", "None", ""),
            ("Job zone", "3 of 5", ""),
            ("Holland code", "RIA", ""),
        ],
    )
    def test_values_and_their_years(self, label, value, period):
        own = fact(table([NURSE, BARE]), label)
        assert (own.values[0], own.periods[0]) == (value, period)

    def test_missing_is_none_or_empty_never_nought(self):
        for own in table([NURSE, BARE]).facts:
            assert own.values[1] == (None if own.unit else "")
            assert own.periods[1] == ""

    def test_no_growth_is_a_value(self):
        assert NURSE.outlook is not None
        still = replace(NURSE, outlook=replace(NURSE.outlook, growth=0.0))
        assert fact(table([still, BARE]), "Growth").values == (0.0, None)

    def test_no_mean_beside_a_median(self):
        made = table([NURSE, MEDIC])
        assert not any("mean" in own.label.lower() for own in made.facts)
        assert not any({98_430, 47.32} & set(own.values) for own in made.facts)

    def test_a_mean_never_stands_in_for_a_median(self):
        only = replace(NURSE, pay=Pay("United States", "May 2024", Wages(mean=1.0)))
        assert fact(table([only, BARE]), "Median pay a year").values == (None, None)

    def test_hourly_pay_is_not_turned_into_yearly_pay(self):
        pay = Pay("United States", "May 2024", hourly=Wages(median=30.0))
        made = table([replace(NURSE, pay=pay), NURSE])
        assert fact(made, "Median pay a year").values == (None, 93_600)
        assert fact(made, "Median pay an hour").values == (30.0, 45.0)


class TestFlags:
    def test_none_when_all_is_of_one_kind(self):
        assert table([NURSE, MEDIC]).flags == ()

    def test_years_each_said_once(self):
        assert NURSE.pay is not None
        assert NURSE.outlook is not None
        older = replace(
            MEDIC,
            pay=replace(NURSE.pay, period="May 2023"),
            outlook=replace(NURSE.outlook, period="2023-33"),
        )
        assert table([NURSE, older, MEDIC]).flags == (
            "Pay figures are of different years: May 2024, May 2023.",
            "Outlook figures are of different years: 2024-34, 2023-33.",
        )

    def test_missing_figures_are_of_no_other_year(self):
        assert table([NURSE, replace(MEDIC, pay=None, outlook=None)]).flags == ()

    def test_wider_groups(self):
        assert NURSE.pay is not None
        assert NURSE.outlook is not None
        group = Group("29-2040", "Emergency Workers")
        wide = replace(
            MEDIC,
            pay=replace(NURSE.pay, group=group),
            outlook=replace(NURSE.outlook, group=group),
        )
        covered = (
            "covers all of SOC 29-2040, Emergency Workers, not this occupation alone."
        )
        assert table([NURSE, wide]).flags == (
            f"Pay of Medics {covered}",
            f"Outlook of Medics {covered}",
        )

    def test_domains_not_rated(self):
        ratings = {
            key: own for key, own in EVERY_RATING.items() if key != "work_values"
        }
        assert table([NURSE, replace(MEDIC, ratings=ratings)]).flags == (
            "Medics is not rated on work values.",
        )
        names = ", ".join(domain.title.lower() for domain in CURRENT)
        assert table([NURSE, BARE]).flags == (f"Bare is not rated on {names}.",)


class TestDifferences:
    def test_largest_gap_first(self):
        one = rate(NURSE, Writing=10, Speaking=90, Science=40.5)
        other = rate(MEDIC, Writing=95, Speaking=80, Science=40.2)
        found = table([one, other]).differences
        assert [(own.element, own.values, own.gap) for own in found] == [
            ("Writing", (10, 95), 85),
            ("Speaking", (90, 80), 10),
            ("Science", (40.5, 40.2), 0.3),
        ]
        assert {own.domain for own in found} == {"skills"}

    def test_only_where_two_are_rated(self):
        made = table(
            [
                rate(NURSE, Writing=10, Speaking=20, Science=30),
                rate(MEDIC, Writing=60, Speaking=25),
                rate(BARE, Writing=40),
            ]
        )
        assert [(own.element, own.values) for own in made.differences] == [
            ("Writing", (10, 60, 40)),
            ("Speaking", (20, 25, None)),
        ]
        assert table([NURSE, BARE]).differences == ()

    def test_nought_is_a_rating(self):
        made = table([rate(NURSE, Writing=0), rate(MEDIC, Writing=70)])
        assert [own.gap for own in made.differences] == [70]

    def test_equals_stand_in_the_order_of_the_domains(self):
        found = table([NURSE, MEDIC]).differences
        assert [(own.domain, own.element) for own in found] == [
            (domain.key, name) for domain in CURRENT for name in domain.names
        ]

    def test_rarer_gaps_come_before_wider_ones(self):
        one = rate(NURSE, Writing=10, Speaking=50, Science=50)
        other = rate(MEDIC, Writing=50, Speaking=75, Science=80)
        known = {
            ("skills", "Writing"): Norm(50, 20, 0.81),
            ("skills", "Speaking"): Norm(50, 10, 0.64),
            ("skills", "Science"): Norm(50, 10, 0.0),
        }
        found = table([one, other], known).differences
        assert [(own.element, own.gap, round(own.rarity, 3)) for own in found] == [
            ("Speaking", 25, 2.0),
            ("Writing", 40, 1.8),
            ("Science", 30, 0.0),
        ]

    @given(
        st.lists(
            st.dictionaries(
                st.sampled_from(["Writing", "Speaking", "Science"]),
                st.integers(0, 1000).map(lambda tenth: tenth / 10),
            ),
            min_size=2,
            max_size=4,
        )
    )
    def test_gaps_are_the_widest_distance(self, ratings):
        made = table([rate(NURSE, **own) for own in ratings])
        gaps = [own.gap for own in made.differences]
        assert gaps == sorted(gaps, reverse=True)
        for own in made.differences:
            rated = [value for value in own.values if value is not None]
            assert len(rated) >= 2
            assert own.gap == pytest.approx(max(rated) - min(rated))


class TestShared:
    def test_in_the_order_of_the_first(self):
        made = table([NURSE, MEDIC])
        assert made.shared_titles == ("Clinician", "Helper")
        assert made.shared_technologies == ("Excel", "Outlook")
        assert table([MEDIC, NURSE]).shared_titles == ("Helper", "Clinician")

    def test_by_all_of_them(self):
        made = table([NURSE, MEDIC, BARE])
        assert (made.shared_titles, made.shared_technologies) == ((), ())


class TestOwn:
    def test_important_to_one_and_minor_to_all_others(self):
        made = table(
            [
                rate(NURSE, Writing=50, Speaking=90, Science=50, Negotiation=49.9),
                rate(MEDIC, Writing=24.9, Speaking=25, Science=0, Negotiation=0),
                rate(BARE, Writing=0, Speaking=0),
            ]
        )
        strengths = [[own.element for own in one.strengths] for one in made.own]
        assert strengths == [["Writing"], [], []]

    def test_highest_first_and_knowledge_too(self):
        one = replace(
            NURSE, ratings={"skills": {"Writing": 60.0}, "knowledge": {"Biology": 90.0}}
        )
        other = replace(
            MEDIC, ratings={"skills": {"Writing": 0.0}, "knowledge": {"Biology": 0.0}}
        )
        (found, _) = table([one, other]).own
        assert [(own.domain, own.element) for own in found.strengths] == [
            ("knowledge", "Biology"),
            ("skills", "Writing"),
        ]

    def test_software_in_demand_first_and_what_only_one_has(self):
        one = replace(NURSE, technologies=Technologies(("Excel", "Epic"), ("Epic",)))
        made = table([one, MEDIC])
        assert made.own[0].technologies == ("Epic",)
        assert made.own[1].technologies == ("Outlook",)
        assert made.shared_technologies == ("Excel",)

    def test_titles_of_one_alone(self):
        made = table([NURSE, MEDIC])
        assert [own.titles for own in made.own] == [
            ("Charge Nurse",),
            ("Flight Medic",),
        ]


class TestNorms:
    def test_mean_spread_and_what_is_not_noise(self):
        found = norms(
            {
                "skills": {
                    "a": {"Writing": 30.0},
                    "b": {"Writing": 70.0, "Speaking": 5.0},
                    "c": {},
                }
            }
        )
        writing = found["skills", "Writing"]
        assert (writing.mean, writing.spread) == (50, 20)
        assert writing.reliability == pytest.approx(1 - 3.9**2 / 20**2)
        assert found["skills", "Speaking"] == Norm(5, 0, 0)
        assert set(found) == {("skills", "Writing"), ("skills", "Speaking")}

    @given(
        st.dictionaries(
            st.sampled_from("abcdef"),
            st.dictionaries(
                st.sampled_from(["Writing", "Speaking"]), st.floats(0, 100)
            ),
        )
    )
    def test_any_scores_have_bounded_norms(self, rows):
        for norm in norms({"skills": rows}).values():
            assert 0 <= norm.mean <= 100
            assert 0 <= norm.spread <= 50.1
            assert 0 <= norm.reliability < 1

    def test_every_domain_has_its_noise(self):
        assert set(NOISE) == {domain.key for domain in DOMAINS}
