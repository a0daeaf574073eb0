"""A person's own occupations: begun, checked, found, and set over the built-in ones."""

from __future__ import annotations

import shlex
from datetime import date
from pathlib import Path

import pytest

from careerfit_cli.model.bls import Group
from careerfit_cli.storage import index, indexing, new_occupation, occupations, profiles
from careerfit_cli.storage.occupations import parse
from careerfit_cli.storage.schema import OWN_CODE
from careerfit_cli.ui import main

REPLAY = "v1.quick." + "3" * 28


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CAREERFIT_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


def test_a_new_file_holds_to_the_format_and_says_what_to_do(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["new", "Drone Inspector"]) == 0
    path = home / "occupations" / "drone-inspector.yaml"
    told = capsys.readouterr().out
    assert str(path) in told
    assert "careerfit check" in told
    assert main(["check", str(path)]) == 0
    assert occupations.load(path).code == OWN_CODE


def test_an_own_occupation_does_not_bar_a_profile(home: Path) -> None:
    assert main(["new", "Drone Inspector"]) == 0
    # As earlier releases made it.
    home.chmod(0o755)
    profiles.save_profile(home, profiles.Saved("me", date(2026, 11, 23), REPLAY))
    assert home.stat().st_mode & 0o777 == 0o700
    assert (home / "occupations" / "drone-inspector.yaml").is_file()


def test_every_commented_field_is_one_of_the_format() -> None:
    text = new_occupation.scaffold("Drone Inspector", OWN_CODE)
    _, *lines = text.splitlines()
    begun = next(n for n, line in enumerate(lines) if line.startswith("# job_zone"))
    words = [line for line in lines if line[:3] in ("# -",) or line[:2] == "# "]
    bare = "\n".join(
        line.removeprefix("# ")
        if number >= begun or ((line in words and line[2:3].islower()) or "# -" in line)
        else line
        for number, line in enumerate(lines)
    )
    found = parse(bare, "x.yaml", "drone-inspector")
    assert found.job_zone == 3
    assert found.pay is not None
    assert found.pay.annual.median == 45_000
    assert len(found.ratings["interests"]) == 6
    assert found.words.entry
    assert found.words.also_called == ("An everyday name",)


def test_a_new_file_can_begin_from_figures_that_say_whose_they_are(
    tmp_path: Path,
) -> None:
    into = tmp_path / "mine"
    argv = ["new", "Drone Pilot", "--from", "surveyor", "--into", str(into)]
    assert main(argv) == 0
    path = into / "drone-pilot.yaml"
    assert "those of Surveyors (17-1022.00)" in path.read_text()
    found = occupations.load(path)
    assert found.pay is not None
    assert found.pay.group is not None
    assert found.pay.group.title == "Surveyors"
    assert found.ratings["skills"]
    assert not found.words.tasks


def test_figures_of_another_occupation_never_pass_for_its_own(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    argv = ["new", "Zeppelin Captain", "--into", str(tmp_path)]
    main([*argv, "--from", "airline-pilot-copilot-flight-engineer"])
    found = occupations.load(tmp_path / "zeppelin-captain.yaml")
    for section in (found.pay, found.outlook, found.preparation):
        assert section is not None
        assert section.group == Group(
            "53-2011", "Airline Pilots, Copilots, and Flight Engineers"
        )
    capsys.readouterr()
    main(["--occupations", str(tmp_path), "show", "zeppelin-captain"])
    told = " ".join(capsys.readouterr().out.split())
    assert "all of SOC 53-2011, Airline Pilots, Copilots" in told


@pytest.mark.parametrize(
    ("title", "told"), [("Surveyor", "hides it"), ("Surveyors", "is separate")]
)
def test_a_built_in_occupation_of_that_name_is_told_of(
    home: Path, capsys: pytest.CaptureFixture[str], title: str, told: str
) -> None:
    assert main(["new", title]) == 0
    said = capsys.readouterr().err
    assert f"surveyor is built in, and yours {told}" in said
    copy, source, target = said.splitlines()[-1].split(" ")
    assert copy == "cp"
    assert Path(source).is_file()
    assert Path(target) == home / "occupations" / "surveyor.yaml"


def test_lines_to_type_hold_in_a_folder_of_two_words(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    into = tmp_path / "Application Support"
    assert main(["new", "Surveyors", "--into", str(into)]) == 0
    told = capsys.readouterr()
    lines = (told.out + told.err).splitlines()
    typed = [
        shlex.split(line) for line in lines if line.startswith(("careerfit ", "cp "))
    ]
    assert [words[:2] for words in typed[:2]] == [
        ["careerfit", "check"], ["careerfit", "--occupations"]
    ]  # fmt: skip
    for words in typed[:2]:
        assert main(words[1:]) == 0
    assert typed[2][2] == str(into / "surveyor.yaml")


def test_a_file_that_is_there_stays(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["new", "Drone Inspector"])
    path = home / "occupations" / "drone-inspector.yaml"
    path.write_text("mine")
    assert main(["new", "Drone Inspector"]) == 2
    assert "already exists" in capsys.readouterr().err
    assert path.read_text() == "mine"


@pytest.mark.parametrize("title", ["", "!!", "\u202e"])
def test_a_title_must_give_a_file_name(
    title: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["new", title]) == 2
    assert "no letters or digits" in capsys.readouterr().err


def test_a_code_must_be_one(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new", "Drone Inspector", "--code", "17"]) == 2
    assert "'17' is not a code" in capsys.readouterr().err


def test_own_occupations_are_found_and_said_to_be_so(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["new", "Drone Inspector"])
    capsys.readouterr()
    assert main(["show", "drone inspectors", "--section", "pay"]) == 0
    told = capsys.readouterr()
    assert told.out.startswith("Drone Inspector")
    assert "With 1 occupation of your own" in told.err
    assert "Your own occupation: " in told.err


def test_an_own_file_goes_before_a_built_in_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    mine = tmp_path / "mine"
    main(["new", "Surveyor", "--into", str(mine)])
    capsys.readouterr()
    assert main(["--occupations", str(mine), "show", "surveyor"]) == 0
    assert OWN_CODE in capsys.readouterr().out
    assert main(["--occupations", str(mine), "list", "--top", "1"]) == 0
    assert "1 in place of built-in ones" in capsys.readouterr().err


def test_a_folder_named_must_be_there(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--occupations", str(tmp_path / "none"), "list"]) == 2
    assert "is not a folder of occupations" in capsys.readouterr().err


def test_an_empty_folder_adds_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--occupations", str(tmp_path), "list", "--top", "1"]) == 0
    assert not capsys.readouterr().err


def test_a_joined_index_is_that_of_all_the_files(tmp_path: Path) -> None:
    first, second, both = (tmp_path / name for name in ("a", "b", "c"))
    for folder, titles in ((first, "Bakers Cooks"), (second, "Cooks Waiters")):
        for title in titles.split():
            for into in (folder, both):
                into.mkdir(exist_ok=True)
                text = new_occupation.scaffold(
                    title, f"99-000{folder.name == 'b':d}.00"
                )
                (into / f"{title.lower()}.yaml").write_text(text)
    whole = index.joined([indexing.build(first), indexing.build(second)])
    expected = indexing.build(both)
    assert whole.catalogue == expected.catalogue
    assert whole.names == expected.names
    assert list(whole.signatures) == ["bakers", "cooks", "waiters"]
