"""The guides for contributors name existing files and functions."""

from __future__ import annotations

import importlib
import re
from dataclasses import fields
from pathlib import Path

import pytest
import reference

from careerfit_cli.ui.filter_options import FilterOptions

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "src" / "careerfit_cli"
PLACES = (ROOT, PACKAGE, ROOT / "benchmarks")
"""Where a file that a guide names may lie: paths of rooms are those of the package."""

GUIDES = (
    "CONTRIBUTING.md",
    "SECURITY.md",
    "docs/architecture.md",
    "docs/decisions.md",
)
ROOMS = {path.stem for path in PACKAGE.iterdir() if not path.name.startswith("_")}
ELSEWHERE = ("../shared/", "build/")
"""Not of the repository: data that may be missing, and what is made of it."""


def named(guide: str) -> set[str]:
    """The words set as code in a guide, and those of its lines to type."""
    text = (ROOT / guide).read_text(encoding="utf-8")
    lines = re.findall(r"^    (\S.*)$", text, re.MULTILINE)
    text = re.sub(r"```.*?```", "", text, flags=re.DOTALL)
    words = " ".join([*re.findall(r"`([^`\n]+)`", text), *lines]).split()
    return {word for word in words if not word.startswith(ELSEWHERE)}


def files_in(guide: str) -> set[str]:
    ending = r"[\w./<>*-]+(/|\.(py|ya?ml|toml|md|svg))"
    return {word for word in named(guide) if re.fullmatch(ending, word)}


def names_in(guide: str) -> set[str]:
    """Dotted names whose first part is a room."""
    dotted = {word for word in named(guide) if re.fullmatch(r"\w+(\.\w+)+", word)}
    return {
        word
        for word in dotted - files_in(guide)
        if word.partition(".")[0] in ROOMS and not word.endswith((".csv", ".txt"))
    }


def is_there(word: str) -> bool:
    pattern = re.sub(r"<\w+>", "*", word).rstrip("/")
    return any(any(place.glob(pattern)) for place in PLACES)


def found(dotted: str) -> object:
    """What a dotted name stands for, seen from the package."""
    at: object = importlib.import_module("careerfit_cli")
    path = "careerfit_cli"
    for part in dotted.split("."):
        path = f"{path}.{part}"
        try:
            at = importlib.import_module(path)
        except ModuleNotFoundError:
            at = getattr(at, part)
    return at


@pytest.mark.parametrize("guide", GUIDES)
def test_every_file_a_guide_names_is_there(guide: str) -> None:
    assert files_in(guide)
    assert [word for word in sorted(files_in(guide)) if not is_there(word)] == []


@pytest.mark.parametrize("guide", GUIDES)
def test_every_function_a_guide_names_is_there(guide: str) -> None:
    for dotted in sorted(names_in(guide)):
        assert found(dotted) is not None


def test_the_guides_name_what_they_follow_through_the_house() -> None:
    assert len(files_in("CONTRIBUTING.md")) > 40
    assert {"storage.pages.find", "matching.tiers.result", "ui.main"} <= names_in(
        "docs/architecture.md"
    )


def test_a_name_that_is_gone_is_found_out() -> None:
    assert not is_there("storage/nowhere.py")
    assert not is_there("occupations/no-<slug>.yaml")
    with pytest.raises(AttributeError):
        found("fit.nothing")


def test_every_command_that_narrows_takes_every_filter() -> None:
    """CONTRIBUTING says so."""
    shared = {f"--{field.name}" for field in fields(FilterOptions)}
    assert {"--pay", "--without", "--zone"} <= shared
    options = {
        own.name: {flag.split(" ")[0] for flag, _ in own.options}
        for own in reference.commands()
    }
    for name in ("list", "rank", "score", "report", "top"):
        assert shared <= options[f"careerfit {name}"], name
