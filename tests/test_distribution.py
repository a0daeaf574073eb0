"""What is shipped, as far as it is checked without building it: scripts/distribution.py."""

from __future__ import annotations

import io
import os
import tarfile
import tomllib
import zipfile
from pathlib import Path

import distribution
import outcomes
import pytest

from careerfit_cli.storage import index, indexing
from commands import commands
from hostile import small_catalogue

ROOT = Path(__file__).parents[1]


def packed(path: Path, files: dict[str, bytes], time: int = 0) -> Path:
    if path.suffix == ".whl":
        with zipfile.ZipFile(path, "w") as wheel:
            for name, content in files.items():
                own = zipfile.ZipInfo(name, (2020 + time, 1, 1, 0, 0, 0))
                wheel.writestr(own, content)
        return path
    with tarfile.open(path, "w") as archive:
        for name, content in files.items():
            info = tarfile.TarInfo(name)
            info.size, info.mtime = len(content), time
            archive.addfile(info, io.BytesIO(content))
    return path


@pytest.mark.parametrize("ending", [".whl", ".tar.gz"])
class TestBuiltTwice:
    def test_the_same_bytes_differ_in_nothing(self, tmp_path, ending):
        files = {"a": b"1", "b": b"2"}
        pair = [packed(tmp_path / f"{own}{ending}", files) for own in "xy"]
        assert distribution.differences(*pair) == []

    def test_a_file_with_something_else_in_it_is_named(self, tmp_path, ending):
        one = packed(tmp_path / f"x{ending}", {"a": b"1", "b": b"2", "c": b"3"})
        other = packed(tmp_path / f"y{ending}", {"a": b"1", "b": b"x", "d": b"3"})
        assert distribution.differences(one, other) == ["b", "c", "d"]

    def test_another_time_or_order_is_told_too(self, tmp_path, ending):
        files = {"a": b"1", "b": b"2"}
        one = packed(tmp_path / f"x{ending}", files)
        for other in (
            packed(tmp_path / f"y{ending}", files, time=9),
            packed(tmp_path / f"z{ending}", dict(reversed(files.items()))),
        ):
            (told,) = distribution.differences(one, other)
            assert "order, times or rights" in told


class TestTheIndexInTheWheel:
    def test_other_times_of_the_files_make_the_same_bytes(self, tmp_path):
        made = []
        for number in (1, 2):
            folder = tmp_path / f"copy {number}"
            folder.mkdir()
            for path in small_catalogue(folder).iterdir():
                os.utime(path, (number * 10**6, number * 10**6))
            path = tmp_path / f"{number}.sqlite"
            indexing.write(indexing.build(folder), path)
            made.append(path.read_bytes())
        assert made[0] == made[1]

    def test_it_is_taken_without_parsing_a_file(self, tmp_path, monkeypatch):
        folder = small_catalogue(tmp_path / "occupations")
        prebuilt = tmp_path / "prebuilt.sqlite"
        built = indexing.build(folder)
        indexing.write(built, prebuilt)

        def parse(*given: object) -> None:
            raise AssertionError(given)

        monkeypatch.setattr(indexing, "parse", parse)
        found = index.open_index(folder, None, prebuilt)
        assert found.catalogue == built.catalogue
        assert found.names == built.names


class TestTheWheel:
    @pytest.fixture
    def files(self) -> dict[str, bytes]:
        package = ROOT / "src" / "careerfit_cli"
        found = {
            f"careerfit_cli/{path.relative_to(package).as_posix()}": path.read_bytes()
            for path in package.rglob("*")
            if path.is_file() and path.suffix != ".pyc"
        }
        for path in (ROOT / "occupations").glob("*.yaml"):
            found[f"careerfit_cli/occupations/{path.name}"] = path.read_bytes()
        return {
            **found,
            "careerfit_cli/catalogue.sqlite": b"",
            "x.dist-info/RECORD": b"",
        }

    def test_it_holds_what_the_source_holds(self, tmp_path, files):
        assert distribution.faults_of(packed(tmp_path / "a.whl", files)) == []

    def test_what_lacks_is_changed_or_is_too_much_is_named(self, tmp_path, files):
        del files["careerfit_cli/py.typed"]
        files["careerfit_cli/occupations/actor.yaml"] += b"\n"
        files["careerfit_cli/of_mine.py"] = b""
        assert distribution.faults_of(packed(tmp_path / "a.whl", files)) == [
            "careerfit_cli/occupations/actor.yaml",
            "careerfit_cli/of_mine.py",
            "careerfit_cli/py.typed",
        ]


FINE = {"code": 0, "out": "x", "err": "", "made": {}}
SOURCE = {"package": str(ROOT / "src"), "parsed": 9, "ran": {"about": FINE}}
GOOD = {**SOURCE, "package": "/elsewhere", "parsed": 0}


class TestTheInstalledProgram:
    def test_it_does_what_the_source_does(self):
        assert distribution.faults_installed(GOOD, SOURCE) == []

    @pytest.mark.parametrize(
        ("changed", "told"),
        [
            ({"package": str(ROOT / "src")}, "is not the installed one"),
            ({"parsed": 923}, "the shipped index is made anew: 923 files"),
            ({"ran": {}}, "other commands, or other examples"),
            ({"ran": {"about": {**FINE, "code": 1}}}, "code is 1"),
            ({"ran": {"about": {**FINE, "out": "y"}}}, "out is 'y'"),
            ({"ran": {"about": {**FINE, "made": {"a": "1"}}}},
             "careerfit about: made is {'a': '1'}"),
        ],
    )  # fmt: skip
    def test_whatever_is_otherwise_is_told(self, changed, told):
        (fault,) = distribution.faults_installed({**GOOD, **changed}, SOURCE)
        assert told in fault

    def test_the_source_must_have_been_tried(self):
        source = {**SOURCE, "parsed": 0}
        (fault,) = distribution.faults_installed(GOOD, source)
        assert "nothing is tested" in fault

    def test_every_command_is_tried(self):
        tried = outcomes.lines()
        assert not set(outcomes.UNTRIED) & set(tried)
        for command in commands():
            assert (*command.words, "--help") in tried
            if command.name not in ("", "check"):
                assert any(
                    line[: len(command.words)] == command.words and "--help" not in line
                    for line in tried
                )
        at = [number for number, line in enumerate(tried) if "purge" in line]
        assert at == list(range(at[0], len(tried)))

    def test_where_it_lies_makes_no_difference(self, monkeypatch, tmp_path):
        monkeypatch.chdir(tmp_path)
        short = outcomes.as_anywhere(f"kept in\n  {tmp_path}/mine, 1,303 bytes")
        assert short == "keptinHOME/mine,N bytes"


def test_the_source_distribution_has_what_its_tests_need() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    listed = project["tool"]["hatch"]["build"]["targets"]["sdist"]["include"]
    for name in ("src", "occupations", "tests", "docs", "man", "scripts", "benchmarks",
                 "*.md", ".ci", ".github", "noxfile.py", "hatch_build.py", "mkdocs.yml",
                 "constraints.txt", "CITATION.cff"):  # fmt: skip
        assert f"/{name}" in listed
