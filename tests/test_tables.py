"""The shipped tables: every source against an independent reading of the official file."""

from __future__ import annotations

import csv
import gzip
import random
import sqlite3
from pathlib import Path

import build_tables
import pytest

from careerfit_cli.errors import CareerfitError
from careerfit_cli.model.amounts import is_at_least
from careerfit_cli.model.states import STATES
from careerfit_cli.model.tables import TOP_CODE
from careerfit_cli.storage.tables import TABLES_FILE, Tables, packed, unpacked

SHARED = Path(__file__).parents[2] / "shared" / "data"
official = pytest.mark.skipif(not SHARED.is_dir(), reason="no official tables at hand")

CELLS = 60
"""Rows compared for each source, at least one cell of each."""


@pytest.fixture(scope="module")
def tables() -> Tables:
    return Tables()


def rows(path: str) -> list[dict[str, str]]:
    """A table read without the code that builds the shipped file."""
    data = (SHARED / path).read_bytes()
    if path.endswith(".gz"):
        data = gzip.decompress(data)
    delimiter = "\t" if ".tsv" in path else ","
    lines = data.decode("utf-8-sig").splitlines()
    return list(csv.DictReader(lines, delimiter=delimiter))


def sample(found: list[dict[str, str]]) -> list[dict[str, str]]:
    return random.Random(18).sample(found, CELLS)


def test_packing_keeps_every_integer() -> None:
    numbers = [-2, -1, 0, 1, 255, 256, 65_536, 2**31 - 1]
    assert list(unpacked(packed(numbers))) == numbers
    assert list(unpacked(packed([]))) == []


def test_every_table_names_its_source_and_every_figure_its_unit() -> None:
    connection = sqlite3.connect(f"{TABLES_FILE.as_uri()}?mode=ro", uri=True)
    names = {
        name
        for (name,) in connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table'"
        )
    } - {"sources", "columns"}
    sources = connection.execute("SELECT * FROM sources").fetchall()
    assert {source[0] for source in sources} == names
    assert all(all(source) for source in sources)
    described = set(connection.execute("SELECT table_name, column_name FROM columns"))
    for name in names:
        columns = connection.execute(f"PRAGMA table_info({name})").fetchall()
        figures = {column[1] for column in columns if column[2] in ("REAL", "BLOB")}
        assert {(name, column) for column in figures} <= described
    connection.close()


def test_a_missing_or_damaged_file_is_an_error_of_ours(tmp_path: Path) -> None:
    with pytest.raises(CareerfitError, match="cannot be read"):
        Tables(tmp_path / "none.sqlite")
    damaged = tmp_path / "damaged.sqlite"
    damaged.write_bytes(TABLES_FILE.read_bytes()[:100] + b"x" * 5000)
    with pytest.raises(CareerfitError, match="cannot be read"):
        Tables(damaged)


def test_the_file_is_opened_read_only(tables: Tables) -> None:
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        tables._connection.execute("DELETE FROM sources")


@pytest.mark.slow
@official
def test_building_twice_gives_the_same_bytes_and_the_shipped_content(
    tmp_path: Path,
) -> None:
    for name in ("one", "two"):
        build_tables.build(SHARED, tmp_path / name)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()
    assert build_tables.content(tmp_path / "one") == build_tables.content(TABLES_FILE)


@official
def test_areas(tables: Tables) -> None:
    listed = rows("bls/oews_areas.tsv")
    assert len(tables.areas) == len(listed) == 528
    for row, area in zip(listed, tables.areas, strict=True):
        assert (area.code, area.kind, area.name) == (
            row["area_code"], row["kind"], row["area_name"],
        )  # fmt: skip
        assert set(area.states) <= set(STATES)


@official
def test_area_pay(tables: Tables) -> None:
    every = rows("bls/oews_2025_areas.tsv.gz")
    footnoted = [row for row in every if row["footnotes"] in ("4", "5", "8", "4;8")]
    for row in [*sample(every), *sample(footnoted)]:
        pay = {own.area.code: own for own in tables.area_pay(row["soc"])}
        own = pay[row["area_code"]]
        figures = [own.jobs, own.p10, own.p25, own.median, own.p75, own.p90]
        columns = ("employment", "p10_year", "p25_year", "median_year", "p75_year",
                   "p90_year")  # fmt: skip
        assert [str(one or "") for one in figures] == [row[key] for key in columns]
        assert float(row["location_quotient"] or -1) == (
            own.quotient if own.quotient is not None else -1
        )
        assert (
            abs(float(row["employment_rse_percent"] or 0) - (own.jobs_error or 0))
            <= 0.5
        )
        assert abs(float(row["wage_rse_percent"] or 0) - (own.pay_error or 0)) <= 0.5
        empty = [key[:-5] for key in columns[1:] if not row[key]]
        assert list(own.at_least) == (empty if "5" in row["footnotes"] else [])
        if not row["median_year"]:
            assert own.median_hour == (float(row["median_hour"] or 0) or None)


@official
def test_area_medians_are_those_of_each_occupation(tables: Tables) -> None:
    area = random.Random(1).choice(tables.areas)
    medians = dict(tables.area_medians(area))
    published = [
        row
        for row in rows("bls/oews_2025_areas.tsv.gz")
        if row["area_code"] == area.code
    ]
    assert len(medians) == len(published) > 50
    for row in published:
        median, unit = medians[row["soc"]]
        text = row["median_year"] if unit == "year" else row["median_hour"]
        top_coded = "5" in row["footnotes"] and not row["median_year"]
        assert is_at_least(median) == top_coded
        assert (median or 0) == (TOP_CODE if top_coded else float(text or 0))


@official
def test_state_jobs(tables: Tables) -> None:
    every = rows("bls/oews_2025_states.csv")
    for row in sample(every):
        jobs = tables.state_jobs[row["soc_code"]].get(row["state"])
        assert str(jobs) == row["employment"].replace("-", "None")


@official
def test_price_levels(tables: Tables) -> None:
    listed = rows("bea/regional_price_parities_2023.tsv")
    assert len(tables.price_levels) == len(listed) == 52
    for row in listed:
        level = tables.price_levels[row["state"]]
        assert (level.all_items, level.housing) == (
            float(row["all_items"]), float(row["housing"]),
        )  # fmt: skip


@official
def test_pay_titles(tables: Tables) -> None:
    for row in sample(rows("bls/oews_2025_national.csv")):
        assert tables.pay_titles[row["soc_code"]] == row["title"]


@official
def test_industries(tables: Tables) -> None:
    listed = rows("bls/oews_industries.tsv")
    for row, industry in zip(listed, tables.industries, strict=True):
        assert (industry.code, str(industry.level), industry.name) == (
            row["industry_code"], row["level"], row["industry_name"],
        )  # fmt: skip


@official
def test_industry_jobs(tables: Tables) -> None:
    every = rows("bls/oews_2025_industries.tsv")
    footnoted = [row for row in every if row["footnotes"]]
    for row in [*sample(every), *sample(footnoted)]:
        jobs = {own.industry.code: own for own in tables.industry_jobs(row["soc"])}
        own = jobs[row["industry_code"]]
        figures = (own.jobs, own.share, own.median)
        columns = ("employment", "share_of_occupation_percent", "median_year")
        assert figures == tuple(
            float(row[key]) if row[key] else None for key in columns
        )
        assert own.at_least == ("5" in row["footnotes"] and not row["median_year"])


@official
def test_jobs_in_an_industry_are_those_of_each_occupation(tables: Tables) -> None:
    hospitals = next(own for own in tables.industries if own.code == "622000")
    published = {
        row["soc"]: float(row["employment"]) if row["employment"] else None
        for row in rows("bls/oews_2025_industries.tsv")
        if row["industry_code"] == "622000"
    }
    assert len(published) > 100
    assert tables.jobs_in(hospitals) == published


@official
def test_programs(tables: Tables) -> None:
    every = [
        row
        for row in rows("nces/CIP2020_SOC2018_Crosswalk.csv")
        if row["CIP2020Title"] != "NO MATCH"
    ]
    assert "99.9999" not in {own.code for own in tables.programs}
    by_code = {own.code: own for own in tables.programs}
    assert set(by_code) == {row["CIP2020Code"] for row in every}
    for row in sample(every):
        program = by_code[row["CIP2020Code"]]
        assert program.title == row["CIP2020Title"].rstrip(".")
        linked = row["SOC2018Code"] in program.socs
        assert linked is (row["SOC2018Title"] != "NO MATCH")
    pairs = sum(len(own.socs) for own in by_code.values())
    assert pairs == sum(row["SOC2018Title"] != "NO MATCH" for row in every)


@official
def test_attainment(tables: Tables) -> None:
    for row in sample(rows("bls/educational_attainment_2022_23.tsv")):
        attainment = tables.attainment(row["soc"])
        assert attainment is not None
        assert list(attainment.percent) == [
            float(own) for own in list(row.values())[2:]
        ]


@official
def test_ai_scores(tables: Tables) -> None:
    scores = tables.ai_scores
    for row in sample(rows("ai/eloundou_2023_occ_level.csv")):
        share = scores["ai_task_exposure"][row["O*NET-SOC Code"]]
        assert share == float(row["human_rating_beta"])
    name = "ai/microsoft_2025_soc_ai_applicability_scores.csv"
    for row in sample(rows(name)):
        score = scores["ai_applicability"][row["SOC Code"]]
        assert score == float(row["ai_applicability_score"])


def test_every_occupation_has_a_pay_row_of_its_own_or_of_its_group(
    tables: Tables,
) -> None:
    from careerfit_cli.ui.loading import open_index

    for entry in open_index().catalogue:
        if entry.median is not None:
            soc = tables.pay_soc(entry.code, entry.pay_group)
            assert entry.pay_group in ("", tables.pay_titles[soc]), entry.slug
            assert soc in tables.pay_titles, entry.slug
