"""The catalogue index: always correct, and fast when nothing has changed."""

from __future__ import annotations

import errno
import os
import random
import re
import shutil
import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from careerfit_cli.compare.norms import norms
from careerfit_cli.errors import BadData, CareerfitError
from careerfit_cli.model.amounts import AtLeast, is_at_least
from careerfit_cli.model.bls import Pay
from careerfit_cli.model.catalogue import DIMENSIONS, Entry, StatePay, entry
from careerfit_cli.model.elements import DOMAINS, INTERESTS, SKILLS
from careerfit_cli.model.frozen import frozen
from careerfit_cli.model.occupation import Occupation, Titles, Words
from careerfit_cli.storage import index, index_file, indexing, paths
from careerfit_cli.storage.index import Index, open_index
from careerfit_cli.storage.occupations import parse
from saving import save_all

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
    return tmp_path / "cache" / "catalogue.sqlite"


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


def content(index: Index, *, signatures: bool = True) -> list[str]:
    """Everything an index has, as SQL."""
    statements = [line for part in index.connections for line in part.iterdump()]
    files = 'INSERT INTO "files"'
    return [line for line in statements if signatures or not line.startswith(files)]


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
    built = indexing.build(folder)
    assert content(found, signatures=False) == content(built, signatures=False)


def test_a_kept_index_opens_no_file(
    folder: Path, cached: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = open_index(folder, cached)

    def opened(path: Path) -> str:
        raise AssertionError(path)

    monkeypatch.setattr(indexing, "read_text", opened)
    kept = open_index(folder, cached)
    assert content(kept) == content(first)
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
    assert content(open_index(folder, cached)) == content(second)
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


def changed(path: Path, statement: str) -> None:
    """Change an index as a person may with another program, or a careless one."""
    connection = sqlite3.connect(path)
    with connection:
        connection.execute(statement)
    connection.close()


SPOILED: dict[str, Callable[[bytes], bytes]] = {
    "another text": lambda whole: whole.replace(b"Bakers", b"Takers"),
    "another file": lambda whole: whole.replace(b"baker", b"maker"),
    "the first half": lambda whole: whole[: len(whole) // 2],
    "a byte less": lambda whole: whole[:-1],
    "a byte more": lambda whole: whole + b"\n",
    "nothing": lambda whole: b"",
    "lines": lambda whole: b"\n\n\n\n",
    "an index of an earlier version": lambda whole: b'{"version":12,"files":{}}\n',
    "a header": lambda whole: whole[:100],
    "no header": lambda whole: b"\xff\n" + whole,
    "a log to be replayed": lambda whole: whole[:18] + b"\2\2" + whole[20:],
}


@pytest.mark.parametrize("spoil", SPOILED.values(), ids=SPOILED)
def test_a_spoiled_index_is_made_again(
    spoil: Callable[[bytes], bytes], folder: Path, cached: Path
) -> None:
    right = open_index(folder, cached)
    cached.write_bytes(spoil(cached.read_bytes()))
    found = open_index(folder, cached)
    assert content(found) == content(right)
    assert found.catalogue == right.catalogue
    again = index.read(cached)
    assert again is not None
    assert content(again) == content(right)


def test_every_byte_counts(folder: Path, cached: Path) -> None:
    open_index(folder, cached)
    whole, chance = cached.read_bytes(), random.Random(4)
    for place in (*range(100), *chance.sample(range(100, len(whole)), 200)):
        spoiled = bytearray(whole)
        spoiled[place] ^= 1 << chance.randrange(8)
        cached.write_bytes(spoiled)
        assert index.read(cached) is None
    cached.write_bytes(whole)
    assert index.read(cached) is not None


@pytest.mark.parametrize(
    ("statement", "sealed"),
    [
        ("UPDATE occupations SET title = 'Takers'", False),
        ("DELETE FROM names", False),
        ("PRAGMA journal_mode = WAL", False),
        ("ALTER TABLE occupations ADD COLUMN mine", True),
        ("CREATE TABLE notes (slug, note)", True),
        ("CREATE VIEW mine AS SELECT slug FROM occupations", True),
        ("PRAGMA application_id = 7", True),
    ],
)
def test_an_index_somebody_changed_is_made_again(
    statement: str, sealed: bool, folder: Path, cached: Path
) -> None:
    right = open_index(folder, cached)
    changed(cached, statement)
    if sealed:
        index_file.seal(cached)
    assert index.read(cached) is None
    assert content(open_index(folder, cached)) == content(right)


ENDLESS = "WITH RECURSIVE n(slug) AS (SELECT 1 UNION ALL SELECT 1 FROM n) SELECT slug"


def test_a_view_in_place_of_a_table_is_not_run(folder: Path, cached: Path) -> None:
    right = open_index(folder, cached)
    for table, columns in index_file.TABLES.items():
        changed(cached, f"DROP TABLE {table}")
        empty = "".join(f", 1 AS {column}" for column in columns.split(", "))
        changed(cached, f"CREATE VIEW {table} AS {ENDLESS}{empty} FROM n")
    index_file.seal(cached)
    assert index_file.page_in(cached, "baker", "") is None
    assert content(open_index(folder, cached)) == content(right)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE ratings SET interests = '[['",
        "UPDATE ratings SET interests = '{\"a\": []}'",
        "UPDATE ratings SET interests = 1",
        "DELETE FROM elements",
        "UPDATE files SET signature = 5, digest = NULL",
        "UPDATE files SET signature = CAST(x'ff' AS TEXT)",
    ],
)
def test_values_of_another_form_do_not_stop_an_update(
    statement: str, folder: Path, cached: Path
) -> None:
    open_index(folder, cached)
    changed(cached, statement)
    index_file.seal(cached)
    save_all(folder, [replace(ACTOR, job_zone=3)])
    assert open_index(folder, cached).catalogue.entries[0].job_zone == 3


def test_the_columns_are_the_fields_of_an_entry() -> None:
    columns = ["slug", *index_file.TABLES["occupations"].split(", ")]
    assert set(columns) - set(Entry.__dataclass_fields__) == {
        "median_at_least",
        "releases",
    }
    *plain, _scores, _estimated = Entry.__dataclass_fields__
    assert [name for name in columns if name in plain] == plain


def test_an_index_of_other_elements_is_made_again(
    folder: Path, cached: Path, parsed: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(index_file, "DOMAINS", DOMAINS[:6])
        open_index(folder, cached)
    parsed.clear()
    open_index(folder, cached)
    assert parsed == ["actor", "baker", "clerk"]


def test_a_cache_that_cannot_be_written_is_done_without(
    folder: Path, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("")
    (tmp_path / "folder").mkdir()
    for place in (None, tmp_path / "file" / "catalogue.sqlite", tmp_path / "folder"):
        assert slugs(open_index(folder, place)) == ["actor", "baker", "clerk"]
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "file",
        "folder",
        "occupations",
    ]


@pytest.mark.parametrize(
    "error",
    [OSError(errno.ENOSPC, "no space"), sqlite3.OperationalError("disk I/O error")],
    ids=["copying", "writing"],
)
def test_a_changed_file_is_read_where_its_index_cannot_be_stored(
    error: Exception,
    folder: Path,
    cached: Path,
    parsed: list[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    open_index(folder, cached)
    before = cached.read_bytes()
    save_all(folder, [replace(BAKER, job_zone=3)])
    parsed.clear()

    def refuse(source: Path, target: Path) -> None:
        raise error

    monkeypatch.setattr(shutil, "copyfile", refuse)
    index = open_index(folder, cached)
    assert content(index) == content(open_index(folder, None))
    assert parsed[0] == "baker"
    assert parsed[1:] == ["actor", "baker", "clerk"]
    assert cached.read_bytes() == before
    assert [path.name for path in cached.parent.iterdir()] == [cached.name]


def test_a_file_at_fault_leaves_the_index_as_it_was(folder: Path, cached: Path) -> None:
    open_index(folder, cached)
    before = cached.read_bytes()
    save_all(folder, [replace(ACTOR, job_zone=3)])
    (folder / "baker.yaml").write_text("title: [")
    with pytest.raises(BadData):
        open_index(folder, cached)
    assert cached.read_bytes() == before
    assert [path.name for path in cached.parent.iterdir()] == [cached.name]


def test_an_older_index_of_another_process_is_not_taken_for_the_new_one(
    folder: Path, cached: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_index(folder, cached)
    shutil.copy(cached, tmp_path / "older.sqlite")
    save_all(folder, [replace(BAKER, job_zone=3)])

    def replaced(path: Path, *, writable: bool = False) -> index_file.Connection:
        if path == cached:
            (tmp_path / "older.sqlite").replace(cached)
            monkeypatch.setattr(indexing, "connect", index_file.connect)
        return index_file.connect(path, writable=writable)

    monkeypatch.setattr(indexing, "connect", replaced)
    assert open_index(folder, cached).catalogue.entries[1].job_zone == 3
    assert not (tmp_path / "older.sqlite").exists()


def test_an_index_does_not_grow_with_changes(folder: Path, cached: Path) -> None:
    open_index(folder, cached)
    size = cached.stat().st_size
    for number in range(30):
        save_all(folder, [replace(BAKER, job_zone=1 + number % 5)])
        later(folder / "baker.yaml")
        open_index(folder, cached)
    assert cached.stat().st_size == size


def test_a_prebuilt_index_serves_whatever_the_times_of_the_files(
    folder: Path, cached: Path, tmp_path: Path, parsed: list[str]
) -> None:
    prebuilt = tmp_path / "prebuilt.sqlite"
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
    indexing.write(indexing.build(folder), tmp_path / "prebuilt.sqlite")
    path = folder / "baker.yaml"
    stat = path.stat()
    path.write_text(path.read_text().replace("Bakers", "Takers"))
    os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    found = open_index(folder, cached, tmp_path / "prebuilt.sqlite")
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
    more = open_index(folder, None)
    (folder / "actor.yaml").unlink()
    right = open_index(folder, None)
    contents = (content(right), content(more))
    # As in several processes, each has an index of its own.
    write = [open_index(folder, None) for _ in range(20)]
    with ThreadPoolExecutor(8) as writers:
        list(writers.map(lambda each: indexing.write(each, cached), [more, *write]))
        found = index.read(cached)
        assert found is not None
        assert content(found) in contents
        opened = list(writers.map(lambda _: open_index(folder, cached), write))
    assert all(content(found) == contents[0] for found in opened)
    last = index.read(cached)
    assert last is not None
    assert content(last) == contents[0]
    assert [path.name for path in cached.parent.iterdir()] == [cached.name]


def test_an_index_that_was_opened_stays_as_it_was(folder: Path, cached: Path) -> None:
    opened = open_index(folder, cached)
    opened = open_index(folder, cached)
    save_all(folder, [replace(BAKER, title="Takers")])
    later(folder / "baker.yaml")
    assert open_index(folder, cached).names.titles["baker"] == ["Takers"]
    assert opened.names.titles["baker"] == ["Bakers"]


def test_another_thread_can_read_it(folder: Path, cached: Path) -> None:
    opened = open_index(folder, cached)
    with ThreadPoolExecutor(1) as other:
        assert other.submit(lambda: slugs(opened)).result() == slugs(opened)


def test_progress_counts_the_files_that_are_read(folder: Path, cached: Path) -> None:
    steps: list[tuple[int, int]] = []
    open_index(folder, cached, progress=lambda *step: steps.append(step))
    assert steps == [(0, 3), (1, 3), (2, 3), (3, 3)]
    steps.clear()
    save_all(folder, [replace(BAKER, job_zone=3)])
    open_index(folder, cached, progress=lambda *step: steps.append(step))
    assert steps == [(0, 1), (1, 1)]


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


def test_a_lower_limit_stays_one(folder: Path, cached: Path) -> None:
    limit = AtLeast(239_200)
    pay = Pay(
        "U.S.", "May 2025", state_median=frozen({"Ohio": limit, "Utah": 230_000.0})
    )
    pay = replace(pay, annual=replace(pay.annual, median=limit))
    save_all(folder, [replace(BAKER, pay=pay)])
    for found in (open_index(folder, cached), open_index(folder, cached)):
        baker = found.catalogue.entries[1]
        assert baker.median_at_least
        assert baker.median == limit
        medians = found.state_pay["baker"].median
        assert {at: is_at_least(own) for at, own in medians.items()} == {
            "Ohio": True,
            "Utah": False,
        }


EDITIONS = st.dictionaries(
    st.sampled_from(["actor", "baker", "clerk", "diver"]),
    st.dictionaries(
        st.sampled_from(INTERESTS.names), st.integers(0, 1000).map(lambda own: own / 10)
    ),
    min_size=1,
)


@settings(max_examples=10)
@given(st.lists(EDITIONS, min_size=2, max_size=4))
def test_tallies_kept_over_changes_are_those_made_anew(
    editions: list[dict[str, dict[str, float]]],
) -> None:
    with TemporaryDirectory() as name:
        folder, cached = Path(name) / "occupations", Path(name) / "catalogue.sqlite"
        for edition in editions:
            shutil.rmtree(folder, ignore_errors=True)
            rated = [
                Occupation(slug, "27-2011.00", slug.title(),
                           ratings=frozen({"interests": frozen(scores)} if scores else {}))
                for slug, scores in edition.items()
            ]  # fmt: skip
            save_all(folder, rated)
            updated, anew = open_index(folder, cached), open_index(folder, None)
            assert content(updated) == content(anew)
            ratings = {domain.key: updated.ratings(domain) for domain in DOMAINS}
            assert updated.norms == norms(ratings)


GUIDE = Path(__file__).parents[1] / "docs" / "architecture.md"


def test_the_queries_in_the_guide_find_what_they_say() -> None:
    folder = paths.builtin_occupations()
    built = open_index(folder, paths.cached_index(folder))
    best_paid, mathematical = (
        built.connections[0].execute(query).fetchall()
        for query in re.findall(
            r"```sql\n(.*?)```", GUIDE.read_text("utf-8"), re.DOTALL
        )
    )
    paid = [
        (each.title, each.median, each.growth)
        for each in built.catalogue
        if each.education == "Bachelor's degree" and each.median_unit == "year"
    ]
    most = sorted((each[1] for each in paid if each[1]), reverse=True)[:5]
    assert [median for _, median, _ in best_paid] == most
    assert set(best_paid) <= set(paid)
    scores = built.ratings(SKILLS)
    by_title = {
        each.title: scores[each.slug].get("Mathematics") for each in built.catalogue
    }
    highest = sorted((own for own in by_title.values() if own), reverse=True)[:5]
    assert [score for _, score in mathematical] == highest
    assert all(by_title[title] == score for title, score in mathematical)


def test_the_guide_names_every_table() -> None:
    made_of = re.findall(r"CREATE TABLE (\w+)", " ".join(index_file.SCHEMA))
    described = re.findall(r"^\| `(\w+)` \|", GUIDE.read_text("utf-8"), re.MULTILINE)
    assert set(made_of) <= set(described)


def test_six_thousand_files_are_indexed_once(
    folder: Path, cached: Path, parsed: list[str]
) -> None:
    text = (folder / "clerk.yaml").read_text()
    for number in range(6000):
        (folder / f"clerk-{number}.yaml").write_text(text)
    open_index(folder, cached)
    written, first = cached.stat().st_mtime_ns, parsed.copy()
    assert len(first) == 6003
    assert len(open_index(folder, cached).catalogue) == 6003
    assert parsed == first
    assert cached.stat().st_mtime_ns == written
