"""Excel workbooks: read as tables, written as tables, refused where they would harm."""

from __future__ import annotations

import datetime
import io
import os
import stat
import subprocess
import sys
import zipfile
from itertools import pairwise
from pathlib import Path

import openpyxl
import pytest

from careerfit_cli import workbook
from careerfit_cli.errors import BadData, CareerfitError

HEADS = ["id", *"RIASEC"]
ROWS = [["S01", 31, 24, 20, 18, 9, 12], ["S02", 9, 14, 22, 33, 28, 17]]
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package'
    '.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="'
    'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
    '<Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.'
    'openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>'
)
RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships'
    '"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/'
    '2006/relationships/{0}" Target="{1}"/></Relationships>'
)
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
BOOK = (
    f'<workbook xmlns="{MAIN}" xmlns:r="http://schemas.openxmlformats.org/officeDocument'
    '/2006/relationships"><sheets><sheet name="A" sheetId="1" r:id="rId1"/></sheets>'
    "</workbook>"
)


def minimal(rows: str, before: str = "", head: str = "") -> bytes:
    """A workbook made by hand: no styles, no shared texts."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("[Content_Types].xml", TYPES)
        parts.writestr(
            "_rels/.rels", RELATIONS.format("officeDocument", "xl/workbook.xml")
        )
        parts.writestr("xl/workbook.xml", BOOK)
        parts.writestr(
            "xl/_rels/workbook.xml.rels",
            RELATIONS.format("worksheet", "worksheets/sheet1.xml"),
        )
        sheet = f'<worksheet xmlns="{MAIN}">{before}<sheetData>{rows}</sheetData>'
        parts.writestr("xl/worksheets/sheet1.xml", f"{head}{sheet}</worksheet>")
    return file.getvalue()


def inline(number: int, cells: list) -> str:
    """A row of a sheet, as XML."""
    shown = "".join(
        f'<c r="{chr(65 + at)}{number}" t="inlineStr"><is><t>{cell}</t></is></c>'
        for at, cell in enumerate(cells)
    )
    return f'<row r="{number}">{shown}</row>'


HAND_MADE = "".join(inline(at, row) for at, row in enumerate([HEADS, *ROWS], 1))


@pytest.fixture
def book(tmp_path: Path):
    """Writes a workbook of rows, and says where."""

    def make(*rows: list, change=lambda sheet: None) -> str:
        made = openpyxl.Workbook()
        for row in rows:
            made.active.append(row)
        change(made.active)
        made.save(tmp_path / "form.xlsx")
        return str(tmp_path / "form.xlsx")

    return make


@pytest.fixture
def expected(run, tmp_path: Path) -> str:
    path = tmp_path / "form.csv"
    lines = [",".join(map(str, row)) for row in (HEADS, *ROWS)]
    path.write_text("\n".join(lines))
    return run("score", str(path), "--top", "2").out


class TestReading:
    @pytest.mark.parametrize(
        "cell",
        [int, float, str, lambda cell: f"{cell},0", lambda cell: f" {cell} "],
    )
    def test_numbers_are_read_however_they_are_stored(
        self, run, book, expected: str, cell
    ) -> None:
        rows = [[row[0], *map(cell, row[1:])] for row in ROWS]
        assert run("score", book(HEADS, *rows), "--top", "2").out == expected

    def test_titles_empty_rows_and_dates_are_passed_over(
        self, run, book, expected: str
    ) -> None:
        def change(sheet) -> None:
            sheet.merge_cells("A1:H1")
            sheet["A1"] = "Class 9b"
            sheet["A3000"] = ""
            sheet["A3000"].font = openpyxl.styles.Font(bold=True)

        when = datetime.datetime(2026, 5, 1, 8, 30)  # noqa: DTZ001
        rows = [[*row, when] for row in ROWS]
        path = book([], [], [*HEADS, "Timestamp"], *rows, change=change)
        done = run("score", path, "--top", "2")
        assert (done.code, done.out) == (0, expected)
        assert "Headings are on line 3. Not used: Timestamp." in done.err

    def test_a_date_in_place_of_an_answer_is_named(self, run, book) -> None:
        path = book(HEADS, ROWS[0], ["S02", datetime.date(2026, 1, 5), *ROWS[1][2:]])
        done = run("score", path)
        assert done.code == 0
        assert "form.xlsx:3 R: is '2026-01-05'" in done.err

    def test_a_formula_without_a_value_is_named(self, run, book) -> None:
        done = run("score", book(HEADS, ROWS[0], ["S02", "=1+2", *ROWS[1][2:]]))
        assert done.code == 0
        assert "form.xlsx:3: has a formula whose value is not saved" in done.err

    def test_a_formula_with_its_value_is_read(self, run, tmp_path, expected) -> None:
        formula = '<c r="B2"><f>30+1</f><v>31</v></c>'
        text = '<c r="B2" t="inlineStr"><is><t>31</t></is></c>'
        assert text in HAND_MADE
        path = tmp_path / "hand.xlsx"
        path.write_bytes(minimal(HAND_MADE.replace(text, formula)))
        done = run("score", str(path), "--top", "2")
        assert (done.code, done.out) == (0, expected)

    def test_a_minimal_file_and_a_false_size_are_read(
        self, run, tmp_path, expected
    ) -> None:
        path = tmp_path / "no-ending"
        for size in ("", '<dimension ref="A1:XFD1048576"/>', '<dimension ref="A1"/>'):
            path.write_bytes(minimal(HAND_MADE, size))
            assert run("score", str(path), "--top", "2").out == expected

    def test_a_sheet_is_chosen_by_name(self, run, book, expected: str) -> None:
        def change(sheet) -> None:
            answers = sheet.parent.create_sheet("Answers")
            for row in (HEADS, *ROWS):
                answers.append(row)

        path = book(["Instructions"], change=change)
        done = run("score", path, "--top", "2", "--sheet", "answers")
        assert (done.code, done.out) == (0, expected)
        done = run("score", path)
        assert done.code == 4
        assert "Reading the first sheet of Sheet, Answers (--sheet)." in done.err
        done = run("score", path, "--sheet", "other")
        assert done.code == 2
        assert "sheets: Sheet, Answers" in done.err

    def test_only_workbooks_have_sheets(self, run, tmp_path) -> None:
        path = tmp_path / "form.csv"
        path.write_text("R,I,A,S,E,C\n1,2,3,4,5,6\n")
        for command in ("score", "class"):
            done = run(command, str(path), "--sheet", "A")
            assert done.code == 2
            assert "only Excel workbooks have sheets" in done.err

    def test_a_class_reads_it_too(self, run, book) -> None:
        done = run("class", book(["Class 9b"], [], HEADS, *ROWS))
        assert done.code == 0
        assert "2 students" in done.out


class TestBounds:
    def test_a_large_claim_is_refused_before_it_is_unpacked(
        self, run, tmp_path, monkeypatch
    ) -> None:
        monkeypatch.setattr(workbook, "LARGEST_SHEET", 100_000)
        path = tmp_path / "bomb.xlsx"
        path.write_bytes(minimal(HAND_MADE + " " * 200_000))
        assert path.stat().st_size < 5_000
        done = run("score", str(path))
        assert done.code == 4
        assert "has a part of more than 100,000 bytes" in done.err

    def test_a_row_far_down_is_refused(self, run, tmp_path) -> None:
        path = tmp_path / "far.xlsx"
        path.write_bytes(minimal(HAND_MADE + inline(2_000_000_000, HEADS)))
        done = run("score", str(path))
        assert done.code == 4
        assert "has more than 1,048,576 rows" in done.err

    def test_an_endless_row_is_refused(self, tmp_path, monkeypatch) -> None:
        monkeypatch.setattr(workbook, "LARGEST_ROW", 1 << 20)
        data = minimal(HAND_MADE + inline(4, ["x" * (5 << 20)]))
        sheet = workbook.Sheet(io.BytesIO(data), "long.xlsx")
        with pytest.raises(BadData, match="has a row of more than"):
            list(sheet.rows())

    def test_entities_are_not_expanded(self, run, tmp_path) -> None:
        names = "abcdefghij"
        more = "".join(
            f'<!ENTITY {name} "{f"&{before};" * 10}">'
            for before, name in pairwise(names)
        )
        head = f'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">{more}]>'
        path = tmp_path / "laughs.xlsx"
        path.write_bytes(minimal(inline(1, ["&j;"]), head=head))
        done = run("score", str(path))
        assert done.code == 4
        assert "is a damaged Excel workbook" in done.err

    @pytest.mark.parametrize("cut", [0.3, 0.6, 0.9])
    def test_damage_is_told(self, run, book, cut: float) -> None:
        path = Path(book(HEADS, *ROWS))
        data = bytearray(path.read_bytes())
        at = int(len(data) * cut)
        data[at : at + 40] = b"\0" * 40
        path.write_bytes(data)
        done = run("score", str(path))
        assert done.code in (0, 4)
        assert "Traceback" not in done.err
        assert done.code == 0 or "workbook" in done.err or "zip" in done.err

    def test_a_sheet_has_so_many_rows(self, monkeypatch) -> None:
        monkeypatch.setattr(workbook, "MOST_ROWS", 2)
        writer = workbook.Writer(io.BytesIO(), ["a"], "A")
        writer.add(["1"])
        with pytest.raises(CareerfitError, match="2 rows at most"):
            writer.add(["2"])
        writer.abandon()


class TestWriting:
    @pytest.mark.parametrize(
        ("command", "private"),
        [
            (["list", "--top", "3"], False),
            (["rank", "--riasec", "R=31,I=24,A=20,S=18,E=9,C=12"], True),
        ],
    )
    def test_the_rows_of_the_csv_as_numbers_and_text(
        self, run, tmp_path, command: list[str], private: bool
    ) -> None:
        path = tmp_path / "out.xlsx"
        done = run(*command, "-o", str(path))
        assert done.code == 0, done.err
        mode = stat.S_IMODE(path.stat().st_mode)
        assert (mode == 0o600) is private
        made = openpyxl.load_workbook(path)
        first, sources = made.worksheets
        assert first.freeze_panes == "A2"
        heads, *rows = first.values
        lines = run(*command, "--csv").out.splitlines()
        assert heads == tuple(lines[0].split(","))[: len(heads)]
        assert len(rows) == len(lines) - 1
        median = rows[0][heads.index("median")]
        assert isinstance(median, (int, float))
        assert any("CC BY 4.0" in str(row[0]) for row in sources.values)
        assert run(*command, "-o", str(path)).code == 2

    def test_respondents_and_their_fits(self, run, tmp_path, expected) -> None:
        plain = tmp_path / "in.csv"
        plain.write_text("id,R,I,A,S,E,C\n=1+1,31,24,20,18,9,12\n'b,9,14,22,33,28,17\n")
        path = tmp_path / "fits.xlsx"
        done = run("score", str(plain), "--top", "2", "-o", str(path))
        assert done.code == 0, done.err
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        sheet = openpyxl.load_workbook(path).worksheets[0]
        assert [cell.value for cell in sheet["A"][1:]] == ["=1+1", "=1+1", "'b", "'b"]
        assert {cell.data_type for cell in sheet["A"]} == {"s"}
        assert [cell.value for cell in sheet["B"][1:]] == [1, 2, 1, 2]
        fits = [float(line.rsplit(",", 3)[1]) for line in expected.splitlines()[1:]]
        assert [cell.value for cell in sheet["F"][1:]] == fits

    def test_a_stopped_run_leaves_nothing(self, tmp_path) -> None:
        people, temporary = tmp_path / "in.csv", tmp_path / "temporary"
        people.write_text("id,R,I,A,S,E,C\na,31,24,20,18,9,12\nb,x,14,22,33,28,17\n")
        temporary.mkdir()
        argv = ["score", str(people), "--strict", "-o", str(tmp_path / "o.xlsx")]
        done = subprocess.run(
            [sys.executable, "-m", "careerfit_cli", *argv],
            capture_output=True,
            text=True,
            check=False,
            env={**os.environ, "TMPDIR": str(temporary)},
        )
        assert done.returncode == 4
        assert "Exception ignored" not in done.stderr
        assert list(temporary.iterdir()) == []
        assert sorted(path.name for path in tmp_path.iterdir()) == [
            "in.csv",
            "temporary",
        ]

    def test_a_screen_is_no_place_for_it(self, run) -> None:
        done = run("list", "-o", "list.other")
        assert done.code == 2
        assert "--xlsx" not in done.err


def test_without_openpyxl_the_extra_is_named(book) -> None:
    code = (
        "import sys; sys.modules['openpyxl'] = None;"
        "from careerfit_cli.ui import main; sys.exit(main(sys.argv[1:]))"
    )
    argv = [sys.executable, "-c", code, "score", book(HEADS, *ROWS)]
    done = subprocess.run(argv, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "careerfit-cli[excel]" in done.stderr
    assert "CSV UTF-8" in done.stderr
