"""Pages of the index: an occupation read without YAML is the one its file holds."""

from __future__ import annotations

import os
import random
import sqlite3
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from careerfit_cli.errors import BadData
from careerfit_cli.model.occupation import Occupation, Words
from careerfit_cli.storage import (
    index,
    index_file,
    indexing,
    occupations,
    pages,
    paths,
)
from saving import save_all

BAKER = Occupation("baker", "51-3011.00", "Bakers", words=Words("Bakes."), job_zone=2)
CLERK = Occupation("clerk", "43-9061.00", "Office Clerks")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two occupations, with their index where it is kept."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    save_all(tmp_path / "occupations", [BAKER, CLERK])
    folder = tmp_path / "occupations"
    index.open_index(folder, paths.cached_index(folder))
    return folder


@pytest.fixture
def kept(folder: Path) -> Path:
    path = paths.cached_index(folder)
    assert path is not None
    return path


@pytest.fixture
def loaded(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files that were read as YAML."""
    found: list[str] = []
    load = occupations.load

    def noting(path: Path) -> Occupation:
        found.append(path.stem)
        return load(path)

    monkeypatch.setattr(occupations, "load", noting)
    return found


def test_an_unchanged_file_is_not_opened(folder: Path, loaded: list[str]) -> None:
    assert pages.find(folder, "baker") == BAKER
    assert pages.find(folder, "clerk") == CLERK
    assert not loaded


def test_a_changed_file_is_read_itself(folder: Path, loaded: list[str]) -> None:
    changed = replace(BAKER, words=Words("Bakes bread and rolls."))
    text = (folder / "baker.yaml").read_text()
    (folder / "baker.yaml").write_text(text.replace("Bakes.", "Bakes bread and rolls."))
    assert pages.find(folder, "baker") == changed
    assert pages.find(folder, "clerk") == CLERK
    assert loaded == ["baker"]


def test_one_of_the_same_size_is_told_by_its_time(
    folder: Path, loaded: list[str]
) -> None:
    path = folder / "baker.yaml"
    stat = path.stat()
    path.write_text(path.read_text().replace("Bakers", "Makers"))
    os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns + 10**6))
    assert path.stat().st_size == stat.st_size
    found = pages.find(folder, "baker")
    assert found is not None
    assert found.title == "Makers"
    assert loaded == ["baker"]


def test_files_that_were_not_there_or_are_gone(folder: Path) -> None:
    save_all(folder, [replace(BAKER, slug="cook", code="35-2014.00")])
    found = pages.find(folder, "cook")
    assert found is not None
    assert found.code == "35-2014.00"
    (folder / "baker.yaml").unlink()
    assert pages.find(folder, "baker") is None


def test_a_fault_in_a_changed_file_is_told(folder: Path) -> None:
    path = folder / "baker.yaml"
    path.write_text("schema: 1\ncode: 51-3011.00\ntitle: no\n")
    with pytest.raises(BadData, match="must be text"):
        pages.find(folder, "baker")


def test_only_a_slug_finds_a_file(folder: Path) -> None:
    for name in ("none", "../baker", "Baker", "baker\n", "a" * 5000, "", "baker\0"):
        assert pages.find(folder, name) is None


def changed(path: Path, statement: str, *values: object) -> None:
    """Change an index, and make its checksum right again."""
    connection = sqlite3.connect(path)
    with connection:
        connection.execute(statement, values)
    connection.close()
    index_file.seal(path)


SPOILED: dict[str, Callable[[bytes], bytes]] = {
    "the first half": lambda whole: whole[: len(whole) // 2],
    "pages": lambda whole: whole.replace(b"\x78\xf9", b"\x78\xf8"),
    "another version": lambda whole: whole[:68] + b"\0\0\0\7" + whole[72:],
    "a log to be replayed": lambda whole: whole[:18] + b"\7\7" + whole[20:],
    "an index of an earlier version": lambda whole: b'{"version":12}\n' + whole,
    "a header": lambda whole: whole[:100],
    "nothing": lambda whole: b"",
    "bytes": lambda whole: b"\xff" * 99,
}


@pytest.mark.parametrize("spoil", SPOILED.values(), ids=SPOILED)
def test_with_a_spoiled_index_the_file_is_read(
    spoil: Callable[[bytes], bytes], folder: Path, kept: Path, loaded: list[str]
) -> None:
    kept.write_bytes(spoil(kept.read_bytes()))
    assert pages.find(folder, "baker") == BAKER
    assert pages.find(folder, "clerk") == CLERK
    assert "clerk" in loaded


FORGED: dict[str, tuple[str, object]] = {
    "a list": ("baker", []),
    "a text": ("baker", "Bakers"),
    "words for figures": ("baker", {"pay": [1]}),
    "a number for tasks": ("baker", {"tasks": 5}),
    "no code": ("baker", {"related": {"supplemental": {"x": "y"}}}),
    "a figure beyond all": ("baker", {"job_zone": 1, "interests": {"Social": 10**400}}),
    "another's": ("clerk", {"schema": 1, "code": "43-9061.00", "title": "Clerks"}),
}


@pytest.mark.parametrize(("slug", "values"), FORGED.values(), ids=FORGED)
def test_a_page_of_another_form_or_of_another_is_not_taken(
    slug: str, values: Any, folder: Path, kept: Path, loaded: list[str]
) -> None:
    changed(kept, "UPDATE pages SET page = ?", pages.page_of(slug, values))
    assert pages.find(folder, "baker") == BAKER
    assert loaded == ["baker"]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE pages SET page = 'Bakers'",
        "UPDATE pages SET page = NULL",
        "UPDATE pages SET page = 10000000000",
        "UPDATE pages SET page = zeroblob(9000000)",
        "DELETE FROM pages",
        "DELETE FROM files",
        "DROP TABLE pages",
        "ALTER TABLE files RENAME COLUMN digest TO sum",
    ],
)
def test_a_table_of_another_form_is_not_taken(
    statement: str, folder: Path, kept: Path, loaded: list[str]
) -> None:
    changed(kept, statement)
    assert pages.find(folder, "baker") == BAKER
    assert loaded == ["baker"]


def test_a_page_without_its_end_is_not_taken() -> None:
    whole = pages.page_of("baker", {"code": "51-3011.00", "title": "Bakers"})
    assert pages.occupation_on(whole, "baker") is not None
    for end in range(1, 9):
        assert pages.occupation_on(whole[:-end], "baker") is None


def test_no_spoiled_byte_shows_another_occupation(folder: Path, kept: Path) -> None:
    whole, chance = kept.read_bytes(), random.Random(8)
    used = [place for place, byte in enumerate(whole) if byte]
    for place in (*range(100), *chance.sample(used, 400)):
        spoiled = bytearray(whole)
        spoiled[place] = chance.choice(b",0919]ac\x00")
        kept.write_bytes(spoiled)
        for own in (BAKER, CLERK):
            assert pages.find(folder, own.slug) == own


def test_an_index_with_spoiled_pages_is_made_again(
    folder: Path, kept: Path, loaded: list[str]
) -> None:
    whole = kept.read_bytes()
    kept.write_bytes(whole[:-20] + bytes(20))
    index.open_index(folder, kept)
    assert kept.read_bytes() == whole
    assert pages.find(folder, "clerk") == CLERK
    assert not loaded


ODD = """schema: 1
code: 51-3011.00
title: Bakers
outlook: {area: U.S., period: 2024-34, growth_percent: -0.0}
pay: {area: U.S., period: May 2025, state_median_dollars_an_hour: {}}
skills: {}
levels: {skills: {}}
low_precision: {skills: []}
not_relevant: {skills: []}
related:
  supplemental: {11-1011.00: Chief Executives}
  primary_short: {35-2014.00: Cooks}
"""


def test_a_page_says_what_an_odd_file_says(folder: Path, kept: Path) -> None:
    (folder / "baker.yaml").write_text(ODD)
    index.open_index(folder, kept)
    load, found = occupations.load, pages.find(folder, "baker")
    assert repr(found) == repr(load(folder / "baker.yaml"))
    assert found is not None
    assert [own.code for own in found.related] == ["35-2014.00", "11-1011.00"]


@pytest.mark.parametrize(
    "make",
    [Path.mkdir, lambda path: path.symlink_to("/dev/zero"),
     *([os.mkfifo] if hasattr(os, "mkfifo") else [])],
    ids=["folder", "device", "pipe"][: 3 if hasattr(os, "mkfifo") else 2],
)  # fmt: skip
def test_what_is_no_file_is_not_waited_for(
    make: Callable[[Path], object], folder: Path, kept: Path, loaded: list[str]
) -> None:
    kept.unlink()
    make(kept)
    assert pages.find(folder, "baker") == BAKER
    assert loaded == ["baker"]


def test_without_a_place_to_keep_an_index_files_are_read(
    folder: Path, loaded: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paths, "cached_index", lambda _folder: None)
    assert pages.find(folder, "baker") == BAKER
    assert loaded == ["baker"]


@pytest.fixture
def shipped(folder: Path, kept: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder as it is just after installing: built in, with a shipped index alone."""
    kept.unlink()
    indexing.write(indexing.build(folder), folder.parent / "shipped.sqlite")
    monkeypatch.setattr(paths, "PREBUILT_INDEX", folder.parent / "shipped.sqlite")
    monkeypatch.setattr(paths, "builtin_occupations", lambda: folder)
    return folder


def test_what_is_shipped_needs_no_yaml_from_the_first_command_on(
    shipped: Path, loaded: list[str]
) -> None:
    os.utime(shipped / "baker.yaml", (0, 0))
    assert pages.find(shipped, "baker") == BAKER
    assert not loaded


def test_a_shipped_page_holds_for_the_same_text_alone(
    shipped: Path, loaded: list[str]
) -> None:
    path = shipped / "baker.yaml"
    path.write_text(path.read_text().replace("Bakers", "Makers"))
    os.utime(path, (0, 0))
    found = pages.find(shipped, "baker")
    assert found is not None
    assert found.title == "Makers"
    assert loaded == ["baker"]


def test_a_shipped_page_is_not_taken_for_a_file_of_ones_own(
    shipped: Path, tmp_path: Path, loaded: list[str]
) -> None:
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "baker.yaml").write_bytes((shipped / "baker.yaml").read_bytes())
    assert pages.find(tmp_path / "own", "baker") == BAKER
    assert loaded == ["baker"]


def test_pages_of_the_catalogue_are_its_files(loaded: list[str]) -> None:
    folder = paths.builtin_occupations()
    index.open_index(folder, paths.cached_index(folder))
    names = sorted(path.stem for path in folder.iterdir())[::12]
    on_pages = {name: pages.find(folder, name) for name in names}
    assert not loaded
    for name, found in on_pages.items():
        # As text, so that 5 and 5.0 are not the same.
        assert repr(found) == repr(occupations.load(folder / f"{name}.yaml"))
