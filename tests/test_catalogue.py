"""The catalogue: complete, as published, and reproducible from its sources."""

from __future__ import annotations

import csv
import os
import re
import shutil
from collections.abc import Mapping
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from operator import attrgetter
from pathlib import Path

import pytest

from careerfit_cli.importers import bls, merge, onet
from careerfit_cli.importers.merge import slug_of
from careerfit_cli.model.bls import Pay
from careerfit_cli.model.occupation import Occupation, PastFigure
from careerfit_cli.storage import occupations
from careerfit_cli.storage.releases import load_releases
from saving import save_all

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "occupations"
FIXTURES = ROOT / "tests" / "fixtures"
SEED = "11-9111.00"
"""Medical and Health Services Managers: the occupation the catalogue began with."""

Catalogue = Mapping[str, Occupation]
Sources = tuple[list[onet.Download], bls.Tables]


@pytest.fixture(scope="module")
def loaded() -> list[Occupation]:
    """Every occupation on file, read once for the whole module."""
    return [occupations.load(path) for path in occupations.files(FOLDER)]


@pytest.fixture(scope="module")
def catalogue(loaded: list[Occupation]) -> Catalogue:
    return {occupation.code: occupation for occupation in loaded}


def rows(name: str) -> list[dict[str, str]]:
    with (FIXTURES / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


# Whole.


@pytest.mark.slow
def test_there_are_923_occupations_each_with_a_code_and_a_slug_of_its_own(
    loaded: list[Occupation],
) -> None:
    assert len(loaded) == 923
    assert len({occupation.code for occupation in loaded}) == 923
    assert len({occupation.slug for occupation in loaded}) == 923


def test_every_file_has_the_name_its_title_gives(loaded: list[Occupation]) -> None:
    assert [own.slug for own in loaded if own.slug != slug_of(own.title)] == []


def test_a_slug_gives_itself_so_it_can_be_typed_for_a_title(
    loaded: list[Occupation],
) -> None:
    assert [own.slug for own in loaded if own.slug != slug_of(own.slug)] == []


def test_every_related_occupation_is_in_the_catalogue_under_its_title(
    catalogue: Catalogue,
) -> None:
    titles = {code: occupation.title for code, occupation in catalogue.items()}
    wrong = [
        (occupation.slug, related)
        for occupation in catalogue.values()
        for related in occupation.related
        if titles.get(related.code) != related.title
    ]
    assert wrong == []


# As published.


def whole(score: float | None) -> Decimal | None:
    """A stored score as a whole percent, rounded half up."""
    if score is None:
        return None
    return Decimal(str(score)).quantize(Decimal(1), ROUND_HALF_UP)


def wider_row(occupation: Occupation) -> str:
    """The row pay is published for where the SOC code has none of its own."""
    group = occupation.pay.group if occupation.pay else None
    return group.title if group and group.soc != occupation.soc else ""


def median_of_2024(occupation: Occupation) -> float | None:
    for past in occupation.history:
        if (past.what, past.period) == ("Median pay", "May 2024"):
            return past.value
    return None


def yearly_in(state: str, pay: Pay | None) -> float | None:
    """A state's median by the year; occupations paid by the hour have none."""
    if pay is None or pay.state_unit != "year":
        return None
    return pay.state_median.get(state)


DERIVED = {
    "history.median_pay_2024": median_of_2024,
    "pay.group": wider_row,
    "related.count": lambda occupation: len(occupation.related),
    "related.first": lambda occupation: occupation.related[0].title,
    "technologies.hot": lambda occupation: len(occupation.technologies.hot),
}


def figure(occupation: Occupation, field: str) -> object:
    """What the catalogue holds under a field of the fixture."""
    if field in DERIVED:
        return DERIVED[field](occupation)
    section, *rest = field.split(".", 2)
    if section in ("ratings", "levels"):
        domain, element = rest
        return whole(getattr(occupation, section).get(domain, {}).get(element))
    if rest[:1] == ["state_median"]:
        return yearly_in(rest[1], occupation.pay)
    if getattr(occupation, section) is None:
        return None
    return attrgetter(field)(occupation)


def agrees(found: object, expected: str) -> bool:
    if found is None or isinstance(found, str):
        return (found or "") == expected
    return expected != "" and Decimal(str(found)) == Decimal(expected)


def test_figures_read_off_the_published_tables_stand_in_the_catalogue(
    catalogue: Catalogue,
) -> None:
    expected = rows("figures.csv")
    assert len(expected) == 555
    wrong = [
        (row, found)
        for row in expected
        for found in (figure(catalogue[row["code"]], row["field"]),)
        if not agrees(found, row["expected"])
    ]
    assert wrong == []


def test_pay_of_2024_is_by_the_hour_only_where_the_handbook_alone_gives_it(
    catalogue: Catalogue,
) -> None:
    by_the_hour = {
        own.slug: (past.value, past.source)
        for own in catalogue.values()
        for past in own.history
        if past.period == "May 2024" and past.unit == "dollars an hour"
    }
    handbook = "BLS Occupational Outlook Handbook 2024-34"
    assert by_the_hour == {
        "actor": (23.33, handbook),
        "musician-singer": (42.45, handbook),
    }


def test_no_contact_is_a_page_of_films(catalogue: Catalogue) -> None:
    films = [
        (own.slug, contact)
        for own in catalogue.values()
        if own.handbook
        for contact in own.handbook.contacts
        if "careeronestop-videos" in contact.url
    ]
    assert films == []


def test_the_seed_page_differs_in_three_rerated_interests_and_two_halves_cut_down(
    catalogue: Catalogue,
) -> None:
    """79 of the 84 percentages of the seed page agree; the other five are known.

    Its three interests were rated anew in O*NET 30.3. Two scores are exact halves,
    78.5, which the page shows as 78 and rounding half up makes 79.
    """
    ratings = catalogue[SEED].ratings
    page = rows("seed_percentages.csv")
    assert len(page) == 84
    scores = {(row["domain"], row["element"]): row["page"] for row in page}
    different = {
        (domain, element): (shown, ratings[domain][element])
        for (domain, element), shown in scores.items()
        if whole(ratings[domain][element]) != Decimal(shown)
    }
    assert {key[1] for key in different if key[0] == "interests"} == {
        "Enterprising",
        "Social",
        "Conventional",
    }
    halves = [value for key, value in different.items() if key[0] != "interests"]
    assert halves == [("78", 78.5), ("78", 78.5)]
    assert len(scores) - len(different) == 79


# What its sources give again.


def shared() -> Path:
    """The folder of the tables the catalogue is built from, or a skipped test."""
    named = os.environ.get("CAREERFIT_SHARED")
    places = [ROOT.parent / "shared" / "data"]
    if named:
        places = [Path(named), Path(named) / "data", *places]
    for place in places:
        if (place / "onet").is_dir() and (place / "bls").is_dir():
            return place
    pytest.skip(
        "the tables the catalogue is built from are not here: set CAREERFIT_SHARED "
        "to the folder that holds onet/ and bls/"
    )


@pytest.fixture(scope="module")
def sources(loaded: list[Occupation]) -> Sources:
    folder = shared()
    titles = {occupation.code: occupation.title for occupation in loaded}
    downloads = [
        onet.read(folder / name, load_releases(ROOT / "docs" / releases), (), titles)
        for name, releases in (
            ("onet", "releases.yaml"),
            ("onet-now", "releases-now.yaml"),
        )
    ]
    return downloads, bls.read(folder / "bls")


def imported(present: list[Occupation], sources: Sources) -> tuple[Occupation, ...]:
    downloads, figures = sources
    scored = merge.Merge(tuple(present))
    for download in downloads:
        scored = merge.with_onet(scored.occupations, download)
        assert scored.gone == ()
    merged = merge.with_bls(scored.occupations, figures)
    assert merged.gone == ()
    return merged.occupations


@pytest.mark.slow
def test_importing_the_sources_over_the_catalogue_changes_no_byte(
    tmp_path: Path,
    loaded: list[Occupation],
    sources: Sources,
) -> None:
    copy = tmp_path / "occupations"
    shutil.copytree(FOLDER, copy)
    saved = save_all(copy, imported(loaded, sources))
    assert (saved.created, saved.changed) == ((), ())
    names = sorted(path.name for path in FOLDER.iterdir())
    assert sorted(path.name for path in copy.iterdir()) == names
    different = [
        name
        for name in names
        if (copy / name).read_bytes() != (FOLDER / name).read_bytes()
    ]
    assert different == []


def test_importing_the_sources_afresh_gives_the_same_figures(
    catalogue: Catalogue, sources: Sources
) -> None:
    """All but the words, and the figures of earlier years only the seed file has."""
    fresh = {occupation.code: occupation for occupation in imported([], sources)}
    assert set(fresh) == set(catalogue)
    kept: dict[str, list[PastFigure]] = {}
    for code, own in catalogue.items():
        extra = [past for past in own.history if past not in fresh[code].history]
        if extra:
            kept[code] = extra
        history = tuple(past for past in own.history if past not in extra)
        assert replace(own, words=fresh[code].words, history=history) == fresh[code]
    assert set(kept) == {SEED}
    assert all("2024" not in past.period for past in kept[SEED])


GROWTH = re.compile(
    r"(much faster than|(?<!much )faster than|as fast as|slower than) average"
)


def test_growth_in_words_agrees_with_the_outlook(catalogue: Catalogue) -> None:
    said = {
        (own.outlook.phrase.casefold(), f"{growth} average")
        for own in catalogue.values()
        for growth in GROWTH.findall(f"{own.words.change} {own.words.demand}")
    }
    assert len(said) == 4
    assert all(published == growth for published, growth in said), said
