"""Holland-code indices: published examples, bounds, symmetry and ties."""

from __future__ import annotations

from dataclasses import replace
from statistics import fmean

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careerfit_cli.fit import congruence
from careerfit_cli.fit.congruence import HEXAGON
from careerfit_cli.model.elements import INTERESTS as DOMAIN
from careerfit_cli.model.elements import holland_code
from fitting import INTERESTS, UPHILL, WAVE, crowd, made, person

three = st.permutations(HEXAGON).map(lambda order: "".join(order[:3]))
interests = st.lists(st.integers(0, 5), min_size=6, max_size=6).map(
    lambda levels: dict(zip(DOMAIN.names, map(float, levels), strict=True))
)
REST = (*UPHILL, *WAVE)


class TestIachan:
    @pytest.mark.parametrize(
        ("one", "other", "m"),
        [
            ("RIA", "RIA", 28),
            ("SEI", "ESA", 20),  # Iachan (1990), his example
            ("SEI", "ESI", 21),  # Iachan (1990), his example
            ("RIA", "RAI", 26),
            ("RIA", "SEC", 0),
            ("RIA", "RSE", 22),
            ("RIA", "SEA", 1),
        ],
    )
    def test_known(self, one, other, m):
        assert congruence.iachan(one, other) == m

    @given(three, three)
    def test_between_0_and_28_either_way_round(self, one, other):
        assert 0 <= congruence.iachan(one, other) <= 28
        assert congruence.iachan(one, other) == congruence.iachan(other, one)

    @given(three, three)
    def test_only_the_same_code_has_the_most_and_only_strangers_nothing(
        self, one, other
    ):
        assert (congruence.iachan(one, other) == 28) == (one == other)
        assert (congruence.iachan(one, other) == 0) == (not set(one) & set(other))


class TestBrownGore:
    @pytest.mark.parametrize(
        ("one", "other", "c"),
        [
            ("RIA", "RIA", 18),
            ("RIA", "SEC", 0),
            ("RIA", "IAS", 12),
            ("RIA", "ASE", 6),
            ("SEI", "ESI", 3 * 2 + 2 * 2 + 3),
            ("CEI", "CIE", 9),
            ("RIC", "CIR", 3 * 2 + 2 * 3 + 2),
        ],
    )
    def test_known(self, one, other, c):
        assert congruence.brown_gore(one, other) == c

    @given(three, three)
    def test_between_0_and_18_either_way_round(self, one, other):
        assert 0 <= congruence.brown_gore(one, other) <= 18
        assert congruence.brown_gore(one, other) == congruence.brown_gore(other, one)
        assert (congruence.brown_gore(one, other) == 18) == (one == other)

    @given(three, three, st.integers(1, 5))
    def test_only_distance_on_the_hexagon_counts(self, one, other, turn):
        def turned(code: str) -> str:
            return "".join(HEXAGON[(HEXAGON.index(own) + turn) % 6] for own in code)

        assert congruence.brown_gore(
            turned(one), turned(other)
        ) == congruence.brown_gore(one, other)


class TestCodes:
    def levels(self, *levels: float) -> dict[str, float]:
        return dict(zip(DOMAIN.names, levels, strict=True))

    @pytest.mark.parametrize(
        ("levels", "codes"),
        [
            ((10, 20, 30, 40, 50, 60), ("CES",)),
            ((90, 80, 80, 10, 10, 10), ("RIA", "RAI")),
            ((90, 80, 70, 70, 10, 10), ("RIA", "RIS")),
        ],
    )
    def test_ties_give_every_order(self, levels, codes):
        assert congruence.codes(self.levels(*levels)) == codes

    def test_all_alike_is_every_code(self):
        assert len(congruence.codes(self.levels(*[50] * 6))) == 6 * 5 * 4

    def test_without_all_six_there_is_none(self):
        assert (
            congruence.codes({"Realistic": 50.0, "Artistic": 40.0, "Social": 30.0})
            == ()
        )

    @given(interests)
    def test_the_first_is_the_one_shown(self, levels):
        assert congruence.codes(levels)[0] == holland_code(levels)


class TestCongruence:
    def test_iachans_example_with_a_tie(self):
        entry = made("Tied", 10.0, 70.0, 70.0, 80.0, 90.0, 20.0, *REST)
        mine = person((10.0, 70.0, 20.0, 90.0, 80.0, 15.0, *REST))
        own = congruence.congruence(mine, entry)
        assert own is not None
        assert own.person == ("SEI",)
        assert own.occupation == ("ESI", "ESA")
        assert own.iachan == 20.5

    @given(interests, interests)
    def test_means_over_all_orders_of_ties(self, mine, theirs):
        entry = made("Job", *theirs.values(), *REST)
        own = congruence.congruence(person((*mine.values(), *REST)), entry)
        assert own is not None
        pairs = [
            (a, b) for a in congruence.codes(mine) for b in congruence.codes(theirs)
        ]
        assert own.iachan == pytest.approx(
            fmean(congruence.iachan(*two) for two in pairs)
        )
        assert own.brown_gore == pytest.approx(
            fmean(congruence.brown_gore(*two) for two in pairs)
        )
        assert 0 <= own.iachan <= 28
        assert 0 <= own.brown_gore <= 18

    def test_needs_all_six_and_clear_interests(self):
        entry = crowd(1)[0]
        levels = (*UPHILL, *REST)
        assert congruence.congruence(person(levels), entry) is not None
        assert (
            congruence.congruence(person(levels, **{INTERESTS: "flat"}), entry) is None
        )
        assert congruence.congruence(person((None, *levels[1:])), entry) is None
        unrated = replace(entry, scores=(None, *entry.scores[1:]))
        assert congruence.congruence(person(levels), unrated) is None
