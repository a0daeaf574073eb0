"""From one occupation to another: steps to take, what carries over, what changes."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careerfit_cli.compare.paths import ADD, NEARLY, Change, Path, Step
from careerfit_cli.compare.paths import path_between as path
from careerfit_cli.model.bls import Outlook, Pay, Preparation, Wages
from careerfit_cli.model.occupation import Occupation, Related, Technologies

CLERK = Occupation(
    slug="clerk",
    code="43-1011.00",
    title="Clerks",
    job_zone=2,
    preparation=Preparation("High school diploma or equivalent", "None", "None"),
    pay=Pay("US", "May 2025", Wages(median=40_000)),
    outlook=Outlook("US", "2024-34", growth=-2.0, openings=1_000),
    technologies=Technologies(("Excel", "Word")),
    related=(Related("13-2011.00", "Accountants", "Primary-Long"),),
)
ACCOUNTANT = replace(
    CLERK,
    slug="accountant",
    code="13-2011.00",
    title="Accountants",
    job_zone=4,
    preparation=Preparation("Bachelor's degree", "Less than 5 years", "Apprenticeship"),
    pay=Pay("US", "May 2025", Wages(median=80_000)),
    outlook=Outlook("US", "2024-34", growth=4.5, openings=3_000),
    technologies=Technologies(("Excel", "SAP", "Oracle"), ("Oracle",)),
    related=(),
)


def rate(occupation: Occupation, importance: float = 50, **levels: float) -> Occupation:
    """Levels are 0-7."""
    named = {name.replace("_", " "): own for name, own in levels.items()}
    return replace(
        occupation,
        ratings={"skills": dict.fromkeys(named, importance)},
        levels={"skills": {name: own * 100 / 7 for name, own in named.items()}},
    )


def names(needs) -> list[str]:
    return [own.element for own in needs]


def change(found: Path, what: str) -> Change:
    (own,) = [own for own in found.changes if own.what == what]
    return own


def step(found: Path, what: str) -> Step:
    (own,) = [own for own in found.steps if own.what == what]
    return own


class TestNeeds:
    def test_the_step_decides_the_group(self):
        before = rate(CLERK, Writing=2, Speaking=3, Science=3, Persuasion=6)
        after = rate(ACCOUNTANT, Writing=3, Speaking=3.5, Science=3.4, Persuasion=2)
        found = path(before, after)
        assert names(found.add) == ["Writing"]
        assert names(found.nearly) == ["Speaking"]
        assert names(found.carried) == ["Science", "Persuasion"]
        (own,) = found.add
        assert (own.level, own.needed, own.more) == (2.0, 3.0, 1.0)

    def test_the_largest_step_first_then_the_most_important(self):
        before = rate(CLERK, Writing=1, Speaking=1, Science=1)
        after = rate(ACCOUNTANT, Writing=3, Speaking=5, Science=3)
        after.ratings["skills"]["Science"] = 90  # type: ignore[index]
        assert names(path(before, after).add) == ["Speaking", "Science", "Writing"]

    def test_what_is_not_important_in_the_new_work_does_not_count(self):
        before, after = rate(CLERK, Writing=1), rate(ACCOUNTANT, 49.9, Writing=6)
        found = path(before, after)
        assert (found.add, found.nearly, found.carried) == ((), (), ())

    def test_what_the_old_work_does_not_use_is_level_nought(self):
        before = replace(rate(CLERK, Writing=3), not_relevant={"skills": ("Writing",)})
        (own,) = path(before, rate(ACCOUNTANT, Writing=3)).add
        assert (own.level, own.more) == (0.0, 3.0)

    def test_what_one_is_not_rated_on_is_not_called_a_lack(self):
        found = path(CLERK, rate(ACCOUNTANT, Writing=6))
        assert found.add == ()
        assert "Clerks is not rated on skills" in found.flags[0]

    @given(
        st.dictionaries(
            st.sampled_from(["Writing", "Speaking", "Science", "Persuasion"]),
            st.tuples(st.floats(0, 7), st.floats(0, 7)),
        )
    )
    def test_every_need_is_in_one_group(self, levels):
        before = rate(CLERK, **{name: own for name, (own, _) in levels.items()})
        after = rate(ACCOUNTANT, **{name: own for name, (_, own) in levels.items()})
        found = path(before, after)
        groups = (found.add, found.nearly, found.carried)
        assert sorted(own.element for group in groups for own in group) == sorted(
            levels
        )
        assert all(own.more >= ADD for own in found.add)
        assert all(NEARLY <= own.more < ADD for own in found.nearly)
        assert all(own.more < NEARLY for own in found.carried)
        steps = [own.more for own in found.add]
        assert steps == sorted(steps, reverse=True)


class TestChanges:
    def test_pay_growth_and_openings_with_units_and_years(self):
        found = path(CLERK, ACCOUNTANT)
        pay = change(found, "median pay")
        assert (pay.before, pay.after, pay.difference) == (40_000, 80_000, 40_000)
        assert (pay.percent, pay.units[0]) == (100, "dollars a year")
        assert pay.periods == ("May 2025", "May 2025")
        growth = change(found, "growth")
        assert (growth.difference, growth.percent) == (6.5, None)
        assert change(found, "openings a year").difference == 2_000

    @pytest.mark.parametrize(
        "pay",
        [
            None,
            Pay("US", "May 2024", Wages(median=80_000)),
            Pay("US", "May 2025", hourly=Wages(median=40)),
        ],
    )
    def test_no_difference_between_unlike_figures(self, pay):
        own = change(path(CLERK, replace(ACCOUNTANT, pay=pay)), "median pay")
        assert (own.difference, own.percent) == (None, None)


class TestSteps:
    def test_up_and_of_another_kind(self):
        found = path(CLERK, ACCOUNTANT)
        assert step(found, "education").up == 4
        assert step(found, "experience").up == 1
        assert step(found, "training").up is None
        assert step(found, "job zone").up == 2
        assert step(path(ACCOUNTANT, CLERK), "education").up == -4

    def test_the_same_and_not_reported(self):
        found = path(ACCOUNTANT, replace(CLERK, preparation=ACCOUNTANT.preparation))
        assert step(found, "training").up == 0
        found = path(
            CLERK, replace(ACCOUNTANT, preparation=Preparation(), job_zone=None)
        )
        assert (step(found, "education").after, step(found, "education").up) == (
            "",
            None,
        )
        assert step(found, "job zone").up is None


def test_technologies_and_the_tier():
    found = path(CLERK, ACCOUNTANT)
    # Of the hot ones, only those in demand: SAP is not, and Excel nobody is said to know.
    assert found.technologies_to_learn == ("Oracle",)
    assert found.technologies_known == ()
    both = replace(CLERK, technologies=Technologies((), ("Oracle",)))
    assert path(both, ACCOUNTANT).technologies_known == ("Oracle",)
    assert (found.tier, path(ACCOUNTANT, CLERK).tier) == ("Primary-Long", "")


class TestCommand:
    def test_the_screen_says_it_in_points_and_words(self, run):
        out = run("path", "registered-nurse", "nurse-practitioner").out
        assert "From  Registered Nurses\nTo    Nurse Practitioners\n" in out
        assert "closest to the old one" in out
        assert "$97,550 a year     $132,300 a year  +$34,750 (+35.6%)" in out
        assert "1 step up" in out
        words = out.split("Knowledge to add")[1].split("What carries over")[0]
        assert "Biology                     2.6     5.0  +2.4 far more" in words
        assert "covers all of SOC 29-1141" in out

    def test_json_holds_every_need_once(self, run):
        data = run("path", "registered-nurse", "nurse-practitioner", "--json").data
        assert data["schema"] == "careerfit.path/1"
        needs = [*data["add"], *data["nearly"], *data["carried"]]
        keys = [(own["domain"], own["element"]) for own in needs]
        assert len(keys) == len(set(keys)) == 90
        assert data["changes"][0]["percent"] == 35.6
        assert data["units"]["needed"].endswith("0-7")
        assert data["rules"] == {"important": 50, "add": 1.0, "nearly": 0.5}

    def test_all_leaves_nothing_out(self, run):
        assert "--all" in run("path", "actor", "software-developer").out
        out = run("path", "actor", "software-developer", "--all").out
        assert "--all" not in out
        assert "Nearly there" in out

    def test_what_is_not_rated_is_said(self, run):
        out = run("path", "legislator", "lawyer").out
        assert "What to add is not known" in out
        assert "Legislators is not rated on skills" in out
        assert "not reported" in out

    def test_wrong_use(self, run):
        assert run("path", "actor", "27-2011.00").code == 2
        assert run("path", "actor", "nosuchthing").code == 3
        assert run("path", "actor").code == 2
