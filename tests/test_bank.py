"""The quiz's item bank and the release file: what ships, and faults in others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest

from careerfit_cli.errors import BadData
from careerfit_cli.model.catalogue import DIMENSIONS, Dimension
from careerfit_cli.store.bank import bank_in, load_bank
from careerfit_cli.store.plain import DATA
from careerfit_cli.store.releases import load_releases

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
    assert bank_in(SHIPPED) == load_bank()


def test_the_shipped_bank_asks_every_dimension_in_every_length() -> None:
    bank = load_bank()
    counts = {name: len(ids) for name, ids in bank.lengths.items()}
    assert counts == {"quick": 30, "standard": 64, "full": 122}
    for ids in bank.lengths.values():
        asked = Counter(bank.items[name].dimension for name in ids)
        assert set(asked) == set(DIMENSIONS)
        parts = [bank.items[name].dimension.domain for name in ids]
        assert list(dict.fromkeys(parts)) == list(bank.parts)
        assert parts == sorted(parts, key=list(bank.parts).index)


def test_each_shorter_form_of_the_shipped_bank_is_in_the_longer_ones() -> None:
    quick, standard, full = (set(ids) for ids in load_bank().lengths.values())
    assert quick < standard < full


def test_the_quick_form_asks_twice_about_things_and_people() -> None:
    bank = load_bank()
    asked = Counter(bank.items[name].dimension for name in bank.lengths["quick"])
    twice = {Dimension("interests", "Realistic"), Dimension("interests", "Social")}
    assert {own for own, count in asked.items() if count == 2} == twice
    assert max(asked.values()) == 2


def test_no_two_neighbours_of_the_shipped_bank_ask_the_same() -> None:
    bank = load_bank()
    for ids in bank.lengths.values():
        asked = [bank.items[name].dimension for name in ids]
        assert all(one != two for one, two in pairwise(asked))


def test_the_statements_of_the_shipped_bank_are_short_and_all_different() -> None:
    bank = load_bank()
    statements = [item.statement for item in bank.items.values()]
    assert len(set(statements)) == len(statements)
    assert max(map(len, statements)) < 90
    assert set(bank.lengths["full"]) <= set(bank.items)
    checks = [item for item in bank.items.values() if item.check]
    assert all(bank.items[item.check].dimension == item.dimension for item in checks)


@pytest.mark.parametrize(
    ("before", "after", "fault"),
    [
        (
            '"dimension": "Leadership"',
            '"dimension": "Leadershop"',
            (
                "keys.W10.dimension: 'Leadershop' is not a known value "
                "[did you mean `Leadership`?]"
            ),
        ),
        (
            '"V01": {"domain": "work_values", "dimension": "Achievement"}',
            '"V01": {"domain": "work_values", "dimension": "Integrity"}',
            (
                "keys.V01.dimension: 'Integrity' is not a known value [known: "
                "Achievement, Working Conditions, Recognition, Relationships, Support, "
                "Independence]"
            ),
        ),
        (
            '"Strongly dislike", ',
            "",
            "parts.interests.labels: has 4 labels [give five, lowest first]",
        ),
        (
            (
                ',\n      "labels": '
                '["Strongly dislike", "Dislike", "Unsure", "Like", "Strongly like"]'
            ),
            "",
            "parts.interests.labels: is missing [add `labels:`]",
        ),
        (
            '      "R01", "S01", "I01",',
            '      "R99", "S01", "I01",',
            "lengths.quick[1]: 'R99' is not a known name [did you mean `R09`?]",
        ),
        (
            '    "R02": "Nail new shingles onto a roof",\n',
            "",
            "wording.R02: is missing [add `R02:`]",
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
