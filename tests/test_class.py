"""A class: form exports, a summary, and a report per student."""

from __future__ import annotations

import csv
import io
import json
import os
import random
import re
import shlex
from pathlib import Path

import pytest

from careerfit_cli import quiz
from careerfit_cli.errors import BadData, UsageError
from careerfit_cli.storage.bank import load_bank
from careerfit_cli.tables import BadRow, CsvTable, FormExport, Kind
from careerfit_cli.ui import main

ROOT = Path(__file__).parents[1]
BANK = load_bank()
ITEMS = quiz.items(BANK, "quick")
STRINGS = (ROOT / "docs" / "class.csv").read_text().splitlines()
RATED = [own for own in ITEMS if not own.pick]
PICKED = [own for own in ITEMS if own.pick]


def answers(seed: int = 1) -> dict[str, int]:
    rng = random.Random(seed)
    return {
        own.id: rng.choice((3, 3, 5)) if own.pick else rng.randint(1, 5)
        for own in ITEMS
    }


def labels(item: str) -> tuple[str, ...]:
    own = BANK.items[item]
    return BANK.parts["areas_list" if own.pick else own.dimension.domain].labels


def table(heads: list[str], *rows: list[str], separator: str = ",") -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, delimiter=separator)
    writer.writerows([heads, *rows])
    return text.getvalue().encode()


def export(data: bytes, id_column: str | None = None) -> FormExport:
    table = CsvTable(io.BytesIO(data), "form.csv", BANK)
    return FormExport(table, BANK, id_column)


def marks(read: FormExport, row: int = 0) -> dict[str, int]:
    found = read.read(read.rows[row][1])
    assert found is not None
    return dict(zip(BANK.lengths[found[1]], map(int, found[2]), strict=True))


HEADINGS = {
    "id": lambda item: item.id,
    "id in small letters": lambda item: f" {item.id.lower()} ",
    "id without zero": lambda item: f"{item.id[0]}{int(item.id[1:])}",
    "question": lambda item: item.statement,
    "question with a mark": lambda item: f"{item.statement.upper()} *",
    "numbered question": lambda item: f"{item.id}. {item.statement}",
    "grid": lambda item: f"How much would you like this? [{item.statement}]",
    "grid of ids": lambda item: f"How well does this describe you? [{item.id}]",
}
WRITTEN = {
    "number": lambda item, answer: str(answer),
    "decimals": lambda item, answer: f"{answer}.00",
    "comma": lambda item, answer: f"{answer},0",
    "word": lambda item, answer: labels(item)[answer - 1],
    "capitals": lambda item, answer: f" {labels(item)[answer - 1].upper()} ",
    "both": lambda item, answer: f"{answer} - {labels(item)[answer - 1]}",
    "both at the end": lambda item, answer: f"{labels(item)[answer - 1]} ({answer})",
}


class TestFormExport:
    @pytest.mark.parametrize("written", WRITTEN)
    @pytest.mark.parametrize("heading", HEADINGS)
    def test_headings_and_answers(self, heading: str, written: str) -> None:
        given = answers()
        heads = ["Timestamp", *(HEADINGS[heading](own) for own in ITEMS), "Code"]
        row = ["1/2/2026", *(WRITTEN[written](n, v) for n, v in given.items()), "S01"]
        read = export(table(heads, row))
        assert marks(read) == given
        assert read.unused == ("Timestamp",)
        assert read.has_id

    def test_words_of_agreement(self) -> None:
        words = ("Strongly disagree", "Disagree", "Neutral", "Agree", "Strongly Agree")
        given = answers()
        row = [words[answer - 1] for answer in given.values()]
        assert marks(export(table([own.id for own in ITEMS], row))) == given

    def test_check_boxes_for_areas(self) -> None:
        given = answers()
        picked = [own.statement for own in PICKED if given[own.id] == 5]
        assert picked
        heads = [*(own.id for own in RATED), BANK.parts["areas_list"].prompt]
        rated = [str(given[own.id]) for own in RATED]
        for separator in (", ", ";"):
            read = export(table(heads, [*rated, separator.join(picked)]))
            assert marks(read) == given
        read = export(table(heads, [*rated, "Cooking and Baking, Juggling"]))
        with pytest.raises(BadRow) as error:
            marks(read)
        assert "'juggling', which is not an area" in error.value.what

    @pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
    @pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
    def test_encodings_separators_and_line_ends(
        self, encoding: str, separator: str, ends: str
    ) -> None:
        given = answers()
        heads = ["Caf\xe9", *(own.statement for own in ITEMS), "Code"]
        row = ["\xe9t\xe9", *map(str, given.values()), "S01"]
        text = table(heads, row, separator=separator).decode()
        data = text.replace("\r\n", ends).encode(encoding)
        read = export(data)
        assert marks(read) == given
        assert read.unused == ("Caf\xe9",)

    def test_a_double_byte_order_mark_and_the_separator_line_of_excel(self) -> None:
        given = answers()
        data = table([own.id for own in ITEMS], [*map(str, given.values())])
        assert marks(export(b"\xef\xbb\xbf\xef\xbb\xbf" + data)) == given
        assert marks(export(b"sep=,\r\n" + data)) == given

    def test_an_excel_file_is_named_with_what_to_do(self) -> None:
        with pytest.raises(BadData) as error:
            export(b"PK\x03\x04...")
        assert "CSV UTF-8" in error.value.hint

    def test_words_that_are_no_answer_are_refused_with_the_choices(self) -> None:
        row = ["Maybe", *["3"] * (len(ITEMS) - 1)]
        read = export(table([own.statement for own in ITEMS], row))
        with pytest.raises(BadRow) as error:
            marks(read)
        assert error.value.column == ITEMS[0].statement
        assert "Strongly dislike" in error.value.hint

    def test_a_zero_stops_the_whole_table_or_is_the_lowest_answer(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        rows = [["2"] * len(ITEMS), ["0", *["4"] * (len(ITEMS) - 1)]]
        (tmp_path / "form.csv").write_bytes(table([own.id for own in ITEMS], *rows))
        status, out, err = run(capsys, str(tmp_path / "form.csv"))
        assert (status, out) == (4, "")
        assert "form.csv:3 R01: is '0'" in err
        assert "--scale 0-4" in err
        shifted = run(capsys, str(tmp_path / "form.csv"), "--scale", "0-4")
        assert shifted[0] == 0

    def test_two_columns_for_one_question(self) -> None:
        heads = [*(own.id for own in ITEMS), ITEMS[0].statement]
        with pytest.raises(BadData, match=r"two columns for R01: 'R01' and 'Replace"):
            export(table(heads, ["3"] * len(heads)))

    def test_columns_that_name_the_student(self) -> None:
        for head in ("id", "Student ID", "respondent", "Slip code", "Locker code"):
            read = export(
                table([head, "R", "I", "A", "S", "E", "C"], ["S01", *"123456"])
            )
            assert read.has_id
            assert read.layout.kind is Kind.INTERESTS
        data = table(["ID", "Your code", *"RIASEC"], ["1", "S01", *"123456"])
        with pytest.raises(UsageError, match="more than one column") as error:
            export(data)
        assert "--id 'Your code'" in error.value.hint
        chosen = export(data, "your code")
        assert chosen.read(chosen.rows[0][1])[0] == "S01"
        with pytest.raises(UsageError, match="no column 'Name'") as error:
            export(data, "Name")
        assert "columns: ID, Your code, R" in error.value.hint

    def test_a_pasted_string_under_any_heading(self) -> None:
        code, string = STRINGS[1].split(",")
        read = export(table(["Code", "Paste it here"], [code, string]))
        assert read.layout.kind is Kind.ANSWERS


def run(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    status = main(["class", *words])
    printed = capsys.readouterr()
    return status, printed.out, printed.err


def form(folder: Path, *lines: str) -> str:
    path = folder / "form.csv"
    path.write_text("\n".join((STRINGS[0], *lines)))
    return str(path)


class TestCommand:
    def test_a_report_for_each_student(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        # The last line has no line end: case 3 of the shared cases.
        table, pages = form(tmp_path, *STRINGS[1:]), tmp_path / "new" / "pages"
        status, out, err = run(capsys, table, "-o", str(pages), "--top", "3")
        assert status == 0
        assert "4 students, 4 with a ranking" in out
        assert "4 reports written" in err
        names = sorted(path.name for path in pages.iterdir())
        assert names == ["S01.html", "S02.html", "S03.html", "S04.html"]
        if os.name == "posix":
            assert pages.stat().st_mode & 0o777 == 0o700
            assert {path.stat().st_mode & 0o777 for path in pages.iterdir()} == {0o600}
        text = (pages / "S01.html").read_text()
        assert "S01" in text
        assert "Plumbers" in text
        _, _, steps = text.partition("Next steps</h2>")
        assert (
            f"--answers {STRINGS[1].partition(',')[2]}"
            in steps.partition("</section>")[0]
        )
        status, out, err = run(capsys, table, "-o", str(pages))
        assert (status, out) == (2, "")
        assert "already has S01.html" in err
        assert run(capsys, table, "-o", str(pages), "--force", "--top", "1")[0] == 0

    @pytest.mark.usefixtures("home")
    def test_own_occupations_are_named_once_for_all_reports(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert main(["new", "Drone Inspector"]) == 0
        capsys.readouterr()
        table = form(tmp_path, *STRINGS[1:3])
        _, _, err = run(capsys, table, "-o", str(tmp_path / "pages"), "--top", "1")
        assert err.count("With 1 occupation of your own") == 1

    def test_duplicates_and_refused_rows_are_named_by_line(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        other = STRINGS[2].split(",")[1]
        table = form(
            tmp_path, *STRINGS[1:3], f"s01,{other}", "../x," + other, "S09,nothing"
        )
        status, out, err = run(capsys, table, "--json")
        assert status == 0
        found = json.loads(out)
        assert found["students"] == 1
        assert [own["line"] for own in found["not_used"]] == [2, 4, 5, 6]
        assert "form.csv:2: the code 'S01' is on lines 2, 4" in err
        assert "'../x', which cannot name a file" in err
        assert "4 of 5 rows are not used." in err
        status, out, err = run(capsys, table, "--keep-last", "--json")
        assert json.loads(out)["students"] == 2
        assert "line 4 is used" in err

    def test_flat_and_careless_answers_are_listed_and_have_no_report(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        count = len(ITEMS)
        lines = [f"S08,v2.quick.{'3' * count}", f"S09,v2.quick.{'5' * count}"]
        table, pages = form(tmp_path, STRINGS[1], *lines), tmp_path / "pages"
        status, out, err = run(capsys, table, "-o", str(pages), "--top", "1")
        assert status == 0
        assert "Flat answers on interests: S08, S09." in out
        assert "Answers look careless: S09." in out
        assert [path.name for path in pages.iterdir()] == ["S01.html"]
        assert "No report, because there is no ranking: S08, S09." in err

    def test_nothing_that_can_be_used(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        status, out, err = run(capsys, form(tmp_path, "S01,no"))
        assert (status, out) == (4, "")
        assert "has no row that can be used, of 1" in err
        status, _, err = run(capsys, str(tmp_path / "none.csv"))
        assert status == 2
        (tmp_path / "empty.csv").write_bytes(b"")
        assert run(capsys, str(tmp_path / "empty.csv"))[0] == 4


def test_every_command_of_the_page_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = (ROOT / "docs" / "class.md").read_text("utf-8")
    blocks = re.findall(r"```(?:sh|powershell)\n(.*?)```", page, re.DOTALL)
    lines = [line for own in blocks for line in own.splitlines()]
    # The quiz itself asks on a terminal; tests/test_quiz_terminal.py takes it.
    typed = [line for line in lines if re.match(r"careerfit (?!quiz --no-save)", line)]
    assert sum(line.startswith("careerfit class") for line in typed) >= 3
    for number, line in enumerate(typed):
        folder = tmp_path / str(number)
        folder.mkdir()
        (folder / "class.csv").write_text("\n".join(STRINGS[:2]))
        monkeypatch.chdir(folder)
        assert main(shlex.split(line)[1:]) == 0, line
