"""Two catalogues held against each other: pairs, changes, screens and the command."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careerfit_cli.compare.catalogues import CatalogueDiff, Edition, differences
from careerfit_cli.model.catalogue import DIMENSIONS, Catalogue, Entry
from careerfit_cli.model.elements import DOMAINS
from careerfit_cli.storage import indexing, occupations, paths, writing
from careerfit_cli.ui.loading import open_index
from careerfit_cli.ui.terminal import rendered
from careerfit_cli.views import editions
from careerfit_cli.views.display import Display

BAKER = Entry(
    slug="baker", code="51-3011.00", title="Bakers", holland="REC", job_zone=2,
    education="No formal educational credential", median=36_000.0, median_unit="year",
    pay_area="United States", pay_period="May 2024", pay_group="", growth=6.0,
    outlook="Faster than average", outlook_period="2023-33", outlook_group="",
    scores=(None,) * len(DIMENSIONS),
)  # fmt: skip
ACTOR = replace(
    BAKER, slug="actor", code="27-2011.00", title="Actors", median=None,
    pay_period="", growth=None, outlook="", outlook_period="", holland="",
)  # fmt: skip
NONE_RATED = {domain.key: {} for domain in DOMAINS}


def edition(
    *entries: Entry,
    ratings: Mapping[str, Mapping[str, Mapping[str, float]]] | None = None,
    releases: Mapping[str, Mapping[str, str]] | None = None,
) -> Edition:
    return Edition(
        Catalogue(entries), {**NONE_RATED, **(ratings or {})}, releases or {}
    )


class TestPairs:
    def test_what_is_on_one_side_is_new_or_gone(self) -> None:
        found = differences(edition(ACTOR), edition(BAKER))
        assert (found.new, found.gone, found.kept) == ((BAKER,), (ACTOR,), 0)
        assert found.counts == (1, 1)

    def test_a_code_goes_before_a_file_name(self) -> None:
        moved = replace(BAKER, slug="baker-pastry-maker", title="Bakers, Pastry")
        taken = replace(ACTOR, slug="baker", code="99-0001.00")
        found = differences(edition(BAKER), edition(taken, moved))
        assert [(own.before, own.after) for own in found.renamed] == [(BAKER, moved)]
        assert found.new == (taken,)
        assert not found.gone

    def test_a_file_name_stands_where_the_code_is_another_one(self) -> None:
        recoded = replace(BAKER, code="51-3019.00")
        (pair,) = differences(edition(BAKER), edition(recoded)).renamed
        assert (pair.before.code, pair.after.code) == ("51-3011.00", "51-3019.00")

    def test_a_code_that_several_have_says_nothing(self) -> None:
        mine = [replace(BAKER, slug=slug, code="99-9999.00") for slug in ("one", "two")]
        found = differences(edition(*mine), edition(*reversed(mine)))
        assert (found.kept, found.renamed, found.new) == (2, (), ())

    def test_a_catalogue_has_nothing_otherwise_than_itself(self) -> None:
        same = edition(ACTOR, BAKER, ratings={"skills": {"baker": {"Speaking": 50.0}}})
        found = differences(same, same)
        assert found.kept == 2
        for changes in (found.new, found.gone, found.renamed, found.sections,
                        found.ratings, found.pay, found.outlook, found.kinds,
                        found.flags):  # fmt: skip
            assert changes == ()

    @given(
        st.lists(st.integers(0, 9), unique=True),
        st.lists(st.integers(0, 9), unique=True),
        st.lists(st.integers(0, 3), min_size=20, max_size=20),
    )
    def test_every_occupation_is_new_gone_or_one_of_a_pair(
        self, old: list[int], new: list[int], codes: list[int]
    ) -> None:
        before, after = (
            [
                replace(BAKER, slug=f"s{own}", code=f"1{codes[own + shift]}-1111.00")
                for own in side
            ]
            for side, shift in ((old, 0), (new, 10))
        )
        found = differences(edition(*before), edition(*after))
        assert found.kept + len(found.gone) == len(before)
        assert found.kept + len(found.new) == len(after)
        # Turned around, what was new is gone, and the pairs are the same.
        back = differences(edition(*after), edition(*before))
        assert {own.slug for own in back.gone} == {own.slug for own in found.new}
        assert len(back.renamed) == len(found.renamed)


class TestChanges:
    def test_ratings_are_told_by_size_and_counted_by_domain(self) -> None:
        old = {"baker": {"Speaking": 50.0, "Writing": 20.0, "Science": 1.0}}
        new = {"baker": {"Speaking": 48.5, "Writing": 32.1, "Programming": 3.0}}
        found = differences(
            edition(BAKER, ratings={"skills": old}),
            edition(BAKER, ratings={"skills": new}),
        )
        assert [(own.element, own.difference) for own in found.ratings] == [
            ("Writing", 12.1),
            ("Speaking", -1.5),
        ]
        skills = next(own for own in found.domains if own.domain == "skills")
        counts = (skills.compared, skills.changed, skills.came, skills.went)
        assert counts == (2, 2, 1, 1)

    def test_ratings_follow_an_occupation_to_its_new_name(self) -> None:
        moved = replace(BAKER, slug="bread-baker")
        found = differences(
            edition(BAKER, ratings={"skills": {"baker": {"Speaking": 50.0}}}),
            edition(moved, ratings={"skills": {"bread-baker": {"Speaking": 60.0}}}),
        )
        assert [(own.entry.slug, own.difference) for own in found.ratings] == [
            ("bread-baker", 10.0)
        ]

    def test_pay_is_told_by_percent_and_years_are_flagged(self) -> None:
        later = {"pay_period": "May 2025"}
        richer = replace(BAKER, median=39_600.0, **later)
        dear = replace(BAKER, slug="chef", code="35-1011.00", median=100_000.0)
        dearer = replace(dear, median=105_000.0, **later)
        found = differences(edition(BAKER, dear), edition(dearer, richer))
        assert [(own.entry.slug, own.percent) for own in found.pay] == [
            ("baker", pytest.approx(10)),
            ("chef", pytest.approx(5)),
        ]
        assert found.pay[0].periods == ("May 2024", "May 2025")
        (flag,) = found.flags
        assert "May 2024 and May 2025" in flag
        assert "not corrected for prices" in flag

    def test_the_same_pay_of_another_year_is_no_change(self) -> None:
        found = differences(edition(BAKER), edition(replace(BAKER, pay_period="2025")))
        assert (found.pay, found.flags) == ((), ())

    def test_pay_by_the_hour_is_not_held_against_pay_by_the_year(self) -> None:
        hourly = replace(BAKER, median=36_000.0, median_unit="hour")
        (own,) = differences(edition(BAKER), edition(hourly)).pay
        assert own.units == ("dollars a year", "dollars an hour")
        assert own.difference is None
        assert own.percent is None

    @pytest.mark.parametrize("turned", [False, True])
    def test_what_is_not_reported_on_one_side_is_told_last(self, turned: bool) -> None:
        told = replace(ACTOR, median=50_000.0)
        more = replace(BAKER, median=36_001.0)
        sides = [edition(ACTOR, BAKER), edition(told, more)]
        found = differences(*reversed(sides)) if turned else differences(*sides)
        assert [own.entry.slug for own in found.pay] == ["baker", "actor"]
        assert found.pay[1].difference is None

    def test_another_group_is_flagged(self) -> None:
        grouped = replace(BAKER, median=40_000.0, pay_group="Food workers")
        found = differences(edition(BAKER), edition(grouped))
        assert found.pay[0].groups == ("", "Food workers")
        assert "marked * (1)" in found.flags[0]

    def test_growth_is_told_in_points_with_its_phrase_and_periods(self) -> None:
        slower = replace(
            BAKER, growth=3.9, outlook="As fast as average", outlook_period="2024-34"
        )
        (own,) = (found := differences(edition(BAKER), edition(slower))).outlook
        assert own.difference == -2.1
        assert own.percent is None
        assert own.phrases == ("Faster than average", "As fast as average")
        assert "2023-33 and 2024-34" in found.flags[0]

    def test_a_phrase_alone_is_a_change(self) -> None:
        other = replace(BAKER, outlook="As fast as average")
        (own,) = differences(edition(BAKER), edition(other)).outlook
        assert own.difference == 0

    def test_kinds_of_preparation_and_holland_codes_are_told(self) -> None:
        other = replace(
            BAKER, education="Associate's degree", job_zone=None, holland="RCE"
        )
        found = differences(edition(BAKER), edition(other))
        assert [(own.what, own.before, own.after) for own in found.kinds] == [
            ("education", "No formal educational credential", "Associate's degree"),
            ("job zone", "1-2 of 5", ""),
            ("Holland code", "REC", "RCE"),
        ]

    def test_releases_are_counted_over_what_is_on_both_sides(self) -> None:
        found = differences(
            edition(BAKER, releases={"baker": {"skills": "O*NET 30.1", "pay": "BLS"}}),
            edition(
                ACTOR,
                BAKER,
                releases={
                    "baker": {"skills": "O*NET 30.3", "pay": "BLS"},
                    "actor": {"skills": "O*NET 30.3"},
                },
            ),
        )
        (own,) = found.sections
        assert (own.section, own.before, own.after) == (
            "skills",
            {"O*NET 30.1": 1},
            {"O*NET 30.3": 1},
        )


# Screens.


def everything() -> CatalogueDiff:
    """A difference that has something of every kind."""
    chef = replace(
        BAKER, slug="chef-head-cook", code="35-1011.00", title="Chefs and Head Cooks"
    )
    old = edition(
        BAKER, chef, replace(ACTOR, slug="player", title="Players"),
        replace(BAKER, slug="telegraph-operator", code="43-9999.01",
                title="Telegraph Operators, Continental and American Morse"),
        ratings={"interests": {"baker": {"Realistic": 60.0, "Social": 20.5}},
                 "work_context": {"chef-head-cook": {
                     "Physical Proximity": 40.0, "Spend Time Standing": 5.0}}},
        releases={"baker": {"interests": "O*NET 30.1"},
                  "chef-head-cook": {"interests": "O*NET 30.1"}},
    )  # fmt: skip
    new = edition(
        ACTOR,
        replace(BAKER, median=38_500.0, pay_period="May 2025", growth=3.2,
                outlook="As fast as average", outlook_period="2024-34", job_zone=3),
        replace(chef, median=29.5, median_unit="hour", pay_period="May 2025",
                pay_group="Cooks", outlook_period="2024-34", growth=8.0),
        replace(BAKER, slug="drone-inspector", code="17-1022.01",
                title="Drone Inspectors [new]"),
        ratings={"interests": {"baker": {"Realistic": 65.0, "Social": 10.0}},
                 "work_context": {"chef-head-cook": {"Physical Proximity": 90.0}}},
        releases={"baker": {"interests": "O*NET 30.3"},
                  "chef-head-cook": {"interests": "O*NET 30.1"}},
    )  # fmt: skip
    return differences(old, new)


LOOKS = {
    "40": Display(40),
    "80": Display(80),
    "plain": Display(80, plain=True),
    "ascii": Display(80, ascii=True),
}


@pytest.mark.parametrize("display", LOOKS)
def test_screen(display: str, golden: Callable[[str, str], None]) -> None:
    folders = ("release-29/occupations", "release-30/occupations")
    drawn = editions.differences(everything(), folders, LOOKS[display], 2)
    text = rendered(drawn, LOOKS[display], color=False)
    assert max(map(len, text.splitlines())) <= LOOKS[display].width
    assert text.isascii() or display not in ("ascii", "plain")
    golden(f"diff-{display}.txt", text)


def test_what_is_left_out_is_said() -> None:
    folders = ("a", "b")
    text = rendered(
        editions.differences(everything(), folders, Display(), 1),
        Display(),
        color=False,
    )
    assert "1 of 3; `--top 3` shows all." in text
    whole = rendered(
        editions.differences(everything(), folders, Display(), 3),
        Display(),
        color=False,
    )
    assert "shows all" not in whole


def test_nothing_changed_is_said() -> None:
    found = differences(edition(BAKER), edition(BAKER))
    text = rendered(
        editions.differences(found, ("a", "b"), Display(), 5), Display(), color=False
    )
    assert "The figures of both are the same." in text


# The command, over files.


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    """Three occupations, and three of which one came, one went and one changed."""
    old, new = tmp_path / "old", tmp_path / "new"
    for folder, slugs in ((old, "actor carpenter"), (new, "carpenter legislator")):
        folder.mkdir()
        for slug in slugs.split():
            text = (paths.builtin_occupations() / f"{slug}.yaml").read_text()
            (folder / f"{slug}.yaml").write_text(text)
    carpenter = occupations.load(new / "carpenter.yaml")
    assert carpenter.pay is not None
    wages = replace(carpenter.pay.annual, median=70_000.0)
    pay = replace(carpenter.pay, annual=wages, period="May 2026")
    interests = {**carpenter.ratings["interests"], "Artistic": 55.0}
    ratings = {**carpenter.ratings, "interests": interests}
    writing.save_all(new, [replace(carpenter, pay=pay, ratings=ratings)])
    return old, new


def test_the_command_reads_two_folders(run, folders: tuple[Path, Path]) -> None:
    done = run("catalogue", "diff", *map(str, folders), "--json")
    data = done.data
    assert data["schema"] == "careerfit.catalogue-diff/1"
    assert data["counts"] == {
        "before": 2, "after": 2, "kept": 1, "new": 1, "gone": 1, "renamed": 0,
        "ratings": 1, "pay": 1, "outlook": 0, "kinds": data["counts"]["kinds"],
    }  # fmt: skip
    assert [own["title"] for own in data["new"]] == ["Legislators"]
    (pay,) = data["pay"]
    assert pay["after"] == 70_000
    assert pay["periods"] == ["May 2025", "May 2026"]
    assert "May 2025 and May 2026" in data["flags"][0]
    (rating,) = data["ratings"]
    assert (rating["domain"], rating["element"]) == ("interests", "Artistic")
    assert rating["difference"] == round(55 - rating["before"], 1)


def test_one_folder_is_held_against_the_built_in_files(
    run, folders: tuple[Path, Path]
) -> None:
    old, _ = folders
    done = run("catalogue", "diff", str(old), "--json", "--top", "5")
    assert done.data["folders"]["before"] == str(paths.builtin_occupations())
    assert done.data["counts"]["gone"] == 921
    assert len(done.data["gone"]) == 5
    assert done.data["counts"]["kept"] == 2
    assert not done.data["pay"] + done.data["ratings"]


def test_only_files_no_index_knows_are_parsed(
    run, folders: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    old, new = folders
    (new / "actor.yaml").write_text((old / "actor.yaml").read_text())
    open_index()
    read: list[str] = []
    parse = indexing.parse
    monkeypatch.setattr(
        indexing,
        "parse",
        lambda text, *rest: read.append(rest[1]) or parse(text, *rest),
    )
    assert run("catalogue", "diff", str(old), str(new)).code == 0
    assert sorted(read) == ["carpenter", "legislator"]


def test_the_screen_names_folders_and_changes(run, folders: tuple[Path, Path]) -> None:
    done = run("catalogue", "diff", *map(str, folders))
    assert done.code == 0
    words = " ".join(done.out.split())
    # A long name of a folder goes on in the next line.
    whole = words.replace(" ", "")
    assert whole.startswith(f"Before2occupationsin{folders[0]}After2".replace(" ", ""))
    assert "Carpenters Artistic (interests)" in words
    assert not done.err


def test_a_document_goes_to_a_file(
    run, folders: tuple[Path, Path], tmp_path: Path
) -> None:
    out = tmp_path / "changes.json"
    done = run("catalogue", "diff", *map(str, folders), "-o", str(out))
    assert done.code == 0
    assert not done.out
    assert '"careerfit.catalogue-diff/1"' in out.read_text()


def test_wrong_folders_are_told(
    run, folders: tuple[Path, Path], tmp_path: Path
) -> None:
    old, _ = folders
    same = run("catalogue", "diff", str(old), str(old))
    assert (same.code, "both are one folder" in same.err) == (2, True)
    none = run("catalogue", "diff", str(old), str(tmp_path / "none"))
    assert (none.code, "cannot be read" in none.err) == (2, True)
    (old / "actor.yaml").write_text("schema: 1\n")
    bad = run("catalogue", "diff", str(old))
    assert (bad.code, "actor.yaml" in bad.err) == (4, True)


def test_the_group_alone_prints_its_help(run) -> None:
    assert "diff" in run("catalogue").out
