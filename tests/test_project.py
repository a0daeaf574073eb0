"""What a release consists of agrees: versions, bounds, workflows, citation."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from types import SimpleNamespace

import constraints
import pytest
import versions
import yaml
from packaging.requirements import Requirement

import careerfit_cli
from careerfit_cli.ui import asking, terminal

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
CALENDAR = {"nox", "dask", "packaging"}
"""Versions of these are dates or promise no compatibility: no upper bound is true."""


def requirements() -> list[Requirement]:
    project = PROJECT["project"]
    groups = [project["dependencies"], *project["optional-dependencies"].values()]
    return [Requirement(line) for lines in groups for line in lines]


@pytest.mark.parametrize("requirement", requirements(), ids=str)
def test_every_dependency_has_a_lower_and_an_upper_bound(
    requirement: Requirement,
) -> None:
    operators = {clause.operator for clause in requirement.specifier}
    assert ">=" in operators
    assert "<" in operators or requirement.name in CALENDAR


def test_every_dependency_has_a_version_in_the_constraints() -> None:
    pins = constraints.pinned(constraints.FILE.read_text(encoding="utf-8"))
    assert constraints.faults(pins, iter(requirements())) == []
    assert constraints.faults(pins, constraints.installed_requirements()) == []


def test_a_missing_and_a_forbidden_version_are_reported() -> None:
    pins = constraints.pinned("a==1.0\nb-c==2.0 ; python_version < '3.12'\n")
    needed = [Requirement("a>=2"), Requirement("B_c<3"), Requirement("d")]
    assert constraints.faults(pins, iter(needed)) == [
        "a>=2 does not allow 1.0",
        "d has no version in constraints.txt",
    ]


class Library(versions.Environment):
    """An environment in which the tests fail with one version of one library."""

    def __init__(self) -> None:
        super().__init__("newest")
        pins = constraints.pinned(constraints.FILE.read_text(encoding="utf-8"))
        self.installed = {name: min(own) for name, own in pins.items()}
        self.installed |= {"rich": "99.0", "pyyaml": "99.0"}

    def create(self) -> None:
        pass

    def install(self, *arguments: str) -> None:
        name, version = arguments[-1].split("==")
        self.installed[name] = version

    def versions(self) -> dict[str, str]:
        return dict(self.installed)

    def passes(self, *_options: str) -> bool:
        return self.installed["rich"] != "99.0"


def test_the_library_whose_new_release_fails_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(versions, "Environment", lambda kind: Library())
    assert versions.main(["newest"]) == versions.REPORTED
    assert capsys.readouterr().out.endswith("because of: rich 99.0\n")


def test_the_version_is_in_the_citation_and_the_changelog() -> None:
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert citation["version"] == careerfit_cli.__version__
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    heads = re.findall(r"^## (.*)$", changelog, re.MULTILINE)
    assert heads[:2] == [
        "Unreleased",
        f"{citation['version']} - {citation['date-released']}",
    ]


def test_the_workflow_runs_the_versions_of_python_that_are_promised() -> None:
    path = ROOT / ".github" / "workflows" / "ci.yml"
    jobs = yaml.safe_load(path.read_text(encoding="utf-8"))["jobs"]
    promised = [
        name.rpartition(" ")[2]
        for name in PROJECT["project"]["classifiers"]
        if re.fullmatch(r"Programming Language :: Python :: 3\.\d+", name)
    ]
    assert jobs["tests"]["strategy"]["matrix"]["python"] == promised
    assert "bash .ci/run" in [step.get("run") for step in jobs["everything"]["steps"]]


@pytest.mark.parametrize(("platform", "by_line"), [("win32", True), ("linux", False)])
def test_on_windows_the_quiz_asks_in_numbered_lines(
    platform: str, by_line: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    tty = SimpleNamespace(isatty=lambda: True)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(terminal, "standard_input", lambda: tty)
    monkeypatch.setattr(terminal, "display", lambda **_: SimpleNamespace(plain=False))
    monkeypatch.setattr(asking.sys, "stderr", tty)
    monkeypatch.setattr(asking.sys, "platform", platform)
    assert asking.by_line(plain=False) is by_line
