"""Official BLS tables, saved as CSV, under the headings that `careerfit import bls` reads.

    python scripts/official_bls.py --national national_M2026_dl.csv \\
        --states state_M2026_dl.csv --projections table_1_2.csv \\
        --survey 2026 --into bls-2026

docs/new-releases.md says where the tables are. A heading that cannot be found is named, and
nothing is written.
"""

from __future__ import annotations

import argparse
import codecs
import csv
import io
import re
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from careerfit_cli.importers.bls import HOURS_A_YEAR, PERCENTILES
from careerfit_cli.importers.tables import NOT_PUBLISHED, TOP_CODED

DELIMITERS = ",;\t|"

OTHER_FILES = {
    b"PK\x03\x04": "an Excel workbook or a zip file",
    b"\xd0\xcf\x11\xe0": "an old Excel workbook (.xls)",
    b"%PDF": "a PDF document",
    b"<": "a web page",
}
"""What other files begin with, and what each is."""

_WAGES = dict(
    zip(
        PERCENTILES, ("MEAN", "PCT10", "PCT25", "MEDIAN", "PCT75", "PCT90"), strict=True
    )
)
NATIONAL = {
    "soc_code": "OCC_CODE",
    "title": "OCC_TITLE",
    "employment": "TOT_EMP",
    **{f"annual_{ours}": f"A_{name}" for ours, name in _WAGES.items()},
    **{f"hourly_{ours}": f"H_{name}" for ours, name in _WAGES.items()},
}
STATES = {
    "state": "AREA_TITLE",
    "soc_code": "OCC_CODE",
    "annual_median": "A_MEDIAN",
    "hourly_median": "H_MEDIAN",
}
"""The heading of each column in the official tables of OEWS."""

PROJECTIONS = {
    "title": "matrix title",
    "soc_code": "matrix code",
    "emp_{0}_k": "employment, {0}",
    "emp_{1}_k": "employment, {1}",
    "emp_change_k": "employment change, numeric",
    "emp_change_pct": "employment change, percent",
    "self_employed_pct_{0}": "percent self employed, {0}",
    "openings_annual_avg_k": "openings",
    "median_wage_{0}": "median annual wage",
    "entry_education": "education needed for entry",
    "related_experience": "work experience in a related occupation",
    "on_the_job_training": "on-the-job training",
}
"""Words that the heading of each column of table 1.2 holds, by its first and last year."""

Rows = list[dict[str, str]]


def heads_and_rows(path: Path, known: str) -> tuple[list[str], Rows]:
    """The headings of a table, which may stand under a title, and its rows."""
    text = text_of(path)
    for delimiter in DELIMITERS:
        lines = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
        for number, line in enumerate(lines):
            heads = [" ".join(head.split()) for head in line]
            if len(heads) > 1 and any(known in head.lower() for head in heads):
                rows = lines[number + 1 :]
                for row in rows:
                    check_width(path, heads, row, delimiter)
                return heads, [dict(zip(heads, row, strict=False)) for row in rows]
    raise SystemExit(f"{path}: no line has a heading with {known!r}")


def text_of(path: Path) -> str:
    """The text of a table, as Excel and others save it."""
    raw = path.read_bytes()
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return raw.decode("utf-16", "replace")
    for sign, what in OTHER_FILES.items():
        if raw.startswith(sign):
            raise SystemExit(f"{path}: is {what}; save the sheet as CSV UTF-8")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        print(f"{path}: is not UTF-8, and is read as Windows-1252", file=sys.stderr)
        return raw.decode("cp1252", "replace")


def check_width(path: Path, heads: list[str], row: list[str], delimiter: str) -> None:
    """Stop at a row with more cells than headings: its figures would shift."""
    if any(cell.strip() for cell in row[len(heads) :]):
        raise SystemExit(
            f"{path}: a row has {len(row)} cells, and there are {len(heads)} "
            f"headings: {delimiter.join(row)[:60]}"
        )


def wages(path: Path, columns: Mapping[str, str]) -> Rows:
    """A table of OEWS under our headings, each occupation of an area once."""
    heads, rows = heads_and_rows(path, "occ_code")
    upper = {head.upper(): head for head in heads}
    if missing := [name for name in columns.values() if name not in upper]:
        raise SystemExit(f"{path}: no heading {', '.join(missing)}")
    found: dict[tuple[str, str], dict[str, str]] = {}
    for row in rows:
        own = {ours: figure(row.get(upper[name], "")) for ours, name in columns.items()}
        # A broad and a detailed occupation may be one, and are then listed twice.
        if re.fullmatch(r"\d\d-\d{4}", own["soc_code"]):
            found.setdefault((own.get("state", ""), own["soc_code"]), own)
    return list(found.values())


def check_top_code(rows: Rows, projected: Rows, top_code: int | None) -> None:
    """Print the amount that # stands for; stop if it is unknown."""
    count = sum(cell == TOP_CODED for row in rows for cell in row.values())
    if not count or top_code is not None:
        return
    found = {cell for row in projected for cell in row.values() if cell[:2] == ">="}
    if len(found) != 1:
        raise SystemExit(
            f"{count} figures are above the highest that BLS publishes (#): give that, in "
            "dollars a year, as --top-code 239200 (it is in the notes of the tables)"
        )
    print(
        f"{count} figures are above the highest that BLS publishes (#): taken as "
        f"{found.pop()}, as in the projections; --top-code gives another",
        file=sys.stderr,
    )


def footnote(top_code: int) -> str:
    """A table of footnotes that says how much # stands for, as BLS does."""
    meaning = (
        f"This wage is equal to or greater than ${top_code / HOURS_A_YEAR:.2f} per hour "
        f"or ${top_code:,} per year."
    )
    return f'code,meaning\n5,"{meaning}"\n'


def projections(path: Path) -> tuple[str, Rows]:
    """Table 1.2 under our headings, and its years as `2024_34`."""
    heads, rows = heads_and_rows(path, "matrix code")
    dated = (re.match(r"employment, (\d{4})", head, re.IGNORECASE) for head in heads)
    years = sorted({match[1] for match in dated if match})
    if len(years) != 2:
        raise SystemExit(f"{path}: no headings `Employment, YEAR` of two years")
    columns = {
        ours.format(*years): one_of(heads, words.format(*years), path)
        for ours, words in PROJECTIONS.items()
    }
    found = [
        {ours: figure(row.get(head, ""), "—") for ours, head in columns.items()}
        for row in rows
    ]
    coded = [row for row in found if re.fullmatch(r"\d\d-\d{4}", row["soc_code"])]
    return f"{years[0]}_{years[1][2:]}", coded


def one_of(heads: Iterable[str], words: str, path: Path) -> str:
    """The first heading that holds some words, whatever its dashes and capitals."""
    for head in heads:
        if words in re.sub("[\u2010-\u2015]", "-", head).lower():
            return head
    raise SystemExit(f"{path}: no heading with {words!r}")


def figure(cell: str, missing: str = "-") -> str:
    """A cell without surrounding spaces; `missing` if nothing is published."""
    text = cell.strip()
    return missing if text in NOT_PUBLISHED else text


def write(path: Path, rows: Rows) -> None:
    """A table as CSV."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def main(argv: Sequence[str] | None = None) -> None:
    """Read all three tables, then write the four files."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    path: Callable[[str], Path] = Path
    for name in ("national", "states", "projections", "into"):
        parser.add_argument(f"--{name}", type=path, required=True)
    parser.add_argument("--survey", required=True, help="the year of the OEWS tables")
    parser.add_argument(
        "--top-code", type=int, help="dollars a year that # stands for, such as 239200"
    )
    given = parser.parse_args(argv)
    national = wages(given.national, NATIONAL)
    states = wages(given.states, STATES)
    years, projected = projections(given.projections)
    for what, rows in (("wages", national), ("states", states), ("rows", projected)):
        if not rows:
            raise SystemExit(f"no {what} with a SOC code were found")
    check_top_code([*national, *states], projected, given.top_code)
    into: Path = given.into
    into.mkdir(parents=True, exist_ok=True)
    write(into / f"oews_{given.survey}_national.csv", national)
    write(into / f"oews_{given.survey}_states.csv", states)
    write(into / f"employment_projections_{years}.csv", projected)
    if given.top_code is not None:
        notes = into / "oews_footnotes.csv"
        notes.write_text(footnote(given.top_code), encoding="utf-8")
    handbook = into / f"ooh_{years}_facts.json"
    if not handbook.exists():
        handbook.write_text("[]\n", encoding="utf-8")
    print(
        f"{len(national)} occupations, {len(states)} medians of states, "
        f"{len(projected)} projections in {into}",
        file=sys.stderr,
    )


if __name__ == "__main__":
    main()
