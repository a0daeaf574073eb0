"""The item bank and the release file: the shipped ones, and faults in others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from itertools import groupby, pairwise
from pathlib import Path

import pytest

from careerfit_cli.errors import BadData
from careerfit_cli.model.catalogue import Dimension
from careerfit_cli.model.elements import INTEREST_AREAS, INTERESTS
from careerfit_cli.model.profile import PICK_LIST, Item
from careerfit_cli.storage.bank import bank_in, load_bank
from careerfit_cli.storage.plain import DATA
from careerfit_cli.storage.releases import load_releases

SHIPPED = DATA / "items.json"


def faults(call: Callable[[], object]) -> list[str]:
    """Each fault as people read it: `file:line field: what [hint]`."""
    with pytest.raises(BadData) as caught:
        call()
    return [f"{each} [{each.hint}]" for each in caught.value.problems]


def written(folder: Path, text: str) -> Path:
    path = folder / "x.yaml"
    path.write_text(text, "utf-8")
    return path


def test_the_shipped_bank_is_right_and_read_as_such() -> None:
    assert bank_in(SHIPPED) == replace(load_bank(), earlier=None)


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


@pytest.mark.parametrize(
    ("before", "after", "fault"),
    [
        (
            '"dimension": "Leadership Orientation"}',
            '"dimension": "Leadershop Orientation"}',
            (
                "keys.W10.dimension: 'Leadershop Orientation' is not a known value "
                "[did you mean `Leadership Orientation`?]"
            ),
        ),
        (
            '"R01": {"domain": "interests", "dimension": "Realistic"}',
            '"R01": {"domain": "interests", "dimension": "Integrity"}',
            (
                "keys.R01.dimension: 'Integrity' is not a known value [known: "
                "Realistic, Investigative, Artistic, Social, Enterprising, Conventional]"
            ),
        ),
        (
            '"pick": true, "group": "Hands-on and outdoors"',
            '"pick": "yes", "group": "Hands-on and outdoors"',
            "keys.P01.pick: must be `true` or `false` [write it without quotes]",
        ),
        (
            '        "Strongly dislike",\n',
            "",
            "parts.interests.labels: has 4 labels [give five, lowest first]",
        ),
        (
            """      "title": "How you work",\n""",
            "",
            "parts.work_styles.title: is missing [add `title:`]",
        ),
        (
            '      "R01", "S01", "I01",',
            '      "R001", "S01", "I01",',
            "lengths.flash[1]: 'R001' is not a known name [did you mean `R01`?]",
        ),
        (
            '    "R11": "Plant flower beds in a city park",\n',
            "",
            "wording.R11: is missing [add `R11:`]",
        ),
        (
            '    "P01": "Fix engines, wire homes, test circuits, repair robots",',
            '    "P77": "Fix engines, wire homes, test circuits, repair robots",',
            "examples.P77: is not a known name [did you mean `P37`?]",
        ),
    ],
)
def test_a_broken_bank_is_located(
    before: str, after: str, fault: str, tmp_path: Path
) -> None:
    text = SHIPPED.read_text("utf-8")
    assert before in text
    path = written(tmp_path, text.replace(before, after, 1))
    (found,) = faults(lambda: bank_in(path))
    assert found.split(" ", 1)[1] == fault
    assert found.startswith(f"{path}:")


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
