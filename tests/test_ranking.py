"""rank, why, profile: the commands about the fit, and a quiz that is kept."""

from __future__ import annotations

import csv
import io
import json
import re

import pytest

from careerfit_cli import matching
from careerfit_cli.model.elements import MATCHED
from careerfit_cli.quiz.careless import PATTERN
from codes import CARELESS, FIRST_VERSION, NURSE

pytestmark = pytest.mark.core

ANSWERS = NURSE
RIASEC = "R=31,I=24,A=20,S=18,E=9,C=12"
FLAT = "R=1,I=1,A=1,S=1,E=1,C=1"
ANYTHING = "--allow-careless"
SHAPELESS = f"v2.quick.{'3' * 70}"


@pytest.fixture
def taken(run) -> None:
    """A quiz that was answered to the end."""
    assert run("quiz", "--answers", ANSWERS, "--save", "--top", "1")[0] == 0


def words_of(text: str) -> str:
    return " ".join(text.split())


class TestRank:
    def test_of_answers_is_the_quiz_own_ranking(self, run):
        _, out, _ = run("rank", "--answers", ANSWERS, "--json", "--top", "5")
        _, whole, _ = run("quiz", "--answers", ANSWERS, "--json", "--top", "5")
        assert json.loads(out)["ranking"] == json.loads(whole)["ranking"]

    def test_filters_hide_and_ranks_stay_those_among_all(self, run):
        _, out, _ = run("rank", "--answers", ANSWERS, "--json", "--top", "400")
        every = {
            match["entry"]["slug"]: match
            for match in json.loads(out)["ranking"]["matches"]
        }
        code, out, err = run(
            "rank", "--answers", ANSWERS, "--pay", "90000", "--json", "--top", "5"
        )
        assert code == 0
        assert re.match(r"pay at least \$90,000 a year: \d+ filtered out", err)
        fits = json.loads(out)["ranking"]["matches"]
        assert len(fits) == 5
        for own in fits:
            assert own == every[own["entry"]["slug"]]
            assert (
                own["entry"]["median"]
                * (2080 if own["entry"]["median_unit"] == "hour" else 1)
                >= 90000
            )

    @pytest.mark.parametrize(
        "text",
        [
            RIASEC,
            "R: 31, I: 24, A: 20, S: 18, E: 9, C: 12",
            (
                "Realistic 31\nInvestigative 24\nArtistic 20\nSocial 18\n"
                "Enterprising 9\nConventional 12"
            ),
            "R=310,I=240,A=200,S=180,E=90,C=120",
        ],
    )
    def test_scores_of_another_test(self, run, text):
        code, out, _ = run("rank", "--riasec", text, "--top", "3", "--json")
        assert code == 0
        ranking = json.loads(out)["ranking"]
        _, usual, _ = run("rank", "--riasec", RIASEC, "--top", "3", "--json")
        assert ranking == json.loads(usual)["ranking"]
        assert set(ranking["left_out"]) == {"interest_areas", "work_styles"}
        (part,) = ranking["matches"][0]["domains"]
        assert (part["domain"], part["through_areas"]) == ("interests", True)

    def test_what_is_left_out_is_said(self, run):
        _, out, _ = run("rank", "--riasec", RIASEC, "--top", "3")
        words = words_of(out)
        assert "Not used: there are no answers on interest areas." in words
        assert "Not used: there are no answers on work styles." in words

    @pytest.mark.parametrize(
        "scores",
        ["", "R=1", "R=1,R=2,I=3,A=4,S=5,E=6,C=7", "X=1", "R=a,I=1,A=1,S=1,E=1,C=1"],
    )
    def test_wrong_scores_are_refused(self, run, scores):
        code, out, err = run("rank", "--riasec", scores)
        assert (code, out) == (2, "")
        assert "R=31,I=24" in err

    def test_answers_to_version_1_are_ranked_by_their_interests(self, run):
        code, out, _ = run("rank", "--answers", FIRST_VERSION, "--json", "--top", "1")
        assert code == 0
        data = json.loads(out)
        assert data["replay"] == FIRST_VERSION
        assert set(data["ranking"]["left_out"]) == {"interest_areas", "work_styles"}
        assert data["ranking"]["matches"][0]["stability"]
        _, out, _ = run("quiz", "--answers", FIRST_VERSION, "--json", "--top", "1")
        (note, *_) = json.loads(out)["profile"]["notes"]
        assert "version 1" in note
        assert "Only the answers about interests count." in note

    def test_weights(self, run):
        (match,) = run(
            "rank",
            "--answers",
            ANSWERS,
            "--weights",
            "interests=1",
            "--json",
            "--top",
            "1",
        ).data["ranking"]["matches"]
        (part,) = match["domains"]
        assert (part["domain"], part["through_areas"]) == ("interests", False)
        for wrong in (
            "luck=1",
            "interests",
            "interests=x",
            "interests=0",
            "interests=-1",
        ):
            code, out, _ = run("rank", "--answers", ANSWERS, "--weights", wrong)
            assert (code, out) == (2, ""), wrong

    def test_tables_for_a_spreadsheet(self, run):
        _, out, _ = run("rank", "--answers", ANSWERS, "--csv", "--top", "4")
        rows = list(csv.DictReader(io.StringIO(out)))
        assert rows[0]["rank"] == "1"
        assert len(rows) == 4
        _, out, _ = run("rank", "--answers", ANSWERS, "--markdown", "--top", "1")
        assert out.startswith("| rank | fit | label |")

    def test_without_a_profile_it_says_to_take_the_quiz(self, run):
        code, out, err = run("rank")
        assert (code, out) == (2, "")
        assert "take the quiz" in err


class TestWhy:
    def test_every_point_is_printed_and_they_sum_to_the_score(self, run):
        data = run("why", "registered-nurse", "--answers", ANSWERS, "--json").data
        match = data["match"]
        assert len(match["contributions"]) == 6 + 41 + 21
        total = data["base"] + sum(part["points"] for part in match["contributions"])
        assert round(total, 1) == match["fit"]
        low, high = data["stability"]["low_rank"], data["stability"]["high_rank"]
        assert 1 <= low <= high <= 923
        assert data["stability"]["tag"] in ("firm", "likely", "fragile")

    def test_the_page_says_how_sure_it_is_and_what_would_change_it(self, run):
        code, out, _ = run("why", "registered nurse", "--answers", ANSWERS)
        assert code == 0
        words = " ".join(out.split())
        for part in ("Raises it:", "Health Care both high", "Lowers it:",
                     "How certain is it?", "if you answered again", "would change it most",
                     "with a base of 50"):  # fmt: skip
            assert part in words

    def test_the_page_adds_up_to_the_score_and_names_areas_in_plain_words(self, run):
        _, out, _ = run("why", "registered-nurse", "--answers", ANSWERS)
        match = run("why", "registered-nurse", "--answers", ANSWERS, "--json").data[
            "match"
        ]
        domains = re.findall(
            r"correlation ([+-][\d.]+), weight [\d.]+, ([+-][\d.]+)", out
        )
        assert len(domains) == len(MATCHED)
        assert 50 + sum(float(points) for _, points in domains) == pytest.approx(
            match["fit"]
        )
        assert [float(r) for r, _ in domains] == [
            pytest.approx(part["r"], abs=0.0051) for part in match["domains"]
        ]
        assert "Helping People in Need" in out
        assert "Social Service" not in out

    def test_interests_alone_are_said_to_be_read_through_areas(self, run):
        _, out, _ = run("why", "carpenter", "--riasec", RIASEC)
        assert "through the areas that interests go with" in words_of(out)

    def test_estimated_ratings_are_named(self, run):
        _, out, _ = run("why", "biomass-plant-technician", "--answers", ANSWERS)
        assert "estimate" in words_of(out)
        _, out, _ = run("why", "carpenter", "--answers", ANSWERS)
        assert "estimate" not in words_of(out)

    def test_an_occupation_that_cannot_be_ranked_is_said(self, run):
        code, out, err = run("why", "registered-nurse", "--riasec", FLAT)
        assert (code, out) == (1, "")
        assert "cannot be ranked" in err


class TestCareless:
    """No ranking is claimed for answers that look careless, unless it is wanted."""

    @pytest.mark.parametrize("command", ["quiz", "rank"])
    def test_no_table_is_shown_and_what_to_do_is(self, run, command):
        code, out, err = run(command, "--answers", CARELESS)
        words = " ".join(out.split())
        assert (code, err) == (0, "")
        assert "No careers are ranked from these answers." in words
        assert PATTERN in words
        assert "careerfit rank --allow-careless" in words
        assert "FIT" not in words

    def test_it_is_no_dead_end(self, run):
        words = words_of(run("quiz", "--answers", CARELESS)[1])
        for way_on in ('careerfit top "', "careerfit quiz", "--allow-careless"):
            assert way_on in words

    @pytest.mark.parametrize("command", ["quiz", "rank"])
    def test_allowed_they_are_ranked_and_it_is_said(self, run, command):
        code, out, _ = run(command, "--answers", CARELESS, "--top", "3", ANYTHING)
        words = " ".join(out.split())
        assert code == 0
        assert words.startswith("These answers look careless")
        assert "Best matches 3 careers" in words

    @pytest.mark.parametrize("command", ["quiz", "rank"])
    def test_json_has_the_reason_and_an_empty_ranking(self, run, command):
        data = run(command, "--answers", CARELESS, "--json").data
        careless = (data["profile"] if command == "quiz" else data)["careless_reason"]
        assert careless == PATTERN
        assert data["ranking"]["withheld_reason"] == PATTERN
        assert (data["ranking"]["matches"], data["ranking"]["ranked"]) == ([], 0)
        data = run(command, "--answers", CARELESS, "--json", "--allow-careless").data
        careless = (data["profile"] if command == "quiz" else data)["careless_reason"]
        assert careless == PATTERN
        assert data["ranking"]["withheld_reason"] is None
        assert len(data["ranking"]["matches"]) == 10

    def test_a_table_is_empty_and_the_reason_goes_beside_it(self, run):
        code, out, err = run("rank", "--answers", CARELESS, "--csv")
        assert code == 0
        assert out.startswith("rank,fit,label,")
        assert out.count("\n") == 1
        assert PATTERN in err

    def test_why_claims_nothing_either(self, run):
        code, out, err = run("why", "carpenter", "--answers", CARELESS)
        assert (code, out) == (1, "")
        assert "these answers are not ranked" in err
        assert "--allow-careless" in err
        code, out, _ = run(
            "why", "carpenter", "--answers", CARELESS, "--allow-careless"
        )
        assert code == 0
        assert "These answers look careless" in out

    def test_show_says_so_instead_of_a_fit(self, run, taken, home):
        path = home / "profiles" / "me.json"
        path.write_text(path.read_text().replace(ANSWERS, CARELESS))
        words = " ".join(run("show", "carpenter", "-s", "interests")[1].split())
        said = "The answers of your last quiz look careless, so no match is shown."
        assert said in words
        assert "careerfit why carpenter --allow-careless" in words
        assert "FIT" not in words

    def test_compare_leaves_the_fit_out_and_says_so(self, run, taken, home):
        path = home / "profiles" / "me.json"
        path.write_text(path.read_text().replace(ANSWERS, CARELESS))
        code, out, err = run("compare", "carpenter", "plumber")
        assert (code, "FIT" in out) == (0, False)
        assert "Your FIT is left out" in err

    def test_a_report_claims_nothing_either(self, run):
        told = ("report", "--html", "-", "--answers", CARELESS, "--top", "1")
        code, out, err = run(*told)
        assert (code, out) == (1, "")
        assert "--allow-careless" in err
        code, out, _ = run(*told, "--allow-careless")
        assert code == 0
        assert "These answers look careless." in out

    @pytest.mark.parametrize("flags", [(), ("--allow-careless",)])
    def test_answers_without_a_shape_have_none_to_show(self, run, flags):
        for answers in (SHAPELESS, f"v2.quick.{'3' * 50}4{'3' * 19}"):
            ranking = run("rank", "--answers", answers, "--json", *flags).data[
                "ranking"
            ]
            assert ranking["matches"] == []
            assert ranking["withheld_reason"] in (matching.NO_SIGNAL, PATTERN)
            assert set(ranking["left_out"]) == {own.key for own in MATCHED}
        code, out, _ = run("rank", "--riasec", FLAT, *flags)
        assert code == 0
        assert matching.NO_SIGNAL in " ".join(out.split())
        for way_on in ("careerfit quiz --length flash", "careerfit list"):
            assert way_on in out


PICKED = CARELESS[: len("v2.quick.") + 8] + "5" + CARELESS[len("v2.quick.") + 9 :]
"""Careless answers with one area chosen from the list, Machines and Electronics."""


class TestCarelessWithPicks:
    """Areas are chosen with care even where keys are not pressed with care."""

    def test_they_are_led_to_a_ranking_by_these_areas(self, run):
        words = words_of(run("rank", "--answers", PICKED)[1])
        assert "No careers are ranked from these answers." in words
        command = "careerfit rank --weights interest_areas=1 --answers "
        assert command in words
        assert 'careerfit top "Mechanics/Electronics"' in words
        assert "--weights interest_areas=1" not in run("rank", "--answers", CARELESS)[1]

    def test_which_then_ranks_them(self, run):
        weights = ("--weights", "interest_areas=1", "--top", "5", "--json")
        data = run("rank", "--answers", PICKED, *weights).data
        assert data["careless_reason"] == PATTERN
        assert data["ranking"]["withheld_reason"] is None
        assert len(data["ranking"]["matches"]) == 5
        for match in data["ranking"]["matches"]:
            assert [part["domain"] for part in match["domains"]] == ["interest_areas"]

    def test_nothing_else_may_count(self, run):
        weights = ("--weights", "interest_areas=1,interests=1", "--json")
        _, out, _ = run("rank", "--answers", PICKED, *weights)
        assert json.loads(out)["ranking"]["withheld_reason"] == PATTERN


class TestEducation:
    """--have: careers open now, and those that need more, apart."""

    NOW, LATER = "With the education you have", "With more education"

    def test_careers_are_split_by_what_they_need(self, run):
        command = ("rank", "--answers", ANSWERS, "--top", "20", "--plain")
        _, out, _ = run(*command, "--have", "associate")
        assert self.NOW in out
        assert self.LATER in out
        section, needs = "", {self.NOW: set(), self.LATER: set()}
        for line in out.splitlines():
            if line.strip() in needs:
                section = line.strip()
            if line.strip().startswith("Education"):
                needs[section].add(line.split()[-1])
        below = {"Associate's", "Certificate", "school", "None", "college"}
        assert needs[self.NOW]
        assert needs[self.NOW] <= below
        assert needs[self.LATER]
        assert not needs[self.LATER] & below

    def test_it_hides_and_moves_nothing(self, run):
        command = ("rank", "--answers", ANSWERS, "--top", "20", "--plain")
        plain, split = (
            re.findall(r"^ *(\d+\. .+)$", run(*command, *have)[1], re.MULTILINE)
            for have in ((), ("--have", "associate"))
        )
        assert len(plain) == 20
        assert sorted(plain) == sorted(split)

    @pytest.mark.parametrize("command", ["rank", "quiz"])
    def test_a_level_that_is_none_is_refused(self, run, command):
        code, out, err = run(command, "--answers", ANSWERS, "--have", "wizard")
        assert (code, out) == (2, "")
        assert "associate" in err


class TestResult:
    """What is shown beside the list: tiers, directions, and interests alone."""

    def test_tiers_and_families_hold_every_match_once(self, run):
        ranking = run("rank", "--answers", ANSWERS, "--top", "60", "--json").data[
            "ranking"
        ]
        numbers = [tier["number"] for tier in ranking["tiers"]]
        assert numbers == sorted(set(numbers))
        slugs = [
            slug
            for tier in ranking["tiers"]
            for family in tier["families"]
            for slug in family
        ]
        assert sorted(slugs) == sorted(
            own["entry"]["slug"] for own in ranking["matches"]
        )

    def test_a_strong_match_beside_the_list_is_named_in_a_line(self, run):
        _, out, _ = run("rank", "--answers", ANSWERS, "--top", "3")
        words = words_of(out)
        assert "Also among the best: " in words
        assert "careerfit rank --top 30 --answers v2.quick." in words

    def test_careers_by_interests_alone_are_named_where_they_differ(self, run):
        alone = run("rank", "--answers", ANSWERS, "--json", "--top", "5").data[
            "ranking"
        ]["by_interests_alone"]
        weights = ("--weights", "interests=1")
        ranking = run(
            "rank", "--answers", ANSWERS, "--json", "--top", "5", *weights
        ).data["ranking"]
        assert alone == [own["entry"]["slug"] for own in ranking["matches"]]
        assert ranking["by_interests_alone"] == []
        title = ranking["matches"][0]["entry"]["title"]
        words = words_of(run("rank", "--answers", ANSWERS, "--top", "5")[1])
        assert f"By interests alone the first would be: {title}" in words


class TestKept:
    def test_a_finished_quiz_is_kept_and_ranked_again(self, run, taken, home):
        assert (home / "profiles" / "me.json").stat().st_mode & 0o777 == 0o600
        assert home.stat().st_mode & 0o777 == 0o700
        code, out, _ = run("rank", "--json", "--top", "1")
        assert code == 0
        assert json.loads(out)["replay"] == ANSWERS
        assert "me  " in run("profile", "list")[1]
        assert ANSWERS in run("profile", "show")[1]
        assert run("data", "export", "--profile", "me").data["replay"] == ANSWERS

    def test_purge_removes_it_all_and_shows_that(
        self, run, taken, home, monkeypatch, tmp_path
    ):
        monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
        code, out, _ = run("data", "purge")
        assert code == 0
        assert "removed " in out
        assert "Checked again: nothing" in out
        assert not [path for path in home.rglob("*") if path.is_file()]

    def test_a_stopped_quiz_goes_on_where_it_was(self, run, monkeypatch, home):
        monkeypatch.setattr("sys.stdin", io.StringIO("5\n1\nq\n"))
        _, _, err = run("quiz", "--plain")
        assert "Your answers are saved. To resume:\ncareerfit quiz\n" in err
        assert (home / "unfinished.json").exists()
        keys = "4\n" * 6 + "2, 7, -9\n" + "4\n" * 21
        monkeypatch.setattr("sys.stdin", io.StringIO(keys))
        code, _, err = run("quiz", "--plain", "--top", "1")
        assert code == 0
        assert "Resuming at question 3 of 30." in err
        picks = "353333531" + "3" * 32
        assert (
            f"v2.quick.51444444{picks}{'4' * 21}"
            in run("data", "export", "--profile", "me")[1]
        )
        assert not (home / "unfinished.json").exists()

    def test_restart_and_another_length_begin_again(self, run, monkeypatch):
        monkeypatch.setattr("sys.stdin", io.StringIO("5\n1\nq\n"))
        run("quiz", "--plain")
        monkeypatch.setattr("sys.stdin", io.StringIO("4\n2\n" * 3 + "1\n"))
        code, _, _ = run("quiz", "--plain", "--length", "flash", "--top", "1")
        assert code == 0
        assert "v2.flash.4242425333" in run("data", "export", "--profile", "me")[1]
        monkeypatch.setattr("sys.stdin", io.StringIO("3\nq\n"))
        code, _, err = run("quiz", "--plain", "--restart")
        assert "Resuming" not in err

    def test_a_stopped_quiz_of_version_1_is_no_dead_end(self, run, monkeypatch, home):
        monkeypatch.setattr("sys.stdin", io.StringIO("5\n1\nq\n"))
        run("quiz", "--plain")
        path = home / "unfinished.json"
        replay = json.loads(path.read_text())["replay"]
        path.write_text(path.read_text().replace(replay, f"v1.standard.51{'-' * 62}"))
        monkeypatch.setattr("sys.stdin", io.StringIO("4\nq\n"))
        code, _, err = run("quiz", "--plain")
        assert code == 0
        assert "earlier questions, so it starts over" in err
        assert "Question 1 of 30." in err
        assert json.loads(path.read_text())["replay"] == f"v2.quick.4{'-' * 69}"

    def test_nothing_is_written_when_told_so(self, run, monkeypatch, home):
        monkeypatch.setattr("sys.stdin", io.StringIO("5\nq\n"))
        _, _, err = run("quiz", "--plain", "--no-save")
        assert "careerfit quiz --continue v2.quick.5" in err
        assert not home.exists()

    def test_answers_from_a_string_are_not_kept(self, run, home):
        assert run("quiz", "--answers", ANSWERS, "--json")[0] == 0
        assert not home.exists()

    def test_an_unfinished_quiz_that_cannot_be_read_blocks_nothing(
        self, run, monkeypatch, home
    ):
        home.mkdir(mode=0o700)
        (home / "unfinished.json").write_text("{")
        monkeypatch.setattr("sys.stdin", io.StringIO("5\nq\n"))
        code, _, err = run("quiz", "--plain")
        assert code == 0
        assert "cannot be read" in err
        assert (home / "unfinished.json.bad").read_text() == "{"

    @pytest.mark.parametrize("name", ["../x", "a b", "", "x" * 41])
    def test_a_name_that_is_no_name_is_refused_before_the_first_question(
        self, run, monkeypatch, name
    ):
        monkeypatch.setattr("sys.stdin", io.StringIO("5\nq\n"))
        code, out, err = run("quiz", "--plain", "--name", name)
        assert (code, out) == (2, "")
        assert "Question 1" not in err

    def test_a_saved_profile_of_other_questions_says_so(self, run, taken, home):
        path = home / "profiles" / "me.json"
        path.write_text(path.read_text().replace("v2.quick", "v9.quick"))
        code, _, err = run("rank")
        assert code == 4
        assert "version 9" in err


class TestShow:
    def test_a_saved_profile_tells_how_a_career_fits(self, run, taken):
        _, out, err = run("show", "carpenter", "-s", "interests")
        assert err == ""
        words = " ".join(out.split())
        assert "Does this career match your answers?" in words
        assert re.search(r"FIT [\d.]+ \w+, rank \d+, from your last quiz", words)
        assert re.search(r"• For: .+ both (high|low)", words)
        assert "• Against: " in words
        assert "careerfit why carpenter" in words

    def test_without_one_the_page_is_silent_about_it(self, run):
        assert "your answers" not in run("show", "carpenter", "-s", "interests")[1]

    def test_one_that_cannot_be_read_is_left_out_and_said(self, run, taken, home):
        (home / "profiles" / "me.json").write_text("{")
        code, out, err = run("show", "carpenter", "-s", "interests")
        assert code == 0
        assert "Realistic" in out
        assert err.startswith("Your saved profile is left out: ")
