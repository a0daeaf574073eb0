"""Industries, study, AI exposure and next steps: what people ask and what they read."""

from __future__ import annotations

import csv
import io

import pytest

from careerfit_cli.compare.exposure import percentile
from careerfit_cli.compare.paths import stages
from careerfit_cli.errors import UsageError
from careerfit_cli.model.bls import Preparation
from careerfit_cli.model.occupation import Occupation, Words
from careerfit_cli.model.preparation import required_levels
from careerfit_cli.model.tables import (
    APPLICABILITY,
    TASKS,
    Attainment,
    Exposure,
    disagree,
)
from careerfit_cli.search import industry, programs
from careerfit_cli.storage.tables import Tables

TABLES = Tables()


class TestEmployers:
    def test_industries_add_up_and_the_largest_comes_first(self, run) -> None:
        data = run("employers", "registered-nurse", "--top", "99", "--json").data
        shares = [own["share"] or 0 for own in data["industries"]]
        assert shares == sorted(shares, reverse=True)
        assert 99 < sum(shares) < 100.2
        assert data["industries"][0]["industry"] == "Hospitals"
        assert data["industries"][0]["share"] == 59.78

    def test_details_leave_out_parts_by_owner(self, run) -> None:
        rows = run("employers", "registered-nurse", "--detail", "--json").data
        names = [own["industry"] for own in rows["industries"]]
        assert names[0] == "General Medical and Surgical Hospitals"
        assert not any("Owned" in name for name in names)

    def test_csv_and_nothing_published(self, run) -> None:
        out = run("employers", "electrician", "--csv", "--top", "3").out
        assert [row["level"] for row in csv.DictReader(io.StringIO(out))] == ["3"] * 3
        assert run("employers", "nosuchthing").code == 3


class TestIndustry:
    @pytest.mark.parametrize(
        ("query", "name"),
        [
            ("hospitals", "Hospitals"),
            ("622000", "Hospitals"),
            ("hospital", "Hospitals"),
            ("hospitls", "Hospitals"),
            ("logging", "Logging"),
            ("restaurants", "Restaurants and Other Eating Places"),
        ],
    )
    def test_a_name_a_code_and_a_typo(self, query: str, name: str) -> None:
        assert industry(query, TABLES.industries).name == name

    @pytest.mark.parametrize("query", ["services", "zzqqxx", "", "   "])
    def test_what_is_not_certain_is_listed(self, query: str) -> None:
        with pytest.raises(UsageError) as error:
            industry(query, TABLES.industries)
        assert error.value.hint

    def test_a_list_of_an_industry_begins_with_most_jobs(self, run) -> None:
        done = run("list", "--industry", "hospitals", "--json")
        jobs = [own["industry_jobs"] or 0 for own in done.data["occupations"]]
        assert jobs == sorted(jobs, reverse=True)
        assert jobs[0] == 2_020_230
        assert 100 < len(jobs) < 923
        table = run("list", "--industry", "hospitals", "--top", "3", "--csv").out
        assert next(csv.reader(io.StringIO(table)))[-2:] == ["source", "industry_jobs"]
        screen = run("list", "--industry", "hospitals", "--top", "3").out
        assert "wage and salary jobs in Hospitals, May 2025 (BLS)" in screen

    def test_sorting_by_jobs_needs_an_industry(self, run) -> None:
        assert run("list", "--sort", "jobs").code == 2


class TestStudy:
    def test_words_a_code_and_a_typo_find_programs(self) -> None:
        found, meant = programs("psychology", TABLES.programs)
        assert len(found) > 10
        assert meant == ""
        assert programs("51.3801", TABLES.programs)[0][0].code == "51.3801"
        assert programs("psycology", TABLES.programs)[1] == "psychology"
        for query in ("zzqqxx", "", "99.9999"):
            with pytest.raises(UsageError):
                programs(query, TABLES.programs)

    def test_related_occupations_have_pay_growth_and_education(self, run) -> None:
        data = run("study", "51.3801", "--json").data
        nurse = next(
            own for own in data["occupations"] if own["slug"] == "registered-nurse"
        )
        assert nurse["median"] == 97_550
        assert nurse["education"] == "Bachelor's degree"
        attainment = TABLES.attainment("29-1141")
        assert attainment is not None
        assert nurse["have_education_percent"] == attainment.at_least(4)

    def test_the_screen_says_related_and_no_more(self, run) -> None:
        words = " ".join(run("study", "psychology").out.split())
        assert "Related by the official crosswalk" in words
        assert "does not mean that the program leads to the job" in words

    def test_a_program_without_a_match_says_so(self, run) -> None:
        done = run("study", "01.0508")
        assert done.code == 0
        assert "linked to them" in done.out

    def test_categories_add_up(self) -> None:
        assert required_levels({"Bachelor's degree": 40.0, "Doctoral degree": 60.0}) == (
            0, 0, 0, 0, 40.0, 0, 60.0,
        )  # fmt: skip
        assert Attainment((1, 2, 3, 4, 40, 30, 20)).at_least(4) == 90


class TestAi:
    def test_percentiles_count_ties_half(self) -> None:
        assert percentile(2, [1, 2, 2, 3]) == 50
        assert percentile(1, [1, 2, 3, 4]) == 12.5

    def test_measures_disagree_from_30_points(self) -> None:
        near = Exposure(TASKS, 0.5, 60), Exposure(APPLICABILITY, 0.2, 50)
        far = Exposure(TASKS, 0.5, 90), Exposure(APPLICABILITY, 0.2, 50)
        assert (disagree(near), disagree(far), disagree(near[:1])) == (
            False, True, False,
        )  # fmt: skip

    def test_the_page_says_what_is_measured_and_what_is_not(self, run) -> None:
        words = " ".join(run("show", "registered-nurse", "-s", "ai").out.split())
        for text in ("GPTs are GPTs, 2023", "Working with AI, 2025",
                     "Exposure is not a forecast of lost jobs."):  # fmt: skip
            assert text in words

    def test_a_filter_and_columns(self, run) -> None:
        data = run("list", "--ai", "20", "--sort", "ai", "--json").data
        rows = data["occupations"]
        highest = [max(own[TASKS], own[APPLICABILITY]) for own in rows]
        assert highest == sorted(highest)
        assert 10 < len(rows) < 250
        assert highest[-1] <= 20
        assert run("list", "--ai", "101").code == 2

    def test_compare_and_define_know_both(self, run) -> None:
        out = run("compare", "carpenter", "paralegal-legal-assistant").out
        assert "Task exposure" in out
        assert "AI applicability" in out
        for term in ("AI exposure", "Task exposure", "AI applicability"):
            assert run("define", term).code == 0


class TestNext:
    def test_steps_pay_more_or_grow_faster(self, run) -> None:
        data = run("next", "cashier", "cook-fast-food", "--json").data
        pay = max(own["median"] for own in data["held"])
        growth = max(own["growth"] for own in data["held"])
        assert len(data["steps"]) == 8
        for step in data["steps"]:
            yearly = step["median"] * (2080 if step["median_unit"] == "hour" else 1)
            assert yearly > pay or (step["growth"] > growth and yearly >= 0.9 * pay)
        closeness = [own["closeness"] for own in data["steps"]]
        assert closeness == sorted(closeness, reverse=True)
        slugs = {own["slug"] for own in data["steps"]}
        assert not slugs & {"cashier", "cook-fast-food"}

    def test_conditions_narrow_and_say_so(self, run) -> None:
        done = run("next", "nursing-assistant", "--education", "associate",
                   "--area", "Austin", "--pay", "50000", "--json")  # fmt: skip
        assert done.code == 0
        for step in done.data["steps"]:
            assert step["pay_area"].startswith("Austin")
            assert step["median"] >= 50_000

    def test_the_screen_names_what_carries_over_and_what_to_add(self, run) -> None:
        out = run("next", "cashier").out
        for label in ("Closeness", "Carries over", "To add", "To enter"):
            assert label in out
        assert "Your FIT" not in out

    def test_wrong_use(self, run) -> None:
        assert run("next", "nosuchthing").code == 3
        assert run("next").code == 2
        assert run("next", "legislator").code in (0, 2)


class TestPath:
    def test_stages_come_in_order(self) -> None:
        start = Occupation(
            "a", "11-1111.00", "A", preparation=Preparation("Bachelor's degree")
        )
        goal = Occupation(
            "b", "22-2222.00", "B",
            words=Words(entry="A degree helps. Every state requires a license."),
            preparation=Preparation(
                "Associate's degree", "Less than 5 years",
                "Moderate-term on-the-job training",
            ),
        )  # fmt: skip
        found = stages(start, goal)
        assert [own.kind for own in found] == [
            "education", "license or exam", "experience", "training on the job",
        ]  # fmt: skip
        assert found[0].done
        assert found[1].what == "Every state requires a license."
        assert found[2].time == "less than 5 years"
        assert found[3].time == "more than a month, up to a year"
        assert stages(start, Occupation("c", "33-3333.00", "C")) == ()

    def test_no_technology_is_called_known(self, run) -> None:
        out = run("path", "nursing-assistant", "registered-nurse", "--all").out
        assert "Used already" not in out
        assert "Apache Spark" not in out
        assert "Steps, in order" in out
