"""Other indices beside FIT: what they say is theirs, and FIT stays as it is."""

from __future__ import annotations

import csv
import io
import json
from statistics import correlation

import pytest
from hypothesis import given

from careerfit_cli import fit
from careerfit_cli.cli import main
from careerfit_cli.fit import congruence, methods
from careerfit_cli.fit.methods import BROWN_GORE, FIT, IACHAN, METHODS, PEARSON
from careerfit_cli.model.catalogue import Catalogue
from fitting import NONE6, UPHILL, WAVE, catalogues, crowd, made, partly, people, person

CROWD = Catalogue(tuple(crowd(40)))
ME = person([*UPHILL, *UPHILL, *WAVE])


class TestStandings:
    @given(people, catalogues(partly))
    def test_each_is_the_rank_of_its_value_and_equals_share_it(self, levels, rows):
        for places in methods.standings(person(levels), rows).values():
            values = [own.value for own in places.values()]
            for own in places.values():
                assert own.rank == 1 + sum(value > own.value for value in values)
                assert own.tied == values.count(own.value)
                assert own.of == len(values)

    @given(people, catalogues(partly))
    def test_fit_is_the_rankings_own(self, levels, rows):
        ranking = fit.rank(person(levels), rows)
        places = methods.standings(person(levels), rows)[FIT]
        assert len(places) == ranking.ranked
        for own in ranking.fits:
            there = places[own.entry.slug]
            assert (there.value, there.rank) == (own.score, own.rank)

    def test_pearson_is_r_over_the_six_interests(self):
        places = methods.standings(ME, CROWD)[PEARSON]
        for entry in CROWD:
            r = correlation(UPHILL, entry.scores[:6])
            assert places[entry.slug].value == pytest.approx(r)
        assert {own.tied for own in places.values()} == {1}

    def test_the_letters_are_those_of_congruence(self):
        places = methods.standings(ME, CROWD)
        for entry in CROWD:
            own = congruence.congruence(ME, entry)
            assert places[IACHAN][entry.slug].value == own.iachan
            assert places[BROWN_GORE][entry.slug].value == own.brown_gore

    def test_unclear_interests_leave_fit_alone(self):
        places = methods.standings(
            person([*UPHILL, *UPHILL, *WAVE], interests="flat"), CROWD
        )
        assert [name for name in METHODS if places[name]] == [FIT]

    def test_an_occupation_without_interests_has_fit_alone(self):
        bare = made("Bare", *NONE6, *UPHILL, *WAVE)
        places = methods.standings(ME, Catalogue((*CROWD.entries, bare)))
        assert [name for name in METHODS if "bare" in places[name]] == [FIT]

    def test_weights_change_fit_alone(self):
        one = methods.standings(ME, CROWD)
        other = methods.standings(ME, CROWD, {"interests": 0.0, "former_work_styles": 1.0,
                                          "work_values": 0.0})  # fmt: skip
        assert one[FIT] != other[FIT]
        assert [one[name] == other[name] for name in METHODS[1:]] == [True] * 3


class TestSideBySide:
    PLACES = methods.standings(ME, CROWD)

    def test_the_first_of_each_and_equals_by_title(self):
        found = methods.side_by_side(CROWD, self.PLACES, METHODS, 3)
        shown = [own.slug for own in found.rows]
        for name in METHODS:
            places = self.PLACES[name]
            first = sorted(
                CROWD, key=lambda own, by=places: (by[own.slug].rank, own.title)
            )[:3]
            assert {own.slug for own in first} <= set(shown)
            assert {own.slug for own in found.leaders[name]} == {
                slug for slug, own in places.items() if own.rank <= 3
            }
        assert len(shown) == len(set(shown))
        assert shown[:3] == [own.entry.slug for own in fit.rank(ME, CROWD, 3).fits]

    def test_what_all_share_and_one_has_alone(self):
        found = methods.side_by_side(CROWD, self.PLACES, METHODS, 3)
        leaders = {
            name: {own.slug for own in row} for name, row in found.leaders.items()
        }
        assert {own.slug for own in found.shared} == set.intersection(*leaders.values())
        for name in METHODS:
            others = set().union(*(leaders[own] for own in METHODS if own != name))
            assert {own.slug for own in found.alone(name)} == leaders[name] - others

    def test_only_those_wanted_are_shown_with_their_ranks_among_all(self):
        only = {entry.slug for entry in CROWD.entries[::3]}
        found = methods.side_by_side(CROWD, self.PLACES, [IACHAN], 2, only)
        assert {own.slug for own in found.rows} <= only
        assert len(found.rows) == 2
        assert found.standings is self.PLACES

    def test_a_method_the_answers_do_not_allow_is_left_out(self):
        places = methods.standings(
            person([*UPHILL, *UPHILL, *WAVE], interests="flat"), CROWD
        )
        found = methods.side_by_side(CROWD, places, METHODS)
        assert list(found.leaders) == [FIT]
        assert len(found.rows) == 3


ANSWERS = "v1.standard.1243253334143532152514333524452532442435543332225533211123124543"
FLAT_INTERESTS = f"v1.standard.{'3' * 18}{ANSWERS[-46:]}"


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]):
    def call(*argv: str) -> tuple[int, str, str]:
        code = main(argv)
        out, err = capsys.readouterr()
        assert "Traceback" not in out + err
        return code, out, err

    return call


class TestCommand:
    def test_all_of_them_say_where_they_differ(self, run):
        code, out, _ = run("rank", "--answers", ANSWERS, "--method", "all")
        words = " ".join(out.split())
        assert code == 0
        for part in ("The first 3 by each index", "Among the first 3 by all 4: none.",
                     "by FIT alone: Registered Nurses", "6 share the first 3 ranks",
                     "careerfit ranks by FIT alone"):  # fmt: skip
            assert part in words

    def test_one_of_them_beside_fit(self, run):
        _, out, _ = run(
            "rank", "--answers", ANSWERS, "--method", "pearson", "--json", "--top", "5"
        )
        data = json.loads(out)
        assert data["schema"] == "careerfit.methods/1"
        places = [own["pearson"]["rank"] for own in data["occupations"]]
        assert places == [1, 2, 3, 4, 5]
        assert list(data["leaders"]) == ["pearson"]

    def test_fit_and_its_ranks_stay_as_they_are(self, run):
        _, out, _ = run("rank", "--answers", ANSWERS, "--json", "--top", "3")
        fits = json.loads(out)["ranking"]["fits"]
        _, out, _ = run("rank", "--answers", ANSWERS, "--json", "--method", "all")
        beside = {
            own["entry"]["slug"]: own["fit"] for own in json.loads(out)["occupations"]
        }
        for own in fits:
            there = beside[own["entry"]["slug"]]
            assert (there["value"], there["rank"]) == (own["score"], own["rank"])
        told = ("why", "registered-nurse", "--answers", ANSWERS, "--json")
        plain = json.loads(run(*told)[1])
        whole = json.loads(run(*told, "--method", "all")[1])
        assert "methods" not in plain
        assert whole["methods"]["fit"]["value"] == whole["fit"]["score"]
        assert whole["methods"]["iachan"]["value"] == whole["congruence"]["iachan"]
        for key in plain.keys() - {"units"}:
            assert plain[key] == whole[key]

    def test_why_says_where_each_puts_it_and_what_it_shares(self, run):
        told = ("why", "registered-nurse", "--answers", ANSWERS)
        words = " ".join(run(*told, "--method", "all")[1].split())
        assert "FIT 88.6 of 100: rank 1 of 923" in words
        assert "Iachan's M 18.5 of 28: rank 167 of" in words
        assert "shared by 8" in words
        assert "By other indices" not in run(*told)[1]

    def test_tables_have_every_index(self, run):
        told = ("rank", "--answers", ANSWERS, "--method", "all")
        rows = list(csv.DictReader(io.StringIO(run(*told, "--csv")[1])))
        assert rows[0]["fit_rank"] == "1"
        assert {"pearson_value", "iachan_tied", "brown_gore_rank", "slug"} <= set(
            rows[0]
        )
        assert run(*told, "--markdown")[1].startswith("| fit\\_rank |")

    def test_filters_hide_here_too(self, run):
        _, out, err = run(
            "rank", "--answers", ANSWERS, "--method", "all", "--zone", "5", "--json"
        )
        assert "hid" in err
        assert {own["entry"]["job_zone"] for own in json.loads(out)["occupations"]} == {
            5
        }

    def test_unclear_interests_have_fit_alone(self, run):
        code, out, err = run("rank", "--answers", FLAT_INTERESTS, "--method", "iachan")
        assert (code, out) == (1, "")
        assert "do not allow that index" in err
        _, out, _ = run("rank", "--answers", FLAT_INTERESTS, "--method", "all")
        assert "The first 3 by FIT" in out
        _, out, _ = run(
            "why", "carpenter", "--answers", FLAT_INTERESTS, "--method", "all"
        )
        assert out.count("not ranked") == 3

    def test_careless_answers_are_held_back_here_too(self, run):
        told = ("rank", "--answers", "v1.standard." + "15" * 32, "--method", "all")
        assert "No careers are ranked from these answers." in run(*told)[1]
        assert "No fit is claimed" in " ".join(run(*told, "--anyway")[1].split())

    def test_an_index_that_is_none_is_refused(self, run):
        code, out, _ = run("rank", "--answers", ANSWERS, "--method", "luck")
        assert (code, out) == (2, "")
