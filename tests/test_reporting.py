"""The command that writes a report, and the file it writes."""

from __future__ import annotations

import os
import re
import stat
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from careerfit_cli.commands.report import MOST
from codes import NURSE

ANSWERS = NURSE
RIASEC = "R=31,I=24,A=20,S=18,E=9,C=12"


@pytest.fixture
def html(tmp_path: Path) -> Path:
    return tmp_path / "report.html"


@pytest.fixture
def kept(run) -> None:
    """Answers that are kept on this computer."""
    home = Path(os.environ["CAREERFIT_HOME"])
    folder = home / "profiles"
    folder.mkdir(parents=True, mode=0o700)
    (folder / "me.json").write_text(
        '{"schema": "careerfit.profile/1", "name": "me", "made": "2026-11-01",'
        f' "replay": "{ANSWERS}"}}'
    )


def careers(text: str) -> list[str]:
    """Titles of the careers of a page, in its order."""
    heads = ET.fromstring(text).findall("body/main/article/h2")
    return ["".join(own.itertext()).split(". ", 1)[1] for own in heads]


def rights(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


class TestWhatIsReported:
    def test_the_ten_that_fit_best(self, run, html):
        code, out, err = run(
            "report", "--full", "--html", str(html), "--answers", ANSWERS
        )
        assert (code, out) == (0, "")
        assert f"Written to {html}" in err
        assert "It holds your answers: share it only with people you trust." in err
        _, ranked, _ = run("rank", "--answers", ANSWERS, "--csv")
        titles = careers(html.read_text())
        assert len(titles) == 10
        for title in titles:
            assert title.split(",")[0] in ranked

    def test_kept_answers_are_found_and_can_be_left_out(self, run, html, kept):
        assert run("report", "--full", "--html", str(html), "--top", "1")[0] == 0
        assert careers(html.read_text()) == ["Registered Nurses"]
        assert ANSWERS in html.read_text()
        with_answers = ("report", "carpenter", "--html", str(html), "--force", "--full")
        assert run(*with_answers)[0] == 0
        assert ANSWERS in html.read_text()
        assert run(*with_answers, "--no-profile")[0] == 0
        assert ANSWERS not in html.read_text()
        assert careers(html.read_text()) == ["Carpenters"]

    def test_named_occupations_without_a_person_stand_as_named(self, run, html):
        code, _, err = run(
            "report", "carpenter", "actor", "carpenter", "--html", str(html)
        )
        assert code == 0
        assert "answers" not in err
        assert careers(html.read_text()) == ["Carpenters", "Actors"]

    def test_named_occupations_with_a_person_stand_by_their_fit(self, run, html):
        code, *_ = run(
            "report", "--full", "actor", "registered-nurse", "carpenter",
            "--html", str(html), "--answers", ANSWERS,
        )  # fmt: skip
        assert code == 0
        titles = careers(html.read_text())
        assert titles[0] == "Registered Nurses"
        assert set(titles) == {"Registered Nurses", "Carpenters", "Actors"}

    def test_filters_narrow_and_are_told(self, run):
        code, out, err = run(
            "report", "--full", "--html", "-", "--answers", ANSWERS, "--top", "2",
            "--pay", "90000",
        )  # fmt: skip
        assert code == 0
        assert re.match(r"pay at least \$90,000 a year: \d+ filtered out", err)
        assert len(careers(out)) == 2
        assert "Filters: pay at least $90,000 a year (" in out

    def test_a_state_narrows_by_its_pay_and_is_told(self, run):
        code, out, err = run(
            "report", "--full", "--html", "-", "--answers", ANSWERS, "--top", "1",
            "--pay", "90000", "--state", "CA",
        )  # fmt: skip
        assert code == 0
        assert re.match(
            r"pay in California at least \$90,000 a year: \d+ filtered out", err
        )
        words = " ".join("".join(ET.fromstring(out).itertext()).split())
        assert "Median pay, California $140,270 a year half earn less" in words

    def test_preferences_flag_and_hide(self, run):
        asked = ("report", "--full", "--html", "-", "--answers", ANSWERS, "--top", "1")
        code, out, _ = run(*asked, "--prefer", "alone")
        assert code == 0
        assert careers(out) == ["Registered Nurses"]
        assert "against your preference: with people (strongly)" in out
        code, out, err = run(*asked, "--prefer", "alone", "--preferred", "strong")
        assert code == 0
        assert careers(out) != ["Registered Nurses"]
        assert re.search(r"much rather alone: \d+ filtered out", err)
        assert "much rather alone (" in out

    def test_weights_and_scores_of_another_test(self, run):
        code, out, _ = run(
            "report", "--full", "--html", "-", "--riasec", RIASEC, "--top", "1",
            "--weights", "interests=1",
        )  # fmt: skip
        assert code == 0
        assert "Weights: interests 1.00" in out

    def test_two_pages_by_default_with_the_ranking_first(self, run, kept):
        code, out, _ = run("report", "--html", "-", "--title", "Sam <b>, grade 11")
        assert code == 0
        assert careers(out) == []
        root = ET.fromstring(out)
        assert root.find("body/header/h1").text == "Sam <b>, grade 11"
        heads = ["".join(own.itertext()) for own in root.findall("body/*/section/h2")]
        assert heads == [
            "You, in brief",
            "Careers that match",
            "Pay and growth",
            "Next steps",
        ]
        words = " ".join("".join(root.find("body/main").itertext()).split())
        assert "1 Registered Nurses 87.0 best $97,550" in words
        assert "careerfit why registered-nurse" in words
        assert "not for hiring" in "".join(root.find("body/footer").itertext())

    def test_a_page_on_standard_output_is_the_page_of_the_file(self, run, html):
        _, out, err = run("report", "carpenter", "--html", "-")
        assert err == ""
        run("report", "carpenter", "--html", str(html))
        assert out == html.read_text()


class TestWrongUse:
    def test_nothing_to_report_on_says_what_to_do(self, run, html):
        code, out, err = run("report", "--html", str(html))
        assert (code, out) == (2, "")
        assert "nothing to report on" in err
        for way in ("careerfit quiz", "--answers", "careerfit report carpenter"):
            assert way in err
        assert not html.exists()

    @pytest.mark.parametrize(
        ("argv", "code"),
        [
            (["--html", "x.html", "carpenter", "--top", "3"], 2),
            (["--html", "x.html", "carpenter", "--pay", "50000"], 2),
            (["--html", "x.html", "--no-profile", "--answers", ANSWERS], 2),
            (["--html", "x.html", "carpenter", "--weights", "luck=1"], 2),
            (["--html", "x.html", "--answers", ANSWERS, "--riasec", RIASEC], 2),
            (["--html", "x.html", "--answers", "rubbish"], 2),
            (["--html", "x.html", "--profile", "nobody"], 2),
            (["--html", "x.html", "no-such-work-at-all"], 3),
            (["--html", "x.html", *(["carpenter"] * (MOST + 1))], 2),
            (["--html", "x.html", "--answers", ANSWERS, "--top", str(MOST + 1)], 2),
            (["carpenter"], 2),
            (["--html", "x.html", "--answers", ANSWERS, "--pay", "9999999"], 1),
            (["--html", "", "carpenter"], 2),
            (["--html", "none/x.html", "carpenter"], 2),
            (["--html", "x.html", "carpenter", "--prefer", "outdoors"], 2),
            (["--html", "x.html", "carpenter", "--preferred", "all"], 2),
            (["--html", "x.html", "--answers", ANSWERS, "--preferred", "all"], 2),
        ],
    )
    def test_is_refused_and_writes_nothing(
        self, run, argv, code, tmp_path, monkeypatch
    ):
        monkeypatch.chdir(tmp_path)
        found, out, err = run("report", *argv)
        assert (found, out) == (code, "")
        assert err
        assert not list(tmp_path.glob("*.html"))


class TestTheFile:
    def test_answers_are_for_their_owner_alone(self, run, html):
        old = os.umask(0o022)
        try:
            run("report", "--html", str(html), "--answers", ANSWERS, "--top", "1")
            assert rights(html) == 0o600
            run("report", "carpenter", "--html", str(html), "--force")
            assert rights(html) == 0o644
        finally:
            os.umask(old)

    def test_what_is_there_is_kept_unless_forced(self, run, html):
        html.write_text("mine")
        code, _, err = run("report", "carpenter", "--html", str(html))
        assert code == 2
        assert "already exists" in err
        assert "--force" in err
        assert html.read_text() == "mine"
        assert run("report", "carpenter", "--html", str(html), "--force")[0] == 0
        assert html.read_text().startswith("<!DOCTYPE html>")

    def test_a_failure_leaves_the_old_page_and_nothing_else(
        self, run, html, monkeypatch: pytest.MonkeyPatch
    ):
        html.write_text("old")

        def full(_handle: int) -> None:
            raise OSError(28, "No space left on device")

        run("report", "carpenter", "--html", "-")
        monkeypatch.setattr("os.fsync", full)
        code, _, err = run("report", "carpenter", "--html", str(html), "--force")
        assert code == 1
        assert "No space left" in err
        assert html.read_text() == "old"
        assert [path.name for path in html.parent.glob("*report*")] == [html.name]
