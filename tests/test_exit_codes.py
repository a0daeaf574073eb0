"""Each failure ends with the exit code that is documented for it, in every command."""

from __future__ import annotations

import io
import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from reference import EXIT_CODES

from careerfit_cli import errors
from careerfit_cli.storage import paths
from careerfit_cli.ui.app import app
from codes import NURSE
from commands import Command, by_name, commands
from hostile import save_profile

ROOT = Path(__file__).parents[1]
NO_PROFILE = NO_FILE = WRONG_VALUE = 2
UNKNOWN = 3
BAD_DATA = 4

SHORTLIST = ("add", "aside", "compare", "note", "remove")
USES_PROFILE = {
    "data export", "profile diff", "profile preferences", "profile show", "rank",
    "report", "show", "shortlist", *(f"shortlist {name}" for name in SHORTLIST), "skills", "why",
}  # fmt: skip
"""Commands that take a saved profile: the least that the table must have."""

EXTRA = {"shortlist note": ("a note",), "profile diff": ("me",)}
"""What a call needs besides its first argument."""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sys.stdin", io.StringIO())
    (tmp_path / "empty").mkdir()
    (tmp_path / "bad").mkdir()
    (tmp_path / "present").mkdir()
    shutil.copy(paths.builtin_occupations() / "actor.yaml", tmp_path / "present")
    Path("bad/actor.yaml").write_text("title: [\n")
    Path("bad.yaml").write_text("title: [\n")
    Path("bad.csv").write_text("name,color\nA,blue\n")
    Path("bad.json").write_text('{"schema": ')
    Path("bad.txt").write_text("no answers at all")
    Path("bad.bin").write_bytes(bytes(range(256)))
    return tmp_path


def _call(command: Command, first: str) -> tuple[str, ...]:
    """A command with its first argument, and what else it needs."""
    html = ("--html", "-") if command.name == "report" else ()
    return (*command.words, first, *EXTRA.get(command.name, ()), *html)


def _without_arguments(command: Command) -> tuple[str, ...]:
    if command.name.startswith("profile "):
        return command.words
    arguments = [own for own in command.arguments if own.required]
    sample = _call(command, "actor") if arguments else _call(command, "")
    return tuple(word for word in sample if word)


def profile_calls(profile: str) -> list[tuple[str, ...]]:
    """A call of every command that takes a saved profile, with this one."""
    rows = []
    for command in commands():
        if any("--profile" in option.opts for option in command.options):
            rows.append((*_without_arguments(command), "--profile", profile))
        elif command.words[0] == "profile" and command.arguments:
            rows.append(_call(command, profile))
    return rows


def _known(argv: tuple[str, ...]) -> str:
    return max((own.name for own in commands() if argv[: len(own.words)] == own.words),
               key=len)  # fmt: skip


def test_every_command_with_a_profile_is_in_the_table() -> None:
    found = {_known(row) for row in profile_calls("nobody")}
    assert found == USES_PROFILE
    with_argument = {
        command.name
        for command in commands()
        if command.words[0] == "profile" and command.arguments
    }
    assert with_argument <= found


@pytest.mark.parametrize("argv", profile_calls("nobody"), ids=" ".join)
def test_no_such_profile(run, argv: tuple[str, ...]) -> None:
    done = run(*argv)
    assert (done.code, done.out) == (NO_PROFILE, "")
    assert "there is no saved profile 'nobody'" in done.err


@pytest.mark.parametrize(
    "argv",
    [
        row[:-2] if "--profile" in row else row
        for row in profile_calls("me")
        if row[0] != "show" and row[:2] != ("data", "export")
    ],
    ids=" ".join,
)
def test_no_profile_at_all(run, argv: tuple[str, ...]) -> None:
    done = run(*argv)
    assert (done.code, done.out) == (NO_PROFILE, "")
    assert "quiz" in done.err


@pytest.mark.parametrize("argv", profile_calls("gone.json"), ids=" ".join)
def test_no_such_profile_file(run, argv: tuple[str, ...]) -> None:
    done = run(*argv)
    assert (done.code, done.out) == (NO_FILE, "")
    assert "gone.json" in done.err


@pytest.mark.parametrize("argv", profile_calls("me"), ids=" ".join)
def test_a_damaged_profile(run, folder: Path, argv: tuple[str, ...]) -> None:
    home = folder / "careerfit-home"
    save_profile(home)
    (home / "profiles" / "me.json").write_text('{"schema": ')
    done = run(*argv)
    assert (done.code, done.out) == (BAD_DATA, "")
    assert "me.json:1: is damaged" in done.err


def occupation_calls() -> list[tuple[str, ...]]:
    """A call of every command that takes an occupation, with one that is not there."""
    rows = []
    for command in commands():
        words, named = command.words, [own.name for own in command.arguments]
        if "start" in named:
            rows += [(*words, "zzqqj", "actor"), (*words, "actor", "zzqqj")]
        elif {"name", "names", "jobs"} & {*named} and words[0] != "profile":
            rows.append(_call(command, "zzqqj"))
    rows.append(("new", "Actor of my own", "--from", "zzqqj"))
    rows.append(("search", "zzqqj"))
    return rows


def test_every_command_with_an_occupation_is_in_the_table() -> None:
    completed = {
        command.name
        for command in commands()
        for argument in command.arguments
        if argument.type.name != "path"
        and re.search("occupation|title", argument.help or "", re.IGNORECASE)
    } - {"new"}
    assert len(completed) > 10
    assert completed <= {_known(row) for row in occupation_calls()}


@pytest.mark.parametrize("argv", occupation_calls(), ids=" ".join)
def test_no_such_occupation(run, folder: Path, argv: tuple[str, ...]) -> None:
    save_profile(folder / "careerfit-home")
    if argv[0] == "compare":
        argv = (*argv, "actor")
    done = run(*argv)
    assert (done.code, done.out) == (UNKNOWN, "")
    assert "zzqqj" in done.err


def option_calls() -> list[tuple[str, ...]]:
    """Every option that takes a number or one of some words, with another value."""
    return [
        (*command.usual, f"{option}=zz")
        for command in commands()
        for kind in ("integer", "float", "choice", "dollars")
        for option in command.valued(kind)
    ]


READ_BY_US = [
    ("list", "--education", "zz"),
    ("list", "--state", "zz"),
    ("list", "--outlook", "zz"),
    ("list", "--industry", "zzqq"),
    ("pay", "actor", "--area", "zzqq"),
    ("rank", "--answers", NURSE, "--weights", "zz"),
    ("rank", "--answers", NURSE, "--prefer", "zz"),
    ("rank", "--answers", NURSE, "--have", "zz"),
    ("rank", "--riasec", "zz"),
    ("rank", "--answers", "zz"),
    ("quiz", "--length", "zz"),
    ("score", "bad.csv", "--scale", "zz"),
    ("top", "zzqq"),
    ("study", "zzqq"),
    ("define", "zzqq"),
    ("profile", "show", "A b"),
]
"""Values that the program itself reads."""


def test_the_table_of_options_is_not_empty() -> None:
    assert len(option_calls()) > 20


@pytest.mark.parametrize("argv", [*option_calls(), *READ_BY_US], ids=" ".join)
def test_a_bad_value(run, argv: tuple[str, ...]) -> None:
    done = run(*argv)
    assert (done.code, done.out) == (WRONG_VALUE, ""), done.err
    assert done.err


def file_calls(file: str) -> Iterator[tuple[str, ...]]:
    """A call of every command that reads answers from a file, with this file."""
    for command in commands():
        if "--answers" in command.valued():
            yield (*_without_arguments(command), "--answers", file)


INPUTS = {
    "score": ("bad.csv", "bad.bin"),
    "class": ("bad.csv", "bad.bin"),
    "check": ("bad.yaml", "bad.bin", "bad"),
    "import onet": ("bad.bin", "empty"),
    "import bls": ("bad.bin", "empty"),
    "profile show": ("./bad.json",),
    "profile diff": ("./bad.json", "./bad.txt"),
}
"""Commands that read a file or folder they are given, with such that hold bad data."""


def input_calls(*, missing: bool) -> list[tuple[str, ...]]:
    rows = []
    for name, files in INPUTS.items():
        command = by_name(name)
        into = ("--into", "present") if "--into" in command.valued() else ()
        tried = ["no/such.txt"] if missing else files
        rows += [(*_call(command, file), *into) for file in tried]
    for file in ["no/such.txt"] if missing else ["bad.txt", "bad.bin"]:
        rows += file_calls(file)
    rows.append(("--occupations", "gone" if missing else "bad", "list"))
    return rows


def test_every_command_that_reads_a_file_is_in_the_table() -> None:
    reads = {
        command.name
        for command in commands()
        for own in command.arguments
        if own.type.name == "path" or re.search(r"\b(CSV|a file),? ", own.help or "")
    }
    assert {"check", "class", "score", "import onet"} <= reads
    assert reads <= INPUTS.keys()
    assert len([*file_calls("x")]) == 4


@pytest.mark.parametrize("argv", input_calls(missing=True), ids=" ".join)
def test_no_such_file(
    run, argv: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    # The option sets it for good.
    monkeypatch.setenv("CAREERFIT_OCCUPATIONS", "")
    done = run(*argv)
    assert (done.code, done.out) == (NO_FILE, ""), done.err
    assert "such" in done.err or "gone" in done.err


@pytest.mark.parametrize("argv", input_calls(missing=False), ids=" ".join)
def test_bad_data(
    run, argv: tuple[str, ...], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    save_profile(folder / "careerfit-home")
    monkeypatch.setenv("CAREERFIT_OCCUPATIONS", "")
    done = run(*argv)
    assert done.code == BAD_DATA, done.err
    assert argv[0] == "check" or done.out == ""
    assert "bad" in done.out + done.err or "empty" in done.err


def test_the_codes_are_those_that_are_documented() -> None:
    codes = {
        kind.exit_code
        for kind in vars(errors).values()
        if isinstance(kind, type) and issubclass(kind, errors.CareerfitError)
    }
    assert {str(code) for code in codes} | {"0", "130", "143"} == {
        code for code, _ in EXIT_CODES
    }
    said = " ".join((app.info.epilog or "").split())
    assert said.startswith("Exit codes: 0 success")
    assert all(f" {code} " in said for code, _ in EXIT_CODES)
    assert said in " ".join((ROOT / "README.md").read_text("utf-8").split())


def test_the_schema_of_errors_knows_every_code() -> None:
    path = ROOT / "src" / "careerfit_cli" / "data" / "schemas" / "error.json"
    fields = json.loads(path.read_text("utf-8"))["properties"]["error"]["properties"]
    kinds = [
        kind
        for kind in vars(errors).values()
        if isinstance(kind, type) and issubclass(kind, errors.CareerfitError)
    ]
    assert {*fields["code"]["enum"]} == {kind.code for kind in kinds}
    assert {*fields["exit_code"]["enum"]} == {kind.exit_code for kind in kinds}
