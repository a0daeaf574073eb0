"""O*NET since 30.3: downloads, the catalogue made from them, and estimates."""

from __future__ import annotations

import csv
import hashlib
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import yaml

from careerfit_cli.compare import estimates
from careerfit_cli.errors import BadData, UsageError
from careerfit_cli.importers import onet
from careerfit_cli.model.elements import (
    ESTIMATED,
    INTEREST_AREAS,
    INTERESTS,
    WORK_CONTEXT,
    WORK_STYLES,
    WORK_VALUES,
)
from careerfit_cli.model.occupation import Occupation, Related
from careerfit_cli.model.preparation import REQUIREMENTS
from careerfit_cli.model.release import Releases
from careerfit_cli.storage import occupations, pages, paths
from facsimile import FEW, files, tables, zipped

FIXTURES = Path(__file__).parent / "fixtures"
DOWNLOAD = FIXTURES / "onet-31.0"
SHARED = Path(__file__).parents[2] / "shared" / "data"
SLUGS = (
    "chief-sustainability-officer",
    "medical-health-services-manager",
    "software-developer",
    "actor",
    "host-hostess-restaurant-lounge-coffee-shop",
)


def zip_of(path: Path, kind: str, *, mark: bool = False) -> Path:
    """The small download as a zip, as it is published."""
    texts = [
        (file.name, file.read_bytes().decode()) for file in (DOWNLOAD / kind).iterdir()
    ]
    return zipped(path, texts, mark=mark)


def earlier(kind: str) -> dict[str, str]:
    """The small download in the layout up to 30.2."""
    texts = {
        file.name: file.read_bytes().decode() for file in (DOWNLOAD / kind).iterdir()
    }
    ending = ".txt" if kind == "text" else ".csv"

    def name(table: str) -> str:
        return (table if kind == "text" else table.lower().replace(" ", "_")) + ending

    def moved(files: Iterable[str], to: str, **columns: str) -> None:
        head, *rest = (texts.pop(name(file)) for file in files)
        for new, old in columns.items():
            assert new.replace("_", " ") in head
            head = head.replace(new.replace("_", " "), old, 1)
        old_name = to if kind == "text" else to.replace(",", "")
        texts[name(old_name)] = head + "".join(text.split("\n", 1)[1] for text in rest)

    moved(["Career Interest Types"], "Interests")
    moved(["Essential Skills", "Transferable Skills"], "Skills")
    moved(["Job Titles"], "Alternate Titles", Job_Title="Alternate Title")
    moved(["Software Skills"], "Technology Skills", Workplace_Example="Example",
          Element_ID="Commodity Code", Element_Name="Commodity Title")  # fmt: skip
    moved(
        ["Education", "Training and Experience"], "Education, Training, and Experience"
    )
    del texts[name("Specific Interest Areas")]
    values = [
        ("O*NET-SOC Code", "Element ID", "Element Name", "Scale ID", "Data Value")
    ]
    values += [
        ("27-2011.00", element, value, "EX", "4.00")
        for element, value in WORK_VALUES.elements.items()
    ]
    between = "\t" if kind == "text" else ","
    texts[name("Work Values")] = "".join(f"{between.join(row)}\n" for row in values)
    return texts


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    """A copy of the built-in files of the occupations in the small download."""
    folder = tmp_path / "mine"
    folder.mkdir()
    for slug in SLUGS:
        shutil.copy(paths.builtin_occupations() / f"{slug}.yaml", folder)
    return folder


def digest(folder: Path) -> str:
    whole = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        whole.update(path.name.encode())
        whole.update(path.read_bytes() if path.is_file() else b"")
    return whole.hexdigest()


class TestLayouts:
    def test_text_csv_folder_zip_and_byte_order_mark_read_alike(
        self, tmp_path: Path
    ) -> None:
        first = onet.read(DOWNLOAD / "text", Releases()).occupations
        assert [sections.code for sections in first] == sorted(FEW)
        for path in (
            DOWNLOAD / "csv",
            zip_of(tmp_path / "db_31_0_text.zip", "text"),
            zip_of(tmp_path / "db_31_0_csv.zip", "csv"),
            zip_of(tmp_path / "marked.zip", "csv", mark=True),
            zip_of(tmp_path / "too.zip", "text", mark=True),
        ):
            assert onet.read(path, Releases()).occupations == first

    @pytest.mark.parametrize("kind", ["text", "csv"])
    def test_every_table_of_the_layout_is_in_the_small_download(
        self, kind: str
    ) -> None:
        count = len(list((DOWNLOAD / kind).iterdir()))
        assert count == 30

    def test_a_name_of_the_zip_gives_the_release_without_a_read_me(
        self, tmp_path: Path
    ) -> None:
        texts = [
            (file.name, file.read_bytes().decode())
            for file in (DOWNLOAD / "text").iterdir()
            if file.name != "Read Me.txt"
        ]
        path = zipped(tmp_path / "db_31_0_text.zip", texts)
        download = onet.read(path, Releases())
        assert {table.release for table in download.tables} == {"31.0"}
        with pytest.raises(UsageError, match="does not say which O"):
            onet.read(zipped(tmp_path / "other.zip", texts), Releases())

    @pytest.mark.parametrize(
        ("name", "form"), [("Abilities.xlsx", "Excel"), ("abilities.json", "JSON")]
    )
    def test_other_forms_are_answered_with_which_download_to_take(
        self, tmp_path: Path, name: str, form: str
    ) -> None:
        path = zipped(tmp_path / "a.zip", [(name, "x")])
        with pytest.raises(UsageError, match=f"is {form} data") as caught:
            onet.read(path, Releases())
        assert "zip of the text download" in caught.value.hint

    @pytest.mark.parametrize(
        ("name", "what"),
        [
            ("Interests.xlsx", "is Excel data"),
            ("interests.json", "is JSON data"),
            ("Job Zones.txt", "is a single table"),
            ("job_zones.csv", "is a single table"),
        ],
    )
    def test_a_single_file_is_answered_with_which_download_to_take(
        self, tmp_path: Path, name: str, what: str
    ) -> None:
        path = tmp_path / name
        path.write_bytes(b"x")
        with pytest.raises(UsageError, match=what) as caught:
            onet.read(path, Releases())
        assert "zip of the text download" in caught.value.hint
        zipped(path, [("xl/workbook.xml", "x")])
        if name.endswith("xlsx"):
            with pytest.raises(UsageError, match=what):
                onet.read(path, Releases())

    @pytest.mark.parametrize("kind", ["text", "csv"])
    def test_the_layout_before_30_3_reads_alike(
        self, tmp_path: Path, kind: str
    ) -> None:
        now = onet.read(DOWNLOAD / kind, Releases())
        path = zipped(tmp_path / "db_30_2.zip", earlier(kind).items())
        before = onet.read(path, Releases("31.0"))
        assert str(before.layout).endswith("layout of 27.3 to 30.2")
        assert len(before.occupations) == len(FEW)
        for old, new in zip(before.occupations, now.occupations, strict=True):
            assert INTEREST_AREAS.key not in old.ratings
            assert (WORK_VALUES.key in old.ratings) == (old.code == "27-2011.00")
            for part in (
                "ratings",
                "levels",
                "low_precision",
                "not_relevant",
                "sources",
            ):
                then, later = dict(getattr(old, part)), dict(getattr(new, part))
                then.pop(WORK_VALUES.key, None)
                later.pop(INTEREST_AREAS.key, None)
                assert then == later
            for section in ("job_zone", "titles", "related", "technologies",
                            "requirements"):  # fmt: skip
                assert getattr(old, section) == getattr(new, section)

    def test_files_and_occupations_that_are_left_out_are_counted(self) -> None:
        download = onet.read(DOWNLOAD / "text", Releases())
        assert "Task Statements.txt" in download.unread
        assert "Job Zones.txt" not in download.unread
        assert "Read Me.txt" not in download.unread
        titles = (DOWNLOAD / "text" / "Occupation Data.txt").read_text(encoding="utf-8")
        assert download.unrated == len(titles.splitlines()) - 1 - len(FEW)
        skipped = onet.read(DOWNLOAD / "csv", Releases("31.0"), ["Work Styles"])
        assert "work_styles.csv" in skipped.unread

    def test_a_folder_without_tables_is_no_download(self, tmp_path: Path) -> None:
        with pytest.raises(BadData, match=r"holds no O\*NET table"):
            onet.read(tmp_path, Releases())

    @pytest.mark.slow
    def test_the_whole_release_reads(self, tmp_path: Path) -> None:
        if not (SHARED / "onet-now").is_dir():
            pytest.skip("the tables the catalogue is built from are not here")
        texts = files(SHARED, "text", tables(SHARED))
        download = onet.read(zipped(tmp_path / "whole.zip", texts), Releases())
        assert len(download.occupations) == 923
        counts = {table.name: table.occupations for table in download.tables}
        assert counts["Interest areas"] == counts["Work styles"] == 891
        assert counts["Job Zones"] == 923
        assert counts["Education, Training and Experience"] == 878


class TestImport:
    def test_needs_no_option_and_says_what_it_did(
        self, run, tmp_path: Path, mine: Path
    ) -> None:
        words = {slug: occupations.load(mine / f"{slug}.yaml").words for slug in SLUGS}
        path = zip_of(tmp_path / "db_31_0_text.zip", "text")
        done = run("import", "onet", str(path), "--into", str(mine))
        assert done.code == 0
        assert "Format: text, layout of 30.3 and later. Tables read:" in done.out
        assert "  Interest areas: O*NET 31.0, 4 occupations" in done.out
        assert "Task Statements.txt" in done.out.partition("Not used: ")[2]
        assert "Left out: 97 occupations without interest ratings." in done.out
        retained = "Kept from before: former work styles, O*NET 29.3, 4 occupations."
        assert retained in done.out
        assert "Kept from before: work values, O*NET 30.1, 4 occupations." in done.out
        actor = occupations.load(mine / "actor.yaml")
        assert actor.sources["work_styles"].release == "31.0"
        assert actor.sources["former_work_styles"].release == "29.3"
        for slug in SLUGS:
            assert occupations.load(mine / f"{slug}.yaml").words == words[slug]
        before = digest(mine)
        again = run("import", "onet", str(path), "--into", str(mine))
        assert "0 new, 0 changed, 5 unchanged" in again.out
        assert digest(mine) == before

    def test_changes_of_zones_ratings_and_titles_are_named(
        self, run, tmp_path: Path, mine: Path
    ) -> None:
        texts = {
            file.name: file.read_bytes().decode()
            for file in (DOWNLOAD / "text").iterdir()
        }
        for name, old, new in (
            ("Job Zones.txt", "27-2011.00\t2", "27-2011.00\t5"),
            ("Occupation Data.txt", "27-2011.00\tActors\t", "27-2011.00\tPlayers\t"),
            ("Career Interest Types.txt", "27-2011.00\t1.B.1.c\tArtistic\tOI\t7.00",
             "27-2011.00\t1.B.1.c\tArtistic\tOI\t1.00"),
        ):  # fmt: skip
            assert old in texts[name]
            texts[name] = texts[name].replace(old, new)
        path = zipped(tmp_path / "changed.zip", texts.items())
        done = run("import", "onet", str(path), "--into", str(mine))
        assert "Renamed: Actors to Players." in done.out
        assert "Job zone 1-2 to 5: Players." in done.out
        assert "Interests: Artistic 100 to 0 of 100: Players." in done.out

    @pytest.mark.parametrize(
        "name", ["Specific Interest Areas", "Work Styles", "Education"]
    )
    def test_a_missing_table_leaves_the_target_as_it_was(
        self, run, tmp_path: Path, mine: Path, name: str
    ) -> None:
        texts = [
            (file.name, file.read_bytes().decode())
            for file in (DOWNLOAD / "text").iterdir()
            if file.stem != name
        ]
        self.refused(run, zipped(tmp_path / "bad.zip", texts), mine, "is missing")

    @pytest.mark.parametrize(
        ("name", "old", "new", "what"),
        [
            ("Work Styles", "\tWI\t", "\tWI\t9", "is out of range"),
            (
                "Work Styles",
                "1.D.1.a\tInnovation\tWI",
                "1.D.9.z\tX\tWI",
                "is not an element of work styles",
            ),
            ("Specific Interest Areas", "\tOI\t", "\tOI\tx", "is not a number"),
            ("Specific Interest Areas", "Data Value", "Value", "has no column"),
            ("Education", "\tRL\t1\t", "\tRL\t13\t", "is out of range"),
            ("Education", "\tRL\t2\t", "\tRL\t1\t", "is listed twice"),
            (
                "Training and Experience",
                "\tRW\t1\t",
                "\tRW\t1.5\t",
                "not a whole number",
            ),
            ("Job Zones", "\t2\t", "\t6\t", "is out of range"),
            ("Essential Skills", "\tIM\t", "\tIM\t8", "is out of range"),
        ],
    )
    def test_a_bad_cell_leaves_the_target_as_it_was(
        self, run, tmp_path: Path, mine: Path, name: str, old: str, new: str, what: str
    ) -> None:
        texts = []
        for file in (DOWNLOAD / "text").iterdir():
            text = file.read_bytes().decode()
            if file.stem == name:
                assert old in text
                text = text.replace(old, new, 1)
            texts.append((file.name, text))
        self.refused(run, zipped(tmp_path / "bad.zip", texts), mine, what)

    def test_a_cut_zip_leaves_the_target_as_it_was(
        self, run, tmp_path: Path, mine: Path
    ) -> None:
        path = zip_of(tmp_path / "bad.zip", "csv")
        path.write_bytes(path.read_bytes()[:-500])
        self.refused(run, path, mine, "is not a complete zip file")

    def refused(self, run, path: Path, mine: Path, what: str) -> None:
        before = digest(mine)
        done = run("import", "onet", str(path), "--into", str(mine))
        assert done.code == BadData.exit_code
        assert what in " ".join(done.err.split())
        assert digest(mine) == before


@pytest.fixture(scope="module")
def catalogue() -> dict[str, Occupation]:
    folder = paths.builtin_occupations()
    loaded = [pages.find(folder, path.stem) for path in sorted(folder.glob("*.yaml"))]
    return {occupation.code: occupation for occupation in loaded if occupation}


class TestCatalogue:
    def test_every_occupation_has_every_domain_that_matching_uses(
        self, catalogue: dict[str, Occupation]
    ) -> None:
        assert len(catalogue) == 923
        lacking = 0
        for occupation in catalogue.values():
            assert len(occupation.ratings[INTERESTS.key]) == 6
            for domain in ESTIMATED:
                published = occupation.ratings.get(domain.key, {})
                estimate = occupation.estimated.get(domain.key)
                assert (estimate is None) == bool(published)
                values = published or (estimate.values if estimate else {})
                assert set(values) == set(domain.names)
            lacking += bool(occupation.estimated)
        assert lacking == 32

    @pytest.mark.slow
    def test_cells_of_the_new_tables_stand_in_the_files(
        self, catalogue: dict[str, Occupation]
    ) -> None:
        """670 cells read with the csv module alone, against the YAML of the files."""
        with (FIXTURES / "cells.csv").open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        assert len(rows) >= 500
        loaded: dict[str, Any] = {}
        for row in rows:
            slug = catalogue[row["code"]].slug
            if slug not in loaded:
                path = paths.builtin_occupations() / f"{slug}.yaml"
                loaded[slug] = yaml.load(
                    path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader
                )
            CELLS[row["table"]](row, loaded[slug])

    def test_the_estimates_are_what_the_files_give_again(
        self, catalogue: dict[str, Occupation]
    ) -> None:
        again = estimates.estimates(list(catalogue.values()))
        for code, occupation in catalogue.items():
            assert dict(occupation.estimated) == again.get(code, {})


def score(row: dict[str, str], low: float, high: float) -> float:
    """The standardized score of a cell, with two decimals."""
    return round((float(row["value"]) - low) / (high - low) * 100, 2)


def is_interest(row: dict[str, str], data: Any) -> None:
    names = dict(zip("abcdef", INTERESTS.names, strict=True))
    stands = data["interests"][names[row["element"][-1]]]
    assert abs(stands - score(row, 1, 7)) <= 0.051


def is_area(row: dict[str, str], data: Any) -> None:
    stands = data["interest_areas"][INTEREST_AREAS.elements[row["element"]]]
    assert abs(stands - score(row, 1, 7)) <= 0.051


def is_style(row: dict[str, str], data: Any) -> None:
    stands = data["work_styles"][WORK_STYLES.elements[row["element"]]]
    assert stands == float(row["value"])


def is_context(row: dict[str, str], data: Any) -> None:
    stands = data["work_context"][WORK_CONTEXT.elements[row["element"]]]
    assert abs(stands - score(row, 1, 5)) <= 0.051
    assert data["sources"]["work_context"]["release"] == "30.3"


def is_zone(row: dict[str, str], data: Any) -> None:
    assert data["job_zone"] == int(row["value"])
    assert data["sources"]["job_zone"]["release"] == "31.0"


def is_answer(row: dict[str, str], data: Any) -> None:
    keys = {"RL": "education", "RW": "experience", "PT": "on_site_training",
            "OJ": "on_the_job_training"}  # fmt: skip
    key = keys[row["scale"]]
    category = REQUIREMENTS[key].categories[int(row["category"]) - 1]
    answer = data["requirements"][key]
    assert answer["percent"][category] == float(row["value"])
    is_marked = category in answer.get("low_precision", [])
    assert is_marked == (row["suppress"] == "Y")


CELLS: dict[str, Callable[[dict[str, str], Any], None]] = {
    "Career Interest Types": is_interest,
    "Specific Interest Areas": is_area,
    "Work Styles": is_style,
    "Work Context": is_context,
    "Job Zones": is_zone,
    "Education": is_answer,
    "Training and Experience": is_answer,
}


class TestEstimators:
    def test_the_mean_of_related_occupations(self) -> None:
        published = np.array([[10.0, 0.0], [30.0, 50.0], [np.nan, np.nan]])
        means = estimates.related_means(published, [[], [0, 2], [0, 1, 2]])
        assert means[2].tolist() == [20.0, 25.0]
        assert means[1].tolist() == [10.0, 0.0]
        assert np.isnan(means[0]).all()

    def test_ridge_regression_finds_a_line_and_stays_in_range(self) -> None:
        inputs = np.linspace(0, 1, 200)[:, None]
        published = 20 + 60 * inputs
        published[7] = np.nan
        predicted = estimates.ridge(inputs, published, penalty=0.001)
        assert predicted[7, 0] == pytest.approx(20 + 60 * inputs[7, 0], abs=0.01)
        assert estimates.ridge(inputs * 9, published * 9, 0.001).max() == 100

    def test_without_related_occupations_the_regression_alone_counts(self) -> None:
        inputs = np.linspace(0, 1, 50)[:, None]
        published = 50 * inputs
        published[3] = np.nan
        alone = estimates.combined(inputs, published, [[] for _ in inputs])
        assert np.array_equal(alone, estimates.ridge(inputs, published))

    def test_few_occupations_are_not_enough(self) -> None:
        few = [
            Occupation(f"x{number}", f"11-{number:04}.00", "X",
                       related=(Related("11-0001.00", "X", "Primary-Short"),))
            for number in range(5)
        ]  # fmt: skip
        assert estimates.estimates(few) == {}


def test_the_page_shows_every_new_section(run) -> None:
    done = run("show", "software-developer", "--all", "--plain")
    assert done.code == 0
    for head in ("Personality strengths", "Interests", "Interest areas",
                 "Education and training reported by workers", "Work attributes"):  # fmt: skip
        assert f"\n{head}" in done.out


def test_the_former_styles_stay_on_the_page_of_health_managers(run) -> None:
    highest = "Integrity 95, Leadership 94, Cooperation 94, Dependability 92"
    for options in ([], ["--all"], ["--section", "former-work-styles"]):
        done = run("show", "medical-health-services-manager", *options)
        assert highest in " ".join(done.out.split())


def test_opposite_impacts_of_the_same_size_keep_their_signs(run) -> None:
    done = run("show", "statistical-assistant", "--section", "work-styles", "--plain")
    assert "Humility: +0.1" in done.out
    assert "Optimism: -0.1" in done.out


def test_estimates_are_never_shown_as_published(run) -> None:
    out = run("show", "chief-sustainability-officer", "--all").out
    assert "Interest areas: estimated, not published" in out
    assert "(work styles): estimated, not published" in out
    data = run("show", "chief-sustainability-officer", "--json").data
    assert "interest_areas" not in data
    assert data["estimated"]["work_styles"]["values"]["Innovation"] == 2.4
    about = run("about", "--json").data
    assert about["estimated"] == {"interest_areas": 32, "work_styles": 32}
