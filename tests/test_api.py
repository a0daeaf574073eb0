"""The package as a library: its names, its examples, and the same results as commands."""

from __future__ import annotations

import ast
import doctest
import pkgutil
import re
import subprocess
import sys
from pathlib import Path

import pytest

import careerfit_cli as careerfit
from careerfit_cli.storage import new_occupation
from codes import FIRST_VERSION, NURSE

ROOT = Path(__file__).parents[1]
ANSWERS = NURSE
FENCE = re.compile(r"^```.*$", re.MULTILINE)


@pytest.fixture
def catalogue() -> careerfit.Catalogue:
    return careerfit.Catalogue.load()


def test_every_example_of_the_document_gives_what_it_shows() -> None:
    # Fences become empty lines, so that an error names the document's own line.
    text = FENCE.sub("", (ROOT / "docs" / "api.md").read_text(encoding="utf-8"))
    found = doctest.DocTestParser().get_doctest(text, {}, "api.md", "docs/api.md", 0)
    assert len(found.examples) >= 20
    told: list[str] = []
    doctest.DocTestRunner().run(found, out=told.append)
    assert not told, "".join(told)


def test_importing_the_package_loads_none_of_its_rooms() -> None:
    code = (
        "import sys; before = set(sys.modules); import careerfit_cli;"
        "careerfit_cli.__version__; dir(careerfit_cli);"
        "print(*set(sys.modules) - before)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    loaded = done.stdout.split()
    assert [name for name in loaded if name.startswith("careerfit")] == [
        "careerfit_cli"
    ]
    assert not {"rich", "numpy", "yaml", "typer"} & set(loaded)


def test_a_profile_needs_neither_a_screen_nor_numbers() -> None:
    code = (
        "import sys, careerfit_cli as careerfit; careerfit.profile(sys.argv[1]);"
        "print(*sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, ANSWERS],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert not {"rich", "numpy", "typer", "rapidfuzz"} & set(done.stdout.split())


def test_every_public_name_is_there_typed_and_no_module() -> None:
    source = Path(careerfit.__file__).read_text(encoding="utf-8")
    typed = {
        alias.asname or alias.name
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.ImportFrom) and node.module != "typing"
        and node.module != "importlib"
        for alias in node.names
    }  # fmt: skip
    assert typed | {"__version__"} == set(careerfit.__all__) == set(dir(careerfit))
    for name in careerfit.__all__:
        assert getattr(careerfit, name) is not None
    # `from careerfit_cli import search` must stay the module.
    modules = {own.name for own in pkgutil.iter_modules(careerfit.__path__)}
    assert not modules & set(careerfit.__all__)


def test_the_document_names_every_function() -> None:
    text = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")
    for name in careerfit.__all__:
        if name.islower() and not name.startswith("__"):
            assert f"{name}(" in text or f"`{name}`" in text, name


def test_a_name_that_is_not_there_is_told_as_any_module_tells_it() -> None:
    with pytest.raises(AttributeError, match="no attribute 'ranking'"):
        careerfit.ranking  # noqa: B018
    assert not hasattr(careerfit, "_made_up")


def test_a_ranking_is_that_of_the_command(run, catalogue) -> None:
    person = careerfit.profile(ANSWERS)
    ranking = catalogue.rank(person, top=20)
    rows = run("rank", "--answers", ANSWERS, "--top", "20", "--json").data["ranking"][
        "matches"
    ]
    assert [(own.rank, own.entry.slug, own.score) for own in ranking.matches] == [
        (row["rank"], row["entry"]["slug"], row["fit"]) for row in rows
    ]


def test_weights_and_a_choice_of_occupations_are_passed_on(catalogue) -> None:
    person = careerfit.profile(ANSWERS)
    only = {"actor", "carpenter"}
    alone = {"interests": 1.0, "interest_areas": 0.0, "work_styles": 0.0}
    ranking = catalogue.rank(person, None, weights=alone, only=only)
    assert {own.entry.slug for own in ranking.matches} == only
    assert all(own.rank > len(only) for own in ranking.matches)
    for own in ranking.matches:
        assert [part.domain for part in own.domains] == ["interests"]
    told = catalogue.explain(person, "actor", weights=alone)
    assert told.match == next(
        own for own in ranking.matches if own.entry.slug == "actor"
    )


def test_results_iterate_and_become_rows(catalogue) -> None:
    ranking = catalogue.rank(careerfit.profile(ANSWERS), top=2)
    assert [match.rank for match in ranking] == [1, 2]
    assert repr(ranking) == "<Ranking: 2 of 923 ranked occupations>"
    assert repr(catalogue) == "<Catalogue of 923 occupations>"
    best = ranking.matches[0]
    assert repr(best) == f"<Match 1: {best.entry.slug}, {best.score}, {best.label}>"
    row, _ = ranking.to_dicts()
    assert (row["rank"], row["fit"]) == (1, best.score)
    assert (row["slug"], row["median"]) == (best.entry.slug, best.entry.median)
    assert "scores" not in row


def test_an_occupation_is_read_by_slug(catalogue) -> None:
    assert catalogue["actor"].title == "Actors"
    assert "actor" in catalogue
    with pytest.raises(KeyError):
        catalogue["actress"]


@pytest.mark.parametrize("scale", [1e-300, 1e-11, 1.0, 1e9, 1e300])
def test_interest_scores_of_any_scale_give_the_same_levels(scale: float) -> None:
    scores = {"R": 31, "I": 24, "A": 20, "S": 18, "E": 9, "C": 12}
    expected = careerfit.profile_of_interests(scores).levels["interests"]
    scaled = {letter: score * scale for letter, score in scores.items()}
    levels = careerfit.profile_of_interests(scaled).levels["interests"]
    assert dict(levels) == pytest.approx(dict(expected))


def test_answers_may_come_as_a_string_or_a_list() -> None:
    digits = ANSWERS.rpartition(".")[2]
    listed = careerfit.profile([int(digit) for digit in digits])
    assert listed == careerfit.profile(ANSWERS)
    skipped = careerfit.profile([None, *map(int, digits[1:])])
    assert skipped.replay == f"v2.quick.-{digits[1:]}"


def test_a_string_of_version_1_gives_its_interests() -> None:
    person = careerfit.profile(FIRST_VERSION)
    assert person.replay == FIRST_VERSION
    assert set(person.unclear) == {"interest_areas", "work_styles"}
    assert "version 1" in person.notes[0]


def test_questions_come_with_their_lists() -> None:
    asked = careerfit.questions("flash")
    listed = [own for own in asked if own.part.is_pick_list]
    assert (len(asked), len(listed)) == (47, 41)
    assert all(own.examples and own.group for own in listed)
    assert careerfit.questions() == careerfit.questions("quick")


@pytest.mark.parametrize(
    ("answers", "length", "told"),
    [
        ([6] * 64, "standard", "answer 1 is 6"),
        ([1, 2.5], "quick", "answer 2 is 2.5"),
        ([1, True], "quick", "answer 2 is True"),
        ([1, "2\n.5"], "quick", "answer 2 is"),
        ([1] * 63, "standard", "there are 63 answers, and the standard quiz has 109"),
        ([1] * 111, "standard", "the part on preferences"),
        ([1] * 64, "Standard", "there is no 'Standard' quiz"),
        ("v2.quick.123", "full", "there are 3 answers"),
        ("v3.quick.123", "full", "version 3"),
    ],
)
def test_answers_that_are_none_are_refused(answers, length: str, told: str) -> None:
    with pytest.raises(careerfit.UsageError, match=told):
        careerfit.profile(answers, length)


def test_a_length_must_be_one() -> None:
    with pytest.raises(careerfit.UsageError) as caught:
        careerfit.questions("brief")
    assert "flash, quick, standard, full" in caught.value.hint


def test_scores_of_another_test_are_taken_by_letter(run, catalogue) -> None:
    scores = {"R": 31, "I": 24.5, "A": 20, "S": 18, "E": 9, "C": 12}
    ranking = catalogue.rank(careerfit.profile_of_interests(scores), 5)
    written = ",".join(f"{letter}={own}" for letter, own in scores.items())
    rows = run("rank", "--riasec", written, "--top", "5", "--json").data["ranking"][
        "matches"
    ]
    assert [own.entry.slug for own in ranking.matches] == [
        row["entry"]["slug"] for row in rows
    ]
    for wrong in ({"R": 1.0}, {**scores, "X": 1}, {**scores, "R": float("nan")}):
        with pytest.raises(careerfit.UsageError):
            careerfit.profile_of_interests(wrong)


def test_what_cannot_be_ranked_says_so(catalogue) -> None:
    nothing = careerfit.profile([None] * 70)
    assert catalogue.rank(nothing).matches == ()
    with pytest.raises(careerfit.CareerfitError, match="Actors cannot be ranked"):
        catalogue.explain(nothing, "actor")


def test_folders_go_over_the_built_in_ones_and_over_each_other(tmp_path: Path) -> None:
    for folder, code in (("a", "99-0001.00"), ("b", "99-0002.00")):
        (tmp_path / folder).mkdir()
        text = new_occupation.scaffold("Actor", code)
        (tmp_path / folder / "actor.yaml").write_text(text)
    (tmp_path / "a" / "drone-inspector.yaml").write_text(
        new_occupation.scaffold("Drone Inspector", "99-0003.00")
    )
    seen: list[tuple[int, int]] = []
    both = careerfit.Catalogue.load(
        str(tmp_path / "a"), tmp_path / "b", progress=lambda *at: seen.append(at)
    )
    assert len(both) == 924
    assert seen[-1] == (1, 1)
    assert both.find("actor").code == "99-0002.00"
    assert both.find("drone inspector").code == "99-0003.00"
    assert {entry.code for entry in both if entry.slug == "actor"} == {"99-0002.00"}


def test_the_users_own_folders_are_not_looked_at(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = new_occupation.scaffold("Drone Inspector", "99-0003.00")
    (tmp_path / "drone-inspector.yaml").write_text(text)
    monkeypatch.setenv("CAREERFIT_OCCUPATIONS", str(tmp_path))
    assert len(careerfit.Catalogue.load()) == 923


def test_a_folder_that_is_none_and_a_file_at_fault_are_told(tmp_path: Path) -> None:
    with pytest.raises(careerfit.CareerfitError, match="cannot be read"):
        careerfit.Catalogue.load(tmp_path / "none")
    (tmp_path / "baker.yaml").write_text("schema: 1\n")
    with pytest.raises(careerfit.BadData) as caught:
        careerfit.Catalogue.load(tmp_path)
    assert {problem.field for problem in caught.value.problems} == {"code", "title"}


def test_a_file_that_has_gone_since_is_told(tmp_path: Path) -> None:
    path = tmp_path / "drone-inspector.yaml"
    path.write_text(new_occupation.scaffold("Drone Inspector", "99-0003.00"))
    opened = careerfit.Catalogue.load(tmp_path)
    path.unlink()
    with pytest.raises(careerfit.CareerfitError, match="drone-inspector was deleted"):
        opened.find("drone inspector")
