"""The item bank and the release file: the shipped ones, and faults in others."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import groupby, pairwise
from pathlib import Path

import pytest
from jsonschema_rs import Draft202012Validator

from careerfit_cli.errors import BadData
from careerfit_cli.model.catalogue import Dimension
from careerfit_cli.model.elements import (
    INTEREST_AREAS,
    INTERESTS,
    MATCHED,
    WORK_CONTEXT,
    Domain,
)
from careerfit_cli.model.profile import PICK_LIST, Item
from careerfit_cli.model.schema import Schema, mapping, named, names_of
from careerfit_cli.storage.bank import BANK_FILE, load_bank
from careerfit_cli.storage.releases import load_releases
from careerfit_cli.storage.schema import file_schema


def faults(call: Callable[[], object]) -> list[str]:
    """Each fault as people read it: `file:line field: what [hint]`."""
    with pytest.raises(BadData) as caught:
        call()
    return [f"{each} [{each.hint}]" for each in caught.value.problems]


def written(folder: Path, text: str) -> Path:
    path = folder / "x.yaml"
    path.write_text(text, "utf-8")
    return path


def test_the_shipped_bank_asks_its_parts_in_order() -> None:
    bank = load_bank()
    counts = {name: len(ids) for name, ids in bank.lengths.items()}
    assert counts == {"flash": 47, "quick": 70, "standard": 109, "full": 162}
    for ids in bank.lengths.values():
        asked = [part_of(bank.items[name]) for name in ids]
        assert asked == sorted(asked, key=list(bank.parts).index)


def part_of(item: Item) -> str:
    assert item.dimension
    return PICK_LIST if item.pick else item.dimension.domain


def test_every_area_is_one_line_of_the_list_in_every_length() -> None:
    bank = load_bank()
    for ids in bank.lengths.values():
        picks = [bank.items[name] for name in ids if bank.items[name].pick]
        asked = [pick.dimension for pick in picks]
        areas = {Dimension("interest_areas", name) for name in INTEREST_AREAS.names}
        assert set(asked) == areas
        assert len(asked) == len(areas)


def test_the_lines_of_the_list_are_short_and_in_six_groups_of_up_to_ten() -> None:
    bank = load_bank()
    picks = [item for item in bank.items.values() if item.pick]
    groups = Counter(pick.group for pick in picks)
    assert len(groups) == 6
    assert max(groups.values()) <= 10
    asked = [bank.items[name].group for name in bank.lengths["flash"]]
    assert [own for own, _ in groupby(filter(None, asked))] == list(groups)
    assert all(len(pick.statement) <= 34 for pick in picks)
    assert all(0 < len(pick.examples) < 70 for pick in picks)


def test_each_shorter_form_of_the_shipped_bank_is_in_the_longer_ones() -> None:
    flash, quick, standard, full = (set(ids) for ids in load_bank().lengths.values())
    assert flash < quick < standard < full


def test_the_quick_form_asks_twice_about_things_and_people() -> None:
    bank = load_bank()
    rated = [bank.items[name] for name in bank.lengths["quick"]]
    asked = Counter(item.dimension for item in rated if not item.pick)
    twice = {Dimension("interests", "Realistic"), Dimension("interests", "Social")}
    assert {own for own, count in asked.items() if count == 2} == twice
    assert max(asked.values()) == 2


def test_no_two_neighbors_of_the_shipped_bank_ask_the_same() -> None:
    bank = load_bank()
    for ids in bank.lengths.values():
        asked = [bank.items[name].dimension for name in ids]
        assert all(one != two for one, two in pairwise(asked))


def test_the_statements_of_the_shipped_bank_are_short_and_all_different() -> None:
    bank = load_bank()
    statements = [item.statement for item in bank.items.values()]
    assert len(set(statements)) == len(statements)
    assert max(map(len, statements)) < 90
    assert set(bank.lengths["full"]) == set(bank.items)


def test_only_work_styles_are_asked_in_reverse_and_checked() -> None:
    items = load_bank().items
    special = [item for item in items.values() if item.reverse or item.check]
    assert special
    assert {part_of(item) for item in special} == {"work_styles"}
    checks = [item for item in special if item.check]
    assert all(items[item.check].dimension == item.dimension for item in checks)
    # A check is compared with the answer as scored, so both count the same way or not.
    assert len({item.check for item in checks}) == len(checks) == 2


def test_only_the_interests_of_version_1_still_count() -> None:
    bank = load_bank("v1.standard.")
    assert bank.version == 1
    assert bank.parts == {}
    counting = {
        name: Counter(own.name for id_ in ids if (own := bank.items[id_].dimension))
        for name, ids in bank.lengths.items()
    }
    assert {name: len(ids) for name, ids in bank.lengths.items()} == {
        "quick": 30,
        "standard": 64,
        "full": 122,
    }
    assert {name: sum(each.values()) for name, each in counting.items()} == {
        "quick": 8,
        "standard": 18,
        "full": 60,
    }
    assert all(set(each) == set(INTERESTS.names) for each in counting.values())
    assert not any(item.reverse or item.pick for item in bank.items.values())


LINE = file_schema()["$defs"]["text"]
FLAG = {"type": "boolean"}
SIDES = {"left": LINE, "right": LINE}


def record(properties: Schema, *optional: str) -> Schema:
    return mapping(properties, [key for key in properties if key not in optional])


def part() -> Schema:
    labels = {"type": "array", "items": LINE, "minItems": 5, "maxItems": 5}
    return record({"title": LINE, "prompt": LINE, "labels": labels})


def item(domain: Domain, ids: list[str]) -> Schema:
    return record(
        {
            "domain": {"const": domain.key},
            "dimension": {"enum": list(domain.names)},
            "reverse": FLAG,
            "check": {"enum": ids},
            "pick": FLAG,
            "group": LINE,
        },
        *("reverse", "check", "pick", "group"),
    )


def questions(data: Schema, wording: Schema, key: Schema) -> Schema:
    """The schema of questions that may follow the others."""
    ids = list(data["keys"])
    return record(
        {
            "part": part(),
            "wording": record(dict.fromkeys(ids, wording)),
            "keys": named(key),
        }
    )


def bank_schema(data: Schema) -> Schema:
    """The schema of a bank that has the items of `data`."""
    ids = list(data["keys"])
    names = names_of({"enum": list(WORK_CONTEXT.names)})
    areas = {"enum": list(INTERESTS.names)}
    parts = dict.fromkeys([*(domain.key for domain in MATCHED), PICK_LIST], part())
    words = record({"question": LINE, **SIDES})
    poles = mapping({"more": names, "less": names})
    types = record({"left": areas, "right": areas})
    return record(
        {
            "about": {"type": "array", "items": LINE},
            "version": {"type": "integer", "minimum": 1},
            "parts": record(parts),
            "wording": record(dict.fromkeys(ids, LINE)),
            "examples": mapping(dict.fromkeys(ids, LINE)),
            "keys": named({"oneOf": [item(domain, ids) for domain in MATCHED]}),
            "lengths": named(names_of({"enum": ids})),
            "preferences": questions(data["preferences"], words, poles),
            "tie_breaks": questions(data["tie_breaks"], words, types),
        }
    )


def keys_once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    assert len(dict(pairs)) == len(pairs)
    return dict(pairs)


def bank_faults(text: str) -> list[str]:
    """Where the text of an item bank is not as it should be."""
    data = json.loads(text, object_pairs_hook=keys_once)
    schema = {**bank_schema(data), "$defs": file_schema()["$defs"]}
    errors = Draft202012Validator(schema).iter_errors(data)
    return [json_path(error.instance_path) for error in errors]


def json_path(keys: Sequence[str | int]) -> str:
    steps = (f"[{key}]" if isinstance(key, int) else f".{key}" for key in keys)
    return "".join(("$", *steps))


def test_the_shipped_bank_has_every_field_of_every_item_and_part() -> None:
    assert bank_faults(BANK_FILE.read_text("utf-8")) == []


@pytest.mark.parametrize(
    ("before", "after", "place"),
    [
        ('"Leadership Orientation"}', '"Leadershop Orientation"}', "$.keys.W10"),
        ('"dimension": "Realistic"', '"dimension": "Integrity"', "$.keys.R01"),
        ('"pick": true', '"pick": "yes"', "$.keys.P01"),
        ('"Strongly dislike",', "", "$.parts.interests.labels"),
        ('"title": "How you work",', "", "$.parts.work_styles"),
        ('      "R01", "S01", "I01",', '      "R001", "S01",', "$.lengths.flash[0]"),
        ('    "R11": "Plant flower beds in a city park",', "", "$.wording"),
        ('"P01": "Fix engines, wire', '"P77": "Fix engines, wire', "$.examples"),
        ('"Time Pressure"', '"Time Presure"', "$.preferences.keys.pace.more[0]"),
        ('"left": "indoors",', "", "$.preferences.wording.place"),
        ('"Either is fine",', "", "$.preferences.part.labels"),
    ],
)
def test_a_fault_in_a_bank_is_found(before: str, after: str, place: str) -> None:
    text = BANK_FILE.read_text("utf-8")
    assert before in text
    assert bank_faults(text.replace(before, after, 1)) == [place]


def test_the_shipped_releases_name_the_release_of_a_mixed_table() -> None:
    releases = load_releases(Path(__file__).parents[1] / "docs" / "releases.yaml")
    assert releases.of("Interests") == "30.3"
    assert releases.of("Work Context", 9) == "29.2"
    assert releases.of("Job Zones") == releases.default


def test_broken_releases_are_located(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        "default: 30.1\ntables: {Skills: 30.0}\n"
        'by_elements_rated:\n  Work Context:\n    "²": "29.2"\n    "57": 27.x\n',
    )
    assert faults(lambda: load_releases(path)) == [
        f'{path}:1 default: must be text, and is a number [write it in quotes: "30.1"]',
        (
            f"{path}:2 tables.Skills: must be text, and is a number "
            '[write it in quotes: "30.0"]'
        ),
        (
            f"{path}:5 by_elements_rated.Work Context.²: is not a number of elements "
            '[it looks like "57"]'
        ),
    ]
    assert faults(lambda: load_releases(written(tmp_path, ""))) == [
        f"{path}: is empty [it needs default]"
    ]
