"""The JSON Schema of occupation files says what the reader of files says."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema_rs import Draft202012Validator, meta

from careerfit_cli.errors import BadData
from careerfit_cli.model.occupation import FIGURES, HEADER, WORDS
from careerfit_cli.storage import new_occupation, occupations, paths
from careerfit_cli.storage.paths import FILE_SCHEMA
from careerfit_cli.storage.yaml_loader import dump
from saving import save_all

SCHEMA = json.loads(FILE_SCHEMA.read_text(encoding="utf-8"))
FILES = occupations.files(paths.builtin_occupations())
VALIDATOR = Draft202012Validator(SCHEMA)


def loaded(text: str) -> Any:
    return yaml.load(text, Loader=yaml.CSafeLoader)


def is_read(text: str) -> bool:
    try:
        occupations.parse(text, "x.yaml", "x")
    except BadData:
        return False
    return True


def faults(data: Any) -> list[str]:
    found = VALIDATOR.iter_errors(data)
    return [f"{error.instance_path}: {error.message[:120]}" for error in found]


def test_it_is_a_schema_and_has_every_key_described() -> None:
    meta.validate(SCHEMA)
    assert SCHEMA["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    known = (*HEADER, *WORDS, *FIGURES)
    assert set(SCHEMA["properties"]) == set(known)
    for key in (*HEADER, *WORDS):
        assert SCHEMA["properties"][key]["description"].endswith(".")


@pytest.mark.slow
def test_every_built_in_file_is_as_it_says() -> None:
    for path in FILES:
        data = loaded(path.read_text(encoding="utf-8"))
        if not VALIDATOR.is_valid(data):
            pytest.fail(f"{path.name}: {faults(data)[:3]}")


# Spoiled files: what the reader refuses, the schema refuses, and the other way round.


@cache
def whole() -> dict[str, Any]:
    """A file with something under every key of the format."""
    data = loaded((paths.builtin_occupations() / "registered-nurse.yaml").read_text())
    rest = {
        "education": "Schooling.", "experience": "Some.", "licenses": "One.",
        "advancement": "Up.", "demand": "More people.", "environment": "Wards.",
        "schedule": "Shifts.", "also_called": ["RNs"], "organizations": ["A union"],
        "kinds": {"Night nurses": "They work at night."},
        "similar_work": {"Paramedics": "They drive."},
        "low_precision": {"skills": ["Science"]},
        "estimated": {
            "work_styles": {"values": {"Optimism": -1.5}, "method": "mean",
                            "based_on": "related occupations"},
        },
        "not_relevant": {"skills": ["Programming"]},
        "history": [{"what": "median pay", "value": 1.5, "unit": "dollars an hour",
                     "period": "May 2023", "source": "BLS", "at_least": True}],
    }  # fmt: skip
    data = {**rest, **data}
    data["pay"].pop("state_median_dollars_an_hour", None)
    assert set(data) == set(SCHEMA["properties"])
    return data


def places_in(data: Any, place: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Every place in a document, that of the whole first."""
    yield place
    children = data.items() if isinstance(data, dict) else []
    children = enumerate(data) if isinstance(data, list) else children
    for key, own in children:
        yield from places_in(own, (*place, key))


def at(data: Any, place: tuple[Any, ...]) -> Any:
    for key in place:
        data = data[key]
    return data


WRONG = (
    None,
    True,
    "text",
    "",
    "  ",
    -1,
    101,
    0.5,
    10**12,
    [],
    {},
    ["a", "a"],
    [1],
    {"a": 1},
)
"""Values to be put in place of others; some will do in some places."""


@cache
def the_places() -> list[tuple[Any, ...]]:
    return list(places_in(whole()))


@st.composite
def spoiled(draw: st.DrawFn) -> dict[str, Any]:
    data = copy.deepcopy(whole())
    place = draw(st.sampled_from(the_places()[1:]))
    own, holder = at(data, place), at(data, place[:-1])
    how = draw(st.sampled_from(("replace", "remove", "add", "again")))
    if how == "add" and isinstance(own, dict):
        own[draw(st.sampled_from(("colour", "Telekinesis", "12-3456.78")))] = "red"
    elif how == "again" and isinstance(own, list) and own:
        own.append(copy.deepcopy(own[0]))
    elif how == "remove":
        del holder[place[-1]]
    else:
        holder[place[-1]] = draw(st.sampled_from(WRONG))
    return data


@pytest.mark.slow
@settings(max_examples=300)
@given(data=spoiled())
def test_the_reader_and_the_schema_agree_on_a_spoiled_file(
    data: dict[str, Any],
) -> None:
    assert VALIDATOR.is_valid(data) == is_read(dump(data)), faults(data)[:3]


def test_a_file_with_every_key_is_read_and_valid() -> None:
    assert is_read(dump(whole()))
    assert not faults(whole())


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("schema", 2),
        ("code", "29-1141"),
        ("title", "Nurses\x07"),
        ("tasks", ["Watch", "Watch"]),
        ("kinds", ["Night nurses"]),
        ("job_zone", 6),
        ("job_zone", "4"),
        ("pay", {"area": "United States"}),
        ("pay", {"area": "U.S.", "period": "2025", "dollars_a_year": {"median": 1.5}}),
        ("pay", {"area": "U.S.", "period": "2025", "dollars_a_year": {"p50": 1}}),
        (
            "pay",
            {"area": "U.S.", "period": "2025",
             "state_median_dollars_a_year": {"Ohio": 1},
             "state_median_dollars_an_hour": {"Ohio": 1}},
        ),
        ("outlook", {"area": "U.S.", "period": "2024-2034"}),
        ("outlook", {"area": "U.S.", "period": "2024-34", "phrase": "Good"}),
        ("interests", {"Realistic": 101}),
        ("interests", {"Heroic": 50}),
        ("levels", {"interests": {"Realistic": 50}}),
        ("low_precision", {"skills": ["Juggling"]}),
        ("related", {"primary_short": {"29-1141": "Nurses"}}),
        ("history", [{"what": "median pay"}]),
        ("sources", {"pay": {"publisher": "BLS"}}),
        ("sources", {"weather": {"publisher": "BLS", "release": "1"}}),
        ("favorite_color", "red"),
    ],
)  # fmt: skip
def test_what_is_wrong_in_structure_is_refused_by_both(key: str, value: Any) -> None:
    data = {**whole(), key: value}
    assert faults(data)
    assert not is_read(json.dumps(data))


@pytest.mark.parametrize("key", HEADER)
def test_the_header_is_needed(key: str) -> None:
    data = {name: own for name, own in whole().items() if name != key}
    assert faults(data)
    assert not is_read(dump(data))


# Told to editors.


def test_a_new_file_begins_by_naming_the_schema() -> None:
    first, *_ = new_occupation.scaffold("Drone Inspector", "99-9999.00").splitlines()
    assert first == f"# yaml-language-server: $schema={FILE_SCHEMA.as_uri()}"
    # The editors' server takes what is not a space for the address.
    assert " " not in first.partition("$schema=")[2]


def test_an_import_keeps_that_line_and_words_and_changes_nothing_twice(
    tmp_path: Path,
) -> None:
    path = tmp_path / "drone-inspector.yaml"
    like = occupations.load(paths.builtin_occupations() / "surveyor.yaml")
    path.write_text(new_occupation.scaffold("Drone Inspector", "99-9999.00", like))
    own = occupations.load(path)
    first = path.read_text().splitlines()[0]
    changed = {**own.ratings, "interests": {**own.ratings["interests"], "Social": 1.0}}
    newer = replace(own, ratings=changed)
    assert save_all(tmp_path, [newer]).changed == ("drone-inspector",)
    text = path.read_text()
    assert text.splitlines()[0] == first
    assert text.count("yaml-language-server") == 1
    assert "To be written" in text
    assert occupations.load(path).ratings["interests"]["Social"] == 1
    assert save_all(tmp_path, [newer]).unchanged == ("drone-inspector",)


def test_other_remarks_outside_the_words_are_still_refused(tmp_path: Path) -> None:
    path = tmp_path / "drone-inspector.yaml"
    text = new_occupation.scaffold("Drone Inspector", "99-9999.00")
    first, rest = text.split("\n", 1)
    path.write_text(f"{first}\n# Mine\n{rest}")
    with pytest.raises(BadData, match="outside the words"):
        save_all(tmp_path, [occupations.load(path)])
