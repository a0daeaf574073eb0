"""Two profiles compared: equal profiles, symmetry, and noise recognized as noise."""

from __future__ import annotations

import json
import math
import os
import random
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from careerfit_cli import matching, quiz
from careerfit_cli.matching import difference
from careerfit_cli.matching.difference import _beyond
from careerfit_cli.model.catalogue import DIMENSIONS, Catalogue
from careerfit_cli.model.elements import MATCHED
from careerfit_cli.model.profile import Profile
from careerfit_cli.quiz.answers import FULL
from careerfit_cli.storage.bank import load_bank
from careerfit_cli.ui.profile_options import area_names
from codes import CARELESS_STANDARD, NURSE_STANDARD
from fitting import (
    AREAS,
    COUNT,
    INTERESTS,
    PARTS,
    STYLES,
    answering,
    crowd,
    person,
    respondents,
)

CROWD = Catalogue(tuple(crowd(30)))
SHAPED = [[n * 7 % 5 + 1, n * 3 % 5 + 1] for n in range(COUNT)]

pairs = st.tuples(respondents, respondents)


def differences(one: Sequence[Sequence[int]], other: Sequence[Sequence[int]]):
    return difference.differences(answering(one), answering(other))


class TestLevels:
    @settings(max_examples=25)
    @given(respondents)
    def test_the_same_answers_differ_nowhere(self, responses):
        mine = answering(responses)
        found = difference.diff(mine, mine, CROWD)
        assert [own.change for own in found.differences] == [0] * len(found.differences)
        assert not found.real
        assert (found.chance, found.together) == (1, 1)
        assert not [move for move in found.moves if move.came or move.left or move.real]
        assert all(
            own.r is None or math.isclose(own.r, 1) for own in found.correlations
        )

    @settings(max_examples=25)
    @given(pairs)
    def test_the_other_way_round_is_the_mirror_image(self, both):
        one, other = map(answering, both)
        there, back = (
            difference.diff(one, other, CROWD),
            difference.diff(other, one, CROWD),
        )
        for first, second in zip(there.differences, back.differences, strict=True):
            assert first.change == -second.change
            assert (first.one, first.other) == (second.other, second.one)
            assert (first.band, first.real) == (second.band, second.real)
        assert there.chance == back.chance
        assert there.together == pytest.approx(back.together)
        assert there.codes == back.codes[::-1]
        for alike, again in zip(there.correlations, back.correlations, strict=True):
            assert (alike.r is None) == (again.r is None)
            assert alike.r is None or math.isclose(alike.r, again.r, abs_tol=1e-9)
        mirrored = {move.entry.slug: move for move in back.moves}
        assert len(mirrored) == len(there.moves)
        for move in there.moves:
            other_way = mirrored[move.entry.slug]
            assert (move.one, move.other) == (other_way.other, other_way.one)
            assert (move.came, move.left) == (other_way.left, other_way.came)
            assert move.real == other_way.real

    @given(pairs)
    def test_each_is_within_its_band_or_real(self, both):
        for own in differences(*both):
            assert own.change == own.other - own.one
            assert own.real == (abs(own.change) > own.band)
            assert own.band > 0

    def test_only_what_both_have_is_compared(self):
        one, other = [[4]] * COUNT, [[4]] * COUNT
        one[0], other[1], other[-1] = [], [], []
        found = [own.dimension for own in differences(one, other)]
        assert found == list(DIMENSIONS[2:-1])

    def test_the_band_by_hand(self):
        # Two answers a dimension that agree: s is sqrt(10 / (6 + 10)), so the standard
        # error is 25 s / sqrt(2), and that of a difference sqrt(2) times as much.
        (first, *_) = differences([[3, 3]] * COUNT, [[4, 4]] * COUNT)
        assert first.band == pytest.approx(1.96 * 25 * math.sqrt(10 / 16))
        assert (first.change, first.real) == (25, False)

    def test_more_answers_have_less_noise(self):
        bands = [
            differences([[2, 4] * n] * COUNT, [[2, 4] * n] * COUNT)[0].band
            for n in (1, 2, 5)
        ]
        assert bands == sorted(bands, reverse=True)

    def test_answers_of_another_length_have_noise_of_their_own(self):
        few, many = [[3]] * COUNT, [[3, 3, 3, 3]] * COUNT
        mixed = differences(few, many)[0].band
        assert differences(many, many)[0].band < mixed < differences(few, few)[0].band


class TestByChance:
    @pytest.mark.parametrize(
        ("real", "chance"),
        [(0, 1.0), (1, 0.9694), (3, 0.6672), (7, 0.0531), (COUNT, 0.05**COUNT)],
    )
    def test_how_likely_so_many_are(self, real, chance):
        # 1 - .95^68, less 68 x .05 x .95^67, and so on.
        one = [[1, 1]] * real + [[3, 3]] * (COUNT - real)
        other = [[5, 5]] * real + [[3, 3]] * (COUNT - real)
        found = difference.diff(answering(one), answering(other), CROWD)
        assert len(found.real) == real
        assert found.expected == pytest.approx(3.4)
        assert found.chance == pytest.approx(chance, abs=1e-4)

    @pytest.mark.parametrize(
        ("steps", "compared", "real", "beyond"),
        [(1, COUNT, 0, 0), (2, COUNT, 1, 0), (3, COUNT, 1, 1), (2, 1, 1, 1)],
    )
    def test_one_too_large_to_be_the_largest_of_so_many(
        self, steps, compared, real, beyond
    ):
        # The standard error of a difference is 25 sqrt(10 / 16) among 68, so that 50 is
        # beyond 1.96 of it and 75 beyond 3.38; alone it is 25 sqrt(10 / 11).
        one = [[2, 2]] * compared + [[]] * (COUNT - compared)
        other = [[2 + steps] * 2, *one[1:]]
        found = difference.diff(answering(one), answering(other), CROWD)
        assert (len(found.real), len(found.beyond_chance)) == (real, beyond)
        assert set(found.beyond_chance) <= set(found.real)

    @pytest.mark.parametrize(
        ("squares", "freedom", "tail"),
        [
            (3.841, 1, 0.05), (5.991, 2, 0.05), (7.815, 3, 0.05), (41.337, 28, 0.05),
            (40.113, 27, 0.05), (48.278, 28, 0.01), (0.0, 28, 1.0), (0.0, 0, 1.0),
        ],
    )  # fmt: skip
    def test_chi_square_is_that_of_the_tables(self, squares, freedom, tail):
        assert _beyond(squares, freedom) == pytest.approx(tail, abs=1e-4)

    def test_somebody_who_answers_again_is_called_changed_as_often_as_stated(self):
        """As `benchmarks/difference.py`, small; every level is the same both times."""
        rng, bank = random.Random(3), load_bank()
        real, told, count = 0, 0, 150
        for _ in range(count):
            levels = {own: rng.gauss(3, 1.1) for own in DIMENSIONS}
            one, again = (taken(bank, levels, rng) for _ in range(2))
            found = difference.differences(one, again)
            real += sum(own.real for own in found)
            told += difference.together(found) < 0.05
        # Three standard errors above the share that is stated.
        assert real / (COUNT * count) <= difference.BY_CHANCE + 3 * math.sqrt(
            0.0475 / COUNT / count
        )
        assert told / count <= 0.05 + 3 * math.sqrt(0.0475 / count)
        assert real

    def test_somebody_else_is_not(self):
        rng, bank = random.Random(4), load_bank()
        for _ in range(20):
            one, other = (
                taken(bank, {own: rng.gauss(3, 1.1) for own in DIMENSIONS}, rng)
                for _ in range(2)
            )
            assert difference.together(difference.differences(one, other)) < 0.05


def taken(bank, levels, rng: random.Random) -> Profile:
    answers = [
        None
        if item.pick
        else item.scored(
            round(min(5, max(1, levels[item.dimension] + rng.gauss(0, 1))))
        )
        for item in quiz.items(bank, FULL)
    ]
    return quiz.profile(bank, FULL, answers)


class TestShapes:
    def test_opposite_shapes_correlate_by_minus_one(self):
        mirrored = [[6 - answer for answer in own] for own in SHAPED]
        found = difference.diff(answering(SHAPED), answering(mirrored), CROWD)
        assert [own.r for own in found.correlations] == [pytest.approx(-1)] * 3
        assert [own.used for own in found.correlations] == [6, 41, 21]

    def test_only_the_shape_counts(self):
        higher = person([level + 20 for level in range(COUNT)])
        found = difference.diff(person(range(COUNT)), higher, CROWD)
        assert [own.r for own in found.correlations] == [pytest.approx(1)] * 3

    def test_a_domain_that_is_unclear_or_flat_or_half_missing_has_none(self):
        unclear = answering(SHAPED, **{INTERESTS: "all the same"})
        areas, styles = PARTS[AREAS], PARTS[STYLES]
        flat = answering([*SHAPED[:6], *[[3]] * 41, *SHAPED[styles]])
        half = answering([*SHAPED[:6], *SHAPED[areas], *[[]] * 11, *SHAPED[58:]])
        for other, place in ((unclear, 0), (flat, 1), (half, 2)):
            found = difference.diff(answering(SHAPED), other, CROWD)
            assert [own.r is None for own in found.correlations] == [
                n == place for n in range(3)
            ]
        assert difference.diff(answering(SHAPED), unclear, CROWD).codes[1] == ""


class TestRankings:
    def test_ranks_are_those_of_each_ranking_and_the_union_of_the_first(self):
        one, other = answering(SHAPED), answering(SHAPED[::-1])
        found = difference.diff(one, other, CROWD, top=5)
        first, second = (matching.rank(own, CROWD) for own in (one, other))
        ranks = [
            {own.entry.slug: own.rank for own in r.matches} for r in (first, second)
        ]
        best = [{own.entry.slug for own in r.matches[:5]} for r in (first, second)]
        assert {move.entry.slug for move in found.moves} == best[0] | best[1]
        for move in found.moves:
            slug = move.entry.slug
            assert (move.one, move.other) == (ranks[0][slug], ranks[1][slug])
            assert move.came == (slug in best[1] - best[0])
            assert move.left == (slug in best[0] - best[1])
        order = [move.other for move in found.moves]
        assert order == sorted(order)

    def test_a_move_is_real_when_the_ranges_do_not_meet(self):
        sure = [[own[0]] * 40 for own in SHAPED]
        mirrored = [[6 - answer for answer in own] for own in sure]
        found = difference.diff(answering(sure), answering(mirrored), CROWD, top=3)
        assert all(move.real for move in found.moves)
        found = difference.diff(answering(SHAPED), answering(SHAPED), CROWD, top=3)
        assert not any(move.real for move in found.moves)

    def test_levels_of_another_test_have_no_ranges(self):
        found = difference.diff(
            person(range(COUNT)), person(range(COUNT, 0, -1)), CROWD, top=3
        )
        assert {move.real for move in found.moves} == {None}

    @pytest.mark.parametrize("first", [True, False])
    def test_careless_answers_have_no_ranking_to_compare(self, first):
        clear, careless = (
            answering(SHAPED),
            replace(answering(SHAPED), careless_reason="Hm."),
        )
        both = (careless, clear) if first else (clear, careless)
        found = difference.diff(*both, CROWD)
        assert (found.moves, found.withheld_reason) == ((), "Hm.")
        assert len(found.differences) == COUNT
        found = difference.diff(*both, CROWD, allow_careless=True)
        assert found.withheld_reason == ""
        assert found.moves


MAY = NURSE_STANDARD
NOW = MAY[:-44] + "".join(str(6 - int(mark)) for mark in MAY[-44:])
"""The same answers, those on work styles turned around."""


@pytest.fixture
def kept(run) -> Path:
    for name, replay in (("may", MAY), ("me", NOW)):
        command = ("quiz", "--answers", replay, "--save", "--name", name)
        assert run(*command, "--top", "1")[0] == 0
    return Path(os.environ["CAREERFIT_HOME"])


class TestCommand:
    def test_names_files_and_answer_strings_are_the_same(self, run, kept, tmp_path):
        answers = tmp_path / "now.txt"
        answers.write_text(NOW + "\n")
        of = {
            "names": run("profile", "diff", "may", "me", "--json"),
            "file": run("profile", "diff", "may", str(kept / "profiles" / "me.json"), "--json"),
            "strings": run("profile", "diff", MAY, NOW, "--json"),
            "text": run("profile", "diff", MAY.split(".")[2], str(answers), "--json"),
        }  # fmt: skip
        found = {}
        for name, (code, out, err) in of.items():
            assert (code, err) == (0, "")
            data = json.loads(out)
            assert data["schema"] == "careerfit.diff/2"
            sides = data.pop("one"), data.pop("other")
            assert [side["replay"] for side in sides] == [MAY, NOW]
            found[name] = data
        assert len({json.dumps(each) for each in found.values()}) == 1
        assert {
            own["dimension"]["domain"] for own in found["names"]["differences"]
        } == {domain.key for domain in MATCHED}

    def test_the_screen_names_both_and_sums_up_what_is_no_change(self, run, kept):
        code, out, _ = run("profile", "diff", "may", "me")
        words = " ".join(out.split())
        assert code == 0
        assert "A may, saved 20" in words
        assert "levels differ by more than noise" in words
        assert "No real change in the other" in words
        assert "Taken together" in words
        every = " ".join(run("profile", "diff", "may", "me", "--all")[1].split())
        shown = area_names()
        assert all(shown.get(own.name, own.name) in every for own in DIMENSIONS)
        assert "No real change in" not in every

    def test_interests_that_differ_are_not_lost_among_areas_nobody_chose(self, run):
        _, out, _ = run(
            "profile", "diff",
            "v2.quick.542135-453133333333333333333333333333333333333333453245434324543424543",
            "v2.quick.2152542133333333333333333333333333333333333333333-45324543432454342453",
        )  # fmt: skip
        words = " ".join(out.split())
        assert "Taken together, the interests differ more than noise" in words

    def test_the_same_answers_are_said_to_be(self, run, kept):
        _, out, _ = run("profile", "diff", "me", "me")
        words = " ".join(out.split())
        assert "These are the same answers." in words
        assert "No real change in any of 68 levels" in words
        assert "10 of the first 10 are the same" in words

    def test_answers_that_skip_everything_compare_nothing(self, run):
        _, out, _ = run("profile", "diff", MAY, "v2.standard." + "-" * 109)
        assert out.count("No level has answers in both.") == 4

    def test_careless_answers_are_named_and_not_ranked(self, run):
        careless = CARELESS_STANDARD
        _, out, _ = run("profile", "diff", MAY, careless)
        words = " ".join(out.split())
        assert "The answers of B look careless" in words
        assert "The rankings are not compared." in words
        _, out, _ = run("profile", "diff", MAY, careless, "--allow-careless")
        assert "came in" in out

    @pytest.mark.parametrize(
        ("other", "code", "words"),
        [
            ("nobody", 2, "there is no saved profile 'nobody'"),
            ("no/such.json", 2, "there is no such file"),
            ("no-such.txt", 2, "no-such.txt"),
            ("v9.standard.123", 2, "version 9"),
            ("v2.standard.123", 2, "there are 3 answers"),
            ("v1.quick.12", 2, "there are 2 answers"),
            ("a b", 2, "cannot be a profile's name"),
            ("1" * 63, 2, "there are 63 answers"),
        ],
    )
    def test_what_is_no_profile_is_said(self, run, other, code, words):
        got, out, err = run("profile", "diff", MAY, other)
        assert (got, out) == (code, "")
        assert words in err
