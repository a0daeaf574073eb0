"""`score`: what it takes, what it tells, what it leaves behind."""

from __future__ import annotations

import csv
import errno
import io
import os
import random
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from careerfit_cli import quiz
from careerfit_cli.cli import main
from careerfit_cli.store.bank import load_bank
from respondents import answer_sheets, item_table
from screens import PATIENCE

ROOT = Path(__file__).parents[1]
HEAD = "id,R,I,A,S,E,C"
ROW = "31,24,20,18,9,12"
PROGRAM = [sys.executable, "-m", "careerfit_cli", "score"]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]):
    def call(*argv: object) -> tuple[int, str, str]:
        code = main(["score", *map(str, argv)])
        out, err = capsys.readouterr()
        assert "Traceback" not in out + err
        return code, out, err

    return call


@pytest.fixture
def people(tmp_path: Path) -> Path:
    path = tmp_path / "people.csv"
    path.write_text(f"{HEAD}\na,{ROW}\nb,x,1,1,1,1,1\nc,{ROW}\n")
    return path


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


class TestResult:
    def test_is_the_ranking_of_rank(self, run, people, capsys) -> None:
        code, out, _ = run(people, "--top", 4)
        assert code == 0
        assert (
            main(
                [
                    "rank",
                    "--riasec",
                    "R=31,I=24,A=20,S=18,E=9,C=12",
                    "--top",
                    "4",
                    "--csv",
                ]
            )
            == 0
        )
        alone = rows(capsys.readouterr().out)
        for name in "ac":
            own = [row for row in rows(out) if row["id"] == name]
            assert len(own) == 4
            for row, other in zip(own, alone, strict=True):
                for head in ("rank", "fit", "label", "slug", "code", "title"):
                    assert row[head] == other[head]

    def test_heeds_the_options_of_rank(self, run, people, capsys) -> None:
        options = ["--zone", "4", "--without", "Engineer", "--weights",
                   "interests=1,work_values=1,former_work_styles=0", "--top", "3"]  # fmt: skip
        _, out, err = run(people, *options)
        assert "job zone 4: hid " in err
        main(["rank", "--riasec", "R=31,I=24,A=20,S=18,E=9,C=12", "--csv", *options])
        alone = [(row["rank"], row["slug"]) for row in rows(capsys.readouterr().out)]
        assert [(row["rank"], row["slug"]) for row in rows(out)] == alone * 2

    def test_filters_that_leave_nothing(self, run, people) -> None:
        code, out, err = run(people, "--pay", 200_000, "--zone", 1)
        assert (code, out) == (2, "")
        assert "the filters leave no occupation" in err

    def test_tells_what_was_read_and_what_is_not_claimed(self, run, people) -> None:
        people.write_text(f"{HEAD},age\na,{ROW},30\nb,{ROW},x\n")
        code, _, err = run(people)
        assert code == 0
        assert err.startswith("Reading six interest scores. Not used: age.\n2 resp")
        assert "2 respondents scored.\nThis is for exploring:" in err
        assert "O*NET, CC BY 4.0, modified; BLS, public domain." in err

    def test_from_standard_input(self, run, people, monkeypatch) -> None:
        _, out, _ = run(people)
        stream = io.TextIOWrapper(io.BytesIO(people.read_bytes()))
        monkeypatch.setattr("sys.stdin", stream)
        code, piped, err = run("-")
        assert (code, piped) == (0, out)
        assert "standard input:3 R: is 'x'" in err

    def test_of_a_length(self, run, tmp_path) -> None:
        bank, path = load_bank(), tmp_path / "people.csv"
        length = min(bank.lengths, key=lambda own: len(bank.lengths[own]))
        longest = max(bank.lengths, key=lambda own: len(bank.lengths[own]))
        sheet = answer_sheets(bank, longest, 3, random.Random(1))
        path.write_text(item_table(bank, longest, sheet))
        _, out, err = run(path, "--length", length, "--top", 1)
        assert err.startswith(
            f"Reading answers, a column each ({length} quiz). Not used"
        )
        assert len(rows(out)) == 3
        assert run(path, "--length", "huge")[0] == 2

    def test_careless_answers_are_ranked_only_anyway(self, run, tmp_path) -> None:
        path = tmp_path / "people.csv"
        items = load_bank().lengths[quiz.STANDARD]
        marks = "".join("12345"[n % 5] for n in range(len(items)))
        path.write_text(f"id,answers\na,{marks}\n")
        code, out, err = run(path, "--top", 1)
        assert code == 0
        (row,) = rows(out)
        assert (row["id"], row["rank"]) == ("a", "")
        assert row["note"].endswith("unsteady")
        assert "1 respondent scored; 1 not ranked, as the note says why.\n" in err
        (row,) = rows(run(path, "--top", 1, "--anyway")[1])
        assert row["rank"] == "1"
        assert row["note"].endswith("unsteady")


class TestRows:
    def test_a_bad_one_is_told_and_the_rest_go_on(self, run, people) -> None:
        code, out, err = run(people, "--top", 1)
        assert code == 0
        assert [row["id"] for row in rows(out)] == ["a", "c"]
        assert f"{people}:3 R: is 'x' (all six need a number)\n" in err
        assert "2 respondents scored, 1 row left out." in err

    def test_a_bad_one_ends_a_strict_run(self, run, people, tmp_path) -> None:
        out = tmp_path / "out.csv"
        code, printed, err = run(people, "--strict", "-o", out)
        assert (code, printed) == (4, "")
        assert f"careerfit: {people}:3 R: is 'x'\nall six need a number\n" in err
        assert sorted(tmp_path.iterdir()) == [people]

    def test_nothing_but_bad_ones_is_an_error(self, run, people, tmp_path) -> None:
        people.write_text(f"{HEAD}\na,1,2\nb,1,2\n")
        code, _, err = run(people, "-o", tmp_path / "out.csv")
        assert code == 4
        assert "has no row that can be read, of 2" in err
        assert sorted(tmp_path.iterdir()) == [people]

    def test_none_is_no_error(self, run, people) -> None:
        people.write_text(f"{HEAD}\n")
        code, out, err = run(people)
        assert (code, out) == (0, "id,rank,slug,code,title,fit,label,note\n")
        assert "0 respondents scored." in err

    def test_control_characters_do_not_reach_the_screen(self, run, people) -> None:
        people.write_text(f"{HEAD},a\x1b[2Jb\na,\x1b[31m,1,1,1,1,1,1\nb,{ROW},1\n")
        _, _, err = run(people)
        assert "\x1b" not in err

    @pytest.mark.parametrize(
        ("content", "told"),
        [
            (b"", "is empty"),
            ("id,R\n1,2\n".encode("utf-16"), "is UTF-16 text"),
            (b"id,age\n1,2\n", "has no column that tells"),
        ],
    )
    def test_a_file_that_is_none_of_ours(self, run, people, content, told) -> None:
        people.write_bytes(content)
        code, out, err = run(people)
        assert (code, out) == (4, "")
        assert told in err


class TestFiles:
    @pytest.mark.parametrize("name", ["missing.csv", "missing.parquet", "", "a\0b"])
    def test_missing(self, run, tmp_path, name: str) -> None:
        code, out, err = run(f"{tmp_path}/x/{name}")
        assert (code, out) == (2, "")
        assert err.startswith("careerfit: ")
        there = tmp_path / "out.csv"
        there.write_text("before")
        assert run(f"{tmp_path}/x/{name}", "-o", there, "--force")[0] == 2
        assert there.read_text() == "before"

    def test_a_folder(self, run, tmp_path) -> None:
        code, _, err = run(tmp_path)
        assert code == 2
        assert "Is a directory" in err

    def test_the_result_is_its_owners_alone(self, run, people, tmp_path) -> None:
        out = tmp_path / "out.csv"
        _, printed, _ = run(people)
        code, nothing, err = run(people, "-o", out)
        assert (code, nothing) == (0, "")
        assert err.endswith(f"\nWritten to {out}.\n")
        assert out.read_text() == printed
        assert out.stat().st_mode & 0o777 == 0o600
        assert sorted(tmp_path.iterdir()) == [out, people]

    def test_the_form_is_as_the_name_ends_or_as_asked(self, run, people, tmp_path):
        _, printed, _ = run(people, "--jsonl")
        assert printed.startswith('{"id": "a", "rank": 1, ')
        run(people, "-o", tmp_path / "out.jsonl")
        assert (tmp_path / "out.jsonl").read_text() == printed
        run(people, "--jsonl", "-o", tmp_path / "out.txt")
        assert (tmp_path / "out.txt").read_text() == printed
        assert run(people, "-o", tmp_path / "other.txt")[0] == 2
        assert run(people, "-o", "-", "--jsonl")[1] == printed
        assert run(people, "--jsonl", "--parquet")[0] == 2

    def test_what_is_read_is_not_written_over(self, run, people) -> None:
        before = people.read_bytes()
        code, _, err = run(people, "-o", people, "--force")
        assert code == 2
        assert "both what is read" in err
        assert people.read_bytes() == before

    def test_a_file_that_is_there_is_replaced_if_forced(self, run, people, tmp_path):
        out = tmp_path / "out.csv"
        out.write_text("mine")
        code, _, err = run(people, "-o", out)
        assert (code, out.read_text()) == (2, "mine")
        assert "add --force to replace it" in err
        assert run(people, "-o", out, "--force")[0] == 0
        assert out.read_text() == run(people)[1]

    @pytest.mark.parametrize("forced", [False, True])
    @pytest.mark.parametrize("call", ["open", "fsync"])
    def test_a_place_that_cannot_be_written_to(
        self, run, people, tmp_path, monkeypatch, call: str, forced: bool
    ) -> None:
        # A folder closed by its mode is open to root, who may run the tests.
        real, out = getattr(os, call), tmp_path / "out.csv"

        def fail(*given: object, **named: object) -> object:
            if call == "open" and ".careerfit-" not in str(given[0]):
                return real(*given, **named)
            raise OSError(errno.EROFS, os.strerror(errno.EROFS))

        if forced:
            out.write_text("before")
        before = sorted(tmp_path.iterdir())
        monkeypatch.setattr(os, call, fail)
        code, _, err = run(people, "-o", out, *["--force"] * forced)
        assert code == 1
        assert f"{out}: cannot be written: Read-only file system" in err
        assert sorted(tmp_path.iterdir()) == before
        assert not forced or out.read_text() == "before"

    def test_a_folder_that_is_none_or_not_there(self, run, people, tmp_path) -> None:
        code, _, err = run(people, "-o", tmp_path / "no" / "out.csv")
        assert (code, "is not a folder" in err) == (2, True)
        code, _, err = run(people, "--csv", "-o", tmp_path)
        assert (code, "is a folder" in err) == (2, True)

    def test_a_device_is_written_to_as_it_stands(self, run, people) -> None:
        device = Path(os.devnull)
        code, out, err = run(people, "--csv", "-o", device)
        assert (code, out) == (0, "")
        assert "2 respondents scored" in err
        assert not device.is_file()


def many_people(path: Path, count: int) -> Path:
    path.write_text(HEAD + "\n" + "".join(f"P{n},{ROW}\n" for n in range(count)))
    return path


@pytest.mark.skipif(os.name != "posix", reason="signals and pipes of POSIX")
class TestProcess:
    """The program itself: its streams, and what stops it."""

    @pytest.mark.parametrize("jobs", ["1", "2"])
    def test_stopped_it_leaves_no_file(self, tmp_path: Path, jobs: str) -> None:
        out = tmp_path / "out.csv"
        with subprocess.Popen(
            [*PROGRAM, "-", "-o", str(out), "--jobs", jobs],
            stdin=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
            # A shell's job in the background begins with SIGINT ignored.
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
        ) as process:
            assert process.stdin is not None
            assert process.stderr is not None
            process.stdin.write(f"{HEAD}\n" + f"a,{ROW}\n" * 30_000)
            process.stdin.flush()
            assert process.stderr.readline().startswith("Reading")
            deadline = time.monotonic() + PATIENCE
            while not (unfinished := list(tmp_path.iterdir())):
                assert time.monotonic() < deadline, "no file is begun"
                time.sleep(0.05)
            assert len(unfinished) == 1
            # As a terminal does: to all of them, and standard input stays open.
            os.killpg(process.pid, signal.SIGINT)
            err = process.stderr.read()
            assert process.wait(timeout=PATIENCE) == 130
        assert err == ""
        assert list(tmp_path.iterdir()) == []

    @pytest.mark.parametrize("jobs", ["1", "2"])
    def test_a_reader_that_goes_away_is_no_fault(self, tmp_path, jobs: str) -> None:
        people = many_people(tmp_path / "people.csv", 30_000)
        with subprocess.Popen(
            [*PROGRAM, str(people), "--jobs", jobs],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        ) as process:
            assert process.stdout is not None
            assert process.stderr is not None
            assert process.stdout.readline().startswith("id,rank")
            process.stdout.close()
            assert process.stderr.read() == "Reading six interest scores.\n"
            assert process.wait(timeout=PATIENCE) == 0

    def test_closed_standard_output(self, tmp_path) -> None:
        people = many_people(tmp_path / "people.csv", 2)
        command = " ".join([*PROGRAM, str(people), ">&-"])
        done = subprocess.run(
            ["/bin/sh", "-c", command], capture_output=True, text=True, check=False
        )
        assert done.returncode == 1
        assert done.stderr == "careerfit: standard output is closed\n"

    def test_closed_standard_input(self) -> None:
        command = " ".join([*PROGRAM, "-", "<&-"])
        done = subprocess.run(
            ["/bin/sh", "-c", command], capture_output=True, text=True, check=False
        )
        assert done.returncode == 2
        assert "give the name of a CSV file" in done.stderr

    def test_full_standard_output(self, tmp_path) -> None:
        if not Path("/dev/full").exists():
            pytest.skip("no /dev/full")
        people = many_people(tmp_path / "people.csv", 2)
        with Path("/dev/full").open("w") as full:
            done = subprocess.run(
                [*PROGRAM, str(people)], stdout=full, stderr=subprocess.PIPE, text=True,
                check=False,
            )  # fmt: skip
        assert done.returncode == 1
        assert "standard output cannot be written to: No space left" in done.stderr

    def test_memory_does_not_grow_with_the_file(self, tmp_path) -> None:
        resource_of = (
            "import resource, subprocess, sys;"
            "subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL);"
            "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
        )
        bank, most = load_bank(), []
        sheet = answer_sheets(bank, "standard", 200, random.Random(1))
        table = item_table(bank, "standard", sheet)
        head, _, body = table.partition("\n")
        for times in (50, 400):
            path = tmp_path / "people.csv"
            path.write_text(f"{head}\n{body * times}")
            command = [sys.executable, "-c", resource_of, *PROGRAM, str(path)]
            done = subprocess.run(command, capture_output=True, text=True, check=True)
            most.append(int(done.stdout))
        assert most[1] < most[0] * 1.15

    def test_progress_is_for_a_terminal_only(self, tmp_path) -> None:
        pexpect = pytest.importorskip("pexpect")
        people = many_people(tmp_path / "people.csv", 9)
        command = " ".join([*PROGRAM, str(people), "-o", str(tmp_path / "out.csv")])
        shown, code = pexpect.run(
            f"/bin/sh -c '{command}'",
            withexitstatus=True,
            timeout=PATIENCE,
            encoding="utf-8",
        )
        assert code == 0
        assert "\rScored: 9" in shown
        # It is gone when all is said.
        assert re.search(r"\r {9}\r9 respondents scored\.", shown)
        done = subprocess.run(
            [*PROGRAM, str(people)], capture_output=True, text=True, check=True
        )
        assert "Scored:" not in done.stderr
        # Nor where the rows themselves go by.
        shown = pexpect.run(" ".join([*PROGRAM, str(people)]), encoding="utf-8")
        assert "Scored:" not in shown
        assert "9 respondents scored." in shown


class TestParquet:
    def test_without_pyarrow_says_what_to_install(
        self, run, people, tmp_path, monkeypatch
    ) -> None:
        for name in ("pyarrow", "pyarrow.parquet"):
            monkeypatch.setitem(sys.modules, name, None)
        out = tmp_path / "out.parquet"
        code, _, err = run(people, "-o", out)
        assert code == 2
        assert "pip install 'careerfit-cli[parquet]'" in err
        assert not out.exists()
        people.rename(tmp_path / "people.parquet")
        code, _, err = run(tmp_path / "people.parquet")
        assert code == 2
        assert "need pyarrow" in err

    def test_in_and_out_say_what_csv_says(self, run, tmp_path) -> None:
        parquet = pytest.importorskip("pyarrow.parquet")
        arrow = pytest.importorskip("pyarrow")
        bank, path = load_bank(), tmp_path / "people.csv"
        sheet = answer_sheets(bank, quiz.STANDARD, 100, random.Random(1))
        path.write_text(item_table(bank, quiz.STANDARD, sheet))
        _, printed, _ = run(path, "--top", 3)
        items = bank.lengths[quiz.STANDARD]
        columns = {
            name: arrow.array([row[at] for row in sheet], type=arrow.int8())
            for at, name in enumerate(items)
        }
        names = arrow.array([f"P{n}" for n in range(100)])
        source, out = tmp_path / "people.parquet", tmp_path / "out.parquet"
        parquet.write_table(arrow.table({"id": names, **columns}), source)
        assert run(source, "--top", 3)[1] == printed
        code, _, _ = run(source, "--top", 3, "-o", out)
        assert code == 0
        found = parquet.read_table(out)
        assert b"does not measure aptitude" in found.schema.metadata[b"no_claim"]
        as_text = [
            {head: "" if own is None else str(own) for head, own in row.items()}
            for row in found.to_pylist()
        ]
        assert as_text == rows(printed)

    def test_bad_rows_have_their_number(self, run, tmp_path, monkeypatch) -> None:
        parquet = pytest.importorskip("pyarrow.parquet")
        arrow = pytest.importorskip("pyarrow")
        monkeypatch.setattr("careerfit_cli.batch.arrow.AT_A_TIME", 2)
        scores = {letter: [9.5, 3.0, 8.0, None, 7.0] for letter in "RIAS"}
        scores |= {"E": [1.0, 2, 3, 4, float("nan")], "C": [0.0] * 5}
        path = tmp_path / "people.parquet"
        parquet.write_table(arrow.table(scores), path)
        code, out, err = run(path, "--top", 1)
        assert code == 0
        assert [row["id"] for row in rows(out)] == ["1", "2", "3"]
        assert f"{path}:4 R: is empty (all six need a number)\n" in err
        assert f"{path}:5 E: is empty (all six need a number)\n" in err

    def test_a_file_that_is_none(self, run, tmp_path) -> None:
        pytest.importorskip("pyarrow")
        path = tmp_path / "people.parquet"
        path.write_text("id,R\n")
        code, _, err = run(path)
        assert code == 4
        assert "is not a Parquet file that can be read" in err


def test_the_example_of_the_documents(run) -> None:
    code, out, err = run(ROOT / "docs" / "people.csv", "--top", 1)
    assert code == 0
    assert [row["id"] for row in rows(out)] == ["A17", "A18", "A19"]
    assert rows(out)[2]["slug"] == ""
    assert "Not used: county." in err


# What dask makes of the newest pandas is theirs to mend.
@pytest.mark.filterwarnings("ignore")
def test_partitions_of_dask_are_scored_as_in_the_documents(tmp_path, monkeypatch):
    """The code in docs/batch.md runs, and gives what the command gives."""
    pytest.importorskip("dask.dataframe")
    bank = load_bank()
    sheet = answer_sheets(bank, quiz.STANDARD, 60, random.Random(5))
    table = item_table(bank, quiz.STANDARD, sheet)
    head, *lines = table.splitlines()
    monkeypatch.chdir(tmp_path)
    for number in range(3):
        part = lines[number * 20 : number * 20 + 20]
        Path(f"people-{number}.csv").write_text("\n".join([head, *part]) + "\n")
    Path("whole.csv").write_text(table)
    text = (ROOT / "docs" / "batch.md").read_text(encoding="utf-8")
    (code,) = re.findall(r"```python\n(.*?)```", text, re.DOTALL)
    space: dict[str, object] = {}
    exec(compile(code, "docs/batch.md", "exec"), space)
    assert main(["score", "whole.csv", "-o", "whole-fits.csv"]) == 0
    import pandas

    found = pandas.read_parquet("fits").sort_values(["id", "rank"], kind="stable")
    alone = pandas.read_csv("whole-fits.csv", keep_default_na=False, dtype=str)
    alone = alone.sort_values(["id"], kind="stable")
    as_text = [
        ["" if pandas.isna(own) else str(own) for own in row]
        for row in found.to_numpy().tolist()
    ]
    wanted = alone.to_numpy().tolist()
    assert sorted(as_text) == sorted(wanted)
