"""Tables as forms and spreadsheets export them: read, or named as what they are."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from careerfit_cli import quiz
from careerfit_cli.storage.bank import load_bank

BANK = load_bank()
ITEMS = quiz.items(BANK, "flash")
QUESTIONS = quiz.questions(BANK, "flash")
ANSWERS = [[1 + (row * place + place) % 5 for place in range(47)] for row in (1, 2)]
SCORES = "31,24,20,18,9,12"
RIASEC = "R,I,A,S,E,C"


@pytest.fixture
def table(run, tmp_path: Path) -> Callable:
    """Scores a table, and says what came out: code, ids with their best job, remarks."""

    def call(text: str | bytes, *options: str, name: str = "people.csv"):
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        done = run("score", str(path), "--top", "1", *options)
        rows = [line.split(",")[::2][:2] for line in done.out.splitlines()[1:]]
        return done.code, rows, done.err.replace(str(path), name)

    return call


def sheet(
    heads: Callable = lambda item: item.id,
    cell: Callable = lambda answer, _: str(answer),
    delimiter: str = ",",
) -> str:
    """Two people's answers to the flash quiz, with headings and cells of some kind."""
    lines = [["id", *map(heads, ITEMS)]]
    for name, row in zip("ab", ANSWERS, strict=True):
        own = zip(row, QUESTIONS, strict=True)
        lines.append([name, *(cell(answer, question) for answer, question in own)])
    quoted = [
        [f'"{own}"' if delimiter in own else own for own in line] for line in lines
    ]
    return "".join(f"{delimiter.join(line)}\n" for line in quoted)


class TestForms:
    @pytest.fixture
    def expected(self, table) -> list:
        code, rows, _ = table(sheet())
        assert code == 0
        assert len(rows) == 2
        return rows

    @pytest.mark.parametrize(
        "heads",
        [
            lambda item: item.statement,
            lambda item: f"  {item.statement.upper()}. ",
            lambda item: f"How much would you like this? [{item.id}]",
            lambda item: f"How much would you like this? [{item.statement}]",
            lambda item: f"{item.id}. {item.statement}",
            lambda item: f"Q7. {item.statement}",
            lambda item: f"12) {item.statement}",
            lambda item: f"{item.id[0].lower()}{int(item.id[1:])}",
        ],
    )
    def test_question_texts_and_ids_as_headings(self, table, expected, heads) -> None:
        assert table(sheet(heads))[:2] == (0, expected)

    @pytest.mark.parametrize(
        "cell",
        [
            lambda answer, question: question.labels[answer - 1],
            lambda answer, question: question.labels[answer - 1].upper(),
            lambda answer, question: f"{answer} - {question.labels[answer - 1]}",
            lambda answer, question: f"{question.labels[answer - 1]} ({answer})",
            lambda answer, _: f"{answer}.00",
            lambda answer, _: f"{answer} - x",
            lambda answer, _: f" {answer} ",
        ],
    )
    def test_words_and_numbers_as_answers(self, table, expected, cell) -> None:
        assert table(sheet(cell=cell))[:2] == (0, expected)

    def test_decimal_commas_as_answers(self, table, expected) -> None:
        text = sheet(cell=lambda answer, _: f"{answer},0", delimiter=";")
        assert table(text)[:2] == (0, expected)

    def test_a_word_that_is_no_answer_is_named_with_what_would_be(self, table) -> None:
        text = sheet(cell=lambda answer, _: "Neutral" if answer == 3 else str(answer))
        code, _, said = table(text)
        assert code == 4
        assert "R01: is 'Neutral'" not in said
        assert "is 'Neutral' (answers run from 1 to 5; a skipped one is empty; " in said
        assert (
            "words are Strongly dislike, Dislike, Unsure, Like, Strongly like" in said
        )

    def test_a_number_and_a_word_that_disagree_are_refused(self, table) -> None:
        code, _, said = table(sheet(cell=lambda answer, _: f"{answer} - Strongly like"))
        assert code == 4
        assert "whose number and word are different answers" in said

    def test_an_id_before_the_text_of_another_item_is_no_heading(self, table) -> None:
        code, _, said = table(sheet(lambda item: f"{item.id}. {ITEMS[0].statement}"))
        assert code == 4
        assert "lacks" in said


class TestScales:
    def test_a_zero_stops_and_asks(self, table) -> None:
        text = sheet(cell=lambda answer, _: str(answer - 1))
        code, rows, said = table(text)
        assert (code, rows) == (4, [])
        assert "is '0'" in said
        assert "--scale 0-4" in said
        assert table(text, "--scale", "0-4")[:2] == table(sheet())[:2]

    @pytest.mark.parametrize("cell", ["6", "7", "10", "7 - Strongly like"])
    def test_a_longer_scale_stops_too(self, table, cell: str) -> None:
        text = sheet(cell=lambda answer, _: cell if answer == 5 else str(answer))
        code, rows, said = table(text)
        assert (code, rows) == (4, [])
        assert "answers run from 1 to 5" in said

    def test_a_five_is_no_answer_from_0_to_4(self, table) -> None:
        code, _, said = table(sheet(), "--scale", "0-4")
        assert code == 4
        assert "answers run from 0 to 4" in said

    def test_other_scales_are_refused(self, table) -> None:
        code, _, said = table(sheet(), "--scale", "1-7")
        assert code == 2
        assert "give 1-5 or 0-4" in said


class TestRespondents:
    def test_a_second_row_of_one_is_told_with_both_lines(self, table) -> None:
        text = f"id,{RIASEC}\nS01,{SCORES}\nS02,{SCORES}\nS01,9,14,22,33,28,17\n"
        code, rows, said = table(text)
        assert (code, [own for own, _ in rows]) == (0, ["S01", "S02"])
        assert "people.csv:4 id: is 'S01', as on line 2" in said
        assert table(text, "--strict")[0] == 4

    def test_a_second_row_of_answers_too(self, table) -> None:
        code, rows, said = table(sheet() + sheet().splitlines()[1] + "\n")
        assert (code, len(rows)) == (0, 2)
        assert "people.csv:4 id: is 'a', as on line 2" in said

    @pytest.mark.parametrize(
        "name", ["Student ID", "Respondent ID", "E-mail", "Email Address", "code"]
    )
    def test_a_likely_column_names_them(self, table, name: str) -> None:
        code, rows, said = table(f"{name},{RIASEC}\n118,{SCORES}\n")
        assert (code, rows[0][0]) == (0, "118")
        assert f"Respondents are named by {name}" in said

    def test_of_several_likely_ones_it_asks(self, table) -> None:
        text = f"Student ID,Email,{RIASEC}\n118,a@b.c,{SCORES}\n"
        code, rows, said = table(text)
        assert (code, rows) == (2, [])
        assert "choose one with --id, such as --id 'Student ID'" in said
        assert table(text, "--id", "email")[1][0][0] == "a@b.c"
        assert table(text, "--id", "")[1][0][0] == "1"
        assert table(text, "--id", "nobody")[0] == 2

    def test_without_one_it_says_that_rows_are_numbered(self, table) -> None:
        assert "numbered in order" in table(f"{RIASEC}\n{SCORES}\n")[2]

    def test_an_endless_identifier_is_refused(self, table) -> None:
        code, _, said = table(f"id,{RIASEC}\n{'x' * 201},{SCORES}\n")
        assert code == 4
        assert "is longer than 200 characters" in said


class TestSpreadsheets:
    PLAIN = f"id,{RIASEC}\nS01,{SCORES}\nS02,9,14,22,33,28,17\n"

    @pytest.fixture
    def expected(self, table) -> list:
        return table(self.PLAIN)[1]

    @pytest.mark.parametrize(
        "change",
        [
            lambda text: text.replace("\n", "\r"),
            lambda text: text.replace("\n", "\r\n"),
            lambda text: text.replace("\n", "\r\r\n"),
            lambda text: "\ufeff\ufeff" + text,
            lambda text: text.encode("utf-16"),
            lambda text: text.replace("\n", "\r\n").encode("utf-16"),
            lambda text: text.encode("utf-16-le"),
            lambda text: text.replace("\n", "\r").encode("utf-16-be"),
            lambda text: b"\xfe\xff" + text.replace(",", "\t").encode("utf-16-be"),
            lambda text: text.replace(",", ";"),
            lambda text: text.replace(",", "\t"),
            lambda text: text.replace(",", "|"),
            lambda text: text.replace(",", '", "').replace("\n", '"\n"')[:-1].join(
                ('"', "")
            ),
            lambda text: "sep=;\n" + text.replace(",", ";"),
            lambda text: "sep=,\r\n" + text,
            lambda text: "Class 9b, spring, period 3\n\n" + text,
            lambda text: "Results; of, the\ttest\n" + text.replace(",", ";"),
            lambda text: text.rstrip("\n"),
            lambda text: text + ",,,,,,\n",
            lambda text: text.replace("R,I", "Realistic (R),I - Investigative"),
            lambda text: text.replace("R,I", "R score,Investigative total"),
        ],
    )  # fmt: skip
    def test_are_read_however_they_were_saved(self, table, expected, change) -> None:
        code, rows, said = table(change(self.PLAIN))
        assert (code, rows) == (0, expected), said

    @pytest.mark.parametrize(
        "row",
        [
            "31,0;24,0;20,0;18,0;9,0;12,0",
            "31 %;24 %;20%;18%;9 %;12 %",
            "31/40;24/40;20/40;18/40;9/40;12/40",
            "31 of 40;24 of 40;20 of 40;18 of 40;9 of 40;12 of 40",
        ],
    )
    def test_scores_as_people_write_them(self, table, expected, row: str) -> None:
        code, rows, _ = table(f"id;{RIASEC.replace(',', ';')}\nS01;{row}\n")
        assert (code, rows) == (0, expected[:1])

    @pytest.mark.parametrize(
        ("row", "said"),
        [
            ("31 %;24;20;18;9;12", "I: is '24', written unlike R"),
            ("1,234;24;20;18;9;12", "R: is '1,234': the comma may mean thousands"),
            ("1/0;1/2;1/2;1/2;1/2;1/2", "R: is '1/0'"),
        ],
    )
    def test_scores_that_may_mean_two_things_are_refused(
        self, table, row: str, said: str
    ) -> None:
        code, _, told = table(f"id;{RIASEC.replace(',', ';')}\nS01;{row}\n")
        assert code == 4
        assert said in told

    @pytest.mark.parametrize(
        ("start", "what"),
        [
            (b"PK\x03\x04....xl/workbook.xml", "is an Excel workbook (.xlsx)"),
            (
                b"PK\x03\x04....opendocument.spreadsheet",
                "is an OpenDocument spreadsheet",
            ),
            (b"PK\x03\x04....", "is a spreadsheet or a zip file"),
            (b"\xd0\xcf\x11\xe0\xa1\xb1", "is an old Excel workbook (.xls)"),
            (b"%PDF-1.7", "is a PDF document"),
            (b"<!doctype html>", "is a web page or XML"),
            (b"{\\rtf1", "is a text document (RTF)"),
            (b"$FL2", "is an SPSS file"),
            (b"PK\x03\x04....word/document.xml", "is a Word document (.docx)"),
            (b'{"url": "https://example.org"}', "is JSON"),
            (b'[{"id": 1}]', "is JSON"),
            (b"\x89PNG\r\n", "is a picture"),
            (b"\xff\xd8\xff\xe0", "is a picture"),
        ],
    )
    def test_other_files_are_named(self, table, start: bytes, what: str) -> None:
        code, _, said = table(start)
        assert code == 4
        assert what in said

    def test_headings_that_are_not_known_are_listed(self, table) -> None:
        code, _, said = table("Timestamp;Favorite color\n1;2\n")
        assert code == 4
        assert "only 'Timestamp', 'Favorite color'" in said

    def test_an_answer_string_that_a_spreadsheet_shortened_is_named(
        self, table, run
    ) -> None:
        code, _, said = table("id,answers\na,5.32E+63\n")
        assert code == 4
        assert "is a number that a spreadsheet has shortened" in said
        assert "shortened" in run("quiz", "--answers", "5.32E+63").err


class TestBounds:
    def test_open_quotation_marks_are_read_in_a_moment_and_summed_up(
        self, table
    ) -> None:
        began = time.process_time()
        code, _, said = table(f"id,{RIASEC}\na,{SCORES}\n" + 'b,"\n' * 30_000)
        assert code == 0
        assert time.process_time() - began < 10
        assert len(said.splitlines()) < 40
        assert "more rows cannot be read" in said

    @pytest.mark.parametrize(
        "line", ["," * 900_000, "[" * 900_000, '"' + "a," * 450_000]
    )
    def test_a_wide_first_line_is_refused_in_a_moment(self, table, line: str) -> None:
        began = time.process_time()
        assert table(f"{line}\n1\n")[0] == 4
        assert time.process_time() - began < 10

    def test_a_long_cell_is_refused_in_a_moment(self, table) -> None:
        began = time.process_time()
        assert table(f"id,{RIASEC}\na,{'1 ' * 400_000}x,2,3,4,5,6\n")[0] == 4
        assert time.process_time() - began < 10

    def test_a_device_is_not_read(self, run) -> None:
        done = run("score", os.devnull)
        assert done.code == 2
        assert "is not an ordinary file" in done.err


class TestParquet:
    @pytest.fixture(autouse=True)
    def arrow(self):
        self.arrow = pytest.importorskip("pyarrow")
        self.parquet = pytest.importorskip("pyarrow.parquet")

    def write(self, path: Path, **changed) -> str:
        columns = dict(zip("RIASEC", map(int, SCORES.split(",")), strict=True))
        count = len(next(iter(changed.values()), [1]))
        lists = {name: [own] * count for name, own in columns.items()} | changed
        self.parquet.write_table(self.arrow.table(lists), path, compression="zstd")
        return str(path)

    def test_identifiers_stay_whole_beside_a_missing_one(self, run, tmp_path) -> None:
        wide = 9007199254740993
        path = self.write(tmp_path / "a.parquet", id=[wide, None, wide + 1])
        done = run("score", path, "--top", "1")
        rows = [line.split(",")[0] for line in done.out.splitlines()[1:]]
        assert rows == [str(wide), str(wide + 1)]
        assert "a.parquet:2 id: is empty" in done.err

    @pytest.mark.slow
    def test_a_small_file_never_fills_the_memory(self, run, tmp_path) -> None:
        long = "x" * 400_000
        path = self.write(tmp_path / "a.parquet", id=[long] * 1500)
        assert Path(path).stat().st_size < 10_000
        tracemalloc = pytest.importorskip("tracemalloc")
        tracemalloc.start()
        done = run("score", path)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert done.code == 4
        assert peak < 200_000_000

    def test_columns_without_names_are_no_answers(self, run, tmp_path) -> None:
        path = tmp_path / "a.parquet"
        self.parquet.write_table(self.arrow.table({"": ["1"], " ": ["2"]}), path)
        done = run("class", str(path))
        assert done.code == 4
        assert "a.parquet:1: has no column that tells of interests" in done.err

    def test_a_pipe_of_that_name_is_no_parquet_file(self, run, tmp_path) -> None:
        path = tmp_path / "a.parquet"
        os.mkfifo(path)
        assert run("score", str(path)).code == 2
