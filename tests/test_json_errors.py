"""With --json, an error is one JSON object on standard error, whatever went wrong."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema_rs import Draft202012Validator

import careerfit_cli
from careerfit_cli.storage import paths
from careerfit_cli.ui import terminal
from commands import commands

SCHEMA = json.loads(
    (Path(careerfit_cli.__file__).parent / "data/schemas/error.json").read_text("utf-8")
)
WITH_JSON = [
    command
    for command in commands()
    if any("--json" in option.opts for option in command.options)
]


def error_of(done: Any) -> dict[str, Any]:
    assert done.out == ""
    document = json.loads(done.err)
    assert list(Draft202012Validator(SCHEMA).iter_errors(document)) == []
    assert document["error"]["exit_code"] == done.code
    assert document["error"]["message"]
    return document["error"]


@pytest.mark.parametrize("command", WITH_JSON, ids=lambda own: own.name)
def test_an_unknown_option_of_every_command(run, command) -> None:
    assert len(WITH_JSON) > 20
    error = error_of(run(*command.words, "--json", "--no-such-option"))
    assert (error["code"], error["exit_code"]) == ("usage", 2)
    assert "--no-such-option" in error["message"]
    assert f"careerfit {command.name} --help" in error["hint"]


@pytest.mark.parametrize(
    ("argv", "code", "message"),
    [
        (("show", "zzqqj"), "unknown_occupation", "no occupation is called 'zzqqj'"),
        (("rank",), "usage", "there is no saved profile 'me'"),
        (("list", "--top", "x"), "usage", "'x' is not a valid int"),
        (("list", "--sort", "x"), "usage", "'x' is not one of"),
        (("list", "--education", "x"), "usage", "x"),
        (("show",), "usage", "name missing"),
        (("show", "actor", "extra"), "usage", "unexpected extra argument"),
        (("zzqqj",), "usage", "No such command 'zzqqj'"),
        (("check", "none.yaml"), "usage", "no such file or folder"),
        (("report",), "usage", "No such option: --json"),
        ((), "usage", "No such option: --json"),
        (("list", "--csv"), "usage", "are both given"),
        (("show", "a\0b", "-o", "a\0b"), "usage", "cannot be a file's name"),
    ],
)
def test_every_kind_of_error(
    run, argv: tuple[str, ...], code: str, message: str
) -> None:
    error = error_of(run(*argv, "--json"))
    assert error["code"] == code
    assert message in error["message"]


def test_the_exit_code_is_the_same_without_json(run) -> None:
    for argv in (("show", "zzqqj"), ("rank",), ("list", "--top", "x"), ("zzqqj",)):
        plain, as_json = run(*argv), run(*argv, "--json")
        assert plain.code == as_json.code
        assert f"careerfit: {error_of(as_json)['message']}" in plain.err


def test_candidates_of_a_doubtful_name(run) -> None:
    error = error_of(run("show", "teacher", "--json"))
    assert error["exit_code"] == 3
    assert len(error["candidates"]) > 1
    slugs = {candidate["slug"] for candidate in error["candidates"]}
    known = {path.stem for path in paths.builtin_occupations().glob("*.yaml")}
    assert slugs <= known


def test_every_problem_of_a_file(
    run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    profile = tmp_path / "me.json"
    profile.write_text("{\n\n")
    error = error_of(run("rank", "--profile", str(profile), "--json"))
    assert (error["code"], error["exit_code"]) == ("bad_data", 4)
    (problem,) = error["problems"]
    assert problem["file"] == str(profile)
    assert problem["line"] > 0
    assert problem["message"] in error["message"]
    bad = tmp_path / "bad"
    bad.mkdir()
    (bad / "actor.yaml").write_text("schema: x\ncode: y\ntitle: A\n")
    monkeypatch.setenv("CAREERFIT_OCCUPATIONS", str(bad))
    error = error_of(run("list", "--json"))
    assert len(error["problems"]) > 1
    assert str(bad / "actor.yaml") in error["message"]


def test_remarks_made_before_are_part_of_the_object(
    run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = paths.builtin_occupations() / "actor.yaml"
    (tmp_path / "my-actor.yaml").write_text(file.read_text("utf-8"), "utf-8")
    monkeypatch.setenv("CAREERFIT_OCCUPATIONS", str(tmp_path))
    error = error_of(run("show", "zzqqj", "--json"))
    assert len(error["remarks"]) == 1
    assert "occupation of your own" in error["remarks"][0]
    done = run("search", "actor", "--json")
    assert done.code == 0
    assert done.err == f"{error['remarks'][0]}\n"


def test_a_fault_of_the_program(run, monkeypatch: pytest.MonkeyPatch) -> None:
    def break_(*_: object, **__: object) -> None:
        raise RuntimeError("odd")

    monkeypatch.setattr(careerfit_cli.ui, "app", break_)
    error = error_of(run("list", "--json"))
    assert (error["code"], error["exit_code"]) == ("internal", 1)
    assert "RuntimeError: odd" in error["message"]
    assert "CAREERFIT_DEBUG" in error["hint"]


def test_ctrl_c_writes_nothing(run, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(careerfit_cli.ui, "app", stop)
    done = run("list", "--json")
    assert (done.code, done.out, done.err) == (130, "", "")


def test_after_a_double_dash_it_is_a_name(run) -> None:
    done = run("show", "--", "--json")
    assert done.code == 3
    assert done.err.startswith("careerfit: ")


def test_texts_cannot_steer_a_terminal_and_are_short(run) -> None:
    error = error_of(run("show", "\x1b[31m", "--json"))
    assert "\x1b" not in error["message"]
    error = error_of(run("show", "x" * 100_000, "--json"))
    assert len(json.dumps(error)) < 3_000
    error = error_of(run("rank", "--json", f"--{'y' * 100_000}"))
    assert len(json.dumps(error)) < 3_000


def test_a_person_at_a_terminal_reads_remarks_at_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    with terminal.holding_notes() as notes:
        terminal.note("now")
    assert notes == []
