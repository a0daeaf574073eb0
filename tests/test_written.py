"""Every command that writes: file permissions, and the result of a full disk."""

from __future__ import annotations

import io
import os
import re
import shutil
import stat
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from careerfit_cli.storage import indexing, paths, profiles
from careerfit_cli.ui import main
from commands import commands
from hostile import ANSWERS, assert_clean, assert_short, save_profile, small_catalogue
from test_importers import folder_of, release

resource = pytest.importorskip("resource", reason="needs limits and rights of POSIX")

SECURITY = Path(__file__).parents[1] / "SECURITY.md"
PEOPLE = Path(__file__).parents[1] / "docs" / "people.csv"
REPLAY = "v2.quick." + "3" * 68
UMASKS = (0o000, 0o002, 0o022, 0o027, 0o077, 0o777)


@dataclass(frozen=True)
class Writer:
    """A command line, the file it writes, and whether that is about a person."""

    line: str
    made: str
    private: bool = True
    typed: str = ""

    @property
    def argv(self) -> list[str]:
        return [*self.line.split(), *self.into.split()]

    @property
    def into(self) -> str:
        """The option that names the file, unless the command chooses it itself."""
        if self.made.startswith("mine/") or "--into" in self.line:
            return ""
        return ("--html " if self.made.endswith(".html") else "-o ") + self.made


ABOUT_A_PERSON = (
    Writer("quiz --plain", "mine/unfinished.json", typed="3\n1\n5\nq\n"),
    Writer("quiz --plain --length quick --no-preferences", "mine/profiles/me.json",
           typed="3\n1\n5\n2\n4\n" * 6 + "\n\n"),
    Writer("quiz --plain --length quick --no-preferences --name may",
           "mine/profiles/may.json", typed="3\n1\n5\n2\n4\n" * 6 + "\n\n"),
    Writer("profile preferences --plain", "mine/profiles/me.json", typed="1\n" * 10 + "\n"),
    Writer("skills --have writing", "mine/profiles/me.json"),
    Writer("skills", "a.json"),
    Writer("new Beekeeper", "mine/occupations/beekeeper.yaml"),
    Writer(f"quiz --answers {ANSWERS}", "a.json"),
    *(Writer("rank", f"a.{end}") for end in ("json", "csv", "md")),
    Writer("rank --have associate", "a.json"),
    Writer(f"rank --answers {ANSWERS}", "a.json"),
    Writer("why carpenter", "a.json"),
    Writer("why carpenter --allow-careless", "a.json"),
    Writer("report", "a.html"),
    *(Writer(f"score {PEOPLE}", f"a.{end}") for end in ("csv", "jsonl", "parquet")),
    Writer("data export --profile me", "a.json"),
    Writer("profile list", "a.json"),
    Writer("profile show", "a.json"),
    Writer("shortlist", "a.json"),
    *(Writer("rank --excel", f"a.{end}") for end in ("csv", "txt")),
    Writer("profile diff me you", "a.json"),
    Writer("data", "a.json"),
    Writer("data export", "a.json"),
    Writer("about", "a.json"),
)  # fmt: skip
ABOUT_OCCUPATIONS = (
    Writer("show carpenter", "a.json", private=False),
    *(Writer("list", f"a.{end}", private=False) for end in ("json", "csv", "md")),
    Writer("search carpenter", "a.json", private=False),
    Writer("compare carpenter registered-nurse", "a.json", private=False),
    Writer("define pay", "a.json", private=False),
    *(Writer("pay carpenter", f"a.{end}", private=False) for end in ("json", "csv")),
    *(
        Writer(line, f"a.{end}", private=False)
        for line in (
            "pay carpenter --area Austin",
            "where carpenter",
            "employers carpenter",
            "study psychology",
            "next carpenter",
        )
        for end in ("json", "csv", "md")
    ),
    Writer("path carpenter registered-nurse", "a.json", private=False),
    *(Writer("similar carpenter", f"a.{end}", private=False) for end in ("json", "md")),
    *(Writer("top writing", f"a.{end}", private=False) for end in ("json", "csv")),
    Writer("check", "a.json", private=False),
    Writer("report carpenter --no-profile", "a.html", private=False),
    Writer("new Beekeeper --into own", "own/beekeeper.yaml", private=False),
    Writer("import onet onet --into own", "own/actor.yaml", private=False),
)
WRITERS = (*ABOUT_A_PERSON, *ABOUT_OCCUPATIONS)

UNTRIED = {
    "class": "writes a folder of reports: tests/test_class.py",
    "shortlist compare": "needs a shortlist, and is written as compare",
    "import bls": "needs occupation files of its own, and is written as import onet",
}

each_writer = pytest.mark.parametrize(
    "writer", WRITERS, ids=lambda own: own.line + own.made
)


def test_every_test_named_in_security_is_there() -> None:
    named = re.findall(r"`(tests/\w+\.py)?::(test_\w+)`", SECURITY.read_text("utf-8"))
    file, checked = "", 0
    for path, name in named:
        file = path or file
        text = (SECURITY.parent / file).read_text("utf-8")
        assert f"def {name}(" in text, (file, name)
        checked += 1
    assert checked > 40


def test_security_names_every_command_that_writes() -> None:
    rows = re.findall(r"^\|(.*)\|(.*)\|$", SECURITY.read_text("utf-8"), re.MULTILINE)
    rights = [row for row in rows if "`" in "".join(row) and "::" not in "".join(row)]
    for place, writers in enumerate((ABOUT_A_PERSON, ABOUT_OCCUPATIONS)):
        column = " ".join(row[place] for row in rights)
        for writer in writers:
            if writer.into.startswith("-o"):
                name = writer.line.split()[0]
                assert f"`{name}`" in column, name


def test_every_command_that_writes_is_here() -> None:
    known = {line.partition(" -")[0] for line in (own.line for own in WRITERS)}
    for command in commands():
        names = {name for own in command.options for name in own.opts}
        if names & {"--output", "--html", "--into"} and command.name not in UNTRIED:
            assert any(f"{line} ".startswith(f"{command.name} ") for line in known), (
                command
            )


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small catalogue with its index, and a download."""
    folder = tmp_path_factory.mktemp("prepared")
    catalogue = small_catalogue(folder / "occupations")
    indexing.write(indexing.build(catalogue), folder / "catalogue.sqlite")
    folder_of(folder / "onet", release())
    return folder


@pytest.fixture
def home(prepared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A current folder, without a person's own files."""
    monkeypatch.setattr(paths, "builtin_occupations", lambda: prepared / "occupations")
    monkeypatch.setattr(paths, "PREBUILT_INDEX", prepared / "catalogue.sqlite")
    return settle(tmp_path / "home", prepared, monkeypatch)


def settle(home: Path, prepared: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    home.mkdir(exist_ok=True)
    monkeypatch.chdir(home)
    monkeypatch.setenv("CAREERFIT_HOME", str(home / "mine"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(home / "cache"))
    shutil.copytree(prepared / "onet", home / "onet")
    return home


def keep_profiles(home: Path) -> None:
    save_profile(home / "mine")
    you = profiles.load_profile(home / "mine")
    other = ANSWERS.replace("4", "5")
    profiles.save_profile(home / "mine", profiles.Saved("you", you.made, other))


def call(writer: Writer, monkeypatch: pytest.MonkeyPatch, *more: str) -> int:
    monkeypatch.setattr("sys.stdin", io.StringIO(writer.typed))
    return main([*writer.argv, *more])


def files(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def rights(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@contextmanager
def umask(value: int) -> Iterator[None]:
    before = os.umask(value)
    try:
        yield
    finally:
        os.umask(before)


# Permissions


@pytest.mark.parametrize("mask", UMASKS, ids="{:03o}".format)
def test_the_umask_opens_nothing_about_a_person(
    home: Path, monkeypatch: pytest.MonkeyPatch, mask: int
) -> None:
    for writer in WRITERS:
        if mask == 0o777 and writer.line.startswith("import"):
            continue  # Not even its own folder can be entered then, but by root.
        for path in ("mine", "own", "cache"):
            shutil.rmtree(home / path, ignore_errors=True)
        keep = writer.line not in ("new Beekeeper", "quiz --plain")
        if keep:
            keep_profiles(home)
        before = {*home.rglob("*")}
        with umask(mask):
            assert call(writer, monkeypatch) == 0, writer
        made = {*home.rglob("*")} - before
        assert home / writer.made in made | before, writer
        for path in {*made, home / writer.made}:
            open_to = 0o777 if path.is_dir() else 0o666
            ours = path.is_relative_to(home / "mine") or "cache" in path.parts
            if ours or writer.private:
                assert rights(path) == open_to & 0o700, (writer, path)
            else:
                assert rights(path) == open_to & ~mask, (writer, path)
        (home / writer.made).unlink()


# A full disk


@contextmanager
def no_growth(limit: int = 40) -> Iterator[None]:
    """Limit the size of files, which the system enforces as on a full disk."""
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limits[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)


def assert_nothing_of_it(
    writer: Writer,
    home: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    full: Callable[[], object],
) -> None:
    """Where a disk is full a command says so, and leaves all files as they were."""
    before = files(home)
    capsys.readouterr()
    with full():
        code = call(writer, monkeypatch)
    told = capsys.readouterr()
    assert_clean(told.out + told.err)
    assert files(home) == before, writer
    why = "cannot be (made|written): (File too large|No space left|Read-only file)"

    found = [line for line in told.err.splitlines() if re.search(why, line)]
    assert len(found) == 1, (writer, told.err)
    if writer.line.startswith("quiz --plain"):
        # A quiz goes on, and hands over the answers that could not be saved.
        assert code == 0
        assert "could not be saved" in told.err
        assert "careerfit quiz --" in told.out + told.err
        return
    assert (code, told.out) == (1, ""), (writer, told.err)
    if not writer.typed:
        assert_short(told.err)


@each_writer
def test_a_disk_that_takes_no_more_leaves_no_half_file(
    home: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    writer: Writer,
) -> None:
    keep_profiles(home)
    assert_nothing_of_it(writer, home, monkeypatch, capsys, no_growth)


@pytest.fixture
def disk(
    prepared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Path]:
    """A home on a small disk of its own, with profiles in it."""
    home = tmp_path / "disk"
    home.mkdir()
    words = ("mount", "-t", "tmpfs", "-o", "size=1m,mode=700", "none", str(home))
    if not shutil.which("mount") or subprocess.run(words, check=False).returncode:
        pytest.skip("no disk can be mounted here: only RLIMIT_FSIZE is tried")
    try:
        monkeypatch.setattr(
            paths, "builtin_occupations", lambda: prepared / "occupations"
        )
        monkeypatch.setattr(paths, "PREBUILT_INDEX", prepared / "catalogue.sqlite")
        settle(home, prepared, monkeypatch)
        keep_profiles(home)
        yield home
    finally:
        os.chdir(tmp_path)
        subprocess.run(["umount", str(home)], check=True)


@pytest.fixture
def full_disk(disk: Path) -> Path:
    with suppress(OSError), (disk / "filling").open("wb", buffering=0) as file:
        while True:
            file.write(bytes(512))
    return disk


@pytest.fixture
def fixed_disk(disk: Path) -> Path:
    """One that may only be read."""
    subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
    return disk


def test_a_full_disk_is_told_and_nothing_is_lost(
    full_disk: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    for writer in WRITERS:
        assert_nothing_of_it(writer, full_disk, monkeypatch, capsys, nullcontext)


def test_a_home_that_may_only_be_read_is_told_and_nothing_is_lost(
    fixed_disk: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    for writer in WRITERS:
        assert_nothing_of_it(writer, fixed_disk, monkeypatch, capsys, nullcontext)


def test_what_only_prints_needs_no_home_to_write_to(
    fixed_disk: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    lines = {own.line for own in WRITERS if own.into.startswith("-o")}
    assert len(lines) > 15
    for line in sorted(lines):
        monkeypatch.setattr("sys.stdin", io.StringIO())
        assert main(line.split()) == 0, line
        assert capsys.readouterr().out, line


@each_writer
def test_what_is_there_outlives_a_full_disk(
    home: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    writer: Writer,
) -> None:
    if not writer.into:
        return  # It has no --force: its own file is among those compared above.
    keep_profiles(home)
    (home / writer.made).write_text("mine")
    forced = replace(writer, line=f"{writer.line} --force")
    assert_nothing_of_it(forced, home, monkeypatch, capsys, no_growth)
