"""Files, figures and input as people have them: read, or named as what they are."""

from __future__ import annotations

import io
import os
import zlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import official_bls
import pytest

from careerfit_cli import parallel, quiz
from careerfit_cli.errors import CareerfitError
from careerfit_cli.storage import indexing, paths, profiles, saved_data
from careerfit_cli.storage.bank import load_bank
from careerfit_cli.ui.autosave import Autosave

BANK = load_bank()
QUESTIONS = quiz.questions(BANK, "flash")
ANSWERS = [[1 + (row * place + place) % 5 for place in range(47)] for row in (1, 2)]


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
        assert done.code == 2
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

    def test_a_mark_that_was_left_over_is_named(self, run, folder: Path) -> None:
        self.change(folder, "tasks:", "||||||| base\ntasks:")
        done = run("check", str(folder))
        assert "yaml:5: has marks of an unfinished merge: |||||||" in done.out

    @pytest.mark.parametrize("code", ["99–1111.00", "99-1111", "99—1111"])  # noqa: RUF001
    def test_a_code_with_other_dashes_is_spelled_out(
        self, run, folder: Path, code: str
    ) -> None:
        self.change(folder, "99-1111.00", code)
        assert "(write 99-1111.00)" in run("check", str(folder)).out

    @pytest.mark.parametrize("sign", ["\xa0", "\u3000", "\u200b", "\ufeff"])
    def test_odd_spaces_are_named(self, run, folder: Path, sign: str) -> None:
        self.change(folder, "- Moor", f"{sign} - Moor")
        done = run("check", str(folder))
        assert done.code == 4
        assert (
            f"yaml:7: begins with a space that YAML does not accept (U+{ord(sign):04X})"
            in (done.out)
        )

    def test_a_folder_that_is_not_there_names_the_option(self, run) -> None:
        done = run("--occupations", "nodir", "list")
        assert done.code == 2
        assert done.err.endswith("\n--occupations names it\n")
        assert run("--occupations", "", "list").code == 2

    @pytest.mark.parametrize(
        "argv", [("score", ""), ("class", " "), ("report", "--html", "")]
    )
    def test_an_empty_path_is_not_the_current_folder(self, run, argv) -> None:
        done = run(*argv)
        assert done.code == 2
        assert "is empty\nname a file or folder" in done.err

    def test_a_folder_that_looks_like_an_option_can_be_typed(
        self, run, tmp_path, monkeypatch
    ) -> None:
        monkeypatch.chdir(tmp_path)
        (tmp_path / "-rf").mkdir()
        done = run("new", "Balloon Pilot", "--into=-rf")
        assert "careerfit check ./-rf/balloon-pilot.yaml\n" in done.out

    def test_a_folder_of_the_variable_names_the_variable(
        self, run, monkeypatch
    ) -> None:
        monkeypatch.setenv("CAREERFIT_OCCUPATIONS", "nodir")
        done = run("list")
        assert done.code == 2
        assert done.err.endswith("\nCAREERFIT_OCCUPATIONS names it\n")


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


class TestKept:
    def test_a_profile_changed_meanwhile_is_not_overwritten(
        self, run, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        mine, theirs = (quiz.replay(BANK, "flash", own) for own in ANSWERS)
        assert run("quiz", "--answers", mine, "--save").code == 0
        keeper = Autosave(BANK, "me", on=True)
        assert run("quiz", "--answers", theirs, "--save").code == 0
        with pytest.raises(CareerfitError, match="was changed by another command"):
            keeper.keep_profile("flash", ANSWERS[0])
        assert theirs in run("data", "export", "--profile", "me").out

    def test_a_quiz_finished_on_an_older_screen_says_how_to_save_it(
        self, run, capsys: pytest.CaptureFixture[str]
    ) -> None:
        mine, theirs = (quiz.replay(BANK, "flash", own) for own in ANSWERS)
        keeper = Autosave(BANK, "me", on=True)
        assert run("quiz", "--answers", theirs, "--save").code == 0
        keeper.keep_result("flash", tuple(ANSWERS[0]))
        told = capsys.readouterr().err
        command = f"careerfit quiz --save --name me-2 --answers {mine}\n"
        assert told.endswith(command)
        assert run(*command.split()[1:]).code == 0
        assert theirs in run("data", "export", "--profile", "me").out
        assert mine in run("data", "export", "--profile", "me-2").out

    def test_preferences_of_an_older_screen_overwrite_nothing(self, run) -> None:
        mine, theirs = (quiz.replay(BANK, "flash", own) for own in ANSWERS)
        assert run("quiz", "--answers", mine, "--save").code == 0
        home = paths.needed_personal_folder()
        before = profiles.find_profile(home)
        assert before is not None
        assert run("quiz", "--answers", theirs, "--save").code == 0
        with pytest.raises(CareerfitError, match="was changed by another command"):
            profiles.replace_profile(home, before, replace(before, education="master"))
        assert theirs in run("data", "export", "--profile", "me").out

    def test_a_folder_that_cannot_be_looked_into_is_not_called_empty(
        self, run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        def refused(path: object) -> None:
            raise PermissionError(13, "Permission denied", str(path))

        monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
        monkeypatch.setattr(saved_data, "os", SimpleNamespace(stat=refused))
        for command in (["data"], ["data", "purge"]):
            done = run(*command)
            assert done.code == 1
            assert "cannot be read: Permission denied" in done.err

    def test_a_thousand_processes_are_not_started(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        asked: list[int] = []
        monkeypatch.setattr(parallel, "_started", lambda _, count: asked.append(count))
        assert len(list(parallel.map_in_order(range(3), abs, 1000))) == 3
        assert asked == [min(parallel.MOST, parallel.A_CORE * parallel.cores())]

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
        monkeypatch.setattr(paths.os, "fsencode", lambda path: path.name.encode())
        found = {paths.cached_index(own) for own in (plumless, buckeroo)}
        assert len(found) == 2

    def test_an_index_too_large_to_be_read_is_not_kept(
        self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        (tmp_path / "a.yaml").write_text(OWN)
        monkeypatch.setattr(indexing, "LARGEST_INDEX", 100)
        indexing.write(indexing.build(tmp_path), tmp_path / "catalogue.sqlite")
        assert not (tmp_path / "catalogue.sqlite").exists()
