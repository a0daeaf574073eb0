"""Occupations like one: correlations of profiles, groups, and what is not rated."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from careerfit_cli.compare.norms import norms
from careerfit_cli.compare.similar import (
    ALIKE_IN,
    SimilarOccupation,
    SimilarOccupations,
    similar_to,
)
from careerfit_cli.model.occupation import Occupation, Related
from careerfit_cli.ui.loading import all_ratings, open_index, the_occupation
from fitting import HILLS, NONE6, WAVE, made

TITLES = ("Bakers", "Actors", "Cooks", "Divers")
ENTRIES = [
    replace(made(name, *NONE6, *HILLS, *WAVE), code=f"1{at}-1011.00")
    for at, name in enumerate(TITLES)
]


def rows(**scores: list[float]) -> Mapping[str, Mapping[str, Mapping[str, float]]]:
    """The same scores in every domain that profiles are compared in."""
    return {
        domain.key: {
            slug: dict(zip(domain.names, own, strict=False))
            for slug, own in scores.items()
        }
        for domain in ALIKE_IN
    }


def occupation(ratings, slug: str = "bakers", **rest) -> Occupation:
    own = {key: scores[slug] for key, scores in ratings.items() if slug in scores}
    return Occupation(slug, "10-1011.00", "Bakers", ratings=own, **rest)


def likeness(found: SimilarOccupations, slug: str) -> SimilarOccupation:
    (own,) = [
        own
        for group in (found.both, found.named, found.near)
        for own in group
        if own.entry.slug == slug
    ]
    return own


SCORES = rows(
    bakers=[10, 50, 90, 20],
    actors=[20, 60, 100, 30],
    cooks=[90, 50, 10, 80],
    divers=[50, 10, 60, 70],
)


class TestLikeness:
    def test_is_pearsons_r_of_weighed_standardised_scores(self):
        index = open_index()
        ratings = all_ratings(index)
        mine, other = (the_occupation(name) for name in ("carpenter", "electrician"))
        found = similar_to(mine, index.catalogue, ratings, 922)
        known = norms({own.key: ratings[own.key] for own in ALIKE_IN})
        expected = []
        for domain in ALIKE_IN:
            own = [known[domain.key, name] for name in domain.names]
            weights = np.array([norm.reliability for norm in own])
            table = np.array(
                [
                    [
                        (one.ratings[domain.key][name] - norm.mean) / norm.spread
                        for name, norm in zip(domain.names, own, strict=True)
                    ]
                    for one in (mine, other)
                ]
            )
            covariance = np.cov(table, aweights=weights)
            expected.append(
                covariance[0, 1] / np.sqrt(covariance[0, 0] * covariance[1, 1])
            )
        assert likeness(found, "electrician").likeness == pytest.approx(
            np.mean(expected)
        )

    def test_the_same_shape_is_nearest_whatever_its_level(self):
        found = similar_to(occupation(SCORES), ENTRIES, SCORES, 3)
        assert found.near[0].entry.slug == "actors"
        assert likeness(found, "actors").likeness > 0.9
        assert likeness(found, "cooks").likeness < 0

    def test_a_domain_that_is_missing_counts_as_no_relation(self):
        whole = likeness(similar_to(occupation(SCORES), ENTRIES, SCORES, 3), "actors")
        partly = {key: dict(own) for key, own in SCORES.items()}
        del partly["abilities"]["actors"]
        found = likeness(similar_to(occupation(partly), ENTRIES, partly, 3), "actors")
        assert (whole.domains, found.domains) == (5, 4)
        assert found.likeness < whole.likeness

    def test_too_few_domains_are_not_compared(self):
        partly = {key: dict(own) for key, own in SCORES.items()}
        for key in ("abilities", "skills", "knowledge"):
            del partly[key]["actors"]
        related = (Related("11-1011.00", "Actors", "Primary-Short"),)
        mine = occupation(partly, related=related)
        own = likeness(similar_to(mine, ENTRIES, partly, 3), "actors")
        assert (own.likeness, own.place) == (None, None)

    def test_an_occupation_that_is_hardly_rated_has_only_the_list_of_onet(self):
        related = (Related("11-1011.00", "Actors", "Primary-Short"),)
        mine = replace(occupation(SCORES, related=related), ratings={})
        found = similar_to(mine, ENTRIES, SCORES, 3)
        assert (found.measured, found.near, found.both) == (False, (), ())
        assert [own.entry.slug for own in found.named] == ["actors"]

    def test_a_flat_profile_has_no_shape(self):
        # Over two occupations, one of which is higher throughout, all of it is 1 or -1.
        same = rows(bakers=[10, 50, 90, 20], actors=[20, 60, 100, 30])
        found = similar_to(occupation(same), ENTRIES[:2], same, 3)
        assert found.near == ()

    @given(
        st.lists(
            st.lists(st.floats(0, 100), min_size=4, max_size=4), min_size=4, max_size=4
        )
    )
    def test_any_scores_give_likenesses_from_minus_one_to_one(self, table):
        ratings = rows(
            **dict(zip(("bakers", "actors", "cooks", "divers"), table, strict=True))
        )
        found = similar_to(occupation(ratings), ENTRIES, ratings, 3)
        for own in (*found.both, *found.near):
            assert -1 <= own.likeness <= 1


class TestGroups:
    def test_each_neighbor_is_in_one_group(self):
        related = (
            Related("13-1011.00", "Divers", "Primary-Short"),
            Related("11-1011.00", "Actors", "Supplemental"),
            Related("99-1011.00", "Ghosts", "Primary-Long"),
        )
        found = similar_to(occupation(SCORES, related=related), ENTRIES, SCORES, 2)
        assert [own.entry.slug for own in found.both] == ["actors", "divers"]
        assert found.both[0].tier == "Supplemental"
        assert [own.code for own in found.unknown] == ["99-1011.00"]
        one = similar_to(occupation(SCORES, related=related), ENTRIES, SCORES, 1)
        assert [own.entry.slug for own in one.both] == ["actors"]
        assert [own.entry.slug for own in one.named] == ["divers"]
        assert one.named[0].place == 2
        assert one.near == ()

    def test_nobody_is_a_neighbor_of_oneself(self):
        found = similar_to(occupation(SCORES), ENTRIES, SCORES, 9)
        assert "bakers" not in {own.entry.slug for own in found.near}


class TestCommand:
    def test_groups_stand_in_turn_with_pay_growth_and_education(self, run):
        out = run("similar", "registered-nurse").out
        places = [
            out.index(head)
            for head in ("Named by O*NET, with", "Named only by O*NET", "Near only by profile")
        ]  # fmt: skip
        assert places == sorted(places)
        assert "Critical Care Nurses" in out[: places[1]]
        assert "closest" in out
        assert "O*NET names" in out
        assert "$97,550*" in out
        every = run("similar", "registered-nurse", "--all").out
        assert "--all" not in every
        assert "Paramedics" in every

    def test_json_has_each_once_with_units_and_sources(self, run):
        data = run("similar", "registered-nurse", "--json", "--top", "5").data
        assert data["schema"] == "careerfit.similar/1"
        assert data["sources"]["related"] == ["O*NET 30.1"]
        rows = [*data["both"], *data["named"], *data["near"]]
        assert len({row["slug"] for row in rows}) == len(rows) >= 20
        assert {row["place"] for row in (*data["both"], *data["near"])} == {
            1,
            2,
            3,
            4,
            5,
        }
        paramedic = next(row for row in rows if row["slug"] == "paramedic")
        assert (paramedic["likeness"], paramedic["tier"]) == (None, "Supplemental")

    def test_csv_and_markdown(self, run):
        out = run("similar", "carpenter", "--csv").out
        found = list(csv.DictReader(io.StringIO(out)))
        assert {row["group"] for row in found} == {"both", "named", "near"}
        assert found[0]["median"]
        assert run("similar", "carpenter", "--markdown").out.startswith("| group |")

    def test_what_cannot_be_measured_is_said(self, run):
        out = run("similar", "legislator").out
        assert "too few ratings to compare" in out
        assert run("similar", "legislator", "--json").data["measured"] is False
