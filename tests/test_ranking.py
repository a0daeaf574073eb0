"""rank, why, profile: the commands about the fit, and a quiz that is kept."""

from __future__ import annotations

import csv
import io
import json
import os
from pathlib import Path

import pytest

from careerfit_cli import fit, quiz
from careerfit_cli.cli import main
from careerfit_cli.errors import UsageError

pytestmark = pytest.mark.core

MARKS = "1243253334143532152514333524452532442435543332225533211123124543"
ANSWERS = f"v1.standard.{MARKS}"
RIASEC = "R=31,I=24,A=20,S=18,E=9,C=12"
FLAT = "R=1,I=1,A=1,S=1,E=1,C=1"


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]):
    def call(*argv: str) -> tuple[int, str, str]:
        code = main(argv)
        out, err = capsys.readouterr()
        assert "Traceback" not in out + err
        return code, out, err

    return call


@pytest.fixture
def home() -> Path:
    return Path(os.environ["CAREERFIT_HOME"])


@pytest.fixture
def taken(run, monkeypatch: pytest.MonkeyPatch) -> None:
    """A quiz that was answered to the end."""
    keys = "".join(f"{mark}\n" for mark in MARKS)
    monkeypatch.setattr("sys.stdin", io.StringIO(keys))
    assert run("quiz", "--plain", "--top", "1")[0] == 0


class TestRank:
    def test_of_answers_is_the_quiz_own_ranking(self, run):
        _, out, _ = run("rank", "--answers", ANSWERS, "--json", "--top", "5")
        _, whole, _ = run("quiz", "--answers", ANSWERS, "--json", "--top", "5")
        assert json.loads(out)["ranking"] == json.loads(whole)["ranking"]

    def test_filters_hide_and_ranks_stay_those_among_all(self, run):
        _, out, _ = run("rank", "--answers", ANSWERS, "--json", "--top", "400")
        every = {
            fit["entry"]["slug"]: fit for fit in json.loads(out)["ranking"]["fits"]
        }
        code, out, err = run(
            "rank", "--answers", ANSWERS, "--pay", "90000", "--json", "--top", "5"
        )
        assert code == 0
        assert err.startswith("pay at least $90,000 a year: hid ")
        fits = json.loads(out)["ranking"]["fits"]
        assert len(fits) == 5
        for own in fits:
            assert own == every[own["entry"]["slug"]]
            assert (
                own["entry"]["median"]
                * (2080 if own["entry"]["median_unit"] == "hour" else 1)
                >= 90000
            )

    def test_scores_of_another_test(self, run):
        code, out, _ = run("rank", "--riasec", RIASEC, "--top", "3")
        assert code == 0
        assert "there are no answers on former work styles" in " ".join(out.split())
        code, out, _ = run("rank", "--riasec", "R=40,I=40,A=40,S=40,E=40,C=39")
        assert "not enough signal" in out

    @pytest.mark.parametrize(
        "scores",
        ["", "R=1", "R=1,R=2,I=3,A=4,S=5,E=6,C=7", "X=1", "R=a,I=1,A=1,S=1,E=1,C=1"],
    )
    def test_wrong_scores_are_refused(self, scores):
        with pytest.raises(UsageError):
            quiz.profile_of_interests(scores)

    def test_only_the_shape_of_other_scores_counts(self):
        one = quiz.profile_of_interests(RIASEC)
        other = quiz.profile_of_interests("R=310,I=240,A=200,S=180,E=90,C=120")
        assert one.levels["interests"] == pytest.approx(other.levels["interests"])

    def test_weights(self, run):
        _, out, _ = run(
            "rank",
            "--answers",
            ANSWERS,
            "--weights",
            "interests=1",
            "--json",
            "--top",
            "1",
        )
        (fit,) = json.loads(out)["ranking"]["fits"]
        assert [own["domain"] for own in fit["domains"]] == ["interests"]
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
        assert (code, out) == (1, "")
        assert "take the quiz" in err


class TestWhy:
    def test_every_point_is_printed_and_they_sum_to_the_score(self, run):
        _, out, _ = run("why", "registered-nurse", "--answers", ANSWERS, "--json")
        data = json.loads(out)
        fit = data["fit"]
        assert len(fit["contributions"]) == 28
        total = data["base"] + sum(part["points"] for part in fit["contributions"])
        assert round(total, 1) == fit["score"]
        low, high = data["stability"]["low_rank"], data["stability"]["high_rank"]
        assert 1 <= low <= high <= 923
        assert data["stability"]["tag"] in ("firm", "likely", "fragile")

    def test_the_page_says_how_sure_it_is_and_what_would_change_it(self, run):
        code, out, _ = run("why", "registered nurse", "--answers", ANSWERS)
        assert code == 0
        words = " ".join(out.split())
        for part in ("Lifts it:", "Lowers it:", "How sure is it?", "redrawing your answers",
                     "moves it most", "Iachan", "50 is no relation"):  # fmt: skip
            assert part in words

    def test_an_occupation_that_cannot_be_ranked_is_said(self, run):
        code, out, err = run("why", "registered-nurse", "--riasec", FLAT)
        assert (code, out) == (1, "")
        assert "cannot be ranked" in err


CARELESS = "v1.standard." + "15" * 32
SHAPELESS = "v1.standard." + "3" * 64


class TestCareless:
    """No ranking is claimed for answers that look careless, unless it is wanted."""

    @pytest.mark.parametrize("command", ["quiz", "rank"])
    def test_no_table_is_shown_and_what_to_do_is(self, run, command):
        code, out, err = run(command, "--answers", CARELESS)
        words = " ".join(out.split())
        assert (code, err) == (0, "")
        assert "No careers are ranked from these answers." in words
        assert quiz.PATTERN in words
        assert "careerfit rank --anyway" in words
        assert "FIT" not in words

    @pytest.mark.parametrize("command", ["quiz", "rank"])
    def test_anyway_ranks_them_as_they_are_and_says_so(self, run, command):
        code, out, _ = run(command, "--answers", CARELESS, "--top", "3", "--anyway")
        words = " ".join(out.split())
        assert code == 0
        assert "No fit is claimed for these answers" in words
        assert "the first 3 of 923" in words

    @pytest.mark.parametrize("command", ["quiz", "rank"])
    def test_json_has_the_reason_and_an_empty_ranking(self, run, command):
        _, out, _ = run(command, "--answers", CARELESS, "--json")
        data = json.loads(out)
        assert (data["profile"] if command == "quiz" else data)["steady"] is False
        assert data["ranking"]["held_back"] == quiz.PATTERN
        assert (data["ranking"]["fits"], data["ranking"]["ranked"]) == ([], 0)
        _, out, _ = run(command, "--answers", CARELESS, "--json", "--anyway")
        data = json.loads(out)
        assert (data["profile"] if command == "quiz" else data)["steady"] is False
        assert data["ranking"]["held_back"] is None
        assert len(data["ranking"]["fits"]) == 10

    def test_a_table_is_empty_and_the_reason_goes_beside_it(self, run):
        code, out, err = run("rank", "--answers", CARELESS, "--csv")
        assert code == 0
        assert out.startswith("rank,fit,label,")
        assert out.count("\n") == 1
        assert quiz.PATTERN in err

    def test_why_claims_nothing_either(self, run):
        code, out, err = run("why", "carpenter", "--answers", CARELESS)
        assert (code, out) == (1, "")
        assert "no fit is claimed" in err
        assert "--anyway" in err
        code, out, _ = run("why", "carpenter", "--answers", CARELESS, "--anyway")
        assert code == 0
        assert "No fit is claimed for these answers" in out

    def test_show_says_so_instead_of_a_fit(self, run, taken, home):
        path = home / "profiles" / "me.json"
        path.write_text(path.read_text().replace(ANSWERS, CARELESS))
        words = " ".join(run("show", "carpenter", "-s", "interests")[1].split())
        assert (
            "No fit is claimed: the answers of your last quiz look careless." in words
        )
        assert "careerfit why carpenter --anyway" in words
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
        assert "--anyway" in err
        code, out, _ = run(*told, "--anyway")
        assert code == 0
        assert "No ranking is claimed for these answers." in out

    @pytest.mark.parametrize("flags", [(), ("--anyway",)])
    def test_answers_without_a_shape_have_none_to_show(self, run, flags):
        sheet = "v1.quick." + "333333332333333333333333333343"
        for answers in (SHAPELESS, sheet):
            _, out, _ = run("rank", "--answers", answers, "--json", *flags)
            ranking = json.loads(out)["ranking"]
            assert ranking["fits"] == []
            assert ranking["held_back"] in (fit.NO_SIGNAL, quiz.PATTERN)
            assert set(ranking["left_out"]) == {
                "interests", "work_values", "former_work_styles"
            }  # fmt: skip
        code, out, _ = run("rank", "--riasec", FLAT, *flags)
        assert code == 0
        assert fit.NO_SIGNAL in " ".join(out.split())


class TestKept:
    def test_a_finished_quiz_is_kept_and_ranked_again(self, run, taken, home):
        assert (home / "profiles" / "me.json").stat().st_mode & 0o777 == 0o600
        assert home.stat().st_mode & 0o777 == 0o700
        code, out, _ = run("rank", "--json", "--top", "1")
        assert code == 0
        assert json.loads(out)["replay"] == ANSWERS
        assert "me  " in run("profile", "list")[1]
        assert ANSWERS in run("profile", "show")[1]
        assert json.loads(run("profile", "export")[1])["replay"] == ANSWERS

    def test_purge_removes_it_all_and_shows_that(self, run, taken, home):
        code, out, _ = run("profile", "purge")
        assert code == 0
        assert "removed " in out
        assert "Nothing of yours is left" in out
        assert not [path for path in home.rglob("*") if path.is_file()]

    def test_a_stopped_quiz_goes_on_where_it_was(self, run, monkeypatch, home):
        monkeypatch.setattr("sys.stdin", io.StringIO("5\n1\nq\n"))
        _, _, err = run("quiz", "--plain")
        assert "Your answers are kept: `careerfit quiz` goes on." in err
        assert (home / "unfinished.json").exists()
        monkeypatch.setattr("sys.stdin", io.StringIO("4\n" * 62))
        code, out, err = run("quiz", "--plain", "--top", "1")
        assert code == 0
        assert "Going on where you stopped: 2 of 64 answered." in err
        assert "v1.standard.51" + "4" * 62 in out
        assert not (home / "unfinished.json").exists()

    def test_restart_and_another_length_begin_again(self, run, monkeypatch):
        monkeypatch.setattr("sys.stdin", io.StringIO("5\n1\nq\n"))
        run("quiz", "--plain")
        monkeypatch.setattr("sys.stdin", io.StringIO("4\n2\n" * 15))
        code, out, _ = run("quiz", "--plain", "--length", "quick", "--top", "1")
        assert code == 0
        assert "v1.quick.42" in out

    def test_nothing_is_written_when_told_so(self, run, monkeypatch, home):
        monkeypatch.setattr("sys.stdin", io.StringIO("5\nq\n"))
        _, _, err = run("quiz", "--plain", "--no-save")
        assert "careerfit quiz --continue v1.standard.5" in err
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
        path.write_text(path.read_text().replace("v1.standard", "v9.standard"))
        code, _, err = run("rank")
        assert code == 1
        assert "version 9" in err


class TestShow:
    def test_a_saved_profile_tells_how_a_career_fits(self, run, taken):
        _, out, err = run("show", "carpenter", "-s", "interests")
        assert err == ""
        words = " ".join(out.split())
        assert "Does this career fit your work personality?" in words
        assert "• For:" in words
        assert "• Against:" in words
        assert "careerfit why carpenter" in words

    def test_without_one_the_page_is_silent_about_it(self, run):
        assert "work personality" not in run("show", "carpenter", "-s", "interests")[1]

    def test_one_that_cannot_be_read_is_left_out_and_said(self, run, taken, home):
        (home / "profiles" / "me.json").write_text("{")
        code, out, err = run("show", "carpenter", "-s", "interests")
        assert code == 0
        assert "Realistic" in out
        assert err.startswith("Your saved profile is left out: ")
