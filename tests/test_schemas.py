"""Every JSON document matches its schema."""

from __future__ import annotations

import ast
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer
from jsonschema_rs import Draft202012Validator, meta

import careerfit_cli
from careerfit_cli.storage import occupations, paths
from careerfit_cli.ui import app
from codes import CARELESS, FIRST_VERSION, NURSE

ROOT = Path(__file__).parents[1]
PACKAGE = Path(careerfit_cli.__file__).parent
SCHEMAS = {
    path.stem: json.loads(path.read_text("utf-8"))
    for path in sorted((PACKAGE / "data" / "schemas").glob("*.json"))
    if path.stem != "occupation-file"  # tests/test_file_schema.py
}
ANSWERS = NURSE
OTHER = f"{NURSE[:9]}5{NURSE[10:]}"
SKIPPED = f"v2.quick.{'-' * 70}"
RIASEC = "R=31,I=24,A=20,S=18,E=9,C=12"
VERSIONS = {
    "area-pay": 2,
    "diff": 2,
    "employers": 2,
    "occupation": 2,
    "pay": 2,
    "person": 2,
    "profile": 3,
    "ranking": 2,
    "result": 2,
    "where": 2,
    "why": 2,
}
"""Kinds of documents whose version is not 1."""

CLASS = PACKAGE.parents[1] / "docs" / "class.csv"

CHANGED = {
    "title: Actors": "title: Players",
    "median: 29.05": "median: 30.05",
    "growth_percent: 3.4": "growth_percent: 4.4",
    "education: High school": "education: None",
    "Realistic: 21.5": "Realistic: 31.5",
}
"""What one folder of occupations has otherwise than another."""

CASES: dict[str, list[list[str]]] = {
    "show": [["registered-nurse"], ["legislator"], ["actor"]],
    "list": [[], ["--state", "WY"], ["--pay", "9000000"],
             ["--industry", "hospitals"], ["--ai", "50", "--sort", "ai"]],
    "search": [["truck driver"]],
    "compare": [["registered-nurse", "actor"], ["legislator", "paramedic", "dancer"]],
    "define": [["Social Orientation"], ["outdoors"]],
    "pay": [["registered-nurse"], ["actor"], ["legislator"], ["actor", "--state", "GU"],
            ["actor", "--area", "Austin", "--area", "new york"],
            ["family-medicine-physician", "--area", "0010540"]],
    "employers": [["registered-nurse"], ["legislator"], ["actor", "--detail"]],
    "study": [["psychology"], ["01.0508"]],
    "next": [["cashier", "cook-fast-food"], ["actor", "--pay", "9000000"]],
    "where": [["registered-nurse"], ["legislator"], ["actor"]],
    "path": [["actor", "software-developer"], ["legislator", "lawyer"]],
    "similar": [["registered-nurse"], ["legislator"]],
    "top": [["programming"], ["outdoors, exposed to weather", "--lowest"],
            ["skills: writing", "--pay", "9000000"]],
    "quiz": [["--answers", ANSWERS], ["--answers", "3" * 70], ["--answers", CARELESS],
             ["--answers", f"{ANSWERS[:30]}{'-' * 49}"],
             ["--answers", FIRST_VERSION], ["--answers", f"{ANSWERS}.51524-1243"]],
    "rank": [["--answers", ANSWERS], ["--riasec", RIASEC],
             ["--answers", ANSWERS, "--weights", "interests=1"],
             ["--answers", FIRST_VERSION], ["--answers", CARELESS],
             ["--answers", ANSWERS, "--prefer", "outdoors,alone", "--top", "150"]],
    "why": [["actor", "--answers", ANSWERS], ["legislator", "--riasec", RIASEC],
            ["actor", "--answers", f"{ANSWERS}.51524-1243"],
            ["biomass-plant-technician", "--answers", ANSWERS]],
    "skills": [[], ["--have", "biology, 3"], ["--clear"]],
    "class": [[str(CLASS)], [str(CLASS), "--top", "1"]],
    "about": [[]],
    "data": [[]],
    "profile diff": [[ANSWERS, OTHER], [ANSWERS, ANSWERS], [ANSWERS, SKIPPED], [ANSWERS, CARELESS]],
    "profile list": [[]],
    "profile show": [[], ["other"]],
    "check": [["OLD", "NEW"], ["OLD/actor.yaml"]],
    "shortlist": [[], ["--profile", "other"]],
    "shortlist compare": [[]],
    "shortlist add": [["actor", "--note", "n"], ["nurse", "--profile", "other"]],
    "shortlist note": [["dancer", "a note"], ["dancer", ""]],
    "shortlist aside": [["roofer"]],
    "shortlist remove": [["dancer"], ["carpenter"]],
    "new": [["Drone Inspector"]],
}  # fmt: skip
"""Command lines, without --json, for every command that has it."""

ALWAYS_JSON = {"data export": "person", "data export --profile me": "profile"}
"""Command lines that print nothing but JSON, and the kind of document."""

NO_FIGURES = {
    "about", "check", "class", "data", "define", "new", "profile list",
    "profile show", "skills", *(name for name in CASES if name.startswith("shortlist")),
}  # fmt: skip
"""Commands whose documents have no figures, and so no units or sources, or own ones."""


def commands() -> Iterator[tuple[str, Any]]:
    """Every command and subcommand, by what is typed for it."""
    program = typer.main.get_command(app)
    for name, command in program.commands.items():
        yield name, command
        for own, inner in getattr(command, "commands", {}).items():
            yield f"{name} {own}", inner


def faults(document: Any) -> list[str]:
    kind, _, version = document["schema"].removeprefix("careerfit.").partition("/")
    assert int(version) == VERSIONS.get(kind, 1)
    found = Draft202012Validator(SCHEMAS[kind]).iter_errors(document)
    return [f"{error.instance_path}: {error.message[:200]}" for error in found]


@pytest.fixture
def saved(run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A finished quiz and one that was stopped, and two folders of occupations."""
    monkeypatch.chdir(tmp_path)
    for folder, others in (("OLD", "dancer"), ("NEW", "chef-head-cook")):
        Path(folder).mkdir()
        for slug in ("actor", "carpenter", "legislator", others):
            file = paths.builtin_occupations() / f"{slug}.yaml"
            text = file.read_text("utf-8")
            if folder == "NEW":
                for was, now in CHANGED.items():
                    text = text.replace(was, now)
            (Path(folder) / file.name).write_text(text, "utf-8")
    for name in ("me", "other"):
        who = ("--name", name) if name == "other" else ()
        optional = f"{ANSWERS}.51524-1243" if name == "other" else ANSWERS
        assert (
            run("quiz", "--answers", optional, "--save", *who, "--top", "1").code == 0
        )
    for words in (["add", "dancer"], ["add", "actor"], ["aside", "carpenter"]):
        assert run("shortlist", *words).code == 0
    monkeypatch.setattr("sys.stdin", io.StringIO("5\n1\nq\n"))
    assert run("quiz", "--plain").code == 0


@pytest.mark.parametrize("kind", SCHEMAS)
def test_every_schema_is_one_and_names_its_kind(kind: str) -> None:
    schema = SCHEMAS[kind]
    meta.validate(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    version = VERSIONS.get(kind, 1)
    assert schema["$id"] == f"urn:careerfit:{kind}:{version}"
    assert schema["properties"]["schema"] == {"const": f"careerfit.{kind}/{version}"}
    assert schema["title"]
    assert "careerfit " in schema["description"]


def test_what_schemas_share_is_the_same_in_all_of_them() -> None:
    shared: dict[str, Any] = {}
    for kind, schema in SCHEMAS.items():
        for name, own in schema.get("$defs", {}).items():
            assert shared.setdefault(name, own) == own, f"{kind}: {name}"


def test_every_kind_that_is_written_has_a_schema_and_no_other() -> None:
    kinds = {"profile", "error"}
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            called = getattr(node.func, "id", getattr(node.func, "attr", ""))
            # The methods of `Output` pass on the kind they were called with.
            writers = ("document", "write_json", "write_rows")
            if called in writers and not isinstance(node.args[0], ast.Name):
                kinds.add(ast.literal_eval(node.args[0]))
    assert kinds == set(SCHEMAS)


def test_every_command_with_json_is_tried() -> None:
    with_json = {
        name
        for name, command in commands()
        if any("--json" in parameter.opts for parameter in command.params)
    }
    assert with_json == {*CASES, "data export", "data purge"}


@pytest.mark.parametrize("name", CASES)
def test_what_a_command_prints_is_as_its_schema_says(run, saved, name: str) -> None:
    for case in CASES[name]:
        done = run(*name.split(), *case, "--json")
        assert done.code == 0, case
        assert faults(done.data) == [], case


@pytest.mark.parametrize("name", ALWAYS_JSON)
def test_what_is_kept_is_as_its_schema_says(run, saved, name: str) -> None:
    data = run(*name.split()).data
    kind = ALWAYS_JSON[name]
    assert data["schema"] == f"careerfit.{kind}/{VERSIONS[kind]}"
    assert faults(data) == []


def test_what_was_removed_is_as_its_schema_says(
    run, saved, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    data = run("data", "purge", "--json").data
    assert faults(data) == []
    assert any(path.endswith("me.json") for path in data["removed"])
    assert data["left"] == []


def test_problems_are_a_document_and_an_exit_code(run, saved) -> None:
    path = Path("OLD") / "actor.yaml"
    path.write_text(path.read_text("utf-8").replace("schema: 1", "schema: x"), "utf-8")
    done = run("check", "OLD", "--json")
    assert (done.code, done.err, faults(done.data)) == (4, "", [])
    (problem,) = done.data["problems"]
    assert (problem["file"], problem["field"]) == (str(path), "schema")


def test_a_profile_that_cannot_be_read_is_in_the_list(run, saved, tmp_path) -> None:
    path = tmp_path / "careerfit-home" / "profiles" / "other.json"
    path.write_text("{")
    done = run("profile", "list", "--json")
    assert (done.code, faults(done.data)) == (0, [])
    assert [saved["name"] for saved in done.data["profiles"]] == ["me"]
    assert [problem["file"] for problem in done.data["problems"]] == [str(path)]


def test_documents_with_saved_skills_are_as_their_schemas_say(run, saved) -> None:
    run("skills", "--have", "biology, chemistry")
    for command in (["rank"], ["why", "actor"], ["why", "legislator"], ["quiz",
                    "--answers", ANSWERS, "--save"]):  # fmt: skip
        data = run(*command, "--json").data
        assert faults(data) == [], command
        assert '"start":' in json.dumps(data), command
    assert faults(run("data", "export").data) == []
    assert faults(run("data", "export", "--profile", "me").data) == []


def test_occupations_of_every_kind_are_as_the_schema_says(run) -> None:
    for path in occupations.files(paths.builtin_occupations())[::40]:
        assert faults(run("show", path.stem, "--json").data) == [], path.stem


def documents(
    run, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[dict[str, Any]]:
    for name, cases in CASES.items():
        yield run(*name.split(), *cases[0], "--json").data
    yield run("pay", "actor", "--area", "Austin", "--json").data
    for name in ALWAYS_JSON:
        yield run(*name.split()).data
    yield json.loads(run("show", "no such job", "--json").err)
    monkeypatch.setenv("XDG_CACHE_HOME", str(cache))
    yield run("data", "purge", "--json").data


def test_a_document_that_is_not_as_it_should_be_is_found_out(
    run, saved, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    tried = set()
    for whole in documents(run, tmp_path / "cache", monkeypatch):
        kind = whole["schema"].split(".")[1].split("/")[0]
        tried.add(kind)
        validator = Draft202012Validator(SCHEMAS[kind])
        assert validator.is_valid(whole)
        assert not validator.is_valid({**whole, "extra": 1}), kind
        for key in SCHEMAS[kind]["required"]:
            if key != "schema":
                rest = {name: value for name, value in whole.items() if name != key}
                assert not validator.is_valid(rest), f"{kind}: {key}"
    assert tried == set(SCHEMAS)


def test_figures_are_told_with_units_and_sources(run, saved) -> None:
    for name, cases in CASES.items():
        if name in NO_FIGURES:
            continue
        data = run(*name.split(), *cases[0], "--json").data
        assert data["units"]
        assert "O*NET Database" in data["notices"][0]
        if name == "path":
            data = data["start"]
        if name == "compare":
            data = data["occupations"][0]
        assert any("BLS" in str(own) for own in data["sources"].values()), name


def test_every_kind_is_documented() -> None:
    text = (ROOT / "docs" / "json.md").read_text("utf-8")
    for kind in SCHEMAS:
        assert f"`careerfit.{kind}/{VERSIONS.get(kind, 1)}`" in text, kind
        assert f"schemas/{kind}.json" in text, kind
