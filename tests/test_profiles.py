"""A person's files: private, complete or absent, no links followed, no blind overwrites."""

from __future__ import annotations

import errno
import json
import os
import random
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest

from careerfit_cli.errors import BadData, CareerfitError, UsageError
from careerfit_cli.storage import paths, profiles
from careerfit_cli.storage.profiles import Saved, Unfinished

REPLAY = "v1.standard." + "12345-" * 10 + "1234"
OTHER = "v1.standard." + "5" * 64
ME = Saved("me", date(2026, 11, 23), REPLAY)
GOOD = profiles.profile_text(ME)

posix = pytest.mark.skipif(os.name != "posix", reason="modes and links of POSIX")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "deep" / "careerfit"


@pytest.fixture(params=[0o000, 0o022, 0o077, 0o777], ids=oct)
def umask(request: pytest.FixtureRequest) -> Iterator[None]:
    before = os.umask(request.param)
    yield
    os.umask(before)


def mode(path: Path) -> int:
    return path.stat().st_mode & 0o777


def put(home: Path, text: str | bytes, name: str = "profiles/me.json") -> Path:
    path = home / name
    path.parent.mkdir(0o700, parents=True, exist_ok=True)
    home.chmod(0o700)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def changed(**fields: object) -> str:
    return json.dumps({**json.loads(GOOD), **fields})


class TestKept:
    def test_an_unfinished_quiz_is_found_again(self, home: Path) -> None:
        assert profiles.load_unfinished(home) is None
        assert profiles.save_unfinished(home, REPLAY, 0) is None
        assert profiles.save_unfinished(home, OTHER, 64) is None
        assert profiles.load_unfinished(home) == Unfinished(OTHER, 64, 64)

    def test_the_furthest_question_reached_is_kept(self, home: Path) -> None:
        profiles.save_unfinished(home, REPLAY, 3, 12)
        assert profiles.load_unfinished(home) == Unfinished(REPLAY, 3, 12)

    def test_a_file_without_it_is_read_by_its_answers(self, home: Path) -> None:
        replay = f"v1.standard.12-4{'-' * 60}"
        text = {"schema": profiles.UNFINISHED, "replay": replay, "at": 1}
        put(home, json.dumps(text), "unfinished.json")
        assert profiles.load_unfinished(home) == Unfinished(replay, 1, 4)

    def test_a_dropped_quiz_is_gone(self, home: Path) -> None:
        profiles.drop_unfinished(home)
        profiles.save_unfinished(home, REPLAY, 3)
        profiles.drop_unfinished(home)
        assert profiles.load_unfinished(home) is None

    def test_a_profile_is_found_again(self, home: Path) -> None:
        assert profiles.find_profile(home) is None
        profiles.save_profile(home, ME)
        assert profiles.load_profile(home) == profiles.find_profile(home) == ME
        assert profiles.load_profile_file(home / "profiles" / "me.json") == ME

    def test_the_file_says_what_the_documentation_says(self, home: Path) -> None:
        profiles.save_profile(home, ME)
        profiles.save_unfinished(home, REPLAY, 7)
        assert json.loads((home / "profiles" / "me.json").read_text()) == {
            "schema": "careerfit.profile/3",
            "name": "me",
            "made": "2026-11-23",
            "replay": REPLAY,
        }
        assert json.loads((home / "unfinished.json").read_text()) == {
            "schema": "careerfit.unfinished/1",
            "replay": REPLAY,
            "at": 7,
            "reached": 7,
        }

    def test_a_profile_made_again_takes_the_place_of_the_earlier(
        self, home: Path
    ) -> None:
        again = Saved("me", date(2027, 1, 2), OTHER)
        profiles.save_profile(home, ME)
        assert profiles.save_profile(home, again) is None
        assert profiles.list_profiles(home) == profiles.Profiles((again,), ())

    def test_a_profile_in_any_file_can_be_read(self, tmp_path: Path) -> None:
        path = tmp_path / "from a friend.txt"
        path.write_text(GOOD)
        link = tmp_path / "link"
        link.symlink_to(path)
        assert profiles.load_profile_file(path) == ME
        assert profiles.load_profile_file(link) == ME

    def test_a_file_that_is_not_there_is_wrong_use(self, tmp_path: Path) -> None:
        with pytest.raises(UsageError, match="no such file"):
            profiles.load_profile_file(tmp_path / "none.json")

    def test_a_profile_that_is_not_there_names_those_that_are(self, home: Path) -> None:
        with pytest.raises(CareerfitError, match="no saved profile 'me'") as none:
            profiles.load_profile(home)
        assert none.value.hint == "take the quiz: careerfit quiz"
        profiles.save_profile(home, Saved("work", ME.made, REPLAY))
        with pytest.raises(CareerfitError) as other:
            profiles.load_profile(home)
        assert other.value.hint == "saved: work"

    def test_one_bad_file_does_not_hide_the_others(self, home: Path) -> None:
        profiles.save_profile(home, ME)
        put(home, "{", "profiles/bad.json")
        put(home, GOOD, "profiles/no name.json")
        (home / "profiles" / "link.json").symlink_to(home / "profiles" / "me.json")
        listed = profiles.list_profiles(home)
        assert listed.saved == (ME,)
        assert [str(own).rpartition("/")[2] for own in listed.problems] == [
            "bad.json:1: is damaged: incomplete JSON",
            "link.json: is a symlink, which is not followed",
        ]

    @pytest.mark.parametrize(
        ("replay", "at"), [(REPLAY, 65), (REPLAY, -1), ("12345", 0), ("", 0)]
    )
    def test_what_could_not_be_read_is_not_written(
        self, home: Path, replay: str, at: int
    ) -> None:
        with pytest.raises(BadData):
            profiles.save_unfinished(home, replay, at)
        assert not home.exists()


NAMES = [
    "", ".", "..", "../me", "/etc/passwd", "a/b", "a\\b", "a.json", "a b", "é", "😀",
    "a\0", "a\n", "a" * 41, "\x1b[31m", "\u202e", "~", "C:me", "a" * 100_000,
]  # fmt: skip


class TestNames:
    @pytest.mark.parametrize("name", ["a", "Me-2_x", "-", "0", "a" * 40])
    def test_letters_digits_and_two_signs_make_a_name(
        self, home: Path, name: str
    ) -> None:
        saved = Saved(name, ME.made, REPLAY)
        profiles.save_profile(home, saved)
        assert profiles.load_profile(home, name) == saved

    @pytest.mark.parametrize("name", NAMES, ids=range(len(NAMES)))
    def test_anything_else_is_refused_in_one_printable_line(
        self, home: Path, name: str
    ) -> None:
        for use in (
            lambda: profiles.save_profile(home, Saved(name, ME.made, REPLAY)),
            lambda: profiles.find_profile(home, name),
        ):
            with pytest.raises(UsageError, match="cannot be a profile's name") as no:
                use()
            assert no.value.text.isprintable()
            assert len(no.value.text) < 400
        assert not home.exists()


BAD = {
    "empty": "",
    "truncated": GOOD[: len(GOOD) // 2],
    "not JSON": "name: me",
    "not UTF-8": b"\xff\xfe\x00",
    "NUL": b"\0" * 100,
    "a list": "[]",
    "a number": "7",
    "foreign": '{"a": 1}',
    "other schema": changed(schema="careerfit.unfinished/1"),
    "future": changed(schema="careerfit.profile/9"),
    "schema of another type": changed(schema=1),
    "twice": GOOD.replace('"name"', '"name": "me", "name"'),
    "more keys": changed(level=99),
    "a key less": json.dumps({"schema": profiles.PROFILE, "name": "me"}),
    "name of another file": changed(name="you"),
    "name that is a path": changed(name="../me"),
    "name of another type": changed(name=["me"]),
    "no date": changed(made="today"),
    "another date form": changed(made="20261123"),
    "date of another type": changed(made=20261123),
    "replay that is none": changed(replay="9" * 64),
    "replay of another type": changed(replay=[1, 2]),
    "surrogate": GOOD.replace(REPLAY, "\\ud800"),
    "deep": "[" * 100_000,
    "long number": '{"at": ' + "9" * 10_000 + "}",
    "not a number": changed(made=float("nan")),
    "too large": " " * 2_000_000,
}  # fmt: skip


class TestBadFiles:
    @pytest.mark.parametrize("text", BAD.values(), ids=BAD)
    def test_a_bad_profile_is_refused_with_what_to_do_and_kept(
        self, home: Path, text: str | bytes
    ) -> None:
        path = put(home, text)
        before = path.read_bytes()
        with pytest.raises(BadData) as bad:
            profiles.load_profile(home)
        assert bad.value.exit_code == 4
        assert bad.value.text.startswith(str(path))
        assert bad.value.text.isprintable()
        assert bad.value.hint
        assert path.read_bytes() == before

    @pytest.mark.parametrize("text", BAD.values(), ids=BAD)
    def test_saving_in_its_place_keeps_it_beside(
        self, home: Path, text: str | bytes
    ) -> None:
        before = put(home, text).read_bytes()
        aside = profiles.save_profile(home, ME)
        assert aside == home / "profiles" / "me.json.bad"
        assert aside.read_bytes() == before
        assert profiles.load_profile(home) == ME

    def test_what_is_beside_is_never_overwritten(self, home: Path) -> None:
        kept = [
            profiles.save_profile(put(home, f"{n}").parents[1], ME) for n in range(3)
        ]
        assert [own and own.name for own in kept] == [
            "me.json.bad", "me.json.bad2", "me.json.bad3"
        ]  # fmt: skip
        assert [own and own.read_text() for own in kept] == ["0", "1", "2"]

    @pytest.mark.parametrize("at", [True, None, "1", 1.0, -1, 65, 10**30])
    def test_a_bad_place_in_the_quiz_is_refused(self, home: Path, at: object) -> None:
        text = {"schema": profiles.UNFINISHED, "replay": REPLAY, "at": at}
        path = put(home, json.dumps(text), "unfinished.json")
        with pytest.raises(BadData, match="at: is not a question's place"):
            profiles.load_unfinished(home)
        aside = profiles.save_unfinished(home, REPLAY, 1)
        assert aside == home / "unfinished.json.bad"
        assert json.loads(aside.read_text()) == text
        assert path.exists()

    @pytest.mark.parametrize("reached", [True, None, "9", 9.0, 4, 65])
    def test_a_bad_furthest_place_is_refused(self, home: Path, reached: object) -> None:
        text = {"schema": profiles.UNFINISHED, "replay": REPLAY, "at": 5}
        put(home, json.dumps({**text, "reached": reached}), "unfinished.json")
        with pytest.raises(
            BadData, match="reached: is not a question's place, 5 to 64"
        ):
            profiles.load_unfinished(home)

    def test_a_newer_form_says_to_update(self, home: Path) -> None:
        put(home, changed(schema="careerfit.profile/9"))
        with pytest.raises(BadData, match=r"careerfit\.profile/9") as bad:
            profiles.load_profile(home)
        assert bad.value.hint == "update careerfit; the file was not changed"

    @posix
    @pytest.mark.parametrize("make", [os.mkfifo, os.mkdir])
    def test_what_is_no_file_is_refused_at_once(
        self, home: Path, make: Callable[[Path], None]
    ) -> None:
        make(put(home, "", "profiles/x.json").with_name("me.json"))
        with pytest.raises(BadData, match="not an ordinary file"):
            profiles.load_profile(home)
        with pytest.raises(BadData, match="not an ordinary file"):
            profiles.load_profile_file(home / "profiles" / "me.json")


@posix
class TestPrivate:
    def test_only_the_owner_may_enter_and_read(self, home: Path, umask: None) -> None:
        profiles.save_unfinished(home, REPLAY, 1)
        profiles.save_profile(home, ME)
        for folder in (home.parent, home, home / "profiles"):
            assert mode(folder) == 0o700
        for name in ("unfinished.json", "profiles/me.json"):
            assert mode(home / name) == 0o600
        assert profiles.load_profile(home) == ME

    def test_what_was_open_is_closed(self, home: Path) -> None:
        profiles.save_profile(home, ME)
        profiles.save_unfinished(home, REPLAY, 0)
        for path in (home, home / "profiles"):
            path.chmod(0o755)
        (home / "profiles" / "me.json").chmod(0o666)
        profiles.save_profile(home, ME)
        assert [mode(home), mode(home / "profiles")] == [0o700, 0o700]
        assert mode(home / "profiles" / "me.json") == 0o600

    def test_a_folder_others_use_is_not_taken_from_them(self, home: Path) -> None:
        other = put(home, "", "theirs.txt")
        home.chmod(0o755)
        with pytest.raises(CareerfitError, match="open to other people") as refused:
            profiles.save_unfinished(home, REPLAY, 0)
        assert "CAREERFIT_HOME" in refused.value.hint
        assert mode(home) == 0o755
        assert list(home.iterdir()) == [other]

    @pytest.mark.parametrize(
        "name", ["", "unfinished.json", "profiles", "profiles/me.json"]
    )
    @pytest.mark.parametrize("dangling", [True, False])
    def test_a_symlink_is_refused_and_its_target_untouched(
        self, home: Path, tmp_path: Path, name: str, dangling: bool
    ) -> None:
        profiles.save_profile(home, ME)
        profiles.save_unfinished(home, REPLAY, 1)
        path, target = home / name, tmp_path / "target"
        path.rename(target)
        if dangling:
            target.rename(tmp_path / "elsewhere")
        path.symlink_to(target)
        before = snapshot(tmp_path)
        uses: list[Callable[[], object]] = []
        if "profiles" not in name:
            uses += [
                lambda: profiles.load_unfinished(home),
                lambda: profiles.save_unfinished(home, OTHER, 2),
            ]
        if name != "unfinished.json":
            uses += [
                lambda: profiles.find_profile(home),
                lambda: profiles.save_profile(home, Saved("me", ME.made, OTHER)),
            ]
        if "." not in name:
            uses += [
                lambda: profiles.list_profiles(home),
                lambda: profiles.purge(home),
            ]
        for use in uses:
            with pytest.raises(CareerfitError, match="is a symlink") as refused:
                use()
            assert refused.value.hint
        assert snapshot(tmp_path) == before


def snapshot(folder: Path) -> dict[str, bytes]:
    return {
        str(path): path.read_bytes() if path.is_file() else b""
        for path in sorted(folder.rglob("*"))
    }


SYSTEM_CALLS = [
    (Path, "mkdir"), (Path, "chmod"), (Path, "replace"), (os, "fsync"),
    (os, "open"),
]  # fmt: skip


class TestFailures:
    @pytest.mark.parametrize(
        "code", [errno.ENOSPC, errno.EROFS, errno.EACCES, errno.EDQUOT, errno.EIO]
    )
    @pytest.mark.parametrize(("owner", "call"), SYSTEM_CALLS)
    def test_a_failing_system_is_told_and_what_was_there_stays(
        self,
        home: Path,
        monkeypatch: pytest.MonkeyPatch,
        owner: object,
        call: str,
        code: int,
    ) -> None:
        if call != "mkdir":
            profiles.save_profile(home, ME)

        def fail(*_: object, **__: object) -> None:
            raise OSError(code, os.strerror(code))

        before = snapshot(home)
        with monkeypatch.context() as patch:
            patch.setattr(owner, call, fail)
            with pytest.raises(
                CareerfitError, match=r"cannot be (made|written)"
            ) as told:
                profiles.save_profile(home, Saved("me", ME.made, OTHER))
        assert os.strerror(code) in told.value.text
        assert bool(told.value.hint) is (code != errno.EIO)
        assert snapshot(home) == before

    @posix
    def test_a_disk_that_takes_half_a_file_leaves_nothing_waiting(
        self, home: Path
    ) -> None:
        import resource

        profiles.save_profile(home, ME)
        before = snapshot(home)
        limits = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (50, limits[1]))
        try:
            with pytest.raises(CareerfitError, match="cannot be written: File too"):
                profiles.save_profile(home, Saved("me", ME.made, OTHER))
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        assert snapshot(home) == before

    def test_an_error_without_words_is_told_too(
        self, home: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def fail(*_: object, **__: object) -> None:
            raise OSError

        monkeypatch.setattr(Path, "mkdir", fail)
        with pytest.raises(CareerfitError, match="cannot be made: the system refuses"):
            profiles.save_unfinished(home, REPLAY, 0)

    @posix
    @pytest.mark.parametrize("stop", [KeyboardInterrupt, MemoryError])
    def test_an_interruption_leaves_nothing_waiting(
        self, home: Path, monkeypatch: pytest.MonkeyPatch, stop: type[BaseException]
    ) -> None:
        def fail(*_: object, **__: object) -> None:
            raise stop

        profiles.save_profile(home, ME)
        before = snapshot(home)
        monkeypatch.setattr(os, "fsync", fail)
        with pytest.raises(stop):
            profiles.save_profile(home, Saved("me", ME.made, OTHER))
        assert snapshot(home) == before

    @pytest.mark.parametrize("place", ["", "profiles"])
    def test_a_file_in_place_of_a_folder_is_told(self, home: Path, place: str) -> None:
        path = put(home.parent, "", f"careerfit/{place}".strip("/"))
        path.chmod(0o600)
        with pytest.raises(CareerfitError, match=r"cannot be|open to other"):
            profiles.save_profile(home, ME)
        assert path.read_bytes() == b""

    def test_a_failing_reader_is_told(
        self, home: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        profiles.save_profile(home, ME)

        def fail(*_: object, **__: object) -> None:
            raise PermissionError(errno.EACCES, "Permission denied")

        monkeypatch.setattr(Path, "open", fail)
        with pytest.raises(BadData, match=r"me\.json: cannot be read: Permission"):
            profiles.load_profile(home)


KEEP_WRITING = """
import sys
from datetime import date
from pathlib import Path
from careerfit_cli.storage import profiles
home, mark = Path(sys.argv[1]), sys.argv[2]
replay = "v1.standard." + mark * 64
print("ready", flush=True)
while True:
    profiles.save_unfinished(home, replay, 64)
    profiles.save_profile(home, profiles.Saved("me", date(2026, 11, 23), replay))
"""


@contextmanager
def writing(home: Path, mark: str) -> Iterator[None]:
    """A process that saves without end meanwhile, and is then killed."""
    with subprocess.Popen(
        [sys.executable, "-c", KEEP_WRITING, str(home), mark],
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            assert process.stdout is not None
            assert process.stdout.readline() == "ready\n"
            yield
            assert process.poll() is None, "the writer ended by itself"
        finally:
            process.kill()


def assert_whole(home: Path, *marks: str) -> None:
    replays = {"v1.standard." + mark * 64 for mark in marks}
    unfinished, profile = profiles.load_unfinished(home), profiles.find_profile(home)
    assert unfinished is None or (unfinished.replay in replays and unfinished.at == 64)
    assert profile is None or profile.replay in replays


@posix
class TestStopped:
    def test_a_writer_killed_at_any_moment_leaves_whole_files(self, home: Path) -> None:
        chance = random.Random(7)
        for turn in range(30):
            with writing(home, str(turn % 5 + 1)):
                time.sleep(chance.random() * 0.03)
            assert_whole(home, *"12345")
        profiles.save_profile(home, ME)
        assert profiles.load_profile(home) == ME
        assert not list(home.rglob("*.bad*"))

    def test_two_writers_at_once_leave_whole_files(self, home: Path) -> None:
        until = time.monotonic() + 1.5
        with writing(home, "1"), writing(home, "2"):
            while time.monotonic() < until:
                assert_whole(home, "1", "2")
        assert_whole(home, "1", "2")
        assert not list(home.rglob("*.bad*"))

    def test_what_a_stopped_writer_left_is_swept_once_stale(self, home: Path) -> None:
        stale = put(home, "answers", ".careerfit-abcd1234")
        fresh = put(home, "answers", ".careerfit-abcd5678")
        theirs = put(home, "", ".careerfit-notes.txt")
        for path in (stale, theirs):
            os.utime(path, (0, 0))
        profiles.save_unfinished(home, REPLAY, 1)
        assert [stale.exists(), fresh.exists(), theirs.exists()] == [False, True, True]


class TestPurge:
    def test_all_is_removed_and_looked_for_again(self, home: Path) -> None:
        profiles.save_unfinished(home, REPLAY, 1)
        profiles.save_profile(put(home, "{").parents[1], ME)
        put(home, "", "profiles/.careerfit-abcd1234")
        put(home, "", "unfinished.json.bad2")
        every = {*home.rglob("*"), home}
        purged = profiles.purge(home)
        assert set(purged.removed) == every
        assert len(every) == 7
        assert purged.left == ()
        assert not home.exists()
        assert home.parent.exists()

    def test_nothing_to_remove_is_fine(self, home: Path) -> None:
        assert profiles.purge(home) == profiles.Purge((), ())

    def test_what_is_not_ours_stays_and_is_named(self, home: Path) -> None:
        profiles.save_profile(home, ME)
        theirs = [
            put(home, "", "package.json"),
            put(home, "", "profiles/notes.txt"),
        ]
        purged = profiles.purge(home)
        assert purged.removed == (home / "profiles" / "me.json",)
        assert set(purged.left) == {*theirs, home / "profiles", home}

    @posix
    def test_a_link_is_removed_and_not_what_it_points_to(
        self, home: Path, tmp_path: Path
    ) -> None:
        target = tmp_path / "target"
        target.write_text("kept")
        link = put(home, "", "profiles/x.json").with_name("me.json")
        link.symlink_to(target)
        assert link in profiles.purge(home).removed
        assert target.read_text() == "kept"
        assert not home.exists()

    def test_what_cannot_be_removed_is_told_after_the_rest_is_gone(
        self, home: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        profiles.save_profile(home, ME)
        profiles.save_unfinished(home, REPLAY, 1)
        unlink = Path.unlink

        def fail(path: Path, missing_ok: bool = False) -> None:
            if path.name == "me.json":
                raise PermissionError(errno.EACCES, "Permission denied")
            unlink(path, missing_ok)

        monkeypatch.setattr(Path, "unlink", fail)
        with pytest.raises(CareerfitError, match=r"me\.json: cannot be removed"):
            profiles.purge(home)
        assert not (home / "unfinished.json").exists()


class TestFolder:
    def test_the_variable_names_it(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("CAREERFIT_HOME", str(tmp_path))
        assert paths.personal_folder() == paths.needed_personal_folder() == tmp_path

    @pytest.mark.parametrize("chosen", ["here", "./here", "~/here"])
    def test_the_variable_must_be_a_whole_path(
        self, monkeypatch: pytest.MonkeyPatch, chosen: str
    ) -> None:
        monkeypatch.setenv("CAREERFIT_HOME", chosen)
        with pytest.raises(CareerfitError, match="is not an absolute path"):
            paths.personal_folder()

    @pytest.mark.skipif(sys.platform != "linux", reason="the places of Linux")
    def test_it_lies_among_the_users_data(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("CAREERFIT_HOME", "")
        monkeypatch.setenv("HOME", str(tmp_path))
        monkeypatch.delenv("XDG_DATA_HOME", raising=False)
        assert paths.personal_folder() == tmp_path / ".local" / "share" / "careerfit"
        monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
        assert paths.personal_folder() == tmp_path / "data" / "careerfit"

    @pytest.mark.parametrize("answer", [Path("~/.local/share"), RuntimeError()])
    def test_without_a_home_there_is_none(
        self, monkeypatch: pytest.MonkeyPatch, answer: Path | Exception
    ) -> None:
        def usual(*_: object, **__: object) -> Path:
            if isinstance(answer, Exception):
                raise answer
            return answer

        monkeypatch.delenv("CAREERFIT_HOME", raising=False)
        monkeypatch.setattr("platformdirs.user_data_path", usual)
        assert paths.personal_folder() is None
        with pytest.raises(CareerfitError, match="no home folder") as none:
            paths.needed_personal_folder()
        assert "CAREERFIT_HOME" in none.value.hint
