"""The steps of docs/new-releases.md, with a made-up release."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Iterable
from pathlib import Path

import official_bls
import official_words
import pytest

from careerfit_cli.storage import occupations, paths
from test_importers import ACTOR, BUYER, EQUITY, HEALTH, Files, release, table, zip_of

SLUGS = (
    "actor",
    "buyer-purchasing-agent-farm-products",
    "equal-opportunity-representative-officer",
    "medical-health-services-manager",
)
WAGES = ("MEAN", "PCT10", "PCT25", "MEDIAN", "PCT75", "PCT90")
NATIONAL = (
    ("00-0000", "All Occupations", "total", "155,495,730", "69770", "33.54"),
    ("11-9110", "Managers", "broad", "600,000", "125000", "60.10"),
    (
        "11-9111",
        "Medical and Health Services Managers",
        "detailed",
        "600,000",
        "#",
        "#",
    ),
    ("13-1020", "Buyers and Purchasing Agents", "broad", "480000", "80000", "38.46"),
    ("13-1020", "Buyers and Purchasing Agents", "detailed", "480000", "80000", "38.46"),
    ("13-1041", "Compliance Officers", "detailed", "390000", "81000", "38.94"),
    ("27-2011", "Actors", "detailed", "**", "*", "25.10"),
)
PROJECTED = (
    ("Total, all occupations", "00-0000", "170000", "175000", "5000", "3.1"),
    (
        "Medical and health services managers",
        "11-9111",
        "620.5",
        "770.5",
        "150",
        "24.2",
    ),
    ("Buyers and purchasing agents", "13-1020", "520.4", "547.9", "27.5", "5.5"),
    ("Compliance officers", "13-1041", "418", "430.5", "12.5", "3"),
    ("Actors", "27-2011", "57", "56.9", "-0.1", "-0.2"),
)
HEADS = (
    "2025 National Employment Matrix title", "2025 National Employment Matrix code",
    "Occupation type", "Employment, 2025", "Employment, 2035",
    "Employment change, numeric, 2025\N{EN DASH}35", "Employment change, percent, 2025\N{EN DASH}35",
    "Percent self employed, 2025", "Occupational openings, 2025\N{EN DASH}35 annual average",
    "Median annual wage, dollars, 2025[1]", "Typical education needed for entry",
    "Work experience in a related occupation",
    "Typical on-the-job training needed to attain competency in the occupation",
)  # fmt: skip


def saved(path: Path, *lines: Iterable[str]) -> Path:
    """A spreadsheet saved as CSV, with a byte order mark as some programs write it."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows(lines)
    return path


def official_onet() -> Files:
    files = {**release(), "Read Me.txt": "O*NET 30.4 Database"}
    text = str(files["Occupation Data.txt"])
    files["Occupation Data.txt"] = text.replace(
        "Actors\tWhat they do.", "Actors\tOfficial:  they \\play parts."
    )
    files["Interests.txt"] = str(files["Interests.txt"]).replace(
        f"{ACTOR}\t1.B.1.c\tArtistic\tOI\t4.00", f"{ACTOR}\t1.B.1.c\tArtistic\tOI\t7.00"
    )
    rows = (
        (ACTOR, "1", "Study scripts.", "Core"),
        (ACTOR, "2", "Sign  photographs.", "Supplemental"),
        (ACTOR, "3", "Attend rehearsals.", "Core"),
        (ACTOR, "4", "Attend rehearsals.", "Core"),
    )
    files["Task Statements.txt"] = table(
        ("O*NET-SOC Code", "Task ID", "Task", "Task Type"), rows
    )
    return files


@pytest.fixture
def downloads(tmp_path: Path) -> dict[str, str]:
    """The official files of a made-up release, as they come."""
    heads = ("AREA_TITLE", "OCC_CODE", "OCC_TITLE", "O_GROUP", "TOT_EMP",
             *(f"H_{wage}" for wage in WAGES), *(f"A_{wage}" for wage in WAGES))  # fmt: skip
    national = [
        ("U.S.", code, title, group, jobs, *[hour] * 6, *[year] * 6)
        for code, title, group, jobs, year, hour in NATIONAL
    ]
    states = [
        ("Ohio", code, title, group, jobs, *[hour] * 6, *[year] * 6)
        for code, title, group, jobs, year, hour in NATIONAL
    ]
    projected = [
        (title, code, "Line item", start, end, change, percent, "1.2", "60.1", "—",
         "Bachelor's degree", "None", "None")
        for title, code, start, end, change, percent in PROJECTED
    ]  # fmt: skip
    return {
        "onet": str(zip_of(tmp_path / "db_30_4_text.zip", official_onet())),
        "national": str(saved(tmp_path / "national.csv", heads, *national)),
        "states": str(saved(tmp_path / "states.csv", heads, *states)),
        "projections": str(
            saved(tmp_path / "1.2.csv", ["Table 1.2 Projections"], HEADS, *projected)
        ),
    }


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    """A copy of the built-in files of four occupations."""
    folder = tmp_path / "my-occupations"
    folder.mkdir()
    for slug in SLUGS:
        shutil.copy(paths.builtin_occupations() / f"{slug}.yaml", folder)
    return folder


def convert(downloads: dict[str, str], into: Path) -> None:
    official_bls.main(
        [*(word for name in ("national", "states", "projections")
           for word in (f"--{name}", downloads[name])),
         "--survey", "2026", "--top-code", "250000", "--into", str(into)]
    )  # fmt: skip


def test_the_walk(
    run, downloads: dict[str, str], mine: Path, tmp_path: Path, monkeypatch
) -> None:
    words = occupations.load(mine / "actor.yaml").words

    argv = ["import", "onet", downloads["onet"], "--into", str(mine)]
    done = run(*argv)
    assert done.code == 0
    assert "0 new, 4 changed" in done.out
    convert(downloads, tmp_path / "bls-2026")
    done = run("import", "bls", str(tmp_path / "bls-2026"), "--into", str(mine))
    assert done.code == 0
    assert run("check", str(mine)).code == 0

    actor = occupations.load(mine / "actor.yaml")
    assert actor.words == words
    assert actor.ratings["interests"]["Artistic"] == 100
    assert actor.sources["former_work_styles"].release == "30.4"
    assert actor.sources["interest_areas"].release == "30.3"
    assert actor.sources["interests"].release == "30.4"
    assert actor.pay is not None
    assert (actor.pay.median, actor.pay.period) == ((25.1, "hour"), "May 2026")
    assert actor.handbook is not None
    assert actor.handbook.period == "2024"
    health = occupations.load(mine / "medical-health-services-manager.yaml")
    assert health.pay is not None
    assert health.pay.median == (250_000, "year")
    assert health.pay.annual.at_least == ("mean", "p10", "p25", "median", "p75", "p90")
    assert health.outlook is not None
    assert (health.outlook.growth, health.outlook.period) == (24.2, "2025-35")
    assert any(past.period == "May 2025" for past in health.history)

    monkeypatch.setenv("CAREERFIT_OCCUPATIONS", str(mine))
    assert (
        "$25.10 an hour (median, United States, May 2026)" in run("show", "actor").out
    )


def test_what_was_read_is_what_the_tables_say(
    downloads: dict[str, str], tmp_path: Path
) -> None:
    into = tmp_path / "bls"
    convert(downloads, into)
    assert sorted(path.name for path in into.iterdir()) == [
        "employment_projections_2025_35.csv",
        "oews_2026_national.csv",
        "oews_2026_states.csv",
        "oews_footnotes.csv",
        "ooh_2025_35_facts.json",
    ]
    with (into / "oews_2026_national.csv").open() as file:
        rows = {row["soc_code"]: row for row in csv.DictReader(file)}
    assert len(rows) == 6
    assert rows["13-1041"]["annual_p10"] == "81000"
    assert rows["27-2011"] == {
        **dict.fromkeys(rows["27-2011"], "-"),
        "soc_code": "27-2011", "title": "Actors",
        **{name: "25.10" for name in rows["27-2011"] if name.startswith("hourly")},
    }  # fmt: skip
    with (into / "employment_projections_2025_35.csv").open() as file:
        first, *_ = csv.DictReader(file)
    assert first["emp_change_k"] == "5000"
    assert first["median_wage_2025"] == "—"


@pytest.mark.parametrize(
    ("name", "old", "new", "what"),
    [
        ("national", "A_MEDIAN", "A_MIDDLE", "no heading A_MEDIAN"),
        ("states", "AREA_TITLE", "AREA", "no heading AREA_TITLE"),
        ("projections", "Percent self employed", "Own", "percent self employed, 2025"),
        ("projections", "Employment, 2035", "Jobs, 2035", "of two years"),
        ("projections", "Matrix code", "code", "no line has a heading"),
    ],
)
def test_a_heading_that_is_missing_is_named_and_nothing_written(
    downloads: dict[str, str], tmp_path: Path, name: str, old: str, new: str, what: str
) -> None:
    path = Path(downloads[name])
    path.write_text(path.read_text().replace(old, new))
    with pytest.raises(SystemExit, match=what):
        convert(downloads, tmp_path / "bls")
    assert not (tmp_path / "bls").exists()


def test_handbook_facts_at_hand_stay(downloads: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "bls").mkdir()
    facts = tmp_path / "bls" / "ooh_2025_35_facts.json"
    facts.write_text("[1]")
    convert(downloads, tmp_path / "bls")
    assert facts.read_text() == "[1]"


def test_official_sentences_go_into_a_folder_of_ones_own_and_stay(
    run, downloads: dict[str, str], mine: Path
) -> None:
    ours = occupations.load(mine / "actor.yaml").words
    official_words.main([downloads["onet"], "--into", str(mine)])
    actor = occupations.load(mine / "actor.yaml").words
    assert actor.summary == "Official: they \\play parts."
    assert actor.tasks == ("Study scripts.", "Attend rehearsals.")
    assert actor.entry == ours.entry
    argv = ["import", "onet", downloads["onet"], "--into", str(mine)]
    assert run(*argv).code == 0
    assert occupations.load(mine / "actor.yaml").words == actor
    assert run("check", str(mine)).code == 0


def test_an_occupation_without_core_tasks_keeps_those_it_has(
    downloads: dict[str, str], mine: Path
) -> None:
    official_words.main([downloads["onet"], "--into", str(mine)])
    health = occupations.load(mine / "medical-health-services-manager.yaml").words
    assert health.summary == "What they do."
    assert len(health.tasks) > 2


def test_official_sentences_never_go_into_the_built_in_files(
    downloads: dict[str, str],
) -> None:
    built_in = paths.builtin_occupations()
    before = (built_in / "actor.yaml").read_bytes()
    with pytest.raises(SystemExit, match="whose words are ours"):
        official_words.main([downloads["onet"], "--into", str(built_in)])
    assert (built_in / "actor.yaml").read_bytes() == before


def test_the_page_names_what_there_is() -> None:
    text = (Path(__file__).parents[1] / "docs" / "new-releases.md").read_text()
    for name in ("scripts/official_bls.py", "scripts/official_words.py",
                 "import onet", "import bls", "check"):  # fmt: skip
        assert name in text
    for code in (HEALTH, BUYER, EQUITY, ACTOR):
        assert any(
            occupations.load(paths.builtin_occupations() / f"{slug}.yaml").code == code
            for slug in SLUGS
        )
