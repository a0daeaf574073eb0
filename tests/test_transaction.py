"""Many files written as one: stopped at every step, they are all old or all new."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest

from careerfit_cli.errors import CareerfitError
from careerfit_cli.storage import atomic, transaction
from careerfit_cli.storage.paths import JOURNAL_FOLDER

OLD = {"actor.yaml": b"old actor", "baker.yaml": b"old baker", "cook.yaml": b"old cook"}
NEW = {name: text.replace(b"old", b"new") for name, text in OLD.items()}
NEW |= {"dancer.yaml": b"new dancer", "editor.yaml": b"new editor"}
OURS = {"notes.txt": b"mine", "zoo.yaml": b"mine too", ".hidden": b"mine"}

CALLS = ("open", "replace", "link", "unlink", "mkdir", "rmdir", "chmod", "fsync")
"""What changes a disk, in the module `os` that everything goes through."""

needs_fork = pytest.mark.skipif(
    not hasattr(os, "fork"), reason="needs fork and signals"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with occupations, files of the user's own, git and a link out of it."""
    where = tmp_path / "occupations"
    where.mkdir()
    for name, text in {**OLD, **OURS}.items():
        (where / name).write_bytes(text)
    (where / ".git").mkdir()
    (where / ".git" / "HEAD").write_text("ref: refs/heads/main\n")
    (tmp_path / "elsewhere.yaml").write_text("elsewhere")
    (where / "linked").symlink_to(tmp_path / "elsewhere.yaml")
    return where


def write(folder: Path, files: dict[str, bytes] = NEW) -> None:
    with transaction.locked(folder) as locked:
        locked.write(files)


def occupations(folder: Path) -> dict[str, bytes]:
    return {
        path.name: path.read_bytes()
        for path in folder.glob("*.yaml")
        if path.name not in OURS
    }


def assert_users_files_are_untouched(folder: Path) -> None:
    assert {name: (folder / name).read_bytes() for name in OURS} == OURS
    assert (folder / ".git" / "HEAD").read_text() == "ref: refs/heads/main\n"
    assert (folder / "linked").is_symlink()
    assert (folder / "linked").read_text() == "elsewhere"


def assert_nothing_is_left_over(folder: Path) -> None:
    left = {path.name for path in folder.iterdir()}
    assert left - {*NEW, *OURS, ".git", "linked"} == set()


@contextmanager
def at_step(number: int, stop: Callable[[], Any]) -> Iterator[list[str]]:
    """Call `stop` in place of the call of this number that changes the disk."""
    calls: list[str] = []
    before = {name: getattr(os, name) for name in CALLS}

    def counted(name: str) -> Callable[..., Any]:
        def call(*given: Any, **named: Any) -> Any:
            calls.append(name)
            if len(calls) == number:
                stop()
            return before[name](*given, **named)

        return call

    for name in CALLS:
        setattr(os, name, counted(name))
    try:
        yield calls
    finally:
        for name, call in before.items():
            setattr(os, name, call)


def killed_at(number: int, work: Callable[[], object]) -> bool:
    """Whether a process that does the work was killed at this step, before its end."""
    child = os.fork()
    if child == 0:
        with at_step(number, lambda: os.kill(os.getpid(), signal.SIGKILL)):
            work()
        os._exit(0)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0
    return os.WIFSIGNALED(status)


def restored(folder: Path) -> None:
    for name in NEW:
        (folder / name).unlink(missing_ok=True)
    for name, text in OLD.items():
        (folder / name).write_bytes(text)


@pytest.mark.slow
class TestKilled:
    @needs_fork
    def test_at_any_step_all_is_old_or_all_is_new(self, folder: Path) -> None:
        mixed, outcomes, step = 0, set(), 1
        while killed_at(step, lambda: write(folder)):
            for name, text in occupations(folder).items():
                assert text in (OLD.get(name), NEW[name])
            mixed += occupations(folder) not in (OLD, NEW)
            transaction.recover(folder)
            assert occupations(folder) in (OLD, NEW), step
            outcomes.add(occupations(folder) == NEW)
            assert_users_files_are_untouched(folder)
            assert_nothing_is_left_over(folder)
            restored(folder)
            step += 1
        assert outcomes == {True, False}
        # Some kills came between the first file and the last: those were undone.
        assert mixed >= len(NEW) - 1
        assert step > 40

    @needs_fork
    def test_while_undoing_too(self, folder: Path) -> None:
        swapping = 0
        for step in range(1, 200):
            if not killed_at(step, lambda: write(folder)):
                break
            swapping += occupations(folder) not in (OLD, NEW)
            if occupations(folder) not in (OLD, NEW) and swapping % 2:
                again = 1
                while killed_at(again, lambda: transaction.recover(folder)):
                    again += 1
                assert again > 5
            transaction.recover(folder)
            assert occupations(folder) in (OLD, NEW)
            assert_nothing_is_left_over(folder)
            restored(folder)
        assert swapping

    @needs_fork
    def test_the_next_import_undoes_it_first(self, folder: Path) -> None:
        step = 1
        while killed_at(step, lambda: write(folder)):
            if occupations(folder) not in (OLD, NEW):
                break
            transaction.recover(folder)
            restored(folder)
            step += 1
        with transaction.locked(folder) as locked:
            assert occupations(folder) == OLD
            assert locked.remarks == (
                f"{folder}: what a stopped command had changed is undone.",
            )
            locked.write(NEW)
        assert occupations(folder) == NEW

    def test_real_imports_at_random_moments(self, capsys) -> None:
        import kill_import

        assert kill_import.summary(kills=4, count=5).startswith("4 imports of 5 files")


class TestFailing:
    @pytest.mark.parametrize(
        "error", [OSError(errno.ENOSPC, "No space left on device"), KeyboardInterrupt()]
    )
    def test_at_any_step_all_is_old_or_all_is_new(
        self, folder: Path, error: BaseException
    ) -> None:
        def fail() -> None:
            raise error

        step = 1
        while True:
            with (
                suppress(CareerfitError, KeyboardInterrupt),
                at_step(step, fail) as calls,
            ):
                write(folder)
            if len(calls) < step:
                break
            transaction.recover(folder)
            assert occupations(folder) in (OLD, NEW), step
            assert_users_files_are_untouched(folder)
            assert_nothing_is_left_over(folder)
            restored(folder)
            step += 1
        assert step > 40

    def test_a_file_that_cannot_be_replaced_leaves_all_as_it_was(
        self, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        replace = os.replace

        def refuse(source: Any, target: Any) -> None:
            if Path(target) == folder / "cook.yaml" and "old" not in Path(source).parts:
                raise PermissionError(errno.EPERM, "Operation not permitted")
            replace(source, target)

        monkeypatch.setattr(os, "replace", refuse)
        with pytest.raises(CareerfitError, match="cannot be written: Operation not"):
            write(folder)
        assert occupations(folder) == OLD
        assert_nothing_is_left_over(folder)

    def test_a_folder_in_place_of_a_file_leaves_all_as_it_was(
        self, folder: Path
    ) -> None:
        (folder / "dancer.yaml").mkdir()
        with pytest.raises(CareerfitError):
            write(folder)
        (folder / "dancer.yaml").rmdir()
        assert occupations(folder) == OLD
        assert_nothing_is_left_over(folder)

    def test_what_cannot_be_undone_is_kept_and_said(
        self, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        replace = os.replace

        def refuse(source: Any, target: Any) -> None:
            if Path(target).name in ("baker.yaml", "actor.yaml") and (
                Path(target).read_bytes().startswith(b"new")
                or Path(target).name == "baker.yaml"
            ):
                raise PermissionError(errno.EPERM, "Operation not permitted")
            replace(source, target)

        monkeypatch.setattr(os, "replace", refuse)
        with pytest.raises(CareerfitError, match="cannot be undone") as caught:
            write(folder)
        assert "the next command that uses" in caught.value.hint
        with pytest.raises(CareerfitError, match="cannot be undone"):
            write(folder)
        assert any("cannot be undone" in line for line in transaction.recover(folder))
        monkeypatch.undo()
        write(folder)
        assert occupations(folder) == NEW

    def test_a_folder_made_for_nothing_is_removed(self, tmp_path: Path) -> None:
        with (
            pytest.raises(CareerfitError, match="a bad download"),
            transaction.locked(tmp_path / "a" / "b"),
        ):
            raise CareerfitError("a bad download")
        assert not (tmp_path / "a").exists()


class TestOrder:
    def test_each_step_is_on_the_disk_before_the_next(
        self, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        steps: list[str] = []
        fsync, replace, unlink = os.fsync, os.replace, os.unlink

        def synced(handle: int) -> None:
            name = Path(f"/proc/self/fd/{handle}")
            steps.append(f"sync {name.readlink().name if name.exists() else ''}")
            fsync(handle)

        def replaced(source: Any, target: Any) -> None:
            steps.append("replace")
            replace(source, target)

        def unlinked(path: Any, **named: Any) -> None:
            steps.append(f"unlink {Path(path).name}")
            unlink(path, **named)

        monkeypatch.setattr(os, "fsync", synced)
        monkeypatch.setattr(os, "replace", replaced)
        monkeypatch.setattr(os, "unlink", unlinked)
        write(folder)
        first = steps.index("replace")
        last = len(steps) - 1 - steps[::-1].index("replace")
        done = steps.index("unlink journal.json")
        if Path("/proc/self/fd").exists():
            for name in (*NEW, "new", "old", folder.name, JOURNAL_FOLDER):
                assert f"sync {name}" in steps[:first]
            assert f"sync {folder.name}" in steps[last:done]
            assert f"sync {JOURNAL_FOLDER}" in steps[done:]
        assert last < done


class TestAtOnce:
    def test_the_second_is_refused_and_says_why(self, folder: Path) -> None:
        with (
            transaction.locked(folder) as first,
            pytest.raises(CareerfitError, match="another import into this folder"),
            transaction.locked(folder),
        ):
            pytest.fail("two have the folder")
        first.folder.exists()
        write(folder)
        assert occupations(folder) == NEW

    def test_a_reader_does_not_undo_what_is_running(self, folder: Path) -> None:
        with transaction.locked(folder) as locked:
            (locked.private / "new").mkdir()
            assert transaction.recover(folder) == []
            assert (locked.private / "new").is_dir()

    def test_many_take_turns(self, folder: Path) -> None:
        inside: list[int] = []
        most: list[int] = []

        def work() -> None:
            for _ in range(20):
                with suppress(CareerfitError), transaction.locked(folder) as locked:
                    inside.append(1)
                    most.append(len(inside))
                    locked.write(NEW if len(most) % 2 else OLD)
                    inside.pop()

        threads = [threading.Thread(target=work) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert max(most) == 1
        assert_nothing_is_left_over(folder)

    def test_a_lock_ends_with_its_process(self, folder: Path) -> None:
        code = (
            "import sys, time; from pathlib import Path\n"
            "from careerfit_cli.storage import transaction\n"
            "with transaction.locked(Path(sys.argv[1])):\n"
            "    print('locked', flush=True); time.sleep(600)\n"
        )
        with subprocess.Popen(
            [sys.executable, "-c", code, str(folder)], stdout=subprocess.PIPE
        ) as other:
            assert other.stdout is not None
            assert other.stdout.readline()
            with (
                pytest.raises(CareerfitError, match="another import"),
                transaction.locked(folder),
            ):
                pytest.fail("two have the folder")
            other.kill()
        write(folder)
        assert occupations(folder) == NEW


class TestUsersFiles:
    def stopped(self, folder: Path) -> None:
        """An import that was killed when the journal and all new files were there."""
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(transaction, "_remove_journal", self.killed)
            patch.setattr(transaction, "_undo", self.killed)
            with pytest.raises(RuntimeError):
                write(folder)

    @staticmethod
    def killed(*_: object) -> None:
        raise RuntimeError

    def test_an_edit_after_a_stopped_import_is_kept_and_named(
        self, folder: Path
    ) -> None:
        self.stopped(folder)
        (folder / "baker.yaml").write_bytes(b"my edit")
        remarks = transaction.recover(folder)
        assert f"{folder / 'baker.yaml'}: was changed since" in "\n".join(remarks)
        assert occupations(folder) == {**OLD, "baker.yaml": b"my edit"}

    def test_a_link_within_the_folder_stays_one(self, folder: Path) -> None:
        (folder / "actor.yaml").rename(folder / "actor.txt")
        (folder / "actor.yaml").symlink_to("actor.txt")
        write(folder)
        assert (folder / "actor.yaml").is_symlink()
        assert (folder / "actor.txt").read_bytes() == b"new actor"

    def test_a_hard_link_keeps_the_old_text(self, folder: Path, tmp_path: Path) -> None:
        (tmp_path / "copy").hardlink_to(folder / "actor.yaml")
        write(folder)
        assert (tmp_path / "copy").read_bytes() == b"old actor"

    @pytest.mark.parametrize("kind", ["link", "file"])
    def test_what_is_not_ours_in_our_place_is_refused(
        self, folder: Path, tmp_path: Path, kind: str
    ) -> None:
        (tmp_path / "theirs").mkdir()
        if kind == "link":
            (folder / JOURNAL_FOLDER).symlink_to(tmp_path / "theirs")
        else:
            (folder / JOURNAL_FOLDER).write_text("mine")
        with pytest.raises(CareerfitError, match="not a folder that careerfit made"):
            write(folder)
        assert occupations(folder) == OLD
        assert os.path.lexists(folder / JOURNAL_FOLDER)
        assert list((tmp_path / "theirs").iterdir()) == []

    @pytest.mark.parametrize(
        ("text", "what"),
        [
            ("{", "is damaged"),
            ('{"a.yaml": 3}', "is damaged"),
            ("[]", "is damaged"),
            ('{"../elsewhere.yaml": ["x", "y"]}', "names files outside"),
            ('{"..": ["x", "y"]}', "names files outside"),
        ],
    )
    def test_a_journal_of_somebody_else_changes_nothing(
        self, folder: Path, tmp_path: Path, text: str, what: str
    ) -> None:
        (folder / JOURNAL_FOLDER).mkdir()
        (folder / JOURNAL_FOLDER / "journal.json").write_text(text)
        assert what in transaction.recover(folder)[0]
        with pytest.raises(CareerfitError, match=what):
            write(folder)
        assert occupations(folder) == OLD
        assert (tmp_path / "elsewhere.yaml").read_text() == "elsewhere"

    def test_a_disk_without_links_or_locks_will_do(
        self, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def refuse(*_: object, **__: object) -> None:
            raise OSError(errno.ENOTSUP, "Operation not supported")

        monkeypatch.setattr(os, "link", refuse)
        monkeypatch.setattr(atomic, "_lock", refuse)
        self.stopped(folder)
        transaction.recover(folder)
        assert occupations(folder) == OLD
        write(folder)
        assert occupations(folder) == NEW
