"""Build the SQLite file of official tables that the program ships.

Run: `python scripts/build_tables.py FOLDER` reads the official tables in a folder and
writes src/careerfit_cli/data/tables.sqlite; `--check` only says whether the file still
has the content that those tables give.

Small tables are plain rows. The two large ones, `area_pay` and `industry_jobs`, have one
row per occupation and a packed list of integers per column, because plain rows would take
three times the space. `columns` in the file names the unit and scale of every column, and
`sources` the publisher, release and license of every table. Building twice on one machine
gives the same bytes; other versions of SQLite or zlib may lay out the same content
differently.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import re
import sqlite3
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from careerfit_cli.model.states import STATES
from careerfit_cli.storage.tables import (
    AT_LEAST,
    MISSING,
    TABLES_FILE,
    packed,
    unpacked,
)

ROOT = Path(__file__).parents[1]

SCHEMA = """
CREATE TABLE sources (name TEXT PRIMARY KEY, publisher TEXT, title TEXT, period TEXT,
  license TEXT) WITHOUT ROWID;
CREATE TABLE columns (table_name TEXT, column_name TEXT, unit TEXT, scale REAL,
  PRIMARY KEY (table_name, column_name)) WITHOUT ROWID;
CREATE TABLE pay_titles (soc TEXT PRIMARY KEY, title TEXT) WITHOUT ROWID;
CREATE TABLE areas (number INTEGER PRIMARY KEY, code TEXT, kind TEXT, state TEXT,
  name TEXT);
CREATE TABLE area_pay (soc TEXT PRIMARY KEY, area BLOB, jobs BLOB, jobs_error BLOB,
  p10 BLOB, p25 BLOB, median BLOB, p75 BLOB, p90 BLOB, median_hour BLOB, pay_error BLOB,
  quotient BLOB);
CREATE TABLE state_jobs (soc TEXT PRIMARY KEY, state BLOB, jobs BLOB);
CREATE TABLE price_levels (state TEXT PRIMARY KEY, all_items REAL, housing REAL)
  WITHOUT ROWID;
CREATE TABLE industries (number INTEGER PRIMARY KEY, code TEXT, level INTEGER, name TEXT);
CREATE TABLE industry_jobs (soc TEXT PRIMARY KEY, industry BLOB, jobs BLOB, share BLOB,
  median BLOB);
CREATE TABLE programs (code TEXT PRIMARY KEY, title TEXT, socs TEXT) WITHOUT ROWID;
CREATE TABLE attainment (soc TEXT PRIMARY KEY, less_than_high_school REAL,
  high_school REAL, some_college REAL, associate REAL, bachelor REAL, master REAL,
  doctoral_or_professional REAL) WITHOUT ROWID;
CREATE TABLE ai_task_exposure (code TEXT PRIMARY KEY, share REAL) WITHOUT ROWID;
CREATE TABLE ai_applicability (soc TEXT PRIMARY KEY, score REAL) WITHOUT ROWID;
"""

_OEWS = "Occupational Employment and Wage Statistics"
_PUBLIC = "public domain"

SOURCES = (
    ("pay_titles", "BLS", f"{_OEWS}, national", "May 2025", _PUBLIC),
    ("areas", "BLS", f"{_OEWS}, list of areas", "May 2025", _PUBLIC),
    ("area_pay", "BLS", f"{_OEWS}, metropolitan and nonmetropolitan areas", "May 2025",
     _PUBLIC),
    ("state_jobs", "BLS", f"{_OEWS}, states", "May 2025", _PUBLIC),
    ("price_levels", "BEA", "Regional price parities by state", "2023", _PUBLIC),
    ("industries", "BLS", f"{_OEWS}, list of industries (NAICS)", "May 2025", _PUBLIC),
    ("industry_jobs", "BLS", f"{_OEWS}, national by industry", "May 2025", _PUBLIC),
    ("programs", "NCES and BLS", "CIP 2020 to SOC 2018 crosswalk", "2020", _PUBLIC),
    ("attainment", "BLS", "Educational attainment by occupation (Table 5.3)", "2022-23",
     _PUBLIC),
    ("ai_task_exposure", "Eloundou, Manning, Mishkin and Rock", "GPTs are GPTs",
     "2023", "MIT"),
    ("ai_applicability", "Tomlinson and others (Microsoft)", "Working with AI", "2025",
     "CC BY 4.0"),
)  # fmt: skip

_DOLLARS = "U.S. dollars a year"
_WORKERS = "percent of workers aged 25 and older"

_ATTAINMENT = (
    "less_than_high_school", "high_school", "some_college", "associate", "bachelor",
    "master", "doctoral_or_professional",
)  # fmt: skip

COLUMNS = (
    ("area_pay", "area", "areas.number", 1),
    ("area_pay", "jobs", "wage and salary jobs", 10),
    ("area_pay", "jobs_error", "relative standard error, whole percent", 1),
    *(("area_pay", name, _DOLLARS, 10) for name in ("p10", "p25", "median", "p75", "p90")),
    ("area_pay", "median_hour", "U.S. dollars an hour, where no yearly pay is given", 0.01),
    ("area_pay", "pay_error", "relative standard error of the mean, whole percent", 1),
    ("area_pay", "quotient", "location quotient, U.S. = 1", 0.01),
    ("state_jobs", "state", "place among the states of model/states.py", 1),
    ("state_jobs", "jobs", "wage and salary jobs", 10),
    ("price_levels", "all_items", "price level, U.S. = 100", 1),
    ("price_levels", "housing", "price level of housing rents, U.S. = 100", 1),
    ("industry_jobs", "industry", "industries.number", 1),
    ("industry_jobs", "jobs", "wage and salary jobs", 10),
    ("industry_jobs", "share", "percent of the occupation's wage and salary jobs", 0.01),
    ("industry_jobs", "median", _DOLLARS, 10),
    ("programs", "socs", "SOC 2018 codes with spaces between", 1),
    *(("attainment", name, _WORKERS, 1) for name in _ATTAINMENT),
    ("ai_task_exposure", "share", "share of tasks exposed, 0-1 (human_rating_beta)", 1),
    ("ai_applicability", "score", "AI applicability score, 0-1", 1),
)  # fmt: skip
"""Unit of every column of figures; a packed integer times `scale` is the figure."""

Row = Mapping[str, str]


def build(folder: Path, path: Path) -> None:
    """Write the file from the tables in a folder; `path` must not exist yet."""
    connection = sqlite3.connect(path)
    try:
        connection.executescript(f"PRAGMA page_size = 1024; {SCHEMA}")
        for name, rows in _tables(folder).items():
            _insert(connection, name, rows)
        connection.commit()
        connection.execute("VACUUM")
    finally:
        connection.close()


def _tables(folder: Path) -> dict[str, Iterable[Sequence[object]]]:
    """Every table's rows, in the order of the schema."""
    bls = folder / "bls"
    areas = list(_rows(bls / "oews_areas.tsv"))
    industries = list(_rows(bls / "oews_industries.tsv"))
    return {
        "sources": SOURCES,
        "columns": COLUMNS,
        "pay_titles": [
            (row["soc_code"], row["title"])
            for row in _rows(bls / "oews_2025_national.csv")
        ],
        "areas": [
            (number, row["area_code"], row["kind"], _state(row), row["area_name"])
            for number, row in enumerate(areas)
        ],
        "area_pay": _packed(
            bls / "oews_2025_areas.tsv.gz", "soc", _area_figures(areas)
        ),
        "state_jobs": _packed(bls / "oews_2025_states.csv", "soc_code", _state_figures),
        "price_levels": [
            (row["state"], float(row["all_items"]), float(row["housing"]))
            for row in _rows(folder / "bea" / "regional_price_parities_2023.tsv")
        ],
        "industries": [
            (number, row["industry_code"], int(row["level"]), row["industry_name"])
            for number, row in enumerate(industries)
        ],
        "industry_jobs": _packed(
            bls / "oews_2025_industries.tsv", "soc", _industry_figures(industries)
        ),
        "programs": _programs(folder / "nces" / "CIP2020_SOC2018_Crosswalk.csv"),
        "attainment": [
            (row["soc"], *(float(row[name]) for name in list(row)[2:]))
            for row in _rows(bls / "educational_attainment_2022_23.tsv")
        ],
        "ai_task_exposure": [
            (row["O*NET-SOC Code"], float(row["human_rating_beta"]))
            for row in _rows(folder / "ai" / "eloundou_2023_occ_level.csv")
        ],
        "ai_applicability": [
            (row["SOC Code"], float(row["ai_applicability_score"]))
            for row in _rows(
                folder / "ai" / "microsoft_2025_soc_ai_applicability_scores.csv"
            )
        ],
    }


def _insert(
    connection: sqlite3.Connection, table: str, rows: Iterable[Sequence[object]]
) -> None:
    listed = sorted(rows, key=lambda row: tuple(map(str, row[:2])))
    marks = ", ".join("?" * len(listed[0]))
    connection.executemany(f"INSERT INTO {table} VALUES ({marks})", listed)  # noqa: S608


def _rows(path: Path) -> Iterator[Row]:
    """The rows of a CSV or tab-delimited file, gzipped or not."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8-sig", newline="") as file:
        yield from csv.DictReader(file, delimiter="\t" if ".tsv" in path.name else ",")


_FIPS_CODES = (
    1, 2, 4, 5, 6, 8, 9, 10, 11, 12, 13, 66, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25,
    26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 72, 44, 45, 46, 47,
    48, 49, 50, 78, 51, 53, 54, 55, 56,
)  # fmt: skip
"""Federal codes of the states, in the order of `STATES`."""


def _state(row: Row) -> str:
    """The states of an area with spaces between: postal codes as its name has them."""
    after_comma = re.search(r", ([A-Z]{2}(?:-[A-Z]{2})*)$", row["area_name"])
    if after_comma:
        return after_comma[1].replace("-", " ")
    return dict(zip(_FIPS_CODES, STATES, strict=True))[int(row["state_fips"])]


def _stored(text: str, scale: float = 1, absent: int = MISSING) -> int:
    """A figure as the integer that stands for it."""
    return round(float(text) / scale) if text else absent


Figures = Callable[[Row], tuple[int, ...]]
"""Returns the integers to store for a row, its place first; none for a row to skip."""


def _packed(path: Path, soc: str, figures: Figures) -> Iterator[Sequence[object]]:
    """A row for each occupation, with a packed list for each figure of its rows."""
    by_soc: dict[str, list[tuple[int, ...]]] = defaultdict(list)
    for row in _rows(path):
        if stored := figures(row):
            by_soc[row[soc]].append(stored)
    for code, rows in by_soc.items():
        yield code, *map(packed, zip(*sorted(rows), strict=True))


def _top_coded(row: Row) -> int:
    """What is stored for an empty wage in a row.

    Footnote 5: the wage is 239,200 or more; 8: not released. In a row with footnote 5, no
    wage is missing for another reason, so all its empty wages are top-coded.
    """
    return AT_LEAST if "5" in row["footnotes"].split(";") else MISSING


def _area_figures(areas: Sequence[Row]) -> Figures:
    numbers = {row["area_code"]: number for number, row in enumerate(areas)}
    yearly = [f"{name}_year" for name in ("p10", "p25", "median", "p75", "p90")]
    return lambda row: (
        numbers[row["area_code"]],
        _stored(row["employment"], 10),
        _stored(row["employment_rse_percent"]),
        *(_stored(row[name], 10, _top_coded(row)) for name in yearly),
        _stored("" if row["median_year"] else row["median_hour"], 0.01),
        _stored(row["wage_rse_percent"]),
        _stored(row["location_quotient"], 0.01),
    )


def _industry_figures(industries: Sequence[Row]) -> Figures:
    numbers = {row["industry_code"]: number for number, row in enumerate(industries)}
    return lambda row: (
        numbers[row["industry_code"]],
        _stored(row["employment"], 10),
        _stored(row["share_of_occupation_percent"], 0.01),
        _stored(row["median_year"], 10, _top_coded(row)),
    )


def _state_figures(row: Row) -> tuple[int, ...]:
    if not row["employment"].isdigit():
        return ()
    return [*STATES.values()].index(row["state"]), int(row["employment"]) // 10


def _programs(path: Path) -> Iterator[Sequence[object]]:
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for row in _rows(path):
        if row["CIP2020Title"] == "NO MATCH":
            continue  # an occupation that no program is related to
        socs = found[row["CIP2020Code"], row["CIP2020Title"].rstrip(".")]
        if row["SOC2018Title"] != "NO MATCH":
            socs.append(row["SOC2018Code"])
    for (code, title), socs in found.items():
        yield code, title, " ".join(sorted(socs))


def content(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table, with packed columns unpacked."""
    connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
    try:
        query = "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"
        names = [name for (name,) in connection.execute(query)]
        return {
            name: [
                tuple(
                    tuple(unpacked(cell)) if isinstance(cell, bytes) else cell
                    for cell in row
                )
                for row in connection.execute(f"SELECT * FROM {name} ORDER BY 1, 2")  # noqa: S608
            ]
            for name in names
        }
    finally:
        connection.close()


def main() -> int:
    """Write the file, or with --check compare its content."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--check", action="store_true", help="write nothing")
    parser.add_argument("tables", type=Path, help="folder of the official tables")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "tables.sqlite"
        build(options.tables, made)
        if options.check:
            same = content(made) == content(TABLES_FILE)
            print("the content is the same" if same else "the file is out of date")
            return int(not same)
        TABLES_FILE.write_bytes(made.read_bytes())
    print(
        f"written: {TABLES_FILE.relative_to(ROOT)}, {TABLES_FILE.stat().st_size:,} bytes"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
