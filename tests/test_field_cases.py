"""Tables, forms and files as people really have them: read, or named as what they are."""

from __future__ import annotations

import io
import os
import time
import zlib
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import official_bls
import pytest

from careerfit_cli import jobs, quiz
from careerfit_cli.ask.keyed import Keyed
from careerfit_cli.ask.page import Page
from careerfit_cli.ask.sheet import Sheet
from careerfit_cli.cli import person
from careerfit_cli.errors import CareerfitError, UsageError
from careerfit_cli.store import indexing, keeping, places
from careerfit_cli.store.bank import load_bank

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
        assert 'choose one with --id, such as --id "Student ID"' in said
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

    def test_a_small_file_never_fills_the_memory(self, run, tmp_path) -> None:
        long = "x" * 400_000
        path = self.write(tmp_path / "a.parquet", id=[long] * 8000)
        assert Path(path).stat().st_size < 10_000
        tracemalloc = pytest.importorskip("tracemalloc")
        tracemalloc.start()
        done = run("score", path)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert done.code == 4
        assert peak < 200_000_000

    def test_a_pipe_of_that_name_is_no_parquet_file(self, run, tmp_path) -> None:
        path = tmp_path / "a.parquet"
        os.mkfifo(path)
        assert run("score", str(path)).code == 2


class TestAnswersWithoutATerminal:
    @pytest.fixture
    def typed(self, run, monkeypatch: pytest.MonkeyPatch) -> Callable:
        def call(text: str):
            monkeypatch.setattr("sys.stdin", io.StringIO(text))
            return run("quiz", "--plain", "--length", "flash", "--no-save")

        return call

    @pytest.mark.parametrize(
        ("text", "line"),
        [
            ("3\nn/a\n3\n3\n", "line 2 of the input is 'n/a'"),
            ("y\n" * 10_000, "line 1 of the input is 'y'"),
            ("\n" * 10_000, "line 1 of the input is ''"),
            ("3\n?\n", "line 2 of the input is '?'"),
            ("3\n" * 6 + "Astrology\n", "line 7 of the input is 'astrology'"),
            ("3\nb\n" * 10_000, "more than 10,000 lines"),
        ],
    )
    def test_an_unusable_line_is_an_error_with_its_number(
        self, typed, text: str, line: str
    ) -> None:
        done = typed(text)
        assert done.code == 2
        assert line in done.err
        assert done.out == ""

    def test_usable_lines_end_with_a_result(self, typed) -> None:
        done = typed("5\n1\n4\n2\ns\n3\nmusic, 3\n\n")
        assert done.code == 0
        assert "quiz --answers v2.flash.5142-3" in done.out


OWN = """\
schema: 1
code: 99-1111.00
title: Zeppelin Captain
summary: Fly an airship over cities and festivals.
tasks:
- Check the gas cells before a flight
- Moor the ship in wind
"""


class TestOwnFiles:
    @pytest.fixture
    def folder(self, tmp_path: Path) -> Path:
        (tmp_path / "own").mkdir()
        (tmp_path / "own" / "zeppelin-captain.yaml").write_text(OWN)
        return tmp_path / "own"

    def change(self, folder: Path, old: str, new: str) -> None:
        path = folder / "zeppelin-captain.yaml"
        path.write_text(OWN.replace(old, new))

    @pytest.mark.parametrize(
        ("old", "new", "line"),
        [
            ("Fly an airship over", "Steward of Local #3, over", 4),
            ("Moor the ship", "Read form #7 and moor", 7),
        ],
    )
    def test_a_comment_after_unquoted_text_is_warned_of(
        self, run, folder: Path, old: str, new: str, line: int
    ) -> None:
        self.change(folder, old, new)
        done = run("check", str(folder))
        assert done.code == 0
        assert f"Warning: {folder}/zeppelin-captain.yaml:{line} " in done.out
        assert "which YAML takes for a comment" in done.out
        assert "no problems, 1 warning" in done.out

    def test_comments_elsewhere_and_quoted_signs_are_no_fault(
        self, run, folder: Path
    ) -> None:
        self.change(folder, "Fly an airship over", "# ours\nsummary: 'Local #3' # x\n#")
        self.change(folder, "summary: Fly an", "# ours\nsummary: C#3 and an")
        assert "1 file checked, no problems." in run("check", str(folder)).out

    @pytest.mark.parametrize(
        ("name", "said"),
        [
            ("x.yml", "does not end in .yaml (rename it to x.yaml)"),
            ("x.YAML", "does not end in .yaml (rename it to x.yaml)"),
            ("x.yaml.txt", "does not end in .yaml (rename it to x.yaml)"),
            ("old/x.yaml", "is in a folder below, where no occupations are read"),
            (
                "zeppelin-captain.sync-conflict-20260901-100237-ABCDEFG.yaml",
                "looks like a copy of zeppelin-captain.yaml",
            ),
            ("zeppelin-captain (1).yaml", "looks like a copy of zeppelin-captain.yaml"),
            ("zeppelin-captain - Copy.yaml", "looks like a copy of"),
            ("zeppelin-captain_conflict-2.yaml", "looks like a copy of"),
            ("Balloon Pilot.yaml", "cannot be that of an occupation"),
        ],
    )
    def test_what_is_not_read_is_said(
        self, run, folder: Path, name: str, said: str
    ) -> None:
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(OWN)
        listed = run("--occupations", str(folder), "list", "--csv")
        assert listed.code == 0
        assert "zeppelin-captain," in listed.out
        assert said in listed.err
        assert str(path) in listed.err
        checked = run("check", str(folder)).out
        assert str(path) in checked
        assert said.partition(" (")[0] in checked or "cannot name" in checked

    def test_a_folder_of_such_files_alone_is_said_too(
        self, run, tmp_path: Path
    ) -> None:
        (tmp_path / "x.yml").write_text(OWN)
        done = run("check", str(tmp_path))
        assert done.code == 1
        assert "rename it to x.yaml" in done.err

    def test_a_link_out_of_the_folder_is_read_by_no_command(
        self, run, folder: Path, tmp_path: Path
    ) -> None:
        (tmp_path / "airship-cook.yaml").write_text(OWN)
        (folder / "airship-cook.yaml").symlink_to(tmp_path / "airship-cook.yaml")
        assert run("check", str(folder)).code == 4
        for command in (["show", "airship-cook"], ["list", "--csv"]):
            done = run("--occupations", str(folder), *command)
            assert "airship-cook," not in done.out
            assert "is a link that leads out of its folder" in done.err

    def test_marks_of_a_merge_are_named(self, run, folder: Path) -> None:
        both = (
            "<<<<<<< HEAD\nsummary: Fly.\n=======\nsummary: Steer.\n>>>>>>> b\ntasks:"
        )
        self.change(folder, "tasks:", both)
        done = run("check", str(folder))
        assert done.code == 4
        assert "yaml:5: has marks of an unfinished merge: <<<<<<<" in done.out

    @pytest.mark.parametrize("sign", ["\xa0", "\u3000", "\u200b", "\ufeff"])
    def test_odd_spaces_are_named(self, run, folder: Path, sign: str) -> None:
        self.change(folder, "- Moor", f"{sign} - Moor")
        done = run("check", str(folder))
        assert done.code == 4
        assert (
            f"yaml:7: begins with a space that is none to YAML (U+{ord(sign):04X})"
            in (done.out)
        )

    def test_a_folder_that_is_not_there_names_the_option(self, run) -> None:
        done = run("--occupations", "nodir", "list")
        assert done.code == 1
        assert "--occupations" in done.err
        assert run("--occupations", "", "list").code == 2


class TestPay:
    @pytest.mark.parametrize(
        "options", [["--pay", "60000", "--csv"], ["--sort", "pay"], ["--pay", "50000"]]
    )
    def test_pay_by_the_hour_is_said_where_it_decides(self, run, options) -> None:
        assert (
            "only: compared as if worked 2,080 hours a year"
            in run("list", *options).err
        )

    def test_it_is_not_said_elsewhere(self, run) -> None:
        for options in (["--sort", "pay", "--top", "3"], ["--growth", "5"]):
            assert "2,080" not in run("list", *options).err


class TestOfficialTables:
    HEADS = "OCC_CODE,OCC_TITLE,TOT_EMP"
    ROW = '11-9111,"Managers, \u2013 health",600'

    @pytest.mark.parametrize(
        "change",
        [
            lambda text: text.encode(),
            lambda text: text.encode("utf-8-sig"),
            lambda text: text.encode("cp1252"),
            lambda text: text.encode("utf-16"),
            lambda text: text.replace(",", ";").replace("s; ", "s, ").encode(),
            lambda text: b"A title, of two cells\r\n\r\n" + text.encode(),
        ],
    )
    def test_are_read_as_excel_saves_them(self, tmp_path, change) -> None:
        path = tmp_path / "a.csv"
        path.write_bytes(change(f"{self.HEADS}\r\n{self.ROW}\r\n"))
        heads, rows = official_bls.heads_and_rows(path, "occ_code")
        assert heads == self.HEADS.split(",")
        assert rows[0]["OCC_TITLE"] == "Managers, \u2013 health"
        assert rows[0]["TOT_EMP"] == "600"

    @pytest.mark.parametrize(
        ("raw", "said"),
        [
            (b"PK\x03\x04", "is an Excel workbook or a zip file"),
            (b"\xd0\xcf\x11\xe0", "is an old Excel workbook"),
            (b"OCC_CODE,A\n11-9111,1,5\n", "a row has 3 cells, and there are 2"),
        ],
    )
    def test_others_are_named(self, tmp_path, raw: bytes, said: str) -> None:
        path = tmp_path / "a.csv"
        path.write_bytes(raw)
        with pytest.raises(SystemExit, match=said):
            official_bls.heads_and_rows(path, "occ_code")


class TestKeys:
    """Only a key that a person pressed is an answer."""

    STRING = quiz.replay(BANK, "flash", ANSWERS[0])

    def asked(self) -> Keyed:
        def pasted(text: str):
            try:
                return quiz.answers_in(BANK, text)[1]
            except UsageError:
                return None

        lists = quiz.lists(BANK, "flash")
        mode = Keyed(QUESTIONS, Sheet.blank(len(QUESTIONS), lists), pasted=pasted)
        self.clock = 0.0
        mode.sequences.now = mode.burst.now = lambda: self.clock
        return mode

    def send(self, mode: Keyed, text: str, seconds: float = 0.0) -> None:
        names = {"\x1b": "escape", "\x07": "c-g", "\r": "c-m", "\x08": "c-h"}
        for sign in text:
            self.clock += seconds
            mode.act(names.get(sign, sign))

    @pytest.mark.parametrize(
        "sent",
        [
            "\x1b]11;rgb:1212/3434/5151\x1b\\",
            "\x1b]10;rgb:1212/3434/5151\x07",
            "\x1bP>|xterm(354)\x1b\\",
            "\x1bP1$r0;1m\x1b\\",
            "\x1b_Gi=31;OK\x1b\\",
            "\x1b^1234\x1b\\",
            "\x1bX1234\x07",
            "\x1b[?62;1;2;4c",
            "\x1b[>41;354;0c",
            "\x1b[24;80R",
            "\x1b[?1u",
            "\x1b[49u",
            "\x1b[49;5u",
            "\x1b[27;2;49~",
            "\x1b[I",
            "\x1b[O",
            "\x1b[<0;12;5M",
            "\x1b[<0;12;5m",
            "\x1b[?2026;2$y",
            "\x1b[8;24;80t",
            "\x1bOP",
            "\x1b]11;rgb:12\x1b[?62c",
        ],
    )
    @pytest.mark.parametrize("seconds", [0.0, 0.5])
    def test_what_a_terminal_sends_is_none(self, sent: str, seconds: float) -> None:
        mode = self.asked()
        self.send(mode, sent, seconds)
        assert not any(mode.sheet.answers)
        assert (mode.foot, mode.over, mode.sheet.at) == ("keys", False, 0)
        self.clock += 10
        self.send(mode, "4")
        assert mode.sheet.answers[0] == 4

    def test_digits_of_a_keypad_are_digits(self) -> None:
        mode = self.asked()
        self.send(mode, "\x1bOq\x1bOu\x1bOs")
        assert mode.sheet.answers[:3] == (1, 5, 3)

    def test_a_sequence_without_end_is_given_up(self) -> None:
        mode = self.asked()
        self.send(mode, "\x1b]11;rgb")
        self.clock += 4
        self.send(mode, "5")
        assert mode.sheet.answers[0] == 5

    @pytest.mark.parametrize(("key", "taken"), [("y", True), ("n", False)])
    def test_a_pasted_answer_string_is_taken_after_asking(self, key, taken) -> None:
        mode = self.asked()
        self.send(mode, "2")
        mode.paste(f" {self.STRING}\n")
        assert mode.foot == "paste"
        assert mode.sheet.answers[:2] == (2, None)
        self.clock += 1
        mode.act(key)
        assert (list(mode.sheet.answers) == ANSWERS[0]) == taken
        assert mode.sheet.reviewing == taken

    def test_it_is_known_where_the_terminal_marks_no_pastes(self) -> None:
        mode = self.asked()
        self.send(mode, self.STRING + "\r", 0.001)
        assert mode.foot == "paste"
        assert not any(mode.sheet.answers)
        self.clock += 1
        mode.act("y")
        assert list(mode.sheet.answers) == ANSWERS[0]

    def test_any_other_paste_is_ignored_and_said_so(self) -> None:
        mode = self.asked()
        for text in ("12345", "q", "v2.quick.12", ""):
            mode.paste(text)
            assert (mode.foot, mode.sheet.at) == ("ignored", 0)
        shown = Page(QUESTIONS, mode.sheet, mode.foot).lines()
        assert "Pasted text is not an answer" in str(shown)
        mode.act("3")
        assert (mode.foot, mode.sheet.answers[0]) == ("keys", 3)


class TestKept:
    def test_a_profile_changed_meanwhile_is_not_overwritten(
        self, run, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        mine, theirs = (quiz.replay(BANK, "flash", own) for own in ANSWERS)
        assert run("quiz", "--answers", mine, "--save").code == 0
        keeper = person._Keeper(BANK, "me", on=True)
        assert run("quiz", "--answers", theirs, "--save").code == 0
        with pytest.raises(CareerfitError, match="was changed by another command"):
            keeper.keep_profile("flash", ANSWERS[0])
        assert theirs in run("profile", "export").out

    def test_a_folder_that_cannot_be_looked_into_is_not_called_empty(
        self, run, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def refused(path: object) -> None:
            raise PermissionError(13, "Permission denied", str(path))

        monkeypatch.setattr(keeping, "os", SimpleNamespace(stat=refused))
        for command in (["data"], ["data", "purge"]):
            done = run(*command)
            assert done.code == 1
            assert "cannot be read: Permission denied" in done.err

    def test_a_thousand_processes_are_not_started(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        asked: list[int] = []
        monkeypatch.setattr(jobs, "_started", lambda _, count: asked.append(count))
        assert len(list(jobs.done(range(3), abs, 1000))) == 3
        assert asked == [min(jobs.MOST, jobs.A_CORE * jobs.cores())]

    def test_a_changed_file_of_the_same_size_and_time_is_read_anew(
        self, run, tmp_path: Path
    ) -> None:
        path = tmp_path / "zeppelin-captain.yaml"
        path.write_text(OWN)
        option = ("--occupations", str(tmp_path))
        assert "Fly an airship" in run(*option, "show", path.stem).out
        assert run(*option, "list").code == 0
        before = path.stat()
        path.write_text(OWN.replace("Fly", "Ply"))
        os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
        assert "Ply an airship" in run(*option, "show", path.stem).out

    def test_two_folders_of_one_checksum_have_two_indexes(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        plumless, buckeroo = Path("/plumless"), Path("/buckeroo")
        assert zlib.crc32(b"plumless") == zlib.crc32(b"buckeroo")
        monkeypatch.setattr(places.os, "fsencode", lambda path: path.name.encode())
        found = {places.cached_index(own) for own in (plumless, buckeroo)}
        assert len(found) == 2

    def test_an_index_too_large_to_be_read_is_not_kept(
        self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        (tmp_path / "a.yaml").write_text(OWN)
        monkeypatch.setattr(indexing, "LARGEST_INDEX", 100)
        indexing.write(indexing.build(tmp_path), tmp_path / "index.bin")
        assert not (tmp_path / "index.bin").exists()


class TestPasted:
    STRING = quiz.replay(BANK, "flash", [None, *ANSWERS[0][1:]])

    @pytest.mark.parametrize(
        "form",
        [
            "\u201c{}\u201d", "\u2018{}\u2019.", "({})", "<{}>", "{};", "\ufeff{}\r\n", "{}.",
            "careerfit quiz --answers {}", " \u00ab{}\u00bb ",
        ],
    )  # fmt: skip
    def test_an_answer_string_in_its_surroundings(self, form: str) -> None:
        expected = ("flash", (None, *ANSWERS[0][1:]))
        text = form.format(self.STRING)
        assert quiz.answers_in(BANK, text) == expected
        assert (
            quiz.answers_in(BANK, text.replace("flash.-", "FLASH.\u2013")) == expected
        )

    @pytest.mark.parametrize(
        "text",
        [
            "R=31 I=24 A=20 S=18 E=9 C=12",
            "R: 31, I: 24, A: 20, S: 18, E: 9, C: 12",
            "R 31\nI 24\r\nA 20\nS 18\nE 9\nC 12\n",
            "R\t31\tI\t24\tA\t20\tS\t18\tE\t9\tC\t12",
            "R - 31, I - 24, A - 20, S - 18, E - 9, C - 12",
            "Realistic (R): 31, Investigative (I): 24, Artistic (A): 20, Social (S): 18, Enterprising (E): 9, Conventional (C): 12",
            "R=31,0;I=24,0;A=20,0;S=18;E=9;C=12",
            "R 31%, I 24 %, A 20%, S 18%, E 9%, C 12%",
            "Realistic=31,Investigative=24,Artistic=20,Social=18,Enterprising=9,Conventional=12",
        ],
    )
    def test_interest_scores_as_other_tests_print_them(self, text: str) -> None:
        found = quiz.interest_scores(text)
        assert list(found.values()) == [31, 24, 20, 18, 9, 12]

    @pytest.mark.parametrize("coding", ["utf-8", "utf-8-sig", "utf-16"])
    def test_a_file_of_answers_however_it_was_saved(
        self, run, tmp_path, coding
    ) -> None:
        path = tmp_path / "a.txt"
        path.write_bytes(f"{self.STRING}\r\n".encode(coding))
        assert run("quiz", "--answers", str(path), "--json").code == 0

    @pytest.mark.parametrize(
        ("raw", "what"),
        [
            (b"%PDF-1.7", "is a PDF document"),
            (b"PK\x03\x04..xl/", "is an Excel workbook (.xlsx)"),
            (b"\xd0\xcf\x11\xe0", "is an old Excel workbook (.xls)"),
            (b"caf\xe9", "is not a text file"),
        ],
    )
    def test_a_file_that_holds_no_text_is_named(self, run, tmp_path, raw, what) -> None:
        path = tmp_path / "a.txt"
        path.write_bytes(raw)
        done = run("quiz", "--answers", str(path))
        assert done.code == 2
        assert f"{path}: {what}" in done.err

    def test_interest_scores_as_shares(self) -> None:
        text = ",".join(f"{letter}={n}/40" for n, letter in enumerate("RIASEC", 1))
        assert list(quiz.interest_scores(text).values()) == [
            n / 40 for n in range(1, 7)
        ]

    @pytest.mark.parametrize(
        "text",
        [
            "R=31%,I=24,A=20,S=18,E=9,C=12", "R=1,234;I=2;A=3;S=4;E=5;C=6", "RIA",
            "31,24,20,18,9,12", "R=1/0,I=1/2,A=1/2,S=1/2,E=1/2,C=1/2",
        ],
    )  # fmt: skip
    def test_scores_that_may_mean_two_things_are_refused(self, text: str) -> None:
        with pytest.raises(UsageError):
            quiz.interest_scores(text)
