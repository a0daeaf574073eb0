"""People's words: the style is checked, and the built-in catalogue keeps to it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import prose as words
import pytest
from prose import unknown_words

from careerfit_cli.errors import BadData
from careerfit_cli.model.frozen import frozen
from careerfit_cli.model.occupation import Words

GOOD = Words(
    summary="Bake bread, rolls and pastry overnight so that shops and kitchens have "
    "them fresh by morning.",
    tasks=(
        "Weigh flour, water, salt and yeast for each batch",
        "Shape loaves by hand and let them rise",
        "Load the oven and watch color and crust",
        "Fill and ice cakes for the morning case",
        "Clean mixers, tables and pans at closing time",
    ),
    entry="Most learn at the oven beside older bakers over a year or two. No diploma "
    "is needed.",
    conditions="Bakeries are hot and floury, and most shifts begin long before dawn. "
    "Bakers stand for hours and lift sacks of 50 pounds.",
    steps="Beginners learn at the oven for a year or two, and some take a certificate "
    "program first, about a year at a community college.",
    next="Head baker is the usual promotion. Pastry cook is a sideways move.",
    change="Jobs grow about as fast as average as more stores bake their own bread. "
    "Machines divide and shape most loaves in plants.",
)


@pytest.fixture(scope="module")
def dictionary():
    return unknown_words()


def faults(own: Words, unknown=lambda words: ()) -> list[tuple[str, str]]:
    return [
        (fault.field, fault.what) for fault in words.review({"baker": own}, unknown)
    ]


def test_good_words_have_no_fault(dictionary) -> None:
    assert faults(GOOD, dictionary) == []


@pytest.mark.parametrize(
    ("changes", "field", "what"),
    [
        ({"summary": ""}, "summary", "is missing"),
        ({"summary": "Bake bread."}, "summary", "has 2 words, and 14 to 32 are wanted"),
        ({"summary": GOOD.summary[:-1]}, "summary", "ends without a full stop"),
        ({"tasks": GOOD.tasks[:4]}, "tasks", "has 4 lines and needs 5"),
        (
            {"tasks": ("Bake", *GOOD.tasks[1:])},
            "tasks[1]",
            "has 1 words, and 6 to 16 are wanted",
        ),
        (
            {"tasks": (GOOD.tasks[0] + ".", *GOOD.tasks[1:])},
            "tasks[1]",
            "ends with one",
        ),
        (
            {"entry": GOOD.entry.replace("Most", "You")},
            "entry",
            "says 'You'",
        ),
        (
            {"qualities": frozen({"Patience": "She waits."})},
            "qualities.Patience",
            "says 'She'",
        ),
        ({"schedule": "Responsible for nights."}, "schedule", "says 'Responsible for'"),
        ({"steps": ""}, "steps", "is missing"),
        (
            {"next": "Head baker is next, then the shop."},
            "next",
            "has 7 words, and 10 to 50 are wanted",
        ),
        (
            {"change": "It grows. It shrinks. " + GOOD.change},
            "change",
            "has 4 sentences, 3 at most",
        ),
    ],
)
def test_every_fault_is_named_by_field(changes: dict, field: str, what: str) -> None:
    assert (field, what) in faults(replace(GOOD, **changes))


def test_misspellings_are_found_and_trade_words_are_known(dictionary) -> None:
    own = replace(GOOD, demand="Colonoscopies, loccks and puréed food.")
    assert faults(own, dictionary) == [("demand", "'loccks' is in no dictionary")]


def test_nearly_the_same_words_of_two_occupations_are_found() -> None:
    other = replace(GOOD, summary=GOOD.summary.replace("shops", "cafes"))
    found = words.review({"baker": GOOD, "cook": other}, lambda words: ())
    assert ("baker", "summary") in [(fault.slug, fault.field) for fault in found]
    assert "is nearly cook:" in found[0].what


def test_the_style_guide_and_the_checker_agree_on_lengths() -> None:
    guide = " ".join(
        (Path(__file__).parents[1] / "docs" / "words.md").read_text().split()
    )
    for low, high in (words.SUMMARY_WORDS, words.TASK_WORDS, words.ENTRY_WORDS):
        assert f"{low}-{high}" in guide
    for field, (low, high) in words.SHORT_WORDS.items():
        assert f"`{field}`, {low} to {high} words" in guide
    assert f"in the catalogue must be below {words.SUMMARIES_ALIKE} of 100" in guide
    assert f"of two task lines below {words.TASKS_ALIKE}" in guide


@pytest.mark.slow
def test_every_occupation_in_the_catalogue_keeps_to_the_style(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert words.main([]) == 0, capsys.readouterr().out
    assert "923 files, 0 faults" in capsys.readouterr().out


def test_a_file_whose_name_is_wrong_is_not_left_out(tmp_path: Path) -> None:
    (tmp_path / "Not A Slug.yaml").write_text("title: Actor\n")
    with pytest.raises(BadData, match="cannot name an occupation file"):
        words.main([str(tmp_path)])
