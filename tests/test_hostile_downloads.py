"""Hostile or incomplete downloads: refused, and the target is unchanged."""

from __future__ import annotations

import shutil
import stat
import zipfile
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from careerfit_cli.errors import CareerfitError
from careerfit_cli.importers import bls, tables
from careerfit_cli.importers.tables import LARGEST_TABLE, Release
from careerfit_cli.ui import main
from hostile import TEXTS, assert_short
from test_importers import (
    HEALTH,
    RATED,
    Files,
    changed,
    download,
    folder_of,
    raw,
    release,
    zip_of,
)

INTERESTS, OCCUPATIONS = "Interests.txt", "Occupation Data.txt"
TITLE = RATED[HEALTH]


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two good downloads, and the occupation files made from them."""
    folder = tmp_path_factory.mktemp("imported")
    for kind, files in (("onet", release()), ("bls", download())):
        good = str(folder_of(folder / kind, files))
        assert main(["import", kind, good, "--into", str(folder / "occupations")]) == 0
    return folder


@pytest.fixture
def shelf(imported: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """A copy of those files in a folder called home."""
    capsys.readouterr()
    where = tmp_path / "home" / "occupations"
    shutil.copytree(imported / "occupations", where)
    return where


def everything(folder: Path) -> dict[str, bytes | str]:
    """Every file below a folder, by what is in it; links by where they lead."""
    return {
        str(path.relative_to(folder)): str(path.readlink())
        if path.is_symlink()
        else path.read_bytes() if path.is_file() else "folder"
        for path in sorted(folder.rglob("*"))
    }  # fmt: skip


def assert_untouched(
    argv: list[str], home: Path, capsys: pytest.CaptureFixture[str]
) -> str:
    """The complaint of an import that must leave everything as it was."""
    before = everything(home)
    code = main(argv)
    out, err = capsys.readouterr()
    assert (code in (1, 2, 4), out) == (True, ""), err
    assert_short(err)
    assert "our fault" not in err
    assert everything(home) == before
    return err


def bomb(path: Path, name: str, content: bytes, times: int) -> Path:
    """A zip of the small release in which one table is a piece over and over."""
    files = {own: text for own, text in release().items() if own != name}
    zip_of(path, files, top="")
    with (
        zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED, compresslevel=1) as archive,
        archive.open(name, "w") as member,
    ):
        for _ in range(times):
            member.write(content)
    return path


def cut(path: Path, share: float) -> Path:
    whole = zip_of(path, release()).read_bytes()
    path.write_bytes(whole[: int(len(whole) * share)])
    return path


def linked_in_zip(path: Path) -> Path:
    """A zip that holds a link in place of a table."""
    files = {own: text for own, text in release().items() if own != INTERESTS}
    zip_of(path, files, top="")
    info = zipfile.ZipInfo(INTERESTS)
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(info, "/etc/passwd")
    return path


def with_link(path: Path, target: str) -> Path:
    folder = folder_of(path, release())
    (folder / INTERESTS).unlink()
    (folder / INTERESTS).symlink_to(target)
    return folder


def head_of(table: str) -> str:
    text = release()[table]
    assert isinstance(text, str)
    return text.partition("\n")[0]


def with_head(table: str, old: str, new: str) -> Files:
    return changed(release(), table, head_of(table), head_of(table).replace(old, new))


def titled(title: str) -> Files:
    return changed(release(), OCCUPATIONS, TITLE, title)


def encoded(table: str, codec: str) -> Files:
    text = release()[table]
    assert isinstance(text, str)
    return {**release(), table: text.replace("a", "\u00e4").encode(codec, "replace")}


ONET: dict[str, Callable[[Path], Path] | Files] = {
    "a bomb of zeros": lambda path: bomb(
        path, INTERESTS, bytes(1_000_000), LARGEST_TABLE // 1_000_000 + 1
    ),
    "a bomb of columns": lambda path: bomb(path, INTERESTS, b"a\t" * 100_000, 9),
    "a bomb of line ends": lambda path: bomb(path, INTERESTS, b"\n" * 500_000, 4),
    "half a zip": lambda path: cut(path, 0.5),
    "a zip without its end": lambda path: cut(path, 0.95),
    "the first bytes of a zip": lambda path: cut(path, 0.001),
    "a link in a zip": linked_in_zip,
    "a link to a folder": lambda path: with_link(path, "/etc"),
    "a link to a device": lambda path: with_link(path, "/dev/zero"),
    "a link to nothing": lambda path: with_link(path, "nowhere"),
    "a link to another file": lambda path: with_link(path, "/etc/passwd"),
    "Latin-1": encoded("Technology Skills.txt", "latin-1"),
    "UTF-16": encoded(OCCUPATIONS, "utf-16"),
    "half a download": dict(list(release().items())[:8]),
    "a table cut in a row": {
        **release(),
        INTERESTS: raw(release()[INTERESTS])[:-30],
    },
    "a web page in place of a table": {
        **release(),
        INTERESTS: "<!DOCTYPE html>\n<html>\n<body>Not found</body>\n</html>\n",
    },
    "a column missing": with_head(INTERESTS, "Data Value", "Other"),
    "a column twice": with_head(INTERESTS, "Date", "Data Value"),
    "columns renamed": with_head(OCCUPATIONS, "O*NET-SOC Code", "onetsoc_code"),
    "a cell too many": changed(release(), INTERESTS, "\tOI\t", "\tOI\t\t"),
    "quoted tabs": changed(release(), INTERESTS, "\tOI\t", '\t"OI\t"\t'),
    "an element of another number": changed(release(), INTERESTS, "1.B.1.a", "1.B.9.z"),
    "a value of another scale": changed(release(), INTERESTS, "\t4.00\t", "\t400\t"),
    "a code of another form": changed(release(), OCCUPATIONS, HEALTH, "../../x"),
    "a title far too long": titled("x" * 6_000),
    "a title without an end": titled("x" * 900_000),
    "a title that colors": titled(TEXTS["color"]),
    "a title that turns round": titled(TEXTS["bidi override"]),
    "a title with a NUL": titled("a\0b"),
    "a title of marks": titled(TEXTS["combining stack"]),
    "a release that calls itself odd": {
        **release(),
        "Read Me.txt": "O*NET 30.1\x1b[31m".replace("30.1", "x"),
    },
}


@pytest.mark.parametrize("made", ONET.values(), ids=ONET)
def test_a_harmful_onet_download_changes_nothing(
    made: Callable[[Path], Path] | Files,
    shelf: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    given = tmp_path / "given"
    path = made(given) if callable(made) else folder_of(given, made)
    argv = ["import", "onet", str(path), "--into", str(shelf)]
    assert_untouched(argv, tmp_path / "home", capsys)


FACTS = "ooh_2024_34_facts.json"
NATIONAL = "oews_2025_national.csv"

BLS: dict[str, Files] = {
    "half a download": dict(list(download().items())[:2]),
    "facts cut short": {**download(), FACTS: raw(download()[FACTS])[:-40]},
    "facts nested deep": {**download(), FACTS: "[" * 200_000},
    "facts of another form": {**download(), FACTS: '{"title": "x"}'},
    "a number without end": {**download(), FACTS: "[" + "9" * 100_000 + "]"},
    "UTF-16": {**download(), NATIONAL: raw(download()[NATIONAL]).decode().encode("utf-16")},
    "a column missing": changed(download(), NATIONAL, "employment", "jobs"),
    "a column twice": changed(download(), NATIONAL, "title", "soc_code"),
    "a quote left open": changed(download(), NATIONAL, "Actors", '"Actors'),
    "tables of another year": {
        name.replace("2025", "2026") if "states" in name else name: text
        for name, text in download().items()
    },
    "a year twice": {**download(), "oews_2026_national.csv": download()[NATIONAL]},
    "a group that colors": changed(download(), NATIONAL, "Buyers", "\x1b[31mBuyers"),
    "a wage without end": changed(download(), NATIONAL, "78420", "7" * 40),
}  # fmt: skip


@pytest.mark.parametrize("files", BLS.values(), ids=BLS)
@pytest.mark.parametrize("packed", [True, False], ids=["zip", "folder"])
def test_a_harmful_bls_download_changes_nothing(
    files: Files,
    packed: bool,
    shelf: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    given = tmp_path / "given"
    path = zip_of(given, files) if packed else folder_of(given, files)
    argv = ["import", "bls", str(path), "--into", str(shelf)]
    assert_untouched(argv, tmp_path / "home", capsys)


# Bounds


@pytest.mark.parametrize(
    ("name", "bound", "words"),
    [
        ("LARGEST_TABLE", 500, "is larger than 500 bytes"),
        ("LARGEST_DOWNLOAD", 6_000, "makes the tables larger than 6,000 bytes"),
        ("MOST_LINES", 9, "makes the tables longer than 9 lines"),
        ("MOST_COLUMNS", 4, "has more than 4 columns"),
    ],
)
def test_a_download_beyond_a_bound_is_refused(
    name: str,
    bound: int,
    words: str,
    shelf: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(tables, name, bound)
    given = folder_of(tmp_path / "given", release())
    argv = ["import", "onet", str(given), "--into", str(shelf)]
    assert words in assert_untouched(argv, tmp_path / "home", capsys)


def test_a_zip_larger_than_any_download_is_not_opened(
    shelf: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    given = tmp_path / "given.zip"
    with given.open("wb") as file:
        file.truncate(tables.LARGEST_DOWNLOAD + 1)
    argv = ["import", "onet", str(given), "--into", str(shelf)]
    told = assert_untouched(argv, tmp_path / "home", capsys)
    assert "is larger than 300,000,000 bytes" in told


# What is handled, as it is documented


def test_names_that_lead_out_of_a_zip_are_taken_by_their_last_part(
    shelf: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = everything(tmp_path / "home")
    given = zip_of(tmp_path / "given.zip", release(), top="../../../../")
    with zipfile.ZipFile(given, "a") as archive:
        for name in (
            "/etc/evil.txt",
            "../../evil.yaml",
            r"..\..\evil.txt",
            "C:/evil.txt",
        ):
            archive.writestr(name.replace("evil", f"evil{len(name)}"), "evil")
    assert main(["import", "onet", str(given), "--into", str(shelf)]) == 0
    assert everything(tmp_path / "home") == before
    assert not list(tmp_path.rglob("*evil*"))


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_other_line_ends_and_further_columns_change_nothing(
    end: str, shelf: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = everything(tmp_path / "home")
    files = {
        name: "\ufeff"
        + "".join(
            f"{line}\t{'=1+1' if at else 'Later Column'}{end}"
            for at, line in enumerate(raw(text).decode().splitlines())
        )
        for name, text in release().items()
        if not name.startswith("Read")
    }
    given = folder_of(tmp_path / "given", files)
    argv = ["import", "onet", str(given), "--into", str(shelf), "--release", "30.1"]
    assert main(argv) == 0
    assert everything(tmp_path / "home") == before


# The target


def test_a_target_that_is_not_a_folder_of_files_is_left_alone(
    imported: Path, shelf: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    given = str(imported / "onet")
    (tmp_path / "home" / "file").write_text("mine")
    for target in ("file", "file/below", "x" * 300, "occupations/actor.yaml"):
        argv = ["import", "onet", given, "--into", str(tmp_path / "home" / target)]
        assert_untouched(argv, tmp_path / "home", capsys)
    for target in ("/dev/null", "/dev/full", "/proc/self/fd"):
        argv = ["import", "onet", given, "--into", target]
        assert_untouched(argv, tmp_path / "home", capsys)


@pytest.mark.parametrize("title", ["../../..", "x" * 300, "\u4e2d\u6587"])
def test_a_new_occupation_that_can_name_no_file_is_not_made(
    title: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    given = folder_of(tmp_path / "given", titled(title))
    target = tmp_path / "made" / "occupations"
    assert main(["import", "onet", str(given), "--into", str(target)]) in (1, 4)
    out, err = capsys.readouterr()
    assert out == ""
    assert_short(err)
    assert not [path for path in (tmp_path / "made").rglob("*") if path.is_file()]


@pytest.mark.parametrize("kind", ["onet", "bls"])
def test_a_link_in_the_target_that_leads_out_is_neither_read_nor_written(
    kind: str,
    imported: Path,
    shelf: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    secret = tmp_path / "home" / "secret.yaml"
    (shelf / "actor.yaml").rename(secret)
    (shelf / "actor.yaml").symlink_to(secret)
    argv = ["import", kind, str(imported / kind), "--into", str(shelf)]
    told = assert_untouched(argv, tmp_path / "home", capsys)
    assert "actor.yaml: is a link that leads out of its folder" in told


def test_a_broken_file_in_the_target_stops_an_import(
    imported: Path, shelf: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (shelf / "zz.yaml").write_text("schema: 1\n- !!python/name:os.system x\n")
    argv = ["import", "onet", str(imported / "onet"), "--into", str(shelf)]
    assert "zz.yaml:2: cannot be read" in assert_untouched(
        argv, tmp_path / "home", capsys
    )


# Fuzzing


METHODS = (
    zipfile.ZIP_STORED,
    zipfile.ZIP_DEFLATED,
    zipfile.ZIP_BZIP2,
    zipfile.ZIP_LZMA,
)


def spoiled(whole: bytes, random: Random) -> bytes:
    data = bytearray(whole)
    for _ in range(random.randint(1, 5)):
        place = random.randrange(len(data) - 1)
        way = random.random()
        if way < 0.6:
            data[place] = random.choice((0, 1, 127, 128, 255, random.randrange(256)))
        elif way < 0.75:
            del data[place : min(place + random.randint(1, 40), len(data) - 9)]
        elif way < 0.9:
            data[place:place] = random.randbytes(random.randint(1, 9))
        else:
            del data[max(place, 9) :]
    return bytes(data)


def test_a_spoiled_zip_is_read_or_refused(tmp_path: Path) -> None:
    random, path, refused = Random(23), tmp_path / "x.zip", 0
    wholes = []
    for method in METHODS:
        with zipfile.ZipFile(path, "w", method) as archive:
            archive.writestr("db/a.txt", "a\tb\n" + "1\t2\n" * 99)
            archive.writestr("db/\u00e9.txt", "a\n1\n")
        wholes.append(path.read_bytes())
    for _ in range(500):
        path.write_bytes(spoiled(random.choice(wholes), random))
        try:
            found = Release(path)
            for name in found.names():
                list(found.rows(name, ["a"]))
        except CareerfitError:
            refused += 1
    assert 300 < refused < 500


def test_a_spoiled_table_is_read_or_refused(tmp_path: Path) -> None:
    random, files, refused = Random(23), download(), 0
    folder = folder_of(tmp_path / "bls", files)
    for _ in range(250):
        name = random.choice(list(files))
        (folder / name).write_bytes(spoiled(raw(files[name]), random))
        try:
            bls.read(folder)
        except CareerfitError:
            refused += 1
        (folder / name).write_bytes(raw(files[name]))
    assert 50 < refused < 250
