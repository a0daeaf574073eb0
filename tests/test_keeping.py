"""What lies on this computer: shown, copied, and removed for good."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from careerfit_cli.cli import main, screen
from careerfit_cli.model.kept import File, Kept
from careerfit_cli.store import persons, places
from careerfit_cli.views.keeping import kept
from careerfit_cli.views.look import Look

REPLAY = "v1.quick." + "3" * 28


@pytest.fixture
def personal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CAREERFIT_HOME", str(tmp_path / "mine"))
    cache = tmp_path / "cache" / "index-00.bin"
    monkeypatch.setattr(places, "cached_index", lambda _: cache)
    cache.parent.mkdir()
    for name in (
        "index-00.bin",
        "index-11.bin",
        ".index-half",
        ".careerfit-0123abcd",
        "other.txt",
    ):
        (cache.parent / name).write_text("x")
    persons.save_profile(
        tmp_path / "mine", persons.Saved("me", date(2026, 1, 2), REPLAY)
    )
    persons.save_unfinished(tmp_path / "mine", REPLAY, 4)
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
        Kept("About you: answers, as long as you keep them", folder, ()),
        Kept("The index of it all, made from occupation files", "", (File("x", 1234),)),
    ]
    drawn = screen.rendered(kept(places), Look(width=40), color=False)
    assert drawn.splitlines() == [
        "About you: answers, as long as you keep",
        "them",
        f"  {folder}",
        "  nothing is there",
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
    assert "nothing is kept on this computer" in capsys.readouterr().out
    assert not personal.exists()
    cache = personal.parent / "cache"
    assert [path.name for path in cache.iterdir()] == ["other.txt"]
    assert main(["data"]) == 0
    assert capsys.readouterr().out.count("bytes") == 1


def test_what_is_not_ours_is_left_and_named(
    personal: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (personal / "diary.txt").write_text("not ours")
    assert main(["data", "purge"]) == 0
    told = capsys.readouterr()
    assert "nothing is kept" not in told.out
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
