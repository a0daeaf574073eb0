"""Folders that others can write to, that are deleted or in use, and stopped commands."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from careerfit_cli.errors import CareerfitError
from careerfit_cli.storage import atomic, transaction
from careerfit_cli.storage.paths import JOURNAL_FOLDER
from careerfit_cli.ui import main
from commands import commands
from test_importers import download, folder_of, release

pytestmark = pytest.mark.skipif(os.name != "posix", reason="needs rights of POSIX")

CAREERFIT = [sys.executable, "-m", "careerfit_cli"]
OTHER = 4242
"""The number of another user."""


@pytest.fixture
def shared(tmp_path: Path) -> Path:
    """A folder everybody can write to, as /tmp is."""
    folder = tmp_path / "shared"
    folder.mkdir()
    folder.chmod(0o1777)
    return folder


@pytest.fixture
def of_another(monkeypatch: pytest.MonkeyPatch) -> Callable[[Path], Path]:
    """Make a file, link or pipe look like that of another user, who is not its owner."""
    lstat, theirs = Path.lstat, set[Path]()

    def seen(path: Path) -> os.stat_result:
        found = lstat(path)
        values = [*found[:10]]
        values[stat.ST_UID] = OTHER if path in theirs else found.st_uid
        return os.stat_result(values)

    def plant(path: Path) -> Path:
        theirs.add(path)
        return path

    monkeypatch.setattr(Path, "lstat", seen)
    return plant


class TestPlantedLinks:
    @pytest.mark.parametrize("there", [True, False])
    @pytest.mark.parametrize("force", [True, False])
    def test_a_link_of_somebody_else_is_not_followed(
        self, run, tmp_path: Path, shared: Path, of_another, there: bool, force: bool
    ) -> None:
        victim = tmp_path / "victim.json"
        if there:
            victim.write_text("mine")
        link = of_another(shared / "out.json")
        link.symlink_to(victim)
        done = run("pay", "actor", "-o", str(link), *(["--force"] if force else []))
        assert done.code != 0
        assert f"{link} belongs to another user" in done.err
        assert (victim.read_text() if there else victim.exists()) == (
            "mine" if there else False
        )

    def test_a_link_in_the_way_there_is_not_followed(
        self, run, tmp_path: Path, shared: Path, of_another
    ) -> None:
        (tmp_path / "victim").mkdir()
        of_another(shared / "deep").symlink_to(tmp_path / "victim")
        (tmp_path / "mine").symlink_to(shared / "deep")
        for place in (shared / "deep", tmp_path / "mine"):
            for argv in (
                ("pay", "actor", "-o", f"{place}/a.json"),
                ("new", "Beekeeper", "--into", str(place)),
                ("import", "onet", "31.0", "--into", str(place)),
            ):
                with pytest.MonkeyPatch.context() as patch:
                    patch.setattr("careerfit_cli.commands.import_._fetched", Path)
                    done = run(*argv)
                assert "belongs to another user" in done.err
                assert done.code == 1
        assert list((tmp_path / "victim").iterdir()) == []

    def test_ones_own_link_is_written_through(
        self, run, tmp_path: Path, shared: Path
    ) -> None:
        (shared / "out.json").symlink_to(tmp_path / "mine.json")
        assert run("pay", "actor", "-o", str(shared / "out.json")).code == 0
        assert (tmp_path / "mine.json").read_text().startswith("{")
        assert (shared / "out.json").is_symlink()

    def test_a_link_of_somebody_else_in_a_folder_of_ones_own_is_followed(
        self, tmp_path: Path, of_another
    ) -> None:
        of_another(tmp_path / "link").symlink_to("real")
        assert atomic.resolved(tmp_path / "link") == tmp_path.resolve() / "real"

    def test_a_pipe_of_somebody_else_is_not_written_to(
        self, run, shared: Path, of_another
    ) -> None:
        os.mkfifo(of_another(shared / "out.json"))
        done = run("pay", "actor", "-o", str(shared / "out.json"))
        assert done.code == 1
        assert "belongs to another user" in done.err

    def test_a_download_is_not_written_through_one(
        self, run, shared: Path, of_another, tmp_path: Path,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:  # fmt: skip
        monkeypatch.chdir(shared)
        monkeypatch.setattr(Path, "cwd", lambda: shared)
        of_another(shared / "db_31_0_text.zip.part").symlink_to(tmp_path / "victim")
        done = run("import", "onet", "31.0", "--into", str(tmp_path / "a"))
        assert "belongs to another user" in done.err
        assert not (tmp_path / "victim").exists()

    def test_a_temporary_name_that_is_taken_is_not_followed(
        self, shared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(atomic.os, "urandom", lambda count: b"\0" * count)
        (shared / ".careerfit-00000000").symlink_to(tmp_path / "victim")
        with (
            pytest.raises(FileExistsError),
            atomic.writing(shared / "a", private=True, replace=True),
        ):
            pytest.fail("the link was followed")
        assert not (tmp_path / "victim").exists()

    @pytest.mark.parametrize("links", ["..", "./x/../x", "x/..", "ring"])
    def test_a_path_leads_where_the_system_says(
        self, tmp_path: Path, links: str
    ) -> None:
        (tmp_path / "deep" / "x").mkdir(parents=True)
        (tmp_path / "a").symlink_to("deep/x")
        if links == "ring":
            (tmp_path / "ring").symlink_to("ring")
            with pytest.raises(OSError, match=r"[Tt]oo many"):
                atomic.resolved(tmp_path / "ring")
            return
        for path in (tmp_path / "a" / links, tmp_path / links):
            assert atomic.resolved(path) == path.resolve()


class TestNew:
    def test_an_open_folder_is_closed(self, run, tmp_path: Path) -> None:
        folder = tmp_path / "careerfit-home" / "occupations"
        folder.mkdir(parents=True)
        for place in (folder.parent, folder):
            place.chmod(0o777)
        assert run("new", "Beekeeper").code == 0
        assert {stat.S_IMODE(place.stat().st_mode) for place in (folder, folder.parent)} == {
            0o700
        }  # fmt: skip
        assert stat.S_IMODE((folder / "beekeeper.yaml").stat().st_mode) == 0o600

    @pytest.mark.parametrize("where", ["", "occupations"])
    def test_a_linked_folder_is_refused(self, run, tmp_path: Path, where: str) -> None:
        (tmp_path / "elsewhere").mkdir()
        link = tmp_path / "careerfit-home" / where
        link.parent.mkdir(exist_ok=True)
        link.symlink_to(tmp_path / "elsewhere")
        done = run("new", "Beekeeper")
        assert done.code == 1
        assert "is a symlink, which is not followed" in done.err
        assert list((tmp_path / "elsewhere").iterdir()) == []

    def test_an_open_folder_with_files_of_others_is_refused(
        self, run, tmp_path: Path, of_another
    ) -> None:
        folder = tmp_path / "careerfit-home" / "occupations"
        folder.mkdir(parents=True, mode=0o755)
        folder.chmod(0o755)
        of_another(folder / "theirs.yaml").write_text("theirs")
        done = run("new", "Beekeeper")
        assert done.code == 1
        assert "is open to other people and holds other files" in done.err


class TestNoFolder:
    def test_an_empty_path_is_refused_by_every_option(
        self, run, tmp_path: Path
    ) -> None:
        tried = 0
        for command in commands():
            for option in command.options:
                if option.type.name != "path":
                    continue
                name = option.opts[0]
                empty = [name, ""] if name.startswith("-") else [""]
                done = run(*command.name.split(), *empty)
                assert done.code == 2, command.name
                assert "is empty" in done.err or "Missing" in done.err, command.name
                tried += "is empty" in done.err
        assert tried > 20

    @pytest.mark.parametrize(
        "argv",
        [
            ("import", "onet", "/dev/null", "--into", ""),
            ("import", "bls", "/dev/null", "--into", " "),
            ("new", "Beekeeper", "--into", ""),
            ("--occupations", "", "list"),
        ],
    )
    def test_an_empty_folder_name_is_not_the_current_folder(
        self, run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, argv
    ) -> None:
        monkeypatch.chdir(tmp_path)
        done = run(*argv)
        assert done.code == 2
        assert (
            f"{'--into' if '--into' in argv else '--occupations'} is empty" in done.err
        )
        assert list(tmp_path.glob("*.yaml")) == []

    @pytest.mark.parametrize(
        "line",
        ["new Beekeeper --into a", "import onet {onet} --into a", "pay actor -o a.json",
         "--occupations a list", "score people.csv", "report actor --html a.html"],
    )  # fmt: skip
    def test_a_deleted_current_folder_is_said(self, tmp_path: Path, line: str) -> None:
        onet = folder_of(tmp_path / "onet", release())
        gone = tmp_path / "gone"
        gone.mkdir()
        script = 'cd "$1" && rmdir "$1" && shift && exec "$@"'
        argv = [*CAREERFIT, *line.format(onet=onet).split()]
        done = subprocess.run(
            ["sh", "-c", script, "sh", str(gone), *argv], capture_output=True, text=True
        )
        assert done.returncode in (1, 2, 4)
        assert "The folder you are in was deleted" in done.stderr
        assert "Traceback" not in done.stderr
        assert len(done.stderr.splitlines()) <= 3


class TestStopped:
    @pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
    def test_a_signal_leaves_no_file(self, tmp_path: Path, number: int) -> None:
        code = (
            "import sys, time; from pathlib import Path\n"
            "from careerfit_cli import __main__, ui\n"
            "from careerfit_cli.storage import atomic\n"
            "def write(**_):\n"
            "    with atomic.writing(Path('a.csv'), private=True, replace=False):\n"
            "        print('writing', flush=True); time.sleep(600)\n"
            "ui.app = write; __main__.program()\n"
        )
        with subprocess.Popen(
            [sys.executable, "-c", code], stdout=subprocess.PIPE, cwd=tmp_path
        ) as process:
            assert process.stdout is not None
            assert process.stdout.readline() == b"writing\n"
            assert len(list(tmp_path.iterdir())) == 1
            process.send_signal(number)
            assert process.wait() == 128 + number
        assert list(tmp_path.iterdir()) == []

    def test_what_a_killed_command_left_is_swept(self, run, tmp_path: Path) -> None:
        names = [".careerfit-0123abcd", ".careerfit-89abcdef", ".careerfit-notes"]
        for name in names:
            (tmp_path / name).write_text("half")
            os.utime(tmp_path / name, (0, 0))
        in_use = os.open(tmp_path / names[1], os.O_RDWR)
        atomic._mark_as_used(in_use)
        try:
            assert run("pay", "actor", "-o", str(tmp_path / "a.json")).code == 0
        finally:
            os.close(in_use)
        assert sorted(path.name for path in tmp_path.iterdir()) == [
            *names[1:], "a.json"
        ]  # fmt: skip


class TestImports:
    def test_a_second_import_says_that_another_is_running(
        self, run, tmp_path: Path
    ) -> None:
        folder = tmp_path / "occupations"
        for kind, files in (("onet", release()), ("bls", download())):
            given = str(folder_of(tmp_path / kind, files))
            with transaction.locked(folder):
                done = run("import", kind, given, "--into", str(folder))
            assert done.code == 1
            assert f"{folder}: another import into this folder is running" in done.err
            assert "wait until it ends" in done.err
        assert not folder.exists()

    def test_the_next_command_undoes_a_stopped_one(self, run, tmp_path: Path) -> None:
        folder = tmp_path / "occupations"
        given = str(folder_of(tmp_path / "onet", release()))
        assert run("import", "onet", given, "--into", str(folder)).code == 0
        path = next(folder.glob("*.yaml"))
        before = path.read_bytes()
        stop_midway(folder, {path.name: b"new", "zz.yaml": b"new"})
        assert path.read_bytes() == b"new"
        done = run("--occupations", str(folder), "show", path.stem)
        assert done.code == 0
        assert "what a stopped command had changed is undone" in done.err
        assert path.read_bytes() == before
        assert not (folder / "zz.yaml").exists()
        assert not (folder / JOURNAL_FOLDER).exists()

    def test_a_folder_that_cannot_be_written_to_is_read_as_it_is(
        self, run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        folder = tmp_path / "occupations"
        given = str(folder_of(tmp_path / "onet", release()))
        assert run("import", "onet", given, "--into", str(folder)).code == 0
        (folder / JOURNAL_FOLDER).mkdir()

        def refuse(*_: object) -> None:
            raise PermissionError(13, "Permission denied")

        monkeypatch.setattr(transaction, "FolderLock", refuse)
        done = run(
            "--occupations", str(folder), "show", next(folder.glob("*.yaml")).stem
        )
        assert done.code == 0
        assert "cannot be undone: Permission denied" in done.err

    def test_a_reader_during_an_import_sees_whole_files(self, tmp_path: Path) -> None:
        folder = tmp_path / "occupations"
        texts = [
            {f"{name}.yaml": letter * 50_000 for name in range(30)}
            for letter in (b"a", b"b")
        ]
        with transaction.locked(folder) as locked:
            locked.write(texts[0])
        ended = threading.Event()

        def write() -> None:
            for turn in range(10):
                with transaction.locked(folder) as locked:
                    locked.write(texts[(turn + 1) % 2])
            ended.set()

        writer = threading.Thread(target=write)
        writer.start()
        looked = 0
        while not ended.is_set():
            for name in texts[0]:
                data = (folder / name).read_bytes()
                assert data in (texts[0][name], texts[1][name])
                looked += 1
        writer.join()
        assert looked > 30

    def test_a_fault_is_located_in_the_download(
        self, run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        from careerfit_cli.importers import merge

        monkeypatch.setattr(merge, "slug_of", lambda _: "not a slug")
        given = str(folder_of(tmp_path / "onet", release()))
        done = run("import", "onet", given, "--into", str(tmp_path / "a"))
        assert done.code == 4
        assert ") in the download: 'not a slug' cannot name" in done.err
        assert not (tmp_path / "a").exists()


def stop_midway(folder: Path, files: dict[str, bytes]) -> None:
    """Leave what a process leaves that is killed after it replaced all files."""

    def killed(*_: object) -> None:
        raise SystemError

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(transaction, "_remove_journal", killed)
        patch.setattr(transaction, "_undo", killed)
        with pytest.raises(SystemError), transaction.locked(folder) as locked:
            locked.write(files)


def test_main_says_nothing_of_a_folder_that_is_there(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["show", "no such thing at all"]) == 3
    assert "was deleted" not in capsys.readouterr().err
    assert issubclass(CareerfitError, Exception)
