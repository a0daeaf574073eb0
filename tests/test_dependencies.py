"""What careerfit needs: each named and justified, licensed to be shipped, looked up."""

from __future__ import annotations

import json
import re
import tomllib
from email.message import Message
from importlib.metadata import PackageNotFoundError
from pathlib import Path

import audit
import licenses
import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
DOCUMENT = (ROOT / "docs" / "dependencies.md").read_text("utf-8")


def names_in(requirements: list[str]) -> set[str]:
    return {canonicalize_name(Requirement(own).name) for own in requirements}


RUN_TIME = names_in(PROJECT["project"]["dependencies"])
EXTRAS = names_in(
    [
        name
        for extra in PROJECT["project"]["optional-dependencies"].values()
        for name in extra
    ]
)
BUILD = names_in(PROJECT["build-system"]["requires"])


# The document


def test_every_dependency_is_in_the_document_and_none_that_is_gone() -> None:
    told = {
        canonicalize_name(own) for own in re.findall(r"\*\*([\w.-]+)\*\*", DOCUMENT)
    }
    from_elsewhere = {"axe-core"}  # From npm, in tests/axe.
    needed = set(licenses.needed("careerfit-cli"))
    assert told == RUN_TIME | EXTRAS | BUILD | needed | from_elsewhere


def test_the_document_has_the_license_of_all_that_is_needed() -> None:
    table = {
        canonicalize_name(name): terms.strip()
        for name, terms in re.findall(r"^\| \*\*(\S+)\*\* \| ([^|]+)", DOCUMENT, re.M)
    }
    needed = licenses.needed("careerfit-cli")
    assert table.keys() == needed.keys()
    for name, package in needed.items():
        told = licenses.license_of(package).split(" AND ")[0]
        assert table[name].startswith(told), name


# Licenses


class Package:
    """An installed package that there is not."""

    version = "1.0"

    def __init__(self, *requires: str, **told: str) -> None:
        self.requires = list(requires)
        self.metadata = Message()
        for name, value in told.items():
            self.metadata[name.replace("_", "-")] = value


def told(expression: str) -> Package:
    return Package(License_Expression=expression)


def test_all_that_is_needed_may_be_shipped_with() -> None:
    assert set(licenses.needed("careerfit-cli")) >= RUN_TIME
    assert licenses.main() == 0


def test_a_license_that_may_not_be_shipped_is_found_however_deep(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    packages = {
        "careerfit-cli": Package("one>=1", "tests; extra == 'dev'"),
        "one": Package("Two.Three", License_Expression="MIT"),
        "two-three": Package("one", License_Expression="GPL-3.0-only"),
    }
    monkeypatch.setattr(
        licenses,
        "needed",
        lambda root, real=licenses.needed: real(root, packages.__getitem__),
    )
    assert licenses.main() == 1
    shown = capsys.readouterr()
    assert "two-three 1.0: GPL-3.0-only" in shown.out
    assert shown.err == "two-three: its license may not be shipped with\n"


def test_what_is_not_installed_is_not_passed_over() -> None:
    def find(name: str) -> Package:
        if name == "careerfit-cli":
            return Package("gone")
        raise PackageNotFoundError(name)

    with pytest.raises(PackageNotFoundError, match="gone"):
        licenses.needed("careerfit-cli", find)


def test_what_another_system_needs_is_left_out() -> None:
    package = Package("gone; sys_platform == 'none'")
    assert licenses.needed("careerfit-cli", lambda _: package) == {}


@pytest.mark.parametrize(
    ("expression", "allowed"),
    [
        ("MIT", True),
        ("BSD-3-Clause AND 0BSD AND MIT AND Zlib AND CC0-1.0", True),
        ("Apache-2.0 OR GPL-3.0-only", True),
        ("GPL-3.0-only OR MIT AND LGPL-2.1-only", False),
        ("MIT AND GPL-3.0-only", False),
        ("LGPL-3.0-or-later", False),
        ("(MIT OR GPL-2.0-only) AND BSD-3-Clause", False),
        ("GPL-2.0-only WITH Classpath-exception-2.0", False),
        ("MITX", False),
        ("", False),
    ],
)
def test_what_an_expression_allows(expression: str, allowed: bool) -> None:
    assert licenses.is_allowed(licenses.license_of(told(expression))) is allowed


@pytest.mark.parametrize(
    ("classifiers", "allowed"),
    [
        (["MIT License"], True),
        (["BSD License"], True),
        (["MIT License", "GNU General Public License v3 (GPLv3)"], False),
        (["GNU Lesser General Public License v3 (LGPLv3)"], False),
        ([], False),
    ],
)
def test_what_a_classifier_allows(classifiers: list[str], allowed: bool) -> None:
    package = Package()
    for own in classifiers:
        package.metadata["Classifier"] = f"License :: OSI Approved :: {own}"
    assert licenses.is_allowed(licenses.license_of(package)) is allowed


# Vulnerabilities


NEEDED = {"one": "1.0", "two": "2.0"}
ONE = {"name": "one", "version": "1.0", "vulns": []}
TWO = {"name": "two", "version": "2.0", "vulns": []}
FAULT = {"id": "PYSEC-1", "fix_versions": ["2.1"], "aliases": [], "description": ""}
SKIPPED = {"name": "two", "skip_reason": "Dependency not found on PyPI"}


@pytest.mark.parametrize(
    ("dependencies", "code", "line"),
    [
        ([ONE, TWO], audit.CLEAN, "None has a known vulnerability."),
        ([ONE, {**TWO, "vulns": [FAULT]}], audit.VULNERABLE, "two 2.0: PYSEC-1, mended in 2.1"),
        ([{**ONE, "vulns": [FAULT]}, SKIPPED], audit.VULNERABLE, "No verdict on two."),
        ([ONE, SKIPPED], audit.NO_VERDICT, "No verdict on two."),
        ([ONE], audit.NO_VERDICT, "1 of 2 packages were looked up."),
        ([], audit.NO_VERDICT, "0 of 2 packages were looked up."),
    ],
)  # fmt: skip
def test_only_what_was_looked_up_is_called_clean(
    dependencies: list[object], code: int, line: str
) -> None:
    out = json.dumps({"dependencies": dependencies, "fixes": []})
    found, lines = audit.verdict(NEEDED, out, "")
    assert found == code
    assert line in lines


@pytest.mark.parametrize("out", ["", "not json", "[]", "{}"])
def test_a_network_that_is_not_there_is_told(out: str) -> None:
    err = "Traceback\n...\nConnectionError: Max retries exceeded\n"
    code, lines = audit.verdict(NEEDED, out, err)
    assert code == audit.NO_VERDICT
    assert lines == ["No verdict: ConnectionError: Max retries exceeded"]
