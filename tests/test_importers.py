"""Official tables in: read alike from folder and zip, refused with a place, merged."""

from __future__ import annotations

import csv
import io
import json
import math
import re
import zipfile
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careerfit_cli.errors import BadData, CareerfitError, Problem, UsageError
from careerfit_cli.importers import bls, merge, onet, tables
from careerfit_cli.importers.handbook import growth_phrase
from careerfit_cli.importers.layouts import Layout
from careerfit_cli.importers.merge import slug_of
from careerfit_cli.importers.sections import MOST_TITLES
from careerfit_cli.importers.tables import standardised
from careerfit_cli.model.bls import Contact, Group, Preparation, Similar, Wages
from careerfit_cli.model.elements import (
    DOMAINS,
    INTEREST_AREAS,
    THREE_POINT_CONTEXT,
    WORK_STYLES,
    Domain,
)
from careerfit_cli.model.occupation import (
    Occupation,
    PastFigure,
    Related,
    Source,
    Technologies,
    Titles,
    Words,
)
from careerfit_cli.model.preparation import REQUIREMENTS
from careerfit_cli.model.release import Releases
from careerfit_cli.storage import occupations, writing
from careerfit_cli.storage.releases import load_releases
from saving import save_all

Files = dict[str, "str | bytes"]

HEALTH, BUYER, EQUITY, ACTOR = "11-9111.00", "13-1021.00", "13-1041.03", "27-2011.00"
RATED = {
    HEALTH: "Medical and Health Services Managers",
    BUYER: "Buyers and Purchasing Agents, Farm Products",
    EQUITY: "Equal Opportunity Representatives and Officers",
    ACTOR: "Actors",
}
UNRATED = "55-9999.00"
NAMED = {"Read Me.txt": "O*NET\N{REGISTERED SIGN} 30.1 Database\n\nText files, 2025."}


# A small release in the official layout.


def table(columns: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    return "".join("\t".join(line) + "\n" for line in (columns, *rows))


def ratings(domain: Domain) -> str:
    """Every rated occupation in the middle of every scale."""
    columns = (
        *("O*NET-SOC Code", "Element ID", "Element Name", "Scale ID", "Data Value"),
        *("Recommend Suppress", "Not Relevant", "Date", "Domain Source"),
    )
    rows = []
    for code in RATED:
        for element, name in domain.elements.items():
            three = element in THREE_POINT_CONTEXT
            scale = "CT" if three else domain.scale
            middle = "2.00" if three else f"{(domain.low + domain.high) / 2:.2f}"
            dated = ("08/2023", "Incumbent")
            rows.append((code, element, name, scale, middle, "N", "n/a", *dated))
            if domain.levels:
                rows.append((code, element, name, "LV", "3.50", "N", "N", *dated))
    return table(columns, rows)


def release() -> Files:
    code = "O*NET-SOC Code"
    titles = {**RATED, UNRATED: "Military, All Other"}
    return {
        **NAMED,
        "Occupation Data.txt": table((code, "Title", "Description"),
            ((onet_code, title, "What they do.") for onet_code, title in titles.items())),
        **{
            f"{domain.table}.txt": ratings(domain)
            for domain in DOMAINS
            if domain not in (INTEREST_AREAS, WORK_STYLES)
        },
        "Education, Training, and Experience.txt": table(
            (code, "Scale ID", "Category", "Data Value", "Recommend Suppress"),
            ((onet_code, question.scale, "1", "100.00", "N")
             for onet_code in RATED for question in REQUIREMENTS.values())),
        "Job Zones.txt": table((code, "Job Zone", "Date", "Domain Source"),
            ((onet_code, "4", "08/2023", "Analyst") for onet_code in RATED)),
        "Related Occupations.txt": table(
            (code, "Related O*NET-SOC Code", "Relatedness Tier", "Index"),
            ((HEALTH, ACTOR, "Supplemental", "3"),
             (HEALTH, EQUITY, "Primary-Long", "2"),
             (HEALTH, BUYER, "Primary-Short", "1"))),
        "Alternate Titles.txt": table(
            (code, "Alternate Title", "Short Title", "Source(s)"),
            ((HEALTH, "Clinic Director", "n/a", "08"),
             (HEALTH, "Ward Head", "n/a", "09"),
             (HEALTH, "Hospital Administrator", "n/a", "02,08,10"),
             (HEALTH, "nursing home manager", "n/a", "02,08"),
             (HEALTH, RATED[HEALTH].upper(), "n/a", "01,02,03"),
             (ACTOR, "Comedian", "n/a", "08"))),
        "Sample of Reported Titles.txt": table(
            (code, "Reported Job Title", "Shown in My Next Move"),
            ((HEALTH, "Practice  Manager", "Y"), (HEALTH, "Nursing Home Manager", "N"),
             (ACTOR, "Actress", "Y"))),
        "Technology Skills.txt": table(
            (code, "Example", "Commodity Title", "Hot Technology", "In Demand"),
            ((HEALTH, "Microsoft Excel", "Spreadsheets", "Y", "Y"),
             (HEALTH, "Microsoft Excel", "Analysis", "Y", "Y"),
             (HEALTH, "MEDITECH", "Records", "N", "Y"),
             (HEALTH, "Notepad", "Editors", "N", "N"))),
    }  # fmt: skip


def changed(files: Files, name: str, old: str, new: str) -> Files:
    """The files with one passage of one of them replaced, once."""
    text = files[name]
    assert isinstance(text, str)
    assert old in text
    return {**files, name: text.replace(old, new, 1)}


def raw(content: str | bytes) -> bytes:
    return content.encode() if isinstance(content, str) else content


def folder_of(path: Path, files: Files) -> Path:
    path.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (path / name).write_bytes(raw(content))
    return path


def zip_of(path: Path, files: Files, top: str = "db_30_1_text/") -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        if top:
            archive.writestr(top, "")
        for name, content in files.items():
            archive.writestr(f"{top}{name}", raw(content))
    return path


def read(
    tmp_path: Path,
    files: Files,
    releases: Releases = Releases(),  # noqa: B008 - frozen, so it can be shared
    skip: Collection[str] = (),
) -> dict[str, Occupation]:
    download = onet.read(folder_of(tmp_path / "onet", files), releases, skip)
    return {sections.code: sections for sections in download.occupations}


def read_whole(tmp_path: Path, files: Files) -> onet.Download:
    return onet.read(folder_of(tmp_path / "onet", files), Releases())


def problem(tmp_path: Path, files: Files) -> Problem:
    with pytest.raises(BadData) as caught:
        read(tmp_path, files)
    return caught.value.problems[0]


# Reading.


def test_a_folder_and_a_zip_as_published_read_alike(tmp_path: Path) -> None:
    files = release()
    folder = onet.read(folder_of(tmp_path / "onet", files), Releases())
    assert onet.read(zip_of(tmp_path / "a.zip", files), Releases()) == folder
    assert onet.read(zip_of(tmp_path / "b.zip", files, top=""), Releases()) == folder


def test_occupations_come_by_code_and_unrated_ones_stay_out(tmp_path: Path) -> None:
    by_code = read(tmp_path, release())
    assert list(by_code) == sorted(RATED)
    assert {code: sections.title for code, sections in by_code.items()} == RATED


def test_windows_line_ends_and_a_byte_order_mark_change_nothing(tmp_path: Path) -> None:
    files = release()
    saved: Files = {
        name: b"\xef\xbb\xbf" + raw(content).replace(b"\n", b"\r\n")
        for name, content in files.items()
    }
    assert read(tmp_path / "a", saved) == read(tmp_path / "b", files)


def test_quotes_in_a_tab_delimited_table_are_plain_characters(tmp_path: Path) -> None:
    files = changed(release(), "Occupation Data.txt", "Actors", 'Actors, "Extras')
    assert read(tmp_path, files)[ACTOR].title == 'Actors, "Extras'


@pytest.mark.parametrize(
    "text",
    [
        "O*NET\N{REGISTERED SIGN} 30.1 Database",
        "O*NET(R) 30.1 Database",
        "The O*NET-SOC 2019 taxonomy. O*NET 30.1 Database",
        "O*NET Database 30.1",
        "O*NET\N{REGISTERED SIGN} 30.1 Database".encode("latin-1"),
    ],
)
def test_the_read_me_names_the_release(tmp_path: Path, text: str | bytes) -> None:
    sections = read(tmp_path, {**release(), "Read Me.txt": text})[HEALTH]
    assert {source.release for source in sections.sources.values()} == {"30.1"}


@pytest.mark.parametrize("text", [None, "A folder of tables.", "O*NET-SOC 2019 codes"])
def test_a_release_nobody_names_is_asked_for(tmp_path: Path, text: str | None) -> None:
    files = release()
    del files["Read Me.txt"]
    with pytest.raises(UsageError) as caught:
        read(tmp_path, files if text is None else {**files, "Read Me.txt": text})
    assert "does not say which O*NET release it is" in caught.value.text
    assert "--release" in caught.value.hint


def test_a_releases_file_goes_by_table_and_number_of_elements(tmp_path: Path) -> None:
    file = tmp_path / "releases.yaml"
    file.write_text(
        'default: "30.1"\ntables:\n  Interests: "30.3"\n'
        'by_elements_rated:\n  Work Context:\n    "57": 27.x\n    "9": "29.2"\n'
    )
    files = release()
    context = str(files["Work Context.txt"]).splitlines(keepends=True)
    few = [line for line in context if not line.startswith(ACTOR)]
    few += [line for line in context if line.startswith(ACTOR)][:9]
    del files["Read Me.txt"]
    files["Work Context.txt"] = "".join(few)
    by_code = read(tmp_path, files, load_releases(file))
    assert by_code[HEALTH].sources["interests"].release == "30.3"
    assert by_code[HEALTH].sources["skills"].release == "30.1"
    assert by_code[HEALTH].sources["job_zone"].release == "30.1"
    assert by_code[HEALTH].sources["work_context"].release == "27.x"
    assert by_code[ACTOR].sources["work_context"].release == "29.2"


def test_a_given_release_overrules_the_read_me(tmp_path: Path) -> None:
    by_code = read(tmp_path, release(), Releases("29.0"))
    assert by_code[HEALTH].sources["interests"].release == "29.0"


def test_a_source_tells_measure_latest_date_and_raters(tmp_path: Path) -> None:
    files = changed(release(), "Skills.txt", "08/2023\tIncumbent", "11/2022\tAnalyst")
    assert read(tmp_path, files)[HEALTH].sources["skills"] == Source(
        "O*NET", "30.1", "importance, 1-5", "08/2023", "Analyst; Incumbent"
    )


def test_dates_and_raters_that_are_not_given_stay_empty(tmp_path: Path) -> None:
    files = release()
    text = str(files["Abilities.txt"]).replace("08/2023\tIncumbent", "n/a\tn/a")
    sections = read(tmp_path, {**files, "Abilities.txt": text})[HEALTH]
    assert sections.sources["abilities"] == Source("O*NET", "30.1", "importance, 1-5")


# Scores.


@pytest.mark.parametrize(
    ("value", "low", "high", "score"),
    [
        ("4.46", 1, 5, 86.5),
        ("4.4625", 1, 5, 86.6),
        ("1.01", 1, 5, 0.3),
        ("1.03", 1, 5, 0.8),
        ("3.00", 1, 7, 33.3),
        ("1.01", 1, 7, 0.2),
        ("5.00", 1, 7, 66.7),
        ("1.00", 0, 7, 14.3),
        ("0.01", 0, 7, 0.1),
        ("2.00", 1, 3, 50.0),
        ("1.01", 1, 3, 0.5),
        ("1", 1, 5, 0.0),
        ("5", 1, 5, 100.0),
    ],
)
def test_scores_are_exact_and_rounded_half_up(
    value: str, low: int, high: int, score: float
) -> None:
    assert standardised(Decimal(value), low, high) == score


@pytest.mark.parametrize(("low", "high"), [(1, 5), (1, 7), (0, 7), (1, 3)])
def test_rounding_a_stored_score_gives_what_rounding_the_exact_one_would(
    low: int, high: int
) -> None:
    for hundredths in range(low * 100, high * 100 + 1):
        exact = Fraction(hundredths - low * 100, high - low)
        stored = Fraction(str(standardised(Decimal(hundredths) / 100, low, high)))
        half = Fraction(1, 2)
        assert math.floor(stored + half) == math.floor(exact + half), hundredths
        assert abs(stored - exact) <= Fraction(1, 20), hundredths


def test_scores_take_the_range_of_their_own_scale(tmp_path: Path) -> None:
    files = changed(
        release(), "Work Context.txt", "Duration of Typical Work Week\tCT\t2.00",
        "Duration of Typical Work Week\tCT\t2.46",
    )  # fmt: skip
    files = changed(files, "Skills.txt", "LV\t3.50", "LV\t4.50")
    sections = read(tmp_path, files)[HEALTH]
    context = sections.ratings["work_context"]
    assert context["Duration of Typical Work Week"] == 73.0
    assert context["Work Schedules"] == context["Time Pressure"] == 50.0
    assert sections.levels["skills"]["Reading Comprehension"] == 64.3
    assert sections.ratings["skills"]["Reading Comprehension"] == 50.0


def test_elements_go_by_id_so_a_release_may_rename_them(tmp_path: Path) -> None:
    files = release()
    for old, new in {
        "\tTelephone\t": "\tTelephone Conversations\t",
        "\tElectronic Mail\t": "\tE-Mail\t",
    }.items():
        files["Work Context.txt"] = str(files["Work Context.txt"]).replace(old, new)
    context = read(tmp_path, files)[HEALTH].ratings["work_context"]
    assert context["Telephone"] == context["Electronic Mail"] == 50.0
    assert len(context) == 57


@pytest.mark.parametrize(
    ("name", "rated", "ignored"),
    [
        ("Interests.txt", "\t1.B.1.a\tRealistic\tOI\t4.00", "\t1.B.1.g\tFirst High\tIH\t6.00"),
        ("Work Values.txt", "\t1.B.2.a\tAchievement\tEX\t4.00", "\t1.B.2.g\tTop\tVH\t3.00"),
        ("Work Context.txt", "\t4.C.3.d.1\tTime Pressure\tCX\t3.00", "\t4.C.3.d.1\tTime Pressure\tCXP\t17.22"),
        ("Work Context.txt", "\t4.C.3.d.4\tWork Schedules\tCT\t2.00", "\t4.C.3.d.4\tWork Schedules\tCTP\t89.10"),
    ],
)  # fmt: skip
def test_high_points_and_category_rows_are_not_ratings(
    tmp_path: Path, name: str, rated: str, ignored: str
) -> None:
    rest = "\tN\tn/a\t08/2023\tIncumbent\n"
    files = changed(
        release(), name, f"{HEALTH}{rated}", f"{HEALTH}{ignored}{rest}{HEALTH}{rated}"
    )
    assert read(tmp_path / "a", files) == read(tmp_path / "b", release())


def test_low_precision_and_levels_that_do_not_apply_are_marked(tmp_path: Path) -> None:
    files = changed(release(), "Skills.txt", "IM\t3.00\tN", "IM\t3.00\tY")
    for line in (
        "Active Listening\tLV\t3.50\tY\tN",
        "Writing\tLV\t3.50\tN\tY",
        "Speaking\tIM\t3.00\tN\tY",
    ):
        plain = line.replace("\tY", "\tN")
        plain = plain if "LV" in line else plain.removesuffix("N") + "n/a"
        files = changed(files, "Skills.txt", plain, line)
    health = read(tmp_path, files)[HEALTH]
    marked = ("Reading Comprehension", "Active Listening")
    assert health.low_precision["skills"] == marked
    assert health.not_relevant["skills"] == ("Writing",)
    assert health.levels["skills"]["Writing"] == 50.0


# Titles, neighbours, technologies.


def test_titles_put_reported_first_then_alternates_by_sources(tmp_path: Path) -> None:
    assert read(tmp_path, release())[HEALTH].titles == Titles(
        ("Practice Manager", "Nursing Home Manager"),
        ("Hospital Administrator", "Ward Head", "Clinic Director"),
    )


def test_titles_are_at_most_forty_and_never_empty(tmp_path: Path) -> None:
    files = release()
    many = "".join(f"{HEALTH}\tAlternate {i:02}\tn/a\t08\n" for i in range(60))
    files["Alternate Titles.txt"] = str(files["Alternate Titles.txt"]) + many
    files = changed(files, "Alternate Titles.txt", "Clinic Director", " ")
    titles = read(tmp_path, files)[HEALTH].titles
    assert len(list(titles)) == MOST_TITLES == 40
    assert all(titles)
    assert titles.alternate[:3] == (
        "Hospital Administrator",
        "Ward Head",
        "Alternate 00",
    )


def test_forty_reported_titles_leave_no_room_for_alternates(tmp_path: Path) -> None:
    files = release()
    many = "".join(f"{HEALTH}\tReported {i:02}\tN\n" for i in range(60))
    name = "Sample of Reported Titles.txt"
    titles = read(tmp_path, {**files, name: str(files[name]) + many})[HEALTH].titles
    assert len(titles.reported) == 40
    assert titles.alternate == ()


def test_neighbours_come_tier_by_tier_with_their_titles(tmp_path: Path) -> None:
    files = changed(release(), "Related Occupations.txt", "Short\t1", "Short\t9")
    assert read(tmp_path, files)[HEALTH].related == (
        Related(BUYER, RATED[BUYER], "Primary-Short"),
        Related(EQUITY, RATED[EQUITY], "Primary-Long"),
        Related(ACTOR, RATED[ACTOR], "Supplemental"),
    )


def test_technologies_are_the_marked_ones_once(tmp_path: Path) -> None:
    assert read(tmp_path, release())[HEALTH].technologies == Technologies(
        hot=("Microsoft Excel",), in_demand=("Microsoft Excel", "MEDITECH")
    )


def test_an_occupation_missing_from_a_table_has_no_source(tmp_path: Path) -> None:
    sections = read(tmp_path, release())[BUYER]
    assert sections.titles == Titles()
    assert not {"titles", "related", "technologies"} & set(sections.sources)


# Both models of work styles, and skipping.


def current_styles() -> str:
    columns = ("O*NET-SOC Code", "Element ID", "Element Name", "Scale ID", "Data Value")
    return table(
        columns,
        (
            (code, element, name, scale, value)
            for code in RATED
            for element, name in WORK_STYLES.elements.items()
            for scale, value in (("WI", "-1.25"), ("DR", "7.00"))
        ),
    )


def test_current_work_styles_keep_the_former_ones(tmp_path: Path) -> None:
    earlier = onet.read(folder_of(tmp_path / "a", release()), Releases("29.3"))
    present = merge.with_onet((), earlier).occupations
    files = {**release(), "Work Styles.txt": current_styles()}
    after = merge.with_onet(present, read_whole(tmp_path, files))
    for old, new in zip(present, after.occupations, strict=True):
        key = "former_work_styles"
        assert new.ratings[key] == old.ratings[key]
        assert new.sources[key].release == "29.3"
        impacts = new.ratings["work_styles"].values()
        assert {WORK_STYLES.published(score) for score in impacts} == {-1.25}
        assert new.sources["work_styles"].release == "30.1"
        assert new.sources["work_styles"].measure == "impact, -3 to 3"
    assert after.retained["former_work_styles"] == {"29.3": len(RATED)}


def test_an_older_release_does_not_replace_a_newer_one(tmp_path: Path) -> None:
    present = merge.with_onet((), read_whole(tmp_path, release())).occupations
    files = changed(release(), "Interests.txt", "OI\t4.00", "OI\t7.00")
    older = onet.read(folder_of(tmp_path / "b", files), Releases("29.3"))
    after = merge.with_onet(present, older)
    assert after.occupations == present
    assert after.retained["interests"] == {"30.1": len(RATED)}


def test_elements_a_release_lacks_keep_figures_and_release(tmp_path: Path) -> None:
    present = merge.with_onet((), read_whole(tmp_path, release())).occupations
    files = release()
    lines = str(files["Work Context.txt"]).splitlines(keepends=True)
    files["Work Context.txt"] = "".join(line for line in lines if "\tCT\t" not in line)
    newer = onet.read(folder_of(tmp_path / "b", files), Releases("30.3"))
    for occupation in merge.with_onet(present, newer).occupations:
        source = occupation.sources["work_context"]
        assert len(occupation.ratings["work_context"]) == 57
        assert source.release == "30.3"
        assert source.earlier == {
            "30.1": ("Duration of Typical Work Week", "Work Schedules")
        }


@pytest.mark.parametrize("name", ["Alternate Titles", "Sample of Reported Titles"])
def test_skipping_either_table_of_titles_keeps_titles_and_their_source(
    tmp_path: Path, name: str
) -> None:
    files = release()
    del files[f"{name}.txt"]
    sections = read(tmp_path, files, skip=[name])[HEALTH]
    assert sections.titles == Titles()
    assert "titles" not in sections.sources


def release_without(table: str) -> Files:
    """A release without one of its tables."""
    files = release()
    for file in Layout("text", is_current=False).files(table):
        files.pop(file, None)
    return files


@pytest.mark.parametrize("name", onet.TABLES)
def test_every_table_can_be_skipped_but_the_two_it_takes(
    tmp_path: Path, name: str
) -> None:
    files = release_without(name)
    if name in ("Occupation Data", "Interests"):
        with pytest.raises(UsageError, match="cannot be skipped"):
            read(tmp_path, files, skip=[name])
    else:
        assert list(read(tmp_path, files, skip=[name])) == sorted(RATED)


def test_an_unknown_table_cannot_be_skipped(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="'Skill' cannot be skipped") as caught:
        read(tmp_path, release(), skip=["Skill"])
    assert "Skills" in caught.value.hint


# Faults, each with its place.


@pytest.mark.parametrize("name", sorted({*onet.TABLES} - {INTEREST_AREAS.table}))
def test_a_missing_table_is_named(tmp_path: Path, name: str) -> None:
    (file,) = Layout("text", is_current=False).files(name)
    assert str(problem(tmp_path, release_without(name))).endswith(
        f"onet/{file}: is missing"
    )


ROW = f"{HEALTH}\t1.B.1.a\tRealistic\tOI\t4.00"
REST = "\tN\tn/a\t08/2023\tIncumbent\n"
FAULTS = {
    "missing column": ("Interests", "Data Value", "Value", 1, "", "has no column 'Data Value'"),
    "short row": ("Interests", "\tN\tn/a", "\tN", 2, "", "has 8 cells where the heading has 9"),
    "long row": ("Interests", "\tN\tn/a", "\tN\tN\tn/a", 2, "", "has 10 cells where the heading has 9"),
    "out of range": ("Interests", "OI\t4.00", "OI\t7.01", 2, "Data Value", "7.01 is out of range"),
    "below range": ("Skills", "IM\t3.00", "IM\t0.99", 2, "Data Value", "0.99 is out of range"),
    "level out of range": ("Skills", "LV\t3.50", "LV\t7.5", 3, "Data Value", "7.5 is out of range"),
    "three points": ("Work Context", "CT\t2.00", "CT\t3.01", 57, "Data Value", "3.01 is out of range"),
    "unknown code": ("Interests", HEALTH, "99-9999.00", 2, "O*NET-SOC Code", "'99-9999.00' is not in Occupation Data"),
    "unknown element": ("Interests", "1.B.1.a", "1.B.1.z", 2, "Element ID", "1.B.1.z (Realistic) is not an element of interests"),
    "rated twice": ("Interests", ROW + REST, (ROW + REST) * 2, 3, "Element ID", f"Realistic is rated twice for {HEALTH}"),
    "not a code": ("Occupation Data", HEALTH, "11-9111", 2, "O*NET-SOC Code", "'11-9111' is not an O*NET-SOC code"),
    "code twice": ("Occupation Data", BUYER, HEALTH, 3, "O*NET-SOC Code", f"{HEALTH} is listed twice"),
    "no title": ("Occupation Data", "Actors", " ", 5, "Title", f"{ACTOR} has no title"),
    "zone too high": ("Job Zones", "\t4\t", "\t6\t", 2, "Job Zone", "6 is out of range"),
    "zone in between": ("Job Zones", "\t4\t", "\t3.5\t", 2, "Job Zone", "3.5 is not a whole number"),
    "zone twice": ("Job Zones", BUYER, HEALTH, 3, "O*NET-SOC Code", f"{HEALTH} is listed twice"),
    "bad tier": ("Related Occupations", "Primary-Long", "Distant", 3, "Relatedness Tier", "'Distant' is not a tier"),
    "unknown neighbour": ("Related Occupations", ACTOR, "99-9999.00", 2, "Related O*NET-SOC Code", "'99-9999.00' is not in Occupation Data"),
    "no neighbour": ("Related Occupations", ACTOR, "", 2, "Related O*NET-SOC Code", "'' is not in Occupation Data"),
    "neighbour twice": ("Related Occupations", ACTOR, EQUITY, 2, "Related O*NET-SOC Code", f"{EQUITY} is listed twice for {HEALTH}"),
    "bad index": ("Related Occupations", "Supplemental\t3", "Supplemental\tx", 2, "Index", "'x' is not a number"),
    "unknown titled code": ("Alternate Titles", HEALTH, "99-9999.00", 2, "O*NET-SOC Code", "'99-9999.00' is not in Occupation Data"),
}  # fmt: skip


@pytest.mark.parametrize(
    ("name", "old", "new", "line", "field", "what"), FAULTS.values(), ids=FAULTS
)
def test_a_fault_is_told_with_its_file_line_and_column(
    tmp_path: Path, name: str, old: str, new: str, line: int, field: str, what: str
) -> None:
    fault = problem(tmp_path, changed(release(), f"{name}.txt", old, new))
    assert (Path(fault.file).name, fault.line, fault.field, fault.what) == (
        f"{name}.txt", line, field, what,
    )  # fmt: skip


@pytest.mark.parametrize(
    "cell",
    ["", "n/a", "4,00", "4.0.0", "1_0", "1e0", "nan", "Infinity", "0x4", "\N{FULLWIDTH DIGIT FOUR}", "1" * 99],
)  # fmt: skip
def test_what_is_not_a_plain_number_is_refused(tmp_path: Path, cell: str) -> None:
    fault = problem(
        tmp_path, changed(release(), "Interests.txt", "OI\t4.00", f"OI\t{cell}")
    )
    assert (fault.line, fault.field) == (2, "Data Value")
    assert fault.what == f"{cell!r} is not a number"


def test_a_table_with_a_later_releases_element_can_be_skipped(tmp_path: Path) -> None:
    files = changed(release(), "Skills.txt", "2.A.1.a", "2.A.1.z")
    assert problem(tmp_path, files).hint == 'leave the table out: --skip "Skills"'


@pytest.mark.parametrize("rest", ["", "\n", "\r\n\r\n"])
def test_a_table_without_rows_is_refused(tmp_path: Path, rest: str) -> None:
    files = release()
    head = str(files["Interests.txt"]).splitlines()[0]
    fault = problem(tmp_path, {**files, "Interests.txt": f"{head}\n{rest}"})
    assert fault.what == "has no rows"


def test_an_empty_file_is_refused(tmp_path: Path) -> None:
    fault = problem(tmp_path, {**release(), "Job Zones.txt": ""})
    assert "has no column" in fault.what


def test_a_table_without_one_rating_on_its_scale_is_refused(tmp_path: Path) -> None:
    files = release()
    files["Interests.txt"] = str(files["Interests.txt"]).replace("\tOI\t", "\tIH\t")
    assert problem(tmp_path, files).what == "has no ratings on scale OI"


def test_text_that_is_not_utf_8_is_refused_with_its_line(tmp_path: Path) -> None:
    files = release()
    data = raw(files["Alternate Titles.txt"]).replace(b"Ward Head", b"Caf\xe9 Head")
    fault = problem(tmp_path, {**files, "Alternate Titles.txt": data})
    assert (fault.line, fault.what) == (3, "is not UTF-8")
    assert "unconverted" in fault.hint


def test_a_table_too_large_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tables, "LARGEST_TABLE", 1000)
    assert problem(tmp_path, release()).what == "is larger than 1,000 bytes"
    with pytest.raises(BadData, match="is larger than 1,000 bytes"):
        onet.read(zip_of(tmp_path / "a.zip", release()), Releases())


def test_a_cell_too_large_is_refused_as_damage(tmp_path: Path) -> None:
    files = changed(release(), "Job Zones.txt", "Analyst", "A" * 1_000_001)
    fault = problem(tmp_path, files)
    assert fault.line == 2
    assert "is damaged: field larger than field limit" in fault.what


def test_a_path_that_is_not_there_is_a_usage_error(tmp_path: Path) -> None:
    for read_any in (lambda path: onet.read(path, Releases("30.1")), bls.read):
        with pytest.raises(UsageError, match="no such folder or zip file"):
            read_any(tmp_path / "nowhere")


def test_a_folder_that_cannot_be_listed_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: Path) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "iterdir", refuse)
    with pytest.raises(CareerfitError, match="cannot be read: Permission denied"):
        onet.read(tmp_path, Releases())


# Zip files.


def zip_fault(path: Path) -> str:
    with pytest.raises(BadData) as caught:
        onet.read(path, Releases("30.1"))
    return str(caught.value)


def later_kind(whole: bytes) -> bytes:
    place = whole.find(b"PK\x01\x02") + 6
    return whole[:place] + bytes([99]) + whole[place + 1 :]


@pytest.mark.parametrize(
    "spoiled",
    [lambda whole: b"<html>Not found</html>", lambda whole: whole[:-200], later_kind],
    ids=["no zip", "cut short", "a later kind"],
)
def test_a_zip_that_is_not_whole_is_refused(
    tmp_path: Path, spoiled: Callable[[bytes], bytes]
) -> None:
    path = zip_of(tmp_path / "db.zip", release())
    path.write_bytes(spoiled(path.read_bytes()))
    assert "db.zip: is not a complete zip file" in zip_fault(path)


def test_damage_inside_a_zip_is_told_by_file(tmp_path: Path) -> None:
    path = zip_of(tmp_path / "db.zip", release())
    with zipfile.ZipFile(path) as archive:
        info = archive.getinfo("db_30_1_text/Occupation Data.txt")
    data = bytearray(path.read_bytes())
    start = info.header_offset + 30 + len(info.filename)
    data[start : start + 20] = b"\xff" * 20
    path.write_bytes(data)
    assert "db.zip/Occupation Data.txt: is damaged in the zip" in zip_fault(path)


def test_an_encrypted_zip_is_told_as_such(tmp_path: Path) -> None:
    path = zip_of(tmp_path / "db.zip", release())
    data = bytearray(path.read_bytes())
    for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        for match in re.finditer(re.escape(mark), bytes(data)):
            data[match.start() + flags] |= 1
    path.write_bytes(data)
    message = zip_fault(path)
    assert "db.zip/Occupation Data.txt: is damaged in the zip" in message
    assert "encrypted" in message


def test_a_file_name_twice_in_a_zip_is_refused(tmp_path: Path) -> None:
    path = zip_of(tmp_path / "db.zip", release())
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("older/Skills.txt", "")
    assert zip_fault(path) == f"{path} Skills.txt: is in the zip twice"


# BLS: a small download.

FUND = "Buyers and purchasing agents"
NATIONAL = [
    # SOC code, title, jobs, annual and hourly wages (mean, p10 ... p90)
    ("11-3031", "Financial Managers", "800", "180,000", "90.10"),
    ("11-9111", "Medical and Health Services Managers", "500", "$117,960", "56.71"),
    ("13-1020", FUND, "480", "75650", "36.37"),
    ("13-1041", "Compliance Officers", "390", "78420", "37.70"),
    ("27-2011", "Actors", "-", "-", "23.33"),
    ("29-1022", "Oral and Maxillofacial Surgeons", "4", "—", ""),
]
PROJECTED = [
    # SOC code, jobs and change in thousands, growth, median, education, training
    ("11-3031", "868.6", "128.8", "14.8", "161700", "Bachelor's degree", "None"),
    ("11-9111", "616.2", "142.9", "23.2", "117960", "Bachelor's degree", "None"),
    ("13-1020", "520.4", "27.5", "5.5", "75650", "—", "Moderate-term"),
    ("13-1041", "418", "12.5", "3", "78420", "Bachelor's degree", "Moderate-term"),
    ("27-2011", "57", "-0.1", "-0.2", "—", "-", ""),
    ("29-1022", "6.1", "0.3", "4.1", ">=$239,200", "Doctoral degree", "None"),
]
PAGE: dict[str, Any] = {
    "title": " Medical  and health services managers",
    "onet_codes": [HEALTH],
    "jobs_2024": 616200,
    "median_pay_2024": {"annual": 117960, "hourly": 56.71},
    "outlook": "Much faster than average",
    "largest_employers_2024_pct": [["Hospitals; state, local, and private", 29]],
    "important_qualities": ["Detail\N{NO-BREAK SPACE}oriented", "Dexterit y", "", "Dexterity"],
    "similar": [
        {"title": "Top Executives", "entry_education": "See How to Become One",
         "median_pay_2024": "$105,350"},
        {"title": "Physicians", "entry_education": "Doctoral degree",
         "median_pay_2024": "This wage is equal to or greater than $239,200 per year."},
        {"title": "Musicians", "entry_education": "None",
         "median_pay_2024": "The annual wage is not available."},
    ],
    "contacts": [
        {"name": "Association for Long\N{EN DASH} term  Care ", "url": " https://a.example "},
        {"name": "ASSOCIATION FOR LONG-TERM CARE", "url": "https://b.example"},
        {"name": " ", "url": "https://c.example"},
        {"name": "Ward films", "url": "https://d.example/careeronestop-videos.aspx?k=1"},
    ],
}  # fmt: skip
TWO_TRADES = {
    **PAGE,
    "title": "Performers",
    "onet_codes": [ACTOR],
    "jobs_2024": 99000,
    "median_pay_2024": {"annual": 48526, "hourly": 23.33},
    "outlook": "As fast as average",
}


def comma_table(columns: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerows((columns, *rows))
    return text.getvalue()


def download() -> Files:
    names = ("mean", "p10", "p25", "median", "p75", "p90")
    wages = [f"{unit}_{name}" for unit in ("annual", "hourly") for name in names]
    return {
        "oews_2025_national.csv": comma_table(
            ("soc_code", "title", "employment", *wages),
            ((soc, title, jobs, *[year] * 6, *[hour] * 6)
             for soc, title, jobs, year, hour in NATIONAL)),
        "oews_2025_states.csv": comma_table(
            ("state", "soc_code", "annual_median", "hourly_median"),
            (("Ohio", "11-9111", "101000", "48.56"), ("Texas", "11-9111", "-", "-"),
             ("Ohio", "27-2011", "-", "18.25"), ("Utah", "27-2011", "-", "—"))),
        "employment_projections_2024_34.csv": comma_table(
            ("title", "soc_code", "emp_2024_k", "emp_2034_k", "emp_change_k",
             "emp_change_pct", "self_employed_pct_2024", "openings_annual_avg_k",
             "median_wage_2024", "entry_education", "related_experience",
             "on_the_job_training"),
            ((f"Title of {soc}", soc, jobs, str(Decimal(jobs) + Decimal(change)),
              change, growth, "1.2", "62.1", median, education, "None", training)
             for soc, jobs, change, growth, median, education, training in PROJECTED)),
        "ooh_2024_34_facts.json": json.dumps([PAGE, TWO_TRADES]),
    }  # fmt: skip


def bare(*codes: str) -> list[Occupation]:
    return [Occupation(f"slug-{code}", code, "Title") for code in codes]


def with_bls(
    tmp_path: Path, present: Iterable[Occupation], files: Files | None = None
) -> merge.Merge:
    """Occupations after an import of the small download."""
    tables_ = bls.read(folder_of(tmp_path / "bls", files or download()))
    return merge.with_bls(present, tables_)


def figures(
    tmp_path: Path, *codes: str, files: Files | None = None
) -> list[Occupation]:
    return list(with_bls(tmp_path, bare(*codes), files).occupations)


def with_pages(*pages: Mapping[str, Any]) -> Files:
    """The small download with other handbook pages."""
    return {**download(), "ooh_2024_34_facts.json": json.dumps(pages)}


def bls_problem(tmp_path: Path, files: Files) -> Problem:
    with pytest.raises(BadData) as caught:
        figures(tmp_path, *RATED, files=files)
    return caught.value.problems[0]


def test_a_bls_folder_and_zip_read_alike(tmp_path: Path) -> None:
    packed = bls.read(zip_of(tmp_path / "bls.zip", download()))
    present = bare(*RATED)
    assert merge.with_bls(present, packed) == with_bls(tmp_path, present)


def test_figures_of_a_row_of_its_own(tmp_path: Path) -> None:
    [occupation] = figures(tmp_path, HEALTH)
    pay, outlook = occupation.pay, occupation.outlook
    assert pay.group is outlook.group is occupation.preparation.group is None
    assert (pay.area, pay.period) == ("United States", "May 2025")
    assert (pay.jobs, pay.median) == (500, (117960.0, "year"))
    assert (pay.state_unit, pay.state_median) == ("year", {"Ohio": 101000.0})
    assert (outlook.jobs_start, outlook.change) == (616200, 142900)
    assert (outlook.jobs_end, outlook.openings) == (759100, 62100)
    assert (outlook.growth, outlook.self_employed) == (23.2, 1.2)
    assert {key: source.release for key, source in occupation.sources.items()} == {
        "pay": "Occupational Employment and Wage Statistics, May 2025",
        "outlook": "Employment Projections 2024-34",
        "preparation": "Employment Projections 2024-34",
        "handbook": "Occupational Outlook Handbook 2024-34",
    }


def test_none_is_a_published_value_and_a_dash_is_not(tmp_path: Path) -> None:
    manager, buyer, actor = figures(tmp_path, HEALTH, BUYER, ACTOR)
    assert manager.preparation == Preparation("Bachelor's degree", "None", "None")
    assert (buyer.preparation.education, buyer.preparation.experience) == ("", "None")
    assert actor.preparation == Preparation("", "None", "")
    assert actor.pay.jobs is None


def test_a_figure_published_for_a_group_names_the_group(tmp_path: Path) -> None:
    [occupation] = figures(tmp_path, BUYER)
    assert occupation.pay.group == Group("13-1020", FUND)
    assert occupation.outlook.group == Group("13-1020", "Title of 13-1020")
    assert occupation.preparation.group == occupation.outlook.group
    assert [past.group for past in occupation.history] == ["Title of 13-1020"]


def test_occupations_that_share_a_soc_code_name_it(tmp_path: Path) -> None:
    for occupation in figures(tmp_path, "11-3031.01", "11-3031.03"):
        assert occupation.pay.group == Group("11-3031", "Financial Managers")


def test_a_code_with_a_suffix_names_its_soc_even_when_alone(tmp_path: Path) -> None:
    [occupation] = figures(tmp_path, EQUITY)
    assert occupation.pay.group == Group("13-1041", "Compliance Officers")


def test_what_is_published_nowhere_stays_unreported(tmp_path: Path) -> None:
    [occupation] = figures(tmp_path, "45-3031.00")
    assert occupation.pay is occupation.outlook is occupation.handbook is None
    assert occupation == bare("45-3031.00")[0]


def test_pay_by_the_hour_only_has_states_by_the_hour(tmp_path: Path) -> None:
    [occupation] = figures(tmp_path, ACTOR)
    assert occupation.pay.annual.median is None
    assert occupation.pay.median == (23.33, "hour")
    assert occupation.pay.state_unit == "hour"
    assert occupation.pay.state_median == {"Ohio": 18.25}


def test_pay_given_as_at_least_is_marked(tmp_path: Path) -> None:
    [occupation] = figures(tmp_path, "29-1022.00")
    source = "Employment Projections"
    past = pay_of_2024(239200.0, "dollars a year", source, at_least=True)
    assert occupation.history == (past,)
    assert occupation.pay.median == (None, "year")


@pytest.mark.parametrize(
    ("phrase", "growths"),
    [
        ("Much faster than average", "70.1 6.6 6.5"),
        ("Faster than average", "6.4 4.6"),
        ("As fast as average", "4.4 2.6"),
        ("Slower than average", "2.4 0.6"),
        ("Little or no change", "0.4 0 -0.4"),
        ("Decline", "-0.5 -0.6 -36.1"),
    ],
)
def test_growth_has_the_phrase_bls_uses(phrase: str, growths: str) -> None:
    for growth in growths.split():
        assert growth_phrase(Decimal(growth)) == phrase, growth
    assert growth_phrase(None) == ""


@pytest.mark.parametrize(
    ("growth", "change", "jobs", "phrase"),
    [
        ("4.5", 43_100, 959_000, "As fast as average"),
        ("4.5", 2_700, 59_400, "Faster than average"),
        ("6.5", 3_900, 60_500, "Faster than average"),
        ("6.5", 1_000, 15_200, "Much faster than average"),
        ("-0.5", -400, 100_000, "Little or no change"),
        ("-0.5", -600, 100_000, "Decline"),
        ("-0.5", 0, 6_700, "Decline"),
        ("4.5", 45, 1_000, "Faster than average"),
        ("4.5", None, None, "Faster than average"),
        # Jobs in hundreds are too coarse to say more than to which side.
        ("4.5", 100, 1_200, "Faster than average"),
        ("4.4", 100, 1_200, "As fast as average"),
    ],
)
def test_a_printed_half_is_settled_by_the_jobs_behind_it(
    growth: str, change: int | None, jobs: int | None, phrase: str
) -> None:
    assert growth_phrase(Decimal(growth), change, jobs) == phrase


def test_a_page_for_just_one_row_gives_the_outlook_phrase(tmp_path: Path) -> None:
    page = {**PAGE, "outlook": "Slower than average"}
    files = with_pages(page, TWO_TRADES)
    manager, actor = figures(tmp_path, HEALTH, ACTOR, files=files)
    assert manager.outlook.phrase == "Slower than average"
    assert actor.outlook.phrase == "Little or no change"
    assert actor.handbook.outlook == "As fast as average"


def test_a_page_without_jobs_is_for_no_row_in_particular(tmp_path: Path) -> None:
    page = {**TWO_TRADES, "jobs_2024": None}
    files = changed(download(), "employment_projections_2024_34.csv", "57,56.9", "-,-")
    files["ooh_2024_34_facts.json"] = json.dumps([page])
    [actor] = figures(tmp_path, ACTOR, files=files)
    assert actor.outlook.phrase == "Little or no change"


@pytest.mark.parametrize(
    "page", [TWO_TRADES, {**TWO_TRADES, "jobs_2024": None}], ids=["two", "no jobs"]
)
def test_employers_are_kept_only_where_the_page_is_for_just_this_row(
    tmp_path: Path, page: Mapping[str, Any]
) -> None:
    manager, actor = figures(tmp_path, HEALTH, ACTOR, files=with_pages(PAGE, page))
    assert set(manager.handbook.employers) == {"Hospitals; state, local, and private"}
    assert actor.handbook == replace(
        manager.handbook, title="Performers", outlook="As fast as average", employers={}
    )


def test_a_page_of_an_occupation_not_projected_has_no_employers(tmp_path: Path) -> None:
    page = {**PAGE, "onet_codes": ["45-3031.00"]}
    [occupation] = figures(tmp_path, "45-3031.00", files=with_pages(page))
    assert occupation.outlook is None
    assert occupation.handbook.qualities == ("Detail oriented", "Dexterity")
    assert dict(occupation.handbook.employers) == {}


def pay_of_2024(value: float, unit: str, source: str, **more: Any) -> PastFigure:
    source = f"BLS {source} 2024-34"
    return PastFigure("Median pay", value, unit, "May 2024", source, **more)


ACTORS_ONLY = {**TWO_TRADES, "title": "Actors", "jobs_2024": 57000}


def test_the_handbooks_hourly_median_replaces_a_yearly_one(tmp_path: Path) -> None:
    [actor] = figures(tmp_path, ACTOR, files=with_pages(ACTORS_ONLY))
    assert actor.history == (
        pay_of_2024(23.33, "dollars an hour", "Occupational Outlook Handbook"),
    )


@pytest.mark.parametrize(
    "page",
    [
        TWO_TRADES,
        {**ACTORS_ONLY, "jobs_2024": None},
        {**ACTORS_ONLY, "median_pay_2024": {"annual": None, "hourly": None}},
        {**ACTORS_ONLY, "onet_codes": [HEALTH]},
    ],
    ids=["two trades", "no jobs", "no median", "no page"],
)
def test_without_an_hourly_median_of_its_own_an_occupation_has_no_2024_pay(
    tmp_path: Path, page: Mapping[str, Any]
) -> None:
    [actor] = figures(tmp_path, ACTOR, files=with_pages(page))
    assert actor.history == ()


def test_the_projections_yearly_median_precedes_the_handbook(tmp_path: Path) -> None:
    [occupation] = figures(tmp_path, HEALTH)
    assert occupation.history == (
        pay_of_2024(117960.0, "dollars a year", "Employment Projections"),
    )


def test_an_organisation_is_kept_where_a_film_has_its_name(tmp_path: Path) -> None:
    film = {"name": "Actors' Guild", "url": "https://a.example/careeronestop-videos/1"}
    guild = {**film, "url": "https://guild.example"}
    page = {**PAGE, "contacts": [film, guild]}
    [occupation] = figures(tmp_path, HEALTH, files=with_pages(page))
    assert occupation.handbook.contacts == (
        Contact("Actors' Guild", "https://guild.example"),
    )


def test_the_handbook_facts_are_cleaned(tmp_path: Path) -> None:
    [occupation] = figures(tmp_path, HEALTH)
    assert occupation.handbook.title == "Medical and health services managers"
    assert occupation.handbook.qualities == ("Detail oriented", "Dexterity")
    assert occupation.handbook.contacts == (
        Contact("Association for Long-term Care", "https://a.example"),
    )
    assert dict(occupation.handbook.employers) == {
        "Hospitals; state, local, and private": 29.0
    }
    assert occupation.handbook.similar == (
        Similar("Top Executives", "Varies", 105350),
        Similar("Physicians", "Doctoral degree", 239200, at_least=True),
        Similar("Musicians", "None"),
    )


def test_history_stays_and_merging_again_changes_nothing(tmp_path: Path) -> None:
    earlier = PastFigure("Growth", 28.0, "percent", "2022-32", "BLS, earlier")
    stale = pay_of_2024(1.0, "dollars a year", "Employment Projections")
    before = replace(bare(HEALTH)[0], history=(stale, earlier))
    once = with_bls(tmp_path, [before])
    assert once.occupations[0].history == (earlier, replace(stale, value=117960.0))
    assert with_bls(tmp_path, once.occupations) == once


def test_sources_follow_their_section_and_others_stay(tmp_path: Path) -> None:
    sources = {"interests": Source("O*NET", "30.1"), "pay": Source("BLS", "May 2020")}
    before = [
        replace(occupation, sources=sources)
        for occupation in bare(HEALTH, "45-3031.00")
    ]
    manager, fisher = with_bls(tmp_path, before).occupations
    assert manager.sources["interests"] == Source("O*NET", "30.1")
    assert manager.sources["pay"].release.endswith("May 2025")
    assert dict(fisher.sources) == sources


NATIONAL_FILE, STATES_FILE = "oews_2025_national.csv", "oews_2025_states.csv"
PROJECTED_FILE = "employment_projections_2024_34.csv"


def without(files: Files, name: str, soc: str) -> Files:
    """The files without the one row of a SOC code in one of them."""
    lines = str(files[name]).splitlines(keepends=True)
    rest = [line for line in lines if f"{soc}," not in line]
    assert len(rest) == len(lines) - 1
    return {**files, name: "".join(rest)}


LACKING = {
    "pay": without(download(), NATIONAL_FILE, "11-9111"),
    "outlook and preparation": without(
        download(), PROJECTED_FILE, "Title of 11-9111,11-9111"
    ),
    "preparation": changed(
        download(), PROJECTED_FILE, "117960,Bachelor's degree,None,None", "117960,-,—,"
    ),
    "handbook": with_pages(TWO_TRADES),
}


def aged(occupation: Occupation) -> Occupation:
    """An occupation whose BLS sources are of an earlier release."""
    earlier = {key: Source("BLS", f"earlier {key}") for key in occupation.sources}
    return replace(occupation, sources=earlier)


@pytest.mark.parametrize(("lacking", "files"), LACKING.items(), ids=LACKING)
def test_a_section_the_download_lacks_stays_with_its_source_and_is_reported(
    tmp_path: Path, lacking: str, files: Files
) -> None:
    sections = lacking.split(" and ")
    [manager, buyer] = map(aged, figures(tmp_path / "whole", HEALTH, BUYER))
    after = with_bls(tmp_path, [manager, buyer], files)
    assert after.gone == (manager.slug,)
    [occupation, _] = after.occupations
    for name in ("pay", "outlook", "preparation"):
        assert getattr(occupation, name) == getattr(manager, name)
    employers = manager.handbook.employers
    assert replace(occupation.handbook, employers=employers) == manager.handbook
    retained = [
        key for key, source in occupation.sources.items() if "earlier" in source.release
    ]
    assert retained == sections


def test_an_occupation_the_download_lacks_stays_as_it_is(tmp_path: Path) -> None:
    [manager] = figures(tmp_path, HEALTH)
    fisher = replace(aged(manager), slug="fisher", code="45-3031.00")
    assert with_bls(tmp_path, [fisher]) == merge.Merge((fisher,), ("fisher",))


def test_preparation_the_download_lacks_is_reported(tmp_path: Path) -> None:
    before = replace(bare("45-3031.00")[0], preparation=Preparation("None"))
    assert with_bls(tmp_path, [before]) == merge.Merge((before,), (before.slug,))


def test_preparation_is_kept_where_a_group_has_none(tmp_path: Path) -> None:
    [before] = map(aged, figures(tmp_path / "whole", EQUITY))
    assert before.preparation.group == Group("13-1041", "Title of 13-1041")
    files = changed(
        download(), PROJECTED_FILE, "78420,Bachelor's degree,None,Moderate-term",
        "78420,-,-,-",
    )  # fmt: skip
    after = with_bls(tmp_path, [before], files)
    assert after.occupations[0].preparation == before.preparation
    assert after.gone == (before.slug,)


def test_sections_never_there_are_not_reported(tmp_path: Path) -> None:
    assert with_bls(tmp_path, bare("45-3031.00", *RATED)).gone == ()


def earlier_round(occupation: Occupation) -> Occupation:
    """An occupation with pay and outlook of an earlier survey and projection."""
    sources = {
        **occupation.sources,
        "pay": Source("BLS", "Occupational Employment and Wage Statistics, May 2023"),
        "outlook": Source("BLS", "Employment Projections 2022-32"),
    }
    return replace(
        occupation,
        pay=replace(occupation.pay, period="May 2023", annual=Wages(median=110680.0)),
        outlook=replace(
            occupation.outlook, period="2022-32", growth=28.0, openings=54700
        ),
        sources=sources,
    )


SURVEY_2023 = "BLS Occupational Employment and Wage Statistics, May 2023"
PROJECTED_2022 = "BLS Employment Projections 2022-32"


def test_figures_of_another_period_become_history(tmp_path: Path) -> None:
    [fresh] = figures(tmp_path, HEALTH)
    once = with_bls(tmp_path, [earlier_round(fresh)])
    [occupation] = once.occupations
    assert occupation.history == (
        PastFigure("Growth", 28.0, "percent", "2022-32", PROJECTED_2022),
        *fresh.history,
        PastFigure("Median pay", 110680.0, "dollars a year", "May 2023", SURVEY_2023),
        PastFigure("Openings", 54700, "jobs a year", "2022-32", PROJECTED_2022),
    )
    assert replace(occupation, history=fresh.history) == fresh
    assert once.gone == ()
    assert with_bls(tmp_path, once.occupations) == once


def test_history_names_the_group_a_figure_was_published_for(tmp_path: Path) -> None:
    [fresh] = figures(tmp_path, BUYER)
    [occupation] = with_bls(tmp_path, [earlier_round(fresh)]).occupations
    groups = {(past.what, past.period): past.group for past in occupation.history}
    assert len(groups) == 4
    assert groups.pop(("Median pay", "May 2023")) == FUND
    assert set(groups.values()) == {"Title of 13-1020"}


def test_pay_by_the_hour_becomes_history_by_the_hour(tmp_path: Path) -> None:
    [fresh] = figures(tmp_path, ACTOR)
    older = replace(fresh.pay, period="May 2023", hourly=Wages(median=20.5))
    before = replace(fresh, pay=older, sources={})
    assert with_bls(tmp_path, [before]).occupations[0].history == (
        PastFigure("Median pay", 20.5, "dollars an hour", "May 2023", "not given"),
    )


def test_figures_of_the_same_period_leave_no_history(tmp_path: Path) -> None:
    [fresh] = figures(tmp_path, HEALTH)
    before = replace(
        fresh,
        pay=replace(fresh.pay, annual=Wages(median=1.0)),
        outlook=replace(fresh.outlook, growth=1.0, openings=1),
    )
    assert with_bls(tmp_path, [before]).occupations == (fresh,)


def test_figures_never_published_leave_no_history(tmp_path: Path) -> None:
    [fresh] = figures(tmp_path, HEALTH)
    older = earlier_round(fresh)
    before = replace(
        older,
        pay=replace(older.pay, annual=Wages(mean=1.0), hourly=Wages()),
        outlook=replace(older.outlook, growth=None, openings=None),
    )
    assert with_bls(tmp_path, [before]).occupations == (fresh,)


def test_figures_that_stay_are_not_history_yet(tmp_path: Path) -> None:
    [fresh] = figures(tmp_path, HEALTH)
    before = replace(earlier_round(fresh), code="45-3031.00")
    assert with_bls(tmp_path, [before]).occupations == (before,)


BLS_FAULTS = {
    "not a SOC": (NATIONAL_FILE, "11-9111", "119111", 3, "soc_code", "'119111' is not a SOC code"),
    "SOC twice": (NATIONAL_FILE, "13-1020", "11-9111", 4, "soc_code", "11-9111 is listed twice"),
    "SOC twice in projections": (PROJECTED_FILE, ",13-1020,", ",11-9111,", 4, "soc_code", "11-9111 is listed twice"),
    "not a SOC in states": (STATES_FILE, "11-9111", "x", 2, "soc_code", "'x' is not a SOC code"),
    "state twice": (STATES_FILE, "Texas", "Ohio", 3, "state", "Ohio is listed twice for 11-9111"),
    "bad wage": (NATIONAL_FILE, "75650", "75650*", 4, "annual_mean", "'75650*' is not a number"),
    "wage below zero": (NATIONAL_FILE, "75650", "-5", 4, "annual_mean", "-5 is below zero"),
    "bad growth": (PROJECTED_FILE, "23.2", "23.2%", 3, "emp_change_pct", "'23.2%' is not a number"),
    "bad median": (PROJECTED_FILE, "117960", "<=117960", 3, "median_wage_2024", "'<=117960' is not a number"),
    "no column": (PROJECTED_FILE, "emp_2034_k", "emp_2033_k", 1, "", "has no column 'emp_2034_k'"),
    "ragged": (STATES_FILE, "101000,", "101,000,", 2, "", "has 5 cells where the heading has 4"),
}  # fmt: skip


@pytest.mark.parametrize(
    ("name", "old", "new", "line", "field", "what"), BLS_FAULTS.values(), ids=BLS_FAULTS
)
def test_a_fault_in_a_bls_table_is_told_with_its_place(
    tmp_path: Path, name: str, old: str, new: str, line: int, field: str, what: str
) -> None:
    fault = bls_problem(tmp_path, changed(download(), name, old, new))
    assert (Path(fault.file).name, fault.line, fault.field, fault.what) == (
        name, line, field, what,
    )  # fmt: skip


def test_the_line_of_a_fault_counts_line_ends_inside_quotes(tmp_path: Path) -> None:
    files = changed(download(), NATIONAL_FILE, "Financial Managers", '"Financial\nX"')
    fault = bls_problem(tmp_path, changed(files, NATIONAL_FILE, "75650", "x"))
    assert fault.line == 5


def test_a_quote_left_open_is_refused_as_damage(tmp_path: Path) -> None:
    files = changed(download(), NATIONAL_FILE, FUND, f'"{FUND}')
    assert "is damaged" in bls_problem(tmp_path, files).what


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        (NATIONAL_FILE, "oews_YEAR_national.csv"),
        (STATES_FILE, STATES_FILE),
        (PROJECTED_FILE, "employment_projections_YEAR_YY.csv"),
        ("ooh_2024_34_facts.json", "ooh_2024_34_facts.json"),
    ],
)
def test_a_missing_bls_file_is_named(tmp_path: Path, name: str, shown: str) -> None:
    files = download()
    del files[name]
    assert str(bls_problem(tmp_path, files)).endswith(f"bls/{shown}: is missing")


def test_files_of_two_years_are_not_chosen_between(tmp_path: Path) -> None:
    files = download()
    files["oews_2024_national.csv"] = files[NATIONAL_FILE]
    fault = str(bls_problem(tmp_path, files))
    assert fault.endswith("oews_YEAR_national.csv: exists for 2024 and 2025")


def test_states_of_another_year_than_the_nation_are_not_taken(tmp_path: Path) -> None:
    files = download()
    files["oews_2024_states.csv"] = files.pop(STATES_FILE)
    assert str(bls_problem(tmp_path, files)).endswith(f"{STATES_FILE}: is missing")


def hourly(median: object) -> Mapping[str, Any]:
    return {"median_pay_2024": {"annual": 1, "hourly": median}}


HANDBOOK_FAULTS: Mapping[str, str | Mapping[str, Any]] = {
    "cut short": json.dumps([PAGE])[:-9],
    "nothing": "",
    "another kind": json.dumps({"pages": [PAGE]}),
    "a list of numbers": "[1, 2]",
    "no title": json.dumps([{key: PAGE[key] for key in PAGE if key != "title"}]),
    "a number for a title": {"title": 7},
    "codes that are no list": {"onet_codes": None},
    "an unknown outlook": {"outlook": "Splendid"},
    "a share beyond all": {"largest_employers_2024_pct": [["Hospitals", 290]]},
    "a share that is no number": '[{"largest_employers_2024_pct": [["A", NaN]]}]',
    "no median pay": {"median_pay_2024": None},
    "median pay without its hourly one": {"median_pay_2024": {"annual": 1}},
    "an hourly median that is a text": {**ACTORS_ONLY, **hourly("$23.33")},
    "an hourly median that is no number": {**ACTORS_ONLY, **hourly(math.nan)},
    "an hourly median below zero": {**ACTORS_ONLY, **hourly(-1)},
    "nested without end": "[" * 100_000,
}
"""Whole texts of the file of facts, or what is different on its page."""


@pytest.mark.parametrize("facts", HANDBOOK_FAULTS.values(), ids=HANDBOOK_FAULTS)
def test_damaged_handbook_facts_are_refused(
    tmp_path: Path, facts: str | Mapping[str, Any]
) -> None:
    text = facts if isinstance(facts, str) else json.dumps([{**PAGE, **facts}])
    fault = bls_problem(tmp_path, {**download(), "ooh_2024_34_facts.json": text})
    assert fault.file.endswith("ooh_2024_34_facts.json")
    assert "is not a table of handbook facts" in fault.what
    assert fault.hint == "download it again"


# Merging.


def merged(
    tmp_path: Path, present: Iterable[Occupation] = (), files: Files | None = None
) -> merge.Merge:
    return merge.with_onet(present, read_whole(tmp_path, files or release()))


def test_new_occupations_get_the_slug_of_their_title(tmp_path: Path) -> None:
    result = merged(tmp_path)
    assert result.gone == ()
    assert [occupation.slug for occupation in result.occupations] == [
        "medical-health-services-manager",
        "buyer-purchasing-agent-farm-products",
        "equal-opportunity-representative-officer",
        "actor",
    ]


def test_a_known_code_keeps_its_slug_words_and_other_sections(tmp_path: Path) -> None:
    before = Occupation(
        "hospital-boss", HEALTH, "Older title", Words("Runs a hospital."), job_zone=2
    )
    files = release()
    zones = str(files["Job Zones.txt"])
    files["Job Zones.txt"] = zones.replace(f"{HEALTH}\t4\t08/2023\tAnalyst\n", "")
    after = merged(tmp_path, [before], files).occupations[0]
    assert (after.slug, after.title) == ("hospital-boss", RATED[HEALTH])
    assert (after.words, after.job_zone) == (before.words, 2)
    assert after.ratings["interests"]["Realistic"] == 50.0


def test_a_slug_already_taken_gets_the_code(tmp_path: Path) -> None:
    other = Occupation("actor", "27-2099.00", "Performers")
    result = merged(tmp_path, [other])
    assert result.occupations[3].slug == "actor-27-2011-00"
    assert len({occupation.slug for occupation in result.occupations}) == len(
        result.occupations
    )


def test_two_new_occupations_of_one_title_get_two_slugs(tmp_path: Path) -> None:
    files = changed(release(), "Occupation Data.txt", RATED[EQUITY], "Actor")
    slugs = [
        occupation.slug for occupation in merged(tmp_path, files=files).occupations
    ]
    assert slugs[2:] == ["actor", "actor-27-2011-00"]


def test_occupations_the_release_dropped_are_kept(tmp_path: Path) -> None:
    old = [
        Occupation("typist", "43-9022.00", "Typists", Words("Types.")),
        Occupation("lamplighter", "99-0001.00", "Lamplighters"),
    ]
    result = merged(tmp_path, old)
    assert result.gone == ("lamplighter", "typist")
    assert result.occupations[-2:] == (old[1], old[0])


def test_two_files_with_one_code_are_refused(tmp_path: Path) -> None:
    present = [
        Occupation("typist", "43-9022.00", "Typists"),
        Occupation("actor", ACTOR, "Actors"),
        Occupation("player", ACTOR, "Players"),
    ]
    for merging in (
        lambda: merged(tmp_path, present),
        lambda: with_bls(tmp_path, present),
    ):
        with pytest.raises(CareerfitError) as caught:
            merging()
        assert caught.value.text == (
            f"{ACTOR} is the code of two files, actor.yaml and player.yaml"
        )
        assert caught.value.hint == "keep one of them"


def test_merging_again_changes_nothing(tmp_path: Path) -> None:
    once = merged(tmp_path)
    assert merged(tmp_path, once.occupations) == once


SLUGS = """\
Chief Executives -> chief-executive
Medical and Health Services Managers -> medical-health-services-manager
News Analysts, Reporters, and Journalists -> news-analyst-reporter-journalist
Sales Representatives of Services, Except Advertising, Insurance, Financial Services, and Travel -> sales-representative-of-services-except-advertising-insurance-financial-services-travel
Aircraft Mechanics and Service Technicians -> aircraft-mechanic-service-technician
Nurse Midwives -> nurse-midwife
Farmers, Ranchers, and Other Agricultural Managers -> farmer-rancher-other-agricultural-manager
Clergy -> clergy
First-Line Supervisors of Mechanics, Installers, and Repairers -> first-line-supervisor-of-mechanics-installers-repairers
Police and Sheriff's Patrol Officers -> police-sheriffs-patrol-officer
Police and Sheriff\N{RIGHT SINGLE QUOTATION MARK}s Patrol Officers -> police-sheriffs-patrol-officer
Judges, Magistrate Judges, and Magistrates -> judge-magistrate-judge-magistrate
Waiters and Waitresses -> waiter-waitress
Coaches and Scouts -> coach-scout
Career/Technical Education Teachers, Postsecondary -> career-technical-education-teacher-postsecondary
Secretaries and Administrative Assistants, Except Legal, Medical, and Executive -> secretary-administrative-assistant-except-legal-medical-executive
Heavy and Tractor-Trailer Truck Drivers -> heavy-tractor-trailer-truck-driver
Helpers--Carpenters -> helper-carpenter
Roustabouts, Oil and Gas -> roustabout-oil-gas
Meter Readers, Utilities -> meter-reader-utilities
Claims Adjusters, Examiners, and Investigators -> claims-adjuster-examiner-investigator
Compensation and Benefits Managers -> compensation-benefits-manager
Paramedics -> paramedic
Atmospheric and Space Scientists -> atmospheric-space-scientist
Art, Drama, and Music Teachers, Postsecondary -> art-drama-music-teacher-postsecondary
Captains, Mates, and Pilots of Water Vessels -> captain-mate-pilot-of-water-vessels
Medical Scientists, Except Epidemiologists -> medical-scientist-except-epidemiologists
Physics Teachers, Postsecondary -> physics-teacher-postsecondary
"""


@pytest.mark.parametrize("line", SLUGS.splitlines())
def test_a_title_has_one_slug_and_a_slug_is_its_own(line: str) -> None:
    title, _, slug = line.partition(" -> ")
    assert slug_of(title) == slug
    assert slug_of(slug) == slug


@given(st.text(alphabet="abs '-/,&and()or", max_size=40))
def test_a_slug_is_lower_case_words_between_single_hyphens(title: str) -> None:
    assert re.fullmatch(r"([a-z0-9]+(-[a-z0-9]+)*)?", slug_of(title))


# The whole way: two imports into a folder of files.


def whole_import(tmp_path: Path, folder: Path) -> writing.Saved:
    present = [occupations.load(path) for path in sorted(folder.glob("*.yaml"))]
    with_scores = merge.with_onet(present, read_whole(tmp_path, release())).occupations
    return save_all(folder, with_bls(tmp_path, with_scores).occupations)


def test_a_second_import_changes_no_byte(tmp_path: Path) -> None:
    folder = tmp_path / "occupations"
    first = whole_import(tmp_path, folder)
    assert len(first.created) == len(RATED)
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    second = whole_import(tmp_path, folder)
    assert (second.created, second.changed) == ((), ())
    assert sorted(second.unchanged) == sorted(first.created)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_what_an_import_writes_is_what_a_reader_gets(tmp_path: Path) -> None:
    whole_import(tmp_path, tmp_path / "occupations")
    scored = merge.with_onet((), read_whole(tmp_path, release())).occupations
    for occupation in with_bls(tmp_path, scored).occupations:
        path = tmp_path / "occupations" / f"{occupation.slug}.yaml"
        assert occupations.load(path) == occupation
