"""Hostile arguments, names, streams and environments, for every command."""

from __future__ import annotations

import io
import json
import os
import pwd
import resource
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from careerfit_cli.storage import indexing, occupations, paths
from careerfit_cli.ui import main
from commands import Command, by_name, commands
from hostile import (
    ALL_IN_ONE,
    TEXTS,
    assert_clean,
    assert_safe,
    assert_short,
    save_profile,
    small_catalogue,
)

WATCHED = Path(__file__).with_name("watched.py")

WRITING = ("quiz", "import", "profile", "shortlist", "skills", "data", "new")
"""Beginnings of commands whose help says that they keep, write or remove something."""

BY_FILE = ("profile", "data", "score", "class")
"""Beginnings of commands whose argument is a file, or may be one."""

OUTPUT = ("--into", "--output", "--html")
"""Options that name what is to be written."""

each_command = pytest.mark.parametrize("command", commands(), ids=lambda own: own.name)


class Outcome:
    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err


Run = Callable[..., Outcome]


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = small_catalogue(tmp_path_factory.mktemp("small") / "occupations")
    indexing.write(indexing.build(folder), folder.parent / "catalogue.sqlite")
    return folder


USUAL: dict[str, tuple[int, bool]] = {}
"""The exit code of each command's usual call, and whether it prints."""


@pytest.fixture
def aside(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, catalogue: Path) -> Path:
    """A folder to stand in, a small catalogue, and a saved profile of its own."""
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.chdir(home)
    for name, folder in (("HOME", ""), ("XDG_CACHE_HOME", "cache"),
                         ("XDG_DATA_HOME", "share"), ("CAREERFIT_HOME", "mine")):  # fmt: skip
        monkeypatch.setenv(name, str(tmp_path / "home" / folder))
    monkeypatch.setattr(paths, "builtin_occupations", lambda: catalogue)
    # An installed program has one too, and need not read every file at first.
    monkeypatch.setattr(paths, "PREBUILT_INDEX", catalogue.parent / "catalogue.sqlite")
    monkeypatch.setattr("sys.stdin", io.StringIO())
    save_profile(home / "mine")
    return home


@pytest.fixture
def run(aside: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    def call(*argv: str) -> Outcome:
        code = main(argv)
        out, err = capsys.readouterr()
        assert "Traceback" not in out + err
        assert "our fault" not in err, (argv, err)
        assert code in (0, 1, 2, 3, 4), argv
        return Outcome(code, out, err)

    return call


def assert_refused(done: Outcome, *codes: int) -> None:
    assert done.code in codes, done.err
    assert done.out == ""
    assert_clean(done.err)
    assert_short(done.err)


def usual(command: Command, run: Run) -> tuple[int, bool]:
    if command.name not in USUAL:
        done = again(command, run)
        USUAL[command.name] = (done.code, bool(done.out))
    return USUAL[command.name]


def again(command: Command, run: Run) -> Outcome:
    """The usual call, in a home as it was at first."""
    home = Path.cwd()
    for path in home.iterdir():
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink()
    save_profile(home / "mine")
    return run(*command.usual)


# Options


WRONG = {
    "integer": ("", "x", "1.5", "nan", "1e3", "0x10", "--", "1 2", "9" * 5_000, "\x1b[31m"),
    "float": ("", "x", "nan", "inf", "-inf", "1e999", "1e308", "-1e308", "0x10", "1,5",
              "--", "9" * 5_000, "\x1b[31m"),
    "choice": ("", "x", "TITLE ", "\x1b[31m", "x" * 10_000),
}  # fmt: skip


@each_command
def test_a_wrong_number_or_choice_is_refused_in_a_line(
    command: Command, run: Run
) -> None:
    for kind, values in WRONG.items():
        for option in command.valued(kind):
            for value in values:
                done = run(*command.usual, f"{option}={value}")
                if done.code != 2 and kind == "integer" and value.isdigit():
                    continue  # A huge number of rows is all of them.
                assert_refused(done, 2)


@each_command
def test_a_huge_or_negative_number_ends_well(command: Command, run: Run) -> None:
    for option in [*command.valued("integer"), *command.valued("float")]:
        for value in ("99999999999999999999999", "-1"):
            done = run(*command.usual, f"{option}={value}")
            assert_clean(done.out + done.err)
            if done.code:
                assert_refused(done, 1, 2)


ODD_VALUES = {
    "empty": "",
    "long": "x" * 10_000,
    "nested": "=" * 3_000 + "," * 3_000,
    "NUL and half characters": "a\0b\udcffc\ud800",
    "path": "../../../etc/passwd",
    "all that means harm": ALL_IN_ONE,
}


@each_command
def test_any_text_in_any_option_ends_well(command: Command, run: Run) -> None:
    for option in command.valued("str"):
        for value in ODD_VALUES.values():
            done = run(*command.usual, f"{option}={value}")
            assert_clean(done.out + done.err)
            if done.code:
                assert_refused(done, 1, 2, 3, 4)


@each_command
@pytest.mark.parametrize("value", ODD_VALUES.values(), ids=ODD_VALUES)
def test_any_text_as_an_argument_ends_well(
    command: Command, value: str, run: Run
) -> None:
    for argument in command.arguments:
        values = ["carpenter", value] if argument.nargs == -1 else [value]
        done = run(*command.words, *options_of(command), "--", *values)
        assert_clean(done.out + done.err)
        if done.code and command.name != "check":
            assert_refused(done, 1, 2, 3, 4)


def options_of(command: Command) -> list[str]:
    """The options of the usual call, which may be needed, without its arguments."""
    rest = list(command.usual[len(command.words) :])
    starts = [at for at, own in enumerate(rest) if own.startswith("-")]
    return rest[starts[0] :] if starts else []


@each_command
def test_an_option_or_command_that_is_not_there_is_told(
    command: Command, run: Run
) -> None:
    for wrong in ("--nosuch", "--\x1b[31m", "-\u202e", "--" + "x" * 10_000):
        assert_refused(run(*command.usual, wrong), 2)
    assert_refused(run("nosuch"), 2)
    assert_refused(run("\x1b[31m" + "x" * 10_000), 2)


@each_command
def test_two_forms_at_once_are_refused(command: Command, run: Run) -> None:
    known = [own.opts[0] for own in command.options]
    forms = [flag for flag in ("--json", "--csv", "--markdown") if flag in known]
    if len(forms) > 1:
        done = run(*command.usual, *forms[:2])
        assert_refused(done, 2)
        assert "are both given" in done.err


def hostile_paths(folder: Path) -> list[str]:
    """Paths that are no good file: each names what it is."""
    paths = folder / "paths"
    paths.mkdir()
    (paths / "folder.json").mkdir()
    (paths / "empty").mkdir()
    (paths / "text.json").write_text("hello\n")
    (paths / "text.zip").write_text("hello\n")
    (paths / "binary.json").write_bytes(bytes(range(256)))
    (paths / "loop.json").symlink_to("loop.json")
    (paths / "dangling.json").symlink_to("nowhere")
    os.mkfifo(paths / "pipe.json")
    found = [str(path) for path in sorted(paths.iterdir())]
    return [
        *found, f"{paths}/empty/none.json", f"{paths}/text.json/below", "x" * 300,
        "\u00e9" * 200 + ".json", "x/" * 3_000, "a\0b/c", "a\ud800b/c", "/dev/full",
    ]  # fmt: skip


ELSEWHERE = ("/dev/null", "/dev/zero", "/proc/self/mem", "/proc/1/environ", "/dev", "/")
"""What is only given to be read: tests write nothing outside their own folder."""


@each_command
def test_a_path_that_is_no_good_file_is_told(
    command: Command, run: Run, aside: Path
) -> None:
    given = [own.opts[0] for own in command.options if own.type.name == "path"]
    # A profile may be given as a file, and answers too.
    given += [own for own in command.valued("str") if own in ("--profile", "--answers")]
    for path in (*hostile_paths(aside), *ELSEWHERE):
        for option in given:
            if option in ("--answers", *OUTPUT) and path.endswith("pipe.json"):
                continue  # A pipe is waited for, as standard input and output are.
            if option in OUTPUT and path in ELSEWHERE:
                continue
            done = run(*command.usual, f"{option}={path}")
            if done.code or option not in OUTPUT:
                # 3: a good place to write to, and no such occupation among these few.
                assert_refused(done, 1, 2, 3, 4)
        for _ in [own for own in command.arguments if own.type.name == "path"]:
            done = run(*command.words, *options_of(command), "--", path)
            assert_clean(done.out + done.err)
            if command.name == "check":
                assert done.code in (1, 2, 4)
            else:
                assert_refused(done, 1, 2, 4)


# Names


def names(folder: Path) -> dict[str, str]:
    """Names that a program might take for a way to a file outside."""
    secret = folder / "qqzzxx.yaml"
    secret.write_text("schema: 1\ncode: 11-1011.00\ntitle: Qqzzxx\n")
    return {
        "beside": "../qqzzxx",
        "far": "../" * 30 + str(secret)[1:],
        "whole": str(secret),
        "through a folder": "x/../../qqzzxx",
        "backslashes": r"..\qqzzxx",
        "drive": r"C:\qqzzxx",
        "home": "~/qqzzxx",
        "escaped": "%2e%2e%2fqqzzxx",
        "cut by NUL": "../qqzzxx\0",
        "device": "/dev/zero",
        "empty": "",
        "spaces and line ends": " \n ",
        "punctuation": "?!.,;:-_*()[]{}",
        "long": "x" * 10_000,
        "long slug": "a-" * 5_000 + "a",
        "emoji": "\U0001f4a5" * 40,
        "right to left": TEXTS["right to left"],
        "half a character": "\udcff\ud800",
        "pattern": ".*(q+)+$",
    }


def watched(lines: Sequence[Sequence[str]], folder: Path) -> list[dict[str, Any]]:
    """What command lines did, in a process of their own."""
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(
        [sys.executable, str(WATCHED), str(folder)],
        input=json.dumps(lines), capture_output=True, text=True, check=False,
        env=environment, timeout=300,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def lines_with(given: Sequence[str], *beginnings: str, but: bool) -> list[list[str]]:
    """A command line for each name and command (but) of those beginnings."""
    return [
        [*command.words, *options_of(command), "--", *first, name]
        for command in commands()
        if command.name.startswith(beginnings) is not but
        for own in command.arguments
        if own.type.name != "path"
        for first in [["carpenter"] * (own.nargs == -1 or len(command.arguments) - 1)]
        for name in given
    ]


def test_no_name_opens_a_file_outside_the_occupations(
    aside: Path, catalogue: Path
) -> None:
    given = names(catalogue.parent)
    lines = lines_with([*given.values()], *BY_FILE, *WRITING, but=True)
    assert len(lines) >= 5 * len(given)
    for each in watched(lines, catalogue):
        opened = [Path(path) for path in each["opened"]]
        assert not [path for path in opened if path.stem == "qqzzxx"], each["argv"]
        # Devices and what the system tells of itself have nothing to do with a name.
        assert not [p for p in opened if p.parts[1] in ("dev", "proc", "etc")], each
        for path in opened:
            if path.suffix == ".yaml" and paths.PACKAGE not in path.parents:
                assert path.parent == catalogue
        assert_clean(each["err"])
        if each["argv"][0] == "search" and each["code"] == 0:
            continue  # A word of the path is like a title.
        assert_short(each["err"])
        known = each["argv"][0] in ("show", "compare", "why", "search")
        assert each["code"] in ((3,) if known else (1, 2, 3)), each["argv"]
        assert each["out"] == ""


def test_no_name_makes_a_file_outside_a_persons_own_folder(
    aside: Path, catalogue: Path
) -> None:
    given = names(catalogue.parent)
    secret = (catalogue.parent / "qqzzxx.yaml").read_bytes()
    for each in watched(lines_with([*given.values()], "new", but=False), catalogue):
        assert each["code"] in (0, 2, 3, 4), each
        assert_clean(each["out"] + each["err"])
        for path in each["written"]:
            assert Path(path).is_relative_to(aside), each["argv"]
    assert (catalogue.parent / "qqzzxx.yaml").read_bytes() == secret
    for path in (aside / "mine" / "occupations").iterdir():
        assert path.suffix == ".yaml"
        assert occupations.load(path).title.strip()


def test_bytes_that_are_no_text_in_an_argument_end_well() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "careerfit_cli", "define", b"\xff\xfe\x1b[31m"],
        capture_output=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (2, b"")
    assert_short(done.stderr.decode())


# Sockets and files


def test_no_command_reaches_out_and_those_that_read_write_nothing(
    aside: Path, catalogue: Path
) -> None:
    lines = [list(form) for command in commands() for form in command.looks]
    before = set(aside.rglob("*"))
    done = watched(lines, catalogue)
    assert {0, 2} <= {each["code"] for each in done}
    names_of = {tuple(line): own.name for own in commands() for line in own.looks}
    for each in done:
        assert each["outside"] == [], each["argv"]
        assert "our fault" not in each["err"], each
        if names_of[tuple(each["argv"])].startswith(WRITING):
            continue
        # A file that is named may be written, through one beside it.
        asked = [f"{aside / word}" for word in each["argv"]]
        beside = [f"{Path(path).parent}/.careerfit-" for path in asked]
        index = f"{aside}/cache/careerfit"
        for path in each["written"]:
            fine = path in asked or path.startswith((index, *beside))
            assert fine or path == f"{aside}/cache", (each["argv"], path)
    named = {aside / word for line in lines for word in line}
    cache = aside / "cache"
    own = aside / "mine" / "occupations"
    for path in set(aside.rglob("*")) - before:
        assert {path, *path.parents} & {cache, own, *named}, path


# Streams and surroundings


@each_command
def test_input_and_errors_that_are_closed_are_done_without(
    command: Command, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    code, _ = usual(command, run)
    monkeypatch.setattr("sys.stdin", None)
    assert again(command, run).code == code
    monkeypatch.setattr("sys.stderr", None)
    assert again(command, run).code == code


@each_command
def test_output_that_is_closed_or_full_is_told(
    command: Command, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    code, prints = usual(command, run)
    with monkeypatch.context() as closed:
        closed.setattr("sys.stdout", None)
        done = again(command, run)
        assert done.code == 1
        assert done.err == "careerfit: standard output is closed\n"
    with monkeypatch.context() as full, Path("/dev/full").open("w") as stream:
        full.setattr("sys.stdout", stream)
        done = again(command, run)
        assert_clean(done.err)
    if prints and not code:
        assert done.code == 1
        assert "careerfit: standard output cannot be written to" in done.err
    elif not prints:
        assert done.code == code


@pytest.mark.parametrize(
    ("line", "code", "words"),
    [
        ("--help >/dev/full", 1, "standard output cannot be written to: No space left"),
        (
            "show -h >/dev/full",
            1,
            "standard output cannot be written to: No space left",
        ),
        ("--help >&-", 1, "standard output is closed"),
        ("nosuch 2>/dev/full", 2, ""),
        ("nosuch 2>&-", 2, ""),
        ("show nosuchthing 2>/dev/full", 3, ""),
        ("--help | true; exit ${PIPESTATUS[0]}", 0, ""),
        ("list --plain | true; exit ${PIPESTATUS[0]}", 0, ""),
        ("quiz --plain <&-", 2, "standard input is closed"),
    ],
)
def test_streams_of_the_shell(line: str, code: int, words: str) -> None:
    done = subprocess.run(
        ["bash", "-c", f"{sys.executable} -m careerfit_cli {line}"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (code, "")
    assert words in done.stderr
    assert len(done.stderr.splitlines()) == (words != "") + ("quiz" in line)


SURROUNDINGS: dict[str, dict[str, str | None]] = {
    "nothing is set": {
        "HOME": None, "XDG_CACHE_HOME": None, "XDG_DATA_HOME": None,
        "TERM": None, "COLUMNS": None, "LINES": None,
    },
    "empty or no whole paths": {
        "HOME": "there", "XDG_CACHE_HOME": "here", "XDG_DATA_HOME": "",
        "TERM": "", "COLUMNS": "-5", "LINES": "x",
        "NO_COLOR": "\x1b", "FORCE_COLOR": "banana", "ACCESSIBLE": "",
    },
    "places that cannot be": {
        "HOME": "/dev/null/x", "XDG_CACHE_HOME": "/dev/null/x", "XDG_DATA_HOME": "/dev/null",
        "TERM": "\x1b[31m", "COLUMNS": "9" * 30, "LINES": "0", "ACCESSIBLE": "1",
    },
    "places too long": {
        "HOME": "/" + "x" * 5_000, "XDG_CACHE_HOME": "/" + "x" * 300,
        "XDG_DATA_HOME": "/" + "x" * 300, "LC_ALL": "xx_YY.nosuch", "LANG": "C",
    },
}  # fmt: skip


@each_command
@pytest.mark.parametrize("changed", SURROUNDINGS.values(), ids=SURROUNDINGS)
def test_odd_surroundings_change_no_exit_code(
    command: Command,
    changed: dict[str, str | None],
    run: Run,
    aside: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    code, _ = usual(command, run)

    def nobody(_uid: int) -> None:
        raise KeyError("uid not found")

    monkeypatch.setattr(pwd, "getpwuid", nobody)
    for name, value in changed.items():
        if value is None:
            monkeypatch.delenv(name, raising=False)
        else:
            monkeypatch.setenv(name, value)
    assert again(command, run).code == code
    made = {path.name for path in aside.iterdir()}
    assert made <= {"mine", "cache", "occupations", *command.usual}


@pytest.mark.parametrize("place", ["/dev/null/x", "/" + "x" * 300])
def test_a_folder_of_ones_own_that_cannot_be_is_told(
    place: str, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CAREERFIT_HOME", place)
    for command in commands():
        done = run(*command.usual)
        assert_clean(done.out + done.err)
        if done.code:
            assert_short(done.err)
    assert run("show", "carpenter").code == 0
    done = run("rank")
    assert_refused(done, 1, 2, 4)


@pytest.mark.parametrize("locale", ["C", "POSIX", "C.UTF-8"])
def test_a_plain_locale_prints_what_it_can(locale: str, tmp_path: Path) -> None:
    bare = {
        "PATH": os.environ["PATH"], "LC_ALL": locale, "HOME": str(tmp_path),
        "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0",
        "XDG_CACHE_HOME": os.environ["XDG_CACHE_HOME"],
    }  # fmt: skip
    done = subprocess.run(
        [sys.executable, "-m", "careerfit_cli", "show", "carpenter"],
        capture_output=True, check=False, env=bare,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, b"")
    assert locale == "C.UTF-8" or done.stdout.isascii()


@each_command
def test_streams_of_plain_letters_take_what_any_command_prints(
    command: Command, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    code, prints = usual(command, run)
    out, err = (
        io.TextIOWrapper(io.BytesIO(), encoding="ascii", errors="strict") for _ in "12"
    )
    with monkeypatch.context() as plain:
        plain.setenv("LC_ALL", "C")
        plain.setattr("sys.stdout", out)
        plain.setattr("sys.stderr", err)
        assert again(command, run).code == code
    printed = []
    for stream in (out, err):
        stream.flush()
        printed.append(stream.buffer.getvalue())  # type: ignore[attr-defined]
    assert bool(printed[0]) is prints
    assert b"Traceback" not in printed[1]
    assert b"our fault" not in printed[1]


def test_a_disk_that_takes_no_more_loses_no_list(aside: Path, catalogue: Path) -> None:
    """Files may grow to a thousand bytes only: the index cannot be kept."""
    done = subprocess.run(
        [sys.executable, str(WATCHED), str(catalogue)],
        input=json.dumps([["list", "--json"], ["search", "carpenter", "--json"]]),
        capture_output=True, text=True, check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (1_000, 1_000)),
    )  # fmt: skip
    listed, found = json.loads(done.stdout)
    assert listed["code"] == found["code"] == 0
    assert len(json.loads(listed["out"])["occupations"]) == len(
        list(catalogue.iterdir())
    )
    assert not [path for path in (aside / "cache").rglob("*") if path.is_file()]


def test_the_list_of_commands_is_the_whole_program(run: Run) -> None:
    done = run("--help")
    for command in commands():
        assert f"\n  {command.words[0]} " in done.out
    for beginning in (*WRITING, *BY_FILE):
        assert any(own.name.startswith(beginning) for own in commands()), beginning
    assert by_name("list").valued("float")
    assert_safe(done.out)
