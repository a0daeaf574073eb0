"""Columns of CSV stay where they are, whatever the options, and are those documented."""

from __future__ import annotations

import csv
import io
import re
from codecs import BOM_UTF8
from pathlib import Path

import pytest

from codes import NURSE
from commands import commands

ROOT = Path(__file__).parents[1]
PEOPLE = str(ROOT / "docs" / "people.csv")
SCORED = ("score", PEOPLE, "--top", "1")
WITH_PREFERENCES = f"{NURSE}.51524-1243"

CALLS: dict[str, list[tuple[str, ...]]] = {
    "list": [
        ("list",),
        ("list", "--sort", "pay", "--top", "3"),
        ("list", "--area", "Austin"),
        ("list", "--state", "NV"),
        ("list", "--industry", "hospitals"),
        ("list", "--sort", "ai"),
        ("list", "--ai", "50", "--industry", "hospitals"),
        ("list", "--pay", "9000000"),
    ],
    "search": [("search", "nurse"), ("search", "nurse", "--top", "1")],
    "rank": [
        ("rank", "--answers", NURSE),
        ("rank", "--answers", WITH_PREFERENCES),
        ("rank", "--answers", NURSE, "--prefer", "outdoors", "--preferred", "all"),
        ("rank", "--answers", NURSE, "--ai", "50", "--industry", "hospitals"),
        ("rank", "--answers", NURSE, "--area", "Austin", "--have", "associate"),
        ("rank", "--answers", "3" * 70),
    ],
    "similar": [("similar", "actor"), ("similar", "legislator")],
    "top": [
        ("top", "programming"),
        ("top", "writing", "--lowest"),
        ("top", "writing", "--area", "Austin", "--ai", "50"),
    ],
    "next": [
        ("next", "cashier"),
        ("next", "cashier", "--all", "--area", "Austin"),
        ("next", "cashier", "--ai", "50", "--top", "2"),
    ],
    "pay": [
        ("pay", "actor"),
        ("pay", "actor", "--state", "NY,CA", "--sort", "state"),
        ("pay", "legislator"),
        ("pay", "actor", "--area", "Austin"),
        ("pay", "registered-nurse", "--area", "Austin", "--area", "new york"),
    ],
    "where": [("where", "actor"), ("where", "legislator", "--top", "2")],
    "employers": [("employers", "actor"), ("employers", "actor", "--detail")],
    "study": [("study", "psychology"), ("study", "01.0508")],
    "score": [
        SCORED,
        (*SCORED, "--area", "Austin"),
        (*SCORED, "--allow-careless", "--jobs", "2"),
    ],
}  # fmt: skip
"""Calls of each command with CSV, the plainest first."""

ADDED = {
    ("list", "--industry"): ("list", "--industry", "hospitals"),
    ("list", "--ai"): ("list", "--ai", "50"),
    ("pay", "--area"): ("pay", "actor", "--area", "Austin"),
}
"""Calls with an option that adds columns."""


def header(text: str) -> list[str]:
    return next(csv.reader(io.StringIO(text)))


def documented() -> tuple[dict[str, list[str]], dict[tuple[str, str], list[str]]]:
    """Columns by command, and those added by command and option."""
    text = (ROOT / "docs" / "json.md").read_text("utf-8")
    usual: dict[str, list[str]] = {}
    added: dict[tuple[str, str], list[str]] = {}
    _, _, tables = text.partition("## Tables")
    for line in tables.partition("## Excel")[0].splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if not line.startswith("| `"):
            continue
        name = cells[0].strip("`")
        names = re.findall("`([a-z0-9_]+)`|(those of `list`)( to `median_at_least`)?",
                           cells[-1])  # fmt: skip
        columns: list[str] = []
        for column, whole, part in names:
            if whole:
                columns += usual["list"][: -1 if part else None]
            else:
                columns.append(column)
        if len(cells) == 3:
            added[name, cells[1].split("`")[1]] = columns
        else:
            usual[name] = columns
    return usual, added


def test_every_command_with_csv_is_tried_and_documented() -> None:
    with_csv = {
        command.name
        for command in commands()
        if any("--csv" in option.opts for option in command.options)
    }
    assert len(with_csv) > 10
    assert with_csv == CALLS.keys() == documented()[0].keys()
    assert ADDED.keys() == documented()[1].keys()


@pytest.mark.parametrize("name", CALLS)
def test_columns_stay_where_they_are(run, name: str) -> None:
    usual, added = documented()
    extra = [column for key, columns in added.items() if key[0] == name
             for column in columns]  # fmt: skip
    assert len(CALLS[name]) > 1
    for argv in CALLS[name]:
        done = run(*argv, "--csv")
        assert done.code == 0, argv
        columns = header(done.out)
        count = len(usual[name])
        assert columns[:count] == usual[name], argv
        # What is added comes after all others, in the documented order.
        assert columns[count:] == [own for own in extra if own in columns[count:]]
        assert len({*columns}) == len(columns)


@pytest.mark.parametrize("key", ADDED, ids=" ".join)
def test_an_option_adds_the_documented_columns(run, key: tuple[str, str]) -> None:
    usual, added = documented()
    out = run(*ADDED[key], "--csv").out
    assert header(out) == [*usual[key[0]], *added[key]]
    rows = list(csv.DictReader(io.StringIO(out)))
    assert all(any(row[column] for row in rows) for column in added[key][:1])


def test_every_row_has_a_cell_for_each_column(run) -> None:
    for name, calls in CALLS.items():
        for argv in (calls[0], calls[-1]):
            rows = list(csv.reader(io.StringIO(run(*argv, "--csv").out)))
            assert {len(row) for row in rows} == {len(rows[0])}, name


def test_the_match_score_has_one_name(run) -> None:
    argv = ("rank", "--answers", NURSE, "--top", "1")
    (row,) = csv.DictReader(io.StringIO(run(*argv, "--csv").out))
    (match,) = run(*argv, "--json").data["ranking"]["matches"]
    assert float(row["fit"]) == match["fit"]
    assert "score" not in match
    why = run("why", match["entry"]["slug"], "--answers", NURSE, "--json").data
    assert why["match"]["fit"] == match["fit"]
    assert "fit" in why["change"]
    for name in ("rank", "next", "score"):
        assert "fit" in documented()[0][name]
        assert "score" not in documented()[0][name]


@pytest.mark.parametrize("argv", [calls[0] for calls in CALLS.values()], ids=" ".join)
def test_excel_is_csv_with_a_mark(argv, tmp_path: Path, capfdbinary) -> None:
    from careerfit_cli.ui import main

    assert main([*argv, "--csv"]) == 0
    plain = capfdbinary.readouterr().out
    assert not plain.startswith(BOM_UTF8)
    assert main([*argv, "--excel"]) == 0
    assert capfdbinary.readouterr().out == BOM_UTF8 + plain
    for name, flags in (("a.csv", ()), ("b.txt", ()), ("c.csv", ("--csv",))):
        path = tmp_path / name
        assert main([*argv, "--excel", *flags, "-o", str(path)]) == 0
        assert path.read_bytes() == BOM_UTF8 + plain


def test_excel_is_no_other_format(run, tmp_path: Path) -> None:
    done = run("list", "--excel", "--json")
    assert (done.code, done.out) == (2, "")
    assert "--json and --excel" in done.err
    done = run("list", "--excel", "-o", str(tmp_path / "jobs.xlsx"))
    assert (done.code, "ends in .csv" in done.err) == (2, True)
    assert list(tmp_path.iterdir()) == []


def test_excel_reads_what_score_is_given(run, tmp_path: Path) -> None:
    people = tmp_path / "people.csv"
    people.write_text(
        "id,R,I,A,S,E,C\n=1+1,31,24,20,18,9,12\n@é,1,2,3,4,5,6\n", "utf-8"
    )
    fits = tmp_path / "fits.csv"
    assert run("score", str(people), "--top", "1", "--excel", "-o", str(fits)).code == 0
    rows = list(csv.DictReader(io.StringIO(fits.read_text("utf-8-sig"))))
    assert [row["id"] for row in rows] == ["'=1+1", "'@é"]
