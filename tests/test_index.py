"""The catalogue index: always right, and quick when nothing has changed."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careerfit_cli.compare.norms import norms
from careerfit_cli.errors import BadData, CareerfitError
from careerfit_cli.model.catalogue import DIMENSIONS, StatePay, entry
from careerfit_cli.model.elements import DOMAINS, INTERESTS, SKILLS
from careerfit_cli.model.frozen import frozen
from careerfit_cli.model.occupation import Occupation, Pay, Titles, Words
from careerfit_cli.storage import index, indexing
from careerfit_cli.storage.index import Index, open_index
from careerfit_cli.storage.occupations import parse
from careerfit_cli.storage.writing import save_all

ACTOR = Occupation(
    "actor",
    "27-2011.00",
    "Actors",
    words=Words(also_called=("Player", "Thespian")),
    titles=Titles(("Actor", "Player"), ("Mime",)),
    job_zone=2,
    ratings=frozen({"interests": frozen(dict.fromkeys(INTERESTS.names, 12.5))}),
)
BAKER = Occupation("baker", "51-3011.00", "Bakers")
CLERK = Occupation("clerk", "43-9061.00", "Office Clerks")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    save_all(tmp_path / "occupations", [ACTOR, BAKER, CLERK])
    return tmp_path / "occupations"


@pytest.fixture
def cached(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "index.bin"


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The slugs of files parsed since the last look."""
    slugs: list[str] = []

    def noting(text: str, file: str, slug: str) -> Occupation:
        slugs.append(slug)
        return parse(text, file, slug)

    monkeypatch.setattr(indexing, "parse", noting)
    return slugs


def slugs(found: Index) -> list[str]:
    return [each.slug for each in found.catalogue]


def later(path: Path) -> None:
    """Give a file another time, whatever the clock's grain."""
    stat = path.stat()
    os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns + 10**9))


def test_a_fresh_index_says_what_the_files_say(folder: Path, cached: Path) -> None:
    found = open_index(folder, cached)
    assert list(found.catalogue) == [entry(each) for each in (ACTOR, BAKER, CLERK)]
    assert found.names.titles == {
        "actor": ["Actors", "Player", "Thespian", "Actor", "Mime"],
        "baker": ["Bakers"],
        "clerk": ["Office Clerks"],
    }
    assert found.names.folded["clerk"] == ["office clerk"]
    assert len(found.catalogue.entries[0].scores) == len(DIMENSIONS)
    assert found == indexing.build(folder)


def test_a_kept_index_opens_no_file(
    folder: Path, cached: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = open_index(folder, cached)

    def opened(path: Path) -> str:
        raise AssertionError(path)

    monkeypatch.setattr(indexing, "read_text", opened)
    kept = open_index(folder, cached)
    assert kept == first
    assert kept.catalogue == first.catalogue
    assert kept.names == first.names


def test_only_a_changed_file_is_parsed_again(
    folder: Path, cached: Path, parsed: list[str]
) -> None:
    open_index(folder, cached)
    parsed.clear()
    save_all(folder, [replace(BAKER, job_zone=3)])
    later(folder / "baker.yaml")
    assert open_index(folder, cached).catalogue.entries[1].job_zone == 3
    assert parsed == ["baker"]
    open_index(folder, cached)
    assert parsed == ["baker"]


def test_a_touched_file_is_known_by_its_digest(
    folder: Path, cached: Path, parsed: list[str]
) -> None:
    first = open_index(folder, cached)
    parsed.clear()
    later(folder / "actor.yaml")
    second = open_index(folder, cached)
    assert second.catalogue == first.catalogue
    assert second.names == first.names
    assert open_index(folder, cached) == second
    assert not parsed


def test_files_come_and_go(folder: Path, cached: Path, parsed: list[str]) -> None:
    open_index(folder, cached)
    parsed.clear()
    (folder / "actor.yaml").unlink()
    assert slugs(open_index(folder, cached)) == ["baker", "clerk"]
    save_all(folder, [replace(BAKER, slug="aide", code="31-1131.00")])
    found = open_index(folder, cached)
    assert slugs(found) == ["aide", "baker", "clerk"]
    assert list(found.names.titles) == slugs(found)
    assert parsed == ["aide"]


def test_a_file_an_editor_hides_is_no_occupation(folder: Path, cached: Path) -> None:
    (folder / ".#actor.yaml").symlink_to("nobody@nowhere")
    assert slugs(open_index(folder, cached)) == ["actor", "baker", "clerk"]


def of_old_form(kept: bytes) -> bytes:
    return kept.replace(b'"version":', b'"version":9')


def with_other_rows(kept: bytes) -> bytes:
    return kept.replace(b"Bakers", b"Takers")


def with_other_files(kept: bytes) -> bytes:
    return kept.replace(b'"baker":', b'"maker":')


@pytest.mark.parametrize(
    "spoiled",
    [
        of_old_form,
        with_other_rows,
        with_other_files,
        lambda kept: kept[: len(kept) // 2],
        lambda kept: kept[:-1],
        lambda kept: kept + b"\n",
        lambda kept: b"",
        lambda kept: b"\n\n\n\n",
        lambda kept: json.dumps({"version": 1, "files": {}}).encode(),
        lambda kept: b"[" * 100_000,
        lambda kept: b"\xff\n" + kept,
    ],
)
def test_a_spoiled_index_is_made_again(
    spoiled: Callable[[bytes], bytes], folder: Path, cached: Path
) -> None:
    right = open_index(folder, cached)
    cached.write_bytes(spoiled(cached.read_bytes()))
    found = open_index(folder, cached)
    assert found == right
    assert found.catalogue == right.catalogue
    assert index.read(cached) == right


def test_an_index_of_other_columns_is_made_again(
    folder: Path, cached: Path, parsed: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(index, "DIMENSIONS", DIMENSIONS[:6])
        open_index(folder, cached)
    parsed.clear()
    open_index(folder, cached)
    assert parsed == ["actor", "baker", "clerk"]


def test_a_cache_that_cannot_be_written_is_done_without(
    folder: Path, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("")
    (tmp_path / "folder").mkdir()
    for place in (None, tmp_path / "file" / "index.bin", tmp_path / "folder"):
        assert slugs(open_index(folder, place)) == ["actor", "baker", "clerk"]
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "file",
        "folder",
        "occupations",
    ]


def test_a_prebuilt_index_serves_whatever_the_times_of_the_files(
    folder: Path, cached: Path, tmp_path: Path, parsed: list[str]
) -> None:
    prebuilt = tmp_path / "prebuilt.bin"
    built = indexing.build(folder)
    indexing.write(built, prebuilt)
    parsed.clear()
    for path in folder.iterdir():
        later(path)
    found = open_index(folder, cached, prebuilt)
    assert found.catalogue == built.catalogue
    assert found.names == built.names
    assert not parsed


def test_a_prebuilt_index_is_not_believed_by_size_and_time(
    folder: Path, cached: Path, tmp_path: Path
) -> None:
    indexing.write(indexing.build(folder), tmp_path / "prebuilt.bin")
    path = folder / "baker.yaml"
    stat = path.stat()
    path.write_text(path.read_text().replace("Bakers", "Takers"))
    os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    found = open_index(folder, cached, tmp_path / "prebuilt.bin")
    assert found.catalogue.entries[1].title == "Takers"


def test_a_broken_file_is_named(folder: Path, cached: Path) -> None:
    path = folder / "baker.yaml"
    path.write_text("schema: 1\ncode: 51-3011.00\ntitle: no\n")
    with pytest.raises(BadData) as caught:
        open_index(folder, cached)
    assert str(caught.value) == f"{path}:3 title: must be text, and is a yes/no word"
    assert not cached.exists()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes to open")
def test_what_is_no_file_is_named_without_waiting(folder: Path, cached: Path) -> None:
    os.mkfifo(folder / "pipe.yaml")
    with pytest.raises(BadData, match=r"pipe\.yaml: is not an ordinary file"):
        open_index(folder, cached)
    (folder / "pipe.yaml").unlink()
    (folder / "gone.yaml").symlink_to("nowhere")
    with pytest.raises(CareerfitError) as caught:
        open_index(folder, cached)
    assert caught.value.text == (
        f"{folder / 'gone.yaml'}: cannot be read: No such file or directory"
    )


def test_a_folder_without_occupations_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(CareerfitError) as caught:
        open_index(tmp_path, None)
    assert caught.value.text == f"{tmp_path}: holds no occupation files"
    with pytest.raises(CareerfitError) as caught:
        open_index(tmp_path / "none", None)
    assert caught.value.text == (
        f"{tmp_path / 'none'}: cannot be read: No such file or directory"
    )


def test_many_writers_leave_one_whole_index(folder: Path, cached: Path) -> None:
    more = indexing.build(folder)
    (folder / "actor.yaml").unlink()
    right = indexing.build(folder)
    write = [right, more] * 20
    with ThreadPoolExecutor(8) as writers:
        list(writers.map(lambda each: indexing.write(each, cached), write))
        assert index.read(cached) in (right, more)
        opened = list(writers.map(lambda _: open_index(folder, cached), write))
    assert all(found == right for found in opened)
    assert index.read(cached) == right
    assert [path.name for path in cached.parent.iterdir()] == [cached.name]


def test_progress_counts_the_files(folder: Path) -> None:
    told: list[tuple[int, int]] = []
    open_index(folder, None, progress=lambda done, total: told.append((done, total)))
    assert told == [(0, 3), (1, 3), (2, 3), (3, 3)]


def test_ratings_and_state_pay_are_those_of_the_files(
    folder: Path, cached: Path
) -> None:
    pay = Pay(
        "U.S.", "May 2025", state_unit="hour", state_median=frozen({"Ohio": 30.5})
    )
    skills = frozen({SKILLS.names[1]: 62.5})
    save_all(folder, [replace(BAKER, pay=pay, ratings=frozen({"skills": skills}))])
    for found in (open_index(folder, cached), open_index(folder, cached)):
        assert found.ratings(SKILLS) == {"actor": {}, "baker": skills, "clerk": {}}
        assert found.ratings(INTERESTS)["actor"] == ACTOR.ratings["interests"]
        assert found.state_pay == {
            "actor": StatePay("year", {}),
            "baker": StatePay("hour", {"Ohio": 30.5}),
            "clerk": StatePay("year", {}),
        }


WRITERS = st.dictionaries(
    st.sampled_from(["actor", "baker", "clerk", "diver"]),
    st.dictionaries(
        st.sampled_from(INTERESTS.names), st.integers(0, 1000).map(lambda own: own / 10)
    ),
    min_size=1,
)


@given(st.lists(WRITERS, min_size=2, max_size=4))
def test_tallies_kept_over_changes_are_those_made_anew(
    editions: list[dict[str, dict[str, float]]],
) -> None:
    def lines(rated: dict[str, float]) -> tuple[bytes, ...]:
        others = [b"[]"] * (len(index.PARTS) - 1)
        place = index.PARTS.index("interests")
        row = json.dumps([rated.get(name) for name in INTERESTS.names]).encode()
        return (b"", *others[:place], row, *others[place:])

    base = None
    for edition in editions:
        rows = {slug: lines(own) for slug, own in edition.items()}
        files, digests = dict.fromkeys(rows, (1, 1)), dict.fromkeys(rows, "")
        base = index.made(files, digests, rows, base)
        assert base.tallies == index.made(files, digests, rows).tallies
        ratings = {domain.key: base.ratings(domain) for domain in DOMAINS}
        assert base.norms == norms(ratings)
