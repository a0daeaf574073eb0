"""Pay that BLS publishes only as a lower limit (`#`), from the import to every command."""

from __future__ import annotations

import csv
import io
import shutil
from pathlib import Path

import official_bls
import pytest

from careerfit_cli.errors import BadData
from careerfit_cli.importers import bls
from careerfit_cli.model.amounts import AtLeast, is_at_least
from careerfit_cli.storage import occupations, paths

SURGEON = "orthopedic-surgeon-except-pediatric"
TEACHER = "elementary-school-teacher-except-special-education"

WAGES = ("mean", "p10", "p25", "median", "p75", "p90")
NATIONAL = (
    ("29-1242", "Orthopedic Surgeons", "14,200",
     "365,060", "150,000", "#", "#", "#", "#",
     "175.51", "72.1", "#", "#", "#", "#"),
    ("27-2011", "Actors", "57,000", *["*"] * 6,
     "41.12", "14.5", "17.2", "23.33", "39.5", "#"),
    ("25-2021", "Elementary School Teachers", "**",
     "69,790", "46,440", "51,110", "62,340", "79,980", "102,010", *["*"] * 6),
)  # fmt: skip
STATES = (
    ("Alabama", "29-1242", "#", "#"),
    ("Ohio", "29-1242", "231,000", "111.06"),
    ("Ohio", "27-2011", "*", "#"),
    ("Ohio", "25-2021", "61,000", "*"),
)
FOOTNOTE = (
    "5,This wage is equal to or greater than $115.00 per hour or $239,200 per year."
)


def written(path: Path, heads: str, *rows: object) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([heads.split(), *rows])


def download(folder: Path, *, median: str = "—", footnotes: str = "") -> Path:
    """The BLS tables of one year, with top-coded pay."""
    folder.mkdir()
    units = " ".join(f"{unit}_{own}" for unit in ("annual", "hourly") for own in WAGES)
    heads = f"soc_code title employment {units}"
    written(folder / "oews_2026_national.csv", heads, *NATIONAL)
    heads = "state soc_code annual_median hourly_median"
    written(folder / "oews_2026_states.csv", heads, *STATES)
    heads = (
        "title soc_code emp_2024_k emp_2034_k emp_change_k emp_change_pct "
        "self_employed_pct_2024 openings_annual_avg_k median_wage_2024 entry_education "
        "related_experience on_the_job_training"
    )
    row = ["Surgeons", "29-1242", "14.9", "15.5", "0.6", "4.1", "10", "0.4", median]
    projections = folder / "employment_projections_2024_34.csv"
    written(projections, heads, [*row, "Doctoral degree", "None", "None"])
    (folder / "ooh_2024_34_facts.json").write_text("[]")
    if footnotes:
        (folder / "oews_footnotes.csv").write_text(f"code,meaning\n{footnotes}\n")
    return folder


@pytest.fixture
def mine(run, tmp_path: Path, monkeypatch) -> Path:
    """One's own folder of three occupations, after the import, in use."""
    folder = tmp_path / "mine"
    folder.mkdir()
    for slug in (SURGEON, "actor", TEACHER):
        shutil.copy(paths.builtin_occupations() / f"{slug}.yaml", folder)
    tables = download(tmp_path / "bls", median=">=239,200")
    assert run("import", "bls", str(tables), "--into", str(folder)).code == 0
    monkeypatch.setenv("CAREERFIT_OCCUPATIONS", str(folder))
    return folder


class TestTheImport:
    def test_files_hold_lower_limits_apart_from_exact_pay(
        self, run, mine: Path
    ) -> None:
        text = (mine / f"{SURGEON}.yaml").read_text()
        assert "  dollars_a_year: {mean: 365060, p10: 150000}\n" in text
        limits = "{p25: 239200, median: 239200, p75: 239200, p90: 239200}"
        assert f"  at_least_dollars_a_year: {limits}\n" in text
        assert "  at_least_state_median_dollars_a_year:\n    Alabama: 239200\n" in text
        assert run("check", str(mine)).code == 0

    def test_what_is_read_is_what_was_written(self, mine: Path) -> None:
        pay = occupations.load(mine / f"{SURGEON}.yaml").pay
        assert pay is not None
        assert pay.annual.at_least == ("p25", "median", "p75", "p90")
        assert (pay.median, pay.hourly.median) == ((239_200, "year"), 115)
        assert pay.states_at_least == ("Alabama",)
        assert not is_at_least(pay.state_median["Ohio"])

    def test_pay_by_the_hour_only_and_by_the_year_only(self, mine: Path) -> None:
        actor = occupations.load(mine / "actor.yaml").pay
        teacher = occupations.load(mine / f"{TEACHER}.yaml").pay
        assert actor is not None
        assert teacher is not None
        assert (actor.median, actor.annual.mean) == ((23.33, "hour"), None)
        assert (actor.hourly.at_least, actor.hourly.p90) == (("p90",), 115)
        assert (actor.state_unit, actor.states_at_least) == ("hour", ("Ohio",))
        assert (teacher.median, teacher.hourly.mean) == ((62_340, "year"), None)
        assert teacher.jobs is None

    def test_a_later_round_keeps_the_limit_as_history(
        self, run, mine: Path, tmp_path: Path
    ) -> None:
        later = download(tmp_path / "later", median=">=239,200")
        for name in ("national", "states"):
            (later / f"oews_2026_{name}.csv").rename(later / f"oews_2027_{name}.csv")
        assert run("import", "bls", str(later), "--into", str(mine)).code == 0
        found = occupations.load(mine / f"{SURGEON}.yaml").history
        (past,) = [own for own in found if own.period == "May 2026"]
        assert (past.value, past.at_least) == (239_200, True)

    def test_footnotes_come_before_the_projections(self, tmp_path: Path) -> None:
        footnote = '5,"' + FOOTNOTE[2:].replace("239,200", "208,000") + '"'
        tables = bls.read(
            download(tmp_path / "bls", median=">=239,200", footnotes=footnote)
        )
        pay = tables.occupation("29-1242.00", shared=False).pay
        assert pay is not None
        assert (pay.annual.median, pay.hourly.median) == (208_000, 100)

    def test_a_limit_nobody_gives_stops_with_the_cell(self, tmp_path: Path) -> None:
        tables = bls.read(download(tmp_path / "bls"))
        with pytest.raises(BadData) as stopped:
            tables.occupation("29-1242.00", shared=False)
        (problem,) = stopped.value.problems
        assert (problem.line, problem.field) == (2, "annual_p25")
        assert ">=239200" in problem.hint


class TestFiles:
    def test_an_amount_is_exact_or_a_limit(self, run, mine: Path) -> None:
        path = mine / f"{SURGEON}.yaml"
        path.write_text(path.read_text().replace("p10: 150000}", "median: 250000}", 1))
        done = run("check", str(mine))
        assert done.code == 4
        assert "gives median, and dollars_a_year gives it too" in done.err + done.out


class TestEveryCommand:
    def test_pages_say_at_least(self, run, mine: Path) -> None:
        shown = " ".join(run("show", SURGEON, "--all").out.split())
        assert "at least $239,200 a year (median, United States, May 2026)" in shown
        assert "10% or more earn at least $239,200 a year" in shown
        assert "Alabama at least $239,200" in shown
        pay = run("pay", SURGEON).out
        assert "Alabama               at least $239,200" in pay
        assert "%" not in pay.split("\n\n")[1]

    def test_lists_keep_them_on_top(self, run, mine: Path) -> None:
        done = run("list", "--pay", "300000", "--sort", "pay", "--top", "2")
        assert "at least $239,200" in done.out
        assert done.out.index("29-1242.00") < done.out.index("29-1243.00")
        assert "1 occupation included: only a lower limit of its pay" in done.err
        assert "lower limit" not in run("list", "--pay", "239200").err

    @pytest.mark.parametrize(
        "argv",
        [
            ("compare", SURGEON, "lawyer"),
            ("path", "lawyer", SURGEON),
            ("search", "orthopedic surgeon"),
        ],
        ids=lambda argv: argv[0],
    )
    def test_no_screen_says_not_reported(self, run, mine: Path, argv) -> None:
        assert "at least $239,200" in " ".join(run(*argv).out.split())

    def test_reports_say_at_least_and_draw_no_median(
        self, run, mine: Path, tmp_path: Path
    ) -> None:
        page = tmp_path / "report.html"
        argv = ("report", SURGEON, "lawyer", "--no-profile", "--html", str(page))
        assert run(*argv, "--full").code == 0
        text = page.read_text()
        assert "at least $239,200 a year" in text
        assert "BLS publishes no higher figure" in text

    def test_json_and_csv_have_a_field_for_it(self, run, mine: Path) -> None:
        pay = run("show", SURGEON, "--json").data["pay"]
        limits = pay["at_least_dollars_a_year"]
        assert limits == dict.fromkeys(["p25", "median", "p75", "p90"], 239_200)
        assert pay["at_least_state_median_dollars_a_year"] == {"Alabama": 239_200}
        argv = ("list", "--pay", "300000", "--sort", "pay", "--top", "1")
        (row,) = run(*argv, "--json").data["occupations"]
        assert (row["slug"], row["median_at_least"]) == (SURGEON, True)
        (cells,) = csv.DictReader(io.StringIO(run(*argv, "--csv").out))
        assert (cells["median"], cells["median_at_least"]) == ("239200", "True")
        argv = ("rank", "--riasec", "R=31,I=40,A=5,S=10,E=9,C=12", "--csv")
        ranked = csv.DictReader(io.StringIO(run(*argv, "--top", "900").out))
        limited = [row["slug"] for row in ranked if row["median_at_least"] == "True"]
        assert limited == [SURGEON]
        facts = run("compare", SURGEON, "actor", "--json").data["facts"]
        assert facts[0]["at_least"] == [True, False]
        change = run("path", "lawyer", SURGEON, "--json").data["changes"][0]
        assert (change["at_least"], change["difference"]) == ([False, True], None)

    def test_an_index_read_again_still_knows(self, run, mine: Path) -> None:
        first = run("list", "--json").data
        assert run("list", "--json").data == first


class TestTheScript:
    ROWS = ({"A_MEDIAN": "#"},)

    def test_the_limit_of_the_projections_is_said(self, capsys) -> None:
        official_bls.check_top_code([*self.ROWS], [{"median": ">=239,200"}], None)
        assert "taken as >=239,200, as in the projections" in capsys.readouterr().err

    @pytest.mark.parametrize(
        "projected", [[], [{"median": ">=239,200"}, {"median": ">=208,000"}]]
    )
    def test_no_limit_or_two_stop(self, projected) -> None:
        with pytest.raises(SystemExit, match="--top-code 239200"):
            official_bls.check_top_code([*self.ROWS], projected, None)

    def test_its_footnote_is_read(self, tmp_path: Path) -> None:
        folder = download(tmp_path / "bls")
        (folder / "oews_footnotes.csv").write_text(official_bls.footnote(250_000))
        pay = bls.read(folder).occupation("29-1242.00", shared=False).pay
        assert pay is not None
        assert pay.annual.median == AtLeast(250_000)
        assert pay.hourly.median == pytest.approx(120.19, abs=0.01)
