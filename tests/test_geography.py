"""Areas found by name, pay in them, and where the jobs are."""

from __future__ import annotations

import csv
import io

import pytest

from careerfit_cli.errors import UsageError
from careerfit_cli.geography import find_area, how_common, is_named, where_jobs_are
from careerfit_cli.model.tables import Area, AreaPay
from careerfit_cli.storage.tables import Tables

AREAS = Tables().areas


class TestFindArea:
    @pytest.mark.parametrize(
        ("query", "name"),
        [
            ("Austin", "Austin-Round Rock-San Marcos, TX"),
            ("austin-round-rock-san-marcos-tx", "Austin-Round Rock-San Marcos, TX"),
            ("Austin, Texas", "Austin-Round Rock-San Marcos, TX"),
            ("12420", "Austin-Round Rock-San Marcos, TX"),
            ("oakland", "San Francisco-Oakland-Fremont, CA"),
            ("San Fransisco", "San Francisco-Oakland-Fremont, CA"),
            ("los angles", "Los Angeles-Long Beach-Anaheim, CA"),
            ("Saint Louis", "St. Louis, MO-IL"),
            ("Portland OR", "Portland-Vancouver-Hillsboro, OR-WA"),
            ("columbus, ohio", "Columbus, OH"),
            ("charleston west virginia", "Charleston, WV"),
            ("Washington", "Washington-Arlington-Alexandria, DC-VA-MD-WV"),
            ("New York", "New York-Newark-Jersey City, NY-NJ"),
            ("Alaska", "Alaska nonmetropolitan area"),
            ("northwest alabama", "Northwest Alabama nonmetropolitan area"),
            ("honolulu", "Urban Honolulu, HI"),
        ],
    )
    def test_a_city_an_area_and_a_typo(self, query: str, name: str) -> None:
        assert find_area(query, AREAS).name == name

    @pytest.mark.parametrize(
        ("query", "listed"),
        [
            ("Portland", '"Portland-South Portland, ME"'),
            ("Portlnd", '"Portland-South Portland, ME"'),
            ("Springfield", '"Springfield, MO"'),
            ("Charleston", '"Charleston, WV"'),
            ("Texas", "--state TX"),
            ("la", "--state LA"),
            ("plano tx", "areas there:"),
            ("Brooklyn", "a larger city nearby"),
            ("", "a larger city nearby"),
            ("\x1b[31m" * 99, "a larger city nearby"),
        ],
    )
    def test_what_is_not_certain_is_listed(self, query: str, listed: str) -> None:
        with pytest.raises(UsageError) as error:
            find_area(query, AREAS)
        assert listed in error.value.hint

    def test_every_area_answers_to_its_name_and_code(self) -> None:
        for area in AREAS:
            assert find_area(area.name, AREAS) is area
            assert find_area(area.code, AREAS) is area

    def test_a_typo_is_told_from_a_name(self) -> None:
        austin = find_area("Austin", AREAS)
        assert is_named("austin tx", austin)
        assert not is_named("Austn", austin)


@pytest.mark.parametrize(
    ("quotient", "words"),
    [
        (None, "not reported"),
        (0.3, "much less common than in the nation"),
        (0.7, "less common than in the nation"),
        (1.1, "about as common as in the nation"),
        (1.5, "more common than in the nation"),
        (3.14, "3.1 times as common as in the nation"),
    ],
)
def test_quotients_in_words(quotient: float | None, words: str) -> None:
    assert how_common(quotient) == words


def test_where_jobs_are_counts_shares_and_leaves_out_rough_areas() -> None:
    def area(name: str, jobs: int, quotient: float, error: int) -> AreaPay:
        place = Area("1", "metropolitan", ("TX",), name)
        return AreaPay(place, jobs=jobs, quotient=quotient, jobs_error=error)

    found = where_jobs_are(
        {"Ohio": 60, "Utah": 40},
        {"Ohio": 900, "Utah": 100},
        [area("A", 50, 0.9, 5), area("B", 10, 9.0, 45), area("C", 20, 2.0, 5)],
        2,
        {"Ohio": 50_000.0},
    )
    assert [own.place for own in found.most_in_states] == ["Ohio", "Utah"]
    assert [own.place for own in found.most_common_in_states] == ["Utah", "Ohio"]
    assert found.most_common_in_states[0].quotient == 4.0
    assert [own.place for own in found.most_in_areas] == ["A", "C"]
    assert [own.place for own in found.most_common_in_areas] == ["C", "A"]
    assert found.rough == 1


class TestPayInAnArea:
    def test_every_published_figure_is_shown(self, run) -> None:
        done = run("pay", "registered-nurse", "--area", "austin")
        assert (done.code, done.err) == (0, "")
        words = " ".join(done.out.split())
        for text in (
            "$97,890 a year, 0.3% above the national median",
            "Middle half $81,540 to $106,450 a year",
            "Jobs 18,920",
            "location quotient 0.67",
            "Texas 97.2, housing 97.4 (U.S. = 100, 2023, BEA)",
            "Pay is not adjusted for prices.",
        ):
            assert text in words

    def test_a_typo_says_what_is_shown(self, run) -> None:
        done = run("pay", "registered-nurse", "--area", "Austn")
        assert "Showing Austin-Round Rock-San Marcos, TX for 'Austn'." in done.err

    def test_pay_by_the_hour_and_rough_estimates_say_so(self, run) -> None:
        words = " ".join(run("pay", "actor", "--area", "new york").out.split())
        assert "$28.81 an hour" in words
        assert "a rough estimate (relative standard error 35%)" in words

    def test_top_coded_pay_is_a_lower_bound(self, run) -> None:
        argv = ("pay", "family-medicine-physician", "--area", "Battle Creek")
        data = run(*argv, "--json").data
        top = [row["at_least"] for row in data["areas"]]
        shown = run(*argv).out
        assert ("at least $239,200 a year" in shown) == ("median" in top[0])
        argv = ("pay", "family-medicine-physician", "--area", "0010540")
        (row,) = run(*argv, "--json").data["areas"]
        assert row["median"] == 239_200
        assert "median" in row["at_least"]
        assert "at least $239,200 a year" in run(*argv).out

    def test_nothing_published_is_said(self, run) -> None:
        done = run("pay", "anthropologist-archeologist", "--area", "Abilene")
        assert done.code == 0
        assert "not reported" in done.out

    def test_csv_and_json_say_the_same(self, run) -> None:
        argv = ("pay", "electrician", "--area", "Austin", "--area", "boise")
        data = run(*argv, "--json").data
        table = list(csv.DictReader(io.StringIO(run(*argv, "--csv").out)))
        assert [row["area"] for row in table] == [row["area"] for row in data["areas"]]
        assert [float(row["median"]) for row in table] == [
            row["median"] for row in data["areas"]
        ]
        assert data["sources"]["area_pay"]["period"] == "May 2025"

    def test_wrong_use(self, run) -> None:
        both = run("pay", "actor", "--state", "TX", "--area", "Austin")
        assert (both.code, "give one of them" in both.err) == (2, True)
        unknown = run("pay", "actor", "--area", "Portland")
        assert (unknown.code, "matches 2 areas" in unknown.err) == (2, True)


class TestOtherCommands:
    def test_lists_take_the_pay_of_an_area(self, run) -> None:
        data = run("list", "--area", "Austin", "--pay", "90000", "--json").data
        nurse = next(
            own for own in data["occupations"] if own["slug"] == "registered-nurse"
        )
        assert nurse["median"] == 97_890
        assert nurse["pay_area"] == "Austin-Round Rock-San Marcos, TX"
        assert all(
            own["median"] >= 90_000
            for own in data["occupations"]
            if own["median_unit"] == "year"
        )

    def test_a_top_coded_median_stays_and_says_so(self, run) -> None:
        done = run("list", "--area", "0010540", "--pay", "300000", "--json")
        doctors = [own for own in done.data["occupations"] if own["median_at_least"]]
        assert "Family Medicine Physicians" in [own["title"] for own in doctors]
        assert {own["median"] for own in doctors} == {239_200}
        assert "only a lower limit of" in done.err

    def test_rank_compare_and_show_take_an_area(self, run) -> None:
        riasec = "R=31,I=24,A=20,S=18,E=9,C=12"
        data = run("rank", "--riasec", riasec, "--area", "Boise", "--json").data
        assert "Boise City, ID" in str(data)
        out = run("compare", "carpenter", "electrician", "--area", "Austin").out
        assert "$50,260" in out
        assert "$60,390" in out
        out = run("show", "carpenter", "--area", "Austin", "-s", "pay").out
        assert "$50,260 a year (median, May 2025)" in " ".join(out.split())

    def test_a_state_and_an_area_are_not_both_taken(self, run) -> None:
        for name in ("list", "top"):
            argv = [name, *(["programming"] if name == "top" else [])]
            done = run(*argv, "--state", "TX", "--area", "Austin")
            assert done.code == 2


class TestWhere:
    def test_the_most_jobs_come_first(self, run) -> None:
        data = run("where", "petroleum-engineer", "--json").data
        assert data["most_in_states"][0]["place"] == "Texas"
        for key in ("most_in_states", "most_in_areas"):
            jobs = [own["jobs"] for own in data[key]]
            assert jobs == sorted(jobs, reverse=True)
            assert len(jobs) == 5
        for key in ("most_common_in_states", "most_common_in_areas"):
            quotients = [own["quotient"] for own in data[key]]
            assert quotients == sorted(quotients, reverse=True)

    def test_csv_has_every_list(self, run) -> None:
        table = list(csv.DictReader(io.StringIO(run("where", "actor", "--csv").out)))
        assert len({row["list"] for row in table}) == 4
        assert {row["unit"] for row in table if row["median"]} == {"hour"}

    def test_nothing_published_is_said(self, run) -> None:
        done = run("where", "legislator")
        assert done.code == 0
        assert "Jobs by state and area" in done.out or "States" in done.out

    def test_wrong_use(self, run) -> None:
        assert run("where", "actor", "--top", "0").code == 2
        assert run("where", "nosuchthing").code == 3
