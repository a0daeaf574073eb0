"""Saved data: listed, exported and deleted."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from careerfit_cli.commands.data import render
from careerfit_cli.storage import paths, profiles
from careerfit_cli.storage.saved_data import File, SavedFolder
from careerfit_cli.ui import main, terminal
from careerfit_cli.views.display import Display

REPLAY = "v1.quick." + "3" * 28


@pytest.fixture
def personal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CAREERFIT_HOME", str(tmp_path / "mine"))
    cache = tmp_path / "cache" / "index-00000000.bin"
    monkeypatch.setattr(paths, "cached_index", lambda _: cache)
    cache.parent.mkdir()
    for name in (
        "index-00000000.bin",
        "index-1111111111111111.bin",
        ".index-half1234",
        ".careerfit-0123abcd",
        "other.txt",
    ):
        (cache.parent / name).write_text("x")
    profiles.save_profile(
        tmp_path / "mine", profiles.Saved("me", date(2026, 1, 2), REPLAY)
    )
    profiles.save_unfinished(tmp_path / "mine", REPLAY, 4)
    return tmp_path / "mine"


def test_every_file_is_shown(
    personal: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["data"]) == 0
    printed = capsys.readouterr().out
    assert str(personal) in printed
    assert "profiles/me.json" in printed
    assert "unfinished.json" in printed
    assert main(["data", "--json"]) == 0
    places = json.loads(capsys.readouterr().out)["places"]
    assert [len(place["files"]) for place in places] == [2, 5]


def test_what_is_kept_is_broken_by_words_and_paths_are_whole() -> None:
    folder = "/home/somebody/.cache/careerfit-of-somebody"
    places = [
        SavedFolder("About you: answers, as long as you keep them", folder, ()),
        SavedFolder(
            "The index of it all, made from occupation files", "", (File("x", 1234),)
        ),
    ]
    drawn = terminal.rendered(render(places), Display(width=40), color=False)
    assert drawn.splitlines() == [
        "About you: answers, as long as you keep",
        "them",
        f"  {folder}",
        "  empty",
        "The index of it all, made from",
        "occupation files",
        "  none: there is no home folder",
        "  x  1,234 bytes",
    ]


def test_all_about_a_person_is_one_document(
    personal: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["data", "export"]) == 0
    whole = json.loads(capsys.readouterr().out)
    assert whole["schema"] == "careerfit.person/2"
    assert whole["profiles"] == [
        {
            "name": "me",
            "made": "2026-01-02",
            "replay": REPLAY,
            "education": "",
            "shortlist": [],
            "skills": [],
            "aside": [],
        }
    ]
    assert whole["unfinished"] == {"replay": REPLAY, "at": 4, "reached": 4}


def test_a_purge_leaves_nothing_of_ours(
    personal: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["data", "purge"]) == 0
    printed = capsys.readouterr()
    cache = personal.parent / "cache"
    assert "nothing else is saved on this computer" in printed.out
    assert printed.err == f"left, not ours: {cache / 'other.txt'}\n"
    assert not personal.exists()
    assert [path.name for path in cache.iterdir()] == ["other.txt"]
    assert main(["data"]) == 0
    assert capsys.readouterr().out.count("bytes") == 1
    (cache / "other.txt").unlink()
    assert main(["data", "purge"]) == 0
    assert "nothing is saved on this computer" in capsys.readouterr().out
    assert not cache.exists()


@pytest.mark.parametrize(
    "name",
    [
        "index-notes.txt",
        "index-0.bin",
        "index-00000000.bin.bak",
        "index-ZZZZZZZZ.bin",
        ".careerfit-notes",
        ".index-old.txt",
        "INDEX-00000000.BIN",
    ],
)
def test_a_file_of_almost_our_name_is_left(
    name: str, personal: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    theirs = personal.parent / "cache" / name
    theirs.write_text("theirs")
    assert main(["data", "purge"]) == 0
    assert f"left, not ours: {theirs}" in capsys.readouterr().err
    assert theirs.read_text() == "theirs"


def test_own_occupations_are_left_and_called_so(
    personal: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["new", "Drone Inspector"]) == 0
    assert main(["data", "purge"]) == 0
    left = capsys.readouterr().err
    assert f"left, your own occupations: {personal / 'occupations'}" in left
    assert (personal / "occupations" / "drone-inspector.yaml").is_file()


@pytest.mark.parametrize("unreadable", ["cache", "mine", "profiles"])
def test_a_folder_that_cannot_be_listed_is_an_error_and_the_rest_is_removed(
    unreadable: str,
    personal: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    inside = Path.iterdir

    def refuse(folder: Path) -> Iterator[Path]:
        if folder.name == unreadable:
            raise PermissionError(13, "Permission denied", str(folder))
        return inside(folder)

    monkeypatch.setattr(Path, "iterdir", refuse)
    assert main(["data", "purge"]) == 1
    printed = capsys.readouterr()
    assert f"{unreadable}: cannot be read: Permission denied" in printed.err
    assert "is saved on" not in printed.out
    index = personal.parent / "cache" / "index-00000000.bin"
    assert index.exists() == (unreadable == "cache")


def test_what_is_not_ours_is_left_and_named(
    personal: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (personal / "diary.txt").write_text("not ours")
    assert main(["data", "purge"]) == 0
    told = capsys.readouterr()
    assert "nothing is saved" not in told.out
    assert f"left, not ours: {personal / 'diary.txt'}" in told.err
    assert (personal / "diary.txt").read_text() == "not ours"


def test_a_damaged_profile_hides_no_other(
    personal: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (personal / "profiles" / "friend.json").write_text("{")
    assert main(["data", "export"]) == 0
    told = capsys.readouterr()
    assert [own["name"] for own in json.loads(told.out)["profiles"]] == ["me"]
    assert "friend.json" in told.err
